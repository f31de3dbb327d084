/* plan_proposal_job.c — the planning itself: load, search, ask the light about each pair the plan makes, search again without those that
 * may not, and write down what would change (plan_difference.c).
 *
 * Several days go one after the other, each with its part of the time: the hours of her week, her rest and her free day of the week count what was
 * decided for the days before, and the days behind as they stand. */
#include <stdlib.h>
#include <string.h>
#include "operations/plan_proposal_own.h"
#include "record/store.h"

enum { MOST_ROUNDS = 6, ASKED_FOR_EACH = 12, HUNDRED = 1000 };

/* ---- steps of the job ---- */

/* Each day gets time by the visits that lie on it. */
static void find_days(struct work *w, struct planning *t)
{
    int64_t counts[MOST_PLAN_DAYS], all = 0;
    t->day_count = t->proposal.last.number - t->proposal.day.number + 1;
    for (int i = 0; i < t->day_count; i++) {
        day d = t->days[i].day = (day){ t->proposal.day.number + i };
        counts[i] = 1 + db_one(w, SQL("select count(*) from visit where start >= $1 and start < $2 and state between 1 and 4"), BIND(num(day_start(d).ms), num(day_start((day){ d.number + 1 }).ms)), 0);
        all += counts[i];
    }
    for (int i = 0; i < t->day_count; i++) t->shares[i] = (double)counts[i] / (double)all;
}

static bool load(struct work *w, void *data)
{
    struct planning *t = data;
    const struct plan_proposal *p = LOAD(w, plan_proposal, strtoll(job_arguments(t->job), NULL, 10));
    if (!p) return false;
    t->proposal = *p;               /* its texts go with this work: only numbers are read later */
    t->proposal.why = t->proposal.difference.json = t->proposal.outcome.json = t->proposal.published_days.json = "";
    t->begun = w->now;
    if (p->state != PROPOSAL_RUNNING) return refuse(w, "", N_("Something else has happened to this plan meanwhile"));
    if (t->proposal.last.number < p->day.number) t->proposal.last = p->day;
    find_days(w, t);
    return !failed(w);
}

static bool load_day(struct work *w, void *data)
{
    struct planning *t = data;
    struct day_query q = { .branch = t->proposal.record.branch.id, .day = t->at->day, .move = t->proposal.move, .calm = t->proposal.calm, .late = t->proposal.late.id, .late_until = t->proposal.late_until, .kept = t->kept, .kept_count = t->kept_count };
    return day_load(w, t->arena, &q, &t->at->loaded);
}

static bool asked_to_stop(struct work *w, void *data)
{
    struct planning *t = data;
    t->stopped |= db_one(w, SQL("select stop from plan_proposal where id = $1"), BIND(num(t->proposal.record.id)), 0) != 0;
    return !failed(w);
}

static bool watch(void *data, double share, int64_t left_out)
{
    struct planning *t = data;
    (void)left_out;
    bool goes_on = job_progress(t->job, (int64_t)((t->done + t->share * share) * HUNDRED), HUNDRED);
    job_read(t->job, asked_to_stop, t);
    t->lost |= !goes_on;
    return goes_on && !t->stopped;
}

/* ---- the light, for the pairs a plan makes ---- */

static bool ask_pair(struct planning *t, struct work *w, int visit, int worker)
{
    struct day_visit *v = &t->at->loaded.day.visits[visit];
    bool *asked = &t->at->asked[(int64_t)visit * t->at->loaded.day.worker_count + worker];
    if (*asked || v->loss[worker] < 0) return *asked && v->loss[worker] >= 0;
    *asked = true;
    if (day_pair_may(w, v->id, t->at->loaded.day.workers[worker].id, v->start, t->at->day, NULL)) return true;
    v->loss[worker] = -1;
    return false;
}

/* One who may not is seldom alone: the next best ones for this visit are asked at once. */
static void ask_others(struct planning *t, struct work *w, int visit)
{
    const struct day_visit *v = &t->at->loaded.day.visits[visit];
    const bool *asked = &t->at->asked[(int64_t)visit * t->at->loaded.day.worker_count];
    for (int n = 0; n < ASKED_FOR_EACH; n++) {
        int best = -1;
        for (int k = 0; k < t->at->loaded.day.worker_count; k++) if (v->loss[k] >= 0 && !asked[k] && (best < 0 || v->loss[k] < v->loss[best])) best = k;
        if (best < 0) return;
        ask_pair(t, w, visit, best);
    }
}

