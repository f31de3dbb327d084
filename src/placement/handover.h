/* handover.h — the sheet of a beginning or an end in a home (上户单, 下户单; DOMAIN.md §1.4 四.3): what was handed over, and both sides' yes.
 *
 *   open → agreed | disputed → agreed
 *
 * ARRIVAL takes the placement in service, DEPARTURE closes her part: without it nothing is settled, unless one side cannot or will not (`absent_why`,
 * by the office). The family's things, keys, state of child or elder, and what is left of money the family gave her for shopping are asked
 * for each time: what is not asked is what is fought about later (T25). */
#pragma once
#include "placement/placement.h"

enum handover_state { HANDOVER_OPEN = 1, HANDOVER_AGREED, HANDOVER_DISPUTED };
enum handover_kind { HANDOVER_ARRIVAL = 1, HANDOVER_DEPARTURE };

struct handover {
    struct record record;
    enum handover_state state;
    enum handover_kind kind;
    ref placement, worker, customer;
    day date;
    text belongings, valuables;     /* hers brought in; the family's declared */
    int64_t keys;                   /* handed over; given back at the end */
    text cared_for;                 /* state of child or elder */
    money money_left;               /* household money in her hands, counted together */
    text meter;                     /* milk, medicine, meters: what the next one must know */
    bool customer_agrees, worker_agrees;
    text customer_how;              /* how she agreed: on her page, on the telephone, signed on paper */
    text dispute, absent_why;
};
extern const struct record_type handover_type;
/* Is all written down that both are asked to agree to? The state of child or elder is not asked after a death or a loss. */
bool handover_complete(struct work *w, const struct handover *handover);
