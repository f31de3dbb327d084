/* complaint_own.h — the complaint's declaration, apart from what its steps do. For quality/ only. */
#pragma once
#include "quality/quality.h"

enum { COMPLAINT_STEPS = 15, WAIT_MOST = 5 * 24 * 60 };       /* minutes the clocks may stand still in all */
#define COMPLAINT_OPEN (FROM(COMPLAINT_RECEIVED) | FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING) | FROM(COMPLAINT_PROPOSED) | FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP))
extern const struct choice complaint_remedies[], complaint_results[];
extern const struct step complaint_steps[COMPLAINT_STEPS];

/* Past whom it is about: into the next branch above where she has no rights; where she has them everywhere, the top. */
bool complaint_route(struct work *w, struct complaint *complaint);
