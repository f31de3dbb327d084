/* deadline_test.c — the work queue: entries come and go with their records, ring and go up. */
#include "record/deadline.h"
#include <stdio.h>
#include "record/clock_house.h"
#include "record/parts.h"
#include "record/said.h"
#include "test/test.h"

static struct clock_house c;
static struct http *http;
static const int64_t ONE = 1, TWO = 2;
static struct actor taker, lead, other, anna, boss;
enum { TAKER = 1, LEAD, OTHER, ANNA, BOSS };

static struct errand errand;            /* the one the test is about; made again by each */

static bool make(struct work *w, void *data)
{
    (void)data;
    struct clock_named p[] = { { .record.id = 41, .name = "Anna" }, { .record.id = 42, .name = "Berta" } };
    return ADD(w, clock_person, &p[0]) && ADD(w, clock_person, &p[1]) && ADD(w, errand, &errand);
}

static bool run_step(struct work *w, void *data)
{
    struct errand *e = LOAD(w, errand, errand.record.id);
    return e && step_run(w, &errand_type, e, data, NULL);
}

static bool give_to(struct work *w, void *data)
{
    struct errand *e = LOAD(w, errand, errand.record.id);
    if (!e) return false;
    e->person.id = *(int64_t *)data;
    return SAVE(w, errand, e);
}

static bool ring(struct work *w, void *data) { (void)data; return deadlines_ring(w); }

static void well(const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = clock_write(&c, actor, now, run, data);
    if (failed(w)) printf("  %s\n", w->message);
    CHECK(!failed(w));
    work_close(w);
}

static void begin(int64_t due)
{
    static const text takes[] = { "clock.see", "clock.take" }, leads[] = { "clock.lead", "clock.see" };
    c = clock_house_open(NULL);
    taker = clock_actor(1, 0, &ONE, takes, 2);
    lead = clock_actor(2, 0, &ONE, leads, 2);
    other = clock_actor(3, 0, &TWO, takes, 2);
    anna = clock_actor(4, 41, NULL, NULL, 0);
    boss = clock_actor(5, 42, NULL, NULL, 0);
    const struct actor *all[] = { NULL, &taker, &lead, &other, &anna, &boss };
    memcpy(clock_who, all, sizeof all);
    http = clock_serve(&c);
    errand = (struct errand){ .record.branch.id = ONE, .what = "Fetch the key", .due.ms = due };
    well(NULL, 0, make, NULL);
}

static void over(void)
{
    clock_serve_no_more(&c, http);
    clock_house_close(&c);
}

static struct clock_answer queue(int who) { return clock_call(http, who, "GET", "/api/queue", NULL); }

TEST_DB(what_is_due_later_than_the_days_asked_for_is_left_out)
{
    begin(when_now().ms + DAYS(20));
    CHECK(strstr(queue(TAKER).body, "Fetch"));
    CHECK(!strstr(clock_call(http, TAKER, "GET", "/api/queue?days=14", NULL).body, "Fetch") && strstr(clock_call(http, TAKER, "GET", "/api/queue?days=14", NULL).body, "\"all\":0"));
    CHECK(strstr(clock_call(http, TAKER, "GET", "/api/queue?days=21", NULL).body, "Fetch"));
    EQUAL(clock_call(http, TAKER, "GET", "/api/queue?days=x", NULL).status, 400);
    over();
}

TEST_DB(an_entry_waits_for_those_who_may_take_it_and_leaves_with_the_state)
{
    begin(when_now().ms + HOURS(1));
    struct clock_answer a = queue(TAKER);
    EQUAL(a.status, 200);
    CHECK(strstr(a.body, "\"title\":\"Fetch the key\"") && strstr(a.body, "\"rule\":\"take\"") && strstr(a.body, "\"step\":\"take\"") && strstr(a.body, "\"overdue\":false"));
    CHECK(strstr(a.body, "\"counts\":{\"types\":{\"errand\":1},\"all\":1,\"overdue\":0"));
    CASE("not for another branch, a person of her own, nobody");
    CHECK(!strstr(queue(OTHER).body, "Fetch"));
    CHECK(!strstr(queue(ANNA).body, "Fetch"));
    EQUAL(queue(0).status, 401);
    CASE("taken by Anna: it is hers and nobody else's");
    int64_t to = 41;
    well(NULL, 0, give_to, &to);
    well(NULL, 0, run_step, "take");
    CHECK(!strstr(queue(TAKER).body, "Fetch"));
    a = queue(ANNA);
    CHECK(strstr(a.body, "\"rule\":\"finish\"") && strstr(a.body, "\"owner\":\"Anna\""));
    CASE("the next person");
    to = 42;
    well(NULL, 0, give_to, &to);
    CHECK(!strstr(queue(ANNA).body, "Fetch"));
    CHECK(strstr(queue(BOSS).body, "\"owner\":\"Berta\""));
    CHECK(strstr(clock_call(http, BOSS, "GET", "/api/queue?mine=1&type=errand", NULL).body, "Fetch"));
    CHECK(!strstr(clock_call(http, BOSS, "GET", "/api/queue?type=other", NULL).body, "Fetch"));
    CASE("done");
    well(NULL, 0, run_step, "finish");
    CHECK(!strstr(queue(BOSS).body, "Fetch"));
    over();
}

