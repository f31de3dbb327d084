/* rest_visit.c — the rest of a visit that was broken off (中断): a visit of its own of the same order, for what was not done and not charged. */
#include "operations/candidates.h"
#include "operations/visit_fields.h"
#include "record/store.h"

/* What was planned less what was worked, in the steps the service is sold in; never less than one of them. */
int visit_rest_length(const struct visit *v, const struct service_line *line)
{
    int step = line && line->increment.count ? line->increment.count : 30;
    int64_t left = v->length.count - visit_worked(v);
    if (left < step) return step;
    int steps = (int)((left + step - 1) / step);
    return steps * step < v->length.count ? steps * step : v->length.count;
}

/* Planned already: that one is moved. What was called off may be planned anew. */
static bool planned_already(struct work *w, const struct visit *v)
{
    const struct visit *rest = v->rest.id ? record_peek(w, &visit_type, v->rest.id) : NULL;
    if (!rest || rest->state == VISIT_CANCELLED || rest->state == VISIT_SKIPPED) return failed(w);
    return !refuse_as(w, CONFLICT, "", N_("Visit {1} is its rest already: move that one"), rest->record.number);
}

/* What was not done in its list; without a list everything is new to the rest. */
static rows_of left_to_do(struct work *w, const struct visit *v)
{
    struct check_item *items = take_many(w, struct check_item, v->checklist.count);
    size_t n = 0;
    for (size_t i = 0; i < v->checklist.count; i++) {
        const struct check_item *c = ROW(struct check_item, v->checklist, i);
        if (!c->done && !c->not_applicable) items[n++] = *c;
    }
    return (rows_of){ items, n };
}

/* She who began it, when she can; nobody is forced into her day: then it is open. Who is named by hand is refused with what is against her. */
static bool give(struct work *w, int64_t id, ref named, ref before)
{
    struct visit *rest = LOAD(w, visit, id);
    int64_t who = named.id ? named.id : before.id;
    const struct worker *n = rest && who ? record_peek(w, &worker_type, who) : NULL;
    if (!n) return !failed(w);
    struct judgement j = visit_judge(w, rest, n, rest->start);
    for (const struct reason *r = j.reasons; r && !named.id; r = r->next) if (!r->warning) return !failed(w);
    return step_run(w, &visit_type, rest, "assign", &(struct assignment){ .worker = { who }, .how = OFFER_OFFICE });
}

static bool amounts_fit(struct work *w, const struct visit *v, const struct rest_plan *in)
{
    if (in->left_price.given && in->left_price.fen > v->left_price.fen) return wrong(w, "left_price", N_("Of its price {1} were not charged; the rest costs at most that"), money_shown(w->arena, v->left_price));
    if (in->left_pay.given && in->left_pay.fen > v->left_pay.fen) return wrong(w, "left_pay", N_("Of her pay {1} were not given; for the rest it is at most that"), money_shown(w->arena, v->left_pay));
    return true;
}

bool visit_plan_rest(struct work *w, struct visit *v, const struct rest_plan *in)
{
    if (planned_already(w, v)) return false;
    if (in->at.ms < w->now.ms - MINUTES(5)) return refuse(w, "at", N_("This time has passed"));
    if (!in->agreed) return refuse(w, "agreed", N_("For the rest she lets somebody in once more: agree the time with the customer first"));
    if (!amounts_fit(w, v, in)) return false;
    int length = in->left_length.count ? in->left_length.count : visit_rest_length(v, record_peek(w, &service_line_type, v->line.id));
    struct visit rest = { .customer = v->customer, .household = v->household, .line = v->line, .service_order = v->service_order, .plan = v->plan, .start = in->at, .length = { length },
        .standard = v->standard, .checklist = left_to_do(w, v), .price_rule = v->price_rule, .quote = { "" }, .price = in->left_price.given ? (money){ in->left_price.fen } : v->left_price,
        .worker_pay = in->left_pay.given ? (money){ in->left_pay.fen } : v->left_pay, .persons = v->persons, .rest_of = { v->record.id }, .touched = true, .tags = v->tags, .remark = v->remark,
        .rating = "", .area = "", .customer_code = "" };
    if (!ADD(w, visit, &rest)) return false;
    v->rest.id = rest.record.id;
    return give(w, rest.record.id, in->worker, v->worker);
}
