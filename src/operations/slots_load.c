/* slots_load.c — see slots_own.h: the workers of the service, and whether they may on each day; eight at a time. */
#include <stdlib.h>
#include <string.h>
#include "operations/day_facts.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static day last_day(const struct slots_search *s) { return slots_day(s, s->q->days - 1); }

bool slots_read_gear(struct slots_search *s)
{
    struct gear_ask ask = { .branch = s->out->branch, .visit = s->q->visit, .kinds = s->line->gear.bits, .from = day_start(s->q->from), .to = day_start((day){ last_day(s).number + 1 + s->night }), .besides = s->q->besides };
    return gear_pool_read(s->w, &ask, &s->gear);
}

/* ---- who ---- */

struct eight { int64_t id[SLOTS_AT_ONCE]; };        /* workers that are read together, 0 where there are fewer; EIGHT says them */
#define EIGHT(ids) num((ids).id[0]), num((ids).id[1]), num((ids).id[2]), num((ids).id[3]), num((ids).id[4]), num((ids).id[5]), num((ids).id[6]), num((ids).id[7])
#define ONE_OF_EIGHT "in ($1, $2, $3, $4, $5, $6, $7, $8)"

static void keep_crew(struct slots_search *s, struct rows *row)
{
    int room = 0;
    while (db_next(row)) {
        if (s->count == room) {
            struct slot_crew *more = take_many(s->w, struct slot_crew, room = room ? 2 * room : 16);
            if (s->count) memcpy(more, s->crew, sizeof *more * (size_t)s->count);
            s->crew = more;
        }
        s->crew[s->count++] = (struct slot_crew){ .id = db_number(row, 0), .outline = { .home = { db_number(row, 1), db_number(row, 2) }, .weekdays = { (uint64_t)db_number(row, 3) },
            .day_start = { (int)db_number(row, 4) }, .day_end = { (int)db_number(row, 5) }, .mode = (enum employment_mode)db_number(row, 6), .travel = (enum travel_mode)db_number(row, 7),
            .most_a_day = { (int)db_number(row, 8) }, .most_a_week = { (int)db_number(row, 9) } } };
    }
}

