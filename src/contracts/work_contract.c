/* work_contract.c — see work_contract.h: fields, checks, clocks. */
#include <string.h>
#include "base/words.h"
#include "contracts/work_contract_own.h"
#include "record/store.h"

const struct choice work_states[] = {
    { WORK_DRAFT, "draft", N_("Draft"), "info" }, { WORK_SENT, "sent", N_("Sent to be signed"), "info" }, { WORK_PARTLY_SIGNED, "partly_signed", N_("Signed by one"), "warn" },
    { WORK_IN_FORCE, "in_force", N_("In force"), "ok", .also = "履行中|有效|在职" }, { WORK_ENDED, "ended", N_("Ended"), "mute", .final = true }, { WORK_WITHDRAWN, "withdrawn", N_("Contract dropped"), "mute", .final = true }, { 0 },
};
const struct choice work_kinds[] = {
    { WORK_LABOUR, "labour", N_("Labour contract"), .also = "劳动合同|员工制|全日制" }, { WORK_PART_TIME, "part_time", N_("Part-time agreement"), .also = "非全日制|非全日制用工协议" },
    { WORK_OVER_AGE, "over_age", N_("Work agreement past retirement"), .also = "劳务协议|用工协议|超龄|返聘" }, { 0 },
};
const struct choice work_terms[] = {
    { WORK_FIXED, "fixed", N_("Fixed term"), .also = "固定期限" }, { WORK_OPEN, "open", N_("Without end"), .also = "无固定期限" }, { WORK_TASK, "task", N_("Until a task is done"), .also = "以完成一定工作任务为期限" }, { 0 },
};
static const struct choice regimes[] = {
    { REGIME_STANDARD, "standard", N_("Standard hours") }, { REGIME_COMPREHENSIVE, "comprehensive", N_("Hours counted together, by permit") }, { REGIME_FLEXIBLE, "flexible", N_("No fixed hours, by permit") }, { 0 },
};
const struct choice work_ends[] = {
    { WORK_BY_HER, "by_her", N_("She gave notice") }, { WORK_OUR_BREACH, "our_breach", N_("She left for a breach of ours") }, { WORK_AGREED_OURS, "agreed_ours", N_("Agreed, as we proposed") },
    { WORK_AGREED_HERS, "agreed_hers", N_("Agreed, as she proposed") }, { WORK_HER_FAULT, "her_fault", N_("For her grave fault") }, { WORK_NO_FAULT, "no_fault", N_("By us without her fault") },
    { WORK_NOT_RENEWED, "not_renewed", N_("Over, not renewed by us") }, { WORK_DECLINED, "declined", N_("Over, she did not want to renew on the same terms") }, { WORK_RETIRED, "retired", N_("She retired") },
    { WORK_DIED, "died", N_("She died") }, { WORK_CLOSED, "closed", N_("The company closed") }, { WORK_REPLACED, "replaced", N_("Another paper took its place") }, { 0 },
};
static const struct choice links[] = { { CONTRACT_RENEWS, "renews", N_("Renewal") }, { CONTRACT_AMENDS, "amends", N_("Amendment") }, { 0 } };

