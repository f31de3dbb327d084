/* contract_terms.c — what a draft begins with, what no contract may say, and what somebody else has to look at first. */
#include "base/weekdays.h"
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/store.h"

bool contract_is_ours(const struct contract *c) { return c->mode == CONTRACT_EMPLOYEE || c->mode == CONTRACT_PART_TIME || c->mode == CONTRACT_OVER_AGE; }
enum contract_holiday contract_holiday_worked(const struct contract *c)
{
    if (c->holiday == HOLIDAY_RESTS && (c->mode == CONTRACT_EMPLOYEE || c->mode == CONTRACT_PART_TIME)) return HOLIDAY_LAW;
    return c->holiday == HOLIDAY_LAW || c->holiday == HOLIDAY_PLUS_TWO ? c->holiday : HOLIDAY_PLUS_ONE;
}
static bool introduced(const struct contract *c) { return !contract_is_ours(c); }

/* ---- filled in ---- */

static bool blank(text t) { return !t || !*t; }
static bool lives_in(const struct service_line *line) { return line->category == LINE_MATERNITY || line->category == LINE_INFANT || line->category == LINE_NANNY; }
static int64_t set_or(struct work *w, text setting, const struct contract *c) { return setting_number(w, setting, c->record.branch.id, day_of(w->now)); }

static text members_text(struct work *w, const struct household *h)
{
    static const text roles[] = { "", N_("newborn"), N_("infant"), N_("child"), N_("elder"), N_("patient"), N_("mother"), N_("adult") };
    static const text care[] = { "", N_("cares for themselves"), N_("needs help"), N_("cannot care for themselves"), N_("dementia") };
    text all = "";
    for (size_t i = 0; i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        if (m->role < CARE_NEWBORN || m->role > CARE_ADULT) continue;
        text born = m->birth_year ? translate_with(w->arena, "zh", N_(", born {1}"), (const text[]){ print(w, "%lld", (long long)m->birth_year), NULL }) : "";
        text state = m->self_care && m->self_care <= SELF_CARE_DEMENTIA ? print(w, "(%s)", translate("zh", care[m->self_care])) : "";
        all = print(w, "%s%s%s%s%s", all, *all ? "; " : "", translate("zh", roles[m->role]), born, state);
    }
    return all;
}

static void from_service(struct work *w, struct contract *c, const struct service_line *line, const struct household *h)
{
    if (blank(c->scope)) c->scope = line->description;
    if (blank(c->exclusions)) c->exclusions = line->exclusions;
    if (blank(c->cared_for)) c->cared_for = members_text(w, h);
    if (blank(c->cameras)) c->cameras = h->cameras ? h->camera_note : translate("zh", N_("None"));
    if (lives_in(line) && !c->hours_day) c->live_in = true;
    if (!c->live_in) return;
    if (!c->rest_days) c->rest_days = 4;                       /* 暂行办法 art. 20: rest every month; 26 paid days in the trade */
    if (!c->sleep_hours) c->sleep_hours = 8;                   /* DOMAIN.md §5.1 H05 */
    if (!c->meals) c->meals = MEALS_PROVIDED;
}

static bool maternity(struct work *w, const struct contract *c)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    return line && line->category == LINE_MATERNITY;
}

/* Another mode brings another payer and other holidays with it, unless they were changed in the same breath. */
static void mode_changed(struct contract *c, const struct contract *before)
{
    if (c->template.id == before->template.id) c->template.id = 0;
    if (c->payer == before->payer) c->payer = 0;
    if (c->holiday == before->holiday) c->holiday = 0;
    if (!record_differs(type_field(&contract_type, "refunds"), c, before)) c->refunds = (rows_of){ 0 };
}

/* Days she works of a week, by its hours: 20 of four each are five. */
static int64_t days_by_hours(const struct contract *c) { return c->hours_day < 1 ? 0 : (c->hours_week + c->hours_day - 1) / c->hours_day; }

