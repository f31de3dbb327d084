/* tell.c — see tell.h. */
#include "finance/tell.h"
#include "finance/made.h"

static const struct message_variable receipt[] = { { "amount", N_("Amount"), "¥120.00", true }, { "number", N_("Number of the payment"), "P26-00012", false }, { "way", N_("Paid by"), N_("WeChat Pay"), false }, { 0 } };
static const struct message_variable bill[] = { { "amount", N_("Amount"), "¥480.00", true }, { "number", N_("Number of the bill"), "B26-00012", false }, { "from", N_("From"), "11-01", false },
    { "to", N_("To"), "11-30", false }, { "due", N_("Due on"), "12-07", false }, { 0 } };
static const struct message_variable settlement[] = { { "amount", N_("Amount"), "¥3600.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { 0 } };

#define OF_CONTRACT .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW
static const struct message_declared declared[] = {
    { .code = "payment.received", .label = N_("Receipt"), OF_CONTRACT, .variables = receipt, .body = N_("Received with thanks: {amount}, {way}. Receipt {number}.") },
    { .code = "payment.paid_back", .label = N_("Money paid back"), OF_CONTRACT, .variables = receipt, .body = N_("Paid back to you: {amount}, {way}. Number {number}.") },
    { .code = "payment.compensation", .label = N_("Compensation paid"), OF_CONTRACT, .variables = receipt, .body = N_("Compensation paid to you: {amount}, {way}. Number {number}.") },
    { .code = "payment.wages", .label = N_("Pay on its way"), OF_CONTRACT, .variables = receipt, .body = N_("Your pay is on its way: {amount}, {way}. Number {number}.") },
    { .code = "bill.sent", .label = N_("Bill"), OF_CONTRACT, .topic = "bill", .variables = bill, .body = N_("Your bill {number} for {from} to {to}: {amount}, please pay by {due}.") },
    { .code = "settlement.sent", .label = N_("Settlement to look at"), OF_CONTRACT, .topic = "settlement", .variables = settlement,
      .body = N_("Your settlement for {from} to {to}: {amount}. Is something wrong? Say so before it is locked.") },
};
const struct message_templates money_messages = { declared, COUNT_OF(declared) };

static ref person_of_customer(struct work *w, int64_t id)
{
    const struct customer *c = record_peek(w, &customer_type, id);
    return c ? c->person : (ref){ 0 };
}

static ref person_of_worker(struct work *w, int64_t id)
{
    const struct worker *n = record_peek(w, &worker_type, id);
    return n ? n->person : (ref){ 0 };
}

/* A tip came from the customer as any other money. What a worker hands in is counted before her eyes. */
static text template_of(enum payment_kind kind)
{
    switch (kind) {
    case PAYMENT_FROM_CUSTOMER:
    case PAYMENT_TIP: return "payment.received";
    case PAYMENT_TO_CUSTOMER: return "payment.paid_back";
    case PAYMENT_COMPENSATION: return "payment.compensation";
    case PAYMENT_TO_WORKER: return "payment.wages";
    case PAYMENT_FROM_WORKER: break;
    }
    return NULL;
}

bool tell_of_payment(struct work *w, const struct record_type *type, int64_t id)
{
    const struct payment *p = record_peek(w, type, id);
    text template = p && p->state == PAYMENT_BOOKED ? template_of(p->kind) : NULL;
    if (!template) return !failed(w);
    ref to = p->kind == PAYMENT_TO_WORKER ? person_of_worker(w, p->worker.id) : person_of_customer(w, p->customer.id);
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = to, .branch = p->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", p->amount), say("number", p->record.number), say_label("way", choice_label(type_field(type, "channel")->choices, p->channel))) });
}

bool tell_of_bill(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    ref to = b ? person_of_customer(w, b->customer.id) : (ref){ 0 };
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "bill.sent", .person = to, .branch = b->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", bill_open_amount(b)), say("number", b->record.number), say_day("from", b->first), say_day("to", b->last), say_day("due", (day){ b->due.number })) });
}

bool tell_of_settlement(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    ref to = s ? person_of_worker(w, s->worker.id) : (ref){ 0 };
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "settlement.sent", .person = to, .branch = s->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", s->total), say_day("from", s->first), say_day("to", s->last)) });
}
