/* period_test.c — which days are settled next: the last complete period of the shape a branch settles in. */
#include "finance/finance_house_test.h"
#include "finance/period.h"

static day on(int month, int day_) { return day_from_date((struct date){ 2026, month, day_ }); }
static void is(struct day_pair p, day first, day last) { EQUAL(p.first.number, first.number); EQUAL(p.last.number, last.number); }

TEST(the_last_complete_period_has_the_shape_of_the_one_before)
{
    const struct day_pair none = { { 0 }, { 0 } };
    is(period_over(none, on(3, 1)), on(2, 1), on(2, 28));
    is(period_over(none, on(3, 31)), on(2, 1), on(2, 28));
    is(period_over((struct day_pair){ on(1, 1), on(1, 31) }, on(4, 2)), on(3, 1), on(3, 31));
    is(period_over((struct day_pair){ on(2, 1), on(2, 15) }, on(3, 15)), on(2, 16), on(2, 28));         /* the 15th is not over yet */
    is(period_over((struct day_pair){ on(2, 1), on(2, 15) }, on(3, 16)), on(3, 1), on(3, 15));
    is(period_over((struct day_pair){ on(2, 16), on(2, 28) }, on(4, 1)), on(3, 16), on(3, 31));
    is(period_over((struct day_pair){ on(3, 2), on(3, 8) }, on(3, 23)), on(3, 16), on(3, 22));          /* weeks, one after the other */
    is(period_over((struct day_pair){ on(3, 2), on(3, 8) }, on(3, 22)), on(3, 9), on(3, 15));
}

struct proposing { struct shop *s; struct day_pair got; };
static bool weeks(struct work *w, void *data)
{
    struct proposing *p = data;
    struct settlement_period one = { .record.branch = { p->s->branch }, .first = { SHOP_DAY }, .last = { SHOP_DAY + 6 }, .remark = "" };
    w->now = day_at((day){ SHOP_DAY + 14 }, 9 * 60);
    return ADD(w, settlement_period, &one);
}
static bool propose(struct work *w, void *data)
{
    struct proposing *p = data;
    w->now = day_at((day){ SHOP_DAY + 14 }, 9 * 60);
    p->got = period_proposed(w, p->s->branch);
    return !failed(w);
}
TEST_DB(a_branch_is_proposed_the_period_after_its_own)
{
    struct shop s;
    if (!shop_open(&s)) return;
    struct proposing p = { .s = &s };
    CHECK(shop_write(&s, &the_system, propose, &p));
    EQUAL(date_of(p.got.first).day, 1);                 /* it has none yet: a month */
    CHECK(shop_write(&s, &the_system, weeks, &p) && shop_write(&s, &the_system, propose, &p));
    is(p.got, (day){ SHOP_DAY + 7 }, (day){ SHOP_DAY + 13 });
    shop_close(&s);
}
