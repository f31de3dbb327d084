#include "customers/demand_house_test.h"
#include <pthread.h>

/* A family that wants a maternity nurse for 26 days from day 100 on, and a second one; who is recommended is asked first. */
struct made { struct desk *d; int64_t worker, demand, *into; bool backup; };
static bool recommend(struct work *w, void *data)
{
    const struct made *m = data;
    struct recommendation r = { .demand = { m->demand }, .worker = { m->worker }, .backup = m->backup };
    bool well = ADD(w, recommendation, &r);
    if (well) *m->into = r.record.id;
    return well;
}
static bool recommended(struct desk *d, int64_t demand, int64_t worker) { return act(d, at(1, 9), recommend, &(struct made){ d, worker, demand, &d->recommendation, false }); }

struct family { struct desk *d; int first, term; int64_t *into; };
static bool want_nurse(struct work *w, void *data)
{
    const struct family *f = data;
    struct household_member baby = { .role = CARE_NEWBORN };
    struct demand d = { .customer = { f->d->customer }, .household = { f->d->household }, .line = { f->d->maternity }, .wanted = "24小时", .start_from = { THE_DAY + f->first }, .term = f->term, .arrangement = ARRANGED_LIVE_IN,
        .room = ROOM_WITH_CHILD, .rest_days = 4, .decides = DECIDES_TOGETHER, .source = SOURCE_REFERRAL, .cameras = true, .cared = { &baby, 1 } };
    d.expected = (maybe_day){ d.start_from.number, true };
    if (!ADD(w, demand, &d)) return false;
    *f->into = d.record.id;
    return step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL);
}
static bool two_families(struct desk *d, int second_first)
{
    return act(d, at(0, 9), want_nurse, &(struct family){ d, 100, 26, &d->demand }) && act(d, at(0, 9), want_nurse, &(struct family){ d, second_first, 26, &d->second });
}

static bool go(struct desk *d, instant now, text step, const void *input) { return step_on(d, now, &recommendation_type, d->recommendation, step, input); }
static bool up_to_offer(struct desk *d) { return go(d, at(1, 9), "agree", &(struct { text note; }){ "愿意" }) && go(d, at(1, 10), "show", NULL) && go(d, at(1, 11), "want", NULL) && go(d, at(1, 12), "offer", NULL); }

TEST_DB(a_medical_check_that_ends_on_day_15_is_found_before_she_is_recommended)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 300));
    CHECK(!recommended(&d, d.demand, d.short_nurse));
    EQUAL(d.w->failure, CONFLICT);
    SAME_TEXT(d.w->field, "worker");
    SAME_TEXT(d.w->arguments[1], day_text(d.w->arena, (day){ THE_DAY + 115 }));      /* the first day without it */
    CHECK(recommended(&d, d.demand, d.nurse));
    desk_close(&d);
}

TEST_DB(a_worker_is_asked_before_she_is_shown_and_her_no_has_a_reason)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 300) && recommended(&d, d.demand, d.nurse));
    EQUAL(due_of(&d, "recommendation", d.recommendation, "ask"), at(1, 13).ms);
    CHECK(!go(&d, at(1, 9), "show", NULL));
    CHECK(go(&d, at(1, 9), "ask", NULL));
    CHECK(!go(&d, at(1, 9), "show", NULL));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_MATCHING);
    CHECK(go(&d, at(1, 9), "turn_down", &(struct no_from){ DECLINE_NIGHTS, "" }));
    EQUAL(state_of(&d, &recommendation_type, d.recommendation), RECOMMENDED_UNWILLING);
    CHECK(!recommended(&d, d.demand, d.nurse));             /* she said no to this family */
    desk_close(&d);
}

static bool hold_until(struct work *w, void *data)
{
    int64_t *until = data;
    *until = db_one(w, SQL("select max(hold_until) from booking where source_type = 'recommendation'"), NO_BIND, -1);
    return !failed(w);
}

