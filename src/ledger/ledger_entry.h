/* ledger_entry.h — one entry of the ledger (凭证): lines that add up to nothing, debits positive, credits negative (DOMAIN.md §2.5, T20, T21).
 *
 *   posted → reversed         by a red entry that negates every line; all stay
 *
 * Never edited, never deleted. Refused: less than two lines, a sum other than 0, trust lines that do not add up to 0 by themselves, a day in
 * the future. Upper floors post with ledger_post and say from which record (`source`, `source_id`) the entry comes, so that it can be reversed. */
#pragma once
#include "customers/customers.h"
#include "ledger/ledger_account.h"
#include "team/team.h"

enum entry_state { ENTRY_POSTED = 1, ENTRY_REVERSED, ENTRY_RED };
enum entry_kind { ENTRY_BY_HAND = 1, ENTRY_CARD_SOLD, ENTRY_CARD_USED, ENTRY_CARD_PUT_BACK, ENTRY_CARD_REFUNDED, ENTRY_CARD_TIME, ENTRY_BILL, ENTRY_PAYMENT, ENTRY_SETTLEMENT, ENTRY_PAYROLL, ENTRY_FEE, ENTRY_COMPENSATION,
    ENTRY_OPENING, ENTRY_COMMISSION, ENTRY_LOAN, ENTRY_MOVED };

struct ledger_line { ref account; money amount; };
struct ledger_entry {
    struct record record;
    enum entry_state state;
    enum entry_kind kind;
    day booked;
    text memo;
    rows_of lines;
    money sum;                      /* of the debits; kept by the check */
    ref customer, worker, card;     /* whom it concerns; 0: nobody */
    ref other;                      /* the branch on the other side of 1226, of what moved there or from there (ENTRY_MOVED); 0: none, or from before it was kept */
    int64_t visits;                 /* of a card: visits it took (or, below 0, put back) */
    text source; int64_t source_id; /* the record behind it: "payment" 42; "": by hand */
    ref reverses, reversed_by;
};
extern const struct record_type ledger_entry_type;
extern const struct choice entry_kinds[];

struct posting_line { text account; money amount; };            /* account number; 0 is left out */
struct posting {
    enum entry_kind kind;
    int64_t branch;
    day booked;                         /* 0: today */
    text memo;
    const struct posting_line *lines; int count;
    int64_t customer, worker, card, visits, other;
    text source; int64_t source_id;
};
enum { POSTING_LINES_MOST = 24 };
/* The entry's id; 0: refused. Nothing to post (all lines 0) is -1. */
int64_t ledger_post(struct work *w, const struct posting *posting);
/* What a posting is for and of which record, kept so that whoever reads it reads it in her language (record/said.h). `what`: N_(). */
text ledger_memo(struct work *w, text what, text number);
/* After a migration: what moved between branches before the entries named the other one is named by its counterpart, which was posted in the same moment for the same record. */
bool moved_entries_named(struct work *w);
/* Reverses what was posted for that record and is not reversed yet. Nothing there is no failure. */
bool ledger_reverse_of(struct work *w, text source, int64_t source_id, text why);
