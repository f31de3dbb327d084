/* suspension_steps.c — how a suspension begins, grows longer, is objected to and ends (suspension.h). */
#include "base/words.h"
#include "company/company.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"
#include "team/case_about.h"
#include "team/stopped_work.h"
#include "team/suspension_own.h"
#include "team/tell_team.h"

enum { FIRST_HOURS = 72, LONGEST_DAYS = 30 };

/* ---- pay ---- */

static bool by_labour_law(const struct worker *n) { return n->mode == MODE_EMPLOYEE || n->mode == MODE_DISPATCHED; }

static void reckon_pay(struct work *w, const struct worker *n, struct suspension *s)
{
    const struct usual_pay *a;
    s->pay_percent = by_labour_law(n) ? 100 : setting_number(w, SETTING_SUSPENSION_PAY, n->record.branch.id, day_of(w->now));
    s->pay_why = "";
    for (int i = 0; s->pay_percent && (a = house_answers(w->house, QUESTION_USUAL_PAY, i)) != NULL; i++) {
        text why = "";
        money one = a->a_day(w, n, day_of(s->started), &why);
        if (one.fen <= s->day_pay.fen) continue;
        s->day_pay = one;
        s->pay_why = why;
    }
}

/* ---- beginning ---- */

/* What she would do until its end; without an end, of all that is known. */
static struct stopped_work work_of(struct work *w, const struct suspension *s, instant from)
{
    return (struct stopped_work){ .worker = s->worker.id, .from = from, .until = { s->until.ms ? s->until.ms : w->now.ms + DAYS(400) } };
}

static bool free_work(struct work *w, struct suspension *s, instant from)
{
    struct stopped_work of = work_of(w, s, from);
    text said = w->reason;
    if (from.ms == s->started.ms) s->impact.json = stopped_work_json(w, &of, NULL);
    w->reason = translate(w->language, N_("Somebody else goes there"));           /* why is nobody's business on the visit's page */
    bool well = stopped_work_clear(w, &of);
    w->reason = said;
    return well;
}

static enum suspension_right right_of(const struct work *w, enum suspension_ground ground)
{
    if (ground == STOPPED_CHECK) return RIGHT_BY_CHECK;
    if (can(w, CAN_SUSPEND_LONG)) return RIGHT_OF_HR;
    return can(w, CAN_EDIT_WORKERS) ? RIGHT_OF_MANAGER : RIGHT_OF_SAFETY;
}

/* Its last moment, so that it is read as this day's everywhere: 23:59, not 0:00 of the next. */
static instant end_of(int number) { return (instant){ day_start((day){ number + 1 }).ms - 1 }; }

static bool lasts_until(struct work *w, maybe_day asked, struct suspension *s)
{
    instant first = { s->started.ms + HOURS(FIRST_HOURS) }, end = asked.given ? end_of(asked.number) : first;
    if (s->by_right == RIGHT_BY_CHECK) { s->until.ms = 0; return true; }
    if (end.ms <= w->now.ms) return refuse(w, "until", N_("This day has passed"));
    if (s->by_right == RIGHT_OF_HR && end.ms > w->now.ms + DAYS(LONGEST_DAYS + 1)) return refuse(w, "until", N_("At most 30 days at a time; confirm it again when it takes longer"));
    if (s->by_right != RIGHT_OF_HR && asked.given && asked.number > day_of(first).number) return refuse(w, "until", N_("You may stop her for 72 hours; leave the day empty, and ask HR or headquarters to confirm it for longer"));
    s->until = s->by_right == RIGHT_OF_HR || end.ms < first.ms ? end : first;
    return true;
}

