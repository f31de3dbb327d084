/* loan_charge.c — see loan_charge.h. */
#include "finance/loan_charge.h"
#include "ledger/ledger.h"
#include "record/said.h"

static const struct choice states[] = {
    { LOAN_CHARGED, "charged", N_("Loan charged"), "ok" }, { LOAN_OBJECTED, "objected", N_("Objected to"), "warn" }, { LOAN_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(loan_charge, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(loan_charge, served, .label = N_("Day"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, borrower, .label = N_("Helped in"), .to = &branch_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, lending, .label = N_("Lending"), .to = &lending_type, .required = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, pay, .label = N_("What it pays her"), .set_by = ENGINE_ONLY), FIELD(loan_charge, price, .label = N_("What it brings in"), .set_by = ENGINE_ONLY),
    FIELD(loan_charge, wage_part, .label = N_("Of her pay"), .list = true, .set_by = ENGINE_ONLY), FIELD(loan_charge, price_part, .label = N_("Of the price"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(loan_charge, day_fee, .label = N_("For the day"), .list = true, .set_by = ENGINE_ONLY), FIELD(loan_charge, amount, .label = N_("The borrowing branch bears"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
};

struct loan_parts loan_parts(const struct loan_terms *t, money pay, money price, bool first_of_day)
{
    struct loan_parts p = { money_times(pay, t->wage_percent, 100), money_times(price, t->price_percent, 100), first_of_day ? t->day_fee : (money){ 0 }, { 0 } };
    p.amount = money_add(money_add(p.wage, p.price), p.day);
    return p;
}

/* ---- the books: the borrower's cost, the lender's relief, and what lies between them ---- */

static bool post_side(struct work *w, const struct loan_charge *c, int64_t branch, money amount)
{
    const struct posting_line lines[] = { { LEDGER_LOANS, amount }, { LEDGER_BETWEEN, money_negate(amount) } };
    text memo = said_keep(w, N_("{1} → {2} {3}"), (const text[]){ record_title(w, &branch_type, c->record.branch.id), record_title(w, &branch_type, c->borrower.id), day_text(w->arena, c->served), NULL });
    return ledger_post(w, &(struct posting){ .kind = ENTRY_LOAN, .branch = branch, .memo = memo, .lines = lines, .count = 2, .worker = c->worker.id, .source = "loan_charge", .source_id = c->record.id }) != 0;
}

static bool post(struct work *w, const struct loan_charge *c)
{
    return post_side(w, c, c->borrower.id, c->amount) && post_side(w, c, c->record.branch.id, money_negate(c->amount));
}

/* ---- objections ---- */

static bool drop(struct work *w, struct loan_charge *c) { return ledger_reverse_of(w, "loan_charge", c->record.id, step_reason(w)); }
RULE_PLAIN(loan_charge, drop)

static instant answer_due(struct work *w, const struct loan_charge *c) { (void)w; return (instant){ c->record.changed_at.ms + DAYS(3) }; }
DUE(loan_charge, answer_due)
static const struct deadline deadlines[] = {
    { .name = "objection", .label = N_("The borrowing branch objects to a charge"), .states = FROM(LOAN_OBJECTED), .due = answer_due_hook, .who = CAN_LOCK_BILLS, .escalate_after = DAYS(2), .then = CAN_LOCK_BILLS, .step = "stand" },
};
static const struct step steps[] = {
    STEP(object, .label = N_("Object"), .from = FROM(LOAN_CHARGED), .to = LOAN_OBJECTED, .by = CAN_EDIT_BILLS, .theirs = true, .reason = true),
    STEP(stand, .label = N_("It stands"), .tone = "primary", .from = FROM(LOAN_OBJECTED), .to = LOAN_CHARGED, .by = CAN_LOCK_BILLS, .reason = true),
    STEP(drop, .label = N_("Drop"), .tone = "danger", .from = FROM(LOAN_CHARGED) | FROM(LOAN_OBJECTED), .to = LOAN_DROPPED, .by = CAN_LOCK_BILLS, .reason = true, .run = drop_rule),
};
static text title(struct work *w, const struct loan_charge *c)
{
    return print(w, "%s %s %s", record_title(w, &worker_type, c->worker.id), day_text(w->arena, c->served), money_shown(w->arena, c->amount));
}
TITLE(loan_charge, title)
static const text indexes[] = { "visit, worker", "borrower, served", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Loans between branches: kept with the books"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type loan_charge_type = RECORD_TYPE(loan_charge, .label = N_("Charge for a lent worker"), .plural = "Charges for lent workers", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = LOAN_CHARGED,
    .scope = SCOPE_BRANCH, .shared_with = "borrower", .subject = "worker", RETENTION(kept), .see = CAN_SEE_BILLS, .edit = CAN_LOCK_BILLS, .append_only = true, .history = true, .title = title_hook, .prefix = "JF", .order = "-served", .indexes = indexes);

/* ---- made ---- */

/* The same rule as visits_to_pay: what she is paid for is what is borne. */
static bool earns(const struct visit *v)
{
    return v->state == VISIT_APPROVED || v->state == VISIT_SETTLED || v->state == VISIT_INTERRUPTED || ((v->state == VISIT_CANCELLED || v->state == VISIT_NO_ACCESS) && v->fee.fen > 0);
}

static const struct lending *lent_for(struct work *w, const struct visit *v, int64_t worker)
{
    int64_t on = day_of(v->start).number;
    return record_peek(w, &lending_type, db_one(w, SQL("select id from lending where worker = $1 and destination = $2 and state in (2, 4) and first <= $3 and last >= $3 order by id desc limit 1"),
                                                BIND(num(worker), num(v->record.branch.id), num(on)), 0));
}
_Static_assert(LENDING_AGREED == 2 && LENDING_ENDED == 4 && LOAN_DROPPED == 3, "the queries here say these by number");

/* The day's fee stands on the first of her visits there that day. */
static bool first_of_day(struct work *w, const struct loan_charge *c)
{
    return !db_one(w, SQL("select 1 from loan_charge where worker = $1 and borrower = $2 and served = $3 and day_fee > 0 and state <> 3 and id <> $4 limit 1"),
                   BIND(num(c->worker.id), num(c->borrower.id), num(c->served.number), num(c->record.id)), 0);
}

static void reckon(struct work *w, struct loan_charge *c, const struct lending *l, const struct visit *v)
{
    struct loan_terms terms = { l->wage_percent.given ? l->wage_percent.value : 100, l->price_percent, l->day_fee };
    money hers = visit_pay(v, c->worker.id), whole = { 0 };
    int64_t ids[MOST_VISIT_WORKERS];
    int n = visit_workers(v, ids);
    for (int i = 0; i < n; i++) whole = money_add(whole, visit_pay(v, ids[i]));
    c->pay = visit_is_agency(w, v) ? (money){ 0 } : hers;
    c->price = !l->price_percent ? (money){ 0 } : whole.fen ? money_times(visit_owed(v), hers.fen, whole.fen) : visit_owed(v);
    struct loan_parts p = loan_parts(&terms, c->pay, c->price, first_of_day(w, c));
    c->wage_part = p.wage;
    c->price_part = p.price;
    c->day_fee = p.day;
    c->amount = p.amount;
}

static bool charge_again(struct work *w, struct loan_charge *c, const struct lending *l, const struct visit *v)
{
    money before = c->amount;
    reckon(w, c, l, v);
    if (c->amount.fen == before.fen) return !failed(w);
    return ledger_reverse_of(w, "loan_charge", c->record.id, "") && SAVE(w, loan_charge, c) && post(w, c);
}

static bool charge_for(struct work *w, const struct visit *v, int64_t worker)
{
    const struct worker *n = record_peek(w, &worker_type, worker);
    if (!n || n->record.branch.id == v->record.branch.id) return !failed(w);
    struct found old = LOAD_WHERE(w, loan_charge, "visit = $1 and worker = $2 order by id desc limit 1", BIND(num(v->record.id), num(worker)));
    struct loan_charge *there = old.count ? old.at[0] : NULL;
    if (there && there->state == LOAN_DROPPED) return !failed(w);
    const struct lending *l = there ? record_peek(w, &lending_type, there->lending.id) : lent_for(w, v, worker);
    if (!l) return !failed(w);
    if (there) return charge_again(w, there, l, v);
    struct loan_charge c = { .record.branch = n->record.branch, .lending = { l->record.id }, .visit = { v->record.id }, .worker = { worker }, .borrower = v->record.branch, .served = day_of(v->start) };
    reckon(w, &c, l, v);
    return !c.amount.fen ? !failed(w) : ADD(w, loan_charge, &c) && post(w, &c);
}

bool loan_charges_follow(struct work *w, const struct visit *v)
{
    int64_t ids[MOST_VISIT_WORKERS];
    int n = earns(v) ? visit_workers(v, ids) : 0;
    for (int i = 0; i < n; i++)
        if (!charge_for(w, v, ids[i])) return false;
    return !failed(w);
}

bool loan_charges_of_visit(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    return !v || loan_charges_follow(w, v);
}
