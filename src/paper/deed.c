/* deed.c — see deed.h. Twice from top to bottom: first to know how many pages there are, then to draw with the same layouts, as shaping text is
 * most of the work. Points of 1/72 inch. */
#include "paper/deed.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>
#include "base/sealed_file.h"
#include "paper/letters.h"

enum { WIDTH = 595, HEIGHT = 842, MARGIN = 62, INNER = WIDTH - 2 * MARGIN, TOP = 64, BOTTOM = HEIGHT - 66, PAGES_MOST = 60, NUMBER_WIDTH = 30, SIGN_HEIGHT = 92, LABEL_WIDTH = 112 };

/* dry: only counts. `after`: room for the signatures that the end of this block goes with. `made` are the layouts of the first pass in order, which the second takes again; the edge of a page, set in the second alone,
 * has one of its own. */
struct sheet { cairo_t *cr; PangoLayout *layout, *edge; GPtrArray *made; guint at; const struct deed *deed; double y, after; int page, pages; bool dry, no_font; };
/* Pango counts 96 of its points where a page has 72: a font of 8.5 stands 11.3 high on the page. */
struct style { const char *font; double grey; PangoAlignment align; double spacing; bool justified; };
static const struct style plain = { "Noto Sans CJK SC 8.5", 0.08, PANGO_ALIGN_LEFT, 1.35, true }, label = { "Noto Sans CJK SC 8", 0.35, PANGO_ALIGN_LEFT, 1.25, false }, fact = { "Noto Sans CJK SC 8", 0.08, PANGO_ALIGN_LEFT, 1.25, false },
    heading = { "Noto Sans CJK SC Bold 9", 0.05, PANGO_ALIGN_LEFT, 1.3, false }, title = { "Noto Sans CJK SC Bold 14", 0.05, PANGO_ALIGN_CENTER, 1.3, false }, small = { "Noto Sans CJK SC 6", 0.45, PANGO_ALIGN_LEFT, 1.2, false },
    small_right = { "Noto Sans CJK SC 6", 0.45, PANGO_ALIGN_RIGHT, 1.2, false }, under = { "Noto Sans CJK SC 7", 0.3, PANGO_ALIGN_CENTER, 1.2, false };

static double height_of(PangoLayout *layout)
{
    int height;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

static PangoLayout *new_layout(struct sheet *s)
{
    PangoLayout *layout = pango_cairo_create_layout(s->cr);
    pango_context_set_language(pango_layout_get_context(layout), pango_language_from_string("zh-cn"));
    return layout;
}

static void set(PangoLayout *layout, const struct style *style, text words, double width)
{
    PangoFontDescription *font = pango_font_description_from_string(style->font);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, style->align);
    pango_layout_set_justify(layout, style->justified);
    pango_layout_set_line_spacing(layout, (float)style->spacing);
    letters_set(layout, words, 0);
}

static double prepare(struct sheet *s, const struct style *style, text words, double width)
{
    if (s->dry) {
        s->layout = new_layout(s);
        set(s->layout, style, words, width);
        g_ptr_array_add(s->made, s->layout);
    } else s->layout = g_ptr_array_index(s->made, s->at++);
    return height_of(s->layout);
}

static void show(struct sheet *s, const struct style *style, double x, double y)
{
    if (s->dry) return;
    if (pango_layout_get_unknown_glyphs_count(s->layout) > 0) s->no_font = true;
    cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
    cairo_move_to(s->cr, x, y);
    letters_show(s->cr, s->layout);
}

static double put(struct sheet *s, const struct style *style, text words, double x, double y, double width)
{
    double height = prepare(s, style, words, width);
    show(s, style, x, y);
    return height;
}

static void line(struct sheet *s, double x1, double y1, double x2, double y2, double thick)
{
    if (s->dry) return;
    cairo_set_source_rgb(s->cr, 0.35, 0.35, 0.35);
    cairo_set_line_width(s->cr, thick);
    cairo_move_to(s->cr, x1, y1);
    cairo_line_to(s->cr, x2, y2);
    cairo_stroke(s->cr);
}

