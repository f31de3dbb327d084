/* gear.c — see gear.h. */
#include "base/words.h"
#include "operations/gear_pool.h"
#include "operations/operations.h"
#include "record/booking.h"
#include "record/store.h"

static const struct choice states[] = {
    { GEAR_IN_SERVICE, "in_service", N_("In use"), "ok" }, { GEAR_IN_REPAIR, "in_repair", N_("In repair"), "warn" }, { GEAR_RETIRED, "retired", N_("Retired"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(gear, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(gear, kind, .label = N_("Kind"), .choices = gear_kinds, .required = true, .list = true, .filter = true),
    FIELD(gear, name, .label = N_("Name"), .required = true, .max = 60, .list = true, .search = true, .also = "车辆|设备|名称"),
    FIELD(gear, plate, .label = N_("Plate or serial number"), .max = 30, .list = true, .search = true, .also = "车牌|编号"),
    FIELD(gear, seats, .label = N_("Seats"), .min = 0, .max = 30), FIELD(gear, check_due, .label = N_("Next check"), .list = true, .sort = false),
    FIELD(gear, remark, .label = N_("Remark"), .max = 500, .format = FORMAT_MULTILINE),
};

static instant check_due(struct work *w, const struct gear *g) { (void)w; return (instant){ g->check_due.given ? day_start((day){ g->check_due.number - 14 }).ms : 0 }; }
DUE(gear, check_due)
static const struct deadline deadlines[] = {
    { .name = "check", .label = N_("The check of this vehicle or machine is due in two weeks"), .states = FROM(GEAR_IN_SERVICE) | FROM(GEAR_IN_REPAIR), .due = check_due_hook, .who = CAN_MEND_VISITS },
};
static const struct step steps[] = {
    STEP(repair, .label = N_("To repair"), .from = FROM(GEAR_IN_SERVICE), .to = GEAR_IN_REPAIR, .by = CAN_MEND_VISITS, .reason = true),
    STEP(repaired, .label = N_("Works again"), .tone = "primary", .from = FROM(GEAR_IN_REPAIR), .to = GEAR_IN_SERVICE, .by = CAN_MEND_VISITS),
    STEP(retire, .label = N_("Retire"), .tone = "danger", .from = FROM(GEAR_IN_SERVICE) | FROM(GEAR_IN_REPAIR), .to = GEAR_RETIRED, .by = CAN_MEND_VISITS, .reason = true),
};
const struct record_type gear_type = RECORD_TYPE(gear, .label = N_("Vehicle or machine"), .plural = "Vehicles and machines", .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = GEAR_IN_SERVICE, .scope = SCOPE_BRANCH,
    .see = CAN_SEE_VISITS, .create = CAN_MEND_VISITS, .edit = CAN_MEND_VISITS);

/* ---- a use ---- */

static const struct choice use_states[] = {
    { GEAR_RESERVED, "reserved", N_("Reserved"), "info" }, { GEAR_OUT, "out", N_("Out"), "warn" }, { GEAR_BACK, "back", N_("Given back"), "ok", .final = true }, { GEAR_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct field use_fields[] = {
    FIELD(gear_use, state, .label = N_("State"), .choices = use_states, .filter = true, .list = true),
    FIELD(gear_use, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(gear_use, gear, .label = N_("Vehicle or machine"), .to = &gear_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(gear_use, kept_from, .label = N_("From, loading included"), .set_by = ENGINE_ONLY, .list = true, .sort = true), FIELD(gear_use, kept_to, .label = N_("To, return included"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(gear_use, taken_by, .label = N_("Taken by"), .to = &worker_type, .set_by = STEPS_ONLY), FIELD(gear_use, out_at, .label = N_("Out since"), .set_by = STEPS_ONLY),
    FIELD(gear_use, back_at, .label = N_("Back at"), .set_by = STEPS_ONLY), FIELD(gear_use, condition, .label = N_("Condition"), .max = 200, .set_by = STEPS_ONLY),
};

static void span_of(const struct visit *v, instant start, instant *from, instant *to)
{
    *from = (instant){ start.ms - MINUTES(GEAR_LOADING) };
    *to = (instant){ start.ms + MINUTES(v->length.count + GEAR_RETURN) };
}

static struct booking booking_of_use(struct work *w, const struct gear_use *u, const struct visit *v, const struct gear *g)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    return (struct booking){ .resource = { g->kind == GEAR_VEHICLE ? RESOURCE_VEHICLE : RESOURCE_MACHINE, g->record.id }, .source = { "gear_use", u->record.id }, .from = u->kept_from, .to = u->kept_to,
        .place = h ? h->at : (place){ 0 }, .branch = v->record.branch.id, .label = v->record.number };
}

static bool use_check(struct work *w, struct gear_use *u, const struct gear_use *before)
{
    const struct visit *v = record_peek(w, &visit_type, u->visit.id);
    const struct gear *g = record_peek(w, &gear_type, u->gear.id);
    if (!v || !g) return !failed(w);
    if (!before && g->state != GEAR_IN_SERVICE) return wrong(w, "gear", N_("“{1}” is not in service"), g->name);
    if (!before && v->state > VISIT_CONFIRMED) return wrong(w, "visit", N_("This visit has begun or is over"));
    u->record.branch = v->record.branch;
    if (u->state == GEAR_RESERVED) span_of(v, v->start, &u->kept_from, &u->kept_to);
    return !failed(w);
}
CHECKER(gear_use, use_check)

static bool use_created(struct work *w, struct gear_use *u)
{
    const struct visit *v = record_peek(w, &visit_type, u->visit.id);
    const struct gear *g = record_peek(w, &gear_type, u->gear.id);
    if (!v || !g) return false;
    struct booking b = booking_of_use(w, u, v, g);
    return booking_put(w, &b);
}
AFTER_CREATE(gear_use, use_created)

static text use_title(struct work *w, const struct gear_use *u) { return record_title(w, &gear_type, u->gear.id); }
TITLE(gear_use, use_title)

struct gear_out { ref worker; };
static const struct field out_fields[] = { FIELD(gear_out, worker, .label = N_("Taken by"), .to = &worker_type, .required = true) };
static bool take_out(struct work *w, struct gear_use *u, const struct gear_out *in)
{
    u->taken_by = in->worker;
    u->out_at = w->acted;
    return true;
}
RULE(gear_use, gear_out, take_out)

/* The rest of the time it was kept for is free again. */
struct gear_back { text condition; };
static const struct field back_fields[] = { FIELD(gear_back, condition, .label = N_("Condition"), .required = true, .max = 200, .help = N_("Clean, complete, fuel or battery, damage")) };
static bool bring_back(struct work *w, struct gear_use *u, const struct gear_back *in)
{
    u->condition = in->condition;
    u->back_at = w->acted;
    booking_drop(w, (struct source){ "gear_use", u->record.id });
    return !failed(w);
}
RULE(gear_use, gear_back, bring_back)

static bool drop_use(struct work *w, struct gear_use *u)
{
    booking_drop(w, (struct source){ "gear_use", u->record.id });
    return !failed(w);
}
RULE_PLAIN(gear_use, drop_use)

/* Put anew: while a plan is published it may have been off the calendar (gear_make_room). */
static bool follow(struct work *w, struct gear_use *u)
{
    const struct visit *v = record_peek(w, &visit_type, u->visit.id);
    const struct gear *g = record_peek(w, &gear_type, u->gear.id);
    if (!v || !g || !drop_use(w, u)) return false;
    struct booking b = booking_of_use(w, u, v, g);
    return booking_put(w, &b);
}
RULE_PLAIN(gear_use, follow)

/* Machines come back the same day (六.1). */
static instant return_due(struct work *w, const struct gear_use *u) { (void)w; return (instant){ u->kept_to.ms + HOURS(1) }; }
DUE(gear_use, return_due)
static const struct deadline use_deadlines[] = {
    { .name = "return", .label = N_("Ask for the vehicle or machine back"), .states = FROM(GEAR_OUT), .due = return_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = HOURS(12), .then = CAN_MEND_VISITS, .step = "bring_back" },
};
static const struct step use_steps[] = {
    STEP(take_out, .label = N_("Handed out"), .tone = "primary", .from = FROM(GEAR_RESERVED), .to = GEAR_OUT, .by = CAN_ASSIGN_VISITS, INPUTS(gear_out, out_fields), .run = take_out_rule),
    STEP(bring_back, .label = N_("Brought back"), .tone = "primary", .from = FROM(GEAR_OUT), .to = GEAR_BACK, .by = CAN_ASSIGN_VISITS, INPUTS(gear_back, back_fields), .run = bring_back_rule),
    STEP(drop, .label = N_("Not needed"), .from = FROM(GEAR_RESERVED), .to = GEAR_DROPPED, .by = CAN_ASSIGN_VISITS, .run = drop_use_rule),
    STEP(follow, .label = N_("Goes with its visit"), .from = FROM(GEAR_RESERVED), .run = follow_rule, .hidden = true),
};
static const text use_indexes[] = { "visit", "gear, kept_from", NULL };
const struct record_type gear_use_type = RECORD_TYPE(gear_use, .label = N_("Use of a vehicle or machine"), .plural = "Uses of vehicles and machines", .module = "operations", FIELDS(use_fields), STEPS(use_steps), DEADLINES(use_deadlines), .first_state = GEAR_RESERVED,
    .scope = SCOPE_BRANCH, .see = CAN_SEE_VISITS, .create = CAN_ASSIGN_VISITS, .edit = CAN_ASSIGN_VISITS, .check = use_check_hook, .created = use_created_hook, .title = use_title_hook, .indexes = use_indexes, .quiet = true);

/* ---- with its visit ---- */

static struct found reserved_for(struct work *w, int64_t visit) { return LOAD_WHERE(w, gear_use, "visit = $1 and state = 1 order by id limit 20", BIND(num(visit))); }
static bool gone(enum visit_state state) { return state == VISIT_CANCELLED || state == VISIT_NO_ACCESS || state == VISIT_SKIPPED; }

bool gear_follow(struct work *w, const struct visit *v, const struct visit *before)
{
    bool moved = before && (before->start.ms != v->start.ms || before->length.count != v->length.count), off = before && gone(v->state) && !gone(before->state);
    if (!moved && !off) return true;
    struct found uses = reserved_for(w, v->record.id);
    for (int i = 0; i < uses.count; i++) {
        struct gear_use *u = uses.at[i];
        span_of(v, v->start, &u->kept_from, &u->kept_to);
        if (!step_run(w, &gear_use_type, u, off ? "drop" : "follow", NULL)) return false;
    }
    return !failed(w);
}

bool gear_make_room(struct work *w, int64_t visit)
{
    struct found uses = reserved_for(w, visit);
    for (int i = 0; i < uses.count; i++) booking_drop(w, (struct source){ "gear_use", FOUND(struct gear_use, uses, i)->record.id });
    return !failed(w);
}

/* ---- H12 ---- */

enum { LOOK_AHEAD_DAYS = 2 };

static void judge_use(struct work *w, const struct eligibility_case *c, const struct visit *v, struct gear_use *u, struct judgement *j)
{
    const struct gear *g = record_peek(w, &gear_type, u->gear.id);
    struct clash clash;
    day d = day_of(c->start);
    if (!g) return;
    if (g->state != GEAR_IN_SERVICE)
        reason_add(w, j, "H12.repair", d, d, because(w, N_("“{1}”, reserved for this visit, is not in service"), g->name), because(w, N_("Reserve another one")));
    instant from, to;
    span_of(v, c->start, &from, &to);
    struct booking b = booking_of_use(w, u, v, g);
    b.from = from;
    b.to = to;
    if (booking_clash(w, &b, NULL, &clash))
        reason_add(w, j, "H12.busy", d, d, because(w, N_("“{1}”, which this visit needs, is elsewhere then"), g->name), because(w, N_("Another time, or reserve another one")));
}

static text kind_of(struct work *w, enum gear_kind kind) { return translated(w, choice_label(gear_kinds, kind)); }

/* Nothing of the kind is free then: when something is next, within two days. */
static void judge_none_free(struct work *w, const struct eligibility_case *c, const struct visit *v, const struct gear_pool *p, enum gear_kind kind, place at, struct judgement *j)
{
    day d = day_of(c->start);
    const struct gear_thing *thing = NULL;
    instant next = gear_pool_next(w, p, kind, at, (instant){ c->start.ms + MINUTES(5) }, v->length.count, (instant){ c->start.ms + DAYS(LOOK_AHEAD_DAYS) }, &thing);
    struct reason *r = reason_add(w, j, "H12.none_free", d, d, because(w, N_("This service goes with: {1}; all are with other visits then"), kind_of(w, kind)),
                                  next.ms ? because(w, N_("“{1}” can be there from {2}"), thing->name, instant_words(w->arena, next)) : because(w, N_("Another day, or move a visit that has one")));
    if (next.ms) reason_fix(r, "visit", v->record.id, "move");
}

/* What the service goes with and the visit has not got: the one that is free goes with it as soon as it is given to somebody. */
static void judge_wanted(struct work *w, const struct eligibility_case *c, const struct visit *v, uint64_t wanted, struct judgement *j)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    place at = h ? h->at : (place){ 0 };
    day d = day_of(c->start);
    struct gear_pool p;
    if (!gear_pool_read(w, &(struct gear_ask){ .branch = v->record.branch.id, .visit = v->record.id, .kinds = wanted, .from = c->start, .to = { c->until.ms + DAYS(LOOK_AHEAD_DAYS) } }, &p)) return;
    for (enum gear_kind kind = GEAR_VEHICLE; kind <= GEAR_LADDER; kind++) {
        if (!(wanted & SET_BIT(kind))) continue;
        const struct gear_thing *t = gear_pool_free(w, &p, kind, at, c->start, v->length.count);
        if (t) reason_warn(w, j, "H12.takes", d, d, because(w, N_("This service goes with: {1}; “{2}” is free then and is reserved with the assignment"), kind_of(w, kind), t->name), NULL);
        else if (p.kinds & SET_BIT(kind)) judge_none_free(w, c, v, &p, kind, at, j);
        else reason_warn(w, j, "H12.none", d, d, because(w, N_("This service goes with: {1}; none is entered in this shop or above it"), kind_of(w, kind)), because(w, N_("Enter the shop's vehicles and machines, or reserve another shop's for this visit")));
    }
}

static void judge_gear(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    const struct visit *v = c->visit && c->start.ms ? record_peek(w, &visit_type, c->visit) : NULL;
    uint64_t there = 0, needed = c->line ? c->line->gear.bits : 0;
    if (!v || (!needed && !db_one(w, SQL("select 1 from gear_use where visit = $1 and state in (1, 2) limit 1"), BIND(num(c->visit)), 0))) return;
    struct found uses = LOAD_WHERE(w, gear_use, "visit = $1 and state in (1, 2) order by id limit 20", BIND(num(v->record.id)));
    for (int i = 0; i < uses.count; i++) {
        const struct gear *g = record_peek(w, &gear_type, FOUND(struct gear_use, uses, i)->gear.id);
        there |= g ? SET_BIT(g->kind) : 0;
        judge_use(w, c, v, uses.at[i], j);
    }
    if (needed & ~there) judge_wanted(w, c, v, needed & ~there, j);
}
const struct eligibility_answer gear_eligibility = { judge_gear };

static int64_t gear_with_her(struct work *w, int64_t worker, int64_t branch)
{
    return db_one(w, SQL("select count(*) from gear_use where taken_by = $1 and state = 2 and ($2 = 0 or branch = $2)"), BIND(num(worker), num(branch)), 0);
}
_Static_assert(GEAR_OUT == 2, "the query above says it by number");
const struct open_work gear_with_leavers = { gear_with_her, N_("vehicles or machines with her") };
