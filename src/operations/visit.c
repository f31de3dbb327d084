/* visit.c — what a visit is: fields, choices, the rules over the whole record. What may happen to it is in visit_steps.c. */
#include "base/random.h"
#include "base/words.h"
#include "operations/service_area.h"
#include "operations/gear.h"
#include "operations/visit_fields.h"
#include "record/store.h"

const struct choice visit_states[] = {
    { VISIT_UNASSIGNED, "unassigned", N_("Open"), "warn", .also = "待派|未派" }, { VISIT_OFFERED, "offered", N_("Offered"), "info", .also = "待接单" },
    { VISIT_ACCEPTED, "accepted", N_("Accepted"), "info", .also = "已接单|已派" }, { VISIT_CONFIRMED, "confirmed", N_("Confirmed"), "info", .also = "已确认" },
    { VISIT_EN_ROUTE, "en_route", N_("On the way"), "info" }, { VISIT_ARRIVED, "arrived", N_("Arrived"), "ok" }, { VISIT_IN_SERVICE, "in_service", N_("In service"), "ok", .also = "服务中" },
    { VISIT_FINISHED, "finished", N_("Finished"), "ok", .also = "已完成|完成" }, { VISIT_APPROVED, "approved", N_("Approved"), "ok", .also = "已验收" },
    { VISIT_SETTLED, "settled", N_("Settled"), "mute", .final = true, .also = "已结算|已结" }, { VISIT_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true, .also = "已取消|取消" },
    { VISIT_NO_ACCESS, "no_access", N_("No access"), "danger", .also = "无法入户" }, { VISIT_INTERRUPTED, "interrupted", N_("Interrupted"), "danger" },
    { VISIT_SKIPPED, "skipped", N_("Skipped"), "mute", .final = true, .also = "跳过" }, { 0 },
};
const struct choice liable_sides[] = { { LIABLE_CUSTOMER, "customer", N_("Customer") }, { LIABLE_WORKER, "worker", N_("Worker") }, { LIABLE_COMPANY, "company", N_("Company") },
                                       { LIABLE_NOBODY, "nobody", N_("Nobody") }, { 0 } };
const struct choice cancel_reasons[] = {
    { CANCEL_TIME_CLASH, "time_clash", N_("Customer: another appointment") }, { CANCEL_NOT_HOME, "not_home", N_("Customer: not at home") }, { CANCEL_FOUND_OTHER, "found_other", N_("Customer: found somebody else") },
    { CANCEL_CUSTOMER_ILL, "customer_ill", N_("Customer: ill") }, { CANCEL_PRICE, "price", N_("Customer: too expensive") }, { CANCEL_FORGOT, "forgot", N_("Customer: forgot") },
    { CANCEL_WORKER_ILL, "worker_ill", N_("Worker: ill") }, { CANCEL_TRAFFIC, "traffic", N_("Worker: traffic") }, { CANCEL_OVERRUN, "overrun", N_("Worker: the visit before took longer") },
    { CANCEL_WORKER_FAMILY, "worker_family", N_("Worker: family") }, { CANCEL_REFUSED, "refused", N_("Worker: lawful refusal") }, { CANCEL_NO_WORKER, "no_worker", N_("Company: nobody available") },
    { CANCEL_VEHICLE, "vehicle", N_("Company: vehicle out of order") }, { CANCEL_DUPLICATE, "duplicate", N_("Company: entered twice") }, { CANCEL_FORCE_MAJEURE, "force_majeure", N_("Force majeure") }, { 0 },
};
const struct choice visit_offer_ways[] = {
    { OFFER_OFFICE, "office", N_("By the office") }, { OFFER_PLAN, "plan", N_("By its plan") }, { OFFER_PUBLISHED, "published", N_("By the published day") }, { OFFER_AUTO, "auto", N_("Automatically") },
    { OFFER_GRAB, "grab", N_("Taken by herself") }, { OFFER_PHONE, "phone", N_("By phone") }, { 0 },
};
static const struct choice proofs[] = {
    { PROOF_NEAR, "near", N_("On the spot"), "ok" }, { PROOF_FAR, "far", N_("Away from the home"), "warn" }, { PROOF_CODE, "code", N_("Customer's code"), "ok" },
    { PROOF_PHOTO, "photo", N_("Photo"), "ok" }, { PROOF_OFFICE, "office", N_("Entered by the office"), "warn" }, { PROOF_NO_PLACE, "no_place", N_("No position"), "warn" }, { 0 },
};

