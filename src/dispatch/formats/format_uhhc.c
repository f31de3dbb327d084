/* format_uhhc.c — instances of the unified home health care format; see uhhc.h. */
#include <ctype.h>
#include <math.h>
#include <string.h>
#include "dispatch/formats/uhhc.h"

enum { MOST_POINTS = 20000, FINE = 1000, COST_SCALE = 1000 };
#define UNSERVED (INT64_C(1) << 40)

const text component_names[COMPONENTS] = { "travel_time", "total_tardiness", "highest_tardiness", "total_waiting_time", "max_waiting_time",
    "total_extra_time", "max_idle_time", "workload_balance", "working_time", "caregiver_preferences", "incompabilities", "qualification",
    "optional_patients", "missed_lunch_break" };           /* “incompabilities” is how the format spells it */

static bool claims(const char *bytes, size_t length)
{
    static const char word[] = "\"terminal_points\"";
    while (length && isspace((unsigned char)*bytes)) { bytes++; length--; }
    return length && *bytes == '{' && memmem(bytes, length, word, sizeof word - 1);
}

static bool number_of(const json_t *object, text key, double *value)
{
    const json_t *given = json_object_get(object, key);
    *value = json_number_value(given);
    return json_is_number(given) && fabs(*value) <= 1e6;
}

double uhhc_duration(const struct uhhc *u, const json_t *required)
{
    double lasts;
    size_t i;
    const json_t *service, *wanted = json_object_get(required, "service");
    if (number_of(required, "duration", &lasts)) return lasts;
    json_array_foreach(json_object_get(u->root, "services"), i, service)
        if (json_equal(json_object_get(service, "id"), wanted) && number_of(service, "default_duration", &lasts)) return lasts;
    return NAN;
}

static bool contains(const json_t *list, const json_t *value)
{
    size_t i;
    const json_t *item;
    json_array_foreach(list, i, item) if (json_equal(item, value)) return true;
    return false;
}

static bool read_weights(struct uhhc *u, struct fault *fault)
{
    const json_t *given = json_object_get(json_object_get(u->root, "metadata"), "cost_components");
    for (int c = 0; c < COMPONENTS; c++) {
        const json_t *weight = json_object_get(given, component_names[c]);
        if (!weight || json_is_null(weight)) continue;
        bool hard = json_is_string(weight) && !strcmp(json_string_value(weight), "HARD");
        double value = json_number_value(weight);
        if (!hard && (!json_is_number(weight) || value < 0 || value > 1e6)) return fault_say(fault, component_names[c], "must weigh between 0 and 1,000,000, or be \"HARD\"");
        u->weights[c] = (struct component_weight){ true, hard, value };
    }
    return true;
}

static bool is_whole(double value) { return value == floor(value); }

static bool all_whole(const json_t *value)
{
    size_t i;
    const char *key;
    json_t *item;
    if (json_is_real(value)) return is_whole(json_real_value(value));
    json_array_foreach(value, i, item) if (!all_whole(item)) return false;
    if (json_is_object(value)) json_object_foreach((json_t *)value, key, item) if (strcmp(key, "location") && !all_whole(item)) return false;
    return true;
}

static cost price_of(const struct uhhc *u, enum component c)
{
    return u->weights[c].hard ? 0 : (cost)llround(u->weights[c].weight * COST_SCALE);
}
/* A price by the tick: the scale of times divides out, so that every term is in the same unit. */
static cost per_unit(const struct uhhc *u, enum component c) { return price_of(u, c) * (FINE / u->scale); }
static cost per_piece(const struct uhhc *u, enum component c) { return price_of(u, c) * FINE; }
static ticks to_ticks(const struct uhhc *u, double units) { return (ticks)lround(units * u->scale); }

static int matrix_index(const json_t *point, int otherwise)
{
    const json_t *index = json_object_get(point, "distance_matrix_index");
    return json_is_integer(index) ? (int)json_integer_value(index) : otherwise;
}

static bool read_ways(struct problem *p, struct uhhc *u, struct fault *fault)
{
    size_t n = json_array_size(u->distances);
    char where[60];
    ticks *way = arena_take(p->arena, sizeof *way * n * n + 1);
    for (size_t i = 0; i < n; i++) {
        const json_t *row = json_array_get(u->distances, i);
        snprintf(where, sizeof where, "distances, row %zu", i + 1);
        if (json_array_size(row) != n) return fault_say(fault, where, "has %zu numbers where %zu belong", json_array_size(row), n);
        for (size_t j = 0; j < n; j++) {
            double d = json_number_value(json_array_get(row, j));
            if (!json_is_number(json_array_get(row, j)) || d < 0 || d > 1e5) return fault_say(fault, where, "number %zu is not between 0 and 100,000", j + 1);
            way[i * n + j] = to_ticks(u, d);
        }
        add_place(p, (struct place){ 0 });
    }
    add_profile(p, (struct profile){ .name = "way", .time = way });
    return true;
}

