/* intake_quote.c — what the page needs to open, where a new address lies, and what an order would cost, each line explained. */
#include <stdlib.h>
#include <string.h>
#include "base/calendar.h"
#include "base/words.h"
#include "company/company.h"
#include "operations/intake.h"
#include "operations/order_own.h"
#include "operations/service_area.h"
#include "record/answer.h"
#include "record/parts.h"

static text word_asked(const struct request *q, text name)
{
    text given = http_query(q, name);
    return given ? given : "";
}

static int64_t branch_asked(struct work *w, const struct request *q)
{
    int64_t branch = http_query_number(q, "branch", 0);
    if (!branch) branch = w->actor->home;
    if (branch && !in_scope(w, branch)) refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    return branch;
}

/* ---- start ---- */

static text choice_word(struct work *w, const struct record_type *type, text field, unsigned value)
{
    const struct field *f = type_field(type, field);
    return f && f->choices ? translate(w->language, choice_label(f->choices, value)) : "";
}

static void write_line(struct work *w, struct json *j, const struct service_line *line, int64_t branch)
{
    write_object(j, NULL);
    write_number(j, "id", line->record.id);
    write_text(j, "code", line->code);
    write_text(j, "name", translate(w->language, line->name));
    write_text(j, "glyph", line->glyph);
    write_text(j, "unit", choice_key(type_field(&service_line_type, "unit")->choices, line->unit));
    write_text(j, "unit_label", choice_word(w, &service_line_type, "unit", line->unit));
    write_number(j, "least", line->least.count);
    write_number(j, "step", line->increment.count ? line->increment.count : 30);
    write_number(j, "persons", line->persons ? line->persons : 1);
    write_flag(j, "contract", line_signing(line) == SIGN_CONTRACT);
    write_flag(j, "birth", line->category == LINE_MATERNITY);       /* asked for: when the child is expected */
    write_text(j, "description", translate(w->language, line->description));
    write_text(j, "exclusions", translate(w->language, line->exclusions));
    const struct price_rule *rule = record_peek(w, &price_rule_type, price_on(w, line->record.id, branch, day_of(w->now)));
    if (rule) write_number(j, "unit_price", rule->unit_price.fen); else write_null(j, "unit_price");
    write_end(j, '}');
}

static void write_words(struct work *w, struct json *j, text key, struct rows *row)
{
    (void)w;
    write_list(j, key);
    while (db_next(row)) write_text(j, NULL, db_text(row, 0));
    write_end(j, ']');
}

