/* job.h — slow work: imports, plans, documents, webhooks, and the reactions that run AFTER.
 *
 * A job is a row, made in the transaction that wants it (so it never gets lost and never runs for something that was rolled back), and
 * claimed by one worker thread of one process at a time. It runs outside of any transaction and opens its own, short ones:
 *
 *   static bool count(struct job *job)
 *   {
 *       struct errand_facts facts = { … job_arguments(job) … };
 *       for (int i = 0; i < total; i++) {
 *           if (!job_write(job, one_chunk, &facts)) return false;          the reason is kept
 *           if (!job_progress(job, i + 1, total)) return false;            somebody cancelled it
 *       }
 *       job_result(job, "{\"rows\":120}");
 *       return true;
 *   }
 *
 * It must bear being run again from its beginning: after a killed process (its lease ends after a minute) and after a fault, with growing
 * pauses (about 1 s, 4 s, 16 s … 1 h, ± a quarter), `tries` times (0: 5). A refusal is the business's No: a job is not tried again for it,
 * a reaction is. What fails for good stays visible: state "failed" with its sentence, GET /api/job?state=failed for CAN_SEE_JOBS.
 *
 * It acts as the system in the name of the person who made it: the audit log names her, permission was asked when it was made. */
#pragma once
#include "db/db.h"
#include "record/house.h"

enum job_state { JOB_WAITING = 1, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED };

/* Inside a write transaction: have `kind` run with `arguments` (JSON, "" for none). Returns its id; an unknown kind is a fault. */
int64_t job_add(struct work *w, text kind, text arguments);
/* … not before `at`. */
int64_t job_add_at(struct work *w, text kind, text arguments, instant at);

/* For the code that runs. Texts live as long as the job's run. */
text job_arguments(const struct job *job);
int64_t job_id(const struct job *job);
struct house *job_house(const struct job *job);
struct arena *job_arena(struct job *job);

/* A read snapshot or a write transaction. False: the job keeps why (job_why), the caller ends or goes on without. Nothing of the work's
 * memory outlives the call. */
bool job_read(struct job *job, db_run *run, void *data);
bool job_write(struct job *job, db_run *run, void *data);
struct sentence;
const struct sentence *job_why(const struct job *job);          /* NULL: nothing failed so far, or the failure was forgotten */
void job_forget_why(struct job *job);

/* Tell how far it is (written at most twice a second) and keep the lease. False: it was cancelled, or somebody else has taken it over. */
bool job_progress(struct job *job, int64_t done, int64_t total);
/* JSON for GET /api/job/{id}; kept when the job is done. */
void job_result(struct job *job, text json);
