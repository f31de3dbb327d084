/* crew_test.c — a crew of three is put together, booked, moved and taken apart; nobody of it can be booked elsewhere meanwhile. */
#include <string.h>
#include "operations/plan_house_test.h"

struct crewing { struct plan_house *h; int64_t visit; int who; text step; };

static bool first_visit(struct work *w, void *data)
{
    struct crewing *c = data;
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 order by start limit 1", BIND(num(c->h->plan)));
    if (visits.count) c->visit = FOUND(struct visit, visits, 0)->record.id;
    return visits.count == 1;
}

static bool run_step(struct work *w, void *data)
{
    struct crewing *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    struct crew_joining joining = { .worker = { c->h->workers[c->who] }, .grade = c->who == 1 ? CREW_SKILLED : CREW_NEW };
    struct assignment leader = { .worker = joining.worker };
    return v && step_take(w, &visit_type, v, c->step, strcmp(c->step, "assign") ? (const void *)&joining : &leader);
}

static bool step(struct crewing *c, text name, int who)
{
    c->step = name;
    c->who = who;
    return plan_write(c->h, run_step, c);
}

struct counted { struct crewing *c; int64_t bookings; int crew, people; int64_t leader; };
static bool look(struct work *w, void *data)
{
    struct counted *n = data;
    const struct visit *v = LOAD(w, visit, n->c->visit);
    int64_t ids[MOST_VISIT_WORKERS];
    if (!v) return false;
    n->bookings = db_one(w, SQL("select count(*) from booking where source_type = 'visit' and source = $1"), BIND(num(v->record.id)), -1);
    n->crew = (int)v->crew.count;
    n->people = visit_workers(v, ids);
    n->leader = v->crew.count ? ROW(struct crew_row, v->crew, 0)->worker.id : 0;
    return !failed(w);
}

static void expect(struct crewing *c, int crew, int people, int leader)
{
    struct counted n = { .c = c };
    CHECK(plan_write(c->h, look, &n));
    EQUAL(n.crew, crew);
    EQUAL(n.people, people);
    EQUAL(n.bookings, people);
    EQUAL(n.leader, leader < 0 ? 0 : c->h->workers[leader]);
}

static bool elsewhere(struct work *w, void *data)
{
    struct crewing *c = data;
    const struct visit *v = LOAD(w, visit, c->visit);
    if (!v) return false;
    struct visit other = { .customer = { c->h->customer }, .household = { c->h->home }, .line = { c->h->line }, .start = v->start, .length = { 120 }, .tags = "", .quote = { "" }, .area = "", .remark = "",
        .rating = "", .customer_code = "" };
    if (!ADD(w, visit, &other)) return false;
    struct visit *there = LOAD(w, visit, other.record.id);
    return there && step_run(w, &visit_type, there, "assign", &(struct assignment){ .worker = { c->h->workers[2] } });
}

static bool move_it(struct work *w, void *data)
{
    struct crewing *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    return v && step_run(w, &visit_type, v, "move", &(struct new_time){ { v->start.ms + HOURS(3) }, true });
}

TEST_DB(a_crew_is_booked_as_a_whole_and_led_by_its_first_worker)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct crewing c = { .h = &h };
    CHECK(plan_write(&h, first_visit, &c));
    CHECK(step(&c, "add_to_crew", 1) && step(&c, "add_to_crew", 2));
    expect(&c, 3, 3, 0);
    CASE("twice the same");
    CHECK(!step(&c, "add_to_crew", 2));
    SAME_TEXT(h.w->message, "{1} already goes there");
    CASE("busy there, so not elsewhere");
    CHECK(!plan_write(&h, elsewhere, &c));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(plan_write(&h, move_it, &c));
    expect(&c, 3, 3, 0);
    CASE("the leader is replaced, not taken off");
    CHECK(!step(&c, "take_off_crew", 0));
    CHECK(step(&c, "take_off_crew", 2));
    expect(&c, 2, 2, 0);
    CHECK(step(&c, "assign", 2));
    expect(&c, 2, 2, 2);
    CASE("no crew is dropped in silence");
    CHECK(!step(&c, "unassign", 0));
    SAME_TEXT(h.w->message, "{1} people go there: “{2}” gives it to another leader and keeps the rest, “{3}” lets all of them go");
    expect(&c, 2, 2, 2);
    CASE("back to open: nobody is booked any more");
    CHECK(step(&c, "release_crew", 0));
    expect(&c, 0, 0, -1);
    CHECK(!step(&c, "add_to_crew", 1));
    SAME_TEXT(h.w->message, "Assign the leader first");
    plan_house_close(&h);
}

