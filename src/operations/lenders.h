/* lenders.h — which other branches could lend somebody for a visit (T03, T26: own branch first, then a loan).
 *
 * Of each branch the workers who do the service and have their home nearest are judged as for the visit, but for whose worker she is (H15).
 * The answer says how many could come and how far the nearest is, and nobody's name: who comes is the lender's to say (team/lending.h).
 * What was asked for already stands beside it. Counting stops at two: one is enough to ask, and each is a judgement of a whole day. */
#pragma once
#include "operations/candidates.h"

bool lenders_call(struct work *w, const struct request *request, struct reply *reply);
