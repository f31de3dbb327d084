/* card_use.c — what moves on a card, always as an entry of the ledger and in the card's legs together. */
#include "base/json.h"
#include "base/words.h"
#include "ledger/card_limits.h"
#include "ledger/card_lots.h"
#include "ledger/card_own.h"
#include "record/answer.h"
#include "record/said.h"

static struct prepaid_card *locked_card(struct work *w, int64_t id)
{
    db_lock(w, "prepaid_card", &id, 1);
    struct prepaid_card *c = record_peek(w, &prepaid_card_type, id);
    if (!c && !failed(w)) refuse_as(w, NOT_FOUND, "card", N_("There is no such {1}"), translated(w, prepaid_card_type.label));
    return c;
}

static bool post(struct work *w, const struct prepaid_card *c, enum entry_kind kind, text memo, const struct posting_line *lines, int count, int64_t visits, int64_t payment)
{
    return ledger_post(w, &(struct posting){ .kind = kind, .branch = c->record.branch.id, .memo = memo, .lines = lines, .count = count, .customer = c->customer.id, .card = c->record.id, .visits = visits,
        .source = payment ? "payment" : "", .source_id = payment }) != 0;
}
static text about(struct work *w, const struct prepaid_card *c, text what) { return ledger_memo(w, what, c->record.number); }

/* ---- sold ---- */

bool card_sold_for(struct work *w, int64_t id, money amount, text account, int64_t payment)
{
    struct prepaid_card *c = locked_card(w, id);
    if (!c) return false;
    if (c->state != CARD_OFFERED) return refuse_as(w, CONFLICT, "card", N_("This card was paid already"));
    if (amount.fen != c->paid.fen) return wrong(w, "amount", N_("The card costs {1}, paid at once"), money_shown(w->arena, c->paid));
    if (!card_may_be_sold(w, c)) return false;
    const struct posting_line lines[] = { { account, c->paid }, { LEDGER_CARD_PAID, money_negate(c->paid) }, { LEDGER_GIFTS, c->gift }, { LEDGER_CARD_GIFT, money_negate(c->gift) } };
    return step_run(w, &prepaid_card_type, c, "sell", NULL) && post(w, c, ENTRY_CARD_SOLD, about(w, c, N_("Card sold")), lines, COUNT_OF(lines), 0, payment) && cards_watch(w);
}

bool card_paid_in_cash(struct work *w, int64_t id, money amount)
{
    const struct prepaid_card *c = record_peek(w, &prepaid_card_type, id);
    return c && card_may_be_paid_in_cash(w, c, amount);
}

bool card_sale_undone(struct work *w, int64_t id, int64_t payment, text account)
{
    struct prepaid_card *c = locked_card(w, id);
    if (!c) return false;
    money gift = c->gift_left, paid = c->paid_left;
    const struct posting_line lines[] = { { account, money_negate(paid) }, { LEDGER_CARD_PAID, paid }, { LEDGER_GIFTS, money_negate(gift) }, { LEDGER_CARD_GIFT, gift } };
    return step_run(w, &prepaid_card_type, c, "unsell", NULL) && post(w, c, ENTRY_CARD_SOLD, about(w, c, N_("Card sale taken back")), lines, COUNT_OF(lines), 0, payment);
}

/* What customers had paid before the program is owed to them; against it stands what the company was before. */
bool card_bring_along(struct work *w, struct prepaid_card *c, const struct card_brought *stands)
{
    const struct posting_line lines[] = { { LEDGER_OPENING, stands->paid_left }, { LEDGER_CARD_PAID, money_negate(stands->paid_left) }, { LEDGER_GIFTS, stands->gift_left }, { LEDGER_CARD_GIFT, money_negate(stands->gift_left) } };
    c->brought_along = true;
    struct prepaid_card *made = ADD(w, prepaid_card, c) ? LOAD(w, prepaid_card, c->record.id) : NULL;
    if (!made || !step_run(w, &prepaid_card_type, made, "bring", stands)) return false;
    return ledger_post(w, &(struct posting){ .kind = ENTRY_OPENING, .branch = c->record.branch.id, .booked = stands->as_of, .memo = about(w, c, N_("Card brought along")), .lines = lines, .count = COUNT_OF(lines), .customer = c->customer.id,
        .card = c->record.id, .source = stands->source, .source_id = stands->source_id }) != 0;
}

/* ---- used ---- */

/* Of a whole that is used up in `bought` parts: what the next part is worth. All parts add up to the whole. */
static money next_part(money whole, int64_t used, int64_t bought) { return money_sub(money_times(whole, used + 1, bought), money_times(whole, used, bought)); }

