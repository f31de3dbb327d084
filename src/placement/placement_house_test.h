/* placement_house_test.h — a small shop for the tests of placements: a live-in line, a home with a baby, three workers whose papers are in order, a
 * contract. HOUSE_DAY is a Monday, 2026-11-23; works run at 10 o'clock of it unless a test moves `at`. */
#pragma once
#include "placement/placement.h"
#include "record/booking.h"
#include "record/store.h"
#include "test/test.h"

enum { HOUSE_DAY = 20780 };
struct placement_house {
    struct db *db; struct house *house; struct work *w; char folder[64];
    instant at;
    int64_t branch, line, maternity, customer, payer, home, workers[3], persons[3], contract, placement;
};
bool placement_house_open(struct placement_house *h);
void placement_house_close(struct placement_house *h);
/* One write as the system. */
bool placement_write(struct placement_house *h, db_run *run, void *data);
/* A step of a record of this type as the system; false: refused. */
bool placement_step(struct placement_house *h, const struct record_type *type, int64_t record, text step, const void *input);
/* The newest record of a type. */
int64_t placement_newest(struct placement_house *h, const struct record_type *type);
/* From planned to in service on HOUSE_DAY. */
bool placement_begin(struct placement_house *h);
/* A number out of the database. */
int64_t placement_number(struct placement_house *h, text sql);
static inline void placement_day_is(struct placement_house *h, int offset) { h->at = day_at((day){ HOUSE_DAY + offset }, 10 * 60); }
