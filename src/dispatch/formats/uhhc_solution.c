/* uhhc_solution.c — plans priced, written and read as the unified home health care format does it; see uhhc.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "dispatch/travel.h"
#include "dispatch/formats/uhhc.h"

/* A route as the format tells it: lunch is a stop of its own, at the place of the patient after it (or before it, when there is none
 * or no time). */
struct entry { int visit, at; double start, end; };      /* visit NONE: lunch; at: a visit of the patient whose place it is, NONE: home */

static double units(const struct uhhc *u, ticks t) { return (double)t / u->scale; }

static double way(const struct uhhc *u, int from, int to)
{
    return json_number_value(json_array_get(json_array_get(u->distances, (size_t)from), (size_t)to));
}

static struct entry lunch_entry(const struct instance *instance, const struct route *route, int slot)
{
    const struct uhhc *u = instance->own;
    const struct problem *p = instance->problem;
    const struct taken *taken = &route->taken[0];
    double start = units(u, taken->start), end = start + u->lunch_length;
    int before = taken->before;
    if (!before && !route->count) return (struct entry){ NONE, NONE, start, end };
    if (!before) return (struct entry){ NONE, route->stops[0].visit, start, end };
    const struct stop *last = &route->stops[before - 1], *next = last + 1;
    if (before == route->count) return (struct entry){ NONE, last->visit, start, end };
    ticks reached = last->leave + way_ticks(p, p->slots[slot].profile, p->visits[last->visit].place, p->visits[next->visit].place);
    if (taken->start >= reached) return (struct entry){ NONE, next->visit, start, end };
    if (taken->start - last->leave + reached + p->pauses[taken->pause].length <= next->start) return (struct entry){ NONE, last->visit, start, end };
    /* A pause of ours may lie in the middle of a way, which has no place in this format: at the end of the way, or before it begins. */
    bool later = reached <= p->pauses[taken->pause].window[0].to;
    start = units(u, later ? reached : last->leave);
    return (struct entry){ NONE, later ? next->visit : last->visit, start, start + u->lunch_length };
}

static int entries_of(const struct instance *instance, const struct route *route, int slot, struct entry *entries)
{
    const struct uhhc *u = instance->own;
    int count = 0;
    for (int i = 0; i <= route->count; i++) {
        if (route->taken_count && route->taken[0].before == i) entries[count++] = lunch_entry(instance, route, slot);
        if (i == route->count) break;
        const struct stop *stop = &route->stops[i];
        entries[count++] = (struct entry){ stop->visit, stop->visit, units(u, stop->start), units(u, stop->leave) };
    }
    return count;
}

struct bill {
    double amount[COMPONENTS];
    double *load; bool *served;
};

static double late_of(const struct uhhc *u, const struct entry *e)
{
    const json_t *windows = json_object_get(json_array_get(u->patients, (size_t)u->visits[e->visit].patient), "time_windows"), *window;
    double due = 0;
    size_t i;
    json_array_foreach(windows, i, window)
        if (!i || json_number_value(json_object_get(window, "start")) <= e->start) due = json_number_value(json_object_get(window, "end"));
    double late = (u->at_end ? e->end : e->start) - due;
    return late > 0 ? late : 0;
}

static bool lists(const json_t *list, const json_t *id)
{
    size_t i;
    const json_t *item;
    json_array_foreach(list, i, item) if (json_equal(item, id)) return true;
    return false;
}

static void bill_service(const struct uhhc *u, struct bill *bill, int slot, const struct entry *e)
{
    const json_t *patient = json_array_get(u->patients, (size_t)u->visits[e->visit].patient), *caregiver = json_array_get(u->caregivers, (size_t)slot);
    const json_t *required = json_array_get(json_object_get(patient, "required_services"), (size_t)u->visits[e->visit].service);
    const json_t *id = json_object_get(caregiver, "id"), *preferred = json_object_get(patient, "preferred_caregivers");
    double late = late_of(u, e);
    bill->served[u->visits[e->visit].patient] = true;
    bill->load[slot] += e->end - e->start;
    bill->amount[TOTAL_TARDINESS] += late;
    if (late > bill->amount[HIGHEST_TARDINESS]) bill->amount[HIGHEST_TARDINESS] = late;
    if (json_is_array(preferred) && !lists(preferred, id)) bill->amount[PREFERENCES]++;
    if (lists(json_object_get(patient, "incompatible_caregivers"), id)) bill->amount[INCOMPATIBILITIES]++;
    if (!lists(json_object_get(caregiver, "abilities"), json_object_get(required, "service"))) bill->amount[QUALIFICATION]++;
}

