/* rest_days_test.c — the weekdays she rests on, in the ledger of her days. */
#include <string.h>
#include "placement/placement_house_test.h"
#include "placement/placement_own.h"
#include "record/store.h"

static bool night(struct work *w, void *data) { (void)data; return placement_days_tick(w); }

struct month_asked { int64_t placement; struct placement_sums sums; };
static bool ask_january(struct work *w, void *data)
{
    struct month_asked *m = data;
    const struct placement *p = record_peek(w, &placement_type, m->placement);
    m->sums = placement_sums_of(w, p, 0, (day){ HOUSE_DAY + 39 }, (day){ HOUSE_DAY + 69 });
    return p != NULL;
}

TEST_DB(where_sundays_are_hers_the_fifth_of_a_month_is_no_leave)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 70);
    CHECK(placement_write(&h, night, NULL));
    struct month_asked m = { .placement = h.placement };
    CHECK(placement_write(&h, ask_january, &m));
    EQUAL(m.sums.days, 62);
    EQUAL(m.sums.rest, 10);                                                     /* January 2027 has five */
    EQUAL(m.sums.rest_due, 10);
    EQUAL(placement_number(&h, "update placement set rest_weekdays = 0 returning 1"), 1);
    CHECK(placement_write(&h, ask_january, &m));
    EQUAL(m.sums.rest_due, 8);
    placement_house_close(&h);
}

/* As a version before left it: Sundays in one column. */
static bool of_before(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("alter table placement add column rest_weekday integer not null default 0"), NO_BIND);
    db_exec(w, SQL("update placement set rest_weekdays = 0, rest_weekday = 7"), NO_BIND);
    return placement_rest_weekdays_seed(w);
}

static bool seed_again(struct work *w, void *data) { (void)data; return placement_rest_weekdays_seed(w); }

struct resting { set rest_weekdays; maybe_day from; };
static bool rests_at_weekends(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct placement *p = LOAD(w, placement, h->placement);
    return p && step_run(w, &placement_type, p, "rest_days", &(struct resting){ { SET_BIT(6) | SET_BIT(7) }, { day_from_date((struct date){ 2027, 1, 1 }).number, true } });
}

/* Of January, paid in advance and ended on Friday the 15th, with four free days on weekends until then: 11 of 26 days are had. */
static bool ends_on_the_15th(struct work *w, void *data)
{
    const struct placement_house *h = data;
    const struct contract *c = LOAD(w, contract, h->contract);
    struct sum sum = { .count = 0 };
    if (c) contract_refund_of(w, c, &(struct contract_ending){ .ended_on = day_from_date((struct date){ 2027, 1, 15 }), .ended_by = CONTRACT_MUTUAL, .service_paid = { 260000 }, .paper_back = { 0, true } }, &sum);
    for (int i = 0; i < sum.count; i++)
        if (!strcmp(sum.lines[i].code, "service_had")) EQUAL(sum.lines[i].amount.fen, -110000);
    return sum.count > 1;
}

TEST_DB(every_weekday_she_rests_on_is_entered_and_the_single_one_of_before_stays)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 70);
    CHECK(placement_write(&h, night, NULL));
    CHECK(placement_write(&h, of_before, NULL));
    EQUAL(placement_number(&h, "select rest_weekdays from placement"), SET_BIT(7));
    CASE("a second start changes nothing, and an emptied set stays empty");
    EQUAL(placement_number(&h, "update placement set rest_weekdays = 0 returning 1"), 1);
    CHECK(placement_write(&h, seed_again, NULL));
    EQUAL(placement_number(&h, "select rest_weekdays from placement"), 0);
    CASE("Saturdays and Sundays from New Year on: what was entered by itself since is entered anew, five of either in January 2027");
    CHECK(placement_write(&h, rests_at_weekends, &h));
    struct month_asked m = { .placement = h.placement };
    CHECK(placement_write(&h, ask_january, &m));
    EQUAL(m.sums.days, 62);
    EQUAL(m.sums.rest, 20);
    EQUAL(m.sums.rest_due, 20);
    EQUAL(placement_number(&h, "select rests from placement"), 9);
    CASE("and what goes back of a month paid goes by them, as its bill");
    CHECK(placement_write(&h, ends_on_the_15th, &h));
    CASE(NULL);
    placement_house_close(&h);
}

static bool rests_on(struct placement_house *h, uint64_t weekdays) { return placement_step(h, &placement_type, h->placement, "rest_days", &(struct resting){ { weekdays }, { 0 } }); }
static int64_t to_amend(struct placement_house *h) { return placement_number(h, "select count(*) from deadline where type = 'contract' and rule = 'remind.contract_rests' and done_at = 0"); }

static bool amended(struct work *w, void *data)
{
    const struct placement_house *h = data;
    int64_t paper = db_one(w, SQL("select max(id) from contract where previous = $1 and link = 2"), BIND(num(h->contract)), 0);
    db_exec(w, SQL("update contract set state = 1, first = $2 where id = $1"), BIND(num(paper), num(day_of(w->now).number)));
    db_exec(w, SQL("update contract set state = 2, ended_by = 7, next = $2 where id = $1"), BIND(num(h->contract), num(paper)));
    return !failed(w) && placement_of_contract(w, &contract_type, paper);
}
_Static_assert(CONTRACT_IN_FORCE == 1 && CONTRACT_ENDED == 2 && CONTRACT_REPLACED == 7 && CONTRACT_AMENDS == 2, "the statements above say these by number");

TEST_DB(other_rest_days_than_the_contract_says_ask_for_an_amendment_that_has_them)
{
    struct { day since; text what; ref worker; money wage; } change = { { HOUSE_DAY + 71 }, "固定休息日改为周六、周日", { 0 }, { 0 } };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    EQUAL(placement_number(&h, "update contract set rest_weekdays = 128, rest_days = 4 returning 1"), 1);
    CHECK(placement_begin(&h));
    placement_day_is(&h, 70);
    CHECK(rests_on(&h, SET_BIT(6) | SET_BIT(7)));
    EQUAL(to_amend(&h), 1);
    CASE("back on Sundays: nothing is to be amended, and the month has its rests again");
    CHECK(rests_on(&h, SET_BIT(7)));
    EQUAL(to_amend(&h), 0);
    EQUAL(placement_number(&h, "select rests from placement"), 4);
    CASE("the amendment is drafted with the days kept in the home, and settles it");
    CHECK(rests_on(&h, SET_BIT(6) | SET_BIT(7)));
    CHECK(placement_step(&h, &contract_type, h.contract, "amend", &change));
    EQUAL(placement_number(&h, "select rest_weekdays from contract where link = 2"), SET_BIT(6) | SET_BIT(7));
    EQUAL(placement_number(&h, "select rest_days from contract where link = 2"), 9);
    EQUAL(to_amend(&h), 1);
    CHECK(placement_write(&h, amended, &h));
    EQUAL(to_amend(&h), 0);
    CASE(NULL);
    placement_house_close(&h);
}
