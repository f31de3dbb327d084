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

/* The flow of the dual: on ties[i] there are flow[i] units of at most its price. Arc 2i is the tie forward, open while it is not full;
 * 2i + 1 the same backward, open while there is a flow to send back. */
struct arc { int from, to; int64_t gap; bool open; };

struct circulation {
    struct timing *t;
    struct arc *arcs;
    cost *flow;
    int *through;                            /* of a node: the arc by which its label came; NONE */
    int *seen;                               /* of a node: from which node the walk back came here first */
};

static struct circulation circulation_new(struct timing *t)
{
    struct circulation c = { .t = t, .arcs = arena_take(t->arena, sizeof(struct arc) * (size_t)(2 * t->count + 1)), .flow = arena_take(t->arena, sizeof(cost) * (size_t)(t->count + 1)) };
    c.through = arena_take(t->arena, sizeof(int) * (size_t)(t->nodes + 1));
    c.seen = arena_take(t->arena, sizeof(int) * (size_t)(t->nodes + 1));
    for (int i = 0; i < t->count; i++) {
        const struct tie *tie = &t->ties[i];
        c.arcs[2 * i] = (struct arc){ tie->from, tie->to, tie->gap, tie->price >= COST_MAX };        /* rules first: see timing_solve */
        c.arcs[2 * i + 1] = (struct arc){ tie->to, tie->from, -(int64_t)tie->gap, false };
    }
    return c;
}

static void open_prices(struct circulation *c) { for (int i = 0; i < c->t->count; i++) c->arcs[2 * i].open = true; }

static void send(struct circulation *c, int arc, cost units)
{
    cost *flow = &c->flow[arc / 2], price = c->t->ties[arc / 2].price;
    *flow += arc & 1 ? -units : units;
    c->arcs[arc & ~1].open = price >= COST_MAX || *flow < price;
    c->arcs[arc | 1].open = *flow > 0;
}

/* Walking back by where the labels came from: a node that is met again on one walk lies on a cycle, and every such cycle is negative. It
 * shows long before as many rounds are over as there are nodes. */
static int node_on_cycle(const struct circulation *c)
{
    for (int i = 0; i < c->t->nodes; i++) c->seen[i] = NONE;
    for (int first = 0; first < c->t->nodes; first++) {
        int at = first;
        while (c->seen[at] == NONE && c->through[at] != NONE) {
            c->seen[at] = first;
            at = c->arcs[c->through[at]].from;
        }
        if (c->seen[at] == first && c->through[at] != NONE) return at;
    }
    return NONE;
}

/* Labels go down until no arc is tighter than they are: NONE; or until there is a negative cycle: a node on it. Ties are listed along the
 * routes, so that reading them forwards and backwards in turn carries a label all the way in one round (Yen 1970). */
static int label(struct circulation *c)
{
    struct timing *t = c->t;
    memset(t->at, 0, sizeof *t->at * (size_t)t->nodes);
    for (int i = 0; i < t->nodes; i++) c->through[i] = NONE;
    bool changed = true, backwards = true;
    for (int arcs = 2 * t->count; changed; backwards = !backwards) {
        changed = false;
        for (int k = 0; k < arcs; k++) {
            int i = backwards ? arcs - 1 - k : k;
            const struct arc *arc = &c->arcs[i];
            if (!arc->open || t->at[arc->from] + arc->gap >= t->at[arc->to]) continue;
            t->at[arc->to] = t->at[arc->from] + arc->gap;
            c->through[arc->to] = i;
            changed = true;
        }
        int node = changed ? node_on_cycle(c) : NONE;
        if (node != NONE) return node;
    }
    return NONE;
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
        at = c->arcs[arc].from;
    } while (at != node);
    if (most >= COST_MAX) return false;
    do {
        int arc = c->through[at];
        send(c, arc, most);
        at = c->arcs[arc].from;
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

/* Rules alone first, which settles quickly whether there are times at all; then the prices, a cycle after the other. */
bool timing_solve(struct timing *t, cost *ret_cost)
{
    if (t->nodes > t->node_room) t->at = arena_take(t->arena, sizeof *t->at * (size_t)(t->node_room = 2 * t->nodes));
    struct arena_mark mark = arena_mark(t->arena);
    struct circulation c = circulation_new(t);
    bool well = label(&c) == NONE;
    if (well && ret_cost) open_prices(&c);
    for (int node; well && ret_cost && (node = label(&c)) != NONE;) well = cancel(&c, node);
    int64_t zero = t->at[0];
    for (int i = 0; i < t->nodes; i++) t->at[i] -= zero;
    if (well && ret_cost) *ret_cost = cost_of(t);
    arena_back(t->arena, mark);
    return well;
}
