/* placement.c — the module's table of contents. */
#include "placement/placement_own.h"
#include "placement/register.h"
#include "placement/replacement_match.h"
#include "placement/tell_placement.h"
#include "record/import.h"
#include "record/store.h"

static const struct record_type *const types[] = { &placement_type, &placement_day_type, &handover_type, &follow_up_type, &follow_question_type, &replacement_type, &extra_task_type, &care_log_type, &renewal_type, &care_offer_type, &referral_type, &introduction_review_type, &placement_wish_type, &holiday_ask_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_PLACEMENTS, N_("See placements") }, { CAN_EDIT_PLACEMENTS, N_("Plan placements, enter their days, replace workers") },
    { CAN_OVERSEE_PLACEMENTS, N_("Let papers pass with a plan, hear of placements nobody solved in time") },
    { CAN_SEE_CARE, N_("See care logs: people's health") }, { CAN_ANSWER_CARE, N_("Look at what is out of order in a care log") }, { CAN_SEE_FOLLOW_UPS, N_("See follow-up calls, offers, referrals") }, { CAN_DO_FOLLOW_UPS, N_("Make follow-up calls, renew, offer, register referrals") },
};
static const struct person_needed needed = { N_("A placement of hers is not closed yet"), N_("The service at your home is not closed yet: it has to end and be settled, then the shop closes it"), false,
    { { "placement", "select id from placement where (customer in (select id from customer where person = $1) or worker in (select id from worker where person = $1)) and state < 10 order by id" } } };

