/* order.c — see order.h. */
#include "base/utf8.h"
#include "base/words.h"
#include "operations/order_own.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static const struct choice states[] = {
    { ORDER_DRAFT, "draft", N_("Draft"), "mute" }, { ORDER_CONFIRMED, "confirmed", N_("Confirmed"), "info" }, { ORDER_DONE, "done", N_("Finished"), "ok", .final = true },
    { ORDER_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true }, { 0 },
};
static const struct choice modes[] = { { SERVICE_ASSIGN, "assign", N_("Assigned by us"), .also = "指派|员工制|员工|全职|自营|非全日制|非全|兼职|小时工|钟点工|劳务|劳务协议|用工协议|超龄用工" }, { SERVICE_INTRODUCE, "introduce", N_("Introduced by us"), .also = "介绍|中介|中介制|中介三方|三方|居间|代发|代管|代发代管|代发工资|中介代发" }, { 0 } };

#define COUPON N_("Coupon")
static const struct field fields[] = {
    FIELD(service_order, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(service_order, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(service_order, household, .label = N_("Home"), .to = &household_type, .required = true, .list = true),
    FIELD(service_order, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true),
    FIELD(service_order, mode, .label = N_("Mode"), .choices = modes),
    FIELD(service_order, start, .label = N_("Start"), .required = true, .list = true, .sort = true, .filter = true),
    FIELD(service_order, length, .label = N_("Length"), .unit = N_("minutes"), .min = 0, .max = 1440, .list = true, .help = N_("Empty: suggested from the size of the home")),
    FIELD(service_order, square_metres, .label = N_("Size"), .unit = N_("m²"), .min = 0, .max = 5000),
    FIELD(service_order, persons, .label = N_("Persons"), .min = 0, .max = 8),
    FIELD(service_order, far, .label = N_("Far area")),
    FIELD(service_order, coupon_code, .label = N_("Coupon code"), .max = 20, .group = COUPON),
    FIELD(service_order, coupon, .label = N_("Coupon"), .help = N_("By the code when there is one"), .min = 0, .max = 1000000, .group = COUPON),
    FIELD(service_order, coupon_funder, .label = N_("Who funds it"), .choices = coupon_funders, .group = COUPON),
    FIELD(service_order, coupon_from, .label = N_("Whose voucher"), .max = 30, .group = COUPON),
    FIELD(service_order, wish, .label = N_("Asks for"), .to = &worker_type),
    FIELD(service_order, wishes, .personal = true, .label = N_("In her words"), .max = 500, .format = FORMAT_MULTILINE),
    FIELD(service_order, channel, .label = N_("Channel"), .max = 30, .filter = true),
    FIELD(service_order, channel_number, .personal = true, .label = N_("Channel's order number"), .max = 40, .search = true, .also = "平台订单号|订单号"),
    FIELD(service_order, channel_key, .personal = true, .label = N_("Channel and number"), .max = 80, .unique = true, .set_by = ENGINE_ONLY),
    FIELD(service_order, voucher, .personal = true, .label = N_("Voucher"), .max = 40, .search = true, .also = "券码|券号"),
    FIELD(service_order, platform_fee, .label = N_("The platform keeps"), .min = 0, .max = 10000000, .also = "平台佣金|平台服务费|佣金"),
    FIELD(service_order, terms_version, .label = N_("Accepted terms"), .max = 30, .help = N_("The version the customer accepted: counts as the written contract")),
    FIELD(service_order, terms_at, .label = N_("Accepted at"), .set_by = STEPS_ONLY),
    FIELD(service_order, contract_number, .label = N_("Contract number"), .max = 40, .search = true, .also = "合同编号|合同号"),
    FIELD(service_order, signed_on, .label = N_("Contract signed on"), .also = "签约日期|签订日期"),
    FIELD(service_order, quotation, .label = N_("Quotation"), .to = &quotation_type, .set_by = ENGINE_ONLY),
    FIELD(service_order, price_rule, .label = N_("Price list"), .to = &price_rule_type, .set_by = ENGINE_ONLY),
    FIELD(service_order, standard, .label = N_("Standard"), .to = &standard_type, .set_by = ENGINE_ONLY),
    FIELD(service_order, quote, .label = N_("How the price came about"), .set_by = ENGINE_ONLY),
    FIELD(service_order, price, .label = N_("Price"), .set_by = ENGINE_ONLY, .list = true),
    FIELD(service_order, worker_pay, .label = N_("Worker gets"), .set_by = ENGINE_ONLY),
    FIELD(service_order, visit, .label = N_("Visit"), .to = &visit_type, .set_by = STEPS_ONLY),
};

/* By its code, or as entered with who funds it: the commission's base must say so (DOMAIN.md §4.1). */
static bool coupon_on_order(struct work *w, struct service_order *o, money base)
{
    if (!*o->coupon_code) return !o->coupon.fen || o->coupon_funder || wrong(w, "coupon_funder", N_("Say who funds the coupon"));
    const struct coupon *c = coupon_for(w, &(struct coupon_case){ o->coupon_code, o->customer.id, o->record.branch.id, o->line.id, o->record.id, base });
    if (!c) return false;
    o->coupon_code = c->code;
    o->coupon = coupon_worth(c, base);
    o->coupon_funder = c->funder;
    return true;
}

static text coupon_words(struct work *w, const struct service_order *o)
{
    if (!o->coupon.fen) return "";
    text funder = translate(w->language, choice_label(coupon_funders, o->coupon_funder)), named = *o->coupon_code ? o->coupon_code : o->coupon_from;
    return translate_with(w->arena, w->language, N_("{1}, funded by: {2}"), (const text[]){ *named ? named : translate(w->language, N_("Coupon")), funder, NULL });
}

bool order_quote(struct work *w, struct service_order *o, const struct service_line *line, const struct household *h, struct quote *ret)
{
    struct quote_request r = { .line = o->line.id, .branch = o->record.branch.id, .start = o->start, .quantity = line_quantity(line, o->length.count, o->square_metres), .persons = o->persons,
        .far = o->far, .pet = h->pets, .no_lift = !h->lift && h->rooms };
    if (!quote(w, &r, ret) || !coupon_on_order(w, o, ret->base)) return false;
    r.coupon = o->coupon;
    r.coupon_why = coupon_words(w, o);
    return !o->coupon.fen || quote(w, &r, ret);
}

/* While it is a draft every change is quoted anew; from the confirmation on the snapshot stands. */
static bool quote_order(struct work *w, struct service_order *o, const struct service_line *line, const struct household *h)
{
    struct quote q;
    if (o->quotation.id ? !order_as_quoted(w, o, line, h, &q) : !order_quote(w, o, line, h, &q)) return false;
    o->quote.json = quote_json(w, &q);
    o->price_rule.id = q.rule;
    o->price = q.price;
    o->worker_pay = q.worker_pay;
    o->standard.id = standard_on(w, o->line.id, day_of(o->start));
    return !failed(w);
}

bool order_fill(struct work *w, struct service_order *o, const struct service_line *line, const struct household *h)
{
    if (line->state != LINE_OFFERED) return wrong(w, "line", N_("“{1}” is no longer on offer"), translated(w, line->name));
    if (!o->mode) o->mode = SERVICE_ASSIGN;
    if (!o->square_metres) o->square_metres = h->square_metres;
    if (!o->persons) o->persons = line->persons;
    if (!o->length.count) o->length.count = order_suggested_minutes(line, o->square_metres, o->persons);
    if (o->length.count < line->least.count) return wrong(w, "length", N_("“{1}” takes at least {2} minutes"), translated(w, line->name), print(w, "%d", line->least.count));
    if (o->length.count % 5) return wrong(w, "length", N_("Times go in steps of five minutes"));
    return !failed(w);
}

text terms_in_force(struct work *w, int64_t branch)
{
    text terms = setting_text(w, SETTING_TERMS, branch, day_of(w->now));
    return *terms ? terms : db_one_text(w, SQL("select terms_version from service_order where branch = $1 and terms_version <> '' order by id desc limit 1"), BIND(num(branch)));
}

bool order_price(struct work *w, struct service_order *o, const struct household *home, struct quote *ret)
{
    const struct service_line *line = record_peek(w, &service_line_type, o->line.id);
    if (!line) return refuse(w, "line", N_("There is no such {1}"), translated(w, N_("Service line")));
    return order_fill(w, o, line, home) && order_quote(w, o, line, home, ret);
}

int order_suggested_minutes(const struct service_line *line, int64_t square_metres, int64_t persons)
{
    bool daily = line->category == LINE_DAILY_CLEANING, deep = line->category == LINE_DEEP_CLEANING || line->category == LINE_POST_RENOVATION;
    int64_t metres_an_hour = line->category == LINE_POST_RENOVATION ? 6 : 8, least = line->least.count ? line->least.count : 60;
    int64_t length = daily ? suggested_minutes(square_metres) : deep && square_metres ? square_metres * 60 / metres_an_hour / (persons > 1 ? persons : 1) : least;
    length = (length + 29) / 30 * 30;
    if (length < least) length = least;
    return (int)(length > 600 ? 600 : length);
}

/* One platform's number stands once: what comes twice is the same order. */
static bool key_order(struct work *w, struct service_order *o)
{
    o->channel_number = utf8_trim(w->arena, utf8_narrow(w->arena, o->channel_number));
    if (*o->channel_number && !*o->channel) return wrong(w, "channel", N_("Which platform does this order number belong to?"));
    if (o->platform_fee.fen > o->price.fen && o->price.fen) return wrong(w, "platform_fee", N_("The platform cannot keep more than the price"));
    o->channel_key = *o->channel_number && o->state != ORDER_CANCELLED ? print(w, "%s:%s", o->channel, o->channel_number) : "";
    int64_t twin = *o->channel_key ? db_one(w, SQL("select id from service_order where channel_key = $1 and id <> $2"), BIND(txt(o->channel_key), num(o->record.id)), 0) : 0;
    if (!twin) return !failed(w);
    wrong(w, "channel_number", N_("{1}'s order {2} is here already: {3}"), o->channel, o->channel_number, record_title(w, &service_order_type, twin));
    work_explain(w, "twice", print(w, "{\"type\":\"service_order\",\"id\":%lld}", (long long)twin));
    return false;
}

enum { MOST_DAYS_LATE = 366 };          /* a platform's sheet has its orders of a year */

static bool check(struct work *w, struct service_order *o, const struct service_order *before)
{
    const struct household *h = record_peek(w, &household_type, o->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, o->line.id);
    if (!h || !line || !o->start.ms) return !failed(w);         /* the engine names what is missing */
    if (h->customer.id != o->customer.id) return wrong(w, "household", N_("This home belongs to another customer"));
    if (!before && !household_is_used(w, h->record.id, "household")) return false;
    if (!o->coupon_code) o->coupon_code = "";
    if (!o->coupon_from) o->coupon_from = "";
    bool draft = !before || before->state == ORDER_DRAFT;
    if ((!before || before->start.ms != o->start.ms) && !within_horizon(w, "start", o->start, MOST_DAYS_LATE)) return false;
    if (before && before->quotation.id && (o->line.id != before->line.id || o->household.id != before->household.id || o->length.count != before->length.count || o->persons != before->persons))
        return wrong(w, o->line.id != before->line.id ? "line" : o->household.id != before->household.id ? "household" : o->length.count != before->length.count ? "length" : "persons",
                     N_("This is what the customer agreed to; cancel the order and quote anew, or agree to an extra with her"));
    o->record.branch = draft ? h->record.branch : o->record.branch;
    const struct customer *whose = !before ? record_peek(w, &customer_type, o->customer.id) : NULL;
    if (whose && whose->person.id && !blacklist_lets(w, whose->person.id, o->record.branch.id, o->line.id, "customer")) return false;
    if (draft && (!order_fill(w, o, line, h) || !quote_order(w, o, line, h))) return false;
    return key_order(w, o);
}
CHECKER(service_order, check)

static text title(struct work *w, const struct service_order *o)
{
    struct date d = date_of(day_of(o->start));
    return print(w, "%s %d-%02d", o->record.number, d.month, d.day);
}
TITLE(service_order, title)

static const struct sentence *terms_accepted(struct work *w, const struct service_order *o)
{
    return *o->terms_version ? NULL : because(w, N_("Enter the version of the terms the customer accepted; without a contract no service begins (art. 13)"));
}
GUARD(service_order, terms_accepted)

static bool confirm(struct work *w, struct service_order *o)
{
    struct visit v = { .customer = o->customer, .household = o->household, .line = o->line, .service_order = { o->record.id }, .start = o->start, .length = o->length,
        .standard = o->standard, .price_rule = o->price_rule, .price = o->price, .worker_pay = o->worker_pay, .quote = o->quote, .remark = o->wishes,
        .area = "", .tags = "", .customer_code = "", .rating = "" };
    if (o->start.ms < w->now.ms) return refuse(w, "start", N_("This time has passed"));
    if (!customer_credit(w, o->customer.id, o->price)) return false;
    if (!ADD(w, visit, &v) || !coupon_take(w, o, v.record.id)) return false;
    o->visit.id = v.record.id;
    o->terms_at = w->acted;
    return true;
}
RULE_PLAIN(service_order, confirm)

struct order_cancellation { enum cancel_reason reason; };
static const struct field cancellation_fields[] = { FIELD(order_cancellation, reason, .label = N_("Reason"), .choices = cancel_reasons, .required = true) };

static bool cancel(struct work *w, struct service_order *o, const struct order_cancellation *in)
{
    struct visit *v = o->visit.id ? LOAD(w, visit, o->visit.id) : NULL;
    if (failed(w)) return false;
    struct cancellation with = { .reason = in->reason };
    return !v || v->state == VISIT_CANCELLED || step_run(w, &visit_type, v, "cancel", &with);
}
RULE(service_order, order_cancellation, cancel)

static instant confirm_due(struct work *w, const struct service_order *o) { (void)w; return (instant){ o->record.created_at.ms + HOURS(2) }; }
DUE(service_order, confirm_due)
static const struct deadline deadlines[] = {
    { .name = "confirm", .label = N_("Confirm the quote with the customer"), .states = FROM(ORDER_DRAFT), .due = confirm_due_hook, .who = CAN_EDIT_VISITS, .escalate_after = HOURS(24), .then = CAN_MEND_VISITS, .step = "confirm" },
};
static const struct step steps[] = {
    STEP(confirm, .label = N_("Confirm"), .tone = "primary", .from = FROM(ORDER_DRAFT), .to = ORDER_CONFIRMED, .by = CAN_EDIT_VISITS, .run = confirm_rule, .guard = terms_accepted_guard),
    STEP(complete, .label = N_("Done"), .from = FROM(ORDER_CONFIRMED), .to = ORDER_DONE, .hidden = true),
    STEP(cancel, .label = N_("Cancel"), .tone = "danger", .from = FROM(ORDER_DRAFT) | FROM(ORDER_CONFIRMED), .to = ORDER_CANCELLED, .by = CAN_EDIT_VISITS,
         INPUTS(order_cancellation, cancellation_fields), .run = cancel_rule),
};
static const struct retention kept[] = {
    { .name = "wishes", .label = N_("Orders: wishes and the channel's number, from the start"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .members = "wishes|channel_number|channel_key|voucher",
      .due = "state in (3, 4) and start < $1 and (wishes <> '' or channel_number <> '' or voucher <> '')" },
};

const struct record_type service_order_type = RECORD_TYPE(service_order, .label = N_("Order"), .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = ORDER_DRAFT, .scope = SCOPE_BRANCH, .own = "customer", RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .create = CAN_EDIT_VISITS, .edit = CAN_EDIT_VISITS, .check = check_hook,
    .title = title_hook, .prefix = "D", .import_states = FROM(ORDER_DRAFT));
