/* contract_import.c — the contracts a shop has in force at go-live: customer and worker by phone or name, the rest as on the paper. */
#include "base/weekdays.h"
#include "contracts/contracts.h"
#include "contracts/employment.h"
#include "record/import.h"
#include "record/input.h"
#include "record/store.h"

static const struct import_part parts[] = {
    { .name = "contract", .type = &contract_type, .needed = true, .keys = { "paper_number" }, .once = true, .clocks = true,
      .fields = "state|paper_number|mode|first|last|wage|service_fee|management_fee|rest_days|rest_weekdays|hours_day|hours_week|holiday|fee|deposit|first_paid|deposit_kind|deposit_paid|guarantee_months|trial_days|replacements|remark" },
};

struct notes { text customer, customer_phone, worker, worker_phone; };

static struct notes *notes(struct import_row *row) { return import_notes(row); }
static bool read_customer(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->customer = given; return true; }
static bool read_worker(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->worker = given; return true; }
static bool read_customer_phone(struct work *w, text given, struct import_row *row) { notes(row)->customer_phone = phone_from_sheet(w, given); return !failed(w); }
static bool read_worker_phone(struct work *w, text given, struct import_row *row) { notes(row)->worker_phone = phone_from_sheet(w, given); return !failed(w); }

static bool read_line(struct work *w, text given, struct import_row *row)
{
    ((struct contract *)import_draft(row, "contract"))->line.id = import_named(w, row, &service_line_type, N_("Service line"), given);
    return !failed(w);
}

/* 周日; 周六、周日; 双休: as the paper says it. */
static bool read_rest_weekdays(struct work *w, text given, struct import_row *row)
{
    struct contract *c = import_draft(row, "contract");
    return weekdays_said(given, &c->rest_weekdays.bits) || input_text(w, &contract_type, type_field(&contract_type, "rest_weekdays"), given, c, INPUT_IMPORT);
}

/* What of its money is with us: of what the sheet does not say, all that was agreed is taken to have come. */
static void money_of(struct work *w, struct import_row *row, struct contract *c)
{
    if (c->first_paid.fen > c->fee.fen) wrong(w, "contract.first_paid", N_("More came than our fee of {1}"), money_shown(w->arena, c->fee));
    if (!c->deposit.fen) c->deposit = c->deposit_paid;
    if (c->deposit_paid.fen > c->deposit.fen) wrong(w, "contract.deposit_paid", N_("More came than the deposit of {1}"), money_shown(w->arena, c->deposit));
    if (!c->deposit_kind) c->deposit_kind = c->deposit.fen ? CONTRACT_RESERVATION : CONTRACT_NO_DEPOSIT;
    if (!failed(w) && c->fee.fen && !c->first_paid.fen) import_warn(w, row, "contract.first_paid", N_("What came of the fee of {1} is not in the sheet: all of it is taken to have come"), money_shown(w->arena, c->fee));
}

/* Not in the sheet: as she is employed. What was signed stands as it is; whether it is true of her, somebody looks. */
static void mode_of(struct work *w, struct import_row *row, struct contract *c)
{
    const struct worker *n = c->worker.id > 0 ? record_peek(w, &worker_type, c->worker.id) : NULL;
    if (!c->mode) c->mode = n && employment_mode_for(n->mode) ? employment_mode_for(n->mode) : CONTRACT_AGENCY;
    struct employment e = { .paper = PAPER_LABOUR };
    if (n) employment_judge_hers(w, &e, n->mode, c->mode);
    if (e.count) import_warn(w, row, "contract.mode", e.findings[0].why->message, e.findings[0].why->arguments[0], e.findings[0].why->arguments[1]);
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = notes(row);
    struct contract *c = import_draft(row, "contract");
    if (!c->state) c->state = CONTRACT_IN_FORCE;
    c->round = 1;
    money_of(w, row, c);
    struct import_customer who = import_customer_named(w, row, n->customer, n->customer_phone);
    if (failed(w)) return false;
    c->customer.id = who.customer;
    c->household.id = who.household;
    c->worker.id = import_worker_named(w, row, n->worker, n->worker_phone);
    if (!failed(w)) mode_of(w, row, c);
    if (!failed(w) && c->last.number && c->last.number < day_of(w->now).number)
        import_warn(w, row, "last", N_("This contract ran out on {1} and is still in force: renew or end it"), day_text(w->arena, c->last));
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "contract.paper_number", .also = "合同编号|合同号|编号", .required = true },
    { .name = "customer", .label = N_("Customer"), .also = "客户|客户姓名|客户名称|雇主", .required = true, .read = read_customer },
    { .name = "customer_phone", .label = N_("Customer's phone"), .also = "客户电话|客户手机|雇主电话", .read = read_customer_phone },
    { .name = "worker", .label = N_("Worker"), .also = "阿姨|服务人员|家政员|阿姨姓名", .required = true, .read = read_worker },
    { .name = "worker_phone", .label = N_("Worker's phone"), .also = "阿姨电话|阿姨手机|服务人员电话", .read = read_worker_phone },
    { .name = "line", .label = N_("Service line"), .also = "项目|服务项目|服务|服务内容", .required = true, .read = read_line },
    { .name = "contract.mode", .also = "合同模式|模式" }, { .name = "contract.first", .also = "开始日期|上户日期|开始日|起始日期|合同开始", .required = true },
    { .name = "contract.last", .also = "结束日期|到期日期|下户日期|到期日|结束日|终止日期", .required = true }, { .name = "contract.wage", .also = "月薪|工资" }, { .name = "contract.fee", .also = "中介费|服务费" },
    { .name = "contract.service_fee", .also = "月服务费|每月服务费" }, { .name = "contract.management_fee", .also = "管理费|月管理费|每月管理费" },
    { .name = "contract.rest_days", .also = "月休天数|每月休息|休息天数" }, { .name = "contract.rest_weekdays", .also = "固定休息日|固定休息", .read = read_rest_weekdays },
    { .name = "contract.hours_day", .also = "每天小时|日工时|每日工时" }, { .name = "contract.hours_week", .also = "每周小时|周工时|每周工时" }, { .name = "contract.holiday", .also = "节假日|节假日约定|节假日工作" },
    { .name = "contract.first_paid", .also = "已收中介费|中介费已收|已收服务费" }, { .name = "contract.deposit", .also = "押金|定金" }, { .name = "contract.deposit_kind", .also = "押金类型|定金类型" },
    { .name = "contract.deposit_paid", .also = "已收押金|押金在手|已收定金" }, { .name = "contract.guarantee_months", .also = "保障期|保障月数" }, { .name = "contract.trial_days", .also = "试用天数" }, { .name = "contract.replacements", .also = "剩余更换次数" },
    { .name = "contract.state", .also = "状态|合同状态" }, { .name = "contract.remark", .also = "备注|说明" },
};

const struct import_shape contract_import = { .name = "contract", .label = N_("Contracts in force"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