#define WORK N_("The work")
#define PAY N_("Her pay")
#define PAPER N_("The paper")
#define COURSE N_("How it goes")
static const struct field fields[] = {
    FIELD(work_contract, state, .label = N_("State"), .choices = work_states, .list = true, .filter = true, .also = "状态|合同状态"),
    FIELD(work_contract, paper_number, .label = N_("Number on paper"), .max = 40, .search = true, .set_by = SET_ON_CREATE, .also = "合同编号|合同号", .help = N_("Of a contract signed elsewhere; ours have their own")),
    FIELD(work_contract, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(work_contract, person, .label = N_("Person"), .to = &person_type, .set_by = ENGINE_ONLY),
    FIELD(work_contract, kind, .label = N_("Kind of paper"), .choices = work_kinds, .list = true, .filter = true, .also = "合同类型|用工形式", .help = N_("Empty: the one that fits her age and hours")),
    FIELD(work_contract, term, .label = N_("Term"), .choices = work_terms, .list = true, .filter = true, .also = "期限类型|合同期限"),
    FIELD(work_contract, first, .label = N_("First day"), .list = true, .sort = true, .also = "开始日期|起始日期|合同起"), FIELD(work_contract, last, .label = N_("Last day"), .list = true, .filter = true, .also = "结束日期|到期日期|合同止"),
    FIELD(work_contract, started, .label = N_("First day of work"), .also = "入职日期|用工之日", .help = N_("Years of work are counted from it; empty: as in her archive")),
    FIELD(work_contract, fixed_terms, .label = N_("Fixed terms in a row"), .min = 0, .max = 20, .also = "第几次签订|签订次数", .help = N_("This one too; after two, the next has no end (Labour Contract Law, art. 14)")),
    FIELD(work_contract, fixed_wished, .label = N_("She asked for a fixed term herself"), .help = N_("Keep her note of it: else the law makes it one without end")),
    FIELD(work_contract, duties, .personal = true, .label = N_("What she does"), .max = 500, .format = FORMAT_MULTILINE, .group = WORK), FIELD(work_contract, place, .label = N_("Place of work"), .max = 100, .group = WORK),
    FIELD(work_contract, regime, .label = N_("System of hours"), .choices = regimes, .group = WORK), FIELD(work_contract, permit, .label = N_("Permit for other hours"), .max = 60, .group = WORK, .help = N_("Number of the labour office's permit")),
    FIELD(work_contract, hours_day, .label = N_("Hours a day"), .min = 0, .max = 12, .group = WORK), FIELD(work_contract, hours_week, .label = N_("Hours a week"), .min = 0, .max = 60, .group = WORK),
    FIELD(work_contract, probation_last, .label = N_("Probation until"), .group = WORK), FIELD(work_contract, probation_wage, .label = N_("Wage in probation"), .min = 0, .max = 100000000, .group = PAY),
    FIELD(work_contract, probation_passed, .label = N_("Probation passed"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(work_contract, wage, .label = N_("Wage (part-time: an hour)"), .min = 0, .max = 100000000, .list = true, .group = PAY, .also = "月薪|工资|月工资"), FIELD(work_contract, pay_day, .label = N_("Pay day"), .min = 0, .max = 28, .group = PAY, .help = N_("Day of the next month")),
    FIELD(work_contract, pay_cycle, .label = N_("Paid every"), .unit = N_("days"), .min = 0, .max = 31, .group = PAY), FIELD(work_contract, insured_at, .label = N_("Social insurance paid at"), .max = 60, .group = PAY),
    FIELD(work_contract, terms, .personal = true, .label = N_("Agreed besides"), .max = 4000, .format = FORMAT_MULTILINE, .group = PAPER, .help = N_("One clause a line")),
    FIELD(work_contract, template, .label = N_("Template"), .to = &contract_template_type, .group = PAPER, .help = N_("Empty: the one in force for its kind where the shop is")),
    FIELD(work_contract, retires, .label = N_("Retires on"), .set_by = ENGINE_ONLY, .group = COURSE),
    FIELD(work_contract, previous, .label = N_("Contract before"), .to = &work_contract_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(work_contract, link, .label = N_("What it does with it"), .choices = links, .set_by = ENGINE_ONLY),
    FIELD(work_contract, next, .label = N_("Contract after it"), .to = &work_contract_type, .set_by = STEPS_ONLY), FIELD(work_contract, round, .label = N_("Version"), .set_by = ENGINE_ONLY),
    FIELD(work_contract, shown, .heavy = true, .personal = true, .label = N_("Text as sent"), .set_by = ENGINE_ONLY), FIELD(work_contract, document, .label = N_("Text as signed"), .mask = MASK_ALL, .max = 60000, .set_by = ENGINE_ONLY),
    FIELD(work_contract, document_hash, .label = N_("Hash of the text"), .max = 64, .set_by = ENGINE_ONLY, .group = PAPER), FIELD(work_contract, sent_at, .label = N_("Sent at"), .set_by = ENGINE_ONLY, .group = PAPER),
    FIELD(work_contract, paper, .personal = true, .label = N_("Contract (PDF)"), .set_by = ENGINE_ONLY, .group = PAPER), FIELD(work_contract, signed_paper, .personal = true, .label = N_("Signed contract"), .set_by = STEPS_ONLY, .group = PAPER),
    FIELD(work_contract, filed_by, .label = N_("Scan filed by"), .to = &account_type, .set_by = STEPS_ONLY, .group = PAPER), FIELD(work_contract, signed_on, .label = N_("Signed on"), .set_by = STEPS_ONLY, .group = PAPER),
    FIELD(work_contract, worker_signed_at, .label = N_("She signed at"), .set_by = ENGINE_ONLY, .group = PAPER), FIELD(work_contract, worker_proof, .personal = true, .label = N_("Proof of who it was"), .max = 200, .set_by = ENGINE_ONLY),
    FIELD(work_contract, worker_address, .personal = true, .label = N_("Address in the network"), .max = 60, .set_by = ENGINE_ONLY), FIELD(work_contract, worker_device, .personal = true, .label = N_("Device"), .max = 300, .set_by = ENGINE_ONLY),
    FIELD(work_contract, worker_picture, .personal = true, .label = N_("Her signature"), .set_by = ENGINE_ONLY),
    FIELD(work_contract, company_signed_at, .label = N_("We signed at"), .set_by = ENGINE_ONLY, .group = PAPER), FIELD(work_contract, company_account, .label = N_("Signed for us by"), .to = &account_type, .set_by = ENGINE_ONLY, .group = PAPER),
    FIELD(work_contract, company_name, .label = N_("Name"), .max = 60, .set_by = ENGINE_ONLY), FIELD(work_contract, company_proof, .label = N_("Proof of who it was"), .max = 200, .set_by = ENGINE_ONLY),
    FIELD(work_contract, company_address, .label = N_("Address in the network"), .max = 60, .set_by = ENGINE_ONLY), FIELD(work_contract, company_device, .label = N_("Device"), .max = 300, .set_by = ENGINE_ONLY),
    FIELD(work_contract, company_picture, .label = N_("Signature"), .set_by = ENGINE_ONLY),
    FIELD(work_contract, ended_on, .label = N_("Ended on"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(work_contract, ended_by, .label = N_("How it ended"), .choices = work_ends, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(work_contract, settlement, .label = N_("What she is owed"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(work_contract, compensation, .label = N_("Compensation for her years"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(work_contract, owner, .label = N_("In charge"), .to = &account_type, .filter = true, .group = COURSE), FIELD(work_contract, remark, .personal = true, .label = N_("Remark"), .max = 500, .format = FORMAT_MULTILINE, .also = "备注"),
};

static bool stays_open(text name) { return !strcmp(name, "remark") || !strcmp(name, "owner") || !strcmp(name, "state"); }

static bool terms_unchanged(struct work *w, const struct work_contract *c, const struct work_contract *before)
{
    for (int i = 0; i < work_contract_type.field_count; i++) {
        const struct field *f = &work_contract_type.fields[i];
        if (f->set_by == SET_BY_ANYONE && !stays_open(f->name) && record_differs(f, c, before)) return wrong(w, f->name, N_("What was sent is not edited: take it back before both have signed, or make an amendment"));
    }
    return true;
}

/* One paper at a time: what changes or follows is made from it. */
static bool has_another(struct work *w, const struct work_contract *c)
{
    text other = db_one_text(w, SQL("select number from work_contract where worker = $1 and id <> $2 and id <> $3 and state in (1, 2, 3, 4) order by state desc, id limit 1"), BIND(num(c->worker.id), num(c->record.id), num(c->previous.id)));
    if (!other || !*other) return false;
    wrong(w, "worker", N_("She has {1} already: renew or amend it, or drop it first"), other);
    return true;
}

/* What was signed before she left may still be entered; nothing new is written for her. */
static bool gone(const struct worker *n) { return n->state == WORKER_LEFT || n->state == WORKER_REJECTED || n->state == WORKER_BLACKLISTED; }

static bool check(struct work *w, struct work_contract *c, const struct work_contract *before)
{
    const struct worker *n = record_peek(w, &worker_type, c->worker.id);
    if (!n) return !failed(w);                                 /* the engine names what is missing */
    if (before && before->state != WORK_DRAFT) return terms_unchanged(w, c, before);
    if (!before && c->state == WORK_DRAFT && gone(n)) return wrong(w, "worker", N_("{1} does not work here any more; take her on again first"), n->name);
    if (!before) c->record.branch = n->record.branch;
    c->person = n->person;
    if (!before && has_another(w, c)) return false;
    return work_contract_complete(w, c, before) && work_contract_right(w, c);
}
CHECKER(work_contract, check)

static text title(struct work *w, const struct work_contract *c)
{
    return print(w, "%s · %s", c->paper_number && *c->paper_number ? c->paper_number : c->record.number ? c->record.number : "", translate(w->language, choice_label(work_kinds, c->kind)));
}
TITLE(work_contract, title)

/* ---- clocks ---- */

static instant signing_due(struct work *w, const struct work_contract *c)
{
    (void)w;
    instant two_days = { c->sent_at.ms + DAYS(2) }, month = day_at(day_plus_months(c->started, 1), 0);
    return c->kind == WORK_LABOUR && month.ms > c->sent_at.ms && month.ms < two_days.ms ? month : two_days;
}
DUE(work_contract, signing_due)
static instant scan_due(struct work *w, const struct work_contract *c) { (void)w; return c->filed_by.id ? (instant){ c->record.changed_at.ms + DAYS(1) } : (instant){ 0 }; }
DUE(work_contract, scan_due)
/* Whether it is renewed is said thirty days before; the law of many places asks for it in writing. */
static instant renewal_due(struct work *w, const struct work_contract *c) { (void)w; return c->last.given && !c->next.id ? day_at((day){ c->last.number - 30 }, 9 * 60) : (instant){ 0 }; }
DUE(work_contract, renewal_due)
static instant lapsed_due(struct work *w, const struct work_contract *c) { (void)w; return c->last.given ? day_at((day){ c->last.number + 1 }, 0) : (instant){ 0 }; }
DUE(work_contract, lapsed_due)
static instant probation_due(struct work *w, const struct work_contract *c) { (void)w; return c->probation_last.given && !c->probation_passed ? day_at((day){ c->probation_last.number - 7 }, 9 * 60) : (instant){ 0 }; }
DUE(work_contract, probation_due)
static instant retirement_due(struct work *w, const struct work_contract *c) { (void)w; return c->kind != WORK_OVER_AGE && c->retires.given ? day_at((day){ c->retires.number - 30 }, 9 * 60) : (instant){ 0 }; }
DUE(work_contract, retirement_due)

static const struct deadline deadlines[] = {
    { .name = "signing", .label = N_("The work contract is not signed by both: ask them"), .states = FROM(WORK_SENT) | FROM(WORK_PARTLY_SIGNED), .due = signing_due_hook, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = DAYS(2), .then = CAN_REVIEW_CONTRACTS },
    { .name = "scan", .label = N_("A scan waits to be compared with the paper"), .states = FROM(WORK_DRAFT) | FROM(WORK_SENT) | FROM(WORK_PARTLY_SIGNED), .due = scan_due_hook, .who = CAN_REVIEW_CONTRACTS, .step = "confirm_paper" },
    { .name = "probation", .label = N_("Her probation ends within a week: decide whether she stays"), .states = FROM(WORK_IN_FORCE), .due = probation_due_hook, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = DAYS(5), .then = CAN_REVIEW_CONTRACTS, .step = "pass_probation" },
    { .name = "renewal", .label = N_("Her work contract ends within 30 days: renew it, or tell her"), .states = FROM(WORK_IN_FORCE), .due = renewal_due_hook, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = DAYS(15), .then = CAN_REVIEW_CONTRACTS, .step = "renew" },
    { .name = "lapsed", .label = N_("Her work contract has lapsed: if she works on, double wage is owed after a month"), .states = FROM(WORK_IN_FORCE), .due = lapsed_due_hook, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = 1, .then = CAN_REVIEW_CONTRACTS, .step = "renew" },
    { .name = "retirement", .label = N_("She reaches retirement: the labour contract ends, a work agreement follows"), .states = FROM(WORK_IN_FORCE), .due = retirement_due_hook, .who = CAN_KEEP_WORK_CONTRACTS, .escalate_after = DAYS(30), .then = CAN_REVIEW_CONTRACTS, .step = "renew" },
};

#define LAW_50 N_("Ended labour contracts are kept at least 2 years (Labour Contract Law art. 50)")
static const struct retention kept[] = {
    { .name = "remark", .label = N_("Ended work contracts: the remark, from the end"), .law = LAW_50, .days = 730, .due = "state = 5 and ended_on < $2 and remark <> ''", .members = "remark" },
    { .name = "paper", .label = N_("Ended work contracts: text, papers and signatures, from the end"), .law = LAW_50, .stays = true, .since = "ended_on", .days = 730,
      .due = "state = 5 and ended_on < $2 and (shown <> '' or paper <> '' or signed_paper <> '' or worker_picture <> '')", .members = "shown|document|paper|signed_paper|worker_picture|worker_proof|worker_address|worker_device" },
};
static const text indexes[] = { "worker, state", NULL };

const struct record_type work_contract_type = RECORD_TYPE(work_contract, .label = N_("Work contract"), .module = "contracts", FIELDS(fields), .steps = work_contract_steps, .step_count = WORK_STEPS, DEADLINES(deadlines),
    .first_state = WORK_DRAFT, .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person|worker", .see = CAN_KEEP_WORK_CONTRACTS, .create = CAN_KEEP_WORK_CONTRACTS, .edit = CAN_KEEP_WORK_CONTRACTS, .check = check_hook, .title = title_hook, .prefix = "YG",
    .history = true, .import_states = FROM(WORK_IN_FORCE), .indexes = indexes, .order = "-first");
