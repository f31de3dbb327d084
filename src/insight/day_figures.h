/* day_figures.h — a branch's days in numbers, by the dictionary of DOMAIN.md §1.8.
 *
 * Past days lie in the table insight_day, which is made from visits and complaints and can be made again at any time: the ticker makes
 * yesterday anew every ten minutes and the last five weeks once a day, because sheets, corrections and late check-ins change the past.
 * Today is counted when it is asked for. Force majeure counts in nobody's figures (T38); a rating in dispute neither (T29). */
#pragma once
#include "operations/operations.h"

struct day_figures {
    int64_t visits, worth;          /* not cancelled or skipped; fen */
    int64_t done;
    int64_t due, on_time, known;    /* K07: should have begun; checked in by five minutes after the start; checked in at all */
    int64_t stars, rated;           /* K11: sum and number */
    int64_t rework, cancelled, no_shows, complaints;
};
enum { FIGURES_BACK = 35 };
extern const char insight_schema[];

bool day_figures_tick(struct work *w);                                      /* ticker */
bool day_figures_make(struct work *w, day first, day last);                 /* of all branches */
/* `days` days from `first`, oldest first; zeros where there was nothing. One statement. A complaint about the
 * reader herself is not counted for her (record/hidden.h). */
void day_figures_read(struct work *w, int64_t branch, day first, int days, struct day_figures *into);

/* Today by hour and state, and in sum. One statement for the visits. */
enum { FIGURE_STATES = VISIT_SKIPPED + 1, HOURS_A_DAY = 24 };
struct today_figures { int64_t count[HOURS_A_DAY][FIGURE_STATES], late; struct day_figures all; };
struct today_figures *today_figures(struct work *w, int64_t branch);
