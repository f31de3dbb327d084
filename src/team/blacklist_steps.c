/* blacklist_steps.c — hearing, co-signature, approval, appeal, review and end of an entry (blacklist_entry.h). */
#include "base/words.h"
#include "company/company.h"
#include "record/store.h"
#include "team/blacklist_own.h"
#include "team/stopped_work.h"
#include "team/tell_team.h"

enum { REVIEW_MONTHS = 6, ASKED_DAYS = 3, UNDECIDED_DAYS = 30 };

/* ---- who may ---- */

static bool took_part(const struct work *w, const struct blacklist_entry *e)
{
    int64_t me = w->actor->user;
    return me && (me == e->proposed_by.id || me == e->cosigned_by.id || me == e->approved_by.id);
}

static bool alone_allowed(struct work *w, const struct blacklist_entry *e) { return w->actor->system || owner_mode(w, e->record.branch.id); }

static const struct sentence *another_person(struct work *w, const struct blacklist_entry *e)
{
    if (!took_part(w, e) || alone_allowed(w, e)) return NULL;
    return because(w, N_("You took a step of it before; proposing, co-signing and approving are done by three persons"));
}
GUARD(blacklist_entry, another_person)

static const struct sentence *not_decided_it(struct work *w, const struct blacklist_entry *e)
{
    if (!took_part(w, e) || alone_allowed(w, e)) return NULL;
    return because(w, N_("You took part in the decision; somebody else answers the appeal"));
}
GUARD(blacklist_entry, not_decided_it)

/* ---- hearing ---- */

static const struct field heard_fields[] = {
    FIELD(blacklist_heard, how, .label = N_("How she was heard"), .choices = blacklist_hearings), FIELD(blacklist_heard, said, .label = N_("What she says"), .max = 2000, .format = FORMAT_MULTILINE, .help = N_("In her own words")),
};

static bool hear(struct work *w, struct blacklist_entry *e, const struct blacklist_heard *in)
{
    bool herself = is_own(w, &blacklist_entry_type, e) || (w->actor->system && in->how == HEARD_ON_HER_PHONE);
    enum blacklist_hearing how = herself ? HEARD_ON_HER_PHONE : in->how;
    if (!how) return refuse(w, "how", N_("{1} is missing"), translated(w, N_("How she was heard")));
    if (!herself && how == HEARD_ON_HER_PHONE) return refuse(w, "how", N_("That is entered by herself, on her phone"));
    if (how == HEARD_DID_NOT_COME && w->now.ms < e->record.created_at.ms + DAYS(ASKED_DAYS)) return refuse(w, "how", N_("She has three days to say something; not before {1}"), instant_words(w->arena, (instant){ e->record.created_at.ms + DAYS(ASKED_DAYS) }));
    if (how != HEARD_DID_NOT_COME && !*in->said) return refuse(w, "said", N_("{1} is missing"), translated(w, N_("What she says")));
    e->heard_how = how;
    e->heard_at = w->now;
    e->heard_by.id = herself ? 0 : w->actor->user;
    e->said.plain = *in->said ? in->said : NULL;
    return true;
}
RULE(blacklist_entry, blacklist_heard, hear)

/* ---- the two signatures ---- */

struct blacklist_cosign { text why; };
static const struct field cosign_fields[] = { FIELD(blacklist_cosign, why, .label = N_("Why it is right"), .required = true, .max = 500, .help = N_("What the facts show, and what she said to them")) };
static bool cosign(struct work *w, struct blacklist_entry *e, const struct blacklist_cosign *in)
{
    e->cosigned_by.id = w->actor->user;
    e->cosigned_at = w->now;
    e->cosigned_why = in->why;
    e->impact.json = blacklist_impact(w, e);
    return !failed(w);
}
RULE(blacklist_entry, blacklist_cosign, cosign)

