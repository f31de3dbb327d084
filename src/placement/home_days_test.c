/* home_days_test.c — who is away from a home that runs, and what her days come to: a leave, and one withdrawn; rest days, and statutory holidays. */
#include "messages/messages.h"
#include "placement/placement_house_test.h"
#include "placement/tell_placement.h"

static bool night(struct work *w, void *data) { (void)data; return placement_days_tick(w); }
struct going { day from; ref substitute; text where; };

struct leaving_home { struct placement_house *h; enum leave_kind kind; int from, to; };
static bool falls_ill(struct work *w, void *data)
{
    const struct leaving_home *a = data;
    struct worker_leave l = { .worker = { a->h->workers[0] }, .kind = a->kind, .start = day_at((day){ HOUSE_DAY + a->from }, 8 * 60), .until = day_at((day){ HOUSE_DAY + a->to }, 20 * 60) };
    struct worker_leave *asked = ADD(w, worker_leave, &l) ? LOAD(w, worker_leave, l.record.id) : NULL;
    return asked && step_run(w, &worker_leave_type, asked, "approve_and_clear", NULL);
}

TEST_DB(who_falls_ill_leaves_no_home_silently_alone_and_a_rest_day_is_no_matter)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct leaving_home rest = { &h, LEAVE_REST, 6, 6 }, ill = { &h, LEAVE_SICK, 8, 11 };
    const text asked = "select count(*) from deadline where rule = 'remind.placement.leave'", told = "select count(*) from message where template = 'placement.leave' and channel = 1";
    CHECK(placement_begin(&h));
    placement_day_is(&h, 2);
    CHECK(placement_write(&h, falls_ill, (void *)&rest));
    EQUAL(placement_number(&h, asked), 0);
    CHECK(placement_write(&h, falls_ill, (void *)&ill));
    EQUAL(placement_number(&h, asked), 1);
    EQUAL(placement_number(&h, told), 1);
    struct going away = { { HOUSE_DAY + 8 }, { h.workers[1] }, "" };
    CHECK(placement_step(&h, &placement_type, h.placement, "be_away", &away));
    EQUAL(placement_number(&h, asked), 0);
    placement_house_close(&h);
}

static bool thinks_better_of_it(struct work *w, void *data)
{
    (void)data;
    struct found f = LOAD_WHERE(w, worker_leave, "kind <> 1 and state in (1, 2) order by id desc limit 1", NO_BIND);
    return f.count && step_run(w, &worker_leave_type, f.at[0], "cancel", NULL);
}

TEST_DB(a_leave_that_is_withdrawn_is_taken_back_with_the_family_which_was_told_of_it)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct leaving_home away = { &h, LEAVE_PERSONAL, 8, 11 };
    const text told = "select count(*) from message where template = 'placement.leave' and channel = 1", off = "select count(*) from message where template = 'placement.leave_off' and channel = 1";
    CHECK(placement_begin(&h));
    placement_day_is(&h, 2);
    CHECK(placement_write(&h, falls_ill, (void *)&away) && placement_write(&h, thinks_better_of_it, NULL));
    EQUAL(placement_number(&h, told), 1);
    EQUAL(placement_number(&h, off), 1);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.placement.leave'"), 0);
    CASE("asked for the same days again: the family hears it again");
    CHECK(placement_write(&h, falls_ill, (void *)&away));
    EQUAL(placement_number(&h, told), 2);
    CASE(NULL);
    placement_house_close(&h);
}

TEST_DB(a_leave_entered_after_its_days_is_in_the_ledger_and_one_withdrawn_is_out_of_it)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct leaving_home ill = { &h, LEAVE_SICK, 8, 11 };
    const text sick = "select count(*) from placement_day where kind = 6 and date between 20788 and 20791", worked = "select count(*) from placement_day where kind = 1 and date between 20788 and 20791";
    CHECK(placement_begin(&h));
    placement_day_is(&h, 20);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, worked), 4);
    EQUAL(placement_number(&h, "update placement_day set kind = 8 where date = 20795 returning 1"), 1);       /* in hospital with them, and back since */
    CHECK(placement_write(&h, falls_ill, (void *)&ill));
    EQUAL(placement_number(&h, sick), 4);
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20795"), PLACED_HOSPITAL);
    EQUAL(placement_number(&h, worked), 0);
    EQUAL(placement_number(&h, "select count(*) from placement_day"), 20);
    CHECK(placement_write(&h, thinks_better_of_it, NULL));
    EQUAL(placement_number(&h, worked), 4);
    EQUAL(placement_number(&h, "select count(*) from placement_day"), 20);
    placement_house_close(&h);
}

TEST_DB(a_leave_entered_before_the_nights_of_a_house_that_was_off_leaves_no_day_out)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const struct leaving_home ill = { &h, LEAVE_SICK, 8, 11 };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 20);
    CHECK(placement_write(&h, falls_ill, (void *)&ill) && placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "select count(*) from placement_day"), 20);
    EQUAL(placement_number(&h, "select count(*) from placement_day where kind = 6 and date between 20788 and 20791"), 4);
    placement_house_close(&h);
}