static int terminal_of(const struct uhhc *u, const json_t *id)
{
    size_t i;
    const json_t *terminal;
    json_array_foreach(u->terminals, i, terminal) if (json_equal(json_object_get(terminal, "id"), id)) return matrix_index(terminal, (int)i);
    return NONE;
}

static bool read_shift(const struct uhhc *u, const json_t *caregiver, struct slot *slot, text where, struct fault *fault)
{
    const json_t *shift = json_object_get(caregiver, "working_shift");
    double from, to;
    if (!shift || json_is_null(shift)) return true;
    if (!number_of(shift, "start", &from) || !number_of(shift, "end", &to) || to < from) return fault_say(fault, where, "has a working_shift that does not start and then end");
    slot->from = to_ticks(u, from);
    slot->regular_end = to_ticks(u, to);
    if (u->weights[EXTRA_TIME].hard) slot->to = slot->regular_end;
    slot->per_overtime = per_unit(u, EXTRA_TIME);
    slot->punctual = u->punctual;
    return true;
}

/* An unused caregiver misses her lunch too, which a pause does not know: using her earns it back, the constant is the format's. */
static void read_lunch(struct problem *p, const struct uhhc *u, int index)
{
    double latest = u->lunch_to - (u->at_end ? u->lunch_length : 0);
    if (!u->lunch || !json_is_true(json_object_get(json_array_get(u->caregivers, (size_t)index), "lunch_break"))) return;
    if (latest < u->lunch_from || !u->weights[MISSED_LUNCH].given) return;
    struct pause pause = { .id = index, .windows = 1, .length = to_ticks(u, u->lunch_length), .when_span = -1, .after = TICKS_MAX };
    pause.window[0] = (struct window){ to_ticks(u, u->lunch_from), to_ticks(u, latest), to_ticks(u, latest) };
    pause.missed = u->weights[MISSED_LUNCH].hard ? COST_MAX : per_piece(u, MISSED_LUNCH);
    add_pause(p, pause);
    if (!u->weights[MISSED_LUNCH].hard) p->slots[p->slot_count - 1].fixed -= pause.missed;
}

static bool read_caregiver(struct problem *p, const struct uhhc *u, int index, struct fault *fault)
{
    const json_t *c = json_array_get(u->caregivers, (size_t)index), *home = json_object_get(c, "arrival_point");
    char where[60];
    struct worker worker = worker_default;
    struct slot slot = slot_default;
    snprintf(where, sizeof where, "caregiver %d of the list", index + 1);
    if (!json_is_object(c) || !json_object_get(c, "id")) return fault_say(fault, where, "has no id");
    worker.id = slot.id = index;
    slot.worker = add_worker(p, worker);
    slot.start = terminal_of(u, json_object_get(c, "departing_point"));
    slot.end = home && !json_is_null(home) ? terminal_of(u, home) : slot.start;
    if (slot.start == NONE || slot.end == NONE) return fault_say(fault, where, "starts or ends at a terminal point that the file does not have");
    slot.per_travel = per_unit(u, TRAVEL_TIME) + per_unit(u, WORKING_TIME);
    slot.per_service = per_unit(u, WORKING_TIME);
    if (!read_shift(u, c, &slot, where, fault)) return false;
    add_slot(p, slot);
    read_lunch(p, u, index);
    return true;
}

/* What this caregiver at this patient costs besides the way: not preferred, incompatible, not skilled — those that have a price. */
static cost company_price(const struct uhhc *u, const json_t *patient, const json_t *service, const json_t *caregiver)
{
    const json_t *id = json_object_get(caregiver, "id"), *preferred = json_object_get(patient, "preferred_caregivers");
    cost price = 0;
    if (json_is_array(preferred) && !contains(preferred, id)) price += per_piece(u, PREFERENCES);
    if (contains(json_object_get(patient, "incompatible_caregivers"), id)) price += per_piece(u, INCOMPATIBILITIES);
    if (!contains(json_object_get(caregiver, "abilities"), service)) price += per_piece(u, QUALIFICATION);
    return price;
}

