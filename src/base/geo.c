#include "base/geo.h"
#include <math.h>

static const double RADIAN = M_PI / 180, METRES_OF_RADIUS = 6371008.8;

bool place_known(place at) { return at.lat || at.lng; }

static bool shifted(struct degrees p) { return p.lng >= 72.004 && p.lng <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271; }

/* The waves both axes share. */
static double ripple(double x) { return (20 * sin(6 * x * M_PI) + 20 * sin(2 * x * M_PI)) * 2 / 3; }

static double swell(double x, double strong)
{
    return (20 * sin(x * M_PI) + 40 * sin(x / 3 * M_PI)) * 2 / 3 + strong * (sin(x / 12 * M_PI) + 2 * sin(x / 30 * M_PI)) * 2 / 3;
}

/* WGS-84 to GCJ-02: a shift in metres on the Krassovsky ellipsoid (a = 6 378 245 m, e² = 0.006 693 42…). */
static struct degrees gcj_from_wgs(struct degrees p)
{
    static const double a = 6378245, ee = 0.00669342162296594323;
    if (!shifted(p)) return p;
    double x = p.lng - 105, y = p.lat - 35, root = sqrt(fabs(x));
    double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple(x) + swell(y, 160);
    double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple(x) + swell(x, 150);
    double s = sin(p.lat * RADIAN), w = 1 - ee * s * s;
    return (struct degrees){ .lat = p.lat + north / RADIAN / (a * (1 - ee) / (w * sqrt(w))),
                             .lng = p.lng + east / RADIAN / (a / sqrt(w) * cos(p.lat * RADIAN)) };
}

/* No closed inverse exists: go back by the error until it is below a millimetre. Four steps suffice; ten are the bound. */
static struct degrees wgs_from_gcj(struct degrees gcj)
{
    struct degrees p = gcj;
    for (int i = 0; i < 10; i++) {
        struct degrees there = gcj_from_wgs(p);
        double lat = there.lat - gcj.lat, lng = there.lng - gcj.lng;
        p.lat -= lat;
        p.lng -= lng;
        if (fabs(lat) < 1e-9 && fabs(lng) < 1e-9) break;
    }
    return p;
}

static const double BAIDU_TURN = M_PI * 3000 / 180, BAIDU_LNG = 0.0065, BAIDU_LAT = 0.006;

static struct degrees bd_from_gcj(struct degrees p)
{
    if (!shifted(p)) return p;
    double r = hypot(p.lng, p.lat) + 0.00002 * sin(p.lat * BAIDU_TURN), turn = atan2(p.lat, p.lng) + 0.000003 * cos(p.lng * BAIDU_TURN);
    return (struct degrees){ .lat = r * sin(turn) + BAIDU_LAT, .lng = r * cos(turn) + BAIDU_LNG };
}

/* The published inverse misses by half a metre; going back by the error does not. */
static struct degrees gcj_from_bd(struct degrees bd)
{
    struct degrees p = { bd.lat - BAIDU_LAT, bd.lng - BAIDU_LNG };
    if (!shifted(p)) return bd;
    for (int i = 0; i < 10; i++) {
        struct degrees there = bd_from_gcj(p);
        p.lat -= there.lat - bd.lat;
        p.lng -= there.lng - bd.lng;
    }
    return p;
}

place place_from_degrees(double lat, double lng, enum datum from)
{
    if (!(lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180)) return (place){ 0 };
    struct degrees p = { lat, lng };
    if (from == BD09) p = gcj_from_bd(p);
    if (from != WGS84) p = wgs_from_gcj(p);
    return (place){ llround(p.lat * 1e7), llround(p.lng * 1e7) };
}

struct degrees degrees_of(place at, enum datum to)
{
    struct degrees p = { (double)at.lat / 1e7, (double)at.lng / 1e7 };
    if (to == WGS84) return p;
    p = gcj_from_wgs(p);
    return to == BD09 ? bd_from_gcj(p) : p;
}

double place_metres(place a, place b)
{
    if (!place_known(a) || !place_known(b)) return -1;
    double one = (double)a.lat / 1e7 * RADIAN, two = (double)b.lat / 1e7 * RADIAN;
    double up = sin((two - one) / 2), across = sin((double)(b.lng - a.lng) / 1e7 * RADIAN / 2);
    return 2 * METRES_OF_RADIUS * asin(fmin(1, sqrt(up * up + cos(one) * cos(two) * across * across)));
}