/* ---- pages ---- */

static text of_pages(const struct sheet *s, char *into, size_t room)
{
    const char *one = strstr(s->deed->page, "{1}"), *two = strstr(s->deed->page, "{2}");
    if (one && two && two > one) snprintf(into, room, "%.*s%d%.*s%d%s", (int)(one - s->deed->page), s->deed->page, s->page, (int)(two - one - 3), one + 3, s->pages, two + 3);
    else snprintf(into, room, "%d / %d", s->page, s->pages);
    return into;
}

static void put_edge(struct sheet *s, const struct style *style, text words, double x, double y, double width)
{
    set(s->edge, style, words, width);
    cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
    cairo_move_to(s->cr, x, y);
    letters_show(s->cr, s->edge);
}

static void edge(struct sheet *s)
{
    char pages[80];
    if (s->dry) return;
    put_edge(s, &small, s->deed->number, MARGIN, 36, INNER / 2.0);
    put_edge(s, &small_right, s->deed->title, MARGIN + INNER / 2.0, 36, INNER / 2.0);
    line(s, MARGIN, 52, MARGIN + INNER, 52, 0.4);
    line(s, MARGIN, HEIGHT - 54, MARGIN + INNER, HEIGHT - 54, 0.4);
    put_edge(s, &small, s->deed->foot, MARGIN, HEIGHT - 48, INNER - 110);
    put_edge(s, &small_right, of_pages(s, pages, sizeof pages), MARGIN + INNER - 110, HEIGHT - 48, 110);
}

static void new_page(struct sheet *s)
{
    if (!s->dry) cairo_show_page(s->cr);
    s->page++;
    s->y = TOP;
    edge(s);
}

static void room_for(struct sheet *s, double height) { if (s->y + height > BOTTOM && s->y > TOP) new_page(s); }

/* ---- blocks ---- */

static void party(struct sheet *s, const struct deed_block *b)
{
    room_for(s, 70);
    s->y += 6 + put(s, &heading, b->words, MARGIN, s->y + 6, INNER);
    for (int i = 0; i < b->fact_count; i++) {
        double high = prepare(s, &fact, b->facts[i].value, INNER - LABEL_WIDTH), label_high = prepare(s, &label, b->facts[i].label, LABEL_WIDTH - 6);
        if (label_high > high) high = label_high;
        room_for(s, high + 3);
        put(s, &label, b->facts[i].label, MARGIN, s->y, LABEL_WIDTH - 6);
        put(s, &fact, b->facts[i].value, MARGIN + LABEL_WIDTH, s->y, INNER - LABEL_WIDTH);
        s->y += high + 3;
    }
    s->y += 4;
}

enum { LINES_WITH_SIGNATURES = 2 };

/* A paragraph may break over a page between two of its lines; signatures never stand without its last ones. */
static void paragraph(struct sheet *s, const struct style *style, text words, double x, double width)
{
    double high = prepare(s, style, words, width);
    double all = high;
    int first_of_last = pango_layout_get_line_count(s->layout) - LINES_WITH_SIGNATURES, n = 0;
    if (s->y + high + s->after <= BOTTOM) {
        show(s, style, x, s->y);
        s->y += high + 5;
        return;
    }
    PangoLayoutIter *at = pango_layout_get_iter(s->layout);
    double page_top = 0;
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, NULL, &logical);
        double y1 = (double)logical.y / PANGO_SCALE, y2 = y1 + (double)logical.height / PANGO_SCALE;
        bool with_signatures = s->after > 0 && n++ == (first_of_last > 0 ? first_of_last : 0) && s->y + (all - page_top) + s->after > BOTTOM && s->y > TOP;
        if (s->y + (y2 - page_top) > BOTTOM || with_signatures) {
            new_page(s);
            page_top = y1;
        }
        if (!s->dry) {
            cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
            cairo_move_to(s->cr, x + (double)logical.x / PANGO_SCALE, s->y + (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE - page_top);
            letters_show_line(s->cr, pango_layout_iter_get_line_readonly(at));
        }
        high = y2 - page_top;
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    s->y += high + 5;
}