/* The working time names her days: the others are free. What hours already agreed on say otherwise stays open, and is asked for. */
static void week_from_hours(struct contract *c)
{
    uint64_t days;
    if (c->rest_weekdays.bits || !weekdays_worked(c->hours, &days)) return;
    if (c->hours_day && c->hours_week && days_by_hours(c) != days_a_week(days)) return;
    c->rest_weekdays.bits = EVERY_WEEKDAY & ~days;
}

/* Part-time work is paid by its hours (Labour Contract Law, art. 68): a day of it is so much of her own week, and not of five days. */
static void part_time_week(struct contract *c, const struct contract *before)
{
    if (c->mode != CONTRACT_PART_TIME || (before && before->state != CONTRACT_DRAFT)) return;
    week_from_hours(c);
    if (!c->rest_weekdays.bits) return;
    if (!c->hours_week) c->hours_week = c->hours_day * (7 - days_a_week(c->rest_weekdays.bits));
    if (!c->basis || (c->basis == BY_21_75_DAYS && (!before || before->basis == c->basis))) c->basis = BY_WEEK_DAYS;
}

static void from_mode(struct work *w, struct contract *c)
{
    bool law = c->mode == CONTRACT_EMPLOYEE || c->mode == CONTRACT_PART_TIME;
    if (!c->payer) c->payer = c->mode == CONTRACT_AGENCY ? PAYER_CUSTOMER : PAYER_COMPANY;
    if (!c->basis) c->basis = maternity(w, c) ? BY_CONTRACT_DAYS : c->mode == CONTRACT_PART_TIME ? BY_21_75_DAYS : BY_26_DAYS;
    if (!c->holiday) c->holiday = law ? HOLIDAY_LAW : HOLIDAY_PLUS_ONE;        /* §0.1: by law for employees, by custom for others */
    if (!c->deposit_kind) c->deposit_kind = c->deposit.fen ? CONTRACT_RESERVATION : CONTRACT_NO_DEPOSIT;
    c->pay_day = c->mode == CONTRACT_PART_TIME ? 0 : c->pay_day ? c->pay_day : 10;      /* 劳动合同法 72: at least every 15 days, not once a month */
}

static void from_settings(struct work *w, struct contract *c)
{
    if (!c->trial_days && c->mode != CONTRACT_PART_TIME && !maternity(w, c)) c->trial_days = set_or(w, SETTING_TRIAL_DAYS, c);
    c->replacements = c->replacements ? c->replacements : set_or(w, SETTING_REPLACEMENTS, c);
    c->guarantee_months = c->guarantee_months ? c->guarantee_months : set_or(w, SETTING_GUARANTEE, c);
    c->notice_customer = c->notice_customer ? c->notice_customer : set_or(w, SETTING_NOTICE, c);
    c->notice_worker = c->notice_worker ? c->notice_worker : c->mode == CONTRACT_EMPLOYEE ? 30 : set_or(w, SETTING_NOTICE, c);       /* 劳动合同法 37 */
    c->off_platform_months = c->off_platform_months ? c->off_platform_months : set_or(w, SETTING_OFF_PLATFORM, c);
}

/* Demand and contract name deposits by their own words. */
static enum contract_deposit deposit_quoted(enum demand_deposit kind) { return kind == DEMAND_DEPOSIT_EARNEST ? CONTRACT_EARNEST : kind == DEMAND_DEPOSIT_ADVANCE ? CONTRACT_RESERVATION : CONTRACT_NO_DEPOSIT; }

static money said_or(money said, money other) { return said.fen ? said : other; }

/* Earnest money stands on what is owed to us. One sum was quoted and a worker is introduced, whom they pay herself: what was told may be more than our fee
 * bears. Then the draft is written without it instead of not at all, and its drafter says why (contract_differs_from_quotation). */
static bool deposit_borne(const struct contract *c, const struct quotation *q)
{
    if (!introduced(c)) return true;
    if (q->deposit.fen > c->fee.fen) return false;
    return q->deposit_kind != DEMAND_DEPOSIT_EARNEST || q->deposit.fen <= money_times(money_add(c->fee, c->management_fee), 20, 100).fen;
}

