/* correct.c — the price of a visit that is done was wrong (DOMAIN.md T21): the right one takes its place, the wrong one stays in the list of
 * corrections, and whoever made documents of the visit (finance/) reverses or reckons them anew in the same transaction. */
#include "base/words.h"
#include "operations/visit_fields.h"
#include "record/store.h"

/* A settled visit that cost a fee is one that was not let in: its state says so no more. */
bool visit_owes_fee(const struct visit *v)
{
    return v->state == VISIT_CANCELLED || v->state == VISIT_NO_ACCESS || (v->state == VISIT_SETTLED && v->fee.fen > 0);
}

text visit_fee_name(const struct visit *v)
{
    if (!v->reason) return N_("Fee: cancelled late or nobody opened");
    return v->reason == CANCEL_NOT_HOME && v->waited ? N_("Fee: nobody let her in") : N_("Fee for calling off at short notice");
}

money visit_owed(const struct visit *v)
{
    if (visit_owes_fee(v)) return money_sub(v->fee, v->waived);
    return v->state == VISIT_SKIPPED ? (money){ 0 } : v->price;
}

static void keep_correction(struct work *w, struct visit *v, const struct price_correction *c)
{
    struct price_correction *all = take_many(w, struct price_correction, v->corrections.count + 1);
    for (size_t i = 0; i < v->corrections.count; i++) all[i] = *ROW(struct price_correction, v->corrections, i);
    all[v->corrections.count] = *c;
    v->corrections = (rows_of){ all, v->corrections.count + 1 };
}

static bool documents_follow(struct work *w, struct visit *v, const struct price_correction *c)
{
    const struct visit_corrected *answer;
    for (int i = 0; (answer = house_answers(w->house, QUESTION_VISIT_CORRECTED, i)) != NULL; i++)
        if (!answer->follow(w, v, c)) return false;
    return !failed(w);
}

bool visit_waive(struct work *w, struct visit *v, const struct waiving *in)
{
    money left = money_sub(v->fee, v->waived);
    if (!visit_owes_fee(v) || in->amount.fen > left.fen) return refuse(w, "amount", N_("At most {1} of the fee can be waived"), money_shown(w->arena, visit_owes_fee(v) ? left : (money){ 0 }));
    v->waived = money_add(v->waived, in->amount);
    v->waived_why = in->why;
    return true;
}

bool visit_correct(struct work *w, struct visit *v, const struct right_price *in)
{
    bool fee = visit_owes_fee(v);
    money *owed = fee ? &v->fee : &v->price;
    struct price_correction c = { .at = w->acted, .who = { w->actor->user }, .owed_before = *owed, .pay_before = v->worker_pay, .why = step_reason(w) };
    if (!in->owed.given && !in->worker_pay.given) return refuse(w, "owed", N_("Enter the right price, the right pay, or both"));
    if (fee && in->worker_pay.given && in->worker_pay.fen != v->worker_pay.fen) return refuse(w, "worker_pay", N_("Of a fee she gets the same part as of the price; correct the fee only"));
    if (fee && in->owed.given && in->owed.fen < v->waived.fen) return refuse(w, "owed", N_("{1} of the fee is waived already; it cannot be less"), money_shown(w->arena, v->waived));
    if (in->owed.given) owed->fen = in->owed.fen;
    if (in->worker_pay.given) v->worker_pay.fen = in->worker_pay.fen;
    if (fee && !owed->fen) v->price.fen = v->worker_pay.fen = 0;        /* a waived fee leaves nothing owed, not the price */
    c.owed_after = *owed;
    c.pay_after = v->worker_pay;
    if (c.owed_before.fen == c.owed_after.fen && c.pay_before.fen == c.pay_after.fen) return refuse(w, "", N_("Nothing would change"));
    keep_correction(w, v, &c);
    return documents_follow(w, v, &c);
}

bool visit_zone_off(struct work *w, struct visit *v, const struct zone_off *in)
{
    (void)w;
    v->price = money_sub(v->price, in->amount);
    v->zones_off = money_add(v->zones_off, in->amount);
    return true;
}

bool visit_take_off(struct work *w, struct visit *v, money less, text why)
{
    money owed = visit_owes_fee(v) ? v->fee : v->price;
    if (less.fen <= 0 || less.fen > owed.fen) return refuse(w, "refund", N_("At most {1} can be taken off: that is what it costs"), money_shown(w->arena, owed));
    text before = w->reason;
    w->reason = why;
    bool well = step_run(w, &visit_type, v, "correct_price", &(struct right_price){ .owed = { owed.fen - less.fen, true }, .worker_pay = { v->worker_pay.fen, true } });
    w->reason = before;
    return well;
}
