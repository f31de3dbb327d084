/* cards_test.c — prepaid cards through payments, visits and refunds, and the ledger under them (DOMAIN.md §2.5, §4.2, T08, T09, T20). */
#include <pthread.h>
#include <string.h>
#include "finance/books.h"
#include "finance/finance_house_test.h"
#include "finance/identity.h"

struct try { struct shop *s; struct prepaid_card card; int64_t id, payment, visit, refund; money amount; enum payment_channel channel; enum reason_side side; text step, why; int day; };

static bool act(struct try *t, db_run *run)
{
    work_clear(t->s->w);
    t->s->w->now = t->s->w->acted = day_at((day){ SHOP_DAY + t->day }, 10 * 60);
    return shop_write(t->s, &t->s->boss, run, t);
}

static struct prepaid_card stored(const struct shop *s)
{
    return (struct prepaid_card){ .customer = { s->customers[0] }, .kind = CARD_STORED, .named = true, .contract = "YF-2025-001", .purpose = "保洁", .refund_way = "原路退回", .card_number = "", .remark = "", .paid = { 300000 }, .gift = { 50000 }, .uses = CARD_PAID_FIRST };
}
static struct prepaid_card ten_visits(const struct shop *s)
{
    struct prepaid_card c = stored(s);
    c.kind = CARD_VISITS;
    c.paid.fen = 135000;
    c.gift.fen = 0;
    c.list_price.fen = 15000;
    c.bought = 10;
    return c;
}

static bool offer(struct work *w, void *data)
{
    struct try *t = data;
    struct prepaid_card c = t->card;
    t->id = ADD(w, prepaid_card, &c) ? c.record.id : 0;
    return t->id != 0;
}

static bool sold_as_usual(struct work *w, void *data)
{
    const struct prepaid_card *c = LOAD(w, prepaid_card, ((struct try *)data)->id);
    return c && *c->purpose && *c->refund_way && c->uses == (c->gift.fen ? CARD_PRO_RATA : CARD_PAID_FIRST);
}

static bool buy(struct work *w, void *data)
{
    struct try *t = data;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .card = { t->id }, .amount = t->card.paid, .channel = t->channel ? t->channel : CHANNEL_WECHAT, .channel_number = "", .remark = "" };
    t->payment = ADD(w, payment, &p) ? p.record.id : 0;
    return t->payment != 0;
}

static bool pay_visit(struct work *w, void *data)
{
    struct try *t = data;
    struct visit v = shop_visit(t->s, 0, 0, t->day, 9, VISIT_APPROVED, t->amount.fen, t->amount.fen / 2);
    if (!ADD(w, visit, &v)) return false;
    t->visit = v.record.id;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { v.record.id }, .from_card = { t->id }, .amount = t->amount, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    t->payment = ADD(w, payment, &p) ? p.record.id : 0;
    return t->payment != 0;
}

/* A visit of before the program came as settled: it was paid then. */
static bool pay_old_visit(struct work *w, void *data)
{
    struct try *t = data;
    struct visit v = shop_visit(t->s, 0, 0, t->day, 14, VISIT_SETTLED, t->amount.fen, t->amount.fen / 2);
    if (!ADD(w, visit, &v)) return false;
    EQUAL(visit_open_amount(w, record_peek(w, &visit_type, v.record.id)).fen, 0);
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { v.record.id }, .from_card = { t->id }, .amount = t->amount, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    return ADD(w, payment, &p);
}

static bool pay_from_no_card(struct work *w, void *data)
{
    struct try *t = data;
    struct visit v = shop_visit(t->s, 0, 0, t->day, 9, VISIT_APPROVED, t->amount.fen, t->amount.fen / 2);
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .amount = t->amount, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    if (!ADD(w, visit, &v)) return false;
    p.visit.id = v.record.id;
    return ADD(w, payment, &p);
}

static bool take_back(struct work *w, void *data)
{
    struct payment *p = LOAD(w, payment, ((struct try *)data)->payment);
    w->reason = "错记";
    return p && step_run(w, &payment_type, p, "reverse", NULL);
}

static bool step_of_card(struct work *w, void *data)
{
    struct try *t = data;
    struct prepaid_card *c = LOAD(w, prepaid_card, t->id);
    struct { int64_t first; int64_t more[3]; } in = { t->step[0] == 'h' ? t->s->customers[1] : CARD_LOST, { 0 } };
    w->reason = "客户说卡丢了";
    return c && step_run(w, &prepaid_card_type, c, t->step, t->step[0] == 'u' ? (const void *)&(struct { text number; }){ "" } : &in);
}

