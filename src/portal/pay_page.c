/* pay_page.c — paying from her phone through the payment provider: POST /api/c/money/pay for a bill or a deposit, and the code of any charge of hers as a drawing
 * (GET /api/c/charge/:id/code). A visit's own is visit_change.c. */
#include <jansson.h>
#include <string.h>
#include "base/qr.h"
#include "base/words.h"
#include "portal/mine.h"

/* The newest to pay with, while it holds. */
static const struct charge *holding(struct work *w, struct found f)
{
    const struct charge *c = f.count ? f.at[0] : NULL;
    return c && (c->state != CHARGE_WAITING || c->expires.ms > w->now.ms) ? c : NULL;
}

const struct charge *charge_of_visit(struct work *w, const struct visit *v, bool tip)
{
    return holding(w, LOAD_WHERE(w, charge, "(visit = $1 or deposit in (select id from job_deposit where visit = $1)) and tip = $2 order by id desc limit 1", BIND(num(v->record.id), num(tip))));
}

const struct charge *charge_of_bill(struct work *w, int64_t bill) { return holding(w, LOAD_WHERE(w, charge, "bill = $1 order by id desc limit 1", BIND(num(bill)))); }

const struct charge *charge_of_deposit(struct work *w, int64_t deposit) { return holding(w, LOAD_WHERE(w, charge, "deposit = $1 order by id desc limit 1", BIND(num(deposit)))); }

void charge_write(struct json *j, const struct charge *c)
{
    if (!c) { write_null(j, "charge"); return; }
    write_object(j, "charge");
    write_number(j, "id", c->record.id);
    write_text(j, "state", choice_key(type_state(&charge_type)->choices, c->state));
    write_text(j, "code", c->state == CHARGE_WAITING ? c->code : "");
    write_number(j, "amount", c->amount.fen);
    write_number(j, "expires", c->expires.ms);
    write_end(j, '}');
}

bool my_pay_code_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    if (!id) return false;
    struct found f = LOAD_WHERE(w, charge, "id = $1 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    const struct charge *c = holding(w, f);
    if (failed(w)) return false;
    if (!c || c->state != CHARGE_WAITING || !*c->code) return refuse_as(w, NOT_FOUND, "", N_("There is no such {1}"), translated(w, N_("Payment code")));
    reply->type = "image/svg+xml";
    reply->body = qr_svg(w, c->code, translate(w->language, N_("Payment code")));
    reply->length = strlen(reply->body);
    return !failed(w);
}

/* ---- a bill, or what was agreed with a demand ---- */

static bool hers(struct work *w, const struct guest *g, int64_t bill, int64_t deposit)
{
    return db_one(w, SQL("select 1 from bill where id = $1 and state between 4 and 10 and customer in (select id from customer where person = $3) "
                         "union all select 1 from job_deposit where id = $2 and state = 1 and customer in (select id from customer where person = $3)"), BIND(num(bill), num(deposit), num(g->person)), 0) == 1;
}
_Static_assert(BILL_SENT == 4 && BILL_RECONCILED == 10 && JOB_DEPOSIT_DUE == 1, "the query above says these by number");

/* One code while it holds, however often she taps. What she may not pay, and what was paid meanwhile, is refused by the charge itself. */
bool my_money_pay_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    json_t *body = g ? input_json(w, q->body, q->body_length) : NULL;
    int64_t bill = body ? input_number(w, body, "bill", 0) : 0, deposit = body && !bill ? input_number(w, body, "deposit", 0) : 0;
    if (failed(w) || !body) return false;
    if (!hers(w, g, bill, deposit)) return failed(w) ? false : refuse_as(w, CONFLICT, "", N_("Nothing is open any more: it was paid already"));
    const struct charge *c = bill ? charge_of_bill(w, bill) : charge_of_deposit(w, deposit);
    bool asked = c && c->state <= CHARGE_WAITING && c->expires.ms > w->now.ms;
    return !failed(w) && (asked || (bill ? charge_make(w, bill, 0) : charge_for_deposit(w, deposit)) != 0) && money_answer(w, g, reply);
}
