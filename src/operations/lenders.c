/* lenders.c — see lenders.h. */
#include "operations/lenders.h"
#include <stdlib.h>
#include <string.h>
#include "operations/operations.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/store.h"

enum { MOST_BRANCHES = 60, MOST_NEAR = 6, ENOUGH = 2, MOST_WORKERS = 4000 };
struct near { int64_t worker, branch; double metres; };
struct lender { int64_t branch, asked; text state; int able, judged; double metres; };
struct lenders { struct lender at[MOST_BRANCHES]; int count; };

static int nearer(const void *a, const void *b)
{
    const struct near *x = a, *y = b;
    if (x->metres != y->metres) return x->metres < y->metres ? -1 : 1;
    return x->worker < y->worker ? -1 : x->worker > y->worker;
}

static struct lender *lender_of(struct lenders *all, int64_t branch)
{
    for (int i = 0; i < all->count; i++)
        if (all->at[i].branch == branch) return &all->at[i];
    return NULL;
}

/* All who do the service elsewhere and are not in something else at that time, nearest first; those whose home is unknown last. */
static int read_near(struct work *w, const struct visit *v, place home, struct near *into)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select n.id, n.branch, n.home_lat, n.home_lng from worker n where n.state = 5 and n.branch <> $1 and n.id in (select parent from worker_skills where line = $2) "
                                       "and not exists (select 1 from visit o where o.worker = n.id and o.state between 2 and 8 and o.start < $4 and o.until > $3) limit 4000"),
                                BIND(num(v->record.branch.id), num(v->line.id), num(v->start.ms), num(v->until.ms)));
    while (db_next(row)) {
        place hers = { db_number(row, 2), db_number(row, 3) };
        double metres = place_known(home) && place_known(hers) ? place_metres(home, hers) : 1e9;
        into[n++] = (struct near){ db_number(row, 0), db_number(row, 1), metres };
    }
    qsort(into, (size_t)n, sizeof *into, nearer);
    return n;
}

static bool could_if_lent(const struct judgement *j)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (!r->warning && strcmp(r->code, "H15")) return false;
    return true;
}

static void read_branches(struct work *w, const struct visit *v, struct lenders *all)
{
    const struct branch_line *lines;
    int n = branches_all(w, &lines);
    for (int i = 0; i < n && all->count < MOST_BRANCHES; i++)
        if (lines[i].open && lines[i].id != v->record.branch.id) all->at[all->count++] = (struct lender){ .branch = lines[i].id, .state = "", .metres = -1 };
    int64_t on = day_of(v->start).number;
    struct rows *row = db_query(w, SQL("select branch, id, state from lending where destination = $1 and (line = $2 or line is null) and state in (1, 2, 3, 5) and first <= $3 and last >= $3 order by id"),
                                BIND(num(v->record.branch.id), num(v->line.id), num(on)));
    while (db_next(row)) {
        struct lender *l = lender_of(all, db_number(row, 0));
        if (!l) continue;
        l->asked = db_number(row, 1);
        l->state = choice_key(type_state(&lending_type)->choices, (unsigned)db_number(row, 2));
    }
}

static void judge_near(struct work *w, const struct visit *v, struct lenders *all, const struct near *near, int count)
{
    for (int i = 0; i < count && !failed(w); i++) {
        struct lender *l = lender_of(all, near[i].branch);
        if (!l || l->able == ENOUGH || l->judged == MOST_NEAR) continue;
        const struct worker *n = record_peek(w, &worker_type, near[i].worker);
        l->judged++;
        struct judgement j = n ? visit_judge(w, v, n, v->start) : (struct judgement){ .reasons = NULL };
        if (!n || !could_if_lent(&j)) continue;
        if (!l->able++ && near[i].metres < 1e9) l->metres = near[i].metres;
    }
}

static int better(const void *a, const void *b)
{
    const struct lender *x = a, *y = b;
    if (!x->able != !y->able) return x->able ? -1 : 1;
    double p = x->metres < 0 ? 1e9 : x->metres, q = y->metres < 0 ? 1e9 : y->metres;
    if (p != q) return p < q ? -1 : 1;
    return x->branch < y->branch ? -1 : x->branch > y->branch;
}

static void write_lender(struct work *w, struct json *j, const struct lender *l)
{
    if (!l->able && !l->asked) return;
    write_object(j, NULL);
    write_number(j, "branch", l->branch);
    write_text(j, "name", record_title(w, &branch_type, l->branch));
    write_number(j, "able", l->able);
    write_flag(j, "more", l->able == ENOUGH);
    write_number(j, "metres", l->metres < 0 ? -1 : (int64_t)(l->metres / 100) * 100);
    write_number(j, "lending", l->asked);
    write_text(j, "state", l->state);
    write_end(j, '}');
}

bool lenders_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    if (!v) return false;
    const struct household *h = record_peek(w, &household_type, v->household.id);
    struct lenders *all = take(w, struct lenders);
    struct near *near = take_many(w, struct near, MOST_WORKERS);
    read_branches(w, v, all);
    int count = read_near(w, v, h ? h->at : (place){ 0 }, near);
    judge_near(w, v, all, near, count);
    qsort(all->at, (size_t)all->count, sizeof *all->at, better);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < all->count; i++) write_lender(w, &j, &all->at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