static bool ask_back(struct work *w, void *data)
{
    struct try *t = data;
    struct refund r = { .card = { t->id }, .side = t->side, .remark = "" };
    t->refund = ADD(w, refund, &r) ? r.record.id : 0;
    return t->refund && step_run(w, &refund_type, LOAD(w, refund, t->refund), "calculate", NULL);
}

static bool pay_back(struct work *w, void *data)
{
    struct try *t = data;
    struct refund *r = LOAD(w, refund, t->refund);
    CHECK(!r || !refund_type.edits(r));                 /* the figures are the card's: no button to edit what is refused */
    struct { enum payment_channel channel; text number, why; ref authority; } in = { t->channel ? t->channel : CHANNEL_WECHAT, "", t->why ? t->why : "" };
    return r && step_run(w, &refund_type, r, "approve", NULL) && step_run(w, &refund_type, r, "pay", &in);
}

static bool everything_adds_up(struct work *w, void *data)
{
    (void)data;
    struct identity all[IDENTITIES];
    struct trial_balance t;
    if (!identities_look(w, all) || !trial_look(w, day_of(w->now), &t)) return false;
    for (int i = 0; i < IDENTITIES; i++) EQUAL(all[i].broken, 0);
    EQUAL(t.debits.fen, t.credits.fen);
    return true;
}

struct legs { int64_t paid, gift, used, state; };
struct looking { int64_t id; struct legs legs; int64_t balance; text account; };
static bool look_it_up(struct work *w, void *data)
{
    struct looking *l = data;
    const struct prepaid_card *c = LOAD(w, prepaid_card, l->id);
    if (c) l->legs = (struct legs){ c->paid_left.fen, c->gift_left.fen, c->used, c->state };
    if (l->account) l->balance = db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(l->account)), 0);
    return c != NULL;
}
static struct looking look_at(struct try *t, text account)
{
    struct looking l = { .id = t->id, .account = account };
    CHECK(act(t, everything_adds_up));
    work_clear(t->s->w);
    t->s->w->actor = &the_system;
    t->s->w->loaded = NULL;
    CHECK(db_read(t->s->db, t->s->w, look_it_up, &l));
    return l;
}

static bool open_and_sell(struct try *t, struct shop *s, struct prepaid_card (*make)(const struct shop *s))
{
    *t = (struct try){ .s = s, .side = SIDE_OF_CUSTOMER };
    if (!shop_open(s)) return false;
    t->card = make(s);
    CHECK(act(t, offer));
    CHECK(act(t, buy));
    return true;
}

/* `before`: what lay in the channels before this card was sold. */
static void refund_is(struct try *t, enum reason_side side, int64_t before, int64_t fen)
{
    t->side = side;
    t->day = 60;
    CHECK(act(t, ask_back));
    CASE("above her limit a manager does not approve");
    CHECK(!act(t, pay_back));
    CHECK(shop_write(t->s, &the_system, pay_back, t));
    struct looking l = look_at(t, LEDGER_CARD_PAID);
    EQUAL(l.legs.state, CARD_REFUNDED);
    EQUAL(l.balance, 0);
    EQUAL(look_at(t, LEDGER_CHANNELS).balance, before + t->card.paid.fen - fen);
}

struct summing { int64_t fen; };
static bool sum_vouchers(struct work *w, void *data)
{
    ((struct summing *)data)->fen = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from receipt where state = 1"), NO_BIND, 0);
    return true;
}
static int64_t vouchers(struct try *t)
{
    struct summing sum = { 0 };
    CHECK(shop_write(t->s, &the_system, sum_vouchers, &sum));
    return sum.fen;
}

static bool way_back(struct work *w, void *data)
{
    struct try *t = data;
    const struct refund *r = record_peek(w, &refund_type, t->refund);
    t->amount.fen = r ? (int64_t)r->channel : -1;
    return r != NULL;
}

