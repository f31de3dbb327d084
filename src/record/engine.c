/* engine.c — the engine's own module: what it may be asked for and what it does by the clock, beside the company's modules. */
#include "record/engine_calls.h"
#include "record/list.h"

static const struct capability capabilities[] = {
    { CAN_SEE_JOBS, N_("See everybody's slow tasks and what failed") },
    { CAN_EXPORT_MANY, N_("Export more than 200 rows with personal data") },
};
const struct module engine_module = { .name = "house", .label = "", MODULE_CAPABILITIES(capabilities) };
