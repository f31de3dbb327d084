/* standard_read.h — a worker has read the standard of one of her services (标准阅读确认; source 二.1: read receipts): who, which issue, when.
 *
 * One tap on her phone, no examination. A receipt is for one issue: of a new issue she has read nothing yet, from its publication on, as the seven
 * days before it is valid are there to read it. Asked of her are the published standards of her lines. */
#pragma once
#include "team/worker.h"

struct standard_read {
    struct record record;
    ref standard, worker;
    instant at;
};
extern const struct record_type standard_read_type;

/* Her receipt; once is enough. Refuses what is no published standard of her lines. */
bool standard_is_read(struct work *w, const struct worker *worker, int64_t standard);
/* The published standards of her lines, newest first. */
struct found standards_to_read(struct work *w, const struct worker *worker);

/* GET /api/standard/:id/readers: those who work by it, and when each has read it. */
bool standard_readers_call(struct work *w, const struct request *request, struct reply *reply);
