/* referral.c — see referral.h. */
#include <string.h>
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { REFERRAL_REGISTERED, "registered", N_("Registered"), "warn" }, { REFERRAL_QUALIFIED, "qualified", N_("Qualified"), "info" }, { REFERRAL_REWARDED, "rewarded", N_("Rewarded"), "ok" }, { REFERRAL_VOID, "void", N_("Void"), "mute" }, { 0 },
};
static const struct choice voids[] = {
    { VOID_KNOWN, "known", N_("We knew her already: a customer, or she had asked us within 180 days") }, { VOID_SELF, "self", N_("She is the referrer herself") }, { VOID_SAME_HOME, "same_home", N_("The same home or number") },
    { VOID_CYCLE, "cycle", N_("The chain leads back to the referrer") }, { VOID_REFUNDED, "refunded", N_("She was refunded") }, { VOID_OTHER, "other", N_("Another reason") },
    { VOID_SAME_PAYER, "same_payer", N_("Both were paid for from the same account") }, { 0 },
};
static const struct field fields[] = {
    FIELD(referral, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(referral, by_customer, .label = N_("Brought by the customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(referral, by_worker, .label = N_("Brought by the worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(referral, customer, .label = N_("New customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .unique = true),
    FIELD(referral, reward, .label = N_("Reward"), .min = 0, .max = 1000000, .list = true, .help = N_("May be changed until it is paid")), FIELD(referral, why, .label = N_("Why void"), .choices = voids, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(referral, qualified_at, .label = N_("Qualified at"), .set_by = STEPS_ONLY), FIELD(referral, rewarded_at, .label = N_("Rewarded at"), .filter = true, .set_by = STEPS_ONLY), FIELD(referral, rewarded_by, .label = N_("Rewarded by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(referral, came, .label = N_("She paid"), .set_by = STEPS_ONLY), FIELD(referral, went_back, .label = N_("Of it went back"), .set_by = STEPS_ONLY), FIELD(referral, proposed, .label = N_("Reward in proportion"), .set_by = STEPS_ONLY), FIELD(referral, to_decide, .label = N_("To be decided since"), .set_by = STEPS_ONLY, .filter = true),
    FIELD(referral, heard, .label = N_("Counts although"), .choices = voids, .set_by = STEPS_ONLY),
    FIELD(referral, remark, .personal = true, .label = N_("Remark"), .max = 300),
};

int64_t referral_by(struct work *w, const struct referral *r)
{
    const struct customer *c = r->by_customer.id ? record_peek(w, &customer_type, r->by_customer.id) : NULL;
    const struct worker *n = r->by_worker.id ? record_peek(w, &worker_type, r->by_worker.id) : NULL;
    return c ? c->person.id : n ? n->person.id : 0;
}

static bool same_number(struct work *w, int64_t a, int64_t b)
{
    const struct person *p = record_peek(w, &person_type, a), *q = record_peek(w, &person_type, b);
    if (!p || !q) return false;
    text phone = sealed_open(w, &person_type, p, &p->phone), other = sealed_open(w, &person_type, q, &q->phone), second = sealed_open(w, &person_type, q, &q->phone2);
    return *phone && (!strcmp(phone, other) || !strcmp(phone, second));
}

static bool same_home(struct work *w, int64_t customer, int64_t other)
{
    struct found mine = LOAD_WHERE(w, household, "customer = $1", BIND(num(customer))), hers = LOAD_WHERE(w, household, "customer = $1", BIND(num(other)));
    for (int i = 0; i < mine.count; i++)
        for (int k = 0; k < hers.count; k++) {
            const struct household *a = FOUND(struct household, mine, i), *b = FOUND(struct household, hers, k);
            text here = sealed_open(w, &household_type, a, &a->address), there = sealed_open(w, &household_type, b, &b->address);
            if (*here && !strcmp(here, there)) return true;
        }
    return false;
}

/* Who brought the referrer, who brought her … : does it lead to the one who is brought now? */
static bool leads_back(struct work *w, const struct referral *r)
{
    int64_t at = r->by_customer.id;
    for (int i = 0; at && i < 20; i++) {
        at = db_one(w, SQL("select coalesce(by_customer, 0) from referral where customer = $1 and state <> 4"), BIND(num(at)), 0);
        if (at == r->customer.id) return true;
    }
    return false;
}

/* She, or somebody with her number, had asked us already, and nobody had sent her, or somebody else had. The day itself is left out: a lead may be entered
 * before it is said who sent her. */
static bool asked_before(struct work *w, const struct customer *c, int64_t by)
{
    return db_one(w, SQL("select 1 from person p, person q, lead l where p.id = $1 and (q.id = p.id or (length(p.phone_index) > 0 and q.phone_index = p.phone_index)) and l.person = q.id and l.arrived_at > $2 and l.arrived_at < $3 "
                         "and not (l.channel = 1 and coalesce(l.referrer, 0) in (0, $4)) limit 1"),
                  BIND(num(c->person.id), num(w->now.ms - DAYS(KNOWN_DAYS)), num(w->now.ms - DAYS(1)), num(by)), 0) == 1;
}

/* A list brought along is entered on one day, whenever they became customers: what counts is when we first knew her, by the day on her record, by a first
 * lead, by a first visit, whichever was earliest. The day before today is left out, as of leads. */
static bool customer_already(struct work *w, const struct customer *c)
{
    int32_t entered = day_of(c->record.created_at).number, today = day_of(w->now).number;
    if (c->record.created_at.ms < w->now.ms - DAYS(KNOWN_DAYS)) return true;
    return c->since.given && c->since.number < entered && c->since.number < today - 1;
}

static bool known_before(struct work *w, const struct customer *c, int64_t by)
{
    if (customer_already(w, c) || asked_before(w, c, by)) return true;
    return db_one(w, SQL("select 1 from visit where customer = $1 and (created_at < $2 or start < $2) limit 1"), BIND(num(c->record.id), num(w->now.ms - DAYS(1))), 0) == 1 ||
        db_one(w, SQL("select 1 from placement where customer = $1 limit 1"), BIND(num(c->record.id)), 0) == 1;
}

static enum referral_void void_of(struct work *w, const struct referral *r)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    int64_t by = referral_by(w, r);
    if (!c) return 0;
    if (by == c->person.id || r->by_customer.id == r->customer.id) return VOID_SELF;
    if (same_number(w, by, c->person.id) || (r->by_customer.id && same_home(w, r->by_customer.id, r->customer.id))) return VOID_SAME_HOME;
    if (leads_back(w, r)) return VOID_CYCLE;
    return known_before(w, c, by) ? VOID_KNOWN : 0;
}

/* What was promised is put right until it is paid. What is paid, or waits because money went back, changes by its step alone. */
static bool reward_right(struct work *w, const struct referral *r, const struct referral *before)
{
    bool by_step = r->to_decide.ms != before->to_decide.ms || r->state != before->state;
    if (r->reward.fen == before->reward.fen || by_step) return true;
    if (r->to_decide.ms) return wrong(w, "reward", N_("A part of her money went back: use “Reduce the reward”"));
    return r->state != REFERRAL_REWARDED || wrong(w, "reward", N_("It was paid already: make it void to take it back"));
}

/* Not refused: kept as void with its reason, so that the referrer can be told and can object. */
static bool check(struct work *w, struct referral *r, const struct referral *before)
{
    if (before) return reward_right(w, r, before);
    if (!r->by_customer.id == !r->by_worker.id) return wrong(w, "by_customer", N_("Who brought her? A customer or a worker, one of the two"));
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    if (!c) return !failed(w);
    r->record.branch = c->record.branch;
    r->why = void_of(w, r);
    if (r->why) r->state = REFERRAL_VOID;
    return !failed(w);
}
CHECKER(referral, check)

static text title(struct work *w, const struct referral *r)
{
    text by = r->by_worker.id ? record_title(w, &worker_type, r->by_worker.id) : record_title(w, &customer_type, r->by_customer.id);
    return print(w, "%s → %s", by, record_title(w, &customer_type, r->customer.id));
}
TITLE(referral, title)

static const struct sentence *was_served(struct work *w, const struct referral *r)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    bool served = db_one(w, SQL("select 1 from visit where customer = $1 and state in (8, 9, 10) limit 1"), BIND(num(r->customer.id)), 0) == 1 || db_one(w, SQL("select 1 from placement where customer = $1 and began_on is not null limit 1"), BIND(num(r->customer.id)), 0) == 1;
    if (!served) return because(w, N_("She was not served yet"));
    return c && c->owed.fen > 0 ? because(w, N_("She has not paid everything yet")) : NULL;
}
GUARD(referral, was_served)
static bool qualify(struct work *w, struct referral *r) { r->qualified_at = w->now; return true; }
RULE_PLAIN(referral, qualify)

static const struct sentence *window_over(struct work *w, const struct referral *r)
{
    if (r->to_decide.ms) return because(w, N_("{1} of {2} went back to her: decide first whether the reward stays or is less"), money_shown(w->arena, r->went_back), money_shown(w->arena, r->came));
    day from = { day_of(r->qualified_at).number + REFUND_WINDOW_DAYS };
    if (day_of(w->now).number < from.number) return because(w, N_("She may ask for her money back until {1}; the reward is paid after that"), day_text(w->arena, from));
    return own_affair(w, referral_by(w, r));
}
GUARD(referral, window_over)
static bool reward(struct work *w, struct referral *r)
{
    if (r->reward.fen <= 0) return refuse_as(w, CONFLICT, "", N_("There is no reward in it: enter how much with “Edit”"));
    if (!was_served_guard(w, r)) { r->rewarded_at = w->now; r->rewarded_by.id = w->actor->user; return true; }
    return refuse_as(w, CONFLICT, "", N_("She has not paid everything yet"));
}
RULE_PLAIN(referral, reward)

/* ---- a part of her money went back ---- */

static const struct field part_fields[] = { FIELD(referral_part_back, came, .label = N_("She paid")), FIELD(referral_part_back, went_back, .label = N_("Of it went back")) };
static bool part_back(struct work *w, struct referral *r, const struct referral_part_back *in)
{
    r->came = in->came;
    r->went_back = in->went_back;
    r->proposed = in->came.fen > 0 ? money_times(r->reward, money_sub(in->came, in->went_back).fen, in->came.fen) : r->reward;
    r->to_decide = w->now;
    return true;
}
RULE(referral, referral_part_back, part_back)

static const struct sentence *is_to_decide(struct work *w, const struct referral *r)
{
    return r->to_decide.ms ? own_affair(w, referral_by(w, r)) : because(w, N_("Nothing went back to her since it was last decided"));
}
GUARD(referral, is_to_decide)
static bool keep(struct work *w, struct referral *r) { (void)w; r->to_decide.ms = 0; return true; }
RULE_PLAIN(referral, keep)

/* What was given for it is taken back and given anew by the reaction (payroll/referral_money.h). */
struct reducing { money reward; };
static const struct field reducing_fields[] = { FIELD(reducing, reward, .label = N_("Reward from now on"), .help = N_("Empty: in proportion to what stayed")) };
static bool reduce(struct work *w, struct referral *r, const struct reducing *in)
{
    money to = in->reward.fen ? in->reward : r->proposed;
    if (to.fen <= 0 || to.fen >= r->reward.fen) return refuse(w, "reward", N_("Less than {1} and more than nothing; if nothing is due, make it void"), money_shown(w->arena, r->reward));
    r->reward = to;
    r->to_decide.ms = 0;
    return true;
}
RULE(referral, reducing, reduce)

struct voiding { enum referral_void why; };
static const struct field voiding_fields[] = { FIELD(voiding, why, .label = N_("Why void"), .choices = voids, .required = true) };
static bool make_void(struct work *w, struct referral *r, const struct voiding *in) { (void)w; r->why = in->why; r->to_decide.ms = 0; return true; }
RULE(referral, voiding, make_void)

/* The referrer objected and was right: two flats of one landlord, a daughter who pays for two neighbours. It begins anew, its week too. */
static const struct sentence *not_refunded(struct work *w, const struct referral *r)
{
    return r->why == VOID_REFUNDED ? because(w, N_("She had all her money back: there is nothing to reward")) : own_affair(w, referral_by(w, r));
}
GUARD(referral, not_refunded)
static bool hear(struct work *w, struct referral *r)
{
    (void)w;
    r->heard = r->why;
    r->why = 0;
    r->qualified_at.ms = r->rewarded_at.ms = 0;
    r->rewarded_by.id = 0;
    return true;
}
RULE_PLAIN(referral, hear)

static instant decide_due(struct work *w, const struct referral *r) { (void)w; return r->to_decide.ms ? (instant){ r->to_decide.ms + DAYS(3) } : (instant){ 0 }; }
DUE(referral, decide_due)
static const struct deadline deadlines[] = {
    { .name = "decide", .label = N_("A part of her money went back: does the reward stay?"), .states = FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), .due = decide_due_hook, .who = CAN_OVERSEE_PLACEMENTS, .step = "reduce" },
};

static const struct step steps[] = {
    STEP(qualify, .label = N_("Qualified"), .tone = "primary", .from = FROM(REFERRAL_REGISTERED), .to = REFERRAL_QUALIFIED, .by = CAN_DO_FOLLOW_UPS, .run = qualify_rule, .guard = was_served_guard),
    STEP(reward, .label = N_("Rewarded"), .tone = "primary", .from = FROM(REFERRAL_QUALIFIED), .to = REFERRAL_REWARDED, .by = CAN_OVERSEE_PLACEMENTS, .run = reward_rule, .guard = window_over_guard),
    STEP(reduce, .label = N_("Reduce the reward"), .tone = "primary", .from = FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), .by = CAN_OVERSEE_PLACEMENTS, .guard = is_to_decide_guard, INPUTS(reducing, reducing_fields), .run = reduce_rule),
    STEP(keep, .label = N_("The reward stays"), .from = FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), .by = CAN_OVERSEE_PLACEMENTS, .guard = is_to_decide_guard, .run = keep_rule, .reason = true),
    STEP(part_back, .label = N_("A part of her money went back"), .from = FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), INPUTS(referral_part_back, part_fields), .run = part_back_rule, .hidden = true),
    STEP(hear, .label = N_("Objection upheld: it counts"), .from = FROM(REFERRAL_VOID), .to = REFERRAL_REGISTERED, .by = CAN_OVERSEE_PLACEMENTS, .guard = not_refunded_guard, .run = hear_rule, .reason = true),
    STEP(make_void, .label = N_("Make void"), .tone = "danger", .from = FROM(REFERRAL_REGISTERED) | FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), .to = REFERRAL_VOID, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(voiding, voiding_fields), .run = make_void_rule, .reason = true),
};
static const struct retention kept[] = { { .name = "remark", .label = N_("Referrals: the remark, from the day"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "created_at < $1 and remark <> ''", .members = "remark" } };
const struct record_type referral_type = RECORD_TYPE(referral, .label = N_("Referral"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REFERRAL_REGISTERED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_FOLLOW_UPS, .create = CAN_DO_FOLLOW_UPS, .edit = CAN_DO_FOLLOW_UPS, .check = check_hook, .title = title_hook);

/* ---- a lead that named who sent her becomes a customer ---- */

/* The newest that names somebody: whether she had asked us before that is for the check to say. */
static int64_t who_sent(struct work *w, int64_t person)
{
    return db_one(w, SQL("select referrer from lead where person = $1 and channel = 1 and referrer > 0 and referrer <> person and arrived_at > $2 order by arrived_at desc, id desc limit 1"), BIND(num(person), num(w->now.ms - DAYS(KNOWN_DAYS))), 0);
}
_Static_assert(SOURCE_REFERRAL == 1, "the query above says it by number");

/* Who is both customer and worker has it as customer: a credit, without tax. A shop's own customer before another shop's. */
static bool referrer_is(struct work *w, int64_t person, int64_t branch, struct referral *r)
{
    r->by_customer.id = db_one(w, SQL("select id from customer where person = $1 order by case when branch = $2 then 0 else 1 end, id limit 1"), BIND(num(person), num(branch)), 0);
    if (!r->by_customer.id) r->by_worker.id = db_one(w, SQL("select id from worker where person = $1 order by id limit 1"), BIND(num(person)), 0);
    return r->by_customer.id || r->by_worker.id;
}

bool referral_of_lead(struct work *w, const struct record_type *type, int64_t id)
{
    const struct customer *c = record_peek(w, type, id);
    struct referral r = { .customer = { id } };
    int64_t sent = c ? who_sent(w, c->person.id) : 0;
    if (!sent || !referrer_is(w, sent, c->record.branch.id, &r)) return !failed(w);
    r.reward.fen = setting_number(w, r.by_customer.id ? SETTING_REFERRAL_CUSTOMER : SETTING_REFERRAL_WORKER, c->record.branch.id, day_of(w->now));
    return ADD(w, referral, &r);
}
