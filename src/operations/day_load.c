/* day_load.c — see day_load.h. */
#include "operations/day_load.h"
#include <stdlib.h>
#include <string.h>
#include "operations/candidates.h"
#include "operations/day_facts.h"
#include "operations/visit_fields.h"
#include "operations/way.h"
#include "operations/work_hours.h"
#include "record/booking.h"
#include "record/store.h"

enum { MOST_BRANCHES = 500, RESOURCES_AT_ONCE = 200, REGULAR_DAY = 480, MOST_OVERTIME = 36 * 60 };

struct loader {
    struct work *w;
    struct arena *arena;
    const struct day_query *query;
    struct work_day *day;
    struct day_facts *facts;
    int64_t branches[MOST_BRANCHES];
    int branch_count;
    int64_t midnight;
    struct { int64_t branch; int hours; } rests[64]; int rest_count;
    struct found visits, workers;       /* of the same index as day->visits, day->workers */
    const struct visit *late;           /* of query->late */
    struct work_hours *hours;           /* of each worker: what stays of the days around */
};

static int minute(const struct loader *l, int64_t ms) { return (int)((ms - l->midnight) / MINUTES(1)); }

static bool ours(const struct loader *l, int64_t branch)
{
    for (int i = 0; i < l->branch_count; i++) if (l->branches[i] == branch) return true;
    return false;
}

static void find_branches(struct loader *l)
{
    const struct branch_line *lines;
    int n = branches_all(l->w, &lines);
    l->branch_count = n <= MOST_BRANCHES ? branches_below(lines, n, l->query->branch, l->branches) : 0;
    if (!l->branch_count) l->branches[l->branch_count++] = l->query->branch;
}

/* ---- workers ---- */

/* Who helps out in one of these branches on this day. */
static bool read_lent(struct loader *l, int64_t *workers, int most, int *ret_count)
{
    struct rows *row = db_query(l->w, SQL("select worker, destination from lending where state = 2 and first <= $1 and last >= $1"), BIND(num(l->query->day.number)));
    while (db_next(row)) if (*ret_count < most && ours(l, db_number(row, 1))) workers[(*ret_count)++] = db_number(row, 0);
    return !failed(l->w);
}

static void read_workers(struct loader *l)
{
    enum { MOST_LENT = 1000 };
    int64_t *lent = take_many(l->w, int64_t, MOST_LENT);
    int lent_count = 0;
    struct found all = LOAD_WHERE(l->w, worker, "state = 5 order by id", BIND(num(0)));
    l->workers = (struct found){ take_many(l->w, void *, all.count), 0 };
    read_lent(l, lent, MOST_LENT, &lent_count);
    for (int i = 0; i < all.count; i++) {
        const struct worker *n = FOUND(struct worker, all, i);
        bool mine = ours(l, n->record.branch.id);
        for (int k = 0; !mine && k < lent_count; k++) mine = lent[k] == n->record.id;
        if (mine) l->workers.at[l->workers.count++] = all.at[i];
    }
    l->day->worker_count = l->workers.count;
    l->day->workers = arena_take(l->arena, sizeof *l->day->workers * (size_t)(l->workers.count + 1));
    l->hours = take_many(l->w, struct work_hours, l->workers.count);
    for (int i = 0; i < l->workers.count; i++) l->hours[i].turn = worker_turn(FOUND(struct worker, l->workers, i));
}

static int index_of(const struct loader *l, int64_t worker)
{
    int from = 0, to = l->workers.count;
    while (from < to) {
        int middle = (from + to) / 2;
        if (FOUND(struct worker, l->workers, middle)->record.id < worker) from = middle + 1;
        else to = middle;
    }
    return from < l->workers.count && FOUND(struct worker, l->workers, from)->record.id == worker ? from : -1;
}

/* ---- visits: which of the day may be planned ---- */

