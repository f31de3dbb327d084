/* through_us.h — a wage that goes through us is the household's money (代发, T20): until it has come nothing goes out to her, and we advance nothing.
 *
 * The household's month is on one bill (placement_bills.c); of what is paid for it the wage comes first (finance/books.c), so that the wage has come
 * as soon as as much was received as is passed on. Answers QUESTION_NOT_COME of finance/pay_run.h. For payroll/ only. */
#pragma once
#include "finance/finance.h"

extern const struct wages_not_come wages_not_come;
