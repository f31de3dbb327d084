#include "base/money.h"
#include "test/test.h"

TEST(money_rounds_half_up_away_from_zero)
{
    EQUAL(money_times((money){ 1400000 }, 16, 26).fen, 861538);          /* DOMAIN.md §4.3: 14 000 ÷ 26 × 16 */
    EQUAL(money_times((money){ 1 }, 1, 2).fen, 1);
    EQUAL(money_times((money){ -1 }, 1, 2).fen, -1);
    EQUAL(money_times((money){ 1 }, 49, 100).fen, 0);
    EQUAL(money_times((money){ 5 }, -3, 10).fen, -2);
    EQUAL(money_times((money){ 15000 }, 75, 100).fen, 11250);            /* §4.1 */
    EQUAL(money_times((money){ 300000 }, 300000, 350000).fen, 257143);
    EQUAL(money_times((money){ INT64_MAX }, 7, 7).fen, INT64_MAX);
    EQUAL(money_times((money){ INT64_MAX }, 2, 1).fen, INT64_MAX);
    EQUAL(money_add((money){ INT64_MAX }, (money){ 5 }).fen, INT64_MAX);
    EQUAL(money_negate((money){ INT64_MIN }).fen, INT64_MAX);
    EQUAL(money_sub((money){ 5 }, (money){ 7 }).fen, -2);
    EQUAL(money_least((money){ 5 }, (money){ 7 }).fen, 5);
    EQUAL(money_most((money){ 5 }, (money){ 7 }).fen, 7);
}

TEST(money_shared_out_adds_up)
{
    static const struct { const char *why; int64_t whole, weights[4], parts[4]; size_t count; } rows[] = {
        { "partial crew, §4.6", 60000, { 54, 45, 16 }, { 28174, 23478, 8348 }, 3 },
        { "whole crew, §4.6", 60000, { 54, 45, 36 }, { 24000, 20000, 16000 }, 3 },
        { "hours really worked, §0.13", 60000, { 690, 575, 160 }, { 29053, 24210, 6737 }, 3 },
        { "the earlier one at a tie", 100, { 1, 1, 1 }, { 34, 33, 33 }, 3 },
        { "two ties", 5, { 1, 1, 1 }, { 2, 2, 1 }, 3 },
        { "weight zero gets nothing", 101, { 0, 1, 1 }, { 0, 51, 50 }, 3 },
        { "less fen than people", 2, { 1, 1, 1, 1 }, { 1, 1, 0, 0 }, 4 },
        { "a reversal mirrors it", -60000, { 54, 45, 16 }, { -28174, -23478, -8348 }, 3 },
        { "nothing", 0, { 3, 4 }, { 0, 0 }, 2 },
        { "no weights", 7, { 0, 0 }, { 7, 0 }, 2 },
        { "huge", INT64_MAX, { INT64_MAX, INT64_MAX }, { INT64_MAX / 2 + 1, INT64_MAX / 2 }, 2 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money parts[4] = { 0 };
        CASE(rows[i].why);
        money_share((money){ rows[i].whole }, rows[i].weights, rows[i].count, parts);
        for (size_t k = 0; k < rows[i].count; k++) EQUAL(parts[k].fen, rows[i].parts[k]);
    }
}

TEST(money_is_read_as_people_write_it)
{
    static const struct { const char *from; bool well; int64_t fen; } rows[] = {
        { "1280", true, 128000 }, { "1,280", true, 128000 }, { "￥1280.5", true, 128050 }, { "1280.00元", true, 128000 },
        { "１，２８０．０５", true, 128005 }, { "-0.05", true, -5 }, { " ¥ 12 ", true, 1200 }, { "-¥3.00", true, -300 }, { "￥-3", true, -300 },
        { "1280.5000", true, 128050 }, { "0", true, 0 }, { "12,345,678.90 元", true, 1234567890 },
        { "", false, 0 }, { "元", false, 0 }, { "1.285", false, 0 }, { "1,28", false, 0 }, { "1234,567", false, 0 }, { ",128", false, 0 },
        { "1e3", false, 0 }, { "12元3", false, 0 }, { "1.", false, 0 }, { ".5", false, 0 }, { "--1", false, 0 }, { "9999999999999999", false, 0 },
        { "面议", false, 0 }, { "1280,", false, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        money amount = { 0 };
        CASE(rows[i].from);
        EQUAL(money_read(rows[i].from, &amount), rows[i].well);
        if (rows[i].well) EQUAL(amount.fen, rows[i].fen);
    }
}

TEST(money_prints_two_decimals)
{
    struct arena *arena = arena_new();
    SAME_TEXT(money_text(arena, (money){ 128000 }), "1280.00");
    SAME_TEXT(money_text(arena, (money){ -5 }), "-0.05");
    SAME_TEXT(money_text(arena, (money){ INT64_MIN }), "-92233720368547758.08");
    SAME_TEXT(money_shown(arena, (money){ 128000 }), "¥1,280.00");
    SAME_TEXT(money_shown(arena, (money){ -12345678905 }), "-¥123,456,789.05");
    SAME_TEXT(money_shown(arena, (money){ 99900 }), "¥999.00");
    SAME_TEXT(money_shown(arena, (money){ 0 }), "¥0.00");
    SAME_TEXT(money_grouped(arena, (money){ 198130 }), "1,981.30");
    SAME_TEXT(money_grouped(arena, (money){ -198130 }), "-1,981.30");
    arena_free(arena);
}

TEST(amounts_in_capitals_as_the_rules_for_bills_have_them)
{
    static const struct { int64_t fen; text words; } rows[] = {
        { 13000, "人民币壹佰叁拾元整" }, { 140950, "人民币壹仟肆佰零玖元伍角整" }, { 600714, "人民币陆仟零柒元壹角肆分" }, { 168032, "人民币壹仟陆佰捌拾元叁角贰分" }, { 1640902, "人民币壹万陆仟肆佰零玖元零贰分" },
        { 32504, "人民币叁佰贰拾伍元零肆分" }, { 0, "人民币零元整" }, { 5, "人民币伍分" }, { 50, "人民币伍角整" }, { 1000000, "人民币壹万元整" }, { 10000500, "人民币壹拾万零伍元整" },
        { 10100000000, "人民币壹亿零壹佰万元整" }, { 10000100000, "人民币壹亿零壹仟元整" }, { 1000, "人民币壹拾元整" }, { -750, "人民币负柒元伍角整" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) SAME_TEXT(money_in_capitals(arena, (money){ rows[i].fen }), rows[i].words);
    arena_free(arena);
}
