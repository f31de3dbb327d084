/* when.h — points in time and civil days.
 *
 * An instant is UTC milliseconds since 1970-01-01T00:00Z. A day is a civil date of the branch, as its number since
 * 1970-01-01 (Gregorian, proleptic). China keeps one zone without daylight saving: `ZONE_MINUTES` is the default offset.
 * Intervals are half open: [from, to). Nothing here reads a clock except `when_now`, and only the edge of the program
 * (http, job runner, tests) may call that: a rule reads `work->now`. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

typedef struct { int64_t ms; } instant;                         /* 0: not set */
typedef struct { int32_t number; } day;
typedef struct { int32_t number; bool given; } maybe_day;       /* a date that may be missing: day 0 is 1970-01-01, a birthday */

enum { ZONE_MINUTES = 8 * 60 };
#define SECONDS(n) ((int64_t)(n) * 1000)
#define MINUTES(n) ((int64_t)(n) * 60 * 1000)
#define HOURS(n)   ((int64_t)(n) * 60 * 60 * 1000)
#define DAYS(n)    ((int64_t)(n) * 24 * 60 * 60 * 1000)

struct date { int year, month, day; };                          /* month 1..12, day 1..31 */

instant when_now(void);
day day_from_date(struct date date);
struct date date_of(day day);
bool date_real(struct date date);                               /* is there such a day? */
int weekday(day day);                                           /* 1 Monday .. 7 Sunday */
day day_of(instant instant);                                    /* the civil day in ZONE_MINUTES */
instant day_start(day day);                                     /* its midnight */
instant day_at(day day, int minutes);                           /* minutes after that midnight; may pass the day's end */
int minute_of_day(instant instant);
int32_t months_between(day from, day to);                       /* whole months, as ages are counted */
int32_t years_between(day from, day to);
day day_plus_months(day day, int months);                       /* 31 January + 1 month is the last of February */

/* "2026-11-23", "2026-11-23T09:05:00+08:00": what JSON and logs carry for people. JSON carries numbers (ms, day number). */
text day_text(struct arena *arena, day day);
text instant_text(struct arena *arena, instant instant);
/* "2026-11-23 09:05" in the branch's time: in sentences, timelines and sheets. */
text instant_words(struct arena *arena, instant at);

/* Reads what shops write: 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日, 11/23/2026 is refused (ambiguous);
 * full-width digits too. `instant_read` adds a time: "2026-11-23 9:05", "2026年11月23日 上午9:05", "…T09:05:00+08:00". */
bool day_read(text from, day *ret_day);
bool instant_read(text from, instant *ret_instant);
