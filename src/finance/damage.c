/* damage.c — see damage.h. */
#include "finance/damage_own.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "finance/compensation_own.h"
#include "finance/held.h"
#include "finance/split.h"
#include "record/said.h"

_Static_assert(SETTLEMENT_LOCKED == 8 && SETTLEMENT_RECONCILED == 10 && SETTLEMENT_REVERSED == 11 && COMPENSATION_PAID == 4, "the queries below name these by number");

money compensation_taken(struct work *w, int64_t compensation, int64_t except, int64_t corrects)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(-l.amount), 0) as bigint) from settlement_lines l join settlement s on s.id = l.parent where l.compensation = $1 and s.state < 11 and s.id <> $2 and s.id <> $3"),
                           BIND(num(compensation), num(except), num(corrects)), 0) };
}

money compensation_rest(struct work *w, const struct compensation *c, int64_t except, int64_t corrects)
{
    if (c->state != COMPENSATION_PAID || !c->worker_agreed_at.ms) return (money){ 0 };
    return money_sub(money_sub(c->worker_part, c->forgiven), compensation_taken(w, c->record.id, except, corrects));
}

/* What may be taken this month, and what her other settlements of it earned and took. */
static money room_of(struct work *w, const struct damage_pay *pay, struct damage_parts *parts)
{
    const struct settlement but = { .record.id = pay->settlement, .worker = { pay->worker }, .last = pay->last, .corrects = { pay->corrects } };
    struct month_sums other = month_sums(w, &but);
    parts->month_wage = money_add(pay->wage, other.earned);
    parts->minimum.fen = employed(pay->mode) ? setting_number(w, SETTING_MINIMUM_MONTHLY, pay->branch, pay->last) : 0;
    parts->most = damage_limit(parts->month_wage, parts->minimum);
    return money_most(money_sub(parts->most, money_add(pay->taken, other.damage)), (money){ 0 });
}

struct damage_parts damage_parts_of(struct work *w, const struct damage_pay *pay)
{
    struct found owed = LOOK_WHERE(w, compensation, "worker = $1 and state = 4 and worker_part > 0 order by id", BIND(num(pay->worker)));
    struct damage_parts parts = { .at = take_many(w, struct damage_part, (size_t)owed.count) };
    money left = owed.count ? room_of(w, pay, &parts) : (money){ 0 };
    for (int i = 0; i < owed.count; i++) {
        const struct compensation *c = owed.at[i];
        money open = compensation_rest(w, c, pay->settlement, pay->corrects), now = money_least(open, left);
        if (now.fen <= 0) continue;
        left = money_sub(left, now);
        parts.at[parts.count++] = (struct damage_part){ c->record.id, c->record.number, c->worker_agreed_at, c->worker_part, open, now };
    }
    return parts;
}

/* ---- on settlements ---- */

/* Of these lines without a compensation's: what they are for. */
static struct damage_pay pay_of(const struct settlement *s, rows_of lines)
{
    struct damage_pay pay = { .worker = s->worker.id, .branch = s->record.branch.id, .settlement = s->record.id, .corrects = s->corrects.id, .mode = s->mode, .last = s->last };
    for (size_t i = 0; i < lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, lines, i);
        if (l->item == PAY_COMPENSATION) pay.taken = money_sub(pay.taken, l->amount);
        else if (l->item != PAY_TIP && !held_line(l->item) && !deduction(l->item)) pay.wage = money_add(pay.wage, l->amount);
    }
    return pay;
}

static text why_json(struct work *w, const struct damage_parts *all, const struct damage_part *p)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "工资支付暂行规定 16");
    write_number(&j, "agreed_at", p->agreed_at.ms);
    write_number(&j, "part", p->part.fen);
    write_number(&j, "open_before", p->open.fen);
    write_number(&j, "month_wage", all->month_wage.fen);
    if (all->minimum.fen) write_number(&j, "minimum_wage", all->minimum.fen);
    write_number(&j, "at_most", all->most.fen);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static rows_of without(struct work *w, rows_of lines, size_t room)
{
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + room);
    size_t n = 0;
    for (size_t i = 0; i < lines.count; i++)
        if (!ROW(struct settlement_line, lines, i)->compensation.id) all[n++] = *ROW(struct settlement_line, lines, i);
    return (rows_of){ all, n };
}

rows_of damage_lines(struct work *w, const struct settlement *s, rows_of lines)
{
    lines = without(w, lines, 0);
    const struct damage_pay pay = pay_of(s, lines);
    struct damage_parts parts = damage_parts_of(w, &pay);
    lines = without(w, lines, (size_t)parts.count);
    for (int i = 0; i < parts.count; i++) {
        const struct damage_part *p = &parts.at[i];
        ((struct settlement_line *)lines.at)[lines.count++] = (struct settlement_line){ .item = PAY_COMPENSATION, .compensation = { p->compensation }, .served = s->last, .quantity = 100, .unit = money_negate(p->now), .amount = money_negate(p->now),
            .label = said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, N_("Her part of compensation"), NULL), p->number, NULL }), .why = { why_json(w, &parts, p) } };
    }
    return lines;
}

bool damage_still_open(struct work *w, rows_of lines, int64_t draft, int64_t corrects)
{
    for (size_t i = 0; i < lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, lines, i);
        const struct compensation *c = l->compensation.id ? record_peek(w, &compensation_type, l->compensation.id) : NULL;
        money open = c ? compensation_rest(w, c, draft, corrects) : (money){ 0 };
        if (c && open.fen < -l->amount.fen) return refuse_as(w, CONFLICT, "", N_("Of her part of compensation {1} only {2} is open by now; calculate the wages again"), c->record.number, money_shown(w->arena, open));
    }
    return !failed(w);
}

bool damage_count(struct work *w, const struct record_type *type, int64_t id)
{
    const struct settlement *s = record_peek(w, type, id);
    for (size_t i = 0; s && i < s->lines.count; i++) {
        int64_t of = ROW(struct settlement_line, s->lines, i)->compensation.id;
        struct compensation *c = of ? record_peek(w, &compensation_type, of) : NULL;
        if (!c) continue;
        money taken = { db_one(w, SQL("select cast(coalesce(sum(-l.amount), 0) as bigint) from settlement_lines l join settlement s on s.id = l.parent where l.compensation = $1 and s.state between 8 and 10"), BIND(num(of)), 0) };
        if (taken.fen != c->taken.fen && !step_run(w, &compensation_type, c, "count", &(struct compensation_counting){ taken })) return false;
    }
    return !failed(w);
}
