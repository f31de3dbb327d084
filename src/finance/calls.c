/* calls.c — see calls.h. */
#include "finance/bank_own.h"
#include "finance/bill_paper.h"
#include "finance/books.h"
#include "finance/calls.h"
#include <string.h>
#include "finance/identity.h"
#include "finance/coupon_funds.h"
#include "finance/loan_charge.h"
#include "finance/loan_settlement.h"
#include "finance/period.h"
#include "finance/settlement_own.h"
#include "record/answer.h"
#include "record/input.h"

static int64_t branch_asked(struct work *w, json_t *in)
{
    int64_t branch = input_number(w, in, "branch", w->actor->home);
    if (!failed(w) && !in_scope(w, branch)) refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    return branch;
}

static day day_asked(struct work *w, json_t *in, text name)
{
    int64_t n = input_number(w, in, name, 0);
    if (!failed(w) && (n <= 0 || n > 200000)) wrong(w, name, N_("{1} is missing"), translated(w, N_("Day")));
    return (day){ (int32_t)n };
}

static int ids_of(struct work *w, struct rows *rows, const int64_t **ret)
{
    int n = 0, room = 64;
    int64_t *ids = take_many(w, int64_t, room);
    while (db_next(rows)) {
        if (n == room) {
            room *= 2;
            int64_t *more = take_many(w, int64_t, room);
            memcpy(more, ids, sizeof *ids * (size_t)n);
            ids = more;
        }
        ids[n++] = db_number(rows, 0);
    }
    *ret = ids;
    return n;
}

