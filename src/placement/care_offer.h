/* care_offer.h — something worth offering to a customer we know (客户维护; source 四.5): a need that changed, the next stage of life, a quiet customer.
 *
 *   open → offered → offered again … → accepted | declined                open | offered → dropped
 *
 * Each call says when the next is (`due`, a week later unless she named a day, at most half a year): it rings then, until she has said yes or no.
 *
 * DORMANT is answered by what she does, too: a visit that is booked for her, by whomever, takes her off the list as one who came back.
 *
 * LIFE_STAGE comes by itself on the 20th day of a maternity nurse's term (an infant nanny afterwards), DORMANT when a home had nothing for
 * SETTING_DORMANT_DAYS and nothing stands to come. Nobody is offered anything who does not want to be called, whose placement is quiet (T07, T23), or
 * whose complaint is open. One of a kind is open for a customer at a time. Accepted, it becomes a demand at once, for the home she was served in. */
#pragma once
#include "placement/follow_up.h"
#include "placement/placement.h"

enum care_offer_state { OFFER_OPEN = 1, OFFER_MADE, OFFER_ACCEPTED, OFFER_DECLINED, OFFER_DROPPED };
enum care_offer_kind { OFFER_CHANGED_NEED = 1, OFFER_LIFE_STAGE, OFFER_DORMANT };

struct care_offer {
    struct record record;
    enum care_offer_state state;
    enum care_offer_kind kind;
    ref customer, placement, line, demand;
    text what;                      /* why now, in words */
    ref call;                       /* in which she said it, the latest of several */
    day due;
    text said;                      /* what she answered */
    ref visit;                      /* of one who was quiet: with which she came back */
    instant ended_at;
};
extern const struct record_type care_offer_type;
#define SETTING_DORMANT_DAYS "placement.dormant_days"

/* Opens one unless the customer may not be called. One of this kind that is open stays the only one; another changed need is added to its words. True unless the work failed. */
bool offer_open(struct work *w, int64_t branch, int64_t customer, int64_t placement, enum care_offer_kind kind, text what, day due, int64_t line);
/* The needs that changed, as she said in this call; the offer shows the call, and the call the offer. */
bool offer_of_call(struct work *w, const struct follow_up *call);
bool offers_tick(struct work *w);
/* Reaction to visit.created. */
bool offers_heed_visit(struct work *w, const struct record_type *type, int64_t visit);
/* Reaction to a person's changes: who does not wish to be contacted any more leaves the list; what she herself said she needs stays. */
bool offers_heed_person(struct work *w, const struct record_type *type, int64_t id);
