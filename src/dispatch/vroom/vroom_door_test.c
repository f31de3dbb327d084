/* vroom_door_test.c — bodies in, answers out: codes, limits, time, and being told to stop. */
#include "dispatch/vroom/vroom_door.h"
#include "base/buf.h"
#include "dispatch/vroom/vroom_inside.h"
#include "test/test.h"
#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool stop_at_once(void *asked)
{
    (*(int *)asked)++;
    return true;
}

static const struct vroom_house_rules rules = { .threads = 2, .seconds = 2, .tasks = 20, .vehicles = 3, .now = now };

static text many(struct arena *arena, int vehicles, int jobs, text options)
{
    struct buf b = buf_new(arena);
    buf_add(&b, "{\"vehicles\":[");
    for (int i = 0; i < vehicles; i++) buf_print(&b, "%s{\"id\":%d,\"start_index\":0}", i ? "," : "", i);
    buf_add(&b, "],\"jobs\":[");
    for (int i = 0; i < jobs; i++) buf_print(&b, "%s{\"id\":%d,\"location_index\":%d}", i ? "," : "", i, i % 3);
    buf_print(&b, "],\"matrices\":{\"car\":{\"durations\":[[0,5,9],[5,0,7],[9,7,0]]}},\"options\":%s}", options);
    return buf_text(&b);
}

struct heard { int code; double seconds; json_t *json; };

static struct heard ask(struct arena *arena, const struct vroom_house_rules *with, text body)
{
    struct heard heard = { 0 };
    double begun = now();
    heard.json = json_loads(vroom_serve(arena, with, body, strlen(body), &heard.code), 0, NULL);
    heard.seconds = now() - begun;
    CHECK(heard.json != NULL);
    EQUAL(json_integer_value(json_object_get(heard.json, "code")), heard.code);
    return heard;
}

static void said(struct arena *arena, text body, int code, text error)
{
    struct heard heard = ask(arena, &rules, body);
    CASE(error);
    EQUAL(heard.code, code);
    SAME_TEXT(json_string_value(json_object_get(heard.json, "error")), error);
    json_decref(heard.json);
}

TEST(a_body_is_answered_or_refused_with_a_code)
{
    struct arena *arena = arena_new();
    struct heard heard = ask(arena, &rules, many(arena, 3, 20, "{\"l\":0.2}"));
    EQUAL(heard.code, VROOM_OK);
    EQUAL(json_integer_value(json_object_get(json_object_get(heard.json, "summary"), "unassigned")), 0);
    EQUAL(json_integer_value(json_object_get(json_object_get(heard.json, "summary"), "cost")), 12);
    json_decref(heard.json);
    said(arena, "", VROOM_INPUT, "The document is empty. (offset: 0)");
    said(arena, many(arena, 3, 21, "{}"), VROOM_TOO_LARGE, "Too many locations ( 21 ) in query, maximum is set to 20");
    said(arena, many(arena, 4, 20, "{}"), VROOM_TOO_LARGE, "Too many vehicles ( 4 ) in query, maximum is set to 3");
    said(arena, many(arena, 1, 1, "{\"c\":true}"), VROOM_INPUT, "Plan mode (options.c) is not supported.");
    arena_free(arena);
}

TEST(the_time_of_a_search_is_what_the_body_says_within_the_houses_limit)
{
    struct arena *arena = arena_new();
    static const struct { text options; double least, most; } rows[] = {
        { "{\"l\":0.3}", 0, 0.8 }, { "{\"l\":100000}", 0, 3 }, { "{}", 0, 0.8 }, { "{\"x\":0,\"t\":64}", 0, 0.8 }, { "{\"l\":-1,\"t\":-5,\"x\":\"a\"}", 0, 0.8 }, { "{\"l\":1e-9}", 0, 0.5 }, { "7", 0, 0.8 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct heard heard = ask(arena, &rules, many(arena, 2, 10, rows[i].options));
        CASE(rows[i].options);
        EQUAL(heard.code, VROOM_OK);
        CHECK(heard.seconds >= rows[i].least && heard.seconds < rows[i].most);
        json_decref(heard.json);
    }
    arena_free(arena);
}

TEST(a_search_that_is_told_to_stop_answers_with_what_it_has)
{
    struct arena *arena = arena_new();
    struct vroom_house_rules hurried = rules;
    int asked = 0;
    hurried.seconds = 60;
    hurried.stop = stop_at_once;
    hurried.context = &asked;
    struct heard heard = ask(arena, &hurried, many(arena, 2, 10, "{\"l\":60}"));
    EQUAL(heard.code, VROOM_OK);
    CHECK(asked > 0 && heard.seconds < 5);
    json_decref(heard.json);
    arena_free(arena);
}

/* ---- the pairs, with the real search ---- */

static text file_of(struct arena *arena, text name, text which)
{
    FILE *file = fopen(arena_print(arena, "bench/dispatch/data/vroom/%s.%s.json", name, which), "rb");
    char *bytes = arena_take(arena, 1 << 16);
    CHECK(file != NULL);
    if (file) CHECK(fread(bytes, 1, (1 << 16) - 1, file) > 0);
    if (file) fclose(file);
    return bytes;
}

static json_int_t sum(const json_t *answer, text key) { return json_integer_value(json_object_get(json_object_get(answer, "summary"), key)); }

/* More priority, or as much and fewer left out, or as many and no dearer. */
static bool as_good(const json_t *ours, const json_t *theirs)
{
    if (sum(ours, "priority") != sum(theirs, "priority")) return sum(ours, "priority") > sum(theirs, "priority");
    if (sum(ours, "unassigned") != sum(theirs, "unassigned")) return sum(ours, "unassigned") < sum(theirs, "unassigned");
    return sum(ours, "cost") <= sum(theirs, "cost");
}

TEST(the_answers_to_vrooms_problems_are_as_good_as_vrooms)
{
    static const text pairs[] = { "00_plain", "01_capacity", "02_skills_unassigned", "03_time_windows", "04_breaks", "05_priority_max_tasks", "06_max_travel_time", "07_shipments", "08_setup_same_place" };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        text rest = strchr(file_of(arena, pairs[i], "in"), '{') + 1;
        struct heard heard = ask(arena, &rules, arena_print(arena, "{\"options\":{\"l\":0.5},%s", rest));
        json_t *theirs = json_loads(file_of(arena, pairs[i], "out"), 0, NULL);
        CASE(pairs[i]);
        EQUAL(heard.code, VROOM_OK);
        CHECK(as_good(heard.json, theirs));
        if (!as_good(heard.json, theirs)) printf("  cost %lld for %lld\n", (long long)sum(heard.json, "cost"), (long long)sum(theirs, "cost"));
        json_decref(theirs);
        json_decref(heard.json);
    }
    arena_free(arena);
}
