/* tell.c — see tell.h. */
#include "finance/tell.h"
#include "finance/pay_run.h"
#include "finance/back_pay.h"
#include "finance/made.h"

static const struct message_variable receipt[] = { { "amount", N_("Amount"), "¥120.00", true }, { "number", N_("Number of the payment"), "P26-00012", false }, { "way", N_("Paid by"), N_("WeChat Pay"), false }, { 0 } };
static const struct message_variable deposit[] = { { "amount", N_("Amount"), "¥2000.00", true }, { "service", N_("Service"), N_("Maternity nurse"), true }, { "back", N_("Comes back"), "¥2000.00", false }, { 0 } };
static const struct message_variable reward[] = { { "amount", N_("Amount"), "¥200.00", true }, { "number", N_("Number of the payment"), "P26-00012", false }, { 0 } };
static const struct message_variable bill[] = { { "amount", N_("Amount"), "¥480.00", true }, { "number", N_("Number of the bill"), "B26-00012", false }, { "from", N_("From"), "11-01", false },
    { "to", N_("To"), "11-30", false }, { "due", N_("Due on"), "12-07", false }, { 0 } };
static const struct message_variable settlement[] = { { "amount", N_("Amount"), "¥3600.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { 0 } };
static const struct message_variable answered[] = { { "amount", N_("Amount"), "¥3600.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { "answer", N_("Answer"), N_("Checked; it is as you say"), true }, { 0 } };
static const struct message_variable reversed[] = { { "number", N_("Number"), "B26-00012", true }, { "amount", N_("Amount"), "¥480.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { 0 } };

static const struct message_variable back[] = { { "amount", N_("Amount"), "¥3600.00", true }, { "why", N_("Why it came back"), N_("Account and name do not fit"), true }, { 0 } };
static const struct message_variable tip[] = { { "amount", N_("Amount"), "¥20.00", true }, { "customer", N_("Customer"), N_("Ms Li"), true }, { 0 } };

#define OF_CONTRACT .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW
static const struct message_declared declared[] = {
    { .code = "payment.received", .label = N_("Receipt"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = receipt, .body = N_("Received with thanks: {amount}, {way}. Receipt {number}.") },
    { .code = "deposit.back", .label = N_("Deposit of a demand goes back"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = deposit, .body = N_("You gave us {amount} as a deposit for {service}, which has ended. {back} come back to you within three days.") },
    { .code = "deposit.kept", .label = N_("Earnest money of a demand stays"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = deposit, .body = N_("You gave us {amount} as earnest money for {service} and withdrew. As was agreed it does not come back (Civil Code, art. 587). Is that not right? Please call us.") },
    { .code = "payment.reward", .label = N_("Reward for bringing somebody"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = reward, .body = N_("Thank you for bringing us a friend: {amount} stands to your credit and pays for your next services. Number {number}.") },
    { .code = "payment.paid_back", .label = N_("Money paid back"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = receipt, .body = N_("Paid back to you: {amount}, {way}. Number {number}.") },
    { .code = "payment.compensation", .label = N_("Compensation paid"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .variables = receipt, .body = N_("Compensation paid to you: {amount}, {way}. Number {number}.") },
    { .code = "payment.wages", .label = N_("Pay on its way"), .reader = TELLS_WORKERS, OF_CONTRACT, .variables = receipt, .body = N_("Your pay is on its way: {amount}, {way}. Number {number}.") },
    { .code = "payment.wages_back", .label = N_("Pay sent back by the bank"), .reader = TELLS_WORKERS, OF_CONTRACT, .variables = back, .body = N_("The bank sent your pay of {amount} back: {why}. Please check your account with the shop; it is paid again then.") },
    { .code = "payment.tip", .label = N_("A customer’s tip"), .reader = TELLS_WORKERS, OF_CONTRACT, .variables = tip, .body = N_("{customer} gave you a tip of {amount}. All of it is yours; it comes with your next settlement.") },
    { .code = "bill.sent", .label = N_("Bill"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .topic = "bill", .variables = bill, .body = N_("Your bill {number} for {from} to {to}: {amount}, please pay by {due}.") },
    { .code = "bill.sent_day", .label = N_("Bill of one day"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .topic = "bill", .variables = bill, .body = N_("Your bill {number} for {from}: {amount}, please pay by {due}.") },
    { .code = "bill.covered", .label = N_("Bill with nothing to pay"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .topic = "bill", .variables = bill, .body = N_("Your bill {number} for {from} to {to}: what you have paid already covers it, nothing is to be paid. Is something wrong? Say so on its page.") },
    { .code = "bill.unpaid", .label = N_("Bill not paid yet"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .topic = "bill", .variables = bill, .body = N_("Of your bill {number} for {from} to {to}, {amount} was due by {due} and is still open. If you have paid it, please tell us; thank you.") },
    { .code = "settlement.sent", .label = N_("Settlement to look at"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = settlement,
      .body = N_("Your settlement for {from} to {to}: {amount}. Is something wrong? Say so before it is locked.") },
    { .code = "settlement.answered", .label = N_("Your objection was answered"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = answered,
      .body = N_("On your objection to the settlement for {from} to {to}: {answer} The settlement is now {amount}.") },
    { .code = "back_pay.due", .label = N_("Back pay after an objection"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = answered,
      .body = N_("You were right about your pay for {from} to {to}: {answer} You get {amount} more, with your next pay.") },
    { .code = "back_pay.off", .label = N_("Back pay taken back"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = answered,
      .body = N_("The {amount} more for your pay for {from} to {to} were taken back: {answer} Your objection is looked at again; a new answer comes.") },
    { .code = "settlement.reversed", .label = N_("Settlement corrected"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = reversed,
      .body = N_("Your settlement {number} for {from} to {to}, {amount}, was reversed because something in it was corrected. The old one stays to be looked at; you get the new one to check.") },
    { .code = "payslip.reversed", .label = N_("Payslip corrected"), .reader = TELLS_WORKERS, OF_CONTRACT, .topic = "settlement", .variables = reversed,
      .body = N_("Your payslip for {from} to {to}, {amount}, was reversed because something in it was corrected. The old one stays to be looked at; you get the new one to check.") },
    { .code = "bill.reversed", .label = N_("Bill corrected"), .reader = TELLS_CUSTOMERS, OF_CONTRACT, .topic = "bill", .variables = reversed,
      .body = N_("Your bill {number} for {from} to {to}, {amount}, was reversed because something in it was corrected. You get a new one; what you have paid counts for it.") },
};
const struct message_templates money_messages = { declared, COUNT_OF(declared) };

static ref person_of_customer(struct work *w, int64_t id)
{
    const struct customer *c = record_peek(w, &customer_type, id);
    return c ? c->person : (ref){ 0 };
}

/* A company's bill goes to the person there who checks bills; where nobody is named, to the one it was opened with. */
static ref person_for_bills(struct work *w, int64_t customer)
{
    int64_t clerk = db_one(w, SQL("select k.person from customer_contact k join person p on p.id = k.person where k.customer = $1 and k.role = 3 and p.state = 1 order by case when k.household = 0 or k.household is null then 0 else 1 end, k.id limit 1"),
                           BIND(num(customer)), 0);
    return clerk ? (ref){ clerk } : person_of_customer(w, customer);
}
_Static_assert(CONTACT_BILLS == 3, "the query here names this role by number");

static ref person_of_worker(struct work *w, int64_t id)
{
    const struct worker *n = record_peek(w, &worker_type, id);
    return n ? n->person : (ref){ 0 };
}

/* A tip came from the customer as any other money; a reward is a credit we give, for which nobody paid. What a worker hands in is counted before her eyes. */
static text template_of(const struct payment *p)
{
    if (p->channel == CHANNEL_REWARD) return p->kind == PAYMENT_FROM_CUSTOMER ? "payment.reward" : NULL;
    switch (p->kind) {
    case PAYMENT_FROM_CUSTOMER:
    case PAYMENT_TIP: return "payment.received";
    case PAYMENT_TO_CUSTOMER: return "payment.paid_back";
    case PAYMENT_COMPENSATION: return "payment.compensation";
    case PAYMENT_TO_WORKER: return "payment.wages";
    case PAYMENT_FROM_WORKER: break;
    }
    return NULL;
}

/* What she took in her own hand she knows of. */
static bool tell_of_tip(struct work *w, const struct payment *p)
{
    ref to = p->kind == PAYMENT_TIP && !p->collector.id ? person_of_worker(w, p->worker.id) : (ref){ 0 };
    return !to.id || tell(w, &(struct telling){ .template = "payment.tip", .person = to, .branch = p->record.branch, .about = &payment_type, .record = p->record.id,
        SAYING(say_money("amount", p->amount), say("customer", record_title(w, &customer_type, p->customer.id))) });
}

bool tell_of_payment(struct work *w, const struct record_type *type, int64_t id)
{
    const struct payment *p = record_peek(w, type, id);
    text template = p && p->state == PAYMENT_BOOKED ? template_of(p) : NULL;
    if (!template) return !failed(w);
    if (!tell_of_tip(w, p)) return false;
    ref to = p->kind == PAYMENT_TO_WORKER ? person_of_worker(w, p->worker.id) : person_of_customer(w, p->customer.id);
    if (!to.id) return !failed(w);
    if (p->channel == CHANNEL_REWARD)
        return tell(w, &(struct telling){ .template = template, .person = to, .branch = p->record.branch, .about = type, .record = id, SAYING(say_money("amount", p->amount), say("number", p->record.number)) });
    return tell(w, &(struct telling){ .template = template, .person = to, .branch = p->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", p->amount), say("number", p->record.number), say_label("way", choice_label(type_field(type, "channel")->choices, p->channel))) });
}

bool tell_of_deposit(struct work *w, const struct job_deposit *d, const struct demand *of)
{
    ref to = person_of_customer(w, d->customer.id);
    const struct service_line *line = record_peek(w, &service_line_type, of->line.id);
    return !to.id || tell(w, &(struct telling){ .template = of->deposit_back.fen ? "deposit.back" : "deposit.kept", .person = to, .branch = d->record.branch, .about = &job_deposit_type, .record = d->record.id,
        SAYING(say_money("amount", d->amount), say("service", line ? line->name : ""), say_money("back", of->deposit_back)) });
}

bool tell_of_wages_back(struct work *w, const struct pay_run *r, const struct pay_row *row)
{
    ref to = person_of_worker(w, row->worker.id);
    return !to.id || tell(w, &(struct telling){ .template = "payment.wages_back", .person = to, .branch = r->record.branch, .about = &pay_run_type, .record = r->record.id, SAYING(say_money("amount", row->amount), say("why", row->why)) });
}

static bool tell_bill(struct work *w, const struct record_type *type, int64_t id, text template)
{
    const struct bill *b = record_peek(w, type, id);
    ref to = b ? person_for_bills(w, b->customer.id) : (ref){ 0 };
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = to, .branch = b->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", bill_open_amount(b)), say("number", b->record.number), say_day("from", b->first), say_day("to", b->last), say_day("due", (day){ b->due.number })) });
}

bool tell_of_bill(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    text template = !b || bill_open_amount(b).fen > 0 ? b && b->first.number == b->last.number ? "bill.sent_day" : "bill.sent" : "bill.covered";
    return tell_bill(w, type, id, template);
}
bool tell_of_bill_unpaid(struct work *w, const struct record_type *type, int64_t id) { return tell_bill(w, type, id, "bill.unpaid"); }

bool tell_of_settlement(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    ref to = s ? person_of_worker(w, s->worker.id) : (ref){ 0 };
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "settlement.sent", .person = to, .branch = s->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", s->total), say_day("from", s->first), say_day("to", s->last)) });
}

bool tell_of_answer(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    ref to = s && !s->back_pay.id ? person_of_worker(w, s->worker.id) : (ref){ 0 };      /* with back pay: told with that */
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "settlement.answered", .person = to, .branch = s->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", s->total), say_day("from", s->first), say_day("to", s->last), say("answer", s->answer)) });
}

static bool tell_back_pay(struct work *w, text template, const struct record_type *type, int64_t id, text said)
{
    const struct back_pay *b = record_peek(w, type, id);
    ref to = b ? person_of_worker(w, b->worker.id) : (ref){ 0 };
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = to, .branch = b->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", b->amount), say_day("from", b->first), say_day("to", b->last), say("answer", said ? said : b->why)) });
}

bool tell_of_back_pay(struct work *w, const struct record_type *type, int64_t id) { return tell_back_pay(w, "back_pay.due", type, id, NULL); }
bool tell_of_back_pay_off(struct work *w, const struct record_type *type, int64_t id) { return tell_back_pay(w, "back_pay.off", type, id, step_reason(w)); }

static bool tell_reversed(struct work *w, text template, ref to, const struct record_type *type, const struct record *paper, money amount, day first, day last)
{
    if (!to.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = to, .branch = paper->branch, .about = type, .record = paper->id,
        SAYING(say("number", paper->number), say_money("amount", amount), say_day("from", first), say_day("to", last)) });
}

bool tell_of_bill_reversed(struct work *w, const struct record_type *type, int64_t id)
{
    const struct bill *b = record_peek(w, type, id);
    return b ? tell_reversed(w, "bill.reversed", person_for_bills(w, b->customer.id), type, &b->record, b->total, b->first, b->last) : !failed(w);
}

bool tell_of_settlement_reversed(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    /* Of a month's wage she knows the payslip, whose settlement has a number she never saw. */
    bool wage = s && s->lines.count && ROW(struct settlement_line, s->lines, 0)->item == PAY_BASE_WAGE;
    return s ? tell_reversed(w, wage ? "payslip.reversed" : "settlement.reversed", person_of_worker(w, s->worker.id), type, &s->record, s->total, s->first, s->last) : !failed(w);
}
