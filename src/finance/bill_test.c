/* bill_test.c — bills and settlements out of visits: everything adds up, nothing twice, nothing overwritten. */
#include <stdlib.h>
#include "finance/bill_own.h"
#include "finance/calls.h"
#include "finance/finance_house_test.h"
#include "record/output.h"
#include "record/said.h"

enum { DAYS_OF_TEST = 6 };

/* ---- what is made adds up ---- */

static text quote_of(struct work *w, int64_t service, int64_t surcharge, int64_t coupon)
{
    struct quote q = { .count = 3, .lines = { { "service", "Service", 300, { service / 3 }, { service }, "" }, { "surcharge", "Saturday and Sunday", 100, { surcharge }, { surcharge }, "20%" },
                                              { "coupon", "Coupon", 100, { -coupon }, { -coupon }, "" } } };
    return quote_json(w, &q);
}

static bool random_visits(struct work *w, void *data)
{
    struct shop *s = data;
    static const enum visit_state states[] = { VISIT_APPROVED, VISIT_APPROVED, VISIT_APPROVED, VISIT_INTERRUPTED, VISIT_NO_ACCESS, VISIT_CANCELLED, VISIT_FINISHED };
    for (int i = 0; i < 60 && !failed(w); i++) {
        enum visit_state state = states[rand() % 7];
        int64_t service = 6000 + rand() % 20000, surcharge = rand() % 5000, coupon = rand() % 3000, extra = rand() % 3 ? 0 : 1 + rand() % 8000, late = rand() % 4 ? 0 : rand() % 2000;
        int64_t price = service + surcharge - coupon + extra - late;
        struct visit v = shop_visit(s, rand() % SHOP_CUSTOMERS, rand() % SHOP_WORKERS, rand() % DAYS_OF_TEST, 8 + i % 10, state, price, price * 7 / 10 + rand() % 3);
        struct add_on add = { "擦窗", { extra }, { 30 }, w->now, "phone" };
        if (extra) v.add_ons = (rows_of){ &add, 1 };
        if (rand() % 5) v.quote.json = quote_of(w, service, surcharge, coupon);
        if (!(rand() % 3)) v.second.id = s->workers[(v.worker.id == s->workers[0])];
        if (v.second.id == v.worker.id) v.second.id = 0;
        if (state == VISIT_NO_ACCESS || state == VISIT_CANCELLED) v.fee.fen = rand() % 3 ? price / 5 : 0;
        if (state == VISIT_INTERRUPTED) { v.reason = CANCEL_CUSTOMER_ILL; v.price.fen = price / 2; v.worker_pay.fen = price / 3; }
        if (!ADD(w, visit, &v)) return false;
    }
    return !failed(w);
}

static int64_t due_of(struct work *w, bool pay)
{
    struct found all = LOAD_WHERE(w, visit, "state in (9, 10, 13) or (state in (11, 12) and fee > 0) order by id", NO_BIND);
    int64_t sum = 0;
    for (int i = 0; i < all.count; i++) {
        const struct visit *v = FOUND(struct visit, all, i);
        if (!pay) sum += visit_owed(v).fen;
        else sum += visit_pay(v, v->worker.id).fen + (v->second.id ? visit_pay(v, v->second.id).fen : 0);
    }
    return sum;
}

static bool make_everything(struct work *w, void *data)
{
    struct shop *s = data;
    day first = { SHOP_DAY }, last = { SHOP_DAY + DAYS_OF_TEST };
    int64_t owed = due_of(w, false), pay = due_of(w, true), billed = 0, settled = 0, trust = 0;
    for (int i = 0; i < SHOP_CUSTOMERS; i++) {
        const struct bill *b = record_peek(w, &bill_type, bill_make(w, s->customers[i], first, last));
        if (!b) return false;
        int64_t sum = 0;
        for (size_t k = 0; k < b->lines.count; k++) sum += ROW(struct bill_line, b->lines, k)->amount.fen;
        EQUAL(sum, b->total.fen);
        EQUAL(b->revenue.fen + b->trust.fen, b->total.fen);
        billed += b->total.fen;
        trust += b->trust.fen;
    }
    for (int i = 0; i < SHOP_WORKERS; i++) {
        const struct settlement *n = record_peek(w, &settlement_type, settlement_make(w, s->workers[i], first, last));
        if (!n) return false;
        int64_t sum = 0;
        for (size_t k = 0; k < n->lines.count; k++) sum += ROW(struct settlement_line, n->lines, k)->amount.fen;
        EQUAL(sum, n->total.fen);
        settled += n->total.fen;
    }
    EQUAL(billed, owed);
    EQUAL(settled, pay);
    CHECK(trust > 0 && trust < settled);
    EQUAL(db_one(w, SQL("select count(*) from visit where state in (9, 12, 13) and not (state = 12 and fee = 0)"), NO_BIND, -1), 0);
    CHECK(db_one(w, SQL("select count(*) from visit where state = 10"), NO_BIND, 0) > 10);
    CHECK(!visits_to_bill(w, s->customers[0], first, last).count && !visits_to_pay(w, s->workers[0], first, last).count);
    return !failed(w);
}

