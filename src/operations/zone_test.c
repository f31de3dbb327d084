/* zone_test.c — a zone that is not right: done again unpaid or paid by whose fault it was, and taken off the price when it fails again. 1 200 yuan, 120 m². */
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include "operations/zone.h"

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

TEST(a_zones_part_follows_its_size_or_the_number_of_zones)
{
    EQUAL(zone_part((money){ 120000 }, 20, 120, 3).fen, 20000);
    EQUAL(zone_part((money){ 100 }, 0, 0, 3).fen, 33);
    EQUAL(zone_part((money){ 100 }, 0, 50, 3).fen, 0);
}
