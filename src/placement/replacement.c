/* replacement.c — see replacement.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/replacement_match.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

static const struct choice states[] = {
    { REPLACEMENT_REQUESTED, "requested", N_("Asked for"), "warn" }, { REPLACEMENT_ASSESSED, "assessed", N_("Looking for another"), "warn" }, { REPLACEMENT_FOUND, "found", N_("Somebody found"), "info" },
    { REPLACEMENT_SUBSTITUTED, "substituted", N_("Changing over"), "info" }, { REPLACEMENT_DONE, "done", N_("Finished"), "ok", .final = true }, { REPLACEMENT_REFUND, "refund_path", N_("Refunded instead"), "mute", .final = true },
    { REPLACEMENT_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
static const struct choice sides[] = {
    { REPLACED_BY_CUSTOMER, "customer", N_("The customer") }, { REPLACED_BY_WORKER, "worker", N_("The worker") }, { REPLACED_BY_COMPANY, "company", N_("We") }, { REPLACED_BY_NOBODY, "nobody", N_("Nobody") }, { 0 },
};
static const struct choice reasons[] = {
    { REPLACE_SKILL, "skill", N_("Skill too low") }, { REPLACE_ATTITUDE, "attitude", N_("Attitude") }, { REPLACE_HABITS, "habits", N_("Habits, hygiene") }, { REPLACE_HEALTH, "health", N_("Her health") },
    { REPLACE_CONFLICT, "conflict", N_("Does not get on with elder or child") }, { REPLACE_THEFT, "theft", N_("Suspicion of theft") }, { REPLACE_SCHEDULE, "schedule", N_("Other times are needed") }, { REPLACE_PAY, "pay", N_("Dispute about pay") },
    { REPLACE_HOMESICK, "homesick", N_("Homesick, her own family") }, { REPLACE_WORKER_ILL, "worker_ill", N_("The worker is ill") }, { REPLACE_HARASSMENT, "harassment", N_("Harassed in the home") }, { REPLACE_PREGNANT, "pregnant", N_("The worker is pregnant") },
    { REPLACE_PAPER, "paper", N_("A paper ran out") }, { REPLACE_SEASON, "season", N_("End of the season, going home") }, { REPLACE_LEFT, "left", N_("She left") }, { 0 },
};

/* DOMAIN.md §10: whose side each lies on; only what a customer simply does not like counts. */
static const struct { enum replaced_by side; bool counts, grave; } of_reason[] = {
    [REPLACE_SKILL] = { REPLACED_BY_COMPANY, false, false }, [REPLACE_ATTITUDE] = { REPLACED_BY_CUSTOMER, true, false }, [REPLACE_HABITS] = { REPLACED_BY_CUSTOMER, true, false }, [REPLACE_HEALTH] = { REPLACED_BY_WORKER, false, false },
    [REPLACE_CONFLICT] = { REPLACED_BY_CUSTOMER, true, false }, [REPLACE_THEFT] = { REPLACED_BY_NOBODY, false, true }, [REPLACE_SCHEDULE] = { REPLACED_BY_CUSTOMER, true, false }, [REPLACE_PAY] = { REPLACED_BY_NOBODY, false, false },
    [REPLACE_HOMESICK] = { REPLACED_BY_WORKER, false, false }, [REPLACE_WORKER_ILL] = { REPLACED_BY_WORKER, false, false }, [REPLACE_HARASSMENT] = { REPLACED_BY_CUSTOMER, false, true }, [REPLACE_PREGNANT] = { REPLACED_BY_WORKER, false, false },
    [REPLACE_PAPER] = { REPLACED_BY_COMPANY, false, false }, [REPLACE_SEASON] = { REPLACED_BY_WORKER, false, false }, [REPLACE_LEFT] = { REPLACED_BY_WORKER, false, false },
};

