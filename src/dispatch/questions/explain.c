/* explain.c — see explain.h; the smallest changes are in fix.c. */
#include "dispatch/questions/explain.h"
#include "dispatch/questions/explain_inside.h"
#include "dispatch/check/check.h"
#include <string.h>

void visit_put(struct board *b, int visit, int slot, int at)
{
    struct route *route = &b->plan->routes[slot];
    memmove(&route->stops[at + 1], &route->stops[at], sizeof *route->stops * (size_t)(route->count++ - at));
    route->stops[at] = (struct stop){ .visit = visit };
    b->plan->slot_of[visit] = slot;
}

/* The route as it was; stops are written by schedule only when it finds times, so all of them are kept. */
struct kept keep_route(struct board *b, int slot)
{
    const struct route *route = &b->plan->routes[slot];
    struct kept kept = { arena_mark(b->arena), *route, slot };
    struct stop *stops = arena_take(b->arena, sizeof *stops * (size_t)(route->count + 1));
    if (route->count) memcpy(stops, route->stops, sizeof *stops * (size_t)route->count);
    kept.route.stops = stops;
    return kept;
}

void put_back(struct board *b, const struct kept *kept, int visit)
{
    struct route *route = &b->plan->routes[kept->slot];
    struct stop *room = route->stops;
    if (kept->route.count) memcpy(room, kept->route.stops, sizeof *room * (size_t)kept->route.count);
    *route = kept->route;
    route->stops = room;
    b->plan->slot_of[visit] = NONE;
}

cost times_as(struct board *b, int slot, unsigned drop, enum schedule_soft soft, int visit, cost limit)
{
    cost found;
    schedule_as(b->scheduler, drop, soft, visit);
    bool well = schedule(b->scheduler, NULL, b->plan, &slot, 1, limit, &found);
    schedule_as(b->scheduler, 0, SOFT_NOTHING, NONE);
    return well ? found : COST_MAX;
}

static int count_of(rule_set rules) { return __builtin_popcount(rules); }

static const struct { enum rule rule; unsigned drop; } droppable[] = {
    { RULE_PAUSE, DROP_PAUSES }, { RULE_TOGETHER, DROP_RELATIONS }, { RULE_POOL, DROP_POOLS }, { RULE_REST, DROP_RESTS }, { RULE_SPAN, DROP_SPAN }, { RULE_OVERTIME, DROP_OVERTIME },
};

/* One seat: the rules that its order breaks, and those of which dropping one alone would leave a moment. */
static rule_set seat_breaks(struct board *b, int visit, int slot, int at)
{
    struct kept kept = keep_route(b, slot);
    visit_put(b, visit, slot, at);
    rule_set broken = order_breaks(b->plan, slot);
    bool has_time = times_as(b, slot, 0, SOFT_NOTHING, NONE, COST_MAX) < COST_MAX;
    put_back(b, &kept, visit);
    for (size_t i = 0; !has_time && i < sizeof droppable / sizeof *droppable; i++) {
        visit_put(b, visit, slot, at);
        if (times_as(b, slot, droppable[i].drop, SOFT_NOTHING, NONE, COST_MAX) < COST_MAX) broken |= RULE_BIT(droppable[i].rule);
        put_back(b, &kept, visit);
    }
    arena_back(b->arena, kept.mark);
    if (!has_time && !(broken >> RULE_PAUSE)) broken |= RULE_BIT(RULE_TIME);
    return broken;
}

/* Of all seats the one that breaks the fewest rules speaks for the slot. */
static struct verdict judge(struct board *b, int visit, int slot)
{
    const struct problem *p = b->p;
    rule_set alone = problem_fits(p, visit, slot) ? 0 : visit_breaks(p, visit, slot), fewest = ~UINT32_C(0);
    struct verdict verdict = { .slot = slot, .cost = COST_MAX, .at = NONE };
    for (int at = 0; at <= b->plan->routes[slot].count; at++) {
        cost here = alone ? COST_MAX : seat_cost(b, visit, slot, at, verdict.cost, NULL);
        if (here < verdict.cost) { verdict.cost = here; verdict.at = at; }
        if (verdict.at != NONE) continue;
        rule_set broken = seat_breaks(b, visit, slot, at);
        if (count_of(broken) < count_of(fewest)) fewest = broken;
    }
    if (verdict.at != NONE) return verdict;
    if (alone & (RULE_BIT(RULE_WINDOW) | RULE_BIT(RULE_SHIFT))) fewest &= ~RULE_BIT(RULE_TIME);     /* that is why */
    verdict.fails = alone | fewest;
    if (!verdict.fails) verdict.fails = RULE_BIT(RULE_TRAVEL);      /* the one rule that only the times found tell: ways in the peak */
    verdict.first = (enum rule)__builtin_ctz(verdict.fails);
    return verdict;
}

void explain_slots(struct board *b, int visit, struct verdict *ret)
{
    int slot = b->plan->slot_of[visit];
    struct saved *saved = slot == NONE ? NULL : board_save(b, slot, NULL);
    if (saved) visit_remove(b, visit);
    for (int s = 0; s < b->p->slot_count; s++) ret[s] = judge(b, visit, s);
    if (saved) board_restore(b, saved);
}

bool explain_planned(struct board *b, int visit, struct why *ret)
{
    int slot = b->plan->slot_of[visit];
    struct offer offers[2];
    if (slot == NONE || board_cost(b) >= COST_MAX) return false;
    *ret = (struct why){ .cost = b->plan->cost };
    memcpy(ret->terms, b->plan->terms, sizeof ret->terms);
    struct saved *saved = board_save(b, slot, NULL);
    visit_remove(b, visit);
    bool well = board_cost(b) < COST_MAX;
    ret->cost -= b->plan->cost;
    for (int t = 0; t < TERMS; t++) ret->terms[t] -= b->plan->terms[t];
    int count = insert_offers(b, visit, offers, 2);
    for (int i = count - 1; i >= 0; i--) if (offers[i].slot != slot) { ret->second = offers[i]; ret->has_second = true; }
    board_restore(b, saved);
    return well;
}
