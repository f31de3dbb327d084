/* dispatch_matrix.h — a routing server (matrix.h) as VROOM's router (vroom_door.h): --matrix URL --matrix-kind osrm|valhalla
 * --matrix-cache FOLDER of `zhangjia dispatch`. */
#pragma once
#include "dispatch/vroom/vroom_door.h"
#include "matrix/matrix.h"

/* `source` must outlive the router; its stop is asked with its context. */
struct vroom_router matrix_router(struct matrix_source *source);

/* "" or "osrm" or "valhalla" beside a URL; false with a sentence on standard error. */
bool matrix_source_read(struct matrix_source *source, text url, text kind, text cache);
