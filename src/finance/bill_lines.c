/* bill_lines.c — a visit as the customer reads it: service, surcharges, extras, coupon, and what changed after the quote. */
#include <jansson.h>
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "finance/bill_own.h"
#include "record/said.h"

static const struct { text code; enum bill_item item; } quoted[] = {
    { "service", BILL_SERVICE }, { "least", BILL_SERVICE }, { "surcharge", BILL_SURCHARGE }, { "coupon", BILL_COUPON },
};

static enum bill_item item_of(text code)
{
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
        if (code && !strcmp(code, quoted[i].code)) return quoted[i].item;
    return BILL_SERVICE;
}

static text why_json(struct work *w, const struct visit *v, text rule, text why)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "rule", rule);
    write_number(&j, "price_rule", v->price_rule.id);
    write_text(&j, "why", why);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static struct bill_line line_of(struct work *w, const struct visit *v, enum bill_item item, text label, money amount, text rule, text why)
{
    return (struct bill_line){ .measure = "", .item = item, .label = label, .visit = { v->record.id }, .served = day_of(v->start), .quantity = 100, .unit = amount, .amount = amount,
        .why = { why_json(w, v, rule, why) } };
}

static text service_label(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    struct date d = date_of(day_of(v->start));
    int m = minute_of_day(v->start);
    return said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, line ? line->name : "", NULL), print(w, "%d-%02d %02d:%02d", d.month, d.day, m / 60, m % 60), NULL });
}

static text measure_of(struct work *w, const struct visit *v)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    return line ? said_keep(w, choice_label(line_units, line->unit), NULL) : "";
}

/* The frozen quote's lines. A quote that cannot be read gives none: the whole price is then one line. */
static size_t from_quote(struct work *w, const struct visit *v, struct bill_line *into)
{
    size_t n = 0, i;
    json_t *tree = v->quote.json && *v->quote.json ? json_loads(v->quote.json, 0, NULL) : NULL, *line;
    json_array_foreach(json_object_get(tree, "lines"), i, line) {
        text code = json_string_value(json_object_get(line, "code")), label = json_string_value(json_object_get(line, "label")), why = json_string_value(json_object_get(line, "why"));
        if (n == MOST_QUOTE_LINES || !code || !label) break;
        bool service = !strcmp(code, "service");
        into[n] = line_of(w, v, item_of(code), service ? service_label(w, v) : said_keep(w, label, NULL), (money){ json_integer_value(json_object_get(line, "amount")) }, "quote", why ? why : "");
        into[n].quantity = json_integer_value(json_object_get(line, "quantity"));
        if (service) into[n].measure = measure_of(w, v);
        into[n++].unit.fen = json_integer_value(json_object_get(line, "unit"));
    }
    if (tree) json_decref(tree);
    return n;
}

static size_t extras(struct work *w, const struct visit *v, struct bill_line *into)
{
    size_t n = 0;
    for (; n < v->add_ons.count && n < MOST_VISIT_LINES - MOST_QUOTE_LINES - 7; n++) {
        const struct add_on *a = ROW(struct add_on, v->add_ons, n);
        into[n] = line_of(w, v, BILL_ADD_ON, a->what, a->price, "add-on", a->agreed_how);
    }
    return n;
}

/* What corrections changed, all together; the last one says why. */
static money corrected_by(const struct visit *v)
{
    size_t n = v->corrections.count;
    return n ? money_sub(ROW(struct price_correction, v->corrections, n - 1)->owed_after, ROW(struct price_correction, v->corrections, 0)->owed_before) : (money){ 0 };
}

static struct bill_line correction(struct work *w, const struct visit *v, money by)
{
    const struct price_correction *last = ROW(struct price_correction, v->corrections, v->corrections.count - 1);
    return line_of(w, v, by.fen > 0 ? BILL_SERVICE : BILL_COMPENSATION, said_keep(w, N_("{1} {2}"), (const text[]){ said_keep(w, N_("Price corrected"), NULL), day_text(w->arena, day_of(last->at)), NULL }), by, "correction", last->why);
}

static struct bill_line came_late(struct work *w, const struct visit *v)
{
    text label = late_words(w, v->late_minutes);
    return line_of(w, v, BILL_COMPENSATION, label, money_negate(v->late_off), "late arrival: borne by the company", "");
}

