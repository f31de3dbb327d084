/* candidates_test.c — who comes first: whom the plan names, then who stands by (DOMAIN.md §4.2, T26). */
#include "operations/candidates.h"
#include "operations/plan_house_test.h"

enum { TUESDAY = 22 };              /* September: the plan's next visit, at nine */
struct ranking { struct plan_house *house; int64_t order[3]; enum plan_place places[3]; bool stands_by[3]; int count; };

static struct visit *next_visit(struct work *w, const struct plan_house *h)
{
    struct found f = LOAD_WHERE(w, visit, "plan = $1 and start >= $2 order by start limit 1", BIND(num(h->plan), num(day_start(plan_date(9, TUESDAY)).ms)));
    return f.count ? f.at[0] : NULL;
}

static bool rank(struct work *w, void *data)
{
    struct ranking *r = data;
    const struct visit *v = next_visit(w, r->house);
    struct candidates all;
    if (!v || !candidates_for(w, v, &all)) return false;
    r->count = 0;
    for (int i = 0; i < all.count && r->count < 3; i++) {
        if (!all.at[i].ok) continue;
        r->order[r->count] = all.at[i].worker->record.id;
        r->places[r->count] = all.at[i].plan;
        r->stands_by[r->count++] = all.at[i].stands_by;
    }
    return !failed(w);
}

static bool third_stands_by(struct work *w, void *data)
{
    const struct plan_house *h = data;
    struct stand_by s = { .worker = { h->workers[2] }, .start = day_at(plan_date(9, TUESDAY), 7 * 60), .until = day_at(plan_date(9, TUESDAY), 18 * 60), .pay = { 6000 } };
    return ADD(w, stand_by, &s);
}

static bool away(struct work *w, int64_t worker)
{
    struct worker_leave l = { .worker = { worker }, .kind = LEAVE_SICK, .start = day_at(plan_date(9, TUESDAY), 0), .until = day_at(plan_date(9, TUESDAY + 1), 0), .why = "发烧", .impact = { "[]" } };
    if (!ADD(w, worker_leave, &l)) return false;
    struct worker_leave *made = LOAD(w, worker_leave, l.record.id);
    return made && (made->state != LEAVE_REQUESTED || step_run(w, &worker_leave_type, made, "approve_and_clear", NULL));
}
static bool first_away(struct work *w, void *data) { return away(w, ((struct plan_house *)data)->workers[0]); }
static bool backup_away(struct work *w, void *data) { return away(w, ((struct plan_house *)data)->workers[1]); }

TEST_DB(a_plan_s_visit_is_offered_to_its_worker_then_to_the_backup_then_to_who_stands_by)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct ranking r = { .house = &h };
    CHECK(plan_write(&h, third_stands_by, &h));
    CHECK(plan_write(&h, rank, &r));
    EQUAL(r.count, 3);
    for (int i = 0; i < 3; i++) EQUAL(r.order[i], h.workers[i]);
    EQUAL(r.places[0], PLAN_WORKER);
    EQUAL(r.places[1], PLAN_BACKUP);
    CHECK(r.stands_by[2] && r.places[2] == PLAN_NAMES_HER_NOT);
    CASE("she is ill: the backup, before who stands by");
    CHECK(plan_write(&h, first_away, &h));
    CHECK(plan_write(&h, rank, &r));
    EQUAL(r.count, 2);
    EQUAL(r.order[0], h.workers[1]);
    CASE("the backup is ill too");
    CHECK(plan_write(&h, backup_away, &h));
    CHECK(plan_write(&h, rank, &r));
    EQUAL(r.count, 1);
    EQUAL(r.order[0], h.workers[2]);
    plan_house_close(&h);
}

TEST(a_candidate_s_number_is_never_below_nothing_nor_above_its_scale)
{
    EQUAL(candidate_score(98, 4012), 58);
    EQUAL(candidate_score(98, 0), 98);
    EQUAL(candidate_score(98, 14500), 0);
    EQUAL(candidate_score(98, -2000), 98);
    EQUAL(candidate_score(0, 300), 0);
}

static bool numbers_agree(struct work *w, void *data)
{
    const struct plan_house *h = data;
    struct visit v = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .start = day_at(plan_date(9, TUESDAY), 10 * 60), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7500 } };
    struct candidates all;
    if (!ADD(w, visit, &v) || !candidates_for(w, record_peek(w, &visit_type, v.record.id), &all)) return false;
    int fit = 0;
    for (int i = 0; i < all.count; i++) {
        const struct candidate *c = &all.at[i];
        int64_t sum = c->day;
        for (int k = 0; k < DAY_PARTS; k++) sum += c->parts[k].points;
        EQUAL(c->score, sum);
        int64_t most = 0;
        for (int k = 0; k < DAY_PARTS; k++) most += c->parts[k].most;
        CHECK(c->score >= 0 && c->score <= most);
        if (!c->ok || !c->fits) continue;
        CHECK(!fit++ || all.at[i - 1].score >= c->score);
    }
    EQUAL(fit, 2);                      /* the plan's worker is with its customer then */
    return !failed(w);
}

TEST_DB(the_number_shown_is_the_one_that_orders_them_and_its_parts_add_up_to_it)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    CHECK(plan_write(&h, numbers_agree, &h));
    plan_house_close(&h);
}
