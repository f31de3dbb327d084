/* order_state.c — the order, its routes and its starts; changes, and changes undone: see order_state.h. */
#include <stdlib.h>
#include <string.h>
#include "dispatch/order/order_state.h"

static void *take(struct arena *arena, size_t size, int count) { return arena_take(arena, size * (size_t)(count + 1)); }

static void let_go(void *log) { free(*(struct change **)log); }

struct order_state *order_state_new(struct arena *arena, const struct order_model *m, uint64_t seed)
{
    struct order_state *s = arena_take(arena, sizeof *s);
    int nodes = m->visits + m->slots;
    *s = (struct order_state){ .m = m, .dice = { seed }, .mark_words = (m->items + 63) / 64, .stale_words = (m->slots + 63) / 64 };
    s->order = take(arena, sizeof *s->order, m->items);
    s->place_of = take(arena, sizeof *s->place_of, m->items);
    s->prev = take(arena, sizeof *s->prev, nodes);
    s->next = take(arena, sizeof *s->next, nodes);
    s->slot = take(arena, sizeof *s->slot, nodes);
    s->leg = take(arena, sizeof *s->leg, nodes);
    s->stops = take(arena, sizeof *s->stops, m->slots);
    s->pause_before = take(arena, sizeof *s->pause_before, m->slots);
    s->reach = take(arena, sizeof *s->reach, m->items);
    s->start = take(arena, sizeof *s->start, m->items + 1);
    s->late = take(arena, sizeof *s->late, m->items);
    s->broken = take(arena, sizeof *s->broken, m->items);
    s->worst = take(arena, sizeof *s->worst, m->items);
    s->unpriced = take(arena, sizeof *s->unpriced, m->items);
    s->route = take(arena, sizeof *s->route, m->visits);
    s->latest = take(arena, sizeof *s->latest, m->visits);
    s->without = take(arena, sizeof *s->without, m->first_tie[m->items]);
    s->days = take(arena, sizeof *s->days, m->slots);
    s->touched = take(arena, sizeof *s->touched, 8 * (m->items + CREW));
    s->marks = take(arena, sizeof *s->marks, s->mark_words);
    s->stale = take(arena, sizeof *s->stale, s->stale_words);
    arena_defer(arena, let_go, &s->log);
    struct order_copy *empty = order_copy_new(arena, m);
    for (int i = 0; i < m->items; i++) empty->order[i] = i;
    order_load(s, empty);
    return s;
}

void order_log(struct order_state *s, void *where, int64_t old, int size)
{
    if (!s->logging) return;
    if (s->logged == s->log_room) {
        s->log_room = s->log_room ? 2 * s->log_room : 1024;
        s->log = realloc(s->log, sizeof *s->log * (size_t)s->log_room);
        if (!s->log) abort();
    }
    s->log[s->logged++] = (struct change){ where, old, size };
}

static void shift(struct order_state *s, int item, int to)
{
    int from = s->place_of[item], step = from < to ? 1 : -1;
    for (int i = from; i != to; i += step) {
        s->order[i] = s->order[i + step];
        s->place_of[s->order[i]] = i;
    }
    s->order[to] = item;
    s->place_of[item] = to;
}

void order_begin(struct order_state *s)
{
    s->logged = 0;
    s->logging = true;
    s->limit = COST_MAX;
    s->touch_count = 0;
    s->before = s->sums;
}

void order_undo(struct order_state *s)
{
    while (s->logged) {
        const struct change *c = &s->log[--s->logged];
        if (c->size == 4) *(int32_t *)c->where = (int32_t)c->old;
        else if (c->size == 8) *(int64_t *)c->where = c->old;
        else shift(s, (int)((int32_t *)c->where - s->place_of), (int)c->old);
    }
    s->sums = s->before;
    s->touch_count = 0;
    memset(s->stale, 0, sizeof *s->stale * (size_t)s->stale_words);
}

void order_shift(struct order_state *s, int item, int to)
{
    if (s->place_of[item] == to) return;
    order_log(s, &s->place_of[item], s->place_of[item], 0);
    shift(s, item, to);
}

void order_mark(struct order_state *s, int item) { s->touched[s->touch_count++] = item; }

static void grow_stale(struct order_state *s, int slot) { s->stale[slot >> 6] |= UINT64_C(1) << (slot & 63); }

static void mark_around(struct order_state *s, int slot, int right)
{
    if (is_visit(s, right)) order_mark(s, s->m->item_of[right]);
    grow_stale(s, slot);
}

/* From the start of `left` to arriving at `node`; breaks come on top (reach_of). */
static void set_leg(struct order_state *s, int slot, int left, int node)
{
    if (!is_visit(s, node)) return;
    put(s, &s->leg[node], (is_visit(s, left) ? s->m->lasts[left] : s->m->roads[slot].from) + order_way(s, slot, left, node));
}

