/* books.c — see books.h. */
#include "finance/books.h"
#include "finance/compensation_own.h"
#include <string.h>
#include "base/words.h"
#include "finance/bank_line.h"
#include "finance/cash_up.h"
#include "finance/platform_fee.h"
#include "record/said.h"

text channel_account(enum payment_channel channel)
{
    switch (channel) {
    case CHANNEL_CASH: return LEDGER_CASH;
    case CHANNEL_WECHAT: case CHANNEL_ALIPAY: case CHANNEL_PLATFORM: case CHANNEL_QR: return LEDGER_CHANNELS;
    case CHANNEL_PREPAID: return LEDGER_CARD_PAID;              /* only of payments that named no card, when that was allowed */
    case CHANNEL_REWARD: return LEDGER_REWARDS;
    case CHANNEL_CARD: case CHANNEL_TRANSFER: case CHANNEL_OTHER: break;
    }
    return LEDGER_BANK;
}

static bool post(struct work *w, struct posting p, const struct posting_line *lines, int count)
{
    p.lines = lines;
    p.count = count;
    return ledger_post(w, &p) != 0;
}

/* ---- payments ---- */

/* Of what was paid for a bill so far the first part is trust: wages before the company's own. */
static money covered(const struct bill *b, money paid) { return money_most(money_least(paid, b->trust), (money){ 0 }); }

static money trust_of(const struct payment *p, const struct bill *b)
{
    if (!b || !b->locked_at.ms) return (money){ 0 };
    money towards = p->kind == PAYMENT_FROM_CUSTOMER ? p->amount : money_negate(p->amount);
    return money_sub(covered(b, b->paid), covered(b, money_sub(b->paid, towards)));
}

static text memo_of(struct work *w, const struct payment *p)
{
    return ledger_memo(w, choice_label(type_field(&payment_type, "kind")->choices, p->kind), p->record.number);
}

static struct posting posting_of(struct work *w, const struct payment *p)
{
    return (struct posting){ .kind = ENTRY_PAYMENT, .branch = p->record.branch.id, .memo = memo_of(w, p), .customer = p->customer.id, .worker = p->worker.id, .source = "payment", .source_id = p->record.id };
}

static bool card_bought(struct work *w, const struct payment *p)
{
    text account = channel_account(p->channel);
    return p->state == PAYMENT_REVERSAL ? card_sale_undone(w, p->card.id, p->record.id, account) : card_sold_for(w, p->card.id, p->amount, account, p->record.id);
}

static bool from_card(struct work *w, const struct payment *p, const struct bill *b)
{
    money trust = trust_of(p, b);
    if (p->state == PAYMENT_REVERSAL) return card_pay_undone(w, p->from_card.id, p->reverses.id, p->record.id, trust);
    const struct visit *v = p->visit.id ? record_peek(w, &visit_type, p->visit.id) : NULL;
    return card_pay(w, p->from_card.id, &(struct card_use){ .amount = p->amount, .trust = trust, .payment = p->record.id, .customer = p->customer.id, .line = v ? v->line.id : 0, .visit = v != NULL,
        .served = v ? day_of(v->start) : day_of(w->now) });
}

static bool from_customer(struct work *w, const struct payment *p, const struct bill *b)
{
    bool back = p->kind == PAYMENT_TO_CUSTOMER;
    money amount = back ? money_negate(p->amount) : p->amount, trust = trust_of(p, b), own = money_sub(amount, trust);
    const struct posting_line lines[] = { { p->collector.id ? LEDGER_WITH_WORKERS : channel_account(p->channel), own }, { LEDGER_RECEIVABLE, money_negate(own) }, { LEDGER_TRUST_BANK, trust }, { LEDGER_TRUST_DUE, money_negate(trust) } };
    return post(w, posting_of(w, p), lines, COUNT_OF(lines));
}

static bool refunded(struct work *w, const struct payment *p)
{
    const struct refund *r = record_peek(w, &refund_type, p->refund_case.id);
    if (r && r->card.id) return true;                   /* the card posts its end itself */
    const struct posting_line lines[] = { { LEDGER_CARD_PAID, p->amount }, { channel_account(p->channel), money_negate(p->amount) } };
    return post(w, posting_of(w, p), lines, COUNT_OF(lines));
}

