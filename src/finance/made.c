/* made.c — see made.h. */
#include "finance/made.h"
#include <string.h>
#include "base/json.h"

bool claim(struct work *w, const struct visit *v, int64_t worker, int64_t document)
{
    int64_t changed = 0;
    text constraint;
    enum db_broken broken = db_exec_try(w, "insert into visit_claim (visit, worker, document) values ($1, $2, $3)", BIND(num(v->record.id), num(worker), num(document)), &changed, &constraint);
    if (broken == DB_UNIQUE) return again(w);
    return broken == DB_WHOLE ? !failed(w) : fault(w, "visit_claim: %s", constraint);
}

void claims_move(struct work *w, bool of_bills, int64_t from, int64_t to)
{
    if (of_bills) db_exec(w, SQL("update visit_claim set document = $2 where document = $1 and worker = 0"), BIND(num(from), num(to)));
    else db_exec(w, SQL("update visit_claim set document = $2 where document = $1 and worker <> 0"), BIND(num(from), num(to)));
}

void claims_drop(struct work *w, bool of_bills, int64_t document)
{
    if (of_bills) db_exec(w, SQL("delete from visit_claim where document = $1 and worker = 0"), BIND(num(document)));
    else db_exec(w, SQL("delete from visit_claim where document = $1 and worker <> 0"), BIND(num(document)));
}

bool settle_if_done(struct work *w, struct visit *v)
{
    const struct step *settle = type_step(&visit_type, "settle");
    int64_t ids[MOST_VISIT_WORKERS], needed = 1 + visit_workers(v, ids);
    int64_t claims = db_one(w, SQL("select count(*) from visit_claim where visit = $1"), BIND(num(v->record.id)), 0);
    if (failed(w)) return false;
    if (claims < needed || !settle || !(settle->from & FROM(v->state))) return true;
    return step_run(w, &visit_type, v, "settle", NULL);
}

/* States: 9 approved, 11 cancelled, 12 no access, 13 broken off. */
_Static_assert(VISIT_APPROVED == 9 && VISIT_CANCELLED == 11 && VISIT_NO_ACCESS == 12 && VISIT_INTERRUPTED == 13, "the two queries below name these states by number");

struct found visits_to_bill(struct work *w, int64_t customer, day first, day last)
{
    return LOAD_WHERE(w, visit, "customer = $1 and start >= $2 and start < $3 and (state in (9, 13) or (state in (11, 12) and fee > 0)) "
                      "and not exists (select 1 from visit_claim c where c.visit = visit.id and c.worker = 0) order by start, id",
                      BIND(num(customer), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)));
}

struct found visits_to_pay(struct work *w, int64_t worker, day first, day last)
{
    return LOAD_WHERE(w, visit, "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) "
                      "and start >= $2 and start < $3 and (state in (9, 13) or (state in (11, 12) and fee > 0)) "
                      "and not exists (select 1 from visit_claim c where c.visit = visit.id and c.worker = $1) order by start, id",
                      BIND(num(worker), num(day_start(first).ms), num(day_start((day){ last.number + 1 }).ms)));
}

/* Who did not work as planned has hours of her own; of a visit that did not take place everybody lost the planned ones. */
static money crew_pay(const struct visit *v, int64_t worker, money whole)
{
    static const int64_t coefficients[] = { [CREW_LEADER] = COEFFICIENT_LEADER, [CREW_SKILLED] = COEFFICIENT_SKILLED, [CREW_NEW] = COEFFICIENT_NEW };
    struct crew_member crew[MOST_CREW] = { { 0 } };
    money parts[MOST_CREW] = { { 0 } }, hers = { 0 };
    size_t n = v->crew.count < MOST_CREW ? v->crew.count : MOST_CREW;
    for (size_t i = 0; i < n; i++) {
        const struct crew_row *r = ROW(struct crew_row, v->crew, i);
        crew[i] = (struct crew_member){ r->worked.given && !visit_owes_fee(v) ? r->worked.value : v->length.count, coefficients[r->grade] };
    }
    team_split(whole, 100, crew, n, parts);
    for (size_t i = 0; i < n; i++)
        if (ROW(struct crew_row, v->crew, i)->worker.id == worker) hers = parts[i];
    return hers;
}

money visit_pay(const struct visit *v, int64_t worker)
{
    static const int64_t even[] = { 1, 1 };
    money whole = v->worker_pay, parts[2] = { { 0 } };
    if (visit_owes_fee(v)) whole = v->price.fen > 0 ? money_times(v->fee, v->worker_pay.fen, v->price.fen) : (money){ 0 };
    if (v->crew.count) return crew_pay(v, worker, whole);
    if (!v->second.id) return v->worker.id == worker ? whole : (money){ 0 };
    money_share(whole, even, 2, parts);
    return v->worker.id == worker ? parts[0] : v->second.id == worker ? parts[1] : (money){ 0 };
}

bool visit_is_agency(struct work *w, const struct visit *v)
{
    const struct service_order *o = v->service_order.id ? record_peek(w, &service_order_type, v->service_order.id) : NULL;
    const struct worker *n = v->worker.id ? record_peek(w, &worker_type, v->worker.id) : NULL;
    return (o && o->mode == SERVICE_INTRODUCE) || (n && n->mode == MODE_AGENCY);
}

const struct sentence *second_person(struct work *w, int64_t branch, ref first)
{
    if (w->actor->system || !first.id || first.id != w->actor->user || owner_mode(w, branch)) return NULL;
    return because(w, N_("A second person has to do this: you did an earlier step of it"));
}

bool alone_with_reason(struct work *w, ref first)
{
    if (w->actor->system || !first.id || first.id != w->actor->user || *step_reason(w)) return true;
    return wrong(w, "reason", N_("Say why you do both steps alone; it goes into the owner's digest"));
}

text whose_days(struct work *w, text who, day first, day last)
{
    struct date to = date_of(last);
    text from = day_text(w->arena, first), sign = *who ? " · " : "";
    return first.number == last.number ? print(w, "%s%s%s", who, sign, from) : print(w, "%s%s%s – %d-%02d", who, sign, from, to.month, to.day);
}

text whose_money(struct work *w, ref customer, ref worker, money amount)
{
    text who = customer.id ? record_title(w, &customer_type, customer.id) : worker.id ? record_title(w, &worker_type, worker.id) : "";
    return *who ? print(w, "%s · %s", who, money_shown(w->arena, amount)) : money_shown(w->arena, amount);
}

text by_hand(struct work *w, text reason)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "by hand");
    write_number(&j, "account", w->actor->user);
    write_number(&j, "at", w->now.ms);
    write_text(&j, "why", reason);
    write_end(&j, '}');
    return buf_text(&j.out);
}

bool names_a_deposit(text label)
{
    static const text words[] = { "押金", "保证金", "服装费", "工服费", "uniform deposit", "deposit" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasestr(label, words[i])) return true;
    return false;
}
