/* format_mankowska.c — home care with two services at one home: the text files of Mankowska, Meisel, Bierwirth 2014 (doi
 * 10.1007/s10729-013-9243-1), and solutions as the JSON of the companion repositories.
 *
 *   minimise (D + T + Tmax) / 3    travel, summed lateness, worst lateness; no shift ends, no load, one depot
 *
 * A section is a line with its name and then its numbers: nbNodes, nbVehi, nbServi (nodes 0 and the last are the depot), r (services
 * a node needs), DS (nodes with two), a (services a caregiver offers), x, y, d (distances), p (durations, node × caregiver × service),
 * mind and maxd (start to start of the two; both 0: together), e and l (window; what starts after l is late).
 * Inside the engine a tick is 1/10,000 of the file's unit, so that 50,000 units still fit; what the users of the format are told (times,
 * cost) is computed again in doubles from the file's own numbers. */
#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "dispatch/formats/format.h"

enum { SCALE = 10000, MOST_NODES = 20000 };
#define UNSERVED (INT64_C(1) << 40)

struct care {
    int nodes, caregivers, services, visits;
    const double *r, *a, *d, *p, *least, *most, *from, *due;     /* as in the file, row by row */
    int *patient, *service, *partner;                            /* of a visit; NONE: one service only */
};

struct section { text name; double *numbers; int count, room; };
enum { NODES, CAREGIVERS, SERVICES, NEEDS, DOUBLES, OFFERS, X, Y, DISTANCES, DURATIONS, LEAST, MOST, FROM, DUE, SECTIONS };
static const text section_names[SECTIONS] = { "nbNodes", "nbVehi", "nbServi", "r", "DS", "a", "x", "y", "d", "p", "mind", "maxd", "e", "l" };

static bool claims(const char *bytes, size_t length)
{
    while (length && isspace((unsigned char)*bytes)) { bytes++; length--; }
    return length > 7 && !memcmp(bytes, "nbNodes", 7);
}

static bool append(struct arena *arena, struct section *s, double number)
{
    if (s->count == s->room) {
        s->room = s->room ? 2 * s->room : 64;
        double *larger = arena_take(arena, sizeof *larger * (size_t)s->room);
        if (s->count) memcpy(larger, s->numbers, sizeof *larger * (size_t)s->count);
        s->numbers = larger;
    }
    s->numbers[s->count++] = number;
    return true;
}

static struct section *section_named(struct section *sections, const char *word, size_t length)
{
    for (int i = 0; i < SECTIONS; i++) if (strlen(section_names[i]) == length && !memcmp(section_names[i], word, length)) return &sections[i];
    return NULL;
}

/* Splits the file into its sections; every word is a name or a number. */
static bool read_sections(struct arena *arena, struct section *sections, text bytes, struct fault *fault)
{
    struct section *now = NULL;
    char where[40];
    int line = 1;
    for (const char *at = bytes; *at;) {
        if (*at == '\n') line++;
        if (isspace((unsigned char)*at)) { at++; continue; }
        size_t length = strcspn(at, " \t\r\n");
        snprintf(where, sizeof where, "line %d", line);
        if (isalpha((unsigned char)*at)) {
            now = section_named(sections, at, length);
            if (!now) return fault_say(fault, where, "“%.20s” is no section of this format", at);
            if (now->count) return fault_say(fault, where, "the section %.*s is there twice", (int)length, at);
        } else {
            char *end;
            double number = strtod(at, &end);
            if (end != at + length || !isfinite(number) || fabs(number) > 1e6) return fault_say(fault, where, "“%.*s” is not a number between -1,000,000 and 1,000,000", (int)(length < 20 ? length : 20), at);
            if (!now) return fault_say(fault, where, "a number stands before the first section");
            append(arena, now, number);
        }
        at += length;
    }
    return true;
}

static int whole(const struct section *s, int most)
{
    if (s->count != 1 || s->numbers[0] < 0 || s->numbers[0] > most) return -1;
    return (int)s->numbers[0];
}

static bool expect(const struct section *sections, int which, int64_t count, struct fault *fault)
{
    if (sections[which].count == count) return true;
    return fault_say(fault, section_names[which], "has %d numbers where %lld belong", sections[which].count, (long long)count);
}

