/* order_serve.c — a group is taken into the plan or left out of it; a break goes elsewhere in its day. */
#include "dispatch/order/order_state.h"

enum { TRIES = 30 };
static const int nobody[CREW] = { NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE };

/* Whoever is left out is tried as often as all who are served, few as they may be. */
static int draw_group(struct order_state *s)
{
    int node = order_draw(s, s->m->visits);
    for (int i = order_draw(s, 2) * TRIES; i && s->slot[node] != NONE; i--) node = order_draw(s, s->m->visits);
    return s->m->p->group[node];
}

bool move_serve(struct order_state *s, cost limit)
{
    const struct order_model *m = s->m;
    int group = draw_group(s), first = m->first_member[group], end = m->first_member[group + 1];
    bool served = s->slot[m->members[first]] != NONE;
    if (served && order_floor(s) + m->p->visits[m->members[first]].unserved - s->sums.travel - s->sums.company > limit) return false;
    order_begin(s);
    for (int i = first; i < end; i++) {
        int item = m->item_of[m->members[i]];
        if (m->nodes[m->first_node[item]] != m->members[i]) continue;          /* with its first person */
        if (served) { order_take_out(s, item); continue; }
        if (order_put_in(s, item, nobody)) continue;
        order_undo(s);
        return false;
    }
    return order_accept(s, limit);
}

bool move_pause(struct order_state *s, cost limit)
{
    int slot = order_draw(s, s->m->slots), before = s->m->visits + slot, old = s->pause_before[slot];
    if (!s->m->p->slots[slot].pauses) return false;
    if (old != NONE && order_draw(s, 2)) before = order_draw(s, 2) ? s->next[old] : s->prev[old];      /* one stop later or sooner */
    else for (int steps = order_draw(s, s->stops[slot] + 1); steps--;) before = s->next[before];
    if (old != NONE && !order_draw(s, 32)) before = NONE;
    if (before == old) return false;
    order_begin(s);
    order_set_pause(s, slot, before);
    return order_accept(s, limit);
}
