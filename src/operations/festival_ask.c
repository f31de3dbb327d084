/* festival_ask.c — see festival_ask.h. */
#include "operations/festival_ask.h"
#include "base/words.h"
#include "messages/messages.h"
#include "operations/operations.h"
#include "operations/plan_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { FESTIVAL_ASK_OPEN, "asked", N_("To be answered by the customer"), "warn" }, { FESTIVAL_KEEPS, "keeps", N_("Keeps it at the festival price"), "ok" }, { FESTIVAL_PAUSES, "pauses", N_("Pauses over the festival"), "info" },
    { FESTIVAL_ASK_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
static const struct field visit_fields[] = { FIELD(festival_visit, date, .label = N_("Day")), FIELD(festival_visit, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY), FIELD(festival_visit, price, .label = N_("Price")) };
static const struct row_type visit_row = ROW_TYPE(festival_visit, visit_fields);
static const struct field fields[] = {
    FIELD(festival_ask, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(festival_ask, round, .label = N_("Going home for the festival"), .to = &festival_round_type, .required = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(festival_ask, plan, .label = N_("Plan"), .to = &service_plan_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(festival_ask, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(festival_ask, first, .label = N_("From"), .required = true, .list = true, .set_by = SET_ON_CREATE), FIELD(festival_ask, last, .label = N_("To"), .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(festival_ask, may_keep, .label = N_("Keeping is offered, too"), .set_by = SET_ON_CREATE),
    FIELD(festival_ask, visits, .label = N_("Visits in these days"), .row = &visit_row, .set_by = ENGINE_ONLY),
    FIELD(festival_ask, total, .label = N_("At the festival price"), .list = true, .set_by = ENGINE_ONLY), FIELD(festival_ask, usual, .label = N_("As usual they would be"), .set_by = ENGINE_ONLY),
    FIELD(festival_ask, until, .label = N_("The office calls from"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(festival_ask, how, .label = N_("Answered how"), .choices = agreed_hows, .set_by = STEPS_ONLY), FIELD(festival_ask, agreed_by, .personal = true, .label = N_("Agreed by"), .max = 60, .set_by = STEPS_ONLY),
    FIELD(festival_ask, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY), FIELD(festival_ask, answered_by, .label = N_("Written down by"), .to = &account_type, .set_by = STEPS_ONLY),
};

/* ---- what is asked about ---- */

bool festival_visits(struct work *w, const struct service_plan *p, struct festival_ask *a)
{
    day days[MOST_PLAN_VISITS];
    const struct household *home = record_peek(w, &household_type, p->household.id);
    struct listed_days listed = plan_listed(w, a->first, a->last);
    struct service_plan wanted = *p;
    if (a->may_keep) { wanted.kept_from = (maybe_day){ a->first.number, true }; wanted.kept_to = (maybe_day){ a->last.number, true }; }
    int n = plan_days(&wanted, &listed, a->first, a->last, days, MOST_PLAN_VISITS);
    struct festival_visit *all = take_many(w, struct festival_visit, n ? n : 1);
    a->total = a->usual = (money){ 0 };
    for (int i = 0; i < n && home; i++) {
        struct service_plan then = plan_as_of(p, days[i]);
        struct quote q;
        if (!plan_quote(w, &then, home, day_at(days[i], then.at.count), &q)) return false;
        all[i] = (struct festival_visit){ days[i], then.at, q.price };
        a->total = money_add(a->total, q.price);
        a->usual = money_add(a->usual, plan_price_holds(p, days[i]) ? p->new_price : p->price);
    }
    a->visits = (rows_of){ all, home ? (size_t)n : 0 };
    return !failed(w);
}

static bool days_right(struct work *w, const struct festival_ask *a, const struct festival_round *r)
{
    int32_t today = day_of(w->now).number;
    if (a->last.number < a->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (a->first.number <= today) return wrong(w, "first", N_("Ask about days that are still ahead: from {1} on"), day_text(w->arena, (day){ today + 1 }));
    if (a->first.number < r->new_year.number - FESTIVAL_ASK_DAYS || a->last.number > r->new_year.number + FESTIVAL_ASK_DAYS) return wrong(w, "first", N_("These days are far from New Year, which is {1}"), day_text(w->arena, r->new_year));
    return true;
}

static bool plan_right(struct work *w, const struct festival_ask *a, const struct service_plan *p)
{
    if (p->state != PLAN_ACTIVE && p->state != PLAN_PAUSED) return refuse_as(w, CONFLICT, "plan", N_("This plan is not running"));
    if (p->paused_from.given && (!p->paused_to.given || p->paused_to.number >= day_of(w->now).number)) return refuse_as(w, CONFLICT, "plan", N_("It has a pause from {1} already: change that one on the plan"), day_text(w->arena, (day){ p->paused_from.number }));
    if (!a->visits.count) return refuse_as(w, CONFLICT, "plan", N_("The plan has no visit from {1} to {2}"), day_text(w->arena, a->first), day_text(w->arena, a->last));
    return true;
}

/* Four days to answer, but the office calls a week before the first of them at the latest. */
static instant call_from(const struct work *w, const struct festival_ask *a)
{
    enum { DAYS_TO_ANSWER = 4, BEFORE = 7, MORNING = 9 * 60 };
    int32_t today = day_of(w->now).number, by = today + DAYS_TO_ANSWER, latest = a->first.number - BEFORE;
    if (by > latest) by = latest;
    return day_at((day){ by > today ? by : today + 1 }, MORNING);
}

static bool check(struct work *w, struct festival_ask *a, const struct festival_ask *before)
{
    const struct festival_round *r = record_peek(w, &festival_round_type, a->round.id);
    const struct service_plan *p = record_peek(w, &service_plan_type, a->plan.id);
    if (before || !r || !p || !a->first.number || !a->last.number) return !failed(w);
    if (p->record.branch.id != r->record.branch.id) return wrong(w, "plan", N_("This plan is another branch's"));
    if (r->state == FESTIVAL_OVER) return wrong(w, "round", N_("This Spring Festival is over"));
    if (db_one(w, SQL("select 1 from festival_ask where round = $1 and plan = $2 and state <> 4"), BIND(num(a->round.id), num(a->plan.id)), 0) == 1) return refuse_as(w, CONFLICT, "plan", N_("Her customer was asked already"));
    if (!days_right(w, a, r) || !festival_visits(w, p, a) || !plan_right(w, a, p)) return false;
    a->record.branch = p->record.branch;
    a->customer = p->customer;
    a->until = call_from(w, a);
    return true;
}
CHECKER(festival_ask, check)
_Static_assert(FESTIVAL_ASK_WITHDRAWN == 4, "the query above says it by number");

static text title(struct work *w, const struct festival_ask *a) { return print(w, "%s · %s", record_title(w, &customer_type, a->customer.id), record_title(w, &service_plan_type, a->plan.id)); }
TITLE(festival_ask, title)

/* ---- her answer ---- */

static const struct field yes_fields[] = {
    FIELD(festival_yes, how, .label = N_("Answered how"), .choices = agreed_hows, .help = N_("Empty: by phone")), FIELD(festival_yes, agreed_by, .label = N_("Agreed by"), .max = 60, .help = N_("Empty: the customer herself")),
};

static bool answered(struct work *w, struct festival_ask *a, const struct festival_yes *in)
{
    a->how = in->how ? in->how : AGREED_BY_PHONE;
    a->agreed_by = in->agreed_by ? in->agreed_by : "";
    a->answered_at = w->acted;
    a->answered_by.id = a->how == AGREED_BY_APP ? 0 : w->actor->user;
    return tell_no_more(w, &festival_ask_type, a->record.id, NULL);
}

static bool still_ahead(struct work *w, const struct festival_ask *a)
{
    if (a->last.number >= day_of(w->now).number) return true;
    return refuse_as(w, CONFLICT, "", N_("These days are over"));
}

/* What she had paused goes on again; a pause that was changed on the plan since then is left alone. */
static bool keep(struct work *w, struct festival_ask *a, const struct festival_yes *in)
{
    struct service_plan *p = record_peek(w, &service_plan_type, a->plan.id);
    if (!p || !still_ahead(w, a)) return false;
    if (!a->may_keep) return refuse_as(w, CONFLICT, "", N_("Nobody can come in these days: only a pause was offered. Withdraw it and ask again if somebody can"));
    bool ours = a->state == FESTIVAL_PAUSES && p->paused_from.given && p->paused_to.given && p->paused_to.number == a->last.number;
    if (ours && !step_run(w, &service_plan_type, p, "resume", NULL)) return false;
    if (!step_run(w, &service_plan_type, p, "keep_holidays", &(struct plan_keep){ a->first, a->last })) return false;
    return answered(w, a, in);
}
RULE(festival_ask, festival_yes, keep)

static bool pause_it(struct work *w, struct festival_ask *a, const struct festival_yes *in)
{
    struct service_plan *p = record_peek(w, &service_plan_type, a->plan.id);
    int32_t today = day_of(w->now).number, from = a->first.number > today ? a->first.number : today;
    if (!p || !still_ahead(w, a)) return false;
    if (p->state != PLAN_ACTIVE && p->state != PLAN_PAUSED) return refuse_as(w, CONFLICT, "", N_("This plan is not running"));
    if (!step_run(w, &service_plan_type, p, "pause", &(struct plan_pause){ { from }, { a->last.number, true } })) return false;
    return answered(w, a, in);
}
RULE(festival_ask, festival_yes, pause_it)

static bool withdraw(struct work *w, struct festival_ask *a) { a->answered_at = w->now; return tell_no_more(w, &festival_ask_type, a->record.id, NULL); }
RULE_PLAIN(festival_ask, withdraw)

static instant answer_due(struct work *w, const struct festival_ask *a) { (void)w; return a->until; }
DUE(festival_ask, answer_due)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Call the customer about the festival"), .states = FROM(FESTIVAL_ASK_OPEN), .due = answer_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = DAYS(2), .then = CAN_MEND_VISITS, .step = "keep" },
};
static const struct step steps[] = {
    STEP(keep, .label = N_("She keeps it"), .tone = "primary", .from = FROM(FESTIVAL_ASK_OPEN) | FROM(FESTIVAL_PAUSES), .to = FESTIVAL_KEEPS, .by = CAN_EDIT_VISITS, INPUTS(festival_yes, yes_fields), .run = keep_rule),
    STEP(pause, .label = N_("She pauses"), .from = FROM(FESTIVAL_ASK_OPEN) | FROM(FESTIVAL_KEEPS), .to = FESTIVAL_PAUSES, .by = CAN_EDIT_VISITS, INPUTS(festival_yes, yes_fields), .run = pause_it_rule, .preview = true,
         .confirm = N_("The visits of these days are left out, and the plan goes on afterwards. Continue?")),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(FESTIVAL_ASK_OPEN), .to = FESTIVAL_ASK_WITHDRAWN, .by = CAN_EDIT_VISITS, .run = withdraw_rule),
};
static const struct retention kept[] = {
    { .name = "agreed_by", .label = N_("Festival days agreed with customers: who said so, from the answer"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .days = 1095, .due = "answered_at > 0 and answered_at < $1 and agreed_by <> ''", .members = "agreed_by" },
};
static const text indexes[] = { "round, plan", NULL };
const struct record_type festival_ask_type = RECORD_TYPE(festival_ask, .label = N_("Plan over the festival"), .plural = "Plans over the festival", .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = FESTIVAL_ASK_OPEN, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .append_only = true, .quiet = true, .indexes = indexes,
    .order = "-id", .check = check_hook, .title = title_hook);
