/* placement_import.c — who serves where on the day of the go-live (在户名单): customer and worker by phone or name, the contract by its number, term and wage
 * as on the paper. Her calendar is taken as if it had been planned here; days and calls begin with the month it is entered in, what was before was paid
 * and asked elsewhere. */
#include <string.h>
#include "base/weekdays.h"
#include "placement/placement_own.h"
#include "record/import.h"
#include "record/input.h"
#include "record/store.h"

static const struct import_part parts[] = {
    { .name = "placement", .type = &placement_type, .needed = true, .keys = { "contract", "customer+worker+first" }, .once = true, .clocks = true,
      .fields = "state|mode|live_in|first|last|wage|rests|rest_weekdays|replacements|remark" },
};

struct notes { text customer, customer_phone, worker, worker_phone, contract; };

static struct notes *notes(struct import_row *row) { return import_notes(row); }
static bool read_customer(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->customer = given; return true; }
static bool read_worker(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->worker = given; return true; }
static bool read_customer_phone(struct work *w, text given, struct import_row *row) { notes(row)->customer_phone = phone_from_sheet(w, given); return !failed(w); }
static bool read_worker_phone(struct work *w, text given, struct import_row *row) { notes(row)->worker_phone = phone_from_sheet(w, given); return !failed(w); }
static bool read_contract(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->contract = given; return true; }

static bool read_line(struct work *w, text given, struct import_row *row)
{
    ((struct placement *)import_draft(row, "placement"))->line.id = import_named(w, row, &service_line_type, N_("Service line"), given);
    return !failed(w);
}

/* The column is called 住家, and many write the same word, or its opposite, into it. */
static bool read_live_in(struct work *w, text given, struct import_row *row)
{
    struct placement *p = import_draft(row, "placement");
    bool in = !strcmp(given, "住家") || !strcmp(given, "全天"), out = !strcmp(given, "不住家") || !strcmp(given, "白班") || !strcmp(given, "日间");
    if (in || out) return p->live_in = in, true;
    return input_text(w, &placement_type, type_field(&placement_type, "live_in"), given, p, INPUT_IMPORT);
}

/* 周日; 周六、周日; 双休: as the paper says it. */
static bool read_rest_weekdays(struct work *w, text given, struct import_row *row)
{
    struct placement *p = import_draft(row, "placement");
    return weekdays_said(given, &p->rest_weekdays.bits) || input_text(w, &placement_type, type_field(&placement_type, "rest_weekdays"), given, p, INPUT_IMPORT);
}

/* Without a contract it is said by how she is employed. */
static enum service_mode mode_of(struct work *w, const struct placement *p, const struct contract *c)
{
    const struct worker *n = p->worker.id > 0 ? record_peek(w, &worker_type, p->worker.id) : NULL;
    if (c) return contract_is_ours(c) ? SERVICE_ASSIGN : SERVICE_INTRODUCE;
    return n && n->mode != MODE_AGENCY && n->mode != MODE_GIG && n->mode ? SERVICE_ASSIGN : SERVICE_INTRODUCE;
}

/* What else her calendar holds is told before anything is entered. The same placement, entered by an earlier run, is no other. */
static bool she_is_free(struct work *w, const struct placement *p)
{
    struct clash with;
    if (p->worker.id <= 0 || !p->first.number || p->last.number < p->first.number || !placement_calendar_taken(w, p, &with)) return !failed(w);
    const struct placement *other = !strcmp(with.with.source.type, "placement") ? record_peek(w, &placement_type, with.with.source.id) : NULL;
    if (other && other->customer.id == p->customer.id && other->first.number == p->first.number) return !failed(w);
    text said[8] = { with.message };
    for (int i = 0; i < 6 && with.arguments && with.arguments[i]; i++) said[i + 1] = with.arguments[i];
    return work_wrong(w, "worker", said);
}

