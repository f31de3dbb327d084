/* export.c — a list as a workbook or CSV, as filtered, sorted and masked on the page.
 *
 * Who took what is known afterwards: the audit log keeps actor, parameters, columns and the number of rows; the workbook carries name
 * and time on each page, the file's name both. Sealed columns and those that need a capability of their own leave the house at most
 * 200 rows at a time unless the actor holds CAN_EXPORT_MANY (DOMAIN.md §8.2; approval is asking somebody who does). */
#include <stdio.h>
#include <string.h>
#include "base/scratch.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/convert.h"
#include "record/held.h"
#include "record/list_calls.h"
#include "record/list_sql.h"
#include "record/output.h"
#include "sheet/writer.h"

enum { SENSITIVE_ROWS = 200, ROWS_MOST = 100000, AT_ONCE = 500, COLUMNS_MOST = 200, CURSOR_MOST = 8192 };

struct export {
    const struct record_type *type;
    const struct list_pair *pairs; int pair_count;      /* what was asked */
    bool csv;
    text path;
    struct list_query query;
    const struct field **columns;
    int count;
    int64_t rows;
};

static bool exportable(struct work *w, const struct field *f)
{
    return field_visible(w, f) && f->kind != KIND_ROWS && f->kind != KIND_JSON && f->kind != KIND_FILE;
}

static bool asked(text columns, text name)
{
    for (text at = columns; *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == strlen(name) && !strncmp(at, name, strlen(name))) return true;
    return false;
}

static void add(struct export *e, const struct field *f) { if (e->count < COLUMNS_MOST) e->columns[e->count++] = f; }

/* Each branch counts from 1, so a list over several of them says whose a number is. */
static bool across_branches(const struct work *w, const struct export *e)
{
    if (e->type->scope != SCOPE_BRANCH || (!w->actor->all_branches && w->actor->branch_count < 2)) return false;
    for (int i = 0; i < e->query.filter_count; i++)
        if (!strcmp(e->query.filters[i].field->name, "branch") && e->query.filters[i].count == 1) return false;
    return true;
}

static bool choose_columns(struct work *w, struct export *e)
{
    text columns = e->query.columns;
    if (e->type->no_export) return refuse_as(w, FORBIDDEN, "", e->type->no_export);
    if (e->type->prefix && (!*columns || asked(columns, "number"))) add(e, list_field(e->type, "number"));
    if (!*columns && across_branches(w, e)) add(e, list_field(e->type, "branch"));
    for (int i = 0; i < e->type->field_count; i++) {
        const struct field *f = &e->type->fields[i];
        if (exportable(w, f) && (*columns ? asked(columns, f->name) : f->list || f == type_state(e->type))) add(e, f);
    }
    for (int i = 1; i < base_field_count; i++)
        if (*columns ? asked(columns, base_fields[i].name) : !strcmp(base_fields[i].name, "created_at")) add(e, &base_fields[i]);
    return e->count || refuse(w, "columns", N_("None of these columns can be exported"));
}

static bool sensitive(const struct field *f) { return f->kind == KIND_SEALED || f->see; }

static bool within_limits(struct work *w, struct export *e)
{
    bool more;
    const struct field *secret = NULL;
    for (int i = 0; i < e->count; i++)
        if (!secret && sensitive(e->columns[i])) secret = e->columns[i];
    list_count(w, &e->query, ROWS_MOST, &more);
    if (more) return refuse(w, "", N_("More than 100000 rows; narrow the list first"));
    if (!secret || can(w, CAN_EXPORT_MANY)) return !failed(w);
    list_count(w, &e->query, SENSITIVE_ROWS, &more);
    if (!more) return !failed(w);
    return refuse_as(w, FORBIDDEN, "columns", N_("More than 200 rows with “{1}” need approval: narrow the list, leave the column out, or ask somebody who may export more"),
                     translated(w, secret->label));
}

static enum sheet_column_kind column_kind(const struct field *f)
{
    switch (f->kind) {
    case KIND_NUMBER: return SHEET_COLUMN_NUMBER;
    case KIND_MONEY: return SHEET_COLUMN_MONEY;
    case KIND_DAY: return SHEET_COLUMN_DAY;
    case KIND_INSTANT: return SHEET_COLUMN_INSTANT;
    default: return SHEET_COLUMN_TEXT;
    }
}

static void write_ref(struct work *w, struct sheet_writer *out, const struct names *names, const struct field *f, const void *record)
{
    const struct record_type *to = f->to ? f->to : house_type(w->house, "branch");
    text title = to ? name_of(names, to, field_number(f, record)) : NULL;
    sheet_write_text(out, title ? title : "");
}

static void write_cell(struct work *w, struct sheet_writer *out, const struct names *names, const struct field *f, const void *record)
{
    if (field_refers(f)) { write_ref(w, out, names, f, record); return; }
    if (field_empty(f, record) && f->kind != KIND_FLAG) { sheet_write_empty(out); return; }
    int64_t n = field_number(f, record);
    switch (column_kind(f)) {
    case SHEET_COLUMN_NUMBER: sheet_write_number(out, (double)n / number_scale(f)); break;
    case SHEET_COLUMN_MONEY: sheet_write_money(out, (maybe_money){ n, true }); break;
    case SHEET_COLUMN_DAY: sheet_write_day(out, (maybe_day){ (int32_t)n, true }); break;
    case SHEET_COLUMN_INSTANT: sheet_write_instant(out, (instant){ n }); break;
    case SHEET_COLUMN_TEXT: sheet_write_text(out, field_text(w, f, record)); break;
    }
}

