/* demo_slate.h — a branch's hours while visits are dealt out: who is free when, and how much of her lawful week is left. For demo_*.c only. */
#pragma once
#include "app/demo_world.h"

enum { DEMO_SLATE_MOST = 12 };
struct demo_slot { int at, until, area; };
struct demo_slate {
    int worker;                     /* in the world */
    int most_day, most_week, day_minutes, week_minutes;
    struct demo_slot slots[DEMO_SLATE_MOST]; int count;
};

struct demo_slates { struct demo_slate *at; int count; };

/* All of a branch's workers who ever cleaned, cooked or washed windows. */
struct demo_slates demo_slates(const struct demo_world *world, int branch);
void demo_slates_day(struct demo_slates *slates, day on);      /* a new day, on Mondays a new week */
bool demo_employed(const struct demo_worker *worker, day on);
/* Has she the minutes, and no other visit with its way in between? */
bool demo_fits(const struct demo_slate *slate, int at, int length);
void demo_book(struct demo_slate *slate, int at, int length, int area);

int demo_start(struct dice *dice);              /* minute of the day: 08–10 40 %, 13–15 35 % */
int demo_length(struct dice *dice);             /* 2 h 25 %, 3 h 45 %, 4 h 25 % */
bool demo_plan_due(const struct demo_plan *plan, day on);
