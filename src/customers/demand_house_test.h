/* demand_house_test.h — a shop with a line of cleaning and one of maternity nurses, two cleaners and three nurses, a consultant; for the tests of this folder. */
#pragma once
#include "customers/customers.h"
#include "record/store.h"
#include "test/test.h"

enum { THE_DAY = 20780 };
struct desk {
    struct db *db; struct house *house; struct work *w;
    char folder[64];
    struct actor consultant, other;
    int64_t branch, line, maternity, customer, person, household, ready, bare, nurse, second_nurse, short_nurse, demand, second, recommendation, lead;
};
static inline instant at(int on, int hour) { return day_at((day){ THE_DAY + on }, hour * 60); }

bool desk_open(struct desk *d);
void desk_close(struct desk *d);
/* In a write transaction of the consultant (of the system before there is one). */
bool desk_act(struct desk *d, const struct actor *actor, instant now, db_run *run, void *data);
bool act(struct desk *d, instant now, db_run *run, void *data);

bool step_at(struct desk *d, instant now, text step, const void *input);                             /* of d->demand */
bool step_on(struct desk *d, instant now, const struct record_type *type, int64_t id, text step, const void *input);
unsigned state_of(struct desk *d, const struct record_type *type, int64_t id);
int64_t due_of(struct desk *d, text type, int64_t record, text rule);
void sign(struct desk *d, text what);        /* "signed", "signed with trial", "" */
