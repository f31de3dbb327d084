/* my_placement.c — see register.h: what a live-in worker has on her phone. */
#include <stdlib.h>
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/register.h"
#include "record/answer.h"
#include "record/held.h"
#include "record/input.h"
#include "record/store.h"

enum { REST_DAYS_AHEAD = 31 };

/* The one she serves in today, as the worker or as who stands in; else the next one that is planned with her. */
static struct placement *mine(struct work *w, int64_t worker)
{
    if (!worker) return NULL;
    struct found here = LOAD_WHERE(w, placement, "state between 1 and 8 and (worker = $1 or substitute = $1 or exists (select 1 from placement_stints s where s.parent = placement.id and s.worker = $1 and coalesce(s.last, $2) >= $2) "
        "or exists (select 1 from handover h where h.placement = placement.id and h.worker = $1 and h.state <> 2)) order by case when state between 3 and 7 then 0 else 1 end, first limit 1", BIND(num(worker), num(day_of(w->now).number)));
    return here.count ? here.at[0] : NULL;
}

/* Her own time in it, from her first day to her last; NULL: none is planned with her. */
static const struct placement_stint *her_end(const struct placement *p, int64_t me, day *ret_begins)
{
    const struct placement_stint *last = NULL;
    for (int i = 0; i < (int)p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->worker.id != me) continue;
        if (!last) *ret_begins = s->first;
        last = s;
    }
    return last;
}

/* ---- what waits for her word ---- */

static void write_sheet(struct work *w, struct json *j, const struct handover *h)
{
    write_object(j, NULL);
    write_number(j, "id", h->record.id);
    write_text(j, "kind", h->kind == HANDOVER_ARRIVAL ? "arrival" : "departure");
    write_number(j, "date", h->date.number);
    write_text(j, "belongings", h->belongings);
    write_text(j, "valuables", h->valuables);
    write_text(j, "cared_for", h->cared_for);
    write_text(j, "meter", h->meter);
    write_number(j, "keys", h->keys);
    write_number(j, "money_left", h->money_left.fen);
    write_flag(j, "complete", handover_complete(w, h));
    write_flag(j, "disputed", h->state == HANDOVER_DISPUTED);
    write_flag(j, "said_yes", h->worker_agrees);
    write_end(j, '}');
}

static void write_task(struct json *j, const struct extra_task *x)
{
    write_object(j, NULL);
    write_number(j, "id", x->record.id);
    write_text(j, "what", x->what);
    write_number(j, "date", x->date.number);
    write_number(j, "pay", x->pay.fen);
    write_text(j, "state", x->state == TASK_ASKED ? (x->worker_says == TASK_YES ? "waits" : "asked") : "agreed");
    write_end(j, '}');
}

/* A statutory holiday stands beside the extra tasks and is answered like one: its own question, and her pay for it. */
static void write_holidays(struct work *w, struct json *j, const struct placement *p, int64_t me)
{
    struct found f = holiday_asks_of(w, p->record.id, me);
    for (int i = 0; i < f.count; i++) {
        const struct holiday_ask *x = FOUND(struct holiday_ask, f, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "ask", translate(w->language, N_("The holiday: would you work?")));
        write_text(j, "what", holiday_ask_what(w, x));
        write_text(j, "free", holiday_ask_rest(w, x, true));
        write_number(j, "date", x->first.number);
        write_number(j, "pay", x->pay.fen + x->more.fen);
        write_text(j, "state", x->state == HOLIDAY_ASK_WORKS ? "agreed" : x->worker_says == TASK_YES ? "waits" : "asked");
        write_end(j, '}');
    }
}

