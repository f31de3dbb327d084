/* customer_move_test.c — a customer with a card half used, a plan, visits and a deposit goes to another branch (customers/customer_move.h): everything that
 * runs goes along, what was done stays, and the books of both branches are right. It stands here because a card is sold here. */
#include <string.h>
#include "base/json.h"
#include "finance/books.h"
#include "finance/finance_house_test.h"
#include "finance/contract_own.h"
#include "finance/identity.h"
#include "finance/loan_settlement.h"

struct moving { struct shop *s; int64_t to, closing, card, done, ahead, plan, other, paid_ahead; struct customer_transfer in; text reason; };

static bool furnish(struct work *w, void *data)
{
    struct moving *m = data;
    struct shop *s = m->s;
    struct branch b = { .name = "新店", .code = "XD" }, old = { .name = "要关的店", .code = "GD", .closes_on = { SHOP_DAY + 40, true } };
    struct prepaid_card c = { .customer = { s->customers[0] }, .kind = CARD_STORED, .named = true, .contract = "YF-1", .purpose = "保洁", .refund_way = "原路退回", .card_number = "", .remark = "", .paid = { 300000 }, .gift = { 50000 }, .uses = CARD_PRO_RATA };
    struct visit done = shop_visit(s, 0, 0, -1, 9, VISIT_APPROVED, 35000, 10000), ahead = shop_visit(s, 0, 1, 3, 9, VISIT_ACCEPTED, 15000, 10000), others = shop_visit(s, 1, 1, 4, 9, VISIT_ACCEPTED, 15000, 10000);
    if (!ADD(w, branch, &b) || !ADD(w, branch, &old) || !ADD(w, prepaid_card, &c)) return false;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .card = { c.record.id }, .amount = c.paid, .channel = CHANNEL_WECHAT, .channel_number = "", .remark = "" };
    if (!ADD(w, payment, &p) || !ADD(w, visit, &done) || !ADD(w, visit, &ahead) || !ADD(w, visit, &others)) return false;
    struct payment use = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { done.record.id }, .from_card = { c.record.id }, .amount = { 35000 }, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    const struct posting_line held[] = { { LEDGER_BANK, { 70000 } }, { LEDGER_DEPOSITS, { -50000 } }, { LEDGER_EARNEST, { -20000 } } };
    m->to = b.record.id;
    m->closing = old.record.id;
    m->card = c.record.id;
    m->done = done.record.id;
    m->ahead = ahead.record.id;
    m->other = others.record.id;
    m->in = (struct customer_transfer){ { m->to }, false };
    m->reason = "门店停业";
    return ADD(w, payment, &use) && ledger_post(w, &(struct posting){ .kind = ENTRY_BY_HAND, .branch = s->branch, .memo = "定金", .lines = held, .count = 3, .customer = s->customers[0], .source = "" }) > 0;
}

static bool move(struct work *w, void *data)
{
    struct moving *m = data;
    struct customer *c = LOAD(w, customer, m->s->customers[0]);
    w->reason = m->reason;
    return c && step_run(w, &customer_type, c, "transfer", &m->in);
}

static int64_t at(struct work *w, int64_t branch, text account)
{
    return db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_entry e on e.id = l.parent join ledger_account a on a.id = l.account where e.branch = $1 and a.code = $2"), BIND(num(branch), txt(account)), 0);
}

static bool before(struct work *w, void *data)
{
    const struct moving *m = data;
    EQUAL(at(w, m->s->branch, LEDGER_CARD_PAID), -270000);
    EQUAL(at(w, m->s->branch, LEDGER_CARD_GIFT), -45000);
    EQUAL(LOAD(w, customer, m->s->customers[0])->record.branch.id, m->s->branch);
    return !failed(w);
}

static bool books_moved(struct work *w, const struct moving *m)
{
    static const struct { text account; int64_t there; } sums[] = { { LEDGER_CARD_PAID, -270000 }, { LEDGER_CARD_GIFT, -45000 }, { LEDGER_GIFTS, 45000 }, { LEDGER_DEPOSITS, -50000 }, { LEDGER_EARNEST, -20000 }, { LEDGER_BETWEEN, 340000 } };
    for (int i = 0; i < COUNT_OF(sums); i++) {
        EQUAL(at(w, m->to, sums[i].account), sums[i].there);
        EQUAL(at(w, m->s->branch, sums[i].account), i == COUNT_OF(sums) - 1 ? -340000 : 0);
    }
    return !failed(w);
}

