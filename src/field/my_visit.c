/* my_visit.c — one visit as its worker's phone shows it: everything she needs without a network, nothing she must not know. The customer's
 * code, single ratings and what the customer pays are not in it; how to get in is asked for by a call of its own (my_doors.c). */
#include <string.h>
#include "base/words.h"
#include "field/mate.h"
#include "field/my.h"
#include "record/output.h"

/* ---- to be read before she sets out ---- */

static text label_of(struct work *w, const struct record_type *type, text member, unsigned value)
{
    const struct field *f = type_field(type, member);
    return f && f->choices ? translate(w->language, choice_label(f->choices, value)) : "";
}

static int note(struct json *j, text what)
{
    if (!what || !*what) return 0;
    if (j) write_text(j, NULL, what);
    return 1;
}

static int notes_of_members(struct work *w, const struct household *h, struct json *j)
{
    const struct field *f = type_field(&household_type, "members");
    int n = 0;
    for (size_t i = 0; i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        if (m->role == CARE_ADULT && m->self_care <= SELF_CARE_FULL && !*m->note) continue;
        text who = translate(w->language, choice_label(f->row->fields[0].choices, m->role)), care = m->self_care > SELF_CARE_FULL ? translate(w->language, choice_label(f->row->fields[2].choices, m->self_care)) : "";
        n += note(j, print(w, "%s%s%s%s%s", who, *care ? " · " : "", care, *m->note ? " · " : "", m->note));
    }
    return n;
}

/* A visit's tags begin as what its home is known for (operations/visit.c): those the home itself says below, and better, are left out. */
static int notes_of_tags(struct work *w, const struct visit *v, const struct household *h, struct json *j)
{
    static const char dot[] = " · ";
    int n = 0;
    for (text at = v->tags; at && *at;) {
        text end = strstr(at, dot), one = arena_copy_n(w->arena, at, end ? (size_t)(end - at) : strlen(at));
        bool said = (h->pets && !strcmp(one, translate(w->language, N_("pets")))) || (h->cameras && !strcmp(one, translate(w->language, N_("cameras"))));
        if (!said) n += note(j, one);
        at = end ? end + sizeof dot - 1 : NULL;
    }
    return n;
}

bool visit_notes(struct work *w, const struct visit *v, const struct household *h, struct json *j, text key)
{
    int n = 0;
    if (j) write_list(j, key);
    if (j && visit_told_late(v)) note(j, translate_with(w->arena, w->language, N_("The customer was told: about {1}"), (const text[]){ print(w, "%02d:%02d", minute_of_day(v->expected) / 60, minute_of_day(v->expected) % 60), NULL }));     /* news, nothing she has to have read */
    n += notes_of_tags(w, v, h, j) + note(j, v->remark);
    if (h->pets) n += note(j, translate(w->language, N_("There are animals: close the doors behind you")));
    if (h->cameras) n += note(j, print(w, "%s %s", translate(w->language, N_("Cameras:")), h->camera_note));
    for (unsigned risk = RISK_TWO_PERSONS; risk <= RISK_HAZARD; risk++)
        if (h->risks.bits & SET_BIT(risk) && risk != RISK_DISPUTE) n += note(j, label_of(w, &household_type, "risks", risk));
    n += notes_of_members(w, h, j);
    if (*h->parking) n += note(j, print(w, "%s %s", translate(w->language, N_("Parking:")), h->parking));
    if (j) write_end(j, ']');
    return n > 0;
}

/* ---- parts ---- */