/* Of her whose visit takes longer, what she has on the day after it and has not set out for. */
static bool is_next_of_late(const struct loader *l, const struct visit *v)
{
    const struct visit *late = l->late;
    if (!late || v->state > VISIT_CONFIRMED || v->start.ms < late->start.ms || v->start.ms < l->w->now.ms) return false;
    return v->worker.id == late->worker.id || (late->second.id && v->worker.id == late->second.id) || (v->second.id && (v->second.id == late->worker.id || v->second.id == late->second.id));
}

static bool may_plan(const struct loader *l, const struct visit *v)
{
    const struct day_query *q = l->query;
    if (!ours(l, v->record.branch.id) || v->start.ms < l->w->now.ms) return q->visit == v->record.id;
    if (q->visit) return v->record.id == q->visit;
    if (v->state == VISIT_UNASSIGNED) return true;
    if (v->pinned_worker && v->pinned_time) return false;
    if (l->late && v->record.id == l->late->record.id) return false;
    if (is_next_of_late(l, v)) return true;
    if (day_of(v->start).number != q->day.number) return false;
    if (q->move == MOVE_OPEN || v->start.ms < l->w->now.ms + MINUTES(FROZEN_MINUTES)) return false;
    if (index_of(l, v->worker.id) < 0 || (v->second.id && index_of(l, v->second.id) < 0)) return false;
    return q->move == MOVE_ALL || v->state < VISIT_CONFIRMED;
}

static bool has_crew(const int64_t *crews, int n, int64_t id)
{
    for (int i = 0; i < n; i++) if (crews[i] == id) return true;
    return false;
}

static int read_crews(struct loader *l, int64_t from, int64_t to, int64_t **ret)
{
    int n = 0, room = 64;
    int64_t *all = take_many(l->w, int64_t, room);
    struct rows *row = db_query(l->w, SQL("select distinct c.parent from visit_crew c join visit v on v.id = c.parent where v.start >= $1 and v.start < $2"), BIND(num(from), num(to)));
    while (db_next(row)) {
        if (n == room) { int64_t *more = take_many(l->w, int64_t, room *= 2); memcpy(more, all, sizeof *all * (size_t)n); all = more; }
        all[n++] = db_number(row, 0);
    }
    *ret = all;
    return n;
}

static int persons_of(struct loader *l, const struct visit *v)
{
    const struct sentence *why;
    int n = l->query->visit ? 1 : visit_persons(l->w, v, v->worker.id, v->start, &why);
    return n > 1 ? n : 1;
}

static int priority_of(const struct visit *v, const struct service_line *line)
{
    if (line && (line->child_contact || line->elder_contact)) return 4;
    return v->rework_of.id ? 3 : v->plan.id ? 2 : 1;
}

static void take_visit(struct loader *l, struct visit *v, int persons)
{
    const struct household *h = record_peek(l->w, &household_type, v->household.id);
    const struct service_line *line = record_peek(l->w, &service_line_type, v->line.id);
    struct day_visit *to = &l->day->visits[l->day->visit_count];
    int start = minute(l, v->start.ms), told = minute(l, visit_promised(v).ms), leeway = line ? line->leeway.count : 0;
    *to = (struct day_visit){ .id = v->record.id, .version = v->record.version, .at = h ? h->at : (place){ 0 }, .start = start, .length = v->length.count,
        .pause = line ? line->pause_after.count : 0, .earliest = told - leeway, .latest = told + leeway, .persons = persons,
        .told = v->state >= VISIT_CONFIRMED, .priority = priority_of(v, line) };
    if (v->worker.id && index_of(l, v->worker.id) >= 0) to->was[to->was_count++] = index_of(l, v->worker.id);
    if (to->was_count && persons > 1 && v->second.id && index_of(l, v->second.id) >= 0) to->was[to->was_count++] = index_of(l, v->second.id);
    if (v->pinned_time) to->earliest = to->latest = start;
    if (to->earliest < l->day->now) to->earliest = l->day->now < start ? l->day->now : start;
    l->visits.at[l->day->visit_count++] = v;
}

