/* placement_steps.c — see placement.h: what happens to a placement, from making ready to the closed file. */
#include "base/utf8.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/tell_placement.h"
#include "messages/messages.h"
#include "record/booking.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

static const struct worker *worker_for(struct work *w, ref id) { return LOAD(w, worker, id.id); }

/* ---- before the first day ---- */

struct home_look { set looked_at, found; text found_plan; };
static const struct field home_look_fields[] = {
    FIELD(home_look, looked_at, .label = N_("Looked at in the home"), .choices = placement_hazards, .required = true), FIELD(home_look, found, .label = N_("Not in order there"), .choices = placement_hazards),
    FIELD(home_look, found_plan, .label = N_("What was agreed about it"), .max = 500, .format = FORMAT_MULTILINE, .help = N_("Who mends what until when, and what she does not do until then")),
};

/* What concerns every home; elders, infants, animals, stairs and balconies only where there are some. */
#define EVERY_HOME (SET_BIT(HAZARD_GAS) | SET_BIT(HAZARD_WINDOWS) | SET_BIT(HAZARD_SOCKETS) | SET_BIT(HAZARD_FLOORS) | SET_BIT(HAZARD_HOT_WATER) | SET_BIT(HAZARD_MEDICINES) | SET_BIT(HAZARD_EXIT) | SET_BIT(HAZARD_CAMERAS) | SET_BIT(HAZARD_VALUABLES) | SET_BIT(HAZARD_EMERGENCY))

static uint64_t asked_here(struct work *w, const struct placement *p)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    uint64_t asked = EVERY_HOME | (h && h->pets ? SET_BIT(HAZARD_PETS) : 0);
    for (size_t i = 0; h && i < h->members.count; i++) {
        enum care_role role = ROW(struct household_member, h->members, i)->role;
        if (role <= CARE_CHILD) asked |= SET_BIT(HAZARD_INFANT);
        if (role == CARE_ELDER || role == CARE_PATIENT) asked |= SET_BIT(HAZARD_ELDER);
    }
    return asked;
}

static text hazard_words(struct work *w, uint64_t bits)
{
    struct buf out = buf_new(w->arena);
    for (const struct choice *c = placement_hazards; c->key; c++)
        if (bits & SET_BIT(c->value)) buf_print(&out, "%s%s", out.length ? "、" : "", translate(w->language, c->label));
    return buf_text(&out);
}

static bool look_over(struct work *w, struct placement *p, const struct home_look *in)
{
    uint64_t missing = asked_here(w, p) & ~in->looked_at.bits;
    if (missing) return refuse(w, "looked_at", N_("Still to be looked at: {1}"), hazard_words(w, missing));
    if (in->found.bits & ~in->looked_at.bits) return refuse(w, "found", N_("Not looked at, but found: {1}"), hazard_words(w, in->found.bits & ~in->looked_at.bits));
    if (in->found.bits && !*in->found_plan) return refuse(w, "found_plan", N_("Say who mends {1}, until when, and what she does not do until then"), hazard_words(w, in->found.bits));
    p->looked_at = in->looked_at;
    p->found = in->found;
    p->found_plan = in->found_plan;
    p->looked_at_on = w->acted;
    return true;
}
RULE(placement, home_look, look_over)

struct brief_input { text briefing; };
static const struct field brief_fields[] = { FIELD(brief_input, briefing, .label = N_("Briefing"), .required = true, .max = 2000, .format = FORMAT_MULTILINE, .help = N_("Tasks, times, food, child or elder, what is not asked of her, whom she calls")) };

static bool brief(struct work *w, struct placement *p, const struct brief_input *in)
{
    p->briefing = in->briefing;
    p->briefed_at = w->acted;
    return true;
}
RULE(placement, brief_input, brief)

struct papers_pass { text papers_plan; };
static const struct field papers_pass_fields[] = { FIELD(papers_pass, papers_plan, .label = N_("Papers that run out: the plan"), .required = true, .max = 500, .help = N_("Which paper, when it is renewed, who goes in her place that day")) };

static bool let_papers_pass(struct work *w, struct placement *p, const struct papers_pass *in)
{
    p->papers_plan = in->papers_plan;
    p->papers_by.id = w->actor->user;
    return true;
}
RULE(placement, papers_pass, let_papers_pass)

static bool insured(struct work *w, const struct placement *p, const struct worker *n)
{
    if (credential_valid_on(w, n->record.id, CREDENTIAL_INSURANCE, p->first)) return true;
    return refuse_as(w, CONFLICT, "worker", N_("{1} is not insured on {2}: enter and verify the policy first"), n->name, day_text(w->arena, p->first));
}

static bool make_ready(struct work *w, struct placement *p)
{
    const struct worker *n = worker_for(w, p->worker);
    if (!n || !signed_contract(w, p) || !contract_has_begun(w, p, p->first) || !insured(w, p, n) || !placement_worker_may(w, p, n, p->first)) return false;
    if (!p->looked_at_on.ms) return refuse_as(w, CONFLICT, "looked_at", N_("The home was not looked over yet"));
    if (!p->briefed_at.ms) return refuse_as(w, CONFLICT, "briefing", N_("{1} was not briefed yet"), n->name);
    return true;
}
RULE_PLAIN(placement, make_ready)