static bool bill_again(struct work *w, void *data)
{
    struct shop *s = data;
    return bill_make(w, s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY + DAYS_OF_TEST }) != 0;
}

TEST_DB(lines_bills_and_settlements_add_up_to_the_fen_and_nothing_is_billed_twice)
{
    struct shop s;
    if (!shop_open(&s)) return;
    srand(5);
    CHECK(shop_write(&s, &the_system, random_visits, &s));
    CHECK(shop_write(&s, &s.clerk, make_everything, &s));
    CHECK(!shop_write(&s, &s.clerk, bill_again, &s));
    SAME_TEXT(s.w->message, "There is nothing to bill from {1} to {2}");
    shop_close(&s);
}

static bool one_late_visit(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit v = shop_visit(s, 0, 0, 0, 9, VISIT_APPROVED, 13500, 11250);
    v.quote.json = quote_of(w, 15000, 0, 0);
    v.late_minutes = 18;
    v.late_off.fen = 1500;
    if (!ADD(w, visit, &v)) return false;
    const struct bill *b = record_peek(w, &bill_type, bill_make(w, s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY }));
    if (!b) return false;
    const struct bill_line *late = ROW(struct bill_line, b->lines, b->lines.count - 1);
    EQUAL(b->total.fen, 13500);
    EQUAL(late->amount.fen, -1500);
    EQUAL(late->item, BILL_COMPENSATION);
    SAME_TEXT(said_read(w, late->label), "迟到 18 分钟");
    text language = w->language;
    w->language = "en";
    SAME_TEXT(said_read(w, late->label), "18 minutes late");            /* kept as a sentence: in the language of who reads the bill */
    SAME_TEXT(said_read(w, ROW(struct bill_line, b->lines, 0)->measure), "hour");
    w->language = language;
    const struct bill_line *work = ROW(struct bill_line, b->lines, 0);
    EQUAL(work->quantity, 300);
    SAME_TEXT(said_read(w, work->measure), "小时");
    const struct row_type *row = type_field(&bill_type, "lines")->row;
    for (int i = 0; i < row->field_count; i++)
        if (!strcmp(row->fields[i].name, "quantity")) SAME_TEXT(field_text(w, &row->fields[i], work), "3");
    CHECK(strstr(late->why.json, "borne by the company"));
    EQUAL(visit_pay(&v, s->workers[0]).fen, 11250);
    return !failed(w);
}

TEST_DB(coming_late_is_a_line_of_the_bill_that_says_who_bears_it)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &s.clerk, one_late_visit, &s));
    shop_close(&s);
}

static bool one_job_with_a_zone_off(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit v = shop_visit(s, 0, 0, 0, 9, VISIT_FINISHED, 100000, 60000);
    v.quote.json = quote_of(w, 120000, 0, 0);
    v.zones_off.fen = 20000;
    if (!ADD(w, visit, &v)) return false;
    struct job_zone z = { .state = ZONE_TAKEN_OFF, .visit = { v.record.id }, .name = "厨房", .square_metres = 20, .wrong = "有水泥点", .accepted_by = "", .taken_off = { 20000 } };
    if (!ADD(w, job_zone, &z) || !step_run(w, &visit_type, record_peek(w, &visit_type, v.record.id), "approve", NULL)) return false;
    const struct bill *b = record_peek(w, &bill_type, bill_make(w, s->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY }));
    if (!b) return false;
    const struct bill_line *off = ROW(struct bill_line, b->lines, b->lines.count - 1);
    EQUAL(b->total.fen, 100000);
    EQUAL(off->amount.fen, -20000);
    SAME_TEXT(said_read(w, off->label), "未验收：厨房");
    return !failed(w);
}

