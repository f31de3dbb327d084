/* bill_test.c — bills and settlements out of visits: everything adds up, nothing twice, nothing overwritten. */
#include <stdlib.h>
#include "base/json.h"
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

/* ---- the course, with two colleagues ---- */

struct course { struct shop *shop; int64_t bill, draft, payment; text step; text reason; int64_t amount; text number; };

static bool simple_visit(struct work *w, void *data)
{
    struct shop *s = data;
    struct visit v = shop_visit(s, 0, 0, 0, 9, VISIT_APPROVED, 15000, 11250);
    return ADD(w, visit, &v);
}

static bool make_bill(struct work *w, void *data)
{
    struct course *c = data;
    c->bill = bill_make(w, c->shop->customers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY });
    return c->bill && settlement_make(w, c->shop->workers[0], (day){ SHOP_DAY }, (day){ SHOP_DAY });
}

static bool take_step(struct work *w, void *data)
{
    struct course *c = data;
    struct bill *b = LOAD(w, bill, c->bill);
    w->reason = c->reason ? c->reason : "";
    return b && step_take(w, &bill_type, b, c->step, NULL);
}

static bool step(struct course *c, const struct actor *actor, text name)
{
    c->step = name;
    return shop_write(c->shop, actor, take_step, c);
}

static bool pay(struct work *w, void *data)
{
    struct course *c = data;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .bill = { c->bill }, .amount = { c->amount }, .channel = CHANNEL_WECHAT, .channel_number = c->number, .remark = "" };
    if (!ADD(w, payment, &p)) return false;
    c->payment = p.record.id;
    return true;
}

static bool reverse_payment(struct work *w, void *data)
{
    struct payment *p = LOAD(w, payment, ((struct course *)data)->payment);
    w->reason = "wrong customer";
    return p && step_take(w, &payment_type, p, "reverse", NULL);
}

struct state { enum bill_state state; int64_t paid, owed; };
static bool look(struct work *w, void *data)
{
    struct { struct course *c; struct state is; } *d = data;
    const struct bill *b = LOAD(w, bill, d->c->bill);
    if (!b) return false;
    d->is = (struct state){ b->state, b->paid.fen, ((const struct customer *)record_peek(w, &customer_type, b->customer.id))->owed.fen };
    EQUAL(customer_owes(w, b->customer.id).fen, d->is.owed);
    return true;
}

static void expect(struct course *c, enum bill_state state, int64_t paid, int64_t owed)
{
    struct { struct course *c; struct state is; } d = { c, { 0 } };
    CHECK(shop_write(c->shop, &the_system, look, &d));
    EQUAL(d.is.state, state);
    EQUAL(d.is.paid, paid);
    EQUAL(d.is.owed, owed);
}

static bool wrong_price(struct work *w, void *data)
{
    struct course *c = data;
    const struct bill *b = LOAD(w, bill, c->bill);
    struct visit *v = b ? record_peek(w, &visit_type, ROW(struct bill_line, b->lines, 0)->visit.id) : NULL;
    if (!v) return false;
    v->price.fen = 14000;
    return SAVE(w, visit, v);
}

/* The old one, the red one and the new draft: old + red are nothing, the draft has the right price and the money. */
static bool three_bills(struct work *w, void *data)
{
    struct course *c = data;
    const struct bill *old = LOAD(w, bill, c->bill), *red = old ? LOAD(w, bill, old->reversed_by.id) : NULL;
    struct found next = LOAD_WHERE(w, bill, "corrects = $1", BIND(num(c->bill)));
    if (!red || next.count != 1) return false;
    const struct bill *draft = next.at[0];
    EQUAL(old->state, BILL_REVERSED); EQUAL(red->state, BILL_RED); EQUAL(draft->state, BILL_OPEN);
    EQUAL(old->total.fen, 15000); EQUAL(red->total.fen, -15000); EQUAL(red->reverses.id, c->bill);
    EQUAL(draft->total.fen, 14000); EQUAL(draft->paid.fen, 15000);
    EQUAL(db_one(w, SQL("select document from visit_claim where worker = 0"), NO_BIND, 0), draft->record.id);
    c->draft = draft->record.id;
    return !failed(w);
}

static bool edit_locked(struct work *w, void *data)
{
    struct bill *b = LOAD(w, bill, ((struct course *)data)->bill);
    if (!b) return false;
    ROW(struct bill_line, b->lines, 0)->amount.fen = 1;
    return SAVE(w, bill, b);
}

