/* customer_move.c — see customer_move.h. */
#include "customers/customer_move.h"
#include "base/words.h"
#include "company/company.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/input.h"
#include "team/team.h"

bool rows_move_along(struct work *w, const struct record_type *type, text where, const struct customer_move *m)
{
    struct found f = record_where(w, type, where, BIND(num(m->customer), num(m->from)));
    for (int i = 0; i < f.count && !failed(w); i++) {
        ((struct record *)f.at[i])->branch.id = m->to;
        if (!record_save(w, type, f.at[i])) return false;
    }
    return !failed(w);
}

bool move_keeps_worker(struct work *w, const struct customer_move *m, int64_t worker)
{
    const struct worker *n = worker && !m->workers_come ? record_peek(w, &worker_type, worker) : NULL;
    return !worker || m->workers_come || (n && n->record.branch.id == m->to);
}

/* ---- her own ---- */

static bool hers_go(struct work *w, const struct customer_move *m)
{
    return rows_move_along(w, &household_type, "customer = $1 and branch = $2 order by id", m) && rows_move_along(w, &customer_contact_type, "customer = $1 and branch = $2 order by id", m)
        && rows_move_along(w, &unwanted_pair_type, "customer = $1 and branch = $2 order by id", m) && rows_move_along(w, &demand_type, "customer = $1 and branch = $2 and state not in (4, 5, 11) order by id", m)
        && rows_move_along(w, &quotation_type, "demand in (select id from demand where customer = $1) and branch = $2 and state in (1, 2, 3, 7) order by id", m)
        && rows_move_along(w, &recommendation_type, "demand in (select id from demand where customer = $1 and state not in (4, 5, 11)) and branch = $2 order by id", m)
        && rows_move_along(w, &interview_type, "demand in (select id from demand where customer = $1) and branch = $2 and state = 1 order by id", m);
}
const struct moves_along customers_move = { hers_go };

_Static_assert(DEMAND_FULFILLED == 4 && DEMAND_LOST == 5 && DEMAND_CANCELLED == 11 && QUOTATION_ACCEPTED == 3 && INTERVIEW_SET == 1, "the queries above say these by number");

/* ---- the step ---- */

static bool may_go_there(struct work *w, const struct customer *c, int64_t to)
{
    const struct branch *b = record_peek(w, &branch_type, to);
    if (!b || !in_scope(w, to)) return refuse(w, "branch", N_("You see no such branch: who keeps customers in both of them moves her"));
    if (to == c->record.branch.id) return refuse(w, "branch", N_("She belongs to this branch already"));
    if (b->state != BRANCH_OPEN || b->closes_on.given) return refuse(w, "branch", N_("This branch is closed or closes down"));
    int64_t twin = c->person.id && c->kind == CUSTOMER_PERSON ? db_one(w, SQL("select id from customer where person = $1 and branch = $2 and id <> $3 and state <> 3 limit 1"), BIND(num(c->person.id), num(to), num(c->record.id)), 0) : 0;
    if (!twin) return !failed(w);
    return refuse(w, "branch", N_("She is a customer of that branch already: {1}. Close one of the two first"), db_one_text(w, SQL("select coalesce(number, '') from customer where id = $1"), BIND(num(twin))));
}

bool customer_transfer(struct work *w, struct customer *c, const struct customer_transfer *in)
{
    const struct moves_along *a;
    if (!may_go_there(w, c, in->branch.id)) return false;
    struct customer_move m = { c->record.id, c->record.branch.id, in->branch.id, in->workers_come };
    c->record.branch = in->branch;                  /* first: what is hers looks at her */
    for (int i = 0; (a = house_answers(w->house, QUESTION_MOVES_ALONG, i)) != NULL; i++)
        if (!a->go(w, &m)) return false;
    return !failed(w);
}

/* ---- many ---- */

struct transferring { int64_t customer; struct customer_transfer in; text reason; };

static bool transfer_one(struct work *w, void *data)
{
    const struct transferring *t = data;
    struct customer *c = LOAD(w, customer, t->customer);
    w->reason = t->reason;
    return c && step_take(w, &customer_type, c, "transfer", &t->in);
}

/* Why one cannot go is its own answer, and no failure of the others. */
static bool transfer_and_tell(struct work *w, const struct transferring *t, struct json *j, int64_t *ret_moved)
{
    text title = record_title(w, &customer_type, t->customer);
    struct transferring one = *t;
    if (db_part(w, transfer_one, &one)) { ++*ret_moved; return true; }
    if (w->failure == FAULT) return false;
    text why = translate_with(w->arena, w->language, w->wrong ? w->wrong->message : w->message, w->wrong ? w->wrong->arguments : w->arguments);
    if (!db_part_forget(w)) return false;
    write_object(j, NULL);
    write_number(j, "id", t->customer);
    write_text(j, "title", title);
    write_text(j, "why", why);
    write_end(j, '}');
    return true;
}

/* So many at once, in order; the answer says how many come behind, and from where it goes on. */
enum { AT_ONCE = 25 };

static bool transfer_all(struct work *w, int64_t from, int64_t after, const struct transferring *like, struct json *j)
{
    int64_t ids[AT_ONCE], moved = 0;
    int n = 0;
    struct rows *row = db_query(w, SQL("select id from customer where branch = $1 and state <> 3 and id > $2 order by id limit 25"), BIND(num(from), num(after)));
    while (db_next(row) && n < AT_ONCE) ids[n++] = db_number(row, 0);
    write_list(j, "left");
    for (int i = 0; i < n; i++) {
        struct transferring one = *like;
        one.customer = ids[i];
        if (!transfer_and_tell(w, &one, j, &moved)) return false;
    }
    write_end(j, ']');
    write_number(j, "moved", moved);
    write_number(j, "next", n ? ids[n - 1] : after);
    write_number(j, "more", db_one(w, SQL("select count(*) from customer where branch = $1 and state <> 3 and id > $2"), BIND(num(from), num(n ? ids[n - 1] : after)), 0));
    return !failed(w);
}

bool customers_transfer_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    int64_t from = input_number(w, body, "from", 0), after = input_number(w, body, "after", 0);
    struct transferring like = { .in = { .branch = { input_number(w, body, "branch", 0) }, .workers_come = input_flag(w, body, "workers_come", false) }, .reason = input_string(w, body, "reason", "") };
    if (failed(w)) return false;
    if (!from || !in_scope(w, from)) return wrong(w, "from", N_("{1}: there is no such record"), translated(w, N_("Branch")));
    if (!like.in.branch.id || like.in.branch.id == from) return wrong(w, "branch", N_("Choose another branch"));
    if (!*like.reason) return wrong(w, "reason", N_("{1} is missing"), translated(w, N_("Reason")));
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    if (!transfer_all(w, from, after, &like, &j)) return false;
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
