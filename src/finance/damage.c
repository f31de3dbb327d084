/* damage.c — see damage.h. */
#include "finance/damage.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "finance/compensation_own.h"
#include "finance/held.h"
#include "finance/split.h"

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

struct room { money wage, minimum, most, left; };

/* What may be taken this month: the lines here, and what stands on her other settlements of it. */
static struct room room_of(struct work *w, const struct settlement *s, rows_of lines)
{
    struct month_sums other = month_sums(w, s);
    struct room r = { .wage = other.earned, .minimum = { employed(s->mode) ? setting_number(w, "finance.minimum_wage", s->record.branch.id, s->last) : 0 } };
    money taken = other.damage;
    for (size_t i = 0; i < lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, lines, i);
        if (l->item == PAY_COMPENSATION) taken = money_sub(taken, l->amount);
        else if (l->item != PAY_TIP && !held_line(l->item) && !deduction(l->item)) r.wage = money_add(r.wage, l->amount);
    }
    r.most = damage_limit(r.wage, r.minimum);
    r.left = money_most(money_sub(r.most, taken), (money){ 0 });
    return r;
}

static text why_json(struct work *w, const struct compensation *c, const struct room *r, money open)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "工资支付暂行规定 16");
    write_number(&j, "agreed_at", c->worker_agreed_at.ms);
    write_number(&j, "part", c->worker_part.fen);
    write_number(&j, "open_before", open.fen);
    write_number(&j, "month_wage", r->wage.fen);
    if (r->minimum.fen) write_number(&j, "minimum_wage", r->minimum.fen);
    write_number(&j, "at_most", r->most.fen);
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
    struct found owed = LOOK_WHERE(w, compensation, "worker = $1 and state = 4 and worker_part > 0 order by id", BIND(num(s->worker.id)));
    lines = without(w, lines, (size_t)owed.count);
    struct room r = room_of(w, s, lines);
    for (int i = 0; i < owed.count; i++) {
        const struct compensation *c = owed.at[i];
        money open = compensation_rest(w, c, s->record.id, s->corrects.id), now = money_least(open, r.left);
        if (now.fen <= 0) continue;
        r.left = money_sub(r.left, now);
        ((struct settlement_line *)lines.at)[lines.count++] = (struct settlement_line){ .item = PAY_COMPENSATION, .compensation = { c->record.id }, .served = s->last, .quantity = 100, .unit = money_negate(now), .amount = money_negate(now),
            .label = print(w, "%s %s", translate(w->language, N_("Her part of compensation")), c->record.number), .why = { why_json(w, c, &r, open) } };
    }
    return lines;
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
