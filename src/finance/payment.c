/* payment.c — see payment.h. */
#include "finance/books.h"
#include "finance/compensation.h"
#include "finance/job_deposit.h"

static const struct choice states[] = {
    { PAYMENT_BOOKED, "booked", N_("Booked"), "ok" }, { PAYMENT_REVERSED, "reversed", N_("Reversed"), "mute", .final = true }, { PAYMENT_REVERSAL, "reversal", N_("Reversal (red)"), "danger", .final = true }, { 0 },
};
static const struct choice kinds[] = {
    { PAYMENT_FROM_CUSTOMER, "from_customer", N_("Received from a customer"), "ok" }, { PAYMENT_TO_CUSTOMER, "to_customer", N_("Paid back to a customer"), "warn" },
    { PAYMENT_TO_WORKER, "to_worker", N_("Paid to a worker"), "info" }, { PAYMENT_FROM_WORKER, "from_worker", N_("Received from a worker"), "info" },
    { PAYMENT_TIP, "tip", N_("Tip for the worker"), "ok" }, { PAYMENT_COMPENSATION, "compensation", N_("Compensation to a customer"), "warn", .also = "赔付|赔偿" }, { 0 },
};
const struct choice payment_channels[] = {
    { CHANNEL_CASH, "cash", N_("Cash"), .also = "现金" }, { CHANNEL_WECHAT, "wechat", N_("WeChat Pay"), .also = "微信" }, { CHANNEL_ALIPAY, "alipay", N_("Alipay"), .also = "支付宝" },
    { CHANNEL_CARD, "card", N_("Bank card"), .also = "银行卡|刷卡" }, { CHANNEL_TRANSFER, "transfer", N_("Bank transfer"), .also = "转账|对公" },
    { CHANNEL_PLATFORM, "platform", N_("Platform"), .also = "美团|抖音|平台" }, { CHANNEL_PREPAID, "prepaid", N_("Prepaid card"), .also = "储值|次卡" }, { CHANNEL_OTHER, "other", N_("Other") },
    { CHANNEL_QR, "qr", N_("Collection code"), .also = "收款码|扫码|二维码" }, { CHANNEL_REWARD, "reward", N_("Reward") }, { 0 },
};

