/* ledger_entry.c — see ledger_entry.h. */
#include <string.h>
#include "base/words.h"
#include "ledger/ledger.h"
#include "record/said.h"

static const struct choice states[] = {
    { ENTRY_POSTED, "posted", N_("Posted"), "ok" }, { ENTRY_REVERSED, "reversed", N_("Reversed"), "mute", .final = true }, { ENTRY_RED, "red", N_("Reversal (red)"), "danger", .final = true }, { 0 },
};
const struct choice entry_kinds[] = {
    { ENTRY_BY_HAND, "by_hand", N_("By hand") }, { ENTRY_CARD_SOLD, "card_sold", N_("Card sold") }, { ENTRY_CARD_USED, "card_used", N_("Paid from a card") }, { ENTRY_CARD_PUT_BACK, "card_put_back", N_("Put back on a card") },
    { ENTRY_CARD_REFUNDED, "card_refunded", N_("Card paid back") }, { ENTRY_CARD_TIME, "card_time", N_("Time of a period card") }, { ENTRY_BILL, "bill", N_("Bill") }, { ENTRY_PAYMENT, "payment", N_("Payment") },
    { ENTRY_SETTLEMENT, "settlement", N_("Settlement") }, { ENTRY_PAYROLL, "payroll", N_("Payroll") }, { ENTRY_FEE, "fee", N_("Fee earned") }, { ENTRY_COMPENSATION, "compensation", N_("Damage compensation") },
    { ENTRY_OPENING, "opening", N_("Brought along") }, { ENTRY_COMMISSION, "commission", N_("Commission") }, { ENTRY_LOAN, "loan", N_("Loan between branches") }, { ENTRY_MOVED, "moved", N_("Moved between branches") }, { 0 },
};

static const struct field line_fields[] = {
    FIELD(ledger_line, account, .label = N_("Ledger account"), .to = &ledger_account_type, .required = true),
    FIELD(ledger_line, amount, .label = N_("Amount"), .required = true, .help = N_("Debits positive, credits negative"), .min = -INT64_C(100000000000), .max = INT64_C(100000000000)),
};
static const struct row_type line_row = ROW_TYPE(ledger_line, line_fields);
static const struct field fields[] = {
    FIELD(ledger_entry, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(ledger_entry, kind, .label = N_("Kind"), .choices = entry_kinds, .set_by = STEPS_ONLY, .filter = true, .list = true),
    FIELD(ledger_entry, booked, .label = N_("Day"), .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_entry, memo, .personal = true, .label = N_("Memo"), .required = true, .max = 400, .format = FORMAT_SAID, .list = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_entry, lines, .label = N_("Lines"), .row = &line_row, .set_by = SET_ON_CREATE),
    FIELD(ledger_entry, sum, .label = N_("Amount"), .set_by = ENGINE_ONLY, .list = true, .sort = true),
    FIELD(ledger_entry, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_entry, worker, .label = N_("Worker"), .to = &worker_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(ledger_entry, card, .label = N_("Prepaid card"), .to = &prepaid_card_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(ledger_entry, other, .label = N_("Other branch"), .to = &branch_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(ledger_entry, visits, .label = N_("Visits taken from the card"), .set_by = STEPS_ONLY),
    FIELD(ledger_entry, source, .label = N_("Comes from"), .max = 40, .set_by = STEPS_ONLY), FIELD(ledger_entry, source_id, .label = N_("Record behind it"), .set_by = STEPS_ONLY),
    FIELD(ledger_entry, reverses, .label = N_("Reverses"), .to = &ledger_entry_type, .set_by = STEPS_ONLY), FIELD(ledger_entry, reversed_by, .label = N_("Reversed by"), .to = &ledger_entry_type, .set_by = STEPS_ONLY),
};

static bool balanced(struct work *w, struct ledger_entry *e)
{
    money whole = { 0 }, trust = { 0 };
    e->sum = (money){ 0 };
    for (size_t i = 0; i < e->lines.count; i++) {
        const struct ledger_line *l = ROW(struct ledger_line, e->lines, i);
        const struct ledger_account *a = l->account.id ? record_peek(w, &ledger_account_type, l->account.id) : NULL;
        if (!a || a->closed) return wrong(w, print(w, "lines.%zu.account", i), N_("There is no open account {1}"), a ? a->code : "");
        if (!l->amount.fen) return wrong(w, print(w, "lines.%zu.amount", i), N_("{1} is missing"), translated(w, N_("Amount")));
        whole = money_add(whole, l->amount);
        if (a->trust) trust = money_add(trust, l->amount);
        if (l->amount.fen > 0) e->sum = money_add(e->sum, l->amount);
    }
    if (e->lines.count < 2) return wrong(w, "lines", N_("An entry has at least two lines"));
    if (whole.fen) return wrong(w, "lines", N_("Debits and credits differ by {1}; an entry adds up to nothing"), money_shown(w->arena, whole));
    return !trust.fen || wrong(w, "lines", N_("Trust money stands apart: its lines differ by {1} and must add up to nothing by themselves"), money_shown(w->arena, trust));
}

static bool check(struct work *w, struct ledger_entry *e, const struct ledger_entry *before)
{
    if (before) return true;
    if (!e->kind) e->kind = ENTRY_BY_HAND;
    if (!e->source) e->source = "";
    if (!e->booked.number) e->booked = day_of(w->now);
    if (e->booked.number > day_of(w->now).number) return wrong(w, "booked", N_("This day lies in the future"));
    return balanced(w, e);
}
CHECKER(ledger_entry, check)

/* What the program posted is corrected where it came from; by hand only what came by hand. */
static const struct sentence *by_hand_only(struct work *w, const struct ledger_entry *e)
{
    return e->kind == ENTRY_BY_HAND || w->actor->system ? NULL : because(w, N_("This entry follows its record; reverse or correct that one"));
}
GUARD(ledger_entry, by_hand_only)

static bool reverse_entry(struct work *w, struct ledger_entry *e)
{
    struct ledger_line *lines = take_many(w, struct ledger_line, e->lines.count);
    for (size_t i = 0; i < e->lines.count; i++) {
        lines[i] = *ROW(struct ledger_line, e->lines, i);
        lines[i].amount = money_negate(lines[i].amount);
    }
    struct ledger_entry red = *e;
    red.record = (struct record){ .branch = e->record.branch, .number = "" };
    red.state = ENTRY_RED;
    red.booked = day_of(w->now);
    red.memo = *step_reason(w) ? step_reason(w) : e->memo;
    red.lines = (rows_of){ lines, e->lines.count };
    red.visits = -e->visits;
    red.reverses.id = e->record.id;
    if (!ADD(w, ledger_entry, &red)) return false;
    e->reversed_by.id = red.record.id;
    return true;
}
RULE_PLAIN(ledger_entry, reverse_entry)

static const struct step steps[] = {
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = FROM(ENTRY_POSTED), .to = ENTRY_REVERSED, .by = CAN_POST_LEDGER, .guard = by_hand_only_guard, .run = reverse_entry_rule, .reason = true,
         .confirm = N_("A red entry with every line negated is posted; both stay. Reverse?")),
    STEP(reverse_with, .label = N_("Reversed with its record"), .from = FROM(ENTRY_POSTED), .to = ENTRY_REVERSED, .run = reverse_entry_rule, .hidden = true),
};
text ledger_memo(struct work *w, text what, text number) { return said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, what, NULL), number, NULL }); }

