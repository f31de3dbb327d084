/* offer_test.c — an offer's time, its answers, what follows silence, 抢单 and pins. */
#include "operations/candidates.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include <string.h>

struct wish { struct visit_house *house; text code, value; int64_t worker, number; };

static bool act(struct visit_house *h, enum visit_house_who who, int hour, int minute, db_run *run, void *data)
{
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = who, .now = house_at(0, hour, minute), .run = run, .data = data });
}

static bool by_system(struct visit_house *h, int hour, int minute, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->now = h->w->acted = house_at(0, hour, minute);
    h->w->loaded = NULL;
    return db_write(h->db, h->w, run, data);
}

static bool set_setting(struct work *w, void *data)
{
    const struct wish *x = data;
    struct setting s = { .record.branch = { x->house->branch }, .code = x->code, .since = { HOUSE_DAY - 1 }, .value = x->value };
    db_exec(w, SQL("delete from setting where code = $1"), BIND(txt(x->code)));
    return ADD(w, setting, &s);
}

static void set_to(struct visit_house *h, text code, text value) { CHECK(by_system(h, 8, 0, set_setting, &(struct wish){ .house = h, .code = code, .value = value })); }

static bool give_account(struct work *w, void *data)
{
    const struct visit_house *h = data;
    struct account a = { .login = "wang", .person = { h->person }, .home = { h->branch }, .language = LANGUAGE_ZH };
    return ADD(w, account, &a);
}

static bool step(struct visit_house *h, enum visit_house_who who, int hour, int minute, text name, const void *input, text reason)
{
    struct visit_house_step s = { &visit_type, h->visit, name, input, reason };
    return act(h, who, hour, minute, visit_house_step, &s);
}

static bool look(struct work *w, void *data)
{
    struct { struct visit_house *house; struct visit *into; } *x = data;
    const struct visit *v = LOAD(w, visit, x->house->visit);
    if (v) *x->into = *v;
    return v != NULL;
}
static struct visit visit_now(struct visit_house *h)
{
    struct visit v = { 0 };
    struct { struct visit_house *house; struct visit *into; } x = { h, &v };
    CHECK(by_system(h, 8, 0, look, &x));
    return v;
}

static bool lapse(struct work *w, void *data) { (void)data; return offers_lapse(w); }
static bool pass_on(struct work *w, void *data) { return offer_pass_on(w, &visit_type, ((struct visit_house *)data)->visit); }
static bool offer_to(struct visit_house *h, int64_t worker, int hour, int minute)
{
    struct assignment her = { .worker = { worker } };
    return step(h, AS_DISPATCHER, hour, minute, "assign", &her, NULL);
}

static bool she_was_told(struct work *w, void *data)
{
    const struct visit_house *h = data;
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'visit.lapsed' and channel = 1 and person = $1 and about_id = $2"), BIND(num(h->person), num(h->visit)), -1), 1);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'visit.off'"), NO_BIND, -1), 0);
    return !failed(w);
}

TEST_DB(an_offer_nobody_answers_is_open_again_but_who_has_no_login_is_called)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(offer_to(&h, h.worker, 10, 0));
        EQUAL(visit_now(&h).answer_until.ms, house_at(0, 10, 10).ms);
        CHECK(by_system(&h, 10, 30, lapse, NULL));
        EQUAL(visit_now(&h).state, VISIT_OFFERED);                      /* she has no login: she could not answer */
        CHECK(by_system(&h, 10, 30, give_account, &h));
        CHECK(by_system(&h, 10, 9, lapse, NULL));
        EQUAL(visit_now(&h).state, VISIT_OFFERED);                      /* her time is not over */
        CHECK(by_system(&h, 10, 10, lapse, NULL));
        struct visit v = visit_now(&h);
        EQUAL(v.state, VISIT_UNASSIGNED);
        EQUAL(v.worker.id, 0);
        EQUAL(v.answers.count, 1);
        EQUAL(ROW(struct offer_answer, v.answers, 0)->how, ANSWER_LAPSED);
        EQUAL(ROW(struct offer_answer, v.answers, 0)->worker.id, h.worker);
        CHECK(by_system(&h, 10, 11, she_was_told, &h));
        set_to(&h, SETTING_OFFER_MINUTES, "45");
        set_to(&h, SETTING_OFFER_LAPSE, "0");
        CHECK(offer_to(&h, h.worker, 11, 0));
        EQUAL(visit_now(&h).answer_until.ms, house_at(0, 11, 45).ms);
        CHECK(by_system(&h, 12, 0, lapse, NULL));
        EQUAL(visit_now(&h).state, VISIT_OFFERED);                      /* this branch calls */
    }
    visit_house_close(&h);
}

