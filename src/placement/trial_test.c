/* trial_test.c — who is in the home is on trial for the demand of its contract, and hired when the trial is over, whoever forgets to say so. */
#include <stdio.h>
#include <string.h>
#include "placement/placement_house_test.h"
#include "placement/placement_own.h"

struct trial { struct placement_house *h; int64_t demand, days; };

/* Both said yes, all have signed; nobody pressed anything since. */
static bool asked_for(struct work *w, void *data)
{
    struct trial *t = data;
    struct placement_house *h = t->h;
    struct demand d = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .wanted = "住家", .start_from = { HOUSE_DAY }, .term = 365, .arrangement = ARRANGED_LIVE_IN, .source = SOURCE_REFERRAL };
    if (!ADD(w, demand, &d)) return false;
    t->demand = d.record.id;
    db_exec(w, SQL("update demand set state = 8 where id = $1"), BIND(num(d.record.id)));
    db_exec(w, SQL("insert into recommendation (id, branch, version, created_at, changed_at, changed_by, demand, worker, person, state) values ($1, $2, 1, 0, 0, 0, $3, $4, (select person from customer where id = $5), 11)"),
            BIND(num(record_new_id()), num(h->branch), num(d.record.id), num(h->workers[0]), num(h->customer)));
    db_exec(w, SQL("update contract set demand = $2, trial_days = $3 where id = $1"), BIND(num(h->contract), num(d.record.id), num(t->days)));
    return !failed(w);
}
_Static_assert(RECOMMENDED_ACCEPTED == 11 && DEMAND_CONTRACTING == 8, "the statements above say these by number");

static bool tick(struct work *w, void *data) { (void)data; return placement_trials_tick(w); }
static int64_t recommended(struct placement_house *h) { return placement_number(h, "select state from recommendation"); }
static int64_t asked(struct placement_house *h) { return placement_number(h, "select state from demand"); }

TEST_DB(who_is_in_the_home_is_on_trial_and_hired_when_it_is_over_without_anybody_saying_so)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct trial t = { .h = &h, .days = 3 };
    CHECK(placement_write(&h, asked_for, &t));
    CHECK(placement_begin(&h));
    EQUAL(recommended(&h), RECOMMENDED_ON_TRIAL);
    EQUAL(asked(&h), DEMAND_TRIAL);
    placement_day_is(&h, 2);
    CHECK(placement_write(&h, tick, NULL));
    EQUAL(recommended(&h), RECOMMENDED_ON_TRIAL);                                            /* the third day is one of it */
    EQUAL(placement_number(&h, "insert into replacement (id, branch, version, created_at, changed_at, changed_by, placement, customer, state) select 7, branch, 1, 0, 0, 0, id, customer, 1 from placement returning 1"), 1);
    placement_day_is(&h, 3);
    CHECK(placement_write(&h, tick, NULL));
    EQUAL(recommended(&h), RECOMMENDED_ON_TRIAL);                                            /* the family asks for another: she was not kept yet */
    EQUAL(placement_number(&h, "update replacement set state = 7 returning 1"), 1);
    CHECK(placement_write(&h, tick, NULL));
    EQUAL(recommended(&h), RECOMMENDED_HIRED);
    EQUAL(asked(&h), DEMAND_FULFILLED);
    placement_house_close(&h);
}

static bool ends(struct placement_house *h, int32_t on, enum contract_end by)
{
    placement_day_is(h, on);
    return placement_step(h, &contract_type, h->contract, "end", &(struct contract_ending){ .ended_on = { HOUSE_DAY + on }, .ended_by = by, .paper_back = { 0, true } });
}

static void ends_on(int32_t on, bool kept)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct trial t = { .h = &h, .days = 3 };
    CHECK(placement_write(&h, asked_for, &t));
    CHECK(placement_begin(&h));
    CHECK(ends(&h, on, CONTRACT_BY_WORKER));
    EQUAL(recommended(&h), kept ? RECOMMENDED_HIRED : RECOMMENDED_NOT_HIRED);
    EQUAL(asked(&h), kept ? DEMAND_FULFILLED : DEMAND_MATCHING);
    EQUAL(placement_number(&h, "select count(*) from demand where hired is null"), kept ? 0 : 1);
    placement_house_close(&h);
}

TEST_DB(a_contract_that_ends_within_the_trial_leaves_nobody_on_trial) { ends_on(1, false); }
TEST_DB(a_contract_that_ends_after_the_trial_was_with_somebody_hired) { ends_on(3, true); }

/* ---- another one takes over ---- */

struct changing { day last, first; money wage; ref between; };
static bool found_another(struct placement_house *h)
{
    char sql[400];
    snprintf(sql, sizeof sql, "insert into replacement (id, branch, version, created_at, changed_at, changed_by, placement, customer, old_worker, new_worker, side, reason, counts, quota_left, hold_until, requested_at, assessed_at, ended_at, must_be_told, refund_percent, refund, state) "
             "select 7, branch, 1, 0, 0, 0, id, customer, worker, %lld, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3 from placement returning 1", (long long)h->workers[1]);
    return placement_number(h, sql) == 1;
}
static bool days_ahead(struct work *w, void *data)
{
    struct placement_house *h = data;
    const struct placement *p = record_peek(w, &placement_type, h->placement);
    return placement_day_set(w, p, &(struct placement_day){ .date = { HOUSE_DAY + 8 }, .kind = PLACED_FAMILY_AWAY, .source = DAY_BY_OFFICE }) && placement_day_set(w, p, &(struct placement_day){ .date = { HOUSE_DAY + 9 }, .kind = PLACED_REST, .source = DAY_BY_OFFICE });
}
static bool nights(struct work *w, void *data) { (void)data; return placement_days_tick(w); }
static int64_t who_on(struct placement_house *h, int32_t offset)
{
    char sql[120];
    snprintf(sql, sizeof sql, "select coalesce(max(worker), 0) from placement_day where date = %d", HOUSE_DAY + offset);
    return placement_number(h, sql);
}

