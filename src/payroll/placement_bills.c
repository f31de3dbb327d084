/* placement_bills.c — what a home pays for a month of a placement: our fee, and the wage where it goes through us, as trust money (T20, DOMAIN.md §4.3).
 *
 * Our own worker: the service fee, by the same part of the month as her wage, and her premium for holidays where the contract bills it on. Paying agent
 * (代发): the wage as it was earned, all of it trust, and the management fee. Agency: the management fee. The fee of the introduction is billed when the
 * contract is signed (finance/contract_account.h); only of a contract brought along it comes here, once, with the first month. Extra tasks that were
 * done, a dearer substitute's too: their price where she is ours; where she is the family's, the part of it that is not hers (hers stands in the
 * wage, or is handed to her). Waiting for a late birth: where she is ours; elsewhere it is the family's to her. What was prepaid is taken off last, and what is more than our part
 * of the last month comes back as a refund. A placement's month is on one bill only
 * (table placement_claim); a bill that was dropped sets it free. */
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/said.h"

enum { LINES_MOST = 40 };
struct month_bill { const struct placement *p; const struct contract *c; const struct payroll_run *run; struct bill_line lines[LINES_MOST]; size_t count; };

/* `why`: a kept sentence (record/said.h), which the family reads on its phone. Of our own worker's wage it says nothing: to the family there is one price. */
static void add(struct work *w, struct month_bill *b, enum bill_item item, text label, money amount, money trust, text why)
{
    if (!amount.fen || b->count == LINES_MOST) return;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", MONTH_RULE);
    write_text(&j, "why", why);
    write_end(&j, '}');
    b->lines[b->count++] = (struct bill_line){ .item = item, .label = said_keep(w, label, NULL), .served = b->run->last, .quantity = 100, .unit = amount, .amount = amount, .trust = trust, .why = { buf_text(&j.out) } };
}

/* Of the month's sheets: what was earned, and which part of the month the base was. */
struct earned { money gross, holiday; text parts; enum holiday_pay by; int64_t share, most; bool of_term; };      /* by: the last sheet's that has holidays; share: of WHOLE; most: more than WHOLE only where a term runs longer */

enum { PARTS_MOST = 1200 };                             /* bytes, quotes of quotes among them */

static void part_said(struct work *w, struct earned *e, text label, money amount)
{
    if (amount.fen) e->parts = said_more(w, e->parts ? e->parts : "", said_keep(w, N_("{1} {2}"), (const text[]){ label, money_shown(w->arena, amount), NULL }), PARTS_MOST);
}

enum { WHOLE = 1000000000 };                            /* of a month */

/* The base of a wage of WHOLE: which part of the month these days were, whatever the wage, and unrounded by it. */
static void part_served(struct earned *e, const struct sum *sum)
{
    for (int k = 0; k < sum->count; k++)
        if (!strcmp(sum->lines[k].code, "base")) e->share += sum->lines[k].amount.fen;
}

static void sheet_served(struct work *w, struct earned *e, const struct wage_sheet *s)
{
    struct wage_sheet whole = *s;
    struct sum sum = { .count = 0 };
    whole.wage.fen = WHOLE;
    wage_sheet_reckon(w, &whole, &sum);
    part_served(e, &sum);
}

/* The family pays her itself and there is no sheet, or its sheets are of less than a month: her days say the part. */
static void earned_there(struct work *w, const struct month_bill *b, struct earned *e)
{
    struct placement p = *b->p;
    struct placement_stint *all = take_many(w, struct placement_stint, p.stints.count);
    for (size_t i = 0; i < p.stints.count; i++) {
        all[i] = *ROW(struct placement_stint, p.stints, i);
        all[i].wage.fen = WHOLE;
    }
    p.stints.at = all;
    for (size_t i = 0; i < p.stints.count; i++) {
        struct sum sum = { .count = 0 };
        if (wage_of_part(w, &p, i, b->run->first, b->run->last, &sum)) part_served(e, &sum);
    }
}

/* Of several in one month, or of one at two wages: whose, and of which days. */
static text whose(struct work *w, const struct wage_sheet *s, text label, bool several)
{
    return several ? said_keep(w, N_("{1}, {2} to {3}: {4}"), (const text[]){ record_title(w, &worker_type, s->worker.id), day_text(w->arena, s->first), day_text(w->arena, s->last), label, NULL }) : label;
}

