#include <string.h>
#include "customers/demand_house_test.h"

static bool want_nurse(struct work *w, void *data)
{
    struct desk *s = data;
    struct household_member baby = { .role = CARE_NEWBORN };
    struct demand d = { .customer = { s->customer }, .household = { s->household }, .line = { s->maternity }, .wanted = "24小时", .start_from = { THE_DAY + 100 }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4,
        .decides = DECIDES_CALLER, .source = SOURCE_PHONE, .cared = { &baby, 1 }, .wage = { 780000 }, .expected = { THE_DAY + 100, true } };
    if (!ADD(w, demand, &d)) return false;
    s->demand = d.record.id;
    return step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}

/* She is with another family in the middle of it. */
static bool is_away(struct work *w, void *data)
{
    struct desk *s = data;
    struct booking b = { .resource = { RESOURCE_WORKER, s->second_nurse }, .source = { "placement", 7 }, .from = at(110, 0), .to = at(120, 0), .journey = JOURNEY_NONE, .branch = s->branch, .label = "在户" };
    return booking_put(w, &b);
}

static bool asks_more(struct work *w, void *data)
{
    struct desk *s = data;
    struct worker *n = LOAD(w, worker, s->nurse);
    if (!n) return false;
    n->least_hourly.fen = 4000;             /* 8,320 a month */
    return SAVE(w, worker, n);
}

struct ranked { struct desk *d; int64_t one; struct matches all; int well, busy, looked; int64_t first; text codes; int64_t score, sum, pay, since; };
static bool rank(struct work *w, void *data)
{
    struct ranked *r = data;
    const struct demand *d = LOAD(w, demand, r->d->demand);
    if (!d || !matches_for(w, d, r->one, 20, &r->all)) return false;
    r->well = 0, r->sum = 0, r->codes = "", r->busy = r->all.busy, r->looked = r->all.looked_at, r->first = r->all.count ? r->all.at[0].id : 0;
    for (int i = 0; i < r->all.count; i++) {
        const struct match *m = &r->all.at[i];
        r->well += m->ok;
        for (const struct reason *why = m->judgement.reasons; why && !m->ok; why = why->next)
            if (!why->warning) { r->codes = print(w, "%s%s ", r->codes, why->code); r->since = why->since.number; }
    }
    for (int i = 0; r->all.count && i < MATCH_PARTS; i++) r->sum += r->all.at[0].parts[i].points;
    if (r->all.count) { r->score = r->all.at[0].score; r->pay = r->all.at[0].parts[MATCH_PAY].points; }
    return true;
}

TEST_DB(those_who_may_serve_on_every_day_come_first_and_the_others_say_what_is_in_the_way)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct ranked r = { .d = &d };
    CHECK(act(&d, at(0, 9), want_nurse, &d) && desk_act(&d, &the_system, at(0, 9), is_away, &d));
    CHECK(act(&d, at(0, 10), rank, &r));
    EQUAL(r.looked, 3);                     /* cleaners are not looked at */
    EQUAL(r.busy, 1);
    EQUAL(r.well, 1);
    EQUAL(r.first, d.nurse);
    CHECK(strstr(r.codes, "H04.placement") && strstr(r.codes, "H02.medical"));
    EQUAL(r.score, r.sum);
    r.one = d.short_nurse;
    CHECK(act(&d, at(0, 10), rank, &r));
    EQUAL(r.looked, 1);
    EQUAL(r.since, THE_DAY + 115);
    desk_close(&d);
}

static bool a_year(struct work *w, void *data)
{
    struct desk *d = data;
    db_exec(w, SQL("update demand set term = 365 where id = $1"), BIND(num(d->demand)));
    return !failed(w);
}

static bool warned(struct work *w, void *data)
{
    struct ranked *r = data;
    const struct demand *d = LOAD(w, demand, r->d->demand);
    const struct worker *n = d ? record_peek(w, &worker_type, r->one) : NULL;
    struct judgement j = n ? demand_judge(w, d, n) : (struct judgement){ 0 };
    r->codes = "";
    for (const struct reason *why = j.reasons; why; why = why->next)
        if (why->warning && why->fix.message) { r->codes = print(w, "%s%s ", r->codes, why->code); r->since = why->since.number; }
    return n != NULL;
}

