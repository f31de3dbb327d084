/* message_company.c — 抬头 and 税号 in a customer's message: a company that orders, or what an invoice is made out to. */
#include <ctype.h>
#include <string.h>
#include "base/identity.h"
#include "customers/message_own.h"

#define TITLES "发票抬头|开票抬头|抬头|开票名称|公司名称|单位名称|公司全称|单位全称"
#define CODES "统一社会信用代码|社会信用代码|信用代码|纳税人识别号|纳税识别号|纳税号|税号"
#define FIRMS "有限责任公司|股份有限公司|有限公司|分公司|事务所|合伙企业|集团公司"

static text upper(const struct reading *r, size_t from, size_t bytes)
{
    char *code = arena_take(r->arena, bytes + 1), *end = code;
    for (size_t i = 0; i < bytes; i++)
        if (r->at[from + i] != ' ') *end++ = (char)toupper((unsigned char)r->at[from + i]);
    return code;
}

/* The colon, 是, blanks behind a label. */
static size_t joint_at(text at)
{
    size_t n = strspn(at, " "), is = one_at(at + n, "是|为", NULL);
    n += is;
    return n + strspn(at + n, " :\n");
}

static size_t code_bytes(text at)
{
    size_t n = 0;
    while (isalnum((unsigned char)at[n]) || (at[n] == ' ' && isalnum((unsigned char)at[n + 1]))) n++;
    return n;
}

static bool take_code(struct reading *r, size_t from, size_t lead, size_t bytes, bool said)
{
    text code = upper(r, from + lead, bytes), wrong = check_uscc(code);
    if (!is_free(r, from, lead + bytes) || (wrong && !said)) return false;
    r->out->tax_number = code;
    if (wrong) doubt(r, SAID_TAX_NUMBER, N_("{1} is no tax number of 18 characters: one may be missing or wrong"), code);
    take_part(r, SAID_TAX_NUMBER, from, lead + bytes);
    return true;
}

/* Behind its label as it was written, with a doubt where it cannot be right; without one only what is a code beyond doubt. */
static void read_tax_number(struct reading *r)
{
    enum { USCC = 18, LEAST = 12 };
    for (size_t i = 0; i < r->length; i += character_at(r, i)) {
        size_t label = one_at(r->at + i, CODES, NULL), lead = label ? label + joint_at(r->at + i + label) : 0, n = label ? code_bytes(r->at + i + lead) : 0;
        if (n >= LEAST && n <= 2 * USCC && take_code(r, i, lead, n, true)) return;
    }
    for (size_t i = 0, n = 0; i < r->length; i += n ? n : character_at(r, i)) {
        for (n = 0; isalnum((unsigned char)r->at[i + n]);) n++;
        if (n == USCC && take_code(r, i, 0, n, false)) return;
    }
}

/* Up to a sign, a blank, or the label of the next thing. */
static size_t title_bytes(const struct reading *r, size_t from)
{
    size_t n = 0;
    while (from + n < r->length && !strchr(",;\n ", r->at[from + n]) && !one_at(r->at + from + n, "。|；|、|" CODES "|电话|地址|联系人", NULL) && !r->taken[from + n]) n += character_at(r, from + n);
    return n;
}

static bool is_firm(const struct reading *r, size_t from, size_t bytes) { return comes_after(r, from + bytes, FIRMS); }

static bool take_title(struct reading *r, size_t from, size_t lead, size_t bytes)
{
    if (!is_free(r, from, lead + bytes)) return false;
    r->out->company = words_of(r, from + lead, bytes);
    take_part(r, SAID_COMPANY, from, lead + bytes);
    return true;
}

/* 「抬头：成都星河科技有限公司」; 「抬头个人」 is none, nor is 「抬头晚点发您」. */
static bool labelled_title(struct reading *r)
{
    enum { LEAST = sizeof "锦江" - 1, MOST = 150 };
    for (size_t i = 0; i < r->length; i += character_at(r, i)) {
        size_t label = one_at(r->at + i, TITLES, NULL), joint = label ? joint_at(r->at + i + label) : 0, lead = label + joint, n = label ? title_bytes(r, i + lead) : 0;
        if (n < LEAST || n > MOST || one_at(r->at + i + lead, "个人|私人", NULL) || (!joint && !is_firm(r, i + lead, n))) continue;
        if (take_title(r, i, lead, n)) return true;
    }
    return false;
}

/* 「我们是成都星河科技有限公司，…」: the words before its legal form. */
static bool named_firm(struct reading *r)
{
    enum { LEAST = sizeof "星河有限公司" - 1, MOST = 150 };
    for (size_t i = 0; i < r->length;) {
        size_t n = title_bytes(r, i), skip = one_at(r->at + i, "我们公司是|我们公司叫|我们单位是|我们是|我司是|我司|我是|这里是|这边是|公司是|公司叫|公司|客户是|开给", NULL);
        size_t last = n;
        while (last && !is_firm(r, i, last)) last--;
        if (last > skip && last - skip >= LEAST && last - skip <= MOST && take_title(r, i, skip, last - skip)) return true;
        i += n ? n : character_at(r, i);
    }
    return false;
}

void read_company(struct reading *r)
{
    read_tax_number(r);
    if (!labelled_title(r)) named_firm(r);
}
