/* placement_fields.c — see placement.h: what a placement is and refuses to be, its clocks. What happens to it is in placement_steps.c. */
#include <string.h>
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { PLACEMENT_PLANNED, "planned", N_("Planned"), "warn" }, { PLACEMENT_READY, "ready", N_("Ready to begin"), "info" }, { PLACEMENT_ON_BOARD, "on_board", N_("Arriving"), "info" },
    { PLACEMENT_IN_SERVICE, "in_service", N_("In service"), "ok" }, { PLACEMENT_ABSENT, "absent", N_("Worker away"), "warn" }, { PLACEMENT_HOSPITAL, "hospital", N_("In hospital with them"), "info" },
    { PLACEMENT_GAP, "gap", N_("Nobody there"), "danger" }, { PLACEMENT_OFF_BOARD, "off_board", N_("Leaving the home"), "warn" }, { PLACEMENT_SETTLED, "settled", N_("Settled"), "mute" },
    { PLACEMENT_CLOSED, "closed", N_("Closed"), "mute", .final = true }, { PLACEMENT_CANCELLED, "cancelled", N_("Did not begin"), "mute", .final = true }, { 0 },
};
static const struct choice modes[] = { { SERVICE_ASSIGN, "assign", N_("Assigned by us"), .also = "指派|员工制|员工|全职|自营|非全日制|非全|兼职|小时工|钟点工|劳务|劳务协议|用工协议|超龄用工" }, { SERVICE_INTRODUCE, "introduce", N_("Introduced by us"), .also = "介绍|中介|中介制|中介三方|三方|居间|代发|代管|代发代管|代发工资|中介代发" }, { 0 } };
const struct choice placement_ends[] = {
    { PLACEMENT_TERM_OVER, "term_over", N_("Its term is over") }, { PLACEMENT_BY_CUSTOMER, "customer", N_("By the customer") }, { PLACEMENT_BY_WORKER, "worker", N_("By the worker") },
    { PLACEMENT_BY_US, "company", N_("By us") }, { PLACEMENT_MUTUAL, "mutual", N_("By agreement") }, { PLACEMENT_TO_HOSPITAL, "hospital", N_("Into hospital or a nursing home") },
    { PLACEMENT_DEATH, "death", N_("Who was cared for has died") }, { PLACEMENT_LOSS, "loss", N_("The pregnancy was lost") }, { PLACEMENT_FORCE_MAJEURE, "force_majeure", N_("Force majeure") }, { 0 },
};
static const struct choice bases[] = {
    { BY_26_DAYS, "26", N_("26 days a month") }, { BY_21_75_DAYS, "21_75", N_("21.75 days a month") }, { BY_CALENDAR_DAYS, "calendar", N_("Days of the month") }, { BY_CONTRACT_DAYS, "contract", N_("Days of the term") },
    { BY_WEEK_DAYS, "week", N_("Working days of the week × 4.35") }, { 0 },
};
const struct choice placement_hazards[] = {
    { HAZARD_GAS, "gas", N_("Gas: hose, valve, ventilation") }, { HAZARD_WINDOWS, "windows", N_("Windows: limiter, height, grille") }, { HAZARD_BALCONY, "balcony", N_("Balcony") }, { HAZARD_SOCKETS, "sockets", N_("Sockets near water") },
    { HAZARD_FLOORS, "floor", N_("Slippery floors") }, { HAZARD_STAIRS, "stairs", N_("Stairs, loft") }, { HAZARD_HOT_WATER, "hot_water", N_("Hot water temperature") }, { HAZARD_MEDICINES, "medicines", N_("Medicines and chemicals locked") },
    { HAZARD_KNIVES, "knives", N_("Knives") }, { HAZARD_PETS, "pets", N_("Animals") }, { HAZARD_ELDER, "elder", N_("For elders: bed rail, night light, bathroom bar") }, { HAZARD_INFANT, "infant", N_("For infants: cot, small parts, chair belt") },
    { HAZARD_EXIT, "exit", N_("Way out") }, { HAZARD_CAMERAS, "cameras", N_("Where cameras are; never where she sleeps or washes") }, { HAZARD_VALUABLES, "valuables", N_("Valuables declared") },
    { HAZARD_EMERGENCY, "emergency", N_("Emergency numbers, nearest hospital") }, { 0 },
};

