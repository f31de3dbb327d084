/* plan_difference.c — what a planning would change, day by day, written down for people to read.
 *
 * difference: {"milliseconds","stopped","before":{sums},"after":{sums},
 *   "moves":[{"visit","day","number","customer","line","area","from_start","start","length","from":[worker],"to":[worker],"gear":[van or machine],"why","told","version","saved":{"known","way",…}}],
 *   "workers":[{"id","day","before":{sums},"after":{sums}}], "open":[{"visit","number",…,"may","blocked","fixes":[{"kind","amount","worker",…}]}], "days":[{"day","visits","moves","calls","open","before","after"}]}
 * why: "open" nobody had it · "time" the same worker at another time · "second" a second worker for her · "may_not" she who had it may not any more · "cannot" she cannot be there any more (an over-run, a leave) · "nobody" nobody gets it, and she who had it is needed elsewhere or may not any more;
 * and for the others the engine's term that the move itself saves most: "known" she is better known there · "suits" by ratings, experience and wishes · "way" · "overtime" · "lunch";
 * "room" none: it makes room for others. `saved`: the points of each term, before less after. */
#include "base/words.h"
#include "operations/plan_proposal_own.h"
#include "record/store.h"

enum { MOST_EXPLAINED = 12 };             /* of a day: open visits whose smallest changes are looked for */

bool planned_same_people(const struct day_visit *v, const struct day_seat *s)
{
    for (int i = 0; i < v->persons; i++) {
        bool had = false;
        for (int j = 0; j < v->was_count; j++) had |= v->was[j] == s->worker[i];
        if (!had) return false;
    }
    return true;
}

/* Whom it is taken from is planned elsewhere in its time, so that she loses it even if nobody else gets it. */
bool planned_moves(const struct day_visit *v, const struct day_seat *s)
{
    if (s->worker[0] < 0) return v->was_count > 0;
    return !planned_same_people(v, s) || s->start != v->start;
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
    for (int i = 0; i < count; i++) if (workers[i] >= 0) write_number(j, NULL, t->at->loaded.day.workers[workers[i]].id);
    write_end(j, ']');
}

static void write_visit(struct work *w, const struct planning *t, struct json *j, int index)
{
    const struct day_visit *v = &t->at->loaded.day.visits[index];
    const struct visit *row = record_peek(w, &visit_type, v->id);
    write_number(j, "visit", v->id);
    write_number(j, "day", t->at->day.number);
    write_text(j, "number", row ? row->record.number : "");
    write_number(j, "customer", row ? row->customer.id : 0);
    write_number(j, "line", row ? row->line.id : 0);
    write_text(j, "area", row ? row->area : "");
    write_number(j, "version", v->version);
    write_number(j, "from_start", day_at(t->at->day, v->start).ms);
    write_number(j, "length", v->length);
    write_flag(j, "told", v->told);
    write_people(t, j, "from", v->was, v->was_count);
}

/* What it has reserved, and what the plan counts on for it: publishing reserves these. */
static void write_gear(const struct planning *t, struct json *j, const struct day_visit *v)
{
    write_list(j, "gear");
    for (int i = 0; i < v->gear_count; i++) write_number(j, NULL, t->at->loaded.day.gear[v->gear[i]].id);
    write_end(j, ']');
}

/* ---- why ---- */

void planned_costs(struct planning *t, struct planned *p)
{
    int n = p->loaded.day.visit_count;
    bool *moved = arena_take(t->arena, sizeof *moved * (size_t)(n + 1));
    for (int i = 0; i < n; i++) moved[i] = p->loaded.day.visits[i].was_count && p->after->seats[i].worker[0] >= 0 && planned_moves(&p->loaded.day.visits[i], &p->after->seats[i]);
    p->costs_before = arena_take(t->arena, sizeof *p->costs_before * (size_t)(n + 1));
    p->costs_after = arena_take(t->arena, sizeof *p->costs_after * (size_t)(n + 1));
    day_costs(p->model, p->before, moved, p->costs_before);
    day_costs(p->model, p->after, moved, p->costs_after);
}

static int64_t saved(const struct planning *t, int index, enum day_cost what) { return t->at->costs_before[index].of[what] - t->at->costs_after[index].of[what]; }