/* What the family accepted is what the contract says, where the draft says nothing else. */
static void from_quotation(struct work *w, struct contract *c)
{
    const struct demand *d = c->demand.id ? record_peek(w, &demand_type, c->demand.id) : NULL;
    const struct quotation *q = d ? quotation_of(w, d->record.id, false) : NULL;
    if (d) c->wage = said_or(c->wage, d->wage);
    if (d && !c->rest_days && d->rest_days >= 4) c->rest_days = d->rest_days;
    if (!q) return;
    struct quotation_sums s = quotation_sums_of(q);
    c->quotation.id = q->record.id;
    c->wage = said_or(s.wage, c->wage);
    if (contract_is_ours(c)) c->service_fee = said_or(c->service_fee, s.service);
    else c->fee = said_or(c->fee, s.fee);
    c->management_fee = said_or(c->management_fee, s.management);
    if (!c->deposit_kind && !c->deposit.fen && deposit_borne(c, q)) {
        c->deposit_kind = deposit_quoted(q->deposit_kind);
        c->deposit = q->deposit;
    }
    if (blank(c->scope)) c->scope = q->scope;
    if (blank(c->exclusions)) c->exclusions = q->exclusions;
    c->waiting_day = said_or(c->waiting_day, q->waiting_day);
    c->waiting_after = c->waiting_after ? c->waiting_after : q->waiting_after;
}

/* What the family paid, or agreed to pay, when they asked, is what the contract bears, as far as the law lets it (民法典 586): what goes beyond counts for the
 * first bill all the same. */
static void deposit_from_demand(struct work *w, struct contract *c)
{
    const struct demand *d = c->demand.id && !c->deposit.fen ? record_peek(w, &demand_type, c->demand.id) : NULL;
    money asked = d ? said_or(d->deposit_paid, d->deposit) : (money){ 0 };
    if (!asked.fen || d->deposit_kind <= DEMAND_DEPOSIT_NONE) return;
    c->deposit_kind = deposit_quoted(d->deposit_kind);
    c->deposit = c->deposit_kind == CONTRACT_EARNEST ? money_least(asked, money_times(contract_price(c), 20, 100)) : asked;
    if (introduced(c)) c->deposit = money_least(c->deposit, c->fee);
    if (!c->deposit.fen) c->deposit_kind = CONTRACT_NO_DEPOSIT;
}

/* Where nothing was quoted, what the branch has set. */
static void waiting_from_settings(struct work *w, struct contract *c)
{
    if (!maternity(w, c) || c->quotation.id) return;
    c->waiting_after = c->waiting_after ? c->waiting_after : set_or(w, SETTING_WAITING_AFTER, c);
    if (!c->waiting_day.fen) c->waiting_day.fen = set_or(w, SETTING_WAITING_DAY, c);
}

static bool from_template(struct work *w, struct contract *c)
{
    if (!c->template.id) c->template.id = contract_template_on(w, c->mode, c->record.branch.id, day_of(w->now));
    const struct contract_template *t = c->template.id ? record_peek(w, &contract_template_type, c->template.id) : NULL;
    if (t && t->mode != c->mode) return wrong(w, "template", N_("This template is for another mode"));
    if (t && t->state != TEMPLATE_PUBLISHED) return wrong(w, "template", N_("Only a published template can be used"));
    if (t && !c->refunds.count) c->refunds = t->refunds;
    return !failed(w);
}

/* The first payment, of which the deposit is a part. */
static money first_whole(const struct contract *c) { return introduced(c) || c->fee.fen ? c->fee : c->service_fee; }
static money beside_deposit(const struct contract *c) { return money_most(money_sub(first_whole(c), c->deposit), (money){ 0 }); }

