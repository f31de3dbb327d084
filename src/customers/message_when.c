/* message_when.c — days, times and lengths in a customer's words. */
#include <ctype.h>
#include <string.h>
#include "customers/message_own.h"

static const char PARTS_OF_DAY[] = "早上|上午|清早|一早|早晨|早|朝早|上半日|上昼|中午|正午|下午|午后|傍晚|下半日|下昼|晚上|晚间|夜里|晚";

/* ---- days ---- */

static void keep_day(struct reading *r, day on, size_t from, size_t bytes)
{
    struct message_draft *d = r->out;
    text words = words_of(r, from, bytes);
    take_part(r, SAID_DAY, from, bytes);
    if (d->day.given && d->day.number != on.number) { doubt(r, SAID_DAY, N_("More than one day: also {1}"), words); return; }
    if (on.number < r->today.number) { doubt(r, SAID_DAY, N_("{1} has passed"), words); return; }
    d->day = (maybe_day){ on.number, true };
}

/* 今天 明早 后天 大后天, 明朝 and 听日 of the south; the 早 of 明早 is left for the time. */
static size_t near_day(struct reading *r, size_t i)
{
    static const text words = "大后天|后天|明天|明日|明儿|今天|今日|今儿|大后日|后日|明朝|听日|今朝|明早|明晚|明上午|明下午|今晚|今早|今下午";
    static const int offsets[] = { 3, 2, 1, 1, 1, 0, 0, 0, 3, 2, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0 };
    int which = 0;
    size_t n = one_at(r->at + i, words, &which);
    if (!n) return 0;
    if (which >= 13) n = strlen("明");
    keep_day(r, (day){ r->today.number + offsets[which] }, i, n);
    return n;
}

static size_t weekday_at(text at, int *ret_weekday)
{
    int which = 0;
    size_t n = one_at(at, "一|二|三|四|五|六|日|天|1|2|3|4|5|6|7", &which);
    *ret_weekday = which < 7 ? which + 1 : which == 7 ? 7 : which - 7;
    return n;
}

/* 每周二四, 每周二、周四: a plan. */
static size_t every_week(struct reading *r, size_t i)
{
    size_t n = one_at(r->at + i, "每个星期|每星期|每个礼拜|每周", NULL), more = 0;
    if (!n) return 0;
    static const text times = "一次|两次|2次|1次|三次|3次|各一次";
    int on = 0;
    while (!one_at(r->at + i + n, times, NULL) && (more = weekday_at(r->at + i + n, &on))) {
        r->out->weekdays |= UINT64_C(1) << on;
        n += more;
        size_t gap = one_at(r->at + i + n, "、周|和周|、|和|,周|跟周|周", NULL);
        if (gap && weekday_at(r->at + i + n + gap, &on)) n += gap;
    }
    n += one_at(r->at + i + n, times, NULL);
    r->out->weekly = true;
    take_part(r, SAID_WEEKLY, i, n);
    doubt(r, SAID_WEEKLY, N_("“{1}”: she wants somebody every week, which is a recurring plan"), words_of(r, i, n));
    return n;
}

/* 周六: the next one. 本周六, 下周六: that week's. On a Saturday 「周六」 may be today or in a week. */
static size_t named_weekday(struct reading *r, size_t i)
{
    int which = -1, on = 0;
    size_t lead = one_at(r->at + i, "下下个|下下|下个|下|这个|这|本", &which), week = one_at(r->at + i + lead, "星期|礼拜|周", NULL), n = week ? weekday_at(r->at + i + lead + week, &on) : 0;
    if (!n) return 0;
    size_t all = lead + week + n;
    int32_t monday = r->today.number - (weekday(r->today) - 1);
    int32_t day_number = lead ? monday + on - 1 + (which < 2 ? 14 : which < 4 ? 7 : 0) : r->today.number + (on - weekday(r->today) + 7) % 7;
    if (!lead && on == weekday(r->today)) doubt(r, SAID_DAY, N_("“{1}” is today or a week from today"), words_of(r, i, all));
    keep_day(r, (day){ day_number }, i, all);
    return all;
}

