/* message_home.c — the home, the people and what is left, in a customer's words. */
#include <ctype.h>
#include <string.h>
#include "customers/message_own.h"

/* ---- how large ---- */

static size_t size_at(struct reading *r, size_t i)
{
    int64_t hundredths = 0;
    size_t n = decimal_at(r->at + i, &hundredths), gap = strspn(r->at + i + n, " "), about = n ? one_at(r->at + i + n + gap, "多|来|几", NULL) : 0;
    size_t unit = n ? one_at(r->at + i + n + gap + about, "个平方|平方米|平方|平米|平|㎡|m2|m²|M2|方", NULL) : 0, all = n + gap + about + unit;
    if (!unit || hundredths < 500 || hundredths > 500000 || one_at(r->at + i + all, "安|时|台|常|均|价", NULL)) return 0;
    size_t loose = one_at(r->at + i + all, "左右|上下|多", NULL);
    text words = words_of(r, i, all + loose);
    if (r->out->square_metres) doubt(r, SAID_SIZE, N_("More than one size: also {1}"), words);
    else r->out->square_metres = (hundredths + 50) / 100;
    if (about || word_at(r->at + i + all, "多")) doubt(r, SAID_SIZE, N_("“{1}” is more than that: how large?"), words);
    take_part(r, SAID_SIZE, i, all + loose);
    return all + loose;
}

/* 三室两厅, 2房, 两居室; 1201室 is a door. */
static size_t rooms_at(struct reading *r, size_t i)
{
    int64_t rooms = 0, other = 0;
    size_t n = number_at(r->at + i, &rooms), unit = n && rooms < 10 ? one_at(r->at + i + n, "居室|居|室|房间|个房间|房", NULL) : 0, all = n + unit, more = 0;
    if (!unit || (i && isdigit((unsigned char)r->at[i - 1]) ) || comes_after(r, i, "-|楼|单元|栋|幢|号|座|层")) return 0;
    for (size_t k = number_at(r->at + i + all, &other); k && (more = one_at(r->at + i + all + k, "厅|卫|厨|阳台|阳", NULL)); k = number_at(r->at + i + all, &other)) all += k + more;
    if (!r->out->rooms) r->out->rooms = rooms;
    take_part(r, SAID_ROOMS, i, all);
    return all;
}

void read_sizes(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        bool inside = i && isdigit((unsigned char)r->at[i]) && (isdigit((unsigned char)r->at[i - 1]) || r->at[i - 1] == '.');
        size_t n = 0;
        if (is_free(r, i, 1) && !inside && !(n = size_at(r, i))) n = rooms_at(r, i);
        i += n ? n : character_at(r, i);
    }
}

/* ---- who comes, and what waits ---- */

static size_t persons_at(struct reading *r, size_t i)
{
    int64_t persons = 0;
    size_t n = number_at(r->at + i, &persons), unit = n ? one_at(r->at + i + n, "个人|位阿姨|个阿姨|个师傅|位师傅|名阿姨|名保洁|个保洁员|个保洁|个工人|人一起", NULL) : 0;
    if (!unit || persons < 1 || persons > 8 || comes_after(r, i, "家里|家有|我们家|一家|住了|住|一共|就我")) return 0;
    r->out->persons = persons;
    take_part(r, SAID_PERSONS, i, n + unit);
    return n + unit;
}

static size_t pets_at(struct reading *r, size_t i)
{
    size_t none = one_at(r->at + i, "没有养宠物|没养宠物|没有宠物|没宠物|无宠物|没有猫狗|没有狗|没有猫|不养宠物", NULL);
    size_t n = none ? none : one_at(r->at + i, "家里有狗|家里有猫|家有狗|家有猫|有只狗|有只猫|有条狗|有一只狗|有一只猫|有两只猫|养了狗|养了猫|养了一只猫|养了一只狗|有宠物|养宠物|有狗|有猫|养狗|养猫|猫咪|狗狗|金毛|泰迪", NULL);
    if (!n) return 0;
    r->out->pets = none ? -1 : 1;
    take_part(r, SAID_PETS, i, n);
    return n;
}

