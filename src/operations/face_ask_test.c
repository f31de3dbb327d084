/* face_ask_test.c — a plan of worker A with backup B: whoever else is given a visit of it, its customer is asked about; what she says holds for the plan. */
#include "operations/face_ask.h"
#include "operations/plan_house_test.h"

TEST(the_office_calls_by_day_and_two_hours_before_the_start_at_the_latest)
{
    day d = { 20780 };
    instant far = day_at((day){ d.number + 7 }, 9 * 60);
    EQUAL(face_until(day_at(d, 10 * 60), far, 240).ms, day_at(d, 14 * 60).ms);
    EQUAL(face_until(day_at(d, 18 * 60), far, 240).ms, day_at((day){ d.number + 1 }, 9 * 60).ms);
    EQUAL(face_until(day_at(d, 2 * 60), far, 240).ms, day_at(d, 9 * 60).ms);
    EQUAL(face_until(day_at(d, 10 * 60), day_at(d, 15 * 60), 240).ms, day_at(d, 13 * 60).ms);
    EQUAL(face_until(day_at(d, 10 * 60), day_at(d, 11 * 60), 240).ms, day_at(d, 10 * 60).ms);       /* at once */
}

enum { NOBODY = 9 };
struct facing { struct plan_house *h; int visit, who; text step; int64_t ask; int asked, agreed, declined, moot, unassigned; text why; };

static struct visit *nth(struct work *w, struct facing *f)
{
    struct found visits = LOAD_WHERE(w, visit, "plan = $1 order by start", BIND(num(f->h->plan)));
    return f->visit < visits.count ? visits.at[f->visit] : NULL;
}

static bool give(struct work *w, void *data)
{
    struct facing *f = data;
    struct visit *v = nth(w, f);
    if (f->who == NOBODY) return v && step_take(w, &visit_type, v, "unassign", NULL);
    return v && step_take(w, &visit_type, v, "assign", &(struct assignment){ .worker = { f->h->workers[f->who] } });
}
static bool given(struct facing *f, int visit, int who) { f->visit = visit; f->who = who; return plan_write(f->h, give, f); }

static bool look(struct work *w, void *data)
{
    struct facing *f = data;
    struct found all = LOAD_WHERE(w, face_ask, "plan = $1 order by id", BIND(num(f->h->plan)));
    int *of[] = { NULL, &f->asked, &f->agreed, &f->declined, &f->moot };
    f->asked = f->agreed = f->declined = f->moot = 0;
    for (int i = 0; i < all.count; i++) ++*of[FOUND(struct face_ask, all, i)->state];
    f->ask = all.count ? FOUND(struct face_ask, all, all.count - 1)->record.id : 0;
    f->unassigned = (int)db_one(w, SQL("select count(*) from visit where plan = $1 and state = 1"), BIND(num(f->h->plan)), -1);
    EQUAL(db_one(w, SQL("select count(*) from deadline where type = 'face_ask' and done_at = 0"), NO_BIND, -1), f->asked);      /* one clock each */
    return !failed(w);
}
static void expect(struct facing *f, int asked, int agreed, int declined, int moot)
{
    CHECK(plan_write(f->h, look, f));
    EQUAL(f->asked, asked);
    EQUAL(f->agreed, agreed);
    EQUAL(f->declined, declined);
    EQUAL(f->moot, moot);
}

static bool say(struct work *w, void *data)
{
    struct facing *f = data;
    struct face_ask *a = LOAD(w, face_ask, f->ask);
    struct face_no no = { .why = "想要熟悉的" };
    return a && step_take(w, &face_ask_type, a, f->step, &no);
}
static bool said(struct facing *f, text step) { f->step = step; return plan_write(f->h, say, f); }

