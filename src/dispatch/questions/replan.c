/* replan.c — see replan.h. First the problem is changed, then the plan is made true again by taking out as little as possible, then what is
 * out goes in again in three ways. */
#include "dispatch/questions/replan.h"
#include "dispatch/check/check.h"
#include "dispatch/questions/explain.h"
#include "dispatch/travel.h"
#include "dispatch/questions/variant.h"
#include <stdlib.h>
#include <string.h>

struct day {
    struct arena *arena;
    const struct plan *old;
    struct problem *p;                       /* changed */
    const struct replan_rules *rules;
    const struct stop **old_stop;            /* of a visit; NULL: was left out */
    bool *gone, *touched;                    /* cancelled visits; slots that an event changes */
};

static bool event_well(const struct problem *p, const struct event *e, struct fault *fault)
{
    if (e->kind == EVENT_ILL) return (e->worker >= 0 && e->worker < p->worker_count) || fault_say(fault, "the event", "names a worker who is not there");
    if (e->visit < 0 || e->visit >= p->visit_count) return fault_say(fault, "the event", "names a visit that is not there");
    if (e->kind == EVENT_LASTS && (e->lasts < 0 || e->lasts >= TICKS_MAX)) return fault_say(fault, "the event", "lasts an impossible time");
    return true;
}

static void find_stops(struct day *d)
{
    d->old_stop = arena_take(d->arena, sizeof(struct stop *) * (size_t)(d->p->visit_count + 1));
    for (int s = 0; s < d->p->slot_count; s++) for (int i = 0; i < d->old->routes[s].count; i++) d->old_stop[d->old->routes[s].stops[i].visit] = &d->old->routes[s].stops[i];
}

static void touch(struct day *d, int visit) { if (d->old->slot_of[visit] != NONE) d->touched[d->old->slot_of[visit]] = true; }

/* Her day ends: nothing may begin that is not pinned. */
static void fall_ill(struct day *d, const struct event *e)
{
    for (int s = 0; s < d->p->slot_count; s++) {
        if (d->p->slots[s].worker != e->worker || d->p->slots[s].to <= e->at) continue;
        d->touched[s] = true;
        d->p->slots[s].open = TICKS_MAX;
        for (int i = 0; i < d->old->routes[s].count; i++) {
            const struct stop *stop = &d->old->routes[s].stops[i];
            struct visit *v = &d->p->visits[stop->visit];
            bool pinned_by_others = d->old->problem->visits[stop->visit].pin_slot != NONE;
            if (stop->start < e->at) { v->pin_slot = s; v->pin_start = stop->start; }
            else if (!pinned_by_others) v->pin_slot = v->pin_start = NONE;
        }
    }
}

static void cancel(struct day *d, const struct event *e)
{
    const struct problem *old = d->old->problem;
    for (int v = 0; v < old->visit_count; v++) {
        bool crew = old->visits[v].id == old->visits[e->visit].id && old->visits[v].first_window == old->visits[e->visit].first_window;
        if (v != e->visit && !crew) continue;
        touch(d, v);
        d->gone[v] = true;
        variant_cancel(d->p, v);
    }
}

static void last(struct day *d, const struct event *e)
{
    struct visit *v = &d->p->visits[e->visit];
    v->setup = 0;
    v->duration = e->lasts;
    v->first_typed = NONE;
    touch(d, e->visit);
}

/* What was planned is promised; what has begun is a fact; what begins soon stays with whom. */
static void freeze(struct day *d)
{
    for (int s = 0; s < d->p->slot_count; s++) if (d->p->slots[s].open < d->rules->now + d->rules->frozen) d->p->slots[s].open = d->rules->now + d->rules->frozen;
    for (int v = 0; v < d->p->visit_count; v++) {
        struct visit *visit = &d->p->visits[v];
        const struct stop *stop = d->old_stop[v];
        if (!stop) continue;
        visit->was_slot = d->old->slot_of[v];
        visit->was_start = stop->start;
        if (stop->start < d->rules->now + d->rules->frozen) visit->pin_slot = d->old->slot_of[v];
        if (stop->start <= d->rules->now) visit->pin_start = stop->start;
    }
}

