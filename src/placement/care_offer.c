/* care_offer.c — see care_offer.h. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/said.h"
#include "record/store.h"

static const struct choice states[] = {
    { OFFER_OPEN, "open", N_("To be offered"), "warn" }, { OFFER_MADE, "offered", N_("Offered to her"), "info" }, { OFFER_ACCEPTED, "accepted", N_("Offer taken"), "ok", .final = true },
    { OFFER_DECLINED, "declined", N_("Offer turned down"), "mute", .final = true }, { OFFER_DROPPED, "dropped", N_("Dropped"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { OFFER_CHANGED_NEED, "changed_need", N_("A need that changed") }, { OFFER_LIFE_STAGE, "life_stage", N_("The next stage of life") }, { OFFER_DORMANT, "dormant", N_("Quiet for a while") }, { 0 } };
static const struct field fields[] = {
    FIELD(care_offer, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(care_offer, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(care_offer, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(care_offer, placement, .label = N_("Placement"), .to = &placement_type, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(care_offer, line, .label = N_("Service line"), .to = &service_line_type, .list = true, .filter = true), FIELD(care_offer, what, .personal = true, .label = N_("Why now"), .max = 500, .format = FORMAT_SAID, .list = true),
    FIELD(care_offer, due, .label = N_("Due"), .required = true, .list = true, .sort = true), FIELD(care_offer, demand, .label = N_("Demand"), .to = &demand_type, .set_by = STEPS_ONLY), FIELD(care_offer, visit, .label = N_("Visit"), .to = &visit_type, .set_by = STEPS_ONLY),
    FIELD(care_offer, call, .label = N_("Follow-up call"), .to = &follow_up_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(care_offer, said, .personal = true, .label = N_("What she said"), .max = 500, .set_by = STEPS_ONLY), FIELD(care_offer, ended_at, .label = N_("Ended at"), .filter = true, .set_by = STEPS_ONLY),
};

/* A customer who mourns, who does not want to be called, with whom a dispute is open, or who has left. What she herself said she needs is answered, whatever she said of calls. */
static bool may_be_offered(struct work *w, int64_t customer, enum care_offer_kind kind)
{
    const struct customer *c = record_peek(w, &customer_type, customer);
    if (!c || c->state == CUSTOMER_CLOSED) return false;
    if (kind != OFFER_CHANGED_NEED && (!person_may_be_contacted(w, c->person.id) || person_needed(w, c->person.id, true))) return false;
    return db_one(w, SQL("select 1 from placement where customer = $1 and quiet = 1 limit 1"), BIND(num(customer)), 0) != 1 &&
        db_one(w, SQL("select 1 from demand where (customer = $1 or person = $2) and quiet = 1 limit 1"), BIND(num(customer), num(c->person.id)), 0) != 1;
}

static bool check(struct work *w, struct care_offer *o, const struct care_offer *before)
{
    if (before) return true;
    const struct customer *c = record_peek(w, &customer_type, o->customer.id);
    if (!c) return !failed(w);
    if (!may_be_offered(w, o->customer.id, o->kind)) return wrong(w, "customer", N_("{1} is not called with offers: she does not wish it, a complaint of hers is open, or her home is in mourning"), c->name);
    if (db_one(w, SQL("select 1 from care_offer where customer = $1 and kind = $2 and state in (1, 2) limit 1"), BIND(num(o->customer.id), num(o->kind)), 0) == 1)
        return wrong(w, "customer", N_("{1} is on the list for this already; go on with that line"), c->name);
    o->record.branch = c->record.branch;
    return !failed(w);
}
CHECKER(care_offer, check)

static text title(struct work *w, const struct care_offer *o)
{
    const struct customer *c = record_peek(w, &customer_type, o->customer.id);
    return print(w, "%s · %s", c ? c->name : "", translate(w->language, choice_label(kinds, o->kind)));
}
TITLE(care_offer, title)