/* By its number, ours or the paper's; without one the contract in force between these two. */
static int64_t contract_meant(struct work *w, struct import_row *row, const struct placement *p, text number)
{
    bool named = number && *number;
    int64_t id = named ? db_one(w, SQL("select id from contract where (paper_number = $1 or number = $1) and customer = $2 and state in (1, 7, 8) order by id desc limit 1"), BIND(txt(number), num(p->customer.id)), 0)
        : db_one(w, SQL("select id from contract where customer = $1 and worker = $2 and state in (1, 8) and first <= $3 and last >= $3 order by id desc limit 1"), BIND(num(p->customer.id), num(p->worker.id), num(day_of(w->now).number)), 0);
    if (id || failed(w)) return id;
    if (named) wrong(w, "contract", N_("This customer has no contract {1} in force; import the contracts first"), number);
    else import_warn(w, row, "contract", N_("No contract in force between these two is entered: she serves without one"));
    return 0;
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = notes(row);
    struct placement *p = import_draft(row, "placement");
    struct import_customer who = import_customer_named(w, row, n->customer, n->customer_phone);
    if (failed(w)) return false;
    day today = day_of(w->now);
    p->customer.id = who.customer;
    p->household.id = who.household;
    p->worker.id = import_worker_named(w, row, n->worker, n->worker_phone);
    if (failed(w)) return false;
    p->contract.id = who.customer ? contract_meant(w, row, p, n->contract) : 0;
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    if (!p->state) p->state = p->first.number > today.number ? PLACEMENT_PLANNED : PLACEMENT_IN_SERVICE;
    if (!p->mode) p->mode = mode_of(w, p, c);
    if (c && !p->last.number) p->last = c->last;
    if (!p->last.number) return wrong(w, "placement.last", N_("Until when she serves is not told: fill it in, or name a contract that is entered; its last day is taken then"));
    if (c && !p->wage.fen) p->wage = c->wage;
    if (c && !p->rest_weekdays.bits) p->rest_weekdays = c->rest_weekdays;
    if (c && !p->rests) p->rests = contract_month(c).rests;
    if (!she_is_free(w, p) || p->state != PLACEMENT_IN_SERVICE) return !failed(w);
    if (p->first.number > today.number) wrong(w, "placement.first", N_("Who serves has begun already; this day lies in the future"));
    struct date d = date_of(today);
    p->began_on = (maybe_day){ p->first.number, true };
    p->ledger_from = (maybe_day){ day_from_date((struct date){ d.year, d.month, 1 }).number, true };
    p->follow_up_made = today.number - p->first.number + 1;
    if (p->last.number && p->last.number < today.number) import_warn(w, row, "placement.last", N_("Its term ran out on {1} and she still serves: renew or end it"), day_text(w->arena, p->last));
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "customer", .label = N_("Customer"), .also = "客户|客户姓名|客户名称|雇主", .required = true, .read = read_customer },
    { .name = "customer_phone", .label = N_("Customer's phone"), .also = "客户电话|客户手机|雇主电话", .read = read_customer_phone },
    { .name = "worker", .label = N_("Worker"), .also = "阿姨|服务人员|家政员|阿姨姓名|在户阿姨", .required = true, .read = read_worker },
    { .name = "worker_phone", .label = N_("Worker's phone"), .also = "阿姨电话|阿姨手机|服务人员电话", .read = read_worker_phone },
    { .name = "line", .label = N_("Service line"), .also = "项目|服务项目|服务|服务内容", .required = true, .read = read_line },
    { .name = "contract", .label = N_("Contract"), .also = "合同编号|合同号", .read = read_contract },
    { .name = "placement.first", .also = "上户日期|开始日期|上户日|开始日|起始日期|合同开始", .required = true }, { .name = "placement.last", .also = "下户日期|到期日期|结束日期|预计下户|到期日|结束日|终止日期", .filled = true },
    { .name = "placement.wage", .also = "月薪|工资" }, { .name = "placement.rests", .also = "月休天数|每月休息|休息天数" }, { .name = "placement.rest_weekdays", .also = "固定休息日|固定休息", .read = read_rest_weekdays },
    { .name = "placement.live_in", .also = "住家|是否住家", .read = read_live_in }, { .name = "placement.mode", .also = "模式|服务模式|合同模式", .filled = true }, { .name = "placement.replacements", .also = "剩余更换次数" },
    { .name = "placement.state", .also = "状态" }, { .name = "placement.remark", .also = "备注|说明" },
};
const struct import_shape placement_import = { .name = "placement", .label = N_("Running placements"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
