/* job_calls.c — looking at jobs, ending them, trying them once more. */
#include <jansson.h>
#include <string.h>
#include "base/words.h"
#include "record/answer.h"
#include "record/engine_calls.h"
#include "record/input.h"
#include "record/job_own.h"

#define JOB_SELECT "select id, kind, state, done, total, message, result, account, created_at, ended_at, tries from job "

/* ["sentence", "argument", …] as the person reads it. */
static text message_in(struct work *w, text kept)
{
    json_t *list = *kept ? json_loads(kept, 0, NULL) : NULL;
    size_t n = json_array_size(list);
    if (!n) { json_decref(list); return ""; }
    text *arguments = take_many(w, text, n);
    for (size_t i = 1; i < n; i++) arguments[i - 1] = arena_copy(w->arena, json_string_value(json_array_get(list, i)));
    text said = translate_with(w->arena, w->language, arena_copy(w->arena, json_string_value(json_array_get(list, 0))), arguments);
    json_decref(list);
    return said;
}

static void job_write_out(struct work *w, struct json *j, struct rows *row)
{
    const struct job_kind *kind = job_kind_of(w->house, db_text(row, 1));
    write_object(j, NULL);
    write_number(j, "id", db_number(row, 0));
    write_text(j, "kind", db_text(row, 1));
    write_text(j, "label", kind && kind->label ? translate(w->language, kind->label) : db_text(row, 1));
    write_text(j, "state", job_state_word(db_number(row, 2)));
    write_number(j, "done", db_number(row, 3));
    write_number(j, "total", db_number(row, 4));
    write_text(j, "message", message_in(w, db_text(row, 5)));
    text result = db_text(row, 6);
    if (*result) write_raw(j, "result", result);
    else write_null(j, "result");
    write_number(j, "account", db_number(row, 7));
    write_number(j, "created_at", db_number(row, 8));
    write_number(j, "ended_at", db_number(row, 9));
    write_number(j, "tries", db_number(row, 10));
    write_end(j, '}');
}

static bool hers(struct work *w, int64_t account) { return can(w, CAN_SEE_JOBS) || (account && account == w->actor->user); }

static bool not_hers(struct work *w) { return refuse_as(w, NOT_FOUND, "", N_("There is no such task")); }

static bool answer_job(struct work *w, struct reply *reply, int64_t id)
{
    struct json j = json_new(w->arena);
    struct rows *row = db_query(w, SQL(JOB_SELECT "where id = $1"), BIND(num(id)));
    if (!db_next(row)) return failed(w) ? false : not_hers(w);
    bool may = hers(w, db_number(row, 7));
    if (may) job_write_out(w, &j, row);
    db_enough(row);
    if (!may) return not_hers(w);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

bool job_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    return id && answer_job(w, reply, id);
}

/* The newest two hundred of a state: what runs, what failed. */
bool jobs_call(struct work *w, const struct request *q, struct reply *reply)
{
    text asked = http_query(q, "state");
    int64_t state = 0;
    for (int64_t s = JOB_WAITING; s <= JOB_CANCELLED; s++)
        if (asked && !strcmp(asked, job_state_word(s))) state = s;
    if (asked && *asked && !state) return wrong(w, "state", N_("There is no state “{1}”"), asked);
    struct rows *row = state ? db_query(w, SQL(JOB_SELECT "where state = $1 order by id desc limit 200"), BIND(num(state)))
                             : db_query(w, SQL(JOB_SELECT "order by id desc limit 200"), NO_BIND);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    while (db_next(row)) job_write_out(w, &j, row);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static bool may_touch(struct work *w, int64_t id, int64_t *ret_state)
{
    struct rows *row = db_query(w, SQL("select account, state from job where id = $1"), BIND(num(id)));
    bool there = db_next(row), may = there && hers(w, db_number(row, 0));
    if (there) {
        *ret_state = db_number(row, 1);
        db_enough(row);
    }
    if (failed(w)) return false;
    return may || not_hers(w);
}

/* One that waits ends at once; one that runs ends when it next tells its progress. */
bool job_cancel_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id"), state = 0;
    if (!id || !may_touch(w, id, &state)) return false;
    struct rows *row = db_query(w, SQL("update job set cancel = 1, state = case when state = 1 then 5 else state end, next_at = case when state = 1 then 0 else next_at end, "
                                       "ended_at = case when state = 1 then $2 else 0 end where id = $1 and state in (1, 2) returning state, done, total, account"),
                                BIND(num(id), num(w->now.ms)));
    bool changed = false;
    while (db_next(row)) {
        job_tell(w, id, (enum job_state)db_number(row, 0), db_number(row, 1), db_number(row, 2), db_number(row, 3));
        changed = true;
    }
    if (!failed(w) && !changed) return refuse_as(w, CONFLICT, "", N_("This task has already ended"));
    return answer_job(w, reply, id);
}

bool job_retry_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id"), state = 0;
    if (!id || !may_touch(w, id, &state)) return false;
    if (state != JOB_FAILED) return refuse_as(w, CONFLICT, "", N_("Only a task that failed can be tried again"));
    db_exec(w, SQL("update job set state = 1, next_at = $2, tries = 0, message = '', ended_at = 0, cancel = 0 where id = $1 and state = 4"), BIND(num(id), num(w->now.ms)));
    job_tell(w, id, JOB_WAITING, 0, 0, w->actor->user);
    return answer_job(w, reply, id);
}

/* What went well is kept for 30 days, what failed for 180. */
bool jobs_forget(struct work *w)
{
    db_exec(w, SQL("delete from job where state in (3, 5) and ended_at < $1"), BIND(num(w->now.ms - DAYS(30))));
    db_exec(w, SQL("delete from job where state = 4 and ended_at < $1"), BIND(num(w->now.ms - DAYS(180))));
    return !failed(w);
}