static const struct field check_fields[] = {
    FIELD(check_item, area, .label = N_("Area"), .reads = seeded_words, .max = 30), FIELD(check_item, task, .label = N_("Task"), .reads = seeded_words, .required = true, .max = 80),
    FIELD(check_item, acceptance, .label = N_("Accepted when"), .reads = seeded_words, .max = 200), FIELD(check_item, photo, .label = N_("Photo needed")), FIELD(check_item, red_line, .label = N_("Red line")),
    FIELD(check_item, weight, .label = N_("Weight"), .min = 0, .max = 100), FIELD(check_item, done, .label = N_("Done")), FIELD(check_item, not_applicable, .label = N_("Does not apply")),
    FIELD(check_item, picture, .personal = true, .label = N_("Photo")), FIELD(check_item, note, .personal = true, .label = N_("Note"), .max = 200),
};
static const struct row_type check_row = ROW_TYPE(check_item, check_fields);
static const struct field add_on_fields[] = {
    FIELD(add_on, what, .label = N_("What"), .required = true, .max = 80, .format = FORMAT_SAID), FIELD(add_on, price, .label = N_("Price"), .min = 0, .max = 1000000),
    FIELD(add_on, length, .label = N_("Minutes"), .min = 0, .max = 480), FIELD(add_on, agreed_at, .label = N_("Agreed at")), FIELD(add_on, agreed_how, .format = FORMAT_SAID, .label = N_("Agreed how"), .max = 80),
};
const struct choice crew_grades[] = { { CREW_LEADER, "leader", N_("Leader") }, { CREW_SKILLED, "skilled", N_("Skilled") }, { CREW_NEW, "new", N_("New") }, { 0 } };
static const struct field crew_fields[] = {
    FIELD(crew_row, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .filter = true), FIELD(crew_row, grade, .label = N_("Grade in the crew"), .choices = crew_grades, .required = true),
    FIELD(crew_row, worked, .label = N_("Minutes worked"), .min = 0, .max = 1440), FIELD(crew_row, began, .label = N_("Began at")), FIELD(crew_row, ended, .label = N_("Ended at")), FIELD(crew_row, entered, .label = N_("Entered by the office")),
};
static const struct row_type crew_row = ROW_TYPE(crew_row, crew_fields);
static const struct row_type add_on_row = ROW_TYPE(add_on, add_on_fields);

static const struct choice answer_kinds[] = {
    { ANSWER_DECLINED, "declined", N_("Declined"), "danger" }, { ANSWER_LAPSED, "lapsed", N_("No answer in time"), "warn" }, { ANSWER_NOT_REACHED, "not_reached", N_("Called, not reached"), "warn" },
    { ANSWER_NOT_WANTED, "not_wanted", N_("The customer asked for somebody else"), "danger" }, { 0 },
};
static const struct field answer_fields[] = {
    FIELD(offer_answer, worker, .label = N_("Worker"), .to = &worker_type), FIELD(offer_answer, at, .label = N_("When")),
    FIELD(offer_answer, how, .label = N_("Answer"), .choices = answer_kinds), FIELD(offer_answer, why, .personal = true, .label = N_("Why"), .max = 500),
};
static const struct row_type answer_row = ROW_TYPE(offer_answer, answer_fields);

