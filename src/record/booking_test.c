/* booking_test.c — the calendar: one case after the other, then sixty-four threads at once. */
#include "record/booking.h"
#include <pthread.h>
#include <stdlib.h>
#include "base/random.h"
#include "record/clock_house.h"
#include "test/test.h"

/* Around a point of Shanghai; a thousandth of a degree of latitude is 111 m. */
static place north(int metres) { return (place){ 312000000 + (int64_t)metres * 90, 1214000000 }; }
static const day DAY = { 20800 };       /* 2026-12-13 */
static instant at(int hour, int minute) { return day_at(DAY, hour * 60 + minute); }
static const struct resource ANNA = { RESOURCE_WORKER, 11 }, VAN = { RESOURCE_VEHICLE, 12 };
static const int64_t ONE = 1, TWO = 2;

static struct booking visit(int64_t id, instant from, instant to, place where)
{
    return (struct booking){ .resource = ANNA, .source = { "visit", id }, .from = from, .to = to, .place = where, .branch = ONE, .label = "cleaning" };
}

static bool put(struct work *w, void *b) { return booking_put(w, b); }

static struct clock_house c;            /* the house of the running test */

static bool goes(struct booking b)
{
    struct work *w = clock_write(&c, NULL, at(0, 0).ms, put, &b);
    bool well = !failed(w);
    CHECK(w->failure != FAULT);
    work_close(w);
    return well;
}

TEST(a_way_takes_what_the_bicycle_takes)
{
    struct { int metres, hour, minute, expect; text why; } rows[] = {
        { 0, 10, 0, 10, "the same house" }, { 250, 10, 0, 10, "the same estate" }, { 2000, 10, 0, 10 + 5 + 11, "2 km, 10.4 minutes of riding" },
        { 2000, 7, 30, 10 + 5 + 14, "in the rush hour 13.5" }, { 2000, 8, 55, 10 + 5 + 12, "five minutes of it" }, { 2000, 6, 0, 26, "early" },
        { 20000, 16, 30, 10 + 5 + 127, "30 minutes, then 74 slowed down to 97" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CASE(rows[i].why);
        EQUAL(booking_travel_default(north(0), north(rows[i].metres), at(rows[i].hour, rows[i].minute)), rows[i].expect);
    }
    CASE("unknown");
    EQUAL(booking_travel_default(north(0), (place){ 0, 0 }, at(10, 0)), 15);
    CASE("from Shanghai to Beijing by train");
    int far = booking_travel_default(north(0), (place){ 399000000, 1164000000 }, at(10, 0));
    CHECK(far > 10 * 60 && far <= 24 * 60);
}

TEST(a_later_start_never_arrives_earlier_and_a_detour_never_helps)
{
    struct dice dice = { 7 };
    for (int i = 0; i < 20000; i++) {
        place a = north((int)dice_below(&dice, 30000)), b = north((int)dice_below(&dice, 30000)), d = north((int)dice_below(&dice, 30000));
        int64_t t = at(0, 0).ms + MINUTES(dice_below(&dice, 1440)), later = t + MINUTES(dice_below(&dice, 120));
        CHECK(t + MINUTES(booking_travel_default(a, b, (instant){ t })) <= later + MINUTES(booking_travel_default(a, b, (instant){ later })) + MINUTES(1));
        int64_t stop = t + MINUTES(booking_travel_default(a, d, (instant){ t }));
        CHECK(t + MINUTES(booking_travel_default(a, b, (instant){ t })) <= stop + MINUTES(15) + MINUTES(booking_travel_default(d, b, (instant){ stop + MINUTES(15) })));
    }
}

TEST_DB(bookings_need_their_time_and_the_way)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(9, 0), at(11, 0), north(0))));
    CHECK(!goes(visit(2, at(10, 59), at(12, 0), north(0))));
    CHECK(!goes(visit(2, at(8, 0), at(9, 1), north(0))));
    CHECK(!goes(visit(2, at(9, 30), at(10, 0), north(0))));
    CHECK(!goes(visit(2, at(8, 0), at(12, 0), north(0))));
    CASE("2 km away, 5 minutes: overlaps nothing, but nobody can do it");
    CHECK(!goes(visit(2, at(11, 5), at(12, 0), north(2000))));
    CHECK(!goes(visit(2, at(11, 25), at(12, 0), north(2000))));
    CHECK(goes(visit(2, at(11, 26), at(12, 0), north(2000))));
    CASE("the same estate, 10 minutes");
    CHECK(!goes(visit(3, at(12, 9), at(13, 0), north(2100))));
    CHECK(goes(visit(3, at(12, 10), at(13, 0), north(2100))));
    CASE("before the first");
    CHECK(!goes(visit(4, at(8, 0), at(8, 32), north(2000))));      /* 14 minutes of riding in the rush hour, 5 + 10 */
    CHECK(goes(visit(4, at(8, 0), at(8, 31), north(2000))));
    CASE("another resource does not care");
    struct booking van = visit(1, at(9, 0), at(11, 0), north(0));
    van.resource = VAN;
    CHECK(goes(van));
    CASE("too short, too long");
    CHECK(!goes(visit(5, at(20, 0), at(20, 14), north(0))));
    CHECK(!goes(visit(5, at(30, 0), (instant){ at(30, 0).ms + DAYS(367) }, north(0))));
    clock_house_close(&c);
}

