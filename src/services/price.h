/* price.h — what a line costs (价格规则), in versions valid from a day, and the quote with every line explained.
 *
 * draft → published → ended. A published price is never edited: orders keep the snapshot they were quoted from (T34), and the price
 * list on the wall comes from the same rows (《家庭服务业管理暂行办法》 art. 9). A surcharge is a percentage of the base line or an amount. */
#pragma once
#include "record/type.h"

enum price_state { PRICE_DRAFT = 1, PRICE_PUBLISHED, PRICE_ENDED };
enum surcharge_when { WHEN_HOLIDAY = 1, WHEN_EARLY, WHEN_LATE, WHEN_WEEKEND, WHEN_FAR, WHEN_FESTIVAL, WHEN_PET, WHEN_NO_LIFT };

struct surcharge { enum surcharge_when applies; int64_t percent; money amount; text note; };

struct price_rule {
    struct record record;
    enum price_state state;
    ref line;
    text name;
    day valid_from;
    maybe_day valid_to;
    money unit_price;               /* per unit of the line: an hour, a visit, a square metre */
    money least_price;              /* a visit never costs less */
    int64_t worker_percent;         /* of the base (before coupons unless `after_coupon`) that the worker gets: 65–85 % is usual */
    bool after_coupon;              /* DOMAIN.md §4.1: who funds the coupon must be said */
    rows_of surcharges;             /* struct surcharge */
};
extern const struct record_type price_rule_type;

/* The rule valid for a line in a branch on a day: the branch's own before the company's. 0: none. */
int64_t price_on(struct work *w, int64_t line, int64_t branch, day on);

/* What is asked: a length or an area, at a time, in a household. */
struct quote_request {
    int64_t line, branch;
    instant start;
    int64_t quantity;               /* in the line's unit, times 100: 3 hours = 300, 89.5 m² = 8950 */
    int64_t persons;                /* each is paid by the hour; a price by the square metre or the visit is the whole job's, however many go */
    bool far, pet, no_lift;
    money coupon;                   /* reduces what the customer pays */
    text coupon_why;                /* which one, and who funds it: kept with its line; NULL: nothing to say */
    int64_t rule;                   /* a frozen rule (running plan); 0: the one valid on the day */
};

enum { MOST_QUOTE_LINES = 12 };
struct quote_line { text code, label; int64_t quantity; money unit, amount; text why; };     /* label: N_() */
struct quote {
    int64_t rule;
    struct quote_line lines[MOST_QUOTE_LINES]; int count;
    money price;                    /* what the customer pays */
    money base;                     /* before the coupon */
    money worker_pay;               /* DOMAIN.md §4.1: 75 % of 150 = 112.50, whoever funds the coupon */
    money margin;
    int64_t worker_percent; bool after_coupon;      /* how the pay came about */
};

/* Refuses when the line has no published price on that day. */
bool quote(struct work *w, const struct quote_request *request, struct quote *ret_quote);
/* The quote as the worksheet that orders and visits keep: lines, rule, version and inputs. */
text quote_json(struct work *w, const struct quote *quote);

/* The arithmetic alone, pure: `holiday` is the caller's knowledge. */
void quote_reckon(struct work *w, const struct price_rule *rule, const struct quote_request *request, bool holiday, struct quote *ret_quote);
