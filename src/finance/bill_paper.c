/* bill_paper.c — see bill_paper.h. */
#include "finance/bill_paper.h"
#include <string.h>
#include "base/scratch.h"
#include "base/words.h"
#include "finance/bill_own.h"
#include "paper/paper.h"
#include "record/answer.h"
#include "record/said.h"
#include "record/store.h"
#include "sheet/writer.h"

/* What both show, read in one snapshot. */
struct statement { int64_t id; const struct bill *bill; const struct customer *customer; text house, to, *sites, *labels; };

static text word(struct work *w, text english) { return translate(w->language, english); }

static text site_of(struct work *w, const struct bill_line *l)
{
    const struct visit *v = l->visit.id ? record_peek(w, &visit_type, l->visit.id) : NULL;
    return v ? record_title(w, &household_type, v->household.id) : "";
}

text bill_line_said(struct work *w, const struct customer *c, const struct bill_line *l)
{
    text site = site_of(w, l);
    bool said = *site && (c->kind == CUSTOMER_COMPANY || strcmp(site, c->name));
    return print(w, "%s%s%s", said_read(w, l->label), said ? " · " : "", said ? site : "");
}

static bool read_bill(struct work *w, void *data)
{
    struct statement *s = data;
    s->bill = LOAD(w, bill, s->id);
    s->customer = s->bill ? LOAD(w, customer, s->bill->customer.id) : NULL;
    if (!s->customer) return false;
    s->to = *s->customer->invoice_title ? s->customer->invoice_title : s->customer->name;
    s->house = company_name(w);
    if (!*s->house) s->house = record_title(w, &branch_type, s->bill->record.branch.id);
    s->sites = take_many(w, text, s->bill->lines.count + 1);
    s->labels = take_many(w, text, s->bill->lines.count + 1);
    for (size_t i = 0; i < s->bill->lines.count; i++) {
        const struct bill_line *l = ROW(struct bill_line, s->bill->lines, i);
        s->sites[i] = site_of(w, l);
        s->labels[i] = bill_line_said(w, s->customer, l);
    }
    return !failed(w);
}

static struct statement *statement_asked(struct work *w, const struct request *q)
{
    struct statement *s = take(w, struct statement);
    s->id = answer_id(w, q, "id");
    return s->id && db_read(house_db(w->house), w, read_bill, s) ? s : NULL;
}

static text counted(struct work *w, const struct bill_line *l)
{
    if (!l->quantity) return "";
    text of = said_read(w, l->measure);
    return l->quantity % 100 ? print(w, "%.2f %s", (double)l->quantity / 100, of) : print(w, "%lld %s", (long long)(l->quantity / 100), of);
}

/* ---- PDF ---- */

static struct paper_line *paper_lines(struct work *w, const struct statement *s)
{
    const struct bill *b = s->bill;
    struct paper_line *all = take_many(w, struct paper_line, b->lines.count + 1);
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct bill_line *l = ROW(struct bill_line, b->lines, i);
        all[i] = (struct paper_line){ s->labels[i], counted(w, l), l->unit.fen ? money_text(w->arena, l->unit) : "", money_text(w->arena, l->amount) };
    }
    return all;
}

static text balance(struct work *w, const struct bill *b)
{
    text parts[] = { money_text(w->arena, b->paid), money_text(w->arena, bill_open_amount(b)), NULL };
    return translate_with(w->arena, w->language, N_("Received so far: {1}. Open: {2}."), parts);
}

