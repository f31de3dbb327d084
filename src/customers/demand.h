/* demand.h — somebody needs something we have not found yet (需求单, source 四.1–四.2): from whom, what, when, for how much, from where they came.
 *
 *   new → matching → proposed → won | lost                  proposed → matching when everybody shown was declined
 *
 * Clock: a demand without a candidate rings after 24 hours (within 4 when it is urgent, 48 for a maternity nurse: DOMAIN.md 四.2), again from
 * each time the last one was declined; what was shown is asked about after 48 hours. A candidate who may not do the work on the first day
 * (the light, team/eligibility.h) is refused with the reason; there is no way round it. Who was shown to whom stays three years (§0.6).
 *
 * Interviews, trials, the soft lock of her calendar and the contract have no procedure yet: winning names the order or contract by its number. */
#pragma once
#include "customers/household.h"
#include "team/team.h"

enum demand_state { DEMAND_NEW = 1, DEMAND_MATCHING, DEMAND_PROPOSED, DEMAND_WON, DEMAND_LOST };
enum candidate_answer { CANDIDATE_SHOWN = 1, CANDIDATE_WANTED, CANDIDATE_DECLINED, CANDIDATE_UNWILLING };
enum decline_reason {
    DECLINE_AGE = 1, DECLINE_EXPERIENCE, DECLINE_LANGUAGE, DECLINE_COOKING, DECLINE_APPEARANCE, DECLINE_PRICE, DECLINE_SCHEDULE, DECLINE_HEALTH, DECLINE_ATTITUDE, DECLINE_CHEMISTRY,
    DECLINE_PAY_LOW, DECLINE_FAR, DECLINE_HOUSE_LARGE, DECLINE_MANY_PEOPLE, DECLINE_PETS, DECLINE_NO_ROOM, DECLINE_NIGHTS, DECLINE_ELDER, DECLINE_CAMERA, DECLINE_TERM,
};
enum lost_reason {
    LOST_PRICE = 1, LOST_NO_WORKER, LOST_TOO_LATE, LOST_COMPETITOR, LOST_FAMILY, LOST_RELATIVE, LOST_MOVED, LOST_SCOPE, LOST_WRONG_NUMBER, LOST_ONLY_ASKING, LOST_TRUST, LOST_FEE_MODEL,
};

struct demand_candidate { ref worker; instant shown_at; enum candidate_answer answer; enum decline_reason why; text note; };

struct demand {
    struct record record;
    enum demand_state state;
    ref person;                     /* who asks */
    ref customer, household;        /* once she is a customer; they bring the person */
    ref line;
    text wanted;                    /* the times, as she says them: 周一三五上午 */
    day start_from;
    money budget; text budget_of;   /* per hour, visit or month, as said */
    enum customer_source source;
    bool urgent;
    text needs;                     /* who is cared for, what must be, what would be nice */
    ref owner;                      /* account */
    instant waiting_since;          /* without anybody to show: since then; 0: somebody is being shown */
    instant ended_at;
    rows_of candidates;             /* struct demand_candidate, in the order shown */
    ref hired; text deal;           /* won: who, and the number of the order or contract */
    enum lost_reason lost;
};
extern const struct record_type demand_type;

#define CAN_SEE_DEMANDS      "demand.see"
#define CAN_EDIT_DEMANDS     "demand.edit"
#define CAN_OVERSEE_DEMANDS  "demand.oversee"            /* hears what nobody solved in time */
