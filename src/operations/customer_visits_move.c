/* customer_visits_move.c — plans, visits to come, drafts of orders and keys go with their customer to another branch (customers/customer_move.h). */
#include "base/words.h"
#include "operations/key_custody.h"
#include "operations/operations.h"
#include "operations/plan_own.h"

/* Who is on her way or at work finishes it first: the day's board is one branch's. */
static bool nobody_there(struct work *w, const struct customer_move *m)
{
    text number = db_one_text(w, SQL("select coalesce(number, '') from visit where customer = $1 and state between 5 and 7 order by start limit 1"), BIND(num(m->customer)));
    return !number || !*number || refuse_as(w, CONFLICT, "", N_("A visit of hers is under way: {1}. Move her when it is over"), number);
}

/* Whoever does not come along is off the plan; the new branch names its own. */
static bool plan_goes(struct work *w, struct service_plan *p, const struct customer_move *m)
{
    bool kept = move_keeps_worker(w, m, p->worker.id), spare = move_keeps_worker(w, m, p->backup.id);
    if (!kept) p->worker.id = 0;
    if (!spare) p->backup.id = 0;
    if (!kept) mention(w, "service_plan", p->record.id, N_("Its worker stays with the old branch: name one of the new branch"));
    p->record.branch.id = m->to;
    return SAVE(w, service_plan, p);
}

static bool plans_go(struct work *w, const struct customer_move *m)
{
    struct found f = LOAD_WHERE(w, service_plan, "customer = $1 and branch = $2 and state in (1, 2, 3) order by id", BIND(num(m->customer), num(m->from)));
    for (int i = 0; i < f.count; i++)
        if (!plan_goes(w, f.at[i], m)) return false;
    return !failed(w);
}

static bool all_come(struct work *w, const struct customer_move *m, int64_t visit)
{
    struct rows *row = db_query(w, SQL("select worker from visit where id = $1 and worker > 0 union select second from visit where id = $1 and second > 0 union select worker from visit_crew where parent = $1"), BIND(num(visit)));
    int64_t who[64];
    int n = 0;
    while (db_next(row)) if (n < 64) who[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++)
        if (!move_keeps_worker(w, m, who[i])) return false;
    return !failed(w);
}

static bool visit_goes(struct work *w, struct visit *v, const struct customer_move *m)
{
    bool back = v->state > VISIT_UNASSIGNED && !all_come(w, m, v->record.id);
    if (back) mention(w, "visit", v->record.id, N_("Given back: the new branch sends its own"));
    if (back && !step_run(w, &visit_type, v, visit_release_step(v), NULL)) return false;
    v->record.branch.id = m->to;
    return SAVE(w, visit, v);
}

static bool visits_go(struct work *w, const struct customer_move *m)
{
    struct found f = LOAD_WHERE(w, visit, "customer = $1 and branch = $2 and state between 1 and 4 order by start", BIND(num(m->customer), num(m->from)));
    for (int i = 0; i < f.count; i++)
        if (!visit_goes(w, f.at[i], m)) return false;
    return !failed(w);
}
_Static_assert(VISIT_UNASSIGNED == 1 && VISIT_CONFIRMED == 4 && VISIT_EN_ROUTE == 5 && VISIT_IN_SERVICE == 7, "the queries above say these by number");

static bool go(struct work *w, const struct customer_move *m)
{
    return nobody_there(w, m) && plans_go(w, m) && visits_go(w, m) && rows_move_along(w, &service_order_type, "customer = $1 and branch = $2 and state = 1 order by id", m)
        && rows_move_along(w, &key_custody_type, "household in (select id from household where customer = $1) and branch = $2 and state in (1, 2) order by id", m);
}
const struct moves_along visits_move = { go };
