/* festival_cover.h — can those who are there do what is asked? Hours of several services against hours of workers who each do some of them.
 *
 * Whoever does two services is counted once: as much is covered as can be (a flow from services to workers), in the order in which the services are
 * given, so that what harms most when it fails is covered first. Pure, no memory of its own. */
#pragma once
#include <stdint.h>

enum { MOST_COVER_LINES = 32, MOST_COVER_GROUPS = 128 };

/* Workers who do the same services, together. does: bit l for lines[l]. */
struct cover_group { uint64_t does; int64_t minutes; };
struct cover {
    int lines, groups;
    int64_t need[MOST_COVER_LINES];
    struct cover_group group[MOST_COVER_GROUPS];
};

/* Adds to the group that does these services; what is beyond MOST_COVER_GROUPS kinds is left out. */
void cover_add(struct cover *cover, uint64_t does, int64_t minutes);
/* How much of each line's need can be done at once; the sum is the most possible. */
void cover_most(const struct cover *cover, int64_t covered[MOST_COVER_LINES]);
