/* compensation.c — see compensation.h: what it is, what it comes to, its clocks. What happens to it is in compensation_steps.c. */
#include "finance/compensation_own.h"
#include "base/sum.h"
#include "base/words.h"
#include "finance/split.h"

static const struct choice states[] = {
    { COMPENSATION_ASKED, "asked", N_("To be approved"), "warn" }, { COMPENSATION_APPROVED, "approved", N_("To be signed"), "info" }, { COMPENSATION_SIGNED, "signed", N_("Signed, to be paid"), "warn" },
    { COMPENSATION_PAID, "paid", N_("Paid to the customer"), "ok" }, { COMPENSATION_REFUSED, "refused", N_("Refused"), "danger", .final = true }, { COMPENSATION_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};

#define SHARES N_("Who bears it")
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(compensation, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(compensation, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(compensation, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(compensation, visit, .label = N_("Visit"), .to = &visit_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(compensation, case_number, .label = N_("Case"), .max = 40, .list = true, .search = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(compensation, about_account, .label = N_("About which colleague"), .to = &account_type, .set_by = ENGINE_ONLY),
    FIELD(compensation, what, .personal = true, .label = N_("What was damaged"), .required = true, .max = 100, .list = true, .set_by = ENGINE_ONLY),
    FIELD(compensation, price, .label = N_("What it cost new"), .set_by = ENGINE_ONLY), FIELD(compensation, worth, .label = N_("Still worth"), .unit = N_("%"), .set_by = ENGINE_ONLY),
    FIELD(compensation, amount, .label = N_("Damage compensation"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(compensation, sums, .label = N_("How it came about"), .set_by = ENGINE_ONLY),
    FIELD(compensation, customer_share, .label = N_("The customer answers for"), .unit = N_("%"), .set_by = ENGINE_ONLY, .group = SHARES), FIELD(compensation, worker_share, .label = N_("The worker answers for"), .unit = N_("%"), .set_by = ENGINE_ONLY, .group = SHARES),
    FIELD(compensation, insured, .label = N_("The insurer's part"), .set_by = ENGINE_ONLY, .group = SHARES), FIELD(compensation, company_part, .label = N_("The company's part"), .set_by = ENGINE_ONLY, .group = SHARES),
    FIELD(compensation, worker_part, .label = N_("The worker's part"), .set_by = ENGINE_ONLY, .group = SHARES),
    FIELD(compensation, taken, .label = N_("Taken from her pay so far"), .set_by = STEPS_ONLY, .group = SHARES), FIELD(compensation, forgiven, .label = N_("Forgiven"), .set_by = STEPS_ONLY, .group = SHARES),
    FIELD(compensation, claim_number, .label = N_("Claim number at the insurer"), .max = 60, .set_by = STEPS_ONLY, .group = SHARES), FIELD(compensation, insurer_paid, .label = N_("Paid by the insurer"), .set_by = STEPS_ONLY, .group = SHARES),
    FIELD(compensation, insurer_paid_at, .label = N_("Paid by the insurer at"), .set_by = STEPS_ONLY, .group = SHARES),
    FIELD(compensation, bound, .label = N_("Decided by a third party"), .set_by = ENGINE_ONLY, .group = COURSE), FIELD(compensation, asked_by, .label = N_("Asked for by"), .to = &account_type, .set_by = ENGINE_ONLY, .group = COURSE),
    FIELD(compensation, approved_by, .label = N_("Approved by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(compensation, approved_at, .label = N_("Payment approved at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(compensation, agreement, .personal = true, .label = N_("Agreement"), .max = 2000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(compensation, signed_at, .label = N_("Signed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(compensation, signature, .personal = true, .label = N_("Signature"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(compensation, proof, .label = N_("Hash over both"), .max = 64, .set_by = STEPS_ONLY, .group = COURSE), FIELD(compensation, signed_how, .personal = true, .label = N_("How she signed"), .max = 300, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(compensation, worker_agreed_at, .label = N_("The worker agreed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(compensation, worker_said, .personal = true, .label = N_("How the worker agreed"), .max = 300, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(compensation, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(compensation, paid_at, .label = N_("Paid at"), .list = true, .set_by = STEPS_ONLY, .group = COURSE),
};

/* ---- what it comes to ---- */

struct damage_split compensation_parts(money amount, money insured, int64_t worker_share, int64_t company_share)
{
    money rest = money_sub(amount, money_least(amount, insured));
    int64_t both = worker_share + company_share;
    money hers = both > 0 ? money_times(rest, worker_share, both) : (money){ 0 };
    return damage_shares((struct damage){ .loss = amount, .insured = insured, .company_bears = money_sub(rest, hers), .worker_limit = hers, .workers_fault = worker_share > 0 });
}

#define RULE_LOSS "民法典 1184"            /* a loss of property is reckoned at the market price of the day */
#define RULE_FAULT "民法典 1173"           /* who is hurt and at fault herself bears her part */
static void reckon(struct work *w, struct compensation *c)
{
    struct sum sum = { 0 };
    sum_add(&sum, (struct sum_line){ "price", N_("What it cost new"), RULE_LOSS, c->price, "" });
    if (c->worth < 100) sum_add(&sum, (struct sum_line){ "worn", N_("Worn by use"), RULE_LOSS, money_negate(money_times(c->price, 100 - c->worth, 100)), print(w, "%s × %lld%%", money_shown(w->arena, c->price), (long long)(100 - c->worth)) });
    money worth = sum.total;
    if (c->customer_share) sum_add(&sum, (struct sum_line){ "own", N_("The customer answers for it herself"), RULE_FAULT, money_negate(money_times(worth, c->customer_share, 100)), print(w, "%s × %lld%%", money_shown(w->arena, worth), (long long)c->customer_share) });
    c->amount = sum.total;
    c->sums.json = sum_json(w, &sum);
}

static bool right(struct work *w, const struct compensation *c)
{
    if (c->price.fen <= 0) return wrong(w, "damage_price", N_("The amount must be positive"));
    if (c->worth < 1 || c->worth > 100) return wrong(w, "damage_worth", N_("What it was still worth is 1 to 100 % of its price"));
    if (c->amount.fen <= 0) return wrong(w, "customer_share", N_("The customer answers for all of it: then nothing is compensated"));
    if (c->insured.fen < 0 || c->insured.fen > c->amount.fen) return wrong(w, "damage_insured", N_("The insurer bears at most all of it: {1}"), money_shown(w->arena, c->amount));
    if (c->worker_share && !c->worker.id) return wrong(w, "worker_share", N_("No worker is named in it"));
    return !failed(w);
}

static bool check(struct work *w, struct compensation *c, const struct compensation *before)
{
    if (before) return c->amount.fen == before->amount.fen || refuse_as(w, CONFLICT, "amount", N_("A compensation is not edited; drop it and ask anew"));
    c->asked_by.id = w->actor->user;
    reckon(w, c);
    if (!right(w, c)) return false;
    struct damage_split parts = compensation_parts(c->amount, c->insured, c->worker_share, 100 - c->customer_share - c->worker_share);
    c->insured = parts.insurance;
    c->worker_part = parts.worker;
    c->company_part = parts.company;
    return true;
}
CHECKER(compensation, check)

int64_t compensation_ask(struct work *w, const struct compensation_ask *a)
{
    struct compensation c = { .record.branch = a->branch, .state = COMPENSATION_ASKED, .customer = a->customer, .worker = a->worker, .visit = a->visit, .about_account = a->about_account,
        .case_number = a->case_number, .what = a->what, .price = a->price, .worth = a->worth, .customer_share = a->customer_share, .worker_share = a->worker_share, .insured = a->insured, .bound = a->bound,
        .agreement = "", .proof = "", .signed_how = "", .worker_said = "", .signature = { "" }, .sums = { "" }, .claim_number = a->claim_number ? a->claim_number : "" };
    if (!ADD(w, compensation, &c)) return 0;
    if (!a->bound) return c.record.id;
    struct compensation *made = record_peek(w, &compensation_type, c.record.id);
    return made && step_run(w, &compensation_type, made, "bind", NULL) ? c.record.id : 0;
}

struct found compensations_of(struct work *w, int64_t person)
{
    return LOAD_WHERE(w, compensation, "customer in (select id from customer where person = $1) and state in (2, 3, 4) order by id desc limit 40", BIND(num(person)));
}
_Static_assert(COMPENSATION_APPROVED == 2 && COMPENSATION_PAID == 4, "the query above says these by number");

static text title(struct work *w, const struct compensation *c) { return print(w, "%s · %s", c->what, money_shown(w->arena, c->amount)); }
TITLE(compensation, title)

/* ---- clocks ---- */

static instant approve_due(struct work *w, const struct compensation *c) { (void)w; return (instant){ c->record.created_at.ms + DAYS(1) }; }
DUE(compensation, approve_due)
/* Who may approve compensations at all, but not this one, sees where it waits. */
static const struct sentence *above_her(struct work *w, const void *record)
{
    const struct compensation *c = record;
    money limit = decision_limit(w, DECIDE_COMPENSATION, c->record.branch.id);
    return c->amount.fen > limit.fen ? because(w, N_("Compensation above {1}: it waits for headquarters"), money_shown(w->arena, limit)) : NULL;
}
static instant sign_due(struct work *w, const struct compensation *c) { (void)w; return (instant){ c->bound ? 0 : c->approved_at.ms + DAYS(2) }; }
DUE(compensation, sign_due)
static instant pay_due(struct work *w, const struct compensation *c) { (void)w; return (instant){ c->bound ? c->approved_at.ms + DAYS(2) : c->signed_at.ms ? c->signed_at.ms + DAYS(2) : 0 }; }
DUE(compensation, pay_due)
/* A claim reaches the insurer within 48 hours (SM-CLAIM). */
static instant claim_due(struct work *w, const struct compensation *c) { (void)w; return (instant){ c->insured.fen && !*c->claim_number ? c->record.created_at.ms + DAYS(2) : 0 }; }
DUE(compensation, claim_due)

#define ALIVE (FROM(COMPENSATION_ASKED) | FROM(COMPENSATION_APPROVED) | FROM(COMPENSATION_SIGNED) | FROM(COMPENSATION_PAID))
static const struct deadline deadlines[] = {
    { .name = "approve", .label = N_("Decide on the compensation"), .states = FROM(COMPENSATION_ASKED), .due = approve_due_hook, .who = CAN_APPROVE_REFUNDS, .escalate_after = DAYS(1), .then = CAN_APPROVE_ALL_REFUNDS, .step = "approve", .waits = above_her },
    { .name = "sign", .label = N_("Have the agreement signed"), .states = FROM(COMPENSATION_APPROVED), .due = sign_due_hook, .who = CAN_REQUEST_REFUNDS, .escalate_after = DAYS(2), .then = CAN_APPROVE_ALL_REFUNDS, .step = "sign_on_paper" },
    { .name = "pay", .label = N_("Pay the compensation"), .states = FROM(COMPENSATION_APPROVED) | FROM(COMPENSATION_SIGNED), .due = pay_due_hook, .who = CAN_PAY_REFUNDS, .escalate_after = DAYS(2), .then = CAN_APPROVE_ALL_REFUNDS, .step = "pay" },
    { .name = "claim", .label = N_("Report the damage to the insurer"), .states = ALIVE, .due = claim_due_hook, .who = CAN_REQUEST_REFUNDS, .escalate_after = HOURS(12), .then = CAN_APPROVE_ALL_REFUNDS, .step = "note_claim" },
};

static const text indexes[] = { "case_number", "worker, state", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Compensations: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .stays = true, .days = 10950 },
};

const struct record_type compensation_type = RECORD_TYPE(compensation, .label = N_("Damage compensation"), .module = "finance", FIELDS(fields), .steps = compensation_steps, .step_count = COMPENSATION_STEPS, DEADLINES(deadlines),
    .first_state = COMPENSATION_ASKED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_BILLS, .append_only = true, .history = true, .check = check_hook, .title = title_hook,
    .prefix = "PF", .indexes = indexes, .hidden_from = "about_account");