static struct paper layout(struct work *w, const struct statement *s)
{
    const struct bill *b = s->bill;
    struct paper_fact *facts = take_many(w, struct paper_fact, 5);
    int n = 0;
    facts[n++] = (struct paper_fact){ word(w, N_("Customer")), s->to };
    if (*s->customer->tax_number) facts[n++] = (struct paper_fact){ word(w, N_("Tax number")), s->customer->tax_number };
    facts[n++] = (struct paper_fact){ word(w, N_("Period of the bill")), whose_days(w, "", b->first, b->last) };
    if (b->due.given) facts[n++] = (struct paper_fact){ word(w, N_("Payable until")), day_text(w->arena, (day){ b->due.number }) };
    if (b->invoice && *b->invoice) facts[n++] = (struct paper_fact){ word(w, N_("Invoice number")), print(w, "%s · %s", b->invoice, day_text(w->arena, (day){ b->invoiced_on.number })) };
    return (struct paper){ .house = s->house, .title = word(w, s->customer->monthly ? N_("Statement of account") : N_("Bill")), .number = b->record.number, .mark = b->state < BILL_CHECKED ? word(w, N_("Draft")) : "", .facts = facts,
        .fact_count = n, .columns = { word(w, N_("Item")), word(w, N_("Quantity")), word(w, N_("Unit price")), word(w, N_("Amount")) }, .lines = paper_lines(w, s), .line_count = (int)b->lines.count,
        .sum_label = word(w, N_("Total")), .sum = money_text(w->arena, b->total), .sum_words = b->total.fen > 0 ? money_in_capitals(w->arena, b->total) : "", .below = balance(w, b), .made = w->now };
}

bool bill_pdf_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct statement *s = statement_asked(w, q);
    if (!s) return false;
    struct paper paper = layout(w, s);
    return paper_reply(w, &paper, print(w, "%s.pdf", s->bill->record.number), reply);
}

/* ---- workbook ---- */

static void write_line(struct work *w, struct sheet_writer *out, const struct bill_line *l, text site)
{
    sheet_write_day(out, (maybe_day){ l->served.number, l->served.number != 0 });
    sheet_write_text(out, site);
    sheet_write_text(out, word(w, choice_label(bill_items, l->item)));
    sheet_write_text(out, said_read(w, l->label));
    sheet_write_text(out, counted(w, l));
    sheet_write_money(out, (maybe_money){ l->unit.fen, l->unit.fen != 0 });
    sheet_write_money(out, (maybe_money){ l->amount.fen, true });
    sheet_write_row(out);
}

static void write_sum(struct sheet_writer *out, text label, money amount)
{
    for (int i = 0; i < 3; i++) sheet_write_empty(out);
    sheet_write_text(out, label);
    sheet_write_empty(out);
    sheet_write_empty(out);
    sheet_write_money(out, (maybe_money){ amount.fen, true });
    sheet_write_row(out);
}

bool bill_sheet_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct statement *s = statement_asked(w, q);
    if (!s) return false;
    const struct bill *b = s->bill;
    const struct sheet_column columns[] = { { word(w, N_("Day")), SHEET_COLUMN_DAY, 12 }, { word(w, N_("Site")), SHEET_COLUMN_TEXT, 20 }, { word(w, N_("Item")), SHEET_COLUMN_TEXT, 14 }, { word(w, N_("Text")), SHEET_COLUMN_TEXT, 36 },
        { word(w, N_("Quantity")), SHEET_COLUMN_TEXT, 12 }, { word(w, N_("Unit price")), SHEET_COLUMN_MONEY, 0 }, { word(w, N_("Amount")), SHEET_COLUMN_MONEY, 0 } };
    struct sheet_paper paper = { .name = b->record.number, .columns = columns, .count = COUNT_OF(columns), .message_title = "", .watermark = print(w, "%s · %s · %s", s->house, s->to, s->customer->tax_number) };
    text path = scratch_path(w->arena);
    struct sheet_writer *out = sheet_writer_xlsx(w->arena, path, &paper);
    if (!out) return fault(w, "no workbook at %s", path);
    for (size_t i = 0; i < b->lines.count; i++) write_line(w, out, ROW(struct bill_line, b->lines, i), s->sites[i]);
    write_sum(out, word(w, N_("Total")), b->total);
    write_sum(out, word(w, N_("Paid so far")), b->paid);
    write_sum(out, word(w, N_("Not paid yet")), bill_open_amount(b));
    reply->file = path;
    reply->file_name = print(w, "%s.xlsx", b->record.number);
    reply->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return sheet_writer_close(out) || fault(w, "the workbook %s could not be written", path);
}
