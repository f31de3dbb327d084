/* words_test.c — sentences and seeded texts in the reader's language. */
#include "base/words.h"
#include "test/test.h"

TEST(what_the_program_seeds_is_english_for_who_reads_english)
{
    struct arena *a = arena_new();
    SAME_TEXT(translate("en", "日常保洁"), "Regular cleaning");
    SAME_TEXT(translate("zh", "日常保洁"), "日常保洁");
    SAME_TEXT(translate("en", "周末保洁"), "周末保洁");
    SAME_TEXT(title_said(a, "en", "李芳 · 老人照护"), "李芳 · Elder care");
    SAME_TEXT(title_said(a, "en", "刘艳 · 体检"), "刘艳 · Medical check");
    SAME_TEXT(title_said(a, "en", "日常保洁服务标准 v1"), "Standard of regular cleaning v1");
    SAME_TEXT(title_said(a, "zh", "李芳 · 老人照护 2026-11-23"), "李芳 · 老人照护 2026年11月23日");
    SAME_TEXT(title_said(a, "en", "李芳 · 老人照护 2026-11-23"), "李芳 · Elder care 23 Nov 2026");
    SAME_TEXT(title_said(a, "en", "李琳 · 第 1 天"), "李琳 · Day 1");
    SAME_TEXT(title_said(a, "en", "看周末人手"), "Check the weekend's capacity");
    SAME_TEXT(title_said(a, "zh", "李琳 · 第 1 天"), "李琳 · 第 1 天");
    arena_free(a);
}
