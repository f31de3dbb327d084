/* import_row.c — one row of a sheet: its cells into drafts, the drafts into records. The same for the dry run and the run. */
#include "record/import_own.h"
#include <string.h>
#include "base/identity.h"
#include "base/utf8.h"
#include "record/held.h"
#include "record/image.h"
#include "record/input.h"

/* ---- what shapes call ---- */

static int part_named(const struct import_row *r, text name)
{
    for (int i = 0; i < r->task->shape->part_count; i++)
        if (!strcmp(r->task->shape->parts[i].name, name)) return i;
    return -1;
}

void *import_draft(struct import_row *r, text part)
{
    int p = part_named(r, part);
    if (p >= 0) r->has[p] = true;
    return p >= 0 ? r->draft[p] : NULL;
}

bool import_has(const struct import_row *r, text part)
{
    int p = part_named(r, part);
    return p >= 0 && r->has[p];
}

void *import_notes(struct import_row *r) { return r->notes; }

int64_t import_earlier(struct import_row *r, text matter, text value) { return seen_first(r->task->seen, matter, value, r->source->number, 0, NULL); }
void import_says_again(struct import_row *r) { r->said_before = true; }

void import_take(struct import_row *r, text part, int64_t id)
{
    int p = part_named(r, part);
    if (p < 0) return;
    r->taken[p] = id;
    r->has[p] = true;
}

/* ---- errors ---- */

bool refused(const struct work *w) { return w->failure == INVALID || w->failure == CONFLICT || w->failure == NOT_FOUND || w->failure == FORBIDDEN; }

static const text *arguments_kept(struct arena *arena, const text *from)
{
    int n = 0;
    while (from && from[n]) n++;
    text *into = arena_take(arena, sizeof *into * (size_t)(n + 1));
    for (int i = 0; i < n; i++) into[i] = arena_copy(arena, from[i]);
    return into;
}

void task_error(struct import_task *t, const struct import_error *e)
{
    t->errors_all++;
    if (t->error_count == MOST_ERRORS_KEPT) return;
    struct import_error *into = &t->errors[t->error_count++];
    *into = *e;
    into->field = arena_copy(t->arena, e->field);
    into->value = arena_copy(t->arena, e->value);
    into->message = arena_copy(t->arena, e->message);
    into->arguments = arguments_kept(t->arena, e->arguments);
}

/* Which column said it: by the target's name, or by the member's alone. */
static int mapped_by(const struct import_task *t, text field)
{
    for (int i = 0; i < t->mapped_count; i++)
        if (!strcmp(t->mapped[i]->name, field)) return i;
    for (int i = 0; i < t->mapped_count; i++) {
        text dot = strchr(t->mapped[i]->name, '.');
        if (dot && !strcmp(dot + 1, field)) return i;
    }
    return -1;
}

/* Errors are kept in the clear: of what is sealed only the mask. */
static text value_shown(struct work *w, const struct import_task *t, const struct import_row *r, int mapped)
{
    if (mapped < 0) return "";
    const struct field *f = t->mapped[mapped]->field;
    text value = r->source->cells[mapped].value;
    return f && f->kind == KIND_SEALED ? sealed_mask(w, f, value) : utf8_cut(w->arena, value, 60);
}

static void add_error(struct work *w, struct import_row *r, text field, text message, const text *arguments, bool warning)
{
    struct import_task *t = r->task;
    int m = mapped_by(t, field);
    task_error(t, &(struct import_error){ r->source->number, m < 0 ? -1 : t->columns[m], field, value_shown(w, t, r, m), message, arguments, warning });
}

void import_warning(struct work *w, struct import_row *r, text field, const text *message_and_arguments)
{
    add_error(w, r, field, message_and_arguments[0], message_and_arguments + 1, true);
    r->task->counts.warned++;
}

void row_errors(struct work *w, struct import_row *r)
{
    for (const struct wrong_field *f = w->wrong; f; f = f->next) add_error(w, r, f->field, f->message, f->arguments, false);
    if (!w->wrong) add_error(w, r, w->field, w->message, w->arguments, false);
    work_clear(w);
}

/* ---- cells ---- */

static struct wrong_field **last_wrong(struct work *w)
{
    struct wrong_field **last = &w->wrong;
    while (*last) last = &(*last)->next;
    return last;
}

static bool han_before_and_after(const char *from, const char *at)
{
    uint32_t c;
    const char *back = at;
    do back--; while (back > from && ((unsigned char)*back & 0xc0) == 0x80);
    return utf8_read(back, &c) && is_han(c) && utf8_read(at + 1, &c) && is_han(c);
}

