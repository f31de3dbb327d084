/* vroom_test.c — VROOM's own answers: the nine pairs that VROOM 1.15 gave, and its arithmetic of steps where the pairs say nothing. */
#include "dispatch/check/check.h"
#include "dispatch/vroom/vroom_solver_test.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static text file_of(struct arena *arena, text name)
{
    text path = arena_print(arena, "bench/dispatch/data/vroom/%s.json", name);
    FILE *file = fopen(path, "rb");
    char *bytes = arena_take(arena, 1 << 16);
    if (!file) printf("  %s is not there (tests run from the project's folder)\n", path);
    if (file) CHECK(fread(bytes, 1, (1 << 16) - 1, file) > 0);
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

/* Their routes and their times: the referee, who knows nothing of VROOM, finds no fault. */
static void referee_agrees(struct arena *arena, struct instance *instance, const json_t *theirs, text output)
{
    struct fault fault = { 0 };
    struct plan *plan = vroom_format.read_solution(instance, arena, output, strlen(output), &fault);
    CHECK(plan && plan_check(plan, &fault));
    if (*fault.what) printf("  %s %s\n", fault.where, fault.what);
    EQUAL(plan ? (int64_t)vroom_format.cost(instance, plan) : -1, number_at(json_object_get(theirs, "summary"), "cost"));
}

TEST(vrooms_own_answers_pass_the_referee) { of_each_pair(referee_agrees); }

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

/* ---- arithmetic ---- */

/* Routes are given by steps, so that no search is in the way. Quotation marks are ' here. Ways: 0→1 100 s and 1000 m, 1→2 50 s and 450 m, others 200 s and 2000 m. */
#define WAYS "'durations':[[0,100,200],[200,0,50],[200,200,0]],'distances':[[0,1000,2000],[2000,0,450],[2000,2000,0]]"

static const struct { text why, vehicle, jobs, expected; } sums[] = {
    { "waits are moved home: she leaves late", "'start_index':0,'end_index':0",
        "{'id':1,'location_index':1,'setup':5,'service':10,'time_windows':[[500,600]]}",
        "{'cost':300,'duration':300,'waiting_time':0,'setup':5,'service':10,'distance':3000,'steps':[{'type':'start','arrival':400,'location_index':0},{'arrival':500,'duration':100,'distance':1000},{'arrival':715,'duration':300,'distance':3000}]}" },
    { "between two windows she waits", "'start_index':0,'end_index':0",
        "{'id':1,'location_index':1,'time_windows':[[100,100]]},{'id':2,'location_index':2,'time_windows':[[0,20],[170,180],[400,500]]}",
        "{'waiting_time':20,'steps':[{'arrival':0},{'arrival':100,'waiting_time':0},{'arrival':150,'waiting_time':20},{'arrival':370}]}" },
    { "a break on the way splits its metres", "'start_index':0,'end_index':0,'breaks':[{'id':7,'service':100,'time_windows':[[150,150]],'description':'tea'}]",
        "{'id':1,'location_index':1,'service':10,'time_windows':[[100,100]]}",
        "{'service':110,'steps':[{'arrival':0},{'arrival':100},{'type':'break','id':7,'description':'tea','arrival':150,'waiting_time':0,'duration':140,'distance':1400,'service':100},{'arrival':410,'duration':300,'distance':3000}]}" },
    { "a break after the way waits for its window", "'start_index':0,'end_index':0,'breaks':[{'id':7,'service':100,'time_windows':[[500,500]]}]",
        "{'id':1,'location_index':1,'service':10,'time_windows':[[100,100]]}",
        "{'waiting_time':190,'duration':300,'steps':[{'arrival':0},{'arrival':100},{'arrival':310,'waiting_time':190,'duration':300,'distance':3000},{'arrival':600,'duration':300,'distance':3000}]}" },
    { "with windows costs are rounded to the nearest", "'start_index':0,'costs':{'fixed':7,'per_hour':7200,'per_km':10},'time_window':[0,9000]",
        "{'id':1,'location_index':1},{'id':2,'location_index':2}", "{'cost':322,'duration':150,'distance':1450}" },
    { "without windows they are rounded down", "'start_index':0,'costs':{'fixed':7,'per_hour':7200,'per_km':10}",
        "{'id':1,'location_index':1},{'id':2,'location_index':2}", "{'cost':321,'duration':150,'distance':1450}" },
    { "work has its price, rounded down", "'start_index':0,'costs':{'per_task_hour':1000}", "{'id':1,'location_index':1,'setup':30,'service':40}", "{'cost':119}" },
    { "a speed is rounded to hundredths for time and apart for money", "'start_index':0,'end_index':0,'speed_factor':0.7",
        "{'id':1,'location_index':1},{'id':2,'location_index':2}",
        "{'cost':500,'duration':500,'steps':[{'arrival':0},{'arrival':143},{'arrival':214},{'arrival':500}]}" },
    { "types have their own times", "'start_index':0,'type':'van'",
        "{'id':1,'location_index':1,'setup':1,'service':2,'setup_per_type':{'van':10},'service_per_type':{'van':20,'bus':30}},{'id':2,'location_index':2,'service':2,'service_per_type':{'bus':9}}",
        "{'setup':10,'service':22,'steps':[{'arrival':0},{'arrival':100,'setup':10,'service':20},{'arrival':180,'service':2},{'type':'end','arrival':182,'location_index':2}]}" },
    { "an open start begins at the first task", "'end_index':0", "{'id':1,'location_index':1,'setup':5},{'id':2,'location_index':1,'setup':5}",
        "{'setup':5,'duration':200,'steps':[{'type':'start','arrival':0,'location_index':1},{'arrival':0,'setup':5},{'arrival':5,'setup':0},{'arrival':205,'location_index':0}]}" },
    { "no setup where she starts", "'start_index':1", "{'id':1,'location_index':1,'setup':5},{'id':2,'location_index':2,'setup':5}", "{'setup':5,'steps':[{},{'setup':0},{'setup':5},{}]}" },
    { "load after every step", "'start_index':0,'capacity':[9]", "{'id':1,'location_index':1,'delivery':[3],'pickup':[1]},{'id':2,'location_index':2,'delivery':[2]}",
        "{'delivery':[5],'amount':[5],'pickup':[1],'steps':[{'load':[5]},{'load':[3]},{'load':[1]},{'load':[1]}]}" },
    { "moments of Unix", "'start_index':0,'time_window':[1700000000,1700009000]", "{'id':1,'location_index':1,'priority':4,'time_windows':[[1700000500,1700000600]]},{'id':2,'location_index':2,'priority':5}",
        "{'priority':9,'steps':[{'arrival':1700000400},{'arrival':1700000500},{'arrival':1700000550},{}]}" },
};

static text doubled(struct arena *arena, text from)
{
    char *to = arena_take(arena, strlen(from) + 1);
    for (size_t i = 0; from[i]; i++) to[i] = from[i] == '\'' ? '"' : from[i];
    return to;
}

static text steps_of(text jobs)
{
    return strstr(jobs, "{'id':2") ? "{'type':'job','id':1},{'type':'job','id':2}" : "{'type':'job','id':1}";
}

TEST(sums_of_steps_and_costs_are_rounded_as_vroom_rounds_them)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct instance instance;
        struct fault fault = { 0 };
        text input = doubled(arena, arena_print(arena, "{'vehicles':[{'id':1,'steps':[%s],%s}],'jobs':[%s],'matrices':{'car':{" WAYS "}}}", steps_of(sums[i].jobs), sums[i].vehicle, sums[i].jobs));
        CASE(sums[i].why);
        bool well = read_text(&instance, input, &fault);
        CHECK(well && vroom_start(&instance));
        if (!well) { printf("  %s\n", fault.what); continue; }
        json_t *ours = answer_of(arena, &instance, vroom_start(&instance)), *expected = json_loads(doubled(arena, sums[i].expected), 0, NULL);
        CHECK(expected != NULL);
        same(expected, json_array_get(json_object_get(ours, "routes"), 0), sums[i].why);
        json_decref(ours);
        json_decref(expected);
        problem_free(instance.problem);
    }
    arena_free(arena);
}

