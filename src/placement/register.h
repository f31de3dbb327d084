/* register.h — the pages people live in: 在户台账 (who is where, until when), one placement's chain, and 客户维护. */
#pragma once
#include "placement/placement.h"

/* GET /api/placements?branch=: everything open and what ended within 30 days, with who served when, the next call, replacement and renewal. */
bool register_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/placement/:id/chain: sheets, replacements, renewals, calls, extra tasks, care log of one placement, newest first. */
bool chain_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/handover/:id/paper: the sheet as PDF, to be printed and signed by both sides. */
bool handover_paper_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/retention?branch=: renewals, offers, referrals, and the figures of the last 90 days: NPS with its response rate, calls in time. */
bool retention_call(struct work *w, const struct request *request, struct reply *reply);
/* GET /api/my/placement: a worker's own: where, what she may log, sheets and extra tasks that wait for her yes. */
bool my_placement_call(struct work *w, const struct request *request, struct reply *reply);
/* POST /api/my/care {"placement","kind",figures…}: one entry of her own. */
bool my_care_call(struct work *w, const struct request *request, struct reply *reply);
