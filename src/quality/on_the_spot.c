/* on_the_spot.c — an ordinary complaint settled by whoever takes it down, within a small authority (DOMAIN.md 四.4). */
#include "quality/promise.h"
#include "record/store.h"

const struct sentence *complaint_spot_possible(struct work *w, const struct complaint *c)
{
    if (c->severity == SEVERITY_GRAVE) return because(w, N_("A grave complaint is not settled on the spot"));
    if (c->disputed_at.ms || c->reopened) return because(w, N_("This case has been argued before; hear both sides"));
    return complaint_not_about_me(w, c);
}

/* Also of cases that were taken up again since: the money is given. Those settled before it was kept apart say it by their refund. */
static money given_this_month(struct work *w)
{
    struct date today = date_of(day_of(w->now));
    instant first = day_start(day_from_date((struct date){ today.year, today.month, 1 }));
    return (money){ db_one(w, SQL("select cast(coalesce(sum(case when spot_at > 0 then spot_given else refund end), 0) as bigint) from complaint where spot_by = $1 and (spot_at >= $2 or (coalesce(spot_at, 0) = 0 and resolved_at >= $2))"), BIND(num(w->actor->user), num(first.ms)), 0) };
}

/* Told in the preview, before she promises anything on the telephone. */
static void mention_authority(struct work *w, const struct complaint *c, money once, money month, money given)
{
    money left = month.fen > given.fen ? money_sub(month, given) : (money){ 0 };
    mention(w, "complaint", c->record.id, N_("On the spot you may give {1} at a time; of {2} a month {3} are left to you before this"), money_shown(w->arena, once), money_shown(w->arena, month), money_shown(w->arena, left));
}

static bool within_authority(struct work *w, const struct complaint *c, money refund, money coupon)
{
    money both = money_add(refund, coupon);
    text at = refund.fen ? "refund" : "coupon";
    int64_t branch = c->record.branch.id;
    money once = { setting_number(w, "quality.spot_limit", branch, day_of(w->now)) }, month = { setting_number(w, "quality.spot_month", branch, day_of(w->now)) }, given = given_this_month(w);
    if (both.fen > once.fen) return refuse(w, at, N_("On the spot at most {1}; for more the complaint stays open: who takes complaints up has it in the queue and offers it"), money_shown(w->arena, once));
    if (given.fen + both.fen > month.fen)
        return refuse(w, at, N_("You have given {1} on the spot this month, of {2}; for more the complaint stays open: who takes complaints up has it in the queue and offers it"), money_shown(w->arena, given), money_shown(w->arena, month));
    mention_authority(w, c, once, month, given);
    return true;
}

bool complaint_settle_on_spot(struct work *w, struct complaint *c, const struct spot_settlement *in)
{
    if (!complaint_money_named(w, c, in->remedies, in->refund) || !promises_coupon_named(w, c, in->remedies, in->coupon)) return false;
    if (in->remedies.bits & SET_BIT(REMEDY_COMPENSATION)) return refuse(w, "remedies", N_("A damage is not made good on the spot: it goes its whole way, with what it cost"));
    if (!complaint_refund_right(w, c, in->refund) || !within_authority(w, c, in->refund, in->coupon)) return false;
    c->remedies = in->remedies;
    c->refund = in->refund;
    c->coupon = in->coupon;
    c->company_share = 100;
    c->worker_share = c->customer_share = 0;
    c->spot_by.id = w->actor->user;
    c->spot_at = w->acted;
    c->spot_given = money_add(in->refund, in->coupon);
    if (!c->owner.id) c->owner.id = w->actor->user;
    if (!c->accepted_at.ms) c->accepted_at = w->acted;
    c->proposed_at = w->acted;
    return complaint_make_good(w, c, in->agreed_how);
}
