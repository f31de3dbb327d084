/* plan_steps.c — the procedure of a recurring plan (SM-PLAN): start, change, pause and go on, end. */
#include "company/company.h"
#include "operations/key_custody.h"
#include "operations/plan_own.h"
#include "record/store.h"

extern const struct choice plan_holidays[], agreed_hows[];

/* Whom it begins with: others than were entered, when the preview has shown that these cannot come. Empty: as entered. What nobody of them can
 * take waits to be assigned; that is said before, not forbidden. */
struct plan_start { ref worker, backup; };
static const struct field start_fields[] = {
    FIELD(plan_start, worker, .label = N_("Worker"), .to = &worker_type, .help = N_("The preview names the visits she cannot take, and why; choose another, or go on and assign these by hand")),
    FIELD(plan_start, backup, .label = N_("Backup"), .to = &worker_type),
};

static bool start(struct work *w, struct service_plan *p, const struct plan_start *in)
{
    if (in && in->worker.id) p->worker = in->worker;
    if (in && in->backup.id) p->backup = in->backup;
    p->state = PLAN_ACTIVE;
    return plan_fill(w, p);
}
RULE(service_plan, plan_start, start)

/* ---- change ---- */

static const struct choice reaches[] = {
    { REACH_THIS, "this", N_("This visit only") }, { REACH_THIS_AND_LATER, "this_and_later", N_("From this day on") }, { REACH_UNTOUCHED, "untouched", N_("All that were not changed by hand") },
    { REACH_ALL, "all", N_("All, those changed by hand too") }, { 0 },
};
static const struct field change_fields[] = {
    FIELD(plan_change, reach, .label = N_("Which visits"), .choices = reaches, .required = true),
    FIELD(plan_change, from, .label = N_("Day of the visit, or from"), .help = N_("For one visit its day, for “from this day on” the first day; otherwise from tomorrow on")),
    FIELD(plan_change, by_hand_too, .label = N_("From this day on: those changed by hand too")),
    FIELD(plan_change, weekdays, .label = N_("Days of the week"), .choices = weekday_choices, .help = N_("For one visit: the day of the same week it goes to")),
    FIELD(plan_change, every_weeks, .label = N_("Every … weeks"), .min = 0, .max = 8),
    FIELD(plan_change, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY, .min = 0, .max = 1439),
    FIELD(plan_change, length, .label = N_("Length"), .unit = N_("minutes"), .min = 0, .max = 1440),
    FIELD(plan_change, worker, .label = N_("Worker"), .to = &worker_type), FIELD(plan_change, backup, .label = N_("Backup"), .to = &worker_type),
    FIELD(plan_change, holiday, .label = N_("On holidays"), .choices = plan_holidays), FIELD(plan_change, last, .label = N_("Last day")),
    FIELD(plan_change, agreed, .label = N_("The customer agreed"), .help = N_("Not needed for the preview")),
};
RULE(service_plan, plan_change, plan_change)

/* ---- pause ---- */

static const struct field pause_fields[] = {
    FIELD(plan_pause, from, .label = N_("Pause from"), .required = true), FIELD(plan_pause, to, .label = N_("Pause until"), .help = N_("Empty: until it goes on by hand")),
};

static bool pause_now(const struct work *w, const struct service_plan *p) { return plan_paused(p, day_of(w->now)); }

/* The days of a pause that is over before its time come back; those skipped by hand do not. */
static bool fill_pause(struct work *w, struct service_plan *p, maybe_day from, maybe_day to)
{
    int32_t today = day_of(w->now).number, first = from.number > today ? from.number : today, last = to.given && to.number < p->made_until.number ? to.number : p->made_until.number;
    return !from.given || first > last || plan_fill_between(w, p, (day){ first }, (day){ last });
}

/* A place is not kept for ever: longer than the shop's limit is an end. */
static bool pause_short_enough(struct work *w, const struct service_plan *p, const struct plan_pause *in)
{
    int64_t weeks = setting_number(w, SETTING_LONGEST_PAUSE, p->record.branch.id, day_of(w->now));
    if (!weeks || (in->to.given && in->to.number - in->from.number + 1 <= weeks * 7)) return !failed(w);
    return refuse(w, "to", N_("A pause lasts at most {1} weeks; end the plan if it is longer"), print(w, "%lld", (long long)weeks));
}

