/* through_us.c — see through_us.h. */
#include "payroll/through_us.h"
#include "base/words.h"
#include "payroll/payroll.h"
#include "record/said.h"

static bool earned(struct work *w, const struct wage_sheet *s)
{
    struct sum sum = { .count = 0 };
    wage_sheet_reckon(w, s, &sum);
    for (size_t i = 0; i < s->extras.count; i++) sum.total = money_add(sum.total, ROW(struct wage_extra, s->extras, i)->amount);
    return sum.total.fen > 0;
}

/* What is missing of one home's month. NULL: nothing. */
static text missing(struct work *w, const struct wage_sheet *s, day first)
{
    int64_t id = db_one(w, SQL("select bill from placement_claim where placement = $1 and first = $2"), BIND(num(s->placement), num(first.number)), 0);
    const struct bill *b = id ? bill_living(w, id) : NULL;
    if (!b || b->state == BILL_DROPPED) return earned(w, s) ? said_keep(w, N_("{1}: no bill of the month yet"), (const text[]){ s->home, NULL }) : NULL;
    if (b->paid.fen >= b->trust.fen) return NULL;
    return said_keep(w, N_("{1}: bill {2}, {3} of {4} received"), (const text[]){ s->home, b->record.number, money_shown(w->arena, b->paid), money_shown(w->arena, b->trust), NULL });
}

static text why(struct work *w, const struct settlement *s)
{
    if (!db_one(w, SQL("select 1 from payslip where settlement = $1 limit 1"), BIND(num(s->record.id)), 0)) return NULL;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1 and first >= $2 and last <= $3 and paid_by_us = 1 and mode = 3 and placement > 0 order by id", BIND(num(s->worker.id), num(s->first.number), num(s->last.number)));
    text found = NULL;
    for (int i = 0; i < f.count && !found; i++) found = missing(w, f.at[i], s->first);
    return found;
}
_Static_assert(MODE_AGENCY == 3, "the query above says it by number");

const struct wages_not_come wages_not_come = { why };