static bool fill_care(struct care *care, struct section *sections, struct fault *fault)
{
    int n = whole(&sections[NODES], MOST_NODES), v = whole(&sections[CAREGIVERS], MOST_NODES), s = whole(&sections[SERVICES], 1000);
    if (n < 2) return fault_say(fault, "nbNodes", "must be one number from 2 (the depot twice) to %d", MOST_NODES);
    if (v < 1) return fault_say(fault, "nbVehi", "must be one number from 1 to %d", MOST_NODES);
    if (s < 1) return fault_say(fault, "nbServi", "must be one number from 1 to 1000");
    int64_t nodes = n;
    const struct { int which; int64_t count; } sizes[] = { { NEEDS, nodes * s }, { OFFERS, (int64_t)v * s }, { DISTANCES, nodes * n },
        { DURATIONS, nodes * v * s }, { LEAST, n }, { MOST, n }, { FROM, n }, { DUE, n } };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        bool shorter = sizes[i].count == n && sections[sizes[i].which].count == n - 1;      /* the second depot need not be named */
        if (!shorter && !expect(sections, sizes[i].which, sizes[i].count, fault)) return false;
    }
    *care = (struct care){ n, v, s, 0, sections[NEEDS].numbers, sections[OFFERS].numbers, sections[DISTANCES].numbers, sections[DURATIONS].numbers,
        sections[LEAST].numbers, sections[MOST].numbers, sections[FROM].numbers, sections[DUE].numbers, NULL, NULL, NULL };
    return true;
}

static ticks to_ticks(double units) { return (ticks)lround(units * SCALE); }
static double distance(const struct care *care, int a, int b) { return care->d[(int64_t)a * care->nodes + b]; }
static double duration(const struct care *care, int visit)
{
    return care->p[(int64_t)care->patient[visit] * care->caregivers * care->services + care->service[visit]];
}

static bool fill_slots(struct problem *p, const struct care *care, struct fault *fault)
{
    int places = care->nodes - 1;                       /* the depot once */
    ticks *way = arena_take(p->arena, sizeof *way * (size_t)places * (size_t)places);
    for (int i = 0; i < places; i++) {
        add_place(p, (struct place){ 0 });
        for (int j = 0; j < places; j++) {
            double d = distance(care, i, j);
            if (d < 0 || d > 10000) return fault_say(fault, "d", "the distance from node %d to node %d is not between 0 and 10,000", i, j);
            way[i * places + j] = to_ticks(d);
        }
    }
    add_profile(p, (struct profile){ .name = "way", .time = way });
    for (int v = 0; v < care->caregivers; v++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        worker.id = slot.id = v;
        slot.worker = add_worker(p, worker);
        slot.start = slot.end = 0;
        slot.per_travel = 1;
        add_slot(p, slot);
        for (int s = 0; s < care->services; s++) if (care->a[v * care->services + s] > 0) add_offer(p, s, 0);
    }
    return true;
}

static bool fill_patient(struct problem *p, struct care *care, int node, struct fault *fault)
{
    char where[40];
    int first = p->visit_count, count = 0;
    snprintf(where, sizeof where, "patient %d", node);
    double from = care->from[node], due = care->due[node], least = care->least[node], most = care->most[node];
    if (from < 0 || due < from || due > 20000) return fault_say(fault, where, "has a window that ends before it begins, or not between 0 and 20,000");
    for (int s = 0; s < care->services; s++) {
        if (care->r[node * care->services + s] <= 0) continue;
        struct visit visit = visit_default;
        care->patient[p->visit_count] = node;
        care->service[p->visit_count] = s;
        care->partner[p->visit_count] = NONE;
        double lasts = duration(care, p->visit_count);
        if (lasts < 0 || lasts > 10000) return fault_say(fault, where, "has a service that does not last between 0 and 10,000");
        visit.id = (int64_t)node * care->services + s;
        visit.name = arena_print(p->arena, "patient %d, service %d", node, s);
        visit.place = node;
        visit.duration = to_ticks(lasts);
        visit.unserved = UNSERVED;
        add_visit(p, visit);
        add_window(p, to_ticks(from), to_ticks(due), TICKS_MAX);
        add_need(p, s, 0);
        if (++count > 2) return fault_say(fault, where, "needs more than two services");
    }
    if (!count) return fault_say(fault, where, "needs no service");
    if (count == 1) return true;
    if (least <= 0 && most <= 0) least = most = 0;
    if (least > most || least < 0 || most > 20000) return fault_say(fault, where, "asks for at least %g and at most %g between its services", least, most);
    care->partner[first] = first + 1;
    care->partner[first + 1] = first;
    add_relation(p, (struct relation){ first, first + 1, to_ticks(least), to_ticks(most), WHO_DIFFERENT });
    return true;
}

static bool read(struct instance *instance, const char *bytes, size_t length, struct fault *fault)
{
    struct problem *p = instance->problem = problem_new();
    struct section sections[SECTIONS] = { 0 };
    struct care *care = arena_take(p->arena, sizeof *care);
    if (memchr(bytes, 0, length)) return fault_say(fault, "file", "is not text");
    if (!read_sections(p->arena, sections, arena_copy_n(p->arena, bytes, length), fault) || !fill_care(care, sections, fault)) return false;
    size_t most = (size_t)care->nodes * 3;
    care->patient = arena_take(p->arena, sizeof *care->patient * most);
    care->service = arena_take(p->arena, sizeof *care->service * most);
    care->partner = arena_take(p->arena, sizeof *care->partner * most);
    if (!fill_slots(p, care, fault)) return false;
    for (int node = 1; node < care->nodes - 1; node++) if (!fill_patient(p, care, node, fault)) return false;
    care->visits = p->visit_count;
    p->weights.late = p->weights.worst_late = 1;
    instance->own = care;
    return problem_seal(p, false, fault);
}

