/* test/house.h — a migrated house on the database of the running TEST_DB.
 *
 * Making the hundred tables of a house is most of a small test's time, so the first house of its modules in a process is kept as a database of
 * its own, as it is before anybody wrote into it, and later ones begin as its copy. The tests share no more than that: each has a database. */
#pragma once
#include "db/db.h"
#include "record/house.h"

/* Opens `*ret_db` and on it `*ret_house` as `options` say (its .db is filled in; .modules, .demo and .seen tell kinds apart). False, with both
 * NULL and what is wrong printed, when it does not open. The caller closes house and database, in this order. */
bool test_house(struct db **ret_db, struct house **ret_house, struct house_options options);
