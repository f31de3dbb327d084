/* leaving_notice_test.c — she says herself that she goes: the office alone hears of it, she may take it back until it is taken up, the family is told by the office. */
#include <jansson.h>
#include "messages/messages.h"
#include "placement/placement_house_test.h"

struct saying { int64_t placement, worker; int last; text why, words; bool back, untold; };
static bool says(struct work *w, void *data)
{
    const struct saying *s = data;
    json_t *input = json_pack("{s:I,s:i,s:s}", "placement", (json_int_t)s->placement, "last", HOUSE_DAY + s->last, "why", s->why);
    bool well = s->back ? leaving_taken_back(w, s->worker, input) : leaving_said(w, s->worker, input, s->words);
    json_decref(input);
    return well;
}
static bool look(struct work *w, void *data)
{
    struct saying *s = data;
    struct placement *p = record_peek(w, &placement_type, s->placement);
    s->untold = leaving_untold_of(w, p) != NULL;
    return true;
}
static struct saying go(const struct placement_house *h, int last, text why) { return (struct saying){ h->placement, h->workers[0], last, why, "母亲住院", false, false }; }
static bool seven_days(struct work *w, void *data) { (void)data; return db_exec(w, SQL("update contract set notice_worker = 7"), NO_BIND) > 0; }
static bool untold(struct placement_house *h)
{
    struct saying s = go(h, 0, "");
    CHECK(placement_write(h, look, &s));
    return s.untold;
}
static int64_t told_family(struct placement_house *h) { return placement_number(h, "select count(*) from message where template = 'placement.gap' and channel = 1"); }

TEST_DB(what_she_says_is_a_line_for_the_office_and_the_family_hears_of_it_by_its_step)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_write(&h, seven_days, NULL));
    struct saying behind = go(&h, -1, "homesick"), far = go(&h, 32, "homesick"), none = go(&h, 5, "skill"), other = go(&h, 5, "homesick"), good = go(&h, 5, "homesick");
    CHECK(!placement_write(&h, says, &behind));
    SAME_TEXT(h.w->field, "last");
    CHECK(!placement_write(&h, says, &far));
    SAME_TEXT(h.w->field, "last");
    CHECK(!placement_write(&h, says, &none));                    /* a reason a family has, not she */
    SAME_TEXT(h.w->field, "why");
    other.worker = h.workers[1];
    CHECK(!placement_write(&h, says, &other));
    SAME_TEXT(h.w->field, "placement");
    CHECK(placement_write(&h, says, &good));
    CHECK(!placement_write(&h, says, &good));
    int64_t id = placement_newest(&h, &replacement_type);
    EQUAL(placement_number(&h, "select notice_short from replacement"), 2);
    EQUAL(placement_number(&h, "select count(*) from replacement where state = 1 and side = 2 and last_day = 20785 and counts = 0"), 1);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'notice' and done_at = 0"), 1);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'assess' and done_at = 0"), 0);
    CHECK(untold(&h));
    EQUAL(told_family(&h), 0);
    EQUAL(placement_number(&h, "select state from placement"), PLACEMENT_IN_SERVICE);
    const struct { day last_day; } settled = { { HOUSE_DAY + 7 } };
    CHECK(placement_step(&h, &replacement_type, id, "settle_day", &settled));
    EQUAL(placement_number(&h, "select count(*) from replacement where state = 2 and last_day = 20787"), 1);
    EQUAL(placement_number(&h, "select gap_since from placement"), HOUSE_DAY + 7);
    EQUAL(told_family(&h), 1);
    EQUAL(placement_number(&h, "select count(*) from message where template = 'placement.leaves_worker' and channel = 1"), 1);
    CHECK(!untold(&h));
    CHECK(!placement_step(&h, &replacement_type, id, "settle_day", &settled));
    const struct { maybe_day last_day; bool declined; } refund = { { 0, false }, false };
    CHECK(!placement_step(&h, &replacement_type, id, "go_to_refund", &refund));      /* she is there still: nothing is reckoned yet, and it is said */
    SAME_TEXT(h.w->field, "last_day");
    placement_house_close(&h);
}

TEST_DB(she_takes_it_back_until_the_office_has_taken_it_up)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    struct saying good = go(&h, 10, "pay"), back = good;
    back.back = true;
    CHECK(!placement_write(&h, says, &back));
    CHECK(placement_write(&h, says, &good));
    CHECK(placement_write(&h, says, &back));
    EQUAL(placement_number(&h, "select state from replacement"), REPLACEMENT_WITHDRAWN);
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'notice' and done_at = 0"), 0);
    CHECK(placement_write(&h, says, &good));
    const struct { enum replacement_reason reason; enum replaced_by side; text wish; bool incident; } heard = { REPLACE_PAY, REPLACED_BY_WORKER, "", false };
    CHECK(placement_step(&h, &replacement_type, placement_newest(&h, &replacement_type), "assess", &heard));
    EQUAL(placement_number(&h, "select last_day from replacement where state = 2"), HOUSE_DAY + 10);        /* her day stands */
    CHECK(!placement_write(&h, says, &back));
    CHECK(untold(&h));
    placement_house_close(&h);
}

static bool family_asks(struct work *w, void *data)
{
    struct replacement r = { .placement = { *(int64_t *)data }, .reason = REPLACE_HABITS, .wish = "", .refund_why = "" };
    return ADD(w, replacement, &r);
}

TEST_DB(in_a_search_of_the_familys_she_is_heard_and_neither_learns_of_the_other)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_write(&h, family_asks, &h.placement));
    placement_day_is(&h, 1);
    struct saying good = go(&h, 3, "harassment"), back = good;
    back.back = true;
    CHECK(placement_write(&h, says, &good));
    EQUAL(placement_number(&h, "select count(*) from replacement where reason = 3 and side = 1 and notice_short = 0 and notice_at > 0"), 1);
    EQUAL(placement_number(&h, "select must_be_told from replacement"), 1);
    const struct { day last_day; } settled = { { HOUSE_DAY + 3 } };
    CHECK(!placement_step(&h, &replacement_type, placement_newest(&h, &replacement_type), "settle_day", &settled));     /* an incident first */
    CHECK(!untold(&h));                                         /* the family sees its own request as before */
    CHECK(placement_write(&h, says, &back));
    EQUAL(placement_number(&h, "select count(*) from replacement where state = 1 and coalesce(notice_at, 0) = 0 and last_day is null"), 1);
    placement_house_close(&h);
}