TEST_DB(a_refund_goes_back_the_way_it_came_or_who_pays_it_says_why)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    t.day = 60;
    CHECK(act(&t, ask_back));
    CASE("it says the way beforehand, so that nobody has to look it up");
    CHECK(shop_write(&s, &the_system, way_back, &t));
    EQUAL(t.amount.fen, CHANNEL_WECHAT);
    t.channel = CHANNEL_CASH;
    CHECK(!shop_write(&s, &the_system, pay_back, &t));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : "", "channel");
    t.why = "微信已注销";
    EQUAL(vouchers(&t), 0);
    CHECK(shop_write(&s, &the_system, pay_back, &t));
    CASE("what went back has a paper of its own, in red");
    EQUAL(vouchers(&t), -300000);
    CHECK(shop_write(&s, &the_system, way_back, &t));
    EQUAL(t.amount.fen, CHANNEL_CASH);
    shop_close(&s);
}

TEST_DB(stored_value_is_used_by_its_legs_and_goes_back_by_the_side_of_the_reason)
{
    static const struct { enum reason_side side; int64_t fen; } golden[] = { { SIDE_OF_COMPANY, 180000 }, { SIDE_OF_CUSTOMER, 160000 }, { SIDE_OF_NOBODY, 180000 } };
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    t.amount.fen = 140000;
    for (int i = 0; i < COUNT_OF(golden); i++) {
        if (i) { t.day = 0; CHECK(act(&t, offer)); CHECK(act(&t, buy)); }
        int64_t before = look_at(&t, LEDGER_CHANNELS).balance - t.card.paid.fen;
        CHECK(act(&t, pay_visit));
        struct looking l = look_at(&t, LEDGER_GIFTS);
        EQUAL(l.legs.paid, 160000);
        EQUAL(l.legs.gift, 50000);
        EQUAL(l.balance, 50000);
        refund_is(&t, golden[i].side, before, golden[i].fen);
    }
    shop_close(&s);
}

static bool sold_by_whom(struct work *w, void *data)
{
    struct try *t = data;
    const struct prepaid_card *c = record_peek(w, &prepaid_card_type, t->id);
    t->visit = c ? c->sold_by.id : -1;
    return c != NULL;
}

/* The front desk signs the contract with her, finance takes the money an hour later. */
TEST_DB(who_signed_a_card_with_her_sold_it_not_who_took_the_money)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct try t = { .s = &s, .card = stored(&s) };
    CHECK(act(&t, offer));
    CHECK(shop_write(&s, &the_system, buy, &t));
    CHECK(act(&t, sold_by_whom));
    EQUAL(t.visit, s.boss.user);
    shop_close(&s);
}

static bool says_nothing_left(struct work *w, void *data)
{
    const struct prepaid_card *c = record_peek(w, &prepaid_card_type, ((struct try *)data)->id);
    return c && c->used == 4 && !card_units_left(c) && strstr(record_title(w, &prepaid_card_type, c->record.id), " 0/10");
}

TEST_DB(ten_visits_each_take_their_part_and_the_last_one_the_rest)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, ten_visits)) return;
    t.amount.fen = 15000;
    for (int i = 0; i < 4; i++) CHECK(act(&t, pay_visit));
    struct looking l = look_at(&t, LEDGER_DISCOUNT);
    EQUAL(l.legs.paid, 81000);
    EQUAL(l.legs.used, 4);
    EQUAL(l.balance, 4 * 1500);
    CASE("a payment taken back gives the visit back");
    CHECK(act(&t, take_back));
    EQUAL(look_at(&t, NULL).legs.used, 3);
    CHECK(act(&t, pay_visit));
    refund_is(&t, SIDE_OF_CUSTOMER, 0, 75000);
    CASE("paid back it has none left");
    CHECK(shop_write(&s, &the_system, says_nothing_left, &t));
    shop_close(&s);
}

