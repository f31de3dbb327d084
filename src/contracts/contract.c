/* contract.c — see contract.h: fields, checks, clocks. The steps are in contract_steps.c. */
#include "contracts/contract_own.h"
#include "contracts/employment.h"
#include "contracts/signer.h"
#include "record/store.h"

const struct choice contract_states[] = {
    { CONTRACT_IN_FORCE, "in_force", N_("In force"), "ok", .also = "履行中|在途|有效|进行中" }, { CONTRACT_ENDED, "ended", N_("Ended"), "mute", .final = true }, { CONTRACT_DRAFT, "draft", N_("Draft"), "info" },
    { CONTRACT_REVIEW, "review", N_("In review"), "warn" }, { CONTRACT_SENT, "sent", N_("Sent to be signed"), "info" }, { CONTRACT_PARTLY_SIGNED, "partly_signed", N_("Signed by some"), "warn" },
    { CONTRACT_SIGNED, "signed", N_("Signed by all"), "ok" }, { CONTRACT_SUSPENDED, "suspended", N_("Contract suspended"), "warn" }, { CONTRACT_WITHDRAWN, "withdrawn", N_("Contract dropped"), "mute", .final = true }, { 0 },
};
const struct choice contract_modes[] = {
    { CONTRACT_EMPLOYEE, "employee", N_("Employee mode"), .also = "指派|员工制|员工|全职|自营|assign" }, { CONTRACT_AGENCY, "agency", N_("Agency, three parties"), .also = "介绍|中介|中介制|中介三方|三方|居间|introduce" },
    { CONTRACT_PART_TIME, "part_time", N_("Part-time employee mode"), .also = "非全日制|非全|兼职|小时工|钟点工" }, { CONTRACT_PAYING_AGENT, "paying_agent", N_("Agency, wage paid through us"), .also = "代发|代管|代发代管|代发工资|中介代发" },
    { CONTRACT_OVER_AGE, "over_age", N_("Work agreement past retirement"), .also = "劳务|劳务协议|用工协议|超龄用工" }, { 0 },
};
const struct choice contract_ends[] = {
    { CONTRACT_EXPIRED, "expired", N_("Its term is over") }, { CONTRACT_BY_CUSTOMER, "customer", N_("By the customer") }, { CONTRACT_BY_WORKER, "worker", N_("By the worker") },
    { CONTRACT_BY_COMPANY, "company", N_("By us") }, { CONTRACT_MUTUAL, "mutual", N_("By agreement") }, { CONTRACT_FORCE_MAJEURE, "force_majeure", N_("Force majeure") },
    { CONTRACT_REPLACED, "replaced", N_("An amendment took its place") }, { 0 },
};
const struct choice contract_deposits[] = {
    { CONTRACT_NO_DEPOSIT, "none", N_("No deposit") }, { CONTRACT_EARNEST, "earnest", N_("Earnest money (at most 20 %)"), .also = "定金" }, { CONTRACT_RESERVATION, "reservation", N_("Reservation, goes back"), .also = "订金|押金|保证金" },
    { CONTRACT_PREPAYMENT, "prepaid", N_("Prepayment, goes back"), .also = "预付款|预付" }, { 0 },
};
const struct choice contract_holidays[] = {
    { HOLIDAY_LAW, "law", N_("By law: 300 % on 21.75 days") }, { HOLIDAY_PLUS_ONE, "plus_one", N_("One day rate more") }, { HOLIDAY_PLUS_TWO, "plus_two", N_("Two day rates more") },
    { HOLIDAY_RESTS, "rests", N_("She rests on holidays") }, { 0 },
};
const struct choice contract_payers[] = { { PAYER_CUSTOMER, "customer", N_("The customer") }, { PAYER_COMPANY, "company", N_("The company") }, { 0 } };
const struct choice contract_sides[] = { { REASON_CUSTOMER, "customer", N_("The customer") }, { REASON_WORKER, "worker", N_("The worker") }, { REASON_COMPANY, "company", N_("The company") }, { REASON_NOBODY, "nobody", N_("Nobody") }, { 0 } };
static const struct choice links[] = { { CONTRACT_RENEWS, "renews", N_("Renewal") }, { CONTRACT_AMENDS, "amends", N_("Amendment") }, { 0 } };
static const struct choice meal_ways[] = { { MEALS_PROVIDED, "provided", N_("Eats with the family") }, { MEALS_ALLOWANCE, "allowance", N_("Meal allowance") }, { MEALS_OWN, "own", N_("Her own") }, { 0 } };
static const struct choice bases[] = { { BY_26_DAYS, "days_26", N_("26 days") }, { BY_21_75_DAYS, "days_21_75", N_("21.75 days") }, { BY_CALENDAR_DAYS, "calendar", N_("Days of the month") }, { BY_CONTRACT_DAYS, "term", N_("Days of the term") }, { BY_WEEK_DAYS, "week", N_("Working days of the week × 4.35") }, { 0 } };

