/* age.h — how old someone is on a day, and the day of statutory retirement.
 *
 * Ages are full years; one born on 29 February grows older on 1 March in common years.
 * Retirement: the gradual delay in force since 2025-01-01 (decision of the Standing Committee of 2024-09-13, DOMAIN.md §2.4): one
 * month later for every four months of birth (men, women of the 55 class) or every two months (women of the 50 class), rounded
 * up, until 63, 58 and 55. The class is stored with its evidence; sex alone does not tell it (§0.10). */
#pragma once
#include "base/when.h"

int32_t age_on(day born, day on);                   /* negative before birth */
day day_of_age(day born, int years);                /* the first day she is that old */

enum retirement_class { RETIRES_MAN_60 = 1, RETIRES_WOMAN_50, RETIRES_WOMAN_55 };

int retirement_delay(day born, enum retirement_class class);   /* months beyond 60, 50, 55 */
day retirement_day(day born, enum retirement_class class);
bool is_over_age(day born, enum retirement_class class, day on);   /* has reached retirement on that day */