static void article(struct sheet *s, const struct deed_block *b)
{
    char both[200];
    snprintf(both, sizeof both, "%s  %s", b->number, b->words);
    room_for(s, 60 + s->after);                                       /* never the last line of a page */
    s->y += 8 + put(s, &heading, both, MARGIN, s->y + 8, INNER) + 3;
}

static void clause(struct sheet *s, const struct deed_block *b)
{
    double high = s->after > 0 ? prepare(s, &plain, b->words, INNER - NUMBER_WIDTH) : 0;
    bool goes_whole = s->after > 0 && pango_layout_get_line_count(s->layout) <= LINES_WITH_SIGNATURES;
    room_for(s, goes_whole ? high + s->after : 30);             /* its number goes with it */
    put(s, &label, b->number, MARGIN, s->y, NUMBER_WIDTH);
    paragraph(s, &plain, b->words, MARGIN + NUMBER_WIDTH, INNER - NUMBER_WIDTH);
}

enum { COLUMNS_MOST = 8 };

/* How much a cell wants: a Chinese letter is as wide as two others. */
static int cell_wish(text words)
{
    int wide = 0;
    for (const unsigned char *c = (const unsigned char *)words; *c; c++) wide += *c < 0x80 ? 1 : *c >= 0xe0 ? 2 : *c >= 0xc0;
    return wide;
}

/* Each column has room by its longest cell, so that nothing wraps while another column stands half empty. */
static void column_widths(const struct deed_block *b, double wide, double *each)
{
    double all = 0;
    for (int c = 0; c < b->columns; c++) {
        int most = 8;
        for (int r = 0; r < b->rows; r++) most = cell_wish(b->cells[r * b->columns + c]) > most ? cell_wish(b->cells[r * b->columns + c]) : most;
        each[c] = most > 60 ? 60 : most;
        all += each[c];
    }
    for (int c = 0; c < b->columns; c++) each[c] *= wide / all;
}

static double row_height(struct sheet *s, const struct deed_block *b, int row, const double *each)
{
    double high = 0;
    for (int c = 0; c < b->columns; c++) {
        double h = prepare(s, &fact, b->cells[row * b->columns + c], each[c] - 10);
        if (h > high) high = h;
    }
    return high + 6;
}

static void table_row(struct sheet *s, const struct deed_block *b, int r, double left, const double *each, double high)
{
    for (int c = 0; c < b->columns; left += each[c++]) {
        put(s, r ? &fact : &label, b->cells[r * b->columns + c], left + 5, s->y + 3, each[c] - 10);
        line(s, left, s->y, left, s->y + high, 0.6);
    }
    line(s, left, s->y, left, s->y + high, 0.6);
}

static void table(struct sheet *s, const struct deed_block *b)
{
    double left = MARGIN + NUMBER_WIDTH, wide = INNER - NUMBER_WIDTH, each[COLUMNS_MOST];
    if (b->columns < 1 || b->columns > COLUMNS_MOST) return;
    column_widths(b, wide, each);
    for (int r = 0; r < b->rows; r++) {
        double high = row_height(s, b, r, each);
        room_for(s, r ? high : high * 2);
        if (!r || s->y <= TOP) line(s, left, s->y, left + wide, s->y, 0.6);
        table_row(s, b, r, left, each, high);
        s->y += high;
        line(s, left, s->y, left + wide, s->y, 0.6);
    }
    s->y += 8;
}

