/* check_in.c — on the way, there, at work, done: when each may be said, and by what proof. Every rule here means `w->acted`, the minute
 * it happened; a phone without signal sends it later, and how much later is kept where it is odd. */
#include <string.h>
#include "operations/visit_fields.h"
#include "record/store.h"

enum { TAP_HOURS = 6 };     /* a tap later than that is no delay: somebody forgot it */

instant visit_earliest(struct work *w, const struct visit *v)
{
    return (instant){ v->start.ms - MINUTES(setting_number(w, SETTING_CHECK_IN_EARLY, v->record.branch.id, day_of(v->start))) };
}

const struct sentence *visit_time_come(struct work *w, const struct visit *v)
{
    instant from = visit_earliest(w, v);
    if (w->acted.ms >= from.ms) return NULL;
    return because(w, N_("Too early: possible from {1} on; if she goes earlier, move the visit first, with the customer's yes"), instant_words(w->arena, from));
}

instant visit_latest(const struct visit *v)
{
    instant by = { v->start.ms + HOURS(TAP_HOURS) };
    return v->until.ms > by.ms ? v->until : by;
}

const struct sentence *visit_time_not_over(struct work *w, const struct visit *v)
{
    if (w->acted.ms <= visit_latest(v).ms) return NULL;
    return because(w, N_("It was to begin at {1}, that is too long ago for a delay. If it was done then, the office enters when (“{2}”); if the customer agreed to another time, move the visit first"), instant_words(w->arena, v->start), translated(w, N_("Enter check-in times")));
}

/* Who came late begins late, and ends late. */
static instant begun_latest(const struct visit *v)
{
    instant by = { v->arrived_at.ms + HOURS(TAP_HOURS) };
    return visit_latest(v).ms > by.ms ? visit_latest(v) : by;
}

instant visit_end_latest(const struct visit *v)
{
    instant by = { v->began_at.ms ? v->began_at.ms + MINUTES(v->length.count) : 0 };
    return (instant){ (v->until.ms > by.ms ? v->until.ms : by.ms) + HOURS(TAP_HOURS) };
}

const struct sentence *visit_begin_not_over(struct work *w, const struct visit *v)
{
    if (w->acted.ms <= begun_latest(v).ms) return NULL;
    return because(w, N_("She arrived at {1}, that is too long ago to begin now; the office enters when it was done (“{2}”)"), instant_words(w->arena, v->arrived_at), translated(w, N_("Enter check-in times")));
}

const struct sentence *visit_end_not_over(struct work *w, const struct visit *v)
{
    if (w->acted.ms <= visit_end_latest(v).ms) return NULL;
    return because(w, N_("It was to end at {1}, that is too long ago for an end now; the office enters when it really ended (“{2}”)"), instant_words(w->arena, v->until), translated(w, N_("Enter check-in times")));
}

/* A visit done before its promised time was another visit: moved with the customer's yes, or the office enters what really was. */
const struct sentence *visit_begun_by_promise(struct work *w, const struct visit *v)
{
    if (w->acted.ms >= v->start.ms) return NULL;
    return because(w, N_("It is promised for {1}; this can be entered from then on"), instant_words(w->arena, v->start));
}

/* Acts come in their order, whenever the phone sends them. Later than ten minutes is kept: the office looks at it. */
static bool in_order(struct work *w, struct visit *v, instant before)
{
    enum { ODD_FROM = 10 };
    if (w->acted.ms < before.ms) return refuse(w, "acted", N_("This lies before the step that came first, at {1}"), instant_words(w->arena, before));
    int64_t later = (w->now.ms - w->acted.ms) / MINUTES(1);
    if (later > ODD_FROM && later > v->told_late) v->told_late = later;
    return true;
}

bool visit_depart(struct work *w, struct visit *v)
{
    v->left_at = w->acted;
    return in_order(w, v, (instant){ 0 });
}

/* Distance is one proof among several: drift and basements are real, so nobody is punished by it alone (T27). Where nobody knew the home's place it is
 * known now: PROOF_NO_PLACE stays, for this arrival was compared with nothing. */
enum { GOOD_TO = 100 };       /* metres: a position that teaches a home its place */
bool visit_arrive(struct work *w, struct visit *v, const struct arrival *in)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    bool known = h && place_known(h->at) && place_known(in->at);
    if (in->proof == PROOF_CODE && strcmp(in->code, v->customer_code)) return refuse(w, "code", N_("This is not the customer's code; let her read it out again"));
    if (!in_order(w, v, v->left_at)) return false;
    v->arrived_at = w->acted;
    v->arrived_place = in->at;
    v->arrived_metres = known ? (int64_t)place_metres(h->at, in->at) : -1;
    v->proof = in->proof == PROOF_CODE || in->proof == PROOF_PHOTO ? in->proof : !known ? PROOF_NO_PLACE : v->arrived_metres <= household_near(h) ? PROOF_NEAR : PROOF_FAR;
    late_reckon(w, v);
    return in->accuracy > GOOD_TO || household_learn(w, v->household.id, in->at);
}

bool visit_begin(struct work *w, struct visit *v)
{
    v->began_at = w->acted;
    return in_order(w, v, v->arrived_at);
}

bool visit_finish(struct work *w, struct visit *v)
{
    v->finished_at = w->acted;
    crew_reckon(v);
    return in_order(w, v, v->began_at);
}

/* 补签: the office enters what a phone could not, and says why. */
bool visit_mend(struct work *w, struct visit *v, const struct mending *in)
{
    instant earliest = visit_earliest(w, v);
    if (in->arrived.ms > w->now.ms) return refuse(w, "arrived", N_("This time lies in the future"));
    if (in->finished.ms > w->now.ms) return refuse(w, "finished", N_("This time lies in the future"));
    if (in->arrived.ms && in->arrived.ms < earliest.ms)
        return refuse(w, "arrived", N_("Too early: possible from {1} on; if she goes earlier, move the visit first, with the customer's yes"), instant_words(w->arena, earliest));
    if (in->arrived.ms) { v->arrived_at = in->arrived; v->proof = PROOF_OFFICE; }
    if (in->finished.ms && !v->arrived_at.ms) return refuse(w, "arrived", N_("She cannot finish before she arrived"));
    if (in->finished.ms && in->finished.ms < v->arrived_at.ms) return refuse(w, "finished", N_("She cannot finish before she arrived"));
    if (in->arrived.ms && !v->began_at.ms) v->began_at = in->arrived;
    if (in->finished.ms) v->finished_at = in->finished;
    late_reckon(w, v);
    crew_reckon(v);
    v->state = v->finished_at.ms ? VISIT_FINISHED : v->arrived_at.ms ? VISIT_ARRIVED : v->state;
    return true;
}
