/* correction.h — what becomes of the bill and the settlements of a visit whose price was corrected (T21). For finance/ only.
 *
 * A locked document is reversed: the old one, a red one that cancels it and a new draft with the right line stay side by side. One that is
 * not locked yet is reckoned anew and has to be checked again. What the correction does not concern stays untouched. */
#pragma once
#include "finance/made.h"

extern const struct visit_corrected finance_corrected;
/* The visit's bill, when it is on one, is made anew: what the customer owes for it has changed, what the worker gets has not. */
bool bill_follows_visit(struct work *w, const struct visit *visit);