struct month_asked { int64_t placement; struct placement_sums sums; };
static bool ask_january(struct work *w, void *data)
{
    struct month_asked *m = data;
    const struct placement *p = record_peek(w, &placement_type, m->placement);
    m->sums = placement_sums_of(w, p, 0, (day){ HOUSE_DAY + 39 }, (day){ HOUSE_DAY + 69 });
    return p != NULL;
}

TEST_DB(a_month_with_rest_days_not_taken_is_asked_about_before_its_wages)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const text asked = "select count(*) from deadline where rule = 'remind.placement.rests'";
    CHECK(placement_begin(&h));
    placement_day_is(&h, 8);                                                    /* 1 December; she rested on Sunday, one is due in these eight days */
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, asked), 0);
    EQUAL(placement_number(&h, "update placement set rest_weekdays = 0 returning 1"), 1);
    placement_day_is(&h, 41);                                                   /* the house was off on 1 January */
    CHECK(placement_write(&h, night, NULL));                                    /* none of the four of December */
    EQUAL(placement_number(&h, asked), 1);
    placement_day_is(&h, 42);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, asked), 1);
    placement_house_close(&h);
}

static bool rests_one_in_january_instead(struct work *w, void *data)
{
    const struct placement_house *h = data;
    const struct placement *p = record_peek(w, &placement_type, h->placement);
    return placement_day_set(w, p, &(struct placement_day){ .date = { HOUSE_DAY + 34 }, .kind = PLACED_WORKED, .source = DAY_BY_OFFICE, .note = "" }) &&
        placement_day_set(w, p, &(struct placement_day){ .date = { HOUSE_DAY + 44 }, .kind = PLACED_REST, .source = DAY_BY_OFFICE, .note = "" });
}

/* 27 December, a Sunday, is worked, and 6 January, a Wednesday, is taken for it. */
TEST_DB(a_rest_day_taken_in_the_next_month_is_no_leave_of_that_month)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 70);
    CHECK(placement_write(&h, night, NULL) && placement_write(&h, rests_one_in_january_instead, &h));
    struct month_asked m = { .placement = h.placement };
    CHECK(placement_write(&h, ask_january, &m));
    EQUAL(m.sums.rest, 12);
    EQUAL(m.sums.rest_due, 12);
    placement_house_close(&h);
}

struct resting { enum contract_holiday holiday; };
static bool holidays_by_contract(struct work *w, void *data)
{
    const struct resting *r = data;
    return db_exec(w, SQL("update contract set holiday = $1"), BIND(num(r->holiday))) == 1;
}
static bool stays_away_on_new_year(struct work *w, void *data)
{
    const struct placement_house *h = data;
    return placement_day_set(w, record_peek(w, &placement_type, h->placement), &(struct placement_day){ .date = { HOUSE_DAY + 39 }, .kind = PLACED_REST, .source = DAY_BY_OFFICE, .note = "" });
}

/* 1 January 2027 is a Friday. */
TEST_DB(a_holiday_she_stays_away_is_no_rest_day_of_hers_where_law_or_contract_pay_for_it)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct month_asked m = { 0 };
    CHECK(placement_begin(&h));
    m.placement = h.placement;
    struct resting as = { .holiday = HOLIDAY_RESTS };
    CHECK(placement_write(&h, holidays_by_contract, &as));
    placement_day_is(&h, 70);
    CHECK(placement_write(&h, night, NULL));
    EQUAL(placement_number(&h, "select kind from placement_day where date = 20819"), PLACED_REST);
    CHECK(placement_write(&h, ask_january, &m));
    EQUAL(m.sums.rest, 10);
    EQUAL(m.sums.holiday_rest, 2);
    EQUAL(m.sums.holiday, 0);
    CASE("one day's wage on top for who works: by custom it is one of her rest days");
    as.holiday = HOLIDAY_PLUS_ONE;
    CHECK(placement_write(&h, holidays_by_contract, &as) && placement_write(&h, ask_january, &m));
    EQUAL(m.sums.rest, 12);
    EQUAL(m.sums.holiday_rest, 0);
    CASE("an employee's is paid by law, whoever entered it");
    as.holiday = HOLIDAY_LAW;
    CHECK(placement_write(&h, holidays_by_contract, &as) && placement_write(&h, stays_away_on_new_year, &h) && placement_write(&h, ask_january, &m));
    EQUAL(m.sums.rest, 10);
    EQUAL(m.sums.holiday_rest, 2);
    CASE(NULL);
    placement_house_close(&h);
}

TEST_DB(a_contract_ended_on_its_own_page_asks_for_the_last_day_of_who_lives_there_until_it_is_entered)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    const text asked = "select count(*) from deadline where rule = 'remind.placement.serves_on'";
    const struct contract_ending over = { .ended_on = { HOUSE_DAY + 3 }, .ended_by = CONTRACT_FORCE_MAJEURE, .paper_back = { 0, true } };
    const struct { day last; enum placement_end why; } gone = { { HOUSE_DAY + 3 }, PLACEMENT_BY_CUSTOMER };
    CHECK(placement_begin(&h));
    placement_day_is(&h, 3);
    CHECK(placement_step(&h, &contract_type, h.contract, "end", &over));
    EQUAL(placement_number(&h, asked), 1);
    CHECK(placement_step(&h, &placement_type, h.placement, "finish", &gone));
    EQUAL(placement_number(&h, asked), 0);
    placement_house_close(&h);
}
