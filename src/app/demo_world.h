/* demo_world.h — an invented company: its shops, people, homes, plans and a year of visits, out of a seed and a day (DOMAIN.md §6.2).
 *
 * Nothing in it is of a real person: ID numbers have the region 99xxxx, phones begin with 100, estates and city are invented, bank cards
 * begin with 99. The same seed, size and day give the same company, byte for byte. All memory is the arena's. For app/demo_*.c only. */
#pragma once
#include "base/arena.h"
#include "base/calendar.h"
#include "base/geo.h"
#include "base/identity.h"
#include "base/random.h"
#include "operations/operations.h"

/* What a company of a size has; figures of DOMAIN.md §6.2, per company. */
struct demo_scale {
    text word;
    int branches, workers, active, customers, customers_90_days, visits_a_day, live_in, deep_a_week, expiring;
    int cleaners;                   /* active hourly cleaners: what 44 hours a week allow (H05), §0.19 */
    int plans;
    int history_days;               /* how far back the sheets go */
    bool homes;                     /* placements are told (demo_homes.c): a third of the loading of S */
};
/* "S" a shop, "M" a company of twelve, "D" one shop of M's day without its year: a day to try out and to test. NULL: none */
const struct demo_scale *demo_scale(text word);

struct demo_branch { text name, code, address, complaint_phone, estate; place at; };
struct demo_area { text name; int branch; place at; };
struct demo_estate { text name; int area; place at; bool lift; };

struct demo_person { text name, id_number, phone; enum sex sex; day birth; };

enum demo_work { DEMO_CLEANER = 1, DEMO_DEEP, DEMO_MATERNITY, DEMO_NANNY, DEMO_INFANT, DEMO_ELDER, DEMO_OTHER };
struct demo_worker {
    struct demo_person person, kin; text kin_is;
    int branch, area;
    place home;
    enum demo_work does;
    enum worker_state state;
    enum employment_mode mode;
    text skills, grade, came_by, bank, remark;
    day joined; maybe_day left;
    maybe_day identity_to, medical_on, background_on, insurance_to, card_to;
    text medical_class, certificate;
    bool fears_pets;
    bool reserved;                  /* brings no contract along, and most of her papers are still to be entered: demo_homes.c casts its stories with her */
};

struct demo_customer {
    struct demo_person person;
    int branch, estate;
    text address, level, source, remark;
    place at;
    int square_metres, rooms;
    bool pets, dormant, plan;
    day since;
    money owed;
};

struct demo_plan {
    int branch, customer, worker, backup;
    uint64_t weekdays; int every, at, length;
    day first;
    bool key_held;
    money price;
};

/* worker -1: nobody was there. plan -1: ordered singly. `on` before the world's today: history; from today on: what is to be ordered. */
struct demo_visit {
    int branch, customer, worker, plan;
    text line;                      /* name of the service */
    day on; int at, length;
    money price, worker_pay;
    enum visit_state state;
    int late, stars;
    text said, remark;
};

struct demo_world {
    struct arena *arena;
    const struct demo_scale *scale;
    uint64_t seed;
    instant now;
    day today;
    struct demo_branch *branches; int branch_count;
    struct demo_area *areas; int area_count;
    struct demo_estate *estates; int estate_count;
    struct demo_worker *workers; int worker_count;
    struct demo_customer *customers; int customer_count;
    struct demo_plan *plans; int plan_count;
    struct demo_visit *visits; int visit_count, visit_room;
    int people;                     /* made so far: what makes numbers unique */
};

/* WINDOW_DAYS: so long takes the window of those who call to move by its own length and a third. */
enum { DEMO_HISTORY_DAYS = 365, DEMO_DAYS_AHEAD = 14, DEMO_WINDOW_DAYS = 273, DEMO_AREAS = 6, DEMO_ESTATES = 5 };

/* history_days: how far back visits go (365 for a whole year). */
struct demo_world *demo_world_new(struct arena *arena, const struct demo_scale *scale, uint64_t seed, instant now, int history_days);

/* Over for so long that nobody can walk it through its steps any more: history, which comes with the sheets. */
bool demo_is_past(const struct demo_world *world, const struct demo_visit *visit);

/* ---- its parts, in the order they are made ---- */
struct dice demo_dice(const struct demo_world *world, text topic, int64_t which);      /* of its own for each topic: adding one changes no other */
void demo_make_city(struct demo_world *world);
void demo_make_workers(struct demo_world *world);
void demo_make_customers(struct demo_world *world);
void demo_make_plans(struct demo_world *world);
void demo_make_visits(struct demo_world *world, int history_days);

struct demo_person demo_person(struct demo_world *world, struct dice *dice, enum sex sex, day birth);
text demo_id_number(struct arena *arena, int serial, enum sex sex, day birth);
text demo_phone(struct arena *arena, int serial);
text demo_bank_card(struct arena *arena, struct dice *dice);
day demo_birth(struct dice *dice, day today, double mean, double spread, int least, int most);
bool demo_chance(struct dice *dice, double of);
place demo_near(struct dice *dice, place at, double metres);
/* One of `count` by weight. */
int demo_pick(struct dice *dice, const int *weights, int count);

/* ---- what the trade charges (demo_trade.c) ---- */
money demo_price(text line, day on, int length);
