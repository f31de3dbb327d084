/* retention.h — how long personal data are kept: the rules in force, and the nightly run that erases what is due.
 *
 * The rules are declared with the types (struct retention in record/type.h); a company sees them as records, one a rule, with what the last run
 * erased, and may lengthen a period, not shorten it. The run goes through them in small chunks as a job; each record it changes has a line in
 * the log ("Erased", the rule's code). It passes over records of persons under dispute (company/person.h) and counts them as held. */
#pragma once
#include "record/store.h"

struct retention_rule {
    struct record record;
    text code;                      /* "visit.photos" */
    text what, law;                 /* from the declaration, in the company's language */
    maybe_number least;             /* days, declared; none: it goes with something else, or is kept for good */
    maybe_number days;              /* in force: at least that */
    bool by_itself;                 /* something goes by itself; else the rule says how long it stays */
    instant ran_at;                 /* 0: never yet */
    int64_t erased, held;           /* by the last run */
    int64_t erased_all;
};
extern const struct record_type retention_rule_type;

/* Tables that are no records: `forget` removes at most `most` that ended before; how many. NULL: the owner does it itself, all the time. */
struct table_retention { struct retention rule; int64_t (*forget)(struct work *w, instant before, int most); };
#define QUESTION_TABLE_RETENTION "table_retention"
struct table_retentions { const struct table_retention *at; int count; };

bool retention_seed(struct work *w);            /* a record for every rule */
bool retention_ticker(struct work *w);          /* once a night, or as soon as the machine is on again */
struct job;
bool retention_job(struct job *job);

bool retention_run_call(struct work *w, const struct request *request, struct reply *reply);     /* the run now, as a job */
extern const struct table_retentions engine_retention;         /* imports, unused uploads and what sweeps itself */
