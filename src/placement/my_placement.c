/* my_placement.c — see register.h: what a live-in worker has on her phone. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/register.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

/* The one she serves in today, as the worker or as who stands in. */
static struct placement *mine(struct work *w)
{
    if (!w->actor->worker) return NULL;
    struct found here = LOAD_WHERE(w, placement, "state between 2 and 8 and (worker = $1 or substitute = $1) order by case when state between 3 and 7 then 0 else 1 end, first limit 1", BIND(num(w->actor->worker)));
    return here.count ? here.at[0] : NULL;
}

static void write_waiting(struct work *w, struct json *j, const struct placement *p)
{
    struct found sheets = LOOK_WHERE(w, handover, "placement = $1 and worker = $2 and state <> 2 and worker_agrees = 0 order by id", BIND(num(p->record.id), num(w->actor->worker)));
    struct found tasks = LOOK_WHERE(w, extra_task, "placement = $1 and worker = $2 and state = 1 and worker_says = 1 order by id", BIND(num(p->record.id), num(w->actor->worker)));
    write_list(j, "sheets");
    for (int i = 0; i < sheets.count; i++) {
        const struct handover *h = FOUND(struct handover, sheets, i);
        write_object(j, NULL);
        write_number(j, "id", h->record.id);
        write_text(j, "kind", h->kind == HANDOVER_ARRIVAL ? "arrival" : "departure");
        write_text(j, "belongings", h->belongings);
        write_text(j, "valuables", h->valuables);
        write_text(j, "cared_for", h->cared_for);
        write_number(j, "keys", h->keys);
        write_number(j, "money_left", h->money_left.fen);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "tasks");
    for (int i = 0; i < tasks.count; i++) {
        const struct extra_task *x = FOUND(struct extra_task, tasks, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "what", x->what);
        write_number(j, "date", x->date.number);
        write_number(j, "pay", x->pay.fen);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_logs(struct work *w, struct json *j, const struct placement *p)
{
    struct found logs = LOOK_WHERE(w, care_log, "placement = $1 and at > $2 order by at desc limit 30", BIND(num(p->record.id), num(w->now.ms - DAYS(2))));
    write_list(j, "logs");
    for (int i = 0; i < logs.count; i++) {
        const struct care_log *l = FOUND(struct care_log, logs, i);
        write_object(j, NULL);
        write_number(j, "id", l->record.id);
        write_text(j, "kind", choice_key(care_kinds, l->kind));
        write_number(j, "at", l->at.ms);
        care_log_write(w, j, l);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool my_placement_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    struct json j = json_new(w->arena);
    const struct placement *p = mine(w);
    write_object(&j, NULL);
    if (p) {
        write_number(&j, "id", p->record.id);
        write_text(&j, "title", record_title(w, &placement_type, p->record.id));
        write_number(&j, "first", p->first.number);
        write_number(&j, "last", p->last.number);
        write_text(&j, "briefing", p->briefing);
        write_text(&j, "hazards", p->found_plan);
        write_flag(&j, "child", !care_log_consent(w, p, CARE_BABY));
        write_flag(&j, "health", !care_log_consent(w, p, CARE_ELDER_DAY));
        write_waiting(w, &j, p);
        write_logs(w, &j, p);
    }
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Only of the home she serves in: any other does not exist for her. */
bool my_care_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    const struct placement *p = body ? mine(w) : NULL;
    static const text allow[] = { "acted", NULL };
    if (!body) return false;
    if (!p || p->state < PLACEMENT_ON_BOARD || p->state > PLACEMENT_HOSPITAL) return refuse_as(w, NOT_FOUND, "placement", N_("You serve in no home just now; ask the shop"));
    struct care_log l = { .answer = "" };
    json_object_set_new(body, "placement", json_integer(p->record.id));
    if (!input_read(w, &care_log_type, care_log_type.fields, care_log_type.field_count, body, &l, INPUT_CREATE, allow)) return false;
    if (!l.note) l.note = "";
    if (!ADD(w, care_log, &l)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", l.record.id);
    write_flag(&j, "alarm", l.state == CARE_ALARM);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}
