/* placement_leave.c — see placement_own.h: what a leave of who serves in a home asks of us. Her rest days are no matter; of every other leave the home is
 * without somebody, and an infant or an elder is never left so silently (T26): it stands in the queue until somebody stands in, and the family is told. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "placement/tell_placement.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"

#define ON_LEAVE "placement.leave"
enum { DAY_BEGINS = 9 * 60, DAY_ENDS = 18 * 60 };       /* as the ledger counts days of leave (placement_day.c) */

/* The days it takes, as the ledger will enter them. False: none. */
static bool days_taken(const struct worker_leave *l, struct days *ret)
{
    *ret = (struct days){ day_of(l->start), day_of(l->until) };
    if (minute_of_day(l->start) >= DAY_ENDS) ret->first.number++;
    if (minute_of_day(l->until) <= DAY_BEGINS) ret->last.number--;
    return ret->last.number >= ret->first.number;
}

static bool ask_for_another(struct work *w, const struct placement *p, const struct worker_leave *l, struct days taken)
{
    text title = said_keep(w, N_("{1}: {2} is on leave from {3} to {4}. Who stands in, or does nobody come, as the family agreed?"),
                           (const text[]){ record_title(w, &placement_type, p->record.id), record_title(w, &worker_type, l->worker.id), day_text(w->arena, taken.first), day_text(w->arena, taken.last), NULL });
    return remind(w, &(struct reminder){ .title = title, .due = w->now, .rule = ON_LEAVE, .about = &placement_type, .record = p->record.id, .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(2), .then = CAN_OVERSEE_PLACEMENTS }) != 0
           && tell_home_of_leave(w, p, l, taken);
}

static bool serves_then(const struct placement *p, int64_t worker, struct days taken)
{
    bool runs = FROM(p->state) & (FROM(PLACEMENT_ON_BOARD) | FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_HOSPITAL));
    for (day d = taken.first; runs && d.number <= taken.last.number; d.number++) {
        const struct placement_stint *s = placement_stint_on(p, d);
        if (s && s->worker.id == worker && d.number <= p->last.number) return true;
    }
    return false;
}

/* Entered, or withdrawn, when some of its days are over: the nights took them for worked, or for leave. Homes that have ended since are among them. */
static bool days_behind_again(struct work *w, int64_t worker, struct days taken)
{
    if (taken.first.number >= day_of(w->now).number) return !failed(w);
    struct found served = LOAD_WHERE(w, placement, "began_on is not null and state < 9 and id in (select parent from placement_stints where worker = $1 and first <= $3 and coalesce(last, $3) >= $2) order by id", BIND(num(worker), num(taken.first.number), num(taken.last.number)));
    for (int i = 0; i < served.count; i++)
        if (!placement_days_of_leave(w, served.at[i], taken)) return false;
    return !failed(w);
}
_Static_assert(PLACEMENT_SETTLED == 9, "the query above says it by number");

bool placement_on_leave(struct work *w, const struct record_type *type, int64_t leave)
{
    (void)type;
    const struct worker_leave *l = record_peek(w, &worker_leave_type, leave);
    struct days taken;
    if (!l || !days_taken(l, &taken)) return !failed(w);
    if (!days_behind_again(w, l->worker.id, taken)) return false;
    if (l->kind == LEAVE_REST || taken.last.number < day_of(w->now).number) return !failed(w);
    struct found hit = placements_in(w, l->worker.id, l->start, l->until);
    for (int i = 0; i < hit.count; i++)
        if (serves_then(hit.at[i], l->worker.id, taken) && !ask_for_another(w, hit.at[i], l, taken)) return false;
    return !failed(w);
}

/* Withdrawn before it was over: the family waits for nobody else then. */
static bool is_off(struct work *w, const struct placement *p, const struct worker_leave *l)
{
    struct days taken;
    bool withdrawn = l->state == LEAVE_CANCELLED && days_taken(l, &taken) && taken.last.number >= day_of(w->now).number;
    return withdrawn ? tell_home_leave_is_off(w, p, l, taken) : !failed(w);
}

bool placement_after_leave(struct work *w, const struct record_type *type, int64_t leave)
{
    (void)type;
    const struct worker_leave *l = record_peek(w, &worker_leave_type, leave);
    /* As far as a leave may last: who is back early has ended it, and what lies behind that was kept free too. */
    struct found hit = l ? placements_in(w, l->worker.id, l->start, (instant){ l->start.ms + DAYS(366) }) : (struct found){ 0 };
    if (l && !days_behind_again(w, l->worker.id, (struct days){ day_of(l->start), day_of(l->state == LEAVE_RETURNED ? w->now : l->until) })) return false;
    for (int i = 0; i < hit.count; i++) {
        const struct placement *p = hit.at[i];
        remind_no_more(w, &placement_type, p->record.id, ON_LEAVE);
        if (!placement_book(w, p) || !is_off(w, p, l)) return false;
    }
    return !failed(w);
}

bool placement_leave_answered(struct work *w, const struct record_type *type, int64_t placement)
{
    remind_no_more(w, type, placement, ON_LEAVE);
    return !failed(w);
}

text placement_state_now(struct work *w, const struct placement *p, text otherwise)
{
    const struct placement_stint *s = placement_stint_on(p, day_of(w->now));
    bool serves = s && (p->state == PLACEMENT_IN_SERVICE || p->state == PLACEMENT_HOSPITAL);
    int64_t until = serves ? db_one(w, SQL("select max(until) from worker_leave where worker = $1 and state in (2, 5) and kind <> 1 and start <= $2 and until > $2"), BIND(num(s->worker.id), num(w->now.ms)), 0) : 0;
    return until ? translate_with(w->arena, w->language, N_("On leave until {1}"), (const text[]){ instant_words(w->arena, (instant){ until }), NULL }) : otherwise;
}
_Static_assert(LEAVE_APPROVED == 2 && LEAVE_RETURNED == 5 && LEAVE_REST == 1, "the query above says these by number");
