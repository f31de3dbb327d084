/* extra_task.c — see extra_task.h. */
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { TASK_ASKED, "asked", N_("Being asked"), "warn" }, { TASK_AGREED, "agreed", N_("Agreed"), "info" }, { TASK_DONE, "done", N_("Finished"), "ok", .final = true }, { TASK_REFUSED, "refused", N_("Refused"), "mute", .final = true },
    { TASK_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { TASK_LAPSED, "lapsed", N_("Not everybody answered in time"), "mute", .final = true }, { 0 },
};
static const struct choice answers[] = { { TASK_OPEN, "open", N_("Not asked yet") }, { TASK_YES, "yes", N_("Yes") }, { TASK_NO, "no", N_("No") }, { 0 } };
static const struct field fields[] = {
    FIELD(extra_task, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(extra_task, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(extra_task, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(extra_task, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(extra_task, what, .personal = true, .label = N_("What"), .required = true, .max = 300, .list = true, .set_by = SET_ON_CREATE), FIELD(extra_task, date, .label = N_("Day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(extra_task, price, .label = N_("The family pays"), .required = true, .min = 1, .max = 10000000, .list = true, .set_by = SET_ON_CREATE), FIELD(extra_task, pay, .label = N_("She gets"), .required = true, .min = 1, .max = 10000000, .list = true, .set_by = SET_ON_CREATE),
    FIELD(extra_task, worker_says, .label = N_("The worker says"), .choices = answers, .list = true, .set_by = STEPS_ONLY), FIELD(extra_task, family_says, .label = N_("The family says"), .choices = answers, .list = true, .set_by = STEPS_ONLY),
    FIELD(extra_task, family_how, .label = N_("How the family agreed"), .max = 200, .set_by = STEPS_ONLY), FIELD(extra_task, why_not, .personal = true, .label = N_("Why not"), .max = 300, .set_by = STEPS_ONLY),
    FIELD(extra_task, done_on, .label = N_("Done on"), .set_by = STEPS_ONLY), FIELD(extra_task, billed, .label = N_("On a bill"), .set_by = STEPS_ONLY), FIELD(extra_task, paid, .label = N_("In a wage"), .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct extra_task *x, const struct extra_task *before)
{
    if (before) return true;
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    if (!p) return !failed(w);
    const struct placement_stint *s = placement_stint_on(p, x->date);
    text never = extra_forbidden(x->what);
    if (*never) return wrong(w, "what", N_("“{1}” is never done in a home, for no price; explain why and offer who is licensed for it"), never);
    if (!s) return wrong(w, "date", N_("Nobody served there on {1}"), day_text(w->arena, x->date));
    if (x->pay.fen > x->price.fen) return wrong(w, "pay", N_("She would get more than the family pays"));
    x->record.branch = p->record.branch;
    x->worker = s->worker;
    x->customer = p->customer;
    x->worker_says = x->family_says = TASK_OPEN;
    return true;
}
CHECKER(extra_task, check)

static void agree(struct extra_task *x)
{
    if (x->worker_says == TASK_NO || x->family_says == TASK_NO) x->state = TASK_REFUSED;
    else if (x->worker_says == TASK_YES && x->family_says == TASK_YES) x->state = TASK_AGREED;
}

static bool worker_yes(struct work *w, struct extra_task *x) { (void)w; x->worker_says = TASK_YES; agree(x); return true; }
RULE_PLAIN(extra_task, worker_yes)
static bool worker_no(struct work *w, struct extra_task *x) { x->worker_says = TASK_NO; x->why_not = step_reason(w); agree(x); return true; }
RULE_PLAIN(extra_task, worker_no)

struct extra_how { text how; };
static const struct field how_fields[] = { FIELD(extra_how, how, .label = N_("How the family agreed"), .required = true, .max = 200, .help = N_("On her page, on the telephone, signed on paper")) };
static bool family_yes(struct work *w, struct extra_task *x, const struct extra_how *in) { (void)w; x->family_says = TASK_YES; x->family_how = in->how; agree(x); return true; }
RULE(extra_task, extra_how, family_yes)
static bool family_no(struct work *w, struct extra_task *x) { x->family_says = TASK_NO; x->why_not = step_reason(w); agree(x); return true; }
RULE_PLAIN(extra_task, family_no)

struct extra_done { day done_on; };
static const struct field done_fields[] = { FIELD(extra_done, done_on, .label = N_("Done on"), .required = true) };
static bool do_it(struct work *w, struct extra_task *x, const struct extra_done *in)
{
    if (in->done_on.number > day_of(w->now).number) return refuse(w, "done_on", N_("This day lies in the future; enter it when it has come"));
    x->done_on = (maybe_day){ in->done_on.number, true };
    return true;
}
RULE(extra_task, extra_done, do_it)
static bool bill_it(struct work *w, struct extra_task *x) { (void)w; x->billed = true; return true; }
RULE_PLAIN(extra_task, bill_it)
static bool pay_it(struct work *w, struct extra_task *x) { (void)w; x->paid = true; return true; }
RULE_PLAIN(extra_task, pay_it)

static instant answer_due(struct work *w, const struct extra_task *x) { (void)w; return (instant){ x->record.created_at.ms + HOURS(12) }; }
DUE(extra_task, answer_due)
static instant done_due(struct work *w, const struct extra_task *x) { (void)w; return day_at((day){ x->date.number + 1 }, 12 * 60); }
DUE(extra_task, done_due)
static const struct deadline deadlines[] = {
    { .name = "answers", .label = N_("Extra task: ask worker and family"), .states = FROM(TASK_ASKED), .due = answer_due_hook, .who = CAN_EDIT_PLACEMENTS, .step = "family_yes" },
    { .name = "done", .label = N_("Extra task: was it done?"), .states = FROM(TASK_AGREED), .due = done_due_hook, .who = CAN_EDIT_PLACEMENTS, .step = "do_it" },
};
static const struct step steps[] = {
    STEP(worker_yes, .label = N_("The worker says yes"), .from = FROM(TASK_ASKED), .by = CAN_EDIT_PLACEMENTS, .own = true, .run = worker_yes_rule), STEP(worker_no, .label = N_("The worker does not agree"), .from = FROM(TASK_ASKED), .by = CAN_EDIT_PLACEMENTS, .own = true, .run = worker_no_rule, .reason = true),
    STEP(family_yes, .label = N_("The family says yes"), .from = FROM(TASK_ASKED), .by = CAN_EDIT_PLACEMENTS, INPUTS(extra_how, how_fields), .run = family_yes_rule), STEP(family_no, .label = N_("The family says no"), .from = FROM(TASK_ASKED), .by = CAN_EDIT_PLACEMENTS, .run = family_no_rule, .reason = true),
    STEP(do_it, .label = N_("Done"), .tone = "primary", .from = FROM(TASK_AGREED), .to = TASK_DONE, .by = CAN_EDIT_PLACEMENTS, INPUTS(extra_done, done_fields), .run = do_it_rule),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(TASK_ASKED) | FROM(TASK_AGREED), .to = TASK_WITHDRAWN, .by = CAN_EDIT_PLACEMENTS, .reason = true),
    STEP(lapse, .label = N_("Not everybody answered in time"), .from = FROM(TASK_ASKED), .to = TASK_LAPSED, .hidden = true),
    STEP(bill_it, .label = N_("On a bill"), .from = FROM(TASK_DONE), .run = bill_it_rule, .hidden = true), STEP(pay_it, .label = N_("In a wage"), .from = FROM(TASK_DONE), .run = pay_it_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "why_not", .label = N_("Extra tasks: why not, from the day"), .law = N_("Needed for the service and disputes about it: 3 years"), .days = 1095, .due = "date < $2 and why_not <> ''", .members = "why_not" },
};
static const text indexes[] = { "placement, state", NULL };
const struct record_type extra_task_type = RECORD_TYPE(extra_task, .label = N_("Extra task"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = TASK_ASKED, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_PLACEMENTS, .create = CAN_EDIT_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .check = check_hook, .indexes = indexes, .append_only = true);

struct found extra_tasks_done(struct work *w, int64_t placement, int64_t worker, day first, day last)
{
    return LOOK_WHERE(w, extra_task, "placement = $1 and state = 3 and done_on between $3 and $4 and ($2 = 0 or worker = $2) order by done_on, id", BIND(num(placement), num(worker), num(first.number), num(last.number)));
}

bool extra_tasks_lapse(struct work *w)
{
    struct found over = LOAD_WHERE(w, extra_task, "state = 1 and date < $1 order by id limit 500", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &extra_task_type, over.at[i], "lapse", NULL)) return false;
    return !failed(w);
}
_Static_assert(TASK_ASKED == 1, "the query above says it by number");