TEST_DB(both_saying_yes_locks_her_calendar_and_a_second_demand_sees_it)
{
    struct desk d;
    int64_t until = 0;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 110) && recommended(&d, d.demand, d.nurse) && up_to_offer(&d));
    CHECK(recommended(&d, d.second, d.nurse));
    int64_t second = d.recommendation;
    CHECK(up_to_offer(&d));
    CHECK(go(&d, at(2, 9), "accept", NULL));
    EQUAL(state_of(&d, &demand_type, d.second), DEMAND_CONTRACTING);
    CHECK(act(&d, at(2, 9), hold_until, &until));
    EQUAL(until, at(3, 9).ms);
    CHECK(!recommended(&d, d.demand, d.nurse));             /* shown there already: and the lock refuses it */
    CHECK(act(&d, at(2, 9), hold_until, &until));
    d.recommendation = second;
    CHECK(!go(&d, at(2, 10), "start_trial", NULL));         /* no contract */
    SAME_TEXT(d.w->code, "guard");                        /* said at the button already */
    sign(&d, "signed");
    CHECK(!go(&d, at(2, 10), "start_trial", NULL));         /* a contract without a trial clause */
    sign(&d, "signed with trial");
    CHECK(go(&d, at(2, 10), "start_trial", NULL));
    CHECK(act(&d, at(2, 10), hold_until, &until));
    EQUAL(until, 0);                                        /* firm */
    EQUAL(state_of(&d, &demand_type, d.second), DEMAND_TRIAL);
    CHECK(go(&d, at(5, 10), "hire", NULL));
    EQUAL(state_of(&d, &demand_type, d.second), DEMAND_FULFILLED);
    desk_close(&d);
}

/* Two consultants lock the same nurse for two families at the same moment, each with a work of her own. */
struct racing { struct desk *d; const struct actor *who; pthread_t thread; int64_t recommendation; bool won; enum failure failure; };
static bool accept_it(struct work *w, void *data)
{
    struct recommendation *r = LOAD(w, recommendation, ((struct racing *)data)->recommendation);
    return r && step_take(w, &recommendation_type, r, "accept", NULL);
}
static void *accept_at_once(void *data)
{
    struct racing *r = data;
    struct work *w = work_open(r->d->house, r->who);
    w->now = w->acted = at(2, 10);
    w->reason = "";
    r->won = db_write(r->d->db, w, accept_it, r);
    r->failure = w->failure;
    work_close(w);
    return NULL;
}
static bool count_locks(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from booking where source_type = 'recommendation'"), NO_BIND, -1); return !failed(w); }

TEST_DB(of_two_consultants_who_lock_the_same_nurse_at_once_exactly_one_wins)
{
    struct desk d;
    int64_t locks = 0;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 110) && recommended(&d, d.second, d.nurse) && up_to_offer(&d));
    struct racing a = { .d = &d, .who = &d.other, .recommendation = d.recommendation };
    CHECK(recommended(&d, d.demand, d.nurse) && up_to_offer(&d));
    struct racing b = { .d = &d, .who = &d.consultant, .recommendation = d.recommendation };
    CHECK(!pthread_create(&a.thread, NULL, accept_at_once, &a) && !pthread_create(&b.thread, NULL, accept_at_once, &b));
    CHECK(!pthread_join(a.thread, NULL) && !pthread_join(b.thread, NULL));
    EQUAL(a.won + b.won, 1);
    EQUAL(a.won ? b.failure : a.failure, CONFLICT);
    CHECK(act(&d, at(2, 10), count_locks, &locks));
    EQUAL(locks, 1);
    EQUAL(state_of(&d, &recommendation_type, a.won ? b.recommendation : a.recommendation), RECOMMENDED_OFFERED);
    desk_close(&d);
}

static bool lapse(struct work *w, void *data) { (void)data; return recommendations_lapse(w); }

TEST_DB(a_lock_without_a_contract_ends_after_24_hours_and_the_next_demand_gets_her)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 110) && recommended(&d, d.second, d.nurse) && up_to_offer(&d));
    int64_t second = d.recommendation;
    CHECK(recommended(&d, d.demand, d.nurse) && up_to_offer(&d) && go(&d, at(2, 9), "accept", NULL));
    int64_t first = d.recommendation;
    EQUAL(due_of(&d, "recommendation", first, "hold"), at(3, 5).ms);
    d.recommendation = second;
    CHECK(!go(&d, at(2, 10), "accept", NULL));
    SAME_TEXT(d.w->field, "worker");
    CHECK(desk_act(&d, &the_system, at(3, 10), lapse, NULL));
    EQUAL(state_of(&d, &recommendation_type, first), RECOMMENDED_OFFERED);
    CHECK(go(&d, at(3, 10), "accept", NULL));
    desk_close(&d);
}

TEST_DB(a_lock_behind_which_the_contract_is_signed_does_not_give_her_back)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 110) && recommended(&d, d.demand, d.nurse) && up_to_offer(&d) && go(&d, at(2, 9), "accept", NULL));
    sign(&d, "signed with trial");
    CHECK(desk_act(&d, &the_system, at(3, 10), lapse, NULL));
    EQUAL(state_of(&d, &recommendation_type, d.recommendation), RECOMMENDED_ACCEPTED);
    CHECK(desk_act(&d, &the_system, at(4, 10), lapse, NULL));
    EQUAL(state_of(&d, &recommendation_type, d.recommendation), RECOMMENDED_ACCEPTED);
    CHECK(go(&d, at(4, 11), "start_trial", NULL));
    desk_close(&d);
}