TEST(with_matrices_coordinates_are_only_written_back)
{
    struct arena *arena = arena_new();
    struct instance instance;
    struct fault fault = { 0 };
    text input = doubled(arena, "{'vehicles':[{'id':1,'start_index':0,'start':[5000.5,1e300],'steps':[{'type':'job','id':1}]}],'jobs':[{'id':1,'location_index':1,'location':[-7,6000]}],'matrices':{'car':{" WAYS "}}}");
    bool well = read_text(&instance, input, &fault);
    CHECK(well);
    if (well) {
        json_t *ours = answer_of(arena, &instance, vroom_start(&instance)), *theirs = json_loads("{\"cost\":100,\"steps\":[{\"location\":[5000.5,1e300]},{\"location\":[-7,6000]},{\"location\":[-7,6000]}]}", 0, NULL);
        same(theirs, json_array_get(json_object_get(ours, "routes"), 0), "route");
        json_decref(ours);
        json_decref(theirs);
        problem_free(instance.problem);
    }
    arena_free(arena);
}

TEST(without_matrices_ways_are_reckoned_from_coordinates)
{
    struct arena *arena = arena_new();
    struct instance instance;
    struct fault fault = { 0 };
    text input = "{\"vehicles\":[{\"id\":1,\"start\":[116.40,39.90],\"end\":[116.40,39.90],\"profile\":\"bike\",\"description\":\"王\",\"steps\":[{\"type\":\"job\",\"id\":1}]}],"
        "\"jobs\":[{\"id\":1,\"location\":[116.45,39.90],\"description\":\"擦窗\"},{\"id\":2,\"location\":[116.40,39.90]}],\"options\":{\"g\":true,\"l\":0.5,\"t\":2}}";
    CHECK(read_text(&instance, input, &fault));
    EQUAL(instance.problem->place_count, 2);            /* the second job is where she starts */
    struct vroom_options options = vroom_options(&instance);
    EQUAL(options.threads, 2);
    CHECK(options.geometry && options.limit > 0.4);
    json_t *ours = answer_of(arena, &instance, vroom_start(&instance)), *route = json_array_get(json_object_get(ours, "routes"), 0);
    json_int_t metres = number_at(route, "distance"), seconds = number_at(route, "duration");
    CHECK(metres > 10900 && metres < 11200);            /* twice 4.27 km × 1.3 */
    EQUAL(seconds, 2 * (300 + (metres / 2 * 3600 + 14999) / 15000));
    text expected = "{\"description\":\"王\",\"steps\":[{\"location\":[116.40,39.90]},{\"location\":[116.45,39.90],\"description\":\"擦窗\"},{\"location\":[116.40,39.90]}]}";
    json_t *theirs = json_loads(expected, 0, NULL);
    same(theirs, route, "route");
    json_decref(theirs);
    theirs = json_loads("[{\"id\":2,\"type\":\"job\",\"location\":[116.40,39.90]}]", 0, NULL);
    same(theirs, json_object_get(ours, "unassigned"), "unassigned");
    json_decref(theirs);
    json_decref(ours);
    problem_free(instance.problem);
    arena_free(arena);
}
