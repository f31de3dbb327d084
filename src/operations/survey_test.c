/* From what was measured to the order: nothing is ordered without a yes, on the telephone neither, and the price that was agreed to stays. */
#include "operations/plan_house_test.h"
#include "operations/survey.h"

struct large { struct plan_house h; int64_t line, survey, quotation, order; instant start; text yes; money price; };

static bool sell(struct work *w, void *data)
{
    struct large *l = data;
    struct service_line line = { .name = "深度保洁", .code = "DEEP", .glyph = "深", .category = LINE_DEEP_CLEANING, .unit = UNIT_SQUARE_METRE, .persons = 2, .medical = MEDICAL_GENERAL, .least = { 120 }, .increment = { 30 }, .exclusions = "不含外窗" };
    if (!ADD(w, service_line, &line)) return false;
    l->line = line.record.id;
    struct price_rule p = { .state = PRICE_PUBLISHED, .line = { l->line }, .name = "2026", .valid_from = plan_date(1, 1), .unit_price = { 1200 }, .worker_percent = 50 };
    struct survey_zone *zones = take_many(w, struct survey_zone, 2);
    zones[0] = (struct survey_zone){ .name = "客厅", .square_metres = 50, .measure = "", .note = "", .photo = { "" } };
    zones[1] = (struct survey_zone){ .name = "厨房", .square_metres = 20, .measure = "", .note = "" };
    struct survey s = { .state = SURVEY_DONE, .customer = { l->h.customer }, .household = { l->h.home }, .line = { l->line }, .at = { w->now.ms + HOURS(1) }, .dust = DUST_USUAL, .zones = { zones, 2 }, .remark = "" };
    bool well = ADD(w, price_rule, &p) && ADD(w, survey, &s);
    l->survey = s.record.id;
    return well;
}

static bool step_survey(struct work *w, struct large *l, text step, const void *in)
{
    struct survey *s = LOAD(w, survey, l->survey);
    if (!s || !step_run(w, &survey_type, s, step, in)) return false;
    l->quotation = s->quotation.id;
    l->order = s->service_order.id;
    return true;
}
static bool step_quote(struct work *w, struct large *l, text step, const void *in)
{
    struct quotation *q = LOAD(w, quotation, l->quotation);
    return q && step_run(w, &quotation_type, q, step, in);
}

static bool quote_it(struct work *w, void *data) { return step_survey(w, data, "quote", NULL); }
static bool offer_it(struct work *w, void *data) { return step_quote(w, data, "offer", NULL); }
static bool decline_it(struct work *w, void *data) { return step_quote(w, data, "decline", &(struct quotation_refusal){ QUOTATION_TOO_DEAR, "" }); }
static bool want_change(struct work *w, void *data) { return step_quote(w, data, "ask_change", &(struct quotation_wish){ "加阳台" }); }
static bool revise_it(struct work *w, void *data) { return step_quote(w, data, "revise", NULL); }
static bool say_yes(struct work *w, void *data) { return step_quote(w, data, "accept", &(struct quotation_yes){ .how = "电话", .answered_by = ((struct large *)data)->yes }); }
static bool order_it(struct work *w, void *data) { return step_survey(w, data, "order", &(struct survey_order){ ((struct large *)data)->start, "2026-1", "" }); }
static bool drop_it(struct work *w, void *data) { w->reason = "不做了"; return step_survey(w, data, "drop", NULL); }
static bool expire(struct work *w, void *data) { (void)data; return quotations_expire(w); }

static bool price_it(struct work *w, void *data)
{
    struct large *l = data;
    struct quotation *q = LOAD(w, quotation, l->quotation);
    struct quotation_line *only = take(w, struct quotation_line);
    if (!q) return false;
    *only = (struct quotation_line){ .item = QUOTED_SERVICE, .what = "全屋深度保洁", .quantity = 100, .measure = "次", .unit = l->price };
    q->lines = (rows_of){ only, 1 };
    return SAVE(w, quotation, q);
}
static bool earnest(struct work *w, void *data)
{
    struct quotation *q = LOAD(w, quotation, ((struct large *)data)->quotation);
    if (!q) return false;
    q->deposit_kind = DEMAND_DEPOSIT_EARNEST;
    return SAVE(w, quotation, q);
}

