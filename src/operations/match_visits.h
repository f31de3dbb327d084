/* match_visits.h — operations' answer to "what has she done?" (customers/match.h). */
#pragma once
#include "customers/customers.h"
extern const struct match_answer visits_match;
