/* blacklist_own.h — between blacklist_entry.c and blacklist_steps.c. For team/ only. */
#pragma once
#include "team/team.h"

enum { BLACKLIST_STEPS = 10 };
extern const struct step blacklist_steps[BLACKLIST_STEPS];
extern const struct choice blacklist_hearings[], blacklist_scopes[];
/* What it would hit from now on. */
text blacklist_impact(struct work *w, const struct blacklist_entry *e);
/* “Whole company”, or the branch or service it is for. */
text blacklist_scope_words(struct work *w, const struct blacklist_entry *e);