TEST_DB(a_booking_between_two_others_is_judged_on_both_sides)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(9, 0), at(10, 0), north(0))));
    CHECK(goes(visit(2, at(14, 0), at(15, 0), north(10000))));
    CASE("reaches it, but not the next");
    CHECK(!goes(visit(3, at(12, 0), at(13, 30), north(0))));
    CHECK(goes(visit(3, at(11, 0), at(12, 0), north(5000))));
    CASE("two into what is left, each of which would have gone alone");
    CHECK(goes(visit(4, at(10, 20), at(10, 35), north(200))) == false);
    CHECK(goes(visit(5, at(12, 45), at(13, 15), north(9000))));
    CHECK(!goes(visit(6, at(13, 10), at(13, 25), north(10000))));
    clock_house_close(&c);
}

TEST_DB(a_way_is_judged_across_bookings_without_a_place)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(9, 0), at(10, 0), north(0))));
    struct booking rest = visit(2, at(10, 0), at(10, 30), (place){ 0, 0 }), call = rest;
    rest.journey = JOURNEY_NONE;
    CHECK(goes(rest));
    CASE("no way to a rest, and it hides none");
    CHECK(!goes(visit(3, at(10, 30), at(11, 0), north(10000))));
    CHECK(goes(visit(3, at(11, 20), at(12, 0), north(10000))));
    CASE("an unknown place takes 15 minutes on both sides");
    call.source.id = 4;
    call.from = at(12, 14);
    call.to = at(12, 40);
    CHECK(!goes(call));
    call.from = at(12, 15);
    CHECK(goes(call));
    CHECK(!goes(visit(5, at(12, 54), at(13, 30), north(10000))));
    CHECK(!goes(visit(5, at(12, 55), at(13, 30), north(40000))));
    CHECK(goes(visit(5, at(12, 55), at(13, 30), north(10000))));
    clock_house_close(&c);
}

struct moved { struct source source; instant from, to; };
static bool move(struct work *w, void *data) { struct moved *m = data; return booking_move(w, m->source, m->from, m->to); }
static bool drop(struct work *w, void *data) { booking_drop(w, *(struct source *)data); return !failed(w); }
static bool confirm(struct work *w, void *data) { return booking_confirm(w, *(struct source *)data); }

static enum failure tries(const struct actor *actor, int64_t now, db_run *run, void *data)
{
    struct work *w = clock_write(&c, actor, now, run, data);
    enum failure why = w->failure;
    work_close(w);
    return why;
}

