/* ask_worker.c — see ask_worker.h. */
#include "quality/ask_worker.h"
#include <string.h>
#include "base/words.h"
#include "messages/messages.h"
#include "quality/complaint_own.h"
#include "record/store.h"

enum { HOURS_USUAL = 24, PHONE_DIGITS = 7, SHOWN_MOST = 20 };

/* ---- asking ---- */

static bool digits_in_a_row(text t, int most)
{
    int n = 0;
    for (; *t; t++) {
        n = *t >= '0' && *t <= '9' ? n + 1 : 0;
        if (n >= most) return true;
    }
    return false;
}

static bool neutral(struct work *w, const struct complaint *c, text question)
{
    const struct customer *customer = c->customer.id ? record_peek(w, &customer_type, c->customer.id) : NULL;
    if (customer && *customer->name && strstr(question, customer->name)) return refuse(w, "question", N_("Leave the customer's name out: ask what she saw and did, on which day, at which service"));
    if (digits_in_a_row(question, PHONE_DIGITS)) return refuse(w, "question", N_("Leave numbers of the customer out: ask what she saw and did"));
    return true;
}

static bool has_phone(struct work *w, const struct complaint *c)
{
    return db_one(w, SQL("select 1 from account a join worker n on n.person = a.person where n.id = $1 and a.state = 1 limit 1"), BIND(num(c->worker.id)), 0) == 1;
}

bool complaint_ask_worker(struct work *w, struct complaint *c, const struct asking *in)
{
    if (!neutral(w, c, in->question)) return false;
    c->asked_question = in->question;
    c->asked_at = w->now;
    c->asked_until = (instant){ w->now.ms + HOURS(in->hours ? in->hours : HOURS_USUAL) };
    return true;
}

const struct sentence *complaint_may_ask(struct work *w, const struct complaint *c)
{
    if (!c->worker.id) return because(w, N_("No worker is named in it"));
    if (c->asked_at.ms && !c->worker_heard_at.ms) return because(w, N_("She was asked on {1} and has until {2}"), instant_words(w->arena, c->asked_at), instant_words(w->arena, c->asked_until));
    if (!has_phone(w, c)) return because(w, N_("{1} has no account for the phone: hear her by telephone. To ask her there, the store manager or HR opens one on her page"), record_title(w, &worker_type, c->worker.id));
    return complaint_not_about_me(w, c);
}

/* ---- her answer ---- */

bool complaint_asked_says(struct work *w, struct complaint *c, const struct asked_said *in)
{
    bool words = in->said && *in->said, picture = in->picture.hash && *in->picture.hash;
    if (!words && !picture) return refuse(w, "reason", N_("Say what you saw and did, or take a photo"));
    if (picture && !complaint_add_evidence(w, c, &(struct new_evidence){ EVIDENCE_OF_WORKER, EVIDENCE_PHOTO, in->picture, "" })) return false;
    if (!words) return true;
    c->worker_said = complaint_words_kept(w, c->worker_said, in->said);
    if (!c->worker_heard_at.ms) c->worker_heard_at = w->acted;
    if (c->state == COMPLAINT_ACCEPTED) c->state = COMPLAINT_INVESTIGATING;
    return true;
}

bool complaint_answered_by_her(struct work *w, int64_t id, int64_t worker, text words, text picture)
{
    struct complaint *c = record_peek(w, &complaint_type, id);
    if (!c || c->worker.id != worker || !c->asked_at.ms) return failed(w) ? false : refuse_as(w, NOT_FOUND, "complaint", N_("Nobody asks you for this"));
    if (c->frozen_at.ms || (c->state != COMPLAINT_ACCEPTED && c->state != COMPLAINT_INVESTIGATING))
        return refuse_as(w, CONFLICT, "", N_("This case has gone on to its proposal; call the office if something is missing"));
    return step_run(w, &complaint_type, c, "asked_says", &(struct asked_said){ words, { picture ? picture : "" } });
}

/* ---- on her phone ---- */

static void write_ask(struct work *w, struct json *j, const struct complaint *c)
{
    const struct visit *v = c->visit.id ? record_peek(w, &visit_type, c->visit.id) : NULL;
    write_object(j, NULL);
    write_text(j, "kind", "complaint");
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "about", translate(w->language, choice_label(complaint_categories, c->category)));
    write_text(j, "line", v ? translate(w->language, record_title(w, &service_line_type, v->line.id)) : "");
    write_number(j, "start", v ? v->start.ms : 0);
    write_text(j, "question", c->asked_question);
    write_number(j, "asked_at", c->asked_at.ms);
    write_number(j, "until", c->asked_until.ms);
    write_number(j, "answered_at", c->worker_heard_at.ms);
    write_text(j, "said", c->worker_heard_at.ms ? c->worker_said : "");
    write_end(j, '}');
}

void complaint_asks_write(struct work *w, struct json *j, int64_t worker)
{
    struct found f = LOAD_WHERE(w, complaint, "worker = $1 and asked_at > 0 and state in (2, 3) order by asked_at desc limit 20", BIND(num(worker)));
    for (int i = 0; i < f.count && i < SHOWN_MOST; i++) write_ask(w, j, f.at[i]);
}
_Static_assert(COMPLAINT_ACCEPTED == 2 && COMPLAINT_INVESTIGATING == 3, "the query above says these by number");

bool tell_asked(struct work *w, const struct record_type *type, int64_t id)
{
    const struct complaint *c = record_peek(w, type, id);
    const struct worker *her = c && c->worker.id ? record_peek(w, &worker_type, c->worker.id) : NULL;
    if (!her) return !failed(w);
    return tell(w, &(struct telling){ .template = "complaint.ask_worker", .person = her->person, .branch = c->record.branch, .about = type, .record = id, .occasion = print(w, "%lld", (long long)c->asked_at.ms), SAYING(say_day("day", day_of(c->asked_until))) });
}
