/* format_solomon.c — Solomon's and Gehring and Homberger's text, in both conventions.
 *
 *   distance   (DIMACS) every way is floor(10 d) tenths, travel time the same; the sum of ways counts
 *   vehicles   (SINTEF) Euclidean doubles; vehicles first, then the sum. Here: ways in ten-thousandths, rounded up, so that what is true
 *              here is true in doubles; the answer's cost is computed in doubles.
 * Solutions are VRPLIB's: "Route #1: 5 3 7", "Cost 827.3". */
#include "dispatch/formats/format.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct solomon { int count, capacity, vehicles; int64_t *row; };         /* rows of seven numbers; the depot is the first */

enum { MOST_CUSTOMERS = 20000 };

/* The next number of the text; false at its end. Words between numbers are passed over. */
static bool next_number(const char **at, const char *end, int64_t *ret)
{
    while (*at < end && !((**at >= '0' && **at <= '9') || **at == '-')) (*at)++;
    if (*at == end) return false;
    char number[32];
    size_t length = 0;
    while (*at < end && length < sizeof number - 1 && ((**at >= '0' && **at <= '9') || **at == '-' || **at == '.')) number[length++] = *(*at)++;
    number[length] = 0;
    double value = strtod(number, NULL);
    if (!(value > -1e9 && value < 1e9)) return false;
    *ret = (int64_t)value;
    return true;
}

static bool claims(const char *bytes, size_t length) { return memmem(bytes, length, "CUST", 4) && memmem(bytes, length, "CAPACITY", 8); }

static bool read_rows(struct solomon *s, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    const char *end = bytes + length, *fleet = memmem(bytes, length, "CAPACITY", 8), *rows = memmem(bytes, length, "CUST", 4);
    int64_t value[7], vehicles, capacity;
    if (!fleet || !rows) return fault_say(fault, "file", "has no VEHICLE and CUSTOMER part");
    if (!next_number(&fleet, end, &vehicles) || !next_number(&fleet, end, &capacity) || vehicles < 1 || vehicles > MOST_CUSTOMERS || capacity < 0)
        return fault_say(fault, "VEHICLE", "needs a number of vehicles and a capacity");
    s->vehicles = (int)vehicles;
    s->capacity = (int)capacity;
    s->row = arena_take(arena, sizeof *s->row * 7 * (length / 7 + 2));      /* a row has at least seven digits and their spaces */
    while (s->count <= MOST_CUSTOMERS) {
        int got = 0;
        while (got < 7 && next_number(&rows, end, &value[got])) got++;
        if (!got) break;
        if (got < 7 || value[0] != s->count) return fault_say(fault, "CUSTOMER", "row %d is not whole, or its number is not %d", s->count, s->count);
        memcpy(s->row + 7 * s->count++, value, sizeof value);
    }
    if (s->count < 1 || s->count > MOST_CUSTOMERS) return fault_say(fault, "CUSTOMER", "needs a depot and at most %d customers", MOST_CUSTOMERS);
    return true;
}

static double euclid(const struct solomon *s, int i, int j)
{
    double x = (double)(s->row[7 * i + 1] - s->row[7 * j + 1]), y = (double)(s->row[7 * i + 2] - s->row[7 * j + 2]);
    return sqrt(x * x + y * y);
}

/* floor(10 √m) exactly. */
static int32_t tenths(const struct solomon *s, int i, int j)
{
    int64_t x = s->row[7 * i + 1] - s->row[7 * j + 1], y = s->row[7 * i + 2] - s->row[7 * j + 2], square = 100 * (x * x + y * y);
    int64_t root = (int64_t)sqrt((double)square);
    while (root * root > square) root--;
    while ((root + 1) * (root + 1) <= square) root++;
    return (int32_t)root;
}

static int scale_of(enum objective objective) { return objective == OBJECTIVE_VEHICLES ? 10000 : 10; }

static ticks *matrix(struct problem *p, const struct solomon *s, enum objective objective)
{
    ticks *way = arena_take(p->arena, sizeof *way * (size_t)s->count * (size_t)s->count);
    for (int i = 0; i < s->count; i++) {
        for (int j = 0; j < s->count; j++) way[i * s->count + j] = objective == OBJECTIVE_VEHICLES ? (ticks)ceil(10000 * euclid(s, i, j) - 1e-7) : tenths(s, i, j);
    }
    return way;
}

static bool rows_are_well(const struct solomon *s, struct fault *fault)
{
    for (int i = 0; i < s->count; i++) {
        const int64_t *r = s->row + 7 * i;
        bool small = true;
        for (int k = 1; k < 7; k++) small &= r[k] >= -100000 && r[k] <= 100000;
        if (!small || r[3] < 0 || r[6] < 0 || r[5] < r[4]) return fault_say(fault, "CUSTOMER", "row %d has a number that cannot be", i);
    }
    return true;
}

