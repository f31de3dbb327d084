/* import_people.h — who a row of a shop's list speaks of: by phone where there is one (two people may have one name), else by name. For the
 * imports of this floor and those above. */
#pragma once
#include "customers/customer.h"
#include "record/import.h"

/* The customer with this phone or name ("" or NULL: not given) in the branch, and her first home. 0 and `wrong` when there is none, several,
 * or no home yet. */
struct import_customer { int64_t customer, household; };
struct import_customer import_customer_named(struct work *w, struct import_row *row, text name, text phone);
int64_t import_worker_named(struct work *w, struct import_row *row, text name, text phone);