static void write_waiting(struct work *w, struct json *j, const struct placement *p, int64_t me)
{
    struct found sheets = LOOK_WHERE(w, handover, "placement = $1 and worker = $2 and state <> 2 order by id", BIND(num(p->record.id), num(me)));
    struct found tasks = LOOK_WHERE(w, extra_task, "placement = $1 and worker = $2 and state in (1, 2) and worker_says <> 3 and date >= $3 order by date, id", BIND(num(p->record.id), num(me), num(day_of(w->now).number - 1)));
    struct found wishes = LOOK_WHERE(w, placement_wish, "placement = $1 and worker = $2 and state = 1 and kind = 2 and worker_says = 1 order by id", BIND(num(p->record.id), num(me)));
    write_list(j, "sheets");
    for (int i = 0; i < sheets.count; i++) write_sheet(w, j, sheets.at[i]);
    write_end(j, ']');
    write_list(j, "tasks");
    for (int i = 0; i < tasks.count; i++) write_task(j, tasks.at[i]);
    write_holidays(w, j, p, me);
    write_end(j, ']');
    write_list(j, "wishes");
    for (int i = 0; i < wishes.count; i++) {
        const struct placement_wish *x = FOUND(struct placement_wish, wishes, i);
        write_object(j, NULL);
        write_number(j, "id", x->record.id);
        write_text(j, "what", x->what);
        write_number(j, "date", x->date.number);
        write_number(j, "instead", x->instead.number);
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(HANDOVER_AGREED == 2 && TASK_AGREED == 2 && TASK_NO == 3 && WISH_OPEN == 1 && WISH_REST_DAY == 2, "the queries above say these by number");

/* ---- what she notes ---- */

static void write_kinds(struct work *w, struct json *j, const struct placement *p)
{
    set kinds = care_log_kinds(w, p);
    write_list(j, "kinds");
    for (const struct choice *c = care_kinds; c->key; c++) {
        if (!(kinds.bits & SET_BIT(c->value))) continue;
        bool waits = care_log_consent(w, p, (enum care_log_kind)c->value) != NULL;
        write_object(j, NULL);
        write_text(j, "key", c->key);
        write_text(j, "label", translate(w->language, c->label));
        bool withdrawn = waits && care_log_withdrawn(w, p, (enum care_log_kind)c->value);
        write_text(j, "why_not", withdrawn ? translate(w->language, N_("the family has withdrawn its consent to these notes. From now on write nothing down")) : waits ? translate(w->language, N_("the family has not given its separate consent to these notes yet. The office asks it; until then write nothing down")) : "");
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "signs");
    for (const struct choice *c = care_signs; c->key; c++) {
        write_object(j, NULL);
        write_text(j, "key", c->key);
        write_text(j, "label", translate(w->language, c->label));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Her own entries only, and only while the consent stands: who came before noted for others. */
static void write_logs(struct work *w, struct json *j, const struct placement *p, int64_t me)
{
    struct found logs = LOOK_WHERE(w, care_log, "placement = $1 and worker = $2 and at > $3 order by at desc limit 60", BIND(num(p->record.id), num(me), num(w->now.ms - DAYS(2))));
    write_list(j, "logs");
    for (int i = 0; i < logs.count; i++) {
        const struct care_log *l = FOUND(struct care_log, logs, i);
        if (care_log_consent(w, p, l->kind)) continue;
        write_object(j, NULL);
        write_number(j, "id", l->record.id);
        write_text(j, "kind", choice_key(care_kinds, l->kind));
        write_number(j, "at", l->at.ms);
        care_log_write(w, j, l);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* ---- her days ---- */

static void write_rests(struct work *w, struct json *j, const struct placement *p, int64_t me)
{
    day today = day_of(w->now);
    write_list(j, "rests");
    for (day d = today; d.number < today.number + REST_DAYS_AHEAD && d.number <= p->last.number; d.number++) {
        const struct placement_stint *s = placement_stint_on(p, d);
        if (s && s->worker.id == me && placement_rests_on(w, p, d)) write_number(j, NULL, d.number);
    }
    write_end(j, ']');
}

static void write_terms(struct work *w, struct json *j, const struct placement *p, int64_t me)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    const struct field *state = type_state(&placement_type);
    day begins = p->first;
    const struct placement_stint *s = her_end(p, me, &begins), *now = placement_stint_on(p, day_of(w->now));
    bool here = now && now->worker.id == me, leaves = here && s->last.given && (p->state == PLACEMENT_GAP || (p->worker.id != me && !now->substitute));
    unsigned shown = leaves && p->state == PLACEMENT_GAP ? PLACEMENT_IN_SERVICE : p->state;      /* notice was given: until her last day she serves */
    write_number(j, "id", p->record.id);
    write_text(j, "title", title_said(w->arena, w->language, record_title(w, &placement_type, p->record.id)));
    write_text(j, "home", h ? h->name : "");
    write_text(j, "state", choice_key(state->choices, shown));
    write_text(j, "state_label", translate(w->language, choice_label(state->choices, shown)));
    write_text(j, "leave", here ? placement_state_now(w, p, "") : "");
    write_flag(j, "mine_now", now ? here : p->substitute.id ? p->substitute.id == me : p->worker.id == me);
    write_number(j, "begins", begins.number);
    write_number(j, "expected", placement_waits_for_birth(p));
    write_number(j, "ends", s && s->last.given ? s->last.number : p->last.number);
    write_number(j, "leaves", leaves ? s->last.number : 0);
    write_number(j, "rest_quota", p->rests);
    write_text(j, "briefing", p->briefing);
    write_text(j, "hazards", p->found_plan);
    write_text(j, "where", p->state == PLACEMENT_HOSPITAL ? p->away_where : "");
    leaving_write(w, j, p, me);
}

bool my_placement_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct json j = json_new(w->arena);
    int64_t me = w->actor->worker;
    const struct placement *p = mine(w, me);
    text asked = http_query(q, "from");
    write_object(&j, NULL);
    if (p) {
        write_terms(w, &j, p, me);
        write_rests(w, &j, p, me);
        write_kinds(w, &j, p);
        write_waiting(w, &j, p, me);
        write_logs(w, &j, p, me);
        write_object(&j, "month");
        placement_month_write(w, &j, p, me, asked && *asked ? (day){ (int32_t)strtol(asked, NULL, 10) } : day_of(w->now));
        write_end(&j, '}');
    }
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- one entry ---- */

/* Where she was at that moment: of a day without a network the placement may be over, or another's, when it is told. */
static const struct placement *served(struct work *w, int64_t worker, int64_t placement)
{
    const struct placement *p = placement ? record_peek(w, &placement_type, placement) : mine(w, worker);
    const struct placement_stint *s = p ? placement_stint_on(p, day_of(w->acted)) : NULL;
    bool there = s && s->worker.id == worker && p->began_on.given && day_of(w->acted).number >= p->began_on.number;
    if (!there && !failed(w)) refuse_as(w, NOT_FOUND, "placement", N_("You serve in no home just now; ask the shop"));
    return there ? p : NULL;
}

const struct care_log *care_log_by(struct work *w, int64_t worker, json_t *body)
{
    static const text allow[] = { "acted", NULL };
    const struct placement *p = worker ? served(w, worker, input_number(w, body, "placement", 0)) : NULL;
    struct care_log *l = p ? record_from_memory(w, &care_log_type) : NULL;
    if (!l) return worker || failed(w) ? NULL : (refuse_as(w, NOT_FOUND, "placement", N_("You serve in no home just now; ask the shop")), NULL);
    json_object_set_new(body, "placement", json_integer(p->record.id));
    json_object_del(body, "at");
    if (!input_read(w, &care_log_type, care_log_type.fields, care_log_type.field_count, body, l, INPUT_CREATE, allow)) return NULL;
    l->at = w->acted;
    return ADD(w, care_log, l) ? l : NULL;
}

static void say(struct care_log *l, const struct care_log *said)
{
    l->milk_ml = said->milk_ml, l->breast_minutes = said->breast_minutes, l->urine = said->urine, l->stool = said->stool, l->temperature = said->temperature, l->weight_g = said->weight_g;
    l->sleep_minutes = said->sleep_minutes, l->meals = said->meals, l->water_ml = said->water_ml, l->systolic = said->systolic, l->diastolic = said->diastolic, l->mood = said->mood;
    l->medicine_given = said->medicine_given, l->signs = said->signs, l->note = said->note;
}

const struct care_log *care_log_enter(struct work *w, const struct care_said *by, const struct care_log *said)
{
    const struct placement *p = by->placement ? record_peek(w, &placement_type, by->placement) : NULL;
    const struct placement_stint *s = p ? placement_stint_on(p, day_of(by->at)) : NULL;
    if (!s || s->worker.id != by->worker) return failed(w) ? NULL : (refuse(w, "", N_("She served in no home at that time; what she says about it goes into a note of the placement")), NULL);
    struct care_log *l = record_from_memory(w, &care_log_type);
    l->placement.id = by->placement;
    l->kind = by->kind;
    l->at = by->at;
    say(l, said);
    return ADD(w, care_log, l) ? l : NULL;
}

bool my_care_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    const struct care_log *l = body ? care_log_by(w, w->actor->worker, body) : NULL;
    if (!l) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", l->record.id);
    write_flag(&j, "alarm", l->state == CARE_ALARM);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}
