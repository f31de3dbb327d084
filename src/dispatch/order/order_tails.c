/* order_tails.c — from a moment of the order on, two slots change all that is left of their days. */
#include "dispatch/order/order_state.h"

enum { LONGEST = 24 };                       /* of a tail: longer ones are hardly ever worth changing whole */
struct tail { int nodes[LONGEST], count; };

static bool cut(const struct order_state *s, int left, int to, struct tail *tail)
{
    tail->count = 0;
    for (int node = s->next[left]; is_visit(s, node); node = s->next[node]) {
        if (tail->count == LONGEST || !problem_fits(s->m->p, node, to)) return false;
        tail->nodes[tail->count++] = node;
    }
    return true;
}

/* The two ways at the cut, when both travel alike: most proposals end here. */
static bool too_far(const struct order_state *s, int a, int left_a, int b, int left_b, cost limit)
{
    const struct road *x = &s->m->roads[a], *y = &s->m->roads[b];
    if (s->m->company || x->profile != y->profile || x->end != y->end || x->per_travel != y->per_travel || x->per_distance != y->per_distance) return false;
    int right_a = s->next[left_a], right_b = s->next[left_b];
    if (!is_visit(s, right_a) || !is_visit(s, right_b)) return false;
    return order_floor(s) + order_way_cost(s, a, left_a, right_b) + order_way_cost(s, b, left_b, right_a)
        - order_way_cost(s, a, left_a, right_a) - order_way_cost(s, b, left_b, right_b) > limit;
}

static bool append(struct order_state *s, const struct tail *tail, int slot)
{
    for (int i = 0; i < tail->count; i++) {
        if (!order_company_fits(s, tail->nodes[i], slot)) return false;
        order_attach(s, tail->nodes[i], slot, s->prev[s->m->visits + slot]);
    }
    return true;
}

bool move_tails(struct order_state *s, cost limit)
{
    const struct order_model *m = s->m;
    struct tail of_a, of_b;
    int node = order_draw(s, m->visits), q = s->slot[node] == NONE ? NONE : order_draw_near(s, node);
    if (q == NONE || s->slot[q] == s->slot[node]) return false;
    int a = s->slot[node], b = s->slot[q], left_a = order_draw(s, 2) ? node : s->prev[node];
    int left_b = order_left_of(s, b, s->place_of[m->item_of[node]]);
    if (too_far(s, a, left_a, b, left_b, limit) || !cut(s, left_a, b, &of_a) || !cut(s, left_b, a, &of_b) || !(of_a.count + of_b.count)) return false;
    order_begin(s);
    for (int i = of_a.count; i--;) order_detach(s, of_a.nodes[i]);
    for (int i = of_b.count; i--;) order_detach(s, of_b.nodes[i]);
    if (append(s, &of_a, b) && append(s, &of_b, a)) return order_accept(s, limit);
    order_undo(s);
    return false;
}
