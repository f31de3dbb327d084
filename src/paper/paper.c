/* paper.c — see paper.h. One pass from top to bottom; `y` is where the next thing goes. Points of 1/72 inch. */
#include "paper/paper.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>
#include "paper/letters.h"

enum { WIDTH = 420, HEIGHT = 595, MARGIN = 36, INNER = WIDTH - 2 * MARGIN, BOTTOM = HEIGHT - MARGIN, PAGES_MOST = 20 };
/* Together INNER: of a receipt, and of a list of certificates, whose third column is a date. */
static const int receipt_width[] = { 178, 46, 58, 66 }, dated_width[] = { 130, 84, 84, 50 };
_Static_assert(178 + 46 + 58 + 66 == INNER && 130 + 84 + 84 + 50 == INNER, "the columns fill the page");
static int column_width(const struct paper *p, int column) { return p->dated ? dated_width[column] : receipt_width[column]; }

struct sheet { cairo_t *cr; PangoLayout *layout; const struct paper *paper; double y, bottom; int page, pages; bool no_font; };
struct style { const char *font; double grey; PangoAlignment align; int spacing; };        /* spacing: between letters, in points */

static const struct style plain = { "Noto Sans CJK SC 9", 0.1, PANGO_ALIGN_LEFT, 0 }, small = { "Noto Sans CJK SC 7.5", 0.4, PANGO_ALIGN_LEFT, 0 }, right = { "Noto Sans CJK SC 9", 0.1, PANGO_ALIGN_RIGHT, 0 },
    bold = { "Noto Sans CJK SC Bold 10", 0.1, PANGO_ALIGN_LEFT, 0 }, bold_right = { "Noto Sans CJK SC Bold 11", 0.1, PANGO_ALIGN_RIGHT, 0 }, heading = { "Noto Sans CJK SC 8", 0.35, PANGO_ALIGN_LEFT, 0 },
    heading_right = { "Noto Sans CJK SC 8", 0.35, PANGO_ALIGN_RIGHT, 0 }, house = { "Noto Sans CJK SC 11", 0.2, PANGO_ALIGN_CENTER, 0 }, title = { "Noto Sans CJK SC Bold 20", 0.05, PANGO_ALIGN_CENTER, 10 },
    latin_title = { "Noto Sans CJK SC Bold 20", 0.05, PANGO_ALIGN_CENTER, 0 };       /* only Chinese is spaced */

