/* kept_paper.c — see kept_paper.h. */
#include "company/kept_paper.h"
#include <string.h>
#include "base/words.h"
#include "company/retention_run.h"
#include "company/rights.h"
#include "record/convert.h"
#include "record/erase.h"
#include "record/file.h"
#include "record/held.h"
#include "record/output.h"

static const struct field file_fields[] = { FIELD(kept_file, label, .label = N_("What it is")), FIELD(kept_file, paper, .personal = true, .label = N_("File")) };
static const struct row_type file_row = ROW_TYPE(kept_file, file_fields);

static const struct field fields[] = {
    FIELD(kept_paper, person, .label = N_("Person"), .to = &person_type, .required = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(kept_paper, what, .label = N_("What"), .max = 200, .list = true, .set_by = ENGINE_ONLY), FIELD(kept_paper, law, .label = N_("By what"), .max = 200, .list = true, .set_by = ENGINE_ONLY),
    FIELD(kept_paper, rule, .label = N_("Rule"), .max = 80, .filter = true, .set_by = ENGINE_ONLY), FIELD(kept_paper, until, .label = N_("Kept until"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(kept_paper, words, .fleeting = true, .label = N_("Words under seal"), .mask = MASK_ALL, .reveal = CAN_OPEN_KEPT, .max = 200000, .set_by = ENGINE_ONLY),
    FIELD(kept_paper, files, .label = N_("Files"), .row = &file_row, .reveal = CAN_OPEN_KEPT, .set_by = ENGINE_ONLY, .help = N_("They open for an hour to whoever opened the words, with a reason")),
};

/* ---- what stays ---- */

static day day_in(const struct field *f, const void *record)
{
    if (!f || field_empty(f, record)) return (day){ 0 };
    return f->kind == KIND_DAY ? (day){ (int32_t)field_number(f, record) } : day_of((instant){ field_number(f, record) });
}

/* The day a period counts from; an end that is not known is the last change. */
static day counts_from(struct work *w, const struct record_type *type, const void *record, text since)
{
    const struct record *r = record;
    if (!since) return day_of(r->created_at);
    text dot = strchr(since, '.');
    const struct field *f = type_field(type, dot ? arena_copy_n(w->arena, since, (size_t)(dot - since)) : since);
    const void *other = dot && f ? record_peek(w, f->to, field_number(f, record)) : NULL;
    day from = dot ? (other ? day_in(type_field(f->to, dot + 1), other) : (day){ 0 }) : day_in(f, record);
    return from.number ? from : day_of(r->changed_at);
}

static day kept_until(struct work *w, const struct record_type *type, const void *record, const struct retention *rule)
{
    return (day){ counts_from(w, type, record, rule->since).number + (int32_t)rule_days(w, print(w, "%s.%s", type->name, rule->name), rule->days) };
}

static text opened(struct work *w, const struct record_type *type, const void *record, const struct field *f)
{
    return f->kind == KIND_SEALED ? sealed_open(w, type, record, member(f, record)) : field_text(w, f, record);
}

struct telling { struct buf words; struct kept_file *files; size_t file_count, room; };

static void tell_member(struct work *w, struct telling *t, const struct record_type *type, const void *record, const struct field *f)
{
    if (field_empty(f, record)) return;
    if (f->kind != KIND_FILE) buf_print(&t->words, "%s: %s\n", translate(w->language, f->label), opened(w, type, record, f));
    else if (t->file_count < t->room) t->files[t->file_count++] = (struct kept_file){ translate(w->language, f->label), *(const file *)member(f, record) };
}

static void tell_rows(struct work *w, struct telling *t, const struct record_type *type, const void *record, const struct field *f, text members)
{
    const rows_of *rows = member(f, record);
    bool all = member_goes(w, members, "", f);
    for (size_t i = 0; i < rows->count; i++)
        for (int k = 0; k < f->row->field_count; k++)
            if (all || member_goes(w, members, f->name, &f->row->fields[k])) tell_member(w, t, type, (const char *)rows->at + i * f->row->size, &f->row->fields[k]);
}

static struct telling tell(struct work *w, const struct record_type *type, const void *record, text members)
{
    enum { FILES = 200 };
    struct telling t = { .words = buf_new(w->arena), .files = take_many(w, struct kept_file, FILES), .room = FILES };
    buf_add(&t.words, "");
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        if (f->kind == KIND_ROWS) tell_rows(w, &t, type, record, f, members);
        else if (member_goes(w, members, "", f)) tell_member(w, &t, type, record, f);
    }
    return t;
}

/* By its number; what has none by the first numbered record it belongs to, as this is all that is read of it until it is opened: "Signature (contract H26-0007)". */
static text called(struct work *w, const struct record_type *type, const void *record)
{
    text label = translate(w->language, type->label), number = ((const struct record *)record)->number;
    if (*number) return print(w, "%s %s", label, number);
    for (int i = 0; i < type->field_count; i++) {
        const struct field *f = &type->fields[i];
        const struct record *of = f->to && !field_empty(f, record) ? record_peek(w, f->to, field_number(f, record)) : NULL;
        if (of && *of->number) return translate_with(w->arena, w->language, N_("{1} ({2})"), (const text[]){ label, print(w, "%s %s", translate(w->language, f->to->label), of->number), NULL });
    }
    return label;
}

/* By the system, in whose name its files pass over: whoever may erase her need not see every branch. */
static bool keep_one(struct work *w, struct person *p, const struct record_type *type, const void *record, const struct retention *rule)
{
    day until = kept_until(w, type, record, rule);
    struct telling t = until.number >= day_of(w->now).number ? tell(w, type, record, rule->members) : (struct telling){ 0 };
    if (!t.words.length && !t.file_count) return !failed(w);
    struct kept_paper k = { .person = { p->record.id }, .what = called(w, type, record),
        .law = translate(w->language, rule->law), .rule = print(w, "%s.%s", type->name, rule->name), .until = until,
        .words = { .plain = print(w, "%s: %s\n%s", translate(w->language, N_("Name")), p->name, buf_text(&t.words)) }, .files = { t.files, t.file_count } };
    const struct actor *asking = w->actor;
    w->actor = &the_system;
    bool well = ADD(w, kept_paper, &k);
    w->actor = asking;
    for (size_t i = 0; i < t.file_count; i++) file_unname(w, t.files[i].paper.hash);
    if (!p->kept_until.given || until.number > p->kept_until.number) p->kept_until = (maybe_day){ until.number, true };
    return well;
}

bool papers_keep(struct work *w, struct person *p, int64_t behind)
{
    for (const struct record_type *const *t = house_types(w->house); *t; t++)
        for (int i = 0; i < (*t)->retention_count; i++) {
            const struct retention *rule = &(*t)->retention[i];
            struct found f = rule->stays ? records_of_person(w, *t, behind) : (struct found){ 0 };
            for (int k = 0; k < f.count; k++)
                if (!keep_one(w, p, *t, f.at[k], rule)) return false;
        }
    return !failed(w);
}

/* ---- keys ---- */

static struct found papers_of(struct work *w, int64_t person) { return LOAD_WHERE(w, kept_paper, "person = $1 and length(words) > 0 order by id", BIND(num(person))); }

bool keys_go_papers_stay(struct work *w, int64_t person)
{
    struct found papers = papers_of(w, person);
    text *plain = take_many(w, text, papers.count + 1);
    for (int i = 0; i < papers.count; i++) plain[i] = sealed_open(w, &kept_paper_type, papers.at[i], &FOUND(struct kept_paper, papers, i)->words);
    if (failed(w) || !seal_erase(w, person)) return false;
    for (int i = 0; i < papers.count; i++) {
        struct kept_paper *k = papers.at[i];
        k->words.plain = arena_copy(w->arena, plain[i]);
        if (!SAVE(w, kept_paper, k)) return false;
    }
    return !failed(w);
}

static bool paper_goes(struct work *w, void *record, text rule, int64_t *ret_done)
{
    int64_t person = ((struct kept_paper *)record)->person.id;
    if (!record_erase(w, &kept_paper_type, record, "words|files", rule, ret_done)) return false;
    return db_one(w, SQL("select 1 from kept_paper where person = $1 and length(words) > 0 limit 1"), BIND(num(person)), 0) || failed(w) ? !failed(w) : seal_erase(w, person);
}

/* ---- the type ---- */

static text title(struct work *w, const struct kept_paper *k) { (void)w; return k->what; }
TITLE(kept_paper, title)

static const text indexes[] = { "person", NULL };
static const struct retention kept[] = {
    { .name = "words", .label = N_("What a law keeps of persons erased, until the day each paper says; the key goes with the last"), .law = N_("Stored and protected as long as a law says, nothing else (PIPL art. 47)"),
      .due = "until < $2 and length(words) > 0", .erase = paper_goes },
};

const struct record_type kept_paper_type = RECORD_TYPE(kept_paper, .label = N_("Kept by law"), .plural = "Kept by law", .module = "company", FIELDS(fields), .scope = SCOPE_COMPANY, RETENTION(kept), .subject = "person",
    .see = CAN_OPEN_KEPT, .append_only = true, .kept_apart = true, .title = title_hook, .order = "until", .indexes = indexes);

/* ---- said to her and to the office ---- */

/* A rule whose words stay, or one by which nothing goes by itself: numbers that stay under "Erased person". */
static const struct retention *keeping(const struct record_type *type)
{
    const struct retention *rule = NULL;
    for (int i = 0; i < type->retention_count; i++) {
        if (type->retention[i].stays) return &type->retention[i];
        if (!rule && !type->retention[i].due && type->retention[i].days > 0) rule = &type->retention[i];
    }
    return rule;
}

static struct kept_line line_of(struct work *w, const struct record_type *type, int64_t person)
{
    const struct retention *rule = keeping(type);
    struct found f = rule ? records_of_person(w, type, person) : (struct found){ 0 };
    struct kept_line line = { .type = type, .law = rule ? translate(w->language, rule->law) : "", .sealed = rule && rule->stays };
    for (int i = 0; i < f.count; i++) {
        day until = kept_until(w, type, f.at[i], rule);
        line.count += until.number >= day_of(w->now).number;
        if (until.number > line.until.number) line.until = until;
    }
    return line;
}

int kept_by_law(struct work *w, int64_t person, struct kept_line *into, int most)
{
    int n = 0;
    for (const struct record_type *const *t = house_types(w->house); *t && n < most; t++) {
        into[n] = line_of(w, *t, person);
        n += into[n].count > 0;
    }
    return n;
}

text kept_by_law_words(struct work *w, int64_t person)
{
    enum { MOST = 100 };
    struct kept_line *lines = take_many(w, struct kept_line, MOST);
    struct buf out = buf_new(w->arena);
    int n = kept_by_law(w, person, lines, MOST);
    buf_add(&out, "");
    for (int i = 0; i < n; i++) {
        const text said[] = { translate(w->language, lines[i].type->label), print(w, "%d", lines[i].count), day_text(w->arena, lines[i].until), lines[i].law, NULL };
        buf_print(&out, "%s%s", out.length ? translate(w->language, N_("; ")) : "", translate_with(w->arena, w->language, N_("{1} ({2}) until {3}: {4}"), said));
    }
    return buf_text(&out);
}
