/* wage.c — see wage.h. */
#include "payroll/wage.h"
#include "base/words.h"
#include "record/said.h"

#define RULE_TRADE "合同约定"
#define RULE_LAW   "劳动法 44"

/* In hundredths of a day, so that 21.75 is a whole number. */
static int64_t day_parts(enum proration basis, int64_t length)
{
    switch (basis) {
    case BY_26_DAYS: return 2600;
    case BY_21_75_DAYS: return 2175;
    case BY_WEEK_DAYS: return length > 0 ? 435 * length : 435;
    case BY_CALENDAR_DAYS: case BY_CONTRACT_DAYS: break;
    }
    return length > 0 ? length * 100 : 100;
}

money wage_of(const struct wage_terms *t, enum proration basis, int64_t halves, int64_t percent) { return money_times(t->wage, halves * percent, 2 * day_parts(basis, t->length)); }

static text count_text(struct work *w, int64_t halves) { return halves % 2 ? print(w, "%lld.5", (long long)(halves / 2)) : print(w, "%lld", (long long)(halves / 2)); }

static text basis_text(struct work *w, enum proration basis, int64_t length)
{
    int64_t parts = day_parts(basis, length);
    return parts % 100 ? print(w, "%lld.%02lld", (long long)(parts / 100), (long long)(parts % 100)) : print(w, "%lld", (long long)(parts / 100));
}

/* Read by the worker: what each figure is, in her language. */
static text figures(struct work *w, const struct wage_terms *t, enum proration basis, int64_t halves, int64_t percent)
{
    const text said[] = { money_shown(w->arena, t->wage), basis_text(w, basis, t->length), count_text(w, halves), print(w, "%lld", (long long)percent), print(w, "%lld", (long long)t->hours), NULL };
    if (t->hours) return said_keep(w, percent == 100 ? N_("wage of the month {1} ÷ {2} days × {3} days of {5} hours") : N_("wage of the month {1} ÷ {2} days × {3} days of {5} hours × {4}%"), said);
    if (basis == BY_CONTRACT_DAYS) return said_keep(w, percent == 100 ? N_("wage of the term {1} ÷ {2} days × {3} days") : N_("wage of the term {1} ÷ {2} days × {3} days × {4}%"), said);
    return said_keep(w, percent == 100 ? N_("wage of the month {1} ÷ {2} days × {3} days") : N_("wage of the month {1} ÷ {2} days × {3} days × {4}%"), said);
}

struct part { text code, label, rule; enum proration basis; int64_t halves, percent; };     /* percent below 0: taken off */

static void add(struct work *w, const struct wage_terms *t, struct sum *sum, struct part p)
{
    if (!p.halves || !p.percent) return;
    int64_t percent = p.percent < 0 ? -p.percent : p.percent;
    money amount = wage_of(t, p.basis, p.halves, percent);
    sum_add(sum, (struct sum_line){ p.code, p.label, p.rule, p.percent < 0 ? money_negate(amount) : amount, figures(w, t, p.basis, p.halves, percent) });
}

/* Days that were neither rested nor away: what part of a month is paid for. A rest day worked is paid on top, below, and is no day of the base. */
static int64_t paid_halves(const struct wage_terms *t, const struct wage_days *d)
{
    int64_t gone = d->leave + d->absent + d->sick + (t->away_paid ? 0 : d->away);
    bool rests_inside = t->basis == BY_CALENDAR_DAYS || t->basis == BY_CONTRACT_DAYS;
    int64_t paid = d->served - gone - (rests_inside ? 0 : d->rest + d->rest_worked);
    return paid < 0 ? 0 : paid;
}

static void base(struct work *w, const struct wage_terms *t, const struct wage_days *d, struct sum *sum)
{
    if (d->whole_month && t->basis != BY_CONTRACT_DAYS) {
        sum_add(sum, (struct sum_line){ "base", N_("Wage of the month"), RULE_TRADE, t->wage, said_keep(w, N_("the whole month, as agreed"), NULL) });
        return;
    }
    int64_t halves = paid_halves(t, d);
    money part = wage_of(t, t->basis, halves, 100);
    bool more = part.fen > t->wage.fen;
    sum_add(sum, (struct sum_line){ "base", more ? N_("Wage of the month") : N_("Wage for the days served"), RULE_TRADE, more ? t->wage : part, more ? said_keep(w, N_("no more than the month’s wage as agreed"), NULL) : figures(w, t, t->basis, halves, 100) });
}

static void on_top(struct work *w, const struct wage_terms *t, const struct wage_days *d, struct sum *sum)
{
    bool law = t->holiday == HOLIDAY_PAY_LAW;
    enum proration by_law = t->basis == BY_WEEK_DAYS ? t->basis : BY_21_75_DAYS;
    static const int64_t by_custom[] = { [HOLIDAY_PAY_PLUS_ONE] = 100, [HOLIDAY_PAY_PLUS_TWO] = 200, [HOLIDAY_PAY_NONE] = 0 };
    add(w, t, sum, (struct part){ "rest_day", N_("Rest days worked"), law ? RULE_LAW : RULE_TRADE, law ? by_law : t->basis, d->rest_worked, law ? 200 : 100 });
    add(w, t, sum, (struct part){ "holiday", N_("Holidays worked"), law ? RULE_LAW : RULE_TRADE, law ? by_law : t->basis, d->holiday, law ? 300 : t->holiday ? by_custom[t->holiday] : 0 });
}

/* Of a part of a month these days were not in the base; of a whole month they are taken off. Rest days not taken make up for leave. */
static void taken_off(struct work *w, const struct wage_terms *t, const struct wage_days *d, struct sum *sum)
{
    bool in_base = d->whole_month && t->basis != BY_CONTRACT_DAYS;
    int64_t beyond = d->rest + d->leave - d->rest_due;
    if (in_base) {
        add(w, t, sum, (struct part){ "leave", N_("Leave beyond the rest days"), RULE_TRADE, t->basis, beyond > 0 ? beyond : 0, -100 });
        add(w, t, sum, (struct part){ "absent", N_("Days away"), "工资支付暂行规定", t->basis, d->absent, -100 });
        if (!t->away_paid) add(w, t, sum, (struct part){ "away", N_("The family was away"), RULE_TRADE, t->basis, d->away, -100 });
        add(w, t, sum, (struct part){ "sick", N_("Days ill"), RULE_TRADE, t->basis, d->sick, -(100 - t->sick_percent) });
    } else {
        add(w, t, sum, (struct part){ "sick", N_("Days ill"), RULE_TRADE, t->basis, d->sick, t->sick_percent });
    }
}

void wage_reckon(struct work *w, const struct wage_terms *t, const struct wage_days *d, struct sum *sum)
{
    base(w, t, d, sum);
    on_top(w, t, d, sum);
    taken_off(w, t, d, sum);
}

void wage_split(money whole, const int64_t *halves, size_t count, money *parts) { money_share(whole, halves, count, parts); }
