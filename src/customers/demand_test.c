#include "customers/demand_house_test.h"

struct told { ref worker; enum candidate_answer answer; enum decline_reason why; text note; };
struct won { ref worker; text deal; };
struct lost { enum lost_reason reason; };
struct until { day until; };
struct off { enum cancel_why why; };
struct needs { text words; };

static bool ask(struct work *w, void *data)
{
    struct desk *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->line }, .wanted = "周一三五上午", .start_from = { THE_DAY + 3 }, .source = SOURCE_PHONE, .needs = "家里有老人", .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 100000 } };
    bool well = ADD(w, demand, &d);
    s->demand = d.record.id;
    return well;
}

static bool begin(struct work *w, void *data)
{
    struct desk *s = data;
    struct demand d = { .customer = { s->customer }, .line = { s->maternity } };
    bool well = ADD(w, demand, &d);
    s->demand = d.record.id;
    return well;
}

static bool write_needs(struct work *w, void *data)
{
    const struct { struct desk *desk; text words; } *n = data;
    struct demand *d = LOAD(w, demand, n->desk->demand);
    if (!d) return false;
    d->needs = n->words;
    return SAVE(w, demand, d);
}
static bool needs_are(struct desk *d, text words) { return act(d, at(0, 9), write_needs, &(struct { struct desk *desk; text words; }){ d, words }); }

TEST_DB(a_demand_without_anybody_to_show_rings_after_a_day_and_again_when_all_were_declined)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), ask, &d));
    EQUAL(due_of(&d, "demand", d.demand, "draft"), at(0, 20).ms);
    CHECK(!step_at(&d, at(0, 9), "propose", &(struct recommending){ { d.ready }, "" }));       /* nobody is looked for while the interview is a draft */
    CHECK(step_at(&d, at(0, 9), "confirm", NULL));
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), at(1, 9).ms);
    CHECK(step_at(&d, at(0, 10), "take_on", NULL));
    CHECK(!step_at(&d, at(0, 11), "propose", &(struct recommending){ { d.bare }, "" }));         /* no papers: not shown to anybody */
    EQUAL(d.w->failure, CONFLICT);
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), at(1, 9).ms);
    CHECK(step_at(&d, at(0, 12), "propose", &(struct recommending){ { d.ready }, "愿意" }));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_SHORTLISTED);
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), 0);
    EQUAL(due_of(&d, "demand", d.demand, "answer"), at(2, 12).ms);
    CHECK(!step_at(&d, at(0, 13), "propose", &(struct recommending){ { d.ready }, "" }));
    SAME_TEXT(d.w->field, "worker");
    CHECK(!step_at(&d, at(1, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_DECLINED, 0, "" }));
    SAME_TEXT(d.w->field, "why");
    CHECK(step_at(&d, at(1, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_DECLINED, DECLINE_PRICE, "" }));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_MATCHING);
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), at(2, 12).ms);
    desk_close(&d);
}

TEST_DB(an_order_is_won_with_who_was_wanted_and_a_lost_demand_may_be_taken_up_again)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), ask, &d) && step_at(&d, at(0, 9), "confirm", NULL));
    CHECK(step_at(&d, at(0, 10), "lose", &(struct lost){ LOST_PRICE }));
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), 0);
    CHECK(step_at(&d, at(2, 10), "take_up", NULL));
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), at(3, 10).ms);
    CHECK(step_at(&d, at(2, 11), "propose", &(struct recommending){ { d.ready }, "" }));
    CHECK(!step_at(&d, at(2, 12), "win", &(struct won){ { d.ready }, "D-1" }));           /* nobody has said yes */
    CHECK(step_at(&d, at(2, 12), "answer", &(struct told){ { d.ready }, CANDIDATE_WANTED, 0, "" }));
    CHECK(!step_at(&d, at(2, 12), "win", &(struct won){ { d.bare }, "D-1" }));
    CHECK(step_at(&d, at(2, 12), "win", &(struct won){ { d.ready }, "D-1" }));
    CHECK(!step_at(&d, at(2, 13), "lose", &(struct lost){ LOST_PRICE }));
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}

TEST_DB(a_demand_on_hold_keeps_nobody_waiting_and_a_cancelled_one_says_what_becomes_of_the_deposit)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), ask, &d) && step_at(&d, at(0, 9), "confirm", NULL));
    CHECK(step_at(&d, at(0, 10), "propose", &(struct recommending){ { d.ready }, "" }));
    CHECK(!step_at(&d, at(0, 11), "hold", &(struct until){ { THE_DAY } }));
    CHECK(step_at(&d, at(0, 11), "hold", &(struct until){ { THE_DAY + 10 } }));
    EQUAL(due_of(&d, "demand", d.demand, "hold"), at(10, 9).ms);
    EQUAL(due_of(&d, "demand", d.demand, "answer"), 0);
    CHECK(step_at(&d, at(10, 9), "resume", NULL));
    EQUAL(due_of(&d, "demand", d.demand, "candidate"), at(11, 9).ms);
    CHECK(!step_at(&d, at(10, 9), "cancel", &(struct off){ CALLED_OFF_LOSS }));            /* not that way: in silence */
    CHECK(step_at(&d, at(10, 9), "cancel", &(struct off){ CALLED_OFF_COMPANY }));
    EQUAL(state_of(&d, &demand_type, d.demand), DEMAND_CANCELLED);
    desk_close(&d);
}

TEST(a_deposit_goes_by_its_kind_and_by_whose_reason_it_is)
{
    money back;
    EQUAL(demand_deposit_fate(DEMAND_DEPOSIT_EARNEST, CALLED_OFF_CHANGED_MIND, (money){ 312000 }, &back), DEMAND_DEPOSIT_KEPT);
    EQUAL(back.fen, 0);
    EQUAL(demand_deposit_fate(DEMAND_DEPOSIT_EARNEST, CALLED_OFF_COMPANY, (money){ 312000 }, &back), DEMAND_DEPOSIT_DOUBLE_BACK);
    EQUAL(back.fen, 624000);
    EQUAL(demand_deposit_fate(DEMAND_DEPOSIT_EARNEST, CALLED_OFF_LOSS, (money){ 312000 }, &back), DEMAND_DEPOSIT_BACK);
    EQUAL(back.fen, 312000);
    EQUAL(demand_deposit_fate(DEMAND_DEPOSIT_ADVANCE, CALLED_OFF_CHANGED_MIND, (money){ 312000 }, &back), DEMAND_DEPOSIT_BACK);
    EQUAL(demand_deposit_fate(DEMAND_DEPOSIT_NONE, CALLED_OFF_COMPANY, (money){ 0 }, &back), 0);
    EQUAL(back.fen, 0);
}

TEST_DB(the_interview_says_what_is_missing_and_refuses_what_nobody_may_ask)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 9), begin, &d));
    CHECK(!step_at(&d, at(0, 9), "confirm", NULL));
    EQUAL(d.w->failure, CONFLICT);
    CHECK(!needs_are(&d, "不要河南人"));
    SAME_TEXT(d.w->field, "needs");
    CHECK(!needs_are(&d, "属虎的不要"));
    CHECK(!needs_are(&d, "要查乙肝两对半"));
    CHECK(!needs_are(&d, "只要汉族"));
    CHECK(needs_are(&d, "会做四川菜，听得懂河南话"));
    desk_close(&d);
}