/* Never beyond the start; but who steps in for a visit that has begun (she who had it did not come) would else have no time at all. */
TEST_DB(an_offer_ends_with_the_start_and_begins_anew_after_it)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(offer_to(&h, h.worker, 24 + 8, 55));
        EQUAL(visit_now(&h).answer_until.ms, house_at(1, 9, 0).ms);
        CHECK(offer_to(&h, h.second, 24 + 9, 20));
        EQUAL(visit_now(&h).answer_until.ms, house_at(1, 9, 30).ms);
    }
    visit_house_close(&h);
}

/* The SMS waits for the end of the quiet hours, 07:30: so do her ten minutes, unless less than an hour would be left. */
TEST_DB(at_night_an_offer_runs_from_when_she_can_be_told)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(offer_to(&h, h.worker, 23, 0));
        EQUAL(visit_now(&h).answer_until.ms, house_at(1, 7, 40).ms);
        CHECK(by_system(&h, 23, 5, give_account, &h));
        CHECK(by_system(&h, 24 + 7, 39, lapse, NULL));
        EQUAL(visit_now(&h).state, VISIT_OFFERED);
        set_to(&h, "messages.quiet_until", "481");                        /* 08:01: told at night, for the visit begins at 09:00 */
        CHECK(offer_to(&h, h.second, 23, 10));
        EQUAL(visit_now(&h).answer_until.ms, house_at(0, 23, 20).ms);
    }
    visit_house_close(&h);
}

TEST_DB(what_a_plan_gives_is_asked_for_until_the_evening_before)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        struct assignment planned = { .worker = { h.worker }, .how = OFFER_PLAN };
        CHECK(step(&h, AS_DISPATCHER, 17, 0, "assign", &planned, NULL));
        EQUAL(visit_now(&h).answer_until.ms, house_at(0, 20, 0).ms);
        planned.worker.id = h.second;
        CHECK(step(&h, AS_DISPATCHER, 21, 0, "assign", &planned, NULL));
        EQUAL(visit_now(&h).answer_until.ms, house_at(0, 21, 10).ms);
    }
    visit_house_close(&h);
}

TEST_DB(a_no_with_its_reason_goes_to_the_next_one_where_the_branch_says_so_and_to_nobody_twice)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(offer_to(&h, h.worker, 10, 0));
        CHECK(!step(&h, AS_HER, 10, 1, "decline", NULL, NULL));
        SAME_TEXT(h.w->field, "reason");
        CHECK(step(&h, AS_HER, 10, 1, "decline", NULL, "孩子发烧"));
        CHECK(by_system(&h, 10, 1, pass_on, &h));
        EQUAL(visit_now(&h).state, VISIT_UNASSIGNED);                   /* by itself nothing is passed on */
        set_to(&h, SETTING_OFFER_LAPSE, "2");
        CHECK(by_system(&h, 10, 1, pass_on, &h));
        struct visit v = visit_now(&h);
        EQUAL(v.state, VISIT_OFFERED);
        EQUAL(v.worker.id, h.second);
        EQUAL(v.offered_way, OFFER_AUTO);
        SAME_TEXT(ROW(struct offer_answer, v.answers, 0)->why, "孩子发烧");
        CHECK(step(&h, AS_DISPATCHER, 10, 5, "decline", NULL, "电话里说来不了"));
        CHECK(by_system(&h, 10, 6, pass_on, &h));
        v = visit_now(&h);
        EQUAL(v.state, VISIT_UNASSIGNED);                               /* both were asked */
        EQUAL(v.answers.count, 2);
    }
    visit_house_close(&h);
}

