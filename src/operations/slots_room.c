/* slots_room.c — see slots_own.h: whose hours and calendar leave room, by her visits and bookings alone. On a day that is sold that is nobody, or nearly: no
 * record, paper or past of the others is read. */
#include <string.h>
#include "base/buf.h"
#include "operations/slots_own.h"
#include "operations/way.h"
#include "record/store.h"

enum { MOST_AHEAD = 64 };
static day last_day(const struct slots_search *s) { return slots_day(s, s->q->days - 1); }

/* So many numbers that a handful of statements serves all: 8, 16, 32 or 64. */
static int rounded(int count)
{
    int n = SLOTS_AT_ONCE;
    while (n < count) n *= 2;
    return n;
}

/* ---- her visits, for the hours ---- */

static struct slot_crew *crew_of(const struct slots_search *s, int first, int more, int64_t worker)
{
    for (int i = first; i < first + more; i++) if (s->crew[i].id == worker) return &s->crew[i];
    return NULL;
}

static void keep_visit(struct slots_search *s, struct slot_crew *c, struct work_shift visit)
{
    if (c->visit_count == c->visit_room) {
        struct work_shift *more = take_many(s->w, struct work_shift, c->visit_room = c->visit_room ? 2 * c->visit_room : 32);
        if (c->visit_count) memcpy(more, c->visits, sizeof *more * (size_t)c->visit_count);
        c->visits = more;
    }
    c->visits[c->visit_count++] = visit;
}

/* As the first, as the second, and in a crew. */
static text visits_sql(struct work *w, int workers)
{
    struct buf in = buf_new(w->arena);
    for (int i = 0; i < workers; i++) buf_print(&in, "%s$%d", i ? "," : "", i + 3);
    text list = buf_text(&in);
    return print(w, "select v.worker, v.start, v.length, v.id from visit v where v.worker in (%s) and v.start >= $1 and v.start < $2 and v.state between 2 and 10 union all "
                    "select v.second, v.start, v.length, v.id from visit v where v.second in (%s) and v.start >= $1 and v.start < $2 and v.state between 2 and 10 union all "
                    "select c.worker, v.start, coalesce(c.worked, v.length), v.id from visit_crew c join visit v on v.id = c.parent where c.worker in (%s) and v.start >= $1 and v.start < $2 "
                    "and v.state between 2 and 10 and c.worker <> coalesce(v.worker, 0) and c.worker <> coalesce(v.second, 0)", list, list, list);
}

static void read_visits(struct slots_search *s, int first, int more, instant from, instant to)
{
    struct value values[2 + MOST_AHEAD] = { num(from.ms), num(to.ms) };
    int n = rounded(more);
    if (more <= 0 || from.ms >= to.ms) return;
    for (int i = 0; i < n; i++) values[2 + i] = num(i < more ? s->crew[first + i].id : 0);
    struct rows *row = db_query_made(s->w, visits_sql(s->w, n), (struct bind){ values, n + 2 });
    while (db_next(row)) {
        struct slot_crew *c = crew_of(s, first, more, db_number(row, 0));
        if (c && db_number(row, 3) != s->q->visit) keep_visit(s, c, (struct work_shift){ { db_number(row, 1) }, db_number(row, 2) });
    }
}

static void read_weeks(struct slots_search *s, int first, int more)
{
    instant from, to;
    work_hours_weeks(s->q->from, last_day(s), &from, &to);
    read_visits(s, first, more, from, to);
}

/* The month counts only for whom the law limits overtime: nobody else's is read. */
bool slots_read_months(struct slots_search *s, int first, int more)
{
    instant from, to, weeks_from, weeks_to, unused;
    bool counts = false;
    for (int i = first; i < first + more; i++) counts |= work_limits_of(s->w, &s->crew[i].outline, s->line, s->q->from, 0).labour_law;
    if (!counts) return !failed(s->w);
    work_hours_weeks(s->q->from, last_day(s), &weeks_from, &weeks_to);
    work_hours_span(s->q->from, &from, &unused);
    work_hours_span(last_day(s), &unused, &to);
    read_visits(s, first, more, from, weeks_from);
    read_visits(s, first, more, weeks_to, to);
    return !failed(s->w);
}

/* ---- her calendar ---- */

static bool is_source(const struct booking *b, struct source source) { return source.type && b->source.id == source.id && !strcmp(b->source.type, source.type); }

/* What is in nobody's way: the visit that looks for another time, the hold of who asks. */
static bool does_not_count(const struct slots_search *s, const struct booking *b)
{
    return is_source(b, s->q->besides) || is_source(b, (struct source){ s->q->visit ? "visit" : NULL, s->q->visit });
}

static void read_calendars(struct slots_search *s, int first, int more)
{
    struct resource all[MOST_AHEAD];
    int n = rounded(more), kept = 0;
    if (more <= 0) return;
    for (int i = 0; i < n; i++) all[i] = (struct resource){ RESOURCE_WORKER, i < more ? s->crew[first + i].id : 0 };
    struct booking_list list = booking_all(s->w, all, n, day_start((day){ s->q->from.number - 1 }), day_start((day){ last_day(s).number + 2 }));
    for (int i = 0; i < list.count; i++) if (!does_not_count(s, &list.at[i])) list.at[kept++] = list.at[i];
    for (int i = 0, at = 0; i < more; i++) {
        struct slot_crew *c = &s->crew[first + i];
        c->bookings = &list.at[at];
        while (at < kept && list.at[at].resource.id == all[i].id) at++, c->booking_count++;
    }
}

