/* way.h — how long a way takes for who travels how (DOMAIN.md §5.3, §0.11). The calendar asks it by BOOKING_QUESTION, the plan of a day by mode: both
 * reckon alike, so that what is planned can be booked.
 *
 *   e-bike 15 km/h, 5 min · walk 4.5 km/h · bus and metro 18 km/h, 12 min · van 22 km/h, 10 min to park;
 * all × 1.3 of detour and 10 minutes of buffer; by road 1.3 times slower from 07 to 09 and from 17 to 19. */
#pragma once
#include "record/booking.h"
#include "team/team.h"

enum { WAY_MODES = TRAVEL_VAN + 1 };         /* 0: not said, which is an e-bike */
int way_minutes(enum travel_mode mode, place from, place to, instant leave);
/* Of a way by this mode, the minutes that no traffic makes longer (getting going, parking, the buffer); does the rest take longer in the peak hours? */
int way_steady(enum travel_mode mode, bool *ret_in_traffic);
/* … and the milliseconds a metre as the crow flies takes on free roads. */
int way_metre(enum travel_mode mode);
extern const struct booking_answers way_answers;
