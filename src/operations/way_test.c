/* Ways by mode: the figures of DOMAIN.md §5.3, and that the calendar reckons with them. */
#include "operations/visit_house_test.h"
#include "operations/day_load.h"
#include "operations/way.h"

static place north(int metres) { return (place){ 306600000 + (int64_t)metres * 10000000 / 111195, 1040600000 }; }      /* a degree of latitude is 111.195 km */
static int taken(enum travel_mode mode, int metres, int hour) { return way_minutes(mode, north(0), north(metres), house_at(0, hour, 0)); }

TEST(a_kilometre_takes_what_its_mode_takes_and_the_peak_slows_who_is_in_traffic)
{
    static const struct { enum travel_mode mode; int noon, peak; } all[] = { { 0, 21, 22 }, { TRAVEL_EBIKE, 21, 22 }, { TRAVEL_WALK, 28, 28 }, { TRAVEL_TRANSIT, 27, 28 }, { TRAVEL_VAN, 24, 25 } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        EQUAL(taken(all[i].mode, 1000, 12), all[i].noon);
        EQUAL(taken(all[i].mode, 1000, 8), all[i].peak);
        EQUAL(taken(all[i].mode, 200, 12), 10);                   /* neighbours */
        EQUAL(way_minutes(all[i].mode, north(0), (place){ 0 }, house_at(0, 12, 0)), 15);
    }
    for (int metres = 0; metres < 60000; metres += 997) EQUAL(taken(TRAVEL_EBIKE, metres, 17), booking_travel_default(north(0), north(metres), house_at(0, 17, 0)));
}

TEST(who_leaves_later_never_arrives_earlier)
{
    for (int mode = 0; mode < WAY_MODES; mode++)
        for (int at = 6 * 60; at < 20 * 60; at += 7) {
            int now = way_minutes((enum travel_mode)mode, north(0), north(9000), house_at(0, 0, at)), later = way_minutes((enum travel_mode)mode, north(0), north(9000), house_at(0, 0, at + 7));
            CHECK(at + 7 + later >= at + now);
        }
}

/* How long after the end of a block the engine lets her begin elsewhere; -1: it does not. */
static int engine_way(int mode, place from, place to, int leave, int latest)
{
    char why[DAY_WHY] = "";
    int32_t loss = 0;
    struct day_block block = { leave - 60, leave, from, false };
    struct day_worker worker = { .id = 1, .name = "", .mode = mode, .from = 0, .to = 24 * 60, .most_work = 24 * 60, .blocks = &block, .block_count = 1 };
    struct day_visit visit = { .id = 2, .at = to, .start = leave, .length = 60, .earliest = leave, .latest = latest, .persons = 1, .priority = 1, .loss = &loss };
    struct work_day d = { .day = { 20780 }, .now = -1, .way = day_way, .workers = &worker, .worker_count = 1, .visits = &visit, .visit_count = 1,
        .weights = { .part = { [PART_TRAVEL] = 18 }, .most_visits = 5, .most_span = 24 * 60 } };
    day_traffic_read(d.traffic);
    struct day_model *m = day_model_new(&d, why);
    SAME_TEXT(why, "");
    struct day_offer offer;
    day_offers(m, 0, &offer);
    day_model_free(m);
    return offer.fits ? offer.start - leave : -1;
}

/* Never sooner, or publishing would refuse what was planned; and two minutes later at most, for the engine reckons in whole ones on both sides of a peak. */
TEST(a_plan_keeps_the_way_free_that_the_calendar_asks_for_at_every_hour)
{
    for (int mode = 0; mode < WAY_MODES; mode++) {
        for (int metres = 200; metres < 30000; metres += 1700) {
            for (int leave = 6 * 60; leave < 19 * 60 + 30; leave += 23) {
                int calendar = way_minutes((enum travel_mode)mode, north(0), north(metres), day_at((day){ 20780 }, leave)), engine = engine_way(mode, north(0), north(metres), leave, leave + 1200);
                if (leave + calendar < 22 * 60) CHECK(engine >= calendar && engine <= calendar + 2);
            }
        }
    }
    int noon = day_way(0, north(0), north(9000));
    EQUAL(engine_way(0, north(0), north(9000), 13 * 60, 13 * 60 + noon), noon);
    EQUAL(engine_way(0, north(0), north(9000), 17 * 60, 17 * 60 + noon), -1);            /* what would do at noon is too soon at five */
}

struct walker { struct visit_house h; int way; };

static bool walks(struct work *w, void *data)
{
    struct walker *a = data;
    struct worker *n = LOAD(w, worker, a->h.worker);
    if (!n) return false;
    n->travel = TRAVEL_WALK;
    if (!SAVE(w, worker, n)) return false;
    a->way = booking_travel(w, (struct resource){ RESOURCE_WORKER, a->h.worker }, north(0), north(1000), house_at(0, 12, 0));
    EQUAL(booking_travel(w, (struct resource){ RESOURCE_WORKER, a->h.second }, north(0), north(1000), house_at(0, 12, 0)), 21);
    EQUAL(booking_travel(w, (struct resource){ RESOURCE_VEHICLE, 7 }, north(0), north(1000), house_at(0, 12, 0)), 21);
    return true;
}

TEST_DB(the_calendar_asks_how_she_travels)
{
    struct walker a = { .way = 0 };
    if (!visit_house_open(&a.h)) return;
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &a.h, .run = walks, .data = &a }));
    EQUAL(a.way, 28);
    visit_house_close(&a.h);
}
