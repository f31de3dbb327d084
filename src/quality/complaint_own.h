/* complaint_own.h — the complaint's declaration, apart from what its steps do. For quality/ only. */
#pragma once
#include "quality/quality.h"

enum { COMPLAINT_STEPS = 39, COMPLAINT_AGAIN_DAYS = 30, WAIT_MOST = 5 * 24 * 60 };       /* minutes the clocks may stand still in all */
#define COMPLAINT_OPEN (FROM(COMPLAINT_RECEIVED) | FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING) | FROM(COMPLAINT_PROPOSED) | FROM(COMPLAINT_RESOLVED) | FROM(COMPLAINT_FOLLOWED_UP) \
    | FROM(COMPLAINT_DISPUTED) | FROM(COMPLAINT_DECIDED))
#define LOOKED_INTO (FROM(COMPLAINT_ACCEPTED) | FROM(COMPLAINT_INVESTIGATING))
extern const struct choice complaint_remedies[], complaint_results[], complaint_categories[], complaint_severities[], complaint_causes[], evidence_sides[], evidence_kinds[], dispute_places[];
extern const struct step complaint_steps[COMPLAINT_STEPS];

/* Past whom it is about: into the next branch above where she has no rights; where she has them everywhere, the top. */
bool complaint_route(struct work *w, struct complaint *complaint, text field);

/* She answered, by whatever step: the pause is over and counted. Then the clock of the next proposal begins, or that of doing it. */
void complaint_waited(struct work *w, struct complaint *complaint);
void complaint_propose_anew(struct work *w, struct complaint *complaint);

/* What a side says goes before what it said earlier, with its time: nothing that was said is lost. */
text complaint_words_kept(struct work *w, text before, text said);

/* What the steps share. Nobody decides on a complaint about herself (T30). A refund is at most what the visit cost (possible) and within the actor's limit (right). */
const struct sentence *complaint_not_about_me(struct work *w, const struct complaint *complaint);
bool complaint_refund_possible(struct work *w, const struct complaint *complaint, money refund);
bool complaint_refund_right(struct work *w, const struct complaint *complaint, money refund);
/* What is offered and the sum that goes back say the same. */
bool complaint_money_named(struct work *w, const struct complaint *complaint, set remedies, money refund);
/* The customer's yes: the money goes back with it, so that "resolved" is no promise. */
bool complaint_make_good(struct work *w, struct complaint *complaint, text agreed_how);

/* ---- what stands in files of its own ---- */

/* evidence.c */
struct new_evidence { enum evidence_side side; enum evidence_kind kind; file paper; text note; };
bool complaint_add_evidence(struct work *w, struct complaint *complaint, const struct new_evidence *in);

/* ask_worker.c */
struct asking { text question; int64_t hours; };
struct asked_said { text said; file picture; };
bool complaint_ask_worker(struct work *w, struct complaint *complaint, const struct asking *in);
const struct sentence *complaint_may_ask(struct work *w, const struct complaint *complaint);
bool complaint_asked_says(struct work *w, struct complaint *complaint, const struct asked_said *in);

/* Taken up again after it was closed, by whomever: its clocks, its hearings and its money begin anew; what was given and said stays. */
bool complaint_begin_again(struct work *w, struct complaint *complaint);

/* customer_answer.c: her own words, on her page */
bool complaint_she_agrees(struct work *w, struct complaint *complaint);
struct customers_words;
bool complaint_she_refuses(struct work *w, struct complaint *complaint, const struct customers_words *in);
bool complaint_she_is_not_satisfied(struct work *w, struct complaint *complaint, const struct customers_words *in);

/* on_the_spot.c */
struct spot_settlement { set remedies; money refund; text agreed_how; money coupon; };
const struct sentence *complaint_spot_possible(struct work *w, const struct complaint *complaint);
bool complaint_settle_on_spot(struct work *w, struct complaint *complaint, const struct spot_settlement *in);

/* Inputs of the hidden steps that follow a compensation (damages.h). */
struct compensated { money amount; text agreed_how; };

/* dispute.c: before a third party, and what came of it; what the case is linked with */
struct going_before { enum dispute_before before; text dispute_number; day hearing_on; };
struct decision_made { text decision; money refund; text damaged; money damage_price; int64_t worker_share, company_share, customer_share; day perform_by; set remedies; money coupon; };
struct brought_to_light { enum incident_kind kind; text story; };
struct change_done { text action_done; };
bool complaint_dispute(struct work *w, struct complaint *complaint, const struct going_before *in);
bool complaint_decided(struct work *w, struct complaint *complaint, const struct decision_made *in);
bool complaint_raise_incident(struct work *w, struct complaint *complaint, const struct brought_to_light *in);
bool complaint_change_done(struct work *w, struct complaint *complaint, const struct change_done *in);
