/* plan_price_test.c — a plan's new price is told 30 days ahead and begins by the customer's yes alone. The plan costs 150, promised until 2027-09-01; the list of
 * August 2027 asks 180. */
#include <string.h>
#include "operations/plan_house_test.h"

struct prices { struct plan_house h; day from, on; text step; struct price_word word; int64_t old, fresh; };

static bool dearer(struct work *w, void *data)
{
    const struct prices *k = data;
    struct price_rule p = { .line = { k->h.line }, .name = "2027", .valid_from = day_from_date((struct date){ 2027, 8, 1 }), .unit_price = { 6000 }, .worker_percent = 75 };
    struct price_rule *made = ADD(w, price_rule, &p) ? LOAD(w, price_rule, p.record.id) : NULL;
    return made && step_run(w, &price_rule_type, made, "publish", NULL);
}
static bool tell_price(struct work *w, void *data)
{
    const struct prices *k = data;
    struct service_plan *p = LOAD(w, service_plan, k->h.plan);
    return p && step_run(w, &service_plan_type, p, "new_price", &(struct new_price){ k->from });
}
static bool answer(struct work *w, void *data)
{
    const struct prices *k = data;
    struct service_plan *p = LOAD(w, service_plan, k->h.plan);
    return p && step_run(w, &service_plan_type, p, k->step, &k->word);
}
static bool let_it(struct work *w, void *data)
{
    const struct prices *k = data;
    struct service_plan *p = LOAD(w, service_plan, k->h.plan);
    return p && step_run(w, &service_plan_type, p, "price_stays", NULL);
}
static bool look(struct work *w, void *data)
{
    struct prices *k = data;
    const struct service_plan *p = LOAD(w, service_plan, k->h.plan);
    const struct household *home = LOAD(w, household, k->h.home);
    struct quote before, after;
    if (!p || !home || !plan_quote(w, p, home, day_at((day){ k->on.number - 1 }, 540), &before) || !plan_quote(w, p, home, day_at(k->on, 540), &after)) return false;
    k->old = before.price.fen;
    k->fresh = after.price.fen;
    return true;
}
static bool roll(struct work *w, void *data) { (void)data; return plan_roll(w); }

static day of_2027(int month, int d) { return day_from_date((struct date){ 2027, month, d }); }
static bool prices_open(struct prices *k)
{
    *k = (struct prices){ 0 };
    if (!plan_house_open(&k->h)) return false;
    bool well = plan_write(&k->h, dearer, k);
    k->h.now = day_at(of_2027(8, 20), 600);
    k->from = k->on = of_2027(9, 19);
    k->word = (struct price_word){ .how = AGREED_BY_MESSAGE, .agreed_by = "李先生" };
    CHECK(well);
    return true;
}
static bool write_it(struct prices *k, db_run *run) { return plan_write(&k->h, run, k); }
/* `k` begins with its house, so that what the house hands on is the whole. */
static int64_t due(struct work *w, text rule) { return db_one(w, SQL("select due_at from deadline where type = 'service_plan' and rule = $1 and done_at = 0"), BIND(txt(rule)), 0); }

static bool no_answer(struct work *w, void *data)
{
    struct prices *k = data;
    EQUAL(due(w, "price_answer"), day_at(k->from, 540).ms);
    EQUAL(due(w, "price"), 0);                              /* told already */
    EQUAL(due(w, "price_no"), 0);
    EQUAL(db_one(w, SQL("select count(*) from service_plan where price_says = 1 and new_price = 18000 and price = 15000"), NO_BIND, 0), 1);
    return look(w, k);
}

TEST_DB(a_new_price_is_told_thirty_days_ahead_and_silence_leaves_the_old_one)
{
    struct prices k;
    if (!prices_open(&k)) return;
    k.from = of_2027(9, 1);
    CHECK(!write_it(&k, tell_price));                       /* still promised */
    k.from = of_2027(9, 18);
    CHECK(!write_it(&k, tell_price));                       /* 29 days */
    SAME_TEXT(k.h.w->field, "from");
    k.step = "price_yes";
    CHECK(!write_it(&k, answer));                           /* nothing was asked */
    k.from.number++;
    CHECK(write_it(&k, tell_price) && write_it(&k, no_answer));
    EQUAL(k.fresh, 15000);
    k.h.now = day_at(of_2027(9, 25), 600);
    CHECK(write_it(&k, roll) && write_it(&k, look));
    EQUAL(k.fresh, 15000);
    plan_house_close(&k.h);
}

