/* xlsx_book.c — what a workbook says about itself: sheets, shared texts, number formats (ECMA-376 part 1, §18.2, 18.4, 18.8). */
#include <stdlib.h>
#include <string.h>
#include "sheet/inside.h"

static bool ends_with(text whole, text tail)
{
    size_t a = strlen(whole), b = strlen(tail);
    return a >= b && !strcmp(whole + a - b, tail);
}

/* Reads one whole part; the handlers see `me` and stop the reading by xml_refuse. false: `ret_why`. */
static bool read_part(struct xml *xml, struct sheet_book *book, text part, text *ret_why)
{
    if (xml_open(xml, book->zip, part)) xml_run(xml);
    *ret_why = xml->why;
    xml_close(xml);
    return !**ret_why;
}

static void nothing(void *me, text name) { (void)me; (void)name; }

/* ---- relationships: which part is what (§ part 2, 9.3). Types differ between strict and transitional files in all but the tail. */
struct relation { text id, type, part; struct relation *next; };
struct relations { struct xml xml; struct sheet_book *book; text base; struct relation *first; int count; };

/* "worksheets/sheet1.xml" beside "xl/", or "/xl/worksheets/sheet1.xml". A "../" has no business in a workbook. */
static text resolve(struct arena *arena, text base, text target)
{
    return *target == '/' ? arena_copy(arena, target + 1) : arena_print(arena, "%s%s", base, target);
}

static void relation_started(void *me, text name, const char **attributes)
{
    struct relations *all = me;
    if (strcmp(name, "Relationship")) return;
    if (++all->count > 4 * SHEET_MAX_SHEETS) { xml_refuse(&all->xml, N_("The workbook has too many sheets.")); return; }
    struct arena *arena = all->book->arena;
    struct relation *one = arena_take(arena, sizeof *one);
    *one = (struct relation){ arena_copy(arena, xml_attribute(attributes, "Id")), arena_copy(arena, xml_attribute(attributes, "Type")),
        resolve(arena, all->base, xml_attribute(attributes, "Target")), all->first };
    all->first = one;
}

static bool read_relations(struct relations *all, struct sheet_book *book, text part, text base, text *ret_why)
{
    *all = (struct relations){ .xml = { .start = relation_started, .end = nothing, .me = all }, .book = book, .base = base };
    return read_part(&all->xml, book, part, ret_why);
}

static text part_of_type(const struct relations *all, text tail)
{
    for (const struct relation *r = all->first; r; r = r->next) if (ends_with(r->type, tail)) return r->part;
    return NULL;
}

static text part_of_id(const struct relations *all, text id)
{
    for (const struct relation *r = all->first; r; r = r->next) if (!strcmp(r->id, id) && ends_with(r->type, "/worksheet")) return r->part;
    return NULL;
}

/* ---- workbook.xml */
struct contents { struct xml xml; struct sheet_book *book; const struct relations *relations; };

static void add_sheet(struct contents *contents, const char **attributes)
{
    struct sheet_book *book = contents->book;
    text part = part_of_id(contents->relations, xml_attribute(attributes, "id")), state = xml_attribute(attributes, "state");
    if (!part) return;                                          /* a chart or a dialog has a tab too */
    if (book->count == SHEET_MAX_SHEETS) { xml_refuse(&contents->xml, N_("The workbook has too many sheets.")); return; }
    bool hidden = !strcmp(state, "hidden") || !strcmp(state, "veryHidden");
    book->parts[book->count] = part;
    book->sheets[book->count++] = (struct sheet){ arena_copy(book->arena, xml_attribute(attributes, "name")), hidden };
}

static void contents_started(void *me, text name, const char **attributes)
{
    struct contents *contents = me;
    text from_1904 = xml_attribute(attributes, "date1904");
    if (!strcmp(name, "workbookPr")) contents->book->from_1904 = !strcmp(from_1904, "1") || !strcmp(from_1904, "true");
    if (!strcmp(name, "sheet")) add_sheet(contents, attributes);
}

