/* holiday_ask_test.c — before a statutory holiday worker and family are asked whether she works or rests (DOMAIN.md §0.1). 1 January 2027 is the 39th day
 * after HOUSE_DAY, a Friday. */
#include <stdio.h>
#include "messages/messages.h"
#include "placement/placement_house_test.h"
#include "placement/tell_placement.h"

struct how { text how; };
static bool ask_all(struct work *w, void *data) { (void)data; return holiday_asks_tick(w); }
static bool night(struct work *w, void *data) { (void)data; return placement_days_tick(w); }
/* Nobody types the days: the next holiday, all of it. */
static bool ask_again(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct holiday_ask x = { .placement = { h->placement }, .more = { 10000 }, .how = "" };
    return ADD(w, holiday_ask, &x);
}
static int64_t told(struct placement_house *h, text which)
{
    char sql[200];
    snprintf(sql, sizeof sql, "select count(*) from message where template in ('placement.%s', 'placement.%s_worker') and channel = 1", which, which);
    return placement_number(h, sql);
}
static const text asked = "select count(*) from holiday_ask", kind_then = "select kind from placement_day where date = 20819";

TEST_DB(before_a_statutory_holiday_both_are_asked_and_two_yes_set_the_day)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 30);
    CHECK(placement_write(&h, ask_all, NULL));
    EQUAL(placement_number(&h, asked), 0);
    placement_day_is(&h, 31);
    CHECK(placement_write(&h, ask_all, NULL) && placement_write(&h, ask_all, NULL));
    EQUAL(placement_number(&h, asked), 1);
    EQUAL(told(&h, "holiday"), 2);
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'holiday_ask' and done_at = 0"), 1);
    int64_t x = placement_newest(&h, &holiday_ask_type);
    EQUAL(placement_number(&h, "select pay from holiday_ask"), placement_number(&h, "select wage / 26 from placement"));
    EQUAL(placement_number(&h, "select price - pay from holiday_ask"), 0);
    CHECK(placement_step(&h, &holiday_ask_type, x, "worker_yes", NULL));
    EQUAL(placement_number(&h, "select state from holiday_ask"), HOLIDAY_ASK_OPEN);
    CHECK(placement_step(&h, &holiday_ask_type, x, "family_yes", &(struct how){ "电话" }));
    EQUAL(placement_number(&h, "select state from holiday_ask"), HOLIDAY_ASK_WORKS);
    EQUAL(placement_number(&h, kind_then), PLACED_HOLIDAY);
    EQUAL(told(&h, "holiday_works"), 2);
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'holiday_ask' and done_at = 0"), 0);
    CASE("they think better of it: she rests, and both hear it");
    CHECK(placement_step(&h, &holiday_ask_type, x, "rests", &(struct how){ "电话" }));
    EQUAL(placement_number(&h, kind_then), PLACED_REST);
    EQUAL(told(&h, "holiday_rests"), 2);
    CASE(NULL);
    placement_house_close(&h);
}

/* By custom a day at rest is one of her rest days; by law it is paid and none. Each side reads it before she answers. */
static bool rest_said(struct work *w, void *data)
{
    const text *said = data;
    struct found f = LOAD_WHERE(w, holiday_ask, "id > 0", NO_BIND);
    if (f.count != 1) return false;
    SAME_TEXT(holiday_ask_rest(w, f.at[0], true), said[0]);
    SAME_TEXT(holiday_ask_rest(w, f.at[0], false), said[1]);
    return true;
}

TEST_DB(what_resting_on_a_holiday_means_is_told_by_the_contract)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 31);
    CHECK(placement_write(&h, ask_all, NULL));
    CHECK(placement_number(&h, "update contract set holiday = 2 returning 1") == 1);
    CHECK(placement_write(&h, rest_said, (text[]){ "您自己想休息：算当月的一个休息日，超出应休天数的不计工资。是这家不用您来：工资照算，不占休息日。", "她自己想休息：算她当月的一个休息日。是您家不需要她来：当天工资照算，不占她的休息日。" }));
    CHECK(placement_number(&h, "update contract set holiday = 1 returning 1") == 1);
    CHECK(placement_write(&h, rest_said, (text[]){ "不上班工资照发，不占您的休息日。", "节假日休息不占当月的休息日。" }));
    placement_house_close(&h);
}