struct other_worker { ref worker; money wage; };
static const struct field other_worker_fields[] = { FIELD(other_worker, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(other_worker, wage, .label = N_("Wage"), .min = 0, .max = 100000000, .help = N_("Empty: as it is")) };

/* Before it began, another is planned: nobody served, nothing is owed. */
static bool plan_other(struct work *w, struct placement *p, const struct other_worker *in)
{
    const struct worker *n = worker_for(w, in->worker);
    if (!n) return false;
    if (n->record.id == p->worker.id) return refuse(w, "worker", N_("{1} is planned for it already"), n->name);
    if (!placement_worker_may(w, p, n, p->first) || !tell_of_not_begun(w, &placement_type, p->record.id)) return false;      /* whoever was planned before is told */
    p->worker = in->worker;
    if (in->wage.fen) p->wage = in->wage;
    if (p->backup.id == p->worker.id) p->backup.id = 0;
    p->stints = (rows_of){ 0 };
    p->briefed_at.ms = 0;
    stint_begin(w, p, (struct placement_stint){ .worker = p->worker, .first = p->first, .wage = p->wage });
    return placement_book(w, p);
}
RULE(placement, other_worker, plan_other)

static const struct field shifting_fields[] = {
    FIELD(placement_shift, first, .label = N_("First day"), .required = true, .help = N_("The new first day; of a birth its day, or what is expected now")), FIELD(placement_shift, substitute, .label = N_("Who goes until she is free"), .to = &worker_type, .help = N_("Of the same grade or higher, at the booked price")),
    FIELD(placement_shift, nurse_from, .label = N_("She herself comes on")),
};

static bool of_her_grade(struct work *w, const struct placement *p, const struct worker *n)
{
    const struct worker *her = p->booked_for.given ? record_peek(w, &worker_type, p->worker.id) : NULL;
    return !her || birth_grade_must(w, "substitute", p->line.id, n, her, (struct days){ p->first, p->last });
}

/* The child came early and the nurse is still elsewhere: somebody stands in, the days count in the term, the price stays (T06). */
static bool stand_in_first(struct work *w, struct placement *p, const struct placement_shift *in)
{
    const struct worker *n = worker_for(w, in->substitute);
    if (!n) return false;
    if (n->record.id == p->worker.id) return refuse(w, "substitute", N_("She herself cannot stand in for herself"));
    if (!in->nurse_from.given || in->nurse_from.number <= p->first.number || in->nurse_from.number > p->last.number)
        return refuse(w, "nurse_from", N_("Say from which day of the term she herself comes"));
    if (!placement_worker_may(w, p, n, p->first) || !of_her_grade(w, p, n)) return false;
    p->stints = (rows_of){ 0 };
    stint_begin(w, p, (struct placement_stint){ .worker = in->substitute, .first = p->first, .last = { in->nurse_from.number - 1, true }, .wage = p->wage, .substitute = true });
    stint_begin(w, p, (struct placement_stint){ .worker = p->worker, .first = { in->nurse_from.number }, .wage = p->wage });
    p->substitute = in->substitute;
    return true;
}

static bool shift(struct work *w, struct placement *p, const struct placement_shift *in)
{
    int32_t length = days_count((struct days){ p->first, p->last });
    if (in->first.number < day_of(w->now).number - 3) return refuse(w, "first", N_("This day has passed"));
    if (!contract_has_begun(w, p, in->first)) return false;
    p->first = in->first;
    p->last.number = in->first.number + length - 1;
    if (p->expected.given) p->expected.number = in->first.number;
    p->stints = (rows_of){ 0 };
    p->substitute.id = 0;
    stint_begin(w, p, (struct placement_stint){ .worker = p->worker, .first = p->first, .wage = p->wage });
    if (in->substitute.id && !stand_in_first(w, p, in)) return false;
    return placement_book(w, p);
}
RULE(placement, placement_shift, shift)

static const struct field not_begun_fields[] = { FIELD(placement_not_begun, why, .label = N_("How it ended"), .choices = placement_ends, .required = true) };

static bool cancel(struct work *w, struct placement *p, const struct placement_not_begun *in)
{
    p->ended_by = in->why;
    p->quiet = in->why == PLACEMENT_LOSS || in->why == PLACEMENT_DEATH;
    p->state = PLACEMENT_CANCELLED;
    return placement_book(w, p);
}
RULE(placement, placement_not_begun, cancel)

/* ---- arriving, being away, coming back ---- */

static bool arrive(struct work *w, struct placement *p)
{
    if (day_of(w->acted).number < p->first.number)
        return refuse_as(w, CONFLICT, "", N_("It begins on {1}; when she comes earlier, use “{2}” first"), day_text(w->arena, p->first), translated(w, N_("Move the term")));
    const struct placement_stint *s = ROW(struct placement_stint, p->stints, 0);
    const struct worker *n = worker_for(w, s->worker);
    if (!n || !signed_contract(w, p) || !placement_worker_may(w, p, n, p->first)) return false;
    struct handover h = { .record.branch = p->record.branch, .kind = HANDOVER_ARRIVAL, .placement = { p->record.id }, .worker = s->worker, .customer = p->customer, .date = day_of(w->acted) };
    return ADD(w, handover, &h);
}
RULE_PLAIN(placement, arrive)

/* A late birth: what the family owes her who waited (§4.4); nothing to who stands in, she was called when she was needed. */
static void reckon_waiting(struct work *w, struct placement *p)
{
    const struct contract *c = p->contract.id && p->booked_for.given ? record_peek(w, &contract_type, p->contract.id) : NULL;
    bool herself = c && p->stints.count && ROW(struct placement_stint, p->stints, 0)->worker.id == c->worker.id;
    if (!herself || !c->waiting_day.fen) return;
    p->waited = birth_days_waited((day){ p->booked_for.number }, (day){ p->began_on.number }, c->waiting_after);
    p->waiting = money_times(c->waiting_day, p->waited, 1);
}

/* Both sides have said yes to the arrival sheet. */
static bool begin(struct work *w, struct placement *p)
{
    p->began_on = (maybe_day){ day_of(w->acted).number, true };
    if (p->began_on.number < p->first.number) p->began_on.number = p->first.number;
    reckon_waiting(w, p);
    return !failed(w);
}
RULE_PLAIN(placement, begin)

struct going_away { day from; ref substitute; text where; };
static const struct field going_fields[] = {
    FIELD(going_away, from, .label = N_("From which day"), .required = true), FIELD(going_away, substitute, .label = N_("Who stands in"), .to = &worker_type), FIELD(going_away, where, .label = N_("Where she is meanwhile"), .max = 200),
};

/* Her stint ends, the substitute's begins; both wages are as they are. */
static bool stand_in(struct work *w, struct placement *p, ref substitute, day from)
{
    const struct worker *n = worker_for(w, substitute);
    if (!n) return false;
    if (n->record.id == p->worker.id) return refuse(w, "substitute", N_("She herself cannot stand in for herself"));
    if (!placement_worker_may(w, p, n, from)) return false;
    stint_end(w, p, (day){ from.number - 1 }, 0);
    stint_begin(w, p, (struct placement_stint){ .worker = substitute, .first = from, .wage = p->wage, .substitute = true });
    p->substitute = substitute;
    return true;
}

static bool wage_days_locked(struct work *w, const struct placement *p, day from)
{
    return db_one(w, SQL("select 1 from placement_day where placement = $1 and date >= $2 and locked = 1 limit 1"), BIND(num(p->record.id), num(from.number)), 0) == 1;
}

static bool day_inside(struct work *w, const struct placement *p, text field, day d)
{
    if (p->began_on.given && d.number < p->began_on.number) return refuse(w, field, N_("It began on {1} only"), day_text(w->arena, (day){ p->began_on.number }));
    return d.number <= day_of(w->now).number + 31 || refuse(w, field, N_("This day lies more than a month ahead"));
}

static bool be_away(struct work *w, struct placement *p, const struct going_away *in)
{
    if (!day_inside(w, p, "from", in->from)) return false;
    p->away_since = (maybe_day){ in->from.number, true };
    p->away_where = in->where;
    if (!in->substitute.id) stint_end(w, p, (day){ in->from.number - 1 }, 0);
    else if (!stand_in(w, p, in->substitute, in->from)) return false;
    return placement_book(w, p) && placement_days_again(w, p, in->from);
}
RULE(placement, going_away, be_away)

/* She goes along into the hospital (DOMAIN.md §4.5): another place, and another price when both agreed to one. Who pays and for what stands in the stint;
 * her insurance has to hold there too. */
struct hospital_stay { day from; text where; money wage; text agreed; };
static const struct field hospital_fields[] = {
    FIELD(hospital_stay, from, .label = N_("From which day"), .required = true), FIELD(hospital_stay, where, .label = N_("Which hospital"), .required = true, .max = 200, .help = N_("Which hospital: her insurance and her bed depend on it")),
    FIELD(hospital_stay, wage, .label = N_("Her wage there"), .min = 0, .max = 100000000, .help = N_("A month, while it lasts; empty: as it is")), FIELD(hospital_stay, agreed, .label = N_("How family and worker agreed to it"), .max = 200, .help = N_("Asked for another wage: how they agreed, and who pays it")),
};

static bool other_wage_from(struct work *w, struct placement *p, const struct placement_stint *s, day from, money wage)
{
    struct placement_stint next = { .worker = s->worker, .first = from, .wage = wage, .substitute = s->substitute };
    if (from.number > s->first.number) stint_end(w, p, (day){ from.number - 1 }, 0);
    else stint_drop_last(p);
    stint_begin(w, p, next);
    return placement_book(w, p);
}

static bool to_hospital(struct work *w, struct placement *p, const struct hospital_stay *in)
{
    const struct placement_stint *s = stint_last(p);
    const struct worker *n = s ? worker_for(w, s->worker) : NULL;
    if (!day_inside(w, p, "from", in->from) || !n) return false;
    if (!*in->where) return refuse(w, "where", N_("Which hospital: her insurance and her bed depend on it"));
    if (!credential_valid_on(w, n->record.id, CREDENTIAL_INSURANCE, in->from)) return refuse_as(w, CONFLICT, "worker", N_("{1} is not insured on {2}: enter and verify the policy first"), n->name, day_text(w->arena, in->from));
    bool other = in->wage.fen && in->wage.fen != s->wage.fen;
    if (other && in->from.number < s->first.number) return refuse(w, "from", N_("She began on {1}; the new wage holds from a later day"), day_text(w->arena, s->first));
    if (other && !*in->agreed) return refuse(w, "agreed", N_("Another wage while it lasts: say how the family and she agreed to it"));
    if (other && wage_days_locked(w, p, in->from)) return refuse(w, "from", N_("Days from then on are in a wage that was paid; let it begin later"));
    p->state = PLACEMENT_HOSPITAL;
    p->away_since = (maybe_day){ in->from.number, true };
    p->away_where = in->where;
    return (other ? other_wage_from(w, p, s, in->from, in->wage) : placement_book(w, p)) && placement_days_again(w, p, in->from);
}
RULE(placement, hospital_stay, to_hospital)

struct coming_back { day from; };
static const struct field coming_fields[] = { FIELD(coming_back, from, .label = N_("From which day"), .required = true) };

/* Home again: what it was there is entered before, and the wage is the home's again. */
static bool home_again(struct work *w, struct placement *p, day from)
{
    const struct placement_stint *s = stint_last(p);
    if (!placement_days_fill(w, p)) return false;
    p->state = PLACEMENT_IN_SERVICE;
    if (!s || s->substitute || s->last.given || s->wage.fen == p->wage.fen) return true;
    return other_wage_from(w, p, s, from, p->wage);
}

static bool come_back(struct work *w, struct placement *p, const struct coming_back *in)
{
    if (p->away_since.given && in->from.number < p->away_since.number) return refuse(w, "from", N_("She went away on {1} only"), day_text(w->arena, (day){ p->away_since.number }));
    if (p->state == PLACEMENT_ABSENT) {
        stint_end(w, p, (day){ in->from.number - 1 }, 0);
        stint_begin(w, p, (struct placement_stint){ .worker = p->worker, .first = in->from, .wage = p->wage });
    } else if (!home_again(w, p, in->from)) return false;
    p->substitute.id = 0;
    p->away_since.given = false;
    p->away_where = "";
    return placement_book(w, p) && placement_days_again(w, p, in->from);
}
RULE(placement, coming_back, come_back)

/* ---- she leaves, another comes ---- */

struct leaving { day last; enum placement_end why; };
static const struct field leaving_fields[] = { FIELD(leaving, last, .label = N_("Her last day"), .required = true), FIELD(leaving, why, .label = N_("How it ended"), .choices = placement_ends, .required = true) };

/* The contract stays; her calendar is free from the next day on (T01). Wages, exit and the search for another are their own procedures. */
static bool worker_leaves(struct work *w, struct placement *p, const struct leaving *in)
{
    if (!day_inside(w, p, "last", in->last)) return false;
    stint_end(w, p, in->last, in->why);
    p->gap_since = (maybe_day){ in->last.number, true };
    p->substitute.id = 0;
    if (!placement_days_again(w, p, (day){ in->last.number + 1 })) return false;
    p->away_since.given = false;
    return placement_book(w, p);
}
RULE(placement, leaving, worker_leaves)

struct sending { ref worker; day from; money wage; bool substitute; ref between; };
static const struct field sending_fields[] = {
    FIELD(sending, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(sending, from, .label = N_("From which day"), .required = true), FIELD(sending, wage, .label = N_("Wage"), .min = 0, .max = 100000000, .help = N_("Empty: as it is")),
    FIELD(sending, substitute, .label = N_("Only until somebody is found")), FIELD(sending, between, .label = N_("Who stands in until then"), .to = &worker_type, .help = N_("For the days nobody would be there")),
};

/* Somebody else for the days between the one who left and the one who comes; her stint ends by itself. */
static bool stand_in_between(struct work *w, struct placement *p, const struct sending *in)
{
    day from = { p->gap_since.number + 1 };
    const struct worker *n = worker_for(w, in->between);
    if (!n) return false;
    if (from.number >= in->from.number) return refuse(w, "between", N_("No day lies between the two: leave it empty, or let the new one come later"));
    if (n->record.id == in->worker.id) return refuse(w, "between", N_("She is the one who comes: let her begin on {1}"), day_text(w->arena, from));
    if (!placement_worker_may(w, p, n, from)) return false;
    stint_begin(w, p, (struct placement_stint){ .worker = in->between, .first = from, .last = { in->from.number - 1, true }, .wage = p->wage, .substitute = true });
    return true;
}

static bool send_next(struct work *w, struct placement *p, const struct sending *in)
{
    const struct worker *n = worker_for(w, in->worker);
    if (!n) return false;
    if (in->from.number <= p->gap_since.number) return refuse(w, "from", N_("The one before served until {1}"), day_text(w->arena, (day){ p->gap_since.number }));
    if (in->from.number > p->last.number) return refuse(w, "from", N_("The term ends on {1}"), day_text(w->arena, p->last));
    if (!placement_worker_may(w, p, n, in->from)) return false;
    day again = in->between.id ? (day){ p->gap_since.number + 1 } : in->from;
    if (in->between.id && !stand_in_between(w, p, in)) return false;
    if (in->wage.fen && !in->substitute) p->wage = in->wage;
    stint_begin(w, p, (struct placement_stint){ .worker = in->worker, .first = in->from, .wage = in->wage.fen ? in->wage : p->wage, .substitute = in->substitute });
    if (in->substitute) p->substitute = in->worker;
    else { p->worker = in->worker; p->substitute.id = 0; }
    p->gap_since.given = false;
    return placement_book(w, p) && placement_days_again(w, p, again);
}
RULE(placement, sending, send_next)

struct new_wage { day from; money wage; text agreed; };
static const struct field new_wage_fields[] = {
    FIELD(new_wage, from, .label = N_("From which day"), .required = true, .help = N_("Within a month that she is there for all of: the mean of both by its days")), FIELD(new_wage, wage, .label = N_("Wage"), .required = true, .min = 1, .max = 100000000),
    FIELD(new_wage, agreed, .label = N_("How the family agreed"), .max = 200, .help = N_("The amendment of the contract, or its words; without it thirty days of notice")),
};

/* Inside a term the price holds: more is asked thirty days before, or from the day the family has agreed to (T34). Less for her is her yes as well. */
static bool price_holds(struct work *w, const struct placement *p, const struct placement_stint *s, const struct new_wage *in)
{
    day least = { day_of(w->now).number + NOTICE_DAYS };
    if (*in->agreed || in->from.number > p->last.number) return true;
    if (in->wage.fen < s->wage.fen) return refuse(w, "agreed", N_("Less than she has: say how she and the family agreed to it"));
    return in->from.number >= least.number || refuse(w, "agreed", N_("Without the family's yes the price holds until {1}: thirty days of notice. Say how they agreed, or let it begin later"), day_text(w->arena, least));
}

/* By an amendment of the contract, never backwards into a month that was paid. */
static bool change_wage(struct work *w, struct placement *p, const struct new_wage *in)
{
    const struct placement_stint *s = stint_last(p);
    if (!s || s->last.given) return refuse_as(w, CONFLICT, "", N_("Nobody serves there now"));
    if (in->from.number <= s->first.number) return refuse(w, "from", N_("She began on {1}; the new wage holds from a later day"), day_text(w->arena, s->first));
    if (in->wage.fen == s->wage.fen) return refuse(w, "wage", N_("That is her wage already"));
    if (!price_holds(w, p, s, in)) return false;
    if (wage_days_locked(w, p, in->from)) return refuse(w, "from", N_("Days from then on are in a wage that was paid; let it begin later"));
    if (s->substitute) return other_wage_from(w, p, s, in->from, in->wage);
    p->wage = in->wage;
    return other_wage_from(w, p, s, in->from, in->wage) && contract_must_say(w, p, in->from, in->wage);
}
RULE(placement, new_wage, change_wage)

/* An amendment that says another wage: from its first day it is hers, as all three signed it. False: days from then on are paid already. */
bool placement_wage_by_contract(struct work *w, struct placement *p, const struct contract *c)
{
    const struct placement_stint *s = stint_last(p);
    if (!s || s->last.given || s->substitute || p->state == PLACEMENT_HOSPITAL || c->wage.fen <= 0 || c->wage.fen == s->wage.fen || c->first.number <= s->first.number) return true;
    if (wage_days_locked(w, p, c->first)) return false;
    return step_run(w, &placement_type, p, "change_wage", &(struct new_wage){ c->first, c->wage, c->record.number }) || !failed(w);
}

struct longer { day last; };
static const struct field longer_fields[] = { FIELD(longer, last, .label = N_("Last day"), .required = true) };

static bool extend(struct work *w, struct placement *p, const struct longer *in)
{
    if (in->last.number <= p->last.number) return refuse(w, "last", N_("It runs until {1} already"), day_text(w->arena, p->last));
    return placement_runs_until(w, p, in->last) && placement_book(w, p);
}
RULE(placement, longer, extend)

/* ---- the end ---- */

static bool departure_sheet_of(struct work *w, const struct placement *p, int64_t worker)
{
    return db_one(w, SQL("select 1 from handover where placement = $1 and worker = $2 and kind = 2 limit 1"), BIND(num(p->record.id), num(worker)), 0) == 1;
}

/* Her part ends with this day: the ledger is filled to it, her calendar is free from the next one on, a departure sheet is opened: for keys and money of
 * who left without one before, too. */
static bool end_with(struct work *w, struct placement *p, day last, enum placement_end why)
{
    const struct placement_stint *s = stint_last(p);
    ref worker = s ? s->worker : p->worker;
    bool somebody = p->state != PLACEMENT_GAP;
    day left = somebody ? last : (day){ p->gap_since.number };
    stint_end(w, p, last, why);
    p->ended_on = (maybe_day){ last.number, true };
    p->ended_by = why;
    p->quiet |= why == PLACEMENT_DEATH || why == PLACEMENT_LOSS;
    p->substitute.id = 0;
    if (!placement_days_again(w, p, (day){ last.number + 1 })) return false;        /* to its last day in hospital, where she was */
    p->away_since.given = p->gap_since.given = false;
    if (!placement_book(w, p) || !placement_contract_to_end(w, p, last)) return false;
    placement_end_mention(w, p, last, why, somebody);
    if (!somebody && departure_sheet_of(w, p, worker.id)) return !failed(w);
    struct handover h = { .record.branch = p->record.branch, .kind = HANDOVER_DEPARTURE, .placement = { p->record.id }, .worker = worker, .customer = p->customer, .date = left };
    return ADD(w, handover, &h);
}

static bool finish(struct work *w, struct placement *p, const struct leaving *in)
{
    if (p->state != PLACEMENT_GAP && !day_inside(w, p, "last", in->last)) return false;
    if (in->last.number > day_of(w->now).number) return refuse(w, "last", N_("This day lies in the future; enter it when it has come"));
    if (in->why == PLACEMENT_TERM_OVER && in->last.number < p->last.number) return refuse(w, "why", N_("Its term runs until {1}; say who ended it before"), day_text(w->arena, p->last));
    if (in->why == PLACEMENT_DEATH || in->why == PLACEMENT_LOSS || in->why == PLACEMENT_TO_HOSPITAL) return refuse(w, "why", N_("This is its own step, “{1}”: it asks who decides for the family, and says nothing to them by itself"), translated(w, N_("Ends by an event")));
    return end_with(w, p, in->last, in->why);
}
RULE(placement, leaving, finish)

/* Death, a loss, a nursing home (T07, T23): it stops by the event, is settled by the day, and who decides for the family is written down, as it may be
 * another than who signed. Nothing of it is told to the family by a machine; somebody calls. */
struct ending_event { day last; enum placement_end what; enum instruction_by decides; ref authority; text decided_by; };
static const struct choice events[] = {
    { PLACEMENT_DEATH, "death", N_("Who was cared for has died") }, { PLACEMENT_TO_HOSPITAL, "hospital", N_("Into hospital or a nursing home") }, { PLACEMENT_LOSS, "loss", N_("The pregnancy was lost") }, { 0 },
};
static const struct field event_fields[] = {
    FIELD(ending_event, last, .label = N_("Her last day"), .required = true), FIELD(ending_event, what, .label = N_("What happened"), .choices = events, .required = true),
    FIELD(ending_event, decides, .label = N_("Who decides for the family"), .choices = instruction_givers, .required = true, .help = N_("Somebody else: she is written down; the service stops, the contract ends when who may says so in writing")),
    FIELD(ending_event, authority, .label = N_("Authority"), .to = &authority_type, .help = N_("Of who holds one: whose, by which right")),
    FIELD(ending_event, decided_by, .label = N_("Somebody else: her name, and what she is to the family"), .max = 100, .help = N_("Li Fang, younger sister")),
};

static bool call_the_family(struct work *w, const struct placement *p)
{
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1} · {2}"), (const text[]){ record_title(w, &placement_type, p->record.id), said_keep(w, N_("Call them yourself: condolence, her things, keys, settle by the day. Nothing is written to them"), NULL), NULL }), .due = { w->now.ms + HOURS(4) },
        .rule = "placement.event", .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(20), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

/* Another's word stops the service, as nobody works on in such a home; about the contract and its money it waits for who may (contracts/instruction.h). */
static bool another_decides(struct work *w, struct placement *p, const struct contract *c, const struct ending_event *in)
{
    if (!*in->decided_by) return refuse(w, "decided_by", N_("Say who it is, and what she is to the family"));
    p->decided_by = in->decided_by;
    struct contract_instruction i = { .record.branch = p->record.branch, .contract = { c ? c->record.id : 0 }, .what = INSTRUCTED_END, .instructed_by = INSTRUCTED_BY_ANOTHER, .name = utf8_cut(w->arena, in->decided_by, 40), .relation = in->decided_by,
        .way = INSTRUCTED_BY_PHONE, .words = step_reason(w) };
    i.relation = utf8_cut(w->arena, in->decided_by, 60);
    return !c || ADD(w, contract_instruction, &i);
}

static bool family_decides(struct work *w, struct placement *p, const struct ending_event *in)
{
    struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    bool running = c && (c->state == CONTRACT_IN_FORCE || c->state == CONTRACT_SUSPENDED || c->state == CONTRACT_SIGNED);
    if (running && in->what == PLACEMENT_DEATH && c->signer_right == RIGHT_HERSELF && !step_run(w, &contract_type, c, "lose_signer", NULL)) return false;
    if (in->decides == INSTRUCTED_BY_ANOTHER || !c) return another_decides(w, p, running ? c : NULL, in);
    text who = instruction_counts(w, c, in->decides, in->authority.id, COVERS_ENDING);
    p->decided_by = who ? who : "";
    return who != NULL;
}

static bool stop_by_event(struct work *w, struct placement *p, const struct ending_event *in)
{
    if (p->state != PLACEMENT_GAP && !day_inside(w, p, "last", in->last)) return false;
    if (in->last.number > day_of(w->now).number) return refuse(w, "last", N_("This day lies in the future; enter it when it has come"));
    if (in->what == PLACEMENT_LOSS && !p->expected.given) return refuse(w, "what", N_("No birth is expected in this home; choose what happened"));
    if (!family_decides(w, p, in)) return false;
    return tell_no_more(w, &placement_type, p->record.id, NULL) && end_with(w, p, in->last, in->what) && call_the_family(w, p);
}
RULE(placement, ending_event, stop_by_event)

/* ---- the weekdays she rests on ---- */

struct weekly_rest { set rest_weekdays; maybe_day from; };
static const struct field weekly_rest_fields[] = {
    FIELD(weekly_rest, rest_weekdays, .label = N_("Always rests on"), .choices = weekday_choices, .help = N_("Empty: agreed each time")),
    FIELD(weekly_rest, from, .label = N_("From"), .help = N_("Empty: today. An earlier day: what was entered by itself since is entered anew; what was entered by hand or paid stays")),
};

/* The wage of a month stays; where it goes by her week, a day of it is another share from now on. */
static bool rest_days(struct work *w, struct placement *p, const struct weekly_rest *in)
{
    day today = day_of(w->now), from = in->from.given ? (day){ in->from.number } : today;
    if (from.number > today.number) return refuse(w, "from", N_("This day lies in the future; enter it when it has come"));
    if (p->began_on.given && from.number < p->began_on.number) from.number = p->began_on.number;
    p->rests_since = (maybe_day){ from.number, true };
    p->rests_before = p->rests;
    p->weekdays_before = p->rest_weekdays;
    p->rest_weekdays = in->rest_weekdays;
    const struct contract *c = p->contract.id ? contract_living(w, p->contract.id) : NULL;
    int64_t at_least = rests_of_week(days_a_week(p->rest_weekdays.bits));
    if (c && c->rest_weekdays.bits == p->rest_weekdays.bits) p->rests = contract_month(c).rests;      /* back at what was signed */
    if (at_least > p->rests) p->rests = at_least;
    return contract_must_rest(w, p) && (!p->began_on.given || placement_days_again(w, p, from));
}
RULE(placement, weekly_rest, rest_days)

/* ---- a statutory holiday against another day ---- */

struct holiday_swap { day holiday, rests; text agreed; };
static const struct field holiday_fields[] = {
    FIELD(holiday_swap, holiday, .label = N_("The holiday she works"), .required = true), FIELD(holiday_swap, rests, .label = N_("She rests instead on"), .required = true),
    FIELD(holiday_swap, agreed, .label = N_("How family and worker agreed"), .required = true, .max = 200),
};

/* Of an employee the law pays 300 % for a statutory holiday, and no day off replaces it (劳动法 44, DOMAIN.md §0.1); where the home employs her, both may agree. */
static bool swap_holiday(struct work *w, struct placement *p, const struct holiday_swap *in)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    if (p->mode == SERVICE_ASSIGN || (c && c->holiday == HOLIDAY_LAW)) return refuse_as(w, CONFLICT, "", N_("For work on a statutory holiday the law pays her 300 %; a day off does not replace it. Enter the day as “Holiday, worked”"));
    if (!is_statutory_holiday(in->holiday)) return refuse(w, "holiday", N_("{1} is no statutory holiday"), day_text(w->arena, in->holiday));
    if (is_statutory_holiday(in->rests) || placement_rests_on(w, p, in->rests)) return refuse(w, "rests", N_("She rests on {1} already"), day_text(w->arena, in->rests));
    struct placement_day worked = { .date = in->holiday, .kind = PLACED_WORKED, .source = DAY_BY_OFFICE, .note = in->agreed }, rest = { .date = in->rests, .kind = PLACED_REST, .source = DAY_BY_OFFICE, .note = in->agreed };
    return placement_day_set(w, p, &worked) && placement_day_set(w, p, &rest) && tell_holiday_moved(w, p, in->holiday, in->rests);
}
RULE(placement, holiday_swap, swap_holiday)

static const struct sentence *sheets_agreed(struct work *w, const struct placement *p)
{
    bool open = db_one(w, SQL("select 1 from handover where placement = $1 and state <> 2 limit 1"), BIND(num(p->record.id)), 0) == 1;
    return open ? because(w, N_("A handover sheet is not agreed by both sides yet")) : NULL;
}
GUARD(placement, sheets_agreed)

static bool settle(struct work *w, struct placement *p)
{
    int64_t served = 0, entered = db_one(w, SQL("select count(distinct date) from placement_day where placement = $1"), BIND(num(p->record.id)), 0);
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        day from = placement_days_from(p), first = p->began_on.given && from.number > s->first.number ? from : s->first;
        if (s->last.given && s->last.number >= first.number) served += s->last.number - first.number + 1;
    }
    if (entered < served) return refuse_as(w, CONFLICT, "", N_("{1} days of it are not entered yet"), print(w, "%lld", (long long)(served - entered)));
    return placement_contract_over(w, p);
}
RULE_PLAIN(placement, settle)

