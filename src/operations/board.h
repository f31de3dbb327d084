/* board.h — the calls of the dispatch board (调度台).
 *
 *   GET  /api/board            a branch's day in one answer; with &visits=1,2 only these, as they are now: what a change event asks for
 *   GET  /api/board/week       seven days of a branch: per worker and day how many visits and minutes, and what nobody has
 *   GET  /api/board/map        the areas the office drew, the shops, and whose map lies under them; all in that map's datum
 *   POST /api/board/moves      several visits given to somebody, moved or taken back, each with its own verdict
 *   POST /api/board/presence   "I am looking at this day": told to the others, kept nowhere
 *   GET  /api/board/calls      whom to telephone: offers without an answer (call_list.c) */
#pragma once
#include "operations/operations.h"

bool board_call(struct work *w, const struct request *request, struct reply *reply);
bool board_week_call(struct work *w, const struct request *request, struct reply *reply);
bool board_map_call(struct work *w, const struct request *request, struct reply *reply);
bool board_moves_call(struct work *w, const struct request *request, struct reply *reply);
bool board_presence_call(struct work *w, const struct request *request, struct reply *reply);
bool board_people_call(struct work *w, const struct request *request, struct reply *reply);
bool board_calls_call(struct work *w, const struct request *request, struct reply *reply);

/* ---- for the files behind these calls ---- */

/* `day` (number or date; today without) and `branch` (the actor's own without) of the query; a branch out of scope is not found. */
bool board_asked(struct work *w, const struct request *request, day *ret_day, int64_t *ret_branch);
struct json;
void board_calls_write(struct work *w, struct json *json, int64_t branch, day from);       /* of that day and the week after */
/* [lat, lng] in the datum of the branch's map; nothing when the place is unknown. `metres`: as exact as that, no more. */
enum { NO_ROUNDING = 0, HOME_ROUNDING = 100 };
void board_write_place(struct json *json, text key, place at, enum datum map, int metres);
enum datum board_datum(struct work *w, int64_t branch);

#define SETTING_MAP_TILES  "operations.map_tiles"
#define SETTING_MAP_DATUM  "operations.map_datum"
#define SETTING_MAP_CREDIT "operations.map_credit"
