/* plan_import.c — recurring plans a shop brings along: they go on where they were, and the program makes their visits from tomorrow on. */
#include "operations/plan_own.h"

static const struct import_part parts[] = {
    { .name = "plan", .type = &service_plan_type, .needed = true, .keys = { "customer+line+at+first" }, .once = true,
      .fields = "state|weekdays|every_weeks|at|length|first|last|holiday|price_until|terms_version|contract_number|signed_on|key_held|remark" },
};

struct notes { text customer, phone; money price; };

static bool read_customer(struct work *w, text given, struct import_row *row) { (void)w; return ((struct notes *)import_notes(row))->customer = given, true; }

static bool read_phone(struct work *w, text given, struct import_row *row) { ((struct notes *)import_notes(row))->phone = phone_from_sheet(w, given); return !failed(w); }

static bool read_price(struct work *w, text given, struct import_row *row)
{
    return money_read(given, &((struct notes *)import_notes(row))->price) || wrong(w, "", N_("“{1}” is not an amount; write 1280.00"), given);
}

static bool named(struct work *w, text given, struct import_row *row, const struct record_type *type, text label, ref *into)
{
    into->id = import_named(w, row, type, label, given);
    return !failed(w);
}

static struct service_plan *draft(struct import_row *row) { return import_draft(row, "plan"); }
static bool read_worker(struct work *w, text given, struct import_row *row) { return named(w, given, row, &worker_type, N_("Worker"), &draft(row)->worker); }
static bool read_backup(struct work *w, text given, struct import_row *row) { return named(w, given, row, &worker_type, N_("Backup"), &draft(row)->backup); }
static bool read_line(struct work *w, text given, struct import_row *row) { return named(w, given, row, &service_line_type, N_("Service line"), &draft(row)->line); }

/* A plan goes by a price list, not by a price of its own: where the sheet says another one, somebody has to know. */
static bool compare_price(struct work *w, struct import_row *row, const struct service_plan *p, money told)
{
    const struct household *home = record_peek(w, &household_type, p->household.id);
    struct quote q;
    if (!told.fen || !home || !p->line.id || failed(w)) return !failed(w);
    if (!plan_quote(w, p, home, day_at(p->first, p->at.count), &q)) return false;
    if (q.price.fen != told.fen)
        import_warn(w, row, "price", N_("The sheet says {1} a visit, by the price list it is {2}, and the plan goes by the list"), money_shown(w->arena, told), money_shown(w->arena, q.price));
    return !failed(w);
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = import_notes(row);
    struct service_plan *p = draft(row);
    if (!p->state) p->state = PLAN_ACTIVE;
    struct import_customer who = import_customer_named(w, row, n->customer, n->phone);
    p->customer.id = who.customer;
    p->household.id = who.household;
    return compare_price(w, row, p, n->price);
}

static const struct import_column columns[] = {
    { .name = "customer", .label = N_("Customer"), .also = "客户|客户姓名|客户名称|雇主|业主|姓名", .required = true, .read = read_customer },
    { .name = "phone", .label = N_("Customer's phone"), .also = "客户电话|客户手机|手机|手机号|电话|联系电话", .read = read_phone },
    { .name = "line", .label = N_("Service line"), .also = "项目|服务项目|服务|服务内容|业务类型", .required = true, .read = read_line },
    { .name = "plan.weekdays", .also = "服务日|星期|周几|上门日|固定日", .required = true },
    { .name = "plan.every_weeks", .also = "每几周|频次|间隔周数" },
    { .name = "plan.at", .also = "上门时间|时间|开始时间", .required = true },
    { .name = "plan.length", .also = "时长|服务时长|分钟", .required = true },
    { .name = "plan.first", .also = "开始日期|首次日期|起始日期", .required = true },
    { .name = "plan.last", .also = "结束日期|到期日期" },
    { .name = "worker", .label = N_("Worker"), .also = "固定阿姨|阿姨|保洁员|服务人员", .read = read_worker },
    { .name = "backup", .label = N_("Backup"), .also = "备选阿姨|替补阿姨", .read = read_backup },
    { .name = "plan.holiday", .also = "节假日|节假日规则" },
    { .name = "plan.price_until", .also = "价格保持到|价格锁定到" },
    { .name = "price", .label = N_("Price of a visit"), .also = "单次价格|每次价格|单价|价格|单次金额", .read = read_price },
    { .name = "plan.contract_number", .also = "合同编号|合同号|协议编号" },
    { .name = "plan.signed_on", .also = "签约日期|签订日期|合同日期" },
    { .name = "plan.terms_version", .also = "条款版本" },
    { .name = "plan.key_held", .also = "托管钥匙|钥匙|是否有钥匙" },
    { .name = "plan.state", .also = "状态|计划状态" },
    { .name = "plan.remark", .also = "备注|说明" },
};

const struct import_shape plan_import = { .name = "service_plan", .label = N_("Running plans"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
