/* preview.c — see preview.h. The audit log tells what was done, as every change of a record is a row of it. */
#include "record/preview.h"
#include "base/words.h"
#include "record/answer.h"
#include "record/held.h"
#include "record/hidden.h"
#include "record/timeline.h"

enum { MOST_ROWS = 2000 };

struct line { const struct record_type *type; int64_t id; enum audit_what what; text step, changes; bool told; };

static bool is_hidden(struct work *w, const struct line *l)
{
    const void *record = record_peek(w, l->type, l->id);
    return !record || hidden_here(w, l->type, record);
}

static int read_lines(struct work *w, int64_t since, struct line *lines)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select type, record, what, step, changes from audit where id > $1 and request = $2 and what in (1, 2, 3, 4) order by id limit 2000"),
                                BIND(num(since), txt(w->request ? w->request : "")));
    while (db_next(row)) {
        const struct record_type *type = house_type(w->house, db_text(row, 0));
        if (type && can(w, type->see)) lines[n++] = (struct line){ type, db_number(row, 1), (enum audit_what)db_number(row, 2), db_text(row, 3), db_text(row, 4), false };
    }
    for (int i = 0; i < n; i++) lines[i].told = lines[i].type->hidden_from && is_hidden(w, &lines[i]);
    return n;
}

static void write_name(struct work *w, struct json *j, const struct record_type *type, int64_t id)
{
    const struct record *r = record_peek(w, type, id);
    write_text(j, "type", type->name);
    write_text(j, "type_label", translate(w->language, type->label));
    write_number(j, "id", id);
    write_text(j, "number", r && r->number ? r->number : "");
    write_text(j, "title", r ? title_said(w->arena, w->language, record_title_made(w, type, r)) : "");
}

/* All that happened to the record of lines[first]. */
static void write_record(struct work *w, struct json *j, struct line *lines, int first, int count)
{
    const struct line *l = &lines[first];
    text *changes = take_many(w, text, count);
    int n = 0;
    for (int i = first; i < count; i++) {
        if (lines[i].type != l->type || lines[i].id != l->id) continue;
        lines[i].told = true;
        changes[n++] = lines[i].changes;
    }
    write_object(j, NULL);
    write_name(w, j, l->type, l->id);
    write_text(j, "what", l->what == AUDIT_CREATED ? "created" : l->what == AUDIT_STEP ? "step" : l->what == AUDIT_REMOVED ? "removed" : "changed");
    write_text(j, "step", l->step);
    write_text(j, "label", timeline_label(w, l->type, l->what, l->step));
    timeline_listed(w, j, l->type, l->id, changes, n);
    write_end(j, '}');
}

static void write_notes(struct work *w, struct json *j)
{
    write_list(j, "notes");
    for (const struct mentioned *m = w->mentioned; m; m = m->next) {
        const struct record_type *type = house_type(w->house, m->type);
        if (!type) continue;
        write_object(j, NULL);
        write_name(w, j, type, m->record);
        write_text(j, "message", translate_with(w->arena, w->language, m->message, m->arguments));
        write_end(j, '}');
    }
    write_end(j, ']');
}

struct trial { const struct record_type *type; void *record; const struct step *step; const void *input; struct json *json; bool told; };

/* Always ends in a failure, as that is what undoes it; `told` says whether it came to its end. */
static bool run_and_tell(struct work *w, void *data)
{
    struct trial *t = data;
    int64_t since = record_new_id();
    if (!step_take(w, t->type, t->record, t->step->name, t->input)) return false;
    struct line *lines = take_many(w, struct line, MOST_ROWS);
    int n = read_lines(w, since, lines);
    write_object(t->json, NULL);
    write_list(t->json, "records");
    for (int i = 0; i < n; i++)
        if (!lines[i].told) write_record(w, t->json, lines, i, n);
    write_end(t->json, ']');
    write_notes(w, t->json);
    write_end(t->json, '}');
    t->told = !failed(w);
    return refuse(w, "", N_("This was a preview"));
}

bool step_preview(struct work *w, const struct record_type *type, void *record, const struct step *step, const void *input, struct json *json)
{
    struct trial t = { type, record, step, input, json, false };
    text reason = w->reason;
    if (step->reason && !*step_reason(w)) w->reason = "-";          /* it is asked for the act, not for looking */
    w->preview = true;
    w->mentioned = NULL;
    db_part(w, run_and_tell, &t);
    w->preview = false;
    w->mentioned = NULL;
    w->reason = reason;
    return t.told && db_part_forget(w);
}
