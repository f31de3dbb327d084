/* letters_test.c — the letter that cairo 1.16 loses, and the one that brings a whole font along, are set in the face that does not. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "paper/deed.h"
#include "paper/letters.h"
#include "paper/paper.h"
#include "test/test.h"

/* The family each letter is asked for in; NULL: that of the whole layout. */
static text face_at(PangoLayout *layout, int index)
{
    PangoAttrIterator *i = pango_attr_list_get_iterator(pango_layout_get_attributes(layout));
    text found = NULL;
    int from, until;
    do {
        pango_attr_iterator_range(i, &from, &until);
        PangoAttribute *face = pango_attr_iterator_get(i, PANGO_ATTR_FAMILY);
        if (from <= index && index < until) found = face ? ((PangoAttrString *)face)->value : NULL;
    } while (pango_attr_iterator_next(i));
    pango_attr_iterator_destroy(i);
    return found;
}

TEST(the_letter_that_is_lost_in_print_is_set_in_another_face_and_no_other_is)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 10, 10);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    letters_set(layout, "乙方如实说明，如有", 0);
    CHECK(!face_at(layout, 0));
    CHECK(face_at(layout, 6) && strstr(face_at(layout, 6), "CJK JP"));
    CHECK(!face_at(layout, 9));
    CHECK(face_at(layout, 21) && strstr(face_at(layout, 21), "CJK JP"));
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

static PangoGlyph glyph_of(PangoLayout *layout)
{
    PangoGlyphItem *run = pango_layout_get_line_readonly(layout, 0)->runs->data;
    return run->glyphs->glyphs[0].glyph;
}

TEST(in_a_chinese_text_too_the_letter_has_the_glyph_that_is_drawn)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 10, 10);
    cairo_t *cr = cairo_create(surface);
    PangoLayout *lost = pango_cairo_create_layout(cr), *drawn = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK SC 9");
    pango_layout_set_font_description(lost, font);
    pango_layout_set_font_description(drawn, font);
    pango_font_description_free(font);
    pango_context_set_language(pango_layout_get_context(lost), pango_language_from_string("zh-cn"));
    pango_context_set_language(pango_layout_get_context(drawn), pango_language_from_string("zh-cn"));
    pango_layout_set_text(lost, "如", -1);
    letters_set(drawn, "如", 0);
    CHECK(glyph_of(lost) != glyph_of(drawn));
    g_object_unref(lost);
    g_object_unref(drawn);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

static bool holds(text path, text what)
{
    static char bytes[1 << 20];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    if (f) fclose(f);
    if (memmem(bytes, n, "/ObjStm", 7)) return true;        /* a newer cairo packs the names, and draws the letter */
    return memmem(bytes, n, what, strlen(what)) != NULL;
}

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

TEST(what_is_printed_of_a_paper_has_the_letter)
{
    char path[] = "/dev/shm/zhangjia-letters-XXXXXX";
    text why = "";
    int fd = mkstemp(path);
    close(fd);
    struct paper p = { .house = "安家", .title = "收据", .number = "T-1", .mark = "", .columns = { "项目", "数量", "单价", "金额" }, .sum_label = "合计", .sum = "1.00", .sum_words = "", .below = "如需发票请告知。", .made = { INT64_C(1795600000000) } };
    CHECK(paper_pdf(&p, path, &why));
    CHECK(holds(path, "NotoSansCJKjp-Regular"));
    p.below = "需要发票请告知。";
    CHECK(paper_pdf(&p, path, &why));
    CHECK(!holds(path, "NotoSansCJKjp-Regular") || holds(path, "/ObjStm"));
    unlink(path);
}
