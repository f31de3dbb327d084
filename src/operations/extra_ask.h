/* extra_ask.h — an extra that waits for the customer's tap (加项待确认): on her own page, or on the visit's page by its address.
 *
 *   asked → agreed | declined | withdrawn
 *
 * The worker asks from the company's list at its price (field/). Agreed, it is the visit's extra through the visit's own step, so that price,
 * pay and her calendar follow in the same moment or the tap is refused with the reason. It can be answered until the visit is over. The code
 * read aloud stays for customers without a network. */
#pragma once
#include "operations/visit.h"

enum extra_ask_state { EXTRA_ASKED = 1, EXTRA_AGREED, EXTRA_DECLINED, EXTRA_TAKEN_BACK };

struct extra_ask {
    struct record record;
    enum extra_ask_state state;
    ref visit, worker;              /* who asked */
    ref customer;
    text what;
    money price;
    minutes length;                 /* that the visit takes longer */
    text how;                       /* how it was answered: on which page, when */
    instant answered_at;
};
extern const struct record_type extra_ask_type;

struct extra_answer { text how; };  /* input of agree and decline */

/* Open ones of a visit, oldest first; none when the visit is over. */
struct found extra_asks_open(struct work *w, const struct visit *visit);
struct json;
/* As the phones show them: what was agreed on, and one that is asked. */
void add_ons_write(struct work *w, struct json *j, text key, const struct visit *visit);
void extra_ask_write(struct work *w, struct json *j, const struct extra_ask *ask);
enum { MOST_EXTRA_ASKS = 5 };       /* open at once */
