/* contract_house_test.h — a shop for the tests of contracts: a customer with her home, a worker, a placement contract in force since ten days. Every write runs
 * at ten o'clock of CONTRACT_DAY. */
#pragma once
#include "contracts/contract_own.h"
#include "contracts/contracts.h"
#include "record/store.h"
#include "test/test.h"

enum { CONTRACT_DAY = 20780 };          /* Monday, 2026-11-23 */
struct paper_house { struct db *db; struct house *house; struct work *w; char folder[64]; int64_t branch, customer, home, worker, line, contract; struct actor manager; };
enum { PAPER_RIGHTS = 6 };                /* of h->manager */
bool paper_house_up(struct paper_house *h);
void paper_house_down(struct paper_house *h);
bool paper_write(struct paper_house *h, const struct actor *actor, db_run *run, void *data);         /* false: refused */