static void bill_wait(struct bill *bill, double wait, bool counts)
{
    if (!counts || wait <= 0) return;
    bill->amount[TOTAL_WAITING] += wait;
    if (wait > bill->amount[MAX_WAITING]) bill->amount[MAX_WAITING] = wait;
}

/* One caregiver's day; she leaves so late that she never waits at her first stop, or when her shift begins (punctual). */
static void bill_route(const struct instance *instance, struct bill *bill, int slot, const struct entry *entries, int count)
{
    const struct uhhc *u = instance->own;
    const struct problem *p = instance->problem;
    const struct slot *s = &p->slots[slot];
    bool shift = s->regular_end != TICKS_MAX;
    double begin = shift ? units(u, s->from) : 0, end = shift ? units(u, s->regular_end) : 0, idle = 0, leave = 0, now = 0;
    int place = s->start;
    for (int i = 0; i < count; i++) {
        const struct entry *e = &entries[i];
        int next = e->at == NONE ? s->start : p->visits[e->at].place;
        double lasts = way(u, place, next);
        if (!i) leave = now = shift && u->punctual ? begin : e->start - lasts;
        double wait = fmax(0, e->start - (now + lasts));
        bill_wait(bill, wait, !(i == 1 && entries[0].visit == NONE));
        idle += wait;
        bill->amount[TRAVEL_TIME] += lasts;
        bill->load[slot] += lasts;
        if (e->visit != NONE) bill_service(u, bill, slot, e);
        place = next;
        now = e->end;
    }
    double home = count ? way(u, place, s->end) : 0, back = now + home;
    bill->amount[TRAVEL_TIME] += home;
    bill->load[slot] += home;
    if (!count) idle = end - begin;
    else if (shift) idle += fmax(0, leave - begin) + fmax(0, end - back);
    if (count && shift) bill->amount[EXTRA_TIME] += fmax(0, back - end);
    if (idle > bill->amount[MAX_IDLE]) bill->amount[MAX_IDLE] = idle;
}

static void bill_balance(const struct problem *p, struct bill *bill)
{
    double sum = 0;
    for (int s = 0; s < p->slot_count; s++) sum += bill->load[s];
    for (int s = 0; s < p->slot_count; s++) bill->amount[WORKLOAD_BALANCE] += ceil(fabs(bill->load[s] - sum / p->slot_count));
    bill->amount[WORKING_TIME] = sum;
}

static struct bill bill_of(const struct instance *instance, struct arena *arena, const struct plan *plan)
{
    const struct uhhc *u = instance->own;
    const struct problem *p = instance->problem;
    size_t patients = json_array_size(u->patients), size = (size_t)p->visit_count + (size_t)p->slot_count + 2;
    struct bill bill = { .load = arena_take(arena, sizeof *bill.load * size), .served = arena_take(arena, sizeof *bill.served * (patients + 1)) };
    struct entry *entries = arena_take(arena, sizeof *entries * size);
    for (int s = 0; s < p->slot_count; s++) {
        const struct route *route = &plan->routes[s];
        bill_route(instance, &bill, s, entries, entries_of(instance, route, s, entries));
        if (json_is_true(json_object_get(json_array_get(u->caregivers, (size_t)s), "lunch_break")) && !route->taken_count) bill.amount[MISSED_LUNCH]++;
    }
    for (size_t i = 0; i < patients; i++) bill.amount[OPTIONAL_PATIENTS] += !bill.served[i];
    bill_balance(p, &bill);
    return bill;
}

double uhhc_cost(const struct instance *instance, const struct plan *plan)
{
    const struct uhhc *u = instance->own;
    struct arena *arena = arena_new();
    struct bill bill = bill_of(instance, arena, plan);
    double sum = 0;
    for (int c = 0; c < COMPONENTS; c++) if (!u->weights[c].hard) sum += u->weights[c].weight * bill.amount[c];
    arena_free(arena);
    return sum;
}

