/* wage_sheet.h — what a month of one home was for one worker (在户工资单): days, terms and extras, as they are paid. From the days of her placement,
 * or entered for whoever is paid by the month. A snapshot: what changes on the placement afterwards changes the sheet only while no payslip of
 * that month is approved. */
#pragma once
#include "payroll/wage.h"

struct wage_extra { enum settlement_item item; text label; money amount; };
struct wage_sheet {
    struct record record;
    ref worker, customer;
    int64_t placement;              /* 0: entered by hand */
    text home;
    day first, last;                /* of the month */
    enum employment_mode mode;      /* as she works there: agency in the home's own employ, whatever she is elsewhere */
    bool paid_by_us;                /* agency: the wage goes through us (代发, trust money) */
    money wage; enum proration basis; int64_t length; enum holiday_pay holiday;
    int64_t hours;                  /* part-time: paid for a day; the least for an hour is held against it */
    int64_t sick_percent; bool away_paid;
    bool whole_month;
    int64_t served, rest, rest_due, rest_worked, holiday_worked, leave, sick, absent, away;     /* half days */
    rows_of extras;                 /* struct wage_extra */
    money damage; text damage_why;  /* to be taken for damage, agreed in writing (T25) */
    text remark;
};
extern const struct record_type wage_sheet_type;
struct payroll_run;
/* From the days of all placements of the branch; what was put in by hand (extras, damage) stays. Extra tasks that were done and the waiting for a late
 * birth are put in anew each time. A month's payroll leaves part-time work to payrolls of its own, and says which of it none has yet (`left_out`). */
bool wage_sheets_collect(struct work *w, struct payroll_run *run);
/* Says anew on a month’s payroll which part-time days no payroll of their own has taken yet; the sheets stay. */
bool wage_sheets_left_out(struct work *w, struct payroll_run *run) __attribute__((warn_unused_result));
money wage_sheet_day(const struct wage_sheet *sheet);           /* a day's wage, by its basis */
void wage_sheet_reckon(struct work *w, const struct wage_sheet *sheet, struct sum *sum);
struct placement;
/* A worker's part of a placement's days [first, last] of one month, as they stand and never stored; lines are appended. `ret_ours`: it is paid by us,
 * else by the household. Days nobody entered yet do not count. */
void wage_so_far(struct work *w, const struct placement *placement, int64_t worker, day first, day last, struct sum *sum, bool *ret_ours);
/* The same of one of the placement's stints, its wage and no holidays; a whole month of hers at several wages is with the first of them, at their mean.
 * False: none of it lies there. */
bool wage_of_part(struct work *w, const struct placement *placement, size_t stint, day first, day last, struct sum *sum);
struct json;
/* The same with her extra tasks that were done, as members "lines": [{label, why, amount}], "total" and "by_agent" of an open object:
 * the last where the contract has the family's money go through us (代发), so that it is not told to her as our wage. True: it is paid by us. */
bool wage_month_write(struct work *w, struct json *json, const struct placement *placement, int64_t worker, day first, day last);
