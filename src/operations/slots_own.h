/* slots_own.h — what the files of slots.h share: what was read once, and the day in hand. */
#pragma once
#include "operations/candidates.h"
#include "operations/slots.h"
#include "operations/work_hours.h"
#include "record/booking.h"

struct shift_kept { instant start; int64_t length; };

struct slot_crew {                          /* one worker who does the service */
    const struct worker *worker;
    const struct booking *bookings; int booking_count;             /* from a day before the first day to a day after the last */
    struct shift_kept *visits; int visit_count, visit_room;        /* of the months and weeks around */
    bool light[MOST_SLOT_DAYS];             /* may, of these days */
    const struct sentence *light_why;       /* the first reason that blocks, of the first day it does */
    int32_t loss;                           /* day.h: points lost by sending her */
    bool known;                             /* in this home */
    /* the day in hand */
    struct work_hours hours;
    struct work_limits limits;
    int64_t longest_way;
    enum slot_no no[MOST_SLOT_STARTS];
    bool at_ease[MOST_SLOT_STARTS];
    int way[MOST_SLOT_STARTS];
    int64_t cost[MOST_SLOT_STARTS];
};

struct slots_search {
    struct work *w;
    const struct slot_query *q;
    struct slots *out;
    const struct service_line *line;
    const struct household *home;           /* NULL: a new customer */
    place at;
    struct slot_crew *crew; int count;
    struct loaded_day facts;                /* of the first day: weights, and what the past says */
    int first_start, starts;                /* minutes after midnight; how many a day */
};

/* slots_load.c */
bool slots_read(struct slots_search *s);
/* slots_judge.c: who can at which start of day number `index`, by the rules of `assign` */
void slots_judge_day(struct slots_search *s, int index);
/* slots_ease.c: which of those the engine finds room for */
bool slots_ask_engine(struct slots_search *s, int index);

static inline day slots_day(const struct slots_search *s, int index) { return (day){ s->q->from.number + index }; }
static inline instant slots_start(const struct slots_search *s, int index, int start)
{
    return day_at(slots_day(s, index), s->first_start + start * (int)s->out->step);
}
