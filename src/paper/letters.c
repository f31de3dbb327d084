/* letters.c — see letters.h. */
#include "paper/letters.h"
#include <cairo-ft.h>
#include <pango/pangofc-font.h>
#include <stdbool.h>
#include <string.h>

void letters_set(PangoLayout *layout, text words, int spacing)
{
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));     /* a fingerprint or an address broken over lines has no hyphen in it */
    if (spacing) pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing * PANGO_SCALE));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, words, -1);
}

/* ---- the font, by its outlines alone ---- */

static bool is_cff(FcPattern *pattern)
{
    FcChar8 *format;
    return FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) == FcResultMatch && !strcmp((const char *)format, "CFF");
}

/* Cairo shares a face among all who ask for the same pattern, so ours asks for something else that no outline shows: the hinter, which paper has
 * none of. The bit is of no synthesis: set, the face is no longer taken for its file, and nothing is slanted or emboldened. */
static cairo_font_face_t *outlines_of(FcPattern *pattern)
{
    enum { NOT_THE_FILE = 1 << 16 };
    FcPattern *own = FcPatternDuplicate(pattern);
    FcPatternDel(own, FC_AUTOHINT);
    FcPatternAddBool(own, FC_AUTOHINT, FcTrue);
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(own);
    FcPatternDestroy(own);
    cairo_ft_font_face_set_synthesize(face, NOT_THE_FILE);
    return face;
}

static void forget_face(gpointer face) { cairo_font_face_destroy(face); }

/* One for all sizes of a font, kept beside Pango's: each would be embedded by itself. */
static cairo_font_face_t *kept_face(PangoFont *font, FcPattern *pattern)
{
    PangoFontFace *known = pango_font_get_face(font);
    GObject *beside = known ? G_OBJECT(known) : G_OBJECT(font);
    GQuark mine = g_quark_from_static_string("paper-letters");
    cairo_font_face_t *face = g_object_get_qdata(beside, mine);
    if (!face) g_object_set_qdata_full(beside, mine, face = outlines_of(pattern), forget_face);
    return face;
}

static cairo_scaled_font_t *as_large_as(cairo_scaled_font_t *was, cairo_font_face_t *face)
{
    cairo_matrix_t size, page;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_scaled_font_get_font_matrix(was, &size);
    cairo_scaled_font_get_ctm(was, &page);
    cairo_scaled_font_get_font_options(was, options);
    cairo_scaled_font_t *font = cairo_scaled_font_create(face, &size, &page, options);
    cairo_font_options_destroy(options);
    return font;
}

static void choose(cairo_t *cr, PangoFont *font)
{
    cairo_scaled_font_t *was = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    FcPattern *pattern = PANGO_IS_FC_FONT(font) ? pango_fc_font_get_pattern(PANGO_FC_FONT(font)) : NULL;
    cairo_scaled_font_t *own = pattern && is_cff(pattern) ? as_large_as(was, kept_face(font, pattern)) : cairo_scaled_font_reference(was);
    cairo_set_scaled_font(cr, own);
    cairo_scaled_font_destroy(own);
}

/* ---- a run of letters, with the words they stand for: what is searched and copied ---- */

struct run { cairo_glyph_t *glyphs; cairo_text_cluster_t *clusters; int glyph_count, cluster_count; };

static double points(int units) { return (double)units / PANGO_SCALE; }

/* Where the next one stands. */
static double place(struct run *r, const PangoGlyphInfo *of, double x, double y)
{
    if (of->glyph != PANGO_GLYPH_EMPTY && !(of->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
        r->glyphs[r->glyph_count++] = (cairo_glyph_t){ of->glyph, x + points(of->geometry.x_offset), y + points(of->geometry.y_offset) };
    return x + points(of->geometry.width);
}

static double collect(struct run *r, PangoGlyphItem *item, text words, double x, double y)
{
    PangoGlyphItemIter at;
    for (gboolean more = pango_glyph_item_iter_init_start(&at, item, words); more; more = pango_glyph_item_iter_next_cluster(&at)) {
        int before = r->glyph_count;
        for (int i = at.start_glyph; i < at.end_glyph; i++) x = place(r, &item->glyphs->glyphs[i], x, y);
        r->clusters[r->cluster_count++] = (cairo_text_cluster_t){ at.end_index - at.start_index, r->glyph_count - before };
    }
    return x;
}

static double show_run(cairo_t *cr, PangoGlyphItem *item, text words, double x, double y)
{
    int most = item->glyphs->num_glyphs;
    if (most < 1) return x;
    struct run r = { cairo_glyph_allocate(most), cairo_text_cluster_allocate(most), 0, 0 };
    x = collect(&r, item, words, x, y);
    choose(cr, item->item->analysis.font);
    cairo_show_text_glyphs(cr, words + item->item->offset, item->item->length, r.glyphs, r.glyph_count, r.clusters, r.cluster_count, 0);
    cairo_glyph_free(r.glyphs);
    cairo_text_cluster_free(r.clusters);
    return x;
}

static void show_line_at(cairo_t *cr, PangoLayoutLine *line, double x, double y)
{
    text words = pango_layout_get_text(line->layout);
    for (GSList *at = line->runs; at; at = at->next) x = show_run(cr, at->data, words, x, y);
}

void letters_show_line(cairo_t *cr, PangoLayoutLine *line)
{
    double x, y;
    cairo_get_current_point(cr, &x, &y);
    show_line_at(cr, line, x, y);
}

void letters_show(cairo_t *cr, PangoLayout *layout)
{
    double x, y;
    cairo_get_current_point(cr, &x, &y);
    pango_cairo_update_layout(cr, layout);
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    do {
        PangoRectangle line;
        pango_layout_iter_get_line_extents(at, NULL, &line);
        show_line_at(cr, pango_layout_iter_get_line_readonly(at), x + points(line.x), y + points(pango_layout_iter_get_baseline(at)));
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}
