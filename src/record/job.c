/* job.c — job rows: made, claimed, run, ended. The threads are in job_run.c.
 *
 * `next_at` says when somebody must take it: a waiting job when it is due, a running one when its lease ends, others never (0). */
#include <stdatomic.h>
#include <string.h>
#include "base/json.h"
#include "base/log.h"
#include "base/random.h"
#include "record/engine_calls.h"
#include "record/job_own.h"
#include "record/store.h"

const char job_schema[] =
    "create table if not exists job (id {number} primary key, kind {text} not null, arguments {text} not null, state {number} not null, "
    "next_at {number} not null, owner {text} not null, tries {number} not null, done {number} not null, total {number} not null, "
    "message {text} not null, result {text} not null, cancel {number} not null, account {number} not null, branch {number} not null, "
    "created_at {number} not null, started_at {number} not null, ended_at {number} not null);"
    "create index if not exists job_next on job (next_at) where next_at > 0;"
    "create index if not exists job_state on job (state, ended_at);"
    "create table if not exists ticker (name {text} primary key, next_at {number} not null, ran_at {number} not null);";

const struct job_kind *job_kind_of(const struct house *house, text name)
{
    for (int i = 0; i < engine_job_count; i++)
        if (!strcmp(engine_jobs[i].name, name)) return &engine_jobs[i];
    for (const struct module *const *m = house_modules(house); *m; m++)
        for (int i = 0; i < (*m)->job_count; i++)
            if (!strcmp((*m)->jobs[i].name, name)) return &(*m)->jobs[i];
    return NULL;
}

text job_state_word(int64_t state)
{
    static const text words[] = { "", "waiting", "running", "done", "failed", "cancelled" };
    return state >= JOB_WAITING && state <= JOB_CANCELLED ? words[state] : "";
}

void job_tell(struct work *w, int64_t id, enum job_state state, int64_t done, int64_t total, int64_t account)
{
    db_notify(w, print(w, "job {\"id\":%lld,\"state\":\"%s\",\"done\":%lld,\"total\":%lld,\"account\":%lld}", (long long)id, job_state_word(state),
                       (long long)done, (long long)total, (long long)account));
}

int64_t job_add_at(struct work *w, text kind, text arguments, instant at)
{
    if (failed(w)) return 0;
    if (!job_kind_of(w->house, kind)) {
        fault(w, "there is no job of the kind %s", kind);
        return 0;
    }
    int64_t id = record_new_id();
    db_exec(w, SQL("insert into job (id, kind, arguments, state, next_at, owner, tries, done, total, message, result, cancel, account, branch, created_at, "
                   "started_at, ended_at) values ($1, $2, $3, 1, $4, '', 0, 0, 0, '', '', 0, $5, $6, $7, 0, 0)"),
            BIND(num(id), txt(kind), txt(arguments ? arguments : ""), num(at.ms), num(w->actor->user), num(w->actor->home), num(w->now.ms)));
    job_tell(w, id, JOB_WAITING, 0, 0, w->actor->user);
    return failed(w) ? 0 : id;
}

int64_t job_add(struct work *w, text kind, text arguments) { return job_add_at(w, kind, arguments, w->now); }

/* ---- claiming ---- */

static bool any_due(struct work *w, void *data)
{
    *(bool *)data = db_one(w, SQL("select 1 from job where next_at > 0 and next_at <= $1 limit 1"), BIND(num(w->now.ms)), 0) != 0;
    return !failed(w);
}

static bool claim(struct work *w, void *data)
{
    struct job *job = data;
    bool pg = db_engine(house_db(w->house)) == DB_POSTGRES;
    text sql = print(w, "update job set state = 2, tries = tries + 1, owner = $1, next_at = $2, started_at = $3 where id = (select id from job "
                        "where next_at > 0 and next_at <= $3 and ($4 = 0 or id = $4) order by next_at, id limit 1%s) returning id, kind, arguments, tries, account, branch, cancel",
                     pg ? " for update skip locked" : "");
    struct rows *row = db_query_made(w, sql, BIND(txt(job->owner), num(w->now.ms + LEASE_MS), num(w->now.ms), num(job->wanted)));
    job->id = 0;
    while (db_next(row)) {
        job->id = db_number(row, 0);
        job->kind = arena_copy(job->arena, db_text(row, 1));
        job->arguments = arena_copy(job->arena, db_text(row, 2));
        job->tries = (int)db_number(row, 3);
        job->account = db_number(row, 4);
        job->branch = db_number(row, 5);
        job->cancelled = db_number(row, 6) != 0;
    }
    return !failed(w);
}

