/* code.h — the code that proves a number: six digits, five minutes, five tries. For portal/ only.
 *
 * The same answer whether the number is known or not. A number gets one code a minute and five an hour, an address thirty an hour and sixty
 * wrong tries in a quarter of an hour: counted in the database, before the code is looked at, so that many tries at once are not many free
 * ones. Numbers and addresses stand there as keyed hashes, the code too; used, it is gone. Without a way to send an SMS the office reads one
 * out on the customer's page, or the worker's for what she signs; that is written into the audit log. */
#pragma once
#include "http/http.h"
#include "record/store.h"

enum { CODE_MINUTES = 5, CODE_TRIES = 5 };

bool code_send_call(struct work *w, const struct request *request, struct reply *reply);
/* … to this number, which is known already; `address`: whose the request is. */
bool code_send_to(struct work *w, text phone, text address, struct reply *reply);
bool code_office_call(struct work *w, const struct request *request, struct reply *reply);
bool code_worker_call(struct work *w, const struct request *request, struct reply *reply);

/* The two halves of a try, each in a transaction of its own: the first counts and is kept, the second uses the code up. False: refused at "code". */
struct code_try { text phone, code, address; bool counted; };
bool code_count(struct work *w, void *code_try);
bool code_use(struct work *w, const struct code_try *try);
/* "" with a refusal when it is no number. */
text phone_given(struct work *w, text given);
/* One more under this word; how many there are within the window. */
int64_t portal_count(struct work *w, text word, int64_t window);
bool codes_sweep(struct work *w);                   /* ticker */

#define CODE_TABLES \
    "create table if not exists portal_code (word {text} primary key, hash {blob} not null, made_at {number} not null, ends_at {number} not null, tries {number} not null);" \
    "create table if not exists portal_count (word {text} primary key, count {number} not null, since {number} not null);"
