#include "dispatch/formats/format_zhangjia.h"
#include "dispatch/check/check.h"
#include "test/test.h"
#include <stdlib.h>

/* The example of docs/dispatch-format.md: every member of the model once. */
static const char example[] =
    "{\n"
    "  \"format\": \"zhangjia\",\n"
    "  \"dimensions\": 1,\n"
    "  \"day\": 1440,\n"
    "  \"types\": 2,\n"
    "  \"weights\": {\n"
    "    \"late\": 10,\n"
    "    \"very_late\": 40,\n"
    "    \"very_late_after\": 30,\n"
    "    \"worst_late\": 1,\n"
    "    \"waiting\": 2,\n"
    "    \"worst_waiting\": 1,\n"
    "    \"worst_idle\": 1,\n"
    "    \"uneven\": 3,\n"
    "    \"uneven_unit\": 60,\n"
    "    \"balance\": 1,\n"
    "    \"moved_worker\": 500,\n"
    "    \"moved_told\": 300,\n"
    "    \"moved_tick\": 5\n"
    "  },\n"
    "  \"places\": 4,\n"
    "  \"profiles\": [\n"
    "    {\"name\": \"e-bike\", \"steady\": 5, \"time\": [[0, 10, 20, 30], [10, 0, 10, 20], [20, 10, 0, 10], [30, 20, 10, 0]], \"distance\": [[0, 2500, 5000, 7500], [2500, 0, 2500, 5000], [5000, 2500, 0, 2500], [7500, 5000, 2500, 0]], \"peaks\": [{\"from\": 420, \"to\": 540, \"slower\": 1300}]}\n"
    "  ],\n"
    "  \"workers\": [\n"
    "    {\"id\": 1, \"most_work\": 2400, \"work_before\": 300, \"rest\": 660, \"income_before\": 1200},\n"
    "    {\"id\": 2}\n"
    "  ],\n"
    "  \"pools\": [\n"
    "    {\"id\": 7, \"name\": \"steam cleaner\", \"count\": 1}\n"
    "  ],\n"
    "  \"slots\": [\n"
    "    {\"id\": 11, \"from\": 480, \"to\": 1080, \"open\": 600, \"regular\": 480, \"regular_end\": 1020, \"most_overtime\": 120, \"most_work\": 480, \"most_span\": 600, \"most_travel\": 120, \"most_distance\": 30000, \"most_stops\": 6, \"capacity\": [8], \"fixed\": 100, \"per_travel\": 3, \"per_distance\": 1, \"per_service\": 1, \"per_span\": 1, \"per_overtime\": 9, \"worker\": 1, \"start\": 0, \"end\": 0, \"type\": 1, \"offers\": [{\"skill\": 1, \"level\": 3}, {\"skill\": 2}], \"pauses\": [{\"id\": 1, \"length\": 30, \"when_span\": 360, \"after\": 300, \"windows\": [[660, 810]], \"most_load\": [5]}]},\n"
    "    {\"id\": 12, \"from\": 1920, \"to\": 2520, \"capacity\": [8], \"worker\": 1, \"start\": 0, \"end\": 0},\n"
    "    {\"id\": 21, \"from\": 480, \"to\": 1080, \"capacity\": [8], \"worker\": 2, \"offers\": [{\"skill\": 1, \"level\": 2}], \"pauses\": [{\"id\": 1, \"length\": 15, \"missed\": 50}]}\n"
    "  ],\n"
    "  \"visits\": [\n"
    "    {\"id\": 101, \"name\": \"王府井 3-2\", \"duration\": 120, \"stranger\": 20, \"unserved\": 100000, \"priority\": 80, \"delivery\": [2], \"place\": 1, \"windows\": [[480, 510, 540], [600, 660]], \"needs\": [{\"skill\": 1, \"level\": 3}], \"likings\": [{\"worker\": 1, \"price\": -50}], \"was\": {\"slot\": 11, \"start\": 600, \"told\": true}},\n"
    "    {\"id\": 102, \"setup\": 10, \"duration\": 60, \"unserved\": 100000, \"place\": 2, \"persons\": 2, \"windows\": [[600, 900]], \"allowed\": [1, 2], \"holds\": {\"pool\": 7, \"before\": 15, \"after\": 20}, \"was\": [{\"slot\": 11, \"start\": 800}, null], \"pin\": [null, {\"slot\": 21, \"start\": 800}]},\n"
    "    {\"id\": 103, \"unserved\": 50000, \"place\": 3, \"windows\": [[480, 1440]], \"forbidden\": [1], \"by_type\": [{\"duration\": 30, \"setup\": 5}, {\"duration\": 20, \"setup\": 0}]},\n"
    "    {\"id\": 104, \"duration\": 5, \"unserved\": 20000, \"pickup\": [3], \"place\": 1, \"windows\": [[0, 2880]], \"partner\": 105},\n"
    "    {\"id\": 105, \"duration\": 5, \"place\": 3, \"windows\": [[0, 2880]]}\n"
    "  ],\n"
    "  \"relations\": [\n"
    "    {\"a\": 101, \"b\": {\"visit\": 102, \"part\": 1}, \"least\": 0, \"most\": 400, \"who\": \"same\"}\n"
    "  ]\n"
    "}\n";

