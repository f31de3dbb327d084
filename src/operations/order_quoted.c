/* order_quoted.c — an order at the price the customer agreed to (customers/quotation.h): whatever the price list says by then. See order_own.h. */
#include "operations/order_own.h"
#include "record/store.h"

static text code_of(enum quotation_item item) { return item == QUOTED_DISCOUNT ? "coupon" : item == QUOTED_SURCHARGE ? "surcharge" : item == QUOTED_SERVICE ? "service" : "zone"; }

static money all_of(const struct quotation *q, bool discounts)
{
    money sum = { 0 };
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        if (discounts || l->item != QUOTED_DISCOUNT) sum = money_add(sum, l->amount);
    }
    return sum;
}

/* More lines than a quote keeps are one, so that they add up to the price. */
static void lines_into(const struct quotation *q, text name, struct quote *ret)
{
    if (q->lines.count > MOST_QUOTE_LINES) {
        ret->lines[ret->count++] = (struct quote_line){ "service", name, 100, q->price, q->price, q->record.number };
        return;
    }
    for (size_t i = 0; i < q->lines.count; i++) {
        const struct quotation_line *l = ROW(struct quotation_line, q->lines, i);
        money unit = l->item == QUOTED_DISCOUNT ? money_negate(l->unit) : l->unit;
        ret->lines[ret->count++] = (struct quote_line){ code_of(l->item), l->what, l->quantity, unit, l->amount, q->record.number };
    }
}

bool order_as_quoted(struct work *w, struct service_order *o, const struct service_line *line, const struct household *h, struct quote *ret)
{
    const struct quotation *q = record_peek(w, &quotation_type, o->quotation.id);
    const struct price_rule *rule = q && q->rule.id ? record_peek(w, &price_rule_type, q->rule.id) : NULL;
    (void)h;
    if (!q || !rule) return !failed(w) && fault(w, "order: quotation %lld has no price rule", (long long)o->quotation.id);
    *ret = (struct quote){ .rule = rule->record.id, .price = q->price, .base = all_of(q, false), .worker_percent = rule->worker_percent, .after_coupon = rule->after_coupon };
    lines_into(q, line->name, ret);
    ret->worker_pay = money_times(rule->after_coupon ? ret->price : ret->base, rule->worker_percent, 100);
    ret->margin = money_sub(ret->price, ret->worker_pay);
    return true;
}
