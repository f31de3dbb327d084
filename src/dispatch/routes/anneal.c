/* anneal.c — see anneal.h. */
#include "dispatch/routes/anneal.h"
#include "dispatch/routes/seat.h"
#include "dispatch/travel.h"
#include "dispatch/routes/walk.h"
#include <math.h>
#include <stdlib.h>

/* Ruins between two looks at the clock; tails proposed after each ruin (tails.c). */
enum { LOOK_EVERY = 16, TAILS_EVERY = 20 };
/* A slot whose first visit is dear and the next ones cheap is never opened by the cheapest seat: in small problems some ruins open one. At 650
 * visits of a city it was lost work (one to four percent dearer with one ruin in 8 or in 50). */
enum { OPEN_EVERY = 8, OPEN_UP_TO = 60 };

/* About ten times a second, and of a better plan within a millisecond: the first of them come that fast. */
static void tell(struct pace *pace, double share)
{
    const struct budget *b = pace->budget;
    if (!b->watch || !pace->draft || pace->now - pace->told < (pace->best->cost < pace->told_cost ? 0.001 : 0.1)) return;
    pace->told = pace->now;
    pace->told_cost = pace->best->cost;
    struct progress progress = { pace->now - pace->begun, share, pace->iterations, pace->best->cost, pace->draft->out };
    if (!b->watch(b->watcher, &progress)) *pace->stop = true;
}

double pace_share(struct pace *pace)
{
    const struct budget *b = pace->budget;
    double share = b->iterations ? (double)pace->iterations / (double)b->iterations : 0;
    if (b->now) {
        pace->now = b->now();
        if (b->seconds > 0 && (pace->now - pace->begun) / b->seconds > share) share = (pace->now - pace->begun) / b->seconds;
    }
    tell(pace, share < 1 ? share : 1);
    return share < 1 && !*pace->stop ? share : 1;
}

bool pace_over(struct pace *pace) { return pace_share(pace) >= 1; }

int64_t mean_way(const struct draft *d)
{
    cost sum = d->cost;
    int stops = d->n - d->out, used = 0;
    for (int v = 0; v < d->n; v++) if (d->nodes[v].route == NONE) sum -= d->p->visits[v].unserved;
    for (int s = 0; s < d->slots; s++) {
        if (!d->tracks[s].count) continue;
        used++;
        sum -= d->p->slots[s].fixed;
    }
    if (sum < 0) sum = 0;
    return sum / (stops + used ? stops + used : 1) + 1;
}

/* What those who are out now cost for being out: only the rest of the cost can be compared before they are seated. */
static cost cost_of_out(const struct draft *d, int first)
{
    cost sum = 0;
    for (int i = first; i < d->removed_count; i++) {
        int visit = d->removed[i];
        if (d->nodes[visit].route == NONE) sum += d->p->visits[visit].unserved + walk_promise(d->p, visit, NONE);
    }
    return sum;
}

static bool ruin_and_recreate(struct draft *d, int64_t heat)
{
    cost limit = d->cost + (heat * chance_log(&d->chance, d->logs) >> 16);
    draft_begin(d);
    ruin(d);
    recreate_order(d);
    if (!d->plain && d->n <= OPEN_UP_TO && d->removed_count && !chance_below(&d->chance, OPEN_EVERY)) seat_unused(d, d->removed[chance_below(&d->chance, d->removed_count)]);
    bool well = true;
    for (int i = 0; well && i < d->removed_count; i++) {
        seat_visit(d, d->removed[i], COST_MAX);
        well = d->cost - cost_of_out(d, i + 1) <= limit;
    }
    if (well && d->cost <= limit) return true;
    draft_undo(d);
    return false;
}

static int64_t heat_at(const struct cooling *c, double share)
{
    return (int64_t)llround((double)c->hot * pow((double)c->cold / (double)c->hot, share));
}

static void keep_best(struct draft *d, struct sketch *best) { if (d->cost < best->cost) sketch_take(best, d); }

void anneal(struct draft *d, struct pace *pace, struct cooling cooling, struct sketch *best)
{
    double from = pace_share(pace);
    int64_t heat = cooling.hot;
    keep_best(d, best);
    for (int64_t i = 0; !cooling.iterations || i < cooling.iterations; i++, pace->iterations++) {
        if (i % LOOK_EVERY == 0) {
            double now = pace_share(pace);
            if (now >= cooling.until || now >= 1) break;
            double share = (now - from) / (cooling.until - from), done = cooling.iterations ? (double)i / (double)cooling.iterations : 0;
            heat = heat_at(&cooling, share > done ? share : done);
        }
        ruin_and_recreate(d, heat);
        keep_best(d, best);
        for (int k = 0; d->plain && k < TAILS_EVERY; k++) if (tails(d, heat * chance_log(&d->chance, d->logs) >> 16)) keep_best(d, best);
    }
}

static int by_key(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : (int)(x[1] - y[1]);
}

void construct(struct draft *d)
{
    struct arena_mark mark = arena_mark(d->arena);
    int64_t (*order)[2] = arena_take(d->arena, sizeof *order * (size_t)(d->n + 1));
    int count = 0, mean = d->blink_mean;
    for (int v = 0; v < d->n; v++) {
        if (d->nodes[v].route != NONE) continue;
        const struct visit *visit = &d->p->visits[v];
        int slot = visit->pin_slot;
        order[count][0] = slot != NONE ? -COST_MAX + visit->pin_start : d->slots ? -way_cost(d->p, &d->p->slots[0], d->p->slots[0].start, visit->place) - visit->unserved / 16 : 0;
        order[count++][1] = v;
    }
    qsort(order, (size_t)count, sizeof *order, by_key);
    d->blink_mean = 0;
    d->blink = INT32_MAX;
    for (int i = 0; i < count; i++) seat_visit(d, (int)order[i][1], COST_MAX);
    d->blink = d->blink_mean = mean;
    arena_back(d->arena, mark);
}
