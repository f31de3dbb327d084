/* rest_visit_test.c — what was broken off is done another day: in one step, for what was not charged, by who began it when she can. */
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

TEST(the_rest_is_what_was_not_worked_in_the_steps_of_the_service)
{
    struct service_line line = { .increment = { 30 } };
    struct visit v = { .length = { 180 }, .began_at = house_at(1, 9, 0), .finished_at = house_at(1, 10, 10) };
    EQUAL(visit_rest_length(&v, &line), 120);               /* 110 minutes are left */
    v.finished_at = house_at(1, 12, 30);
    EQUAL(visit_rest_length(&v, &line), 30);
    v.began_at.ms = 0;
    EQUAL(visit_rest_length(&v, &line), 180);
}

static bool in_service(struct work *w, void *data)
{
    const struct visit_house *h = data;
    db_exec(w, SQL("update visit set state = 7, worker = $1, price = 15000, worker_pay = 11250, began_at = $2 where id = $3"), BIND(num(h->worker), num(house_at(1, 9, 0).ms), num(h->visit)));
    return !failed(w);
}

static bool step(struct visit_house *h, int hour, int64_t visit, text name, const void *input, text reason)
{
    struct visit_house_step s = { &visit_type, visit, name, input, reason };
    return visit_house_write(&(struct visit_house_act){ h, AS_MANAGER, house_at(1, hour, 30), { 0 }, visit_house_step, &s });
}

struct seen { struct visit_house *h; struct visit first, rest; int count; };
static bool look(struct work *w, void *data)
{
    struct seen *s = data;
    const struct visit *first = LOAD(w, visit, s->h->visit);
    if (!first) return false;
    s->first = *first;
    s->count = (int)db_one(w, SQL("select count(*) from visit where rest_of = $1"), BIND(num(s->h->visit)), 0);
    const struct visit *rest = first->rest.id ? LOAD(w, visit, first->rest.id) : NULL;
    if (rest) s->rest = *rest;
    return !failed(w);
}

static struct seen seen(struct visit_house *h)
{
    struct seen s = { .h = h };
    CHECK(visit_house_write(&(struct visit_house_act){ h, AS_MANAGER, house_at(1, 11, 0), { 0 }, look, &s }));
    return s;
}

static void broken_off(struct visit_house *h)
{
    CHECK(visit_house_write(&(struct visit_house_act){ h, AS_MANAGER, house_at(1, 9, 0), { 0 }, in_service, h }));
    CHECK(step(h, 10, h->visit, "interrupt", &(struct interruption){ CANCEL_CUSTOMER_ILL, { 7500, true }, { 5000, true } }, "客户不适"));
}

TEST_DB(the_rest_is_a_visit_of_the_same_order_for_what_was_not_charged_by_who_began_it)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(!step(&h, 8, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 9, 0), .agreed = true }, NULL));         /* nothing is broken off */
        broken_off(&h);
        CHECK(!step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 9, 0) }, NULL));
        SAME_TEXT(h.w->field, "agreed");
        CHECK(!step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(1, 9, 0), .agreed = true }, NULL));
        SAME_TEXT(h.w->field, "at");
        CHECK(!step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 9, 0), .agreed = true, .left_price = { 7501, true } }, NULL));
        SAME_TEXT(h.w->field, "left_price");
        CHECK(step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 9, 0), .agreed = true }, NULL));
        struct seen s = seen(&h);
        EQUAL(s.count, 1);
        EQUAL(s.first.price.fen + s.rest.price.fen, 15000);
        EQUAL(s.first.worker_pay.fen + s.rest.worker_pay.fen, 11250);
        EQUAL(s.rest.length.count, 90);
        EQUAL(s.first.left_length.count, 90);         /* what the dialog begins with */
        EQUAL(s.first.left_price.fen, 7500);
        EQUAL(s.rest.rest_of.id, h.visit);
        EQUAL(s.rest.service_order.id, s.first.service_order.id);
        EQUAL(s.rest.worker.id, h.worker);
        EQUAL(s.rest.state, VISIT_OFFERED);
        CASE("twice");
        CHECK(!step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(3, 9, 0), .agreed = true }, NULL));
        EQUAL(h.w->failure, CONFLICT);
        CASE("called off, it may be planned anew");
        CHECK(step(&h, 11, s.rest.record.id, "cancel", &(struct cancellation){ CANCEL_NO_WORKER, { 0, true } }, NULL));
        CHECK(step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(3, 9, 0), .agreed = true, .left_length = { 60 } }, NULL));
        EQUAL(seen(&h).rest.length.count, 60);
    }
    visit_house_close(&h);
}

/* Began at 9:00, three hours planned, stopped at 10:30: half of both, and the other half is left for the rest. */
static void half_of_it(struct visit_house *h, text name, const void *input)
{
    CHECK(visit_house_write(&(struct visit_house_act){ h, AS_MANAGER, house_at(1, 9, 0), { 0 }, in_service, h }));
    CHECK(step(h, 10, h->visit, name, input, "高空擦窗"));
    struct seen s = seen(h);
    EQUAL(s.first.price.fen, 7500);
    EQUAL(s.first.worker_pay.fen, 5625);
    EQUAL(s.first.left_price.fen, 7500);
    EQUAL(s.first.left_pay.fen, 5625);
    EQUAL(visit_worked(&s.first), 90);
}

TEST_DB(what_nobody_agreed_on_is_paid_by_the_time_worked)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        half_of_it(&h, "interrupt", &(struct interruption){ .reason = CANCEL_CUSTOMER_ILL });
        half_of_it(&h, "refuse_service", NULL);
        CASE("refused at the door: nothing was done");
        struct visit at_the_door = { .length = { 180 }, .arrived_at = house_at(1, 9, 0), .finished_at = house_at(1, 9, 10) }, longer = { .length = { 60 }, .began_at = house_at(1, 9, 0), .finished_at = house_at(1, 10, 10) };
        EQUAL(visit_part(&at_the_door, (money){ 15000 }).fen, 0);
        CASE("longer than planned: never more than the whole");
        EQUAL(visit_part(&longer, (money){ 15000 }).fen, 15000);
    }
    visit_house_close(&h);
}

TEST_DB(who_cannot_come_again_leaves_the_rest_open_and_all_charged_makes_it_free)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_MANAGER, house_at(1, 9, 0), { 0 }, in_service, &h }));
        CHECK(step(&h, 10, h.visit, "interrupt", &(struct interruption){ CANCEL_CUSTOMER_ILL, { 15000, true }, { 11250, true } }, "客户不适"));
        CHECK(!step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 21, 0), .agreed = true, .worker = { h.worker } }, NULL));        /* after her hours */
        SAME_TEXT(h.w->field, "worker");
        CHECK(step(&h, 11, h.visit, "plan_rest", &(struct rest_plan){ .at = house_at(2, 21, 0), .agreed = true }, NULL));
        struct seen s = seen(&h);
        EQUAL(s.rest.state, VISIT_UNASSIGNED);
        EQUAL(s.rest.worker.id, 0);
        EQUAL(s.rest.price.fen, 0);
    }
    visit_house_close(&h);
}
