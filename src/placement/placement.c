/* placement.c — the module's table of contents. */
#include "placement/placement_own.h"
#include "record/store.h"

static const struct record_type *const types[] = { &placement_type, &placement_day_type, &handover_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_PLACEMENTS, N_("See placements") }, { CAN_EDIT_PLACEMENTS, N_("Plan placements, enter their days, replace workers") },
    { CAN_OVERSEE_PLACEMENTS, N_("Let papers pass with a plan, hear of placements nobody solved in time") },
};
static bool in_placement(struct work *w, int64_t person)
{
    return db_one(w, SQL("select 1 from placement p where (p.customer in (select id from customer where person = $1) or p.worker in (select id from worker where person = $1)) and p.state < 10 limit 1"), BIND(num(person)), 0) == 1;
}
static const struct person_needed needed = { N_("A placement of hers runs or is not settled yet"), false, in_placement };

static const struct reaction reactions[] = {
    { "worker_leave.cancel", WITH, placement_after_leave, "placement.leave_cancelled" }, { "worker_leave.come_back", WITH, placement_after_leave, "placement.leave_over" },
};
static const struct ticker tickers[] = { { "placement.days", MINUTES(10), placement_days_tick } };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/placement/:id/month", .by = CAN_SEE_PLACEMENTS, .run = placement_month_call, .help = "The days of a month of a placement, with sums in half days" },
};
static const struct setting_declared declared[] = {
    { SETTING_PAPERS_DAYS, N_("Papers before a placement"), N_("Days from the first on for which her papers must be good; a shorter term as a whole. What runs out later stands in the look-ahead"), SETTING_NUMBER, "60", 1, 400 },
};
static const struct setting_list settings = { declared, COUNT_OF(declared) };
static const struct answer answers[] = {
    { SETTINGS, &settings }, { QUESTION_LEAVE_IMPACT, &placement_leave }, { QUESTION_OPEN_WORK, &placements_open }, { QUESTION_NEEDED, &needed },
};
const struct module placement_module = { .name = "placement", .label = N_("Placements"), .menu = 3, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions), MODULE_TICKERS(tickers),
    MODULE_CALLS(calls), MODULE_ANSWERS(answers) };
