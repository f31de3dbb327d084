/* team.c — the module's table of contents, and the call behind the light. */
#include "team/team.h"
#include <stdlib.h>
#include "record/answer.h"
#include "record/import.h"
#include "record/store.h"

static day day_asked(struct work *w, const struct request *q, text name, day otherwise)
{
    text given = http_query(q, name);
    day d = otherwise;
    char *end;
    if (!given || !*given) return d;
    long n = strtol(given, &end, 10);
    if (!*end) return (day){ (int32_t)n };
    if (!day_read(given, &d)) wrong(w, name, N_("“{1}” is not a date; write 2026-03-05"), given);
    return d;
}

static bool show_eligibility(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct worker *n = id ? LOAD(w, worker, id) : NULL;
    if (!n) return false;
    day from = day_asked(w, q, "from", day_of(w->now)), to = day_asked(w, q, "to", from);
    int64_t line = http_query(q, "line") ? strtoll(http_query(q, "line"), NULL, 10) : 0;
    if (to.number < from.number || to.number - from.number > 400) return wrong(w, "to", N_("The last day lies before the first"));
    if (failed(w)) return false;
    struct eligibility_case c = { .worker = n, .line = line ? record_peek(w, &service_line_type, line) : NULL, .from = from, .to = to };
    struct judgement j = eligibility(w, &c);
    struct json out = json_new(w->arena);
    judgement_write(w, &out, NULL, &j);
    answer_json(w, reply, 200, &out);
    return !failed(w);
}

static const struct record_type *const types[] = { &worker_type, &credential_type, &worker_leave_type, NULL };
static const struct capability capabilities[] = {
    { CAN_SEE_WORKERS, N_("See workers and their papers") }, { CAN_EDIT_WORKERS, N_("Edit the workers' archive") },
    { CAN_ADMIT_WORKERS, N_("Take on, train and let go workers") }, { CAN_SUSPEND_WORKERS, N_("Suspend workers") },
    { CAN_EDIT_CREDENTIALS, N_("Enter credentials") }, { CAN_VERIFY_CREDENTIALS, N_("Verify and revoke credentials") },
    { CAN_APPROVE_LEAVE, N_("Approve leave") }, { CAN_REVEAL_BANK, N_("See bank accounts") },
};
static const struct call calls[] = {
    { .method = GET, .pattern = "/api/worker/:id/eligibility", .by = CAN_SEE_WORKERS, .run = show_eligibility, .help = "The light of a worker for a line and days" },
};
static bool works_here(struct work *w, int64_t person) { return db_one(w, SQL("select 1 from worker where person = $1 and state not in (9, 10, 11) limit 1"), BIND(num(person)), 0) == 1; }
static const struct person_needed works = { N_("She is a worker or an applicant; end that first"), false, works_here };

static const struct answer answers[] = { { QUESTION_IMPORT_SHAPES, &worker_import }, { QUESTION_NEEDED, &works } };
const struct module team_module = { .name = "team", .label = N_("Team"), .menu = 3, .types = types, MODULE_CAPABILITIES(capabilities), MODULE_CALLS(calls), MODULE_ANSWERS(answers) };
