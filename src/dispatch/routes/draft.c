/* draft.c — see draft.h. */
#include "dispatch/routes/walk.h"
#include "dispatch/routes/near.h"
#include "dispatch/routes/seat.h"
#include "dispatch/travel.h"
#include <math.h>
#include <string.h>

struct saved_track { int slot; struct track track; };
struct saved_node { int id; struct node node; ticks fixed; };
struct journal { int epoch, *mark, tracks, nodes, out; cost cost; struct saved_track *track; struct saved_node *node; };

static void *take(struct draft *d, size_t size, int64_t count) { return arena_take(d->arena, size * (size_t)(count + 1)); }

static bool visit_is_plain(const struct problem *p, const struct visit *v)
{
    const struct window *w = &p->windows[v->first_window];
    for (int k = 1; k < p->dimensions; k++) if (v->delivery[k] || v->pickup[k]) return false;
    return v->windows == 1 && (w->due == w->to || !(p->weights.late | p->weights.very_late | p->weights.worst_late)) && !v->setup && v->partner == NONE && v->pool == NONE
        && v->first_typed == NONE && !v->likings && !v->stranger && v->pin_slot == NONE && v->was_slot == NONE && !v->pickup[0];
}

static bool slot_is_plain(const struct problem *p, const struct slot *s, const struct slot *first)
{
    return s->profile == first->profile && s->start != NONE && s->end != NONE && !s->pauses && s->regular == TICKS_MAX && s->regular_end == TICKS_MAX
        && s->most_work == TICKS_MAX && s->most_span == TICKS_MAX && s->most_travel == TICKS_MAX && s->most_distance == COST_MAX && s->most_stops == INT32_MAX
        && !s->per_service && !s->per_span && s->per_travel == first->per_travel && s->per_distance == first->per_distance && s->open == -TICKS_MAX
        && p->workers[s->worker].most_work == TICKS_MAX && !p->workers[s->worker].rest;
}

bool draft_is_plain(const struct problem *p)
{
    const struct weights *w = &p->weights;
    if (p->relation_count || p->place_count > 4000 || !p->slot_count || w->waiting || w->worst_waiting || w->worst_idle || w->uneven || w->balance) return false;
    if (!p->profiles[p->slots[0].profile].time || p->profiles[p->slots[0].profile].peak_count) return false;
    for (int v = 0; v < p->visit_count; v++) if (!visit_is_plain(p, &p->visits[v])) return false;
    for (int s = 0; s < p->slot_count; s++) if (!slot_is_plain(p, &p->slots[s], &p->slots[0])) return false;
    return true;
}

static const int32_t *transpose(struct draft *d, const int32_t *matrix)
{
    int n = d->places;
    bool symmetric = true;
    for (int i = 0; i < n && symmetric; i++) for (int j = 0; j < i; j++) symmetric &= matrix[i * n + j] == matrix[j * n + i];
    if (symmetric) return matrix;
    int32_t *other = take(d, sizeof *other, (int64_t)n * n);
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) other[j * n + i] = matrix[i * n + j];
    return other;
}

/* Costs of ways in 32 bits, or it is not plain after all. */
static bool make_ways(struct draft *d)
{
    const struct slot *s = &d->p->slots[0];
    const struct profile *f = &d->p->profiles[s->profile];
    d->places = d->p->place_count;
    d->time = f->time;
    d->time_here = transpose(d, f->time);
    if (!f->price && s->per_travel == 1 && !s->per_distance) {
        d->way = d->time;
        d->way_here = d->time_here;
        return true;
    }
    int32_t *way = take(d, sizeof *way, (int64_t)d->places * d->places);
    for (int i = 0; i < d->places; i++) {
        for (int j = 0; j < d->places; j++) {
            cost price = way_cost(d->p, s, i, j);
            if (price < 0 || price > INT32_MAX / 8) return false;
            way[i * d->places + j] = (int32_t)price;
        }
    }
    d->way = way;
    d->way_here = transpose(d, way);
    return true;
}