/* What is looked at: the day, and of an over-run the rest of the night of whoever is in it. */
static int64_t end_of_visits(const struct loader *l)
{
    int64_t turn = 0, both[2] = { l->late ? l->late->worker.id : 0, l->late ? l->late->second.id : 0 };
    for (int i = 0; i < COUNT_OF(both); i++) {
        int k = both[i] ? index_of(l, both[i]) : -1;
        if (k >= 0 && worker_turn(FOUND(struct worker, l->workers, k)) > turn) turn = worker_turn(FOUND(struct worker, l->workers, k));
    }
    return day_at((day){ l->query->day.number + 1 }, (int)turn).ms;
}

static void read_visits(struct loader *l)
{
    int64_t from = l->midnight, to = end_of_visits(l), *crews = NULL;
    struct found all = l->query->visit ? LOOK_WHERE(l->w, visit, "id = $1", BIND(num(l->query->visit)))
        : LOOK_WHERE(l->w, visit, "start >= $1 and start < $2 and state between 1 and 4 order by start, id", BIND(num(from), num(to)));
    int n = l->query->visit ? 0 : read_crews(l, from, to, &crews);
    l->visits.at = take_many(l->w, void *, all.count);
    l->day->visits = arena_take(l->arena, sizeof *l->day->visits * (size_t)(all.count + 1));
    for (int i = 0; i < all.count; i++) {
        struct visit *v = FOUND(struct visit, all, i);
        int persons = may_plan(l, v) && !has_crew(crews, n, v->record.id) ? persons_of(l, v) : 0;
        if (persons > 0 && persons <= MOST_CREW) take_visit(l, v, persons);
    }
    l->visits.count = l->day->visit_count;
}

static bool is_planned(const struct loader *l, int64_t visit)
{
    for (int i = 0; i < l->day->visit_count; i++) if (l->day->visits[i].id == visit) return true;
    return false;
}

/* ---- what each worker does otherwise ---- */

static bool is_kept(const struct loader *l, int64_t visit)
{
    int from = 0, to = l->query->kept_count;
    while (from < to) {
        int middle = (from + to) / 2;
        if (l->query->kept[middle].visit < visit) from = middle + 1;
        else to = middle;
    }
    return from < l->query->kept_count && l->query->kept[from].visit == visit;
}

static void count_hours(struct loader *l, struct rows *row)
{
    while (db_next(row)) {
        int k = index_of(l, db_number(row, 0));
        if (k >= 0 && !is_planned(l, db_number(row, 3)) && !is_kept(l, db_number(row, 3))) work_hours_add(&l->hours[k], (instant){ db_number(row, 1) }, db_number(row, 2), l->query->day);
    }
}

static void count_kept(struct loader *l)
{
    for (int i = 0; i < l->query->kept_count; i++) {
        const struct day_kept *kept = &l->query->kept[i];
        int k = kept->worker ? index_of(l, kept->worker) : -1;
        if (k >= 0) work_hours_add(&l->hours[k], kept->start, kept->length, l->query->day);
    }
}

static void read_hours(struct loader *l)
{
    instant from, to;
    work_hours_span(l->query->day, &from, &to);
    struct bind b = BIND(num(from.ms), num(to.ms));
    count_hours(l, db_query(l->w, SQL("select worker, start, length, id from visit where start >= $1 and start < $2 and state between 2 and 10 and worker is not null"), b));
    count_hours(l, db_query(l->w, SQL("select second, start, length, id from visit where start >= $1 and start < $2 and state between 2 and 10 and second is not null"), b));
    count_hours(l, db_query(l->w, SQL("select c.worker, v.start, coalesce(c.worked, v.length), v.id from visit_crew c join visit v on v.id = c.parent where v.start >= $1 and v.start < $2 and v.state between 2 and 10 "
                                      "and c.worker <> coalesce(v.worker, 0) and c.worker <> coalesce(v.second, 0)"), b));
    /* Of the two that stand in the visit itself only what they really worked more or less: looking each visit up in its crew would cost all of them. */
    count_hours(l, db_query(l->w, SQL("select c.worker, v.start, c.worked - v.length, v.id from visit_crew c join visit v on v.id = c.parent where c.worked is not null and v.start >= $1 and v.start < $2 and v.state between 2 and 10 "
                                      "and (c.worker = v.worker or c.worker = v.second)"), b));
    count_kept(l);
}

