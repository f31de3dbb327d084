/* change_test.c — a day that goes otherwise than planned: moved with the customer's yes and its fee, away with who goes instead, no access,
 * more time, rework that fails, a typhoon. The visit begins at 09:00 on the day after HOUSE_DAY and takes three hours. */
#include <jansson.h>
#include "messages/messages.h"
#include "operations/absence.h"
#include "operations/change.h"
#include "operations/force_majeure.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

static bool as(struct visit_house *h, enum visit_house_who who, instant now, db_run *run, void *data)
{
    struct visit_house_act act = { h, who, now, { 0 }, run, data };
    return visit_house_write(&act);
}
static bool step(struct visit_house *h, enum visit_house_who who, instant now, const struct record_type *type, int64_t id, text name, const void *input, text reason)
{
    struct visit_house_step s = { type, id, name, input, reason };
    return as(h, who, now, visit_house_step, &s);
}

struct put { int64_t id; enum visit_state state; int64_t worker; int64_t arrived, finished; };
static bool put(struct work *w, void *data)
{
    const struct put *p = data;
    db_exec(w, SQL("update visit set state = $2, worker = $3, arrived_at = $4, began_at = $4, finished_at = $5 where id = $1"), BIND(num(p->id), num(p->state), num_or_null(p->worker), num(p->arrived), num(p->finished)));
    return !failed(w);
}
static void put_visit(struct visit_house *h, enum visit_state state, int64_t worker, instant arrived, instant finished)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->loaded = NULL;
    CHECK(db_write(h->db, h->w, put, &(struct put){ h->visit, state, worker, arrived.ms, finished.ms }));
}

struct looked { int64_t id; struct visit visit; };
static bool look_at(struct work *w, void *data)
{
    struct looked *l = data;
    const struct visit *v = record_peek(w, &visit_type, l->id);
    if (v) l->visit = *v;
    return v != NULL;
}
static struct visit visit_now(struct visit_house *h, int64_t id)
{
    struct looked l = { .id = id };
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->loaded = NULL;
    CHECK(db_write(h->db, h->w, look_at, &l));
    return l.visit;
}

struct booked { struct visit_house *house; int64_t *count; };
static bool bookings_of(struct work *w, void *data)
{
    const struct booked *b = data;
    const int64_t who[] = { b->house->worker, b->house->second };
    for (int i = 0; i < 2; i++) b->count[i] = db_one(w, SQL("select count(*) from booking where resource_kind = 1 and resource = $1"), BIND(num(who[i])), -1);
    return !failed(w);
}

TEST_DB(a_move_keeps_who_said_yes_and_costs_what_the_notice_says_when_it_is_her_wish)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    const struct new_time hers = { house_at(1, 14, 0), true, "女儿李芳", AGREED_BY_MESSAGE, LIABLE_CUSTOMER, { 0 } }, too_dear = { house_at(1, 14, 0), true, "", AGREED_BY_PHONE, LIABLE_CUSTOMER, { 3001, true } },
        ours = { house_at(1, 16, 0), true, "", AGREED_BY_PHONE, LIABLE_COMPANY, { 0 } };
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 6, 0), &visit_type, h.visit, "move", &too_dear, NULL));        /* three hours before: 20 % of 150 */
    SAME_TEXT(h.w->field, "fee");
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 6, 0), &visit_type, h.visit, "move", &hers, NULL));
    struct visit v = visit_now(&h, h.visit);
    EQUAL(v.price.fen, 18000);
    EQUAL(v.add_ons.count, 1);
    EQUAL(v.agreements.count, 1);
    const struct time_agreement *a = ROW(struct time_agreement, v.agreements, 0);
    EQUAL(a->was_at.ms, house_at(1, 9, 0).ms);
    EQUAL(a->is_at.ms, house_at(1, 14, 0).ms);
    SAME_TEXT(a->agreed_by, "女儿李芳");
    EQUAL(a->how, AGREED_BY_MESSAGE);
    EQUAL(a->at.ms, house_at(1, 6, 0).ms);
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 12, 0), &visit_type, h.visit, "move", &ours, NULL));            /* we ask: it costs nothing */
    v = visit_now(&h, h.visit);
    EQUAL(v.price.fen, 18000);
    EQUAL(v.agreements.count, 2);
    const struct assignment asked = { .worker = { h.worker }, .start = house_at(1, 13, 0), .agreed = true };
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 12, 0), &visit_type, h.visit, "assign", &asked, NULL));
    v = visit_now(&h, h.visit);
    EQUAL(v.agreements.count, 3);
    EQUAL(ROW(struct time_agreement, v.agreements, 2)->how, AGREED_BY_PHONE);
    visit_house_close(&h);
}

