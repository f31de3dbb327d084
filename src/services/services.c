/* services.c — the module's table of contents. */
#include "services/services.h"

static const struct record_type *const types[] = { &service_line_type, &standard_type, &price_rule_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_SERVICES, N_("See services, standards and prices") },
    { CAN_EDIT_SERVICES, N_("Draft services, standards and prices") },
    { CAN_PUBLISH_SERVICES, N_("Publish standards and prices") },
};
const struct module services_module = { .name = "services", .label = N_("Services"), .menu = 4, .types = types, MODULE_CAPABILITIES(capabilities) };
