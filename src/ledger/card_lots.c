/* card_lots.c — see card_lots.h. */
#include "ledger/card_lots.h"
#include "base/words.h"
#include "ledger/card_own.h"

static int64_t first_of(const struct prepaid_card *c) { return c->tops_up.id ? c->tops_up.id : c->record.id; }
money card_value_left(const struct prepaid_card *c) { return money_add(c->paid_left, c->gift_left); }
bool lot_in_use(const struct prepaid_card *c) { return c->state == CARD_SOLD || c->state == CARD_ACTIVE; }

bool card_lots(struct work *w, const struct prepaid_card *c, bool lock, struct lots *ret)
{
    *ret = (struct lots){ 0 };
    struct found f = LOAD_WHERE(w, prepaid_card, "(id = $1 or tops_up = $1) and (id = $2 or state not in (1, 8)) order by id limit 60", BIND(num(first_of(c)), num(c->record.id)));
    for (int i = 0; i < f.count && !failed(w); i++) {
        int64_t id = FOUND(struct prepaid_card, f, i)->record.id;
        if (lock) db_lock(w, "prepaid_card", &id, 1);
        ret->at[ret->count] = record_peek(w, &prepaid_card_type, id);
        if (ret->at[ret->count]) ret->count++;
    }
    return !failed(w);
}
_Static_assert(CARD_OFFERED == 1 && CARD_CLOSED == 8 && LOTS_MOST == 60, "the query above says these by number");

money lots_left_beside(struct work *w, const struct prepaid_card *c)
{
    if (!c->tops_up.id && !c->record.id) return (money){ 0 };
    return (money){ db_one(w, SQL("select cast(coalesce(sum(paid_left + gift_left), 0) as bigint) from prepaid_card where (id = $1 or tops_up = $1) and id <> $2"), BIND(num(first_of(c)), num(c->record.id)), 0) };
}

money card_left_together(struct work *w, const struct prepaid_card *c)
{
    struct lots all;
    money left = { 0 };
    if (!card_lots(w, c, false, &all)) return left;
    for (int i = 0; i < all.count; i++) left = lot_in_use(all.at[i]) ? money_add(left, card_value_left(all.at[i])) : left;
    return left;
}

int64_t card_units_together(struct work *w, const struct prepaid_card *c)
{
    struct lots all;
    int64_t left = 0;
    if (!card_lots(w, c, false, &all)) return 0;
    for (int i = 0; i < all.count; i++) left += lot_in_use(all.at[i]) ? card_units_left(all.at[i]) : 0;
    return left;
}

bool card_waits_behind(struct work *w, const struct prepaid_card *c)
{
    struct lots all;
    if (c->kind == CARD_PERIOD || !c->tops_up.id || !card_lots(w, c, false, &all)) return false;
    for (int i = 0; i < all.count && all.at[i]->record.id != c->record.id; i++)
        if (lot_in_use(all.at[i])) return true;
    return false;
}

/* ---- what concerns the card concerns each of them ---- */

const struct field lot_following_fields[5] = {
    FIELD(lot_following, state, .label = N_("State"), .choices = card_states), FIELD(lot_following, trouble, .label = N_("Why it is frozen"), .choices = card_troubles), FIELD(lot_following, customer, .label = N_("Customer"), .to = &customer_type),
    FIELD(lot_following, branch, .label = N_("Branch"), .to = &branch_type), FIELD(lot_following, card_number, .label = N_("Number on the card"), .max = 40),
};

static bool lot_follow(struct work *w, struct prepaid_card *c, const struct lot_following *in)
{
    (void)w;
    c->state = in->state;
    c->trouble = in->trouble;
    c->customer = in->customer;
    c->record.branch = in->branch;
    c->card_number = in->card_number;
    return true;
}
bool lot_follow_rule(struct work *w, void *card, const void *input) { return lot_follow(w, card, input); }