static bool moved(struct work *w, void *data)
{
    const struct moving *m = data;
    const struct visit *ahead = LOAD(w, visit, m->ahead);
    EQUAL(LOAD(w, customer, m->s->customers[0])->record.branch.id, m->to);
    EQUAL(LOAD(w, household, m->s->homes[0])->record.branch.id, m->to);
    EQUAL(LOAD(w, prepaid_card, m->card)->record.branch.id, m->to);
    EQUAL(LOAD(w, visit, m->done)->record.branch.id, m->s->branch);     /* done there, billed there */
    EQUAL(LOAD(w, visit, m->other)->record.branch.id, m->s->branch);
    EQUAL(ahead->record.branch.id, m->to);
    EQUAL(ahead->state, m->in.workers_come ? VISIT_ACCEPTED : VISIT_UNASSIGNED);
    return books_moved(w, m) && !failed(w);
}

/* She and the desk read what she paid and used, not the company's books between two shops. */
static bool reads_no_move(struct work *w, void *data)
{
    const struct moving *m = data;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    card_entries_write(w, &j, m->card, 50);
    write_end(&j, '}');
    text read = buf_text(&j.out);
    CHECK(strstr(read, "card_sold") && strstr(read, "card_used") && !strstr(read, "moved"));
    return !failed(w);
}

/* 35.00 of the visit to come from the card, now at the new branch: both legs go on there. */
static bool pays_on(struct work *w, void *data)
{
    const struct moving *m = data;
    struct payment use = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { m->ahead }, .from_card = { m->card }, .amount = { 3500 }, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    if (!ADD(w, payment, &use)) return false;
    EQUAL(at(w, m->to, LEDGER_CARD_PAID), -267000);
    EQUAL(at(w, m->s->branch, LEDGER_CARD_PAID), 0);
    return !failed(w);
}

static bool all_adds_up(struct work *w, void *data)
{
    (void)data;
    struct identity all[IDENTITIES];
    if (!identities_look(w, all)) return false;
    for (int i = 0; i < IDENTITIES; i++) EQUAL(all[i].broken, 0);
    return !failed(w);
}

static bool act(struct moving *m, db_run *run) { work_clear(m->s->w); m->s->w->now = m->s->w->acted = day_at((day){ SHOP_DAY }, 10 * 60); return shop_write(m->s, &the_system, run, m); }

static bool moving_open(struct moving *m, struct shop *s)
{
    *m = (struct moving){ .s = s };
    if (!shop_open(s)) return false;
    bool well = act(m, furnish) && act(m, before);
    CHECK(well);
    return well;
}

/* ---- what lies between the two branches ---- */

static day this_month(struct work *w)
{
    struct date d = date_of(day_of(w->now));
    return day_from_date((struct date){ d.year, d.month, 1 });
}

static bool open_between(struct work *w, const struct moving *m, int64_t open, int64_t left)
{
    EQUAL(loans_open(w, m->to, m->s->branch, this_month(w)).fen, open);
    EQUAL(at(w, m->to, LEDGER_BETWEEN), left);
    EQUAL(at(w, m->s->branch, LEDGER_BETWEEN), -left);
    return !failed(w);
}
static bool is_open(struct work *w, void *data) { return open_between(w, data, 340000, 340000); }
static bool is_settled(struct work *w, void *data) { return open_between(w, data, 0, 0); }

static bool settlement_step(struct work *w, text step, const void *in)
{
    struct found s = LOAD_WHERE(w, loan_settlement, "id > $1", BIND(num(0)));
    w->reason = "核对过";
    return s.count == 1 && step_run(w, &loan_settlement_type, s.at[0], step, in);
}
static bool asked_by_the_night(struct work *w, void *data)
{
    const struct moving *m = data;
    w->now = w->acted = (instant){ day_start(day_plus_months(this_month(w), 1)).ms };
    bool well = loans_of_the_month(w) && loans_of_the_month(w);
    EQUAL(db_one(w, SQL("select amount from loan_settlement where branch = $1 and payer = $2"), BIND(num(m->to), num(m->s->branch)), 0), 340000);
    return well;
}
struct paying { day paid_on; text bank_number; };
static bool old_branch_pays(struct work *w, void *data)
{
    (void)data;
    return settlement_step(w, "pay", &(struct paying){ { 0 }, "ICBC-9" });
}
static bool new_branch_has_it(struct work *w, void *data) { (void)data; return settlement_step(w, "receive", NULL); }

