/* day_past.h — what a branch's workers did in the last half year, by worker and service: visits, stars, lateness. For day_facts.c.
 *
 * A branch of fifty cleaners has ten thousand visits in it: ten milliseconds of reading, more than all the rest of a search for free times. What half
 * a year says does not change from one customer to the next, so past_kept keeps it for PAST_LASTS in this process: for the order in which those
 * who can are offered, never for whether somebody can. Whoever shows these figures reads them (past_read). */
#pragma once
#include "record/store.h"

enum { PAST_DAYS = 180, PAST_LASTS = 10 * 60 * 1000 };      /* ms */
struct past_row { int64_t worker, line; int visits, stars, rated, late; };
struct past_rows { const struct past_row *at; int count; };

/* Of the workers who are at work in the branch, in the PAST_DAYS before the day. In the work's arena. */
struct past_rows past_read(struct work *w, int64_t branch, day before);
struct past_rows past_kept(struct work *w, int64_t branch, day before);