bool job_claim(struct house *house, text owner, struct job *job) { return job_claim_one(house, owner, 0, job); }

bool job_claim_one(struct house *house, text owner, int64_t id, struct job *job)
{
    struct work *w = work_open(house, &the_system);
    struct arena *arena = job->arena;
    bool due = false;
    *job = (struct job){ .wanted = id, .house = house, .arena = arena, .owner = owner, .result = "", .kind = "", .arguments = "" };
    bool well = db_read(house_db(house), w, any_due, &due) && due && db_write(house_db(house), w, claim, job);
    work_close(w);
    job->actor = the_system;
    job->actor.user = job->account;
    job->actor.home = job->branch;
    return well && job->id != 0;
}

/* ---- for the code that runs ---- */

text job_arguments(const struct job *job) { return job->arguments; }
int64_t job_id(const struct job *job) { return job->id; }
struct house *job_house(const struct job *job) { return job->house; }
struct arena *job_arena(struct job *job) { return job->arena; }
const struct sentence *job_why(const struct job *job) { return job->why; }
void job_result(struct job *job, text json) { job->result = arena_copy(job->arena, json); }

void job_forget_why(struct job *job)
{
    job->why = NULL;
    job->failure = NO_FAILURE;
}

static void keep_why(struct job *job, const struct work *w)
{
    int n = 0;
    while (w->arguments && w->arguments[n]) n++;
    text *arguments = arena_take(job->arena, sizeof *arguments * (size_t)(n + 1));
    for (int i = 0; i < n; i++) arguments[i] = arena_copy(job->arena, w->arguments[i]);
    struct sentence *s = arena_take(job->arena, sizeof *s);
    *s = (struct sentence){ arena_copy(job->arena, w->message), arguments };
    job->why = s;
    job->failure = w->failure;
}

static bool inside(struct job *job, db_run *run, void *data, bool writing)
{
    struct work *w = work_open(job->house, &job->actor);
    w->request = print(w, "job-%lld", (long long)job->id);
    w->patient = true;
    bool well = writing ? db_write(house_db(job->house), w, run, data) : db_read(house_db(job->house), w, run, data);
    if (!well) keep_why(job, w);
    work_close(w);
    return well;
}

bool job_read(struct job *job, db_run *run, void *data) { return inside(job, run, data, false); }
bool job_write(struct job *job, db_run *run, void *data) { return inside(job, run, data, true); }

struct progress { struct job *job; int64_t done, total; };

static bool progress(struct work *w, void *data)
{
    const struct progress *p = data;
    int64_t cancel = db_one(w, SQL("update job set done = $3, total = $4, next_at = $5 where id = $1 and owner = $2 and state = 2 returning cancel"),
                            BIND(num(p->job->id), txt(p->job->owner), num(p->done), num(p->total), num(w->now.ms + LEASE_MS)), -1);
    if (failed(w)) return false;
    p->job->lost = cancel < 0;
    p->job->cancelled = cancel > 0;
    if (cancel == 0) job_tell(w, p->job->id, JOB_RUNNING, p->done, p->total, p->job->account);
    return !failed(w);
}

bool job_progress(struct job *job, int64_t done, int64_t total)
{
    struct work *w = work_open(job->house, &the_system);
    if (w->now.ms - job->told_at >= TELL_EVERY_MS || done == total) {
        job->told_at = w->now.ms;
        db_write(house_db(job->house), w, progress, &(struct progress){ job, done, total });
    }
    work_close(w);
    return !job->lost && !job->cancelled && !(job->stopping && __atomic_load_n(job->stopping, __ATOMIC_ACQUIRE));
}

