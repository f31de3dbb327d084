/* settlement_lines.c — a worker's settlement out of her visits and of what was brought along. */
#include "base/json.h"
#include "base/words.h"
#include "finance/back_pay.h"
#include "finance/brought_advance.h"
#include "finance/damage_own.h"
#include "finance/held.h"
#include "finance/period.h"
#include "finance/reward.h"
#include "finance/suspension_pay.h"
#include "finance/waited.h"
#include "record/said.h"
#include <string.h>

/* Everybody's hours and grade: her part follows from all of them. */
static void write_crew(struct json *j, const struct visit *v)
{
    if (!v->crew.count) return;
    write_list(j, "crew");
    for (size_t i = 0; i < v->crew.count; i++) {
        const struct crew_row *r = ROW(struct crew_row, v->crew, i);
        write_object(j, NULL);
        write_number(j, "worker", r->worker.id);
        write_text(j, "grade", choice_key(crew_grades, r->grade));
        write_number(j, "minutes", r->worked.given ? r->worked.value : v->length.count);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static text why_json(struct work *w, const struct visit *v, int64_t worker)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", v->crew.count ? "crew: hours × grade" : v->second.id ? "shared by two" : "worker's part of the visit");
    write_crew(&j, v);
    write_number(&j, "price_rule", v->price_rule.id);
    write_number(&j, "worker_pay", v->worker_pay.fen);
    if (v->fee.fen) write_number(&j, "fee", v->fee.fen);
    write_number(&j, "part", visit_pay(v, worker).fen);
    if (v->corrections.count) write_text(&j, "corrected", ROW(struct price_correction, v->corrections, v->corrections.count - 1)->why);
    write_end(&j, '}');
    return buf_text(&j.out);
}

/* Where nothing was done but the way, her line says so, as the customer's bill does. */
static text what_of(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    text service = said_keep(w, line ? line->name : "", NULL);
    return v->fee.fen && visit_owes_fee(v) ? said_keep(w, N_("{1} · {2}"), (const text[]){ said_keep(w, visit_fee_name(v), NULL), service, NULL }) : service;
}

struct settlement_line settlement_line_of(struct work *w, const struct visit *v, int64_t worker)
{
    struct date d = date_of(day_of(v->start));
    int m = minute_of_day(v->start);
    money pay = visit_pay(v, worker);
    return (struct settlement_line){ .item = PAY_VISIT_FEE, .visit = { v->record.id }, .served = day_of(v->start), .quantity = 100, .unit = pay, .amount = pay,
        .label = said_keep(w, N_("{1} {2}"), (const text[]){ what_of(w, v), print(w, "%d-%02d %02d:%02d %s", d.month, d.day, m / 60, m % 60, v->area), NULL }), .why = { why_json(w, v, worker) } };
}

rows_of settlement_lines_from(struct work *w, int64_t worker, struct visit *const *visits, int count, rows_of old)
{
    struct settlement_line *all = take_many(w, struct settlement_line, (size_t)count + old.count);
    size_t n = 0;
    for (int i = 0; i < count; i++) all[n++] = settlement_line_of(w, visits[i], worker);
    for (size_t i = 0; i < old.count; i++)
        if (!ROW(struct settlement_line, old, i)->visit.id) all[n++] = *ROW(struct settlement_line, old, i);
    return (rows_of){ all, n };
}

rows_of settlement_close(struct work *w, const struct settlement *s, rows_of lines)
{
    return held_carried_out(w, brought_advance_lines(w, s, held_carried_in(w, s, lines)));
}

bool settlement_recalculate(struct work *w, struct settlement *s)
{
    struct visit **visits = take_many(w, struct visit *, s->lines.count);
    int n = 0;
    for (size_t i = 0; i < s->lines.count; i++) {
        struct visit *v = record_peek(w, &visit_type, ROW(struct settlement_line, s->lines, i)->visit.id);
        if (v) visits[n++] = v;
    }
    s->lines = damage_lines(w, s, settlement_lines_from(w, s->worker.id, visits, n, s->lines));
    s->lines = settlement_close(w, s, s->lines);
    s->calculated_by.id = w->actor->user;
    return !failed(w);
}

/* Living ones only: 11 reversed, 12 red, 13 dropped are left out. Items 14 … 18 are deductions, 14 is damage, 15 an advance. */
_Static_assert(SETTLEMENT_REVERSED == 11 && SETTLEMENT_DROPPED == 13 && PAY_COMPENSATION == 14 && PAY_ADVANCE == 15, "the query below names these by number");

struct month_sums month_sums(struct work *w, const struct settlement *except)
{
    struct date d = date_of(except->last);
    day from = day_from_date((struct date){ d.year, d.month, 1 }), to = day_plus_months(from, 1);
    struct month_sums sums = { { 0 }, { 0 }, { 0 } };
    struct rows *row = db_query(w, SQL("select cast(coalesce(sum(s.earned), 0) as bigint), cast(coalesce(sum((select -coalesce(sum(l.amount), 0) from settlement_lines l "
        "where l.parent = s.id and l.item = 14)), 0) as bigint), cast(coalesce(sum((select -coalesce(sum(l.amount), 0) from settlement_lines l where l.parent = s.id and l.item = 15 and l.opening > 0)), 0) as bigint) from settlement s where s.worker = $1 and s.last >= $2 and s.last < $3 and s.id <> $4 and s.id <> $5 and s.state < 11"),
        BIND(num(except->worker.id), num(from.number), num(to.number), num(except->record.id), num(except->corrects.id)));
    if (db_next(row)) sums = (struct month_sums){ { db_number(row, 0) }, { db_number(row, 1) }, { db_number(row, 2) } };
    db_enough(row);
    return sums;
}

/* Unpaid wages of the go-live sheets go into the first settlement after them; advances into as many as they need (brought_advance.h). */
static rows_of with_unpaid_wages(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret)
{
    struct found o = LOAD_WHERE(w, opening_balance, "worker = $1 and kind = 4 and state = 2 and as_of <= $2 order by id", BIND(num(worker), num(last.number)));
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + (size_t)o.count);
    size_t n = lines.count;
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (int i = 0; i < o.count; i++) {
        const struct opening_balance *b = FOUND(struct opening_balance, o, i);
        all[n++] = (struct settlement_line){ .item = PAY_BROUGHT_FORWARD, .opening = { b->record.id }, .served = b->as_of, .quantity = 100, .unit = b->amount, .amount = b->amount,
            .label = said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, N_("Brought along from before"), NULL), day_text(w->arena, b->as_of), NULL }), .why = { by_hand(w, "opening balance") } };
    }
    *ret = o;
    return (rows_of){ all, n };
}