static bool rules_out(const struct uhhc *u, const json_t *patient, const json_t *service, const json_t *caregiver)
{
    const json_t *id = json_object_get(caregiver, "id"), *preferred = json_object_get(patient, "preferred_caregivers");
    const struct component_weight *w = u->weights;
    if ((!w[INCOMPATIBILITIES].given || w[INCOMPATIBILITIES].hard) && contains(json_object_get(patient, "incompatible_caregivers"), id)) return true;
    if ((!w[QUALIFICATION].given || w[QUALIFICATION].hard) && !contains(json_object_get(caregiver, "abilities"), service)) return true;
    return w[PREFERENCES].hard && json_is_array(preferred) && !contains(preferred, id);
}

static void read_company(struct problem *p, const struct uhhc *u, const json_t *patient, const json_t *service)
{
    int count = (int)json_array_size(u->caregivers);
    for (int c = 0; c < count; c++) {
        cost price = company_price(u, patient, service, json_array_get(u->caregivers, (size_t)c));
        if (price) add_liking(p, c, price);
    }
    for (int c = 0; c < count; c++) if (rules_out(u, patient, service, json_array_get(u->caregivers, (size_t)c))) add_forbidden(p, c);
}

/* A service that starts between two windows is late for the first: its window reaches to the next one. With hard tardiness it must not. */
static bool read_windows(struct problem *p, const struct uhhc *u, const json_t *patient, double lasts, text where, struct fault *fault)
{
    const json_t *windows = json_object_get(patient, "time_windows");
    bool hard = u->weights[TOTAL_TARDINESS].hard || u->weights[HIGHEST_TARDINESS].hard;
    double from, to, next = 0;
    for (size_t i = 0; i < json_array_size(windows); i++) {
        if (!number_of(json_array_get(windows, i), "start", &from) || !number_of(json_array_get(windows, i), "end", &to) || to < from)
            return fault_say(fault, where, "time window %zu does not start and then end", i + 1);
        bool last = i + 1 == json_array_size(windows);
        if (!last && (!number_of(json_array_get(windows, i + 1), "start", &next) || next <= from)) return fault_say(fault, where, "time windows are not in order");
        ticks begin = to_ticks(u, i ? from : floor(from)), due = to_ticks(u, to - (u->at_end ? lasts : 0)), end = last ? TICKS_MAX : to_ticks(u, next) - 1;
        if (hard && due < end) end = due;
        if (end >= begin) add_window(p, begin, due, end);
    }
    return true;
}

static bool read_service(struct problem *p, struct uhhc *u, int patient, int service, struct fault *fault)
{
    const json_t *given = json_array_get(u->patients, (size_t)patient);
    const json_t *required = json_array_get(json_object_get(given, "required_services"), (size_t)service);
    char where[60];
    struct visit visit = visit_default;
    double lasts = uhhc_duration(u, required);
    bool optional = json_is_true(json_object_get(given, "optional")) && !u->weights[OPTIONAL_PATIENTS].hard;
    snprintf(where, sizeof where, "patient %d of the list, service %d", patient + 1, service + 1);
    if (!(lasts >= 0)) return fault_say(fault, where, "has no duration, nor has its service a default_duration");
    u->visits[p->visit_count] = (struct uhhc_visit){ patient, service };
    visit.id = 2 * (int64_t)patient + service;
    visit.name = arena_copy(p->arena, where);
    visit.place = matrix_index(given, (int)json_array_size(u->terminals) + patient);
    visit.duration = to_ticks(u, lasts);
    if (!optional) visit.unserved = UNSERVED;
    else if (!service) visit.unserved = per_piece(u, OPTIONAL_PATIENTS);
    add_visit(p, visit);
    if (!read_windows(p, u, given, lasts, where, fault)) return false;
    read_company(p, u, given, json_object_get(required, "service"));
    return true;
}

static bool read_relation(struct problem *p, const struct uhhc *u, const json_t *patient, text where, struct fault *fault)
{
    const json_t *sync = json_object_get(patient, "synchronization"), *distance = json_object_get(sync, "distance");
    const char *type = json_string_value(json_object_get(sync, "type"));
    struct relation relation = { p->visit_count - 2, p->visit_count - 1, -TICKS_MAX, TICKS_MAX, WHO_ANYBODY };
    if (type && !strcmp(type, "simultaneous")) relation = (struct relation){ relation.a, relation.b, 0, 0, WHO_DIFFERENT };
    else if (type && !strcmp(type, "sequential")) {
        double least = json_number_value(json_array_get(distance, 0)), most = json_number_value(json_array_get(distance, 1));
        bool well = json_is_array(distance) ? json_array_size(distance) == 2 : number_of(distance, "min", &least) && number_of(distance, "max", &most);
        if (!well || !(least <= most) || fabs(least) > 1e5 || fabs(most) > 1e5) return fault_say(fault, where, "is sequential without a distance from min to max");
        relation = (struct relation){ relation.a, relation.b, to_ticks(u, least), to_ticks(u, most), WHO_DIFFERENT };
    } else if (type && strcmp(type, "independent")) return fault_say(fault, where, "has a synchronization of a type that is not independent, simultaneous or sequential");
    add_relation(p, relation);
    return true;
}

