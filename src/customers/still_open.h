/* still_open.h — what still runs with a customer, or in one of her homes: she is closed, and a home given up, only when nothing does. Whoever keeps what
 * runs answers (placements, visits and plans, contracts, cards, bills, complaints, incidents). */
#pragma once
#include "record/store.h"

#define QUESTION_STILL_OPEN "still_open"
struct open_thing { text what; text number; int64_t count; };       /* what: N_(); number: of the first of them */
struct still_open { int (*find)(struct work *w, int64_t customer, int64_t household, struct open_thing *into, int most); };     /* household 0: all of hers */

/* Rows of (number) become one thing, unless there are none: the next free place in `into`. */
int open_rows(struct rows *rows, text what, struct open_thing *into, int n, int most);
/* NULL: nothing is open; else all of it, by name and number. */
const struct sentence *customer_still_open(struct work *w, int64_t customer, int64_t household);
