/* prepaid_card.c — what a card is and the rules over the whole of it; its procedure is in card_steps.c, its movements in card_use.c. */
#include "ledger/prepaid_card.h"
#include "base/words.h"
#include "ledger/card_limits.h"
#include "ledger/card_own.h"

const struct choice card_states[] = {
    { CARD_OFFERED, "offered", N_("Not paid yet"), "warn" }, { CARD_SOLD, "sold", N_("Sold, may be given back"), "info" }, { CARD_ACTIVE, "active", N_("In use"), "ok" }, { CARD_FROZEN, "frozen", N_("Frozen"), "danger" },
    { CARD_REFUNDING, "refunding", N_("Being paid back"), "warn" }, { CARD_CONSUMED, "consumed", N_("Used up"), "mute", .final = true }, { CARD_REFUNDED, "refunded", N_("Paid back"), "mute", .final = true },
    { CARD_CLOSED, "closed", N_("Never paid"), "mute", .final = true }, { 0 },
};
const struct choice card_kinds[] = { { CARD_VISITS, "visits", N_("Card of visits"), .also = "次卡" }, { CARD_STORED, "stored", N_("Stored value"), .also = "储值" }, { CARD_PERIOD, "period", N_("Period card"), .also = "包月|年卡" }, { 0 } };
const struct choice card_orders[] = { { CARD_PAID_FIRST, "paid_first", N_("What was paid first") }, { CARD_GIFT_FIRST, "gift_first", N_("The gift first") }, { CARD_PRO_RATA, "pro_rata", N_("Both in proportion") }, { 0 } };
const struct choice card_troubles[] = { { CARD_LOST, "lost", N_("Reported lost") }, { CARD_DISPUTED, "disputed", N_("In dispute") }, { 0 } };

