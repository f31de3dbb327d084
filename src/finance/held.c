/* held.c — see held.h. */
#include "finance/held.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "finance/payment.h"

_Static_assert(PAYMENT_TIP == 5 && PAYMENT_FROM_WORKER == 4 && CHANNEL_CASH == 1 && PAYMENT_REVERSAL == 3, "the query below names these by number");

/* A payment that was reversed before any settlement took it is gone together with its reversal. */
static struct found payments_held(struct work *w, int64_t worker, day last)
{
    return LOAD_WHERE(w, payment, "((kind = 5 and worker = $1) or (kind in (1, 5) and collector = $1) or (kind = 4 and worker = $1 and channel = 1 and settlement is null and worker_fee is null)) "
        "and paid_at < $2 and not exists (select 1 from payment_claim c where c.payment = payment.id) "
        "and not (state = 2 and exists (select 1 from payment r where r.reverses = payment.id and not exists (select 1 from payment_claim c where c.payment = r.id))) "
        "and not (state = 3 and not exists (select 1 from payment_claim c where c.payment = payment.reverses)) order by paid_at, id",
        BIND(num(worker), num(day_start((day){ last.number + 1 }).ms)));
}

struct found payments_with_worker(struct work *w, int64_t worker) { return payments_held(w, worker, (day){ day_of(w->now).number + 1 }); }

static text why_json(struct work *w, const struct payment *p, text rule)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", rule);
    write_text(&j, "payment", p->record.number);
    write_text(&j, "why", p->remark);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct settlement_line line_of(struct work *w, const struct payment *p, enum settlement_item item, text label, money amount, text rule)
{
    struct date d = date_of(day_of(p->paid_at));
    return (struct settlement_line){ .item = item, .label = print(w, "%s %d-%02d %s", translate(w->language, label), d.month, d.day, p->record.number), .payment = { p->record.id }, .served = day_of(p->paid_at),
        .quantity = 100, .unit = amount, .amount = amount, .why = { why_json(w, p, rule) } };
}

rows_of held_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret)
{
    struct found f = payments_held(w, worker, last);
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + 2 * (size_t)f.count);
    size_t n = lines.count;
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (int i = 0; i < f.count; i++) {
        const struct payment *p = FOUND(struct payment, f, i);
        if (p->kind == PAYMENT_TIP && p->worker.id == worker) all[n++] = line_of(w, p, PAY_TIP, N_("Tip"), p->amount, "wholly hers, outside the commission");
        if (p->collector.id == worker) all[n++] = line_of(w, p, PAY_CASH_HELD, N_("Cash taken at the door"), money_negate(p->amount), "cash she holds is the company's: netted");
        if (p->kind == PAYMENT_FROM_WORKER) all[n++] = line_of(w, p, PAY_CASH_HANDED_IN, N_("Cash handed in"), p->amount, "cash handed in is hers no longer");
    }
    *ret = f;
    return (rows_of){ all, n };
}

bool held_claim(struct work *w, const struct found *payments, int64_t settlement)
{
    for (int i = 0; i < payments->count; i++) {
        int64_t changed;
        text constraint;
        enum db_broken broken = db_exec_try(w, "insert into payment_claim (payment, document) values ($1, $2)", BIND(num(FOUND(struct payment, *payments, i)->record.id), num(settlement)), &changed, &constraint);
        if (broken == DB_UNIQUE) return again(w);
        if (broken != DB_WHOLE) return fault(w, "payment_claim: %s", constraint);
    }
    return !failed(w);
}

void held_claims_move(struct work *w, int64_t from, int64_t to) { db_exec(w, SQL("update payment_claim set document = $2 where document = $1"), BIND(num(from), num(to))); }
void held_claims_drop(struct work *w, int64_t settlement) { db_exec(w, SQL("delete from payment_claim where document = $1"), BIND(num(settlement))); }
bool held_line(enum settlement_item item) { return item == PAY_CASH_HELD || item == PAY_CASH_HANDED_IN; }

/* ---- more cash than pay ---- */

static bool carries(const struct settlement_line *l) { return l->item == PAY_CASH_HELD && !l->payment.id; }
_Static_assert(SETTLEMENT_REVERSED == 11 && PAY_CASH_HELD == 21, "the query below names these by number");

static money carried_but(struct work *w, int64_t worker, int64_t one, int64_t other)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from settlement_lines l join settlement s on s.id = l.parent where s.worker = $1 and s.state < 11 and l.item = 21 and coalesce(l.payment, 0) = 0 and s.id <> $2 and s.id <> $3"),
                           BIND(num(worker), num(one), num(other)), 0) };
}

money cash_carried(struct work *w, int64_t worker) { return carried_but(w, worker, 0, 0); }

static rows_of with_carry(struct work *w, rows_of lines, day served, money amount, text label, text rule)
{
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + 1);
    if (lines.count) memcpy(all, lines.at, lines.count * sizeof *all);
    all[lines.count] = (struct settlement_line){ .item = PAY_CASH_HELD, .label = translate(w->language, label), .served = served, .quantity = 100, .unit = amount, .amount = amount, .why = { by_hand(w, rule) } };
    return (rows_of){ all, lines.count + 1 };
}

rows_of held_carried_in(struct work *w, const struct settlement *s, rows_of lines)
{
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count);
    size_t n = 0;
    for (size_t i = 0; i < lines.count; i++)
        if (!carries(ROW(struct settlement_line, lines, i))) all[n++] = *ROW(struct settlement_line, lines, i);
    money waits = carried_but(w, s->worker.id, s->record.id, s->corrects.id);
    lines = (rows_of){ all, n };
    return waits.fen ? with_carry(w, lines, s->first, money_negate(waits), N_("Cash still held after the settlement before"), "cash she holds is the company's: netted") : lines;
}

/* What is left to pay is never below 0 for it; it stays hers to hand in, and the next pay's to reach. */
rows_of held_carried_out(struct work *w, rows_of lines)
{
    money total = { 0 }, held = { 0 };
    day last = { 0 };
    for (size_t i = 0; i < lines.count; i++) {
        const struct settlement_line *l = ROW(struct settlement_line, lines, i);
        total = money_add(total, l->amount);
        if (held_line(l->item)) held = money_sub(held, l->amount);
        if (l->served.number > last.number) last = l->served;
    }
    money over = money_least(money_negate(total), held);
    return over.fen > 0 ? with_carry(w, lines, last, over, N_("More cash than pay: this much waits for her next settlement, or is handed in"), "no settlement is below 0 for cash she holds") : lines;
}