/* Settings are the same for all workers of a branch. */
static int rest_of(struct loader *l, int64_t branch)
{
    for (int i = 0; i < l->rest_count; i++) if (l->rests[i].branch == branch) return l->rests[i].hours;
    int hours = (int)setting_number(l->w, SETTING_REST_HOURS, branch, l->query->day);
    if (l->rest_count < COUNT_OF(l->rests)) { l->rests[l->rest_count].branch = branch; l->rests[l->rest_count++].hours = hours; }
    return hours;
}

/* Of the month's 36 hours of overtime so many are left for this day; who may have none works eight hours. */
static int64_t left_today(const struct work_hours *h, const struct work_limits *limits)
{
    int64_t left = limits->most_day - h->today, week = limits->most_week - h->week, month = REGULAR_DAY + MOST_OVERTIME - work_overtime(h) - h->today;
    if (week < left) left = week;
    if (limits->labour_law && month < left) left = month;
    return left > 0 ? left : 0;
}

/* One day of the week stays free. */
static bool last_free_day(const struct loader *l, const struct work_hours *h, const struct work_limits *limits)
{
    return limits->labour_law && (h->days_of_week | 1u << (weekday(l->query->day) - 1)) == 0x7f;
}

/* A day with a care visit longer than other work may be is planned by the limit of care, for who does that line; whatever she would get besides is judged when it is given. */
static const struct service_line *long_care(const struct loader *l, const struct worker *n)
{
    for (int i = 0; i < l->visits.count; i++) {
        const struct visit *v = FOUND(struct visit, l->visits, i);
        const struct service_line *line = v->length.count > worker_most_a_day(n, false) && worker_level(n, v->line.id) ? record_peek(l->w, &service_line_type, v->line.id) : NULL;
        if (line && line_by_night(line)) return line;
    }
    return NULL;
}

static void set_hours(struct loader *l, int k)
{
    const struct worker *n = FOUND(struct worker, l->workers, k);
    struct day_worker *to = &l->day->workers[k];
    const struct work_hours *h = &l->hours[k];
    struct work_limits limits = work_limits_of(l->w, n, long_care(l, n), l->query->day, rest_of(l, n->record.branch.id));
    int rest = limits.rest * 60;
    *to = (struct day_worker){ .id = n->record.id, .name = arena_copy(l->arena, n->name), .home = n->home, .mode = (int)n->travel, .from = n->day_start.count, .to = worker_day_end(n) };
    if (h->before.ms && minute(l, h->before.ms) + rest > to->from) to->from = minute(l, h->before.ms) + rest;
    if (h->after.ms && minute(l, h->after.ms) - rest < to->to) to->to = minute(l, h->after.ms) - rest;
    to->most_work = (int)left_today(h, &limits);
    to->out = !worker_works_on(n, l->query->day) || to->from >= to->to || !to->most_work || last_free_day(l, h, &limits);
}

bool day_block_of(struct day_worker *n, struct day_block b, struct day_block *ret)
{
    int ends = n->to > 24 * 60 ? n->to : 24 * 60;
    if (b.to <= 0 || b.from >= ends) return false;
    if (b.from < 0 && !b.stays) {
        if (b.to > n->from) n->from = b.to;
        n->out |= n->from >= n->to;
        return false;
    }
    *ret = (struct day_block){ b.from > 0 ? b.from : 0, b.to < 2 * 24 * 60 ? b.to : 2 * 24 * 60, b.at, b.stays };
    return true;
}

