/* service_area.c — see service_area.h. */
#include "operations/service_area.h"
#include "operations/operations.h"

const struct choice area_colours[] = {
    { AREA_TEAL, "teal", N_("Teal") }, { AREA_BLUE, "blue", N_("Blue") }, { AREA_AMBER, "amber", N_("Amber") },
    { AREA_VIOLET, "violet", N_("Violet") }, { AREA_ROSE, "rose", N_("Rose") }, { AREA_GREEN, "green", N_("Green") }, { 0 },
};
static const struct field corner_fields[] = { FIELD(area_corner, at, .label = N_("Position"), .required = true) };
static const struct row_type corner_row = ROW_TYPE(area_corner, corner_fields);
static const struct field fields[] = {
    FIELD(service_area, name, .label = N_("Name"), .required = true, .max = 30, .list = true, .sort = true, .search = true),
    FIELD(service_area, colour, .label = N_("Colour"), .choices = area_colours, .list = true),
    FIELD(service_area, outline, .label = N_("Outline"), .row = &corner_row),
};

/* ---- geometry: whole numbers of 1e-7 degrees; a city is small enough to be flat ---- */

static int side_of(place a, place b, place p)
{
    int64_t cross = (b.lng - a.lng) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lng - a.lng);      /* < 2⁶³ below 20 degrees across */
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

static bool sides_cross(place a, place b, place c, place d) { return side_of(a, b, c) * side_of(a, b, d) < 0 && side_of(c, d, a) * side_of(c, d, b) < 0; }

bool area_crosses_itself(const place *ring, int count, int *ret_first)
{
    for (int i = 0; i < count; i++)
        for (int k = i + 2; k < count; k++) {
            if (i == 0 && k == count - 1) continue;
            if (!sides_cross(ring[i], ring[i + 1], ring[k], ring[(k + 1) % count])) continue;
            *ret_first = i + 1;
            return true;
        }
    return false;
}

/* Sides that a ray to the east meets: an odd number when inside. */
bool area_holds(const place *ring, int count, place at)
{
    bool inside = false;
    for (int i = 0, before = count - 1; i < count; before = i++) {
        place a = ring[before], b = ring[i];
        if ((a.lat > at.lat) == (b.lat > at.lat)) continue;
        bool east = a.lat < b.lat ? side_of(a, b, at) > 0 : side_of(b, a, at) > 0;
        if (east) inside = !inside;
    }
    return inside;
}

static double size_of(const place *ring, int count)
{
    double twice = 0;
    for (int i = 0, before = count - 1; i < count; before = i++) twice += (double)(ring[before].lng - ring[0].lng) * (double)(ring[i].lat - ring[0].lat) - (double)(ring[i].lng - ring[0].lng) * (double)(ring[before].lat - ring[0].lat);
    return twice < 0 ? -twice : twice;
}

static const place *ring_of(struct work *w, const struct service_area *a)
{
    place *ring = take_many(w, place, a->outline.count);
    for (size_t i = 0; i < a->outline.count; i++) ring[i] = ROW(struct area_corner, a->outline, i)->at;
    return ring;
}

text area_around(struct work *w, int64_t branch, place at)
{
    text name = "";
    double smallest = 0;
    if (!place_known(at)) return name;
    struct found all = LOAD_WHERE(w, service_area, "branch = $1 order by id limit 300", BIND(num(branch)));
    for (int i = 0; i < all.count; i++) {
        const struct service_area *a = FOUND(struct service_area, all, i);
        const place *ring = ring_of(w, a);
        double size = size_of(ring, (int)a->outline.count);
        if (!area_holds(ring, (int)a->outline.count, at) || (*name && size >= smallest)) continue;
        name = a->name;
        smallest = size;
    }
    return name;
}

/* ---- rules ---- */

static bool check(struct work *w, struct service_area *a, const struct service_area *before)
{
    int first = 0;
    (void)before;
    if (!a->colour) a->colour = AREA_TEAL;
    if (a->outline.count < LEAST_CORNERS) return wrong(w, "outline", N_("An area has at least three corners"));
    if (a->outline.count > MOST_CORNERS) return wrong(w, "outline", N_("An area has at most {1} corners; leave out those on straight stretches"), print(w, "%d", MOST_CORNERS));
    const place *ring = ring_of(w, a);
    for (size_t i = 0; i < a->outline.count; i++)
        if (place_metres(ring[0], ring[i]) > 200000) return wrong(w, "outline", N_("Corner {1} lies more than 200 km away from the first; is the map the right one?"), print(w, "%zu", i + 1));
    if (area_crosses_itself(ring, (int)a->outline.count, &first)) return wrong(w, "outline", N_("The outline crosses itself after corner {1}; move one of the corners"), print(w, "%d", first));
    bool twice = db_one(w, SQL("select 1 from service_area where branch = $1 and name = $2 and id <> $3"), BIND(num(a->record.branch.id ? a->record.branch.id : w->actor->home), txt(a->name), num(a->record.id)), 0) == 1;
    return twice ? wrong(w, "name", N_("There is already an area with this name")) : !failed(w);
}
CHECKER(service_area, check)

static text title(struct work *w, const struct service_area *a) { (void)w; return a->name; }
TITLE(service_area, title)

const struct record_type service_area_type = RECORD_TYPE(service_area, .label = N_("Service area"), .module = "operations", FIELDS(fields), .scope = SCOPE_BRANCH, .see = CAN_SEE_VISITS,
    .create = CAN_ASSIGN_VISITS, .edit = CAN_ASSIGN_VISITS, .remove = CAN_ASSIGN_VISITS, .quiet = true, .order = "name", .check = check_hook, .title = title_hook);