/* Times: the earliest start of every stop for the routes as they are, in the file's units, or in the problem's ticks, where every way is
 * rounded by itself and sums differ by a tick or two. Relaxed until nothing changes; a plan whose relations wait in a circle never settles
 * and keeps what it has, for the referee to name. */
struct timing { double *start; int *before, *by_start; bool in_ticks; };

static double in_unit(const struct timing *t, double units) { return t->in_ticks ? to_ticks(units) : units; }

static int compare_starts(const void *a, const void *b, void *plan_starts)
{
    const ticks *start = plan_starts;
    int x = *(const int *)a, y = *(const int *)b;
    return start[x] != start[y] ? (start[x] > start[y]) - (start[x] < start[y]) : (x > y) - (x < y);
}

static bool relax(const struct care *care, struct timing *t, int count)
{
    bool changed = false;
    for (int i = 0; i < count; i++) {
        int v = t->by_start[i], other = care->partner[v], node = care->patient[v];
        double at = in_unit(t, care->from[node]), before = t->before[v] == NONE ? in_unit(t, distance(care, 0, node))
            : t->start[t->before[v]] + in_unit(t, duration(care, t->before[v])) + in_unit(t, distance(care, care->patient[t->before[v]], node));
        if (before > at) at = before;
        if (other != NONE) {
            bool together = care->least[node] <= 0 && care->most[node] <= 0;
            double bound = t->start[other] + (together ? 0 : in_unit(t, other < v ? care->least[node] : -care->most[node]));
            if (bound > at) at = bound;
        }
        if (at <= t->start[v]) continue;
        t->start[v] = at;
        changed = true;
    }
    return changed;
}

static struct timing timing_of(const struct care *care, struct arena *arena, const struct plan *plan, bool in_ticks)
{
    size_t n = (size_t)care->visits + 1;
    struct timing t = { arena_take(arena, sizeof *t.start * n), arena_take(arena, sizeof *t.before * n), arena_take(arena, sizeof *t.by_start * n), in_ticks };
    ticks *starts = arena_take(arena, sizeof *starts * n);
    int count = 0;
    for (int s = 0; s < plan->problem->slot_count; s++) {
        const struct route *route = &plan->routes[s];
        for (int i = 0; i < route->count; i++) {
            int v = route->stops[i].visit;
            starts[v] = route->stops[i].start;
            t.before[v] = i ? route->stops[i - 1].visit : NONE;
            t.by_start[count++] = v;
        }
    }
    qsort_r(t.by_start, (size_t)count, sizeof *t.by_start, compare_starts, starts);
    for (int round = 0; round <= count && relax(care, &t, count); round++) { }
    return t;
}

static double cost_of(const struct instance *instance, const struct plan *plan)
{
    const struct care *care = instance->own;
    struct arena *arena = arena_new();
    struct timing t = timing_of(care, arena, plan, false);
    double travel = 0, late = 0, worst = 0;
    for (int s = 0; s < plan->problem->slot_count; s++) {
        const struct route *route = &plan->routes[s];
        for (int i = 0, from = 0; i < route->count; i++) {
            int v = route->stops[i].visit, node = care->patient[v];
            double over = t.start[v] - care->due[node];
            travel += distance(care, from, node);
            if (i == route->count - 1) travel += distance(care, node, 0);
            if (over > 0) late += over;
            if (over > worst) worst = over;
            from = node;
        }
    }
    arena_free(arena);
    return (travel + late + worst) / 3;
}

static bool write(const struct instance *instance, const struct plan *plan, FILE *out)
{
    const struct care *care = instance->own;
    struct arena *arena = arena_new();
    struct timing t = timing_of(care, arena, plan, false);
    fprintf(out, "{\"routes\": [");
    for (int s = 0; s < plan->problem->slot_count; s++) {
        const struct route *route = &plan->routes[s];
        fprintf(out, "%s\n  {\"caregiver_id\": %d, \"locations\": [", s ? "," : "", s);
        for (int i = 0; i < route->count; i++) {
            int v = route->stops[i].visit;
            fprintf(out, "%s\n    {\"patient\": %d, \"service\": %d, \"arrival_time\": %.6f, \"departure_time\": %.6f}", i ? "," : "",
                    care->patient[v], care->service[v], t.start[v], t.start[v] + duration(care, v));
        }
        fprintf(out, "]}");
    }
    fprintf(out, "\n], \"cost\": %.6f}\n", cost_of(instance, plan));
    arena_free(arena);
    return !ferror(out);
}

