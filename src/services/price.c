/* price.c — see price.h. */
#include "base/calendar.h"
#include "base/json.h"
#include "record/store.h"
#include "services/services.h"

static const struct choice states[] = {
    { PRICE_DRAFT, "draft", N_("Draft"), "mute" }, { PRICE_PUBLISHED, "published", N_("Published"), "ok" },
    { PRICE_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 },
};
static const struct choice whens[] = {
    { WHEN_HOLIDAY, "holiday", N_("Statutory holiday") }, { WHEN_EARLY, "early", N_("Before 08:00") }, { WHEN_LATE, "late", N_("After 20:00") },
    { WHEN_WEEKEND, "weekend", N_("Saturday and Sunday") }, { WHEN_FAR, "far", N_("Far area") },
    { WHEN_FESTIVAL, "festival", N_("From the 20th of the last lunar month to New Year's Eve") }, { WHEN_PET, "pet", N_("Pets in the home") },
    { WHEN_NO_LIFT, "no_lift", N_("High floor without a lift") }, { 0 },
};

static const struct field surcharge_fields[] = {
    FIELD(surcharge, applies, .label = N_("When"), .choices = whens, .required = true),
    FIELD(surcharge, percent, .label = N_("Percent of the base"), .min = 0, .max = 300),
    FIELD(surcharge, amount, .rate = true, .label = N_("Amount"), .min = 0, .max = 100000),
    FIELD(surcharge, note, .label = N_("Note"), .max = 80),
};
static const struct row_type surcharge_row = ROW_TYPE(surcharge, surcharge_fields);