static bool alike(const struct problem *p, int a, int b)
{
    struct slot x = p->slots[a], y = p->slots[b];
    if (x.pauses || y.pauses || x.skills != y.skills) return false;
    if (x.skills && memcmp(p->skills + x.first_skill, p->skills + y.first_skill, sizeof *p->skills * (size_t)x.skills)) return false;
    x.id = y.id = x.worker = y.worker = x.first_skill = y.first_skill = x.first_pause = y.first_pause = 0;
    if (memcmp(&x, &y, sizeof x)) return false;
    for (int v = 0; v < p->visit_count; v++) if (problem_fits(p, v, a) != problem_fits(p, v, b)) return false;
    return true;
}

/* Only plain problems: elsewhere a worker's name may matter (likings, promises, weeks), and every slot is a kind of its own. */
static void make_kinds(struct draft *d)
{
    int *first = take(d, sizeof *first, d->slots);
    for (int s = 0; s < d->slots; s++) {
        int kind = 0;
        while (kind < d->kinds && !(d->plain && kind < 64 && alike(d->p, first[kind], s))) kind++;
        if (kind == d->kinds) first[d->kinds++] = s;
        d->tracks[s].kind = kind;
    }
    d->free = take(d, sizeof *d->free, d->kinds);
    d->free_count = take(d, sizeof *d->free_count, d->kinds);
    for (int s = 0; s < d->slots; s++) d->free_count[d->tracks[s].kind]++;
    for (int k = 0; k < d->kinds; k++) d->free[k] = take(d, sizeof **d->free, d->free_count[k]);
}

static void make_tasks(struct draft *d)
{
    d->tasks = take(d, sizeof *d->tasks, d->n);
    for (int v = 0; v < d->n; v++) {
        const struct visit *visit = &d->p->visits[v];
        const struct window *w = &d->p->windows[visit->first_window];
        d->tasks[v] = (struct task){ w->from, w->to, visit->duration, d->p->dimensions ? visit->delivery[0] : 0 };
    }
}

static void make_logs(struct draft *d)
{
    d->logs = take(d, sizeof *d->logs, CHANCE_LOGS);
    for (int i = 0; i < CHANCE_LOGS; i++) d->logs[i] = (int32_t)lround(-65536 * log((i + 0.5) / CHANCE_LOGS));
}

static void make_journal(struct draft *d)
{
    d->journal = take(d, sizeof *d->journal, 1);
    d->journal->mark = take(d, sizeof(int), d->slots);
    d->journal->track = take(d, sizeof *d->journal->track, d->slots);
    d->journal->node = take(d, sizeof *d->journal->node, (int64_t)d->n * 2 + 2 * d->slots);
}

struct draft *draft_new(struct arena *arena, const struct problem *p, uint64_t seed)
{
    struct draft *d = arena_take(arena, sizeof *d);
    *d = (struct draft){ .p = p, .arena = arena, .n = p->visit_count, .slots = p->slot_count, .chance = chance_new(seed), .blink_mean = 100, .blink = 100 };
    d->plain = draft_is_plain(p) && make_ways(d);
    d->nodes = take(d, sizeof *d->nodes, d->n + 2 * d->slots);
    d->tracks = take(d, sizeof *d->tracks, d->slots);
    d->fixed = take(d, sizeof *d->fixed, d->n);
    d->work = take(d, sizeof *d->work, p->worker_count);
    d->removed = take(d, sizeof *d->removed, 2 * d->n);
    d->active = take(d, sizeof *d->active, d->n);
    d->scratch = take(d, sizeof *d->scratch, 4 * (int64_t)d->n);
    d->keys = take(d, sizeof *d->keys, d->n + d->slots);
    make_tasks(d);
    make_kinds(d);
    make_logs(d);
    make_journal(d);
    for (int v = 0; v < d->n; v++) if (p->visits[v].pin_slot == NONE) d->active[d->active_count++] = v;
    draft_clear(d);
    d->near = near_new(arena, d);
    d->seats = seats_new(arena, d);
    return d;
}

static void slot_close(struct draft *d, int slot)
{
    struct track *track = &d->tracks[slot];
    track->free_at = d->free_count[track->kind]++;
    d->free[track->kind][track->free_at] = slot;
}