static const struct field stint_fields[] = {
    FIELD(placement_stint, worker, .label = N_("Worker"), .to = &worker_type, .required = true), FIELD(placement_stint, first, .label = N_("First day")), FIELD(placement_stint, last, .label = N_("Last day")),
    FIELD(placement_stint, wage, .rate = true, .label = N_("Wage")), FIELD(placement_stint, substitute, .label = N_("Stands in")), FIELD(placement_stint, why, .label = N_("Why it ended"), .choices = placement_ends),
};
static const struct row_type stint_row = ROW_TYPE(placement_stint, stint_fields);

#define TERM N_("Term and wage")
#define READY N_("Before the first day")
#define COURSE N_("Course")
static const struct field fields[] = {
    FIELD(placement, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(placement, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement, household, .label = N_("Home"), .to = &household_type, .required = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement, contract, .label = N_("Contract"), .to = &contract_type, .filter = true, .help = N_("Signed before the first day, and before a trial")),
    FIELD(placement, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement, backup, .label = N_("Named backup"), .to = &worker_type, .filter = true), FIELD(placement, substitute, .label = N_("Stands in just now"), .to = &worker_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(placement, mode, .label = N_("Mode"), .choices = modes, .required = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(placement, live_in, .label = N_("Lives in"), .list = true, .filter = true),
    FIELD(placement, first, .label = N_("First day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .group = TERM),
    FIELD(placement, last, .label = N_("Last day"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .group = TERM),
    FIELD(placement, expected, .label = N_("Expected birth"), .set_by = SET_ON_CREATE, .group = TERM), FIELD(placement, window_days, .label = N_("Window around it"), .unit = N_("days"), .min = 0, .max = 30, .group = TERM, .help = N_("Before and after; 7 unless said otherwise")),
    FIELD(placement, booked_for, .label = N_("Booked for a birth on"), .set_by = ENGINE_ONLY, .group = TERM), FIELD(placement, waited, .label = N_("Days waited for a late birth"), .set_by = STEPS_ONLY, .group = TERM), FIELD(placement, waiting, .label = N_("Owed for waiting"), .set_by = STEPS_ONLY, .group = TERM),
    FIELD(placement, wage, .label = N_("Wage"), .min = 0, .max = 100000000, .list = true, .set_by = SET_ON_CREATE, .group = TERM), FIELD(placement, per_term, .label = N_("The wage is for the whole term"), .set_by = SET_ON_CREATE, .group = TERM), FIELD(placement, term_days, .zero_unsaid = true, .label = N_("Days that wage is for"), .unit = N_("days"), .set_by = STEPS_ONLY, .group = TERM),
    FIELD(placement, basis, .label = N_("A day's wage by"), .choices = bases, .set_by = SET_ON_CREATE, .group = TERM, .help = N_("Empty: 26 days, or the term's days for a maternity nurse")),
    FIELD(placement, rests, .label = N_("Rest days a month"), .min = 0, .max = 31, .group = TERM),
    FIELD(placement, rest_weekdays, .label = N_("Always rests on"), .choices = weekday_choices, .set_by = SET_ON_CREATE, .group = TERM, .help = N_("Empty: agreed each time. Its days are entered as rest days by themselves; changed by the step “Other rest days”")),
    FIELD(placement, rests_since, .label = N_("Rests so since"), .set_by = STEPS_ONLY, .group = TERM), FIELD(placement, rests_before, .label = N_("Rest days a month before"), .unit = N_("days"), .set_by = STEPS_ONLY, .group = TERM),
    FIELD(placement, weekdays_before, .label = N_("Always rested on before"), .choices = weekday_choices, .set_by = STEPS_ONLY, .group = TERM),
    FIELD(placement, replacements, .label = N_("Replacements owed"), .min = 0, .max = 20, .group = TERM), FIELD(placement, replaced, .label = N_("Replacements used"), .set_by = STEPS_ONLY, .group = TERM),
    FIELD(placement, stints, .label = N_("Who served when"), .row = &stint_row, .set_by = ENGINE_ONLY),
    FIELD(placement, looked_at, .label = N_("Looked at in the home"), .choices = placement_hazards, .set_by = STEPS_ONLY, .group = READY), FIELD(placement, found, .label = N_("Not in order there"), .choices = placement_hazards, .set_by = STEPS_ONLY, .filter = true, .group = READY),
    FIELD(placement, found_plan, .personal = true, .label = N_("What was agreed about it"), .max = 500, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = READY), FIELD(placement, looked_at_on, .label = N_("Home looked over at"), .set_by = STEPS_ONLY, .group = READY),
    FIELD(placement, briefed_at, .label = N_("Briefed at"), .set_by = STEPS_ONLY, .group = READY), FIELD(placement, briefing, .personal = true, .label = N_("Briefing"), .max = 2000, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY, .group = READY),
    FIELD(placement, papers_plan, .label = N_("Papers that run out: the plan"), .max = 500, .set_by = STEPS_ONLY, .group = READY), FIELD(placement, papers_by, .label = N_("Let pass by"), .to = &account_type, .set_by = STEPS_ONLY, .group = READY),
    FIELD(placement, began_on, .label = N_("Began on"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(placement, ended_on, .label = N_("Ended on"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(placement, ended_by, .label = N_("How it ended"), .choices = placement_ends, .filter = true, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(placement, decided_by, .personal = true, .label = N_("Who decided for the family"), .max = 100, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(placement, away_since, .label = N_("Away since"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(placement, away_where, .personal = true, .label = N_("Where she is meanwhile"), .max = 200, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(placement, gap_since, .label = N_("Nobody there since"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(placement, quiet, .label = N_("Quiet"), .filter = true, .set_by = STEPS_ONLY, .help = N_("After a death or a loss: no calls, no offers"), .group = COURSE),
    FIELD(placement, ledger_from, .label = N_("Its days are entered from"), .set_by = ENGINE_ONLY, .group = COURSE),
    FIELD(placement, follow_up_made, .label = N_("Follow-ups made up to day"), .set_by = ENGINE_ONLY, .group = COURSE),
    FIELD(placement, remark, .personal = true, .label = N_("Remark"), .max = 500, .format = FORMAT_MULTILINE),
};

/* ---- what is refused ---- */

/* Part-time work is paid by its hours: a day of it is a share of her own week. */
static bool by_the_week(struct work *w, const struct placement *p)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    return c && c->mode == CONTRACT_PART_TIME && p->rest_weekdays.bits;
}

static void defaults(struct work *w, struct placement *p, const struct service_line *line)
{
    bool maternity = line && line->category == LINE_MATERNITY;
    if (maternity && p->expected.given && !p->window_days) p->window_days = WINDOW_DAYS;
    if (maternity) p->per_term = true;
    if (maternity) p->booked_for = p->expected;
    if (!p->basis) p->basis = p->per_term ? BY_CONTRACT_DAYS : by_the_week(w, p) ? BY_WEEK_DAYS : BY_26_DAYS;
    if (!p->stints.count && p->worker.id) stint_begin(w, p, (struct placement_stint){ .worker = p->worker, .first = p->first, .wage = p->wage });
}

/* Where two windows of one nurse touch, both births may fall together; of a service without a birth the days are known, and it is named by them. */
struct touching { text customer; bool birth, backup, too_near; day first, last; int64_t common; };

/* A service without a birth beside a birth she is booked for: who goes when the child comes then is named there. */
static bool birth_beside_may(struct work *w, const struct touching *t, text common, text least)
{
    text first = day_text(w->arena, t->first), last = day_text(w->arena, t->last);
    if (t->too_near) return wrong(w, "worker", N_("She is booked for a birth at {1}'s with a window from {2} to {3}: {4} days of it lie in this service, at most {5} may; choose another worker or other days"), t->customer, first, last, common, least);
    if (t->backup) return true;
    return wrong(w, "worker", N_("She is booked for a birth at {1}'s with a window from {2} to {3}: {4} days of it lie in this service. Name on that placement who goes when the child comes in these days, or choose another worker"), t->customer, first, last, common);
}

static bool windows_may(struct work *w, const struct placement *p, struct touching *t)
{
    int64_t most = setting_number(w, SETTING_BIRTH_OVERLAP, p->record.branch.id, day_of(w->now));
    text common = print(w, "%lld", (long long)t->common), least = print(w, "%lld", (long long)most), first = day_text(w->arena, t->first), last = day_text(w->arena, t->last);
    t->too_near = t->common > most;
    if (!p->window_days) return birth_beside_may(w, t, common, least);
    if (t->too_near && t->birth) return wrong(w, "worker", N_("With {1} the two windows share {2} days, at most {3} may; choose another nurse"), t->customer, common, least);
    if (t->too_near) return wrong(w, "worker", N_("She serves {1} from {2} to {3}, {4} days of this birth's window, at most {5} may be; choose another nurse"), t->customer, first, last, common, least);
    if (p->backup.id) return true;
    if (t->birth) return wrong(w, "backup", N_("Its window touches that of {1} by {2} days: name who goes when both births fall together"), t->customer, common);
    return wrong(w, "backup", N_("She serves {1} from {2} to {3}, {4} days of this birth's window: name who goes when the child comes in these days"), t->customer, first, last, common);
}

/* Two windows of one nurse may touch a little, and only with somebody named who goes meanwhile; the same of a window and a service without a birth,
 * whichever of the two is planned first. */
static bool windows_fit(struct work *w, const struct placement *p)
{
    int64_t from = p->first.number - p->window_days, to = p->last.number + p->window_days;
    struct rows *row = db_query(w, SQL("select p.first - p.window_days, p.last + p.window_days, c.name, p.window_days, p.backup from placement p join customer c on c.id = p.customer "
                                       "where p.worker = $1 and p.id <> $2 and p.state <= 7 and (p.window_days > 0 or $5 > 0) and p.first - p.window_days <= $4 and p.last + p.window_days >= $3"),
                                BIND(num(p->worker.id), num(p->record.id), num(from), num(to), num(p->window_days)));
    while (db_next(row)) {
        int64_t first = db_number(row, 0), last = db_number(row, 1), low = first > from ? first : from, high = last < to ? last : to;
        struct touching t = { .customer = db_text(row, 2), .birth = db_number(row, 3) > 0, .backup = db_number(row, 4) != 0, .first = { (int32_t)first }, .last = { (int32_t)last }, .common = high - low + 1 };
        if (!windows_may(w, p, &t)) return false;
    }
    return true;
}

/* A maternity nurse's backup is of her grade or a higher one (§4.4). */
static bool backup_fits(struct work *w, const struct placement *p, const struct service_line *line)
{
    const struct worker *backup = p->backup.id && line->category == LINE_MATERNITY ? record_peek(w, &worker_type, p->backup.id) : NULL, *her = backup ? record_peek(w, &worker_type, p->worker.id) : NULL;
    return !her || birth_grade_must(w, "backup", line->record.id, backup, her, (struct days){ p->first, p->last });
}

static bool check(struct work *w, struct placement *p, const struct placement *before)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    if (p->backup.id && p->backup.id == p->worker.id) return wrong(w, "backup", N_("The backup is somebody else than the worker"));
    if (!h || !line || failed(w)) return !failed(w);            /* the engine names what is missing */
    if (h->customer.id != p->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (p->last.number < p->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (p->last.number - p->first.number > 3 * 366) return wrong(w, "last", N_("A placement is planned for three years at most"));
    if (line->category != LINE_MATERNITY && (p->expected.given || p->window_days)) return wrong(w, p->expected.given ? "expected" : "window_days", N_("Only a maternity nurse is booked around a birth; leave it empty, or plan that service"));
    if (p->rest_weekdays.bits == EVERY_WEEKDAY) return wrong(w, "rest_weekdays", N_("She works on no day of the week then"));
    if (!before) {
        p->record.branch = h->record.branch;
        defaults(w, p, line);
    }
    if (p->contract.id) {
        const struct contract *c = record_peek(w, &contract_type, p->contract.id);
        if (c && (c->customer.id != p->customer.id || c->household.id != p->household.id)) return wrong(w, "contract", N_("This contract is about another home"));
    }
    if (p->state > PLACEMENT_READY) return true;
    return backup_fits(w, p, line) && windows_fit(w, p);
}
CHECKER(placement, check)

static bool created(struct work *w, struct placement *p) { return placement_book(w, p); }
AFTER_CREATE(placement, created)

static text title(struct work *w, const struct placement *p)
{
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    const struct customer *c = record_peek(w, &customer_type, p->customer.id);
    return print(w, "%s · %s", c ? c->name : "", line ? line->name : "");
}
TITLE(placement, title)

/* ---- of before ---- */

static bool column_there(struct work *w, text name)
{
    const struct db_column *all;
    int n = db_columns(w, &all);
    for (int i = 0; i < n; i++)
        if (!strcmp(all[i].table, "placement") && !strcmp(all[i].name, name)) return true;
    return false;
}

/* Version by version: `rest_weekday` was the number of one weekday, which is the bit of a set. Once each, or an emptied set would come back. */
bool placement_rest_weekdays_seed(struct work *w)
{
    if (!column_there(w, "rest_weekday")) return !failed(w);
    db_exec(w, SQL("update placement set rest_weekdays = case rest_weekday when 1 then 2 when 2 then 4 when 3 then 8 when 4 then 16 when 5 then 32 when 6 then 64 else 128 end where rest_weekday between 1 and 7 and rest_weekdays = 0"), NO_BIND);
    db_exec(w, SQL("update placement set rest_weekday = 0 where rest_weekday <> 0"), NO_BIND);
    return !failed(w);
}

/* ---- clocks ---- */

static instant ready_due(struct work *w, const struct placement *p) { (void)w; return day_at((day){ p->first.number - 3 }, 9 * 60); }
DUE(placement, ready_due)
static instant begin_due(struct work *w, const struct placement *p) { (void)w; return day_at(p->first, 20 * 60); }
DUE(placement, begin_due)
/* Somebody else within 72 hours (T01); the family waits from the day after the last one served. */
static instant gap_due(struct work *w, const struct placement *p) { (void)w; return p->gap_since.given ? day_at((day){ p->gap_since.number + 3 }, 9 * 60) : (instant){ 0 }; }
DUE(placement, gap_due)
static instant settle_due(struct work *w, const struct placement *p) { (void)w; return p->ended_on.given ? day_at((day){ p->ended_on.number + 7 }, 18 * 60) : (instant){ 0 }; }
DUE(placement, settle_due)

static const struct deadline deadlines[] = {
    { .name = "ready", .label = N_("Papers, contract, home and briefing before the first day"), .states = FROM(PLACEMENT_PLANNED), .due = ready_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS, .step = "make_ready" },
    { .name = "begin", .label = N_("The first day: did she arrive?"), .states = FROM(PLACEMENT_READY) | FROM(PLACEMENT_ON_BOARD), .due = begin_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(12), .then = CAN_OVERSEE_PLACEMENTS, .step = "arrive" },
    { .name = "gap", .label = N_("Nobody is there: send somebody"), .states = FROM(PLACEMENT_GAP), .due = gap_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_PLACEMENTS, .step = "send_next" },
    { .name = "settle", .label = N_("Settle with family and worker"), .states = FROM(PLACEMENT_OFF_BOARD), .due = settle_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = DAYS(3), .then = CAN_OVERSEE_PLACEMENTS, .step = "settle" },
};

static const struct retention kept[] = {
    { .name = "words", .label = N_("Ended placements: remarks, briefing, where they were, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095,
      .due = "state in (10, 11) and coalesce(ended_on, last) < $2 and (remark <> '' or briefing <> '' or away_where <> '' or found_plan <> '' or decided_by <> '')", .members = "remark|briefing|away_where|found_plan|decided_by" },
};
static const text indexes[] = { "worker, state", "household, state", "contract", "state, last", NULL };

const struct record_type placement_type = RECORD_TYPE(placement, .label = N_("Placement"), .module = "placement", FIELDS(fields), .steps = placement_steps, .step_count = PLACEMENT_STEPS, DEADLINES(deadlines),
    .first_state = PLACEMENT_PLANNED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "customer", .see = CAN_SEE_PLACEMENTS, .create = CAN_EDIT_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .prefix = "Z",
    .history = true, .check = check_hook, .created = created_hook, .title = title_hook, .indexes = indexes, .order = "last", .import_states = FROM(PLACEMENT_PLANNED) | FROM(PLACEMENT_IN_SERVICE));
