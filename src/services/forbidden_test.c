/* forbidden_test.c — what is never sold on the spot. */
#include "services/forbidden.h"
#include "test/test.h"

TEST(work_outside_a_window_is_found_and_its_inside_is_not)
{
    SAME_TEXT(extra_forbidden("擦三扇外窗"), "外窗");
    SAME_TEXT(extra_forbidden("换煤气灶"), "煤气");
    SAME_TEXT(extra_forbidden("擦玻璃（内侧）"), "");
    SAME_TEXT(extra_forbidden("多做六个人的饭"), "");
}

TEST(care_of_a_child_or_an_elder_is_a_service_of_its_own)
{
    SAME_TEXT(extra_of_care("顺便带孩子一小时"), "带孩子");
    SAME_TEXT(extra_of_care("擦孩子房间的玩具柜"), "");
}
