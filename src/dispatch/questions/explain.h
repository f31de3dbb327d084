/* explain.h — why there, why not her, and what would make it work.
 *
 * For a visit that is planned: what it costs, term by term, and the second best. For every slot: all rules that keep it out, the first of
 * which is the one to tell; none: it would fit, and what it would cost. For a visit that fits nowhere: the smallest change of
 * each kind after which it fits. Applied (fix_apply), the change makes it fit, and no smaller one of its kind does: explain_test.c
 * tries both (where ways have peaks, a smaller one may). The plan around stays as it is; only the times of the route in question move. */
#pragma once
#include "dispatch/questions/insert.h"

/* RULE_TIME: there is no moment between her other visits, whichever single other rule were dropped. RULE_PAUSE … RULE_OVERTIME: there would
 * be one but for this. */
struct verdict { int slot; rule_set fails; enum rule first; cost cost; int at; };    /* cost, at: when nothing fails */

/* One for each slot, in the order of slots; of a visit that is planned as if it were left out. */
void explain_slots(struct board *b, int visit, struct verdict *ret);

struct why { cost terms[TERMS], cost; bool has_second; struct offer second; };
/* Of a planned visit: the difference it makes to each term (unserved negative: that is saved), and the best other slot, whose `cost` is
 * the difference to leaving it out as well. False: it is not planned, or the plan is not true without it. */
bool explain_planned(struct board *b, int visit, struct why *ret);

enum fix_kind { FIX_WINDOW_LATER, FIX_WINDOW_EARLIER, FIX_SHIFT_LATER, FIX_SHIFT_EARLIER, FIX_SPAN, FIX_OVERTIME,     /* ticks */
                FIX_DISTANCE, FIX_TRAVEL, FIX_WORK, FIX_WEEK, FIX_STOPS,                                               /* units, ticks, stops */
                FIX_SKILL, FIX_ALLOW, FIX_SWAP, FIXES };
extern const text fix_names[FIXES];

/* `amount` of what the kind counts: by how much a window, a shift or a limit must be wider, how many levels of a skill must be learned
 * (from nothing to level 0 is one), one wish to be lifted, one other visit to be moved. */
struct fix {
    enum fix_kind kind;
    int64_t amount;
    int slot, visit;                         /* whose rule changes: a slot's (or its worker's), or this visit's in this slot */
    int window;                              /* of the visit, from 0 */
    int skill, level;                        /* that the slot is to offer */
    struct offer swap;                       /* FIX_SWAP */
};

/* The smallest change of each kind that has one, in the order of kinds; returns how many. For a visit that is left out and whose
 * others (crew, shipment, relations) are not. */
int explain_fixes(struct board *b, int visit, struct fix ret[FIXES]);
void fix_apply(struct problem *p, const struct fix *fix);    /* before sealing; FIX_SWAP changes no problem: offer_take */
