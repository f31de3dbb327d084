/* complaint_steps.c — the procedure of a complaint: hearing both sides, the proposal, the money, the follow-up, the end. */
#include "base/utf8.h"
#include "base/words.h"
#include "quality/complaint_own.h"
#include "quality/customer_answer.h"
#include "quality/damages.h"
#include "quality/promise.h"
#include "record/store.h"

/* Nobody decides on a complaint about herself (T30). */
const struct sentence *complaint_not_about_me(struct work *w, const struct complaint *c)
{
    return c->about_account.id && c->about_account.id == w->actor->user ? because(w, N_("This complaint is about you; somebody above you handles it")) : NULL;
}
GUARD(complaint, complaint_not_about_me)

static bool accept(struct work *w, struct complaint *c)
{
    c->accepted_at = w->acted;
    c->owner.id = w->actor->user;
    return true;
}
RULE_PLAIN(complaint, accept)

struct passing { ref owner; };
static const struct field passing_fields[] = { FIELD(passing, owner, .label = N_("In charge"), .to = &account_type, .required = true) };
static bool pass_on(struct work *w, struct complaint *c, const struct passing *in)
{
    if (in->owner.id == c->about_account.id) return refuse(w, "owner", N_("The complaint is about her"));
    c->owner = in->owner;
    return true;
}
RULE(complaint, passing, pass_on)

struct subject_of { ref account; };
static const struct field subject_fields[] = { FIELD(subject_of, account, .label = N_("About which colleague"), .to = &account_type, .required = true) };
static bool is_about(struct work *w, struct complaint *c, const struct subject_of *in)
{
    c->about_account = in->account;
    if (c->owner.id == in->account.id) c->owner.id = 0;
    return complaint_route(w, c, "account");
}
RULE(complaint, subject_of, is_about)

/* What it is turns out while it is looked into: its clocks are the new one's from the moment it was received. Never below what its kind demands. */
struct classing { enum complaint_category category; enum complaint_severity severity; maybe_money claim; };
static const struct field classing_fields[] = {
    FIELD(classing, category, .label = N_("Category"), .choices = complaint_categories, .required = true), FIELD(classing, severity, .label = N_("Severity"), .choices = complaint_severities, .help = N_("Empty: by its category")),
    FIELD(classing, claim, .label = N_("What she asks for"), .min = 0, .max = INT64_C(10000000000), .help = N_("Empty: as before")),
};
static bool classify(struct work *w, struct complaint *c, const struct classing *in)
{
    money claim = in->claim.given ? (money){ in->claim.fen } : c->claim;
    enum complaint_severity least = complaint_severity_of(in->category, claim);
    if (in->severity && in->severity < least) return refuse(w, "severity", N_("This is a grave one: safety, privacy, false information, or a damage above 2000 yuan"));
    c->category = in->category;
    c->claim = claim;
    c->severity = in->severity ? in->severity : least;
    return true;
}
RULE(complaint, classing, classify)

struct hearing { text said; };
static const struct field hearing_fields[] = { FIELD(hearing, said, .label = N_("What was said"), .required = true, .max = 2000, .format = FORMAT_MULTILINE) };

static void found_out(struct complaint *c) { if (c->state == COMPLAINT_ACCEPTED) c->state = COMPLAINT_INVESTIGATING; }

text complaint_words_kept(struct work *w, text before, text said)
{
    return utf8_cut(w->arena, *before ? print(w, "%s %s\n%s", instant_words(w->arena, w->acted), said, before) : said, 2000);
}

static bool hear_customer(struct work *w, struct complaint *c, const struct hearing *in)
{
    c->customer_heard_at = w->acted;
    c->customer_said = complaint_words_kept(w, c->customer_said, in->said);
    found_out(c);
    return true;
}
RULE(complaint, hearing, hear_customer)

static const struct sentence *has_worker(struct work *w, const struct complaint *c)
{
    return c->worker.id ? complaint_not_about_me(w, c) : because(w, N_("No worker is named in it"));
}
GUARD(complaint, has_worker)

static bool hear_worker(struct work *w, struct complaint *c, const struct hearing *in)
{
    c->worker_heard_at = w->acted;
    c->worker_said = complaint_words_kept(w, c->worker_said, in->said);
    found_out(c);
    return true;
}
RULE(complaint, hearing, hear_worker)

/* ---- her answer ends the pause ---- */

void complaint_waited(struct work *w, struct complaint *c)
{
    if (c->waiting_since.ms) c->waited += (w->now.ms - c->waiting_since.ms) / MINUTES(1);
    c->waiting_since.ms = 0;
}

void complaint_propose_anew(struct work *w, struct complaint *c)
{
    complaint_waited(w, c);
    c->proposed_at.ms = c->frozen_at.ms = c->her_yes_at.ms = 0;
    c->again_at = w->acted;
    c->waited_earlier = c->waited;
}

/* ---- the proposal ---- */

static const struct sentence *both_heard(struct work *w, const struct complaint *c)
{
    if (c->customer.id && !c->customer_heard_at.ms) return because(w, N_("The customer has not been heard yet"));
    if (c->worker.id && !c->worker_heard_at.ms) return because(w, N_("The worker has not been heard yet"));
    return complaint_not_about_me(w, c);
}
GUARD(complaint, both_heard)

