/* group.c — visits that hang together (the persons of a crew, the halves of a shipment, B after A) go in together: see group_insert in
 * insert.h. Member by member into every seat, by rising bounds, and at the end of each branch all routes touched get their times at once. */
#include "dispatch/questions/insert.h"
#include "dispatch/questions/pins.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 24, MOST_GROUP_TRIES = 20000, MOST_COMPANY_TRIES = 300 };    /* company is looked for among many, each short */

struct member { int visit; struct seat *seats; int count; };

struct joint {
    struct board *b;
    struct member members[MOST_MEMBERS];
    struct seat taken[MOST_MEMBERS], best[MOST_MEMBERS];
    int count, depth, tries;
    int slots[MOST_MEMBERS], slot_count;     /* touched, each once */
    struct span spans[MOST_MEMBERS];
    cost limit, workers;
    bool company;                            /* some may have a seat only beside others of them */
};

static int by_bound(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->bound != y->bound) return x->bound < y->bound ? -1 : 1;
    return x->slot != y->slot ? x->slot - y->slot : x->at - y->at;
}

static void list_seats(struct joint *j, struct member *m)
{
    const struct board *b = j->b;
    int room = 0;
    for (int s = 0; s < b->p->slot_count; s++) if (problem_fits(b->p, m->visit, s)) room += b->plan->routes[s].count + 1;
    m->seats = arena_take(b->arena, sizeof *m->seats * (size_t)(room + 1));
    for (int s = 0; s < b->p->slot_count; s++) {
        if (!problem_fits(b->p, m->visit, s)) continue;
        for (int at = 0; at <= b->plan->routes[s].count; at++) {
            cost bound = seat_bound(b, m->visit, s, at);
            if (bound < COST_MAX) m->seats[m->count++] = (struct seat){ s, at, bound };
        }
    }
    qsort(m->seats, (size_t)m->count, sizeof *m->seats, by_bound);
}

static bool is_touched(const struct joint *j, int slot)
{
    for (int i = 0; i < j->slot_count; i++) if (j->slots[i] == slot) return true;
    return false;
}

/* Can the starts of this member and those placed already differ as their relations ask? Only what is surely impossible is sorted out. */
static bool company_possible(const struct joint *j, int visit, struct span span)
{
    const struct problem *p = j->b->p;
    for (int i = p->first_relation[visit]; i < p->first_relation[visit + 1]; i++) {
        const struct relation *r = &p->relations[p->relation_of[i]];
        for (int k = 0; k < j->depth; k++) {
            bool first = r->a == visit;
            if ((first ? r->b : r->a) != j->members[k].visit) continue;
            struct span a = first ? span : j->spans[k], b = first ? j->spans[k] : span;
            if (b.to - a.from < r->least || b.from - a.to > r->most) return false;
        }
    }
    return true;
}

static bool is_late(const struct board *b) { return b->now && b->now() > b->until; }
static bool may_try(const struct joint *j) { return j->tries < MOST_GROUP_TRIES && !is_late(j->b); }

static void judge(struct joint *j)
{
    struct board *b = j->b;
    cost price = -board_times(b, j->slots, j->slot_count) - j->workers, times;
    j->tries++;
    for (int i = 0; i < j->count; i++) price -= left_out_price(b->p, j->members[i].visit);
    for (int i = 0; i < j->slot_count; i++) {
        if (route_breaks(b->plan, j->slots[i])) return;
        price += route_price(b->plan, j->slots[i]) - b->lanes[j->slots[i]].price;
    }
    price += workers_price(b->plan, b->arena);
    if (price >= j->limit || !schedule(b->scheduler, NULL, b->plan, j->slots, j->slot_count, j->limit - price, &times)) return;
    for (int i = 0; i < j->slot_count; i++) if (!way_is_short(b, j->slots[i])) return;
    j->limit = price + times;
    memcpy(j->best, j->taken, sizeof j->best);
}

