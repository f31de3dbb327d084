/* demo_areas.c — the six 片区 of each shop as its dispatcher would draw them: cells that share their edges, bent where a road would bend. */
#include "app/demo_loading.h"
#include "operations/operations.h"
#include "record/held.h"

/* Two rows of three cells; a corner lies where cells meet, a bend in the middle of each edge. Homes lie up to 420 m around a cell's middle,
   edges 575 to 600 m from it: moved by at most CORNER and BEND metres they leave no home outside (demo_city.c). */
enum { ROWS = 2, COLUMNS = 3, SOUTHWARD = 1200, EASTWARD = 1150, CORNER = 130, BEND = 110, CORNERS = 8 };

struct lattice { place corner[ROWS + 1][COLUMNS + 1], across[ROWS + 1][COLUMNS], along[ROWS][COLUMNS + 1]; };

static place between(place a, place b) { return (place){ (a.lat + b.lat) / 2, (a.lng + b.lng) / 2 }; }

/* Where the corner would lie on squared paper; row and column from 0 at the north west. */
static place on_paper(place middle, int row, int column)
{
    double north = (ROWS / 2.0 - row) * SOUTHWARD, east = (column - COLUMNS / 2.0) * EASTWARD;
    return (place){ middle.lat + (int64_t)(north / 111195 * 1e7), middle.lng + (int64_t)(east / 95600 * 1e7) };
}

static void draw(struct lattice *into, place middle, struct dice *dice)
{
    for (int r = 0; r <= ROWS; r++)
        for (int c = 0; c <= COLUMNS; c++) into->corner[r][c] = demo_near(dice, on_paper(middle, r, c), CORNER);
    for (int r = 0; r <= ROWS; r++)
        for (int c = 0; c < COLUMNS; c++) into->across[r][c] = demo_near(dice, between(into->corner[r][c], into->corner[r][c + 1]), BEND);
    for (int r = 0; r < ROWS; r++)
        for (int c = 0; c <= COLUMNS; c++) into->along[r][c] = demo_near(dice, between(into->corner[r][c], into->corner[r + 1][c]), BEND);
}

/* Clockwise from the north-west corner. */
static void ring_of(const struct lattice *l, int row, int column, struct area_corner ring[static CORNERS])
{
    const place all[CORNERS] = { l->corner[row][column], l->across[row][column], l->corner[row][column + 1], l->along[row][column + 1],
                                 l->corner[row + 1][column + 1], l->across[row + 1][column], l->corner[row + 1][column], l->along[row][column] };
    for (int i = 0; i < CORNERS; i++) ring[i].at = all[i];
}

static bool add_area(struct work *w, int64_t branch, const struct lattice *l, const struct demo_area *from, int nth)
{
    struct service_area *a = record_from_memory(w, &service_area_type);
    struct area_corner *ring = take_many(w, struct area_corner, CORNERS);
    ring_of(l, nth / COLUMNS, nth % COLUMNS, ring);
    a->record.branch.id = branch;
    a->name = from->name;
    a->colour = AREA_TEAL + (enum area_colour)nth;
    a->outline = (rows_of){ ring, CORNERS };
    return record_add(w, &service_area_type, a) != 0;
}

static bool make_areas(struct work *w, void *data)
{
    const struct demo_loading *l = data;
    for (int b = 0; b < l->world->branch_count; b++) {
        struct dice dice = demo_dice(l->world, "areas", b);
        struct lattice drawn;
        draw(&drawn, l->world->branches[b].at, &dice);
        for (int i = 0; i < DEMO_AREAS; i++)
            if (!add_area(w, l->shops[b].branch, &drawn, &l->world->areas[b * DEMO_AREAS + i], i)) return false;
    }
    return true;
}

bool demo_areas(struct demo_loading *l) { return demo_run(l, &l->administrator, make_areas, l, true); }
