/* compensation_steps.c — approving, signing, paying a compensation, and the way back. */
#include "base/words.h"
#include "finance/compensation_own.h"
#include "finance/damage_own.h"

static const struct sentence *not_about_me(struct work *w, const struct compensation *c)
{
    return c->about_account.id && c->about_account.id == w->actor->user ? because(w, N_("This case is about you; somebody above you decides")) : NULL;
}
GUARD(compensation, not_about_me)

/* ---- approving ---- */

static const struct sentence *may_approve(struct work *w, const struct compensation *c)
{
    const struct customer *whose = record_peek(w, &customer_type, c->customer.id);
    const struct sentence *mine = not_about_me(w, c);
    if (!mine && whose) mine = own_affair(w, whose->person.id);
    return mine ? mine : decided_by_another(w, DECIDE_COMPENSATION, c->record.branch.id, c->amount, c->asked_by);
}
GUARD(compensation, may_approve)

/* What she signs: the thing, the sum, and that her other rights stay. */
static text agreement_of(struct work *w, const struct compensation *c)
{
    text house = company_name(w);
    const text arguments[] = { c->record.number, record_title(w, &customer_type, c->customer.id), *house ? house : record_title(w, &branch_type, c->record.branch.id), c->what, money_grouped(w->arena, c->amount), c->case_number, NULL };
    return translate_with(w->arena, w->language, N_("Agreement {1} on case {6}\n{3} pays {2} {5} yuan for the damage to: {4}.\nWhen it is paid, this damage is settled between us. What the law gives the customer beyond it, and her right to take the case up again for 30 days, stay as they are."), arguments);
}

static void grant(struct work *w, struct compensation *c)
{
    c->approved_by.id = w->actor->user;
    c->approved_at = w->acted;
    c->agreement = agreement_of(w, c);
}

static bool approve(struct work *w, struct compensation *c)
{
    grant(w, c);
    return alone_with_reason(w, c->asked_by);
}
RULE_PLAIN(compensation, approve)

static bool bind(struct work *w, struct compensation *c)
{
    grant(w, c);
    return true;
}
RULE_PLAIN(compensation, bind)

/* ---- signing ---- */

static bool sign(struct work *w, struct compensation *c, const struct compensation_signing *in)
{
    if (!in->signature.hash || !*in->signature.hash) return refuse(w, "signature", N_("Draw your signature"));
    c->signature = in->signature;
    c->proof = in->proof;
    c->signed_how = in->signed_how ? in->signed_how : "";
    c->signed_at = w->acted;
    return true;
}
RULE(compensation, compensation_signing, sign)
static const struct field signing_fields[] = { FIELD(compensation_signing, signature, .label = N_("Signature"), .required = true), FIELD(compensation_signing, proof, .label = N_("Hash over both"), .max = 64), FIELD(compensation_signing, signed_how, .label = N_("How she signed"), .max = 300) };

struct paper_signing { file paper; text signed_how; };
static const struct field paper_fields[] = {
    FIELD(paper_signing, paper, .label = N_("Signed paper"), .required = true), FIELD(paper_signing, signed_how, .label = N_("How she signed"), .required = true, .max = 300, .help = N_("Where and when, and who was there")),
};
static bool sign_on_paper(struct work *w, struct compensation *c, const struct paper_signing *in)
{
    return sign(w, c, &(struct compensation_signing){ in->paper, "", in->signed_how });
}
RULE(compensation, paper_signing, sign_on_paper)

/* ---- the worker's part ---- */

static const struct sentence *her_part_open(struct work *w, const struct compensation *c)
{
    if (!c->worker_part.fen) return because(w, N_("Nothing of it is the worker's part"));
    return c->worker_agreed_at.ms ? because(w, N_("The worker has agreed already")) : NULL;
}
GUARD(compensation, her_part_open)

struct her_word { text worker_said; };
static const struct field her_word_fields[] = { FIELD(her_word, worker_said, .label = N_("How the worker agreed"), .max = 300, .help = N_("On her phone it may stay empty; else: where, when, before whom")) };
static bool worker_agree(struct work *w, struct compensation *c, const struct her_word *in)
{
    bool herself = c->worker.id == w->actor->worker, said = in->worker_said && *in->worker_said;
    if (!herself && !said) return refuse(w, "worker_said", N_("Say how she agreed: nothing is taken from a wage without her word"));
    c->worker_agreed_at = w->acted;
    c->worker_said = said ? in->worker_said : translate(w->language, N_("by herself, on her phone"));
    return true;
}
RULE(compensation, her_word, worker_agree)