static void write_entry(const struct uhhc *u, const struct problem *p, int slot, const struct entry *e, FILE *out)
{
    const json_t *patient = e->at == NONE ? NULL : json_array_get(u->patients, (size_t)u->visits[e->at].patient);
    fprintf(out, "{\"patient\": ");
    if (patient) json_dumpf(json_object_get(patient, "id"), out, JSON_ENCODE_ANY);
    else json_dumpf(json_object_get(json_array_get(u->caregivers, (size_t)slot), "departing_point"), out, JSON_ENCODE_ANY);
    fprintf(out, ", \"service\": ");
    if (e->visit == NONE) fprintf(out, "\"lunch_break\"");
    else json_dumpf(json_object_get(json_array_get(json_object_get(patient, "required_services"), (size_t)u->visits[e->visit].service), "service"), out, JSON_ENCODE_ANY);
    fprintf(out, ", \"start_service_time\": %.*f, \"end_service_time\": %.*f}", u->scale == 1 ? 0 : 3, e->start, u->scale == 1 ? 0 : 3, e->end);
    (void)p;
}

bool uhhc_write(const struct instance *instance, const struct plan *plan, FILE *out)
{
    const struct uhhc *u = instance->own;
    const struct problem *p = instance->problem;
    struct arena *arena = arena_new();
    struct entry *entries = arena_take(arena, sizeof *entries * ((size_t)p->visit_count + (size_t)p->slot_count + 2));
    struct bill bill = bill_of(instance, arena, plan);
    bool first = true;
    fprintf(out, "{\"routes\": [");
    for (int s = 0; s < p->slot_count; s++) {
        int count = entries_of(instance, &plan->routes[s], s, entries);
        if (!count) continue;
        fprintf(out, "%s\n  {\"caregiver_id\": ", first ? "" : ",");
        first = false;
        json_dumpf(json_object_get(json_array_get(u->caregivers, (size_t)s), "id"), out, JSON_ENCODE_ANY);
        fprintf(out, ", \"locations\": [");
        for (int i = 0; i < count; i++) {
            fprintf(out, i ? ",\n    " : "\n    ");
            write_entry(u, p, s, &entries[i], out);
        }
        fprintf(out, "]}");
    }
    fprintf(out, "\n], \"cost_components\": {");
    for (int c = 0; c < COMPONENTS; c++) fprintf(out, "%s\"%s\": %.10g", c ? ", " : "", component_names[c], bill.amount[c]);
    fprintf(out, "}, \"cost\": %.10g}\n", uhhc_cost(instance, plan));
    arena_free(arena);
    return !ferror(out);
}

static int caregiver_named(const struct uhhc *u, const json_t *id)
{
    size_t i;
    const json_t *caregiver;
    json_array_foreach(u->caregivers, i, caregiver) if (id && json_equal(json_object_get(caregiver, "id"), id)) return (int)i;
    return NONE;
}

static int visit_named(const struct uhhc *u, const struct problem *p, const json_t *patient, const json_t *service)
{
    for (int v = 0; v < p->visit_count; v++) {
        const json_t *given = json_array_get(u->patients, (size_t)u->visits[v].patient);
        const json_t *required = json_array_get(json_object_get(given, "required_services"), (size_t)u->visits[v].service);
        if (patient && json_equal(json_object_get(given, "id"), patient) && service && json_equal(json_object_get(required, "service"), service)) return v;
    }
    return NONE;
}

static bool time_of(const struct uhhc *u, const json_t *location, bool end, ticks *at)
{
    static const text names[2][3] = { { "start_service_time", "start_time", "arrival_time" }, { "end_service_time", "end_time", "departure_time" } };
    for (int i = 0; i < 3; i++) {
        const json_t *given = json_object_get(location, names[end][i]);
        if (!json_is_number(given)) continue;
        if (fabs(json_number_value(given)) > 4e5) return false;
        *at = (ticks)lround(json_number_value(given) * u->scale);
        return true;
    }
    return false;
}