bool contract_complete(struct work *w, struct contract *c, const struct contract *before)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    const struct household *h = record_peek(w, &household_type, c->household.id);
    if (!line || !h || !c->mode) return !failed(w);
    if (before && before->mode != c->mode) mode_changed(c, before);
    if (!before && !c->previous.id) from_quotation(w, c);
    part_time_week(c, before);
    bool no_deposit_said = !c->deposit_kind && !c->deposit.fen;
    from_mode(w, c);
    if (!before && !c->previous.id) {
        waiting_from_settings(w, c);
        from_service(w, c, line, h);
        from_settings(w, c);
        if (no_deposit_said) deposit_from_demand(w, c);
    }
    if (!before && !c->round) c->round = 1;
    if (!before && !c->owner.id) c->owner.id = w->actor->user;
    if (!c->trial_day_rate.fen) c->trial_day_rate = contract_day_rate(c, c->first);
    if (!c->off_platform.fen) c->off_platform = introduced(c) ? c->fee : c->service_fee;
    bool as_reckoned = before && before->first_due.fen == c->first_due.fen && c->first_due.fen == beside_deposit(before).fen;
    if ((!c->first_due.fen || as_reckoned) && c->link != CONTRACT_AMENDS) c->first_due = beside_deposit(c);
    return from_template(w, c);
}

/* ---- arithmetic ---- */

money contract_day_rate(const struct contract *c, day in_month)
{
    int32_t length = c->basis == BY_WEEK_DAYS ? 7 - days_a_week(c->rest_weekdays.bits) : c->basis == BY_CONTRACT_DAYS ? c->last.number - c->first.number + 1 : days_of_month(in_month);
    return prorated(c->wage, 1, c->basis ? c->basis : BY_26_DAYS, length);
}

int64_t contract_rests(const struct contract *c)
{
    if (c->rest_days || c->mode != CONTRACT_PART_TIME || c->hours_day < 1 || c->hours_week < 1) return c->rest_days;
    int64_t at_work = days_by_hours(c), free = at_work < 7 ? 7 - at_work : 0;
    if (c->rest_weekdays.bits) free = days_a_week(c->rest_weekdays.bits);
    return rests_of_week((int)free);
}

struct month_terms contract_month(const struct contract *c)
{
    return (struct month_terms){ .basis = c->basis ? c->basis : BY_26_DAYS, .rests = contract_rests(c), .off = c->rest_weekdays.bits };
}

money contract_price(const struct contract *c)
{
    money a_month = money_add(c->service_fee, c->management_fee);       /* of a term both are for all of it */
    return money_add(term_price(a_month, c->first, c->last, contract_month(c)), c->fee);
}

/* ---- what no contract may say ---- */

static bool hours_right(struct work *w, const struct contract *c)
{
    if (c->mode == CONTRACT_PART_TIME && c->hours_day > 4) wrong(w, "hours_day", N_("A part-time employee works at most 4 hours a day on average (Labour Contract Law, art. 68)"));
    if (c->mode == CONTRACT_PART_TIME && c->hours_week > 24) wrong(w, "hours_week", N_("A part-time employee works at most 24 hours a week (Labour Contract Law, art. 68)"));
    if (c->mode == CONTRACT_PART_TIME && c->live_in) wrong(w, "live_in", N_("Who lives in is no part-time employee"));
    if (c->mode == CONTRACT_PART_TIME && c->trial_days) wrong(w, "trial_days", N_("Part-time employment has no probation (Labour Contract Law, art. 70)"));
    if (c->mode == CONTRACT_PART_TIME && c->rest_weekdays.bits && c->hours_day && c->hours_week && days_by_hours(c) != 7 - days_a_week(c->rest_weekdays.bits))
        wrong(w, "rest_weekdays", N_("{1} hours a week of {2} a day are {3} days at work: name the days she always rests on, all others"), print(w, "%lld", (long long)c->hours_week), print(w, "%lld", (long long)c->hours_day), print(w, "%lld", (long long)days_by_hours(c)));
    if (c->rest_weekdays.bits == EVERY_WEEKDAY) wrong(w, "rest_weekdays", N_("She works on no day of the week then"));
    if (c->live_in && c->rest_days < 4) wrong(w, "rest_days", N_("Who lives in rests at least four days a month"));
    if (c->live_in && c->sleep_hours < 8) wrong(w, "sleep_hours", N_("Who lives in sleeps at least eight hours a day"));
    return !failed(w);
}

