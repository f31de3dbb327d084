/* festival_ask.h — a customer with a plan is asked about the days of Spring Festival (DOMAIN.md §7 T12): pause, or have the visits at the festival
 * price. Nothing is changed without her yes.
 *
 *   asked → keeps | pauses | withdrawn           keeps ⇄ pauses, when she changes her mind
 *
 * A plan that skips holidays is asked about the days it would have: her yes overrides its rule for these days (plan.h kept_from), her silence does not.
 *
 * It names the visits the plan has in these days, each with its price as the plan's locked price list gives it (the surcharges of the last days of
 * the year and of the holidays are in it), beside what a usual visit costs. She answers on a page by its address (portal/) or the office writes
 * down what it hears, with who said so and how. Pausing is the plan's own step over these days; keeping is her consent to the prices, and
 * makes what a plan that skips holidays has not. `may_keep` false: nobody can come, only the pause is proposed.
 *
 * Until `until` she answers by herself, then it rings in the office, which calls her. */
#pragma once
#include "operations/plan.h"
#include "operations/visit.h"
#include "team/team.h"

enum festival_ask_state { FESTIVAL_ASK_OPEN = 1, FESTIVAL_KEEPS, FESTIVAL_PAUSES, FESTIVAL_ASK_WITHDRAWN };
struct festival_visit { day date; minutes at; money price; };

struct festival_ask {
    struct record record;
    enum festival_ask_state state;
    ref round, plan, customer;
    day first, last;                /* asked about, both of it */
    bool may_keep;
    rows_of visits;                 /* struct festival_visit, by day */
    money total, usual;             /* of these visits; of as many usual ones */
    instant until;                  /* from then on the office calls */
    enum agreed_how how;
    text agreed_by;
    instant answered_at;
    ref answered_by;                /* account that wrote it down; 0: she herself */
};
extern const struct record_type festival_ask_type;
enum { MOST_FESTIVAL_PLANS = 500, FESTIVAL_ASK_DAYS = 60 };

struct festival_yes { enum agreed_how how; text agreed_by; };           /* input of keep and pause; how 0: by phone */

/* The visits of the plan in [first, last], their prices and sums, into an ask. No visit: an empty list. */
bool festival_visits(struct work *w, const struct service_plan *plan, struct festival_ask *ask);

/* GET  /api/festival_round/:id/plans?first=&last=      the branch's plans with visits in these days, and what was asked
 * POST /api/festival_round/:id/plans {plans, first, last, may_keep}      asks their customers; what could not be asked is said plan by plan */
bool festival_plans_call(struct work *w, const struct request *request, struct reply *reply);
bool festival_plans_ask_call(struct work *w, const struct request *request, struct reply *reply);
