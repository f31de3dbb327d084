/* check_cost.c — the objective, term by term, as check.h defines it. Sums and products stop at ±COST_MAX instead of going round. */
#include "dispatch/check/check_inside.h"

static cost within(cost c) { return c > COST_MAX ? COST_MAX : c < -COST_MAX ? -COST_MAX : c; }

static cost times(int64_t amount, cost each)
{
    cost product;
    if (!__builtin_mul_overflow(amount, each, &product)) return within(product);
    return (amount < 0) == (each < 0) ? COST_MAX : -COST_MAX;
}

static void add(struct referee *r, enum term term, cost c) { r->plan->terms[term] = within(r->plan->terms[term] + within(c)); }

static int64_t above(int64_t value, int64_t limit) { return value > limit ? value - limit : 0; }

static void cost_of_left_out(struct referee *r, const struct visit *v)
{
    const struct weights *w = &r->p->weights;
    add(r, TERM_UNSERVED, v->unserved);
    if (v->was_slot == NONE) return;
    add(r, TERM_DISTURBED, w->moved_worker);
    if (v->told) add(r, TERM_DISTURBED, w->moved_told);
}

static void cost_of_promise(struct referee *r, const struct visit *v, const struct stop *stop, int worker)
{
    const struct weights *w = &r->p->weights;
    if (v->was_slot == NONE) return;
    int64_t other = (int64_t)stop->start - v->was_start;
    add(r, TERM_DISTURBED, times(other < 0 ? -other : other, w->moved_tick));
    if (r->p->slots[v->was_slot].worker == worker) return;
    add(r, TERM_DISTURBED, w->moved_worker);
    if (v->told) add(r, TERM_DISTURBED, w->moved_told);
}

static void cost_of_visits(struct referee *r)
{
    const struct problem *p = r->p;
    const struct weights *w = &p->weights;
    int64_t latest = 0, longest = 0;
    for (int v = 0; v < p->visit_count; v++) {
        const struct stop *stop = r->stop_of[v];
        if (!stop) { cost_of_left_out(r, &p->visits[v]); continue; }
        int worker = p->slots[r->plan->slot_of[v]].worker;
        int64_t late = above(stop->start, window_of(p, v, stop->start)->due), wait = r->waits[v];
        add(r, TERM_LATE, times(late, w->late));
        add(r, TERM_LATE, times(above(late, w->very_late_after), w->very_late));
        add(r, TERM_WAITING, times(wait, w->waiting));
        add(r, TERM_CONTINUITY, visit_liking(p, v, worker));
        cost_of_promise(r, &p->visits[v], stop, worker);
        if (late > latest) latest = late;
        if (wait > longest) longest = wait;
    }
    add(r, TERM_WORST_LATE, times(latest, w->worst_late));
    add(r, TERM_WORST_WAITING, times(longest, w->worst_waiting));
}

static void cost_of_slot(struct referee *r, int index)
{
    const struct slot *s = &r->p->slots[index];
    const struct walk *walk = &r->walks[index];
    if (!is_used(&r->plan->routes[index])) return;
    add(r, TERM_TRAVEL, walk->travel);
    add(r, TERM_FIXED, s->fixed);
    add(r, TERM_SERVICE, times(walk->service, s->per_service));
    add(r, TERM_SERVICE, times(walk->span, s->per_span));
    add(r, TERM_OVERTIME, times(walk->overtime, s->per_overtime));
    for (int i = s->first_pause; i < s->first_pause + s->pauses; i++) if (pause_missed(r, index, i)) add(r, TERM_MISSED_PAUSE, r->p->pauses[i].missed);
}

static cost cost_of_income(const struct problem *p, int64_t income)
{
    int64_t units = income / (p->weights.uneven_unit > 0 ? p->weights.uneven_unit : 1);
    return times(units, times(units, p->weights.uneven));
}

static void cost_of_workers(struct referee *r)
{
    const struct problem *p = r->p;
    struct sum { int64_t work, idle; bool works; } *sums = arena_take(r->arena, sizeof *sums * (size_t)(p->worker_count + 1));
    int64_t most_idle = 0, most_work = INT64_MIN, least_work = INT64_MAX;
    for (int s = 0; s < p->slot_count; s++) {
        struct sum *sum = &sums[p->slots[s].worker];
        sum->work += r->walks[s].service;
        sum->idle += r->walks[s].idle;
        sum->works |= is_used(&r->plan->routes[s]);
    }
    for (int i = 0; i < p->worker_count; i++) {
        const struct sum *sum = &sums[i];
        add(r, TERM_UNEVEN, cost_of_income(p, p->workers[i].income_before + sum->work));
        if (sum->idle > most_idle) most_idle = sum->idle;
        if (sum->works && sum->work > most_work) most_work = sum->work;
        if (sum->works && sum->work < least_work) least_work = sum->work;
    }
    add(r, TERM_WORST_IDLE, times(most_idle, p->weights.worst_idle));
    if (most_work > least_work) add(r, TERM_BALANCE, times(most_work - least_work, p->weights.balance));
}

/* The idlest shift, and how far each slot's work is from the mean of all. */
static void cost_of_shifts(struct referee *r)
{
    const struct problem *p = r->p;
    int64_t idlest = 0, sum = 0, apart = 0;
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *route = &r->plan->routes[s];
        const struct slot *slot = &p->slots[s];
        int64_t shift = slot->regular_end < TICKS_MAX ? (int64_t)slot->regular_end - slot->from : 0, idle = shift - r->walks[s].way - r->walks[s].service;
        for (int i = 0; i < route->taken_count; i++) idle -= p->pauses[route->taken[i].pause].length;
        if (is_used(route) && route->end > slot->regular_end) idle += route->end - slot->regular_end;
        if (idle > idlest) idlest = idle;
        sum += r->walks[s].way + r->walks[s].service;
    }
    for (int s = 0; s < p->slot_count; s++) {
        int64_t off = (r->walks[s].way + r->walks[s].service) * p->slot_count - sum;
        apart += ((off < 0 ? -off : off) + p->slot_count - 1) / p->slot_count;
    }
    add(r, TERM_WORST_IDLE, times(idlest, p->weights.idlest));
    add(r, TERM_UNEVEN, times(apart, p->weights.off_mean));
}

void check_cost(struct referee *r)
{
    struct plan *plan = r->plan;
    for (int t = 0; t < TERMS; t++) plan->terms[t] = 0;
    cost_of_visits(r);
    for (int s = 0; s < r->p->slot_count; s++) cost_of_slot(r, s);
    cost_of_workers(r);
    cost_of_shifts(r);
    plan->cost = 0;
    for (int t = 0; t < TERMS; t++) plan->cost = within(plan->cost + plan->terms[t]);
}
