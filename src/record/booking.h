/* booking.h — the one calendar of everything that can be in one place at a time: workers, vehicles, machines.
 *
 * Whoever promises a worker's time to somebody keeps a booking: a visit, a placement of a year, an interview, a leave, a training. Two
 * bookings of one resource never overlap, and between two of them there is time for the journey (DOMAIN.md §5.1 H04, T03). This holds
 * company-wide, across branches and processes, and is kept twice: by the rule below and by the database itself (booking_guards).
 *
 *   struct booking b = { .resource = { RESOURCE_WORKER, worker }, .source = { "visit", v->record.id }, .from = …, .to = …,
 *                        .place = v->place, .branch = v->record.branch.id, .label = "日常保洁" };
 *   if (!booking_put(w, &b)) return false;                 refused with code "overlap" and who is in the way
 *
 * Time      half-open instants [from, to), 15 minutes to 366 days, of any day and across midnight. Pay and "26 days" are counted elsewhere.
 * Places    `place` is where it begins, `end` where it ends (a house move); end unknown: the same. How the way to it counts:
 *             JOURNEY_PLACE     the way between the two places (booking_travel); with a place unknown 15 minutes;
 *             JOURNEY_NONE      no way at all: a leave, a rest day, work by phone. The way then is the one between its two neighbours.
 *           Over bookings without a (known) place the way between the known places on both sides must be possible too.
 * Holds     `hold_until` set: a soft hold (an offer, a slot shown to a customer), at most 24 hours ahead. It blocks like a firm one and
 *           is gone when that time has come. booking_confirm makes it firm.
 * Sources   type word and record id: what the booking is for. One source may hold many resources (a team and its van), and one resource
 *           several times.
 * Branches  worker and calendar are company-wide. A clash with a booking of a branch out of the actor's scope tells the branch's name, the
 *           interval and whom to ask: no label, no record, no place.
 * Labels    are shown on boards to other people: no personal data.
 *
 * Protocol of a change: the rows of all resources concerned are locked in ascending order (two works never wait crosswise), holds that
 * ended are dropped, the neighbours read, the journeys computed, the padded interval stored and both neighbours padded anew. Change
 * several things by ONE call of booking_replace: separate calls lock in the order they come and may have to be run again.
 *
 * Failure: a clash is a refusal (CONFLICT, code "overlap", detail {branch, from, to, ask, type, id, why, travel_minutes, gap_minutes});
 * wrong intervals are refused as INVALID; the database's own lock is never reached by this protocol: should it speak, that is a fault. */
#pragma once
#include "base/geo.h"
#include "db/db.h"
#include "record/house.h"

enum resource_kind { RESOURCE_WORKER = 1, RESOURCE_VEHICLE, RESOURCE_MACHINE };
struct resource { enum resource_kind kind; int64_t id; };
struct source { text type; int64_t id; };

enum journey { JOURNEY_PLACE = 0, JOURNEY_NONE };

struct booking {
    int64_t id;                     /* given by booking_put */
    struct resource resource;
    struct source source;
    instant from, to;
    place place, end;
    enum journey journey;
    instant hold_until;             /* 0: firm */
    int64_t branch;                 /* 0: the actor's home */
    text label;
    int64_t made_by;                /* account; given by booking_put */
    bool foreign;                   /* read by an actor without that branch: source, label, places are blank */
};

/* ---- change (in a write transaction) ---- */

bool booking_put(struct work *w, struct booking *booking) __attribute__((warn_unused_result));

/* Everything of the sources `drop` goes, then `put` comes: reassigning, swapping two workers, publishing a plan. All or nothing. */
bool booking_replace(struct work *w, const struct source *drop, int drop_count, struct booking *put, int put_count) __attribute__((warn_unused_result));

/* All bookings of the source to another interval; resources and places stay. Refused as not found when it has none (a hold that ended). */
bool booking_move(struct work *w, struct source source, instant from, instant to) __attribute__((warn_unused_result));

/* What is dropped was free to go: never refused. Returns how many there were. */
int64_t booking_drop(struct work *w, struct source source);
/* … of this resource alone: one of the team leaves. */
int64_t booking_drop_one(struct work *w, struct source source, struct resource resource);

/* The source's holds become firm. Refused (CONFLICT "hold_ended") when it has no booking any more. */
bool booking_confirm(struct work *w, struct source source) __attribute__((warn_unused_result));

