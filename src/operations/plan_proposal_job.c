/* plan_proposal_job.c — the planning itself: load, search, ask the light about each pair the plan makes, search again without those that
 * may not, and write down what would change.
 *
 * difference: {"seconds","stopped","before":{sums},"after":{sums},
 *   "moves":[{"visit","number","customer","line","area","from_start","start","length","from":[worker],"to":[worker],"why","told","version","points"}],
 *   "workers":[{"id","before":{sums},"after":{sums}}], "open":[{"visit","number",…,"may","blocked","fixes":[{"kind","amount","worker",…}]}]}
 * why: "open" nobody had it · "time" the same worker at another time · "second" a second worker for her · "known" she is better known there · "way" both days get shorter ways ·
 * "suits" by ratings, experience and wishes · "room" makes room for others · "nobody" nobody can any more. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "operations/plan_proposal.h"
#include "record/job.h"
#include "record/store.h"

enum { MOST_ROUNDS = 6, MOST_EXPLAINED = 12, ASKED_FOR_EACH = 12, HUNDRED = 1000 };

struct planning {
    struct job *job;
    struct arena *arena;
    struct plan_proposal proposal;
    struct loaded_day loaded;
    struct day_model *model;
    struct day_plan *before, *after;    /* after: the one in hand */
    struct day_plan *ways[MOST_ALTERNATIVES]; int way_count;
    instant begun;
    bool stopped;                       /* by a person: go on with the best so far */
    double done, share;                 /* of the whole time: before this round; of this round */
    int refused;                        /* pairs that the light does not allow, found in this round */
    bool lost;                          /* the job was taken away: cancelled, or the server stops */
    bool *asked;                        /* visits × workers: the light was asked and allows it */
};

/* ---- steps of the job ---- */

static bool load(struct work *w, void *data)
{
    struct planning *t = data;
    const struct plan_proposal *p = LOAD(w, plan_proposal, strtoll(job_arguments(t->job), NULL, 10));
    if (!p) return false;
    t->proposal = *p;               /* its texts go with this work: only numbers are read later */
    t->proposal.why = t->proposal.difference.json = t->proposal.outcome.json = "";
    t->begun = w->now;
    if (p->state != PROPOSAL_RUNNING) return refuse(w, "", N_("Something else has happened to this plan meanwhile"));
    struct day_query q = { .branch = p->record.branch.id, .day = p->day, .move = p->move, .calm = p->calm };
    return day_load(w, t->arena, &q, &t->loaded);
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

static bool same_people(const struct day_visit *v, const struct day_seat *s)
{
    for (int i = 0; i < v->persons; i++) {
        bool had = false;
        for (int j = 0; j < v->was_count; j++) had |= v->was[j] == s->worker[i];
        if (!had) return false;
    }
    return true;
}

static bool ask_pair(struct planning *t, struct work *w, int visit, int worker)
{
    struct day_visit *v = &t->loaded.day.visits[visit];
    bool *asked = &t->asked[(int64_t)visit * t->loaded.day.worker_count + worker];
    if (*asked || v->loss[worker] < 0) return *asked && v->loss[worker] >= 0;
    *asked = true;
    if (day_pair_may(w, v->id, t->loaded.day.workers[worker].id, v->start, t->proposal.day, NULL)) return true;
    v->loss[worker] = -1;
    return false;
}

/* One who may not is seldom alone: the next best ones for this visit are asked at once. */
static void ask_others(struct planning *t, struct work *w, int visit)
{
    const struct day_visit *v = &t->loaded.day.visits[visit];
    const bool *asked = &t->asked[(int64_t)visit * t->loaded.day.worker_count];
    for (int n = 0; n < ASKED_FOR_EACH; n++) {
        int best = -1;
        for (int k = 0; k < t->loaded.day.worker_count; k++) if (v->loss[k] >= 0 && !asked[k] && (best < 0 || v->loss[k] < v->loss[best])) best = k;
        if (best < 0) return;
        ask_pair(t, w, visit, best);
    }
}

static bool ask_all(struct work *w, void *data)
{
    struct planning *t = data;
    const struct work_day *d = &t->loaded.day;
    t->refused = 0;
    for (int i = 0; i < d->visit_count && !failed(w); i++) {
        struct day_seat *s = &t->after->seats[i];
        if (s->worker[0] < 0 || same_people(&d->visits[i], s)) continue;
        bool well = true;
        for (int c = 0; c < d->visits[i].persons; c++) well &= s->worker[c] >= 0 && ask_pair(t, w, i, s->worker[c]);
        if (well) continue;
        for (int c = 0; c < MOST_CREW; c++) s->worker[c] = -1;
        ask_others(t, w, i);
        t->refused++;
    }
    return !failed(w);
}

static bool model(struct planning *t)
{
    char why[DAY_WHY] = "";
    day_model_free(t->model);
    t->model = day_model_new(&t->loaded.day, why);
    if (t->model) return true;
    t->proposal.why = arena_copy(t->arena, why);
    return false;
}

/* Up to three answers to a sick call, each of which the light allows. 0: search instead. */
static bool answer_calmly(struct planning *t)
{
    for (int round = 0; round < MOST_ROUNDS; round++) {
        int refused = 0;
        t->way_count = day_alternatives(t->model, t->arena, t->ways);
        for (int i = 0; i < t->way_count; i++) {
            t->after = t->ways[i];
            if (!job_read(t->job, ask_all, t)) return false;
            refused += t->refused;
        }
        t->done = (double)(round + 1) / MOST_ROUNDS;
        if (!job_progress(t->job, (int64_t)(t->done * HUNDRED), HUNDRED)) { t->lost = true; return false; }
        if (!refused) break;
        if (!model(t)) return false;
    }
    if (t->way_count) t->after = t->ways[0];
    return true;
}

/* Most of the time for the first search, the rest for what the light forbade of it. What the last round still may not do stays open. */
static bool plan(struct planning *t)
{
    static const double shares[MOST_ROUNDS] = { 0.6, 0.2, 0.1, 0.05, 0.03, 0.02 };
    t->asked = arena_take(t->arena, (size_t)t->loaded.day.visit_count * (size_t)t->loaded.day.worker_count + 1);
    if (!model(t)) return false;
    t->before = day_standing(t->model, t->arena);
    if (t->proposal.calm && (!answer_calmly(t) || t->way_count)) return !t->lost && t->after;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        t->share = shares[round];
        struct day_budget b = { .seconds = (double)t->proposal.seconds * t->share, .watch = watch, .watcher = t };
        t->after = day_search(t->model, t->arena, &b);
        t->done += t->share;
        if (t->lost || !job_read(t->job, ask_all, t)) return false;
        if (!t->refused) return true;
        struct day_plan *best = t->after;
        if (!model(t)) return false;
        day_adopt(t->model, best);
        if (t->stopped) t->after = day_standing(t->model, t->arena);
    }
    return true;
}