static void slot_open(struct draft *d, int slot)
{
    struct track *track = &d->tracks[slot];
    int last = d->free[track->kind][--d->free_count[track->kind]];
    d->free[track->kind][track->free_at] = last;
    d->tracks[last].free_at = track->free_at;
    track->free_at = NONE;
}

void draft_clear(struct draft *d)
{
    d->cost = 0;
    d->out = d->n;
    for (int k = 0; k < d->kinds; k++) d->free_count[k] = 0;
    for (int w = 0; w < d->p->worker_count; w++) d->work[w] = d->p->workers[w].work_before;
    for (int v = 0; v < d->n; v++) {
        d->nodes[v] = (struct node){ .place = d->p->visits[v].place, .route = NONE };
        d->fixed[v] = NOT_FIXED;
        d->cost += d->p->visits[v].unserved + walk_promise(d->p, v, NONE);
    }
    for (int s = d->slots - 1; s >= 0; s--) {
        const struct slot *slot = &d->p->slots[s];
        int begin = draft_start(d, s), end = draft_end(d, s);
        d->nodes[begin] = (struct node){ .next = end, .prev = begin, .leave = slot->from, .place = slot->start, .route = s };
        d->nodes[end] = (struct node){ .next = end, .prev = begin, .latest = slot->to, .place = slot->end, .route = s };
        d->tracks[s] = (struct track){ .kind = d->tracks[s].kind };
        slot_close(d, s);
    }
}

static inline int32_t way_of(const struct draft *d, int from, int to) { return d->way[from * d->places + to]; }

/* Earliest leaves from a node on, until one stays as it was. */
static void push_leaves(struct draft *d, int node)
{
    struct node *before = &d->nodes[d->nodes[node].prev], *now = &d->nodes[node];
    for (;; before = now, now = &d->nodes[now->next]) {
        ticks arrive = before->leave + d->time[before->place * d->places + now->place];
        int visit = (int)(now - d->nodes);
        if (visit >= d->n) { now->leave = arrive; now->load = before->load; return; }
        const struct task *task = &d->tasks[visit];
        ticks leave = (arrive > task->from ? arrive : task->from) + task->duration;
        int32_t load = before->load + task->load;
        if (now->leave == leave && now->load == load) return;
        now->leave = leave;
        now->load = load;
    }
}

static void pull_latest(struct draft *d, int node)
{
    for (; node < d->n; node = d->nodes[node].prev) {
        struct node *now = &d->nodes[node], *after = &d->nodes[now->next];
        const struct task *task = &d->tasks[node];
        ticks latest = after->latest - d->time[now->place * d->places + after->place] - task->duration;
        if (latest > task->to) latest = task->to;
        if (now->latest == latest) return;
        now->latest = latest;
    }
}

static cost uneven(const struct draft *d, int worker, int64_t work)
{
    const struct weights *w = &d->p->weights;
    if (!w->uneven || w->uneven_unit <= 0) return 0;
    int64_t units = (d->p->workers[worker].income_before + work) / w->uneven_unit;
    return w->uneven * units * units;
}

/* The cost of a slot as it now is, in place of what it was. */
static void settle_general(struct draft *d, int slot)
{
    struct track *track = &d->tracks[slot];
    struct walked walked = { 0 };
    int worker = d->p->slots[slot].worker, count = 0;
    for (int v = d->nodes[draft_start(d, slot)].next; v < d->n; v = d->nodes[v].next) d->scratch[count++] = v;
    ticks *starts = (ticks *)d->scratch + d->n;
    bool well = !count || walk(d, slot, d->scratch, count, (struct bound){ .visit = NONE }, &walked, starts);
    for (int i = 0; well && i < count; i++) d->nodes[d->scratch[i]].leave = starts[i] + visit_duration(d->p, d->scratch[i], slot);
    if (!well) walked.cost = COST_MAX / 8;                  /* cannot stay: the caller compares and goes back */
    d->cost += walked.cost - track->cost - uneven(d, worker, d->work[worker] - d->p->workers[worker].work_before);
    d->work[worker] += walked.work - track->work;
    d->cost += uneven(d, worker, d->work[worker] - d->p->workers[worker].work_before);
    track->cost = walked.cost;
    track->work = walked.work;
    track->begin = walked.begin;
    track->end = walked.end;
}

