/* hire.c — whom a contract names is hired for its demand by itself (customers/recommendation.h): without a trial with the last signature, with one she is on
 * trial from the day the contract takes effect or she begins, and hired when the trial is over. Nobody has to remember to say so, and the family's phone
 * does not go on saying that a contract is being made for who lives with them. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

#define HIRE "hire"

/* What the day asks for. Who was let go because the signatures took longer than her calendar was kept is accepted once more. */
struct hiring { struct recommendation *r; text step; };
static bool take_on(struct work *w, void *data)
{
    const struct hiring *h = data;
    bool waits = h->r->state == RECOMMENDED_OFFERED || h->r->state == RECOMMENDED_WANTED;
    return (!waits || step_run(w, &recommendation_type, h->r, "accept", NULL)) && step_run(w, &recommendation_type, h->r, h->step, NULL);
}

static bool office_is_told(struct work *w, const struct contract *c)
{
    text why = w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!db_part_forget(w)) return false;
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ said_keep(w, N_("Hire whom this contract names"), NULL), why, NULL }), .due = w->now, .rule = HIRE, .about = &contract_type, .record = c->record.id, .branch = c->record.branch.id,
        .who = CAN_EDIT_CONTRACTS, .escalate_after = HOURS(4), .then = CAN_REVIEW_CONTRACTS }) != 0;
}

/* A signature is never undone because she cannot be hired, and no first day either: the office is told what is in the way. */
static bool by_itself(struct work *w, const struct contract *c, struct hiring *h, text because)
{
    text said = w->reason;
    w->reason = translate(w->language, because);
    bool done = db_part(w, take_on, h);
    if (!done && !office_is_told(w, c)) return false;
    w->reason = said;
    if (done) remind_no_more(w, &contract_type, c->record.id, HIRE);
    return !failed(w);
}

/* An amendment or a renewal finds her there: only the first of a chain hires. */
static struct recommendation *named_by(struct work *w, const struct contract *c)
{
    return c && c->demand.id && !c->previous.id ? recommendation_of(w, c->demand.id, c->worker.id) : NULL;
}

static bool is_to_come(const struct recommendation *r)
{
    return r && (r->state == RECOMMENDED_WANTED || r->state == RECOMMENDED_OFFERED || r->state == RECOMMENDED_ACCEPTED);
}

/* Nobody was recommended: the office wrote the contract with whom it had. Its demand is met all the same, or the family's phone goes on looking. */
static bool met_without_search(struct work *w, const struct contract *c)
{
    bool first = c->demand.id && c->worker.id && !c->previous.id && (!c->trial_days || c->state == CONTRACT_IN_FORCE);
    return !first || recommendation_of(w, c->demand.id, c->worker.id) || demand_goes_on(w, c->demand.id, c->worker);
}

bool contract_hires(struct work *w, const struct record_type *type, int64_t id)
{
    const struct contract *c = record_peek(w, type, id);
    if (!c || (c->state != CONTRACT_SIGNED && c->state != CONTRACT_IN_FORCE)) return !failed(w);
    struct hiring h = { named_by(w, c), c->trial_days ? "start_trial" : "hire" };
    if (!h.r) return met_without_search(w, c) && !failed(w);
    if (!is_to_come(h.r) || (c->trial_days && c->state == CONTRACT_SIGNED)) return !failed(w);      /* a trial begins on its day */
    return by_itself(w, c, &h, c->state == CONTRACT_SIGNED ? N_("The contract is signed by all") : N_("The contract takes effect"));
}

bool contract_service_began(struct work *w, int64_t contract)
{
    const struct contract *c = contract ? record_peek(w, &contract_type, contract) : NULL;
    struct hiring h = { named_by(w, c), c && c->trial_days ? "start_trial" : "hire" };
    return !is_to_come(h.r) ? !failed(w) : by_itself(w, c, &h, N_("She is in the home"));
}

bool contract_trial_over(struct work *w, int64_t contract)
{
    const struct contract *c = record_peek(w, &contract_type, contract);
    struct hiring h = { named_by(w, c), "hire" };
    return !h.r || h.r->state != RECOMMENDED_ON_TRIAL ? !failed(w) : by_itself(w, c, &h, N_("The trial is over, the contract goes on"));
}

/* Who served to the end of the term, or longer than the trial, was kept; else it was a trial that failed, and the demand is looked for again. */
bool contract_trial_ends(struct work *w, const struct contract *c, const struct contract_ending *in)
{
    struct hiring h = { c->demand.id ? recommendation_of(w, c->demand.id, c->worker.id) : NULL, "trial_ends" };
    bool kept = in->ended_by == CONTRACT_EXPIRED || in->ended_on.number >= c->first.number + c->trial_days;
    if (!h.r || h.r->state != RECOMMENDED_ON_TRIAL) return !failed(w);
    if (kept) h.step = "hire";
    return by_itself(w, c, &h, kept ? N_("The trial is over") : N_("The contract ended within the trial"));
}

bool contract_worker_replaced(struct work *w, int64_t contract, const struct replaced_worker *g)
{
    const struct contract *c = contract ? record_peek(w, &contract_type, contract) : NULL;
    struct recommendation *r = c && c->demand.id ? recommendation_of(w, c->demand.id, g->old_worker.id) : NULL;
    if (!r || r->state != RECOMMENDED_ON_TRIAL) return !failed(w);
    bool kept = g->last_day.number >= g->began.number + c->trial_days;
    struct hiring h = { r, kept ? "hire" : "replaced" };
    if (!kept && !demand_goes_on(w, c->demand.id, g->new_worker)) return false;         /* first: with nobody left it would be looked for again */
    return by_itself(w, c, &h, kept ? N_("The trial is over") : N_("Another one took over within the trial"));
}

/* Contracts of before, and what was in the way when it was tried: once more while nobody has been told. */
bool contracts_hire(struct work *w)
{
    struct found due = LOAD_WHERE(w, contract, "state = 1 and previous is null and exists (select 1 from recommendation r where r.demand = contract.demand and r.worker = contract.worker and r.state = 11)"
        " and not exists (select 1 from deadline d where d.record = contract.id and d.rule = 'remind.hire') order by id limit 50", NO_BIND);
    for (int i = 0; i < due.count; i++)
        if (!contract_hires(w, &contract_type, FOUND(struct contract, due, i)->record.id)) return false;
    return !failed(w);
}
_Static_assert(RECOMMENDED_ACCEPTED == 11 && CONTRACT_IN_FORCE == 1, "the query above says these by number");
