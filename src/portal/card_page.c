/* card_page.c — her prepaid card on her phone: a bill or a visit paid from it, and its money asked back after she has seen what that would be. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "ledger/ledger.h"
#include "portal/mine.h"

static const struct prepaid_card *my_card(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, prepaid_card, "id = $1 and state between 2 and 7 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!f.count && !failed(w)) refuse_as(w, NOT_FOUND, "", N_("There is nothing at this address"));
    return f.count ? f.at[0] : NULL;
}

/* Of stored value what is on it and its top-ups, when that is less than what is open: the rest stays open. A visit's card pays the visit whole. */
static money amount_of(struct work *w, const struct prepaid_card *c, money open)
{
    return c->kind == CARD_STORED ? money_least(open, card_left_together(w, c)) : open;
}

static const struct bill *my_bill(struct work *w, const struct guest *g, int64_t id)
{
    struct found f = LOAD_WHERE(w, bill, "id = $1 and state between 4 and 10 and customer in (select id from customer where person = $2)", BIND(num(id), num(g->person)));
    if (!f.count && !failed(w)) refuse_as(w, NOT_FOUND, "bill", N_("There is nothing at this address"));
    return f.count ? f.at[0] : NULL;
}

static bool what_for(struct work *w, const struct guest *g, json_t *body, struct payment *p, money *open)
{
    int64_t bill = input_number(w, body, "bill", 0), visit = input_number(w, body, "visit", 0);
    if (failed(w)) return false;
    if (bill) {
        const struct bill *b = my_bill(w, g, bill);
        if (!b) return false;
        p->bill.id = bill;
        *open = bill_payable_by_card(w, b);
        if (bill_open_amount(b).fen > 0 && open->fen <= 0) return refuse_as(w, CONFLICT, "bill", N_("What is open of this bill is the worker's wage, which we only pass on: a card does not pay it"));
        return true;
    }
    const struct visit *v = visit ? my_visit(w, g, visit) : NULL;
    if (!v) return failed(w) ? false : refuse(w, "bill", N_("What is to be paid: a bill or a visit"));
    p->visit.id = visit;
    *open = visit_payable(w, v);
    return true;
}

/* As the office books it, by the ledger's own rules. Sent twice is refused by what is open: nothing is then. */
bool card_pay_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct prepaid_card *c = body ? my_card(w, g, id) : NULL;
    struct payment *p = take(w, struct payment);
    money open = { 0 };
    *p = (struct payment){ .kind = PAYMENT_FROM_CUSTOMER, .channel = CHANNEL_PREPAID, .from_card = { id }, .channel_number = "", .remark = "" };
    if (!c || !what_for(w, g, body, p, &open)) return false;
    if (open.fen <= 0) return refuse_as(w, CONFLICT, "bill", N_("Nothing is open any more: it was paid already"));
    p->amount = amount_of(w, c, open);
    if (p->amount.fen <= 0) return refuse_as(w, CONFLICT, "card", N_("Nothing is left on the card"));
    int64_t shown = input_number(w, body, "amount", p->amount.fen);
    if (failed(w)) return false;
    if (shown != p->amount.fen) return refuse_as(w, CONFLICT, "amount", N_("By now it is {1}; please look at it again"), money_shown(w->arena, p->amount));
    return ADD(w, payment, p) && money_answer(w, g, reply);
}

bool card_refund_look_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    const struct prepaid_card *c = id ? my_card(w, g, id) : NULL;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (!c || !card_refund_sheets(w, &j, c)) return false;
    write_text(&j, "refund_way", c->refund_way);
    write_number(&j, "cooling_until", c->state == CARD_SOLD && !c->served_before ? day_of(c->sold_at).number + COOLING_DAYS : 0);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* Whose reason it is she may say; who approves decides by the facts (SM-REFUND). It is reckoned at once, as she was shown it. */
bool card_refund_ask_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    int64_t id = g ? answer_id(w, q, "id") : 0;
    json_t *body = id ? input_json(w, q->body, q->body_length) : NULL;
    const struct prepaid_card *c = body ? my_card(w, g, id) : NULL;
    if (!c) return false;
    enum reason_side side = (enum reason_side)choice_value(type_field(&refund_type, "side")->choices, input_string(w, body, "side", "customer"));
    text why = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "why", "")), 300);
    if (failed(w)) return false;
    if (!side) return refuse(w, "side", N_("Choose one of the reasons"));
    if (side != SIDE_OF_CUSTOMER && !*why) return refuse(w, "why", N_("Say what happened: it decides what goes back"));
    struct refund *r = take(w, struct refund);
    *r = (struct refund){ .card = { id }, .customer = c->customer, .side = side, .remark = print(w, "%s: %s", translate(w->language, N_("on the customer's own page")), why) };
    if (!ADD(w, refund, r)) return false;
    struct refund *stored = record_peek(w, &refund_type, r->record.id);
    return stored && step_run(w, &refund_type, stored, "calculate", NULL) && money_answer(w, g, reply);
}
