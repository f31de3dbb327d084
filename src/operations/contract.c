/* contract.c — see contract.h. */
#include "operations/operations.h"
#include "record/store.h"

static const struct choice states[] = {
    { CONTRACT_IN_FORCE, "in_force", N_("In force"), "ok", .also = "履行中|在途|有效|进行中" }, { CONTRACT_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 },
};
static const struct choice modes[] = { { SERVICE_ASSIGN, "assign", N_("Assigned by us"), .also = "指派|员工制" }, { SERVICE_INTRODUCE, "introduce", N_("Introduced by us"), .also = "介绍|中介|中介制" }, { 0 } };
static const struct choice ends[] = {
    { CONTRACT_EXPIRED, "expired", N_("Its term is over") }, { CONTRACT_BY_CUSTOMER, "customer", N_("By the customer") }, { CONTRACT_BY_WORKER, "worker", N_("By the worker") },
    { CONTRACT_BY_COMPANY, "company", N_("By us") }, { CONTRACT_MUTUAL, "mutual", N_("By agreement") }, { CONTRACT_FORCE_MAJEURE, "force_majeure", N_("Force majeure") }, { 0 },
};

static const struct field fields[] = {
    FIELD(contract, state, .label = N_("State"), .choices = states, .list = true, .filter = true, .also = "状态|合同状态"),
    FIELD(contract, paper_number, .label = N_("Contract number"), .required = true, .max = 40, .unique = true, .list = true, .search = true, .set_by = SET_ON_CREATE, .also = "合同编号|合同号"),
    FIELD(contract, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, household, .label = N_("Home"), .to = &household_type, .required = true, .set_by = SET_ON_CREATE),
    FIELD(contract, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(contract, mode, .label = N_("Mode"), .choices = modes, .required = true, .filter = true, .set_by = SET_ON_CREATE, .also = "合同模式|模式|服务模式"),
    FIELD(contract, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE, .also = "开始日期|上户日期"),
    FIELD(contract, last, .label = N_("Last day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .also = "结束日期|到期日期|下户日期"),
    FIELD(contract, wage, .label = N_("Monthly wage"), .min = 0, .max = 100000000, .list = true, .set_by = SET_ON_CREATE, .also = "月薪|工资|月工资"),
    FIELD(contract, fee, .label = N_("Our fee"), .min = 0, .max = 100000000, .set_by = SET_ON_CREATE, .also = "中介费|服务费|管理费"),
    FIELD(contract, deposit, .label = N_("Customer's deposit"), .min = 0, .max = 100000000, .set_by = SET_ON_CREATE, .also = "押金|定金|保证金"),
    FIELD(contract, trial_days, .label = N_("Days of trial"), .min = 0, .max = 60, .set_by = SET_ON_CREATE, .also = "试用天数|试工天数"),
    FIELD(contract, replacements, .label = N_("Replacements left"), .min = 0, .max = 20, .also = "剩余更换次数|更换次数"),
    FIELD(contract, ended_on, .label = N_("Ended on"), .set_by = STEPS_ONLY), FIELD(contract, ended_by, .label = N_("How it ended"), .choices = ends, .set_by = STEPS_ONLY),
    FIELD(contract, remark, .personal = true, .label = N_("Remark"), .max = 500, .format = FORMAT_MULTILINE, .also = "备注"),
};

static bool check(struct work *w, struct contract *c, const struct contract *before)
{
    const struct household *h = record_peek(w, &household_type, c->household.id);
    if (before || !h) return !failed(w);                       /* the engine names what is missing */
    if (h->customer.id != c->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (c->last.number < c->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (c->first.number > day_of(w->now).number + 366) return wrong(w, "first", N_("This day lies more than a year ahead"));
    c->record.branch = h->record.branch;
    return !failed(w);
}
CHECKER(contract, check)

struct contract_ending { day ended_on; enum contract_end ended_by; };
static const struct field ending_fields[] = {
    FIELD(contract_ending, ended_on, .label = N_("Ended on"), .required = true), FIELD(contract_ending, ended_by, .label = N_("How it ended"), .choices = ends, .required = true),
};

static bool end(struct work *w, struct contract *c, const struct contract_ending *in)
{
    if (in->ended_on.number < c->first.number) return refuse(w, "ended_on", N_("The last day lies before the first"));
    if (in->ended_on.number > day_of(w->now).number) return refuse(w, "ended_on", N_("This day lies in the future"));
    if (in->ended_by == CONTRACT_EXPIRED && in->ended_on.number < c->last.number) return refuse(w, "ended_by", N_("Its term runs until {1}; say who ended it before"), day_text(w->arena, c->last));
    c->ended_on = (maybe_day){ in->ended_on.number, true };
    c->ended_by = in->ended_by;
    return true;
}
RULE(contract, contract_ending, end)

static instant renewal_due(struct work *w, const struct contract *c) { (void)w; return day_at((day){ c->last.number - CONTRACT_RENEWAL_DAYS }, 9 * 60); }
DUE(contract, renewal_due)

static const struct deadline deadlines[] = {
    { .name = "renewal", .label = N_("The contract ends: renew it, or end it"), .states = FROM(CONTRACT_IN_FORCE), .due = renewal_due_hook, .who = CAN_EDIT_VISITS,
      .escalate_after = DAYS(CONTRACT_RENEWAL_DAYS), .then = CAN_MEND_VISITS, .step = "end" },
};
static const struct step steps[] = {
    STEP(end, .label = N_("End"), .tone = "danger", .from = FROM(CONTRACT_IN_FORCE), .to = CONTRACT_ENDED, .by = CAN_EDIT_VISITS, INPUTS(contract_ending, ending_fields), .run = end_rule, .reason = true),
};

static const struct retention kept[] = {
    { .name = "remark", .label = N_("Ended contracts: the remark, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "state = 2 and ended_on < $2 and remark <> ''", .members = "remark" },
};

const struct record_type contract_type = RECORD_TYPE(contract, .label = N_("Contract"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = CONTRACT_IN_FORCE, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook,
    .history = true, .import_states = FROM(CONTRACT_IN_FORCE), .order = "last");
