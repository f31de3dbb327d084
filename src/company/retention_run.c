/* retention_run.c — the nightly run: rule by rule, ids in handfuls read in a snapshot, then erased in a short transaction that asks again whether
 * each is still due. Begun again after a crash it finds what is left: what is erased is not due any more. */
#include "company/retention_run.h"
#include "base/log.h"
#include "company/person.h"
#include "record/erase.h"
#include "record/job.h"

enum { AT_ONCE = 50 };

struct sweep {
    int index;
    struct rule_found found;
    instant now, before;
    int64_t cursor, ids[AT_ONCE];
    int count;
    int64_t done, held;                     /* of the whole rule */
    int64_t done_now, held_now;             /* of the transaction, which may run twice */
};

int64_t rule_days(struct work *w, text code, int declared) { return db_one(w, SQL("select days from retention_rule where code = $1"), BIND(txt(code)), declared); }

static bool begin(struct work *w, void *data)
{
    struct sweep *s = data;
    s->found = rule_at(w, s->index);
    if (!s->found.rule) return !failed(w);
    s->now = w->now;
    s->before.ms = w->now.ms - DAYS(rule_days(w, s->found.code, s->found.rule->days));
    s->found.code = "";                     /* of this work's memory */
    return !failed(w);
}

static struct rows *due(struct work *w, const struct sweep *s, text further, int64_t id)
{
    const struct retention *r = s->found.rule;
    return db_query_made(w, print(w, "select id from %s where (%s) and $1 > 0 and $2 > -100000 and %s $3 order by id limit %d", s->found.type->name, r->due, further, AT_ONCE),
                         BIND(num(s->before.ms), num(day_of(s->before).number), num(id)));
}

static bool find(struct work *w, void *data)
{
    struct sweep *s = data;
    s->count = 0;
    struct rows *row = due(w, s, "id >", s->cursor);
    while (db_next(row)) s->ids[s->count++] = db_number(row, 0);
    return !failed(w);
}

static bool still_due(struct work *w, const struct sweep *s, int64_t id)
{
    bool yes = false;
    struct rows *row = due(w, s, "id =", id);
    while (db_next(row)) yes = true;
    return yes;
}

static bool erase_one(struct work *w, struct sweep *s, text code, int64_t id)
{
    const struct retention *r = s->found.rule;
    void *record = still_due(w, s, id) ? record_peek(w, s->found.type, id) : NULL;
    if (!record) return !failed(w);
    int64_t person = record_tells_of(w, s->found.type, record);
    if (person && person_needed(w, person, true)) { s->held_now++; return !failed(w); }
    return r->erase ? r->erase(w, record, code, &s->done_now) : record_erase(w, s->found.type, record, r->members, code, &s->done_now);
}

static bool erase_some(struct work *w, void *data)
{
    struct sweep *s = data;
    text code = rule_at(w, s->index).code;
    s->done_now = s->held_now = 0;
    for (int i = 0; i < s->count; i++)
        if (!erase_one(w, s, code, s->ids[i])) return false;
    return !failed(w);
}

static bool forget_some(struct work *w, void *data)
{
    struct sweep *s = data;
    s->done_now = s->found.forget(w, s->before, AT_ONCE);
    return !failed(w);
}

static bool note(struct work *w, void *data)
{
    const struct sweep *s = data;
    struct found there = record_where(w, &retention_rule_type, "code = $1", BIND(txt(rule_at(w, s->index).code)));
    struct retention_rule *r = there.count ? there.at[0] : NULL;
    if (!r) return !failed(w);
    r->ran_at = s->now;
    r->erased = s->done;
    r->held = s->held;
    r->erased_all += s->done;
    return record_save(w, &retention_rule_type, r);
}

static bool sweep_type(struct job *job, struct sweep *s)
{
    for (;;) {
        if (!job_read(job, find, s)) return false;
        if (!s->count) return true;
        if (!job_write(job, erase_some, s)) return false;
        s->done += s->done_now;
        s->held += s->held_now;
        s->cursor = s->ids[s->count - 1];
        if (!job_progress(job, s->index, s->index + 1)) return false;
    }
}

static bool sweep_table(struct job *job, struct sweep *s)
{
    do {
        if (!job_write(job, forget_some, s) || !job_progress(job, s->index, s->index + 1)) return false;
        s->done += s->done_now;
    } while (s->done_now == AT_ONCE);
    return true;
}

/* Somebody was erased, by hand or by a rule, since the night before last: until the pages are written anew an old copy of a word may lie between them. */
static bool somebody_erased(struct work *w, void *data)
{
    *(bool *)data = db_one(w, SQL("select 1 from person where state = 3 and changed_at > $1 limit 1"), BIND(num(w->now.ms - DAYS(2))), 0) == 1;
    return !failed(w);
}
_Static_assert(PERSON_ERASED == 3, "the query above says it by number");

/* What is gone is gone from between the pages too. That it failed is no reason to call the erasing failed: the next night does it. */
static bool tidy(struct job *job, int64_t erased)
{
    bool wanted = erased > 0;
    text why = "";
    if (!wanted && !job_read(job, somebody_erased, &wanted)) return false;
    if (wanted && !db_tidy(house_db(job_house(job)), &why)) log_line("retention", "\"tidy\":%s", log_quote(job_arena(job), why));
    return true;
}

bool retention_job(struct job *job)
{
    int64_t erased = 0;
    for (int i = 0;; i++) {
        struct sweep s = { .index = i };
        if (!job_read(job, begin, &s)) return false;
        if (!s.found.rule) break;
        if (!s.found.rule->due && !s.found.forget) continue;
        if (!(s.found.forget ? sweep_table(job, &s) : sweep_type(job, &s)) || !job_write(job, note, &s)) return false;
        erased += s.done;
    }
    if (!tidy(job, erased)) return false;
    job_result(job, arena_print(job_arena(job), "{\"erased\":%lld}", (long long)erased));
    return true;
}