static struct card_move taken(const struct prepaid_card *c, money amount)
{
    struct card_move m = { .value = amount };
    if (c->kind == CARD_VISITS) return (struct card_move){ next_part(c->paid, c->used, c->bought), { 0 }, amount, 1 };
    if (c->kind == CARD_PERIOD) return m;
    money whole = money_add(c->paid_left, c->gift_left);
    if (c->uses == CARD_PAID_FIRST) m.paid = money_least(c->paid_left, amount);
    else if (c->uses == CARD_GIFT_FIRST) m.paid = money_sub(amount, money_least(c->gift_left, amount));
    else m.paid = money_times(amount, c->paid_left.fen, whole.fen > 0 ? whole.fen : 1);
    m.gift = money_sub(amount, m.paid);
    return m;
}

/* Of the card and its top-ups those that may be used for it now, oldest first. */
static bool lies_outside(const struct prepaid_card *c, const struct card_use *u) { return c->kind == CARD_PERIOD && (u->served.number < c->begins.number || u->served.number >= c->begins.number + c->bought); }
static bool pays(struct work *w, const struct prepaid_card *c, const struct card_use *u)
{
    if (c->expires.given && c->expires.number < day_of(w->now).number) return false;
    if (c->kind == CARD_PERIOD) return (lot_in_use(c) || c->state == CARD_CONSUMED) && !lies_outside(c, u);
    return lot_in_use(c) && (c->kind == CARD_STORED ? card_value_left(c).fen > 0 : c->used < c->bought);
}

static bool may_pay(struct work *w, const struct prepaid_card *c, const struct card_use *u, money left)
{
    bool over = c->kind == CARD_PERIOD && c->state == CARD_CONSUMED;      /* its last day is over, a visit of it is paid now */
    if (c->state != CARD_SOLD && c->state != CARD_ACTIVE && !over) return refuse_as(w, CONFLICT, "from_card", N_("The card is not in use: {1}"), translated(w, choice_label(type_state(&prepaid_card_type)->choices, c->state)));
    if (c->customer.id != u->customer) return wrong(w, "from_card", N_("This card is another customer's"));
    if (c->line.id && c->line.id != u->line) return wrong(w, "from_card", N_("This card is good for another service"));
    if (c->expires.given && c->expires.number < day_of(w->now).number) return wrong(w, "from_card", N_("The card is over since {1}; extend it, what is on it does not lapse"), day_text(w->arena, (day){ c->expires.number }));
    if (c->kind == CARD_STORED && u->amount.fen > left.fen) return wrong(w, "amount", N_("Only {1} is left on the card"), money_shown(w->arena, left));
    if (c->kind != CARD_STORED && !u->visit) return wrong(w, "visit", N_("A card of visits or of a period pays for a visit; name it"));
    if (c->kind == CARD_VISITS && c->used >= c->bought) return wrong(w, "from_card", N_("No visit is left on the card"));
    return !lies_outside(c, u) || wrong(w, "from_card", N_("The visit lies outside the card's days"));
}

/* Both directions: legs and receivable, what the discount is, and the trust part, which the company pays into the trust account. */
static bool book(struct work *w, struct prepaid_card *c, const struct card_move *m, money trust, enum entry_kind kind, int64_t payment)
{
    money discount = money_sub(m->value, m->paid);
    const struct posting_line lines[] = {
        { LEDGER_CARD_PAID, m->paid }, { LEDGER_CARD_GIFT, m->gift }, { LEDGER_GIFTS, money_negate(m->gift) }, { LEDGER_DISCOUNT, discount }, { LEDGER_RECEIVABLE, money_negate(money_sub(m->value, trust)) },
        { LEDGER_BANK, money_negate(trust) }, { LEDGER_TRUST_BANK, trust }, { LEDGER_TRUST_DUE, money_negate(trust) },
    };
    if (c->state == CARD_CONSUMED && !step_run(w, &prepaid_card_type, c, "restore", NULL)) return false;
    text memo = about(w, c, kind == ENTRY_CARD_USED ? N_("Paid from card") : N_("Put back on card"));
    return step_run(w, &prepaid_card_type, c, "use", m) && post(w, c, kind, memo, lines, COUNT_OF(lines), m->visits, payment);
}

static bool pay_part(struct work *w, struct prepaid_card *c, const struct card_use *u, money *rest, money *trust)
{
    money amount = c->kind == CARD_STORED ? money_least(*rest, card_value_left(c)) : *rest, held = money_least(*trust, amount);
    struct card_move m = taken(c, amount);
    *rest = money_sub(*rest, amount);
    *trust = money_sub(*trust, held);
    return book(w, c, &m, held, ENTRY_CARD_USED, u->payment);
}

