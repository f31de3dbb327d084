/* made.h — what bills and settlements share: who claims a visit, second persons, the hand-made line. For finance/ only.
 *
 * visit_claim has one row per visit and payer (worker 0) or payee: the database itself keeps a visit from being billed or paid twice. */
#pragma once
#include "finance/finance.h"
#include "operations/operations.h"
#include "record/store.h"

/* Another work was quicker: the work runs again. */
bool claim(struct work *w, const struct visit *visit, int64_t worker, int64_t document);
void claims_move(struct work *w, bool of_bills, int64_t from, int64_t to);
void claims_drop(struct work *w, bool of_bills, int64_t document);
/* Settles the visit when it is on a bill and everyone who worked on it on a settlement. */
bool settle_if_done(struct work *w, struct visit *visit);

/* The visits of [first, last] of a customer, or of a worker, that are to be paid for and not claimed by her yet. */
struct found visits_to_bill(struct work *w, int64_t customer, day first, day last);
struct found visits_to_pay(struct work *w, int64_t worker, day first, day last);

bool visit_is_agency(struct work *w, const struct visit *visit);    /* the worker's pay is the customer's, not ours (T20) */

/* NULL: the actor may check what `first` made. Not alone, unless the branch is in owner mode. */
const struct sentence *second_person(struct work *w, int64_t branch, ref first);
/* In owner mode she may, with a reason. */
bool alone_with_reason(struct work *w, ref first);
/* For titles, as an amount or a day alone tells nobody which of ten it is: 「林银 · ¥135.00」, 「林银 · 2026-11-01 – 11-30」. */
text whose_money(struct work *w, ref customer, ref worker, money amount);
text whose_days(struct work *w, text who, day first, day last);
text by_hand(struct work *w, text reason);                          /* worksheet of a hand-made line */
bool names_a_deposit(text label);
