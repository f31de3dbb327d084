/* vroom_price.c — what things cost the search. VROOM reckons in 1/360,000 of a cost; here everything is divided by what all prices
 * share, and by more when the numbers would not fit into 64 bits (then prices are rounded; what is reported is not).
 *
 * Leaving a visit out costs `one` and, for each degree of its priority, `degree`: `one` is more than any plan's whole cost, and
 * `degree` is more than leaving out all the others. So a better sum of priorities wins, then more tasks, then less cost. */
#include "dispatch/travel.h"
#include "dispatch/vroom/vroom_inside.h"
#include <string.h>

#define MOST_PRICE (INT64_C(1) << 25)        /* of a tick or a metre: times the longest way it stays below 2⁵⁵ */

struct price { int64_t fixed, travel, distance, service; };              /* of one vehicle, in 1/VROOM_UNIT */

static struct price price_of(const struct vroom *v, const struct vroom_vehicle *vehicle, bool metres)
{
    int64_t pauses = 0, task = vehicle->per_task_hour;
    struct price price = { .service = task * VROOM_HUNDRED / v->unit };
    for (int i = 0; i < vehicle->break_count; i++) pauses += vehicle->breaks[i].service;       /* VROOM prices breaks as tasks */
    price.fixed = (int64_t)vehicle->fixed * VROOM_UNIT + task * VROOM_HUNDRED * pauses;
    if (vehicle->own_costs) return price;
    price.travel = (vehicle->price + vehicle->factor / 2) / vehicle->factor;
    if (metres) price.distance = (int64_t)vehicle->per_km * (VROOM_UNIT / 1000);
    return price;
}

