/* demo_past_prices.c — a shop's old list says what a visit cost and not why, and the importer invents nothing. In a demo both phones are to show how a
 * price comes about, so the visits of the last months get the lines that the old price list would have given them. */
#include <string.h>
#include "app/demo_loading.h"

/* What the phones leaf back to; a year of a large company would be a third more of a database. */
enum { PAST_DAYS = 60 };

struct alike { int64_t line, length; money price, pay; instant first; };

/* The old list was a sheet, and a sheet brings no surcharges: the tenth before the Spring Festival was the shop's custom (demo_price). */
static bool quote_of_then(struct work *w, const struct demo_loading *l, const struct alike *a, struct quote *ret)
{
    struct surcharge festival[] = { { WHEN_FESTIVAL, 10, { 0 }, "" } };
    const struct service_line *line = record_peek(w, &service_line_type, a->line);
    const struct price_rule *then = record_peek(w, &price_rule_type, price_on(w, a->line, l->shops[0].branch, day_of(a->first)));
    const struct usual_service *usual = line ? usual_service(line->name) : NULL;
    if (!then || !usual) return false;
    struct price_rule rule = *then;
    rule.surcharges = (rows_of){ .at = festival, .count = 1 };
    quote_reckon(w, &rule, &(struct quote_request){ .line = a->line, .start = a->first, .quantity = line->unit == UNIT_VISIT ? 100 : a->length * 100 / 60, .persons = line->unit == UNIT_VISIT ? 1 : usual->persons }, false, ret);
    return ret->price.fen == a->price.fen && ret->worker_pay.fen == a->pay.fen;
}

/* All that cost the same for the same have the same lines: written at once, and not visit by visit. */
static bool write_prices(struct work *w, void *data)
{
    const struct demo_loading *l = data;
    instant since = day_at((day){ l->world->today.number - PAST_DAYS }, 0);
    struct rows *row = db_query(w, SQL("select line, length, price, worker_pay, min(start) from visit where quote = '' and price > 0 and start >= $1 and start < $2 group by line, length, price, worker_pay"),
                                BIND(num(since.ms), num(w->now.ms)));
    while (db_next(row)) {
        struct alike a = { db_number(row, 0), db_number(row, 1), { db_number(row, 2) }, { db_number(row, 3) }, { db_number(row, 4) } };
        struct quote q;
        if (!quote_of_then(w, l, &a, &q)) continue;
        db_exec(w, SQL("update visit set quote = $1, price_rule = $2 where quote = '' and line = $3 and length = $4 and price = $5 and worker_pay = $6 and start >= $7 and start < $8"),
              BIND(txt(quote_json(w, &q)), num(q.rule), num(a.line), num(a.length), num(a.price.fen), num(a.pay.fen), num(since.ms), num(w->now.ms)));
    }
    return !failed(w);
}

bool demo_past_prices(struct demo_loading *l) { return demo_run(l, &l->administrator, write_prices, l, true); }
