/* introduction_asked.c — the worker of a review is asked on her phone, answers and appeals there (introduction_review.h), by the road complaints ask her. */
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/tell_placement.h"
#include "record/store.h"

enum { HOURS_USUAL = 48 };

/* ---- asking ---- */

static text family_of(struct work *w, const struct introduction_review *r)
{
    if (r->customer.id) return record_title(w, &customer_type, r->customer.id);
    const struct demand *d = r->demand.id ? record_peek(w, &demand_type, r->demand.id) : NULL;
    return d ? record_title(w, &person_type, d->person.id) : "";
}

/* She was shown to them: their name is no secret to her. What we were told, and by whom, is. */
static text usual_question(struct work *w, const struct introduction_review *r)
{
    int64_t shown = db_one(w, SQL("select max(c.shown_at) from recommendation c join demand d on d.id = c.demand where c.worker = $1 and ((d.customer = $2 and $2 > 0) or (d.id = $3 and $3 > 0))"), BIND(num(r->worker.id), num(r->customer.id), num(r->demand.id)), 0);
    if (!shown) return sentence_text(w, because(w, N_("We introduced you to the family {1}. Has anything been agreed with them since, or did you work there, without the shop? Please tell it as it was."), family_of(w, r)));
    return sentence_text(w, because(w, N_("On {1} we introduced you to the family {2}. Has anything been agreed with them since, or did you work there, without the shop? Please tell it as it was."), day_text(w->arena, day_of((instant){ shown })), family_of(w, r)));
}

bool review_ask_worker(struct work *w, struct introduction_review *r, const struct review_asking *in)
{
    r->asked_question = in->question && *in->question ? in->question : usual_question(w, r);
    r->asked_at = w->now;
    r->asked_until = (instant){ w->now.ms + HOURS(in->hours ? in->hours : HOURS_USUAL) };
    return true;
}

const struct sentence *review_may_ask(struct work *w, const struct introduction_review *r)
{
    if (r->asked_at.ms && !r->worker_heard_at.ms) return because(w, N_("She was asked on {1} and has until {2}"), instant_words(w->arena, r->asked_at), instant_words(w->arena, r->asked_until));
    if (db_one(w, SQL("select 1 from account a join worker n on n.person = a.person where n.id = $1 and a.state = 1 limit 1"), BIND(num(r->worker.id)), 0) == 1) return NULL;
    return because(w, N_("{1} has no account for the phone: hear her by telephone. To ask her there, the store manager or HR opens one on her page"), record_title(w, &worker_type, r->worker.id));
}

/* ---- her words ---- */

bool review_she_says(struct work *w, struct introduction_review *r, const struct review_words *in)
{
    if (!*in->said) return refuse(w, "reason", N_("Write what it was like"));
    r->worker_said = *r->worker_said ? print(w, "%s\n%s", r->worker_said, in->said) : in->said;
    if (!r->worker_heard_at.ms) r->worker_heard_at = w->acted;
    return true;
}

bool review_she_objects(struct work *w, struct introduction_review *r, const struct review_words *in)
{
    if (!*in->said) return refuse(w, "reason", N_("Write why you do not agree"));
    if (*r->appeal) return refuse_as(w, CONFLICT, "", N_("Your appeal was decided already; call the office if something is new"));
    r->appeal = in->said;
    return true;
}

bool review_answered_by_her(struct work *w, int64_t id, int64_t worker, text words)
{
    struct introduction_review *r = record_peek(w, &introduction_review_type, id);
    if (!r || r->worker.id != worker || (!r->asked_at.ms && r->state != REVIEW_FOUNDED)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "review", N_("Nobody asks you for this"));
    if (r->state == REVIEW_FOUNDED) return step_run(w, &introduction_review_type, r, "she_objects", &(struct review_words){ words });
    if (r->state != REVIEW_FLAGGED && r->state != REVIEW_ASKED) return refuse_as(w, CONFLICT, "", N_("This is decided by now; call the office if something is missing"));
    return step_run(w, &introduction_review_type, r, "asked_says", &(struct review_words){ words });
}

/* ---- on her phone ---- */

static instant appeal_until(const struct introduction_review *r) { return (instant){ r->decided_at.ms + DAYS(APPEAL_DAYS) }; }

static void write_ask(struct work *w, struct json *j, const struct introduction_review *r)
{
    bool founded = r->state == REVIEW_FOUNDED;
    text found = founded ? translate_with(w->arena, w->language, N_("It was found: {1} If you do not agree, say why here: somebody else looks at it again."), (const text[]){ r->decision, NULL }) : "";
    write_object(j, NULL);
    write_text(j, "kind", "review");
    write_number(j, "id", r->record.id);
    write_text(j, "about", translate(w->language, N_("After an introduction")));
    write_text(j, "line", family_of(w, r));
    write_number(j, "start", 0);
    write_text(j, "question", founded ? found : r->asked_question);
    write_text(j, "hint", founded ? translate(w->language, N_("Nothing is taken from your wage for it.")) : "");
    write_number(j, "asked_at", founded ? r->decided_at.ms : r->asked_at.ms);
    write_number(j, "until", founded ? appeal_until(r).ms : r->asked_until.ms);
    write_number(j, "answered_at", founded ? 0 : r->worker_heard_at.ms);
    write_text(j, "said", !founded && r->worker_heard_at.ms ? r->worker_said : "");
    write_end(j, '}');
}

void review_asks_write(struct work *w, struct json *j, int64_t worker)
{
    struct found f = LOAD_WHERE(w, introduction_review, "worker = $1 and ((state in (1, 2) and asked_at > 0) or (state = 3 and appeal = '' and decided_at > $2)) order by id desc limit 5", BIND(num(worker), num(w->now.ms - DAYS(APPEAL_DAYS))));
    for (int i = 0; i < f.count; i++) write_ask(w, j, f.at[i]);
}
_Static_assert(REVIEW_FLAGGED == 1 && REVIEW_ASKED == 2 && REVIEW_FOUNDED == 3, "the query above says these by number");

/* ---- told ---- */

static bool tell_her(struct work *w, const struct introduction_review *r, text template, instant when)
{
    const struct worker *her = record_peek(w, &worker_type, r->worker.id);
    return !her ? !failed(w) : tell(w, &(struct telling){ .template = template, .person = her->person, .branch = r->record.branch, .about = &introduction_review_type, .record = r->record.id, SAYING(say_day("day", day_of(when))) });
}

bool tell_of_review(struct work *w, const struct record_type *type, int64_t id)
{
    const struct introduction_review *r = record_peek(w, type, id);
    if (!r) return !failed(w);
    if (r->state == REVIEW_FLAGGED) return tell_her(w, r, "placement.review_asked", r->asked_until);
    if (r->state == REVIEW_FOUNDED) return tell_her(w, r, *r->appeal ? "placement.review_dismissed" : "placement.review_founded", *r->appeal ? w->now : appeal_until(r));
    /* who never heard of it is not told that it is over */
    return r->asked_by.id || r->asked_at.ms ? tell_her(w, r, "placement.review_unfounded", w->now) : true;
}
