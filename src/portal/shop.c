/* shop.c — what everybody may see before anybody says who she is: services with their prices, free times. GET /api/c/start, quote, slots. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "portal/code.h"
#include "portal/mine.h"
#include "record/parts.h"

static int64_t asked(struct work *w, const struct request *q, text name, int64_t otherwise)
{
    text given = http_query(q, name);
    if (!given || !*given) return otherwise;
    char *end;
    long long n = strtoll(given, &end, 10);
    if (*end || strlen(given) > 18) wrong(w, name, N_("A whole number is expected"));
    return n;
}
static text word_asked(const struct request *q, text name)
{
    text given = http_query(q, name);
    return given ? given : "";
}

text shop_phone(struct work *w, int64_t branch)
{
    const struct branch *b = branch ? record_peek(w, &branch_type, branch) : NULL;
    if (b && *b->complaint_phone) return b->complaint_phone;
    return db_one_text(w, SQL("select complaint_phone from branch where state = 1 and complaint_phone <> '' order by id limit 1"), NO_BIND);
}

/* ---- start ---- */

static int64_t branch_asked(struct work *w, const struct request *q, const struct guest *g)
{
    int64_t branch = asked(w, q, "branch", 0);
    if (!branch && g) branch = g->actor.home;
    if (branch && db_one(w, SQL("select 1 from branch where id = $1 and state = 1"), BIND(num(branch)), 0)) return branch;
    return branch && !failed(w) ? (refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch"))), 0)
        : db_one(w, SQL("select b.id from branch b where b.state = 1 order by (select count(*) from worker n where n.branch = b.id) desc, b.id limit 1"), NO_BIND, 0);
}

/* Shops with somebody to send. */
static void write_branches(struct work *w, struct json *j)
{
    struct rows *row = db_query(w, SQL("select id, name, address, complaint_phone from branch b where state = 1 and exists (select 1 from worker n where n.branch = b.id and n.state = 5) order by name limit 60"), NO_BIND);
    write_list(j, "branches");
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "name", db_text(row, 1));
        write_text(j, "address", db_text(row, 2));
        write_text(j, "phone", db_text(row, 3));
        write_end(j, '}');
    }
    write_end(j, ']');
}
_Static_assert(WORKER_ACTIVE == 5, "the query above says it by number");

/* Bookable here: one person goes, the terms are enough, and it has a price. Everything else is talked over first. */
static bool bookable(const struct service_line *line) { return line->persons <= 1 && line_signing(line) == SIGN_TERMS && line->unit <= UNIT_SQUARE_METRE; }

static void write_line(struct work *w, struct json *j, const struct service_line *line, const struct price_rule *rule)
{
    write_object(j, NULL);
    write_number(j, "id", line->record.id);
    write_text(j, "name", translate(w->language, line->name));
    write_text(j, "glyph", line->glyph);
    write_text(j, "unit", choice_key(type_field(&service_line_type, "unit")->choices, line->unit));
    write_text(j, "unit_label", translate(w->language, choice_label(type_field(&service_line_type, "unit")->choices, line->unit)));
    write_number(j, "least", line->least.count);
    write_number(j, "step", line->increment.count ? line->increment.count : 30);
    write_text(j, "description", translate(w->language, line->description));
    write_text(j, "exclusions", translate(w->language, line->exclusions));
    write_flag(j, "bookable", bookable(line));
    write_number(j, "unit_price", rule->unit_price.fen);
    write_number(j, "least_price", rule->least_price.fen);
    write_end(j, '}');
}

static void write_lines(struct work *w, struct json *j, int64_t branch)
{
    struct found lines = LOAD_WHERE(w, service_line, "state = 1 order by category, name limit 100", NO_BIND);
    write_list(j, "lines");
    for (int i = 0; i < lines.count; i++) {
        const struct service_line *line = lines.at[i];
        const struct price_rule *rule = record_peek(w, &price_rule_type, price_on(w, line->record.id, branch, day_of(w->now)));
        if (rule) write_line(w, j, line, rule);
    }
    write_end(j, ']');
}

static void write_areas(struct work *w, struct json *j, int64_t branch)
{
    struct rows *row = db_query(w, SQL("select area from household where branch = $1 and area <> '' group by area having count(*) > 2 order by count(*) desc, area limit 60"), BIND(num(branch)));
    write_list(j, "areas");
    while (db_next(row)) write_text(j, NULL, db_text(row, 0));
    write_end(j, ']');
}

