/* festival_cover_test.c — hours against hours, with who does several services counted once. */
#include "insight/festival_cover.h"
#include "test/test.h"

enum { A = 1, B = 2, C = 4 };

TEST(who_does_two_services_is_counted_once)
{
    struct cover c = { .lines = 2, .need = { 300, 300 } };
    int64_t covered[MOST_COVER_LINES];
    cover_add(&c, A | B, 480);
    cover_most(&c, covered);
    EQUAL(covered[0], 300);                                     /* the first line first */
    EQUAL(covered[1], 180);
}

TEST(a_worker_of_many_services_makes_room_for_one_of_few)
{
    struct cover c = { .lines = 3, .need = { 480, 480, 480 } };
    int64_t covered[MOST_COVER_LINES];
    cover_add(&c, A | B, 480);                                  /* taken by A first; must go on to B when C's only worker is needed there */
    cover_add(&c, A, 480);
    cover_add(&c, B | C, 480);
    cover_most(&c, covered);
    for (int l = 0; l < 3; l++) EQUAL(covered[l], 480);
}

TEST(nothing_is_covered_twice_and_nothing_beyond_the_need)
{
    struct cover c = { .lines = 2, .need = { 0, 100 } };
    int64_t covered[MOST_COVER_LINES];
    cover_most(&c, covered);
    EQUAL(covered[0] + covered[1], 0);
    cover_add(&c, B, 60);
    cover_add(&c, B, 20);
    cover_add(&c, A, 500);
    cover_add(&c, 0, 500);
    EQUAL(c.groups, 2);
    cover_most(&c, covered);
    EQUAL(covered[0], 0);
    EQUAL(covered[1], 80);
}

/* Against the truth by Hall's theorem: the most that can be covered is the least, over all sets of lines, of what helps them and what the others need. */
TEST(it_is_the_most_that_can_be_covered)
{
    uint64_t seed = 7;
    for (int round = 0; round < 300; round++) {
        struct cover c = { .lines = 4 };
        int64_t covered[MOST_COVER_LINES], sum = 0, most = INT64_MAX;
        for (int l = 0; l < 4; l++) c.need[l] = (int64_t)((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 33) % 500;
        for (int g = 0; g < 6; g++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            cover_add(&c, (seed >> 40) & 15, (int64_t)(seed >> 33) % 300);
        }
        cover_most(&c, covered);
        for (int l = 0; l < 4; l++) sum += covered[l];
        for (unsigned set = 0; set < 16; set++) {
            int64_t bound = 0;
            for (int l = 0; l < 4; l++) bound += set >> l & 1 ? 0 : c.need[l];
            for (int g = 0; g < c.groups; g++) bound += c.group[g].does & set ? c.group[g].minutes : 0;
            if (bound < most) most = bound;
        }
        if (sum != most) { EQUAL(sum, most); break; }
    }
}