TEST_DB(one_no_is_a_rest_and_nobody_answering_leaves_the_day_to_the_ledger)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 31);
    CHECK(placement_write(&h, ask_all, NULL));
    CHECK(placement_step(&h, &holiday_ask_type, placement_newest(&h, &holiday_ask_type), "worker_no", NULL));
    EQUAL(placement_number(&h, "select state from holiday_ask"), HOLIDAY_ASK_RESTS);
    EQUAL(placement_number(&h, kind_then), PLACED_REST);
    EQUAL(told(&h, "holiday_rests"), 2);
    CHECK(placement_number(&h, "update holiday_ask set state = 1, worker_says = 1 returning 1") == 1 && placement_number(&h, "delete from placement_day where date = 20819 returning 1") == 1);
    placement_day_is(&h, 40);
    CHECK(placement_write(&h, night, NULL) && placement_write(&h, ask_all, NULL));
    EQUAL(placement_number(&h, "select state from holiday_ask"), HOLIDAY_ASK_LAPSED);
    EQUAL(placement_number(&h, kind_then), PLACED_HOLIDAY);
    placement_house_close(&h);
}

/* Contract: by custom, a day's wage on top (2). */
static void say_no(struct placement_house *h, text step, const void *how)
{
    CHECK(placement_step(h, &holiday_ask_type, placement_newest(h, &holiday_ask_type), step, how));
    EQUAL(placement_number(h, "select state from holiday_ask"), HOLIDAY_ASK_RESTS);
}

TEST_DB(a_holiday_on_which_only_the_family_does_not_need_her_is_no_rest_day_of_hers)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 31);
    CHECK(placement_number(&h, "update contract set holiday = 2 returning 1") == 1);
    CHECK(placement_write(&h, ask_all, NULL));
    CHECK(placement_step(&h, &holiday_ask_type, placement_newest(&h, &holiday_ask_type), "worker_yes", NULL));
    say_no(&h, "family_no", &(struct how){ "电话" });
    EQUAL(placement_number(&h, kind_then), PLACED_FAMILY_AWAY);
    CHECK(placement_write(&h, rest_said, (text[]){ "这家当天不用您来：工资照算，不占您的休息日。", "是您家当天不需要她：她的工资照算，不占她的休息日。" }));
    CASE("she would rather rest: it is one of hers");
    CHECK(placement_number(&h, "update holiday_ask set state = 1, worker_says = 1, family_says = 1 returning 1") == 1);
    say_no(&h, "worker_no", NULL);
    EQUAL(placement_number(&h, kind_then), PLACED_REST);
    CASE("paid by the contract in any case");
    CHECK(placement_number(&h, "update contract set holiday = 1 returning 1") == 1 && placement_number(&h, "update holiday_ask set state = 1, worker_says = 1, family_says = 1 returning 1") == 1);
    say_no(&h, "family_no", &(struct how){ "电话" });
    EQUAL(placement_number(&h, kind_then), PLACED_REST);
    CASE(NULL);
    placement_house_close(&h);
}

TEST_DB(who_rests_on_holidays_by_her_contract_is_asked_by_the_office_only_and_more_than_agreed_is_an_extra_task)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_number(&h, "update contract set holiday = 4 returning 1") == 1);
    placement_day_is(&h, 31);
    CHECK(placement_write(&h, ask_all, NULL));
    EQUAL(placement_number(&h, asked), 0);
    CHECK(placement_write(&h, ask_again, &h) && !placement_write(&h, ask_again, &h));
    EQUAL(placement_number(&h, "select pay from holiday_ask"), placement_number(&h, "select wage / 26 from placement"));
    EQUAL(placement_number(&h, "select first from holiday_ask where last = first"), HOUSE_DAY + 39);
    int64_t x = placement_newest(&h, &holiday_ask_type);
    CHECK(placement_step(&h, &holiday_ask_type, x, "works", &(struct how){ "电话" }));
    EQUAL(placement_number(&h, "select count(*) from extra_task where state = 2 and pay = 10000 and price = 10000"), 1);
    CHECK(placement_step(&h, &holiday_ask_type, x, "rests", &(struct how){ "电话" }));
    EQUAL(placement_number(&h, "select count(*) from extra_task where state = 2"), 0);
    CASE("her service ends before it: nobody is asked any more");
    CHECK(placement_number(&h, "update holiday_ask set state = 1 returning 1") == 1);
    const struct { day last; enum placement_end why; } gone = { { HOUSE_DAY + 31 }, PLACEMENT_BY_CUSTOMER };
    CHECK(placement_step(&h, &placement_type, h.placement, "finish", &gone));
    EQUAL(placement_number(&h, "select state from holiday_ask"), HOLIDAY_ASK_WITHDRAWN);
    CASE(NULL);
    placement_house_close(&h);
}
