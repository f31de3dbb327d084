/* crew.c — more than two go (团队单, DOMAIN.md §4.6): who, of which grade, and how long each really worked. Everyone's calendar is taken;
 * what each gets of the visit's pay is settled by these hours and grades (finance/split.h), and counts as her working time (judge.c).
 *
 * Their phones tell when each began and ended (field/mate.h). Nobody works longer than the job: who forgets to say that she has ended, ended with
 * the leader. Who told nothing worked as long as the leader. As long as nobody but the leader told anything, all have the planned hours. */
#include "base/words.h"
#include "operations/visit_fields.h"
#include "record/booking.h"
#include "record/store.h"

static bool among(const int64_t *ids, int n, int64_t id)
{
    for (int i = 0; i < n; i++)
        if (ids[i] == id) return true;
    return false;
}

int visit_workers(const struct visit *v, int64_t ids[MOST_VISIT_WORKERS])
{
    int n = 0;
    if (v->worker.id) ids[n++] = v->worker.id;
    if (v->second.id && !among(ids, n, v->second.id)) ids[n++] = v->second.id;
    for (size_t i = 0; i < v->crew.count && n < MOST_VISIT_WORKERS; i++) {
        int64_t id = ROW(struct crew_row, v->crew, i)->worker.id;
        if (!among(ids, n, id)) ids[n++] = id;
    }
    return n;
}

static struct crew_row *row_of(const struct visit *v, int64_t worker)
{
    for (size_t i = 0; i < v->crew.count; i++)
        if (ROW(struct crew_row, v->crew, i)->worker.id == worker) return ROW(struct crew_row, v->crew, i);
    return NULL;
}

/* Room for one more; the first two stand in it from the beginning, the first as the leader. */
static struct crew_row *with_room(struct work *w, struct visit *v)
{
    struct crew_row *all = take_many(w, struct crew_row, v->crew.count + 3);
    size_t n = v->crew.count;
    for (size_t i = 0; i < n; i++) all[i] = *ROW(struct crew_row, v->crew, i);
    if (!n) all[n++] = (struct crew_row){ .worker = v->worker, .grade = CREW_LEADER };
    if (v->second.id && !row_of(v, v->second.id)) all[n++] = (struct crew_row){ .worker = v->second, .grade = CREW_SKILLED };
    v->crew = (rows_of){ all, n };
    return all;
}

bool crew_add(struct work *w, struct visit *v, const struct crew_joining *in)
{
    const struct worker *n = LOAD_LENT(w, worker, in->worker.id);
    int64_t ids[MOST_VISIT_WORKERS];
    int count = visit_workers(v, ids);
    if (!n) return false;
    if (!v->worker.id) return refuse(w, "worker", N_("Assign the leader first"));
    if (among(ids, count, n->record.id)) return refuse(w, "worker", N_("{1} already goes there"), n->name);
    if (count >= MOST_VISIT_WORKERS) return refuse(w, "worker", N_("A crew has at most {1} people"), print(w, "%d", MOST_VISIT_WORKERS));
    struct judgement j = visit_judge(w, v, n, v->start);
    if (!refuse_judgement(w, n, &j)) return false;
    struct crew_row *all = with_room(w, v);
    all[v->crew.count++] = (struct crew_row){ .worker = in->worker, .grade = in->grade };
    v->touched = true;
    v->under_transition |= visit_log_transition(w, v, n, &j);
    return visit_book(w, v, v->worker.id, v->second.id, v->start);
}

bool crew_leave(struct work *w, struct visit *v, const struct crew_member_of *in)
{
    if (!row_of(v, in->worker.id)) return refuse(w, "worker", N_("She is not in this crew"));
    if (in->worker.id == v->worker.id) return refuse(w, "worker", N_("She leads the crew: assign another leader instead"));
    struct crew_row *all = take_many(w, struct crew_row, v->crew.count);
    size_t n = 0;
    for (size_t i = 0; i < v->crew.count; i++)
        if (ROW(struct crew_row, v->crew, i)->worker.id != in->worker.id) all[n++] = *ROW(struct crew_row, v->crew, i);
    if (v->second.id == in->worker.id) v->second.id = 0;
    v->crew = (rows_of){ n > 1 ? all : NULL, n > 1 ? n : 0 };           /* one alone is no crew */
    return visit_book(w, v, v->worker.id, v->second.id, v->start);
}