static struct earned earned_of(struct work *w, const struct month_bill *b)
{
    struct earned e = { 0 };
    struct found f = LOAD_WHERE(w, wage_sheet, "placement = $1 and first >= $2 and last <= $3 order by id", BIND(num(b->p->record.id), num(b->run->first.number), num(b->run->last.number)));
    bool by_days = !f.count || b->c->mode == CONTRACT_PART_TIME;       /* part-time wages are of fifteen days and by the hour */
    for (int i = 0; i < f.count; i++) {
        const struct wage_sheet *s = f.at[i];
        struct sum sum = { .count = 0 };
        wage_sheet_reckon(w, s, &sum);
        e.gross = money_add(e.gross, sum.total);
        for (int k = 0; k < sum.count; k++) part_said(w, &e, whose(w, s, said_keep(w, sum.lines[k].label, NULL), f.count > 1), sum.lines[k].amount);
        for (size_t k = 0; k < s->extras.count; k++) {
            const struct wage_extra *x = ROW(struct wage_extra, s->extras, k);
            e.gross = money_add(e.gross, x->amount);
            part_said(w, &e, whose(w, s, x->label, f.count > 1), x->amount);
        }
        if (!by_days) sheet_served(w, &e, s);
        for (int k = 0; k < sum.count; k++)
            if (!strcmp(sum.lines[k].code, "holiday")) { e.holiday = money_add(e.holiday, sum.lines[k].amount); e.by = s->holiday; }
    }
    if (by_days) earned_there(w, b, &e);
    return e;
}

/* The law is named where it is the law that pays (DOMAIN.md §0.1); elsewhere it is what the contract agreed. */
static void add_holidays(struct work *w, struct month_bill *b, const struct earned *e)
{
    if (!b->c->holiday_billed || !contract_is_ours(b->c)) return;
    text agreed = said_keep(w, e->by == HOLIDAY_PAY_PLUS_TWO ? N_("Two days' wages on top") : N_("One day's wage on top"), NULL);
    if (e->by == HOLIDAY_PAY_LAW) add(w, b, BILL_SURCHARGE, N_("Holidays worked, by law"), e->holiday, (money){ 0 }, "劳动法 44");
    else add(w, b, BILL_SURCHARGE, N_("Holidays worked, as agreed"), e->holiday, (money){ 0 }, agreed);
}

/* A fee of a month by the days it was served, as the wage is: what the quotation says too (base/interval.h, term_price). */
static money part_of(money fee, const struct earned *e)
{
    int64_t most = e->most ? e->most : WHOLE;
    return money_times(fee, e->share < most ? e->share : most, WHOLE);
}

static text part_text(struct work *w, money fee, const struct earned *e)
{
    int64_t of = part_of((money){ 10000 }, e).fen;
    const text said[] = { money_shown(w->arena, fee), print(w, "%lld.%02lld", (long long)(of / 100), (long long)(of % 100)), NULL };
    if (e->of_term) return said_keep(w, N_("{1} for the term, of its days {2}% here"), said);
    return said_keep(w, of == 10000 ? N_("{1} a month, for the whole of it") : N_("{1} a month, for the {2}% of it that were served"), said);
}

/* What was prepaid with the contracts before goes first: a renewal does not make it another family's. */
static const struct contract *before_it(struct work *w, const struct contract *c) { return c && c->previous.id && c->previous.id < c->record.id ? record_peek(w, &contract_type, c->previous.id) : NULL; }
static void prepaid_with(struct work *w, struct month_bill *b, const struct contract *c, money *own)
{
    const struct contract *before = before_it(w, c);
    if (before) prepaid_with(w, b, before, own);
    if (b->count == LINES_MOST) return;                 /* it waits for the next month */
    money used = contract_prepaid_use(w, c->record.id, *own);
    *own = money_sub(*own, used);
    add(w, b, BILL_DEPOSIT, N_("Prepaid with the contract"), money_negate(used), (money){ 0 }, c->record.number);
}
static void prepaid_lines(struct work *w, struct month_bill *b)
{
    money own = { 0 };
    for (size_t i = 0; i < b->count; i++) own = money_add(own, money_sub(b->lines[i].amount, b->lines[i].trust));
    prepaid_with(w, b, b->c, &own);
}

/* Is a month of a placement of this contract, or of one that goes on from it, still to be billed? `done` has none. */
static bool month_to_come(struct work *w, int64_t contract, int64_t done)
{
    struct found all = LOAD_WHERE(w, placement, "contract in (with recursive later(id) as (select id from contract where id = $1 union select c.id from contract c join later on c.previous = later.id) select id from later) and began_on is not null order by id", BIND(num(contract)));
    for (int i = 0; i < all.count; i++) {
        const struct placement *p = all.at[i];
        struct date d = date_of((day){ p->ended_on.number });
        day first = day_from_date((struct date){ d.year, d.month, 1 });
        if (p->record.id == done) continue;
        if (!p->ended_on.given || !db_one(w, SQL("select 1 from placement_claim c join bill b on b.id = c.bill where c.placement = $1 and c.first = $2 and b.state <> 13"), BIND(num(p->record.id), num(first.number)), 0)) return true;
    }
    return false;
}

