/* card_steps.c — the course of a card (SM-PREPAID). Money moves in card_use.c; these write what it reckoned. */
#include "ledger/card_lots.h"
#include "ledger/card_own.h"

static const struct field move_fields[] = {
    FIELD(card_move, paid, .label = N_("Of what was paid")), FIELD(card_move, gift, .label = N_("Of the gift")), FIELD(card_move, value, .label = N_("Amount")), FIELD(card_move, visits, .label = N_("Visits")),
};

static bool sell(struct work *w, struct prepaid_card *c)
{
    c->sold_at = w->acted.ms ? w->acted : w->now;
    if (!c->sold_by.id) c->sold_by.id = w->actor->user;
    c->paid_left = c->paid;
    c->gift_left = c->gift;
    return true;
}
RULE_PLAIN(prepaid_card, sell)

static const struct field brought_fields[] = {
    FIELD(card_brought, paid_left, .label = N_("Left of what was paid")), FIELD(card_brought, gift_left, .label = N_("Left of the gift")), FIELD(card_brought, used, .label = N_("Visits or days used")),
    FIELD(card_brought, sold_at, .label = N_("Sold at")), FIELD(card_brought, as_of, .label = N_("As of")), FIELD(card_brought, source, .label = N_("Source")), FIELD(card_brought, source_id, .label = N_("Source")),
};

static bool bring(struct work *w, struct prepaid_card *c, const struct card_brought *in)
{
    c->sold_at = in->sold_at;
    c->paid_left = in->paid_left;
    c->gift_left = in->gift_left;
    c->used = in->used;
    c->sold_by.id = w->actor->user;
    if (!c->paid_left.fen && !c->gift_left.fen) c->state = CARD_CONSUMED;
    return true;
}
RULE(prepaid_card, card_brought, bring)

static bool unsell(struct work *w, struct prepaid_card *c)
{
    (void)w;
    c->paid_left = c->gift_left = (money){ 0 };
    c->sold_at.ms = 0;
    return true;
}
RULE_PLAIN(prepaid_card, unsell)

/* Never below 0: the card is locked, so what is left is what is left. */
static bool use(struct work *w, struct prepaid_card *c, const struct card_move *m)
{
    if (m->paid.fen > c->paid_left.fen || m->gift.fen > c->gift_left.fen) return refuse_as(w, CONFLICT, "amount", N_("There is not that much left on the card"));
    c->paid_left = money_sub(c->paid_left, m->paid);
    c->gift_left = money_sub(c->gift_left, m->gift);
    c->used += m->visits;
    if (c->kind == CARD_STORED) c->used_value = money_add(c->used_value, m->value);
    bool empty = !c->paid_left.fen && !c->gift_left.fen;
    if (c->state != CARD_FROZEN && c->state != CARD_REFUNDING) c->state = empty ? CARD_CONSUMED : CARD_ACTIVE;
    return true;
}
RULE(prepaid_card, card_move, use)

/* A card that was lost or is in dispute is that still. */
static bool drop_refund(struct work *w, struct prepaid_card *c)
{
    (void)w;
    if (c->trouble) c->state = CARD_FROZEN;
    else c->state = CARD_ACTIVE;
    return true;
}
RULE_PLAIN(prepaid_card, drop_refund)

static bool finish_refund(struct work *w, struct prepaid_card *c)
{
    (void)w;
    c->paid_left = c->gift_left = (money){ 0 };
    return true;
}
RULE_PLAIN(prepaid_card, finish_refund)

struct freezing { enum card_trouble why; };
static const struct field freezing_fields[] = { FIELD(freezing, why, .label = N_("Why it is frozen"), .choices = card_troubles, .required = true) };
static bool freeze(struct work *w, struct prepaid_card *c, const struct freezing *in) { c->trouble = in->why; return lots_follow(w, c, CARD_FROZEN); }
RULE(prepaid_card, freezing, freeze)

struct thawing { text card_number; };
static const struct field thawing_fields[] = { FIELD(thawing, card_number, .label = N_("Number of the new card"), .max = 40, .help = N_("When the lost one was replaced")) };
static bool unfreeze(struct work *w, struct prepaid_card *c, const struct thawing *in)
{
    if (in->card_number && *in->card_number) c->card_number = in->card_number;
    c->trouble = 0;
    return lots_follow(w, c, CARD_ACTIVE);
}
RULE(prepaid_card, thawing, unfreeze)

struct handing { ref customer; };
static const struct field handing_fields[] = { FIELD(handing, customer, .label = N_("New holder"), .to = &customer_type, .required = true) };