struct suspension *suspension_of(struct work *w, int64_t worker)
{
    struct found f = LOAD_WHERE(w, suspension, "worker = $1 and state = 2 order by id desc limit 1", BIND(num(worker)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(SUSPENSION_IN_FORCE == 2 && SUSPENSION_PROPOSED == 1, "the queries here say these by number");

static bool take_effect(struct work *w, const struct worker *n, struct suspension *s, maybe_day until)
{
    s->by_right = right_of(w, s->ground);
    s->started = w->now;
    s->decided_by.id = w->actor->user;
    s->was = n->state;
    if (!lasts_until(w, until, s)) return false;
    reckon_pay(w, n, s);
    return free_work(w, s, s->started);
}

static struct suspension from_call(struct work *w, const struct worker *n, const struct suspension_call *c)
{
    return (struct suspension){ .record.branch = n->record.branch, .worker = { n->record.id }, .ground = c->ground, .facts = c->facts ? c->facts : "", .case_number = c->case_number ? c->case_number : "",
        .why_longer = "", .pay_why = "", .objection = "", .answer = "", .outcome = "", .proof = "", .impact = { "[]" }, .proposed_by = { w->actor->user } };
}

bool suspension_begin(struct work *w, struct worker *n, const struct suspension_call *call)
{
    struct suspension s = from_call(w, n, call);
    s.state = SUSPENSION_IN_FORCE;
    return case_is_about(w, s.case_number, (struct case_person){ .worker = n->record.id }) && take_effect(w, n, &s, call->until) && ADD(w, suspension, &s) && tell_suspended(w, &s);
}

bool suspension_propose(struct work *w, const struct worker *n, const struct suspension_call *call)
{
    if (db_one(w, SQL("select 1 from suspension where worker = $1 and state = 1 limit 1"), BIND(num(n->record.id)), 0)) return refuse_as(w, CONFLICT, "", N_("Her suspension is proposed already and waits for the manager"));
    struct suspension s = from_call(w, n, call);
    s.state = SUSPENSION_PROPOSED;
    return case_is_about(w, s.case_number, (struct case_person){ .worker = n->record.id }) && ADD(w, suspension, &s);
}

struct suspension_yes { maybe_day until; };
static const struct field yes_fields[] = { FIELD(suspension_yes, until, .label = N_("Until the end of"), .help = N_("Empty: 72 hours. Longer, at most 30 days, by HR or headquarters only")) };

static const struct sentence *she_serves(struct work *w, const struct suspension *s)
{
    const struct worker *n = record_peek(w, &worker_type, s->worker.id);
    bool serves = n && (n->state == WORKER_ACTIVE || n->state == WORKER_ON_LEAVE || n->state == WORKER_EXITING);
    return serves ? NULL : because(w, N_("She is not at work, so there is nothing to stop"));
}
GUARD(suspension, she_serves)

static bool begin(struct work *w, struct suspension *s, const struct suspension_yes *in)
{
    struct worker *n = LOAD_LOCKED(w, worker, s->worker.id);
    return n && take_effect(w, n, s, in->until) && step_run(w, &worker_type, n, "stop", NULL) && tell_suspended(w, s);
}
RULE(suspension, suspension_yes, begin)

/* ---- longer ---- */

struct suspension_longer { day until; text why; };
static const struct field longer_fields[] = {
    FIELD(suspension_longer, until, .label = N_("Until the end of"), .required = true, .help = N_("At most 30 days from now")), FIELD(suspension_longer, why, .label = N_("Why it takes longer"), .required = true, .max = 500, .help = N_("She reads it")),
};

static bool confirm(struct work *w, struct suspension *s, const struct suspension_longer *in)
{
    instant from = s->until, end = end_of(in->until.number);
    if (end.ms <= w->now.ms) return refuse(w, "until", N_("This day has passed"));
    if (end.ms > w->now.ms + DAYS(LONGEST_DAYS + 1)) return refuse(w, "until", N_("At most 30 days at a time; confirm it again when it takes longer"));
    if (s->by_right == RIGHT_BY_CHECK) return refuse_as(w, CONFLICT, "", N_("It has no end of its own: revoke the paper if the check was wrong, or decide on the dismissal"));
    s->until = end;
    s->confirmed_by.id = w->actor->user;
    s->confirmed_at = w->now;
    s->why_longer = in->why;
    return (end.ms <= from.ms || free_work(w, s, from)) && tell_suspended_longer(w, s);
}
RULE(suspension, suspension_longer, confirm)

struct suspension_held { day since; };
static const struct field held_fields[] = { FIELD(suspension_held, since, .label = N_("Held by the police since"), .required = true, .help = N_("Her contract rests from that day on, and nothing is paid (劳部发〔1995〕309号 28)")) };

static bool held(struct work *w, struct suspension *s, const struct suspension_held *in)
{
    if (in->since.number > day_of(w->now).number) return refuse(w, "since", N_("This lies in the future"));
    if (in->since.number < day_of(s->started).number) return refuse(w, "since", N_("This lies before the suspension began"));
    s->held_since = (maybe_day){ in->since.number, true };
    return true;
}
RULE(suspension, suspension_held, held)

/* ---- her objection ---- */

struct suspension_words { text words; };
static const struct field words_fields[] = { FIELD(suspension_words, words, .label = N_("What she says"), .required = true, .max = 1000, .format = FORMAT_MULTILINE) };

static const struct sentence *not_said(struct work *w, const struct suspension *s)
{
    return s->objected_at.ms && !s->answered_at.ms ? because(w, N_("The objection of before is not answered yet")) : NULL;
}
GUARD(suspension, not_said)

static bool object(struct work *w, struct suspension *s, const struct suspension_words *in)
{
    s->objection = in->words;
    s->objected_at = w->acted;
    s->answer = "";
    s->answered_at = (instant){ 0 };
    return true;
}
RULE(suspension, suspension_words, object)

/* Who decided does not judge the objection to it. */
static const struct sentence *may_answer(struct work *w, const struct suspension *s)
{
    int64_t me = w->actor->user;
    if (!s->objected_at.ms || s->answered_at.ms) return because(w, N_("There is no objection to answer"));
    if (w->actor->system || owner_mode(w, s->record.branch.id) || (me != s->decided_by.id && me != s->confirmed_by.id)) return NULL;
    return because(w, N_("You decided it yourself; somebody else of HR or headquarters answers her objection"));
}
GUARD(suspension, may_answer)

struct suspension_answer { text words; bool granted; };
static const struct field answer_fields[] = {
    FIELD(suspension_answer, words, .label = N_("Answer"), .required = true, .max = 1000, .format = FORMAT_MULTILINE, .help = N_("She reads it")), FIELD(suspension_answer, granted, .label = N_("She is right: the suspension ends")),
};

/* ---- its end ---- */

static bool needs_proof(enum suspension_ground g) { return g == STOPPED_THEFT || g == STOPPED_HARM || g == STOPPED_VIOLENCE; }

/* Where she goes: back to what she was; away when it was confirmed. */
static text way_back(struct work *w, const struct suspension *s)
{
    if (s->result == STOPPED_CONFIRMED) return "let_go";
    if (credential_hit_stands(w, s->worker.id)) return NULL;            /* the check alone keeps her away */
    return s->was == WORKER_EXITING ? "go_on_leaving" : "go_on";
}

static bool may_end(struct work *w, const struct suspension *s, const struct suspension_end *e)
{
    if (e->result != STOPPED_CONFIRMED) return true;
    if (!can(w, CAN_SUSPEND_LONG)) return refuse_as(w, FORBIDDEN, "result", N_("That she does not come back is decided by HR or headquarters"));
    if (needs_proof(s->ground) && !*e->proof) return refuse(w, "proof", N_("Only the police or a court confirms it: enter the number of the case, or end it as neither proved nor disproved"));
    return true;
}

static bool put_end(struct work *w, struct suspension *s, const struct suspension_end *e)
{
    s->result = e->result;
    s->outcome = e->outcome ? e->outcome : "";
    s->proof = e->proof ? e->proof : "";
    s->ended_at = w->now;
    remind_no_more(w, &suspension_type, s->record.id, "after_finding");      /* of an incident that was confirmed: this is the decision it asked for */
    return tell_suspension_ended(w, s);
}

static bool send_back(struct work *w, const struct suspension *s)
{
    struct worker *n = record_peek(w, &worker_type, s->worker.id);
    text step = way_back(w, s), said = w->reason;
    if (!n || n->state != WORKER_SUSPENDED || !step) return !failed(w);
    w->reason = translate(w->language, N_("Her suspension has ended"));
    bool well = step_run(w, &worker_type, n, step, NULL);
    w->reason = said;
    return well;
}

static bool end_it(struct work *w, struct suspension *s, const struct suspension_end *in)
{
    if (in->result != STOPPED_CONFIRMED && credential_hit_stands(w, s->worker.id)) return refuse_as(w, CONFLICT, "", N_("A check stands against her; if it was wrong, revoke that paper first"));
    return may_end(w, s, in) && put_end(w, s, in) && send_back(w, s);
}
RULE(suspension, suspension_end, end_it)

static bool answer_it(struct work *w, struct suspension *s, const struct suspension_answer *in)
{
    s->answer = in->words;
    s->answered_at = w->now;
    s->answered_by.id = w->actor->user;
    if (!in->granted) return tell_objection_answered(w, s);
    s->state = SUSPENSION_ENDED;
    return end_it(w, s, &(struct suspension_end){ STOPPED_UNFOUNDED, in->words, "" });
}
RULE(suspension, suspension_answer, answer_it)

/* By the worker's own steps, which move her themselves, and by the clock. */
static bool close_only(struct work *w, struct suspension *s, const struct suspension_end *in) { return put_end(w, s, in); }
RULE(suspension, suspension_end, close_only)

bool suspension_close(struct work *w, int64_t worker, const struct suspension_end *end)
{
    struct suspension *s = suspension_of(w, worker);
    if (!s) return !failed(w);
    return may_end(w, s, end) && step_run(w, &suspension_type, s, "close", end);
}

bool suspensions_lapse(struct work *w)
{
    struct found over = LOAD_WHERE(w, suspension, "state = 2 and until > 0 and until <= $1 order by id limit 50", BIND(num(w->now.ms)));
    for (int i = 0; i < over.count; i++) {
        struct suspension *s = over.at[i];
        if (!step_run(w, &suspension_type, s, "close", &(struct suspension_end){ STOPPED_LAPSED, "", "" }) || !send_back(w, s)) return false;
    }
    return !failed(w);
}

const struct step suspension_steps[SUSPENSION_STEPS] = {
    STEP(begin, .label = N_("Suspend"), .tone = "danger", .from = FROM(SUSPENSION_PROPOSED), .to = SUSPENSION_IN_FORCE, .by = CAN_SUSPEND_WORKERS, INPUTS(suspension_yes, yes_fields), .run = begin_rule, .guard = she_serves_guard, .preview = true,
         .confirm = N_("Her visits until then are open again. Suspend?")),
    STEP(refuse, .label = N_("Do not suspend"), .from = FROM(SUSPENSION_PROPOSED), .to = SUSPENSION_REFUSED, .by = CAN_SUSPEND_WORKERS, .reason = true),
    STEP(confirm, .label = N_("Confirm for longer"), .tone = "primary", .from = FROM(SUSPENSION_IN_FORCE), .by = CAN_SUSPEND_LONG, INPUTS(suspension_longer, longer_fields), .run = confirm_rule, .preview = true),
    STEP(end, .label = N_("End the suspension"), .tone = "primary", .from = FROM(SUSPENSION_IN_FORCE), .to = SUSPENSION_ENDED, .by = CAN_SUSPEND_WORKERS, .inputs = suspension_end_fields, .input_count = SUSPENSION_END_FIELDS,
         .input_size = sizeof(struct suspension_end), .run = end_it_rule),
    STEP(held, .label = N_("The police hold her"), .from = FROM(SUSPENSION_IN_FORCE), .by = CAN_SUSPEND_LONG, INPUTS(suspension_held, held_fields), .run = held_rule),
    STEP(object, .label = N_("Enter her objection"), .from = FROM(SUSPENSION_IN_FORCE), .by = CAN_READ_SUSPENSIONS, .own = true, INPUTS(suspension_words, words_fields), .run = object_rule, .guard = not_said_guard),
    STEP(answer_objection, .label = N_("Answer her objection"), .tone = "primary", .from = FROM(SUSPENSION_IN_FORCE), .by = CAN_SUSPEND_LONG, INPUTS(suspension_answer, answer_fields), .run = answer_it_rule, .guard = may_answer_guard),
    STEP(close, .label = N_("Has ended"), .from = FROM(SUSPENSION_IN_FORCE), .to = SUSPENSION_ENDED, .inputs = suspension_end_fields, .input_count = SUSPENSION_END_FIELDS, .input_size = sizeof(struct suspension_end), .run = close_only_rule, .hidden = true),
};