/* 还是上次的王阿姨, 要王金凤阿姨, 上次那个师傅. */
static size_t wish_at(struct reading *r, size_t i)
{
    size_t n = one_at(r->at + i, "还是上次|还要上次|还找上次|最好是上次|就要上次|上次|还是|还要|还找|最好是|就要|指定|想要|要", NULL), end = n, steps = 0, hit = 0;
    if (!n) return 0;
    for (; steps < 6 && r->at[i + end] && !(hit = one_at(r->at + i + end, "阿姨|师傅|大姐", NULL)); steps++) {
        uint32_t c = 0;
        if (!utf8_read(r->at + i + end, &c) || !is_han(c) || !is_free(r, i + end, 1)) return 0;
        end += character_at(r, i + end);
    }
    bool last_time = one_at(r->at + i, "还是上次|还要上次|还找上次|最好是上次|就要上次|上次", NULL) > 0;
    if (!hit || (!last_time && end == n) || one_at(r->at + i + n, "一个|个|位|一位|找|请|约", NULL)) return 0;
    end += hit;
    r->out->wish = words_of(r, i, end);
    take_part(r, SAID_WISH, i, end);
    return end;
}

void read_people(struct reading *r)
{
    for (size_t i = 0; i < r->length;) {
        size_t n = 0;
        if (is_free(r, i, 1) && !(n = persons_at(r, i)) && !(n = pets_at(r, i)) && !*r->out->wish) n = wish_at(r, i);
        i += n ? n : character_at(r, i);
    }
}

/* ---- how one gets in ---- */

static bool code_sign(char c) { return isalnum((unsigned char)c) || c == '#' || c == '*'; }

/* 门锁密码 123456#, 密码是2580: not without a code behind it. */
static size_t door_code_at(text at)
{
    size_t n = one_at(at, "门锁密码|入户密码|入户门密码|大门密码|房门密码|单元门密码|单元密码|楼下密码|门禁密码|密码锁|密码|门禁", NULL), digits = 0;
    if (!n) return 0;
    n += one_at(at + n, "是|为", NULL);
    n += strspn(at + n, " :");
    while (code_sign(at[n + digits])) digits++;
    return digits >= 3 ? n + digits : 0;
}

/* 钥匙在物业, 钥匙放在地垫下: to the end of what is said. */
static size_t key_place_at(const struct reading *r, size_t i)
{
    size_t n = one_at(r->at + i, "钥匙放在|钥匙留在|钥匙藏在|钥匙在|备用钥匙在", NULL), end = i + n;
    if (!n) return 0;
    while (end < r->length && !r->taken[end] && !strchr(" ,;.!?\n", r->at[end]) && !one_at(r->at + end, "。|；|！|？", NULL)) end += character_at(r, end);
    return end > i + n ? end - i : 0;
}

void read_access(struct reading *r)
{
    struct buf out = buf_new(r->arena);
    for (size_t i = 0; i < r->length;) {
        size_t n = is_free(r, i, 1) ? door_code_at(r->at + i) : 0;
        if (!n && is_free(r, i, 1)) n = key_place_at(r, i);
        if (!n || !is_free(r, i, n)) { i += character_at(r, i); continue; }
        if (out.length) buf_add(&out, "；");
        buf_bytes(&out, r->at + i, n);
        take_part(r, SAID_ACCESS, i, n);
        i += n;
    }
    r->out->access = buf_text(&out);
}

/* ---- her name ---- */

static const char surnames[] = "欧阳|司马|上官|诸葛|东方|慕容|令狐|皇甫|尉迟|公孙|夏侯|"
    "王|李|张|刘|陈|杨|黄|赵|吴|周|徐|孙|马|朱|胡|郭|何|高|林|罗|郑|梁|谢|宋|唐|许|韩|冯|邓|曹|彭|曾|肖|田|董|袁|潘|于|蒋|蔡|余|杜|叶|程|苏|魏|吕|丁|任|沈|姚|卢|姜|崔|钟|谭|陆|汪|范|金|石|廖|贾|夏|韦|付|方|白|邹|孟|熊|秦|邱|江|尹|薛|闫|段|雷|侯|龙|史|陶|黎|贺|顾|毛|郝|龚|邵|万|钱|严|覃|武|戴|莫|孔|向|汤|温|康|施|文|牛|樊|葛|邢|安|齐|易|乔|伍|庞|颜|倪|庄|聂|章|鲁|岳|翟|申|欧|耿|关|兰|焦|俞|左|柳|甘|祝|包|宁|尚|符|舒|阮|柯|纪|梅|童|凌|毕|单|季|裴|霍|涂|成|苗|谷|盛|曲|翁|冉|骆|蓝|路|游|辛|靳|管|柴|蒙|鲍|华|喻|祁|蒲|房|滕|屈|饶|解|牟|艾|尤|阳|时|穆|农|司|卓|古|吉|缪|简|车|项|连|芦|麦|褚|娄|窦|戚|岑|景|党|宫|费|卜|冷|晏|席|卫|米|柏|宗|瞿|桂|全|佟|应|臧|闵|苟|邬|边|卞|姬|师|和|仇|栾|隋|商|刁|沙|荣|巫|寇|桑|郎|甄|丛|仲|虞|敖|巩|明|佘|池|查|麻|苑|迟|邝";