TEST_DB(a_zone_that_was_not_accepted_is_a_line_of_the_bill)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &s.clerk, one_job_with_a_zone_off, &s));
    shop_close(&s);
}

static bool one_visit(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit v = shop_visit(s, 0, 2, 0, 9, VISIT_APPROVED, 15000, 11251);
    v.second.id = s->workers[0];
    return ADD(w, visit, &v);
}

static bool shared_by_two(struct work *w, void *data)
{
    struct shop *s = data;
    day on = { SHOP_DAY };
    const struct settlement *a = record_peek(w, &settlement_type, settlement_make(w, s->workers[2], on, on)), *b = record_peek(w, &settlement_type, settlement_make(w, s->workers[0], on, on));
    const struct bill *bill = record_peek(w, &bill_type, bill_make(w, s->customers[0], on, on));
    if (!a || !b || !bill) return false;
    EQUAL(a->total.fen, 5626); EQUAL(b->total.fen, 5625);
    CASE("the agency worker's pay is the customer's, not our revenue");
    EQUAL(bill->trust.fen, 11251); EQUAL(bill->revenue.fen, 3749);
    EQUAL(db_one(w, SQL("select state from visit"), NO_BIND, 0), VISIT_SETTLED);
    return !failed(w);
}

TEST_DB(two_workers_share_and_agency_wages_are_no_revenue)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, one_visit, &s));
    CHECK(shop_write(&s, &s.clerk, shared_by_two, &s));
    shop_close(&s);
}

/* DOMAIN.md §4.6: 1 200 yuan, half of it the crew's; a leader, a skilled one and a new one for four and a half hours. */
struct crew_case { struct shop *shop; int64_t visit, minutes[SHOP_WORKERS]; };

static bool crew_visit(struct work *w, void *data)
{
    struct crew_case *c = data;
    struct crew_row *crew = take_many(w, struct crew_row, SHOP_WORKERS);
    struct visit v = shop_visit(c->shop, 0, 0, 0, 9, VISIT_IN_SERVICE, 120000, 60000);
    for (int i = 0; i < SHOP_WORKERS; i++) crew[i] = (struct crew_row){ { c->shop->workers[i] }, (enum crew_grade)(CREW_LEADER + i), { 0 } };
    v.length.count = 270;
    v.crew = (rows_of){ crew, SHOP_WORKERS };
    if (!ADD(w, visit, &v)) return false;
    c->visit = v.record.id;
    return true;
}

/* One left after two hours, the others worked on for her; then everybody's part. */
struct crew_input { ref worker; int64_t worked; bool others_work_on; };
static bool crew_settled(struct work *w, void *data)
{
    struct crew_case *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    struct crew_input gone = { { c->shop->workers[2] }, 120, true };
    if (!v) return false;
    EQUAL(visit_pay(v, c->shop->workers[0]).fen, 24000); EQUAL(visit_pay(v, c->shop->workers[1]).fen, 20000); EQUAL(visit_pay(v, c->shop->workers[2]).fen, 16000);
    w->acted = v->until;                    /* told when it ended: one told the day after is the office's to enter */
    if (!step_run(w, &visit_type, v, "crew_hours", &gone) || !step_run(w, &visit_type, v, "finish", NULL) || !step_run(w, &visit_type, v, "approve", NULL)) return false;
    static const int64_t parts[] = { 29053, 24210, 6737 };
    day on = { SHOP_DAY };
    for (int i = 0; i < SHOP_WORKERS; i++) {
        const struct settlement *s = record_peek(w, &settlement_type, settlement_make(w, c->shop->workers[i], on, on));
        if (!s) return false;
        EQUAL(s->total.fen, parts[i]);
        EQUAL(v->state, VISIT_APPROVED);
    }
    const struct bill *b = record_peek(w, &bill_type, bill_make(w, c->shop->customers[0], on, on));
    if (!b) return false;
    EQUAL(b->total.fen, 120000);
    CASE("settled only when the customer is billed and all three are on a settlement");
    EQUAL(v->state, VISIT_SETTLED);
    return !failed(w);
}

