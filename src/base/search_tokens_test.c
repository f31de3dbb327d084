#include "base/search_tokens.h"
#include "test/test.h"
#include "base/buf.h"
#include <stdio.h>

static bool holds(const struct tokens *document, text token)
{
    for (int i = 0; i < document->count; i++) if (!strcmp(document->at[i], token)) return true;
    return false;
}

static bool finds(struct arena *arena, const struct tokens *document, text typed)
{
    struct tokens query = tokens_query(arena, typed);
    for (int i = 0; i < query.count; i++) if (!holds(document, query.at[i])) return false;
    return query.count > 0;
}

TEST(a_text_is_cut_into_characters_pairs_and_words)
{
    struct arena *arena = arena_new();
    struct tokens t = tokens_document(arena);
    tokens_add_text(&t, "金牌月嫂，３Ｂ栋 021-58887777 Ünal's 月");
    SAME_TEXT(tokens_joined(&t), "金 金牌 牌 牌月 月 月嫂 嫂 3b 栋 021 58887777 Ünal s");
    struct tokens q = tokens_query(arena, "月嫂 3B栋 嫂 \"or\" *");
    SAME_TEXT(tokens_joined(&q), "月嫂 3b 栋 嫂 or");
    SAME_TEXT(tokens_joined((struct tokens[]){ tokens_query(arena, " ，* ") }), "");
    arena_free(arena);
}

TEST(a_name_is_found_by_what_people_type)
{
    static const struct { const char *name, *typed; bool found; } rows[] = {
        { "张小明", "张小明", true }, { "张小明", "小明", true }, { "张小明", "张", true }, { "张小明", "明", true }, { "张小明", "zhangxm", true },
        { "张小明", "zxm", true }, { "张小明", "ZX", true }, { "张小明", "zhang", true }, { "张小明", "zhangxiaoming", true }, { "张小明", "zhang xiao ming", true },
        { "张小明", "xiaoming", true }, { "张小明", "xm", true }, { "张小明", "张xm", true }, { "张小明", "zhangxiaom", true }, { "张小明", "ｚｘｍ", true },
        { "张小明", "张明", false }, { "张小明", "zhangming", false }, { "张小明", "李", false }, { "张小明", "z", false }, { "张小明", "zm", false }, { "张小明", "", false },
        { "吕红", "lvhong", true }, { "吕红", "luhong", true }, { "吕红", "luh", true }, { "单丽", "shanli", true }, { "单丽", "danli", true },
        { "覃乐", "qinle", true }, { "覃乐", "tanle", true }, { "覃乐", "qinyue", true }, { "欧阳小飞", "ouyangxf", true }, { "欧阳小飞", "ouyang", true },
        { "张　明", "张明", true }, { "阿依古丽·买买提", "古丽买", true }, { "阿依古丽·买买提", "ayigul", false }, { "Mary", "mary", true }, { "Mary", "mar", false },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tokens t = tokens_document(arena);
        char why[100];
        snprintf(why, sizeof why, "%s by %s", rows[i].name, rows[i].typed);
        CASE(why);
        tokens_add_name(&t, rows[i].name);
        EQUAL(finds(arena, &t, rows[i].typed), rows[i].found);
    }
    arena_free(arena);
}

TEST(tokens_are_bounded_and_not_repeated)
{
    struct arena *arena = arena_new();
    struct tokens t = tokens_document(arena);
    struct buf many = buf_new(arena);
    for (int i = 0; i < 5000; i++) buf_print(&many, "w%d ", i);
    tokens_add_text(&t, buf_text(&many));
    tokens_add_name(&t, "张小明");
    EQUAL(t.count, TOKENS_DOCUMENT);
    EQUAL(tokens_query(arena, buf_text(&many)).count, TOKENS_QUERY);
    struct tokens name = tokens_document(arena);
    tokens_add_name(&name, "尉单乐覃查曾翟");
    CHECK(name.count < 150);
    for (int i = 0; i < name.count; i++)
        for (int k = 0; k < i; k++) if (!strcmp(name.at[i], name.at[k])) SAME_TEXT(name.at[i], "not repeated");
    struct tokens same = tokens_document(arena);
    for (int i = 0; i < 3; i++) tokens_add(&same, "x7");
    EQUAL(same.count, 1);
    arena_free(arena);
}

TEST(a_long_word_is_cut_alike_in_text_and_query)
{
    struct arena *arena = arena_new();
    struct tokens t = tokens_document(arena);
    text word = "abcdefghijklmnopqrstuvwxyz0123456789abcdef";
    tokens_add_text(&t, word);
    EQUAL(t.count, 1);
    EQUAL(strlen(t.at[0]), 32);
    CHECK(finds(arena, &t, word));
    struct tokens name = tokens_document(arena);
    tokens_add_name(&name, "庄双窗庄双窗");
    CHECK(finds(arena, &name, "zhuangshuangchuangzhuangshuangchuang"));
    struct tokens bad = tokens_document(arena);
    tokens_add_name(&bad, "\xE5\xBC\xFF\xE5张\xC0\xAF明\xF0\x9F\x98\x80");
    CHECK(holds(&bad, "zhang") && holds(&bad, "明"));
    arena_free(arena);
}