TEST_DB(the_office_writes_down_whom_it_called_and_what_they_said)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(!step(&h, AS_DISPATCHER, 10, 0, "not_reached", NULL, NULL));
        EQUAL(h.w->failure, CONFLICT);                                  /* nobody was asked */
        CHECK(offer_to(&h, h.worker, 10, 0));
        CHECK(!step(&h, AS_NOBODY, 10, 1, "not_reached", NULL, NULL));
        EQUAL(h.w->failure, FORBIDDEN);
        for (int i = 0; i < MOST_ANSWERS + 3; i++) CHECK(step(&h, AS_DISPATCHER, 10, 1 + i, "not_reached", NULL, NULL));
        struct visit v = visit_now(&h);
        EQUAL(v.state, VISIT_OFFERED);
        EQUAL(v.answers.count, MOST_ANSWERS);
        EQUAL(ROW(struct offer_answer, v.answers, MOST_ANSWERS - 1)->at.ms, house_at(0, 10, 1 + MOST_ANSWERS + 2).ms);
        CHECK(step(&h, AS_DISPATCHER, 10, 40, "accept_by_phone", NULL, NULL));
        v = visit_now(&h);
        EQUAL(v.state, VISIT_ACCEPTED);
        EQUAL(v.offered_way, OFFER_PHONE);
    }
    visit_house_close(&h);
}

TEST_DB(a_pin_holds_against_the_program_until_she_no_longer_has_it)
{
    struct visit_house h;
    struct pinning both = { true, true }, who = { true, false };
    if (visit_house_open(&h)) {
        CHECK(!step(&h, AS_DISPATCHER, 10, 0, "pin", &who, NULL));
        SAME_TEXT(h.w->field, "worker");
        CHECK(offer_to(&h, h.worker, 10, 0));
        CHECK(step(&h, AS_DISPATCHER, 10, 1, "pin", &both, NULL));
        CHECK(visit_now(&h).pinned_worker && visit_now(&h).pinned_time);
        CHECK(step(&h, AS_DISPATCHER, 10, 2, "decline", NULL, "来不了"));
        CHECK(!visit_now(&h).pinned_worker);
        CHECK(visit_now(&h).pinned_time);
    }
    visit_house_close(&h);
}

struct planned { struct visit_house *house; int count; int32_t hers, others; int earliest, latest; };
static bool load_day(struct work *w, void *data)
{
    struct planned *p = data;
    struct loaded_day d;
    if (!day_load(w, w->arena, &(struct day_query){ .branch = p->house->branch, .day = { HOUSE_DAY + 1 }, .move = MOVE_ALL }, &d)) return false;
    p->count = d.day.visit_count;
    for (int k = 0; p->count && k < d.day.worker_count; k++) *(d.day.workers[k].id == p->house->worker ? &p->hers : &p->others) = d.day.visits[0].loss[k];
    if (p->count) { p->earliest = d.day.visits[0].earliest; p->latest = d.day.visits[0].latest; }
    return true;
}

TEST_DB(planning_leaves_a_pinned_worker_and_a_pinned_time_alone)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        struct planned p = { .house = &h };
        CHECK(offer_to(&h, h.worker, 10, 0) && by_system(&h, 10, 0, load_day, &p));
        CHECK(p.count == 1 && p.hers >= 0 && p.others >= 0 && p.latest - p.earliest == 60);
        CHECK(step(&h, AS_DISPATCHER, 10, 1, "pin", &(struct pinning){ true, false }, NULL) && by_system(&h, 10, 1, load_day, &p));
        CHECK(p.count == 1 && p.hers >= 0 && p.others < 0 && p.latest - p.earliest == 60);
        CHECK(step(&h, AS_DISPATCHER, 10, 2, "pin", &(struct pinning){ false, true }, NULL) && by_system(&h, 10, 2, load_day, &p));
        CHECK(p.count == 1 && p.others >= 0);
        EQUAL(p.earliest, HOUSE_HOUR * 60);
        EQUAL(p.latest, HOUSE_HOUR * 60);
        CHECK(step(&h, AS_DISPATCHER, 10, 3, "pin", &(struct pinning){ true, true }, NULL) && by_system(&h, 10, 3, load_day, &p));
        EQUAL(p.count, 0);                                              /* nothing is left to plan: it is in the way, that is all */
    }
    visit_house_close(&h);
}