static bool with_worker(struct work *w, const struct payment *p)
{
    const struct settlement *s = p->settlement.id ? record_peek(w, &settlement_type, p->settlement.id) : NULL;
    bool trust = s && s->mode == MODE_AGENCY;
    text owed = p->worker_fee.id ? LEDGER_AGENCY : trust ? LEDGER_TRUST_WAGES : s ? LEDGER_WAGES : LEDGER_WITH_WORKERS, lies = channel_account(p->channel);
    money amount = p->kind == PAYMENT_FROM_WORKER ? money_negate(p->amount) : p->amount;
    /* Of trust the trust account pays; what came out of the till or a channel it gives back to the company's own. */
    money lent = trust && strcmp(lies, LEDGER_BANK) ? amount : (money){ 0 };
    const struct posting_line lines[] = { { owed, amount }, { trust ? LEDGER_TRUST_BANK : lies, money_negate(amount) }, { LEDGER_BANK, lent }, { lies, money_negate(lent) } };
    return post(w, posting_of(w, p), lines, COUNT_OF(lines));
}

static bool tip(struct work *w, const struct payment *p)
{
    const struct posting_line lines[] = { { p->collector.id ? LEDGER_WITH_WORKERS : channel_account(p->channel), p->amount }, { LEDGER_TIPS, money_negate(p->amount) } };
    return post(w, posting_of(w, p), lines, COUNT_OF(lines));
}

/* ---- compensations ---- */

static bool compensation_posted(struct work *w, const struct compensation *c, text memo, text source, int64_t source_id, const struct posting_line *lines, int count)
{
    return post(w, (struct posting){ .kind = ENTRY_COMPENSATION, .branch = c->record.branch.id, .memo = ledger_memo(w, memo, c->record.number), .customer = c->customer.id, .worker = c->worker.id,
        .source = source, .source_id = source_id }, lines, count);
}

static bool compensated(struct work *w, const struct payment *p)
{
    const struct compensation *c = record_peek(w, &compensation_type, p->compensation.id);
    if (!c) return !failed(w);
    bool back = p->amount.fen < 0;
    const struct posting_line lines[] = { { LEDGER_COMPENSATION, back ? money_negate(c->company_part) : c->company_part }, { LEDGER_INSURERS, back ? money_negate(c->insured) : c->insured },
        { LEDGER_WITH_WORKERS, back ? money_negate(c->worker_part) : c->worker_part }, { channel_account(p->channel), money_negate(p->amount) } };
    return compensation_posted(w, c, back ? N_("Compensation reversed") : N_("Damage compensation"), "payment", p->record.id, lines, COUNT_OF(lines));
}

bool compensation_insurer_books(struct work *w, const struct compensation *c, enum payment_channel channel, money came)
{
    const struct posting_line lines[] = { { channel_account(channel), came }, { LEDGER_COMPENSATION, money_sub(c->insured, came) }, { LEDGER_INSURERS, money_negate(c->insured) } };
    return compensation_posted(w, c, N_("Paid by the insurer"), "compensation", c->record.id, lines, COUNT_OF(lines));
}

bool compensation_forgiven_books(struct work *w, const struct compensation *c, money forgiven)
{
    const struct posting_line lines[] = { { LEDGER_COMPENSATION, forgiven }, { LEDGER_WITH_WORKERS, money_negate(forgiven) } };
    return compensation_posted(w, c, N_("Her part was forgiven"), "compensation", c->record.id, lines, COUNT_OF(lines));
}

bool payment_books(struct work *w, const struct payment *p, const struct bill *b)
{
    switch (p->kind) {
    case PAYMENT_FROM_CUSTOMER: return p->card.id ? card_bought(w, p) : p->from_card.id ? from_card(w, p, b) : from_customer(w, p, b);
    case PAYMENT_TO_CUSTOMER: return p->refund_case.id ? refunded(w, p) : from_customer(w, p, b);
    case PAYMENT_TO_WORKER: case PAYMENT_FROM_WORKER: return with_worker(w, p);
    case PAYMENT_TIP: return tip(w, p);
    case PAYMENT_COMPENSATION: return compensated(w, p);
    }
    return true;
}

bool payment_books_allocated(struct work *w, const struct payment *p, const struct bill *b, money before)
{
    money trust = b->locked_at.ms ? money_sub(covered(b, b->paid), covered(b, before)) : (money){ 0 };
    const struct posting_line lines[] = { { LEDGER_RECEIVABLE, trust }, { LEDGER_BANK, money_negate(trust) }, { LEDGER_TRUST_BANK, trust }, { LEDGER_TRUST_DUE, money_negate(trust) } };
    return post(w, posting_of(w, p), lines, COUNT_OF(lines));
}

/* What one branch took counts for a bill of another (its customer has moved): each has its own debtors right, and 1226 says who holds the money. */
static bool between_side(struct work *w, const struct payment *p, int64_t branch, int64_t other, money amount)
{
    const struct posting_line lines[] = { { LEDGER_RECEIVABLE, amount }, { LEDGER_BETWEEN, money_negate(amount) } };
    text memo = said_keep(w, N_("Payment {1} of {2} counts for a bill of {3}"), (const text[]){ p->record.number, record_title(w, &branch_type, p->record.branch.id), record_title(w, &branch_type, other == p->record.branch.id ? branch : other), NULL });
    return ledger_post(w, &(struct posting){ .kind = ENTRY_MOVED, .branch = branch, .memo = memo, .lines = lines, .count = 2, .customer = p->customer.id, .other = other, .source = "payment", .source_id = p->record.id }) != 0;
}

