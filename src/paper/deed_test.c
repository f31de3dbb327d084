/* deed_test.c — a deed is a PDF of several pages with its Chinese in it, the same bytes each time, and breaks a long clause over pages. */
#include "paper/deed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "test/test.h"

static char first[2 << 20], second[2 << 20];

static size_t written(const struct deed *d, char *into)
{
    char path[] = "/dev/shm/zhangjia-deed-XXXXXX";
    text why = "";
    int fd = mkstemp(path);
    close(fd);
    CHECK(deed_pdf(d, path, &why));
    SAME_TEXT(why, "");
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(into, 1, sizeof first, f) : 0;
    if (f) fclose(f);
    unlink(path);
    return n;
}

static struct deed deed_with(struct deed_block *blocks, int count, text wording)
{
    static const struct paper_fact facts[] = { { "姓名", "李芳" }, { "身份证号码", "990101198808082262" } };
    static const text cells[] = { "终止原因在", "终止发生在", "退还比例", "丙方", "第4天至第30天", "70%" };
    static const struct deed_sign signs[] = { { "甲方签字", "", "", "" }, { "乙方盖章", "", "", "" }, { "丙方签字", "", "", "/dev/null" } };
    blocks[0] = (struct deed_block){ .kind = DEED_PARTY, .words = "甲方（客户）", .facts = facts, .fact_count = 2 };
    blocks[1] = (struct deed_block){ .kind = DEED_ARTICLE, .number = "第一条", .words = "服务内容" };
    for (int i = 2; i < count - 3; i++) blocks[i] = (struct deed_block){ .kind = DEED_CLAUSE, .number = "1.1", .words = wording };
    blocks[count - 3] = (struct deed_block){ .kind = DEED_TABLE, .cells = cells, .columns = 3, .rows = 2 };
    blocks[count - 2] = (struct deed_block){ .kind = DEED_SIGNS, .signs = signs, .sign_count = 3 };
    blocks[count - 1] = (struct deed_block){ .kind = DEED_HEADING, .words = "签署证据页" };
    return (struct deed){ .title = "家政服务合同", .number = "HT26-00001", .foot = "SHA-256 0000", .page = "第 {1} 页　共 {2} 页", .blocks = blocks, .block_count = count, .made = { INT64_C(1795600000000) } };
}

TEST(the_same_contract_gives_the_same_bytes)
{
    struct deed_block blocks[40];
    struct deed d = deed_with(blocks, 40, "丙方报酬为每月¥7800.00（人民币柒仟捌佰元整），日报酬按每月26个计薪日折算，服务不足整月的，按实际出勤天数乘以日报酬计算。");
    size_t a = written(&d, first), b = written(&d, second);
    CHECK(a > 10000 && a == b && !memcmp(first, second, a));
    CHECK(!memcmp(first, "%PDF-", 5));
    d.made.ms += 60000;
    CHECK(written(&d, second) != a || memcmp(first, second, a));
}

TEST(a_table_s_columns_are_as_wide_as_their_words_want)
{
    static text cells[3 * 21] = { "终止原因在", "终止发生在服务开始后", "退还比例" };
    for (int i = 3; i < 3 * 21; i++) cells[i] = i % 3 == 0 ? "丙方" : i % 3 == 1 ? "第3天以内（含服务开始前）" : "100%";
    struct deed_block one = { .kind = DEED_TABLE, .cells = cells, .columns = 3, .rows = 21 };
    struct deed d = { .title = "家政服务合同", .number = "HT26-00001", .foot = "", .page = "第 {1} 页　共 {2} 页", .blocks = &one, .block_count = 1, .made = { INT64_C(1795600000000) } };
    size_t n = written(&d, first);
    CHECK(memmem(first, n, "/Count 1\n", 9) != NULL);        /* wrapped, they are two pages */
}

TEST(a_clause_longer_than_a_page_goes_on_over_pages_and_too_many_pages_are_refused)
{
    static char longest[40000];
    struct deed_block blocks[6];
    while (strlen(longest) + 100 < sizeof longest) strcat(longest, "甲方应如实说明照护对象的健康状况。");
    struct deed d = deed_with(blocks, 6, longest);
    CHECK(written(&d, first) > 10000);
    static struct deed_block many[100];
    d = deed_with(many, 100, longest);
    text why = "";
    CHECK(!deed_pdf(&d, "/dev/null", &why));
    SAME_TEXT(why, "more than 60 pages");
}

/* The letters on the page of the signatures before them, as poppler reads them; -1: it is not installed. */
static int before_signatures(const struct deed *d)
{
    char path[] = "/dev/shm/zhangjia-deed-XXXXXX", command[100];
    text why = "";
    close(mkstemp(path));
    CHECK(deed_pdf(d, path, &why));
    snprintf(command, sizeof command, "pdftotext %s - 2>/dev/null", path);
    FILE *said = popen(command, "r");
    size_t n = said ? fread(first, 1, sizeof first - 1, said) : 0;
    first[n] = 0;
    bool well = said && !pclose(said);
    unlink(path);
    char *sign = well ? strstr(first, "甲方签字") : NULL;
    if (!sign) return -1;
    *sign = 0;
    char *page = strrchr(first, '\f');
    return strstr(page ? page : first, "份") != NULL;
}

TEST(signatures_never_stand_on_a_page_without_the_words_before_them)
{
    static const struct deed_sign signs[] = { { "甲方签字", "", "", "" }, { "乙方盖章", "", "", "" } };
    static char last[4000];
    strcpy(last, "本合同");
    for (int i = 0; i < 30; i++) strcat(last, "自三方签字之日起生效，");
    strcat(last, "一式三份。");
    for (int longer = 0; longer < 2; longer++)
        for (int count = 19; count < 33; count += 2) {
            struct deed_block blocks[50];
            for (int i = 0; i < count; i++) blocks[i] = (struct deed_block){ .kind = DEED_CLAUSE, .number = "1.1", .words = "丙方报酬" };
            blocks[count] = (struct deed_block){ .kind = longer ? DEED_TEXT : DEED_CLAUSE, .number = "1.2", .words = longer ? last : "一式三份。" };
            blocks[count + 1] = (struct deed_block){ .kind = DEED_SIGNS, .signs = signs, .sign_count = 2 };
            struct deed d = { .title = "合同", .number = "HT-1", .foot = "", .page = "{1} {2}", .blocks = blocks, .block_count = count + 2, .made = { INT64_C(1795600000000) } };
            CHECK(before_signatures(&d) != 0);
        }
}
