/* introduction_bill.h — the fee of an introduction that went on without us becomes a bill (民法典 965): placement knows the review, finance the money.
 *
 * The bill goes its whole way: a second person checks it, the customer reads it on her phone with the clause it stands on, agrees or objects. Dropped, the
 * fee may be asked for anew. When an appeal is upheld after it, a draft is dropped by itself, and one that is further waits in the queue of who locks bills. */
#pragma once
#include "record/type.h"

bool introduction_billed(struct work *w, const struct record_type *type, int64_t review);         /* reaction to introduction_review.ask_fee */
bool introduction_unfounded(struct work *w, const struct record_type *type, int64_t review);      /* … to introduction_review.unfounded */
bool introduction_bill_dropped(struct work *w, const struct record_type *type, int64_t bill);     /* … to bill.drop */
bool introduction_bill_reversed(struct work *w, const struct record_type *type, int64_t bill);    /* … to bill.reverse */
