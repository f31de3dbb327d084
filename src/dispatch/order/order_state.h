/* order_state.h — what an annealing on one order of services works on. Only order*.c include this.
 *
 * A *node* is a visit, or the end of a slot's day (sentinel: visit_count + slot). An *item* is what starts at one moment: a visit, or
 * several tied by "together". The whole plan is two things: one *order* of all items, and the slot of every visit. A route is the order
 * restricted to one slot; since every way and every wait points forward in the order, nothing can wait in a circle.
 *
 * Starts are the earliest that ways, windows and relations allow; `settle` brings them up to date after a change by a worklist of items
 * (a bitset by place in the order, lowest first) that only touches what the change reaches. Every write goes through a log, so that a
 * rejected move is undone exactly by playing it backwards. All numbers are whole. */
#pragma once
#include "base/random.h"
#include "dispatch/search.h"
#include "dispatch/travel.h"

enum { NEAR = 20, CREW = 8 };
#define BROKEN (INT64_C(1) << 34)            /* what one tick beyond a hard limit costs, at least: see hard_price */

struct road {                                /* how a slot travels */
    const ticks *time; const int32_t *distance, *price;
    cost per_travel, per_distance;
    int profile, start, end;
    ticks from, open;
};
struct span { ticks from, due, until; };     /* of one visit: start in [from, until]; beyond, the next span is the better one */
struct tie { int other; ticks lag; int back; };          /* start(item) >= start(other) + lag; back: the same relation seen from `other` */

/* Everything that never changes: made once, shared by all threads. */
struct order_model {
    const struct problem *p;
    int visits, slots, items;
    int *item_of;                            /* of a node; sentinels share one behind the others, which always starts at 0 */
    int *first_node, *nodes;                 /* of an item: nodes[first_node[i] … first_node[i + 1]) */
    int *first_tie; struct tie *ties;
    int *first_span; struct span *spans;     /* of a visit */
    int *first_choice, *choices;             /* slots a visit fits into */
    int *near, *near_count;                  /* NEAR nodes a visit goes well beside, best first */
    int *first_member, *members;             /* visits of a group (problem.group), by the group's lowest visit */
    int *place;                              /* of a visit */
    ticks *lasts;
    struct road *roads;                      /* of a slot */
    cost *company;                           /* visits × workers, NULL: nobody has wishes */
    cost hard_price;                         /* per tick beyond a hard limit: worth more than any saving of a tick */
    cost least_days;                         /* what all days cost at least (fixed prices may be negative) */
    bool shifts;                             /* slots' days have a price of their own: order_day.c is needed */
    bool optional, breaks, frozen;           /* somebody may be left out; some slot has a break; an `open` */
    bool *plain;                             /* of an item: one visit, one span, no tie */
    bool crews;                              /* items of several nodes, or ties */
};

/* A slot's day, as order_day.c reckons it. */
struct day { ticks begin, end, load, wait, longest_wait, idle; cost price, broken; };

struct sums { cost travel, company, unserved, late, broken, days; ticks worst_late, worst_wait, idlest; cost off_mean, total; };

struct change { void *where; int64_t old; int size; };

struct order_state {
    const struct order_model *m;
    struct dice dice;
    int *order, *place_of;                   /* items by place, and back */
    int *prev, *next, *slot;                 /* of a node; slot NONE: unserved */
    ticks *leg;                              /* of a node: from the start of the one before to arriving here (of a first one: from 0) */
    int *stops;                              /* in a slot's route */
    int *pause_before;                       /* of a slot: its break is taken before this node; NONE: not taken */
    ticks *reach, *start;                    /* of an item: when its ways arrive; when it starts */
    ticks *without;                          /* of a tie: when its item would start if the other end asked nothing of it */
    cost *late, *broken; ticks *worst;       /* of an item */
    int *unpriced;                           /* of an item: its lateness must be reckoned though its start stays */
    struct day *days;
    struct sums sums, before;                /* before: at order_begin */
    cost limit;                              /* settling may stop when lateness alone goes beyond */
    bool worst_fell;                         /* the latest item of all got earlier */
    int *touched, touch_count;               /* items to begin with when settling; then marks, by place */
    uint64_t *marks; int mark_words, lowest;
    uint64_t *stale; int stale_words;        /* slots whose day must be reckoned again */
    int *route; ticks *latest;               /* room for one route */
    struct change *log; int logged, log_room;
    bool logging;
};

bool order_items_sound(const struct problem *p);         /* no crew beyond CREW, no two visits whose relations contradict each other */
struct order_model *order_model_new(struct arena *arena, const struct problem *p);
struct order_state *order_state_new(struct arena *arena, const struct order_model *m, uint64_t seed);

