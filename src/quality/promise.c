/* promise.c — see promise.h. */
#include "quality/promise.h"
#include "base/words.h"
#include "messages/messages.h"
#include "record/store.h"

const struct choice complaint_promised[] = { { REMEDY_REWORK, "rework", N_("Rework free of charge") }, { REMEDY_SUBSTITUTE, "substitute", N_("Another worker") }, { REMEDY_COUPON, "coupon", N_("Coupon") }, { REMEDY_TRAINING, "training", N_("Training of the worker") }, { 0 } };
const struct choice complaint_promise_states[] = {
    { PROMISE_OPEN, "open", N_("Still to be done"), "warn" }, { PROMISE_ARRANGED, "arranged", N_("Arranged"), "info" }, { PROMISE_KEPT, "kept", N_("Done"), "ok" },
    { PROMISE_LET_GO, "let_go", N_("Settled otherwise"), "mute" }, { 0 },
};

struct complaint_promise *promise_in(const struct complaint *c, enum complaint_remedy what, enum promise_state state)
{
    for (size_t i = 0; i < c->promises.count; i++) {
        struct complaint_promise *p = ROW(struct complaint_promise, c->promises, i);
        if (p->what == what && p->progress == state) return p;
    }
    return NULL;
}
struct complaint_promise *promise_open(const struct complaint *c, enum complaint_remedy what) { return promise_in(c, what, PROMISE_OPEN); }

void promise_ends(struct work *w, struct complaint_promise *p, enum promise_state state, text how)
{
    p->progress = state;
    p->ended_at = w->acted;
    p->who.id = w->actor->user;
    p->how = how;
}

/* ---- made ---- */

static struct complaint_promise *promise_add(struct work *w, struct complaint *c, enum complaint_remedy what)
{
    struct complaint_promise *all = take_many(w, struct complaint_promise, c->promises.count + 1);
    for (size_t i = 0; i < c->promises.count; i++) all[i] = *ROW(struct complaint_promise, c->promises, i);
    all[c->promises.count] = (struct complaint_promise){ .what = what, .progress = PROMISE_OPEN, .at = w->acted, .how = "" };
    c->promises = (rows_of){ all, c->promises.count + 1 };
    return &all[c->promises.count - 1];
}

static bool tell_coupon(struct work *w, const struct complaint *c, const struct coupon *given)
{
    const struct customer *who = record_peek(w, &customer_type, c->customer.id);
    if (!who || !who->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "complaint.coupon", .person = who->person, .branch = c->record.branch, .about = &complaint_type, .record = c->record.id, .occasion = print(w, "coupon %s", given->code),
        SAYING(say_money("worth", given->amount), say("code", given->code), say_day("valid_to", given->valid_to)) });
}

static bool give(struct work *w, const struct complaint *c, struct complaint_promise *p, money worth)
{
    day today = day_of(w->now);
    struct coupon one = { .state = COUPON_RUNNING, .code = print(w, "ZQ-%lld", (long long)series_next(w, "complaint_coupon", 0, 0)), .name = translate(w->language, N_("Sorry, from all of us")), .kind = COUPON_AMOUNT,
        .amount = worth, .valid_from = today, .valid_to = { today.number + (int)setting_number(w, "quality.coupon_days", c->record.branch.id, today) }, .customer = c->customer, .once = true, .uses_most = 1,
        .funder = FUNDED_BY_COMPANY, .remark = c->record.number };
    if (!ADD(w, coupon, &one)) return false;
    p->coupon.id = one.record.id;
    promise_ends(w, p, PROMISE_KEPT, "");
    return tell_coupon(w, c, &one);
}

/* Arranged at the visit itself, within its 24 hours, before the case was settled. */
static void find_rework(struct work *w, const struct complaint *c, struct complaint_promise *p)
{
    p->visit.id = c->visit.id ? db_one(w, SQL("select id from visit where rework_of = $1 and state not in (11, 14) order by id desc limit 1"), BIND(num(c->visit.id)), 0) : 0;
    const struct visit *again = p->visit.id ? record_peek(w, &visit_type, p->visit.id) : NULL;
    if (again) promise_ends(w, p, again->finished_at.ms || again->approved_at.ms ? PROMISE_KEPT : PROMISE_ARRANGED, "");
}
_Static_assert(VISIT_CANCELLED == 11 && VISIT_SKIPPED == 14, "the query above says these by number");