TEST_DB(a_bill_goes_its_course_with_two_persons_and_is_corrected_only_by_reversal)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s));
    CHECK(shop_write(&s, &s.clerk, make_bill, &c));
    expect(&c, BILL_CALCULATED, 0, 0);
    CASE("not by the same person");
    CHECK(!step(&c, &s.clerk, "check"));
    SAME_TEXT(s.w->message, "A second person has to do this: you did an earlier step of it");
    CHECK(step(&c, &s.boss, "check") && step(&c, &s.clerk, "send"));
    expect(&c, BILL_SENT, 0, 15000);
    CHECK(step(&c, &s.clerk, "confirm") && !step(&c, &s.clerk, "lock") && step(&c, &s.boss, "lock"));
    CASE("a locked bill stays as it is");
    CHECK(!shop_write(&s, &s.boss, edit_locked, &c));
    SAME_TEXT(s.w->message, "A locked bill is not edited; reverse it");
    c.amount = 5000;
    CHECK(shop_write(&s, &s.clerk, pay, &c));
    expect(&c, BILL_LOCKED, 5000, 10000);
    c.amount = 10000;
    c.number = "4200001";
    CHECK(shop_write(&s, &s.clerk, pay, &c));
    expect(&c, BILL_PAID, 15000, 0);
    CASE("the same transaction twice");
    CHECK(!shop_write(&s, &s.clerk, pay, &c));
    SAME_TEXT(s.w->message, "This transaction is already booked");
    CASE("found out later: the price was wrong");
    CHECK(shop_write(&s, &the_system, wrong_price, &c));
    c.reason = "price list of last year";
    CHECK(step(&c, &s.boss, "reverse"));
    expect(&c, BILL_REVERSED, 15000, -15000);
    CHECK(shop_write(&s, &the_system, three_bills, &c));
    c.bill = c.draft;
    c.reason = "";
    CHECK(step(&c, &s.clerk, "calculate") && step(&c, &s.boss, "check") && step(&c, &s.clerk, "send") && step(&c, &s.clerk, "confirm") && step(&c, &s.boss, "lock"));
    expect(&c, BILL_PAID, 15000, -1000);
    CASE("a payment is reversed, not deleted, and reaches the bill that took the place");
    CHECK(shop_write(&s, &s.clerk, reverse_payment, &c));
    expect(&c, BILL_LOCKED, 5000, 9000);
    shop_close(&s);
}

/* As the versions before the state had left one. */
static bool stands_as_paid(struct work *w, void *data)
{
    struct course *c = data;
    db_exec(w, SQL("update bill set total = -9000, state = 9, paid_at = 1 where id = $1"), BIND(num(c->bill)));
    return bills_credited(w);
}

static bool is_credited(struct work *w, void *data)
{
    const struct bill *b = LOAD(w, bill, ((struct course *)data)->bill);
    if (!b) return false;
    EQUAL(b->state, BILL_CREDITED);
    EQUAL(b->paid_at.ms, 0);
    return true;
}

TEST_DB(a_credit_note_that_an_older_version_left_as_paid_is_credited)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s) && shop_write(&s, &s.clerk, make_bill, &c));
    CHECK(shop_write(&s, &the_system, stands_as_paid, &c));
    CHECK(shop_write(&s, &the_system, is_credited, &c));
    shop_close(&s);
}

static bool alone(struct work *w, void *data)
{
    struct course *c = data;
    struct setting mode = { .code = "company.owner_mode", .value = "1", .since = day_of(w->now) };
    mode.record.branch.id = c->shop->branch;
    return ADD(w, setting, &mode);
}

TEST_DB(in_owner_mode_one_person_does_both_with_a_reason)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s) && shop_write(&s, &s.clerk, make_bill, &c) && shop_write(&s, &the_system, alone, &c));
    CHECK(!step(&c, &s.clerk, "check"));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : "", "reason");
    c.reason = "alone in the shop today";
    CHECK(step(&c, &s.clerk, "check"));
    shop_close(&s);
}

static bool by_hand_lines(struct work *w, void *data)
{
    struct course *c = data;
    struct bill *b = LOAD(w, bill, c->bill);
    w->reason = "broken vase";
    if (!b || !step_take(w, &bill_type, b, "adjust", &(struct bill_adjustment){ BILL_COMPENSATION, "花瓶", { 3000 } })) return false;
    EQUAL(b->total.fen, 12000);
    CHECK(strstr(ROW(struct bill_line, b->lines, 1)->why.json, "broken vase") != NULL);
    return step_take(w, &bill_type, b, "calculate", NULL) && b->total.fen == 12000 && b->lines.count == 2;
}

TEST_DB(lines_put_in_by_hand_say_why_and_survive_a_new_calculation)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s) && shop_write(&s, &s.clerk, make_bill, &c));
    CHECK(shop_write(&s, &s.clerk, by_hand_lines, &c));
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

/* ---- begun by hand ---- */

static bool begin_by_hand(struct work *w, void *data)
{
    struct course *c = data;
    struct bill b = { .state = BILL_CALCULATED, .customer = { c->shop->customers[0] }, .first = { SHOP_DAY }, .last = { SHOP_DAY }, .objection = "", .remark = "" };
    c->bill = ADD(w, bill, &b) ? b.record.id : 0;
    return c->bill != 0;
}
static bool check_it(struct work *w, void *data)
{
    struct bill *b = LOAD(w, bill, ((struct course *)data)->bill);
    return b && step_take(w, &bill_type, b, "check", NULL);
}
static bool put_a_line_in(struct work *w, void *data)
{
    struct bill *b = LOAD(w, bill, ((struct course *)data)->bill);
    w->reason = "lost";
    return b && step_take(w, &bill_type, b, "adjust", &(struct bill_adjustment){ BILL_MATERIALS, "配钥匙", { 3000 } });
}

TEST_DB(a_bill_with_nothing_on_it_is_not_checked)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s };
    CHECK(shop_write(&s, &s.clerk, begin_by_hand, &c));
    CHECK(!shop_write(&s, &s.boss, check_it, &c));
    CHECK(shop_write(&s, &s.clerk, put_a_line_in, &c) && shop_write(&s, &s.boss, check_it, &c));
    shop_close(&s);
}
