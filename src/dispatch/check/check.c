/* check.c — the referee's way through a plan: see check.h. The rules of one route are in check_route.c, those between routes in
 * check_together.c, the objective in check_cost.c. */
#include "dispatch/check/check_inside.h"
#include <stdarg.h>
#include <stdio.h>

static bool say(struct referee *r, text where, text format, va_list arguments)
{
    char what[sizeof r->fault->what];
    vsnprintf(what, sizeof what, format, arguments);
    return fault_say(r->fault, where, "%s", what);
}

bool broken_visit(struct referee *r, int visit, text format, ...)
{
    char where[60];
    va_list arguments;
    snprintf(where, sizeof where, "visit %lld", (long long)r->p->visits[visit].id);
    va_start(arguments, format);
    say(r, where, format, arguments);
    va_end(arguments);
    return false;
}

bool broken_slot(struct referee *r, int slot, text format, ...)
{
    char where[60];
    va_list arguments;
    snprintf(where, sizeof where, "slot %lld", (long long)r->p->slots[slot].id);
    va_start(arguments, format);
    say(r, where, format, arguments);
    va_end(arguments);
    return false;
}

/* Every visit at most once, every number within the problem; fills slot_of and stop_of. */
static bool visits_once(struct referee *r)
{
    const struct problem *p = r->p;
    for (int v = 0; v < p->visit_count; v++) r->plan->slot_of[v] = NONE;
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *route = &r->plan->routes[s];
        if (!route->count && route->taken_count) return broken_slot(r, s, "takes a pause on a day without visits");
        for (int i = 0; i < route->count; i++) {
            const struct stop *stop = &route->stops[i];
            if (stop->visit < 0 || stop->visit >= p->visit_count) return broken_slot(r, s, "stop %d is at a visit that is not there", i + 1);
            if (r->stop_of[stop->visit]) return broken_visit(r, stop->visit, "is served twice");
            r->stop_of[stop->visit] = stop;
            r->plan->slot_of[stop->visit] = s;
        }
    }
    return true;
}

static bool walk_all(struct referee *r)
{
    for (int s = 0; s < r->p->slot_count; s++) if (!walk_route(r, s)) return false;
    return true;
}

/* Rule by rule over all routes, so that the first rule broken is named wherever it is broken. */
static bool routes_hold(struct referee *r)
{
    static bool (*const rules[])(struct referee *r, int slot) = { slot_allows, windows_hold, ways_fit, pauses_hold, shift_holds, load_fits };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        for (int s = 0; s < r->p->slot_count; s++) if (is_used(&r->plan->routes[s]) && !rules[i](r, s)) return false;
    }
    return true;
}

bool plan_check(struct plan *plan, struct fault *fault)
{
    const struct problem *p = plan->problem;
    struct arena *arena = arena_new();
    struct referee r = { .plan = plan, .p = p, .fault = fault, .arena = arena };
    r.walks = arena_take(arena, sizeof *r.walks * (size_t)(p->slot_count + 1));
    r.stop_of = arena_take(arena, sizeof(struct stop *) * (size_t)(p->visit_count + 1));
    r.waits = arena_take(arena, sizeof *r.waits * (size_t)(p->visit_count + 1));
    bool well = visits_once(&r) && walk_all(&r) && routes_hold(&r) && check_together(&r);
    if (well) check_cost(&r);
    arena_free(arena);
    return well;
}