/* 张 三 is 张三; Mary Ann stays. */
static text name_joined(struct work *w, text given)
{
    text name = utf8_trim(w->arena, given);
    struct buf out = buf_new(w->arena);
    buf_add(&out, "");
    for (const char *at = name; *at; at++) {
        if (*at == ' ' && at > name && han_before_and_after(name, at)) continue;
        if (!strncmp(at, "\xe3\x80\x80", 3)) { at += 2; continue; }
        buf_char(&out, *at);
    }
    return buf_text(&out);
}

/* Excel's serial days without a date format: 45291 is 2023-12-31. */
static text day_from_serial(struct work *w, const struct import_cell *c)
{
    enum { EPOCH = 25569, FIRST = 10000, LAST = 80000 };
    if (c->kind != SHEET_NUMBER || c->number < FIRST || c->number > LAST || c->number != (double)(int)c->number) return c->value;
    return day_text(w->arena, (day){ (int)c->number - EPOCH });
}

static text cell_text(struct work *w, const struct field *f, const struct import_cell *c)
{
    text value = utf8_trim(w->arena, c->value);
    if (c->kind == SHEET_FLAG) return utf8_lower(w->arena, value);
    if (!f) return value;
    if (f->names) return name_joined(w, value);
    if (f->format == FORMAT_MOBILE || f->format == FORMAT_PHONE) {
        text plain = phone_normal(w->arena, value, house_demo(w->house));
        return *plain ? plain : value;
    }
    if (f->kind == KIND_DAY && c->kind == SHEET_DATE) return arena_copy_n(w->arena, value, strcspn(value, " "));
    if (f->kind == KIND_DAY) return day_from_serial(w, c);
    if (f->kind == KIND_INSTANT && c->kind == SHEET_DATE && !strchr(value, ' ')) return print(w, "%s 00:00", value);
    return value;
}

static bool bad_cell(struct work *w, const struct import_target *t, const struct import_cell *c, text label)
{
    bool numbers = !t->field || t->field->kind == KIND_SEALED || t->field->kind == KIND_TEXT;
    if (c->kind == SHEET_ERROR && !strcmp(c->value, "="))
        return wrong(w, "", N_("{1}: the formula has no value; copy the column and paste it as values"), translated(w, label)), true;
    if (c->kind == SHEET_ERROR) return wrong(w, "", N_("{1}: the cell shows the error {2}"), translated(w, label), c->value), true;
    if (c->worn && numbers)
        return wrong(w, "", N_("{1}: Excel has lost digits of this number (it keeps 15). Format the column as text and enter it again"), translated(w, label)), true;
    return false;
}

static bool read_cell(struct work *w, struct import_row *r, const struct import_target *t, const struct import_cell *c)
{
    text label = t->label ? t->label : t->name;
    r->reading = t->name;
    if (bad_cell(w, t, c, label)) return false;
    text value = cell_text(w, t->field, c);
    if (t->read) return t->read(w, value, r);
    const struct record_type *type = r->task->shape->parts[t->part].type;
    r->has[t->part] = true;
    r->given[t->part][t->field - type->fields] = true;
    return input_text(w, type, t->field, value, r->draft[t->part], INPUT_IMPORT);
}

/* A refusal's sentences under the name of the column; the work goes on as if nothing was wrong, so that the next cell can ask the database. */
static struct wrong_field *set_aside(struct work *w, text name)
{
    struct wrong_field *list = w->wrong;
    if (!list) {
        list = take(w, struct wrong_field);
        *list = (struct wrong_field){ .message = w->message, .arguments = w->arguments };
    }
    for (struct wrong_field *f = list; f; f = f->next) f->field = name;
    w->failure = NO_FAILURE;
    w->wrong = NULL;
    return list;
}

/* All cells are read, whatever is wrong with the ones before: a message per wrong cell. */
static void read_cells(struct work *w, struct import_row *r)
{
    struct wrong_field *all = NULL, **last = &all;
    for (int i = 0; i < r->task->mapped_count; i++) {
        if (r->source->cells[i].kind == SHEET_EMPTY || !*utf8_trim(w->arena, r->source->cells[i].value)) continue;
        read_cell(w, r, r->task->mapped[i], &r->source->cells[i]);
        if (!failed(w)) continue;
        if (!refused(w)) return;
        *last = set_aside(w, r->task->mapped[i]->name);
        while (*last) last = &(*last)->next;
    }
    if (!all) return;
    w->failure = INVALID;
    w->wrong = all;
    w->field = all->field;
    w->message = all->message;
    w->arguments = all->arguments;
}

