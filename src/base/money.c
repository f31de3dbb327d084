#include "base/money.h"
#include "base/buf.h"
#include <string.h>
#include "base/utf8.h"

__extension__ typedef __int128 wide;

static money fit(wide fen)
{
    if (fen > INT64_MAX) return (money){ INT64_MAX };
    return (money){ fen < -INT64_MAX ? -INT64_MAX : (int64_t)fen };
}

money money_add(money a, money b) { return fit((wide)a.fen + b.fen); }
money money_sub(money a, money b) { return fit((wide)a.fen - b.fen); }
money money_negate(money a) { return fit(-(wide)a.fen); }
money money_least(money a, money b) { return a.fen < b.fen ? a : b; }
money money_most(money a, money b) { return a.fen > b.fen ? a : b; }

money money_times(money amount, int64_t numerator, int64_t denominator)
{
    wide whole = (wide)amount.fen * numerator, size = whole < 0 ? -whole : whole;
    wide rounded = size / denominator + (size % denominator >= denominator - size % denominator);
    return fit(whole < 0 ? -rounded : rounded);
}

/* The part that is owed the next fen: of those that have only their floor, the one that lost most by it. `count` if none. */
static size_t most_owed(wide size, const int64_t *weights, size_t count, wide sum, const money *parts)
{
    size_t best = count;
    wide most = 0;
    for (size_t i = 0; i < count; i++) {
        wide share = size * weights[i], lost = share % sum;
        if (parts[i].fen == (int64_t)(share / sum) && lost > most) { best = i; most = lost; }
    }
    return best;
}

void money_share(money whole, const int64_t *weights, size_t count, money *parts)
{
    wide sum = 0, size = whole.fen < 0 ? -(wide)whole.fen : whole.fen, left = size;
    for (size_t i = 0; i < count; i++) sum += weights[i];
    for (size_t i = 0; i < count; i++) {
        parts[i].fen = sum > 0 ? (int64_t)(size * weights[i] / sum) : 0;
        left -= parts[i].fen;
    }
    if (sum <= 0 && count) parts[0] = fit(left);        /* no weights at all: nothing may get lost */
    else for (; left > 0; left--) {
        size_t i = most_owed(size, weights, count, sum, parts);
        if (i == count) break;                          /* not reached: the fen left over are fewer than the remainders */
        parts[i].fen++;
    }
    if (whole.fen < 0) for (size_t i = 0; i < count; i++) parts[i] = money_negate(parts[i]);
}

text money_text(struct arena *arena, money amount)
{
    uint64_t size = amount.fen < 0 ? -(uint64_t)amount.fen : (uint64_t)amount.fen;
    return arena_print(arena, "%s%llu.%02llu", amount.fen < 0 ? "-" : "", (unsigned long long)(size / 100),
                       (unsigned long long)(size % 100));
}

static text grouped_after(struct arena *arena, text sign, money amount)
{
    text plain = money_text(arena, amount);
    struct buf out = buf_new(arena);
    if (*plain == '-') buf_char(&out, *plain++);
    buf_add(&out, sign);
    text point = strchr(plain, '.');
    for (text c = plain; *c; c++) {
        if (c > plain && c < point && (point - c) % 3 == 0) buf_char(&out, ',');
        buf_char(&out, *c);
    }
    return buf_text(&out);
}

text money_shown(struct arena *arena, money amount) { return grouped_after(arena, "¥", amount); }
text money_grouped(struct arena *arena, money amount) { return grouped_after(arena, "", amount); }

static const char *const capitals[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* Four digits: 1005 is 壹仟零伍. `after`: higher digits stand before, so that a leading zero is said. */
static void four_digits(struct buf *out, int n, bool after)
{
    static const char *const places[] = { "仟", "佰", "拾", "" };
    bool zero = false, any = after;
    for (int i = 0, of = 1000; i < 4; i++, of /= 10) {
        int d = n / of % 10;
        if (!d) { zero = true; continue; }
        if (zero && any) buf_add(out, "零");
        buf_add(out, capitals[d]);
        buf_add(out, places[i]);
        zero = false;
        any = true;
    }
}

static void yuan_in_capitals(struct buf *out, int64_t yuan)
{
    static const struct { int64_t of; const char *word; } groups[] = { { 100000000, "亿" }, { 10000, "万" }, { 1, "" } };
    bool any = false;
    for (int i = 0; i < 3; i++) {
        int n = (int)(yuan / groups[i].of % 10000);
        if (!n) continue;
        if (any && i == 2 && yuan / 10000 % 10000 == 0 && n >= 1000) buf_add(out, "零");      /* 壹亿零壹仟 */
        four_digits(out, n, any);
        buf_add(out, groups[i].word);
        any = true;
    }
}

text money_in_capitals(struct arena *arena, money amount)
{
    struct buf out = buf_new(arena);
    int64_t size = amount.fen < 0 ? -amount.fen : amount.fen, yuan = size / 100;
    int jiao = (int)(size / 10 % 10), fen = (int)(size % 10);
    buf_add(&out, amount.fen < 0 ? "人民币负" : "人民币");
    if (yuan) { yuan_in_capitals(&out, yuan); buf_add(&out, "元"); }
    if (jiao) buf_print(&out, "%s角", capitals[jiao]);
    if (fen) buf_print(&out, "%s%s分", yuan && !jiao ? "零" : "", capitals[fen]);
    else buf_add(&out, yuan || jiao ? "整" : "零元整");
    return buf_text(&out);
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Whole yuan; commas only where they group thousands, so that "1,28" is not taken for 128. */
static const char *read_yuan(const char *at, int64_t *ret_yuan)
{
    int digits = 0, group = -1;                         /* digits since the last comma, -1 before the first */
    int64_t yuan = 0;
    for (; digit(*at) || *at == ','; at++) {
        if (*at == ',') {
            if (group == -1 ? digits < 1 || digits > 3 : group != 3) return NULL;
            group = 0;
            continue;
        }
        yuan = yuan * 10 + (*at - '0');
        if (++digits > 15) return NULL;
        if (group >= 0) group++;
    }
    *ret_yuan = yuan;
    return digits && (group == -1 || group == 3) ? at : NULL;
}

static const char *read_fen(const char *at, int64_t *ret_fen)
{
    int digits = 0;
    *ret_fen = 0;
    if (*at != '.') return at;
    for (at++; digit(*at); at++, digits++) {
        if (digits >= 2 && *at != '0') return NULL;     /* 1.2800 out of a sheet is an amount, 1.285 is not */
        if (digits < 2) *ret_fen = *ret_fen * 10 + (*at - '0');
    }
    if (digits == 1) *ret_fen *= 10;
    return digits ? at : NULL;
}

static const char *skip(const char *at, const char *word)
{
    if (starts_with(at, word)) at += strlen(word);
    while (*at == ' ') at++;
    return at;
}

bool money_read(text from, money *ret_amount)
{
    char thin[64];
    int64_t yuan, fen;
    if (!utf8_narrow_to(from, thin, sizeof thin)) return false;
    const char *at = skip(thin, "¥");
    bool minus = *at == '-';
    at = skip(at + (minus || *at == '+'), "¥");
    if ((at = read_yuan(at, &yuan)) == NULL || (at = read_fen(at, &fen)) == NULL) return false;
    if (*skip(skip(at, ""), "元")) return false;
    ret_amount->fen = (yuan * 100 + fen) * (minus ? -1 : 1);
    return true;
}