struct solution { text facts, proposal; set remedies; money refund; int64_t worker_share, company_share, customer_share; text damaged; money damage_price; maybe_number damage_worth; money damage_insured; money coupon; };
static const struct field solution_fields[] = {
    FIELD(solution, facts, .label = N_("Facts"), .required = true, .max = 4000, .format = FORMAT_MULTILINE), FIELD(solution, proposal, .label = N_("Proposal"), .required = true, .max = 2000, .format = FORMAT_MULTILINE),
    FIELD(solution, remedies, .label = N_("What is offered"), .choices = complaint_remedies, .required = true), FIELD(solution, refund, .label = N_("Refund"), .min = 0, .max = INT64_C(10000000000), .help = N_("On top of what this case has given already; the preview says how much that was")),
    FIELD(solution, worker_share, .label = N_("The worker answers for"), .unit = N_("%"), .min = 0, .max = 100), FIELD(solution, company_share, .label = N_("The company answers for"), .unit = N_("%"), .min = 0, .max = 100),
    FIELD(solution, customer_share, .label = N_("The customer answers for"), .unit = N_("%"), .min = 0, .max = 100),
    FIELD(solution, damaged, .label = N_("What was damaged"), .max = 100, .help = N_("Empty: nothing; a compensation is above what the visit cost")),
    FIELD(solution, damage_price, .label = N_("What it cost new"), .min = 0, .max = INT64_C(10000000000), .help = N_("As the bill in the evidence says")),
    FIELD(solution, damage_worth, .label = N_("Still worth"), .unit = N_("%"), .min = 1, .max = 100, .help = N_("Of what it cost new; empty: all of it")),
    FIELD(solution, damage_insured, .label = N_("The insurer's part"), .min = 0, .max = INT64_C(10000000000), .help = N_("The insurer bears it first, then the company, the worker last")),
    FIELD(solution, coupon, .label = N_("Coupon"), .min = 0, .max = 1000000, .help = N_("What it is worth; made for her when she agrees")),
};

bool complaint_refund_possible(struct work *w, const struct complaint *c, money refund)
{
    if (!refund.fen) return true;
    const struct visit *v = c->visit.id ? record_peek(w, &visit_type, c->visit.id) : NULL;
    if (!v) return refuse(w, "refund", N_("Money goes back on a visit; this complaint names none"));
    money owed = visit_owes_fee(v) ? v->fee : v->price;
    return refund.fen <= owed.fen || refuse(w, "refund", N_("At most {1} can be taken off: that is what it costs"), money_shown(w->arena, owed));
}

bool complaint_refund_right(struct work *w, const struct complaint *c, money refund)
{
    if (!refund.fen) return true;
    if (!complaint_refund_possible(w, c, refund)) return false;
    money limit = decision_limit(w, DECIDE_REFUND, c->record.branch.id);
    if (refund.fen > limit.fen) return refuse(w, "refund", N_("Refunds above {1} are approved by headquarters"), money_shown(w->arena, limit));
    return true;
}

/* No promise without its sum, no sum without its name. Money that is not a visit's goes back by a refund of its own. */
bool complaint_money_named(struct work *w, const struct complaint *c, set remedies, money refund)
{
    bool back = (remedies.bits & SET_BIT(REMEDY_PART_REFUND)) || (remedies.bits & SET_BIT(REMEDY_FULL_REFUND));
    if (back && c->visit.id && !refund.fen) return refuse(w, "refund", N_("Some of the price is offered back: how much?"));
    return !refund.fen || back || refuse(w, "remedies", N_("Money goes back: say so in what is offered"));
}

/* What is offered is what is paid. */
static bool offer_whole(struct work *w, const struct complaint *c, const struct solution *in)
{
    if (in->worker_share + in->company_share + in->customer_share != 100) return refuse(w, "company_share", N_("The shares of worker, company and customer are 100 % together"));
    if (in->worker_share && !c->worker.id) return refuse(w, "worker_share", N_("No worker is named in it"));
    if (in->customer_share && !c->customer.id) return refuse(w, "customer_share", N_("No customer is named in it"));
    if (!complaint_money_named(w, c, in->remedies, in->refund) || !promises_coupon_named(w, c, in->remedies, in->coupon)) return false;
    bool damage = (in->remedies.bits & SET_BIT(REMEDY_COMPENSATION)) || (in->damaged && *in->damaged) || in->damage_insured.fen || in->damage_worth.given;
    return !damage || in->damage_price.fen || refuse(w, "damage_price", N_("A damage is made good: what did it cost new?"));
}

/* Who proposes a second time is told what stands already: the new sum comes on top. */
static void mention_given(struct work *w, const struct complaint *c, money refund)
{
    if (!c->taken_off.fen && !c->compensated.fen) return;
    mention(w, "complaint", c->record.id, N_("In this case {1} was taken off the price already and {2} paid for damages; the {3} of this proposal come on top"), money_shown(w->arena, c->taken_off), money_shown(w->arena, c->compensated), money_shown(w->arena, refund));
}

