/* order_suits.c — see order.h. */
#include "dispatch/order/order.h"
#include "dispatch/order/order_state.h"

static bool suits_slot(const struct problem *p, const struct slot *s)
{
    bool limits = s->most_work < TICKS_MAX || s->most_span < TICKS_MAX || s->most_travel < TICKS_MAX || s->most_distance < COST_MAX || s->most_stops < INT32_MAX;
    if (limits || s->pauses > 1) return false;
    return !s->pauses || (p->pauses[s->first_pause].after >= TICKS_MAX && !p->pauses[s->first_pause].limits_load);
}

static bool suits_visit(const struct visit *v) { return v->partner == NONE && v->pool == NONE && v->first_typed == NONE && v->was_slot == NONE && !v->setup; }

bool order_suits(const struct problem *p)
{
    const struct weights *w = &p->weights;
    if (p->dimensions || p->pool_count || w->worst_idle || w->uneven || w->balance) return false;
    for (int s = 0; s < p->slot_count; s++) if (!suits_slot(p, &p->slots[s])) return false;
    for (int v = 0; v < p->visit_count; v++) if (!suits_visit(&p->visits[v])) return false;
    for (int k = 0; k < p->profile_count; k++) if (p->profiles[k].peak_count) return false;
    for (int i = 0; i < p->worker_count; i++) if (p->workers[i].most_work < TICKS_MAX || p->workers[i].rest) return false;
    return order_items_sound(p);
}
