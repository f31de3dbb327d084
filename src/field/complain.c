/* complain.c — a worker complains of a customer, from a visit or from the home she lives in: two taps, words and a photo if she likes. It stands in the
 * queue of those who handle complaints like any other (quality/complaint.h), and the customer does not see it; she sees how far it is. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "field/act.h"
#include "record/input.h"

enum { OPEN_AT_ONCE = 3, SHOWN_DAYS = 180 };

/* Whoever goes there, and who has been there though the visit went to somebody else since. */
static bool was_there(struct work *w, const struct visit *v, int64_t worker)
{
    return visit_has(v, worker) || db_one(w, SQL("select 1 from field_act where worker = $1 and visit = $2 and what = 6 and state = 1 limit 1"), BIND(num(worker), num(v->record.id)), 0) == 1;
}
_Static_assert(ACT_ARRIVE == 6 && ACT_TAKEN == 1, "the query above says these by number");

/* Of whom; 0: refused. */
static int64_t customer_of(struct work *w, struct act_hand *h)
{
    int64_t id = input_number(w, h->input, "placement", 0), me = h->her->record.id;
    if (failed(w)) return 0;
    if (h->visit && was_there(w, h->visit, me)) return h->visit->customer.id;
    const struct placement *p = !h->visit && id ? record_peek(w, &placement_type, id) : NULL;
    if (p && (p->worker.id == me || p->substitute.id == me)) return p->customer.id;
    if (!failed(w)) refuse_word(w, CONFLICT, "not_yours", N_("This is no home of yours; tell the office whom you mean"));
    return 0;
}

bool act_complain(struct work *w, struct act_hand *h)
{
    text about = input_string(w, h->input, "about", ""), label = failed(w) ? NULL : phrase_label(complaint_abouts, about), said = utf8_trim(w->arena, h->act->reason);
    if (!label) return failed(w) ? false : refuse(w, "about", N_("Tap what it is about"));
    int64_t customer = customer_of(w, h), me = h->her->record.id;
    if (!customer) return false;
    if (db_one(w, SQL("select count(*) from complaint where worker = $1 and customer = $2 and channel = 10 and state not in (7, 8)"), BIND(num(me), num(customer)), 0) >= OPEN_AT_ONCE)
        return refuse_word(w, CONFLICT, "enough", N_("Three complaints of yours about this customer are being looked at; please call the office"));
    bool grave = !strcmp(about, "harassed") || !strcmp(about, "danger");
    text story = *said ? print(w, "%s：%s", translate(w->language, label), said) : translate(w->language, label);
    return complaint_receive(w, &(struct complaint_call){ .channel = CHANNEL_BY_WORKER, .category = ABOUT_CUSTOMER, .severity = grave ? SEVERITY_GRAVE : 0, .visit = { h->visit ? h->visit->record.id : 0 },
        .customer = { customer }, .worker = { me }, .story = story, .picture = h->act->picture.hash }) != NULL;
}

/* Asked by the office what she saw and did (quality/ask_worker.h, placement/introduction_review.h): her words, a photo, or one photo more. */
bool act_say(struct work *w, struct act_hand *h)
{
    int64_t id = input_number(w, h->input, "complaint", 0), review = input_number(w, h->input, "review", 0);
    if (!failed(w) && review) return review_answered_by_her(w, review, h->her->record.id, utf8_trim(w->arena, h->act->reason));
    return !failed(w) && complaint_answered_by_her(w, id, h->her->record.id, utf8_trim(w->arena, h->act->reason), h->act->picture.hash);
}

/* Hers by her phone, with what changes once it is closed; nothing of what the customer said. */
void my_complaints_write(struct work *w, struct json *j, int64_t worker)
{
    struct found f = LOAD_WHERE(w, complaint, "worker = $1 and channel = 10 and received_at > $2 order by id desc limit 20", BIND(num(worker), num(w->now.ms - DAYS(SHOWN_DAYS))));
    write_list(j, "complaints");
    for (int i = 0; i < f.count; i++) {
        const struct complaint *c = f.at[i];
        const struct customer *whom = record_peek(w, &customer_type, c->customer.id);
        write_object(j, NULL);
        write_number(j, "id", c->record.id);
        write_text(j, "number", c->record.number);
        write_text(j, "state", choice_key(type_state(&complaint_type)->choices, c->state));
        write_text(j, "state_label", translate(w->language, choice_label(type_state(&complaint_type)->choices, c->state)));
        write_number(j, "visit", c->visit.id);
        write_text(j, "customer", whom ? whom->name : "");
        write_text(j, "story", c->story);
        write_number(j, "received_at", c->received_at.ms);
        write_number(j, "answer_by", c->received_at.ms + MINUTES(complaint_answer_minutes(c->category, c->severity)));
        write_number(j, "accepted_at", c->accepted_at.ms);
        write_text(j, "outcome", c->state == COMPLAINT_CLOSED ? c->lesson : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(CHANNEL_BY_WORKER == 10 && COMPLAINT_CLOSED == 7 && COMPLAINT_INVALID == 8, "the queries above say these by number");
