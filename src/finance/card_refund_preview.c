/* card_refund_preview.c — what would go back of a card, for each side's reason, before anybody asks for it. */
#include "base/json.h"
#include "base/words.h"
#include "finance/books.h"
#include "record/answer.h"

void card_by_law(struct work *w, struct card *facts, int64_t card, int64_t branch)
{
    facts->company_rate = setting_number(w, SETTING_INTEREST_COMPANY, branch, day_of(w->now));
    facts->customer_rate = setting_number(w, SETTING_INTEREST_CUSTOMER, branch, day_of(w->now));
    facts->visited = !card || db_one(w, SQL("select 1 from payment where from_card = $1 and kind = 1 and state = 1 limit 1"), BIND(num(card)), 0) == 1;
}

struct card card_facts(struct work *w, const struct prepaid_card *c)
{
    int64_t days = day_of(w->now).number - day_of(c->sold_at).number;
    return (struct card){ .kind = c->kind, .paid = c->paid, .gift = c->gift, .gift_left = c->gift_left, .list_price = c->list_price, .bought = c->bought, .used = c->kind == CARD_PERIOD ? card_days_over(c, day_of(w->now)) : c->used,
        .used_value = c->used_value, .days_since_sale = days, .served_before = c->served_before, .friendlier = c->friendlier, .interest_rate = c->interest_rate, .interest_days = days };
}

static const struct { enum reason_side side; text key, label; } sides[] = {
    { SIDE_OF_CUSTOMER, "customer", N_("The customer gives up") }, { SIDE_OF_COMPANY, "company", N_("The company is the reason") }, { SIDE_OF_NOBODY, "nobody", N_("Nobody: force majeure, illness") },
};

bool card_refund_sheets(struct work *w, struct json *j, const struct prepaid_card *c)
{
    if (!c->sold_at.ms) return refuse_as(w, CONFLICT, "", N_("The card is not paid yet; there is nothing to pay back"));
    struct card facts = card_facts(w, c);
    card_by_law(w, &facts, c->record.id, c->record.branch.id);
    write_list(j, "sides");
    for (int i = 0; i < COUNT_OF(sides); i++) {
        struct sum sum;
        card_refund(w, &facts, sides[i].side, &sum);
        write_object(j, NULL);
        write_text(j, "side", sides[i].key);
        write_text(j, "label", translate(w->language, sides[i].label));
        write_number(j, "total", sum.total.fen);
        write_raw(j, "sheet", sum_json(w, &sum));
        write_end(j, '}');
    }
    write_end(j, ']');
    return !failed(w);
}

bool refund_preview_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct prepaid_card *c = id ? LOAD(w, prepaid_card, id) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (!card_refund_sheets(w, &j, c)) return false;
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
