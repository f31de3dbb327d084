/* dispute.c — a complaint before a third party (协会, 12315, 人民调解, 仲裁, 法院), and the cases and changes it is linked with. */
#include "quality/damages.h"
#include "quality/promise.h"
#include "record/store.h"

bool complaint_dispute(struct work *w, struct complaint *c, const struct going_before *in)
{
    if (in->hearing_on.number && in->hearing_on.number < day_of(w->acted).number) return refuse(w, "hearing_on", N_("This day is over"));
    complaint_waited(w, c);
    if (!complaint_damage_dropped(w, c)) return false;         /* what was offered was not taken; the decision says what is owed */
    c->before = in->before;
    c->dispute_number = in->dispute_number ? in->dispute_number : "";
    c->hearing_on = in->hearing_on;
    c->disputed_at = w->acted;
    return true;
}

/* What was decided binds: it may be more than a manager's limit, and never more than the visit cost. */
bool complaint_decided(struct work *w, struct complaint *c, const struct decision_made *in)
{
    if (in->worker_share + in->company_share + in->customer_share != 100) return refuse(w, "company_share", N_("The shares of worker, company and customer are 100 % together"));
    if (in->worker_share && !c->worker.id) return refuse(w, "worker_share", N_("No worker is named in it"));
    if (!complaint_refund_possible(w, c, in->refund)) return false;
    if (!promises_coupon_named(w, c, in->remedies, in->coupon)) return false;
    if (in->damaged && *in->damaged && !in->damage_price.fen) return refuse(w, "damage_price", N_("How much was decided for it?"));
    if (in->perform_by.number < day_of(w->acted).number) return refuse(w, "perform_by", N_("This day is over"));
    c->decision = in->decision;
    c->refund = in->refund;
    c->remedies = in->remedies;        /* what was offered before was not taken */
    c->coupon = in->coupon;
    c->worker_share = in->worker_share;
    c->company_share = in->company_share;
    c->customer_share = in->customer_share;
    c->perform_by = in->perform_by;
    c->decided_at = w->acted;
    c->agreed_how = "";
    return complaint_claim_damage(w, c, &(struct damage_claimed){ .what = in->damaged, .price = in->damage_price }, true);
}

bool complaint_raise_incident(struct work *w, struct complaint *c, const struct brought_to_light *in)
{
    if (c->incident.id) return refuse(w, "kind", N_("It has an incident already: {1}"), record_title(w, &incident_type, c->incident.id));
    text story = in->story && *in->story ? in->story : c->story;
    const struct incident *i = incident_raise(w, &(struct incident_call){ .kind = in->kind, .source = RAISED_BY_OFFICE, .visit = c->visit, .worker = c->worker, .customer = c->customer, .story = story });
    if (!i) return false;
    c->incident.id = i->record.id;
    return true;
}

bool complaint_change_done(struct work *w, struct complaint *c, const struct change_done *in)
{
    if (!c->action_due.number) return refuse(w, "action_done", N_("Nothing was to change"));
    c->action_done = in->action_done;
    c->action_done_at = w->acted;
    promises_training_held(w, c, in->action_done);
    return true;
}