/* ---- its leader is away ---- */

static bool next_leads(struct work *w, void *data)
{
    struct crewing *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    int64_t leads = v ? crew_next_leader(w, v) : 0;
    EQUAL(leads, c->who < 0 ? 0 : c->h->workers[c->who]);
    return !failed(w) && (!leads || crew_led_by(w, v, leads));
}

TEST_DB(a_crew_whose_leader_is_away_is_led_by_a_skilled_one_of_it_and_never_by_a_new_one)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct crewing c = { .h = &h };
    CHECK(plan_write(&h, first_visit, &c));
    CHECK(!step(&c, "release_crew", 0));                                /* one alone is no crew */
    SAME_TEXT(h.w->message, "No crew goes there");
    CHECK(step(&c, "add_to_crew", 2) && step(&c, "add_to_crew", 1));
    expect(&c, 3, 3, 0);
    c.who = 1;
    CHECK(plan_write(&h, next_leads, &c));
    expect(&c, 2, 2, 1);
    c.who = -1;
    CHECK(plan_write(&h, next_leads, &c));                              /* the new one is left: somebody of the office decides */
    expect(&c, 2, 2, 1);
    plan_house_close(&h);
}

/* ---- hours out of what phones told ---- */

static instant at_(int hour, int minute) { return day_at((day){ 20780 }, hour * 60 + minute); }

TEST(mates_times_fill_the_hours_and_nobody_works_longer_than_the_job)
{
    struct crew_row rows[] = { { .worker = { 1 }, .grade = CREW_LEADER }, { .worker = { 2 }, .grade = CREW_SKILLED }, { .worker = { 3 }, .grade = CREW_NEW }, { .worker = { 4 }, .grade = CREW_NEW } };
    struct visit v = { .worker = { 1 }, .length = { 270 }, .crew = { rows, 4 }, .began_at = at_(9, 0) };
    crew_reckon(&v);
    for (int i = 0; i < 4; i++) CHECK(!rows[i].worked.given);          /* the leader alone: all have the planned hours */
    rows[1].began = at_(9, 2);
    rows[2].began = at_(9, 0);
    rows[2].ended = at_(11, 1);
    crew_reckon(&v);
    EQUAL(rows[2].worked.value, 120);                                   /* DOMAIN.md §4.6: B leaves after two hours */
    CHECK(!rows[0].worked.given && !rows[1].worked.given);             /* at work still */
    v.finished_at = at_(13, 30);
    rows[1].ended = at_(19, 0);                                         /* forgot to say so */
    crew_reckon(&v);
    EQUAL(rows[0].worked.value, 270);
    EQUAL(rows[1].worked.value, 270);
    EQUAL(rows[2].worked.value, 120);
    EQUAL(rows[3].worked.value, 270);                                   /* told nothing: as long as the leader */
    CASE("what the office entered stands");
    rows[2].entered = true;
    rows[2].worked.value = 90;
    v.finished_at = at_(14, 0);
    crew_reckon(&v);
    EQUAL(rows[2].worked.value, 90);
    EQUAL(rows[0].worked.value, 300);
}

struct telling_times { struct crewing *c; int64_t worked, hours; };
static bool tell_times(struct work *w, void *data)
{
    struct telling_times *t = data;
    struct visit *v = LOAD(w, visit, t->c->visit);
    if (!v) return false;
    struct crew_told told = { { t->c->h->workers[2] }, v->start, { v->start.ms + HOURS(1) } };
    return step_run(w, &visit_type, v, "crew_clock", &told);
}
static bool judged_hours(struct work *w, void *data)
{
    struct telling_times *t = data;
    const struct visit *v = LOAD(w, visit, t->c->visit);
    if (!v) return false;
    t->worked = ROW(struct crew_row, v->crew, 2)->worked.value;
    t->hours = db_one(w, SQL("select coalesce((select c.worked from visit_crew c where c.parent = visit.id and c.worker = $2), length) from visit where id = $1"), BIND(num(v->record.id), num(t->c->h->workers[2])), 0);
    return true;
}

TEST_DB(a_mates_own_times_are_her_working_hours)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct crewing c = { .h = &h };
    struct telling_times t = { .c = &c };
    CHECK(plan_write(&h, first_visit, &c));
    CHECK(step(&c, "add_to_crew", 1) && step(&c, "add_to_crew", 2));
    CHECK(plan_write(&h, tell_times, &t));
    CHECK(plan_write(&h, judged_hours, &t));
    EQUAL(t.worked, 60);
    EQUAL(t.hours, 60);
    plan_house_close(&h);
}
