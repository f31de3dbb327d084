/* interview.h — customer and worker meet (面试): in the shop, by video, at the home, with a sheet for each side.
 *
 *   set → held | no_show(side) | cancelled          move: another time, as often as it takes
 *
 * Made by the recommendation's steps set_interview and meet. Her calendar is kept for it, with the way to the home or shop; at the home the branch knows where
 * she is. Who lives in another home until then is met by video: her day there is not a second time taken for the call. Both sides are asked apart: what the customer thought of her, and what the worker saw (room, tasks, pay, cameras told). */
#pragma once
#include "customers/recommendation.h"

enum interview_state { INTERVIEW_SET = 1, INTERVIEW_HELD, INTERVIEW_NO_SHOW, INTERVIEW_CANCELLED };
enum interview_way { INTERVIEW_IN_STORE = 1, INTERVIEW_BY_VIDEO, INTERVIEW_AT_HOME };
enum interview_wish { WISH_WANTS = 1, WISH_THINKS, WISH_REFUSES };
enum interview_side { INTERVIEW_CUSTOMER = 1, INTERVIEW_WORKER, INTERVIEW_BOTH };

struct interview {
    struct record record;
    enum interview_state state;
    ref recommendation, demand, worker, person;
    enum interview_way way;
    instant start;
    minutes length;
    text link;                      /* of a video call */
    text who;                       /* who takes part on the customer's side */
    /* the customer's sheet: 1–5, -1 not asked */
    int64_t experience, talking, skill_shown, tidiness, manner;
    enum interview_wish customer_wish; enum decline_reason customer_why; text customer_note;
    /* the worker's */
    bool room_seen, tasks_fit, pay_fits, cameras_told, nights_fit;
    enum interview_wish worker_wish; enum decline_reason worker_why; text worker_note;
    enum interview_side absent;
};
extern const struct record_type interview_type;

struct interview_plan { enum interview_way way; instant start; minutes length; text link, who; };
extern const struct field interview_plan_fields[];
enum { INTERVIEW_PLAN_FIELDS = 5 };
bool interview_make(struct work *w, const struct recommendation *recommendation, const struct interview_plan *plan);
bool interviews_cancel(struct work *w, int64_t recommendation);         /* the open ones */
bool interviews_not_asked(struct work *w);                               /* seed: nought in sheets of before becomes not asked, once */