TEST_DB(a_booking_moves_with_its_team_or_stays_where_it_is)
{
    c = clock_house_open(NULL);
    struct booking one = visit(1, at(9, 0), at(11, 0), north(0)), van = one;
    van.resource = VAN;
    CHECK(goes(one) && goes(van) && goes(visit(2, at(14, 0), at(15, 0), north(0))));
    struct moved m = { { "visit", 1 }, at(14, 30), at(16, 0) };
    EQUAL(tries(NULL, at(0, 0).ms, move, &m), CONFLICT);
    CASE("it stayed");
    CHECK(!goes(visit(3, at(9, 0), at(10, 0), north(0))));
    CASE("over itself");
    m = (struct moved){ { "visit", 1 }, at(9, 30), at(11, 30) };
    EQUAL(tries(NULL, at(0, 0).ms, move, &m), NO_FAILURE);
    CHECK(goes(visit(3, at(8, 0), at(9, 0), north(0))));
    CASE("the van came along");
    struct booking other = visit(9, at(11, 0), at(12, 0), north(0));
    other.resource = VAN;
    CHECK(!goes(other));
    CASE("gone");
    struct source s = { "visit", 1 };
    EQUAL(tries(NULL, at(0, 0).ms, drop, &s), NO_FAILURE);
    CHECK(goes(other) && goes(visit(4, at(9, 30), at(11, 30), north(0))));
    EQUAL(tries(NULL, at(0, 0).ms, move, &m), NOT_FOUND);
    clock_house_close(&c);
}

struct exchange { struct source drop[2]; struct booking put[2]; };
static bool exchange(struct work *w, void *data) { struct exchange *e = data; return booking_replace(w, e->drop, 2, e->put, 2); }

TEST_DB(two_workers_change_places_in_one_go)
{
    c = clock_house_open(NULL);
    struct booking a = visit(1, at(9, 0), at(11, 0), north(0)), b = visit(2, at(9, 0), at(11, 0), north(5000));
    b.resource.id = 77;
    CHECK(goes(a) && goes(b));
    struct exchange e = { { a.source, b.source }, { a, b } };
    e.put[0].resource = b.resource;
    e.put[1].resource = a.resource;
    EQUAL(tries(NULL, at(0, 0).ms, exchange, &e), NO_FAILURE);
    CHECK(!goes(visit(3, at(9, 0), at(10, 0), north(0))));
    clock_house_close(&c);
}

TEST_DB(a_hold_blocks_until_it_ends_and_can_become_firm)
{
    c = clock_house_open(NULL);
    int64_t now = at(0, 0).ms;
    struct booking hold = visit(1, at(9, 0), at(11, 0), north(0)), other = visit(2, at(10, 0), at(12, 0), north(0));
    hold.hold_until.ms = now + HOURS(25);
    EQUAL(tries(NULL, now, put, &hold), INVALID);
    hold.hold_until.ms = now + HOURS(2);
    EQUAL(tries(NULL, now, put, &hold), NO_FAILURE);
    EQUAL(tries(NULL, now + HOURS(1), put, &other), CONFLICT);
    EQUAL(tries(NULL, now + HOURS(2), put, &other), NO_FAILURE);
    CASE("too late to confirm");
    EQUAL(tries(NULL, now + HOURS(2), confirm, &hold.source), CONFLICT);
    CASE("in time");
    struct booking second = visit(3, at(14, 0), at(15, 0), north(0));
    second.hold_until.ms = now + HOURS(2);
    EQUAL(tries(NULL, now, put, &second), NO_FAILURE);
    EQUAL(tries(NULL, now + HOURS(1), confirm, &second.source), NO_FAILURE);
    second.source.id = 4;
    second.hold_until.ms = 0;
    EQUAL(tries(NULL, now + HOURS(9), put, &second), CONFLICT);
    clock_house_close(&c);
}

struct look { struct booking_list list; struct clash clash; const struct free_slot *slots; int slot_count; struct booking asked; bool clashes; };

