/* geo.h — places on the map of China: three data, one of them kept, and the distance as the crow flies.
 *
 * The program keeps WGS-84 (satellite positioning). Maps sold in China show GCJ-02, which moves every point by up to 700 m;
 * Baidu shows BD-09, which moves that by about 1 km more. A position from a browser is WGS-84, one that was picked on a map is
 * that map's. GCJ-02 has no published definition; the formula is the one that all map libraries share, and outside the box
 * 72.004–137.8347° E, 0.8293–55.8271° N it moves nothing. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct { int64_t lat, lng; } place;         /* 1e-7 degrees (1 cm), WGS-84; 0, 0: unknown */

enum datum { WGS84 = 1, GCJ02, BD09 };

struct degrees { double lat, lng; };

bool place_known(place at);

/* Degrees of `from` to a place, rounded to 1e-7; unknown when they are no numbers or lie outside ±90, ±180. */
place place_from_degrees(double lat, double lng, enum datum from);

/* For maps; the way there and back ends less than 10 cm from where it began. */
struct degrees degrees_of(place at, enum datum to);

/* Great-circle metres (haversine, mean radius 6 371 008.8 m); -1 when one of them is unknown. */
double place_metres(place a, place b);