/* Soon and not pushed by any event: in time as well. */
static void freeze_times(struct day *d)
{
    for (int v = 0; v < d->p->visit_count; v++) {
        struct visit *visit = &d->p->visits[v];
        const struct stop *stop = d->old_stop[v];
        if (stop && !d->gone[v] && stop->start < d->rules->now + d->rules->frozen && !d->touched[d->old->slot_of[v]]) visit->pin_start = stop->start;
    }
}

static void take_out(struct plan *plan, int visit)
{
    int slot = plan->slot_of[visit], kept = 0;
    if (slot == NONE) return;
    struct route *route = &plan->routes[slot];
    for (int i = 0; i < route->count; i++) {
        if (route->stops[i].visit == visit) { for (int k = 0; k < route->taken_count; k++) route->taken[k].before -= route->taken[k].before > kept; continue; }
        route->stops[kept++] = route->stops[i];
    }
    route->count = kept;
    if (!kept) route->taken_count = 0;
    plan->slot_of[visit] = NONE;
}

/* All that hang together with it, and are not pinned. */
static void take_out_group(struct day *d, struct plan *plan, int visit)
{
    for (int v = 0; v < d->p->visit_count; v++) if (d->p->group[v] == d->p->group[visit] && (v == visit || d->p->visits[v].pin_slot == NONE)) take_out(plan, v);
}

static void take_out_what_cannot_stay(struct day *d, struct plan *plan)
{
    for (int v = 0; v < d->p->visit_count; v++) {
        int slot = plan->slot_of[v];
        if (d->gone[v]) take_out(plan, v);
        else if (slot != NONE && d->p->slots[slot].open >= TICKS_MAX && d->p->visits[v].pin_slot == NONE) take_out_group(d, plan, v);
    }
}

/* A route that has no times any more gives visits away, the cheapest to leave out first, until it has. */
static bool make_room(struct day *d, struct scheduler *s, struct plan *plan, int slot)
{
    for (;;) {
        cost any;
        int cheapest = NONE;
        const struct route *route = &plan->routes[slot];
        if (!route->count) return true;
        if (!(order_breaks(plan, slot) & ~RULE_BIT(RULE_LEFT_OUT)) && schedule(s, d->arena, plan, &slot, 1, COST_MAX, &any)) return true;
        for (int i = 0; i < route->count; i++) {
            int v = route->stops[i].visit;
            if (d->p->visits[v].pin_slot != NONE) continue;
            if (cheapest == NONE || left_out_price(d->p, v) <= left_out_price(d->p, cheapest)) cheapest = v;
        }
        if (cheapest == NONE) return false;
        take_out_group(d, plan, cheapest);
    }
}

/* Times first as a whole: what hangs together across routes moves together. */
static void retime_touched(struct day *d, struct scheduler *s, struct plan *plan)
{
    int *slots = arena_take(d->arena, sizeof *slots * (size_t)(d->p->slot_count + 1)), count = 0;
    bool *in = arena_take(d->arena, sizeof *in * (size_t)(d->p->slot_count + 1));
    cost any;
    memcpy(in, d->touched, sizeof *in * (size_t)d->p->slot_count);
    for (int r = 0; r < d->p->relation_count; r++) {
        int a = plan->slot_of[d->p->relations[r].a], b = plan->slot_of[d->p->relations[r].b];
        if (a != NONE && b != NONE && (d->touched[a] || d->touched[b])) in[a] = in[b] = true;
    }
    for (int i = 0; i < d->p->slot_count; i++) if (in[i] && plan->routes[i].count) slots[count++] = i;
    if (schedule(s, d->arena, plan, slots, count, COST_MAX, &any)) return;
    for (int i = 0; i < count; i++) make_room(d, s, plan, slots[i]);
}

