/* family_wage.h — a month's wage that the family pays her itself (中介): was it paid? The family says so on its phone, she says on hers that she has it, or not.
 *
 *   open → agreed | not_got            not_got → agreed | cleared            open → cleared
 *
 * One record a placement, worker and month, made by who speaks first, once the month is over or she has left. None of the money goes through us and nothing
 * is booked: it is what both said and when. Where she has not got it, or not all of it, it stands in the office's queue, which asks both; her yes ends it by
 * itself, else the office writes what came out. */
#pragma once
#include "placement/placement.h"

enum family_wage_state { FAMILY_WAGE_OPEN = 1, FAMILY_WAGE_NOT_GOT, FAMILY_WAGE_AGREED, FAMILY_WAGE_CLEARED };

struct family_wage {
    struct record record;
    enum family_wage_state state;
    ref placement, customer, worker;
    day month;                      /* its first day */
    money reckoned;                 /* by her days, when it was first spoken of */
    money paid; instant family_at;  /* what the family says it paid, and when it said so; 0: it has not */
    instant worker_at; text worker_words;
    text outcome; instant ended_at;
};
extern const struct record_type family_wage_type;

/* Refused: a month of hers that is not over, a wage that we pay, no amount. */
bool family_wage_paid(struct work *w, const struct placement *placement, int64_t worker, day month, money paid);
/* Her act: {placement, month, got}; her words with a no. */
bool family_wage_got(struct work *w, int64_t worker, json_t *input, text words);
/* "said" of an open object: how it stands between both, or null; "over": may it be spoken of. */
void family_wage_write(struct work *w, struct json *json, const struct placement *placement, int64_t worker, day month);