static text replaced(struct arena *arena, text in, text old, text by)
{
    const char *at = strstr(in, old);
    CHECK(at != NULL);
    return at ? arena_print(arena, "%.*s%s%s", (int)(at - in), in, by, at + strlen(old)) : in;
}

static bool open_text(struct instance *instance, text json, struct fault *fault)
{
    *fault = (struct fault){ 0 };
    return instance_open(instance, "auto", OBJECTIVE_DISTANCE, json, strlen(json), fault);
}

TEST(a_problem_comes_out_as_it_was_read)
{
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(open_text(&instance, example, &fault));
    SAME_TEXT(fault.what, "");
    SAME_TEXT(zhangjia_problem(arena, instance.problem), example);
    const struct problem *p = instance.problem;
    EQUAL(p->visit_count, 6);
    EQUAL(p->visits[4].partner, 5);
    EQUAL(p->visits[2].pin_slot, 2);
    EQUAL(p->relations[1].b, 1);
    EQUAL(visit_duration(p, 3, 0), 20);
    EQUAL(p->slots[1].most_work, TICKS_MAX);
    EQUAL(p->pauses[0].missed, COST_MAX);
    instance_close(&instance);
    arena_free(arena);
}

TEST(coordinates_are_kept_to_the_last_digit)
{
    static const char json[] = "{\"format\":\"zhangjia\",\"places\":[{\"lat\":39.9042,\"lng\":-116.4073999},{\"lat\":-0.5,\"lng\":0}],\"profiles\":[{\"speed\":15000,\"detour\":1300}]}";
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(open_text(&instance, json, &fault));
    SAME_TEXT(fault.what, "");
    EQUAL(instance.problem->places[0].lng, -1164073999);
    EQUAL(instance.problem->places[1].lat, -5000000);
    text once = zhangjia_problem(arena, instance.problem);
    instance_close(&instance);
    CHECK(open_text(&instance, once, &fault));
    SAME_TEXT(zhangjia_problem(arena, instance.problem), once);
    instance_close(&instance);
    arena_free(arena);
}

static const struct { text old, by, where, what; } refused[] = {
    { "\"day\": 1440,", "\"day\": 1440", "line 5", "is not JSON: '}' expected near '\"types\"'" },
    { "\"format\"", "\"fromat\"", "fromat", "is not known here" },
    { "\"late\": 10", "\"late\": 1.5", "weights.late", "is to be a whole number" },
    { "\"late\": 10", "\"late\": 1000000001", "weights.late", "is 1000000001, outside of -1000000000 … 1000000000" },
    { "\"places\": 4", "\"places\": 5", "profiles[0].time", "has 4 rows for 5 places" },
    { "\"places\": 4", "\"places\": 99999999", "places", NULL },
    { "[10, 0, 10, 20]", "[10, 0, 10]", "profiles[0].time[1]", "has 3 numbers for 4 places" },
    { "[10, 0, 10, 20]", "[10, 0, -1, 20]", "profiles[0].time[1][2]", "is -1, outside of 0 … 536870911" },
    { "\"to\": 540", "\"to\": 1441", "profiles[0].peaks[0]", "is not a period of one day" },
    { "\"slower\": 1300", "\"slower\": 0", "profiles[0].peaks[0]", "is slower by 0 thousandths, 1000 … 100000 are possible" },
    { "{\"id\": 2}", "{\"id\": 1}", "workers[1].id", "is 1, as of another worker" },
    { "\"worker\": 2", "\"worker\": 3", "slots[2].worker", "is 3, which is not there" },
    { "\"worker\": 2, ", "", "slots[2].worker", "is missing" },
    { "\"start\": 0, \"end\": 0}", "\"start\": 4, \"end\": 0}", "slots[1].start", "is 4, of 4" },
    { "[[660, 810]]", "[[810, 660]]", "slots[0].pauses[0].windows[0]", "ends (660) before it begins (810)" },
    { "\"capacity\": [8]", "\"capacity\": [1,1,1,1,1,1,1,1,1]", "slots[0].capacity", "has more than 8 amounts" },
    { "\"place\": 1", "\"place\": -2", "visits[0].place", "is -2, of 4" },
    { "[480, 510, 540]", "[480]", "visits[0].windows[0]", "is to be [from, to] or [from, due, to]" },
    { "[480, 510, 540]", "[480, 600, 540]", "visits[0].windows[0]", "is due at 600, outside of 480 … 540" },
    { "[600, 660]", "[500, 660]", "visit 101", "has time windows that overlap or are not in order" },
    { "\"needs\": [{\"skill\": 1", "\"needs\": [{\"skil\": 1", "visits[0].needs[0].skil", "is not known here" },
    { "\"price\": -50", "\"price\": \"dear\"", "visits[0].likings[0].price", "is to be a whole number" },
    { "\"told\": true", "\"told\": 1", "visits[0].was.told", "is to be true or false" },
    { "\"persons\": 2", "\"persons\": 21", "visits[1].persons", "is 21, outside of 1 … 20" },
    { "\"persons\": 2", "\"persons\": 3", "visits[1].was", "has 2 entries for 3 persons" },
    { "\"allowed\": [1, 2]", "\"allowed\": [1, 9]", "visits[1].allowed[1]", "names worker 9, who is not there" },
    { "{\"pool\": 7", "{\"pool\": 8", "visits[1].holds.pool", "is 8, which is not there" },
    { "{\"duration\": 30, \"setup\": 5}, ", "", "visits[2].by_type", "has 1 entries for 2 types" },
    { "\"partner\": 105", "\"partner\": 104", "visits[3].partner", "is the half of another shipment" },
    { "\"partner\": 105", "\"partner\": 106", "visits[3].partner", "names visit 106, which is not there" },
    { "\"part\": 1}", "\"part\": 3}", "relations[0].b", "names part 3 of visit 102, which is not there" },
    { "\"who\": \"same\"", "\"who\": \"her\"", "relations[0].who", "is to be \"anybody\", \"same\" or \"different\"" },
    { "\"least\": 0", "\"least\": 401", "relation 2", "asks for at least 401 and at most 400" },
};

