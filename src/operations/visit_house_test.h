/* visit_house_test.h — a small shop for the tests of team/ records and visits: one branch, a line, a home, two workers whose papers are
 * in order, and colleagues by what they may do. */
#pragma once
#include "operations/operations.h"
#include "record/store.h"
#include "test/test.h"

enum { HOUSE_DAY = 20780, HOUSE_HOUR = 9 };         /* 2026-11-23, a Monday; the visit is on the day after */
enum visit_house_who { AS_NOBODY, AS_DISPATCHER, AS_MANAGER, AS_ARCHIVE, AS_HER };      /* no rights; visits; all; papers of workers; the worker herself */

struct visit_house {
    struct db *db; struct house *house; struct work *w; char folder[64];
    int64_t branch, line, customer, home, visit, worker, second, person;
    struct actor actors[AS_HER + 1];
};
bool visit_house_open(struct visit_house *h);
/* One more worker with her papers in order; 0: not added. */
int64_t visit_house_worker(struct visit_house *h, text name);
void visit_house_close(struct visit_house *h);

/* One write as this colleague with the clock at `now` and acted at `acted` (0: now). */
struct visit_house_act { struct visit_house *house; enum visit_house_who who; instant now, acted; db_run *run; void *data; };
bool visit_house_write(const struct visit_house_act *act);

/* A step with permission, as the API takes it. */
struct visit_house_step { const struct record_type *type; int64_t record; text step; const void *input; text reason; };
bool visit_house_step(struct work *w, void *step);

static inline instant house_at(int day_offset, int hour, int minute) { return day_at((day){ HOUSE_DAY + day_offset }, hour * 60 + minute); }
