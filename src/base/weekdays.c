/* weekdays.c — see weekdays.h. */
#include <string.h>
#include "base/interval.h"
#include "base/weekdays.h"

struct word { text said; int first, last; };

static const struct word names[] = {
    { "一", 1, 1 }, { "二", 2, 2 }, { "三", 3, 3 }, { "四", 4, 4 }, { "五", 5, 5 }, { "六", 6, 6 }, { "日", 7, 7 }, { "天", 7, 7 }, { NULL, 0, 0 } };
static const struct word wholes[] = { { "工作日", 1, 5 }, { "周末", 6, 7 }, { "双休日", 6, 7 }, { "双休", 6, 7 }, { "每天", 1, 7 }, { "每日", 1, 7 }, { "天天", 1, 7 }, { NULL, 0, 0 } };
static const struct word english[] = { { "mon", 1, 1 }, { "tue", 2, 2 }, { "wed", 3, 3 }, { "thu", 4, 4 }, { "fri", 5, 5 }, { "sat", 6, 6 }, { "sun", 7, 7 }, { NULL, 0, 0 } };
static const text weeks[] = { "每周", "周", "每星期", "星期", "每礼拜", "礼拜", NULL };
static const text to[] = { "至", "到", "-", "–", "—", "~", "～", NULL };
static const text betweens[] = { "、", "，", ",", "和", "及", "与", "/", " ", NULL };
static const text counts[] = { "次", "天", "个", "小", "晚", "趟", NULL };
static const text left_out[] = { "除", "休", "不", "隔", "单周", "双周", NULL };

static size_t one_of(text at, const text *all)
{
    for (size_t i = 0; all[i]; i++)
        if (!strncmp(at, all[i], strlen(all[i]))) return strlen(all[i]);
    return 0;
}

static const struct word *word_at(text at, const struct word *all)
{
    for (size_t i = 0; all[i].said; i++)
        if (!strncmp(at, all[i].said, strlen(all[i].said))) return &all[i];
    return NULL;
}

static void take(uint64_t *days, int first, int last)
{
    for (int i = first;; i = i % 7 + 1) {
        *days |= WEEKDAY_BIT(i);
        if (i == last) return;
    }
}

/* A day with its week word; `lists`: or without one, in a list that a week word began. */
static const struct word *day_at_here(text *at, bool lists)
{
    size_t week = one_of(*at, weeks);
    const struct word *d = week || lists ? word_at(*at + week, names) : NULL;
    if (d) *at += week + strlen(d->said);
    return d;
}

/* One list: 周一至周五, 周一、三、五. False: it counts times or days. */
static bool list_at(text *at, uint64_t *days)
{
    const struct word *from = day_at_here(at, false);
    while (from) {
        text next = *at + one_of(*at, to);
        const struct word *until = next > *at ? day_at_here(&next, true) : NULL;
        if (one_of(*at, counts)) return false;
        take(days, from->first, until ? until->first : from->first);
        if (until) *at = next;
        next = *at + one_of(*at, betweens);
        from = day_at_here(&next, true);            /* 周六日 needs nothing between */
        if (from) *at = next;
    }
    return true;
}

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

/* Mon–Fri, Monday to Friday, Mon, Wed, Fri. */
static void in_english(text said, uint64_t *days)
{
    int before = 0;
    for (text at = said; *at; at++) {
        char three[4] = { lower(at[0]), at[0] ? lower(at[1]) : '\0', at[0] && at[1] ? lower(at[2]) : '\0', '\0' };
        const struct word *d = at == said || !((lower(at[-1]) >= 'a' && lower(at[-1]) <= 'z')) ? word_at(three, english) : NULL;
        if (*at == '-' || !strncmp(at, "–", 3) || !strncmp(at, " to ", 4)) before = before > 0 ? -before : before;
        else if (*at == ',' || *at == '/') before = 0;
        if (!d) continue;
        take(days, before < 0 ? -before : d->first, d->first);
        before = d->first;
    }
}

bool weekdays_worked(text hours, uint64_t *ret)
{
    *ret = 0;
    for (size_t i = 0; hours && left_out[i]; i++)
        if (strstr(hours, left_out[i])) return false;
    return weekdays_said(hours, ret);
}

bool weekdays_said(text said, uint64_t *ret)
{
    *ret = 0;
    for (text at = said ? said : ""; *at;) {
        const struct word *whole = word_at(at, wholes);
        text was = at;
        if (whole) { take(ret, whole->first, whole->last); at += strlen(whole->said); }
        else if (!list_at(&at, ret)) return *ret = 0, false;
        if (at == was) at++;
    }
    if (!*ret && said) in_english(said, ret);
    return *ret != 0;
}
