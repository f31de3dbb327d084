/* refund.c — see refund.h. */
#include "finance/refund.h"

#define RULE_CARD "法释〔2025〕4号"
#define RULE_INTEREST "合同约定"

static text figures(struct work *w, int64_t count, money of, int64_t whole)
{
    if (whole) return print(w, "%s × %lld ÷ %lld", money_shown(w->arena, of), (long long)count, (long long)whole);
    return print(w, "%s × %lld", money_shown(w->arena, of), (long long)count);
}

/* What she has used, at the price the side of the reason commands. Stored value counts at face value when she gives up, and in the
 * proportion she paid for it when the company is the reason. */
static struct sum_line used_part(struct work *w, const struct card *c, bool discounted)
{
    struct sum_line l = { "used", discounted ? N_("Used, at the price paid") : N_("Used, at the list price"), RULE_CARD, { 0 }, "" };
    money used = { 0 };
    if (c->kind == CARD_STORED) {
        money whole = money_add(c->paid, c->gift);
        used = discounted && whole.fen > 0 ? money_times(c->used_value, c->paid.fen, whole.fen) : c->used_value;
        l.why = discounted && c->gift.fen ? print(w, "%s × %s ÷ %s", money_shown(w->arena, c->used_value), money_shown(w->arena, c->paid), money_shown(w->arena, whole)) : money_shown(w->arena, c->used_value);
    } else if (discounted || c->kind == CARD_PERIOD) {
        money price = discounted ? c->paid : c->list_price;
        used = c->bought > 0 ? money_times(price, c->used, c->bought) : price;
        l.why = figures(w, c->used, price, c->bought);
    } else {
        used = money_times(c->list_price, c->used, 1);
        l.why = figures(w, c->used, c->list_price, 0);
    }
    l.amount = money_negate(used);
    return l;
}

static bool unused(const struct card *c) { return c->kind == CARD_PERIOD ? !c->visited : !c->used && !c->used_value.fen; }

/* What was agreed stands above what the law says. */
static void interest(struct work *w, const struct card *c, enum reason_side side, struct sum *sum)
{
    int64_t law = side == SIDE_OF_COMPANY ? c->company_rate : c->customer_rate, rate = c->interest_rate > 0 ? c->interest_rate : law;
    if (rate <= 0 || c->interest_days <= 0 || !sum->total.fen) return;
    sum_add(sum, (struct sum_line){ "interest", N_("Interest on the prepayment"), c->interest_rate > 0 ? RULE_INTEREST : RULE_CARD, money_times(sum->total, rate * c->interest_days, INT64_C(3650000)),
        print(w, "%s × %lld.%02lld%% × %lld ÷ 365", money_shown(w->arena, sum->total), (long long)(rate / 100), (long long)(rate % 100), (long long)c->interest_days) });
}

void card_refund(struct work *w, const struct card *c, enum reason_side side, struct sum *sum)
{
    *sum = (struct sum){ 0 };
    bool cooling = c->days_since_sale <= COOLING_DAYS && unused(c) && !c->served_before;
    sum_add(sum, (struct sum_line){ "paid", cooling ? N_("Seven days, not used: the whole payment goes back") : N_("Paid for the card"), RULE_CARD, c->paid, "" });
    if (!cooling) sum_add(sum, used_part(w, c, side != SIDE_OF_CUSTOMER || c->friendlier));
    sum_clamp(sum, (money){ 0 }, c->paid, RULE_CARD);
    if (c->gift_left.fen) sum_add(sum, (struct sum_line){ "gift", N_("The gift ends with the card"), RULE_CARD, { 0 }, money_shown(w->arena, c->gift_left) });
    interest(w, c, side, sum);
}