TEST_DB(a_move_to_somebody_else_frees_her_old_time_and_asks_the_other)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    const struct assignment hers = { .worker = { h.worker } };
    const struct new_time to_other = { .start = house_at(1, 14, 0), .agreed = true, .agreed_how = AGREED_BY_PHONE, .wish = LIABLE_CUSTOMER, .worker = { h.second } };
    struct new_time nobody = to_other;
    nobody.worker.id = 424242;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), &visit_type, h.visit, "assign", &hers, NULL));
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 6, 0), &visit_type, h.visit, "move", &nobody, NULL));
    EQUAL(visit_now(&h, h.visit).start.ms, house_at(1, 9, 0).ms);
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 6, 0), &visit_type, h.visit, "move", &to_other, NULL));
    struct visit v = visit_now(&h, h.visit);
    EQUAL(v.worker.id, h.second);
    EQUAL(v.state, VISIT_OFFERED);
    EQUAL(v.start.ms, house_at(1, 14, 0).ms);
    EQUAL(v.price.fen, 18000);                 /* her wish, three hours before: 20 % on top, once */
    EQUAL(v.agreements.count, 1);
    int64_t booked[2];
    CHECK(as(&h, AS_MANAGER, house_at(1, 6, 1), bookings_of, &(struct booked){ &h, booked }));
    EQUAL(booked[0], 0);
    EQUAL(booked[1], 1);
    visit_house_close(&h);
}

TEST(the_notice_is_said_before_she_hangs_up)
{
    struct arena *arena = arena_new();
    struct work w = { .arena = arena };
    CHECK(strstr(notice_sentence(&w, house_at(1, 1, 0), house_at(0, 19, 59))->message, "20:00") != NULL);
    CHECK(strstr(notice_sentence(&w, house_at(1, 15, 0), house_at(1, 9, 0))->message, "six hours") != NULL);
    CHECK(strstr(notice_sentence(&w, house_at(1, 15, 0), house_at(1, 9, 1))->message, "20 %") != NULL);
    CHECK(strstr(notice_sentence(&w, house_at(1, 15, 0), house_at(1, 13, 1))->message, "half") != NULL);
    arena_free(arena);
}

TEST_DB(nobody_opens_fifteen_minutes_of_calling_and_thirty_of_waiting_are_kept)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_ARRIVED, h.worker, house_at(1, 8, 58), (instant){ 0 });
    const struct no_access hasty = { .waited = 30, .called_from = house_at(1, 9, 20) }, patient = { .waited = 32, .called_from = house_at(1, 9, 5) };
    CHECK(!step(&h, AS_MANAGER, house_at(1, 9, 34), &visit_type, h.visit, "no_access", &hasty, NULL));
    SAME_TEXT(h.w->field, "called_from");
    const struct no_access eve = { .waited = 32, .called_from = house_at(0, 9, 5) }, next_day = { .waited = 32, .called_from = house_at(2, 9, 5) };
    CHECK(!step(&h, AS_MANAGER, house_at(1, 9, 34), &visit_type, h.visit, "no_access", &eve, NULL));
    CHECK(!step(&h, AS_MANAGER, house_at(2, 10, 0), &visit_type, h.visit, "no_access", &next_day, NULL));
    SAME_TEXT(h.w->field, "called_from");
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 34), &visit_type, h.visit, "no_access", &patient, NULL));
    struct visit v = visit_now(&h, h.visit);
    EQUAL(v.called_from.ms, house_at(1, 9, 5).ms);
    EQUAL(v.waited, 32);
    EQUAL(v.liable, LIABLE_CUSTOMER);
    CHECK(v.fee.fen > 0 && v.fee.fen < v.price.fen);
    EQUAL(v.owed.fen, v.fee.fen);           /* the fee stands in the price's place on every list and page */
    visit_house_close(&h);
}

