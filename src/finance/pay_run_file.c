/* pay_run_file.c — a pay run as a file for the bank: a plain CSV any bank's tool can map, ICBC's columns for 批量支付, or a workbook.
 *
 * docs/pay-file.md says what stands in each. Account numbers are text: nothing rounds or shortens them. */
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include "base/scratch.h"
#include "base/words.h"
#include "finance/made.h"
#include "finance/pay_run.h"
#include "record/answer.h"
#include "record/api.h"
#include "record/input.h"
#include "record/parts.h"
#include "sheet/writer.h"

struct payee { text name, account, number, what; money amount; };

/* What the bank and the tax office read: who has a labour contract with us gets wages, everybody else is paid for labour. */
static text purpose(struct work *w, const struct worker *n)
{
    bool employed = n->mode == MODE_EMPLOYEE || n->mode == MODE_PART_TIME || n->mode == MODE_DISPATCHED;
    return translate(w->language, employed ? N_("Wage") : N_("Pay"));
}

/* One by one, each reading of an account in the log. */
static bool payee_of(struct work *w, const struct pay_row *row, text reason, struct payee *into)
{
    const struct worker *n = record_peek(w, &worker_type, row->worker.id);
    const struct settlement *s = record_peek(w, &settlement_type, row->settlement.id);
    if (!n || !s) return fault(w, "a pay run's row without worker or settlement");
    text account = sealed_open(w, &worker_type, n, &n->bank_account);
    if (!*account) return refuse(w, "", N_("{1} has no bank account in the archive; enter it, or mark her row as sent back and pay her otherwise"), n->name);
    audit_write(w, &(struct audit_entry){ .what = AUDIT_READ, .type = &worker_type, .record = n->record.id, .branch = n->record.branch.id, .step = "bank_account", .reason = reason, .changes = "", .about = n });
    *into = (struct payee){ n->name, account, s->record.number, purpose(w, n), row->amount };
    return !failed(w);
}

static void cell(struct buf *out, text value, text after)
{
    bool quoted = strpbrk(value, ",\"\r\n") != NULL;
    if (quoted) buf_add(out, "\"");
    for (text c = value; *c; c++) buf_print(out, *c == '"' ? "\"%c" : "%c", *c);
    buf_print(out, "%s%s", quoted ? "\"" : "", after);
}

static text plain_csv(struct work *w, const struct payee *p, size_t count)
{
    struct buf out = buf_new(w->arena);
    buf_add(&out, "\xef\xbb\xbf" "序号,户名,账号,金额,用途,结算单\r\n");
    for (size_t i = 0; i < count; i++) {
        buf_print(&out, "%zu,", i + 1);
        cell(&out, p[i].name, ",");
        cell(&out, p[i].account, ",");
        buf_print(&out, "%s,", money_text(w->arena, p[i].amount));
        cell(&out, p[i].what, ",");
        cell(&out, p[i].number, "\r\n");
    }
    return buf_text(&out);
}

static text icbc_csv(struct work *w, const struct pay_run *r, const struct payee *p, size_t count)
{
    struct buf out = buf_new(w->arena);
    struct date d = date_of(day_of(w->now));
    text from = setting_text(w, "finance.pay_account", r->record.branch.id, day_of(w->now)), holder = setting_text(w, "finance.pay_holder", r->record.branch.id, day_of(w->now));
    buf_add(&out, "币种,日期,明细标志,顺序号,付款账号开户行,付款账号,付款账号名称,收款账号开户行,收款账号省份,收款账号地市,收款账号地区码,收款账号,收款账号名称,金额,汇款用途,备注信息,汇款方式\r\n");
    for (size_t i = 0; i < count; i++) {
        buf_print(&out, "RMB,%04d%02d%02d,,%zu,工商银行,", d.year, d.month, d.day, i + 1);
        cell(&out, from, ",");
        cell(&out, *holder ? holder : company_name(w), ",,,,,");
        cell(&out, p[i].account, ",");
        cell(&out, p[i].name, ",");
        buf_print(&out, "%s,", money_text(w->arena, p[i].amount));
        cell(&out, p[i].what, ",");
        cell(&out, p[i].number, ",1\r\n");
    }
    return buf_text(&out);
}

/* Banks' programs read GB18030. */
static bool in_gb18030(struct work *w, text utf8, struct reply *reply)
{
    size_t from = strlen(utf8), room = from * 2 + 1, left = room;
    char *in = (char *)(uintptr_t)utf8, *to = take_many(w, char, room), *at = to;
    iconv_t c = iconv_open("GB18030", "UTF-8");
    bool well = c != (iconv_t)-1 && iconv(c, &in, &from, &at, &left) != (size_t)-1;
    if (c != (iconv_t)-1) iconv_close(c);
    reply->body = to;
    reply->length = room - left;
    return well || fault(w, "iconv to GB18030");
}

