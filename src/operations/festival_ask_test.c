/* festival_ask_test.c — plans over Spring Festival 2027 (Saturday 2027-02-06): one cleaned on Tuesdays, one kept on Saturdays, holidays too. */
#include "operations/festival_ask.h"
#include "operations/plan_house_test.h"

struct festival { struct plan_house h; int64_t kept_plan, round, ask; struct festival_ask in; text step; struct festival_yes yes; };
static day on(int month, int of_month) { return day_from_date((struct date){ 2027, month, of_month }); }

static bool furnish(struct work *w, void *data)
{
    struct festival *f = data;
    struct service_plan p = { .record.branch = { f->h.branch }, .customer = { f->h.customer }, .household = { f->h.home }, .line = { f->h.line }, .weekdays = { SET_BIT(6) }, .every_weeks = 1, .holiday = HOLIDAY_KEEP,
        .at = { 14 * 60 }, .length = { 180 }, .first = plan_date(9, 26), .worker = { f->h.workers[1] } };
    struct festival_round r = { .record.branch = { f->h.branch }, .year = 2027, .pay = "" };
    if (!ADD(w, service_plan, &p) || !ADD(w, festival_round, &r)) return false;
    f->kept_plan = p.record.id;
    f->round = r.record.id;
    struct service_plan *made = LOAD(w, service_plan, p.record.id);
    return made && step_run(w, &service_plan_type, made, "start", NULL);
}

static bool roll(struct work *w, void *data) { (void)data; return plan_roll(w); }

static bool festival_open(struct festival *f)
{
    *f = (struct festival){ 0 };
    if (!plan_house_open(&f->h)) return false;
    CHECK(plan_write(&f->h, furnish, f));
    f->h.now = day_at(on(1, 25), 10 * 60);
    CHECK(plan_write(&f->h, roll, f));
    f->in = (struct festival_ask){ .round = { f->round }, .plan = { f->h.plan }, .first = on(2, 5), .last = on(2, 12), .may_keep = true, .agreed_by = "" };
    return true;
}

static bool ask(struct work *w, void *data)
{
    struct festival *f = data;
    struct festival_ask a = f->in;
    if (!ADD(w, festival_ask, &a)) return false;
    f->ask = a.record.id;
    return true;
}

static bool take_step(struct work *w, void *data)
{
    struct festival *f = data;
    struct festival_ask *a = LOAD(w, festival_ask, f->ask);
    return a && step_run(w, &festival_ask_type, a, f->step, &f->yes);
}
static bool step(struct festival *f, text name) { f->step = name; return plan_write(&f->h, take_step, f); }

static int64_t visits_between(struct work *w, const struct festival *f, day first, day last)
{
    return db_one(w, SQL("select count(*) from visit where plan = $1 and start >= $2 and start < $3 and state <> 14"), BIND(num(f->in.plan.id), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)), -1);
}

static bool is_asked(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct festival_ask *a = LOAD(w, festival_ask, f->ask);
    if (!a) return false;
    EQUAL(a->visits.count, 1);
    EQUAL(ROW(struct festival_visit, a->visits, 0)->date.number, on(2, 9).number);
    EQUAL(a->total.fen, 15000);
    EQUAL(a->usual.fen, 15000);
    EQUAL(a->until.ms, day_at(on(1, 29), 9 * 60).ms);           /* four days to answer, and a week before the first day at the latest */
    EQUAL(db_one(w, SQL("select due_at from deadline where type = 'festival_ask'"), NO_BIND, 0), a->until.ms);
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 1);        /* nothing has changed */
    return !failed(w);
}

static bool is_paused(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct service_plan *p = LOAD(w, service_plan, f->in.plan.id);
    const struct festival_ask *a = LOAD(w, festival_ask, f->ask);
    EQUAL(a->state, FESTIVAL_PAUSES);
    SAME_TEXT(a->agreed_by, "李先生");
    EQUAL(a->how, AGREED_BY_MESSAGE);
    EQUAL(p->paused_from.number, on(2, 5).number);
    EQUAL(p->paused_to.number, on(2, 12).number);
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 0);
    EQUAL(visits_between(w, f, on(2, 13), on(2, 20)), 1);
    return !failed(w);
}

