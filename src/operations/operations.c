/* operations.c — the module's table of contents, and its answers to the floors below. */
#include "operations/operations.h"
#include "operations/absence.h"
#include "operations/running_late.h"
#include "operations/board.h"
#include "operations/candidates.h"
#include "operations/change.h"
#include "operations/face_ask.h"
#include "operations/feed.h"
#include "operations/festival_ask.h"
#include "operations/force_majeure.h"
#include "operations/gear.h"
#include "operations/intake.h"
#include "operations/key_custody.h"
#include "operations/lenders.h"
#include "operations/match_visits.h"
#include "operations/survey.h"
#include "operations/zone.h"
#include "operations/plan_own.h"
#include "operations/plan_proposal.h"
#include "operations/service_area.h"
#include "operations/slots.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "operations/way.h"
#include "base/words.h"
#include "record/deadline.h"
#include "record/import.h"
#include "record/answer.h"
#include "record/said.h"
#include "record/store.h"

/* ---- answers: what a leaving worker leaves, what a leave hits ---- */

static int64_t open_visits(struct work *w, int64_t worker, int64_t branch)
{
    return db_one(w, SQL("select (select count(*) from visit where (worker = $1 or second = $1) and state between 2 and 7 and ($2 = 0 or branch = $2)) + (select count(*) from visit_crew c join visit v on v.id = c.parent "
                         "where c.worker = $1 and v.worker <> $1 and coalesce(v.second, 0) <> $1 and v.state between 2 and 7 and ($2 = 0 or v.branch = $2))"), BIND(num(worker), num(branch)), 0);
}
static const struct open_work visits_open = { open_visits, N_("visits") };
static int64_t plans_of_hers(struct work *w, int64_t worker, int64_t branch)
{
    return branch ? 0 : db_one(w, SQL("select count(*) from service_plan where worker = $1 and state in (2, 3)"), BIND(num(worker)), 0);
}
_Static_assert(PLAN_ACTIVE == 2 && PLAN_PAUSED == 3, "the query above says these by number");
static const struct open_work plans_open = { plans_of_hers, N_("plans that name her") };

