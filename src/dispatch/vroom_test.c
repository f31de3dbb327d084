/* vroom_test.c — VROOM's own answers: the nine pairs that VROOM 1.15 gave, and its arithmetic of steps where the pairs say nothing. */
#include "dispatch/vroom_solver_test.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static text file_of(struct arena *arena, text name)
{
    text path = arena_print(arena, "bench/dispatch/data/vroom/%s.json", name);
    FILE *file = fopen(path, "rb");
    char *bytes = arena_take(arena, 1 << 16);
    if (file) fread(bytes, 1, (1 << 16) - 1, file);
    else printf("  %s is not there (tests run from the project's folder)\n", path);
    if (file) fclose(file);
    return bytes;
}

static bool read_text(struct instance *instance, text input, struct fault *fault)
{
    return vroom_format.read(instance, input, strlen(input), fault);
}

static json_t *answer_of(struct arena *arena, const struct instance *instance, const struct plan *plan)
{
    return json_loads(vroom_answer(arena, instance, plan), 0, NULL);
}

static json_int_t number_at(const json_t *object, text key) { return json_integer_value(json_object_get(object, key)); }

/* The plan of VROOM's routes, without its times. */
static struct plan *same_routes(struct arena *arena, const struct instance *instance, text output)
{
    struct fault fault;
    struct plan *theirs = vroom_format.read_solution(instance, arena, output, strlen(output), &fault);
    if (!theirs) printf("  %s %s\n", fault.where, fault.what);
    for (int s = 0; theirs && s < instance->problem->slot_count; s++) theirs->routes[s].taken_count = 0;
    return theirs;
}

/* Member by member; what we write besides is allowed, a set of unassigned tasks has no order. */
static void same(const json_t *theirs, json_t *ours, text where)
{
    json_t *value;
    text key;
    size_t i;
    CASE(where);
    if (json_is_object(theirs)) {
        json_object_foreach((json_t *)theirs, key, value) same(value, json_object_get(ours, key), key);
        return;
    }
    if (json_is_array(theirs)) {
        EQUAL(json_array_size(ours), json_array_size(theirs));
        json_array_foreach(theirs, i, value) same(value, json_array_get(ours, i), where);
        return;
    }
    char *a = json_dumps(theirs, JSON_ENCODE_ANY), *b = ours ? json_dumps(ours, JSON_ENCODE_ANY) : NULL;
    SAME_TEXT(b ? b : "missing", a);
    free(a);
    free(b);
}

static const text pairs[] = { "00_plain", "01_capacity", "02_skills_unassigned", "03_time_windows", "04_breaks", "05_priority_max_tasks", "06_max_travel_time", "07_shipments", "08_setup_same_place" };
enum { PAIRS = sizeof pairs / sizeof *pairs };

static void of_each_pair(void (*run)(struct arena *, struct instance *, const json_t *, text))
{
    for (int i = 0; i < PAIRS; i++) {
        struct arena *arena = arena_new();
        struct instance instance;
        struct fault fault = { 0 };
        text output = file_of(arena, arena_print(arena, "%s.out", pairs[i]));
        CASE(pairs[i]);
        bool well = read_text(&instance, file_of(arena, arena_print(arena, "%s.in", pairs[i])), &fault);
        json_t *theirs = json_loads(output, 0, NULL);
        CHECK(theirs && well);
        if (theirs && well) run(arena, &instance, theirs, output);
        json_decref(theirs);
        if (well) problem_free(instance.problem);
        arena_free(arena);
    }
}

/* Their routes, our times: every number of every step is theirs. */
static void times_are_theirs(struct arena *arena, struct instance *instance, const json_t *theirs, text output)
{
    struct plan *plan = same_routes(arena, instance, output);
    CHECK(plan != NULL);
    if (!plan) return;
    json_t *ours = answer_of(arena, instance, plan);
    same(json_object_get(theirs, "summary"), json_object_get(ours, "summary"), "summary");
    same(json_object_get(theirs, "routes"), json_object_get(ours, "routes"), "routes");
    EQUAL(number_at(ours, "code"), number_at(theirs, "code"));
    EQUAL(json_array_size(json_object_get(ours, "unassigned")), json_array_size(json_object_get(theirs, "unassigned")));
    json_decref(ours);
}

TEST(given_vrooms_routes_every_number_of_every_step_is_vrooms) { of_each_pair(times_are_theirs); }

/* In VROOM's order of aims. */
static void at_least_as_good(struct arena *arena, struct instance *instance, const json_t *theirs, text output)
{
    struct plan *plan = small_search(arena, instance->problem, 150, 1);
    json_t *ours = answer_of(arena, instance, plan), *a = json_object_get(theirs, "summary"), *b = json_object_get(ours, "summary");
    (void)output;
    CHECK(number_at(b, "priority") >= number_at(a, "priority"));
    if (number_at(b, "priority") == number_at(a, "priority")) {
        CHECK(number_at(b, "unassigned") <= number_at(a, "unassigned"));
        if (number_at(b, "unassigned") == number_at(a, "unassigned")) CHECK(number_at(b, "cost") <= number_at(a, "cost"));
        if (number_at(b, "cost") < number_at(a, "cost")) printf("  %lld for %lld\n", (long long)number_at(b, "cost"), (long long)number_at(a, "cost"));
    }
    json_decref(ours);
}

TEST(the_assignments_cost_what_vrooms_cost_or_less) { of_each_pair(at_least_as_good); }