static bool deposit_right(struct work *w, const struct contract *c)
{
    money most = money_times(contract_price(c), 20, 100);
    if (c->deposit_kind == CONTRACT_NO_DEPOSIT && c->deposit.fen) return wrong(w, "deposit_kind", N_("Say what the deposit is: earnest money (定金) can be lost, a reservation (订金) goes back"));
    if (c->deposit_kind == CONTRACT_EARNEST && c->deposit.fen > most.fen)
        return wrong(w, "deposit", N_("Earnest money is at most 20 % of the price, here {1} (Civil Code, art. 586); what goes beyond is a prepayment"), money_shown(w->arena, most));
    if (introduced(c) && c->deposit.fen > c->fee.fen) return wrong(w, "deposit", N_("The deposit counts towards our fee of {1} and is no more than it"), money_shown(w->arena, c->fee));
    if (c->fee.fen && c->first_due.fen > beside_deposit(c).fen)
        return wrong(w, "first_due", N_("Beside the deposit, which counts towards the price, {1} are to be paid"), money_shown(w->arena, beside_deposit(c)));
    return !failed(w);
}

static bool ladder_right(struct work *w, const struct contract *c)
{
    for (size_t i = 0; i < c->refunds.count; i++) {
        const struct contract_refund *r = ROW(struct contract_refund, c->refunds, i);
        if (r->day_to && r->day_to < r->day_from) return wrong(w, "refunds", N_("Row {1} of the refund ladder ends before it begins"), print(w, "%zu", i + 1));
        for (size_t k = 0; k < i; k++) {
            const struct contract_refund *o = ROW(struct contract_refund, c->refunds, k);
            bool apart = (r->day_to && r->day_to < o->day_from) || (o->day_to && o->day_to < r->day_from);
            if (o->side == r->side && !apart) return wrong(w, "refunds", N_("Rows {1} and {2} of the refund ladder speak of the same day"), print(w, "%zu", k + 1), print(w, "%zu", i + 1));
        }
    }
    return !failed(w);
}

static bool money_right(struct work *w, const struct contract *c)
{
    if (contract_is_ours(c) && c->payer == PAYER_CUSTOMER) wrong(w, "payer", N_("In this mode she is paid by the company"));
    if (c->mode == CONTRACT_AGENCY && c->payer == PAYER_COMPANY) wrong(w, "payer", N_("In agency mode the customer pays her; choose “wage paid through us” if she does so through the company"));
    if (c->mode == CONTRACT_PAYING_AGENT && c->payer == PAYER_CUSTOMER) wrong(w, "payer", N_("In this mode the company hands on her wage"));
    if (c->holiday_billed && !contract_is_ours(c)) wrong(w, "holiday_billed", N_("The customer pays her in this mode, holidays too; nothing of it is billed by us"));
    if (c->mode == CONTRACT_EMPLOYEE && c->holiday != HOLIDAY_LAW && c->holiday != HOLIDAY_RESTS) wrong(w, "holiday", N_("An employee's work on a holiday is paid 300 % by law (Labour Law, art. 44)"));
    if (introduced(c) && c->off_platform.fen > c->fee.fen && c->fee.fen) wrong(w, "off_platform", N_("For a deal past us at most our fee is owed, {1}"), money_shown(w->arena, c->fee));
    if (c->trial_days && c->trial_days > c->last.number - c->first.number) wrong(w, "trial_days", N_("The trial is longer than the term"));
    return !failed(w);
}

bool contract_terms_right(struct work *w, const struct contract *c)
{
    bool well = hours_right(w, c);
    well &= deposit_right(w, c);
    well &= ladder_right(w, c);
    return money_right(w, c) && well && !failed(w);
}

/* ---- what somebody looks at first ---- */