/* The card goes on as it is: same legs, same contract; the seven days began with its sale. */
static bool hand_on(struct work *w, struct prepaid_card *c, const struct handing *in)
{
    const struct customer *to = LOAD(w, customer, in->customer.id);
    if (!to) return false;
    if (to->record.id == c->customer.id) return refuse(w, "customer", N_("It is hers already"));
    if (to->state == CUSTOMER_CLOSED) return refuse(w, "customer", N_("This customer is closed"));
    c->customer = in->customer;
    c->record.branch = to->record.branch;
    return lots_follow(w, c, 0);
}
RULE(prepaid_card, handing, hand_on)

struct extension { day expires; };
static const struct field extension_fields[] = { FIELD(extension, expires, .label = N_("Good until"), .required = true) };
static const struct sentence *has_an_end(struct work *w, const struct prepaid_card *c) { return c->expires.given ? NULL : because(w, N_("This card has no end")); }
GUARD(prepaid_card, has_an_end)
static bool extend(struct work *w, struct prepaid_card *c, const struct extension *in)
{
    if (in->expires.number <= c->expires.number || in->expires.number < day_of(w->now).number) return refuse(w, "expires", N_("It is extended, never shortened"));
    c->expires.number = in->expires.number;
    return true;
}
RULE(prepaid_card, extension, extend)

static const struct sentence *nothing_used(struct work *w, const struct prepaid_card *c) { return c->paid_left.fen == c->paid.fen && !c->used ? NULL : because(w, N_("Something was paid from it already")); }
GUARD(prepaid_card, nothing_used)

#define LIVING (FROM(CARD_SOLD) | FROM(CARD_ACTIVE))
const struct step card_steps[CARD_STEPS] = {
    STEP(top_up, .label = N_("Top up"), .from = LIVING | FROM(CARD_CONSUMED), .by = CAN_SELL_CARDS, INPUTS(topping_up, topping_up_fields), .guard = top_up_guard, .run = top_up_rule),
    STEP(freeze, .label = N_("Freeze"), .tone = "danger", .from = LIVING, .to = CARD_FROZEN, .by = CAN_KEEP_CARDS, INPUTS(freezing, freezing_fields), .run = freeze_rule, .reason = true),
    STEP(unfreeze, .label = N_("Let it go on"), .tone = "primary", .from = FROM(CARD_FROZEN), .to = CARD_ACTIVE, .by = CAN_KEEP_CARDS, INPUTS(thawing, thawing_fields), .run = unfreeze_rule, .reason = true),
    STEP(hand_on, .label = N_("Hand on to another customer"), .from = LIVING, .by = CAN_KEEP_CARDS, INPUTS(handing, handing_fields), .run = hand_on_rule, .reason = true),
    STEP(extend, .label = N_("Extend"), .from = LIVING, .by = CAN_SELL_CARDS, INPUTS(extension, extension_fields), .guard = has_an_end_guard, .run = extend_rule),
    STEP(drop, .label = N_("Not paid: drop it"), .from = FROM(CARD_OFFERED), .to = CARD_CLOSED, .by = CAN_SELL_CARDS, .reason = true),
    STEP(sell, .label = N_("Paid"), .from = FROM(CARD_OFFERED), .to = CARD_SOLD, .run = sell_rule, .hidden = true),
    STEP(bring, .label = N_("Brought along"), .from = FROM(CARD_OFFERED), .to = CARD_ACTIVE, INPUTS(card_brought, brought_fields), .run = bring_rule, .hidden = true),
    STEP(unsell, .label = N_("Payment taken back"), .from = FROM(CARD_SOLD), .to = CARD_OFFERED, .guard = nothing_used_guard, .run = unsell_rule, .hidden = true),
    STEP(use, .label = N_("Paid from the card"), .from = LIVING | FROM(CARD_FROZEN) | FROM(CARD_REFUNDING) | FROM(CARD_CONSUMED), INPUTS(card_move, move_fields), .run = use_rule, .hidden = true),
    STEP(cool_down, .label = N_("The seven days are over"), .from = FROM(CARD_SOLD), .to = CARD_ACTIVE, .hidden = true),
    STEP(begin_refund, .label = N_("A refund was asked for"), .from = LIVING | FROM(CARD_FROZEN), .to = CARD_REFUNDING, .hidden = true),
    STEP(drop_refund, .label = N_("The refund was refused"), .from = FROM(CARD_REFUNDING), .run = drop_refund_rule, .hidden = true),
    STEP(finish_refund, .label = N_("Paid back"), .from = FROM(CARD_REFUNDING), .to = CARD_REFUNDED, .run = finish_refund_rule, .hidden = true),
    STEP(follow, .label = N_("With the card it tops up"), .from = LIVING | FROM(CARD_FROZEN), INPUTS(lot_following, lot_following_fields), .run = lot_follow_rule, .hidden = true),
    STEP(restore, .label = N_("Put back"), .from = FROM(CARD_CONSUMED), .to = CARD_ACTIVE, .hidden = true),
};
