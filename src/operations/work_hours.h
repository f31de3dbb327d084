/* work_hours.h — the hours of H05 (DOMAIN.md §5.1), reckoned from visits in memory: judge.c asks for one worker at one time, slots.c for many.
 *
 * Minutes of service by the start's day; ways and waiting are not counted. Of hours that pass midnight what begins before their end belongs to the
 * shift of the day before (worker.h): a night with a call at 23:00 and one at 02:00 is one day's work, and no rest is due between. Pure. */
#pragma once
#include "team/team.h"

/* Her other visits around a day of hers: `turn` is her worker_turn, set before the first is added; minutes by day of the month and of the week, and who is nearest on the days beside it. */
struct work_hours { int turn; int64_t today, week, month[32]; unsigned days_of_week; instant before, after; };

void work_hours_add(struct work_hours *hours, instant start, int64_t length, day d);
struct work_shift { instant start; int64_t length; };       /* one of her visits; minutes */
void work_hours_add_all(struct work_hours *hours, const struct work_shift *shifts, int count, day d);
/* What must be looked at for all of them: the month and the week of the day, and a day on either side. */
void work_hours_span(day d, instant *ret_from, instant *ret_to);
/* … for all but the month's overtime, of some days: their weeks, and a day on either side. What is found then is never more than there is. */
void work_hours_weeks(day first, day last, instant *ret_from, instant *ret_to);

struct work_limits { int most_day, most_week, rest; bool labour_law, over_age; };        /* minutes; hours between two days */
/* For a visit of `line`; NULL: for plain work. */
struct work_limits work_limits_of(struct work *w, const struct worker *worker, const struct service_line *line, day d, int rest);

enum hours_broken { HOURS_DAY = 1, HOURS_WEEK = 2, HOURS_MONTH = 4, HOURS_REST_DAY = 8, HOURS_EARLY = 16, HOURS_LATE = 32 };
/* `hours` with the visit in question added, which lasts from `start` to `until`. */
enum { HOURS_FULL = HOURS_DAY | HOURS_WEEK | HOURS_MONTH | HOURS_REST_DAY };        /* at whichever hour of the day */
unsigned work_hours_broken(const struct work_hours *hours, const struct work_limits *limits, instant start, instant until);
int64_t work_overtime(const struct work_hours *hours);      /* of the month: what a day has above eight hours; 36 are allowed (劳动法 41) */
