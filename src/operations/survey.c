/* survey.c — see survey.h. */
#include "company/company.h"
#include "operations/order_own.h"
#include "operations/survey.h"
#include "operations/zone.h"
#include "record/store.h"

static const struct choice states[] = {
    { SURVEY_PLANNED, "planned", N_("Planned"), "info" }, { SURVEY_DONE, "done", N_("Measured"), "warn" }, { SURVEY_ORDERED, "ordered", N_("Ordered"), "ok", .final = true }, { SURVEY_DROPPED, "dropped", N_("Dropped"), "mute", .final = true },
    { SURVEY_QUOTED, "quoted", N_("Quoted to the customer"), "info" }, { 0 },
};
static const struct choice dusts[] = { { DUST_LITTLE, "little", N_("Little dust") }, { DUST_USUAL, "usual", N_("Usual") }, { DUST_MUCH, "much", N_("Much dust, paint or cement") }, { 0 } };
const struct choice site_hazards[] = {
    { SITE_HAZARD_NONE, "none", N_("None") }, { SITE_HAZARD_HEIGHT, "height", N_("Work above two metres") }, { SITE_HAZARD_POWER, "power", N_("Open wires, no power switch") },
    { SITE_HAZARD_GLASS, "glass", N_("Loose or broken glass") }, { SITE_HAZARD_FLOOR, "floor", N_("Holes, wet or weak floor") }, { SITE_HAZARD_CHEMICAL, "chemical", N_("Paint, solvents, gas") }, { 0 },
};
static const struct field zone_fields[] = {
    FIELD(survey_zone, name, .label = N_("Zone"), .reads = seeded_words, .required = true, .max = 40), FIELD(survey_zone, square_metres, .label = N_("Size"), .unit = N_("m²"), .min = 1, .max = 5000),
    FIELD(survey_zone, hazard, .label = N_("Hazard"), .choices = site_hazards), FIELD(survey_zone, measure, .label = N_("Safety measure"), .max = 200),
    FIELD(survey_zone, photo, .personal = true, .label = N_("Photo")), FIELD(survey_zone, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type zone_row = ROW_TYPE(survey_zone, zone_fields);
#define MEASURED N_("Measured on the spot")
#define RECKONED N_("What it makes")
static const struct field fields[] = {
    FIELD(survey, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(survey, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(survey, household, .label = N_("Home"), .to = &household_type, .required = true, .list = true, .set_by = SET_ON_CREATE),
    FIELD(survey, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true),
    FIELD(survey, at, .label = N_("Looked at on"), .required = true, .list = true, .sort = true), FIELD(survey, surveyor, .label = N_("Who looks at it"), .to = &worker_type),
    FIELD(survey, confirmed_at, .label = N_("She said yes to the time"), .set_by = STEPS_ONLY), FIELD(survey, wished, .label = N_("Rather at"), .set_by = STEPS_ONLY), FIELD(survey, wished_at, .label = N_("Asked for it at"), .set_by = STEPS_ONLY),
    FIELD(survey, usable_area, .label = N_("Usable area, not built area"), .group = MEASURED), FIELD(survey, floors, .label = N_("Floors"), .min = 0, .max = 60, .group = MEASURED),
    FIELD(survey, lift, .label = N_("Lift"), .group = MEASURED), FIELD(survey, water, .label = N_("Water is there"), .group = MEASURED), FIELD(survey, power, .label = N_("Power is there"), .group = MEASURED),
    FIELD(survey, outside_glass, .label = N_("Glass outside"), .group = MEASURED), FIELD(survey, dust, .label = N_("Dust"), .choices = dusts, .group = MEASURED),
    FIELD(survey, zones, .personal = true, .label = N_("Zones"), .row = &zone_row),
    FIELD(survey, square_metres, .label = N_("Size"), .unit = N_("m²"), .set_by = ENGINE_ONLY, .list = true, .group = RECKONED),
    FIELD(survey, person_minutes, .label = N_("Work of all together"), .unit = N_("minutes"), .set_by = ENGINE_ONLY, .group = RECKONED), FIELD(survey, persons, .label = N_("Persons"), .set_by = ENGINE_ONLY, .list = true, .group = RECKONED),
    FIELD(survey, length, .label = N_("Length"), .unit = N_("minutes"), .set_by = ENGINE_ONLY, .list = true, .group = RECKONED), FIELD(survey, price, .label = N_("Price"), .set_by = ENGINE_ONLY, .list = true, .group = RECKONED),
    FIELD(survey, deposit, .label = N_("Prepaid deposit"), .set_by = ENGINE_ONLY, .group = RECKONED), FIELD(survey, quote, .label = N_("How the price came about"), .set_by = ENGINE_ONLY),
    FIELD(survey, done_at, .label = N_("Measured at"), .set_by = STEPS_ONLY), FIELD(survey, quotation, .label = N_("Quotation"), .to = &quotation_type, .filter = true, .set_by = STEPS_ONLY),
    FIELD(survey, quote_since, .label = N_("Without a quotation since"), .set_by = STEPS_ONLY), FIELD(survey, agreed_at, .label = N_("Customer agreed at"), .set_by = STEPS_ONLY), FIELD(survey, service_order, .label = N_("Order"), .to = &service_order_type, .set_by = STEPS_ONLY),
    FIELD(survey, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE),
};

int64_t survey_rate(enum line_category category, enum dust dust)
{
    int step = dust == DUST_LITTLE ? 0 : dust == DUST_MUCH ? 2 : 1;
    static const int64_t rough[] = { 60, 55, 50 }, deep[] = { 80, 70, 60 };
    return category == LINE_POST_RENOVATION ? rough[step] : category == LINE_DEEP_CLEANING ? deep[step] : 0;
}

struct job_size survey_size(enum line_category category, enum dust dust, int64_t square_metres)
{
    int64_t rate = survey_rate(category, dust);
    if (!rate || square_metres <= 0) return (struct job_size){ 0 };
    int64_t all = square_metres * 600 / rate, persons = (all + 150) / 300;
    if (persons < 2) persons = 2;
    if (persons > 6) persons = 6;
    return (struct job_size){ all, persons, ((all + persons - 1) / persons + 29) / 30 * 30 };
}

static struct service_order order_of(const struct survey *s)
{
    return (struct service_order){ .record.branch = s->record.branch, .customer = s->customer, .household = s->household, .line = s->line, .start = s->at, .length = s->length, .square_metres = s->square_metres, .persons = s->persons,
        .coupon_code = "", .coupon_from = "", .wishes = "", .channel = "", .channel_number = "", .channel_key = "", .voucher = "", .terms_version = "", .contract_number = "" };
}

/* A morning of an ordinary day: that somebody looks on a Sunday or in the evening is no surcharge on the job. */
static instant ordinary_time(struct work *w, const struct survey *s)
{
    day on = day_of(s->at);
    return day_at(day_kind(w, on) == DAY_WORK ? on : working_day_after(w, on, 1), 9 * 60);
}

/* By the price list of about the day it is looked at; the order's own day and hour decide when it is made. */
bool survey_listed(struct work *w, const struct survey *s, const struct service_line *line, const struct household *h, struct quote *ret)
{
    struct service_order o = order_of(s);
    o.start = ordinary_time(w, s);
    return order_quote(w, &o, line, h, ret);
}

static bool quote_survey(struct work *w, struct survey *s, const struct service_line *line, const struct household *h)
{
    struct quote q;
    if (!survey_listed(w, s, line, h, &q)) return false;
    s->price = q.price;
    s->deposit = money_times(q.price, setting_number(w, SETTING_DEPOSIT, s->record.branch.id, day_of(w->now)), 100);
    s->quote.json = quote_json(w, &q);
    return !failed(w);
}

enum { MOST_DAYS_LATE = 92 };           /* what was looked at is entered afterwards */

static bool check(struct work *w, struct survey *s, const struct survey *before)
{
    const struct household *h = record_peek(w, &household_type, s->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, s->line.id);
    if (!h || !line || (before && (before->state == SURVEY_ORDERED || before->state == SURVEY_DROPPED))) return !failed(w);
    if (h->customer.id != s->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if ((!before || before->at.ms != s->at.ms) && !within_horizon(w, "at", s->at, MOST_DAYS_LATE)) return false;
    if (before && before->at.ms != s->at.ms) {                      /* her answer was to the other time, but for a yes that comes with the new one */
        s->wished.ms = s->wished_at.ms = 0;
        if (s->confirmed_at.ms == before->confirmed_at.ms) s->confirmed_at.ms = 0;
    }
    if (!survey_rate(line->category, s->dust)) return wrong(w, "line", N_("Only deep cleaning and cleaning after renovation are sized by a survey"));
    s->record.branch = h->record.branch;
    if (!s->dust) s->dust = DUST_USUAL;
    s->square_metres = 0;
    for (size_t i = 0; i < s->zones.count; i++) s->square_metres += ROW(struct survey_zone, s->zones, i)->square_metres;
    struct job_size size = survey_size(line->category, s->dust, s->square_metres);
    s->person_minutes.count = (int32_t)size.person_minutes;
    s->persons = size.persons;
    s->length.count = (int32_t)(size.length > 1440 ? 1440 : size.length);
    s->price = s->deposit = (money){ 0 };
    return !s->square_metres || quote_survey(w, s, line, h);
}
CHECKER(survey, check)

static text title(struct work *w, const struct survey *s) { struct date d = date_of(day_of(s->at)); return print(w, "%s %d-%02d", s->record.number, d.month, d.day); }
TITLE(survey, title)

/* ---- its procedure ---- */

static const struct sentence *measured(struct work *w, const struct survey *s)
{
    bool photo = false;
    for (size_t i = 0; i < s->zones.count; i++) photo |= *ROW(struct survey_zone, s->zones, i)->photo.hash != 0;
    if (!s->square_metres) return because(w, N_("Enter the zones with their measured sizes first"));
    return photo ? NULL : because(w, N_("At least one photo shows what was found"));
}
GUARD(survey, measured)

static bool confirm(struct work *w, struct survey *s)
{
    s->confirmed_at = w->acted;
    s->wished.ms = s->wished_at.ms = 0;
    return true;
}
RULE_PLAIN(survey, confirm)

static const struct field wish_fields[] = { FIELD(survey_time, start, .label = N_("Rather at"), .required = true) };
static const struct field move_fields[] = { FIELD(survey_time, start, .label = N_("New time"), .help = N_("Empty: as she wishes")) };

static bool wish_time(struct work *w, struct survey *s, const struct survey_time *in)
{
    if (in->start.ms <= w->now.ms) return refuse(w, "start", N_("This time has passed"));
    if (!within_horizon(w, "start", in->start, 0)) return false;
    s->wished = in->start;
    s->wished_at = w->acted;
    s->confirmed_at.ms = 0;
    return true;
}
RULE(survey, survey_time, wish_time)

/* What she asked for herself needs no yes any more. */
static bool move(struct work *w, struct survey *s, const struct survey_time *in)
{
    instant to = in->start.ms ? in->start : s->wished;
    bool hers = to.ms && to.ms == s->wished.ms;
    if (!to.ms) return refuse(w, "start", N_("She has asked for no other time: enter the new one"));
    if (to.ms <= w->now.ms) return refuse(w, "start", N_("This time has passed"));
    if (to.ms == s->at.ms) return refuse(w, "start", N_("This is the time it has already"));
    s->at = to;
    s->confirmed_at = hers ? w->acted : (instant){ 0 };
    return true;
}
RULE(survey, survey_time, move)

static bool finish(struct work *w, struct survey *s)
{
    s->done_at = s->quote_since = w->acted;
    return true;
}
RULE_PLAIN(survey, finish)

static const struct sentence *no_open_hazard(struct work *w, const struct survey *s)
{
    for (size_t i = 0; i < s->zones.count; i++) {
        const struct survey_zone *z = ROW(struct survey_zone, s->zones, i);
        if (z->hazard > SITE_HAZARD_NONE && !*z->measure) return because(w, N_("{1}: {2}. Say what is done about it before anybody works there"), z->name, translated(w, choice_label(site_hazards, z->hazard)));
    }
    return NULL;
}

static const struct sentence *quotable(struct work *w, const struct survey *s)
{
    const struct sentence *hazard = no_open_hazard(w, s);
    return hazard ? hazard : survey_quotable(w, s);
}
GUARD(survey, quotable)
RULE_PLAIN(survey, survey_quote)

/* A yes on the telephone is one too, once it is recorded on the quotation. */
static const struct sentence *agreed(struct work *w, const struct survey *s)
{
    const struct sentence *hazard = no_open_hazard(w, s);
    if (hazard) return hazard;
    return survey_yes(w, s) ? NULL : because(w, N_("The customer has not agreed to a quotation: offer one and wait for the yes on her page, or record a yes by telephone on it"));
}
GUARD(survey, agreed)

static const struct field order_fields[] = {
    FIELD(survey_order, start, .label = N_("Start"), .help = N_("Empty: as quoted")), FIELD(survey_order, terms_version, .label = N_("Accepted terms"), .max = 30), FIELD(survey_order, contract_number, .label = N_("Contract number"), .max = 40),
};

static bool place_order(struct work *w, struct survey *s, const struct survey_order *in)
{
    const struct quotation *yes = survey_yes(w, s);
    struct service_order o = order_of(s);
    if (!yes) return !failed(w) && refuse_as(w, CONFLICT, "", N_("The customer has not agreed to a quotation"));
    o.start = in->start.ms ? in->start : yes->start;
    if (!o.start.ms) return refuse(w, "start", N_("The quotation names no day: enter when the job begins"));
    o.quotation.id = yes->record.id;
    o.line = yes->line;
    o.length = yes->length;
    o.persons = yes->persons;
    o.square_metres = yes->square_metres;
    o.terms_version = in->terms_version && *in->terms_version ? in->terms_version : yes->terms_version;
    o.contract_number = in->contract_number ? in->contract_number : "";
    o.wishes = s->remark;
    if (!ADD(w, service_order, &o)) return false;
    s->service_order.id = o.record.id;
    return quotation_used(w, yes->record.id);
}
RULE(survey, survey_order, place_order)

static instant visit_due(struct work *w, const struct survey *s) { (void)w; return (instant){ s->at.ms + HOURS(4) }; }
DUE(survey, visit_due)
static instant wish_due(struct work *w, const struct survey *s) { (void)w; return (instant){ s->wished_at.ms ? s->wished_at.ms + HOURS(2) : 0 }; }
DUE(survey, wish_due)
static instant quote_due(struct work *w, const struct survey *s) { (void)w; return (instant){ (s->quote_since.ms ? s->quote_since : s->done_at).ms + HOURS(2) }; }
DUE(survey, quote_due)
static instant order_due(struct work *w, const struct survey *s) { (void)w; return (instant){ s->agreed_at.ms ? s->agreed_at.ms + HOURS(2) : 0 }; }
DUE(survey, order_due)

static bool follow_quote(struct work *w, struct survey *s) { return survey_stands(w, s); }
RULE_PLAIN(survey, follow_quote)

static bool drop(struct work *w, struct survey *s)
{
    const struct quotation *q = s->quotation.id ? record_peek(w, &quotation_type, s->quotation.id) : NULL;
    return q ? quotation_chain_withdraw(w, q) : !failed(w);
}
RULE_PLAIN(survey, drop)
static const struct deadline deadlines[] = {
    { .name = "measure", .label = N_("Enter what was measured"), .states = FROM(SURVEY_PLANNED), .due = visit_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "measure" },
    { .name = "wish", .label = N_("The customer wishes another time for the survey"), .states = FROM(SURVEY_PLANNED), .due = wish_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "move" },
    { .name = "quote", .label = N_("Tell the customer the price"), .states = FROM(SURVEY_DONE), .due = quote_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "quote" },
    { .name = "order", .label = N_("The customer agreed: make the order"), .states = FROM(SURVEY_QUOTED), .due = order_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "order" },
};
static const struct step steps[] = {
    STEP(confirm, .label = N_("She says yes to the time"), .from = FROM(SURVEY_PLANNED), .by = CAN_EDIT_VISITS, .run = confirm_rule),
    STEP(move, .label = N_("Move"), .from = FROM(SURVEY_PLANNED), .by = CAN_EDIT_VISITS, INPUTS(survey_time, move_fields), .run = move_rule),
    STEP(wish_time, .label = N_("She asks for another time"), .from = FROM(SURVEY_PLANNED), .hidden = true, INPUTS(survey_time, wish_fields), .run = wish_time_rule),
    STEP(measure, .label = N_("Measured"), .tone = "primary", .from = FROM(SURVEY_PLANNED), .to = SURVEY_DONE, .by = CAN_EDIT_VISITS, .run = finish_rule, .guard = measured_guard),
    STEP(quote, .label = N_("Write the quotation"), .tone = "primary", .from = FROM(SURVEY_DONE) | FROM(SURVEY_QUOTED), .by = CAN_EDIT_VISITS, .run = survey_quote_rule, .guard = quotable_guard),
    STEP(order, .label = N_("Make the order"), .tone = "primary", .from = FROM(SURVEY_DONE) | FROM(SURVEY_QUOTED), .to = SURVEY_ORDERED, .by = CAN_EDIT_VISITS, INPUTS(survey_order, order_fields), .run = place_order_rule, .guard = agreed_guard),
    STEP(drop, .label = N_("No order comes of it"), .from = FROM(SURVEY_PLANNED) | FROM(SURVEY_DONE) | FROM(SURVEY_QUOTED), .to = SURVEY_DROPPED, .by = CAN_EDIT_VISITS, .reason = true, .run = drop_rule),
    STEP(follow_quote, .label = N_("Follows its quotations"), .from = FROM(SURVEY_DONE) | FROM(SURVEY_QUOTED), .hidden = true, .run = follow_quote_rule),
};
static const struct retention kept[] = {
    { .name = "zones", .label = N_("Surveys: photos and remarks, from the survey"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "zones.photo|zones.note|remark", .due = "state in (3, 4) and at < $1 and remark <> ''" },
};
static const text indexes[] = { "quotation", "service_order", NULL };
const struct record_type survey_type = RECORD_TYPE(survey, .label = N_("Survey"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = SURVEY_PLANNED, .scope = SCOPE_BRANCH, RETENTION(kept),
    .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook, .title = title_hook, .prefix = "KC", .indexes = indexes);

bool survey_to_zones(struct work *w, const struct record_type *type, int64_t order)
{
    (void)type;
    const struct service_order *o = record_peek(w, &service_order_type, order);
    struct found found = LOAD_WHERE(w, survey, "service_order = $1 limit 1", BIND(num(order)));
    if (failed(w) || !o || !found.count) return !failed(w);
    const struct survey *s = found.at[0];
    for (size_t i = 0; i < s->zones.count; i++) {
        const struct survey_zone *z = ROW(struct survey_zone, s->zones, i);
        struct job_zone zone = { .visit = o->visit, .name = z->name, .square_metres = z->square_metres, .hazard = z->hazard, .measure = z->measure, .before = z->photo };
        if (!ADD(w, job_zone, &zone)) return false;
    }
    return !failed(w);
}