TEST_DB(a_card_that_is_used_up_frozen_or_another_customers_does_not_pay)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    t.amount.fen = 350001;
    CHECK(!act(&t, pay_visit));
    SAME_TEXT(s.w->field, "amount");
    t.amount.fen = 9000;
    CHECK(!act(&t, pay_old_visit));
    SAME_TEXT(s.w->field, "amount");
    CHECK(!act(&t, pay_from_no_card));
    SAME_TEXT(s.w->field, "from_card");
    t.step = "freeze";
    CHECK(act(&t, step_of_card));
    t.amount.fen = 100;
    CHECK(!act(&t, pay_visit));
    EQUAL(s.w->failure, CONFLICT);
    t.step = "unfreeze";
    CHECK(act(&t, step_of_card));
    t.amount.fen = 350000;
    CHECK(act(&t, pay_visit));
    struct looking l = look_at(&t, NULL);
    EQUAL(l.legs.state, CARD_CONSUMED);
    EQUAL(l.legs.gift, 0);
    CASE("put back it is in use again");
    CHECK(act(&t, take_back));
    l = look_at(&t, NULL);
    EQUAL(l.legs.state, CARD_ACTIVE);
    EQUAL(l.legs.gift, 50000);
    t.step = "hand_on";
    CHECK(act(&t, step_of_card));
    t.amount.fen = 100;
    CHECK(!act(&t, pay_visit));
    SAME_TEXT(s.w->field, "from_card");
    shop_close(&s);
}

TEST_DB(the_law_says_what_may_be_sold)
{
    struct shop s;
    struct try t = { .s = &s };
    if (!shop_open(&s)) return;
    t.card = stored(&s);
    t.card.paid.fen = 450001;
    CHECK(!act(&t, offer));
    SAME_TEXT(s.w->field, "paid");
    t.card.paid.fen = 450000;
    CHECK(act(&t, offer));
    CASE("without a name 1000 yuan");
    t.card.named = false;
    t.card.paid.fen = 60000;
    CHECK(!act(&t, offer));
    t.card.gift.fen = 40000;
    CHECK(act(&t, offer));
    CASE("no end for a named card, three years for another");
    t.card.expires = (maybe_day){ SHOP_DAY + 700, true };
    CHECK(!act(&t, offer));
    SAME_TEXT(s.w->field, "expires");
    t.card.expires.number = SHOP_DAY + 1100;
    CHECK(act(&t, offer));
    t.card.named = true;
    CHECK(!act(&t, offer));
    CASE("what nobody agreed otherwise is as usual: the contract bears the card's number");
    t.card = stored(&s);
    t.card.contract = t.card.purpose = t.card.refund_way = "";
    t.card.uses = 0;
    CHECK(act(&t, offer));
    CHECK(act(&t, sold_as_usual));
    t.card = stored(&s);
    t.card.gift.fen = 0;
    t.card.uses = 0;
    CHECK(act(&t, offer) && act(&t, sold_as_usual));
    shop_close(&s);
}

/* ---- many at once ---- */

enum { PAYERS = 8 };
struct payer { pthread_t thread; struct try *t; int64_t visit; bool well; };

static bool pay_one(struct work *w, void *data)
{
    struct payer *me = data;
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = { me->visit }, .from_card = { me->t->id }, .amount = { 100000 }, .channel = CHANNEL_PREPAID, .channel_number = "", .remark = "" };
    return ADD(w, payment, &p);
}

static void *pay_at_once(void *data)
{
    struct payer *me = data;
    struct work *w = work_open(me->t->s->house, &the_system);
    w->now = w->acted = day_at((day){ SHOP_DAY }, 11 * 60);
    me->well = db_write(me->t->s->db, w, pay_one, me);
    work_close(w);
    return NULL;
}

static bool one_visit(struct work *w, void *data)
{
    struct payer *me = data;
    struct visit v = shop_visit(me->t->s, 0, 0, 0, 9, VISIT_APPROVED, 100000, 50000);
    me->visit = ADD(w, visit, &v) ? v.record.id : 0;
    return me->visit != 0;
}

TEST_DB(eight_at_once_never_take_a_card_below_zero)
{
    struct shop s;
    struct try t;
    struct payer all[PAYERS];
    if (!open_and_sell(&t, &s, stored)) return;
    int paid = 0;
    for (int i = 0; i < PAYERS; i++) {
        all[i] = (struct payer){ .t = &t };
        CHECK(shop_write(&s, &s.boss, one_visit, &all[i]));
    }
    for (int i = 0; i < PAYERS; i++) CHECK(pthread_create(&all[i].thread, NULL, pay_at_once, &all[i]) == 0);
    for (int i = 0; i < PAYERS; i++) {
        pthread_join(all[i].thread, NULL);
        paid += all[i].well;
    }
    EQUAL(paid, 3);                                     /* 3500.00 on it, 1000.00 each */
    struct looking l = look_at(&t, NULL);
    EQUAL(l.legs.paid + l.legs.gift, 50000);
    shop_close(&s);
}

/* ---- the ledger itself ---- */