static bool look(struct work *w, void *data)
{
    struct look *l = data;
    l->list = booking_day(w, (const struct resource[]){ VAN, ANNA }, 2, at(0, 0), at(24, 0));
    l->clashes = booking_clash(w, &l->asked, NULL, &l->clash);
    l->slot_count = booking_free_slots(w, ANNA, at(8, 0), at(20, 0), north(0), 60, &l->slots);
    return !failed(w);
}

TEST_DB(nights_and_years_reach_into_the_day)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(-4, 0), at(8, 0), north(0))));                                               /* 20:00 – 08:00 */
    struct booking year = visit(2, (instant){ at(0, 0).ms - DAYS(100) }, (instant){ at(0, 0).ms + DAYS(200) }, north(0));
    year.resource = VAN;
    CHECK(goes(year) && goes(visit(3, at(20, 0), at(32, 0), north(0))));
    CHECK(!goes(visit(4, at(7, 0), at(8, 30), north(0))));
    CHECK(!goes(visit(4, at(25, 0), at(26, 0), north(0))));
    struct look l = { .asked = visit(5, at(8, 5), at(9, 0), north(0)) };
    struct work *w = clock_read(&c, NULL, at(0, 0).ms, look, &l);
    EQUAL(l.list.count, 3);
    EQUAL(l.list.at[0].source.id, 2);
    EQUAL(l.list.at[1].source.id, 1);
    EQUAL(l.list.at[2].source.id, 3);
    CHECK(l.clashes);
    EQUAL(l.clash.kind, CLASH_JOURNEY_TO);
    EQUAL(l.clash.travel_minutes, 10);
    EQUAL(l.clash.gap_minutes, 5);
    CASE("one slot, from 8:10, so that 20:00 is reached");
    EQUAL(l.slot_count, 1);
    EQUAL(l.slots[0].first.ms, at(8, 10).ms);
    EQUAL(l.slots[0].last.ms, at(18, 50).ms);
    work_close(w);
    clock_house_close(&c);
}

TEST_DB(a_free_slot_really_is_free)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(9, 0), at(10, 0), north(3000))) && goes(visit(2, at(13, 0), at(14, 0), north(8000))) && goes(visit(3, at(16, 30), at(17, 30), (place){ 0, 0 })));
    struct look l = { .asked = visit(9, at(8, 5), at(9, 0), north(0)) };
    struct work *w = clock_read(&c, NULL, at(0, 0).ms, look, &l);
    EQUAL(l.slot_count, 3);
    for (int i = 0; i < l.slot_count; i++) {
        struct booking first = visit(20, l.slots[i].first, (instant){ l.slots[i].first.ms + HOURS(1) }, north(0)), last = first, early = first, late;
        last.from = l.slots[i].last;
        last.to.ms = last.from.ms + HOURS(1);
        struct source s = first.source;
        CHECK(goes(first));
        tries(NULL, at(0, 0).ms, drop, &s);
        CHECK(goes(last));
        tries(NULL, at(0, 0).ms, drop, &s);
        early.from.ms -= MINUTES(1);
        early.to.ms -= MINUTES(1);
        late = last;
        late.from.ms += MINUTES(1);
        late.to.ms += MINUTES(1);
        if (early.from.ms >= at(8, 0).ms) CHECK(!goes(early));
        if (late.to.ms <= at(20, 0).ms) CHECK(!goes(late));
    }
    work_close(w);
    clock_house_close(&c);
}

static bool seed(struct work *w, void *data)
{
    (void)data;
    struct clock_named a = { .record.id = 5, .name = "Chen" };
    return ADD(w, clock_account, &a);
}

