/* visit_fields.h — the visit's declaration, apart from what its steps do. For operations/ only. */
#pragma once
#include "operations/operations.h"

extern const struct choice visit_states[], cancel_reasons[], visit_offer_ways[];
enum { VISIT_STEPS = 48, VISIT_DEADLINES = 9 };
extern const struct step visit_steps[VISIT_STEPS];
extern const struct deadline visit_deadlines[VISIT_DEADLINES];

bool visit_check(struct work *w, struct visit *visit, const struct visit *before);

/* ---- assign.c: who goes ---- */
/* start 0: as it is; agreed: the customer said yes to the new time; gear: no input, but vans and machines to be reserved rather than others, ends with 0 */
struct assignment { ref worker; instant start; bool agreed; enum offer_way how; text agreed_by; enum agreed_how agreed_how; bool back; const int64_t *gear; };
struct second_assignment { ref worker; };
bool visit_assign(struct work *w, struct visit *visit, const struct assignment *in);
bool visit_assign_second(struct work *w, struct visit *visit, const struct second_assignment *in);
bool visit_release(struct work *w, struct visit *visit);            /* nobody's any more: calendar free, state unassigned */
/* Gives these two and the rest of the crew this time; refused with who is in the way. */
bool visit_book(struct work *w, const struct visit *visit, int64_t worker, int64_t second, instant start);
/* How many must go: by the line, the home's risks and the hour; `worker` goes there for the first time or not (H09). `ret_why`: the sentence. */
int visit_persons(struct work *w, const struct visit *visit, int64_t worker, instant start, const struct sentence **ret_why);
/* How many it takes by its own, the home and the hour apart; how many of them went or were to go. */
int64_t visit_hands(struct work *w, const struct visit *visit);
/* Did she ever do a visit in this home, alone or with others? */
bool visit_been_there(struct work *w, int64_t worker, int64_t household);
/* What eligibility asks of a home. */
void case_of_home(struct eligibility_case *c, const struct household *home);
struct judgement visit_judge(struct work *w, const struct visit *visit, const struct worker *worker, instant start);
/* Writes down that she goes only because of the transition after go-live (§0.5); whether it was so. */
bool visit_log_transition(struct work *w, const struct visit *visit, const struct worker *worker, const struct judgement *j);
bool refuse_judgement(struct work *w, const struct worker *worker, const struct judgement *j);

/* ---- offer.c: an offer has a time, an answer, a reason ---- */
#define SETTING_OFFER_MINUTES "operations.offer_minutes"    /* to answer an offer; per branch */
#define SETTING_OFFER_LAPSE   "operations.offer_lapse"      /* enum offer_lapse */
#define SETTING_GRAB          "operations.grab"             /* 抢单: workers may take what nobody has */
#define SETTING_GRAB_STARS    "operations.grab_stars"       /* … with this average of the last 180 days at least, in hundredths; 0: any */
enum offer_lapse { LAPSE_STAYS = 0, LAPSE_OPEN, LAPSE_NEXT };
enum { MOST_ANSWERS = 20 };
struct pinning { bool worker, time; };
instant offer_until(struct work *w, const struct visit *visit, instant start, enum offer_way how);
bool offer_accept_by_phone(struct work *w, struct visit *visit);
bool offer_decline(struct work *w, struct visit *visit);            /* the reason is the step's */
bool offer_lapsed(struct work *w, struct visit *visit);
bool offer_not_reached(struct work *w, struct visit *visit);
struct unwanted_face { ref worker; text why; };         /* input of the hidden step face_declined (face_ask.h) */
bool offer_not_wanted(struct work *w, struct visit *visit, const struct unwanted_face *in);
bool visit_pin(struct work *w, struct visit *visit, const struct pinning *in);
bool offers_lapse(struct work *w);                                  /* ticker: offers whose time is over */
bool offer_pass_on(struct work *w, const struct record_type *type, int64_t visit);      /* reaction: to the next candidate, where the branch says so */
bool grab_list_call(struct work *w, const struct request *request, struct reply *reply);
bool grab_call(struct work *w, const struct request *request, struct reply *reply);

