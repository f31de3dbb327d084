/* vroom_random_test.c — random valid problems of every feature mixed: read, solved by the small search, judged by the referee, written, and
 * read back. And what must not matter: where zero lies, in which order the vehicles stand, what keys nobody knows. */
#include "dispatch/check/check.h"
#include "dispatch/search.h"
#include "dispatch/vroom/vroom_solver_test.h"
#include "base/json.h"
#include "test/test.h"
#include <stdio.h>

enum { PROBLEMS = 2000, PLACES = 8 };

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 33) % below;
}
static bool maybe(uint64_t *seed, unsigned percent) { return draw(seed, 100) < percent; }

struct kind { bool windows, loads, shipments, fast, metres, own_costs; unsigned origin; };     /* of a whole problem */

static void put_amount(struct json *j, text key, uint64_t *seed, unsigned most)
{
    write_list(j, key);
    write_number(j, NULL, draw(seed, most));
    write_number(j, NULL, draw(seed, most));
    write_end(j, ']');
}

static void put_windows(struct json *j, uint64_t *seed, const struct kind *k)
{
    unsigned from = draw(seed, 4000), to = from + draw(seed, 4000);
    write_list(j, "time_windows");
    for (int i = 0; i < 2; i++, from = to + 1 + draw(seed, 1000), to = from + draw(seed, 3000)) {
        write_list(j, NULL);
        write_number(j, NULL, k->origin + from);
        write_number(j, NULL, k->origin + to);
        write_end(j, ']');
    }
    write_end(j, ']');
}

static void put_task(struct json *j, text key, uint64_t *seed, const struct kind *k, int id)
{
    write_object(j, key);
    write_number(j, "id", id);
    write_number(j, "location_index", draw(seed, PLACES));
    if (maybe(seed, 30)) write_number(j, "setup", draw(seed, 100));
    write_number(j, "service", draw(seed, 400));
    if (maybe(seed, 20)) { write_object(j, "service_per_type"); write_number(j, "van", draw(seed, 300)); write_end(j, '}'); }
    if (k->windows && maybe(seed, 40)) put_windows(j, seed, k);
}

static void put_skills(struct json *j, uint64_t *seed, unsigned percent)
{
    write_list(j, "skills");
    for (int s = 1; s <= 3; s++) if (maybe(seed, percent)) write_number(j, NULL, s);
    write_end(j, ']');
}

