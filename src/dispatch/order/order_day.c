/* order_day.c — what a slot's day costs besides its ways: breaks, waiting, overtime, idleness; see order_state.h.
 *
 * Starts in the order are the earliest. A day is better begun late: every stop moves to the latest start that makes nothing later, in
 * one pass from the last stop back, and then all waiting lies before the begin, where nobody pays for it. */
#include <string.h>
#include "dispatch/order/order_state.h"

static const struct pause *pause_of(const struct order_state *s, int slot)
{
    const struct slot *given = &s->m->p->slots[slot];
    return given->pauses ? &s->m->p->pauses[given->first_pause] : NULL;
}

static const struct window *pause_window(const struct pause *pause, ticks at)
{
    static const struct window always = { -TICKS_MAX, TICKS_MAX, TICKS_MAX };
    for (int i = 0; i < pause->windows; i++) if (at <= pause->window[i].to || i == pause->windows - 1) return &pause->window[i];
    return &always;
}

/* The break is taken where the way leads, if it still begins in time there, and where it starts otherwise; the way home has no other end. */
ticks order_ready(const struct order_state *s, int slot, int from, int to, ticks leave, ticks *ret_pause)
{
    ticks way = order_way(s, slot, from, to);
    *ret_pause = NONE;
    if (s->pause_before[slot] != to) return leave + way;
    const struct pause *pause = pause_of(s, slot);
    const struct window *there = pause_window(pause, leave + way), *here = pause_window(pause, leave);
    if (is_visit(s, to) && leave + way <= there->to) {
        *ret_pause = leave + way > there->from ? leave + way : there->from;
        return *ret_pause + pause->length;
    }
    *ret_pause = leave > here->from ? leave : here->from;
    return *ret_pause + pause->length + way;
}

/* The latest leaving for which `to` is still ready in time; never before `leave`, which is known to do. */
static ticks leave_by(const struct order_state *s, int slot, int from, int to, ticks leave, ticks ready)
{
    ticks way = order_way(s, slot, from, to), by = ready - way, taken;
    if (s->pause_before[slot] == to) {
        const struct pause *pause = pause_of(s, slot);
        order_ready(s, slot, from, to, leave, &taken);
        const struct window *w = pause_window(pause, taken);
        by = ready - pause->length;
        if (is_visit(s, to) && leave + way <= w->to) by = (by < w->to ? by : w->to) - way;
        else by = by - way < w->to ? by - way : w->to;
    }
    return by > leave ? by : leave;
}

static ticks leaving(const struct order_state *s, int slot, int node)
{
    return is_visit(s, node) ? s->start[s->m->item_of[node]] + s->m->lasts[node] : s->m->roads[slot].from;
}

/* Until when a visit may start without becoming later than it is. */
static ticks due_by(const struct order_state *s, int node)
{
    const struct order_model *m = s->m;
    ticks start = s->start[m->item_of[node]];
    if (m->p->visits[node].pin_start != NONE) return start;
    const struct span *span = &m->spans[m->first_span[node]], *last = &m->spans[m->first_span[node + 1] - 1];
    while (span < last && start >= span[1].from) span++;
    return span->due > start ? span->due : start;
}

/* While searching, what is tied to others stays where it is. */
static ticks start_by(const struct order_state *s, int node)
{
    const struct order_model *m = s->m;
    int item = m->item_of[node];
    bool tied = m->first_node[item + 1] - m->first_node[item] > 1 || m->first_tie[item] < m->first_tie[item + 1];
    return tied ? s->start[item] : due_by(s, node);
}

int order_latest(struct order_state *s, int slot)
{
    int end = s->m->visits + slot, count = s->stops[slot];
    int node = s->prev[end];
    for (int i = count - 1; i >= 0; i--, node = s->prev[node]) {
        ticks start = s->start[s->m->item_of[node]];
        s->route[i] = node;
        s->latest[i] = start;
        if (i == count - 1) continue;
        ticks by = leave_by(s, slot, node, s->route[i + 1], start + s->m->lasts[node], s->latest[i + 1]) - s->m->lasts[node], bound = start_by(s, node);
        s->latest[i] = by < bound ? by : bound;
    }
    return count;
}

/* The latest of all starts at once, what is tied moving together: from above, until nothing moves. Ends of routes stay. */
static ticks latest_of(const struct order_state *s, int item, const ticks *latest)
{
    const struct order_model *m = s->m;
    ticks start = s->start[item], bound = TICKS_MAX;
    for (int i = m->first_node[item]; i < m->first_node[item + 1]; i++) {
        int node = m->nodes[i], right = s->next[node];
        ticks by = due_by(s, node);
        if (!is_visit(s, right)) return start;
        if (by < bound) bound = by;
        by = leave_by(s, s->slot[node], node, right, start + m->lasts[node], latest[m->item_of[right]]) - m->lasts[node];
        if (by < bound) bound = by;
    }
    for (int k = m->first_tie[item]; k < m->first_tie[item + 1]; k++) {
        ticks lag = m->ties[m->ties[k].back].lag;
        if (lag > -TICKS_MAX && latest[m->ties[k].other] - lag < bound) bound = latest[m->ties[k].other] - lag;
    }
    return bound > start ? bound : start;
}

void order_delay(const struct order_state *s, ticks *latest)
{
    const struct order_model *m = s->m;
    for (int i = 0; i < m->items; i++) latest[i] = TICKS_MAX;
    for (bool moved = true; moved;) {
        moved = false;
        for (int place = m->items; place--;) {
            int item = s->order[place];
            if (s->slot[m->nodes[m->first_node[item]]] == NONE) continue;
            ticks bound = latest_of(s, item, latest);
            moved |= bound != latest[item];
            latest[item] = bound;
        }
    }
}