static bool boundary(const struct reading *r, size_t at)
{
    return at >= r->length || r->taken[at] || strchr(" ,;.!?\n:()", r->at[at]) || one_at(r->at + at, "。|、|；|！|？|~", NULL);
}

static bool after_boundary(const struct reading *r, size_t at) { return !at || r->taken[at - 1] || strchr(" ,;.!?\n:()", r->at[at - 1]) || comes_after(r, at, "。|、|；|！|？|是|叫"); }

/* 李女士; 王姐 and 陈总 only where a word begins, else 小王总店 would be one. */
static size_t titled_name(struct reading *r, size_t i)
{
    size_t s = one_at(r->at + i, surnames, NULL), title = s ? one_at(r->at + i + s, "女士|先生|小姐|太太|老师|大姐|经理", NULL) : 0;
    if (s && !title && after_boundary(r, i)) title = one_at(r->at + i + s, "姐|哥|总", NULL);
    if (!title || (!after_boundary(r, i) && !comes_after(r, i, "的"))) return 0;      /* 我是锦绣花园8栋702的赵女士 */
    return s + title;
}

/* 姓名：李芳, 我叫李芳, 联系人 李芳. */
static size_t given_name(struct reading *r, size_t i, size_t *ret_lead)
{
    static const text leads = "客户姓名|联系人|姓名|我叫|称呼|本人|名字|客户";
    size_t lead = one_at(r->at + i, leads, NULL), s = 0, n = 0, steps = 0;
    if (!lead) return 0;
    lead += strspn(r->at + i + lead, ": ");
    size_t title = titled_name(r, i + lead);
    *ret_lead = lead;
    if (title) return title;
    if (!(s = one_at(r->at + i + lead, surnames, NULL))) return 0;
    for (n = s; steps < 2 && !boundary(r, i + lead + n); steps++) n += character_at(r, i + lead + n);
    return boundary(r, i + lead + n) && steps ? n : 0;
}

/* 我姓王. */
static size_t surname_alone(struct reading *r, size_t i, size_t *ret_lead)
{
    size_t lead = one_at(r->at + i, "免贵姓|我姓|姓", NULL), s = lead ? one_at(r->at + i + lead, surnames, NULL) : 0;
    *ret_lead = lead;
    return s && boundary(r, i + lead + s) ? s : 0;
}

/* A line that is a name and nothing else, as people paste: 「李芳」, 「王」. Only beside a phone, else any word might be one. */
static size_t name_alone(struct reading *r, size_t i)
{
    size_t s = after_boundary(r, i) ? one_at(r->at + i, surnames, NULL) : 0, n = s, steps = 0;
    if (!s || !*r->out->phone) return 0;
    for (; steps < 3 && !boundary(r, i + n); steps++) {
        uint32_t c = 0;
        if (!utf8_read(r->at + i + n, &c) || !is_han(c)) return 0;
        n += character_at(r, i + n);
    }
    size_t next = i + n + strspn(r->at + i + n, " :,"), before = i;
    while (before && strchr(" :,\n", r->at[before - 1])) before--;
    bool beside = (next < r->length && r->taken[next] == SAID_PHONE) || (before && r->taken[before - 1] == SAID_PHONE);
    return steps < 3 && boundary(r, i + n) && beside ? n : 0;          /* 「王」 alone too: her surname */
}

