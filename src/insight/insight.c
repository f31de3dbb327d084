/* insight.c — the module's table of contents. */
#include "insight/festival_forecast.h"
#include "insight/overview.h"
#include "insight/today.h"
#include "customers/customers.h"
#include "team/team.h"

static const struct record_type *const types[] = { &routine_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_ROUTINES, N_("See the manager's calendar") }, { CAN_DO_ROUTINES, N_("Do what the manager's calendar asks of the dispatcher") }, { CAN_LEAD_ROUTINES, N_("Do all that the manager's calendar asks") }, { CAN_OVERSEE_ROUTINES, N_("Hear what of it nobody did in time") },
};
static const struct ticker tickers[] = { { "insight.days", MINUTES(10), day_figures_tick }, { "insight.routines", MINUTES(1), routines_tick } };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/today", .by = CAN_SEE_VISITS, .run = today_call, .help = "Figures, five queues, the calendar and the hours of today" },
    { .method = GET, .pattern = "/api/today/trends", .by = CAN_SEE_VISITS, .run = trends_call, .help = "Thirty days, the services of four weeks, the hours of the week; without a branch also each of her branches today" },
    { .method = GET, .pattern = "/api/brief", .by = CAN_SEE_VISITS, .run = morning_brief_call, .help = "The morning meeting on one page" },
    { .method = GET, .pattern = "/api/festival_round/:id/forecast", .by = CAN_SEE_VISITS, .run = festival_forecast_call, .help = "Spring Festival day by day: hours at hand against what visits, plans and placements ask, by service" },
    { .method = GET, .pattern = "/api/festival_round/:id/day", .by = CAN_SEE_VISITS, .run = festival_day_call, .help = "Who and what stand behind the numbers of one day of that forecast (?day=)" },
    { .method = GET, .pattern = "/api/procedures", .run = procedures_call, .help = "The procedure of the manager's job by chapter and step: who, out of what, into what, by when, in which records" },
    { .method = GET, .pattern = "/api/customer/:id/overview", .by = CAN_SEE_CUSTOMERS, .run = customer_overview_call, .help = "One customer in one answer: homes, worth, what runs and until when, visits, cases, calls, messages, what to do next" },
    { .method = GET, .pattern = "/api/worker/:id/overview", .by = CAN_SEE_WORKERS, .run = worker_overview_call, .help = "One worker in one answer: papers with days left, hours against limits, two weeks of calendar, pay, ratings, cases, what to do next" },
};
static const struct setting_declared declared[] = {
    { "insight.daily_target", N_("Target of a day"), N_("Worth of the visits of one day that the shop aims at; 0: none"), SETTING_MONEY, "0", 0, INT64_C(100000000000) },
};
static const struct setting_list settings = { declared, COUNT_OF(declared) };
static const struct answer answers[] = { { SETTINGS, &settings } };
const struct module insight_module = { .name = "insight", .label = N_("Overview"), .menu = 8, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_TICKERS(tickers), MODULE_CALLS(calls), MODULE_ANSWERS(answers),
    .schema = insight_schema };