/* Then the company bears it: the customer's sum does not change. */
static bool worker_decline(struct work *w, struct compensation *c)
{
    c->worker_said = step_reason(w);
    c->company_part = money_add(c->company_part, c->worker_part);
    c->worker_part.fen = 0;
    return true;
}
RULE_PLAIN(compensation, worker_decline)

static const struct sentence *rest_open(struct work *w, const struct compensation *c)
{
    money rest = compensation_rest(w, c, 0, 0);
    return rest.fen > 0 ? not_about_me(w, c) : because(w, N_("Nothing of her part is open"));
}
GUARD(compensation, rest_open)

static bool forgive(struct work *w, struct compensation *c)
{
    money rest = compensation_rest(w, c, 0, 0);
    c->forgiven = money_add(c->forgiven, rest);
    return compensation_forgiven_books(w, c, rest);
}
RULE_PLAIN(compensation, forgive)

static const struct field counting_fields[] = { FIELD(compensation_counting, taken, .label = N_("Taken from her pay so far")) };
static bool count(struct work *w, struct compensation *c, const struct compensation_counting *in) { (void)w; c->taken = in->taken; return true; }
RULE(compensation, compensation_counting, count)

/* ---- paying ---- */

static const struct sentence *may_pay(struct work *w, const struct compensation *c)
{
    if (c->state == COMPENSATION_APPROVED && !c->bound) return because(w, N_("The customer has not signed the agreement yet"));
    if (c->worker_part.fen && !c->worker_agreed_at.ms) return because(w, N_("The worker has not agreed to her part; ask her, or let the company bear it"));
    return not_about_me(w, c);
}
GUARD(compensation, may_pay)

struct payout { enum payment_channel channel; text channel_number; };
static const struct choice channels[] = {
    { CHANNEL_CASH, "cash", N_("Cash") }, { CHANNEL_WECHAT, "wechat", N_("WeChat Pay") }, { CHANNEL_ALIPAY, "alipay", N_("Alipay") }, { CHANNEL_TRANSFER, "transfer", N_("Bank transfer") }, { 0 },
};
static const struct field payout_fields[] = { FIELD(payout, channel, .label = N_("Paid by"), .choices = channels, .required = true), FIELD(payout, channel_number, .label = N_("Number of the transaction"), .max = 64) };

static bool pay(struct work *w, struct compensation *c, const struct payout *in)
{
    struct payment p = { .record.branch = c->record.branch, .kind = PAYMENT_COMPENSATION, .customer = c->customer, .compensation = { c->record.id }, .amount = c->amount, .channel = in->channel,
        .channel_number = in->channel_number ? in->channel_number : "", .remark = c->case_number };
    if (!ADD(w, payment, &p)) return false;
    c->payment.id = p.record.id;
    c->paid_at = w->acted;
    return true;
}
RULE(compensation, payout, pay)

/* Its payment is being reversed: it is to be paid again. */
static const struct sentence *nothing_followed(struct work *w, const struct compensation *c)
{
    if (c->insurer_paid_at.ms) return because(w, N_("The insurer has paid for it already"));
    if (c->forgiven.fen || compensation_taken(w, c->record.id, 0, 0).fen) return because(w, N_("The worker's part was taken from her pay already; reverse that settlement first"));
    return NULL;
}
GUARD(compensation, nothing_followed)
static bool unpay(struct work *w, struct compensation *c)
{
    (void)w;
    c->payment.id = 0;
    c->paid_at.ms = 0;
    c->state = c->signed_at.ms ? COMPENSATION_SIGNED : COMPENSATION_APPROVED;
    return true;
}
RULE_PLAIN(compensation, unpay)

/* ---- the insurer ---- */

static const struct sentence *insured(struct work *w, const struct compensation *c) { return c->insured.fen ? NULL : because(w, N_("Nothing of it is the insurer's part")); }
GUARD(compensation, insured)
static const struct field claim_fields[] = { FIELD(compensation_claim, claim_number, .label = N_("Claim number at the insurer"), .required = true, .max = 60) };
static bool note_claim(struct work *w, struct compensation *c, const struct compensation_claim *in) { (void)w; c->claim_number = in->claim_number; return true; }
RULE(compensation, compensation_claim, note_claim)

static const struct sentence *insurer_owes(struct work *w, const struct compensation *c)
{
    const struct sentence *none = insured(w, c);
    return none || !c->insurer_paid_at.ms ? none : because(w, N_("The insurer has paid for it already"));
}
GUARD(compensation, insurer_owes)