static bool made(struct work *w, void *data)
{
    const struct prices *k = data;
    EQUAL(due(w, "price_answer"), 0);
    EQUAL(db_one(w, SQL("select count(*) from visit where plan = $1 and start >= $2 and state <= 4 and price <> 18000"), BIND(num(k->h.plan), num(day_start(k->on).ms)), 0), 0);
    CHECK(db_one(w, SQL("select count(*) from visit where plan = $1 and start >= $2 and state <= 4 and price = 18000 and worker_pay = 13500"), BIND(num(k->h.plan), num(day_start(k->on).ms)), 0) > 0);
    EQUAL(db_one(w, SQL("select count(*) from visit where plan = $1 and start < $2 and price <> 15000"), BIND(num(k->h.plan), num(day_start(k->on).ms)), 0), 0);
    return !failed(w);
}
/* What she agreed to waits for its day: telling her once more would undo her yes. */
TEST_DB(who_agreed_to_a_new_price_is_not_told_of_one_once_more)
{
    struct prices k;
    if (!prices_open(&k)) return;
    k.from = of_2027(9, 19);
    CHECK(write_it(&k, tell_price) && write_it(&k, tell_price));        /* a slip of the pen is put right until she answers */
    k.step = "price_yes";
    CHECK(write_it(&k, answer) && !write_it(&k, tell_price));
    CHECK(strstr(k.h.w->message, "She agreed to") != NULL);
    plan_house_close(&k.h);
}

static bool settled(struct work *w, void *data)
{
    const struct prices *k = data;
    const struct service_plan *p = LOAD(w, service_plan, k->h.plan);
    EQUAL(p->price.fen, 18000);
    CHECK(!p->new_price_from.given);
    EQUAL(p->price_until.number, day_plus_months(k->on, 12).number);
    SAME_TEXT(p->price_said_by, "李先生");
    return !failed(w);
}

TEST_DB(her_yes_brings_the_new_price_from_its_day_also_to_visits_made_before_it)
{
    struct prices k;
    if (!prices_open(&k)) return;
    CHECK(write_it(&k, tell_price));
    k.step = "price_yes";
    k.word.on = (maybe_day){ of_2027(8, 21).number, true };
    CHECK(!write_it(&k, answer));                           /* of a day that lies ahead */
    SAME_TEXT(k.h.w->field, "on");
    k.h.now = day_at(of_2027(9, 10), 600);
    CHECK(write_it(&k, roll) && write_it(&k, answer) && write_it(&k, look) && write_it(&k, made));
    EQUAL(k.old, 15000);
    EQUAL(k.fresh, 18000);
    CHECK(!write_it(&k, tell_price));                       /* agreed, and not begun */
    k.h.now = day_at(of_2027(9, 19), 600);
    CHECK(write_it(&k, roll) && write_it(&k, settled) && write_it(&k, look));
    EQUAL(k.fresh, 18000);
    plan_house_close(&k.h);
}

TEST_DB(a_yes_after_the_day_reaches_what_is_still_ahead)
{
    struct prices k;
    if (!prices_open(&k)) return;
    CHECK(write_it(&k, tell_price));
    k.step = "price_yes";
    k.h.now = day_at(of_2027(9, 27), 600);
    k.on = of_2027(9, 28);
    CHECK(write_it(&k, roll) && write_it(&k, answer) && write_it(&k, look) && write_it(&k, made));
    EQUAL(k.old, 15000);
    EQUAL(k.fresh, 18000);
    plan_house_close(&k.h);
}

static bool rings_for_no(struct work *w, void *data) { (void)data; CHECK(due(w, "price_no") > 0); EQUAL(due(w, "price_answer"), 0); EQUAL(due(w, "price"), 0); return !failed(w); }
static bool rings_next_year(struct work *w, void *data) { (void)data; EQUAL(due(w, "price_no"), 0); EQUAL(due(w, "price"), day_start((day){ of_2027(9, 1).number + 366 - PRICE_NOTICE_DAYS }).ms); return !failed(w); }

TEST_DB(her_no_leaves_the_old_price_and_asks_who_told_her)
{
    struct prices k;
    if (!prices_open(&k)) return;
    CHECK(write_it(&k, tell_price));
    k.step = "price_no";
    CHECK(write_it(&k, answer) && write_it(&k, look) && write_it(&k, rings_for_no));
    EQUAL(k.fresh, 15000);
    CHECK(write_it(&k, let_it) && write_it(&k, rings_next_year));
    CHECK(!write_it(&k, let_it));                           /* nothing is open any more */
    plan_house_close(&k.h);
}