/* The contract has ended, and its last month is billed: what was prepaid beyond it goes back (finance/contract_account.h). */
static bool rest_goes_back(struct work *w, int64_t contract, int64_t done) { return contract_prepaid_left(w, contract).fen <= 0 || month_to_come(w, contract, done) || contract_prepaid_return(w, contract); }
static bool rests_go_back(struct work *w, const struct contract *c, int64_t done)
{
    for (; c && !failed(w); c = before_it(w, c))
        if (!rest_goes_back(w, c->record.id, done)) return false;
    return !failed(w);
}

bool placement_prepaid_left(struct work *w, const struct record_type *type, int64_t contract)
{
    money left = contract_prepaid_left(w, contract);
    (void)type;
    if (left.fen <= 0) return !failed(w);
    if (month_to_come(w, contract, 0)) mention(w, "contract", contract, N_("{1} of the prepayment are on no bill yet: they go off the bill of the last month, and what is more comes back as a refund"), money_shown(w->arena, left));
    return rest_goes_back(w, contract, 0);
}

/* A line of a prepayment names its contract as why. */
static bool is_of(struct work *w, const struct bill_line *line, const struct contract *c)
{
    text quoted = print(w, "\"%s\"", c->record.number);
    return line->why.json && strstr(line->why.json, quoted);
}

/* A month's bill that is dropped gives back what it took of the prepayment. */
bool placement_bill_dropped(struct work *w, const struct record_type *type, int64_t bill)
{
    const struct bill *b = record_peek(w, type, bill);
    int64_t contract = db_one(w, SQL("select p.contract from placement_claim c join placement p on p.id = c.placement where c.bill = $1 and p.contract is not null"), BIND(num(bill)), 0);
    for (const struct contract *c = b && contract ? record_peek(w, &contract_type, contract) : NULL; c && !failed(w); c = before_it(w, c)) {
        money taken = { 0 };
        for (size_t i = 0; i < b->lines.count; i++)
            if (ROW(struct bill_line, b->lines, i)->item == BILL_DEPOSIT && is_of(w, ROW(struct bill_line, b->lines, i), c)) taken = money_add(taken, ROW(struct bill_line, b->lines, i)->amount);
        if (taken.fen && !contract_prepaid_back(w, c->record.id, money_negate(taken))) return false;
    }
    return !failed(w);
}

static bool fee_billed_here(struct work *w, const struct month_bill *b)
{
    return b->p->began_on.number >= b->run->first.number && !contract_is_ours(b->c) && !b->c->signed_on.given && !contract_account_of(w, b->c->record.id);
}

static void lines_of(struct work *w, struct month_bill *b)
{
    struct earned e = earned_of(w, b);
    const struct contract *c = b->c;
    e.of_term = b->p->basis == BY_CONTRACT_DAYS;
    if (e.of_term && b->p->term_days) e.most = (int64_t)WHOLE * days_count((struct days){ b->p->first, b->p->last }) / b->p->term_days;
    money service = placement_term_sum(b->p, c, c->service_fee), fee = part_of(service, &e), management = part_of(c->management_fee, &e), none = { 0 };
    add(w, b, BILL_SERVICE, N_("Service of the month"), contract_is_ours(c) ? fee : none, none, part_text(w, service, &e));
    add(w, b, BILL_SERVICE, N_("Wage of the worker, passed on"), c->mode == CONTRACT_PAYING_AGENT ? e.gross : none, e.gross, said_keep(w, N_("{1}; all of it is hers, we only pass it on"), (const text[]){ e.parts ? e.parts : "", NULL }));
    add_holidays(w, b, &e);
    e.of_term = false;                                      /* the paper says it by the month */
    add(w, b, BILL_MANAGEMENT_FEE, N_("Management fee of the month"), management, none, part_text(w, c->management_fee, &e));
    add(w, b, BILL_AGENCY_FEE, N_("Fee of the introduction"), fee_billed_here(w, b) ? c->fee : none, none, c->record.number);
}

