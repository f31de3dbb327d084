/* slots_own.h — what the files of slots.h share: what was read once, and the worker and day in hand. */
#pragma once
#include "operations/candidates.h"
#include "operations/gear_pool.h"
#include "operations/slots.h"
#include "operations/work_hours.h"
#include "record/booking.h"

struct slot_crew {                          /* one worker who does the service */
    int64_t id;
    struct worker outline;                  /* of her record where she lives, how she travels and what is asked of her time; no more */
    bool looked;                            /* her visits and bookings were read: of some before they are known */
    struct work_shift *visits; int visit_count, visit_room;        /* of the weeks around; once she is known of the months too, where they count */
    const struct booking *bookings; int booking_count;             /* from a day before the first day to a day after the last */
    const struct worker *worker;            /* and what follows: once she is known */
    enum slot_light { LIGHT_NOT_ASKED, LIGHT_ALWAYS, LIGHT_NEVER, LIGHT_BY_DAY } asked, light[MOST_SLOT_DAYS];       /* slots_light */
    const struct sentence *light_why;       /* the first reason that blocks, of the first day it does */
    int32_t loss;                           /* day.h: points lost by sending her; 0 with `enough` */
    bool known;                             /* in this home */
    /* the day in hand */
    struct work_hours hours;
    struct work_limits limits;
    bool full;                              /* one visit more is against them at whichever hour */
    int64_t longest_way;
    enum slot_no no[MOST_SLOT_STARTS];
    bool at_ease[MOST_SLOT_STARTS];
    int way[MOST_SLOT_STARTS];
    int64_t cost[MOST_SLOT_STARTS];
};
enum { SLOT_NOT_ASKED = SLOT_NOS };         /* of `no`: enough were found before */

/* What holds for all on a day: what a visit then would pay an hour, what the law asks for (without a published price nothing is known), and the
 * branch's own limits. */
struct slot_terms { bool read, paid, closed; money least, hourly[MOST_SLOT_STARTS]; bool no_gear[MOST_SLOT_STARTS]; int rest; int64_t longest_way; };

struct slots_search {
    struct work *w;
    const struct slot_query *q;
    struct slots *out;
    const struct service_line *line;
    const struct household *home;           /* NULL: a new customer */
    place at;
    struct slot_crew *crew; int count, read;        /* the first `read` of them are known */
    int ahead;                              /* how many are looked at together next */
    struct gear_pool gear;                  /* of the kinds the service goes with */
    struct slot_terms terms[MOST_SLOT_DAYS];
    struct loaded_day facts;                /* weights of the first day, and but with `enough` what the past says */
    int first_start, starts;                /* minutes after midnight; how many a day */
    bool night;                             /* a start may lie after 20:00 and go on over midnight */
};

/* slots_load.c: who does the service; some more of them; what the past says of all. False: there are no more, or it failed. */
enum { SLOTS_AT_ONCE = 8 };                 /* workers that are known together */
bool slots_read_gear(struct slots_search *s);
bool slots_find_crew(struct slots_search *s);
bool slots_read_some(struct slots_search *s);
bool slots_read_facts(struct slots_search *s);
/* slots_room.c: the next of the crew, `read` … read + returned: eight at most whose hours and calendar leave room, for who hears of no others; else whoever is next. Their bookings and the visits of the weeks are read. */
int slots_next(struct slots_search *s);
/* … and their visits of the rest of the months: `more` of them from crew number `first` on. */
bool slots_read_months(struct slots_search *s, int first, int more);
/* … and whether she may go at all on day number `index`: papers, skills, what was agreed. The dearest question, so it is asked when it is needed. */
bool slots_light(struct slots_search *s, struct slot_crew *c, int index);
/* slots_room.c: is there room in her calendar, the ways included? What `assign` asks for there, by her bookings alone. */
bool slots_has_room(struct slots_search *s, const struct slot_crew *c, instant start);
/* slots_judge.c: at which starts of day number `index` she can, by the rules of `assign` */
void slots_judge(struct slots_search *s, struct slot_crew *c, int index);
/* slots_ease.c: at which of those the engine finds room in her day */
bool slots_ask_engine(struct slots_search *s, struct slot_crew *c, int index);

/* Does nobody hear why somebody cannot? Then who has no room is not read. */
static inline bool slots_narrow(const struct slots_search *s) { return s->q->enough || s->q->start.ms; }
static inline day slots_day(const struct slots_search *s, int index) { return (day){ s->q->from.number + index }; }
static inline instant slots_start(const struct slots_search *s, int index, int start)
{
    return day_at(slots_day(s, index), s->first_start + start * (int)s->out->step);
}
/* Is she to be looked at for this start? With `enough` only while somebody is wanted there, and always when she is asked for. */
static inline bool slots_wanted(const struct slots_search *s, const struct slot_crew *c, int index, int start)
{
    const struct slot *slot = &s->out->days[index].at[start];
    return !s->q->enough || c->id == s->q->worker || slot->at_ease < slot->persons;
}