struct insurer_money { money amount; enum payment_channel channel; };
static const struct field insurer_fields[] = {
    FIELD(insurer_money, amount, .label = N_("Amount"), .min = 0, .max = INT64_C(10000000000), .help = N_("Less than its part, or nothing: the company bears the difference")), FIELD(insurer_money, channel, .label = N_("Paid by"), .choices = channels, .required = true),
};
static bool insurer_pays(struct work *w, struct compensation *c, const struct insurer_money *in)
{
    if (in->amount.fen > c->insured.fen) return refuse(w, "amount", N_("The insurer bears at most all of it: {1}"), money_shown(w->arena, c->insured));
    c->insurer_paid = in->amount;
    c->insurer_paid_at = w->acted;
    return compensation_insurer_books(w, c, in->channel, in->amount);
}
RULE(compensation, insurer_money, insurer_pays)

#define BEFORE_PAID (FROM(COMPENSATION_ASKED) | FROM(COMPENSATION_APPROVED) | FROM(COMPENSATION_SIGNED))
const struct step compensation_steps[COMPENSATION_STEPS] = {
    STEP(approve, .label = N_("Grant"), .tone = "primary", .from = FROM(COMPENSATION_ASKED), .to = COMPENSATION_APPROVED, .by = CAN_APPROVE_REFUNDS, .guard = may_approve_guard, .run = approve_rule),
    STEP(refuse_it, .label = N_("Refuse"), .tone = "danger", .from = FROM(COMPENSATION_ASKED), .to = COMPENSATION_REFUSED, .by = CAN_APPROVE_REFUNDS, .guard = not_about_me_guard, .reason = true),
    STEP(bind, .label = N_("Decided by a third party"), .from = FROM(COMPENSATION_ASKED), .to = COMPENSATION_APPROVED, .run = bind_rule, .hidden = true),
    STEP(sign, .label = N_("Signed"), .from = FROM(COMPENSATION_APPROVED), .to = COMPENSATION_SIGNED, INPUTS(compensation_signing, signing_fields), .run = sign_rule, .hidden = true),
    STEP(sign_on_paper, .label = N_("Signed on paper"), .from = FROM(COMPENSATION_APPROVED), .to = COMPENSATION_SIGNED, .by = CAN_REQUEST_REFUNDS, .guard = not_about_me_guard, INPUTS(paper_signing, paper_fields), .run = sign_on_paper_rule),
    STEP(worker_agree, .label = N_("The worker agrees to her part"), .from = BEFORE_PAID, .by = CAN_REQUEST_REFUNDS, .own = true, .guard = her_part_open_guard, INPUTS(her_word, her_word_fields), .run = worker_agree_rule),
    STEP(worker_decline, .label = N_("The company bears her part"), .from = BEFORE_PAID, .by = CAN_REQUEST_REFUNDS, .own = true, .guard = her_part_open_guard, .run = worker_decline_rule, .reason = true),
    STEP(pay, .label = N_("Paid to the customer"), .tone = "primary", .from = FROM(COMPENSATION_APPROVED) | FROM(COMPENSATION_SIGNED), .to = COMPENSATION_PAID, .by = CAN_PAY_REFUNDS, .guard = may_pay_guard, INPUTS(payout, payout_fields), .run = pay_rule),
    STEP(drop, .label = N_("Drop"), .from = BEFORE_PAID, .to = COMPENSATION_DROPPED, .hidden = true),
    STEP(note_claim, .label = N_("Claim on the insurer"), .from = BEFORE_PAID | FROM(COMPENSATION_PAID), .by = CAN_REQUEST_REFUNDS, .guard = insured_guard, INPUTS(compensation_claim, claim_fields), .run = note_claim_rule),
    STEP(insurer_pays, .label = N_("The insurer has paid"), .from = FROM(COMPENSATION_PAID), .by = CAN_PAY_REFUNDS, .guard = insurer_owes_guard, INPUTS(insurer_money, insurer_fields), .run = insurer_pays_rule),
    STEP(forgive, .label = N_("Forgive the rest of her part"), .from = FROM(COMPENSATION_PAID), .by = CAN_APPROVE_REFUNDS, .guard = rest_open_guard, .run = forgive_rule, .reason = true),
    STEP(count, .label = N_("Taken from her pay"), .from = FROM(COMPENSATION_PAID), INPUTS(compensation_counting, counting_fields), .run = count_rule, .hidden = true),
    STEP(unpay, .label = N_("Its payment was reversed"), .from = FROM(COMPENSATION_PAID), .guard = nothing_followed_guard, .run = unpay_rule, .hidden = true),
};