static void write_tasks(struct work *w, struct json *j, const struct visit *v)
{
    write_list(j, "tasks");
    for (size_t i = 0; i < v->checklist.count; i++) {
        const struct check_item *c = ROW(struct check_item, v->checklist, i);
        write_object(j, NULL);
        write_text(j, "area", seeded_said(w, c->area));
        write_text(j, "task", seeded_said(w, c->task));
        write_text(j, "acceptance", seeded_said(w, c->acceptance));
        write_flag(j, "photo", c->photo);
        write_flag(j, "red_line", c->red_line);
        write_flag(j, "done", c->done);
        write_flag(j, "skipped", c->not_applicable);
        write_flag(j, "pictured", *c->picture.hash != 0);
        write_text(j, "note", c->note);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* What the customer has not answered yet, and what she has today. */
static void write_asks(struct work *w, struct json *j, const struct visit *v)
{
    struct found f = LOAD_WHERE(w, extra_ask, "visit = $1 order by id desc limit 10", BIND(num(v->record.id)));
    write_list(j, "asks");
    for (int i = 0; i < f.count; i++) extra_ask_write(w, j, f.at[i]);
    write_end(j, ']');
}

static void write_place(struct json *j, text key, place at)
{
    if (!place_known(at)) { write_null(j, key); return; }
    write_object(j, key);
    write_real(j, "lat", (double)at.lat / 1e7);
    write_real(j, "lng", (double)at.lng / 1e7);
    write_end(j, '}');
}

/* The first worker's part is the visit's own. */
static struct part part_for(struct work *w, const struct visit *v, int64_t worker)
{
    if (worker != v->worker.id) return part_of(w, v->record.id, worker);
    return (struct part){ v->left_at, v->arrived_at, v->began_at, v->finished_at, false };
}

static void write_part(struct json *j, const struct part *p)
{
    write_number(j, "left_at", p->left.ms);
    write_number(j, "arrived_at", p->arrived.ms);
    write_number(j, "began_at", p->began.ms);
    write_number(j, "finished_at", p->finished.ms);
}

/* Who goes along, and where each is: the first worker sees who is missing, the others that she is there. */
static void write_mates(struct work *w, struct json *j, const struct visit *v, int64_t me)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(v, ids);
    write_list(j, "mates");
    for (int i = 0; i < n; i++) {
        if (ids[i] == me) continue;
        struct part p = part_for(w, v, ids[i]);
        write_object(j, NULL);
        write_text(j, "name", record_title(w, &worker_type, ids[i]));
        write_flag(j, "first", ids[i] == v->worker.id);
        write_flag(j, "stopped", p.stopped);
        write_part(j, &p);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_times(struct work *w, struct json *j, const struct visit *v, int64_t me)
{
    struct part p = part_for(w, v, me);
    write_number(j, "confirmed_at", v->confirmed_at.ms);
    write_part(j, &p);
    write_number(j, "metres", v->arrived_metres);
    write_flag(j, "mended", v->proof == PROOF_OFFICE);      /* 补签: the office has entered it for her */
}

/* How often she was in this home: 「老客户 · 第 7 次」. */
static int64_t times_before(struct work *w, const struct visit *v, int64_t me)
{
    return db_one(w, SQL("select count(*) from visit where household = $1 and worker = $2 and state in (8, 9, 10) and start < $3"), BIND(num(v->household.id), num(me), num(v->start.ms)), 0);
}

/* The whole address from the moment she has taken it on, for the days her phone keeps. Before that the estate says enough. */
static text address_of(struct work *w, const struct visit *v, const struct household *h)
{
    bool near = v->start.ms < day_start((day){ day_of(w->now).number + 2 }).ms;
    bool taken = v->state >= VISIT_ACCEPTED && v->state <= VISIT_IN_SERVICE;
    return near && taken ? sealed_open(w, &household_type, h, &h->address) : "";
}

static void write_home(struct work *w, struct json *j, const struct visit *v, int64_t me, bool whole)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    if (!h) return;
    write_text(j, "home", h->name);
    write_text(j, "area", v->area);
    if (!whole) return;
    write_text(j, "address", address_of(w, v, h));
    write_place(j, "place", h->at);
    visit_notes(w, v, h, j, "notes");
    write_flag(j, "door", h->access.mask && *h->access.mask);
    write_number(j, "times_before", times_before(w, v, me));
}

void my_visit_write(struct work *w, struct json *j, const struct visit *v, const struct worker *her, bool whole)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct field *states = type_state(&visit_type);
    struct part mine = part_for(w, v, her->record.id);
    enum visit_state state = v->worker.id == her->record.id ? v->state : part_state(v, &mine);
    write_object(j, NULL);
    write_number(j, "id", v->record.id);
    write_text(j, "number", v->record.number);
    write_text(j, "state", choice_key(states->choices, state));
    write_text(j, "state_label", translate(w->language, choice_label(states->choices, state)));
    write_number(j, "start", v->start.ms);
    write_number(j, "until", v->until.ms);
    write_number(j, "length", v->length.count);
    text service = line ? translate(w->language, line->name) : "";
    write_text(j, "line", v->rework_of.id ? translate_with(w->arena, w->language, N_("{1}, a rework"), (const text[]){ service, NULL }) : service);
    write_text(j, "glyph", line ? line->glyph : "");
    write_text(j, "customer", record_title(w, &customer_type, v->customer.id));
    write_number(j, "pay", visit_pay(v, her->record.id).fen);
    write_flag(j, "first", v->worker.id == her->record.id);
    write_number(j, "early_from", visit_earliest(w, v).ms);
    write_number(j, "late_to", visit_latest(v).ms);
    write_number(j, "end_to", visit_end_latest(v).ms);
    if (v->state == VISIT_OFFERED) write_number(j, "answer_until", v->answer_until.ms);
    write_home(w, j, v, her->record.id, whole);
    if (whole) {
        write_times(w, j, v, her->record.id);
        write_tasks(w, j, v);
        add_ons_write(w, j, "extras", v);
        write_asks(w, j, v);
        write_number(j, "hour_price", more_time_hour(w, v).fen);
        write_mates(w, j, v, her->record.id);
        my_zones_write(w, j, v);
        write_number(j, "least_photos", line ? line->least_photos : 0);
    }
    write_end(j, '}');
}