static bool real_day(int year, int64_t month, int64_t number, day *ret)
{
    struct date d = { year, (int)month, (int)number };
    if (month < 1 || month > 12 || number < 1 || number > 31 || !date_real(d)) return false;
    *ret = day_from_date(d);
    return true;
}

static bool clock_follows(text at)
{
    int64_t hour = 0;
    size_t part = one_at(at, PARTS_OF_DAY, NULL), gap = strspn(at + part, " "), n = number_at(at + part + gap, &hour);
    return part || (n && hour < 24 && (at[n] == ':' || word_at(at + n, "点")));
}

/* 12月3号, 12月3日, 12/3号, 2026年12月3日: without a year the next such day. */
static size_t dated(struct reading *r, size_t i)
{
    int64_t year = 0, month = 0, number = 0;
    size_t n = 0, y = number_at(r->at + i, &year);
    if (y && year >= 2020 && (word_at(r->at + i + y, "年") || r->at[i + y] == '-' || r->at[i + y] == '/' || r->at[i + y] == '.')) n = y + (word_at(r->at + i + y, "年") ? strlen("年") : 1);
    size_t m = number_at(r->at + i + n, &month), sign = m ? one_at(r->at + i + n + m, n ? "月|-|/|." : "月|/", NULL) : 0, d = sign ? number_at(r->at + i + n + m + sign, &number) : 0;
    if (!d) return 0;
    bool plain = word_at(r->at + i + n + m, "月") > 0;
    size_t end = one_at(r->at + i + n + m + sign + d, "号|日", NULL), all = n + m + sign + d + end;
    day on = { 0 };
    size_t behind = i + all + strspn(r->at + i + all, " ");
    if (!n && !plain && !end && !clock_follows(r->at + behind)) return 0;         /* 12/1 is a day only where a time follows: 1/2 may be a half */
    int this_year = date_of(r->today).year;
    if (!real_day(n ? (int)year : this_year, month, number, &on)) { doubt(r, SAID_DAY, N_("There is no day {1}"), words_of(r, i, all)); return all; }
    if (!n && on.number < r->today.number - 60) real_day(this_year + 1, month, number, &on);
    keep_day(r, on, i, all);
    return all;
}

/* 3号: of this month, or of the next when it has passed; 3号楼 and 人民路12号 are addresses. */
static size_t numbered(struct reading *r, size_t i)
{
    int64_t number = 0;
    size_t n = number_at(r->at + i, &number), sign = n ? one_at(r->at + i + n, "号|日", NULL) : 0;
    if (!sign || number > 31 || (comes_after(r, i, "甲|乙|丙|附|条|路|街|巷|弄|道|里|胡同|村|苑|园|区|庄|城|第|-|#|镇|栋|幢|座|台|院|庭|湾|府|岸|郡|家|寓|厦|大街") && !comes_after(r, i, "知道"))) return 0;
    if (one_at(r->at + i + n + sign, "楼|院|线|门|室|店|栋|幢|单元|地|公|厂|小区|库|座|口|别墅|房|商铺|附|弄|码|用品|常|报|子", NULL)) return 0;
    struct date today = date_of(r->today);
    day on = { 0 };
    bool there = real_day(today.year, today.month, number, &on);
    if (!there || on.number < r->today.number) there = real_day(today.month == 12 ? today.year + 1 : today.year, today.month % 12 + 1, number, &on);
    if (!there) return 0;
    keep_day(r, on, i, n + sign);
    return n + sign;
}

/* Said, but not which day. */
static size_t vague_day(struct reading *r, size_t i)
{
    size_t n = one_at(r->at + i, "这周末|本周末|下周末|周末|月底|月初|下个月|这两天|过两天|这几天|近期|尽快|越快越好|有空就行|下周|下个星期|下星期", NULL);
    if (!n) return 0;
    take_part(r, SAID_DAY, i, n);
    doubt(r, SAID_DAY, N_("“{1}”: which day?"), words_of(r, i, n));
    return n;
}

/* ---- when a child is expected ---- */

