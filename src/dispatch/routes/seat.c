/* seat.c — see seat.h. */
#include "dispatch/routes/seat.h"
#include "dispatch/routes/near.h"
#include "dispatch/travel.h"
#include "dispatch/routes/walk.h"
#include <string.h>

enum { MOST_TRIED = 6, SHORT_ROUTE = 6 };                /* starts tried for the first of those that hang together; routes tried whole */

struct seats {
    int *stamp, stamped;                                 /* slots that were tried for this visit */
    int *with, *base;
};

struct seats *seats_new(struct arena *arena, const struct draft *d)
{
    struct seats *s = arena_take(arena, sizeof *s);
    s->stamp = arena_take(arena, sizeof *s->stamp * (size_t)(d->slots + 1));
    s->with = arena_take(arena, sizeof *s->with * (size_t)(d->n + 3));
    s->base = arena_take(arena, sizeof *s->base * (size_t)(d->n + 3));
    return s;
}

static inline bool blinks(struct draft *d)
{
    if (--d->blink >= 0) return false;
    d->blink = d->blink_mean ? (int)(chance_log(&d->chance, d->logs) * d->blink_mean >> 16) : INT32_MAX;
    return true;
}

/* ---- plain ------------------------------------------------------------------------------------------------------------------------ */

/* Rows of the matrices: from the visit to places, and (the same row where ways are symmetric) from places to the visit. */
struct plain_seat { const struct task *task; const int32_t *way, *way_here; const ticks *time, *time_here; int best; int32_t delta; };

/* The seat between two nodes: cheaper than the best so far first, because most are not. */
static inline void try_plain(struct draft *d, struct plain_seat *seat, int visit, int before, int after)
{
    const struct node *x = &d->nodes[before], *y = &d->nodes[after];
    int32_t delta = seat->way_here[x->place] + seat->way[y->place] - x->gap;
    if (delta >= seat->delta) return;
    if (d->tracks[x->route].load + seat->task->load > d->p->slots[x->route].capacity[0] && d->p->dimensions) return;
    ticks start = x->leave + seat->time_here[x->place];
    if (start > seat->task->to) return;
    if (start < seat->task->from) start = seat->task->from;
    if (start + seat->task->duration + seat->time[y->place] > y->latest) return;
    if (!problem_fits(d->p, visit, x->route) || blinks(d)) return;
    seat->delta = delta;
    seat->best = before;
}

/* A new route for it: the first empty slot of each kind. */
static void try_empty(struct draft *d, struct plain_seat *seat, int visit)
{
    for (int k = 0; k < d->kinds && !d->no_opening; k++) {
        if (!d->free_count[k]) continue;
        int slot = d->free[k][d->free_count[k] - 1];
        const struct node *x = &d->nodes[draft_start(d, slot)], *y = &d->nodes[draft_end(d, slot)];
        cost delta = (cost)seat->way_here[x->place] + seat->way[y->place] + d->p->slots[slot].fixed;
        if (delta >= seat->delta || !problem_fits(d->p, visit, slot)) continue;
        seat->delta = (int32_t)delta;
        seat->best = draft_start(d, slot);
    }
}

static struct seat_found find_plain(struct draft *d, int visit)
{
    const struct near *near = d->near;
    int row = d->p->visits[visit].place * d->places;
    struct plain_seat seat = { &d->tasks[visit], d->way + row, d->way_here + row, d->time + row, d->time_here + row, NONE, INT32_MAX };
    const int *list = near->after + visit * near->seats;
    for (int i = 0; i < near->after_count[visit]; i++) {
        const struct node *before = &d->nodes[list[i]];
        if (before->route != NONE) try_plain(d, &seat, visit, list[i], before->next);
    }
    list = near->before + visit * near->seats;
    for (int i = 0; i < near->before_count[visit]; i++) {
        const struct node *after = &d->nodes[list[i]];
        if (after->route != NONE) try_plain(d, &seat, visit, after->prev, list[i]);
    }
    try_empty(d, &seat, visit);
    return (struct seat_found){ seat.best, seat.delta, 0 };
}

/* ---- general ---------------------------------------------------------------------------------------------------------------------- */

static cost uneven_change(const struct draft *d, int slot, int64_t more)
{
    const struct weights *w = &d->p->weights;
    int worker = d->p->slots[slot].worker;
    if (!w->uneven || w->uneven_unit <= 0) return 0;
    int64_t had = d->p->workers[worker].income_before + d->work[worker] - d->p->workers[worker].work_before;
    int64_t was = had / w->uneven_unit, is = (had + more) / w->uneven_unit;
    return w->uneven * (is * is - was * was);
}