static text hash_of(struct work *w, const struct import_row *r)
{
    struct buf all = buf_new(w->arena);
    buf_add(&all, r->task->shape->name);
    for (int i = 0; i < r->task->targets.count; i++)
        for (int m = 0; m < r->task->mapped_count; m++)
            if (r->task->mapped[m] == &r->task->targets.at[i] && *r->source->cells[m].value)
                buf_print(&all, "\x1e%s\x1f%s", r->task->mapped[m]->name, utf8_trim(w->arena, r->source->cells[m].value));
    return blind_token(w, "import", buf_text(&all));
}

static bool required_cells(struct work *w, struct import_row *r)
{
    for (int i = 0; i < r->task->targets.count; i++) {
        const struct import_target *t = &r->task->targets.at[i];
        if (!t->insist) continue;
        int m = mapped_by(r->task, t->name);
        bool filled = t->field && !field_blank(t->field, r->draft[t->part]);
        if (!filled && (m < 0 || !*utf8_trim(w->arena, r->source->cells[m].value))) wrong(w, t->name, N_("{1} is missing"), translated(w, t->label));
    }
    return !failed(w);
}

bool row_read(struct work *w, struct import_task *task, const struct import_source_row *source, struct import_row *r)
{
    *r = (struct import_row){ .task = task, .source = source, .notes = arena_take(w->arena, task->shape->notes + 1), .reading = "" };
    for (int p = 0; p < task->shape->part_count; p++) {
        const struct import_part *part = &task->shape->parts[p];
        r->draft[p] = record_from_memory(w, part->type);
        r->given[p] = take_many(w, bool, part->type->field_count);
        r->has[p] = part->needed;
    }
    r->hash = hash_of(w, r);
    read_cells(w, r);
    if (failed(w) && !refused(w)) return false;
    bool well = !failed(w);
    if (well && task->shape->finish) well = task->shape->finish(w, r) && !failed(w);
    if (refused(w) || well) required_cells(w, r);
    return !failed(w);
}

/* ---- parts ---- */

static int linked_part(const struct import_row *r, const struct import_link *l)
{
    return l->field ? part_named(r, l->part) : -1;
}

/* false: an earlier part it hangs on is not there. */
static bool set_links(struct import_row *r, int p, bool *ret_all_found)
{
    const struct import_part *part = &r->task->shape->parts[p];
    *ret_all_found = true;
    for (int i = 0; i < MOST_LINKS && part->links[i].field; i++) {
        int to = linked_part(r, &part->links[i]);
        if (to < 0 || !r->id[to]) return false;
        *ret_all_found &= !r->created[to];
        ((ref *)member_mut(type_field(part->type, part->links[i].field), r->draft[p]))->id = r->id[to];
    }
    return true;
}

static bool key_differs(struct work *w, const struct import_part *part, const void *draft, const void *found, text key)
{
    const struct field *f = type_field(part->type, key);
    if (!f || f->kind != KIND_SEALED || field_empty(f, draft) || field_empty(f, found)) return false;
    return strcmp(((const sealed *)member(f, draft))->plain, sealed_open(w, part->type, found, member(f, found))) != 0;
}

/* Found by a weaker key, but the surer one says that it is another: it is another. */
static int64_t search(struct work *w, const struct import_part *part, const void *draft)
{
    for (int k = 0; k < MOST_KEYS && part->keys[k]; k++) {
        int64_t id = import_find(w, part, draft, part->keys[k]);
        if (id < 0) { wrong(w, "", N_("Several records fit this row; make it clear by number")); return 0; }
        const void *found = id && k ? record_peek(w, part->type, id) : NULL;
        bool other = false;
        for (int i = 0; i < k && found; i++) other |= key_differs(w, part, draft, found, part->keys[i]);
        if (id && !other) return id;
    }
    return 0;
}

static bool same_matter(struct work *w, const struct import_row *r, int p, const void *found)
{
    const struct import_part *part = &r->task->shape->parts[p];
    const struct field *f = part->same ? type_field(part->type, part->same) : NULL;
    if (!f || field_blank(f, r->draft[p]) || field_same(f, r->draft[p], found)) return true;
    const struct field *key = type_field(part->type, part->keys[0]);
    return wrong(w, key ? key->name : "", N_("This {1} belongs to “{2}” already"), translated(w, key ? key->label : part->type->label), record_title(w, part->type, ((const struct record *)found)->id));
}

