/* payslip_tell.c — she is told what became of her objection to a payslip; what she gets on top is told with the back pay (finance/back_pay.h). */
#include "messages/messages.h"
#include "payroll/payroll.h"

static const struct message_variable answered[] = { { "amount", N_("Amount"), "¥3600.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { "answer", N_("Answer"), N_("Checked; it is as you say"), true }, { 0 } };
static const struct message_variable overpaid[] = { { "amount", N_("Amount"), "¥360.00", true }, { "from", N_("From"), "11-01", false }, { "to", N_("To"), "11-30", false }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "payslip.answered", .label = N_("Your objection to a payslip was answered"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .topic = "settlement", .variables = answered,
      .body = N_("On your objection to the payslip for {from} to {to}, {amount}: {answer}") },
    { .code = "payslip.overpaid", .label = N_("A wage was paid too much"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .topic = "settlement", .variables = overpaid,
      .body = N_("Your payslip for {from} to {to} was corrected: {amount} was paid too much. It is taken from your next wages, at most a fifth of a month’s wage each, and the minimum wage stays; it is on each payslip, and you may object there.") },
};
const struct message_templates payslip_messages = { declared, COUNT_OF(declared) };

bool tell_of_payslip_answer(struct work *w, const struct record_type *type, int64_t id)
{
    const struct payslip *s = record_peek(w, type, id);
    const struct worker *n = s && !s->back_pay.id ? record_peek(w, &worker_type, s->worker.id) : NULL;
    if (!n || !n->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "payslip.answered", .person = n->person, .branch = s->record.branch, .about = type, .record = id,
        SAYING(say_money("amount", s->net), say_day("from", s->first), say_day("to", s->last), say("answer", s->answer)) });
}
