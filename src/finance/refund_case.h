/* refund_case.h — a refund to a customer (SM-REFUND): requested → calculated → approved → paid, or refused before it
 * is paid. T08.
 *
 * The worksheet is refund.h's; a second person approves, above the limit one who may approve all. Paying books a payment to the
 * customer, through the channel the money came by.
 *
 * Besides cards there is the credit (CARD_NONE): more came than is owed, for a bill whose price was corrected or whose fee was waived after
 * it was paid, or without any bill. A service done badly is that too: its price is corrected first (T21), which says what it is worth. */
#pragma once
#include "finance/payment.h"
#include "finance/refund.h"

enum refund_state { REFUND_REQUESTED = 1, REFUND_CALCULATED, REFUND_APPROVED, REFUND_PAID, REFUND_REFUSED };

struct refund {
    struct record record;
    enum refund_state state;
    ref bill;                       /* of a credit: the bill with too much paid; 0: money that came without a bill */
    ref customer, opening;          /* opening: the card brought along, whose figures it takes */
    ref card;                       /* a card of the ledger: its figures as they stand; nobody pays from it until this is decided */
    enum card_kind kind;
    enum reason_side side;
    money card_paid, gift, list_price, used_value;
    int64_t bought, used;
    day sold;
    bool served_before, friendlier;
    int64_t interest_rate;          /* yearly, 1/100 % */
    money amount;                   /* from the worksheet */
    enum payment_channel channel;   /* the way the money came by, which is how it goes back (DOMAIN.md §4.7.3); paid back, how it went; 0: it came by none that we know */
    worksheet sums;
    ref calculated_by, approved_by, payment;
    ref received_by;                /* the authority by which somebody else took it; of a customer who has died always */
    text remark;
};
extern const struct record_type refund_type;

/* Until when it is decided and paid: three days from the request, which is what the customer is told, too. Pure. */
instant refund_promised(const struct refund *refund);
bool refund_of_bill_below(struct work *w, const struct record_type *type, int64_t bill);       /* reaction to bill.lock */
struct json;
/* "sides": what would go back of the card for each side's reason, as a worksheet, into an open object. Refuses a card nobody has paid. */
bool card_refund_sheets(struct work *w, struct json *json, const struct prepaid_card *card);
