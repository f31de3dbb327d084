/* order_model.c — what of a problem the annealing looks at again and again, laid out for it: see order_state.h. */
#include <stdlib.h>
#include <string.h>
#include "dispatch/order/order_state.h"

static int root(int *parent, int i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/* Items: visits tied by "together". */
static void make_items(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    size_t n = (size_t)(m->visits + m->slots) + 1;
    int *parent = arena_take(arena, sizeof *parent * n), *count = arena_take(arena, sizeof *count * n);
    m->item_of = arena_take(arena, sizeof *m->item_of * n);
    m->nodes = arena_take(arena, sizeof *m->nodes * n);
    m->first_node = arena_take(arena, sizeof *m->first_node * (n + 1));
    for (int v = 0; v < m->visits; v++) parent[v] = v;
    for (int r = 0; r < p->relation_count; r++) {
        const struct relation *tied = &p->relations[r];
        if (tied->least || tied->most) continue;
        int a = root(parent, tied->a), b = root(parent, tied->b);
        if (a < b) parent[b] = a;
        else parent[a] = b;
    }
    for (int v = 0; v < m->visits; v++) if (root(parent, v) == v) m->item_of[v] = m->items++;
    for (int v = 0; v < m->visits; v++) m->item_of[v] = m->item_of[root(parent, v)];
    for (int v = 0; v < m->visits; v++) m->first_node[m->item_of[v] + 1]++;
    for (int i = 0; i < m->items; i++) m->first_node[i + 1] += m->first_node[i];
    for (int v = 0; v < m->visits; v++) m->nodes[m->first_node[m->item_of[v]] + count[m->item_of[v]]++] = v;
    for (int s = 0; s < m->slots; s++) m->item_of[m->visits + s] = m->items;
    m->crews = m->items < m->visits;
}

/* All relations between the items of two visits as one, seen from the first one's; false: they ask nothing. */
static bool join_relations(const struct order_model *m, int r, struct relation *joined)
{
    const struct problem *p = m->p;
    const struct relation *tied = &p->relations[r];
    *joined = (struct relation){ m->item_of[tied->a], m->item_of[tied->b], -TICKS_MAX, TICKS_MAX, WHO_ANYBODY };
    for (int i = m->first_node[joined->a]; i < m->first_node[joined->a + 1]; i++) {
        for (int k = p->first_relation[m->nodes[i]]; k < p->first_relation[m->nodes[i] + 1]; k++) {
            const struct relation *other = &p->relations[p->relation_of[k]];
            bool same = m->item_of[other->a] == joined->a && m->item_of[other->b] == joined->b, turned = m->item_of[other->a] == joined->b && m->item_of[other->b] == joined->a;
            if (!same && !turned) continue;
            if (p->relation_of[k] < r) return false;                      /* joined already */
            ticks least = same ? other->least : -other->most, most = same ? other->most : -other->least;
            if (least > joined->least) joined->least = least;
            if (most < joined->most) joined->most = most;
        }
    }
    return joined->a != joined->b && (joined->least > -TICKS_MAX || joined->most < TICKS_MAX);
}

bool order_items_sound(const struct problem *p)
{
    struct arena *arena = arena_new();
    struct order_model m = { .p = p, .visits = p->visit_count, .slots = p->slot_count };
    bool sound = true;
    make_items(arena, &m);
    for (int r = 0; r < p->relation_count; r++) {
        const struct relation *tied = &p->relations[r];
        struct relation joined;
        sound &= m.item_of[tied->a] != m.item_of[tied->b] || (tied->least <= 0 && tied->most >= 0);
        sound &= !join_relations(&m, r, &joined) || joined.least <= joined.most;
    }
    for (int i = 0; i < m.items; i++) sound &= m.first_node[i + 1] - m.first_node[i] <= CREW;
    arena_free(arena);
    return sound;
}

static void make_ties(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    struct relation joined;
    m->first_tie = arena_take(arena, sizeof *m->first_tie * (size_t)(m->items + 2));
    m->ties = arena_take(arena, sizeof *m->ties * (size_t)(2 * p->relation_count + 1));
    int *next = arena_take(arena, sizeof *next * (size_t)(m->items + 2));
    for (int r = 0; r < p->relation_count; r++) {
        if (!join_relations(m, r, &joined)) continue;
        m->first_tie[joined.a + 1]++;
        m->first_tie[joined.b + 1]++;
        m->crews = true;
    }
    for (int i = 0; i < m->items; i++) m->first_tie[i + 1] += m->first_tie[i];
    memcpy(next, m->first_tie, sizeof *next * (size_t)(m->items + 1));
    for (int r = 0; r < p->relation_count; r++) {
        if (!join_relations(m, r, &joined)) continue;
        int x = next[joined.a]++, y = next[joined.b]++;
        m->ties[x] = (struct tie){ joined.b, -joined.most, y };
        m->ties[y] = (struct tie){ joined.a, joined.least, x };
    }
}

/* A soft window reaches into the gap before the next one until waiting for that is cheaper than being late: half the price of lateness
 * is added to waiting's, since whoever waits delays those who come after. */
static ticks patience(const struct weights *w, const struct window *now, ticks next)
{
    cost waiting = w->waiting + w->late / 2, both = w->late + waiting;
    if (now->to < next - 1 || !both || now->due >= next) return now->to;
    ticks due = now->due > now->from ? now->due : now->from;
    return due + (ticks)((int64_t)(next - due) * waiting / both);
}

static void make_spans(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    m->first_span = arena_take(arena, sizeof *m->first_span * (size_t)(m->visits + 1));
    m->spans = arena_take(arena, sizeof *m->spans * (size_t)(p->window_count + 2 * m->visits + 1));
    int count = 0;
    for (int v = 0; v < m->visits; v++) {
        const struct visit *visit = &p->visits[v];
        m->first_span[v] = count;
        if (visit->pin_start != NONE) m->spans[count++] = (struct span){ visit->pin_start, visit->pin_start, visit->pin_start };
        for (int i = 0; i < visit->windows && visit->pin_start == NONE; i++) {
            const struct window *w = &p->windows[visit->first_window + i];
            ticks until = i + 1 < visit->windows ? patience(&p->weights, w, w[1].from) : w->to;
            m->spans[count++] = (struct span){ w->from, w->due, until };
        }
        if (count == m->first_span[v]) m->spans[count++] = (struct span){ 0, 0, 0 };
    }
    m->first_span[m->visits] = count;
}

static void make_choices(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    int64_t count = 0;
    m->first_choice = arena_take(arena, sizeof *m->first_choice * (size_t)(m->visits + 1));
    for (int v = 0; v < m->visits; v++) for (int w = 0; w < p->fit_words; w++) count += __builtin_popcountll(p->fits[(int64_t)v * p->fit_words + w]);
    m->choices = arena_take(arena, sizeof *m->choices * (size_t)(count + 1));
    count = 0;
    for (int v = 0; v < m->visits; v++) {
        m->first_choice[v] = (int)count;
        for (int s = 0; s < m->slots; s++) if (problem_fits(p, v, s)) m->choices[count++] = s;
    }
    m->first_choice[m->visits] = (int)count;
}

static bool share_a_slot(const struct problem *p, int a, int b)
{
    for (int w = 0; w < p->fit_words; w++) if (p->fits[(int64_t)a * p->fit_words + w] & p->fits[(int64_t)b * p->fit_words + w]) return true;
    return false;
}

/* How well q goes right after v: the way, a fifth of the wait that cannot be avoided, and all lateness that cannot. */
static int64_t beside(const struct order_model *m, int v, int q)
{
    int64_t best = INT64_MAX, way = way_ticks(m->p, m->roads[m->choices[m->first_choice[v]]].profile, m->place[v], m->place[q]);
    for (int i = m->first_span[v]; i < m->first_span[v + 1]; i++) {
        for (int j = m->first_span[q]; j < m->first_span[q + 1]; j++) {
            const struct span *a = &m->spans[i], *b = &m->spans[j];
            int64_t wait = b->from - (a->due + m->lasts[v] + way), late = a->from + m->lasts[v] + way - b->due;
            int64_t key = 10 * way + (wait > 0 ? 2 * wait : 0) + (late > 0 ? 10 * late : 0);
            if (key < best) best = key;
        }
    }
    return best;
}

static void make_near(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    m->near = arena_take(arena, sizeof *m->near * (size_t)m->visits * NEAR + 1);
    m->near_count = arena_take(arena, sizeof *m->near_count * (size_t)(m->visits + 1));
    for (int v = 0; v < m->visits; v++) {
        int64_t keys[NEAR];
        int *near = &m->near[v * NEAR], count = 0;
        for (int q = 0; q < m->visits; q++) {
            if (m->first_choice[v] == m->first_choice[v + 1] || m->first_choice[q] == m->first_choice[q + 1]) continue;
            if (p->group[q] == p->group[v] || m->place[q] == NONE || m->place[v] == NONE || !share_a_slot(p, v, q)) continue;
            int64_t key = beside(m, v, q), other = beside(m, q, v);
            if (other < key) key = other;
            if (count == NEAR && key >= keys[NEAR - 1]) continue;
            int at = count < NEAR ? count++ : NEAR - 1;
            for (; at && keys[at - 1] > key; at--) { keys[at] = keys[at - 1]; near[at] = near[at - 1]; }
            keys[at] = key;
            near[at] = q;
        }
        m->near_count[v] = count;
    }
}

static void make_roads(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    m->roads = arena_take(arena, sizeof *m->roads * (size_t)(m->slots + 1));
    for (int i = 0; i < m->slots; i++) {
        const struct slot *s = &p->slots[i];
        const struct profile *f = &p->profiles[s->profile];
        m->roads[i] = (struct road){ f->time, f->distance, f->price, s->per_travel, s->per_distance, s->profile, s->start, s->end, s->from, s->open };
        m->breaks |= s->pauses > 0;
        m->frozen |= s->open > -TICKS_MAX;
        m->shifts |= s->to < TICKS_MAX || s->pauses || s->fixed || s->per_service || s->per_span || s->per_overtime || s->most_overtime < TICKS_MAX;
        cost missed = s->pauses && p->pauses[s->first_pause].missed < COST_MAX ? p->pauses[s->first_pause].missed : 0;
        if (s->fixed + missed < 0 || s->fixed < 0) m->least_days += s->fixed;
        m->hard_price += s->per_travel + s->per_span + s->per_overtime;
    }
    const struct weights *w = &p->weights;
    m->shifts |= w->waiting || w->worst_waiting || w->idlest || w->off_mean;
    m->hard_price = (m->hard_price / (m->slots ? m->slots : 1) + w->late + w->worst_late + w->waiting + w->worst_waiting + w->idlest + w->off_mean + 1) * 5;
}

static void make_company(struct arena *arena, struct order_model *m)
{
    const struct problem *p = m->p;
    bool any = p->liking_count;
    for (int v = 0; v < m->visits; v++) any |= p->visits[v].stranger != 0;
    if (!any) return;
    m->company = arena_take(arena, sizeof *m->company * (size_t)m->visits * (size_t)p->worker_count);
    for (int v = 0; v < m->visits; v++) {
        const struct visit *visit = &p->visits[v];
        cost *row = m->company + (int64_t)v * p->worker_count;
        for (int w = 0; w < p->worker_count; w++) row[w] = visit->stranger;
        for (int i = visit->likings; i--;) row[p->likings[visit->first_liking + i].worker] = p->likings[visit->first_liking + i].price;
    }
}

static void make_members(struct arena *arena, struct order_model *m)
{
    m->first_member = arena_take(arena, sizeof *m->first_member * (size_t)(m->visits + 2));
    m->members = arena_take(arena, sizeof *m->members * (size_t)(m->visits + 1));
    int *next = arena_take(arena, sizeof *next * (size_t)(m->visits + 2));
    for (int v = 0; v < m->visits; v++) m->first_member[m->p->group[v] + 1]++;
    for (int v = 0; v < m->visits; v++) m->first_member[v + 1] += m->first_member[v];
    memcpy(next, m->first_member, sizeof *next * (size_t)(m->visits + 1));
    for (int v = 0; v < m->visits; v++) m->members[next[m->p->group[v]]++] = v;
}

struct order_model *order_model_new(struct arena *arena, const struct problem *p)
{
    struct order_model *m = arena_take(arena, sizeof *m);
    m->p = p;
    m->visits = p->visit_count;
    m->slots = p->slot_count;
    m->place = arena_take(arena, sizeof *m->place * (size_t)(m->visits + 1));
    m->lasts = arena_take(arena, sizeof *m->lasts * (size_t)(m->visits + 1));
    for (int v = 0; v < m->visits; v++) {
        m->place[v] = p->visits[v].place;
        m->lasts[v] = p->visits[v].setup + p->visits[v].duration;
        m->optional |= p->visits[v].unserved < (INT64_C(1) << 40);
    }
    make_items(arena, m);
    make_ties(arena, m);
    make_spans(arena, m);
    make_choices(arena, m);
    make_roads(arena, m);
    make_near(arena, m);
    make_company(arena, m);
    make_members(arena, m);
    m->plain = arena_take(arena, sizeof *m->plain * (size_t)(m->items + 1));
    for (int i = 0; i < m->items; i++) {
        int v = m->nodes[m->first_node[i]];
        m->plain[i] = m->first_node[i + 1] - m->first_node[i] == 1 && m->first_tie[i] == m->first_tie[i + 1] && m->first_span[v + 1] - m->first_span[v] == 1;
    }
    return m;
}
