/* contract_steps.c — the procedure of a contract: review, sending, taking effect, suspension, chain, end. */
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/store.h"

/* ---- before it is sent ---- */

static bool submit(struct work *w, struct contract *c)
{
    const struct sentence *why = contract_needs_review(w, c);
    c->review_why = why ? translate_with(w->arena, w->language, why->message, why->arguments) : "";
    return true;
}
RULE_PLAIN(contract, submit)

/* Nobody approves her own (DOMAIN.md §8.2), but in a shop of five (§0.18). */
static const struct sentence *somebody_else(struct work *w, const struct contract *c)
{
    return c->owner.id && c->owner.id == w->actor->user && !owner_mode(w, c->record.branch.id) ? because(w, N_("It is your own contract; somebody else approves it")) : NULL;
}
GUARD(contract, somebody_else)

static bool approve(struct work *w, struct contract *c)
{
    c->reviewed_by.id = w->actor->user;
    c->reviewed_at = w->acted;
    return true;
}
RULE_PLAIN(contract, approve)

static bool send_back(struct work *w, struct contract *c) { (void)w; c->review_why = step_reason(w); return true; }
RULE_PLAIN(contract, send_back)

static const struct sentence *may_be_sent(struct work *w, const struct contract *c)
{
    const struct sentence *why = contract_needs_review(w, c);
    return why ? because(w, N_("Somebody has to review it first: {1}"), translate_with(w->arena, w->language, why->message, why->arguments)) : NULL;
}
GUARD(contract, may_be_sent)

static bool send(struct work *w, struct contract *c)
{
    c->sent_at = w->now;
    return true;
}
RULE_PLAIN(contract, send)

/* ---- in force ---- */

struct first_payment { money amount; text receipt; };
static const struct field first_payment_fields[] = {
    FIELD(first_payment, amount, .label = N_("Amount"), .required = true, .min = 1, .max = 100000000), FIELD(first_payment, receipt, .label = N_("Receipt"), .required = true, .max = 40, .help = N_("Number of the receipt or payment")),
};
static bool pay_first(struct work *w, struct contract *c, const struct first_payment *in)
{
    (void)w;
    c->first_paid = money_add(c->first_paid, in->amount);
    c->first_receipt = in->receipt;
    return true;
}
RULE(contract, first_payment, pay_first)

static const struct sentence *may_begin(struct work *w, const struct contract *c)
{
    if (c->first_paid.fen < c->first_due.fen) return because(w, N_("{1} of {2} are paid; it begins with the first payment"), money_text(w->arena, c->first_paid), money_text(w->arena, c->first_due));
    if (c->first.number > day_of(w->now).number) return because(w, N_("Its first day is {1}"), day_text(w->arena, c->first));
    return NULL;
}
GUARD(contract, may_begin)

struct suspension { day since; };
static const struct field suspension_fields[] = { FIELD(suspension, since, .label = N_("Since"), .required = true) };
static bool suspend(struct work *w, struct contract *c, const struct suspension *in)
{
    if (in->since.number > day_of(w->now).number) return refuse(w, "since", N_("This day lies in the future"));
    if (in->since.number < c->first.number) return refuse(w, "since", N_("This day lies before the first day of the contract"));
    c->suspended_on = (maybe_day){ in->since.number, true };
    c->suspended_why = step_reason(w);
    return true;
}
RULE(contract, suspension, suspend)

static bool resume(struct work *w, struct contract *c)
{
    (void)w;
    c->suspended_on = (maybe_day){ 0 };
    c->suspended_why = "";
    return true;
}
RULE_PLAIN(contract, resume)

/* ---- the end ---- */

struct contract_ending { day ended_on; enum contract_end ended_by; };
static const struct field ending_fields[] = {
    FIELD(contract_ending, ended_on, .label = N_("Ended on"), .required = true), FIELD(contract_ending, ended_by, .label = N_("How it ended"), .choices = contract_ends, .required = true),
};