static cost company(const struct order_state *s, int node, int slot)
{
    return s->m->company ? s->m->company[(int64_t)node * s->m->p->worker_count + s->m->p->slots[slot].worker] : 0;
}

void order_detach(struct order_state *s, int node)
{
    int slot = s->slot[node], left = s->prev[node], right = s->next[node];
    if (s->pause_before[slot] == node) put(s, &s->pause_before[slot], right);
    put(s, &s->next[left], right);
    put(s, &s->prev[right], left);
    put(s, &s->slot[node], NONE);
    put(s, &s->stops[slot], s->stops[slot] - 1);
    s->sums.travel += order_way_cost(s, slot, left, right) - order_way_cost(s, slot, left, node) - order_way_cost(s, slot, node, right);
    s->sums.company -= company(s, node, slot);
    s->sums.unserved += s->m->p->visits[node].unserved;
    set_leg(s, slot, left, right);
    mark_around(s, slot, right);
    order_mark(s, s->m->item_of[node]);
}

void order_attach(struct order_state *s, int node, int slot, int left)
{
    int right = s->next[left];
    put(s, &s->next[left], node);
    put(s, &s->prev[right], node);
    put(s, &s->prev[node], left);
    put(s, &s->next[node], right);
    put(s, &s->slot[node], slot);
    put(s, &s->stops[slot], s->stops[slot] + 1);
    s->sums.travel += order_way_cost(s, slot, left, node) + order_way_cost(s, slot, node, right) - order_way_cost(s, slot, left, right);
    s->sums.company += company(s, node, slot);
    s->sums.unserved -= s->m->p->visits[node].unserved;
    set_leg(s, slot, left, node);
    set_leg(s, slot, node, right);
    mark_around(s, slot, right);
    order_mark(s, s->m->item_of[node]);
}

void order_set_pause(struct order_state *s, int slot, int before)
{
    int old = s->pause_before[slot];
    put(s, &s->pause_before[slot], before);
    if (old != NONE && is_visit(s, old)) order_mark(s, s->m->item_of[old]);
    if (before != NONE && is_visit(s, before)) order_mark(s, s->m->item_of[before]);
    grow_stale(s, slot);
}

int order_left_of(const struct order_state *s, int slot, int place)
{
    int left = s->m->visits + slot;
    for (int node = s->next[left]; is_visit(s, node) && s->place_of[s->m->item_of[node]] < place; node = s->next[node]) left = node;
    return left;
}

bool order_company_fits(const struct order_state *s, int node, int slot)
{
    const struct problem *p = s->m->p;
    for (int i = p->first_relation[node]; i < p->first_relation[node + 1]; i++) {
        const struct relation *r = &p->relations[p->relation_of[i]];
        int other = s->slot[r->a == node ? r->b : r->a];
        if (r->who == WHO_ANYBODY || other == NONE) continue;
        bool same = p->slots[other].worker == p->slots[slot].worker;
        if (same != (r->who == WHO_SAME)) return false;
    }
    return true;
}

/* The earliest start of a visit that could start at `at`, within its spans; beyond the last one there is none, and it starts all the same. */
static inline ticks within_spans(const struct order_model *m, int visit, ticks at)
{
    const struct span *span = &m->spans[m->first_span[visit]], *last = &m->spans[m->first_span[visit + 1] - 1];
    while (span < last && at > span->until) span++;
    return at > span->from ? at : span->from;
}

static ticks settled_at(const struct order_model *m, int item, ticks at)
{
    int first = m->first_node[item], end = m->first_node[item + 1];
    at = within_spans(m, m->nodes[first], at);
    if (end == first + 1) return at;
    for (bool moved = true; moved;) {                   /* ends: every round passes a window */
        moved = false;
        for (int i = first; i < end; i++) {
            ticks later = within_spans(m, m->nodes[i], at);
            moved |= later != at;
            at = later;
        }
    }
    return at;
}

static inline void mark_place(struct order_state *s, int place)
{
    s->marks[place >> 6] |= UINT64_C(1) << (place & 63);
    if (place >> 6 < s->lowest) s->lowest = place >> 6;
}

/* What relations ask of an item is reckoned without what it asked of their other ends itself, or two visits that must be near each other
 * would hold each other up for ever. So every tie has an answer of its own; whom it changes for is looked at again. Where a bound comes
 * round by other ways, through a second window or a circle of no slack at all, starts may be later than the earliest; true they are. */
static ticks bound_of(const struct order_state *s, const struct tie *tie)
{
    return tie->lag <= -TICKS_MAX || s->slot[s->m->nodes[s->m->first_node[tie->other]]] == NONE ? -TICKS_MAX : s->without[tie->back] + tie->lag;
}