/* As add_extra takes it (visit_steps.c). */
struct more { text what; money price; minutes length; text agreed_how; };
TEST_DB(half_an_hour_more_is_agreed_before_it_begins)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_IN_SERVICE, h.worker, house_at(1, 9, 0), (instant){ 0 });
    const struct more half = { "加半小时", { 2500 }, { 30 }, "客户当面" };
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 12, 1), &visit_type, h.visit, "add_extra", &half, NULL));
    SAME_TEXT(h.w->field, "length");
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 11, 50), &visit_type, h.visit, "add_extra", &half, NULL));
    EQUAL(visit_now(&h, h.visit).until.ms, house_at(1, 12, 30).ms);
    visit_house_close(&h);
}

TEST_DB(the_office_too_cannot_add_what_is_unsafe_or_a_service_of_its_own)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_IN_SERVICE, h.worker, house_at(1, 9, 0), (instant){ 0 });
    const struct more outside = { "擦三扇外窗", { 20000 }, { 0 }, "客户当面" }, child = { "带孩子一小时", { 5000 }, { 0 }, "客户当面" }, guests = { "六个人的晚饭", { 6000 }, { 0 }, "客户当面" };
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 10, 0), &visit_type, h.visit, "add_extra", &outside, NULL));
    SAME_TEXT(h.w->field, "what");
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 10, 0), &visit_type, h.visit, "add_extra", &child, NULL));
    SAME_TEXT(h.w->field, "what");
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 10, 0), &visit_type, h.visit, "add_extra", &guests, NULL));
    EQUAL((int)visit_now(&h, h.visit).add_ons.count, 1);
    visit_house_close(&h);
}

static bool find_rework(struct work *w, void *data)
{
    struct visit_house *h = data;
    int64_t again = db_one(w, SQL("select id from visit where rework_of = $1"), BIND(num(h->visit)), 0);
    h->home = again;                    /* kept here for the next step of the test */
    return again != 0;
}

TEST_DB(rework_is_unpaid_when_it_was_her_fault_and_what_fails_again_is_paid_back)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_FINISHED, h.worker, house_at(1, 9, 0), house_at(1, 12, 0));
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework_failed", NULL, "x"));
    EQUAL(h.w->failure, CONFLICT);
    const struct reworking hers = { house_at(1, 15, 0), true, LIABLE_WORKER };
    const struct reworking unasked = { house_at(1, 15, 0), false, LIABLE_WORKER }, gone = { house_at(1, 12, 0), true, LIABLE_WORKER },
        elsewhere = { house_at(1, 15, 0), true, LIABLE_WORKER, { h.second } }, ours = { house_at(1, 15, 0), true, LIABLE_COMPANY, { h.worker } };
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework", &elsewhere, "厨房没擦"));
    SAME_TEXT(h.w->field, "caused_by");                 /* she was not there */
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework", &ours, "厨房没擦"));
    SAME_TEXT(h.w->field, "caused_by");                 /* it is nobody's fault who works */
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework", &unasked, "厨房没擦"));
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework", &gone, "厨房没擦"));
    CHECK(step(&h, AS_MANAGER, house_at(1, 13, 0), &visit_type, h.visit, "rework", &hers, "厨房没擦"));
    CHECK(!step(&h, AS_MANAGER, house_at(1, 13, 5), &visit_type, h.visit, "rework", &hers, "厨房没擦"));
    EQUAL(h.w->failure, CONFLICT);
    work_clear(h.w);
    h.w->actor = &the_system;
    CHECK(db_write(h.db, h.w, find_rework, &h));
    int64_t again = h.home;
    struct visit v = visit_now(&h, again);
    EQUAL(v.price.fen, 0);
    EQUAL(v.worker_pay.fen, 0);
    EQUAL(v.liable, LIABLE_WORKER);
    CASE("somebody else who goes in her place is paid; she herself is not");
    const struct assignment other = { .worker = { h.second } }, herself = { .worker = { h.worker } };
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 13, 10), &visit_type, again, "assign", &other, NULL));
    EQUAL(visit_now(&h, again).worker_pay.fen, 11250);
    EQUAL(visit_now(&h, again).caused_by.id, h.worker); /* whoever goes */
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 13, 11), &visit_type, again, "assign", &herself, NULL));
    EQUAL(visit_now(&h, again).worker_pay.fen, 0);
    int64_t first = h.visit;
    h.visit = again;
    put_visit(&h, VISIT_FINISHED, h.worker, house_at(1, 15, 0), house_at(1, 17, 0));
    CHECK(!step(&h, AS_MANAGER, house_at(1, 18, 0), &visit_type, again, "rework", &hers, "还是没擦"));
    CHECK(step(&h, AS_MANAGER, house_at(1, 18, 0), &visit_type, again, "rework_failed", NULL, "还是没擦"));
    v = visit_now(&h, first);
    EQUAL(v.price.fen, 0);
    EQUAL(v.worker_pay.fen, 11250);            /* not fined for what she did */
    EQUAL(v.corrections.count, 1);
    visit_house_close(&h);
}