/* The newest of its chain, as the survey knows it. */
static bool follow_newest(struct work *w, void *data)
{
    struct large *l = data;
    const struct survey *s = record_peek(w, &survey_type, l->survey);
    if (s) l->quotation = s->quotation.id;
    return s != NULL;
}
static bool looks(struct work *w, void *data)
{
    const struct large *l = data;
    const struct quotation *q = record_peek(w, &quotation_type, l->quotation);
    if (!q) return false;
    EQUAL(q->lines.count, 2);
    EQUAL(q->price.fen, 84000);
    EQUAL(q->deposit.fen, 16800);                       /* a fifth, in advance */
    EQUAL(q->deposit_kind, DEMAND_DEPOSIT_ADVANCE);
    EQUAL(q->more_day.fen, 0);
    EQUAL(q->edition, 1);
    SAME_TEXT(q->exclusions, "不含外窗");
    return !failed(w);
}
static bool ordered(struct work *w, void *data)
{
    const struct large *l = data;
    struct service_order *o = LOAD(w, service_order, l->order);
    const struct quotation *q = o ? record_peek(w, &quotation_type, o->quotation.id) : NULL;
    if (!q) return false;
    EQUAL(o->price.fen, 99900);
    EQUAL(o->worker_pay.fen, 49950);
    EQUAL(o->start.ms, l->start.ms);
    CHECK(q->used_at.ms > 0);
    SAME_TEXT(q->answered_by, "李芳的先生");
    o->persons = 1;
    return SAVE(w, service_order, o);                   /* refused: what was agreed to is not changed in the order */
}
static unsigned survey_state_of(struct large *l)
{
    return (unsigned)db_one(l->h.w, SQL("select state from survey where id = $1"), BIND(num(l->survey)), 0);
}
struct asked { struct large *l; unsigned state; int64_t due; };
static bool look_state(struct work *w, void *data)
{
    struct asked *a = data;
    a->state = survey_state_of(a->l);
    a->due = db_one(w, SQL("select due_at from deadline where record = $1 and done_at = 0 order by due_at limit 1"), BIND(num(a->l->survey)), 0);
    return true;
}
static struct asked stands(struct large *l)
{
    struct asked a = { .l = l };
    CHECK(plan_write(&l->h, look_state, &a));
    return a;
}

TEST_DB(a_large_job_is_ordered_by_the_yes_to_its_quotation_alone_and_at_its_price)
{
    struct large l = { .yes = "" };
    if (!plan_house_open(&l.h)) return;
    CHECK(plan_write(&l.h, sell, &l));
    l.start = day_at(plan_date(9, 28), 9 * 60);
    CHECK(!plan_write(&l.h, order_it, &l));             /* nobody agreed to anything */
    EQUAL(l.h.w->failure, CONFLICT);
    CHECK(plan_write(&l.h, quote_it, &l) && plan_write(&l.h, looks, &l));
    CHECK(!plan_write(&l.h, earnest, &l));
    SAME_TEXT(l.h.w->field, "deposit_kind");
    l.price.fen = 10000;
    CHECK(!plan_write(&l.h, price_it, &l));             /* the deposit would be more than the price */
    SAME_TEXT(l.h.w->field, "deposit");
    l.price.fen = 99900;
    CHECK(plan_write(&l.h, price_it, &l) && plan_write(&l.h, offer_it, &l));
    EQUAL(stands(&l).state, SURVEY_QUOTED);
    EQUAL(stands(&l).due, 0);
    CHECK(!plan_write(&l.h, order_it, &l));             /* offered is not agreed */
    CHECK(!plan_write(&l.h, say_yes, &l));
    SAME_TEXT(l.h.w->field, "answered_by");
    l.yes = "李芳的先生";
    CHECK(plan_write(&l.h, say_yes, &l));
    EQUAL(stands(&l).due, l.h.now.ms + HOURS(2));       /* agreed on the telephone: make the order */
    l.start.ms = 0;
    CHECK(!plan_write(&l.h, order_it, &l));             /* neither quoted nor entered when */
    SAME_TEXT(l.h.w->field, "start");
    l.start = day_at(plan_date(9, 28), 9 * 60);
    CHECK(plan_write(&l.h, order_it, &l));
    EQUAL(stands(&l).state, SURVEY_ORDERED);
    CHECK(!plan_write(&l.h, ordered, &l));
    SAME_TEXT(l.h.w->field, "persons");
    plan_house_close(&l.h);
}

