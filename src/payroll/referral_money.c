/* referral_money.c — see referral_money.h. */
#include "payroll/referral_money.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/said.h"

bool referral_paid(struct work *w, const struct record_type *type, int64_t id)
{
    const struct referral *r = record_peek(w, type, id);
    if (!r) return !failed(w);
    const struct customer *by = r->by_customer.id ? record_peek(w, &customer_type, r->by_customer.id) : NULL;
    const struct worker *n = r->by_worker.id ? record_peek(w, &worker_type, r->by_worker.id) : NULL;
    const struct record *whose = by ? &by->record : n ? &n->record : &r->record;
    text why = said_keep(w, N_("Reward for bringing {1}"), (const text[]){ record_title(w, &customer_type, r->customer.id), NULL });
    return reward_give(w, &(struct reward_ask){ .branch = whose->branch, .customer = r->by_customer, .worker = r->by_worker, .amount = r->reward, .why = why, .source = "referral", .source_id = id });
}

bool referral_back(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    return reward_take_back(w, "referral", id);
}

/* What she paid with her own money, less what went back: a card's use is no money of its own, a reward is ours. */
static bool has_all_back(struct work *w, int64_t customer)
{
    return db_one(w, SQL("select cast(coalesce(sum(case when kind = 1 then amount else -amount end), 0) as bigint) from payment where customer = $1 and kind in (1, 2) and channel not in (7, 10)"), BIND(num(customer)), 0) <= 0;
}
_Static_assert(PAYMENT_FROM_CUSTOMER == 1 && PAYMENT_TO_CUSTOMER == 2 && CHANNEL_PREPAID == 7 && CHANNEL_REWARD == 10, "the query above says these by number");

static bool look_at(struct work *w, int64_t customer)
{
    if (!customer) return !failed(w);
    struct found f = LOAD_WHERE(w, referral, "customer = $1 and state in (2, 3) order by id", BIND(num(customer)));
    if (!f.count || !has_all_back(w, customer)) return !failed(w);
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &referral_type, f.at[i], "make_void", &(struct { enum referral_void why; }){ VOID_REFUNDED })) return false;
    return !failed(w);
}
_Static_assert(REFERRAL_QUALIFIED == 2 && REFERRAL_REWARDED == 3, "the query above says these by number");

bool referral_after_refund(struct work *w, const struct record_type *type, int64_t id)
{
    const struct refund *r = record_peek(w, type, id);
    return r ? look_at(w, r->customer.id) : !failed(w);
}

bool referral_after_payment(struct work *w, const struct record_type *type, int64_t id)
{
    const struct payment *p = record_peek(w, type, id);
    bool back = p && ((p->kind == PAYMENT_TO_CUSTOMER && p->state == PAYMENT_BOOKED) || (p->kind == PAYMENT_FROM_CUSTOMER && p->state == PAYMENT_REVERSAL && !p->reward.id));
    return back ? look_at(w, p->customer.id) : !failed(w);
}
