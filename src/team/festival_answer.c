/* festival_answer.c — see festival_answer.h. */
#include "base/words.h"
#include "messages/messages.h"
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { FESTIVAL_ASKED, "asked", N_("Not answered"), "warn" }, { FESTIVAL_STAYS, "stays", N_("Stays"), "ok" }, { FESTIVAL_GOES, "goes", N_("Goes home"), "info" }, { FESTIVAL_MOOT, "moot", N_("Has left"), "mute", .final = true }, { 0 },
};
static const struct choice plans[] = { { FESTIVAL_STAYS, "stays", N_("Stays") }, { FESTIVAL_GOES, "goes", N_("Goes home") }, { 0 } };
static const struct choice backs[] = { { BACK_FOR_CERTAIN, "certain", N_("Back for certain"), .also = "一定" }, { BACK_PERHAPS, "perhaps", N_("Perhaps back"), .also = "不一定" }, { 0 } };
static const struct choice live_ins[] = { { LIVE_IN_GOES_ON, "goes_on", N_("The live-in service goes on") }, { LIVE_IN_PAUSES, "pauses", N_("The live-in service pauses") }, { 0 } };
static const struct choice hows[] = {
    { FESTIVAL_BY_PHONE_PAGE, "phone", N_("On her phone") }, { FESTIVAL_BY_CALL, "call", N_("By telephone") }, { FESTIVAL_BY_MESSAGE, "message", N_("By message") }, { FESTIVAL_IN_PERSON, "in_person", N_("In person") }, { 0 },
};
static const struct field fields[] = {
    FIELD(festival_answer, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(festival_answer, round, .label = N_("Going home for the festival"), .to = &festival_round_type, .required = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(festival_answer, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(festival_answer, away_from, .label = N_("Away from"), .list = true, .set_by = STEPS_ONLY), FIELD(festival_answer, away_to, .label = N_("Away until"), .list = true, .set_by = STEPS_ONLY),
    FIELD(festival_answer, back, .label = N_("Coming back"), .choices = backs, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(festival_answer, holiday_work, .label = N_("Would work on the holidays"), .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(festival_answer, live_in, .label = N_("Live-in service"), .choices = live_ins, .filter = true, .set_by = STEPS_ONLY),
    FIELD(festival_answer, note, .personal = true, .label = N_("Note"), .max = 200, .set_by = STEPS_ONLY),
    FIELD(festival_answer, how, .label = N_("Answered how"), .choices = hows, .set_by = STEPS_ONLY),
    FIELD(festival_answer, asked_at, .label = N_("Asked at"), .set_by = STEPS_ONLY), FIELD(festival_answer, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY),
    FIELD(festival_answer, answered_by, .label = N_("Written down by"), .to = &account_type, .set_by = STEPS_ONLY),
    FIELD(festival_answer, reminders, .label = N_("Reminders"), .set_by = STEPS_ONLY), FIELD(festival_answer, reminded_on, .label = N_("Reminded on"), .set_by = STEPS_ONLY),
    FIELD(festival_answer, leave, .label = N_("Leave"), .to = &worker_leave_type, .set_by = STEPS_ONLY),
};

const struct festival_answer *festival_answer_of(struct work *w, int64_t round, int64_t worker)
{
    struct found f = LOAD_WHERE(w, festival_answer, "round = $1 and worker = $2", BIND(num(round), num(worker)));
    return f.count ? f.at[0] : NULL;
}

/* By hand: somebody taken on after the answers were in, or before the round was opened. */
static bool check(struct work *w, struct festival_answer *a, const struct festival_answer *before)
{
    const struct festival_round *r = record_peek(w, &festival_round_type, a->round.id);
    const struct worker *n = record_peek(w, &worker_type, a->worker.id);
    if (!r || !n || before) return !failed(w);
    if (n->record.branch.id != r->record.branch.id) return wrong(w, "worker", N_("She works in another branch, which asks her itself"));
    if (r->state == FESTIVAL_OVER) return wrong(w, "round", N_("This Spring Festival is over"));
    if (festival_answer_of(w, a->round.id, a->worker.id)) return refuse_as(w, CONFLICT, "worker", N_("{1} was asked already: enter her answer there"), n->name);
    a->record.branch = r->record.branch;
    return true;
}
CHECKER(festival_answer, check)

static text title(struct work *w, const struct festival_answer *a) { return record_title(w, &worker_type, a->worker.id); }
TITLE(festival_answer, title)

/* ---- her word ---- */

/* The office writes it down, or she herself? */
static bool by_herself(const struct work *w, const struct festival_answer *a)
{
    return !w->actor->system && is_own(w, &festival_answer_type, a) && !can(w, CAN_APPROVE_LEAVE);
}

static bool days_right(struct work *w, const struct festival_round *r, const struct festival_word *in)
{
    enum { FARTHEST = 60 };
    if (!in->away_from.given) return refuse(w, "away_from", N_("Say from which day she is away"));
    if (!in->away_to.given) return refuse(w, "away_to", N_("Say until which day she is away"));
    if (in->away_to.number < in->away_from.number) return refuse(w, "away_to", N_("The last day lies before the first"));
    if (in->away_from.number < day_of(w->now).number) return refuse(w, "away_from", N_("This day has passed"));
    if (in->away_from.number < r->new_year.number - FARTHEST || in->away_to.number > r->new_year.number + FARTHEST)
        return refuse(w, in->away_from.number < r->new_year.number - FARTHEST ? "away_from" : "away_to", N_("New Year is {1}: days further than 60 from it are another leave"), day_text(w->arena, r->new_year));
    if (!in->back) return refuse(w, "back", N_("Say whether she comes back for certain or perhaps"));
    return true;
}

static bool word_right(struct work *w, const struct festival_answer *a, const struct festival_round *r, const struct festival_word *in)
{
    bool herself = by_herself(w, a);
    const struct branch *b = record_peek(w, &branch_type, a->record.branch.id);
    if (r->state == FESTIVAL_OVER) return refuse_as(w, CONFLICT, "", N_("This Spring Festival is over"));
    if (herself && r->state == FESTIVAL_PROPOSED) return refuse_as(w, CONFLICT, "", N_("The shop has not asked yet"));
    if (herself && r->state == FESTIVAL_CLOSED && w->acted.ms >= r->closed_at.ms)       /* said before, sent later: it counts */
        return refuse_as(w, CONFLICT, "", N_("Answers were taken until {1}; for a change please call the shop {2}"), day_text(w->arena, r->answer_by), b ? b->complaint_phone : "");
    if (a->state == FESTIVAL_GOES && a->away_from.given && a->away_from.number <= day_of(w->now).number) {
        const struct worker_leave *l = record_peek(w, &worker_leave_type, a->leave.id);
        if (l && (l->state == LEAVE_APPROVED || l->state == LEAVE_RETURNED)) return refuse_as(w, CONFLICT, "", N_("She is on her way home already: what changes now is changed on her leave"));
    }
    if (in->plan == FESTIVAL_GOES) return days_right(w, r, in);
    bool left_over = a->state == FESTIVAL_GOES && in->away_from.number == a->away_from.number && in->away_to.number == a->away_to.number;    /* what the form began with: she goes no more */
    if ((in->away_from.given || in->away_to.given) && !left_over) return refuse(w, "away_from", N_("Who stays is not away: leave the days empty, or choose “{1}”"), translated(w, N_("Goes home")));
    return true;
}

/* ---- the leave that follows ---- */

static bool same_days(const struct festival_answer *a, const struct festival_word *in)
{
    return a->state == FESTIVAL_GOES && in->plan == FESTIVAL_GOES && a->away_from.number == in->away_from.number && a->away_to.number == in->away_to.number;
}

static bool leave_stands(const struct worker_leave *l) { return l && (l->state == LEAVE_REQUESTED || l->state == LEAVE_APPROVED); }

static bool take_back(struct work *w, struct worker_leave *l) { return !leave_stands(l) || step_run(w, &worker_leave_type, l, "cancel", NULL); }

/* One leave at a time: the old one is taken back, the new one asked for and granted like any other. */
static bool leave_follows(struct work *w, struct festival_answer *a, const struct festival_word *in)
{
    struct worker_leave *old = a->leave.id ? record_peek(w, &worker_leave_type, a->leave.id) : NULL;
    if (same_days(a, in) && leave_stands(old)) return true;
    if (!take_back(w, old)) return false;
    a->leave.id = 0;
    if (in->plan != FESTIVAL_GOES) return !failed(w);
    struct worker_leave l = { .record.branch = a->record.branch, .worker = a->worker, .kind = LEAVE_FESTIVAL, .start = day_start((day){ in->away_from.number }), .until = day_start((day){ in->away_to.number + 1 }), .why = "", .impact = { "[]" } };
    if (!ADD(w, worker_leave, &l)) return false;
    a->leave.id = l.record.id;
    return true;
}

static bool answer(struct work *w, struct festival_answer *a, const struct festival_word *in)
{
    const struct festival_round *r = record_peek(w, &festival_round_type, a->round.id);
    if (!r || !word_right(w, a, r, in) || !leave_follows(w, a, in)) return false;
    bool goes = in->plan == FESTIVAL_GOES, herself = by_herself(w, a);
    a->state = in->plan;
    a->away_from = goes ? in->away_from : (maybe_day){ 0 };
    a->away_to = goes ? in->away_to : (maybe_day){ 0 };
    a->back = goes ? in->back : 0;
    a->holiday_work = in->holiday_work;
    a->live_in = in->live_in;
    a->note = in->note ? in->note : "";
    a->how = herself ? FESTIVAL_BY_PHONE_PAGE : in->how ? in->how : FESTIVAL_BY_CALL;
    a->answered_at = w->acted;
    a->answered_by.id = herself ? 0 : w->actor->user;
    return tell_no_more(w, &festival_answer_type, a->record.id, NULL);
}
RULE(festival_answer, festival_word, answer)

static const struct field word_fields[] = {
    FIELD(festival_word, plan, .label = N_("Stays or goes home"), .choices = plans, .required = true), FIELD(festival_word, away_from, .label = N_("Away from")),
    FIELD(festival_word, away_to, .label = N_("Away until"), .help = N_("The last day she is not there")), FIELD(festival_word, back, .label = N_("Coming back"), .choices = backs),
    FIELD(festival_word, holiday_work, .label = N_("Would work on the holidays")), FIELD(festival_word, live_in, .label = N_("Live-in service"), .choices = live_ins, .help = N_("Who lives in with a family: does it go on over the festival?")),
    FIELD(festival_word, note, .label = N_("Note"), .max = 200), FIELD(festival_word, how, .label = N_("Answered how"), .choices = hows, .help = N_("Empty: by telephone")),
};

/* ---- asking ---- */

static bool ask(struct work *w, struct festival_answer *a, text template, text occasion)
{
    const struct festival_round *r = record_peek(w, &festival_round_type, a->round.id);
    const struct worker *n = record_peek(w, &worker_type, a->worker.id);
    if (!r || !n) return !failed(w);
    return tell(w, &(struct telling){ .template = template, .person = n->person, .branch = a->record.branch, .about = &festival_answer_type, .record = a->record.id, .occasion = occasion, .before = day_start((day){ r->answer_by.number + 1 }),
        SAYING(say_day("new_year", r->new_year), say_day("by", r->answer_by), say("pay", *r->pay ? r->pay : "-")) });
}

static bool tell_asked(struct work *w, struct festival_answer *a) { a->asked_at = w->now; return ask(w, a, "festival.ask", print(w, "festival %lld", (long long)a->round.id)); }
RULE_PLAIN(festival_answer, tell_asked)

static bool reminded(struct work *w, struct festival_answer *a)
{
    day today = day_of(w->now);
    a->reminders++;
    a->reminded_on = (maybe_day){ today.number, true };
    return ask(w, a, "festival.remind", print(w, "festival %lld %d", (long long)a->round.id, today.number));
}
RULE_PLAIN(festival_answer, reminded)

bool festival_ask_all(struct work *w, const struct festival_round *r)
{
    struct found new = LOAD_WHERE(w, worker, "branch = $1 and state in (5, 6) and not exists (select 1 from festival_answer a where a.round = $2 and a.worker = worker.id) order by id limit 5000", BIND(num(r->record.branch.id), num(r->record.id)));
    for (int i = 0; i < new.count; i++) {
        struct festival_answer a = { .record.branch = r->record.branch, .round = { r->record.id }, .worker = { FOUND(struct worker, new, i)->record.id }, .note = "" };
        if (!ADD(w, festival_answer, &a)) return false;
    }
    struct found untold = LOAD_WHERE(w, festival_answer, "round = $1 and state = 1 and asked_at = 0 order by id limit 5000", BIND(num(r->record.id)));
    for (int i = 0; i < untold.count; i++)
        if (!step_run(w, &festival_answer_type, untold.at[i], "tell_asked", NULL)) return false;
    return !failed(w);
}
_Static_assert(FESTIVAL_ASKED == 1 && WORKER_ACTIVE == 5 && WORKER_ON_LEAVE == 6, "the queries here say these by number");

int64_t festival_remind(struct work *w, const struct festival_round *r)
{
    struct found open = LOAD_WHERE(w, festival_answer, "round = $1 and state = 1 and coalesce(reminded_on, 0) < $2 and asked_at < $3 order by id limit 5000", BIND(num(r->record.id), num(day_of(w->now).number), num(day_start(day_of(w->now)).ms)));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &festival_answer_type, open.at[i], "reminded", NULL)) return -1;
    return failed(w) ? -1 : open.count;
}

bool festival_worker_left(struct work *w, const struct record_type *type, int64_t worker)
{
    (void)type;
    struct found f = LOAD_WHERE(w, festival_answer, "worker = $1 and state in (1, 2, 3) and round in (select id from festival_round where state <> 4) order by id limit 10", BIND(num(worker)));
    for (int i = 0; i < f.count; i++)
        if (!step_run(w, &festival_answer_type, f.at[i], "moot", NULL)) return false;
    return !failed(w);
}
_Static_assert(FESTIVAL_OVER == 4 && FESTIVAL_GOES == 3, "the query above says these by number");

static bool moot(struct work *w, struct festival_answer *a)
{
    struct worker_leave *l = a->leave.id ? record_peek(w, &worker_leave_type, a->leave.id) : NULL;
    return take_back(w, l) && tell_no_more(w, &festival_answer_type, a->record.id, NULL);
}
RULE_PLAIN(festival_answer, moot)

#define ANSWERED (FROM(FESTIVAL_STAYS) | FROM(FESTIVAL_GOES))
static const struct step steps[] = {
    STEP(answer, .label = N_("Enter her answer"), .tone = "primary", .from = FROM(FESTIVAL_ASKED) | ANSWERED, .by = CAN_APPROVE_LEAVE, .own = true, INPUTS(festival_word, word_fields), .run = answer_rule),
    STEP(tell_asked, .label = N_("Was asked"), .from = FROM(FESTIVAL_ASKED), .run = tell_asked_rule, .hidden = true),
    STEP(reminded, .label = N_("Was reminded"), .from = FROM(FESTIVAL_ASKED), .run = reminded_rule, .hidden = true),
    STEP(moot, .label = N_("Has left"), .from = FROM(FESTIVAL_ASKED) | ANSWERED, .to = FESTIVAL_MOOT, .run = moot_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "note", .label = N_("Going home for the festival: the note, from the answer"), .law = N_("Attendance: 2 years"), .days = 730, .due = "answered_at > 0 and answered_at < $1 and note <> ''", .members = "note" },
};
static const text uniques[] = { "round, worker", NULL };

const struct record_type festival_answer_type = RECORD_TYPE(festival_answer, .label = N_("Answer for the festival"), .plural = "Answers for the festival", .module = "team", FIELDS(fields), STEPS(steps), .first_state = FESTIVAL_ASKED,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS, .create = CAN_APPROVE_LEAVE, .edit = CAN_APPROVE_LEAVE, .append_only = true, .quiet = true, .uniques = uniques,
    .check = check_hook, .title = title_hook, .order = "worker");

/* ---- what is told ---- */

static const struct message_variable variables[] = { { "new_year", N_("New Year's Day of the lunar year"), N_("Sat 2/6"), false }, { "by", N_("Last day to answer"), N_("Sun 1/17"), false }, { "pay", N_("What holiday work pays"), N_("three times the pay"), false }, { 0 } };
static const struct message_declared declared[] = {
    { .code = "festival.ask", .label = N_("Going home for the festival?"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "festival", .channels = TELL_ANYHOW, .variables = variables,
      .body = N_("Spring Festival begins on {new_year}. Do you go home, from when to when, or do you stay? Holiday work pays: {pay}. Please answer on your phone until {by}, or call the shop. Either answer is all right.") },
    { .code = "festival.remind", .label = N_("Going home for the festival: reminder"), .reader = TELLS_WORKERS, .purpose = MESSAGE_SERVICE, .contract = true, .topic = "festival", .channels = TELL_ANYHOW, .variables = variables,
      .body = N_("You have not told us yet whether you go home for Spring Festival ({new_year}). Holiday work pays: {pay}. Please answer on your phone until {by}, or call the shop.") },
};
const struct message_templates festival_messages = { declared, COUNT_OF(declared) };

/* ---- may a live-in service begin with her in these days? (T12) ---- */

static struct reason *no(struct work *w, const struct eligibility_case *c, struct judgement *j, const struct sentence *why, const struct sentence *fix)
{
    return reason_add(w, j, "H01.festival", c->from, c->from, why, fix);
}

static void judge_word(struct work *w, const struct eligibility_case *c, const struct festival_answer *a, struct judgement *j)
{
    const struct sentence *by_phone = because(w, N_("Ask her by telephone and enter her answer, or take somebody who stays"));
    struct reason *r = NULL;
    if (a->state == FESTIVAL_ASKED) r = no(w, c, j, because(w, N_("It begins in the days of Spring Festival, and she has not said whether she stays")), by_phone);
    if (a->state == FESTIVAL_GOES && c->to.number >= a->away_from.number && c->from.number <= a->away_to.number)
        r = no(w, c, j, because(w, N_("She goes home for Spring Festival from {1} to {2}"), day_text(w->arena, (day){ a->away_from.number }), day_text(w->arena, (day){ a->away_to.number })),
               because(w, N_("Begin after {1}, take somebody who stays, or ask her once more"), day_text(w->arena, (day){ a->away_to.number })));
    else if (a->state == FESTIVAL_GOES && a->back == BACK_PERHAPS && c->from.number > a->away_to.number)
        r = no(w, c, j, because(w, N_("She goes home until {1} and is only perhaps back"), day_text(w->arena, (day){ a->away_to.number })), by_phone);
    if (r) reason_fix(r, "festival_answer", a->record.id, "answer");
}

/* Before the round there is nothing to hold against anybody, but it is said. */
static void judge_early(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    struct spring_festival f;
    if (!festival_ahead(c->from, &f) || c->from.number < f.new_year.number - FESTIVAL_BEFORE || c->from.number > f.new_year.number + FESTIVAL_AFTER) return;
    reason_warn(w, j, "H01.festival", c->from, c->from, because(w, N_("It begins in the days of Spring Festival ({1})"), day_text(w->arena, f.new_year)), because(w, N_("Ask her now whether she stays")));
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->starts_live_in) return;
    const struct festival_round *r = festival_round_on(w, c->worker->record.branch.id, c->from);
    if (!r) { judge_early(w, c, j); return; }
    if (r->state == FESTIVAL_OVER) return;
    const struct festival_answer *a = festival_answer_of(w, r->record.id, c->worker->record.id);
    if (a) { judge_word(w, c, a, j); return; }
    struct reason *not_asked = no(w, c, j, because(w, N_("It begins in the days of Spring Festival, and she was not asked yet whether she stays")), because(w, N_("Open the round, or ask her by telephone and enter her answer")));
    reason_fix(not_asked, "festival_round", r->record.id, r->state == FESTIVAL_PROPOSED ? "open" : "");
}
const struct eligibility_answer festival_eligibility = { judge };