ticks order_begin_by(const struct order_state *s, int slot, ticks first)
{
    int end = s->m->visits + slot;
    if (!s->m->shifts || s->m->p->slots[slot].punctual) return s->m->roads[slot].from;
    return leave_by(s, slot, end, s->next[end], s->m->roads[slot].from, first);
}

static cost over(ticks value, ticks limit) { return value > limit ? (cost)value - limit : 0; }

/* Breaks: the price of one missed, or what lies beyond its last possible begin. */
static void reckon_pause(const struct order_state *s, int slot, struct day *day, ticks *busy)
{
    const struct pause *pause = pause_of(s, slot);
    int before = s->pause_before[slot];
    ticks start = NONE;
    if (!pause) return;
    if (before != NONE) order_ready(s, slot, s->prev[before], before, leaving(s, slot, s->prev[before]), &start);
    bool well = before != NONE && start <= pause_window(pause, start)->to;
    if (well) *busy += pause->length;
    if (well || day->end - day->begin <= pause->when_span) return;
    if (pause->missed < COST_MAX) day->price += pause->missed;
    else day->broken += before == NONE ? pause->length + 1 : over(start, pause_window(pause, start)->to);
}

/* Of the route in s->route, at its latest starts. */
static ticks longest_wait(const struct order_state *s, int slot, int count, ticks begin)
{
    ticks longest = 0, leave = begin;
    for (int i = 0, left = s->m->visits + slot; i < count; left = s->route[i++]) {
        ticks wait = s->latest[i] - leave - order_way(s, slot, left, s->route[i]);
        if (s->pause_before[slot] == s->route[i]) wait -= pause_of(s, slot)->length;
        if (wait > longest) longest = wait;
        leave = s->latest[i] + s->m->lasts[s->route[i]];
    }
    return longest;
}

static struct day reckon(struct order_state *s, int slot)
{
    const struct order_model *m = s->m;
    const struct slot *given = &m->p->slots[slot];
    const struct weights *w = &m->p->weights;
    ticks shift = given->regular_end < TICKS_MAX ? given->regular_end - given->from : 0, busy = 0, unused;
    struct day day = { .idle = shift };
    int count = order_latest(s, slot), end = m->visits + slot;
    if (!count) return day;
    ticks service = 0, ways = order_way(s, slot, s->route[count - 1], end);
    for (int i = 0, from = end; i < count; from = s->route[i++]) {
        ways += order_way(s, slot, from, s->route[i]);
        service += m->lasts[s->route[i]];
    }
    day.load = ways + service;
    day.end = order_ready(s, slot, s->route[count - 1], end, leaving(s, slot, s->route[count - 1]), &unused);
    day.begin = given->punctual ? given->from : leave_by(s, slot, end, s->route[0], given->from, s->latest[0]);
    reckon_pause(s, slot, &day, &busy);
    busy += day.load;
    day.wait = day.end - day.begin - busy;
    cost overtime = over(day.end, given->regular_end), long_day = over(day.end - day.begin, given->regular);
    day.idle = shift - busy + (ticks)overtime;
    if (long_day > overtime) overtime = long_day;
    day.broken += over(day.end, given->to) + over((ticks)overtime, given->most_overtime);
    day.price += given->fixed + given->per_service * service + given->per_span * (day.end - day.begin) + given->per_overtime * overtime + w->waiting * day.wait;
    if (w->worst_waiting) day.longest_wait = longest_wait(s, slot, count, day.begin);
    return day;
}

static void renew(struct order_state *s, int slot)
{
    struct day *old = &s->days[slot], day = reckon(s, slot);
    s->sums.days += day.price - old->price;
    s->sums.broken += day.broken - old->broken;
    put(s, &old->begin, day.begin);
    put(s, &old->end, day.end);
    put(s, &old->load, day.load);
    put(s, &old->wait, day.wait);
    put(s, &old->longest_wait, day.longest_wait);
    put(s, &old->idle, day.idle);
    put_cost(s, &old->price, day.price);
    put_cost(s, &old->broken, day.broken);
}

static cost off_mean(const struct order_state *s)
{
    int n = s->m->slots;
    int64_t sum = 0, off = 0;
    for (int i = 0; i < n; i++) sum += s->days[i].load;
    for (int i = 0; i < n; i++) {
        int64_t apart = (int64_t)n * s->days[i].load - sum;
        off += ((apart < 0 ? -apart : apart) + n - 1) / n;
    }
    return s->m->p->weights.off_mean * off;
}

void order_reckon_days(struct order_state *s)
{
    const struct weights *w = &s->m->p->weights;
    for (int i = 0; i < s->stale_words; i++) {
        for (; s->stale[i]; s->stale[i] &= s->stale[i] - 1) renew(s, i * 64 + __builtin_ctzll(s->stale[i]));
    }
    s->sums.idlest = s->sums.worst_wait = 0;
    for (int i = 0; w->idlest && i < s->m->slots; i++) if (s->days[i].idle > s->sums.idlest) s->sums.idlest = s->days[i].idle;
    for (int i = 0; w->worst_waiting && i < s->m->slots; i++) if (s->days[i].longest_wait > s->sums.worst_wait) s->sums.worst_wait = s->days[i].longest_wait;
    if (w->off_mean) s->sums.off_mean = off_mean(s);
}
