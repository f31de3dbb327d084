/* intake_caller.c — who calls: what the shop knows about this number, in one answer while the telephone still rings. */
#include <string.h>
#include "base/words.h"
#include "operations/intake.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/parts.h"

enum { MOST_CALLERS = 6, MOST_HOMES = 8 };

/* ---- one customer ---- */

static void write_visit(struct work *w, struct json *j, text key, const struct visit *v)
{
    const struct service_line *line = v ? record_peek(w, &service_line_type, v->line.id) : NULL;
    if (!v) { write_null(j, key); return; }
    write_object(j, key);
    write_number(j, "id", v->record.id);
    write_text(j, "number", v->record.number);
    write_text(j, "state", choice_key(visit_states, v->state));
    write_text(j, "state_label", translate(w->language, choice_label(visit_states, v->state)));
    write_number(j, "line", v->line.id);
    write_text(j, "line_label", line ? translate(w->language, line->name) : "");
    write_number(j, "household", v->household.id);
    write_number(j, "start", v->start.ms);
    write_number(j, "length", v->length.count);
    write_number(j, "price", v->price.fen);
    write_number(j, "worker", v->worker.id);
    write_text(j, "worker_name", v->worker.id ? record_title(w, &worker_type, v->worker.id) : "");
    if (v->stars.given) write_number(j, "stars", v->stars.value);
    write_end(j, '}');
}

static void write_visits(struct work *w, struct json *j, int64_t customer)
{
    struct found last = LOOK_WHERE(w, visit, "customer = $1 and state in (8, 9, 10) order by start desc limit 1", BIND(num(customer)));
    struct found next = LOOK_WHERE(w, visit, "customer = $1 and state between 1 and 7 and until > $2 order by start limit 1", BIND(num(customer), num(w->now.ms)));
    write_visit(w, j, "last", last.count ? last.at[0] : NULL);
    write_visit(w, j, "next", next.count ? next.at[0] : NULL);
    write_number(j, "visits", db_one(w, SQL("select count(*) from visit where customer = $1 and state in (8, 9, 10)"), BIND(num(customer)), 0));
}

static void write_homes(struct work *w, struct json *j, int64_t customer)
{
    struct found homes = LOOK_WHERE(w, household, "customer = $1 order by id limit 8", BIND(num(customer)));
    write_list(j, "homes");
    for (int i = 0; i < homes.count; i++) {
        const struct household *h = homes.at[i];
        write_object(j, NULL);
        write_number(j, "id", h->record.id);
        write_text(j, "name", h->name);
        write_text(j, "area", h->area);
        write_text(j, "estate", h->estate);
        write_number(j, "square_metres", h->square_metres);
        write_number(j, "rooms", h->rooms);
        write_flag(j, "pets", h->pets);
        write_flag(j, "lift", h->lift);
        write_text(j, "remark", h->remark);
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* Who was there in the last year, most often first: the continuity of this customer (DOMAIN.md §4.2). */
static void write_workers(struct work *w, struct json *j, const struct customer *c)
{
    write_list(j, "workers");
    struct rows *row = db_query(w, SQL("select v.worker, n.name, n.person, n.state, count(*), max(v.start) from visit v join worker n on n.id = v.worker where v.customer = $1 and v.state in (8, 9, 10) and v.start > $2 "
                                       "group by v.worker, n.name, n.person, n.state order by count(*) desc, max(v.start) desc limit 4"), BIND(num(c->record.id), num(w->now.ms - DAYS(365))));
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "id", db_number(row, 0));
        write_text(j, "name", db_text(row, 1));
        write_flag(j, "favourite", c->favourite.id == db_number(row, 2));
        write_flag(j, "here", db_number(row, 3) == WORKER_ACTIVE);
        write_number(j, "visits", db_number(row, 4));
        write_number(j, "last", db_number(row, 5));
        write_end(j, '}');
    }
    write_end(j, ']');
    struct rows *favourite = db_query(w, SQL("select id, name from worker where person = $1 and state = 5 limit 1"), BIND(num(c->favourite.id)));
    write_object(j, "favourite");
    bool there = c->favourite.id && db_next(favourite);
    write_number(j, "id", there ? db_number(favourite, 0) : 0);
    write_text(j, "name", there ? db_text(favourite, 1) : c->favourite.id ? record_title(w, &person_type, c->favourite.id) : "");
    write_end(j, '}');
}
_Static_assert(WORKER_ACTIVE == 5, "the queries here name this state by number");

