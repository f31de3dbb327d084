/* plan_own.h — the plan's inner seams: making its visits, changing them with it, its procedure. For operations/ only. */
#pragma once
#include "operations/visit_fields.h"

enum { PLAN_STEPS = 14, PLAN_DEADLINES = 4 };
extern const struct step plan_steps[PLAN_STEPS];
extern const struct deadline plan_deadlines[PLAN_DEADLINES];

struct plan_pause { day from; maybe_day to; };                          /* input of step `pause`; to not given: until it goes on by hand */
struct plan_keep { day from, to; };                                     /* input of the hidden step `keep_holidays` */

/* ---- plan.c: the holiday rule ---- */

bool plan_rule_asked(const struct listed_days *listed, day on);         /* a statutory holiday, or the company is closed */
bool plan_shift(const struct listed_days *listed, day *on);             /* to the next working day, itself included; false: none within a month */

/* ---- plan_visits.c ---- */

/* What one visit of the plan costs at that time, by the plan's locked price. */
bool plan_quote(struct work *w, const struct service_plan *plan, const struct household *home, instant start, struct quote *ret_quote);
/* A new visit of that day, nobody's yet: plan_give. 0 on failure. */
int64_t plan_make_visit(struct work *w, const struct service_plan *plan, day on);
/* To `first`, else to `other` (0: none); when neither can, it stays open, rings in the queue and is mentioned. `second`: who went along. */
bool plan_give(struct work *w, int64_t visit, int64_t first, int64_t other, int64_t second);
/* Is there a visit that stands for this day of the plan? One left out by the plan itself is none, one skipped or cancelled by hand is. */
bool plan_day_taken(struct work *w, const struct service_plan *plan, day on);
/* Makes and gives the visits of [from, to] that are missing. */
bool plan_fill_between(struct work *w, const struct service_plan *plan, day from, day to);
/* Leaves out the plan's visits of [from, to] that have not begun; those changed by hand only when `by_hand_too`, else they are mentioned. */
bool plan_leave_out(struct work *w, const struct service_plan *plan, day from, maybe_day to, bool by_hand_too);
bool plan_paused(const struct service_plan *plan, day on);
bool plan_kept(const struct service_plan *plan, day on);                /* on a holiday too, by the customer's wish */
/* The plan with the days, time, workers … that hold on that day. */
struct service_plan plan_as_of(const struct service_plan *plan, day on);
/* Those of its phases that reach to `from` or beyond. */
rows_of plan_phases_from(const struct service_plan *plan, day from);

/* ---- plan_price.c: her answer to a new price ---- */
struct new_price { day from; };
bool plan_price_asked(const struct service_plan *plan);                 /* told, and not answered */
bool plan_price_holds(const struct service_plan *plan, day on);         /* agreed, and begun by that day */
bool plan_new_price(struct work *w, struct service_plan *plan, const struct new_price *in);
const struct sentence *plan_price_told(struct work *w, const struct service_plan *plan);       /* NULL: she may be told of one */
const struct sentence *plan_price_open(struct work *w, const struct service_plan *plan);       /* NULL: there is something to answer, or to change one's mind about */
bool plan_price_yes(struct work *w, struct service_plan *plan, const struct price_word *in);
bool plan_price_no(struct work *w, struct service_plan *plan, const struct price_word *in);
bool plan_price_stays(struct work *w, struct service_plan *plan);       /* the old one, for another year */
bool plan_price_begins(struct work *w, struct service_plan *plan);
bool plan_prices_begin(struct work *w);                                 /* for the ticker */
ref plan_price_owner(struct work *w, const void *plan);
instant plan_price_due(struct work *w, const struct service_plan *plan);
instant plan_price_answer_due(struct work *w, const struct service_plan *plan);
instant plan_price_no_due(struct work *w, const struct service_plan *plan);

/* ---- plan_change.c ---- */

/* What is not given (0, empty) stays as it is. */
struct plan_change {
    enum plan_reach reach;
    maybe_day from;                 /* REACH_THIS: the visit's day; REACH_THIS_AND_LATER: from it on; the others: tomorrow */
    bool by_hand_too;               /* REACH_THIS_AND_LATER: those changed by hand follow the plan again */
    set weekdays;
    int64_t every_weeks;
    minutes at, length;
    ref worker, backup;
    enum holiday_rule holiday;
    maybe_day last;
    bool agreed;                    /* the customer said yes; not needed for a preview */
};
/* What one visit becomes on that day by the plan: time, length, price with its agreed extras. */
bool plan_replanning(struct work *w, const struct service_plan *plan, const struct visit *visit, day on, struct replanning *ret);
bool plan_change(struct work *w, struct service_plan *plan, const struct plan_change *in);
/* The plan's visits from `from` on as the calendar now wants them. Workers and customers are told `why`; what was changed by hand stays. */
bool plan_follow_calendar(struct work *w, const struct service_plan *plan, day from, text why);
/* ---- plan_calendar.c: reaction to calendar_day, as a job of its own ---- */
bool plans_heed_calendar(struct work *w, const struct record_type *type, int64_t calendar_day);

/* Which visit goes on which of the wanted days: on its own day when that is still wanted, else in the same week, in order. `of[i]` is the
 * index of the day for there[i], -1: none is left for it. Both lists rise; 64 of each at most. Pure. */
enum { MOST_PLAN_VISITS = 64 };
void plan_pair(const day *there, int count, const day *wanted, int days, int *of);
