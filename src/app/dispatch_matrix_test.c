/* dispatch_matrix_test.c — ways from a routing server: one that is played here, well and badly, in both dialects, with the cache between. */
#include "app/dispatch_matrix.h"
#include <jansson.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/log.h"
#include "http/http.h"
#include "test/test.h"

enum mood { WELL, NULLS, SHORT, NO_JSON, STATUS, SLOW, HUGE, NEGATIVE, REDIRECT };

struct town { struct http *http; enum mood mood; atomic_int asked; char url[60], folder[40]; };

/* Seconds and metres of the town: by the difference of coordinates, and one more on the way north. */
static int between(double lng_a, double lat_a, double lng_b, double lat_b)
{
    return (int)lround(1e4 * (fabs(lng_a - lng_b) + fabs(lat_a - lat_b))) + (lat_b > lat_a);
}

static bool misbehave(struct town *t, const struct request *request, struct reply *reply)
{
    text body = t->mood == SHORT ? "{\"code\":\"Ok\",\"durations\":[[0]],\"distances\":[[0]],\"sources_to_targets\":[[]]}" : t->mood == NO_JSON ? "<html>" : NULL;
    atomic_fetch_add(&t->asked, 1);
    if (t->mood == SLOW) usleep(1500000);
    if (t->mood == HUGE) { char *large = arena_take(request->arena, 9 << 20); memset(large, ' ', 9 << 20); reply->body = large; reply->length = 9 << 20; return true; }
    if (t->mood == STATUS) { reply->status = 500; body = "{}"; }
    if (t->mood == REDIRECT) { reply->status = 302; reply->location = "http://127.0.0.1:1/"; body = "{}"; }
    if (!body) return false;
    reply->body = body;
    reply->length = strlen(body);
    return true;
}

static void say(struct reply *reply, text body)
{
    reply->body = body;
    reply->length = strlen(body);
}

static int numbers(text list, int *to, int most)
{
    int count = 0;
    for (text at = list; at && *at && count < most; at = strchr(at, ';') ? strchr(at, ';') + 1 : "") to[count++] = atoi(at);
    return count;
}

static void osrm(void *context, const struct request *request, struct reply *reply)
{
    struct town *t = context;
    double at[200][2];
    int count = 0, sources[100], targets[100];
    if (misbehave(t, request, reply)) return;
    for (text p = http_part(request, "points"); p && *p && count < 200; p = strchr(p, ';') ? strchr(p, ';') + 1 : "") count += sscanf(p, "%lf,%lf", &at[count][0], &at[count][1]) == 2;
    int rows = numbers(http_query(request, "sources"), sources, 100), columns = numbers(http_query(request, "destinations"), targets, 100);
    struct buf b = buf_new(request->arena);
    static const text tables[] = { "{\"code\":\"Ok\",\"durations\":[", "],\"distances\":[" };
    for (int table = 0; table < 2; table++) {
        buf_add(&b, tables[table]);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int way = between(at[sources[i]][0], at[sources[i]][1], at[targets[j]][0], at[targets[j]][1]);
                buf_print(&b, "%s", j ? "," : i ? ",[" : "[");
                if (t->mood == NULLS && j == 1 && way) buf_add(&b, "null");
                else buf_print(&b, "%d.%d", (t->mood == NEGATIVE ? -1 : 1) * (table ? 10 * way : way), table ? 4 : 3);
            }
            buf_add(&b, "]");
        }
    }
    buf_add(&b, "]}");
    say(reply, buf_text(&b));
}

static double degree(const json_t *list, size_t i, text key) { return json_number_value(json_object_get(json_array_get(list, i), key)); }

static void valhalla(void *context, const struct request *request, struct reply *reply)
{
    struct town *t = context;
    if (misbehave(t, request, reply)) return;
    json_t *body = json_loadb(request->body, request->body_length, 0, NULL);
    const json_t *sources = json_object_get(body, "sources"), *targets = json_object_get(body, "targets");
    struct buf b = buf_new(request->arena);
    bool right = !strcmp(json_string_value(json_object_get(body, "costing")), "auto");
    buf_add(&b, "{\"sources_to_targets\":[");
    for (size_t i = 0; i < json_array_size(sources) && right; i++) {
        for (size_t j = 0; j < json_array_size(targets); j++) {
            int way = between(degree(sources, i, "lon"), degree(sources, i, "lat"), degree(targets, j, "lon"), degree(targets, j, "lat"));
            buf_print(&b, "%s{\"time\":%d,\"distance\":%.3f}", j ? "," : i ? ",[" : "[", way, way / 100.0);
        }
        buf_add(&b, "]");
    }
    buf_add(&b, "]}");
    json_decref(body);
    say(reply, buf_text(&b));
}

