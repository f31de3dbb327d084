/* customers.c — the module's table of contents. */
#include "customers/customers.h"
#include "record/import.h"

static const struct record_type *const types[] = { &customer_type, &household_type, &unwanted_pair_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_CUSTOMERS, N_("See customers and their homes") }, { CAN_EDIT_CUSTOMERS, N_("Edit customers and their homes") },
    { CAN_REVEAL_ADDRESS, N_("See addresses and how to get in") }, { CAN_BLOCK_PAIRS, N_("Decide on unwanted pairs") },
};
static const struct answer answers[] = { { QUESTION_IMPORT_SHAPES, &customer_import } };
const struct module customers_module = { .name = "customers", .label = N_("Customers"), .menu = 2, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers) };
