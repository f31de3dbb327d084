/* plan_house_test.h — a shop on Monday 2026-09-21, 08:00, with a published price, three cleaners with their papers, and a customer who is
 * cleaned for three hours each Tuesday at nine. For the tests of operations/. */
#pragma once
#include "operations/plan_own.h"
#include "record/store.h"
#include "test/test.h"

struct plan_house { struct db *db; struct house *house; struct work *w; char folder[64]; instant now; int64_t branch, line, customer, home, workers[3], plan; };

bool plan_house_open(struct plan_house *h);
void plan_house_close(struct plan_house *h);
bool plan_write(struct plan_house *h, db_run *run, void *data);         /* as the system, at h->now */
day plan_date(int month, int d);                                        /* of 2026 */
