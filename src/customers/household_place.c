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
static const text endings[] = { "小区", "花园", "家园", "公寓", "苑", "新村", "嘉园", "名都", "华府", "公馆", "雅居", "半岛", "国际城", "新城", "别墅", "佳园", "大院", "家属院", "大厦", "广场", "府", "湾", "城", "里", "庭", "轩", "阁", "居", "园", "郡", "庄", NULL };
static const text fronts[] = { "省", "市", "区", "县", "镇", "乡", "街道", "路", "大街", "大道", "街", "巷", "号", "段", "村", NULL };
/* A name ends where its building begins. */
static const text behind[] = { "号楼", "栋", "幢", "座", "单元", "期", "楼", "室", NULL };

static bool building_begins(text at)
{
    size_t digits = 0;
    while (isalnum((unsigned char)at[digits]) || at[digits] == '-') digits++;
    if (!*at || *at == ' ' || *at == ',') return true;
    if (!strncmp(at, "一", 3) || !strncmp(at, "二", 3) || !strncmp(at, "三", 3)) return true;       /* 一期 */
    for (const text *b = behind; digits && *b; b++)
        if (!strncmp(at + digits, *b, strlen(*b))) return true;
    return digits && !at[digits];
}

text estate_of_address(struct arena *arena, text address)
{
    text from = address;
    for (const char *at = address; *at; utf8_next(&at)) {
        if (word_before(from, at, endings) && at - from >= 6 && building_begins(at)) return arena_print(arena, "%.*s", (int)(at - from), from);
        bool plain = (unsigned char)*at < 0x80;
        if (plain) from = at + 1;
        else if (word_before(from, at, fronts) && !word_before(from, at, endings)) from = at;
    }
    return word_before(from, address + strlen(address), endings) && strlen(from) >= 6 ? arena_copy(arena, from) : "";
}