static void find_replacement(struct work *w, const struct complaint *c, struct complaint_promise *p)
{
    bool done = false;
    p->replacement.id = promise_replacement(w, c, &done);
    if (p->replacement.id) promise_ends(w, p, done ? PROMISE_KEPT : PROMISE_ARRANGED, "");
}

bool promises_made(struct work *w, struct complaint *c)
{
    for (const struct choice *one = complaint_promised; one->key; one++) {
        enum complaint_remedy what = (enum complaint_remedy)one->value;
        if (!(c->remedies.bits & SET_BIT(what)) || promise_open(c, what) || promise_in(c, what, PROMISE_ARRANGED)) continue;
        struct complaint_promise *p = promise_add(w, c, what);
        if (what == REMEDY_REWORK) find_rework(w, c, p);
        if (what == REMEDY_SUBSTITUTE) find_replacement(w, c, p);
        if (what == REMEDY_COUPON && c->coupon.fen && !give(w, c, p, c->coupon)) return false;
    }
    c->coupon.fen = 0;
    return !failed(w);
}

bool promises_coupon_named(struct work *w, const struct complaint *c, set remedies, money coupon)
{
    bool offered = (remedies.bits & SET_BIT(REMEDY_COUPON)) != 0;
    if (offered && !c->customer.id) return refuse(w, "remedies", N_("A coupon is a customer's; this complaint names none"));
    if (offered && !coupon.fen) return refuse(w, "coupon", N_("A coupon is offered: of how much? It is made for her when she agrees"));
    return !coupon.fen || offered || refuse(w, "remedies", N_("A coupon is given: say so in what is offered"));
}

bool promises_coupon_right(struct work *w, const struct complaint *c, money refund, money coupon)
{
    money limit = decision_limit(w, DECIDE_REFUND, c->record.branch.id);
    return !coupon.fen || money_add(refund, coupon).fen <= limit.fen || refuse(w, "coupon", N_("Refund and coupon together above {1} are given by headquarters: less, or pass the case on to them"), money_shown(w->arena, limit));
}

/* ---- kept ---- */

const struct sentence *promise_may_book(struct work *w, const struct complaint *c)
{
    if (!promise_open(c, REMEDY_REWORK)) return because(w, N_("No rework is promised that is not arranged yet"));
    return c->visit.id ? complaint_not_about_me(w, c) : because(w, N_("This complaint names no visit to be done again: arrange it in her home's service and enter it under “{1}”"), translated(w, N_("Promise settled otherwise")));
}

bool promise_book_rework(struct work *w, struct complaint *c, const struct rework_booked *in)
{
    const struct visit *first = record_peek(w, &visit_type, c->visit.id);
    struct complaint_promise *p = promise_open(c, REMEDY_REWORK);
    if (!first || !p) return fault(w, "a rework of nothing");
    struct visit_again again = { .start = in->start, .agreed = in->agreed, .length = in->length, .liable = in->liable ? in->liable : c->worker_share > c->company_share ? LIABLE_WORKER : LIABLE_COMPANY, .caused_by = in->caused_by };
    p->visit.id = visit_done_again(w, first, &again);
    if (p->visit.id) promise_ends(w, p, PROMISE_ARRANGED, "");
    return p->visit.id > 0;
}

const struct sentence *promise_may_give(struct work *w, const struct complaint *c)
{
    return promise_open(c, REMEDY_COUPON) ? complaint_not_about_me(w, c) : because(w, N_("No coupon is promised that was not given yet"));
}

bool promise_give_coupon(struct work *w, struct complaint *c, const struct coupon_given *in)
{
    struct complaint_promise *p = promise_open(c, REMEDY_COUPON);
    if (!p) return fault(w, "a coupon nobody promised");
    return promises_coupon_right(w, c, (money){ 0 }, in->worth) && give(w, c, p, in->worth);
}

const struct sentence *promise_may_train(struct work *w, const struct complaint *c)
{
    return promise_open(c, REMEDY_TRAINING) ? complaint_not_about_me(w, c) : because(w, N_("No training is promised that was not held yet"));
}

bool promise_training_held(struct work *w, struct complaint *c, const struct training_held *in)
{
    const struct credential *paper = in->credential.id ? record_peek(w, &credential_type, in->credential.id) : NULL;
    struct complaint_promise *p = promise_open(c, REMEDY_TRAINING);
    if (!p) return fault(w, "a training nobody promised");
    if (in->held_on.number > day_of(w->now).number) return refuse(w, "held_on", N_("This day has not come: enter it when it was held; until then name at the closing who sees to it"));
    if (paper && paper->worker.id != c->worker.id) return refuse(w, "credential", N_("This paper is another worker's"));
    promise_ends(w, p, PROMISE_KEPT, print(w, "%s %s", day_text(w->arena, in->held_on), in->how));
    p->credential = in->credential;
    return true;
}