static bool read_contents(struct sheet_book *book, text part, const struct relations *relations, text *ret_why)
{
    struct contents contents = { .xml = { .start = contents_started, .end = nothing, .me = &contents }, .book = book, .relations = relations };
    book->sheets = arena_take(book->arena, SHEET_MAX_SHEETS * sizeof *book->sheets);
    book->parts = arena_take(book->arena, SHEET_MAX_SHEETS * sizeof *book->parts);
    if (!read_part(&contents.xml, book, part, ret_why)) return false;
    if (!book->count) *ret_why = N_("The workbook has no sheet.");
    return book->count > 0;
}

/* ---- sharedStrings.xml: <si> of <t> and of <r><t>; <rPh> is how a Japanese reader says it, not what is written */
struct shared { struct xml xml; struct sheet_book *book; struct arena *arena; struct buf now; int reading; bool in_item, in_text; };

static void shared_started(void *me, text name, const char **attributes)
{
    struct shared *shared = me;
    (void)attributes;
    if (!strcmp(name, "si")) { shared->in_item = true; arena_reset(shared->arena); shared->now = buf_new(shared->arena); }
    if (!strcmp(name, "rPh")) shared->reading++;
    shared->in_text = shared->in_item && !shared->reading && !strcmp(name, "t");
}

static void shared_letters(void *me, const char *at, int length)
{
    struct shared *shared = me;
    if (!shared->in_text) return;
    if (shared->now.length + (size_t)length > SHEET_MAX_CELL) xml_refuse(&shared->xml, N_("A cell is longer than a spreadsheet allows."));
    else buf_bytes(&shared->now, at, (size_t)length);
}

static void keep_string(struct shared *shared)
{
    struct strings *all = &shared->book->strings;
    all->bytes += shared->now.length + 1;
    if (all->count == SHEET_MAX_STRINGS || all->bytes > SHEET_MAX_STRING_BYTES) {
        xml_refuse(&shared->xml, N_("The workbook holds more text than can be read. Split it."));
        return;
    }
    text **chunk = &all->chunks[all->count / SHEET_CHUNK];
    if (!*chunk) *chunk = arena_take(shared->book->arena, SHEET_CHUNK * sizeof **chunk);
    text whole = shared->now.length ? buf_text(&shared->now) : "";
    (*chunk)[all->count++ % SHEET_CHUNK] = xlsx_unescape(shared->book->arena, whole, shared->now.length);
}

static void shared_ended(void *me, text name)
{
    struct shared *shared = me;
    shared->in_text = false;
    if (!strcmp(name, "rPh")) shared->reading--;
    if (!strcmp(name, "si") && shared->in_item) { keep_string(shared); shared->in_item = false; }
}

static bool read_shared(struct sheet_book *book, text part, text *ret_why)
{
    struct shared shared = { .xml = { .start = shared_started, .end = shared_ended, .letters = shared_letters, .me = &shared }, .book = book };
    shared.arena = arena_new();
    bool well = read_part(&shared.xml, book, part, ret_why);
    arena_free(shared.arena);
    return well;
}

text xlsx_string(const struct strings *strings, long index)
{
    return index < 0 || index >= strings->count ? NULL : strings->chunks[index / SHEET_CHUNK][index % SHEET_CHUNK];
}

/* ---- styles.xml: a cell's s="3" is the 4th <xf> of <cellXfs>, which names a number format */
struct styles { struct xml xml; struct sheet_book *book; struct format *own; bool in_cells; };   /* own: by numFmtId */