static day next_review(struct work *w, const struct blacklist_entry *e)
{
    day next = day_plus_months(day_of(w->now), REVIEW_MONTHS), last = { e->until.number };
    return next.number < last.number ? next : last;
}

static bool give_back(struct work *w, const struct blacklist_entry *e)
{
    text said = w->reason;
    w->reason = translate(w->language, N_("Somebody else goes there"));
    bool well = stopped_work_clear(w, &(struct stopped_work){ .worker = e->worker.id, .customer = e->side == LISTED_CUSTOMER ? e->person.id : 0, .branch = e->scope_branch.id, .line = e->scope_line.id, .from = w->now, .until = { w->now.ms + DAYS(400) } });
    w->reason = said;
    return well;
}

/* A suspension that was waiting for this decision is over with it. */
static bool bar_worker(struct work *w, struct blacklist_entry *e)
{
    struct worker *n = e->scope == LISTED_COMPANY && e->worker.id ? LOAD_LOCKED(w, worker, e->worker.id) : NULL;
    text said = w->reason;
    if (!n) return !failed(w);
    const struct suspension *s = suspension_of(w, n->record.id);
    e->was = n->state == WORKER_SUSPENDED && s ? s->was : n->state;
    if (n->state == WORKER_BLACKLISTED) return true;
    bool well = suspension_close(w, n->record.id, &(struct suspension_end){ STOPPED_CONFIRMED, translate(w->language, N_("Decided by an entry of the blacklist")), e->record.number }) && step_run(w, &worker_type, n, "bar", NULL);
    w->reason = said;
    return well;
}

static bool approve(struct work *w, struct blacklist_entry *e)
{
    day today = day_of(w->now);
    e->approved_by.id = w->actor->user;
    e->approved_at = w->now;
    e->first = (maybe_day){ today.number, true };
    e->until = (maybe_day){ day_plus_months(today, (int)e->months).number - 1, true };
    e->review_on = (maybe_day){ next_review(w, e).number, true };
    e->impact.json = blacklist_impact(w, e);
    return bar_worker(w, e) && give_back(w, e) && tell_listed(w, e);
}
RULE_PLAIN(blacklist_entry, approve)

/* ---- its end ---- */

static bool other_bar(struct work *w, const struct blacklist_entry *e)
{
    return db_one(w, SQL("select 1 from blacklist_entry where worker = $1 and id <> $2 and scope = 1 and state between 4 and 6 limit 1"), BIND(num(e->worker.id), num(e->record.id)), 0) == 1;
}

/* To what she was; a leave or a suspension of then is over, and a check that stands against her keeps her away. */
static enum worker_state back_to(struct work *w, const struct blacklist_entry *e)
{
    if (e->was != WORKER_ACTIVE && e->was != WORKER_ON_LEAVE && e->was != WORKER_SUSPENDED) return e->was ? e->was : WORKER_LEFT;
    return credential_hit_stands(w, e->worker.id) ? WORKER_SUSPENDED : WORKER_ACTIVE;
}

static bool free_worker(struct work *w, const struct blacklist_entry *e)
{
    struct worker *n = e->scope == LISTED_COMPANY && e->worker.id ? record_peek(w, &worker_type, e->worker.id) : NULL;
    text said = w->reason;
    if (!n || n->state != WORKER_BLACKLISTED || other_bar(w, e)) return !failed(w);
    bool well = step_run(w, &worker_type, n, "unbar", &(struct worker_unbarred){ back_to(w, e) });
    w->reason = said;
    return well;
}

static bool over(struct work *w, struct blacklist_entry *e, text why)
{
    e->ended_at = w->now;
    e->ended_why = why;
    e->review_on = (maybe_day){ 0 };
    return free_worker(w, e) && tell_listing_ended(w, e);
}

static bool lift(struct work *w, struct blacklist_entry *e) { return over(w, e, step_reason(w)); }
RULE_PLAIN(blacklist_entry, lift)

