/* tell.h — what customers and workers are told of money: a bill that was sent, a receipt, money paid back, a settlement to look at, pay that
 * is on its way. For finance/ only. */
#pragma once
#include "finance/finance.h"
#include "messages/messages.h"

extern const struct message_templates money_messages;
bool tell_of_payment(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_bill(struct work *w, const struct record_type *type, int64_t id);
/* It is overdue: to the same person. */
bool tell_of_bill_unpaid(struct work *w, const struct record_type *type, int64_t id);
struct job_deposit;
struct demand;
/* Its demand ended: what becomes of the deposit. */
bool tell_of_deposit(struct work *w, const struct job_deposit *deposit, const struct demand *demand);
struct pay_run;
struct pay_row;
/* Her wage came back from the bank, and why. */
bool tell_of_wages_back(struct work *w, const struct pay_run *run, const struct pay_row *row);
bool tell_of_settlement(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_answer(struct work *w, const struct record_type *type, int64_t id);
/* What she gets on top after her objection; taken back again. */
bool tell_of_back_pay(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_back_pay_off(struct work *w, const struct record_type *type, int64_t id);
/* A locked one is reversed (T21): the old one stays to be looked at, a new one follows. */
bool tell_of_bill_reversed(struct work *w, const struct record_type *type, int64_t id);
bool tell_of_settlement_reversed(struct work *w, const struct record_type *type, int64_t id);