static const struct field refund_fields[] = {
    FIELD(contract_refund, side, .label = N_("Whose reason"), .choices = contract_sides, .required = true), FIELD(contract_refund, day_from, .label = N_("From day"), .min = 0, .max = 3660),
    FIELD(contract_refund, day_to, .label = N_("To day"), .min = 0, .max = 3660, .help = N_("0: for good")), FIELD(contract_refund, percent, .label = N_("Goes back"), .unit = N_("%"), .min = 0, .max = 100),
};
const struct row_type contract_refund_row = ROW_TYPE(contract_refund, refund_fields);
static const struct field clause_fields[] = {
    FIELD(contract_clause, clause, .label = N_("Clause"), .max = 10, .help = N_("Its number in the template; empty: one more")), FIELD(contract_clause, wording, .label = N_("Wording"), .required = true, .max = 2000, .format = FORMAT_MULTILINE),
};
static const struct row_type clause_row = ROW_TYPE(contract_clause, clause_fields);

#define WORK N_("The work")
#define SIGNER N_("Who signs")
#define PAY N_("Her pay")
#define FEES N_("Our fees")
#define PAPER N_("The paper")
#define COURSE N_("How it goes")
static const struct field fields[] = {
    FIELD(contract, state, .label = N_("State"), .choices = contract_states, .list = true, .filter = true, .also = "状态|合同状态"),
    FIELD(contract, paper_number, .label = N_("Number on paper"), .max = 40, .unique = true, .list = true, .search = true, .set_by = SET_ON_CREATE, .also = "合同编号|合同号", .help = N_("Of a contract signed elsewhere; ours have their own")),
    FIELD(contract, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, household, .label = N_("Home"), .to = &household_type, .required = true, .set_by = SET_ON_CREATE),
    FIELD(contract, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, person, .label = N_("Person"), .to = &person_type, .set_by = ENGINE_ONLY), FIELD(contract, demand, .label = N_("Demand"), .to = &demand_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, mode, .label = N_("Mode"), .choices = contract_modes, .filter = true, .help = N_("Empty: as the worker is employed"), .also = "合同模式|模式|服务模式"),
    FIELD(contract, previous, .label = N_("Contract before"), .to = &contract_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(contract, link, .label = N_("What it does with it"), .choices = links, .set_by = ENGINE_ONLY),
    FIELD(contract, renewal_asked, .label = N_("Its renewal is being asked about"), .set_by = STEPS_ONLY), FIELD(contract, next, .label = N_("Contract after it"), .to = &contract_type, .set_by = STEPS_ONLY),
    FIELD(contract, round, .label = N_("Version"), .set_by = ENGINE_ONLY),
    FIELD(contract, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .also = "开始日期|上户日期"),
    FIELD(contract, last, .label = N_("Last day"), .required = true, .list = true, .sort = true, .filter = true, .also = "结束日期|到期日期|下户日期"),
    FIELD(contract, scope, .label = N_("What she does"), .max = 2000, .format = FORMAT_MULTILINE, .group = WORK), FIELD(contract, exclusions, .label = N_("What is not included"), .max = 2000, .format = FORMAT_MULTILINE, .group = WORK),
    FIELD(contract, cared_for, .personal = true, .label = N_("Persons cared for and their condition"), .max = 500, .format = FORMAT_MULTILINE, .group = WORK),
    FIELD(contract, signer, .label = N_("Signs for the customer"), .to = &person_type, .group = SIGNER, .help = N_("Empty: the customer herself. Anybody else needs an authority on file")), FIELD(contract, signer_right, .label = N_("By which right"), .choices = acting_rights, .group = SIGNER, .help = N_("Towards who is cared for")),
    FIELD(contract, authority, .label = N_("Authority"), .to = &authority_type, .group = SIGNER, .help = N_("A guardian's, an agent's, a representative's: with its paper")), FIELD(contract, guardian, .personal = true, .label = N_("Guardian of who is cared for"), .max = 60, .group = SIGNER, .help = N_("Name, and how related; for a child, and for who cannot decide for herself")),
    FIELD(contract, signer_gone, .label = N_("Who signed has died"), .set_by = STEPS_ONLY, .group = SIGNER), FIELD(contract, live_in, .label = N_("Lives in"), .filter = true, .group = WORK), FIELD(contract, hours, .label = N_("Working time"), .max = 200, .group = WORK, .help = N_("As agreed: Monday to Saturday, 8:00–18:00")),
    FIELD(contract, hours_day, .label = N_("Hours a day"), .min = 0, .max = 24, .group = WORK), FIELD(contract, hours_week, .label = N_("Hours a week"), .min = 0, .max = 168, .group = WORK),
    FIELD(contract, rest_weekdays, .label = N_("Always rests on"), .choices = weekday_choices, .group = WORK, .help = N_("Empty: agreed each time. Of part-time work it is said: its other days are worked and paid")),
    FIELD(contract, rest_days, .label = N_("Rest days a month"), .min = 0, .max = 31, .group = WORK), FIELD(contract, sleep_hours, .label = N_("Hours of sleep"), .min = 0, .max = 12, .group = WORK),
    FIELD(contract, own_room, .label = N_("A room of her own"), .group = WORK), FIELD(contract, meals, .label = N_("Meals"), .choices = meal_ways, .group = WORK),
    FIELD(contract, hygiene, .label = N_("Things for washing"), .max = 100, .group = WORK), FIELD(contract, cameras, .personal = true, .label = N_("Cameras"), .max = 200, .group = WORK, .help = N_("Where they hang; never where she sleeps or washes. “None” when there are none")),
    FIELD(contract, wage, .label = N_("Monthly wage"), .min = 0, .max = 100000000, .list = true, .group = PAY, .also = "月薪|工资|月工资"), FIELD(contract, basis, .label = N_("A day of it is"), .choices = bases, .group = PAY),
    FIELD(contract, holiday, .label = N_("Work on holidays"), .choices = contract_holidays, .group = PAY), FIELD(contract, pay_day, .label = N_("Pay day"), .min = 0, .max = 28, .group = PAY, .help = N_("Day of the next month; part-time work is paid every 15 days and has none")),
    FIELD(contract, holiday_billed, .label = N_("Holiday premium billed to the customer"), .group = PAY, .help = N_("Where she is ours: what the law gives her for holidays comes on top of the service fee")), FIELD(contract, payer, .label = N_("Who pays her"), .choices = contract_payers, .group = PAY), FIELD(contract, trial_days, .label = N_("Days of trial"), .min = 0, .max = 60, .group = PAY, .also = "试用天数|试工天数"),
    FIELD(contract, trial_day_rate, .label = N_("Pay for a day of trial"), .min = 0, .max = 1000000, .group = PAY),
    FIELD(contract, service_fee, .label = N_("Service fee, a month or the term"), .min = 0, .max = 100000000, .group = FEES, .help = N_("What the customer pays us where we pay the worker: each month, or once where her wage is for the whole term")),
    FIELD(contract, fee, .label = N_("Our fee"), .min = 0, .max = 100000000, .group = FEES, .also = "中介费|服务费", .help = N_("Once, for the whole of it")),
    FIELD(contract, management_fee, .label = N_("Management fee a month"), .min = 0, .max = 100000000, .group = FEES, .also = "管理费"),
    FIELD(contract, guarantee_months, .label = N_("Guarantee"), .unit = N_("months"), .min = 0, .max = 36, .group = FEES, .also = "保障期|保障月数|保障期月数"), FIELD(contract, replacements, .label = N_("Replacements included"), .min = 0, .max = 20, .group = FEES, .also = "剩余更换次数|更换次数"),
    FIELD(contract, deposit_kind, .label = N_("Kind of deposit"), .choices = contract_deposits, .group = FEES, .also = "押金类型|定金类型"), FIELD(contract, deposit, .label = N_("Customer's deposit"), .min = 0, .max = 100000000, .group = FEES, .also = "押金|定金|保证金"),
    FIELD(contract, waiting_day, .label = N_("Waiting for a late birth, a day"), .min = 0, .max = 1000000, .group = FEES), FIELD(contract, waiting_after, .label = N_("Waits for nothing until"), .unit = N_("days behind the expected birth"), .min = 0, .max = 60, .group = FEES),
    FIELD(contract, refunds, .label = N_("Refund ladder"), .row = &contract_refund_row, .group = FEES), FIELD(contract, notice_customer, .label = N_("Notice by the customer"), .unit = N_("days"), .min = 0, .max = 60, .group = FEES),
    FIELD(contract, notice_worker, .label = N_("Notice by the worker"), .unit = N_("days"), .min = 0, .max = 60, .group = FEES), FIELD(contract, off_platform_months, .label = N_("No deal past us, for"), .unit = N_("months"), .min = 0, .max = 12, .group = FEES),
    FIELD(contract, off_platform, .label = N_("Owed for a deal past us"), .min = 0, .max = 100000000, .group = FEES), FIELD(contract, clauses, .label = N_("Other wording"), .row = &clause_row, .group = PAPER),
    FIELD(contract, template, .label = N_("Template"), .to = &contract_template_type, .group = PAPER),
    FIELD(contract, shown, .heavy = true, .personal = true, .label = N_("Text as sent"), .set_by = ENGINE_ONLY), FIELD(contract, document, .label = N_("Text as signed"), .mask = MASK_ALL, .max = 60000, .set_by = ENGINE_ONLY),
    FIELD(contract, document_hash, .label = N_("Hash of the text"), .max = 64, .set_by = ENGINE_ONLY, .group = PAPER), FIELD(contract, sent_at, .label = N_("Sent at"), .set_by = ENGINE_ONLY, .group = PAPER),
    FIELD(contract, paper, .personal = true, .label = N_("Contract (PDF)"), .set_by = ENGINE_ONLY, .group = PAPER), FIELD(contract, signed_paper, .personal = true, .label = N_("Signed contract"), .set_by = STEPS_ONLY, .group = PAPER),
    FIELD(contract, quotation, .label = N_("Quotation"), .to = &quotation_type, .set_by = ENGINE_ONLY, .group = FEES), FIELD(contract, term_moves, .label = N_("Term moved by the birth"), .unit = N_("times"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, filed_by, .label = N_("Scan filed by"), .to = &account_type, .set_by = STEPS_ONLY, .group = PAPER), FIELD(contract, signed_on, .label = N_("Signed on"), .set_by = STEPS_ONLY, .group = PAPER),
    FIELD(contract, review_why, .label = N_("Why it is reviewed"), .max = 500, .set_by = STEPS_ONLY, .group = PAPER), FIELD(contract, reviewed_by, .label = N_("Reviewed by"), .to = &account_type, .set_by = STEPS_ONLY, .group = PAPER), FIELD(contract, reviewed_at, .label = N_("Reviewed at"), .set_by = STEPS_ONLY, .group = PAPER),
    FIELD(contract, first_due, .label = N_("To be paid before it begins"), .min = 0, .max = 100000000, .group = FEES), FIELD(contract, first_paid, .label = N_("Paid of it"), .set_by = STEPS_ONLY, .group = COURSE, .also = "已收中介费|中介费已收|已收服务费"), FIELD(contract, first_receipt, .label = N_("Receipt"), .max = 40, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, deposit_paid, .label = N_("Deposit paid"), .set_by = STEPS_ONLY, .group = COURSE, .also = "已收押金|押金在手|已收定金"),
    FIELD(contract, suspended_on, .label = N_("Suspended on"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(contract, suspended_why, .personal = true, .label = N_("Why it is suspended"), .max = 300, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, ended_on, .label = N_("Ended on"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(contract, ended_by, .label = N_("How it ended"), .choices = contract_ends, .set_by = STEPS_ONLY, .group = COURSE), FIELD(contract, instructed, .personal = true, .label = N_("Whose word ended it"), .max = 120, .set_by = STEPS_ONLY, .group = COURSE), FIELD(contract, settlement, .label = N_("What goes back"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, fee_back, .label = N_("Of our fee goes back"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(contract, service_back, .label = N_("Of service paid goes back"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, deposit_back, .label = N_("Of the deposit goes back"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(contract, owner, .label = N_("In charge"), .to = &account_type, .list = true, .filter = true, .group = COURSE),
    FIELD(contract, remark, .personal = true, .label = N_("Remark"), .max = 500, .format = FORMAT_MULTILINE, .also = "备注"),
};

/* What may change when nothing else may any more. */
static bool stays_open(text name) { return !strcmp(name, "remark") || !strcmp(name, "owner"); }
/* The birth moves the term, as the text says it does: the step term_moves alone counts it. */
static bool moved_by_birth(text name, const struct contract *c, const struct contract *before)
{
    return c->term_moves != before->term_moves && (!strcmp(name, "first") || !strcmp(name, "last"));
}

static bool terms_unchanged(struct work *w, const struct contract *c, const struct contract *before)
{
    for (int i = 0; i < contract_type.field_count; i++) {
        const struct field *f = &contract_type.fields[i];
        if (f->set_by != SET_BY_ANYONE || stays_open(f->name) || !strcmp(f->name, "state") || !record_differs(f, c, before) || moved_by_birth(f->name, c, before)) continue;
        return wrong(w, f->name, N_("What was sent is not edited: take it back before all have signed, or make an amendment"));
    }
    return true;
}

/* An approval is of these terms and of no others. */
static void approval_of_other_terms(struct contract *c, const struct contract *before)
{
    if (before->state != CONTRACT_DRAFT || !before->reviewed_at.ms) return;
    for (int i = 0; i < contract_type.field_count; i++) {
        const struct field *f = &contract_type.fields[i];
        if (f->set_by != SET_BY_ANYONE || stays_open(f->name) || !record_differs(f, c, before)) continue;
        c->reviewed_by.id = 0;
        c->reviewed_at.ms = 0;
        return;
    }
}

/* Nothing said: as she is employed herself. */
static bool mode_there(struct work *w, struct contract *c)
{
    const struct worker *n = c->worker.id && !c->mode ? record_peek(w, &worker_type, c->worker.id) : NULL;
    if (n) c->mode = employment_mode_for(n->mode);
    return c->mode || !n ? !failed(w) : wrong(w, "mode", N_("Nothing is known of how she is employed: say which mode this contract has"));
}

static bool check(struct work *w, struct contract *c, const struct contract *before)
{
    if (!mode_there(w, c)) return false;
    const struct household *h = record_peek(w, &household_type, c->household.id);
    if (!h) return !failed(w);                                 /* the engine names what is missing */
    if (before && before->state != CONTRACT_DRAFT) return terms_unchanged(w, c, before);
    if (h->customer.id != c->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (!before && !c->previous.id && !household_is_used(w, h->record.id, "household")) return false;
    if (c->last.number < c->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (c->first.number > day_of(w->now).number + 366) return wrong(w, "first", N_("This day lies more than a year ahead"));
    c->person = h->person;
    if (!before) c->record.branch = h->record.branch;
    if (before) approval_of_other_terms(c, before);
    if (c->state == CONTRACT_DRAFT) return contract_complete(w, c, before) && signer_complete(w, c) && contract_terms_right(w, c);
    return !failed(w);
}
CHECKER(contract, check)

static bool created(struct work *w, struct contract *c) { return !c->quotation.id || quotation_used(w, c->quotation.id); }
AFTER_CREATE(contract, created)

static text title(struct work *w, const struct contract *c)
{
    const struct service_line *line = record_peek(w, &service_line_type, c->line.id);
    return print(w, "%s · %s", c->paper_number && *c->paper_number ? c->paper_number : c->record.number ? c->record.number : "", line ? line->name : "");
}
TITLE(contract, title)

/* ---- clocks ---- */

/* A term of weeks (月嫂) is not asked about before it is half over. */
static instant before_end(const struct contract *c, int days)
{
    bool short_term = c->last.number - c->first.number < 2 * days;
    return c->next.id || c->renewal_asked || short_term ? (instant){ 0 } : day_at((day){ c->last.number - days }, 9 * 60);
}
/* Thirty days before the end it stands in the queue, and rings again (as other rules) at fifteen and seven. */
static instant renewal_due(struct work *w, const struct contract *c) { (void)w; return before_end(c, 30); }
DUE(contract, renewal_due)
static instant renewal_soon_due(struct work *w, const struct contract *c) { (void)w; return before_end(c, 15); }
DUE(contract, renewal_soon_due)
static instant renewal_now_due(struct work *w, const struct contract *c) { (void)w; return before_end(c, 7); }
DUE(contract, renewal_now_due)
/* Past its last day and not ended: somebody serves without a contract. */
static instant lapsed_due(struct work *w, const struct contract *c) { (void)w; return day_at((day){ c->last.number + 1 }, 0); }
DUE(contract, lapsed_due)
static bool asked_elsewhere(struct work *w, const struct contract *c)
{
    const struct signing_asked *one;
    for (int i = 0; (one = house_answers(w->house, QUESTION_SIGNING_ASKED, i)) != NULL; i++)
        if (one->asked(w, c->record.id)) return true;
    return false;
}
static instant signing_due(struct work *w, const struct contract *c)
{
    if (c->link == CONTRACT_RENEWS && asked_elsewhere(w, c)) return (instant){ 0 };
    if (c->filed_by.id) return (instant){ 0 };         /* it waits for who compares the scan */
    instant two_days = { c->sent_at.ms + DAYS(2) }, eve = day_at((day){ c->first.number - 1 }, 18 * 60);
    return c->sent_at.ms && eve.ms > c->sent_at.ms && eve.ms < two_days.ms ? eve : two_days;
}
DUE(contract, signing_due)
/* A scan is no signature before somebody else has compared it. */
static instant scan_due(struct work *w, const struct contract *c) { (void)w; return (instant){ c->filed_by.id ? c->record.changed_at.ms + HOURS(4) : 0 }; }
DUE(contract, scan_due)
static instant review_due(struct work *w, const struct contract *c) { (void)w; return (instant){ c->record.changed_at.ms + HOURS(4) }; }
DUE(contract, review_due)

static const struct deadline deadlines[] = {
    { .name = "review", .label = N_("Review the contract"), .states = FROM(CONTRACT_REVIEW), .due = review_due_hook, .who = CAN_REVIEW_CONTRACTS, .escalate_after = DAYS(1), .then = CAN_REVIEW_CONTRACTS, .step = "approve" },
    { .name = "signing", .label = N_("The contract is not signed by all: ask them"), .states = FROM(CONTRACT_SENT) | FROM(CONTRACT_PARTLY_SIGNED), .due = signing_due_hook, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_REVIEW_CONTRACTS },
    { .name = "scan", .label = N_("A scan waits to be compared with the paper"), .states = FROM(CONTRACT_SENT) | FROM(CONTRACT_PARTLY_SIGNED), .due = scan_due_hook, .who = CAN_REVIEW_CONTRACTS, .escalate_after = DAYS(1), .then = CAN_REVIEW_CONTRACTS, .step = "confirm_paper" },
    { .name = "renewal", .label = N_("Talk about renewal before the contract ends"), .states = FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED), .due = renewal_due_hook, .who = CAN_EDIT_CONTRACTS, .step = "renew" },
    { .name = "renewal_15", .label = N_("The contract ends within 15 days: send the renewal to be signed"), .states = FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED), .due = renewal_soon_due_hook, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(3), .then = CAN_REVIEW_CONTRACTS, .step = "renew" },
    { .name = "renewal_7", .label = N_("The contract ends within 7 days and no renewal is signed"), .states = FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED), .due = renewal_now_due_hook, .who = CAN_EDIT_CONTRACTS, .escalate_after = DAYS(1), .then = CAN_REVIEW_CONTRACTS, .step = "renew" },
    { .name = "lapsed", .label = N_("The contract has lapsed and is not ended: somebody may serve without one"), .states = FROM(CONTRACT_IN_FORCE) | FROM(CONTRACT_SUSPENDED), .due = lapsed_due_hook, .who = CAN_EDIT_CONTRACTS,
      .escalate_after = 1, .then = CAN_REVIEW_CONTRACTS, .step = "end" },
};

static const struct retention kept[] = {
    { .name = "remark", .label = N_("Ended contracts: the remark, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "state = 2 and ended_on < $2 and remark <> ''", .members = "remark" },
    { .name = "paper", .label = N_("Ended contracts: text, papers and signatures, from the end"), .law = N_("Claims run out after 3 years (Civil Code art. 188); wage papers are kept 2 years"), .stays = true, .since = "ended_on", .days = 1095,
      .due = "state = 2 and ended_on < $2 and (shown <> '' or paper <> '' or signed_paper <> '' or cared_for <> '' or guardian <> '' or instructed <> '')", .members = "shown|document|paper|signed_paper|cared_for|guardian|instructed|cameras|suspended_why" },
};
static const text indexes[] = { "worker, state", "customer, state", NULL };

const struct record_type contract_type = RECORD_TYPE(contract, .label = N_("Contract"), .module = "contracts", FIELDS(fields), .steps = contract_steps, .step_count = CONTRACT_STEPS, DEADLINES(deadlines),
    .first_state = CONTRACT_DRAFT, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "person|customer", .see = CAN_SEE_CONTRACTS, .create = CAN_EDIT_CONTRACTS, .edit = CAN_EDIT_CONTRACTS, .check = check_hook, .created = created_hook, .title = title_hook, .prefix = "HT",
    .history = true, .import_states = FROM(CONTRACT_IN_FORCE), .indexes = indexes, .order = "last");
