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
    text part = translate(w->language, choice_label(parts, e->part));
    bool renewal = c && c->link == CONTRACT_RENEWS;
    write_text(j, "part_label", renewal ? translate_with(w->arena, w->language, N_("{1} (renewal)"), (const text[]){ part, NULL }) : part);
    write_flag(j, "renewal", renewal);
    write_text(j, "state", choice_key(states, e->state));
    write_text(j, "state_label", translate(w->language, choice_label(states, e->state)));
    write_number(j, "performance", e->performance.fen);
    write_number(j, "amount", e->amount.fen);
    write_number(j, "earned_on", e->earned_on.number);
    write_text(j, "why", e->why);
    write_flag(j, "back", e->of.id != 0);
    write_text(j, "ended", e->of.id && c ? translate(w->language, choice_label(type_field(&contract_type, "ended_by")->choices, c->ended_by)) : "");
    write_number(j, "ended_on", e->of.id && c ? c->ended_on.number : 0);
    write_end(j, '}');
}

static void write_entries(struct work *w, struct json *j, struct found f)
{
    write_list(j, "entries");
    for (int i = 0; i < f.count; i++) write_entry(w, j, FOUND(struct commission_entry, f, i));
    write_end(j, ']');
}

/* Her commissions as they were paid: tax and how it came about. */
static void write_slips(struct json *j, struct found f)
{
    write_list(j, "slips");
    for (int i = 0; i < f.count; i++) {
        const struct commission_slip *s = FOUND(struct commission_slip, f, i);
        write_object(j, NULL);
        write_number(j, "id", s->record.id);
        write_number(j, "month", s->month.number);
        write_flag(j, "paid", s->state == COMMISSION_SLIP_PAID);
        write_number(j, "amount", s->amount.fen);
        write_number(j, "tax", s->tax.fen);
        write_number(j, "net", s->net.fen);
        write_text(j, "why", s->why);
        write_end(j, '}');
    }
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
    write_slips(&j, LOOK_WHERE(w, commission_slip, "account = $1 order by month desc, id desc limit 24", BIND(num(account))));
    write_entries(w, &j, LOOK_WHERE(w, commission_entry, "account = $1 order by earned_on desc, id desc limit 200", BIND(num(account))));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

enum { COLLEAGUES_MOST = 400 };
struct colleague { int64_t account; text name; money amount, back; int64_t entries; };

/* Why she waits: more was taken back than earned; or nobody said what she earns besides, and no tax can be withheld. */
static void write_colleague(struct work *w, struct json *j, const struct payroll_run *run, bool taken, const struct colleague *c)
{
    struct commission_slip slip = { .why = "" };
    struct found kept = taken ? LOOK_WHERE(w, commission_slip, "run = $1 and account = $2", BIND(num(run->record.id), num(c->account))) : (struct found){ 0 };
    bool less = c->amount.fen <= 0, known = kept.count || (!less && commission_taxed(w, run, c->account, c->amount, &slip));
    if (kept.count) slip = *FOUND(struct commission_slip, kept, 0);
    write_object(j, NULL);
    write_number(j, "account", c->account);
    write_text(j, "name", c->name);
    write_number(j, "amount", c->amount.fen);
    write_number(j, "back", c->back.fen);
    write_number(j, "entries", c->entries);
    write_flag(j, "waits", !taken && (less || !known));
    write_text(j, "why_waits", taken || (!less && known) ? "" : less ? "taken_back" : "wage_missing");
    write_number(j, "tax", slip.tax.fen);
    write_number(j, "net", known ? slip.net.fen : c->amount.fen);
    write_text(j, "why", slip.why);
    write_end(j, '}');
}

static bool answer_none(struct work *w, struct reply *reply)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "taken", false);
    write_list(&j, "colleagues");
    write_end(&j, ']');
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
    if (run->kind == PAYROLL_PART_TIME) return answer_none(w, reply);
    bool taken = run->state >= PAYROLL_APPROVED && run->state != PAYROLL_DROPPED;
    struct rows *row = db_query(w, SQL("select e.account, max(a.name), cast(sum(e.amount) as bigint), cast(sum(case when e.amount < 0 then e.amount else 0 end) as bigint), count(*) from commission_entry e join account a on a.id = e.account "
        "where ($3 = 1 and e.run = $1) or ($3 = 0 and e.branch = $4 and e.state = 1 and e.earned_on <= $2) group by e.account order by sum(e.amount) desc, e.account limit 400"), BIND(num(id), num(run->last.number), num(taken), num(run->record.branch.id)));
    struct colleague *all = take_many(w, struct colleague, COLLEAGUES_MOST);
    int count = 0;
    for (; db_next(row); count++) all[count] = (struct colleague){ db_number(row, 0), db_text(row, 1), { db_number(row, 2) }, { db_number(row, 3) }, db_number(row, 4) };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "taken", taken);
    write_list(&j, "colleagues");
    for (int i = 0; i < count; i++) write_colleague(w, &j, run, taken, &all[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(COMMISSION_EARNED == 1 && COMMISSION_TAKEN == 2 && COMMISSION_PAID == 3, "the queries above say these by number");