TEST_DB(the_plans_own_and_who_was_agreed_to_are_no_new_faces)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct facing f = { .h = &h };
    CHECK(given(&f, 0, 1));
    expect(&f, 0, 0, 0, 0);                             /* the backup */
    CASE("two visits to somebody new: two clocks");
    CHECK(given(&f, 0, 2) && given(&f, 1, 2));
    expect(&f, 2, 0, 0, 0);
    CASE("one goes back to the plan's worker");
    CHECK(given(&f, 1, 0));
    expect(&f, 1, 0, 0, 1);
    CHECK(given(&f, 1, 2));
    expect(&f, 2, 0, 0, 1);
    CASE("yes to one is yes to her");
    CHECK(said(&f, "agree"));
    expect(&f, 0, 2, 0, 1);
    CHECK(!said(&f, "decline"));
    CHECK(given(&f, 2, 2));
    expect(&f, 0, 2, 0, 1);
    plan_house_close(&h);
}

static bool judge(struct work *w, void *data)
{
    struct facing *f = data;
    struct visit *v = nth(w, f);
    const struct worker *n = LOAD(w, worker, f->h->workers[f->who]);
    if (!v || !n) return false;
    struct judgement j = visit_judge(w, v, n, v->start);
    f->why = "";
    for (const struct reason *r = j.reasons; r; r = r->next) if (!r->warning) f->why = r->code;
    return true;
}
static text judged(struct facing *f, int visit, int who) { f->visit = visit; f->who = who; CHECK(plan_write(f->h, judge, f)); return f->why; }

static bool answer_is_kept(struct work *w, void *data)
{
    struct facing *f = data;
    const struct visit *v = nth(w, f);
    EQUAL(v ? v->answers.count : 0, 1);
    if (!v || !v->answers.count) return false;
    const struct offer_answer *a = ROW(struct offer_answer, v->answers, 0);
    EQUAL(a->how, ANSWER_NOT_WANTED);
    EQUAL(a->worker.id, f->h->workers[2]);
    SAME_TEXT(a->why, "想要熟悉的");
    return true;
}

TEST_DB(a_no_gives_her_visits_of_the_plan_back_and_closes_it_to_her_until_a_yes)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct facing f = { .h = &h };
    CHECK(given(&f, 0, 2) && given(&f, 1, 2));
    expect(&f, 2, 0, 0, 0);
    CHECK(said(&f, "decline"));
    expect(&f, 0, 0, 2, 0);
    EQUAL(f.unassigned, 2);
    f.visit = 0;
    CHECK(plan_write(&h, answer_is_kept, &f));
    SAME_TEXT(judged(&f, 2, 2), "H07.face");
    SAME_TEXT(judged(&f, 2, 1), "");
    CHECK(!given(&f, 2, 2));
    EQUAL(h.w->failure, CONFLICT);
    CASE("she changes her mind");
    CHECK(said(&f, "agree"));
    expect(&f, 0, 2, 0, 0);
    SAME_TEXT(judged(&f, 2, 2), "");
    CHECK(given(&f, 0, 2));
    expect(&f, 0, 2, 0, 0);
    plan_house_close(&h);
}

static bool switch_off(struct work *w, void *data)
{
    (void)data;
    struct setting s = { .code = SETTING_NEW_FACE, .since = { plan_date(9, 1).number }, .value = "0" };
    return ADD(w, setting, &s);
}
static bool set_out(struct work *w, void *data)
{
    struct facing *f = data;
    struct visit *v = nth(w, f);
    return v && step_run(w, &visit_type, v, "accept", NULL) && step_run(w, &visit_type, v, "depart", NULL);
}

TEST_DB(nothing_waits_for_the_answer_and_it_is_not_asked_when_the_setting_says_so)
{
    struct plan_house h;
    if (!plan_house_open(&h)) return;
    struct facing f = { .h = &h };
    CHECK(given(&f, 0, 2));
    expect(&f, 1, 0, 0, 0);
    h.now = day_at(plan_date(9, 22), 8 * 60 + 30);
    CHECK(plan_write(&h, set_out, &f));
    expect(&f, 0, 0, 0, 1);                             /* she comes all the same */
    CHECK(given(&f, 1, 2) && given(&f, 1, NOBODY));
    expect(&f, 0, 0, 0, 2);
    CHECK(plan_write(&h, switch_off, &f));
    CHECK(given(&f, 1, 2));
    expect(&f, 0, 0, 0, 2);
    plan_house_close(&h);
}