static bool ask_all(struct work *w, void *data)
{
    struct planning *t = data;
    const struct work_day *d = &t->at->loaded.day;
    t->at->refused = 0;
    for (int i = 0; i < d->visit_count && !failed(w); i++) {
        struct day_seat *s = &t->at->after->seats[i];
        if (s->worker[0] < 0 || planned_same_people(&d->visits[i], s)) continue;
        bool well = true;
        for (int c = 0; c < d->visits[i].persons; c++) well &= s->worker[c] >= 0 && ask_pair(t, w, i, s->worker[c]);
        if (well) continue;
        for (int c = 0; c < MOST_CREW; c++) s->worker[c] = -1;
        t->at->after->sums.left_out++;
        ask_others(t, w, i);
        t->at->refused++;
    }
    return !failed(w);
}

static bool model(struct planning *t)
{
    char why[DAY_WHY] = "";
    day_model_free(t->at->model);
    t->at->model = day_model_new(&t->at->loaded.day, why);
    if (t->at->model) return true;
    t->proposal.why = arena_copy(t->arena, why);
    return false;
}

/* Up to three answers to a sick call, each of which the light allows. 0: search instead. */
static bool answer_calmly(struct planning *t)
{
    for (int round = 0; round < MOST_ROUNDS; round++) {
        int refused = 0;
        t->at->way_count = day_alternatives(t->at->model, t->arena, t->at->ways);
        for (int i = 0; i < t->at->way_count; i++) {
            t->at->after = t->at->ways[i];
            if (!job_read(t->job, ask_all, t)) return false;
            refused += t->at->refused;
        }
        t->done += t->whole / MOST_ROUNDS;
        if (!job_progress(t->job, (int64_t)(t->done * HUNDRED), HUNDRED)) { t->lost = true; return false; }
        if (!refused) break;
        if (!model(t)) return false;
    }
    if (t->at->way_count) t->at->after = t->at->ways[0];
    return true;
}

/* What the last round still may not do is undone, and its place given to others as far as they may. */
static bool settle(struct planning *t)
{
    for (int round = 0; t->at->refused && round < MOST_ROUNDS; round++) {
        struct day_plan *best = t->at->after;
        if (!model(t)) return false;
        day_adopt(t->at->model, best);
        t->at->after = day_standing(t->at->model, t->arena);
        if (!job_read(t->job, ask_all, t)) return false;
    }
    return true;
}

/* Most of the time for the first search, the rest for what the light forbade of it. */
static bool plan_day(struct planning *t)
{
    static const double shares[MOST_ROUNDS] = { 0.6, 0.2, 0.1, 0.05, 0.03, 0.02 };
    struct planned *p = t->at;
    p->asked = arena_take(t->arena, (size_t)p->loaded.day.visit_count * (size_t)p->loaded.day.worker_count + 1);
    if (!model(t)) return false;
    p->before = day_standing(p->model, t->arena);
    if (t->proposal.calm && t->day_count == 1 && (!answer_calmly(t) || p->way_count)) return !t->lost && p->after;
    double end = t->done + t->whole;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        t->share = shares[round] * t->whole;
        struct day_budget b = { .seconds = (double)t->proposal.seconds * t->share, .watch = watch, .watcher = t };
        p->after = day_search(p->model, t->arena, &b);
        t->done += t->share;
        if (t->lost || !job_read(t->job, ask_all, t)) return false;
        if (!p->refused || t->stopped) break;
        struct day_plan *best = p->after;
        if (!model(t)) return false;
        day_adopt(p->model, best);
    }
    t->done = end;
    return settle(t);
}

static int by_visit(const void *a, const void *b)
{
    const struct day_kept *x = a, *y = b;
    return x->visit < y->visit ? -1 : x->visit > y->visit;
}