static bool is_kept(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct service_plan *p = LOAD(w, service_plan, f->in.plan.id);
    EQUAL(LOAD(w, festival_ask, f->ask)->state, FESTIVAL_KEEPS);
    CHECK(!p->paused_from.given);
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 1);
    return !failed(w);
}

TEST_DB(a_plan_is_paused_over_the_festival_with_the_customers_yes_and_comes_back_when_she_changes_her_mind)
{
    struct festival f;
    if (!festival_open(&f)) return;
    CHECK(plan_write(&f.h, ask, &f) && plan_write(&f.h, is_asked, &f));
    CHECK(!plan_write(&f.h, ask, &f));
    SAME_TEXT(f.h.w->message, "Her customer was asked already");
    f.yes = (struct festival_yes){ AGREED_BY_MESSAGE, "李先生" };
    CHECK(plan_write(&f.h, is_asked, &f) && step(&f, "pause") && plan_write(&f.h, is_paused, &f));
    CHECK(step(&f, "keep") && plan_write(&f.h, is_kept, &f));
    CHECK(step(&f, "pause"));
    f.h.now = day_at(on(2, 13), 10 * 60);
    CHECK(!step(&f, "keep"));
    SAME_TEXT(f.h.w->message, "These days are over");
    plan_house_close(&f.h);
}

static bool is_dear(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct festival_ask *a = LOAD(w, festival_ask, f->ask);
    EQUAL(a->visits.count, 1);
    EQUAL(a->total.fen, 30000);                                 /* 初一 by the price list: 100 % on top */
    EQUAL(a->usual.fen, 15000);
    return !failed(w);
}

static bool agreed_to_more(struct work *w, void *data)
{
    struct service_plan *p = LOAD(w, service_plan, ((struct festival *)data)->h.plan);
    if (!p) return false;
    p->price_says = PRICE_AGREED;
    p->new_price_from = (maybe_day){ on(2, 1).number, true };
    p->new_price = (money){ 14000 };
    return SAVE(w, service_plan, p);
}

static bool usual_is_the_agreed(struct work *w, void *data)
{
    const struct festival_ask *a = LOAD(w, festival_ask, ((struct festival *)data)->ask);
    if (!a) return false;
    EQUAL(a->usual.fen, 14000);
    return !failed(w);
}

TEST_DB(beside_the_festival_price_stands_what_a_usual_visit_will_cost_then)
{
    struct festival f;
    if (!festival_open(&f)) return;
    CHECK(plan_write(&f.h, agreed_to_more, &f) && plan_write(&f.h, ask, &f) && plan_write(&f.h, usual_is_the_agreed, &f));
    plan_house_close(&f.h);
}

TEST_DB(what_is_asked_names_the_festival_price_and_what_cannot_be_asked_says_why)
{
    struct festival f;
    if (!festival_open(&f)) return;
    f.in.plan.id = f.kept_plan;
    f.in.last = on(2, 12);
    CHECK(plan_write(&f.h, ask, &f) && plan_write(&f.h, is_dear, &f));
    f.in.plan.id = f.h.plan;
    f.in.last = on(2, 8);
    CHECK(!plan_write(&f.h, ask, &f));
    SAME_TEXT(f.h.w->message, "The plan has no visit from {1} to {2}");
    f.in.first = on(1, 25);
    CHECK(!plan_write(&f.h, ask, &f));
    SAME_TEXT(f.h.w->field, "first");
    f.in.first = on(2, 5);
    f.in.last = on(2, 12);
    f.in.may_keep = false;
    CHECK(plan_write(&f.h, ask, &f));
    CHECK(!step(&f, "keep"));
    SAME_TEXT(f.h.w->message, "Nobody can come in these days: only a pause was offered. Withdraw it and ask again if somebody can");
    CHECK(step(&f, "withdraw") && !step(&f, "pause"));
    f.in.may_keep = true;
    CHECK(plan_write(&f.h, ask, &f));                           /* after a withdrawal she may be asked again */
    plan_house_close(&f.h);
}

