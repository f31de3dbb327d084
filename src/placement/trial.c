/* trial.c — she is in the home: who her contract's demand is for is on trial or hired, and hired when the days of trial are over (contracts/hire.c). While a
 * replacement is under way nobody says that she was kept; how it was for the one who went is said when another takes over. */
#include "placement/placement_own.h"
#include "record/store.h"

bool placement_service_began(struct work *w, const struct record_type *type, int64_t id)
{
    const struct placement *p = record_peek(w, type, id);
    return p ? contract_service_began(w, p->contract.id) : !failed(w);
}

/* Counted from the day she came; where nobody lives in, from the contract's first. */
static bool over(struct work *w, const int64_t *contracts, int count)
{
    for (int i = 0; i < count; i++)
        if (!contract_trial_over(w, contracts[i])) return false;
    return !failed(w);
}

bool placement_trials_tick(struct work *w)
{
    int64_t ids[100];
    int n = 0;
    struct rows *due = db_query(w, SQL("select k.id from recommendation r join contract k on k.demand = r.demand and k.worker = r.worker and k.previous is null"
        " left join placement p on p.id = (select max(q.id) from placement q join contract c on c.id = q.contract where c.demand = r.demand)"
        " where r.state = 12 and ((p.id is null and k.state = 1 and k.first + k.trial_days <= $1)"
        " or (p.state between 4 and 7 and p.began_on + k.trial_days <= $1 and not exists (select 1 from replacement x where x.placement = p.id and (x.state <= 4 or (x.state = 5 and x.old_worker = r.worker)))))"
        " and not exists (select 1 from deadline d where d.record = k.id and d.rule = 'remind.hire') order by k.id limit 100"), BIND(num(day_of(w->now).number)));
    while (n < 100 && db_next(due)) ids[n++] = db_number(due, 0);
    db_enough(due);
    return over(w, ids, n);
}
_Static_assert(REPLACEMENT_DONE == 5 && RECOMMENDED_ON_TRIAL == 12 && CONTRACT_IN_FORCE == 1 && PLACEMENT_IN_SERVICE == 4 && PLACEMENT_GAP == 7 && REPLACEMENT_SUBSTITUTED == 4, "the query above says these by number");
