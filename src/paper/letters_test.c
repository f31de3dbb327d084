/* letters_test.c — no letter is embedded with the subroutines cairo loses: each by its outline. That all are drawn is seen in tests/stories. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "paper/deed.h"
#include "paper/letters.h"
#include "paper/paper.h"
#include "test/test.h"

static long printed_size(text head, text line)
{
    char path[] = "/dev/shm/zhangjia-letters-XXXXXX";
    text why = "";
    close(mkstemp(path));
    struct paper_line one = { line, "", "", "" };
    struct paper p = { .house = "安家", .title = "马阿姨", .number = "T-1", .mark = "", .columns = { head, "", "", "" }, .lines = &one, .line_count = 1, .sum_label = "", .sum = "", .sum_words = "", .below = "", .made = { INT64_C(1795600000000) } };
    CHECK(paper_pdf(&p, path, &why));
    struct stat facts = { 0 };
    CHECK(!stat(path, &facts));
    unlink(path);
    return facts.st_size;
}

TEST(an_english_paper_with_k_and_i_on_it_is_no_bigger_than_others)
{
    long without = printed_size("Good until", "Background check"), with = printed_size("Kind", "Identity card");
    CHECK(with < without + 50000);
}

/* What lies in the file of the font itself would be its own CFF table, found by cairo's search for subroutines; by outlines it has no name of the file. */
static bool embeds(text path, text what)
{
    static char bytes[1 << 20];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    if (f) fclose(f);
    return memmem(bytes, n, what, strlen(what)) != NULL;
}

static void embedded_by_outlines(text path)
{
    if (embeds(path, "/ObjStm")) return;        /* a newer cairo packs the names */
    CHECK(embeds(path, "CairoFont"));
    CHECK(!embeds(path, "NotoSansCJK"));
    unlink(path);
}

TEST(a_paper_embeds_each_letter_by_its_outline_and_all_chinese_in_one_face)
{
    char path[] = "/dev/shm/zhangjia-letters-XXXXXX";
    text why = "";
    close(mkstemp(path));
    struct paper p = { .house = "安家", .title = "收据", .number = "T-1", .mark = "补打", .columns = { "项目", "数量", "单价", "金额" }, .sum_label = "合计", .sum = "1.00", .sum_words = "", .below = "请保管；如需发票请告知。", .made = { INT64_C(1795600000000) } };
    CHECK(paper_pdf(&p, path, &why));
    embedded_by_outlines(path);
}

TEST(a_deed_embeds_each_letter_by_its_outline_too)
{
    char path[] = "/dev/shm/zhangjia-letters-XXXXXX";
    text why = "";
    close(mkstemp(path));
    struct deed_block clause = { .kind = DEED_CLAUSE, .number = "1.1", .words = "乙方如实说明；如有不实，由乙方承担。" };
    struct deed d = { .title = "合同", .number = "HT-1", .foot = "K", .page = "第 {1} 页", .blocks = &clause, .block_count = 1, .made = { INT64_C(1795600000000) } };
    CHECK(deed_pdf(&d, path, &why));
    embedded_by_outlines(path);
}

static int drawn_letters(PangoLayout *layout)
{
    int sum = 0;
    for (GSList *line = pango_layout_get_lines_readonly(layout); line; line = line->next)
        for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run; run = run->next) sum += ((PangoGlyphItem *)run->data)->glyphs->num_glyphs;
    return sum;
}

TEST(a_fingerprint_broken_between_two_letters_has_no_hyphen_that_is_not_in_it)
{
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_width(layout, 60 * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    letters_set(layout, "abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcd", 0);
    CHECK(pango_layout_get_line_count(layout) > 1);
    CHECK(drawn_letters(layout) == 64);
    g_object_unref(layout);
    g_object_unref(context);
    g_object_unref(map);
}