static struct plan *standing(struct day *d)
{
    struct plan *plan = plan_for(d->arena, d->p, d->old);
    struct arena *own = arena_new();
    struct scheduler *s = scheduler_new(own, d->p);
    take_out_what_cannot_stay(d, plan);
    retime_touched(d, s, plan);
    arena_free(own);
    return plan;
}

/* The ways of one who is told to be cheap: nothing that was promised costs anything. */
static struct problem *without_promises(struct day *d)
{
    struct problem *p = problem_copy(d->p);
    struct fault fault;
    p->weights.moved_worker = p->weights.moved_told = p->weights.moved_tick = 0;
    return problem_seal(p, true, &fault) ? p : (problem_free(p), NULL);
}

/* Those that find no seat, with one other visit making room. */
static void squeeze_in(struct board *b)
{
    for (int v = 0; v < b->p->visit_count; v++) {
        struct offer offer;
        bool alone = b->p->first_relation[v] == b->p->first_relation[v + 1] && b->p->visits[v].partner == NONE;
        if (alone && b->plan->slot_of[v] == NONE && insert_displacing(b, v, 0, &offer)) offer_take(b, v, &offer);
    }
}

static int64_t ways_of(const struct board *b)
{
    int64_t sum = 0;
    for (int s = 0; s < b->p->slot_count; s++) sum += b->lanes[s].way;
    return sum;
}

static cost worth(struct board *b, int visit)
{
    struct why why;
    if (b->plan->slot_of[visit] == NONE) return left_out_price(b->p, visit);
    return explain_planned(b, visit, &why) ? why.cost : 0;
}

static const struct stop *stop_of(const struct plan *plan, int visit)
{
    const struct route *route = plan->slot_of[visit] == NONE ? NULL : &plan->routes[plan->slot_of[visit]];
    for (int i = 0; route && i < route->count; i++) if (route->stops[i].visit == visit) return &route->stops[i];
    return NULL;
}

static void list_changes(struct day *d, struct board *before, struct board *after, struct answer *answer)
{
    answer->changes = arena_take(d->arena, sizeof *answer->changes * (size_t)(d->p->visit_count + 1));
    for (int v = 0; v < d->p->visit_count; v++) {
        const struct stop *was = d->old_stop[v], *is = stop_of(after->plan, v);
        struct change c = { v, d->old->slot_of[v], after->plan->slot_of[v], was ? was->start : 0, is ? is->start : 0, false, 0 };
        if (d->gone[v] || (c.from_slot == c.to_slot && c.from_start == c.to_start)) continue;
        bool other = c.from_slot == NONE || c.to_slot == NONE || d->p->slots[c.from_slot].worker != d->p->slots[c.to_slot].worker;
        int64_t moved = (int64_t)c.to_start - c.from_start;
        c.call = d->p->visits[v].told && (other || moved > d->rules->tolerance || -moved > d->rules->tolerance);
        c.cost = worth(after, v) - worth(before, v);
        answer->calls += c.call;
        answer->left_out += c.from_slot != NONE && c.to_slot == NONE;
        answer->changes[answer->change_count++] = c;
    }
}

static bool same_changes(const struct answer *a, const struct answer *b)
{
    for (int i = 0; i < a->change_count && a->change_count == b->change_count; i++) {
        const struct change *x = &a->changes[i], *y = &b->changes[i];
        if (x->visit != y->visit || x->to_slot != y->to_slot || x->to_start != y->to_start) return false;
    }
    return a->change_count == b->change_count;
}

static bool as_good(const struct answer *a, const struct answer *b)
{
    return a->left_out <= b->left_out && a->calls <= b->calls && a->change_count <= b->change_count && a->ways <= b->ways;
}