static int way_of_hers(const void *who, place from, place to, instant leave) { return way_minutes(((const struct slot_crew *)who)->outline.travel, from, to, leave); }

bool slots_has_room(struct slots_search *s, const struct slot_crew *c, instant start)
{
    struct booking b = { .resource = { RESOURCE_WORKER, c->id }, .from = start, .to = { start.ms + MINUTES(s->out->length + s->line->pause_after.count) }, .place = s->at };
    return booking_fits_by(c->bookings, c->booking_count, &b, way_of_hers, c);
}

/* ---- who has room ---- */

/* By the visits of the weeks: whoever is over a limit without the rest of the month is so with it. Her age only makes the limits narrower. */
static bool hours_left(struct slots_search *s, const struct slot_crew *c, int index)
{
    day d = slots_day(s, index);
    instant start = slots_start(s, index, 0), until = { start.ms + MINUTES(s->out->length) };
    struct work_limits limits = work_limits_of(s->w, &c->outline, s->line, d, 0);
    struct work_hours with = { 0 };
    if (worker_turn(&c->outline)) return true;          /* a start may belong to the shift of the day before: each is judged by itself */
    if (!worker_works_on(&c->outline, d)) return false;
    work_hours_add_all(&with, c->visits, c->visit_count, d);
    work_hours_add(&with, start, s->out->length, d);
    return !(work_hours_broken(&with, &limits, start, until) & HOURS_FULL);
}

static bool wanted_then(const struct slots_search *s, const struct slot_crew *c, int index, int start)
{
    instant at = slots_start(s, index, start), until = { at.ms + MINUTES(s->out->length) };
    return at.ms >= s->w->now.ms && slots_wanted(s, c, index, start) && worker_works_from(&c->outline, at, until);
}

static bool any_wanted(const struct slots_search *s, const struct slot_crew *c, int index)
{
    for (int i = 0; i < s->starts; i++) if (wanted_then(s, c, index, i)) return true;
    return false;
}

static bool has_hours(struct slots_search *s, const struct slot_crew *c)
{
    for (int d = 0; d < s->q->days; d++) if (any_wanted(s, c, d) && hours_left(s, c, d)) return true;
    return c->id == s->q->worker;
}

/* Some start is wanted at which she works, on a day that has hours left for her, and her calendar has room: three of the rules of slots_judge.c, and all that
 * need no record of hers. */
static bool may_help(struct slots_search *s, const struct slot_crew *c)
{
    if (c->id == s->q->worker) return true;
    for (int d = 0; d < s->q->days; d++) {
        if (!any_wanted(s, c, d) || !hours_left(s, c, d)) continue;
        for (int i = 0; i < s->starts; i++) if (wanted_then(s, c, d, i) && slots_has_room(s, c, slots_start(s, d, i))) return true;
    }
    return false;
}

/* ---- the next ---- */

/* Crew from `keep` to `at` goes. */
static void leave_out(struct slots_search *s, int keep, int at)
{
    memmove(&s->crew[keep], &s->crew[at], sizeof *s->crew * (size_t)(s->count - at));
    s->count -= at - keep;
}

/* Ever more are looked at together: of a day that is sold all are. Whose hours are full goes at once, her calendar is not read. */
static void look_ahead(struct slots_search *s, int first)
{
    s->ahead = !s->ahead ? SLOTS_AT_ONCE : s->ahead < MOST_AHEAD ? 2 * s->ahead : MOST_AHEAD;
    int more = s->count - first < s->ahead ? s->count - first : s->ahead, keep = first;
    read_weeks(s, first, more);
    for (int i = first; i < first + more; i++) {
        s->crew[i].looked = true;
        if (!has_hours(s, &s->crew[i])) continue;
        if (keep < i) s->crew[keep] = s->crew[i];
        keep++;
    }
    leave_out(s, keep, first + more);
    read_calendars(s, first, keep - first);
}

/* The next who may help stand next; the others are left out for good, as what is wanted only grows less. */
static int gather(struct slots_search *s)
{
    int at = s->read, keep = s->read;
    while (at < s->count && keep - s->read < SLOTS_AT_ONCE && !failed(s->w)) {
        if (!s->crew[at].looked) look_ahead(s, at);
        else if (!may_help(s, &s->crew[at])) at++;
        else if (keep < at) s->crew[keep++] = s->crew[at++];
        else keep++, at++;
    }
    leave_out(s, keep, at);
    return keep - s->read;
}

static int next_of_all(struct slots_search *s)
{
    int more = s->count - s->read < SLOTS_AT_ONCE ? s->count - s->read : SLOTS_AT_ONCE;
    read_weeks(s, s->read, more);
    read_calendars(s, s->read, more);
    return more;
}

int slots_next(struct slots_search *s) { return failed(s->w) ? 0 : slots_narrow(s) ? gather(s) : next_of_all(s); }
