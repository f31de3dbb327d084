/* fleet.c — fewer routes first, where a used slot is dear (the SINTEF convention, vans): one route after the other is dissolved, and
 * ruin and recreate, with no new routes allowed, looks for a place for those who are out.
 *
 * A sum of costs gives no direction while somebody is out. Christiaens and Vanden Berghe (2020, §5.4) count how often each visit was
 * left out so far: a plan is also taken when those out now were out less often in all than those out before, so that hard visits go
 * in first and easy ones take their turn outside. In front of each such attempt one of those out takes the place of others who were
 * out less often (eject.h): without that R112 kept ten routes, with it nine are found in two of three runs of four seconds. */
#include "dispatch/routes/anneal.h"
#include "dispatch/routes/eject.h"
#include "dispatch/routes/seat.h"
#include <string.h>

struct fleet { struct draft *d; int64_t *absences; int *absent, count; int64_t heat; };

bool routes_are_dear(const struct draft *d) { return d->plain && d->slots && d->p->slots[0].fixed / 64 > mean_way(d); }

/* No fewer than the load needs. */
static bool is_least(const struct draft *d)
{
    int64_t load = 0;
    int used = 0;
    for (int v = 0; v < d->n; v++) load += d->tasks[v].load;
    for (int s = 0; s < d->slots; s++) used += d->tracks[s].count > 0;
    return used < 2 || (d->p->dimensions && load > (int64_t)(used - 1) * d->p->slots[0].capacity[0]);
}

/* The route whose visits were out least often goes; the shorter one of equals. */
static void dissolve(struct fleet *f)
{
    struct draft *d = f->d;
    int best = NONE;
    int64_t least = INT64_MAX;
    for (int s = 0; s < d->slots; s++) {
        int64_t sum = d->tracks[s].count;
        if (!sum) continue;
        for (int v = d->nodes[draft_start(d, s)].next; v < d->n; v = d->nodes[v].next) sum += 64 * f->absences[v];
        if (sum >= least) continue;
        least = sum;
        best = s;
    }
    draft_begin(d);
    draft_touch(d, best);
    for (int v = d->nodes[draft_start(d, best)].next; v < d->n; v = d->nodes[draft_start(d, best)].next) {
        draft_unlink(d, v);
        f->absent[f->count++] = v;
    }
    draft_settle(d, best);
}

static int64_t sum_of(const struct fleet *f, const int *visits, int count)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++) sum += f->absences[visits[i]];
    return sum;
}

static void attempt(struct fleet *f)
{
    struct draft *d = f->d;
    int64_t before = sum_of(f, f->absent, f->count);
    cost limit = d->cost + (f->heat * chance_log(&d->chance, d->logs) >> 16);
    draft_begin(d);
    ruin(d);
    for (int i = 0; i < f->count; i++) d->removed[d->removed_count++] = f->absent[i];
    recreate_order(d);
    for (int i = 0; i < d->removed_count; i++) seat_visit(d, d->removed[i], COST_MAX);
    int out = 0;
    for (int i = 0; i < d->removed_count; i++) {
        int visit = d->removed[i];
        bool twice = false;
        for (int j = 0; j < out && !twice; j++) twice = d->scratch[j] == visit;
        if (d->nodes[visit].route == NONE && !twice) d->scratch[out++] = visit;
    }
    bool taken = d->cost <= limit || sum_of(f, d->scratch, out) < before;
    for (int i = 0; i < out; i++) f->absences[d->scratch[i]]++;
    if (!taken) { draft_undo(d); return; }
    memcpy(f->absent, d->scratch, sizeof *f->absent * (size_t)out);
    f->count = out;
}

/* One who is out, at random, takes the place of others who were out less often. */
static void force_in(struct fleet *f)
{
    int at = chance_below(&f->d->chance, f->count), out[MOST_EJECTED], count;
    if (!eject(f->d, f->absent[at], f->absences, out, &count)) return;
    f->absent[at] = f->absent[--f->count];
    for (int i = 0; i < count; i++) f->absent[f->count++] = out[i];
}

void fewer_routes(struct draft *d, struct pace *pace, double until, struct sketch *best)
{
    struct arena_mark mark = arena_mark(d->arena);
    struct fleet f = { .d = d, .heat = mean_way(d) / 3 + 1 };
    f.absences = arena_take(d->arena, sizeof *f.absences * (size_t)(d->n + 1));
    f.absent = arena_take(d->arena, sizeof *f.absent * (size_t)(d->n + 1));
    d->no_opening = true;
    for (; !d->out || f.count; pace->iterations++) {
        if (!d->out) {
            if (d->cost < best->cost) sketch_take(best, d);
            if (is_least(d)) break;
            dissolve(&f);
        }
        if (pace->iterations % 16 == 0 && pace_share(pace) >= until) break;
        if (f.count) force_in(&f);
        attempt(&f);
    }
    d->no_opening = false;
    sketch_put(best, d);
    arena_back(d->arena, mark);
}
