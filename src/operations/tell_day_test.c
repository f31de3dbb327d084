/* tell_day_test.c — a worker's day in one message: published, on its eve, called off at once; and nobody hears anything twice. */
#include <stdio.h>
#include "operations/force_majeure.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

struct said { struct visit_house *h; text template; int64_t n; char body[300]; };
static bool look(struct work *w, void *data)
{
    struct said *s = data;
    struct found all = LOAD_WHERE(w, message, "channel = 1 and template = $1 order by id", BIND(txt(s->template)));
    s->n = all.count;
    snprintf(s->body, sizeof s->body, "%s", all.count ? FOUND(struct message, all, all.count - 1)->body : "");
    return !failed(w);
}
static struct said heard(struct visit_house *h, text template)
{
    struct said s = { .h = h, .template = template };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = h, .now = house_at(0, 12, 0), .run = look, .data = &s }));
    return s;
}

static bool another_visit(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = house_at(1, 14, 0), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7500 } };
    if (!ADD(w, visit, &v)) return false;
    return step_run(w, &visit_type, record_peek(w, &visit_type, v.record.id), "assign", &(struct assignment){ .worker = { h->worker }, .how = OFFER_PUBLISHED });
}

static bool step(struct visit_house *h, enum visit_house_who who, instant now, text name, const void *input)
{
    struct visit_house_step s = { .type = &visit_type, .record = h->visit, .step = name, .input = input, .reason = "" };
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = who, .now = now, .run = visit_house_step, .data = &s });
}

static bool two_published(struct visit_house *h)
{
    bool well = step(h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h->worker }, .how = OFFER_PUBLISHED });
    return well && visit_house_write(&(struct visit_house_act){ .house = h, .now = house_at(0, 10, 0), .run = another_visit, .data = h });
}

static bool digest(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct told_day of = { h->worker, { HOUSE_DAY + 1 } };
    return tell_day(w, &of, "visit.day_published", "proposal 1 day 1") && tell_day(w, &of, "visit.day_published", "proposal 1 day 1");
}

TEST_DB(a_published_day_is_one_message_and_a_later_change_of_it_is_told_by_itself)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(two_published(&h));
    EQUAL(heard(&h, "visit.offered").n, 0);
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 10, 0), .run = digest, .data = &h }));
    struct said all = heard(&h, "visit.day_published");
    EQUAL(all.n, 1);
    CHECK(strstr(all.body, "2 单") && strstr(all.body, "09:00–12:00 日常保洁") && strstr(all.body, "14:00–16:00") && strstr(all.body, "20:00 前答复"));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 11, 0), "move", &(struct new_time){ house_at(1, 10, 0), true }));
    EQUAL(heard(&h, "visit.moved").n, 1);
    EQUAL(heard(&h, "visit.day_published").n, 1);
    CASE("somebody else gets it by hand: told at once");
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 11, 5), "assign", &(struct assignment){ .worker = { h.second } }));
    EQUAL(heard(&h, "visit.offered").n, 1);
    EQUAL(heard(&h, "visit.off").n, 1);
    visit_house_close(&h);
}

static bool digest_of_today(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct told_day of = { h->worker, { HOUSE_DAY + 1 } };
    return tell_day(w, &of, "visit.day_published", "proposal 2 day 1");
}

TEST_DB(what_is_published_of_today_lists_what_is_still_ahead_and_says_so)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(two_published(&h));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 12, 30), .run = digest_of_today, .data = &h }));       /* 09:00–12:00 is over */
    EQUAL(heard(&h, "visit.day_published").n, 0);
    struct said rest = heard(&h, "visit.day_rest");
    EQUAL(rest.n, 1);
    CHECK(strstr(rest.body, "今天") && strstr(rest.body, "还有 1 单") && strstr(rest.body, "14:00–16:00") && !strstr(rest.body, "09:00"));
    visit_house_close(&h);
}

static bool eve(struct work *w, void *data) { (void)data; return tell_eve(w); }

TEST_DB(on_the_eve_worker_and_customer_hear_of_tomorrow_once_from_six_oclock_on)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(two_published(&h));
    CHECK(step(&h, AS_HER, house_at(0, 10, 5), "accept", NULL));                  /* the other one is only offered: not hers yet */
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 17, 59), .run = eve }));
    EQUAL(heard(&h, "visit.day_eve").n, 0);
    for (int i = 0; i < 3; i++) CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 18, i), .run = eve }));
    EQUAL(heard(&h, "visit.day_eve").n, 1);
    struct said hers = heard(&h, "customer.tomorrow");
    EQUAL(hers.n, 1);
    CHECK(strstr(hers.body, "王师傅") && !strstr(hers.body, "金凤") && strstr(hers.body, "09:00–12:00"));
    visit_house_close(&h);
}