static bool expire(struct work *w, struct blacklist_entry *e) { return over(w, e, translate(w->language, N_("Its time was over"))); }
RULE_PLAIN(blacklist_entry, expire)

static bool refuse_it(struct work *w, struct blacklist_entry *e)
{
    e->ended_at = w->now;
    e->ended_why = w->actor->system ? translate(w->language, N_("Nobody decided within 30 days")) : step_reason(w);
    return tell_listing_refused(w, e);
}
RULE_PLAIN(blacklist_entry, refuse_it)

/* ---- appeal and review ---- */

static const struct field appeal_fields[] = { FIELD(blacklist_appeal, words, .label = N_("What she says against it"), .required = true, .max = 2000, .format = FORMAT_MULTILINE) };
static bool appeal(struct work *w, struct blacklist_entry *e, const struct blacklist_appeal *in)
{
    e->appeal.plain = in->words;
    e->appealed_at = w->acted;
    return true;
}
RULE(blacklist_entry, blacklist_appeal, appeal)

enum appeal_decision { APPEAL_UPHELD = 1, APPEAL_SHORTER, APPEAL_LIFTED };
struct blacklist_answer { enum appeal_decision decision; text words; maybe_day until; };
static const struct choice decisions[] = { { APPEAL_UPHELD, "upheld", N_("The decision stands") }, { APPEAL_SHORTER, "shorter", N_("It stands, and ends earlier") }, { APPEAL_LIFTED, "lifted", N_("It is lifted") }, { 0 } };
static const struct field answer_fields[] = {
    FIELD(blacklist_answer, decision, .label = N_("Decision"), .choices = decisions, .required = true), FIELD(blacklist_answer, words, .label = N_("Answer"), .required = true, .max = 1000, .format = FORMAT_MULTILINE, .help = N_("She reads it")),
    FIELD(blacklist_answer, until, .label = N_("Ends on"), .help = N_("When it ends earlier")),
};

/* Never later than it was: a new fact is a new entry. */
static bool end_earlier(struct work *w, struct blacklist_entry *e, maybe_day until)
{
    if (!until.given) return refuse(w, "until", N_("{1} is missing"), translated(w, N_("Ends on")));
    if (until.number >= e->until.number) return refuse(w, "until", N_("It ends on {1}; it can be made shorter, never longer"), day_text(w->arena, (day){ e->until.number }));
    if (until.number < day_of(w->now).number) return refuse(w, "until", N_("This day has passed; lift it to end it now"));
    e->until = until;
    if (e->review_on.number > until.number) e->review_on = until;
    return true;
}

static bool answer_appeal(struct work *w, struct blacklist_entry *e, const struct blacklist_answer *in)
{
    if (in->decision == APPEAL_SHORTER && !end_earlier(w, e, in->until)) return false;
    e->answer = in->words;
    e->answered_at = w->now;
    e->answered_by.id = w->actor->user;
    e->state = in->decision == APPEAL_LIFTED ? LISTED_LIFTED : LISTED_UPHELD;
    return in->decision == APPEAL_LIFTED ? over(w, e, in->words) : tell_appeal_answered(w, e);
}
RULE(blacklist_entry, blacklist_answer, answer_appeal)

struct blacklist_review { text words; maybe_day until; };
static const struct field review_fields[] = {
    FIELD(blacklist_review, words, .label = N_("Why it is still needed"), .required = true, .max = 500, .help = N_("If it is not: lift it")), FIELD(blacklist_review, until, .label = N_("Ends on"), .help = N_("Empty: as decided. It can be made shorter, never longer")),
};
static bool review(struct work *w, struct blacklist_entry *e, const struct blacklist_review *in)
{
    if (in->until.given && !end_earlier(w, e, in->until)) return false;
    e->review_on = (maybe_day){ next_review(w, e).number, true };
    w->reason = in->words;
    return true;
}
RULE(blacklist_entry, blacklist_review, review)

/* ---- the clock ---- */

