/* loan_settlement.c — see loan_settlement.h. */
#include "finance/loan_settlement.h"
#include "base/json.h"
#include "finance/loan_charge.h"
#include "http/http.h"
#include "ledger/ledger.h"
#include "record/answer.h"
#include "record/deadline.h"
#include "record/input.h"
#include "record/said.h"

static const struct choice states[] = {
    { LOANS_ASKED, "asked", N_("Loans asked for"), "info" }, { LOANS_PAID, "paid", N_("Loans paid, not confirmed"), "warn" }, { LOANS_RECEIVED, "received", N_("Loans settled"), "ok" },
    { LOANS_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { LOANS_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { LOANS_REVERSED, "reversed", N_("Reversed"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(loan_settlement, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(loan_settlement, payer, .label = N_("The branch that pays"), .to = &branch_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_settlement, month, .label = N_("Month, from"), .required = true, .list = true, .sort = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(loan_settlement, amount, .label = N_("Amount"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(loan_settlement, paid_on, .label = N_("Transferred on"), .list = true, .set_by = STEPS_ONLY), FIELD(loan_settlement, bank_number, .label = N_("Number of the transfer"), .set_by = STEPS_ONLY),
    FIELD(loan_settlement, paid_by, .label = N_("Said to be paid by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(loan_settlement, received_by, .label = N_("Confirmed by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(loan_settlement, received_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY),
};

/* ---- what is open ---- */

static money one_way(struct work *w, int64_t lender, int64_t borrower, day month)
{
    int64_t next = day_plus_months(month, 1).number;
    money charged = { db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from loan_charge where branch = $1 and borrower = $2 and served >= $3 and served < $4 and state <> 3"), BIND(num(lender), num(borrower), num(month.number), num(next)), 0) };
    money received = { db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from loan_settlement where branch = $1 and payer = $2 and month = $3 and state = 3"), BIND(num(lender), num(borrower), num(month.number)), 0) };
    return money_sub(charged, received);
}
_Static_assert(LOAN_DROPPED == 3 && LOANS_RECEIVED == 3 && LOANS_PAID == 2 && LOAN_OBJECTED == 2, "the queries here say these by number");

/* Each side has its entry with the other one's name, so that one of them says it all. */
money moved_between(struct work *w, int64_t branch, int64_t other, day month)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry e join ledger_entry_lines l on l.parent = e.id join ledger_account a on a.id = l.account "
                                  "where e.branch = $1 and e.other = $2 and e.booked >= $3 and e.booked < $4 and a.code = '1226'"), BIND(num(branch), num(other), num(month.number), num(day_plus_months(month, 1).number)), 0) };
}

money loans_open(struct work *w, int64_t branch, int64_t other, day month)
{
    return money_add(moved_between(w, branch, other, month), money_sub(one_way(w, branch, other, month), one_way(w, other, branch, month)));
}

int64_t loans_waiting(struct work *w, int64_t branch, int64_t other, day month)
{
    return db_one(w, SQL("select id from loan_settlement where ((branch = $1 and payer = $2) or (branch = $2 and payer = $1)) and month = $3 and state in (1, 2) limit 1"), BIND(num(branch), num(other), num(month.number)), 0);
}

static text month_text(struct work *w, day month)
{
    struct date d = date_of(month);
    return print(w, "%d-%02d", d.year, d.month);
}

static int64_t objected(struct work *w, int64_t branch, int64_t other, day month)
{
    return db_one(w, SQL("select count(*) from loan_charge where ((branch = $1 and borrower = $2) or (branch = $2 and borrower = $1)) and served >= $3 and served < $4 and state = 2"),
                       BIND(num(branch), num(other), num(month.number), num(day_plus_months(month, 1).number)), 0);
}

/* ---- asked for ---- */

static bool tell_payer(struct work *w, const struct loan_settlement *s, text sentence, text why)
{
    text said = said_keep(w, sentence, (const text[]){ record_title(w, &branch_type, s->record.branch.id), money_shown(w->arena, s->amount), month_text(w, s->month), why, NULL });
    return remind(w, &(struct reminder){ .title = said, .due = { w->now.ms + DAYS(7) }, .rule = "pay", .about = &loan_settlement_type, .record = s->record.id, .branch = s->payer.id, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(7), .then = CAN_LOCK_BILLS }) != 0;
}

/* 0: refused. Whose turn it is to pay follows from the sum. */
static int64_t ask(struct work *w, int64_t branch, int64_t other, day month)
{
    int64_t two[2] = { branch < other ? branch : other, branch < other ? other : branch };
    db_lock(w, "branch", two, 2);
    int64_t waiting = loans_waiting(w, branch, other, month);
    if (waiting) return refuse_as(w, CONFLICT, "", N_("It is asked for already: {1}"), record_title(w, &loan_settlement_type, waiting)), 0;
    money open = loans_open(w, branch, other, month);
    if (!open.fen) return refuse_as(w, CONFLICT, "", N_("Nothing is open between the two branches of {1}"), month_text(w, month)), 0;
    int64_t disputed = objected(w, branch, other, month);
    if (disputed) return refuse_as(w, CONFLICT, "", N_("{1} charges of this month are objected to: answer these first, each on its own page"), print(w, "%lld", (long long)disputed)), 0;
    bool ours = open.fen > 0;
    struct loan_settlement s = { .record.branch = { ours ? branch : other }, .payer = { ours ? other : branch }, .month = month, .amount = ours ? open : money_negate(open), .bank_number = "" };
    text asks = moved_between(w, branch, other, month).fen ? N_("{1} asks for {2} of {3}, for workers lent and for the money of customers who moved: pay it, or say what is wrong") : N_("{1} asks for {2} for workers lent in {3}: pay it, or say what is wrong");
    bool well = ADD(w, loan_settlement, &s) && tell_payer(w, &s, asks, "");
    return well ? s.record.id : 0;
}

static bool months_day(struct work *w, int64_t month, day *ret_first)
{
    if (month < 200001 || month > 299912 || month % 100 < 1 || month % 100 > 12) return wrong(w, "month", N_("A month is written 202611"));
    *ret_first = day_from_date((struct date){ (int)(month / 100), (int)(month % 100), 1 });
    return true;
}

bool loan_settle_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *in = input_json(w, q->body, q->body_length);
    if (!in) return false;
    int64_t branch = input_number(w, in, "branch", w->actor->home), other = input_number(w, in, "other", 0);
    day month;
    if (failed(w) || !months_day(w, input_number(w, in, "month", 0), &month)) return false;
    if (!in_scope(w, branch) || !*record_title(w, &branch_type, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    if (other == branch || !*record_title(w, &branch_type, other)) return wrong(w, "other", N_("There is no such {1}"), translated(w, N_("Branch")));
    int64_t id = ask(w, branch, other, month);
    if (!id) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Objected charges wait for their answer; after that either branch asks by hand. */
bool loans_of_the_month(struct work *w)
{
    struct date today = date_of(day_of(w->now));
    day month = day_plus_months(day_from_date((struct date){ today.year, today.month, 1 }), -1);
    enum { PAIRS_MOST = 400 };              /* of branches: those whose charges are objected to stay among them, and must not keep the others waiting */
    int64_t pair[PAIRS_MOST][2];
    int n = 0;
    struct rows *row = db_query(w, SQL("select distinct c.branch, c.borrower from (select branch, borrower from loan_charge where served >= $1 and served < $2 and state <> 3 "
                                       "union select e.branch, e.other as borrower from branch b join ledger_entry e on e.other = b.id and e.booked >= $1 and e.booked < $2) c "
                                       "where not exists (select 1 from loan_settlement s where s.month = $1 and ((s.branch = c.branch and s.payer = c.borrower) or (s.branch = c.borrower and s.payer = c.branch))) order by 1, 2 limit $3"),
                                BIND(num(month.number), num(day_plus_months(month, 1).number), num(PAIRS_MOST)));
    for (; n < PAIRS_MOST && db_next(row); n++) pair[n][0] = db_number(row, 0), pair[n][1] = db_number(row, 1);
    for (int i = 0; i < n; i++) {
        bool due = !loans_waiting(w, pair[i][0], pair[i][1], month) && loans_open(w, pair[i][0], pair[i][1], month).fen && !objected(w, pair[i][0], pair[i][1], month);
        if (due && !ask(w, pair[i][0], pair[i][1], month)) return false;
    }
    return !failed(w);
}

/* ---- paid, and confirmed by the other side ---- */

struct loans_paid { day paid_on; text bank_number; };
static const struct field paid_fields[] = {
    FIELD(loans_paid, paid_on, .label = N_("Transferred on"), .help = N_("Empty: today")),
    FIELD(loans_paid, bank_number, .label = N_("Number of the transfer"), .max = 100, .help = N_("As on the bank's statement; where both branches have one account, “same account”")),
};
static bool pay(struct work *w, struct loan_settlement *s, const struct loans_paid *in)
{
    money open = loans_open(w, s->record.branch.id, s->payer.id, s->month);
    if (open.fen != s->amount.fen) return refuse_as(w, CONFLICT, "", N_("By now {1} are open of the month, not {2}: refuse this one, and ask anew for the month"), money_shown(w->arena, open), money_shown(w->arena, s->amount));
    s->paid_on = in->paid_on.number ? in->paid_on : day_of(w->acted);
    if (s->paid_on.number > day_of(w->now).number) return wrong(w, "paid_on", N_("This day lies in the future"));
    s->bank_number = in->bank_number ? in->bank_number : "";
    s->paid_by.id = w->actor->user;
    remind_no_more(w, &loan_settlement_type, s->record.id, "pay");
    return !failed(w);
}
RULE(loan_settlement, loans_paid, pay)

static const struct sentence *another_says_so(struct work *w, const struct loan_settlement *s) { return second_person(w, s->record.branch.id, s->paid_by); }
GUARD(loan_settlement, another_says_so)

static bool post_side(struct work *w, const struct loan_settlement *s, int64_t branch, money amount)
{
    const struct posting_line lines[] = { { LEDGER_BETWEEN, amount }, { LEDGER_BANK, money_negate(amount) } };
    text memo = said_keep(w, N_("Loans of {1}: {2} → {3}"), (const text[]){ month_text(w, s->month), record_title(w, &branch_type, s->payer.id), record_title(w, &branch_type, s->record.branch.id), NULL });
    return ledger_post(w, &(struct posting){ .kind = ENTRY_LOAN, .branch = branch, .memo = memo, .lines = lines, .count = 2, .source = "loan_settlement", .source_id = s->record.id }) != 0;
}

static bool receive(struct work *w, struct loan_settlement *s)
{
    if (!alone_with_reason(w, s->paid_by)) return false;
    s->received_by.id = w->actor->user;
    s->received_at = w->acted;
    return post_side(w, s, s->payer.id, s->amount) && post_side(w, s, s->record.branch.id, money_negate(s->amount));
}
RULE_PLAIN(loan_settlement, receive)

static bool not_come(struct work *w, struct loan_settlement *s)
{
    s->paid_by.id = 0;
    s->paid_on.number = 0;
    return tell_payer(w, s, N_("{1} has not got the {2} for workers lent in {3}: {4}"), step_reason(w));
}
RULE_PLAIN(loan_settlement, not_come)

static bool no_more(struct work *w, struct loan_settlement *s)
{
    remind_no_more(w, &loan_settlement_type, s->record.id, "pay");
    return !failed(w);
}
RULE_PLAIN(loan_settlement, no_more)

static bool refuse_it(struct work *w, struct loan_settlement *s)
{
    text said = said_keep(w, N_("{1} does not pay the {2} for workers lent in {3}: {4}"), (const text[]){ record_title(w, &branch_type, s->payer.id), money_shown(w->arena, s->amount), month_text(w, s->month), step_reason(w), NULL });
    return no_more(w, s) && remind(w, &(struct reminder){ .title = said, .due = w->now, .rule = "refused", .about = &loan_settlement_type, .record = s->record.id, .branch = s->record.branch.id, .who = CAN_LOCK_BILLS }) != 0;
}
RULE_PLAIN(loan_settlement, refuse_it)

static bool reverse(struct work *w, struct loan_settlement *s) { return ledger_reverse_of(w, "loan_settlement", s->record.id, step_reason(w)); }
RULE_PLAIN(loan_settlement, reverse)

static instant confirm_due(struct work *w, const struct loan_settlement *s) { (void)w; return (instant){ s->record.changed_at.ms + DAYS(3) }; }
DUE(loan_settlement, confirm_due)
static const struct deadline deadlines[] = {
    { .name = "confirm", .label = N_("The other branch says it paid for lent workers"), .states = FROM(LOANS_PAID), .due = confirm_due_hook, .who = CAN_TAKE_PAYMENTS, .escalate_after = DAYS(3), .then = CAN_LOCK_BILLS, .step = "receive" },
};
static const struct step steps[] = {
    STEP(pay, .label = N_("We have paid"), .tone = "primary", .from = FROM(LOANS_ASKED), .to = LOANS_PAID, .by = CAN_TAKE_PAYMENTS, .theirs = true, INPUTS(loans_paid, paid_fields), .run = pay_rule),
    STEP(refuse, .label = N_("The sum is not right"), .from = FROM(LOANS_ASKED), .to = LOANS_REFUSED, .by = CAN_EDIT_BILLS, .theirs = true, .reason = true, .run = refuse_it_rule),
    STEP(receive, .label = N_("It has come"), .tone = "primary", .from = FROM(LOANS_PAID), .to = LOANS_RECEIVED, .by = CAN_TAKE_PAYMENTS, .guard = another_says_so_guard, .run = receive_rule, .preview = true),
    STEP(not_come, .label = N_("It has not come"), .from = FROM(LOANS_PAID), .to = LOANS_ASKED, .by = CAN_TAKE_PAYMENTS, .reason = true, .run = not_come_rule),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(LOANS_ASKED), .to = LOANS_WITHDRAWN, .by = CAN_EDIT_BILLS, .reason = true, .run = no_more_rule),
    STEP(reverse, .label = N_("Reverse"), .tone = "danger", .from = FROM(LOANS_RECEIVED), .to = LOANS_REVERSED, .by = CAN_LOCK_BILLS, .reason = true, .run = reverse_rule, .confirm = N_("Both branches' entries are reversed, and the month is open again. Continue?")),
};
static text title(struct work *w, const struct loan_settlement *s)
{
    return print(w, "%s → %s %s %s", record_title(w, &branch_type, s->payer.id), record_title(w, &branch_type, s->record.branch.id), month_text(w, s->month), money_shown(w->arena, s->amount));
}
TITLE(loan_settlement, title)
static const text indexes[] = { "payer, month", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Loans between branches: kept with the books"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules)"), .days = 10950 },
};
const struct record_type loan_settlement_type = RECORD_TYPE(loan_settlement, .label = N_("Settlement of loans"), .plural = "Settlements of loans", .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = LOANS_ASKED,
    .scope = SCOPE_BRANCH, .shared_with = "payer", RETENTION(kept), .see = CAN_SEE_BILLS, .edit = CAN_EDIT_BILLS, .append_only = true, .history = true, .title = title_hook, .prefix = "JJ", .order = "-month", .indexes = indexes);
