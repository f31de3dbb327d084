/* day_problem.c — see day.h: a day of work as a problem of dispatch/, the plan that stands, and the search. Rows never come here.
 *
 * Ways are booking.h's own, buffer and peak hours included, so a plan is one that the calendar takes. The way from her home to the first visit
 * lies before her hours begin, as the calendar has it; it counts as travel. */
#include "operations/day_model.h"
#include <math.h>
#include <stdio.h>
#include <time.h>
#include "dispatch/check/check.h"
#include "dispatch/questions/insert.h"
#include "dispatch/search.h"
#include "dispatch/travel.h"

enum {
    POINT = 100, TRAVEL_AT_MOST = 45,            /* minutes of way that lose the whole weight (§5.2) */
    LEFT_OUT = 10000,                            /* points of an ordinary visit that nobody gets: above all that a day's wishes can add up to */
    HELD = 10,                                   /* … times this of one that somebody has: no customer loses hers so that others get theirs */
    EARLY_WAY = 120,                             /* so long before her hours she may set out for the first visit */
    /* Lunch inside 11–14; whose day is in the afternoon pauses before supper. Due when she is out for more than five hours, and begun after at most
     * five hours of them (§5.3: the most at a stretch). */
    PAUSE_FROM = 11 * 60, PAUSE_TO = 14 * 60, SECOND_FROM = 16 * 60, SECOND_TO = 19 * 60, LATE_SHIFT = 12 * 60, STRETCH = 5 * 60, PAUSE_POINTS = 60,
    REGULAR = 8 * 60, OVERTIME_PER_HOUR = 6,     /* points */
};

/* ---- places and ways ---- */

static int place_add(struct problem *p, place at) { return add_place(p, (struct place){ at.lat, at.lng }); }

/* One matrix of metres for all, and one of minutes for each way of travelling that somebody has. */
static void fill_minutes(struct problem *p, struct arena *arena, const struct work_day *d, int profile, int mode)
{
    int n = p->place_count;
    ticks *time = arena_take(arena, sizeof *time * (size_t)n * (size_t)n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
            place a = { p->places[i].lat, p->places[i].lng }, b = { p->places[j].lat, p->places[j].lng };
            time[i * n + j] = time[j * n + i] = d->way(mode, a, b);
        }
    }
    p->profiles[profile].time = time;
}

static void fill_ways(struct day_model *m)
{
    struct problem *p = m->problem;
    int n = p->place_count;
    int32_t *metres = arena_take(m->arena, sizeof *metres * (size_t)n * (size_t)n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
            double far = place_metres((place){ p->places[i].lat, p->places[i].lng }, (place){ p->places[j].lat, p->places[j].lng });
            metres[i * n + j] = metres[j * n + i] = far > 0 ? (int32_t)lround(far * 1.3) : 0;
        }
    }
    for (int mode = 0; mode < DAY_MODES; mode++) {
        if (m->profile_of[mode] == NONE) continue;
        fill_minutes(p, m->arena, m->day, m->profile_of[mode], mode);
        p->profiles[m->profile_of[mode]].distance = metres;
    }
}

int day_profile(struct day_model *m, int mode)
{
    int k = mode > 0 && mode < DAY_MODES ? mode : 0;
    const struct day_traffic *traffic = &m->day->traffic[k];
    if (m->profile_of[k] != NONE) return m->profile_of[k];
    struct profile profile = { .name = "way", .steady = traffic->steady };
    if (traffic->slower) {
        struct peak *peaks = arena_take(m->arena, sizeof *peaks * DAY_PEAKS);
        for (int i = 0; i < DAY_PEAKS; i++) peaks[i] = (struct peak){ traffic->from[i], traffic->to[i], traffic->slower };
        profile.peaks = peaks;
        profile.peak_count = DAY_PEAKS;
    }
    return m->profile_of[k] = add_profile(m->problem, profile);
}

/* ---- workers ---- */