/* A visit is paid by one of them, an amount by as many as it takes. */
bool card_pay(struct work *w, int64_t id, const struct card_use *u)
{
    struct prepaid_card *c = locked_card(w, id);
    struct lots all;
    if (!c || !card_lots(w, c, true, &all)) return false;
    money left = { 0 }, rest = u->amount, trust = u->trust;
    const struct prepaid_card *first = NULL;
    for (int i = 0; i < all.count; i++) {
        if (!pays(w, all.at[i], u)) continue;
        left = money_add(left, card_value_left(all.at[i]));
        if (!first) first = all.at[i];
    }
    if (!may_pay(w, first ? first : c, u, left)) return false;
    for (int i = 0; i < all.count && rest.fen > 0; i++)
        if (pays(w, all.at[i], u) && !pay_part(w, all.at[i], u, &rest, &trust)) return false;
    return !failed(w);
}

static money leg_of(struct work *w, int64_t entry, text account)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where l.parent = $1 and a.code = $2"), BIND(num(entry), txt(account)), 0) };
}

/* `trust`: what is left to put right of it, below 0; the last of the payment's entries takes what remains. */
static bool undo_part(struct work *w, const struct ledger_entry *e, int64_t undoing, money *trust, bool last)
{
    struct prepaid_card *c = locked_card(w, e->card.id);
    if (!c) return false;
    if (c->state == CARD_REFUNDED) return refuse_as(w, CONFLICT, "", N_("The card was paid back since; what is owed goes back by a refund"));
    money paid = leg_of(w, e->record.id, LEDGER_CARD_PAID), gift = leg_of(w, e->record.id, LEDGER_CARD_GIFT), value = money_add(paid, leg_of(w, e->record.id, LEDGER_DISCOUNT));
    struct card_move m = { money_negate(paid), money_negate(gift), money_negate(value), -e->visits };
    money part = last || trust->fen > -value.fen ? *trust : money_negate(value);
    *trust = money_sub(*trust, part);
    return book(w, c, &m, part, ENTRY_CARD_PUT_BACK, undoing);
}

bool card_pay_undone(struct work *w, int64_t id, int64_t payment, int64_t undoing, money trust)
{
    struct prepaid_card *c = locked_card(w, id);
    struct found f = c ? LOAD_WHERE(w, ledger_entry, "source = 'payment' and source_id = $1 and kind = 3 order by card", BIND(num(payment))) : (struct found){ 0 };
    if (!c || failed(w)) return false;
    if (!f.count) return fault(w, "no entry of the card's payment");
    for (int i = 0; i < f.count; i++)
        if (!undo_part(w, f.at[i], undoing, &trust, i + 1 == f.count)) return false;
    return true;
}
_Static_assert(ENTRY_CARD_USED == 3, "the query above says it by number");

/* ---- time ---- */

int64_t card_days_over(const struct prepaid_card *c, day on)
{
    int64_t over = on.number - c->begins.number;
    return over < 0 ? 0 : over > c->bought ? c->bought : over;
}

bool card_period_counts(struct work *w, struct prepaid_card *c)
{
    int64_t over = card_days_over(c, day_of(w->now));
    if (over <= c->used) return true;
    money earned = money_sub(money_times(c->paid, over, c->bought), money_times(c->paid, c->used, c->bought));
    const struct card_move m = { earned, { 0 }, earned, over - c->used };
    const struct posting_line lines[] = { { LEDGER_CARD_PAID, earned }, { LEDGER_REVENUE, money_negate(earned) } };
    return step_run(w, &prepaid_card_type, c, "use", &m) && post(w, c, ENTRY_CARD_TIME, about(w, c, N_("Days of the period card")), lines, COUNT_OF(lines), 0, 0);
}

/* Days of periods become revenue; after seven days nothing may be given back any more for no reason. */
bool cards_tick(struct work *w)
{
    instant cooled = day_start((day){ day_of(w->now).number - COOLING_DAYS });
    struct found f = LOAD_WHERE(w, prepaid_card, "kind = 3 and state in (2, 3) and begins < $1 order by id limit 500", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < f.count && !failed(w); i++)
        if (!card_period_counts(w, f.at[i])) return false;
    f = LOAD_WHERE(w, prepaid_card, "state = 2 and sold_at < $1 order by id limit 500", BIND(num(cooled.ms)));
    for (int i = 0; i < f.count && !failed(w); i++)
        if (!step_run(w, &prepaid_card_type, f.at[i], "cool_down", NULL)) return false;
    return !failed(w) && cards_watch(w);
}
_Static_assert(CARD_PERIOD == 3 && CARD_SOLD == 2 && CARD_ACTIVE == 3, "the queries above say these by number");