static bool propose(struct work *w, struct complaint *c, const struct solution *in)
{
    if (!offer_whole(w, c, in)) return false;
    if (!complaint_refund_right(w, c, in->refund) || !promises_coupon_right(w, c, in->refund, in->coupon)) return false;
    c->facts = in->facts;
    c->proposal = in->proposal;
    c->remedies = in->remedies;
    c->refund = in->refund;
    c->coupon = in->coupon;
    c->worker_share = in->worker_share;
    c->company_share = in->company_share;
    c->customer_share = in->customer_share;
    c->proposed_at = c->frozen_at = w->acted;
    complaint_waited(w, c);
    c->waited_earlier = c->waited;
    c->her_yes_at.ms = 0;
    c->agreed_how = "";
    mention_given(w, c, in->refund);
    if (complaint_severity_of(c->category, in->damage_price) == SEVERITY_GRAVE) c->severity = SEVERITY_GRAVE;        /* what it cost is known by now */
    return complaint_claim_damage(w, c, &(struct damage_claimed){ in->damaged, in->damage_price, in->damage_worth, in->damage_insured }, false);
}
RULE(complaint, solution, propose)

struct agreement { text agreed_how; };
static const struct field agreement_fields[] = { FIELD(agreement, agreed_how, .label = N_("How the customer agreed"), .max = 200, .help = N_("Who said so, by which way, when; empty: as she said on her page")) };

bool complaint_make_good(struct work *w, struct complaint *c, text agreed_how)
{
    struct visit *v = c->refund.fen ? record_peek(w, &visit_type, c->visit.id) : NULL;
    if (v && !visit_take_off(w, v, c->refund, print(w, "%s %s", translate(w->language, N_("Complaint")), c->record.number))) return false;
    if (v) c->taken_off = money_add(c->taken_off, c->refund);
    complaint_waited(w, c);
    c->agreed_how = agreed_how;
    c->resolved_at = w->acted;
    return promises_made(w, c);
}

/* A decision of a third party is done whatever a manager's limit is. */
static bool resolve(struct work *w, struct complaint *c, const struct agreement *in)
{
    bool bound = c->state == COMPLAINT_DECIDED, said = in->agreed_how && *in->agreed_how;
    if (!said && !c->her_yes_at.ms) return refuse(w, "agreed_how", N_("How did the customer agree: who said so, by which way, when?"));
    text how = said ? in->agreed_how : translate_with(w->arena, w->language, N_("On her own page, {1}"), (const text[]){ instant_words(w->arena, c->her_yes_at), NULL });
    return (bound || (complaint_refund_right(w, c, c->refund) && promises_coupon_right(w, c, c->refund, c->coupon))) && complaint_make_good(w, c, how);
}
RULE(complaint, agreement, resolve)

static const struct sentence *may_resolve(struct work *w, const struct complaint *c)
{
    const struct sentence *open = complaint_damage_open(w, c);
    return open ? open : complaint_not_about_me(w, c);
}
GUARD(complaint, may_resolve)

static bool disagree(struct work *w, struct complaint *c)
{
    complaint_propose_anew(w, c);
    return complaint_damage_dropped(w, c);
}
RULE_PLAIN(complaint, disagree)

/* ---- the compensation was paid, its payment reversed, or refused (damages.h) ---- */

/* A reversed payment that is paid again does not take the refund off the visit a second time. */
static bool compensated(struct work *w, struct complaint *c, const struct compensated *in)
{
    c->compensated = money_add(c->compensated, in->amount);
    text how = *in->agreed_how ? in->agreed_how : translate(w->language, N_("decided by a third party"));
    if (!*c->agreed_how) return complaint_make_good(w, c, how);
    c->resolved_at = w->acted;
    return true;
}
static const struct field compensated_fields[] = { FIELD(compensated, amount, .label = N_("Amount")), FIELD(compensated, agreed_how, .label = N_("How the customer agreed"), .max = 300) };
RULE(complaint, compensated, compensated)

static bool uncompensated(struct work *w, struct complaint *c, const struct compensated *in)
{
    (void)w;
    c->compensated = money_sub(c->compensated, in->amount);
    c->resolved_at.ms = c->followed_at.ms = c->closed_at.ms = 0;
    if (c->decided_at.ms) c->state = COMPLAINT_DECIDED;
    else c->state = COMPLAINT_PROPOSED;
    return true;
}
RULE(complaint, compensated, uncompensated)

static bool compensation_refused(struct work *w, struct complaint *c)
{
    complaint_propose_anew(w, c);
    c->compensation.id = 0;
    return true;
}
RULE_PLAIN(complaint, compensation_refused)

/* ---- waiting for the customer ---- */

static const struct sentence *waits(struct work *w, const struct complaint *c) { return c->waiting_since.ms ? NULL : because(w, N_("We do not wait for her now")); }
static const struct sentence *may_wait(struct work *w, const struct complaint *c)
{
    if (c->waiting_since.ms) return because(w, N_("We wait for her already"));
    if (c->waited >= WAIT_MOST) return because(w, N_("The clocks have stood still for five days already"));
    return complaint_not_about_me(w, c);
}
GUARD(complaint, waits)
GUARD(complaint, may_wait)
static bool wait_for_her(struct work *w, struct complaint *c) { c->waiting_since = w->now; return true; }
RULE_PLAIN(complaint, wait_for_her)
static bool go_on(struct work *w, struct complaint *c)
{
    complaint_waited(w, c);
    return true;
}
RULE_PLAIN(complaint, go_on)

