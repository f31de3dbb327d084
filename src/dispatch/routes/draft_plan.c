/* draft_plan.c — from a draft to a plan with its times, and back. */
#include "dispatch/check/check.h"
#include "dispatch/times/schedule.h"
#include "dispatch/travel.h"
#include "dispatch/routes/walk.h"

static void time_plain(const struct draft *d, int slot, struct route *route)
{
    const struct slot *s = &d->p->slots[slot];
    ticks leave = s->from;
    int place = s->start;
    for (int i = 0; i < route->count; i++) {
        struct stop *stop = &route->stops[i];
        const struct task *task = &d->tasks[stop->visit];
        int here = d->p->visits[stop->visit].place;
        stop->arrive = leave + way_ticks(d->p, s->profile, place, here);
        stop->start = stop->arrive > task->from ? stop->arrive : task->from;
        if (i == 0) { route->begin = s->from + stop->start - stop->arrive; stop->arrive = stop->start; }
        leave = stop->leave = stop->start + task->duration;
        place = here;
    }
    route->end = leave + way_ticks(d->p, s->profile, place, s->end);
}

/* The starts that the walk gives are true; schedule() makes them the cheapest there are. Pauses are only known to schedule(). */
static void time_general(struct draft *d, struct plan *plan, int slot)
{
    struct route *route = &plan->routes[slot];
    struct walked walked;
    ticks *starts = (ticks *)d->scratch + d->n;
    for (int i = 0; i < route->count; i++) d->scratch[i] = route->stops[i].visit;
    if (!walk(d, slot, d->scratch, route->count, (struct bound){ .visit = NONE }, &walked, starts)) return;
    for (int i = 0; i < route->count; i++) route->stops[i].start = starts[i];
    route->begin = walked.begin;
    route->end = walked.end;
}

struct plan *draft_plan(struct draft *d, struct arena *arena)
{
    struct plan *plan = plan_new(arena, d->p);
    struct scheduler *scheduler = d->plain ? NULL : scheduler_new(d->arena, d->p);
    for (int s = 0; s < d->slots; s++) {
        struct route *route = &plan->routes[s];
        route->stops = arena_take(arena, sizeof *route->stops * (size_t)(d->tracks[s].count + 1));
        for (int v = d->nodes[draft_start(d, s)].next; v < d->n; v = d->nodes[v].next) {
            plan->slot_of[v] = s;
            route->stops[route->count++].visit = v;
        }
    }
    for (int s = 0; s < d->slots; s++) {
        if (!plan->routes[s].count) continue;
        if (d->plain) time_plain(d, s, &plan->routes[s]);
        else time_general(d, plan, s);
    }
    /* after all have times: a route's own depend on its neighbours in time */
    for (int s = 0; scheduler && s < d->slots; s++) if (plan->routes[s].count) schedule(scheduler, arena, plan, &s, 1, COST_MAX, NULL);
    return plan;
}

/* False when the plan is not one the draft can hold; what could be held is there all the same. */
bool draft_from(struct draft *d, const struct plan *plan)
{
    bool well = true;
    draft_clear(d);
    for (int s = 0; s < d->slots; s++) {
        int count = 0;
        for (int i = 0; i < plan->routes[s].count; i++) {
            int visit = plan->routes[s].stops[i].visit;
            if (!problem_fits(d->p, visit, s)) { well = false; continue; }
            if (!d->plain && (d->p->visits[visit].pool != NONE || d->p->first_relation[visit] != d->p->first_relation[visit + 1])) draft_fix(d, visit, plan->routes[s].stops[i].start);
            d->keys[count++] = visit;
        }
        int32_t *visits = d->removed;
        for (int i = 0; i < count; i++) visits[i] = (int32_t)d->keys[i];
        draft_route(d, s, visits, count);
        if (d->tracks[s].cost < COST_MAX / 8) continue;
        well = false;                                   /* a route that is no longer true: everybody out, construct() seats them again */
        for (int i = 0; i < count; i++) draft_unlink(d, visits[i]);
        draft_settle(d, s);
    }
    return well;
}
