/* dispatch_matrix.c — see dispatch_matrix.h. */
#include "app/dispatch_matrix.h"
#include <stdio.h>

static bool ways(void *context, struct arena *arena, text profile, const struct vroom_point *points, int count, const int32_t **ret_seconds, const int32_t **ret_metres, text *ret_why)
{
    struct matrix_point *same = arena_take(arena, sizeof *same * ((size_t)count + 1));
    struct matrix matrix;
    for (int i = 0; i < count; i++) same[i] = (struct matrix_point){ points[i].lng, points[i].lat };
    if (!matrix_fetch(arena, context, profile, same, count, &matrix, ret_why)) return false;
    *ret_seconds = matrix.seconds;
    *ret_metres = matrix.metres;
    return true;
}

struct vroom_router matrix_router(struct matrix_source *source) { return (struct vroom_router){ ways, source }; }

bool matrix_source_read(struct matrix_source *source, text url, text kind, text cache)
{
    *source = (struct matrix_source){ .url = url, .cache = cache };
    if (matrix_kind_named(*kind ? kind : "osrm", &source->kind)) return true;
    fprintf(stderr, "--matrix-kind is osrm or valhalla, not %s.\n", kind);
    return false;
}
