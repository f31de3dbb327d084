/* paper_test.c — a paper is a PDF with its Chinese in it, goes on over pages, and is quick once the fonts are there. */
#include "paper/paper.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "base/money.h"
#include "test/test.h"

static struct paper receipt_of(const struct paper_line *lines, int count)
{
    static const struct paper_fact facts[] = { { "交款人", "李芳" }, { "日期", "2026-11-25" }, { "方式", "现金" }, { "单号", "P-2026-000012" } }, signs[] = { { "收款人", "王金凤" }, { "经手人", "" } };
    return (struct paper){ .house = "安家家政服务有限公司", .title = "收据", .number = "T-2026-000007", .mark = "补打 第 2 次", .facts = facts, .fact_count = 4, .columns = { "项目", "数量", "单价", "金额" }, .lines = lines,
        .line_count = count, .sum_label = "合计", .sum = "130.00", .sum_words = "人民币壹佰叁拾元整", .below = "本收据不作发票使用，可凭此开具发票。", .signs = signs, .sign_count = 2, .made = { INT64_C(1795600000000) } };
}

static text written(const struct paper *p, char *path)
{
    text why = "";
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    close(fd);
    CHECK(paper_pdf(p, path, &why));
    SAME_TEXT(why, "");
    return path;
}

static long size_of(text path, char *into, size_t room)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(into, 1, room, f) : 0;
    if (f) fclose(f);
    return (long)n;
}

TEST(a_receipt_is_a_pdf_with_its_font_embedded)
{
    static char bytes[1 << 20];
    char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
    struct paper_line line = { "日常保洁 11-25 09:00", "3", "50.00", "150.00" };
    struct paper p = receipt_of(&line, 1);
    written(&p, path);
    long n = size_of(path, bytes, sizeof bytes - 1);
    CHECK(n > 5000 && n < 400000);
    CHECK(!memcmp(bytes, "%PDF-", 5));
    CHECK(memmem(bytes, (size_t)n, "/FontFile3", 10) || memmem(bytes, (size_t)n, "CIDFontType0C", 13) || memmem(bytes, (size_t)n, "/ObjStm", 7));
    unlink(path);
}

TEST(a_long_table_goes_on_over_pages)
{
    static struct paper_line lines[100];
    char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
    for (int i = 0; i < 100; i++) lines[i] = (struct paper_line){ "家电清洗：油烟机深度拆洗，含集油盒、风轮与滤网，老小区五楼无电梯", "1", "150.00", "150.00" };
    struct paper p = receipt_of(lines, 100);
    written(&p, path);
    unlink(path);
}

static bool has(text path, text word)
{
    static char bytes[1 << 20];
    long n = size_of(path, bytes, sizeof bytes);
    return n > 0 && memmem(bytes, (size_t)n, word, strlen(word)) != NULL;
}

TEST(what_is_a_little_too_long_is_drawn_smaller_on_one_page_where_that_is_asked_for_and_can_be_read)
{
    static struct paper_line lines[100];
    for (int i = 0; i < 100; i++) lines[i] = (struct paper_line){ "母婴护理员证", "三级", "2027-11-26", "有效" };
    for (int i = 0; i < 3; i++) {
        char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
        struct paper p = receipt_of(lines, i == 2 ? 60 : 20);
        p.one_page = i > 0;
        p.dated = true;
        written(&p, path);
        EQUAL(has(path, "/Count 1\n"), i == 1);
        unlink(path);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#ifdef __SANITIZE_ADDRESS__
#define LIMIT 1.0                       /* measured in the release build: 33 ms, the first one of a thread 112 ms */
#else
#define LIMIT 0.150
#endif

TEST(how_a_line_came_about_stands_below_it_and_takes_its_room)
{
    struct paper_line lines[10];
    for (int i = 0; i < 2; i++) {
        char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
        for (int k = 0; k < 10; k++) lines[k] = (struct paper_line){ "个人所得税", "", "", "-27.15", i ? "本年收入 76648.31 − 减除费用 55000.00 − 社保 7854.00，应税 13794.31；× 3% − 已扣 386.68，本月补扣" : "" };
        struct paper p = receipt_of(lines, 10);
        written(&p, path);
        EQUAL(has(path, "/Count 1\n"), !i);
        unlink(path);
    }
}

TEST(a_receipt_takes_less_than_150_ms_once_the_fonts_are_there)
{
    struct paper_line lines[] = { { "日常保洁 11-25 09:00", "3", "50.00", "150.00" }, { "优惠券 NEW20", "1", "-20.00", "-20.00" } };
    double best = 10;
    for (int i = 0; i < 4; i++) {
        char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
        struct paper p = receipt_of(lines, 2);
        double begun = seconds();
        written(&p, path);
        double took = seconds() - begun;
        if (getenv("TEST_LOUD")) printf("  %.0f ms\n", took * 1000);
        if (took < best) best = took;
        if (!getenv("PAPER_KEEP")) unlink(path); else printf("  %s\n", path);
    }
    CHECK(best < LIMIT);
}

static long resident(void)
{
    long pages = 0, all = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f && fscanf(f, "%ld %ld", &all, &pages) != 2) pages = 0;
    if (f) fclose(f);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

TEST(papers_leave_nothing_behind_but_the_fonts)
{
    struct paper_line line = { "日常保洁", "3", "50.00", "150.00" };
    struct paper p = receipt_of(&line, 1);
    long before = 0;
    for (int i = 0; i < 40; i++) {
        char path[] = "/dev/shm/zhangjia-paper-XXXXXX";
        written(&p, path);
        unlink(path);
        if (i == 9) before = resident();
    }
    if (getenv("TEST_LOUD")) printf("  %ld KB more\n", resident() - before);
#ifndef __SANITIZE_ADDRESS__            /* which keeps freed memory for a while */
    CHECK(resident() - before < 4096);
#endif
}
