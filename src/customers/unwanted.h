/* unwanted.h — who is not to meet again (黑名单对, H07, T17): a customer and a worker's person, in either direction, with a reason, a second
 * person's decision and a date on which it is looked at again. Never shared, never for good without review. */
#pragma once
#include "customers/customer.h"

enum unwanted_state { UNWANTED_PROPOSED = 1, UNWANTED_IN_FORCE, UNWANTED_LIFTED };
enum unwanted_side { SIDE_CUSTOMER = 1, SIDE_WORKER, SIDE_COMPANY };

struct unwanted_pair {
    struct record record;
    enum unwanted_state state;
    ref customer, person;           /* person: the worker's */
    enum unwanted_side side;
    text why;
    day review_on;
};
extern const struct record_type unwanted_pair_type;

int64_t unwanted_pair_between(struct work *w, int64_t customer, int64_t person);      /* the one that stands; 0: none */
