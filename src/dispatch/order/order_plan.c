/* order_plan.c — from nothing to a first order, from a plan to an order and back: see order_state.h. */
#include <stdlib.h>
#include <string.h>
#include "dispatch/order/order_state.h"

/* Items by the middle of their first window, those that follow others behind them. */
static void sort_key(const struct order_model *m, int64_t *key)
{
    for (int i = 0; i < m->items; i++) {
        const struct span *span = &m->spans[m->first_span[m->nodes[m->first_node[i]]]];
        key[i] = span->from + ((int64_t)(span->due < span->until ? span->due : span->until) - span->from) / 2;
    }
    bool changed = true;
    for (int round = 0; changed && round < m->items; round++) {
        changed = false;
        for (int i = 0; i < m->items; i++) {
            for (int k = m->first_tie[i]; k < m->first_tie[i + 1]; k++) {
                const struct tie *tie = &m->ties[k];
                int64_t least = key[tie->other] + (tie->lag > 1 ? tie->lag : 1);
                if (tie->lag < 0 || key[i] >= least) continue;
                key[i] = least;
                changed = true;
            }
        }
    }
}

static int compare_keys(const void *a, const void *b, void *keys)
{
    const int64_t *key = keys;
    int x = *(const int *)a, y = *(const int *)b;
    return key[x] != key[y] ? (key[x] > key[y]) - (key[x] < key[y]) : (x > y) - (x < y);
}

static bool put_node(struct order_state *s, int node, int slot)
{
    if (!order_company_fits(s, node, slot)) return false;
    order_attach(s, node, slot, order_left_of(s, slot, s->place_of[s->m->item_of[node]]));
    return true;
}

/* The slot that is cheapest by the way alone, for those who come second in an item. */
static int nearest_slot(const struct order_state *s, int node)
{
    const struct order_model *m = s->m;
    int best = NONE, place = s->place_of[m->item_of[node]];
    cost least = COST_MAX;
    for (int i = m->first_choice[node]; i < m->first_choice[node + 1]; i++) {
        int slot = m->choices[i], left = order_left_of(s, slot, place), right = s->next[left];
        cost more = order_way_cost(s, slot, left, node) + order_way_cost(s, slot, node, right) - order_way_cost(s, slot, left, right);
        if (more >= least || !order_company_fits(s, node, slot)) continue;
        least = more;
        best = slot;
    }
    return best;
}

static bool put_group(struct order_state *s, const int *nodes, int count, const int *slots)
{
    for (int i = 0; i < count; i++) {
        int slot = slots[i] == NONE ? nearest_slot(s, nodes[i]) : slots[i];
        if (slot == NONE || !put_node(s, nodes[i], slot)) return false;
    }
    return order_settle(s);
}

/* One person of the group after the other tries every slot; the others keep theirs. */
static void build_group(struct order_state *s, int group)
{
    const struct order_model *m = s->m;
    const int *nodes = &m->members[m->first_member[group]];
    int count = m->first_member[group + 1] - m->first_member[group];
    int *slots = malloc(sizeof *slots * (size_t)count);
    cost best = s->sums.total;
    bool found = false;
    if (!slots) abort();
    for (int i = 0; i < count; i++) slots[i] = NONE;
    for (int i = 0; i < count; i++) {
        int chosen = slots[i];
        for (int k = m->first_choice[nodes[i]]; k < m->first_choice[nodes[i] + 1]; k++) {
            slots[i] = m->choices[k];
            order_begin(s);
            if (put_group(s, nodes, count, slots) && (s->sums.total < best || (!found && m->p->visits[nodes[0]].unserved > 0 && s->sums.broken <= s->before.broken && s->sums.total <= best))) {
                best = s->sums.total;
                chosen = slots[i];
                found = true;
            }
            order_undo(s);
        }
        slots[i] = chosen;
    }
    order_begin(s);
    if (!found || !put_group(s, nodes, count, slots)) order_undo(s);
    s->logging = false;
    free(slots);
}

void order_build(struct order_state *s)
{
    const struct order_model *m = s->m;
    struct arena *arena = arena_new();
    int64_t *key = arena_take(arena, sizeof *key * (size_t)(m->items + 1));
    bool *done = arena_take(arena, sizeof *done * (size_t)(m->visits + 1));
    struct order_copy *empty = order_copy_new(arena, m);
    sort_key(m, key);
    for (int i = 0; i < m->items; i++) empty->order[i] = i;
    qsort_r(empty->order, (size_t)m->items, sizeof *empty->order, compare_keys, key);
    for (int i = 0; i < m->slots; i++) if (m->p->slots[i].pauses) empty->pause_before[i] = m->visits + i;
    order_load(s, empty);
    for (int i = 0; i < m->items; i++) {
        int group = m->p->group[m->nodes[m->first_node[empty->order[i]]]];
        if (!done[group]) build_group(s, group);
        done[group] = true;
    }
    arena_free(arena);
}

