/* safety.c — the module's table of contents, and what rings now. */
#include "safety/tell_safety.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"

/* ---- GET /api/alarms: what nobody has acknowledged yet, of the actor's branches ---- */

static void write_incident(struct work *w, struct json *j, const struct incident *i)
{
    write_object(j, NULL);
    write_text(j, "type", "incident");
    write_number(j, "id", i->record.id);
    write_text(j, "title", translate(w->language, choice_label(incident_kinds, i->kind)));
    text her = i->worker.id ? record_title(w, &worker_type, i->worker.id) : "", home = i->customer.id ? record_title(w, &customer_type, i->customer.id) : "";
    write_text(j, "subtitle", *her && *home ? print(w, "%s · %s", her, home) : *her ? her : home);
    write_number(j, "since", i->raised_at.ms);
    write_flag(j, "escalated", i->raised_at.ms + MINUTES(3) <= w->now.ms);
    write_end(j, '}');
}

static void write_care(struct work *w, struct json *j, const struct care_alarm *a)
{
    const struct visit *v = record_peek(w, &visit_type, a->visit.id);
    write_object(j, NULL);
    write_text(j, "type", "care_alarm");
    write_number(j, "id", a->record.id);
    write_number(j, "visit", a->visit.id);
    text customer = v ? record_title(w, &customer_type, v->customer.id) : "", line = v ? translate(w->language, record_title(w, &service_line_type, v->line.id)) : "";
    write_text(j, "title", print(w, "%s · %s", customer, line));
    write_text(j, "subtitle", translate(w->language, choice_label(type_field(&care_alarm_type, "kind")->choices, a->kind)));
    write_number(j, "since", a->record.created_at.ms);
    write_number(j, "start", a->start.ms);
    write_flag(j, "escalated", a->record.created_at.ms + MINUTES(5) <= w->now.ms);
    write_end(j, '}');
}

/* Only what the person may take on: others see it in the lists. After escalation, who oversees hears it too. */
static bool rings_for(const struct work *w, int64_t branch, int64_t since, int64_t alone)
{
    if (!in_scope(w, branch)) return false;
    return can(w, CAN_HANDLE_INCIDENTS) || (can(w, CAN_OVERSEE_INCIDENTS) && since + alone <= w->now.ms);
}

static bool alarms_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct found incidents = LOOK_WHERE(w, incident, "state = 1 order by raised_at limit 50", NO_BIND), cares = LOOK_WHERE(w, care_alarm, "state = 1 order by start limit 50", NO_BIND);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_list(&j, "rows");
    for (int i = 0; i < incidents.count; i++) {
        const struct incident *at = FOUND(struct incident, incidents, i);
        if (rings_for(w, at->record.branch.id, at->raised_at.ms, MINUTES(3))) write_incident(w, &j, at);
    }
    for (int i = 0; i < cares.count; i++) {
        const struct care_alarm *at = FOUND(struct care_alarm, cares, i);
        if (rings_for(w, at->record.branch.id, at->record.created_at.ms, MINUTES(5))) write_care(w, &j, at);
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static const struct record_type *const types[] = { &incident_type, &care_alarm_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_INCIDENTS, N_("See incidents") }, { CAN_RAISE_INCIDENTS, N_("Report incidents") }, { CAN_HANDLE_INCIDENTS, N_("Take on incidents and alarms") },
    { CAN_CLOSE_INCIDENTS, N_("Close incidents") }, { CAN_OVERSEE_INCIDENTS, N_("Oversee incidents and close the gravest") },
};
static const struct ticker tickers[] = { { "safety.care", MINUTES(1), care_alarms_look } };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/alarms", .run = alarms_call, .help = "Incidents and visits of children and elders that nobody has acknowledged yet" },
};
/* A customer's key is lost (T39): whoever finds it may know the door, so it rings until somebody tells her; whoever had it is named, not blamed. */
static bool key_lost(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct key_custody *k = record_peek(w, &key_custody_type, id);
    if (!k) return !failed(w);
    const text said[] = { k->what, k->tag, step_reason(w), NULL };
    text story = translate_with(w->arena, w->language, N_("Key lost: {1}, number {2}. {3}. Tell the customer at once and offer to change the lock."), said);
    return incident_raise(w, &(struct incident_call){ .kind = INCIDENT_KEY_LOST, .source = RAISED_BY_OFFICE, .customer = k->customer, .worker = k->holder, .story = story }) != NULL;
}

static const struct reaction reactions[] = { { "key_custody.lose", WITH, key_lost, "safety.key_lost" }, { "incident.created", WITH, tell_of_incident, "safety.tell_incident" }, { "care_alarm.created", WITH, tell_of_care_alarm, "safety.tell_care_alarm" } };
static int incidents_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    if (household) return 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from incident where customer = $1 and state in (1, 2, 3, 4) order by id limit 50"), BIND(num(customer))), N_("Incident"), into, n, most);
    return n;
}
static const struct still_open incidents_open = { incidents_open_of };
static bool incidents_go(struct work *w, const struct customer_move *m) { return rows_move_along(w, &incident_type, "customer = $1 and branch = $2 and state between 1 and 4 order by id", m); }
static const struct moves_along incidents_move = { incidents_go };

/* Of a visit: whoever of its workers. */
static bool incident_is_about(struct work *w, text number, struct case_person whom)
{
    return db_one(w, SQL("select 1 from incident where number = $1 and (($2 > 0 and (worker = $2 or visit in (select id from visit where worker = $2 or second = $2) or visit in (select parent from visit_crew where worker = $2))) "
                         "or ($3 > 0 and customer in (select id from customer where person = $3))) limit 1"), BIND(txt(number), num(whom.worker), num(whom.person)), 0) == 1;
}
static const struct case_keeper incident_keeper = { incident_is_about };

static const struct answer answers[] = { { QUESTION_CASE_ABOUT, &incident_keeper }, { QUESTION_STILL_OPEN, &incidents_open }, { QUESTION_MOVES_ALONG, &incidents_move }, { QUESTION_MESSAGE_TEMPLATES, &safety_messages } };
const struct module safety_module = { .name = "safety", .label = N_("Safety"), .menu = 7, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_TICKERS(tickers), MODULE_CALLS(calls), MODULE_REACTIONS(reactions), MODULE_ANSWERS(answers) };
