/* bring.h — a file on this machine through the importer, the way a browser's upload goes: kept as an upload, headings guessed, a dry run,
 * a run; the jobs are the same. For the command `import` and for demo data.
 *
 * Everything is done as `actor`, with her rights and in her branch, and stands so in the log. The jobs are run here when no server takes them. */
#pragma once
#include "record/actor.h"
#include "record/import_own.h"

struct bring {
    struct house *house;
    const struct actor *actor;
    struct arena *arena;                    /* of what is told */
    text shape, path, name, type;           /* path: plain, stays as it is; name: what it is called in lists; type: of its content */
    int sheet;                              /* 0 the first */
    enum import_mode mode;
    enum import_existing existing;          /* 0: fill */
    bool remembered;                        /* use what earlier imports said of headings */
    /* told: */
    struct sheet_look look;
    struct upload upload;
    int64_t batch;
    struct import_batch seen;
    text why;                               /* a sentence in her language, "" none */
};
/* Each is one step, in this order; false: `why` says it. */
bool bring_open(struct bring *bring);       /* kept, its columns guessed, a batch made */
bool bring_check(struct bring *bring);      /* the dry run: seen.counts */
bool bring_run(struct bring *bring);        /* seen.made */

/* Runs this job here, or waits until another process has run it. False: it failed or was cancelled; `ret_why` in the arena. */
bool bring_job(struct house *house, int64_t job, struct arena *arena, text *ret_why);
