/* matrix.c — see matrix.h. */
#include "matrix/matrix.h"
#include <jansson.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include "base/buf.h"
#include "matrix/matrix_inside.h"

enum { SIDE = 50, MOST_POINTS = 2000, FARTHEST = 1 << 29 };

struct fetch {
    struct arena *arena;
    const struct matrix_source *source;
    text profile;
    const struct spot *spots;
    int count;
    struct wire *wire;
    struct matrix *to;
    struct pair *heard; int64_t heard_count;
    text *ret_why;
};

static bool refuse(struct fetch *f, text why)
{
    *f->ret_why = why;
    return false;
}

static text degrees(struct arena *arena, int32_t millionths) { return arena_print(arena, "%.6f", (double)millionths / 1e6); }

/* ---- what is asked ---- */

static void write_spots(struct fetch *f, struct buf *b, int first, int many, text format)
{
    for (int i = first; i < first + many; i++) buf_print(b, format, degrees(f->arena, f->spots[i].lng), degrees(f->arena, f->spots[i].lat));
}

static text osrm_question(struct fetch *f, int row, int rows, int column, int columns)
{
    struct buf b = buf_new(f->arena);
    buf_print(&b, "%s/table/v1/%s/", f->source->url, f->profile);
    write_spots(f, &b, row, rows, "%s,%s;");
    write_spots(f, &b, column, columns, "%s,%s;");
    b.length--;                                          /* the last ; */
    buf_add(&b, "?annotations=duration,distance&sources=");
    for (int i = 0; i < rows; i++) buf_print(&b, "%s%d", i ? ";" : "", i);
    buf_add(&b, "&destinations=");
    for (int i = 0; i < columns; i++) buf_print(&b, "%s%d", i ? ";" : "", rows + i);
    return buf_text(&b);
}

static text costing(text profile)
{
    static const text names[][2] = { { "car", "auto" }, { "driving", "auto" }, { "bike", "bicycle" }, { "cycling", "bicycle" }, { "foot", "pedestrian" }, { "walking", "pedestrian" } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) if (!strcmp(names[i][0], profile)) return names[i][1];
    return profile;
}

static text valhalla_question(struct fetch *f, int row, int rows, int column, int columns)
{
    struct buf b = buf_new(f->arena);
    buf_add(&b, "{\"sources\":[");
    write_spots(f, &b, row, rows, "{\"lon\":%s,\"lat\":%s},");
    b.length--;
    buf_add(&b, "],\"targets\":[");
    write_spots(f, &b, column, columns, "{\"lon\":%s,\"lat\":%s},");
    b.length--;
    buf_print(&b, "],\"costing\":\"%s\",\"units\":\"kilometers\"}", costing(f->profile));
    return buf_text(&b);
}

/* ---- what is answered ---- */

/* A number, rounded; -1 for null; false for anything else or what no way can be. */
static bool measure(const json_t *value, double unit, int32_t *ret)
{
    double number = json_number_value(value) * unit;
    *ret = -1;
    if (json_is_null(value)) return true;
    if (!json_is_number(value) || !(number >= 0 && number < FARTHEST)) return false;
    *ret = (int32_t)lround(number);
    return true;
}

static bool read_cell(struct fetch *f, const json_t *answer, int row, int i, int column, int j)
{
    const json_t *seconds, *metres;
    double unit = 1;
    if (f->source->kind == MATRIX_OSRM) {
        seconds = json_array_get(json_array_get(json_object_get(answer, "durations"), (size_t)i), (size_t)j);
        metres = json_array_get(json_array_get(json_object_get(answer, "distances"), (size_t)i), (size_t)j);
    } else {
        const json_t *cell = json_array_get(json_array_get(json_object_get(answer, "sources_to_targets"), (size_t)i), (size_t)j);
        seconds = json_object_get(cell, "time");
        metres = json_object_get(cell, "distance");
        unit = 1000;
    }
    struct pair pair = { .from = f->spots[row + i], .to = f->spots[column + j] };
    if (!measure(seconds, 1, &pair.seconds) || !measure(metres, unit, &pair.metres)) return false;
    int64_t at = (int64_t)(row + i) * f->count + column + j;
    if (pair.seconds < 0 || pair.metres < 0) pair.seconds = pair.metres = -1;
    if (!memcmp(&pair.from, &pair.to, sizeof pair.from)) pair.seconds = pair.metres = 0;
    f->to->seconds[at] = pair.seconds;
    f->to->metres[at] = pair.metres;
    f->heard[f->heard_count++] = pair;
    return true;
}

static bool read_answer(struct fetch *f, text bytes, size_t length, int row, int rows, int column, int columns)
{
    json_t *answer = json_loadb(bytes, length, 0, NULL);
    bool well = answer != NULL;
    for (int i = 0; i < rows && well; i++) for (int j = 0; j < columns && well; j++) well = read_cell(f, answer, row, i, column, j);
    json_decref(answer);
    return well || refuse(f, arena_print(f->arena, "The routing server %s does not answer with a table of times and distances.", f->source->url));
}

