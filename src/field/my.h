/* my.h — what the phone's pages are made of. For field/ only. */
#pragma once
#include "field/act.h"

/* `whole`: with address, notes, tasks, times; else as a line of the week. */
void my_visit_write(struct work *w, struct json *j, const struct visit *visit, const struct worker *her, bool whole);
/* The zones of a large job, as its crew reads them (zone_act.c). */
void my_zones_write(struct work *w, struct json *j, const struct visit *visit);
/* Papers with days left. */
void my_papers_write(struct work *w, struct json *j, text key, const struct worker *her);
/* Pay of one visit, line by line, as it came about; the lines add up to it. */
void my_pay_write(struct work *w, struct json *j, const struct visit *visit, int64_t worker);

/* act_kinds.c: an hour longer than planned, at the price of the visit; 0 where it is not sold by the hour (DOMAIN.md §4.1). */
money more_time_hour(struct work *w, const struct visit *visit);