void read_name(struct reading *r)
{
    for (size_t i = 0; i < r->length && !*r->out->name; i += character_at(r, i)) {
        size_t lead = 0, n = 0;
        if (!is_free(r, i, 1)) continue;
        if (!(n = given_name(r, i, &lead)) && !(n = surname_alone(r, i, &lead))) { lead = 0; n = titled_name(r, i); }
        if (!n) n = name_alone(r, i);
        if (!n || !is_free(r, i, lead + n)) continue;
        r->out->name = words_of(r, i + lead, n);
        take_part(r, SAID_NAME, i, lead + n);
    }
}

/* ---- her address ---- */

static bool has_door(text at, size_t n)
{
    for (size_t i = 0; i + 2 < n; i++)          /* 3-1201, 5-2-301, 3#1201 */
        if (isdigit((unsigned char)at[i]) && (at[i + 1] == '-' || at[i + 1] == '#') && isdigit((unsigned char)at[i + 2])) return true;
    return false;
}

static bool has_any(text at, size_t n, text list)
{
    for (size_t i = 0; i < n; i++) {
        size_t hit = one_at(at + i, list, NULL);
        if (hit && i + hit <= n) return true;
    }
    return false;
}

static bool known_place(const struct message_word *words, int count, text at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < count; k++) {
            size_t hit = word_at(at + i, words[k].word);
            if (hit && i + hit <= n) return true;
        }
    return false;
}

/* 416楼1203, A座901: a building and a door in it. */
static bool has_building(text at, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        size_t sign = isalnum((unsigned char)at[i]) ? one_at(at + i + 1, "楼|座", NULL) : 0;
        if (sign && i + 1 + sign < n && isdigit((unsigned char)at[i + 1 + sign])) return true;
    }
    return false;
}

/* 复城国际T3, 茂业B2: a tower by its letter, behind the place's name. */
static bool has_tower(text at, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        if ((unsigned char)at[i - 1] >= 0x80 && at[i] >= 'A' && at[i] <= 'Z' && isdigit((unsigned char)at[i + 1])) return true;
    return false;
}

/* 2: alone enough for an address; 1: only beside one. */
static int address_strength(const struct reading *r, text at, size_t n)
{
    int64_t number = 0;
    if (has_any(at, n, "号楼|栋|幢|单元|小区|花园|家园|公寓|苑|弄|大厦|胡同|号院|新村|嘉园|名都|华府|公馆|雅居|半岛|国际城|新城|别墅|佳园|大院|家属院|写字楼") || known_place(r->shop->estates, r->shop->estate_count, at, n)) return 2;
    if (has_any(at, n, "路|大街|街|道|巷|条|里") && has_any(at, n, "号") && !has_any(at, n, "知道|街道办")) return 2;
    if (has_building(at, n)) return n > 12 ? 2 : 1;
    if (has_door(at, n)) return n > 12 ? 2 : 1;
    if (has_tower(at, n)) return 1;
    if ((has_any(at, n, "室|楼|层|座|号|区|市|镇|街道|路|道|省|村|门牌|户") && !has_any(at, n, "知道|味道")) || known_place(r->shop->areas, r->shop->area_count, at, n)) return n <= 60 ? 1 : 0;
    return number_at(at, &number) == n && n >= 3 ? 1 : 0;          /* 1201 */
}

/* Little words around an address. */
static void trim_address(const struct reading *r, size_t *from, size_t *to)
{
    static const text names = "和平|和谐|和美|和睦|和泰|和顺|和润|和悦|和庄|和信|和义|和家|和光|来广营|来福士|来安|到家|要塞|想园|想象";       /* 和平里 is no 「和」 and a place */
    size_t n = 0;
    while (*from < *to && !one_at(r->at + *from, names, NULL) && ((n = one_at(r->at + *from, "我是|我们公司在|公司在|单位在|店在|这里是|这边是|她住在|她住|他住|我们家在|我家在|我家是|家住|我住在|我住|住在|地址是|地址在|地址|服务地点|详细|位置|位于|我在|家在|我家|我们家|在|到|去|的|是|来|给|麻烦|住|请|帮我|和|跟|还有|另外|以及|您好|你好|要|想|约", NULL)) || (n = strspn(r->at + *from, " :,-")))) *from += n;
    for (bool more = true; more && *to > *from;) {
        more = false;
        while (*to > *from && strchr(" ,:-.", r->at[*to - 1])) { (*to)--; more = true; }
        static const text tails[] = { "这边", "这里", "这儿", "的", "吧", "哈", "需要", "想要", "想", "要", "请", "做", "约", "来", "有" };
        for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
            size_t tail = strlen(tails[k]);
            if (*to - *from > tail && !strncmp(r->at + *to - tail, tails[k], tail)) { *to -= tail; more = true; }
        }
    }
}