bool payment_books_between(struct work *w, const struct payment *p, const struct bill *b, money amount)
{
    int64_t took = p->record.branch.id, asks = b->record.branch.id;
    return took == asks || !amount.fen || (between_side(w, p, took, asks, amount) && between_side(w, p, asks, took, money_negate(amount)));
}

/* ---- bills ---- */

struct bill_sums { money revenue, agency, deferred, deposits, earnest, interest; };

/* In agency mode only the fee is revenue (T20), and of a contract only day by day (contract_account.h). A deposit is owed back until it is taken up. */
static money *sum_for(struct bill_sums *s, const struct bill *b, const struct bill_line *l)
{
    switch (l->item) {
    case BILL_DEPOSIT: return &s->deposits;
    case BILL_EARNEST: return &s->earnest;
    case BILL_INTEREST: return &s->interest;
    case BILL_AGENCY_FEE: return b->contract.id ? &s->deferred : &s->agency;
    case BILL_REFUND: return b->contract.id ? &s->deferred : l->trust.fen ? &s->agency : &s->revenue;
    default: return l->trust.fen ? &s->agency : &s->revenue;
    }
}

static struct bill_sums sums_of(const struct bill *b)
{
    struct bill_sums s = { 0 };
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct bill_line *l = ROW(struct bill_line, b->lines, i);
        money *into = sum_for(&s, b, l);
        *into = money_add(*into, money_sub(l->amount, l->trust));
    }
    return s;
}

static money turned(money m, bool back) { return back ? money_negate(m) : m; }

/* What came before it was locked lies with the company: its trust part goes over to the trust account now. */
static bool bill_posted(struct work *w, const struct bill *b, bool back)
{
    struct bill_sums s = sums_of(b);
    money cover = covered(b, b->paid), due = money_sub(b->trust, cover), own = money_add(b->revenue, cover);
    const struct posting_line lines[] = {
        { LEDGER_RECEIVABLE, turned(own, back) }, { LEDGER_BANK, money_negate(turned(cover, back)) }, { LEDGER_REVENUE, money_negate(turned(s.revenue, back)) }, { LEDGER_AGENCY, money_negate(turned(s.agency, back)) },
        { LEDGER_DEPOSITS, money_negate(turned(s.deposits, back)) }, { LEDGER_EARNEST, money_negate(turned(s.earnest, back)) }, { LEDGER_FEE_DEFERRED, money_negate(turned(s.deferred, back)) }, { LEDGER_INTEREST, money_negate(turned(s.interest, back)) },
        { LEDGER_TRUST_DUE, turned(due, back) }, { LEDGER_TRUST_BANK, turned(cover, back) }, { LEDGER_TRUST_OWED, money_negate(turned(b->trust, back)) },
    };
    text memo = ledger_memo(w, back ? N_("Bill reversed") : N_("Bill"), b->record.number);
    return post(w, (struct posting){ .kind = ENTRY_BILL, .branch = b->record.branch.id, .memo = memo, .customer = b->customer.id, .source = "bill", .source_id = b->record.id }, lines, COUNT_OF(lines));
}

bool bill_books(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    return b ? bill_posted(w, b, false) : !failed(w);
}

bool bill_books_back(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    bool there = b && db_one(w, SQL("select count(*) from ledger_entry where source = 'bill' and source_id = $1"), BIND(num(id)), 0) > 0;
    return there ? bill_posted(w, b, true) : !failed(w);
}

/* ---- the till ---- */

bool cash_up_books(struct work *w, const struct record_type *type, int64_t id)
{
    const struct cash_up *c = record_peek(w, type, id);
    const struct cash_row *till = c && c->receivers.count ? ROW(struct cash_row, c->receivers, 0) : NULL;
    if (!till || (!till->difference.fen && !c->banked.fen)) return !failed(w);
    const struct posting_line lines[] = { { LEDGER_CASH, money_sub(till->difference, c->banked) }, { LEDGER_CASH_DIFFERENCE, money_negate(till->difference) }, { LEDGER_BANK, c->banked } };
    return post(w, (struct posting){ .kind = ENTRY_PAYMENT, .branch = c->record.branch.id, .memo = ledger_memo(w, N_("Cash-up"), c->record.number), .source = "cash_up", .source_id = id }, lines, COUNT_OF(lines));
}

/* ---- platforms ---- */

