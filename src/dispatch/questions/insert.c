/* insert.c — see insert.h. */
#include "dispatch/questions/insert.h"
#include <stdlib.h>
#include <string.h>

/* Slots by the lowest bound of their seats: a heap, of which only the top few are ever needed. */
struct heap { struct seat *at; int count; };

static void sink(struct heap *h, int i)
{
    for (int child; (child = 2 * i + 1) < h->count; i = child) {
        if (child + 1 < h->count && h->at[child + 1].bound < h->at[child].bound) child++;
        if (h->at[i].bound <= h->at[child].bound) return;
        struct seat swap = h->at[i];
        h->at[i] = h->at[child];
        h->at[child] = swap;
    }
}

static struct seat pop(struct heap *h)
{
    struct seat top = h->at[0];
    h->at[0] = h->at[--h->count];
    sink(h, 0);
    return top;
}

static cost slot_bound(const struct board *b, int visit, int slot)
{
    cost best = COST_MAX;
    if (!problem_fits(b->p, visit, slot)) return COST_MAX;
    for (int at = 0; at <= b->plan->routes[slot].count; at++) {
        cost bound = seat_bound(b, visit, slot, at);
        if (bound < best) best = bound;
    }
    return best;
}

static struct heap scan(const struct board *b, struct arena *arena, int visit)
{
    struct heap h = { arena_take(arena, sizeof *h.at * (size_t)(b->p->slot_count + 1)), 0 };
    for (int s = 0; s < b->p->slot_count; s++) {
        cost bound = slot_bound(b, visit, s);
        if (bound < COST_MAX) h.at[h.count++] = (struct seat){ s, 0, bound };
    }
    for (int i = h.count / 2; i-- > 0;) sink(&h, i);
    return h;
}

/* The best seat of a slot below `limit`: by rising bounds, until no bound is below what was found. */
static struct offer best_of_slot(struct board *b, int visit, int slot, cost limit)
{
    int count = b->plan->routes[slot].count + 1;
    struct offer best = { slot, NONE, limit, 0, NONE, NONE, NONE };
    cost done = -COST_MAX;                                   /* seats are tried by (bound, at) */
    for (int last = NONE;;) {
        cost bound = COST_MAX;
        int next = NONE;
        for (int at = 0; at < count; at++) {
            cost here = seat_bound(b, visit, slot, at);
            if (here < done || (here == done && at <= last) || here >= bound) continue;
            bound = here;
            next = at;
        }
        if (next == NONE || bound >= best.cost) return best;
        ticks start;
        cost found = seat_cost(b, visit, slot, next, best.cost, &start);
        if (found < best.cost) best = (struct offer){ slot, next, found, start, NONE, NONE, NONE };
        done = bound;
        last = next;
    }
}

static void keep(struct offer *offers, int *count, int most, struct offer offer)
{
    int i = *count < most ? (*count)++ : most - 1;
    for (; i && offers[i - 1].cost > offer.cost; i--) offers[i] = offers[i - 1];
    offers[i] = offer;
}

int insert_offers(struct board *b, int visit, struct offer *ret, int most)
{
    struct arena_mark mark = arena_mark(b->arena);
    struct heap h = scan(b, b->arena, visit);
    int count = 0;
    while (h.count && most) {
        struct seat slot = pop(&h);
        cost limit = count == most ? ret[most - 1].cost : COST_MAX;
        if (slot.bound >= limit) break;
        struct offer best = best_of_slot(b, visit, slot.slot, limit);
        if (best.at != NONE) keep(ret, &count, most, best);
    }
    arena_back(b->arena, mark);
    return count;
}

enum { PAIRS = 5 };                          /* of a visit that goes and the seat it leaves: so many are tried exactly, within ten milliseconds */

static bool may_move(const struct problem *p, const struct plan *plan, int visit)
{
    const struct visit *v = &p->visits[visit];
    int slot = plan->slot_of[visit];
    bool alone = v->partner == NONE && p->first_relation[visit] == p->first_relation[visit + 1];
    for (int i = 0; i < plan->routes[slot].count; i++) if (plan->routes[slot].stops[i].visit == visit && plan->routes[slot].stops[i].start < p->slots[slot].open) return false;
    return alone && v->pin_slot == NONE && v->pin_start == NONE;
}

static int promising(const struct board *b, int visit, struct seat *pairs)
{
    int count = 0;
    for (int s = 0; s < b->p->slot_count; s++) {
        if (!problem_fits(b->p, visit, s)) continue;
        for (int at = 0; at < b->plan->routes[s].count; at++) {
            if (!may_move(b->p, b->plan, b->plan->routes[s].stops[at].visit)) continue;
            struct seat pair = { s, at, swap_bound(b, visit, s, at) };
            if (pair.bound >= COST_MAX || (count == PAIRS && pair.bound >= pairs[count - 1].bound)) continue;
            int i = count < PAIRS ? count++ : PAIRS - 1;
            for (; i && pairs[i - 1].bound > pair.bound; i--) pairs[i] = pairs[i - 1];
            pairs[i] = pair;
        }
    }
    return count;
}

/* The other visit leaves, this one comes, the other goes where it is cheapest; then all is as before. */
static bool try_pair(struct board *b, int visit, struct seat pair, cost limit, struct offer *ret)
{
    int moved = b->plan->routes[pair.slot].stops[pair.at].visit;
    struct saved *saved = board_save(b, pair.slot, NULL);
    struct offer there;
    cost before = b->lanes[pair.slot].price + b->lanes[pair.slot].times + b->worst;
    visit_remove(b, moved);
    cost gone = b->lanes[pair.slot].price + b->lanes[pair.slot].times + b->worst - before + left_out_price(b->p, moved);
    struct offer here = best_of_slot(b, visit, pair.slot, COST_MAX);
    bool well = here.at != NONE && seat_take(b, visit, here.slot, here.at) && insert_offers(b, moved, &there, 1) && gone + here.cost + there.cost < limit;
    if (well) *ret = (struct offer){ here.slot, here.at, gone + here.cost + there.cost, here.start, moved, there.slot, there.at };
    board_restore(b, saved);
    return well;
}

bool insert_displacing(struct board *b, int visit, cost limit, struct offer *ret)
{
    struct seat pairs[PAIRS];
    int count = promising(b, visit, pairs);
    bool found = false;
    for (int i = 0; i < count; i++) {
        if (!try_pair(b, visit, pairs[i], limit, ret)) continue;
        limit = ret->cost;
        found = true;
    }
    return found;
}

bool offer_take(struct board *b, int visit, const struct offer *offer)
{
    if (offer->moved == NONE) return seat_take(b, visit, offer->slot, offer->at);
    struct saved *saved = board_save(b, offer->slot, offer->moved_slot == offer->slot ? NULL : board_save(b, offer->moved_slot, NULL));
    visit_remove(b, offer->moved);
    bool well = seat_take(b, visit, offer->slot, offer->at) && seat_take(b, offer->moved, offer->moved_slot, offer->moved_at);
    if (!well) board_restore(b, saved);
    return well;
}