/* Is one of the pool left while this visit lasts? Those that hold one have fixed starts. */
static bool pool_left(const struct draft *d, int visit, int slot, ticks start)
{
    const struct visit *v = &d->p->visits[visit];
    if (v->pool == NONE) return true;
    int64_t from = (int64_t)start - v->pool_before, to = (int64_t)start + visit_duration(d->p, visit, slot) + visit_setup(d->p, visit, slot) + v->pool_after;
    int used = 0;
    for (int u = 0; u < d->n; u++) {
        const struct visit *o = &d->p->visits[u];
        if (u == visit || o->pool != v->pool || d->nodes[u].route == NONE) continue;
        int other = d->nodes[u].route;
        int64_t begin = (int64_t)d->fixed[u] - o->pool_before, end = (int64_t)d->fixed[u] + visit_duration(d->p, u, other) + visit_setup(d->p, u, other) + o->pool_after;
        used += begin < to && from < end;       /* counts all that touch it: never too many are allowed, sometimes too few */
    }
    return used < d->p->pools[v->pool].count;
}

static bool worker_may(const struct draft *d, int visit, int slot)
{
    const struct problem *p = d->p;
    int worker = p->slots[slot].worker;
    if (!problem_fits(p, visit, slot)) return false;
    if (d->work[worker] + visit_duration(p, visit, slot) > p->workers[worker].most_work) return false;
    for (int i = p->first_relation[visit]; i < p->first_relation[visit + 1]; i++) {
        const struct relation *r = &p->relations[p->relation_of[i]];
        int other = d->nodes[r->a == visit ? r->b : r->a].route;
        if (r->who == WHO_ANYBODY || other == NONE) continue;
        if ((p->slots[other].worker == worker) != (r->who == WHO_SAME)) return false;
    }
    return true;
}

struct general_seat { struct seat_found found; struct bound bound; int partner; };

/* `with` gets the route's visits with this one behind `after`; returns how many, `at` its index. */
static int route_with(const struct draft *d, int slot, int after, int visit, int *with, int *at)
{
    int count = 0;
    if (after >= d->n) { *at = 0; with[count++] = visit; }
    for (int v = d->nodes[draft_start(d, slot)].next; v < d->n; v = d->nodes[v].next) {
        with[count++] = v;
        if (v == after) { *at = count; with[count++] = visit; }
    }
    return count;
}

static void try_general(struct draft *d, struct general_seat *seat, int visit, int slot, int after)
{
    struct walked walked;
    ticks *starts = (ticks *)d->scratch + 2 * d->n;
    int at, count = route_with(d, slot, after, visit, d->seats->with, &at);
    if (!walk(d, slot, d->seats->with, count, seat->bound, &walked, starts)) return;
    const struct track *track = &d->tracks[slot];
    cost delta = walked.cost - track->cost + uneven_change(d, slot, walked.work - track->work);
    if (delta >= seat->found.delta || !pool_left(d, visit, slot, starts[at]) || blinks(d)) return;
    seat->found = (struct seat_found){ after, delta, starts[at] };
}

static ticks last_start(const struct problem *p, int visit)
{
    const struct visit *v = &p->visits[visit];
    return p->windows[v->first_window + v->windows - 1].to;
}

/* Could it come between these two at all, by the windows alone? Spares most walks. */
static bool may_stand(const struct draft *d, const struct bound *bound, int visit, int slot, int after, bool *ret_too_late)
{
    const struct problem *p = d->p;
    int profile = p->slots[slot].profile, place = p->visits[visit].place, next = d->nodes[after].next;
    ticks last = bound->visit == visit && bound->to < last_start(p, visit) ? bound->to : last_start(p, visit);
    int64_t reached = d->nodes[after].leave + (after < d->n || d->nodes[after].place != NONE ? way_ticks(p, profile, d->nodes[after].place, place) : 0);
    *ret_too_late = reached > last && after < d->n;
    if (reached > last) return false;
    if (next >= d->n) return true;
    ticks from = p->windows[p->visits[visit].first_window].from, start = reached > from ? (ticks)reached : from;
    return (int64_t)start + visit_duration(p, visit, slot) + way_ticks(p, profile, place, d->nodes[next].place) <= last_start(p, next);
}

static void try_slot(struct draft *d, struct general_seat *seat, int visit, int slot)
{
    bool too_late = false;
    if (d->seats->stamp[slot] == d->seats->stamped || !worker_may(d, visit, slot)) return;
    d->seats->stamp[slot] = d->seats->stamped;
    for (int after = draft_start(d, slot); (after < d->n || after == draft_start(d, slot)) && !too_late; after = d->nodes[after].next) {
        if (may_stand(d, &seat->bound, visit, slot, after, &too_late)) try_general(d, seat, visit, slot, after);
    }
}