TEST_DB(a_crew_of_three_is_paid_by_hours_really_worked_and_grade)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct crew_case c = { .shop = &s };
    CHECK(shop_write(&s, &the_system, crew_visit, &c));
    CHECK(shop_write(&s, &the_system, crew_settled, &c));
    shop_close(&s);
}

static bool crew_without_hours(struct work *w, void *data)
{
    struct crew_case *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    for (int i = 0; v && i < SHOP_WORKERS; i++)
        if (!step_run(w, &visit_type, v, "crew_hours", &(struct crew_input){ { c->shop->workers[i] }, 0, false })) return false;
    return v != NULL;
}
static bool crew_stranger(struct work *w, void *data)
{
    struct crew_case *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    return v && step_run(w, &visit_type, v, "crew_hours", &(struct crew_input){ { c->shop->customers[0] }, 60, false });
}

TEST_DB(hours_are_of_the_crew_and_not_all_nothing)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct crew_case c = { .shop = &s };
    CHECK(shop_write(&s, &the_system, crew_visit, &c));
    CHECK(!shop_write(&s, &the_system, crew_without_hours, &c));
    SAME_TEXT(s.w->field, "worked");
    CHECK(!shop_write(&s, &the_system, crew_stranger, &c));
    SAME_TEXT(s.w->field, "worker");
    shop_close(&s);
}

/* ---- the branch's day and period ---- */

static bool call_both(struct work *w, void *data)
{
    struct shop *s = data;
    struct request q = { .arena = w->arena, .body = print(w, "{\"day\":%d}", SHOP_DAY), .body_length = 0 };
    struct reply reply = { 0 };
    q.body_length = strlen(q.body);
    if (!finance_calls[0].run(w, &q, &reply)) return false;
    CHECK(strstr(reply.body, "\"total\":15000") != NULL);
    q.body = print(w, "{\"first\":%d,\"last\":%d}", SHOP_DAY, SHOP_DAY + 29);
    q.body_length = strlen(q.body);
    w->now = day_at((day){ SHOP_DAY + 29 }, 18 * 60);
    if (!finance_calls[1].run(w, &q, &reply)) return false;
    CHECK(strstr(reply.body, "\"total\":29250") != NULL);
    EQUAL(db_one(w, SQL("select count(*) from settlement where worker = $1"), BIND(num(s->workers[1])), 0), 2);
    EQUAL(db_one(w, SQL("select max(last - first) from settlement where worker = $1"), BIND(num(s->workers[1])), 0), 14);
    EQUAL(db_one(w, SQL("select count(*) from visit where state = 10"), NO_BIND, 0), 1);
    return !failed(w);
}

static bool period_visits(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit a = shop_visit(s, 0, 0, 0, 9, VISIT_APPROVED, 15000, 11250), b = shop_visit(s, 1, 1, 2, 9, VISIT_APPROVED, 12000, 9000), c = shop_visit(s, 1, 1, 20, 9, VISIT_APPROVED, 12000, 9000);
    return ADD(w, visit, &a) && ADD(w, visit, &b) && ADD(w, visit, &c);
}

TEST_DB(a_branch_bills_its_day_and_settles_its_period_in_lawful_pieces)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, period_visits, &s));
    CHECK(shop_write(&s, &s.clerk, call_both, &s));
    shop_close(&s);
}

static bool settle_ahead(struct work *w, void *data)
{
    (void)data;
    struct request q = { .arena = w->arena, .body = print(w, "{\"first\":%d,\"last\":%d}", SHOP_DAY, SHOP_DAY + 1), .body_length = 0 };
    struct reply reply = { 0 };
    q.body_length = strlen(q.body);
    w->now = day_at((day){ SHOP_DAY }, 18 * 60);
    return finance_calls[1].run(w, &q, &reply);
}

TEST_DB(no_period_is_settled_that_ends_after_today)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(shop_write(&s, &the_system, period_visits, &s));
    CHECK(!shop_write(&s, &s.clerk, settle_ahead, &s) && s.w->failure == INVALID);
    shop_close(&s);
}
