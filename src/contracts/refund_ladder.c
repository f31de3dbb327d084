/* refund_ladder.c — see refund_ladder.h. */
#include "contracts/refund_ladder.h"

#define RULE_LADDER "合同退费阶梯"
#define RULE_PAPER "合同原件"
#define RULE_GUARANTEE "合同保障期"
#define RULE_DEPOSIT "民法典586–588"
#define RULE_SERVICE "民法典566"

money guarantee_refund(money fee, int64_t months, int64_t months_left)
{
    if (months <= 0 || months_left <= 0) return (money){ 0 };
    return money_times(fee, months_left < months ? months_left : months, months);
}

int64_t guarantee_months_left(day first, int64_t months, day on)
{
    int64_t whole = 0;
    if (on.number < first.number) return months;
    while (whole < months && day_plus_months(first, (int)whole + 1).number <= on.number) whole++;
    return months - whole;
}

money deposit_refund(enum contract_deposit kind, money deposit, money price, money performed, enum deposit_end end)
{
    money earnest = kind == CONTRACT_EARNEST ? money_least(deposit, money_times(price, 20, 100)) : (money){ 0 };
    money prepaid = money_most(money_sub(money_sub(deposit, earnest), performed), (money){ 0 });
    switch (end) {
    case ENDED_BY_PAYER: return prepaid;
    case ENDED_BY_COMPANY: return money_add(prepaid, money_add(earnest, earnest));
    case ENDED_BY_NOBODY: return money_add(prepaid, earnest);
    }
    return (money){ 0 };
}

const struct contract_refund *refund_row_for(const struct contract_refund *rows, size_t count, enum contract_side side, int64_t nth)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].side == side && nth >= rows[i].day_from && (!rows[i].day_to || nth <= rows[i].day_to)) return &rows[i];
    return NULL;
}

static text n(struct work *w, int64_t number) { return print(w, "%lld", (long long)number); }

/* 26, 21.75 */
static text days(struct work *w, int64_t hundredths) { return hundredths % 100 ? print(w, "%lld.%02lld", (long long)(hundredths / 100), (long long)(hundredths % 100)) : n(w, hundredths / 100); }

static money by_ladder(struct work *w, const struct contract_closing *c, text *ret_why)
{
    const struct contract_refund *row = c->expired ? NULL : refund_row_for(c->rows, c->row_count, c->side, c->day);
    int64_t percent = c->loss ? 100 : row ? row->percent : 0;
    *ret_why = print(w, "%s × %lld%%", money_shown(w->arena, c->fee), (long long)percent);
    return money_times(c->fee, percent, 100);
}

/* The kinder of the two: the ladder is what was agreed, the guarantee what is owed when no replacement comes. */
static void fee_line(struct work *w, const struct contract_closing *c, struct sum *sum)
{
    if (!c->fee.fen) return;
    text why;
    money ladder = by_ladder(w, c, &why), guarantee = c->no_replacement && !c->expired ? guarantee_refund(c->fee, c->guarantee_months, c->months_left) : (money){ 0 };
    if (c->paper_back.given) ladder.fen = c->paper_back.fen;
    if (guarantee.fen > ladder.fen)
        sum_add(sum, (struct sum_line){ "guarantee", N_("Fee: no replacement within the guarantee"), RULE_GUARANTEE, guarantee, print(w, "%s × %s ÷ %s", money_shown(w->arena, c->fee), n(w, c->months_left), n(w, c->guarantee_months)) });
    else if (c->paper_back.given) sum_add(sum, (struct sum_line){ "fee", N_("Fee, as the contract on paper says"), RULE_PAPER, ladder, money_shown(w->arena, c->fee) });
    else sum_add(sum, (struct sum_line){ "fee", c->expired ? N_("Fee: the term is over") : N_("Fee by the refund ladder"), RULE_LADDER, ladder, why });
}

static void service_lines(struct work *w, const struct contract_closing *c, struct sum *sum)
{
    if (!c->service_paid.fen || c->service_of <= 0) return;
    int64_t owed = c->service_had + (c->side == REASON_CUSTOMER && !c->expired && !c->loss ? 100 * c->notice_days : 0);
    if (owed > c->service_of) owed = c->service_of;
    sum_add(sum, (struct sum_line){ "service_paid", N_("Service paid"), RULE_SERVICE, c->service_paid, "" });
    sum_add(sum, (struct sum_line){ "service_had", N_("Service had, and days of notice"), RULE_SERVICE, money_negate(money_times(c->service_paid, owed, c->service_of)),
        print(w, "%s ÷ %s × %s", money_shown(w->arena, c->service_paid), days(w, c->service_of), days(w, owed)) });
}

static enum deposit_end end_of(const struct contract_closing *c)
{
    if (c->expired || c->loss || c->side == REASON_NOBODY) return ENDED_BY_NOBODY;
    return c->side == REASON_CUSTOMER ? ENDED_BY_PAYER : ENDED_BY_COMPANY;
}

/* Earnest money promises that the service begins; once it runs, it counts towards the price and goes back by nobody's default. */
static void deposit_line(struct work *w, const struct contract_closing *c, struct sum *sum)
{
    if (c->deposit_kind <= CONTRACT_NO_DEPOSIT || !c->deposit.fen) return;
    enum deposit_end end = c->day > 0 ? ENDED_BY_NOBODY : end_of(c);
    money back = deposit_refund(c->deposit_kind, c->deposit, c->price, (money){ 0 }, end);
    text label = c->deposit_kind != CONTRACT_EARNEST ? N_("Reservation or prepayment goes back") : end == ENDED_BY_PAYER ? N_("Earnest money: lost by who gave it and withdrew")
        : end == ENDED_BY_COMPANY ? N_("Earnest money: doubled, the company's side withdrew") : N_("Earnest money goes back");
    sum_add(sum, (struct sum_line){ "deposit", label, RULE_DEPOSIT, back, money_shown(w->arena, c->deposit) });
}

void contract_refund_sum(struct work *w, const struct contract_closing *c, struct sum *sum)
{
    *sum = (struct sum){ 0 };
    fee_line(w, c, sum);
    service_lines(w, c, sum);
    sum_clamp(sum, (money){ 0 }, money_add(c->fee, c->service_paid), RULE_SERVICE);
    deposit_line(w, c, sum);
    sum_add(sum, (struct sum_line){ "wage", N_("Her wage for days worked is hers and no part of this"), "本公司规则", { 0 }, "" });
}
