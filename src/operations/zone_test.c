/* zone_test.c — a zone that is not right: done again unpaid or paid by whose fault it was, and taken off the price when it fails again. 1 200 yuan, 120 m². */
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include "operations/zone.h"
#include "messages/messages.h"
#include <stdio.h>
#include <string.h>

struct job { struct visit_house *h; int64_t zones[3], rework, price, pay; };
struct redo_of_test { instant start; bool agreed; enum liable_side liable; ref caused_by; };      /* as zone.c declares it */

static bool make_job(struct work *w, void *data)
{
    struct job *j = data;
    static const struct { text name; int64_t size; } rows[] = { { "客厅", 60 }, { "厨房", 20 }, { "卧室", 40 } };
    db_exec(w, SQL("update visit set state = 8, price = 120000, worker_pay = 60000, worker = $2, finished_at = $3 where id = $1"), BIND(num(j->h->visit), num(j->h->worker), num(house_at(1, 14, 0).ms)));
    for (int i = 0; i < 3; i++) {
        struct job_zone z = { .state = i ? ZONE_ACCEPTED : ZONE_REJECTED, .visit = { j->h->visit }, .name = rows[i].name, .square_metres = rows[i].size, .accepted_by = "", .wrong = i ? "" : "有水泥点" };
        if (i == 1) z.state = ZONE_REJECTED;
        if (!ADD(w, job_zone, &z)) return false;
        j->zones[i] = z.record.id;
    }
    return !failed(w);
}

static bool as(struct job *j, int zone, instant now, text name, const void *input)
{
    struct visit_house_step s = { .type = &job_zone_type, .record = j->zones[zone], .step = name, .input = input, .reason = "客户不要再返工" };
    return visit_house_write(&(struct visit_house_act){ .house = j->h, .who = AS_MANAGER, .now = now, .run = visit_house_step, .data = &s });
}

static bool look(struct work *w, void *data)
{
    struct job *j = data;
    const struct visit *v = record_peek(w, &visit_type, j->h->visit);
    j->price = v->price.fen;
    j->pay = v->worker_pay.fen;
    j->rework = db_one(w, SQL("select worker_pay from visit where rework_of = $1"), BIND(num(j->h->visit)), -1);
    return !failed(w);
}
static void seen(struct job *j) { CHECK(visit_house_write(&(struct visit_house_act){ .house = j->h, .now = house_at(1, 20, 0), .run = look, .data = j })); }

static bool rework_done(struct work *w, void *data)
{
    struct job *j = data;
    db_exec(w, SQL("update visit set state = 8 where rework_of = $1"), BIND(num(j->h->visit)));
    return !failed(w);
}

static bool approve(struct visit_house *h)
{
    struct visit_house_step s = { .type = &visit_type, .record = h->visit, .step = "approve" };
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_MANAGER, .now = house_at(2, 18, 0), .run = visit_house_step, .data = &s });
}

TEST_DB(a_zone_that_fails_again_is_taken_off_the_price_and_the_crew_keeps_its_pay)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 15, 0), .run = make_job, .data = &j }));
    CHECK(as(&j, 1, house_at(1, 15, 0), "redo", &(struct redo_of_test){ house_at(2, 9, 0), true, LIABLE_COMPANY }));
    seen(&j);
    EQUAL(j.rework, 10000);                                 /* 20 of 120 m² of 600 */
    CHECK(!as(&j, 1, house_at(2, 8, 0), "take_off", NULL));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(2, 12, 0), .run = rework_done, .data = &j }));
    CHECK(as(&j, 1, house_at(2, 12, 0), "take_off", NULL));
    seen(&j);
    EQUAL(j.price, 100000);
    EQUAL(j.pay, 60000);
    CHECK(!approve(&h));                                    /* the living room is not settled yet */
    CHECK(as(&j, 0, house_at(2, 13, 0), "take_off", NULL));
    seen(&j);
    EQUAL(j.price, 40000);                                  /* 60 of 120 m² of the whole, not of what was left */
    CHECK(approve(&h));
    visit_house_close(&h);
}

