/* slots_load.c — see slots_own.h: the workers of the service, whether they may on each day, and what stands in their calendars. */
#include <stdlib.h>
#include <string.h>
#include "operations/day_facts.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static day last_day(const struct slots_search *s) { return slots_day(s, s->q->days - 1); }

/* ---- who ---- */

static void read_crew(struct slots_search *s)
{
    struct found all = LOAD_WHERE(s->w, worker, "state = 5 and id in (select n.id from worker n where n.branch = $1 union all select worker from lending where destination = $1 and state = 2 and first <= $3 and last >= $2) "
                                  "and exists (select 1 from worker_skills k where k.parent = worker.id and k.line = $4) order by id",
                                  BIND(num(s->out->branch), num(s->q->from.number), num(last_day(s).number), num(s->q->line)));
    s->crew = take_many(s->w, struct slot_crew, all.count);
    s->count = s->out->workers = all.count;
    for (int i = 0; i < all.count; i++) s->crew[i].worker = all.at[i];
}

/* Once for all of them, so that none is looked up by itself. */
static void read_persons(struct slots_search *s)
{
    struct found persons = LOAD_WHERE(s->w, person, "id in (select n.person from worker n join worker_skills k on k.parent = n.id where n.branch = $1 and n.state = 5 and k.line = $2)",
                                      BIND(num(s->out->branch), num(s->q->line)));
    (void)persons;
}

static struct slot_crew *crew_of(const struct slots_search *s, int64_t worker)
{
    int from = 0, to = s->count;
    while (from < to) {
        int middle = (from + to) / 2;
        if (s->crew[middle].worker->record.id < worker) from = middle + 1;
        else to = middle;
    }
    return from < s->count && s->crew[from].worker->record.id == worker ? &s->crew[from] : NULL;
}

/* ---- may she, on each day ---- */

/* With hours a leave lies in the calendar; what must be signed first is told beside the slots. */
static bool elsewhere(text code) { return !strcmp(code, "H01.leave") || !strncmp(code, "H13", 3); }

/* These do not change from one day to the next. */
static bool lasting(text code)
{
    static const text all[] = { "H01", "H02.hit", "H03", "H07", "H07.refused", "H10", "H11.pets", "H11.smoke", "H16" };
    for (int i = 0; i < COUNT_OF(all); i++) if (!strcmp(code, all[i])) return true;
    return false;
}

/* The first reason that blocks her on all or some of these days; NULL: none. */
static const struct reason *blocked(struct slots_search *s, const struct worker *n, day from, day to)
{
    struct eligibility_case c = { .worker = n, .line = s->line, .branch = s->out->branch, .from = from, .to = to };
    if (s->home) case_of_home(&c, s->home);
    struct judgement j = eligibility(s->w, &c);
    for (const struct reason *r = j.reasons; r; r = r->next) {
        if (!r->warning && !strncmp(r->code, "H13", 3) && !s->out->needs) s->out->needs = &r->why;
        if (!r->warning && !elsewhere(r->code)) return r;
    }
    return NULL;
}

static void judge_light(struct slots_search *s, struct slot_crew *c)
{
    const struct reason *r = blocked(s, c->worker, s->q->from, last_day(s));
    if (r) c->light_why = &r->why;
    for (int i = 0; i < s->q->days && !failed(s->w); i++) c->light[i] = !r || (!lasting(r->code) && !blocked(s, c->worker, slots_day(s, i), slots_day(s, i)));
}

/* ---- what she does otherwise ---- */

static void keep_visits(struct slots_search *s, struct rows *row)
{
    while (db_next(row)) {
        struct slot_crew *c = crew_of(s, db_number(row, 0));
        if (!c || db_number(row, 3) == s->q->visit) continue;
        if (c->visit_count == c->visit_room) {
            struct shift_kept *more = take_many(s->w, struct shift_kept, c->visit_room = c->visit_room ? 2 * c->visit_room : 16);
            if (c->visit_count) memcpy(more, c->visits, sizeof *more * (size_t)c->visit_count);
            c->visits = more;
        }
        c->visits[c->visit_count++] = (struct shift_kept){ { db_number(row, 1) }, db_number(row, 2) };
    }
}