/* For the days to come: who does what on this one. */
static void keep_day(struct planning *t)
{
    const struct work_day *d = &t->at->loaded.day;
    struct day_kept *all = arena_take(t->arena, sizeof *all * (size_t)(t->kept_count + d->visit_count * MOST_CREW + 1));
    if (t->kept_count) memcpy(all, t->kept, sizeof *all * (size_t)t->kept_count);
    t->kept = all;
    for (int i = 0; i < d->visit_count; i++) {
        const struct day_seat *s = &t->at->after->seats[i];
        all[t->kept_count++] = (struct day_kept){ .visit = d->visits[i].id };
        for (int c = 0; c < MOST_CREW; c++)
            if (s->worker[c] >= 0) all[t->kept_count++] = (struct day_kept){ d->visits[i].id, d->workers[s->worker[c]].id, day_at(d->day, s->start), d->visits[i].length };
    }
    qsort(all, (size_t)t->kept_count, sizeof *all, by_visit);
}

/* Why each visit moves: of the plan in hand, or of each answer to a sick call. */
static void explain_moves(struct planning *t)
{
    struct planned *p = t->at;
    for (int i = p->way_count; i-- > 0;) {
        p->after = p->ways[i];
        planned_costs(t, p);
        p->way_costs[i].before = p->costs_before;
        p->way_costs[i].after = p->costs_after;
    }
    if (!p->way_count) planned_costs(t, p);
}

static bool plan(struct planning *t)
{
    for (int i = 0; i < t->day_count; i++) {
        t->at = &t->days[i];
        t->whole = t->shares[i];
        if (!job_read(t->job, load_day, t) || !plan_day(t)) return false;
        explain_moves(t);
        if (!job_progress(t->job, (int64_t)(t->done * (HUNDRED - 1)), HUNDRED)) { t->lost = true; return false; }
        keep_day(t);
    }
    return true;
}

static bool ready(struct work *w, void *data)
{
    struct planning *t = data;
    struct plan_proposal *p = LOAD(w, plan_proposal, t->proposal.record.id);
    if (!p || p->state != PROPOSAL_RUNNING) return p ? refuse(w, "", N_("Something else has happened to this plan meanwhile")) : false;
    bool several = t->days[0].way_count > 1;
    if (several) p->alternatives.json = plan_ways(w, t);
    p->alternative = several;
    p->difference.json = plan_difference(w, t);
    p->visits = p->moves = p->calls = p->open = p->metres_before = p->metres_after = 0;
    for (int i = 0; i < t->day_count; i++) {
        const struct planned *d = &t->days[i];
        p->visits += d->counts.visits;
        p->moves += d->counts.moves;
        p->calls += d->counts.calls;
        p->open += d->counts.open;
        p->metres_before += d->before->sums.metres;
        p->metres_after += d->after->sums.metres;
    }
    p->ready_at = w->now;
    p->state = PROPOSAL_READY;
    return SAVE(w, plan_proposal, p);
}

/* Cancelled by hand, or a day that the engine cannot take. A server that stops begins it anew at its next start. */
static bool give_up(struct work *w, void *data)
{
    struct planning *t = data;
    struct plan_proposal *p = LOAD(w, plan_proposal, t->proposal.record.id);
    bool cancelled = db_one(w, SQL("select cancel from job where id = $1"), BIND(num(job_id(t->job))), 0) != 0;
    if (!p || p->state != PROPOSAL_RUNNING || (t->lost && !cancelled)) return !failed(w);
    p->state = PROPOSAL_FAILED;
    p->ended_at = w->now;
    p->why = t->proposal.why;
    return SAVE(w, plan_proposal, p);
}

bool plan_proposal_job(struct job *job)
{
    struct planning *t = arena_take(job_arena(job), sizeof *t);
    *t = (struct planning){ .job = job, .arena = job_arena(job), .proposal = { .why = "" } };
    bool well = job_read(job, load, t) && plan(t) && job_progress(job, HUNDRED - 1, HUNDRED) && job_write(job, ready, t);
    for (int i = 0; i < t->day_count; i++) day_model_free(t->days[i].model);
    if (!well && t->proposal.record.id) job_write(job, give_up, t);
    return well;
}
