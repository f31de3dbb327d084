/* deadline.c — entries of the work queue: made and unmade with their records, rung when due. The queue itself is read in queue.c.
 *
 * `next_at` is when the clock must look at an entry again (0: never): the ringing is one walk along an index. */
#include "record/deadline.h"
#include <string.h>
#include "record/engine_calls.h"
#include "record/parts.h"

const char deadline_schema[] =
    "create table if not exists deadline (id {number} primary key, type {text} not null, record {number} not null, rule {text} not null, "
    "branch {number} not null, who {text} not null, person {number} not null, due_at {number} not null, escalate_at {number} not null, "
    "then_who {text} not null, next_at {number} not null, rung_at {number} not null, escalated_at {number} not null, done_at {number} not null, "
    "done_by {number} not null, note {text} not null, title {text} not null, reminder {number} not null);"
    "create unique index if not exists deadline_rule on deadline (record, type, rule);"
    "create index if not exists deadline_next on deadline (next_at) where next_at > 0;"
    "create index if not exists deadline_who on deadline (who, due_at) where done_at = 0;"
    "create index if not exists deadline_person on deadline (person, due_at) where done_at = 0 and person > 0;"
    "create index if not exists deadline_place on deadline (branch, type, due_at) where done_at = 0;"
    "create index if not exists deadline_then on deadline (then_who, due_at) where done_at = 0 and escalated_at > 0;";

struct entry { int64_t id; text rule; int64_t branch; text who; int64_t person, due, escalate; text then, title; bool reminder; };

/* Tells the browsers of those whose queue changed. Capabilities are words of ours and may be in a notice. */
static void tell(struct work *w, int64_t branch, int64_t person, text who)
{
    db_notify(w, print(w, "queue {\"branch\":%lld,\"person\":%lld,\"can\":\"%s\"}", (long long)branch, (long long)person, who ? who : ""));
}

static struct entry entry_of(struct work *w, const struct record_type *type, const struct deadline *d, const void *record)
{
    struct entry e = { .rule = d->name, .branch = ((const struct record *)record)->branch.id, .who = d->who ? d->who : "", .then = d->then ? d->then : "" };
    if (type->first_state && !(d->states & FROM(record_state(type, record)))) return e;
    e.due = d->due(w, record).ms;
    if (!e.due) return e;
    e.person = d->person ? d->person(w, record).id : 0;
    e.escalate = d->escalate_after && d->then ? e.due + d->escalate_after : 0;
    return e;
}

static void put_new(struct work *w, text type, int64_t record, const struct entry *e)
{
    db_exec(w, SQL("insert into deadline (id, type, record, rule, branch, who, person, due_at, escalate_at, then_who, next_at, rung_at, escalated_at, "
                   "done_at, done_by, note, title, reminder) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, 0, 0, 0, 0, '', $11, $12)"),
            BIND(num(e->id), txt(type), num(record), txt(e->rule), num(e->branch), txt(e->who), num(e->person), num(e->due), num(e->escalate),
                 txt(e->then), txt(e->title), num(e->reminder)));
}

/* Another time rings anew; another person or branch only hears of it. */
static void change(struct work *w, int64_t id, const struct entry *e, bool again)
{
    db_exec(w, SQL("update deadline set branch = $2, who = $3, person = $4, due_at = $5, escalate_at = $6, then_who = $7, title = $8, "
                   "next_at = case when $9 = 1 then $5 else next_at end, rung_at = case when $9 = 1 then 0 else rung_at end, "
                   "escalated_at = case when $9 = 1 then 0 else escalated_at end, done_at = 0 where id = $1"),
            BIND(num(id), num(e->branch), txt(e->who), num(e->person), num(e->due), num(e->escalate), txt(e->then), txt(e->title), num(again)));
}

struct there { int64_t id; text rule; int64_t branch; text who; int64_t person, due, escalate; text title; int64_t done; };
struct there_list { struct there at[32]; int count; };

static struct there_list what_is_there(struct work *w, text type, int64_t record)
{
    struct there_list list = { .count = 0 };
    struct rows *row = db_query(w, SQL("select id, rule, branch, who, person, due_at, escalate_at, title, done_at from deadline where record = $1 and type = $2 and reminder = 0"),
                                BIND(num(record), txt(type)));
    while (db_next(row))
        if (list.count < 32)
            list.at[list.count++] = (struct there){ db_number(row, 0), db_text(row, 1), db_number(row, 2), db_text(row, 3), db_number(row, 4), db_number(row, 5),
                                                    db_number(row, 6), db_text(row, 7), db_number(row, 8) };
    return list;
}

static const struct there *there_of(const struct there_list *list, text rule)
{
    for (int i = 0; i < list->count; i++)
        if (!strcmp(list->at[i].rule, rule)) return &list->at[i];
    return NULL;
}

