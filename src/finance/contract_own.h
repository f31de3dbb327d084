/* contract_own.h — the inner seams of a contract's money. For finance/ only. */
#pragma once
#include "finance/contract_account.h"
#include "finance/made.h"
#include "ledger/ledger.h"

#define PREPAID_LEFT "contract.prepaid"         /* reminder: the contract has ended, its prepayment is not used up */
bool contract_ask_for_last_bill(struct work *w, const struct contract_account *account);
/* Books what is earned until that day and not booked yet. */
bool fee_earn(struct work *w, struct contract_account *account, day on);
bool contract_post(struct work *w, const struct contract_account *account, text memo, const struct posting_line *lines, int count);
text deposit_account(enum contract_deposit kind);
/* Agreed to already, as by signature: it is confirmed and locked. 0: refused. */
int64_t bill_agreed(struct work *w, struct bill *bill);
/* A bill of the contract with these lines, agreed to by its signatures and locked. 0: refused. */
int64_t contract_bill(struct work *w, const struct contract *contract, struct bill_line *lines, size_t count);
/* NULL: it has no money with us, or the work has failed. */
struct contract_account *contract_account_brought(struct work *w, const struct contract *contract);
struct bill_line contract_line(struct work *w, enum bill_item item, text label, money amount, text why);