/* In this file: the same key twice, or the same telling value for somebody else. */
static bool first_in_file(struct work *w, struct import_row *r, int p)
{
    const struct import_part *part = &r->task->shape->parts[p];
    const struct field *same = part->same ? type_field(part->type, part->same) : NULL;
    uint64_t whose = same ? seen_hash(*(const text *)member(same, r->draft[p])) : 0, other = 0;
    text surest = part->keys[0] ? import_key_text(w, part->type, r->draft[p], part->keys[0]) : "";
    const struct field *key = part->keys[0] ? type_field(part->type, part->keys[0]) : NULL;
    int64_t row = *surest ? seen_first(r->task->seen, print(w, "%s:key", part->name), surest, r->source->number, whose, &other) : 0;
    if (row && (part->once || (same && other != whose)))
        return wrong(w, key ? key->name : "", N_("The same {1} stands in row {2}"), translated(w, key ? key->label : part->type->label), print(w, "%lld", (long long)row));
    for (int k = 1; k < MOST_KEYS && part->keys[k] && part->once && !*surest; k++) {
        text weaker = import_key_text(w, part->type, r->draft[p], part->keys[k]);
        row = *weaker ? seen_first(r->task->seen, print(w, "%s:%s", part->name, part->keys[k]), weaker, r->source->number, 0, NULL) : 0;
        if (row) return wrong(w, "", N_("The same {1} stands in row {2}"), translated(w, part->type->label), print(w, "%lld", (long long)row));
    }
    return true;
}

static void hint(struct work *w, struct import_row *r, int p, int64_t found)
{
    const struct import_part *part = &r->task->shape->parts[p];
    const struct field *f = part->hint ? type_field(part->type, part->hint) : NULL, *same = part->same ? type_field(part->type, part->same) : NULL;
    text value = f && !found ? import_key_text(w, part->type, r->draft[p], part->hint) : "";
    if (!*value || !r->task->dry) return;
    uint64_t whose = same ? seen_hash(*(const text *)member(same, r->draft[p])) : 0, other = 0;
    int64_t row = seen_first(r->task->seen, print(w, "%s:hint", part->name), value, r->source->number, whose, &other);
    if (row && other != whose) import_warn(w, r, f->name, N_("Row {2} has the same {1}; make sure that they are two people"), translated(w, f->label), print(w, "%lld", (long long)row));
    int64_t there = import_find(w, part, r->draft[p], part->hint);
    if (there > 0) import_warn(w, r, f->name, N_("“{2}” has the same {1}; make sure that they are two people"), translated(w, f->label), record_title(w, part->type, there));
    if (there < 0) import_warn(w, r, f->name, N_("Several others have the same {1}"), translated(w, f->label));
}

static bool state_allowed(struct work *w, const struct record_type *type, const void *draft)
{
    unsigned state = record_state(type, draft);
    if (!state || state == type->first_state || (type->import_states & FROM(state))) return true;
    return wrong(w, "state", N_("A {1} cannot be imported as “{2}”"), translated(w, type->label), translated(w, choice_label(type_state(type)->choices, state)));
}

/* What the save would say, without saving: the rules and what must be there. */
static bool would_store(struct work *w, const struct record_type *type, void *draft)
{
    const struct field *state = type_state(type);
    if (state && !record_state(type, draft)) *(unsigned *)member_mut(state, draft) = type->first_state;
    if (type->check && !type->check(w, draft, NULL)) return false;
    for (int i = 0; i < type->field_count; i++)
        if (type->fields[i].required && field_empty(&type->fields[i], draft)) wrong(w, type->fields[i].name, N_("{1} is missing"), translated(w, type->fields[i].label));
    return !failed(w);
}

/* ---- what earlier rows of a dry run would have made: nothing is in the database, and their works are over ---- */

struct made { text matter, of_id, value; };
static struct made made_by(struct work *w, const struct import_row *r, int p, int k)
{
    const struct import_part *part = &r->task->shape->parts[p];
    return (struct made){ print(w, "%s:made:%d", part->name, k), print(w, "%s:id:%d", part->name, k), part->keys[k] ? import_key_text(w, part->type, r->draft[p], part->keys[k]) : "" };
}