static bool typhoon(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct force_majeure f = { .record.branch = { h->branch }, .what = "台风红色预警", .start = house_at(1, 0, 0), .until = house_at(2, 0, 0), .area = "" };
    bool well = ADD(w, force_majeure, &f);
    h->line = f.record.id;
    return well;
}

TEST_DB(a_typhoon_calls_off_what_has_not_begun_for_nothing_and_leaves_a_list)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_CONFIRMED, h.worker, (instant){ 0 }, (instant){ 0 });
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 0), typhoon, &h));
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 7, 5), &force_majeure_type, h.line, "apply", NULL, NULL));
    EQUAL(h.w->failure, FORBIDDEN);
    CHECK(step(&h, AS_MANAGER, house_at(1, 7, 5), &force_majeure_type, h.line, "apply", NULL, NULL));
    struct visit v = visit_now(&h, h.visit);
    EQUAL(v.state, VISIT_CANCELLED);
    EQUAL(v.fee.fen, 0);
    EQUAL(v.force_majeure, true);
    EQUAL(v.liable, LIABLE_NOBODY);
    CHECK(!step(&h, AS_MANAGER, house_at(2, 9, 0), &force_majeure_type, h.line, "finish", NULL, NULL));
    struct made_again past = { { h.visit }, house_at(1, 9, 0), "", AGREED_BY_PHONE, "" }, other = { { h.visit + 1 }, house_at(3, 9, 0), "", AGREED_BY_PHONE, "" };
    CHECK(!step(&h, AS_MANAGER, house_at(2, 9, 0), &force_majeure_type, h.line, "make_again", &(struct making_again){ { &past, 1 } }, NULL));
    SAME_TEXT(h.w->field, "visits.0.start");
    CHECK(!step(&h, AS_MANAGER, house_at(2, 9, 0), &force_majeure_type, h.line, "make_again", &(struct making_again){ { &other, 1 } }, NULL));
    SAME_TEXT(h.w->field, "visits.0.visit");
    CHECK(step(&h, AS_MANAGER, house_at(2, 9, 0), &force_majeure_type, h.line, "catch_up", &(struct { ref visit; text note; }){ { h.visit }, "周四补" }, NULL));
    CHECK(step(&h, AS_MANAGER, house_at(2, 9, 1), &force_majeure_type, h.line, "finish", NULL, NULL));
    visit_house_close(&h);
}

struct remade { int64_t off; struct visit again; text note; int64_t list; };
static bool find_remade(struct work *w, void *data)
{
    struct remade *r = data;
    struct found all = LOAD_WHERE(w, visit, "id <> $1", BIND(num(r->off)));
    const struct force_majeure *f = record_peek(w, &force_majeure_type, r->list);
    if (all.count) r->again = *FOUND(struct visit, all, 0);
    r->note = f ? ROW(struct force_visit, f->visits, 0)->note : "";
    return all.count == 1;
}