struct offering { text said; maybe_day again; };
enum { AGAIN_DAYS = 7, AGAIN_MOST = 180 };
static const struct field offering_fields[] = {
    FIELD(offering, said, .label = N_("What she said"), .required = true, .max = 500), FIELD(offering, again, .label = N_("Call again on"), .help = N_("Empty: in a week; it stands in the work queue then")),
};
static const struct field declining_fields[] = { FIELD(offering, said, .label = N_("What she said"), .required = true, .max = 500) };

static bool still_may(struct work *w, struct care_offer *o)
{
    return may_be_offered(w, o->customer.id, o->kind) || refuse_as(w, CONFLICT, "", N_("{1} is not called with offers: she does not wish it, a complaint of hers is open, or her home is in mourning"), record_title(w, &customer_type, o->customer.id));
}

static bool make(struct work *w, struct care_offer *o, const struct offering *in)
{
    int64_t today = day_of(w->now).number, again = in->again.given ? in->again.number : today + AGAIN_DAYS;
    if (!still_may(w, o)) return false;
    if (again <= today || again > today + AGAIN_MOST) return refuse(w, "again", N_("Call again from tomorrow on and within half a year; who does not want it is entered as that"));
    o->said = in->said;
    o->due.number = (int32_t)again;
    return true;
}
RULE(care_offer, offering, make)

static bool decline(struct work *w, struct care_offer *o, const struct offering *in)
{
    o->said = in->said;
    o->ended_at = w->now;
    return true;
}
RULE(care_offer, offering, decline)

/* Where it is wanted: the home of the placement, else where she was served last, else her only home; 0: to be asked. */
static ref home_wanted(struct work *w, const struct care_offer *o)
{
    const struct placement *p = o->placement.id ? record_peek(w, &placement_type, o->placement.id) : NULL;
    if (p) return p->household;
    int64_t last = db_one(w, SQL("select household from visit where customer = $1 and household > 0 and state in (8, 9, 10) order by start desc, id desc limit 1"), BIND(num(o->customer.id)), 0);
    if (last) return (ref){ last };
    int64_t homes = db_one(w, SQL("select count(*) from household where customer = $1"), BIND(num(o->customer.id)), 0);
    return (ref){ homes == 1 ? db_one(w, SQL("select id from household where customer = $1 limit 1"), BIND(num(o->customer.id)), 0) : 0 };
}
_Static_assert(VISIT_FINISHED == 8 && VISIT_SETTLED == 10, "the query above says these by number");

struct accepting { ref line; day start_from; text wanted; };
static const struct field accepting_fields[] = {
    FIELD(accepting, line, .label = N_("Service line"), .to = &service_line_type, .required = true), FIELD(accepting, start_from, .label = N_("From"), .required = true), FIELD(accepting, wanted, .label = N_("Wanted times"), .required = true, .max = 200),
};

static bool accept(struct work *w, struct care_offer *o, const struct accepting *in)
{
    struct demand d = { .record.branch = o->record.branch, .customer = o->customer, .household = home_wanted(w, o), .line = in->line, .start_from = in->start_from, .wanted = in->wanted, .needs = said_read(w, o->what), .source = SOURCE_OTHER };
    if (!ADD(w, demand, &d)) return false;
    o->line = in->line;
    o->demand.id = d.record.id;
    o->ended_at = w->now;
    return true;
}
RULE(care_offer, accepting, accept)

static bool drop(struct work *w, struct care_offer *o) { o->ended_at = w->now; return true; }
RULE_PLAIN(care_offer, drop)

struct coming_back { ref visit; };
static const struct field coming_back_fields[] = { FIELD(coming_back, visit, .label = N_("Visit"), .to = &visit_type) };
static bool came_back(struct work *w, struct care_offer *o, const struct coming_back *in)
{
    o->visit = in->visit;
    o->ended_at = w->now;
    return true;
}
RULE(care_offer, coming_back, came_back)