TEST_DB(a_clash_in_another_branch_tells_only_where_and_whom_to_ask)
{
    c = clock_house_open(NULL);
    work_close(clock_write(&c, NULL, 0, seed, NULL));
    struct actor chen = clock_actor(5, 0, &ONE, NULL, 0), wu = clock_actor(6, 0, &TWO, NULL, 0);
    struct booking hers = visit(31, at(9, 0), at(11, 0), north(0)), his = visit(32, at(10, 0), at(12, 0), north(0));
    EQUAL(tries(&chen, at(0, 0).ms, put, &hers), NO_FAILURE);
    his.branch = TWO;
    struct work *w = clock_write(&c, &wu, at(0, 0).ms, put, &his);
    EQUAL(w->failure, CONFLICT);
    SAME_TEXT(w->code, "overlap");
    SAME_TEXT(w->detail, print(w, "{\"why\":\"overlap\",\"branch\":\"Harbour\",\"from\":%lld,\"to\":%lld,\"ask\":\"Chen\",\"resource\":11}",
                               (long long)at(9, 0).ms, (long long)at(11, 0).ms));
    for (int i = 0; w->arguments[i]; i++) CHECK(!strstr(w->arguments[i], "cleaning"));
    work_close(w);
    CASE("her own people see all of it");
    his.branch = ONE;
    w = clock_write(&c, &chen, at(0, 0).ms, put, &his);
    CHECK(strstr(w->detail, "\"type\":\"visit\",\"id\":31,\"label\":\"cleaning\""));
    work_close(w);
    CASE("boards too");
    struct look l = { .asked = his };
    w = clock_read(&c, &wu, at(0, 0).ms, look, &l);
    EQUAL(l.list.count, 1);
    CHECK(l.list.at[0].foreign && !*l.list.at[0].label && !l.list.at[0].source.id && !l.list.at[0].place.lat);
    CHECK(l.clash.with.foreign && !*l.clash.with.label);
    work_close(w);
    clock_house_close(&c);
}

static bool break_in(struct work *w, void *data)
{
    text constraint = "";
    *(enum db_broken *)data = db_exec_try(w, "insert into booking (id, resource_kind, resource, source_type, source, from_at, to_at, pad_before, pad_after, padded_from, "
        "padded_to, lat, lng, end_lat, end_lng, journey, placed, hold_until, branch, label, made_by, made_at) "
        "select id + 1, resource_kind, resource, source_type, source, from_at, to_at, 0, 0, padded_to - 1, padded_to + 900000, 0, 0, 0, 0, 0, 0, 0, 0, '', 0, 0 from booking", NO_BIND, NULL, &constraint);
    return true;
}

TEST_DB(the_database_itself_lets_nobody_overlap)
{
    c = clock_house_open(NULL);
    CHECK(goes(visit(1, at(9, 0), at(11, 0), north(0))));
    enum db_broken broken = DB_WHOLE;
    struct work *w = clock_write(&c, NULL, 0, break_in, &broken);
    EQUAL(broken, DB_OVERLAP);
    work_close(w);
    text why = "";
    CHECK(house_migrate(c.house, &why));        /* again, over what is there */
    clock_house_close(&c);
}

/* ---- the race ---- */

enum { THREADS = 64, ATTEMPTS = 200, WORKERS = 6 };
struct racer { pthread_t thread; int number, put, refused, broken; };

struct attempt { struct dice *dice; int number; int64_t source; int done; };

static struct booking random_visit(struct dice *dice, int64_t source)
{
    int64_t from = at(0, 0).ms + MINUTES(dice_below(dice, 14 * 24 * 60));
    struct booking b = visit(source, (instant){ from }, (instant){ from + MINUTES(15 + dice_below(dice, 240)) }, north((int)dice_below(dice, 15000)));
    b.resource = (struct resource){ RESOURCE_WORKER, 1 + dice_below(dice, WORKERS) };
    b.branch = 1 + dice_below(dice, 4);
    if (dice_below(dice, 12) == 0) b.place = (place){ 0, 0 };
    if (dice_below(dice, 12) == 0) b.journey = JOURNEY_NONE;
    if (dice_below(dice, 6) == 0) b.hold_until.ms = at(0, 0).ms + MINUTES(1);
    return b;
}