static bool comes_first(const struct answer *a, const struct answer *b)
{
    if (a->left_out != b->left_out) return a->left_out < b->left_out;
    return a->calls != b->calls ? a->calls < b->calls : a->change_count < b->change_count;
}

/* Told only when no other answer is as good in visits served, calls, changes and ways; kept in this order. */
static void tell(struct replan *r, struct answer answer)
{
    int kept = 0, at;
    for (int i = 0; i < r->count; i++) if (same_changes(&r->answers[i], &answer) || as_good(&r->answers[i], &answer)) return;
    for (int i = 0; i < r->count; i++) if (!as_good(&answer, &r->answers[i])) r->answers[kept++] = r->answers[i];
    for (at = kept; at && comes_first(&answer, &r->answers[at - 1]); at--) r->answers[at] = r->answers[at - 1];
    r->answers[at] = answer;
    r->count = kept + 1;
}

enum manner { LEAST_DISTURBANCE, AROUND_IT, CHEAPEST, WAYS_OUT };

static void answer_by(struct day *d, struct replan *r, enum manner manner, struct plan *start, struct board *before, cost nothing_done)
{
    struct problem *cheap = manner == CHEAPEST ? without_promises(d) : NULL;
    struct board *b = board_new(cheap ? plan_for(d->arena, cheap, start) : start);
    bool *movable = arena_take(d->arena, sizeof *movable * (size_t)(d->p->visit_count + 1));
    finish(b);
    squeeze_in(b);
    for (int v = 0; v < d->p->visit_count; v++) {
        int slot = b->plan->slot_of[v];
        bool near = slot != NONE && (d->touched[slot] || slot != d->old->slot_of[v] || b->plan->routes[slot].count != d->old->routes[slot].count);
        if (near || manner == CHEAPEST) movable[d->p->group[v]] = true;
    }
    if (manner != LEAST_DISTURBANCE) improve(b, movable, 3);
    struct answer answer = { .plan = plan_for(d->arena, d->p, b->plan) };
    struct fault fault;
    if (plan_check(answer.plan, &fault)) {
        struct board *after = board_new(answer.plan);
        list_changes(d, before, after, &answer);
        answer.ways = ways_of(after);
        answer.saved = nothing_done - answer.plan->cost;
        board_free(after);
        tell(r, answer);
    }
    board_free(b);
    problem_free(cheap);
}

static bool change_problem(struct day *d, const struct event *events, int count, struct fault *fault)
{
    find_stops(d);
    freeze(d);
    for (int i = 0; i < count; i++) {
        if (!event_well(d->p, &events[i], fault)) return false;
        if (events[i].kind == EVENT_ILL) fall_ill(d, &events[i]);
        if (events[i].kind == EVENT_LASTS) last(d, &events[i]);
        if (events[i].kind == EVENT_CANCELLED) cancel(d, &events[i]);
    }
    freeze_times(d);
    return problem_seal(d->p, true, fault);
}

struct replan *replan(struct arena *arena, const struct plan *plan, const struct event *events, int count, const struct replan_rules *rules, struct fault *fault)
{
    struct replan *r = arena_take(arena, sizeof *r);
    struct day d = { .arena = arena, .old = plan, .p = problem_copy(plan->problem), .rules = rules };
    arena_defer(arena, (void (*)(void *))problem_free, d.p);
    d.gone = arena_take(arena, sizeof *d.gone * (size_t)(d.p->visit_count + 1));
    d.touched = arena_take(arena, sizeof *d.touched * (size_t)(d.p->slot_count + 1));
    r->problem = d.p;
    if (!change_problem(&d, events, count, fault)) return NULL;
    struct plan *start = standing(&d);
    if (!plan_check(start, fault)) return NULL;
    struct board *before = board_new(plan);
    for (enum manner manner = LEAST_DISTURBANCE; manner < WAYS_OUT; manner++) answer_by(&d, r, manner, start, before, start->cost);
    board_free(before);
    return r;
}