static const struct field fields[] = {
    FIELD(payment, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(payment, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, visit, .label = N_("Visit"), .to = &visit_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, bill, .label = N_("Bill"), .to = &bill_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, settlement, .label = N_("Settlement"), .to = &settlement_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, refund_case, .label = N_("Refund"), .to = &refund_type, .set_by = STEPS_ONLY),
    FIELD(payment, compensation, .label = N_("Damage compensation"), .to = &compensation_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(payment, worker_fee, .label = N_("Worker's fee"), .to = &worker_fee_type, .set_by = STEPS_ONLY),
    FIELD(payment, reward, .label = N_("Reward"), .to = &reward_type, .set_by = STEPS_ONLY),
    FIELD(payment, card, .label = N_("Card bought"), .to = &prepaid_card_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, from_card, .label = N_("Paid from card"), .to = &prepaid_card_type, .filter = true, .set_by = SET_ON_CREATE, .help = N_("For “Prepaid card”: which one")),
    FIELD(payment, amount, .label = N_("Amount"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .min = -INT64_C(100000000000), .max = INT64_C(100000000000)),
    FIELD(payment, paid_at, .label = N_("Paid at"), .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, channel, .label = N_("Paid by"), .choices = payment_channels, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(payment, collector, .label = N_("Cash held by"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("The worker who took it; empty: the office's till")),
    FIELD(payment, taken_by, .label = N_("Booked by"), .to = &account_type, .set_by = ENGINE_ONLY, .filter = true),
    FIELD(payment, cash_day, .label = N_("Cash-up of"), .set_by = ENGINE_ONLY, .filter = true),
    FIELD(payment, channel_number, .label = N_("Number of the transaction"), .max = 64, .search = true, .set_by = SET_ON_CREATE),
    FIELD(payment, payer_account, .label = N_("Paid from account"), .mask = MASK_TAIL4, .reveal = CAN_REVEAL_BANK, .max = 128, .set_by = SET_ON_CREATE, .help = N_("Bank, WeChat or Alipay account, where it is known: it shows when two customers have one payer")),
    FIELD(payment, reverses, .label = N_("Reverses"), .to = &payment_type, .set_by = STEPS_ONLY), FIELD(payment, reversed_by, .label = N_("Reversed by"), .to = &payment_type, .set_by = STEPS_ONLY),
    FIELD(payment, remark, .personal = true, .label = N_("Remark"), .max = 300, .set_by = SET_ON_CREATE),
};

static bool of_customer(const struct payment *p) { return p->kind == PAYMENT_FROM_CUSTOMER || p->kind == PAYMENT_TO_CUSTOMER || p->kind == PAYMENT_TIP || p->kind == PAYMENT_COMPENSATION; }

/* A payment for a bill that was reversed since counts for the draft that took its place. */
struct bill *bill_living(struct work *w, int64_t id)
{
    struct bill *b = record_peek(w, &bill_type, id);
    while (b && b->state == BILL_REVERSED) {
        struct found next = LOAD_WHERE(w, bill, "corrects = $1", BIND(num(b->record.id)));
        b = next.count ? next.at[0] : NULL;
    }
    return b;
}

static struct settlement *living_settlement(struct work *w, int64_t id)
{
    struct settlement *s = record_peek(w, &settlement_type, id);
    while (s && s->state == SETTLEMENT_REVERSED) {
        struct found next = LOAD_WHERE(w, settlement, "corrects = $1", BIND(num(s->record.id)));
        s = next.count ? next.at[0] : NULL;
    }
    return s;
}

/* From the visit: whose it is, and the bill it stands on already. */
static bool from_visit(struct work *w, struct payment *p)
{
    const struct visit *v = record_peek(w, &visit_type, p->visit.id);
    if (!v || (!in_scope(w, v->record.branch.id) && !is_own(w, &visit_type, v))) return wrong(w, "visit", N_("There is no such {1}"), translated(w, visit_type.label));
    if (!of_customer(p)) return wrong(w, "kind", N_("For a visit only its customer pays"));
    p->customer = v->customer;
    db_lock(w, "customer", &p->customer.id, 1);             /* with the making of her bill, and with another payment for the same visit */
    if (p->kind == PAYMENT_TIP && !p->worker.id) p->worker = v->worker;
    if (p->kind == PAYMENT_FROM_CUSTOMER && !p->bill.id)
        p->bill.id = db_one(w, SQL("select document from visit_claim where visit = $1 and worker = 0"), BIND(num(v->record.id)), 0);
    return true;
}

static bool of_documents(struct work *w, struct payment *p)
{
    const struct bill *b = p->bill.id ? record_peek(w, &bill_type, p->bill.id) : NULL;
    const struct settlement *s = p->settlement.id ? LOAD(w, settlement, p->settlement.id) : NULL;
    if (p->bill.id && (!b || (!p->visit.id && !in_scope(w, b->record.branch.id)))) return refuse_as(w, NOT_FOUND, "bill", N_("There is no such {1}"), translated(w, bill_type.label));
    if (failed(w)) return false;
    if (b && p->kind == PAYMENT_TIP) return wrong(w, "bill", N_("A tip is no part of a bill"));
    if ((b && !of_customer(p)) || (s && of_customer(p))) return wrong(w, "kind", N_("A bill is paid by the customer, a settlement to the worker"));
    if (b) p->customer = b->customer;
    if (s) p->worker = s->worker;
    return true;
}

static bool party(struct work *w, struct payment *p)
{
    if (p->visit.id && !from_visit(w, p)) return false;
    if (!of_documents(w, p)) return false;
    if (p->kind == PAYMENT_COMPENSATION && (p->bill.id || p->visit.id)) return wrong(w, "bill", N_("A compensation counts for no bill and no visit"));
    if (of_customer(p) && !p->customer.id) return wrong(w, "customer", N_("{1} is missing"), translated(w, N_("Customer")));
    if ((!of_customer(p) || p->kind == PAYMENT_TIP) && !p->worker.id) return wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    const struct customer *c = !of_customer(p) ? NULL : p->visit.id ? record_peek(w, &customer_type, p->customer.id) : LOAD(w, customer, p->customer.id);
    const struct worker *n = of_customer(p) ? NULL : LOAD(w, worker, p->worker.id);
    if (c && p->kind != PAYMENT_COMPENSATION) p->record.branch = c->record.branch;
    if (n) p->record.branch = n->record.branch;
    return !failed(w);
}

/* Settled means billed; without a bill it was settled before the program, and nobody owes it any more. */
static bool brought_along(struct work *w, const struct visit *v)
{
    return v->state == VISIT_SETTLED && db_one(w, SQL("select 1 from visit_claim where visit = $1 and worker = 0"), BIND(num(v->record.id)), 0) != 1;
}

money visit_open_amount(struct work *w, const struct visit *v)
{
    if (brought_along(w, v)) return (money){ 0 };
    int64_t came = db_one(w, SQL("select cast(coalesce(sum(case when kind = 1 then amount else -amount end), 0) as bigint) from payment where visit = $1 and kind in (1, 2) and refund_case is null and card is null"), BIND(num(v->record.id)), 0);
    return money_sub(visit_owed(v), (money){ came });
}

/* A card is bought by itself; from a card a visit or a bill is paid. What may be paid from it the ledger says. */
static bool card_party(struct work *w, struct payment *p)
{
    if (p->card.id) {
        const struct prepaid_card *c = LOAD(w, prepaid_card, p->card.id);
        if (!c) return false;
        if (p->kind != PAYMENT_FROM_CUSTOMER || p->visit.id || p->bill.id || p->channel == CHANNEL_PREPAID) return wrong(w, "card", N_("A card is bought with money, and with nothing else in the same payment"));
        p->customer = c->customer;
        return p->channel != CHANNEL_CASH || card_paid_in_cash(w, c->record.id, p->amount);
    }
    if (p->channel != CHANNEL_PREPAID) return !p->from_card.id || wrong(w, "channel", N_("What is paid from a card comes by “Prepaid card”"));
    if (!p->from_card.id && !p->reverses.id) return wrong(w, "from_card", N_("Which card is it paid from? Choose it: what is on it has to go down by as much"));
    if (p->from_card.id && (p->kind != PAYMENT_FROM_CUSTOMER || (!p->visit.id && !p->bill.id))) return wrong(w, "from_card", N_("From a card a visit or a bill is paid"));
    return true;
}

money visit_payable(struct work *w, const struct visit *v)
{
    int64_t document = db_one(w, SQL("select document from visit_claim where visit = $1 and worker = 0"), BIND(num(v->record.id)), 0);
    const struct bill *b = document ? bill_living(w, document) : NULL;
    money open = visit_open_amount(w, v);
    return b ? money_least(open, bill_open_amount(b)) : open;
}

/* Never paid twice: a document takes what is open and no more. */
static bool within_open(struct work *w, const struct payment *p)
{
    if (p->kind != PAYMENT_FROM_CUSTOMER) return true;
    const struct bill *b = p->bill.id ? bill_living(w, p->bill.id) : NULL;
    const struct visit *v = p->visit.id ? record_peek(w, &visit_type, p->visit.id) : NULL;
    money open = b ? bill_open_amount(b) : p->amount;
    if (v) open = b ? money_least(open, visit_open_amount(w, v)) : visit_open_amount(w, v);
    if (failed(w) || p->amount.fen <= open.fen) return !failed(w);
    if (open.fen <= 0) return wrong(w, "amount", N_("Nothing is open any more: it was paid already"));
    return wrong(w, "amount", N_("Only {1} is open; what is above it is a tip, or a payment without bill and visit: a credit"), money_shown(w->arena, open));
}

money bill_payable_by_card(struct work *w, const struct bill *b)
{
    money passed_on = { 0 }, open = bill_open_amount(b);
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct bill_line *l = ROW(struct bill_line, b->lines, i);
        if (!l->visit.id) passed_on = money_add(passed_on, l->trust);
    }
    if (passed_on.fen <= 0) return open;
    money by_card = { db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from payment where bill = $1 and channel = 7 and kind = 1"), BIND(num(b->record.id)), 0) };
    return money_most(money_least(open, money_sub(money_sub(b->total, passed_on), by_card)), (money){ 0 });
}
_Static_assert(CHANNEL_PREPAID == 7 && PAYMENT_FROM_CUSTOMER == 1, "the query above says these by number");

static bool within_cards(struct work *w, const struct payment *p)
{
    const struct bill *b = p->from_card.id && p->bill.id ? bill_living(w, p->bill.id) : NULL;
    money most = b ? bill_payable_by_card(w, b) : p->amount;
    if (failed(w) || p->amount.fen <= most.fen) return !failed(w);
    if (most.fen <= 0) return wrong(w, "amount", N_("What is open of this bill is the worker's wage, which we only pass on: a card does not pay it"));
    return wrong(w, "amount", N_("{1} of this bill may be paid from a card: the rest is the worker's wage, which we only pass on, and a card pays our own services only. Take the rest by transfer, WeChat or cash"), money_shown(w->arena, most));
}

/* The first day from `from` on whose cash is not counted yet. Payments and the end of a count wait for each other at the branch. */
static bool cash_day_of(struct work *w, struct payment *p)
{
    if (p->channel != CHANNEL_CASH) return p->collector.id ? wrong(w, "collector", N_("A worker holds cash only")) : true;
    if (p->collector.id && p->kind != PAYMENT_FROM_CUSTOMER && p->kind != PAYMENT_TIP) return wrong(w, "collector", N_("A worker takes cash from customers only"));
    db_lock(w, "branch", &p->record.branch.id, 1);
    day d = day_of(p->paid_at);
    int64_t counted = db_one(w, SQL("select max(day) from cash_up where branch = $1 and day >= $2 and state in (2, 3)"), BIND(num(p->record.branch.id), num(d.number)), 0);
    if (counted >= d.number) d.number = (int32_t)counted + 1;
    p->cash_day = (maybe_day){ d.number, true };
    return !failed(w);
}

text payment_number_of_row(struct work *w, const struct record *paper, size_t row)
{
    const struct branch *b = record_peek(w, &branch_type, paper->branch.id);
    return print(w, "%s-%s/%zu", b ? b->code : "", paper->number, row + 1);
}

static bool booked_before(struct work *w, const struct payment *p)
{
    return *p->channel_number && db_one(w, SQL("select count(*) from payment where channel = $1 and channel_number = $2 and state = 1"), BIND(num(p->channel), txt(p->channel_number)), 0) > 0;
}

enum { MOST_DAYS_BACK = 3653 };          /* what is older is a slip of the year */

static bool check(struct work *w, struct payment *p, const struct payment *before)
{
    if (before) return p->amount.fen == before->amount.fen || refuse_as(w, CONFLICT, "amount", N_("A payment is not edited; reverse it"));
    if (!p->channel_number) p->channel_number = "";
    if (!p->paid_at.ms) p->paid_at = w->acted.ms ? w->acted : w->now;
    if (!before) p->taken_by.id = w->actor->user;
    if (p->state == PAYMENT_REVERSAL) return cash_day_of(w, p);
    if ((p->kind == PAYMENT_TO_CUSTOMER || p->kind == PAYMENT_COMPENSATION) && !must(w, CAN_PAY_REFUNDS)) return false;
    if ((p->kind == PAYMENT_COMPENSATION) != (p->compensation.id != 0)) return wrong(w, "kind", N_("A compensation is paid from its own record, once it is agreed"));
    if ((p->channel == CHANNEL_REWARD) != (p->reward.id != 0)) return wrong(w, "channel", N_("A reward comes from its referral, not by hand"));
    if (!of_customer(p) && !must(w, CAN_PAY_SETTLEMENTS)) return false;
    if (p->amount.fen <= 0) return wrong(w, "amount", N_("The amount must be positive"));
    if (p->paid_at.ms > w->now.ms + MINUTES(5)) return wrong(w, "paid_at", N_("This time lies in the future"));
    if (p->paid_at.ms < w->now.ms - DAYS(MOST_DAYS_BACK)) return wrong(w, "paid_at", N_("This is more than ten years ago; check the year"));
    if (booked_before(w, p)) return refuse_as(w, CONFLICT, "channel_number", N_("This transaction is already booked"));
    return card_party(w, p) && party(w, p) && within_open(w, p) && within_cards(w, p) && cash_day_of(w, p) && (!of_customer(p) || customer_debt_brought_along(w, p->customer.id));
}
CHECKER(payment, check)

/* Money towards the document is positive whichever way it flows. */
static bool created(struct work *w, struct payment *p)
{
    bool forth = p->kind == PAYMENT_FROM_CUSTOMER || p->kind == PAYMENT_TO_WORKER;
    struct incoming in = { forth ? p->amount : money_negate(p->amount) };
    struct bill *b = p->bill.id ? bill_living(w, p->bill.id) : NULL;
    struct settlement *s = p->settlement.id ? living_settlement(w, p->settlement.id) : NULL;
    if (b && !step_run(w, &bill_type, b, "receive", &in)) return false;
    if (s && s->state != SETTLEMENT_LOCKED && s->state != SETTLEMENT_PAID && s->state != SETTLEMENT_RECONCILED && p->state == PAYMENT_BOOKED)
        return refuse_as(w, CONFLICT, "settlement", N_("A settlement is paid when it is locked"));
    if (s && !step_run(w, &settlement_type, s, "receive", &in)) return false;
    if (!payment_books(w, p, b) || (b && p->reverses.id && !payment_books_between(w, p, b, in.amount))) return false;
    return of_customer(p) && p->kind != PAYMENT_COMPENSATION ? customer_owed_update(w, p->customer.id) : !failed(w);
}
AFTER_CREATE(payment, created)

static bool reverse(struct work *w, struct payment *p)
{
    struct payment red = *p;
    red.record = (struct record){ .branch = p->record.branch, .number = "" };
    red.state = PAYMENT_REVERSAL;
    red.amount = money_negate(p->amount);
    red.reverses.id = p->record.id;
    red.paid_at = w->acted.ms ? w->acted : w->now;
    red.remark = step_reason(w);
    if (!ADD(w, payment, &red) || !receipt_voided(w, p->record.id, step_reason(w))) return false;
    p->reversed_by.id = red.record.id;
    if (!job_deposit_unpaid(w, p)) return false;
    struct reward *r = p->reward.id ? record_peek(w, &reward_type, p->reward.id) : NULL;
    if (r && r->state == REWARD_GIVEN && !step_run(w, &reward_type, r, "take_back", NULL)) return false;
    struct compensation *c = p->compensation.id ? record_peek(w, &compensation_type, p->compensation.id) : NULL;
    return c ? step_run(w, &compensation_type, c, "unpay", NULL) : !failed(w);
}
RULE_PLAIN(payment, reverse)

/* It came before there was a bill. */
struct allocation { ref bill; };
static const struct field allocation_fields[] = { FIELD(allocation, bill, .label = N_("Bill"), .to = &bill_type, .required = true) };

static const struct sentence *is_credit(struct work *w, const struct payment *p)
{
    if (p->card.id) return because(w, N_("It is on a prepaid card; pay the bill from the card"));
    return p->kind != PAYMENT_FROM_CUSTOMER || p->bill.id ? because(w, N_("It counts for a bill already")) : NULL;
}
GUARD(payment, is_credit)

static bool allocate(struct work *w, struct payment *p, const struct allocation *in)
{
    struct bill *b = record_peek(w, &bill_type, in->bill.id);
    if (!b || b->customer.id != p->customer.id) return refuse(w, "bill", N_("This bill is another customer's"));
    if (p->amount.fen > bill_open_amount(b).fen) return refuse(w, "bill", N_("Only {1} of this bill is open"), money_shown(w->arena, bill_open_amount(b)));
    p->bill = in->bill;
    money before = b->paid;
    return step_run(w, &bill_type, b, "receive", &(struct incoming){ p->amount }) && payment_books_allocated(w, p, b, before) && payment_books_between(w, p, b, p->amount);
}
RULE(payment, allocation, allocate)

/* What came for its visit, and what went back of it: also more than the bill comes to, which is then a credit that can be seen and paid back. */
static bool count(struct work *w, struct payment *p, const struct allocation *in)
{
    struct bill *b = record_peek(w, &bill_type, in->bill.id);
    money came = p->kind == PAYMENT_FROM_CUSTOMER ? p->amount : money_negate(p->amount);
    p->bill = in->bill;
    return b ? step_run(w, &bill_type, b, "receive", &(struct incoming){ came }) && payment_books_between(w, p, b, came) : fault(w, "a payment counted for no bill");
}
RULE(payment, allocation, count)

bool payments_to_bill(struct work *w, struct bill *b)
{
    struct found came = LOAD_WHERE(w, payment, "customer = $1 and bill is null and state = 1 and kind in (1, 2) and refund_case is null and visit in (select visit from visit_claim where document = $2 and worker = 0) order by kind, id",
                                   BIND(num(b->customer.id), num(b->record.id)));
    for (int i = 0; i < came.count; i++)
        if (!step_run(w, &payment_type, came.at[i], "count", &(struct allocation){ { b->record.id } })) return false;
    return !failed(w);
}

static const struct sentence *may_issue(struct work *w, const struct payment *p)
{
    if (p->kind != PAYMENT_FROM_CUSTOMER && p->kind != PAYMENT_TIP) return because(w, N_("Only what a customer paid has a receipt"));
    text there = db_one_text(w, SQL("select number from receipt where payment = $1 and state = 1"), BIND(num(p->record.id)));
    return *there ? because(w, N_("Receipt {1} was issued for it; print that one again, or make it void"), there) : NULL;
}
GUARD(payment, may_issue)

static bool issue_receipt(struct work *w, struct payment *p)
{
    struct receipt r = { .payment = { p->record.id }, .payer = "" };
    return ADD(w, receipt, &r);
}
RULE_PLAIN(payment, issue_receipt)

static text title(struct work *w, const struct payment *p) { return whose_money(w, p->customer, p->worker, p->amount); }
TITLE(payment, title)

static const struct step steps[] = {
    STEP(allocate, .label = N_("Count it for a bill"), .from = FROM(PAYMENT_BOOKED), .by = CAN_TAKE_PAYMENTS, INPUTS(allocation, allocation_fields), .guard = is_credit_guard, .run = allocate_rule),
    STEP(count, .label = N_("Count it for a bill"), .from = FROM(PAYMENT_BOOKED), INPUTS(allocation, allocation_fields), .run = count_rule, .hidden = true),
    STEP(issue_receipt, .label = N_("Issue a receipt"), .from = FROM(PAYMENT_BOOKED), .by = CAN_TAKE_PAYMENTS, .guard = may_issue_guard, .run = issue_receipt_rule),
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = FROM(PAYMENT_BOOKED), .to = PAYMENT_REVERSED, .by = CAN_TAKE_PAYMENTS, .run = reverse_rule, .reason = true,
         .confirm = N_("The opposite amount is booked; both stay visible. Reverse?")),
};
static const text indexes[] = { "customer, paid_at", "worker, paid_at", "bill", "settlement", "visit", "collector", "branch, cash_day", NULL };

static const struct retention kept[] = {
    { .name = "paper", .label = N_("Payments: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
    { .name = "account", .label = N_("Accounts that customers paid from, from the day"), .law = N_("Claims against us lapse after 3 years (Civil Code 188); refunds go back the way the money came"), .days = 1095, .due = "paid_at < $1 and length(payer_account) > 0", .members = "payer_account" },
};

const struct record_type payment_type = RECORD_TYPE(payment, .label = N_("Payment"), .module = "finance", FIELDS(fields), STEPS(steps), .first_state = PAYMENT_BOOKED, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer|worker",
    .see = CAN_SEE_BILLS, .create = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "P",
    .order = "-paid_at", .indexes = indexes);