/* ---- the difference ---- */

static bool moves(const struct day_visit *v, const struct day_seat *s)
{
    if (s->worker[0] < 0) return v->was_count > 0 && v->loss[v->was[0]] < 0;
    return !same_people(v, s) || s->start != v->start;
}

static void write_sums(struct json *j, text key, const struct day_sums *s)
{
    write_object(j, key);
    write_number(j, "metres", s->metres);
    write_number(j, "minutes", s->way_minutes);
    write_number(j, "overtime", s->overtime);
    write_number(j, "continuity", s->continuity / 100);
    write_number(j, "visits", s->visits);
    write_number(j, "open", s->left_out);
    write_end(j, '}');
}

static void write_people(const struct planning *t, struct json *j, text key, const int *workers, int count)
{
    write_list(j, key);
    for (int i = 0; i < count; i++) if (workers[i] >= 0) write_number(j, NULL, t->loaded.day.workers[workers[i]].id);
    write_end(j, ']');
}

static void write_visit(struct work *w, const struct planning *t, struct json *j, int index)
{
    const struct day_visit *v = &t->loaded.day.visits[index];
    const struct visit *row = record_peek(w, &visit_type, v->id);
    write_number(j, "visit", v->id);
    write_text(j, "number", row ? row->record.number : "");
    write_number(j, "customer", row ? row->customer.id : 0);
    write_number(j, "line", row ? row->line.id : 0);
    write_text(j, "area", row ? row->area : "");
    write_number(j, "version", v->version);
    write_number(j, "from_start", day_at(t->proposal.day, v->start).ms);
    write_number(j, "length", v->length);
    write_flag(j, "told", v->told);
    write_people(t, j, "from", v->was, v->was_count);
}

/* Do these two days together get shorter? */
static bool shorter(const struct planning *t, int a, int b)
{
    const struct day_sums *then = t->before->of_worker, *now = t->after->of_worker;
    return now[a].metres + now[b].metres < then[a].metres + then[b].metres;
}

static text why_moved(const struct planning *t, int index)
{
    const struct day_visit *v = &t->loaded.day.visits[index];
    const struct day_seat *s = &t->after->seats[index];
    int64_t then, now;
    if (!v->was_count) return "open";
    if (s->worker[0] < 0) return "nobody";
    if (same_people(v, s)) return "time";
    if (v->was_count < v->persons && s->worker[0] == v->was[0]) return "second";
    day_share(&t->loaded, index, v->was[0], PART_CONTINUITY, &then);
    day_share(&t->loaded, index, s->worker[0], PART_CONTINUITY, &now);
    if (now > then) return "known";
    if (shorter(t, v->was[0], s->worker[0])) return "way";
    return v->loss[v->was[0]] - v->loss[s->worker[0]] >= 300 ? "suits" : "room";
}

