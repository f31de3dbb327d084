/* work_contract_import.c — the work contracts a company has with its workers at go-live: worker by phone or name, the rest as on the paper. */
#include "contracts/contracts.h"
#include "record/import.h"
#include "record/store.h"

static const struct import_part parts[] = {
    { .name = "work_contract", .type = &work_contract_type, .needed = true, .keys = { "paper_number" }, .once = true, .clocks = true,
      .fields = "state|paper_number|kind|term|first|last|started|fixed_terms|wage|remark" },
};

struct notes { text worker, worker_phone; };

static struct notes *notes(struct import_row *row) { return import_notes(row); }
static bool read_worker(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->worker = given; return true; }
static bool read_worker_phone(struct work *w, text given, struct import_row *row) { notes(row)->worker_phone = phone_from_sheet(w, given); return !failed(w); }

static bool finish(struct work *w, struct import_row *row)
{
    struct work_contract *c = import_draft(row, "work_contract");
    c->state = WORK_IN_FORCE;
    c->worker.id = import_worker_named(w, row, notes(row)->worker, notes(row)->worker_phone);
    if (!c->term) c->term = c->last.given ? WORK_FIXED : WORK_OPEN;
    if (!failed(w) && c->last.given && c->last.number < day_of(w->now).number)
        import_warn(w, row, "last", N_("This contract ran out on {1} and is still in force: renew or end it"), day_text(w->arena, (day){ c->last.number }));
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "work_contract.paper_number", .also = "合同编号|合同号|编号", .required = true },
    { .name = "worker", .label = N_("Worker"), .also = "姓名|阿姨|服务人员|家政员|员工姓名", .required = true, .read = read_worker },
    { .name = "worker_phone", .label = N_("Worker's phone"), .also = "电话|手机|阿姨电话|员工电话", .read = read_worker_phone },
    { .name = "work_contract.kind", .also = "合同类型|用工形式" }, { .name = "work_contract.first", .also = "开始日期|合同起", .required = true }, { .name = "work_contract.last", .also = "结束日期|到期日期|合同止" },
    { .name = "work_contract.started", .also = "入职日期" }, { .name = "work_contract.fixed_terms", .also = "签订次数|第几次签订" }, { .name = "work_contract.wage", .also = "月薪|工资" },
    { .name = "work_contract.remark", .also = "备注|说明" },
};

const struct import_shape work_contract_import = { .name = "work_contract", .label = N_("Work contracts with workers"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
