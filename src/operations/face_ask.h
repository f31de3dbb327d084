/* face_ask.h — somebody new in a home with a plan (新面孔): its customer is asked before she comes (DOMAIN.md §4.2).
 *
 *   asked → agreed | declined | moot             declined → agreed, when the customer changes her mind
 *
 * Asked whenever a plan's visit is given, by whatever way, to somebody who is neither the plan's worker nor her backup, was never in this home,
 * and was not agreed to for this plan. The customer answers on her page or on the visit's (portal/); on the telephone the office writes it down.
 * What she says of one visit holds for the others of the plan that this worker has. Her No gives them back to the tray with the reason and
 * closes the plan to this worker (judge_home.c).
 *
 * Until `until` she answers by herself, then it rings in the office, which calls her. Nothing waits for it: without an answer the worker comes,
 * and the ask is moot, as it is when she has the visit no more. With the setting at 0 customers are told and not asked. */
#pragma once
#include "operations/visit.h"

enum face_ask_state { FACE_ASKED = 1, FACE_AGREED, FACE_DECLINED, FACE_MOOT };

struct face_ask {
    struct record record;
    enum face_ask_state state;
    ref visit, plan, customer, worker;      /* worker: whom she has not met */
    instant until;
    enum agreed_how how;            /* the answer came */
    text why;                       /* she asked for somebody else, in her words */
    instant answered_at;
    ref answered_by;                /* account that wrote it down; 0: she herself */
};
extern const struct record_type face_ask_type;

struct face_yes { enum agreed_how how; };               /* input of agree; how 0: by phone */
struct face_no { enum agreed_how how; text why; };      /* of decline */

#define SETTING_NEW_FACE "operations.new_face_minutes"
/* When the office calls: not at night, and two hours before the start at the latest. `length`: minutes she has. Pure. */
instant face_until(instant now, instant start, int64_t length);
/* Open ones of a visit. */
struct found face_asks_open(struct work *w, const struct visit *visit);
/* The plan's customer asked for somebody else than this worker: that ask; 0: no. */
int64_t face_declined(struct work *w, int64_t plan, int64_t worker);
/* The plan's customer was asked about this worker, or has agreed. */
bool face_spoken_of(struct work *w, int64_t plan, int64_t worker);

/* Reactions: to every step that changes who goes, and to a customer's No. */
bool faces_follow(struct work *w, const struct record_type *type, int64_t visit);
bool face_gives_back(struct work *w, const struct record_type *type, int64_t ask);