TEST_DB(a_zone_done_again_by_the_crews_fault_is_unpaid)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 15, 0), .run = make_job, .data = &j }));
    CHECK(as(&j, 1, house_at(1, 15, 0), "redo", &(struct redo_of_test){ house_at(2, 9, 0), true, 0 }));
    seen(&j);
    EQUAL(j.rework, 0);
    visit_house_close(&h);
}

struct sized { struct job *job; int64_t persons, length, pay; };
static bool of_four(struct work *w, void *data)
{
    struct job *j = data;
    db_exec(w, SQL("update service_line set persons = 4 where id = (select line from visit where id = $1)"), BIND(num(j->h->visit)));
    db_exec(w, SQL("update visit set length = 300 where id = $1"), BIND(num(j->h->visit)));
    return !failed(w);
}
static bool look_at_redone(struct work *w, void *data)
{
    struct sized *s = data;
    struct rows *row = db_query(w, SQL("select persons, length from visit where rework_of = $1 order by id desc limit 1"), BIND(num(s->job->h->visit)));
    if (db_next(row)) s->persons = db_number(row, 0), s->length = db_number(row, 1);
    db_enough(row);
    return !failed(w);
}
static void redone_by(struct job *j, int zone, int64_t persons, int64_t length)
{
    CHECK(as(j, zone, house_at(1, 15, 0), "redo", &(struct redo_of_test){ house_at(2, 9, 0), true, 0 }));
    struct sized s = { .job = j };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = j->h, .now = house_at(1, 20, 0), .run = look_at_redone, .data = &s }));
    EQUAL(s.persons, persons);
    EQUAL(s.length, length);
}

TEST_DB(a_zone_is_done_again_by_as_many_as_its_size_takes)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 15, 0), .run = make_job, .data = &j }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 15, 0), .run = of_four, .data = &j }));
    redone_by(&j, 1, 1, 210);                               /* 20 of 120 m² of 20 hours' work: 200 minutes of one */
    redone_by(&j, 0, 3, 210);                               /* 60 of 120: 10 hours, four a head */
    visit_house_close(&h);
}

/* ---- on the phones ---- */

struct word { struct job *job; int zone; text step; const void *input; };
static bool as_house(struct work *w, void *data)
{
    const struct word *s = data;
    struct job_zone *z = LOAD(w, job_zone, s->job->zones[s->zone]);
    return z && step_run(w, &job_zone_type, z, s->step, s->input);
}
/* As the phones do it: by the step, whoever holds the phone has no right of the office's. */
static bool phone(struct job *j, int zone, instant now, text step, const void *input)
{
    struct word s = { j, zone, step, input };
    return visit_house_write(&(struct visit_house_act){ .house = j->h, .now = now, .run = as_house, .data = &s });
}

static bool under_way(struct work *w, void *data)
{
    struct job *j = data;
    db_exec(w, SQL("update visit set state = 7, finished_at = 0 where id = $1"), BIND(num(j->h->visit)));
    db_exec(w, SQL("update job_zone set state = 1, wrong = '' where visit = $1"), BIND(num(j->h->visit)));
    return !failed(w);
}
static bool finished(struct work *w, void *data)
{
    db_exec(w, SQL("update visit set state = 8, finished_at = $2 where id = $1"), BIND(num(((struct job *)data)->h->visit), num(w->now.ms)));
    return !failed(w);
}

struct zone_seen { struct job *job; int zone; struct job_zone z; int64_t due; };
static bool look_at(struct work *w, void *data)
{
    struct zone_seen *s = data;
    const struct job_zone *z = LOAD(w, job_zone, s->job->zones[s->zone]);
    if (!z) return false;
    s->z = *z;
    s->due = db_one(w, SQL("select due_at from deadline where record = $1"), BIND(num(z->record.id)), 0);
    return !failed(w);
}
static struct zone_seen seen_of(struct job *j, int zone)
{
    struct zone_seen s = { j, zone, { .state = 0 }, 0 };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = j->h, .now = house_at(1, 20, 0), .run = look_at, .data = &s }));
    return s;
}
static bool do_in(struct job *j, instant now, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = j->h, .now = now, .run = run, .data = j }); }

