/* services_house_test.h — a company with two branches and one service, and three people: who reads, who edits, who publishes. For services/. */
#pragma once
#include "company/company.h"
#include "record/store.h"
#include "services/services.h"
#include "test/test.h"

struct services_house { struct db *db; struct house *house; struct work *w; char folder[64]; instant now; int64_t branch, other, line; struct actor reader, editor, publisher; };

bool services_open(struct services_house *h);
void services_close(struct services_house *h);
bool services_write(struct services_house *h, const struct actor *actor, db_run *run, void *data);      /* at h->now */
