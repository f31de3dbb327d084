/* demo_slate.c — see demo_slate.h. */
#include <string.h>
#include "app/demo_slate.h"

enum { WAY = 30 };

bool demo_employed(const struct demo_worker *n, day on)
{
    if (n->state == WORKER_APPLICANT || on.number < n->joined.number) return false;
    return n->left.given ? on.number < n->left.number : n->state == WORKER_ACTIVE;
}

struct demo_slates demo_slates(const struct demo_world *w, int branch)
{
    struct demo_slates all = { arena_take(w->arena, sizeof(struct demo_slate) * (size_t)w->worker_count), 0 };
    for (int i = 0; i < w->worker_count; i++) {
        const struct demo_worker *n = &w->workers[i];
        if (n->branch != branch || (n->does != DEMO_CLEANER && n->does != DEMO_DEEP && n->does != DEMO_OTHER)) continue;
        int day_most = n->mode == MODE_PART_TIME ? 240 : n->mode == MODE_OVER_AGE ? 480 : 540;
        int week_most = n->mode == MODE_PART_TIME ? 1440 : n->mode == MODE_OVER_AGE ? 2400 : 2640;
        all.at[all.count++] = (struct demo_slate){ .worker = i, .most_day = day_most, .most_week = week_most };
    }
    return all;
}

void demo_slates_day(struct demo_slates *all, day on)
{
    for (int i = 0; i < all->count; i++) {
        if (weekday(on) == 1) all->at[i].week_minutes = 0;
        all->at[i].count = all->at[i].day_minutes = 0;
    }
}

bool demo_fits(const struct demo_slate *s, int at, int length)
{
    if (s->count == DEMO_SLATE_MOST || s->day_minutes + length > s->most_day || s->week_minutes + length > s->most_week || at + length > 20 * 60) return false;
    for (int i = 0; i < s->count; i++)
        if (at < s->slots[i].until + WAY && at + length + WAY > s->slots[i].at) return false;
    return true;
}

void demo_book(struct demo_slate *s, int at, int length, int area)
{
    s->slots[s->count++] = (struct demo_slot){ at, at + length, area };
    s->day_minutes += length;
    s->week_minutes += length;
}

int demo_start(struct dice *dice)
{
    static const int shares[] = { 40, 35, 12, 13 }, from[] = { 480, 780, 630, 930 }, steps[] = { 5, 5, 4, 4 };
    int i = demo_pick(dice, shares, 4);
    return from[i] + 30 * (int)dice_below(dice, steps[i]);
}

int demo_length(struct dice *dice)
{
    static const int shares[] = { 25, 45, 25, 5 }, lengths[] = { 120, 180, 240 }, others[] = { 150, 210, 300 };
    int i = demo_pick(dice, shares, 4);
    return i < 3 ? lengths[i] : others[dice_below(dice, 3)];
}

static int week_of(day d) { return (d.number + 3 - (weekday(d) - 1)) / 7; }

bool demo_plan_due(const struct demo_plan *p, day on)
{
    if (on.number < p->first.number || !(p->weekdays & SET_BIT(weekday(on))) || is_statutory_holiday(on)) return false;
    return (week_of(on) - week_of(p->first)) % p->every == 0;
}
