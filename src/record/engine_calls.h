/* engine_calls.h — the engine's own calls, clocks and kinds of jobs: 待办, streams, jobs, files. For house.c and routes.c. */
#pragma once
#include "record/house.h"

extern const struct call engine_calls[];
extern const int engine_call_count;
extern const struct ticker engine_tickers[];
extern const int engine_ticker_count;
extern const struct job_kind engine_jobs[];
extern const int engine_job_count;
extern const struct module engine_module;

#define CAN_SEE_JOBS "house.jobs"       /* everybody's slow work, and what failed of it */

/* queue.c */
bool queue_call(struct work *w, const struct request *request, struct reply *reply);
bool queue_done_call(struct work *w, const struct request *request, struct reply *reply);
/* stream.c */
bool stream_call(struct work *w, const struct request *request, struct reply *reply);
/* job_calls.c */
bool job_call(struct work *w, const struct request *request, struct reply *reply);
bool jobs_call(struct work *w, const struct request *request, struct reply *reply);
bool job_cancel_call(struct work *w, const struct request *request, struct reply *reply);
bool job_retry_call(struct work *w, const struct request *request, struct reply *reply);
bool jobs_forget(struct work *w);
/* event.c: runs one AFTER reaction. */
bool reaction_job(struct job *job);
/* file_calls.c */
bool file_put_call(struct work *w, const struct request *request, struct reply *reply);
bool file_get_call(struct work *w, const struct request *request, struct reply *reply);