static const struct reaction reactions[] = {
    { "introduction_review.ask_worker", WITH, tell_of_review, "placement.tell_review" }, { "introduction_review.founded", WITH, tell_of_review, "placement.tell_founded" },
    { "introduction_review.uphold", WITH, tell_of_review, "placement.tell_dismissed" }, { "introduction_review.unfounded", WITH, tell_of_review, "placement.tell_unfounded" },
    { "customer.created", WITH, referral_of_lead, "placement.referral_of_lead" },
    { "worker_leave.approve", WITH, placement_on_leave, "placement.leave_granted" }, { "worker_leave.approve_and_clear", WITH, placement_on_leave, "placement.leave_cleared" }, { "worker_leave.approve_sick", WITH, placement_on_leave, "placement.leave_sick" },
    { "placement.be_away", WITH, placement_leave_answered, "placement.leave_stood_in" }, { "placement.worker_leaves", WITH, placement_leave_answered, "placement.leave_left" }, { "placement.finish", WITH, placement_leave_answered, "placement.leave_finished" },
    { "placement.stop_by_event", WITH, placement_leave_answered, "placement.leave_event" },
    { "worker_leave.cancel", WITH, placement_after_leave, "placement.leave_cancelled" }, { "worker_leave.come_back", WITH, placement_after_leave, "placement.leave_over" },
    { "contract.sign", WITH, placement_of_contract, "placement.of_signed" }, { "contract.confirm_paper", WITH, placement_of_contract, "placement.of_paper" }, { "contract.take_effect", WITH, placement_of_contract, "placement.of_contract" },
    { "contract.end", WITH, placement_without_contract, "placement.without_contract" }, { "contract.end", WITH, placement_contract_ended, "placement.contract_ended" }, { "demand.birth", WITH, placement_of_birth, "placement.of_birth" }, { "demand.birth_expected", WITH, placement_of_birth, "placement.of_expected" },
    { "worker.suspend", WITH, placement_worker_stopped, "placement.worker_stopped" }, { "worker.stop", WITH, placement_worker_stopped, "placement.worker_stopped_too" }, { "worker.bar", WITH, placement_worker_stopped, "placement.worker_barred" },
    { "worker.clear", WITH, placement_worker_cleared, "placement.worker_cleared" }, { "worker.go_on", WITH, placement_worker_cleared, "placement.worker_goes_on" }, { "worker.unbar", WITH, placement_worker_cleared, "placement.worker_unbarred" },
    { "placement.worker_leaves", WITH, placement_without_her, "placement.without_leaver" }, { "placement.be_away", WITH, placement_without_her, "placement.without_absent" }, { "placement.finish", WITH, placement_without_her, "placement.without_finished" },
    { "placement.plan_other", WITH, placement_without_her, "placement.without_planned" }, { "placement.cancel", WITH, placement_without_her, "placement.without_cancelled" },
    { "placement.begin", WITH, placement_service_began, "placement.begun_hires" },
    { "demand.close_quietly", WITH, placement_after_loss, "placement.after_loss" },
    { "contract.renew", WITH, renewal_drafted, "placement.renewal_drafted" }, { "contract.withdraw", WITH, renewal_draft_dropped, "placement.renewal_dropped" },
    { "contract.sign", WITH, renewal_signed, "placement.renewal_signed" }, { "contract.confirm_paper", WITH, renewal_signed, "placement.renewal_signed_on_paper" },
    { "placement.worker_leaves", WITH, replacement_after_leaving, "placement.look_for_another" }, { "placement.finish", WITH, renewal_after_end, "placement.nothing_to_renew" },
    { "placement.finish", WITH, follow_up_after_end, "placement.last_calls" }, { "renewal.decline", WITH, renewal_lets_go, "placement.renewal_lets_go" }, { "person.changed", WITH, offers_heed_person, "placement.offers_heed_person" }, { "visit.created", WITH, offers_heed_visit, "placement.offers_heed_visit" },
    { "placement.finish", WITH, wishes_after_end, "placement.no_more_wishes" }, { "placement.stop_by_event", WITH, renewal_after_end, "placement.event_no_renewal" }, { "placement.stop_by_event", WITH, follow_up_after_end, "placement.event_calls" },
    { "placement.stop_by_event", WITH, wishes_after_end, "placement.event_no_wishes" },
    { "placement.finish", WITH, holiday_asks_end, "placement.no_more_holidays" }, { "placement.stop_by_event", WITH, holiday_asks_end, "placement.event_no_holidays" }, { "placement.worker_leaves", WITH, holiday_asks_end, "placement.left_no_holidays" },
    { "placement.be_away", WITH, holiday_asks_end, "placement.away_no_holidays" },
    { "holiday_ask.created", WITH, tell_of_holiday, "placement.tell_holiday" }, { "holiday_ask.worker_yes", WITH, tell_of_holiday, "placement.tell_holiday_hers" }, { "holiday_ask.worker_no", WITH, tell_of_holiday, "placement.tell_holiday_rests" },
    { "holiday_ask.family_yes", WITH, tell_of_holiday, "placement.tell_holiday_theirs" }, { "holiday_ask.family_no", WITH, tell_of_holiday, "placement.tell_holiday_no" }, { "holiday_ask.works", WITH, tell_of_holiday, "placement.tell_holiday_agreed" },
    { "holiday_ask.rests", WITH, tell_of_holiday, "placement.tell_holiday_off" },
    { "placement.shift", WITH, tell_of_days, "placement.tell_days" }, { "placement.plan_other", WITH, tell_of_days, "placement.tell_other" }, { "placement.cancel", WITH, tell_of_not_begun, "placement.tell_not_begun" },
    { "placement.to_hospital", WITH, tell_of_placement, "placement.tell_hospital" }, { "placement.worker_leaves", WITH, tell_of_placement, "placement.tell_gap" }, { "placement.stop_by_event", WITH, tell_of_placement, "placement.tell_event" },
    { "placement.change_wage", WITH, tell_of_wage, "placement.tell_wage" }, { "placement.come_back", WITH, tell_of_home_again, "placement.tell_home" }, { "handover.created", WITH, tell_of_sheet, "placement.tell_sheet" },
    { "extra_task.created", WITH, tell_of_task, "placement.tell_task" }, { "extra_task.lapse", WITH, tell_of_lapsed_task, "placement.tell_lapsed_task" }, { "placement_wish.created", WITH, tell_of_wish, "placement.tell_wish" }, { "placement_wish.agree", WITH, tell_of_wish, "placement.tell_agreed" },
    { "placement_wish.decline", WITH, tell_of_wish, "placement.tell_declined" }, { "replacement.hand_over", WITH, tell_of_replacement, "placement.tell_next" }, { "follow_up.not_reached", WITH, tell_of_missed_call, "placement.tell_missed" },
};
static const struct ticker tickers[] = { { "placement.days", MINUTES(10), placement_days_tick }, { "placement.follow_ups", MINUTES(10), follow_ups_tick }, { "placement.renewals", MINUTES(10), renewals_tick },
    { "placement.offers", HOURS(1), offers_tick }, { "placement.reviews", HOURS(6), reviews_tick },
    { "placement.extra_tasks", HOURS(1), extra_tasks_lapse }, { "placement.holidays", HOURS(1), holiday_asks_tick }, { "placement.tell_ahead", MINUTES(30), tell_ahead },
    { "placement.trials", MINUTES(30), placement_trials_tick } };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/placement/:id/month", .by = CAN_SEE_PLACEMENTS, .run = placement_month_call, .help = "The days of a month of a placement, with sums in half days" },
    { .method = GET, .pattern = "/api/look_ahead", .by = CAN_SEE_PLACEMENTS, .run = look_ahead_call, .help = "What lapses in all placements within ?days= (30): papers, contract, age, leave; with what to do" },
    { .method = GET, .pattern = "/api/follow_up/:id/questions", .by = CAN_SEE_FOLLOW_UPS, .run = follow_up_call, .help = "A follow-up call: whom, what to ask, what was said last time" },
    { .method = GET, .pattern = "/api/placements", .by = CAN_SEE_PLACEMENTS, .run = register_call, .help = "The ledger of placements: open ones and what ended within 30 days, who served when, next call, replacement, renewal" },
    { .method = GET, .pattern = "/api/placement/:id/chain", .by = CAN_SEE_PLACEMENTS, .run = chain_call, .help = "Sheets, replacements, renewals, calls, extra tasks and care log of one placement, newest first" },
    { .method = GET, .pattern = "/api/handover/:id/paper", .by = CAN_SEE_PLACEMENTS, .raw = handover_paper_call, .slow = true, .help = "A handover sheet as PDF, to be printed and signed" },
    { .method = GET, .pattern = "/api/replacement/:id/matches", .by = CAN_EDIT_PLACEMENTS, .run = replacement_matches_call, .help = "Who could take over a placement from ?from= (tomorrow) to the end of its term, best first, with reasons; who cannot, and why; ?worker= one of them" },
    { .method = GET, .pattern = "/api/retention", .by = CAN_SEE_FOLLOW_UPS, .run = retention_call, .help = "Renewals, offers, referrals, calls due, and the figures of 90 days: answers, NPS, scores" },
    { .method = GET, .pattern = "/api/my/placement", .run = my_placement_call, .help = "A worker's own placement: briefing, what she may log, what waits for her yes" },
    { .method = POST, .pattern = "/api/my/care", .run = my_care_call, .help = "One entry of her care log" },
};
static const struct setting_declared declared[] = {
    { SETTING_DORMANT_DAYS, N_("Quiet customers"), N_("Days without a service after which she is called once; 0: never"), SETTING_NUMBER, "60", 0, 720 },
    { SETTING_REFERRAL_CUSTOMER, N_("Reward of a customer who brings one"), N_("Stands in a referral that comes of a lead; a credit once the new customer was served and paid. 0: entered each time"), SETTING_MONEY, "0", 0, 1000000 },
    { SETTING_REFERRAL_WORKER, N_("Reward of a worker who brings a customer"), N_("Stands in a referral that comes of a lead; paid with her settlement, taxed with her month. 0: entered each time"), SETTING_MONEY, "0", 0, 1000000 },
    { SETTING_AWAY_PAID, N_("Days the family is away are paid"), N_("When they asked her not to come"), SETTING_FLAG, "1", 0, 1 },
};
static const struct setting_list settings = { declared, COUNT_OF(declared) };
static int64_t homes_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from placement where branch = $1 and state between 1 and 8"), BIND(num(branch)), 0); }
static const struct at_branch homes_there = { N_("{1} homes not settled"), homes_at };
static int homes_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from placement where customer = $1 and ($2 = 0 or household = $2) and state <= 8 order by id limit 50"), BIND(num(customer), num(household))), N_("Placement"), into, n, most);
    return n;
}
static const struct still_open homes_open = { homes_open_of };