static void prepare(struct sheet *s, const struct style *style, text words, double width)
{
    PangoFontDescription *font = pango_font_description_from_string(style->font);
    pango_layout_set_font_description(s->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(s->layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(s->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(s->layout, style->align);
    letters_set(s->layout, words, style->spacing);
}

static double height_of(struct sheet *s)
{
    int height;
    pango_layout_get_size(s->layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

/* Draws at (x, y) and says how high it was. */
static double put(struct sheet *s, const struct style *style, text words, double x, double y, double width)
{
    prepare(s, style, words, width);
    if (pango_layout_get_unknown_glyphs_count(s->layout) > 0) s->no_font = true;
    cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
    cairo_move_to(s->cr, x, y);
    letters_show(s->cr, s->layout);
    return height_of(s);
}

/* As wide as it is on one line, with the gap behind it. */
static double width_of(struct sheet *s, const struct style *style, text words)
{
    int width;
    prepare(s, style, words, -1);
    pango_layout_set_width(s->layout, -1);
    pango_layout_get_size(s->layout, &width, NULL);
    return (double)width / PANGO_SCALE + 6;
}

static double larger(double a, double b) { return a > b ? a : b; }
static double smaller(double a, double b) { return a < b ? a : b; }

static void rule(struct sheet *s, double grey, double thick)
{
    cairo_set_source_rgb(s->cr, grey, grey, grey);
    cairo_set_line_width(s->cr, thick);
    cairo_move_to(s->cr, MARGIN, s->y);
    cairo_line_to(s->cr, MARGIN + INNER, s->y);
    cairo_stroke(s->cr);
}

/* A frame in red that no copy hides. */
static void mark(struct sheet *s)
{
    if (!*s->paper->mark) return;
    prepare(s, &bold, s->paper->mark, -1);
    int wide, high;
    pango_layout_set_width(s->layout, -1);
    pango_layout_get_pixel_size(s->layout, &wide, &high);
    double x = WIDTH - MARGIN - wide - 12;
    cairo_set_source_rgb(s->cr, 0.75, 0.1, 0.1);
    cairo_set_line_width(s->cr, 1);
    cairo_rectangle(s->cr, x, 22, wide + 12, high + 6);
    cairo_stroke(s->cr);
    cairo_move_to(s->cr, x + 6, 25);
    letters_show(s->cr, s->layout);
}

/* What has no unit (a reckoning: 6200.00 ÷ 26 × 3) has the room of both columns, its heading too. */
static double two_columns(const struct paper *p) { return column_width(p, 1) + column_width(p, 2); }

static double heading_width(const struct paper *p, int column)
{
    if (column == 1 && !*p->columns[2]) return two_columns(p);
    return column_width(p, column) - (column ? 0 : 6);
}

static void table_head(struct sheet *s)
{
    double x = MARGIN;
    rule(s, 0.2, 0.8);
    s->y += 4;
    double high = 10;
    for (int i = 0; i < 4; x += column_width(s->paper, i++)) high = larger(high, put(s, i ? &heading_right : &heading, s->paper->columns[i], x, s->y, heading_width(s->paper, i)));
    s->y += high + 4;
    rule(s, 0.7, 0.4);
    s->y += 4;
}

/* Of several pages each says which it is: whoever prints a month's statement has to know that none is missing. */
static void number_on(struct sheet *s, bool number)
{
    char line[100], of[40] = "";
    if (s->pages > 1) snprintf(of, sizeof of, "%s%d / %d", number ? "  ·  " : "", s->page, s->pages);
    snprintf(line, sizeof line, "%s%s", number ? s->paper->number : "", of);
    if (*line) put(s, &small, line, MARGIN, MARGIN - 10, INNER);
}

static void new_page(struct sheet *s)
{
    cairo_show_page(s->cr);
    s->page++;
    s->y = MARGIN;
    mark(s);
    number_on(s, true);
    s->y += 12;
}

static void room_for(struct sheet *s, double height, bool in_table)
{
    if (s->y + height <= s->bottom) return;
    new_page(s);
    if (in_table) table_head(s);
}

static bool number_in_facts(const struct paper *p)
{
    for (int i = 0; i < p->fact_count; i++)
        if (!strcmp(p->facts[i].value, p->number)) return true;
    return false;
}

/* Who calls about it says its number, so it stands on the first page too. */
static void head(struct sheet *s)
{
    mark(s);
    number_on(s, !number_in_facts(s->paper));
    s->y = MARGIN + 8;
    s->y += put(s, &house, s->paper->house, MARGIN, s->y, INNER) + 2;
    s->y += put(s, (unsigned char)*s->paper->title < 0x80 ? &latin_title : &title, s->paper->title, MARGIN, s->y, INNER) + 8;
}

/* The labels of one column stand in one width: what the longest needs, and half of the column at most. */
static double label_width(struct sheet *s, int column)
{
    double most = 58;
    for (int i = column; i < s->paper->fact_count; i += 2) most = larger(most, width_of(s, &heading, s->paper->facts[i].label));
    return smaller(most, INNER / 4.0);
}

/* Two beside each other; a row is as high as the highest of its labels and values. What is too long for a half (a tax number, a company's name)
 * has a row of its own. */
static void facts(struct sheet *s)
{
    const double wide[] = { label_width(s, 0), label_width(s, 1) };
    double high = 0;
    for (int i = 0, column = 0; i < s->paper->fact_count; i++) {
        const struct paper_fact *f = &s->paper->facts[i];
        bool whole = width_of(s, &plain, f->value) > INNER / 2.0 - wide[column];
        if (whole && column) { s->y += high + 4; high = 0; column = 0; }
        double x = MARGIN + column * (INNER / 2.0), label = wide[column];
        high = larger(high, put(s, &heading, f->label, x, s->y + 0.8, label - 6) + 0.8);
        high = larger(high, put(s, &plain, f->value, x + label, s->y, INNER / (whole ? 1.0 : 2.0) - label - 6));
        column = whole || column || i + 1 == s->paper->fact_count ? 0 : 1;
        if (column) continue;
        s->y += high + 4;
        high = 0;
    }
    s->y += 6;
}

/* All that is left of the amount. */
static double note_width(const struct paper *p) { return column_width(p, 0) + two_columns(p) - 6; }

static double cell_width(const struct paper *p, const struct paper_line *l, int column)
{
    if (!column && l->note && !*l->quantity && !*l->unit) return note_width(p);
    if (column == 1 && !*l->unit) return two_columns(p);
    return column_width(p, column) - (column ? 0 : 6);
}

static void row(struct sheet *s, const struct paper_line *l)
{
    const text cells[] = { l->what, l->quantity, l->unit, l->amount };
    double high = 0, x = MARGIN;
    for (int i = 0; i < 4; i++) {
        prepare(s, i ? &right : &plain, cells[i], cell_width(s->paper, l, i));
        high = larger(high, height_of(s));
    }
    double below = 0;
    if (l->note && *l->note) {
        prepare(s, &small, l->note, note_width(s->paper));
        below = height_of(s);
    }
    room_for(s, high + below + 4, true);
    for (int i = 0; i < 4; x += column_width(s->paper, i++))
        if (*cells[i]) put(s, i ? &right : &plain, cells[i], x, s->y, cell_width(s->paper, l, i));
    s->y += high;
    if (below > 0) put(s, &small, l->note, MARGIN, s->y, note_width(s->paper));
    s->y += below + 4;
}

static void sum(struct sheet *s)
{
    room_for(s, 48, false);
    rule(s, 0.2, 0.8);
    s->y += 6;
    double label = smaller(larger(80, width_of(s, &bold, s->paper->sum_label)), INNER / 2.0);
    double high = put(s, &bold, s->paper->sum_label, MARGIN, s->y, label - 6);
    s->y += larger(high, put(s, &bold_right, s->paper->sum, MARGIN + label, s->y, INNER - label)) + 2;
    s->y += put(s, &plain, s->paper->sum_words, MARGIN, s->y, INNER) + 8;
}

static void signs(struct sheet *s)
{
    room_for(s, 40, false);
    double high = 14;
    s->y += 14;
    for (int i = 0; i < s->paper->sign_count; i++) {
        double each = (double)INNER / s->paper->sign_count, x = MARGIN + i * each;
        double label = smaller(larger(44, width_of(s, &heading, s->paper->signs[i].label)), each / 2);
        high = larger(high, put(s, &heading, s->paper->signs[i].label, x, s->y + 0.8, label - 4));
        high = larger(high, put(s, &plain, *s->paper->signs[i].value ? s->paper->signs[i].value : "＿＿＿＿＿＿", x + label, s->y, each - label - 4));
    }
    s->y += high + 8;
}

static void draw(struct sheet *s)
{
    head(s);
    facts(s);
    table_head(s);
    for (int i = 0; i < s->paper->line_count && s->page < PAGES_MOST; i++) row(s, &s->paper->lines[i]);
    sum(s);
    signs(s);
    if (!*s->paper->below) return;
    prepare(s, &small, s->paper->below, INNER);
    room_for(s, height_of(s), false);
    s->y += put(s, &small, s->paper->below, MARGIN, s->y, INNER);
}

static void say_when(cairo_surface_t *surface, const struct paper *p)
{
    char when[64];
    struct date d = date_of(day_of(p->made));
    int m = minute_of_day(p->made);
    snprintf(when, sizeof when, "%04d-%02d-%02dT%02d:%02d:00+08:00", d.year, d.month, d.day, m / 60, m % 60);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, p->number);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "zhangjia");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

static struct sheet draw_on(cairo_surface_t *surface, const struct paper *paper, double scale, double bottom, int pages)
{
    struct sheet s = { .cr = cairo_create(surface), .paper = paper, .page = 1, .pages = pages, .bottom = bottom };
    cairo_translate(s.cr, WIDTH * (1 - scale) / 2, 0);
    cairo_scale(s.cr, scale, scale);
    s.layout = pango_cairo_create_layout(s.cr);
    pango_context_set_language(pango_layout_get_context(s.layout), pango_language_from_string("zh-cn"));
    draw(&s);
    g_object_unref(s.layout);
    cairo_destroy(s.cr);
    return s;
}

/* By how much it is to be drawn smaller to stand on one page; 1 where it does as it is, or could not be read any more. */
static double fitting(const struct paper *paper)
{
    const double least = 0.7, endless = 1e6;
    if (!paper->one_page) return 1;
    cairo_surface_t *measure = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
    double high = draw_on(measure, paper, 1, endless, 1).y;
    cairo_surface_destroy(measure);
    return high <= BOTTOM || BOTTOM / high < least ? 1 : BOTTOM / high;
}

/* A short one stands on one page; what may not is drawn once to be counted. */
static int pages_of(const struct paper *paper, double scale, double bottom)
{
    enum { SURELY_ONE = 4 };
    if (paper->line_count <= SURELY_ONE || scale < 1) return 1;
    cairo_surface_t *count = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
    int pages = draw_on(count, paper, scale, bottom, 1).page;
    cairo_surface_destroy(count);
    return pages;
}

bool paper_pdf(const struct paper *paper, text path, text *ret_why)
{
    cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH, HEIGHT);
    double scale = fitting(paper);
    say_when(surface, paper);
    double bottom = scale < 1 ? BOTTOM / scale + 1 : BOTTOM;
    struct sheet s = draw_on(surface, paper, scale, bottom, pages_of(paper, scale, bottom));
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status) *ret_why = cairo_status_to_string(status);
    else if (s.no_font) *ret_why = "there is no font with Chinese letters: install fonts-noto-cjk";
    else if (s.page >= PAGES_MOST) *ret_why = "more than 20 pages";
    return !status && !s.no_font && s.page < PAGES_MOST;
}