/* ---- talk without signs, as a voice is written down ---- */

static bool is_address(const struct reading *r, size_t from, size_t to) { return to > from && address_strength(r, r->at + from, to - from) == 2; }

/* 左右是顺产头胎住在锦绣花园…: she says where, in the midst of it. */
static size_t address_begins(const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i += character_at(r, i)) {
        size_t lead = one_at(r->at + i, "住在|家住|我家在|家在|地址是|地址在|地址|位于|公司在", NULL);
        if (lead && is_address(r, i + lead, to)) return i + lead;
    }
    return from;
}

/* 「…5栋2单元801双胞胎要26天」 ends behind its door, where nothing of an address follows. */
static size_t address_ends(const struct reading *r, size_t from, size_t to)
{
    size_t end = to;
    for (size_t i = from; i < to; i += character_at(r, i)) {
        size_t digits = 0;
        while (i + digits < to && isdigit((unsigned char)r->at[i + digits])) digits++;
        if (!digits || !comes_after(r, i, "单元|栋|幢|座|楼|层|号|弄|-|#")) { i += digits ? digits - 1 : 0; continue; }
        size_t door = i + digits + one_at(r->at + i + digits, "号楼|号|室|楼|层|户|房|单元|栋|幢|座|门", NULL);
        end = door;
        i = door - 1;
        while (i > from && ((unsigned char)r->at[i] & 0xC0) == 0x80) i--;
    }
    if (end >= to || !(unsigned char)(r->at[end] & 0x80)) return to;
    return has_any(r->at + end, to - end, "单元|楼|栋|幢|座|室|层|号|门|侧|旁|对面|附近|店|院|口|边|附|甲|乙|-|#") || !is_address(r, from, end) ? to : end;
}

struct clause { size_t from, to; int strength; };
enum { MOST_CLAUSES = 80 };

/* 地址：… what follows the customer's own heading is her address, whatever its words. */
static bool headed(const struct reading *r, size_t from)
{
    static const text heading = "地址:";
    while (from && r->at[from - 1] == ' ') from--;
    return from >= strlen(heading) && !strncmp(r->at + from - strlen(heading), heading, strlen(heading));
}

/* Free stretches between signs, blanks and what is taken. */
static int clauses_of(const struct reading *r, struct clause *all)
{
    int count = 0;
    for (size_t i = 0; i < r->length && count < MOST_CLAUSES;) {
        if (boundary(r, i)) { i += character_at(r, i); continue; }
        size_t from = i;
        while (i < r->length && !boundary(r, i)) i += character_at(r, i);
        struct clause c = { from, i, 0 };
        trim_address(r, &c.from, &c.to);
        if (c.from < c.to && is_address(r, c.from, c.to)) {
            c.from = address_begins(r, c.from, c.to);
            c.to = address_ends(r, c.from, c.to);
            trim_address(r, &c.from, &c.to);
        }
        if (c.from >= c.to) continue;
        c.strength = headed(r, c.from) ? 2 : address_strength(r, r->at + c.from, c.to - c.from);
        all[count++] = c;
    }
    return count;
}

/* Nothing but signs and blanks between two clauses: they may be one address. */
static bool adjoin(const struct reading *r, const struct clause *a, const struct clause *b)
{
    for (size_t i = a->to; i < b->from; i++)
        if (r->taken[i] || r->at[i] == '\n' || !strchr(" ,:.-", r->at[i])) return false;
    return b->from - a->to <= 4;
}

static void keep_address(struct reading *r, const struct clause *all, int first, int last)
{
    struct buf out = buf_new(r->arena);
    for (int i = first; i <= last; i++) {
        if (i > first && isdigit((unsigned char)r->at[all[i].from]) && isdigit((unsigned char)r->at[all[i - 1].to - 1])) buf_char(&out, ' ');
        buf_bytes(&out, r->at + all[i].from, all[i].to - all[i].from);
        take_part(r, SAID_ADDRESS, all[i].from, all[i].to - all[i].from);
    }
    r->out->address = buf_text(&out);
}

