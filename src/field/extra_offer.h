/* extra_offer.h — what may be added to a visit on the spot (加项): windows from inside, the fridge, a balcony, with its price and minutes.
 *
 * The list is the company's part of the agreement (DOMAIN.md T19): what is unsafe or belongs to another service is not on it, so a worker
 * can neither sell it nor be talked into it; services/forbidden.h keeps it off. The customer agrees with the code of her visit, the worker by beginning. */
#pragma once
#include "services/services.h"

enum extra_offer_state { EXTRA_OFFERED = 1, EXTRA_WITHDRAWN };

struct extra_offer {
    struct record record;           /* branch 0: every branch */
    enum extra_offer_state state;
    text name;
    ref line;                       /* with this service only; none: with any */
    money price;                    /* for one */
    minutes length;                 /* for one */
    int64_t most;                   /* of one visit */
    text hint;                      /* what belongs to it and what does not */
};
extern const struct record_type extra_offer_type;
