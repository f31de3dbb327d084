/* correction.c — see correction.h. */
#include "finance/correction.h"
#include "finance/loan_charge.h"

static bool follow_bill(struct work *w, struct bill *b)
{
    bool locked = b->state == BILL_LOCKED || b->state == BILL_PAID || b->state == BILL_RECONCILED || b->state == BILL_CREDITED, begun = b->state == BILL_OPEN || b->state == BILL_CALCULATED;
    if (locked && !must(w, CAN_LOCK_BILLS)) return false;
    if (!step_run(w, &bill_type, b, locked ? "reverse" : begun ? "calculate" : "correct", NULL)) return false;
    mention(w, "customer", b->customer.id, locked ? N_("Her bill {1} is reversed, a new one takes its place; the customer is told") : N_("Her bill {1} is reckoned anew and has to be checked again"), b->record.number);
    return true;
}

bool bill_follows_visit(struct work *w, const struct visit *v)
{
    struct bill *b = record_peek(w, &bill_type, db_one(w, SQL("select document from visit_claim where visit = $1 and worker = 0"), BIND(num(v->record.id)), 0));
    return !b || follow_bill(w, b);
}

static bool follow_settlement(struct work *w, struct settlement *s)
{
    bool locked = s->state == SETTLEMENT_LOCKED || s->state == SETTLEMENT_PAID || s->state == SETTLEMENT_RECONCILED, begun = s->state == SETTLEMENT_OPEN || s->state == SETTLEMENT_CALCULATED;
    if (locked && !must(w, CAN_LOCK_SETTLEMENTS)) return false;
    if (!step_run(w, &settlement_type, s, locked ? "reverse" : begun ? "calculate" : "correct", NULL)) return false;
    mention(w, "worker", s->worker.id, locked ? N_("Her settlement {1} is reversed, a new one takes its place; the worker is told") : N_("Her settlement {1} is reckoned anew and has to be checked again"), s->record.number);
    return true;
}

/* Pay that is the customer's (agency) stands in the bill too. Of a fee the worker's part follows the fee. */
static bool follow(struct work *w, struct visit *v, const struct price_correction *c)
{
    bool owed = c->owed_before.fen != c->owed_after.fen, pay = c->pay_before.fen != c->pay_after.fen || (owed && visit_owes_fee(v));
    struct { int64_t worker, document; } claims[MOST_VISIT_WORKERS + 1];
    int n = 0;
    struct rows *row = db_query(w, SQL("select worker, document from visit_claim where visit = $1 order by worker limit 17"), BIND(num(v->record.id)));
    while (db_next(row)) {
        claims[n].worker = db_number(row, 0);
        claims[n++].document = db_number(row, 1);
    }
    for (int i = 0; i < n; i++) {
        struct bill *b = claims[i].worker ? NULL : record_peek(w, &bill_type, claims[i].document);
        struct settlement *s = claims[i].worker ? record_peek(w, &settlement_type, claims[i].document) : NULL;
        if (b && (owed || (pay && visit_is_agency(w, v))) && !follow_bill(w, b)) return false;
        if (s && pay && !follow_settlement(w, s)) return false;
    }
    return loan_charges_follow(w, v);
}

const struct visit_corrected finance_corrected = { follow };