static bool workbook(struct work *w, const struct pay_run *r, const struct payee *p, size_t count, struct reply *reply)
{
    const struct sheet_column columns[] = { { translate(w->language, N_("Account holder")), SHEET_COLUMN_TEXT, 12 }, { translate(w->language, N_("Bank account")), SHEET_COLUMN_TEXT, 24 },
        { translate(w->language, N_("Amount")), SHEET_COLUMN_MONEY, 0 }, { translate(w->language, N_("Purpose")), SHEET_COLUMN_TEXT, 10 }, { translate(w->language, N_("Settlement")), SHEET_COLUMN_TEXT, 18 } };
    const text who[] = { w->actor->name ? w->actor->name : "", instant_words(w->arena, w->now), NULL };
    struct sheet_paper paper = { .name = r->record.number, .columns = columns, .count = COUNT_OF(columns), .message_title = "", .watermark = translate_with(w->arena, w->language, N_("Exported by {1} on {2}"), who) };
    text path = scratch_path(w->arena);
    struct sheet_writer *out = sheet_writer_xlsx(w->arena, path, &paper);
    if (!out) return fault(w, "no workbook at %s", path);
    for (size_t i = 0; i < count; i++) {
        sheet_write_text(out, p[i].name);
        sheet_write_text(out, p[i].account);
        sheet_write_money(out, (maybe_money){ p[i].amount.fen, true });
        sheet_write_text(out, p[i].what);
        sheet_write_text(out, p[i].number);
        sheet_write_row(out);
    }
    reply->file = path;
    reply->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return sheet_writer_close(out) || fault(w, "the workbook %s could not be written", path);
}

static bool write_file(struct work *w, const struct pay_run *r, const struct payee *p, size_t count, text format, struct reply *reply)
{
    if (!strcmp(format, "xlsx")) return workbook(w, r, p, count, reply);
    reply->type = "text/csv";
    if (!strcmp(format, "icbc")) return in_gb18030(w, icbc_csv(w, r, p, count), reply);
    reply->body = plain_csv(w, p, count);
    reply->length = strlen(reply->body);
    reply->type = "text/csv; charset=utf-8";
    return !failed(w);
}

struct filing { const struct request *request; struct reply *reply; };

static bool file_it(struct work *w, void *data)
{
    const struct request *q = ((struct filing *)data)->request;
    struct reply *reply = ((struct filing *)data)->reply;
    int64_t id = answer_id(w, q, "id");
    struct pay_run *r = id ? LOAD(w, pay_run, id) : NULL;
    json_t *in = r ? input_json(w, q->body, q->body_length) : NULL;
    if (!in || !must(w, CAN_REVEAL_BANK) || !record_as_told(w, &pay_run_type, r, in)) return false;
    text format = input_string(w, in, "format", "csv"), reason = input_string(w, in, "reason", "");
    if (strcmp(format, "csv") && strcmp(format, "icbc") && strcmp(format, "xlsx")) return wrong(w, "format", N_("The file is csv, icbc or xlsx"));
    if (strlen(reason) < 2 || strlen(reason) > 1500) return wrong(w, "reason", N_("Say why, in 2 to 500 characters"));
    struct payee *payees = take_many(w, struct payee, r->rows.count);
    size_t n = 0;
    for (size_t i = 0; i < r->rows.count; i++)
        if (ROW(struct pay_row, r->rows, i)->outcome != ROW_FAILED && !payee_of(w, ROW(struct pay_row, r->rows, i), reason, &payees[n++])) return false;
    audit_write(w, &(struct audit_entry){ .what = AUDIT_EXPORT, .type = &pay_run_type, .record = r->record.id, .branch = r->record.branch.id, .step = "", .reason = reason, .changes = print(w, "{\"rows\":%zu,\"format\":\"%s\"}", n, format) });
    if (!step_run(w, &pay_run_type, r, "filed", NULL)) return false;
    reply->file_name = print(w, "%s.%s", r->record.number, strcmp(format, "xlsx") ? "csv" : "xlsx");
    return write_file(w, r, payees, n, format, reply);
}

/* Not kept for a repeated request, as other answers are: account numbers lie nowhere but in the file. */
bool pay_run_file_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct filing f = { q, reply };
    return db_write(house_db(w->house), w, file_it, &f);
}