static void replaced_on(int32_t last, bool kept)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct trial t = { .h = &h, .days = 3 };
    CHECK(placement_write(&h, asked_for, &t));
    CHECK(placement_begin(&h));
    CHECK(found_another(&h));
    placement_day_is(&h, 1);
    CHECK(placement_write(&h, days_ahead, &h));
    struct changing over = { { HOUSE_DAY + last }, { HOUSE_DAY + last + 1 }, { 0 }, { h.workers[2] } };
    CHECK(!placement_step(&h, &replacement_type, 7, "hand_over", &over));                    /* no day between the two */
    SAME_TEXT(h.w->field, "between");
    over.first.number = HOUSE_DAY + last + 3;
    CHECK(placement_step(&h, &replacement_type, 7, "hand_over", &over));
    EQUAL(recommended(&h), kept ? RECOMMENDED_HIRED : RECOMMENDED_NOT_HIRED);
    EQUAL(asked(&h), DEMAND_FULFILLED);                                                      /* the contract goes on: nobody is looked for again */
    EQUAL(placement_number(&h, "select hired from demand"), h.workers[kept ? 0 : 1]);
    EQUAL(placement_number(&h, "select count(*) from placement_stints where substitute = 1"), 1);
    CASE("a day entered ahead is hers who serves then; a rest day of the one before is nobody's");
    EQUAL(who_on(&h, 8), h.workers[1]);
    EQUAL(who_on(&h, 9), 0);
    placement_day_is(&h, last + 4);
    CHECK(placement_write(&h, nights, NULL));
    EQUAL(who_on(&h, last), h.workers[0]);
    EQUAL(who_on(&h, last + 1), h.workers[2]);
    EQUAL(who_on(&h, last + 2), h.workers[2]);
    EQUAL(who_on(&h, last + 3), h.workers[1]);
    CHECK(placement_write(&h, tick, NULL));
    EQUAL(recommended(&h), kept ? RECOMMENDED_HIRED : RECOMMENDED_NOT_HIRED);
    placement_house_close(&h);
}

TEST_DB(who_is_replaced_within_the_trial_was_not_hired_and_somebody_stands_in_between) { replaced_on(1, false); }
TEST_DB(who_is_replaced_after_the_trial_was_hired) { replaced_on(4, true); }

TEST_DB(a_contract_that_takes_effect_hires_whom_it_names)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct trial t = { .h = &h };
    CHECK(placement_write(&h, asked_for, &t));
    EQUAL(placement_number(&h, "update contract set state = 7, first_due = 0, deposit = 0 returning 1"), 1);
    CHECK(placement_step(&h, &contract_type, h.contract, "take_effect", NULL));
    EQUAL(recommended(&h), RECOMMENDED_HIRED);
    EQUAL(asked(&h), DEMAND_FULFILLED);
    placement_house_close(&h);
}

/* ---- an amendment's trial ---- */

struct amending { day since; text what; ref worker; money wage; };
static int64_t trial_of_draft(struct placement_house *h) { return placement_number(h, "select trial_days from contract where link = 2 and state = 3"); }
static bool amend(struct placement_house *h, int64_t contract, int32_t since, int64_t worker)
{
    return placement_number(h, "update contract set state = 9 where state = 3 returning 1") >= -1
        && placement_step(h, &contract_type, contract, "amend", &(struct amending){ { since }, "换人", { worker }, { 0 } });
}

TEST_DB(an_amendment_that_names_another_worker_has_the_trial_agreed_with_the_first)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    EQUAL(placement_number(&h, "update contract set trial_days = 3 returning 1"), 1);
    CHECK(placement_begin(&h));
    CHECK(amend(&h, h.contract, HOUSE_DAY + 10, h.workers[1]));
    EQUAL(trial_of_draft(&h), 3);
    CASE("about something else there is none");
    CHECK(amend(&h, h.contract, HOUSE_DAY + 10, 0));
    EQUAL(trial_of_draft(&h), 0);
    CHECK(amend(&h, h.contract, HOUSE_DAY + 10, h.workers[0]));
    EQUAL(trial_of_draft(&h), 0);
    CASE("no longer than the term that is left");
    CHECK(amend(&h, h.contract, (int32_t)placement_number(&h, "select last - 1 from contract where id = (select min(id) from contract)"), h.workers[1]));
    EQUAL(trial_of_draft(&h), 1);
    CASE("the second amendment finds what the first of the chain agreed");
    CHECK(amend(&h, h.contract, HOUSE_DAY + 10, 0));
    int64_t without = placement_number(&h, "update contract set state = 1 where state = 3 returning id");
    CHECK(amend(&h, without, HOUSE_DAY + 20, h.workers[1]));
    EQUAL(trial_of_draft(&h), 3);
    CASE(NULL);
    placement_house_close(&h);
}