TEST_DB(what_she_wants_changed_is_the_next_version_and_a_no_or_a_silence_begins_the_clock_again)
{
    struct large l = { .yes = "李芳" };
    if (!plan_house_open(&l.h)) return;
    CHECK(plan_write(&l.h, sell, &l) && plan_write(&l.h, quote_it, &l) && plan_write(&l.h, offer_it, &l));
    int64_t first = l.quotation;
    CHECK(plan_write(&l.h, want_change, &l));
    EQUAL(stands(&l).state, SURVEY_DONE);
    EQUAL(stands(&l).due, l.h.now.ms + HOURS(2));
    CHECK(!plan_write(&l.h, quote_it, &l));             /* the next is written out of it, not beside it */
    CHECK(plan_write(&l.h, revise_it, &l));
    CHECK(!plan_write(&l.h, revise_it, &l));            /* once */
    CHECK(plan_write(&l.h, follow_newest, &l));
    CHECK(l.quotation != first && plan_write(&l.h, offer_it, &l));
    EQUAL(stands(&l).state, SURVEY_QUOTED);
    int64_t second = l.quotation;
    l.quotation = first;
    CHECK(!plan_write(&l.h, say_yes, &l));              /* its place is taken */
    l.quotation = second;
    CHECK(plan_write(&l.h, decline_it, &l));
    EQUAL(stands(&l).state, SURVEY_DONE);
    CHECK(plan_write(&l.h, quote_it, &l) && plan_write(&l.h, offer_it, &l));
    l.h.now.ms += DAYS(9);
    CHECK(!plan_write(&l.h, say_yes, &l));              /* run out */
    CHECK(plan_write(&l.h, expire, &l));
    EQUAL(stands(&l).state, SURVEY_DONE);
    EQUAL(stands(&l).due, l.h.now.ms + HOURS(2));
    CHECK(plan_write(&l.h, quote_it, &l) && plan_write(&l.h, drop_it, &l));
    EQUAL(stands(&l).state, SURVEY_DROPPED);
    CHECK(!plan_write(&l.h, offer_it, &l));             /* its draft went with it */
    plan_house_close(&l.h);
}

/* ---- how far from today ---- */

struct slip { struct large l; instant order, survey, visit, leave_from, leave_until; };

static bool order_then(struct work *w, void *data)
{
    const struct slip *s = data;
    struct service_order o = { .customer = { s->l.h.customer }, .household = { s->l.h.home }, .line = { s->l.h.line }, .start = s->order, .coupon_code = "", .coupon_from = "", .wishes = "", .channel = "", .channel_number = "",
        .channel_key = "", .voucher = "", .terms_version = "", .contract_number = "" };
    return ADD(w, service_order, &o);
}
static bool survey_then(struct work *w, void *data)
{
    const struct slip *s = data;
    struct survey v = { .customer = { s->l.h.customer }, .household = { s->l.h.home }, .line = { s->l.line }, .at = s->survey, .remark = "" };
    return ADD(w, survey, &v);
}
static bool leave_then(struct work *w, void *data)
{
    const struct slip *s = data;
    struct worker_leave l = { .worker = { s->l.h.workers[0] }, .kind = LEAVE_PERSONAL, .start = s->leave_from, .until = s->leave_until };
    return ADD(w, worker_leave, &l);
}
/* As a person of the office: what the program makes of older records is its own matter. */
static bool by_hand(struct slip *s, db_run *run)
{
    struct actor person = the_system;
    person.system = false;
    s->l.h.w->actor = &person;
    bool well = plan_write(&s->l.h, run, s);
    s->l.h.w->actor = &the_system;
    return well;
}

