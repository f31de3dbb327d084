#include "customers/demand_house_test.h"

struct follow { enum try_way way; enum try_outcome outcome; text note; maybe_day again; };

static bool arrive(struct work *w, void *data)
{
    struct desk *d = data;
    bool merged;
    struct lead_arrival a = { .person = { d->person }, .channel = SOURCE_WECHAT, .detail = "公众号", .online = true, .basis = LEAD_ASKED_US, .words = "想找月嫂", .at = w->now };
    d->lead = lead_take(w, &a, &merged);
    return d->lead != 0;
}
static bool arrive_again(struct work *w, void *data)
{
    struct desk *d = data;
    bool merged = false;
    struct lead_arrival a = { .person = { d->person }, .channel = SOURCE_PHONE, .words = "又打电话来问", .at = w->now };
    int64_t id = lead_take(w, &a, &merged);
    CHECK(merged);
    EQUAL(id, d->lead);
    return id != 0;
}
static bool bought(struct work *w, void *data)
{
    struct desk *d = data;
    struct lead l = { .person = { d->person }, .channel = SOURCE_OTHER, .basis = LEAD_NO_BASIS };
    bool well = ADD(w, lead, &l);
    d->lead = l.record.id;
    return well;
}
static bool to_sea(struct work *w, void *data) { (void)data; return leads_to_sea(w); }

struct facts { struct desk *d; int64_t credit, owner, touches, minutes; };
static bool look(struct work *w, void *data)
{
    struct facts *f = data;
    const struct lead *l = LOAD(w, lead, f->d->lead);
    if (!l) return false;
    f->credit = l->credit.id, f->owner = l->owner.id, f->touches = (int64_t)l->touches.count, f->minutes = l->answer_minutes;
    return true;
}
static struct facts facts_of(struct desk *d)
{
    struct facts f = { .d = d };
    CHECK(act(d, at(0, 9), look, &f));
    return f;
}

struct taking { int64_t id; text step; const void *input; };
static bool take_step(struct work *w, void *data)
{
    const struct taking *t = data;
    struct lead *l = LOAD(w, lead, t->id);
    return l && step_take(w, &lead_type, l, t->step, t->input);
}
static bool by(struct desk *d, const struct actor *who, instant now, text step, const void *input) { return desk_act(d, who, now, take_step, &(struct taking){ d->lead, step, input }); }

TEST(an_answer_is_counted_in_opening_hours)
{
    EQUAL(open_minutes(at(0, 22), at(1, 9), 510, 1260), 30);         /* written at ten at night, answered at nine: the shop opens at half past eight */
    EQUAL(open_minutes(at(0, 10), at(0, 11), 510, 1260), 60);
    EQUAL(open_minutes(at(0, 20), at(2, 9), 510, 1260), 60 + 750 + 30);
    EQUAL(open_minutes_after(at(0, 22), 5, 510, 1260).ms, day_at((day){ THE_DAY + 1 }, 515).ms);
    EQUAL(open_minutes_after(day_at((day){ THE_DAY }, 1258), 5, 510, 1260).ms, day_at((day){ THE_DAY + 1 }, 513).ms);
}

TEST_DB(a_lead_rings_after_five_minutes_and_is_its_owners_for_seven_days_then_everybodys)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), arrive, &d));
    EQUAL(due_of(&d, "lead", d.lead, "answer"), at(0, 10).ms + MINUTES(5));
    CHECK(by(&d, &d.consultant, (instant){ at(0, 10).ms + MINUTES(3) }, "follow_up", &(struct follow){ TRY_WECHAT, TRY_REACHED, "预产期十月", { 0 } }));
    struct facts f = facts_of(&d);
    EQUAL(f.minutes, 3);
    EQUAL(f.owner, d.consultant.user);
    EQUAL(due_of(&d, "lead", d.lead, "answer"), 0);
    CHECK(!by(&d, &d.other, at(1, 10), "follow_up", &(struct follow){ TRY_CALL, TRY_REACHED, "", { 0 } }));      /* it is hers */
    EQUAL(d.w->failure, CONFLICT);
    CHECK(desk_act(&d, &the_system, at(6, 10), to_sea, NULL));
    EQUAL(state_of(&d, &lead_type, d.lead), LEAD_CONTACTED);
    CHECK(desk_act(&d, &the_system, at(7, 11), to_sea, NULL));
    EQUAL(state_of(&d, &lead_type, d.lead), LEAD_SEA);
    CHECK(by(&d, &d.other, at(8, 10), "claim", NULL));
    f = facts_of(&d);
    EQUAL(f.owner, d.other.user);
    EQUAL(f.credit, d.consultant.user);                     /* the first touch counts for 30 days */
    desk_close(&d);
}