/* What its own move saves most; nothing: it went for the sake of others. */
static text why_saved(const struct planning *t, int index, bool better_known)
{
    static const text words[DAY_COSTS] = { [COST_KNOWN] = "suits", [COST_WAY] = "way", [COST_OVERTIME] = "overtime", [COST_LUNCH] = "lunch", [COST_TIME] = "time", [COST_CHANGE] = "suits" };
    if (!t->at->costs_before[index].planned) return "cannot";
    if (!t->at->costs_after[index].planned) return "room";
    int best = -1;
    for (int i = 0; i < DAY_COSTS; i++)
        if (i != COST_CHANGE && saved(t, index, (enum day_cost)i) > 0 && (best < 0 || saved(t, index, (enum day_cost)i) > saved(t, index, (enum day_cost)best))) best = i;
    if (best == COST_KNOWN && better_known) return "known";
    return best < 0 ? "room" : words[best];
}

static text why_moved(const struct planning *t, int index)
{
    const struct day_visit *v = &t->at->loaded.day.visits[index];
    const struct day_seat *s = &t->at->after->seats[index];
    int64_t then, now;
    if (!v->was_count) return "open";
    if (s->worker[0] < 0) return "nobody";
    if (planned_same_people(v, s)) return "time";
    if (v->was_count < v->persons && s->worker[0] == v->was[0]) return "second";
    if (v->loss[v->was[0]] < 0) return "may_not";
    day_share(&t->at->loaded, index, v->was[0], PART_CONTINUITY, &then);
    day_share(&t->at->loaded, index, s->worker[0], PART_CONTINUITY, &now);
    return why_saved(t, index, now > then);
}

/* Points of each of the engine's terms that the move saves (less than nothing: costs). */
static void write_saved(const struct planning *t, struct json *j, int index)
{
    static const text names[DAY_COSTS] = { [COST_KNOWN] = "known", [COST_WAY] = "way", [COST_OVERTIME] = "overtime", [COST_LUNCH] = "lunch", [COST_TIME] = "time", [COST_CHANGE] = "change" };
    if (!t->at->costs_before[index].planned || !t->at->costs_after[index].planned) return;
    write_object(j, "saved");
    for (int i = 0; i < DAY_COSTS; i++) {
        int64_t hundredths = saved(t, index, (enum day_cost)i), points = (hundredths + (hundredths < 0 ? -50 : 50)) / 100;
        if (points) write_number(j, names[i], points);
    }
    write_end(j, '}');
}

static void write_move(struct work *w, struct planning *t, struct json *j, int index)
{
    const struct day_visit *v = &t->at->loaded.day.visits[index];
    const struct day_seat *s = &t->at->after->seats[index];
    bool kept = s->worker[0] >= 0 && v->was_count;
    write_object(j, NULL);
    write_visit(w, t, j, index);
    write_number(j, "start", day_at(t->at->day, s->worker[0] >= 0 ? s->start : v->start).ms);
    write_people(t, j, "to", s->worker, v->persons);
    if (v->gear_count && s->worker[0] >= 0) write_gear(t, j, v);
    write_text(j, "why", why_moved(t, index));
    if (kept) write_saved(t, j, index);
    write_end(j, '}');
    t->at->counts.moves++;
    t->at->counts.calls += v->told;
}

static void write_fix(const struct planning *t, struct json *j, const struct day_fix *f)
{
    const struct work_day *d = &t->at->loaded.day;
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
    const struct day_visit *v = &t->at->loaded.day.visits[index];
    struct day_fix fixes[MOST_DAY_FIXES];
    int may = 0, n;
    for (int k = 0; k < t->at->loaded.day.worker_count; k++) may += v->loss[k] >= 0;
    write_object(j, NULL);
    write_visit(w, t, j, index);
    write_number(j, "may", may);
    write_list(j, "fixes");
    n = v->persons == 1 && t->at->counts.open < MOST_EXPLAINED ? day_fixes(t->at->model, index, fixes) : 0;
    for (int i = 0; i < n; i++) write_fix(t, j, &fixes[i]);
    write_end(j, ']');
    write_end(j, '}');
    t->at->counts.open++;
}