static cairo_status_t read_png(void *file, unsigned char *into, unsigned count)
{
    return fread(into, 1, count, file) == count ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

static void picture(struct sheet *s, text path, double x, double y, double wide, double high)
{
    if (s->dry || !*path) return;
    FILE *file = sealed_file_stream(path, s->deed->key);
    if (!file) return;
    cairo_surface_t *image = cairo_image_surface_create_from_png_stream(read_png, file);
    double w = cairo_image_surface_get_width(image), h = cairo_image_surface_get_height(image);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS && w > 0 && h > 0) {
        double scale = wide / w < high / h ? wide / w : high / h;
        cairo_save(s->cr);
        cairo_translate(s->cr, x + (wide - w * scale) / 2, y + (high - h * scale) / 2);
        cairo_scale(s->cr, scale, scale);
        cairo_set_source_surface(s->cr, image, 0, 0);
        cairo_paint(s->cr);
        cairo_restore(s->cr);
    }
    cairo_surface_destroy(image);
    fclose(file);
}

static void signs(struct sheet *s, const struct deed_block *b)
{
    room_for(s, SIGN_HEIGHT);
    double each = (double)INNER / (b->sign_count ? b->sign_count : 1);
    s->y += 10;
    for (int i = 0; i < b->sign_count; i++) {
        double x = MARGIN + i * each;
        put(s, &under, b->signs[i].label, x, s->y, each);
        picture(s, b->signs[i].picture, x + 10, s->y + 16, each - 20, 38);
        line(s, x + 12, s->y + 56, x + each - 12, s->y + 56, 0.5);
        put(s, &under, b->signs[i].name, x, s->y + 58, each);
        put(s, &under, b->signs[i].when, x, s->y + 71, each);
    }
    s->y += SIGN_HEIGHT - 10;
}

static void block(struct sheet *s, const struct deed_block *b)
{
    switch (b->kind) {
    case DEED_PARTY: party(s, b); return;
    case DEED_TEXT: paragraph(s, &plain, b->words, MARGIN, INNER); return;
    case DEED_ARTICLE: article(s, b); return;
    case DEED_CLAUSE: clause(s, b); return;
    case DEED_TABLE: table(s, b); return;
    case DEED_SIGNS: signs(s, b); return;
    case DEED_HEADING:
        new_page(s);
        s->y += put(s, &title, b->words, MARGIN, s->y + 4, INNER) + 14;
    }
}

static void draw(struct sheet *s)
{
    s->page = 1;
    s->y = TOP;
    edge(s);
    s->y += put(s, &title, s->deed->title, MARGIN, s->y + 6, INNER) + 18;
    for (int i = 0; i < s->deed->block_count && s->page < PAGES_MOST; i++) {
        int next = i + (s->deed->blocks[i].kind == DEED_ARTICLE ? 2 : 1);          /* a heading stays with its clause */
        s->after = next < s->deed->block_count && s->deed->blocks[next].kind == DEED_SIGNS ? SIGN_HEIGHT + 10 : 0;
        block(s, &s->deed->blocks[i]);
    }
}

static void say_when(cairo_surface_t *surface, const struct deed *d)
{
    char when[64];
    struct date t = date_of(day_of(d->made));
    int m = minute_of_day(d->made);
    snprintf(when, sizeof when, "%04d-%02d-%02dT%02d:%02d:00+08:00", t.year, t.month, t.day, m / 60, m % 60);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, d->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, d->number);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "zhangjia");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

bool deed_pdf(const struct deed *deed, text path, text *ret_why)
{
    cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
    struct sheet s = { .cr = cairo_create(surface), .deed = deed, .dry = true, .made = g_ptr_array_new_with_free_func(g_object_unref) };
    say_when(surface, deed);
    s.edge = new_layout(&s);
    draw(&s);
    s.pages = s.page;
    s.dry = false;
    draw(&s);
    g_object_unref(s.edge);
    g_ptr_array_unref(s.made);
    cairo_destroy(s.cr);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status) *ret_why = cairo_status_to_string(status);
    else if (s.no_font) *ret_why = "there is no font with Chinese letters: install fonts-noto-cjk";
    else if (s.page >= PAGES_MOST) *ret_why = "more than 60 pages";
    return !status && !s.no_font && s.page < PAGES_MOST;
}
