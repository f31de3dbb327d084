/* slots.h — when could somebody come? The free starts (空档) of the next days for one service in one home: for the order page, the phone,
 * and, by a floor above, a customer's own page.
 *
 * A start is
 *   SLOT_FREE   green   one more than needed can come without strain, or the one who is asked for, or one who knows the home;
 *   SLOT_TIGHT  amber   just enough can come, or only with a day that is longer, fuller or further than the shop plans by itself;
 *   SLOT_NONE           every worker would be refused: `why` names what comes nearest.
 * Who can come is decided by the same rules that `assign` has at that moment (eligibility of that day, her hours, her calendar with the
 * journeys, what the visit pays), so what is called free can be assigned and what is called none cannot. Who comes without strain, and in
 * which order they are offered, is the planning engine's word: `insert` into the plan that stands (day.h).
 *
 * Nobody is in a home after 20:00 unless that is agreed (DOMAIN.md §5.3). It is agreed with workers whose hours pass midnight: where one of them does
 * the service and it is care of people (line_by_night), its starts run on to 23:00 and a visit may end on the next day (T28).
 *
 * On a day the company is closed (calendar_day.h) there is no start at all.
 *
 * A service that goes with a van or a machine has a start only where one is free (gear_pool.h).
 *
 * What does not hang on the hour is no reason to show nothing: a contract that is to be signed first (H13) comes back as `needs`.
 * No capability and no scope is asked here: whoever calls has decided that this branch may be looked at, and shows a customer no worker.
 * A handful of statements a worker, none a start. Nothing is held: the place goes to who orders first.
 *
 * A customer is told only whether somebody can: with `enough` workers are looked at eight by eight, the nearest first, until as many as must
 * go can come at ease at every start, and one by one only at the starts that still want somebody. With `enough`, or for one `start`, nobody hears why
 * the others cannot. So they are left out at the cheapest question that shuts them out (slots_room.c): first the hours of her day and week, by an index
 * of visits alone; then her calendar; and only who has room by both is read, with her month, her papers and the engine's view of her day. On days that
 * are nearly sold that is a handful of forty. Each is a rule of `assign` asked with less than there is to know, never with more: it shuts out nobody
 * who could come. Nothing is kept from one search to the next but
 * what the past says of workers (day_past.h), which is for their order alone: no answer is older than the rows. */
#pragma once
#include "operations/order.h"
#include "record/booking.h"

enum { MOST_SLOT_DAYS = 14, MOST_SLOT_STARTS = 96, SLOT_WORKERS = 3, SLOT_COULD = 8 };
enum slot_state { SLOT_NONE = 1, SLOT_TIGHT, SLOT_FREE };

/* Why she cannot; the higher, the nearer she is. */
enum slot_no { SLOT_CAN = 0, SLOT_CLOSED, SLOT_PAPERS, SLOT_WEEKDAY, SLOT_HOURS, SLOT_WAY, SLOT_PAY, SLOT_REST, SLOT_LIMIT, SLOT_BUSY, SLOT_GEAR, SLOT_PAST, SLOT_NOS };

struct slot_query {
    int64_t branch;                 /* 0: the household's */
    int64_t household;              /* 0: a new customer, then `at` or `area` say where; neither: ways count as unknown */
    place at;
    text area;                      /* the middle of the homes that are served there; NULL or "" */
    int64_t line;
    int64_t length, persons;        /* minutes, and how many must go; 0: as the home and the line suggest */
    int64_t worker;                 /* asked for: whether she herself could; 0 */
    int64_t visit;                  /* it is this one that looks for another time: it is in nobody's way; 0 */
    day from;                       /* before today: refused */
    int days;                       /* 1 … MOST_SLOT_DAYS */
    int64_t only;                   /* nobody but her is looked at; 0 */
    instant start;                  /* this start of the day `from` alone; 0: all. One that is not among the day's is not in the answer */
    struct source besides;          /* in nobody's way either: the hold of who asks; type NULL: none */
    bool enough;                    /* whether is enough: `can`, `at_ease` and `best` count who was looked at, a start is SLOT_TIGHT or SLOT_NONE and has no `why` */
};

/* `way`: minutes that it adds to her day; -1: not reckoned, she is not at ease. */
struct slot_worker { int64_t id; text name; bool known, at_ease; int way; };
struct slot {
    instant start;
    enum slot_state state;
    const struct sentence *why;     /* of amber and none; of one `start` only of amber */
    int persons;                    /* that must go at this hour */
    int can, at_ease;               /* workers */
    struct slot_worker best[SLOT_WORKERS]; int best_count;         /* the best first */
    enum slot_no hers;              /* of query.worker; SLOT_CAN: she could */
};
struct slot_day { day day; struct slot *at; int count; };

struct slots {
    int64_t branch, length, persons, step;      /* as reckoned; minutes */
    int workers;                    /* who do this service in this branch */
    const struct sentence *needs;   /* before the first visit, whoever comes; NULL */
    const struct sentence *hers;    /* why query.worker may on no day; NULL */
    text worker;                    /* her name; "" */
    struct slot_day days[MOST_SLOT_DAYS]; int day_count;
    int64_t could[SLOT_COULD]; int could_count; /* of query.start: who could at ease, the best first; not with `enough` */
};

/* Refused: no such home, service or worker; a service that is no longer offered; a length or days that cannot be. In the work's arena. */
bool slots_for(struct work *w, const struct slot_query *query, struct slots *ret);
/* Of a refusal by one worker, for people; NULL for SLOT_CAN. */
const struct sentence *slot_no_sentence(struct work *w, enum slot_no no);

bool slots_call(struct work *w, const struct request *request, struct reply *reply);