void draft_settle(struct draft *d, int slot)
{
    int begin = draft_start(d, slot), end = draft_end(d, slot);
    if (!d->tracks[slot].count && d->tracks[slot].free_at == NONE) slot_close(d, slot);
    if (!d->plain) { settle_general(d, slot); return; }
    if (d->nodes[begin].next >= d->n) return;
    for (int v = d->nodes[begin].next; v < d->n; v = d->nodes[v].next) d->nodes[v].leave = -TICKS_MAX;
    for (int v = d->nodes[end].prev; v < d->n; v = d->nodes[v].prev) d->nodes[v].latest = TICKS_MAX;
    push_leaves(d, d->nodes[begin].next);
    pull_latest(d, d->nodes[end].prev);
}

void draft_fix(struct draft *d, int visit, ticks start) { d->fixed[visit] = start; }

static void link_costs(struct draft *d, struct node *before, struct node *now, const struct node *after, int slot, int visit)
{
    bool used = d->tracks[slot].count > 0;
    cost change = -(cost)(used ? before->gap : 0);
    before->gap = way_of(d, before->place, now->place);
    now->gap = way_of(d, now->place, after->place);
    change += before->gap + now->gap + (used ? 0 : d->p->slots[slot].fixed);
    d->cost += change;
    d->tracks[slot].load += d->tasks[visit].load;
}

static int chain(struct draft *d, int after, int visit)
{
    struct node *before = &d->nodes[after], *now = &d->nodes[visit], *next = &d->nodes[before->next];
    int slot = before->route;
    struct track *track = &d->tracks[slot];
    if (track->free_at != NONE) slot_open(d, slot);
    now->prev = after;
    now->next = before->next;
    now->route = slot;
    now->leave = -TICKS_MAX;
    now->latest = TICKS_MAX;
    before->next = next->prev = visit;
    d->cost -= d->p->visits[visit].unserved + walk_promise(d->p, visit, NONE);
    d->out--;
    if (d->plain) link_costs(d, before, now, next, slot, visit);
    track->count++;
    return slot;
}

void draft_link(struct draft *d, int after, int visit)
{
    int slot = chain(d, after, visit);
    if (!d->plain) { settle_general(d, slot); return; }
    push_leaves(d, visit);
    pull_latest(d, visit);
    push_leaves(d, d->nodes[visit].next);
    pull_latest(d, d->nodes[visit].prev);
}

void draft_link_pair(struct draft *d, int after_first, int first, int after_second, int second)
{
    chain(d, after_first, first);
    draft_settle(d, chain(d, after_second, second));
}

void draft_unlink(struct draft *d, int visit)
{
    struct node *now = &d->nodes[visit], *before = &d->nodes[now->prev], *after = &d->nodes[now->next];
    struct track *track = &d->tracks[now->route];
    before->next = now->next;
    after->prev = now->prev;
    track->count--;
    if (d->plain) {
        cost change = -(cost)before->gap - now->gap;
        before->gap = track->count ? way_of(d, before->place, after->place) : 0;
        d->cost += change + before->gap - (track->count ? 0 : d->p->slots[now->route].fixed);
        track->load -= d->tasks[visit].load;
    }
    d->cost += d->p->visits[visit].unserved + walk_promise(d->p, visit, NONE);
    d->out++;
    now->route = NONE;
    d->fixed[visit] = NOT_FIXED;
}

void draft_begin(struct draft *d)
{
    struct journal *j = d->journal;
    j->epoch++;
    j->tracks = j->nodes = 0;
    j->cost = d->cost;
    j->out = d->out;
}

bool draft_is_touched(const struct draft *d, int slot) { return d->journal->mark[slot] == d->journal->epoch; }

void draft_touch(struct draft *d, int slot)
{
    struct journal *j = d->journal;
    if (j->mark[slot] == j->epoch) return;
    j->mark[slot] = j->epoch;
    j->track[j->tracks++] = (struct saved_track){ slot, d->tracks[slot] };
    int end = draft_end(d, slot);
    for (int id = draft_start(d, slot);; id = d->nodes[id].next) {
        j->node[j->nodes++] = (struct saved_node){ id, d->nodes[id], id < d->n ? d->fixed[id] : 0 };
        if (id == end) return;
    }
}

