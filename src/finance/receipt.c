/* receipt.c — see receipt.h. Its PDF is in receipt_paper.c. */
#include "finance/receipt.h"
#include "base/words.h"
#include "finance/bill_own.h"
#include "finance/compensation.h"
#include "finance/job_deposit.h"
#include "finance/made.h"
#include "finance/refund_case.h"
#include "record/job.h"
#include "record/said.h"

static const struct choice states[] = { { RECEIPT_ISSUED, "issued", N_("Issued"), "ok" }, { RECEIPT_VOID, "void", N_("Void"), "mute", .final = true }, { 0 } };
static const struct field line_fields[] = {
    FIELD(receipt_line, what, .label = N_("Item"), .max = 600, .format = FORMAT_SAID), FIELD(receipt_line, quantity, .label = N_("Quantity"), .max = 20), FIELD(receipt_line, unit, .rate = true, .label = N_("Price per unit")),
    FIELD(receipt_line, amount, .label = N_("Amount")),
};
static const struct row_type line_row = ROW_TYPE(receipt_line, line_fields);

static const struct field fields[] = {
    FIELD(receipt, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(receipt, payment, .label = N_("Payment"), .to = &payment_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(receipt, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(receipt, bill, .label = N_("Bill"), .to = &bill_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(receipt, amount, .label = N_("Amount"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(receipt, paper, .personal = true, .label = N_("Receipt (PDF)"), .set_by = ENGINE_ONLY),
    FIELD(receipt, capitals, .label = N_("In capitals"), .set_by = ENGINE_ONLY), FIELD(receipt, payer, .personal = true, .label = N_("Paid by whom"), .max = 60, .set_by = SET_ON_CREATE, .help = N_("Empty: the customer's name")),
    FIELD(receipt, received_by, .label = N_("Received by"), .max = 60, .set_by = ENGINE_ONLY), FIELD(receipt, way, .label = N_("Paid by"), .set_by = ENGINE_ONLY), FIELD(receipt, paid_on, .label = N_("Paid on"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(receipt, lines, .label = N_("Lines"), .row = &line_row, .set_by = ENGINE_ONLY), FIELD(receipt, prints, .label = N_("Prints"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(receipt, void_why, .label = N_("Why it is void"), .max = 300, .set_by = STEPS_ONLY),
};

/* 300 hundredths are 3, 250 are 2.5. */
static text quantity_text(struct work *w, int64_t hundredths)
{
    if (hundredths % 100 == 0) return print(w, "%lld", (long long)hundredths / 100);
    return print(w, hundredths % 10 ? "%.2f" : "%.1f", (double)hundredths / 100);
}

static rows_of of_lines(struct work *w, const struct bill_line *from, size_t count)
{
    struct receipt_line *all = take_many(w, struct receipt_line, count);
    for (size_t i = 0; i < count; i++) all[i] = (struct receipt_line){ from[i].label, quantity_text(w, from[i].quantity), from[i].unit, from[i].amount };
    return (rows_of){ all, count };
}

static rows_of one_line(struct work *w, text what, money amount)
{
    struct receipt_line *l = take(w, struct receipt_line);
    *l = (struct receipt_line){ what, "1", amount, amount };
    return (rows_of){ l, 1 };
}

/* The document's own lines when all of it was paid at once, else one line that names it. */
static rows_of what_for(struct work *w, const struct payment *p)
{
    const struct bill *b = p->bill.id ? bill_living(w, p->bill.id) : NULL;
    const struct visit *v = p->visit.id ? record_peek(w, &visit_type, p->visit.id) : NULL;
    if (p->kind == PAYMENT_TIP) return one_line(w, said_keep(w, N_("Tip for the worker"), NULL), p->amount);
    if (b && b->total.fen == p->amount.fen) return of_lines(w, b->lines.at, b->lines.count);
    if (v && visit_owed(v).fen == p->amount.fen) {
        struct bill_line *lines = take_many(w, struct bill_line, MOST_VISIT_LINES);
        return of_lines(w, lines, bill_lines_of(w, v, lines));
    }
    if (b) return one_line(w, said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, N_("Part payment of bill"), NULL), b->record.number, NULL }), p->amount);
    if (v) return one_line(w, said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, N_("Part payment of visit"), NULL), v->record.number, NULL }), p->amount);
    struct found d = LOAD_WHERE(w, job_deposit, "payment = $1", BIND(num(p->record.id)));
    const struct demand *of = d.count ? deposit_demand(w, d.at[0]) : NULL;
    return one_line(w, said_keep(w, of ? demand_deposit_label(of->deposit_kind) : N_("Paid in advance"), NULL), p->amount);
}

/* Of what it went back: the card, the bill, the visit; else what came in advance. */
static rows_of what_back(struct work *w, const struct payment *p)
{
    const struct refund *r = p->refund_case.id ? record_peek(w, &refund_type, p->refund_case.id) : NULL;
    const struct prepaid_card *c = r && r->card.id ? record_peek(w, &prepaid_card_type, r->card.id) : NULL;
    const struct bill *b = p->bill.id ? record_peek(w, &bill_type, p->bill.id) : NULL;
    const struct visit *v = p->visit.id ? record_peek(w, &visit_type, p->visit.id) : NULL;
    text of = c ? c->record.number : b ? b->record.number : v ? v->record.number : "";
    text what = c ? N_("Paid back of the card") : b ? N_("Paid back of the bill") : v ? N_("Paid back of the visit") : N_("Paid back");
    text label = *of ? said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, what, NULL), of, NULL }) : said_keep(w, what, NULL);
    return one_line(w, label, money_negate(p->amount));
}

/* The thing, and the agreement she signed, so that paper and agreement find each other. */
static rows_of what_damaged(struct work *w, const struct payment *p)
{
    const struct compensation *c = record_peek(w, &compensation_type, p->compensation.id);
    text paid = said_keep(w, N_("Compensation for a damage"), NULL);
    return one_line(w, c ? said_keep(w, N_("{1} {2}: {3}"), (const text[]){ paid, c->record.number, c->what, NULL }) : paid, money_negate(p->amount));
}

bool receipt_goes_out(enum payment_kind kind) { return kind == PAYMENT_TO_CUSTOMER || kind == PAYMENT_COMPENSATION; }

/* Of a customer who has died somebody else took it, by an authority on file. */
static text payee(struct work *w, const struct payment *p)
{
    int64_t by = db_one(w, SQL("select a.person from refund r join authority a on a.id = r.received_by where r.payment = $1 or r.id = $2"), BIND(num(p->record.id), num(p->refund_case.id)), 0);
    return record_title(w, by ? &person_type : &customer_type, by ? by : p->customer.id);
}

static text receiver(struct work *w, const struct payment *p)
{
    if (p->collector.id) return record_title(w, &worker_type, p->collector.id);
    return p->taken_by.id ? record_title(w, &account_type, p->taken_by.id) : "";
}

static void fill(struct work *w, struct receipt *r, const struct payment *p)
{
    r->record.branch = p->record.branch;
    r->customer = p->customer;
    r->bill = p->bill;
    bool back = receipt_goes_out(p->kind);
    r->amount = back ? money_negate(p->amount) : p->amount;
    r->paid_on = day_of(p->paid_at);
    r->capitals = money_in_capitals(w->arena, p->amount);
    if (!r->payer || !*r->payer) r->payer = back ? payee(w, p) : record_title(w, &customer_type, p->customer.id);
    r->received_by = receiver(w, p);
    r->way = translate(w->language, choice_label(payment_channels, p->channel));
    r->lines = p->kind == PAYMENT_COMPENSATION ? what_damaged(w, p) : back ? what_back(w, p) : what_for(w, p);
    r->prints = 1;
}

static bool check(struct work *w, struct receipt *r, const struct receipt *before)
{
    if (before) return true;
    const struct payment *p = r->payment.id ? LOAD(w, payment, r->payment.id) : NULL;
    if (!p) return !failed(w);
    if (p->kind != PAYMENT_FROM_CUSTOMER && p->kind != PAYMENT_TIP && !receipt_goes_out(p->kind)) return wrong(w, "payment", N_("Only what a customer paid, or was paid back, has a receipt"));
    if (p->channel == CHANNEL_REWARD) return wrong(w, "payment", N_("A reward is a credit: no money came, so there is no receipt"));
    if (p->state != PAYMENT_BOOKED) return wrong(w, "payment", N_("This payment was reversed"));
    text there = db_one_text(w, SQL("select number from receipt where payment = $1 and state = 1"), BIND(num(p->record.id)));
    if (*there) return refuse_as(w, CONFLICT, "payment", N_("Receipt {1} was issued for it; print that one again, or make it void"), there);
    fill(w, r, p);
    return !failed(w);
}
CHECKER(receipt, check)

static bool created(struct work *w, struct receipt *r) { return job_add(w, "receipt_paper", print(w, "%lld", (long long)r->record.id)) != 0; }
AFTER_CREATE(receipt, created)

static bool reprint(struct work *w, struct receipt *r)
{
    r->prints++;
    return job_add(w, "receipt_paper", print(w, "%lld", (long long)r->record.id)) != 0;
}
RULE_PLAIN(receipt, reprint)

static bool make_void(struct work *w, struct receipt *r)
{
    r->void_why = step_reason(w);
    return job_add(w, "receipt_paper", print(w, "%lld", (long long)r->record.id)) != 0;
}
RULE_PLAIN(receipt, make_void)

bool receipt_of_money_out(struct work *w, const struct record_type *type, int64_t payment)
{
    const struct payment *p = record_peek(w, type, payment);
    bool back = p && receipt_goes_out(p->kind) && p->state == PAYMENT_BOOKED && p->channel != CHANNEL_REWARD && p->channel != CHANNEL_PREPAID;
    struct receipt r = { .payment = { payment } };
    return back ? ADD(w, receipt, &r) : !failed(w);
}

bool receipt_voided(struct work *w, int64_t payment, text why)
{
    struct found all = LOAD_WHERE(w, receipt, "payment = $1 and state = 1", BIND(num(payment)));
    (void)why;
    for (int i = 0; i < all.count; i++)
        if (!step_run(w, &receipt_type, all.at[i], "make_void", NULL)) return false;
    return !failed(w);
}

text receipt_title(struct work *w, const struct receipt *r)
{
    const struct payment *p = record_peek(w, &payment_type, r->payment.id);
    bool damage = p && p->kind == PAYMENT_COMPENSATION;
    return translate(w->language, damage ? N_("Receipt for a compensation") : r->amount.fen < 0 ? N_("Refund voucher") : N_("Money receipt"));
}

static text title(struct work *w, const struct receipt *r) { return whose_money(w, r->customer, (ref){ 0 }, r->amount); }
TITLE(receipt, title)
static const struct step steps[] = {
    STEP(reprint, .label = N_("Print again"), .from = FROM(RECEIPT_ISSUED), .by = CAN_TAKE_PAYMENTS, .run = reprint_rule, .reason = true),
    STEP(make_void, .label = N_("Make void"), .tone = "danger", .from = FROM(RECEIPT_ISSUED), .to = RECEIPT_VOID, .by = CAN_TAKE_PAYMENTS, .run = make_void_rule, .reason = true,
         .confirm = N_("Take the paper back from the customer first. The number stays and is not given again.")),
};
static const text indexes[] = { "payment", "customer", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Receipts: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .stays = true, .days = 10950 },
};
const struct record_type receipt_type = RECORD_TYPE(receipt, .label = N_("Money receipt"), .module = "finance", FIELDS(fields), STEPS(steps), .first_state = RECEIPT_ISSUED, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept),
    .subject = "customer", .see = CAN_SEE_BILLS, .create = CAN_TAKE_PAYMENTS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "T", .indexes = indexes);