static int compare_starts(const void *a, const void *b, void *keys) { return compare_keys(a, b, keys); }

void order_take(struct order_state *s, const struct plan *plan)
{
    const struct order_model *m = s->m;
    struct arena *arena = arena_new();
    struct order_copy *copy = order_copy_new(arena, m);
    int64_t *key = arena_take(arena, sizeof *key * (size_t)(m->items + 1));
    sort_key(m, key);
    for (int r = 0; r < m->slots; r++) {
        const struct route *route = &plan->routes[r];
        for (int i = 0; i < route->count; i++) {
            copy->slot[route->stops[i].visit] = r;
            key[m->item_of[route->stops[i].visit]] = route->stops[i].start;
        }
        if (!m->p->slots[r].pauses) continue;
        copy->pause_before[r] = m->visits + r;
        if (route->taken_count && route->taken[0].before < route->count) copy->pause_before[r] = route->stops[route->taken[0].before].visit;
    }
    for (int i = 0; i < m->items; i++) copy->order[i] = i;
    qsort_r(copy->order, (size_t)m->items, sizeof *copy->order, compare_starts, key);
    if (!order_load(s, copy)) order_build(s);
    arena_free(arena);
}

/* The visit that is most to blame: it, or the last one of a day that ends too late. */
static int most_broken(const struct order_state *s)
{
    const struct order_model *m = s->m;
    int worst = NONE;
    cost most = 0;
    for (int i = 0; i < m->items; i++) {
        if (s->broken[i] <= most) continue;
        most = s->broken[i];
        worst = m->nodes[m->first_node[i]];
    }
    for (int i = 0; i < m->slots; i++) {
        if (s->days[i].broken <= most || !s->stops[i]) continue;
        most = s->days[i].broken;
        worst = s->prev[m->visits + i];
    }
    return worst;
}

void order_mend(struct order_state *s)
{
    const struct order_model *m = s->m;
    s->logging = false;
    s->touch_count = 0;
    for (int node; s->sums.broken && (node = most_broken(s)) != NONE;) {
        int group = m->p->group[node];
        for (int i = m->first_member[group]; i < m->first_member[group + 1]; i++) if (s->slot[m->members[i]] != NONE) order_detach(s, m->members[i]);
        if (!order_settle(s)) return;
    }
}

static void fill_route(struct arena *arena, struct order_state *s, int slot, const ticks *starts, struct route *route)
{
    const struct order_model *m = s->m;
    int end = m->visits + slot, count = order_latest(s, slot), before = s->pause_before[slot];
    const struct slot *given = &m->p->slots[slot];
    if (!count) return;
    route->stops = arena_take(arena, sizeof *route->stops * (size_t)count);
    route->taken = arena_take(arena, sizeof *route->taken);
    route->begin = order_begin_by(s, slot, starts[m->item_of[s->route[0]]]);
    ticks leave = route->begin, pause;
    for (int i = 0, left = end; i <= count; left = s->route[i++]) {
        int node = i < count ? s->route[i] : end;
        ticks ready = order_ready(s, slot, left, node, leave, &pause);
        if (before == node && pause != NONE) {
            const struct pause *given_pause = &m->p->pauses[given->first_pause];
            bool well = !given_pause->windows;
            for (int w = 0; w < given_pause->windows; w++) well |= pause >= given_pause->window[w].from && pause <= given_pause->window[w].to;
            if (well) route->taken[route->taken_count++] = (struct taken){ given->first_pause, pause, i };
        }
        if (i == count) { route->end = ready; break; }
        ticks start = starts[m->item_of[node]];
        route->stops[i] = (struct stop){ node, start, start, start + m->lasts[node] };
        ticks way = order_way(s, slot, left, node);
        route->stops[i].arrive = leave + way;
        leave = route->stops[i].leave;
        bool here = before == node && pause != NONE && pause < route->stops[i].arrive;      /* taken before the way */
        if (here) route->stops[i].arrive = pause + m->p->pauses[given->first_pause].length + way;
        route->count++;
    }
}

struct plan *order_plan(struct arena *arena, struct order_state *s)
{
    struct plan *plan = plan_new(arena, s->m->p);
    ticks *starts = arena_take(arena, sizeof *starts * (size_t)(s->m->items + 1));
    if (!s->m->shifts) starts = s->start;
    else if (!s->m->p->weights.worst_waiting) order_delay(s, starts);
    else for (int i = 0; i < s->m->slots; i++) {                    /* a longer wait may be worse than more of them */
        for (int k = order_latest(s, i); k--;) starts[s->m->item_of[s->route[k]]] = s->latest[k];
    }
    for (int i = 0; i < s->m->slots; i++) fill_route(arena, s, i, starts, &plan->routes[i]);
    for (int v = 0; v < s->m->visits; v++) plan->slot_of[v] = s->slot[v];
    return plan;
}