/* ---- running and ending ---- */

/* About 1 s, 4 s, 16 s … 1 h, a quarter more or less, so that what failed together does not come back together. */
int64_t job_pause(int tries)
{
    int64_t pause = SECONDS(1);
    for (int i = 1; i < tries && pause < HOURS(1); i++) pause *= 4;
    if (pause > HOURS(1)) pause = HOURS(1);
    struct dice dice = { (uint64_t)random_id() };
    return pause * 3 / 4 + dice_below(&dice, pause / 2 + 1);
}

struct ending { struct job *job; enum job_state state; int64_t pause; bool uncounted; const struct sentence *why; };

/* ["sentence", "argument", …]: translated where it is read. */
static text message_of(struct work *w, const struct sentence *why)
{
    if (!why) return "";
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    write_text(&j, NULL, why->message);
    for (int i = 0; why->arguments && why->arguments[i]; i++) write_text(&j, NULL, why->arguments[i]);
    write_end(&j, ']');
    return buf_text(&j.out);
}

static bool end(struct work *w, void *data)
{
    const struct ending *e = data;
    bool waits = e->state == JOB_WAITING;
    struct rows *row = db_query(w, SQL("update job set state = $3, next_at = $4, message = $5, result = $6, ended_at = $7, tries = tries - $8, owner = '', "
                                       "done = case when $3 = 3 then total else done end where id = $1 and owner = $2 and state = 2 returning done, total"),
                                BIND(num(e->job->id), txt(e->job->owner), num(e->state), num(waits ? w->now.ms + e->pause : 0), txt(message_of(w, e->why)),
                                     txt(e->state == JOB_DONE ? e->job->result : ""), num(waits ? 0 : w->now.ms), num(e->uncounted)));
    while (db_next(row)) job_tell(w, e->job->id, e->state, db_number(row, 0), db_number(row, 1), e->job->account);
    return !failed(w);
}

static struct ending judge(struct job *job, const struct job_kind *kind, bool well)
{
    static const text nothing[] = { NULL };
    static const struct sentence silent = { N_("It ended without saying why"), nothing };
    struct ending e = { .job = job, .state = JOB_DONE };
    if (well) return e;
    e.why = job->why ? job->why : &silent;
    if (job->cancelled) { e.state = JOB_CANCELLED; e.why = NULL; return e; }
    if (job->stopping && __atomic_load_n(job->stopping, __ATOMIC_ACQUIRE)) return (struct ending){ job, JOB_WAITING, 0, true, NULL };
    bool refused = job->failure != FAULT && job->failure != AGAIN && job->failure != NO_FAILURE && kind->run != reaction_job;
    int most = kind->tries ? kind->tries : 5;
    e.state = refused || job->tries >= most ? JOB_FAILED : JOB_WAITING;
    e.pause = job_pause(job->tries);
    return e;
}

static void put_end(struct job *job, struct ending e)
{
    struct work *w = work_open(job->house, &the_system);
    db_write(house_db(job->house), w, end, &e);
    if (e.state == JOB_FAILED)
        log_line("job", "\"id\":%lld,\"kind\":%s,\"state\":\"failed\",\"why\":%s", (long long)job->id, log_quote(w->arena, job->kind),
                 log_quote(w->arena, e.why ? e.why->message : ""));
    work_close(w);
}

void job_run_claimed(struct job *job)
{
    static const text nothing[] = { NULL };
    static const struct sentence interrupted = { N_("The server stopped in the middle of it again and again"), nothing };
    const struct job_kind *kind = job_kind_of(job->house, job->kind);
    if (!kind) { put_end(job, (struct ending){ job, JOB_WAITING, MINUTES(1), true, NULL }); return; }     /* a newer version made it */
    if (job->cancelled) { put_end(job, (struct ending){ .job = job, .state = JOB_CANCELLED }); return; }
    if (job->tries > (kind->tries ? kind->tries : 5)) { put_end(job, (struct ending){ job, JOB_FAILED, 0, false, &interrupted }); return; }
    bool well = kind->run(job);
    put_end(job, judge(job, kind, well));
}