const struct sentence *promise_may_let_go(struct work *w, const struct complaint *c)
{
    for (const struct choice *one = complaint_promised; one->key; one++)
        if (promise_open(c, (enum complaint_remedy)one->value)) return complaint_not_about_me(w, c);
    return because(w, N_("Nothing that was promised is open"));
}

bool promise_let_go(struct work *w, struct complaint *c, const struct promise_let_go *in)
{
    struct complaint_promise *p = promise_open(c, in->promise);
    if (!p) return refuse(w, "promise", N_("This is not promised, or done already"));
    promise_ends(w, p, PROMISE_LET_GO, in->how);
    return true;
}

/* ---- at the end ---- */

const struct sentence *promises_open(struct work *w, const struct complaint *c)
{
    text otherwise = translated(w, N_("Promise settled otherwise"));
    if (promise_open(c, REMEDY_REWORK)) return because(w, N_("A rework was promised and is not arranged: “{1}”, or say under “{2}” why not"), translated(w, N_("Arrange the rework")), otherwise);
    if (promise_open(c, REMEDY_SUBSTITUTE)) return because(w, N_("Another worker was promised and nothing is arranged: “{1}”, or say under “{2}” why not"), translated(w, N_("Arrange another worker")), otherwise);
    if (promise_open(c, REMEDY_COUPON)) return because(w, N_("A coupon was promised and is not given: “{1}”, or say under “{2}” why not"), translated(w, N_("Give the coupon")), otherwise);
    return NULL;
}

bool promises_training_open(const struct complaint *c) { return promise_open(c, REMEDY_TRAINING) != NULL; }

instant promises_due(const struct complaint *c)
{
    bool named = c->state == COMPLAINT_CLOSED && c->action_due.number;           /* the change rings for the training */
    bool open = promise_open(c, REMEDY_REWORK) || promise_open(c, REMEDY_SUBSTITUTE) || promise_open(c, REMEDY_COUPON) || (promises_training_open(c) && !named);
    return open ? (instant){ c->resolved_at.ms + DAYS(2) } : (instant){ 0 };
}

void promises_training_held(struct work *w, struct complaint *c, text how)
{
    struct complaint_promise *p = promise_open(c, REMEDY_TRAINING);
    if (p) promise_ends(w, p, PROMISE_KEPT, how);
}

/* ---- the rework's visit ---- */

static struct complaint_promise *of_visit(const struct complaint *c, int64_t visit)
{
    for (size_t i = 0; i < c->promises.count; i++) {
        struct complaint_promise *p = ROW(struct complaint_promise, c->promises, i);
        if (p->visit.id == visit && p->progress == PROMISE_ARRANGED) return p;
    }
    return NULL;
}

bool promise_rework_kept(struct work *w, struct complaint *c, const struct rework_told *in)
{
    struct complaint_promise *p = of_visit(c, in->visit);
    if (p) promise_ends(w, p, PROMISE_KEPT, "");
    return true;
}

bool promise_rework_lost(struct work *w, struct complaint *c, const struct rework_told *in)
{
    struct complaint_promise *p = of_visit(c, in->visit);
    if (!p) return true;
    promise_ends(w, p, PROMISE_OPEN, "");
    p->ended_at.ms = p->visit.id = 0;
    return true;
}

static bool told(struct work *w, int64_t visit, text step)
{
    int64_t id = db_one(w, SQL("select parent from complaint_promises where visit = $1 and progress = 2 order by parent limit 1"), BIND(num(visit)), 0);
    struct complaint *c = id ? record_peek(w, &complaint_type, id) : NULL;
    return c ? step_run(w, &complaint_type, c, step, &(struct rework_told){ visit }) : !failed(w);
}
_Static_assert(PROMISE_ARRANGED == 2, "the query above says it by number");

bool promises_visit_done(struct work *w, const struct record_type *type, int64_t visit) { (void)type; return told(w, visit, "rework_kept"); }
bool promises_visit_lost(struct work *w, const struct record_type *type, int64_t visit) { (void)type; return told(w, visit, "rework_lost"); }