static const struct field correction_fields[] = {
    FIELD(price_correction, at, .label = N_("Corrected at")), FIELD(price_correction, who, .label = N_("Corrected by"), .to = &account_type),
    FIELD(price_correction, owed_before, .rate = true, .label = N_("Owed before")), FIELD(price_correction, owed_after, .rate = true, .label = N_("Owed now")),
    FIELD(price_correction, pay_before, .rate = true, .label = N_("Worker got")), FIELD(price_correction, pay_after, .rate = true, .label = N_("Worker gets now")),
    FIELD(price_correction, why, .personal = true, .label = N_("Why"), .max = 500),
};
static const struct row_type correction_row = ROW_TYPE(price_correction, correction_fields);

const struct choice agreed_hows[] = {
    { AGREED_BY_PHONE, "phone", N_("On the telephone") }, { AGREED_BY_MESSAGE, "message", N_("By message") }, { AGREED_IN_PERSON, "in_person", N_("In person") }, { AGREED_BY_APP, "app", N_("On her own page") }, { 0 },
};
static const struct field agreement_fields[] = {
    FIELD(time_agreement, was_at, .label = N_("Was at")), FIELD(time_agreement, is_at, .label = N_("Is at")), FIELD(time_agreement, agreed_by, .personal = true, .label = N_("Who agreed"), .max = 60),
    FIELD(time_agreement, how, .label = N_("Agreed how"), .choices = agreed_hows), FIELD(time_agreement, at, .label = N_("Agreed at")), FIELD(time_agreement, who, .label = N_("Written down by"), .to = &account_type),
};
static const struct row_type agreement_row = ROW_TYPE(time_agreement, agreement_fields);

