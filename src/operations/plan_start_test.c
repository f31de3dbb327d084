/* plan_start_test.c — a plan that begins says beforehand which visits its worker cannot take, and why, and lets another be chosen. */
#include <string.h>
#include "operations/plan_house_test.h"
#include "record/preview.h"

struct beginning { struct plan_house *h; int64_t plan; int hour; struct { ref worker, backup; } in; text told; };    /* `in` as plan_steps.c has it */

/* For 刘桂英 alone, who works from eight to eight. */
static bool draft(struct work *w, void *data)
{
    struct beginning *b = data;
    struct service_plan p = { .record.branch = { b->h->branch }, .customer = { b->h->customer }, .household = { b->h->home }, .line = { b->h->line }, .weekdays = { SET_BIT(4) }, .every_weeks = 1,
        .at = { b->hour * 60 }, .length = { 180 }, .first = plan_date(9, 21), .worker = { b->h->workers[2] } };
    bool well = ADD(w, service_plan, &p);
    b->plan = p.record.id;
    return well;
}

static bool preview(struct work *w, void *data)
{
    struct beginning *b = data;
    struct service_plan *p = LOAD(w, service_plan, b->plan);
    struct json j = json_new(w->arena);
    w->language = "en";
    w->request = "preview-start";
    if (!p || !step_preview(w, &service_plan_type, p, type_step(&service_plan_type, "start"), &b->in, &j)) return false;
    b->told = buf_text(&j.out);
    return true;
}

static int times(text all, text of)
{
    int n = 0;
    for (text at = strstr(all, of); at; at = strstr(at + 1, of)) n++;
    return n;
}

static bool begin(struct work *w, void *data)
{
    struct beginning *b = data;
    struct service_plan *p = LOAD(w, service_plan, b->plan);
    return p && step_run(w, &service_plan_type, p, "start", b->in.worker.id ? &b->in : NULL);
}

static bool night_hours(struct work *w, void *data)
{
    struct worker *n = LOAD(w, worker, ((struct plan_house *)data)->workers[0]);
    if (!n) return false;
    n->day_start.count = 20 * 60;
    n->day_end.count = 8 * 60;
    return SAVE(w, worker, n);
}

struct given { struct beginning *b; int64_t worker, count, open; };
static bool count(struct work *w, void *data)
{
    struct given *g = data;
    g->count = db_one(w, SQL("select count(*) from visit where plan = $1 and worker = $2"), BIND(num(g->b->plan), num(g->worker)), -1);
    g->open = db_one(w, SQL("select count(*) from visit where plan = $1 and state = 1"), BIND(num(g->b->plan)), -1);
    return !failed(w);
}

TEST_DB(a_plan_that_begins_says_which_visits_its_worker_cannot_take_and_lets_another_be_chosen)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct beginning b = { .h = &h, .hour = 22 };
    CHECK(plan_write(&h, draft, &b));
    CASE("nobody of it works at night: each visit is named with why, and what then");
    CHECK(plan_write(&h, preview, &b));
    int said = times(b.told, "刘桂英 cannot take it: She works from 08:00 to 20:00");
    CHECK(said >= 3);
    EQUAL(times(b.told, "it waits to be assigned"), said);
    CASE("another is chosen, whose nights pass midnight: nothing is left to say");
    CHECK(plan_write(&h, night_hours, &h));
    b.in.worker.id = h.workers[0];
    CHECK(plan_write(&h, preview, &b));
    EQUAL(times(b.told, "cannot take it"), 0);
    struct given g = { &b, h.workers[0], 0, 0 };
    CHECK(plan_write(&h, count, &g));
    EQUAL(g.count, 0);                                  /* looked at, not begun */
    CHECK(plan_write(&h, begin, &b));
    CHECK(plan_write(&h, count, &g));
    EQUAL(g.count, said);
    EQUAL(g.open, 0);
    plan_house_close(&h);
}

TEST_DB(a_plan_begins_knowingly_with_a_worker_who_cannot_and_its_visits_wait)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct beginning b = { .h = &h, .hour = 22 };
    CHECK(plan_write(&h, draft, &b));
    CHECK(plan_write(&h, begin, &b));
    struct given g = { &b, h.workers[2], 0, 0 };
    CHECK(plan_write(&h, count, &g));
    EQUAL(g.count, 0);
    CHECK(g.open >= 3);
    plan_house_close(&h);
}
