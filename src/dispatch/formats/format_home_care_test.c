#include <stdio.h>
#include <stdlib.h>
#include "dispatch/check/check.h"
#include "dispatch/formats/format.h"
#include "dispatch/order/order.h"
#include "test/test.h"

/* Three patients on a line, two caregivers; the third patient needs both of them at once. */
static const char mankowska[] =
    "nbNodes\n5\nnbVehi\n2\nnbServi\n2\nr\n1 1\n1 0\n0 1\n1 1\n1 1\nDS\n4\na\n1 0\n0 1\nx\n0 10 20 30 0\ny\n0 0 0 0 0\n"
    "d\n0.0 10.0 20.0 30.0 0.0\n10.0 0.0 10.0 20.0 10.0\n20.0 10.0 0.0 10.0 20.0\n30.0 20.0 10.0 0.0 30.0\n0.0 10.0 20.0 30.0 0.0\n"
    "p\n0 0\n0 0\n5.0 5.0\n5.0 5.0\n5.0 5.0\n5.0 5.0\n5.0 5.0\n5.0 5.0\n0 0\n0 0\n"
    "mind\n0 0 0 0 0\nmaxd\n0 0 0 0 0\ne\n0 0 0 0 0\nl\n100 100 100 30 1000\n";

static const char uhhc[] =
    "{\"metadata\": {\"time_window_met\": \"at_service_end\", \"cost_components\": {\"travel_time\": 2, \"total_tardiness\": 3, \"highest_tardiness\": 1,"
    " \"total_waiting_time\": 1, \"total_extra_time\": 4, \"max_idle_time\": 1, \"caregiver_preferences\": 7, \"optional_patients\": 50, \"missed_lunch_break\": 20}},"
    " \"distances\": [[0, 10, 20], [10, 0, 10], [20, 10, 0]], \"terminal_points\": [{\"id\": \"d0\", \"distance_matrix_index\": 0}],"
    " \"caregivers\": [{\"id\": \"c1\", \"abilities\": [\"s1\"], \"departing_point\": \"d0\", \"working_shift\": {\"start\": 0, \"end\": 200}, \"lunch_break\": true},"
    " {\"id\": \"c2\", \"abilities\": [\"s1\", \"s2\"], \"departing_point\": \"d0\", \"working_shift\": {\"start\": 0, \"end\": 200}, \"lunch_break\": false}],"
    " \"patients\": [{\"id\": \"p1\", \"required_services\": [{\"service\": \"s1\", \"duration\": 10}, {\"service\": \"s2\"}], \"distance_matrix_index\": 1,"
    " \"time_windows\": [{\"start\": 20, \"end\": 60}], \"synchronization\": {\"type\": \"sequential\", \"distance\": {\"min\": 5, \"max\": 20}}, \"optional\": false},"
    " {\"id\": \"p2\", \"required_services\": [{\"service\": \"s1\", \"duration\": 15}], \"distance_matrix_index\": 2, \"time_windows\": [{\"start\": 10, \"end\": 40},"
    " {\"start\": 100, \"end\": 150}], \"preferred_caregivers\": [\"c1\"], \"optional\": true}],"
    " \"services\": [{\"id\": \"s1\", \"default_duration\": 15}, {\"id\": \"s2\", \"default_duration\": 20}], \"lunch_breaks\": {\"start\": 60, \"end\": 120, \"min_duration\": 30}}";

/* In memory of exactly that length, so that a byte read beyond it is a fault that the sanitizer sees. */
static bool opens(text format, const char *bytes, size_t length, struct fault *fault)
{
    struct instance instance;
    char *copy = malloc(length + !length);
    memcpy(copy, bytes, length);
    *fault = (struct fault){ 0 };
    bool well = instance_open(&instance, format, OBJECTIVE_DISTANCE, copy, length, fault);
    if (well) instance_close(&instance);
    free(copy);
    return well;
}

static struct plan *solve(struct instance *instance, struct arena *arena)
{
    struct budget budget = { .iterations = 20000, .seed = 1 };
    struct fault fault = { 0 };
    struct plan *plan = order_search(arena, instance->problem, NULL, &budget, NULL);
    bool well = plan_check(plan, &fault);
    SAME_TEXT(fault.what, "");
    CHECK(well);
    return plan;
}

