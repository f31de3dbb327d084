/* coupon.h — a coupon (优惠券): a campaign's code, or one that a single customer was given. DOMAIN.md §4.1.
 *
 *   draft → running → ended            an order's use of it: used → returned
 *
 * An order names the code; what it takes off is reckoned with the quote and frozen in its worksheet, with who funds it. It is used up
 * when the order is confirmed and comes back when the visit is cancelled without the customer owing for it: by the company, by the
 * worker, by nobody's fault, or by her in good time. Whether the worker's share is reckoned before or after it is the price's rule
 * (services/price.h), whoever funds it. */
#pragma once
#include "customers/customers.h"
#include "services/services.h"

enum coupon_state { COUPON_DRAFT = 1, COUPON_RUNNING, COUPON_ENDED };
enum coupon_kind { COUPON_AMOUNT = 1, COUPON_PERCENT };
enum coupon_funder { FUNDED_BY_PLATFORM = 1, FUNDED_BY_COMPANY, FUNDED_BY_BRANCH, FUNDED_BY_PARTNER };

struct coupon {
    struct record record;           /* branch: valid there only; none: everywhere */
    enum coupon_state state;
    text code, name;                /* code: upper case, unique */
    enum coupon_kind kind;
    money amount;                   /* COUPON_AMOUNT */
    int64_t percent;                /* COUPON_PERCENT: of the price before it */
    money most;                     /* COUPON_PERCENT takes off at most this; 0: no limit */
    money minimum;                  /* the price before it has to reach this */
    day valid_from, valid_to;       /* the day of the order, inclusive */
    ref customer;                   /* hers alone; 0: everybody's */
    ref line;                       /* for this service only; 0: for all */
    bool once;                      /* once for each customer */
    int64_t uses_most;              /* in all; 0: no limit */
    enum coupon_funder funder;
    text remark;
};
extern const struct record_type coupon_type;
extern const struct choice coupon_funders[];

enum coupon_use_state { COUPON_USED = 1, COUPON_RETURNED };
struct coupon_use {
    struct record record;
    enum coupon_use_state state;
    ref coupon, customer, service_order, visit;
    money amount;                   /* taken off that price */
    enum coupon_funder funder;      /* as it was then: who is charged with it */
    instant used_at, returned_at;
};
extern const struct record_type coupon_use_type;

/* What it takes off this price: never more than the price. Pure. */
money coupon_worth(const struct coupon *coupon, money base);

/* The running coupon of a code in whatever case, which may be used for this; NULL: refused at the field coupon_code with what is wrong
 * with it and what would make it work. `order`: a use by this one does not count (its own). */
struct coupon_case { text code; int64_t customer, branch, line, order; money base; };
const struct coupon *coupon_for(struct work *w, const struct coupon_case *use);
/* Why it may not be used for this; NULL: it may. */
const struct sentence *coupon_unfit(struct work *w, const struct coupon *coupon, const struct coupon_case *use);
/* What this person was given and has not used up, the soonest to end first, also what begins later. A campaign's code is nobody's own: who knows
 * it says it. To look at only. */
struct found coupons_of(struct work *w, int64_t person);

/* The order is confirmed: used up, under a lock, so that a coupon for one use is used once. */
struct service_order;
bool coupon_take(struct work *w, const struct service_order *order, int64_t visit);
/* Reaction to visit.cancel. */
bool coupon_comes_back(struct work *w, const struct record_type *type, int64_t visit);
