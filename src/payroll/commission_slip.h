/* commission_slip.h — a colleague's commissions of one payroll as they are paid: what was earned, the tax on top of her wage (office_pay.h), what she gets.
 *
 *   due → paid              Made when the payroll is approved, one a colleague; she reads it under her commissions, line by line. */
#pragma once
#include "payroll/office_pay.h"

enum commission_slip_state { COMMISSION_SLIP_DUE = 1, COMMISSION_SLIP_PAID };
struct commission_slip {
    struct record record;
    enum commission_slip_state state;
    ref run, account;
    day month;                      /* first of it */
    enum tax_kind kind;
    money amount, tax, net;         /* net = amount − tax */
    money year_wage, year_before, year_tax;     /* of the year: her wage besides, commissions before this one, tax withheld of those */
    money base; int64_t percent; int64_t months;        /* what the rate was applied to, with all of it */
    text why;
    maybe_day paid_on;
};
extern const struct record_type commission_slip_type;

struct payroll_run;
/* What would be withheld of so much in that payroll. False: her wage besides is not entered. */
bool commission_taxed(struct work *w, const struct payroll_run *run, int64_t account, money amount, struct commission_slip *ret);
/* One for each colleague whose commissions the payroll took; those that are there already stay. Their tax altogether. */
bool commission_slips_make(struct work *w, const struct payroll_run *run, money *ret_tax);
bool commission_slips_paid(struct work *w, const struct payroll_run *run, day on);
