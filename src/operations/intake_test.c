#include "operations/intake.h"
#include "operations/order_own.h"
#include "operations/plan_house_test.h"

/* The calls' own insides are told over HTTP (tests/stories/intake.test.mjs); here the rules behind them. */

struct taking { struct plan_house *house; text channel, number; int64_t order, fee; enum order_state state; };

static bool take_platform_order(struct work *w, void *data)
{
    struct taking *t = data;
    struct service_order o = { .customer = { t->house->customer }, .household = { t->house->home }, .line = { t->house->line }, .start = day_at(plan_date(10, 12), 14 * 60), .length = { 180 },
        .channel = t->channel, .channel_number = t->number, .platform_fee = { t->fee }, .terms_version = "2026-1" };
    bool well = ADD(w, service_order, &o);
    t->order = o.record.id;
    return well;
}

static bool cancel_it(struct work *w, void *data)
{
    struct service_order *o = LOAD(w, service_order, ((struct taking *)data)->order);
    return o && step_run(w, &service_order_type, o, "cancel", &(struct { enum cancel_reason reason; }){ CANCEL_PRICE });
}

TEST_DB(a_platforms_order_number_stands_once_until_it_is_cancelled)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct taking first = { .house = &h, .channel = "美团", .number = "4802 " }, other = { .house = &h, .channel = "抖音", .number = "4802" }, again = first, nobody = { .house = &h, .channel = "", .number = "4802" };
    CHECK(plan_write(&h, take_platform_order, &first));
    CHECK(plan_write(&h, take_platform_order, &other));
    again.number = "４８０２";
    CHECK(!plan_write(&h, take_platform_order, &again));
    SAME_TEXT(h.w->field, "channel_number");
    SAME_TEXT(h.w->code, "twice");
    CHECK(!plan_write(&h, take_platform_order, &nobody));
    SAME_TEXT(h.w->field, "channel");
    CHECK(plan_write(&h, cancel_it, &first));
    CHECK(plan_write(&h, take_platform_order, &again));
    struct taking greedy = { .house = &h, .channel = "美团", .number = "1", .fee = 15001 };
    CHECK(!plan_write(&h, take_platform_order, &greedy));
    SAME_TEXT(h.w->field, "platform_fee");
    plan_house_close(&h);
}

TEST(length_is_suggested_by_service_and_size)
{
    struct service_line daily = { .category = LINE_DAILY_CLEANING, .least = { 120 } }, deep = { .category = LINE_DEEP_CLEANING, .least = { 180 } }, rough = { .category = LINE_POST_RENOVATION, .least = { 240 } },
                        window = { .category = LINE_WINDOW, .least = { 90 } };
    EQUAL(order_suggested_minutes(&daily, 60, 1), 120);
    EQUAL(order_suggested_minutes(&daily, 61, 1), 180);
    EQUAL(order_suggested_minutes(&daily, 98, 1), 240);
    EQUAL(order_suggested_minutes(&daily, 0, 1), 120);
    EQUAL(order_suggested_minutes(&deep, 96, 2), 360);          /* 12 person-hours */
    EQUAL(order_suggested_minutes(&rough, 120, 4), 300);        /* 20 person-hours at 6 m² */
    EQUAL(order_suggested_minutes(&rough, 2000, 2), 600);       /* no longer than a day: more people */
    EQUAL(order_suggested_minutes(&window, 98, 1), 90);
}

TEST(a_call_at_night_or_on_a_holiday_is_told_the_price_of_a_plain_day_until_a_time_is_chosen)
{
    EQUAL(intake_plain_hour(day_at(plan_date(9, 21), 23 * 60 + 30)).ms, day_at(plan_date(9, 21), 600).ms);
    EQUAL(intake_plain_hour(day_at(plan_date(10, 1), 23 * 60)).ms, day_at(plan_date(10, 5), 600).ms);        /* three days of holiday, then a Sunday */
    EQUAL(intake_plain_hour(day_at(plan_date(11, 28), 8 * 60)).ms, day_at(plan_date(11, 30), 600).ms);       /* a Saturday */
}

/* ---- drafts ---- */

static bool forget(struct work *w, void *data) { (void)data; return intake_forget_drafts(w); }
static bool put_draft(struct work *w, void *data)
{
    db_exec(w, SQL("insert into intake_draft (id, account, key, saved_at, content) values ($1, 1, $2, $3, $4)"), BIND(num(record_new_id()), txt(data), num(w->now.ms), blob("x", 1)));
    return !failed(w);
}
static bool count_drafts(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from intake_draft"), NO_BIND, -1); return !failed(w); }

TEST_DB(an_unfinished_call_is_forgotten_after_a_week)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    int64_t left = 0;
    char old[] = "old", young[] = "young";
    CHECK(plan_write(&h, put_draft, old));
    h.now.ms += DAYS(INTAKE_DRAFT_DAYS) - HOURS(1);
    CHECK(plan_write(&h, put_draft, young) && plan_write(&h, forget, NULL) && plan_write(&h, count_drafts, &left));
    EQUAL(left, 2);
    h.now.ms += HOURS(2);
    CHECK(plan_write(&h, forget, NULL) && plan_write(&h, count_drafts, &left));
    EQUAL(left, 1);
    plan_house_close(&h);
}
