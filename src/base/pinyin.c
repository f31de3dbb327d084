#include "base/pinyin.h"
#include <string.h>
#include "base/pinyin_table.h"
#include "base/utf8.h"

/* Where a name's reading depends on its place, or where a second one is usual. `given` NULL: as the surname. */
static const struct override { text character, surname, given, other; } overrides[] = {
    { "曾", "zeng", NULL, "ceng" }, { "单", "shan", "dan", NULL }, { "仇", "qiu", "chou", NULL }, { "解", "xie", "jie", NULL },
    { "区", "ou", "qu", NULL }, { "查", "zha", "cha", NULL }, { "尉", "wei", NULL, "yu" }, { "盖", "ge", "gai", NULL },
    { "乐", "yue", "le", NULL }, { "覃", "qin", NULL, "tan" }, { "朴", "piao", "pu", NULL }, { "缪", "miao", NULL, "mou" },
    { "翟", "zhai", NULL, "di" }, { "种", "chong", "zhong", NULL }, { "员", "yun", "yuan", NULL }, { "召", "shao", "zhao", NULL },
    { "刀", "dao", NULL, "diao" }, { "折", "she", "zhe", NULL }, { "牟", "mou", NULL, "mu" }, { "秘", "bi", "mi", NULL },
    { "繁", "po", "fan", NULL }, { "莘", "shen", "xin", NULL }, { "筠", "yun", NULL, "jun" }, { "粘", "nian", "zhan", NULL },
    { "重", "chong", "zhong", NULL }, { "长", "chang", NULL, "zhang" }, { "隗", "wei", NULL, "kui" }, { "峙", "shi", "zhi", NULL },
    { "靓", "jing", NULL, "liang" }, { "洗", "xian", "xi", NULL }, { "黑", "he", "hei", NULL }, { "薄", "bo", NULL, "bao" },
    { "祭", "zhai", "ji", NULL }, { "宿", "su", NULL, "xiu" }, { "柏", "bai", NULL, "bo" }, { "郇", "xun", NULL, "huan" },
    { "郗", "xi", NULL, "chi" }, { "谌", "chen", NULL, "shen" }, { "都", "du", NULL, "dou" }, { "俞", "yu", NULL, "shu" },
    { "宓", "mi", NULL, "fu" }, { "晟", "sheng", NULL, "cheng" }, { "茜", "qian", NULL, "xi" }, { "娜", "na", NULL, "nuo" },
    { "行", "xing", NULL, "hang" }, { "朝", "chao", NULL, "zhao" }, { "藏", "zang", "cang", NULL }, { "参", "shen", NULL, "can" },
    { "传", "chuan", NULL, "zhuan" }, { "盛", "sheng", NULL, "cheng" }, { "句", "gou", "ju", NULL }, { "阚", "kan", NULL, NULL },
    { "佴", "nai", NULL, "er" },
};

static const struct compound { text characters, readings[2]; } compounds[] = {
    { "尉迟", { "yu", "chi" } }, { "长孙", { "zhang", "sun" } }, { "万俟", { "mo", "qi" } }, { "澹台", { "tan", "tai" } }, { "单于", { "chan", "yu" } },
    { "宰父", { "zai", "fu" } }, { "令狐", { "ling", "hu" } }, { "濮阳", { "pu", "yang" } }, { "乐正", { "yue", "zheng" } },
};

static void add(struct syllable *s, text reading)
{
    if (!reading || !*reading || s->count == PINYIN_READINGS) return;
    for (int i = 0; i < s->count; i++) if (!strcmp(s->readings[i], reading)) return;
    s->readings[s->count++] = reading;
}

/* People without a ü on their keyboard, or with one that writes v. */
static void add_without_v(struct syllable *s)
{
    static const text pairs[][2] = { { "lv", "lu" }, { "nv", "nu" }, { "lve", "lue" }, { "nve", "nue" } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (s->count && !strcmp(s->readings[0], pairs[i][0])) add(s, pairs[i][1]);
}

static const struct override *override_of(const char *at, size_t length)
{
    for (size_t i = 0; i < sizeof overrides / sizeof *overrides; i++)
        if (!strncmp(overrides[i].character, at, length) && !overrides[i].character[length]) return &overrides[i];
    return NULL;
}

static struct syllable han_syllable(struct arena *arena, uint32_t c, const char *at, size_t length, bool surname)
{
    struct syllable s = { .han = true };
    const struct override *o = override_of(at, length);
    if (o) {
        add(&s, surname || !o->given ? o->surname : o->given);
        add(&s, o->surname);
        add(&s, o->given);
        add(&s, o->other);
    } else if (c >= PINYIN_FIRST && c <= PINYIN_LAST) {
        add(&s, pinyin_syllables[pinyin_table[c - PINYIN_FIRST]]);
    }
    if (c == 0x3007) add(&s, "ling");
    if (!s.count) add(&s, arena_copy_n(arena, at, length));
    add_without_v(&s);
    return s;
}

static bool letter(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

/* Both syllables of a compound surname in front; how many were read. */
static int read_compound(const char *at, struct syllable *into, int most)
{
    for (size_t i = 0; i < sizeof compounds / sizeof *compounds && most >= 2; i++) {
        if (!starts_with(at, compounds[i].characters)) continue;
        for (int k = 0; k < 2; k++) into[k] = (struct syllable){ .readings = { compounds[i].readings[k] }, .count = 1, .han = true };
        return 2;
    }
    return 0;
}

int pinyin_of(struct arena *arena, text name, struct syllable *into, int most)
{
    const char *at = utf8_lower(arena, utf8_narrow(arena, utf8_trim(arena, name)));
    int count = read_compound(at, into, most);
    for (int skip = count; skip; skip--) utf8_next(&at);
    while (*at && count < most) {
        const char *here = at;
        uint32_t c = utf8_next(&at);
        while (letter(*here) && letter(*at)) at++;
        size_t length = (size_t)(at - here);
        if (is_han(c)) into[count] = han_syllable(arena, c, here, length, count == 0);
        else if (letter(*here)) into[count] = (struct syllable){ .readings = { arena_copy_n(arena, here, length) }, .count = 1 };
        else continue;
        count++;
    }
    return count;
}

text pinyin_full(struct arena *arena, text name)
{
    struct syllable syllables[PINYIN_SYLLABLES];
    struct buf out = buf_new(arena);
    for (int i = 0, n = pinyin_of(arena, name, syllables, PINYIN_SYLLABLES); i < n; i++) {
        if (i) buf_char(&out, ' ');
        buf_add(&out, syllables[i].readings[0]);
    }
    return buf_text(&out);
}

text pinyin_initials(struct arena *arena, text name)
{
    struct syllable syllables[PINYIN_SYLLABLES];
    struct buf out = buf_new(arena);
    for (int i = 0, n = pinyin_of(arena, name, syllables, PINYIN_SYLLABLES); i < n; i++) {
        const char *end = syllables[i].readings[0];
        utf8_next(&end);
        buf_bytes(&out, syllables[i].readings[0], (size_t)(end - syllables[i].readings[0]));
    }
    return buf_text(&out);
}
