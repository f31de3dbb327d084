/* order_exchange.c — two services change their workers; half the time their places in the order too. */
#include "dispatch/order/order_state.h"

static bool alone(const struct order_model *m, int item) { return m->first_node[item + 1] - m->first_node[item] == 1 && m->first_tie[item] == m->first_tie[item + 1]; }

/* Both are out; each goes where the other was, in the order as it now is. */
static bool put_back(struct order_state *s, int a, int to_a, int b, int to_b)
{
    const struct order_model *m = s->m;
    if (!order_company_fits(s, a, to_a)) return false;
    order_attach(s, a, to_a, order_left_of(s, to_a, s->place_of[m->item_of[a]]));
    if (!order_company_fits(s, b, to_b)) return false;
    order_attach(s, b, to_b, order_left_of(s, to_b, s->place_of[m->item_of[b]]));
    return true;
}

bool move_exchange(struct order_state *s, cost limit)
{
    const struct order_model *m = s->m;
    int a = order_draw(s, m->visits), b = s->slot[a] == NONE ? NONE : order_draw_near(s, a);
    if (b == NONE || m->item_of[a] == m->item_of[b]) return false;
    int of_a = s->slot[a], of_b = s->slot[b], x = m->item_of[a], y = m->item_of[b];
    bool places = order_draw(s, 2) && alone(m, x) && alone(m, y);
    if ((of_a == of_b && !places) || !problem_fits(m->p, a, of_b) || !problem_fits(m->p, b, of_a)) return false;
    order_begin(s);
    order_detach(s, a);
    order_detach(s, b);
    if (places) {
        int at_x = s->place_of[x], at_y = s->place_of[y];
        order_shift(s, x, at_y);
        order_shift(s, y, at_x);
    }
    if (put_back(s, a, of_b, b, of_a)) return order_accept(s, limit);
    order_undo(s);
    return false;
}
