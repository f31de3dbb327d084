/* demo_customers.c — who pays, and her home. The first of each branch are those with a running plan, then those who called lately. */
#include "app/demo_world.h"

static text source_of(struct dice *dice)
{
    static const text words[] = { "老带新", "微信", "美团", "到店", "来电", "传单", "合作" };
    static const int weights[] = { 34, 22, 17, 11, 8, 5, 3 };
    return words[demo_pick(dice, weights, COUNT_OF(words))];
}

static text address_of(struct demo_world *w, const struct demo_estate *e, struct dice *dice)
{
    int floor = 1 + (int)dice_below(dice, e->lift ? 26 : 6);
    return arena_print(w->arena, "云栖市%s%s%d幢%d单元%d%02d室", w->areas[e->area].name, e->name, 1 + (int)dice_below(dice, 18), 1 + (int)dice_below(dice, 3), floor, 1 + (int)dice_below(dice, 4));
}

static text remark_of(struct dice *dice)
{
    static const text words[] = { "厨房油污重，多留半小时", "先打电话再上门", "家有小学生，下午三点前结束", "自备清洁剂", "地板打过蜡，不用湿拖", "老人在家，敲门声音大一点", "不要进书房" };
    return demo_chance(dice, 0.16) ? words[dice_below(dice, COUNT_OF(words))] : "";
}

static int square_metres(struct dice *dice)
{
    static const int weights[] = { 12, 34, 34, 15, 5 };
    static const int least[] = { 42, 62, 91, 121, 165 }, span[] = { 18, 28, 29, 40, 120 };
    int i = demo_pick(dice, weights, 5);
    return least[i] + (int)dice_below(dice, span[i]);
}

/* The go-live sheets name customers by their names alone, so that within a shop each is there once; two of a name are in the messy ones. */
struct names { uint64_t *slots; size_t room; };

static bool first_of_name(struct names *names, text name)
{
    uint64_t hash = UINT64_C(1469598103934665603);
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * UINT64_C(1099511628211);
    size_t i = hash % names->room;
    for (; names->slots[i]; i = (i + 1) % names->room)
        if (names->slots[i] == hash) return false;
    names->slots[i] = hash;
    return true;
}

/* A sixth of the older ones has not called for a year; few owe something, more among the regular ones. */
static void add_customer(struct demo_world *w, int b, int nth, int regular, int lately, struct dice *dice, struct names *names)
{
    struct demo_customer *c = &w->customers[w->customer_count++];
    int e = (b * DEMO_AREAS) * DEMO_ESTATES + (int)dice_below(dice, DEMO_AREAS * DEMO_ESTATES);
    enum sex sex = demo_chance(dice, 0.66) ? FEMALE : MALE;
    c->branch = b;
    c->estate = e;
    do c->person = demo_person(w, dice, sex, demo_birth(dice, w->today, 41, 10, 22, 84));
    while (!first_of_name(names, c->person.name));
    c->address = address_of(w, &w->estates[e], dice);
    c->at = demo_near(dice, w->estates[e].at, 120);
    c->square_metres = square_metres(dice);
    c->rooms = c->square_metres < 60 ? 1 : c->square_metres < 90 ? 2 : c->square_metres < 130 ? 3 : 4;
    c->pets = demo_chance(dice, 0.18);
    c->plan = nth < regular;
    c->dormant = nth - regular > (lately - regular) * 21 / 10;
    c->level = c->plan ? "金卡" : nth < lately ? "普通" : demo_chance(dice, 0.05) ? "金卡" : "普通";
    c->source = source_of(dice);
    int first_call = nth < regular ? 100 : (nth - regular) * DEMO_WINDOW_DAYS / (lately - regular) + 3;     /* the window of callers slides so (demo_visits.c) */
    c->since.number = w->today.number - (first_call < 400 ? first_call : 400) - (int32_t)dice_below(dice, demo_chance(dice, 0.25) ? 25 : 1500);
    c->owed.fen = demo_chance(dice, c->plan ? 0.12 : nth < lately ? 0.05 : 0.002) ? 4500 * (2 + dice_below(dice, 6)) : 0;
    c->remark = remark_of(dice);
}

void demo_make_customers(struct demo_world *w)
{
    const struct demo_scale *s = w->scale;
    int n = s->branches, regular = s->plans / n, lately = s->customers_90_days / n;
    w->customers = arena_take(w->arena, sizeof *w->customers * (size_t)s->customers);
    for (int b = 0; b < n; b++) {
        struct dice dice = demo_dice(w, "customers", b);
        int count = s->customers / n + (b < s->customers % n);
        struct names names = { arena_take(w->arena, sizeof(uint64_t) * (size_t)count * 4), (size_t)count * 4 };
        for (int i = 0; i < count; i++) add_customer(w, b, i, regular, lately, &dice, &names);
    }
}
