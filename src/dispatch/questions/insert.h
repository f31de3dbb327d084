/* insert.h — one visit more, now: where could it go, best first? The booking page's free slots and the board's candidates.
 *
 * The cost is what the plan costs more than with the visit left out (so mostly negative: `unserved` is no longer paid). Exact: each slot's
 * best seat is the one that trying all seats would find (insert_test.c does). A visit whose others (crew, shipment, relations) are left
 * out too goes in together with them, by group_insert. */
#pragma once
#include "dispatch/questions/board.h"

struct offer {
    int slot, at;
    cost cost;
    ticks start;                             /* when it would begin */
    int moved, moved_slot, moved_at;         /* another visit that makes room, and where it goes (after it left and this one came); NONE */
};

/* At most `most` offers, one a slot, the cheapest first; returns how many. */
int insert_offers(struct board *b, int visit, struct offer *ret, int most);
/* One other visit of the slot moves elsewhere. The few most promising pairs are tried; false: none of them works or is below `limit`. */
bool insert_displacing(struct board *b, int visit, cost limit, struct offer *ret);
bool offer_take(struct board *b, int visit, const struct offer *offer);

/* All that hang together with `visit` and are left out, at once, at the cheapest seats; false: there are none below `limit`.
 * Exact up to the number of tries. */
bool group_insert(struct board *b, int visit, cost limit, cost *ret_cost);

/* The same together with some others that are left out, for a visit that has a seat only beside them: where the way over another stop is the
 * shorter one. Other groups than its own, each once. */
bool company_insert(struct board *b, int visit, const int *company, int count);

/* "Left out" is final only after every slot was tried: whatever can still be served below its price is, the dearest first.
 * search() calls this before it returns. How many visits went in. It stops at the board's `until`. */
int finish(struct board *b);

/* Groups of visits that are planned, one after the other, to where they are cheapest now (pinned ones only in their slot), until none moves or so
 * many rounds are over; all routes get their cheapest times. `movable` by the group's lowest index; NULL: all. How many moved. */
int improve(struct board *b, const bool *movable, int rounds);

/* Groups leave the plan where those who are left out are worth more in their place; how many did. For small plans: each try is the whole plan. */
int trade(struct board *b);
