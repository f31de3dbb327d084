/* queue.c — 待办: what waits for this person. GET /api/queue and ticking off a reminder. */
#include <string.h>
#include "base/words.h"
#include "record/answer.h"
#include "record/deadline.h"
#include "record/engine_calls.h"
#include "record/hidden.h"
#include "record/input.h"
#include "record/output.h"
#include "record/parts.h"
#include "record/said.h"
#include "record/shape.h"

enum { MOST_ROWS = 500, MOST_BINDS = 2000 };

/* The condition "it waits for her", with its values. Both lists may be long; neither is empty in the SQL. */
struct mine { text where; struct value *values; int count; };

static text list_of(struct work *w, struct mine *m, text column, const text *words, const int64_t *numbers, int count)
{
    struct buf out = buf_new(w->arena);
    buf_print(&out, "%s in (", column);
    for (int i = 0; i < count && m->count < MOST_BINDS; i++) {
        m->values[m->count++] = words ? txt(words[i]) : num(numbers[i]);
        buf_print(&out, "%s$%d", i ? "," : "", m->count);
    }
    buf_add(&out, ")");
    return count ? buf_text(&out) : "1 = 0";
}

static struct mine waits_for(struct work *w, bool only_mine)
{
    const struct actor *a = w->actor;
    struct mine m = { .values = take_many(w, struct value, MOST_BINDS + 10) };
    m.values[m.count++] = num(a->person);
    text own = "(person > 0 and person = $1)";
    if (a->system) { m.where = "1 = 1"; m.count = 0; }
    else if (only_mine) m.where = own;
    else {
        text scope = a->all_branches ? "1 = 1" : print(w, "(branch = 0 or %s)", list_of(w, &m, "branch", NULL, a->branches, a->branch_count));
        int first = m.count;
        text who = list_of(w, &m, "who", a->can, NULL, a->can_count);
        m.count = first;                /* the same words once more: bound once */
        text then = list_of(w, &m, "then_who", a->can, NULL, a->can_count);
        m.where = print(w, "(%s or (person = 0 and %s and %s) or (escalated_at > 0 and %s and %s))", own, who, scope, then, scope);
    }
    if (a->system) return m;
    m.values[m.count++] = num(a->user);
    m.where = print(w, "%s%s", m.where, hidden_queue(w, print(w, "$%d", m.count)));
    return m;
}

struct waiting { int64_t id; text type; int64_t record; text rule; int64_t person, due, escalated; text title; bool reminder; };

static const struct deadline *declared(const struct record_type *type, text rule)
{
    for (int i = 0; type && i < type->deadline_count; i++)
        if (!strcmp(type->deadlines[i].name, rule)) return &type->deadlines[i];
    return NULL;
}

static text owner_name(struct work *w, int64_t person)
{
    return person ? record_title(w, house_type(w->house, "person"), person) : "";
}

text deadline_waits(struct work *w, const struct record_type *type, const struct deadline *rule, int64_t record)
{
    const void *about = rule && rule->waits ? record_peek(w, type, record) : NULL;
    const struct sentence *why = about ? rule->waits(w, about) : NULL;
    return why ? translate_with(w->arena, w->language, why->message, why->arguments) : "";
}

text deadline_leads(struct work *w, const struct record_type *type, const struct deadline *rule, int64_t record)
{
    const struct field *f = rule && rule->at ? type_field(type, rule->at) : NULL;
    const void *about = f && *deadline_waits(w, type, rule, record) ? record_peek(w, type, record) : NULL;
    int64_t to = about ? field_number(f, about) : 0;
    return to ? print(w, "/%s/%lld", f->to->name, (long long)to) : "";
}

/* The step that solves it, where the record stands: the end of a case is due while it is still heard, and a button then only refuses. */
static text step_now(struct work *w, const struct record_type *type, const struct deadline *rule, int64_t record)
{
    const struct step *s = rule->step ? type_step(type, rule->step) : NULL;
    if (!s || !(rule->states & ~s->from)) return rule->step ? rule->step : "";
    const void *about = record_peek(w, type, record);
    return about && s->from & FROM(record_state(type, about)) ? rule->step : "";
}

static void write_row(struct work *w, struct json *j, const struct waiting *d)
{
    const struct record_type *type = house_type(w->house, d->type);
    const struct deadline *rule = declared(type, d->rule);
    text waits = deadline_waits(w, type, d->reminder ? NULL : rule, d->record);
    write_object(j, NULL);
    write_number(j, "id", d->id);
    write_text(j, "type", d->type);
    write_number(j, "record", d->record);
    write_text(j, "title", title_said(w->arena, w->language, translate(w->language, said_read(w, d->title))));
    write_text(j, "rule", d->reminder ? "reminder" : d->rule);
    write_text(j, "label", *waits ? waits : rule ? translate(w->language, rule->label) : translate(w->language, N_("Reminder")));
    write_number(j, "due_at", d->due);
    write_flag(j, "overdue", d->due <= w->now.ms);
    write_flag(j, "escalated", d->escalated > 0);
    write_text(j, "step", rule && !*waits ? step_now(w, type, rule, d->record) : "");
    write_text(j, "to", deadline_leads(w, type, d->reminder ? NULL : rule, d->record));
    write_text(j, "owner", owner_name(w, d->person));
    write_end(j, '}');
}