/* ---- judge and read (any transaction) ---- */

enum clash_kind { NO_CLASH = 0, CLASH_INTERVAL, CLASH_OVERLAP, CLASH_JOURNEY_TO, CLASH_JOURNEY_FROM };

/* The verdict before a drop on the board: what would be refused, without locking or writing. `without` (ends with a zero row; NULL: the
 * booking's own source only) names sources that will have gone. */
struct clash {
    enum clash_kind kind;
    struct booking with;            /* the neighbour in the way, blank as far as it is foreign */
    text branch, ask;               /* its branch's name; whom to ask */
    int travel_minutes, gap_minutes;        /* needed and there, buffer included; for an overlap 0 */
    text message; const text *arguments;    /* as in a refusal */
};
bool booking_clash(struct work *w, const struct booking *booking, const struct source *without, struct clash *ret_clash);    /* true: it clashes */

/* The same verdict for many questions about the same days, with what was read once: `all` is one resource's part of booking_all, by time,
 * which must reach a day further than the question on both sides. */
bool booking_fits(struct work *w, const struct booking *all, int count, const struct booking *booking);
/* … by somebody of whom the caller knows how long the way from one known place to the next takes (as booking_travel), so that nothing is read. */
typedef int booking_way_taken(const void *who, place from, place to, instant leave);
bool booking_fits_by(const struct booking *all, int count, const struct booking *booking, booking_way_taken *way, const void *who);

/* Bookings that touch [from, to), by resource in the order given and time. booking_all blanks nothing: for verdicts, never to be shown. */
struct booking_list { struct booking *at; int count; };
struct booking_list booking_day(struct work *w, const struct resource *resources, int count, instant from, instant to);
struct booking_list booking_all(struct work *w, const struct resource *resources, int count, instant from, instant to);
struct booking_list booking_of(struct work *w, struct source source);

/* Where `length` minutes of work at `place` would fit between `from` and `to`: any start in [first, last], journeys included. */
struct free_slot { instant first, last; };
int booking_free_slots(struct work *w, struct resource resource, instant from, instant to, place place, int length, const struct free_slot **ret_slots);

/* ---- journeys ---- */

/* Minutes to keep free between the end of one booking and the beginning of the next, buffer included, when one sets out at `leave`.
 * Default (DOMAIN.md §0.11): within 300 m 5 + 5 minutes; else 5 fixed, the distance × 1.3 at 15 km/h (what lies beyond 40 km at 60 km/h:
 * train or car), slower by 1.3 while it is 07–09 or 17–19 o'clock, plus 10 of buffer; a place unknown: 15. A later start never
 * arrives earlier and a detour never shortens a way, so that dropping a booking between two others leaves them possible (only a move's
 * own ride, quicker in the van, may have hidden a longer way). */
enum { PEAK_FROM = 7, PEAK_TO = 9, EVENING_FROM = 17, EVENING_TO = 19, PEAK_SLOWER = 1300 };     /* o'clock; thousandths */
int booking_travel(struct work *w, struct resource resource, place from, place to, instant leave);
int booking_travel_default(place from, place to, instant leave);
/* The same for who travels otherwise: milliseconds of free road for a metre as the crow flies (detour included), the fixed part and the buffer
 * in minutes, and whether the peak hours slow her down. The default is { 312, 5, 10, true }. */
struct booking_pace { int near_ms, fixed, buffer; bool in_traffic; };
int booking_travel_at(const struct booking_pace *pace, place from, place to, instant leave);

/* An upper floor may know better (learned ways, the branch's head): the first answer to the question BOOKING_QUESTION. Members may be NULL. */
#define BOOKING_QUESTION "booking"
struct booking_answers {
    int (*travel)(struct work *w, struct resource resource, place from, place to, instant leave);   /* as booking_travel; < 0: the default */
    text (*ask)(struct work *w, const struct booking *booking);     /* whom to ask about it; default: who made it */
};

/* ---- schema and upkeep ---- */
extern const char booking_schema[];
/* The database's own lock: an exclusion constraint (PostgreSQL with btree_gist), otherwise triggers that abort with "overlap". */
text booking_guards(enum db_engine engine);
bool booking_forget_holds(struct work *w);      /* ticker: holds that ended an hour ago */