static void put(struct board *b, int visit, struct seat seat)
{
    struct route *route = &b->plan->routes[seat.slot];
    memmove(&route->stops[seat.at + 1], &route->stops[seat.at], sizeof *route->stops * (size_t)(route->count++ - seat.at));
    route->stops[seat.at] = (struct stop){ .visit = visit };
    b->plan->slot_of[visit] = seat.slot;
}

static void take_out(struct board *b, int visit, struct seat seat)
{
    struct route *route = &b->plan->routes[seat.slot];
    memmove(&route->stops[seat.at], &route->stops[seat.at + 1], sizeof *route->stops * (size_t)(--route->count - seat.at));
    b->plan->slot_of[visit] = NONE;
}

static void place(struct joint *j, cost bound);

static void try_seat(struct joint *j, struct seat seat, struct span span, cost bound)
{
    int touched = j->slot_count, visit = j->members[j->depth].visit;
    if (!company_possible(j, visit, span)) return;
    if (!is_touched(j, seat.slot)) j->slots[j->slot_count++] = seat.slot;
    j->taken[j->depth] = seat;
    j->spans[j->depth++] = span;
    put(j->b, visit, seat);
    place(j, bound);
    take_out(j->b, visit, seat);
    j->depth--;
    j->slot_count = touched;
}

/* The bounds of members in routes of their own add up. One that joins another in its route is tried without a bound. */
static void place(struct joint *j, cost bound)
{
    struct board *b = j->b;
    const struct span whenever = { -TICKS_MAX, TICKS_MAX };
    if (j->depth == j->count) { judge(j); return; }
    const struct member *m = &j->members[j->depth];
    for (int i = 0; i < j->slot_count && may_try(j); i++) {
        int slot = j->slots[i];
        for (int at = 0; problem_fits(b->p, m->visit, slot) && at <= b->plan->routes[slot].count; at++) try_seat(j, (struct seat){ slot, at, 0 }, whenever, -COST_MAX / 2);
    }
    for (int i = 0; i < m->count && may_try(j); i++) {
        const struct seat *seat = &m->seats[i];
        if (bound + seat->bound >= j->limit) break;
        if (!is_touched(j, seat->slot)) try_seat(j, *seat, seat_span(b, m->visit, seat->slot, seat->at), bound + seat->bound);
    }
}

static cost cost_of_touched(const struct joint *j)
{
    cost sum = board_times(j->b, j->slots, j->slot_count) + workers_price(j->b->plan, j->b->arena);
    for (int i = 0; i < j->slot_count; i++) sum += j->b->lanes[j->slots[i]].price;
    return sum;
}

/* Once more, with the seats that were best, and for good; what it costs is reckoned from the result (ways in the peak were guessed). */
static bool settle(struct joint *j, const struct saved *saved)
{
    struct board *b = j->b;
    cost any;
    j->slot_count = 0;
    for (int i = 0; i < j->count; i++) {
        int slot = j->best[i].slot;
        if (!is_touched(j, slot)) {
            j->slots[j->slot_count++] = slot;
            b->used[b->p->slots[slot].worker] += !b->plan->routes[slot].count;
        }
    }
    cost before = cost_of_touched(j);
    for (int i = 0; i < j->count; i++) {
        before += left_out_price(b->p, j->members[i].visit);
        put(b, j->members[i].visit, j->best[i]);
    }
    bool well = schedule(b->scheduler, b->arena, b->plan, j->slots, j->slot_count, COST_MAX, &any);
    for (int i = 0; i < j->slot_count; i++) board_refresh(b, j->slots[i]);
    j->limit = cost_of_touched(j) - before;
    if (!well) board_restore(b, saved);                      /* cannot be: these times were found a moment ago */
    return well;
}

static bool fits_somewhere(const struct problem *p, int visit)
{
    for (int s = 0; s < p->slot_count; s++) if (problem_fits(p, visit, s)) return true;
    return false;
}