bool intake_start_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t branch = branch_asked(w, q);
    struct found lines = LOAD_WHERE(w, service_line, "state = 1 order by category, name limit 100", NO_BIND);
    if (failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_number(&j, "branch", branch);
    write_text(&j, "branch_name", record_title(w, &branch_type, branch));
    write_text(&j, "terms", terms_in_force(w, branch));
    write_list(&j, "lines");
    for (int i = 0; i < lines.count; i++) write_line(w, &j, lines.at[i], branch);
    write_end(&j, ']');
    write_words(w, &j, "areas", db_query(w, SQL("select area from household where branch = $1 and area <> '' group by area order by count(*) desc, area limit 200"), BIND(num(branch))));
    write_words(w, &j, "channels", db_query(w, SQL("select channel from service_order where branch = $1 and channel <> '' group by channel order by count(*) desc, channel limit 12"), BIND(num(branch))));
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- where an address lies ---- */

/* The longest known estate in it, and where most of its homes say they are; else the longest known area, and what the address calls its estate. */
bool intake_place_call(struct work *w, const struct request *q, struct reply *reply)
{
    text address = http_query(q, "address");
    int64_t branch = branch_asked(w, q);
    if (failed(w)) return false;
    if (!address || !*address) address = "-";
    struct rows *row = db_query(w, SQL("select estate, area, max(at_lat), max(at_lng), count(*) from household where branch = $2 and estate <> '' and $1 like '%' || estate || '%' "
                                       "group by estate, area order by length(estate) desc, count(*) desc limit 1"), BIND(txt(address), num(branch)));
    bool estate = db_next(row);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "estate", estate ? db_text(row, 0) : estate_of_address(w->arena, address));
    text area = estate ? db_text(row, 1) : db_one_text(w, SQL("select area from household where branch = $2 and area <> '' and $1 like '%' || area || '%' group by area order by length(area) desc limit 1"), BIND(txt(address), num(branch)));
    write_text(&j, "area", *area || !estate ? area : area_around(w, branch, (place){ db_number(row, 2), db_number(row, 3) }));
    write_number(&j, "lat", estate ? db_number(row, 2) : 0);
    write_number(&j, "lng", estate ? db_number(row, 3) : 0);
    write_number(&j, "homes", estate ? db_number(row, 4) : 0);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- the price ---- */

/* 3 hours × 50.00, 20 % of the service: what stands behind a line's amount. */
static text how(struct work *w, const struct quote_line *l, const struct service_line *line)
{
    if (strcmp(l->code, "service")) return l->why;
    int64_t whole = l->quantity / 100, part = l->quantity % 100;
    text count = part ? print(w, "%lld.%02lld", (long long)whole, (long long)part) : print(w, "%lld", (long long)whole);
    return print(w, "%s %s × %lld.%02lld", count, choice_word(w, &service_line_type, "unit", line->unit), (long long)(l->unit.fen / 100), (long long)(l->unit.fen % 100));
}

static void write_quote(struct work *w, struct json *j, const struct quote *q, const struct service_line *line)
{
    write_list(j, "lines");
    for (int i = 0; i < q->count; i++) {
        write_object(j, NULL);
        write_text(j, "code", q->lines[i].code);
        write_text(j, "label", translate(w->language, q->lines[i].label));
        write_number(j, "amount", q->lines[i].amount.fen);
        write_text(j, "how", how(w, &q->lines[i], line));
        write_end(j, '}');
    }
    write_end(j, ']');
    write_number(j, "price", q->price.fen);
    write_number(j, "base", q->base.fen);
    write_number(j, "worker_pay", q->worker_pay.fen);
    write_text(j, "rule", record_title(w, &price_rule_type, q->rule));
}

/* A home that is known, or one as the page describes it. */
static const struct household *home_asked(struct work *w, const struct request *q)
{
    int64_t id = http_query_number(q, "household", 0);
    if (id) return LOAD(w, household, id);
    struct household *h = take(w, struct household);
    *h = (struct household){ .record.branch = { branch_asked(w, q) }, .square_metres = http_query_number(q, "square_metres", 0), .rooms = http_query_number(q, "rooms", 0), .pets = http_query_number(q, "pets", 0) == 1, .lift = http_query_number(q, "lift", 0) == 1 };
    return failed(w) ? NULL : h;
}

instant intake_plain_hour(instant now)
{
    day d = day_of(now);
    while (weekday(d) >= 6 || is_statutory_holiday(d)) d.number++;
    return day_at(d, 600);
}

bool intake_quote_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct household *h = home_asked(w, q);
    const struct service_line *line = h ? LOAD(w, service_line, http_query_number(q, "line", 0)) : NULL;
    if (!line) return false;
    int64_t start = http_query_number(q, "start", 0);
    struct service_order o = { .record.branch = h->record.branch, .line = { line->record.id }, .start = start > 0 ? (instant){ start } : intake_plain_hour(w->now), .length = { (int32_t)http_query_number(q, "length", 0) },
        .square_metres = http_query_number(q, "square_metres", 0), .persons = http_query_number(q, "persons", 0), .far = http_query_number(q, "far", 0) == 1, .customer = h->customer, .coupon = { http_query_number(q, "coupon", 0) },
        .coupon_code = word_asked(q, "coupon_code"), .coupon_funder = choice_value(coupon_funders, word_asked(q, "coupon_funder")), .coupon_from = "" };
    if (o.length.count < 0 || o.length.count > 1440 || o.square_metres < 0 || o.square_metres > 5000 || o.persons < 0 || o.persons > 8 || o.coupon.fen < 0 || o.coupon.fen > 1000000)
        return refuse(w, "length", N_("This is outside of what can be ordered"));
    struct quote quote;
    if (!order_fill(w, &o, line, h) || !order_quote(w, &o, line, h, &quote)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "length", o.length.count);
    write_number(&j, "suggested", order_suggested_minutes(line, o.square_metres, o.persons));
    write_number(&j, "square_metres", o.square_metres);
    write_number(&j, "persons", o.persons);
    write_quote(w, &j, &quote, line);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
