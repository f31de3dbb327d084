/* travel.c — see travel.h. */
#include "dispatch/travel.h"
#include <math.h>

struct profile travel_profile(enum mode mode)
{
    static const struct profile profiles[MODES] = {
        [MODE_EBIKE] = { .name = "e-bike", .speed = 15000, .fixed = 300, .detour = 1300 },
        [MODE_WALK] = { .name = "walk", .speed = 4500, .fixed = 0, .detour = 1300 },
        [MODE_TRANSIT] = { .name = "transit", .speed = 18000, .fixed = 720, .detour = 1300 },
        [MODE_VAN] = { .name = "van", .speed = 22000, .fixed = 600, .detour = 1300 },
    };
    return profiles[mode];
}

/* On a ball of radius one. Sine and cosine once a place, so that a way needs none. */
static struct point point_of(struct place at)
{
    const double radians = 3.14159265358979323846 / 180e7;
    double lat = (double)at.lat * radians, lng = (double)at.lng * radians;
    return (struct point){ cos(lat) * cos(lng), cos(lat) * sin(lng), sin(lat) };
}

/* The arc over half the chord h: 2 asin h, whose series ends here below a millimetre for all within 600 km. */
static int32_t metres_between(const struct point *a, const struct point *b)
{
    double x = a->x - b->x, y = a->y - b->y, z = a->z - b->z, square = (x * x + y * y + z * z) / 4, h = sqrt(square);
    double arc = h < 0.05 ? h * (1 + square / 6 + 3 * square * square / 40) : asin(h < 1 ? h : 1);
    return (int32_t)(2 * 6371008.8 * arc + 0.5);
}

int32_t travel_metres(struct place a, struct place b)
{
    struct point x = point_of(a), y = point_of(b);
    return metres_between(&x, &y);
}

static int32_t road_metres(const struct problem *p, const struct profile *profile, int from, int to)
{
    int32_t metres = p->points ? metres_between(&p->points[from], &p->points[to]) : travel_metres(p->places[from], p->places[to]);
    return (int32_t)((int64_t)metres * profile->detour / 1000);
}

static ticks road_ticks(const struct problem *p, const struct profile *profile, int from, int to)
{
    int64_t metres = road_metres(p, profile, from, to);
    if (!metres) return 0;
    int64_t time = profile->fixed + (metres * 3600 + profile->speed - 1) / profile->speed;
    return time < TICKS_MAX ? (ticks)time : TICKS_MAX;
}

static bool needs_points(const struct problem *p)
{
    for (int k = 0; k < p->profile_count; k++) if (!p->profiles[k].time) return true;
    return false;
}

static void make_points(struct problem *p)
{
    p->points = arena_take(p->arena, sizeof *p->points * (size_t)(p->place_count + 1));
    for (int i = 0; i < p->place_count; i++) p->points[i] = point_of(p->places[i]);
}

bool travel_fill(struct problem *p, int most_places)
{
    int n = p->place_count;
    if (needs_points(p)) make_points(p);
    if (n > most_places) return false;
    for (int k = 0; k < p->profile_count; k++) {
        struct profile *profile = &p->profiles[k];
        if (profile->time) continue;
        ticks *time = arena_take(p->arena, sizeof *time * (size_t)n * (size_t)n);
        int32_t *distance = arena_take(p->arena, sizeof *distance * (size_t)n * (size_t)n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                time[i * n + j] = road_ticks(p, profile, i, j);
                distance[i * n + j] = road_metres(p, profile, i, j);
            }
        }
        profile->time = time;
        profile->distance = distance;
    }
    return true;
}

ticks way_ticks(const struct problem *p, int profile, int from, int to)
{
    const struct profile *f = &p->profiles[profile];
    if (from == NONE || to == NONE) return 0;
    return f->time ? f->time[(int64_t)from * p->place_count + to] : road_ticks(p, f, from, to);
}

int32_t way_distance(const struct problem *p, int profile, int from, int to)
{
    const struct profile *f = &p->profiles[profile];
    if (from == NONE || to == NONE) return 0;
    if (f->distance) return f->distance[(int64_t)from * p->place_count + to];
    return f->time ? f->time[(int64_t)from * p->place_count + to] : road_metres(p, f, from, to);
}

/* How much slower it is at a time of the day, and until when. */
static int slower_at(const struct problem *p, const struct profile *f, ticks at, ticks *until)
{
    ticks of_day = at % p->day, day = at - of_day, next = p->day;
    if (of_day < 0) { of_day += p->day; day -= p->day; }
    for (int i = 0; i < f->peak_count; i++) {
        if (of_day >= f->peaks[i].from && of_day < f->peaks[i].to) { *until = day + f->peaks[i].to; return f->peaks[i].slower; }
        if (f->peaks[i].from > of_day && f->peaks[i].from < next) next = f->peaks[i].from;
    }
    *until = day + next;
    return 1000;
}

ticks way_in_traffic(const struct problem *p, int profile, ticks free, ticks at)
{
    const struct profile *f = &p->profiles[profile];
    ticks steady = f->steady < free ? f->steady : free, left = free - steady, now = at, until;
    if (!f->peak_count || !p->day) return free;
    while (left > 0) {                                  /* ends: every round passes a border of the day's periods, or the way's end */
        int slower = slower_at(p, f, now, &until);
        int64_t whole = ((int64_t)left * slower + 999) / 1000;
        if (now + whole <= until) return (ticks)(now + whole - at) + steady;
        left -= (ticks)((int64_t)(until - now) * 1000 / slower);
        now = until;
    }
    return now - at + steady;
}

ticks way_ticks_at(const struct problem *p, int profile, int from, int to, ticks at)
{
    return way_in_traffic(p, profile, way_ticks(p, profile, from, to), at);
}

cost way_cost(const struct problem *p, const struct slot *slot, int from, int to)
{
    const struct profile *f = &p->profiles[slot->profile];
    if (from == NONE || to == NONE) return 0;
    if (f->price) return f->price[(int64_t)from * p->place_count + to];
    cost sum = slot->per_travel ? slot->per_travel * way_ticks(p, slot->profile, from, to) : 0;
    return slot->per_distance ? sum + slot->per_distance * way_distance(p, slot->profile, from, to) : sum;
}
