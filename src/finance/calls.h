/* calls.h — the branch's day and period, and a customer's account. For finance/ only. */
#pragma once
#include "record/house.h"

enum { FINANCE_CALLS = 19 };
extern const struct call finance_calls[FINANCE_CALLS];