/* All customers of the branch with something unbilled on that day, each a bill of that day; but for those who pay by the month. */
static bool bill_day(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *in = input_json(w, q->body, q->body_length);
    if (!in) return false;
    int64_t branch = branch_asked(w, in);
    day on = day_asked(w, in, "day");
    if (failed(w)) return false;
    const int64_t *customers;
    int n = ids_of(w, db_query(w, SQL("select distinct v.customer from visit v join customer c on c.id = v.customer where c.branch = $1 and c.monthly = 0 and v.start >= $2 and v.start < $3 "
        "and (v.state in (9, 13) or (v.state in (11, 12) and v.fee > 0)) and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker = 0) order by v.customer"),
        BIND(num(branch), num(day_start(on).ms), num(day_start((day){ on.number + 1 }).ms))), &customers);
    struct json j = json_new(w->arena);
    money total = { 0 };
    write_object(&j, NULL);
    write_list(&j, "bills");
    for (int i = 0; i < n && !failed(w); i++) {
        const struct bill *b = record_peek(w, &bill_type, bill_make(w, customers[i], on, on));
        if (!b) break;
        total = money_add(total, b->total);
        write_object(&j, NULL);
        write_number(&j, "id", b->record.id);
        write_text(&j, "number", b->record.number);
        write_number(&j, "customer", b->customer.id);
        write_number(&j, "total", b->total.fen);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_number(&j, "total", total.fen);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Part-time wages come in pieces of at most 15 days; everybody else in one. */
static bool settle_worker(struct work *w, int64_t worker, day first, day last, struct json *j, money *total)
{
    const struct worker *n = record_peek(w, &worker_type, worker);
    int32_t piece = n && n->mode == MODE_PART_TIME ? PART_TIME_DAYS : last.number - first.number + 1;
    for (int32_t from = first.number; from <= last.number && !failed(w); from += piece) {
        day until = { from + piece - 1 < last.number ? from + piece - 1 : last.number };
        if (!n || !settlement_waits(w, worker, n->record.branch.id, (day){ from }, until)) continue;
        const struct settlement *s = record_peek(w, &settlement_type, settlement_make(w, worker, (day){ from }, until));
        if (!s) return false;
        *total = money_add(*total, s->total);
        write_object(j, NULL);
        write_number(j, "id", s->record.id);
        write_text(j, "number", s->record.number);
        write_number(j, "worker", worker);
        write_number(j, "total", s->total.fen);
        write_number(j, "payday", s->payday.number);
        write_end(j, '}');
    }
    return !failed(w);
}

static bool settle_period(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *in = input_json(w, q->body, q->body_length);
    if (!in) return false;
    int64_t branch = branch_asked(w, in);
    day first = day_asked(w, in, "first"), last = day_asked(w, in, "last");
    if (failed(w)) return false;
    if (last.number < first.number || last.number - first.number > 92) return wrong(w, "last", N_("A period has 1 to 93 days"));
    if (last.number > day_of(w->now).number) return wrong(w, "last", N_("{1} is not over yet: a period is settled up to today at most"), day_text(w->arena, last));
    const int64_t *workers;
    int n = ids_of(w, db_query(w, SQL("select n.id from worker n where n.branch = $1 and exists (select 1 from visit v where (v.worker = n.id or v.second = n.id or v.id in (select c.parent from visit_crew c where c.worker = n.id)) and v.start >= $2 and v.start < $3 "
        "and (v.state in (9, 13) or (v.state in (11, 12) and v.fee > 0)) and not exists (select 1 from visit_claim x where x.visit = v.id and x.worker = n.id)) "
        "or (n.branch = $1 and exists (select 1 from payment p where ((p.kind = 5 and p.worker = n.id) or p.collector = n.id) and p.paid_at < $3 and not exists (select 1 from payment_claim c where c.payment = p.id))) "
        "or (n.branch = $1 and exists (select 1 from stand_by b where b.worker = n.id and b.state = 3 and b.owed > 0 and b.until <= $3 and not exists (select 1 from stand_by_claim c where c.stand_by = b.id))) "
        "or (n.branch = $1 and exists (select 1 from suspension u where u.worker = n.id and u.state in (2, 3) and u.day_pay > 0 and u.pay_percent > 0 and u.started < $3 and (u.ended_at = 0 or u.ended_at >= $2 - 8035200000))) "
        "or (n.branch = $1 and exists (select 1 from reward r where r.worker = n.id and r.state = 1 and r.amount > 0 and r.since <= $4)) "
        "or (n.branch = $1 and exists (select 1 from back_pay o where o.worker = n.id and o.state = 1 and o.by_payroll = 0)) order by n.id"),
        BIND(num(branch), num(day_start(period_first(w, branch, first)).ms), num(day_start((day){ last.number + 1 }).ms), num(last.number))), &workers);
    struct json j = json_new(w->arena);
    money total = { 0 };
    write_object(&j, NULL);
    write_list(&j, "settlements");
    for (int i = 0; i < n && settle_worker(w, workers[i], first, last, &j, &total); i++) continue;
    write_end(&j, ']');
    write_number(&j, "total", total.fen);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Where nobody has to look up which days come now. */
static bool propose_period(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch = http_query_number(q, "branch", w->actor->home);
    if (!in_scope(w, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    struct day_pair p = period_proposed(w, branch);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "first", p.first.number);
    write_number(&j, "last", p.last.number);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

static void write_bills(struct work *w, struct json *j, int64_t customer)
{
    struct rows *row = db_query(w, SQL("select id, number, state, first, last, total, paid from bill where customer = $1 order by first desc, id desc limit 100"), BIND(num(customer)));
    write_list(j, "bills");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "state", choice_key(type_state(&bill_type)->choices, (unsigned)db_number(row, 2)));
        write_number(j, "first", db_number(row, 3));
        write_number(j, "last", db_number(row, 4));
        write_number(j, "total", db_number(row, 5));
        write_number(j, "paid", db_number(row, 6));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_payments(struct work *w, struct json *j, int64_t customer)
{
    struct rows *row = db_query(w, SQL("select id, number, state, kind, amount, paid_at, coalesce(bill, 0) from payment where customer = $1 order by paid_at desc, id desc limit 100"), BIND(num(customer)));
    write_list(j, "payments");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_text(j, "state", choice_key(type_state(&payment_type)->choices, (unsigned)db_number(row, 2)));
        write_text(j, "kind", choice_key(type_field(&payment_type, "kind")->choices, (unsigned)db_number(row, 3)));
        write_number(j, "amount", db_number(row, 4));
        write_number(j, "paid_at", db_number(row, 5));
        write_number(j, "bill", db_number(row, 6));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static bool account(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    if (!id || !LOAD(w, customer, id)) return false;
    struct found open = visits_to_bill(w, id, (day){ 1 }, day_of(w->now));
    money unbilled = { 0 };
    for (int i = 0; i < open.count; i++) unbilled = money_add(unbilled, visit_owed(FOUND(struct visit, open, i)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "owes", customer_owes(w, id).fen);
    write_number(&j, "brought_along", db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from opening_balance where customer = $1 and kind = 3 and state in (2, 3)"), BIND(num(id)), 0));
    write_number(&j, "unbilled", unbilled.fen);
    write_number(&j, "unbilled_visits", open.count);
    write_bills(w, &j, id);
    write_payments(w, &j, id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

struct bill_day_input { day day; };
static const struct field day_fields[] = { FIELD(bill_day_input, day, .label = N_("Day of the visits"), .required = true) };
struct settle_period_input { day first, last; };
static const struct field period_fields[] = { FIELD(settle_period_input, first, .label = N_("From"), .required = true), FIELD(settle_period_input, last, .label = N_("To"), .required = true) };

/* At the door: the worker on her telephone, or the office. What she takes in cash she holds; everything else came to the company. */
static bool collect_one(struct work *w, const struct visit *v, struct payment p, struct json *j, text name)
{
    if (p.amount.fen <= 0) return true;
    p.visit.id = v->record.id;
    p.channel_number = p.channel_number ? p.channel_number : "";
    p.remark = "";
    if (!ADD(w, payment, &p)) return false;
    write_object(j, name);
    write_number(j, "id", p.record.id);
    write_text(j, "number", p.record.number);
    write_number(j, "amount", p.amount.fen);
    write_end(j, '}');
    return true;
}

enum { MOST_AT_DOOR = 10000000 };       /* as MOST_TIP: a slip of the thumb is more likely than that */

static bool collect(struct work *w, const struct request *q, struct reply *reply)
{
    const struct visit *v = record_peek(w, &visit_type, answer_id(w, q, "id"));
    bool hers = v && is_own(w, &visit_type, v);
    if (!v || (!hers && !(in_scope(w, v->record.branch.id) && can(w, CAN_SEE_VISITS)))) return failed(w) ? false : refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, visit_type.label));
    if (!hers && !must(w, CAN_TAKE_PAYMENTS)) return false;
    json_t *in = input_json(w, q->body, q->body_length);
    if (!in) return false;
    text channel = input_string(w, in, "channel", "cash");
    struct payment p = { .kind = PAYMENT_FROM_CUSTOMER, .amount = { input_number(w, in, "amount", 0) }, .channel = choice_value(payment_channels, channel), .channel_number = input_string(w, in, "channel_number", "") };
    money tip = { input_number(w, in, "tip", 0) };
    bool by_worker = hers || input_flag(w, in, "by_worker", false);
    if (!p.channel) return wrong(w, "channel", N_("There is no such way to pay: {1}"), channel);
    if (failed(w)) return false;
    if (p.amount.fen < 0 || tip.fen < 0 || (!p.amount.fen && !tip.fen)) return wrong(w, tip.fen < 0 ? "tip" : "amount", N_("The amount must be positive"));
    if (p.amount.fen > MOST_AT_DOOR) return wrong(w, "amount", N_("At the door at most {1} is taken; check the amount"), money_shown(w->arena, (money){ MOST_AT_DOOR }));
    if (tip.fen > MOST_TIP) return wrong(w, "tip", N_("A tip is at most {1}; check the amount"), money_shown(w->arena, (money){ MOST_TIP }));
    if (hers && p.channel != CHANNEL_CASH) return wrong(w, "channel", N_("At the door a worker takes cash only; what is paid by code or transfer the office books"));
    if (p.channel == CHANNEL_CASH && by_worker) p.collector.id = hers ? w->actor->worker : v->worker.id;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (!collect_one(w, v, p, &j, "payment")) return false;
    p.kind = PAYMENT_TIP;
    p.amount = tip;
    p.worker.id = hers ? w->actor->worker : v->worker.id;
    p.channel_number = "";
    if (!collect_one(w, v, p, &j, "tip")) return false;
    write_number(&j, "open", visit_open_amount(w, v).fen);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

struct sure_input { maybe_day last; };
static const struct field sure_fields[] = { FIELD(sure_input, last, .label = N_("Lines until"), .help = N_("Empty: all")) };

const struct call finance_calls[FINANCE_CALLS] = {
    { .method = POST, .pattern = "/api/finance/bill-day", .by = CAN_EDIT_BILLS, .run = bill_day, .of = "bill", .label = N_("Bill a day"), .inputs = day_fields, .input_count = COUNT_OF(day_fields),
      .help = "Bills for all customers of a branch with unbilled visits on a day" },
    { .method = POST, .pattern = "/api/finance/settle-period", .by = CAN_EDIT_SETTLEMENTS, .run = settle_period, .of = "settlement", .label = N_("Settle a period"), .inputs = period_fields, .input_count = COUNT_OF(period_fields),
      .proposes = true, .help = "Settlements for all workers of a branch with unsettled visits in a period" },
    { .method = GET, .pattern = "/api/finance/settle-period", .by = CAN_EDIT_SETTLEMENTS, .run = propose_period, .help = "The last complete period of a branch, of the shape of its latest one, else a month: {first, last}" },
    { .method = POST, .pattern = "/api/finance/confirm-sure", .by = CAN_TAKE_PAYMENTS, .run = bank_confirm_sure_call, .of = "bank_line", .label = N_("Confirm all that is sure"), .inputs = sure_fields, .input_count = COUNT_OF(sure_fields),
      .help = "Every line of the bank's statements that is sure still, each by its own step; what is refused stays and is named: {confirmed, left: [{id, number, why}], more, message}" },
    { .method = GET, .pattern = "/api/customer/:id/account", .by = CAN_SEE_BILLS, .run = account, .help = "What a customer owes, her bills, payments and what is not billed yet" },
    { .method = GET, .pattern = "/api/bill/:id/paper", .by = CAN_SEE_BILLS, .raw = bill_pdf_call, .slow = true, .help = "A bill as PDF, as the customer gets it" },
    { .method = GET, .pattern = "/api/bill/:id/sheet", .by = CAN_SEE_BILLS, .raw = bill_sheet_call, .slow = true, .help = "A bill as a workbook, line by line with the home of each" },
    { .method = POST, .pattern = "/api/visit/:id/collect", .run = collect, .help = "Money taken for a visit at the door: {amount, tip, channel}; by its worker, or by the office (by_worker: she holds the cash)" },
    { .method = POST, .pattern = "/api/pay_run/:id/file", .by = CAN_PAY_SETTLEMENTS, .raw = pay_run_file_call, .slow = true, .help = "The pay run as a file for the bank: {format: csv | icbc | xlsx, reason}; account numbers in the open, logged" },
    { .method = POST, .pattern = "/api/payment-provider/notify", .open = true, .run = charge_notice_call, .help = "The payment provider tells what was paid; signed (docs/payment-provider.md)" },
    { .method = GET, .pattern = "/api/charge/:id/code", .run = charge_code_call, .help = "The payment code as a picture to scan (SVG)" },
    { .method = GET, .pattern = "/api/prepaid_card/:id/refund-preview", .by = CAN_SEE_CARDS, .run = refund_preview_call, .help = "What would be paid back of a card, line by line, for each side's reason" },
    { .method = GET, .pattern = "/api/prepaid_card/:id/payable", .by = CAN_SEE_CARDS, .run = card_payable_call, .help = "Visits and bills of the holder that are open and this card may pay, and how much it takes" },
    { .method = GET, .pattern = "/api/finance/identity", .by = CAN_LOCK_BILLS, .run = identities_call, .slow = true, .help = "Does all money add up? What must hold over all records, and how many break it" },
    { .method = GET, .pattern = "/api/finance/coupons", .by = CAN_SEE_BILLS, .run = coupon_funds_call, .help = "Coupons of a month (202611) of a branch: each with its visit, the sum by who bears them, and what platforms and partners owe for them by now" },
    { .method = GET, .pattern = "/api/finance/loans", .by = CAN_SEE_BILLS, .run = loan_statement_call, .help = "The month (202611) of a branch's lent and borrowed workers, line by line, with what is owed between it and each other branch, what is settled of it and what is open" },
    { .method = POST, .pattern = "/api/finance/loans/settle", .by = CAN_EDIT_BILLS, .run = loan_settle_call, .help = "Ask for what is open of a month between two branches: {branch, other, month: 202611}; who pays follows from the sum. Answers {id} of the settlement" },
    { .method = GET, .pattern = "/api/compensation/:id/paper", .by = CAN_SEE_BILLS, .raw = compensation_paper_call, .slow = true, .help = "The agreement on a damage as PDF, once it is approved" },
    { .method = GET, .pattern = "/api/finance/cash-up", .by = CAN_SEE_BILLS, .run = cash_up_call, .help = "The cash of a branch's day by receiver, expected and counted, and what came by other ways" },
};
