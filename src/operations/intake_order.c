/* intake_order.c — what the page has gathered becomes a customer, a home and an order in one transaction: all of it or nothing. */
#include <string.h>
#include "operations/intake.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/parts.h"

enum { TAKEN = 5 };                     /* customer, home, order, visit, demand */

static json_t *part_of(json_t *body, text name)
{
    json_t *part = json_object_get(body, name);
    return json_is_object(part) ? part : NULL;
}

static bool read_part(struct work *w, const struct record_type *type, json_t *part, void *into)
{
    return input_read(w, type, type->fields, type->field_count, part, into, INPUT_CREATE, NULL);
}

/* ---- who ---- */

/* The same number twice is a question: is it she, or somebody else of the family (T22)? `another` is the answer to it. */
static bool not_known_yet(struct work *w, const struct person *p, bool another)
{
    text phone = p->phone.plain ? phone_normal(w->arena, p->phone.plain, house_demo(house_of(w))) : "";
    struct found found = !another && *phone ? LOAD_WHERE(w, customer, "person in (select id from person where phone_index = $1 and state = 1) and state <> 3 order by id limit 1", BIND(blind_index(w, "person.phone", phone))) : (struct found){ 0 };
    if (failed(w)) return false;
    const struct customer *c = found.count ? found.at[0] : NULL;
    if (!c || !in_scope(w, c->record.branch.id)) return true;
    refuse_as(w, CONFLICT, "phone", N_("This number is {1}'s: choose her, or say that it is somebody else"), c->name);
    work_explain(w, "known", print(w, "{\"type\":\"customer\",\"id\":%lld}", (long long)c->record.id));
    return false;
}

static int64_t add_customer(struct work *w, json_t *body, int64_t branch)
{
    struct person p = { .name = "" };
    struct customer c = { .record.branch = { branch } };
    json_t *who = part_of(body, "person"), *given = part_of(body, "customer_new");
    if (!who) return wrong(w, "name", N_("Who is it? Enter at least a name and a phone")), 0;
    if (!read_part(w, &person_type, who, &p) || (given && !read_part(w, &customer_type, given, &c))) return 0;
    bool masked = c.platform_phone.plain && *c.platform_phone.plain;
    if (!masked && !(p.phone.plain && *p.phone.plain)) return wrong(w, "phone", N_("A phone number is needed, or a platform's masked number")), 0;
    if (!not_known_yet(w, &p, input_flag(w, body, "another", false)) || !ADD(w, person, &p)) return 0;
    c.person.id = p.record.id;
    if (!c.source) c.source = masked ? SOURCE_PLATFORM : SOURCE_PHONE;
    return ADD(w, customer, &c) ? c.record.id : 0;
}

static int64_t add_home(struct work *w, json_t *body, int64_t customer)
{
    struct household h = { .customer = { customer } };
    json_t *home = part_of(body, "home");
    if (!home) return wrong(w, "address", N_("Where is it? Enter the address")), 0;
    if (!read_part(w, &household_type, home, &h)) return 0;
    int64_t there = household_there(w, &h);
    if (there || failed(w)) return there;
    return ADD(w, household, &h) ? h.record.id : 0;
}

/* ---- what ---- */

static int64_t add_order(struct work *w, json_t *body, int64_t customer, int64_t home)
{
    struct service_order o = { .customer = { customer }, .household = { home } };
    json_t *order = part_of(body, "order");
    if (!order) return wrong(w, "line", N_("What is to be done? Choose a service")), 0;
    if (!read_part(w, &service_order_type, order, &o)) return 0;
    o.customer.id = customer;
    o.household.id = home;
    return ADD(w, service_order, &o) ? o.record.id : 0;
}

/* "draft": kept; "confirm": there is a visit; "assign": and a worker has it. */
static bool act_on(struct work *w, text act, int64_t order, int64_t worker, int64_t *ret_visit)
{
    if (!strcmp(act, "draft")) return true;
    if (strcmp(act, "confirm") && strcmp(act, "assign")) return wrong(w, "act", N_("“{1}” is none of draft, confirm, assign, demand"), act);
    struct service_order *o = LOAD(w, service_order, order);
    if (!o || !step_take(w, &service_order_type, o, "confirm", NULL)) return false;
    *ret_visit = o->visit.id;
    if (strcmp(act, "assign")) return true;
    if (!worker) return wrong(w, "worker", N_("Choose who goes, or take the order without it"));
    struct visit *v = LOAD(w, visit, o->visit.id);
    return v && step_take(w, &visit_type, v, "assign", &(struct assignment){ .worker = { worker }, .how = OFFER_OFFICE });
}

