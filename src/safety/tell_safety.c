/* tell_safety.c — see tell_safety.h. Names of workers only: a story, an address or a customer's name is read after logging in. */
#include "safety/tell_safety.h"
#include "record/store.h"

static const struct message_variable incident[] = { { "what", N_("What happened"), N_("SOS"), true }, { "number", N_("Number of the incident"), "I26-00012", false }, { "worker", N_("Worker"), N_("Shifu Wang"), false }, { 0 } };
static const struct message_variable care[] = { { "what", N_("What the alarm is about"), N_("Nobody goes there"), true }, { "line", N_("Service line"), N_("Infant care"), false }, { "start", N_("Start"), N_("Fri 11/27 09:00"), true }, { 0 } };

#define ALARM .reader = TELLS_COLLEAGUES, .purpose = MESSAGE_SAFETY, .contract = true, .urgent = true, .channels = TELL_ANYHOW
static const struct message_declared declared[] = {
    { .code = "incident.raised", .label = N_("Incident"), ALARM, .variables = incident, .body = N_("Incident {number}: {what}, {worker}. Please take it on at once.") },
    { .code = "care_alarm.rings", .label = N_("A visit to a child or an old person is about to fail"), ALARM, .variables = care, .body = N_("{line} at {start}: {what}. Please take it on at once.") },
};
const struct message_templates safety_messages = { declared, COUNT_OF(declared) };

bool tell_of_incident(struct work *w, const struct record_type *type, int64_t id)
{
    const struct incident *i = record_peek(w, type, id);
    if (!i || i->state != INCIDENT_RAISED) return !failed(w);
    return tell_colleagues(w, CAN_HANDLE_INCIDENTS, &(struct telling){ .template = "incident.raised", .branch = i->record.branch, .about = type, .record = id, .occasion = "raised", .urgent = true,
        SAYING(say_label("what", choice_label(incident_kinds, i->kind)), say("number", i->record.number), say("worker", i->worker.id ? record_title(w, &worker_type, i->worker.id) : "–")) });
}

bool tell_of_care_alarm(struct work *w, const struct record_type *type, int64_t id)
{
    const struct care_alarm *a = record_peek(w, type, id);
    const struct visit *v = a ? record_peek(w, &visit_type, a->visit.id) : NULL;
    if (!v || a->state != CARE_RINGING) return !failed(w);
    return tell_colleagues(w, CAN_HANDLE_INCIDENTS, &(struct telling){ .template = "care_alarm.rings", .branch = a->record.branch, .about = type, .record = id, .occasion = "rings", .urgent = true,
        SAYING(say_label("what", choice_label(type_field(type, "kind")->choices, a->kind)), say_label("line", record_title(w, &service_line_type, v->line.id)), say_at("start", a->start)) });
}