static const struct field fields[] = {
    FIELD(price_rule, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(price_rule, name, .label = N_("Name"), .reads = seeded_words, .required = true, .max = 60, .list = true, .search = true),
    FIELD(price_rule, line, .label = N_("Service line"), .to = &service_line_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(price_rule, valid_from, .label = N_("Valid from"), .required = true, .list = true, .sort = true),
    FIELD(price_rule, valid_to, .label = N_("Valid to"), .list = true, .set_by = STEPS_ONLY),
    FIELD(price_rule, unit_price, .label = N_("Price per unit"), .min = 1, .max = 10000000, .list = true),
    FIELD(price_rule, least_price, .label = N_("Lowest price of a visit"), .also = "起步价|最低价|最低收费", .min = 0, .max = 10000000),
    FIELD(price_rule, worker_percent, .label = N_("Worker's share (%)"), .min = 1, .max = 100, .required = true, .also = "阿姨分成|师傅分成|分成|分成比例|提成比例"),
    FIELD(price_rule, after_coupon, .label = N_("Share reckoned after coupons")),
    FIELD(price_rule, surcharges, .label = N_("Surcharges"), .row = &surcharge_row),
};

int64_t price_on(struct work *w, int64_t line, int64_t branch, day on)
{
    return db_one(w, SQL("select id from price_rule where line = $1 and (branch = $2 or branch is null) and state in (2, 3) and valid_from <= $3 "
                         "and (valid_to is null or valid_to >= $3) order by case when branch is null then 1 else 0 end, valid_from desc, id desc limit 1"),
                  BIND(num(line), num(branch), num(on.number)), 0);
}

static void add_line(struct quote *q, struct quote_line line)
{
    if (q->count < MOST_QUOTE_LINES) q->lines[q->count++] = line;
}

static bool festival(day d)
{
    struct lunar l = lunar_of(d);
    return l.month == 12 && l.day >= 20;
}

static bool holds(enum surcharge_when when, const struct quote_request *r, bool holiday)
{
    day d = day_of(r->start);
    int minute = minute_of_day(r->start);
    switch (when) {
    case WHEN_HOLIDAY: return holiday;
    case WHEN_EARLY: return minute < 8 * 60;
    case WHEN_LATE: return minute >= 20 * 60;
    case WHEN_WEEKEND: return !holiday && weekday(d) >= 6;
    case WHEN_FAR: return r->far;
    case WHEN_FESTIVAL: return festival(d);
    case WHEN_PET: return r->pet;
    case WHEN_NO_LIFT: return r->no_lift;
    }
    return false;
}

void quote_reckon(struct work *w, const struct price_rule *rule, const struct quote_request *r, bool holiday, struct quote *q)
{
    *q = (struct quote){ .rule = rule->record.id };
    int64_t persons = r->persons > 1 ? r->persons : 1;
    money service = money_times(rule->unit_price, r->quantity * persons, 100);
    add_line(q, (struct quote_line){ "service", N_("Service"), r->quantity * persons, rule->unit_price, service, "" });
    if (service.fen < rule->least_price.fen) {
        add_line(q, (struct quote_line){ "least", N_("Up to the lowest price"), 100, rule->least_price, money_sub(rule->least_price, service), "" });
        service = rule->least_price;
    }
    q->base = service;
    for (size_t i = 0; i < rule->surcharges.count; i++) {
        const struct surcharge *s = ROW(struct surcharge, rule->surcharges, i);
        if (!holds(s->applies, r, holiday)) continue;
        money amount = money_add(money_times(service, s->percent, 100), s->amount);
        add_line(q, (struct quote_line){ "surcharge", choice_label(whens, s->applies), 100, amount, amount, s->percent ? print(w, "%lld%%", (long long)s->percent) : "" });
        q->base = money_add(q->base, amount);
    }
    money coupon = money_least(r->coupon, q->base);
    if (coupon.fen) add_line(q, (struct quote_line){ "coupon", N_("Coupon"), 100, money_negate(coupon), money_negate(coupon), r->coupon_why ? r->coupon_why : "" });
    q->price = money_sub(q->base, coupon);
    q->worker_pay = money_times(rule->after_coupon ? q->price : q->base, rule->worker_percent, 100);
    q->worker_percent = rule->worker_percent;
    q->after_coupon = rule->after_coupon;
    q->margin = money_sub(q->price, q->worker_pay);
}

bool quote(struct work *w, const struct quote_request *r, struct quote *q)
{
    day d = day_of(r->start);
    const struct price_rule *rule = record_peek(w, &price_rule_type, r->rule ? r->rule : price_on(w, r->line, r->branch, d));
    if (failed(w)) return false;
    if (!rule && d.number < day_of(w->now).number) return refuse(w, "start", N_("{1} has passed: choose a day from today on"), day_text(w->arena, d));
    if (!rule) return refuse(w, "line", N_("There is no published price for this service on {1}"), day_text(w->arena, d));
    const struct service_line *line = record_peek(w, &service_line_type, rule->line.id);
    struct quote_request whole = *r;
    if (line && (line->unit == UNIT_SQUARE_METRE || line->unit == UNIT_VISIT)) whole.persons = 1;
    quote_reckon(w, rule, &whole, is_statutory_holiday(d), q);
    return true;
}

text quote_json(struct work *w, const struct quote *q)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "rule", q->rule);
    write_list(&j, "lines");
    for (int i = 0; i < q->count; i++) {
        const struct quote_line *l = &q->lines[i];
        write_object(&j, NULL);
        write_text(&j, "code", l->code);
        write_text(&j, "label", l->label);
        write_number(&j, "quantity", l->quantity);
        write_number(&j, "unit", l->unit.fen);
        write_number(&j, "amount", l->amount.fen);
        write_text(&j, "why", l->why);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_number(&j, "base", q->base.fen);
    write_number(&j, "price", q->price.fen);
    write_number(&j, "worker_pay", q->worker_pay.fen);
    write_number(&j, "worker_percent", q->worker_percent);
    write_flag(&j, "share_after_coupon", q->after_coupon);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static bool check(struct work *w, struct price_rule *p, const struct price_rule *before)
{
    if (before && before->state != PRICE_DRAFT && p->state == before->state)
        return refuse_as(w, CONFLICT, "", N_("A published price is not edited; make a new one valid from a later day"));
    if (p->valid_to.given && p->valid_to.number < p->valid_from.number) return wrong(w, "valid_to", N_("The last day lies before the first"));
    return true;
}
CHECKER(price_rule, check)

/* The price before it ends on the eve, so that on each day one price is valid. */
static bool publish(struct work *w, struct price_rule *p)
{
    if (p->valid_from.number < day_of(w->now).number) return refuse(w, "valid_from", N_("A price cannot become valid in the past"));
    struct found running = LOAD_WHERE(w, price_rule, "line = $1 and coalesce(branch, 0) = $2 and state = 2", BIND(num(p->line.id), num(p->record.branch.id)));
    for (int i = 0; i < running.count; i++) {
        struct price_rule *old = FOUND(struct price_rule, running, i);
        if (old->valid_from.number >= p->valid_from.number) return refuse(w, "valid_from", N_("“{1}” already begins on {2}"), old->name, day_text(w->arena, old->valid_from));
        old->valid_to = (maybe_day){ p->valid_from.number - 1, true };
        if (!step_run(w, &price_rule_type, old, "finish", NULL)) return false;
    }
    return !failed(w);
}
RULE_PLAIN(price_rule, publish)

static const struct step steps[] = {
    STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(PRICE_DRAFT), .to = PRICE_PUBLISHED, .by = CAN_PUBLISH_SERVICES, .run = publish_rule,
         .confirm = N_("From its first day on new orders are quoted by this price. Publish?")),
    STEP(finish, .label = N_("End"), .from = FROM(PRICE_PUBLISHED), .to = PRICE_ENDED, .hidden = true),
};

const struct record_type price_rule_type = RECORD_TYPE(price_rule, .label = N_("Price"), .module = "services", FIELDS(fields), STEPS(steps),
    .first_state = PRICE_DRAFT, .scope = SCOPE_COMPANY, .see = CAN_SEE_SERVICES, .create = CAN_EDIT_SERVICES, .edit = CAN_EDIT_SERVICES,
    .history = true, .check = check_hook, .prefix = "PR", .import_states = FROM(PRICE_PUBLISHED) | FROM(PRICE_ENDED));
