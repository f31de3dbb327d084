/* lending.c — see lending.h. */
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { LENDING_ASKED, "asked", N_("Asked for"), "warn" }, { LENDING_AGREED, "agreed", N_("Agreed"), "ok" },
    { LENDING_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { LENDING_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(lending, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(lending, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(lending, destination, .label = N_("Helps in"), .to = &branch_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(lending, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(lending, last, .label = N_("Last day"), .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(lending, why, .personal = true, .label = N_("Why"), .max = 200),
};

/* Several that follow each other count together: each takes the days on from where the one before ended. */
bool lent_to(struct work *w, int64_t worker, int64_t branch, day from, day to)
{
    struct rows *row = db_query(w, SQL("select first, last from lending where worker = $1 and destination = $2 and state = 2 and last >= $3 order by first"),
                                BIND(num(worker), num(branch), num(from.number)));
    int64_t open = from.number;
    while (db_next(row))
        if (db_number(row, 0) <= open && db_number(row, 1) >= open) open = db_number(row, 1) + 1;
    return open > to.number;
}

bool lent_here(struct work *w, int64_t worker)
{
    struct rows *row = db_query(w, SQL("select destination from lending where worker = $1 and state = 2 and last >= $2"), BIND(num(worker), num(day_of(w->now).number)));
    bool here = false;
    while (db_next(row)) here = here || in_scope(w, db_number(row, 0));
    return here;
}

static bool check(struct work *w, struct lending *l, const struct lending *before)
{
    const struct worker *n = record_peek(w, &worker_type, l->worker.id);
    if (n && !before) l->record.branch = n->record.branch;
    if (l->destination.id == l->record.branch.id) return wrong(w, "destination", N_("She works in this branch already"));
    if (l->last.number < l->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (l->last.number - l->first.number > 366) return wrong(w, "last", N_("A lending is at most a year long"));
    return !failed(w);
}
CHECKER(lending, check)

/* "刘燕琴 → 桂花店 2026-11-26 – 2026-11-28": who answers for her reads in the queue who is asked for, where, for how long. */
static text title(struct work *w, const struct lending *l)
{
    return print(w, "%s → %s %s – %s", record_title(w, &worker_type, l->worker.id), record_title(w, &branch_type, l->destination.id), day_text(w->arena, l->first), day_text(w->arena, l->last));
}
TITLE(lending, title)

static instant answer_due(struct work *w, const struct lending *l) { (void)w; return (instant){ l->record.created_at.ms + HOURS(24) }; }
DUE(lending, answer_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the other branch"), .states = FROM(LENDING_ASKED), .due = answer_due_hook, .who = CAN_LEND_WORKERS, .escalate_after = HOURS(24), .then = CAN_LEND_WORKERS, .step = "agree" },
};
static const struct step steps[] = {
    STEP(agree, .label = N_("Agree"), .tone = "primary", .from = FROM(LENDING_ASKED), .to = LENDING_AGREED, .by = CAN_LEND_WORKERS),
    STEP(refuse, .label = N_("Refuse"), .from = FROM(LENDING_ASKED), .to = LENDING_REFUSED, .by = CAN_LEND_WORKERS, .reason = true),
    STEP(end, .label = N_("End"), .from = FROM(LENDING_AGREED), .to = LENDING_ENDED, .by = CAN_LEND_WORKERS, .reason = true,
         .confirm = N_("What she was given there stays hers; nothing new is given. End?")),
};
static const struct retention kept[] = {
    { .name = "why", .label = N_("Lendings: why, from the last day"), .law = N_("Attendance: 2 years"), .days = 730, .due = "last < $2 and why <> ''", .members = "why" },
};
static const text indexes[] = { "worker, destination", "destination, last", NULL };
const struct record_type lending_type = RECORD_TYPE(lending, .label = N_("Lending"), .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = LENDING_ASKED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS, .create = CAN_LEND_WORKERS, .edit = CAN_LEND_WORKERS, .check = check_hook, .title = title_hook, .indexes = indexes);