static bool read_patient(struct problem *p, struct uhhc *u, int index, struct fault *fault)
{
    const json_t *patient = json_array_get(u->patients, (size_t)index);
    size_t services = json_array_size(json_object_get(patient, "required_services"));
    char where[60];
    snprintf(where, sizeof where, "patient %d of the list", index + 1);
    if (!json_object_get(patient, "id")) return fault_say(fault, where, "has no id");
    if (services < 1 || services > 2) return fault_say(fault, where, "requires %zu services; one or two are possible", services);
    for (size_t s = 0; s < services; s++) if (!read_service(p, u, index, (int)s, fault)) return false;
    return services == 1 || read_relation(p, u, patient, where, fault);
}

static bool read_head(struct uhhc *u, struct fault *fault)
{
    const json_t *metadata = json_object_get(u->root, "metadata"), *lunch = json_object_get(u->root, "lunch_breaks");
    const char *met = json_string_value(json_object_get(metadata, "time_window_met")), *origin = json_string_value(json_object_get(metadata, "origin"));
    const struct { text name; json_t **list; } lists[] = { { "patients", &u->patients }, { "caregivers", &u->caregivers }, { "terminal_points", &u->terminals }, { "distances", &u->distances } };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        *lists[i].list = json_object_get(u->root, lists[i].name);
        if (!json_is_array(*lists[i].list) || !json_array_size(*lists[i].list) || json_array_size(*lists[i].list) > MOST_POINTS)
            return fault_say(fault, lists[i].name, "must be a list of 1 to %d", MOST_POINTS);
    }
    u->at_end = met && !strcmp(met, "at_service_end");
    u->punctual = origin && !strncmp(origin, "bazirha", 7);
    u->lunch = number_of(lunch, "start", &u->lunch_from) && number_of(lunch, "end", &u->lunch_to) && number_of(lunch, "min_duration", &u->lunch_length) && u->lunch_length >= 0;
    u->scale = all_whole(u->distances) && all_whole(u->patients) && all_whole(u->caregivers) && all_whole(lunch) && all_whole(json_object_get(u->root, "services")) ? 1 : FINE;
    return read_weights(u, fault);
}

static void give_weights(struct problem *p, const struct uhhc *u)
{
    p->weights.late = per_unit(u, TOTAL_TARDINESS);
    p->weights.worst_late = per_unit(u, HIGHEST_TARDINESS);
    p->weights.waiting = per_unit(u, TOTAL_WAITING);
    p->weights.worst_waiting = per_unit(u, MAX_WAITING);
    p->weights.idlest = per_unit(u, MAX_IDLE);
    p->weights.off_mean = per_unit(u, WORKLOAD_BALANCE);
}

static void let_go(void *root) { json_decref(root); }

static bool read(struct instance *instance, const char *bytes, size_t length, struct fault *fault)
{
    struct problem *p = instance->problem = problem_new();
    struct uhhc *u = arena_take(p->arena, sizeof *u);
    json_error_t error;
    u->root = json_loadb(bytes, length, 0, &error);
    if (!u->root) return fault_say(fault, "file", "is not JSON: line %d, %s", error.line, error.text);
    arena_defer(p->arena, let_go, u->root);
    if (!read_head(u, fault) || !read_ways(p, u, fault)) return false;
    u->visits = arena_take(p->arena, sizeof *u->visits * (2 * json_array_size(u->patients) + 1));
    for (size_t c = 0; c < json_array_size(u->caregivers); c++) if (!read_caregiver(p, u, (int)c, fault)) return false;
    for (size_t i = 0; i < json_array_size(u->patients); i++) if (!read_patient(p, u, (int)i, fault)) return false;
    give_weights(p, u);
    instance->own = u;
    return problem_seal(p, true, fault);
}

const struct format uhhc_format = { "uhhc", claims, read, uhhc_write, uhhc_read_solution, uhhc_cost };
