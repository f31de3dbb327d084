/* services.c — the module's table of contents. */
#include "services/services.h"

static const struct record_type *const types[] = { &service_line_type, &standard_type, &price_rule_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_SERVICES, N_("See services, standards and prices") },
    { CAN_EDIT_SERVICES, N_("Draft services, standards and prices") },
    { CAN_PUBLISH_SERVICES, N_("Publish standards and prices") },
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/usual-services", .by = CAN_SEE_SERVICES, .run = usual_services_call, .help = "What most companies of the trade sell, with an example of a price, and which of it is there already (line)" },
    { .method = POST, .pattern = "/api/usual-services", .by = CAN_PUBLISH_SERVICES, .run = usual_services_take_call,
      .help = "Takes some over: {services: [{code, price, percent}]}; each becomes a service with its standard and, when there is one, its price, valid today" },
};
const struct module services_module = { .name = "services", .label = N_("Services"), .menu = 4, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_CALLS(calls) };