static int64_t branch_given(struct work *w, json_t *body)
{
    int64_t branch = input_number(w, body, "branch", 0);
    if (!branch) branch = w->actor->home;
    if (!in_scope(w, branch)) refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    return branch;
}

/* Nothing can be promised yet: what she wants is kept with its clock (customers/demand.h). Who is no customer becomes none by asking. */
static int64_t add_demand(struct work *w, json_t *body, const int64_t ids[TAKEN])
{
    struct demand d = { .customer = { ids[0] }, .household = { ids[1] }, .source = SOURCE_PHONE };
    json_t *wanted = part_of(body, "demand"), *who = part_of(body, "person");
    struct person p = { .record.branch = { 0 } };
    if (!wanted) return wrong(w, "line", N_("What is to be done? Choose a service")), 0;
    if (!read_part(w, &demand_type, wanted, &d) || (!ids[0] && who && !read_part(w, &person_type, who, &p))) return 0;
    if (!ids[0] && !(p.phone.plain && *p.phone.plain)) return wrong(w, "phone", N_("Who asks and is no customer yet is called back by her own number; a masked one will have expired")), 0;
    d.customer.id = ids[0];
    d.record.branch.id = branch_given(w, body);
    if (!ids[0] && (!not_known_yet(w, &p, input_flag(w, body, "another", false)) || !ADD(w, person, &p))) return 0;
    if (!ids[0]) d.person.id = p.record.id;
    struct demand *made = ADD(w, demand, &d) ? LOAD(w, demand, d.record.id) : NULL;
    if (!made || demand_missing(w, made)) return made ? made->record.id : 0;        /* what care needs is asked on its own page */
    return step_run(w, &demand_type, made, "confirm", NULL) ? made->record.id : 0;
}

static void write_answer(struct work *w, struct reply *reply, const int64_t ids[TAKEN], text act)
{
    static const text names[TAKEN] = { "customer", "household", "order", "visit", "demand" };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    for (int i = 0; i < TAKEN; i++) write_number(&j, names[i], ids[i]);
    write_text(&j, "number", ids[4] ? record_title(w, &demand_type, ids[4]) : record_title(w, &service_order_type, ids[2]));
    write_text(&j, "act", act);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
}

static bool take_order(struct work *w, json_t *body, text act, int64_t ids[TAKEN])
{
    int64_t branch = branch_given(w, body), worker = input_number(w, body, "worker", 0);
    if (failed(w)) return false;
    if (!ids[0]) ids[0] = add_customer(w, body, branch);
    if (ids[0] && !ids[1]) ids[1] = add_home(w, body, ids[0]);
    if (ids[1]) ids[2] = add_order(w, body, ids[0], ids[1]);
    return ids[2] && !failed(w) && act_on(w, act, ids[2], worker, &ids[3]);
}

bool intake_order_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !must(w, CAN_EDIT_CUSTOMERS)) return false;
    int64_t ids[TAKEN] = { input_number(w, body, "customer", 0), input_number(w, body, "household", 0) };
    text act = input_string(w, body, "act", "draft"), draft = input_string(w, body, "draft", "");
    if (failed(w) || (ids[0] && !LOAD(w, customer, ids[0]))) return false;
    if (!strcmp(act, "demand")) ids[4] = must(w, CAN_EDIT_DEMANDS) ? add_demand(w, body, ids) : 0;
    else if (!take_order(w, body, act, ids)) return false;
    if (failed(w)) return false;
    if (*draft) db_exec(w, SQL("delete from intake_draft where account = $1 and key = $2"), BIND(num(w->actor->user), txt(draft)));
    write_answer(w, reply, ids, act);
    return !failed(w);
}

/* Name and phone are enough: who calls to ask is a customer before there is an order. */
bool intake_customer_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body || !must(w, CAN_EDIT_CUSTOMERS)) return false;
    int64_t branch = branch_given(w, body), id = failed(w) ? 0 : add_customer(w, body, branch);
    if (!id || failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "id", id);
    write_text(&j, "title", record_title(w, &customer_type, id));
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
    return !failed(w);
}