#define SERVING (FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_ABSENT) | FROM(PLACEMENT_HOSPITAL))
#define BEFORE (FROM(PLACEMENT_PLANNED) | FROM(PLACEMENT_READY))
const struct step placement_steps[PLACEMENT_STEPS] = {
    STEP(look_over, .label = N_("Home looked over"), .from = BEFORE | FROM(PLACEMENT_IN_SERVICE), .by = CAN_EDIT_PLACEMENTS, INPUTS(home_look, home_look_fields), .run = look_over_rule),
    STEP(brief, .label = N_("Briefed"), .from = BEFORE, .by = CAN_EDIT_PLACEMENTS, INPUTS(brief_input, brief_fields), .run = brief_rule),
    STEP(let_papers_pass, .label = N_("Let a paper pass with a plan"), .from = BEFORE, .by = CAN_OVERSEE_PLACEMENTS, INPUTS(papers_pass, papers_pass_fields), .run = let_papers_pass_rule, .reason = true),
    STEP(make_ready, .label = N_("Ready"), .tone = "primary", .from = FROM(PLACEMENT_PLANNED), .to = PLACEMENT_READY, .by = CAN_EDIT_PLACEMENTS, .run = make_ready_rule),
    STEP(plan_other, .label = N_("Plan another worker"), .from = BEFORE, .to = PLACEMENT_PLANNED, .by = CAN_EDIT_PLACEMENTS, INPUTS(other_worker, other_worker_fields), .run = plan_other_rule, .reason = true),
    STEP(shift, .label = N_("Move the term"), .from = BEFORE, .to = PLACEMENT_PLANNED, .by = CAN_EDIT_PLACEMENTS, INPUTS(placement_shift, shifting_fields), .run = shift_rule, .reason = true),
    STEP(arrive, .label = N_("She arrived"), .tone = "primary", .from = FROM(PLACEMENT_READY), .to = PLACEMENT_ON_BOARD, .by = CAN_EDIT_PLACEMENTS, .own = true, .run = arrive_rule),
    STEP(begin, .label = N_("In service"), .from = FROM(PLACEMENT_ON_BOARD), .to = PLACEMENT_IN_SERVICE, .run = begin_rule, .hidden = true),
    STEP(be_away, .label = N_("She is away"), .from = FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_HOSPITAL), .to = PLACEMENT_ABSENT, .by = CAN_EDIT_PLACEMENTS, INPUTS(going_away, going_fields), .run = be_away_rule, .reason = true),
    STEP(to_hospital, .label = N_("Into hospital with them"), .from = FROM(PLACEMENT_IN_SERVICE), .to = PLACEMENT_HOSPITAL, .by = CAN_EDIT_PLACEMENTS, INPUTS(hospital_stay, hospital_fields), .run = to_hospital_rule),
    STEP(come_back, .label = N_("Is back"), .tone = "primary", .from = FROM(PLACEMENT_ABSENT) | FROM(PLACEMENT_HOSPITAL), .to = PLACEMENT_IN_SERVICE, .by = CAN_EDIT_PLACEMENTS, INPUTS(coming_back, coming_fields), .run = come_back_rule),
    STEP(worker_leaves, .label = N_("She leaves, the service goes on"), .tone = "danger", .from = SERVING, .to = PLACEMENT_GAP, .by = CAN_EDIT_PLACEMENTS, INPUTS(leaving, leaving_fields), .run = worker_leaves_rule, .reason = true),
    STEP(send_next, .label = N_("Another comes"), .tone = "primary", .from = FROM(PLACEMENT_GAP), .to = PLACEMENT_IN_SERVICE, .by = CAN_EDIT_PLACEMENTS, INPUTS(sending, sending_fields), .run = send_next_rule),
    STEP(change_wage, .label = N_("Change the wage"), .from = SERVING | FROM(PLACEMENT_PLANNED) | FROM(PLACEMENT_READY) | FROM(PLACEMENT_ON_BOARD), .by = CAN_EDIT_PLACEMENTS, INPUTS(new_wage, new_wage_fields), .run = change_wage_rule, .reason = true),
    STEP(extend, .label = N_("Run longer"), .from = PLACEMENT_OPEN, .by = CAN_EDIT_PLACEMENTS, INPUTS(longer, longer_fields), .run = extend_rule, .reason = true),
    STEP(finish, .label = N_("End"), .tone = "danger", .from = PLACEMENT_RUNS, .to = PLACEMENT_OFF_BOARD, .by = CAN_EDIT_PLACEMENTS, INPUTS(leaving, leaving_fields), .run = finish_rule, .reason = true, .preview = true),
    STEP(stop_by_event, .label = N_("Ends by an event"), .tone = "danger", .from = PLACEMENT_RUNS, .to = PLACEMENT_OFF_BOARD, .by = CAN_EDIT_PLACEMENTS, INPUTS(ending_event, event_fields), .run = stop_by_event_rule, .reason = true, .preview = true),
    STEP(swap_holiday, .label = N_("Holiday against another day"), .from = SERVING, .by = CAN_EDIT_PLACEMENTS, INPUTS(holiday_swap, holiday_fields), .run = swap_holiday_rule),
    STEP(rest_days, .label = N_("Other rest days"), .from = PLACEMENT_OPEN, .by = CAN_EDIT_PLACEMENTS, INPUTS(weekly_rest, weekly_rest_fields), .run = rest_days_rule, .reason = true),
    STEP(settle, .label = N_("Settle"), .tone = "primary", .from = FROM(PLACEMENT_OFF_BOARD), .to = PLACEMENT_SETTLED, .by = CAN_EDIT_PLACEMENTS, .run = settle_rule, .guard = sheets_agreed_guard),
    STEP(close, .label = N_("Close"), .from = FROM(PLACEMENT_SETTLED), .to = PLACEMENT_CLOSED, .by = CAN_EDIT_PLACEMENTS),
    STEP(cancel, .label = N_("Does not begin"), .tone = "danger", .from = BEFORE, .to = PLACEMENT_CANCELLED, .by = CAN_EDIT_PLACEMENTS, INPUTS(placement_not_begun, not_begun_fields), .run = cancel_rule, .reason = true),
};
