/* commission_calls.c — commissions as they are read: a colleague's own, and a payroll's by colleague. */
#include "base/json.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "record/answer.h"

static void write_entry(struct work *w, struct json *j, const struct commission_entry *e)
{
    const struct contract *c = record_peek(w, &contract_type, e->contract.id);
    const struct choice *parts = type_field(&commission_entry_type, "part")->choices, *states = type_field(&commission_entry_type, "state")->choices;
    write_object(j, NULL);
    write_number(j, "id", e->record.id);
    write_number(j, "contract", e->contract.id);
    write_text(j, "number", c ? c->record.number : "");
    write_text(j, "customer", record_title(w, &customer_type, e->customer.id));
    write_text(j, "part", choice_key(parts, e->part));
    write_text(j, "part_label", translate(w->language, choice_label(parts, e->part)));
    write_text(j, "state", choice_key(states, e->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, e->state)));
    write_number(j, "performance", e->performance.fen);
    write_number(j, "amount", e->amount.fen);
    write_number(j, "earned_on", e->earned_on.number);
    write_text(j, "why", e->why);
    write_flag(j, "back", e->of.id != 0);
    write_end(j, '}');
}

static void write_entries(struct work *w, struct json *j, struct found f)
{
    write_list(j, "entries");
    for (int i = 0; i < f.count; i++) write_entry(w, j, FOUND(struct commission_entry, f, i));
    write_end(j, ']');
}

bool my_commissions_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    int64_t account = w->actor->user;
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(case when state = 1 then amount else 0 end), 0) as bigint), cast(coalesce(sum(case when state = 2 then amount else 0 end), 0) as bigint), cast(coalesce(sum(case when state = 3 then amount else 0 end), 0) as bigint) "
        "from commission_entry where account = $1"), BIND(num(account)));
    static const text names[] = { "open", "taken", "paid" };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (db_next(row))
        for (int i = 0; i < COUNT_OF(names); i++) write_number(&j, names[i], db_number(row, i));
    db_enough(row);
    write_entries(w, &j, LOOK_WHERE(w, commission_entry, "account = $1 order by earned_on desc, id desc limit 200", BIND(num(account))));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Before it is approved what would be taken, and who has to wait; afterwards what was. */
bool run_commissions_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct payroll_run *run = id ? LOAD(w, payroll_run, id) : NULL;
    if (!run) return false;
    bool taken = run->state >= PAYROLL_APPROVED && run->state != PAYROLL_DROPPED;
    struct rows *row = db_query(w, SQL("select e.account, max(a.name), cast(sum(e.amount) as bigint), cast(sum(case when e.amount < 0 then e.amount else 0 end) as bigint), count(*) from commission_entry e join account a on a.id = e.account "
        "where ($3 = 1 and e.run = $1) or ($3 = 0 and e.branch = $4 and e.state = 1 and e.earned_on <= $2) group by e.account order by sum(e.amount) desc, e.account"), BIND(num(id), num(run->last.number), num(taken), num(run->record.branch.id)));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "taken", taken);
    write_list(&j, "colleagues");
    while (db_next(row)) {
        write_object(&j, NULL);
        write_number(&j, "account", db_number(row, 0));
        write_text(&j, "name", db_text(row, 1));
        write_number(&j, "amount", db_number(row, 2));
        write_number(&j, "back", db_number(row, 3));
        write_number(&j, "entries", db_number(row, 4));
        write_flag(&j, "waits", !taken && db_number(row, 2) <= 0);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(COMMISSION_EARNED == 1 && COMMISSION_TAKEN == 2 && COMMISSION_PAID == 3, "the queries above say these by number");