/* 今年 or 2027年 before a month; 0 when no year is said. */
static size_t year_at(const struct reading *r, size_t i, int *ret_year)
{
    int which = 0;
    int64_t year = 0;
    size_t n = one_at(r->at + i, "去年|今年|明年|后年", &which), y = n ? 0 : number_at(r->at + i, &year), sign = y && year >= 2020 ? one_at(r->at + i + y, "年|-|/|.", NULL) : 0;
    *ret_year = n ? date_of(r->today).year + which - 1 : sign ? (int)year : 0;
    return n ? n : sign ? y + sign : 0;
}

/* 3月8号, 3.8, 明年三月八号, 2027-3-8; of a month alone only its bytes: `ret` not given. */
static size_t birth_date_at(struct reading *r, size_t i, maybe_day *ret)
{
    int year = 0, this_year = date_of(r->today).year;
    int64_t month = 0, number = 0;
    size_t n = year_at(r, i, &year), m = number_at(r->at + i + n, &month), sign = m ? one_at(r->at + i + n + m, "月份|月|-|/|.", NULL) : 0;
    if (!sign || month > 12) return 0;
    n += m + sign;
    size_t d = number_at(r->at + i + n, &number);
    day on = { 0 };
    if (!d || !real_day(year ? year : this_year, month, number, &on)) return n + one_at(r->at + i + n, "初|上旬|中旬|中|下旬|底|左右", NULL);
    if (!year && on.number < r->today.number - 60) real_day(this_year + 1, month, number, &on);
    *ret = (maybe_day){ on.number, true };
    n += d + one_at(r->at + i + n + d, "号|日", NULL);
    return n + one_at(r->at + i + n, "左右|前后", NULL);
}

/* 预产期是3月8号: a day of its own; nobody is sent then. One of weeks ago is a slip, or no maternity nurse's order. */
static size_t expected_birth(struct reading *r, size_t i)
{
    enum { WEEKS_AGO = 42 };
    size_t n = one_at(r->at + i, "预产期|预产|产期", NULL), more = 0;
    if (!n) return 0;
    while ((more = one_at(r->at + i + n, "是|在|为|到|大概|大约|差不多|估计|应该|就|约|:| ", NULL))) n += more;
    maybe_day on = { 0 };
    size_t date = birth_date_at(r, i + n, &on);
    if (!date) return 0;
    n += date;
    if (!on.given) doubt(r, SAID_EXPECTED, N_("“{1}”: on which day is the child expected?"), words_of(r, i, n));
    else if (on.number < r->today.number - WEEKS_AGO) doubt(r, SAID_EXPECTED, N_("{1} has passed"), words_of(r, i, n));
    else r->out->expected = on;
    take_part(r, SAID_EXPECTED, i, n);
    return n;
}

void read_days(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        size_t n = 0;
        bool inside = i && isdigit((unsigned char)r->at[i]) && (isdigit((unsigned char)r->at[i - 1]) || r->at[i - 1] == '.');
        if (is_free(r, i, 1) && !inside && !(n = expected_birth(r, i)) && !(n = every_week(r, i)) && !(n = near_day(r, i)) && !(n = named_weekday(r, i)) && !(n = dated(r, i)) && !(n = numbered(r, i))) n = vague_day(r, i);
        i += n ? n : character_at(r, i);
    }
}

/* ---- times ---- */

enum part_of_day { NO_PART = 0, MORNING, NOON, AFTERNOON, EVENING };
static size_t part_at(text at, enum part_of_day *ret)
{
    static const enum part_of_day parts[] = { MORNING, MORNING, MORNING, MORNING, MORNING, MORNING, MORNING, MORNING, MORNING, NOON, NOON, AFTERNOON, AFTERNOON, AFTERNOON, AFTERNOON, AFTERNOON, EVENING, EVENING, EVENING, EVENING };
    int which = 0;
    size_t n = one_at(at, PARTS_OF_DAY, &which);
    *ret = n ? parts[which] : NO_PART;
    return n;
}

struct clock { enum part_of_day part; int64_t hour, minute; bool written; };      /* written: 14:30 */

