/* plan_visits.c — a plan's visits: made 28 days ahead, given to its worker or her backup, left out when it pauses or ends. */
#include "base/words.h"
#include "operations/plan_own.h"
#include "record/store.h"

static int64_t quantity(struct work *w, const struct service_plan *p, const struct household *h)
{
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    return line ? line_quantity(line, p->length.count, h->square_metres) : 0;
}

bool plan_quote(struct work *w, const struct service_plan *p, const struct household *h, instant start, struct quote *q)
{
    struct quote_request r = { .line = p->line.id, .branch = p->record.branch.id, .start = start, .quantity = quantity(w, p, h), .pet = h->pets,
        .no_lift = !h->lift && h->rooms, .rule = p->price_rule.id };
    if (plan_price_holds(p, day_of(start))) r.rule = price_on(w, p->line.id, p->record.branch.id, (day){ p->new_price_from.number });
    return quote(w, &r, q);
}

int64_t plan_make_visit(struct work *w, const struct service_plan *p, day on)
{
    const struct household *home = record_peek(w, &household_type, p->household.id);
    instant start = day_at(on, p->at.count);
    struct quote q;
    if (!home || !plan_quote(w, p, home, start, &q)) return 0;
    struct visit v = { .record.branch = p->record.branch, .customer = p->customer, .household = p->household, .line = p->line, .plan = { p->record.id }, .plan_day = { on.number, true }, .start = start,
        .length = p->length, .price_rule = { q.rule }, .price = q.price, .worker_pay = q.worker_pay, .quote = { quote_json(w, &q) }, .area = "", .tags = "",
        .customer_code = "", .rating = "", .remark = p->remark };
    return ADD(w, visit, &v) ? v.record.id : 0;
}

/* ---- to whom ---- */

struct giving { int64_t visit, worker; };

static bool give_to(struct work *w, void *data)
{
    const struct giving *g = data;
    struct visit *v = LOAD(w, visit, g->visit);
    struct assignment in = { .worker = { g->worker }, .how = OFFER_PLAN };
    return v && step_run(w, &visit_type, v, "assign", &in) && step_run(w, &visit_type, v, "accept", NULL);
}

static bool give_second(struct work *w, void *data)
{
    const struct giving *g = data;
    struct visit *v = LOAD(w, visit, g->visit);
    return v && step_run(w, &visit_type, v, "assign_second", &(struct second_assignment){ { g->worker } });
}

/* Her No is no failure of the plan; `ret_given` says which it was, and who looks at a preview is told why. */
static bool attempt(struct work *w, db_run *run, int64_t visit, int64_t worker, bool *ret_given)
{
    *ret_given = db_part(w, run, &(struct giving){ visit, worker });
    if (*ret_given) return true;
    text why = w->message && w->preview ? translate_with(w->arena, w->language, w->message, w->arguments) : "";
    if (!db_part_forget(w)) return false;
    if (*why) mention(w, "visit", visit, "{1}", why);
    return true;
}

bool plan_give(struct work *w, int64_t visit, int64_t first, int64_t other, int64_t second)
{
    const int64_t who[] = { first, other };
    bool given = false, along = !second;
    for (size_t i = 0; i < 2 && !given; i++)
        if (who[i] && !attempt(w, give_to, visit, who[i], &given)) return false;
    if (given && second && !attempt(w, give_second, visit, second, &along)) return false;
    if (!given) mention(w, "visit", visit, N_("Nobody of the plan can take it then: it waits to be assigned"));
    else if (!along) mention(w, "visit", visit, N_("Who went along cannot come then: name another second worker"));
    return !failed(w);
}

/* ---- the days that have none ---- */

/* Visits made before the plan's day was kept are known by the day they begin. */
bool plan_day_taken(struct work *w, const struct service_plan *p, day on)
{
    return db_one(w, SQL("select count(*) from visit where plan = $1 and (plan_day = $2 or (plan_day is null and start >= $3 and start < $4)) and (state <> 14 or touched = 1)"),
                  BIND(num(p->record.id), num(on.number), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms)), 0) > 0;
}
_Static_assert(VISIT_SKIPPED == 14 && VISIT_CONFIRMED == 4, "the queries here name these states by number");

bool plan_fill_between(struct work *w, const struct service_plan *p, day from, day to)
{
    day days[MOST_PLAN_VISITS];
    struct listed_days listed = plan_listed(w, from, to);
    int n = plan_days(p, &listed, from, to, days, MOST_PLAN_VISITS);
    for (int i = 0; i < n; i++) {
        struct service_plan then = plan_as_of(p, days[i]);
        if (day_at(days[i], then.at.count).ms < w->now.ms || plan_day_taken(w, p, days[i])) continue;
        int64_t visit = plan_make_visit(w, &then, days[i]);
        if (!visit || !plan_give(w, visit, then.worker.id, then.backup.id, 0)) return false;
    }
    return !failed(w);
}

bool plan_fill(struct work *w, struct service_plan *p)
{
    day today = day_of(w->now), from = { p->made_until.number >= today.number ? p->made_until.number + 1 : today.number }, to = { today.number + PLAN_DAYS_AHEAD };
    if ((p->state != PLAN_ACTIVE && p->state != PLAN_PAUSED) || from.number > to.number) return true;
    if (!plan_fill_between(w, p, from, to)) return false;
    p->made_until = to;
    p->earlier = plan_phases_from(p, today);
    return customer_credit_watch(w, p->customer.id);        /* what was promised is kept: a warning, no stop */
}

bool plan_leave_out(struct work *w, const struct service_plan *p, day from, maybe_day to, bool by_hand_too)
{
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state <= 4 and start >= $2 and start < $3 and start > $4 order by start",
        BIND(num(p->record.id), num(day_start(from).ms), num(to.given ? day_start((day){ to.number + 1 }).ms : INT64_MAX), num(w->now.ms)));
    for (int i = 0; i < visits.count; i++) {
        struct visit *v = visits.at[i];
        if (v->touched && !by_hand_too) { mention(w, "visit", v->record.id, N_("Changed by hand: it stays as it is")); continue; }
        if (v->state == VISIT_CONFIRMED) mention(w, "visit", v->record.id, N_("It is confirmed: call the customer and the worker"));
        if (!step_run(w, &visit_type, v, "leave_out", NULL)) return false;
    }
    return !failed(w);
}