struct spell { int from, to; };

static bool inside(const struct day_block *b, int from, int to) { return !b->stays && b->from >= from && b->from < to; }

/* A block's work ends where the way to the next one must begin: what has been agreed stands, however tight it is. */
static int block_length(struct day_model *m, const struct day_worker *k, int index, struct spell s)
{
    const struct day_block *b = &k->blocks[index];
    int length = b->to - b->from, next = index + 1;
    while (next < k->block_count && !inside(&k->blocks[next], s.from, s.to)) next++;
    if (next == k->block_count) return length;
    int way = m->day->way(k->mode, b->at, k->blocks[next].at);
    while (length >= 0 && b->from + length + way_in_traffic(m->problem, day_profile(m, k->mode), way, b->from + length) > k->blocks[next].from) length--;
    return length;
}

/* Her hours between her leaves. What is nobody's to plan because a block stands at the edge still lies inside. */
static int spells_of(const struct day_worker *k, struct spell *ret, int most)
{
    int n = 0, from = k->from, to = k->to;
    for (int i = 0; i < k->block_count; i++) {
        const struct day_block *b = &k->blocks[i];
        if (b->stays) {
            if (b->from > from && n < most) ret[n++] = (struct spell){ from, b->from };
            from = b->to > from ? b->to : from;
            continue;
        }
        if (b->from < from) from = b->from;
        if (b->to > to) to = b->to;
    }
    if (from < to && n < most) ret[n++] = (struct spell){ from, to };
    return n;
}

/* Whose hours begin in the afternoon pauses then: lunch before work would be none. */
static void add_lunch(struct problem *p, const struct day_weights *weights, struct spell s)
{
    if (!weights->pause) return;
    bool late = s.from >= LATE_SHIFT;
    int from = late ? SECOND_FROM : PAUSE_FROM, to = (late ? SECOND_TO : PAUSE_TO) - weights->pause;
    struct pause pause = { .id = p->pause_count + 1, .windows = 1, .length = weights->pause, .when_span = STRETCH, .after = STRETCH, .missed = PAUSE_POINTS * POINT };
    pause.window[0] = (struct window){ from, to, to };
    add_pause(p, pause);
}

/* A night of care alone may be longer than a planned day: then it and the way to it are her day. */
static int longest_span(const struct work_day *d, const struct day_worker *k)
{
    int span = d->weights.most_span;
    for (int v = 0; v < d->visit_count; v++)
        if (d->visits[v].length <= k->most_work && d->visits[v].length + EARLY_WAY > span && d->visits[v].length >= d->weights.most_span) span = d->visits[v].length + EARLY_WAY;
    return span;
}

/* The slot's limits are wide enough for what stands in it anyway. */
static int add_spell(struct day_model *m, int worker, struct spell s, int home)
{
    struct problem *p = m->problem;
    const struct work_day *d = m->day;
    const struct day_worker *k = &d->workers[worker];
    struct slot slot = slot_default;
    int stops = 0, first = s.to, last = s.from;
    for (int i = 0; i < k->block_count; i++) {
        if (!inside(&k->blocks[i], s.from, s.to)) continue;
        stops++;
        if (k->blocks[i].from < first) first = k->blocks[i].from;
        if (k->blocks[i].to > last) last = k->blocks[i].to;
    }
    slot.id = p->slot_count + 1;
    slot.worker = worker;
    slot.profile = day_profile(m, k->mode);
    slot.start = home;
    slot.from = (s.from < first ? s.from : first) - EARLY_WAY * (stops ? 4 : 1);
    slot.to = s.to > last ? s.to : last;
    slot.open = s.from > d->now ? s.from : d->now;
    slot.regular = REGULAR;
    slot.per_overtime = OVERTIME_PER_HOUR * POINT / 60;
    int span = longest_span(d, k);
    slot.most_span = slot.to - slot.from < span ? slot.to - slot.from : span;
    if (stops && last - first + EARLY_WAY * 4 > slot.most_span) slot.most_span = last - first + EARLY_WAY * 4;
    slot.most_stops = d->weights.most_visits > stops ? d->weights.most_visits : stops;
    slot.per_travel = (cost)d->weights.part[PART_TRAVEL] * POINT / TRAVEL_AT_MOST;
    int index = add_slot(p, slot);
    add_lunch(p, &d->weights, s);
    return index;
}

