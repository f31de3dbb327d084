/* household_test.c — how a home comes to its place on the map. */
#include "customers/contact.h"
#include "customers/demand_house_test.h"
#include "record/store.h"

TEST(an_address_names_its_estate)
{
    struct arena *arena = arena_new();
    static const struct { text address, estate; } cases[] = {
        { "成都市武侯区晋阳路88号锦绣花园3栋1201", "锦绣花园" }, { "锦绣花园3栋1单元1201", "锦绣花园" }, { "锦绣花园 3-1201", "锦绣花园" }, { "高新区天府大道北段1199号 银泰城 A座901", "银泰城" },
        { "万科金域名都二期5号楼", "万科金域名都" }, { "锦绣花园路88号", "" }, { "北京市朝阳区望京西路1号院", "" }, { "西城区", "" }, { "浦东新区世纪大道100号", "" }, { "中海国际城", "中海国际城" },
        { "玉林北路12号玉林小区2幢", "玉林小区" }, { "苑", "" }, { "", "" },
        { "成都市武侯区，锦绣花园，3栋1201", "锦绣花园" }, { "锦绣花园，3栋1单元1201", "锦绣花园" }, { "武侯区晋阳路88号（锦绣花园）3-1201", "锦绣花园" }, { "地址：锦绣花园　3栋1201室", "锦绣花园" },
        { "四川省 成都市 武侯区 锦绣花园 3栋", "锦绣花园" }, { "武侯区、锦绣花园、3栋", "锦绣花园" }, { "锦绣花园#3-1201", "锦绣花园" }, { "锦绣花园·3栋", "锦绣花园" }, { "锦绣花园３栋１２０１", "锦绣花园" }, { "锦绣花园A3栋", "锦绣花园" },
        { "成都市高新区天府大道北段1700号环球中心E2座1508，前台", "环球中心" }, { "武侯区人民南路四段27号商鼎国际2栋1单元905", "商鼎国际" }, { "天府软件园C区5号楼", "天府软件园" }, { "高新区中心大道100号", "" }, { "国际路8号", "" },
        { "天府二街中心医院旁", "" }, { "锦绣花园", "锦绣花园" }, { "，，，", "" }, { "锦绣花园，", "锦绣花园" }, { "银泰中心in99，8楼", "银泰中心" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CASE(cases[i].address);
        SAME_TEXT(estate_of_address(arena, cases[i].address), cases[i].estate);
    }
    arena_free(arena);
}

static const place gate = { 306500000, 1040600000 }, door = { 306510000, 1040605000 }, far_off = { 307500000, 1040600000 };

static int64_t home(struct work *w, struct desk *d, text estate, place at)
{
    struct household h = { .customer = { d->customer }, .estate = estate, .address = { .plain = "3栋1201" }, .area = "", .at = at, .camera_note = "", .parking = "", .remark = "" };
    return ADD(w, household, &h) ? h.record.id : 0;
}

static bool stands(struct work *w, int64_t id, place at, enum place_from from)
{
    const struct household *h = record_peek(w, &household_type, id);
    return h && h->at.lat == at.lat && h->at.lng == at.lng && h->place_from == from;
}

/* What is said once more on the phone is no second home; another estate's "3栋1201" is. */
static bool said_again(struct work *w, void *data)
{
    struct desk *d = data;
    int64_t first = home(w, d, "云栖花园", (place){ 0 }), of_other = home(w, d, "玉林小区", (place){ 0 });
    const struct { text estate, address; int64_t is; } said[] = { { "云栖花园", "3栋1201", first }, { "云栖花园", "3栋 1201", first }, { "玉林小区", "3栋1201", of_other }, { "银泰城", "3栋1201", 0 }, { "云栖花园", "3栋1202", 0 }, { "云栖花园", "", 0 } };
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        CASE(said[i].address);
        EQUAL(household_there(w, &(struct household){ .customer = { d->customer }, .estate = said[i].estate, .address = { .plain = said[i].address } }), said[i].is);
    }
    struct household *h = LOAD(w, household, first);
    h->given_up = (maybe_day){ 20000, true };
    CHECK(SAVE(w, household, h));
    EQUAL(household_there(w, &(struct household){ .customer = { d->customer }, .estate = "云栖花园", .address = { .plain = "3栋1201" } }), 0);
    return !failed(w);
}

static bool home_of_hers(struct work *w, void *data) { return household_is_used(w, home(w, data, "云栖花园", (place){ 0 }), "household"); }

static bool closed_asks(struct work *w, void *data)
{
    struct desk *d = data;
    struct demand asked = { .record.branch = { d->branch }, .customer = { d->customer } };
    return ADD(w, demand, &asked);
}

static bool closed_gets_a_contact(struct work *w, void *data)
{
    struct desk *d = data;
    struct person son = { .name = "李小明" };
    if (!ADD(w, person, &son)) return false;
    struct customer_contact k = { .record.branch = { d->branch }, .customer = { d->customer }, .person = { son.record.id }, .role = CONTACT_ON_SITE };
    bool added = ADD(w, customer_contact, &k);
    if (!added) SAME_TEXT(w->wrong ? w->wrong->field : "", "customer");
    return added;
}

static bool closed_is_edited(struct work *w, void *data)
{
    struct customer *c = LOAD(w, customer, ((struct desk *)data)->customer);
    c->remark = "又来了";
    return SAVE(w, customer, c);
}

static bool closes(struct work *w, void *data)
{
    struct customer *c = LOAD(w, customer, ((struct desk *)data)->customer);
    w->reason = "搬走了";
    return c && step_run(w, &customer_type, c, "close", NULL);
}

