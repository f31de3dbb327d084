/* demo_signature.c — a signature as somebody draws it with a finger: a few strokes for each character of her name, the same each time. */
#include <cairo.h>
#include <stdio.h>
#include "app/demo_contracting.h"
#include "base/scratch.h"
#include "base/utf8.h"
#include "record/file.h"

enum { WIDE = 360, HIGH = 140, MOST_CHARACTERS = 4 };

static double within(struct dice *d, double from, double to) { return from + dice_unit(d) * (to - from); }

struct stroke { double from_x, from_y, bend_x, bend_y, to_x, to_y; };         /* of a character of 1 by 1 */
/* Across, across, down, falls to the left and to the right, a hook, a dot: what Chinese characters are made of. */
static const struct stroke strokes[] = {
    { 0.1, 0.2, 0.5, 0.1, 0.9, 0.18 }, { 0.2, 0.45, 0.5, 0.38, 0.8, 0.44 }, { 0.5, 0.02, 0.46, 0.5, 0.5, 0.98 }, { 0.55, 0.3, 0.4, 0.7, 0.05, 0.95 }, { 0.45, 0.4, 0.6, 0.75, 1.0, 0.95 },
    { 0.25, 0.2, 0.2, 0.8, 0.75, 0.72 }, { 0.75, 0.2, 0.85, 0.6, 0.6, 0.9 }, { 0.15, 0.75, 0.5, 0.66, 0.85, 0.7 }, { 0.3, 0.0, 0.2, 0.2, 0.1, 0.35 }, { 0.7, 0.5, 0.76, 0.56, 0.8, 0.66 },
};
enum { STROKES = sizeof strokes / sizeof *strokes, FEWEST = 4, MORE = 3 };

static void character(cairo_t *cr, struct dice *d, double x, double wide)
{
    double top = within(d, 18, 32), high = within(d, 84, 100), lean = within(d, -0.04, 0.1);
    int64_t count = FEWEST + dice_below(d, MORE), at = dice_below(d, STROKES);
    for (int64_t i = 0; i < count; i++, at = (at + 1 + dice_below(d, 3)) % STROKES) {
        const struct stroke *s = &strokes[at];
        double bx = x + (s->bend_x + within(d, -0.08, 0.08)) * wide, by = top + s->bend_y * high, tx = x + (s->to_x + lean) * wide, ty = top + (s->to_y + within(d, -0.06, 0.06)) * high;
        cairo_move_to(cr, x + s->from_x * wide, top + (s->from_y + within(d, -0.05, 0.05)) * high);
        cairo_curve_to(cr, bx, by, bx, by, tx, ty);
    }
    cairo_stroke(cr);
}

static bool draw(text path, text name, struct dice dice)
{
    int64_t count = (int64_t)utf8_length(name);
    if (count > MOST_CHARACTERS) count = MOST_CHARACTERS;
    cairo_surface_t *paper = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDE, HIGH);
    cairo_t *cr = cairo_create(paper);
    double each = (WIDE - 40.0) / (double)(count ? count : 1);
    cairo_set_source_rgb(cr, 0.09, 0.11, 0.2);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cr, 4.2);
    for (int64_t i = 0; i < count; i++) character(cr, &dice, 18 + (double)i * each, each * 0.78);
    bool well = cairo_surface_write_to_png(paper, path) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_destroy(paper);
    return well;
}

bool demo_signature(struct telling *t, text name, struct upload *ret)
{
    struct demo_loading *l = t->loading;
    struct arena *own = arena_new();
    struct work *w = work_open(l->house, &the_system);
    *ret = (struct upload){ .path = scratch_path(own), .type = "image/png", .file_name = "signature.png" };
    bool well = draw(ret->path, name, demo_dice(l->world, name, 0)) && file_measured(t->arena, ret) && file_keep(w, ret);
    ret->path = "";
    work_close(w);
    arena_free(own);
    return well;
}
