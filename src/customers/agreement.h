/* agreement.h — has this customer signed for this service, on these days? Asked by rule H13 (暂行办法 art. 13); whoever keeps papers that
 * count as the written contract answers. */
#pragma once
#include "customers/customer.h"

#define QUESTION_AGREEMENT "agreement"
struct agreement_case { int64_t customer, line; day from, to; };
struct agreement_answer { bool (*signed_for)(struct work *w, const struct agreement_case *c); };

/* Does any answer say so? */
bool agreement_signed(struct work *w, const struct agreement_case *c);
