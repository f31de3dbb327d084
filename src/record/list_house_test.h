/* list_house_test.h — a small house for the tests of lists: branches, shelves, and things with a member of every kind. */
#pragma once
#include "record/house.h"
#include "test/test.h"

enum thing_state { THING_NEW = 1, THING_USED, THING_GONE };
enum { TAG_RED = 1, TAG_HEAVY, TAG_SHARP };

struct hut { struct record record; text name; };
struct shelf { struct record record; text name; };
struct part { text name; money price; worksheet why; };
struct use { text why; int64_t times; };
struct thing {
    struct record record;
    unsigned state;
    text name;
    text place_name;
    int64_t weight;
    maybe_number rating;
    money price;
    instant bought;
    day made;
    maybe_day due;
    minutes length;
    bool fragile;
    set tags;
    ref shelf;
    ref keeper;
    place at;
    file photo;
    sealed phone;
    rows_of parts;
    worksheet sums;
    money secret;
};
extern const struct record_type hut_type, shelf_type, thing_type, keeper_type;
struct keeper { struct record record; text name; };

#define CAN_SEE_THINGS "thing.see"
#define CAN_EDIT_THINGS "thing.edit"
#define CAN_SEE_SECRETS "thing.secret"

struct test_house { struct db *db; struct house *house; struct work *w; char folder[64]; };
bool test_house_open(struct test_house *t);         /* the fresh database of the running TEST_DB, migrated */
const struct module *const *test_house_modules(void);
void test_house_close(struct test_house *t);
/* Runs inside a write (or read) transaction and says whether it went well. */
bool test_write(struct test_house *t, const struct actor *actor, db_run *run, void *data);
bool test_read(struct test_house *t, const struct actor *actor, db_run *run, void *data);