static bool add_tasks(struct work *w, struct month_bill *b)
{
    struct found done = LOAD_WHERE(w, extra_task, "placement = $1 and state = 3 and done_on <= $3 and (billed = 0 or done_on >= $2) order by done_on, id", BIND(num(b->p->record.id), num(b->run->first.number), num(b->run->last.number)));
    for (int i = 0; i < done.count && !failed(w); i++) {
        struct extra_task *x = done.at[i];
        money none = { 0 };
        add(w, b, BILL_ADD_ON, x->what, contract_is_ours(b->c) ? x->price : money_sub(x->price, x->pay), none, x->family_how);
        if (!x->billed && !step_run(w, &extra_task_type, x, "bill_it", NULL)) return false;
    }
    return !failed(w);
}

static void add_waiting(struct work *w, struct month_bill *b)
{
    const struct placement *p = b->p;
    bool begins = p->began_on.number >= b->run->first.number && p->began_on.number <= b->run->last.number;
    money none = { 0 };
    if (begins && contract_is_ours(b->c)) add(w, b, BILL_SURCHARGE, N_("Waiting for a late birth"), p->waiting, none, print(w, "%lld × %s", (long long)p->waited, money_shown(w->arena, b->c->waiting_day)));
}

static bool bill_one(struct work *w, struct payroll_run *run, const struct placement *p, struct json *j)
{
    struct month_bill b = { .p = p, .run = run, .c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL };
    if (!b.c || db_one(w, SQL("select 1 from placement_claim c join bill b on b.id = c.bill where c.placement = $1 and c.first = $2 and b.state <> 13"), BIND(num(p->record.id), num(run->first.number)), 0)) return !failed(w);
    lines_of(w, &b);
    add_waiting(w, &b);
    if (!add_tasks(w, &b)) return false;
    prepaid_lines(w, &b);
    bool last = p->ended_on.given && p->ended_on.number <= run->last.number;
    if (!b.count || failed(w)) return !failed(w) && (!last || rests_go_back(w, b.c, p->record.id));
    struct bill_line *lines = take_many(w, struct bill_line, b.count);
    for (size_t i = 0; i < b.count; i++) lines[i] = b.lines[i];
    int64_t bill = bill_of_lines(w, p->customer.id, run->first, run->last, (rows_of){ lines, b.count });
    if (!bill) return false;
    db_exec(w, SQL("delete from placement_claim where placement = $1 and first = $2"), BIND(num(p->record.id), num(run->first.number)));
    db_exec(w, SQL("insert into placement_claim (placement, first, bill) values ($1, $2, $3)"), BIND(num(p->record.id), num(run->first.number), num(bill)));
    write_object(j, NULL);
    write_number(j, "bill", bill);
    write_number(j, "placement", p->record.id);
    write_number(j, "customer", p->customer.id);
    write_end(j, '}');
    return !failed(w) && (!last || rests_go_back(w, b.c, p->record.id));
}
_Static_assert(MODE_PART_TIME == 2, "the query below says it by number");
_Static_assert(BILL_DROPPED == 13, "the query above says it by number");

/* Where every family pays its own worker, or she is part-time and has payrolls of her own, there is nothing to calculate: the days alone say our fees. */
static bool may_bill(struct work *w, struct payroll_run *run)
{
    if (run->state == PAYROLL_DROPPED) return refuse_as(w, CONFLICT, "", N_("This payroll was dropped: begin the month's anew"));
    if (run->state >= PAYROLL_CALCULATED) return true;
    if (!wage_sheets_collect(w, run)) return false;
    bool wages = db_one(w, SQL("select 1 from wage_sheet where branch = $1 and first >= $2 and last <= $3 and mode <> 2 limit 1"), BIND(num(run->record.branch.id), num(run->first.number), num(run->last.number)), 0);
    return !failed(w) && (!wages || refuse_as(w, CONFLICT, "", N_("Calculate the wages first: what is passed on stands in them")));
}

bool placement_bills_make(struct work *w, struct payroll_run *run, struct json *into)
{
    if (!may_bill(w, run)) return false;
    struct found all = LOAD_WHERE(w, placement, "branch = $1 and began_on is not null and began_on <= $3 and (ended_on is null or ended_on >= $2) order by id", BIND(num(run->record.branch.id), num(run->first.number), num(run->last.number)));
    for (int i = 0; i < all.count; i++)
        if (!bill_one(w, run, all.at[i], into)) return false;
    return !failed(w);
}

bool placement_bills_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    struct payroll_run *run = id ? LOAD_LOCKED(w, payroll_run, id) : NULL;
    if (!run) return false;
    if (run->kind == PAYROLL_PART_TIME) return refuse_as(w, CONFLICT, "", N_("Bills are of a month: make them with its payroll"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "bills");
    if (!placement_bills_make(w, run, &j)) return false;
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