TEST_DB(papers_that_end_behind_the_first_sixty_days_of_a_year_are_a_warning_with_the_day_to_renew_and_those_of_day_15_a_no)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct ranked r = { .d = &d };
    CHECK(act(&d, at(0, 9), want_nurse, &d) && act(&d, at(0, 9), a_year, &d) && act(&d, at(0, 10), rank, &r));
    EQUAL(r.well, 2);
    SAME_TEXT(r.codes, "H02.medical ");
    EQUAL(r.since, THE_DAY + 115);
    r.one = d.nurse;
    CHECK(act(&d, at(0, 10), warned, &r));
    CHECK(strstr(r.codes, "H02.medical") && strstr(r.codes, "H02.identity"));
    EQUAL(r.since, THE_DAY + 401);
    desk_close(&d);
}

TEST_DB(who_asks_for_more_than_is_offered_has_fewer_points_and_a_warning_but_may_serve)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct ranked before = { .d = &d }, after = { .d = &d };
    CHECK(act(&d, at(0, 9), want_nurse, &d));
    before.one = after.one = d.nurse;
    CHECK(act(&d, at(0, 10), rank, &before));
    CHECK(desk_act(&d, &the_system, at(0, 10), asks_more, &d));
    CHECK(act(&d, at(0, 10), rank, &after));
    EQUAL(before.pay, 7);                   /* nothing said: half of 14 */
    EQUAL(after.pay, 10);                   /* 7,800 of 8,320: 94 %, of a scale that ends at 80 % */
    EQUAL(after.well, 1);
    desk_close(&d);
}

/* ---- who was shown until version 0.1 ---- */

static bool an_old_one(struct work *w, void *data)
{
    struct desk *s = data;
    struct demand_candidate shown[] = { { { s->ready }, at(-3, 9), CANDIDATE_WANTED, 0, "愿意" }, { { s->bare }, at(-2, 9), CANDIDATE_DECLINED, DECLINE_PRICE, "" } };
    struct demand d = { .state = DEMAND_SHORTLISTED, .customer = { s->customer }, .line = { s->line }, .wanted = "周一", .start_from = { THE_DAY + 3 }, .source = SOURCE_PHONE, .candidates = { shown, 2 } };
    if (!ADD(w, demand, &d)) return false;
    s->demand = d.record.id;
    return candidates_to_recommendations(w) && candidates_to_recommendations(w);       /* a second start changes nothing */
}
static bool count_them(struct work *w, void *data)
{
    struct desk *s = data;
    EQUAL(db_one(w, SQL("select count(*) from recommendation where demand = $1"), BIND(num(s->demand)), 0), 2);
    EQUAL(db_one(w, SQL("select state from recommendation where demand = $1 and worker = $2"), BIND(num(s->demand), num(s->ready)), 0), RECOMMENDED_WANTED);
    EQUAL(db_one(w, SQL("select why from recommendation where demand = $1 and worker = $2"), BIND(num(s->demand), num(s->bare)), 0), DECLINE_PRICE);
    EQUAL(db_one(w, SQL("select count(*) from demand_candidates"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(who_was_shown_before_there_were_recommendations_has_one_after_the_next_start)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(desk_act(&d, &the_system, at(0, 9), an_old_one, &d));
    CHECK(act(&d, at(0, 10), count_them, &d));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_SHORTLISTED);
    desk_close(&d);
}

/* Her background check ends within the term; the other nurse is with another family. */
static bool runs_out_within(struct work *w, void *data)
{
    struct desk *s = data;
    db_exec(w, SQL("update credential set valid_to = $2 where worker = $1 and kind = 2"), BIND(num(s->nurse), num(THE_DAY + 110)));
    return !failed(w);
}
_Static_assert(CREDENTIAL_BACKGROUND == 2, "the statement above says it by number");

TEST_DB(where_nobody_may_serve_who_only_has_to_renew_a_paper_comes_first)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct ranked r = { .d = &d };
    CHECK(act(&d, at(0, 9), want_nurse, &d) && desk_act(&d, &the_system, at(0, 9), is_away, &d) && desk_act(&d, &the_system, at(0, 9), runs_out_within, &d));
    CHECK(act(&d, at(0, 10), rank, &r));
    EQUAL(r.well, 0);
    EQUAL(r.all.count, 3);
    EQUAL(r.all.at[0].far + r.all.at[1].far, 0);            /* the third one's medical check ends within it as well */
    EQUAL(r.all.at[2].id, d.second_nurse);
    EQUAL(r.all.at[2].far, 2);
    desk_close(&d);
}
