/* wage_sheet.c — see wage_sheet.h. */
#include "payroll/payroll.h"
#include "placement/placement.h"

static const struct choice modes[] = { { MODE_EMPLOYEE, "employee", N_("Employee") }, { MODE_PART_TIME, "part_time", N_("Part-time") }, { MODE_AGENCY, "agency", N_("Agency") }, { MODE_DISPATCHED, "dispatched", N_("Dispatched") },
    { MODE_GIG, "gig", N_("Gig") }, { MODE_OVER_AGE, "over_age", N_("Over age") }, { 0 } };
static const struct choice bases[] = { { BY_26_DAYS, "days_26", N_("÷ 26 days") }, { BY_21_75_DAYS, "days_21_75", N_("÷ 21.75 days") }, { BY_CALENDAR_DAYS, "calendar", N_("÷ days of the month") }, { BY_CONTRACT_DAYS, "term", N_("÷ days of the term") },
    { BY_WEEK_DAYS, "week", N_("÷ working days of the week × 4.35") }, { 0 } };
static const struct choice holidays[] = { { HOLIDAY_PAY_LAW, "law", N_("By law: 300 % besides the wage") }, { HOLIDAY_PAY_PLUS_ONE, "plus_one", N_("One day's wage on top") }, { HOLIDAY_PAY_PLUS_TWO, "plus_two", N_("Two days' wages on top") },
    { HOLIDAY_PAY_NONE, "none", N_("Nothing on top") }, { 0 } };
static const struct choice extra_items[] = { { PAY_OVERTIME, "overtime", N_("Overtime") }, { PAY_NIGHT_WAKING, "night_waking", N_("Night waking") }, { PAY_SECOND_PERSON, "second_person", N_("Twin or second elder") }, { PAY_DISTANCE, "distance", N_("Distance subsidy") },
    { PAY_MEAL, "meal", N_("Meal subsidy") }, { PAY_GRADE, "grade", N_("Grade bonus") }, { PAY_PUNCTUALITY, "punctuality", N_("Punctuality bonus") }, { PAY_REFERRAL, "referral", N_("Referral bonus") }, { PAY_BROUGHT_FORWARD, "brought_forward", N_("Brought forward") },
    { PAY_EXTRA_TASK, "extra_task", N_("Extra task") }, { PAY_STAND_BY, "stand_by", N_("Standing by") }, { 0 } };
static const struct field extra_fields[] = {
    FIELD(wage_extra, item, .label = N_("Item"), .choices = extra_items, .required = true), FIELD(wage_extra, label, .label = N_("Text"), .required = true, .max = 120), FIELD(wage_extra, amount, .label = N_("Amount"), .required = true, .min = 1, .max = 100000000),
};
static const struct row_type extra_row = ROW_TYPE(wage_extra, extra_fields);

