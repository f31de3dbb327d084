/* replacement_match.h — who could take over a running placement, in which order, why, and who cannot (换人, source 四.2–四.3).
 *
 * The order, the points and their reasons are the search's own (customers/match.h), asked with a demand made in memory of what the home, the placement
 * and its contract say; nothing of it is stored. She is judged from the day she would begin to the end of the term: her calendar over all of it, her
 * papers as everybody's who goes into a home (placement_judge, the first SETTING_PAPERS_DAYS). What runs out later is a warning with its day, not a No.
 *
 * Whoever is entered as found has her calendar kept for REPLACEMENT_HOLD_HOURS (source {"replacement", id}): another search sees it and is refused.
 * Changing over makes it the placement's; entered once more it begins anew; withdrawn or refunded it is free at once. */
#pragma once
#include "placement/placement.h"

enum { REPLACEMENT_HOLD_HOURS = 24 };

static inline struct source replacement_source(int64_t id) { return (struct source){ "replacement", id }; }

/* The day the next one would begin: the one that was asked for; else tomorrow, or the day after her day who left when that is later. */
day replacement_begins(struct work *w, const struct replacement *replacement, const struct placement *placement);
/* From `from` to the end of the term; the one who goes is refused by name. */
struct judgement replacement_judge(struct work *w, const struct replacement *replacement, const struct placement *placement, const struct worker *worker, day from);
/* Keeps her calendar; refused with what stands against her (CONFLICT, "not_eligible") or who has her time. */
bool replacement_hold(struct work *w, struct replacement *replacement, const struct placement *placement, const struct worker *worker, day from) __attribute__((warn_unused_result));
bool replacement_matches_call(struct work *w, const struct request *request, struct reply *reply);
