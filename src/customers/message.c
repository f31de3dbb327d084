/* message.c — see message.h. Passes over the message, each taking the words it understands: numbers first, as the others would misread them. */
#include <ctype.h>
#include <string.h>
#include "base/identity.h"
#include "base/pinyin.h"
#include "customers/message_own.h"

/* ---- words ---- */

size_t word_at(text at, text word)
{
    size_t n = strlen(word);
    return n && !strncmp(at, word, n) ? n : 0;
}

size_t one_at(text at, text list, int *ret_which)
{
    size_t best = 0;
    int which = 0;
    for (text w = list; *w; which++) {
        size_t n = strcspn(w, "|");
        if (n > best && !strncmp(at, w, n)) {
            best = n;
            if (ret_which) *ret_which = which;
        }
        w += n + (w[n] == '|');
    }
    return best;
}

static size_t digits_at(text at, int64_t *ret)
{
    size_t n = 0;
    int64_t value = 0;
    for (; isdigit((unsigned char)at[n]) && n < 5; n++) value = value * 10 + (at[n] - '0');
    *ret = value;
    return n && n < 5 && !isdigit((unsigned char)at[n]) ? n : 0;
}

/* 一百二 is 120, 一百零二 is 102. */
static size_t han_number_at(text at, int64_t *ret)
{
    static const text digits = "零|一|二|三|四|五|六|七|八|九|两";
    int64_t value = 0, digit = -1, unit = 1;
    size_t n = 0, step = 0;
    int which = 0;
    for (; (step = one_at(at + n, digits, &which)) || (step = one_at(at + n, "十|百", NULL)); n += step) {
        bool ten = word_at(at + n, "十"), hundred = word_at(at + n, "百");
        if (!ten && !hundred) { if (digit > 0) return 0; digit = which == 10 ? 2 : which; if (!digit) unit = 10; continue; }
        if (hundred && digit < 1) return 0;
        value += (digit > 0 ? digit : 1) * (ten ? 10 : 100);
        unit = ten ? 10 : 100;
        digit = -1;
    }
    if (digit > 0) value += unit == 100 ? digit * 10 : digit;
    *ret = value;
    return value ? n : 0;
}

size_t number_at(text at, int64_t *ret)
{
    size_t n = digits_at(at, ret);
    return n ? n : isdigit((unsigned char)*at) ? 0 : han_number_at(at, ret);
}

size_t decimal_at(text at, int64_t *ret)
{
    size_t n = number_at(at, ret);
    *ret *= 100;
    if (!n || at[n] != '.' || !isdigit((unsigned char)at[n + 1])) return n;
    *ret += (at[n + 1] - '0') * 10;
    for (n += 2; isdigit((unsigned char)at[n]); n++) { }
    return n;
}

/* ---- what is taken ---- */

size_t character_at(const struct reading *r, size_t at)
{
    uint32_t c = 0;
    size_t n = utf8_read(r->at + at, &c);
    return n ? n : 1;
}

bool is_free(const struct reading *r, size_t from, size_t bytes)
{
    for (size_t i = from; i < from + bytes; i++)
        if (i >= r->length || r->taken[i]) return false;
    return true;
}

bool comes_after(const struct reading *r, size_t from, text list)
{
    for (text w = list; *w;) {
        size_t n = strcspn(w, "|");
        if (n && from >= n && !strncmp(r->at + from - n, w, n)) return true;
        w += n + (w[n] == '|');
    }
    return false;
}

void take_part(struct reading *r, enum message_part part, size_t from, size_t bytes) { memset(r->taken + from, (int)part, bytes); }
text words_of(const struct reading *r, size_t from, size_t bytes) { return arena_copy_n(r->arena, r->at + from, bytes); }

void doubt(struct reading *r, enum message_part part, text message, text words)
{
    if (r->out->doubt_count < MOST_MESSAGE_DOUBTS) r->out->doubts[r->out->doubt_count++] = (struct message_doubt){ part, message, words };
}

/* ---- phones and a platform's numbers ---- */

/* Digits with blanks and hyphens among them, as people group them; ends at the last digit. */
static size_t grouped_digits(text at, char *into, size_t room, size_t *ret_count)
{
    size_t n = 0, end = 0, count = 0;
    for (; at[n] && count + 1 < room; n++) {
        if (isdigit((unsigned char)at[n])) { into[count++] = at[n]; end = n + 1; continue; }
        if (!(at[n] == ' ' || at[n] == '-') || !isdigit((unsigned char)at[n + 1])) break;
    }
    into[count] = 0;
    *ret_count = count;
    return end;
}

