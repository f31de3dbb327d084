/* day_answers.c — the dispatcher's questions about one visit: who, where in her day, why not her, what would make it fit. See day.h. */
#include "operations/day_model.h"
#include "dispatch/questions/explain.h"
#include "dispatch/questions/replan.h"
#include "dispatch/travel.h"

/* The visit out of the plan that stands, on a board of its own. */
static struct board *board_without(const struct day_model *m, int visit)
{
    struct board *b = board_new(m->standing);
    if (b->plan->slot_of[visit] != NONE) visit_remove(b, visit);
    return b;
}

static void measure(const struct board *b, int visit, int slot, int at, struct day_offer *o)
{
    const struct problem *p = b->p;
    const struct route *r = &b->plan->routes[slot];
    int profile = p->slots[slot].profile, here = p->visits[visit].place, before = at ? p->visits[r->stops[at - 1].visit].place : p->slots[slot].start;
    int after = at < r->count ? p->visits[r->stops[at].visit].place : NONE;
    ticks out = at ? r->stops[at - 1].leave : o->start - way_ticks(p, profile, before, here), on = o->start + visit_duration(p, visit, slot);
    o->way = way_ticks_at(p, profile, before, here, out) + way_ticks_at(p, profile, here, after, on) - way_ticks_at(p, profile, before, after, out);
    o->metres = way_distance(p, profile, before, here) + way_distance(p, profile, here, after) - way_distance(p, profile, before, after);
}

/* One spell of her day: better than what she was offered so far? */
static void try_spell(struct board *b, const struct verdict *verdict, int visit, int *best, struct day_offer *o)
{
    if (verdict->at == NONE) {
        if (!o->fits && (*best == NONE || verdict->first > (enum rule)*best)) { *best = (int)verdict->first; o->rule = rule_names[verdict->first]; }
        return;
    }
    int64_t price = verdict->cost + left_out_price(b->p, visit);
    if (o->fits && price >= o->cost) return;
    ticks start = 0;
    seat_cost(b, visit, verdict->slot, verdict->at, COST_MAX, &start);
    *o = (struct day_offer){ .fits = true, .rule = "", .cost = price, .start = start };
    measure(b, visit, verdict->slot, verdict->at, o);
}

void day_offers(struct day_model *m, int visit, struct day_offer *ret_offers)
{
    int v = m->first[visit], slots = m->problem->slot_count;
    struct board *b = board_without(m, v);
    struct verdict *verdicts = arena_take(m->arena, sizeof *verdicts * (size_t)(slots + 1));
    explain_slots(b, v, verdicts);
    for (int k = 0; k < m->day->worker_count; k++) {
        int nearest = NONE;
        ret_offers[k] = (struct day_offer){ .rule = m->slot_from[k] == m->slot_from[k + 1] ? "no_hours" : "" };
        for (int s = m->slot_from[k]; s < m->slot_from[k + 1]; s++) try_spell(b, &verdicts[s], v, &nearest, &ret_offers[k]);
    }
    board_free(b);
}

/* One board for all that nobody has yet: a question leaves it as it was. */
static struct board *board_to_ask(struct day_model *m, int visit)
{
    if (m->standing->slot_of[visit] != NONE) return board_without(m, visit);
    if (m->asked != m->standing) {
        if (m->asking) board_free(m->asking);
        m->asking = board_new(m->standing);
        m->asked = m->standing;
    }
    return m->asking;
}

void day_inserts(struct day_model *m, int visit, struct day_offer *ret_offers)
{
    const struct problem *p = m->problem;
    int v = m->first[visit];
    struct board *b = board_to_ask(m, v);
    struct offer *offers = arena_take(m->arena, sizeof *offers * (size_t)(p->slot_count + 1));
    for (int k = 0; k < m->day->worker_count; k++) ret_offers[k] = (struct day_offer){ .rule = "" };
    for (int i = insert_offers(b, v, offers, p->slot_count); i-- > 0;) {            /* the cheapest last: of several spells it stays */
        struct day_offer *o = &ret_offers[p->slots[offers[i].slot].worker];
        *o = (struct day_offer){ .fits = true, .rule = "", .cost = offers[i].cost + left_out_price(p, v), .start = offers[i].start };
        measure(b, v, offers[i].slot, offers[i].at, o);
    }
    if (b != m->asking) board_free(b);
}

void day_costs(struct day_model *m, const struct day_plan *plan, const bool *wanted, struct day_costs *ret)
{
    struct board *b = day_board(m, plan);
    struct why why;
    for (int i = 0; i < m->day->visit_count; i++) {
        ret[i] = (struct day_costs){ 0 };
        if (!b || !wanted[i] || !explain_planned(b, m->first[i], &why)) continue;
        const cost *t = why.terms;
        ret[i] = (struct day_costs){ true, { [COST_KNOWN] = t[TERM_CONTINUITY], [COST_WAY] = t[TERM_TRAVEL], [COST_OVERTIME] = t[TERM_OVERTIME], [COST_LUNCH] = t[TERM_MISSED_PAUSE],
            [COST_TIME] = t[TERM_LATE] + t[TERM_WAITING], [COST_CHANGE] = t[TERM_DISTURBED] } };
    }
    if (b) board_free(b);
}

static struct day_fix fix_read(const struct day_model *m, const struct fix *f)
{
    const struct problem *p = m->problem;
    struct day_fix out = { .kind = fix_names[f->kind], .amount = f->amount, .worker = f->slot == NONE ? -1 : p->slots[f->slot].worker, .visit = -1, .to_worker = -1 };
    if (f->kind != FIX_SWAP) return out;
    out.worker = p->slots[f->swap.slot].worker;
    out.visit = m->visit_of[f->swap.moved];
    out.to_worker = p->slots[f->swap.moved_slot].worker;
    out.start = f->swap.start;
    return out;
}

int day_fixes(struct day_model *m, int visit, struct day_fix ret_fixes[MOST_DAY_FIXES])
{
    int v = m->first[visit];
    struct board *b = board_without(m, v);
    struct fix fixes[FIXES];
    int n = explain_fixes(b, v, fixes);
    for (int i = 0; i < n && i < MOST_DAY_FIXES; i++) ret_fixes[i] = fix_read(m, &fixes[i]);
    board_free(b);
    return n < MOST_DAY_FIXES ? n : MOST_DAY_FIXES;
}

int day_alternatives(struct day_model *m, struct arena *arena, struct day_plan *ret[MOST_ALTERNATIVES])
{
    struct replan_rules rules = { .now = m->day->now, .frozen = m->day->frozen };
    struct fault fault;
    struct replan *r = replan(m->arena, m->standing, NULL, 0, &rules, &fault);
    for (int i = 0; r && i < r->count; i++) ret[i] = day_plan_read(m, arena, r->answers[i].plan);
    return r ? r->count : 0;
}
