/* tell_plan.c — what a customer is told of her plan. Its visits weeks ahead are not told one by one (tell_visit.h): what was agreed of the whole is, once,
 * so that she has it in writing and finds a slip before somebody stands at her door. */
#include "operations/plan_own.h"
#include "operations/tell_visit.h"
#include "record/store.h"

#define LINE { "line", N_("Service line"), N_("Daily cleaning"), false }
#define TO_CUSTOMER .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .topic = "plan"
enum { A_MINUTE = 60 * 1000 };

static const struct message_variable next_visit[] = { LINE, { "time", N_("Time of the visit"), N_("Fri 11/27 09:00–11:00"), true }, { 0 } };
static const struct message_variable paused[] = { LINE, { "from", N_("From"), N_("Mon 12/7"), true }, { "to", N_("To"), N_("Sun 12/20"), true }, { 0 } };
static const struct message_variable paused_open[] = { LINE, { "from", N_("From"), N_("Mon 12/7"), true }, { 0 } };
static const struct message_variable price[] = { LINE, { "from", N_("From"), N_("Thu 7/9"), true }, { "new", N_("New price"), "¥148.00", true }, { "price", N_("Price"), "¥135.00", true }, { 0 } };
static const struct message_variable ended[] = { LINE, { "last", N_("Last day"), N_("Fri 11/27"), true }, { 0 } };

static const struct message_declared declared[] = {
    { .code = "customer.plan_started", .label = N_("Regular service begins"), TO_CUSTOMER, .pause = A_MINUTE, .variables = next_visit, .body = N_("Your regular {line} begins: {time}. All its times stand on your phone's page.") },
    { .code = "customer.plan_changed", .label = N_("Regular service changed"), TO_CUSTOMER, .pause = A_MINUTE, .variables = next_visit, .body = N_("As agreed your regular {line} is changed: now {time}. Is something wrong? Just tell us.") },
    { .code = "customer.plan_paused", .label = N_("Regular service paused"), TO_CUSTOMER, .pause = A_MINUTE, .variables = paused, .body = N_("As agreed your regular {line} pauses from {from} to {to}; nobody comes, and it costs you nothing.") },
    { .code = "customer.plan_paused_open", .label = N_("Regular service paused"), .when = N_("without an end"), TO_CUSTOMER, .pause = A_MINUTE, .variables = paused_open,
      .body = N_("As agreed your regular {line} pauses from {from}; nobody comes until you tell us to go on, and it costs you nothing.") },
    { .code = "customer.plan_goes_on", .label = N_("Regular service goes on"), TO_CUSTOMER, .pause = A_MINUTE, .variables = next_visit, .body = N_("Your regular {line} goes on: next {time}.") },
    { .code = "customer.plan_price", .label = N_("New price of the regular service"), .reader = TELLS_CUSTOMERS, .purpose = MESSAGE_SERVICE, .contract = true, .channels = TELL_ANYHOW, .topic = "plan_price", .variables = price,
      .body = N_("From {from} we would like {new} a visit for your regular {line}, now {price}. It rises only with your yes, on your phone's page or by a call; without it {price} stays.") },
    { .code = "customer.plan_ended", .label = N_("Regular service ends"), TO_CUSTOMER, .pause = A_MINUTE, .variables = ended, .body = N_("As agreed your regular {line} ends: nobody comes after {last}. Thank you.") },
};
const struct message_templates plan_messages = { declared, COUNT_OF(declared) };

struct plan_news { struct work *w; const struct service_plan *plan; ref person; text line; };

/* Nobody to tell, a draft, a preview: nothing is said, and that is no failure. */
static bool news_of(struct work *w, const struct record_type *type, int64_t id, struct plan_news *n)
{
    const struct service_plan *p = record_peek(w, type, id);
    const struct customer *c = p ? record_peek(w, &customer_type, p->customer.id) : NULL;
    const struct service_line *line = p ? record_peek(w, &service_line_type, p->line.id) : NULL;
    *n = (struct plan_news){ w, p, c ? c->person : (ref){ 0 }, line ? line->name : "" };
    return p && line && n->person.id && p->state != PLAN_DRAFT;
}

static struct telling of_plan(const struct plan_news *n, text template)
{
    return (struct telling){ .template = template, .person = n->person, .branch = n->plan->record.branch, .about = &service_plan_type, .record = n->plan->record.id };
}

/* With the first visit that this step made or changed, else with her next one; none ahead: nothing. */
static bool tell_next(struct plan_news *n, text template)
{
    struct found f = LOAD_WHERE(n->w, visit, "plan = $1 and state <= 4 and start > $2 order by case when changed_at >= $2 then 0 else 1 end, start limit 1", BIND(num(n->plan->record.id), num(n->w->now.ms)));
    if (!f.count) return !failed(n->w);
    const struct visit *v = f.at[0];
    const struct message_value values[] = { say_label("line", n->line), say_span("time", v->start, v->until) };
    struct telling t = of_plan(n, template);
    t.values = values;
    t.value_count = COUNT_OF(values);
    return tell(n->w, &t);
}

static bool told_next(struct work *w, const struct record_type *type, int64_t id, text template)
{
    struct plan_news n;
    return news_of(w, type, id, &n) ? tell_next(&n, template) : !failed(w);
}

bool tell_plan_started(struct work *w, const struct record_type *type, int64_t id) { return told_next(w, type, id, "customer.plan_started"); }
bool tell_plan_changed(struct work *w, const struct record_type *type, int64_t id) { return told_next(w, type, id, "customer.plan_changed"); }
bool tell_plan_goes_on(struct work *w, const struct record_type *type, int64_t id) { return told_next(w, type, id, "customer.plan_goes_on"); }

bool tell_plan_paused(struct work *w, const struct record_type *type, int64_t id)
{
    struct plan_news n;
    if (!news_of(w, type, id, &n) || !n.plan->paused_from.given) return !failed(w);
    maybe_day from = n.plan->paused_from, to = n.plan->paused_to;
    const struct message_value values[] = { say_label("line", n.line), say_day("from", (day){ from.number }), say_day("to", (day){ to.number }) };
    struct telling t = of_plan(&n, to.given ? "customer.plan_paused" : "customer.plan_paused_open");
    t.values = values;
    t.value_count = to.given ? 3 : 2;
    return tell(w, &t);
}

/* Both amounts, so that she knows what she says yes to: a day alone tells her nothing. */
bool tell_plan_price(struct work *w, const struct record_type *type, int64_t id)
{
    struct plan_news n;
    if (!news_of(w, type, id, &n) || !n.plan->new_price_from.given) return !failed(w);
    const struct message_value values[] = { say_label("line", n.line), say_day("from", (day){ n.plan->new_price_from.number }), say_money("new", n.plan->new_price), say_money("price", n.plan->price) };
    struct telling t = of_plan(&n, "customer.plan_price");
    t.values = values;
    t.value_count = COUNT_OF(values);
    return tell(w, &t);
}

bool tell_plan_ended(struct work *w, const struct record_type *type, int64_t id)
{
    struct plan_news n;
    if (!news_of(w, type, id, &n) || !n.plan->last.given) return !failed(w);
    const struct message_value values[] = { say_label("line", n.line), say_day("last", (day){ n.plan->last.number }) };
    struct telling t = of_plan(&n, "customer.plan_ended");
    t.values = values;
    t.value_count = COUNT_OF(values);
    return tell(w, &t);
}