static void styles_started(void *me, text name, const char **attributes)
{
    struct styles *styles = me;
    struct sheet_book *book = styles->book;
    if (!strcmp(name, "cellXfs")) styles->in_cells = true;
    bool number_format = !strcmp(name, "numFmt"), cell = styles->in_cells && !strcmp(name, "xf");
    if (!number_format && !cell) return;
    long id = strtol(xml_attribute(attributes, "numFmtId"), NULL, 10);
    bool known = id >= 0 && id < SHEET_MAX_FORMATS;
    if (number_format && known) styles->own[id] = format_of_code(xml_attribute(attributes, "formatCode"));
    if (cell && book->format_count < SHEET_MAX_FORMATS) book->formats[book->format_count++] = known ? styles->own[id] : format_of_id(0);
}

static void styles_ended(void *me, text name) { if (!strcmp(name, "cellXfs")) ((struct styles *)me)->in_cells = false; }

static bool read_styles(struct sheet_book *book, text part, text *ret_why)
{
    struct styles styles = { .xml = { .start = styles_started, .end = styles_ended, .me = &styles }, .book = book };
    styles.own = arena_take(book->arena, SHEET_MAX_FORMATS * sizeof *styles.own);
    book->formats = arena_take(book->arena, SHEET_MAX_FORMATS * sizeof *book->formats);
    for (int id = 0; id < 64; id++) styles.own[id] = format_of_id(id);
    return read_part(&styles.xml, book, part, ret_why);
}

/* ---- */
static text folder_of(struct arena *arena, text part)
{
    text slash = strrchr(part, '/');
    return slash ? arena_copy_n(arena, part, (size_t)(slash - part) + 1) : "";
}

static bool read_parts(struct sheet_book *book, text *ret_why)
{
    struct relations top, inner;
    if (!read_relations(&top, book, "_rels/.rels", "", ret_why)) return false;
    text workbook = part_of_type(&top, "/officeDocument");
    if (!workbook) return false;
    text folder = folder_of(book->arena, workbook);
    text listing = arena_print(book->arena, "%s_rels/%s.rels", folder, workbook + strlen(folder));
    if (!read_relations(&inner, book, listing, folder, ret_why) || !read_contents(book, workbook, &inner, ret_why)) return false;
    text shared = part_of_type(&inner, "/sharedStrings"), styles = part_of_type(&inner, "/styles");
    return (!shared || read_shared(book, shared, ret_why)) && (!styles || read_styles(book, styles, ret_why));
}

bool xlsx_open(struct sheet_book *book, text *ret_why)
{
    book->zip = xlsx_archive(book->path, book->key);
    if (book->zip && zip_name_locate(book->zip, "[Content_Types].xml", ZIP_FL_NOCASE) < 0)
        *ret_why = N_("This is an archive, but not an .xlsx workbook.");
    else if (book->zip && read_parts(book, ret_why)) return true;
    if (!**ret_why) *ret_why = N_("The workbook is damaged.");
    return false;
}

/* Excel writes control characters as _x000D_, and a real "_x" as _x005F_x (§22.4.2.4). Only what stands for one unit below
 * U+0080 is put back; a carriage return is dropped, the line feed after it stays. */
static bool escaped(const char *at, size_t left, int *ret_unit)
{
    if (left < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return false;
    char hex[5] = { at[2], at[3], at[4], at[5], 0 }, *end;
    if (strspn(hex, "0123456789abcdefABCDEF") != 4) return false;
    *ret_unit = (int)strtol(hex, &end, 16);
    return *ret_unit < 0x80;
}

text xlsx_unescape(struct arena *arena, const char *from, size_t length)
{
    if (!memmem(from, length, "_x", 2)) return arena_copy_n(arena, from, length);
    char *out = arena_take(arena, length + 1);
    size_t made = 0;
    for (size_t i = 0; i < length; i++) {
        int unit = 0;
        if (!escaped(from + i, length - i, &unit)) { out[made++] = from[i]; continue; }
        if (unit >= ' ' || unit == '\n' || unit == '\t') out[made++] = (char)unit;
        i += 6;
    }
    return out;
}
