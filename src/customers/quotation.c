/* quotation.c — see quotation.h. */
#include <string.h>
#include "base/words.h"
#include "customers/customers.h"
#include "customers/quotation_own.h"
#include "record/store.h"

enum { MOST_LINES = 30, EARNEST_PERCENT = 20, DAYS_OF_MONTH = 26 };

static const struct choice states[] = {
    { QUOTATION_DRAFT, "draft", N_("Draft"), "mute" }, { QUOTATION_OFFERED, "offered", N_("Quoted to the customer"), "info" }, { QUOTATION_ACCEPTED, "accepted", N_("Accepted by the customer"), "ok" },
    { QUOTATION_DECLINED, "declined", N_("Quotation declined"), "mute", .final = true }, { QUOTATION_EXPIRED, "expired", N_("Run out"), "mute", .final = true },
    { QUOTATION_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true },
    { QUOTATION_CHANGE, "change", N_("The customer wants a change"), "warn" }, { 0 },
};
static const struct choice items[] = {
    { QUOTED_SERVICE, "service", N_("Service fee") }, { QUOTED_ADD_ON, "add_on", N_("On top") }, { QUOTED_FEE, "fee", N_("Agency fee, once") }, { QUOTED_MANAGEMENT, "management", N_("Management fee") },
    { QUOTED_WAGE, "wage", N_("Her wage, paid to her") }, { QUOTED_DISCOUNT, "discount", N_("Discount") },
    { QUOTED_ZONE, "zone", N_("Zone") }, { QUOTED_LABOUR, "labour", N_("Work by the hour") }, { QUOTED_GEAR, "gear", N_("Vans and machines") }, { QUOTED_SURCHARGE, "surcharge", N_("Surcharge") }, { 0 },
};
static const struct choice eaches[] = { { QUOTED_FOR_TERM, "term", N_("The whole term") }, { QUOTED_FOR_MONTH, "month", N_("A month") }, { QUOTED_FOR_JOB, "job", N_("One job") }, { 0 } };
static const struct choice refusals[] = {
    { QUOTATION_TOO_DEAR, "too_dear", N_("Too expensive") }, { QUOTATION_SCOPE, "scope", N_("Something is not included") }, { QUOTATION_DATES, "dates", N_("The days do not suit") },
    { QUOTATION_FEES, "fees", N_("Does not accept how we charge") }, { QUOTATION_COMPETITOR, "competitor", N_("Went to a competitor") }, { QUOTATION_THINKING, "thinking", N_("Not now") }, { 0 },
};
static const struct choice deposit_kinds[] = {
    { DEMAND_DEPOSIT_NONE, "none", N_("None") }, { DEMAND_DEPOSIT_EARNEST, "earnest", N_("Earnest money (定金, at most 20 %)") }, { DEMAND_DEPOSIT_ADVANCE, "advance", N_("Paid in advance (订金, comes back)") }, { 0 },
};

static const struct field line_fields[] = {
    FIELD(quotation_line, item, .label = N_("Item"), .choices = items, .required = true), FIELD(quotation_line, what, .label = N_("Text"), .reads = seeded_words, .required = true, .max = 120),
    FIELD(quotation_line, quantity, .label = N_("Quantity"), .min = 0, .max = 1000000, .help = N_("Times 100; empty: one")), FIELD(quotation_line, measure, .label = N_("Unit"), .max = 10),
    FIELD(quotation_line, unit, .rate = true, .label = N_("Unit price"), .min = 1, .max = 100000000), FIELD(quotation_line, amount, .label = N_("Amount"), .set_by = ENGINE_ONLY),
};
static const struct row_type line_row = ROW_TYPE(quotation_line, line_fields);