/* Behind the hour: 半, 一刻, 30分, 30. */
static size_t minutes_at(text at, int64_t *ret)
{
    static const int64_t said[] = { 30, 15, 45 };
    int which = 0;
    size_t n = one_at(at, "半|一刻|三刻", &which);
    *ret = n ? said[which] : 0;
    if (n) return n;
    int64_t number = 0;
    size_t digits = number_at(at, &number);
    if (!digits || number > 59 || one_at(at + digits, "小时|个|平|人|号|月|元|块|点", NULL)) return one_at(at, "钟|整", NULL);
    *ret = number;
    return digits + one_at(at + digits, "分钟|分", NULL);
}

/* One point in time: 「下午2点半」 「14:30」; with `bare` also 「9」 of 「9-12点」. */
static size_t clock_at(text at, bool bare, struct clock *c)
{
    *c = (struct clock){ 0 };
    size_t n = part_at(at, &c->part), gap = strspn(at + n, " "), digits = number_at(at + n + gap, &c->hour), sign = 0, more = 0;
    if (!digits || c->hour > 24) return 0;
    size_t end = n + gap + digits;
    if ((sign = word_at(at + end, "点")) && !word_at(at + end, "点评")) {
        more = minutes_at(at + end + sign, &c->minute);
        return end + sign + more;
    }
    if (at[end] == ':' && isdigit((unsigned char)at[end + 1]) && isdigit((unsigned char)at[end + 2])) {
        c->minute = (at[end + 1] - '0') * 10 + (at[end + 2] - '0');
        c->written = true;
        return c->minute < 60 ? end + 3 : 0;
    }
    return bare || (c->part && !isdigit((unsigned char)at[end]) && word_at(at + end, "时")) ? end + word_at(at + end, "时") : 0;
}

/* Minute of the day; `ret_sure` false where the half of the day was not said and both are possible. */
static int minute_of(const struct clock *c, bool *ret_sure)
{
    int64_t h = c->hour;
    *ret_sure = true;
    if (c->part == AFTERNOON || c->part == EVENING) h = h < 12 ? h + 12 : h;
    else if (c->part == NOON) h = h < 4 ? h + 12 : h;
    else if (!c->part && !(c->written && h > 6) && h >= 1 && h <= 6) { h += 12; *ret_sure = false; }
    else if (!c->part && !c->written && (h == 7 || h == 8)) *ret_sure = false;
    return (int)(h * 60 + c->minute);
}

/* 到五点, -12点, 至17:00 behind a time; the minute it ends. */
static size_t until_at(text at, const struct clock *from, int begins, int *ret_end)
{
    size_t gap = strspn(at, " "), sign = one_at(at + gap, "到|至|-|~|—|–|～", NULL);
    if (!sign) return 0;
    sign += gap;
    sign += strspn(at + sign, "-~ ");
    struct clock to;
    bool sure = true;
    size_t n = clock_at(at + sign, false, &to);
    if (!n) return 0;
    if (!to.part) to.part = to.hour < 12 && from->part && from->part != MORNING ? from->part : NO_PART;
    int end = minute_of(&to, &sure);
    if (end <= begins && end + 720 <= 1440) end += 720;
    *ret_end = end;
    return end > begins ? sign + n : 0;
}

/* 「9-12点」: the first number is an hour only because a time follows. */
static bool range_begins(text at)
{
    struct clock from, to;
    size_t n = clock_at(at, true, &from), sign = n ? one_at(at + n, "到|至|-|~|—", NULL) : 0, end = sign ? clock_at(at + n + sign, false, &to) : 0;
    return end && from.hour >= 6 && !to.written && to.hour > 0;
}

static void keep_time(struct reading *r, const struct clock *c, size_t from, size_t bytes)
{
    bool sure = true;
    int minute = minute_of(c, &sure), end = 0;
    size_t more = until_at(r->at + from + bytes, c, minute, &end);
    text words = words_of(r, from, bytes);
    if (r->out->minute >= 0 && r->out->minute != minute) { doubt(r, SAID_TIME, N_("More than one time: also {1}"), words_of(r, from, bytes + more)); take_part(r, SAID_TIME, from, bytes + more); return; }
    r->out->minute = minute;
    if (!sure) doubt(r, SAID_TIME, minute >= 720 ? N_("“{1}” was taken as the afternoon") : N_("“{1}” was taken as the morning"), words);
    if (more) r->out->length = end - minute;
    bytes += more;
    size_t bound = one_at(r->at + from + bytes, "以后|之后|以前|之前|往后|后都行|后都可以", NULL);
    if (bound) doubt(r, SAID_TIME, N_("“{1}”: not before or not after that time; agree on one"), words_of(r, from, bytes + bound));
    take_part(r, SAID_TIME, from, bytes + bound);
}