bool blacklist_tick(struct work *w)
{
    struct found ran_out = LOAD_WHERE(w, blacklist_entry, "state between 4 and 6 and until < $1 order by id limit 50", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < ran_out.count; i++)
        if (!step_run(w, &blacklist_entry_type, ran_out.at[i], "expire", NULL)) return false;
    struct found undecided = LOAD_WHERE(w, blacklist_entry, "state between 1 and 3 and created_at < $1 order by id limit 50", BIND(num(w->now.ms - DAYS(UNDECIDED_DAYS))));
    for (int i = 0; i < undecided.count; i++)
        if (!step_run(w, &blacklist_entry_type, undecided.at[i], "refuse", NULL)) return false;
    return !failed(w);
}
_Static_assert(LISTED_IN_FORCE == 4 && LISTED_UPHELD == 6 && LISTED_COSIGNED == 3 && LISTED_COMPANY == 1, "the queries here say these by number");

#define UNDECIDED (FROM(LISTED_PROPOSED) | FROM(LISTED_HEARD) | FROM(LISTED_COSIGNED))
#define STANDS (FROM(LISTED_IN_FORCE) | FROM(LISTED_APPEALED) | FROM(LISTED_UPHELD))
const struct step blacklist_steps[BLACKLIST_STEPS] = {
    STEP(hear, .label = N_("Enter what she says"), .tone = "primary", .from = FROM(LISTED_PROPOSED), .to = LISTED_HEARD, .by = CAN_PROPOSE_BLACKLIST, .own = true, INPUTS(blacklist_heard, heard_fields), .run = hear_rule),
    STEP(cosign, .label = N_("Co-sign"), .tone = "primary", .from = FROM(LISTED_HEARD), .to = LISTED_COSIGNED, .by = CAN_COSIGN_BLACKLIST, INPUTS(blacklist_cosign, cosign_fields), .run = cosign_rule, .guard = another_person_guard),
    STEP(approve, .label = N_("Approve the listing"), .tone = "danger", .from = FROM(LISTED_COSIGNED), .to = LISTED_IN_FORCE, .by = CAN_APPROVE_BLACKLIST, .run = approve_rule, .guard = another_person_guard, .reason = true, .preview = true,
         .confirm = N_("It holds from today, and what it hits is given back. Approve?")),
    STEP(refuse, .label = N_("Refuse"), .from = UNDECIDED, .to = LISTED_REFUSED, .by = CAN_COSIGN_BLACKLIST, .run = refuse_it_rule, .reason = true),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(LISTED_PROPOSED) | FROM(LISTED_HEARD), .to = LISTED_WITHDRAWN, .by = CAN_PROPOSE_BLACKLIST, .run = refuse_it_rule, .reason = true),
    STEP(appeal, .label = N_("Enter the appeal"), .from = FROM(LISTED_IN_FORCE), .to = LISTED_APPEALED, .by = CAN_READ_BLACKLIST, .own = true, INPUTS(blacklist_appeal, appeal_fields), .run = appeal_rule),
    STEP(answer_appeal, .label = N_("Answer the appeal"), .tone = "primary", .from = FROM(LISTED_APPEALED), .by = CAN_ANSWER_APPEALS, INPUTS(blacklist_answer, answer_fields), .run = answer_appeal_rule, .guard = not_decided_it_guard),
    STEP(review, .label = N_("Looked at again"), .tone = "primary", .from = FROM(LISTED_IN_FORCE) | FROM(LISTED_UPHELD), .by = CAN_APPROVE_BLACKLIST, INPUTS(blacklist_review, review_fields), .run = review_rule),
    STEP(lift, .label = N_("Lift the listing"), .from = STANDS, .to = LISTED_LIFTED, .by = CAN_APPROVE_BLACKLIST, .run = lift_rule, .reason = true),
    STEP(expire, .label = N_("Its time was over"), .from = STANDS, .to = LISTED_EXPIRED, .run = expire_rule, .hidden = true),
};