static instant offer_due(struct work *w, const struct care_offer *o) { (void)w; return day_at(o->due, 18 * 60); }
DUE(care_offer, offer_due)
static const struct deadline deadlines[] = {
    { .name = "again", .label = N_("Call again about an offer"), .states = FROM(OFFER_MADE), .due = offer_due_hook, .who = CAN_DO_FOLLOW_UPS, .step = "make" },
    { .name = "offer", .label = N_("Call with an offer"), .states = FROM(OFFER_OPEN), .due = offer_due_hook, .who = CAN_DO_FOLLOW_UPS, .step = "make" },
};
static const struct step steps[] = {
    STEP(make, .label = N_("Offered to her"), .tone = "primary", .from = FROM(OFFER_OPEN) | FROM(OFFER_MADE), .to = OFFER_MADE, .by = CAN_DO_FOLLOW_UPS, INPUTS(offering, offering_fields), .run = make_rule),
    STEP(accept, .label = N_("She wants it"), .tone = "primary", .from = FROM(OFFER_OPEN) | FROM(OFFER_MADE), .to = OFFER_ACCEPTED, .by = CAN_DO_FOLLOW_UPS, INPUTS(accepting, accepting_fields), .run = accept_rule),
    STEP(decline, .label = N_("She does not"), .from = FROM(OFFER_OPEN) | FROM(OFFER_MADE), .to = OFFER_DECLINED, .by = CAN_DO_FOLLOW_UPS, INPUTS(offering, declining_fields), .run = decline_rule),
    STEP(came_back, .label = N_("She came back"), .from = FROM(OFFER_OPEN) | FROM(OFFER_MADE), .to = OFFER_ACCEPTED, INPUTS(coming_back, coming_back_fields), .run = came_back_rule, .hidden = true),
    STEP(drop, .label = N_("Drop"), .from = FROM(OFFER_OPEN) | FROM(OFFER_MADE), .to = OFFER_DROPPED, .by = CAN_DO_FOLLOW_UPS, .run = drop_rule, .reason = true),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Offers: what was said, from the end"), .law = N_("No longer needed for the purpose (PIPL art. 19): 1 year"), .days = 365, .due = "ended_at > 0 and ended_at < $1 and (said <> '' or what <> '')", .members = "said|what" },
};
static const text indexes[] = { "customer, kind", "call", NULL };
const struct record_type care_offer_type = RECORD_TYPE(care_offer, .label = N_("Offer to a customer"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = OFFER_OPEN, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_FOLLOW_UPS, .create = CAN_DO_FOLLOW_UPS, .edit = CAN_DO_FOLLOW_UPS, .check = check_hook, .title = title_hook, .indexes = indexes, .order = "due");

bool offers_heed_person(struct work *w, const struct record_type *type, int64_t id)
{
    (void)type;
    if (person_may_be_contacted(w, id) || failed(w)) return !failed(w);
    struct found open = LOAD_WHERE(w, care_offer, "customer in (select id from customer where person = $1) and kind <> $2 and state in (1, 2) order by id limit 20", BIND(num(id), num(OFFER_CHANGED_NEED)));
    text was = w->reason;
    w->reason = translated(w, N_("Does not want to be contacted"));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &care_offer_type, open.at[i], "drop", NULL)) return false;
    w->reason = was;
    return !failed(w);
}

/* A rework is our debt and no order of hers. */
bool offers_heed_visit(struct work *w, const struct record_type *type, int64_t id)
{
    const struct visit *v = record_peek(w, type, id);
    if (!v || v->rework_of.id || v->start.ms < w->now.ms) return !failed(w);
    struct found quiet = LOAD_WHERE(w, care_offer, "customer = $1 and kind = $2 and state in (1, 2) order by id limit 1", BIND(num(v->customer.id), num(OFFER_DORMANT)));
    return !quiet.count ? !failed(w) : step_run(w, &care_offer_type, quiet.at[0], "came_back", &(struct coming_back){ { id } });
}

/* ---- by itself ---- */

