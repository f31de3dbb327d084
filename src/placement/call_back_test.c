/* call_back_test.c — who would not recommend us is called back, once, unless the same call opened a case (follow_up.h). */
#include "placement/placement_house_test.h"

static bool tick_calls(struct work *w, void *data) { (void)data; return follow_ups_tick(w); }

struct result { rows_of answers; text needs, next; };
static bool recommended(struct placement_house *h, int64_t call, int64_t nps, int64_t skill)
{
    struct follow_answer said[] = { { "会推荐我们吗？", ASK_NPS, OPENS_NOTHING, { nps, true }, "" }, { "技能", ASK_SCORE, OPENS_COMPLAINT, { skill, true }, "" } };
    return placement_step(h, &follow_up_type, call, "answer", &(struct result){ { said, 2 }, "", "" });
}

TEST_DB(a_family_that_would_not_recommend_us_is_called_back_unless_a_case_is_open_of_the_same_call)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    placement_day_is(&h, 30);
    CHECK(placement_write(&h, tick_calls, NULL));
    int64_t first = placement_number(&h, "select min(id) from follow_up where side = 1"), last = placement_number(&h, "select max(id) from follow_up where side = 1");
    CHECK(recommended(&h, first, 7, 5));
    CHECK(recommended(&h, last, 1, 2));            /* the complaint has its own clock */
    EQUAL(placement_number(&h, "select count(*) from follow_up where stage = 8"), 0);
    CHECK(recommended(&h, placement_number(&h, "select min(id) from follow_up where side = 1 and state = 1"), 6, 4));
    CHECK(recommended(&h, placement_number(&h, "select min(id) from follow_up where side = 1 and state = 1 and stage <> 8"), 0, 5));
    EQUAL(placement_number(&h, "select count(*) from follow_up where stage = 8"), 1);            /* one call back is enough */
    int64_t back = placement_number(&h, "select id from follow_up where stage = 8 and side = 1 and due = 20780 + 31");
    EQUAL(placement_number(&h, "select count(*) from deadline where type = 'follow_up' and rule = 'call' and done_at = 0 and record = (select id from follow_up where stage = 8)"), 1);
    EQUAL(placement_number(&h, "select count(*) from follow_question where side = 1 and stages = 256"), 2);
    CHECK(recommended(&h, back, 0, 5));
    EQUAL(placement_number(&h, "select count(*) from follow_up where stage = 8"), 1);            /* and none comes out of one */
    placement_house_close(&h);
}