static int visit_named(const struct care *care, const json_t *patient, const json_t *service)
{
    const char *name = json_string_value(patient);
    json_int_t node = json_is_integer(patient) ? json_integer_value(patient) : name ? atoll(name + (*name == 'p')) : -1;
    if (!json_is_integer(service)) return NONE;
    for (int v = 0; v < care->visits; v++) if (care->patient[v] == node && care->service[v] == json_integer_value(service)) return v;
    return NONE;
}

static int compare_stops(const void *a, const void *b)
{
    const struct stop *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static bool read_stop(const struct care *care, const json_t *location, struct stop *stop, text where, struct fault *fault)
{
    const json_t *start = json_object_get(location, "arrival_time"), *leave = json_object_get(location, "departure_time");
    stop->visit = visit_named(care, json_object_get(location, "patient"), json_object_get(location, "service"));
    if (stop->visit == NONE) return fault_say(fault, where, "has a patient or a service that the instance does not have");
    if (!json_is_number(start) || fabs(json_number_value(start)) > 40000) return fault_say(fault, where, "has no arrival_time between 0 and 40,000");
    stop->start = stop->arrive = to_ticks(json_number_value(start));
    stop->leave = json_is_number(leave) && fabs(json_number_value(leave)) < 50000 ? to_ticks(json_number_value(leave)) : stop->start + to_ticks(duration(care, stop->visit));
    return true;
}

static bool read_route(const struct care *care, struct arena *arena, const json_t *given, struct plan *plan, struct fault *fault)
{
    const json_t *id = json_object_get(given, "caregiver_id"), *locations = json_object_get(given, "locations");
    if (!json_is_integer(id) || json_integer_value(id) < 0 || json_integer_value(id) >= care->caregivers) return fault_say(fault, "routes", "a route has no caregiver_id of the instance");
    char where[60];
    struct route *route = &plan->routes[json_integer_value(id)];
    if (route->stops) return fault_say(fault, "routes", "caregiver %lld has two routes", (long long)json_integer_value(id));
    route->stops = arena_take(arena, sizeof *route->stops * (json_array_size(locations) + 1));
    for (size_t i = 0; i < json_array_size(locations); i++) {
        snprintf(where, sizeof where, "caregiver %lld, location %zu", (long long)json_integer_value(id), i + 1);
        if (!read_stop(care, json_array_get(locations, i), &route->stops[route->count], where, fault)) return false;
        if (plan->slot_of[route->stops[route->count].visit] != NONE) return fault_say(fault, where, "gives a service that is given already");
        plan->slot_of[route->stops[route->count++].visit] = (int)json_integer_value(id);
    }
    qsort(route->stops, (size_t)route->count, sizeof *route->stops, compare_stops);
    return true;
}

/* A stated time within this of what its order allows is that time: solutions are written with fewer digits than a tick has. */
static const double tolerance = 0.002;

static void settle(const struct care *care, struct arena *arena, struct plan *plan)
{
    struct timing t = timing_of(care, arena, plan, true);
    for (int s = 0; s < plan->problem->slot_count; s++) {
        struct route *route = &plan->routes[s];
        ticks free_at = 0;
        for (int i = 0; i < route->count; i++) {
            struct stop *stop = &route->stops[i];
            if (fabs(stop->start - t.start[stop->visit]) <= tolerance * SCALE) {
                stop->start = (ticks)t.start[stop->visit];
                stop->leave = stop->start + to_ticks(duration(care, stop->visit));
            }
            stop->arrive = free_at + to_ticks(distance(care, i ? care->patient[stop[-1].visit] : 0, care->patient[stop->visit]));
            free_at = stop->leave;
        }
        route->end = route->count ? free_at + to_ticks(distance(care, care->patient[route->stops[route->count - 1].visit], 0)) : 0;
    }
}

static struct plan *read_solution(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    const struct care *care = instance->own;
    struct plan *plan = plan_new(arena, instance->problem);
    json_error_t error;
    json_t *root = json_loadb(bytes, length, 0, &error);
    bool well = root ? json_is_array(json_object_get(root, "routes")) || fault_say(fault, "solution", "has no list “routes”")
                     : fault_say(fault, "solution", "is not JSON: line %d, %s", error.line, error.text);
    for (size_t i = 0; well && i < json_array_size(json_object_get(root, "routes")); i++)
        well = read_route(care, arena, json_array_get(json_object_get(root, "routes"), i), plan, fault);
    json_decref(root);
    if (!well) return NULL;
    settle(care, arena, plan);
    return plan;
}

const struct format mankowska_format = { "mankowska", claims, read, write, read_solution, cost_of };