#define CONTRACT N_("Contract")
#define VALUE N_("Money and visits")
static const struct field fields[] = {
    FIELD(prepaid_card, state, .label = N_("State"), .choices = card_states, .filter = true, .list = true),
    FIELD(prepaid_card, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(prepaid_card, kind, .label = N_("Kind"), .choices = card_kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(prepaid_card, named, .label = N_("On her name"), .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("A named card has no end and a higher limit")),
    FIELD(prepaid_card, card_number, .label = N_("Number on the card"), .max = 40, .search = true),
    FIELD(prepaid_card, contract, .label = N_("Number of the contract"), .max = 60, .search = true, .set_by = SET_ON_CREATE, .group = CONTRACT, .help = N_("No prepayment without a written contract; empty: it bears the number of the card")),
    FIELD(prepaid_card, purpose, .label = N_("Good for"), .max = 300, .set_by = SET_ON_CREATE, .group = CONTRACT, .help = N_("Empty: every service of the company, or the one named below")),
    FIELD(prepaid_card, refund_way, .label = N_("How money goes back"), .max = 300, .set_by = SET_ON_CREATE, .group = CONTRACT, .help = N_("Empty: by the way it was paid")),
    FIELD(prepaid_card, paper, .label = N_("Signed contract"), .group = CONTRACT), FIELD(prepaid_card, line, .label = N_("For this service only"), .to = &service_line_type, .set_by = SET_ON_CREATE, .group = CONTRACT),
    FIELD(prepaid_card, paid, .label = N_("Price"), .required = true, .min = 1, .max = INT64_C(10000000000), .list = true, .set_by = SET_ON_CREATE, .group = VALUE), FIELD(prepaid_card, gift, .label = N_("Gift on top"), .min = 0, .max = INT64_C(10000000000), .list = true, .set_by = SET_ON_CREATE, .group = VALUE),
    FIELD(prepaid_card, list_price, .label = N_("List price"), .min = 0, .max = INT64_C(10000000000), .set_by = SET_ON_CREATE, .group = VALUE, .help = N_("Of a visit; of a period card for the whole period")),
    FIELD(prepaid_card, bought, .label = N_("Visits or days bought"), .min = 0, .max = 10000, .set_by = SET_ON_CREATE, .group = VALUE), FIELD(prepaid_card, begins, .label = N_("Begins on"), .set_by = SET_ON_CREATE, .group = VALUE, .help = N_("Of a period card")),
    FIELD(prepaid_card, uses, .label = N_("Order of use"), .choices = card_orders, .set_by = SET_ON_CREATE, .group = VALUE, .help = N_("Empty: both in proportion, as it is reckoned when she gives the card back")),
    FIELD(prepaid_card, served_before, .label = N_("Knew the same service before"), .set_by = SET_ON_CREATE, .group = CONTRACT, .help = N_("Then there is no seven-day right")), FIELD(prepaid_card, friendlier, .label = N_("The contract counts the used part at the price paid"), .set_by = SET_ON_CREATE, .group = CONTRACT),
    FIELD(prepaid_card, interest_rate, .label = N_("Interest a year"), .unit = "%", .format = FORMAT_HUNDREDTHS, .min = 0, .max = 3600, .set_by = SET_ON_CREATE, .group = CONTRACT),
    FIELD(prepaid_card, expires, .label = N_("Good until"), .set_by = SET_ON_CREATE, .filter = true, .help = N_("Without a name only, and for three years at least")),
    FIELD(prepaid_card, paid_left, .label = N_("Left of what was paid"), .set_by = STEPS_ONLY, .list = true, .sort = true), FIELD(prepaid_card, gift_left, .label = N_("Left of the gift"), .set_by = STEPS_ONLY, .list = true),
    FIELD(prepaid_card, used, .label = N_("Visits or days used"), .set_by = STEPS_ONLY, .list = true), FIELD(prepaid_card, used_value, .label = N_("Value used"), .set_by = STEPS_ONLY),
    FIELD(prepaid_card, sold_at, .label = N_("Sold at"), .set_by = STEPS_ONLY, .filter = true, .sort = true), FIELD(prepaid_card, sold_by, .label = N_("Sold by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(prepaid_card, trouble, .label = N_("Why it is frozen"), .choices = card_troubles, .set_by = STEPS_ONLY), FIELD(prepaid_card, tops_up, .label = N_("Top-up of"), .to = &prepaid_card_type, .filter = true, .list = true, .set_by = STEPS_ONLY), FIELD(prepaid_card, brought_along, .label = N_("Brought along"), .filter = true, .set_by = STEPS_ONLY), FIELD(prepaid_card, remark, .personal = true, .label = N_("Remark"), .max = 500),
};

/* Of one visit, or of the whole period. */
static money price_of_one(const struct prepaid_card *c) { return c->kind == CARD_VISITS && c->bought > 0 ? (money){ c->paid.fen / c->bought } : c->paid; }

/* It would come back dearer by her own reason than by the company's (list price against price paid). What was sold elsewhere before is as it is. */
static bool dearer_than_without(const struct prepaid_card *c) { return c->kind != CARD_STORED && !c->brought_along && c->list_price.fen && c->list_price.fen < price_of_one(c).fen; }

static bool figures_right(struct work *w, const struct prepaid_card *c)
{
    if (c->kind == CARD_VISITS && (c->bought <= 0 || !c->list_price.fen)) wrong(w, c->bought <= 0 ? "bought" : "list_price", N_("A card of visits says how many, and what one costs without it"));
    if (c->kind == CARD_PERIOD && (c->bought <= 0 || !c->list_price.fen || !c->begins.given)) wrong(w, c->bought <= 0 ? "bought" : c->begins.given ? "list_price" : "begins", N_("A period card says when it begins, for how many days, and what the period costs without it"));
    if (c->kind == CARD_STORED && (c->bought || c->list_price.fen)) wrong(w, c->bought ? "bought" : "list_price", N_("Stored value has an amount only"));
    if (dearer_than_without(c)) wrong(w, "list_price", N_("Without the card it costs less than {1}, what is paid for the same with it: enter the price without the card, or less for the card"), money_shown(w->arena, price_of_one(c)));
    if (c->kind != CARD_STORED && c->gift.fen) wrong(w, "gift", N_("Only stored value has a gift on top; give more visits or days instead"));
    return !failed(w);
}

/* 记名卡不得设有效期, 不记名卡有效期不得少于 3 年. */
static bool end_right(struct work *w, const struct prepaid_card *c)
{
    int64_t years = setting_number(w, "ledger.unnamed_years", c->record.branch.id, day_of(w->now));
    if (!c->expires.given || c->kind == CARD_PERIOD) return !c->expires.given || wrong(w, "expires", N_("A period card ends with its days"));
    if (c->named) return wrong(w, "expires", N_("A named card has no end"));
    if (c->expires.number >= day_plus_months(day_of(w->now), (int)years * 12).number) return true;
    return wrong(w, "expires", N_("A card without a name is good for {1} years at least"), print(w, "%lld", (long long)years));
}

/* What nobody agreed otherwise. A gift goes with what was paid in the proportion both were bought in, which is how the law reckons a card that is given back. */
static void as_usual(struct work *w, struct prepaid_card *c)
{
    const struct service_line *line = c->line.id ? record_peek(w, &service_line_type, c->line.id) : NULL;
    if (!*c->purpose) c->purpose = line ? line->name : translate(w->language, N_("Every service of the company"));
    if (!*c->refund_way) c->refund_way = translate(w->language, N_("By the way it was paid"));
    if (!c->uses) c->uses = c->gift.fen ? CARD_PRO_RATA : CARD_PAID_FIRST;
}

static bool check(struct work *w, struct prepaid_card *c, const struct prepaid_card *before)
{
    if (before) return c->paid_left.fen >= 0 && c->gift_left.fen >= 0 ? true : fault(w, "a prepaid card below 0");
    const struct customer *who = record_peek(w, &customer_type, c->customer.id);
    if (who) c->record.branch = who->record.branch;
    if (!c->brought_along) c->sold_by.id = w->actor->user;        /* who signed it with her, not who took the money at the till */
    as_usual(w, c);
    if (!c->kind || !who) return true;
    return figures_right(w, c) && end_right(w, c) && (c->brought_along || card_may_be_sold(w, c));
}
CHECKER(prepaid_card, check)

/* Paid back or never paid: nothing is on it, whatever was not used of it. */
int64_t card_units_left(const struct prepaid_card *c) { return c->state == CARD_REFUNDED || c->state == CARD_CLOSED ? 0 : c->bought - c->used; }

static text title(struct work *w, const struct prepaid_card *c)
{
    text kind = translate(w->language, choice_label(card_kinds, c->kind));
    if (c->kind == CARD_VISITS) return print(w, "%s %s %lld/%lld", c->record.number, kind, (long long)card_units_left(c), (long long)c->bought);
    return print(w, "%s %s %s", c->record.number, kind, money_shown(w->arena, c->state == CARD_OFFERED ? money_add(c->paid, c->gift) : money_add(c->paid_left, c->gift_left)));
}
TITLE(prepaid_card, title)

static instant pay_due(struct work *w, const struct prepaid_card *c) { (void)w; return (instant){ c->record.created_at.ms + DAYS(3) }; }
DUE(prepaid_card, pay_due)
static instant thaw_due(struct work *w, const struct prepaid_card *c) { (void)w; return (instant){ c->record.changed_at.ms + DAYS(7) }; }
DUE(prepaid_card, thaw_due)
static const struct deadline deadlines[] = {
    { .name = "pay", .label = N_("The card is not paid; take the money or drop it"), .states = FROM(CARD_OFFERED), .due = pay_due_hook, .who = CAN_SELL_CARDS, .step = "drop" },
    { .name = "thaw", .label = N_("The card is still frozen"), .states = FROM(CARD_FROZEN), .due = thaw_due_hook, .who = CAN_KEEP_CARDS, .escalate_after = DAYS(7), .then = CAN_POST_LEDGER, .step = "unfreeze" },
};
static const text indexes[] = { "customer", "state", "tops_up", NULL };
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Prepaid cards: kept, under “Erased person” when she is erased"), .law = N_("Accounting papers are kept 30 years (Accounting Archives Rules); buyers of cards 5 years"), .days = 10950 },
};

const struct record_type prepaid_card_type = RECORD_TYPE(prepaid_card, .label = N_("Prepaid card"), .module = "ledger", FIELDS(fields), .steps = card_steps, .step_count = CARD_STEPS, DEADLINES(deadlines),
    .first_state = CARD_OFFERED, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer", .see = CAN_SEE_CARDS, .create = CAN_SELL_CARDS, .edit = CAN_SELL_CARDS, .history = true,
    .check = check_hook, .title = title_hook, .prefix = "K", .indexes = indexes, .imported_as = "opening_balance");
