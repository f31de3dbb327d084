/* demand_page.c — what cannot be booked at once is asked for: several people, care, a contract. Her wish becomes a demand (customers/demand.h)
 * with its clock and its queue, and she sees what has become of it. POST /api/c/demand, GET /api/c/demands. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "portal/mine.h"

enum { MOST_OPEN = 5, FURTHEST_DAYS = 365 };

static const struct service_line *line_wanted(struct work *w, json_t *body)
{
    const struct service_line *line = record_peek(w, &service_line_type, input_number(w, body, "line", 0));
    if (!failed(w) && (!line || line->state != LINE_OFFERED)) refuse_as(w, NOT_FOUND, "line", N_("There is no such {1}"), translated(w, N_("Service line")));
    return failed(w) ? NULL : line;
}

/* Who has no record yet gets one, as with a first order. */
static bool somebody(struct work *w, struct guest *g, json_t *body)
{
    if (g->person) return true;
    struct person *p = take(w, struct person);
    *p = (struct person){ .name = utf8_trim(w->arena, input_string(w, body, "name", "")), .phone = { .plain = guest_phone(w, g) } };
    if (!*p->name) return failed(w) ? false : wrong(w, "name", N_("How may we call you? A surname is enough"));
    return ADD(w, person, p) && guest_becomes(w, g, p->record.id);
}

static bool read_demand(struct work *w, const struct guest *g, json_t *body, struct demand *d)
{
    const struct household *h = input_number(w, body, "home", 0) ? my_home(w, g, input_number(w, body, "home", 0)) : NULL;
    int64_t branch = h ? h->record.branch.id : input_number(w, body, "branch", 0);
    day from = input_day(w, body, "start_from", (day){ 0 });
    if (failed(w)) return false;
    if (!db_one(w, SQL("select 1 from branch where id = $1 and state = 1"), BIND(num(branch)), 0)) return failed(w) ? false : refuse(w, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    *d = (struct demand){ .record.branch = { branch }, .person = { g->person }, .household = { h ? h->record.id : 0 }, .customer = { h ? h->customer.id : 0 }, .line = { input_number(w, body, "line", 0) }, .source = SOURCE_OTHER,
        .wanted = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "wanted", "")), 200), .needs = utf8_cut(w->arena, utf8_trim(w->arena, input_string(w, body, "needs", "")), 1000), .start_from = from, .budget_of = "", .deal = "" };
    if (failed(w)) return false;
    if (!*d->wanted) return refuse(w, "wanted", N_("When would it suit you? Say it in your own words"));
    if (from.number < day_of(w->now).number || from.number > day_of(w->now).number + FURTHEST_DAYS) return refuse(w, "start_from", N_("From which day on? Within a year"));
    return true;
}

/* Signed by all it is no longer being made, though the demand waits for the first payment or her first day; "": its state says it. */
static text contract_said(struct work *w, const struct demand *d)
{
    const struct contract *c = d->state == DEMAND_CONTRACTING ? contract_for_demand(w, d->record.id) : NULL;
    if (!c) return "";
    if (c->state == CONTRACT_SENT || c->state == CONTRACT_PARTLY_SIGNED) return translate(w->language, N_("The contract is being signed"));
    if (c->state == CONTRACT_SIGNED && c->first_paid.fen < c->first_due.fen) return translate(w->language, N_("The contract is signed; it takes effect with the first payment"));
    return c->state == CONTRACT_SIGNED || c->state == CONTRACT_IN_FORCE ? translate(w->language, N_("The contract is signed")) : "";
}

static void write_demand(struct work *w, struct json *j, const struct demand *d)
{
    write_object(j, NULL);
    write_number(j, "id", d->record.id);
    write_text(j, "number", d->record.number);
    write_text(j, "service", translate(w->language, record_title(w, &service_line_type, d->line.id)));
    write_text(j, "wanted", d->wanted);
    write_number(j, "start_from", d->start_from.number);
    write_text(j, "state", choice_key(type_state(&demand_type)->choices, d->state));
    write_text(j, "said", contract_said(w, d));
    write_number(j, "asked_at", d->record.created_at.ms);
    write_text(j, "phone", shop_phone(w, d->record.branch.id));
    write_end(j, '}');
}

bool my_demand_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct guest *g = guest_of(w, q);
    json_t *body = g ? input_json(w, q->body, q->body_length) : NULL;
    struct demand *d = take(w, struct demand);
    if (!body || !line_wanted(w, body) || !somebody(w, g, body) || !read_demand(w, g, body, d)) return false;
    if (db_one(w, SQL("select count(*) from demand where person = $1 and state not in (4, 5, 11)"), BIND(num(g->person)), 0) >= MOST_OPEN) return refuse_as(w, CONFLICT, "", N_("We are looking for several people for you already; please call us"));
    if (failed(w) || !ADD(w, demand, d)) return false;
    struct json j = json_new(w->arena);
    write_demand(w, &j, d);
    answer_json(w, reply, 201, &j);
    return !failed(w);
}

/* One closed after a loss is not here: the expected day and the nurse that is not needed would greet the family for a month more. */
void demands_write(struct work *w, struct json *j, const struct guest *g)
{
    struct found f = LOAD_WHERE(w, demand, "person = $1 and quiet = 0 and (state not in (4, 5, 11) or ended_at > $2) order by id desc limit 10", BIND(num(g->person), num(w->now.ms - DAYS(30))));
    write_list(j, "demands");
    for (int i = 0; g->person && i < f.count; i++) write_demand(w, j, f.at[i]);
    write_end(j, ']');
}
_Static_assert(DEMAND_FULFILLED == 4 && DEMAND_LOST == 5 && DEMAND_CANCELLED == 11, "the queries above say it by number");