static const struct sentence *below_floor(struct work *w, const struct contract *c)
{
    int64_t fee = set_or(w, SETTING_FEE_FLOOR, c), margin = set_or(w, SETTING_MARGIN_FLOOR, c), management = set_or(w, SETTING_MANAGEMENT_FLOOR, c);
    if (introduced(c) && c->fee.fen < money_times(c->wage, fee, 100).fen && c->management_fee.fen < money_times(c->wage, management, 100).fen)
        return because(w, N_("Our fee of {1} lies below the floor of {2} ({3} % of a month's wage)"), money_shown(w->arena, c->fee), money_shown(w->arena, money_times(c->wage, fee, 100)), print(w, "%lld", (long long)fee));
    money least = money_times(c->wage, 100, 100 - margin);
    if (!introduced(c) && money_add(c->service_fee, c->management_fee).fen < least.fen)
        return because(w, N_("The service fee of {1} lies below the floor of {2}: at least {3} % of it stay with us"), money_shown(w->arena, c->service_fee), money_shown(w->arena, least), print(w, "%lld", (long long)margin));
    return NULL;
}

static bool ladder_changed(struct work *w, const struct contract *c)
{
    const struct contract_template *t = c->template.id ? record_peek(w, &contract_template_type, c->template.id) : NULL;
    return t && record_differs(type_field(&contract_type, "refunds"), c, &(struct contract){ .refunds = t->refunds });
}

static const struct sentence *differs(struct work *w, text label, money here, money quoted, const struct quotation *q)
{
    if (here.fen == quoted.fen) return NULL;
    return because(w, N_("{1} is {2}, in the accepted quotation {3} it is {4}: say why"), translate(w->language, label), money_shown(w->arena, here), q->record.number, money_shown(w->arena, quoted));
}

/* None was quoted, but the family had paid one when they asked. */
static bool deposit_of_demand(struct work *w, const struct contract *c)
{
    const struct demand *d = c->demand.id ? record_peek(w, &demand_type, c->demand.id) : NULL;
    return d && d->deposit_paid.fen && c->deposit.fen <= d->deposit_paid.fen && c->deposit_kind == deposit_quoted(d->deposit_kind);
}

/* Days on top of a term, at what a day of it was: the quotation was for the term, and has been kept. */
static bool days_on_top(struct work *w, const struct contract *c)
{
    const struct contract *before = c->link == CONTRACT_RENEWS && c->basis == BY_CONTRACT_DAYS ? record_peek(w, &contract_type, c->previous.id) : NULL;
    if (!before || before->basis != BY_CONTRACT_DAYS) return false;
    int64_t term = days_count((struct days){ before->first, before->last }), days = days_count((struct days){ c->first, c->last });
    return c->service_fee.fen == money_times(before->service_fee, days, term).fen && c->wage.fen == money_times(before->wage, days, term).fen;
}

/* 暂行办法 art. 10, 12: no price is raised between what was told and what is signed without a word. */
const struct sentence *contract_differs_from_quotation(struct work *w, const struct contract *c)
{
    const struct quotation *q = c->quotation.id ? record_peek(w, &quotation_type, c->quotation.id) : NULL;
    if (!q || days_on_top(w, c)) return NULL;
    struct quotation_sums s = quotation_sums_of(q);
    const struct sentence *why = contract_is_ours(c) ? differs(w, N_("Service fee"), c->service_fee, s.service, q) : differs(w, N_("Our fee"), c->fee, s.fee, q);
    if (!why) why = differs(w, N_("Management fee"), c->management_fee, s.management, q);
    if (!why && (q->deposit.fen || !deposit_of_demand(w, c))) why = differs(w, N_("Customer's deposit"), c->deposit, q->deposit, q);
    return why || !s.wage.fen ? why : differs(w, N_("Wage"), c->wage, s.wage, q);
}

const struct sentence *contract_needs_review(struct work *w, const struct contract *c)
{
    if (c->reviewed_by.id || c->reviewed_at.ms) return NULL;
    const struct sentence *floor = below_floor(w, c);
    if (floor) return floor;
    const struct sentence *quoted = contract_differs_from_quotation(w, c);
    if (quoted) return quoted;
    if (c->clauses.count) return because(w, N_("{1} clauses read otherwise than in the template"), print(w, "%zu", c->clauses.count));
    if (ladder_changed(w, c)) return because(w, N_("The refund ladder differs from the template's"));
    return NULL;
}