/* ---- squares ---- */

static bool known(struct fetch *f, const struct pair_cache *cache, int row, int rows, int column, int columns)
{
    bool all = true;
    for (int i = row; i < row + rows; i++) {
        for (int j = column; j < column + columns; j++) {
            const struct pair *pair = pairs_find(cache, f->spots[i], f->spots[j]);
            bool same = !memcmp(&f->spots[i], &f->spots[j], sizeof *f->spots);
            all &= pair || same;
            f->to->seconds[(int64_t)i * f->count + j] = same ? 0 : pair ? pair->seconds : -1;
            f->to->metres[(int64_t)i * f->count + j] = same ? 0 : pair ? pair->metres : -1;
        }
    }
    return all;
}

static bool ask(struct fetch *f, int row, int rows, int column, int columns, int seconds)
{
    struct arena_mark mark = arena_mark(f->arena);
    bool osrm = f->source->kind == MATRIX_OSRM;
    size_t length;
    text url = osrm ? osrm_question(f, row, rows, column, columns) : arena_print(f->arena, "%s/sources_to_targets", f->source->url);
    text body = osrm ? NULL : valhalla_question(f, row, rows, column, columns);
    text bytes = wire_ask(f->wire, f->arena, url, body, seconds, &length, f->ret_why);
    if (!bytes || !read_answer(f, bytes, length, row, rows, column, columns)) return false;
    arena_back(f->arena, mark);                          /* an answer that was read is not kept; a refusal's sentence is */
    return true;
}

static int64_t now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec;
}

static bool fetch_all(struct fetch *f, const struct pair_cache *cache)
{
    const struct matrix_source *s = f->source;
    int64_t end = now(CLOCK_MONOTONIC) + (s->whole ? s->whole : 60);
    for (int row = 0; row < f->count; row += SIDE) {
        for (int column = 0; column < f->count; column += SIDE) {
            int rows = f->count - row < SIDE ? f->count - row : SIDE, columns = f->count - column < SIDE ? f->count - column : SIDE;
            int64_t left = end - now(CLOCK_MONOTONIC), seconds = s->seconds ? s->seconds : 10;
            if (known(f, cache, row, rows, column, columns)) continue;
            if (s->stop && s->stop(s->context)) return refuse(f, "Stopped.");
            if (left <= 0) return refuse(f, arena_print(f->arena, "The routing server %s does not answer in time.", s->url));
            if (!ask(f, row, rows, column, columns, (int)(seconds < left ? seconds : left))) return false;
        }
    }
    return true;
}

static bool plain(text profile)
{
    size_t length = strlen(profile);
    return length && length < 40 && strspn(profile, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == length;
}

bool matrix_kind_named(text name, enum matrix_kind *ret_kind)
{
    *ret_kind = !strcmp(name, "osrm") ? MATRIX_OSRM : MATRIX_VALHALLA;
    return !strcmp(name, "osrm") || !strcmp(name, "valhalla");
}

static const struct spot *spots_of(struct arena *arena, const struct matrix_point *points, int count)
{
    struct spot *spots = arena_take(arena, sizeof *spots * ((size_t)count + 1));
    for (int i = 0; i < count; i++) spots[i] = (struct spot){ (int32_t)lround(points[i].lng * 1e6), (int32_t)lround(points[i].lat * 1e6) };
    return spots;
}

bool matrix_fetch(struct arena *arena, const struct matrix_source *source, text profile, const struct matrix_point *points, int count, struct matrix *ret_matrix, text *ret_why)
{
    size_t cells = (size_t)count * (size_t)count;
    struct fetch f = { .arena = arena, .source = source, .profile = profile, .count = count, .to = ret_matrix, .ret_why = ret_why };
    if (strncmp(source->url, "http://", 7) && strncmp(source->url, "https://", 8)) return refuse(&f, "A routing server's address begins with http:// or https://.");
    if (!plain(profile)) return refuse(&f, "A profile's name consists of letters, digits, - and _.");
    if (count > MOST_POINTS) return refuse(&f, arena_print(arena, "At most %d points are asked for at once, not %d.", MOST_POINTS, count));
    text name = arena_print(arena, "%d %s %s", source->kind, source->url, profile);
    struct pair_cache cache = pairs_open(arena, source->cache, name, source->days ? source->days : 30, now(CLOCK_REALTIME));
    f.spots = spots_of(arena, points, count);
    *ret_matrix = (struct matrix){ arena_take(arena, sizeof(int32_t) * (cells + 1)), arena_take(arena, sizeof(int32_t) * (cells + 1)) };
    f.heard = arena_take(arena, sizeof *f.heard * (cells + 1));
    f.wire = wire_open(source);
    bool well = fetch_all(&f, &cache);
    wire_close(f.wire);
    pairs_add(arena, &cache, f.heard, f.heard_count);    /* what was heard before a refusal need not be asked again */
    return well;
}
