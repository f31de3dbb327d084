/* tell_case.c — who handles a case is told what worker and customer said in it on their phones: the deadlines only say what is to be done next. */
#include "messages/messages.h"
#include "quality/tell_case.h"
#include "record/store.h"

static const struct message_variable word[] = { { "number", N_("Number"), "TS26-00012", true }, { "what", N_("What was said"), N_("the worker answered on her phone"), true }, { 0 } };
static const struct message_variable of_asking[] = { { "day", N_("Day"), N_("27 November"), false }, { 0 } };
static const struct message_variable of_coupon[] = { { "worth", N_("Amount"), "¥20.00", false }, { "code", N_("Coupon code"), "ZQ-12", false }, { "valid_to", N_("Valid to"), N_("27 November"), false }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "complaint.coupon", .label = N_("A coupon, after a complaint"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .variables = of_coupon,
      .body = N_("As agreed, a coupon of {worth} is yours: code {code}, until {valid_to}. You find it on your page; say the code when you order.") },
    { .code = "complaint.ask_worker", .label = N_("A question about a service"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "complaint", .channels = TELL_ANYHOW, .variables = of_asking,
      .body = N_("The shop asks you what you saw and did at a service. Nobody has decided anything. Please answer on your phone by {day}; words or photos, as you like.") },
    { .code = "complaint.word", .label = N_("A word in a complaint"), .reader = TELLS_COLLEAGUES, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_APP, .variables = word, .body = N_("Complaint {number}: {what}.") },
};
const struct message_templates complaint_messages = { declared, COUNT_OF(declared) };

static bool tell_owner(struct work *w, const struct record_type *type, int64_t id, text what)
{
    const struct complaint *c = record_peek(w, type, id);
    if (!c || !c->owner.id) return !failed(w);
    return tell(w, &(struct telling){ .template = "complaint.word", .account = c->owner, .branch = c->record.branch, .about = type, .record = id, SAYING(say("number", c->record.number), say_label("what", what)) });
}

bool tell_worker_answered(struct work *w, const struct record_type *type, int64_t id) { return tell_owner(w, type, id, N_("the worker answered on her phone")); }
bool tell_customer_agreed(struct work *w, const struct record_type *type, int64_t id) { return tell_owner(w, type, id, N_("the customer agreed on her phone; now do what was proposed")); }
bool tell_customer_refused(struct work *w, const struct record_type *type, int64_t id) { return tell_owner(w, type, id, N_("the customer did not agree; another proposal is due")); }
bool tell_customer_came_back(struct work *w, const struct record_type *type, int64_t id) { return tell_owner(w, type, id, N_("the customer is not satisfied after all; it is open again")); }