/* ---- the follow-up ---- */

struct following { enum follow_up_result result; maybe_number satisfaction; text said; };
static const struct field following_fields[] = {
    FIELD(following, result, .label = N_("Result of the follow-up"), .choices = complaint_results, .required = true), FIELD(following, satisfaction, .label = N_("Satisfaction"), .min = 1, .max = 5),
    FIELD(following, said, .label = N_("What she said then"), .max = 1000, .format = FORMAT_MULTILINE),
};

/* Not reached counts after three calls on at least two days (SM-FUP), made since it was resolved this time. */
static bool tried_enough(const struct complaint *c)
{
    size_t first = 0, last = c->tries.count;
    while (first < last && ROW(struct complaint_try, c->tries, first)->at.ms < c->resolved_at.ms) first++;
    return last - first >= 3 && day_of(ROW(struct complaint_try, c->tries, first)->at).number != day_of(ROW(struct complaint_try, c->tries, last - 1)->at).number;
}

static bool follow_up(struct work *w, struct complaint *c, const struct following *in)
{
    if (in->result == FOLLOWED_UNREACHABLE && !tried_enough(c)) return refuse(w, "result", N_("She counts as not reached after three calls on two days; enter each call"));
    if (in->result == FOLLOWED_UNREACHABLE && in->satisfaction.given) return refuse(w, "satisfaction", N_("Who was not reached has not said how satisfied she is"));
    bool again_ = in->result == FOLLOWED_UNSATISFIED;
    if (again_ && (!in->said || !*in->said)) return refuse(w, "said", N_("What is she not satisfied with?"));
    c->follow_up = in->result;
    c->satisfaction = in->satisfaction;
    c->follow_up_said = in->said ? in->said : "";
    c->followed_at = w->acted;
    c->reopened += again_;
    c->state = again_ ? COMPLAINT_INVESTIGATING : COMPLAINT_FOLLOWED_UP;
    if (again_) complaint_propose_anew(w, c);
    return true;
}
RULE(complaint, following, follow_up)

struct missed_call { text note; };
static const struct field missed_fields[] = { FIELD(missed_call, note, .label = N_("Note"), .max = 200) };
static bool not_reached(struct work *w, struct complaint *c, const struct missed_call *in)
{
    struct complaint_try *all = take_many(w, struct complaint_try, c->tries.count + 1);
    for (size_t i = 0; i < c->tries.count; i++) all[i] = *ROW(struct complaint_try, c->tries, i);
    all[c->tries.count] = (struct complaint_try){ w->acted, { w->actor->user }, in->note ? in->note : "" };
    c->tries = (rows_of){ all, c->tries.count + 1 };
    return true;
}
RULE(complaint, missed_call, not_reached)

/* ---- the end ---- */

static const struct sentence *followed(struct work *w, const struct complaint *c)
{
    if (c->state != COMPLAINT_FOLLOWED_UP) return because(w, N_("The result of the follow-up is missing: ask the customer first"));
    const struct sentence *open = promises_open(w, c);
    return open ? open : complaint_not_about_me(w, c);
}
GUARD(complaint, followed)

struct ending { enum complaint_cause why; text cause, lesson; ref action_owner; day action_due; };
static const struct field ending_fields[] = { FIELD(ending, why, .label = N_("Kind of cause"), .choices = complaint_causes, .required = true), FIELD(ending, cause, .label = N_("Cause"), .required = true, .max = 200), FIELD(ending, lesson, .label = N_("What changes"), .max = 1000, .format = FORMAT_MULTILINE),
    FIELD(ending, action_owner, .label = N_("Who sees to the change"), .to = &account_type), FIELD(ending, action_due, .label = N_("Changed by"), .help = N_("It rings until somebody says what was done")) };
static bool close_it(struct work *w, struct complaint *c, const struct ending *in)
{
    bool owned = in->action_owner.id || in->action_due.number, lesson = in->lesson && *in->lesson;
    if (!owned && promises_training_open(c)) return refuse(w, "action_owner", N_("Training was promised and is not entered: “{1}” first, or name here who sees to it and until when"), translated(w, N_("Training held")));
    if (owned && !lesson) return refuse(w, "lesson", N_("What is to change?"));
    if (owned && (!in->action_owner.id || !in->action_due.number)) return refuse(w, in->action_owner.id ? "action_due" : "action_owner", N_("A change has somebody who sees to it and a day"));
    if (in->action_due.number && in->action_due.number < day_of(w->now).number) return refuse(w, "action_due", N_("This day is over"));
    c->why = in->why;
    c->action_owner = in->action_owner;
    c->action_due = in->action_due;
    c->action_done_at.ms = 0;
    c->cause = in->cause;
    c->lesson = in->lesson ? in->lesson : "";
    c->closed_at = w->now;
    return true;
}
RULE(complaint, ending, close_it)