#define TERMS N_("Terms")
#define DAYS_OF_IT N_("Days, in half days")
#define HALF(member, words) FIELD(wage_sheet, member, .label = words, .unit = N_("half days"), .min = 0, .max = 124, .group = DAYS_OF_IT)
static const struct field fields[] = {
    FIELD(wage_sheet, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(wage_sheet, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(wage_sheet, placement, .label = N_("Placement"), .to = &placement_type, .set_by = STEPS_ONLY),
    FIELD(wage_sheet, home, .label = N_("Home"), .max = 80, .list = true, .set_by = SET_ON_CREATE),
    FIELD(wage_sheet, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(wage_sheet, last, .label = N_("Last day"), .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(wage_sheet, mode, .label = N_("Employed as"), .choices = modes, .list = true, .filter = true, .group = TERMS, .help = N_("Empty: as in the archive")),
    FIELD(wage_sheet, paid_by_us, .label = N_("Agency: the wage goes through us"), .group = TERMS, .help = N_("Trust money; then we withhold tax")),
    FIELD(wage_sheet, wage, .label = N_("Wage"), .required = true, .min = 1, .max = 100000000, .list = true, .group = TERMS), FIELD(wage_sheet, basis, .label = N_("A day's wage by"), .choices = bases, .required = true, .group = TERMS),
    FIELD(wage_sheet, length, .label = N_("Days of the term"), .min = 0, .max = 400, .group = TERMS, .help = N_("Of a month by itself; of a wage by the week the working days of one")), FIELD(wage_sheet, holiday, .label = N_("Holidays worked"), .choices = holidays, .required = true, .group = TERMS),
    FIELD(wage_sheet, hours, .label = N_("Hours a day"), .min = 0, .max = 12, .group = TERMS, .help = N_("Part-time: what a day’s wage is for; an hour gets the place’s minimum at least")),
    FIELD(wage_sheet, sick_percent, .label = N_("Paid while ill"), .unit = "%", .min = 0, .max = 100, .group = TERMS), FIELD(wage_sheet, away_paid, .label = N_("Paid while the family is away"), .group = TERMS),
    FIELD(wage_sheet, whole_month, .label = N_("There the whole month"), .group = DAYS_OF_IT), HALF(served, N_("Between coming and going")), HALF(rest, N_("Rest days taken")), HALF(rest_due, N_("Rest days due")), HALF(rest_worked, N_("Rest days worked")),
    HALF(holiday_worked, N_("Holidays worked")), HALF(leave, N_("Leave")), HALF(sick, N_("Ill")), HALF(absent, N_("Days away")), HALF(away, N_("The family was away")),
    FIELD(wage_sheet, extras, .label = N_("Extras"), .row = &extra_row), FIELD(wage_sheet, damage, .label = N_("Taken for damage"), .min = 0, .max = 100000000, .help = N_("Agreed in writing; at most 20 % of an employee's wage, and the minimum wage stays")),
    FIELD(wage_sheet, damage_why, .personal = true, .label = N_("What was damaged"), .max = 200), FIELD(wage_sheet, remark, .personal = true, .label = N_("Remark"), .max = 300),
};

/* The premium is for the days of the decree. A rest day that the yearly notice moved (调休) is none, and a year the calendar does not know is left to who enters it. */
static bool holidays_right(struct work *w, const struct wage_sheet *s)
{
    int64_t there = 0;
    day known[HOLIDAYS_MOST];
    if (!s->holiday_worked || !holidays_of_year(date_of(s->last).year, known)) return true;
    for (day on = s->first; on.number <= s->last.number; on.number++) there += is_statutory_holiday(on);
    if (s->holiday_worked <= 2 * there) return true;
    if (there) return wrong(w, "holiday_worked", N_("These days have {1} statutory holidays, that is {2} half days at most; a rest day that was moved beside a holiday is a rest day worked"), print(w, "%lld", (long long)there), print(w, "%lld", (long long)there * 2));
    return wrong(w, "holiday_worked", N_("No statutory holiday lies from {1} to {2}; work on a day off is a rest day worked"), day_text(w->arena, s->first), day_text(w->arena, s->last));
}

static bool days_right(struct work *w, const struct wage_sheet *s)
{
    int64_t away = s->rest + s->leave + s->sick + s->absent + s->away;
    if (s->last.number < s->first.number || s->last.number - s->first.number > 30) return wrong(w, "last", N_("A sheet is of one month at most"));
    if (s->whole_month && (date_of(s->first).day != 1 || s->last.number - s->first.number + 1 != days_of_month(s->first))) return wrong(w, "whole_month", N_("These days are not a whole month"));
    if (s->served > 2 * (s->last.number - s->first.number + 1)) return wrong(w, "served", N_("More days than the month has"));
    if (away + s->rest_worked > s->served || s->holiday_worked > s->served) return wrong(w, "served", N_("More days were rested, missed or worked on top than she was there"));
    if (!holidays_right(w, s)) return false;
    return !s->damage.fen || *s->damage_why || wrong(w, "damage_why", N_("{1} is missing"), translated(w, N_("What was damaged")));
}

/* A month that was approved is corrected by reversing its payslip. */
static bool month_open(struct work *w, const struct wage_sheet *s)
{
    if (!db_one(w, SQL("select 1 from payslip where worker = $1 and first <= $3 and last >= $2 and state in (5, 6, 7) and (case when mode = 2 then 1 else 0 end) = $4 limit 1"), BIND(num(s->worker.id), num(s->first.number), num(s->last.number), num(s->mode == MODE_PART_TIME)), 0)) return !failed(w);
    return refuse_as(w, CONFLICT, "", N_("Her payslip of this month is approved; reverse it, or correct the next month"));
}
_Static_assert(PAYSLIP_LOCKED == 5 && PAYSLIP_FAILED == 7 && MODE_PART_TIME == 2, "the query above says these by number");

static bool check(struct work *w, struct wage_sheet *s, const struct wage_sheet *before)
{
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    if (!before && n) { s->record.branch = n->record.branch; if (!s->mode) s->mode = n->mode; }
    if (!s->damage_why) s->damage_why = "";
    if (s->basis != BY_CONTRACT_DAYS && s->basis != BY_WEEK_DAYS) s->length = days_of_month(s->first);
    else if (s->basis == BY_WEEK_DAYS && (s->length < 1 || s->length > 7)) return wrong(w, "length", N_("A week has one to seven working days"));
    else if (s->length <= 0) return wrong(w, "length", N_("{1} is missing"), translated(w, N_("Days of the term")));
    if (s->mode == MODE_PART_TIME && s->last.number - s->first.number >= PART_TIME_DAYS) return wrong(w, "last", N_("Part-time wages are settled at least every 15 days (劳动合同法 72)"));
    if ((s->mode == MODE_EMPLOYEE || s->mode == MODE_DISPATCHED) && s->holiday != HOLIDAY_PAY_LAW) return wrong(w, "holiday", N_("An employee's holidays are paid by law: 300 % besides the wage"));
    return days_right(w, s) && month_open(w, s);
}
CHECKER(wage_sheet, check)
static text title(struct work *w, const struct wage_sheet *s) { return print(w, "%s %s", day_text(w->arena, s->first), s->home ? s->home : ""); }
TITLE(wage_sheet, title)

static struct wage_terms terms_of(const struct wage_sheet *s)
{
    return (struct wage_terms){ .wage = s->wage, .basis = s->basis, .length = s->length, .hours = s->mode == MODE_PART_TIME ? s->hours : 0, .holiday = s->holiday, .sick_percent = s->sick_percent, .away_paid = s->away_paid };
}

money wage_sheet_day(const struct wage_sheet *s)
{
    const struct wage_terms t = terms_of(s);
    return wage_of(&t, t.basis, 2, 100);
}

void wage_sheet_reckon(struct work *w, const struct wage_sheet *s, struct sum *sum)
{
    const struct wage_terms t = terms_of(s);
    const struct wage_days d = { .whole_month = s->whole_month, .served = s->served, .rest = s->rest, .rest_due = s->rest_due, .rest_worked = s->rest_worked, .holiday = s->holiday_worked, .leave = s->leave, .sick = s->sick, .absent = s->absent, .away = s->away };
    wage_reckon(w, &t, &d, sum);
}

static const text indexes[] = { "worker, first", "branch, first", NULL };
static const struct retention kept[] = { { .name = "paper", .label = N_("Wage sheets: kept, under “Erased person” when she is erased"), .law = N_("Wage records are kept 2 years at least; accounting papers 30 years"), .days = 10950 } };
const struct record_type wage_sheet_type = RECORD_TYPE(wage_sheet, .label = N_("Wage sheet"), .module = "payroll", FIELDS(fields), .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_PAYROLL,
    .create = CAN_PREPARE_PAYROLL, .edit = CAN_PREPARE_PAYROLL, .remove = CAN_PREPARE_PAYROLL, .history = true, .check = check_hook, .title = title_hook, .order = "-first", .indexes = indexes);
