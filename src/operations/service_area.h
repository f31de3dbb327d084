/* service_area.h — a part of the city as the company calls it (服务片区), drawn by the office on the map: what a dispatcher thinks in.
 *
 * The outline is a ring of corners in order, the last joined to the first, kept in WGS-84 like every place (base/geo.h); whoever draws on
 * another map says its datum with each corner. It does not cross itself. Areas may overlap: a home belongs to the smallest one around it.
 * The words in `household.area`, `worker.area` and `visit.area` stay words: an area that is renamed renames nothing. A home without a word takes the
 * name of the area around it when a visit is made. */
#pragma once
#include "record/house.h"
#include "record/store.h"

enum area_colour { AREA_TEAL = 1, AREA_BLUE, AREA_AMBER, AREA_VIOLET, AREA_ROSE, AREA_GREEN };
struct area_corner { place at; };
struct service_area {
    struct record record;
    text name;
    enum area_colour colour;
    rows_of outline;                /* struct area_corner, 3 to 200 */
};
extern const struct record_type service_area_type;
extern const struct choice area_colours[];
enum { LEAST_CORNERS = 3, MOST_CORNERS = 200 };

/* Pure. On the edge counts as inside for one of two neighbours. */
bool area_holds(const place *ring, int count, place at);
/* Do two sides cross that are not neighbours? `ret_first`: number of the first of them, from 1. */
bool area_crosses_itself(const place *ring, int count, int *ret_first);

/* The smallest area of the branch around the place; "" when none. */
text area_around(struct work *w, int64_t branch, place at);