/* Another need before the first was answered stands beside it: one call about both. */
static bool say_more(struct work *w, struct care_offer *o, const struct care_offer *more)
{
    if (strstr(o->what, more->what)) return true;
    o->what = utf8_cut(w->arena, print(w, "%s\n%s", o->what, more->what), 500);
    if (more->call.id) o->call = more->call;
    return SAVE(w, care_offer, o);
}

static bool open_it(struct work *w, struct care_offer *o)
{
    if (!may_be_offered(w, o->customer.id, o->kind)) return !failed(w);
    struct found open = LOAD_WHERE(w, care_offer, "customer = $1 and kind = $2 and state in (1, 2) order by id limit 1", BIND(num(o->customer.id), num(o->kind)));
    if (open.count) return o->kind != OFFER_CHANGED_NEED || say_more(w, open.at[0], o);
    return ADD(w, care_offer, o);
}

bool offer_open(struct work *w, int64_t branch, int64_t customer, int64_t placement, enum care_offer_kind kind, text what, day due, int64_t line)
{
    return open_it(w, &(struct care_offer){ .record.branch = { branch }, .customer = { customer }, .placement = { placement }, .kind = kind, .what = what, .due = due, .line = { line } });
}

bool offer_of_call(struct work *w, const struct follow_up *call)
{
    return open_it(w, &(struct care_offer){ .record.branch = call->record.branch, .customer = call->customer, .placement = call->placement, .call = { call->record.id }, .kind = OFFER_CHANGED_NEED, .what = call->needs, .due = day_of(w->now) });
}

/* The nurse goes on day 26: from the 20th on the family is asked who comes then. Once for each placement. */
static bool life_stages(struct work *w)
{
    int64_t infant = db_one(w, SQL("select id from service_line where category = $1 and state = 1 order by id limit 1"), BIND(num(LINE_INFANT)), 0);
    struct found nurses = LOOK_WHERE(w, placement, "state between 4 and 7 and per_term = 1 and quiet = 0 and began_on is not null and began_on <= $1 - 19 and not exists "
                                     "(select 1 from care_offer o where o.placement = placement.id and o.kind = 2) order by id limit 50", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < nurses.count; i++) {
        const struct placement *p = FOUND(struct placement, nurses, i);
        text what = said_keep(w, N_("The maternity nurse goes on {1}"), (const text[]){ day_text(w->arena, p->last), NULL });
        if (!offer_open(w, p->record.branch.id, p->customer.id, p->record.id, OFFER_LIFE_STAGE, what, day_of(w->now), infant)) return false;
    }
    return !failed(w);
}

/* Nothing for so long, nothing to come; asked once in half a year. */
static bool quiet_ones(struct work *w)
{
    int32_t days = (int32_t)setting_number(w, SETTING_DORMANT_DAYS, 0, day_of(w->now));
    if (!days) return true;
    struct found all = LOOK_WHERE(w, customer, "state = 1 and last_visit > 0 and last_visit < $1 and last_visit > $1 - 180 and not exists (select 1 from placement p where p.customer = customer.id and p.state <= 8) "
                                  "and not exists (select 1 from visit v where v.customer = customer.id and v.start > $2) and not exists (select 1 from care_offer o where o.customer = customer.id and o.created_at > $3) order by last_visit desc limit 20",
                                  BIND(num(day_of(w->now).number - days), num(w->now.ms), num(w->now.ms - DAYS(180))));
    for (int i = 0; i < all.count; i++) {
        const struct customer *c = FOUND(struct customer, all, i);
        text what = said_keep(w, N_("Last served on {1}"), (const text[]){ day_text(w->arena, c->last_visit), NULL });
        if (!offer_open(w, c->record.branch.id, c->record.id, 0, OFFER_DORMANT, what, (day){ day_of(w->now).number + 3 }, 0)) return false;
    }
    return !failed(w);
}

bool offers_tick(struct work *w) { return life_stages(w) && quiet_ones(w); }