/* `last`: up to which state. Who is at a home is listed, but nobody can take it from her: the office calls. */
static struct found visits_in(struct work *w, int64_t worker, instant start, instant until, enum visit_state last)
{
    return LOAD_WHERE(w, visit, "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                                "and state between 2 and $4 and start < $3 and until > $2 order by start", BIND(num(worker), num(start.ms), num(until.ms), num(last)));
}

static int list_impact(struct work *w, int64_t worker, instant start, instant until, struct json *into)
{
    struct found hit = visits_in(w, worker, start, until, VISIT_IN_SERVICE);
    for (int i = 0; i < hit.count; i++) {
        const struct visit *v = FOUND(struct visit, hit, i);
        write_object(into, NULL);
        write_number(into, "id", v->record.id);
        write_text(into, "number", v->record.number);
        write_number(into, "start", v->start.ms);
        write_text(into, "area", v->area);
        write_end(into, '}');
    }
    return hit.count;
}

/* Of a crew only she is missing, and somebody else of it leads; where nobody of it can, and of one or two, the visit is open again. */
static bool clear_one(struct work *w, struct visit *v, int64_t worker)
{
    bool of_crew = v->crew.count && v->worker.id != worker && v->state <= VISIT_CONFIRMED;
    if (of_crew) return step_run(w, &visit_type, v, "take_off_crew", &(struct crew_member_of){ { worker } });
    int64_t leads = v->crew.count > 1 && v->state <= VISIT_CONFIRMED ? crew_next_leader(w, v) : 0;
    if (leads || failed(w)) return leads && crew_led_by(w, v, leads);
    return step_run(w, &visit_type, v, visit_release_step(v), NULL);
}

bool visits_clear(struct work *w, int64_t worker, instant start, instant until)
{
    struct found hit = visits_in(w, worker, start, until, VISIT_EN_ROUTE);
    struct visit *was = take_many(w, struct visit, hit.count ? hit.count : 1);
    bool well = true;
    w->told_apart = worker;
    for (int i = 0; i < hit.count && well; i++) {
        was[i] = *FOUND(struct visit, hit, i);
        well = clear_one(w, hit.at[i], worker);
    }
    w->told_apart = 0;
    return well && tell_taken_together(w, worker, was, hit.count);
}

static instant at_work_until(struct work *w, int64_t worker, instant start, instant until)
{
    struct found hers = visits_in(w, worker, start, until, VISIT_IN_SERVICE);
    instant last = { 0 };
    for (int i = 0; i < hers.count; i++) {
        const struct visit *v = FOUND(struct visit, hers, i);
        if (v->state >= VISIT_ARRIVED && v->until.ms > last.ms) last = v->until;
    }
    return last;
}
static const struct leave_impact leave_answer = { list_impact, visits_clear, at_work_until };

/* ---- what a suspension or a blacklist entry hits (team/stopped_work.h) ---- */

static bool stopped(const struct stopped_work *of, const struct visit *v) { return (!of->branch || v->record.branch.id == of->branch) && (!of->line || v->line.id == of->line); }

static struct found visits_stopped(struct work *w, const struct stopped_work *of, enum visit_state last)
{
    if (!of->customer) return visits_in(w, of->worker, of->from, of->until, last);
    return LOAD_WHERE(w, visit, "customer in (select id from customer where person = $1) and state between 1 and $4 and start < $3 and until > $2 order by start limit 500", BIND(num(of->customer), num(of->from.ms), num(of->until.ms), num(last)));
}

static int list_stopped(struct work *w, const struct stopped_work *of, struct json *into)
{
    struct found hit = visits_stopped(w, of, VISIT_IN_SERVICE);
    int n = 0;
    for (int i = 0; i < hit.count; i++) {
        const struct visit *v = FOUND(struct visit, hit, i);
        if (!stopped(of, v)) continue;
        write_object(into, NULL);
        write_text(into, "type", "visit");
        write_number(into, "id", v->record.id);
        write_text(into, "number", v->record.number);
        write_number(into, "start", v->start.ms);
        write_text(into, "area", v->area);
        write_end(into, '}');
        n++;
    }
    return n;
}

/* What a customer was promised stands until somebody of the branch has decided on it: a worker may not want to go there any more. */
static bool ask_about_promised(struct work *w, const struct stopped_work *of)
{
    struct found hit = visits_stopped(w, of, VISIT_IN_SERVICE);
    for (int i = 0; i < hit.count; i++) {
        const struct visit *v = FOUND(struct visit, hit, i);
        if (!stopped(of, v)) continue;
        text title = said_keep(w, N_("{1}: new orders go through headquarters; decide whether the visits already promised take place, and who is asked to go"), (const text[]){ record_title(w, &customer_type, v->customer.id), NULL });
        return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = "promised", .about = &customer_type, .record = v->customer.id, .branch = v->record.branch.id, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_EDIT_VISITS }) != 0;
    }
    return !failed(w);
}

static bool clear_stopped(struct work *w, const struct stopped_work *of)
{
    if (of->customer) return ask_about_promised(w, of);
    struct found hit = visits_in(w, of->worker, of->from, of->until, VISIT_EN_ROUTE);
    for (int i = 0; i < hit.count; i++)
        if (stopped(of, hit.at[i]) && !clear_one(w, hit.at[i], of->worker)) return false;
    return !failed(w);
}
static const struct stopped_answer stopped_visits = { list_stopped, clear_stopped };

/* ---- answers: whose data are needed still ---- */

static const struct person_needed visits_await = { N_("A visit of hers is neither cancelled nor settled: cancel it, or approve it and take it into the bill and the worker's settlement"), N_("A visit of yours is not finished and settled yet; cancel it, or wait until it is"), false,
    { { "visit", "select id from visit where (customer in (select id from customer where person = $1) or worker in (select id from worker where person = $1) or second in (select id from worker where person = $1)) and state not in (10, 11, 14) order by id" } } };
static const struct person_needed plans_run = { N_("A plan of hers is running; end it first"), N_("Your regular cleaning goes on; call us to end it first"), false,
    { { "service_plan", "select id from service_plan where customer in (select id from customer where person = $1) and state in (2, 3) order by id" } } };
static const struct person_needed rating_disputed = { N_("A rating is under dispute; settle that first"), N_("Your rating is under dispute; that has to be settled first"), true,
    { { "visit", "select id from visit where (customer in (select id from customer where person = $1) or worker in (select id from worker where person = $1)) and rating_disputed = 1 order by id" } } };

/* ---- reactions ---- */

/* She has gone without a word: her visits are open again at once (DOMAIN.md §0.4). */
static bool free_calendar(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    return visits_clear(w, id, w->now, (instant){ w->now.ms + DAYS(400) });
}

static bool order_done(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, id);
    struct service_order *o = v && v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    return !o || o->state != ORDER_CONFIRMED || step_run(w, &service_order_type, o, "complete", NULL);
}

