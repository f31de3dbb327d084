/* payslip_paper.c — a payslip as PDF, made when it is asked for: read in one transaction, printed outside of any. */
#include "base/scratch.h"
#include "base/words.h"
#include "paper/paper.h"
#include "payroll/payroll.h"
#include "record/answer.h"
#include "record/said.h"

struct printing { const struct request *request; struct paper paper; };
static text said(struct work *w, text english) { return translate(w->language, english); }

static bool read_it(struct work *w, void *data)
{
    struct printing *p = data;
    int64_t id = answer_id(w, p->request, "id");
    const struct payslip *s = id ? record_peek(w, &payslip_type, id) : NULL;
    bool hers = s && is_own(w, &payslip_type, s) && s->sent_at.ms;
    if (!s || (!hers && !(in_scope(w, s->record.branch.id) && can(w, CAN_SEE_PAYROLL)))) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, payslip_type.label));
    struct paper_line *lines = take_many(w, struct paper_line, s->lines.count);
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct payslip_line *l = ROW(struct payslip_line, s->lines, i);
        lines[i] = (struct paper_line){ said_read(w, l->label), "", "", money_text(w->arena, l->amount), said_read(w, l->why) };
    }
    struct paper_fact *facts = take_many(w, struct paper_fact, 4), *signs = take_many(w, struct paper_fact, 1);
    facts[0] = (struct paper_fact){ said(w, N_("Worker")), record_title(w, &worker_type, s->worker.id) };
    facts[1] = (struct paper_fact){ said(w, N_("Month")), print(w, "%s – %s", day_text(w->arena, s->first), day_text(w->arena, s->last)) };
    facts[2] = (struct paper_fact){ said(w, N_("Income of the year")), money_text(w->arena, s->year_income) };
    facts[3] = (struct paper_fact){ said(w, N_("Tax withheld this year")), money_text(w->arena, s->year_tax) };
    signs[0] = (struct paper_fact){ said(w, N_("Received")), "" };
    text house = company_name(w);
    p->paper = (struct paper){ .house = *house ? house : record_title(w, house_type(w->house, "branch"), s->record.branch.id), .title = said(w, N_("Payslip")), .number = s->record.number, .mark = s->state == PAYSLIP_RED ? said(w, N_("Reversal (red)")) : s->state == PAYSLIP_REVERSED ? said(w, N_("Reversed")) : "",
        .facts = facts, .fact_count = 4, .columns = { said(w, N_("Item")), "", "", said(w, N_("Amount")) }, .lines = lines, .line_count = (int)s->lines.count, .sum_label = said(w, N_("Net pay")), .sum = money_text(w->arena, s->net),
        .sum_words = s->net.fen >= 0 ? money_in_capitals(w->arena, s->net) : "", .below = said(w, N_("Is something wrong? Object on your phone or in the office, also when it is approved or paid already.")), .signs = signs, .sign_count = 1, .one_page = true, .made = w->now };
    return !failed(w);
}

bool payslip_paper_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct printing p = { .request = q };
    text why = "";
    if (!db_read(house_db(w->house), w, read_it, &p)) return false;
    text path = scratch_path(w->arena);
    if (!paper_pdf(&p.paper, path, &why)) return fault(w, "payslip: %s", why);
    answer_pdf(w, reply, path, p.paper.number);
    return true;
}
