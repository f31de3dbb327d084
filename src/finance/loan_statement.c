/* loan_statement.c — the month between a branch and each other one (loan_charge.h): what it is owed for those it lent, what it owes for those it
 * borrowed. Both branches read the same lines. */
#include "finance/loan_charge.h"
#include "finance/loan_settlement.h"
#include "base/json.h"
#include "http/http.h"
#include "record/answer.h"

enum { MOST_LINES = 2000, MOST_PAIRS = 100 };
struct pair { int64_t other; money lent, borrowed; };
struct pairs { struct pair at[MOST_PAIRS]; int count; };

static struct pair *pair_of(struct pairs *all, int64_t other)
{
    for (int i = 0; i < all->count; i++)
        if (all->at[i].other == other) return &all->at[i];
    if (all->count == MOST_PAIRS) return NULL;
    all->at[all->count] = (struct pair){ .other = other };
    return &all->at[all->count++];
}

static void write_line(struct work *w, struct json *j, const struct loan_charge *c, bool lent)
{
    write_object(j, NULL);
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "state", choice_key(type_state(&loan_charge_type)->choices, c->state));
    write_text(j, "side", lent ? "lent" : "borrowed");
    write_text(j, "other", record_title(w, &branch_type, lent ? c->borrower.id : c->record.branch.id));
    write_number(j, "worker", c->worker.id);
    write_text(j, "worker_name", record_title(w, &worker_type, c->worker.id));
    write_number(j, "visit", c->visit.id);
    write_text(j, "visit_title", record_title(w, &visit_type, c->visit.id));
    write_number(j, "served", c->served.number);
    write_number(j, "pay", c->pay.fen);
    write_number(j, "price", c->price.fen);
    write_number(j, "wage_part", c->wage_part.fen);
    write_number(j, "price_part", c->price_part.fen);
    write_number(j, "day_fee", c->day_fee.fen);
    write_number(j, "amount", c->amount.fen);
    write_end(j, '}');
}

static void write_lines(struct work *w, struct json *j, const struct found *f, int64_t branch, struct pairs *sums)
{
    write_list(j, "rows");
    for (int i = 0; i < f->count; i++) {
        const struct loan_charge *c = f->at[i];
        bool lent = c->record.branch.id == branch;
        struct pair *p = c->state == LOAN_DROPPED ? NULL : pair_of(sums, lent ? c->borrower.id : c->record.branch.id);
        if (p) *(lent ? &p->lent : &p->borrowed) = money_add(lent ? p->lent : p->borrowed, c->amount);
        write_line(w, j, c, lent);
    }
    write_end(j, ']');
}

/* What was asked for, paid and confirmed of the month between the two, the latest first. */
static void write_settlements(struct work *w, struct json *j, int64_t branch, int64_t other, day month)
{
    struct found f = LOOK_WHERE(w, loan_settlement, "((branch = $1 and payer = $2) or (branch = $2 and payer = $1)) and month = $3 order by id desc limit 20", BIND(num(branch), num(other), num(month.number)));
    write_list(j, "settlements");
    for (int i = 0; i < f.count; i++) {
        const struct loan_settlement *s = f.at[i];
        write_object(j, NULL);
        write_number(j, "id", s->record.id);
        write_text(j, "number", s->record.number);
        write_text(j, "state", choice_key(type_state(&loan_settlement_type)->choices, s->state));
        write_number(j, "amount", s->amount.fen);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* A pair without charges left has been settled, or not, all the same: all of them may have been dropped since. */
static void pairs_settled(struct work *w, struct pairs *all, int64_t branch, day month)
{
    struct rows *row = db_query(w, SQL("select distinct case when branch = $1 then payer else branch end from loan_settlement where (branch = $1 or payer = $1) and month = $2 order by 1"), BIND(num(branch), num(month.number)));
    while (db_next(row)) pair_of(all, db_number(row, 0));
    row = db_query(w, SQL("select distinct other from ledger_entry where branch = $1 and booked >= $2 and booked < $3 and other is not null order by 1"), BIND(num(branch), num(month.number), num(day_plus_months(month, 1).number)));
    while (db_next(row)) pair_of(all, db_number(row, 0));
}

static void write_pairs(struct work *w, struct json *j, const struct pairs *all, int64_t branch, day month)
{
    write_list(j, "branches");
    for (int i = 0; i < all->count; i++) {
        const struct pair *p = &all->at[i];
        write_object(j, NULL);
        write_number(j, "branch", p->other);
        write_text(j, "name", record_title(w, &branch_type, p->other));
        write_number(j, "lent", p->lent.fen);
        write_number(j, "borrowed", p->borrowed.fen);
        money moved = moved_between(w, branch, p->other, month);
        write_number(j, "moved", moved.fen);
        write_number(j, "net", money_add(moved, money_sub(p->lent, p->borrowed)).fen);
        write_number(j, "open", loans_open(w, branch, p->other, month).fen);
        write_number(j, "waiting", loans_waiting(w, branch, p->other, month));
        write_settlements(w, j, branch, p->other, month);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool loan_statement_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct date now = date_of(day_of(w->now));
    int64_t branch = http_query_number(q, "branch", w->actor->home), month = http_query_number(q, "month", now.year * 100 + now.month);
    if (!in_scope(w, branch) || !*record_title(w, &branch_type, branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    if (month < 200001 || month > 299912 || month % 100 < 1 || month % 100 > 12) return wrong(w, "month", N_("A month is written 202611"));
    day first = day_from_date((struct date){ (int)(month / 100), (int)(month % 100), 1 }), next = day_plus_months(first, 1);
    struct found f = LOOK_WHERE(w, loan_charge, "(branch = $1 or borrower = $1) and served >= $2 and served < $3 order by served, id limit 2000", BIND(num(branch), num(first.number), num(next.number)));
    struct pairs sums = { .count = 0 };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "month", month);
    write_number(&j, "branch", branch);
    write_flag(&j, "cut", f.count == MOST_LINES);
    write_lines(w, &j, &f, branch, &sums);
    pairs_settled(w, &sums, branch, first);
    write_pairs(w, &j, &sums, branch, first);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