static void add_block(struct problem *p, const struct day_block *b, int length, int slot, int at)
{
    struct visit v = visit_default;
    v.id = p->visit_count + 1;
    v.place = at;
    v.duration = length > 0 ? length : 0;
    v.unserved = COST_MAX / 1000000;
    v.pin_slot = slot;
    v.pin_start = b->from;
    add_visit(p, v);
    add_window(p, b->from, b->from, b->from);
}

/* Two blocks so close that no way leads from one to the other: her day is nobody's to plan. */
static bool blocks_hold(struct day_model *m, const struct day_worker *k, struct spell s)
{
    for (int i = 0; i < k->block_count; i++)
        if (inside(&k->blocks[i], s.from, s.to) && block_length(m, k, i, s) < 0) return false;
    return true;
}

static void add_day_of(struct day_model *m, int worker)
{
    struct problem *p = m->problem;
    const struct work_day *d = m->day;
    const struct day_worker *k = &d->workers[worker];
    enum { MOST_SPELLS = 8 };
    struct spell spells[MOST_SPELLS];
    int n = k->out ? 0 : spells_of(k, spells, MOST_SPELLS), home = n && place_known(k->home) ? place_add(p, k->home) : NONE;
    if (!n) return;
    int *places = arena_take(m->arena, sizeof *places * (size_t)(k->block_count + 1));
    for (int i = 0; i < k->block_count; i++) places[i] = place_add(p, k->blocks[i].at);
    for (int i = 0; i < n; i++) {
        if (!blocks_hold(m, k, spells[i])) continue;
        int slot = add_spell(m, worker, spells[i], home);
        for (int j = 0; j < k->block_count; j++)
            if (inside(&k->blocks[j], spells[i].from, spells[i].to))
                add_block(p, &k->blocks[j], block_length(m, k, j, spells[i]), slot, places[j]);
    }
}

static int64_t blocked(const struct day_worker *k)
{
    int64_t sum = 0;
    for (int i = 0; i < k->block_count; i++) sum += k->blocks[i].stays ? 0 : k->blocks[i].to - k->blocks[i].from;
    return sum;
}

static void add_workers(struct day_model *m)
{
    const struct work_day *d = m->day;
    struct problem *p = m->problem;
    m->slot_from = arena_take(m->arena, sizeof *m->slot_from * (size_t)(d->worker_count + 2));
    for (int k = 0; k < d->worker_count; k++) {
        struct worker worker = worker_default;
        worker.id = k + 1;
        worker.most_work = (ticks)(d->workers[k].most_work + blocked(&d->workers[k]));
        add_worker(p, worker);
    }
    struct worker nobody = worker_default;                    /* for visits that nobody may serve: an empty list would mean everybody */
    nobody.id = d->worker_count + 1;
    add_worker(p, nobody);
    for (int k = 0; k < d->worker_count; k++) {
        m->slot_from[k] = p->slot_count;
        add_day_of(m, k);
    }
    m->slot_from[d->worker_count] = p->slot_count;
}

/* ---- visits ---- */

static int slot_at(const struct day_model *m, int worker, int minute)
{
    for (int s = m->slot_from[worker]; s < m->slot_from[worker + 1]; s++)
        if (m->problem->slots[s].to >= minute && m->problem->slots[s].from <= minute) return s;
    return NONE;
}

