/* visit_steps.c — the procedure of a visit (SM-VISIT): from which state, by whom, what is asked, what changes. */
#include <string.h>
#include "company/company.h"
#include "operations/running_late.h"
#include "operations/visit_fields.h"
#include "operations/zone.h"
#include "record/store.h"

/* ---- inputs ---- */
static const struct field assignment_fields[] = {
    FIELD(assignment, worker, .label = N_("Worker"), .to = &worker_type, .required = true),
    FIELD(assignment, start, .label = N_("Start"), .help = N_("Leave empty to keep the time")),
    FIELD(assignment, agreed, .label = N_("The customer agreed to the new time")),
    FIELD(assignment, how, .label = N_("Offered how"), .choices = visit_offer_ways, .help = N_("Empty: by the office")),
    FIELD(assignment, agreed_by, .label = N_("Who agreed"), .max = 60, .help = N_("Empty: the customer herself")), FIELD(assignment, agreed_how, .label = N_("Agreed how"), .choices = agreed_hows),
    FIELD(assignment, back, .label = N_("As it was"), .help = N_("Taken back within half an hour: who had said yes to this time is not asked again")),
};
static const struct field second_fields[] = { FIELD(second_assignment, worker, .label = N_("Second worker"), .to = &worker_type, .required = true) };
static const struct field joining_fields[] = {
    FIELD(crew_joining, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(crew_joining, grade, .label = N_("Grade in the crew"), .choices = crew_grades, .required = true),
};
static const struct field member_fields[] = { FIELD(crew_member_of, worker, .label = N_("Worker"), .to = &worker_type, .required = true) };
static const struct field crew_time_fields[] = {
    FIELD(crew_time, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(crew_time, worked, .label = N_("Minutes worked"), .min = 0, .max = 1440),
    FIELD(crew_time, others_work_on, .label = N_("The others worked on for her"), .help = N_("The rest of the planned time is shared by those without hours of their own")),
};
static const struct field crew_told_fields[] = { FIELD(crew_told, worker, .label = N_("Worker"), .to = &worker_type), FIELD(crew_told, began, .label = N_("Began at")), FIELD(crew_told, ended, .label = N_("Ended at")) };
static const struct field right_price_fields[] = {
    FIELD(right_price, owed, .label = N_("The customer owes"), .help = N_("Empty: as it is"), .min = 0, .max = 10000000), FIELD(right_price, worker_pay, .label = N_("The worker gets"), .help = N_("Empty: as it is. Of a crew all together"), .min = 0, .max = 10000000),
};
static const struct field waiving_fields[] = { FIELD(waiving, amount, .label = N_("Amount"), .required = true, .min = 1, .max = 10000000), FIELD(waiving, why, .label = N_("Why"), .required = true, .max = 300) };
static const struct field cancellation_fields[] = {
    FIELD(cancellation, reason, .label = N_("Reason"), .choices = cancel_reasons, .required = true),
    FIELD(cancellation, fee, .label = N_("Fee"), .help = N_("Empty: by the notice given"), .min = 0, .max = 10000000),
};
static const struct field time_fields[] = {
    FIELD(new_time, start, .label = N_("New start"), .required = true), FIELD(new_time, agreed, .label = N_("The customer agreed")),
    FIELD(new_time, agreed_by, .label = N_("Who agreed"), .max = 60, .help = N_("Empty: the customer herself")), FIELD(new_time, agreed_how, .label = N_("Agreed how"), .choices = agreed_hows, .required = true),
    FIELD(new_time, wish, .label = N_("Whose wish"), .choices = liable_sides, .help = N_("The customer's costs her the fee of the notice she gave; empty: ours, which costs nothing")),
    FIELD(new_time, fee, .label = N_("Fee"), .help = N_("Empty: by the notice given"), .min = 0, .max = 10000000),
    FIELD(new_time, worker, .label = N_("Who goes then"), .to = &worker_type, .help = N_("Empty: who has it now")),
};
static const struct field reworking_fields[] = {
    FIELD(reworking, start, .label = N_("New start"), .required = true), FIELD(reworking, agreed, .label = N_("The customer agreed")),
    FIELD(reworking, liable, .label = N_("Whose fault"), .choices = liable_sides, .help = N_("The worker's: she does it again unpaid, somebody else is paid as before; the company's: whoever does it is paid as before. Empty: the worker's")),
    FIELD(reworking, caused_by, .label = N_("Whose work"), .to = &worker_type, .help = N_("Where several did it: whose work is done again, it counts against her. Empty: who led it")),
};
static const struct field no_access_fields[] = {
    FIELD(no_access, waited, .label = N_("Minutes waited"), .required = true, .min = 0, .max = 600), FIELD(no_access, fee, .label = N_("Fee"), .help = N_("Empty: the price of one hour, and nothing when she came more than 15 minutes late; at most two hours"), .min = 0, .max = 10000000),
    FIELD(no_access, called_from, .label = N_("Called since"), .help = N_("At least 15 minutes; empty: since she was there")),
};
static const struct field interruption_fields[] = {
    FIELD(interruption, reason, .label = N_("Reason"), .choices = cancel_reasons, .required = true),
    FIELD(interruption, price, .label = N_("The customer pays"), .help = N_("Empty: by the time worked of the time planned. Otherwise as agreed on the spot; 0: nothing"), .min = 0, .max = 100000000),
    FIELD(interruption, worker_pay, .label = N_("The worker gets"), .help = N_("Empty: by the time worked of the time planned. Otherwise as agreed on the spot; 0: nothing"), .min = 0, .max = 100000000),
};
static const struct field rest_plan_fields[] = {
    FIELD(rest_plan, at, .label = N_("Start"), .required = true), FIELD(rest_plan, agreed, .label = N_("The customer agreed")),
    FIELD(rest_plan, left_length, .label = N_("Length"), .help = N_("Empty: the time that was not worked"), .min = 5, .max = 1440), FIELD(rest_plan, worker, .label = N_("Worker"), .to = &worker_type, .help = N_("Empty: who began it, when she can then")),
    FIELD(rest_plan, left_price, .label = N_("The customer pays"), .help = N_("Empty: what was not charged of the price"), .min = 0, .max = 100000000), FIELD(rest_plan, left_pay, .label = N_("The worker gets"), .help = N_("Empty: what was not given of her pay"), .min = 0, .max = 100000000),
};
static const struct choice arrival_proofs[] = { { PROOF_CODE, "code", N_("Customer's code") }, { PROOF_PHOTO, "photo", N_("Photo") }, { PROOF_NO_PLACE, "no_place", N_("No position") }, { 0 } };
static const struct field arrival_fields[] = {
    FIELD(arrival, at, .label = N_("Position")), FIELD(arrival, accuracy, .label = N_("Accuracy in metres"), .min = 0, .max = 100000), FIELD(arrival, proof, .label = N_("Other proof"), .choices = arrival_proofs), FIELD(arrival, code, .label = N_("Customer's code"), .max = 8),
};
static const struct field pinning_fields[] = {
    FIELD(pinning, worker, .label = N_("The worker stays")), FIELD(pinning, time, .label = N_("The time stays")),
};
struct ticking { int64_t item; bool done, not_applicable; file picture; text note; };
static const struct field ticking_fields[] = {
    FIELD(ticking, item, .label = N_("Task number"), .required = true, .min = 1, .max = 500), FIELD(ticking, done, .label = N_("Done")),
    FIELD(ticking, not_applicable, .label = N_("Does not apply")), FIELD(ticking, picture, .label = N_("Photo")), FIELD(ticking, note, .label = N_("Note"), .max = 200),
};
static const struct field extra_fields[] = {
    FIELD(extra, what, .label = N_("What"), .required = true, .max = 80), FIELD(extra, price, .label = N_("Price"), .min = 0, .max = 1000000),
    FIELD(extra, length, .label = N_("Minutes"), .min = 0, .max = 480), FIELD(extra, agreed_how, .label = N_("How the customer agreed"), .required = true, .max = 80),
};
static const struct field verdict_fields[] = {
    FIELD(verdict, stars, .label = N_("Stars"), .required = true, .min = 1, .max = 5), FIELD(verdict, said, .label = N_("What the customer said"), .max = 500),
};
static const struct field telling_late_fields[] = { FIELD(telling_late, expected, .label = N_("Comes at"), .help = N_("Empty: reckoned from the visit before, which is not over")) };
static const struct field mending_fields[] = { FIELD(mending, arrived, .label = N_("Arrived at")), FIELD(mending, finished, .label = N_("Finished at")) };

static const struct field unwanted_face_fields[] = { FIELD(unwanted_face, worker, .label = N_("Worker"), .to = &worker_type), FIELD(unwanted_face, why, .label = N_("Why"), .max = 200) };
static const struct field zone_off_fields[] = { FIELD(zone_off, amount, .label = N_("Amount"), .required = true, .min = 0, .max = 10000000) };

/* ---- the ordinary course ---- */

RULE(visit, assignment, visit_assign)
RULE(visit, second_assignment, visit_assign_second)
RULE_PLAIN(visit, visit_release)
RULE(visit, cancellation, visit_cancel)
RULE(visit, new_time, visit_move)
RULE_PLAIN(visit, visit_no_show)
RULE(visit, no_access, visit_no_access)
RULE(visit, interruption, visit_interrupt)
RULE(visit, rest_plan, visit_plan_rest)
RULE_PLAIN(visit, visit_refuse_service)
RULE(visit, reworking, visit_rework)
RULE_PLAIN(visit, visit_rework_failed)
GUARD(visit, visit_is_rework)
RULE_PLAIN(visit, visit_excuse_late)
RULE(visit, telling_late, visit_tell_late)
GUARD(visit, visit_soon)
GUARD(visit, visit_was_discounted)
RULE_PLAIN(visit, visit_depart)
RULE(visit, arrival, visit_arrive)
RULE_PLAIN(visit, visit_begin)
RULE_PLAIN(visit, visit_finish)
RULE(visit, mending, visit_mend)
RULE(visit, verdict, visit_rate)
RULE_PLAIN(visit, visit_dispute_rating)
RULE_PLAIN(visit, visit_uphold_rating)
RULE_PLAIN(visit, visit_withdraw_rating)
GUARD(visit, visit_rating_open)
GUARD(visit, visit_rating_in_dispute)
GUARD(visit, visit_begun_by_promise)
RULE_PLAIN(visit, offer_accept_by_phone)
RULE_PLAIN(visit, offer_decline)
RULE_PLAIN(visit, offer_lapsed)
RULE_PLAIN(visit, offer_not_reached)
RULE(visit, unwanted_face, offer_not_wanted)
RULE(visit, pinning, visit_pin)
RULE(visit, replanning, visit_replan)
RULE(visit, replanning, visit_reprice)
RULE(visit, crew_joining, crew_add)
RULE(visit, crew_member_of, crew_leave)
RULE(visit, crew_time, crew_hours)
RULE(visit, crew_told, crew_clock)
RULE(visit, right_price, visit_correct)
RULE(visit, waiving, visit_waive)
RULE(visit, zone_off, visit_zone_off)

/* By a person: her plan does not make it again. */
static bool skip(struct work *w, struct visit *v)
{
    v->touched = true;
    return visit_release(w, v);
}
RULE_PLAIN(visit, skip)

static const struct sentence *enough_people(struct work *w, const struct visit *v)
{
    const struct sentence *why;
    int64_t ids[MOST_VISIT_WORKERS];
    return visit_workers(v, ids) < visit_persons(w, v, v->worker.id, v->start, &why) ? why : NULL;
}
GUARD(visit, enough_people)

static const struct sentence *no_crew_goes(struct work *w, const struct visit *v)
{
    if (v->crew.count < 2) return NULL;
    return because(w, N_("{1} people go there: “{2}” gives it to another leader and keeps the rest, “{3}” lets all of them go"), print(w, "%d", (int)v->crew.count), translated(w, N_("Assign")), translated(w, N_("Let the whole crew go")));
}
GUARD(visit, no_crew_goes)

static const struct sentence *crew_goes(struct work *w, const struct visit *v) { return v->crew.count > 1 ? NULL : because(w, N_("No crew goes there")); }
GUARD(visit, crew_goes)

static const struct sentence *crew_went(struct work *w, const struct visit *v)
{
    return v->crew.count ? NULL : because(w, N_("No crew went there: the visit's own times are hers"));
}
GUARD(visit, crew_went)

static const struct sentence *may_set_out(struct work *w, const struct visit *v)
{
    const struct sentence *people = enough_people(w, v);
    if (people) return people;
    const struct sentence *early = visit_time_come(w, v);
    return early ? early : visit_time_not_over(w, v);
}
GUARD(visit, may_set_out)

static const struct sentence *may_begin(struct work *w, const struct visit *v)
{
    const struct sentence *early = visit_time_come(w, v);
    return early ? early : visit_begin_not_over(w, v);
}
GUARD(visit, may_begin)

static bool confirm(struct work *w, struct visit *v) { v->confirmed_at = w->acted; return true; }
RULE_PLAIN(visit, confirm)

static bool tick(struct work *w, struct visit *v, const struct ticking *in)
{
    if (in->item > (int64_t)v->checklist.count) return refuse(w, "item", N_("The checklist has no task {1}"), print(w, "%lld", (long long)in->item));
    struct check_item *item = ROW(struct check_item, v->checklist, in->item - 1);
    if (in->not_applicable && item->red_line) return refuse(w, "not_applicable", N_("A red line always applies"));
    item->done = in->done;
    item->not_applicable = in->not_applicable;
    if (*in->picture.hash) item->picture = in->picture;
    if (*in->note) item->note = in->note;
    return true;
}
RULE(visit, ticking, tick)

static const struct sentence *checklist_done(struct work *w, const struct visit *v)
{
    int64_t photos = 0;
    for (size_t i = 0; i < v->checklist.count; i++) {
        const struct check_item *item = ROW(struct check_item, v->checklist, i);
        bool picture = item->picture.hash && *item->picture.hash;
        photos += picture;
        if (!item->done && !item->not_applicable) return because(w, N_("Task {1} “{2}” is not ticked"), print(w, "%zu", i + 1), item->task);
        if (item->photo && item->done && !picture) return because(w, N_("Task {1} “{2}” needs a photo"), print(w, "%zu", i + 1), item->task);
    }
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    int64_t least = line ? line->least_photos : 0;
    if (least > (int64_t)v->checklist.count) least = (int64_t)v->checklist.count;      /* a photo belongs to a task: without a standard there is nothing to photograph */
    if (photos < least) return because(w, N_("{1} photos are needed, there are {2}"), print(w, "%lld", (long long)least), print(w, "%lld", (long long)photos));
    return NULL;
}

static const struct sentence *may_finish(struct work *w, const struct visit *v)
{
    const struct sentence *open = checklist_done(w, v);
    const struct sentence *early = open ? NULL : visit_begun_by_promise(w, v);
    return open ? open : early ? early : visit_end_not_over(w, v);
}
GUARD(visit, may_finish)

static bool approve(struct work *w, struct visit *v)
{
    v->approved_at = w->acted;
    struct customer *c = record_peek(w, &customer_type, v->customer.id);
    if (!c || c->last_visit.number >= day_of(v->start).number) return !failed(w);
    c->last_visit = day_of(v->start);
    return SAVE(w, customer, c);
}
RULE_PLAIN(visit, approve)
GUARD(visit, zones_signed)

/* What one of them has to be at before the longer visit would be over: that customer is asked first. */
static bool next_is_free(struct work *w, const struct visit *v, int64_t more)
{
    instant until = { v->until.ms + MINUTES(more) };
    struct found next = LOOK_WHERE(w, visit, "(worker in ($1, $2) or second in ($1, $2)) and id <> $3 and state between 2 and 5 and start >= $4 and start < $5 order by start limit 1",
                                   BIND(num(v->worker.id), num(v->second.id ? v->second.id : v->worker.id), num(v->record.id), num(v->start.ms), num(until.ms)));
    const struct visit *n = next.count ? next.at[0] : NULL;
    if (!n || !in_scope(w, n->record.branch.id)) return !failed(w);         /* another branch's: the calendar says whom to ask */
    return refuse_as(w, CONFLICT, "length", N_("She is expected at {1} at {2} ({3}): move that visit with its customer or give it to somebody else, then add the time"),
                     record_title(w, &customer_type, n->customer.id), instant_words(w->arena, n->start), n->record.number);
}

/* What is unsafe cannot be bought; care needs the papers of its own service (DOMAIN.md T19). */
static bool extra_allowed(struct work *w, const struct visit *v, text what)
{
    text never = extra_forbidden(what), care = extra_of_care(what);
    if (*never) return wrong(w, "what", N_("“{1}” is never done in a home, for no price; explain why and offer who is licensed for it"), never);
    const struct service_line *line = *care ? record_peek(w, &service_line_type, v->line.id) : NULL;
    if (!line || line->child_contact || line->elder_contact) return !failed(w);
    return wrong(w, "what", N_("“{1}” is a service of its own, by somebody with the papers for it: take an order for it"), care);
}

/* Agreed before it is done, with a price. */
static bool add_extra(struct work *w, struct visit *v, const struct extra *in)
{
    /* More time is agreed before the time is over (§4.1); who would come too late for her next visit is refused by the calendar below. */
    if (in->length.count && v->state == VISIT_IN_SERVICE && w->acted.ms > v->until.ms) return refuse(w, "length", N_("More time is agreed before it begins: this visit was over at {1}"), instant_words(w->arena, v->until));
    if (!extra_allowed(w, v, in->what) || (in->length.count && v->worker.id && !next_is_free(w, v, in->length.count))) return false;
    struct add_on *all = take_many(w, struct add_on, v->add_ons.count + 1);
    for (size_t i = 0; i < v->add_ons.count; i++) all[i] = *ROW(struct add_on, v->add_ons, i);
    all[v->add_ons.count] = (struct add_on){ in->what, in->price, in->length, w->acted, in->agreed_how };
    v->add_ons = (rows_of){ all, v->add_ons.count + 1 };
    v->touched = true;
    const struct price_rule *rule = record_peek(w, &price_rule_type, v->price_rule.id);
    v->price = money_add(v->price, in->price);
    v->worker_pay = money_add(v->worker_pay, money_times(in->price, rule ? rule->worker_percent : 0, 100));
    if (v->arrived_at.ms) late_reckon(w, v);
    if (!in->length.count) return true;
    v->length.count += in->length.count;
    return visit_book(w, v, v->worker.id, v->second.id, v->start);
}
RULE(visit, extra, add_extra)

/* ---- deadlines ---- */

static instant before_start(const struct visit *v, int64_t ms) { return (instant){ v->start.ms - ms }; }
static instant open_due(struct work *w, const struct visit *v) { (void)w; return before_start(v, HOURS(12)); }
DUE(visit, open_due)
static instant answer_due(struct work *w, const struct visit *v) { (void)w; return v->answer_until; }
DUE(visit, answer_due)
static instant confirm_due(struct work *w, const struct visit *v) { (void)w; return day_at((day){ day_of(v->start).number - 1 }, 20 * 60); }
DUE(visit, confirm_due)
static instant arrival_due(struct work *w, const struct visit *v) { (void)w; return (instant){ v->start.ms + MINUTES(5) }; }
DUE(visit, arrival_due)
static instant finish_due(struct work *w, const struct visit *v) { (void)w; return (instant){ v->until.ms + MINUTES(30) }; }
DUE(visit, finish_due)
static instant approve_due(struct work *w, const struct visit *v) { (void)w; return (instant){ v->finished_at.ms ? v->finished_at.ms + HOURS(24) : 0 }; }
DUE(visit, approve_due)
DUE(visit, visit_dispute_due)
DUE(visit, visit_refused_since)

/* Booked by hand for a day on which the company closes: somebody has to call. Four hours to do so, and at once from the evening before. */
static instant closed_due(struct work *w, const struct visit *v)
{
    int64_t entered = db_one(w, SQL("select changed_at from calendar_day where date = $1 and kind = $2"), BIND(num(day_of(v->start).number), num(CALENDAR_CLOSED)), 0);
    instant eve = day_at((day){ day_of(v->start).number - 1 }, 17 * 60), due = { entered + HOURS(4) };
    return entered ? due.ms < eve.ms ? due : eve : (instant){ 0 };
}
DUE(visit, closed_due)

#define BEFORE_WORK (FROM(VISIT_UNASSIGNED) | FROM(VISIT_OFFERED) | FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED))
const struct deadline visit_deadlines[VISIT_DEADLINES] = {
    { .name = "open", .label = N_("Nobody is assigned yet"), .states = FROM(VISIT_UNASSIGNED), .due = open_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(6), .then = CAN_MEND_VISITS, .step = "assign" },
    { .name = "answer", .label = N_("The worker has not answered"), .states = FROM(VISIT_OFFERED), .due = answer_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(1), .then = CAN_MEND_VISITS, .step = "accept_by_phone" },
    { .name = "confirm", .label = N_("Confirm for tomorrow"), .states = FROM(VISIT_ACCEPTED), .due = confirm_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(2), .then = CAN_MEND_VISITS, .step = "confirm" },
    { .name = "arrival", .label = N_("She should be there"), .states = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .due = arrival_due_hook, .who = CAN_ASSIGN_VISITS,
      .escalate_after = MINUTES(25), .then = CAN_MEND_VISITS, .step = "no_show" },
    { .name = "finish", .label = N_("The visit should be over"), .states = FROM(VISIT_ARRIVED) | FROM(VISIT_IN_SERVICE), .due = finish_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(2), .then = CAN_MEND_VISITS, .step = "mend" },
    { .name = "approve", .label = N_("Approve after 24 hours"), .states = FROM(VISIT_FINISHED), .due = approve_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_SETTLE_VISITS, .step = "approve" },
    { .name = "dispute", .label = N_("Decide on the disputed rating"), .states = VISIT_DONE_STATES, .due = visit_dispute_due_hook, .who = CAN_MEND_VISITS, .escalate_after = HOURS(72), .then = CAN_MEND_VISITS, .step = "uphold_rating" },
    { .name = "closed", .label = N_("The company is closed that day: call the customer"), .states = BEFORE_WORK, .due = closed_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(20), .then = CAN_MEND_VISITS, .step = "move" },
    { .name = "refused", .label = N_("She refused service in this home: who goes?"), .states = FROM(VISIT_OFFERED) | FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED), .due = visit_refused_since_hook,
      .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "assign" },
};

#define UNDER_WAY (FROM(VISIT_EN_ROUTE) | FROM(VISIT_ARRIVED) | FROM(VISIT_IN_SERVICE))
#define CREW_TELLS (FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | UNDER_WAY | FROM(VISIT_FINISHED))
const struct step visit_steps[VISIT_STEPS] = {
    STEP(assign, .label = N_("Assign"), .tone = "primary", .from = BEFORE_WORK, .by = CAN_ASSIGN_VISITS, INPUTS(assignment, assignment_fields), .run = visit_assign_rule),
    STEP(move, .label = N_("Move"), .from = BEFORE_WORK, .by = CAN_EDIT_VISITS, INPUTS(new_time, time_fields), .run = visit_move_rule),
    STEP(assign_second, .label = N_("Add the second worker"), .from = BEFORE_WORK, .by = CAN_ASSIGN_VISITS, INPUTS(second_assignment, second_fields), .run = visit_assign_second_rule),
    STEP(add_to_crew, .label = N_("Add to the crew"), .from = BEFORE_WORK, .by = CAN_ASSIGN_VISITS, INPUTS(crew_joining, joining_fields), .run = crew_add_rule),
    STEP(take_off_crew, .label = N_("Take off the crew"), .from = BEFORE_WORK, .by = CAN_ASSIGN_VISITS, INPUTS(crew_member_of, member_fields), .run = crew_leave_rule),
    STEP(crew_clock, .label = N_("A mate's times"), .from = CREW_TELLS, INPUTS(crew_told, crew_told_fields), .run = crew_clock_rule, .hidden = true),
    STEP(unassign, .label = N_("Back to open"), .from = FROM(VISIT_OFFERED) | FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .to = VISIT_UNASSIGNED, .by = CAN_ASSIGN_VISITS, .run = visit_release_rule, .guard = no_crew_goes_guard),
    STEP(release_crew, .label = N_("Let the whole crew go"), .tone = "danger", .from = FROM(VISIT_OFFERED) | FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .to = VISIT_UNASSIGNED, .by = CAN_ASSIGN_VISITS, .run = visit_release_rule,
         .guard = crew_goes_guard, .confirm = N_("Everybody of the crew is told that it is no longer theirs, and the visit is open again. Continue?")),
    STEP(accept, .label = N_("Accept"), .tone = "primary", .from = FROM(VISIT_OFFERED), .to = VISIT_ACCEPTED, .by = CAN_ASSIGN_VISITS, .own = true),
    STEP(decline, .label = N_("Decline"), .from = FROM(VISIT_OFFERED), .to = VISIT_UNASSIGNED, .by = CAN_ASSIGN_VISITS, .own = true, .run = offer_decline_rule, .reason = true),
    STEP(accept_by_phone, .label = N_("Accepted by phone"), .from = FROM(VISIT_OFFERED), .to = VISIT_ACCEPTED, .by = CAN_ASSIGN_VISITS, .run = offer_accept_by_phone_rule),
    STEP(not_reached, .label = N_("Called, not reached"), .from = FROM(VISIT_OFFERED), .by = CAN_ASSIGN_VISITS, .run = offer_not_reached_rule),
    STEP(lapse, .label = N_("No answer in time"), .from = FROM(VISIT_OFFERED), .to = VISIT_UNASSIGNED, .run = offer_lapsed_rule, .hidden = true),
    STEP(face_declined, .label = N_("The customer asked for somebody else"), .from = FROM(VISIT_OFFERED) | FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED), .to = VISIT_UNASSIGNED, INPUTS(unwanted_face, unwanted_face_fields), .run = offer_not_wanted_rule, .hidden = true),
    STEP(pin, .label = N_("Pin"), .from = BEFORE_WORK, .by = CAN_ASSIGN_VISITS, INPUTS(pinning, pinning_fields), .run = visit_pin_rule),
    STEP(confirm, .label = N_("Confirm"), .tone = "primary", .from = FROM(VISIT_ACCEPTED), .to = VISIT_CONFIRMED, .by = CAN_ASSIGN_VISITS, .own = true, .run = confirm_rule, .guard = enough_people_guard),
    STEP(depart, .label = N_("Set out"), .tone = "primary", .from = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED), .to = VISIT_EN_ROUTE, .by = CAN_ASSIGN_VISITS, .own = true, .run = visit_depart_rule, .guard = may_set_out_guard),
    STEP(arrive, .label = N_("Arrived"), .tone = "primary", .from = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .to = VISIT_ARRIVED, .by = CAN_ASSIGN_VISITS, .own = true,
         INPUTS(arrival, arrival_fields), .run = visit_arrive_rule, .guard = may_set_out_guard),
    STEP(begin, .label = N_("Begin"), .tone = "primary", .from = FROM(VISIT_ARRIVED), .to = VISIT_IN_SERVICE, .by = CAN_ASSIGN_VISITS, .own = true, .run = visit_begin_rule, .guard = may_begin_guard),
    STEP(tick, .label = N_("Tick a task"), .from = FROM(VISIT_ARRIVED) | FROM(VISIT_IN_SERVICE), .by = CAN_ASSIGN_VISITS, .own = true, INPUTS(ticking, ticking_fields), .run = tick_rule),
    STEP(finish, .label = N_("Finish"), .tone = "primary", .from = FROM(VISIT_IN_SERVICE), .to = VISIT_FINISHED, .by = CAN_ASSIGN_VISITS, .own = true, .run = visit_finish_rule, .guard = may_finish_guard),
    STEP(approve, .label = N_("Approve"), .tone = "primary", .from = FROM(VISIT_FINISHED), .to = VISIT_APPROVED, .by = CAN_EDIT_VISITS, .run = approve_rule, .guard = zones_signed_guard),
    STEP(rate, .label = N_("Rate"), .from = VISIT_DONE_STATES, .by = CAN_EDIT_VISITS, INPUTS(verdict, verdict_fields), .run = visit_rate_rule),
    STEP(dispute_rating, .label = N_("Dispute the rating"), .from = VISIT_DONE_STATES, .by = CAN_EDIT_VISITS, .own = true, .run = visit_dispute_rating_rule, .guard = visit_rating_open_guard, .reason = true),
    STEP(uphold_rating, .label = N_("The rating stands"), .from = VISIT_DONE_STATES, .by = CAN_MEND_VISITS, .run = visit_uphold_rating_rule, .guard = visit_rating_in_dispute_guard, .reason = true),
    STEP(withdraw_rating, .label = N_("The rating does not count"), .from = VISIT_DONE_STATES, .by = CAN_MEND_VISITS, .run = visit_withdraw_rating_rule, .guard = visit_rating_in_dispute_guard, .reason = true),
    STEP(cancel, .label = N_("Cancel"), .tone = "danger", .from = BEFORE_WORK | FROM(VISIT_EN_ROUTE) | FROM(VISIT_ARRIVED), .to = VISIT_CANCELLED, .by = CAN_EDIT_VISITS, INPUTS(cancellation, cancellation_fields), .run = visit_cancel_rule),
    STEP(call_off, .label = N_("Called off"), .from = BEFORE_WORK | FROM(VISIT_EN_ROUTE) | FROM(VISIT_ARRIVED), .to = VISIT_CANCELLED, INPUTS(cancellation, cancellation_fields), .run = visit_cancel_rule, .hidden = true),
    STEP(no_show, .label = N_("She did not come"), .tone = "danger", .from = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .to = VISIT_UNASSIGNED, .by = CAN_MEND_VISITS, .run = visit_no_show_rule, .guard = visit_begun_by_promise_guard, .reason = true),
    STEP(no_access, .label = N_("Nobody opened"), .from = FROM(VISIT_EN_ROUTE) | FROM(VISIT_ARRIVED), .to = VISIT_NO_ACCESS, .by = CAN_MEND_VISITS, INPUTS(no_access, no_access_fields), .run = visit_no_access_rule, .guard = visit_begun_by_promise_guard, .preview = true),
    STEP(interrupt, .label = N_("Broken off"), .from = UNDER_WAY, .to = VISIT_INTERRUPTED, .by = CAN_MEND_VISITS, INPUTS(interruption, interruption_fields), .run = visit_interrupt_rule, .preview = true),
    STEP(plan_rest, .label = N_("Plan the rest"), .tone = "primary", .from = FROM(VISIT_INTERRUPTED), .by = CAN_EDIT_VISITS, INPUTS(rest_plan, rest_plan_fields), .run = visit_plan_rest_rule, .preview = true),
    STEP(refuse_service, .label = N_("Lawful refusal"), .from = UNDER_WAY, .to = VISIT_INTERRUPTED, .by = CAN_MEND_VISITS, .own = true, .run = visit_refuse_service_rule, .reason = true, .preview = true),
    STEP(rework, .label = N_("Rework"), .from = FROM(VISIT_FINISHED) | FROM(VISIT_APPROVED), .by = CAN_MEND_VISITS, INPUTS(reworking, reworking_fields), .run = visit_rework_rule, .reason = true),
    STEP(rework_failed, .label = N_("Failed again: give the money back"), .tone = "danger", .from = FROM(VISIT_FINISHED) | FROM(VISIT_APPROVED), .by = CAN_MEND_VISITS, .run = visit_rework_failed_rule, .guard = visit_is_rework_guard, .reason = true,
         .confirm = N_("What the first visit cost is taken off. Continue?")),
    STEP(add_extra, .label = N_("Add an extra"), .from = UNDER_WAY | BEFORE_WORK, .by = CAN_EDIT_VISITS, INPUTS(extra, extra_fields), .run = add_extra_rule),
    STEP(tell_late, .label = N_("Tell the customer of the delay"), .from = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | FROM(VISIT_EN_ROUTE), .by = CAN_ASSIGN_VISITS, INPUTS(telling_late, telling_late_fields), .run = visit_tell_late_rule, .guard = visit_soon_guard),
    STEP(mend, .label = N_("Enter check-in times"), .from = FROM(VISIT_ACCEPTED) | FROM(VISIT_CONFIRMED) | UNDER_WAY, .by = CAN_MEND_VISITS, INPUTS(mending, mending_fields), .run = visit_mend_rule, .reason = true),
    STEP(crew_hours, .label = N_("Hours really worked"), .from = FROM(VISIT_IN_SERVICE) | FROM(VISIT_FINISHED), .by = CAN_MEND_VISITS, INPUTS(crew_time, crew_time_fields), .run = crew_hours_rule, .guard = crew_went_guard),
    STEP(excuse_late, .label = N_("Late, but not our doing"), .from = FROM(VISIT_ARRIVED) | FROM(VISIT_IN_SERVICE) | FROM(VISIT_FINISHED), .by = CAN_MEND_VISITS, .run = visit_excuse_late_rule, .guard = visit_was_discounted_guard, .reason = true,
         .confirm = N_("The customer pays the whole price again. Continue?")),
    STEP(skip, .label = N_("Skip this one"), .from = BEFORE_WORK, .to = VISIT_SKIPPED, .by = CAN_EDIT_VISITS, .run = skip_rule, .reason = true),
    STEP(replan, .label = N_("Changed with its plan"), .from = BEFORE_WORK, .to = VISIT_UNASSIGNED, .run = visit_replan_rule, .hidden = true),
    STEP(reprice, .label = N_("The plan's new price"), .from = BEFORE_WORK, .run = visit_reprice_rule, .hidden = true),
    STEP(leave_out, .label = N_("Left out by its plan"), .from = BEFORE_WORK, .to = VISIT_SKIPPED, .run = visit_release_rule, .hidden = true),
    STEP(correct_price, .label = N_("Correct the price"), .from = FROM(VISIT_APPROVED) | FROM(VISIT_SETTLED) | FROM(VISIT_NO_ACCESS) | FROM(VISIT_INTERRUPTED), .by = CAN_SETTLE_VISITS,
         INPUTS(right_price, right_price_fields), .run = visit_correct_rule, .reason = true, .preview = true,
         .confirm = N_("Locked bills and settlements of this visit are reversed and made anew; the old ones stay visible.")),
    STEP(waive, .label = N_("Fee waived"), .from = FROM(VISIT_CANCELLED) | FROM(VISIT_NO_ACCESS) | FROM(VISIT_SETTLED), INPUTS(waiving, waiving_fields), .run = visit_waive_rule, .hidden = true),
    STEP(zone_off, .label = N_("Off for zones not accepted"), .from = FROM(VISIT_FINISHED), INPUTS(zone_off, zone_off_fields), .run = visit_zone_off_rule, .hidden = true),
    STEP(settle, .label = N_("Settle"), .from = FROM(VISIT_APPROVED) | FROM(VISIT_NO_ACCESS) | FROM(VISIT_INTERRUPTED), .to = VISIT_SETTLED, .hidden = true),
};
