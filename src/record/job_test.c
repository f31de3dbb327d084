/* job_test.c — events, jobs, tickers and streams. */
#include "record/job.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "base/words.h"
#include "record/clock_house.h"
#include "record/engine_calls.h"
#include "record/job_own.h"
#include "record/parts.h"
#include "test/test.h"

static struct clock_house c;
static const int64_t ONE = 1, TWO = 2;
static struct errand errand;

static void nap(int ms) { nanosleep(&(struct timespec){ ms / 1000, (long)(ms % 1000) * 1000000 }, NULL); }

static void well(db_run *run, void *data)
{
    struct work *w = clock_write(&c, NULL, 0, run, data);
    if (failed(w)) printf("  %s\n", w->message);
    CHECK(!failed(w));
    work_close(w);
}

struct row { int64_t id, state, tries, done, total, next; text message, result; char message_kept[300], result_kept[300]; };

static bool read_row(struct work *w, void *data)
{
    struct row *r = data;
    struct rows *row = db_query(w, SQL("select state, tries, done, total, next_at, message, result from job where id = $1"), BIND(num(r->id)));
    r->state = 0;
    while (db_next(row)) {
        r->state = db_number(row, 0);
        r->tries = db_number(row, 1);
        r->done = db_number(row, 2);
        r->total = db_number(row, 3);
        r->next = db_number(row, 4);
        snprintf(r->message_kept, sizeof r->message_kept, "%s", db_text(row, 5));
        snprintf(r->result_kept, sizeof r->result_kept, "%s", db_text(row, 6));
    }
    r->message = r->message_kept;
    r->result = r->result_kept;
    return !failed(w);
}

static int64_t state_of(struct row *r)
{
    work_close(clock_read(&c, NULL, 0, read_row, r));
    return r->state;
}

/* Waits until it is no longer in `state`, 10 s at most. */
static void until(struct row *r, int64_t state)
{
    for (int i = 0; i < 1000 && state_of(r) != state; i++) nap(10);
    EQUAL(r->state, state);
}

/* ---- the kinds of the tests ---- */

static struct { int runs, faults, slow_steps; bool cancel_seen; } seen;

static bool nothing(struct work *w, void *data) { (void)data; return !failed(w); }
static bool says_no(struct work *w, void *data) { (void)data; return refuse(w, "", "The sheet “{1}” is empty", "Customers"); }
static bool breaks(struct work *w, void *data) { (void)data; return fault(w, "a test's fault"); }

static bool count_up(struct job *job)
{
    __atomic_add_fetch(&seen.runs, 1, __ATOMIC_SEQ_CST);
    if (!job_write(job, nothing, NULL) || !job_progress(job, 3, 3)) return false;
    job_result(job, job_arguments(job));
    return true;
}

static bool refuses(struct job *job) { __atomic_add_fetch(&seen.runs, 1, __ATOMIC_SEQ_CST); return job_write(job, says_no, NULL); }

static bool breaks_once(struct job *job)
{
    seen.runs++;
    return seen.faults-- > 0 ? job_write(job, breaks, NULL) : true;
}

static bool slow(struct job *job)
{
    __atomic_add_fetch(&seen.runs, 1, __ATOMIC_SEQ_CST);
    for (int i = 0; i < 400; i++) {
        nap(20);
        if (!job_progress(job, i, 400)) { seen.cancel_seen = true; return false; }
    }
    return true;
}

static const struct job_kind kinds[] = { { "count", "Count", count_up, 0 }, { "refuses", "Refuse", refuses, 0 }, { "breaks", "Break", breaks_once, 2 }, { "slow", "Slow", slow, 3 } };
static int ticks, bad_ticks;
static bool ticked(struct work *w) { (void)w; __atomic_add_fetch(&ticks, 1, __ATOMIC_SEQ_CST); return true; }
static bool ticked_badly(struct work *w) { __atomic_add_fetch(&bad_ticks, 1, __ATOMIC_SEQ_CST); return fault(w, "a test's fault"); }
static const struct ticker tickers[] = { { "test", 400, ticked }, { "bad", 100, ticked_badly } };
static const struct module module = { .name = "jobs", .label = "Jobs", MODULE_JOBS(kinds), MODULE_TICKERS(tickers) };

