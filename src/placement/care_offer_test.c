/* What becomes of an offer that a customer has not answered yet. */
#include "placement/placement_house_test.h"

static bool quiet_one(struct work *w, void *data)
{
    const struct placement_house *h = data;
    return offer_open(w, h->branch, h->customer, h->placement, OFFER_CHANGED_NEED, "外婆要来住", (day){ HOUSE_DAY }, 0);
}

static bool offered(struct placement_house *h, text said, maybe_day again)
{
    struct { text said; maybe_day again; } in = { said, again };
    return placement_step(h, &care_offer_type, placement_newest(h, &care_offer_type), "make", &in);
}

TEST_DB(an_offer_that_waits_for_her_word_rings_on_the_day_she_named_or_in_a_week)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, quiet_one, &h));
    CHECK(offered(&h, "年后再说", (maybe_day){ 0 }));
    EQUAL(placement_number(&h, "select due_at from deadline where rule = 'again'"), day_at((day){ HOUSE_DAY + 7 }, 18 * 60).ms);
    CHECK(!offered(&h, "今天再打", (maybe_day){ HOUSE_DAY, true }) && !offered(&h, "明年", (maybe_day){ HOUSE_DAY + 200, true }));
    CHECK(offered(&h, "腊八打", (maybe_day){ HOUSE_DAY + 40, true }));
    EQUAL(placement_number(&h, "select due from care_offer"), HOUSE_DAY + 40);
    EQUAL(placement_number(&h, "select due_at from deadline where rule = 'again'"), day_at((day){ HOUSE_DAY + 40 }, 18 * 60).ms);
    placement_house_close(&h);
}

static bool add_dormant(struct work *w, void *data)
{
    const struct placement_house *h = data;
    return offer_open(w, h->branch, h->customer, 0, OFFER_DORMANT, "三个月没来", (day){ HOUSE_DAY }, 0);
}
static bool no_calls_please(struct work *w, void *data)
{
    const struct placement_house *h = data;
    const struct customer *c = record_peek(w, &customer_type, h->customer);
    struct person *p = c ? LOAD(w, person, c->person.id) : NULL;
    if (!p) return false;
    p->do_not_contact = true;
    return SAVE(w, person, p);
}

TEST_DB(who_does_not_wish_to_be_contacted_leaves_the_list_of_offers_at_once_but_not_with_what_she_asked_for)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, quiet_one, &h));
    CHECK(placement_write(&h, add_dormant, &h));
    EQUAL(placement_number(&h, "select count(*) from care_offer where state = 1"), 2);
    CHECK(placement_write(&h, no_calls_please, &h));
    EQUAL(placement_number(&h, "select count(*) from care_offer where state = 1 and kind = 1"), 1);
    EQUAL(placement_number(&h, "select count(*) from care_offer where state = 5 and kind = 3"), 1);
    placement_house_close(&h);
}

static bool books(struct work *w, void *data)
{
    const struct placement_house *h = data;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = day_at((day){ HOUSE_DAY + 2 }, 9 * 60), .length = { 120 }, .price = { 9000 }, .worker_pay = { 6000 }, .tags = "", .quote = { "" }, .area = "", .remark = "", .rating = "", .customer_code = "" };
    return ADD(w, visit, &v);
}
TEST_DB(a_quiet_customer_who_books_is_not_called_because_she_was_quiet)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, quiet_one, &h) && placement_write(&h, add_dormant, &h));
    CHECK(offered(&h, "下周再说", (maybe_day){ 0 }));
    CHECK(placement_write(&h, books, &h));
    EQUAL(placement_number(&h, "select count(*) from care_offer where kind = 3 and state = 3 and visit > 0 and ended_at > 0"), 1);
    EQUAL(placement_number(&h, "select count(*) from care_offer where kind = 1 and state = 1"), 1);
    placement_house_close(&h);
}

TEST_DB(a_quiet_customer_who_says_yes_has_a_demand_for_her_home)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, add_dormant, &h));
    struct { ref line; day start_from; text wanted; } in = { { h.line }, { HOUSE_DAY + 5 }, "周六上午" };
    CHECK(placement_step(&h, &care_offer_type, placement_newest(&h, &care_offer_type), "accept", &in));
    EQUAL(placement_number(&h, "select household from demand where id = (select demand from care_offer where kind = 3)"), h.home);
    placement_house_close(&h);
}