TEST_DB(who_wants_hers_after_the_typhoon_gets_it_as_it_was_sold_with_her_yes_in_it)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    put_visit(&h, VISIT_CONFIRMED, h.worker, (instant){ 0 }, (instant){ 0 });
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 0), typhoon, &h));
    CHECK(step(&h, AS_MANAGER, house_at(1, 7, 5), &force_majeure_type, h.line, "apply", NULL, NULL));
    struct made_again yes = { { h.visit }, house_at(3, 14, 0), "女儿李芳", AGREED_BY_MESSAGE, "" };
    CHECK(step(&h, AS_MANAGER, house_at(2, 9, 0), &force_majeure_type, h.line, "make_again", &(struct making_again){ { &yes, 1 } }, NULL));
    struct remade r = { .off = h.visit, .list = h.line };
    work_clear(h.w);
    h.w->actor = &the_system;
    h.w->loaded = NULL;
    CHECK(db_write(h.db, h.w, find_remade, &r));
    EQUAL(r.again.state, VISIT_UNASSIGNED);
    EQUAL(r.again.start.ms, house_at(3, 14, 0).ms);
    EQUAL(r.again.price.fen, 15000);
    EQUAL(r.again.worker_pay.fen, 11250);
    EQUAL(r.again.force_majeure, false);
    EQUAL(r.again.agreements.count, 1);
    const struct time_agreement *a = ROW(struct time_agreement, r.again.agreements, 0);
    EQUAL(a->was_at.ms, house_at(1, 9, 0).ms);
    SAME_TEXT(a->agreed_by, "女儿李芳");
    EQUAL(a->how, AGREED_BY_MESSAGE);
    SAME_TEXT(r.note, r.again.record.number);
    CHECK(!step(&h, AS_MANAGER, house_at(2, 9, 1), &force_majeure_type, h.line, "make_again", &(struct making_again){ { &yes, 1 } }, NULL));        /* once */
    CHECK(step(&h, AS_MANAGER, house_at(2, 9, 1), &force_majeure_type, h.line, "finish", NULL, NULL));
    visit_house_close(&h);
}

/* ---- away ---- */

struct away { struct visit_house *h; text body; json_t *answer; };
static bool call_absence(struct work *w, void *data)
{
    struct away *a = data;
    struct reply reply = { 0 };
    struct request q = { .arena = w->arena, .body = a->body, .body_length = strlen(a->body) };
    if (!absence_call(w, &q, &reply)) return false;
    a->answer = json_loads(reply.body, 0, NULL);
    return a->answer != NULL;
}

static bool stand(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct stand_by s = { .worker = { h->second }, .start = house_at(1, 8, 0), .until = house_at(1, 18, 0), .pay = { 6000 }, .called_percent = 50 };
    return ADD(w, stand_by, &s);
}
static bool count_state(struct work *w, void *data)
{
    int64_t *n = data;
    n[0] = db_one(w, SQL("select count(*) from worker_leave where state = 2"), NO_BIND, -1);
    n[1] = db_one(w, SQL("select coalesce(max(state), 0) from stand_by"), NO_BIND, -1);
    return !failed(w);
}

static bool begun(struct work *w, void *data)
{
    const struct visit_house *h = data;
    db_exec(w, SQL("update visit set state = $1, arrived_at = start, began_at = start where id = $2"), BIND(num(VISIT_IN_SERVICE), num(h->visit)));
    return !failed(w);
}

TEST_DB(who_is_taken_ill_in_a_home_is_away_from_the_end_of_that_visit)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 20, 0), &visit_type, h.visit, "assign", &(struct assignment){ .worker = { h.worker } }, NULL));
    CHECK(as(&h, AS_MANAGER, house_at(1, 9, 30), begun, &h));
    char body[300];
    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"sick\",\"start\":%lld,\"until\":%lld}", (long long)h.worker, (long long)house_at(1, 9, 30).ms, (long long)house_at(2, 0, 0).ms);
    struct away ill = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(1, 9, 30), call_absence, &ill));
    EQUAL(json_integer_value(json_object_get(ill.answer, "start")), house_at(1, 12, 0).ms);
    EQUAL(json_integer_value(json_object_get(json_array_get(json_object_get(ill.answer, "at_work"), 0), "id")), h.visit);
    EQUAL(json_integer_value(json_object_get(json_array_get(json_object_get(ill.answer, "at_work"), 0), "until")), house_at(1, 12, 0).ms);
    json_decref(ill.answer);
    CASE("for an hour: there is nothing of it after the visit");
    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"sick\",\"start\":%lld,\"until\":%lld}", (long long)h.worker, (long long)house_at(1, 9, 30).ms, (long long)house_at(1, 10, 30).ms);
    CHECK(!as(&h, AS_MANAGER, house_at(1, 9, 30), call_absence, &ill));
    SAME_TEXT(h.w->field, "start");
    visit_house_close(&h);
}

