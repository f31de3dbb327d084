/* matrix.h — travel times and distances from a routing server, OSRM (/table/v1) or Valhalla (/sources_to_targets), with a cache on
 * disk. It knows no record and no problem; who plans asks it for the ways between some points and goes without when it refuses.
 *
 * Asked in squares of at most 50 × 50 points, which both servers take as they come; squares whose pairs are all in the cache are not
 * asked. The cache is one file a server and profile, of pairs of points to a millionth of a degree (11 cm): a home is asked for once.
 * Files older than `days` begin anew, and so does a file that is damaged. Coordinates leave the house: use a server of your own. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

enum matrix_kind { MATRIX_OSRM = 1, MATRIX_VALHALLA };
bool matrix_kind_named(text name, enum matrix_kind *ret_kind);          /* "osrm", "valhalla" */

struct matrix_source {
    enum matrix_kind kind;
    text url;                       /* "http://127.0.0.1:5000": http or https, a path in front is fine */
    text cache;                     /* folder, made when it is not there; NULL: none */
    int days;                       /* 0: 30 */
    int seconds, whole;             /* of one question (0: 10) and of all of them (0: 60) */
    bool (*stop)(void *context); void *context;         /* asked between questions and while one waits; NULL: never */
};

struct matrix_point { double lng, lat; };
struct matrix { int32_t *seconds, *metres; };           /* count × count, row by row, of the arena; -1: no way */

/* `profile`: the server's own name for it; car, bike and foot are auto, bicycle and pedestrian for Valhalla. False with a sentence of
 * the arena: bad URL or profile, more than 2,000 points, no connection, too slow, another status than 200, an answer that is no table. */
bool matrix_fetch(struct arena *arena, const struct matrix_source *source, text profile, const struct matrix_point *points, int count, struct matrix *ret_matrix, text *ret_why);
