/* referral.c — see referral.h. */
#include <string.h>
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { REFERRAL_REGISTERED, "registered", N_("Registered"), "warn" }, { REFERRAL_QUALIFIED, "qualified", N_("Qualified"), "info" }, { REFERRAL_REWARDED, "rewarded", N_("Rewarded"), "ok" }, { REFERRAL_VOID, "void", N_("Void"), "mute", .final = true }, { 0 },
};
static const struct choice voids[] = {
    { VOID_KNOWN, "known", N_("We knew her already: a customer, or she had asked us within 180 days") }, { VOID_SELF, "self", N_("She is the referrer herself") }, { VOID_SAME_HOME, "same_home", N_("The same home or number") },
    { VOID_CYCLE, "cycle", N_("The chain leads back to the referrer") }, { VOID_REFUNDED, "refunded", N_("She was refunded") }, { VOID_OTHER, "other", N_("Another reason") }, { 0 },
};
static const struct field fields[] = {
    FIELD(referral, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(referral, by_customer, .label = N_("Brought by the customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(referral, by_worker, .label = N_("Brought by the worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(referral, customer, .label = N_("New customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .unique = true),
    FIELD(referral, reward, .label = N_("Reward"), .min = 0, .max = 1000000, .list = true, .set_by = SET_ON_CREATE), FIELD(referral, why, .label = N_("Why void"), .choices = voids, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(referral, qualified_at, .label = N_("Qualified at"), .set_by = STEPS_ONLY), FIELD(referral, rewarded_at, .label = N_("Rewarded at"), .filter = true, .set_by = STEPS_ONLY), FIELD(referral, rewarded_by, .label = N_("Rewarded by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(referral, remark, .personal = true, .label = N_("Remark"), .max = 300),
};

static int64_t person_of(struct work *w, const struct referral *r)
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

static bool known_before(struct work *w, const struct customer *c, int64_t by)
{
    int64_t since = w->now.ms - DAYS(KNOWN_DAYS);
    if (c->record.created_at.ms < since || asked_before(w, c, by)) return true;
    return db_one(w, SQL("select 1 from visit where customer = $1 and created_at < $2 limit 1"), BIND(num(c->record.id), num(w->now.ms - DAYS(1))), 0) == 1 ||
        db_one(w, SQL("select 1 from placement where customer = $1 limit 1"), BIND(num(c->record.id)), 0) == 1;
}

static enum referral_void void_of(struct work *w, const struct referral *r)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    int64_t by = person_of(w, r);
    if (!c) return 0;
    if (by == c->person.id || r->by_customer.id == r->customer.id) return VOID_SELF;
    if (same_number(w, by, c->person.id) || (r->by_customer.id && same_home(w, r->by_customer.id, r->customer.id))) return VOID_SAME_HOME;
    if (leads_back(w, r)) return VOID_CYCLE;
    return known_before(w, c, by) ? VOID_KNOWN : 0;
}

/* Not refused: kept as void with its reason, so that the referrer can be told and can object. */
static bool check(struct work *w, struct referral *r, const struct referral *before)
{
    if (before) return true;
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
    day from = { day_of(r->qualified_at).number + REFUND_WINDOW_DAYS };
    return day_of(w->now).number < from.number ? because(w, N_("She may ask for her money back until {1}; the reward is paid after that"), day_text(w->arena, from)) : NULL;
}
GUARD(referral, window_over)
static bool reward(struct work *w, struct referral *r)
{
    if (r->reward.fen <= 0) return refuse_as(w, CONFLICT, "", N_("There is no reward in it: say how much when it is registered"));
    if (!was_served_guard(w, r)) { r->rewarded_at = w->now; r->rewarded_by.id = w->actor->user; return true; }
    return refuse_as(w, CONFLICT, "", N_("She has not paid everything yet"));
}
RULE_PLAIN(referral, reward)

struct voiding { enum referral_void why; };
static const struct field voiding_fields[] = { FIELD(voiding, why, .label = N_("Why void"), .choices = voids, .required = true) };
static bool make_void(struct work *w, struct referral *r, const struct voiding *in) { (void)w; r->why = in->why; return true; }
RULE(referral, voiding, make_void)

static const struct step steps[] = {
    STEP(qualify, .label = N_("Qualified"), .tone = "primary", .from = FROM(REFERRAL_REGISTERED), .to = REFERRAL_QUALIFIED, .by = CAN_DO_FOLLOW_UPS, .run = qualify_rule, .guard = was_served_guard),
    STEP(reward, .label = N_("Rewarded"), .tone = "primary", .from = FROM(REFERRAL_QUALIFIED), .to = REFERRAL_REWARDED, .by = CAN_OVERSEE_PLACEMENTS, .run = reward_rule, .guard = window_over_guard),
    STEP(make_void, .label = N_("Void"), .tone = "danger", .from = FROM(REFERRAL_REGISTERED) | FROM(REFERRAL_QUALIFIED) | FROM(REFERRAL_REWARDED), .to = REFERRAL_VOID, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(voiding, voiding_fields), .run = make_void_rule, .reason = true),
};
static const struct retention kept[] = { { .name = "remark", .label = N_("Referrals: the remark, from the day"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "created_at < $1 and remark <> ''", .members = "remark" } };
const struct record_type referral_type = RECORD_TYPE(referral, .label = N_("Referral"), .module = "placement", FIELDS(fields), STEPS(steps), .first_state = REFERRAL_REGISTERED, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_FOLLOW_UPS, .create = CAN_DO_FOLLOW_UPS, .edit = CAN_DO_FOLLOW_UPS, .check = check_hook, .title = title_hook);