struct asked { text kind, arguments; int64_t id; };
static bool add(struct work *w, void *data)
{
    struct asked *a = data;
    return (a->id = job_add(w, a->kind, a->arguments)) != 0;
}

static struct row add_job(text kind, text arguments)
{
    struct asked a = { kind, arguments, 0 };
    well(add, &a);
    return (struct row){ .id = a.id };
}

static void begin(int workers)
{
    text why = "";
    memset(&seen, 0, sizeof seen);
    ticks = bad_ticks = 0;
    c = clock_house_open(&module);
    if (workers) CHECK(jobs_start(c.house, workers, &why));
}

TEST_DB(a_job_runs_and_keeps_its_result)
{
    begin(2);
    struct row r = add_job("count", "{\"rows\":12}");
    until(&r, JOB_DONE);
    SAME_TEXT(r.result, "{\"rows\":12}");
    EQUAL(r.done, 3);
    EQUAL(r.next, 0);
    EQUAL(seen.runs, 1);
    clock_house_close(&c);
}

static bool add_and_fail(struct work *w, void *data) { return add(w, data) && refuse(w, "", "No"); }

TEST_DB(a_job_of_a_work_that_failed_never_was)
{
    begin(2);
    struct asked a = { "count", "", 0 };
    work_close(clock_write(&c, NULL, 0, add_and_fail, &a));
    struct row r = { .id = a.id };
    nap(200);
    EQUAL(state_of(&r), 0);
    EQUAL(seen.runs, 0);
    clock_house_close(&c);
}

TEST_DB(a_refusal_ends_a_job_and_a_fault_lets_it_try_again)
{
    begin(1);
    struct row no = add_job("refuses", "");
    until(&no, JOB_FAILED);
    SAME_TEXT(no.message, "[\"The sheet “{1}” is empty\",\"Customers\"]");
    EQUAL(seen.runs, 1);
    seen.runs = 0;
    seen.faults = 1;
    struct row once = add_job("breaks", "");
    until(&once, JOB_DONE);
    EQUAL(seen.runs, 2);
    seen.faults = 9;
    struct row ever = add_job("breaks", "");
    until(&ever, JOB_FAILED);
    EQUAL(ever.tries, 2);
    clock_house_close(&c);
}

TEST(pauses_grow_to_an_hour)
{
    for (int i = 0; i < 200; i++) {
        int64_t first = job_pause(1), third = job_pause(3), last = job_pause(30);
        CHECK(first >= 750 && first <= 1250 && third >= 12000 && third <= 20000 && last >= MINUTES(45) && last <= MINUTES(75));
    }
}

static bool kill_it(struct work *w, void *data)
{
    struct row *r = data;
    db_exec(w, SQL("update job set state = 2, owner = 'a process that is dead', tries = $3, next_at = $2 where id = $1"), BIND(num(r->id), num(w->now.ms - 1), num(r->tries)));
    return !failed(w);
}

TEST_DB(the_job_of_a_killed_process_is_taken_again_but_not_for_ever)
{
    begin(0);
    struct row r = add_job("count", ""), crashes = add_job("slow", "");
    r.tries = 1;
    crashes.tries = 3;
    well(kill_it, &r);
    well(kill_it, &crashes);
    text why = "";
    CHECK(jobs_start(c.house, 1, &why));
    until(&r, JOB_DONE);
    EQUAL(r.tries, 2);
    until(&crashes, JOB_FAILED);
    CHECK(strstr(crashes.message, "again and again"));
    clock_house_close(&c);
}

TEST_DB(a_job_whose_lease_was_lost_tells_nothing_any_more)
{
    begin(0);
    struct row r = add_job("count", "{}");
    struct job mine = { .arena = arena_new() };
    CHECK(job_claim(c.house, "first", &mine));
    EQUAL(state_of(&r), JOB_RUNNING);
    r.tries = 1;
    well(kill_it, &r);
    CHECK(!job_progress(&mine, 1, 1));
    job_run_claimed(&mine);
    EQUAL(state_of(&r), JOB_RUNNING);
    arena_free(mine.arena);
    clock_house_close(&c);
}