static bool dismiss(struct work *w, struct complaint *c)
{
    complaint_waited(w, c);
    c->closed_at = w->now;
    return true;
}
RULE_PLAIN(complaint, dismiss)

static const struct sentence *lately(struct work *w, const struct complaint *c)
{
    return w->now.ms <= c->closed_at.ms + DAYS(COMPLAINT_AGAIN_DAYS) ? complaint_not_about_me(w, c) : because(w, N_("A complaint can be taken up again for 30 days; enter a new one"));
}
GUARD(complaint, lately)
bool complaint_begin_again(struct work *w, struct complaint *c)
{
    c->agreed_how = "";
    if (!complaint_damage_dropped(w, c)) return false;
    c->closed_at.ms = c->resolved_at.ms = c->followed_at.ms = 0;
    c->customer_heard_at.ms = c->worker_heard_at.ms = c->asked_at.ms = c->asked_until.ms = 0;      /* what is new has been said by neither yet */
    c->follow_up = 0;
    c->satisfaction.given = false;
    c->refund.fen = 0;
    c->reopened++;
    c->reopened_at = w->acted;
    c->waited = 0;
    complaint_propose_anew(w, c);
    return true;
}
RULE_PLAIN(complaint, complaint_begin_again)

/* ---- what stands in files of its own ---- */

static const struct field new_evidence_fields[] = {
    FIELD(new_evidence, side, .label = N_("From whom"), .choices = evidence_sides, .required = true), FIELD(new_evidence, kind, .label = N_("Kind"), .choices = evidence_kinds, .required = true),
    FIELD(new_evidence, paper, .label = N_("File")), FIELD(new_evidence, note, .label = N_("Note"), .max = 500, .format = FORMAT_MULTILINE),
};
RULE(complaint, new_evidence, complaint_add_evidence)

static const struct field spot_settlement_fields[] = {
    FIELD(spot_settlement, remedies, .label = N_("What is offered"), .choices = complaint_remedies, .required = true),
    FIELD(spot_settlement, refund, .label = N_("Refund"), .min = 0, .max = 10000000, .help = N_("Off the price of the visit, within what you may give on the spot")),
    FIELD(spot_settlement, agreed_how, .label = N_("How the customer agreed"), .required = true, .max = 200),
    FIELD(spot_settlement, coupon, .label = N_("Coupon"), .min = 0, .max = 1000000, .help = N_("What it is worth; with the refund within what you may give on the spot")),
};
GUARD(complaint, complaint_spot_possible)
RULE(complaint, spot_settlement, complaint_settle_on_spot)

static const struct field going_before_fields[] = {
    FIELD(going_before, before, .label = N_("Before whom"), .choices = dispute_places, .required = true), FIELD(going_before, dispute_number, .label = N_("Number there"), .max = 60),
    FIELD(going_before, hearing_on, .label = N_("Hearing on"), .help = N_("Empty: ask how it stands after a week")),
};
RULE(complaint, going_before, complaint_dispute)
static const struct field decision_made_fields[] = {
    FIELD(decision_made, decision, .label = N_("Decision or agreement"), .required = true, .max = 2000, .format = FORMAT_MULTILINE), FIELD(decision_made, remedies, .label = N_("What was decided beside money"), .choices = complaint_promised), FIELD(decision_made, coupon, .label = N_("Coupon"), .min = 0, .max = 1000000), FIELD(decision_made, refund, .label = N_("Refund"), .min = 0, .max = INT64_C(10000000000)),
    FIELD(decision_made, damaged, .label = N_("What was damaged"), .max = 100), FIELD(decision_made, damage_price, .label = N_("Damage compensation"), .min = 0, .max = INT64_C(10000000000), .help = N_("As decided, above what the visit cost")),
    FIELD(decision_made, worker_share, .label = N_("The worker answers for"), .unit = N_("%"), .min = 0, .max = 100), FIELD(decision_made, company_share, .label = N_("The company answers for"), .unit = N_("%"), .min = 0, .max = 100),
    FIELD(decision_made, customer_share, .label = N_("The customer answers for"), .unit = N_("%"), .min = 0, .max = 100), FIELD(decision_made, perform_by, .label = N_("To be done by"), .required = true),
};
RULE(complaint, decision_made, complaint_decided)
static const struct field brought_to_light_fields[] = {
    FIELD(brought_to_light, kind, .label = N_("Kind"), .choices = incident_kinds, .required = true), FIELD(brought_to_light, story, .label = N_("What happened"), .max = 2000, .format = FORMAT_MULTILINE, .help = N_("Empty: as in the complaint")),
};
RULE(complaint, brought_to_light, complaint_raise_incident)
struct claim_number { text insurance_claim; };
static const struct field claim_number_fields[] = { FIELD(claim_number, insurance_claim, .label = N_("Claim number at the insurer"), .required = true, .max = 60) };
static bool note_claim(struct work *w, struct complaint *c, const struct claim_number *in) 
{
    struct compensation *one = c->compensation.id ? record_peek(w, &compensation_type, c->compensation.id) : NULL;
    c->insurance_claim = in->insurance_claim;
    return !one || !one->insured.fen || one->state > COMPENSATION_PAID || step_run(w, &compensation_type, one, "note_claim", &(struct compensation_claim){ in->insurance_claim });
}
RULE(complaint, claim_number, note_claim)
static const struct field change_done_fields[] = { FIELD(change_done, action_done, .label = N_("What was done"), .required = true, .max = 1000, .format = FORMAT_MULTILINE) };
static const struct sentence *change_open(struct work *w, const struct complaint *c)
{
    return c->action_due.number && !c->action_done_at.ms ? NULL : because(w, N_("Nothing is left to change"));
}
GUARD(complaint, change_open)
RULE(complaint, change_done, complaint_change_done)