/* Days that were to be kept end where a pause begins that reaches over them. */
static void kept_until_pause(struct service_plan *p, const struct plan_pause *in)
{
    if (!p->kept_from.given || in->from.number > p->kept_to.number || (in->to.given && in->to.number < p->kept_to.number)) return;
    p->kept_to.number = in->from.number - 1;
    if (p->kept_to.number < p->kept_from.number) p->kept_from = p->kept_to = (maybe_day){ 0 };
}

static bool pause_plan(struct work *w, struct service_plan *p, const struct plan_pause *in)
{
    if (in->from.number < day_of(w->now).number) return refuse(w, "from", N_("A pause cannot begin in the past"));
    if (!day_within_horizon(w, "from", in->from, 0)) return false;
    if (p->last.given && in->from.number > p->last.number) return refuse(w, "from", N_("The plan ends on {1}, before that"), day_text(w->arena, (day){ p->last.number }));
    if (in->to.given && in->to.number < in->from.number) return refuse(w, "to", N_("The last day lies before the first"));
    if (!pause_short_enough(w, p, in)) return false;
    maybe_day from = p->paused_from, to = p->paused_to;
    p->paused_from = (maybe_day){ in->from.number, true };
    p->paused_to = in->to;
    p->state = pause_now(w, p) ? PLAN_PAUSED : PLAN_ACTIVE;
    kept_until_pause(p, in);
    return plan_leave_out(w, p, in->from, in->to, false) && fill_pause(w, p, from, to);
}
RULE(service_plan, plan_pause, pause_plan)

static const struct sentence *has_pause(struct work *w, const struct service_plan *p)
{
    return p->paused_from.given ? NULL : because(w, N_("It is not paused"));
}
GUARD(service_plan, has_pause)

static bool resume(struct work *w, struct service_plan *p)
{
    maybe_day from = p->paused_from, to = p->paused_to;
    p->paused_from = p->paused_to = (maybe_day){ 0 };
    p->state = PLAN_ACTIVE;
    return fill_pause(w, p, from, to) && plan_fill(w, p);
}
RULE_PLAIN(service_plan, resume)

/* The customer wants these days though the plan skips holidays: what is missing of them is made and given. */
static const struct field keep_fields[] = { FIELD(plan_keep, from, .label = N_("From")), FIELD(plan_keep, to, .label = N_("To")) };
static bool keep_holidays(struct work *w, struct service_plan *p, const struct plan_keep *in)
{
    int32_t today = day_of(w->now).number, first = in->from.number > today ? in->from.number : today, last = in->to.number < p->made_until.number ? in->to.number : p->made_until.number;
    p->kept_from = (maybe_day){ in->from.number, true };
    p->kept_to = (maybe_day){ in->to.number, true };
    return first > last || plan_fill_between(w, p, (day){ first }, (day){ last });
}
RULE(service_plan, plan_keep, keep_holidays)

/* The day has come: hidden step of the ticker. */
static bool pause_begins(struct work *w, struct service_plan *p) { p->state = pause_now(w, p) ? PLAN_PAUSED : p->state; return true; }
RULE_PLAIN(service_plan, pause_begins)

/* ---- end ---- */

static const struct sentence *key_returned(struct work *w, const struct service_plan *p)
{
    return p->key_held || key_is_held(w, p->household.id) ? because(w, N_("The customer's key must be given back and entered before the plan ends")) : NULL;
}
GUARD(service_plan, key_returned)

/* A key with a record of its own is given back there, signed. */
static bool return_key(struct work *w, struct service_plan *p)
{
    if (key_is_held(w, p->household.id)) return refuse(w, "", N_("Its record among the keys says where it hangs: give it back there, with a signature"));
    p->key_held = false;
    return true;
}
RULE_PLAIN(service_plan, return_key)

/* One that has not begun ends on its first day, with no visit. */
static bool stop(struct work *w, struct service_plan *p)
{
    int32_t today = day_of(w->now).number;
    p->last = (maybe_day){ today < p->first.number ? p->first.number : today, true };
    return plan_leave_out(w, p, (day){ day_of(w->now).number + 1 }, (maybe_day){ 0 }, true);
}
RULE_PLAIN(service_plan, stop)

