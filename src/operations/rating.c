/* rating.c — what the customer says of a visit, and what happens when it is disputed (T29): while it is, and after it was withdrawn, it
 * counts nowhere; it stays readable with the reasons of both sides on the timeline. */
#include "operations/visit_fields.h"
#include "record/store.h"

bool visit_rate(struct work *w, struct visit *v, const struct verdict *in)
{
    if (w->acted.ms < v->finished_at.ms) return refuse(w, "acted", N_("This lies before the step that came first, at {1}"), instant_words(w->arena, v->finished_at));
    if (v->rating_disputed) return refuse_as(w, CONFLICT, "stars", N_("The rating is under dispute; decide on it first"));
    v->stars = (maybe_number){ in->stars, true };
    v->rating = in->said;
    v->rated_at = w->acted;
    v->rating_withdrawn = false;
    return true;
}

const struct sentence *visit_rating_open(struct work *w, const struct visit *v)
{
    if (!v->stars.given) return because(w, N_("There is no rating yet"));
    if (v->rating_withdrawn) return because(w, N_("The rating was withdrawn"));
    return v->rating_disputed ? because(w, N_("The rating is under dispute already")) : NULL;
}

const struct sentence *visit_rating_in_dispute(struct work *w, const struct visit *v)
{
    return v->rating_disputed ? NULL : because(w, N_("The rating is not under dispute"));
}

bool visit_dispute_rating(struct work *w, struct visit *v)
{
    v->rating_disputed = true;
    v->disputed_at = w->now;
    return true;
}

bool visit_uphold_rating(struct work *w, struct visit *v)
{
    (void)w;
    v->rating_disputed = false;
    return true;
}

bool visit_withdraw_rating(struct work *w, struct visit *v)
{
    (void)w;
    v->rating_disputed = false;
    v->rating_withdrawn = true;
    return true;
}

instant visit_dispute_due(struct work *w, const struct visit *v)
{
    (void)w;
    return (instant){ v->rating_disputed ? v->disputed_at.ms + HOURS(72) : 0 };
}
