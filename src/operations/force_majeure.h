/* force_majeure.h — a typhoon, a closed district, an epidemic (T38): many visits at once, nobody's fault.
 *
 *   draft → applied → over
 *
 * Applied (a preview shows it first), every visit of its branch that begins within its hours and has not begun is called off
 * for free: no fee, no cancellation in anybody's figures, what her plan promised stays on the list. That list is what is caught up with
 * afterwards, one line (`catch_up`) or many at once (`make_again`): a customer who wants hers at another time has a new visit made as the old one was
 * sold, with her yes written down in it (who said it, how), which lies with the open ones; who does not want it any more is crossed off with her words.
 * An area limits it to homes there. */
#pragma once
#include "operations/visit.h"

enum force_majeure_state { FORCE_DRAFT = 1, FORCE_APPLIED, FORCE_OVER };
struct force_visit { ref visit; bool caught_up; text note; };

struct force_majeure {
    struct record record;
    enum force_majeure_state state;
    text what;                      /* 台风"…"，成华区停运 */
    instant start, until;
    text area;                      /* "" the whole branch */
    rows_of visits;                 /* struct force_visit: the list to catch up with */
};
extern const struct record_type force_majeure_type;
enum { MOST_FORCE_VISITS = 2000, MOST_MADE_AGAIN = 200 };
/* Input of make_again, a line a visit: `start` of the new one; 0: she does not want it any more. */
struct made_again { ref visit; instant start; text agreed_by; enum agreed_how agreed_how; text note; };
struct making_again { rows_of visits; };