static void write_move(struct work *w, struct planning *t, struct json *j, int index)
{
    const struct day_visit *v = &t->loaded.day.visits[index];
    const struct day_seat *s = &t->after->seats[index];
    bool kept = s->worker[0] >= 0 && v->was_count;
    write_object(j, NULL);
    write_visit(w, t, j, index);
    write_number(j, "start", day_at(t->proposal.day, s->worker[0] >= 0 ? s->start : v->start).ms);
    write_people(t, j, "to", s->worker, v->persons);
    write_text(j, "why", why_moved(t, index));
    if (kept && v->loss[v->was[0]] >= 0) write_number(j, "points", (v->loss[v->was[0]] - v->loss[s->worker[0]]) / 100);
    write_end(j, '}');
    t->proposal.moves++;
    t->proposal.calls += v->told;
}

static void write_fix(const struct planning *t, struct json *j, const struct day_fix *f)
{
    const struct work_day *d = &t->loaded.day;
    write_object(j, NULL);
    write_text(j, "kind", f->kind);
    write_number(j, "amount", f->amount);
    if (f->worker >= 0) write_number(j, "worker", d->workers[f->worker].id);
    if (f->visit >= 0) write_number(j, "visit", d->visits[f->visit].id);
    if (f->to_worker >= 0) write_number(j, "to", d->workers[f->to_worker].id);
    write_end(j, '}');
}

static void write_open(struct work *w, struct planning *t, struct json *j, int index)
{
    const struct day_visit *v = &t->loaded.day.visits[index];
    struct day_fix fixes[MOST_DAY_FIXES];
    int may = 0, n;
    for (int k = 0; k < t->loaded.day.worker_count; k++) may += v->loss[k] >= 0;
    write_object(j, NULL);
    write_visit(w, t, j, index);
    write_number(j, "may", may);
    write_list(j, "fixes");
    n = v->persons == 1 && t->proposal.open < MOST_EXPLAINED ? day_fixes(t->model, index, fixes) : 0;
    for (int i = 0; i < n; i++) write_fix(t, j, &fixes[i]);
    write_end(j, ']');
    write_end(j, '}');
    t->proposal.open++;
}

static void write_workers(const struct planning *t, struct json *j)
{
    write_list(j, "workers");
    for (int k = 0; k < t->loaded.day.worker_count; k++) {
        const struct day_sums *b = &t->before->of_worker[k], *a = &t->after->of_worker[k];
        if (b->metres == a->metres && b->visits == a->visits) continue;
        write_object(j, NULL);
        write_number(j, "id", t->loaded.day.workers[k].id);
        write_sums(j, "before", b);
        write_sums(j, "after", a);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text difference(struct work *w, struct planning *t)
{
    const struct work_day *d = &t->loaded.day;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "milliseconds", w->now.ms - t->begun.ms);
    write_flag(&j, "stopped", t->stopped);
    write_sums(&j, "before", &t->before->sums);
    write_sums(&j, "after", &t->after->sums);
    write_list(&j, "moves");
    for (int i = 0; i < d->visit_count; i++) if (moves(&d->visits[i], &t->after->seats[i])) write_move(w, t, &j, i);
    write_end(&j, ']');
    write_workers(t, &j);
    write_list(&j, "open");
    for (int i = 0; i < d->visit_count; i++) if (t->after->seats[i].worker[0] < 0) write_open(w, t, &j, i);
    write_end(&j, ']');
    write_end(&j, '}');
    return buf_text(&j.out);
}

/* The counts beside it are those of the plan in hand. */
static text write_way(struct work *w, struct planning *t, struct day_plan *plan)
{
    t->after = plan;
    t->proposal.moves = t->proposal.calls = t->proposal.open = 0;
    day_adopt(t->model, plan);
    return difference(w, t);
}

static text write_ways(struct work *w, struct planning *t)
{
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    for (int i = 0; i < t->way_count; i++) {
        text one = write_way(w, t, t->ways[i]);
        write_object(&j, NULL);
        write_number(&j, "calls", t->proposal.calls);
        write_number(&j, "moves", t->proposal.moves);
        write_number(&j, "open", t->proposal.open);
        write_number(&j, "metres", t->ways[i]->sums.metres);
        write_raw(&j, "difference", one);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    return buf_text(&j.out);
}

static bool ready(struct work *w, void *data)
{
    struct planning *t = data;
    struct plan_proposal *p = LOAD(w, plan_proposal, t->proposal.record.id);
    if (!p || p->state != PROPOSAL_RUNNING) return p ? refuse(w, "", N_("Something else has happened to this plan meanwhile")) : false;
    if (t->way_count > 1) p->alternatives.json = write_ways(w, t);
    p->alternative = t->way_count > 1;
    p->difference.json = write_way(w, t, t->way_count ? t->ways[0] : t->after);
    p->visits = t->loaded.day.visit_count;
    p->moves = t->proposal.moves;
    p->calls = t->proposal.calls;
    p->open = t->proposal.open;
    p->metres_before = t->before->sums.metres;
    p->metres_after = t->after->sums.metres;
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
    struct planning t = { .job = job, .arena = job_arena(job), .proposal = { .why = "" } };
    bool well = job_read(job, load, &t);
    well = well && plan(&t) && job_progress(job, HUNDRED - 1, HUNDRED) && job_write(job, ready, &t);
    day_model_free(t.model);
    if (!well && t.proposal.record.id) job_write(job, give_up, &t);
    return well;
}