static void add_who(struct problem *p, const struct work_day *d, const struct day_visit *v, bool anybody)
{
    int may = 0;
    for (int k = 0; anybody && k < d->worker_count; k++) {
        if (v->loss[k] < 0) continue;
        add_allowed(p, k);
        add_liking(p, k, v->loss[k]);
        may++;
    }
    if (!may) add_allowed(p, d->worker_count);
}

/* The same home asked about for many starts has one row of ways. */
static int place_of(struct day_model *m, int index)
{
    const struct day_visit *v = &m->day->visits[index];
    bool same = index && v[-1].at.lat == v->at.lat && v[-1].at.lng == v->at.lng;
    return same ? m->problem->visits[m->first[index - 1]].place : place_add(m->problem, v->at);
}

static void add_one(struct day_model *m, int index)
{
    const struct day_visit *from = &m->day->visits[index];
    struct problem *p = m->problem;
    struct visit v = visit_default;
    bool promised = from->was_count > 0 && slot_at(m, from->was[0], from->start) != NONE;
    v.id = p->visit_count + 1;
    v.place = place_of(m, index);
    v.duration = from->length + from->pause;
    v.unserved = (cost)LEFT_OUT * POINT * from->priority * (from->was_count ? HELD : 1);
    v.priority = from->priority;
    v.told = from->told;
    v.was_start = from->start;
    m->first[index] = add_visit(p, v);
    bool can = promised ? day_gear_windows(m, index, from->earliest, from->latest, from->latest) : day_gear_windows(m, index, from->start, from->start, from->latest);
    add_who(p, m->day, from, can);
    if (from->persons > 1) add_crew(p, from->persons - 1);
    for (int i = 1; i < from->persons; i++) p->visits[m->first[index] + i].id = m->first[index] + i + 1;
    day_gear_hold(m, index);
    for (int i = 0; promised && i < from->persons && i < from->was_count; i++) p->visits[m->first[index] + i].was_slot = slot_at(m, from->was[i], from->start);
}

static void set_weights(struct problem *p, const struct day_weights *w)
{
    cost minute = (cost)w->part[PART_TRAVEL] * POINT / TRAVEL_AT_MOST;
    p->day = 24 * 60;
    p->weights.late = 2 * minute + 1;            /* another time than the customer expects, within what was promised */
    p->weights.moved_tick = 2 * minute + 1;
    p->weights.moved_worker = (cost)w->moved * POINT;
    p->weights.moved_told = (cost)w->told * POINT;
}

/* ---- the plan that stands ---- */

/* The latest moment at which she can leave home to be there by then. */
static ticks sets_out(const struct problem *p, const struct slot *slot, int to, ticks by)
{
    ticks at = by - way_ticks(p, slot->profile, slot->start, to);
    while (at + way_ticks_at(p, slot->profile, slot->start, to, at) > by) at--;
    return at;
}

static void put_blocks(const struct day_model *m, struct plan *plan)
{
    const struct problem *p = m->problem;
    for (int s = 0; s < p->slot_count; s++) {
        struct route *r = &plan->routes[s];
        int count = 0;
        for (int v = 0; v < p->visit_count; v++) count += m->visit_of[v] < 0 && p->visits[v].pin_slot == s;
        if (!count) continue;
        r->stops = arena_take(m->arena, sizeof *r->stops * (size_t)count);
        for (int v = 0; v < p->visit_count; v++) {
            if (m->visit_of[v] >= 0 || p->visits[v].pin_slot != s) continue;
            int at = r->count++;
            for (; at && r->stops[at - 1].start > p->visits[v].pin_start; at--) r->stops[at] = r->stops[at - 1];
            r->stops[at] = (struct stop){ .visit = v, .start = p->visits[v].pin_start };
            plan->slot_of[v] = s;
        }
        r->begin = sets_out(p, &p->slots[s], p->visits[r->stops[0].visit].place, r->stops[0].start);
    }
}

static void seat_one(struct board *b, int visit, int slot)
{
    int best = -1;
    cost least = COST_MAX;
    for (int at = 0; at <= b->plan->routes[slot].count; at++) {
        cost here = seat_cost(b, visit, slot, at, least, NULL);
        if (here < least) { least = here; best = at; }
    }
    if (best >= 0) seat_take(b, visit, slot, best);
}