/* ---- paid back ---- */

bool card_refund_begins(struct work *w, int64_t id)
{
    struct prepaid_card *c = locked_card(w, id);
    if (!c) return false;
    if (c->kind == CARD_PERIOD && c->state != CARD_FROZEN && !card_period_counts(w, c)) return false;
    return step_run(w, &prepaid_card_type, c, "begin_refund", NULL);
}

bool card_refund_dropped(struct work *w, int64_t id)
{
    struct prepaid_card *c = locked_card(w, id);
    return c && step_run(w, &prepaid_card_type, c, "drop_refund", NULL);
}

/* What is not paid back of the paid leg was used at a higher price than it was taken at: it is less discount. */
bool card_refund_paid(struct work *w, int64_t id, const struct card_payout *out)
{
    struct prepaid_card *c = locked_card(w, id);
    if (!c) return false;
    money rest = money_sub(c->paid_left, out->amount);
    const struct posting_line lines[] = { { LEDGER_CARD_PAID, c->paid_left }, { LEDGER_DISCOUNT, money_negate(rest) }, { LEDGER_INTEREST, out->interest }, { out->account, money_negate(money_add(out->amount, out->interest)) },
        { LEDGER_CARD_GIFT, c->gift_left }, { LEDGER_GIFTS, money_negate(c->gift_left) } };
    return step_run(w, &prepaid_card_type, c, "finish_refund", NULL) && post(w, c, ENTRY_CARD_REFUNDED, about(w, c, N_("Card paid back")), lines, COUNT_OF(lines), 0, out->payment);
}

/* ---- what was moved ---- */

_Static_assert(ENTRY_MOVED == 16, "the query below says it by number");
/* Without what went from one branch of ours to another: two entries that change nothing for her. */
void card_entries_write(struct work *w, struct json *j, int64_t card, int most)
{
    struct rows *row = db_query(w, SQL("select e.id, e.number, e.booked, e.kind, e.memo, e.visits, cast(coalesce(sum(case when a.code = '2203' then -l.amount else 0 end), 0) as bigint), "
        "cast(coalesce(sum(case when a.code = '2204' then -l.amount else 0 end), 0) as bigint), e.source, e.source_id from ledger_entry e join ledger_entry_lines l on l.parent = e.id join ledger_account a on a.id = l.account "
        "where e.card = $1 and e.kind <> 16 group by e.id, e.number, e.booked, e.kind, e.memo, e.visits, e.source, e.source_id order by e.id desc limit 200"), BIND(num(card)));
    write_list(j, "entries");
    for (int n = 0; db_next(row); n++) {
        if (n >= most) continue;
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "number", db_text(row, 1));
        write_number(j, "day", db_number(row, 2));
        write_text(j, "kind", choice_key(entry_kinds, (unsigned)db_number(row, 3)));
        write_text(j, "label", translate(w->language, choice_label(entry_kinds, (unsigned)db_number(row, 3))));
        write_text(j, "memo", said_read(w, db_text(row, 4)));
        write_number(j, "visits", -db_number(row, 5));
        write_number(j, "paid", db_number(row, 6));
        write_number(j, "gift", db_number(row, 7));
        write_number(j, "payment", db_number(row, 9));
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* The first and its top-ups, where there are any: what is left on each. */
static void write_lots(struct work *w, struct json *j, const struct prepaid_card *c)
{
    struct lots all;
    if (!card_lots(w, c, false, &all)) return;
    write_number(j, "together", c->kind == CARD_STORED ? card_left_together(w, c).fen : card_units_together(w, c));
    write_list(j, "lots");
    for (int i = 0; i < all.count && all.count > 1; i++) {
        write_object(j, NULL);
        write_number(j, "id", all.at[i]->record.id);
        write_text(j, "number", all.at[i]->record.number);
        write_text(j, "state_label", translate(w->language, choice_label(type_state(&prepaid_card_type)->choices, all.at[i]->state)));
        write_number(j, "left", c->kind == CARD_STORED ? card_value_left(all.at[i]).fen : card_units_left(all.at[i]));
        write_number(j, "bought", all.at[i]->bought);
        write_number(j, "sold_at", all.at[i]->sold_at.ms);
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool card_entries_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct prepaid_card *c = id ? LOAD(w, prepaid_card, id) : NULL;
    if (!c) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    card_entries_write(w, &j, id, 200);
    write_lots(w, &j, c);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
