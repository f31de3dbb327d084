/* finance_house_test.h — a shop with a line, two customers, three workers and two colleagues, for the tests of finance/. */
#pragma once
#include "finance/made.h"
#include "test/test.h"

enum { SHOP_CUSTOMERS = 2, SHOP_WORKERS = 3, SHOP_DAY = 20400 };     /* SHOP_DAY: 2025-11-08, a Saturday; visits lie around it */
struct shop {
    struct db *db; struct house *house; struct work *w; char folder[64];
    int64_t branch, line, customers[SHOP_CUSTOMERS], homes[SHOP_CUSTOMERS], workers[SHOP_WORKERS];      /* employee, part-time, agency */
    struct actor clerk, boss;       /* two colleagues with all rights of the module */
};
bool shop_open(struct shop *s);
void shop_close(struct shop *s);
bool shop_write(struct shop *s, const struct actor *actor, db_run *run, void *data);
/* A visit at work day `on`, at `hour`, stored in this state. */
struct visit shop_visit(const struct shop *s, int customer, int worker, int on, int hour, enum visit_state state, int64_t price, int64_t pay);