#define MONEY .group = N_("Money")
#define JOB .group = N_("Large job")
#define ANSWER .group = N_("Customer's answer")
static const struct field fields[] = {
    FIELD(quotation, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(quotation, demand, .label = N_("Demand"), .to = &demand_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(quotation, person, .label = N_("Who asks"), .to = &person_type, .list = true, .set_by = ENGINE_ONLY), FIELD(quotation, line, .label = N_("Service line"), .to = &service_line_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(quotation, rule, .label = N_("Price list"), .to = &price_rule_type, .set_by = ENGINE_ONLY), FIELD(quotation, each, .label = N_("Prices are for"), .choices = eaches, .set_by = ENGINE_ONLY),
    FIELD(quotation, lines, .label = N_("Lines"), .row = &line_row), FIELD(quotation, price, .label = N_("Price over the term"), .list = true, .set_by = ENGINE_ONLY, MONEY),
    FIELD(quotation, a_month, .label = N_("A month"), .set_by = ENGINE_ONLY, MONEY), FIELD(quotation, wage, .label = N_("Her wage, paid to her"), .set_by = ENGINE_ONLY, MONEY),
    FIELD(quotation, months, .label = N_("Whole months"), .set_by = ENGINE_ONLY, MONEY), FIELD(quotation, days_over, .label = N_("Days of the first and last month"), .set_by = ENGINE_ONLY, MONEY),
    FIELD(quotation, over, .label = N_("For these days"), .help = N_("A 26th of the month each, without rest days due, at most a month"), .set_by = ENGINE_ONLY, MONEY),
    FIELD(quotation, more_day, .label = N_("One day more"), .set_by = ENGINE_ONLY, MONEY),
    FIELD(quotation, scope, .label = N_("What she does"), .reads = seeded_words, .max = 1000, .format = FORMAT_MULTILINE), FIELD(quotation, exclusions, .label = N_("What is not included"), .reads = seeded_words, .max = 1000, .format = FORMAT_MULTILINE),
    FIELD(quotation, household, .label = N_("Home"), .to = &household_type, .filter = true, .set_by = ENGINE_ONLY, JOB), FIELD(quotation, start, .label = N_("Planned for"), .help = N_("Empty: the day is agreed later"), JOB),
    FIELD(quotation, length, .label = N_("Length"), .unit = N_("minutes"), .min = 0, .max = 1440, JOB), FIELD(quotation, persons, .label = N_("Persons"), .min = 0, .max = 8, JOB),
    FIELD(quotation, square_metres, .label = N_("Size"), .unit = N_("m²"), .set_by = ENGINE_ONLY, JOB), FIELD(quotation, gear, .label = N_("Comes with"), .choices = gear_kinds, JOB),
    FIELD(quotation, on_site, .label = N_("What changes the price on the spot"), .max = 1000, .format = FORMAT_MULTILINE, JOB), FIELD(quotation, edition, .label = N_("Edition"), .set_by = ENGINE_ONLY, JOB),
    FIELD(quotation, root, .label = N_("First edition"), .to = &quotation_type, .filter = true, .set_by = ENGINE_ONLY, JOB), FIELD(quotation, replaces, .label = N_("Written from"), .to = &quotation_type, .set_by = ENGINE_ONLY, JOB),
    FIELD(quotation, deposit_kind, .label = N_("Deposit"), .choices = deposit_kinds, MONEY), FIELD(quotation, deposit, .label = N_("To be paid as deposit"), .min = 0, .max = 100000000, MONEY),
    FIELD(quotation, waiting_day, .label = N_("Waiting for a late birth, a day"), .min = 0, .max = 1000000, MONEY), FIELD(quotation, waiting_after, .label = N_("Waits for nothing until"), .unit = N_("days behind the expected birth"), .min = 0, .max = 60, MONEY),
    FIELD(quotation, valid_until, .label = N_("Valid until"), .list = true, .sort = true), FIELD(quotation, remark, .personal = true, .label = N_("Said to the family"), .max = 500, .format = FORMAT_MULTILINE),
    FIELD(quotation, offered_at, .label = N_("Quotation offered at"), .list = true, .set_by = STEPS_ONLY), FIELD(quotation, answered_at, .label = N_("Customer's answer at"), .set_by = STEPS_ONLY, ANSWER),
    FIELD(quotation, how, .label = N_("How she answered"), .max = 100, .set_by = STEPS_ONLY, ANSWER), FIELD(quotation, answered_by, .personal = true, .label = N_("Who said yes"), .max = 40, .set_by = STEPS_ONLY, ANSWER),
    FIELD(quotation, why, .label = N_("Why the customer declined"), .choices = refusals, .filter = true, .set_by = STEPS_ONLY, ANSWER), FIELD(quotation, note, .personal = true, .label = N_("Note"), .max = 300, .set_by = STEPS_ONLY, ANSWER),
    FIELD(quotation, terms_version, .label = N_("Accepted terms"), .max = 30, .set_by = STEPS_ONLY, ANSWER), FIELD(quotation, seen, .label = N_("Hash of what was read"), .max = 64, .set_by = STEPS_ONLY, ANSWER),
    FIELD(quotation, evidence, .personal = true, .label = N_("Where the answer came from"), .max = 300, .set_by = STEPS_ONLY, ANSWER), FIELD(quotation, used_at, .label = N_("Order or contract made at"), .set_by = STEPS_ONLY),
    FIELD(quotation, owner, .label = N_("In charge"), .to = &account_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
};

/* ---- sums ---- */

struct quotation_sums quotation_sums_of(const struct quotation *q)
{
    struct quotation_sums s = { 0 };
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        money *into = l->item == QUOTED_FEE ? &s.fee : l->item == QUOTED_MANAGEMENT ? &s.management : l->item == QUOTED_WAGE ? &s.wage : &s.service;
        *into = money_add(*into, l->amount);
    }
    return s;
}

static money amount_of(const struct quotation_line *l)
{
    money all = money_times(l->unit, l->quantity, 100);
    return l->item == QUOTED_DISCOUNT ? money_negate(all) : all;
}

static struct month_terms monthly(const struct demand *d) { return (struct month_terms){ .basis = BY_26_DAYS, .rests = d->rest_days }; }

static void over_months(struct quotation *q, const struct demand *d)
{
    day last = demand_last_day(d);
    struct term_months t = term_months(d->start_from, last, monthly(d));
    q->months = t.months;
    q->days_over = (t.begins < DAYS_OF_MONTH ? t.begins : DAYS_OF_MONTH) + (t.ends < DAYS_OF_MONTH ? t.ends : DAYS_OF_MONTH);      /* more cost no more */
    money all = term_price(q->a_month, d->start_from, last, monthly(d));
    q->over = money_sub(all, money_times(q->a_month, t.months, 1));
    q->price = money_add(all, quotation_sums_of(q).fee);
}

void quotation_reckon(struct work *w, struct quotation *q, int64_t days)
{
    struct quotation_line *all = take_many(w, struct quotation_line, q->lines.count);
    for (size_t i = 0; i < q->lines.count; i++) {
        all[i] = *ROW(struct quotation_line, q->lines, i);
        if (!all[i].quantity) all[i].quantity = 100;
        all[i].amount = amount_of(&all[i]);
    }
    q->lines.at = all;
    struct quotation_sums s = quotation_sums_of(q);
    money often = money_add(s.service, s.management);
    q->a_month = q->each == QUOTED_FOR_MONTH ? often : (money){ 0 };
    q->price = money_add(often, s.fee);
    q->wage = s.wage;
    q->more_day = q->each == QUOTED_FOR_JOB ? (money){ 0 } : money_times(money_add(often, s.wage), 1, q->each == QUOTED_FOR_MONTH ? DAYS_OF_MONTH : days);
}

static void reckon(struct work *w, struct quotation *q, const struct demand *d)
{
    quotation_reckon(w, q, d->term ? d->term : 1);
    if (q->each == QUOTED_FOR_MONTH && d->start_from.number && d->term) over_months(q, d);
}

/* ---- what it begins with ---- */

static bool maternity(const struct service_line *line) { return line->category == LINE_MATERNITY; }

/* How often the unit of the line is in the term, or in a month: times 100. */
static int64_t quantity_of(const struct quotation *q, const struct demand *d, const struct service_line *line)
{
    return line->unit == UNIT_DAY ? 100 * (q->each == QUOTED_FOR_TERM ? d->term : 26) : 100;
}

static money price_listed(struct work *w, const struct demand *d, const struct service_line *line, struct quote *ret)
{
    struct quotation q = { .each = maternity(line) ? QUOTED_FOR_TERM : QUOTED_FOR_MONTH };
    int64_t rule = price_on(w, line->record.id, d->record.branch.id, d->start_from);
    const struct price_rule *r = rule ? record_peek(w, &price_rule_type, rule) : NULL;
    bool counted = line->unit == UNIT_DAY || line->unit == UNIT_MONTH;         /* an hourly price says nothing of a month */
    *ret = (struct quote){ 0 };
    if (!r || !counted || !d->start_from.number || !d->term) return (money){ 0 };
    quote_reckon(w, r, &(struct quote_request){ .start = day_at(d->start_from, 9 * 60), .quantity = quantity_of(&q, d, line), .pet = d->pets }, false, ret);
    return ret->price;
}

static void from_list(struct work *w, struct quotation *q, const struct demand *d, const struct service_line *line)
{
    struct quote listed;
    price_listed(w, d, line, &listed);
    struct quotation_line *all = take_many(w, struct quotation_line, (size_t)listed.count);
    text measure = line->unit == UNIT_DAY ? translate(w->language, N_("days")) : translate(w->language, N_("month"));
    for (int i = 0; i < listed.count; i++)
        all[i] = (struct quotation_line){ .item = i ? QUOTED_ADD_ON : QUOTED_SERVICE, .what = i ? translate(w->language, listed.lines[i].label) : line->name, .quantity = listed.lines[i].quantity, .measure = i ? "" : measure, .unit = listed.lines[i].unit };
    q->rule.id = listed.rule;
    q->lines = (rows_of){ all, (size_t)listed.count };
}

static int64_t set_to(struct work *w, text setting, const struct quotation *q) { return setting_number(w, setting, q->record.branch.id, day_of(w->now)); }
static bool blank(text t) { return !t || !*t; }

static bool begin(struct work *w, struct quotation *q, const struct demand *d)
{
    const struct service_line *line = record_peek(w, &service_line_type, d->line.id);
    if (!line) return !failed(w);
    if (!(FROM(d->state) & (DEMAND_RUNNING | FROM(DEMAND_DRAFT)))) return wrong(w, "demand", N_("This demand has ended; take it up again before anything is quoted"));
    if (!d->start_from.number || !d->term) return wrong(w, "demand", N_("A price stands on days: enter in the interview from when and for how many days"));
    q->record.branch = d->record.branch;
    q->person = d->person;
    q->line = d->line;
    q->owner.id = w->actor->user;
    q->each = maternity(line) ? QUOTED_FOR_TERM : QUOTED_FOR_MONTH;
    if (!q->lines.count) from_list(w, q, d, line);
    if (blank(q->scope)) q->scope = line->description;
    if (blank(q->exclusions)) q->exclusions = line->exclusions;
    if (!q->deposit_kind) { q->deposit_kind = d->deposit_kind ? d->deposit_kind : DEMAND_DEPOSIT_NONE; q->deposit = d->deposit; }
    if (!q->valid_until.number) q->valid_until.number = day_of(w->now).number + (int32_t)set_to(w, SETTING_QUOTE_DAYS, q);
    if (d->expected.given && !q->waiting_after) q->waiting_after = set_to(w, SETTING_WAITING_AFTER, q);
    if (d->expected.given && !q->waiting_day.fen) q->waiting_day.fen = set_to(w, SETTING_WAITING_DAY, q);
    return true;
}

/* ---- what is refused ---- */

static bool deposit_right(struct work *w, const struct quotation *q)
{
    money most = money_times(q->price, EARNEST_PERCENT, 100);
    if (q->deposit.fen && q->deposit_kind <= DEMAND_DEPOSIT_NONE) return wrong(w, "deposit_kind", N_("Earnest money or paid in advance? They come back by different rules"));
    if (q->deposit_kind == DEMAND_DEPOSIT_EARNEST && q->deposit.fen > most.fen)
        return wrong(w, "deposit", N_("Earnest money is at most 20 % of the price, here {1} (Civil Code, art. 586); what goes beyond is a prepayment"), money_shown(w->arena, most));
    return true;
}

/* What she was shown stays as it was shown. */
static bool unchanged(struct work *w, const struct quotation *q, const struct quotation *before)
{
    for (int i = 0; i < quotation_type.field_count; i++) {
        const struct field *f = &quotation_type.fields[i];
        if (f->set_by != SET_BY_ANYONE || !strcmp(f->name, "state") || !record_differs(f, q, before)) continue;
        return wrong(w, f->name, N_("What was offered is not edited; write another quotation, it takes this one's place"));
    }
    return true;
}

static bool check(struct work *w, struct quotation *q, const struct quotation *before)
{
    const struct demand *d = q->demand.id ? record_peek(w, &demand_type, q->demand.id) : NULL;
    if (before && before->state != QUOTATION_DRAFT) return unchanged(w, q, before);
    if (q->valid_until.number && q->valid_until.number < day_of(w->now).number && (!before || before->valid_until.number != q->valid_until.number)) return wrong(w, "valid_until", N_("This day lies in the past: nobody could accept it any more"));
    if (q->lines.count > MOST_LINES) return wrong(w, "lines", N_("At most {1} lines"), print(w, "%d", MOST_LINES));
    if (quotation_of_job(q)) return quotation_job_check(w, q, before);
    if (!q->demand.id) return wrong(w, "demand", N_("For which demand? A large job is quoted on the page of its survey"));
    if (!d) return !failed(w);
    if (!before && !begin(w, q, d)) return false;
    reckon(w, q, d);
    if (q->price.fen < 0) return wrong(w, "lines", N_("The discounts are more than the price"));
    return deposit_right(w, q);
}
CHECKER(quotation, check)

static text title(struct work *w, const struct quotation *q) { return print(w, "%s · %s", record_title(w, &service_line_type, q->line.id), money_shown(w->arena, q->price)); }
TITLE(quotation, title)

/* ---- the steps ---- */

/* The demand knows since when nothing is offered: its clock of two hours rings by it. */
static bool tell_demand(struct work *w, int64_t demand)
{
    struct demand *d = LOAD(w, demand, demand);
    return d && (!(FROM(d->state) & DEMAND_RUNNING) || step_run(w, &demand_type, d, "follow_quote", NULL));
}

static const struct sentence *may_be_offered(struct work *w, const struct quotation *q)
{
    const struct demand *d = q->demand.id ? record_peek(w, &demand_type, q->demand.id) : NULL;
    if (!quotation_of_job(q) && (!d || !(FROM(d->state) & DEMAND_RUNNING))) return because(w, N_("The interview is not complete, or the demand has ended: finish it, then offer"));
    if (!q->lines.count || q->price.fen + q->wage.fen <= 0) return because(w, N_("There is no price in it: enter what is charged, line by line"));
    if (blank(q->exclusions)) return because(w, N_("Say what is not included: what is not told now is what is fought about later"));
    if (q->valid_until.number < day_of(w->now).number) return because(w, N_("It ran out on {1}; enter another day"), day_text(w->arena, q->valid_until));
    return quotation_of_job(q) ? quotation_job_offerable(w, q) : NULL;
}
GUARD(quotation, may_be_offered)

static bool withdraw_others(struct work *w, const struct quotation *q, bool accepted)
{
    struct found all = LOAD_WHERE(w, quotation, "(demand = $1 or ($4 > 0 and (id = $4 or root = $4))) and id <> $2 and (state in (2, 7) or ($3 = 1 and state = 3)) order by id",
                                  BIND(num(q->demand.id), num(q->record.id), num(accepted), num(quotation_of_job(q) ? quotation_root(q) : 0)));
    for (int i = 0; i < all.count; i++)
        if (!step_run(w, &quotation_type, all.at[i], "make_way", NULL)) return false;
    return !failed(w);
}

static bool offer(struct work *w, struct quotation *q)
{
    q->offered_at = w->acted;
    return withdraw_others(w, q, false);
}
RULE_PLAIN(quotation, offer)

static const struct sentence *still_valid(struct work *w, const struct quotation *q)
{
    return q->valid_until.number < day_of(w->now).number ? because(w, N_("It ran out on {1}; write another, prices may have changed"), day_text(w->arena, q->valid_until)) : NULL;
}
GUARD(quotation, still_valid)

static text given(text t) { return t ? t : ""; }

/* What she pays before is asked for by the demand (finance/job_deposit.h). Money that is there already is kept by the rule it was given under. */
static bool deposit_to_demand(struct work *w, const struct quotation *q)
{
    struct demand *d = !quotation_of_job(q) && q->deposit.fen ? LOAD_LOCKED(w, demand, q->demand.id) : NULL;
    if (!d || d->deposit_paid.fen || !(FROM(d->state) & (DEMAND_RUNNING | FROM(DEMAND_ON_HOLD))) || (d->deposit.fen == q->deposit.fen && d->deposit_kind == q->deposit_kind)) return !failed(w);
    return step_run(w, &demand_type, d, "deposit_agreed", &(struct deposit_agreed){ q->deposit_kind, q->deposit });
}

static const struct field yes_fields[] = { FIELD(quotation_yes, how, .label = N_("How she answered"), .required = true, .max = 100, .help = N_("By telephone, in the shop, on her page")),
    FIELD(quotation_yes, answered_by, .label = N_("Who said yes"), .max = 40, .help = N_("For a large job: the name of who agreed to the price")) };
static bool accept(struct work *w, struct quotation *q, const struct quotation_yes *in)
{
    if (quotation_of_job(q) && blank(in->answered_by)) return refuse(w, "answered_by", N_("Enter the name of who agrees: an order is made from this yes"));
    q->answered_at = w->acted;
    q->how = in->how;
    q->answered_by = given(in->answered_by);
    q->seen = given(in->seen);
    q->evidence = given(in->evidence);
    q->terms_version = given(in->terms_version);
    return deposit_to_demand(w, q) && withdraw_others(w, q, true);
}
RULE(quotation, quotation_yes, accept)

static const struct field refusal_fields[] = { FIELD(quotation_refusal, why, .label = N_("Why the customer declined"), .choices = refusals, .required = true), FIELD(quotation_refusal, note, .label = N_("Note"), .max = 300) };
static bool decline(struct work *w, struct quotation *q, const struct quotation_refusal *in)
{
    q->answered_at = w->acted;
    q->why = in->why;
    q->note = in->note ? in->note : "";
    return true;
}
RULE(quotation, quotation_refusal, decline)

static const struct field wish_fields[] = { FIELD(quotation_wish, note, .label = N_("What should be different"), .required = true, .max = 300) };
static bool ask_change(struct work *w, struct quotation *q, const struct quotation_wish *in)
{
    q->answered_at = w->acted;
    q->note = in->note;
    return true;
}
RULE(quotation, quotation_wish, ask_change)

/* The next one begins as this one stands; this one stays until that is offered. */
static bool revise(struct work *w, struct quotation *q)
{
    struct quotation next = { .demand = q->demand, .person = q->person, .line = q->line, .rule = q->rule, .each = q->each, .lines = q->lines, .scope = q->scope, .exclusions = q->exclusions, .household = q->household, .start = q->start,
        .length = q->length, .persons = q->persons, .square_metres = q->square_metres, .gear = q->gear, .on_site = q->on_site, .edition = q->edition + 1, .root = { quotation_root(q) }, .replaces = { q->record.id },
        .deposit_kind = q->deposit_kind, .deposit = q->deposit, .waiting_day = q->waiting_day, .waiting_after = q->waiting_after, .remark = q->remark };
    return ADD(w, quotation, &next);
}
RULE_PLAIN(quotation, revise)

static const struct sentence *no_draft_yet(struct work *w, const struct quotation *q)
{
    text draft = db_one_text(w, SQL("select number from quotation where state = 1 and (replaces = $1 or ($2 > 0 and root = $2)) limit 1"), BIND(num(q->record.id), num(quotation_of_job(q) ? quotation_root(q) : 0)));
    return *draft ? because(w, N_("The next one is begun already: {1}. Finish and offer that"), draft) : NULL;
}
GUARD(quotation, no_draft_yet)

static const struct sentence *not_ordered(struct work *w, const struct quotation *q)
{
    return quotation_of_job(q) && q->used_at.ms ? because(w, N_("The order is made by it: cancel that, then quote anew from the survey of the next job")) : NULL;
}
GUARD(quotation, not_ordered)

static bool use(struct work *w, struct quotation *q) { q->used_at = w->now; return true; }
RULE_PLAIN(quotation, use)

static bool changed_hook(struct work *w, void *record, const void *before)
{
    const struct quotation *q = record, *was = before;
    bool same = was ? was->state == q->state : q->state == QUOTATION_DRAFT;
    return same || quotation_of_job(q) || tell_demand(w, q->demand.id);
}

/* ---- clocks ---- */

static instant answer_due(struct work *w, const struct quotation *q)
{
    (void)w;
    instant day_later = { q->offered_at.ms + DAYS(1) }, last_morning = day_at(q->valid_until, 9 * 60);
    return last_morning.ms > q->offered_at.ms && last_morning.ms < day_later.ms ? last_morning : day_later;
}
DUE(quotation, answer_due)
/* A contract is written once somebody is found for it: four hours after the later of both. A job's has its survey to ring. */
#define SOMEBODY_FOUND (FROM(DEMAND_CONTRACTING) | FROM(DEMAND_TRIAL) | FROM(DEMAND_FULFILLED))
static instant use_due(struct work *w, const struct quotation *q)
{
    if (q->used_at.ms || quotation_of_job(q)) return (instant){ 0 };
    const struct demand *d = record_peek(w, &demand_type, q->demand.id);
    return (instant){ d && (FROM(d->state) & SOMEBODY_FOUND) ? (w->now.ms > q->answered_at.ms ? w->now.ms : q->answered_at.ms) + HOURS(4) : 0 };
}
DUE(quotation, use_due)

static instant change_due(struct work *w, const struct quotation *q) { (void)w; return (instant){ q->answered_at.ms + HOURS(2) }; }
DUE(quotation, change_due)
/* Its last morning, where asking what she thinks of it lies behind. */
static instant runs_out_due(struct work *w, const struct quotation *q) { (void)w; return day_at(q->valid_until, 9 * 60); }
DUE(quotation, runs_out_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Ask what she thinks of the quotation"), .states = FROM(QUOTATION_OFFERED), .due = answer_due_hook, .who = CAN_EDIT_QUOTES, .escalate_after = DAYS(2), .then = CAN_OVERSEE_DEMANDS, .step = "accept" },
    { .name = "use", .label = N_("The quotation is accepted: make the contract"), .states = FROM(QUOTATION_ACCEPTED), .due = use_due_hook, .who = CAN_EDIT_QUOTES, .escalate_after = DAYS(2), .then = CAN_OVERSEE_DEMANDS },
    { .name = "change", .label = N_("She wants the quotation changed: write the next one"), .states = FROM(QUOTATION_CHANGE), .due = change_due_hook, .who = CAN_EDIT_QUOTES, .escalate_after = DAYS(1), .then = CAN_OVERSEE_DEMANDS, .step = "revise" },
    { .name = "runs_out", .label = N_("The quotation runs out today and is not answered"), .states = FROM(QUOTATION_OFFERED) | FROM(QUOTATION_CHANGE), .due = runs_out_due_hook, .who = CAN_EDIT_QUOTES, .step = "accept" },
};
#define OPEN_ONES (FROM(QUOTATION_DRAFT) | FROM(QUOTATION_OFFERED) | FROM(QUOTATION_CHANGE))
#define WITH_HER  (FROM(QUOTATION_OFFERED) | FROM(QUOTATION_CHANGE))
static const struct step steps[] = {
    STEP(offer, .label = N_("Offer it"), .tone = "primary", .from = FROM(QUOTATION_DRAFT), .to = QUOTATION_OFFERED, .by = CAN_EDIT_QUOTES, .guard = may_be_offered_guard, .run = offer_rule),
    STEP(accept, .label = N_("She accepts"), .tone = "primary", .from = WITH_HER, .to = QUOTATION_ACCEPTED, .by = CAN_EDIT_QUOTES, .guard = still_valid_guard, INPUTS(quotation_yes, yes_fields), .run = accept_rule),
    STEP(decline, .label = N_("She declines"), .from = WITH_HER, .to = QUOTATION_DECLINED, .by = CAN_EDIT_QUOTES, INPUTS(quotation_refusal, refusal_fields), .run = decline_rule),
    STEP(ask_change, .label = N_("She wants a change"), .from = FROM(QUOTATION_OFFERED), .to = QUOTATION_CHANGE, .by = CAN_EDIT_QUOTES, INPUTS(quotation_wish, wish_fields), .run = ask_change_rule),
    STEP(revise, .label = N_("Write the next one from it"), .tone = "primary", .from = WITH_HER, .by = CAN_EDIT_QUOTES, .guard = no_draft_yet_guard, .run = revise_rule),
    STEP(withdraw, .label = N_("Withdraw"), .tone = "danger", .from = OPEN_ONES | FROM(QUOTATION_ACCEPTED), .to = QUOTATION_WITHDRAWN, .by = CAN_EDIT_QUOTES, .guard = not_ordered_guard, .reason = true),
    STEP(make_way, .label = N_("Another takes its place"), .from = OPEN_ONES | FROM(QUOTATION_ACCEPTED), .to = QUOTATION_WITHDRAWN, .hidden = true),
    STEP(look_again, .label = N_("Who comes was found or left"), .from = FROM(QUOTATION_ACCEPTED), .hidden = true),
    STEP(run_out, .label = N_("Has run out"), .from = WITH_HER, .to = QUOTATION_EXPIRED, .hidden = true),
    STEP(use, .label = N_("An order or a contract was made from it"), .from = FROM(QUOTATION_ACCEPTED), .hidden = true, .run = use_rule),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Quotations: remark and note, from the answer"), .law = N_("Somebody who did not become a customer: 6 months"), .days = 180, .due = "state in (4, 5, 6) and offered_at < $1 and (remark <> '' or note <> '')", .members = "remark|note" },
    { .name = "yes", .label = N_("Quotations that were accepted: remark, note, who said yes and from where"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095,
      .due = "state = 3 and answered_at < $1 and (remark <> '' or note <> '' or answered_by <> '' or evidence <> '')", .members = "remark|note|answered_by|evidence" },
};
static const text indexes[] = { "demand, state", "root", NULL };
const struct record_type quotation_type = RECORD_TYPE(quotation, .label = N_("Quotation"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = QUOTATION_DRAFT, .scope = SCOPE_BRANCH, RETENTION(kept),
    .subject = "person", .see = CAN_SEE_DEMANDS, .create = CAN_EDIT_QUOTES, .edit = CAN_EDIT_QUOTES, .edit_in = FROM(QUOTATION_DRAFT), .indexes = indexes, .check = check_hook, .changed = changed_hook, .title = title_hook, .prefix = "BJ");

/* ---- for others ---- */

const struct quotation *quotation_of(struct work *w, int64_t demand, bool offered)
{
    struct found all = LOAD_WHERE(w, quotation, "demand = $1 and (state = 3 or ($2 = 1 and state = 2)) order by state desc, id desc limit 1", BIND(num(demand), num(offered)));
    return all.count ? all.at[0] : NULL;
}

money demand_price(struct work *w, const struct demand *d)
{
    const struct quotation *q = d->record.id ? quotation_of(w, d->record.id, true) : NULL;
    const struct service_line *line = q ? NULL : record_peek(w, &service_line_type, d->line.id);
    struct quote listed;
    if (q) return q->price;
    if (!line) return (money){ 0 };
    money one = price_listed(w, d, line, &listed);
    return maternity(line) ? one : term_price(one, d->start_from, demand_last_day(d), monthly(d));
}

bool quotations_withdraw(struct work *w, int64_t demand)
{
    struct found all = LOAD_WHERE(w, quotation, "demand = $1 and state in (1, 2, 3, 7) order by id", BIND(num(demand)));
    for (int i = 0; i < all.count; i++)
        if (!step_run(w, &quotation_type, all.at[i], "make_way", NULL)) return false;
    return !failed(w);
}

/* Its clock goes by whether somebody was found. */
bool quotation_looks_again(struct work *w, const struct record_type *type, int64_t demand)
{
    (void)type;
    struct found f = LOAD_WHERE(w, quotation, "demand = $1 and state = 3 and coalesce(used_at, 0) = 0", BIND(num(demand)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &quotation_type, f.at[i], "look_again", NULL)) return false;
    return !failed(w);
}
_Static_assert(QUOTATION_ACCEPTED == 3, "the query above says it by number");

bool quotation_used(struct work *w, int64_t id)
{
    struct quotation *q = LOAD(w, quotation, id);
    return q && (q->used_at.ms || step_run(w, &quotation_type, q, "use", NULL));
}

bool quotations_expire(struct work *w)
{
    struct found over = LOAD_WHERE(w, quotation, "state in (2, 7) and valid_until < $1 order by id limit 100", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &quotation_type, over.at[i], "run_out", NULL)) return false;
    return !failed(w);
}
