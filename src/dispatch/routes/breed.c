/* breed.c — see breed.h. */
#include "dispatch/routes/breed.h"
#include "dispatch/routes/near.h"
#include "dispatch/routes/seat.h"
#include <string.h>

/* Which route of a sketch a visit is in, by the index of the route's slot in it; NONE: left out. */
static void routes_of(const struct sketch *s, int n, int *route)
{
    for (int v = 0; v < n; v++) route[v] = NONE;
    for (int i = 0; i < s->count; i += 2 + s->nodes[i + 1]) for (int k = 0; k < s->nodes[i + 1]; k++) route[s->nodes[i + 2 + k]] = i;
}

/* Routes of the mother around a seed: one to half of them. */
static int choose_dropped(struct draft *d, const struct sketch *mother, const int *route, char *dropped)
{
    int used = 0, count = 0, seed = d->active[chance_below(&d->chance, d->active_count)];
    for (int i = 0; i < mother->count; i += 2 + mother->nodes[i + 1]) used++;
    int want = 1 + chance_below(&d->chance, used > 2 ? used / 2 : 1);
    for (int i = -1; i < d->near->place_count[seed] && count < want; i++) {
        int at = route[i < 0 ? seed : d->near->place[seed * d->near->places + i]];
        if (at == NONE || dropped[at]) continue;
        dropped[at] = 1;
        count++;
    }
    return count;
}

static int free_slot(const struct draft *d, int like)
{
    int kind = d->tracks[like].kind;
    return d->free_count[kind] ? d->free[kind][d->free_count[kind] - 1] : NONE;
}

/* A route of a parent without those who are there already. */
static void inherit(struct draft *d, const struct sketch *from, int at, int32_t *visits)
{
    int count = 0, slot = free_slot(d, from->nodes[at]);
    for (int k = 0; k < from->nodes[at + 1]; k++) {
        int visit = from->nodes[at + 2 + k];
        if (d->nodes[visit].route == NONE) visits[count++] = visit;
    }
    if (slot != NONE) draft_route(d, slot, visits, count);
}

static bool mostly_dropped(const struct sketch *father, int at, const int *route, const char *dropped)
{
    int in = 0;
    for (int k = 0; k < father->nodes[at + 1]; k++) {
        int of = route[father->nodes[at + 2 + k]];
        in += of == NONE || dropped[of];
    }
    return 2 * in >= father->nodes[at + 1];
}

void breed(struct draft *d, const struct sketch *mother, const struct sketch *father)
{
    struct arena_mark mark = arena_mark(d->arena);
    int *route = arena_take(d->arena, sizeof *route * (size_t)(d->n + 1));
    int32_t *visits = arena_take(d->arena, sizeof *visits * (size_t)(d->n + 1));
    char *dropped = arena_take(d->arena, (size_t)mother->count + 1);
    routes_of(mother, d->n, route);
    choose_dropped(d, mother, route, dropped);
    draft_clear(d);
    for (int i = 0; i < father->count; i += 2 + father->nodes[i + 1]) if (mostly_dropped(father, i, route, dropped)) inherit(d, father, i, visits);
    for (int i = 0; i < mother->count; i += 2 + mother->nodes[i + 1]) if (!dropped[i]) inherit(d, mother, i, visits);
    d->removed_count = 0;
    for (int v = 0; v < d->n; v++) if (d->nodes[v].route == NONE) d->removed[d->removed_count++] = v;
    recreate_order(d);
    for (int i = 0; i < d->removed_count; i++) {
        draft_begin(d);
        seat_visit(d, d->removed[i], COST_MAX);
    }
    arena_back(d->arena, mark);
}
