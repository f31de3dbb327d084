/* board_week.c — seven days of a branch on one page, with what goes on from the night before them, and its map. */
#include <math.h>
#include <string.h>
#include "base/words.h"
#include "operations/board.h"
#include "operations/service_area.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/store.h"

enum { WEEK = 7, MOST_SHOWN = 6000 };

/* ---- the week ---- */

static void write_shown(struct work *w, struct json *j, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    write_object(j, NULL);
    write_number(j, "id", v->record.id);
    write_number(j, "version", v->record.version);
    write_flag(j, "locked", v->state > VISIT_CONFIRMED);
    if (v->worker.id) write_number(j, "worker", v->worker.id); else write_null(j, "worker");
    if (v->second.id) write_number(j, "second", v->second.id);
    write_number(j, "start", v->start.ms);
    write_number(j, "end", v->until.ms);
    write_text(j, "state", choice_key(visit_states, v->state));
    write_text(j, "area", v->area);
    write_text(j, "glyph", line ? line->glyph : "");
    write_text(j, "line_label", line ? translate(w->language, line->name) : "");
    write_end(j, '}');
}

/* Leaves alone: where she works elsewhere is the day's to say. */
static void write_leaves(struct work *w, struct json *j, struct found workers, instant from, instant to)
{
    struct resource *all = take_many(w, struct resource, workers.count);
    for (int i = 0; i < workers.count; i++) all[i] = (struct resource){ RESOURCE_WORKER, FOUND(struct worker, workers, i)->record.id };
    struct booking_list list = booking_day(w, all, workers.count, from, to);
    write_list(j, "leaves");
    for (int i = 0; i < list.count; i++) {
        const struct booking *b = &list.at[i];
        if (b->foreign || strcmp(b->source.type, "worker_leave")) continue;
        write_object(j, NULL);
        write_number(j, "worker", b->resource.id);
        write_number(j, "from", b->from.ms);
        write_number(j, "to", b->to.ms);
        write_text(j, "label", b->label);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_week_worker(struct json *j, const struct worker *n)
{
    write_object(j, NULL);
    write_number(j, "id", n->record.id);
    write_text(j, "name", n->name);
    write_number(j, "week_minutes", worker_most_a_week(n, false));
    write_number(j, "day_minutes", worker_most_a_day(n, false));
    write_number(j, "weekdays", (int64_t)n->weekdays.bits);
    write_end(j, '}');
}

bool board_week_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = { 0 };
    int64_t branch = 0;
    if (!board_asked(w, q, &d, &branch)) return false;
    day monday = { d.number - weekday(d) + 1 };
    instant from = day_start(monday), to = day_start((day){ monday.number + WEEK });
    struct found workers = LOOK_WHERE(w, worker, "(branch = $1 or id in (select worker from lending where destination = $1 and state = 2 and first <= $3 and last >= $2)) and state in (5, 6, 7) "
                                      "order by name, id limit 600", BIND(num(branch), num(monday.number), num(monday.number + WEEK - 1)));
    struct found visits = LOOK_WHERE(w, visit, "branch = $1 and start >= $2 and start < $3 and until > $4 and state not in (11, 14) order by start, id limit $5", BIND(num(branch), num(from.ms - DAYS(1)), num(to.ms), num(from.ms), num(MOST_SHOWN)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "monday", monday.number);
    write_number(&j, "now", w->now.ms);
    write_list(&j, "workers");
    for (int i = 0; i < workers.count; i++) write_week_worker(&j, workers.at[i]);
    write_end(&j, ']');
    write_list(&j, "visits");
    for (int i = 0; i < visits.count; i++) write_shown(w, &j, visits.at[i]);
    write_end(&j, ']');
    write_leaves(w, &j, workers, from, to);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the map ---- */

enum datum board_datum(struct work *w, int64_t branch)
{
    int64_t n = setting_number(w, SETTING_MAP_DATUM, branch, day_of(w->now));
    return n == GCJ02 ? GCJ02 : n == BD09 ? BD09 : WGS84;
}

/* Rounded homes: where in the city a visit lies is the dispatcher's business, the front door is not. */
void board_write_place(struct json *j, text key, place at, enum datum map, int metres)
{
    if (!place_known(at)) return;
    struct degrees d = degrees_of(at, map);
    double grid = metres ? 1000.0 * 100 / metres : 1e6;
    write_list(j, key);
    write_real(j, NULL, round(d.lat * grid) / grid);
    write_real(j, NULL, round(d.lng * grid) / grid);
    write_end(j, ']');
}

static void write_area(struct json *j, const struct service_area *a, enum datum map)
{
    write_object(j, NULL);
    write_number(j, "id", a->record.id);
    write_number(j, "version", a->record.version);
    write_text(j, "name", a->name);
    write_text(j, "colour", choice_key(area_colours, a->colour));
    write_list(j, "ring");
    for (size_t i = 0; i < a->outline.count; i++) board_write_place(j, NULL, ROW(struct area_corner, a->outline, i)->at, map, NO_ROUNDING);
    write_end(j, ']');
    write_end(j, '}');
}

static void write_shops(struct work *w, struct json *j, enum datum map)
{
    struct found shops = LOAD_WHERE(w, branch, "state = 1 and location_lat <> 0 order by id limit 500", NO_BIND);
    write_list(j, "shops");
    for (int i = 0; i < shops.count; i++) {
        const struct branch *b = FOUND(struct branch, shops, i);
        if (!in_scope(w, b->record.id)) continue;
        write_object(j, NULL);
        write_text(j, "name", b->name);
        board_write_place(j, "at", b->location, map, NO_ROUNDING);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Where to begin when nothing is drawn yet: among the homes. */
static place middle_of(struct work *w, int64_t branch)
{
    struct rows *row = db_query(w, SQL("select sum(at_lat), sum(at_lng), count(*) from household where branch = $1 and at_lat <> 0"), BIND(num(branch)));
    place at = { 0 };
    while (db_next(row))
        if (db_number(row, 2)) at = (place){ db_number(row, 0) / db_number(row, 2), db_number(row, 1) / db_number(row, 2) };
    return at;
}

bool board_map_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = { 0 };
    int64_t branch = 0;
    if (!board_asked(w, q, &d, &branch)) return false;
    enum datum map = board_datum(w, branch);
    struct found areas = LOAD_WHERE(w, service_area, "branch = $1 order by name, id limit 300", BIND(num(branch)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "datum", map == GCJ02 ? "gcj02" : map == BD09 ? "bd09" : "wgs84");
    write_text(&j, "tiles", setting_text(w, SETTING_MAP_TILES, branch, day_of(w->now)));
    write_text(&j, "credit", setting_text(w, SETTING_MAP_CREDIT, branch, day_of(w->now)));
    write_list(&j, "areas");
    for (int i = 0; i < areas.count; i++) write_area(&j, areas.at[i], map);
    write_end(&j, ']');
    write_shops(w, &j, map);
    board_write_place(&j, "middle", middle_of(w, branch), map, HOME_ROUNDING);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