static void put_breaks(struct json *j, uint64_t *seed, const struct kind *k)
{
    write_list(j, "breaks");
    for (int b = 0; b < 2; b++) {
        if (!maybe(seed, 40)) continue;
        write_object(j, NULL);
        write_number(j, "id", b);
        write_number(j, "service", draw(seed, 600));
        if (maybe(seed, 70)) put_windows(j, seed, k);
        if (k->loads && maybe(seed, 30)) put_amount(j, "max_load", seed, 8);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void put_vehicle(struct json *j, uint64_t *seed, const struct kind *k, int id)
{
    write_object(j, NULL);
    write_number(j, "id", id);
    if (maybe(seed, 80)) write_number(j, "start_index", draw(seed, PLACES));
    write_number(j, "end_index", draw(seed, PLACES));
    if (k->loads) put_amount(j, "capacity", seed, 12);
    put_skills(j, seed, 80);
    if (maybe(seed, 30)) write_text(j, "type", "van");
    if (k->windows) {
        write_list(j, "time_window");
        write_number(j, NULL, k->origin + draw(seed, 1000));
        write_number(j, NULL, k->origin + 5000 + draw(seed, 10000));
        write_end(j, ']');
        put_breaks(j, seed, k);
    }
    if (k->fast) write_real(j, "speed_factor", (double)(70 + draw(seed, 100)) / 100);
    write_object(j, "costs");
    if (maybe(seed, 40)) write_number(j, "fixed", draw(seed, 500));
    if (!k->own_costs && maybe(seed, 40)) write_number(j, "per_hour", draw(seed, 9000));
    if (maybe(seed, 30)) write_number(j, "per_km", draw(seed, 500));
    if (maybe(seed, 30)) write_number(j, "per_task_hour", draw(seed, 5000));
    write_end(j, '}');
    if (maybe(seed, 30)) write_number(j, "max_tasks", 1 + draw(seed, 4));
    if (maybe(seed, 20)) write_number(j, "max_travel_time", 1000 + draw(seed, 4000));
    if (maybe(seed, 20)) write_number(j, "max_distance", 1000 + draw(seed, 9000));
    write_end(j, '}');
}

static void put_matrix(struct json *j, text key, uint64_t *seed, unsigned most)
{
    write_list(j, key);
    for (int a = 0; a < PLACES; a++) {
        write_list(j, NULL);
        for (int b = 0; b < PLACES; b++) write_number(j, NULL, a == b ? 0 : draw(seed, most));
        write_end(j, ']');
    }
    write_end(j, ']');
}

static void put_tasks(struct json *j, uint64_t *seed, const struct kind *k)
{
    write_list(j, "jobs");
    for (int i = 1, n = 1 + (int)draw(seed, 5); i <= n; i++) {
        put_task(j, NULL, seed, k, i);
        if (k->loads && maybe(seed, 50)) put_amount(j, "delivery", seed, 5);
        if (k->loads && maybe(seed, 50)) put_amount(j, "pickup", seed, 5);
        put_skills(j, seed, 15);
        if (maybe(seed, 30)) write_number(j, "priority", draw(seed, 101));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_list(j, "shipments");
    for (int i = 1, n = k->shipments ? (int)draw(seed, 3) : 0; i <= n; i++) {
        write_object(j, NULL);
        if (k->loads) put_amount(j, "amount", seed, 6);
        put_task(j, "pickup", seed, k, i);
        write_end(j, '}');
        put_task(j, "delivery", seed, k, i);
        write_end(j, '}');
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text random_input(struct arena *arena, uint64_t seed, unsigned origin)
{
    struct json j = json_new(arena);
    struct kind k = { .origin = origin };
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    draw(&seed, 2);
    k.windows = origin || maybe(&seed, 60);
    k.loads = maybe(&seed, 50);
    k.shipments = maybe(&seed, 50);
    k.fast = maybe(&seed, 30);
    k.metres = maybe(&seed, 50);
    k.own_costs = maybe(&seed, 25);
    write_object(&j, NULL);
    write_list(&j, "vehicles");
    for (int i = 1, n = 1 + (int)draw(&seed, 3); i <= n; i++) put_vehicle(&j, &seed, &k, i);
    write_end(&j, ']');
    put_tasks(&j, &seed, &k);
    write_object(&j, "matrices");
    write_object(&j, "car");
    put_matrix(&j, "durations", &seed, 1500);
    if (k.metres) put_matrix(&j, "distances", &seed, 5000);
    if (k.own_costs) put_matrix(&j, "costs", &seed, 2000);
    write_end(&j, '}');
    write_end(&j, '}');
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct plan *copy_and_check(struct arena *arena, const struct plan *plan, struct fault *fault)
{
    struct plan *copy = plan_copy(arena, plan);
    return plan_check(copy, fault) ? copy : NULL;
}

static int64_t in_json(const json_t *object, text list, text key)
{
    const json_t *one;
    int64_t sum = 0;
    size_t i;
    json_array_foreach(json_object_get(object, list), i, one) sum += json_integer_value(json_object_get(one, key));
    return sum;
}

/* The sums stand above what they sum, and every step begins where the one before left off. */
static void adds_up(const json_t *answer)
{
    static const text sums[] = { "cost", "setup", "service", "duration", "waiting_time", "priority", "distance" };
    const json_t *summary = json_object_get(answer, "summary"), *route, *step;
    size_t i, s;
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) EQUAL(json_integer_value(json_object_get(summary, sums[k])), in_json(answer, "routes", sums[k]));
    json_array_foreach(json_object_get(answer, "routes"), i, route) {
        const json_t *steps = json_object_get(route, "steps"), *before = NULL;
        EQUAL(json_integer_value(json_object_get(route, "service")), in_json(route, "steps", "service"));
        json_array_foreach(steps, s, step) {
            int64_t over = 0;
            static const text parts[] = { "arrival", "waiting_time", "setup", "service" };
            for (int k = 0; before && k < 4; k++) over += json_integer_value(json_object_get(before, parts[k]));
            int64_t way = json_integer_value(json_object_get(step, "duration")) - (before ? json_integer_value(json_object_get(before, "duration")) : 0);
            if (before) EQUAL(json_integer_value(json_object_get(step, "arrival")), over + way);
            before = step;
        }
        EQUAL(json_integer_value(json_object_get(before, "duration")), json_integer_value(json_object_get(route, "duration")));
    }
}

static bool one_problem(uint64_t seed, int *served)
{
    struct arena *arena = arena_new();
    struct instance instance;
    struct fault fault = { 0 };
    text input = random_input(arena, seed, seed % 5 ? 0 : 1700000000);
    bool well = vroom_format.read(&instance, input, strlen(input), &fault);
    CASE(arena_print(arena, "seed %llu: %s", (unsigned long long)seed, well ? input : fault.what));
    if (!well) EQUAL(fault.code, VROOM_INPUT);
    if (well) {
        struct plan *plan = small_search(arena, instance.problem, 5, seed + 1), *checked = copy_and_check(arena, plan, &fault);
        CHECK(checked != NULL);
        if (!checked) printf("  %s %s\n", fault.where, fault.what);
        else EQUAL(checked->cost, plan->cost);
        text answer = vroom_answer(arena, &instance, plan);
        json_t *json = json_loads(answer, 0, NULL);
        EQUAL(json_integer_value(json_object_get(json, "code")), 0);
        adds_up(json);
        json_decref(json);
        struct plan *again = vroom_format.read_solution(&instance, arena, answer, strlen(answer), &fault);
        CHECK(again && copy_and_check(arena, again, &fault));
        if (again) SAME_TEXT(vroom_answer(arena, &instance, again), answer);
        *served += instance.problem->visit_count - plan_left_out(plan);
        problem_free(instance.problem);
    }
    CASE(NULL);
    arena_free(arena);
    return well;
}

TEST(random_problems_are_read_solved_judged_written_and_read_back)
{
    int read = 0, served = 0;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed++) read += one_problem(seed, &served);
    CHECK(read > PROBLEMS * 6 / 10);                    /* the others have breaks that cannot be taken */
    CHECK(served > read);
}

/* ---- what must not matter ---- */

static text answer_to(struct arena *arena, text input)
{
    struct instance instance;
    struct fault fault = { 0 };
    if (!vroom_format.read(&instance, input, strlen(input), &fault)) return vroom_refusal(arena, &fault);
    text answer = vroom_answer(arena, &instance, small_search(arena, instance.problem, 12, 7));
    problem_free(instance.problem);
    return answer;
}

/* Every moment moves by as much as the windows did; nothing else changes. */
static void earlier(json_t *answer, json_int_t by)
{
    json_t *route, *step;
    size_t i, s;
    json_array_foreach(json_object_get(answer, "routes"), i, route)
        json_array_foreach(json_object_get(route, "steps"), s, step)
            json_object_set_new(step, "arrival", json_integer(json_integer_value(json_object_get(step, "arrival")) - by));
}

TEST(where_zero_lies_does_not_matter)
{
    int well = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct arena *arena = arena_new();
        json_t *near = json_loads(answer_to(arena, random_input(arena, seed, 1)), 0, NULL), *far = json_loads(answer_to(arena, random_input(arena, seed, 1700000001)), 0, NULL);
        earlier(far, 1700000000);
        CASE(arena_print(arena, "seed %llu", (unsigned long long)seed));
        CHECK(json_equal(near, far));
        well += json_array_size(json_object_get(near, "routes")) > 0;
        json_decref(near);
        json_decref(far);
        CASE(NULL);
        arena_free(arena);
    }
    CHECK(well > 20);
}

/* ---- the order of aims ---- */

static int sign(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* Priorities, then tasks, then VROOM's cost before rounding, which the terms hold; less is better. */
static int compare(const struct plan *a, const struct plan *b)
{
    const struct plan *plans[2] = { a, b };
    int64_t priority[2] = { 0 }, out[2] = { 0 };
    for (int i = 0; i < 2; i++) {
        for (int v = 0; v < a->problem->visit_count; v++) {
            if (plans[i]->slot_of[v] != NONE) priority[i] += a->problem->visits[v].priority;
            else out[i]++;
        }
    }
    if (priority[0] != priority[1]) return sign(priority[1], priority[0]);
    if (out[0] != out[1]) return sign(out[0], out[1]);
    return sign(a->cost - a->terms[TERM_UNSERVED], b->cost - b->terms[TERM_UNSERVED]);
}

TEST(a_higher_sum_of_priorities_wins_then_more_tasks_then_less_cost)
{
    int told = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct arena *arena = arena_new();
        struct instance instance;
        struct fault fault = { 0 };
        text input = random_input(arena, seed, 0);
        if (vroom_format.read(&instance, input, strlen(input), &fault)) {
            struct plan *a = small_search(arena, instance.problem, 1, seed), *b = small_search(arena, instance.problem, 1, seed + 1000);
            CASE(arena_print(arena, "seed %llu", (unsigned long long)seed));
            CHECK(plan_check(a, &fault) && plan_check(b, &fault));
            EQUAL(compare(a, b), sign(a->cost, b->cost));
            EQUAL(compare(plan_new(arena, instance.problem), a) >= 0, true);
            told += compare(a, b) != 0;
            problem_free(instance.problem);
        }
        CASE(NULL);
        arena_free(arena);
    }
    CHECK(told > 50);
}

/* ---- the real search ---- */

static bool searched(uint64_t seed)
{
    struct arena *arena = arena_new();
    struct instance instance;
    struct fault fault = { 0 };
    text input = random_input(arena, seed, 0);
    bool well = vroom_format.read(&instance, input, strlen(input), &fault);
    if (well) {
        struct budget budget = { .iterations = 1500, .threads = 1, .seed = seed };
        struct plan *plan = search(arena, instance.problem, NULL, &budget, NULL), *small = small_search(arena, instance.problem, 25, seed + 1);
        CASE(arena_print(arena, "seed %llu: %s", (unsigned long long)seed, input));
        CHECK(plan_check(plan, &fault));
        json_t *json = json_loads(vroom_answer(arena, &instance, plan), 0, NULL);
        EQUAL(json_integer_value(json_object_get(json, "code")), 0);
        adds_up(json);
        json_decref(json);
        CHECK(plan->cost <= small->cost);
        problem_free(instance.problem);
    }
    CASE(NULL);
    arena_free(arena);
    return well;
}

TEST(the_search_is_never_worse_than_a_small_one_on_random_problems)
{
    int read = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) read += searched(seed);
    CHECK(read > 60);
}
