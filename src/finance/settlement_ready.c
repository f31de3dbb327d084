/* settlement_ready.c — a settlement that payroll has made (settlement.h). */
#include "finance/back_pay.h"
#include "finance/damage_own.h"

static struct settlement *draft_of(struct work *w, const struct settlement_ready *r)
{
    struct settlement *s = record_peek(w, &settlement_type, r->corrects);
    if (!s || s->state != SETTLEMENT_OPEN || s->worker.id != r->worker) { refuse_as(w, CONFLICT, "", N_("The settlement behind it has gone on by itself; look at it first")); return NULL; }
    if (!damage_still_open(w, r->lines, s->record.id, s->corrects.id)) return NULL;
    s->lines = r->lines;
    s->calculated_by.id = r->calculated_by;
    return SAVE(w, settlement, s) ? s : NULL;
}

int64_t settlement_from_payroll(struct work *w, const struct settlement_ready *r)
{
    struct settlement new = { .record.branch = { r->branch }, .state = SETTLEMENT_CONFIRMED, .worker = { r->worker }, .mode = r->mode, .first = r->first, .last = r->last, .lines = r->lines,
        .calculated_by = { r->calculated_by }, .sent_at = w->acted, .confirmed_at = w->acted, .objection = "", .answer = "", .remark = r->remark };
    if (!back_pay_still_due(w, r->lines, r->corrects)) return 0;
    if (!r->corrects && !damage_still_open(w, r->lines, 0, 0)) return 0;
    struct settlement *s = r->corrects ? draft_of(w, r) : ADD(w, settlement, &new) ? record_peek(w, &settlement_type, new.record.id) : NULL;
    return s && back_pay_of_lines_settled(w, r->lines, s->record.id) && step_run(w, &settlement_type, s, r->corrects ? "lock_again" : "lock", NULL) ? s->record.id : 0;
}