struct coming { struct visit_house *house; bool excused; };
/* At the door once more, as if nobody had entered anything of it. */
static bool at_it_again(struct work *w, void *data)
{
    const struct coming *c = data;
    db_exec(w, SQL("update visit set late_excused = $2, waited = 0 where id = $1"), BIND(num(c->house->visit), num(c->excused)));
    return !failed(w);
}

/* Told for nine she came at 9:20: who waited for her may have gone. A person who has asked both may enter a fee all the same, also afterwards. */
TEST_DB(a_door_nobody_opened_to_who_came_late_costs_nothing_unless_a_person_says_so)
{
    const struct { text name; int minute; bool excused, given; int64_t fen; enum liable_side liable; } cases[] = {
        { "within the grace", 15, false, false, 5000, LIABLE_CUSTOMER }, { "after it", 20, false, false, 0, LIABLE_NOBODY },
        { "after it, not our doing", 20, true, false, 5000, LIABLE_CUSTOMER }, { "after it, and a person decides", 20, false, true, 2000, LIABLE_CUSTOMER },
    };
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    for (int i = 0; i < COUNT_OF(cases); i++) {
        CASE(cases[i].name);
        put_visit(&h, VISIT_ARRIVED, h.worker, house_at(1, 9, cases[i].minute), (instant){ 0 });
        CHECK(as(&h, AS_MANAGER, house_at(1, 9, 30), at_it_again, &(struct coming){ &h, cases[i].excused }));
        CHECK(step(&h, AS_MANAGER, house_at(1, 9, 55), &visit_type, h.visit, "no_access", &(struct no_access){ .waited = 31, .fee = { .fen = 2000, .given = cases[i].given } }, NULL));
        struct visit v = visit_now(&h, h.visit);
        EQUAL(v.fee.fen, cases[i].fen);
        EQUAL(v.owed.fen, cases[i].fen);
        EQUAL(v.liable, cases[i].liable);
    }
    visit_house_close(&h);
}

static bool on_her_way(struct work *w, void *data)
{
    const struct visit_house *h = data;
    db_exec(w, SQL("update visit set state = 5, worker = $1, left_at = $2 where id = $3"), BIND(num(h->worker), num(house_at(1, 9, 10).ms), num(h->visit)));
    return !failed(w);
}

TEST_DB(nobody_waits_at_a_door_before_she_has_set_out)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(as(&h, AS_MANAGER, house_at(1, 9, 10), on_her_way, &h));
    const struct no_access waited = { .waited = 31 };
    CHECK(!step(&h, AS_MANAGER, house_at(1, 9, 35), &visit_type, h.visit, "no_access", &waited, NULL));
    SAME_TEXT(h.w->field, "waited");
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 41), &visit_type, h.visit, "no_access", &waited, NULL));
    visit_house_close(&h);
}

struct longer { struct visit_house *house; int64_t next; };
/* What she is at goes on until 15:00, though she has something at 13:00: as after a longer job than was booked. */
static bool runs_longer(struct work *w, void *data)
{
    struct longer *l = data;
    const struct visit *at = record_peek(w, &visit_type, l->house->visit);
    struct visit v = { .record.branch = at->record.branch, .customer = at->customer, .household = at->household, .line = at->line, .start = house_at(1, 13, 0), .length = { 120 }, .price = at->price, .worker_pay = at->worker_pay,
        .area = "", .tags = "", .customer_code = "", .rating = "", .remark = "" };
    if (!ADD(w, visit, &v)) return false;
    l->next = v.record.id;
    return true;
}
static bool extended(struct work *w, void *data)
{
    const struct longer *l = data;
    db_exec(w, SQL("update visit set until = $1 where id = $2"), BIND(num(house_at(1, 15, 0).ms), num(l->house->visit)));
    return !failed(w);
}

