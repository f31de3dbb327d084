/* monthly.h — companies that pay by the month (月结): all visits of a month, of all their sites, on one bill, made on the first days of the next. */
#pragma once
#include "customers/customers.h"

/* The bill of the month before `today` for each customer who pays monthly and has something on none yet. Ticker. */
bool bill_months(struct work *w);
/* The day by which a monthly bill that ends on `last` is to be paid: her day in the month after it. Pure. */
day monthly_due(int64_t due_day, day last);
/* Answer to QUESTION_UNBILLED: visits done or to come, and bills not sent yet. */
extern const struct customer_unbilled finance_unbilled;
