/* charge.c — see charge.h. The jobs and the provider's notice are in charge_wire.c. */
#include "finance/charge.h"
#include <string.h>
#include "base/random.h"
#include "finance/job_deposit.h"
#include "finance/made.h"
#include "record/deadline.h"
#include "record/job.h"

static const struct choice states[] = {
    { CHARGE_ASKED, "asked", N_("Being asked for"), "info" }, { CHARGE_WAITING, "waiting", N_("Waits for the customer"), "info" }, { CHARGE_PAID, "paid", N_("Paid"), "ok" },
    { CHARGE_CLOSED, "closed", N_("Closed"), "mute" }, { CHARGE_ODD, "odd", N_("Does not fit"), "danger" }, { CHARGE_DISMISSED, "dismissed", N_("Dismissed"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(charge, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(charge, bill, .label = N_("Bill"), .to = &bill_type, .filter = true, .set_by = SET_ON_CREATE), FIELD(charge, visit, .label = N_("Visit"), .to = &visit_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(charge, tip, .label = N_("Tip for the worker"), .set_by = ENGINE_ONLY, .filter = true),
    FIELD(charge, deposit, .label = N_("Customer's deposit"), .to = &job_deposit_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(charge, card, .label = N_("Prepaid card"), .to = &prepaid_card_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(charge, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(charge, amount, .label = N_("Amount"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(charge, code, .label = N_("Payment code"), .max = 512, .set_by = STEPS_ONLY, .help = N_("What the customer's code says; shown as a picture to scan")),
    FIELD(charge, expires, .label = N_("Valid until"), .set_by = ENGINE_ONLY, .list = true), FIELD(charge, order_number, .label = N_("Number at the provider"), .unique = true, .set_by = ENGINE_ONLY, .search = true),
    FIELD(charge, provider_number, .label = N_("Number of the transaction"), .max = 64, .set_by = STEPS_ONLY, .search = true), FIELD(charge, came, .label = N_("Came"), .set_by = STEPS_ONLY, .list = true),
    FIELD(charge, channel, .label = N_("Paid by"), .choices = payment_channels, .set_by = STEPS_ONLY), FIELD(charge, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY), FIELD(charge, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY),
    FIELD(charge, odd_why, .label = N_("What does not fit"), .max = 300, .set_by = STEPS_ONLY),
};

/* A deposit and a card are paid whole or not at all; a tip is given once by each code. */
static money open_of(struct work *w, const struct charge *c)
{
    const struct job_deposit *d = c->deposit.id ? record_peek(w, &job_deposit_type, c->deposit.id) : NULL;
    if (d) return d->state == JOB_DEPOSIT_DUE && !demand_deposit_unagreed(w, d->demand.id) ? d->amount : (money){ 0 };
    const struct prepaid_card *k = c->card.id ? record_peek(w, &prepaid_card_type, c->card.id) : NULL;
    if (k) return k->state == CARD_OFFERED ? k->paid : (money){ 0 };
    if (c->tip) return c->payment.id ? (money){ 0 } : c->amount;
    const struct bill *b = c->bill.id ? bill_living(w, c->bill.id) : NULL;
    const struct visit *v = c->visit.id ? record_peek(w, &visit_type, c->visit.id) : NULL;
    return b ? bill_open_amount(b) : v ? visit_payable(w, v) : (money){ 0 };
}

bool charge_possible(struct work *w)
{
    return *provider_key(w->arena, house_data(w->house)) && *setting_text(w, "finance.provider_url", 0, day_of(w->now));
}

static bool deposit_agreed(struct work *w, const struct job_deposit *d)
{
    const struct sentence *why = demand_deposit_unagreed(w, d->demand.id);
    return !why || wrong(w, "deposit", why->message, why->arguments[0]);
}

static bool check(struct work *w, struct charge *c, const struct charge *before)
{
    if (before) return true;
    if ((c->bill.id != 0) + (c->visit.id != 0) + (c->deposit.id != 0) + (c->card.id != 0) != 1) return wrong(w, "bill", N_("Enter a bill, a visit, a deposit or a card"));
    const struct bill *b = c->bill.id ? LOAD(w, bill, c->bill.id) : NULL;
    const struct visit *v = c->visit.id ? LOAD(w, visit, c->visit.id) : NULL;
    const struct job_deposit *d = c->deposit.id ? LOAD(w, job_deposit, c->deposit.id) : NULL;
    const struct prepaid_card *k = c->card.id ? LOAD(w, prepaid_card, c->card.id) : NULL;
    if (failed(w) || (d && !deposit_agreed(w, d))) return false;
    if (!charge_possible(w)) return refuse(w, "", N_("No payment provider is set up: enter its address in the settings and its key in keys/payment.key"));
    c->amount = open_of(w, c);
    if (c->amount.fen <= 0) return wrong(w, b ? "bill" : v ? "visit" : d ? "deposit" : "card", N_("Nothing is open any more: it was paid already"));
    c->record.branch = b ? b->record.branch : v ? v->record.branch : d ? d->record.branch : k->record.branch;
    c->customer = b ? b->customer : v ? v->customer : d ? d->customer : k->customer;
    c->order_number = print(w, "ZJ%016llx%08x", (unsigned long long)random_id(), (unsigned)(random_id() & 0xffffffff));
    c->expires.ms = w->now.ms + MINUTES(15);
    return !failed(w);
}
CHECKER(charge, check)

static bool created(struct work *w, struct charge *c) { return job_add(w, "charge_ask", print(w, "%lld", (long long)c->record.id)) != 0; }
AFTER_CREATE(charge, created)

int64_t charge_make(struct work *w, int64_t bill, int64_t visit)
{
    struct charge c = { .bill = { bill }, .visit = { visit } };
    return ADD(w, charge, &c) ? c.record.id : 0;
}

int64_t charge_for_tip(struct work *w, int64_t visit, money amount)
{
    struct charge c = { .visit = { visit }, .tip = true, .amount = amount };
    return ADD(w, charge, &c) ? c.record.id : 0;
}

int64_t charge_for_card(struct work *w, int64_t card)
{
    struct charge c = { .card = { card } };
    return ADD(w, charge, &c) ? c.record.id : 0;
}

int64_t charge_for_deposit(struct work *w, int64_t deposit)
{
    struct charge c = { .deposit = { deposit } };
    return ADD(w, charge, &c) ? c.record.id : 0;
}

/* ---- what came ---- */

static void tell(struct work *w, const struct charge *c, text what)
{
    remind(w, &(struct reminder){ .title = what, .due = w->now, .rule = "charge", .about = &charge_type, .record = c->record.id, .branch = c->record.branch.id, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(1), .then = CAN_LOCK_BILLS });
}

static enum payment_channel channel_named(text key)
{
    enum payment_channel c = choice_value(payment_channels, key);
    return c == CHANNEL_WECHAT || c == CHANNEL_ALIPAY || c == CHANNEL_CARD ? c : CHANNEL_QR;
}

/* By the deposit's own step: the payment is for its visit, as if the office had booked it. */
static bool book_deposit(struct work *w, struct charge *c, const struct charge_news *n, instant paid_at)
{
    struct job_deposit *d = LOAD_LOCKED(w, job_deposit, c->deposit.id);
    struct deposit_receipt in = { channel_named(n->channel), n->number, paid_at };
    if (!d || !step_run(w, &job_deposit_type, d, "receive", &in)) return false;
    c->payment = d->payment;
    return true;
}

/* For the document while it is open, else as the customer's credit. */
static bool book(struct work *w, struct charge *c, const struct charge_news *n, bool as_credit)
{
    instant paid_at = n->paid_at.ms && n->paid_at.ms <= w->now.ms ? n->paid_at : w->now;
    if (c->deposit.id && !as_credit) return book_deposit(w, c, n, paid_at);
    struct payment p = { .record.branch = c->record.branch, .kind = PAYMENT_FROM_CUSTOMER, .customer = c->customer, .amount = { n->amount }, .channel = channel_named(n->channel), .channel_number = n->number,
        .paid_at = paid_at, .remark = "", .payer_account.plain = n->payer ? n->payer : "" };
    if (!as_credit) { p.bill = c->bill; p.visit = c->visit; p.card = c->card; p.kind = c->tip ? PAYMENT_TIP : PAYMENT_FROM_CUSTOMER; }
    if (!ADD(w, payment, &p)) return false;
    if (!c->payment.id) c->payment.id = p.record.id;
    return true;
}

static bool hear(struct work *w, struct charge *c, const struct charge_news *n)
{
    bool other = n->amount != c->amount.fen, again_paid = c->payment.id != 0 && !other, too_late = !again_paid && open_of(w, c).fen < n->amount;
    if (other) {
        c->state = CHARGE_ODD;
        c->odd_why = print(w, "%s / %s", money_shown(w->arena, c->amount), money_shown(w->arena, (money){ n->amount }));
        tell(w, c, N_("Another amount came than was asked for: look at the charge"));
    } else if (!book(w, c, n, again_paid || too_late)) return false;
    if (too_late && !other && (c->deposit.id || c->card.id) && !again_paid) tell(w, c, N_("It was not to be paid any more; what came is the customer's credit: pay it back, or count it for a bill"));
    else if (again_paid || (too_late && !other)) tell(w, c, N_("It was paid twice; the second payment is the customer's credit: pay it back"));
    if (again_paid) return true;
    c->came.fen = n->amount;
    c->channel = channel_named(n->channel);
    c->provider_number = n->number;
    c->paid_at = n->paid_at.ms ? n->paid_at : w->now;
    if (c->state != CHARGE_ODD) c->state = CHARGE_PAID;
    return true;
}

struct coming { const struct charge_news *news; };
static bool come(struct work *w, struct charge *c, const struct coming *in) { return hear(w, c, in->news); }
RULE(charge, coming, come)

static bool known(struct work *w, const struct charge_news *n)
{
    return *n->number && db_one(w, SQL("select 1 from payment where channel = $1 and channel_number = $2 limit 1"), BIND(num(channel_named(n->channel)), txt(n->number)), 0) == 1;
}

bool charge_heard(struct work *w, const struct charge_news *n)
{
    int64_t id = db_one(w, SQL("select id from charge where order_number = $1"), BIND(txt(n->order)), 0);
    db_lock(w, "charge", &id, 1);
    struct charge *c = id ? record_peek(w, &charge_type, id) : NULL;
    if (!c) return failed(w) ? false : refuse_as(w, NOT_FOUND, "order", N_("There is no such {1}"), translated(w, charge_type.label));
    if (!strcmp(n->state, "closed")) return c->state > CHARGE_WAITING || step_run(w, &charge_type, c, "close", NULL);
    if (strcmp(n->state, "paid")) return true;
    if (!*n->number || n->amount <= 0) return wrong(w, "number", N_("What was paid has a number and an amount"));
    bool twice = known(w, n) || (c->provider_number && !strcmp(c->provider_number, n->number)) || c->state == CHARGE_DISMISSED;
    return twice || step_run(w, &charge_type, c, "come", &(struct coming){ n });
}

/* ---- by hand ---- */

struct showing { text code; };
static const struct field showing_fields[] = { FIELD(showing, code, .label = N_("Payment code"), .max = 512) };
static bool show(struct work *w, struct charge *c, const struct showing *in) { (void)w; c->code = in->code; return true; }
RULE(charge, showing, show)

static bool book_odd(struct work *w, struct charge *c)
{
    struct charge_news n = { .number = c->provider_number, .amount = c->came.fen, .channel = choice_key(payment_channels, c->channel), .paid_at = c->paid_at };
    remind_no_more(w, &charge_type, c->record.id, "charge");
    return book(w, c, &n, true);
}
RULE_PLAIN(charge, book_odd)

/* What was paid before the odd one came stays paid. */
static bool dismiss(struct work *w, struct charge *c)
{
    remind_no_more(w, &charge_type, c->record.id, "charge");
    const struct payment *p = c->payment.id ? record_peek(w, &payment_type, c->payment.id) : NULL;
    c->state = p ? CHARGE_PAID : CHARGE_DISMISSED;
    if (p) c->came = p->amount;
    return !failed(w);
}
RULE_PLAIN(charge, dismiss)

static text title(struct work *w, const struct charge *c) { return whose_money(w, c->customer, (ref){ 0 }, c->amount); }
TITLE(charge, title)
static const struct step steps[] = {
    STEP(show, .label = N_("The code is there"), .from = FROM(CHARGE_ASKED), .to = CHARGE_WAITING, INPUTS(showing, showing_fields), .run = show_rule, .hidden = true),
    STEP(come, .label = N_("Money came"), .from = ANY_STATE & ~FROM(CHARGE_DISMISSED), .input_size = sizeof(struct coming), .run = come_rule, .hidden = true),
    STEP(close, .label = N_("Close"), .from = FROM(CHARGE_ASKED) | FROM(CHARGE_WAITING), .to = CHARGE_CLOSED, .by = CAN_TAKE_PAYMENTS),
    STEP(book_odd, .label = N_("Book what came as credit"), .tone = "primary", .from = FROM(CHARGE_ODD), .to = CHARGE_PAID, .by = CAN_TAKE_PAYMENTS, .run = book_odd_rule,
         .confirm = N_("The amount that came is booked for the customer without a bill. It can be counted for a bill, or paid back.")),
    STEP(dismiss, .label = N_("Dismiss"), .tone = "danger", .from = FROM(CHARGE_ODD), .by = CAN_TAKE_PAYMENTS, .run = dismiss_rule, .reason = true, .confirm = N_("Only when the provider has given the money back. Dismiss it?")),
};
static const text indexes[] = { "bill", "visit", "deposit", "state, expires", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Charges: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type charge_type = RECORD_TYPE(charge, .label = N_("Charge"), .module = "finance", FIELDS(fields), STEPS(steps), .first_state = CHARGE_ASKED, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_BILLS, .create = CAN_TAKE_PAYMENTS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "Q", .indexes = indexes);
