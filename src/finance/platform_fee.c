/* platform_fee.c — see platform_fee.h. */
#include "finance/platform_fee.h"
#include "finance/made.h"

static const struct choice states[] = {
    { PLATFORM_FEE_EXPECTED, "expected", N_("Expected"), "info" }, { PLATFORM_FEE_RECONCILED, "reconciled", N_("Reconciled"), "ok" }, { PLATFORM_FEE_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(platform_fee, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(platform_fee, service_order, .label = N_("Order"), .to = &service_order_type, .required = true, .list = true, .set_by = ENGINE_ONLY),
    FIELD(platform_fee, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(platform_fee, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(platform_fee, channel, .label = N_("Platform"), .list = true, .filter = true, .set_by = ENGINE_ONLY, .max = 30),
    FIELD(platform_fee, price, .label = N_("Price"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(platform_fee, fee, .label = N_("The platform keeps"), .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(platform_fee, expected, .label = N_("As the order says"), .set_by = ENGINE_ONLY),
    FIELD(platform_fee, paid_out, .label = N_("The platform paid out"), .list = true, .set_by = STEPS_ONLY),
    FIELD(platform_fee, reconciled_at, .label = N_("Reconciled at"), .list = true, .sort = true, .set_by = STEPS_ONLY), FIELD(platform_fee, reconciled_by, .label = N_("Reconciled by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(platform_fee, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY),
};

static const struct field statement_fields[] = {
    FIELD(platform_statement, paid_out, .label = N_("The platform paid out"), .required = true, .min = 0, .max = 10000000, .help = N_("For this order, as its statement says")),
    FIELD(platform_statement, paid_at, .label = N_("Paid at"), .help = N_("Empty: now")), FIELD(platform_statement, number, .label = N_("Number of the transaction"), .max = 64),
    FIELD(platform_statement, why, .label = N_("Why it is another amount"), .max = 300, .help = N_("Needed when the platform kept something else than expected")),
};

/* What the platform did not pay out is its fee: the customer has paid all of it and owes nothing more. */
static bool reconcile(struct work *w, struct platform_fee *f, const struct platform_statement *in)
{
    const struct visit *v = record_peek(w, &visit_type, f->visit.id);
    if (!v) return fault(w, "a platform's fee without a visit");
    money open = visit_open_amount(w, v);
    f->price = visit_owed(v);
    if (in->paid_out.fen > f->price.fen) return refuse(w, "paid_out", N_("The order costs {1}; the platform cannot pay out more"), money_shown(w->arena, f->price));
    f->paid_out.fen = in->paid_out.fen;
    f->fee = money_sub(f->price, f->paid_out);
    if (f->fee.fen != f->expected.fen && !*in->why) return refuse(w, "why", N_("It kept {1} instead of {2}; say why"), money_shown(w->arena, f->fee), money_shown(w->arena, f->expected));
    f->reconciled_at = w->acted;
    f->reconciled_by.id = w->actor->user;
    if (open.fen <= 0) return !failed(w);               /* booked by hand already */
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .visit = f->visit, .amount = open, .channel = CHANNEL_PLATFORM, .channel_number = in->number ? in->number : "", .paid_at = in->paid_at, .remark = in->why ? in->why : "" };
    if (!ADD(w, payment, &p)) return false;
    f->payment.id = p.record.id;
    return true;
}
RULE(platform_fee, platform_statement, reconcile)

/* The payout it came in is undone: what was booked for it is reversed, and it is expected again. */
static bool reopen(struct work *w, struct platform_fee *f)
{
    struct payment *p = f->payment.id ? LOAD(w, payment, f->payment.id) : NULL;
    if (failed(w) || (p && p->state == PAYMENT_BOOKED && !step_run(w, &payment_type, p, "reverse", NULL))) return false;
    f->payment.id = f->reconciled_by.id = 0;
    f->reconciled_at.ms = f->paid_out.fen = 0;
    f->fee = f->expected;
    return true;
}
RULE_PLAIN(platform_fee, reopen)

static instant reconcile_due(struct work *w, const struct platform_fee *f) { (void)w; return (instant){ f->record.created_at.ms + DAYS(PLATFORM_FEE_DAYS) }; }
DUE(platform_fee, reconcile_due)
static const struct deadline deadlines[] = {
    { .name = "reconcile", .label = N_("The platform has not paid out yet"), .states = FROM(PLATFORM_FEE_EXPECTED), .due = reconcile_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(7), .then = CAN_LOCK_BILLS, .step = "reconcile" },
};
static const struct step steps[] = {
    STEP(reconcile, .label = N_("The platform paid out"), .tone = "primary", .from = FROM(PLATFORM_FEE_EXPECTED), .to = PLATFORM_FEE_RECONCILED, .by = CAN_TAKE_PAYMENTS, INPUTS(platform_statement, statement_fields), .run = reconcile_rule),
    STEP(reopen, .label = N_("Expected again"), .from = FROM(PLATFORM_FEE_RECONCILED), .to = PLATFORM_FEE_EXPECTED, .run = reopen_rule, .hidden = true),
    STEP(drop, .label = N_("Drop"), .tone = "danger", .from = FROM(PLATFORM_FEE_EXPECTED), .to = PLATFORM_FEE_DROPPED, .by = CAN_LOCK_BILLS, .reason = true),
};
/* Whose order, and what it costs: a platform's fee is the same for many, and the price is what its statement has beside the name. */
static text title(struct work *w, const struct platform_fee *f) { return print(w, "%s · %s", whose_money(w, f->customer, (ref){ 0 }, f->price), f->channel); }
TITLE(platform_fee, title)
static const text indexes[] = { "visit", "service_order", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Platforms' fees: kept with the payments"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type platform_fee_type = RECORD_TYPE(platform_fee, .label = N_("Platform's fee"), .plural = "Platforms' fees", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = PLATFORM_FEE_EXPECTED, .scope = SCOPE_BRANCH,
    .subject = "customer", RETENTION(kept), .see = CAN_SEE_BILLS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .title = title_hook, .prefix = "PT", .order = "-created_at", .indexes = indexes);

bool platform_fee_of_visit(struct work *w, const struct record_type *type, int64_t visit)
{
    (void)type;
    const struct visit *v = record_peek(w, &visit_type, visit);
    const struct service_order *o = v && v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    if (!o || o->platform_fee.fen <= 0 || db_one(w, SQL("select 1 from platform_fee where visit = $1"), BIND(num(visit)), 0)) return !failed(w);
    struct platform_fee f = { .record.branch = v->record.branch, .service_order = v->service_order, .visit = { visit }, .customer = v->customer, .channel = o->channel, .price = visit_owed(v), .fee = o->platform_fee, .expected = o->platform_fee };
    return ADD(w, platform_fee, &f);
}

_Static_assert(VISIT_APPROVED == 9 && VISIT_SETTLED == 10, "the query below names these by number");
bool platform_fees_fill(struct work *w)
{
    int64_t ids[50];
    int n = 0;
    struct rows *row = db_query(w, SQL("select v.id from visit v join service_order o on o.id = v.service_order where o.platform_fee > 0 and v.state in (9, 10) and not exists (select 1 from platform_fee f where f.visit = v.id) order by v.id limit 50"), NO_BIND);
    while (n < 50 && db_next(row)) ids[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++)
        if (!platform_fee_of_visit(w, &visit_type, ids[i])) return false;
    return !failed(w);
}