static bool open_town(struct town *t)
{
    static const struct route routes[] = { { GET, "/base/table/v1/car/:points", osrm }, { POST, "/base/sources_to_targets", valhalla, .body_limit = 1 << 20 }, { 0 } };
    static const struct asset none[] = { { 0 } };
    text why = "";
    *t = (struct town){ .folder = "/dev/shm/zhangjia-ways-XXXXXX" };
    t->http = mkdtemp(t->folder) ? http_start(&(struct http_options){ .listen = "127.0.0.1", .workers = 2, .routes = routes, .assets = none, .context = t }, &why) : NULL;
    CHECK(t->http != NULL);
    log_quiet(1);
    if (t->http) snprintf(t->url, sizeof t->url, "http://127.0.0.1:%d/base", http_port(t->http));
    return t->http != NULL;
}

static void close_town(struct town *t)
{
    char command[100];
    http_stop(t->http);
    log_quiet(0);
    snprintf(command, sizeof command, "rm -rf %s", t->folder);
    CHECK(!system(command));
}

static void points_of(struct matrix_point *points, int count)
{
    for (int i = 0; i < count; i++) points[i] = (struct matrix_point){ 116.3 + i * 7 % 100 * 0.001, 39.9 + i * 13 % 100 * 0.001 };
}

static bool as_the_town_is(const struct matrix *m, const struct matrix_point *points, int count)
{
    bool all = true;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            int way = between(points[i].lng, points[i].lat, points[j].lng, points[j].lat);
            all &= m->seconds[i * count + j] == way && m->metres[i * count + j] == 10 * way;
        }
    }
    return all;
}

enum { MANY = 120 };                         /* three squares a side */

TEST(a_matrix_is_asked_in_squares_and_its_pairs_are_kept)
{
    for (int kind = MATRIX_OSRM; kind <= MATRIX_VALHALLA; kind++) {
        struct arena *arena = arena_new();
        struct town t;
        struct matrix m;
        struct matrix_point points[MANY];
        text why = "";
        if (!open_town(&t)) return;
        struct matrix_source source = { .kind = (enum matrix_kind)kind, .url = t.url, .cache = arena_print(arena, "%s/cache", t.folder) };
        points_of(points, MANY);
        CASE(kind == MATRIX_OSRM ? "osrm" : "valhalla");
        CHECK(matrix_fetch(arena, &source, "car", points, MANY, &m, &why) && as_the_town_is(&m, points, MANY));
        if (*why) printf("  %s\n", why);
        EQUAL(t.asked, 9);
        CHECK(matrix_fetch(arena, &source, "car", points, MANY, &m, &why) && as_the_town_is(&m, points, MANY));
        EQUAL(t.asked, 9);
        points[MANY - 1].lat += 0.1234;                  /* one home more: the squares of its row and its column */
        CHECK(matrix_fetch(arena, &source, "car", points, MANY, &m, &why) && as_the_town_is(&m, points, MANY));
        EQUAL(t.asked, 14);
        close_town(&t);
        arena_free(arena);
    }
}

TEST(a_damaged_or_old_cache_begins_anew)
{
    struct arena *arena = arena_new();
    struct town t;
    struct matrix m;
    struct matrix_point points[4];
    text why = "", kept;
    if (!open_town(&t)) return;
    struct matrix_source source = { .kind = MATRIX_OSRM, .url = t.url, .cache = t.folder };
    static const text damage[] = { "truncate -s -1 %s/ways-*", "truncate -s 3 %s/ways-*", "truncate -s 0 %s/ways-*", "printf x | dd of=$(ls %s/ways-*) bs=1 seek=600 conv=notrunc 2>/dev/null",
        "printf '\\1\\0\\0\\0\\0\\0\\0\\0' | dd of=$(ls %s/ways-*) bs=1 seek=8 conv=notrunc 2>/dev/null", "printf x | dd of=$(ls %s/ways-*) bs=1 seek=20 conv=notrunc 2>/dev/null" };
    points_of(points, 4);
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        t.asked = 0;
        CASE(damage[i]);
        CHECK(matrix_fetch(arena, &source, "car", points, 4, &m, &why));
        CHECK(!system(arena_print(arena, damage[i], t.folder)));
        CHECK(matrix_fetch(arena, &source, "car", points, 4, &m, &why) && as_the_town_is(&m, points, 4));
        EQUAL(t.asked, i ? 1 : 2);
    }
    kept = source.cache;
    source.cache = "/proc/no/such/folder";               /* a cache that cannot be is none */
    CHECK(matrix_fetch(arena, &source, "car", points, 4, &m, &why));
    source.cache = kept;
    close_town(&t);
    arena_free(arena);
}

