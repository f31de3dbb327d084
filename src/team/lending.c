/* lending.c — see lending.h. */
#include "base/words.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { LENDING_ASKED, "asked", N_("Asked for"), "warn" }, { LENDING_OFFERED, "offered", N_("Terms to be agreed"), "warn" }, { LENDING_AGREED, "agreed", N_("Agreed"), "ok" },
    { LENDING_REFUSED, "refused", N_("Refused"), "mute", .final = true }, { LENDING_ENDED, "ended", N_("Ended"), "mute", .final = true }, { LENDING_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
#define TERMS N_("What the borrowing branch bears")
static const struct field fields[] = {
    FIELD(lending, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(lending, lender, .label = N_("Lends"), .to = &branch_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("The branch that is asked. Empty: the worker's own")),
    FIELD(lending, destination, .label = N_("Helps in"), .to = &branch_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(lending, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Empty: the branch that lends says who")),
    FIELD(lending, line, .label = N_("Service line"), .to = &service_line_type, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(lending, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(lending, last, .label = N_("Last day"), .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(lending, hours, .label = N_("At what hours"), .max = 60, .set_by = SET_ON_CREATE, .help = N_("09:00–12:00, or the whole day")),
    FIELD(lending, why, .personal = true, .label = N_("Why"), .max = 200, .set_by = SET_ON_CREATE),
    FIELD(lending, wage_percent, .label = N_("Of what the visits pay her"), .unit = N_("%"), .min = 0, .max = 100, .group = TERMS, .set_by = SET_ON_CREATE, .help = N_("Empty: all of it")),
    FIELD(lending, price_percent, .label = N_("Of what the visits bring in"), .unit = N_("%"), .min = 0, .max = 100, .group = TERMS, .set_by = SET_ON_CREATE),
    FIELD(lending, day_fee, .label = N_("For a day with a visit"), .min = 0, .max = 100000, .group = TERMS, .set_by = SET_ON_CREATE),
    FIELD(lending, asked_by, .label = N_("Asked by"), .to = &account_type, .set_by = ENGINE_ONLY),
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

/* ---- made ---- */

/* Whose branch it is, and who is to answer: who asks for her branch waits for the lender's yes; who lends waits for theirs. */
static bool place_it(struct work *w, struct lending *l)
{
    const struct worker *n = l->worker.id ? record_peek(w, &worker_type, l->worker.id) : NULL;
    if (n) l->lender = n->record.branch;
    if (!l->lender.id) return wrong(w, "lender", N_("Say which branch is asked, or which worker"));
    l->record.branch = l->lender;
    if (!l->wage_percent.given) l->wage_percent = (maybe_number){ 100, true };
    bool asks = in_scope(w, l->destination.id), lends = in_scope(w, l->lender.id);
    if (!asks && !lends) return wrong(w, "destination", N_("Ask for a branch of yours"));
    if (lends && !asks && !n) return wrong(w, "worker", N_("Say whom you lend"));
    if (lends && !asks && !can(w, CAN_LEND_WORKERS)) return must(w, CAN_LEND_WORKERS);
    if (!asks) l->state = LENDING_OFFERED;
    if (asks) l->asked_by.id = w->actor->user;
    if (l->state != LENDING_AGREED && l->last.number < day_of(w->now).number) return wrong(w, "last", N_("The last day has passed"));
    return true;
}

enum { MOST_DAYS_LATE = 366 };          /* one that runs already is brought along */

static bool check(struct work *w, struct lending *l, const struct lending *before)
{
    if (!before && !place_it(w, l)) return false;
    if (l->destination.id == l->record.branch.id) return wrong(w, "destination", N_("She works in this branch already"));
    if (l->last.number < l->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if ((!before || before->first.number != l->first.number) && !day_within_horizon(w, "first", l->first, MOST_DAYS_LATE)) return false;
    if (l->last.number - l->first.number > 366) return wrong(w, "last", N_("A lending is at most a year long"));
    return !failed(w);
}
CHECKER(lending, check)

/* "刘燕琴 → 桂花店 2026-11-26 – 2026-11-28": who answers for her reads in the queue who is asked for, where, for how long. */
static text title(struct work *w, const struct lending *l)
{
    text who = l->worker.id ? record_title(w, &worker_type, l->worker.id) : print(w, "%s · %s", record_title(w, &branch_type, l->lender.id), l->line.id ? record_title(w, &service_line_type, l->line.id) : "");
    text days = l->first.number == l->last.number ? day_text(w->arena, l->first) : print(w, "%s – %s", day_text(w->arena, l->first), day_text(w->arena, l->last));
    return print(w, "%s → %s %s%s%s", who, record_title(w, &branch_type, l->destination.id), days, *l->hours ? " " : "", l->hours);
}
TITLE(lending, title)

/* ---- answered ---- */

static bool name_her(struct work *w, struct lending *l, int64_t worker)
{
    if (worker) l->worker.id = worker;
    const struct worker *n = l->worker.id ? record_peek(w, &worker_type, l->worker.id) : NULL;
    if (!n) return refuse(w, "worker", N_("Say whom you lend"));
    if (n->record.branch.id != l->record.branch.id) return refuse(w, "worker", N_("{1} does not belong to {2}"), n->name, record_title(w, &branch_type, l->record.branch.id));
    if (n->state != WORKER_ACTIVE) return refuse(w, "worker", N_("She does not work at present"));
    if (l->line.id && !worker_level(n, l->line.id)) return refuse(w, "worker", N_("She does not do “{1}”; lend somebody who does"), record_title(w, &service_line_type, l->line.id));
    return true;
}

/* Those who asked find the answer among what they have to do; a yes comes with somebody to be planned. */
static bool tell_borrower(struct work *w, const struct lending *l, text sentence)
{
    const struct account *who = l->asked_by.id ? record_peek(w, &account_type, l->asked_by.id) : NULL;
    text name = l->worker.id && l->state != LENDING_REFUSED ? record_title(w, &worker_type, l->worker.id) : "";
    text said = said_keep(w, sentence, (const text[]){ record_title(w, &branch_type, l->record.branch.id), name, day_text(w->arena, l->first), step_reason(w), NULL });
    return remind(w, &(struct reminder){ .title = said, .due = w->now, .rule = "answered", .about = &lending_type, .record = l->record.id, .branch = l->destination.id,
        .who = CAN_BORROW_WORKERS, .person = who ? who->person : (ref){ 0 } }) != 0;
}

static const struct sentence *in_time(struct work *w, const struct lending *l)
{
    return l->last.number < day_of(w->now).number ? because(w, N_("The last day has passed")) : NULL;
}
GUARD(lending, in_time)

static const struct field yes_fields[] = {
    FIELD(lending_yes, worker, .label = N_("Whom you lend"), .to = &worker_type, .help = N_("Empty: the one who was asked for")),
};
static bool agree(struct work *w, struct lending *l, const struct lending_yes *in)
{
    if (!name_her(w, l, in ? in->worker.id : 0)) return false;
    return !l->asked_by.id || tell_borrower(w, l, N_("{1} lends {2} from {3}: give her the visits"));
}
RULE(lending, lending_yes, agree)

static const struct field terms_fields[] = {
    FIELD(lending_terms, worker, .label = N_("Whom you lend"), .to = &worker_type, .help = N_("Empty: the one who was asked for")),
    FIELD(lending_terms, wage_percent, .label = N_("Of what the visits pay her"), .unit = N_("%"), .min = 0, .max = 100, .help = N_("Empty: as it was asked")),
    FIELD(lending_terms, price_percent, .label = N_("Of what the visits bring in"), .unit = N_("%"), .min = 0, .max = 100, .help = N_("Empty: as it was asked")),
    FIELD(lending_terms, day_fee, .label = N_("For a day with a visit"), .min = 0, .max = 100000, .help = N_("Empty: as it was asked")),
};
static bool answer(struct work *w, struct lending *l, const struct lending_terms *in)
{
    if (!name_her(w, l, in->worker.id)) return false;
    if (in->wage_percent.given) l->wage_percent = in->wage_percent;
    if (in->price_percent.given) l->price_percent = in->price_percent.value;
    if (in->day_fee.given) l->day_fee = (money){ in->day_fee.fen };
    return tell_borrower(w, l, N_("{1} would lend {2} from {3} on other terms: answer them"));
}
RULE(lending, lending_terms, answer)

static bool refuse_it(struct work *w, struct lending *l) { return !l->asked_by.id || tell_borrower(w, l, N_("{1} cannot lend anybody from {3}: {4}")); }
RULE_PLAIN(lending, refuse_it)

static bool accept(struct work *w, struct lending *l)
{
    remind_no_more(w, &lending_type, l->record.id, "answered");
    return name_her(w, l, 0);
}
RULE_PLAIN(lending, accept)

static bool forget(struct work *w, struct lending *l)
{
    remind_no_more(w, &lending_type, l->record.id, "answered");
    return !failed(w);
}
RULE_PLAIN(lending, forget)

/* Ended early by who lends: the other branch has to find somebody else for what lies ahead. After the last day nothing is left to do. */
static bool end_it(struct work *w, struct lending *l)
{
    if (l->last.number < day_of(w->now).number) return forget(w, l);
    return tell_borrower(w, l, N_("{1} takes {2} back before the agreed last day: give her visits to somebody else ({4})"));
}
RULE_PLAIN(lending, end_it)

static bool run_out(struct work *w, struct lending *l)
{
    w->reason = translate(w->language, N_("Its last day has passed"));
    return forget(w, l);
}
RULE_PLAIN(lending, run_out)

/* A day, at the latest the evening before it is needed; what is needed at once, within half an hour (T26: no gap may fail in silence). */
static instant answer_due(struct work *w, const struct lending *l)
{
    (void)w;
    int64_t made = l->record.created_at.ms, evening = day_at(l->first, 0).ms - HOURS(6), soon = made + MINUTES(30);
    return (instant){ made + HOURS(24) <= evening ? made + HOURS(24) : evening > soon ? evening : soon };
}
DUE(lending, answer_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the other branch"), .states = FROM(LENDING_ASKED), .due = answer_due_hook, .who = CAN_LEND_WORKERS, .escalate_after = HOURS(24), .then = CAN_LEND_WORKERS, .step = "agree" },
};
static const struct step steps[] = {
    STEP(agree, .label = N_("Agree"), .tone = "primary", .from = FROM(LENDING_ASKED), .to = LENDING_AGREED, .by = CAN_LEND_WORKERS, INPUTS(lending_yes, yes_fields), .run = agree_rule, .guard = in_time_guard),
    STEP(answer, .label = N_("Agree on other terms"), .from = FROM(LENDING_ASKED), .to = LENDING_OFFERED, .by = CAN_LEND_WORKERS, INPUTS(lending_terms, terms_fields), .run = answer_rule, .guard = in_time_guard),
    STEP(refuse, .label = N_("Refuse"), .from = FROM(LENDING_ASKED), .to = LENDING_REFUSED, .by = CAN_LEND_WORKERS, .reason = true, .run = refuse_it_rule),
    STEP(accept, .label = N_("Accept the terms"), .tone = "primary", .from = FROM(LENDING_OFFERED), .to = LENDING_AGREED, .by = CAN_BORROW_WORKERS, .theirs = true, .run = accept_rule, .guard = in_time_guard),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(LENDING_ASKED) | FROM(LENDING_OFFERED), .to = LENDING_WITHDRAWN, .by = CAN_BORROW_WORKERS, .theirs = true, .run = forget_rule),
    STEP(take_back, .label = N_("Take the offer back"), .from = FROM(LENDING_OFFERED), .to = LENDING_REFUSED, .by = CAN_LEND_WORKERS, .reason = true, .run = refuse_it_rule),
    STEP(end, .label = N_("End"), .from = FROM(LENDING_AGREED), .to = LENDING_ENDED, .by = CAN_LEND_WORKERS, .reason = true, .run = end_it_rule,
         .confirm = N_("What she was given there stays hers; nothing new is given. End?")),
    STEP(run_out, .label = N_("Ended by its last day"), .from = FROM(LENDING_AGREED), .to = LENDING_ENDED, .run = run_out_rule, .hidden = true),
    STEP(give_back, .label = N_("No longer needed"), .from = FROM(LENDING_AGREED), .to = LENDING_ENDED, .by = CAN_BORROW_WORKERS, .theirs = true, .run = forget_rule,
         .confirm = N_("What she was given there stays hers; nothing new is given. End?")),
};
static const struct retention kept[] = {
    { .name = "why", .label = N_("Lendings: why, from the last day"), .law = N_("Attendance: 2 years"), .days = 730, .due = "last < $2 and why <> ''", .members = "why" },
};
static const text indexes[] = { "worker, destination", "destination, last", NULL };
const struct record_type lending_type = RECORD_TYPE(lending, .label = N_("Lending"), .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = LENDING_ASKED,
    .scope = SCOPE_BRANCH, .shared_with = "destination", .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS, .create = CAN_BORROW_WORKERS, .edit = CAN_LEND_WORKERS, .append_only = true,
    .check = check_hook, .title = title_hook, .indexes = indexes);

bool lendings_run_out(struct work *w)
{
    struct found over = LOAD_WHERE(w, lending, "state = 2 and last < $1 order by last, id limit 200", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &lending_type, over.at[i], "run_out", NULL)) return false;
    return !failed(w);
}
