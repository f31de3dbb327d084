/* format.c — number formats (ECMA-376 part 1, §18.8.30/31): is a number a date, and how does the person see it? */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/when.h"
#include "sheet/inside.h"

/* 27..36 and 50..58 are the East Asian ones: 27 yyyy年m月, 32 h时mm分, 55 上午/下午h时mm分 … (§18.8.30, zh-cn). */
struct format format_of_id(int id)
{
    static const struct { int first, last; enum format_kind kind; } built_in[] = {
        { 9, 10, FORMAT_PERCENT }, { 14, 17, FORMAT_DATE }, { 18, 21, FORMAT_TIME }, { 22, 22, FORMAT_DATE_TIME },
        { 27, 31, FORMAT_DATE }, { 32, 35, FORMAT_TIME }, { 36, 36, FORMAT_DATE }, { 45, 45, FORMAT_TIME },
        { 46, 46, FORMAT_ELAPSED }, { 47, 47, FORMAT_TIME }, { 50, 54, FORMAT_DATE }, { 55, 56, FORMAT_TIME },
        { 57, 58, FORMAT_DATE },
    };
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (id >= built_in[i].first && id <= built_in[i].last) return (struct format){ (uint8_t)built_in[i].kind, 0 };
    return (struct format){ FORMAT_PLAIN, 0 };
}

/* What stands in the first section of a code outside of quotes, escapes, fillers and brackets. */
struct letters { bool year, month, day, hour, second, elapsed, percent, era, other; int zeros; };

static const char *bracket(const char *at, struct letters *seen)        /* [h] [mm] [ss] count hours; [Red] [$-804] say nothing */
{
    const char *close = strchr(at, ']');
    if (!close) return at + strlen(at);
    size_t same = strspn(at + 1, "hHmMsS");
    if (same && at + 1 + same == close) seen->elapsed = true;
    return close + 1;
}

static void letter(char c, struct letters *seen)
{
    switch (tolower((unsigned char)c)) {
    case 'y': seen->year = true; break;
    case 'm': seen->month = true; break;
    case 'd': seen->day = true; break;
    case 'h': seen->hour = true; break;
    case 's': seen->second = true; break;
    case 'e': seen->era = true; break;
    case 'a': seen->day = true; break;                          /* aaaa: 星期四 */
    case '%': seen->percent = true; break;
    case '0': seen->zeros++; break;
    default: seen->other = true;
    }
}

static const char *step(const char *at, struct letters *seen)
{
    if (*at == '[') return bracket(at, seen);
    if (*at == '"') { const char *close = strchr(at + 1, '"'); return close ? close + 1 : at + strlen(at); }
    if (strchr("\\_*", *at)) return at[1] ? at + 2 : at + 1;
    if (!strncasecmp(at, "general", 7)) { seen->other = true; return at + 7; }
    if (!strncasecmp(at, "am/pm", 5)) { seen->hour = true; return at + 5; }
    if (!strncasecmp(at, "a/p", 3)) { seen->hour = true; return at + 3; }
    if ((*at | 32) == 'e' && (at[1] == '+' || at[1] == '-')) { seen->other = true; return at + 2; }     /* 0.00E+00 */
    letter(*at, seen);
    return at + 1;
}

struct format format_of_code(text code)
{
    struct letters seen = { 0 };
    for (const char *at = code; *at && *at != ';';) at = step(at, &seen);
    bool time = seen.hour || seen.second, date = seen.year || seen.day || seen.era || (seen.month && !time);
    if (date && time) return (struct format){ FORMAT_DATE_TIME, 0 };
    if (date) return (struct format){ FORMAT_DATE, 0 };
    if (seen.elapsed) return (struct format){ FORMAT_ELAPSED, 0 };
    if (time) return (struct format){ FORMAT_TIME, 0 };
    if (seen.percent) return (struct format){ FORMAT_PERCENT, 0 };
    if (seen.zeros > 1 && seen.zeros <= 18 && !seen.other) return (struct format){ FORMAT_ZEROS, (uint8_t)seen.zeros };
    return (struct format){ FORMAT_PLAIN, 0 };
}