/* Most put one; some a team of two, some move or drop what this thread made before. */
static bool attempt(struct work *w, void *data)
{
    struct attempt *a = data;
    struct dice dice = *a->dice;            /* run again, it tries the same */
    int64_t what = dice_below(&dice, 10), earlier = a->number * 1000 + 1 + dice_below(&dice, ATTEMPTS);
    struct booking b[2] = { random_visit(&dice, a->source), random_visit(&dice, a->source) };
    if (what == 0) return booking_drop(w, (struct source){ "visit", earlier }) >= 0 && !failed(w);
    if (what == 1) return booking_move(w, (struct source){ "visit", earlier }, b[0].from, b[0].to);
    if (what == 2) {
        b[1].from = b[0].from;
        b[1].to = b[0].to;
        b[1].resource.id = b[0].resource.id % WORKERS + 1;
        return booking_replace(w, NULL, 0, b, 2);
    }
    return booking_put(w, &b[0]);
}

static void *race(void *data)
{
    struct racer *r = data;
    struct dice dice = { (uint64_t)r->number + 99 };
    for (int i = 0; i < ATTEMPTS; i++) {
        struct attempt a = { &dice, r->number, r->number * 1000 + i + 1, 0 };
        int64_t now = at(0, 0).ms + (i >= ATTEMPTS / 2 ? MINUTES(2) : 0);       /* in the second half the holds have ended */
        struct work *w = clock_write(&c, NULL, now, attempt, &a);
        if (!failed(w)) r->put++;
        else if (w->failure == CONFLICT || w->failure == NOT_FOUND || w->failure == INVALID) r->refused++;
        else r->broken++;
        work_close(w);
        dice_next(&dice);
    }
    return NULL;
}

/* Written without the engine: every pair of neighbours, by the table alone. */
struct scan { int count, overlaps, impossible, padded; };

static bool scan(struct work *w, void *data)
{
    struct scan *s = data;
    struct rows *row = db_query(w, SQL("select resource, from_at, to_at, lat, lng, journey, padded_from, padded_to from booking order by resource, from_at"), NO_BIND);
    int64_t resource = 0, to = 0, padded = 0, placed_to = 0;
    bool none = false, known = false;
    place last = { 0, 0 }, placed = { 0, 0 };
    while (db_next(row)) {
        int64_t from = db_number(row, 1);
        place here = { db_number(row, 3), db_number(row, 4) };
        bool here_none = db_number(row, 5) == JOURNEY_NONE, here_known = !here_none && (here.lat || here.lng);
        s->count++;
        if (db_number(row, 0) == resource) {
            if (from < to) s->overlaps++;
            if (db_number(row, 6) < padded) s->padded++;
            int need = none || here_none ? 0 : known && here_known ? booking_travel_default(last, here, (instant){ to }) : 15;
            if (from - to < MINUTES(need)) s->impossible++;
            if (here_known && placed.lat && from - placed_to < MINUTES(booking_travel_default(placed, here, (instant){ placed_to }))) s->impossible++;
        } else {
            placed = (place){ 0, 0 };
        }
        resource = db_number(row, 0);
        to = db_number(row, 2);
        padded = db_number(row, 7);
        none = here_none;
        known = here_known;
        last = here;
        if (known) { placed = here; placed_to = to; }
    }
    return !failed(w);
}

TEST_DB(sixty_four_threads_make_no_overlap_and_no_impossible_journey)
{
    c = clock_house_open(NULL);
    static struct racer racers[THREADS];
    int put_count = 0, refused = 0, broken = 0;
    for (int i = 0; i < THREADS; i++) {
        racers[i] = (struct racer){ .number = i + 1 };
        pthread_create(&racers[i].thread, NULL, race, &racers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(racers[i].thread, NULL);
        put_count += racers[i].put;
        refused += racers[i].refused;
        broken += racers[i].broken;
    }
    EQUAL(put_count + refused + broken, THREADS * ATTEMPTS);
    EQUAL(broken, 0);
    struct scan s = { 0 };
    struct work *w = clock_read(&c, NULL, 0, scan, &s);
    CHECK(s.count > 100 && refused > 1000);         /* it was crowded, and something got through */
    EQUAL(s.overlaps, 0);
    EQUAL(s.impossible, 0);
    EQUAL(s.padded, 0);
    work_close(w);
    clock_house_close(&c);
}