static void seat_all(struct board *b, const struct day_model *m, int visit, int persons, int slot)
{
    if (slot == NONE || b->plan->slot_of[visit] != NONE) return;
    cost price;
    if (persons > 1) group_insert(b, visit, COST_MAX, &price);
    else if (problem_fits(m->problem, visit, slot)) seat_one(b, visit, slot);
}

static bool stand(struct day_model *m, struct fault *fault)
{
    const struct problem *p = m->problem;
    struct plan *plan = plan_new(m->arena, p);
    put_blocks(m, plan);
    if (!plan_check(plan, fault)) return false;
    struct board *b = board_new(plan);
    for (int i = 0; i < m->day->visit_count; i++) seat_all(b, m, m->first[i], m->day->visits[i].persons, p->visits[m->first[i]].was_slot);
    m->standing = plan_copy(m->arena, b->plan);
    board_free(b);
    return plan_check(m->standing, fault);
}

struct board *day_board(struct day_model *m, const struct day_plan *from)
{
    struct fault fault;
    struct plan *plan = plan_new(m->arena, m->problem);
    put_blocks(m, plan);
    if (!plan_check(plan, &fault)) return NULL;
    struct board *b = board_new(plan);
    for (int i = 0; i < m->day->visit_count; i++) {
        int worker = from->seats[i].worker[0];
        if (worker >= 0) seat_all(b, m, m->first[i], m->day->visits[i].persons, slot_at(m, worker, from->seats[i].start));
    }
    return b;
}

void day_adopt(struct day_model *m, const struct day_plan *from)
{
    struct fault fault;
    struct board *b = day_board(m, from);
    if (!b) return;
    finish(b);
    struct plan *plan = plan_copy(m->arena, b->plan);
    board_free(b);
    if (plan_check(plan, &fault)) m->standing = plan;
}

struct day_model *day_model_new(const struct work_day *of, char ret_why[DAY_WHY])
{
    struct problem *p = problem_new();
    struct day_model *m = arena_take(p->arena, sizeof *m);
    struct fault fault = { 0 };
    *m = (struct day_model){ .day = of, .problem = p, .arena = p->arena };
    for (int i = 0; i < DAY_MODES; i++) m->profile_of[i] = NONE;
    set_weights(p, &of->weights);
    add_workers(m);
    int blocks = p->visit_count;
    m->first = arena_take(m->arena, sizeof *m->first * (size_t)(of->visit_count + 1));
    m->pool_of = arena_take(m->arena, sizeof *m->pool_of * (size_t)(of->gear_count + 1));
    for (int i = 0; i < of->gear_count; i++) m->pool_of[i] = NONE;
    for (int i = 0; i < of->visit_count; i++) add_one(m, i);
    m->visit_of = arena_take(m->arena, sizeof *m->visit_of * (size_t)(p->visit_count + 1));
    for (int v = 0; v < blocks; v++) m->visit_of[v] = -1;
    for (int i = 0; i < of->visit_count; i++) for (int c = 0; c < of->visits[i].persons; c++) m->visit_of[m->first[i] + c] = i;
    day_profile(m, 0);                               /* a problem has one at least */
    fill_ways(m);
    if (problem_seal(p, true, &fault) && stand(m, &fault)) return m;
    snprintf(ret_why, DAY_WHY, "%s: %s", fault.where, fault.what);
    problem_free(p);
    return NULL;
}

void day_model_free(struct day_model *m)
{
    if (!m) return;
    if (m->asking) board_free(m->asking);
    problem_free(m->problem);
}

/* ---- plans read back ---- */

static const struct stop *stop_of(const struct plan *plan, int visit)
{
    const struct route *r = &plan->routes[plan->slot_of[visit]];
    for (int i = 0; i < r->count; i++) if (r->stops[i].visit == visit) return &r->stops[i];
    return NULL;
}

