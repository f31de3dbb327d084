/* promise_substitute.c — another worker, as promised in a complaint (换人): a replacement in her home, or who comes by the hour from now on. */
#include "base/words.h"
#include "placement/placement.h"
#include "quality/promise.h"
#include "record/store.h"

/* The home of this customer in which the worker of the case serves, or served last; 0: she comes by the hour. */
static int64_t home_of(struct work *w, const struct complaint *c)
{
    if (!c->customer.id || !c->worker.id || c->visit.id) return 0;
    return db_one(w, SQL("select id from placement where customer = $1 and state between $3 and $4 and (worker = $2 or exists (select 1 from placement_stints s where s.parent = placement.id and s.worker = $2)) order by id desc limit 1"),
                  BIND(num(c->customer.id), num(c->worker.id), num(PLACEMENT_IN_SERVICE), num(PLACEMENT_GAP)), 0);
}

int64_t promise_replacement(struct work *w, const struct complaint *c, bool *ret_done)
{
    *ret_done = false;
    if (!c->customer.id || !c->worker.id) return 0;
    struct found all = LOOK_WHERE(w, replacement, "customer = $1 and old_worker = $2 and (state < 5 or (state = 5 and ended_at >= $3)) order by id desc limit 1", BIND(num(c->customer.id), num(c->worker.id), num(c->received_at.ms)));
    const struct replacement *r = all.count ? all.at[0] : NULL;
    *ret_done = r && r->state == REPLACEMENT_DONE;
    return r ? r->record.id : 0;
}
_Static_assert(REPLACEMENT_DONE == 5, "the query above says it by number");

const struct sentence *promise_may_change(struct work *w, const struct complaint *c)
{
    if (!promise_open(c, REMEDY_SUBSTITUTE)) return because(w, N_("No other worker is promised that is not arranged yet"));
    return complaint_not_about_me(w, c);
}

/* ---- in a home ---- */

static bool begin_replacement(struct work *w, struct complaint *c, struct complaint_promise *p, int64_t home, text wish)
{
    bool done = false;
    p->replacement.id = promise_replacement(w, c, &done);
    if (!p->replacement.id) {
        struct replacement r = { .placement = { home }, .wish = wish };
        if (!ADD(w, replacement, &r)) return false;
        p->replacement.id = r.record.id;
    }
    promise_ends(w, p, done ? PROMISE_KEPT : PROMISE_ARRANGED, wish);
    return true;
}

/* ---- by the hour ---- */

/* The next thing that still sends the old one there, by its number; "": nothing. */
static text still_hers(struct work *w, const struct complaint *c)
{
    struct found visits = LOOK_WHERE(w, visit, "customer = $1 and start > $2 and state < $4 and (worker = $3 or second = $3) order by start limit 1", BIND(num(c->customer.id), num(w->now.ms), num(c->worker.id), num(VISIT_FINISHED)));
    if (visits.count) return record_title(w, &visit_type, FOUND(struct visit, visits, 0)->record.id);
    struct found plans = LOOK_WHERE(w, service_plan, "customer = $1 and state = $2 and worker = $3 order by id limit 1", BIND(num(c->customer.id), num(PLAN_ACTIVE), num(c->worker.id)));
    return plans.count ? record_title(w, &service_plan_type, FOUND(struct service_plan, plans, 0)->record.id) : "";
}

static bool enter_new_one(struct work *w, const struct complaint *c, struct complaint_promise *p, const struct worker_changed *in)
{
    if (!in->worker.id) return refuse(w, "worker", N_("Who comes from now on? She serves no home of this customer, so it is a change of the visits' worker"));
    if (in->worker.id == c->worker.id) return refuse(w, "worker", N_("She is the one who goes"));
    text hers = c->worker.id && c->customer.id ? still_hers(w, c) : "";
    if (*hers) return refuse(w, "worker", N_("“{1}” still names {2}: give it to the new one there first, then enter it here"), hers, record_title(w, &worker_type, c->worker.id));
    p->worker = in->worker;
    promise_ends(w, p, PROMISE_KEPT, in->wish);
    return true;
}

bool promise_change_worker(struct work *w, struct complaint *c, const struct worker_changed *in)
{
    struct complaint_promise *p = promise_open(c, REMEDY_SUBSTITUTE);
    if (!p) return fault(w, "another worker nobody promised");
    int64_t home = home_of(w, c);
    return home ? begin_replacement(w, c, p, home, in->wish) : enter_new_one(w, c, p, in);
}

/* ---- the replacement ends ---- */

static struct complaint_promise *of_replacement(const struct complaint *c, int64_t id)
{
    struct complaint_promise *p = promise_in(c, REMEDY_SUBSTITUTE, PROMISE_ARRANGED);
    return p && p->replacement.id == id ? p : NULL;
}

bool promise_replaced(struct work *w, struct complaint *c, const struct replacement_told *in)
{
    const struct replacement *r = record_peek(w, &replacement_type, in->replacement.id);
    struct complaint_promise *p = of_replacement(c, in->replacement.id);
    if (!p || !r) return !failed(w);
    if (r->state == REPLACEMENT_DONE) p->worker = r->new_worker;
    if (r->state == REPLACEMENT_DONE) promise_ends(w, p, PROMISE_KEPT, p->how);
    if (r->state == REPLACEMENT_REFUND) promise_ends(w, p, PROMISE_LET_GO, translate(w->language, N_("Refunded instead")));
    if (r->state != REPLACEMENT_WITHDRAWN) return true;
    promise_ends(w, p, PROMISE_OPEN, "");
    p->ended_at.ms = p->replacement.id = 0;
    return true;
}

bool promises_replacement_ended(struct work *w, const struct record_type *type, int64_t replacement)
{
    (void)type;
    int64_t id = db_one(w, SQL("select parent from complaint_promises where replacement = $1 and progress = 2 order by parent limit 1"), BIND(num(replacement)), 0);
    struct complaint *c = id ? record_peek(w, &complaint_type, id) : NULL;
    return c ? step_run(w, &complaint_type, c, "replaced", &(struct replacement_told){ { replacement } }) : !failed(w);
}
