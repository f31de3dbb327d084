/* period.c — see period.h. */
#include "finance/period.h"
#include "finance/made.h"

static const struct choice states[] = { { PERIOD_OPEN, "open", N_("Not locked yet"), "info" }, { PERIOD_LOCKED, "locked", N_("Locked"), "ok" }, { PERIOD_REOPENED, "reopened", N_("Reopened"), "warn" }, { 0 } };
static const struct field fields[] = {
    FIELD(settlement_period, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(settlement_period, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(settlement_period, last, .label = N_("Last day"), .required = true, .list = true, .sort = true, .set_by = SET_ON_CREATE),
    FIELD(settlement_period, locked_by, .label = N_("Locked by"), .to = &account_type, .set_by = STEPS_ONLY, .list = true), FIELD(settlement_period, locked_at, .label = N_("Locked at"), .set_by = STEPS_ONLY, .list = true),
    FIELD(settlement_period, remark, .label = N_("Remark"), .max = 300),
};

static bool check(struct work *w, struct settlement_period *p, const struct settlement_period *before)
{
    if (before) return true;
    if (p->last.number < p->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (p->last.number >= day_of(w->now).number) return wrong(w, "last", N_("A period is locked when its last day is over"));
    if (db_one(w, SQL("select 1 from settlement_period where branch = $1 and first <= $3 and last >= $2"), BIND(num(p->record.branch.id), num(p->first.number), num(p->last.number)), 0))
        return wrong(w, "first", N_("Another period of this branch lies on these days"));
    return !failed(w);
}
CHECKER(settlement_period, check)

/* States of settlements before `locked`: 1 … 7. Visits: as visits_to_pay. */
_Static_assert(SETTLEMENT_LOCKED == 8 && SETTLEMENT_PAID == 9, "the queries below name these by number");

static const struct sentence *nothing_undone(struct work *w, const struct settlement_period *p)
{
    struct bind in = BIND(num(p->record.branch.id), num(p->first.number), num(p->last.number));
    text number = db_one_text(w, SQL("select number from settlement where branch = $1 and last >= $2 and last <= $3 and state < 8 order by id limit 1"), in);
    if (*number) return because(w, N_("Settlement {1} is not locked yet"), number);
    int64_t open = db_one(w, SQL("select count(distinct v.id) from visit v join worker n on n.id = v.worker where n.branch = $1 and v.start >= $2 and v.start < $3 and (v.state in (9, 13) or (v.state in (11, 12) and v.fee > 0)) "
        "and not exists (select 1 from visit_claim c where c.visit = v.id and c.worker = n.id)"), BIND(num(p->record.branch.id), num(day_start(p->first).ms), num(day_start((day){ p->last.number + 1 }).ms)), 0);
    return open ? because(w, N_("{1} visits of these days are on no settlement yet"), print(w, "%lld", (long long)open)) : NULL;
}
GUARD(settlement_period, nothing_undone)

static bool lock(struct work *w, struct settlement_period *p)
{
    p->locked_by.id = w->actor->user;
    p->locked_at = w->acted;
    return true;
}
RULE_PLAIN(settlement_period, lock)

static const struct sentence *by_another(struct work *w, const struct settlement_period *p) { return second_person(w, p->record.branch.id, p->locked_by); }
GUARD(settlement_period, by_another)

static text title(struct work *w, const struct settlement_period *p) { return print(w, "%s – %s", day_text(w->arena, p->first), day_text(w->arena, p->last)); }
TITLE(settlement_period, title)
static const struct step steps[] = {
    STEP(lock, .label = N_("Lock"), .tone = "primary", .from = FROM(PERIOD_OPEN) | FROM(PERIOD_REOPENED), .to = PERIOD_LOCKED, .by = CAN_LOCK_SETTLEMENTS, .guard = nothing_undone_guard, .run = lock_rule,
         .confirm = N_("From now on no settlement of these days is made or changed but by reversal. Lock the period?")),
    STEP(reopen, .label = N_("Reopen the period"), .tone = "danger", .from = FROM(PERIOD_LOCKED), .to = PERIOD_REOPENED, .by = CAN_LOCK_SETTLEMENTS, .guard = by_another_guard, .reason = true),
};
static const text indexes[] = { "branch, first", NULL };
const struct record_type settlement_period_type = RECORD_TYPE(settlement_period, .label = N_("Settlement period"), .module = "finance", FIELDS(fields), STEPS(steps), .first_state = PERIOD_OPEN, .scope = SCOPE_BRANCH,
    .see = CAN_SEE_SETTLEMENTS, .create = CAN_EDIT_SETTLEMENTS, .edit = CAN_EDIT_SETTLEMENTS, .history = true, .check = check_hook, .title = title_hook, .order = "-first", .indexes = indexes);

bool period_locked(struct work *w, int64_t branch, day on)
{
    return db_one(w, SQL("select 1 from settlement_period where branch = $1 and state = 2 and first <= $2 and last >= $2"), BIND(num(branch), num(on.number)), 0) == 1;
}

day period_first(struct work *w, int64_t branch, day first)
{
    for (int i = 0; i < 24 && !failed(w); i++) {
        int64_t before = db_one(w, SQL("select first from settlement_period where branch = $1 and state = 2 and last = $2"), BIND(num(branch), num(first.number - 1)), 0);
        if (!before) break;
        first.number = (int32_t)before;
    }
    return first;
}

/* ---- which one comes now ---- */

static day month_of(day on) { struct date d = date_of(on); return day_from_date((struct date){ d.year, d.month, 1 }); }
static day month_end(day on) { return (day){ day_plus_months(month_of(on), 1).number - 1 }; }

struct day_pair period_over(struct day_pair known, day today)
{
    int32_t length = known.last.number - known.first.number + 1;
    day yesterday = { today.number - 1 }, month = month_of(today), before = { month.number - 1 };
    int from = known.first.number ? date_of(known.first).day : 1, to = known.first.number ? date_of(known.last).day : 0;
    if ((from == 1 && to == 15) || (from == 16 && known.last.number == month_end(known.first).number))
        return date_of(today).day > 15 ? (struct day_pair){ month, { month.number + 14 } } : (struct day_pair){ { month_of(before).number + 15 }, before };
    if (!known.first.number || (from == 1 && known.last.number == month_end(known.first).number)) return (struct day_pair){ month_of(before), before };
    while (known.last.number + length <= yesterday.number) known = (struct day_pair){ { known.first.number + length }, { known.last.number + length } };
    return known;
}

struct day_pair period_proposed(struct work *w, int64_t branch)
{
    struct day_pair known = { { 0 }, { 0 } };
    struct rows *row = db_query(w, SQL("select first, last from settlement_period where branch = $1 order by last desc limit 1"), BIND(num(branch)));
    while (db_next(row)) known = (struct day_pair){ { (int32_t)db_number(row, 0) }, { (int32_t)db_number(row, 1) } };
    return period_over(known, day_of(w->now));
}
