/* customer_move_test.c — a customer with a card half used, a plan, visits and a deposit goes to another branch (customers/customer_move.h): everything that
 * runs goes along, what was done stays, and the books of both branches are right. It stands here because a card is sold here. */
#include "finance/books.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"

struct moving { struct shop *s; int64_t to, closing, card, done, ahead, plan, other; struct customer_transfer in; text reason; };

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

TEST_DB(a_customer_goes_to_another_branch_with_her_card_deposit_and_visits_to_come_and_both_books_are_right)
{
    struct shop s;
    struct moving m;
    if (!moving_open(&m, &s)) return;
    CHECK(act(&m, move) && act(&m, moved) && act(&m, all_adds_up));
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