/* The slots that are near; then those its neighbours are in; when that leaves it out, every other slot, though not always: most that are
 * left out are so for good reason. */
static void try_all_others(struct draft *d, struct general_seat *seat, int visit)
{
    bool seldom = d->slots > 4 * NEAR_SLOTS && d->blink_mean && chance_below(&d->chance, 8);
    if (seat->found.delta < d->p->visits[visit].unserved || seldom) return;
    for (int slot = 0; slot < d->slots; slot++) try_slot(d, seat, visit, slot);
}

static struct seat_found find_general(struct draft *d, int visit, struct bound bound)
{
    const struct near *near = d->near;
    struct general_seat seat = { .found = { NONE, COST_MAX, 0 }, .bound = bound };
    d->seats->stamped++;
    for (int i = 0; i < near->slot_count[visit]; i++) try_slot(d, &seat, visit, near->slot[visit * near->slots + i]);
    for (int side = 0; side < 2; side++) {
        const int *list = (side ? near->before : near->after) + visit * near->seats;
        int count = (side ? near->before_count : near->after_count)[visit];
        for (int i = 0; i < count; i++) {
            int slot = d->nodes[list[i]].route;
            if (slot != NONE && d->tracks[slot].count <= SHORT_ROUTE) try_slot(d, &seat, visit, slot);
            else if (slot != NONE && d->seats->stamp[slot] != d->seats->stamped && worker_may(d, visit, slot))
                try_general(d, &seat, visit, slot, side ? d->nodes[list[i]].prev : list[i]);
        }
    }
    try_all_others(d, &seat, visit);
    return seat.found;
}

static bool holds_a_start(const struct draft *d, int visit)
{
    return d->p->visits[visit].pool != NONE || d->p->first_relation[visit] != d->p->first_relation[visit + 1];
}

void seat_unused(struct draft *d, int visit)
{
    struct general_seat seat = { .found = { NONE, COST_MAX, 0 }, .bound = { .visit = NONE } };
    bool alone = d->p->group[visit] == visit && d->p->first_relation[visit] == d->p->first_relation[visit + 1] && d->p->visits[visit].partner == NONE;
    int slot = d->slots && alone && d->nodes[visit].route == NONE ? chance_below(&d->chance, d->slots) : NONE;
    if (slot == NONE || d->tracks[slot].count) return;
    d->seats->stamped++;
    try_slot(d, &seat, visit, slot);
    if (seat.found.after == NONE) return;
    draft_touch(d, slot);
    if (holds_a_start(d, visit)) draft_fix(d, visit, seat.found.start);
    draft_link(d, seat.found.after, visit);
}

static const struct bound unbound = { .visit = NONE };

struct seat_found seat_find(struct draft *d, int visit) { return d->plain ? find_plain(d, visit) : find_general(d, visit, unbound); }

static void put(struct draft *d, int visit, const struct seat_found *found)
{
    int slot = d->nodes[found->after].route;
    draft_touch(d, slot);
    if (!d->plain && holds_a_start(d, visit)) draft_fix(d, visit, found->start);
    draft_link(d, found->after, visit);
}

static bool worth(const struct draft *d, int visit, const struct seat_found *found)
{
    return found->after != NONE && (d->p->visits[visit].pin_slot != NONE || found->delta < d->p->visits[visit].unserved + walk_promise(d->p, visit, NONE));
}

/* ---- those that hang together ----------------------------------------------------------------------------------------------------- */

/* When a visit may start, by its relations to those that are seated already. */
static struct bound bound_of(const struct draft *d, int visit)
{
    const struct problem *p = d->p;
    struct bound bound = { visit, -TICKS_MAX, TICKS_MAX };
    for (int i = p->first_relation[visit]; i < p->first_relation[visit + 1]; i++) {
        const struct relation *r = &p->relations[p->relation_of[i]];
        int other = r->a == visit ? r->b : r->a;
        if (d->nodes[other].route == NONE || d->fixed[other] == NOT_FIXED) continue;
        int64_t from = (int64_t)d->fixed[other] + (r->b == visit ? r->least : -(int64_t)r->most);
        int64_t to = (int64_t)d->fixed[other] + (r->b == visit ? r->most : -(int64_t)r->least);
        if (from > bound.from) bound.from = (ticks)from;
        if (to < bound.to) bound.to = to < -TICKS_MAX ? -TICKS_MAX : (ticks)to;
    }
    return bound;
}

static int group_of(const struct draft *d, int visit, int *members)
{
    int count = 0, group = d->p->group[visit];
    for (int v = group; v < d->n; v++) if (d->p->group[v] == group && d->nodes[v].route == NONE) members[count++] = v;
    return count;
}

