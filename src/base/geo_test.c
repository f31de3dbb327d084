#include "base/geo.h"
#include "test/test.h"
#include <math.h>
#include <stdlib.h>

static void near(double is, double should, double most) { CHECK(fabs(is - should) <= most); }

/* Published pairs: the examples in the documentation of coordtransform and of eviltransform. */
TEST(places_agree_with_published_pairs)
{
    place beijing = place_from_degrees(39.915, 116.404, WGS84), shanghai = place_from_degrees(31.1774276, 121.5272106, WGS84);
    struct degrees gcj = degrees_of(beijing, GCJ02);
    near(gcj.lat, 39.91640428150164, 1e-7);
    near(gcj.lng, 116.41024449916938, 1e-7);
    gcj = degrees_of(shanghai, GCJ02);
    near(gcj.lat, 31.17530398364597, 1e-7);
    near(gcj.lng, 121.531541859215, 1e-7);
    struct degrees bd = degrees_of(place_from_degrees(39.915, 116.404, GCJ02), BD09);
    near(bd.lat, 39.92133699351021, 2e-7);
    near(bd.lng, 116.41036949371029, 2e-7);
    gcj = degrees_of(place_from_degrees(39.915, 116.404, BD09), GCJ02);
    near(gcj.lat, 39.90865673957631, 5e-6);             /* the published inverse is itself rough */
    near(gcj.lng, 116.39762729119315, 5e-6);
}

TEST(a_place_survives_the_way_through_every_datum)
{
    for (int lat = 18; lat <= 53; lat += 3)
        for (int lng = 74; lng <= 134; lng += 3)
            for (enum datum d = WGS84; d <= BD09; d++) {
                place there = place_from_degrees(lat + 0.137, lng + 0.731, WGS84);
                struct degrees shown = degrees_of(there, d);
                double off = place_metres(there, place_from_degrees(shown.lat, shown.lng, d));
                if (!(off >= 0 && off < 0.1)) CHECK(off < 0.1);
                if (d != WGS84) CHECK(fabs(shown.lat - (lat + 0.137)) + fabs(shown.lng - (lng + 0.731)) > 1e-4);
            }
}

TEST(outside_china_nothing_is_moved)
{
    place paris = place_from_degrees(48.8566, 2.3522, GCJ02);
    EQUAL(paris.lat, 488566000);
    EQUAL(paris.lng, 23522000);
    near(degrees_of(paris, BD09).lng, 2.3522, 1e-9);
    CHECK(!place_known(place_from_degrees(91, 0, WGS84)) && !place_known(place_from_degrees(NAN, 116, WGS84)));
    CHECK(place_known(place_from_degrees(-33.8, 151.2, WGS84)));
}

TEST(distance_is_along_the_great_circle)
{
    place a = place_from_degrees(31.2304, 121.4737, WGS84), north = place_from_degrees(32.2304, 121.4737, WGS84);
    near(place_metres(a, north), 111195, 1);            /* one degree of latitude */
    near(place_metres(a, a), 0, 1e-9);
    near(place_metres(a, place_from_degrees(39.9042, 116.4074, WGS84)), 1067000, 2000);     /* Shanghai – Beijing */
    near(place_metres(a, (place){ 0 }), -1, 0);
}