static bool end(struct work *w, struct contract *c, const struct contract_ending *in)
{
    if (in->ended_on.number < c->first.number) return refuse(w, "ended_on", N_("The last day lies before the first"));
    if (in->ended_on.number > day_of(w->now).number) return refuse(w, "ended_on", N_("This day lies in the future"));
    if (in->ended_by == CONTRACT_EXPIRED && in->ended_on.number < c->last.number) return refuse(w, "ended_by", N_("Its term runs until {1}; say who ended it before"), day_text(w->arena, c->last));
    c->ended_on = (maybe_day){ in->ended_on.number, true };
    c->ended_by = in->ended_by;
    return true;
}
RULE(contract, contract_ending, end)

#define UNSIGNED (FROM(CONTRACT_SENT) | FROM(CONTRACT_PARTLY_SIGNED))
const struct step contract_steps[CONTRACT_STEPS] = {
    STEP(submit, .label = N_("Have it reviewed"), .from = FROM(CONTRACT_DRAFT), .to = CONTRACT_REVIEW, .by = CAN_EDIT_CONTRACTS, .run = submit_rule),
    STEP(approve, .label = N_("Approve"), .tone = "primary", .from = FROM(CONTRACT_REVIEW), .to = CONTRACT_DRAFT, .by = CAN_REVIEW_CONTRACTS, .guard = somebody_else_guard, .run = approve_rule),
    STEP(send_back, .label = N_("Send back"), .from = FROM(CONTRACT_REVIEW), .to = CONTRACT_DRAFT, .by = CAN_REVIEW_CONTRACTS, .reason = true, .run = send_back_rule),
    STEP(send, .label = N_("Send to be signed"), .tone = "primary", .from = FROM(CONTRACT_DRAFT), .to = CONTRACT_SENT, .by = CAN_EDIT_CONTRACTS, .guard = may_be_sent_guard, .run = send_rule),
    STEP(withdraw, .label = N_("Withdraw"), .tone = "danger", .from = FROM(CONTRACT_DRAFT) | FROM(CONTRACT_REVIEW) | UNSIGNED | FROM(CONTRACT_SIGNED), .to = CONTRACT_WITHDRAWN, .by = CAN_EDIT_CONTRACTS, .reason = true),
    STEP(pay_first, .label = N_("First payment came in"), .from = UNSIGNED | FROM(CONTRACT_SIGNED), .by = CAN_EDIT_CONTRACTS, INPUTS(first_payment, first_payment_fields), .run = pay_first_rule),
    STEP(take_effect, .label = N_("Takes effect"), .tone = "primary", .from = FROM(CONTRACT_SIGNED), .to = CONTRACT_IN_FORCE, .by = CAN_EDIT_CONTRACTS, .guard = may_begin_guard),
    STEP(suspend, .label = N_("Suspend"), .from = FROM(CONTRACT_IN_FORCE), .to = CONTRACT_SUSPENDED, .by = CAN_EDIT_CONTRACTS, INPUTS(suspension, suspension_fields), .run = suspend_rule, .reason = true),
    STEP(resume, .label = N_("Resume"), .from = FROM(CONTRACT_SUSPENDED), .to = CONTRACT_IN_FORCE, .by = CAN_EDIT_CONTRACTS, .run = resume_rule),
    STEP(end, .label = N_("End"), .tone = "danger", .from = FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED), .to = CONTRACT_ENDED, .by = CAN_EDIT_CONTRACTS, INPUTS(contract_ending, ending_fields), .run = end_rule, .reason = true),
};

/* ---- asked by others ---- */

int64_t contract_binding(struct work *w, int64_t customer, int64_t household, int64_t worker, int64_t line, day on)
{
    return db_one(w, SQL("select id from contract where state = 1 and first <= $5 and last >= $5 and ($1 = 0 or customer = $1) and ($2 = 0 or household = $2) and ($3 = 0 or worker = $3) and ($4 = 0 or line = $4) order by first desc limit 1"),
                  BIND(num(customer), num(household), num(worker), num(line), num(on.number)), 0);
}

bool contract_covers(struct work *w, int64_t customer, int64_t line, day from, day to)
{
    return db_one(w, SQL("select 1 from contract where customer = $1 and +line = $2 and state in (1, 7) and first <= $3 and last >= $4 limit 1"), BIND(num(customer), num(line), num(from.number), num(to.number)), 0) == 1;
}
