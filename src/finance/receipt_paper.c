/* receipt_paper.c — the receipt as PDF, made by a job: fonts are a lot of code and memory, and no transaction waits for them. */
#include <stdio.h>
#include <stdlib.h>
#include "base/log.h"
#include "base/scratch.h"
#include "base/words.h"
#include "finance/made.h"
#include "finance/receipt.h"
#include "paper/paper.h"
#include "record/file.h"
#include "record/job.h"
#include "http/http.h"
#include "record/said.h"

struct making { int64_t id; struct arena *arena; struct paper paper; struct upload made; int64_t prints; bool gone; };

static text kept(struct making *m, text t) { return arena_copy(m->arena, t ? t : ""); }
static text said(struct making *m, struct work *w, text english) { return arena_copy(m->arena, translate(w->language, english)); }

static bool of_damage(struct work *w, const struct receipt *r)
{
    const struct payment *p = record_peek(w, &payment_type, r->payment.id);
    return p && p->kind == PAYMENT_COMPENSATION;
}

/* What was paid back is red, below 0; a compensation is a sum she got. */
static money as_read(struct work *w, const struct receipt *r, money amount) { return of_damage(w, r) ? money_negate(amount) : amount; }

static struct paper_line *lines_of(struct making *m, struct work *w, const struct receipt *r)
{
    struct paper_line *all = arena_take(m->arena, sizeof *all * (r->lines.count ? r->lines.count : 1));
    for (size_t i = 0; i < r->lines.count; i++) {
        const struct receipt_line *l = ROW(struct receipt_line, r->lines, i);
        all[i] = (struct paper_line){ kept(m, said_read(w, l->what)), kept(m, l->quantity), money_text(m->arena, as_read(w, r, l->unit)), money_text(m->arena, as_read(w, r, l->amount)) };
    }
    return all;
}

/* What she signs for, in small print. */
static text below(struct work *w, const struct receipt *r)
{
    if (of_damage(w, r)) return N_("Whoever signs has got this sum in full. It goes with the agreement named above and is no invoice.");
    return r->amount.fen < 0 ? N_("This voucher is no invoice; when an invoice was issued, it is corrected in red.") : N_("This receipt is no invoice; an invoice is issued on request.");
}

static text mark_of(struct making *m, struct work *w, const struct receipt *r)
{
    if (r->state == RECEIPT_VOID) return said(m, w, N_("VOID"));
    if (r->prints < 2) return r->amount.fen < 0 && !of_damage(w, r) ? said(m, w, N_("RED: MONEY PAID BACK")) : "";
    return kept(m, translate_with(m->arena, w->language, N_("Reprint no. {1}"), (const text[]){ arena_print(m->arena, "%lld", (long long)r->prints - 1), NULL }));
}

static bool read_it(struct work *w, void *data)
{
    struct making *m = data;
    const struct receipt *r = record_peek(w, &receipt_type, m->id);
    m->gone = !r;
    if (!r) return !failed(w);
    struct paper_fact *facts = arena_take(m->arena, 6 * sizeof *facts), *signs = facts + 4;
    bool back = r->amount.fen < 0;
    facts[0] = (struct paper_fact){ said(m, w, of_damage(w, r) ? N_("Paid to") : back ? N_("Paid back to") : N_("Received from")), kept(m, r->payer) };
    facts[1] = (struct paper_fact){ said(m, w, N_("Date")), day_text(m->arena, r->paid_on) };
    facts[2] = (struct paper_fact){ said(m, w, N_("Paid by")), kept(m, r->way) };
    facts[3] = (struct paper_fact){ said(m, w, back ? N_("Voucher no.") : N_("Receipt no.")), kept(m, r->record.number) };
    signs[0] = (struct paper_fact){ said(m, w, back ? N_("Handled by") : N_("Cashier")), kept(m, r->received_by) };
    signs[1] = (struct paper_fact){ said(m, w, back ? N_("Received by (signature)") : N_("Stamp")), "" };
    m->prints = r->prints;
    text house = company_name(w);
    m->paper = (struct paper){ .house = kept(m, *house ? house : record_title(w, house_type(w->house, "branch"), r->record.branch.id)), .title = kept(m, receipt_title(w, r)), .number = kept(m, r->record.number), .mark = mark_of(m, w, r),
        .facts = facts, .fact_count = 4, .columns = { said(m, w, N_("Item")), said(m, w, N_("Quantity")), said(m, w, N_("Price per unit")), said(m, w, N_("Amount")) }, .lines = lines_of(m, w, r), .line_count = (int)r->lines.count,
        .sum_label = said(m, w, N_("Total")), .sum = money_text(m->arena, as_read(w, r, r->amount)), .sum_words = kept(m, r->capitals), .below = said(m, w, below(w, r)), .signs = signs, .sign_count = 2,
        .made = r->record.created_at };
    return !failed(w);
}

static bool put(struct work *w, void *data)
{
    struct making *m = data;
    struct receipt *r = record_peek(w, &receipt_type, m->id);
    if (!r || r->prints != m->prints) return !failed(w);            /* printed again meanwhile: that job makes it */
    text before = r->paper.hash;
    if (!file_made(w, &m->made)) return false;
    r->paper.hash = m->made.hash;
    if (!SAVE(w, receipt, r)) return false;
    if (before && *before) file_unused(w, &receipt_type, r, before);
    return !failed(w);
}

static bool keep(struct job *job, struct making *m)
{
    struct work *w = work_open(job_house(job), &the_system);
    bool well = file_keep(w, &m->made);
    work_close(w);
    return well;
}

bool receipt_paper_job(struct job *job)
{
    struct making m = { .id = strtoll(job_arguments(job), NULL, 10), .arena = job_arena(job) };
    text why = "";
    if (!job_read(job, read_it, &m)) return false;
    if (m.gone) return true;
    m.made = (struct upload){ .path = scratch_path(m.arena), .type = "application/pdf", .file_name = arena_print(m.arena, "%s.pdf", m.paper.number) };
    bool well = paper_pdf(&m.paper, m.made.path, &why) && file_measured(m.arena, &m.made) && keep(job, &m) && job_write(job, put, &m);
    if (*why) log_line("receipt", "\"why\":%s", log_quote(m.arena, why));
    return well;
}