TEST(a_server_that_misbehaves_is_refused_with_a_sentence)
{
    static const struct { enum mood mood; text why; } rows[] = {
        { SHORT, "does not answer with a table" }, { NO_JSON, "does not answer with a table" }, { STATUS, "answers with status 500" }, { SLOW, "does not answer in time" },
        { HUGE, "answers more than 8 MB" }, { NEGATIVE, "does not answer with a table" }, { REDIRECT, "answers with status 302" },
    };
    struct arena *arena = arena_new();
    struct town t;
    struct matrix m;
    struct matrix_point points[3];
    if (!open_town(&t)) return;
    points_of(points, 3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct matrix_source source = { .kind = MATRIX_OSRM, .url = t.url, .seconds = 1 };
        text why = "";
        t.mood = rows[i].mood;
        CASE(rows[i].why);
        CHECK(!matrix_fetch(arena, &source, "car", points, 3, &m, &why));
        CHECK(strstr(why, rows[i].why) != NULL);
        if (!strstr(why, rows[i].why)) printf("  %s\n", why);
    }
    close_town(&t);
    arena_free(arena);
}

static bool at_once(void *context) { (void)context; return true; }

TEST(what_cannot_be_asked_is_said_before_it_is)
{
    struct arena *arena = arena_new();
    struct matrix m;
    struct matrix_point points[2] = { { 116, 39 }, { 117, 39 } };
    static const struct { text url, profile; int count; text why; } rows[] = {
        { "ftp://a", "car", 2, "begins with http" }, { "file:///etc/passwd", "car", 2, "begins with http" }, { "http://127.0.0.1:1", "a/../b", 2, "consists of letters" }, { "http://127.0.0.1:1", "", 2, "consists of letters" },
        { "http://127.0.0.1:1", "car", 2001, "At most 2000 points" }, { "http://127.0.0.1:1", "car", 2, "cannot be reached" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct matrix_source source = { .kind = MATRIX_OSRM, .url = rows[i].url };
        text why = "";
        CASE(rows[i].why);
        CHECK(!matrix_fetch(arena, &source, rows[i].profile, points, rows[i].count, &m, &why));
        CHECK(strstr(why, rows[i].why) != NULL);
    }
    struct matrix_source source = { .kind = MATRIX_OSRM, .url = "http://127.0.0.1:1", .stop = at_once };
    text why = "";
    CHECK(!matrix_fetch(arena, &source, "car", points, 2, &m, &why));
    SAME_TEXT(why, "Stopped.");
    arena_free(arena);
}

static double no_time(void) { static double t; return t += 1; }

/* A body with coordinates alone, its ways from the town. */
TEST(vrooms_coordinates_take_their_ways_from_the_server)
{
    static const char body[] = "{\"vehicles\":[{\"id\":1,\"start\":[116.3,39.9],\"end\":[116.3,39.9],\"speed_factor\":2}],\"jobs\":[{\"id\":1,\"location\":[116.31,39.9]},{\"id\":2,\"location\":[116.3,39.92]}],\"options\":{\"g\":true}}";
    struct arena *arena = arena_new();
    struct town t;
    int code;
    if (!open_town(&t)) return;
    struct matrix_source source = { .kind = MATRIX_OSRM, .url = t.url };
    struct vroom_router router = matrix_router(&source);
    struct vroom_house_rules rules = { .threads = 1, .seconds = 60, .tasks = 10, .vehicles = 2, .router = &router, .now = no_time };
    text answer = vroom_serve(arena, &rules, body, sizeof body - 1, &code);
    EQUAL(code, 0);
    CHECK(strstr(answer, "\"cost\":300,") && strstr(answer, "\"distance\":6010,"));       /* (100 + 301 + 200) / 2 */
    if (code) printf("  %s\n", answer);
    t.mood = NULLS;
    answer = vroom_serve(arena, &rules, body, sizeof body - 1, &code);
    EQUAL(code, 3);
    SAME_TEXT(answer, "{\"code\":3,\"error\":\"Unfound route(s) to location [116.310000,39.900000]\"}");
    t.mood = STATUS;
    answer = vroom_serve(arena, &rules, body, sizeof body - 1, &code);
    EQUAL(code, 3);
    CHECK(strstr(answer, "answers with status 500"));
    close_town(&t);
    arena_free(arena);
}
