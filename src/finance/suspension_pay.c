/* suspension_pay.c — see suspension_pay.h. */
#include "finance/suspension_pay.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "finance/made.h"
#include "record/said.h"

_Static_assert(SUSPENSION_IN_FORCE == 2 && SUSPENSION_ENDED == 3, "the query below names them by number");

static struct found to_pay(struct work *w, int64_t worker, day last)
{
    return LOAD_WHERE(w, suspension, "worker = $1 and state in (2, 3) and day_pay > 0 and pay_percent > 0 and started < $2 order by started, id", BIND(num(worker), num(day_start((day){ last.number + 1 }).ms)));
}

/* The last of its days that may be paid by now. */
static int last_day(const struct work *w, const struct suspension *s, day last)
{
    int end = s->ended_at.ms ? day_of(s->ended_at).number : day_of(w->now).number - 1;
    if (end > last.number) end = last.number;
    return s->held_since.given && s->held_since.number - 1 < end ? s->held_since.number - 1 : end;
}

/* Days that are not paid, or not any more: she earned on them otherwise, or a settlement has them. One question each. */
static void leave_out(struct work *w, const struct suspension *s, day first, day last, uint8_t out[])
{
    const struct usual_pay *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_USUAL_PAY, i)) != NULL; i++)
        if (a->earned_on) a->earned_on(w, s->worker.id, first, last, out);
    struct rows *row = db_query(w, SQL("select paid_day from suspension_claim where suspension = $1 and paid_day between $2 and $3"), BIND(num(s->record.id), num(first.number), num(last.number)));
    while (db_next(row)) out[db_number(row, 0) - first.number] = 1;
}

/* How many, and the days between which they lie. */
static int look(struct work *w, const struct suspension *s, day last, struct suspended_days *d, int i)
{
    int count = 0;
    d->first[i] = day_of(s->started).number;
    d->last[i] = last_day(w, s, last);
    if (d->last[i] < d->first[i]) return 0;
    int days = d->last[i] - d->first[i] + 1;
    d->paid[i] = take_many(w, uint8_t, days);
    leave_out(w, s, (day){ d->first[i] }, (day){ d->last[i] }, d->paid[i]);
    for (int k = 0; k < days; k++) {
        d->paid[i][k] = !d->paid[i][k];
        count += d->paid[i][k];
    }
    return count;
}

static text why_json(struct work *w, const struct suspension *s, int days)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", "suspended: a day's pay for each day without earnings");
    write_number(&j, "days", days);
    write_number(&j, "day_pay", s->day_pay.fen);
    write_number(&j, "percent", s->pay_percent);
    write_text(&j, "because", said_read(w, s->pay_why));
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct settlement_line line_of(struct work *w, const struct suspension *s, const struct suspended_days *d, int i, int days)
{
    money a_day = money_times(s->day_pay, s->pay_percent, 100);
    int from = d->first[i], to = d->last[i];
    while (!d->paid[i][from - d->first[i]]) from++;
    while (!d->paid[i][to - d->first[i]]) to--;
    text label = said_keep(w, N_("Pay while suspended, {1}"), (const text[]){ whose_days(w, "", (day){ from }, (day){ to }), NULL });
    return (struct settlement_line){ .item = PAY_SUSPENSION, .suspension = { s->record.id }, .served = { from }, .quantity = days * 100, .unit = a_day, .amount = money_times(a_day, days, 1), .label = label, .why = { why_json(w, s, days) } };
}

rows_of suspended_lines(struct work *w, int64_t worker, day last, rows_of lines, struct suspended_days *ret)
{
    struct found f = to_pay(w, worker, last);
    *ret = (struct suspended_days){ f, take_many(w, int, f.count), take_many(w, int, f.count), take_many(w, uint8_t *, f.count) };
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + (size_t)f.count);
    size_t n = lines.count;
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (int i = 0; i < f.count; i++) {
        int days = look(w, FOUND(struct suspension, f, i), last, ret, i);
        if (days) all[n++] = line_of(w, FOUND(struct suspension, f, i), ret, i, days);
    }
    return (rows_of){ all, n };
}

static bool claim_day(struct work *w, int64_t suspension, int on, int64_t settlement)
{
    int64_t changed;
    text constraint;
    enum db_broken broken = db_exec_try(w, "insert into suspension_claim (suspension, paid_day, document) values ($1, $2, $3)", BIND(num(suspension), num(on), num(settlement)), &changed, &constraint);
    if (broken == DB_UNIQUE) return again(w);
    return broken == DB_WHOLE || fault(w, "suspension_claim: %s", constraint);
}

bool suspended_claim(struct work *w, const struct suspended_days *d, int64_t settlement)
{
    for (int i = 0; i < d->of.count; i++)
        for (int on = d->first[i]; d->paid[i] && on <= d->last[i]; on++)
            if (d->paid[i][on - d->first[i]] && !claim_day(w, FOUND(struct suspension, d->of, i)->record.id, on, settlement)) return false;
    return !failed(w);
}

void suspended_claims_move(struct work *w, int64_t from, int64_t to) { db_exec(w, SQL("update suspension_claim set document = $2 where document = $1"), BIND(num(from), num(to))); }
void suspended_claims_drop(struct work *w, int64_t settlement) { db_exec(w, SQL("delete from suspension_claim where document = $1"), BIND(num(settlement))); }
