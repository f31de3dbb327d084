/* demo_plans.c — recurring cleaning: most weekly or every other week, with the same cleaner, who has that hour free for good. */
#include <string.h>
#include "app/demo_slate.h"

/* A cleaner's plans take at most so much of her lawful week: the rest is for single orders. */
enum { SHARE_OF_WEEK = 62, WEEKDAYS = 7 };

struct regular { struct demo_slate days[WEEKDAYS + 1]; int minutes; };

static uint64_t weekdays_of(struct dice *dice)
{
    static const int weights[] = { 13, 14, 14, 13, 15, 18, 13 };
    int first = demo_pick(dice, weights, WEEKDAYS) + 1;
    uint64_t bits = SET_BIT(first);
    if (demo_chance(dice, 0.1)) bits |= SET_BIT((first + 2) % WEEKDAYS + 1);
    return bits;
}

static bool hour_free(const struct regular *r, const struct demo_plan *p)
{
    for (int d = 1; d <= WEEKDAYS; d++)
        if ((p->weekdays & SET_BIT(d)) && !demo_fits(&r->days[d], p->at, p->length)) return false;
    return true;
}

static void keep_hour(struct regular *r, const struct demo_plan *p, int area)
{
    for (int d = 1; d <= WEEKDAYS; d++) {
        if (!(p->weekdays & SET_BIT(d))) continue;
        demo_book(&r->days[d], p->at, p->length, area);
        r->minutes += p->length;
    }
}

static int other_plans(const struct regular *r, const struct demo_plan *p)
{
    int n = 0;
    for (int d = 1; d <= WEEKDAYS; d++) n += (p->weekdays & SET_BIT(d)) ? r->days[d].count : 0;
    return n;
}

/* Who goes out on that day already goes on: full days for few beat a visit a day for everybody. */
static int free_cleaner(const struct demo_slates *s, const struct regular *r, const struct demo_world *w, const struct demo_plan *p, struct dice *dice, int not)
{
    int begin = (int)dice_below(dice, s->count), best = -1;
    for (int k = 0; k < s->count; k++) {
        int i = (begin + k) % s->count;
        const struct demo_worker *n = &w->workers[s->at[i].worker];
        if (i == not || n->state != WORKER_ACTIVE || n->does != DEMO_CLEANER || !strstr(n->skills, "日常保洁")) continue;
        if (w->customers[p->customer].pets && n->fears_pets) continue;
        if (r[i].minutes + p->length > s->at[i].most_week * SHARE_OF_WEEK / 100 || !hour_free(&r[i], p)) continue;
        if (best < 0 || other_plans(&r[i], p) > other_plans(&r[best], p)) best = i;
    }
    return best;
}

static void draw(struct demo_world *w, struct demo_plan *p, struct dice *dice)
{
    p->weekdays = weekdays_of(dice);
    p->every = demo_chance(dice, 0.35) ? 2 : 1;
    p->at = demo_start(dice);
    p->length = demo_length(dice);
    p->first.number = w->today.number - 25 - (int32_t)dice_below(dice, 700);
    p->key_held = demo_chance(dice, 0.14);
    p->price = demo_price("日常保洁", p->first, p->length);
}

static void make_plan(struct demo_world *w, int customer, const struct demo_slates *s, struct regular *r, struct dice *dice)
{
    struct demo_plan *p = &w->plans[w->plan_count];
    struct demo_customer *c = &w->customers[customer];
    p->branch = c->branch;
    p->customer = customer;
    int who = -1;
    for (int tries = 0; tries < 12 && who < 0; tries++) {
        draw(w, p, dice);
        who = free_cleaner(s, r, w, p, dice, -1);
    }
    c->plan = who >= 0;
    if (who < 0) return;
    int backup = free_cleaner(s, r, w, p, dice, who);
    keep_hour(&r[who], p, w->estates[c->estate].area);
    p->worker = s->at[who].worker;
    p->backup = backup < 0 ? -1 : s->at[backup].worker;
    c->since.number = p->first.number - (int32_t)dice_below(dice, 120);
    w->plan_count++;
}

void demo_make_plans(struct demo_world *w)
{
    w->plans = arena_take(w->arena, sizeof *w->plans * (size_t)(w->scale->plans + 1));
    for (int b = 0, c = 0; b < w->branch_count; b++) {
        struct dice dice = demo_dice(w, "plans", b);
        struct demo_slates s = demo_slates(w, b);
        struct regular *r = arena_take(w->arena, sizeof *r * (size_t)s.count);
        for (int i = 0; i < s.count; i++)
            for (int d = 1; d <= WEEKDAYS; d++) r[i].days[d] = s.at[i];
        for (; c < w->customer_count && w->customers[c].branch == b; c++)
            if (w->customers[c].plan) make_plan(w, c, &s, r, &dice);
    }
}