struct entry_try { struct shop *s; text accounts[4]; int64_t amounts[4]; int n; int64_t id; };
static bool post_it(struct work *w, void *data)
{
    struct entry_try *t = data;
    struct posting_line lines[4];
    for (int i = 0; i < t->n; i++) lines[i] = (struct posting_line){ t->accounts[i], { t->amounts[i] } };
    t->id = ledger_post(w, &(struct posting){ .kind = ENTRY_BY_HAND, .branch = t->s->branch, .memo = "调整", .lines = lines, .count = t->n });
    return t->id > 0;
}
static bool reverse_it(struct work *w, void *data)
{
    struct ledger_entry *e = LOAD(w, ledger_entry, ((struct entry_try *)data)->id);
    w->reason = "记错";
    return e && step_run(w, &ledger_entry_type, e, "reverse", NULL);
}

TEST_DB(an_entry_adds_up_to_nothing_and_trust_money_by_itself)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct entry_try good = { &s, { LEDGER_BANK, LEDGER_REVENUE }, { 10000, -10000 }, 2, 0 }, off = { &s, { LEDGER_BANK, LEDGER_REVENUE }, { 10000, -9999 }, 2, 0 };
    struct entry_try mixed = { &s, { LEDGER_TRUST_BANK, LEDGER_AGENCY }, { 780000, -780000 }, 2, 0 }, apart = { &s, { LEDGER_TRUST_BANK, LEDGER_TRUST_OWED, LEDGER_BANK, LEDGER_AGENCY }, { 780000, -780000, 90000, -90000 }, 4, 0 };
    CHECK(!shop_write(&s, &s.boss, post_it, &off));
    SAME_TEXT(s.w->field, "lines");
    CASE("wages that pass through are no revenue");
    CHECK(!shop_write(&s, &s.boss, post_it, &mixed));
    SAME_TEXT(s.w->field, "lines");
    CHECK(shop_write(&s, &s.boss, post_it, &apart));
    CHECK(shop_write(&s, &s.boss, post_it, &good));
    CHECK(shop_write(&s, &s.boss, reverse_it, &good));
    CHECK(!shop_write(&s, &s.boss, reverse_it, &good));
    CHECK(shop_write(&s, &s.boss, everything_adds_up, NULL));
    shop_close(&s);
}

static bool refuse_back(struct work *w, void *data)
{
    struct refund *r = LOAD(w, refund, ((struct try *)data)->refund);
    w->reason = "合同里写明不退";
    return r && step_run(w, &refund_type, r, "refuse", NULL);
}

static bool cash_most(struct work *w, void *data)
{
    struct found f = LOAD_WHERE(w, setting, "code = $1", BIND(txt("ledger.cash_person")));
    (void)data;
    FOUND(struct setting, f, 0)->value = "700000";
    return SAVE(w, setting, f.at[0]);
}

TEST_DB(cards_bought_in_cash_on_one_day_count_together)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    t.channel = CHANNEL_CASH;
    CHECK(shop_write(&s, &the_system, cash_most, &t) && act(&t, offer) && act(&t, buy));
    CHECK(act(&t, offer) && !act(&t, buy));                 /* 3000 + 3000 + 3000 of 7000 */
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : s.w->field, "channel");
    t.channel = CHANNEL_TRANSFER;
    CHECK(act(&t, buy));
    CASE("the next day counts anew");
    t.day = 1;
    t.channel = CHANNEL_CASH;
    CHECK(act(&t, offer) && act(&t, buy));
    shop_close(&s);
}

TEST_DB(a_lost_card_is_still_frozen_when_its_refund_is_refused)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    t.step = "freeze";
    CHECK(act(&t, step_of_card) && act(&t, ask_back));
    EQUAL(look_at(&t, NULL).legs.state, CARD_REFUNDING);
    CHECK(act(&t, refuse_back));
    EQUAL(look_at(&t, NULL).legs.state, CARD_FROZEN);
    t.step = "unfreeze";
    CHECK(act(&t, step_of_card) && act(&t, ask_back) && act(&t, refuse_back));
    EQUAL(look_at(&t, NULL).legs.state, CARD_ACTIVE);
    shop_close(&s);
}