TEST_DB(the_credit_of_the_first_touch_ends_after_thirty_days)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), arrive, &d));
    CHECK(by(&d, &d.consultant, at(0, 11), "claim", NULL));
    CHECK(desk_act(&d, &the_system, at(8, 11), to_sea, NULL));
    CHECK(by(&d, &d.other, at(31, 10), "claim", NULL));
    EQUAL(facts_of(&d).credit, d.other.user);
    desk_close(&d);
}

TEST_DB(who_comes_again_is_one_more_touch_of_her_lead_and_no_second_one)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), arrive, &d) && act(&d, at(2, 10), arrive_again, &d));
    EQUAL(facts_of(&d).touches, 2);
    CHECK(!act(&d, at(2, 11), bought, &d));
    SAME_TEXT(d.w->field, "person");
    desk_close(&d);
}

static bool write_again(struct work *w, void *data)
{
    struct desk *d = data;
    bool merged = false;
    return lead_take(w, &(struct lead_arrival){ .person = { d->person }, .channel = SOURCE_WECHAT, .words = "还有档期吗", .at = w->now }, &merged) != 0 && merged;
}

TEST_DB(who_writes_again_waits_for_an_answer_and_who_calls_out_of_the_public_pool_is_the_ones_who_takes_the_call)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), arrive, &d) && by(&d, &d.consultant, at(0, 11), "follow_up", &(struct follow){ TRY_CALL, TRY_REACHED, "", { 0 } }));
    CHECK(desk_act(&d, &the_system, at(8, 11), to_sea, NULL));
    CHECK(desk_act(&d, &d.other, at(9, 10), write_again, &d));
    EQUAL(state_of(&d, &lead_type, d.lead), LEAD_NEW);
    EQUAL(due_of(&d, "lead", d.lead, "again"), at(9, 10).ms + MINUTES(15));
    CHECK(by(&d, &d.other, at(9, 11), "follow_up", &(struct follow){ TRY_WECHAT, TRY_REACHED, "", { 0 } }));
    EQUAL(due_of(&d, "lead", d.lead, "again"), 0);
    CHECK(desk_act(&d, &the_system, at(18, 11), to_sea, NULL));
    CHECK(desk_act(&d, &d.consultant, at(19, 10), arrive_again, &d));       /* by telephone */
    EQUAL(state_of(&d, &lead_type, d.lead), LEAD_ASSIGNED);
    EQUAL(facts_of(&d).owner, d.consultant.user);
    desk_close(&d);
}

TEST_DB(nobody_is_called_from_a_list_that_says_nothing_of_consent)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), bought, &d));
    CHECK(!by(&d, &d.consultant, at(0, 11), "follow_up", &(struct follow){ TRY_CALL, TRY_REACHED, "", { 0 } }));
    SAME_TEXT(d.w->field, "way");
    desk_close(&d);
}

TEST_DB(a_lead_becomes_a_draft_of_its_demand_and_never_reached_takes_three_tries)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), arrive, &d));
    CHECK(by(&d, &d.consultant, at(0, 11), "follow_up", &(struct follow){ TRY_CALL, TRY_NO_ANSWER, "", { 0 } }));
    CHECK(!by(&d, &d.consultant, at(0, 11), "discard", &(struct { enum lead_invalid why; }){ INVALID_UNREACHABLE }));
    SAME_TEXT(d.w->field, "why");
    CHECK(!by(&d, &d.consultant, at(0, 12), "convert", &(struct { ref line; }){ { 0 } }));
    SAME_TEXT(d.w->field, "line");
    CHECK(by(&d, &d.consultant, at(0, 12), "convert", &(struct { ref line; }){ { d.maternity } }));
    EQUAL(state_of(&d, &lead_type, d.lead), LEAD_CONVERTED);
    desk_close(&d);
}

static bool wants_no_origin(struct work *w, void *data)
{
    struct desk *d = data;
    struct lead l = { .person = { d->person }, .channel = SOURCE_PHONE, .words = "找住家，不要河南人" };
    return ADD(w, lead, &l);
}

TEST_DB(what_nobody_may_ask_for_is_not_written_down_with_a_lead_either)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(!act(&d, at(0, 10), wants_no_origin, &d));
    SAME_TEXT(d.w->field, "words");
    CHECK(act(&d, at(0, 10), arrive, &d));
    CHECK(!by(&d, &d.consultant, at(0, 11), "follow_up", &(struct follow){ TRY_CALL, TRY_REACHED, "问有没有乙肝", { 0 } }));
    SAME_TEXT(d.w->field, "note");
    desk_close(&d);
}
