/* work_hours.c — see work_hours.h. */
#include "operations/work_hours.h"

enum { REGULAR_DAY = 480, REGULAR_WEEK = 2400, MOST_OVERTIME = 36 * 60 };

static day monday_of(day d) { return (day){ d.number - (weekday(d) - 1) }; }

/* Of a day: where its week and its month begin, and where the month ends. */
struct frame { day d, monday, first, last; };

static struct frame frame_of(day d)
{
    struct date date = date_of(d);
    day first = { d.number - (date.day - 1) };
    return (struct frame){ d, monday_of(d), first, { day_plus_months(first, 1).number - 1 } };
}

static void add(struct work_hours *h, const struct frame *f, instant start, int64_t length)
{
    int on = day_of((instant){ start.ms - MINUTES(h->turn) }).number;
    instant until = { start.ms + MINUTES(length) };
    if (on == f->d.number) h->today += length;
    if (on >= f->monday.number && on < f->monday.number + 7) {
        h->week += length;
        h->days_of_week |= 1u << (on - f->monday.number);
    }
    if (on >= f->first.number && on <= f->last.number) h->month[on - f->first.number + 1] += length;
    if (on < f->d.number && until.ms > h->before.ms) h->before = until;
    if (on > f->d.number && (!h->after.ms || start.ms < h->after.ms)) h->after = start;
}

void work_hours_add_all(struct work_hours *h, const struct work_shift *shifts, int count, day d)
{
    struct frame f = frame_of(d);
    for (int i = 0; i < count; i++) add(h, &f, shifts[i].start, shifts[i].length);
}

void work_hours_add(struct work_hours *h, instant start, int64_t length, day d) { work_hours_add_all(h, &(struct work_shift){ start, length }, 1, d); }

void work_hours_weeks(day first, day last, instant *ret_from, instant *ret_to)
{
    *ret_from = day_start((day){ monday_of(first).number - 1 });
    *ret_to = day_start((day){ monday_of(last).number + 8 });
}

void work_hours_span(day d, instant *ret_from, instant *ret_to)
{
    struct date date = date_of(d);
    day first = day_from_date((struct date){ date.year, date.month, 1 }), last = day_plus_months(first, 1), monday = monday_of(d);
    if (monday.number < first.number) first = monday;
    if (monday.number + 7 > last.number) last.number = monday.number + 7;
    *ret_from = day_start((day){ first.number - 1 });
    *ret_to = day_start((day){ last.number + 1 });
}

/* Beyond retirement nobody employs her for overtime; who is introduced to a home is not employed by the company. */
struct work_limits work_limits_of(struct work *w, const struct worker *n, const struct service_line *line, day d, int rest)
{
    bool care = line && line_by_night(line);
    struct work_limits l = { worker_most_a_day(n, care), worker_most_a_week(n, care), rest, worker_labour_law(n), n->mode == MODE_OVER_AGE };
    if (n->mode == MODE_AGENCY || !worker_over_age(w, n, d, NULL)) return l;
    l.over_age = true;
    if (l.most_day > REGULAR_DAY) l.most_day = REGULAR_DAY;
    if (l.most_week > REGULAR_WEEK) l.most_week = REGULAR_WEEK;
    return l;
}

int64_t work_overtime(const struct work_hours *h)
{
    int64_t sum = 0;
    for (int i = 1; i < 32; i++) sum += h->month[i] > REGULAR_DAY ? h->month[i] - REGULAR_DAY : 0;
    return sum;
}

unsigned work_hours_broken(const struct work_hours *h, const struct work_limits *l, instant start, instant until)
{
    unsigned broken = 0;
    if (h->today > l->most_day) broken |= HOURS_DAY;
    if (h->week > l->most_week) broken |= HOURS_WEEK;
    if (l->labour_law && work_overtime(h) > MOST_OVERTIME) broken |= HOURS_MONTH;
    if (l->labour_law && h->days_of_week == 0x7f) broken |= HOURS_REST_DAY;
    if (h->before.ms && start.ms - h->before.ms < HOURS(l->rest)) broken |= HOURS_EARLY;
    if (h->after.ms && h->after.ms - until.ms < HOURS(l->rest)) broken |= HOURS_LATE;
    return broken;
}
