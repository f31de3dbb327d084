/* customer_move.h — a customer goes to another branch of the company, with all that runs: her shop closes down, or she has moved house (T08, SM-STORE).
 *
 * One step of the customer (`transfer`, with a preview), or of many together (POST /api/customer/transfer). It takes along her homes, contacts, demands,
 * keys, plans and visits to come, contracts, placements with what is open about them, cards, money held for contracts, and cases not closed. What was
 * done and what was billed stays where it was: a visit that is not billed yet is billed by the branch that did it, a bill is paid there.
 *
 * Prices and terms are promised to her and hold on. What lies on a card or is held for a contract leaves the books of the one branch and enters those of
 * the other, against 1226 (between branches), an entry each, so that both stay right.
 *
 * Who comes: workers belong to a branch. Without `workers_come` what she was given to is given back and the new branch sends its own; with it they keep
 * her and are moved next, each by her own step (worker.h transfer). Who lives with her cannot be given back: then it is refused without. */
#pragma once
#include "customers/customer.h"
#include "record/store.h"

struct customer_move { int64_t customer, from, to; bool workers_come; };

/* Each module takes its own along; in the order of the modules. False: refused, and nothing has moved. */
#define QUESTION_MOVES_ALONG "moves_along"
struct moves_along { bool (*go)(struct work *w, const struct customer_move *m); };

/* Records of a type that fit `where` (of $1 the customer, $2 her old branch; ends with an order) get the new branch. */
bool rows_move_along(struct work *w, const struct record_type *type, text where, const struct customer_move *m);
/* She comes along or is of the new branch: she need not be given back. 0: nobody. */
bool move_keeps_worker(struct work *w, const struct customer_move *m, int64_t worker);

struct customer_transfer { ref branch; bool workers_come; };           /* input of the step */
bool customer_transfer(struct work *w, struct customer *c, const struct customer_transfer *in);
extern const struct moves_along customers_move;

struct request;
struct reply;
bool customers_transfer_call(struct work *w, const struct request *request, struct reply *reply);
