/* change.h — GET /api/visit/:id/change?start=: before the customer hangs up (T02): what cancelling now costs, what moving now costs, whose
 * each reason is (only the customer's own costs her anything), whether the same worker could at the new time with her other visits as they are, and
 * when she cannot, two offers: somebody else at that time, the same one at another time. Nothing is changed: the step `move` takes either. */
#pragma once
#include "operations/operations.h"

bool change_call(struct work *w, const struct request *request, struct reply *reply);
