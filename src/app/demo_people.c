/* demo_people.c — names as they are common, numbers that nobody has. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "app/demo_world.h"

struct dice demo_dice(const struct demo_world *w, text topic, int64_t which)
{
    uint64_t state = w->seed ^ UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(which + 1);
    for (; *topic; topic++) state = (state ^ (unsigned char)*topic) * UINT64_C(1099511628211);
    struct dice dice = { state };
    dice_next(&dice);
    return dice;
}

bool demo_chance(struct dice *dice, double of) { return dice_unit(dice) < of; }

int demo_pick(struct dice *dice, const int *weights, int count)
{
    int sum = 0, i = 0;
    for (int k = 0; k < count; k++) sum += weights[k];
    int64_t at = dice_below(dice, sum);
    while (i < count - 1 && at >= weights[i]) at -= weights[i++];
    return i;
}

/* Share of the population in ten thousand, the forty most common. */
static const struct { text name; int weight; } surnames[] = {
    { "王", 725 }, { "李", 719 }, { "张", 683 }, { "刘", 538 }, { "陈", 453 }, { "杨", 308 }, { "黄", 223 }, { "赵", 207 }, { "吴", 205 }, { "周", 202 },
    { "徐", 145 }, { "孙", 139 }, { "马", 129 }, { "朱", 126 }, { "胡", 117 }, { "郭", 116 }, { "何", 115 }, { "林", 113 }, { "高", 103 }, { "罗", 95 },
    { "郑", 93 }, { "梁", 89 }, { "谢", 76 }, { "宋", 70 }, { "唐", 69 }, { "许", 66 }, { "邓", 62 }, { "冯", 62 }, { "韩", 61 }, { "曹", 60 },
    { "曾", 58 }, { "彭", 57 }, { "萧", 54 }, { "蔡", 53 }, { "潘", 52 }, { "田", 52 }, { "董", 51 }, { "袁", 50 }, { "于", 48 }, { "欧阳", 10 },
};
static const text women[] = { "芳", "英", "秀", "兰", "梅", "桂", "玉", "红", "丽", "霞", "燕", "娟", "敏", "静", "艳", "萍", "琴", "凤", "莲", "珍", "华", "春", "翠", "菊", "云",
                              "香", "淑", "慧", "巧", "美", "娜", "平", "荣", "素", "爱", "琼", "银", "彩", "月", "群", "婷", "雪", "琳", "倩", "欣", "怡", "佳", "颖" };
static const text men[] = { "伟", "强", "军", "勇", "杰", "涛", "明", "超", "刚", "平", "辉", "鹏", "波", "斌", "宇", "浩", "凯", "健", "俊", "帆", "志", "建", "国", "文", "海",
                            "林", "东", "峰", "龙", "磊", "新", "洋", "宏", "德", "成", "永", "光", "振", "荣", "庆", "立", "晓" };

static text surname(struct dice *dice)
{
    int weights[COUNT_OF(surnames)];
    for (int i = 0; i < COUNT_OF(surnames); i++) weights[i] = surnames[i].weight;
    return surnames[demo_pick(dice, weights, COUNT_OF(surnames))].name;
}

static text full_name(struct arena *arena, struct dice *dice, enum sex sex)
{
    const text *pool = sex == FEMALE ? women : men;
    int64_t size = sex == FEMALE ? COUNT_OF(women) : COUNT_OF(men);
    text first = pool[dice_below(dice, size)], second = pool[dice_below(dice, size)];
    bool one = demo_chance(dice, 0.18) || first == second;
    return arena_print(arena, "%s%s%s", surname(dice), first, one ? "" : second);
}

static char check_character(text number)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (int i = 0; i < 17; i++) sum += (number[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

/* The running number is split over region and sequence, so that no two people of one birthday share a number. */
text demo_id_number(struct arena *arena, int serial, enum sex sex, day birth)
{
    struct date d = date_of(birth);
    int sequence = serial % 490 * 2 + (sex == MALE) + 10, region = serial / 490 % 90 + 10;
    text body = arena_print(arena, "99%02d%02d%04d%02d%02d%03d", region, region % 30 + 1, d.year, d.month, d.day, sequence);
    return arena_print(arena, "%s%c", body, check_character(body));
}

text demo_phone(struct arena *arena, int serial) { return arena_print(arena, "100%08lld", ((long long)serial * 7919 + 20260301) % 100000000); }

text demo_bank_card(struct arena *arena, struct dice *dice)
{
    char digits[20] = "99";
    int sum = 0;
    for (int i = 2; i < 18; i++) digits[i] = (char)('0' + dice_below(dice, 10));
    for (int i = 17; i >= 0; i--) {
        int twice = (digits[i] - '0') * (i % 2 ? 2 : 1);
        sum += twice > 9 ? twice - 9 : twice;
    }
    return arena_print(arena, "%.18s%d", digits, (10 - sum % 10) % 10);
}

/* Normal by the sum of twelve (Irwin and Hall), which needs no logarithm and is the same on every machine. */
day demo_birth(struct dice *dice, day today, double mean, double spread, int least, int most)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += dice_unit(dice);
    double age = mean + sum * spread;
    if (age < least) age = least + dice_unit(dice);
    if (age > most) age = most - dice_unit(dice);
    return (day){ today.number - (int32_t)(age * 365.25) - 1 };
}

struct demo_person demo_person(struct demo_world *w, struct dice *dice, enum sex sex, day birth)
{
    int serial = w->people++;
    return (struct demo_person){ .name = full_name(w->arena, dice, sex), .sex = sex, .birth = birth, .id_number = demo_id_number(w->arena, serial, sex, birth),
        .phone = demo_phone(w->arena, serial) };
}

place demo_near(struct dice *dice, place at, double metres)
{
    double north = (dice_unit(dice) * 2 - 1) * metres, east = (dice_unit(dice) * 2 - 1) * metres;
    return (place){ at.lat + (int64_t)(north / 111195 * 1e7), at.lng + (int64_t)(east / 95600 * 1e7) };
}
