/* pay_page.c — paying from her phone through the payment provider: POST /api/c/money/pay for a bill, a deposit or a card offered to her, and the code of any charge of hers as a drawing
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

const struct charge *charge_of_card(struct work *w, int64_t card) { return holding(w, LOAD_WHERE(w, charge, "card = $1 order by id desc limit 1", BIND(num(card)))); }

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

/* ---- a bill, what was agreed with a demand, a card ---- */

/* One of them, the others 0. */
struct payable { int64_t bill, deposit, card; };

static bool hers(struct work *w, const struct guest *g, const struct payable *of)
{
    return db_one(w, SQL("select 1 from bill where id = $1 and state between 4 and 10 and customer in (select id from customer where person = $4) "
                         "union all select 1 from job_deposit where id = $2 and state = 1 and customer in (select id from customer where person = $4) "
                         "union all select 1 from prepaid_card where id = $3 and state = 1 and customer in (select id from customer where person = $4)"),
                  BIND(num(of->bill), num(of->deposit), num(of->card), num(g->person)), 0) == 1;
}
_Static_assert(BILL_SENT == 4 && BILL_RECONCILED == 10 && JOB_DEPOSIT_DUE == 1 && CARD_OFFERED == 1, "the query above says these by number");

static const struct charge *charge_there(struct work *w, const struct payable *of) { return of->bill ? charge_of_bill(w, of->bill) : of->deposit ? charge_of_deposit(w, of->deposit) : charge_of_card(w, of->card); }
static int64_t charge_new(struct work *w, const struct payable *of) { return of->bill ? charge_make(w, of->bill, 0) : of->deposit ? charge_for_deposit(w, of->deposit) : charge_for_card(w, of->card); }

/* One code while it holds, however often she taps. What she may not pay, and what was paid meanwhile, is refused by the charge itself. */
bool my_money_pay_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    json_t *body = g ? input_json(w, q->body, q->body_length) : NULL;
    if (!body) return false;
    struct payable of = { .bill = input_number(w, body, "bill", 0) };
    if (!of.bill) of.deposit = input_number(w, body, "deposit", 0);
    if (!of.bill && !of.deposit) of.card = input_number(w, body, "card", 0);
    if (failed(w)) return false;
    if (!hers(w, g, &of)) return failed(w) ? false : refuse_as(w, CONFLICT, "", N_("Nothing is open any more: it was paid already"));
    const struct charge *c = charge_there(w, &of);
    bool asked = c && c->state <= CHARGE_WAITING && c->expires.ms > w->now.ms;
    return !failed(w) && (asked || charge_new(w, &of) != 0) && money_answer(w, g, reply);
}
