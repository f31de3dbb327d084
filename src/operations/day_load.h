/* day_load.h — rows → struct work_day (day.h): the visits of a day that may be planned, the workers who could take them, what each is
 * doing otherwise, and what sending her loses. Statements by branch, none by pair.
 *
 * Who may go where is asked of the light (team/eligibility.h) once for each worker and service; what depends on the pair, the hour and the
 * home is asked with visit_judge for the pairs a plan really makes (day_pair_may): the rules are written once. */
#pragma once
#include "operations/day.h"
#include "operations/operations.h"

enum may_move { MOVE_OPEN = 1, MOVE_UNTOLD, MOVE_ALL };     /* only what nobody has; what no customer was told; everything not frozen */

/* Decided in the same planning for another day, and not true yet: it counts for hours and rests in place of what stands. worker 0: nobody. */
struct day_kept { int64_t visit, worker; instant start; int64_t length; };

struct day_query {
    int64_t branch;                     /* with all below it */
    day day;
    enum may_move move;
    int64_t visit;                      /* one visit alone, all others stay: for candidates; 0 */
    bool calm;                          /* after a sick call: promises are ten times as dear */
    int64_t late; instant late_until;   /* this visit goes on until then, be it after midnight: whoever is in it may give away what she has next, in her night on the day after too, however soon that begins; 0 */
    const struct day_kept *kept; int kept_count;        /* by visit */
};

/* What is known of the workers' past, for the shares of the weights. */
struct day_facts;
struct loaded_day { struct work_day day; struct day_facts *facts; };

/* Everything in `arena`, which may outlive the work. */
bool day_load(struct work *w, struct arena *arena, const struct day_query *query, struct loaded_day *ret_day);
/* A booking in minutes of the day as a block of it: whole where it begins on it, however late it ends. What began the day before and goes on only
 * makes her day begin later, and what begins after her hours is not of it: false. A leave is cut at the day's beginning. Pure. */
bool day_block_of(struct day_worker *worker, struct day_block whole, struct day_block *ret_block);
/* The share of a weight's points that this worker keeps at this visit, in thousandths, and the number it rests on (visits, hundredths …). */
int day_share(const struct loaded_day *d, int visit, int worker, enum day_part part, int64_t *ret_number);

struct found;
bool day_gear_read(struct work *w, struct arena *arena, struct work_day *day, struct found visits);      /* after its visits, of the same index */

void day_weights_read(struct work *w, int64_t branch, day day, struct day_weights *ret_weights);
/* Of work_day: noon's way (nobody is too far away because it is eight o'clock), and what the peak hours add to it, as the calendar reckons. */
int day_way(int mode, place from, place to);
void day_traffic_read(struct day_traffic ret_traffic[DAY_MODES]);

/* May she, but for what the plan itself looks after (calendar, journeys, hours)? `ret_why`: the first reason that blocks, with code. */
struct reason;
bool day_pair_may(struct work *w, int64_t visit, int64_t worker, int minute, day day, const struct reason **ret_why);

extern const text day_part_codes[DAY_PARTS];        /* settings: operations.weight_… */
extern const text day_part_labels[DAY_PARTS];
#define SETTING_MOST_VISITS  "operations.most_visits"       /* of a worker on a day */
#define SETTING_LONGEST_SPAN "operations.longest_span"      /* from leaving home to the end of the last visit */
#define SETTING_PAUSE        "operations.lunch_pause"       /* inside 11–14 when the day is longer than six hours; 0: none */
#define SETTING_MOVED        "operations.plan_moved"        /* points: another worker than was asked */
#define SETTING_TOLD         "operations.plan_told"         /* points on top when the customer knows who comes */