/* Page after page, each giving its memory back. */
static void write_pages(struct work *w, struct export *e, struct sheet_writer *out)
{
    char cursor[CURSOR_MOST] = "";
    e->query.limit = AT_ONCE;
    e->rows = 0;
    for (text next = ""; next && !failed(w);) {
        struct arena_mark mark = arena_mark(w->arena);
        if (*cursor && !cursor_read(w, &e->query, cursor)) fault(w, "an export's own cursor is not valid");
        struct found found = list_page(w, &e->query, &next);
        struct names *names = names_of(w, e->type, found.at, found.count);
        for (int i = 0; i < found.count; i++) {
            for (int k = 0; k < e->count; k++) write_cell(w, out, names, e->columns[k], found.at[i]);
            sheet_write_row(out);
        }
        e->rows += found.count;
        if (next && (size_t)snprintf(cursor, sizeof cursor, "%s", next) >= sizeof cursor) fault(w, "a cursor is longer than %d bytes", CURSOR_MOST);
        if (!failed(w)) arena_back(w->arena, mark);
    }
}

static bool write_file(struct work *w, struct export *e)
{
    struct arena *arena = arena_new();          /* the writer's: the pages give theirs back */
    struct sheet_column columns[COLUMNS_MOST];
    for (int i = 0; i < e->count; i++) columns[i] = (struct sheet_column){ .title = translate(w->language, e->columns[i]->label), .kind = column_kind(e->columns[i]) };
    const text who[] = { w->actor->name ? w->actor->name : "", instant_words(w->arena, w->now), NULL };
    struct sheet_paper paper = { .name = translate(w->language, e->type->label), .columns = columns, .count = e->count, .message_title = "",
        .watermark = translate_with(w->arena, w->language, N_("Exported by {1} on {2}"), who) };
    struct sheet_writer *out = e->csv ? sheet_writer_csv(arena, e->path, &paper) : sheet_writer_xlsx(arena, e->path, &paper);
    if (out) write_pages(w, e, out);
    bool written = out && sheet_writer_close(out);
    arena_free(arena);
    return failed(w) ? false : written || fault(w, "the export could not be written to %s", e->path);
}

static bool make(struct work *w, struct export *e)
{
    e->columns = take_many(w, const struct field *, COLUMNS_MOST);
    e->count = 0;
    return choose_columns(w, e) && within_limits(w, e) && write_file(w, e);
}

bool export_write(struct work *w, const struct list_query *query, bool csv, text path, int64_t *ret_rows)
{
    struct export e = { .type = query->type, .query = *query, .csv = csv, .path = path };
    bool well = make(w, &e);
    *ret_rows = e.rows;
    return well;
}

static bool make_asked(struct work *w, void *data)
{
    struct export *e = data;
    return list_read(w, e->type, e->pairs, e->pair_count, &e->query) && make(w, e);
}

static bool log_it(struct work *w, void *data)
{
    const struct export *e = data;
    struct json json = json_new(w->arena);
    write_object(&json, NULL);
    write_number(&json, "rows", e->rows);
    write_list(&json, "columns");
    for (int i = 0; i < e->count; i++) write_text(&json, NULL, e->columns[i]->name);
    write_end(&json, ']');
    write_list(&json, "query");          /* names only: a searched word may be a person's phone */
    for (int i = 0; i < e->pair_count; i++) write_text(&json, NULL, e->pairs[i].name);
    write_end(&json, ']');
    write_end(&json, '}');
    audit_write(w, &(struct audit_entry){ .what = AUDIT_EXPORT, .type = e->type, .branch = w->actor->home, .step = "", .reason = "", .changes = buf_text(&json.out) });
    return !failed(w);
}

/* Read and written down in transactions of their own: nobody waits for a long list. */
static bool make_and_log(struct work *w, struct export *e)
{
    return db_read(house_db(w->house), w, make_asked, e) && db_write(house_db(w->house), w, log_it, e);
}

bool export_file(struct work *w, const struct record_type *type, const struct list_pair *pairs, int count, bool csv, text path, int64_t *ret_rows)
{
    struct export e = { .type = type, .pairs = pairs, .pair_count = count, .csv = csv, .path = path };
    bool well = make_and_log(w, &e);
    *ret_rows = e.rows;
    return well;
}

static bool export_call(struct work *w, const struct request *request, struct reply *reply, bool csv)
{
    struct export *e = take(w, struct export);
    *e = (struct export){ .type = call_type(w, request), .csv = csv };
    if (!e->type || !list_pairs_asked(w, request, &e->pairs, &e->pair_count)) return false;
    text end = csv ? "csv" : "xlsx";
    e->path = scratch_path(w->arena);
    if (!make_and_log(w, e)) return false;
    reply->file = e->path;
    reply->file_name = print(w, "%s %s %s.%s", translate(w->language, e->type->label), w->actor->name ? w->actor->name : "", day_text(w->arena, day_of(w->now)), end);
    reply->type = csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return true;
}

bool export_xlsx_call(struct work *w, const struct request *request, struct reply *reply) { return export_call(w, request, reply, false); }
bool export_csv_call(struct work *w, const struct request *request, struct reply *reply) { return export_call(w, request, reply, true); }
