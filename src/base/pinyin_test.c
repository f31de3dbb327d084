#include "base/pinyin.h"
#include "test/test.h"

TEST(names_are_read_as_names)
{
    static const struct { const char *name, *full, *initials; } rows[] = {
        { "张小明", "zhang xiao ming", "zxm" }, { "曾国藩", "zeng guo fan", "zgf" }, { "单丹单", "shan dan dan", "sdd" }, { "仇英", "qiu ying", "qy" },
        { "解晓解", "xie xiao jie", "xxj" }, { "区小华", "ou xiao hua", "oxh" }, { "查良镛", "zha liang yong", "zly" }, { "尉迟恭", "yu chi gong", "ycg" },
        { "尉健", "wei jian", "wj" }, { "盖叫天", "ge jiao tian", "gjt" }, { "朴明", "piao ming", "pm" }, { "任华", "ren hua", "rh" },
        { "万俟卨", "mo qi xie", "mqx" }, { "长孙无忌", "zhang sun wu ji", "zswj" }, { "欧阳小飞", "ou yang xiao fei", "oyxf" },
        { "吕秀莲", "lv xiu lian", "lxl" }, { "王乐乐", "wang le le", "wll" }, { "乐嘉", "yue jia", "yj" }, { "覃小红", "qin xiao hong", "qxh" },
        { "翟天临", "zhai tian lin", "ztl" }, { "繁星", "po xing", "px" }, { "缪娟", "miao juan", "mj" },
        { "　张　明 ", "zhang ming", "zm" }, { "阿依古丽·买买提", "a yi gu li mai mai ti", "ayglmmt" }, { "Mary 王", "mary wang", "mw" },
        { "ＡＢ１号楼", "ab1 hao lou", "ahl" }, { "𠮷明", "𠮷 ming", "𠮷m" }, { "", "", "" }, { "。，!", "", "" }, { "\xFF" "张", "zhang", "z" },
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].name);
        SAME_TEXT(pinyin_full(arena, rows[i].name), rows[i].full);
        SAME_TEXT(pinyin_initials(arena, rows[i].name), rows[i].initials);
    }
    arena_free(arena);
}

TEST(some_characters_have_more_readings)
{
    struct arena *arena = arena_new();
    struct syllable s[4];
    EQUAL(pinyin_of(arena, "吕乐覃", s, 4), 3);
    EQUAL(s[0].count, 2);
    SAME_TEXT(s[0].readings[0], "lv");
    SAME_TEXT(s[0].readings[1], "lu");
    SAME_TEXT(s[1].readings[0], "le");
    SAME_TEXT(s[1].readings[1], "yue");
    SAME_TEXT(s[2].readings[1], "tan");
    EQUAL(pinyin_of(arena, "张小明张小明", s, 4), 4);
    EQUAL(pinyin_of(arena, "尉迟恭", s, 1), 1);
    arena_free(arena);
}
