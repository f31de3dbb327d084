/* pins.c — see pins.h.
 *
 * First each visit by itself: its slot is emptied of those who are not pinned. When that is not enough the pinned ones stand in each other's way,
 * by relations, rests or things of a pool also from one slot to another: then all of them go out and come in again one after the
 * other, and whoever finds no seat is the first of the next try ("squeaky wheel", Joslin and Clements 1999). */
#include "dispatch/questions/pins.h"
#include "base/random.h"
#include "dispatch/questions/insert.h"

enum { TRIES = 120, SHUFFLE = 10 };          /* every tenth try is a new order: the wheel alone may turn in a circle */
enum { COMPANY = 24 };                       /* groups that are tried beside a pinned visit, one by one and in pairs */
enum { PATIENCE = 1000 };                    /* insertions in all: pins that contradict each other must not be tried for minutes */

/* Slots whose pinned visits hang together, and their groups, each by its first pinned visit. */
struct tangle { struct board *b; bool *slot; int *pinned, count; bool company; int patience; };

static bool is_pinned(const struct board *b, int visit) { return b->p->visits[visit].pin_slot != NONE; }

/* Not where there is no hope: its slot is somebody's who is gone. */
static bool waits(const struct board *b, int visit) { return is_pinned(b, visit) && b->plan->slot_of[visit] == NONE && problem_fits(b->p, visit, b->p->visits[visit].pin_slot); }

bool pins_are_in(const struct board *b)
{
    for (int v = 0; v < b->p->visit_count; v++) if (waits(b, v)) return false;
    return true;
}

static void take_group_out(struct board *b, int visit)
{
    for (int v = 0; v < b->p->visit_count; v++) if (b->p->group[v] == b->p->group[visit]) visit_remove(b, v);
}

/* Those who are not pinned leave the slot, with all who hang together with them. */
static void clear_slot(struct board *b, int slot)
{
    const struct route *route = &b->plan->routes[slot];
    for (int i = route->count; i-- > 0;) {
        if (is_pinned(b, route->stops[i].visit)) continue;
        take_group_out(b, route->stops[i].visit);
        i = route->count;
    }
}

static void make_way(struct board *b)
{
    cost any;
    for (int v = 0; v < b->p->visit_count; v++) {
        if (!waits(b, v)) continue;
        clear_slot(b, b->p->visits[v].pin_slot);
        group_insert(b, v, COST_MAX, &any);
    }
}

/* Another day of the same worker, and the slots of others in a group, belong to it: until nothing is added. */
static void widen(struct tangle *t)
{
    const struct problem *p = t->b->p;
    for (bool wider = true; wider;) {
        wider = false;
        for (int a = 0; a < p->slot_count; a++) {
            for (int b = 0; b < p->slot_count && t->slot[a]; b++) {
                if (t->slot[b] || p->slots[a].worker != p->slots[b].worker) continue;
                t->slot[b] = wider = true;
            }
        }
        for (int v = 0; v < p->visit_count; v++) {
            for (int u = 0; u < p->visit_count && is_pinned(t->b, v) && t->slot[p->visits[v].pin_slot]; u++) {
                if (p->group[u] != p->group[v] || !is_pinned(t->b, u) || t->slot[p->visits[u].pin_slot]) continue;
                t->slot[p->visits[u].pin_slot] = wider = true;
            }
        }
    }
}

static void list_pinned(struct tangle *t)
{
    const struct problem *p = t->b->p;
    t->count = 0;
    for (int v = 0; v < p->visit_count; v++) {
        bool known = !is_pinned(t->b, v) || !t->slot[p->visits[v].pin_slot] || !problem_fits(p, v, p->visits[v].pin_slot);
        for (int i = 0; i < t->count; i++) known |= p->group[t->pinned[i]] == p->group[v];
        if (!known) t->pinned[t->count++] = v;
    }
}

static void to_front(struct tangle *t, int at)
{
    int visit = t->pinned[at];
    for (; at; at--) t->pinned[at] = t->pinned[at - 1];
    t->pinned[0] = visit;
}

/* Groups that are left out and could stand in the slot too. */
static int list_company(const struct board *b, int visit, int *company)
{
    const struct problem *p = b->p;
    int count = 0;
    for (int v = 0; v < p->visit_count && count < COMPANY; v++) {
        bool known = b->plan->slot_of[v] != NONE || p->group[v] == p->group[visit] || !problem_fits(p, v, p->visits[visit].pin_slot);
        for (int i = 0; i < count; i++) known |= p->group[company[i]] == p->group[v];
        if (!known) company[count++] = v;
    }
    return count;
}

/* Where ways are crooked or distances limited, a slot may reach the visit only by way of another one. */
static bool seat_with_company(struct tangle *t, int visit)
{
    int company[COMPANY], count = list_company(t->b, visit, company);
    for (int i = 0; i < count; i++) if (t->patience-- > 0 && company_insert(t->b, visit, &company[i], 1)) return true;
    for (int i = 0; i < count; i++) for (int k = 0; k < i; k++) if (t->patience-- > 0 && company_insert(t->b, visit, (int[]){ company[i], company[k] }, 2)) return true;
    return false;
}

/* All out, all in again in this order; the index of the first that finds no seat, or `count`. */
static int seat_in_order(struct tangle *t)
{
    cost any;
    for (int i = 0; i < t->count; i++) take_group_out(t->b, t->pinned[i]);
    for (int i = 0; i < t->count; i++) {
        int visit = t->pinned[i];
        if (t->b->plan->slot_of[visit] != NONE || (t->patience-- > 0 && group_insert(t->b, visit, COST_MAX, &any))) continue;
        if (!t->company || !seat_with_company(t, visit)) return i;
    }
    return t->count;
}

static bool untangle(struct tangle *t)
{
    struct dice dice = { 1 };
    for (int s = 0; s < t->b->p->slot_count; s++) if (t->slot[s]) clear_slot(t->b, s);
    list_pinned(t);
    for (int tries = 1; tries <= TRIES && t->patience > 0; tries++) {
        int stuck = seat_in_order(t);
        if (stuck == t->count) return true;
        to_front(t, stuck);
        for (int i = 0; tries % SHUFFLE == 0 && i < t->count; i++) to_front(t, i + (int)dice_below(&dice, t->count - i));
    }
    return false;
}

/* Wider and wider; as it was when nothing helps. */
static bool seat_together(struct tangle *t)
{
    const struct problem *p = t->b->p;
    struct saved *saved = NULL;
    for (int s = 0; s < p->slot_count; s++) saved = board_save(t->b, s, saved);
    for (int v = 0; v < p->visit_count; v++) if (waits(t->b, v)) t->slot[p->visits[v].pin_slot] = true;
    widen(t);
    bool well = untangle(t);
    t->company = true;
    well = well || untangle(t);
    for (int s = 0; s < p->slot_count; s++) t->slot[s] = true;
    well = well || untangle(t);                              /* a machine of another slot may be in the way */
    if (!well) board_restore(t->b, saved);
    return well;
}

bool seat_pins(struct board *b)
{
    const struct problem *p = b->p;
    struct arena *arena = arena_new();
    struct tangle t = { b, arena_take(arena, sizeof(bool) * (size_t)(p->slot_count + 1)), arena_take(arena, sizeof(int) * (size_t)(p->visit_count + 1)), 0, false, PATIENCE };
    double (*now)(void) = b->now;
    b->now = NULL;                                           /* what a rule needs is not a question of time */
    make_way(b);
    bool well = pins_are_in(b) || seat_together(&t);
    b->now = now;
    arena_free(arena);
    return well;
}