/* Its last day is over: it ends by itself, unless we still hold a key of the home, which the queue then asks for. */
static bool over(struct work *w, struct service_plan *p) { (void)p; return !failed(w); }
RULE_PLAIN(service_plan, over)

static instant over_due(struct work *w, const struct service_plan *p)
{
    (void)w;
    return p->last.given ? day_at((day){ p->last.number + 1 }, 9 * 60) : (instant){ 0 };
}
DUE(service_plan, over_due)

/* ---- a new price ---- */

static const struct field price_fields[] = { FIELD(new_price, from, .label = N_("New price from"), .required = true, .help = N_("After the day until which the old one holds, and 30 days from now at the least; it begins by her yes alone")) };
RULE(service_plan, new_price, plan_new_price)
static const struct field word_fields[] = {
    FIELD(price_word, how, .label = N_("Answered how"), .choices = agreed_hows, .help = N_("Empty: by phone")), FIELD(price_word, agreed_by, .label = N_("Who said so"), .max = 60, .help = N_("Empty: the customer herself")),
    FIELD(price_word, on, .label = N_("Answered on"), .help = N_("Empty: today")),
};
RULE(service_plan, price_word, plan_price_yes)
RULE(service_plan, price_word, plan_price_no)
RULE_PLAIN(service_plan, plan_price_stays)
RULE_PLAIN(service_plan, plan_price_begins)
GUARD(service_plan, plan_price_open)
GUARD(service_plan, plan_price_told)
DUE(service_plan, plan_price_due)
DUE(service_plan, plan_price_answer_due)
DUE(service_plan, plan_price_no_due)

const struct deadline plan_deadlines[PLAN_DEADLINES] = {
    { .name = "price", .label = N_("The locked price ends: tell the customer before it does"), .states = FROM(PLAN_ACTIVE), .due = plan_price_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = DAYS(14), .then = CAN_MEND_VISITS },
    { .name = "price_answer", .label = N_("No answer to the new price: ask her, or end the plan with notice; the old one holds until her yes"), .states = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED), .due = plan_price_answer_due_hook, .who = CAN_EDIT_VISITS,
      .person = plan_price_owner, .escalate_after = DAYS(7), .then = CAN_MEND_VISITS, .step = "price_yes" },
    { .name = "price_no", .label = N_("She does not agree to the new price: let the old one hold, or end the plan with notice"), .states = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED), .due = plan_price_no_due_hook, .who = CAN_EDIT_VISITS,
      .person = plan_price_owner, .escalate_after = DAYS(7), .then = CAN_MEND_VISITS, .step = "price_stays" },
    { .name = "over", .label = N_("The plan is over: give the customer's key back and end it"), .states = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED), .due = over_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = DAYS(3), .then = CAN_MEND_VISITS },
};

