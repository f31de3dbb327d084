/* placement_test.c — a placement occupies the calendar, begins only when all is ready, changes hands and ends (SM-PLACE, T01, T03, T06). */
#include "placement/placement_house_test.h"
#include <string.h>

static struct placement like(const struct placement_house *h, int worker, int first, int last)
{
    return (struct placement){ .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .worker = { h->workers[worker] }, .mode = SERVICE_INTRODUCE, .first = { HOUSE_DAY + first }, .last = { HOUSE_DAY + last }, .wage = { 700000 } };
}

struct adding { struct placement p; };
static bool add(struct work *w, void *data) { return ADD(w, placement, &((struct adding *)data)->p); }

struct hour { int64_t worker; int offset; };
static bool book_an_hour(struct work *w, void *data)
{
    const struct hour *a = data;
    struct booking b = { .resource = { RESOURCE_WORKER, a->worker }, .source = { "visit", 77 }, .from = day_at((day){ HOUSE_DAY + a->offset }, 600), .to = day_at((day){ HOUSE_DAY + a->offset }, 780), .label = "日常保洁" };
    return booking_put(w, &b);
}

TEST_DB(a_placement_keeps_visits_and_a_second_placement_out_of_her_calendar)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(!placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 100 }));
    EQUAL(h.w->failure, CONFLICT);
    SAME_TEXT(h.w->code, "overlap");
    CHECK(placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 365 }));          /* the day after the last */
    struct adding second = { like(&h, 0, 300, 400) }, other = { like(&h, 1, 300, 400) };
    CHECK(!placement_write(&h, add, &second));
    SAME_TEXT(h.w->code, "overlap");
    CHECK(placement_write(&h, add, &other));
    placement_house_close(&h);
}

TEST_DB(nobody_begins_before_contract_insurance_home_and_briefing_are_in_order)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_number(&h, "update placement set contract = null returning 1") == 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "make_ready", NULL));
    SAME_TEXT(h.w->field, "contract");
    CHECK(placement_number(&h, "update placement set contract = (select max(id) from contract) returning 1") == 1);
    CHECK(placement_number(&h, "update credential set valid_to = 20800 where kind = 4 and worker = (select min(id) from worker) returning 1") == 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "make_ready", NULL));         /* insurance ends on day 20: no way round it */
    SAME_TEXT(h.w->code, "not_eligible");
    CHECK(placement_number(&h, "update credential set valid_to = 21000 where kind = 4 and worker = (select min(id) from worker) returning 1") == 1);
    CHECK(!placement_step(&h, &placement_type, h.placement, "make_ready", NULL));
    SAME_TEXT(h.w->field, "looked_at");
    CHECK(placement_begin(&h));
    EQUAL(placement_number(&h, "select state from placement"), PLACEMENT_IN_SERVICE);
    placement_house_close(&h);
}

static bool night(struct work *w, void *data) { (void)data; return placement_days_tick(w); }

TEST_DB(when_she_leaves_the_service_goes_on_with_another_and_her_own_days_are_free)
{
    struct { day last; enum placement_end why; } left = { { HOUSE_DAY + 39 }, PLACEMENT_BY_WORKER };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct { ref worker; day from; money wage; bool substitute; ref between; } next = { { h.workers[1] }, { HOUSE_DAY + 42 }, { 820000 }, false, { 0 } };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 39);
    CHECK(placement_step(&h, &placement_type, h.placement, "worker_leaves", &left));
    EQUAL(placement_number(&h, "select state from placement"), PLACEMENT_GAP);
    EQUAL(placement_number(&h, "select state from contract"), CONTRACT_IN_FORCE);
    CHECK(placement_write(&h, book_an_hour, &(struct hour){ h.workers[0], 40 }));
    CHECK(placement_step(&h, &placement_type, h.placement, "send_next", &next));
    CHECK(!placement_write(&h, book_an_hour, &(struct hour){ h.workers[1], 50 }));
    placement_day_is(&h, 45);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "select count(*) from placement_day where worker = (select min(id) from worker)"), 40);
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 2"), 5);                          /* Sundays of both; the gap's none */
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 4"), 1);                          /* New Year's Day */
    EQUAL(placement_number(&h, "select count(*) from placement_day where date between 20820 and 20821"), 0);
    placement_house_close(&h);
}