/* Who lives in a home cannot be given back like a visit. */
static bool who_serves_comes(struct work *w, const struct customer_move *m)
{
    struct found f = LOAD_WHERE(w, placement, "customer = $1 and branch = $2 and state between 1 and 7 order by id", BIND(num(m->customer), num(m->from)));
    for (int i = 0; i < f.count; i++) {
        const struct placement *p = f.at[i];
        int64_t who = !move_keeps_worker(w, m, p->worker.id) ? p->worker.id : !move_keeps_worker(w, m, p->substitute.id) ? p->substitute.id : 0;
        if (who) return refuse_as(w, CONFLICT, "workers_come", N_("{1} serves in her home ({2}): say that she comes along, or end or replace the placement first"), record_title(w, &worker_type, who), p->record.number);
    }
    return !failed(w);
}

static bool homes_go(struct work *w, const struct customer_move *m)
{
    static const struct { const struct record_type *type; text where; } about[] = {
        { &follow_up_type, "customer = $1 and branch = $2 and state = 1 order by id" }, { &care_offer_type, "customer = $1 and branch = $2 and state in (1, 2) order by id" },
        { &renewal_type, "customer = $1 and branch = $2 and state between 1 and 5 order by id" },
        { &replacement_type, "placement in (select id from placement where customer = $1) and branch = $2 and state between 1 and 4 order by id" },
        { &placement_wish_type, "placement in (select id from placement where customer = $1) and branch = $2 and state = 1 order by id" },
        { &extra_task_type, "placement in (select id from placement where customer = $1) and branch = $2 and state in (1, 2) order by id" },
        { &holiday_ask_type, "placement in (select id from placement where customer = $1) and branch = $2 and state in (1, 2) order by id" },
    };
    if (!who_serves_comes(w, m) || !rows_move_along(w, &placement_type, "customer = $1 and branch = $2 and state between 1 and 9 order by id", m)) return false;
    for (int i = 0; i < COUNT_OF(about); i++)
        if (!rows_move_along(w, about[i].type, about[i].where, m)) return false;
    return !failed(w);
}
_Static_assert(PLACEMENT_GAP == 7 && PLACEMENT_SETTLED == 9, "the queries above say these by number");
static const struct moves_along homes_move = { homes_go };

static const struct answer answers[] = { { QUESTION_STILL_OPEN, &homes_open }, { QUESTION_MOVES_ALONG, &homes_move }, { QUESTION_AT_BRANCH, &homes_there },
    { SETTINGS, &settings }, { QUESTION_IMPORT_SHAPES, &placement_import }, { QUESTION_LEAVE_IMPACT, &placement_leave }, { QUESTION_STOPPED_WORK, &placement_stopped }, { QUESTION_OPEN_WORK, &placements_open }, { QUESTION_NEEDED, &needed }, { QUESTION_DEMAND_HELD, &placement_holds }, { QUESTION_RESTS_KEPT, &placement_rests }, { QUESTION_SIGNING_ASKED, &renewal_asks },
    { QUESTION_MESSAGE_TEMPLATES, &placement_messages },
};
static bool seed(struct work *w) { return follow_questions_seed(w) && placement_rest_weekdays_seed(w); }

const struct module placement_module = { .name = "placement", .label = N_("Placements"), .menu = 3, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions), MODULE_TICKERS(tickers),
    MODULE_CALLS(calls), MODULE_ANSWERS(answers), .seed = seed };