bool platform_fee_books(struct work *w, const struct record_type *type, int64_t id)
{
    const struct platform_fee *f = record_peek(w, type, id);
    if (!f) return !failed(w);
    const struct posting_line lines[] = { { LEDGER_PLATFORM_FEES, f->fee }, { LEDGER_BANK, f->paid_out }, { LEDGER_CHANNELS, money_negate(money_add(f->fee, f->paid_out)) } };
    return post(w, (struct posting){ .kind = ENTRY_PAYMENT, .branch = f->record.branch.id, .memo = ledger_memo(w, N_("A platform paid out"), f->record.number), .customer = f->customer.id, .source = "platform_fee", .source_id = id }, lines, COUNT_OF(lines));
}

bool platform_fee_books_back(struct work *w, const struct record_type *type, int64_t id) { (void)type; return ledger_reverse_of(w, "platform_fee", id, translate(w->language, N_("The payout was undone"))); }

/* ---- channels ---- */

money channels_under_way(struct work *w)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(LEDGER_CHANNELS)), 0) };
}

bool channel_payout_books(struct work *w, const struct bank_line *l, money fee)
{
    const struct posting_line lines[] = { { LEDGER_BANK, l->amount }, { LEDGER_PLATFORM_FEES, fee }, { LEDGER_CHANNELS, money_negate(money_add(l->amount, fee)) } };
    return post(w, (struct posting){ .kind = ENTRY_PAYMENT, .branch = l->record.branch.id, .booked = l->booked_on, .memo = ledger_memo(w, N_("A channel paid out"), l->record.number), .source = "bank_line", .source_id = l->record.id }, lines, COUNT_OF(lines));
}

/* ---- settlements ---- */

static money line_sum(const struct settlement *s, enum settlement_item item)
{
    money sum = { 0 };
    for (size_t i = 0; i < s->lines.count; i++)
        if (ROW(struct settlement_line, s->lines, i)->item == item) sum = money_add(sum, ROW(struct settlement_line, s->lines, i)->amount);
    return sum;
}

static money agreed_parts(const struct settlement *s)
{
    money sum = { 0 };
    for (size_t i = 0; i < s->lines.count; i++)
        if (ROW(struct settlement_line, s->lines, i)->compensation.id) sum = money_add(sum, ROW(struct settlement_line, s->lines, i)->amount);
    return sum;
}

/* Rewards and back pay: nobody was billed for them. */
static money rewards_in(const struct settlement *s)
{
    money sum = { 0 };
    for (size_t i = 0; i < s->lines.count; i++)
        if (ROW(struct settlement_line, s->lines, i)->reward.id || ROW(struct settlement_line, s->lines, i)->back_pay.id) sum = money_add(sum, ROW(struct settlement_line, s->lines, i)->amount);
    return sum;
}

/* Deductions are negative on the settlement, as they are credits here. In agency mode what is taken off goes from trust to the company. */
bool settlement_books(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    if (!s) return !failed(w);
    bool trust = s->mode == MODE_AGENCY;
    money none = { 0 }, taken = money_sub(s->earned, s->total), reward = trust ? rewards_in(s) : none;      /* of the company, not of the customer's money */
    money agreed = agreed_parts(s);                     /* of compensations: it was owed by her since they were paid */
    money advance = money_add(money_sub(line_sum(s, PAY_ADVANCE), s->netted), agreed), damage = money_sub(money_add(line_sum(s, PAY_COMPENSATION), line_sum(s, PAY_INSURANCE_SHARE)), agreed);
    const struct posting_line lines[] = {
        { trust ? LEDGER_TRUST_OWED : LEDGER_WAGE_COST, money_sub(s->earned, reward) }, { LEDGER_WAGE_COST, reward }, { LEDGER_TIPS, s->tips }, { LEDGER_WITH_WORKERS, advance }, { LEDGER_WAGE_COST, damage }, { LEDGER_SOCIAL, line_sum(s, PAY_SOCIAL_INSURANCE) },
        { LEDGER_TAX, line_sum(s, PAY_INCOME_TAX) }, { trust ? LEDGER_TRUST_WAGES : LEDGER_WAGES, money_negate(s->total) }, { LEDGER_TRUST_BANK, trust ? money_sub(reward, taken) : none }, { LEDGER_BANK, trust ? money_sub(taken, reward) : none },
    };
    text memo = ledger_memo(w, N_("Settlement"), s->record.number);
    return post(w, (struct posting){ .kind = ENTRY_SETTLEMENT, .branch = s->record.branch.id, .memo = memo, .worker = s->worker.id, .source = "settlement", .source_id = id }, lines, COUNT_OF(lines));
}

bool settlement_books_back(struct work *w, const struct record_type *type, int64_t id) { (void)type; return ledger_reverse_of(w, "settlement", id, step_reason(w)); }