struct sheets_of {
    int64_t experience, talking, skill_shown, tidiness, manner; enum interview_wish customer_wish; enum decline_reason customer_why; text customer_note;
    bool room_seen, tasks_fit, pay_fits, cameras_told, nights_fit; enum interview_wish worker_wish; enum decline_reason worker_why; text worker_note;
};
static bool the_interview(struct work *w, void *data)
{
    struct desk *d = data;
    d->lead = db_one(w, SQL("select id from interview where recommendation = $1 order by id desc limit 1"), BIND(num(d->recommendation)), 0);
    return !failed(w);
}

static bool in_another_home(struct work *w, void *data)
{
    const struct desk *d = data;
    struct booking b = { .resource = { RESOURCE_WORKER, d->nurse }, .source = { "placement", 77 }, .from = at(1, 0), .to = at(9, 0), .journey = JOURNEY_NONE, .label = "月嫂" };
    return booking_put(w, &b);
}
static bool the_call_takes_no_second_time(struct work *w, void *data)
{
    const struct desk *d = data;
    EQUAL(booking_of(w, (struct source){ "interview", d->lead }).count, 0);
    EQUAL(booking_of(w, (struct source){ "placement", 77 }).count, 1);
    return !failed(w);
}

TEST_DB(who_lives_in_another_home_is_met_by_video_and_not_in_the_shop)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 300) && recommended(&d, d.demand, d.nurse) && go(&d, at(1, 9), "agree", &(struct { text note; }){ "" }) && go(&d, at(1, 10), "show", NULL));
    CHECK(act(&d, at(1, 10), in_another_home, &d));
    CHECK(!go(&d, at(1, 11), "meet", &(struct interview_plan){ INTERVIEW_IN_STORE, at(2, 15), { 45 }, "", "" }));
    SAME_TEXT(d.w->code, "overlap");
    CHECK(go(&d, at(1, 11), "meet", &(struct interview_plan){ INTERVIEW_BY_VIDEO, at(2, 15), { 45 }, "https://call.example/1", "" }));
    CHECK(act(&d, at(1, 11), the_interview, &d) && act(&d, at(1, 11), the_call_takes_no_second_time, &d));
    desk_close(&d);
}

TEST_DB(an_interview_keeps_her_time_has_a_sheet_for_each_side_and_tells_of_cameras)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(two_families(&d, 300) && recommended(&d, d.demand, d.nurse) && go(&d, at(1, 9), "agree", &(struct { text note; }){ "" }) && go(&d, at(1, 10), "show", NULL));
    CHECK(!go(&d, at(1, 11), "meet", &(struct interview_plan){ INTERVIEW_BY_VIDEO, at(2, 15), { 0 }, "", "" }));
    SAME_TEXT(d.w->field, "link");
    CHECK(go(&d, at(1, 11), "meet", &(struct interview_plan){ INTERVIEW_AT_HOME, at(2, 15), { 60 }, "", "李芳和她先生" }));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_INTERVIEWING);
    CHECK(act(&d, at(1, 11), the_interview, &d));
    EQUAL(due_of(&d, "interview", d.lead, "outcome"), at(2, 18).ms);
    struct sheets_of well = { .experience = 5, .talking = 4, .customer_wish = WISH_WANTS, .room_seen = true, .tasks_fit = true, .worker_wish = WISH_WANTS };
    CHECK(!step_on(&d, at(2, 14), &interview_type, d.lead, "hold", &well));          /* before it began */
    CHECK(!step_on(&d, at(2, 16), &interview_type, d.lead, "hold", &well));
    SAME_TEXT(d.w->field, "cameras_told");
    well.cameras_told = true;
    CHECK(step_on(&d, at(2, 16), &interview_type, d.lead, "hold", &well));
    EQUAL(state_of(&d, &recommendation_type, d.recommendation), RECOMMENDED_INTERVIEWED);
    CHECK(go(&d, at(2, 17), "meet", &(struct interview_plan){ INTERVIEW_IN_STORE, at(3, 15), { 0 }, "", "" }));
    CHECK(act(&d, at(2, 17), the_interview, &d));
    CHECK(!step_on(&d, at(3, 15), &interview_type, d.lead, "no_show", &(struct { enum interview_side absent; }){ INTERVIEW_CUSTOMER }));      /* ten minutes are waited */
    CHECK(step_on(&d, at(3, 16), &interview_type, d.lead, "no_show", &(struct { enum interview_side absent; }){ INTERVIEW_CUSTOMER }));
    EQUAL(state_of(&d, &recommendation_type, d.recommendation), RECOMMENDED_WANTED);
    desk_close(&d);
}
