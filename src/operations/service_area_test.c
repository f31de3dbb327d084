#include "operations/service_area.h"
#include "operations/visit_house_test.h"
#include <string.h>

/* A square of about a kilometre in Chengdu, and a small one within it. */
static const place square[] = { { 306500000, 1040600000 }, { 306600000, 1040600000 }, { 306600000, 1040700000 }, { 306500000, 1040700000 } };
static const place small[] = { { 306540000, 1040640000 }, { 306560000, 1040640000 }, { 306560000, 1040660000 }, { 306540000, 1040660000 } };
static const place bow[] = { { 306500000, 1040600000 }, { 306600000, 1040700000 }, { 306600000, 1040600000 }, { 306500000, 1040700000 } };
static const place horseshoe[] = { { 0, 0 }, { 100, 0 }, { 100, 30 }, { 30, 30 }, { 30, 60 }, { 100, 60 }, { 100, 100 }, { 0, 100 } };

TEST(a_place_lies_in_an_area_or_not)
{
    CHECK(area_holds(square, 4, (place){ 306550000, 1040650000 }));
    CHECK(!area_holds(square, 4, (place){ 306450000, 1040650000 }));
    CHECK(!area_holds(square, 4, (place){ 306550000, 1040750000 }));
    CHECK(area_holds(horseshoe, 8, (place){ 50, 10 }) && area_holds(horseshoe, 8, (place){ 50, 80 }) && area_holds(horseshoe, 8, (place){ 10, 45 }));
    CHECK(!area_holds(horseshoe, 8, (place){ 60, 45 }));                /* between its arms */
}

TEST(an_outline_that_crosses_itself_is_found)
{
    int first = 0;
    CHECK(!area_crosses_itself(square, 4, &first) && !area_crosses_itself(horseshoe, 8, &first));
    CHECK(area_crosses_itself(bow, 4, &first));
    EQUAL(first, 1);
}

struct drawing { struct visit_house *house; text name; const place *ring; int count; };
static bool draw(struct work *w, void *data)
{
    const struct drawing *d = data;
    struct area_corner *corners = take_many(w, struct area_corner, d->count);
    for (int i = 0; i < d->count; i++) corners[i].at = d->ring[i];
    struct service_area a = { .record.branch = { d->house->branch }, .name = d->name, .outline = { corners, (size_t)d->count } };
    return ADD(w, service_area, &a);
}
static bool draw_as(struct visit_house *h, text name, const place *ring, int count)
{
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = AS_DISPATCHER, .run = draw, .data = &(struct drawing){ h, name, ring, count } });
}

static bool around(struct work *w, void *data)
{
    const struct visit_house *h = data;
    SAME_TEXT(area_around(w, h->branch, (place){ 306550000, 1040650000 }), "小天府");     /* the smaller of two */
    SAME_TEXT(area_around(w, h->branch, (place){ 306510000, 1040610000 }), "天府");
    SAME_TEXT(area_around(w, h->branch, (place){ 306000000, 1040610000 }), "");
    SAME_TEXT(area_around(w, h->branch, (place){ 0 }), "");
    return !failed(w);
}

TEST_DB(areas_are_drawn_by_the_office_and_name_the_home_in_them)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(draw_as(&h, "天府", square, 4) && draw_as(&h, "小天府", small, 4));
        CHECK(!draw_as(&h, "天府", small, 4));
        SAME_TEXT(h.w->field, "name");
        CHECK(!draw_as(&h, "两个角", square, 2));
        SAME_TEXT(h.w->field, "outline");
        CHECK(!draw_as(&h, "蝴蝶结", bow, 4));
        CHECK(strstr(h.w->message, "crosses itself") != NULL);
        CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .who = AS_DISPATCHER, .run = around, .data = &h }));
    }
    visit_house_close(&h);
}
