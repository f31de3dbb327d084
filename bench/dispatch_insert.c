/* dispatch_insert.c — how long one visit more takes: 1,000 workers with about ten visits each in a city of 20 km, e-bikes, seconds.
 * build/bench-dispatch-insert [WORKERS [QUERIES]] prints percentiles for offers (five, exact) and for making room (one visit moved). */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "base/random.h"
#include "dispatch/questions/insert.h"
#include "dispatch/travel.h"

enum { HOUR = 3600, VISITS = 10, OFFERS = 5 };

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int near(struct problem *p, struct dice *dice, struct place home, int64_t spread)
{
    return add_place(p, (struct place){ home.lat + dice_below(dice, 2 * spread + 1) - spread, home.lng + dice_below(dice, 2 * spread + 1) - spread });
}

static void make_visit(struct problem *p, struct dice *dice, int place, ticks from)
{
    struct visit v = visit_default;
    v.id = p->visit_count + 1;
    v.place = place;
    v.duration = 1800 + (ticks)dice_below(dice, 1800);
    v.unserved = 1000000000;
    add_visit(p, v);
    add_window(p, from - HOUR / 2, from + HOUR / 4, from + HOUR);
    if (dice_below(dice, 3) == 0) add_need(p, (int)dice_below(dice, 4), 0);
}

/* A day each worker works through: visit after visit near her home, with a little air between them. */
static struct plan *city(struct arena *arena, struct problem *p, struct dice *dice, int workers, int queries)
{
    add_profile(p, travel_profile(MODE_EBIKE));
    for (int w = 0; w < workers; w++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        struct place home = { 399000000 + dice_below(dice, 1800000), 1163000000 + dice_below(dice, 2300000) };
        worker.id = slot.id = w + 1;
        slot.worker = add_worker(p, worker);
        slot.start = slot.end = add_place(p, home);
        slot.from = 7 * HOUR;
        slot.to = 22 * HOUR;
        slot.per_travel = 2;
        slot.per_overtime = 5;
        slot.regular = 10 * HOUR;
        add_slot(p, slot);
        for (int k = 0; k < 4; k++) if (dice_below(dice, 4)) add_offer(p, k, 1);
        for (int i = 0; i < VISITS; i++) make_visit(p, dice, near(p, dice, home, 200000), 8 * HOUR + (ticks)(i * 4500 + dice_below(dice, 900)));
    }
    for (int i = 0; i < queries; i++) {
        struct place home = p->places[p->slots[dice_below(dice, workers)].start];
        make_visit(p, dice, near(p, dice, home, 300000), 8 * HOUR + (ticks)dice_below(dice, 11 * HOUR));
    }
    p->weights = (struct weights){ .late = 50, .waiting = 1 };
    struct fault fault;
    if (!problem_seal(p, true, &fault)) { fprintf(stderr, "%s: %s\n", fault.where, fault.what); exit(1); }
    return plan_new(arena, p);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *what, double *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, by_size);
    printf("%s: p50 %.3f ms, p90 %.3f, p99 %.3f, most %.3f (%d queries)\n", what, times[count / 2], times[count * 9 / 10], times[count * 99 / 100], times[count - 1], count);
}

int main(int argc, char **argv)
{
    int workers = argc > 1 ? atoi(argv[1]) : 1000, queries = argc > 2 ? atoi(argv[2]) : 1000, fitting = 0, displaced = 0;
    struct problem *p = problem_new();
    struct arena *arena = arena_new();
    struct dice dice = { 1 };
    struct board *b = board_new(city(arena, p, &dice, workers, queries));
    double *times = calloc((size_t)queries, sizeof *times), *more = calloc((size_t)queries, sizeof *more), begun = milliseconds();
    for (int w = 0; w < workers; w++) {
        for (int i = 0; i < VISITS; i++) if (problem_fits(p, w * VISITS + i, w)) seat_take(b, w * VISITS + i, w, b->plan->routes[w].count);
    }
    printf("%d slots, %d visits, %d served, made in %.0f ms\n", p->slot_count, p->visit_count, p->visit_count - plan_left_out(b->plan), milliseconds() - begun);
    for (int i = 0; i < queries; i++) {
        struct offer offers[OFFERS], offer;
        int visit = workers * VISITS + i;
        double at = milliseconds();
        fitting += insert_offers(b, visit, offers, OFFERS) > 0;
        times[i] = milliseconds() - at;
        at = milliseconds();
        displaced += insert_displacing(b, visit, COST_MAX, &offer);
        more[i] = milliseconds() - at;
    }
    printf("%d have a seat, %d one by moving another\n", fitting, displaced);
    report("offers", times, queries);
    report("making room", more, queries);
    board_free(b);
    arena_free(arena);
    problem_free(p);
    return 0;
}
