/* refund_path_test.c — a replacement that becomes a refund: what goes back, by the guarantee or by the ladder, and what is still to be handed back. */
#include "placement/placement_house_test.h"
#include "placement/replacement.h"

struct assessing { enum replacement_reason reason; enum replaced_by side; text wish; bool incident; };

TEST_DB(nobody_else_can_be_found_and_placement_and_contract_end_with_one_reckoning)
{
    struct { day last; enum placement_end why; } leaves = { { HOUSE_DAY + 39 }, PLACEMENT_BY_WORKER };
    struct assessing left = { REPLACE_LEFT, 0, "", false };
    struct { maybe_day last; bool declined; } nothing = { { 0, false }, false };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_number(&h, "update contract set guarantee_months = 6 returning 1") == 1);
    placement_day_is(&h, 40);
    CHECK(placement_step(&h, &placement_type, h.placement, "worker_leaves", &leaves));
    int64_t id = placement_newest(&h, &replacement_type);
    EQUAL(placement_number(&h, "select last_day from replacement"), HOUSE_DAY + 39);        /* known, so that no form asks it again */
    CHECK(placement_step(&h, &replacement_type, id, "assess", &left));
    CHECK(placement_step(&h, &replacement_type, id, "go_to_refund", &nothing));
    EQUAL(placement_number(&h, "select state from contract"), CONTRACT_ENDED);
    EQUAL(placement_number(&h, "select fee_back from contract"), 650000);                  /* 7800 × 5 ÷ 6 */
    EQUAL(placement_number(&h, "select refund from replacement"), 650000);
    EQUAL(placement_number(&h, "select state from placement"), PLACEMENT_OFF_BOARD);
    EQUAL(placement_number(&h, "select count(*) from handover where kind = 2 and state = 1"), 1);       /* her keys and the money she kept, though she has left before */
    EQUAL(placement_number(&h, "select date from handover where kind = 2"), HOUSE_DAY + 39);
    placement_house_close(&h);
}

TEST_DB(a_family_that_wants_nobody_else_has_the_ladder_and_not_the_guarantee)
{
    struct { day last; enum placement_end why; } leaves = { { HOUSE_DAY + 39 }, PLACEMENT_BY_WORKER };
    struct assessing left = { REPLACE_LEFT, 0, "", false };
    struct { maybe_day last; bool declined; } declined = { { 0, false }, true };
    struct { day from; money wage; text agreed; } more = { { HOUSE_DAY + 10 }, { 800000 }, "电话里同意" };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_begin(&h));
    CHECK(placement_number(&h, "update contract set guarantee_months = 6 returning 1") == 1);
    CHECK(placement_number(&h, "insert into contract_refunds (parent, position, side, day_from, day_to, percent) select id, 0, 2, 31, 90, 40 from contract returning 1") == 1);      /* her side, from the second month on */
    CHECK(placement_step(&h, &placement_type, h.placement, "change_wage", &more));
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.contract_wage' and done_at = 0"), 1);
    placement_day_is(&h, 40);
    CHECK(placement_step(&h, &placement_type, h.placement, "worker_leaves", &leaves));
    int64_t id = placement_newest(&h, &replacement_type);
    CHECK(placement_step(&h, &replacement_type, id, "assess", &left));
    CHECK(placement_step(&h, &replacement_type, id, "go_to_refund", &declined));
    EQUAL(placement_number(&h, "select fee_back from contract"), 312000);                  /* 7800 × 40 % of her leaving, not 7800 × 5 ÷ 6 */
    EQUAL(placement_number(&h, "select count(*) from deadline where rule = 'remind.contract_wage' and done_at = 0"), 0);        /* nobody amends what has ended */
    placement_house_close(&h);
}