static void take_out(struct draft *d, const int *members, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        int slot = d->nodes[members[i]].route;
        if (slot == NONE) continue;
        draft_unlink(d, members[i]);
        draft_settle(d, slot);
    }
}

/* A shipment: both halves in one route, all pairs of places in it. */
static bool seat_shipment(struct draft *d, const int *members)
{
    struct { cost delta; int slot, first, second; } best = { COST_MAX, NONE, NONE, NONE };
    const struct problem *p = d->p;
    int *with = d->seats->with, *base = d->seats->base;
    for (int slot = 0; slot < d->slots; slot++) {
        if (!worker_may(d, members[0], slot) || !worker_may(d, members[1], slot)) continue;
        int count = 0;
        for (int v = d->nodes[draft_start(d, slot)].next; v < d->n; v = d->nodes[v].next) base[count++] = v;
        for (int i = 0; i <= count; i++) {
            for (int j = i; j <= count; j++) {
                struct walked walked;
                memcpy(with, base, sizeof *with * (size_t)i);
                with[i] = members[0];
                memcpy(with + i + 1, base + i, sizeof *with * (size_t)(j - i));
                with[j + 1] = members[1];
                memcpy(with + j + 2, base + j, sizeof *with * (size_t)(count - j));
                if (!walk(d, slot, with, count + 2, unbound, &walked, NULL)) continue;
                cost delta = walked.cost - d->tracks[slot].cost + uneven_change(d, slot, walked.work - d->tracks[slot].work);
                if (delta < best.delta && !blinks(d)) { best.delta = delta; best.slot = slot; best.first = i ? base[i - 1] : draft_start(d, slot); best.second = j == i ? members[0] : base[j - 1]; }
            }
        }
    }
    if (best.slot == NONE || best.delta >= p->visits[members[0]].unserved + p->visits[members[1]].unserved) return false;
    draft_touch(d, best.slot);
    draft_link_pair(d, best.first, members[0], best.second, members[1]);
    return true;
}

/* The rest of a group, one after the other, each inside what those before leave it. */
static bool seat_rest(struct draft *d, const int *members, int count, int seated)
{
    for (int i = 0; i < count; i++) {
        if (i == seated) continue;
        struct seat_found found = find_general(d, members[i], bound_of(d, members[i]));
        if (found.after == NONE) return false;
        put(d, members[i], &found);
    }
    return true;
}

/* Starts worth trying for the group: where each member alone would be cheapest, told as a start of the first. */
static int starts_of(struct draft *d, const int *members, int count, ticks *starts)
{
    int found = 0;
    for (int i = 0; i < count && found < MOST_TRIED; i++) {
        struct seat_found alone = find_general(d, members[i], bound_of(d, members[i]));
        if (alone.after == NONE) return 0;
        bool known = false;
        for (int j = 0; j < found; j++) known |= starts[j] == alone.start;
        if (!known) starts[found++] = alone.start;
    }
    return found;
}

static bool seat_group(struct draft *d, int *members, int count)
{
    ticks starts[MOST_TRIED];
    cost without = d->cost, best = COST_MAX;
    ticks best_start = 0;
    int tries = starts_of(d, members, count, starts);
    for (int k = 0; k <= tries; k++) {                      /* the last round is the best of the others again, to stay */
        if (k == tries && best >= without) return false;
        ticks at = k == tries ? best_start : starts[k];
        struct seat_found first = find_general(d, members[0], (struct bound){ members[0], at, at });
        bool well = first.after != NONE;
        if (well) put(d, members[0], &first);
        well = well && seat_rest(d, members, count, 0);
        if (well && k == tries) return d->cost < without || (take_out(d, members, count), false);
        if (well && d->cost < best) { best = d->cost; best_start = at; }
        take_out(d, members, count);
    }
    return false;
}

bool seat_visit(struct draft *d, int visit, cost limit)
{
    if (d->nodes[visit].route != NONE) return d->cost <= limit;          /* its group has been seated */
    if (d->p->group[visit] == visit && d->p->first_relation[visit] == d->p->first_relation[visit + 1] && d->p->visits[visit].partner == NONE) {
        struct seat_found found = seat_find(d, visit);
        if (worth(d, visit, &found)) put(d, visit, &found);
        return d->cost <= limit;
    }
    int members[64], count = group_of(d, visit, d->scratch + 3 * d->n);
    if (count > 64) return d->cost <= limit;
    memcpy(members, d->scratch + 3 * d->n, sizeof *members * (size_t)count);
    if (count == 2 && d->p->visits[members[0]].partner == members[1]) seat_shipment(d, members);
    else seat_group(d, members, count);
    return d->cost <= limit;
}