static text small(struct arena *arena, double number)           /* 0.00001234 */
{
    char digits[64];
    int length = snprintf(digits, sizeof digits, "%.*f", 14 - (int)floor(log10(fabs(number))), number);
    while (digits[length - 1] == '0') length--;
    return arena_copy_n(arena, digits, (size_t)length);
}

text format_plain(struct arena *arena, double number)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.15g", number);
    if (!strchr(digits, 'e')) return arena_copy(arena, strcmp(digits, "-0") ? digits : "0");
    if (fabs(number) >= 1e30 || fabs(number) < 1e-15) return arena_copy(arena, digits);   /* nobody's phone: leave it */
    if (fabs(number) < 1) return small(arena, number);
    snprintf(digits, sizeof digits, "%.14e", number);           /* d.dddddddddddddde+NN: 15 digits, the rest are zeros */
    int power = atoi(strchr(digits, 'e') + 1);
    struct buf out = buf_new(arena);
    for (const char *at = digits; *at != 'e'; at++) if (*at != '.') buf_char(&out, *at);
    for (int i = 14; i < power; i++) buf_char(&out, '0');
    return buf_text(&out);
}

/* 1900 system: 1 is 1900-01-01 and 60 is 1900-02-29, a day that never was (Lotus's bug, kept by Excel); 1904: 0 is 1904-01-01. */
static bool serial_day(int64_t serial, bool from_1904, day *ret_day)
{
    static const struct date origin_1904 = { 1904, 1, 1 }, origin_1900 = { 1899, 12, 30 };
    if (serial == 60 && !from_1904) return false;
    int64_t number = day_from_date(from_1904 ? origin_1904 : origin_1900).number + serial + (!from_1904 && serial < 60);
    *ret_day = (day){ (int32_t)number };
    return true;
}

static text clock_text(struct arena *arena, int64_t seconds)
{
    int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60), second = (int)(seconds % 60);
    return second ? arena_print(arena, "%02d:%02d:%02d", hour, minute, second) : arena_print(arena, "%02d:%02d", hour, minute);
}

static struct sheet_cell date_cell(struct arena *arena, double number, enum format_kind kind, bool from_1904)
{
    int64_t seconds = llround(number * 86400), serial = seconds / 86400, rest = seconds % 86400;
    struct sheet_cell cell = { .kind = SHEET_DATE, .number = number };
    day when = { 0 };
    if (!serial_day(serial, from_1904, &when)) { cell.kind = SHEET_TEXT; cell.text = "1900-02-29"; return cell; }
    struct date date = date_of(when);
    cell.text = arena_print(arena, "%04d-%02d-%02d%s%s", date.year, date.month, date.day, rest && kind != FORMAT_DATE ? " " : "",
        rest && kind != FORMAT_DATE ? clock_text(arena, rest) : "");
    return cell;
}

static struct sheet_cell number_cell(struct arena *arena, double number, struct format format)
{
    struct sheet_cell cell = { .kind = SHEET_NUMBER, .number = number, .worn = fabs(number) >= 1e15, .text = format_plain(arena, number) };
    bool whole = number >= 0 && number < 1e15 && number == floor(number);
    if (format.kind == FORMAT_PERCENT) cell.text = arena_print(arena, "%s%%", format_plain(arena, number * 100));
    if (format.kind == FORMAT_ZEROS && whole) cell.text = arena_print(arena, "%0*lld", format.digits, (long long)number);
    return cell;
}

/* A time without a date is below one day. A format of hours over a whole date hides the date; dropping it would lose data. */
struct sheet_cell format_number(struct arena *arena, double number, struct format format, bool from_1904)
{
    bool dated = format.kind >= FORMAT_DATE && format.kind <= FORMAT_ELAPSED, in_range = number >= 0 && number < 2958466;
    if (!dated || !in_range) return number_cell(arena, number, format);       /* 2958465 is 9999-12-31 */
    bool below_a_day = number < 1 && !(from_1904 && format.kind == FORMAT_DATE);
    if (format.kind == FORMAT_ELAPSED || below_a_day)
        return (struct sheet_cell){ .kind = SHEET_TIME, .number = number, .text = clock_text(arena, llround(number * 86400)) };
    return date_cell(arena, number, format.kind, from_1904);
}
