/* format_zhangjia_members.c — the members of the model's structs, by the names of problem.h. What needs more than a number, a flag or a
 * text stands in `others` and is read and written by hand. */
#include "dispatch/formats/format_zhangjia.h"

#define TABLE(name, ...) \
    static const struct member name##_table[] = { __VA_ARGS__ }; \
    const struct members name##_members = { name##_table, sizeof name##_table / sizeof *name##_table, name##_others };

static const text *const weights_others = NULL, *const worker_others = NULL, *const pool_others = NULL, *const peak_others = NULL;
static const text slot_others[] = { "worker", "profile", "start", "end", "offers", "pauses", "type", NULL };
static const text pause_others[] = { "windows", "most_load", NULL };
static const text visit_others[] = { "place", "persons", "windows", "needs", "likings", "allowed", "forbidden", "partner", "holds", "by_type", "was", "pin", NULL };
static const text profile_others[] = { "time", "distance", "price", "peaks", NULL };
static const text relation_others[] = { "a", "b", "who", NULL };

const text who_names[] = { [WHO_ANYBODY] = "anybody", [WHO_SAME] = "same", [WHO_DIFFERENT] = "different", NULL };
const struct pause pause_default = { .after = TICKS_MAX, .missed = COST_MAX };

#define OF(kind, of) MEMBER(weights, MEMBER_##kind, of)
TABLE(weights, OF(RATE, late), OF(RATE, very_late), OF(SPAN, very_late_after), OF(RATE, worst_late), OF(RATE, waiting), OF(RATE, worst_waiting), OF(RATE, worst_idle),
    OF(RATE, idlest), OF(RATE, off_mean),
    OF(RATE, uneven), OF(SPAN, uneven_unit), OF(RATE, balance), OF(COST, moved_worker), OF(COST, moved_told), OF(RATE, moved_tick))
#undef OF
#define OF(kind, of) MEMBER(worker, MEMBER_##kind, of)
TABLE(worker, OF(ID, id), OF(SPAN, most_work), OF(SPAN, work_before), OF(SPAN, rest), OF(FAR, income_before))
#undef OF
#define OF(kind, of) MEMBER(slot, MEMBER_##kind, of)
TABLE(slot, OF(ID, id), OF(TICKS, from), OF(TICKS, to), OF(TICKS, open), OF(FLAG, punctual), OF(SPAN, regular), OF(TICKS, regular_end), OF(SPAN, most_overtime), OF(SPAN, most_work),
    OF(SPAN, most_span), OF(SPAN, most_travel), OF(FAR, most_distance), OF(COUNT, most_stops), OF(AMOUNTS, capacity), OF(COST, fixed), OF(RATE, per_travel),
    OF(RATE, per_distance), OF(RATE, per_service), OF(RATE, per_span), OF(RATE, per_overtime))
#undef OF
#define OF(kind, of) MEMBER(pause, MEMBER_##kind, of)
TABLE(pause, OF(ID, id), OF(SPAN, length), OF(SPAN, when_span), OF(SPAN, after), OF(COST, missed))
#undef OF
#define OF(kind, of) MEMBER(visit, MEMBER_##kind, of)
TABLE(visit, OF(ID, id), OF(TEXT, name), OF(SPAN, setup), OF(SPAN, duration), OF(COST, stranger), OF(COST, unserved), OF(COUNT, priority), OF(AMOUNTS, delivery), OF(AMOUNTS, pickup))
#undef OF
#define OF(kind, of) MEMBER(pool, MEMBER_##kind, of)
TABLE(pool, OF(ID, id), OF(TEXT, name), OF(COUNT, count))
#undef OF
#define OF(kind, of) MEMBER(profile, MEMBER_##kind, of)
TABLE(profile, OF(TEXT, name), OF(COUNT, speed), OF(SPAN, fixed), OF(COUNT, detour), OF(SPAN, steady))
#undef OF
#define OF(kind, of) MEMBER(peak, MEMBER_##kind, of)
TABLE(peak, OF(SPAN, from), OF(SPAN, to), OF(COUNT, slower))
#undef OF
#define OF(kind, of) MEMBER(relation, MEMBER_##kind, of)
TABLE(relation, OF(TICKS, least), OF(TICKS, most))