TEST_DB(a_day_of_a_slip_of_the_year_is_refused_wherever_something_is_planned)
{
    struct slip s = { .l = { .yes = "" } };
    if (!plan_house_open(&s.l.h)) return;
    instant now = s.l.h.now, year = { now.ms + DAYS(367) };
    CHECK(plan_write(&s.l.h, sell, &s.l));
    s.order = s.survey = year;
    CHECK(!by_hand(&s, order_then));
    SAME_TEXT(s.l.h.w->field, "start");
    CHECK(!by_hand(&s, survey_then));
    SAME_TEXT(s.l.h.w->field, "at");
    s.order.ms = now.ms - DAYS(400);
    s.survey.ms = now.ms - DAYS(100);
    CHECK(!by_hand(&s, order_then));
    SAME_TEXT(s.l.h.w->field, "start");
    CHECK(!by_hand(&s, survey_then));
    s.order.ms = now.ms + DAYS(360);
    s.survey.ms = now.ms - DAYS(2);                     /* looked at, and entered afterwards */
    CHECK(by_hand(&s, order_then) && by_hand(&s, survey_then));
    s.leave_from.ms = now.ms - DAYS(500);
    s.leave_until.ms = now.ms - DAYS(499);
    CHECK(!by_hand(&s, leave_then));
    SAME_TEXT(s.l.h.w->field, "start");
    s.leave_from.ms = now.ms - DAYS(80);
    s.leave_until.ms = now.ms - DAYS(70);
    CHECK(!by_hand(&s, leave_then));                    /* the wages of that month are settled */
    s.leave_from.ms = now.ms - DAYS(20);
    s.leave_until.ms = now.ms - DAYS(19);
    CHECK(by_hand(&s, leave_then));
    plan_house_close(&s.l.h);
}

/* ---- the time it is looked at ---- */

static bool plan_it(struct work *w, void *data)
{
    struct large *l = data;
    struct survey s = { .customer = { l->h.customer }, .household = { l->h.home }, .line = { l->line }, .at = { w->now.ms + HOURS(24) }, .remark = "" };
    bool well = ADD(w, survey, &s);
    l->survey = s.record.id;
    return well;
}
static bool confirm_it(struct work *w, void *data) { return step_survey(w, data, "confirm", NULL); }
static bool wish_it(struct work *w, void *data) { return step_survey(w, data, "wish_time", &(struct survey_time){ { w->now.ms + HOURS(48) } }); }
static bool wish_the_past(struct work *w, void *data) { return step_survey(w, data, "wish_time", &(struct survey_time){ { w->now.ms - HOURS(1) } }); }
static bool move_it(struct work *w, void *data) { return step_survey(w, data, "move", &(struct survey_time){ { 0 } }); }
static bool move_further(struct work *w, void *data) { return step_survey(w, data, "move", &(struct survey_time){ { w->now.ms + HOURS(72) } }); }
struct time_of_look { int64_t survey; bool yes, wish; int64_t hours, due; };
static bool look_at_it(struct work *w, void *data)
{
    struct time_of_look *t = data;
    const struct survey *s = LOAD(w, survey, t->survey);
    if (!s) return false;
    *t = (struct time_of_look){ t->survey, s->confirmed_at.ms > 0, s->wished.ms > 0, (s->at.ms - w->now.ms) / HOURS(1), db_one(w, SQL("select count(*) from deadline where record = $1 and rule = 'wish' and done_at = 0"), BIND(num(t->survey)), 0) };
    return !failed(w);
}

TEST_DB(the_customer_says_yes_to_the_time_of_the_look_or_asks_for_another_which_the_office_grants)
{
    struct large l = { 0 };
    if (plan_house_open(&l.h)) {
        CHECK(plan_write(&l.h, sell, &l) && plan_write(&l.h, plan_it, &l));
        struct time_of_look t = { .survey = l.survey };
        CHECK(!plan_write(&l.h, move_it, &l));                          /* she has asked for nothing */
        SAME_TEXT(l.h.w->field, "start");
        CHECK(!plan_write(&l.h, wish_the_past, &l));
        CHECK(plan_write(&l.h, confirm_it, &l) && plan_write(&l.h, look_at_it, &t));
        CHECK(t.yes && !t.wish && !t.due && t.hours == 24);
        CHECK(plan_write(&l.h, wish_it, &l) && plan_write(&l.h, look_at_it, &t));
        CHECK(!t.yes && t.wish && t.due && t.hours == 24);
        CHECK(plan_write(&l.h, move_it, &l) && plan_write(&l.h, look_at_it, &t));
        CHECK(t.yes && !t.wish && !t.due && t.hours == 48);
        CHECK(plan_write(&l.h, move_further, &l) && plan_write(&l.h, look_at_it, &t));
        CHECK(!t.yes && t.hours == 72);                                 /* the office's own idea needs her yes */
    }
    plan_house_close(&l.h);
}
