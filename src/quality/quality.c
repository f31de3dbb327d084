/* quality.c — the module's table of contents. */
#include "messages/messages.h"
#include "quality/ask_worker.h"
#include "quality/damages.h"
#include "quality/follow_up_bad.h"
#include "quality/promise.h"
#include "quality/tell_case.h"
#include "record/store.h"

static const struct person_needed complaint_open = { N_("A complaint of hers or about her is open; close it first"), N_("A complaint of yours is not closed yet; it can be erased once it is"), true,
    { { "complaint", "select id from complaint where (customer in (select id from customer where person = $1) or worker in (select id from worker where person = $1)) and state not in (7, 8) order by id" } } };

static const struct record_type *const types[] = { &complaint_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_COMPLAINTS, N_("See complaints") }, { CAN_RECEIVE_COMPLAINTS, N_("Take down complaints") }, { CAN_HANDLE_COMPLAINTS, N_("Handle complaints") },
    { CAN_OVERSEE_COMPLAINTS, N_("Oversee complaints") },
};
static const struct setting_declared declared[] = {
    { "quality.spot_limit", N_("Settled on the spot"), N_("What may be given at once, off a price or as a coupon, by who takes a complaint down; 0: nothing"), SETTING_MONEY, "10000", 0, 1000000 },
    { "quality.coupon_days", N_("A complaint's coupon is valid"), N_("Days, from the day the customer agrees"), SETTING_NUMBER, "90", 7, 365 },
    { "quality.spot_month", N_("… by one person in a month"), N_("All of it together; above it a case goes its whole way"), SETTING_MONEY, "50000", 0, 10000000 },
};
static const struct setting_list settings = { declared, COUNT_OF(declared) };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/complaint/causes", .by = CAN_SEE_COMPLAINTS, .run = complaint_causes_call, .help = "Complaints received from= to= of branch= by the cause that was found: counts, refunds, shares, and how many have none yet" },
};
static const struct reaction reactions[] = {
    { "complaint.ask_worker", WITH, tell_asked, "quality.ask_worker" },
    { "complaint.asked_says", WITH, tell_worker_answered, "quality.worker_answered" },
    { "complaint.she_agrees", WITH, tell_customer_agreed, "quality.customer_agreed" },
    { "complaint.she_refuses", WITH, tell_customer_refused, "quality.customer_refused" },
    { "complaint.she_is_not_satisfied", WITH, tell_customer_came_back, "quality.customer_came_back" },
    { "follow_up.answer", WITH, complaint_of_follow_up, "quality.follow_up_bad" },
    { "follow_up.she_answers", WITH, complaint_of_follow_up, "quality.follow_up_bad_said" },
    { "visit.finish", WITH, promises_visit_done, "quality.rework_finish" }, { "visit.approve", WITH, promises_visit_done, "quality.rework_approve" },
    { "visit.cancel", WITH, promises_visit_lost, "quality.rework_cancel" }, { "visit.call_off", WITH, promises_visit_lost, "quality.rework_call_off" }, { "visit.skip", WITH, promises_visit_lost, "quality.rework_skip" },
    { "visit.no_access", WITH, promises_visit_lost, "quality.rework_no_access" },
    { "replacement.finish", WITH, promises_replacement_ended, "quality.replacement_finish" }, { "replacement.withdraw", WITH, promises_replacement_ended, "quality.replacement_withdraw" },
    { "replacement.go_to_refund", WITH, promises_replacement_ended, "quality.replacement_refund" },
    { "compensation.pay", WITH, complaint_compensated, "quality.compensated" },
    { "compensation.unpay", WITH, complaint_uncompensated, "quality.uncompensated" },
    { "compensation.refuse_it", WITH, complaint_compensation_refused, "quality.compensation_refused" },
};
static int cases_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    if (household) return 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from complaint where customer = $1 and state not in (7, 8) order by id limit 50"), BIND(num(customer))), N_("Complaint"), into, n, most);
    return n;
}
static const struct still_open cases_open = { cases_open_of };
static bool cases_go(struct work *w, const struct customer_move *m) { return rows_move_along(w, &complaint_type, "customer = $1 and branch = $2 and state not in (7, 8) order by id", m); }
static const struct moves_along cases_move = { cases_go };

/* Of a visit: whoever of its workers. */
static bool complaint_is_about(struct work *w, text number, struct case_person whom)
{
    return db_one(w, SQL("select 1 from complaint where number = $1 and (($2 > 0 and (worker = $2 or visit in (select id from visit where worker = $2 or second = $2) or visit in (select parent from visit_crew where worker = $2))) "
                         "or ($3 > 0 and customer in (select id from customer where person = $3))) limit 1"), BIND(txt(number), num(whom.worker), num(whom.person)), 0) == 1;
}
static const struct case_keeper complaint_keeper = { complaint_is_about };

static const struct answer answers[] = { { QUESTION_CASE_ABOUT, &complaint_keeper }, { QUESTION_NEEDED, &complaint_open }, { QUESTION_STILL_OPEN, &cases_open }, { QUESTION_MOVES_ALONG, &cases_move }, { SETTINGS, &settings }, { QUESTION_MESSAGE_TEMPLATES, &complaint_messages } };
const struct module quality_module = { .name = "quality", .label = N_("Quality"), .menu = 6, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions), MODULE_CALLS(calls), MODULE_ANSWERS(answers) };
