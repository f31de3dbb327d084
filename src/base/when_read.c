/* when_read.c — dates and times as shops and their sheets write them. A reader gets the place to read at and gives back the
 * place behind what it read, or NULL. */
#include <string.h>
#include "base/utf8.h"
#include "base/when.h"

static const char *number(const char *at, int least, int most, int *ret_number)
{
    int digits = 0, value = 0;
    for (; digits < most && *at >= '0' && *at <= '9'; at++, digits++) value = value * 10 + (*at - '0');
    *ret_number = value;
    return digits >= least ? at : NULL;
}

static const char *word(const char *at, const char *word) { return at && starts_with(at, word) ? at + strlen(word) : NULL; }

static const char *blanks(const char *at)
{
    while (*at == ' ') at++;
    return at;
}

/* 20261123, 2026年11月23日, or three numbers with the same sign between them; the year first, as 03/04/2026 has two meanings. */
static const char *date_in(const char *at, struct date *d)
{
    char sign[2] = "";
    if ((at = number(at, 4, 4, &d->year)) == NULL) return NULL;
    if (*at >= '0' && *at <= '9') return (at = number(at, 2, 2, &d->month)) ? number(at, 2, 2, &d->day) : NULL;
    bool han = starts_with(at, "年");
    if (!han && !strchr("-/.", *at)) return NULL;
    sign[0] = *at;
    at = number(blanks(word(at, han ? "年" : sign)), 1, 2, &d->month);
    if (!at || (at = word(at, han ? "月" : sign)) == NULL || (at = number(blanks(at), 1, 2, &d->day)) == NULL) return NULL;
    const char *behind = han ? word(at, "日") : NULL;
    if (han && !behind) behind = word(at, "号");
    return behind ? behind : at;
}

static bool readable(struct date d) { return d.year >= 1800 && d.year <= 2999 && date_real(d); }

bool day_read(text from, day *ret_day)
{
    char thin[64];
    struct date d = { 0 };
    if (!utf8_narrow_to(from, thin, sizeof thin)) return false;
    const char *at = date_in(thin, &d);
    if (!at || *at || !readable(d)) return false;
    *ret_day = day_from_date(d);
    return true;
}

enum half { WHOLE_DAY, MORNING, NOON, AFTERNOON };

static const char *half_in(const char *at, enum half *ret_half)
{
    static const struct { const char *word; enum half half; } words[] = {
        { "上午", MORNING }, { "早上", MORNING }, { "凌晨", MORNING }, { "中午", NOON }, { "下午", AFTERNOON }, { "晚上", AFTERNOON },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts_with(at, words[i].word)) { *ret_half = words[i].half; return blanks(at + strlen(words[i].word)); }
    return at;
}

/* The hour on the 24-hour clock, -1 where the words contradict each other. 上午12:30 is half past midnight, as Chinese
 * calendars print it. */
static int full_hour(int hour, enum half half)
{
    switch (half) {
    case WHOLE_DAY: return hour;
    case MORNING: return hour > 12 ? -1 : hour % 12;
    case NOON: return hour >= 11 && hour <= 13 ? hour : hour >= 1 && hour <= 2 ? hour + 12 : -1;
    case AFTERNOON: return hour > 23 || hour == 0 ? -1 : hour < 12 ? hour + 12 : hour;
    }
    return -1;
}

/* Behind the hour: :05, :05:00, :05:00.250, 点, 点05分, 点半. */
static const char *minutes_in(const char *at, int *minute, int64_t *ms)
{
    int second = 0, part = 0;
    const char *behind = word(at, ":");
    if (!behind) {
        if ((at = word(at, "点")) == NULL) return NULL;
        if ((behind = word(at, "半")) != NULL) { *minute = 30; return behind; }
        if ((behind = number(at, 1, 2, minute)) == NULL) return at;
        return word(behind, "分") ? word(behind, "分") : behind;
    }
    if ((at = number(behind, 2, 2, minute)) == NULL || (behind = word(at, ":")) == NULL) return at;
    if ((at = number(behind, 2, 2, &second)) == NULL || second > 59) return NULL;
    if ((behind = word(at, ".")) != NULL) {
        if ((at = number(behind, 3, 3, &part)) == NULL) return NULL;
        while (*at >= '0' && *at <= '9') at++;
    }
    *ms = second * 1000 + part;
    return at;
}

/* Z, +08:00, +0800; without it the branch's own zone. */
static const char *zone_in(const char *at, int *minutes)
{
    int hour, minute;
    if (*at == 'Z') { *minutes = 0; return at + 1; }
    if (*at != '+' && *at != '-') return at;
    bool minus = *at == '-';
    if ((at = number(at + 1, 2, 2, &hour)) == NULL || hour > 14) return NULL;
    if ((at = number(at + (*at == ':'), 2, 2, &minute)) == NULL || minute > 59) return NULL;
    *minutes = (hour * 60 + minute) * (minus ? -1 : 1);
    return at;
}

bool instant_read(text from, instant *ret_instant)
{
    char thin[64];
    struct date d = { 0 };
    int hour = 0, minute = 0, zone = ZONE_MINUTES;
    int64_t ms = 0;
    enum half half = WHOLE_DAY;
    if (!utf8_narrow_to(from, thin, sizeof thin)) return false;
    const char *at = date_in(thin, &d);
    if (!at || !readable(d)) return false;
    at = half_in(blanks(*at == 'T' ? at + 1 : at), &half);
    if ((at = number(at, 1, 2, &hour)) == NULL || (at = minutes_in(at, &minute, &ms)) == NULL) return false;
    if ((at = zone_in(at, &zone)) == NULL || *at) return false;
    hour = full_hour(hour, half);
    if (hour < 0 || hour > 24 || minute > 59 || (hour == 24 && (minute || ms))) return false;
    ret_instant->ms = day_at(day_from_date(d), hour * 60 + minute + ZONE_MINUTES - zone).ms + ms;
    return true;
}
