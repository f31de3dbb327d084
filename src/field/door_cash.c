/* door_cash.c — cash the customer gave her at the door (上门收现). It is in her hand whatever the books say, so a sum is never refused for
 * being too much: what is open for this visit is paid by it, what she names a tip is wholly hers, and the rest is the customer's credit.
 * She holds all of it until she hands it in or her settlement nets it (finance/payment.h, finance/held.h). */
#include "base/words.h"
#include "field/mate.h"
#include "record/input.h"

enum { MOST_CASH = 5000000 };       /* fen: nobody carries more home */

static bool book(struct work *w, const struct act_hand *h, enum payment_kind kind, money amount, bool for_visit)
{
    if (amount.fen <= 0) return true;
    struct payment p = { .kind = kind, .amount = amount, .channel = CHANNEL_CASH, .collector = { h->her->record.id }, .paid_at = h->act->acted, .customer = h->visit->customer, .remark = h->act->reason, .channel_number = "" };
    if (for_visit) p.visit.id = h->visit->record.id;
    if (kind == PAYMENT_TIP) p.worker.id = h->her->record.id;
    return ADD(w, payment, &p);
}

bool door_cash(struct work *w, struct act_hand *h)
{
    int64_t all = input_number(w, h->input, "amount", 0), tip = input_number(w, h->input, "tip", 0);
    if (failed(w)) return false;
    if (all < 1 || all > MOST_CASH) return refuse(w, "amount", N_("Say how much you were given, up to {1}"), money_shown(w->arena, (money){ MOST_CASH }));
    if (tip < 0 || tip > all) return refuse(w, "tip", N_("A tip is part of what you were given"));
    db_lock(w, "customer", &h->visit->customer.id, 1);      /* as the payments below take it: what is open stays so until they are booked */
    money given = { all - tip }, open = visit_payable(w, h->visit);
    money paid = open.fen < 0 ? (money){ 0 } : money_least(given, open), rest = money_sub(given, paid);
    return book(w, h, PAYMENT_FROM_CUSTOMER, paid, true) && book(w, h, PAYMENT_FROM_CUSTOMER, rest, false) && book(w, h, PAYMENT_TIP, (money){ tip }, true);
}
