/* survey.h — looking at a home before a large job (勘测, DOMAIN.md §4.6): what was measured, what is dangerous, how many person-hours that makes, and
 * the order that comes of it.
 *
 *   planned → done → ordered            planned | done → dropped
 *
 * The area is the sum of the zones, as measured on the spot. Person-hours = area ÷ m² per person-hour (after renovation 6 with little dust,
 * 5.5 usual, 5 with much: §0.13; deep cleaning 8, 7, 6); the crew is as large as makes it about five hours, two to six people. A zone with a
 * hazard that was not mended is no job: the order is refused until it says what is done about it. */
#pragma once
#include "operations/order.h"

enum survey_state { SURVEY_PLANNED = 1, SURVEY_DONE, SURVEY_ORDERED, SURVEY_DROPPED };
enum dust { DUST_LITTLE = 1, DUST_USUAL, DUST_MUCH };
enum hazard { SITE_HAZARD_NONE = 1, SITE_HAZARD_HEIGHT, SITE_HAZARD_POWER, SITE_HAZARD_GLASS, SITE_HAZARD_FLOOR, SITE_HAZARD_CHEMICAL };

struct survey_zone { text name; int64_t square_metres; enum hazard hazard; text measure; file photo; text note; };     /* measure: what is done about the hazard */

struct survey {
    struct record record;
    enum survey_state state;
    ref customer, household, line;
    instant at;                     /* when somebody looks at it */
    ref surveyor;                   /* worker or leader who goes */
    bool usable_area;               /* measured inside the walls; false: built area as in the deed */
    int64_t floors;
    bool lift, water, power, outside_glass;
    enum dust dust;
    rows_of zones;                  /* struct survey_zone */
    int64_t square_metres;          /* of all zones */
    minutes person_minutes; int64_t persons; minutes length;        /* as reckoned; the first is of all who go together */
    money price, deposit;           /* quoted from it; deposit: SETTING_DEPOSIT percent */
    worksheet quote;
    instant done_at;
    ref service_order;
    text remark;
};
extern const struct record_type survey_type;

/* Pure. Tenths of m² per person-hour; 0: the survey tells nothing of this service. */
int64_t survey_rate(enum line_category category, enum dust dust);
struct job_size { int64_t person_minutes, persons, length; };       /* minutes */
struct job_size survey_size(enum line_category category, enum dust dust, int64_t square_metres);

#define SETTING_DEPOSIT "operations.deposit_percent"
/* Reaction to service_order.confirm: what was measured becomes the visit's zones (zone.h). */
bool survey_to_zones(struct work *w, const struct record_type *type, int64_t order);