static void gone(struct work *w, const struct there *t)
{
    db_exec(w, SQL("delete from deadline where id = $1"), BIND(num(t->id)));
    tell(w, t->branch, t->person, t->who);
}

static void update(struct work *w, const struct record_type *type, int64_t record, struct entry *e, const struct there *t)
{
    if (!t) {
        e->id = record_new_id();
        put_new(w, type->name, record, e);
    } else {
        bool again = t->due != e->due;
        if (!again && t->branch == e->branch && t->person == e->person && t->escalate == e->escalate && !strcmp(t->who, e->who) && !strcmp(t->title, e->title) && !t->done) return;
        change(w, t->id, e, again);
        if (t->branch != e->branch || t->person != e->person) tell(w, t->branch, t->person, t->who);
    }
    tell(w, e->branch, e->person, e->who);
}

void deadlines_update(struct work *w, const struct record_type *type, const void *record, bool removed)
{
    if (!type->deadline_count || failed(w)) return;
    int64_t id = ((const struct record *)record)->id;
    struct there_list list = what_is_there(w, type->name, id);
    text title = NULL;
    for (int i = 0; i < type->deadline_count && !failed(w); i++) {
        struct entry e = removed ? (struct entry){ .rule = type->deadlines[i].name } : entry_of(w, type, &type->deadlines[i], record);
        const struct there *t = there_of(&list, e.rule);
        if (!e.due) {
            if (t) gone(w, t);
            continue;
        }
        if (!title) title = record_title(w, type, id);
        e.title = title;
        update(w, type, id, &e, t);
    }
    if (removed) db_exec(w, SQL("delete from deadline where record = $1 and type = $2"), BIND(num(id), txt(type->name)));
}

void deadlines_again(struct work *w, const struct record_type *type, const void *record) { deadlines_update(w, type, record, false); }

/* ---- the clock ---- */

enum { AT_ONCE = 500 };
struct ringing { int64_t id, branch, person; text who, then; int64_t rung, escalate; };

static void ring(struct work *w, const struct ringing *r)
{
    bool up = r->escalate && r->escalate <= w->now.ms;
    db_exec(w, SQL("update deadline set rung_at = case when rung_at = 0 then $2 else rung_at end, escalated_at = case when $3 = 1 then $2 else escalated_at end, "
                   "next_at = $4 where id = $1"),
            BIND(num(r->id), num(w->now.ms), num(up), num(up || !r->escalate ? 0 : r->escalate)));
    if (!r->rung) tell(w, r->branch, r->person, r->who);
    if (up) tell(w, r->branch, 0, r->then);
}

bool deadlines_ring(struct work *w)
{
    struct ringing *list = take_many(w, struct ringing, AT_ONCE);
    int n = 0;
    struct rows *row = db_query(w, SQL("select id, branch, person, who, then_who, rung_at, escalate_at from deadline where next_at > 0 and next_at <= $1 order by next_at limit 500"),
                                BIND(num(w->now.ms)));
    while (db_next(row))
        list[n++] = (struct ringing){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_text(row, 3), db_text(row, 4), db_number(row, 5), db_number(row, 6) };
    for (int i = 0; i < n && !failed(w); i++) ring(w, &list[i]);
    return !failed(w);
}

/* ---- reminders ---- */

int64_t remind(struct work *w, const struct reminder *r)
{
    if (failed(w)) return 0;
    if (!r->title || !*r->title || !r->due.ms || !(r->person.id || (r->who && *r->who))) {
        fault(w, "a reminder without title, time or somebody to remind");
        return 0;
    }
    struct entry e = { .id = record_new_id(), .branch = r->branch, .who = r->who ? r->who : "", .person = r->person.id, .due = r->due.ms, .reminder = true,
        .then = r->then ? r->then : "", .title = r->title, .escalate = r->escalate_after && r->then ? r->due.ms + r->escalate_after : 0 };
    bool named = r->rule && *r->rule;
    text type = r->about ? r->about->name : "";
    e.rule = named ? print(w, "remind.%s", r->rule) : print(w, "remind:%lld", (long long)e.id);
    int64_t there = named ? db_one(w, SQL("select id from deadline where record = $1 and type = $2 and rule = $3"), BIND(num(r->record), txt(type), txt(e.rule)), 0) : 0;
    if (there) change(w, e.id = there, &e, true);
    else put_new(w, type, r->record, &e);
    tell(w, e.branch, e.person, e.who);
    return failed(w) ? 0 : e.id;
}

void remind_no_more(struct work *w, const struct record_type *about, int64_t record, text rule)
{
    struct rows *row = db_query(w, SQL("delete from deadline where record = $1 and type = $2 and rule = $3 returning branch, person, who"),
                                BIND(num(record), txt(about ? about->name : ""), txt(print(w, "remind.%s", rule))));
    while (db_next(row)) tell(w, db_number(row, 0), db_number(row, 1), db_text(row, 2));
}
