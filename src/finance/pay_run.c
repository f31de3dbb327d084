/* pay_run.c — see pay_run.h. The file for the bank is in pay_run_file.c. */
#include "finance/pay_run.h"
#include "base/words.h"
#include "finance/made.h"
#include "finance/pay_run_answer.h"
#include "finance/tell.h"
#include "record/said.h"

enum { ANSWERED_MOST = 8000, NAMED_MOST = 6000, HELD_BACK_MOST = 16000 };     /* characters: of the names in it, of the whole as it is kept */

static const struct choice states[] = { { RUN_MADE, "made", N_("Made"), "info" }, { RUN_PAID, "paid", N_("Paid by the bank"), "ok", .final = true }, { RUN_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { RUN_RETURNED, "returned", N_("All sent back"), "warn", .final = true }, { 0 } };
static const struct choice row_states[] = { { ROW_WAITS, "waits", N_("Waits for the bank") }, { ROW_PAID, "paid", N_("Paid by the bank") }, { ROW_FAILED, "failed", N_("Sent back") }, { 0 } };
static const struct field row_fields[] = {
    FIELD(pay_row, worker, .label = N_("Worker"), .to = &worker_type), FIELD(pay_row, settlement, .label = N_("Settlement"), .to = &settlement_type), FIELD(pay_row, amount, .label = N_("Amount")),
    FIELD(pay_row, outcome, .label = N_("State"), .choices = row_states), FIELD(pay_row, payment, .label = N_("Payment"), .to = &payment_type), FIELD(pay_row, why, .label = N_("Why it came back"), .max = 200),
};
static const struct row_type row_row = ROW_TYPE(pay_row, row_fields);
static const struct field fields[] = {
    FIELD(pay_run, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(pay_run, until, .label = N_("Paydays until"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("All locked settlements of the branch with a payday up to this one")),
    FIELD(pay_run, rows, .label = N_("Payments"), .row = &row_row, .set_by = STEPS_ONLY), FIELD(pay_run, total, .label = N_("Total"), .set_by = ENGINE_ONLY, .list = true, .sort = true, .help = N_("Without what the bank sent back")),
    FIELD(pay_run, returned, .label = N_("Sent back, beside the total"), .set_by = ENGINE_ONLY),
    FIELD(pay_run, held_back, .label = N_("Held back"), .format = FORMAT_SAID, .max = HELD_BACK_MOST, .set_by = ENGINE_ONLY),
    FIELD(pay_run, answered, .label = N_("The bank’s answer"), .format = FORMAT_SAID, .max = ANSWERED_MOST, .set_by = STEPS_ONLY),
    FIELD(pay_run, files, .label = N_("Files made"), .set_by = STEPS_ONLY, .list = true), FIELD(pay_run, paid_at, .label = N_("Paid at"), .set_by = STEPS_ONLY, .list = true),
    FIELD(pay_run, paid_by, .label = N_("Booked by"), .to = &account_type, .set_by = STEPS_ONLY), FIELD(pay_run, remark, .label = N_("Remark"), .max = 300),
};

_Static_assert(SETTLEMENT_LOCKED == 8 && RUN_MADE == 1 && ROW_FAILED == 3, "the query below names these by number");

static text not_come(struct work *w, const struct settlement *s)
{
    const struct wages_not_come *a;
    text why = NULL;
    for (int i = 0; !why && (a = house_answers(w->house, QUESTION_NOT_COME, i)) != NULL; i++) why = a->why(w, s);
    return why;
}

static void hold_back(struct work *w, text *names, const struct settlement *s, text why)
{
    text one = said_keep(w, N_("{1} {2} ({3})"), (const text[]){ record_title(w, &worker_type, s->worker.id), money_shown(w->arena, money_sub(s->total, s->paid)), why, NULL });
    *names = said_more(w, *names, one, NAMED_MOST);
}

#define HELD_BACK N_("The household’s money for these wages has not come, and we do not advance it: {1}. Take the payment in, then make the next pay run")

/* Locked, something left to pay, and in no other living run; what is the household's money only when it has come. */
static bool gather(struct work *w, struct pay_run *r)
{
    struct found s = LOAD_WHERE(w, settlement, "branch = $1 and state = 8 and payday <= $2 and total > paid and not exists (select 1 from pay_run_rows x join pay_run y on y.id = x.parent "
        "where x.settlement = settlement.id and y.state = 1 and x.outcome <> 3) order by payday, id limit 2000", BIND(num(r->record.branch.id), num(r->until.number)));
    if (failed(w)) return false;
    if (!s.count) return wrong(w, "until", N_("No locked settlement with a payday up to {1} waits to be paid"), day_text(w->arena, r->until));
    struct pay_row *rows = take_many(w, struct pay_row, s.count);
    text names = "";
    size_t n = 0;
    for (int i = 0; i < s.count; i++) {
        const struct settlement *one = FOUND(struct settlement, s, i);
        text why = not_come(w, one);
        if (why) hold_back(w, &names, one, why);
        else rows[n++] = (struct pay_row){ { one->record.id }, one->worker, money_sub(one->total, one->paid), ROW_WAITS, { 0 }, "" };
    }
    if (!n) return wrong(w, "until", HELD_BACK, said_read(w, names));
    r->rows = (rows_of){ rows, n };
    r->held_back = *names ? said_keep(w, HELD_BACK, (const text[]){ names, NULL }) : "";
    return !failed(w);
}

money pay_run_sent(const struct pay_run *r)
{
    money sum = { 0 };
    for (size_t i = 0; i < r->rows.count; i++) sum = money_add(sum, ROW(struct pay_row, r->rows, i)->amount);
    return sum;
}

money pay_run_back(const struct pay_run *r)
{
    money sum = { 0 };
    for (size_t i = 0; i < r->rows.count; i++)
        if (ROW(struct pay_row, r->rows, i)->outcome == ROW_FAILED) sum = money_add(sum, ROW(struct pay_row, r->rows, i)->amount);
    return sum;
}

static bool check(struct work *w, struct pay_run *r, const struct pay_run *before)
{
    if (!before && r->until.number <= 0) return wrong(w, "until", N_("{1} is missing"), translated(w, N_("Paydays until")));
    if (!before) {
        db_lock(w, "branch", &r->record.branch.id, 1);          /* two runs at once would take the same settlements */
        if (!gather(w, r)) return false;
    }
    r->returned = pay_run_back(r);
    r->total = money_sub(pay_run_sent(r), r->returned);
    return !failed(w);
}
CHECKER(pay_run, check)

/* Booked before it came back, its payment is reversed: the settlement waits to be paid again. */
bool pay_row_back(struct work *w, const struct pay_run *r, struct pay_row *row, text why)
{
    struct payment *p = row->payment.id ? LOAD(w, payment, row->payment.id) : NULL;
    if (failed(w) || (p && p->state == PAYMENT_BOOKED && !step_run(w, &payment_type, p, "reverse", NULL))) return false;
    row->outcome = ROW_FAILED;
    row->why = why;
    return tell_of_wages_back(w, r, row);
}

/* Over when nothing waits any more; when all of it came back, nothing was paid by it. */
static void over(struct work *w, struct pay_run *r)
{
    int rows[ROW_FAILED + 1] = { 0 };
    for (size_t i = 0; i < r->rows.count; i++) rows[ROW(struct pay_row, r->rows, i)->outcome]++;
    if (rows[ROW_WAITS]) return;
    if (!rows[ROW_PAID]) { r->state = RUN_RETURNED; return; }
    if (r->state != RUN_MADE) return;
    r->state = RUN_PAID;
    r->paid_at = w->acted;
    r->paid_by.id = w->actor->user;
}

struct returned { ref worker; text why; };
static const struct field returned_fields[] = { FIELD(returned, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(returned, why, .label = N_("Why it came back"), .required = true, .max = 200) };

static bool sent_back(struct work *w, struct pay_run *r, const struct returned *in)
{
    int n = 0;
    for (size_t i = 0; i < r->rows.count; i++) {
        struct pay_row *row = ROW(struct pay_row, r->rows, i);
        if (row->worker.id != in->worker.id || row->outcome == ROW_FAILED) continue;
        if (!pay_row_back(w, r, row, in->why)) return false;
        n++;
    }
    if (n) over(w, r);
    return n || refuse(w, "worker", N_("She is not among those to be paid"));
}
RULE(pay_run, returned, sent_back)

bool pay_row_paid(struct work *w, struct pay_run *r, size_t i)
{
    struct pay_row *row = ROW(struct pay_row, r->rows, i);
    const struct settlement *s = record_peek(w, &settlement_type, row->settlement.id);
    if (!s || s->state != SETTLEMENT_LOCKED || s->total.fen - s->paid.fen != row->amount.fen)
        return refuse_as(w, CONFLICT, "", N_("Settlement {1} has changed since the run was made; drop the run and make a new one"), s ? s->record.number : "");
    struct payment p = { .kind = PAYMENT_TO_WORKER, .settlement = row->settlement, .amount = row->amount, .channel = CHANNEL_TRANSFER, .channel_number = payment_number_of_row(w, &r->record, i), .remark = "" };
    if (!ADD(w, payment, &p)) return false;
    row->payment.id = p.record.id;
    row->outcome = ROW_PAID;
    return true;
}

static bool pay(struct work *w, struct pay_run *r)
{
    for (size_t i = 0; i < r->rows.count; i++)
        if (ROW(struct pay_row, r->rows, i)->outcome == ROW_WAITS && !pay_row_paid(w, r, i)) return false;
    r->paid_at = w->acted;
    r->paid_by.id = w->actor->user;
    return !failed(w);
}
RULE_PLAIN(pay_run, pay)

static const struct field answer_fields[] = {
    FIELD(pay_answer, file, .label = N_("The bank’s file"), .help = N_("Excel (.xlsx) or CSV, as the bank gave it out")),
    FIELD(pay_answer, lines, .label = N_("Lines of the bank’s answer"), .max = MOST_ANSWER, .format = FORMAT_MULTILINE,
          .help = N_("Copied from its sheet, one payee a line: name, account or its last four digits, amount, result, reason. The same lines again do nothing")),
};
static bool answer(struct work *w, struct pay_run *r, const struct pay_answer *in)
{
    text lines = pay_answer_lines(w, in);
    if (!lines || !pay_answer_read(w, r, lines)) return false;
    over(w, r);
    return true;
}
RULE(pay_run, pay_answer, answer)

static bool filed(struct work *w, struct pay_run *r) { (void)w; r->files++; return true; }
RULE_PLAIN(pay_run, filed)

static instant book_due(struct work *w, const struct pay_run *r) { (void)w; return (instant){ r->record.created_at.ms + DAYS(2) }; }
DUE(pay_run, book_due)
static const struct deadline deadlines[] = {
    { .name = "book", .label = N_("Book what the bank paid"), .states = FROM(RUN_MADE), .due = book_due_hook, .who = CAN_PAY_SETTLEMENTS, .escalate_after = DAYS(2), .then = CAN_LOCK_SETTLEMENTS, .step = "pay" },
};
static text title(struct work *w, const struct pay_run *r) { return print(w, "%s %s", day_text(w->arena, r->until), money_shown(w->arena, r->total)); }
TITLE(pay_run, title)
static const struct step steps[] = {
    STEP(pay, .label = N_("The bank has paid"), .tone = "primary", .from = FROM(RUN_MADE), .to = RUN_PAID, .by = CAN_PAY_SETTLEMENTS, .run = pay_rule, .confirm = N_("A payment is booked for every row that was not sent back. Has the bank paid them?")),
    STEP(answer, .label = N_("Read the bank’s answer"), .from = FROM(RUN_MADE) | FROM(RUN_PAID) | FROM(RUN_RETURNED), .by = CAN_PAY_SETTLEMENTS, INPUTS(pay_answer, answer_fields), .run = answer_rule, .preview = true),
    STEP(sent_back, .label = N_("Sent back by the bank"), .from = FROM(RUN_MADE) | FROM(RUN_PAID), .by = CAN_PAY_SETTLEMENTS, INPUTS(returned, returned_fields), .run = sent_back_rule),
    STEP(drop, .label = N_("Drop the run"), .tone = "danger", .from = FROM(RUN_MADE), .to = RUN_DROPPED, .by = CAN_PAY_SETTLEMENTS, .reason = true, .confirm = N_("Only when the bank has not paid anything of it. Drop it?")),
    STEP(filed, .label = N_("File made"), .from = FROM(RUN_MADE) | FROM(RUN_PAID), .run = filed_rule, .hidden = true),
};
static const text indexes[] = { "branch, until", NULL };
const struct record_type pay_run_type = RECORD_TYPE(pay_run, .label = N_("Pay run"), .module = "finance", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = RUN_MADE, .scope = SCOPE_BRANCH, .see = CAN_SEE_SETTLEMENTS,
    .create = CAN_PAY_SETTLEMENTS, .edit = CAN_PAY_SETTLEMENTS, .history = true, .check = check_hook, .title = title_hook, .prefix = "Y", .indexes = indexes);