static bool maternity(struct work *w, void *data)
{
    const struct placement_house *h = ((void **)data)[0];
    const int *days = ((void **)data)[1];
    struct placement p = like(h, 2, days[0], days[0] + 25);
    p.line.id = h->maternity;
    p.expected = (maybe_day){ HOUSE_DAY + days[0], true };
    p.backup.id = days[1] ? h->workers[1] : 0;
    return ADD(w, placement, &p);
}

TEST_DB(two_windows_of_a_maternity_nurse_touch_by_ten_days_at_most_and_with_a_backup)
{
    int first[] = { 100, 0 }, too_near[] = { 126, 1 }, near[] = { 131, 0 }, with_backup[] = { 131, 1 }, far[] = { 200, 0 };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, maternity, (void *[]){ &h, first }));
    CHECK(!placement_write(&h, maternity, (void *[]){ &h, too_near }));
    SAME_TEXT(h.w->field, "worker");
    CHECK(!placement_write(&h, maternity, (void *[]){ &h, near }));
    SAME_TEXT(h.w->field, "backup");
    CHECK(placement_write(&h, maternity, (void *[]){ &h, with_backup }));
    CHECK(placement_write(&h, maternity, (void *[]){ &h, far }));
    placement_house_close(&h);
}

static bool nanny_first(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct placement p = like(h, 2, 70, 95);
    return ADD(w, placement, &p);
}

static bool nanny_until(struct work *w, void *data)
{
    struct placement p = like(((void **)data)[0], 2, 70, *(const int *)((void **)data)[1]);
    return ADD(w, placement, &p);
}

static bool four_may(struct work *w, void *data)
{
    (void)data;
    struct setting least = { .code = SETTING_BIRTH_OVERLAP, .since = { HOUSE_DAY - 400 }, .value = "4" };
    return ADD(w, setting, &least);
}

TEST_DB(a_service_without_a_birth_that_reaches_into_the_window_is_named_by_its_days)
{
    int too_near[] = { 98, 1 }, near[] = { 100, 0 }, with_backup[] = { 100, 1 };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, nanny_first, &h));
    CHECK(!placement_write(&h, maternity, (void *[]){ &h, near }));
    SAME_TEXT(h.w->field, "backup");
    CHECK(strstr(h.w->message, "She serves"));
    SAME_TEXT(h.w->arguments[3], "3");                                                                            /* of the window from day 93 on: 93, 94, 95 */
    CHECK(placement_write(&h, four_may, NULL));
    CHECK(!placement_write(&h, maternity, (void *[]){ &h, too_near }));
    SAME_TEXT(h.w->field, "worker");
    CHECK(strstr(h.w->message, "She serves"));
    CHECK(placement_write(&h, maternity, (void *[]){ &h, with_backup }));
    placement_house_close(&h);
}

TEST_DB(a_service_that_is_planned_into_the_window_of_a_birth_is_refused_like_the_birth_would_be)
{
    int alone[] = { 100, 0 }, before = 92, into = 95, deep = 99;
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, maternity, (void *[]){ &h, alone }));
    CHECK(!placement_write(&h, nanny_until, (void *[]){ &h, &into }));
    SAME_TEXT(h.w->field, "worker");
    CHECK(strstr(h.w->message, "Name on that placement"));
    SAME_TEXT(h.w->arguments[3], "3");                                                                            /* 93, 94, 95 of the window from day 93 on */
    CHECK(placement_write(&h, four_may, NULL));
    CHECK(!placement_write(&h, nanny_until, (void *[]){ &h, &deep }));
    CHECK(strstr(h.w->message, "at most {5} may"));
    CHECK(placement_write(&h, nanny_until, (void *[]){ &h, &before }));
    placement_house_close(&h);
}

static bool nanny_between(struct work *w, void *data)
{
    struct placement p = like(data, 2, 140, 155);
    return ADD(w, placement, &p);
}

TEST_DB(a_service_may_reach_into_the_window_where_the_birth_has_a_backup)
{
    int with_backup[] = { 160, 1 };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, maternity, (void *[]){ &h, with_backup }));
    CHECK(placement_write(&h, nanny_between, &h));
    placement_house_close(&h);
}