/* She paid 100.00 ahead before she moved; a bill of the new branch counts it. */
static bool pays_ahead(struct work *w, void *data)
{
    struct moving *m = data;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .customer = { m->s->customers[0] }, .amount = { 10000 }, .channel = CHANNEL_WECHAT, .channel_number = "", .remark = "" };
    if (!ADD(w, payment, &p)) return false;
    m->paid_ahead = p.record.id;
    return true;
}
static bool counted_there(struct work *w, void *data)
{
    struct moving *m = data;
    struct bill_line line = contract_line(w, BILL_CANCEL_FEE, "改约费", (money){ 10000 }, "");
    line.served = day_of(w->now);
    int64_t bill = bill_agreed(w, &(struct bill){ .record.branch = { m->to }, .customer = { m->s->customers[0] }, .first = line.served, .last = line.served, .due = { line.served.number, true }, .lines = { &line, 1 }, .remark = "" });
    struct payment *p = bill ? LOAD_LOCKED(w, payment, m->paid_ahead) : NULL;
    int64_t there = at(w, m->to, LEDGER_RECEIVABLE), here = at(w, m->s->branch, LEDGER_RECEIVABLE);
    if (!p || !step_run(w, &payment_type, p, "allocate", &(struct { ref bill; }){ { bill } })) return false;
    EQUAL(at(w, m->to, LEDGER_RECEIVABLE), there - 10000);
    EQUAL(at(w, m->s->branch, LEDGER_RECEIVABLE), here + 10000);
    return open_between(w, m, 350000, 350000);
}
static bool reversed_again(struct work *w, void *data)
{
    struct moving *m = data;
    struct payment *p = LOAD_LOCKED(w, payment, m->paid_ahead);
    w->reason = "记错了";
    return p && step_run(w, &payment_type, p, "reverse", NULL) && open_between(w, m, 340000, 340000);
}

TEST_DB(what_moved_customers_leave_between_two_branches_is_asked_for_paid_and_clears_1226)
{
    struct shop s;
    struct moving m;
    if (!moving_open(&m, &s)) return;
    CHECK(act(&m, pays_ahead) && act(&m, move) && act(&m, is_open));
    CHECK(act(&m, counted_there) && act(&m, all_adds_up));
    CHECK(act(&m, reversed_again) && act(&m, all_adds_up));
    CHECK(act(&m, asked_by_the_night) && act(&m, old_branch_pays) && act(&m, new_branch_has_it) && act(&m, is_settled) && act(&m, all_adds_up));
    shop_close(&s);
}

/* As an earlier version left them: no entry says which branch the other is. */
static bool named_by_the_migration(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update ledger_entry set other = null where kind = 16"), NO_BIND);
    if (failed(w) || !moved_entries_named(w)) return false;
    EQUAL(db_one(w, SQL("select count(*) from ledger_entry where kind = 16 and (other is null or other = branch)"), NO_BIND, -1), 0);
    return true;
}

TEST_DB(what_moved_before_entries_named_the_other_branch_is_named_by_its_counterpart)
{
    struct shop s;
    struct moving m;
    if (!moving_open(&m, &s)) return;
    CHECK(act(&m, move) && act(&m, named_by_the_migration) && act(&m, is_open) && act(&m, all_adds_up));
    shop_close(&s);
}

TEST_DB(a_customer_goes_to_another_branch_with_her_card_deposit_and_visits_to_come_and_both_books_are_right)
{
    struct shop s;
    struct moving m;
    if (!moving_open(&m, &s)) return;
    CHECK(act(&m, move) && act(&m, moved) && act(&m, reads_no_move) && act(&m, all_adds_up));
    CHECK(act(&m, pays_on) && act(&m, all_adds_up));
    CHECK(!act(&m, move));
    SAME_TEXT(s.w->message, "She belongs to this branch already");
    shop_close(&s);
}

TEST_DB(her_worker_may_come_along_and_no_customer_goes_to_a_branch_that_closes_down)
{
    struct shop s;
    struct moving m;
    if (!moving_open(&m, &s)) return;
    m.in.branch.id = m.closing;
    CHECK(!act(&m, move));
    SAME_TEXT(s.w->message, "This branch is closed or closes down");
    CHECK(act(&m, before));
    m.in = (struct customer_transfer){ { m.to }, true };
    CHECK(act(&m, move) && act(&m, moved));
    shop_close(&s);
}
