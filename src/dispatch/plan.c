/* plan.c — see plan.h. */
#include "dispatch/plan.h"
#include <string.h>

struct plan *plan_new(struct arena *arena, const struct problem *p)
{
    struct plan *plan = arena_take(arena, sizeof *plan);
    plan->problem = p;
    plan->routes = arena_take(arena, sizeof *plan->routes * (size_t)(p->slot_count + 1));
    plan->slot_of = arena_take(arena, sizeof *plan->slot_of * (size_t)(p->visit_count + 1));
    for (int v = 0; v < p->visit_count; v++) plan->slot_of[v] = NONE;
    return plan;
}

struct plan *plan_copy(struct arena *arena, const struct plan *plan)
{
    const struct problem *p = plan->problem;
    struct plan *copy = plan_new(arena, p);
    memcpy(copy->slot_of, plan->slot_of, sizeof *copy->slot_of * (size_t)p->visit_count);
    memcpy(copy->terms, plan->terms, sizeof copy->terms);
    copy->cost = plan->cost;
    for (int s = 0; s < p->slot_count; s++) {
        struct route *to = &copy->routes[s];
        *to = plan->routes[s];
        to->stops = arena_take(arena, sizeof *to->stops * (size_t)(to->count + 1));
        to->taken = arena_take(arena, sizeof *to->taken * (size_t)(to->taken_count + 1));
        if (to->count) memcpy(to->stops, plan->routes[s].stops, sizeof *to->stops * (size_t)to->count);
        if (to->taken_count) memcpy(to->taken, plan->routes[s].taken, sizeof *to->taken * (size_t)to->taken_count);
    }
    return copy;
}

int plan_left_out(const struct plan *plan)
{
    int out = 0;
    for (int v = 0; v < plan->problem->visit_count; v++) out += plan->slot_of[v] == NONE;
    return out;
}