static void write_unwanted(struct work *w, struct json *j, int64_t customer)
{
    write_list(j, "unwanted");
    struct rows *row = db_query(w, SQL("select u.person, n.id, n.name, u.why from unwanted_pair u left join worker n on n.person = u.person where u.customer = $1 and u.state = 2 order by u.id limit 20"), BIND(num(customer)));
    while (db_next(row)) {
        write_object(j, NULL);
        write_number(j, "worker", db_number(row, 1));
        write_text(j, "name", db_text(row, 2));
        write_text(j, "why", db_text(row, 3));
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_plans(struct work *w, struct json *j, int64_t customer)
{
    write_list(j, "plans");
    struct found plans = LOOK_WHERE(w, service_plan, "customer = $1 and state in (2, 3) order by id limit 6", BIND(num(customer)));
    for (int i = 0; i < plans.count; i++) {
        const struct service_plan *p = plans.at[i];
        write_object(j, NULL);
        write_number(j, "id", p->record.id);
        write_text(j, "title", record_title(w, &service_plan_type, p->record.id));
        write_number(j, "weekdays", (int64_t)p->weekdays.bits);
        write_number(j, "at", p->at.count);
        write_flag(j, "paused", p->state == PLAN_PAUSED);
        write_end(j, '}');
    }
    write_end(j, ']');
}

static void write_customer(struct work *w, struct json *j, const struct customer *c)
{
    const struct person *p = record_peek(w, &person_type, c->person.id);
    write_object(j, NULL);
    write_number(j, "id", c->record.id);
    write_text(j, "number", c->record.number);
    write_text(j, "name", c->name);
    write_text(j, "person_name", p ? p->name : "");
    write_flag(j, "company", c->kind == CUSTOMER_COMPANY);
    write_text(j, "state", c->state == CUSTOMER_CLOSED ? "closed" : c->state == CUSTOMER_DORMANT ? "dormant" : "active");
    write_text(j, "level", c->level);
    write_number(j, "branch", c->record.branch.id);
    if (c->since.given) write_number(j, "since", c->since.number);
    write_number(j, "owed", c->owed.fen);
    if (c->kind == CUSTOMER_COMPANY) {
        write_flag(j, "monthly", c->monthly);
        write_number(j, "open", customer_open(w, c).fen);
        write_number(j, "credit_limit", c->credit_limit.fen);
    }
    write_text(j, "remark", c->remark);
    write_flag(j, "do_not_contact", p && p->do_not_contact);
    if (p && p->do_not_contact_since.ms) write_number(j, "do_not_contact_since", p->do_not_contact_since.ms);
    write_visits(w, j, c->record.id);
    write_homes(w, j, c->record.id);
    write_workers(w, j, c);
    write_unwanted(w, j, c->record.id);
    write_plans(w, j, c->record.id);
    write_end(j, '}');
}

/* ---- the call ---- */

/* 「10012345678转4821」: an extension makes it a platform's masked number, which is nobody's. */
static bool has_extension(text phone) { return strstr(phone, "转") || strstr(phone, "ext") || strchr(phone, '#') || strchr(phone, ','); }

static struct found customers_of(struct work *w, text phone)
{
    return LOAD_WHERE(w, customer, "person in (select id from person where (phone_index = $1 or phone2_index = $2) and state = 1) or id in (select k.customer from customer_contact k join person p on p.id = k.person "
                                   "where (p.phone_index = $1 or p.phone2_index = $2) and p.state = 1) order by state, last_visit desc, id desc limit 12",
                      BIND(blind_index(w, "person.phone", phone), blind_index(w, "person.phone2", phone)));
}

/* Called by us (placement/care_offer.h): the customer is known before the number is. */
static struct found called(struct work *w, int64_t customer) { return LOAD_WHERE(w, customer, "id = $1 order by id limit 1", BIND(num(customer))); }

bool intake_caller_call(struct work *w, const struct request *q, struct reply *reply)
{
    text typed = http_query(q, "phone");
    if (!must(w, CAN_SEE_CUSTOMERS)) return false;
    if (!typed) typed = "";
    bool masked = has_extension(typed);
    text phone = masked ? "" : phone_normal(w->arena, typed, house_demo(house_of(w))), why = masked || *phone || http_query(q, "customer") ? NULL : check_phone(typed, house_demo(house_of(w)));
    int64_t known = http_query_number(q, "customer", 0);
    struct found found = known ? called(w, known) : *phone ? customers_of(w, phone) : (struct found){ 0 };
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "phone", phone);
    write_flag(&j, "masked", masked);
    write_text(&j, "wrong", why ? translate(w->language, why) : "");
    write_list(&j, "customers");
    for (int i = 0, shown = 0; i < found.count && shown < MOST_CALLERS; i++)
        if (in_scope(w, FOUND(struct customer, found, i)->record.branch.id)) { write_customer(w, &j, found.at[i]); shown++; }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
