/* trial.h — the trial balance (试算平衡): every account's debits, credits and balance up to a day, and the proof that they add up to nothing,
 * trust money by itself and the rest by itself. */
#pragma once
#include "record/house.h"

struct trial_balance { money debits, credits, trust; int64_t broken; };     /* trust: sum over trust accounts; broken: entries that do not add up */
/* Over all branches the actor may see, up to and with `until`. True: it was looked at, whatever it found. */
bool trial_look(struct work *w, day until, struct trial_balance *ret);
struct request;
struct reply;
/* GET /api/ledger/of?source=payment&id=…: the entries behind a record. */
bool entries_of_call(struct work *w, const struct request *request, struct reply *reply);
bool trial_call(struct work *w, const struct request *request, struct reply *reply);