/* Times of routes that were only tried are written into their stops: what was there before is put back in the end. */
static bool insert_all(struct joint *j)
{
    struct board *b = j->b;
    struct saved *saved = NULL;
    cost limit = j->limit;
    bool *listed = arena_take(b->arena, sizeof *listed * (size_t)(b->p->slot_count + 1));
    for (int i = 0; i < j->count; i++) {
        list_seats(j, &j->members[i]);
        if (!j->members[i].count && (!j->company || !fits_somewhere(b->p, j->members[i].visit))) return false;
    }
    for (int i = 0; i < j->count; i++) {
        for (int k = 0; k < j->members[i].count; k++) {
            int slot = j->members[i].seats[k].slot;
            if (!listed[slot]) {
                board_room(b, slot, j->count);
                saved = board_save(b, slot, saved);
            }
            listed[slot] = true;
        }
    }
    j->workers = workers_price(b->plan, b->arena);
    place(j, 0);
    board_restore(b, saved);
    if (j->limit >= limit) return false;
    return settle(j, saved);
}

static bool add_members(struct joint *j, int visit)
{
    const struct board *b = j->b;
    for (int v = 0; v < b->p->visit_count; v++) {
        if (b->p->group[v] != b->p->group[visit] || b->plan->slot_of[v] != NONE) continue;
        if (j->count == MOST_MEMBERS) return false;
        j->members[j->count++].visit = v;
    }
    return true;
}

bool group_insert(struct board *b, int visit, cost limit, cost *ret_cost)
{
    struct joint j = { .b = b, .limit = limit };
    struct offer offer;
    if (!add_members(&j, visit)) return false;
    if (j.count == 1) {
        if (!insert_offers(b, visit, &offer, 1) || offer.cost >= limit || !offer_take(b, visit, &offer)) return false;
        *ret_cost = offer.cost;
        return true;
    }
    if (!insert_all(&j)) return false;
    *ret_cost = j.limit;
    return true;
}

bool company_insert(struct board *b, int visit, const int *company, int count)
{
    struct joint j = { .b = b, .limit = COST_MAX, .company = true, .tries = MOST_GROUP_TRIES - MOST_COMPANY_TRIES };
    for (int i = 0; i < count; i++) if (!add_members(&j, company[i])) return false;
    return add_members(&j, visit) && insert_all(&j);
}

struct wish { int visit; cost unserved; };

static int by_price(const void *a, const void *b)
{
    const struct wish *x = a, *y = b;
    if (x->unserved != y->unserved) return x->unserved > y->unserved ? -1 : 1;
    return x->visit - y->visit;
}

/* One for each group that has a visit left out: its first such visit, with what all of them cost. */
static int list_wishes(const struct board *b, struct wish *wishes, int *wish_of)
{
    int count = 0;
    for (int v = 0; v < b->p->visit_count; v++) wish_of[v] = NONE;
    for (int v = 0; v < b->p->visit_count; v++) {
        int group = b->p->group[v];
        if (b->plan->slot_of[v] != NONE) continue;
        if (wish_of[group] == NONE) { wish_of[group] = count; wishes[count++] = (struct wish){ v, 0 }; }
        wishes[wish_of[group]].unserved += left_out_price(b->p, v) + (b->p->visits[v].pin_slot == NONE ? 0 : COST_MAX / MOST_MEMBERS);      /* a pin is a rule */
    }
    qsort(wishes, (size_t)count, sizeof *wishes, by_price);
    return count;
}

static void insert_what_fits(struct board *b)
{
    struct arena *arena = arena_new();
    struct wish *wishes = arena_take(arena, sizeof *wishes * (size_t)(b->p->visit_count + 1));
    int *wish_of = arena_take(arena, sizeof *wish_of * (size_t)(b->p->visit_count + 1));
    for (bool any = true; any;) {
        any = false;
        int count = list_wishes(b, wishes, wish_of);
        cost gain;
        for (int i = 0; i < count && !is_late(b); i++) any |= group_insert(b, wishes[i].visit, 0, &gain);
    }
    arena_free(arena);
}

int finish(struct board *b)
{
    int before = plan_left_out(b->plan);
    insert_what_fits(b);
    if (!pins_are_in(b)) {
        seat_pins(b);
        insert_what_fits(b);
    }
    return before - plan_left_out(b->plan);
}