struct state { int64_t rung, escalated; };
static bool look(struct work *w, void *data)
{
    struct state *s = data;
    s->rung = db_one(w, SQL("select rung_at from deadline"), NO_BIND, -1);
    s->escalated = db_one(w, SQL("select escalated_at from deadline"), NO_BIND, -1);
    return !failed(w);
}

static struct state state_now(void)
{
    struct state s;
    work_close(clock_read(&c, NULL, 0, look, &s));
    return s;
}

static bool later(struct work *w, void *data)
{
    struct errand *e = LOAD(w, errand, errand.record.id);
    if (!e) return false;
    e->due.ms = *(int64_t *)data;
    return SAVE(w, errand, e);
}

TEST_DB(an_entry_rings_when_due_and_goes_up_half_an_hour_later)
{
    int64_t due = when_now().ms - HOURS(1);
    begin(due);
    well(NULL, due - 1, ring, NULL);
    EQUAL(state_now().rung, 0);
    well(NULL, due, ring, NULL);
    EQUAL(state_now().rung, due);
    EQUAL(state_now().escalated, 0);
    CHECK(!strstr(queue(LEAD).body, "Fetch"));
    well(NULL, due + MINUTES(30), ring, NULL);
    EQUAL(state_now().rung, due);
    EQUAL(state_now().escalated, due + MINUTES(30));
    CHECK(strstr(queue(LEAD).body, "\"escalated\":true") && strstr(queue(TAKER).body, "\"overdue\":true"));
    CASE("another time begins anew");
    int64_t new_due = when_now().ms + HOURS(5);
    well(NULL, 0, later, &new_due);
    EQUAL(state_now().rung, 0);
    CHECK(!strstr(queue(LEAD).body, "Fetch"));
    CASE("a clock that stood still does both at once");
    well(NULL, new_due + DAYS(1), ring, NULL);
    EQUAL(state_now().rung, new_due + DAYS(1));
    EQUAL(state_now().escalated, new_due + DAYS(1));
    over();
}

static bool remind_her(struct work *w, void *data)
{
    *(int64_t *)data = remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ "Call the customer back", "Monday", NULL }), .due.ms = w->now.ms + HOURS(2), .rule = "call", .about = &errand_type,
                                                     .record = errand.record.id, .branch = ONE, .person.id = 41 });
    return !failed(w);
}

static bool no_more(struct work *w, void *data) { (void)data; remind_no_more(w, &errand_type, errand.record.id, "call"); return !failed(w); }

TEST_DB(a_reminder_is_ticked_off_by_whom_it_waits_for)
{
    begin(when_now().ms + HOURS(1));
    int64_t id = 0, again = 0;
    char path[80];
    well(NULL, 0, remind_her, &id);
    well(NULL, 0, remind_her, &again);
    EQUAL(id, again);
    CHECK(strstr(queue(ANNA).body, "\"rule\":\"reminder\"") && strstr(queue(ANNA).body, "\"all\":1"));
    CHECK(strstr(queue(ANNA).body, "\"title\":\"Call the customer back") && strstr(queue(ANNA).body, "Monday\""));        /* kept as a sentence, read as one */
    snprintf(path, sizeof path, "/api/queue/%lld/done", (long long)id);
    EQUAL(clock_call(http, BOSS, "POST", path, "{}").status, 404);
    EQUAL(clock_call(http, ANNA, "POST", path, "{\"note\":\"she is content\"}").status, 200);
    CHECK(!strstr(queue(ANNA).body, "Call"));
    EQUAL(clock_call(http, ANNA, "POST", path, "{}").status, 404);
    CASE("what has a step is not ticked off");
    struct clock_answer a = queue(TAKER);
    long long entry = 0;
    char *at = strstr(a.body, "\"id\":");
    CHECK(at && sscanf(at, "\"id\":%lld", &entry) == 1);
    snprintf(path, sizeof path, "/api/queue/%lld/done", entry);
    EQUAL(clock_call(http, TAKER, "POST", path, "{}").status, 409);
    CASE("settled otherwise");
    well(NULL, 0, remind_her, &id);
    CHECK(strstr(queue(ANNA).body, "Call"));
    well(NULL, 0, no_more, NULL);
    CHECK(!strstr(queue(ANNA).body, "Call"));
    over();
}

static bool drop(struct work *w, void *data)
{
    (void)data;
    struct errand *e = LOAD(w, errand, errand.record.id);
    return e && record_remove(w, &errand_type, e);
}

TEST_DB(an_entry_leaves_with_its_record)
{
    begin(when_now().ms + HOURS(1));
    int64_t id;
    well(NULL, 0, remind_her, &id);
    well(NULL, 0, drop, NULL);
    CHECK(!strstr(queue(TAKER).body, "Fetch") && !strstr(queue(ANNA).body, "Call"));
    over();
}

TEST_DB(who_looks_after_several_branches_sees_how_much_waits_in_each_and_opens_one)
{
    begin(10000);
    CHECK(!strstr(queue(TAKER).body, "\"branches\""));
    taker.all_branches = true;
    CHECK(strstr(queue(TAKER).body, "\"branches\":[{\"branch\":1,\"all\":1"));
    text elsewhere = clock_call(http, TAKER, "GET", "/api/queue?branch=2", NULL).body;
    CHECK(strstr(elsewhere, "\"all\":0") && !strstr(elsewhere, "Fetch") && strstr(elsewhere, "\"branches\":[{"));
    over();
}