/* Only once the whole row is good: a wrong one makes nothing. */
static void remember_made(struct work *w, struct import_row *r)
{
    for (int p = 0; p < r->task->shape->part_count; p++)
        for (int k = 0; k < MOST_KEYS && r->created[p]; k++) {
            struct made m = made_by(w, r, p, k);
            if (!*m.value) continue;
            seen_first(r->task->seen, m.matter, m.value, r->source->number, (uint64_t)r->source->number, NULL);
            seen_first(r->task->seen, m.of_id, m.value, r->source->number, (uint64_t)r->id[p], NULL);
        }
}

/* The provisional id that an earlier row gave it by its surest key; 0: nobody made it. A handful that is run again meets itself. */
static int64_t made_before(struct work *w, const struct import_row *r, int p)
{
    for (int k = 0; k < MOST_KEYS; k++) {
        uint64_t row = 0, id = 0;
        struct made m = made_by(w, r, p, k);
        if (!*m.value) continue;
        bool known = seen_known(r->task->seen, m.matter, m.value, &row) && (int64_t)row < r->source->number;
        return known && seen_known(r->task->seen, m.of_id, m.value, &id) ? (int64_t)id : 0;
    }
    return 0;
}

/* A number that nobody gave is 0 in the draft, which may be a price: a record that is made needs it said, as over the API. */
static bool numbers_given(struct work *w, const struct import_row *r, int p)
{
    const struct record_type *type = r->task->shape->parts[p].type;
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        bool number = f->kind == KIND_NUMBER || f->kind == KIND_MONEY || f->kind == KIND_MINUTES;
        if (f->required && number && !r->given[p][i] && field_blank(f, r->draft[p])) wrong(w, f->name, N_("{1} is missing"), translated(w, f->label));
    }
    return !failed(w);
}

static struct change how_stored(const struct import_part *part, text event)
{
    bool heard = part->type->heard_imported;
    return (struct change){ .what = AUDIT_IMPORTED, .step = "", .event = heard ? event : "", .quiet = !heard, .clocks = part->clocks };
}

static bool make(struct work *w, struct import_row *r, int p)
{
    const struct import_part *part = &r->task->shape->parts[p];
    struct record *base = r->draft[p];
    if (r->task->dry && (r->id[p] = made_before(w, r, p)) != 0) {
        r->changed[p] = part->add && !r->said_before && r->task->batch.existing != EXISTING_SKIP;
        return true;
    }
    if (!state_allowed(w, part->type, r->draft[p]) || !numbers_given(w, r, p)) return false;
    if (!base->branch.id && part->type->scope == SCOPE_BRANCH) base->branch.id = w->actor->home;
    r->created[p] = true;
    if (!r->task->dry) {
        struct change change = how_stored(part, "created");
        if (!record_store_new(w, part->type, r->draft[p], change)) return false;
        r->id[p] = base->id;
        return true;
    }
    base->id = r->id[p] = record_new_id();      /* provisional: nothing is written, but the parts that follow find it in memory */
    if (!would_store(w, part->type, r->draft[p])) return false;
    record_adopt(w, part->type, r->draft[p]);
    return true;
}

static bool alike(struct work *w, const struct record_type *type, const struct field *f, const void *draft, const void *record)
{
    if (f->kind != KIND_SEALED) return field_same(f, draft, record);
    text plain = ((const sealed *)member(f, draft))->plain;
    return !strcmp(plain ? plain : "", sealed_open(w, type, record, member(f, record)));
}

static void add_row(struct work *w, struct import_row *r, int p, void *record, struct json *before)
{
    const struct import_part *part = &r->task->shape->parts[p];
    const struct field *f = part->add ? type_field(part->type, part->adds) : NULL;
    if (!f) return;
    rows_of *rows = (rows_of *)member_mut(f, record), was = *rows;
    if (!part->add(w, record, r->draft[p])) return;
    rows_of now = *rows;
    struct image_of of = image_of(part->type, record);
    of.fleeting = true;
    *rows = was;
    if (!r->task->dry) image_write(w, before, f->name, &of, f, record);
    *rows = now;
    r->changed[p] = true;
}