static void add_block(struct loader *l, const struct booking *b)
{
    int k = index_of(l, b->resource.id);
    if (k < 0 || (!b->foreign && !strcmp(b->source.type, "visit") && is_planned(l, b->source.id))) return;
    struct day_worker *n = &l->day->workers[k];
    bool late = l->late && !b->foreign && b->source.id == l->late->record.id && !strcmp(b->source.type, "visit") && b->to.ms < l->query->late_until.ms;
    struct day_block block, whole = { minute(l, b->from.ms), minute(l, late ? l->query->late_until.ms : b->to.ms), b->place, b->journey == JOURNEY_NONE };
    if (!day_block_of(n, whole, &block)) return;
    struct day_block *all = arena_take(l->arena, sizeof *all * (size_t)(n->block_count + 1));
    if (n->block_count) memcpy(all, n->blocks, sizeof *all * (size_t)n->block_count);
    all[n->block_count++] = block;
    n->blocks = all;
}

static void read_blocks(struct loader *l)
{
    struct resource some[RESOURCES_AT_ONCE];
    instant from = { l->midnight }, to = day_start((day){ l->query->day.number + 2 });
    for (int k = 0; k < l->workers.count;) {
        int n = 0;
        for (; n < RESOURCES_AT_ONCE && k < l->workers.count; k++) some[n++] = (struct resource){ RESOURCE_WORKER, l->day->workers[k].id };
        struct booking_list list = booking_day(l->w, some, n, from, to);
        for (int i = 0; i < list.count; i++) add_block(l, &list.at[i]);
    }
}

/* ---- who may, and what sending her loses ---- */

/* With days only; a leave is a block of the calendar, with its hours. */
static bool light_allows(struct loader *l, const struct worker *n, const struct visit *v)
{
    struct eligibility_case c = { .worker = n, .line = record_peek(l->w, &service_line_type, v->line.id), .branch = v->record.branch.id, .from = l->query->day, .to = l->query->day };
    struct judgement j = eligibility(l->w, &c);
    for (const struct reason *r = j.reasons; r; r = r->next) if (!r->warning && strcmp(r->code, "H01.leave")) return false;
    return true;
}

static bool too_far(const struct loader *l, const struct day_worker *k, const struct day_visit *v, int most)
{
    return most && place_known(k->home) && place_known(v->at) && l->day->way(k->mode, k->home, v->at) > most;
}

/* The light of a worker for a service of a branch is the same for all visits of the day. */
struct light_kept { int64_t line, branch; signed char *of; };

static signed char *lights_of(struct loader *l, struct light_kept *kept, int *count, const struct visit *v)
{
    for (int i = 0; i < *count; i++) if (kept[i].line == v->line.id && kept[i].branch == v->record.branch.id) return kept[i].of;
    kept[*count] = (struct light_kept){ v->line.id, v->record.branch.id, take_many(l->w, signed char, l->workers.count) };
    return kept[(*count)++].of;
}

/* Pinned to who has it: nobody else is thought of, but by a person who asks for candidates. */
static bool pinned_elsewhere(const struct loader *l, const struct visit *v, const struct worker *n)
{
    return v->pinned_worker && !l->query->visit && n->record.id != v->worker.id && n->record.id != v->second.id;
}

/* Who may take none of the visits has no day in the plan: on a large company that is most of them. */
static void leave_out_idle(struct loader *l)
{
    for (int k = 0; k < l->day->worker_count; k++) {
        bool any = false;
        for (int v = 0; v < l->day->visit_count && !any; v++) any = l->day->visits[v].loss[k] >= 0;
        l->day->workers[k].out |= !any;
    }
}

static void judge_pairs(struct loader *l, struct loaded_day *whole)
{
    struct light_kept *kept = take_many(l->w, struct light_kept, l->visits.count);
    int count = 0, most = (int)setting_number(l->w, SETTING_LONGEST_WAY, l->query->branch, l->query->day);
    for (int v = 0; v < l->visits.count && !failed(l->w); v++) {
        const struct visit *visit = FOUND(struct visit, l->visits, v);
        struct day_visit *to = &l->day->visits[v];
        signed char *light = lights_of(l, kept, &count, visit);
        to->loss = arena_take(l->arena, sizeof *to->loss * (size_t)(l->workers.count + 1));
        for (int k = 0; k < l->workers.count; k++) {
            const struct worker *n = FOUND(struct worker, l->workers, k);
            if (!light[k]) light[k] = worker_level(n, visit->line.id) && light_allows(l, n, visit) ? 1 : -1;
            to->loss[k] = light[k] < 0 || pinned_elsewhere(l, visit, n) || l->day->workers[k].out || too_far(l, &l->day->workers[k], to, most) ? -1 : day_loss(whole, v, k);
        }
    }
}

