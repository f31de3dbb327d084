/* tell_key.c — a customer's receipt for her key: when we take it into custody, and when it is given back. A lost one is told by a person (safety/). */
#include "operations/key_custody.h"
#include "operations/tell_visit.h"
#include "record/store.h"

#define TO_CUSTOMER .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .topic = "key"
static const struct message_variable taken[] = { { "what", N_("What was handed over"), N_("Front door, 1 key"), true }, { "tag", N_("Number on the tag"), "K-66", true }, { "from", N_("Who handed it over"), N_("Ms Li"), false }, { 0 } };
static const struct message_variable back[] = { { "what", N_("What was handed over"), N_("Front door, 1 key"), true }, { "to", N_("Given back to"), N_("Ms Li"), true }, { 0 } };

static const struct message_declared declared[] = {
    { .code = "customer.key_taken", .label = N_("Key taken into custody"), TO_CUSTOMER, .variables = taken, .body = N_("We keep for you: {what}, handed over by {from}. It hangs under number {tag}, without your name or address.") },
    { .code = "customer.key_back", .label = N_("Key given back"), TO_CUSTOMER, .variables = back, .body = N_("Given back: {what}, to {to}. Is that not so? Please tell us at once.") },
};
const struct message_templates key_messages = { declared, COUNT_OF(declared) };

static bool tell_owner(struct work *w, const struct key_custody *k, text template, const struct message_value *values, int count)
{
    const struct customer *c = record_peek(w, &customer_type, k->customer.id);
    if (!c || !c->person.id) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = c->person, .branch = k->record.branch, .about = &key_custody_type, .record = k->record.id, .values = values, .value_count = count });
}

/* One brought along at go-live has no signature: she handed it over long ago. */
bool tell_key_taken(struct work *w, const struct record_type *type, int64_t id)
{
    const struct key_custody *k = record_peek(w, type, id);
    if (!k || !k->handed_signature.hash || !*k->handed_signature.hash) return !failed(w);
    const struct message_value values[] = { say("what", k->what), say("tag", k->tag), say("from", k->handed_by) };
    return tell_owner(w, k, "customer.key_taken", values, COUNT_OF(values));
}

bool tell_key_back(struct work *w, const struct record_type *type, int64_t id)
{
    const struct key_custody *k = record_peek(w, type, id);
    if (!k) return !failed(w);
    const struct message_value values[] = { say("what", k->what), say("to", k->returned_to) };
    return tell_owner(w, k, "customer.key_back", values, COUNT_OF(values));
}