/* Written and read again, a plan costs the same and is still true. */
static void goes_round(const struct instance *instance, struct arena *arena, const struct plan *plan)
{
    char *bytes = NULL;
    size_t length = 0;
    struct fault fault = { 0 };
    FILE *out = open_memstream(&bytes, &length);
    CHECK(instance->format->write(instance, plan, out));
    fclose(out);
    struct plan *again = instance->format->read_solution(instance, arena, bytes, length, &fault);
    SAME_TEXT(fault.what, "");
    if (again) {
        CHECK(plan_check(again, &fault));
        SAME_TEXT(fault.what, "");
        EQUAL(again->cost, plan->cost);
        CHECK(instance->format->cost(instance, again) == instance->format->cost(instance, plan));
    }
    for (size_t cut = 0; cut < length - 2; cut += 3) {
        char *part = malloc(cut + 1);
        memcpy(part, bytes, cut);
        CHECK(!instance->format->read_solution(instance, arena, part, cut, &fault));
        CHECK(*fault.what);
        free(part);
    }
    free(bytes);
}

TEST(a_small_mankowska_instance_is_solved_to_its_known_best_and_goes_round)
{
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(instance_open(&instance, "auto", OBJECTIVE_DISTANCE, mankowska, sizeof mankowska - 1, &fault));
    SAME_TEXT(instance.format->name, "mankowska");
    struct plan *plan = solve(&instance, arena);
    /* Both drive to the third patient and back: 60 + 60. Whoever comes from a patient on the way is ready at 10 + 5 + 20 = 35, 5 after 30;
     * both start together, so they are better there at 30 and serve the others on the way back: no lateness. */
    CHECK(instance.format->cost(&instance, plan) == 40);
    goes_round(&instance, arena, plan);
    instance_close(&instance);
    arena_free(arena);
}

TEST(a_small_unified_instance_is_read_priced_and_goes_round)
{
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(instance_open(&instance, "auto", OBJECTIVE_DISTANCE, uhhc, sizeof uhhc - 1, &fault));
    SAME_TEXT(instance.format->name, "uhhc");
    EQUAL(instance.problem->visit_count, 3);
    EQUAL(instance.problem->relation_count, 1);
    struct plan *plan = solve(&instance, arena);
    EQUAL(plan_left_out(plan), 0);
    /* c1 to p1, lunch, p2, home: 40; c2 to p1 and home: 20; at 2 each. c2's shift of 200 idles 160. c1 starts at 20, waits 20 for her lunch
     * and 10 for p2's second window. The best is 15 less: c1 could start at 35, if c2's only visit moved with hers (order_delay). */
    CHECK(instance.format->cost(&instance, plan) == 2 * 60 + 160 + 30);
    goes_round(&instance, arena, plan);
    instance_close(&instance);
    arena_free(arena);
}

TEST(a_home_care_file_cut_anywhere_is_refused_with_a_sentence)
{
    struct fault fault;
    for (size_t cut = 0; cut < sizeof mankowska - 9; cut++) {      /* the second depot's window need not be there */
        CHECK(!opens("mankowska", mankowska, cut, &fault));
        CHECK(*fault.what);
    }
    for (size_t cut = 0; cut < sizeof uhhc - 1; cut++) {
        CHECK(!opens("uhhc", uhhc, cut, &fault));
        CHECK(*fault.what);
    }
}

static char *with(const char *original, const char *what, const char *instead)
{
    const char *at = strstr(original, what);
    char *made = NULL;
    size_t length;
    FILE *out = open_memstream(&made, &length);
    CHECK(at != NULL);
    fprintf(out, "%.*s%s%s", (int)(at - original), original, instead, at + strlen(what));
    fclose(out);
    return made;
}