static cost cost_of_slots(const struct board *b, const struct saved *saved)
{
    cost sum = workers_price(b->plan, b->arena) + b->worst;
    for (; saved; saved = saved->next) sum += b->lanes[saved->slot].price + b->lanes[saved->slot].times;
    return sum;
}

static bool is_saved(const struct saved *saved, int slot)
{
    for (; saved; saved = saved->next) if (saved->slot == slot) return true;
    return false;
}

/* Takes a visit and all that hang together with it out and puts them where they are cheapest; as it was when that is no better. */
static bool move_group(struct board *b, int group)
{
    const struct problem *p = b->p;
    struct saved *saved = NULL;
    int first = NONE;
    cost left_out = 0, gain;
    for (int v = 0; v < p->visit_count; v++) {
        if (p->group[v] != group || b->plan->slot_of[v] == NONE) continue;
        if (!is_saved(saved, b->plan->slot_of[v])) saved = board_save(b, b->plan->slot_of[v], saved);
        if (first == NONE) first = v;
        left_out += left_out_price(p, v);
    }
    if (first == NONE) return false;
    cost before = cost_of_slots(b, saved);
    for (int v = 0; v < p->visit_count; v++) if (p->group[v] == group) visit_remove(b, v);
    cost removed = cost_of_slots(b, saved) + left_out - before;
    if (group_insert(b, first, -removed, &gain)) return true;
    board_restore(b, saved);
    return false;
}

enum { MOST_WANTING = 8 };                   /* groups that are left out and tried in somebody's place */

/* `first` of those who are left out in the group's place, then the others, the dearest before others, and then whoever left. */
static void seat_instead(struct board *b, int group, const struct wish *wishes, int count, int first)
{
    cost gain;
    if (!group_insert(b, wishes[first].visit, 0, &gain)) return;
    for (int i = 0; i < count; i++) if (b->plan->slot_of[wishes[i].visit] == NONE) group_insert(b, wishes[i].visit, 0, &gain);
    group_insert(b, group, 0, &gain);
}

/* A group leaves the plan when those who are left out are worth more in its place. */
static bool give_way(struct board *b, int group, const struct wish *wishes, int count)
{
    struct saved *saved = NULL;
    cost before = board_cost(b);
    for (int s = 0; s < b->p->slot_count; s++) saved = board_save(b, s, saved);
    for (int first = 0; first < count && !is_late(b); first++) {
        for (int v = 0; v < b->p->visit_count; v++) if (b->p->group[v] == group) visit_remove(b, v);
        seat_instead(b, group, wishes, count, first);
        if (board_cost(b) < before) return true;
        board_restore(b, saved);
    }
    return false;
}

static bool may_give_way(const struct board *b, int group)
{
    for (int v = 0; v < b->p->visit_count; v++) if (b->p->group[v] == group && (b->plan->slot_of[v] == NONE || b->p->visits[v].pin_slot != NONE)) return false;
    return true;
}

int trade(struct board *b)
{
    struct arena *arena = arena_new();
    struct wish *wishes = arena_take(arena, sizeof *wishes * (size_t)(b->p->visit_count + 1));
    int *wish_of = arena_take(arena, sizeof *wish_of * (size_t)(b->p->visit_count + 1)), trades = 0;
    for (int v = 0; v < b->p->visit_count && !is_late(b); v++) {
        if (b->p->group[v] != v || !may_give_way(b, v)) continue;
        int count = list_wishes(b, wishes, wish_of);
        trades += give_way(b, v, wishes, count < MOST_WANTING ? count : MOST_WANTING);
    }
    arena_free(arena);
    return trades;
}

int improve(struct board *b, const bool *movable, int rounds)
{
    int moves = 0;
    for (int round = 0, any = 1; round < rounds && any && !is_late(b); round++) {
        any = 0;
        for (int s = 0; s < b->p->slot_count; s++) if (b->plan->routes[s].count) slot_retime(b, s);
        for (int v = 0; v < b->p->visit_count && !is_late(b); v++) if (b->p->group[v] == v && (!movable || movable[v])) any += move_group(b, v);
        moves += any;
    }
    return moves;
}
