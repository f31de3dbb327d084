/* Who has no room is not read, and is never somebody who could have come: the narrow search against the whole one where only hours decide. */
#include "operations/slots.h"
#include "operations/visit_house_test.h"
#include <stdio.h>
#include <string.h>

enum { LENGTH = 120, LONG_DAY = 660, LONG_DAYS = 13 };       /* thirteen days of eleven hours: 39 hours of overtime, 36 are allowed */

struct room { struct visit_house h; int64_t worker; int offset, days, length; struct slots *whole, *narrow; struct slot_query q; int statements; };

/* A visit as it stands after the day: by its row, as no rule would let so many be given. */
static bool add_done(struct work *w, struct room *r, int64_t worker, int offset, int length)
{
    struct visit *v = take(w, struct visit);
    *v = (struct visit){ .customer = { r->h.customer }, .household = { r->h.home }, .line = { r->h.line }, .start = house_at(30, 9, 0), .length = { length }, .price = { 15000 }, .worker_pay = { 11250 } };
    if (!ADD(w, visit, v)) return false;
    EQUAL(db_exec(w, SQL("update visit set worker = $2, state = 2, start = $3, until = $4 where id = $1"),
                  BIND(num(v->record.id), num(worker), num(house_at(offset, 8, 0).ms), num(house_at(offset, 8, length).ms))), 1);
    return !failed(w);
}

static bool work_long(struct work *w, void *data)
{
    struct room *r = data;
    for (int i = 0; i < r->days; i++) if (!add_done(w, r, r->worker, r->offset + i, r->length)) return false;
    return true;
}

static bool search_both(struct work *w, void *data)
{
    struct room *r = data;
    r->whole = take(w, struct slots);
    r->narrow = take(w, struct slots);
    if (!slots_for(w, &r->q, r->whole)) return false;
    struct slot_query q = r->q;
    q.enough = true;
    int before = db_statements(w);
    if (!slots_for(w, &q, r->narrow)) return false;
    r->statements = db_statements(w) - before;
    for (int d = 0; d < r->whole->day_count; d++) {
        for (int i = 0; i < r->whole->days[d].count; i++) {
            const struct slot *a = &r->whole->days[d].at[i];
            struct slots *one = take(w, struct slots);
            EQUAL(r->narrow->days[d].at[i].state != SLOT_NONE, a->at_ease >= a->persons);
            if (i % 5) continue;
            q = r->q;
            q.from = r->whole->days[d].day;
            q.days = 1;
            q.start = a->start;
            if (!slots_for(w, &q, one)) return false;
            EQUAL(one->days[0].at[0].can, a->can);
            EQUAL(one->days[0].at[0].at_ease, a->at_ease);
            EQUAL(one->days[0].at[0].state, a->state);
            CHECK(!one->days[0].at[0].why || a->state != SLOT_NONE);      /* of one start nobody hears why not */
        }
    }
    return !failed(w);
}

static bool write_room(struct room *r, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = &r->h, .run = run, .data = r }); }

static bool room_open(struct room *r, int from, int days)
{
    *r = (struct room){ 0 };
    if (!visit_house_open(&r->h)) return false;
    r->h.actors[AS_NOBODY].all_branches = true;
    r->q = (struct slot_query){ .household = r->h.home, .line = r->h.line, .length = LENGTH, .from = { HOUSE_DAY + from }, .days = days };
    return true;
}

static int starts_offered(const struct slots *s)
{
    int n = 0;
    for (int d = 0; d < s->day_count; d++) for (int i = 0; i < s->days[d].count; i++) n += s->days[d].at[i].state != SLOT_NONE;
    return n;
}

/* November 2026 begins on a Sunday and the house's Monday is its 23rd: the days asked for lie in its last week, the long ones in the weeks before. */
TEST_DB(a_month_of_overtime_before_the_weeks_asked_for_closes_them)
{
    struct room r;
    if (!room_open(&r, 1, 5)) return;
    CHECK(write_room(&r, search_both) && starts_offered(r.narrow) > 50);
    r.days = LONG_DAYS, r.length = LONG_DAY, r.offset = -15;          /* the 8th to the 20th */
    r.worker = r.h.worker;
    CHECK(write_room(&r, work_long) && write_room(&r, search_both));
    CHECK(starts_offered(r.narrow) > 50);               /* the other one */
    EQUAL(r.whole->days[0].at[6].can, 1);
    r.worker = r.h.second;
    CHECK(write_room(&r, work_long) && write_room(&r, search_both));
    EQUAL(starts_offered(r.narrow), 0);
    EQUAL(starts_offered(r.whole), 0);
    visit_house_close(&r.h);
}

TEST_DB(a_month_of_overtime_behind_the_weeks_asked_for_closes_them_too)
{
    struct room r;
    if (!room_open(&r, 8, 4)) return;                   /* 1 to 4 December */
    CHECK(write_room(&r, search_both) && starts_offered(r.narrow) > 50);
    r.days = LONG_DAYS, r.length = LONG_DAY, r.offset = 8 + 7;
    for (int i = 0; i < 2; i++) {
        r.worker = i ? r.h.second : r.h.worker;
        CHECK(write_room(&r, work_long));
    }
    CHECK(write_room(&r, search_both));
    EQUAL(starts_offered(r.narrow), 0);
    EQUAL(starts_offered(r.whole), 0);
    visit_house_close(&r.h);
}

static bool one_less(struct work *w, void *data)
{
    struct room *r = data;
    EQUAL(db_exec(w, SQL("update visit set state = 11 where id = (select max(id) from visit where worker = $1)"), BIND(num(r->h.second))), 1);
    return !failed(w);
}

/* 44 hours a week: after four days of eleven there is nothing left on any other. */
TEST_DB(whose_week_is_full_is_not_read_and_found_again_when_a_visit_goes)
{
    struct room r;
    if (!room_open(&r, 3, 3)) return;                   /* Thursday to Saturday */
    CHECK(write_room(&r, search_both) && starts_offered(r.narrow) > 30);
    int open = r.statements;
    r.days = 4, r.length = LONG_DAY, r.offset = -1;     /* Sunday to Wednesday: three of them in the week, 33 hours */
    for (int i = 0; i < 2; i++) {
        r.worker = i ? r.h.second : r.h.worker;
        CHECK(write_room(&r, work_long));
    }
    CHECK(write_room(&r, search_both) && starts_offered(r.narrow) > 30);
    r.days = 1, r.offset = 6;                           /* and Sunday: 44 */
    for (int i = 0; i < 2; i++) {
        r.worker = i ? r.h.second : r.h.worker;
        CHECK(write_room(&r, work_long));
    }
    CHECK(write_room(&r, search_both));
    EQUAL(starts_offered(r.narrow), 0);
    EQUAL(starts_offered(r.whole), 0);
    CHECK(r.statements < open);
    if (r.statements >= open) printf("  %d statements, and %d while days were open\n", r.statements, open);
    CHECK(write_room(&r, one_less) && write_room(&r, search_both));
    CHECK(starts_offered(r.narrow) > 30);
    visit_house_close(&r.h);
}
