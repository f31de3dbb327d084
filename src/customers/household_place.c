/* household_place.c — how a home comes to its place on the map without anybody typing coordinates. See household.h. */
#include <ctype.h>
#include <string.h>
#include "base/utf8.h"
#include "customers/customers.h"
#include "customers/household_own.h"
#include "record/store.h"

enum { NEAR = 300, NEAR_IN_ESTATE = 1000 };

/* Where a home of the estate surely is: entered by somebody, or checked in at. */
static place estate_place(struct work *w, int64_t branch, text estate)
{
    if (!*estate) return (place){ 0 };
    struct rows *row = db_query(w, SQL("select at_lat, at_lng from household where branch = $1 and estate = $2 and at_lat <> 0 and (place_from is null or place_from <> 2) order by id limit 1"), BIND(num(branch), txt(estate)));
    if (!db_next(row)) return (place){ 0 };
    place at = { db_number(row, 0), db_number(row, 1) };
    db_enough(row);
    return at;
}

static bool same_place(place a, place b) { return a.lat == b.lat && a.lng == b.lng; }

void household_place(struct work *w, struct household *h, const struct household *before)
{
    bool moved = !before || !same_place(h->at, before->at), other_estate = before && strcmp(h->estate, before->estate);
    if (place_known(h->at) && (moved || !other_estate || h->place_from != PLACE_OF_ESTATE)) {
        if (moved && h->place_from == (before ? before->place_from : 0)) h->place_from = PLACE_ENTERED;
        return;
    }
    h->at = estate_place(w, h->record.branch.id, h->estate);
    h->place_from = place_known(h->at) ? PLACE_OF_ESTATE : 0;
}

int household_near(const struct household *h) { return h->place_from == PLACE_OF_ESTATE ? NEAR_IN_ESTATE : NEAR; }

/* The other homes of the estate that know no place yet. */
static bool teach(struct work *w, const struct household *h)
{
    if (!*h->estate) return true;
    struct found others = LOAD_WHERE(w, household, "branch = $1 and estate = $2 and coalesce(at_lat, 0) = 0 order by id limit 300", BIND(num(h->record.branch.id), txt(h->estate)));
    for (int i = 0; i < others.count; i++) {
        struct household *other = others.at[i];
        other->at = h->at;
        other->place_from = PLACE_OF_ESTATE;
        if (!record_save(w, &household_type, other)) return false;
    }
    return !failed(w);
}

/* Those that took the place which was put right here: they ask their estate anew. */
static bool put_right(struct work *w, const struct household *h, place was)
{
    if (!*h->estate || !place_known(was)) return true;
    struct found others = LOAD_WHERE(w, household, "branch = $1 and estate = $2 and id <> $3 and place_from = 2 and at_lat = $4 and at_lng = $5 order by id limit 300",
        BIND(num(h->record.branch.id), txt(h->estate), num(h->record.id), num(was.lat), num(was.lng)));
    for (int i = 0; i < others.count; i++) {
        struct household *other = others.at[i];
        other->at = (place){ 0 };
        other->place_from = 0;
        if (!record_save(w, &household_type, other)) return false;
    }
    return !failed(w);
}
_Static_assert(PLACE_OF_ESTATE == 2, "the queries here name it by number");

bool household_placed(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct household *h = record_peek(w, &household_type, id), *was = record_was(w, &household_type, id);
    if (!h || h->place_from != PLACE_ENTERED || !place_known(h->at) || (was && same_place(was->at, h->at))) return !failed(w);
    return put_right(w, h, was ? was->at : (place){ 0 }) && teach(w, h);
}