/* Customers who say nothing for 24 hours have accepted; but for zones, which are signed. */
static bool approve_silent(struct work *w)
{
    struct found done = LOAD_WHERE(w, visit, "state = 8 and finished_at < $1 and not exists (select 1 from job_zone z where z.visit = visit.id and z.state not in (2, 4)) order by id limit 50", BIND(num(w->now.ms - HOURS(24))));
    for (int i = 0; i < done.count; i++)
        if (!step_run(w, &visit_type, done.at[i], "approve", NULL)) return false;
    return !failed(w);
}

/* Positions are kept 90 days, the verdict stays (DOMAIN.md §0.15). */
static bool forget_places(struct work *w)
{
    db_exec(w, SQL("update visit set arrived_place_lat = 0, arrived_place_lng = 0 where arrived_place_lat <> 0 and start < $1 and start >= $2"),
            BIND(num(w->now.ms - DAYS(90)), num(w->now.ms - DAYS(150))));      /* daily: two months are enough after any pause of the server */
    return !failed(w);
}

static const struct record_type *const types[] = {
    &service_order_type, &service_plan_type, &visit_type, &plan_proposal_type, &key_custody_type, &survey_type, &job_zone_type, &gear_type, &gear_use_type, &coupon_type, &coupon_use_type, &service_area_type, &force_majeure_type, &calendar_feed_type, &extra_ask_type, &face_ask_type, &service_terms_type, &festival_ask_type, NULL,
};
static const struct capability capabilities[] = {
    { CAN_SEE_VISITS, N_("See orders, plans and visits") }, { CAN_EDIT_VISITS, N_("Take orders, move and cancel visits") }, { CAN_ASSIGN_VISITS, N_("Assign visits") },
    { CAN_MEND_VISITS, N_("Decide on exceptions and enter check-ins") }, { CAN_SETTLE_VISITS, N_("Approve visits for settlement") },
    { CAN_SEE_COUPONS, N_("See coupons and their uses") }, { CAN_EDIT_COUPONS, N_("Make, start and end coupons") },
};
static const struct reaction reactions[] = {
    { "worker_leave.come_back", WITH, absence_over, "operations.absence_over" }, { "worker_leave.cancel", WITH, absence_over, "operations.absence_called_off" },
    { "worker.left_without_notice", WITH, free_calendar, "operations.free_calendar" },
    { "calendar_day.created", AFTER, plans_heed_calendar, "operations.calendar_entered" }, { "calendar_day.changed", AFTER, plans_heed_calendar, "operations.calendar_changed" },
    { "calendar_day.removed", AFTER, plans_heed_calendar, "operations.calendar_removed" },
    { "quotation.created", WITH, survey_follows, "operations.survey_next_quote" }, { "quotation.offer", WITH, survey_follows, "operations.survey_offered" }, { "quotation.accept", WITH, survey_follows, "operations.survey_agreed" },
    { "quotation.decline", WITH, survey_follows, "operations.survey_declined" }, { "quotation.ask_change", WITH, survey_follows, "operations.survey_change" }, { "quotation.run_out", WITH, survey_follows, "operations.survey_run_out" },
    { "quotation.withdraw", WITH, survey_follows, "operations.survey_withdrawn" },
    { "visit.approve", WITH, order_done, "operations.order_done" }, { "service_order.confirm", WITH, survey_to_zones, "operations.survey_to_zones" },
    { "key_custody.give_back", WITH, key_ended, "operations.key_given_back" }, { "key_custody.lose", WITH, key_ended, "operations.key_lost" },
    { "key_custody.created", WITH, tell_key_taken, "operations.tell_key_taken" }, { "key_custody.give_back", WITH, tell_key_back, "operations.tell_key_back" },
    { "job_zone.ready", WITH, zone_tell_again, "operations.zone_tell_again" },
    { "visit.finish", WITH, zones_done_again, "operations.zones_done_again" }, { "visit.cancel", WITH, zones_rework_lost, "operations.zones_cancel" }, { "visit.call_off", WITH, zones_rework_lost, "operations.zones_call_off" },
    { "visit.skip", WITH, zones_rework_lost, "operations.zones_skip" }, { "visit.no_access", WITH, zones_rework_lost, "operations.zones_no_access" },
    { "visit.interrupt", WITH, zones_rework_lost, "operations.zones_interrupt" }, { "visit.refuse_service", WITH, zones_rework_lost, "operations.zones_refuse_service" },
    { "visit.refuse_service", WITH, refusal_asks, "operations.refusal_asks" }, { "household.changed", WITH, refusals_heed_home, "operations.refusals_heed_home" },
    { "visit.approve", WITH, plan_continuity, "operations.plan_continuity" },
    { "visit.cancel", WITH, coupon_comes_back, "operations.coupon_comes_back" }, { "visit.call_off", WITH, coupon_comes_back, "operations.coupon_called_off" }, { "visit.call_off", WITH, tell_of_calling_off, "operations.tell_call_off" },
    { "visit.decline", AFTER, offer_pass_on, "operations.offer_declined" }, { "visit.lapse", AFTER, offer_pass_on, "operations.offer_lapsed" },
    { "service_order.confirm", WITH, tell_of_order, "operations.tell_order" },
    { "service_plan.start", WITH, tell_plan_started, "operations.tell_plan_started" }, { "service_plan.change", WITH, tell_plan_changed, "operations.tell_plan_changed" },
    { "service_plan.pause", WITH, tell_plan_paused, "operations.tell_plan_paused" }, { "service_plan.resume", WITH, tell_plan_goes_on, "operations.tell_plan_goes_on" },
    { "service_plan.new_price", WITH, tell_plan_price, "operations.tell_plan_price" }, { "service_plan.stop", WITH, tell_plan_ended, "operations.tell_plan_ended" },
    { "visit.assign", WITH, tell_of_visit, "operations.tell_assign" }, { "visit.assign_second", WITH, tell_of_visit, "operations.tell_assign_second" },
    { "visit.add_to_crew", WITH, tell_of_visit, "operations.tell_add_to_crew" }, { "visit.take_off_crew", WITH, tell_of_visit, "operations.tell_take_off_crew" },
    { "visit.unassign", WITH, tell_of_visit, "operations.tell_unassign" }, { "visit.release_crew", WITH, tell_of_visit, "operations.tell_release_crew" }, { "visit.decline", WITH, tell_of_visit, "operations.tell_decline" }, { "visit.lapse", WITH, tell_of_visit, "operations.tell_lapse" },
    { "visit.tell_late", WITH, tell_of_visit, "operations.tell_tell_late" },
    { "visit.no_show", WITH, tell_of_visit, "operations.tell_no_show" }, { "visit.move", WITH, tell_of_visit, "operations.tell_move" },
    { "visit.cancel", WITH, tell_of_visit, "operations.tell_cancel" }, { "visit.skip", WITH, tell_of_visit, "operations.tell_skip" },
    { "visit.confirm", WITH, tell_of_visit, "operations.tell_confirm" }, { "visit.depart", WITH, tell_of_visit, "operations.tell_depart" },
    { "visit.no_access", WITH, tell_of_visit, "operations.tell_no_access" }, { "visit.interrupt", WITH, tell_of_visit, "operations.tell_interrupt" },
    { "visit.arrive", WITH, tell_of_visit, "operations.tell_arrive" }, { "visit.finish", WITH, tell_of_visit, "operations.tell_finish" },
    { "visit.assign", WITH, faces_follow, "operations.face_assign" }, { "visit.assign_second", WITH, faces_follow, "operations.face_assign_second" },
    { "visit.add_to_crew", WITH, faces_follow, "operations.face_add_to_crew" }, { "visit.take_off_crew", WITH, faces_follow, "operations.face_take_off_crew" },
    { "visit.unassign", WITH, faces_follow, "operations.face_unassign" }, { "visit.release_crew", WITH, faces_follow, "operations.face_release_crew" }, { "visit.decline", WITH, faces_follow, "operations.face_decline" },
    { "visit.lapse", WITH, faces_follow, "operations.face_lapse" }, { "visit.no_show", WITH, faces_follow, "operations.face_no_show" },
    { "visit.face_declined", WITH, faces_follow, "operations.face_face_declined" }, { "visit.replan", WITH, faces_follow, "operations.face_replan" },
    { "visit.leave_out", WITH, faces_follow, "operations.face_leave_out" }, { "visit.skip", WITH, faces_follow, "operations.face_skip" },
    { "visit.cancel", WITH, faces_follow, "operations.face_cancel" }, { "visit.call_off", WITH, faces_follow, "operations.face_call_off" },
    { "visit.depart", WITH, faces_follow, "operations.face_depart" }, { "visit.arrive", WITH, faces_follow, "operations.face_arrive" },
    { "visit.mend", WITH, faces_follow, "operations.face_mend" },
    { "face_ask.decline", WITH, face_gives_back, "operations.face_gives_back" }, { "face_ask.also_declined", WITH, face_gives_back, "operations.face_gives_back_too" },
    { "visit.face_declined", WITH, tell_of_visit, "operations.tell_face_declined" },
};
static const struct ticker tickers[] = {
    { "operations.plans", MINUTES(10), plan_roll }, { "operations.approve", MINUTES(15), approve_silent }, { "operations.places", HOURS(24), forget_places },
    { "operations.offers", MINUTES(1), offers_lapse }, { "operations.running_late", MINUTES(5), running_late_tell },
    { "operations.drafts", HOURS(6), intake_forget_drafts }, { "operations.eve", MINUTES(5), tell_eve },
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/key_custody/:id/paper", .by = CAN_SEE_VISITS, .raw = key_paper_call, .slow = true, .help = "The receipt for a customer's key as PDF, to be printed" },
    { .method = POST, .pattern = "/api/absence", .by = CAN_ASSIGN_VISITS, .run = absence_call, .help = "Somebody is away: her visits with who could go instead (look), or done at once" },
    { .method = GET, .pattern = "/api/visit/:id/change", .by = CAN_SEE_VISITS, .run = change_call, .help = "What cancelling or moving a visit now costs, and two other ways when she cannot at the new time" },
    { .method = GET, .pattern = "/api/board", .by = CAN_SEE_VISITS, .run = board_call, .help = "The dispatch board's day in one answer" },
    { .method = GET, .pattern = "/api/board/week", .by = CAN_SEE_VISITS, .run = board_week_call, .help = "Seven days of a branch, from Monday" },
    { .method = GET, .pattern = "/api/board/map", .by = CAN_SEE_VISITS, .run = board_map_call, .help = "Areas and shops in the datum of the branch's map, and whose map it is" },
    { .method = POST, .pattern = "/api/board/moves", .by = CAN_ASSIGN_VISITS, .run = board_moves_call, .help = "Give, move or take back several visits, each with its own verdict" },
    { .method = POST, .pattern = "/api/board/presence", .by = CAN_SEE_VISITS, .run = board_presence_call, .help = "Tell the other dispatchers which day one looks at; kept nowhere" },
    { .method = GET, .pattern = "/api/board/people", .by = CAN_SEE_VISITS, .run = board_people_call, .help = "Names of colleagues by account" },
    { .method = GET, .pattern = "/api/board/calls", .by = CAN_ASSIGN_VISITS, .run = board_calls_call, .help = "Whom to telephone: offers without an answer" },
    { .method = GET, .pattern = "/api/plan_proposal/:id/difference", .by = CAN_ASSIGN_VISITS, .run = plan_proposal_call, .help = "What a proposed plan changes, with names; and what was left out when it was published" },
    { .method = GET, .pattern = "/api/slots", .by = CAN_EDIT_VISITS, .run = slots_call, .help = "When somebody could come: free starts of up to 14 days, for a home or a new customer's area" },
    { .method = POST, .pattern = "/api/board/verdict", .by = CAN_ASSIGN_VISITS, .run = verdict_call, .help = "May this worker take this visit at this time?" },
    { .method = GET, .pattern = "/api/grab", .run = grab_list_call, .help = "What nobody has and the worker herself may take, where her branch allows it" },
    { .method = POST, .pattern = "/api/grab/:id", .run = grab_call, .help = "A worker takes an open visit; the first wins" },
    { .method = GET, .pattern = "/api/intake/start", .by = CAN_EDIT_VISITS, .run = intake_start_call, .help = "Taking an order: services, areas, channels, terms" },
    { .method = GET, .pattern = "/api/intake/caller", .by = CAN_EDIT_VISITS, .run = intake_caller_call, .help = "Who calls: customers of ?phone=, or the one of ?customer=, with homes, visits, workers, debts" },
    { .method = POST, .pattern = "/api/intake/read", .by = CAN_EDIT_VISITS, .run = intake_read_call, .help = "A pasted message: what was understood, what is doubtful, what was not" },
    { .method = GET, .pattern = "/api/intake/place", .by = CAN_EDIT_VISITS, .run = intake_place_call, .help = "Estate and area of a new ?address=" },
    { .method = GET, .pattern = "/api/intake/quote", .by = CAN_EDIT_VISITS, .run = intake_quote_call, .help = "Length and price an order would have, each line explained" },
    { .method = POST, .pattern = "/api/intake/customer", .by = CAN_EDIT_CUSTOMERS, .run = intake_customer_call, .help = "A customer by name and phone alone; `another`: the same phone, somebody else" },
    { .method = POST, .pattern = "/api/intake/order", .by = CAN_EDIT_VISITS, .run = intake_order_call, .help = "Customer, home, order, its confirmation and its worker: all or nothing" },
    { .method = GET, .pattern = "/api/intake/draft", .by = CAN_EDIT_VISITS, .run = intake_drafts_call, .help = "My calls that are not finished" },
    { .method = PUT, .pattern = "/api/intake/draft/:key", .by = CAN_EDIT_VISITS, .run = intake_draft_put_call, .help = "Keep an unfinished call" },
    { .method = DELETE, .pattern = "/api/intake/draft/:key", .by = CAN_EDIT_VISITS, .run = intake_draft_delete_call, .help = "Drop an unfinished call" },
    { .method = GET, .pattern = "/api/visit/:id/brief", .by = CAN_SEE_VISITS, .run = visit_brief_call, .help = "A visit as a text for the workers' chat group, without address, phone and door code" },
    { .method = POST, .pattern = "/api/visit/:id/brief", .by = CAN_REVEAL_ADDRESS, .run = visit_brief_address_call, .help = "The same with the full address, for a reason that the log keeps" },
    { .method = POST, .pattern = "/api/calendar", .run = feed_open_call, .help = "A calendar to subscribe to, of a worker or a branch: its address, shown once" },
    { .method = POST, .pattern = "/api/calendar/:id/renew", .run = feed_renew_call, .help = "Another address for it; the old one is dead" },
    { .method = GET, .pattern = "/api/calendar/:token", .open = true, .run = feed_call, .help = "The calendar behind such an address (text/calendar)" },
    { .method = GET, .pattern = "/api/festival_round/:id/plans", .by = CAN_SEE_VISITS, .run = festival_plans_call, .help = "The plans with visits in the days of Spring Festival (?first=&last=), priced, with what their customers were asked and said" },
    { .method = POST, .pattern = "/api/festival_round/:id/plans", .by = CAN_EDIT_VISITS, .run = festival_plans_ask_call, .help = "Ask the customers of several plans: pause, or keep at the festival price; each with its own verdict" },
    { .method = GET, .pattern = "/api/visit/:id/lenders", .by = CAN_BORROW_WORKERS, .run = lenders_call, .help = "Which other branches could lend somebody for it: how many and how near, without names; and what was asked for already" },
    { .method = GET, .pattern = "/api/visit/:id/candidates", .by = CAN_ASSIGN_VISITS, .run = candidates_call, .help = "Who can take it, in which order, and why not the others" },
};
static const struct job_kind jobs[] = { { "plan_day", N_("Plan a day"), plan_proposal_job, 2 } };
static const struct setting_declared settings[] = {
    { SETTING_CHECK_IN_EARLY, N_("Earliest check-in"), N_("Minutes before the start of a visit from which setting out, arriving and beginning can be entered"), SETTING_MINUTES, "180", 0, 720 },
    { SETTING_REMIND_AT, N_("Reminder on the eve"), N_("From this time of the day before, workers and customers are told of tomorrow's visits. 00:00: they are not"), SETTING_CLOCK, "1080", 0, 1439 },
    { SETTING_TELL_LATE, N_("Customers hear of a delay by themselves"), N_("When the visit before is not over and makes the next more than 15 minutes late, its customer is told when the worker comes. No: the dispatcher does it on Today"), SETTING_FLAG, "0", 0, 1 },
    { SETTING_LATE_SMALL, N_("Off for coming late"), N_("Per cent of the price when she comes more than 15 minutes late; the company bears it, the worker's pay stays"), SETTING_NUMBER, "10", 0, 100 },
    { SETTING_LATE_LARGE, N_("Off for coming very late"), N_("Per cent of the price when she comes more than 30 minutes late"), SETTING_NUMBER, "20", 0, 100 },
    { SETTING_NO_SHOW_COUPON, N_("Coupon when nobody came"), N_("Given when a no-show ends in a cancellation by us or in another day; the company funds it. 0: none"), SETTING_MONEY, "5000", 0, 100000 },
    { SETTING_NO_SHOW_DAYS, N_("Days that such a coupon is valid"), N_("Counted from the day nobody came"), SETTING_NUMBER, "90", 1, 730 },
    { SETTING_OFFER_MINUTES, N_("Time to answer an offer"), N_("Minutes that a worker has to accept a visit; what a published plan gives is asked for until 20:00 of the eve"), SETTING_MINUTES, "10", 1, 1440 },
    { SETTING_OFFER_LAPSE, N_("When an offer is not answered"), N_("0: it stays and the office calls. 1: the visit is open again. 2: it goes to the next candidate, after a No too. Who has no login is always called"), SETTING_NUMBER, "1", 0, 2 },
    { SETTING_NEW_FACE, N_("Time to agree to a new face"), N_("Minutes that a customer with a plan has to say yes to somebody she has not met; then the office calls her. Nothing waits for it. 0: she is told and not asked"), SETTING_MINUTES, "240", 0, 2880 },
    { SETTING_GRAB, N_("Workers may take open visits"), N_("抢单: those whose papers, calendar and way allow it; the first wins"), SETTING_FLAG, "0", 0, 1 },
    { SETTING_GRAB_STARS, N_("Least rating for taking visits"), N_("Average of the last 180 days in hundredths, 450 for 4.5; 0: any. Who has no rating yet may"), SETTING_NUMBER, "0", 0, 500 },
    { SETTING_MAP_TILES, N_("Map below the areas"), N_("Address of map pictures with {z}, {x} and {y}, of this server or one that the administrator allows (--map-from); empty: the company's own areas alone"), SETTING_TEXT, "", 0, 0 },
    { SETTING_MAP_DATUM, N_("Datum of the map"), N_("1: WGS-84. 2: GCJ-02, as all maps sold in China. 3: BD-09, Baidu's"), SETTING_NUMBER, "1", 1, 3 },
    { SETTING_MAP_CREDIT, N_("Words below the map"), N_("Owner of the map and its approval number (审图号)"), SETTING_TEXT, "", 0, 0 },
    { SETTING_TERMS, N_("Terms in force"), N_("Version of the service terms that customers accept on the phone; it goes into each order (art. 13)"), SETTING_TEXT, "", 0, 30 },
    { SETTING_DEPOSIT, N_("Deposit for large jobs"), N_("Percent of the price that a survey asks for before the work"), SETTING_NUMBER, "20", 0, 100 },
    { SETTING_LONGEST_PAUSE, N_("Longest pause of a plan"), N_("Weeks; a longer one ends the plan. 0: no limit"), SETTING_NUMBER, "0", 0, 52 },
    { SETTING_LONGEST_WAY, N_("Longest way"), N_("Minutes from a worker's home to a visit, one way; nobody is sent further. 0: no limit"), SETTING_MINUTES, "60", 0, 240 },
    { SETTING_REST_HOURS, N_("Rest between two days"), N_("Hours between the last visit of a day and the first of the next"), SETTING_NUMBER, "11", 0, 16 },
    { "operations.weight_continuity", N_("Known in this home"), N_("Points for who was in this home in the last 90 days, and liked there"), SETTING_NUMBER, "20", 0, 100 },
    { "operations.weight_travel", N_("Way to it"), N_("Points that a way of 45 minutes costs"), SETTING_NUMBER, "18", 0, 100 },
    { "operations.weight_rating", N_("Ratings"), N_("Points for what customers said in the last 180 days"), SETTING_NUMBER, "14", 0, 100 },
    { "operations.weight_price", N_("Pay she asks for"), N_("Points when the visit pays what she asks for"), SETTING_NUMBER, "8", 0, 100 },
    { "operations.weight_experience", N_("Experience in this service"), N_("Points for visits of the same service in the last 180 days; all of them from 40 on"), SETTING_NUMBER, "12", 0, 100 },
    { "operations.weight_wish", N_("The customer's wish"), N_("Points for the worker whom the customer asks for"), SETTING_NUMBER, "8", 0, 100 },
    { "operations.weight_fairness", N_("Work this week"), N_("Points for who has the least work this week"), SETTING_NUMBER, "8", 0, 100 },
    { "operations.weight_punctual", N_("Punctuality"), N_("Points for who comes in time"), SETTING_NUMBER, "5", 0, 100 },
    { "operations.weight_own_wish", N_("Her own wishes"), N_("Points for a home in the area where she wants to work"), SETTING_NUMBER, "5", 0, 100 },
    { SETTING_MOVED, N_("Moving who was asked"), N_("Points that a plan must win before it gives a visit to another worker than was asked"), SETTING_NUMBER, "10", 0, 1000 },
    { SETTING_TOLD, N_("Moving what was told"), N_("Points on top when the customer knows already who comes"), SETTING_NUMBER, "190", 0, 1000 },
    { SETTING_MOST_VISITS, N_("Visits a day"), N_("At most so many for one worker, when a day is planned by the program"), SETTING_NUMBER, "5", 1, 12 },
    { SETTING_LONGEST_SPAN, N_("Longest day"), N_("Minutes from leaving home to the end of the last visit, when a day is planned by the program"), SETTING_MINUTES, "660", 240, 1440 },
    { SETTING_PAUSE, N_("Lunch"), N_("Minutes of pause when she is out for more than five hours, begun after at most five: between 11 and 14, in an afternoon shift between 16 and 19; when a day is planned by the program; 0: none"), SETTING_MINUTES, "30", 0, 120 },
    { SETTING_FEED_DETAIL, N_("Calendars say more"), N_("Yes: calendars that phones subscribe to also name estate, number and worker. No: service, area and time alone"), SETTING_FLAG, "0", 0, 1 },
};
static const struct setting_list setting_list = { settings, COUNT_OF(settings) };