static void write_rows(struct work *w, struct json *j, const struct mine *m, text more)
{
    struct waiting *list = take_many(w, struct waiting, MOST_ROWS);
    int n = 0;
    struct rows *row = db_query_made(w, print(w, "select id, type, record, rule, person, due_at, escalated_at, title, reminder from deadline where done_at = 0 and %s%s "
                                                 "order by due_at, id limit %d", m->where, more, MOST_ROWS), (struct bind){ m->values, m->count });
    while (db_next(row))
        list[n++] = (struct waiting){ db_number(row, 0), db_text(row, 1), db_number(row, 2), db_text(row, 3), db_number(row, 4), db_number(row, 5), db_number(row, 6),
                                      db_text(row, 7), db_number(row, 8) != 0 };
    write_list(j, "rows");
    for (int i = 0; i < n; i++) write_row(w, j, &list[i]);
    write_end(j, ']');
}

static void write_counts(struct work *w, struct json *j, struct mine *m)
{
    m->values[m->count] = num(w->now.ms);
    struct rows *row = db_query_made(w, print(w, "select type, count(*), sum(case when due_at <= $%d then 1 else 0 end), sum(case when escalated_at > 0 then 1 else 0 end) "
                                                 "from deadline where done_at = 0 and %s group by type order by type", m->count + 1, m->where),
                                     (struct bind){ m->values, m->count + 1 });
    int64_t all = 0, overdue = 0, escalated = 0;
    write_object(j, "counts");
    write_object(j, "types");
    while (db_next(row)) {
        text type = db_text(row, 0);
        write_number(j, *type ? type : "reminder", db_number(row, 1));
        all += db_number(row, 1);
        overdue += db_number(row, 2);
        escalated += db_number(row, 3);
    }
    write_end(j, '}');
    write_number(j, "all", all);
    write_number(j, "overdue", overdue);
    write_number(j, "escalated", escalated);
    write_end(j, '}');
}

/* Who looks after several branches sees where it piles up: one number for all of them says nothing. */
static void write_branches(struct work *w, struct json *j, const struct mine *m)
{
    const struct actor *a = w->actor;
    if (!a->system && !a->all_branches && a->branch_count < 2) return;
    m->values[m->count] = num(w->now.ms);
    struct rows *row = db_query_made(w, print(w, "select branch, count(*), sum(case when due_at <= $%d then 1 else 0 end), sum(case when escalated_at > 0 then 1 else 0 end) "
                                                 "from deadline where done_at = 0 and branch > 0 and %s group by branch order by 3 desc, 2 desc, 1", m->count + 1, m->where),
                                     (struct bind){ m->values, m->count + 1 });
    static const text keys[] = { "branch", "all", "overdue", "escalated" };
    write_list(j, "branches");
    while (db_next(row)) {
        write_object(j, NULL);
        for (int i = 0; i < COUNT_OF(keys); i++) write_number(j, keys[i], db_number(row, i));
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool queue_call(struct work *w, const struct request *q, struct reply *reply)
{
    text mine = http_query(q, "mine"), type = http_query(q, "type"), more = "";
    struct mine m = waits_for(w, mine && !strcmp(mine, "1"));
    int64_t days = http_query_number(q, "days", 0);
    if (days < 0 || days > 4000) return wrong(w, "days", N_("Between 1 and {1} days"), "4000");
    if (days) {
        m.values[m.count++] = num(w->now.ms + DAYS(days));
        m.where = print(w, "%s and due_at < $%d", m.where, m.count);
    }
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_branches(w, &j, &m);
    int64_t branch = http_query_number(q, "branch", 0);
    if (branch) {
        m.values[m.count++] = num(branch);
        m.where = print(w, "%s and branch = $%d", m.where, m.count);
    }
    write_counts(w, &j, &m);
    if (type && *type) {
        m.values[m.count++] = txt(strcmp(type, "reminder") ? type : "");       /* as the counts call those about no record */
        more = print(w, " and type = $%d", m.count);
    }
    write_rows(w, &j, &m, more);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* A deadline of a record is done by its step, not by a tick. */
bool queue_done_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    text note = input_string(w, body, "note", "");
    if (strlen(note) > 1500) return wrong(w, "note", N_("The note is longer than 500 characters"));
    struct mine m = waits_for(w, false);
    m.values[m.count] = num(id);
    struct rows *row = db_query_made(w, print(w, "select reminder from deadline where done_at = 0 and id = $%d and %s", m.count + 1, m.where),
                                     (struct bind){ m.values, m.count + 1 });
    bool there = db_next(row), reminder = there && db_number(row, 0);
    if (there) db_enough(row);
    if (failed(w)) return false;
    if (!there) return refuse_as(w, NOT_FOUND, "", N_("This is no longer in your queue"));
    if (!reminder) return refuse_as(w, CONFLICT, "", N_("This is done by its step, not by ticking it off"));
    db_exec(w, SQL("update deadline set done_at = $2, done_by = $3, note = $4, next_at = 0 where id = $1"), BIND(num(id), num(w->now.ms), num(w->actor->user), txt(note)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "ok", true);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