/* ---- a plan that skips holidays ---- */

static bool skip_plan(struct work *w, void *data)
{
    struct festival *f = data;
    struct service_plan p = { .record.branch = { f->h.branch }, .customer = { f->h.customer }, .household = { f->h.home }, .line = { f->h.line }, .weekdays = { SET_BIT(6) | SET_BIT(7) }, .every_weeks = 1, .holiday = HOLIDAY_SKIP,
        .at = { 9 * 60 }, .length = { 180 }, .first = on(1, 30), .worker = { f->h.workers[2] } };
    struct service_plan *made = ADD(w, service_plan, &p) ? LOAD(w, service_plan, p.record.id) : NULL;
    f->in.plan.id = p.record.id;
    return made && step_run(w, &service_plan_type, made, "start", NULL);
}

static bool one_would_come(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct festival_ask *a = LOAD(w, festival_ask, f->ask);
    EQUAL(a->visits.count, 2);                                  /* 初一 and 初二, which the plan leaves out */
    EQUAL(a->total.fen, 60000);
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 0);
    return !failed(w);
}

static bool skipped_are_kept(struct work *w, void *data)
{
    const struct festival *f = data;
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 2);
    EQUAL(db_one(w, SQL("select sum(price) from visit where plan = $1 and start >= $2 and start < $3 and state <> 14"), BIND(num(f->in.plan.id), num(day_start(on(2, 5)).ms), num(day_start(on(2, 13)).ms)), 0), 60000);
    return !failed(w);
}

static bool other_holidays_are_skipped(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct service_plan *p = LOAD(w, service_plan, f->in.plan.id);
    struct listed_days listed = plan_listed(w, on(4, 1), on(5, 31));
    day days[MOST_PLAN_VISITS];
    for (int i = plan_days(p, &listed, on(4, 1), on(5, 31), days, MOST_PLAN_VISITS) - 1; i >= 0; i--) CHECK(days[i].number != on(5, 1).number);       /* a Saturday, Labour Day */
    return !failed(w);
}

static bool nothing_is_kept(struct work *w, void *data)
{
    const struct festival *f = data;
    const struct service_plan *p = LOAD(w, service_plan, f->in.plan.id);
    EQUAL(visits_between(w, f, on(2, 5), on(2, 12)), 0);
    CHECK(!p->kept_from.given && p->paused_from.given);
    return !failed(w);
}

TEST_DB(a_wish_to_keep_the_festival_goes_before_a_plans_own_rule_to_skip_holidays)
{
    struct festival f;
    if (!festival_open(&f)) return;
    CHECK(plan_write(&f.h, skip_plan, &f));
    f.in.may_keep = false;
    CHECK(!plan_write(&f.h, ask, &f));                          /* it has none by itself, so there is nothing to pause */
    SAME_TEXT(f.h.w->message, "The plan has no visit from {1} to {2}");
    f.in.may_keep = true;
    f.yes = (struct festival_yes){ AGREED_BY_PHONE, "" };
    CHECK(plan_write(&f.h, ask, &f) && plan_write(&f.h, one_would_come, &f));
    CHECK(step(&f, "keep") && plan_write(&f.h, skipped_are_kept, &f) && plan_write(&f.h, other_holidays_are_skipped, &f));
    CHECK(plan_write(&f.h, roll, &f) && plan_write(&f.h, skipped_are_kept, &f));        /* the night's run leaves them as they are */
    CHECK(step(&f, "pause") && plan_write(&f.h, nothing_is_kept, &f));
    CHECK(step(&f, "keep") && plan_write(&f.h, skipped_are_kept, &f));
    plan_house_close(&f.h);
}