/* 上午 with no hour beside it. */
static void vague_time(struct reading *r, size_t from, size_t bytes)
{
    take_part(r, SAID_TIME, from, bytes);
    if (r->out->minute < 0) doubt(r, SAID_TIME, N_("“{1}”: at what time?"), words_of(r, from, bytes));
}

void read_times(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        struct clock c;
        enum part_of_day part;
        bool inside = i && isdigit((unsigned char)r->at[i]) && (isdigit((unsigned char)r->at[i - 1]) || r->at[i - 1] == '-' || r->at[i - 1] == ':');
        bool range = !inside && is_free(r, i, 1) && range_begins(r->at + i);
        size_t n = !inside && is_free(r, i, 1) ? clock_at(r->at + i, range, &c) : 0, alone = 0;
        if (n && is_free(r, i, n)) keep_time(r, &c, i, n);
        else if (is_free(r, i, 1) && (alone = part_at(r->at + i, &part)) > strlen("早") && is_free(r, i, alone)) vague_time(r, i, alone);
        else n = 0;
        i += n ? n : character_at(r, i);
    }
}

/* ---- lengths ---- */

/* 3小时, 三个小时, 两个半小时, 2.5h, 半小时; 提前1小时 and 1小时内 are none. */
static size_t length_at(text at, int *ret_minutes)
{
    int64_t hundredths = 0;
    size_t half = word_at(at, "半"), n = half ? 0 : decimal_at(at, &hundredths);
    if (!n && !half) return 0;
    n += half;
    if (half) hundredths = 50;
    n += strspn(at + n, " ");
    n += word_at(at + n, "个");
    size_t and_half = half ? 0 : word_at(at + n, "半");
    n += and_half;
    size_t unit = one_at(at + n, "小时|钟头|h|H|hr|钟", NULL), behind = 0;
    if (!unit || (word_at(at + n, "钟") == unit && !(n >= 3 && !strncmp(at + n - 3, "个", 3)))) return 0;
    n += unit;
    behind = word_at(at + n, "半") && !word_at(at + n, "半个");
    if (behind) n += strlen("半");
    *ret_minutes = (int)((hundredths + (and_half || behind ? 50 : 0)) * 60 / 100);
    return one_at(at + n, "前|之前|内|以内|之内|后|之后", NULL) ? 0 : n;
}

void read_lengths(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        int minutes = 0;
        bool inside = i && (isdigit((unsigned char)r->at[i - 1]) || r->at[i - 1] == '.') && isdigit((unsigned char)r->at[i]);
        size_t n = !inside && is_free(r, i, 1) && !comes_after(r, i, "提前|每|一|钱|元|块|价") ? length_at(r->at + i, &minutes) : 0;
        size_t vague = n ? 0 : one_at(r->at + i, "半天|一整天|一天|全天", NULL);
        if (vague && is_free(r, i, vague)) { take_part(r, SAID_LENGTH, i, vague); doubt(r, SAID_LENGTH, N_("“{1}”: how many hours?"), words_of(r, i, vague)); }
        if (n && (minutes <= 0 || minutes > 1440)) n = 0;
        if (n && comes_after(r, i, "到|至|-|~|—|、")) doubt(r, SAID_LENGTH, N_("“{1}” was taken as the most of two lengths"), words_of(r, i, n));
        if (n && r->out->length && r->out->length != minutes) doubt(r, SAID_LENGTH, N_("More than one length: also {1}"), words_of(r, i, n));
        else if (n) r->out->length = minutes;
        if (n) take_part(r, SAID_LENGTH, i, n);
        i += n ? n : vague ? vague : character_at(r, i);
    }
}