/* ---- check_in.c: on the way, there, at work, done; all by `w->acted` ---- */
struct arrival { place at; int64_t accuracy; enum arrival_proof proof; text code; };      /* accuracy: metres; 0: not said */
struct mending { instant arrived, finished; };
const struct sentence *visit_time_come(struct work *w, const struct visit *visit);              /* NULL: not too early */
const struct sentence *visit_time_not_over(struct work *w, const struct visit *visit);          /* NULL: not after visit_latest() */
const struct sentence *visit_begin_not_over(struct work *w, const struct visit *visit);         /* NULL: nor more than six hours after she arrived */
const struct sentence *visit_end_not_over(struct work *w, const struct visit *visit);           /* NULL: not after visit_end_latest() */
const struct sentence *visit_begun_by_promise(struct work *w, const struct visit *visit);       /* NULL: the promised start has come */
bool visit_depart(struct work *w, struct visit *visit);
bool visit_arrive(struct work *w, struct visit *visit, const struct arrival *in);
bool visit_begin(struct work *w, struct visit *visit);
bool visit_finish(struct work *w, struct visit *visit);
bool visit_mend(struct work *w, struct visit *visit, const struct mending *in);

/* ---- late.c: what coming late, or not at all, costs the company ---- */
void late_reckon(struct work *w, struct visit *visit);      /* by arrived_at: minutes and discount; again after anything that changes either */
void late_forget(struct visit *visit);                      /* the whole price again: it did not take place, or a new price is agreed */
enum { LATE_GRACE = 15, VERY_LATE = 30 };                   /* minutes; coming within the grace is in time */
/* She came, at `there`, after the agreed start and the grace, and it is not excused: whoever waited for her may have gone, so that no fee for a door nobody
 * opened falls due by itself; a person who has asked both sides may enter one. */
bool visit_came_late(const struct visit *visit, instant there);
bool visit_excuse_late(struct work *w, struct visit *visit);
const struct sentence *visit_was_discounted(struct work *w, const struct visit *visit);     /* NULL: something was taken off */
bool no_show_coupon(struct work *w, struct visit *visit);   /* after a no-show, when the visit does not take place that day; once */

/* ---- rating.c: what the customer says, and its dispute (T29) ---- */
struct verdict { int64_t stars; text said; };
bool visit_rate(struct work *w, struct visit *visit, const struct verdict *in);
const struct sentence *visit_rating_open(struct work *w, const struct visit *visit);            /* NULL: it can be disputed */
const struct sentence *visit_rating_in_dispute(struct work *w, const struct visit *visit);      /* NULL: it waits for a decision */
bool visit_dispute_rating(struct work *w, struct visit *visit);
bool visit_uphold_rating(struct work *w, struct visit *visit);
bool visit_withdraw_rating(struct work *w, struct visit *visit);
instant visit_dispute_due(struct work *w, const struct visit *visit);

/* ---- crew.c: more than two go ---- */
struct crew_joining { ref worker; enum crew_grade grade; };
struct crew_member_of { ref worker; };
struct crew_time { ref worker; int64_t worked; bool others_work_on; };
/* What a mate's phone told, 0: nothing new; hidden step crew_clock. */
struct crew_told { ref worker; instant began, ended; };
bool crew_clock(struct work *w, struct visit *visit, const struct crew_told *in);
/* `worked` of all whom the office has not entered, out of their own times and the leader's. Pure. */
void crew_reckon(struct visit *visit);
bool crew_add(struct work *w, struct visit *visit, const struct crew_joining *in);
bool crew_leave(struct work *w, struct visit *visit, const struct crew_member_of *in);
bool crew_hours(struct work *w, struct visit *visit, const struct crew_time *in);
/* Another first worker leads the crew in the old one's place. To be called before visit->worker changes. */
void crew_new_leader(struct work *w, struct visit *visit, int64_t leader);
/* Its leader cannot come: a skilled one of the crew who may and is free leads it and is asked; 0: nobody there can. */
int64_t crew_next_leader(struct work *w, const struct visit *visit);
bool crew_led_by(struct work *w, struct visit *visit, int64_t leader);