void crew_new_leader(struct work *w, struct visit *v, int64_t leader)
{
    struct crew_row *old = row_of(v, v->worker.id), *all = take_many(w, struct crew_row, v->crew.count);
    size_t n = 0;
    if (!old || v->worker.id == leader) return;
    for (size_t i = 0; i < v->crew.count; i++) {
        struct crew_row row = *ROW(struct crew_row, v->crew, i);
        if (row.worker.id == leader) continue;                  /* she is in it already: she moves up, the old leader goes */
        if (row.worker.id == v->worker.id) row.worker.id = leader;
        all[n++] = row;
    }
    v->crew = (rows_of){ all, n };
}

int64_t crew_next_leader(struct work *w, const struct visit *v)
{
    for (size_t i = 0; i < v->crew.count; i++) {
        const struct crew_row *r = ROW(struct crew_row, v->crew, i);
        const struct worker *n = r->worker.id != v->worker.id && r->grade != CREW_NEW ? LOAD_LENT(w, worker, r->worker.id) : NULL;
        if (failed(w)) return 0;
        struct judgement j = n ? visit_judge(w, v, n, v->start) : (struct judgement){ 0 };
        if (n && may_serve(&j)) return n->record.id;
    }
    return 0;
}

bool crew_led_by(struct work *w, struct visit *v, int64_t leader)
{
    if (v->second.id == leader) v->second.id = 0;           /* in the crew she stays */
    return step_run(w, &visit_type, v, "assign", &(struct assignment){ .worker = { leader } });
}

/* The rest of the planned person-minutes, shared by those who have no hours of their own yet (DOMAIN.md §0.13: 13.5 hours in all, one leaves
 * after 2: the others work 5.75 each). */
static void others_work_on(struct visit *v, const struct crew_row *gone)
{
    int64_t all = v->length.count * (int64_t)v->crew.count, done = 0, staying = 0;
    for (size_t i = 0; i < v->crew.count; i++) {
        struct crew_row *r = ROW(struct crew_row, v->crew, i);
        if (!r->entered) r->worked.given = false;           /* what phones told gives way to the office */
        if (r->worked.given) done += r->worked.value;
        else staying++;
    }
    for (size_t i = 0; i < v->crew.count; i++) {
        struct crew_row *r = ROW(struct crew_row, v->crew, i);
        if (r != gone && !r->worked.given) r->entered = true, r->worked = (maybe_number){ all > done ? (all - done) / staying : 0, true };
    }
}

/* ---- as their phones tell ---- */

static int64_t minutes_between(instant from, instant to)
{
    enum { STEP = 5, MOST = 1440 };
    int64_t n = to.ms > from.ms ? (to.ms - from.ms + MINUTES(STEP) / 2) / MINUTES(STEP) * STEP : 0;        /* as all times of the house, in steps of five */
    return n < MOST ? n : MOST;
}

static bool a_mate_told(const struct visit *v)
{
    for (size_t i = 0; i < v->crew.count; i++)
        if (ROW(struct crew_row, v->crew, i)->worker.id != v->worker.id && ROW(struct crew_row, v->crew, i)->began.ms) return true;
    return false;
}

void crew_reckon(struct visit *v)
{
    if (!a_mate_told(v)) return;
    for (size_t i = 0; i < v->crew.count; i++) {
        struct crew_row *r = ROW(struct crew_row, v->crew, i);
        bool leads = r->worker.id == v->worker.id;
        if (leads) { r->began = v->began_at; r->ended = v->finished_at; }
        instant from = r->began.ms ? r->began : v->began_at, to = r->ended;
        if (v->finished_at.ms && (!to.ms || to.ms > v->finished_at.ms)) to = v->finished_at;
        if (!r->entered && from.ms && to.ms) r->worked = (maybe_number){ minutes_between(from, to), true };
    }
}

bool crew_clock(struct work *w, struct visit *v, const struct crew_told *in)
{
    (void)w;
    struct crew_row *row = row_of(v, in->worker.id);
    if (!row) return true;                          /* one of two: they share evenly */
    if (in->began.ms) row->began = in->began;
    if (in->ended.ms) row->ended = in->ended;
    crew_reckon(v);
    return true;
}

bool crew_hours(struct work *w, struct visit *v, const struct crew_time *in)
{
    struct crew_row *row = row_of(v, in->worker.id);
    if (!row) return refuse(w, "worker", N_("She is not in this crew"));
    row->worked = (maybe_number){ in->worked, true };
    row->entered = true;
    if (in->others_work_on) others_work_on(v, row);
    int64_t all = 0;
    for (size_t i = 0; i < v->crew.count; i++) {
        const struct crew_row *r = ROW(struct crew_row, v->crew, i);
        all += r->worked.given ? r->worked.value : v->length.count;
    }
    return all > 0 || refuse(w, "worked", N_("Somebody must have worked: the pay is shared by hours"));
}