static void write_workers(const struct planning *t, struct json *j)
{
    for (int k = 0; k < t->at->loaded.day.worker_count; k++) {
        const struct day_sums *b = &t->at->before->of_worker[k], *a = &t->at->after->of_worker[k];
        if (b->metres == a->metres && b->visits == a->visits) continue;
        write_object(j, NULL);
        write_number(j, "id", t->at->loaded.day.workers[k].id);
        write_number(j, "day", t->at->day.number);
        write_sums(j, "before", b);
        write_sums(j, "after", a);
        write_end(j, '}');
    }
}

/* The counts of the day's plan in hand begin anew; the engine answers for that plan. */
static void take_day(struct planning *t, struct planned *p)
{
    t->at = p;
    p->counts.visits = p->loaded.day.visit_count;
    p->counts.moves = p->counts.calls = p->counts.open = 0;
    day_adopt(p->model, p->after);
}

static void write_moves(struct work *w, struct planning *t, struct json *j)
{
    const struct work_day *d = &t->at->loaded.day;
    for (int i = 0; i < d->visit_count; i++) if (planned_moves(&d->visits[i], &t->at->after->seats[i])) write_move(w, t, j, i);
}

static void write_left(struct work *w, struct planning *t, struct json *j)
{
    const struct work_day *d = &t->at->loaded.day;
    for (int i = 0; i < d->visit_count; i++) if (t->at->after->seats[i].worker[0] < 0) write_open(w, t, j, i);
}

static void add_up(struct day_sums *to, const struct day_sums *more)
{
    to->metres += more->metres;
    to->way_minutes += more->way_minutes;
    to->overtime += more->overtime;
    to->continuity += more->continuity;
    to->visits += more->visits;
    to->left_out += more->left_out;
}

static void write_totals(const struct planning *t, struct json *j)
{
    struct day_sums before = { 0 }, after = { 0 };
    for (int i = 0; i < t->day_count; i++) {
        add_up(&before, &t->days[i].before->sums);
        add_up(&after, &t->days[i].after->sums);
    }
    write_sums(j, "before", &before);
    write_sums(j, "after", &after);
}

static void write_days(const struct planning *t, struct json *j)
{
    write_list(j, "days");
    for (int i = 0; i < t->day_count; i++) {
        const struct planned *p = &t->days[i];
        write_object(j, NULL);
        write_number(j, "day", p->day.number);
        write_number(j, "visits", p->counts.visits);
        write_number(j, "moves", p->counts.moves);
        write_number(j, "calls", p->counts.calls);
        write_number(j, "open", p->counts.open);
        write_sums(j, "before", &p->before->sums);
        write_sums(j, "after", &p->after->sums);
        write_end(j, '}');
    }
    write_end(j, ']');
}

text plan_difference(struct work *w, struct planning *t)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "milliseconds", w->now.ms - t->begun.ms);
    write_flag(&j, "stopped", t->stopped);
    write_totals(t, &j);
    write_list(&j, "moves");
    for (int i = 0; i < t->day_count; i++) { take_day(t, &t->days[i]); write_moves(w, t, &j); }
    write_end(&j, ']');
    write_list(&j, "workers");
    for (int i = 0; i < t->day_count; i++) { t->at = &t->days[i]; write_workers(t, &j); }
    write_end(&j, ']');
    write_list(&j, "open");
    for (int i = 0; i < t->day_count; i++) { t->at = &t->days[i]; write_left(w, t, &j); }
    write_end(&j, ']');
    write_days(t, &j);
    write_end(&j, '}');
    return buf_text(&j.out);
}

text plan_ways(struct work *w, struct planning *t)
{
    struct planned *p = &t->days[0];
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    for (int i = 0; i < p->way_count; i++) {
        p->after = p->ways[i];
        p->costs_before = p->way_costs[i].before;
        p->costs_after = p->way_costs[i].after;
        text one = plan_difference(w, t);
        write_object(&j, NULL);
        write_number(&j, "calls", p->counts.calls);
        write_number(&j, "moves", p->counts.moves);
        write_number(&j, "open", p->counts.open);
        write_number(&j, "metres", p->ways[i]->sums.metres);
        write_raw(&j, "difference", one);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    p->after = p->ways[0];
    p->costs_before = p->way_costs[0].before;
    p->costs_after = p->way_costs[0].after;
    return buf_text(&j.out);
}
