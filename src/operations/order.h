/* order.h — what a customer ordered (订单): one visit or several, at a price that was quoted line by line and then frozen.
 * The word `order` belongs to SQL, hence service_order.
 *
 * Orders of a platform (美团, 抖音 …) carry its order number, which stands once per platform among orders that were not cancelled, the
 * voucher and what the platform keeps. Its masked number (隐私号) is the customer's, see customer.h: it expires and is nobody's identity. */
#pragma once
#include "customers/customers.h"
#include "operations/coupon.h"
#include "team/team.h"

enum order_state { ORDER_DRAFT = 1, ORDER_CONFIRMED, ORDER_DONE, ORDER_CANCELLED };
enum service_mode { SERVICE_ASSIGN = 1, SERVICE_INTRODUCE };         /* 《家庭服务业管理暂行办法》 art. 2: 指派 or 介绍 */

struct service_order {
    struct record record;
    enum order_state state;
    ref customer, household, line;
    enum service_mode mode;
    instant start;                  /* of the first visit */
    minutes length;
    int64_t square_metres;          /* for lines priced by area */
    int64_t persons;
    bool far;
    text coupon_code;               /* coupon.h; "": none, or one without a code (a platform's), whose amount is entered */
    money coupon;                   /* taken off; by the code when there is one */
    enum coupon_funder coupon_funder;
    text coupon_from;               /* whose voucher it is, in words */
    ref wish;                       /* the worker she asks for */
    text wishes;                    /* in her words */
    text channel, channel_number;   /* platform and its order number */
    text channel_key;               /* both in one, unique; "" when there is none or the order was cancelled */
    text voucher;                   /* code of a voucher bought there */
    money platform_fee;             /* what the platform keeps of the price */
    ref quotation;                  /* of a large job: its price is the one agreed to there (survey.h); 0: from the price list */
    ref price_rule, standard;       /* frozen when confirmed */
    worksheet quote;                /* frozen when confirmed; recomputed while a draft */
    money price, worker_pay;        /* per visit */
    ref visit;                      /* the first one */
    text contract_number; maybe_day signed_on;  /* the signed contract, for lines that ask for one (H13) */
    instant terms_at; text terms_version;      /* the e-terms the customer accepted: art. 13 counts them as the written contract */
};
extern const struct record_type service_order_type;

#define SETTING_TERMS "operations.terms"            /* version of the terms that customers accept, on the phone or on their own page */

/* The version in force; where none is entered, the one of the branch's newest order; "" when there is none. */
text terms_in_force(struct work *w, int64_t branch);

/* What an order that is not stored would cost, and what it leaves out filled in (mode, size, length): its branch and line are given, `home` may
 * be one that is not stored either. Refused as the order itself would be: no such line, a length that does not go, a coupon that may not be used. */
bool order_price(struct work *w, struct service_order *order, const struct household *home, struct quote *ret_quote);