#define THESE_WORKERS "(select n.id from worker n where n.branch = $1 and n.state = 5 union all select worker from lending where destination = $1 and state = 2)"

static void read_visits(struct slots_search *s)
{
    instant from, to, unused;
    work_hours_span(s->q->from, &from, &unused);
    work_hours_span(last_day(s), &unused, &to);
    struct bind b = BIND(num(s->out->branch), num(from.ms), num(to.ms));
    keep_visits(s, db_query(s->w, SQL("select v.worker, v.start, v.length, v.id from visit v where v.worker in " THESE_WORKERS " and v.start >= $2 and v.start < $3 and v.state between 2 and 10"), b));
    keep_visits(s, db_query(s->w, SQL("select v.second, v.start, v.length, v.id from visit v where v.second in " THESE_WORKERS " and v.start >= $2 and v.start < $3 and v.state between 2 and 10"), b));
    keep_visits(s, db_query(s->w, SQL("select c.worker, v.start, v.length, v.id from visit_crew c join visit v on v.id = c.parent where c.worker in " THESE_WORKERS " and v.start >= $2 and v.start < $3 "
                                      "and v.state between 2 and 10 and c.worker <> coalesce(v.worker, 0) and c.worker <> coalesce(v.second, 0)"), b));
}

static bool of_this_visit(const struct slots_search *s, const struct booking *b) { return s->q->visit && b->source.id == s->q->visit && !strcmp(b->source.type, "visit"); }

static void read_calendars(struct slots_search *s)
{
    struct resource *all = take_many(s->w, struct resource, s->count);
    for (int i = 0; i < s->count; i++) all[i] = (struct resource){ RESOURCE_WORKER, s->crew[i].worker->record.id };
    struct booking_list list = booking_all(s->w, all, s->count, day_start((day){ s->q->from.number - 1 }), day_start((day){ last_day(s).number + 2 }));
    int kept = 0;
    for (int i = 0; i < list.count; i++) if (!of_this_visit(s, &list.at[i])) list.at[kept++] = list.at[i];
    for (int i = 0, at = 0; i < s->count; i++) {
        s->crew[i].bookings = &list.at[at];
        while (at < kept && list.at[at].resource.id == all[i].id) at++, s->crew[i].booking_count++;
    }
}

/* ---- what sending her loses, as the plan of a day reckons it ---- */

static void read_facts(struct slots_search *s)
{
    struct work *w = s->w;
    struct visit v = { .household = { s->q->household }, .customer = s->home ? s->home->customer : (ref){ 0 }, .line = { s->q->line }, .length = { (int)s->out->length } };
    struct visit *visits[] = { &v };
    struct found workers = { take_many(w, void *, s->count), s->count };
    struct work_day *d = &s->facts.day;
    *d = (struct work_day){ .day = s->q->from, .visit_count = 1, .worker_count = s->count, .workers = take_many(w, struct day_worker, s->count), .visits = take(w, struct day_visit) };
    day_weights_read(w, s->out->branch, s->q->from, &d->weights);
    for (int i = 0; i < s->count; i++) {
        const struct worker *n = s->crew[i].worker;
        struct work_hours h = { 0 };
        for (int k = 0; k < s->crew[i].visit_count; k++) work_hours_add(&h, s->crew[i].visits[k].start, s->crew[i].visits[k].length, s->q->from);
        d->workers[i] = (struct day_worker){ .id = n->record.id, .name = n->name, .home = n->home, .most_work = worker_most_a_week(n) - (int)h.week };
        workers.at[i] = (void *)(uintptr_t)n;
    }
    if (!day_facts_read(w, w->arena, &s->facts, (struct found){ (void **)visits, 1 }, workers)) return;
    for (int i = 0; i < s->count; i++) {
        int64_t times;
        s->crew[i].known = day_share(&s->facts, 0, i, PART_CONTINUITY, &times) > 0;
        s->crew[i].loss = day_loss(&s->facts, 0, i);
    }
}

bool slots_read(struct slots_search *s)
{
    read_crew(s);
    read_persons(s);
    for (int i = 0; i < s->count && !failed(s->w); i++) judge_light(s, &s->crew[i]);
    read_visits(s);
    read_calendars(s);
    if (!failed(s->w) && s->count) read_facts(s);
    return !failed(s->w);
}
