/* order_relocate.c — one service beside one of its neighbours in space and time; or a whole item, with what is tied to it. */
#include "dispatch/order/order_state.h"

/* The nearer ones more often: the smaller of two draws. */
int order_draw_near(struct order_state *s, int node)
{
    int count = s->m->near_count[node];
    if (!count) return NONE;
    int a = order_draw(s, count), b = order_draw(s, count);
    int q = s->m->near[node * NEAR + (a < b ? a : b)];
    return s->slot[q] == NONE ? NONE : q;
}

static int place_of_node(const struct order_state *s, int node, int otherwise)
{
    return is_visit(s, node) ? s->place_of[s->m->item_of[node]] : otherwise;
}

void order_bounds(const struct order_state *s, int item, int *low, int *high)
{
    const struct order_model *m = s->m;
    for (int i = m->first_tie[item]; i < m->first_tie[item + 1]; i++) {
        const struct tie *tie = &m->ties[i];
        int place = s->place_of[tie->other];
        if (s->slot[m->nodes[m->first_node[tie->other]]] == NONE) continue;
        if (tie->lag >= 0 && place > *low) *low = place;
        if (m->ties[tie->back].lag >= 0 && place < *high) *high = place;
    }
}

void order_shift_between(struct order_state *s, int item, int low, int high)
{
    int place = s->place_of[item];
    if (place <= low) order_shift(s, item, low);
    else if (place >= high) order_shift(s, item, high);
}

static cost detour(const struct order_state *s, int slot, int left, int node, int right)
{
    return order_way_cost(s, slot, left, node) + order_way_cost(s, slot, node, right) - order_way_cost(s, slot, left, right);
}

static cost company(const struct order_state *s, int node, int slot)
{
    return s->m->company ? s->m->company[(int64_t)node * s->m->p->worker_count + s->m->p->slots[slot].worker] : 0;
}

/* Where `node` may go: into `slot` behind `left`, its item between two places of the order. */
struct relocation { int node, slot, left, low, high; };

/* Beside a neighbour, or one time in eight into another slot at the same place of the order. */
static bool propose(struct order_state *s, struct relocation *r)
{
    const struct order_model *m = s->m;
    int node = r->node, item = m->item_of[node];
    if (order_draw(s, 8)) {
        int q = order_draw_near(s, node);
        if (q == NONE) return false;
        r->slot = s->slot[q];
        r->left = order_draw(s, 2) ? q : s->prev[q];
    } else {
        int choices = m->first_choice[node + 1] - m->first_choice[node];
        if (choices < 2) return false;
        r->slot = m->choices[m->first_choice[node] + order_draw(s, choices)];
        r->left = order_left_of(s, r->slot, s->place_of[item]);
    }
    if (r->left == node) r->left = s->prev[node];
    if (r->slot == s->slot[node] && r->left == s->prev[node]) return false;
    return problem_fits(m->p, node, r->slot) && (r->slot == s->slot[node] || order_company_fits(s, node, r->slot));
}

/* What it costs on the way, before anything is touched. */
static cost evaluate(const struct order_state *s, const struct relocation *r)
{
    int right = s->next[r->left];
    if (right == r->node) right = s->next[right];
    return detour(s, r->slot, r->left, r->node, right) - detour(s, s->slot[r->node], s->prev[r->node], r->node, s->next[r->node])
        + company(s, r->node, r->slot) - company(s, r->node, s->slot[r->node]);
}

/* The other persons of the item stay where they are in their routes: the place must suit them too. */
static bool find_places(const struct order_state *s, struct relocation *r)
{
    const struct order_model *m = s->m;
    int item = m->item_of[r->node], right = s->next[r->left];
    if (right == r->node) right = s->next[right];
    r->low = place_of_node(s, r->left, -1);
    r->high = place_of_node(s, right, m->items);
    if (!m->crews) return true;
    order_bounds(s, item, &r->low, &r->high);
    for (int i = m->first_node[item]; i < m->first_node[item + 1]; i++) {
        int other = m->nodes[i];
        if (other == r->node) continue;
        int low = place_of_node(s, s->prev[other], -1), high = place_of_node(s, s->next[other], m->items);
        if (low > r->low) r->low = low;
        if (high < r->high) r->high = high;
    }
    return r->low < r->high;
}