TEST_DB(a_job_stops_when_the_server_does_and_goes_on_with_the_next)
{
    begin(1);
    struct row r = add_job("slow", "");
    until(&r, JOB_RUNNING);
    jobs_stop(c.house);
    EQUAL(state_of(&r), JOB_WAITING);
    EQUAL(r.tries, 0);
    CHECK(seen.cancel_seen);
    clock_house_close(&c);
}

TEST_DB(many_jobs_run_once_each_on_many_threads)
{
    begin(0);
    struct clock_house second = clock_house_again(&c, &module);
    struct row rows[40];
    for (int i = 0; i < 40; i++) rows[i] = add_job("count", "1");
    text why = "";
    CHECK(jobs_start(c.house, 4, &why) && jobs_start(second.house, 4, &why));
    for (int i = 0; i < 40; i++) until(&rows[i], JOB_DONE);
    EQUAL(seen.runs, 40);
    for (int i = 0; i < 40; i++) EQUAL(rows[i].tries, 1);
    clock_house_leave(&second);
    clock_house_close(&c);
}

TEST_DB(a_ticker_runs_in_one_process_only_and_a_broken_one_stops_nothing)
{
    begin(1);
    struct clock_house second = clock_house_again(&c, &module);
    text why = "";
    CHECK(jobs_start(second.house, 1, &why));
    nap(1500);
    jobs_stop(second.house);
    jobs_stop(c.house);
    CHECK(ticks >= 2 && ticks <= 5);        /* every 400 ms once, not once in each */
    CHECK(bad_ticks >= 1);
    clock_house_leave(&second);
    clock_house_close(&c);
}

/* ---- events ---- */

static bool make(struct work *w, void *data)
{
    (void)data;
    struct clock_named p = { .record.id = 41, .name = "Anna" };
    errand = (struct errand){ .record.branch.id = ONE, .what = "Fetch the key", .person.id = 41 };
    return ADD(w, clock_person, &p) && ADD(w, errand, &errand);
}

static bool run_step(struct work *w, void *data)
{
    struct errand *e = LOAD(w, errand, errand.record.id);
    return e && step_run(w, &errand_type, e, data, NULL);
}

TEST_DB(a_reaction_with_a_step_belongs_to_it_and_its_no_reaches_the_person)
{
    begin(0);
    well(make, NULL);
    clock_seen.with_refuses = true;
    struct work *w = clock_write(&c, NULL, 0, run_step, "take");
    EQUAL(w->failure, CONFLICT);    /* a sentence for the person, no number of a fault */
    SAME_TEXT(w->message, "It cannot be done, because of what would follow from it: {1}");
    SAME_TEXT(w->arguments[0], translate(w->language, "No"));
    work_close(w);
    clock_seen.with_refuses = false;
    clock_seen.with = 0;
    well(run_step, "take");         /* it is still open: the step was undone with its reaction */
    EQUAL(clock_seen.with, 1);
    EQUAL(clock_seen.id, errand.record.id);
    clock_house_close(&c);
}

TEST_DB(a_reaction_after_a_step_is_tried_until_it_works)
{
    begin(2);
    well(make, NULL);
    well(run_step, "take");
    clock_seen.after_fails = 1;
    well(run_step, "finish");
    for (int i = 0; i < 800 && !__atomic_load_n(&clock_seen.after, __ATOMIC_SEQ_CST); i++) nap(10);
    EQUAL(clock_seen.after, 1);
    clock_house_close(&c);
}

/* ---- over http ---- */

static struct actor maker, stranger, chief, anna;
enum { MAKER = 1, STRANGER, CHIEF, ANNA };

static struct http *serve(void)
{
    static const text see[] = { "clock.see" }, jobs[] = { CAN_SEE_JOBS };
    maker = clock_actor(1, 0, &ONE, see, 1);
    stranger = clock_actor(2, 0, &TWO, see, 1);
    chief = clock_actor(3, 0, &TWO, jobs, 1);
    anna = clock_actor(4, 41, NULL, NULL, 0);
    const struct actor *all[] = { NULL, &maker, &stranger, &chief, &anna };
    memcpy(clock_who, all, sizeof all);
    return clock_serve(&c);
}