bool household_learn(struct work *w, int64_t id, place at)
{
    if (!place_known(at)) return true;
    struct found one = LOAD_WHERE(w, household, "id = $1", BIND(num(id)));      /* she who arrives may see little of it */
    struct household *h = one.count ? one.at[0] : NULL;
    if (!h) return !failed(w);
    bool of_estate = h->place_from == PLACE_OF_ESTATE && place_known(h->at);
    if (place_known(h->at) && !of_estate) return true;
    if (of_estate && place_metres(h->at, at) > NEAR_IN_ESTATE) return true;         /* not there: the arrival says so */
    h->at = at;
    h->place_from = PLACE_OF_VISIT;
    return record_save(w, &household_type, h) && teach(w, h);
}

/* ---- the estate in an address ---- */

/* The longest of the words (a NULL behind the last) that ends at `end`, in bytes; 0: none. */
static size_t word_before(text from, text end, const text *words)
{
    size_t best = 0;
    for (; *words; words++) {
        size_t n = strlen(*words);
        if ((size_t)(end - from) >= n && n > best && !memcmp(end - n, *words, n)) best = n;
    }
    return best;
}

/* Names end with one of these; what stands in front of a name ends with one of those, or is a digit or sign. */
static const text endings[] = { "写字楼", "科技园", "产业园", "工业园", "创业园", "软件园", "商务楼", "中心", "国际", "大楼", "商城", "小区", "花园", "家园", "公寓", "苑", "新村", "嘉园", "名都", "华府", "公馆", "雅居", "半岛", "国际城", "新城", "别墅", "佳园", "大院", "家属院", "大厦", "广场", "府", "湾", "城", "里", "庭", "轩", "阁", "居", "园", "郡", "庄", NULL };
static const text fronts[] = { "省", "市", "区", "县", "镇", "乡", "街道", "路", "大街", "大道", "街", "巷", "号", "段", "村", NULL };
/* A name ends where its building begins. */
static const text behind[] = { "号楼", "栋", "幢", "座", "单元", "期", "楼", "室", "区", "层", NULL };

/* What people put between two parts of an address, or paste along with it. */
static const text marks[] = { "，", "、", "；", "。", "（", "）", "：", "－", "—", "·", "　", "＃", NULL };

static bool part_ends(text at)
{
    if (!*at || strchr(" ,;:()-#\t", *at)) return true;
    for (const text *m = marks; *m; m++)
        if (!strncmp(at, *m, strlen(*m))) return true;
    return false;
}

/* A letter or a digit, also one of full width (３, Ａ); its bytes, or 0. */
static size_t sign_at(text at)
{
    const unsigned char *c = (const unsigned char *)at;
    if (isalnum(c[0]) || c[0] == '-') return 1;
    return c[0] == 0xEF && ((c[1] == 0xBC && ((c[2] >= 0x90 && c[2] <= 0x99) || (c[2] >= 0xA1 && c[2] <= 0xBA))) || (c[1] == 0xBD && c[2] >= 0x81 && c[2] <= 0x9A)) ? 3 : 0;
}

static bool building_begins(text at)
{
    static const text parts[] = { "一期", "二期", "三期", "四期", "东区", "西区", "南区", "北区", NULL };
    size_t signs = 0, n;
    if (part_ends(at)) return true;
    for (const text *p = parts; *p; p++)
        if (!strncmp(at, *p, strlen(*p))) return true;
    while ((n = sign_at(at + signs)) != 0) signs += n;
    for (const text *b = behind; signs && *b; b++)
        if (!strncmp(at + signs, *b, strlen(*b))) return true;
    return signs && part_ends(at + signs);
}

text estate_of_address(struct arena *arena, text address)
{
    text from = address;
    for (const char *at = address; *at; utf8_next(&at)) {
        if (word_before(from, at, endings) && at - from >= 6 && building_begins(at)) return arena_print(arena, "%.*s", (int)(at - from), from);
        bool plain = (unsigned char)*at < 0x80;
        if (plain) from = at + 1;
        else if (word_before(from, at, marks)) from = at;
        else if (word_before(from, at, fronts) && !word_before(from, at, endings)) from = at;
    }
    return word_before(from, address + strlen(address), endings) && strlen(from) >= 6 ? arena_copy(arena, from) : "";
}