/* ---- correct.c ---- */
struct right_price { maybe_money owed, worker_pay; };
bool visit_correct(struct work *w, struct visit *visit, const struct right_price *in);
struct zone_off { money amount; };          /* input of the hidden step `zone_off`: zone.c says how much */
bool visit_zone_off(struct work *w, struct visit *visit, const struct zone_off *in);
bool visit_waive(struct work *w, struct visit *visit, const struct waiving *in);

/* Its plan was changed: another time or worker. Who had it has it no more, the plan gives it anew; that is no change of worker in her
 * figures (K09), as the customer agreed to it beforehand. `by_hand`: this one alone, so that its plan leaves it alone from now on. */
struct replanning { instant start; minutes length; ref rule; money price, worker_pay; worksheet quote; day plan_day; bool by_hand; };
bool visit_replan(struct work *w, struct visit *visit, const struct replanning *in);
/* Its plan's price rose by the customer's yes: what it costs, and nothing else. */
bool visit_reprice(struct work *w, struct visit *visit, const struct replanning *in);

/* ---- exceptions.c: what goes wrong, who pays and what counts ---- */
struct cancellation { enum cancel_reason reason; maybe_money fee; };
/* `wish`: whose it is; the customer's costs her the fee of the notice she gave, ours nothing. `fee`: less than that, not more.
 * `worker`: who goes then, when she who has it cannot; none: the same. */
struct new_time { instant start; bool agreed; text agreed_by; enum agreed_how agreed_how; enum liable_side wish; maybe_money fee; ref worker; };
struct reworking { instant start; bool agreed; enum liable_side liable; ref caused_by; };      /* as the dialog asks; visit_again (visit.h) is what is made of it */
struct absence { enum cancel_reason reason; };
struct no_access { int64_t waited; maybe_money fee; instant called_from; };
/* Empty amounts: by the time worked of the time planned (visit_part). */
struct interruption { enum cancel_reason reason; maybe_money price, worker_pay; };
bool visit_cancel(struct work *w, struct visit *visit, const struct cancellation *in);
bool visit_move(struct work *w, struct visit *visit, const struct new_time *in);
bool visit_no_show(struct work *w, struct visit *visit);
bool visit_no_access(struct work *w, struct visit *visit, const struct no_access *in);
bool visit_interrupt(struct work *w, struct visit *visit, const struct interruption *in);
bool visit_refuse_service(struct work *w, struct visit *visit);
/* Since when she who has it is not to go to this home, because she refused service there and nobody has settled it with the home; 0: she may. */
instant visit_refused_since(struct work *w, const struct visit *visit);
/* Reactions: to a refusal, what of hers is to come in that home goes into the queue; to a home that was changed, out of it where that is settled. */
bool refusal_asks(struct work *w, const struct record_type *type, int64_t visit);
bool refusals_heed_home(struct work *w, const struct record_type *type, int64_t household);
/* rest_visit.c. Empty: what was not worked, not charged, not given; worker 0: she who began it, when she can. The inputs are named as what the
 * broken-off visit keeps of them, so that the dialog begins with it. */
struct rest_plan { instant at; bool agreed; minutes left_length; maybe_money left_price, left_pay; ref worker; };
bool visit_plan_rest(struct work *w, struct visit *visit, const struct rest_plan *in);
int visit_rest_length(const struct visit *visit, const struct service_line *line);      /* minutes proposed for it. Pure */
bool visit_rework(struct work *w, struct visit *visit, const struct reworking *in);
bool visit_rework_failed(struct work *w, struct visit *visit);
/* Whose work is done again: of the worker's fault who is named, she who led it when nobody is; 0: nobody's, or refused (`ret`: not one who was there). */
bool visit_rework_cause(struct work *w, const struct visit *first, enum liable_side liable, ref named, ref *ret);
const struct sentence *visit_is_rework(struct work *w, const struct visit *visit);         /* NULL: it repeats another */
/* Writes the yes down; `how` 0: by phone, "" of `by`: the customer herself. Before visit->start changes. */
void visit_agreed(struct work *w, struct visit *visit, instant to, text by, enum agreed_how how);
extern const struct choice agreed_hows[];
