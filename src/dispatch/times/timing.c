/* timing.c — see timing.h. */
#include "dispatch/times/timing.h"
#include <string.h>

struct timing timing_new(struct arena *arena)
{
    struct timing t = { .arena = arena };
    timing_clear(&t);
    return t;
}

void timing_clear(struct timing *t) { t->nodes = 1; t->count = 0; }
int timing_node(struct timing *t) { return t->nodes++; }

void timing_most(struct timing *t, int from, int to, ticks gap, cost price)
{
    if (!price) return;
    if (t->count == t->room) {
        struct tie *larger = arena_take(t->arena, sizeof *larger * (size_t)(t->room = t->room ? 2 * t->room : 64));
        if (t->count) memcpy(larger, t->ties, sizeof *larger * (size_t)t->count);
        t->ties = larger;
    }
    t->ties[t->count++] = (struct tie){ from, to, gap, price };
}

void timing_least(struct timing *t, int from, int to, ticks gap, cost price) { timing_most(t, to, from, -gap, price); }

/* The flow of the dual: on ties[a] there are flow[a] units of at most its price. A residual arc is a tie forward that is not full or
 * a tie backward that is not empty; arc 2a and 2a + 1. */
struct circulation {
    struct timing *t;
    cost *flow;
    int *through;                            /* of a node: the arc by which its label came */
};

static bool arc_open(const struct circulation *c, int arc)
{
    const struct tie *tie = &c->t->ties[arc / 2];
    return arc & 1 ? c->flow[arc / 2] > 0 : tie->price >= COST_MAX || c->flow[arc / 2] < tie->price;
}

static int arc_from(const struct circulation *c, int arc) { return arc & 1 ? c->t->ties[arc / 2].to : c->t->ties[arc / 2].from; }
static int arc_to(const struct circulation *c, int arc) { return arc & 1 ? c->t->ties[arc / 2].from : c->t->ties[arc / 2].to; }
static int64_t arc_gap(const struct circulation *c, int arc) { return arc & 1 ? -(int64_t)c->t->ties[arc / 2].gap : c->t->ties[arc / 2].gap; }

/* Labels go down until no arc is tighter than they are; after as many rounds as nodes there is a negative cycle, and a node on it
 * is returned. NONE: the labels stand. */
static int label(struct circulation *c, bool rules_only)
{
    struct timing *t = c->t;
    int changed = 0;
    for (int round = 0; round <= t->nodes && changed != NONE; round++) {
        changed = NONE;
        for (int arc = 0; arc < 2 * t->count; arc++) {
            if (rules_only && (arc & 1 || t->ties[arc / 2].price < COST_MAX)) continue;
            if (!arc_open(c, arc)) continue;
            int from = arc_from(c, arc), to = arc_to(c, arc);
            int64_t at = t->at[from] + arc_gap(c, arc);
            if (at >= t->at[to]) continue;
            t->at[to] = at;
            c->through[to] = arc;
            changed = to;
        }
    }
    if (changed == NONE) return NONE;
    for (int i = 0; i < t->nodes; i++) changed = arc_from(c, c->through[changed]);       /* now surely on the cycle, not on the way to it */
    return changed;
}

/* Sends as much as fits round the cycle through `node`; false when nothing limits it: the rules contradict each other. */
static bool cancel(struct circulation *c, int node)
{
    cost most = COST_MAX;
    int at = node;
    do {
        int arc = c->through[at];
        const struct tie *tie = &c->t->ties[arc / 2];
        cost room = arc & 1 ? c->flow[arc / 2] : tie->price >= COST_MAX ? COST_MAX : tie->price - c->flow[arc / 2];
        if (room < most) most = room;
        at = arc_from(c, arc);
    } while (at != node);
    if (most >= COST_MAX) return false;
    do {
        int arc = c->through[at];
        c->flow[arc / 2] += arc & 1 ? -most : most;
        at = arc_from(c, arc);
    } while (at != node);
    return true;
}

static cost cost_of(const struct timing *t)
{
    cost sum = 0;
    for (int i = 0; i < t->count; i++) {
        const struct tie *tie = &t->ties[i];
        int64_t beyond = t->at[tie->to] - t->at[tie->from] - tie->gap;
        if (beyond > 0) sum += beyond * tie->price;
    }
    return sum;
}

bool timing_solve(struct timing *t, cost *ret_cost)
{
    if (t->nodes > t->node_room) t->at = arena_take(t->arena, sizeof *t->at * (size_t)(t->node_room = 2 * t->nodes));
    struct arena_mark mark = arena_mark(t->arena);
    struct circulation c = { t, arena_take(t->arena, sizeof(cost) * (size_t)(t->count + 1)), arena_take(t->arena, sizeof(int) * (size_t)(t->nodes + 1)) };
    memset(t->at, 0, sizeof *t->at * (size_t)t->nodes);
    bool well = label(&c, true) == NONE;
    for (int node = NONE; well && ret_cost;) {
        memset(t->at, 0, sizeof *t->at * (size_t)t->nodes);
        node = label(&c, false);
        if (node == NONE) break;
        well = cancel(&c, node);
    }
    int64_t zero = t->at[0];
    for (int i = 0; i < t->nodes; i++) t->at[i] -= zero;
    if (well && ret_cost) *ret_cost = cost_of(t);
    arena_back(t->arena, mark);
    return well;
}