bool move_relocate(struct order_state *s, cost limit)
{
    struct relocation r = { .node = order_draw(s, s->m->visits) };
    if (s->slot[r.node] == NONE || !propose(s, &r)) return false;
    if (order_floor(s) + evaluate(s, &r) > limit || !find_places(s, &r)) return false;
    order_begin(s);
    order_detach(s, r.node);
    order_shift_between(s, s->m->item_of[r.node], r.low, r.high);
    order_attach(s, r.node, r.slot, r.left);
    return order_accept(s, limit);
}

void order_take_out(struct order_state *s, int item)
{
    for (int i = s->m->first_node[item]; i < s->m->first_node[item + 1]; i++) order_detach(s, s->m->nodes[i]);
}

/* A slot for a person of an item beside those who are placed: any, the one she had, or a neighbour's. */
static int draw_slot(struct order_state *s, int node, int was)
{
    const struct order_model *m = s->m;
    int kind = order_draw(s, 4), choices = m->first_choice[node + 1] - m->first_choice[node], q = kind > 1 ? order_draw_near(s, node) : NONE;
    if (q != NONE && problem_fits(m->p, node, s->slot[q])) return s->slot[q];
    if (was != NONE && kind) return was;
    return choices ? m->choices[m->first_choice[node] + order_draw(s, choices)] : NONE;
}

bool order_put_in(struct order_state *s, int item, const int *was)
{
    const struct order_model *m = s->m;
    int first = m->first_node[item], count = m->first_node[item + 1] - first, lead = order_draw(s, count), node = m->nodes[first + lead];
    int q = order_draw_near(s, node), low = -1, high = m->items;
    if (q == NONE || !problem_fits(m->p, node, s->slot[q]) || !order_company_fits(s, node, s->slot[q])) {
        int slot = draw_slot(s, node, was[lead]);
        if (slot == NONE || !order_company_fits(s, node, slot)) return false;
        order_bounds(s, item, &low, &high);
        if (low >= high) return false;
        order_shift_between(s, item, low, high);
        order_attach(s, node, slot, order_left_of(s, slot, s->place_of[item]));
    } else {
        int left = order_draw(s, 2) ? q : s->prev[q];
        low = place_of_node(s, left, -1);
        high = place_of_node(s, s->next[left], m->items);
        order_bounds(s, item, &low, &high);
        if (low >= high) return false;
        order_shift_between(s, item, low, high);
        order_attach(s, node, s->slot[q], left);
    }
    for (int i = 0; i < count; i++) {
        if (i == lead) continue;
        int other = m->nodes[first + i], slot = draw_slot(s, other, was[i]);
        if (slot == NONE || !order_company_fits(s, other, slot)) return false;
        order_attach(s, other, slot, order_left_of(s, slot, s->place_of[item]));
    }
    return true;
}

/* All persons of an item, and half the time what is tied to it, elsewhere. */
bool move_together(struct order_state *s, cost limit)
{
    const struct order_model *m = s->m;
    int node = order_draw(s, m->visits), item = m->item_of[node], first = m->first_tie[item], ties = m->first_tie[item + 1] - first;
    int items[2] = { item, ties && order_draw(s, 2) ? m->ties[first + order_draw(s, ties)].other : NONE };
    int was[2][CREW];
    if (s->slot[node] == NONE || (items[1] == NONE && m->first_node[item + 1] - m->first_node[item] < 2)) return false;
    order_begin(s);
    for (int k = 0; k < 2 && items[k] != NONE; k++) {
        for (int i = m->first_node[items[k]]; i < m->first_node[items[k] + 1]; i++) was[k][i - m->first_node[items[k]]] = s->slot[m->nodes[i]];
        order_take_out(s, items[k]);
    }
    for (int k = 0; k < 2 && items[k] != NONE; k++) {
        if (order_put_in(s, items[k], was[k])) continue;
        order_undo(s);
        return false;
    }
    return order_accept(s, limit);
}