TEST_DB(what_she_has_before_the_end_of_the_visit_she_is_taken_ill_in_is_open_too)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct longer l = { &h, 0 };
    CHECK(as(&h, AS_MANAGER, house_at(0, 19, 0), runs_longer, &l));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 20, 0), &visit_type, h.visit, "assign", &(struct assignment){ .worker = { h.worker } }, NULL));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 20, 1), &visit_type, l.next, "assign", &(struct assignment){ .worker = { h.worker } }, NULL));
    CHECK(as(&h, AS_MANAGER, house_at(1, 9, 30), begun, &h));
    CHECK(as(&h, AS_MANAGER, house_at(1, 11, 0), extended, &l));
    char body[300];
    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"sick\",\"start\":%lld,\"until\":%lld,\"look\":true}", (long long)h.worker, (long long)house_at(1, 12, 15).ms, (long long)house_at(2, 0, 0).ms);
    struct away ill = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(1, 12, 15), call_absence, &ill));
    json_t *hit = json_array_get(json_object_get(ill.answer, "visits"), 0);
    EQUAL(json_integer_value(json_object_get(hit, "id")), l.next);
    CHECK(json_is_true(json_object_get(hit, "open")));
    EQUAL(json_integer_value(json_object_get(hit, "taken")), h.second);
    json_decref(ill.answer);
    visit_house_close(&h);
}

TEST_DB(a_sick_call_shows_who_goes_instead_and_does_it_in_one_act)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    const struct assignment hers = { .worker = { h.worker } };
    CHECK(as(&h, AS_MANAGER, house_at(0, 20, 0), stand, &h));
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 20, 0), &visit_type, h.visit, "assign", &hers, NULL));
    char body[300];
    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"sick\",\"start\":%lld,\"until\":%lld,\"why\":\"发烧\",\"look\":true}", (long long)h.worker, (long long)house_at(1, 7, 50).ms, (long long)house_at(3, 0, 0).ms);
    struct away look = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 50), call_absence, &look));
    json_t *gap = json_array_get(json_object_get(look.answer, "visits"), 0);
    EQUAL(json_integer_value(json_object_get(gap, "taken")), h.second);
    CHECK(json_is_true(json_object_get(json_array_get(json_object_get(gap, "choices"), 0), "stands_by")));
    json_decref(look.answer);
    int64_t n[2];
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 50), count_state, n));
    EQUAL(n[0], 0);                            /* only looked */
    EQUAL(visit_now(&h, h.visit).worker.id, h.worker);

    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"sick\",\"start\":%lld,\"until\":%lld,\"why\":\"发烧\",\"give\":[{\"visit\":%lld,\"worker\":%lld}]}", (long long)h.worker, (long long)house_at(1, 7, 50).ms,
             (long long)house_at(3, 0, 0).ms, (long long)h.visit, (long long)h.second);
    struct away done = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 51), call_absence, &done));
    json_decref(done.answer);
    struct visit v = visit_now(&h, h.visit);
    EQUAL(v.worker.id, h.second);
    EQUAL(v.state, VISIT_OFFERED);
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 52), count_state, n));
    EQUAL(n[0], 1);
    EQUAL(n[1], STAND_BY_CALLED);
    CHECK(!as(&h, AS_DISPATCHER, house_at(1, 8, 0), call_absence, &done));      /* a leave is approved by who may */
    EQUAL(h.w->failure, FORBIDDEN);
    visit_house_close(&h);
}