static void keep_area(struct reading *r, text within)
{
    size_t best = 0;
    for (text at = within; *at; at++)
        for (int k = 0; k < r->shop->area_count; k++) {
            size_t n = word_at(at, r->shop->areas[k].word);
            if (n > best) { best = n; r->out->area = r->shop->areas[k].word; }
        }
}

void read_address(struct reading *r)
{
    struct clause all[MOST_CLAUSES];
    int count = clauses_of(r, all), best = -1;
    for (int i = 0; i < count && best < 0; i++)
        if (all[i].strength == 2) best = i;
    if (best >= 0) {
        int first = best, last = best;
        while (first > 0 && all[first - 1].strength && adjoin(r, &all[first - 1], &all[first])) first--;
        while (last + 1 < count && all[last + 1].strength && adjoin(r, &all[last], &all[last + 1])) last++;
        keep_address(r, all, first, last);
        for (int i = last + 1; i < count; i++)
            if (all[i].strength == 2 && !has_any(r->at + all[i].from, all[i].to - all[i].from, "小区保安|小区门口|小区停车")) { doubt(r, SAID_ADDRESS, N_("Another address? {1}"), words_of(r, all[i].from, all[i].to - all[i].from)); break; }
    }
    keep_area(r, *r->out->address ? r->out->address : r->at);
}

/* ---- what is left ---- */

static bool only_little_words(text piece, size_t n)
{
    static const text words = "你好|您好|你们好|请问|看到你们的|贵|那个|屋头|住|在吗|在不在|麻烦|谢谢|多谢|辛苦了|辛苦|想约|想预约|想订|想要|想|需要|需|要|约|预约|预订|订|下单|帮我|帮忙|帮|安排|一下|一次|一个|个|我们家|我家|家里|我|的|是|在|地址|电话|手机号码|手机号|手机|联系方式|联系电话|姓名|联系人|时间|服务内容|服务项目|服务|项目|面积|大概|大约|约|差不多|左右|可以吗|行吗|好吗|吗|有空吗|有人吗|有人|能来|能不能|能|过来|来|去|做|上门|人|吧|哈|呀|啊|呢|了|嗯|哦|喂|亲|老板|店家|那|就|给|和|还有|也|顺便|还|再|左右|后|前|从|到|家|请|派|找|找个|个|开始|共|一共|总共|房子|户型|日期|预约时间|上门时间|服务时间|服务地址|团购|买|买的|下|搞|打|今|明|阿姨|师傅|小时|这是|另外|然后|以及|与|或|或者|有没有|有|没|都|都行|行|好的|好|可以|咨询|问一下|问下|收到请回复|收到|时长|人数|备注|要求|信息|如下|不|号码|转|有空";
    for (size_t i = 0; i < n;) {
        size_t step = one_at(piece + i, "住家", NULL) ? 0 : one_at(piece + i, words, NULL);       /* 住家: she is to live in */
        if (!step) step = strspn(piece + i, " ,;.!?:()\n\r\t-~#/\"'") ? 1 : one_at(piece + i, "。|、|；|！|？|【|】|「|」|…|～|😊|🙏|👍|🌹|“|”|—", NULL);
        if (!step || i + step > n) return false;
        i += step;
    }
    return true;
}

void read_rest(struct reading *r)
{
    struct buf out = buf_new(r->arena);
    for (size_t i = 0; i < r->length;) {
        bool sign = r->taken[i] || strchr(",;!?\n", r->at[i]);
        size_t han = sign ? 0 : one_at(r->at + i, "。|；|！|？", NULL), from = i;
        if (sign || han) { i += han ? han : character_at(r, i); continue; }
        while (i < r->length && !r->taken[i] && !strchr(",;!?\n", r->at[i]) && !one_at(r->at + i, "。|；|！|？", NULL)) i += character_at(r, i);
        text piece = utf8_trim(r->arena, words_of(r, from, i - from));
        if (only_little_words(piece, strlen(piece))) continue;
        if (out.length) buf_add(&out, " / ");
        buf_add(&out, piece);
    }
    r->out->rest = buf_text(&out);
}
