/* survey.h — looking at a home before a large job (勘测, DOMAIN.md §4.6): what was measured, what is dangerous, how many person-hours that makes, and
 * the order that comes of it.
 *
 *   planned → done → quoted → ordered            planned | done | quoted → dropped            quoted → done (nothing of what was quoted holds any more)
 *
 * The area is the sum of the zones, as measured on the spot. Person-hours = area ÷ m² per person-hour (after renovation 6 with little dust,
 * 5.5 usual, 5 with much: §0.13; deep cleaning 8, 7, 6); the crew is as large as makes it about five hours, two to six people. A zone with a
 * hazard that was not mended is no job: neither quotation nor order before it says what is done about it.
 *
 * Step `quote` makes a quotation of it (customers/quotation.h, survey_quote.c), which goes to the customer by a link. Her yes makes the order at that price;
 * where the time was quoted and she accepted the terms on her page, it is confirmed at once. A yes on the telephone is recorded on the quotation, and
 * `order` makes it. Without a yes there is no order. Until something is offered the clock of two hours runs, and again when a No comes. */
#pragma once
#include "operations/order.h"

enum survey_state { SURVEY_PLANNED = 1, SURVEY_DONE, SURVEY_ORDERED, SURVEY_DROPPED, SURVEY_QUOTED };
enum dust { DUST_LITTLE = 1, DUST_USUAL, DUST_MUCH };
enum hazard { SITE_HAZARD_NONE = 1, SITE_HAZARD_HEIGHT, SITE_HAZARD_POWER, SITE_HAZARD_GLASS, SITE_HAZARD_FLOOR, SITE_HAZARD_CHEMICAL };

extern const struct choice site_hazards[];
struct survey_zone { text name; int64_t square_metres; enum hazard hazard; text measure; file photo; text note; };     /* measure: what is done about the hazard */

struct survey {
    struct record record;
    enum survey_state state;
    ref customer, household, line;
    instant at;                     /* when somebody looks at it */
    ref surveyor;                   /* worker or leader who goes */
    instant confirmed_at;           /* her yes to the time; 0: none to this one */
    instant wished, wished_at;      /* the time she would rather have, and since when; 0: none (portal/survey_page.c) */
    bool usable_area;               /* measured inside the walls; false: built area as in the deed */
    int64_t floors;
    bool lift, water, power, outside_glass;
    enum dust dust;
    rows_of zones;                  /* struct survey_zone */
    int64_t square_metres;          /* of all zones */
    minutes person_minutes; int64_t persons; minutes length;        /* as reckoned; the first is of all who go together */
    money price, deposit;           /* quoted from it; deposit: SETTING_DEPOSIT percent */
    worksheet quote;
    instant done_at, quote_since;   /* since when nothing is offered; 0: something is */
    ref quotation;                  /* the newest of it */
    instant agreed_at;              /* the customer's yes; 0: none that holds */
    ref service_order;
    text remark;
};
extern const struct record_type survey_type;

/* Pure. Tenths of m² per person-hour; 0: the survey tells nothing of this service. */
int64_t survey_rate(enum line_category category, enum dust dust);
struct job_size { int64_t person_minutes, persons, length; };       /* minutes */
struct job_size survey_size(enum line_category category, enum dust dust, int64_t square_metres);

/* ---- survey_quote.c, for survey.c and the reactions ---- */

/* survey.c: its price by the list of the day it is looked at. */
bool survey_listed(struct work *w, const struct survey *survey, const struct service_line *line, const struct household *home, struct quote *ret_quote);
/* The first quotation of it, or the next after one that came to nothing. */
bool survey_quote(struct work *w, struct survey *survey);
/* Why none can be made now; NULL: it can. */
const struct sentence *survey_quotable(struct work *w, const struct survey *survey);
/* The accepted one of its chain; NULL: there is no yes. To look at only. */
const struct quotation *survey_yes(struct work *w, const struct survey *survey);
/* How it stands with its quotations now: state, clock, the newest. */
bool survey_stands(struct work *w, struct survey *survey);
/* Reaction to whatever happens to a quotation. */
bool survey_follows(struct work *w, const struct record_type *type, int64_t quotation);
struct survey_time { instant start; };                                              /* input of `wish_time` and `move`; 0 of move: as she wishes */
struct survey_order { instant start; text terms_version, contract_number; };       /* input of `order` */

#define SETTING_DEPOSIT "operations.deposit_percent"
/* Reaction to service_order.confirm: what was measured becomes the visit's zones (zone.h). */
bool survey_to_zones(struct work *w, const struct record_type *type, int64_t order);