/* Fills in (or replaces) what the row gives; the values from before are kept for the undo. */
static bool fill(struct work *w, struct import_row *r, int p, void *record)
{
    const struct record_type *type = r->task->shape->parts[p].type;
    struct json before = json_new(w->arena);
    struct image_of of = image_of(type, record);
    of.fleeting = true;
    write_object(&before, NULL);
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->set_by != SET_BY_ANYONE || !strcmp(f->name, "state") || import_linked(&r->task->shape->parts[p], f->name)) continue;
        if (!r->given[p][i] && field_blank(f, r->draft[p])) continue;
        if (r->task->batch.existing == EXISTING_FILL && !field_blank(f, record)) continue;
        if (alike(w, type, f, r->draft[p], record)) continue;
        if (!r->task->dry) image_write(w, &before, f->name, &of, f, record);
        memcpy(member_mut(f, record), member(f, r->draft[p]), field_size(f));
        r->changed[p] = true;
    }
    add_row(w, r, p, record, &before);
    write_end(&before, '}');
    r->before[p] = buf_text(&before.out);
    return !failed(w);
}

static bool mend(struct work *w, struct import_row *r, int p, int64_t id)
{
    const struct import_part *part = &r->task->shape->parts[p];
    void *record = record_load(w, part->type, id);
    if (!record || !same_matter(w, r, p, record)) return false;
    r->id[p] = id;
    if (r->task->batch.existing == EXISTING_SKIP) return true;
    if (!fill(w, r, p, record) || !r->changed[p]) return !failed(w);
    if (r->task->dry) return !part->type->check || part->type->check(w, record, record_before(record));
    return record_store(w, part->type, record, how_stored(part, "changed"));
}

static bool settle_part(struct work *w, struct import_row *r, int p)
{
    const struct import_part *part = &r->task->shape->parts[p];
    bool all_found;
    if (!r->has[p]) return true;
    if (!set_links(r, p, &all_found)) return wrong(w, "", N_("This row does not say whose it is"));
    if (!first_in_file(w, r, p)) return false;
    int64_t id = r->taken[p] ? r->taken[p] : all_found ? search(w, part, r->draft[p]) : 0;
    if (failed(w)) return false;
    hint(w, r, p, id);
    return id ? mend(w, r, p, id) : make(w, r, p);
}

/* Imported before with the same words: nothing to do. Not asked when the file itself says it twice. */
static bool known_line(struct work *w, const struct import_row *r)
{
    return db_one(w, SQL("select 1 from import_line where hash = $1 and shape = $2 limit 1"), BIND(txt(r->hash), txt(r->task->shape->name)), 0) == 1;
}

static void name_fields(struct work *w, struct wrong_field **from, const struct import_part *part)
{
    for (struct wrong_field *f = *from; f; f = f->next)
        if (*f->field && !strchr(f->field, '.')) f->field = print(w, "%s.%s", part->name, f->field);
}

bool row_settle(struct work *w, struct import_row *r, enum outcome *ret)
{
    *ret = ROW_SAME;
    if (known_line(w, r) || failed(w)) return !failed(w);
    for (int p = 0; p < r->task->shape->part_count; p++) {
        struct wrong_field **last = last_wrong(w);
        bool well = settle_part(w, r, p);
        if (r->task->shape->column_count) name_fields(w, last, &r->task->shape->parts[p]);
        if (!well) return false;
        if (r->created[p]) *ret = ROW_CREATE;
        else if (r->changed[p] && *ret == ROW_SAME) *ret = ROW_UPDATE;
    }
    if (r->task->dry) remember_made(w, r);
    return !failed(w);
}

void row_note(struct work *w, const struct import_row *r, int64_t *position)
{
    int64_t batch = r->task->batch.id;
    bool anything = false;
    for (int p = 0; p < r->task->shape->part_count; p++) anything |= r->created[p] || r->changed[p];
    if (!anything) return;              /* what changed nothing is compared anew next time: the batch that did it may be undone */
    db_exec(w, SQL("insert into import_line (batch, row_number, shape, hash) values ($1, $2, $3, $4) on conflict (batch, row_number) do nothing"),
            BIND(num(batch), num(r->source->number), txt(r->task->shape->name), txt(r->hash)));
    for (int p = 0; p < r->task->shape->part_count && !failed(w); p++) {
        if (!r->created[p] && !r->changed[p]) continue;
        const struct record *now = r->created[p] ? r->draft[p] : record_peek(w, r->task->shape->parts[p].type, r->id[p]);
        db_exec(w, SQL("insert into import_record (batch, position, row_number, type, record, version, earlier, stays) values ($1, $2, $3, $4, $5, $6, $7, 0)"),
                BIND(num(batch), num((*position)++), num(r->source->number), txt(r->task->shape->parts[p].type->name), num(r->id[p]), num(now ? now->version : 0),
                     txt(r->created[p] ? "" : r->before[p])));
    }
}
