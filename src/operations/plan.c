/* plan.c — see plan.h. */
#include <string.h>
#include "base/calendar.h"
#include "operations/plan_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { PLAN_DRAFT, "draft", N_("Draft"), "mute" }, { PLAN_ACTIVE, "active", N_("Running"), "ok", .also = "进行中|有效" }, { PLAN_PAUSED, "paused", N_("Paused"), "warn", .also = "暂停" },
    { PLAN_ENDED, "ended", N_("Ended"), "mute", .final = true, .also = "已结束" }, { 0 },
};
const struct choice plan_holidays[] = { { HOLIDAY_SKIP, "skip", N_("Skip"), .also = "跳过|不上门" }, { HOLIDAY_SHIFT, "shift", N_("The next working day"), .also = "顺延" },
                                          { HOLIDAY_KEEP, "keep", N_("Keep, with the surcharge"), .also = "照常" }, { 0 } };
extern const struct choice plan_holidays[];

static const struct choice price_answers[] = {
    { PRICE_ASKED, "asked", N_("Not answered yet"), "warn" }, { PRICE_AGREED, "agreed", N_("Agreed"), "ok" }, { PRICE_DECLINED, "declined", N_("Does not agree"), "bad" }, { 0 },
};

static const struct field phase_fields[] = {
    FIELD(plan_phase, last, .label = N_("Until")), FIELD(plan_phase, weekdays, .label = N_("Days of the week"), .choices = weekday_choices), FIELD(plan_phase, every_weeks, .label = N_("Every … weeks")),
    FIELD(plan_phase, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY), FIELD(plan_phase, length, .label = N_("Length"), .unit = N_("minutes")), FIELD(plan_phase, worker, .label = N_("Worker"), .to = &worker_type),
    FIELD(plan_phase, backup, .label = N_("Backup"), .to = &worker_type), FIELD(plan_phase, holiday, .label = N_("On holidays"), .choices = plan_holidays),
};
const struct row_type plan_phase_row = ROW_TYPE(plan_phase, phase_fields);