bool lots_follow(struct work *w, const struct prepaid_card *c, enum card_state to)
{
    struct lots all;
    if (!card_lots(w, c, true, &all)) return false;
    for (int i = 0; i < all.count; i++) {
        struct prepaid_card *o = all.at[i];
        bool goes = to == CARD_ACTIVE ? o->state == CARD_FROZEN : lot_in_use(o) || (!to && o->state == CARD_FROZEN);
        if (o->record.id == c->record.id || !goes) continue;
        const struct lot_following with = { to ? to : o->state, c->trouble, c->customer, c->record.branch, c->card_number };
        if (!step_run(w, &prepaid_card_type, o, "follow", &with)) return false;
    }
    return true;
}

/* ---- topped up ---- */

const struct field topping_up_fields[4] = {
    FIELD(topping_up, paid, .label = N_("Price"), .required = true, .min = 1, .max = INT64_C(10000000000)), FIELD(topping_up, gift, .label = N_("Gift on top"), .min = 0, .max = INT64_C(10000000000), .help = N_("Of stored value")),
    FIELD(topping_up, bought, .label = N_("Visits or days bought"), .min = 0, .max = 10000, .help = N_("Empty: as many as before")), FIELD(topping_up, contract, .label = N_("Number of the contract"), .max = 60, .help = N_("Empty: it bears the number of the top-up")),
};

const struct sentence *top_up_guard(struct work *w, const void *card)
{
    const struct prepaid_card *c = card;
    text waits = db_one_text(w, SQL("select number from prepaid_card where (id = $1 or tops_up = $1) and state = 1 order by id limit 1"), BIND(num(first_of(c))));
    return *waits ? because(w, N_("Top-up {1} of this card waits for its money: take it or drop that one first"), waits) : NULL;
}

static maybe_day good_until(struct work *w, const struct prepaid_card *c)
{
    day least = day_plus_months(day_of(w->now), (int)setting_number(w, "ledger.unnamed_years", c->record.branch.id, day_of(w->now)) * 12);
    if (!c->expires.given) return c->expires;
    return (maybe_day){ c->expires.number > least.number ? c->expires.number : least.number, true };
}

/* A period goes on where the last one ends, at its price a day; of visits each costs without the card what it did. */
static void size_as_before(struct work *w, struct prepaid_card *next, const struct prepaid_card *c, const struct topping_up *in)
{
    if (c->kind == CARD_STORED) return;
    next->bought = in->bought ? in->bought : c->bought;
    next->list_price = c->kind == CARD_PERIOD && c->bought ? money_times(c->list_price, next->bought, c->bought) : c->list_price;
    int32_t after = c->begins.number + (int32_t)c->bought, today = day_of(w->now).number;
    if (c->kind == CARD_PERIOD) next->begins = (maybe_day){ after > today ? after : today, true };
}

/* The same card, a contract of its own: its limits are checked like any sale's. Who used the card knows the service: there is no second seven-day right (法释〔2025〕4号). */
static bool top_up(struct work *w, struct prepaid_card *c, const struct topping_up *in)
{
    if (c->kind == CARD_STORED && in->bought) return refuse(w, "bought", N_("Stored value has an amount only"));
    struct prepaid_card next = { .customer = c->customer, .kind = c->kind, .named = c->named, .card_number = c->card_number, .contract = in->contract ? in->contract : "", .purpose = c->purpose, .refund_way = c->refund_way, .line = c->line, .paid = in->paid, .gift = in->gift,
        .uses = c->uses, .served_before = c->served_before || c->used || c->used_value.fen, .friendlier = c->friendlier, .interest_rate = c->interest_rate, .expires = good_until(w, c), .tops_up = { first_of(c) }, .remark = "" };
    size_as_before(w, &next, c, in);
    if (!ADD(w, prepaid_card, &next)) return false;
    mention(w, "prepaid_card", next.record.id, N_("Top-up {1}: take {2}, then it is on the card"), next.record.number, money_shown(w->arena, next.paid));
    return !failed(w);
}
bool top_up_rule(struct work *w, void *card, const void *input) { return top_up(w, card, input); }
