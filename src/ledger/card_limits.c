/* card_limits.c — see card_limits.h. */
#include "ledger/card_limits.h"
#include "base/json.h"
#include "base/words.h"
#include "ledger/card_lots.h"
#include "record/answer.h"
#include "record/deadline.h"
#include "record/said.h"

static const struct setting_declared declared[] = {
    { "ledger.named_most", N_("Most value on a named card"), N_("5000 yuan by the rules for single-purpose cards"), SETTING_MONEY, "500000", 0, 100000000 },
    { "ledger.unnamed_most", N_("Most value on a card without a name"), N_("1000 yuan by the rules for single-purpose cards"), SETTING_MONEY, "100000", 0, 100000000 },
    { "ledger.real_name_from", N_("Cards bought for this much need a real name"), N_("Without a name, at once: 10000 yuan"), SETTING_MONEY, "1000000", 0, 1000000000 },
    { "ledger.cash_person", N_("A person pays this much by transfer"), N_("50000 yuan and more: no cash"), SETTING_MONEY, "5000000", 0, 1000000000 },
    { "ledger.cash_company", N_("A company pays this much by transfer"), N_("5000 yuan and more: no cash"), SETTING_MONEY, "500000", 0, 1000000000 },
    { "ledger.unnamed_years", N_("Years a card without a name is good for, at least"), N_("A named card has no end"), SETTING_NUMBER, "3", 1, 20 },
    { "ledger.custody_percent", N_("Share of prepaid money in custody"), N_("Of last quarter's balance: 20 large, 30 group, 40 brand; 0: below the scale"), SETTING_NUMBER, "0", 0, 100, true },
    { "ledger.last_revenue", N_("Main revenue of last year"), N_("All balances together stay below it (K24); 0: not entered"), SETTING_MONEY, "0", 0, INT64_C(1000000000000) },
    { SETTING_INTEREST_COMPANY, N_("Interest on a refund that is the company's reason"), N_("In 1/100 % a year, where the contract names none: courts take the one-year loan prime rate of the day; 0: none"), SETTING_NUMBER, "0", 0, 3600 },
    { SETTING_INTEREST_CUSTOMER, N_("Interest on a refund that is the customer's reason"), N_("In 1/100 % a year, where the contract names none: courts take the benchmark rate of one-year deposits; 0: none"), SETTING_NUMBER, "0", 0, 3600 },
    { "ledger.cards_filed", N_("Prepaid cards are filed"), N_("With the commerce authority, within 30 days of the first sale"), SETTING_FLAG, "0", 0, 1, true },
    { "ledger.cards_stopped", N_("No cards are sold"), N_("When the shop may not be able to serve them: the law asks to stop at once"), SETTING_FLAG, "0", 0, 1 },
};
const struct setting_list card_settings = { declared, COUNT_OF(declared) };
enum { FILING_DAYS = 30, FILING_WARNED = 10, NEAR_PERCENT = 90 };
#define BALANCE "select cast(coalesce(sum(-l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account join ledger_entry e on e.id = l.parent where a.code = '2203' and e.booked <= $1"

static money setting_money(struct work *w, text code, int64_t branch) { return (money){ setting_number(w, code, branch, day_of(w->now)) }; }
static money balance_on(struct work *w, day on) { return (money){ db_one(w, SQL(BALANCE), BIND(num(on.number)), 0) }; }

static bool below_revenue(struct work *w, const struct prepaid_card *c)
{
    money revenue = setting_money(w, "ledger.last_revenue", 0), then = money_add(balance_on(w, day_of(w->now)), c->paid);
    if (!revenue.fen || then.fen <= revenue.fen) return !failed(w);
    return wrong(w, "paid", N_("With this card {1} would be prepaid, more than last year's revenue of {2}: no more cards may be sold until some are used"), money_shown(w->arena, then), money_shown(w->arena, revenue));
}

/* What she bought today, of cards without a name alone or of all. */
static money bought_today(struct work *w, int64_t customer, bool unnamed)
{
    return (money){ db_one(w, SQL("select cast(coalesce(sum(paid), 0) as bigint) from prepaid_card where customer = $1 and sold_at >= $2 and ($3 = 0 or named = 0)"), BIND(num(customer), num(day_start(day_of(w->now)).ms), num(unnamed)), 0) };
}

