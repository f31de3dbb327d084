/* platform_payout.c — see platform_payout.h. */
#include "finance/platform_payout.h"
#include "base/words.h"
#include "finance/bank_line.h"
#include "finance/made.h"
#include "finance/payout_statement.h"

enum { MOST_ORDERS = 500, MOST_DAYS = 370 };
static const struct choice states[] = {
    { PAYOUT_OPEN, "open", N_("To be split"), "warn" }, { PAYOUT_SPLIT, "split", N_("Split"), "ok" }, { PAYOUT_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct field row_fields[] = {
    FIELD(payout_row, fee, .label = N_("Platform's fee"), .to = &platform_fee_type), FIELD(payout_row, visit, .label = N_("Visit"), .to = &visit_type), FIELD(payout_row, served, .label = N_("Day")), FIELD(payout_row, price, .label = N_("Price")),
    FIELD(payout_row, expected, .label = N_("Expected")), FIELD(payout_row, said, .label = N_("As its statement says")), FIELD(payout_row, differs, .label = N_("Difference in money")), FIELD(payout_row, out, .label = N_("Not in this payout")), FIELD(payout_row, share, .label = N_("The platform paid out")),
};
static const struct row_type row_row = ROW_TYPE(payout_row, row_fields);
static const struct field fields[] = {
    FIELD(platform_payout, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(platform_payout, channel, .label = N_("Platform"), .required = true, .max = 30, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("As it stands in the orders: 美团, 抖音 …")),
    FIELD(platform_payout, first, .label = N_("Visits from"), .required = true, .list = true, .set_by = SET_ON_CREATE), FIELD(platform_payout, last, .label = N_("Visits until"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(platform_payout, amount, .label = N_("Amount"), .required = true, .min = 1, .max = INT64_C(10000000000), .list = true, .sort = true, .set_by = SET_ON_CREATE), FIELD(platform_payout, paid_at, .label = N_("Paid at"), .help = N_("Empty: now"), .set_by = SET_ON_CREATE),
    FIELD(platform_payout, bank_line, .label = N_("Line of a bank statement"), .to = &bank_line_type, .set_by = ENGINE_ONLY),
    FIELD(platform_payout, orders, .label = N_("Orders it pays"), .row = &row_row, .set_by = STEPS_ONLY), FIELD(platform_payout, count, .label = N_("How many orders"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(platform_payout, expected, .label = N_("Expected"), .set_by = ENGINE_ONLY, .list = true), FIELD(platform_payout, difference, .label = N_("Difference in money"), .set_by = ENGINE_ONLY, .list = true, .help = N_("What came less what was expected")),
    FIELD(platform_payout, why, .label = N_("Why it is another amount"), .max = 300, .set_by = STEPS_ONLY), FIELD(platform_payout, split_by, .label = N_("Split by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(platform_payout, split_at, .label = N_("Split at"), .set_by = STEPS_ONLY),
};

/* ---- which orders ---- */

static struct payout_row *row_of(const struct platform_payout *p, int64_t fee)
{
    for (size_t i = 0; i < p->orders.count; i++)
        if (ROW(struct payout_row, p->orders, i)->fee.id == fee) return ROW(struct payout_row, p->orders, i);
    return NULL;
}

/* What was put right or left out stays so. An order stands in one open payout at a time. */
static bool gather(struct work *w, struct platform_payout *p)
{
    struct payout_row *all = take_many(w, struct payout_row, MOST_ORDERS);
    size_t n = 0;
    struct rows *row = db_query(w, SQL("select f.id, f.visit, v.start, f.price, f.fee from platform_fee f join visit v on v.id = f.visit where f.branch = $1 and f.channel = $2 and f.state = 1 and v.start >= $3 and v.start < $4 "
                                       "and not exists (select 1 from platform_payout_orders x join platform_payout o on o.id = x.parent where x.fee = f.id and x.out = 0 and o.state = 1 and o.id <> $5) order by v.start, f.id limit 501"),
        BIND(num(p->record.branch.id), txt(p->channel), num(day_start(p->first).ms), num(day_start((day){ p->last.number + 1 }).ms), num(p->record.id)));
    bool many = false;
    while (db_next(row)) {
        if (n == MOST_ORDERS) { many = true; continue; }
        const struct payout_row *old = row_of(p, db_number(row, 0));
        money price = { db_number(row, 3) };
        all[n++] = (struct payout_row){ .fee = { db_number(row, 0) }, .visit = { db_number(row, 1) }, .served = day_of((instant){ db_number(row, 2) }), .price = price, .expected = money_sub(price, (money){ db_number(row, 4) }),
            .said = old ? old->said : (maybe_money){ 0 }, .out = old && old->out };
    }
    if (many) return wrong(w, "first", N_("More than {1} orders: take fewer days"), print(w, "%d", MOST_ORDERS));
    if (!n) return wrong(w, "channel", N_("No order of {1} with a visit from {2} to {3} waits for its money"), p->channel, day_text(w->arena, p->first), day_text(w->arena, p->last));
    p->orders = (rows_of){ all, n };
    return !failed(w);
}

static bool check(struct work *w, struct platform_payout *p, const struct platform_payout *before)
{
    if (!before) {
        if (!p->record.branch.id) p->record.branch.id = w->actor->home;
        if (!p->paid_at.ms) p->paid_at = w->acted;
        if (!p->why) p->why = "";
        if (p->paid_at.ms > w->now.ms + MINUTES(5)) return wrong(w, "paid_at", N_("This time lies in the future"));
        if (p->last.number < p->first.number || p->last.number - p->first.number > MOST_DAYS) return wrong(w, "last", N_("The last day comes after the first, at most a year later"));
        text twin = p->bank_line.id ? db_one_text(w, SQL("select number from platform_payout where bank_line = $1 and state in (1, 2) limit 1"), BIND(num(p->bank_line.id))) : "";
        if (*twin) return refuse_as(w, CONFLICT, "", N_("It is being split already: {1}"), twin);
        db_lock(w, "branch", &p->record.branch.id, 1);          /* two payouts at once would take the same orders */
        if (!gather(w, p)) return false;
    }
    p->count = 0;
    p->expected = (money){ 0 };
    for (size_t i = 0; i < p->orders.count; i++) {
        struct payout_row *r = ROW(struct payout_row, p->orders, i);
        r->differs = r->said.given ? (maybe_money){ r->said.fen - r->expected.fen, true } : (maybe_money){ 0 };
        if (r->out) continue;
        p->count++;
        p->expected = money_add(p->expected, r->said.given ? (money){ r->said.fen } : r->expected);
    }
    p->difference = money_sub(p->amount, p->expected);
    return !failed(w);
}
CHECKER(platform_payout, check)

struct payout_order { ref fee; maybe_money paid_out; };
static const struct field order_fields[] = {
    FIELD(payout_order, fee, .label = N_("Platform's fee"), .to = &platform_fee_type, .required = true), FIELD(payout_order, paid_out, .label = N_("The platform paid out"), .min = 0, .max = 10000000, .help = N_("For this order, as its statement says; empty: nothing is known")),
};
static bool put_right(struct work *w, struct platform_payout *p, const struct payout_order *in)
{
    struct payout_row *r = row_of(p, in->fee.id);
    if (!r) return refuse(w, "fee", N_("This order is not in the payout"));
    if (in->paid_out.given && in->paid_out.fen > r->price.fen) return refuse(w, "paid_out", N_("The order costs {1}; the platform cannot pay out more"), money_shown(w->arena, r->price));
    r->said = in->paid_out;
    r->out = false;
    return true;
}
RULE(platform_payout, payout_order, put_right)

static const struct field statement_fields[] = {
    FIELD(payout_statement, lines, .label = N_("Lines of its statement"), .required = true, .max = MOST_STATEMENT, .format = FORMAT_MULTILINE,
          .help = N_("Copied from the platform's sheet, one order a line: its number and, as the last amount, what was paid out. Orders it does not name are left out")),
};
static bool read_statement(struct work *w, struct platform_payout *p, const struct payout_statement *in) { return payout_statement_read(w, p, in->lines); }
RULE(platform_payout, payout_statement, read_statement)

struct payout_fee { ref fee; };
static const struct field fee_fields[] = { FIELD(payout_fee, fee, .label = N_("Platform's fee"), .to = &platform_fee_type, .required = true) };
static bool leave_out(struct work *w, struct platform_payout *p, const struct payout_fee *in)
{
    struct payout_row *r = row_of(p, in->fee.id);
    if (!r) return refuse(w, "fee", N_("This order is not in the payout"));
    r->out = !r->out;
    return true;
}
RULE(platform_payout, payout_fee, leave_out)
RULE_PLAIN(platform_payout, gather)

/* ---- splitting ---- */

/* What is left after the orders that were put right goes over the others, by what was expected of each. */
static bool share_out(struct work *w, struct platform_payout *p)
{
    int64_t weights[MOST_ORDERS];
    money parts[MOST_ORDERS], left = p->amount;
    size_t n = 0, k = 0;
    for (size_t i = 0; i < p->orders.count; i++) {
        struct payout_row *r = ROW(struct payout_row, p->orders, i);
        r->share.fen = r->out || !r->said.given ? 0 : r->said.fen;
        left = money_sub(left, r->share);
        if (!r->out && !r->said.given) weights[n++] = r->expected.fen > 0 ? r->expected.fen : 1;
    }
    if (left.fen < 0 || (!n && left.fen)) return refuse(w, "", N_("The orders that were put right come to {1}, and {2} came: look at the statement again"), money_shown(w->arena, money_sub(p->amount, left)), money_shown(w->arena, p->amount));
    if (n) money_share(left, weights, n, parts);
    for (size_t i = 0; i < p->orders.count; i++) {
        struct payout_row *r = ROW(struct payout_row, p->orders, i);
        if (r->out || r->said.given) continue;
        r->share = parts[k++];
        if (r->share.fen > r->price.fen) return refuse(w, "", N_("So much came that an order would get more than it costs: orders are missing. Take more days, or put the orders right"));
    }
    return true;
}

struct payout_splitting { text why; };
static const struct field splitting_fields[] = { FIELD(payout_splitting, why, .label = N_("Why it is another amount"), .max = 300, .help = N_("Needed when the sum differs from what was expected")) };

static bool split(struct work *w, struct platform_payout *p, const struct payout_splitting *in)
{
    text why = in->why ? in->why : "";
    if (!p->count) return refuse(w, "", N_("Every order was left out"));
    if (p->difference.fen && !*why) return refuse(w, "why", N_("It came to {1} instead of {2}; say why"), money_shown(w->arena, p->amount), money_shown(w->arena, p->expected));
    if (!share_out(w, p)) return false;
    p->why = why;
    p->split_at = w->acted;
    p->split_by.id = w->actor->user;
    for (size_t i = 0; i < p->orders.count; i++) {
        const struct payout_row *r = ROW(struct payout_row, p->orders, i);
        struct platform_fee *f = r->out ? NULL : LOAD_LOCKED(w, platform_fee, r->fee.id);
        if (failed(w)) return false;
        struct platform_statement one = { { r->share.fen, true }, p->paid_at, payment_number_of_row(w, &p->record, i), *why ? why : translate(w->language, N_("As the platform's statement says")) };
        if (f && f->state != PLATFORM_FEE_EXPECTED) return refuse_as(w, CONFLICT, "", N_("{1} was settled meanwhile: leave it out, or look for the orders again"), record_title(w, &platform_fee_type, r->fee.id));
        if (f && !step_run(w, &platform_fee_type, f, "reconcile", &one)) return false;
    }
    struct bank_line *l = p->bank_line.id ? LOAD_LOCKED(w, bank_line, p->bank_line.id) : NULL;
    return !failed(w) && (!l || step_run(w, &bank_line_type, l, "tie_payout", &(struct { ref payout; }){ { p->record.id } }));
}
RULE(platform_payout, payout_splitting, split)

static bool undo(struct work *w, struct platform_payout *p)
{
    for (size_t i = 0; i < p->orders.count; i++) {
        struct payout_row *r = ROW(struct payout_row, p->orders, i);
        struct platform_fee *f = r->out ? NULL : LOAD_LOCKED(w, platform_fee, r->fee.id);
        if (failed(w) || (f && f->state == PLATFORM_FEE_RECONCILED && !step_run(w, &platform_fee_type, f, "reopen", NULL))) return false;
        r->share.fen = 0;
    }
    struct bank_line *l = p->bank_line.id ? LOAD_LOCKED(w, bank_line, p->bank_line.id) : NULL;
    p->split_at.ms = p->split_by.id = 0;
    return !failed(w) && (!l || l->state != BANK_LINE_MATCHED || step_run(w, &bank_line_type, l, "untie_payout", NULL));
}
RULE_PLAIN(platform_payout, undo)

static instant split_due(struct work *w, const struct platform_payout *p) { (void)w; return (instant){ p->record.created_at.ms + DAYS(2) }; }
DUE(platform_payout, split_due)
static const struct deadline deadlines[] = {
    { .name = "split", .label = N_("Split the platform's payout"), .states = FROM(PAYOUT_OPEN), .due = split_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "split" },
};
static const struct step steps[] = {
    STEP(split, .label = N_("Split it over the orders"), .tone = "primary", .from = FROM(PAYOUT_OPEN), .to = PAYOUT_SPLIT, .by = CAN_TAKE_PAYMENTS, INPUTS(payout_splitting, splitting_fields), .run = split_rule, .confirm = N_("A payment is booked for every order that was not left out. Continue?")),
    STEP(read_statement, .label = N_("Read its statement"), .from = FROM(PAYOUT_OPEN), .by = CAN_TAKE_PAYMENTS, INPUTS(payout_statement, statement_fields), .run = read_statement_rule, .preview = true),
    STEP(put_right, .label = N_("Put an order right"), .from = FROM(PAYOUT_OPEN), .by = CAN_TAKE_PAYMENTS, INPUTS(payout_order, order_fields), .run = put_right_rule),
    STEP(leave_out, .label = N_("Leave an order out, or take it back in"), .from = FROM(PAYOUT_OPEN), .by = CAN_TAKE_PAYMENTS, INPUTS(payout_fee, fee_fields), .run = leave_out_rule),
    STEP(gather, .label = N_("Look for its orders again"), .from = FROM(PAYOUT_OPEN), .by = CAN_TAKE_PAYMENTS, .run = gather_rule),
    STEP(undo, .label = N_("Undo the split"), .tone = "danger", .from = FROM(PAYOUT_SPLIT), .to = PAYOUT_OPEN, .by = CAN_TAKE_PAYMENTS, .run = undo_rule, .reason = true, .confirm = N_("The payments of all its orders are reversed; both stay visible. Undo?")),
    STEP(drop, .label = N_("Drop"), .tone = "danger", .from = FROM(PAYOUT_OPEN), .to = PAYOUT_DROPPED, .by = CAN_TAKE_PAYMENTS, .reason = true),
};
static text title(struct work *w, const struct platform_payout *p) { return print(w, "%s %s", p->channel, money_shown(w->arena, p->amount)); }
TITLE(platform_payout, title)
static const text indexes[] = { "bank_line", "branch, channel", NULL };
const struct record_type platform_payout_type = RECORD_TYPE(platform_payout, .label = N_("Platform's payout"), .plural = "Platforms' payouts", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = PAYOUT_OPEN, .scope = SCOPE_BRANCH, .see = CAN_SEE_BILLS,
    .create = CAN_TAKE_PAYMENTS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .title = title_hook, .prefix = "PP", .order = "-created_at", .indexes = indexes);