enum replaced_by replacement_side_of(enum replacement_reason reason) { return reason >= 1 && reason < COUNT_OF(of_reason) ? of_reason[reason].side : REPLACED_BY_NOBODY; }
bool replacement_counts(enum replacement_reason reason, enum replaced_by side)
{
    return side == REPLACED_BY_CUSTOMER && reason >= 1 && reason < COUNT_OF(of_reason) && of_reason[reason].counts;
}

static const struct field fields[] = {
    FIELD(replacement, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(replacement, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(replacement, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(replacement, old_worker, .label = N_("The one who leaves"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(replacement, new_worker, .label = N_("The one who takes over"), .to = &worker_type, .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(replacement, side, .label = N_("Whose side it lies on"), .choices = sides, .list = true, .filter = true, .help = N_("Empty: by the reason"), .set_by = SET_ON_CREATE),
    FIELD(replacement, reason, .label = N_("Reason"), .choices = reasons, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(replacement, wish, .personal = true, .label = N_("What the other one should be like"), .max = 500),
    FIELD(replacement, counts, .label = N_("Counts against the quota"), .list = true, .set_by = ENGINE_ONLY), FIELD(replacement, quota_left, .label = N_("Replacements left"), .set_by = ENGINE_ONLY), FIELD(replacement, last_day, .label = N_("Her last day"), .set_by = STEPS_ONLY),
    FIELD(replacement, first_day, .label = N_("First day of the new one"), .set_by = STEPS_ONLY), FIELD(replacement, hold_until, .label = N_("Calendar kept until"), .set_by = STEPS_ONLY), FIELD(replacement, requested_at, .label = N_("Replacement asked for at"), .set_by = ENGINE_ONLY, .sort = true), FIELD(replacement, assessed_at, .label = N_("Assessed at"), .set_by = STEPS_ONLY),
    FIELD(replacement, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY), FIELD(replacement, notice_at, .label = N_("She says that she leaves, since"), .set_by = ENGINE_ONLY),
    FIELD(replacement, notice_why, .label = N_("Her reason"), .choices = reasons, .set_by = ENGINE_ONLY), FIELD(replacement, notice_words, .personal = true, .label = N_("In the worker's words"), .max = 500, .format = FORMAT_MULTILINE, .set_by = ENGINE_ONLY),
    FIELD(replacement, notice_short, .label = N_("Short of the agreed notice"), .unit = N_("days"), .set_by = ENGINE_ONLY), FIELD(replacement, must_be_told, .label = N_("An incident has to be opened"), .filter = true, .set_by = ENGINE_ONLY),
    FIELD(replacement, incident_told_by, .label = N_("Incident opened by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(replacement, follow_up, .label = N_("Follow-up call"), .to = &follow_up_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(replacement, refund_percent, .label = N_("Fee given back"), .unit = N_("%"), .set_by = STEPS_ONLY), FIELD(replacement, refund, .label = N_("Refund"), .set_by = STEPS_ONLY), FIELD(replacement, refund_why, .label = N_("By which rule"), .max = 300, .set_by = STEPS_ONLY),
    FIELD(replacement, refund_sheet, .label = N_("What goes back"), .set_by = STEPS_ONLY),
};

static void weigh(struct replacement *r, const struct placement *p)
{
    r->counts = replacement_counts(r->reason, r->side);
    r->quota_left = p->replacements - p->replaced - (r->counts ? 1 : 0);
    r->must_be_told = r->reason >= 1 && r->reason < COUNT_OF(of_reason) && (of_reason[r->reason].grave || r->notice_why == REPLACE_HARASSMENT);
}

/* Of one who has left already the last day is known, and no form asks it again; of one who says that she goes it is what she said. */
static void if_she_left(struct replacement *r, const struct placement *p)
{
    if (p->state == PLACEMENT_GAP) r->last_day = p->gap_since;
    else if (!r->notice_at.ms) r->last_day.given = false;
}

static bool check(struct work *w, struct replacement *r, const struct replacement *before)
{
    if (before) return true;
    const struct placement *p = record_peek(w, &placement_type, r->placement.id);
    if (!p) return !failed(w);
    if (p->state < PLACEMENT_IN_SERVICE || p->state > PLACEMENT_GAP) return wrong(w, "placement", N_("Nobody serves in this placement; plan another worker there instead"));
    if (db_one(w, SQL("select 1 from replacement where placement = $1 and state < 5 limit 1"), BIND(num(r->placement.id)), 0) == 1) return wrong(w, "placement", N_("A replacement is under way there already"));
    r->record.branch = p->record.branch;
    r->customer = p->customer;
    const struct placement_stint *s = stint_last(p);
    r->old_worker = s ? s->worker : p->worker;
    r->requested_at = w->now;
    if_she_left(r, p);
    if (r->reason && !r->side) r->side = replacement_side_of(r->reason);
    weigh(r, p);
    return true;
}
CHECKER(replacement, check)

static text title(struct work *w, const struct replacement *r)
{
    const struct customer *c = record_peek(w, &customer_type, r->customer.id);
    const struct worker *n = record_peek(w, &worker_type, r->old_worker.id);
    return print(w, "%s · %s", c ? c->name : "", n ? n->name : "");
}
TITLE(replacement, title)

static struct placement *placement_of(struct work *w, const struct replacement *r) { return LOAD(w, placement, r->placement.id); }

struct assessment { enum replacement_reason reason; enum replaced_by side; text wish; bool incident; };
static const struct field assessment_fields[] = {
    FIELD(assessment, reason, .label = N_("Reason"), .choices = reasons, .required = true), FIELD(assessment, side, .label = N_("Whose side it lies on"), .choices = sides, .help = N_("Empty: by the reason")),
    FIELD(assessment, wish, .label = N_("What the other one should be like"), .max = 500), FIELD(assessment, incident, .label = N_("The incident is opened")),
};

static bool assess(struct work *w, struct replacement *r, const struct assessment *in)
{
    const struct placement *p = placement_of(w, r);
    if (!p) return false;
    r->reason = in->reason;
    r->side = in->side ? in->side : replacement_side_of(in->reason);
    r->wish = *in->wish ? in->wish : r->wish;
    weigh(r, p);
    if (r->must_be_told && !in->incident) return refuse(w, "incident", N_("“{1}” is an incident first: open it, hear both sides, then go on here; nobody is blamed by a swap"), translated(w, choice_label(reasons, r->reason)));
    if (r->must_be_told) r->incident_told_by.id = w->actor->user;
    if (r->quota_left < 0) return refuse_as(w, CONFLICT, "reason", N_("The {1} replacements of the contract are used up; refund by its ladder, or a new agreement"), print(w, "%lld", (long long)p->replacements));
    r->assessed_at = w->now;
    if_she_left(r, p);
    return true;
}
RULE(replacement, assessment, assess)

struct finding { ref worker; maybe_day first_day; };
static const struct field finding_fields[] = {
    FIELD(finding, worker, .label = N_("The one who takes over"), .to = &worker_type, .required = true), FIELD(finding, first_day, .label = N_("First day of the new one"), .help = N_("Empty: tomorrow. Her calendar is kept for 24 hours")),
};

static bool find(struct work *w, struct replacement *r, const struct finding *in)
{
    const struct placement *p = placement_of(w, r);
    const struct worker *n = p ? LOAD(w, worker, in->worker.id) : NULL;
    if (!n) return false;
    if (n->record.id == r->old_worker.id) return refuse(w, "worker", N_("She is the one who goes"));
    r->new_worker = in->worker;
    if_she_left(r, p);
    return replacement_hold(w, r, p, n, in->first_day.given ? (day){ in->first_day.number } : replacement_begins(w, r, p));
}
RULE(replacement, finding, find)

struct change_over { day last_day, first_day; money wage; ref between; };
static const struct field change_fields[] = {
    FIELD(change_over, last_day, .label = N_("Last day of the old one"), .help = N_("Not asked when she has left already")), FIELD(change_over, first_day, .label = N_("First day of the new one"), .help = N_("Empty: the day her calendar is kept from")),
    FIELD(change_over, between, .label = N_("Who stands in between"), .to = &worker_type, .help = N_("For the days nobody would be there between the two; her days and her wage count by themselves")),
    FIELD(change_over, wage, .label = N_("Her wage"), .min = 0, .max = 100000000, .help = N_("Empty: as it was")),
};
struct leaves_input { day last; enum placement_end why; };
struct sends_input { ref worker; day from; money wage; bool substitute; ref between; };

static bool departure_sheet(struct work *w, const struct placement *p, const struct replacement *r)
{
    struct handover h = { .record.branch = p->record.branch, .kind = HANDOVER_DEPARTURE, .placement = { p->record.id }, .worker = r->old_worker, .customer = p->customer, .date = { r->last_day.number } };
    return ADD(w, handover, &h);
}

/* What she finds there and what she is given to keep: both sides agree to it on her first day. */
static bool arrival_sheet(struct work *w, const struct placement *p, const struct replacement *r)
{
    struct handover h = { .record.branch = p->record.branch, .kind = HANDOVER_ARRIVAL, .placement = { p->record.id }, .worker = r->new_worker, .customer = p->customer, .date = { r->first_day.number } };
    return ADD(w, handover, &h);
}

/* Who goes within the days of trial was not kept: her figures do not say that she was hired (contracts/hire.c). */
static bool tried_in_time(struct work *w, const struct replacement *r, const struct placement *p)
{
    day since = { p->began_on.given ? p->began_on.number : p->first.number };
    return contract_worker_replaced(w, p->contract.id, &(struct replaced_worker){ r->old_worker, r->new_worker, since, { r->last_day.number } });
}

/* Her side ends, the other's begins; a substitute who stood in goes with the same step. */
static bool hand_over(struct work *w, struct replacement *r, const struct change_over *in)
{
    struct placement *p = placement_of(w, r);
    if (!p) return false;
    if (p->state != PLACEMENT_GAP) {
        day last = in->last_day.number ? in->last_day : (day){ r->last_day.given ? r->last_day.number : 0 };
        if (!last.number) return refuse(w, "last_day", N_("Until when does {1} serve?"), record_title(w, &worker_type, r->old_worker.id));
        struct leaves_input leaves = { last, r->side == REPLACED_BY_WORKER ? PLACEMENT_BY_WORKER : r->side == REPLACED_BY_CUSTOMER ? PLACEMENT_BY_CUSTOMER : PLACEMENT_BY_US };
        if (!step_run(w, &placement_type, p, "worker_leaves", &leaves)) return false;
    }
    r->last_day = (maybe_day){ p->gap_since.number, true };
    if (in->first_day.number) r->first_day = (maybe_day){ in->first_day.number, true };
    r->hold_until.ms = 0;
    if (!r->first_day.given) return refuse(w, "first_day", N_("From which day does {1} serve?"), record_title(w, &worker_type, r->new_worker.id));
    struct sends_input sends = { r->new_worker, { r->first_day.number }, in->wage, false, in->between };
    if (!tried_in_time(w, r, p) || !step_run(w, &placement_type, p, "send_next", &sends)) return false;
    p->follow_up_made = 0;
    if (r->counts) p->replaced++;
    return SAVE(w, placement, p) && departure_sheet(w, p, r) && arrival_sheet(w, p, r) && contract_must_name(w, p, r->new_worker, (day){ r->first_day.number });
}
RULE(replacement, change_over, hand_over)

/* ---- she goes of her own will ---- */

static const struct sentence *said_it(struct work *w, const struct replacement *r)
{
    const struct placement *p = record_peek(w, &placement_type, r->placement.id);
    if (!r->notice_at.ms) return because(w, N_("She has not said that she leaves"));
    return p && p->state == PLACEMENT_GAP ? because(w, N_("Her last day is settled already")) : NULL;
}
GUARD(replacement, said_it)

struct settled_day { day last_day; };
static const struct field settled_day_fields[] = { FIELD(settled_day, last_day, .label = N_("Her last day"), .required = true, .help = N_("As she said it, or as you agreed with her; the family is told with this step")) };

/* The family reads until when she is there and that we look for another (tell_placement.c). */
static bool settle_day(struct work *w, struct replacement *r, const struct settled_day *in)
{
    struct placement *p = placement_of(w, r);
    if (!p) return false;
    if (r->must_be_told && !r->incident_told_by.id) return refuse_as(w, CONFLICT, "", N_("“{1}” is an incident first: assess it and open the incident, then settle her last day"), translated(w, choice_label(reasons, r->notice_why)));
    if (!step_run(w, &placement_type, p, "worker_leaves", &(struct leaves_input){ in->last_day, r->side == REPLACED_BY_CUSTOMER ? PLACEMENT_BY_CUSTOMER : PLACEMENT_BY_WORKER })) return false;
    r->last_day = (maybe_day){ in->last_day.number, true };
    if (!r->assessed_at.ms) r->assessed_at = w->now;
    return true;
}
RULE(replacement, settled_day, settle_day)

static const struct sentence *all_settled(struct work *w, const struct replacement *r)
{
    if (db_one(w, SQL("select 1 from handover where placement = $1 and worker = $2 and kind = 2 and state <> 2 limit 1"), BIND(num(r->placement.id), num(r->old_worker.id)), 0) == 1)
        return because(w, N_("The departure sheet of the old one is not agreed yet"));
    if (db_one(w, SQL("select 1 from handover where placement = $1 and worker = $2 and kind = 1 and state <> 2 and date = $3 limit 1"), BIND(num(r->placement.id), num(r->new_worker.id), num(r->first_day.number)), 0) == 1)
        return because(w, N_("The arrival sheet of the new one is not agreed yet"));
    if (r->first_day.given && r->first_day.number > day_of(w->now).number) return because(w, N_("The new one comes on {1} only"), day_text(w->arena, (day){ r->first_day.number }));
    return NULL;
}
GUARD(replacement, all_settled)

static void let_go(struct work *w, struct replacement *r)
{
    booking_drop(w, replacement_source(r->record.id));
    r->hold_until.ms = 0;
    r->ended_at = w->now;
}

static bool end(struct work *w, struct replacement *r) { let_go(w, r); return true; }
RULE_PLAIN(replacement, end)

struct refunding { maybe_day last_day; bool declined; };
static const struct field refunding_fields[] = {
    FIELD(refunding, last_day, .label = N_("Last day of the old one"), .help = N_("Not asked when she has left already")),
    FIELD(refunding, declined, .label = N_("The family wants nobody else"), .help = N_("Then the refund ladder of the contract holds; else we are the ones who cannot supply, and the guarantee does")),
};

/* Owed, and we cannot supply it: not when the family has used up what the contract includes, or would take nobody else. */
static bool replacement_owed(const struct replacement *r, const struct placement *p, bool declined)
{
    return !declined && (p->replaced < p->replacements || !replacement_counts(r->reason, r->side));
}

static bool end_contract(struct work *w, struct replacement *r, const struct placement *p, day last, bool declined)
{
    static const enum contract_end by[] = { CONTRACT_MUTUAL, CONTRACT_BY_CUSTOMER, CONTRACT_BY_WORKER, CONTRACT_BY_COMPANY, CONTRACT_MUTUAL };
    struct contract *c = contract_living(w, p->contract.id);
    if (!c) return refuse_as(w, CONFLICT, "placement", N_("The placement names no contract: nothing says what goes back"));
    if (c->state != CONTRACT_ENDED && !step_run(w, &contract_type, c, "end", &(struct contract_ending){ .ended_on = last, .ended_by = by[r->side], .no_replacement = replacement_owed(r, p, declined) })) return false;
    money fee = contract_fee_paid(c);
    r->refund = money_add(money_add(c->fee_back, c->service_back), c->deposit_back);
    r->refund_percent = fee.fen > 0 ? c->fee_back.fen * 100 / fee.fen : 0;
    r->refund_sheet = c->settlement;
    r->refund_why = c->record.number;
    return !failed(w);
}

/* Nobody comes any more: the contract ends with her last day, and the placement, which finds nothing left to be ended by hand. */
static bool go_to_refund(struct work *w, struct replacement *r, const struct refunding *in)
{
    static const enum placement_end why[] = { PLACEMENT_MUTUAL, PLACEMENT_BY_CUSTOMER, PLACEMENT_BY_WORKER, PLACEMENT_BY_US, PLACEMENT_MUTUAL };
    struct placement *p = placement_of(w, r);
    if (!p) return false;
    maybe_day last = p->state == PLACEMENT_GAP ? p->gap_since : in->last_day;
    if (!last.given) return refuse(w, "last_day", N_("Until when does {1} serve?"), record_title(w, &worker_type, r->old_worker.id));
    if (last.number > day_of(w->now).number) return refuse_as(w, CONFLICT, "last_day", N_("{1} serves until {2}: what goes back is reckoned on that day, so refund from then on. Until then go on looking for another"), record_title(w, &worker_type, r->old_worker.id), day_text(w->arena, (day){ last.number }));
    r->last_day = last;
    let_go(w, r);
    return end_contract(w, r, p, (day){ last.number }, in->declined) && step_run(w, &placement_type, p, "finish", &(struct leaves_input){ { last.number }, why[r->side] });
}
RULE(replacement, refunding, go_to_refund)

static instant assess_due(struct work *w, const struct replacement *r) { (void)w; return (instant){ r->notice_at.ms ? 0 : r->requested_at.ms + HOURS(4) }; }
DUE(replacement, assess_due)
/* She hears from us today, who is harassed at once. */
static instant notice_due(struct work *w, const struct replacement *r) { (void)w; return (instant){ !r->notice_at.ms ? 0 : r->notice_at.ms + (r->notice_why == REPLACE_HARASSMENT ? 0 : HOURS(4)) }; }
DUE(replacement, notice_due)
static instant find_due(struct work *w, const struct replacement *r) { (void)w; return (instant){ r->requested_at.ms + HOURS(72) }; }
DUE(replacement, find_due)
static instant settle_due(struct work *w, const struct replacement *r) { (void)w; return r->first_day.given ? day_at((day){ r->first_day.number + 3 }, 18 * 60) : (instant){ 0 }; }
DUE(replacement, settle_due)
static instant hold_due(struct work *w, const struct replacement *r) { (void)w; return (instant){ r->hold_until.ms ? r->hold_until.ms - HOURS(4) : 0 }; }
DUE(replacement, hold_due)
static const struct deadline deadlines[] = {
    { .name = "assess", .label = N_("Replacement: hear both sides, name the reason"), .states = FROM(REPLACEMENT_REQUESTED), .due = assess_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(20), .then = CAN_OVERSEE_PLACEMENTS, .step = "assess" },
    { .name = "notice", .label = N_("A worker says that she leaves: speak with her, settle her last day, then tell the family"), .states = FROM(REPLACEMENT_REQUESTED), .due = notice_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(20), .then = CAN_OVERSEE_PLACEMENTS, .step = "settle_day" },
    { .name = "find", .label = N_("Replacement: somebody within 72 hours"), .states = FROM(REPLACEMENT_ASSESSED) | FROM(REPLACEMENT_FOUND), .due = find_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(1), .then = CAN_OVERSEE_PLACEMENTS, .step = "find" },
    { .name = "hold", .label = N_("Replacement: her calendar is free again soon, change over or keep it longer"), .states = FROM(REPLACEMENT_FOUND), .due = hold_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(4), .then = CAN_OVERSEE_PLACEMENTS, .step = "hand_over" },
    { .name = "settle", .label = N_("Replacement: both sheets, and the wage of the old one"), .states = FROM(REPLACEMENT_SUBSTITUTED), .due = settle_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS, .step = "finish" },
};
#define SEARCHING (FROM(REPLACEMENT_REQUESTED) | FROM(REPLACEMENT_ASSESSED) | FROM(REPLACEMENT_FOUND))
static const struct step steps[] = {
    STEP(settle_day, .label = N_("Settle her last day, tell the family"), .tone = "primary", .from = FROM(REPLACEMENT_REQUESTED) | FROM(REPLACEMENT_ASSESSED), .to = REPLACEMENT_ASSESSED, .by = CAN_EDIT_PLACEMENTS, INPUTS(settled_day, settled_day_fields), .guard = said_it_guard, .run = settle_day_rule),
    STEP(assess, .label = N_("Assess"), .tone = "primary", .from = FROM(REPLACEMENT_REQUESTED) | FROM(REPLACEMENT_ASSESSED), .to = REPLACEMENT_ASSESSED, .by = CAN_EDIT_PLACEMENTS, INPUTS(assessment, assessment_fields), .run = assess_rule),
    STEP(find, .label = N_("Somebody found"), .tone = "primary", .from = FROM(REPLACEMENT_ASSESSED) | FROM(REPLACEMENT_FOUND), .to = REPLACEMENT_FOUND, .by = CAN_EDIT_PLACEMENTS, INPUTS(finding, finding_fields), .run = find_rule),
    STEP(hand_over, .label = N_("Change over"), .tone = "primary", .from = FROM(REPLACEMENT_FOUND), .to = REPLACEMENT_SUBSTITUTED, .by = CAN_EDIT_PLACEMENTS, INPUTS(change_over, change_fields), .run = hand_over_rule),
    STEP(finish, .label = N_("All is settled"), .from = FROM(REPLACEMENT_SUBSTITUTED), .to = REPLACEMENT_DONE, .by = CAN_EDIT_PLACEMENTS, .run = end_rule, .guard = all_settled_guard),
    STEP(go_to_refund, .label = N_("Refund instead"), .tone = "danger", .from = SEARCHING | FROM(REPLACEMENT_SUBSTITUTED), .to = REPLACEMENT_REFUND, .by = CAN_EDIT_PLACEMENTS, INPUTS(refunding, refunding_fields), .run = go_to_refund_rule, .reason = true, .preview = true),
    STEP(withdraw, .label = N_("Withdraw"), .from = SEARCHING, .to = REPLACEMENT_WITHDRAWN, .by = CAN_EDIT_PLACEMENTS, .run = end_rule, .reason = true),
};
static const struct retention kept[] = {
    { .name = "wish", .label = N_("Replacements: what the other one should be like, and the worker's words, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "ended_at > 0 and ended_at < $1 and (wish <> '' or notice_words <> '')", .members = "wish|notice_words" },
};
static const text indexes[] = { "placement, state", NULL };
const struct record_type replacement_type = RECORD_TYPE(replacement, .label = N_("Replacement"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REPLACEMENT_REQUESTED, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_PLACEMENTS, .create = CAN_EDIT_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .check = check_hook, .title = title_hook, .history = true, .indexes = indexes, .prefix = "HR");

bool replacement_after_leaving(struct work *w, const struct record_type *type, int64_t placement)
{
    (void)type;
    const struct placement *p = record_peek(w, &placement_type, placement);
    if (!p || db_one(w, SQL("select 1 from replacement where placement = $1 and state < 5 limit 1"), BIND(num(placement)), 0) == 1) return !failed(w);
    const struct placement_stint *s = stint_last(p);
    enum placement_end why = s ? s->why : 0;
    struct replacement r = { .placement = { placement }, .side = why == PLACEMENT_BY_CUSTOMER ? REPLACED_BY_CUSTOMER : why == PLACEMENT_BY_US ? REPLACED_BY_COMPANY : REPLACED_BY_WORKER,
        .reason = why == PLACEMENT_BY_WORKER ? REPLACE_LEFT : 0 };
    return ADD(w, replacement, &r);
}
