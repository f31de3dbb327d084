/* plan.c — see plan.h. */
#include "base/calendar.h"
#include "operations/plan_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { PLAN_DRAFT, "draft", N_("Draft"), "mute" }, { PLAN_ACTIVE, "active", N_("Running"), "ok", .also = "进行中|有效" }, { PLAN_PAUSED, "paused", N_("Paused"), "warn", .also = "暂停" },
    { PLAN_ENDED, "ended", N_("Ended"), "mute", .final = true, .also = "已结束" }, { 0 },
};
const struct choice plan_holidays[] = { { HOLIDAY_SKIP, "skip", N_("Skip"), .also = "跳过|不上门" }, { HOLIDAY_SHIFT, "shift", N_("The next working day"), .also = "顺延" },
                                          { HOLIDAY_KEEP, "keep", N_("Keep, with the surcharge"), .also = "照常" }, { 0 } };
extern const struct choice weekday_choices[], plan_holidays[];

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
    FIELD(service_plan, price_rule, .label = N_("Price list"), .to = &price_rule_type, .set_by = ENGINE_ONLY),
    FIELD(service_plan, price_until, .label = N_("Price holds until"), .list = true),
    FIELD(service_plan, price, .label = N_("Price per visit"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(service_plan, worker_pay, .label = N_("Worker gets"), .set_by = ENGINE_ONLY),
    FIELD(service_plan, paused_from, .label = N_("Paused from"), .set_by = STEPS_ONLY), FIELD(service_plan, paused_to, .label = N_("Paused to"), .set_by = STEPS_ONLY),
    FIELD(service_plan, made_until, .label = N_("Visits made until"), .set_by = ENGINE_ONLY),
    FIELD(service_plan, terms_version, .label = N_("Accepted terms"), .max = 30, .also = "条款版本"),
    FIELD(service_plan, contract_number, .label = N_("Contract number"), .max = 40, .search = true, .also = "合同编号|合同号"),
    FIELD(service_plan, signed_on, .label = N_("Contract signed on"), .also = "签约日期|签订日期"),
    FIELD(service_plan, new_price_from, .label = N_("New price from"), .set_by = STEPS_ONLY), FIELD(service_plan, told_price_at, .label = N_("Told of the new price at"), .set_by = STEPS_ONLY),
    FIELD(service_plan, continuity, .label = N_("Same worker"), .unit = N_("%"), .set_by = STEPS_ONLY, .list = true, .filter = false, .help = N_("Of the last 90 days' visits, by the one who did most; 80 is the aim")),
    FIELD(service_plan, key_held, .label = N_("We hold a key"), .also = "钥匙|托管钥匙"),
    FIELD(service_plan, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

static int32_t week_of(day d) { return (d.number + 3 - (weekday(d) - 1)) / 7; }       /* weeks begin on Monday; day 0 was a Thursday */

bool plan_paused(const struct service_plan *p, day d)
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

/* A shifted day may be one the plan asks for anyway: one visit, not two. */
int plan_days(const struct service_plan *p, day from, day to, day *days, int room)
{
    int n = 0;
    int64_t every = p->every_weeks > 1 ? p->every_weeks : 1;
    for (day d = from; d.number <= to.number && n < room; d.number++) {
        if (d.number < p->first.number || (p->last.given && d.number > p->last.number)) continue;
        if (!(p->weekdays.bits & SET_BIT(weekday(d))) || (week_of(d) - week_of(p->first)) % every) continue;
        day real = d;
        if (!settle_day(p, &real) || plan_paused(p, real) || (n && days[n - 1].number == real.number)) continue;
        days[n++] = real;
    }
    return n;
}

/* Its price is that of its first day; a plan older than our price list, brought along at go-live, gets today's. */
static day price_day(struct work *w, const struct service_plan *p)
{
    bool known = p->price_rule.id || p->first.number >= day_of(w->now).number || price_on(w, p->line.id, p->record.branch.id, p->first);
    return known ? p->first : day_of(w->now);
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
};

const struct record_type service_plan_type = RECORD_TYPE(service_plan, .label = N_("Recurring plan"), .module = "operations", FIELDS(fields), .steps = plan_steps, .step_count = PLAN_STEPS,
    .deadlines = plan_deadlines, .deadline_count = PLAN_DEADLINES, .first_state = PLAN_DRAFT, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer",
    .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook,
    .title = title_hook, .prefix = "P", .history = true, .import_states = FROM(PLAN_ACTIVE) | FROM(PLAN_DRAFT));
