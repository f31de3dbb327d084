/* loan_charge.h — what the borrowing branch bears for a visit that a lent worker did (借调结算; DOMAIN.md 六.1: cost split), by the terms of the
 * lending (team/lending.h).
 *
 *   charged → objected → charged        charged, objected → dropped
 *
 * Made when the visit is approved (or ends with a fee she has a part of), for every lent worker in it, and reckoned anew when the visit is
 * corrected. It belongs to the lending branch and is shared with the borrowing one: theirs to object, the lender's to answer. Her wage
 * itself is settled by her own branch as ever; this moves the cost. In the ledger each branch has its entry on 6604 against 1226, so that
 * over the company nothing is left of it. Nothing is charged of a wage that is the customer's (agency), as neither branch bears it. */
#pragma once
#include "finance/made.h"

enum loan_charge_state { LOAN_CHARGED = 1, LOAN_OBJECTED, LOAN_DROPPED };

struct loan_charge {
    struct record record;
    enum loan_charge_state state;
    ref lending, visit, worker, borrower;
    day served;
    money pay, price;               /* what they were reckoned from: her pay; her part of what the visit brings in (0 when no part of it is agreed) */
    money wage_part, price_part, day_fee, amount;
};
extern const struct record_type loan_charge_type;

/* The parts of one visit: percents of her pay and of her part of the price, each to the fen, and the day's fee when it is the day's first. */
struct loan_terms { int64_t wage_percent, price_percent; money day_fee; };
struct loan_parts { money wage, price, day, amount; };
struct loan_parts loan_parts(const struct loan_terms *terms, money pay, money price, bool first_of_day);

/* Reaction to the steps a visit ends with; and for corrections. */
bool loan_charges_of_visit(struct work *w, const struct record_type *type, int64_t visit);
bool loan_charges_follow(struct work *w, const struct visit *visit);

/* GET /api/finance/loans?month=202611&branch=…: both sides of the branch's loans of a month, line by line, with the sum for each other branch. */
bool loan_statement_call(struct work *w, const struct request *request, struct reply *reply);