static const struct field asking_fields[] = {
    FIELD(asking, question, .label = N_("What she is asked"), .required = true, .max = 400, .format = FORMAT_MULTILINE, .help = N_("Neutral: the day, the service, what she saw and did. She does not see who complained, nor what was said")),
    FIELD(asking, hours, .label = N_("Answer within"), .unit = N_("hours"), .min = 0, .max = 72, .help = N_("Empty: 24")),
};
static const struct field asked_said_fields[] = { FIELD(asked_said, said, .label = N_("What was said"), .max = 500), FIELD(asked_said, picture, .label = N_("Photo")) };
RULE(complaint, asking, complaint_ask_worker)
GUARD(complaint, complaint_may_ask)
RULE(complaint, asked_said, complaint_asked_says)

RULE_PLAIN(complaint, complaint_she_agrees)
static const struct field customers_words_fields[] = { FIELD(customers_words, said, .label = N_("What was said"), .required = true, .max = 1000) };
RULE(complaint, customers_words, complaint_she_refuses)
RULE(complaint, customers_words, complaint_she_is_not_satisfied)

static const struct field rework_booked_fields[] = {
    FIELD(rework_booked, start, .label = N_("New start"), .required = true), FIELD(rework_booked, agreed, .label = N_("The customer agreed")), FIELD(rework_booked, length, .label = N_("Length"), .unit = N_("minutes"), .min = 0, .max = 1440, .help = N_("Empty: as long as the first time")),
    FIELD(rework_booked, liable, .label = N_("Whose fault"), .choices = liable_sides, .help = N_("The worker's: she does it again unpaid, somebody else is paid as before; the company's: whoever does it is paid as before. Empty: whoever answers for more in this case")),
    FIELD(rework_booked, caused_by, .label = N_("Whose work"), .to = &worker_type, .help = N_("Where several did it: whose work is done again, it counts against her. Empty: who led it")),
};
static const struct field coupon_given_fields[] = { FIELD(coupon_given, worth, .label = N_("Amount"), .required = true, .min = 1, .max = 1000000) };
static const struct field training_held_fields[] = {
    FIELD(training_held, held_on, .label = N_("Held on"), .required = true), FIELD(training_held, how, .label = N_("What was trained, by whom, how she did"), .required = true, .max = 400, .format = FORMAT_MULTILINE),
    FIELD(training_held, credential, .label = N_("Her paper of it"), .to = &credential_type, .help = N_("When there is one among her credentials")),
};
static const struct field worker_changed_fields[] = {
    FIELD(worker_changed, wish, .label = N_("What the other one should be like"), .max = 500, .help = N_("For a home where she serves: a replacement begins with it")),
    FIELD(worker_changed, worker, .label = N_("The one who takes over"), .to = &worker_type, .help = N_("For visits by the hour: who comes from now on, once visits and plans name her")),
};
static const struct field replacement_told_fields[] = { FIELD(replacement_told, replacement, .label = N_("Replacement"), .to = &replacement_type) };
static const struct field promise_let_go_fields[] = {
    FIELD(promise_let_go, promise, .label = N_("Promise"), .choices = complaint_promised, .required = true), FIELD(promise_let_go, how, .label = N_("Why not, or what was done instead"), .required = true, .max = 400, .format = FORMAT_MULTILINE),
};
static const struct field rework_told_fields[] = { FIELD(rework_told, visit, .label = N_("Visit")) };
RULE(complaint, rework_booked, promise_book_rework)
RULE(complaint, worker_changed, promise_change_worker)
RULE(complaint, replacement_told, promise_replaced)
GUARD(complaint, promise_may_change)
RULE(complaint, coupon_given, promise_give_coupon)
RULE(complaint, training_held, promise_training_held)
RULE(complaint, promise_let_go, promise_let_go)
RULE(complaint, rework_told, promise_rework_kept)
RULE(complaint, rework_told, promise_rework_lost)
GUARD(complaint, promise_may_book)
GUARD(complaint, promise_may_give)
GUARD(complaint, promise_may_train)
GUARD(complaint, promise_may_let_go)
#define PROMISED (FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP) | FROM(COMPLAINT_CLOSED))

