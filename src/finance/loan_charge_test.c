/* loan_charge_test.c — what the borrowing branch bears for a lent worker, to the fen, and what both branches' books say of it. */
#include <string.h>
#include "finance/finance_house_test.h"
#include "http/http.h"
#include "finance/loan_charge.h"
#include "finance/loan_settlement.h"
#include "ledger/ledger.h"

TEST(the_parts_of_a_loan_add_up_to_the_fen)
{
    struct loan_terms terms = { 80, 5, { 2000 } };
    struct loan_parts first = loan_parts(&terms, (money){ 11250 }, (money){ 15000 }, true), second = loan_parts(&terms, (money){ 10333 }, (money){ 13777 }, false);
    EQUAL(first.wage.fen, 9000);
    EQUAL(first.price.fen, 750);
    EQUAL(first.day.fen, 2000);
    EQUAL(first.amount.fen, 11750);
    EQUAL(second.day.fen, 0);
    EQUAL(second.amount.fen, second.wage.fen + second.price.fen);
    EQUAL(second.wage.fen, 8266);       /* 8266.4 */
    EQUAL(second.price.fen, 689);       /* 688.85 */
}

struct loaned { struct shop *s; int64_t lender, worker, visits[2], charge, settlement; struct actor hers, theirs; };

/* A second branch lends one of its own to the shop for two days; she does two visits on the first, and one before the loan began. */
static bool two_visits(struct work *w, void *data)
{
    struct loaned *l = data;
    struct branch b = { .name = "二店", .code = "B2" };
    struct person p = { .name = "赵敏" };
    if (!ADD(w, branch, &b) || !ADD(w, person, &p)) return false;
    l->lender = b.record.id;
    struct worker n = { .record.branch = { l->lender }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE };
    if (!ADD(w, worker, &n)) return false;
    l->worker = l->s->workers[0] = n.record.id;
    struct lending loan = { .state = LENDING_AGREED, .worker = { l->worker }, .destination = { l->s->branch }, .first = { SHOP_DAY }, .last = { SHOP_DAY + 1 }, .hours = "", .why = "", .wage_percent = { 80, true }, .price_percent = 5, .day_fee = { 2000 } };
    if (!ADD(w, lending, &loan)) return false;
    for (int i = 0; i < 2; i++) {
        struct visit v = shop_visit(l->s, 0, 0, 0, 9 + 4 * i, VISIT_FINISHED, 15000, 11250);
        void *there = ADD(w, visit, &v) ? record_peek(w, &visit_type, v.record.id) : NULL;
        if (!there || !step_run(w, &visit_type, there, "approve", NULL)) return false;
        l->visits[i] = v.record.id;
    }
    struct visit before = shop_visit(l->s, 0, 0, -1, 9, VISIT_FINISHED, 15000, 11250);
    void *there = ADD(w, visit, &before) ? record_peek(w, &visit_type, before.record.id) : NULL;
    return there && step_run(w, &visit_type, there, "approve", NULL);
}

static int64_t balance(struct work *w, int64_t branch, text account)
{
    return db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_entry e on e.id = l.parent join ledger_account a on a.id = l.account where e.branch = $1 and a.code = $2"),
                  BIND(num(branch), txt(account)), -1);
}

static bool both_books(struct work *w, void *data)
{
    struct loaned *l = data;
    struct found all = LOAD_WHERE(w, loan_charge, "worker = $1 order by id", BIND(num(l->worker)));
    EQUAL(all.count, 2);                                /* nothing for the day before the loan */
    if (all.count != 2) return false;
    const struct loan_charge *first = all.at[0], *second = all.at[1];
    EQUAL(first->record.branch.id, l->lender);
    EQUAL(first->borrower.id, l->s->branch);
    EQUAL(first->amount.fen, 11750);                    /* 80 % of 112.50, 5 % of 150, 20 for the day */
    EQUAL(second->amount.fen, 9750);                    /* the day is paid for already */
    EQUAL(balance(w, l->s->branch, LEDGER_LOANS), 21500);
    EQUAL(balance(w, l->lender, LEDGER_LOANS), -21500);
    EQUAL(balance(w, l->s->branch, LEDGER_BETWEEN) + balance(w, l->lender, LEDGER_BETWEEN), 0);
    l->charge = second->record.id;
    return !failed(w);
}