static int64_t plans_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from service_plan where branch = $1 and state in (2, 3)"), BIND(num(branch)), 0); }
static const struct at_branch plans_there = { N_("{1} plans that run"), plans_at };
static int64_t visits_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from visit where branch = $1 and state < 8"), BIND(num(branch)), 0); }
static const struct at_branch visits_there = { N_("{1} visits to come"), visits_at };
extern const struct moves_along visits_move;
static int jobs_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from visit where customer = $1 and ($2 = 0 or household = $2) and state between 1 and 7 order by start limit 100"), BIND(num(customer), num(household))), N_("Visit"), into, n, most);
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from service_order where customer = $1 and ($2 = 0 or household = $2) and state = 1 order by id limit 50"), BIND(num(customer), num(household))), N_("Order"), into, n, most);
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from service_plan where customer = $1 and ($2 = 0 or household = $2) and state in (2, 3) order by id limit 50"), BIND(num(customer), num(household))), N_("Plan"), into, n, most);
    return n;
}
static const struct still_open jobs_open = { jobs_open_of };

static const struct answer answers[] = { { QUESTION_STILL_OPEN, &jobs_open }, { QUESTION_MOVES_ALONG, &visits_move }, { QUESTION_AT_BRANCH, &plans_there }, { QUESTION_AT_BRANCH, &visits_there }, { SETTINGS, &setting_list },
    { BOOKING_QUESTION, &way_answers }, { QUESTION_ELIGIBILITY, &operations_eligibility }, { QUESTION_ELIGIBILITY, &home_eligibility },
    { QUESTION_ELIGIBILITY, &deal_eligibility }, { QUESTION_MATCH, &visits_match }, { QUESTION_ELIGIBILITY, &gear_eligibility }, { QUESTION_OPEN_WORK, &visits_open }, { QUESTION_OPEN_WORK, &plans_open }, { QUESTION_OPEN_WORK, &keys_with_leavers }, { QUESTION_OPEN_WORK, &gear_with_leavers }, { QUESTION_LEAVE_IMPACT, &leave_answer }, { QUESTION_STOPPED_WORK, &stopped_visits }, { QUESTION_IMPORT_SHAPES, &visit_import },
    { QUESTION_IMPORT_SHAPES, &plan_import }, { QUESTION_IMPORT_SHAPES, &order_import },
    { QUESTION_MESSAGE_TEMPLATES, &visit_messages }, { QUESTION_MESSAGE_TEMPLATES, &plan_messages }, { QUESTION_MESSAGE_TEMPLATES, &key_messages },
    { QUESTION_NEEDED, &visits_await }, { QUESTION_NEEDED, &plans_run }, { QUESTION_NEEDED, &rating_disputed },
};
/* Calls that are parked, and who was told of which day on its eve (tell_day.c). */
static const char operations_schema[] =
    "create table if not exists intake_draft (id {number} primary key, account {number} not null, key {text} not null, saved_at {number} not null, content {blob} not null, unique (account, key));"
    "create table if not exists eve_told (about {number} not null, day {number} not null, primary key (about, day))";

const struct module operations_module = { .name = "operations", .label = N_("Operations"), .menu = 1, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_REACTIONS(reactions),
    MODULE_TICKERS(tickers), MODULE_JOBS(jobs), MODULE_CALLS(calls), MODULE_ANSWERS(answers), .schema = operations_schema, .seed = visits_say_last };