TEST_DB(who_was_told_today_who_comes_is_not_told_again_on_the_eve)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(two_published(&h));
    CHECK(step(&h, AS_HER, house_at(0, 10, 5), "accept", NULL));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 17, 0), "confirm", NULL));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 18, 0), .run = eve }));
    EQUAL(heard(&h, "visit.day_eve").n, 1);
    EQUAL(heard(&h, "customer.tomorrow").n, 0);
    EQUAL(heard(&h, "customer.visit_confirmed").n, 1);
    visit_house_close(&h);
}

static bool typhoon(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct force_majeure f = { .record.branch = { h->branch }, .state = FORCE_DRAFT, .what = "台风「烟花」", .start = house_at(1, 0, 0), .until = house_at(2, 0, 0), .area = "" };
    if (!ADD(w, force_majeure, &f)) return false;
    return step_run(w, &force_majeure_type, record_peek(w, &force_majeure_type, f.record.id), "apply", NULL);
}

TEST_DB(what_is_called_off_at_once_is_told_to_each_customer_and_once_to_each_worker)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(two_published(&h));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(0, 15, 0), .run = typhoon, .data = &h }));
    EQUAL(heard(&h, "visit.cancelled").n, 0);
    EQUAL(heard(&h, "customer.visit_cancelled").n, 0);
    struct said her = heard(&h, "visit.called_off"), customer = heard(&h, "customer.force_majeure");
    EQUAL(her.n, 1);
    CHECK(strstr(her.body, "台风「烟花」：你的 2 单取消"));
    EQUAL(customer.n, 2);
    CHECK(strstr(customer.body, "台风「烟花」") && strstr(customer.body, "不收费用"));
    visit_house_close(&h);
}

/* ---- she is away ---- */

struct away { struct visit_house *h; int64_t leave; int offered; };

static bool falls_ill(struct work *w, void *data)
{
    struct away *a = data;
    struct worker_leave l = { .worker = { a->h->worker }, .kind = LEAVE_SICK, .start = house_at(1, 0, 0), .until = house_at(2, 0, 0), .why = "", .impact = { "[]" } };
    if (!ADD(w, worker_leave, &l)) return false;
    a->leave = l.record.id;
    return true;                                            /* ill today: granted at once */
}
static bool somebody_takes_the_first(struct work *w, void *data)
{
    const struct away *a = data;
    return step_run(w, &visit_type, LOAD(w, visit, a->h->visit), "assign", &(struct assignment){ .worker = { a->h->second } });
}
static bool is_back(struct work *w, void *data)
{
    const struct away *a = data;
    return step_run(w, &worker_leave_type, LOAD(w, worker_leave, a->leave), "come_back", NULL);
}
static bool count_offers(struct work *w, void *data)
{
    struct away *a = data;
    a->offered = (int)db_one(w, SQL("select count(*) from visit where worker = $1 and state = 2"), BIND(num(a->h->worker)), 0);
    return !failed(w);
}

static bool at(struct away *a, instant now, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = a->h, .now = now, .run = run, .data = a }); }

TEST_DB(who_is_away_hears_once_what_is_taken_from_her_and_back_again_is_offered_what_nobody_has)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct away a = { .h = &h };
    CHECK(two_published(&h) && at(&a, house_at(1, 6, 0), falls_ill));
    struct said off = heard(&h, "visit.off_many");
    EQUAL(off.n, 1);
    CHECK(strstr(off.body, "2 单") && strstr(off.body, "11/24 09:00–12:00 日常保洁") && strstr(off.body, "；14:00–16:00"));
    EQUAL(heard(&h, "visit.off").n, 0);
    CHECK(at(&a, house_at(1, 6, 0), somebody_takes_the_first) && at(&a, house_at(1, 7, 0), count_offers));
    EQUAL(a.offered, 0);
    CHECK(at(&a, house_at(1, 7, 0), is_back) && at(&a, house_at(1, 7, 0), count_offers));
    EQUAL(a.offered, 1);                                    /* the second one; the first is another's */
    visit_house_close(&h);
}