static size_t extension_at(struct reading *r, text at)
{
    size_t n = strspn(at, " ,-"), word = one_at(at + n, "转|分机|转接", NULL), digits = 0;
    if (!word) return 0;
    n += word;
    n += strspn(at + n, " :");
    while (isdigit((unsigned char)at[n + digits])) digits++;
    if (digits < 2 || digits > 6) return 0;
    r->out->extension = arena_copy_n(r->arena, at + n, digits);
    return n + digits;
}

static void keep_phone(struct reading *r, text phone, text words)
{
    struct message_draft *d = r->out;
    if (!*d->phone) d->phone = phone;
    else if (strcmp(d->phone, phone) && !*d->phone2) { d->phone2 = phone; doubt(r, SAID_PHONE, N_("Two phone numbers; the second is {1}: whose is it?"), phone); }
    else if (strcmp(d->phone, phone)) doubt(r, SAID_PHONE, N_("One more phone number: {1}"), words);
}

static void read_phones(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        char digits[24];
        size_t count = 0, n = isdigit((unsigned char)r->at[i]) || r->at[i] == '+' ? grouped_digits(r->at + i + (r->at[i] == '+'), digits, sizeof digits, &count) : 0;
        if (!n) { i += character_at(r, i); continue; }
        n += r->at[i] == '+';
        text phone = is_free(r, i, n) && count >= 10 ? phone_normal(r->arena, words_of(r, i, n), r->demo) : "";
        if (*phone) {
            keep_phone(r, phone, words_of(r, i, n));
            n += extension_at(r, r->at + i + n);
            take_part(r, SAID_PHONE, i, n);
        } else if (count >= 10 && count <= 12 && *digits == '1' && is_free(r, i, n)) {
            doubt(r, SAID_PHONE, N_("{1} is no phone number: a digit may be missing"), words_of(r, i, n));
        }
        i += n;
    }
}

/* 「订单号：4802…」「券码 1234 5678」 */
static void read_code(struct reading *r, text labels, enum message_part part, text *into)
{
    for (size_t i = 0; i < r->length && !**into; i += character_at(r, i)) {
        size_t label = one_at(r->at + i, labels, NULL), n = label, digits = 0;
        if (!label) continue;
        n += one_at(r->at + i + n, "是|为", NULL);
        n += strspn(r->at + i + n, " :#");
        while (isalnum((unsigned char)r->at[i + n + digits]) || (r->at[i + n + digits] == ' ' && isdigit((unsigned char)r->at[i + n + digits + 1]))) digits++;
        if (digits < 6 || digits > 40) continue;
        char *code = arena_take(r->arena, digits + 1), *end = code;
        for (size_t k = 0; k < digits; k++)
            if (r->at[i + n + k] != ' ') *end++ = r->at[i + n + k];
        *into = code;
        take_part(r, part, i, n + digits);
    }
}

static void read_channel(struct reading *r)
{
    static const text words = "美团|大众点评|抖音|58到家|58同城|京东|天鹅到家|小红书|支付宝|淘宝|拼多多|快手|高德";
    for (size_t i = 0; i < r->length; i += character_at(r, i)) {
        size_t n = one_at(r->at + i, words, NULL);
        if (!n || !is_free(r, i, n)) continue;
        r->out->channel = words_of(r, i, n);
        n += one_at(r->at + i + n, "上的|上买的|上下的单|下的单|平台|买的|团购的|订单|上", NULL);
        take_part(r, SAID_CHANNEL, i, n);
        return;
    }
}

/* ---- services ---- */

text message_words_of(unsigned category)
{
    static const text words[] = { "",
        "日常保洁|日常打扫|打扫卫生|搞卫生|做卫生|卫生|打扫|保洁|钟点工|小时工|做家务|清洁", "深度保洁|深度清洁|大扫除|深度打扫|全屋深度", "开荒保洁|开荒|新房保洁|装修后保洁|装修后打扫|拓荒", "擦玻璃|擦玻璃窗|擦擦玻璃|揩玻璃|揩玻璃窗|揩揩玻璃|揩揩玻璃窗|抹窗|擦窗户|擦窗|洗窗户|洗窗",
        "家电清洗|洗油烟机|清洗油烟机|油烟机清洗|油烟机|洗空调|清洗空调|空调清洗|洗衣机清洗|洗洗衣机|清洗冰箱", "收纳整理|整理收纳|衣橱整理|收纳", "搬家|搬运", "月嫂", "育儿嫂|带孩子|看孩子|带娃|看娃|带宝宝", "催乳|通乳|开奶",
        "住家保姆|住家阿姨|保姆", "做饭|烧饭|做晚饭|做午饭|煮饭", "照顾老人|老人照护|照护老人|照看老人|半自理|不能自理|陪护老人|看护老人|养老护理|陪老人", "助浴|给老人洗澡", "护工|病人陪护|医院陪护|照顾病人", "陪诊|陪看病", "接送孩子|接孩子|接送小孩|接娃|接小孩", "辅导作业|写作业", "除螨|杀虫|消杀|除虫",
    };
    return category < sizeof words / sizeof *words ? words[category] : "";
}