static void read_seat(const struct day_model *m, const struct plan *plan, int index, struct day_seat *seat)
{
    for (int c = 0; c < MOST_CREW; c++) seat->worker[c] = -1;
    for (int c = 0; c < m->day->visits[index].persons; c++) {
        int visit = m->first[index] + c, slot = plan->slot_of[visit];
        if (slot == NONE) continue;
        seat->worker[c] = m->problem->slots[slot].worker;
        seat->start = stop_of(plan, visit)->start;
    }
    for (int c = 1; m->day->visits[index].was_count && c < MOST_CREW; c++) {       /* who leads goes on leading */
        if (seat->worker[c] != m->day->visits[index].was[0]) continue;
        seat->worker[c] = seat->worker[0];
        seat->worker[0] = m->day->visits[index].was[0];
    }
}

static void add_sums(struct day_sums *to, const struct day_sums *more)
{
    to->metres += more->metres;
    to->way_minutes += more->way_minutes;
    to->overtime += more->overtime;
    to->continuity += more->continuity;
    to->visits += more->visits;
}

static struct day_sums sum_route(const struct day_model *m, const struct plan *plan, int slot)
{
    struct day_sums sums = { 0 };
    const struct problem *p = m->problem;
    const struct route *r = &plan->routes[slot];
    int at = p->slots[slot].start;
    for (int i = 0; i < r->count; i++) {
        int next = p->visits[r->stops[i].visit].place, v = m->visit_of[r->stops[i].visit];
        sums.metres += way_distance(p, p->slots[slot].profile, at, next);
        sums.way_minutes += way_ticks_at(p, p->slots[slot].profile, at, next, i ? r->stops[i - 1].leave : r->begin);
        if (v >= 0) sums.continuity += m->day->visits[v].loss[p->slots[slot].worker];
        sums.visits++;
        at = next;
    }
    if (r->count && r->end - r->begin > p->slots[slot].regular) sums.overtime += r->end - r->begin - p->slots[slot].regular;
    return sums;
}

struct day_plan *day_plan_read(const struct day_model *m, struct arena *arena, const struct plan *plan)
{
    struct day_plan *out = arena_take(arena, sizeof *out);
    *out = (struct day_plan){ .cost = plan->cost, .seats = arena_take(arena, sizeof *out->seats * (size_t)(m->day->visit_count + 1)) };
    for (int i = 0; i < m->day->visit_count; i++) {
        read_seat(m, plan, i, &out->seats[i]);
        out->sums.left_out += out->seats[i].worker[0] < 0;
    }
    out->of_worker = arena_take(arena, sizeof *out->of_worker * (size_t)(m->day->worker_count + 1));
    for (int s = 0; s < m->problem->slot_count; s++) {
        struct day_sums of_slot = sum_route(m, plan, s);
        add_sums(&out->of_worker[m->problem->slots[s].worker], &of_slot);
        add_sums(&out->sums, &of_slot);
    }
    return out;
}

struct day_plan *day_standing(struct day_model *m, struct arena *arena) { return day_plan_read(m, arena, m->standing); }

/* ---- the search ---- */

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool watch(void *data, const struct progress *progress)
{
    const struct day_budget *b = data;
    return b->watch(b->watcher, progress->share, progress->left_out);
}

struct day_plan *day_search(struct day_model *m, struct arena *arena, const struct day_budget *budget)
{
    struct budget b = { .seconds = budget->seconds, .iterations = budget->iterations, .now = budget->seconds > 0 ? wall : NULL, .threads = 1, .seed = 1,
        .watch = budget->watch ? watch : NULL, .watcher = (void *)budget };
    struct plan *best = search(m->arena, m->problem, m->standing, &b, NULL);
    if (best->cost < m->standing->cost) m->standing = best;
    return day_plan_read(m, arena, m->standing);
}
