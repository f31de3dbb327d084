/* tell_placement.h — what family and worker are told along a placement, by the steps' reactions and once an hour. For placement/ only.
 *
 * Each side reads its own words, by the same outbox, consents and quiet hours as any message (messages/messages.h). A quiet placement (death, loss) says
 * nothing to the family: somebody calls. Families read of a worker her surname (PIPL 25); a worker reads the home's name, never what ails whom. */
#pragma once
#include "messages/messages.h"
#include "placement/placement_own.h"

extern const struct message_templates placement_messages;
bool tell_of_placement(struct work *w, const struct record_type *type, int64_t id);        /* to_hospital, worker_leaves, stop_by_event */
bool tell_of_days(struct work *w, const struct record_type *type, int64_t id);             /* shift, plan_other */
bool tell_of_not_begun(struct work *w, const struct record_type *type, int64_t id);        /* cancel */
bool tell_not_going(struct work *w, const struct placement *p, ref worker);                /* before another takes her place: she begins elsewhere */
bool tell_another_nurse(struct work *w, const struct placement *p, ref worker, day first);    /* the backup takes the place of p->worker for good: the family hears whom and why */
bool tell_of_wage(struct work *w, const struct record_type *type, int64_t id);             /* change_wage */
bool tell_of_home_again(struct work *w, const struct record_type *type, int64_t id);       /* come_back */
bool tell_home_of_leave(struct work *w, const struct placement *p, const struct worker_leave *leave, struct days taken);     /* the family: not why */
/* It was withdrawn: whoever was told of it hears that she comes after all. */
bool tell_home_leave_is_off(struct work *w, const struct placement *p, const struct worker_leave *leave, struct days taken);
bool tell_of_sheet(struct work *w, const struct record_type *type, int64_t id);            /* handover.created */
bool tell_of_task(struct work *w, const struct record_type *type, int64_t id);             /* extra_task.created */
bool tell_of_lapsed_task(struct work *w, const struct record_type *type, int64_t id);      /* extra_task.lapse */
bool tell_of_holiday(struct work *w, const struct record_type *type, int64_t id);          /* holiday_ask.created and its answers */
bool tell_holiday_moved(struct work *w, const struct placement *p, day holiday, day rests);
bool tell_of_wish(struct work *w, const struct record_type *type, int64_t id);             /* placement_wish.created, .agree, .decline */
bool tell_of_replacement(struct work *w, const struct record_type *type, int64_t id);      /* replacement.hand_over */
bool tell_of_missed_call(struct work *w, const struct record_type *type, int64_t id);      /* follow_up.not_reached */
bool tell_of_review(struct work *w, const struct record_type *type, int64_t id);           /* introduction_review.ask_worker, .founded, .uphold, .unfounded */
bool tell_ahead(struct work *w);        /* ticker: begins tomorrow; ends in 30, 15, 7 days */
