/* plan.c — see plan.h. */
#include "base/calendar.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static const struct choice states[] = {
    { PLAN_DRAFT, "draft", N_("Draft"), "mute" }, { PLAN_ACTIVE, "active", N_("Running"), "ok", .also = "进行中|有效" }, { PLAN_PAUSED, "paused", N_("Paused"), "warn", .also = "暂停" },
    { PLAN_ENDED, "ended", N_("Ended"), "mute", .final = true, .also = "已结束" }, { 0 },
};
static const struct choice holidays[] = { { HOLIDAY_SKIP, "skip", N_("Skip"), .also = "跳过|不上门" }, { HOLIDAY_SHIFT, "shift", N_("The next working day"), .also = "顺延" },
                                          { HOLIDAY_KEEP, "keep", N_("Keep, with the surcharge"), .also = "照常" }, { 0 } };
extern const struct choice weekday_choices[];

static const struct field fields[] = {
    FIELD(service_plan, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(service_plan, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, household, .label = N_("Home"), .to = &household_type, .required = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, weekdays, .label = N_("Days of the week"), .choices = weekday_choices, .required = true, .list = true, .also = "星期|周几|服务日"),
    FIELD(service_plan, every_weeks, .label = N_("Every … weeks"), .min = 1, .max = 8),
    FIELD(service_plan, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY, .required = true, .min = 0, .max = 1439, .list = true, .also = "时间|上门时间"),
    FIELD(service_plan, length, .label = N_("Length"), .unit = N_("minutes"), .required = true, .min = 15, .max = 1440, .also = "时长"),
    FIELD(service_plan, first, .label = N_("First day"), .required = true, .list = true, .also = "开始日期"),
    FIELD(service_plan, last, .label = N_("Last day"), .also = "结束日期"),
    FIELD(service_plan, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .also = "固定阿姨|阿姨"),
    FIELD(service_plan, backup, .label = N_("Backup"), .to = &worker_type, .also = "备选阿姨"),
    FIELD(service_plan, holiday, .label = N_("On holidays"), .choices = holidays),
    FIELD(service_plan, price_rule, .label = N_("Price list"), .to = &price_rule_type, .set_by = ENGINE_ONLY),
    FIELD(service_plan, price_until, .label = N_("Price holds until"), .list = true),
    FIELD(service_plan, price, .label = N_("Price per visit"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(service_plan, worker_pay, .label = N_("Worker gets"), .set_by = ENGINE_ONLY),
    FIELD(service_plan, paused_from, .label = N_("Paused from"), .set_by = STEPS_ONLY), FIELD(service_plan, paused_to, .label = N_("Paused to"), .set_by = STEPS_ONLY),
    FIELD(service_plan, made_until, .label = N_("Visits made until"), .set_by = ENGINE_ONLY),
    FIELD(service_plan, key_held, .label = N_("We hold a key"), .also = "钥匙|托管钥匙"),
    FIELD(service_plan, remark, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

static int32_t week_of(day d) { return (d.number + 3 - (weekday(d) - 1)) / 7; }       /* weeks begin on Monday; day 0 was a Thursday */

static bool paused(const struct service_plan *p, day d)
{
    return p->paused_from.given && d.number >= p->paused_from.number && (!p->paused_to.given || d.number <= p->paused_to.number);
}

/* The holiday rule: KEEP stays, SKIP drops, SHIFT goes to the next day that is no holiday. */
static bool settle_day(const struct service_plan *p, day *d)
{
    if (!is_statutory_holiday(*d) || p->holiday == HOLIDAY_KEEP) return true;
    if (p->holiday != HOLIDAY_SHIFT) return false;
    while (is_statutory_holiday(*d)) d->number++;
    return true;
}

int plan_days(const struct service_plan *p, day from, day to, day *days, int room)
{
    int n = 0;
    int64_t every = p->every_weeks > 1 ? p->every_weeks : 1;
    for (day d = from; d.number <= to.number && n < room; d.number++) {
        if (d.number < p->first.number || (p->last.given && d.number > p->last.number)) continue;
        if (!(p->weekdays.bits & SET_BIT(weekday(d))) || (week_of(d) - week_of(p->first)) % every) continue;
        day real = d;
        if (!settle_day(p, &real) || paused(p, real) || (n && days[n - 1].number == real.number)) continue;
        days[n++] = real;
    }
    return n;
}

static int64_t quantity(struct work *w, const struct service_plan *p, const struct household *h)
{
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    if (line && line->unit == UNIT_SQUARE_METRE) return h->square_metres * 100;
    return line && line->unit == UNIT_VISIT ? 100 : (int64_t)p->length.count * 100 / 60;
}

static bool quote_for(struct work *w, const struct service_plan *p, const struct household *h, instant start, struct quote *q)
{
    struct quote_request r = { .line = p->line.id, .branch = p->record.branch.id, .start = start, .quantity = quantity(w, p, h), .pet = h->pets,
        .no_lift = !h->lift && h->rooms, .rule = p->price_rule.id };
    return quote(w, &r, q);
}

static bool check(struct work *w, struct service_plan *p, const struct service_plan *before)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    if (!h || !p->first.number || !p->weekdays.bits || !p->length.count) return !failed(w);
    if (h->customer.id != p->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (p->last.given && p->last.number < p->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (p->worker.id && p->worker.id == p->backup.id) return wrong(w, "backup", N_("The backup must be somebody else"));
    p->record.branch = h->record.branch;
    if (!p->every_weeks) p->every_weeks = 1;
    if (!p->holiday) p->holiday = HOLIDAY_SKIP;
    if (!p->price_until.number) p->price_until = day_plus_months(p->first, 12);
    if (before && before->state != PLAN_DRAFT) return !failed(w);
    struct quote q;
    if (!quote_for(w, p, h, day_at(p->first, p->at.count), &q)) return false;
    p->price_rule.id = q.rule;
    p->price = q.price;
    p->worker_pay = q.worker_pay;
    return !failed(w);
}
CHECKER(service_plan, check)

struct making { const struct service_plan *plan; const struct household *home; day on; int64_t made; };

static bool make_visit(struct work *w, void *data)
{
    struct making *m = data;
    const struct service_plan *p = m->plan;
    struct quote q;
    instant start = day_at(m->on, p->at.count);
    if (!quote_for(w, p, m->home, start, &q)) return false;
    struct visit v = { .record.branch = p->record.branch, .customer = p->customer, .household = p->household, .line = p->line, .plan = { p->record.id }, .start = start, .length = p->length,
        .price_rule = p->price_rule, .price = q.price, .worker_pay = q.worker_pay, .quote = { quote_json(w, &q) }, .area = "", .tags = "", .offered_how = "",
        .customer_code = "", .rating = "", .remark = p->remark };
    if (!ADD(w, visit, &v)) return false;
    m->made = v.record.id;
    return true;
}

struct giving { int64_t visit, worker; };
static bool give_visit(struct work *w, void *data)
{
    const struct giving *g = data;
    struct visit *v = LOAD(w, visit, g->visit);
    struct assignment in = { .worker = { g->worker }, .how = "plan" };
    return v && step_run(w, &visit_type, v, "assign", &in) && step_run(w, &visit_type, v, "accept", NULL);
}

/* Her regular worker, then the backup; when neither can, the visit stays open and rings in the queue. */
static bool give(struct work *w, const struct service_plan *p, int64_t visit)
{
    const int64_t who[] = { p->worker.id, p->backup.id };
    for (size_t i = 0; i < 2; i++) {
        if (!who[i]) continue;
        if (db_part(w, give_visit, &(struct giving){ visit, who[i] })) return true;
        if (w->failure == FAULT || w->failure == AGAIN) return false;
        work_clear(w);
    }
    return true;
}

bool plan_fill(struct work *w, struct service_plan *p)
{
    day days[PLAN_DAYS_AHEAD + 1], today = day_of(w->now);
    day from = { p->made_until.number >= today.number ? p->made_until.number + 1 : today.number }, to = { today.number + PLAN_DAYS_AHEAD };
    if (p->state != PLAN_ACTIVE || from.number > to.number) return true;
    const struct household *home = record_peek(w, &household_type, p->household.id);
    int n = home ? plan_days(p, from, to, days, PLAN_DAYS_AHEAD + 1) : 0;
    for (int i = 0; i < n; i++) {
        instant start = day_at(days[i], p->at.count);
        if (start.ms < w->now.ms) continue;
        if (db_one(w, SQL("select count(*) from visit where plan = $1 and start = $2"), BIND(num(p->record.id), num(start.ms)), 0)) continue;
        struct making m = { p, home, days[i], 0 };
        if (!make_visit(w, &m) || !give(w, p, m.made)) return false;
    }
    p->made_until = to;
    return !failed(w);
}

bool plan_roll(struct work *w)
{
    enum { AT_ONCE = 20 };
    int32_t to = day_of(w->now).number + PLAN_DAYS_AHEAD;
    struct found plans = LOAD_WHERE(w, service_plan, "state = 2 and made_until < $1 order by id limit $2", BIND(num(to), num(AT_ONCE)));
    for (int i = 0; i < plans.count; i++)
        if (!plan_fill(w, plans.at[i]) || !SAVE(w, service_plan, plans.at[i])) return false;
    return !failed(w);
}

/* ---- steps ---- */

static bool start(struct work *w, struct service_plan *p)
{
    p->state = PLAN_ACTIVE;
    p->paused_from = p->paused_to = (maybe_day){ 0 };
    return plan_fill(w, p);
}
RULE_PLAIN(service_plan, start)

/* Untouched visits of the plan in [from, to] that have not begun; those moved or given by hand stay with whoever changed them. */
static bool drop_visits(struct work *w, const struct service_plan *p, day from, maybe_day to, bool touched_too)
{
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 and state <= 4 and start >= $2 and start < $3 order by id",
        BIND(num(p->record.id), num(day_start(from).ms), num(to.given ? day_start((day){ to.number + 1 }).ms : INT64_MAX)));
    for (int i = 0; i < visits.count; i++)
        if ((touched_too || !FOUND(struct visit, visits, i)->touched) && !step_run(w, &visit_type, visits.at[i], "skip", NULL)) return false;
    return !failed(w);
}

struct pause { day from; maybe_day to; };
static const struct field pause_fields[] = { FIELD(pause, from, .label = N_("From"), .required = true), FIELD(pause, to, .label = N_("To")) };

static bool pause_plan(struct work *w, struct service_plan *p, const struct pause *in)
{
    if (in->from.number < day_of(w->now).number) return refuse(w, "from", N_("A pause cannot begin in the past"));
    if (in->to.given && in->to.number < in->from.number) return refuse(w, "to", N_("The last day lies before the first"));
    p->paused_from = (maybe_day){ in->from.number, true };
    p->paused_to = in->to;
    return drop_visits(w, p, in->from, in->to, false);
}
RULE(service_plan, pause, pause_plan)

struct plan_change { enum plan_reach reach; day from; minutes at, length; ref worker; };
static const struct choice reaches[] = { { REACH_THIS_AND_LATER, "this_and_later", N_("From this day on") }, { REACH_UNTOUCHED, "untouched", N_("All that were not changed by hand") }, { REACH_ALL, "all", N_("All") }, { 0 } };
static const struct field change_fields[] = {
    FIELD(plan_change, reach, .label = N_("Which visits"), .choices = reaches, .required = true), FIELD(plan_change, from, .label = N_("From"), .required = true),
    FIELD(plan_change, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY, .required = true, .min = 0, .max = 1439), FIELD(plan_change, length, .label = N_("Length"), .unit = N_("minutes"), .required = true, .min = 15, .max = 1440),
    FIELD(plan_change, worker, .label = N_("Worker"), .to = &worker_type),
};

/* The visits concerned are taken back and made anew under the changed plan. */
static bool change(struct work *w, struct service_plan *p, const struct plan_change *in)
{
    day today = day_of(w->now), from = in->reach == REACH_THIS_AND_LATER && in->from.number > today.number ? in->from : (day){ today.number + 1 };
    if (!drop_visits(w, p, from, (maybe_day){ 0 }, in->reach != REACH_UNTOUCHED)) return false;
    p->at = in->at;
    p->length = in->length;
    if (in->worker.id) p->worker = in->worker;
    p->made_until.number = from.number - 1;
    return plan_fill(w, p);
}
RULE(service_plan, plan_change, change)

static const struct sentence *key_returned(struct work *w, const struct service_plan *p)
{
    return p->key_held ? because(w, N_("The customer's key must be given back and entered before the plan ends")) : NULL;
}
GUARD(service_plan, key_returned)

static bool return_key(struct work *w, struct service_plan *p) { (void)w; p->key_held = false; return true; }
RULE_PLAIN(service_plan, return_key)

static bool stop(struct work *w, struct service_plan *p)
{
    p->last = (maybe_day){ day_of(w->now).number, true };
    return drop_visits(w, p, (day){ day_of(w->now).number + 1 }, (maybe_day){ 0 }, true);
}
RULE_PLAIN(service_plan, stop)

static instant price_due(struct work *w, const struct service_plan *p) { (void)w; return day_start((day){ p->price_until.number - 30 }); }
DUE(service_plan, price_due)
static const struct deadline deadlines[] = {
    { .name = "price", .label = N_("The locked price ends in 30 days: tell the customer"), .states = FROM(PLAN_ACTIVE), .due = price_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = DAYS(14), .then = CAN_MEND_VISITS },
};
static text title(struct work *w, const struct service_plan *p)
{
    return print(w, "%s · %s", record_title(w, &customer_type, p->customer.id), record_title(w, &service_line_type, p->line.id));
}
TITLE(service_plan, title)

static const struct step steps[] = {
    STEP(start, .label = N_("Start the plan"), .tone = "primary", .from = FROM(PLAN_DRAFT) | FROM(PLAN_PAUSED), .to = PLAN_ACTIVE, .by = CAN_EDIT_VISITS, .run = start_rule),
    STEP(pause, .label = N_("Pause"), .from = FROM(PLAN_ACTIVE), .by = CAN_EDIT_VISITS, INPUTS(pause, pause_fields), .run = pause_plan_rule),
    STEP(change, .label = N_("Change"), .from = FROM(PLAN_ACTIVE), .by = CAN_EDIT_VISITS, INPUTS(plan_change, change_fields), .run = change_rule),
    STEP(return_key, .label = N_("Key given back"), .from = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED), .by = CAN_EDIT_VISITS, .run = return_key_rule, .reason = true),
    STEP(stop, .label = N_("End"), .tone = "danger", .from = FROM(PLAN_ACTIVE) | FROM(PLAN_PAUSED) | FROM(PLAN_DRAFT), .to = PLAN_ENDED, .by = CAN_EDIT_VISITS, .run = stop_rule, .guard = key_returned_guard, .reason = true),
};
const struct record_type service_plan_type = RECORD_TYPE(service_plan, .label = N_("Recurring plan"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = PLAN_DRAFT, .scope = SCOPE_BRANCH, .own = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook, .title = title_hook,
    .prefix = "P", .history = true, .import_states = FROM(PLAN_ACTIVE) | FROM(PLAN_DRAFT));
