/* running_late.h — the next customer waits because the visit before is not over: when she can expect the worker, and telling her so.
 *
 * Reckoned from what phones and office entered: the visit before takes as long as it was sold for, from when it was really begun, and at least
 * until now; then the way between the homes (operations/way.h). Told is what is more than LATE_TOLERATED minutes after the start, the delay that
 * costs the company a discount (DOMAIN.md §4.1), and once for each delay: again only LATE_AGAIN minutes beyond what was told. Nothing is
 * sent by itself unless the branch says so (setting). */
#pragma once
#include "operations/visit.h"

enum { LATE_TOLERATED = 15, LATE_AGAIN = 10, LATE_AHEAD_HOURS = 3, LATEST_HOURS = 4, MOST_RUNNING_LATE = 200 };
#define SETTING_TELL_LATE "operations.tell_late"

/* `who`, `what`: the customer and the service; for lines of lists. `line`: what harm_of_line() reads. */
struct running_late { int64_t visit, branch, version, worker; enum visit_state state; instant start, told, expected; text who, what, area, worker_name; struct service_line line; };
/* The next visit of everyone who is still at work elsewhere, where that makes her late; one statement. `branch`, `visit`: 0 is any. */
int running_late_read(struct work *w, int64_t branch, int64_t visit, struct running_late into[MOST_RUNNING_LATE]);
bool running_late_is_news(const struct running_late *late);         /* not told yet, or much later than what was told. Pure */
/* In whole five minutes: the visit before began at `began` for `length` ms. Pure but for the way. */
instant running_late_expected(instant now, instant began, int64_t length, int way_minutes);

struct telling_late { instant expected; };                          /* input of the step tell_late; 0: as reckoned */
bool visit_told_late(const struct visit *visit);                    /* the customer was told of a later time, and nobody is there yet */
bool visit_tell_late(struct work *w, struct visit *visit, const struct telling_late *in);
const struct sentence *visit_soon(struct work *w, const struct visit *visit);       /* NULL: it begins within LATE_AHEAD_HOURS */
bool running_late_tell(struct work *w);                             /* ticker: where the branch says so */
