/* customers.c — the module's table of contents. */
#include "customers/customers.h"
#include "record/import.h"

static const struct record_type *const types[] = { &customer_type, &household_type, &customer_contact_type, &unwanted_pair_type, &demand_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_CUSTOMERS, N_("See customers and their homes") }, { CAN_EDIT_CUSTOMERS, N_("Edit customers and their homes") },
    { CAN_REVEAL_ADDRESS, N_("See addresses and how to get in") }, { CAN_BLOCK_PAIRS, N_("Decide on unwanted pairs") },
    { CAN_SEE_DEMANDS, N_("See demands") }, { CAN_EDIT_DEMANDS, N_("Take demands and propose workers") }, { CAN_OVERSEE_DEMANDS, N_("Hear of demands nobody solved in time") },
};
static bool is_customer(struct work *w, int64_t person) { return db_one(w, SQL("select 1 from customer where person = $1 and state <> 3 limit 1"), BIND(num(person)), 0) == 1; }
static const struct person_needed customer = { N_("She is a customer; close the customer first"), false, is_customer };

static const struct answer answers[] = { { QUESTION_IMPORT_SHAPES, &customer_import }, { QUESTION_NEEDED, &customer } };
const struct module customers_module = { .name = "customers", .label = N_("Customers"), .menu = 2, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers) };