TEST_DB(a_job_is_seen_and_ended_by_who_made_it)
{
    begin(1);
    struct http *http = serve();
    struct asked a = { "slow", "", 0 };
    work_close(clock_write(&c, &maker, 0, add, &a));
    struct row r = { .id = a.id };
    until(&r, JOB_RUNNING);
    char path[80], cancel[80];
    snprintf(path, sizeof path, "/api/job/%lld", (long long)a.id);
    snprintf(cancel, sizeof cancel, "/api/job/%lld/cancel", (long long)a.id);
    CHECK(strstr(clock_call(http, MAKER, "GET", path, NULL).body, "\"state\":\"running\""));
    EQUAL(clock_call(http, STRANGER, "GET", path, NULL).status, 404);
    EQUAL(clock_call(http, STRANGER, "POST", cancel, "").status, 404);
    EQUAL(clock_call(http, STRANGER, "GET", "/api/job", NULL).status, 403);
    CHECK(strstr(clock_call(http, CHIEF, "GET", "/api/job?state=running", NULL).body, "\"kind\":\"slow\""));
    EQUAL(clock_call(http, CHIEF, "GET", "/api/job?state=odd", NULL).status, 400);
    EQUAL(clock_call(http, MAKER, "POST", cancel, "").status, 200);
    until(&r, JOB_CANCELLED);
    EQUAL(clock_call(http, MAKER, "POST", cancel, "").status, 409);
    CASE("one that failed says why, and is tried once more");
    a = (struct asked){ "refuses", "", 0 };
    work_close(clock_write(&c, &maker, 0, add, &a));
    r.id = a.id;
    until(&r, JOB_FAILED);
    snprintf(path, sizeof path, "/api/job/%lld", (long long)a.id);
    CHECK(strstr(clock_call(http, MAKER, "GET", path, NULL).body, "\"message\":\"The sheet “Customers” is empty\""));
    snprintf(path, sizeof path, "/api/job/%lld/retry", (long long)a.id);
    EQUAL(clock_call(http, MAKER, "POST", path, "").status, 200);
    for (int i = 0; i < 500 && __atomic_load_n(&seen.runs, __ATOMIC_SEQ_CST) < 3; i++) nap(10);
    EQUAL(seen.runs, 3);
    clock_serve_no_more(&c, http);
    clock_house_close(&c);
}

TEST_DB(a_stream_tells_of_changes_to_those_who_may_see_them)
{
    begin(0);
    text why = "";
    CHECK(jobs_start(c.house, 0, &why));        /* listens only */
    struct http *http = serve();
    int hers = clock_listen(http, MAKER, "/api/stream"), strange = clock_listen(http, STRANGER, "/api/stream"), own = clock_listen(http, ANNA, "/api/stream"),
        nobody = clock_listen(http, 0, "/api/stream");
    nap(400);                                   /* PostgreSQL's ear needs its connection first */
    well(make, NULL);
    char expected[200];
    snprintf(expected, sizeof expected, "data: {\"type\":\"errand\",\"id\":%lld,\"version\":1,\"branch\":1", (long long)errand.record.id);
    CHECK(clock_hears(hers, expected, 3000));
    CHECK(clock_hears(own, expected, 3000));
    CASE("another branch hears of the person, who is everybody's, but not of the errand");
    CHECK(!clock_hears(strange, "\"type\":\"errand\"", 400));
    CHECK(!clock_hears(nobody, "change", 100));
    CASE("a job is told to who made it");
    struct asked a = { "count", "", 0 };
    work_close(clock_write(&c, &maker, 0, add, &a));
    CHECK(clock_hears(hers, "event: job", 3000));
    CHECK(!clock_hears(strange, "event: job", 200));
    close(hers);
    close(strange);
    close(own);
    close(nobody);
    clock_serve_no_more(&c, http);
    clock_house_close(&c);
}