static void add_service(struct message_draft *d, int64_t id)
{
    for (int i = 0; i < d->service_count; i++)
        if (d->services[i] == id) return;
    if (d->service_count < MOST_MESSAGE_SERVICES) d->services[d->service_count++] = id;
}

/* 卫生 is the service, 卫生间 a room. */
static const struct message_word *longest_word(const struct message_word *words, int count, text at, size_t *ret_bytes)
{
    const struct message_word *best = NULL;
    *ret_bytes = 0;
    for (int i = 0; i < count; i++) {
        size_t n = word_at(at, words[i].word);
        bool better = n > *ret_bytes || (best && n == *ret_bytes && best->near && !words[i].near);
        if (!n || !better || (!strcmp(words[i].word, "卫生") && one_at(at + n, "间|院|纸|巾|局|所|许可|证|条件|死角", NULL))) continue;
        *ret_bytes = n;
        best = &words[i];
    }
    return best;
}

/* 会做饭: what she must be able to do. */
static bool is_ability(const struct reading *r, size_t at) { return comes_after(r, at, "会|懂|擅长|能帮忙"); }

static void take_service(struct reading *r, const struct message_word *word, size_t at, size_t bytes, text *second)
{
    text words = words_of(r, at, bytes);
    int before = r->out->service_count;
    add_service(r->out, word->id);
    if (word->near) doubt(r, SAID_SERVICE, N_("“{1}” is no service of ours by that name: the nearest was taken"), words);
    if (before && r->out->service_count > before && !**second) *second = words;
    take_part(r, SAID_SERVICE, at, bytes);
}

static void read_services(struct reading *r)
{
    text second = "";
    for (size_t i = 0; i < r->length;) {
        size_t n = 0;
        const struct message_word *word = longest_word(r->shop->services, r->shop->service_count, r->at + i, &n);
        if (!word || !is_free(r, i, n) || is_ability(r, i)) { i += character_at(r, i); continue; }
        take_service(r, word, i, n, &second);
        i += n;
    }
    if (*second) doubt(r, SAID_SERVICE, N_("More than one service: also {1}"), second);
}

/* Only where nothing else was asked for: then 「你们会擦玻璃吗」 may be the order. */
static void read_abilities(struct reading *r)
{
    for (size_t i = 0; i < r->length && !r->out->service_count; i += character_at(r, i)) {
        size_t n = 0;
        text none = "";
        const struct message_word *word = longest_word(r->shop->services, r->shop->service_count, r->at + i, &n);
        if (!word || !is_free(r, i, n) || !is_ability(r, i)) continue;
        take_service(r, word, i, n, &none);
        doubt(r, SAID_SERVICE, N_("“{1}” may be what the worker has to be able to do, not what is ordered"), words_of(r, i, n));
    }
}

static size_t characters(const struct reading *r, size_t from, size_t most, size_t *ret_bytes)
{
    size_t n = 0, bytes = 0;
    for (; n < most && from + bytes < r->length; n++) bytes += character_at(r, from + bytes);
    *ret_bytes = bytes;
    return n;
}

/* 搞卫声 is read as 搞卫生. Of two characters too many words sound alike, so only longer ones. */
static bool read_sound(struct reading *r, size_t from)
{
    enum { SHORTEST = 3, LONGEST = 6 };
    for (size_t many = LONGEST, bytes = 0; many >= SHORTEST; many--) {
        if (characters(r, from, many, &bytes) < many || !is_free(r, from, bytes)) continue;
        text sound = pinyin_full(r->arena, words_of(r, from, bytes));
        for (int i = 0; i < r->shop->service_count; i++) {
            const struct message_word *word = &r->shop->services[i];
            if (strlen(word->word) != bytes || strcmp(pinyin_full(r->arena, word->word), sound)) continue;
            add_service(r->out, word->id);
            take_part(r, SAID_SERVICE, from, bytes);
            doubt(r, SAID_SERVICE, N_("A slip of the keyboard? Taken as “{1}”"), word->word);
            return true;
        }
    }
    return false;
}

/* Only where no service was found by its own characters. */
static void read_services_by_sound(struct reading *r)
{
    for (size_t i = 0; i < r->length && !r->out->service_count; i += character_at(r, i))
        if (((unsigned char)r->at[i] & 0x80) && read_sound(r, i)) return;
}

