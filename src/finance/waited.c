/* waited.c — see waited.h. */
#include "finance/waited.h"
#include <string.h>
#include "base/json.h"
#include "base/words.h"

_Static_assert(STAND_BY_DONE == 3, "the query below names it by number");

static struct found unpaid(struct work *w, int64_t worker, day last)
{
    return LOAD_WHERE(w, stand_by, "worker = $1 and state = 3 and owed > 0 and until <= $2 and not exists (select 1 from stand_by_claim c where c.stand_by = stand_by.id) order by start, id",
                      BIND(num(worker), num(day_start((day){ last.number + 1 }).ms)));
}

static text why_json(struct work *w, const struct stand_by *s)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", s->called_at.ms ? "standing by, called: part of the pay on top of the visit" : "standing by, not called: the whole pay");
    write_number(&j, "pay", s->pay.fen);
    if (s->called_at.ms) write_number(&j, "percent", s->called_percent);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct settlement_line line_of(struct work *w, const struct stand_by *s)
{
    struct date d = date_of(day_of(s->start));
    int from = minute_of_day(s->start), until = minute_of_day(s->until);
    return (struct settlement_line){ .item = PAY_STAND_BY, .stand_by = { s->record.id }, .served = day_of(s->start), .quantity = 100, .unit = s->owed, .amount = s->owed, .why = { why_json(w, s) },
        .label = print(w, "%s %d-%02d %02d:%02d–%02d:%02d", translate(w->language, N_("Standing by")), d.month, d.day, from / 60, from % 60, until / 60, until % 60) };
}

rows_of waited_lines(struct work *w, int64_t worker, day last, rows_of lines, struct found *ret)
{
    struct found f = unpaid(w, worker, last);
    struct settlement_line *all = take_many(w, struct settlement_line, lines.count + (size_t)f.count);
    size_t n = lines.count;
    if (n) memcpy(all, lines.at, n * sizeof *all);
    for (int i = 0; i < f.count; i++) all[n++] = line_of(w, FOUND(struct stand_by, f, i));
    *ret = f;
    return (rows_of){ all, n };
}

bool waited_claim(struct work *w, const struct found *waited, int64_t settlement)
{
    for (int i = 0; i < waited->count; i++) {
        int64_t changed;
        text constraint;
        enum db_broken broken = db_exec_try(w, "insert into stand_by_claim (stand_by, document) values ($1, $2)", BIND(num(FOUND(struct stand_by, *waited, i)->record.id), num(settlement)), &changed, &constraint);
        if (broken == DB_UNIQUE) return again(w);
        if (broken != DB_WHOLE) return fault(w, "stand_by_claim: %s", constraint);
    }
    return !failed(w);
}

void waited_claims_move(struct work *w, int64_t from, int64_t to) { db_exec(w, SQL("update stand_by_claim set document = $2 where document = $1"), BIND(num(from), num(to))); }
void waited_claims_drop(struct work *w, int64_t settlement) { db_exec(w, SQL("delete from stand_by_claim where document = $1"), BIND(num(settlement))); }
