/* ledger.c — the module's table of contents. */
#include "ledger/ledger.h"
#include "ledger/card_limits.h"
#include "ledger/card_own.h"

static const struct record_type *const types[] = { &prepaid_card_type, &ledger_entry_type, &ledger_account_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_LEDGER, N_("See the ledger and its trial balance") }, { CAN_POST_LEDGER, N_("Post entries by hand and keep accounts") }, { CAN_SEE_CARDS, N_("See prepaid cards") },
    { CAN_SELL_CARDS, N_("Sell prepaid cards") }, { CAN_KEEP_CARDS, N_("Freeze cards, let them go on, hand them on") },
};
static const struct ticker tickers[] = { { "ledger.cards", HOURS(6), cards_tick } };
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/ledger/trial", .by = CAN_SEE_LEDGER, .run = trial_call, .slow = true, .help = "The trial balance until a day: every account, and the proof that all adds up to nothing, trust money by itself" },
    { .method = GET, .pattern = "/api/ledger/of", .by = CAN_SEE_LEDGER, .run = entries_of_call, .help = "The entries a record posted (source=bill|payment|settlement|cash_up|bank_line…, id=…), each with its lines" },
    { .method = GET, .pattern = "/api/ledger/prepaid", .by = CAN_SEE_CARDS, .run = prepaid_call, .help = "Prepaid money as a whole: balance, its ratio to last year's revenue (K24), custody, filing" },
    { .method = GET, .pattern = "/api/prepaid_card/:id/entries", .by = CAN_SEE_CARDS, .run = card_entries_call, .help = "What moved on a card, by leg, newest first" },
};

static const struct person_needed cards = { N_("Money is left on a prepaid card: use it up or pay it back first"), N_("Money is left on your prepaid card; use it up, or ask for it back first"), false,
    { { "prepaid_card", "select id from prepaid_card where customer in (select id from customer where person = $1) and state between 2 and 5 order by id" } } };
static int64_t cards_at(struct work *w, int64_t branch) { return db_one(w, SQL("select count(*) from prepaid_card where branch = $1 and state between 2 and 5"), BIND(num(branch)), 0); }
static const struct at_branch cards_there = { N_("{1} prepaid cards with money on them"), cards_at };
static int cards_open_of(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most)
{
    int n = 0;
    if (household) return 0;
    n = open_rows(db_query(w, SQL("select coalesce(number, '') from prepaid_card where customer = $1 and state between 2 and 5 and (paid_left > 0 or gift_left > 0 or bought > used or state = 5) order by id limit 50"), BIND(num(customer))), N_("Prepaid card"), into, n, most);
    return n;
}
static const struct still_open cards_open = { cards_open_of };

extern const struct moves_along cards_move;
static const struct answer answers[] = { { QUESTION_STILL_OPEN, &cards_open }, { QUESTION_MOVES_ALONG, &cards_move }, { QUESTION_AT_BRANCH, &cards_there }, { QUESTION_NEEDED, &cards }, { SETTINGS, &card_settings } };
static bool seed(struct work *w) { return ledger_accounts_seed(w) && moved_entries_named(w); }

const struct module ledger_module = { .name = "ledger", .label = N_("Ledger"), .menu = 6, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_ANSWERS(answers), MODULE_TICKERS(tickers), MODULE_CALLS(calls), .seed = seed };