#define RUNNING (FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED))
const struct step plan_steps[PLAN_STEPS] = {
    STEP(start, .label = N_("Start the plan"), .tone = "primary", .from = FROM(PLAN_DRAFT), .to = PLAN_ACTIVE, .by = CAN_EDIT_VISITS, INPUTS(plan_start, start_fields), .run = start_rule, .preview = true),
    STEP(change, .label = N_("Change"), .from = FROM(PLAN_DRAFT) | RUNNING, .by = CAN_EDIT_VISITS, INPUTS(plan_change, change_fields), .run = plan_change_rule, .preview = true),
    STEP(pause, .label = N_("Pause"), .from = RUNNING, .by = CAN_EDIT_VISITS, INPUTS(plan_pause, pause_fields), .run = pause_plan_rule, .preview = true),
    STEP(resume, .label = N_("Go on"), .from = RUNNING, .to = PLAN_ACTIVE, .by = CAN_EDIT_VISITS, .run = resume_rule, .guard = has_pause_guard, .preview = true),
    STEP(keep_holidays, .label = N_("Holidays are kept"), .from = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED), INPUTS(plan_keep, keep_fields), .run = keep_holidays_rule, .hidden = true),
    STEP(pause_begins, .label = N_("The pause begins"), .from = FROM(PLAN_ACTIVE), .run = pause_begins_rule, .hidden = true),
    STEP(new_price, .label = N_("The customer was told of a new price"), .from = RUNNING, .by = CAN_EDIT_VISITS, .guard = plan_price_told_guard, INPUTS(new_price, price_fields), .run = plan_new_price_rule),
    STEP(price_yes, .label = N_("She agrees to the new price"), .from = RUNNING, .by = CAN_EDIT_VISITS, INPUTS(price_word, word_fields), .run = plan_price_yes_rule, .guard = plan_price_open_guard),
    STEP(price_no, .label = N_("She does not agree to the new price"), .from = RUNNING, .by = CAN_EDIT_VISITS, INPUTS(price_word, word_fields), .run = plan_price_no_rule, .guard = plan_price_open_guard),
    STEP(price_stays, .label = N_("The old price holds another year"), .from = RUNNING, .by = CAN_EDIT_VISITS, .run = plan_price_stays_rule, .guard = plan_price_open_guard, .confirm = N_("She is not asked any more, and the price cannot rise for twelve months. Continue?")),
    STEP(price_begins, .label = N_("The new price begins"), .from = RUNNING, .run = plan_price_begins_rule, .hidden = true),
    STEP(return_key, .label = N_("Key given back"), .from = RUNNING, .by = CAN_EDIT_VISITS, .run = return_key_rule, .reason = true),
    STEP(over, .label = N_("Its last day is over"), .from = RUNNING, .to = PLAN_ENDED, .run = over_rule, .guard = key_returned_guard, .hidden = true),
    STEP(stop, .label = N_("End"), .tone = "danger", .from = RUNNING | FROM(PLAN_DRAFT), .to = PLAN_ENDED, .by = CAN_EDIT_VISITS, .run = stop_rule, .guard = key_returned_guard, .reason = true, .preview = true),
};

/* ---- the ticker ---- */

/* Plans whose pause began or is over. */
static bool turn_pauses(struct work *w, int32_t today)
{
    struct found plans = LOAD_WHERE(w, service_plan, "(state = 2 and paused_from <= $1 and (paused_to is null or paused_to >= $1)) or (state = 3 and paused_to < $1) order by id limit 50", BIND(num(today)));
    for (int i = 0; i < plans.count; i++)
        if (!step_run(w, &service_plan_type, plans.at[i], FOUND(struct service_plan, plans, i)->state == PLAN_ACTIVE ? "pause_begins" : "resume", NULL)) return false;
    return !failed(w);
}

/* Those with a key wait for it. */
static bool end_plans(struct work *w, int32_t today)
{
    struct found plans = LOAD_WHERE(w, service_plan, "state in (2, 3) and last < $1 and key_held = 0 and not exists (select 1 from key_custody k where k.household = service_plan.household and k.state in (1, 2)) order by id limit 50", BIND(num(today)));
    for (int i = 0; i < plans.count; i++)
        if (!step_run(w, &service_plan_type, plans.at[i], "over", NULL)) return false;
    return !failed(w);
}

bool plan_roll(struct work *w)
{
    enum { AT_ONCE = 20 };
    int32_t today = day_of(w->now).number;
    if (!turn_pauses(w, today) || !end_plans(w, today) || !plan_prices_begin(w)) return false;
    struct found plans = LOAD_WHERE(w, service_plan, "state in (2, 3) and made_until < $1 order by id limit $2", BIND(num(today + PLAN_DAYS_AHEAD), num(AT_ONCE)));
    for (int i = 0; i < plans.count; i++)
        if (!plan_fill(w, plans.at[i]) || !SAVE(w, service_plan, plans.at[i])) return false;
    return !failed(w);
}

/* ---- who comes ---- */

bool plan_continuity(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    struct service_plan *p = v && v->plan.id ? record_peek(w, &service_plan_type, v->plan.id) : NULL;
    if (!p) return !failed(w);
    int64_t since = w->now.ms - DAYS(90), most = db_one(w, SQL("select count(*) from visit where plan = $1 and state in (8, 9, 10) and start > $2 group by worker order by count(*) desc limit 1"), BIND(num(p->record.id), num(since)), 0);
    int64_t all = db_one(w, SQL("select count(*) from visit where plan = $1 and state in (8, 9, 10) and start > $2"), BIND(num(p->record.id), num(since)), 0);
    int64_t percent = all ? most * 100 / all : -1;
    if (failed(w) || percent == p->continuity) return !failed(w);
    p->continuity = percent;
    return SAVE(w, service_plan, p);
}