/* What is on the card already counts: topped up it holds no more than one that is sold. */
static bool fits_on_card(struct work *w, const struct prepaid_card *c, money value, money most)
{
    money there = c->tops_up.id ? lots_left_beside(w, c) : (money){ 0 };
    if (failed(w) || !there.fen || money_add(there, value).fen <= most.fen) return !failed(w);
    return wrong(w, "paid", N_("{1} are left on the card and it holds at most {2}: top it up by {3} at most with the gift, or use some of it first"), money_shown(w->arena, there), money_shown(w->arena, most), money_shown(w->arena, money_sub(most, money_least(most, there))));
}

bool card_may_be_sold(struct work *w, const struct prepaid_card *c)
{
    money value = money_add(c->paid, c->gift), most = setting_money(w, c->named ? "ledger.named_most" : "ledger.unnamed_most", c->record.branch.id);
    if (setting_flag(w, "ledger.cards_stopped", c->record.branch.id, day_of(w->now))) return refuse_as(w, CONFLICT, "", N_("No cards are sold at present (setting “No cards are sold”)"));
    const struct branch *shop = record_peek(w, &branch_type, c->record.branch.id);
    if (shop && shop->closes_on.given) return refuse_as(w, CONFLICT, "", N_("This shop closes on {1}: it sells no more cards"), day_text(w->arena, (day){ shop->closes_on.number }));
    if (value.fen > most.fen && c->named) return wrong(w, "paid", N_("A named card holds at most {1}; sell a second one or less value"), money_shown(w->arena, most));
    if (value.fen > most.fen) return wrong(w, "paid", N_("A card without a name holds at most {1}; enter it as named, with her contract"), money_shown(w->arena, most));
    if (!fits_on_card(w, c, value, most)) return false;
    money today = bought_today(w, c->customer.id, true);
    money from = setting_money(w, "ledger.real_name_from", c->record.branch.id);
    if (!c->named && today.fen + c->paid.fen >= from.fen) return wrong(w, "named", N_("Cards for {1} and more at once need a real name"), money_shown(w->arena, from));
    return below_revenue(w, c);
}

bool card_may_be_paid_in_cash(struct work *w, const struct prepaid_card *c, money amount)
{
    const struct customer *who = record_peek(w, &customer_type, c->customer.id);
    bool company = who && who->kind == CUSTOMER_COMPANY;
    money from = setting_money(w, company ? "ledger.cash_company" : "ledger.cash_person", c->record.branch.id);
    money today = bought_today(w, c->customer.id, false);
    return failed(w) ? false : money_add(today, amount).fen < from.fen || wrong(w, "channel", N_("Prepayments of {1} and more are paid by transfer, not in cash"), money_shown(w->arena, from));
}

/* ---- how the company stands (K24, custody, filing) ---- */

static day quarter_end_before(day on)
{
    struct date d = date_of(on);
    return (day){ day_from_date((struct date){ d.year, (d.month - 1) / 3 * 3 + 1, 1 }).number - 1 };
}

struct custody { int64_t percent; day quarter_end; money then, due, held; };
static struct custody custody_on(struct work *w, day on)
{
    struct custody c = { .percent = setting_number(w, "ledger.custody_percent", 0, on), .quarter_end = quarter_end_before(on) };
    c.then = balance_on(w, c.quarter_end);
    c.due = money_times(c.then, c.percent, 100);
    c.held.fen = db_one(w, SQL("select cast(coalesce(sum(l.amount), 0) as bigint) from ledger_entry_lines l join ledger_account a on a.id = l.account where a.code = $1"), BIND(txt(LEDGER_CUSTODY)), 0);
    return c;
}

static void write_custody(struct work *w, struct json *j, day on)
{
    struct custody c = custody_on(w, on);
    write_object(j, "custody");
    write_number(j, "percent", c.percent);
    write_number(j, "quarter_end", c.quarter_end.number);
    write_number(j, "balance_then", c.then.fen);
    write_number(j, "due", c.due.fen);
    write_number(j, "held", c.held.fen);
    write_flag(j, "enough", c.held.fen >= c.due.fen);
    write_end(j, '}');
}

struct filing { bool filed; int32_t until; };           /* until 0: no card was sold yet */
static struct filing filing_on(struct work *w, day on)
{
    int64_t first = db_one(w, SQL("select coalesce(min(sold_at), 0) from prepaid_card where sold_at > 0"), NO_BIND, 0);
    return (struct filing){ setting_flag(w, "ledger.cards_filed", 0, on), first ? day_of((instant){ first }).number + FILING_DAYS : 0 };
}