struct cared { struct visit_house *house; int64_t visit; };
static bool cared_for_later(struct work *w, void *data)
{
    struct cared *c = data;
    struct visit_house *h = c->house;
    struct service_line line = { .name = "老人照护", .code = "ELDER", .glyph = "老", .category = LINE_ELDER, .unit = UNIT_HOUR, .medical = MEDICAL_ELDER, .elder_contact = true, .needs = { SET_BIT(NEEDS_BACKGROUND) } };
    if (!ADD(w, service_line, &line)) return false;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { line.record.id }, .start = house_at(1, 15, 0), .length = { 120 }, .price = { 15000 }, .worker_pay = { 11250 } };
    bool well = ADD(w, visit, &v);
    c->visit = v.record.id;
    db_exec(w, SQL("update visit set state = 3, worker = $1 where id in ($2, $3)"), BIND(num(h->worker), num(h->visit), num(c->visit)));
    return well && !failed(w);
}

TEST_DB(a_sick_call_begins_with_whom_it_harms_most)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct cared old_lady = { .house = &h };
    CHECK(as(&h, AS_NOBODY, house_at(0, 20, 0), cared_for_later, &old_lady));
    char body[300];
    snprintf(body, sizeof body, "{\"worker\":%lld,\"start\":%lld,\"until\":%lld,\"look\":true}", (long long)h.worker, (long long)house_at(1, 7, 50).ms, (long long)house_at(2, 0, 0).ms);
    struct away look = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(1, 7, 50), call_absence, &look));
    json_t *visits = json_object_get(look.answer, "visits");
    EQUAL(json_array_size(visits), 2);
    EQUAL(json_integer_value(json_object_get(json_array_get(visits, 0), "id")), old_lady.visit);      /* later in the day, and before the cleaning */
    EQUAL(json_integer_value(json_object_get(json_array_get(visits, 1), "id")), h.visit);
    json_decref(look.answer);
    visit_house_close(&h);
}

TEST_DB(a_day_off_next_week_is_approved_with_who_goes_instead)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    const struct assignment hers = { .worker = { h.worker } };
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), &visit_type, h.visit, "assign", &hers, NULL));
    char body[300];
    snprintf(body, sizeof body, "{\"worker\":%lld,\"kind\":\"personal\",\"start\":%lld,\"until\":%lld,\"why\":\"家长会\",\"give\":[{\"visit\":%lld,\"worker\":%lld}]}", (long long)h.worker, (long long)house_at(1, 0, 0).ms,
             (long long)house_at(2, 0, 0).ms, (long long)h.visit, (long long)h.second);
    struct away done = { &h, body, NULL };
    CHECK(as(&h, AS_MANAGER, house_at(0, 11, 0), call_absence, &done));
    json_decref(done.answer);
    EQUAL(visit_now(&h, h.visit).worker.id, h.second);
    visit_house_close(&h);
}

static bool end_waiting(struct work *w, void *data)
{
    int64_t *owed = data;
    struct found all = LOAD_WHERE(w, stand_by, "state in (1, 2)", NO_BIND);
    if (!all.count || !step_take(w, &stand_by_type, all.at[0], owed[0] ? "call" : "finish", NULL)) return false;
    if (owed[0] && !step_take(w, &stand_by_type, all.at[0], "finish", NULL)) return false;
    owed[1] = FOUND(struct stand_by, all, 0)->owed.fen;
    return true;
}

TEST_DB(waiting_is_paid_in_full_when_nobody_called_and_in_part_when_somebody_did)
{
    struct visit_house h;
    int64_t waited[2] = { 0, 0 }, called[2] = { 1, 0 };
    if (!visit_house_open(&h)) return;
    CHECK(as(&h, AS_MANAGER, house_at(0, 20, 0), stand, &h));
    CHECK(!as(&h, AS_MANAGER, house_at(0, 20, 0), stand, &h));                  /* not twice for the same hours */
    SAME_TEXT(h.w->field, "start");
    CHECK(!as(&h, AS_MANAGER, house_at(1, 17, 59), end_waiting, waited));       /* not before it is over */
    CHECK(as(&h, AS_MANAGER, house_at(1, 18, 0), end_waiting, waited));
    EQUAL(waited[1], 6000);
    CHECK(as(&h, AS_MANAGER, house_at(1, 18, 5), stand, &h));
    CHECK(as(&h, AS_MANAGER, house_at(1, 18, 6), end_waiting, called));
    EQUAL(called[1], 3000);
    visit_house_close(&h);
}