static const struct field fields[] = {
    FIELD(service_plan, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(service_plan, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, household, .label = N_("Home"), .to = &household_type, .required = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(service_plan, weekdays, .label = N_("Days of the week"), .choices = weekday_choices, .required = true, .list = true, .also = "星期|周几|服务日", .set_by = SET_ON_CREATE),
    FIELD(service_plan, every_weeks, .label = N_("Every … weeks"), .min = 1, .max = 8, .set_by = SET_ON_CREATE),
    FIELD(service_plan, at, .label = N_("At"), .format = FORMAT_TIME_OF_DAY, .required = true, .min = 0, .max = 1439, .list = true, .also = "时间|上门时间", .set_by = SET_ON_CREATE),
    FIELD(service_plan, length, .label = N_("Length"), .unit = N_("minutes"), .required = true, .min = 15, .max = 1440, .also = "时长", .set_by = SET_ON_CREATE),
    FIELD(service_plan, first, .label = N_("First day"), .required = true, .list = true, .also = "开始日期", .set_by = SET_ON_CREATE),
    FIELD(service_plan, last, .label = N_("Last day"), .also = "结束日期", .set_by = SET_ON_CREATE),
    FIELD(service_plan, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .also = "固定阿姨|阿姨", .set_by = SET_ON_CREATE),
    FIELD(service_plan, backup, .label = N_("Backup"), .to = &worker_type, .also = "备选阿姨", .set_by = SET_ON_CREATE),
    FIELD(service_plan, holiday, .label = N_("On holidays"), .choices = plan_holidays, .set_by = SET_ON_CREATE),
    FIELD(service_plan, earlier, .label = N_("Before the change"), .row = &plan_phase_row, .set_by = ENGINE_ONLY),
    FIELD(service_plan, price_rule, .label = N_("Price list"), .to = &price_rule_type, .set_by = ENGINE_ONLY),
    FIELD(service_plan, price_until, .label = N_("Price holds until"), .list = true),
    FIELD(service_plan, price, .label = N_("Price per visit"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(service_plan, worker_pay, .label = N_("Worker gets"), .set_by = ENGINE_ONLY),
    FIELD(service_plan, paused_from, .label = N_("Paused from"), .set_by = STEPS_ONLY), FIELD(service_plan, paused_to, .label = N_("Paused to"), .set_by = STEPS_ONLY),
    FIELD(service_plan, kept_from, .label = N_("Holidays kept from"), .set_by = STEPS_ONLY, .help = N_("The customer wants the visits of these days at the festival price, though the plan skips holidays")), FIELD(service_plan, kept_to, .label = N_("Holidays kept to"), .set_by = STEPS_ONLY),
    FIELD(service_plan, made_until, .label = N_("Visits made until"), .set_by = ENGINE_ONLY, .routine = true),
    FIELD(service_plan, terms_version, .label = N_("Accepted terms"), .max = 30, .also = "条款版本"),
    FIELD(service_plan, contract_number, .label = N_("Contract number"), .max = 40, .search = true, .also = "合同编号|合同号"),
    FIELD(service_plan, signed_on, .label = N_("Contract signed on"), .also = "签约日期|签订日期"),
    FIELD(service_plan, new_price_from, .label = N_("New price from"), .set_by = STEPS_ONLY), FIELD(service_plan, new_price, .label = N_("New price per visit"), .set_by = STEPS_ONLY), FIELD(service_plan, told_price_at, .label = N_("Told of the new price at"), .set_by = STEPS_ONLY),
    FIELD(service_plan, price_owner, .label = N_("Told of it by"), .to = &person_type, .set_by = STEPS_ONLY), FIELD(service_plan, price_says, .label = N_("Her answer to the new price"), .choices = price_answers, .filter = true, .list = true, .set_by = STEPS_ONLY),
    FIELD(service_plan, price_said_on, .label = N_("Answered on"), .set_by = STEPS_ONLY), FIELD(service_plan, price_said_how, .label = N_("Answered how"), .choices = agreed_hows, .set_by = STEPS_ONLY),
    FIELD(service_plan, price_said_by, .personal = true, .label = N_("Who said so"), .max = 60, .set_by = STEPS_ONLY), FIELD(service_plan, price_said_at, .label = N_("Answered at"), .set_by = STEPS_ONLY),
    FIELD(service_plan, continuity, .label = N_("Same worker"), .unit = N_("%"), .set_by = STEPS_ONLY, .list = true, .filter = false, .not_yet = true, .help = N_("Of the last 90 days' visits, by the one who did most; 80 is the aim")),
    FIELD(service_plan, key_held, .label = N_("We hold a key"), .also = "钥匙|托管钥匙"),
    FIELD(service_plan, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

static int32_t week_of(day d) { return (d.number + 3 - (weekday(d) - 1)) / 7; }       /* weeks begin on Monday; day 0 was a Thursday */

bool plan_paused(const struct service_plan *p, day d)
{
    return p->paused_from.given && d.number >= p->paused_from.number && (!p->paused_to.given || d.number <= p->paused_to.number);
}

bool plan_kept(const struct service_plan *p, day d) { return p->kept_from.given && p->kept_to.given && d.number >= p->kept_from.number && d.number <= p->kept_to.number; }

/* ---- what holds on a day ---- */

static const struct plan_phase *phase_on(const struct service_plan *p, day d)
{
    for (size_t i = 0; i < p->earlier.count; i++)
        if (d.number <= ROW(struct plan_phase, p->earlier, i)->last.number) return ROW(struct plan_phase, p->earlier, i);
    return NULL;
}

rows_of plan_phases_from(const struct service_plan *p, day from)
{
    size_t over = 0;
    while (over < p->earlier.count && ROW(struct plan_phase, p->earlier, over)->last.number < from.number) over++;
    return over == p->earlier.count ? (rows_of){ 0 } : (rows_of){ ROW(struct plan_phase, p->earlier, over), p->earlier.count - over };
}

struct service_plan plan_as_of(const struct service_plan *p, day on)
{
    struct service_plan then = *p;
    const struct plan_phase *f = phase_on(p, on);
    then.earlier = (rows_of){ 0 };
    if (!f) return then;
    then.weekdays = f->weekdays;
    then.every_weeks = f->every_weeks;
    then.at = f->at;
    then.length = f->length;
    then.worker = f->worker;
    then.backup = f->backup;
    then.holiday = f->holiday;
    return then;
}

static bool in_pattern(const struct service_plan *p, day d)
{
    int64_t every = p->every_weeks > 1 ? p->every_weeks : 1;
    return (p->weekdays.bits & SET_BIT(weekday(d))) && !((week_of(d) - week_of(p->first)) % every);
}

/* The first day on which the plan is what it is on `d`; INT32_MIN: it always was. */
static int32_t changed_on(const struct service_plan *p, day d)
{
    int32_t since = INT32_MIN;
    for (size_t i = 0; i < p->earlier.count; i++) {
        int32_t last = ROW(struct plan_phase, p->earlier, i)->last.number;
        if (last < d.number) since = last + 1;
    }
    return since;
}

/* In the week of a change, the first days of the new pattern are taken by visits of the old one that had no day of their own in it. */
static bool asks_for(const struct service_plan *p, day d)
{
    struct service_plan now = plan_as_of(p, d);
    int32_t since = changed_on(p, d), monday = d.number - (weekday(d) - 1);
    int old = 0, before = 0, rank = 0;
    if (!in_pattern(&now, d)) return false;
    for (day k = { monday }; since > monday && k.number < d.number; k.number++) {
        struct service_plan then = plan_as_of(p, k);
        bool asked = in_pattern(&now, k);
        if (k.number >= since) { rank += asked; continue; }
        old += k.number >= p->first.number && in_pattern(&then, k);
        before += asked;
    }
    return rank >= old - before;
}

bool plan_rule_asked(const struct listed_days *listed, day d)
{
    enum day_kind kind = day_kind_listed(listed, d);
    return kind == DAY_STATUTORY || kind == DAY_CLOSED;
}

bool plan_shift(const struct listed_days *listed, day *d)
{
    for (int i = 0; i < FARTHEST_SHIFT; i++) {
        if (day_kind_listed(listed, *d) == DAY_WORK) return true;
        d->number++;
    }
    return false;
}

/* The holiday rule: KEEP stays, SKIP drops but on days she wants kept, SHIFT goes to the next working day. */
static bool settle_day(const struct service_plan *p, const struct listed_days *listed, day *d)
{
    enum holiday_rule rule = plan_as_of(p, *d).holiday;
    if (!plan_rule_asked(listed, *d) || rule == HOLIDAY_KEEP || (rule == HOLIDAY_SKIP && plan_kept(p, *d))) return true;
    return rule == HOLIDAY_SHIFT && plan_shift(listed, d);
}

struct listed_days plan_listed(struct work *w, day from, day to)
{
    return days_listed(w, (day){ from.number - FARTHEST_SHIFT }, (day){ to.number + FARTHEST_SHIFT });
}

/* Into its place; a shifted day may be one the plan asks for anyway: one visit, not two. */
static int keep_day(day *days, int n, day d)
{
    int at = n;
    while (at && days[at - 1].number > d.number) at--;
    if (at && days[at - 1].number == d.number) return n;
    memmove(&days[at + 1], &days[at], sizeof *days * (size_t)(n - at));
    days[at] = d;
    return n + 1;
}

/* From so far back that a visit shifted into these days is among them. */
int plan_days(const struct service_plan *p, const struct listed_days *listed, day from, day to, day *days, int room)
{
    int n = 0;
    for (day d = { from.number - FARTHEST_SHIFT }; d.number <= to.number && n < room; d.number++) {
        if (d.number < p->first.number || (p->last.given && d.number > p->last.number) || !asks_for(p, d)) continue;
        day real = d;
        if (settle_day(p, listed, &real) && real.number >= from.number && !plan_paused(p, real)) n = keep_day(days, n, real);
    }
    return n;
}

/* Its price is that of its first day; a plan older than our price list, brought along at go-live, gets today's. */
static day price_day(struct work *w, const struct service_plan *p)
{
    bool known = p->price_rule.id || p->first.number >= day_of(w->now).number || price_on(w, p->line.id, p->record.branch.id, p->first);
    return known ? p->first : day_of(w->now);
}

/* A slip of the year is said before it makes visits. A plan that runs already is brought along with its first day, and not older than a shop is. */
static bool days_make_sense(struct work *w, const struct service_plan *p, const struct service_plan *before)
{
    enum { OLDEST = 20 * 366, FARTHEST_LAST = 10 * 366 };
    int32_t today = day_of(w->now).number;
    if (p->last.given && p->last.number < p->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (!before && p->first.number > today && !day_within_horizon(w, "first", p->first, 0)) return false;
    if (!before && p->first.number < today - OLDEST) return wrong(w, "first", N_("{1} is more than 20 years ago: is the year right?"), day_text(w->arena, p->first));
    if (!before && p->last.given && p->last.number < today) return wrong(w, "last", N_("The last day lies in the past"));
    if (p->last.given && p->last.number > today + FARTHEST_LAST && (!before || before->last.number != p->last.number)) return wrong(w, "last", N_("{1} is more than 10 years ahead: leave the last day empty if there is none"), day_text(w->arena, (day){ p->last.number }));
    return true;
}

/* Whoever is named anew works here; whoever was named and left stays until the plan is handed over. */
static bool works_here(struct work *w, text field, ref named, ref before)
{
    const struct worker *n = named.id && named.id != before.id ? record_peek(w, &worker_type, named.id) : NULL;
    if (!n || n->state < WORKER_LEFT) return !failed(w);
    return wrong(w, field, N_("{1} is not with us any more: choose somebody who works here"), n->name);
}

static bool check(struct work *w, struct service_plan *p, const struct service_plan *before)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    if (!h || !p->first.number || !p->weekdays.bits || !p->length.count) return !failed(w);
    if (h->customer.id != p->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (!before && !household_is_used(w, h->record.id, "household")) return false;
    if (!days_make_sense(w, p, before)) return false;
    if (p->worker.id && p->worker.id == p->backup.id) return wrong(w, "backup", N_("The backup must be somebody else"));
    if (!works_here(w, "worker", p->worker, before ? before->worker : (ref){ 0 }) || !works_here(w, "backup", p->backup, before ? before->backup : (ref){ 0 })) return false;
    p->record.branch = h->record.branch;
    const struct customer *whose = !before ? record_peek(w, &customer_type, p->customer.id) : NULL;
    if (whose && whose->person.id && !blacklist_lets(w, whose->person.id, p->record.branch.id, p->line.id, "customer")) return false;
    if (!p->every_weeks) p->every_weeks = 1;
    if (!p->continuity) p->continuity = -1;         /* who did most did some: nothing was done yet */
    if (!p->holiday) p->holiday = HOLIDAY_SKIP;
    if (!p->price_until.number) p->price_until = day_plus_months(p->first, 12);
    if (before && before->state != PLAN_DRAFT && before->length.count == p->length.count) return !failed(w);      /* the price rule stays locked */
    struct quote q;
    if (!plan_quote(w, p, h, day_at(price_day(w, p), p->at.count), &q)) return false;
    p->price_rule.id = q.rule;
    p->price = q.price;
    p->worker_pay = q.worker_pay;
    return !failed(w);
}
CHECKER(service_plan, check)

static text title(struct work *w, const struct service_plan *p) { return print(w, "%s %02d:%02d", p->record.number, p->at.count / 60, p->at.count % 60); }
TITLE(service_plan, title)

static const struct retention kept[] = {
    { .name = "remark", .label = N_("Ended plans: the remark, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "state = 4 and changed_at < $1 and remark <> ''", .members = "remark" },
    { .name = "price_said_by", .label = N_("Ended plans: who agreed to a new price, from the end"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .days = 1095, .due = "state = 4 and changed_at < $1 and price_said_by <> ''", .members = "price_said_by" },
};

const struct record_type service_plan_type = RECORD_TYPE(service_plan, .label = N_("Recurring plan"), .module = "operations", FIELDS(fields), .steps = plan_steps, .step_count = PLAN_STEPS,
    .deadlines = plan_deadlines, .deadline_count = PLAN_DEADLINES, .first_state = PLAN_DRAFT, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook,
    .title = title_hook, .prefix = "ZQ", .history = true, .import_states = FROM(PLAN_ACTIVE) | FROM(PLAN_DRAFT));
