/* calendar_day.h — days that differ from the plain week: the yearly notice's moved days (调休), and days the company itself closes.
 * Statutory holidays are computed (base/calendar.h); what is listed here stands above them. */
#pragma once
#include "base/calendar.h"
#include "record/store.h"

enum calendar_day_kind { CALENDAR_REST = 1, CALENDAR_WORKDAY, CALENDAR_CLOSED };

struct calendar_day {
    struct record record;
    day date;
    enum calendar_day_kind kind;
    text name;
    int64_t year;                   /* of the date, for lists */
};
extern const struct record_type calendar_day_type;

/* What the day is for offices and deadlines: statutory holidays are told from other rest days, because work on them costs more. */
enum day_kind { DAY_WORK = 1, DAY_REST, DAY_STATUTORY, DAY_CLOSED };
enum day_kind day_kind(struct work *w, day on);
/* What is listed of [from, to], read once for a rule that asks about many days; what such a day is then, without another look. */
struct listed_day { day date; enum calendar_day_kind kind; text name; };
struct listed_days { const struct listed_day *at; int count; };
struct listed_days days_listed(struct work *w, day from, day to);
enum day_kind day_kind_listed(const struct listed_days *days, day on);
/* Whose name the day bears: the holiday's, the list's, or "". English or as entered. */
text day_name_listed(const struct listed_days *days, day on);
/* The n-th working day after `from` (n ≥ 1). */
day working_day_after(struct work *w, day from, int n);
