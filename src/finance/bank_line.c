/* bank_line.c — see bank_line.h. */
#include "finance/bank_own.h"
#include <string.h>
#include "base/words.h"
#include "finance/made.h"

static const struct choice states[] = {
    { BANK_LINE_NEW, "new", N_("To be matched"), "warn" }, { BANK_LINE_MATCHED, "matched", N_("Matched"), "ok" }, { BANK_LINE_IGNORED, "ignored", N_("Not ours to match"), "mute" }, { 0 },
};
static const struct choice sureness[] = { { BANK_SURE, "sure", N_("Sure"), "ok" }, { BANK_DOUBTFUL, "doubtful", N_("Doubtful"), "warn" }, { BANK_UNKNOWN, "unknown", N_("Nothing found"), "mute" }, { 0 } };
#define FOUND_GROUP N_("What it may be")
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(bank_line, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(bank_line, booked_on, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, amount, .label = N_("Amount"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .min = -INT64_C(100000000000), .max = INT64_C(100000000000), .help = N_("What went is negative")),
    FIELD(bank_line, counterparty, .personal = true, .label = N_("Counterparty"), .max = 120, .list = true, .search = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, reference, .personal = true, .label = N_("Purpose"), .max = 300, .list = true, .search = true, .set_by = SET_ON_CREATE),
    FIELD(bank_line, bank_number, .label = N_("Number of the transaction"), .max = 64, .search = true, .set_by = SET_ON_CREATE), FIELD(bank_line, balance, .label = N_("Balance after it"), .set_by = SET_ON_CREATE, .min = -INT64_C(100000000000), .max = INT64_C(100000000000)),
    FIELD(bank_line, line_key, .label = N_("Key of the line"), .max = 120, .unique = true, .set_by = ENGINE_ONLY),
    FIELD(bank_line, sureness, .label = N_("How sure"), .choices = sureness, .list = true, .filter = true, .set_by = ENGINE_ONLY, .group = FOUND_GROUP), FIELD(bank_line, why, .label = N_("Why"), .max = 300, .set_by = ENGINE_ONLY, .list = true, .group = FOUND_GROUP),
    FIELD(bank_line, suggested_bill, .label = N_("Suggested bill"), .to = &bill_type, .list = true, .set_by = ENGINE_ONLY, .group = FOUND_GROUP), FIELD(bank_line, suggested_payment, .label = N_("Suggested payment"), .to = &payment_type, .set_by = ENGINE_ONLY, .group = FOUND_GROUP),
    FIELD(bank_line, bill, .label = N_("Bill"), .to = &bill_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE), FIELD(bank_line, payment, .label = N_("Payment"), .to = &payment_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(bank_line, customer, .label = N_("Customer"), .to = &customer_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE), FIELD(bank_line, booked_here, .label = N_("Booked from the statement"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(bank_line, matched_by, .label = N_("Matched by"), .to = &account_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(bank_line, matched_at, .label = N_("Matched at"), .set_by = STEPS_ONLY, .group = COURSE),
};

/* ---- the same line once ---- */

static uint64_t mixed(uint64_t h, text s)
{
    for (; *s; s++) h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);      /* FNV-1a: no name stands in the key */
    return h;
}

text bank_line_key(struct work *w, const struct bank_line *l)
{
    if (*l->bank_number) return print(w, "%lld:%d:%lld:%s", (long long)l->record.branch.id, l->booked_on.number, (long long)l->amount.fen, l->bank_number);
    uint64_t words = mixed(mixed(UINT64_C(14695981039346656037), l->counterparty), l->reference);
    return print(w, "%lld:%d:%lld:%lld:%016llx", (long long)l->record.branch.id, l->booked_on.number, (long long)l->amount.fen, (long long)l->balance.fen, (unsigned long long)words);
}

static bool check(struct work *w, struct bank_line *l, const struct bank_line *before)
{
    if (before) return true;
    if (!l->bank_number) l->bank_number = "";
    if (!l->counterparty) l->counterparty = "";
    if (!l->reference) l->reference = "";
    if (!l->record.branch.id) l->record.branch.id = w->actor->home;
    if (!l->amount.fen) return wrong(w, "amount", N_("A line of nothing books nothing"));
    l->line_key = bank_line_key(w, l);
    return !failed(w);
}
CHECKER(bank_line, check)

/* ---- what it may be ---- */

struct guess { int64_t bill, payment; enum bank_sureness sure; text why; };

/* Booked by hand before the statement came: the same transaction number, or the only one of that amount around that day. */
static bool guess_payment(struct work *w, const struct bank_line *l, struct guess *g)
{
    bool came = l->amount.fen > 0;
    int64_t amount = came ? l->amount.fen : -l->amount.fen;
    int64_t named = *l->bank_number ? db_one(w, SQL("select id from payment where branch = $1 and state = 1 and amount = $2 and channel_number = $3 and (kind in (1, 4, 5)) = ($4 = 1)"), BIND(num(l->record.branch.id), num(amount), txt(l->bank_number), num(came)), 0) : 0;
    if (named) { *g = (struct guess){ 0, named, BANK_SURE, translate(w->language, N_("The same transaction number and amount are booked already")) }; return true; }
    int64_t n = 0, id = 0;
    struct rows *row = db_query(w, SQL("select count(*), coalesce(min(p.id), 0) from payment p where p.branch = $1 and p.state = 1 and p.amount = $2 and p.channel in (4, 5) and p.paid_at >= $3 and p.paid_at < $4 "
                                       "and (p.kind in (1, 4, 5)) = ($5 = 1) and not exists (select 1 from bank_line b where b.payment = p.id and b.state = 2)"),
        BIND(num(l->record.branch.id), num(amount), num(day_start((day){ l->booked_on.number - 3 }).ms), num(day_start((day){ l->booked_on.number + 2 }).ms), num(came)));
    if (db_next(row)) { n = db_number(row, 0); id = db_number(row, 1); }
    db_enough(row);
    if (n != 1) return false;
    *g = (struct guess){ 0, id, BANK_DOUBTFUL, translate(w->language, N_("One transfer of this amount is booked around this day")) };
    return true;
}

static bool same_name(text a, text b) { return a && b && *a && !strcmp(a, b); }

/* Sure: the bill's number in the purpose, or the payer's name, and exactly what is open; everything else a person decides. */
static void guess_bill(struct work *w, const struct bank_line *l, struct guess *g)
{
    int64_t by_name = 0, by_amount = 0, names = 0, amounts = 0;
    struct rows *row = db_query(w, SQL("select b.id, b.number, b.total - b.paid, c.name, coalesce(c.invoice_title, '') from bill b join customer c on c.id = b.customer where b.branch = $1 and b.state in (4, 5, 6, 8) and b.total > b.paid order by b.id"), BIND(num(l->record.branch.id)));
    while (db_next(row)) {
        int64_t id = db_number(row, 0), open = db_number(row, 2);
        if (strstr(l->reference, db_text(row, 1))) {
            bool exact = open == l->amount.fen;
            *g = (struct guess){ id, 0, exact ? BANK_SURE : BANK_DOUBTFUL, translate(w->language, exact ? N_("The bill's number stands in the purpose, and the amount is what is open") : N_("The bill's number stands in the purpose, but another amount is open")) };
            db_enough(row);
            return;
        }
        if (open != l->amount.fen) continue;
        amounts++;
        by_amount = id;
        if (!same_name(l->counterparty, db_text(row, 3)) && !same_name(l->counterparty, db_text(row, 4))) continue;
        names++;
        by_name = id;
    }
    if (names == 1) *g = (struct guess){ by_name, 0, BANK_SURE, translate(w->language, N_("The payer's name and the amount fit one open bill")) };
    else if (names > 1) *g = (struct guess){ by_name, 0, BANK_DOUBTFUL, translate(w->language, N_("Several open bills of this customer have this amount")) };
    else if (amounts == 1) *g = (struct guess){ by_amount, 0, BANK_DOUBTFUL, translate(w->language, N_("Only the amount fits, and only this bill")) };
    else if (amounts > 1) g->why = translate(w->language, N_("Several open bills have this amount"));
}

static void guess_line(struct work *w, struct bank_line *l)
{
    struct guess g = { 0, 0, BANK_UNKNOWN, translate(w->language, N_("No open bill and no payment fits")) };
    if (!guess_payment(w, l, &g) && l->amount.fen > 0) guess_bill(w, l, &g);
    l->suggested_bill.id = g.bill;
    l->suggested_payment.id = g.payment;
    l->sureness = g.sure;
    l->why = g.why;
}

/* ---- its procedure ---- */

struct bank_match { ref bill, payment; };
static const struct field match_fields[] = {
    FIELD(bank_match, bill, .label = N_("Bill"), .to = &bill_type, .help = N_("The money is booked for it")), FIELD(bank_match, payment, .label = N_("Payment"), .to = &payment_type, .help = N_("It is booked already: the two are only tied")),
};

static bool tie_payment(struct work *w, struct bank_line *l, int64_t id)
{
    const struct payment *p = LOAD(w, payment, id);
    if (!p) return false;
    bool came = p->kind == PAYMENT_FROM_CUSTOMER || p->kind == PAYMENT_FROM_WORKER || p->kind == PAYMENT_TIP;
    if (p->state != PAYMENT_BOOKED) return refuse(w, "payment", N_("This payment was reversed"));
    if ((came ? p->amount.fen : -p->amount.fen) != l->amount.fen) return refuse(w, "payment", N_("The payment is {1}, the line {2}"), money_text(w->arena, came ? p->amount : money_negate(p->amount)), money_text(w->arena, l->amount));
    text other = db_one_text(w, SQL("select number from bank_line where payment = $1 and state = 2 and id <> $2 limit 1"), BIND(num(id), num(l->record.id)));
    if (*other) return refuse(w, "payment", N_("It is tied to another line of the statement already: {1}"), other);
    l->payment.id = id;
    l->bill = p->bill;
    l->customer = p->customer;
    return true;
}

static bool pay_bill(struct work *w, struct bank_line *l, int64_t id)
{
    if (l->amount.fen <= 0) return refuse(w, "bill", N_("What went out pays no bill"));
    if (!LOAD(w, bill, id)) return false;
    instant at = day_at(l->booked_on, 12 * 60);
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .bill = { id }, .amount = l->amount, .channel = CHANNEL_TRANSFER, .channel_number = l->bank_number, .paid_at = at.ms < w->now.ms ? at : w->now, .remark = l->record.number };
    if (!ADD(w, payment, &p)) return false;
    l->payment.id = p.record.id;
    l->bill.id = id;
    l->customer = p.customer;
    l->booked_here = true;
    return true;
}

static bool match(struct work *w, struct bank_line *l, const struct bank_match *in)
{
    if (!in->bill.id == !in->payment.id) return refuse(w, "bill", N_("Name the bill it pays, or the payment it is"));
    l->matched_by.id = w->actor->user;
    l->matched_at = w->acted;
    return in->payment.id ? tie_payment(w, l, in->payment.id) : pay_bill(w, l, in->bill.id);
}
RULE(bank_line, bank_match, match)

static const struct sentence *is_sure(struct work *w, const struct bank_line *l)
{
    return l->sureness == BANK_SURE ? NULL : because(w, N_("This is not sure: say by “{1}” which bill or payment it is"), translated(w, N_("Match")));
}
GUARD(bank_line, is_sure)

/* The suggestion may be old by now: what it names is judged again by `match`. */
static bool confirm(struct work *w, struct bank_line *l)
{
    return match(w, l, &(struct bank_match){ l->suggested_payment.id ? (ref){ 0 } : l->suggested_bill, l->suggested_payment });
}
RULE_PLAIN(bank_line, confirm)

static bool look_again(struct work *w, struct bank_line *l) { guess_line(w, l); return !failed(w); }
RULE_PLAIN(bank_line, look_again)

static bool undo(struct work *w, struct bank_line *l)
{
    struct payment *p = l->booked_here ? LOAD(w, payment, l->payment.id) : NULL;
    if (failed(w)) return false;
    if (p && p->state == PAYMENT_BOOKED && !step_run(w, &payment_type, p, "reverse", NULL)) return false;
    l->bill = l->payment = l->customer = l->matched_by = (ref){ 0 };
    l->matched_at.ms = 0;
    l->booked_here = false;
    return look_again(w, l);
}
RULE_PLAIN(bank_line, undo)

static bool created(struct work *w, struct bank_line *l)
{
    return step_run(w, &bank_line_type, l, "suggest", NULL);
}
AFTER_CREATE(bank_line, created)

static instant match_due(struct work *w, const struct bank_line *l) { (void)w; return (instant){ l->record.created_at.ms + DAYS(3) }; }
DUE(bank_line, match_due)
static const struct deadline deadlines[] = {
    { .name = "match", .label = N_("Say what this line of the bank statement is"), .states = FROM(BANK_LINE_NEW), .due = match_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(4), .then = CAN_LOCK_BILLS, .step = "match" },
};
static const struct step steps[] = {
    STEP(confirm, .label = N_("It is so"), .tone = "primary", .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, .guard = is_sure_guard, .run = confirm_rule),
    STEP(match, .label = N_("Match"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_MATCHED, .by = CAN_TAKE_PAYMENTS, INPUTS(bank_match, match_fields), .run = match_rule),
    STEP(look_again, .label = N_("Look again"), .from = FROM(BANK_LINE_NEW), .by = CAN_TAKE_PAYMENTS, .run = look_again_rule),
    STEP(suggest, .label = N_("Look again"), .from = FROM(BANK_LINE_NEW), .run = look_again_rule, .hidden = true),
    STEP(ignore, .label = N_("Not ours to match"), .from = FROM(BANK_LINE_NEW), .to = BANK_LINE_IGNORED, .by = CAN_TAKE_PAYMENTS, .reason = true),
    STEP(undo, .label = N_("Undo the match"), .tone = "danger", .from = FROM(BANK_LINE_MATCHED), .to = BANK_LINE_NEW, .by = CAN_TAKE_PAYMENTS, .run = undo_rule, .reason = true,
         .confirm = N_("A payment that was booked from the statement is reversed; both stay visible. Undo?")),
    STEP(reopen, .label = N_("Open again"), .from = FROM(BANK_LINE_IGNORED), .to = BANK_LINE_NEW, .by = CAN_TAKE_PAYMENTS, .run = look_again_rule),
};
static text title(struct work *w, const struct bank_line *l) { return print(w, "%s %s", day_text(w->arena, l->booked_on), money_text(w->arena, l->amount)); }
TITLE(bank_line, title)
static const text indexes[] = { "payment", "branch, booked_on", NULL };
static const struct retention kept[] = {
    { .name = "words", .label = N_("Bank statements: who and what for, from the day of the line"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "counterparty|reference",
      .due = "state in (2, 3) and booked_on < $2 and (counterparty <> '' or reference <> '')" },
};
const struct record_type bank_line_type = RECORD_TYPE(bank_line, .label = N_("Line of a bank statement"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = BANK_LINE_NEW, .scope = SCOPE_BRANCH,
    .subject = "customer", RETENTION(kept), .see = CAN_SEE_BILLS, .create = CAN_TAKE_PAYMENTS, .edit = CAN_TAKE_PAYMENTS, .append_only = true, .history = true, .check = check_hook, .created = created_hook, .title = title_hook,
    .prefix = "BK", .order = "-booked_on", .indexes = indexes, .import_states = FROM(BANK_LINE_NEW));
