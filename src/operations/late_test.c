/* late_test.c — what coming late, or not at all, costs the company: DOMAIN.md §4.1, 50 × 3 h = 150 yuan. */
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include "record/said.h"

struct extra_of_test { text what; money price; minutes length; text agreed_how; };      /* as visit_steps.c declares it */

static bool step(struct visit_house *h, enum visit_house_who who, instant now, text name, const void *input)
{
    struct visit_house_step s = { .type = &visit_type, .record = h->visit, .step = name, .input = input, .reason = "说明" };
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = who, .now = now, .run = visit_house_step, .data = &s });
}

static bool look(struct work *w, void *data)
{
    struct visit *into = data;
    const struct visit *v = record_peek(w, &visit_type, into->record.id);
    if (!v) return false;
    into->price = v->price;
    into->worker_pay = v->worker_pay;
    into->late_off = v->late_off;
    into->late_minutes = v->late_minutes;
    into->no_show_coupon = v->no_show_coupon;
    into->missed_by = v->missed_by;
    return true;
}
static struct visit seen(struct visit_house *h)
{
    struct visit v = { .record.id = h->visit };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = h, .now = house_at(1, 20, 0), .run = look, .data = &v }));
    return v;
}

static void on_her_way(struct visit_house *h)
{
    CHECK(step(h, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h->worker } }));
    CHECK(step(h, AS_HER, house_at(0, 10, 5), "accept", NULL));
    CHECK(step(h, AS_HER, house_at(1, 8, 30), "depart", NULL));
}

TEST_DB(how_late_she_was_is_said_in_hours_where_it_is_hours)
{
    static const struct { int minutes; text said; } rows[] = { { 16, "16 minutes late" }, { 90, "90 minutes late" }, { 120, "2 hours late" }, { 125, "2 h 5 min late" }, { 1140, "19 hours late" } };
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    h.w->language = "en";
    for (size_t i = 0; i < COUNT_OF(rows); i++) SAME_TEXT(said_read(h.w, late_words(h.w, rows[i].minutes)), rows[i].said);
    visit_house_close(&h);
}

TEST_DB(who_comes_late_costs_the_company_a_tenth_or_a_fifth_and_her_pay_stays)
{
    static const struct { int minute; int64_t price; } rows[] = { { 15, 15000 }, { 16, 13500 }, { 30, 13500 }, { 31, 12000 } };
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    on_her_way(&h);
    CHECK(step(&h, AS_HER, house_at(1, 9, 31), "arrive", &(struct arrival){ .code = "" }));
    EQUAL(seen(&h).price.fen, 12000);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK(step(&h, AS_MANAGER, house_at(1, 9, 45), "mend", &(struct mending){ .arrived = house_at(1, 9, rows[i].minute) }));
        struct visit v = seen(&h);
        EQUAL(v.late_minutes, rows[i].minute);
        EQUAL(v.price.fen, rows[i].price);
        EQUAL(v.late_off.fen, 15000 - rows[i].price);
        EQUAL(v.worker_pay.fen, 11250);
    }
    visit_house_close(&h);
}

TEST_DB(a_time_that_was_mended_and_a_delay_that_was_not_ours_bring_the_price_back)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    on_her_way(&h);
    CHECK(step(&h, AS_HER, house_at(1, 9, 40), "arrive", &(struct arrival){ .code = "" }));
    EQUAL(seen(&h).price.fen, 12000);
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 50), "mend", &(struct mending){ .arrived = house_at(1, 9, 20) }));
    EQUAL(seen(&h).price.fen, 13500);
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 9, 55), "add_extra", &(struct extra_of_test){ "擦窗", { 2000 }, { 0 }, "当面" }));
    EQUAL(seen(&h).price.fen, 15300);                                      /* a tenth of 170 */
    CHECK(!step(&h, AS_DISPATCHER, house_at(1, 9, 56), "excuse_late", NULL));
    EQUAL(h.w->failure, FORBIDDEN);
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 57), "excuse_late", NULL));
    EQUAL(seen(&h).price.fen, 17000);
    CHECK(!step(&h, AS_MANAGER, house_at(1, 9, 58), "excuse_late", NULL));
    EQUAL(h.w->failure, CONFLICT);
    visit_house_close(&h);
}

static bool coupons(struct work *w, void *data)
{
    struct visit_house *h = data;
    struct found all = LOAD_WHERE(w, coupon, "customer = $1", BIND(num(h->customer)));
    EQUAL(all.count, 1);
    if (!all.count) return false;
    const struct coupon *c = FOUND(struct coupon, all, 0);
    EQUAL(c->state, COUPON_RUNNING);
    EQUAL(c->amount.fen, 5000);
    EQUAL(c->funder, FUNDED_BY_COMPANY);
    EQUAL(c->valid_to.number, HOUSE_DAY + 1 + 90);
    EQUAL(c->record.id, ((struct visit *)record_peek(w, &visit_type, h->visit))->no_show_coupon.id);
    const struct coupon *hers = coupon_for(w, &(struct coupon_case){ c->code, h->customer, h->branch, h->line, 0, { 15000 } });
    EQUAL(hers ? coupon_worth(hers, (money){ 15000 }).fen : 0, 5000);
    EQUAL(db_one(w, SQL("select count(*) from message where channel = 1 and template = 'customer.no_show_coupon'"), NO_BIND, 0), 1);
    return !failed(w);
}

TEST_DB(a_no_show_that_ends_without_a_visit_brings_one_coupon_of_fifty_yuan)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    on_her_way(&h);
    CHECK(step(&h, AS_MANAGER, house_at(1, 9, 30), "no_show", NULL));
    EQUAL(seen(&h).no_show_coupon.id, 0);                                  /* somebody else may still come: then it is lateness */
    EQUAL(seen(&h).missed_by.id, h.worker);
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 9, 40), "move", &(struct new_time){ .start = house_at(2, 9, 0), .agreed = true }));
    CHECK(seen(&h).no_show_coupon.id);
    CHECK(step(&h, AS_DISPATCHER, house_at(1, 9, 50), "cancel", &(struct cancellation){ .reason = CANCEL_NO_WORKER }));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 10, 0), .run = coupons, .data = &h }));
    visit_house_close(&h);
}

TEST_DB(who_was_never_stood_up_gets_no_coupon)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 0), "move", &(struct new_time){ .start = house_at(2, 9, 0), .agreed = true }));
    EQUAL(seen(&h).no_show_coupon.id, 0);
    CHECK(step(&h, AS_DISPATCHER, house_at(0, 10, 1), "cancel", &(struct cancellation){ .reason = CANCEL_NO_WORKER }));
    EQUAL(seen(&h).no_show_coupon.id, 0);
    visit_house_close(&h);
}