void day_weights_read(struct work *w, int64_t b, day d, struct day_weights *to)
{
    for (int i = 0; i < DAY_PARTS; i++) to->part[i] = (int)setting_number(w, day_part_codes[i], b, d);
    to->moved = (int)setting_number(w, SETTING_MOVED, b, d);
    to->told = (int)setting_number(w, SETTING_TOLD, b, d);
    to->most_visits = (int)setting_number(w, SETTING_MOST_VISITS, b, d);
    to->most_span = (int)setting_number(w, SETTING_LONGEST_SPAN, b, d);
    to->pause = (int)setting_number(w, SETTING_PAUSE, b, d);
}

static void set_weights(struct loader *l)
{
    struct day_weights *to = &l->day->weights;
    day_weights_read(l->w, l->query->branch, l->query->day, to);
    to->moved *= l->query->calm ? 10 : 1;
    to->told *= l->query->calm ? 10 : 1;
}

int day_way(int mode, place from, place to) { return way_minutes((enum travel_mode)mode, from, to, day_at((day){ 20000 }, 12 * 60)); }
void day_traffic_read(struct day_traffic ret[DAY_MODES])
{
    for (int mode = 0; mode < DAY_MODES; mode++) {
        bool in_traffic;
        int steady = way_steady((enum travel_mode)mode, &in_traffic);
        ret[mode] = (struct day_traffic){ in_traffic ? PEAK_SLOWER : 0, { PEAK_FROM * 60, EVENING_FROM * 60 }, { PEAK_TO * 60, EVENING_TO * 60 }, steady };
    }
}
_Static_assert((int)WAY_MODES == (int)DAY_MODES, "a mode of travel that the plan does not know");

bool day_load(struct work *w, struct arena *arena, const struct day_query *query, struct loaded_day *ret)
{
    *ret = (struct loaded_day){ .day = { .day = query->day, .way = day_way } };
    day_traffic_read(ret->day.traffic);
    struct loader l = { .w = w, .arena = arena, .query = query, .day = &ret->day, .midnight = day_start(query->day).ms };
    ret->day.now = minute(&l, w->now.ms) > 0 ? minute(&l, w->now.ms) : -1;
    ret->day.frozen = query->late ? 0 : FROZEN_MINUTES;
    l.late = query->late ? record_peek(w, &visit_type, query->late) : NULL;
    find_branches(&l);
    set_weights(&l);
    read_workers(&l);
    read_visits(&l);
    read_hours(&l);
    for (int k = 0; k < l.workers.count && !failed(w); k++) set_hours(&l, k);
    read_blocks(&l);
    if (failed(w) || !day_gear_read(w, arena, &ret->day, l.visits) || !day_facts_read(w, arena, ret, l.visits, l.workers, false)) return false;
    judge_pairs(&l, ret);
    if (!failed(w) && !query->visit) leave_out_idle(&l);
    return !failed(w);
}

bool day_pair_may(struct work *w, int64_t visit, int64_t worker, int at, day d, const struct reason **ret_why)
{
    static const text plans_own[] = { "H04.overlap", "H04.journey", "H05.day", "H05.week", "H05.night" };
    const struct visit *v = record_peek(w, &visit_type, visit);
    const struct worker *n = record_peek(w, &worker_type, worker);
    if (!v || !n) return false;
    struct judgement j = visit_judge(w, v, n, day_at(d, at));
    for (const struct reason *r = j.reasons; r; r = r->next) {
        bool own = r->warning;
        for (int i = 0; i < COUNT_OF(plans_own); i++) own |= !strcmp(r->code, plans_own[i]);
        if (own) continue;
        if (ret_why) *ret_why = r;
        return false;
    }
    return true;
}