/* Who is asked for, then who lives nearest; of whom it is not known where, last. */
static int by_promise(const void *a, const void *b)
{
    const struct slot_crew *x = a, *y = b;
    if (x->cost[0] != y->cost[0]) return x->cost[0] < y->cost[0] ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

bool slots_find_crew(struct slots_search *s)
{
    const struct slot_query *q = s->q;
    keep_crew(s, q->only ? db_query(s->w, SQL("select id, home_lat, home_lng, weekdays, day_start, day_end, mode, travel, most_a_day, most_a_week from worker where id = $5 and state = 5 and (branch = $1 or exists (select 1 from lending where worker = $5 and destination = $1 and state = 2 and first <= $3 and last >= $2)) "
                                              "and exists (select 1 from worker_skills k where k.parent = worker.id and k.line = $4)"),
                                    BIND(num(s->out->branch), num(q->from.number), num(last_day(s).number), num(q->line), num(q->only)))
        : db_query(s->w, SQL("select id, home_lat, home_lng, weekdays, day_start, day_end, mode, travel, most_a_day, most_a_week from worker where state = 5 and id in (select n.id from worker n where n.branch = $1 union all select worker from lending where destination = $1 and state = 2 and first <= $3 and last >= $2) "
                             "and exists (select 1 from worker_skills k where k.parent = worker.id and k.line = $4) order by id"),
                   BIND(num(s->out->branch), num(q->from.number), num(last_day(s).number), num(q->line))));
    s->out->workers = s->count;
    for (int i = 0; q->enough && i < s->count; i++) {
        struct slot_crew *c = &s->crew[i];
        c->cost[0] = c->id == q->worker ? -1 : place_known(s->at) && place_known(c->outline.home) ? (int64_t)place_metres(s->at, c->outline.home) : INT64_MAX;
    }
    if (q->enough && s->count) qsort(s->crew, (size_t)s->count, sizeof *s->crew, by_promise);
    for (int i = 0; i < s->count && line_by_night(s->line); i++) s->night |= worker_turn(&s->crew[i].outline) > 0;
    return !failed(s->w);
}

/* ---- may she, on each day ---- */

/* With hours a leave lies in the calendar; what must be signed first is told beside the slots. */
static bool elsewhere(text code) { return !strcmp(code, "H01.leave") || !strncmp(code, "H13", 3); }

/* These do not change from one day to the next. */
static bool lasting(text code)
{
    static const text all[] = { "H01", "H02.hit", "H03", "H07", "H07.listed", "H07.refused", "H10", "H11.pets", "H11.smoke", "H16" };
    for (int i = 0; i < COUNT_OF(all); i++) if (!strcmp(code, all[i])) return true;
    return false;
}

/* The first reason that blocks her on all or some of these days; NULL: none. */
static const struct reason *blocked(struct slots_search *s, const struct worker *n, day from, day to)
{
    struct eligibility_case c = { .worker = n, .line = s->line, .branch = s->out->branch, .from = from, .to = { to.number + s->night } };
    if (s->home) case_of_home(&c, s->home);
    struct judgement j = eligibility(s->w, &c);
    for (const struct reason *r = j.reasons; r; r = r->next) {
        if (!r->warning && !strncmp(r->code, "H13", 3) && !s->out->needs) s->out->needs = &r->why;
        if (!r->warning && !elsewhere(r->code)) return r;
    }
    return NULL;
}

/* First of all days together: nearly always that is the answer. */
bool slots_light(struct slots_search *s, struct slot_crew *c, int index)
{
    if (!c->asked) {
        const struct reason *r = blocked(s, c->worker, s->q->from, last_day(s));
        if (r) c->light_why = &r->why;
        c->asked = !r ? LIGHT_ALWAYS : lasting(r->code) ? LIGHT_NEVER : LIGHT_BY_DAY;
    }
    if (c->asked != LIGHT_BY_DAY) return c->asked == LIGHT_ALWAYS;
    if (!c->light[index]) c->light[index] = blocked(s, c->worker, slots_day(s, index), slots_day(s, index)) ? LIGHT_NEVER : LIGHT_ALWAYS;
    return c->light[index] == LIGHT_ALWAYS;
}

/* ---- who they are ---- */

static struct slot_crew *crew_of(const struct slots_search *s, int more, int64_t worker)
{
    for (int i = s->read; i < s->read + more; i++) if (s->crew[i].id == worker) return &s->crew[i];
    return NULL;
}

/* Their persons with them, so that none is looked up by itself. */
static void read_records(struct slots_search *s, const struct eight *ids, int more)
{
    struct found workers = LOAD_WHERE(s->w, worker, "id " ONE_OF_EIGHT, BIND(EIGHT(*ids)));
    struct found persons = LOAD_WHERE(s->w, person, "id in (select n.person from worker n where n.id " ONE_OF_EIGHT ")", BIND(EIGHT(*ids)));
    (void)persons;
    for (int i = 0; i < workers.count; i++) {
        struct slot_crew *c = crew_of(s, more, FOUND(struct worker, workers, i)->record.id);
        if (c) c->worker = workers.at[i];
    }
    for (int i = s->read; i < s->read + more; i++) if (!s->crew[i].worker && !failed(s->w)) again(s->w);       /* went between two statements */
}

bool slots_read_some(struct slots_search *s)
{
    struct eight ids = { { 0 } };
    int more = slots_next(s);
    if (more <= 0 || failed(s->w)) return false;
    for (int i = 0; i < more; i++) ids.id[i] = s->crew[s->read + i].id;
    read_records(s, &ids, more);
    slots_read_months(s, s->read, more);
    s->read += more;
    return !failed(s->w);
}

/* ---- what sending her loses, as the plan of a day reckons it ---- */

bool slots_read_facts(struct slots_search *s)
{
    struct work *w = s->w;
    struct visit v = { .household = { s->q->household }, .customer = s->home ? s->home->customer : (ref){ 0 }, .line = { s->q->line }, .length = { (int)s->out->length } };
    struct visit *visits[] = { &v };
    struct found workers = { take_many(w, void *, s->count), s->count };
    struct work_day *d = &s->facts.day;
    *d = (struct work_day){ .day = day_of(w->now), .visit_count = 1, .worker_count = s->count, .workers = take_many(w, struct day_worker, s->count), .visits = take(w, struct day_visit) };
    day_weights_read(w, s->out->branch, s->q->from, &d->weights);
    if (s->q->enough || !s->count) return !failed(w);
    for (int i = 0; i < s->count; i++) {
        const struct worker *n = s->crew[i].worker;
        struct work_hours h = { .turn = worker_turn(n) };
        for (int k = 0; k < s->crew[i].visit_count; k++) work_hours_add(&h, s->crew[i].visits[k].start, s->crew[i].visits[k].length, s->q->from);
        d->workers[i] = (struct day_worker){ .id = n->record.id, .name = n->name, .home = n->home, .most_work = worker_most_a_week(n, false) - (int)h.week };
        workers.at[i] = (void *)(uintptr_t)n;
    }
    if (!day_facts_read(w, w->arena, &s->facts, (struct found){ (void **)visits, 1 }, workers, true)) return false;
    for (int i = 0; i < s->count; i++) {
        int64_t times;
        s->crew[i].known = day_share(&s->facts, 0, i, PART_CONTINUITY, &times) > 0;
        s->crew[i].loss = day_loss(&s->facts, 0, i);
    }
    return !failed(w);
}
