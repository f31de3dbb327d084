/* demand.c — see demand.h. */
#include "base/words.h"
#include "record/answer.h"
#include "record/store.h"
#include "customers/birth.h"
#include "customers/customers.h"

static const struct choice states[] = {
    { DEMAND_DRAFT, "draft", N_("Draft"), "mute" }, { DEMAND_CONFIRMED, "confirmed", N_("Confirmed"), "warn" }, { DEMAND_MATCHING, "matching", N_("Looking for somebody"), "warn" },
    { DEMAND_SHORTLISTED, "shortlisted", N_("Shortlisted"), "info" }, { DEMAND_INTERVIEWING, "interviewing", N_("Interviewing"), "info" },
    { DEMAND_CONTRACTING, "contracting", N_("Making the contract"), "info" }, { DEMAND_TRIAL, "trial", N_("On trial"), "info" },
    { DEMAND_FULFILLED, "fulfilled", N_("Won"), "ok" }, { DEMAND_ON_HOLD, "on_hold", N_("On hold"), "mute" },
    { DEMAND_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true }, { DEMAND_LOST, "lost", N_("Lost"), "mute" }, { 0 },
};
static const struct choice answers[] = {
    { CANDIDATE_SHOWN, "shown", N_("Shown") }, { CANDIDATE_WANTED, "wanted", N_("Wanted") }, { CANDIDATE_DECLINED, "declined", N_("Declined by the customer") },
    { CANDIDATE_UNWILLING, "unwilling", N_("The worker does not want to") }, { 0 },
};
const struct choice demand_declines[] = {
    { DECLINE_AGE, "age", N_("Customer: age") }, { DECLINE_EXPERIENCE, "experience", N_("Customer: experience") }, { DECLINE_LANGUAGE, "language", N_("Customer: dialect, talking") },
    { DECLINE_COOKING, "cooking", N_("Customer: cooking") }, { DECLINE_APPEARANCE, "appearance", N_("Customer: appearance, hygiene") }, { DECLINE_PRICE, "price", N_("Customer: price") },
    { DECLINE_SCHEDULE, "schedule", N_("Customer: times") }, { DECLINE_HEALTH, "health", N_("Customer: worry about health") }, { DECLINE_ATTITUDE, "attitude", N_("Customer: attitude") },
    { DECLINE_CHEMISTRY, "chemistry", N_("Customer: did not take to her") }, { DECLINE_PAY_LOW, "pay_low", N_("Worker: pay too low") }, { DECLINE_FAR, "far", N_("Worker: too far") },
    { DECLINE_HOUSE_LARGE, "house_large", N_("Worker: home too large") }, { DECLINE_MANY_PEOPLE, "many_people", N_("Worker: too many people") }, { DECLINE_PETS, "pets", N_("Worker: animals") },
    { DECLINE_NO_ROOM, "no_room", N_("Worker: no room of her own") }, { DECLINE_NIGHTS, "nights", N_("Worker: up at night") }, { DECLINE_ELDER, "elder", N_("Worker: difficult elder") },
    { DECLINE_CAMERA, "camera", N_("Worker: cameras") }, { DECLINE_TERM, "term", N_("Worker: length of the contract") }, { DECLINE_PAID_LATE, "paid_late", N_("Worker: paid late before") }, { 0 },
};
const struct choice lost_reasons[] = {
    { LOST_PRICE, "price", N_("Too expensive") }, { LOST_NO_WORKER, "no_worker", N_("No suitable worker") }, { LOST_TOO_LATE, "too_late", N_("We could only begin later") },
    { LOST_COMPETITOR, "competitor", N_("Went to a competitor") }, { LOST_FAMILY, "family", N_("The family does it") }, { LOST_RELATIVE, "relative", N_("Found a relative") },
    { LOST_MOVED, "moved", N_("Moved away") }, { LOST_SCOPE, "scope", N_("We do not offer it") }, { LOST_WRONG_NUMBER, "wrong_number", N_("Wrong number") },
    { LOST_ONLY_ASKING, "only_asking", N_("Was only asking") }, { LOST_TRUST, "trust", N_("No trust, papers") }, { LOST_FEE_MODEL, "fee_model", N_("Does not accept how we charge") }, { 0 },
};
static const struct choice arrangements[] = {
    { ARRANGED_LIVE_IN, "live_in", N_("Lives in") }, { ARRANGED_LIVE_OUT, "live_out", N_("By day, lives out") }, { ARRANGED_NIGHTS, "nights", N_("Nights") }, { ARRANGED_HOURS, "hours", N_("By the hour") }, { 0 },
};
static const struct choice rooms[] = {
    { ROOM_OWN, "own", N_("A room of her own") }, { ROOM_WITH_CHILD, "with_child", N_("With the child") }, { ROOM_WITH_ELDER, "with_elder", N_("With the elder") }, { ROOM_NONE, "none", N_("No bed of her own yet") }, { 0 },
};
static const struct choice deciders[] = {
    { DECIDES_CALLER, "caller", N_("Who is calling") }, { DECIDES_SPOUSE, "spouse", N_("Her husband, his wife") }, { DECIDES_PARENTS, "parents", N_("The parents") },
    { DECIDES_CHILDREN, "children", N_("The children") }, { DECIDES_TOGETHER, "together", N_("The family together") }, { 0 },
};
static const struct choice duties[] = {
    { DUTY_COOK, "cook", N_("Cooking") }, { DUTY_CLEAN, "clean", N_("Cleaning") }, { DUTY_LAUNDRY, "laundry", N_("Laundry") }, { DUTY_NEWBORN, "newborn", N_("Newborn care") }, { DUTY_MOTHER, "mother", N_("Care of the mother") },
    { DUTY_INFANT, "infant", N_("Infant care, weaning food") }, { DUTY_CHILD, "child", N_("School child: fetching, homework company") }, { DUTY_ELDER, "elder", N_("Elder care") }, { DUTY_BODY, "body", N_("Washing, dressing, turning") },
    { DUTY_NIGHTS, "nights", N_("Up at night") }, { DUTY_PETS, "pets", N_("Animals") }, { DUTY_SHOPPING, "shopping", N_("Shopping") }, { DUTY_ESCORT, "escort", N_("Going along to the doctor") }, { 0 },
};
static const struct choice cancellations[] = {
    { CALLED_OFF_CHANGED_MIND, "changed_mind", N_("Customer: changed her mind") }, { CALLED_OFF_FOUND_ELSEWHERE, "found_elsewhere", N_("Customer: found somebody elsewhere") }, { CALLED_OFF_MONEY, "money", N_("Customer: money") },
    { CALLED_OFF_HEALTH, "health", N_("Illness in the family") }, { CALLED_OFF_COMPANY, "company", N_("We cannot supply") }, { CALLED_OFF_FORCE_MAJEURE, "force_majeure", N_("Force majeure") }, { CALLED_OFF_LOSS, "loss", N_("A loss") }, { 0 },
};
static const struct choice deposit_kinds[] = {
    { DEMAND_DEPOSIT_NONE, "none", N_("None") }, { DEMAND_DEPOSIT_EARNEST, "earnest", N_("Earnest money (定金, at most 20 %)") }, { DEMAND_DEPOSIT_ADVANCE, "advance", N_("Paid in advance (订金, comes back)") }, { 0 },
};
static const struct choice fates[] = { { DEMAND_DEPOSIT_KEPT, "kept", N_("Kept") }, { DEMAND_DEPOSIT_BACK, "back", N_("Paid back") }, { DEMAND_DEPOSIT_DOUBLE_BACK, "double_back", N_("Paid back twice") }, { 0 } };

