/* forbidden.h — what nobody does in a home, for no price and with nobody's consent (T19): outside of windows, work at heights, gas and mains,
 * injections. Asked before an extra is put on the list, sold on the spot or agreed with a family. Tasks of standards are the company's own
 * words and are not asked. */
#pragma once
#include "base/arena.h"

/* The words of it that were found, "" when nothing of it is asked. */
text extra_forbidden(text what);
/* Words that ask for the care of a child or an old person: a service of its own, with papers of its own. */
text extra_of_care(text what);