bool start_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_perhaps(w, q);
    int64_t branch = branch_asked(w, q, g);
    if (failed(w)) return false;
    if (!branch) return refuse_as(w, NOT_FOUND, "", N_("No shop is open here yet"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "now", w->now.ms);
    write_text(&j, "company", company_name(w));
    write_flag(&j, "demo", house_demo(w->house));
    write_text(&j, "worker_word", translate(w->language, N_("Worker")));
    write_number(&j, "branch", branch);
    write_text(&j, "branch_name", record_title(w, &branch_type, branch));
    write_text(&j, "phone", shop_phone(w, branch));
    write_text(&j, "terms", terms_in_force(w, branch));
    write_flag(&j, "terms_text", service_terms_of(w, terms_in_force(w, branch)) != NULL);
    write_text(&j, "notice", setting_text(w, "company.privacy_notice", branch, day_of(w->now)));
    write_flag(&j, "pays", *setting_text(w, "finance.provider_url", 0, day_of(w->now)) != 0);
    write_branches(w, &j);
    write_lines(w, &j, branch);
    write_areas(w, &j, branch);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- price ---- */

void quote_write(struct work *w, struct json *j, const struct quote *q)
{
    write_list(j, "lines");
    for (int i = 0; i < q->count; i++) {
        const struct quote_line *l = &q->lines[i];
        write_object(j, NULL);
        write_text(j, "code", l->code);
        write_text(j, "label", translate(w->language, l->label));
        write_number(j, "quantity", l->quantity);
        write_number(j, "unit", l->unit.fen);
        write_number(j, "amount", l->amount.fen);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_number(j, "price", q->price.fen);
}

/* As whom she would order there: a coupon of hers belongs to her as that shop's customer. */
static int64_t customer_there(struct work *w, const struct guest *g, int64_t branch)
{
    return !g ? 0 : db_one(w, SQL("select id from customer where person = $1 and branch = $2 and state <> 3 order by id limit 1"), BIND(num(g->person), num(branch)), g->customer);
}

bool quote_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_perhaps(w, q);
    int64_t home = asked(w, q, "home", 0), branch = home ? 0 : branch_asked(w, q, g), start = asked(w, q, "start", 0);
    const struct household *h = home ? g ? my_home(w, g, home) : (refuse_as(w, UNAUTHORISED, "", N_("Please log in with your mobile number")), NULL) : NULL;
    if (failed(w)) return false;
    struct household *fresh = take(w, struct household);
    *fresh = (struct household){ .record.branch = { branch }, .square_metres = asked(w, q, "square_metres", 0), .lift = true, .name = "", .area = "", .estate = "", .camera_note = "" };
    if (!h) h = fresh;
    struct service_order o = { .record.branch = h->record.branch, .customer = { customer_there(w, g, h->record.branch.id) }, .household = { home }, .line = { asked(w, q, "line", 0) },
        .start = { start ? start : day_at((day){ day_of(w->now).number + 1 }, 10 * 60).ms }, .length = { (int)asked(w, q, "length", 0) }, .square_metres = asked(w, q, "square_metres", 0),
        .coupon_code = word_asked(q, "coupon"), .coupon_from = "" };
    struct quote quote;
    if (failed(w) || o.length.count < 0 || o.length.count > 1440 || o.square_metres < 0 || o.square_metres > 5000) return failed(w) ? false : refuse(w, "length", N_("This is outside of what can be ordered"));
    if (!order_price(w, &o, h, &quote)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "length", o.length.count);
    write_number(&j, "square_metres", o.square_metres);
    quote_write(w, &j, &quote);
    if (g) coupons_write(w, &j, g, &(struct coupon_case){ .customer = o.customer.id, .branch = o.record.branch.id, .line = o.line.id, .base = quote.base });
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

/* ---- free times ---- */

bool slot_offered(const struct slot *slot) { return slot->state != SLOT_NONE && slot->at_ease >= slot->persons; }

/* Which query; a visit of hers looks for another time, else a home of hers or an area. */
static bool slots_asked(struct work *w, const struct request *q, const struct guest *g, struct slot_query *s)
{
    int64_t visit = asked(w, q, "visit", 0), home = asked(w, q, "home", 0), again = asked(w, q, "worker", 0);
    const struct visit *v = visit && g ? my_visit(w, g, visit) : NULL;
    if ((visit || home || again) && !g) return refuse_as(w, UNAUTHORISED, "", N_("Please log in with your mobile number"));
    if (failed(w) || (home && !my_home(w, g, home))) return false;
    if (again && !db_one(w, SQL("select 1 from visit where worker = $1 and customer in (select id from customer where person = $2) limit 1"), BIND(num(again), num(g->person)), 0)) return refuse(w, "worker", N_("She has not been to your home yet"));
    int64_t days = asked(w, q, "days", 7), from = asked(w, q, "from", day_of(w->now).number), today = day_of(w->now).number;
    *s = (struct slot_query){ .branch = home || v ? 0 : branch_asked(w, q, g), .household = v ? v->household.id : home, .area = word_asked(q, "area"), .line = v ? v->line.id : asked(w, q, "line", 0),
        .length = v ? v->length.count : asked(w, q, "length", 0), .worker = v ? v->worker.id : again, .visit = visit, .from = { (int32_t)(from > today + 60 ? today + 60 : from < 0 ? 0 : from) }, .days = days < 0 || days > MOST_SLOT_DAYS ? 0 : (int)days, .enough = true };
    return !failed(w);
}

static void write_day(struct json *j, const struct slot_day *d, bool hers)
{
    write_object(j, NULL);
    write_number(j, "day", d->day.number);
    write_list(j, "slots");
    for (int i = 0; i < d->count; i++) {
        const struct slot *slot = &d->at[i];
        bool her = hers && slot->hers == SLOT_CAN;
        if (!slot_offered(slot) && !her) continue;
        write_object(j, NULL);
        write_number(j, "start", slot->start.ms);
        if (hers) write_flag(j, "hers", her);
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

/* ---- a line of its own for looking: it costs a search of the engine, and anybody may ask ---- */

enum { SEARCH_MINUTES = 5, A_PERSONS_SHARE = 4 };
struct looking { const struct request *request; struct reply *reply; };

static bool too_many(struct work *w, text kind, text who, int64_t most)
{
    text word = blind_token(w, kind, who);
    if (portal_count(w, word, MINUTES(SEARCH_MINUTES)) <= most || failed(w)) return false;
    int64_t since = db_one(w, SQL("select since from portal_count where word = $1"), BIND(txt(word)), w->now.ms), wait = since + MINUTES(SEARCH_MINUTES) - w->now.ms;
    refuse_as(w, TOO_MANY, "", N_("That was a lot of looking: free times can be seen again in {1} seconds. Or call us, we look for you"), print(w, "%lld", (long long)(wait > 0 ? wait / 1000 + 1 : 1)));
    work_explain(w, "too_many", print(w, "{\"seconds\":%lld}", (long long)(wait > 0 ? wait / 1000 + 1 : 1)));
    return true;
}

/* Counted in a transaction of its own; a look that is refused is not counted, so that the line ends with its window. Many people share an address (an office, a carrier): a person's own line is shorter. */
static bool may_look(struct work *w, void *data)
{
    const struct looking *l = data;
    int64_t most = setting_number(w, SETTING_SEARCHES, 0, day_of(w->now));
    const struct guest *g = most ? guest_perhaps(w, l->request) : NULL;
    if (!most) return !failed(w);
    if (g) return !too_many(w, "portal.looks", print(w, "%lld", (long long)g->session), most / A_PERSONS_SHARE + 1) && !failed(w);
    return !too_many(w, "portal.looks_from", l->request->address ? l->request->address : "", most) && !failed(w);
}

static bool free_times(struct work *w, void *data)
{
    const struct looking *l = data;
    const struct request *q = l->request;
    const struct guest *g = guest_perhaps(w, q);
    struct slot_query query;
    struct slots *s = take(w, struct slots);
    if (failed(w) || !slots_asked(w, q, g, &query) || !slots_for(w, &query, s)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "length", s->length);
    write_flag(&j, "worker", query.worker != 0);
    write_list(&j, "days");
    for (int i = 0; i < s->day_count; i++) write_day(&j, &s->days[i], query.worker != 0);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, l->reply, 200, &j);
    return !failed(w);
}

bool free_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct looking l = { q, reply };
    return db_write(house_db(w->house), w, may_look, &l) && db_read(house_db(w->house), w, free_times, &l);
}

/* ---- the terms ---- */

bool terms_call(struct work *w, const struct request *q, struct reply *reply)
{
    text version = word_asked(q, "version");
    const struct service_terms *t = *version ? service_terms_of(w, version) : NULL;
    if (!t) return failed(w) ? false : refuse_as(w, NOT_FOUND, "version", N_("The text of these terms is with the shop; ask for it there"));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "version", t->edition);
    write_text(&j, "summary", t->summary);
    write_text(&j, "body", t->body);
    write_number(&j, "published_at", t->published_at.ms);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
