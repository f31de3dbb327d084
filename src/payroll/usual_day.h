/* usual_day.h — what a day of a worker has been worth: all that she earned in the ninety days before (visits, placements that are paid by us, sheets by hand), spread over
 * them; over the days since she joined when these are fewer. Answers QUESTION_USUAL_PAY of team/suspension.h. For payroll/ only. */
#pragma once
#include "team/team.h"

extern const struct usual_pay earned_pay;
