/* tie_test.c — she and the customer are kin, one person, or have one number: what a visit to that home says of it (H16, T35; judge_home.c). */
#include <string.h>
#include "company/company.h"
#include "operations/plan_house_test.h"

struct kinship { struct plan_house *h; text code; bool blocks; int64_t tie; };

static int64_t person_of(struct work *w, const struct record_type *type, int64_t id)
{
    if (type == &worker_type) return ((const struct worker *)record_peek(w, type, id))->person.id;
    return ((const struct customer *)record_peek(w, type, id))->person.id;
}

static bool look(struct work *w, void *data)
{
    struct kinship *k = data;
    struct found f = LOAD_WHERE(w, visit, "1 = 1 order by start limit 1", NO_BIND);
    const struct worker *n = f.count ? LOAD(w, worker, k->h->workers[1]) : NULL;
    if (!n) return false;
    struct judgement j = visit_judge(w, f.at[0], n, FOUND(struct visit, f, 0)->start);
    k->code = "";
    for (const struct reason *r = j.reasons; r; r = r->next)
        if (!strncmp(r->code, "H16", 3)) {
            k->code = r->code;
            k->blocks = !r->warning;
        }
    return true;
}
static void expect(struct kinship *k, text code, bool blocks)
{
    CHECK(plan_write(k->h, look, k));
    SAME_TEXT(k->code, code);
    if (*code) CHECK(k->blocks == blocks);
}

static bool declare(struct work *w, void *data)
{
    struct kinship *k = data;
    struct person_tie t = { .person = { person_of(w, &customer_type, k->h->customer) }, .other = { person_of(w, &worker_type, k->h->workers[1]) }, .kind = TIE_SIBLING };
    if (!ADD(w, person_tie, &t)) return false;
    k->tie = t.record.id;
    return true;
}
static bool end_it(struct work *w, void *data)
{
    struct person_tie *t = LOAD(w, person_tie, ((struct kinship *)data)->tie);
    w->reason = "说错了";
    return t && step_run(w, &person_tie_type, t, "end", NULL);
}
static bool one_number(struct work *w, void *data)
{
    const struct kinship *k = data;
    int64_t both[] = { person_of(w, &customer_type, k->h->customer), person_of(w, &worker_type, k->h->workers[1]) };
    for (int i = 0; i < 2; i++) {
        struct person *p = LOAD(w, person, both[i]);
        if (!p) return false;
        p->phone = (sealed){ .plain = "10011112222" };
        if (!SAVE(w, person, p)) return false;
    }
    return true;
}
static bool herself(struct work *w, void *data)
{
    const struct kinship *k = data;
    db_exec(w, SQL("update customer set person = $1 where id = $2"), BIND(num(person_of(w, &worker_type, k->h->workers[1])), num(k->h->customer)));
    return !failed(w);
}

TEST_DB(a_tie_is_said_and_her_own_home_is_not_given_to_her)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct kinship k = { .h = &h };
    expect(&k, "", false);
    CHECK(plan_write(&h, declare, &k));
    expect(&k, "H16.tie", false);
    CHECK(plan_write(&h, end_it, &k));
    expect(&k, "", false);
    CASE("one number is a question, not a tie");
    CHECK(plan_write(&h, one_number, &k));
    expect(&k, "H16.tie", false);
    CASE("the customer herself");
    CHECK(plan_write(&h, herself, &k));
    expect(&k, "H16", true);
    CASE(NULL);
    plan_house_close(&h);
}
