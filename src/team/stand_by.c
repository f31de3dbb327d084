/* stand_by.c — see stand_by.h. */
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { STAND_BY_PLANNED, "planned", N_("Planned"), "info" }, { STAND_BY_CALLED, "called", N_("Called"), "ok" }, { STAND_BY_DONE, "done", N_("Finished"), "mute", .final = true },
    { STAND_BY_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(stand_by, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(stand_by, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(stand_by, start, .label = N_("From"), .required = true, .list = true, .sort = true, .filter = true), FIELD(stand_by, until, .label = N_("To"), .required = true, .list = true),
    FIELD(stand_by, pay, .label = N_("Pay for waiting"), .list = true, .max = 100000, .help = N_("For the whole time, when she is not called")),
    FIELD(stand_by, called_percent, .label = N_("Of it when called"), .unit = N_("%"), .min = 0, .max = 100, .help = N_("On top of what the visit pays")),
    FIELD(stand_by, called_at, .label = N_("Called at"), .set_by = STEPS_ONLY), FIELD(stand_by, owed, .label = N_("She gets"), .set_by = STEPS_ONLY, .list = true),
};

enum { MOST_DAYS_LATE = 3660 };         /* what it owes may be settled late; a slip of the century is said */

static bool check(struct work *w, struct stand_by *s, const struct stand_by *before)
{
    if ((!before || before->start.ms != s->start.ms) && !within_horizon(w, "start", s->start, MOST_DAYS_LATE)) return false;
    if (s->until.ms <= s->start.ms) return wrong(w, "until", N_("It ends before it begins"));
    if (s->until.ms - s->start.ms > HOURS(16)) return wrong(w, "until", N_("Standing by is at most 16 hours at a time"));
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    if (!before && n && n->state != WORKER_ACTIVE) return wrong(w, "worker", N_("She does not work at present"));
    if (!before && n) s->record.branch = n->record.branch;
    bool twice = db_one(w, SQL("select 1 from stand_by where worker = $1 and id <> $2 and state in (1, 2) and start < $3 and until > $4 limit 1"), BIND(num(s->worker.id), num(s->record.id), num(s->until.ms), num(s->start.ms)), 0) == 1;
    return twice && s->state <= STAND_BY_CALLED ? wrong(w, "start", N_("She stands by at this time already")) : !failed(w);
}
CHECKER(stand_by, check)

int standing_by(struct work *w, int64_t branch, instant at, int64_t *into, int most)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select distinct worker from stand_by where branch = $1 and state in (1, 2) and start <= $2 and until > $2 order by worker"), BIND(num(branch), num(at.ms)));
    while (db_next(row)) if (n < most) into[n++] = db_number(row, 0);
    return n;
}

bool stand_by_call(struct work *w, int64_t worker, instant at)
{
    struct found there = LOAD_WHERE(w, stand_by, "worker = $1 and state = 1 and start <= $2 and until > $2 and start <= $3 order by start limit 1", BIND(num(worker), num(at.ms), num(w->now.ms + HOURS(3))));
    return !there.count ? !failed(w) : step_run(w, &stand_by_type, there.at[0], "call", NULL);
}

static bool call(struct work *w, struct stand_by *s) { s->called_at = w->now; return true; }
RULE_PLAIN(stand_by, call)

static const struct sentence *over(struct work *w, const struct stand_by *s)
{
    return w->now.ms >= s->until.ms ? NULL : because(w, N_("It is not over yet"));
}
GUARD(stand_by, over)

static bool finish(struct work *w, struct stand_by *s)
{
    (void)w;
    s->owed = s->state == STAND_BY_CALLED ? money_times(s->pay, s->called_percent, 100) : s->pay;
    return true;
}
RULE_PLAIN(stand_by, finish)

static instant over_at(struct work *w, const struct stand_by *s) { (void)w; return s->until; }
DUE(stand_by, over_at)
static const struct deadline deadlines[] = {
    { .name = "finish", .label = N_("The time of standing by is over"), .states = FROM(STAND_BY_PLANNED) | FROM(STAND_BY_CALLED), .due = over_at_hook, .who = CAN_APPROVE_LEAVE, .escalate_after = HOURS(48), .then = CAN_APPROVE_LEAVE, .step = "finish" },
};
static const struct step steps[] = {
    STEP(call, .label = N_("Called"), .from = FROM(STAND_BY_PLANNED), .to = STAND_BY_CALLED, .by = CAN_APPROVE_LEAVE, .run = call_rule),
    STEP(finish, .label = N_("Done"), .tone = "primary", .from = FROM(STAND_BY_PLANNED) | FROM(STAND_BY_CALLED), .to = STAND_BY_DONE, .by = CAN_APPROVE_LEAVE, .run = finish_rule, .guard = over_guard),
    STEP(cancel, .label = N_("Cancel"), .tone = "danger", .from = FROM(STAND_BY_PLANNED), .to = STAND_BY_CANCELLED, .by = CAN_APPROVE_LEAVE, .reason = true),
};
/* "刘燕琴 2026-11-26 08:00": the queue and a search show which one it is. */
static text title(struct work *w, const struct stand_by *s)
{
    return print(w, "%s %s", record_title(w, &worker_type, s->worker.id), instant_words(w->arena, s->start));
}
TITLE(stand_by, title)
static const struct retention kept[] = { { .name = "record", .label = N_("Standing by: kept with the wages"), .law = N_("Wages and attendance: at least 2 years") } };
static const text indexes[] = { "branch, start", NULL };

const struct record_type stand_by_type = RECORD_TYPE(stand_by, .label = N_("Standing by"), .plural = "Standing by", .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = STAND_BY_PLANNED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS, .create = CAN_APPROVE_LEAVE, .edit = CAN_APPROVE_LEAVE, .indexes = indexes, .check = check_hook, .title = title_hook, .order = "-start");