static ticks start_with_ties(struct order_state *s, int item)
{
    const struct order_model *m = s->m;
    int first = m->first_tie[item], end = m->first_tie[item + 1], highest = NONE;
    ticks reach = s->reach[item], most = reach, second = reach;      /* second: without the highest bound */
    for (int k = first; k < end; k++) {
        ticks bound = bound_of(s, &m->ties[k]);
        if (bound > most) { second = most; most = bound; highest = k; }
        else if (bound > second) second = bound;
    }
    ticks start = settled_at(m, item, most), otherwise = highest == NONE ? start : settled_at(m, item, second);
    for (int k = first; k < end; k++) {
        ticks answer = k == highest && start == most ? otherwise : start;        /* pushed into its next window it asks back for all of it */
        if (answer == s->without[k]) continue;
        put(s, &s->without[k], answer);
        mark_place(s, s->place_of[m->ties[k].other]);
    }
    return start;
}

/* Breaks and frozen time, which few problems have. */
static ticks reach_with_breaks(const struct order_state *s, int node, ticks ready)
{
    const struct order_model *m = s->m;
    int slot = s->slot[node], left = s->prev[node];
    ticks leave = is_visit(s, left) ? s->start[m->item_of[left]] + m->lasts[left] : m->roads[slot].from, pause;
    if (s->pause_before[slot] == node) ready = order_ready(s, slot, left, node, leave, &pause);
    return ready < m->roads[slot].open && m->p->visits[node].pin_start == NONE ? m->roads[slot].open : ready;
}

static inline ticks reach_of(const struct order_state *s, int item)
{
    const struct order_model *m = s->m;
    ticks reach = -TICKS_MAX;
    for (int i = m->first_node[item]; i < m->first_node[item + 1]; i++) {
        int node = m->nodes[i];
        ticks ready = s->start[m->item_of[s->prev[node]]] + s->leg[node];
        if (m->breaks | m->frozen) ready = reach_with_breaks(s, node, ready);
        if (ready > reach) reach = ready;
    }
    return reach;
}

static cost late_price(const struct weights *w, ticks late)
{
    if (late <= 0) return 0;
    return w->late * late + (w->very_late && late > w->very_late_after ? w->very_late * (late - w->very_late_after) : 0);
}

/* What an item's start costs. */
static void price_item(struct order_state *s, int item, bool served)
{
    const struct order_model *m = s->m;
    cost late = 0, broken = 0;
    ticks worst = 0, start = s->start[item];
    for (int i = m->first_node[item]; served && i < m->first_node[item + 1]; i++) {
        int v = m->nodes[i];
        const struct span *span = &m->spans[m->first_span[v]], *last = &m->spans[m->first_span[v + 1] - 1];
        while (span < last && start >= span[1].from) span++;
        if (start <= span->due) continue;
        ticks over = start - span->due;
        late += late_price(&m->p->weights, over);
        if (over > worst) worst = over;
        if (start > last->until) broken += start - last->until;
    }
    if (worst == s->worst[item] && late == s->late[item] && broken == s->broken[item]) return;
    s->sums.late += late - s->late[item];
    s->sums.broken += broken - s->broken[item];
    put_cost(s, &s->late[item], late);
    put_cost(s, &s->broken[item], broken);
    if (worst > s->sums.worst_late) s->sums.worst_late = worst;
    else if (s->worst[item] == s->sums.worst_late && worst < s->worst[item]) s->worst_fell = true;
    put(s, &s->worst[item], worst);
}

static void visit_item(struct order_state *s, int item)
{
    const struct order_model *m = s->m;
    int first = m->first_node[item], end = m->first_node[item + 1];
    if (s->slot[m->nodes[first]] == NONE) {
        price_item(s, item, false);
        put(s, &s->unpriced[item], 1);
        return;
    }
    ticks reach = reach_of(s, item), old = s->reach[item], start;
    put(s, &s->reach[item], reach);
    if (m->plain[item]) {
        ticks from = m->spans[m->first_span[m->nodes[first]]].from;
        start = reach > from ? reach : from;
    } else start = m->first_tie[item] < m->first_tie[item + 1] ? start_with_ties(s, item) : settled_at(m, item, reach);
    bool moved = start != s->start[item];
    if (!moved && reach == old && !s->unpriced[item]) return;
    put(s, &s->start[item], start);
    put(s, &s->unpriced[item], 0);
    price_item(s, item, true);
    if (!moved) return;
    for (int i = first; i < end; i++) {
        int node = m->nodes[i], right = s->next[node];
        if (is_visit(s, right)) mark_place(s, s->place_of[m->item_of[right]]);
        grow_stale(s, s->slot[node]);
    }
}