static int64_t common(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t times(int64_t a, int64_t b)               /* neither is negative; too much is COST_MAX */
{
    int64_t product;
    return __builtin_mul_overflow(a, b, &product) || product > COST_MAX ? COST_MAX : product;
}
static int64_t plus(int64_t a, int64_t b) { return a + b > COST_MAX ? COST_MAX : a + b; }
static int64_t over(int64_t price, int64_t unit) { return (price + unit / 2) / unit; }

/* The longest way that anybody could drive, in ticks, metres and costs of its own. */
struct longest { int64_t time, distance, cost; };

static struct longest longest_way(const struct vroom *v, const struct problem *p, int profile)
{
    const struct profile *f = &p->profiles[profile];
    const struct vroom_profile *from = vroom_profile(v, f->name);
    const struct vroom_matrix *costs = from ? &from->matrix[VROOM_COSTS] : NULL;
    struct longest most = { .distance = f->speed ? 30000000 : 0 };      /* metres: half around the world by winding roads */
    int64_t cells = (int64_t)p->place_count * p->place_count;
    most.time = f->time ? 0 : f->fixed + most.distance * 3600 / f->speed;
    for (int64_t i = 0; f->time && i < cells; i++) if (f->time[i] < TICKS_MAX && f->time[i] > most.time) most.time = f->time[i];
    for (int64_t i = 0; f->distance && i < cells; i++) if (f->distance[i] > most.distance) most.distance = f->distance[i];
    for (int64_t i = 0; costs && costs->at && i < (int64_t)costs->size * costs->size; i++) if (costs->at[i] > most.cost) most.cost = costs->at[i];
    return most;
}

static int64_t longest_task(const struct problem *p, int visit)
{
    const struct visit *v = &p->visits[visit];
    int64_t most = (int64_t)v->setup + v->duration;
    for (int t = 0; v->first_typed != NONE && t < p->type_count; t++) {
        int64_t length = (int64_t)p->typed[v->first_typed + 2 * t] + p->typed[v->first_typed + 2 * t + 1];
        if (length > most) most = length;
    }
    return most;
}

static void divide(struct problem *p, const struct price *prices, int64_t unit)
{
    for (int s = 0; s < p->slot_count; s++) {
        p->slots[s].fixed = over(prices[s].fixed, unit);
        p->slots[s].per_travel = over(prices[s].travel, unit);
        p->slots[s].per_distance = over(prices[s].distance, unit);
        p->slots[s].per_service = over(prices[s].service, unit);
    }
}

/* More than any plan can cost, as the slots are priced now; COST_MAX when that is too much. */
static int64_t bound(const struct problem *p, const struct vroom *v, const struct longest *ways, int64_t own)
{
    int64_t way = 0, service = 0, sum = 1;
    for (int s = 0; s < p->slot_count; s++) {
        const struct slot *slot = &p->slots[s];
        const struct longest *most = &ways[slot->profile];
        if (slot->per_travel > MOST_PRICE || slot->per_distance > MOST_PRICE || slot->per_service > MOST_PRICE) return COST_MAX;
        int64_t dear = v->vehicles[s].own_costs ? times(most->cost, own) : plus(times(slot->per_travel, most->time), times(slot->per_distance, most->distance));
        if (v->vehicles[s].own_costs && dear > INT32_MAX) return COST_MAX;
        if (dear > way) way = dear;
        if (slot->per_service > service) service = slot->per_service;
        sum = plus(sum, slot->fixed);
    }
    for (int t = 0; t < p->visit_count; t++) sum = plus(sum, times(service, longest_task(p, t)));
    return plus(sum, times(way, (int64_t)p->visit_count + p->slot_count));
}

/* Prices of leaving out; false when they do not fit. */
static bool price_visits(struct problem *p, int64_t one)
{
    int64_t degree = times(one, (int64_t)p->visit_count + 1), sum = 0;
    for (int t = 0; t < p->visit_count; t++) {
        p->visits[t].unserved = plus(one, times(degree, p->visits[t].priority));
        sum = plus(sum, p->visits[t].unserved);
    }
    return sum < COST_MAX;
}

/* VROOM's own costs of ways become the profile's prices. */
static void price_ways(struct reading *r, int64_t own)
{
    struct problem *p = r->p;
    size_t n = (size_t)p->place_count;
    for (int k = 0; k < p->profile_count; k++) {
        const struct vroom_profile *from = vroom_profile(r->v, p->profiles[k].name);
        const struct vroom_matrix *m = from ? &from->matrix[VROOM_COSTS] : NULL;
        if (!m || !m->at) continue;
        int32_t *price = arena_take(r->arena, sizeof *price * (n * n + 1));
        for (size_t i = 0; i < n; i++) for (size_t j = 0; j < n; j++) price[i * n + j] = (int32_t)times(m->at[i * (size_t)m->size + j], own);
        p->profiles[k].price = price;
    }
}

void vroom_prices(struct reading *r)
{
    struct problem *p = r->p;
    struct price *prices = arena_take(r->arena, sizeof *prices * (size_t)p->slot_count);
    struct longest *ways = arena_take(r->arena, sizeof *ways * (size_t)p->profile_count);
    int64_t unit = 0;
    for (int k = 0; k < p->profile_count; k++) ways[k] = longest_way(r->v, p, k);
    for (int s = 0; s < p->slot_count; s++) {
        const struct profile *f = &p->profiles[p->slots[s].profile];
        prices[s] = price_of(r->v, &r->v->vehicles[s], f->distance || f->speed);
        unit = common(common(unit, prices[s].fixed), common(prices[s].travel, common(prices[s].distance, prices[s].service)));
        if (r->v->vehicles[s].own_costs) unit = common(unit, VROOM_UNIT);
    }
    if (!unit) unit = 1;                                 /* everything is free */
    for (;; unit *= 2) {                                 /* ends: every round halves the prices */
        divide(p, prices, unit);
        int64_t own = over(VROOM_UNIT, unit), most = bound(p, r->v, ways, own);
        if (most == COST_MAX || !price_visits(p, most)) continue;
        price_ways(r, own);
        return;
    }
}
