/* my_doors.c — POST /api/my/doors: how to get in and whom to call, for today's visits. Written down when a phone takes them (audit).
 *
 * The door's code belongs to her from setting out to the end of the visit. A phone without a network cannot be told at the door, so where
 * the branch says so (field.doors_offline) the codes of the day's accepted visits go along in the morning; her phone shows one only once
 * she has set out there, and drops it when she has finished or the visit is hers no more. Where it does not, they come with setting out. */
#include "field/mate.h"
#include "field/my.h"
#include "record/answer.h"
#include "record/parts.h"

static bool at_door(enum visit_state state) { return state >= VISIT_EN_ROUTE && state <= VISIT_IN_SERVICE; }
static bool before_door(enum visit_state state) { return state == VISIT_ACCEPTED || state == VISIT_CONFIRMED; }

/* One who goes along has her own way there and her own end. */
static enum visit_state state_for(struct work *w, const struct visit *v, int64_t worker)
{
    struct part p = worker == v->worker.id ? (struct part){ 0 } : part_of(w, v->record.id, worker);
    return worker == v->worker.id ? v->state : part_state(v, &p);
}

static text phone_of(struct work *w, const struct visit *v)
{
    const struct customer *c = record_peek(w, &customer_type, v->customer.id);
    const struct person *p = c ? record_peek(w, &person_type, c->person.id) : NULL;
    return p ? sealed_open(w, &person_type, p, &p->phone) : "";
}

/* One line a day for each home and phone, however often it asks. */
static void note_it(struct work *w, const struct household *h, text what)
{
    int64_t noted = db_one(w, SQL("select 1 from audit where type = 'household' and record = $1 and what = 5 and step = $2 and who = $3 and at >= $4 limit 1"),
                           BIND(num(h->record.id), txt(what), num(w->actor->user), num(day_start(day_of(w->now)).ms)), 0);
    if (noted) return;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = &household_type, .record = h->record.id, .branch = h->record.branch.id, .step = what, .reason = "her visit of today", .changes = "", .about = h });
}

static void write_door(struct work *w, struct json *j, const struct visit *v, enum visit_state state, bool offline)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    bool door = h && (at_door(state) || (offline && before_door(state)));
    text access = door ? sealed_open(w, &household_type, h, &h->access) : "";
    if (*access) note_it(w, h, "access");
    write_object(j, NULL);
    write_number(j, "visit", v->record.id);
    write_text(j, "door", access);
    write_text(j, "phone", phone_of(w, v));
    write_end(j, '}');
}

bool my_doors_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *her = my_worker(w);
    if (!her) return false;
    day today = day_of(w->now);
    bool offline = setting_flag(w, SETTING_DOORS_OFFLINE, her->record.branch.id, today);
    struct found f = LOAD_WHERE(w, visit, "(worker = $1 or second = $1 or id in (select parent from visit_crew where worker = $1)) and state between 3 and 7 and start < $3 and until > $2 order by start", BIND(num(her->record.id), num(w->now.ms - HOURS(12)), num(day_start((day){ today.number + 1 }).ms)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < f.count && her->state != WORKER_LEFT; i++) {        /* doors are for who works here */
        enum visit_state state = state_for(w, f.at[i], her->record.id);
        if (state <= VISIT_IN_SERVICE) write_door(w, &j, f.at[i], state, offline);
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(AUDIT_READ == 5, "the query above names it by number");
