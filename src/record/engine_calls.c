/* engine_calls.c — see engine_calls.h. */
#include "record/engine_calls.h"
#include "record/booking.h"
#include "record/file.h"
#include "record/file_seal.h"
#include "record/import_own.h"
#include "record/parts.h"

enum { UPLOAD_MOST = 64 * 1024 * 1024 };

const struct call engine_calls[] = {
    { .method = GET, .pattern = "/api/queue", .run = queue_call, .help = "What waits for this person: the 500 most urgent lines, and how many there are, by type and, of who looks after several, by branch; `branch`, `type`, `days`, `mine` narrow it" },
    { .method = POST, .pattern = "/api/queue/:id/done", .run = queue_done_call, .help = "Tick off a reminder" },
    { .method = GET, .pattern = "/api/stream", .raw = stream_call, .help = "Server-sent events: change, job, queue, message" },
    { .method = GET, .pattern = "/api/job", .by = CAN_SEE_JOBS, .run = jobs_call, .help = "Slow work of everybody, by ?state=" },
    { .method = GET, .pattern = "/api/job/:id", .run = job_call, .help = "How far a slow task is" },
    { .method = POST, .pattern = "/api/job/:id/cancel", .run = job_cancel_call, .help = "End a slow task" },
    { .method = POST, .pattern = "/api/job/:id/retry", .run = job_retry_call, .help = "Try a failed task once more" },
    { .method = PUT, .pattern = "/api/file", .raw = file_put_call, .upload = true, .body_limit = UPLOAD_MOST, .help = "Upload a file; answers with its hash" },
    { .method = GET, .pattern = "/api/file/:hash", .run = file_get_call, .help = "A file, for who may see a record that names it" },
};
const int engine_call_count = COUNT_OF(engine_calls);

const struct ticker engine_tickers[] = {
    { "deadlines", SECONDS(10), deadlines_ring },
    { "audit", SECONDS(5), audit_seal_some },
    { "holds", MINUTES(10), booking_forget_holds },
    { "repeated posts", HOURS(1), once_forget },
    { "jobs", HOURS(6), jobs_forget },
};
const int engine_ticker_count = COUNT_OF(engine_tickers);

const struct job_kind engine_jobs[] = {
    { .name = "reaction", .label = N_("What follows from a step"), .run = reaction_job, .tries = 12 },
    { .name = "file_erase", .label = N_("A file that nothing names any more"), .run = file_erase_job },
    { .name = "file_seal", .label = N_("Sealing files kept by an earlier version"), .run = file_seal_job },
    { .name = "import_check", .label = N_("Dry run of an import"), .run = import_check_job },
    { .name = "import_run", .label = N_("Import"), .run = import_run_job },
    { .name = "import_undo", .label = N_("Undo of an import"), .run = import_undo_job },
};
const int engine_job_count = COUNT_OF(engine_jobs);