static bool take_step(struct work *w, struct loaned *l, text step)
{
    struct loan_charge *c = LOAD(w, loan_charge, l->charge);
    w->reason = "那天只来了一半时间";
    return c && step_take(w, &loan_charge_type, c, step, NULL);
}
static bool object(struct work *w, void *data) { return take_step(w, data, "object"); }
static bool stand(struct work *w, void *data) { return take_step(w, data, "stand"); }
static bool drop(struct work *w, void *data) { return take_step(w, data, "drop"); }
static bool books_without(struct work *w, void *data)
{
    const struct loaned *l = data;
    EQUAL(balance(w, l->s->branch, LEDGER_LOANS), 11750);
    EQUAL(balance(w, l->lender, LEDGER_LOANS), -11750);
    return !failed(w);
}

/* ---- the month is paid ---- */

struct paying { day paid_on; text bank_number; };
static bool settle(struct work *w, struct loaned *l, int64_t branch, int64_t other)
{
    struct reply reply = { 0 };
    struct date d = date_of((day){ SHOP_DAY });
    text body = print(w, "{\"branch\":%lld,\"other\":%lld,\"month\":%d}", (long long)branch, (long long)other, d.year * 100 + d.month);
    struct request q = { .body = body, .body_length = strlen(body) };
    if (!loan_settle_call(w, &q, &reply)) return false;
    l->settlement = db_one(w, SQL("select max(id) from loan_settlement"), NO_BIND, 0);
    return true;
}
static bool settle_theirs(struct work *w, void *data) { struct loaned *l = data; return settle(w, l, l->s->branch, l->lender); }
static bool settle_hers(struct work *w, void *data) { struct loaned *l = data; return settle(w, l, l->lender, l->s->branch); }

static bool settlement_step(struct work *w, struct loaned *l, text step, const void *in)
{
    struct loan_settlement *s = LOAD(w, loan_settlement, l->settlement);
    w->reason = "核对过";
    return s && step_take(w, &loan_settlement_type, s, step, in);
}
static bool pay(struct work *w, void *data) { return settlement_step(w, data, "pay", &(struct paying){ { 0 }, "ICBC-7" }); }
static bool receive(struct work *w, void *data) { return settlement_step(w, data, "receive", NULL); }
static bool not_come(struct work *w, void *data) { return settlement_step(w, data, "not_come", NULL); }
static bool reverse(struct work *w, void *data) { return settlement_step(w, data, "reverse", NULL); }
static bool refuse_it(struct work *w, void *data) { return settlement_step(w, data, "refuse", NULL); }

static bool month_open(struct work *w, const struct loaned *l, int64_t open, int64_t between, int64_t bank)
{
    struct date d = date_of((day){ SHOP_DAY });
    EQUAL(loans_open(w, l->lender, l->s->branch, day_from_date((struct date){ d.year, d.month, 1 })).fen, open);
    EQUAL(balance(w, l->lender, LEDGER_BETWEEN), between);
    EQUAL(balance(w, l->s->branch, LEDGER_BETWEEN), -between);
    EQUAL(balance(w, l->lender, LEDGER_BANK), bank);
    EQUAL(balance(w, l->s->branch, LEDGER_BANK), -bank);
    return !failed(w);
}
static bool asked_for(struct work *w, void *data)
{
    struct loaned *l = data;
    const struct loan_settlement *s = record_peek(w, &loan_settlement_type, l->settlement);
    EQUAL(s->record.branch.id, l->lender);
    EQUAL(s->payer.id, l->s->branch);
    EQUAL(s->amount.fen, 21500);
    return month_open(w, l, 21500, 21500, 0);
}
static bool paid_off(struct work *w, void *data) { return month_open(w, data, 0, 0, 21500); }
static bool open_again(struct work *w, void *data) { return month_open(w, data, 21500, 21500, 0); }
static bool left_to_give_back(struct work *w, void *data) { return month_open(w, data, -9750, -9750, 21500); }
static bool asked_by_the_night(struct work *w, void *data)
{
    struct loaned *l = data;
    w->now = w->acted = (instant){ day_start(day_plus_months((day){ SHOP_DAY }, 1)).ms };
    bool well = loans_of_the_month(w) && loans_of_the_month(w);
    EQUAL(db_one(w, SQL("select count(*) from loan_settlement where payer = $1"), BIND(num(l->s->branch)), 0), 1);
    l->settlement = db_one(w, SQL("select max(id) from loan_settlement"), NO_BIND, 0);
    return well;
}