static const struct field candidate_fields[] = {
    FIELD(demand_candidate, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(demand_candidate, shown_at, .label = N_("Shown at")),
    FIELD(demand_candidate, answer, .label = N_("Answer"), .choices = answers), FIELD(demand_candidate, why, .label = N_("Why not"), .choices = demand_declines),
    FIELD(demand_candidate, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type candidate_row = ROW_TYPE(demand_candidate, candidate_fields);

#define HOME  .group = N_("Household")
#define MONEY .group = N_("Money")
static const struct field fields[] = {
    FIELD(demand, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(demand, person, .label = N_("Who asks"), .to = &person_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Empty: the customer")),
    FIELD(demand, customer, .label = N_("Customer"), .to = &customer_type, .filter = true), FIELD(demand, household, .label = N_("Home"), .to = &household_type),
    FIELD(demand, lead, .label = N_("Lead"), .to = &lead_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(demand, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true),
    FIELD(demand, wanted, .label = N_("Wanted times"), .max = 200, .list = true, .help = N_("As she says it: mornings on Monday, Wednesday and Friday")),
    FIELD(demand, start_from, .label = N_("Begins on"), .list = true, .sort = true),
    FIELD(demand, term, .zero_unsaid = true, .label = N_("For"), .unit = N_("days"), .min = 0, .max = 366, .help = N_("26 for a maternity nurse, 365 for a year")),
    FIELD(demand, arrangement, .label = N_("Lives in or out"), .choices = arrangements, .filter = true),
    FIELD(demand, cared, .label = N_("Who is cared for"), .row = &household_member_row, HOME),
    FIELD(demand, adults, .zero_unsaid = true, .label = N_("Adults in the home"), .min = 0, .max = 20, HOME), FIELD(demand, square_metres, .zero_unsaid = true, .label = N_("Size"), .unit = N_("m²"), .min = 0, .max = 5000, HOME),
    FIELD(demand, rooms, .zero_unsaid = true, .label = N_("Rooms"), .min = 0, .max = 50, HOME), FIELD(demand, room, .label = N_("Where she sleeps"), .choices = rooms, HOME),
    FIELD(demand, pets, .label = N_("Animals"), HOME), FIELD(demand, cameras, .label = N_("Cameras in the home"), HOME, .help = N_("Told to the worker before; never where she sleeps or washes")),
    FIELD(demand, duties, .label = N_("Her tasks"), .choices = duties), FIELD(demand, food, .personal = true, .label = N_("Food"), .max = 200, HOME),
    FIELD(demand, taboos, .personal = true, .label = N_("Taboos"), .max = 200, HOME), FIELD(demand, rest_days, .zero_unsaid = true, .label = N_("Days of rest a month"), .min = 0, .max = 15),
    FIELD(demand, budget, .zero_unsaid = true, .label = N_("Budget"), .list = true, .max = 100000000, MONEY), FIELD(demand, budget_of, .label = N_("Budget for"), .max = 30, .help = N_("An hour, a visit, a month"), MONEY),
    FIELD(demand, wage, .zero_unsaid = true, .label = N_("Wage for 26 days"), .max = 100000000, MONEY, .help = N_("What the worker would be paid")),
    FIELD(demand, decides, .label = N_("Who decides"), .choices = deciders), FIELD(demand, decider, .personal = true, .label = N_("Name of who decides"), .max = 40),
    FIELD(demand, source, .label = N_("Came by"), .choices = customer_sources, .filter = true), FIELD(demand, urgent, .label = N_("Urgent"), .list = true, .filter = true),
    FIELD(demand, needs, .personal = true, .label = N_("What is needed"), .max = 1000, .format = FORMAT_MULTILINE, .help = N_("Who is cared for, what must be, what would be nice; nothing about origin, zodiac or illnesses")),
    FIELD(demand, expected, .personal = true, .label = N_("Expected birth"), .group = N_("Birth")), FIELD(demand, margin, .zero_unsaid = true, .label = N_("Window ±"), .unit = N_("days"), .min = 0, .max = 21, .group = N_("Birth")),
    FIELD(demand, born, .personal = true, .label = N_("Born on"), .set_by = STEPS_ONLY, .group = N_("Birth")), FIELD(demand, shift, .label = N_("What the shift meant"), .set_by = STEPS_ONLY, .group = N_("Birth")),
    FIELD(demand, stands_in, .label = N_("Serves first"), .to = &worker_type, .set_by = STEPS_ONLY, .group = N_("Birth")), FIELD(demand, nurse_from, .label = N_("The nurse herself from"), .set_by = STEPS_ONLY, .group = N_("Birth")),
    FIELD(demand, owner, .label = N_("In charge"), .to = &account_type, .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(demand, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY),
    FIELD(demand, waiting_since, .label = N_("Without a candidate since"), .set_by = ENGINE_ONLY), FIELD(demand, quote_since, .label = N_("Without a quotation since"), .set_by = ENGINE_ONLY), FIELD(demand, hold_until, .label = N_("On hold until"), .set_by = STEPS_ONLY),
    FIELD(demand, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY), FIELD(demand, candidates, .label = N_("Shown until version 0.1"), .row = &candidate_row, .set_by = STEPS_ONLY),
    FIELD(demand, hired, .label = N_("Who goes"), .to = &worker_type, .set_by = STEPS_ONLY), FIELD(demand, deal, .label = N_("Order or contract"), .set_by = STEPS_ONLY),
    FIELD(demand, lost, .label = N_("Why lost"), .choices = lost_reasons, .filter = true, .set_by = STEPS_ONLY), FIELD(demand, cancelled, .label = N_("Why cancelled"), .choices = cancellations, .set_by = STEPS_ONLY),
    FIELD(demand, deposit_kind, .label = N_("Deposit"), .choices = deposit_kinds, MONEY), FIELD(demand, deposit, .zero_unsaid = true, .label = N_("Deposit agreed"), .max = 100000000, MONEY, .help = N_("Of a customer it is asked for at once; it is paid when its payment is booked")),
    FIELD(demand, deposit_paid, .zero_unsaid = true, .label = N_("Deposit paid"), .set_by = STEPS_ONLY, MONEY),
    FIELD(demand, deposit_fate, .label = N_("The deposit is"), .choices = fates, .set_by = STEPS_ONLY, MONEY), FIELD(demand, deposit_back, .zero_unsaid = true, .label = N_("To pay back"), .set_by = STEPS_ONLY, MONEY),
    FIELD(demand, quiet, .label = N_("Closed in silence"), .filter = true, .set_by = STEPS_ONLY),
};

static bool check_words(struct work *w, const struct demand *d)
{
    bool lawful = demand_words_lawful(w, "needs", d->needs);
    lawful &= demand_words_lawful(w, "taboos", d->taboos);
    return lawful & demand_words_lawful(w, "wanted", d->wanted);
}

/* 民法典 586; asked when the deposit is entered, so that a price that changes later does not lock the demand. */
static bool earnest_right(struct work *w, const struct demand *d, const struct demand *before)
{
    if (d->deposit_kind != DEMAND_DEPOSIT_EARNEST || (before && before->deposit_kind == d->deposit_kind && before->deposit.fen == d->deposit.fen)) return true;
    money price = d->deposit.fen ? demand_price(w, d) : (money){ 0 }, most = money_times(price, 20, 100);
    if (!price.fen || d->deposit.fen <= most.fen) return !failed(w);
    return wrong(w, "deposit", N_("Earnest money is at most 20 % of the price of {1}, here {2} (Civil Code, art. 586); take what goes beyond as paid in advance (订金)"), money_shown(w->arena, price), money_shown(w->arena, most));
}

static bool demand_is_over(const struct demand *d) { return d->state == DEMAND_FULFILLED || d->state == DEMAND_LOST || d->state == DEMAND_CANCELLED; }

static bool check(struct work *w, struct demand *d, const struct demand *before)
{
    const struct customer *c = d->customer.id ? record_peek(w, &customer_type, d->customer.id) : NULL;
    if (c && !d->person.id) d->person = c->person;
    if (!d->person.id) return wrong(w, "person", N_("Who asks? Name a person or a customer"));
    const struct household *h = d->household.id ? record_peek(w, &household_type, d->household.id) : NULL;
    if (h && h->customer.id != d->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (!before && (!customer_is_served(w, d->customer.id, "customer") || (h && !household_is_used(w, h->record.id, "household")))) return false;
    if (!check_words(w, d)) return false;
    if (d->deposit.fen && d->deposit_kind <= DEMAND_DEPOSIT_NONE) return wrong(w, "deposit_kind", N_("Earnest money or paid in advance? They come back by different rules"));
    if (!earnest_right(w, d, before)) return false;
    if (before && demand_is_over(d) && d->deposit_kind > DEMAND_DEPOSIT_NONE && before->deposit.fen < d->deposit.fen) return wrong(w, "deposit", N_("The demand has ended: no deposit is asked for it any more"));
    if (before && before->deposit_paid.fen && (before->deposit.fen != d->deposit.fen || before->deposit_kind != d->deposit_kind))
        return wrong(w, "deposit", N_("{1} of it are paid and kept by their rule; reverse the payment first if it was booked by mistake"), money_shown(w->arena, before->deposit_paid));
    if (d->expected.given && !d->start_from.number) d->start_from.number = d->expected.number;
    if (d->expected.given && !d->margin) d->margin = birth_margin(w, d);       /* said with the demand, so that it is read there */
    bool moved = !before || before->start_from.number != d->start_from.number;
    if (moved && d->state <= DEMAND_SHORTLISTED && d->start_from.number && d->start_from.number < day_of(w->now).number) return wrong(w, "start_from", N_("This day has passed"));
    if (moved && d->start_from.number > day_of(w->now).number + 366) return wrong(w, "start_from", N_("This day lies more than a year ahead"));
    if (before) return true;
    if (c) d->record.branch = c->record.branch;
    if (!blacklist_lets(w, d->person.id, d->record.branch.id ? d->record.branch.id : w->actor->home, d->line.id, c ? "customer" : "person")) return false;
    if (!d->owner.id) d->owner.id = w->actor->user;
    return true;
}
CHECKER(demand, check)

static text title(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    text wanted = d->wanted ? d->wanted : "";
    return print(w, "%s%s%s", line ? line->name : "", *wanted ? " · " : "", wanted);
}
TITLE(demand, title)

/* ---- the interview is done; somebody looks ---- */

static const struct sentence *complete(struct work *w, const struct demand *d) { return demand_missing(w, d); }
GUARD(demand, complete)

static bool confirm(struct work *w, struct demand *d)
{
    d->confirmed_at = d->waiting_since = w->now;
    if (demand_needs_contract(w, d) && !quotation_of(w, d->record.id, true)) d->quote_since = w->now;
    return !failed(w);
}
RULE_PLAIN(demand, confirm)

static bool take_on(struct work *w, struct demand *d) { d->owner.id = w->actor->user; return true; }
RULE_PLAIN(demand, take_on)

static const struct field proposal_fields[] = {
    FIELD(recommending, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(recommending, note, .label = N_("Note"), .max = 200, .help = N_("What she said when asked")),
};
static bool propose(struct work *w, struct demand *d, const struct recommending *in)
{
    if (!d->owner.id) d->owner.id = w->actor->user;
    return recommend_at_once(w, d, in);
}
RULE(demand, recommending, propose)

struct reply_to { ref worker; enum candidate_answer answer; enum decline_reason why; text note; };
static const struct field reply_fields[] = {
    FIELD(reply_to, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(reply_to, answer, .label = N_("Answer"), .choices = answers, .required = true),
    FIELD(reply_to, why, .label = N_("Why not"), .choices = demand_declines), FIELD(reply_to, note, .label = N_("Note"), .max = 200),
};

static bool answer(struct work *w, struct demand *d, const struct reply_to *in)
{
    struct recommendation *r = recommendation_of(w, d->record.id, in->worker.id);
    if (!r) return refuse(w, "worker", N_("She was not shown for this"));
    if (in->answer >= CANDIDATE_DECLINED && !in->why) return refuse(w, "why", N_("Say why not"));
    text step = in->answer == CANDIDATE_WANTED ? "want" : in->answer == CANDIDATE_DECLINED ? "decline" : in->answer == CANDIDATE_UNWILLING ? "turn_down" : "";
    if (!*step) return true;
    return step_run(w, &recommendation_type, r, step, in->answer == CANDIDATE_WANTED ? NULL : (const void *)&(struct no_from){ in->why, in->note });
}
RULE(demand, reply_to, answer)

static unsigned state_by_recommendations(struct work *w, int64_t demand)
{
    static const unsigned follows[] = {
        [RECOMMENDED_SHOWN] = DEMAND_SHORTLISTED, [RECOMMENDED_WANTED] = DEMAND_SHORTLISTED, [RECOMMENDED_INTERVIEW_SET] = DEMAND_INTERVIEWING, [RECOMMENDED_INTERVIEWED] = DEMAND_INTERVIEWING,
        [RECOMMENDED_OFFERED] = DEMAND_INTERVIEWING, [RECOMMENDED_ACCEPTED] = DEMAND_CONTRACTING, [RECOMMENDED_ON_TRIAL] = DEMAND_TRIAL, [RECOMMENDED_HIRED] = DEMAND_FULFILLED,
    };
    int64_t furthest = db_one(w, SQL("select max(state) from recommendation where demand = $1 and backup = 0 and state in (5, 6, 8, 9, 10, 11, 12, 13)"), BIND(num(demand)), 0);
    return furthest ? follows[furthest] : DEMAND_MATCHING;
}

static bool follow(struct work *w, struct demand *d)
{
    unsigned then = state_by_recommendations(w, d->record.id);
    if (then == DEMAND_MATCHING && (d->state != DEMAND_MATCHING || !d->waiting_since.ms)) d->waiting_since = d->state == DEMAND_CONFIRMED ? d->waiting_since : w->now;
    if (then != DEMAND_MATCHING) d->waiting_since.ms = 0;
    if (then == DEMAND_FULFILLED) d->ended_at = w->now;
    d->state = then;
    return true;
}
RULE_PLAIN(demand, follow)

bool demand_follow(struct work *w, int64_t demand)
{
    struct demand *d = LOAD(w, demand, demand);
    if (!d) return false;
    bool running = (FROM(d->state) & DEMAND_RUNNING) != 0;
    return !running || step_run(w, &demand_type, d, "follow", NULL);
}

struct going_on { ref worker; };
static const struct field going_on_fields[] = { FIELD(going_on, worker, .label = N_("Who goes"), .to = &worker_type, .required = true) };

static bool go_on(struct work *w, struct demand *d, const struct going_on *in)
{
    d->hired = in->worker;
    d->waiting_since.ms = 0;
    d->ended_at = w->now;
    return true;
}
RULE(demand, going_on, go_on)

bool demand_goes_on(struct work *w, int64_t demand, ref worker)
{
    struct demand *d = LOAD(w, demand, demand);
    if (!d) return false;
    bool running = (FROM(d->state) & DEMAND_RUNNING) != 0;
    return !running || step_run(w, &demand_type, d, "go_on", &(struct going_on){ worker });
}

/* A quotation was offered, answered or has run out. */
static bool follow_quote(struct work *w, struct demand *d)
{
    bool there = quotation_of(w, d->record.id, true) != NULL;
    if (there) d->quote_since.ms = 0;
    else if (!d->quote_since.ms && demand_needs_contract(w, d)) d->quote_since = w->now;
    return !failed(w);
}
RULE_PLAIN(demand, follow_quote)

/* ---- how it ends ---- */

struct winning { ref worker; text deal; };
static const struct field winning_fields[] = {
    FIELD(winning, worker, .label = N_("Who goes"), .to = &worker_type, .required = true), FIELD(winning, deal, .label = N_("Order or contract"), .required = true, .max = 40, .help = N_("Its number")),
};

/* The short way, for what is ordered and not contracted. */
static bool win(struct work *w, struct demand *d, const struct winning *in)
{
    const struct recommendation *r = recommendation_of(w, d->record.id, in->worker.id);
    bool wanted = r && r->state >= RECOMMENDED_WANTED && r->state != RECOMMENDED_DECLINED && r->state <= RECOMMENDED_ACCEPTED;
    if (!wanted) return refuse(w, "worker", N_("Only who was shown and is wanted; enter the answer first"));
    struct demand_paper paper = { .number = in->deal };
    if (demand_needs_contract(w, d) && !demand_contract_must(w, d, in->worker.id, false, &paper)) return false;
    d->hired = in->worker;
    d->deal = paper.number;
    d->waiting_since.ms = 0;
    d->ended_at = w->now;
    return true;
}
RULE(demand, winning, win)

struct losing { enum lost_reason reason; };
static const struct field losing_fields[] = { FIELD(losing, reason, .label = N_("Why lost"), .choices = lost_reasons, .required = true) };
static bool lose(struct work *w, struct demand *d, const struct losing *in)
{
    if (d->deposit_paid.fen) return refuse(w, "reason", N_("{1} were paid as a deposit: cancel the demand instead, by whose reason it ends the deposit comes back or stays"), money_shown(w->arena, d->deposit_paid));
    if (!recommendations_withdraw(w, d->record.id) || !quotations_withdraw(w, d->record.id)) return false;
    d->lost = in->reason;
    d->ended_at = w->now;
    return true;
}
RULE(demand, losing, lose)

static bool take_up(struct work *w, struct demand *d)
{
    d->lost = 0;
    d->ended_at.ms = 0;
    d->waiting_since = w->now;
    if (d->quote_since.ms) d->quote_since = w->now;
    return true;
}
RULE_PLAIN(demand, take_up)

struct holding { day until; };
static const struct field holding_fields[] = { FIELD(holding, until, .label = N_("Until"), .required = true) };
static bool hold(struct work *w, struct demand *d, const struct holding *in)
{
    if (in->until.number <= day_of(w->now).number) return refuse(w, "until", N_("On hold until a day to come"));
    if (!recommendations_withdraw(w, d->record.id)) return false;
    d->hold_until = (maybe_day){ in->until.number, true };
    d->waiting_since.ms = 0;
    return true;
}
RULE(demand, holding, hold)

static bool resume(struct work *w, struct demand *d)
{
    d->hold_until.given = false;
    d->waiting_since = w->now;
    return true;
}
RULE_PLAIN(demand, resume)

/* Before it is done: which sum goes back, which stays, and by which law. */
static void mention_deposit(struct work *w, const struct demand *d)
{
    text back = money_shown(w->arena, d->deposit_back), paid = money_shown(w->arena, d->deposit_paid);
    if (d->deposit_fate == DEMAND_DEPOSIT_KEPT) mention(w, "demand", d->record.id, N_("Nothing goes back: the earnest money of {1} stays with us, who gave it withdraws (Civil Code, art. 587)"), paid);
    else if (d->deposit_fate == DEMAND_DEPOSIT_DOUBLE_BACK) mention(w, "demand", d->record.id, N_("{1} go back: the earnest money of {2} twice, our side is the reason (Civil Code, art. 587)"), back, paid);
    else if (d->deposit_fate == DEMAND_DEPOSIT_BACK) mention(w, "demand", d->record.id, N_("{1} go back, all that was paid in advance; finance gives them back within three days"), back);
    else if (d->deposit.fen && d->deposit_kind > DEMAND_DEPOSIT_NONE) mention(w, "demand", d->record.id, N_("The deposit of {1} was not paid; it is asked for no more"), money_shown(w->arena, d->deposit));
}

struct cancelling { enum cancel_why why; };
static const struct field cancelling_fields[] = { FIELD(cancelling, why, .label = N_("Why"), .choices = cancellations, .required = true) };
static bool cancel(struct work *w, struct demand *d, const struct cancelling *in)
{
    if (in->why == CALLED_OFF_LOSS) return refuse(w, "why", N_("After a loss close the demand in silence: the step of that name stops every message and pays all back"));
    if (!recommendations_withdraw(w, d->record.id) || !quotations_withdraw(w, d->record.id)) return false;
    d->cancelled = in->why;
    d->deposit_fate = demand_deposit_fate(d->deposit_kind, in->why, d->deposit_paid, &d->deposit_back);
    mention_deposit(w, d);
    d->waiting_since.ms = 0;
    d->ended_at = w->now;
    return true;
}
RULE(demand, cancelling, cancel)

/* Its payment was booked, reversed or given back; or a bill took it. */
static const struct field deposit_money_fields[] = { FIELD(deposit_money, amount, .label = N_("Amount")) };
static bool deposit_came(struct work *w, struct demand *d, const struct deposit_money *in)
{
    (void)w;
    d->deposit_paid = money_add(d->deposit_paid, in->amount);
    return true;
}
RULE(demand, deposit_money, deposit_came)

/* She said yes to a quotation with a deposit: it is the one that is asked for; nobody enters it again. */
static const struct field deposit_agreed_fields[] = { FIELD(deposit_agreed, kind, .label = N_("Deposit"), .choices = deposit_kinds), FIELD(deposit_agreed, amount, .label = N_("Amount")) };
static bool deposit_agreed(struct work *w, struct demand *d, const struct deposit_agreed *in)
{
    (void)w;
    d->deposit_kind = in->kind;
    d->deposit = in->amount;
    return true;
}
RULE(demand, deposit_agreed, deposit_agreed)

static bool know_customer(struct work *w, struct demand *d)
{
    d->customer.id = demand_customer(w, d);
    return d->customer.id != 0;
}
RULE_PLAIN(demand, know_customer)

/* ---- clocks ---- */

static instant draft_due(struct work *w, const struct demand *d)
{
    (void)w;
    instant evening = day_at(day_of(d->record.created_at), 20 * 60);
    return evening.ms > d->record.created_at.ms + HOURS(1) ? evening : (instant){ d->record.created_at.ms + HOURS(12) };
}
DUE(demand, draft_due)

static instant candidate_due(struct work *w, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    int hours = d->urgent ? 4 : line && line->category == LINE_MATERNITY ? 48 : 24;
    return (instant){ d->waiting_since.ms ? d->waiting_since.ms + HOURS(hours) : 0 };
}
DUE(demand, candidate_due)

/* Two hours by the clock (四.1): she is asking others as well. */
static instant quote_due(struct work *w, const struct demand *d) { (void)w; return (instant){ d->quote_since.ms ? d->quote_since.ms + HOURS(2) : 0 }; }
DUE(demand, quote_due)

static instant answer_due(struct work *w, const struct demand *d)
{
    int64_t last = db_one(w, SQL("select max(shown_at) from recommendation where demand = $1 and state = 5"), BIND(num(d->record.id)), 0);
    return (instant){ last ? last + HOURS(48) : 0 };
}
DUE(demand, answer_due)

static instant hold_due(struct work *w, const struct demand *d)
{
    (void)w;
    return d->hold_until.given ? day_at((day){ d->hold_until.number }, 9 * 60) : (instant){ 0 };
}
DUE(demand, hold_due)

static const struct deadline deadlines[] = {
    { .name = "draft", .label = N_("Finish the interview"), .states = FROM(DEMAND_DRAFT), .due = draft_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(14), .then = CAN_OVERSEE_DEMANDS, .step = "confirm" },
    { .name = "candidate", .label = N_("Propose somebody"), .states = DEMAND_LOOKING, .due = candidate_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_DEMANDS, .step = "propose" },
    { .name = "quote", .label = N_("Offer a quotation"), .states = DEMAND_LOOKING | FROM(DEMAND_SHORTLISTED) | FROM(DEMAND_INTERVIEWING), .due = quote_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(2), .then = CAN_OVERSEE_DEMANDS },
    { .name = "answer", .label = N_("Ask the customer what she thinks"), .states = FROM(DEMAND_SHORTLISTED), .due = answer_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_DEMANDS, .step = "answer" },
    { .name = "hold", .label = N_("Ask again: it was on hold until today"), .states = FROM(DEMAND_ON_HOLD), .due = hold_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_DEMANDS, .step = "resume" },
};
#define BEFORE_CONTRACT (DEMAND_LOOKING | FROM(DEMAND_SHORTLISTED) | FROM(DEMAND_INTERVIEWING) | FROM(DEMAND_CONTRACTING))
#define NOT_ENDED (FROM(DEMAND_DRAFT) | DEMAND_RUNNING | FROM(DEMAND_ON_HOLD))
#define BORN_IN (DEMAND_RUNNING | FROM(DEMAND_FULFILLED))
static const struct step steps[] = {
    STEP(confirm, .label = N_("The interview is complete"), .tone = "primary", .from = FROM(DEMAND_DRAFT), .to = DEMAND_CONFIRMED, .by = CAN_EDIT_DEMANDS, .guard = complete_guard, .run = confirm_rule),
    STEP(take_on, .label = N_("I look for somebody"), .tone = "primary", .from = FROM(DEMAND_CONFIRMED), .to = DEMAND_MATCHING, .by = CAN_EDIT_DEMANDS, .run = take_on_rule),
    STEP(propose, .label = N_("Propose somebody"), .tone = "primary", .from = DEMAND_LOOKING | FROM(DEMAND_SHORTLISTED), .by = CAN_EDIT_DEMANDS, INPUTS(recommending, proposal_fields), .run = propose_rule),
    STEP(answer, .label = N_("Enter the answer"), .from = FROM(DEMAND_SHORTLISTED), .by = CAN_EDIT_DEMANDS, INPUTS(reply_to, reply_fields), .run = answer_rule),
    STEP(win, .label = N_("Won"), .from = FROM(DEMAND_SHORTLISTED) | FROM(DEMAND_INTERVIEWING) | FROM(DEMAND_CONTRACTING), .to = DEMAND_FULFILLED, .by = CAN_EDIT_DEMANDS, INPUTS(winning, winning_fields), .run = win_rule),
    STEP(lose, .label = N_("Mark as lost"), .from = FROM(DEMAND_DRAFT) | BEFORE_CONTRACT | FROM(DEMAND_ON_HOLD), .to = DEMAND_LOST, .by = CAN_EDIT_DEMANDS, INPUTS(losing, losing_fields), .run = lose_rule),
    STEP(take_up, .label = N_("Take up again"), .from = FROM(DEMAND_LOST), .to = DEMAND_MATCHING, .by = CAN_EDIT_DEMANDS, .guard = complete_guard, .run = take_up_rule, .reason = true),
    STEP(hold, .label = N_("On hold"), .from = BEFORE_CONTRACT, .to = DEMAND_ON_HOLD, .by = CAN_EDIT_DEMANDS, .reason = true, INPUTS(holding, holding_fields), .run = hold_rule,
         .confirm = N_("Who was shown is told that it waits, and nobody's calendar is kept. Put it on hold?")),
    STEP(resume, .label = N_("Go on looking"), .tone = "primary", .from = FROM(DEMAND_ON_HOLD), .to = DEMAND_MATCHING, .by = CAN_EDIT_DEMANDS, .run = resume_rule),
    STEP(cancel, .label = N_("Cancel"), .tone = "danger", .from = NOT_ENDED, .to = DEMAND_CANCELLED, .by = CAN_EDIT_DEMANDS, .reason = true, .reason_label = N_("What they said of it"), INPUTS(cancelling, cancelling_fields), .run = cancel_rule, .preview = true),
    STEP(birth_expected, .label = N_("The expected birth moved"), .from = BORN_IN, .by = CAN_EDIT_DEMANDS, INPUTS(birth_day, birth_day_fields), .guard = birth_guard, .run = birth_expected_rule, .preview = true),
    STEP(birth, .label = N_("The child is born"), .from = BORN_IN, .by = CAN_EDIT_DEMANDS, INPUTS(birth_day, birth_day_fields), .guard = birth_guard, .run = birth_rule, .preview = true),
    STEP(close_quietly, .label = N_("Close in silence after a loss"), .from = FROM(DEMAND_DRAFT) | DEMAND_RUNNING | FROM(DEMAND_ON_HOLD) | FROM(DEMAND_FULFILLED), .to = DEMAND_CANCELLED, .by = CAN_EDIT_DEMANDS, .run = close_quietly_rule,
         .confirm = N_("Every message and reminder stops for good, whatever was paid comes back, and nothing is offered to this family again. Close in silence?")),
    STEP(deposit_came, .label = N_("The deposit came or went"), .from = ANY_STATE, .hidden = true, INPUTS(deposit_money, deposit_money_fields), .run = deposit_came_rule),
    STEP(deposit_agreed, .label = N_("The deposit of the accepted quotation"), .from = NOT_ENDED, .hidden = true, INPUTS(deposit_agreed, deposit_agreed_fields), .run = deposit_agreed_rule),
    STEP(know_customer, .label = N_("Who asks is a customer"), .from = NOT_ENDED, .hidden = true, .run = know_customer_rule),
    STEP(follow, .label = N_("Follows its recommendations"), .from = DEMAND_RUNNING, .hidden = true, .run = follow_rule),
    STEP(go_on, .label = N_("Met by its contract"), .from = DEMAND_RUNNING, .to = DEMAND_FULFILLED, .hidden = true, INPUTS(going_on, going_on_fields), .run = go_on_rule),
    STEP(follow_quote, .label = N_("Follows its quotations"), .from = DEMAND_RUNNING, .hidden = true, .run = follow_quote_rule),
};
static const struct retention kept[] = {
    { .name = "lost", .label = N_("Lost demands: what was needed, from the end"), .law = N_("Somebody who did not become a customer: 6 months"), .days = 180,
      .due = "state in (5, 11) and ended_at < $1 and (needs <> '' or food <> '' or taboos <> '' or decider <> '' or exists (select 1 from demand_cared i where i.parent = demand.id))", .members = "needs|food|taboos|decider|cared|expected|born" },
    { .name = "shown", .label = N_("Demands: notes on who was shown, from the end"), .law = N_("Who was introduced to whom: 3 years (Civil Code art. 188, 965)"), .days = 1095,
      .due = "ended_at > 0 and ended_at < $1 and (needs <> '' or exists (select 1 from demand_candidates i where i.parent = demand.id and i.note <> ''))", .members = "needs|food|taboos|decider|cared|expected|born|candidates.note" },
};

const struct record_type demand_type = RECORD_TYPE(demand, .label = N_("Demand"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = DEMAND_DRAFT,
    .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person", .see = CAN_SEE_DEMANDS, .create = CAN_EDIT_DEMANDS, .edit = CAN_EDIT_DEMANDS, .check = check_hook, .title = title_hook, .prefix = "X");