/* ---- the whole ---- */

static void read_spans(struct reading *r)
{
    for (size_t i = 0; i < r->length; i++) {
        size_t from = i;
        unsigned part = r->taken[i];
        while (i + 1 < r->length && r->taken[i + 1] == part) i++;
        if (part && r->out->span_count < MOST_MESSAGE_SPANS) r->out->spans[r->out->span_count++] = (struct message_span){ part, from, i + 1 };
    }
}

static const struct message_draft nothing_read = { .phone = "", .phone2 = "", .extension = "", .name = "", .address = "", .area = "", .wish = "", .channel = "", .channel_number = "", .voucher = "", .access = "", .company = "", .tax_number = "", .rest = "", .second = "", .minute = -1 };

static struct message_draft *read_one(struct arena *arena, text message, instant now, bool demo, const struct message_shop *shop)
{
    struct message_draft *d = arena_take(arena, sizeof *d);
    *d = nothing_read;
    d->text = message;
    size_t length = strlen(d->text);
    struct reading r = { arena, d->text, length, arena_take(arena, length + 1), day_of(now), demo, shop, d };
    read_code(&r, "订单编号|订单号|单号", SAID_CHANNEL_NUMBER, &d->channel_number);
    read_code(&r, "券码|券号|核销码|团购券", SAID_VOUCHER, &d->voucher);
    read_company(&r);
    read_phones(&r);
    read_channel(&r);
    read_access(&r);
    read_days(&r);
    read_times(&r);
    read_lengths(&r);
    read_sizes(&r);
    read_people(&r);
    read_services(&r);
    read_abilities(&r);
    read_services_by_sound(&r);
    read_name(&r);
    read_address(&r);
    read_spans(&r);
    read_rest(&r);
    return d;
}

/* ---- two orders in one message ---- */

static bool is_order(const struct message_draft *d) { return d->service_count && d->day.given; }

/* Where a second order may begin: behind the end of a sentence or a line, at 「另外」 and the like. */
static size_t breaks_at(text at)
{
    size_t sign = strspn(at, ";\n"), han = sign ? 0 : one_at(at, "。|；", NULL);
    return sign ? sign : han ? han : one_at(at, ",另外|,还有|,然后|,再|另外|还有一单|第二单", NULL);
}

static void take_over(struct message_draft *d, const struct message_draft *whole)
{
    if (!*d->phone) { d->phone = whole->phone; d->extension = whole->extension; }
    if (!*d->name) d->name = whole->name;
    if (!*d->address) d->address = whole->address;
    if (!*d->channel) d->channel = whole->channel;
    if (!*d->company) d->company = whole->company;
    if (!*d->tax_number) d->tax_number = whole->tax_number;
}

/* Each half a service and a day of its own, and not the same of both: two orders. The first is read, the second kept word for word. */
static struct message_draft *first_of_two(struct arena *arena, const struct message_draft *whole, instant now, bool demo, const struct message_shop *shop)
{
    enum { MOST_BREAKS = 8 };
    if (!is_order(whole) || whole->weekly) return NULL;
    size_t tried = 0, length = strlen(whole->text);
    for (size_t i = 1; i < length && tried < MOST_BREAKS; i++) {
        if (!breaks_at(whole->text + i)) continue;
        tried++;
        text begin = arena_copy_n(arena, whole->text, i), end = whole->text[i] == ',' ? whole->text + i + 1 : whole->text + i + strspn(whole->text + i, ";\n ");
        struct message_draft *first = read_one(arena, begin, now, demo, shop), *second = read_one(arena, end, now, demo, shop);
        if (!is_order(first) || !is_order(second) || (first->day.number == second->day.number && first->services[0] == second->services[0])) continue;
        take_over(first, whole);
        first->text = whole->text;
        first->second = utf8_trim(arena, end);
        if (first->doubt_count < MOST_MESSAGE_DOUBTS) first->doubts[first->doubt_count++] = (struct message_doubt){ SAID_SERVICE, N_("Two orders in one message: this is the first; then comes “{1}”"), first->second };
        return first;
    }
    return NULL;
}

struct message_draft *message_read(struct arena *arena, text message, instant now, bool demo, const struct message_shop *shop)
{
    text all = utf8_trim(arena, utf8_narrow(arena, message));
    if (strlen(all) > MOST_MESSAGE) all = utf8_cut(arena, all, MOST_MESSAGE / 3);
    struct message_draft *whole = read_one(arena, all, now, demo, shop), *first = first_of_two(arena, whole, now, demo, shop);
    return first ? first : whole;
}
