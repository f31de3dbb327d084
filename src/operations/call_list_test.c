/* call_list_test.c — whom the office telephones: more than the list holds are counted. */
#include "operations/board.h"
#include "operations/visit_house_test.h"
#include "record/answer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct calls { struct visit_house *house; int add; int64_t count, from, to; int rows; };

/* Offered by its row: as many as no shop would offer by hand in a test's time. */
static bool offer(struct work *w, void *data)
{
    struct calls *c = data;
    const struct visit_house *h = c->house;
    for (int i = 0; i < c->add; i++) {
        struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = house_at(2, 8, i), .length = { 120 }, .price = { 15000 }, .worker_pay = { 11250 } };
        if (!ADD(w, visit, &v)) return false;
        db_exec(w, SQL("update visit set state = 2, worker = $2 where id = $1"), BIND(num(v.record.id), num(h->worker)));
    }
    return !failed(w);
}

static int64_t after(const char *body, const char *name)
{
    const char *at = strstr(body, name);
    return at ? strtoll(at + strlen(name), NULL, 10) : -1;
}

static bool ask(struct work *w, void *data)
{
    struct calls *c = data;
    struct json j = json_new(w->arena);
    board_calls_write(w, &j, c->house->branch, (day){ HOUSE_DAY });
    text body = buf_text(&j.out);
    c->count = after(body, "\"count\":");
    c->from = after(body, "\"from\":");
    c->to = after(body, "\"to\":");
    c->rows = 0;
    for (const char *at = body; (at = strstr(at, "\"visit\":")) != NULL; at++) c->rows++;
    return !failed(w);
}

static bool act(struct calls *c, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = c->house, .who = AS_DISPATCHER, .run = run, .data = c }); }

TEST_DB(a_call_list_that_is_longer_than_the_page_says_by_how_many)
{
    struct visit_house h;
    if (!visit_house_open(&h)) return;
    struct calls c = { .house = &h };
    CHECK(act(&c, ask));
    EQUAL(c.count, 0);
    c.add = 3;
    CHECK(act(&c, offer) && act(&c, ask));
    EQUAL(c.count, 3);
    EQUAL(c.rows, 3);
    c.add = 302;
    CHECK(act(&c, offer) && act(&c, ask));
    EQUAL(c.rows, 300);
    EQUAL(c.count, 305);
    EQUAL(c.from, house_at(0, 0, 0).ms);
    EQUAL(c.to, house_at(7, 0, 0).ms);
    visit_house_close(&h);
}