struct told { int count; char kept[400]; };
static bool count_told(struct work *w, void *data)
{
    struct told *t = data;
    struct found f = LOOK_WHERE(w, message, "template = $1 order by id", BIND(txt("customer.zone_again")));
    t->count = f.count;
    if (f.count) snprintf(t->kept, sizeof t->kept, "%s", FOUND(struct message, f, f.count - 1)->body);
    return !failed(w);
}
static struct told told_again(struct job *j)
{
    struct told t = { 0 };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = j->h, .now = house_at(1, 20, 0), .run = count_told, .data = &t }));
    return t;
}

static const struct zone_signing hers = { { "" }, "李芳" };

TEST_DB(the_customer_says_on_her_phone_what_the_crew_has_said_is_done)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(do_in(&j, house_at(1, 10, 0), make_job) && do_in(&j, house_at(1, 10, 0), under_way));
    CHECK(!phone(&j, 0, house_at(1, 10, 0), "sign", &hers));            /* the crew is at it */
    EQUAL(h.w->failure, CONFLICT);
    CHECK(phone(&j, 0, house_at(1, 11, 0), "ready", &(struct zone_ready){ { "" }, { h.worker } }));
    EQUAL(told_again(&j).count, 0);                                     /* the first time she walks through with them */
    CHECK(phone(&j, 0, house_at(1, 11, 5), "object", &(struct zone_objection){ "窗台有灰", { "" } }));
    struct zone_seen s = seen_of(&j, 0);
    EQUAL(s.z.state, ZONE_REJECTED);
    EQUAL(s.z.how, ZONE_ON_HER_PHONE);
    EQUAL(s.z.wrong_at.ms, house_at(1, 11, 5).ms);
    EQUAL(s.z.customer.id, h.customer);
    CHECK(phone(&j, 0, house_at(1, 11, 30), "ready", &(struct zone_ready){ { "" }, { h.worker } }));
    s = seen_of(&j, 0);
    EQUAL(s.z.state, ZONE_OPEN);
    SAME_TEXT(s.z.wrong, "窗台有灰");                                   /* stays */
    struct told t = told_again(&j);
    CHECK(t.count > 0 && strstr(t.kept, "客厅已重新做过"));               /* done again: she is told */
    CHECK(phone(&j, 0, house_at(1, 11, 40), "sign", &hers));
    s = seen_of(&j, 0);
    EQUAL(s.z.state, ZONE_ACCEPTED);
    EQUAL(s.z.accepted_at.ms, house_at(1, 11, 40).ms);
    EQUAL(strlen(s.z.proof), 64);
    CHECK(!s.z.present.id);
    CHECK(!phone(&j, 0, house_at(1, 11, 41), "object", &(struct zone_objection){ "又有灰", { "" } }));     /* decided */
    CHECK(!phone(&j, 2, house_at(1, 11, 41), "sign", &hers));
    CHECK(do_in(&j, house_at(1, 14, 0), finished));
    CHECK(phone(&j, 2, house_at(1, 14, 5), "sign", &hers));             /* finished: all of them, told or not */
    visit_house_close(&h);
}

