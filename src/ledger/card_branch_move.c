/* card_branch_move.c — cards go with their customer to another branch (customers/customer_move.h): what is left on both legs leaves the books of the one and
 * enters those of the other, against 1226. */
#include "base/words.h"
#include "ledger/card_own.h"
#include "record/said.h"

static bool post_side(struct work *w, const struct prepaid_card *c, const struct customer_move *m, bool arrives)
{
    money paid = arrives ? c->paid_left : money_negate(c->paid_left), gift = arrives ? c->gift_left : money_negate(c->gift_left);
    const struct posting_line lines[] = { { LEDGER_BETWEEN, paid }, { LEDGER_CARD_PAID, money_negate(paid) }, { LEDGER_GIFTS, gift }, { LEDGER_CARD_GIFT, money_negate(gift) } };
    text memo = said_keep(w, N_("Card {1} moved: {2} → {3}"), (const text[]){ c->record.number, record_title(w, &branch_type, m->from), record_title(w, &branch_type, m->to), NULL });
    return ledger_post(w, &(struct posting){ .kind = ENTRY_MOVED, .branch = arrives ? m->to : m->from, .memo = memo, .lines = lines, .count = COUNT_OF(lines), .customer = c->customer.id, .card = c->record.id, .other = arrives ? m->from : m->to, .source = "prepaid_card",
        .source_id = c->record.id }) != 0;
}

/* The days of a period card that are over are the old branch's revenue. */
static bool card_goes(struct work *w, struct prepaid_card *c, const struct customer_move *m)
{
    if (c->kind == CARD_PERIOD && c->state == CARD_ACTIVE && !card_period_counts(w, c)) return false;
    if (!post_side(w, c, m, false)) return false;
    c->record.branch.id = m->to;
    return SAVE(w, prepaid_card, c) && post_side(w, c, m, true);
}

static bool go(struct work *w, const struct customer_move *m)
{
    struct found f = LOAD_WHERE(w, prepaid_card, "customer = $1 and branch = $2 and state between 1 and 5 order by id", BIND(num(m->customer), num(m->from)));
    for (int i = 0; i < f.count; i++) {
        struct prepaid_card *c = LOAD_LOCKED(w, prepaid_card, FOUND(struct prepaid_card, f, i)->record.id);
        if (!c) return false;
        if (c->state == CARD_REFUNDING) return refuse_as(w, CONFLICT, "", N_("Card {1} is being paid back: finish that first"), c->record.number);
        if (!card_goes(w, c, m)) return false;
    }
    return !failed(w);
}
_Static_assert(CARD_OFFERED == 1 && CARD_REFUNDING == 5, "the query above says these by number");
const struct moves_along cards_move = { go };