struct shutting { day last; bool sooner; };
static bool shut(struct work *w, void *data)
{
    const struct try *t = data;
    struct branch *b = LOAD(w, branch, t->s->branch);
    w->reason = "租约到期";
    return b && step_run(w, &branch_type, b, t->step, strcmp(t->step, "announce_closing") ? NULL : &(struct shutting){ { SHOP_DAY + t->day + (t->amount.fen ? 30 : 29) }, false });
}
static bool count_told(struct work *w, void *data)
{
    *(int64_t *)data = 100 * db_one(w, SQL("select count(*) from message where template = 'closing.card' and person > 0"), NO_BIND, -1) + db_one(w, SQL("select count(*) from deadline where rule = 'remind.closing.cards'"), NO_BIND, -1);
    return !failed(w);
}

TEST_DB(a_shop_that_closes_down_tells_the_holders_of_cards_sells_none_and_is_not_closed_while_money_is_on_them)
{
    struct shop s;
    struct try t;
    int64_t told = 0;
    if (!open_and_sell(&t, &s, stored)) return;
    t.step = "close";
    CHECK(!shop_write(&s, &the_system, shut, &t));
    CHECK(s.w->arguments && strstr(s.w->arguments[0], "1"));
    t.step = "announce_closing";
    CHECK(!shop_write(&s, &the_system, shut, &t));          /* a day too soon */
    SAME_TEXT(s.w->field, "last");
    t.amount.fen = 1;
    CHECK(shop_write(&s, &the_system, shut, &t) && shop_write(&s, &the_system, count_told, &told));
    EQUAL(told, 101);
    CHECK(!act(&t, offer));
    EQUAL(s.w->failure, CONFLICT);
    CASE("it stays open after all");
    t.step = "stay_open";
    CHECK(shop_write(&s, &the_system, shut, &t) && shop_write(&s, &the_system, count_told, &told));
    EQUAL(told, 100);
    CHECK(act(&t, offer));
    shop_close(&s);
}

struct watched { text code, value; int64_t entries; text rule; };
static bool set_and_watch(struct work *w, void *data)
{
    struct watched *s = data;
    struct found f = s->code ? LOAD_WHERE(w, setting, "code = $1", BIND(txt(s->code))) : (struct found){ 0 };
    if (f.count) FOUND(struct setting, f, 0)->value = s->value;
    if ((f.count && !SAVE(w, setting, f.at[0])) || !cards_watch(w)) return false;
    s->entries = db_one(w, SQL("select count(*) from deadline where type = '' and rule = $1 and who = 'ledger.post'"), BIND(txt(s->rule)), -1);
    return !failed(w);
}
static int64_t told(struct shop *s, text code, text value, text rule)
{
    struct watched of = { code, value, -1, rule };
    CHECK(shop_write(s, &the_system, set_and_watch, &of));
    return of.entries;
}

TEST_DB(who_keeps_the_ledger_is_told_when_prepaid_money_comes_near_the_limits_of_the_law_and_no_more_when_it_is_right)
{
    struct shop s;
    struct try t;
    if (!open_and_sell(&t, &s, stored)) return;
    EQUAL(told(&s, NULL, NULL, "remind.cards.revenue"), 1);
    EQUAL(told(&s, "ledger.last_revenue", "400000", "remind.cards.revenue"), 0);
    EQUAL(told(&s, NULL, NULL, "remind.cards.near"), 0);
    EQUAL(told(&s, "ledger.last_revenue", "333333", "remind.cards.near"), 1);
    EQUAL(told(&s, "ledger.last_revenue", "300000", "remind.cards.over"), 1);
    EQUAL(told(&s, NULL, NULL, "remind.cards.near"), 0);
    CASE("above it no card is sold");
    CHECK(!act(&t, offer));
    SAME_TEXT(s.w->wrong ? s.w->wrong->field : s.w->field, "paid");
    CASE("filing is asked for until it is filed; custody is of last quarter's balance, nothing then");
    EQUAL(told(&s, NULL, NULL, "remind.cards.filing"), 1);
    EQUAL(told(&s, "ledger.cards_filed", "1", "remind.cards.filing"), 0);
    EQUAL(told(&s, "ledger.custody_percent", "40", "remind.cards.custody"), 0);
    t.day = 100;
    work_clear(s.w);
    s.w->now = s.w->acted = day_at((day){ SHOP_DAY + t.day }, 10 * 60);
    EQUAL(told(&s, NULL, NULL, "remind.cards.custody"), 1);
    shop_close(&s);
}
