/* vroom_door.h — one body of VROOM in, one answer out: what a server needs, without the words of problems and plans. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

enum { VROOM_TOO_LARGE = 4 };                /* vroom-express's own code, beside those of vroom.h */

/* Ways from elsewhere, a routing server for instance, for profiles without matrices: seconds and metres, points × points, -1 where there
 * is no way. False with a sentence of the arena, which becomes VROOM's code 3. */
struct vroom_point { double lng, lat; };
struct vroom_router {
    bool (*ways)(void *context, struct arena *arena, text profile, const struct vroom_point *points, int count, const int32_t **ret_seconds, const int32_t **ret_metres, text *ret_why);
    void *context;
};

struct vroom_house_rules {
    int threads;                             /* most of one search, whatever options.t says */
    int seconds;                             /* most from the first byte to the answer, whatever options.l says */
    int tasks, vehicles;                     /* more are refused with VROOM_TOO_LARGE */
    const struct vroom_router *router;       /* NULL: the built-in model (travel.h) */
    double (*now)(void);                     /* seconds on any line */
    bool (*stop)(void *context); void *context;          /* asked often while searching; true: answer with the best so far */
};

/* Without options.l a search takes 10 ms a task, a sixth of that for each step of options.x from 0 to 5, and at least 0.1 s. */
text vroom_serve(struct arena *arena, const struct vroom_house_rules *rules, const char *body, size_t length, int *ret_code);
