/* brought_advance.c — see brought_advance.h. */
#include "finance/brought_advance.h"
#include "base/json.h"
#include "base/words.h"
#include "finance/held.h"
#include "finance/opening.h"
#include "finance/split.h"

_Static_assert(SETTLEMENT_REVERSED == 11 && OPENING_ADVANCE == 5 && OPENING_ACCEPTED == 2 && OPENING_USED == 3, "the queries below name these by number");

static bool of_this_kind(const struct settlement_line *l) { return l->item == PAY_ADVANCE && l->opening.id; }

static rows_of without(struct work *w, rows_of lines, size_t room)
{
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + room);
    size_t n = 0;
    for (size_t i = 0; i < lines.count; i++)
        if (!of_this_kind(ROW(struct settlement_line, lines, i))) all[n++] = *ROW(struct settlement_line, lines, i);
    return (rows_of){ all, n };
}

/* What is open but for this settlement and the one it stands for. */
static money rest_of(struct work *w, const struct opening_balance *o, const struct settlement *s)
{
    int64_t taken = db_one(w, SQL("select cast(coalesce(sum(-l.amount), 0) as bigint) from settlement_lines l join settlement s on s.id = l.parent where l.opening = $1 and s.state < 11 and s.id <> $2 and s.id <> $3"),
                           BIND(num(o->record.id), num(s->record.id), num(s->corrects.id)), 0);
    return (money){ o->amount.fen - taken };
}

/* Of an employee's month: damage and advances of before are one limit. */
static money month_leaves(struct work *w, const struct settlement *s, money earned, money taken)
{
    struct month_sums other = month_sums(w, s);
    money minimum = { setting_number(w, SETTING_MINIMUM_MONTHLY, s->record.branch.id, s->last) };
    return money_sub(damage_limit(money_add(earned, other.earned), minimum), money_add(taken, money_add(other.damage, other.brought)));
}

static money room_in(struct work *w, const struct settlement *s, rows_of lines)
{
    money earned = { 0 }, off = { 0 }, held = { 0 }, damage = { 0 };
    for (size_t i = 0; i < lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, lines, i);
        if (l->item == PAY_TIP) continue;
        if (l->item == PAY_COMPENSATION) damage = money_sub(damage, l->amount);
        if (held_line(l->item)) held = money_sub(held, l->amount);
        else if (deduction(l->item)) off = money_sub(off, l->amount);
        else earned = money_add(earned, l->amount);
    }
    money room = money_sub(money_sub(earned, off), money_most(held, (money){ 0 }));
    if (employed(s->mode)) room = money_least(room, month_leaves(w, s, earned, damage));
    return money_most(room, (money){ 0 });
}

static text why_json(struct work *w, money open, money room, money left)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "opening balance");
    write_number(&j, "open_before", open.fen);
    write_number(&j, "at_most", room.fen);
    write_number(&j, "left_open", left.fen);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static text label_of(struct work *w, const struct opening_balance *o, money left)
{
    text since = day_text(w->arena, o->as_of);
    if (!left.fen) return print(w, "%s %s", translate(w->language, N_("Brought along from before")), since);
    return translate_with(w->arena, w->language, N_("Brought along from before {1}; {2} of it waits for her next settlement"), (const text[]){ since, money_shown(w->arena, left), NULL });
}

rows_of brought_advance_lines(struct work *w, const struct settlement *s, rows_of lines)
{
    struct found owed = LOOK_WHERE(w, opening_balance, "worker = $1 and kind = 5 and state in (2, 3) and as_of <= $2 order by as_of, id", BIND(num(s->worker.id), num(s->last.number)));
    lines = without(w, lines, (size_t)owed.count);
    if (!owed.count) return lines;
    struct settlement_line *all = (struct settlement_line *)lines.at;
    money room = room_in(w, s, lines);
    for (int i = 0; i < owed.count; i++) {
        const struct opening_balance *o = owed.at[i];
        money open = rest_of(w, o, s), now = money_least(open, room), left = money_sub(open, now), amount = money_negate(now);
        if (now.fen <= 0) continue;
        all[lines.count++] = (struct settlement_line){ .item = PAY_ADVANCE, .opening = { o->record.id }, .served = o->as_of, .quantity = 100, .unit = amount, .amount = amount, .label = label_of(w, o, left), .why = { why_json(w, open, room, left) } };
        room = money_sub(room, now);
    }
    return lines;
}

bool brought_advances_taken(struct work *w, const struct settlement *s)
{
    for (size_t i = 0; i < s->lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, s->lines, i);
        struct opening_balance *o = of_this_kind(l) ? LOAD(w, opening_balance, l->opening.id) : NULL;
        if (!o || o->state != OPENING_ACCEPTED || rest_of(w, o, s).fen > -l->amount.fen) continue;
        o->settlement.id = s->record.id;
        if (!step_run(w, &opening_balance_type, o, "take_up", NULL)) return false;
    }
    return !failed(w);
}
