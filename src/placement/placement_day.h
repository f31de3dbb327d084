/* placement_day.h — what each day of a placement was, and who served it: the ledger that wage and bill are made from (在户考勤).
 *
 * One row a day, or two halves. Every night the day that ended is entered by itself (source AUTO): leave and absence as they stand, the rest days that
 * were fixed, a statutory holiday as HOLIDAY (REST where the contract says that she rests on them), worked otherwise. The worker (own page) or the
 * office say otherwise before or after; what was entered by hand stands above what was not. A day that payroll has locked (`locked`) is changed by nobody: correct the next month instead.
 *
 * Half days are counted: `half` 0 is the whole day, 1 the morning, 2 the afternoon. A morning and an afternoon replace a whole day and the other way round. */
#pragma once
#include "base/json.h"
#include "placement/placement.h"

#define SETTING_AWAY_PAID "payroll.away_paid"           /* a day the family asked her not to come is paid */
enum placement_day_kind {
    PLACED_WORKED = 1,
    PLACED_REST,                    /* a rest day taken; unpaid beyond nothing: the month's wage has it */
    PLACED_REST_WORKED,             /* her rest day, worked by agreement: a day's wage on top, or a day owed */
    PLACED_HOLIDAY,                 /* a statutory holiday, worked: the premium by mode (DOMAIN.md §0.1) */
    PLACED_LEAVE,                   /* personal leave: a day's wage less, beyond the rest days */
    PLACED_SICK, PLACED_ABSENT,     /* absent: away without leave */
    PLACED_HOSPITAL,                /* worked in the hospital beside whom she cares for */
    PLACED_FAMILY_AWAY,             /* the family was away and asked her not to come: paid or not by the contract */
};
enum placement_day_source { DAY_AUTO = 1, DAY_BY_WORKER, DAY_BY_OFFICE, DAY_BY_LEAVE };
enum day_half { DAY_WHOLE = 1, DAY_MORNING, DAY_AFTERNOON };

struct placement_day {
    struct record record;
    ref placement, worker;
    day date;
    enum day_half half;
    #define SETTING_AWAY_PAID "payroll.away_paid"           /* a day the family asked her not to come is paid */
enum placement_day_kind kind;
    enum placement_day_source source;
    text note;
    bool locked;                    /* in a wage that was paid: STEPS_ONLY, payroll sets it by step `lock` */
};
extern const struct record_type placement_day_type;

/* In half days. `rest_due`: rest days the month asks for, by the part of it that she served (rests × days ÷ days of the month, whole days down); where
 * they are fixed on weekdays, each of these at least, a fifth one too; and what the month before left over, for one month on. `holiday_rest`: statutory
 * holidays she stayed away and is paid for, by law or by the contract; they are in neither `rest` nor `leave`. */
struct placement_sums { int64_t worked, rest, rest_worked, holiday, leave, sick, absent, hospital, family_away, holiday_rest, rest_due, days; };
/* One worker's days of a placement in [first, last]; `worker` 0: whoever served. Days nobody entered yet are not counted. */
struct placement_sums placement_sums_of(struct work *w, const struct placement *placement, int64_t worker, day first, day last);
/* Enters what is missing up to yesterday. */
bool placement_days_fill(struct work *w, const struct placement *placement);
/* From `from` on who serves, or where, is said anew: what was entered by itself is entered again by it, and what was entered for whoever was not there goes.
 * What was entered by hand for who serves, and what was paid, stays. */
bool placement_days_again(struct work *w, const struct placement *placement, day from);
/* A leave was entered, or withdrawn, after some of its days: those of them that the nights entered are entered again, others stay. */
bool placement_days_of_leave(struct work *w, const struct placement *placement, struct days taken);
bool placement_days_tick(struct work *w);
/* One day, whatever it was: corrections keep the reason of the work. */
bool placement_day_set(struct work *w, const struct placement *placement, const struct placement_day *day);
/* Is this a day on which she rests, as far as it is known by now: entered, on leave to rest, or a fixed weekday. */
bool placement_rests_on(struct work *w, const struct placement *placement, day on);
/* A statutory holiday that the ledger would enter as worked, and nothing is entered: whether she works is a question still (holiday_ask.h). */
/* Is a statutory holiday on which she stays away paid there, and none of her rest days? Else it is one of them, as custom has it. */
bool placement_holidays_paid(struct work *w, const struct placement *placement);
bool placement_holiday_open(struct work *w, const struct placement *placement, day on);
/* Members of an open object: the month that holds `on`, its holidays, days and sums; days of `worker` only, 0: of whoever served. */
void placement_month_write(struct work *w, struct json *json, const struct placement *placement, int64_t worker, day on);
bool placement_month_call(struct work *w, const struct request *request, struct reply *reply);