TEST_DB(what_fails_again_after_its_rework_waits_for_somebody_and_a_rework_is_arranged_once)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(do_in(&j, house_at(1, 15, 0), make_job));
    CHECK(as(&j, 1, house_at(1, 15, 0), "redo", &(struct redo_of_test){ house_at(2, 9, 0), true, 0 }));
    EQUAL(seen_of(&j, 1).due, 0);
    CHECK(!as(&j, 1, house_at(1, 15, 1), "redo", &(struct redo_of_test){ house_at(2, 11, 0), true, 0 }));
    CHECK(!phone(&j, 1, house_at(2, 8, 0), "ready", &(struct zone_ready){ { "" }, { h.worker } }));       /* it has not begun */
    CHECK(!phone(&j, 1, house_at(2, 8, 0), "sign", &hers));
    CHECK(do_in(&j, house_at(2, 10, 0), rework_done));
    CHECK(phone(&j, 1, house_at(2, 10, 5), "object", &(struct zone_objection){ "还是有", { "" } }));
    struct zone_seen s = seen_of(&j, 1);
    SAME_TEXT(s.z.wrong, "还是有");
    EQUAL(s.due, house_at(2, 14, 5).ms);
    visit_house_close(&h);
}

static bool rework_runs(struct work *w, void *data)
{
    db_exec(w, SQL("update visit set state = 7, worker = $2, began_at = $3 where rework_of = $1"), BIND(num(((struct job *)data)->h->visit), num(((struct job *)data)->h->worker), num(w->now.ms)));
    return !failed(w);
}
static bool end_rework(struct work *w, text step, struct job *j)
{
    struct visit *v = LOAD(w, visit, db_one(w, SQL("select max(id) from visit where rework_of = $1"), BIND(num(j->h->visit)), 0));
    if (!v) return false;
    w->reason = "车坏了";
    return step_run(w, &visit_type, v, step, !strcmp(step, "cancel") ? &(struct cancellation){ .reason = CANCEL_VEHICLE } : NULL);
}
static bool finish_rework(struct work *w, void *data) { return end_rework(w, "finish", data); }
static bool cancel_rework(struct work *w, void *data) { return end_rework(w, "cancel", data); }

TEST_DB(a_reworks_end_says_that_it_is_done_again_and_one_that_is_cancelled_is_arranged_anew)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(do_in(&j, house_at(1, 15, 0), make_job));
    CHECK(as(&j, 1, house_at(1, 15, 0), "redo", &(struct redo_of_test){ house_at(2, 9, 0), true, 0 }));
    CHECK(do_in(&j, house_at(1, 16, 0), cancel_rework));
    struct zone_seen s = seen_of(&j, 1);
    EQUAL(s.z.rework.id, 0);
    EQUAL(s.due, house_at(1, 20, 0).ms);
    CHECK(as(&j, 1, house_at(1, 16, 5), "redo", &(struct redo_of_test){ house_at(2, 10, 0), true, 0 }));
    CHECK(do_in(&j, house_at(2, 10, 0), rework_runs) && do_in(&j, house_at(2, 11, 0), finish_rework));
    s = seen_of(&j, 1);
    EQUAL(s.z.state, ZONE_OPEN);
    EQUAL(s.z.ready_by.id, h.worker);
    EQUAL(s.z.ready_at.ms, house_at(2, 11, 0).ms);
    visit_house_close(&h);
}

struct renaming { struct job *job; text name; };
static bool rename_zone(struct work *w, void *data)
{
    const struct renaming *r = data;
    struct job_zone *z = LOAD(w, job_zone, r->job->zones[2]);
    if (!z) return false;
    z->name = r->name;
    return record_save(w, &job_zone_type, z);
}
TEST_DB(what_was_signed_for_keeps_its_name)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct job j = { .h = &h };
    CHECK(do_in(&j, house_at(1, 15, 0), make_job));
    CHECK(!visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 16, 0), .run = rename_zone, .data = &(struct renaming){ &j, "全屋" } }));
    SAME_TEXT(h.w->field, "name");
    visit_house_close(&h);
}

TEST(a_zones_part_follows_its_size_or_the_number_of_zones)
{
    EQUAL(zone_part((money){ 120000 }, 20, 120, 3).fen, 20000);
    EQUAL(zone_part((money){ 100 }, 0, 0, 3).fen, 33);
    EQUAL(zone_part((money){ 100 }, 0, 50, 3).fen, 0);
}
