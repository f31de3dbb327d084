/* standard_read.c — see standard_read.h. */
#include "record/answer.h"
#include "record/store.h"
#include "team/team.h"

static const struct field fields[] = {
    FIELD(standard_read, standard, .label = N_("Service standard"), .to = &standard_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(standard_read, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(standard_read, at, .label = N_("Read at"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
};
static bool check(struct work *w, struct standard_read *r, const struct standard_read *before)
{
    if (before) return true;
    const struct worker *n = record_peek(w, &worker_type, r->worker.id);
    if (n) r->record.branch = n->record.branch;
    r->at = w->acted.ms ? w->acted : w->now;
    return !failed(w);
}
CHECKER(standard_read, check)

static const struct retention kept[] = {
    { .name = "receipt", .label = N_("Receipts of standards that were read: kept, they hold no words"), .law = N_("Records of training are kept 3 years"), .days = 1095 },
};
static const text uniques[] = { "worker, standard", NULL };
static const text indexes[] = { "standard", NULL };
const struct record_type standard_read_type = RECORD_TYPE(standard_read, .label = N_("Standard read"), .plural = "Standards read", .module = "team", FIELDS(fields), .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS,
    .check = check_hook, .uniques = uniques, .indexes = indexes, .append_only = true, .quiet = true, .order = "-at");

static bool hers(const struct worker *n, const struct standard *s) { return s->state == STANDARD_PUBLISHED && worker_level(n, s->line.id) > 0; }

struct found standards_to_read(struct work *w, const struct worker *n)
{
    return LOAD_WHERE(w, standard, "state = 3 and line in (select line from worker_skills where parent = $1) order by valid_from desc, id desc limit 60", BIND(num(n->record.id)));
}
_Static_assert(STANDARD_PUBLISHED == 3, "the queries here say it by number");

bool standard_is_read(struct work *w, const struct worker *n, int64_t id)
{
    const struct standard *s = id ? record_peek(w, &standard_type, id) : NULL;
    if (!s || !hers(n, s)) return failed(w) ? false : refuse_as(w, NOT_FOUND, "standard", N_("This is no standard of your services any more; look at the list again"));
    if (db_one(w, SQL("select 1 from standard_read where worker = $1 and standard = $2"), BIND(num(n->record.id), num(id)), 0)) return true;
    return ADD(w, standard_read, (&(struct standard_read){ .standard = { id }, .worker = { n->record.id } }));
}

bool standard_readers_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id"), readers = 0, all = 0;
    const struct standard *s = id ? LOAD(w, standard, id) : NULL;
    if (!s) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "workers");
    struct rows *row = db_query(w, SQL("select n.id, n.name, n.branch, coalesce(r.at, 0) from worker n join worker_skills k on k.parent = n.id and k.line = $2 left join standard_read r on r.worker = n.id and r.standard = $1 where n.state in (5, 6) order by coalesce(r.at, 0), n.name limit 5000"),
                                BIND(num(id), num(s->line.id)));
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 2))) continue;
        all++;
        readers += db_number(row, 3) > 0;
        write_object(&j, NULL);
        write_number(&j, "id", db_number(row, 0));
        write_text(&j, "name", db_text(row, 1));
        write_number(&j, "read_at", db_number(row, 3));
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_number(&j, "read", readers);
    write_number(&j, "all", all);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(WORKER_ACTIVE == 5 && WORKER_ON_LEAVE == 6, "the query above says these by number");
