/* commission_entry.h — what a colleague gets of a fee she brought in (提成), one entry for each part of the fee and store (commission.h; DOMAIN.md §4.7.4, T01).
 *
 *   earned → taken (a payroll was approved) → paid              store: performance of a store that nobody in person earned
 *
 * Made when the fee of a contract is paid in full: who brought the lead (the lead's owner, else the demand's), who signed and cares (the contract's
 * owner); the worker's store has the part for bringing her, as no archive says who did. Of her part she gets `payroll.commission_percent`.
 * Clawed back when the contract ends and part of the fee goes back, in proportion, by entries below 0 that name the ones they take from (`of`); all
 * stay. Who would get less than nothing in a month waits: her entries stand open until later ones outweigh them. So do those of whom nobody has said
 * what she earns besides, because the tax on top of it could not be withheld (office_pay.h).
 *
 * Booked as a cost when it is earned. */
#pragma once
#include "payroll/commission.h"
#include "record/house.h"
#include "company/company.h"
#include "contracts/contracts.h"

enum commission_role { COMMISSION_OF_LEAD = 1, COMMISSION_OF_WORKER, COMMISSION_OF_SIGNING, COMMISSION_OF_CARE };       /* in the order of enum commission_part */
enum commission_state { COMMISSION_EARNED = 1, COMMISSION_TAKEN, COMMISSION_PAID, COMMISSION_STORE };
struct commission_entry {
    struct record record;           /* its branch: the store whose performance it is */
    enum commission_state state;
    ref account, contract, customer, run, of;       /* account 0: the store's alone; of: what it takes back from */
    enum commission_role part;
    money performance;              /* 业绩: her part of the fee */
    int64_t percent;                /* of it that is hers */
    money amount;
    day earned_on;
    text why;
};
extern const struct record_type commission_entry_type;
#define SETTING_COMMISSION "payroll.commission_percent"

struct payroll_run;
/* Open ones of the branch until the run's last day, of who gets more than nothing and whose wage is entered: their sum; `take`: they are the run's from now on. */
money commissions_open(struct work *w, const struct payroll_run *run, bool take);
/* Of those open ones one is the actor's own or of somebody tied to her: why somebody else approves; NULL: none. Who runs a shop alone is not asked. */
const struct sentence *commissions_own(struct work *w, const struct payroll_run *run);
bool commissions_paid(struct work *w, const struct payroll_run *run);
/* Reactions to contract.pay_first and contract.end. */
bool commission_of_contract(struct work *w, const struct record_type *type, int64_t contract);
bool commission_clawed_back(struct work *w, const struct record_type *type, int64_t contract);
struct request;
struct reply;
/* GET /api/my/commissions: the actor's own, newest first, with sums. */
bool my_commissions_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/payroll_run/:id/commissions: what is open or taken, by colleague. */
bool run_commissions_call(struct work *w, const struct request *request, struct reply *reply);
