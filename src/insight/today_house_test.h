/* today_house_test.h — a shop on Monday 2026-11-23 for the tests of insight/: plain cleaning, an infant's line and a pick-up, one home, one
 * cleaner; a manager who may do what managers do, and a clerk who only sees visits. */
#pragma once
#include "insight/today.h"
#include "placement/placement.h"
#include "quality/quality.h"
#include "record/store.h"
#include "safety/safety.h"
#include "test/test.h"

enum { TODAY_MONDAY = 20780 };
struct today_shop { struct db *db; struct house *house; struct work *w; char folder[64]; struct actor manager, clerk; int64_t branch, line, baby, pickup, customer, home, worker; const struct actor *who; instant now; text said; };
static inline instant today_at(int on, int hour, int minute) { return day_at((day){ TODAY_MONDAY + on }, hour * 60 + minute); }

bool today_shop_open(struct today_shop *s);
void today_shop_close(struct today_shop *s);
/* One write as s->who (NULL: the system) at that minute; what is refused is printed. */
bool today_act(struct today_shop *s, instant now, db_run *run, void *data);

/* A visit in that state, stored as it stands; `again`: it repeats that one, which her work was the cause of. Returns its id. */
struct today_visit { struct today_shop *s; int64_t line; instant start; enum visit_state state; instant arrived; int64_t price, id, again; };
int64_t today_booked(struct today_shop *s, instant made, struct today_visit visit);