TEST(wrong_numbers_and_types_in_home_care_files_are_refused_with_a_sentence)
{
    static const struct { text format; const char *of, *what, *instead; } cases[] = {
        { "mankowska", mankowska, "nbNodes\n5", "nbNodes\n2000000000" }, { "mankowska", mankowska, "nbNodes\n5", "nbNodes\n19999" },
        { "mankowska", mankowska, "nbNodes\n5", "nbNodes\n-5" }, { "mankowska", mankowska, "nbVehi\n2", "nbVehi\n1e300" },
        { "mankowska", mankowska, "nbServi\n2", "nbServi\nnan" }, { "mankowska", mankowska, "nbServi\n2", "nbServi\n0" },
        { "mankowska", mankowska, "d\n0.0 10.0", "d\n0.0 -1" }, { "mankowska", mankowska, "d\n0.0 10.0", "d\n0.0 ten" },
        { "mankowska", mankowska, "r\n1 1\n1 0", "r\n1 1\n0 0" }, { "mankowska", mankowska, "l\n100 100", "l\n100 -1" },
        { "mankowska", mankowska, "5.0 5.0", "-5.0 5.0" }, { "mankowska", mankowska, "nbVehi", "vehicles" }, { "mankowska", mankowska, "a\n1 0", "a\n0 0" },
        { "uhhc", uhhc, "\"distances\": [[0, 10, 20]", "\"distances\": [[0, 10]" }, { "uhhc", uhhc, "\"distances\": [[0, 10, 20]", "\"distances\": [[0, -10, 20]" },
        { "uhhc", uhhc, "\"distances\": [[0, 10, 20]", "\"distances\": [[0, \"10\", 20]" }, { "uhhc", uhhc, "\"caregivers\": [", "\"nobody\": [" },
        { "uhhc", uhhc, "\"travel_time\": 2", "\"travel_time\": \"much\"" }, { "uhhc", uhhc, "\"travel_time\": 2", "\"travel_time\": -2" },
        { "uhhc", uhhc, "\"departing_point\": \"d0\"", "\"departing_point\": \"d9\"" }, { "uhhc", uhhc, "{\"start\": 20, \"end\": 60}", "{\"start\": 60, \"end\": 20}" },
        { "uhhc", uhhc, "{\"start\": 20, \"end\": 60}", "{\"start\": 1e99, \"end\": 1e100}" }, { "uhhc", uhhc, "\"distance_matrix_index\": 2,", "\"distance_matrix_index\": 3," },
        { "uhhc", uhhc, "\"distance_matrix_index\": 2,", "\"distance_matrix_index\": -1000000000000," }, { "uhhc", uhhc, "\"max\": 20", "\"max\": 1" },
        { "uhhc", uhhc, "\"sequential\"", "\"sometimes\"" }, { "uhhc", uhhc, "\"default_duration\": 20", "\"default_duration\": -20" },
        { "uhhc", uhhc, "\"default_duration\": 20", "\"default_duration\": null" }, { "uhhc", uhhc, "\"end\": 200}", "\"end\": -200}" },
        { "uhhc", uhhc, "\"patients\": [", "\"patients\": [{}, " }, { "uhhc", uhhc, "\"caregivers\": [", "\"caregivers\": [7, " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault fault;
        char *bytes = with(cases[i].of, cases[i].what, cases[i].instead);
        CASE(cases[i].instead);
        CHECK(!opens(cases[i].format, bytes, strlen(bytes), &fault));
        CHECK(*fault.what && *fault.where);
        free(bytes);
    }
    CASE(NULL);
}

static bool open_given(struct instance *instance, struct arena *arena, text path)
{
    struct fault fault = { 0 };
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 20, length;
    char *bytes = arena_take(arena, room);
    CHECK(file);
    if (!file) return false;
    length = fread(bytes, 1, room, file);
    fclose(file);
    bool well = instance_open(instance, "auto", OBJECTIVE_DISTANCE, bytes, length, &fault);
    CHECK(well);
    return well;
}

/* Six decimals in the file, four in a tick: sums of rounded ways are not the rounded sum, and one tick too early is refused. And lunch in the
 * middle of a way must find a place in the file. */
TEST(what_a_search_makes_of_given_instances_is_true_when_it_is_read_back)
{
    static const text paths[] = { "bench/dispatch/data/mankowska/InstanzCPLEX_HCSRP_25_1.txt", "bench/dispatch/data/mankowska/InstanzCPLEX_HCSRP_50_3.txt", "bench/dispatch/data/uhhc/i-083.json" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct arena *arena = arena_new();
        struct instance instance;
        struct fault fault = { 0 };
        char *bytes = NULL;
        size_t length = 0;
        CASE(paths[i]);
        if (open_given(&instance, arena, paths[i])) {
            FILE *out = open_memstream(&bytes, &length);
            CHECK(instance.format->write(&instance, solve(&instance, arena), out));
            fclose(out);
            struct plan *again = instance.format->read_solution(&instance, arena, bytes, length, &fault);
            CHECK(again && plan_check(again, &fault));
            SAME_TEXT(fault.what, "");
            instance_close(&instance);
        }
        free(bytes);
        arena_free(arena);
    }
}
