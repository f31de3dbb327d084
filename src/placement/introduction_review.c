/* introduction_review.c — see introduction_review.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { REVIEW_FLAGGED, "flagged", N_("To be looked at"), "info" }, { REVIEW_ASKED, "asked", N_("Both asked"), "info" }, { REVIEW_FOUNDED, "founded", N_("Founded"), "warn" }, { REVIEW_APPEALED, "appealed", N_("Appealed"), "warn" },
    { REVIEW_UNFOUNDED, "unfounded", N_("Unfounded"), "ok", .final = true }, { REVIEW_CLOSED, "closed", N_("Closed"), "mute", .final = true }, { 0 },
};
static const struct choice signals[] = {
    { SIGNAL_LOST_THEN_BUSY, "lost_then_busy", N_("A demand was lost after she was wanted, and she became unavailable") }, { SIGNAL_PLAN_ENDED, "plan_ended", N_("A plan ended after her visits, and she left") }, { SIGNAL_TOLD, "told", N_("Somebody told us") }, { 0 },
};
#define FEE N_("Fee of the introduction")
/* She sees her own review (.own): not who told, what was told, nor what the family said of it. */
static const struct field fields[] = {
    FIELD(introduction_review, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(introduction_review, signal, .see = CAN_OVERSEE_PLACEMENTS, .label = N_("What was seen"), .choices = signals, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(introduction_review, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(introduction_review, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(introduction_review, demand, .label = N_("Demand"), .to = &demand_type, .set_by = SET_ON_CREATE), FIELD(introduction_review, facts, .see = CAN_OVERSEE_PLACEMENTS, .personal = true, .label = N_("Facts"), .required = true, .max = 1000, .format = FORMAT_MULTILINE, .set_by = SET_ON_CREATE),
    FIELD(introduction_review, worker_said, .personal = true, .label = N_("What the worker said"), .max = 1000, .set_by = STEPS_ONLY), FIELD(introduction_review, customer_said, .see = CAN_OVERSEE_PLACEMENTS, .personal = true, .label = N_("How the customer tells it"), .max = 1000, .set_by = STEPS_ONLY),
    FIELD(introduction_review, asked_by, .label = N_("Asked by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(introduction_review, decided_by, .label = N_("Decided by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(introduction_review, decided_at, .label = N_("Decided at"), .filter = true, .set_by = STEPS_ONLY),
    FIELD(introduction_review, decision, .personal = true, .label = N_("Decision"), .max = 1000, .set_by = STEPS_ONLY), FIELD(introduction_review, appeal, .personal = true, .label = N_("Appeal"), .max = 1000, .set_by = STEPS_ONLY),
    FIELD(introduction_review, asked_question, .personal = true, .label = N_("What she was asked"), .max = 400, .set_by = STEPS_ONLY), FIELD(introduction_review, asked_at, .label = N_("Asked on her phone at"), .set_by = STEPS_ONLY), FIELD(introduction_review, asked_until, .label = N_("Her answer by"), .set_by = STEPS_ONLY),
    FIELD(introduction_review, worker_heard_at, .label = N_("She answered at"), .set_by = STEPS_ONLY),
    FIELD(introduction_review, contract, .label = N_("Contract"), .to = &contract_type, .set_by = STEPS_ONLY, .group = FEE), FIELD(introduction_review, fee, .label = N_("Fee asked for"), .set_by = STEPS_ONLY, .group = FEE), FIELD(introduction_review, fee_basis, .label = N_("Where it was agreed"), .max = 300, .set_by = STEPS_ONLY, .group = FEE),
    FIELD(introduction_review, fee_by, .label = N_("Asked for by"), .to = &account_type, .set_by = STEPS_ONLY, .group = FEE), FIELD(introduction_review, fee_at, .label = N_("Asked for at"), .set_by = STEPS_ONLY, .group = FEE), FIELD(introduction_review, fee_bill, .label = N_("Bill"), .max = 40, .set_by = STEPS_ONLY, .group = FEE),
};

static text title(struct work *w, const struct introduction_review *r)
{
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    const struct demand *d = !c && r->demand.id ? record_peek(w, &demand_type, r->demand.id) : NULL;
    return print(w, "%s · %s", n ? n->name : "", c ? c->name : d ? record_title(w, &person_type, d->person.id) : "");
}
TITLE(introduction_review, title)

struct both_asked { text worker_said, customer_said; };
static const struct field asked_fields[] = { FIELD(both_asked, worker_said, .label = N_("What the worker said"), .max = 1000, .help = N_("Empty: as she wrote on her phone. In her own words; “not reached” with the times counts as an answer of nobody's guilt")), FIELD(both_asked, customer_said, .label = N_("How the customer tells it"), .required = true, .max = 1000) };
static bool ask(struct work *w, struct introduction_review *r, const struct both_asked *in)
{
    bool told = in->worker_said && *in->worker_said;
    if (!told && !r->worker_heard_at.ms) return refuse(w, "worker_said", N_("She has not answered on her phone: say what she said by telephone, or when she was not reached"));
    if (told) r->worker_said = r->worker_heard_at.ms ? print(w, "%s\n%s", r->worker_said, in->worker_said) : in->worker_said;
    r->customer_said = in->customer_said;
    r->asked_by.id = w->actor->user;
    return true;
}
RULE(introduction_review, both_asked, ask)

struct review_decision { text decision; };
static const struct field decision_fields[] = { FIELD(review_decision, decision, .label = N_("Decision"), .required = true, .max = 1000, .help = N_("The facts it stands on, the clause of the contract, what follows")) };
/* Three eyes at most: who asked does not decide, who decided does not hear the appeal. The asker may, so that a house of two has somebody. */
static const struct sentence *decides_fairly(struct work *w, const struct introduction_review *r)
{
    if (w->actor->system || owner_mode(w, r->record.branch.id)) return NULL;
    if (r->state == REVIEW_APPEALED) return r->decided_by.id != w->actor->user ? NULL : because(w, N_("Who decided does not decide on the appeal; somebody else who oversees placements does"));
    return r->asked_by.id != w->actor->user ? NULL : because(w, N_("Who asked the two does not decide; somebody else who oversees placements does"));
}
GUARD(introduction_review, decides_fairly)
static const struct sentence *waits_for_another(struct work *w, const void *review) { return decides_fairly(w, review); }

static bool decide(struct work *w, struct introduction_review *r, const struct review_decision *in)
{
    r->decision = in->decision;
    r->decided_by.id = w->actor->user;
    r->decided_at = w->now;
    return true;
}
RULE(introduction_review, review_decision, decide)

static bool object(struct work *w, struct introduction_review *r) { r->appeal = step_reason(w); return true; }
RULE_PLAIN(introduction_review, object)
static const struct sentence *not_appealed(struct work *w, const struct introduction_review *r) { return *r->appeal ? because(w, N_("An appeal was decided already")) : NULL; }
GUARD(introduction_review, not_appealed)

static const struct field asking_fields[] = {
    FIELD(review_asking, question, .label = N_("What she is asked"), .max = 400, .format = FORMAT_MULTILINE, .help = N_("Empty: whether anything was agreed with that family past us. She does not see what we were told, nor by whom")),
    FIELD(review_asking, hours, .label = N_("Answer within"), .unit = N_("hours"), .min = 0, .max = 168, .help = N_("Empty: 48")),
};
RULE(introduction_review, review_asking, review_ask_worker)
GUARD(introduction_review, review_may_ask)
static const struct field words_fields[] = { FIELD(review_words, said, .label = N_("What was said"), .max = 500) };
RULE(introduction_review, review_words, review_she_says)
RULE(introduction_review, review_words, review_she_objects)
static const struct field fee_fields[] = {
    FIELD(review_fee, amount, .label = N_("Fee asked for"), .help = N_("Empty: what the contract or the quotation says, which is also the most")), FIELD(review_fee, since, .label = N_("They went on without us since"), .help = N_("Empty: the day this review began")),
    FIELD(review_fee, basis, .label = N_("Where it was agreed"), .max = 300, .help = N_("Only without a contract and a quotation of ours: how she agreed to our fee, and when")),
};
RULE(introduction_review, review_fee, review_ask_fee)
GUARD(introduction_review, review_may_bill)
static const struct field billed_fields[] = { FIELD(review_billed, number, .label = N_("Bill"), .max = 40) };
static bool billed(struct work *w, struct introduction_review *r, const struct review_billed *in)
{
    (void)w;
    r->fee_bill = in->number ? in->number : "";
    if (!*r->fee_bill) {
        r->fee = (maybe_money){ 0 };
        r->fee_at.ms = 0;
    }
    return true;
}
RULE(introduction_review, review_billed, billed)

static instant look_due(struct work *w, const struct introduction_review *r) { (void)w; return (instant){ r->record.created_at.ms + DAYS(7) }; }
DUE(introduction_review, look_due)
static instant appeal_due(struct work *w, const struct introduction_review *r) { (void)w; return (instant){ r->decided_at.ms + DAYS(7) }; }
DUE(introduction_review, appeal_due)
static instant her_word_due(struct work *w, const struct introduction_review *r) { (void)w; return r->asked_at.ms && !r->worker_heard_at.ms ? r->asked_until : (instant){ 0 }; }
DUE(introduction_review, her_word_due)
static const struct deadline deadlines[] = {
    { .name = "her_word", .label = N_("Introduction: she has not answered on her phone; call her"), .states = FROM(REVIEW_FLAGGED), .due = her_word_due_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "ask" },
    { .name = "look", .label = N_("Introduction: ask both sides"), .states = FROM(REVIEW_FLAGGED), .due = look_due_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "ask" },
    { .name = "decide", .label = N_("Introduction: both were asked, somebody else decides"), .states = FROM(REVIEW_ASKED), .due = look_due_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "unfounded", .waits = waits_for_another },
    { .name = "appeal", .label = N_("Introduction: decide on the appeal"), .states = FROM(REVIEW_APPEALED), .due = appeal_due_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "uphold", .waits = waits_for_another },
};
static const struct step steps[] = {
    STEP(ask_worker, .label = N_("Ask her on her phone"), .from = FROM(REVIEW_FLAGGED), .by = CAN_OVERSEE_PLACEMENTS, .guard = review_may_ask_guard, INPUTS(review_asking, asking_fields), .run = review_ask_worker_rule),
    STEP(ask, .label = N_("Both asked"), .tone = "primary", .from = FROM(REVIEW_FLAGGED), .to = REVIEW_ASKED, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(both_asked, asked_fields), .run = ask_rule),
    STEP(unfounded, .label = N_("Unfounded"), .from = FROM(REVIEW_FLAGGED) | FROM(REVIEW_ASKED) | FROM(REVIEW_APPEALED), .to = REVIEW_UNFOUNDED, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(review_decision, decision_fields), .guard = decides_fairly_guard, .run = decide_rule),
    STEP(founded, .label = N_("Founded"), .tone = "danger", .from = FROM(REVIEW_ASKED), .to = REVIEW_FOUNDED, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(review_decision, decision_fields), .guard = decides_fairly_guard, .run = decide_rule),
    STEP(object, .label = N_("Appeal"), .from = FROM(REVIEW_FOUNDED), .to = REVIEW_APPEALED, .by = CAN_DO_FOLLOW_UPS, .own = true, .guard = not_appealed_guard, .run = object_rule, .reason = true),
    STEP(uphold, .label = N_("The appeal is dismissed"), .tone = "danger", .from = FROM(REVIEW_APPEALED), .to = REVIEW_FOUNDED, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(review_decision, decision_fields), .guard = decides_fairly_guard, .run = decide_rule),
    STEP(ask_fee, .label = N_("Ask for the fee"), .tone = "primary", .from = FROM(REVIEW_FOUNDED), .by = CAN_OVERSEE_PLACEMENTS, .guard = review_may_bill_guard, INPUTS(review_fee, fee_fields), .run = review_ask_fee_rule),
    STEP(close, .label = N_("Close"), .from = FROM(REVIEW_FOUNDED) | FROM(REVIEW_APPEALED), .to = REVIEW_CLOSED, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(review_decision, decision_fields), .guard = decides_fairly_guard, .run = decide_rule),
    STEP(asked_says, .label = N_("She answered on her phone"), .from = FROM(REVIEW_FLAGGED) | FROM(REVIEW_ASKED), .hidden = true, INPUTS(review_words, words_fields), .run = review_she_says_rule),
    STEP(she_objects, .label = N_("Appeal from her phone"), .from = FROM(REVIEW_FOUNDED), .to = REVIEW_APPEALED, .hidden = true, INPUTS(review_words, words_fields), .run = review_she_objects_rule),
    STEP(billed, .label = N_("Bill"), .from = ANY_STATE, .hidden = true, INPUTS(review_billed, billed_fields), .run = billed_rule),
};
static const struct retention kept[] = {
    { .name = "all", .label = N_("Introduction reviews: everything said, from the day"), .law = N_("Evidence of an introduction: 3 years (Civil Code art. 188, 965)"), .days = 1095, .due = "created_at < $1 and (facts <> '' or worker_said <> '' or customer_said <> '' or decision <> '' or appeal <> '' or asked_question <> '')", .members = "facts|worker_said|customer_said|decision|appeal|asked_question" },
};
static const text indexes[] = { "worker, customer", NULL };
const struct record_type introduction_review_type = RECORD_TYPE(introduction_review, .label = N_("Introduction review"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REVIEW_FLAGGED, .scope = SCOPE_BRANCH,
    .own = "worker", RETENTION(kept), .subject = "worker|customer", .see = CAN_OVERSEE_PLACEMENTS, .create = CAN_OVERSEE_PLACEMENTS, .edit = CAN_OVERSEE_PLACEMENTS, .title = title_hook, .history = true, .append_only = true, .indexes = indexes);

/* ---- what the house sees by itself ---- */

static bool flag(struct work *w, int64_t branch, int64_t customer, int64_t worker, int64_t demand, enum review_signal signal, text facts)
{
    if (db_one(w, SQL("select 1 from introduction_review where worker = $1 and ((customer = $2 and $2 > 0) or (demand = $3 and $3 > 0)) limit 1"), BIND(num(worker), num(customer), num(demand)), 0) == 1) return !failed(w);
    struct introduction_review r = { .record.branch = { branch }, .signal = signal, .customer = { customer }, .worker = { worker }, .demand = { demand }, .facts = facts };
    return ADD(w, introduction_review, &r);
}

struct seen { int64_t branch, customer, worker, demand; instant introduced, ended; day left; };
enum { MOST_SEEN = 50 };
static int read_seen(struct rows *row, struct seen *s)
{
    int n = 0;
    for (; db_next(row) && n < MOST_SEEN; n++)
        s[n] = (struct seen){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_number(row, 3), { db_number(row, 4) }, { db_number(row, 5) }, { (int32_t)db_number(row, 6) } };
    return n;
}

/* Wanted, lost or called off by the family, and gone from the roster within thirty days. Most of them never became customers. Never after a loss. */
static bool lost_then_busy(struct work *w)
{
    struct seen s[MOST_SEEN];
    struct rows *row = db_query(w, SQL("select d.branch, coalesce(d.customer, 0), c.worker, d.id, c.shown_at, d.ended_at, n.left_on from demand d join recommendation c on c.demand = d.id join worker n on n.id = c.worker "
                                       "where (d.state = 5 or (d.state = 11 and d.cancelled in (1, 2, 3))) and d.quiet = 0 and d.ended_at > $1 and c.shown_at > 0 and c.state <> 7 and n.left_on is not null and abs((n.left_on * 86400000) - d.ended_at) < $2 and not exists "
                                       "(select 1 from introduction_review r where r.worker = c.worker and (r.customer = d.customer or r.demand = d.id)) order by d.id limit 50"), BIND(num(w->now.ms - DAYS(90)), num(DAYS(30))));
    int n = read_seen(row, s);
    for (int i = 0; i < n; i++)
        if (!flag(w, s[i].branch, s[i].customer, s[i].worker, s[i].demand, SIGNAL_LOST_THEN_BUSY, sentence_text(w, because(w, N_("Introduced {1}, demand lost {2}, she left the roster {3}"), instant_words(w->arena, s[i].introduced),
                  instant_words(w->arena, s[i].ended), day_text(w->arena, s[i].left))))) return false;
    return !failed(w);
}

static bool plan_ended(struct work *w)
{
    struct seen s[MOST_SEEN];
    struct rows *row = db_query(w, SQL("select p.branch, p.customer, n.id, 0, min(v.start), max(v.start), n.left_on from service_plan p join visit v on v.plan = p.id and v.state in (8, 9, 10) join worker n on n.id = v.worker "
                                       "where p.state = 4 and n.left_on is not null and n.left_on > $1 and not exists (select 1 from introduction_review r where r.worker = n.id and r.customer = p.customer) "
                                       "group by p.branch, p.customer, n.id, n.left_on having count(*) >= 3 and abs(n.left_on * 86400000 - max(v.start)) < $2 order by n.id limit 50"), BIND(num(day_of(w->now).number - 90), num(DAYS(30))));
    int n = read_seen(row, s);
    for (int i = 0; i < n; i++)
        if (!flag(w, s[i].branch, s[i].customer, s[i].worker, 0, SIGNAL_PLAN_ENDED, sentence_text(w, because(w, N_("Her visits there from {1} to {2}, plan ended, she left the roster {3}"), instant_words(w->arena, s[i].introduced),
                  instant_words(w->arena, s[i].ended), day_text(w->arena, s[i].left))))) return false;
    return !failed(w);
}

bool reviews_tick(struct work *w) { return lost_then_busy(w) && plan_ended(w); }
