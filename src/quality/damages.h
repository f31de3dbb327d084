/* damages.h — the complaint and the money for a damage (finance/compensation.h): asked for with the proposal, and resolved when it is paid. For quality/ only. */
#pragma once
#include "quality/complaint_own.h"

/* What a proposal or a decision says of a damage; no price: nothing was damaged. */
struct damage_claimed { text what; money price; maybe_number worth; money insured; };
/* Drops what was asked for before and asks anew, or not at all. A price is proved: a paper or a chat lies with the evidence. */
bool complaint_claim_damage(struct work *w, struct complaint *complaint, const struct damage_claimed *in, bool bound);
bool complaint_damage_dropped(struct work *w, struct complaint *complaint);
/* NULL: nothing is owed to the customer for a damage (any more). */
const struct sentence *complaint_damage_open(struct work *w, const struct complaint *complaint);

/* Reactions: paid, its payment reversed, refused. */
bool complaint_compensated(struct work *w, const struct record_type *type, int64_t compensation);
bool complaint_uncompensated(struct work *w, const struct record_type *type, int64_t compensation);
bool complaint_compensation_refused(struct work *w, const struct record_type *type, int64_t compensation);
