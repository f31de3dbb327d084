/* opening_import.c — what a shop owes and is owed on the day it begins: one row a card, a debt, a wage, a key.
 *
 * Whose it is, a phone says before a name: two people may have one name. The kind is a column of its own, or the heading over the amount says
 * it: 欠款 is a customer's debt, 未付工资 a wage. What was earned this month (已做未结) is not brought along: the visits are imported, and the
 * settlement made of them pays it; taken over here, it would be paid twice. */
#include "finance/finance.h"
#include "operations/operations.h"
#include "record/import.h"
#include "record/store.h"

static const struct import_part parts[] = { { .name = "balance", .type = &opening_balance_type, .needed = true } };

struct notes { text customer, worker, phone; };

static struct notes *notes(struct import_row *row) { return import_notes(row); }
static struct opening_balance *draft(struct import_row *row) { return import_draft(row, "balance"); }
static bool read_customer(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->customer = given; return true; }
static bool read_worker(struct work *w, text given, struct import_row *row) { (void)w; notes(row)->worker = given; return true; }
static bool read_phone(struct work *w, text given, struct import_row *row) { notes(row)->phone = phone_from_sheet(w, given); return !failed(w); }

static bool amount_of(struct work *w, text given, struct import_row *row, enum opening_kind kind)
{
    struct opening_balance *o = draft(row);
    if (!money_read(given, &o->amount)) return wrong(w, "", N_("“{1}” is not an amount; write 1280.00"), given);
    if (!o->kind) o->kind = kind;
    return true;
}
static bool read_debt(struct work *w, text given, struct import_row *row) { return amount_of(w, given, row, OPENING_DEBT); }
static bool read_wage(struct work *w, text given, struct import_row *row) { return amount_of(w, given, row, OPENING_UNPAID_WAGE); }

static bool read_earned(struct work *w, text given, struct import_row *row)
{
    (void)given;
    (void)row;
    return wrong(w, "", N_("Visits of this month are paid by the settlement made of them: import the visits. What is owed of the months before stands under the heading 未付工资"));
}

static int64_t whose(struct work *w, struct import_row *row, const struct record_type *type, int64_t by_phone, text label, text name)
{
    if (by_phone || failed(w)) return by_phone;
    if (name && *name) return import_named(w, row, type, label, name);
    wrong(w, type->name, N_("{1} is missing"), translated(w, label));
    return 0;
}

/* A second debt of one customer may be right, or the same one again. */
static void look_for_another(struct work *w, struct import_row *row, const struct opening_balance *o)
{
    int64_t other = o->kind != OPENING_DEBT ? 0 : db_one(w, SQL("select amount from opening_balance where customer = $1 and kind = 3 and state in (1, 2, 3) order by id limit 1"), BIND(num(o->customer.id)), 0);
    if (other) import_warn(w, row, "balance.amount", N_("A debt of {1} is entered for this customer already; this one is added to it"), money_shown(w->arena, (money){ other }));
}

/* Twice in one sheet; what is entered already is found by the record's own rule. */
static void look_for_card(struct work *w, struct import_row *row, const struct opening_balance *o)
{
    if ((o->kind != OPENING_CARD && o->kind != OPENING_STORED) || !o->card_number || !*o->card_number) return;
    int64_t earlier = import_earlier(row, "card_number", print(w, "%d %s", (int)o->kind, o->card_number));
    if (earlier) wrong(w, "balance.card_number", N_("Row {1} has the card number {2}, too"), print(w, "%lld", (long long)earlier), o->card_number);
}

static void look_for_worker(struct work *w, struct import_row *row, const struct opening_balance *o)
{
    if ((o->kind != OPENING_UNPAID_WAGE && o->kind != OPENING_ADVANCE) || !o->worker.id) return;
    text remark = o->remark ? o->remark : "", hers = print(w, "%d %lld", (int)o->kind, (long long)o->worker.id);
    int64_t any = import_earlier(row, "worker_owed", hers), same = import_earlier(row, "worker_owed_for", print(w, "%s %s", hers, remark)), earlier = *remark ? same : any;
    if (earlier) wrong(w, "balance.remark", N_("Row {1} is of the same kind for the same worker, too: leave one of them out, or say in the remark what this one is for"), print(w, "%lld", (long long)earlier));
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = notes(row);
    struct opening_balance *o = draft(row);
    bool phone = n->phone && *n->phone;
    if (!o->kind) return wrong(w, "balance.kind", N_("What it is has to be said: a column 类型 with 次卡, 储值, 欠款, 未付工资, 预支, 定金 or 钥匙"));
    if (!o->as_of.number) o->as_of = day_of(w->now);
    if (o->kind == OPENING_UNPAID_WAGE || o->kind == OPENING_ADVANCE) o->worker.id = whose(w, row, &worker_type, phone ? worker_by_phone(w, n->phone) : 0, N_("Worker"), n->worker);
    else o->customer.id = whose(w, row, &customer_type, phone ? customer_by_phone(w, n->phone) : 0, N_("Customer"), n->customer);
    if (!failed(w)) look_for_another(w, row, o);
    look_for_card(w, row, o);
    if (!failed(w)) look_for_worker(w, row, o);
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "customer", .label = N_("Customer"), .also = "客户|客户姓名|客户名称|雇主|业主|会员|会员姓名", .read = read_customer },
    { .name = "worker", .label = N_("Worker"), .also = "阿姨|师傅|服务人员|保洁员|阿姨姓名|师傅姓名", .read = read_worker },
    { .name = "phone", .label = N_("Phone"), .also = "手机|手机号|电话|联系电话|客户电话|客户手机|阿姨电话|阿姨手机|师傅电话", .read = read_phone },
    { .name = "debt", .label = N_("Customer's debt"), .also = "欠款|欠款金额|未付款|欠费|应收余额", .read = read_debt },
    { .name = "wage", .label = N_("Unpaid wage"), .also = "未付工资|未发工资|欠发工资", .read = read_wage },
    { .name = "earned", .label = N_("Earned this month, not settled"), .also = "已做未结|本月已做未结|未结工资", .read = read_earned },
    { .name = "balance.kind", .also = "类型|种类|项目" }, { .name = "balance.as_of", .also = "截止日期|日期|发生日期", .filled = true }, { .name = "balance.remark", .also = "备注|事由|说明" },
};

const struct import_shape opening_import = { .name = "opening_balance", .label = N_("Opening balances"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