static void find_worst(struct order_state *s)
{
    ticks worst = 0;
    for (int i = 0; i < s->m->items; i++) worst = s->worst[i] > worst ? s->worst[i] : worst;
    s->sums.worst_late = worst;
    s->worst_fell = false;
}

cost order_floor(const struct order_state *s)
{
    return s->sums.travel + s->sums.company + s->sums.unserved + s->m->least_days;
}

static void forget_marks(struct order_state *s) { memset(s->marks, 0, sizeof *s->marks * (size_t)s->mark_words); }

/* Lowest place first: what waits only for earlier places is then right at once. A relation's upper bound reaches back; when that
 * does not come to rest, starts push each other round a circle. */
static bool settle(struct order_state *s)
{
    int fuel = 6 * s->m->items + 64;
    cost most_late = s->logging ? s->limit - order_floor(s) + s->before.late : COST_MAX;
    s->lowest = s->mark_words;
    for (int i = 0; i < s->touch_count; i++) mark_place(s, s->place_of[s->touched[i]]);
    s->touch_count = 0;
    while (s->lowest < s->mark_words) {
        uint64_t word = s->marks[s->lowest];
        if (!word) { s->lowest++; continue; }
        int place = s->lowest * 64 + __builtin_ctzll(word);
        s->marks[s->lowest] = word & (word - 1);
        if (--fuel < 0) { forget_marks(s); return false; }
        visit_item(s, s->order[place]);
        if (s->sums.late > most_late) { forget_marks(s); return false; }
    }
    if (s->worst_fell) find_worst(s);
    return true;
}

bool order_settle(struct order_state *s)
{
    const struct weights *w = &s->m->p->weights;
    if (!settle(s)) return false;
    if (s->m->shifts) order_reckon_days(s);
    struct sums *sums = &s->sums;
    sums->total = sums->travel + sums->company + sums->unserved + sums->late + sums->days + w->worst_late * sums->worst_late + w->worst_waiting * sums->worst_wait
        + w->idlest * sums->idlest + sums->off_mean + s->m->hard_price * sums->broken;
    return true;
}

bool order_accept(struct order_state *s, cost limit)
{
    s->limit = limit;
    if (order_floor(s) <= limit && order_settle(s) && s->sums.total <= limit) return true;
    order_undo(s);
    return false;
}

struct order_copy *order_copy_new(struct arena *arena, const struct order_model *m)
{
    struct order_copy *copy = arena_take(arena, sizeof *copy);
    copy->order = take(arena, sizeof *copy->order, m->items);
    copy->slot = take(arena, sizeof *copy->slot, m->visits);
    copy->pause_before = take(arena, sizeof *copy->pause_before, m->slots);
    for (int v = 0; v < m->visits; v++) copy->slot[v] = NONE;
    for (int i = 0; i < m->slots; i++) copy->pause_before[i] = NONE;
    copy->total = COST_MAX;
    return copy;
}

void order_save(const struct order_state *s, struct order_copy *copy)
{
    memcpy(copy->order, s->order, sizeof *copy->order * (size_t)s->m->items);
    memcpy(copy->slot, s->slot, sizeof *copy->slot * (size_t)s->m->visits);
    memcpy(copy->pause_before, s->pause_before, sizeof *copy->pause_before * (size_t)s->m->slots);
    copy->total = s->sums.total;
    copy->broken = s->sums.broken;
}

bool order_load(struct order_state *s, const struct order_copy *copy)
{
    const struct order_model *m = s->m;
    s->logging = false;
    s->touch_count = 0;
    s->sums = (struct sums){ 0 };
    for (int i = 0; i < m->slots; i++) {
        int end = m->visits + i;
        s->prev[end] = s->next[end] = end;
        s->slot[end] = i;
        s->stops[i] = 0;
        s->pause_before[i] = NONE;
        s->days[i] = (struct day){ 0 };
        grow_stale(s, i);
    }
    for (int v = 0; v < m->visits; v++) {
        s->slot[v] = NONE;
        s->sums.unserved += m->p->visits[v].unserved;
    }
    for (int i = 0; i < m->items; i++) {
        int item = copy->order[i];
        s->order[i] = item;
        s->place_of[item] = i;
        s->reach[item] = s->start[item] = s->worst[item] = 0;
        s->late[item] = s->broken[item] = 0;
        s->unpriced[item] = 1;
        for (int k = m->first_tie[item]; k < m->first_tie[item + 1]; k++) s->without[k] = -TICKS_MAX;
        for (int k = m->first_node[item]; k < m->first_node[item + 1]; k++) {
            int node = m->nodes[k], slot = copy->slot[node];
            if (slot != NONE) order_attach(s, node, slot, s->prev[m->visits + slot]);
        }
    }
    for (int i = 0; i < m->slots; i++) s->pause_before[i] = copy->pause_before[i];
    return order_settle(s);
}