static text title(struct work *w, const struct ledger_entry *e) { return print(w, "%s %s", said_read(w, e->memo), money_shown(w->arena, e->sum)); }
TITLE(ledger_entry, title)

static const text indexes[] = { "source, source_id", "card", "branch, booked", "other, booked", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Entries of the ledger: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type ledger_entry_type = RECORD_TYPE(ledger_entry, .label = N_("Entry"), .module = "ledger", FIELDS(fields), STEPS(steps), .first_state = ENTRY_POSTED, .scope = SCOPE_BRANCH, RETENTION(kept),
    .subject = "customer|worker", .append_only = true, .see = CAN_SEE_LEDGER, .create = CAN_POST_LEDGER, .edit = CAN_POST_LEDGER, .check = check_hook, .title = title_hook, .prefix = "JZ", .order = "-booked", .indexes = indexes);

int64_t ledger_post(struct work *w, const struct posting *p)
{
    struct ledger_line *lines = take_many(w, struct ledger_line, p->count);
    size_t n = 0;
    for (int i = 0; i < p->count && !failed(w); i++)
        if (p->lines[i].amount.fen) lines[n++] = (struct ledger_line){ { ledger_account_id(w, p->lines[i].account) }, p->lines[i].amount };
    if (failed(w)) return 0;
    if (!n) return -1;
    struct ledger_entry e = { .record.branch = { p->branch }, .kind = p->kind, .booked = p->booked, .memo = p->memo, .lines = { lines, n }, .customer = { p->customer }, .worker = { p->worker }, .card = { p->card }, .visits = p->visits, .other = { p->other },
        .source = p->source ? p->source : "", .source_id = p->source_id };
    return ADD(w, ledger_entry, &e) ? e.record.id : 0;
}

bool ledger_reverse_of(struct work *w, text source, int64_t source_id, text why)
{
    struct found f = LOAD_WHERE(w, ledger_entry, "source = $1 and source_id = $2 and state = 1 order by id", BIND(txt(source), num(source_id)));
    text before = w->reason;
    w->reason = why;
    for (int i = 0; i < f.count && !failed(w); i++)
        if (!step_run(w, &ledger_entry_type, f.at[i], "reverse_with", NULL)) break;
    w->reason = before;
    return !failed(w);
}
_Static_assert(ENTRY_POSTED == 1, "the query above says it by number");

bool moved_entries_named(struct work *w)
{
    db_exec(w, SQL("update ledger_entry set other = (select min(o.branch) from ledger_entry o where o.kind = 16 and o.source = ledger_entry.source and o.source_id = ledger_entry.source_id and o.created_at = ledger_entry.created_at and o.branch <> ledger_entry.branch) "
                      "where kind = 16 and other is null and exists (select 1 from ledger_entry o where o.kind = 16 and o.source = ledger_entry.source and o.source_id = ledger_entry.source_id and o.created_at = ledger_entry.created_at and o.branch <> ledger_entry.branch)"), NO_BIND);
    return !failed(w);
}
_Static_assert(ENTRY_MOVED == 16, "the statement above says it by number");
