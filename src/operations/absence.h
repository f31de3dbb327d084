/* absence.h — POST /api/absence: somebody is away, and who goes instead, in one act (source 四.2, DOMAIN.md SM-LEAVE, T26).
 *
 * {"worker","kind","start","until","why","look","give":[{"visit","worker","start"}]}
 *
 * Looking ("look": true) enters the leave, frees her visits and gives each to the best who may and can, the most harmful and the earliest
 * first (candidates.h: of a plan's visit the backup before all others), so that the proposals hold together (nobody is proposed twice for the same hours); then all of it is undone, and the answer says
 * what would be. The act does the same with what the dispatcher chose; what is refused meanwhile stays open and says why. Visits at work
 * are named: nobody can be taken out of a home by a click, the office calls; the leave begins when the last of them should be over (`start` of the answer). What
 * she has before that and cannot get to is freed and given away like the rest. */
#pragma once
#include "operations/operations.h"

enum { MOST_ABSENCE_VISITS = 60, MOST_ABSENCE_PROPOSED = 16, ABSENCE_CHOICES = 4 };
/* Reaction to worker_leave.come_back and .cancel: what was taken from her for it and nobody has yet is offered to her again. */
bool absence_over(struct work *w, const struct record_type *type, int64_t leave);
bool absence_call(struct work *w, const struct request *request, struct reply *reply);