TEST(a_refusal_names_the_place_in_the_file)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct instance instance;
        struct fault fault;
        CASE(refused[i].by);
        bool well = open_text(&instance, replaced(arena, example, refused[i].old, refused[i].by), &fault);
        CHECK(!well);
        SAME_TEXT(fault.where, refused[i].where);
        if (refused[i].what) SAME_TEXT(fault.what, refused[i].what);
        if (well) instance_close(&instance);
    }
    arena_free(arena);
}

static struct plan *read_plan(const struct instance *instance, struct arena *arena, text json, struct fault *fault)
{
    *fault = (struct fault){ 0 };
    return zhangjia_format.read_solution(instance, arena, json, strlen(json), fault);
}

TEST(a_solution_is_read_and_comes_out_the_same)
{
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(open_text(&instance, example, &fault));
    struct plan *plan = read_plan(&instance, arena, "{\"routes\": [{\"slot\": 21, \"begin\": 700, \"steps\": [{\"visit\": 103, \"start\": 700}, {\"pause\": 1, \"start\": 750}]}]}", &fault);
    CHECK(plan != NULL);
    if (plan) {
        EQUAL(plan->routes[2].taken[0].before, 1);
        CHECK(!plan_check(plan, &fault));
        SAME_TEXT(fault.what, "is pinned to slot 21 and left out");
        instance.problem->visits[2].pin_slot = NONE;
        CHECK(plan_check(plan, &fault));
        EQUAL(plan->routes[2].end, 765);
        text once = zhangjia_plan(arena, plan);
        struct plan *again = read_plan(&instance, arena, once, &fault);
        CHECK(again && plan_check(again, &fault));
        if (again) SAME_TEXT(zhangjia_plan(arena, again), once);
    }
    instance_close(&instance);
    arena_free(arena);
}

TEST(a_solution_that_names_what_is_not_there_is_refused)
{
    static const struct { text json, where, what; } rows[] = {
        { "[]", "the file", "is to be an object with routes" },
        { "{\"routes\": [{\"slot\": 5, \"begin\": 0}]}", "routes[0].slot", "is 5, which is not there" },
        { "{\"routes\": [{\"slot\": 11}]}", "routes[0].begin", "is missing" },
        { "{\"routes\": [{\"slot\": 11, \"begin\": 0}, {\"slot\": 11, \"begin\": 0}]}", "routes[1]", "is a second route of this slot" },
        { "{\"routes\": [{\"slot\": 11, \"begin\": 0, \"steps\": [{\"visit\": 1, \"start\": 0}]}]}", "routes[0].steps[0]", "names visit 1, which is not there" },
        { "{\"routes\": [{\"slot\": 11, \"begin\": 0, \"steps\": [{\"visit\": 101}]}]}", "routes[0].steps[0].start", "is missing" },
        { "{\"routes\": [{\"slot\": 12, \"begin\": 0, \"steps\": [{\"pause\": 1, \"start\": 0}]}]}", "routes[0].steps[0]", "is pause 1, which this slot has not got" },
    };
    struct instance instance;
    struct fault fault;
    struct arena *arena = arena_new();
    CHECK(open_text(&instance, example, &fault));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].json);
        CHECK(!read_plan(&instance, arena, rows[i].json, &fault));
        SAME_TEXT(fault.where, rows[i].where);
        SAME_TEXT(fault.what, rows[i].what);
    }
    instance_close(&instance);
    arena_free(arena);
}
