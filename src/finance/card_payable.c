/* card_payable.c — what is open of the holder and this card may pay: approved visits that stand on no bill yet, and bills of a stored value. */
#include "base/json.h"
#include "finance/books.h"
#include "record/answer.h"

enum { VISITS_SHOWN = 60, BILLS_SHOWN = 30 };

/* A visit's card pays the visit whole; of stored value what is on it and its top-ups, the rest stays open. */
static money takes(struct work *w, const struct prepaid_card *c, money open)
{
    return c->kind == CARD_STORED ? money_least(open, card_left_together(w, c)) : open;
}

static void write_one(struct work *w, struct json *j, const struct prepaid_card *c, const struct record_type *type, int64_t id, day on, money open, money most)
{
    write_object(j, NULL);
    write_text(j, "type", type->name);
    write_number(j, "id", id);
    write_text(j, "title", record_title(w, type, id));
    write_number(j, "day", on.number);
    write_number(j, "open", open.fen);
    write_number(j, "amount", takes(w, c, most).fen);
    write_end(j, '}');
}

/* Approved, or ended otherwise with something to pay. Settled ones have their bill, or were brought along and paid before the program. */
static void write_visits(struct work *w, struct json *j, const struct prepaid_card *c)
{
    struct found f = LOAD_WHERE(w, visit, "customer = $1 and (state in (9, 12, 13) or (state = 11 and fee > 0)) and ($2 = 0 or line = $2) order by start desc limit 60", BIND(num(c->customer.id), num(c->line.id)));
    for (int i = 0; i < f.count; i++) {
        const struct visit *v = f.at[i];
        day on = day_of(v->start);
        bool inside = c->kind != CARD_PERIOD || (on.number >= c->begins.number && on.number < c->begins.number + c->bought);
        bool billed = db_one(w, SQL("select 1 from visit_claim where visit = $1 and worker = 0"), BIND(num(v->record.id)), 0) == 1;
        money open = visit_open_amount(w, v);
        if (inside && !billed && open.fen > 0) write_one(w, j, c, &visit_type, v->record.id, on, open, open);
    }
}
_Static_assert(VISITS_SHOWN == 60 && BILLS_SHOWN == 30, "the queries here say these by number");

static void write_bills(struct work *w, struct json *j, const struct prepaid_card *c)
{
    struct found f = LOAD_WHERE(w, bill, "customer = $1 and state between 4 and 8 order by last desc limit 30", BIND(num(c->customer.id)));
    for (int i = 0; i < f.count; i++) {
        const struct bill *b = f.at[i];
        money open = bill_open_amount(b);
        money most = bill_payable_by_card(w, b);
        if (most.fen > 0) write_one(w, j, c, &bill_type, b->record.id, b->last, open, most);
    }
}

static bool in_use(struct work *w, const struct prepaid_card *c)
{
    if (c->kind == CARD_PERIOD) return c->state == CARD_SOLD || c->state == CARD_ACTIVE || c->state == CARD_CONSUMED;
    if (c->state != CARD_SOLD && c->state != CARD_ACTIVE && c->state != CARD_CONSUMED) return false;
    return c->kind == CARD_STORED ? card_left_together(w, c).fen > 0 : card_units_together(w, c) > 0;
}

bool card_payable_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct prepaid_card *c = id ? LOAD(w, prepaid_card, id) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "open");
    bool used = in_use(w, c);
    if (used) write_visits(w, &j, c);
    if (used && c->kind == CARD_STORED && !c->line.id) write_bills(w, &j, c);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