/* Visits that were left out when it began and are seated now stand in touched routes: they are taken out first. */
void draft_undo(struct draft *d)
{
    struct journal *j = d->journal;
    for (int i = 0; i < j->tracks; i++) {
        for (int v = d->nodes[draft_start(d, j->track[i].slot)].next; v < d->n; v = d->nodes[v].next) { d->nodes[v].route = NONE; d->fixed[v] = NOT_FIXED; }
    }
    for (int i = 0; i < j->nodes; i++) {
        d->nodes[j->node[i].id] = j->node[i].node;
        if (j->node[i].id < d->n) d->fixed[j->node[i].id] = j->node[i].fixed;
    }
    for (int i = 0; i < j->tracks; i++) {
        struct track *track = &d->tracks[j->track[i].slot], *was = &j->track[i].track;
        int free_at = track->free_at;
        d->work[d->p->slots[j->track[i].slot].worker] += was->work - track->work;
        *track = *was;
        track->free_at = free_at;
        if (track->count && free_at != NONE) slot_open(d, j->track[i].slot);
        if (!track->count && free_at == NONE) slot_close(d, j->track[i].slot);
    }
    d->cost = j->cost;
    d->out = j->out;
}

struct sketch *sketch_new(struct arena *arena, const struct draft *d)
{
    struct sketch *s = arena_take(arena, sizeof *s);
    s->cost = COST_MAX;
    s->nodes = arena_take(arena, sizeof *s->nodes * (size_t)(d->n + 2 * d->slots + 1));
    s->fixed = arena_take(arena, sizeof *s->fixed * (size_t)(d->n + 1));
    return s;
}

/* Used routes behind each other: slot, number of stops, stops. */
void sketch_take(struct sketch *s, const struct draft *d)
{
    s->cost = d->cost;
    s->count = 0;
    for (int slot = 0; slot < d->slots; slot++) {
        if (!d->tracks[slot].count) continue;
        s->nodes[s->count++] = slot;
        s->nodes[s->count++] = d->tracks[slot].count;
        for (int v = d->nodes[draft_start(d, slot)].next; v < d->n; v = d->nodes[v].next) s->nodes[s->count++] = v;
    }
    if (!d->plain) memcpy(s->fixed, d->fixed, sizeof *s->fixed * (size_t)d->n);
}

void sketch_copy(struct sketch *to, const struct sketch *from, const struct draft *d)
{
    to->cost = from->cost;
    to->count = from->count;
    memcpy(to->nodes, from->nodes, sizeof *to->nodes * (size_t)from->count);
    if (!d->plain) memcpy(to->fixed, from->fixed, sizeof *to->fixed * (size_t)d->n);
}

void sketch_put(const struct sketch *s, struct draft *d)
{
    draft_clear(d);
    if (!d->plain) memcpy(d->fixed, s->fixed, sizeof *s->fixed * (size_t)d->n);
    for (int i = 0; i < s->count; i += 2 + s->nodes[i + 1]) draft_route(d, s->nodes[i], s->nodes + i + 2, s->nodes[i + 1]);
}

void draft_route(struct draft *d, int slot, const int32_t *visits, int count)
{
    struct track *track = &d->tracks[slot];
    int last = draft_start(d, slot);
    if (!count) return;
    slot_open(d, slot);
    for (int i = 0; i < count; i++) {
        struct node *before = &d->nodes[last], *now = &d->nodes[visits[i]], *end = &d->nodes[draft_end(d, slot)];
        now->prev = last;
        now->next = draft_end(d, slot);
        now->route = slot;
        before->next = end->prev = visits[i];
        d->cost -= d->p->visits[visits[i]].unserved + walk_promise(d->p, visits[i], NONE);
        d->out--;
        if (d->plain) link_costs(d, before, now, end, slot, visits[i]);
        track->count++;
        last = visits[i];
    }
    draft_settle(d, slot);
}
