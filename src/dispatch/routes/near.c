/* near.c — see near.h. */
#include "dispatch/routes/near.h"
#include "dispatch/travel.h"
#include <stdlib.h>
#include <string.h>

struct choice_of { int64_t key; int id; };

static int compare(const void *a, const void *b)
{
    const struct choice_of *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key ? 1 : x->id - y->id;
}

/* Moves the `room` smallest to the front, in no order (Hoare's selection): sorting everything would take longer than a short solve. */
static void select_smallest(struct choice_of *from, int count, int room)
{
    int low = 0, high = count - 1;
    while (low < high) {
        struct choice_of pivot = from[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (compare(&from[i], &pivot) < 0) i++;
            while (compare(&from[j], &pivot) > 0) j--;
            if (i > j) break;
            struct choice_of other = from[i];
            from[i++] = from[j];
            from[j--] = other;
        }
        if (room <= j) high = j;
        else if (room >= i) low = i;
        else return;
    }
}

static int keep(struct choice_of *from, int count, int room, int *list)
{
    if (count > room) select_smallest(from, count, room);
    if (count > room) count = room;
    qsort(from, (size_t)count, sizeof *from, compare);
    for (int i = 0; i < count; i++) list[i] = from[i].id;
    return count;
}

static ticks open_from(const struct problem *p, int v) { return p->windows[p->visits[v].first_window].from; }
static ticks open_to(const struct problem *p, int v) { return p->windows[p->visits[v].first_window + p->visits[v].windows - 1].to; }

/* How far b is behind a; INT64_MAX: it cannot be reached. */
static int64_t arc_key(const struct draft *d, int profile, int a, int b)
{
    const struct problem *p = d->p;
    int64_t way = way_ticks(p, profile, p->visits[a].place, p->visits[b].place);
    int64_t length = p->visits[a].first_typed == NONE ? p->visits[a].duration : 0;
    if (p->profile_count == 1 && (int64_t)open_from(p, a) + length + way > open_to(p, b)) return INT64_MAX;
    int64_t wait = open_from(p, b) - ((int64_t)open_to(p, a) + length + way);
    return way + (wait > 0 ? wait / 32 : 0);
}

static int64_t from_home(const struct draft *d, int v, int s)
{
    const struct slot *slot = &d->p->slots[s];
    int home = slot->start != NONE ? slot->start : slot->end;
    cost price = home == NONE ? 0 : way_cost(d->p, slot, home, d->p->visits[v].place) + way_ticks(d->p, slot->profile, home, d->p->visits[v].place);
    return price + visit_liking(d->p, v, slot->worker) + (d->p->visits[v].was_slot == s ? -COST_MAX / 2 : 0);
}

static void near_visits(struct near *near, const struct draft *d, int v, struct choice_of *all)
{
    int profile = d->slots ? d->p->slots[0].profile : 0;
    for (int side = 0; side < 3; side++) {
        int count = 0;
        for (int u = 0; u < d->n; u++) {
            if (u == v) continue;
            int64_t key = side == 0 ? arc_key(d, profile, u, v) : side == 1 ? arc_key(d, profile, v, u) : way_ticks(d->p, profile, d->p->visits[v].place, d->p->visits[u].place);
            if (key != INT64_MAX) all[count++] = (struct choice_of){ key, u };
        }
        if (side == 0) near->after_count[v] = keep(all, count, near->seats, near->after + v * near->seats);
        if (side == 1) near->before_count[v] = keep(all, count, near->seats, near->before + v * near->seats);
        if (side == 2) near->place_count[v] = keep(all, count, near->places, near->place + v * near->places);
    }
}

static void near_slots(struct near *near, const struct draft *d, int v, struct choice_of *all)
{
    int count = 0;
    for (int s = 0; s < d->slots; s++) if (problem_fits(d->p, v, s)) all[count++] = (struct choice_of){ from_home(d, v, s), s };
    near->slot_count[v] = keep(all, count, near->slots, near->slot + v * near->slots);
}

static int *lists(struct arena *arena, int count, int room) { return arena_take(arena, sizeof(int) * (size_t)(count * room + 1)); }

struct near *near_new(struct arena *arena, const struct draft *d)
{
    struct near *near = arena_take(arena, sizeof *near);
    int n = d->n, others = n > 1 ? n - 1 : 0;
    near->seats = others < NEAR_SEATS ? others : NEAR_SEATS;
    near->places = others < NEAR_PLACES ? others : NEAR_PLACES;
    near->slots = d->plain ? 0 : d->slots < NEAR_SLOTS ? d->slots : NEAR_SLOTS;
    near->after = lists(arena, n, near->seats);
    near->before = lists(arena, n, near->seats);
    near->place = lists(arena, n, near->places);
    near->slot = lists(arena, n, near->slots);
    near->after_count = lists(arena, n, 1);
    near->before_count = lists(arena, n, 1);
    near->place_count = lists(arena, n, 1);
    near->slot_count = lists(arena, n, 1);
    struct choice_of *all = malloc(sizeof *all * (size_t)((n > d->slots ? n : d->slots) + 1));
    for (int v = 0; v < n && all; v++) {
        near_visits(near, d, v, all);
        if (!d->plain) near_slots(near, d, v, all);
    }
    free(all);
    return near;
}