/* The log. Between order_begin and order_keep or order_undo every change is remembered. */
void order_begin(struct order_state *s);
void order_undo(struct order_state *s);
void order_log(struct order_state *s, void *where, int64_t old, int size);
static inline void put(struct order_state *s, int32_t *where, int32_t value)
{
    if (*where == value) return;
    order_log(s, where, *where, 4);
    *where = value;
}
static inline void put_cost(struct order_state *s, cost *where, cost value)
{
    if (*where == value) return;
    order_log(s, where, *where, 8);
    *where = value;
}

/* The parts of a change. Detach and attach keep travel and company up to date and mark what must be reckoned again. */
void order_shift(struct order_state *s, int item, int to);               /* to this place; those between move by one */
void order_detach(struct order_state *s, int node);
void order_attach(struct order_state *s, int node, int slot, int after); /* after: a node of the slot, or its sentinel */
void order_mark(struct order_state *s, int item);
int order_left_of(const struct order_state *s, int slot, int place);     /* the last node of a route before this place of the order */
bool order_settle(struct order_state *s);                                /* false: waits in a circle; sums.total is the cost otherwise */
bool order_company_fits(const struct order_state *s, int node, int slot);        /* same and different workers */
cost order_floor(const struct order_state *s);                           /* what the plan costs at least, known before settling */

static inline bool is_visit(const struct order_state *s, int node) { return node < s->m->visits; }

/* Between neighbours of a route; the sentinel is the start before the first and the end behind the last. */
static inline ticks order_way(const struct order_state *s, int slot, int from, int to)
{
    const struct road *r = &s->m->roads[slot];
    int a = is_visit(s, from) ? s->m->place[from] : r->start, b = is_visit(s, to) ? s->m->place[to] : r->end;
    if (a == NONE || b == NONE) return 0;
    return r->time ? r->time[(int64_t)a * s->m->p->place_count + b] : way_ticks(s->m->p, r->profile, a, b);
}

static inline cost order_way_cost(const struct order_state *s, int slot, int from, int to)
{
    const struct road *r = &s->m->roads[slot];
    if (from == to) return 0;                /* an unused slot does not drive from its start to its end */
    int a = is_visit(s, from) ? s->m->place[from] : r->start, b = is_visit(s, to) ? s->m->place[to] : r->end;
    if (a == NONE || b == NONE) return 0;
    if (!r->time) return way_cost(s->m->p, &s->m->p->slots[slot], a, b);
    int64_t cell = (int64_t)a * s->m->p->place_count + b;
    if (r->price) return r->price[cell];
    cost sum = r->per_travel * r->time[cell];
    return r->per_distance ? sum + r->per_distance * (r->distance ? r->distance[cell] : r->time[cell]) : sum;
}

/* order_day.c: breaks, shifts, waiting */
void order_reckon_days(struct order_state *s);
int order_latest(struct order_state *s, int slot);      /* fills route and latest: starts as late as nothing gets dearer; how many */
void order_delay(const struct order_state *s, ticks *latest);           /* of items: as late as nothing gets dearer, tied ones together */
ticks order_begin_by(const struct order_state *s, int slot, ticks first);       /* the latest begin for a first start */
ticks order_ready(const struct order_state *s, int slot, int from, int to, ticks leave, ticks *ret_pause);   /* to start at `to`; pause: its start, or NONE */

/* A copy of a plan: order, slots, breaks. */
struct order_copy { int *order, *slot, *pause_before; cost total, broken; };
struct order_copy *order_copy_new(struct arena *arena, const struct order_model *m);
void order_save(const struct order_state *s, struct order_copy *copy);
bool order_load(struct order_state *s, const struct order_copy *copy);   /* from nothing; false: waits in a circle */
void order_mend(struct order_state *s);                                  /* leaves out what breaks a hard limit, until nothing does */
struct plan *order_plan(struct arena *arena, struct order_state *s);
void order_take(struct order_state *s, const struct plan *plan);         /* a warm start: as far as it can be taken over */
void order_build(struct order_state *s);                                 /* from nothing, one group after the other at its cheapest place */

/* Moves: each proposes a random change of its kind; true when the plan was changed, settled and costs at most `limit`, false when
 * everything is as before. */
typedef bool order_move(struct order_state *s, cost limit);
order_move move_relocate, move_together, move_exchange, move_tails, move_serve, move_pause;
bool order_accept(struct order_state *s, cost limit);                    /* the end of each: settle, compare, undo */

/* What moves share. */
static inline int order_draw(struct order_state *s, int below) { return (int)((dice_next(&s->dice) >> 32) * (uint64_t)below >> 32); }
int order_draw_near(struct order_state *s, int node);                    /* a served neighbour, or NONE */
void order_bounds(const struct order_state *s, int item, int *low, int *high);   /* places of the order its relations leave: between the two */
void order_shift_between(struct order_state *s, int item, int low, int high);    /* as little as possible */
void order_take_out(struct order_state *s, int item);                    /* all its nodes */
bool order_put_in(struct order_state *s, int item, const int *was);      /* beside random neighbours of its nodes; was: their slots before, or NONE */
void order_set_pause(struct order_state *s, int slot, int before);
