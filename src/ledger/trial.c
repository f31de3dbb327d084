/* trial.c — see trial.h. */
#include "ledger/trial.h"
#include "base/json.h"
#include "ledger/ledger.h"
#include "record/answer.h"
#include "record/said.h"

static bool broken_entries(struct work *w, int64_t *ret)
{
    *ret = db_one(w, SQL("select count(*) from (select l.parent from ledger_entry_lines l join ledger_account a on a.id = l.account group by l.parent having sum(l.amount) <> 0 or sum(case when a.trust = 1 then l.amount else 0 end) <> 0) x"), NO_BIND, -1);
    return !failed(w);
}

struct trial_row { int64_t id; text code, name, kind; bool trust; money debits, credits; };

/* One pass over the lines; a branch the actor may not see is left out account by account, so each entry is in or out as a whole. */
static int rows_until(struct work *w, day until, struct trial_row **ret)
{
    int count = (int)db_one(w, SQL("select count(*) from ledger_account"), NO_BIND, 0), n = 0;
    struct trial_row *all = take_many(w, struct trial_row, count);
    struct rows *row = db_query(w, SQL("select id, code, name, kind, trust from ledger_account order by code"), NO_BIND);
    while (db_next(row) && n < count)
        all[n++] = (struct trial_row){ db_number(row, 0), db_text(row, 1), db_text(row, 2), choice_key(type_field(&ledger_account_type, "kind")->choices, (unsigned)db_number(row, 3)), db_number(row, 4) != 0, { 0 }, { 0 } };
    row = db_query(w, SQL("select l.account, e.branch, cast(sum(case when l.amount > 0 then l.amount else 0 end) as bigint), cast(sum(case when l.amount < 0 then -l.amount else 0 end) as bigint) "
                          "from ledger_entry e join ledger_entry_lines l on l.parent = e.id where e.booked <= $1 group by l.account, e.branch"), BIND(num(until.number)));
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 1))) continue;
        for (int i = 0; i < n; i++)
            if (all[i].id == db_number(row, 0)) { all[i].debits.fen += db_number(row, 2); all[i].credits.fen += db_number(row, 3); }
    }
    *ret = all;
    return n;
}

static void add_up(const struct trial_row *all, int n, struct trial_balance *t)
{
    for (int i = 0; i < n; i++) {
        t->debits = money_add(t->debits, all[i].debits);
        t->credits = money_add(t->credits, all[i].credits);
        if (all[i].trust) t->trust = money_add(t->trust, money_sub(all[i].debits, all[i].credits));
    }
}

bool trial_look(struct work *w, day until, struct trial_balance *ret)
{
    struct trial_row *all;
    *ret = (struct trial_balance){ 0 };
    int n = rows_until(w, until, &all);
    add_up(all, n, ret);
    return broken_entries(w, &ret->broken) && !failed(w);
}

static void write_row(struct json *j, const struct trial_row *r)
{
    write_object(j, NULL);
    write_number(j, "id", r->id);
    write_text(j, "code", r->code);
    write_text(j, "name", r->name);
    write_text(j, "kind", r->kind);
    write_flag(j, "trust", r->trust);
    write_number(j, "debits", r->debits.fen);
    write_number(j, "credits", r->credits.fen);
    write_number(j, "balance", money_sub(r->debits, r->credits).fen);
    write_end(j, '}');
}

bool trial_call(struct work *w, const struct request *q, struct reply *reply)
{
    text asked = http_query(q, "until");
    day until = day_of(w->now);
    if (asked && *asked && !day_read(asked, &until)) return wrong(w, "until", N_("This is no date: {1}"), asked);
    struct trial_row *all;
    struct trial_balance t = { 0 };
    int n = rows_until(w, until, &all);
    add_up(all, n, &t);
    if (!broken_entries(w, &t.broken)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "until", until.number);
    write_list(&j, "accounts");
    for (int i = 0; i < n; i++)
        if (all[i].debits.fen || all[i].credits.fen) write_row(&j, &all[i]);
    write_end(&j, ']');
    write_number(&j, "debits", t.debits.fen);
    write_number(&j, "credits", t.credits.fen);
    write_number(&j, "trust", t.trust.fen);
    write_number(&j, "broken", t.broken);
    write_flag(&j, "proved", t.debits.fen == t.credits.fen && !t.trust.fen && !t.broken);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* What a record posted, and what reversed it: from a bill or a payment to the books in one click. */
bool entries_of_call(struct work *w, const struct request *q, struct reply *reply)
{
    text source = http_query(q, "source");
    struct found f = LOAD_WHERE(w, ledger_entry, "(source = $1 and source_id = $2) or reverses in (select id from ledger_entry where source = $1 and source_id = $2) order by id limit 50", BIND(txt(source ? source : ""), num(http_query_number(q, "id", 0))));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < f.count; i++) {
        const struct ledger_entry *e = f.at[i];
        if (!in_scope(w, e->record.branch.id)) continue;
        write_object(&j, NULL);
        write_number(&j, "id", e->record.id);
        write_text(&j, "number", e->record.number);
        write_text(&j, "memo", said_read(w, e->memo));
        write_number(&j, "booked", e->booked.number);
        write_text(&j, "state", choice_key(type_state(&ledger_entry_type)->choices, e->state));
        write_list(&j, "lines");
        for (size_t k = 0; k < e->lines.count; k++) {
            const struct ledger_line *l = ROW(struct ledger_line, e->lines, k);
            write_object(&j, NULL);
            write_text(&j, "account", record_title(w, &ledger_account_type, l->account.id));
            write_number(&j, "amount", l->amount.fen);
            write_end(&j, '}');
        }
        write_end(&j, ']');
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
