/* bank_import.c — a bank's statement as its web page gives it (CSV, xlsx): one row a line. Banks write what came and what went in two columns, or an
 * amount with its sign, or an amount and 借/贷: 贷 is money that came (the bank owes it to us). */
#include <string.h>
#include "base/utf8.h"
#include "finance/bank_line.h"
#include "finance/bank_own.h"
#include "record/import.h"
#include "record/store.h"

static const struct import_part parts[] = { { .name = "line", .type = &bank_line_type, .needed = true, .once = true, .fields = "booked_on|amount|counterparty|counterparty_account|reference|bank_number|balance", .keys = { "line_key" } } };

struct notes { money came, went, amount; bool has_amount, outgoing, incoming; };
static struct notes *notes(struct import_row *row) { return import_notes(row); }
static struct bank_line *draft(struct import_row *row) { return import_draft(row, "line"); }

static bool money_of(struct work *w, text given, money *into)
{
    return money_read(given, into) || wrong(w, "", N_("“{1}” is not an amount; write 1280.00"), given);
}
static bool read_came(struct work *w, text given, struct import_row *row) { return money_of(w, given, &notes(row)->came); }
static bool read_went(struct work *w, text given, struct import_row *row) { return money_of(w, given, &notes(row)->went); }
static bool read_amount(struct work *w, text given, struct import_row *row) { notes(row)->has_amount = true; return money_of(w, given, &notes(row)->amount); }

static bool read_way(struct work *w, text given, struct import_row *row)
{
    static const text out[] = { "借", "支出", "支", "付", "转出", "出" }, in[] = { "贷", "收入", "收", "转入", "来账", "入" };
    text way = utf8_trim(w->arena, given);
    for (size_t i = 0; i < COUNT_OF(out); i++) notes(row)->outgoing |= starts_with(way, out[i]);
    for (size_t i = 0; i < COUNT_OF(in); i++) notes(row)->incoming |= starts_with(way, in[i]);
    return notes(row)->outgoing != notes(row)->incoming || wrong(w, "", N_("“{1}” says neither 借 nor 贷, neither in nor out"), given);
}

static bool finish(struct work *w, struct import_row *row)
{
    const struct notes *n = notes(row);
    struct bank_line *l = draft(row);
    int64_t size = n->amount.fen < 0 ? -n->amount.fen : n->amount.fen;
    if (n->has_amount) l->amount.fen = n->outgoing ? -size : n->incoming ? size : n->amount.fen;
    else l->amount.fen = (n->came.fen < 0 ? -n->came.fen : n->came.fen) - (n->went.fen < 0 ? -n->went.fen : n->went.fen);
    if (!l->amount.fen) return wrong(w, "line.amount", N_("A line of nothing books nothing"));
    if (!l->bank_number) l->bank_number = "";
    if (!l->counterparty) l->counterparty = "";
    if (!l->reference) l->reference = "";
    l->record.branch.id = l->record.branch.id ? l->record.branch.id : w->actor->home;
    l->line_key = bank_line_key(w, l);
    return !failed(w);
}

static const struct import_column columns[] = {
    { .name = "line.booked_on", .also = "交易日期|记账日期|日期|交易时间|入账日期|发生日期", .required = true },
    { .name = "came", .label = N_("Came in"), .also = "收入|收入金额|贷方发生额|贷方金额|转入金额|贷方", .read = read_came }, { .name = "went", .label = N_("Went out"), .also = "支出|支出金额|借方发生额|借方金额|转出金额|借方", .read = read_went },
    { .name = "signed_amount", .label = N_("Amount"), .also = "金额|发生额|交易金额|交易额", .read = read_amount }, { .name = "way", .label = N_("In or out"), .also = "借贷标志|借贷|收支|借贷方向|收/支|方向", .read = read_way },
    { .name = "line.counterparty", .also = "对方户名|对方名称|对方账户名称|对方姓名|收付款方名称|付款人|交易对手" }, { .name = "line.counterparty_account", .also = "对方账号|对方帐号|对方账户|对方卡号|收付款方账号|付款账号" }, { .name = "line.reference", .also = "摘要|用途|附言|备注|交易附言|交易摘要|用途/摘要" },
    { .name = "line.bank_number", .also = "流水号|交易流水号|交易流水|凭证号|业务流水号|交易号" }, { .name = "line.balance", .also = "余额|账户余额|当前余额" },
};

const struct import_shape bank_import = { .name = "bank_line", .label = N_("Bank statement"), IMPORT_PARTS(parts), IMPORT_COLUMNS(columns), .notes = sizeof(struct notes), .finish = finish };
