/* day_gear.c — vans and machines in the day's problem: a visit with a reserved one is planned only where its gear can be.
 *
 * Whatever a plan changes is published one visit after the other, in any order, and each moves its gear with it. So no visit is planned
 * into a time at which its gear is with another one now, planned or not (those starts are cut out of its window), and of two that both
 * move only one can have it (a pool of one thing, which a visit holds from loading to return and for the way to the others). What stands
 * now is never cut: the calendar has accepted it. What a visit would only be given when it is assigned (gear_new) it has not got yet: at no start of
 * its window may that be elsewhere, and where it always is, nobody may serve it.
 *
 * The engine knows one thing a person: of a crew each holds one. A visit with more gear than persons keeps its time. */
#include "operations/day_model.h"
#include "dispatch/travel.h"

/* By e-bike's ways, as the calendar has it for all gear (way.c). */
static int way(struct day_model *m, place from, place to, int leave) { return way_in_traffic(m->problem, day_profile(m, 0), m->day->way(0, from, to), leave); }

/* May the visit begin then with this thing, as it is used now? */
static bool gear_is_there(struct day_model *m, const struct day_gear *g, int index, int start)
{
    const struct day_visit *v = &m->day->visits[index];
    int from = start - m->day->loading, to = start + v->length + m->day->returning;
    for (int i = 0; i < g->use_count; i++) {
        const struct day_use *u = &g->uses[i];
        if (u->visit == index) continue;
        if (from < u->to + way(m, u->at, v->at, u->to) && u->from < to + way(m, v->at, u->at, to)) return false;
    }
    return true;
}

static bool may_begin(struct day_model *m, int index, int start)
{
    const struct day_visit *v = &m->day->visits[index];
    if (start == v->start ? !v->gear_new : v->gear_count > v->persons) return start == v->start;
    for (int i = 0; i < v->gear_count; i++) if (!gear_is_there(m, &m->day->gear[v->gear[i]], index, start)) return false;
    return true;
}

bool day_gear_windows(struct day_model *m, int index, int from, int due, int to)
{
    int count = 0;
    for (int at = from; at <= to; at++) {
        int first = at;
        while (at <= to && may_begin(m, index, at)) at++;
        if (at == first) continue;
        add_window(m->problem, first, due < first ? first : due < at ? due : at - 1, at - 1);
        count++;
    }
    if (!count) add_window(m->problem, from, due, to);      /* its own time is not in it: the search leaves it out or the calendar says no */
    return count || !m->day->visits[index].gear_new;
}

static int users(const struct day_gear *g)
{
    int n = 0;
    for (int i = 0; i < g->use_count; i++) n += g->uses[i].visit >= 0;
    return n;
}

/* Between two uses: the longest way to another one, in the worst traffic; but no more than what lies between two of them now. */
static int between(const struct day_model *m, const struct day_gear *g)
{
    int longest = 0, least = 24 * 60;
    for (int i = 0; i < g->use_count; i++) {
        for (int j = 0; j < g->use_count; j++) {
            const struct day_use *a = &g->uses[i], *b = &g->uses[j];
            if (i == j || a->visit < 0 || b->visit < 0) continue;
            int minutes = m->day->way(0, a->at, b->at);
            if (m->day->traffic[0].slower) minutes = (minutes * m->day->traffic[0].slower + 999) / 1000;
            if (minutes > longest) longest = minutes;
            if (b->from >= a->from && b->from - a->to < least) least = b->from - a->to;
        }
    }
    return longest < least ? longest : least > 0 ? least : 0;
}

void day_gear_hold(struct day_model *m, int index)
{
    const struct day_visit *v = &m->day->visits[index];
    for (int c = 0; c < v->persons && c < v->gear_count; c++) {
        struct visit *person = &m->problem->visits[m->first[index] + c];
        const struct day_gear *g = &m->day->gear[v->gear[c]];
        if (users(g) < 2) continue;
        if (m->pool_of[v->gear[c]] == NONE) m->pool_of[v->gear[c]] = add_pool(m->problem, (struct pool){ .id = v->gear[c] + 1, .name = "gear", .count = 1 });
        person->pool = m->pool_of[v->gear[c]];
        person->pool_before = m->day->loading;
        person->pool_after = m->day->returning - v->pause + between(m, g);      /* its work in the problem has the pause after it */
        if (person->pool_after < 0) person->pool_after = 0;
    }
}