static bool learns(struct work *w, void *data)
{
    struct desk *d = data;
    int64_t first = home(w, d, "云栖花园", (place){ 0 }), second = home(w, d, "云栖花园", (place){ 0 }), other = home(w, d, "玉林小区", (place){ 0 }), none = home(w, d, "", (place){ 0 });
    CASE("nobody knows where it is");
    CHECK(stands(w, first, (place){ 0 }, 0));
    CASE("the first arrival teaches it, and its estate");
    CHECK(household_learn(w, first, gate) && stands(w, first, gate, PLACE_OF_VISIT) && stands(w, second, gate, PLACE_OF_ESTATE) && stands(w, other, (place){ 0 }, 0) && stands(w, none, (place){ 0 }, 0));
    EQUAL(household_near(record_peek(w, &household_type, first)), 300);
    EQUAL(household_near(record_peek(w, &household_type, second)), 1000);
    CASE("a new home of the estate begins with it");
    int64_t third = home(w, d, "云栖花园", (place){ 0 });
    CHECK(stands(w, third, gate, PLACE_OF_ESTATE));
    CASE("its own first arrival is better, if it was there");
    CHECK(household_learn(w, third, far_off) && stands(w, third, gate, PLACE_OF_ESTATE));
    CHECK(household_learn(w, third, door) && stands(w, third, door, PLACE_OF_VISIT));
    CASE("what a person entered, or an arrival taught, stays");
    int64_t entered = home(w, d, "玉林小区", door);
    CHECK(stands(w, entered, door, PLACE_ENTERED) && household_learn(w, entered, gate) && stands(w, entered, door, PLACE_ENTERED));
    CHECK(household_learn(w, third, gate) && stands(w, third, door, PLACE_OF_VISIT));
    CASE("corrected by hand it is the person's word");
    struct household *h = LOAD(w, household, third);
    h->at = far_off;
    CHECK(record_save(w, &household_type, h) && stands(w, third, far_off, PLACE_ENTERED));
    CASE("an estate that was wrong takes its place along");
    int64_t wrong_one = home(w, d, "云栖花园", (place){ 0 });
    h = LOAD(w, household, wrong_one);
    h->estate = "玉林小区";
    CHECK(record_save(w, &household_type, h) && stands(w, wrong_one, door, PLACE_OF_ESTATE));
    h->estate = "无人小区";
    CHECK(record_save(w, &household_type, h) && stands(w, wrong_one, (place){ 0 }, 0));
    CASE("a place put right by hand goes to the homes that took theirs from it");
    int64_t source = home(w, d, "望江花园", gate), follower = home(w, d, "望江花园", (place){ 0 });
    CHECK(stands(w, follower, gate, PLACE_OF_ESTATE));
    h = LOAD(w, household, source);
    h->at = far_off;
    CHECK(record_save(w, &household_type, h) && stands(w, source, far_off, PLACE_ENTERED) && stands(w, follower, far_off, PLACE_OF_ESTATE));
    CASE("a place entered first is known to the homes that waited for one");
    int64_t waits = home(w, d, "河畔花园", (place){ 0 });
    CHECK(stands(w, waits, (place){ 0 }, 0) && home(w, d, "河畔花园", door) && stands(w, waits, door, PLACE_OF_ESTATE));
    CASE("a position that is none teaches nothing");
    CHECK(household_learn(w, none, (place){ 0 }) && stands(w, none, (place){ 0 }, 0));
    return !failed(w);
}

static bool named(struct work *w, int64_t id, text name)
{
    const struct household *h = record_peek(w, &household_type, id);
    CHECK(h);
    if (h) SAME_TEXT(h->name, name);
    return !failed(w);
}

static bool names(struct work *w, void *data)
{
    struct desk *d = data;
    int64_t first = home(w, d, "双子中心", (place){ 0 }), second = home(w, d, "双子中心", (place){ 0 }), third = home(w, d, "双子中心", (place){ 0 });
    CHECK(named(w, first, "双子中心") && named(w, second, "双子中心（2）") && named(w, third, "双子中心（3）"));
    struct household *h = LOAD(w, household, second);
    h->estate = "望江花园";
    CHECK(record_save(w, &household_type, h) && named(w, second, "望江花园"));
    CASE("a name that it has stays, a free one is given again");
    h = LOAD(w, household, third);
    h->remark = "前台取钥匙";
    CHECK(record_save(w, &household_type, h) && named(w, third, "双子中心（3）") && named(w, home(w, d, "双子中心", (place){ 0 }), "双子中心（2）"));
    return !failed(w);
}

TEST_DB(two_sites_of_one_customer_are_told_apart_by_name)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), names, &d));
    desk_close(&d);
}

TEST_DB(a_home_learns_its_place_from_its_estate_and_from_who_arrives_there)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), learns, &d));
    desk_close(&d);
}

TEST_DB(an_address_said_once_more_is_no_second_home)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), said_again, &d));
    desk_close(&d);
}

TEST_DB(a_closed_customer_is_neither_asked_for_nor_changed)
{
    struct desk d;
    if (!desk_open(&d)) return;
    CHECK(act(&d, at(0, 10), home_of_hers, &d));
    CHECK(act(&d, at(0, 11), closes, &d));
    CHECK(!act(&d, at(0, 12), home_of_hers, &d));
    CHECK(!act(&d, at(0, 12), closed_asks, &d));
    CHECK(!act(&d, at(0, 12), closed_gets_a_contact, &d));
    SAME_TEXT(d.w->field, "customer");
    CHECK(!act(&d, at(0, 12), closed_is_edited, &d));
    EQUAL(d.w->failure, CONFLICT);
    desk_close(&d);
}