TEST_DB(a_month_of_loans_is_asked_for_paid_and_confirmed_by_the_other_branch_and_clears_1226_on_both_sides)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct loaned l = { .s = &s };
    if (!shop_write(&s, &the_system, two_visits, &l) || !shop_write(&s, &the_system, both_books, &l)) { CHECK(false); shop_close(&s); return; }
    l.hers = s.boss;
    l.theirs = s.clerk;
    l.hers.all_branches = l.theirs.all_branches = false;
    l.hers.branches = &l.lender;
    l.theirs.branches = &s.branch;
    l.hers.branch_count = l.theirs.branch_count = 1;
    CASE("an objection is answered first; either side asks, and who pays follows from the sum");
    CHECK(shop_write(&s, &l.theirs, object, &l));
    CHECK(!shop_write(&s, &l.hers, settle_hers, &l));
    CHECK(shop_write(&s, &l.hers, stand, &l));
    CHECK(shop_write(&s, &l.theirs, settle_theirs, &l));
    CHECK(shop_write(&s, &the_system, asked_for, &l));
    CHECK(!shop_write(&s, &l.hers, settle_hers, &l));
    CASE("paid by the one, confirmed by the other, not by who paid");
    CHECK(!shop_write(&s, &l.hers, pay, &l));
    CHECK(shop_write(&s, &l.theirs, pay, &l));
    CHECK(!shop_write(&s, &l.theirs, receive, &l));
    CHECK(shop_write(&s, &l.hers, not_come, &l));
    CHECK(shop_write(&s, &l.theirs, pay, &l));
    CHECK(shop_write(&s, &the_system, open_again, &l));
    CHECK(shop_write(&s, &l.hers, receive, &l));
    CHECK(shop_write(&s, &the_system, paid_off, &l));
    CHECK(!shop_write(&s, &l.hers, settle_hers, &l));
    CASE("a charge dropped afterwards is given back");
    CHECK(shop_write(&s, &l.hers, drop, &l));
    CHECK(shop_write(&s, &the_system, left_to_give_back, &l));
    CHECK(shop_write(&s, &l.hers, settle_hers, &l));
    CHECK(shop_write(&s, &l.hers, pay, &l));
    CHECK(shop_write(&s, &l.theirs, receive, &l));
    shop_close(&s);
}

TEST_DB(a_settlement_of_loans_is_undone_by_red_entries_and_asked_for_by_the_night_once)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct loaned l = { .s = &s };
    bool well = shop_write(&s, &the_system, two_visits, &l) && shop_write(&s, &the_system, both_books, &l) && shop_write(&s, &the_system, asked_by_the_night, &l);
    well = well && shop_write(&s, &the_system, pay, &l) && shop_write(&s, &the_system, receive, &l) && shop_write(&s, &the_system, paid_off, &l);
    CHECK(well && shop_write(&s, &the_system, reverse, &l) && shop_write(&s, &the_system, open_again, &l));
    CHECK(shop_write(&s, &the_system, settle_hers, &l) && shop_write(&s, &the_system, refuse_it, &l) && shop_write(&s, &the_system, open_again, &l));
    shop_close(&s);
}

TEST_DB(a_lent_workers_visit_is_borne_by_the_branch_that_borrowed_her_and_objected_to_by_it_alone)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct loaned l = { .s = &s };
    if (shop_write(&s, &the_system, two_visits, &l) && shop_write(&s, &the_system, both_books, &l)) {
        l.hers = l.theirs = s.clerk;
        l.hers.all_branches = l.theirs.all_branches = false;
        l.hers.branches = &l.lender;
        l.theirs.branches = &s.branch;
        l.hers.branch_count = l.theirs.branch_count = 1;
        CHECK(!shop_write(&s, &l.hers, object, &l));
        EQUAL(s.w->failure, FORBIDDEN);
        CHECK(shop_write(&s, &l.theirs, object, &l));
        CHECK(!shop_write(&s, &l.theirs, drop, &l));
        EQUAL(s.w->failure, FORBIDDEN);
        CHECK(shop_write(&s, &l.hers, drop, &l));
        CHECK(shop_write(&s, &the_system, books_without, &l));
    } else CHECK(false);
    shop_close(&s);
}