#define WHO N_("Who and where")
#define WHEN N_("When")
#define MONEY N_("Money")                /* what the customer pays is not the worker's to see (.see): her own pay is */
#define COURSE N_("Course")
#define PARTS N_("Broken off, and done in two parts")
static const struct field fields[] = {
    FIELD(visit, state, .label = N_("State"), .choices = visit_states, .filter = true, .list = true, .also = "状态|订单状态"),
    FIELD(visit, start, .label = N_("Start"), .required = true, .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHEN, .also = "服务时间|开始时间|上门时间|预约时间"),
    FIELD(visit, until, .label = N_("End"), .set_by = ENGINE_ONLY, .group = WHEN),
    FIELD(visit, length, .label = N_("Length"), .unit = N_("minutes"), .required = true, .min = 15, .max = 1440, .set_by = SET_ON_CREATE, .list = true, .group = WHEN, .also = "时长|服务时长|小时数|工时"),
    FIELD(visit, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(visit, household, .label = N_("Home"), .to = &household_type, .required = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(visit, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE, .group = WHO),
    FIELD(visit, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = STEPS_ONLY, .group = WHO),
    FIELD(visit, second, .label = N_("Second worker"), .to = &worker_type, .filter = true, .set_by = STEPS_ONLY, .group = WHO),
    FIELD(visit, crew, .label = N_("Crew"), .row = &crew_row, .set_by = STEPS_ONLY),
    FIELD(visit, area, .label = N_("Area"), .set_by = ENGINE_ONLY, .list = true, .filter = true, .group = WHO),
    FIELD(visit, tags, .personal = true, .label = N_("Read before you start"), .max = 120, .group = WHO),
    FIELD(visit, service_order, .label = N_("Order"), .to = &service_order_type, .set_by = STEPS_ONLY),
    FIELD(visit, plan, .label = N_("Plan"), .to = &service_plan_type, .set_by = STEPS_ONLY, .filter = true),
    FIELD(visit, standard, .label = N_("Standard"), .to = &standard_type, .set_by = STEPS_ONLY),
    FIELD(visit, price_rule, .see = CAN_SEE_VISITS, .label = N_("Price list"), .to = &price_rule_type, .set_by = STEPS_ONLY, .group = MONEY),
    FIELD(visit, owed, .see = CAN_SEE_VISITS, .label = N_("Owed"), .list = true, .set_by = ENGINE_ONLY, .group = MONEY, .help = N_("The price, or what is left of the fee when it did not take place")),
    FIELD(visit, price, .see = CAN_SEE_VISITS, .label = N_("Price"), .set_by = STEPS_ONLY, .group = MONEY, .also = "金额|应收|订单金额|收费"),
    FIELD(visit, worker_pay, .label = N_("Worker gets"), .set_by = STEPS_ONLY, .group = MONEY, .also = "阿姨工资|师傅收入|工资|提成"),
    FIELD(visit, fee, .see = CAN_SEE_VISITS, .label = N_("Fee instead of the price"), .set_by = STEPS_ONLY, .group = MONEY),
    FIELD(visit, waived, .see = CAN_SEE_VISITS, .label = N_("Waived"), .set_by = STEPS_ONLY, .group = MONEY), FIELD(visit, waived_why, .see = CAN_SEE_VISITS, .personal = true, .label = N_("Why it was waived"), .set_by = STEPS_ONLY, .max = 300, .group = MONEY),
    FIELD(visit, quote, .see = CAN_SEE_VISITS, .label = N_("How the price came about"), .set_by = ENGINE_ONLY, .group = MONEY),
    FIELD(visit, checklist, .label = N_("Checklist"), .row = &check_row, .set_by = STEPS_ONLY),
    FIELD(visit, add_ons, .label = N_("Extras"), .row = &add_on_row, .set_by = STEPS_ONLY),
    FIELD(visit, agreements, .label = N_("Moved with the customer's yes"), .row = &agreement_row, .set_by = STEPS_ONLY),
    FIELD(visit, called_from, .label = N_("Called since"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, waited, .label = N_("Waited"), .unit = N_("minutes"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, corrections, .see = CAN_SEE_VISITS, .label = N_("Corrections of the price"), .row = &correction_row, .set_by = STEPS_ONLY),
    FIELD(visit, promised, .label = N_("The customer expects it at"), .set_by = STEPS_ONLY, .group = WHEN),
    FIELD(visit, plan_day, .label = N_("Day of the plan"), .set_by = STEPS_ONLY),
    FIELD(visit, touched, .label = N_("Changed by hand"), .set_by = STEPS_ONLY),
    FIELD(visit, pinned_worker, .label = N_("Worker pinned"), .set_by = STEPS_ONLY, .filter = true, .group = WHO), FIELD(visit, pinned_time, .label = N_("Time pinned"), .set_by = STEPS_ONLY, .filter = true, .group = WHEN),
    FIELD(visit, answers, .label = N_("Answers to offers"), .row = &answer_row, .set_by = STEPS_ONLY),
    FIELD(visit, yes_worker, .label = N_("Had said yes"), .to = &worker_type, .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, yes_start, .label = N_("Said yes to this time"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, yes_confirmed_at, .label = N_("Had confirmed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, yes_until, .label = N_("The yes can be taken up until"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, offered_at, .label = N_("Offered at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, answer_until, .label = N_("Answer until"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, offered_way, .label = N_("Offered how"), .choices = visit_offer_ways, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, confirmed_at, .label = N_("Confirmed at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, left_at, .label = N_("Set out at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, arrived_at, .label = N_("Arrived at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, began_at, .label = N_("Began at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, finished_at, .label = N_("Finished at"), .set_by = STEPS_ONLY, .group = COURSE), FIELD(visit, approved_at, .label = N_("Approved at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, arrived_place, .personal = true, .fleeting = true, .label = N_("Where she checked in"), .set_by = STEPS_ONLY, .see = CAN_MEND_VISITS, .group = COURSE),
    FIELD(visit, arrived_metres, .label = N_("Metres from the home"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, proof, .label = N_("Proof of arrival"), .choices = proofs, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, customer_code, .personal = true, .fleeting = true, .label = N_("Customer's code"), .set_by = ENGINE_ONLY, .see = CAN_MEND_VISITS, .group = COURSE),
    FIELD(visit, expected, .label = N_("Told: comes at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, late_minutes, .label = N_("Minutes late"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, late_off, .see = CAN_SEE_VISITS, .label = N_("Off for coming late"), .set_by = STEPS_ONLY, .group = MONEY), FIELD(visit, late_excused, .label = N_("Late, but not our doing"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, zones_off, .see = CAN_SEE_VISITS, .label = N_("Off for zones not accepted"), .set_by = STEPS_ONLY, .group = MONEY),
    FIELD(visit, no_show_coupon, .see = CAN_SEE_VISITS, .label = N_("Coupon because nobody came"), .to = &coupon_type, .set_by = STEPS_ONLY, .group = MONEY),
    FIELD(visit, told_late, .label = N_("Reported later by"), .unit = N_("minutes"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, stars, .see = CAN_SEE_VISITS, .label = N_("Stars"), .set_by = STEPS_ONLY, .min = 1, .max = 5, .list = true, .filter = true, .group = COURSE, .also = "评分|星级|客户评价"),
    FIELD(visit, rating, .personal = true, .see = CAN_SEE_VISITS, .label = N_("What the customer said"), .set_by = STEPS_ONLY, .max = 500, .group = COURSE, .also = "评价内容"),
    FIELD(visit, rated_at, .label = N_("Rated at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, rating_disputed, .label = N_("Rating under dispute"), .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, rating_withdrawn, .label = N_("Rating withdrawn"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, disputed_at, .label = N_("Disputed at"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, reason, .label = N_("Reason"), .choices = cancel_reasons, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, liable, .label = N_("Who answers for it"), .choices = liable_sides, .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, persons, .label = N_("Persons"), .set_by = ENGINE_ONLY, .min = 0, .max = MOST_VISIT_WORKERS),
    FIELD(visit, rest_of, .label = N_("Rest of"), .to = &visit_type, .set_by = STEPS_ONLY, .filter = true, .group = PARTS), FIELD(visit, rest, .label = N_("Its rest"), .to = &visit_type, .set_by = STEPS_ONLY, .group = PARTS),
    FIELD(visit, left_price, .see = CAN_SEE_VISITS, .label = N_("Not charged"), .set_by = STEPS_ONLY, .group = MONEY), FIELD(visit, left_pay, .label = N_("Not given to her"), .set_by = STEPS_ONLY, .group = MONEY),
    FIELD(visit, left_length, .label = N_("Time left over"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, rework_of, .label = N_("Repeats"), .to = &visit_type, .set_by = STEPS_ONLY, .filter = true),
    FIELD(visit, caused_by, .see = CAN_SEE_VISITS, .label = N_("Done again because of"), .to = &worker_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, under_transition, .label = N_("Given in the transition after go-live"), .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, force_majeure, .label = N_("Force majeure"), .set_by = STEPS_ONLY), FIELD(visit, changes, .label = N_("Changes of worker"), .set_by = STEPS_ONLY), FIELD(visit, no_shows, .label = N_("Did not come"), .set_by = STEPS_ONLY, .group = COURSE),
    FIELD(visit, missed_by, .see = CAN_SEE_VISITS, .label = N_("Who did not come"), .to = &worker_type, .set_by = STEPS_ONLY, .filter = true, .group = COURSE),
    FIELD(visit, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE, .also = "备注|订单备注"),
};

bool visit_open(enum visit_state s) { return s <= VISIT_IN_SERVICE; }

static void checklist_from_standard(struct work *w, struct visit *v)
{
    const struct standard *s = v->standard.id ? record_peek(w, &standard_type, v->standard.id) : NULL;
    if (!s || v->checklist.count) return;
    struct check_item *items = take_many(w, struct check_item, s->items.count);
    for (size_t i = 0; i < s->items.count; i++) {
        const struct standard_item *from = ROW(struct standard_item, s->items, i);
        items[i] = (struct check_item){ .area = from->area, .task = from->task, .acceptance = from->acceptance, .photo = from->photo, .red_line = from->red_line,
            .weight = from->weight, .picture = { "" }, .note = "" };
    }
    v->checklist = (rows_of){ items, s->items.count };
}

static void read_before(struct work *w, struct visit *v, const struct household *h)
{
    if (*v->tags) return;
    struct buf out = buf_new(w->arena);
    if (h->pets) buf_add(&out, translate(w->language, N_("pets")));
    if (h->cameras) buf_print(&out, "%s%s", out.length ? " · " : "", translate(w->language, N_("cameras")));
    if (!h->lift && h->rooms) buf_print(&out, "%s%s", out.length ? " · " : "", translate(w->language, N_("no lift")));
    v->tags = buf_text(&out);
}

/* What a new visit takes from its home, its line and the prices of its day. A visit made by a plan or order brings its own. */
static bool fill_new(struct work *w, struct visit *v)
{
    const struct household *h = LOAD(w, household, v->household.id);
    if (!h) return false;
    if (h->customer.id != v->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    v->record.branch = h->record.branch;
    const struct customer *whose = !v->service_order.id && !v->plan.id && !v->rework_of.id && !v->rest_of.id && v->state <= VISIT_UNASSIGNED ? record_peek(w, &customer_type, v->customer.id) : NULL;
    if (whose && whose->person.id && !blacklist_lets(w, whose->person.id, v->record.branch.id, v->line.id, "customer")) return false;
    text drawn = *h->area ? h->area : area_around(w, h->record.branch.id, h->at);
    v->area = *drawn ? drawn : h->estate;
    read_before(w, v, h);
    if (!v->standard.id) v->standard.id = standard_on(w, v->line.id, day_of(v->start));
    checklist_from_standard(w, v);
    v->customer_code = print(w, "%04d", (int)(random_id() % 10000));
    if (v->price.fen || v->rework_of.id || v->rest_of.id || v->state > VISIT_UNASSIGNED) return !failed(w);
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    int64_t quantity = line ? line_quantity(line, v->length.count, h->square_metres) : 0;
    struct quote q;
    struct quote_request r = { .line = v->line.id, .branch = v->record.branch.id, .start = v->start, .quantity = quantity, .persons = line ? line->persons : 1,
        .pet = h->pets, .no_lift = !h->lift && h->rooms, .rule = v->price_rule.id };
    if (!quote(w, &r, &q)) return false;
    v->quote.json = quote_json(w, &q);
    v->price_rule.id = q.rule;
    v->price = q.price;
    v->worker_pay = q.worker_pay;
    return !failed(w);
}

bool visit_check(struct work *w, struct visit *v, const struct visit *before)
{
    if (!v->start.ms || !v->length.count) return true;              /* the engine names what is missing */
    if (v->length.count % 5) return wrong(w, "length", N_("Times go in steps of five minutes"));
    v->until.ms = v->start.ms + MINUTES(v->length.count);
    bool ahead = v->start.ms > w->now.ms && (!before || before->start.ms != v->start.ms);
    if (ahead && !within_horizon(w, "start", v->start, 0)) return false;
    if (!before && v->state <= VISIT_UNASSIGNED && v->start.ms < w->now.ms - DAYS(1)) return wrong(w, "start", N_("A new visit cannot lie in the past"));
    if (!before && !fill_new(w, v)) return false;
    v->owed = visit_owed(v);
    return true;
}
CHECKER(visit, visit_check)

static text title(struct work *w, const struct visit *v)
{
    struct date d = date_of(day_of(v->start));
    int m = minute_of_day(v->start);
    return print(w, "%d-%02d %02d:%02d %s", d.month, d.day, m / 60, m % 60, v->area);
}
TITLE(visit, title)

/* Any state: what nobody finished in three months is not looked at on the map any more either. */
#define OVER "until < $1"
static const struct retention kept[] = {
    { .name = "photos", .label = N_("Visits: photos of the home, from their end"), .law = N_("Photos: 180 days, longer in a dispute"), .days = 180, .members = "checklist.picture",
      .due = OVER " and rating_disputed = 0 and exists (select 1 from visit_checklist i where i.parent = visit.id and i.picture <> '')" },
    { .name = "coordinates", .label = N_("Visits: where she checked in, from their end; time, distance and proof stay"), .law = N_("Places: 90 days; the verdict stays with the wages"), .days = 90,
      .members = "arrived_place|customer_code", .due = OVER " and (coalesce(arrived_place_lat, 0) <> 0 or customer_code <> '')" },
    { .name = "words", .label = N_("Visits: remarks, what the customer said, notes, from their end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "remark|rating|tags|checklist.note|agreements.agreed_by|corrections.why|waived_why|answers.why",
      .due = OVER " and rating_disputed = 0 and (remark <> '' or rating <> '' or tags <> '' or waived_why <> '' or exists (select 1 from visit_corrections i where i.parent = visit.id and i.why <> '') "
             "or exists (select 1 from visit_answers i where i.parent = visit.id and i.why <> ''))" },
};

static bool changed(struct work *w, void *record, const void *before) { return gear_follow(w, record, before); }

/* A visit of the past that becomes known (an import). Said beside the record and not by a save: the customer's version stays, or the import
 * that brought her could not be undone any more. */
static bool created(struct work *w, struct visit *v)
{
    if (v->state != VISIT_FINISHED && v->state != VISIT_APPROVED && v->state != VISIT_SETTLED) return true;
    struct customer *c = record_peek(w, &customer_type, v->customer.id);
    if (!c || c->last_visit.number >= day_of(v->start).number) return !failed(w);
    c->last_visit = day_of(v->start);
    db_exec(w, SQL("update customer set last_visit = $2 where id = $1"), BIND(num(c->record.id), num(c->last_visit.number)));
    return !failed(w);
}
AFTER_CREATE(visit, created)

/* It never was (an import undone): she was last served by what is left. */
static bool removed(struct work *w, void *record)
{
    const struct visit *v = record;
    struct customer *c = record_peek(w, &customer_type, v->customer.id);
    if (!c || c->last_visit.number != day_of(v->start).number) return !failed(w);
    db_exec(w, SQL("update customer set last_visit = coalesce((select max((v.start + 28800000) / 86400000) from visit v where v.customer = $1 and v.state in (8, 9, 10)), 0) where id = $1"), BIND(num(c->record.id)));
    c->last_visit.number = (int32_t)db_one(w, SQL("select last_visit from customer where id = $1"), BIND(num(c->record.id)), 0);
    return !failed(w);
}

/* Visits that were imported, or done again, by a program that did not say so yet. Whom a visit told of already is not asked about again. */
bool visits_say_last(struct work *w)
{
    db_exec(w, SQL("update visit set caused_by = (select f.worker from visit f where f.id = visit.rework_of) where liable = 2 and rework_of is not null and caused_by is null"), NO_BIND);
    db_exec(w, SQL("update visit set owed = case when state in (11, 12) or (state = 10 and fee > 0) then fee - waived when state = 14 then 0 else price end where coalesce(owed, 0) = 0 and price <> 0 and state <> 14 and (state not in (11, 12) or fee > waived)"), NO_BIND);
    db_exec(w, SQL("update service_plan set continuity = -1 where continuity = 0"), NO_BIND);
    db_exec(w, SQL("update customer set last_visit = (select max((v.start + 28800000) / 86400000) from visit v where v.customer = customer.id and v.state in (8, 9, 10)) "
                   "where coalesce(last_visit, 0) = 0 and exists (select 1 from visit v where v.customer = customer.id and v.state in (8, 9, 10))"), NO_BIND);
    return !failed(w);
}

/* Whose hours are looked at for free times (slots_room.c) are many, and a visit is a wide row: all that counts stands in the index. */
static const text indexes[] = { "worker, start, state, length, id", NULL };

const struct record_type visit_type = RECORD_TYPE(visit, .label = N_("Visit"), .module = "operations", FIELDS(fields), .steps = visit_steps, .step_count = VISIT_STEPS,
    .deadlines = visit_deadlines, .deadline_count = VISIT_DEADLINES, .first_state = VISIT_UNASSIGNED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS,
    .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = visit_check_hook, .created = created_hook, .changed = changed, .removed = removed, .title = title_hook, .prefix = "V", .order = "-start", .indexes = indexes,
    .import_states = FROM(VISIT_SETTLED) | FROM(VISIT_CANCELLED) | FROM(VISIT_UNASSIGNED) | FROM(VISIT_FINISHED) | FROM(VISIT_APPROVED));
