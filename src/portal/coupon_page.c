/* coupon_page.c — a customer's own coupons, for her page and for the step where she reads the price. GET /api/c/coupons. */
#include "base/words.h"
#include "portal/mine.h"

static text choice_word(struct work *w, text member, unsigned value) { return translate(w->language, choice_label(type_field(&coupon_type, member)->choices, value)); }

static void write_fit(struct work *w, struct json *j, const struct coupon *c, const struct coupon_case *use)
{
    const struct sentence *why = coupon_unfit(w, c, use);
    write_number(j, "off", why ? 0 : coupon_worth(c, use->base).fen);
    write_text(j, "why", why ? translate_with(w->arena, w->language, why->message, why->arguments) : "");
}

static void write_coupon(struct work *w, struct json *j, const struct coupon *c, const struct coupon_case *use)
{
    write_object(j, NULL);
    write_text(j, "code", c->code);
    write_text(j, "name", c->name);
    write_number(j, "amount", c->kind == COUPON_AMOUNT ? c->amount.fen : 0);
    write_number(j, "percent", c->kind == COUPON_PERCENT ? c->percent : 0);
    write_number(j, "most", c->most.fen);
    write_number(j, "minimum", c->minimum.fen);
    write_number(j, "from", c->valid_from.number);
    write_number(j, "until", c->valid_to.number);
    write_text(j, "service", c->line.id ? translate(w->language, record_title(w, &service_line_type, c->line.id)) : "");
    write_text(j, "branch", c->record.branch.id ? record_title(w, &branch_type, c->record.branch.id) : "");
    write_text(j, "funder", choice_word(w, "funder", c->funder));
    if (use) write_fit(w, j, c, use);
    write_end(j, '}');
}

void coupons_write(struct work *w, struct json *j, const struct guest *g, const struct coupon_case *use)
{
    struct found all = g->person && g->settled ? coupons_of(w, g->person) : (struct found){ 0 };
    write_list(j, "coupons");
    for (int i = 0; i < all.count; i++) write_coupon(w, j, FOUND(struct coupon, all, i), use);
    write_end(j, ']');
}

bool my_coupons_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    coupons_write(w, &j, g, NULL);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