static bool read_location(const struct instance *instance, const json_t *location, struct route *route, text where, struct fault *fault)
{
    const struct uhhc *u = instance->own;
    const json_t *service = json_object_get(location, "service");
    struct stop stop = { 0 };
    if (!json_object_get(location, "patient")) return true;            /* the way from home and back */
    if (!time_of(u, location, false, &stop.start) || !time_of(u, location, true, &stop.leave)) return fault_say(fault, where, "does not say when it starts and ends");
    if (json_is_string(service) && !strcmp(json_string_value(service), "lunch_break")) {
        if (route->taken_count) return fault_say(fault, where, "is a second lunch break");
        route->taken[route->taken_count++] = (struct taken){ NONE, stop.start, 0 };
        return true;
    }
    stop.visit = visit_named(u, instance->problem, json_object_get(location, "patient"), service);
    if (stop.visit == NONE) return fault_say(fault, where, "has a patient or a service that the instance does not have");
    stop.arrive = stop.start;
    route->stops[route->count++] = stop;
    return true;
}

static int compare_stops(const void *a, const void *b)
{
    const struct stop *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Arrivals, begin and end follow from the starts. */
static void settle(const struct problem *p, int slot, struct route *route)
{
    const struct slot *s = &p->slots[slot];
    int place = s->start;
    ticks now = 0;
    qsort(route->stops, (size_t)route->count, sizeof *route->stops, compare_stops);
    for (int i = 0; i < route->count; i++) {
        struct stop *stop = &route->stops[i];
        ticks lasts = way_ticks(p, s->profile, place, p->visits[stop->visit].place);
        if (!i) route->begin = s->punctual ? s->from : stop->start - lasts;
        stop->arrive = i ? now + lasts : s->punctual ? s->from + lasts : stop->start;
        now = stop->leave;
        place = p->visits[stop->visit].place;
        if (route->taken_count && route->taken[0].start >= stop->start) route->taken[0].before = i + 1;
    }
    if (!route->taken_count) { route->end = route->count ? now + way_ticks(p, s->profile, place, s->end) : 0; return; }
    struct taken *lunch = &route->taken[0];
    lunch->pause = s->pauses ? s->first_pause : NONE;
    ticks length = s->pauses ? p->pauses[s->first_pause].length : 0;
    if (lunch->before == 0 && route->count) {
        ticks lasts = way_ticks(p, s->profile, s->start, p->visits[route->stops[0].visit].place);
        if (!s->punctual) route->begin = lunch->start - lasts;
        route->stops[0].arrive = route->begin + lasts;
    }
    if (lunch->before == route->count && lunch->start + length > now) now = lunch->start + length;
    route->end = route->count ? now + way_ticks(p, s->profile, place, s->end) : 0;
    if (!s->pauses) route->taken_count = 0;
}

static bool read_route(const struct instance *instance, struct arena *arena, const json_t *given, struct plan *plan, struct fault *fault)
{
    const struct uhhc *u = instance->own;
    const json_t *locations = json_object_get(given, "locations");
    int slot = caregiver_named(u, json_object_get(given, "caregiver_id"));
    char where[60];
    if (slot == NONE) return fault_say(fault, "routes", "a route has no caregiver_id of the instance");
    struct route *route = &plan->routes[slot];
    if (route->stops) return fault_say(fault, "routes", "caregiver %d of the list has two routes", slot + 1);
    route->stops = arena_take(arena, sizeof *route->stops * (json_array_size(locations) + 1));
    route->taken = arena_take(arena, sizeof *route->taken);
    for (size_t i = 0; i < json_array_size(locations); i++) {
        snprintf(where, sizeof where, "caregiver %d, location %zu", slot + 1, i + 1);
        int count = route->count;
        if (!read_location(instance, json_array_get(locations, i), route, where, fault)) return false;
        if (route->count == count) continue;
        if (plan->slot_of[route->stops[count].visit] != NONE) return fault_say(fault, where, "gives a service that is given already");
        plan->slot_of[route->stops[count].visit] = slot;
    }
    settle(instance->problem, slot, route);
    return true;
}

struct plan *uhhc_read_solution(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    struct plan *plan = plan_new(arena, instance->problem);
    json_error_t error;
    json_t *root = json_loadb(bytes, length, 0, &error), *routes = json_object_get(root, "routes");
    bool well = root ? json_is_array(routes) || fault_say(fault, "solution", "has no list “routes”")
                     : fault_say(fault, "solution", "is not JSON: line %d, %s", error.line, error.text);
    for (size_t i = 0; well && i < json_array_size(routes); i++) well = read_route(instance, arena, json_array_get(routes, i), plan, fault);
    json_decref(root);
    return well ? plan : NULL;
}