static void write_filing(struct work *w, struct json *j, day on)
{
    struct filing f = filing_on(w, on);
    write_object(j, "filing");
    write_flag(j, "filed", f.filed);
    write_number(j, "until", f.until);
    write_flag(j, "late", !f.filed && f.until && on.number > f.until);
    write_end(j, '}');
}

/* ---- who is told ---- */

/* One entry for the company: those who keep the ledger, and after a day who manages it. It goes when the matter is right again. */
static bool watch(struct work *w, text rule, bool wrong, const struct sentence *what, int64_t due_ms)
{
    if (!wrong) return remind_no_more(w, NULL, 0, rule), !failed(w);
    if (db_one(w, SQL("select 1 from deadline where record = 0 and type = '' and rule = $1"), BIND(txt(print(w, "remind.%s", rule))), 0)) return !failed(w);
    return remind(w, &(struct reminder){ .title = said_keep(w, what->message, what->arguments), .due = { due_ms }, .rule = rule, .who = CAN_POST_LEDGER, .escalate_after = DAYS(1), .then = CAN_MANAGE_COMPANY }) != 0;
}

bool cards_watch(struct work *w)
{
    day on = day_of(w->now);
    money balance = balance_on(w, on), revenue = setting_money(w, "ledger.last_revenue", 0), near = money_times(revenue, NEAR_PERCENT, 100);
    struct custody c = custody_on(w, on);
    struct filing f = filing_on(w, on);
    text is = money_shown(w->arena, balance), most = money_shown(w->arena, revenue);
    bool over = revenue.fen && balance.fen >= revenue.fen, close = revenue.fen && balance.fen >= near.fen;
    return !failed(w)
        && watch(w, "cards.revenue", f.until && !revenue.fen, because(w, N_("Prepaid cards: enter last year's main revenue in the settings; until then nobody watches that all balances stay below it")), w->now.ms)
        && watch(w, "cards.over", over, because(w, N_("Prepaid cards: {1} are prepaid, last year's revenue was {2}: no more may be sold until some are used; tell the shops"), is, most), w->now.ms)
        && watch(w, "cards.near", close && !over, because(w, N_("Prepaid cards: {1} are prepaid, close to last year's revenue of {2}, above which no card may be sold"), is, most), w->now.ms)
        && watch(w, "cards.custody", c.held.fen < c.due.fen, because(w, N_("Prepaid cards: {1} have to be in custody ({2} % of the balance of {3}), {4} are: pay in what lacks and enter it"), money_shown(w->arena, c.due),
                     print(w, "%lld", (long long)c.percent), day_text(w->arena, c.quarter_end), money_shown(w->arena, c.held)), w->now.ms)
        && watch(w, "cards.filing", f.until && !f.filed, because(w, N_("Prepaid cards: file them with the commerce authority until {1}, then tick “Prepaid cards are filed” in the settings"), day_text(w->arena, (day){ f.until })), day_at((day){ f.until - FILING_WARNED }, 9 * 60).ms);
}

static void write_kinds(struct work *w, struct json *j)
{
    struct rows *row = db_query(w, SQL("select kind, count(*), cast(sum(paid_left) as bigint), cast(sum(gift_left) as bigint) from prepaid_card where state between 2 and 5 group by kind order by kind"), NO_BIND);
    write_list(j, "kinds");
    while (db_next(row)) {
        write_object(j, NULL);
        write_text(j, "kind", choice_key(card_kinds, (unsigned)db_number(row, 0)));
        write_text(j, "label", translate(w->language, choice_label(card_kinds, (unsigned)db_number(row, 0))));
        write_number(j, "cards", db_number(row, 1));
        write_number(j, "paid", db_number(row, 2));
        write_number(j, "gift", db_number(row, 3));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(CARD_SOLD == 2 && CARD_REFUNDING == 5, "the query above says these by number");

bool prepaid_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    day on = day_of(w->now);
    money balance = balance_on(w, on), revenue = setting_money(w, "ledger.last_revenue", 0);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "balance", balance.fen);
    write_number(&j, "last_revenue", revenue.fen);
    write_number(&j, "k24", revenue.fen ? money_times((money){ balance.fen }, 10000, revenue.fen).fen : 0);       /* 1/100 % */
    write_flag(&j, "stopped", setting_flag(w, "ledger.cards_stopped", 0, on));
    write_custody(w, &j, on);
    write_filing(w, &j, on);
    write_kinds(w, &j);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
