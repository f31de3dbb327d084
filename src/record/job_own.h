/* job_own.h — what job.c, job_run.c and job_calls.c share. */
#pragma once
#include "record/job.h"
#include "record/type.h"

struct job {
    struct house *house;
    struct arena *arena;
    struct actor actor;             /* the system in the name of who made it */
    text owner;                     /* the runner's word: while the row carries it, the job is ours */
    int64_t id, account, branch;
    int64_t wanted;                 /* while claiming: this one, 0 any */
    text kind, arguments, result;
    int tries;
    const struct sentence *why;
    enum failure failure;
    int64_t told_at;
    bool cancelled, lost;
    const bool *stopping;           /* of the runner; NULL in tests */
};

enum { LEASE_MS = 60000, TELL_EVERY_MS = 500 };

const struct job_kind *job_kind_of(const struct house *house, text name);
/* Takes the next job due; false: there is none. The job's texts lie in its arena. */
bool job_claim(struct house *house, text owner, struct job *ret_job);
bool job_claim_one(struct house *house, text owner, int64_t id, struct job *ret_job);       /* … this one; 0: any */
void job_run_claimed(struct job *job);
int64_t job_pause(int tries);       /* ms before it is tried again */
void job_tell(struct work *w, int64_t id, enum job_state state, int64_t done, int64_t total, int64_t account);
text job_state_word(int64_t state);
