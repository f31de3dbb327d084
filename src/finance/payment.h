/* payment.h — money that came or went (收付款). Never edited, never deleted: `reverse` books the opposite and both stay. */
#pragma once
#include "finance/bill.h"
#include "finance/settlement.h"

enum payment_state { PAYMENT_BOOKED = 1, PAYMENT_REVERSED, PAYMENT_REVERSAL };
enum payment_kind { PAYMENT_FROM_CUSTOMER = 1, PAYMENT_TO_CUSTOMER, PAYMENT_TO_WORKER, PAYMENT_FROM_WORKER };
enum payment_channel { CHANNEL_CASH = 1, CHANNEL_WECHAT, CHANNEL_ALIPAY, CHANNEL_CARD, CHANNEL_TRANSFER, CHANNEL_PLATFORM, CHANNEL_PREPAID, CHANNEL_OTHER };

struct payment {
    struct record record;
    enum payment_state state;
    enum payment_kind kind;
    ref customer, worker;           /* taken from the bill or settlement when there is one */
    ref bill, settlement, refund_case;   /* refund_case: paid back out of a card, which is no bill */
    money amount;                   /* > 0; of a reversal < 0 */
    enum payment_channel channel;
    text channel_number;            /* the channel's own number: the same one is not booked twice */
    instant paid_at;
    ref reverses, reversed_by;
    text remark;
};
extern const struct record_type payment_type;