#define BY_HANDLERS .by = CAN_HANDLE_COMPLAINTS, .guard = complaint_not_about_me_guard
const struct step complaint_steps[COMPLAINT_STEPS] = {
    STEP(accept, .label = N_("Take up"), .tone = "primary", .from = FROM(COMPLAINT_RECEIVED), .to = COMPLAINT_ACCEPTED, BY_HANDLERS, .run = accept_rule),
    STEP(hear_customer, .label = N_("Customer heard"), .tone = "primary", .done_in = "customer_heard_at", .from = LOOKED_INTO, BY_HANDLERS, INPUTS(hearing, hearing_fields), .run = hear_customer_rule),
    STEP(hear_worker, .label = N_("Worker heard"), .tone = "primary", .done_in = "worker_heard_at", .from = LOOKED_INTO, .by = CAN_HANDLE_COMPLAINTS, .guard = has_worker_guard, INPUTS(hearing, hearing_fields), .run = hear_worker_rule),
    STEP(ask_worker, .label = N_("Ask her on her phone"), .from = LOOKED_INTO, .by = CAN_HANDLE_COMPLAINTS, .guard = complaint_may_ask_guard, INPUTS(asking, asking_fields), .run = complaint_ask_worker_rule),
    STEP(asked_says, .label = N_("She answered on her phone"), .from = LOOKED_INTO, .hidden = true, INPUTS(asked_said, asked_said_fields), .run = complaint_asked_says_rule),
    STEP(propose, .label = N_("Propose a solution"), .tone = "primary", .from = LOOKED_INTO, .to = COMPLAINT_PROPOSED, .by = CAN_HANDLE_COMPLAINTS, .guard = both_heard_guard, INPUTS(solution, solution_fields), .run = propose_rule, .preview = true),
    STEP(add_evidence, .label = N_("Add evidence"), .from = LOOKED_INTO | FROM(COMPLAINT_PROPOSED) | FROM(COMPLAINT_DISPUTED), BY_HANDLERS, INPUTS(new_evidence, new_evidence_fields), .run = complaint_add_evidence_rule),
    STEP(settle_on_spot, .label = N_("Settle on the spot"), .from = FROM(COMPLAINT_RECEIVED) | LOOKED_INTO, .to = COMPLAINT_RESOLVED, .by = CAN_RECEIVE_COMPLAINTS, .guard = complaint_spot_possible_guard,
         INPUTS(spot_settlement, spot_settlement_fields), .run = complaint_settle_on_spot_rule, .preview = true),
    STEP(dispute, .label = N_("Goes before a third party"), .from = FROM(COMPLAINT_PROPOSED), .to = COMPLAINT_DISPUTED, BY_HANDLERS, INPUTS(going_before, going_before_fields), .run = complaint_dispute_rule),
    STEP(decided, .label = N_("Decided or agreed there"), .tone = "primary", .from = FROM(COMPLAINT_DISPUTED), .to = COMPLAINT_DECIDED, BY_HANDLERS, INPUTS(decision_made, decision_made_fields), .run = complaint_decided_rule),
    STEP(raise_incident, .label = N_("It is an incident"), .from = COMPLAINT_OPEN, BY_HANDLERS, INPUTS(brought_to_light, brought_to_light_fields), .run = complaint_raise_incident_rule),
    STEP(note_claim, .label = N_("Claim on the insurer"), .from = COMPLAINT_OPEN | FROM(COMPLAINT_CLOSED), BY_HANDLERS, INPUTS(claim_number, claim_number_fields), .run = note_claim_rule),
    STEP(change_done, .label = N_("The change is made"), .tone = "primary", .from = FROM(COMPLAINT_CLOSED), .by = CAN_HANDLE_COMPLAINTS, .guard = change_open_guard, INPUTS(change_done, change_done_fields), .run = complaint_change_done_rule),
    STEP(resolve, .label = N_("The customer agreed: done"), .tone = "primary", .from = FROM(COMPLAINT_PROPOSED) | FROM(COMPLAINT_DECIDED), .to = COMPLAINT_RESOLVED, .by = CAN_HANDLE_COMPLAINTS, .guard = may_resolve_guard, INPUTS(agreement, agreement_fields), .run = resolve_rule),
    STEP(compensated, .label = N_("The compensation is paid"), .from = FROM(COMPLAINT_PROPOSED) | FROM(COMPLAINT_DECIDED), .to = COMPLAINT_RESOLVED, INPUTS(compensated, compensated_fields), .run = compensated_rule, .hidden = true),
    STEP(uncompensated, .label = N_("The payment of the compensation was reversed"), .from = FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP) | FROM(COMPLAINT_CLOSED), INPUTS(compensated, compensated_fields), .run = uncompensated_rule, .hidden = true),
    STEP(compensation_refused, .label = N_("The compensation was refused"), .from = FROM(COMPLAINT_PROPOSED), .to = COMPLAINT_INVESTIGATING, INPUTS(compensated, compensated_fields), .run = compensation_refused_rule, .hidden = true),
    STEP(book_rework, .label = N_("Arrange the rework"), .tone = "primary", .from = PROMISED, .by = CAN_HANDLE_COMPLAINTS, .guard = promise_may_book_guard, INPUTS(rework_booked, rework_booked_fields), .run = promise_book_rework_rule),
    STEP(change_worker, .label = N_("Arrange another worker"), .tone = "primary", .from = PROMISED, .by = CAN_HANDLE_COMPLAINTS, .guard = promise_may_change_guard, INPUTS(worker_changed, worker_changed_fields), .run = promise_change_worker_rule),
    STEP(replaced, .label = N_("The replacement ended"), .from = COMPLAINT_OPEN | FROM(COMPLAINT_CLOSED), INPUTS(replacement_told, replacement_told_fields), .run = promise_replaced_rule, .hidden = true),
    STEP(give_coupon, .label = N_("Give the coupon"), .tone = "primary", .from = PROMISED, .by = CAN_HANDLE_COMPLAINTS, .guard = promise_may_give_guard, INPUTS(coupon_given, coupon_given_fields), .run = promise_give_coupon_rule),
    STEP(training_held, .label = N_("Training held"), .from = PROMISED, .by = CAN_HANDLE_COMPLAINTS, .guard = promise_may_train_guard, INPUTS(training_held, training_held_fields), .run = promise_training_held_rule),
    STEP(let_go, .label = N_("Promise settled otherwise"), .from = PROMISED, .by = CAN_HANDLE_COMPLAINTS, .guard = promise_may_let_go_guard, INPUTS(promise_let_go, promise_let_go_fields), .run = promise_let_go_rule),
    STEP(rework_kept, .label = N_("The rework is done"), .from = COMPLAINT_OPEN | FROM(COMPLAINT_CLOSED), INPUTS(rework_told, rework_told_fields), .run = promise_rework_kept_rule, .hidden = true),
    STEP(rework_lost, .label = N_("The rework does not take place"), .from = COMPLAINT_OPEN | FROM(COMPLAINT_CLOSED), INPUTS(rework_told, rework_told_fields), .run = promise_rework_lost_rule, .hidden = true),
    STEP(disagree, .label = N_("The customer does not agree"), .from = FROM(COMPLAINT_PROPOSED), .to = COMPLAINT_INVESTIGATING, BY_HANDLERS, .run = disagree_rule, .reason = true),
    STEP(she_agrees, .label = N_("She agreed on her page"), .from = FROM(COMPLAINT_PROPOSED), .run = complaint_she_agrees_rule, .hidden = true),
    STEP(she_refuses, .label = N_("She did not agree, on her page"), .from = FROM(COMPLAINT_PROPOSED), .to = COMPLAINT_INVESTIGATING, INPUTS(customers_words, customers_words_fields), .run = complaint_she_refuses_rule, .hidden = true),
    STEP(she_is_not_satisfied, .label = N_("She is not satisfied after all, on her page"), .from = FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP) | FROM(COMPLAINT_CLOSED), INPUTS(customers_words, customers_words_fields),
         .run = complaint_she_is_not_satisfied_rule, .hidden = true),
    STEP(follow_up, .label = N_("Follow up"), .tone = "primary", .from = FROM(COMPLAINT_RESOLVED), BY_HANDLERS, INPUTS(following, following_fields), .run = follow_up_rule),
    STEP(not_reached, .label = N_("Called, not reached"), .from = FROM(COMPLAINT_RESOLVED), BY_HANDLERS, INPUTS(missed_call, missed_fields), .run = not_reached_rule),
    STEP(close, .label = N_("Close the case"), .tone = "primary", .from = FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP), .to = COMPLAINT_CLOSED, .by = CAN_HANDLE_COMPLAINTS, .guard = followed_guard, INPUTS(ending, ending_fields), .run = close_it_rule),
    STEP(wait_for_her, .label = N_("Wait for the customer"), .from = LOOKED_INTO | FROM(COMPLAINT_PROPOSED), .by = CAN_HANDLE_COMPLAINTS, .guard = may_wait_guard, .run = wait_for_her_rule, .reason = true),
    STEP(go_on, .label = N_("She answered"), .from = LOOKED_INTO | FROM(COMPLAINT_PROPOSED), .by = CAN_HANDLE_COMPLAINTS, .guard = waits_guard, .run = go_on_rule),
    STEP(pass_on, .label = N_("Pass on"), .from = COMPLAINT_OPEN, BY_HANDLERS, INPUTS(passing, passing_fields), .run = pass_on_rule),
    STEP(classify, .label = N_("Classify anew"), .from = FROM(COMPLAINT_RECEIVED) | LOOKED_INTO, BY_HANDLERS, INPUTS(classing, classing_fields), .run = classify_rule, .reason = true),
    STEP(is_about, .label = N_("It is about a colleague"), .from = FROM(COMPLAINT_RECEIVED) | LOOKED_INTO, BY_HANDLERS, INPUTS(subject_of, subject_fields), .run = is_about_rule),
    STEP(dismiss, .label = N_("Not justified"), .from = FROM(COMPLAINT_RECEIVED) | LOOKED_INTO, .to = COMPLAINT_INVALID, BY_HANDLERS, .run = dismiss_rule, .reason = true,
         .confirm = N_("The customer must have been told why. Continue?")),
    STEP(reopen, .label = N_("Take up again"), .from = FROM(COMPLAINT_CLOSED), .to = COMPLAINT_ACCEPTED, .by = CAN_HANDLE_COMPLAINTS, .guard = lately_guard, .run = complaint_begin_again_rule, .reason = true),
};