static bool read_solomon(struct instance *instance, const char *bytes, size_t length, struct fault *fault)
{
    struct problem *p = instance->problem = problem_new();
    struct solomon *s = instance->own = arena_take(p->arena, sizeof *s);
    if (!read_rows(s, p->arena, bytes, length, fault) || !rows_are_well(s, fault)) return false;
    int scale = scale_of(instance->objective);
    p->dimensions = 1;
    for (int i = 0; i < s->count; i++) add_place(p, (struct place){ 0, 0 });
    add_profile(p, (struct profile){ .name = "euclid", .time = matrix(p, s, instance->objective) });
    int used = s->vehicles < s->count ? s->vehicles : s->count;          /* more could never be used */
    for (int k = 0; k < used; k++) {
        struct worker worker = worker_default;
        struct slot slot = slot_default;
        worker.id = slot.id = k + 1;
        slot.worker = add_worker(p, worker);
        slot.start = slot.end = 0;
        slot.from = (ticks)s->row[4] * scale;
        slot.to = (ticks)s->row[5] * scale;
        slot.capacity[0] = s->capacity;
        slot.per_travel = 1;
        slot.fixed = instance->objective == OBJECTIVE_VEHICLES ? INT64_C(100000000) : 0;
        add_slot(p, slot);
    }
    for (int i = 1; i < s->count; i++) {
        const int64_t *r = s->row + 7 * i;
        struct visit visit = visit_default;
        visit.id = i;
        visit.place = i;
        visit.delivery[0] = (int32_t)r[3];
        visit.duration = (ticks)r[6] * scale;
        visit.unserved = INT64_C(1000000000000);
        add_visit(p, visit);
        add_window(p, (ticks)r[4] * scale, (ticks)r[5] * scale, (ticks)r[5] * scale);
    }
    return problem_seal(p, false, fault);
}

static double solomon_cost(const struct instance *instance, const struct plan *plan)
{
    const struct solomon *s = instance->own;
    const struct profile *f = &instance->problem->profiles[0];
    double sum = 0;
    for (int k = 0; k < instance->problem->slot_count; k++) {
        int last = 0;
        for (int i = 0; i <= plan->routes[k].count; i++) {
            int now = i < plan->routes[k].count ? instance->problem->visits[plan->routes[k].stops[i].visit].place : 0;
            sum += instance->objective == OBJECTIVE_VEHICLES ? euclid(s, last, now) : f->time[last * s->count + now] / 10.0;
            last = now;
        }
    }
    return sum;
}

static bool write_solomon(const struct instance *instance, const struct plan *plan, FILE *out)
{
    int number = 0;
    for (int k = 0; k < instance->problem->slot_count; k++) {
        if (!plan->routes[k].count) continue;
        fprintf(out, "Route #%d:", ++number);
        for (int i = 0; i < plan->routes[k].count; i++) fprintf(out, " %lld", (long long)instance->problem->visits[plan->routes[k].stops[i].visit].id);
        fputc('\n', out);
    }
    fprintf(out, instance->objective == OBJECTIVE_VEHICLES ? "Cost %.2f\n" : "Cost %.1f\n", solomon_cost(instance, plan));
    return !ferror(out);
}

/* One route's numbers up to the end of its line. */
static bool read_route(const struct problem *p, struct plan *plan, struct arena *arena, const char *line, const char *end, int slot, struct fault *fault)
{
    struct route *route = &plan->routes[slot];
    int64_t id;
    route->stops = arena_take(arena, sizeof *route->stops * (size_t)((end - line) / 2 + 2));
    ticks leave = p->slots[slot].from;
    int place = 0;
    while (next_number(&line, end, &id)) {
        if (id < 1 || id > p->visit_count) return fault_say(fault, "route", "names customer %lld, who is not there", (long long)id);
        int visit = (int)id - 1, n = p->place_count;
        const struct window *w = &p->windows[p->visits[visit].first_window];
        ticks arrive = leave + p->profiles[0].time[place * n + p->visits[visit].place], start = arrive > w->from ? arrive : w->from;
        route->stops[route->count++] = (struct stop){ visit, arrive, start, start + p->visits[visit].duration };
        leave = start + p->visits[visit].duration;
        place = p->visits[visit].place;
        plan->slot_of[visit] = slot;
    }
    route->begin = p->slots[slot].from;
    return true;
}

static struct plan *read_solution(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault)
{
    const struct problem *p = instance->problem;
    struct plan *plan = plan_new(arena, p);
    int slot = 0;
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (!line_end) line_end = end;
        const char *colon = memchr(at, ':', (size_t)(line_end - at));
        if (colon && !strncmp(at, "Route", 5)) {
            if (slot == p->slot_count) { fault_say(fault, "solution", "has more routes than there are vehicles (%d)", p->slot_count); return NULL; }
            if (!read_route(p, plan, arena, colon, line_end, slot++, fault)) return NULL;
        }
        at = line_end + 1;
    }
    return plan;
}

const struct format solomon_format = { "solomon", claims, read_solomon, write_solomon, read_solution, solomon_cost };
