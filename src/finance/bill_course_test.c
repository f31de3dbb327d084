/* bill_course_test.c — a bill from its calculation to its lock and its payment, by two persons or by one; paid, objected to, corrected by reversal. */
#include "finance/bill_own.h"
#include "finance/finance_house_test.h"

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

static bool locks_paid(struct work *w, void *data)
{
    const struct course *c = data;
    w->now.ms += c->amount;
    return bills_lock_paid(w);
}

TEST_DB(a_bill_paid_in_full_is_agreed_to_and_locks_by_itself_three_days_later)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s));
    CHECK(shop_write(&s, &s.clerk, make_bill, &c));
    CHECK(step(&c, &s.boss, "check") && step(&c, &s.clerk, "send"));
    c.amount = 5000;
    CHECK(shop_write(&s, &s.clerk, pay, &c));
    expect(&c, BILL_SENT, 5000, 10000);
    CASE("the rest of it");
    c.amount = 10000;
    c.number = "4200002";
    CHECK(shop_write(&s, &s.clerk, pay, &c));
    expect(&c, BILL_CONFIRMED, 15000, 0);
    CASE("two days later she may still object; after three it is locked, and in the books");
    c.amount = DAYS(2);
    CHECK(shop_write(&s, &the_system, locks_paid, &c));
    expect(&c, BILL_CONFIRMED, 15000, 0);
    c.amount = DAYS(3) + 1;
    CHECK(shop_write(&s, &the_system, locks_paid, &c));
    expect(&c, BILL_PAID, 15000, 0);
    shop_close(&s);
}

TEST_DB(a_bill_that_was_paid_before_it_was_sent_is_agreed_to_by_the_next_turn)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "", .amount = 15000 };
    CHECK(shop_write(&s, &the_system, simple_visit, &s));
    CHECK(shop_write(&s, &s.clerk, make_bill, &c) && shop_write(&s, &s.clerk, pay, &c));
    CHECK(step(&c, &s.boss, "check") && step(&c, &s.clerk, "send"));
    expect(&c, BILL_SENT, 15000, 0);
    c.amount = 0;
    CHECK(shop_write(&s, &the_system, locks_paid, &c));
    expect(&c, BILL_CONFIRMED, 15000, 0);
    CASE("what was not paid is not agreed to by waiting");
    c.amount = DAYS(30);
    CHECK(shop_write(&s, &s.clerk, reverse_payment, &c) && shop_write(&s, &the_system, locks_paid, &c));
    expect(&c, BILL_CONFIRMED, 0, 15000);
    shop_close(&s);
}

static bool invoiced(struct work *w, void *data)
{
    struct course *c = data;
    struct bill *b = LOAD(w, bill, c->bill);
    w->reason = "";
    if (!b || !step_take(w, &bill_type, b, "invoice", &(struct bill_invoice){ c->number, { (int32_t)c->amount, c->amount != 0 } })) return false;
    SAME_TEXT(b->invoice, c->number);
    EQUAL(b->invoiced_on.number, c->amount ? c->amount : day_of(w->now).number);
    return true;
}

TEST_DB(a_bill_that_went_out_bears_the_number_of_its_invoice_and_none_of_a_day_to_come)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct course c = { .shop = &s, .number = "26512000000012345678" };
    CHECK(shop_write(&s, &the_system, simple_visit, &s));
    CHECK(shop_write(&s, &s.clerk, make_bill, &c));
    CHECK(!shop_write(&s, &s.clerk, invoiced, &c));                 /* nobody has checked it */
    CHECK(step(&c, &s.boss, "check") && shop_write(&s, &s.clerk, invoiced, &c));
    c.amount = SHOP_DAY + 4000;
    CHECK(!shop_write(&s, &s.clerk, invoiced, &c));
    SAME_TEXT(s.w->field, "issued");
    c.amount = SHOP_DAY;
    c.number = "26512000000099999999";
    CHECK(shop_write(&s, &s.clerk, invoiced, &c));                  /* the first was corrected in red */
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