/* Large jobs: one line for each zone that was not accepted. At most as many as there is room for; the rest in the last. */
static size_t zones_off(struct work *w, const struct visit *v, struct bill_line *into)
{
    struct found zones = LOOK_WHERE(w, job_zone, "visit = $1 and state = 4 and taken_off > 0 order by id limit 4", BIND(num(v->record.id)));
    money left = v->zones_off;
    size_t n = 0;
    for (int i = 0; i < zones.count && left.fen > 0; i++) {
        const struct job_zone *z = FOUND(struct job_zone, zones, i);
        money off = i == 3 ? left : money_least(z->taken_off, left);
        text label = said_keep(w, N_("Not accepted: {1}"), (const text[]){ said_keep(w, z->name, NULL), NULL });
        into[n++] = line_of(w, v, BILL_COMPENSATION, label, money_negate(off), "zone not accepted: its part of the price, borne by the company", z->wrong);
        left = money_sub(left, off);
    }
    return n;
}

/* What the price became after the quote, on a line of its own, so that the lines add up to what is owed. */
static struct bill_line difference(struct work *w, const struct visit *v, money by)
{
    if (by.fen > 0) return line_of(w, v, BILL_SERVICE, said_keep(w, N_("Changed after the quote"), NULL), by, "price of the visit", "");
    if (v->reason) return line_of(w, v, BILL_SERVICE, visit_broken_off_said(w, v), by, "price of the visit", "");
    return line_of(w, v, BILL_COMPENSATION, said_keep(w, N_("Reduced after the quote"), NULL), by, "price of the visit", "");
}

static void mark_trust(struct work *w, const struct visit *v, struct bill_line *lines)
{
    if (!visit_is_agency(w, v)) return;
    int64_t ids[MOST_VISIT_WORKERS];
    money pay = { 0 };
    for (int i = 0, n = visit_workers(v, ids); i < n; i++) pay = money_add(pay, visit_pay(v, ids[i]));
    lines[0].trust = money_least(pay, visit_owed(v));
}

size_t bill_lines_of(struct work *w, const struct visit *v, struct bill_line *into)
{
    money corrected = corrected_by(v), owed = money_sub(visit_owed(v), corrected), sum = { 0 };
    size_t n = 0;
    if (v->fee.fen && visit_owes_fee(v)) {
        into[n++] = line_of(w, v, BILL_CANCEL_FEE, said_keep(w, N_("{1} · {2}"), (const text[]){ said_keep(w, visit_fee_name(v), NULL), service_label(w, v), NULL }), money_add(owed, v->waived), "cancellation tiers", "");
        if (v->waived.fen) into[n++] = line_of(w, v, BILL_WAIVER, said_keep(w, N_("Fee waived"), NULL), money_negate(v->waived), "waiver", v->waived_why);
    } else {
        n = from_quote(w, v, into);
        for (size_t i = 0; i < n; i++) sum = money_add(sum, into[i].amount);
        size_t quote = n;
        n += extras(w, v, into + n);
        if (v->late_off.fen) into[n++] = came_late(w, v);
        if (v->zones_off.fen) n += zones_off(w, v, into + n);
        for (size_t i = quote; i < n; i++) sum = money_add(sum, into[i].amount);
        money by = money_sub(owed, sum);
        if (!quote) {
            memmove(into + 1, into, n * sizeof *into);
            into[0] = line_of(w, v, BILL_SERVICE, service_label(w, v), by, "price of the visit", "");
            n++;
        } else if (by.fen) into[n++] = difference(w, v, by);
    }
    if (corrected.fen) into[n++] = correction(w, v, corrected);
    mark_trust(w, v, into);
    return n;
}

rows_of bill_lines_from(struct work *w, struct visit *const *visits, int count, rows_of old)
{
    struct bill_line *all = take_many(w, struct bill_line, (size_t)count * MOST_VISIT_LINES + old.count);
    size_t n = 0;
    for (int i = 0; i < count; i++) n += bill_lines_of(w, visits[i], all + n);
    for (size_t i = 0; i < old.count; i++)
        if (!ROW(struct bill_line, old, i)->visit.id) all[n++] = *ROW(struct bill_line, old, i);
    return (rows_of){ all, n };
}

bool bill_recalculate(struct work *w, struct bill *b, struct visit *const *more, int more_count)
{
    struct visit **visits = take_many(w, struct visit *, b->lines.count + (size_t)more_count);
    int n = 0;
    for (size_t i = 0; i < b->lines.count; i++) {
        int64_t id = ROW(struct bill_line, b->lines, i)->visit.id;
        if (!id || (n && visits[n - 1]->record.id == id)) continue;
        struct visit *v = record_peek(w, &visit_type, id);
        if (v) visits[n++] = v;
    }
    for (int i = 0; i < more_count; i++) visits[n++] = more[i];
    b->lines = bill_lines_from(w, visits, n, b->lines);
    b->calculated_by.id = w->actor->user;
    return !failed(w);
}
