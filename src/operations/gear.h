/* gear.h — vans and machines (车辆设备) and which visit has them when: for team jobs (DOMAIN.md §4.6, 六.1).
 *
 *   gear       in_service ⇄ in_repair → retired
 *   gear_use   reserved → out → back          reserved → dropped: the visit is off, or goes without it
 *
 * A use takes the gear's calendar (record/booking.h) from GEAR_LOADING minutes before the visit to GEAR_RETURN after it, so that two visits
 * never have one van at once, in whatever branch. It follows its visit: moved with it (or the move is refused, with who has it then), dropped
 * with it. A visit that nobody has any more keeps it: the customer's hour stands, and whoever goes needs it; the board says so, and `drop` frees it. H12: a visit with gear can only be where its gear can be. A service that goes with a van or a machine (services/line.h) takes one that is
 * free when the visit is given to somebody; where the shop has some of that kind and none is free, nobody can be given it then (gear_pool.h). */
#pragma once
#include "operations/visit.h"

enum { GEAR_LOADING = 30, GEAR_RETURN = 30 };
enum gear_state { GEAR_IN_SERVICE = 1, GEAR_IN_REPAIR, GEAR_RETIRED };
enum gear_use_state { GEAR_RESERVED = 1, GEAR_OUT, GEAR_BACK, GEAR_DROPPED };

struct gear {
    struct record record;
    enum gear_state state;
    enum gear_kind kind;            /* services/line.h */
    text name, plate;               /* plate or serial number */
    int64_t seats;
    maybe_day check_due;            /* 年检 of a van, safety check of a machine */
    text remark;
};
extern const struct record_type gear_type;

struct gear_use {
    struct record record;
    enum gear_use_state state;
    ref visit, gear;
    instant kept_from, kept_to;     /* loading and return included */
    ref taken_by;                   /* worker who took it out */
    instant out_at, back_at;
    text condition;                 /* as it came back */
};
extern const struct record_type gear_use_type;

/* After a visit was saved: its gear goes with it. False: refused, who has it then is told. */
bool gear_follow(struct work *w, const struct visit *visit, const struct visit *before);
/* Takes what is reserved for a visit off the calendar while several change their times with each other; the visit, saved with another start or
 * length, puts it back (gear_follow). To be undone with the transaction when it is not. */
bool gear_make_room(struct work *w, int64_t visit);
struct eligibility_answer;
extern const struct eligibility_answer gear_eligibility;       /* H12 */
/* What a leaving worker took out: she brings it back first. */
extern const struct open_work gear_with_leavers;