bool settlement_waits(struct work *w, int64_t worker, int64_t branch, day first, day last)
{
    struct found held, waited, rewards, owed;
    struct suspended_days stopped;
    held_lines(w, worker, last, (rows_of){ 0 }, &held);
    waited_lines(w, worker, last, (rows_of){ 0 }, &waited);
    reward_lines(w, worker, last, (rows_of){ 0 }, &rewards);
    back_pay_lines(w, worker, (rows_of){ 0 }, &owed);
    return held.count || owed.count || waited.count || rewards.count || suspended_lines(w, worker, last, (rows_of){ 0 }, &stopped).count || visits_to_pay(w, worker, period_first(w, branch, first), last).count;
}

/* What waits for her up to a day, each with the record it comes from. */
struct gathered { struct found visits, openings, held, waited, rewards, owed; struct suspended_days stopped; };

static rows_of gather(struct work *w, const struct settlement *s, struct gathered *ret)
{
    int64_t worker = s->worker.id;
    ret->visits = visits_to_pay(w, worker, period_first(w, s->record.branch.id, s->first), s->last);
    rows_of lines = settlement_lines_from(w, worker, (struct visit **)ret->visits.at, ret->visits.count, s->lines);
    lines = with_unpaid_wages(w, worker, s->last, lines, &ret->openings);
    lines = held_lines(w, worker, s->last, lines, &ret->held);
    lines = waited_lines(w, worker, s->last, lines, &ret->waited);
    lines = reward_lines(w, worker, s->last, lines, &ret->rewards);
    lines = suspended_lines(w, worker, s->last, lines, &ret->stopped);
    lines = back_pay_lines(w, worker, lines, &ret->owed);
    return lines.count ? settlement_close(w, s, damage_lines(w, s, lines)) : lines;
}

static bool claim_gathered(struct work *w, const struct settlement *s, struct gathered *g)
{
    int64_t id = s->record.id;
    for (int i = 0; i < g->visits.count; i++)
        if (!claim(w, g->visits.at[i], s->worker.id, id) || !settle_if_done(w, g->visits.at[i])) return false;
    for (int i = 0; i < g->openings.count; i++) {
        FOUND(struct opening_balance, g->openings, i)->settlement.id = id;
        if (!step_run(w, &opening_balance_type, g->openings.at[i], "take_up", NULL)) return false;
    }
    return brought_advances_taken(w, s) && held_claim(w, &g->held, id) && waited_claim(w, &g->waited, id) && rewards_settled(w, &g->rewards, id) && suspended_claim(w, &g->stopped, id) && back_pay_settled(w, &g->owed, id);
}

int64_t settlement_make(struct work *w, int64_t worker, day first, day last)
{
    const struct worker *who = LOAD_LOCKED(w, worker, worker);
    if (!who) return 0;
    struct gathered g;
    struct settlement s = { .record.branch = who->record.branch, .state = SETTLEMENT_CALCULATED, .worker = { worker }, .mode = who->mode, .first = first, .last = last, .calculated_by = { w->actor->user }, .objection = "", .answer = "", .remark = "" };
    s.lines = gather(w, &s, &g);
    if (failed(w)) return 0;
    if (!s.lines.count) { refuse(w, "worker", N_("There is nothing to settle from {1} to {2}"), day_text(w->arena, first), day_text(w->arena, last)); return 0; }
    return ADD(w, settlement, &s) && claim_gathered(w, &s, &g) && !failed(w) ? s.record.id : 0;
}

/* One that corrects another has the lines of that one and no other. */
bool settlement_calculate(struct work *w, struct settlement *s)
{
    struct gathered g;
    if (s->state != SETTLEMENT_OPEN || s->corrects.id) return settlement_recalculate(w, s);
    if (!LOAD_LOCKED(w, worker, s->worker.id)) return false;
    s->lines = gather(w, s, &g);
    s->calculated_by.id = w->actor->user;
    return !failed(w) && claim_gathered(w, s, &g) && !failed(w);
}
