/* night_test.c — a shift over midnight (T28): hours that pass it, what is one night's work, the rest after it, and the hours a customer is offered. */
#include "operations/candidates.h"
#include "operations/day_load.h"
#include "operations/plan_proposal.h"
#include "operations/slots.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include <string.h>

enum { MONDAY, TUESDAY, WEDNESDAY };        /* days after HOUSE_DAY */

struct hours { struct visit_house *h; int from, to; uint64_t weekdays; enum employment_mode mode; };

static bool set_hours(struct work *w, void *data)
{
    const struct hours *s = data;
    struct worker *n = LOAD(w, worker, s->h->worker);
    if (!n) return false;
    n->day_start.count = s->from;
    n->day_end.count = s->to;
    n->weekdays.bits = s->weekdays;
    if (s->mode) n->mode = s->mode;
    return SAVE(w, worker, n);
}

static bool write(struct visit_house *h, db_run *run, void *data)
{
    work_clear(h->w);
    h->w->actor = &the_system;
    h->w->now = h->w->acted = house_at(0, 8, 0);
    h->w->loaded = NULL;
    return db_write(h->db, h->w, run, data);
}

static bool hours(struct visit_house *h, int from, int to, uint64_t weekdays) { return write(h, set_hours, &(struct hours){ h, from * 60, to * 60, weekdays, 0 }); }

static bool ends_at_midnight(struct work *w, void *data)
{
    const struct worker *n = LOAD(w, worker, ((struct visit_house *)data)->worker);
    if (!n) return false;
    EQUAL(n->day_end.count, 24 * 60);
    return true;
}

TEST_DB(her_hours_may_pass_midnight_but_not_begin_and_end_at_once)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(hours(&h, 20, 8, 0));
        CHECK(!hours(&h, 20, 20, 0));
        SAME_TEXT(h.w->field, "day_end");
        CASE("until midnight, said as 00:00");
        CHECK(hours(&h, 16, 0, 0));
        CHECK(write(&h, ends_at_midnight, &h));
    }
    visit_house_close(&h);
}

TEST(a_night_shift_is_the_day_s_on_which_it_begins)
{
    struct worker night = { .day_start = { 20 * 60 }, .day_end = { 8 * 60 }, .weekdays = { SET_BIT(1) } }, daily = { .day_start = { 8 * 60 }, .day_end = { 20 * 60 } };
    EQUAL(worker_turn(&night), 480);
    EQUAL(worker_turn(&daily), 0);
    EQUAL(worker_day_end(&night), 1920);
    EQUAL(worker_shift_day(&night, house_at(TUESDAY, 2, 0)).number, HOUSE_DAY);
    EQUAL(worker_shift_day(&night, house_at(TUESDAY, 8, 0)).number, HOUSE_DAY + 1);
    EQUAL(worker_shift_day(&daily, house_at(TUESDAY, 2, 0)).number, HOUSE_DAY + 1);
    CHECK(worker_works_from(&night, house_at(MONDAY, 22, 0), house_at(TUESDAY, 6, 0)));
    CHECK(worker_works_from(&night, house_at(TUESDAY, 1, 0), house_at(TUESDAY, 8, 0)));
    CHECK(!worker_works_from(&night, house_at(TUESDAY, 1, 0), house_at(TUESDAY, 8, 15)));
    CHECK(!worker_works_from(&night, house_at(MONDAY, 19, 0), house_at(MONDAY, 22, 0)));
    CHECK(!worker_works_from(&daily, house_at(MONDAY, 22, 0), house_at(TUESDAY, 6, 0)));
}

TEST(a_block_that_goes_on_from_the_day_before_only_makes_her_day_begin_later)
{
    struct day_worker night = { .from = 1200, .to = 1920 }, daily = { .from = 300, .to = 1200 };
    struct day_block got = { 0 };
    CHECK(day_block_of(&night, (struct day_block){ .from = 1320, .to = 1800 }, &got));
    EQUAL(got.to, 1800);                                            /* whole, not cut at midnight */
    CHECK(!day_block_of(&daily, (struct day_block){ .from = -120, .to = 360 }, &got));
    EQUAL(daily.from, 360);
    CHECK(day_block_of(&daily, (struct day_block){ .from = -120, .to = 420, .stays = true }, &got));
    EQUAL(got.from, 0);
    CASE("tomorrow's is of her night, and not of a day that ends in the evening");
    CHECK(day_block_of(&night, (struct day_block){ .from = 1860, .to = 1900 }, &got));
    CHECK(!day_block_of(&daily, (struct day_block){ .from = 1860, .to = 1900 }, &got));
    CHECK(!daily.out);
    CHECK(!day_block_of(&daily, (struct day_block){ .from = -120, .to = 1300 }, &got));
    CHECK(daily.out);
}

/* ---- judged ---- */

struct asked { struct visit_house *h; instant start; int length; text code; bool keep; struct sentence said; };

static const struct reason *reason_of(const struct judgement *j, text code)
{
    for (const struct reason *r = j->reasons; r; r = r->next) if (!strcmp(r->code, code)) return r;
    return NULL;
}

/* Is `code` among the reasons? With `keep` it is then given to her. */
static bool judge(struct work *w, void *data)
{
    struct asked *a = data;
    struct visit v = { .record.branch = { a->h->branch }, .customer = { a->h->customer }, .household = { a->h->home }, .line = { a->h->line }, .start = a->start, .length = { a->length }, .price = { 15000 }, .worker_pay = { 11250 } };
    if (!ADD(w, visit, &v)) return false;
    struct visit *made = LOAD(w, visit, v.record.id);
    const struct worker *n = LOAD(w, worker, a->h->worker);
    if (!made || !n) return false;
    struct judgement j = visit_judge(w, made, n, a->start);
    const struct reason *r = reason_of(&j, a->code);
    a->said = r ? r->why : (struct sentence){ 0 };
    if (a->keep) return step_run(w, &visit_type, made, "assign", &(struct assignment){ .worker = { a->h->worker } });
    return refuse(w, "", "looked at");
}

static bool says(struct visit_house *h, instant start, int hours, text code)
{
    struct asked a = { h, start, hours * 60, code, false, { 0 } };
    write(h, judge, &a);
    return a.said.message != NULL;
}

static bool give(struct visit_house *h, instant start, int hours)
{
    struct asked a = { h, start, hours * 60, "", true, { 0 } };
    return write(h, judge, &a);
}

TEST_DB(a_night_is_taken_by_who_has_nights_and_is_one_day_s_work)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CASE("hours of the day");
        CHECK(says(&h, house_at(MONDAY, 22, 0), 8, "H05.shift"));
        CHECK(!give(&h, house_at(MONDAY, 22, 0), 8));
        CASE("hours of the night, on Mondays");
        CHECK(hours(&h, 20, 8, SET_BIT(1)));
        CHECK(!says(&h, house_at(MONDAY, 22, 0), 8, "H05.shift"));
        CHECK(!says(&h, house_at(TUESDAY, 2, 0), 4, "H05.weekday"));
        CHECK(says(&h, house_at(TUESDAY, 22, 0), 8, "H05.weekday"));
        CHECK(says(&h, house_at(WEDNESDAY, 2, 0), 4, "H05.weekday"));
        CASE("two calls of one night: no rest is due between them, and their hours are added");
        CHECK(give(&h, house_at(MONDAY, 21, 0), 2));
        CHECK(!says(&h, house_at(TUESDAY, 2, 0), 4, "H05.night"));
        CHECK(!says(&h, house_at(TUESDAY, 0, 0), 8, "H05.day"));
        CHECK(give(&h, house_at(TUESDAY, 2, 0), 5));
        CHECK(says(&h, house_at(MONDAY, 23, 0), 5, "H05.day"));
    }
    visit_house_close(&h);
}

TEST_DB(after_a_night_she_rests_before_the_next_day_s_visit)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(hours(&h, 0, 24, 0));
        CHECK(!give(&h, house_at(MONDAY, 22, 0), 8));
        CHECK(hours(&h, 14, 13, 0));
        CHECK(give(&h, house_at(MONDAY, 22, 0), 8));
        CHECK(says(&h, house_at(TUESDAY, 14, 0), 2, "H05.night"));
        CHECK(says(&h, house_at(TUESDAY, 5, 0), 2, "H04.overlap"));
        CHECK(!says(&h, house_at(TUESDAY, 17, 0), 2, "H05.night"));
        CHECK(give(&h, house_at(TUESDAY, 17, 0), 2));
    }
    visit_house_close(&h);
}

/* ---- offered ---- */

static bool make_elder_care(struct work *w, void *data)
{
    const struct visit_house *h = data;
    struct service_line *line = LOAD(w, service_line, h->line);
    if (!line) return false;
    line->category = LINE_ELDER;
    return SAVE(w, service_line, line);
}

struct looking { struct visit_house *h; int length; struct slots slots; };

static bool look(struct work *w, void *data)
{
    struct looking *l = data;
    struct slot_query q = { .household = l->h->home, .line = l->h->line, .length = l->length ? l->length : 480, .from = { HOUSE_DAY + 1 }, .days = 1 };
    return slots_for(w, &q, &l->slots);
}

static const struct slot *slot_at(const struct looking *l, instant start)
{
    for (int i = 0; i < l->slots.days[0].count; i++) if (l->slots.days[0].at[i].start.ms == start.ms) return &l->slots.days[0].at[i];
    return NULL;
}

/* ---- how long (H05) ---- */

static bool mode(struct visit_house *h, enum employment_mode mode) { return write(h, set_hours, &(struct hours){ h, 20 * 60, 8 * 60, 0, mode }); }

/* What is said against 20:00 to 08:00; NULL: nothing. */
static text said_of_twelve(struct visit_house *h, text *ret_most)
{
    struct asked a = { h, house_at(MONDAY, 20, 0), 720, "H05.day", false, { 0 } };
    write(h, judge, &a);
    if (a.said.message) *ret_most = a.said.arguments[1];
    return a.said.message;
}

TEST_DB(a_night_of_twelve_hours_is_for_agency_care_and_each_mode_names_its_own_limit)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        text most = "", said;
        CASE("cleaning, agency");
        CHECK(mode(&h, MODE_AGENCY));
        said = said_of_twelve(&h, &most);
        CHECK(said && strstr(said, "agency"));
        SAME_TEXT(most, "11.0");
        CHECK(write(&h, make_elder_care, &h));
        CASE("care, an employee");
        CHECK(mode(&h, MODE_EMPLOYEE));
        said = said_of_twelve(&h, &most);
        CHECK(said && strstr(said, "3 of overtime"));
        SAME_TEXT(most, "11.0");
        CHECK(!give(&h, house_at(MONDAY, 20, 0), 12));
        CASE("care, part-time");
        CHECK(mode(&h, MODE_PART_TIME));
        said = said_of_twelve(&h, &most);
        CHECK(said && strstr(said, "art. 68"));
        SAME_TEXT(most, "4.0");
        CASE("care, agency");
        CHECK(mode(&h, MODE_AGENCY));
        CHECK(!said_of_twelve(&h, &most));
        CHECK(give(&h, house_at(MONDAY, 20, 0), 12));
    }
    visit_house_close(&h);
}

static bool agree(struct work *w, void *data)
{
    struct worker *n = LOAD(w, worker, ((struct visit_house *)data)->worker);
    if (!n) return false;
    n->most_a_day.count = 720;
    return SAVE(w, worker, n);
}

TEST_DB(no_employee_agrees_to_more_than_the_law_allows_a_day)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(mode(&h, MODE_EMPLOYEE));
        CHECK(!write(&h, agree, &h));
        SAME_TEXT(h.w->field, "most_a_day");
        CHECK(mode(&h, MODE_AGENCY));
        CHECK(write(&h, agree, &h));
    }
    visit_house_close(&h);
}

TEST_DB(the_hours_offered_and_the_plan_of_the_day_know_the_twelve_hours_of_care)
{
    struct visit_house h;
    static struct looking l;
    if (visit_house_open(&h)) {
        l.h = &h;
        l.length = 720;
        CHECK(write(&h, make_elder_care, &h));
        CHECK(mode(&h, MODE_EMPLOYEE));
        CHECK(write(&h, look, &l));
        CHECK(!slot_at(&l, house_at(TUESDAY, 20, 0)) || slot_at(&l, house_at(TUESDAY, 20, 0))->can == 0);
        CHECK(mode(&h, MODE_AGENCY));
        CHECK(write(&h, look, &l));
        const struct slot *s = slot_at(&l, house_at(TUESDAY, 20, 0));
        CHECK(s && s->can == 1 && s->best_count == 1 && s->best[0].at_ease);
    }
    visit_house_close(&h);
}

TEST_DB(a_night_is_offered_for_care_where_somebody_has_nights_and_never_for_cleaning)
{
    struct visit_house h;
    static struct looking l;
    if (visit_house_open(&h)) {
        l.h = &h;
        CHECK(hours(&h, 20, 8, 0));
        CASE("cleaning");
        CHECK(write(&h, look, &l));
        CHECK(!slot_at(&l, house_at(TUESDAY, 22, 0)));
        CASE("care");
        CHECK(write(&h, make_elder_care, &h));
        CHECK(write(&h, look, &l));
        const struct slot *s = slot_at(&l, house_at(TUESDAY, 22, 0));
        CHECK(s && s->can == 1);
        CHECK(s && s->best_count == 1 && s->best[0].id == h.worker && s->best[0].at_ease);
        CHECK(slot_at(&l, house_at(TUESDAY, 18, 0)) && slot_at(&l, house_at(TUESDAY, 18, 0))->state == SLOT_NONE);
        CHECK(give(&h, house_at(TUESDAY, 22, 0), 8));
        CHECK(write(&h, look, &l));
        CHECK(slot_at(&l, house_at(TUESDAY, 22, 0))->state == SLOT_NONE);
        CASE("care, and nobody has nights");
        CHECK(hours(&h, 8, 20, 0));
        CHECK(write(&h, look, &l));
        CHECK(!slot_at(&l, house_at(TUESDAY, 22, 0)));
    }
    visit_house_close(&h);
}

/* ---- 非全日制 (T13) ---- */

TEST_DB(the_twenty_fifth_hour_of_a_part_time_week_is_refused_with_the_law_s_way_out)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        CHECK(write(&h, set_hours, &(struct hours){ &h, 8 * 60, 20 * 60, 0, MODE_PART_TIME }));
        for (int d = 0; d < 6; d++) CHECK(give(&h, house_at(d, 13, 0), 4));
        struct asked a = { &h, house_at(6, 13, 0), 60, "H05.week", false, { 0 } };
        write(&h, judge, &a);
        CHECK(a.said.message && !strcmp(a.said.arguments[0], "25.0") && !strcmp(a.said.arguments[1], "24.0"));
        CHECK(!give(&h, house_at(6, 13, 0), 1));
        EQUAL(h.w->failure, CONFLICT);
        SAME_TEXT(h.w->field, "worker");
        CASE("the week after is another one");
        CHECK(give(&h, house_at(7, 13, 0), 4));
    }
    visit_house_close(&h);
}

/* ---- an over-run past midnight ---- */

struct overrun { struct visit_house *h; instant until; int64_t late; bool next; int busy_until; text field; };

static bool find_late(struct work *w, void *data)
{
    struct overrun *o = data;
    struct found all = LOAD_WHERE(w, visit, "start = $1", BIND(num(house_at(MONDAY, 21, 0).ms)));
    if (all.count) o->late = FOUND(struct visit, all, 0)->record.id;
    return all.count == 1;
}

static bool load_overrun(struct work *w, void *data)
{
    struct overrun *o = data;
    struct loaded_day d;
    struct day_query q = { .branch = o->h->branch, .day = { HOUSE_DAY }, .move = MOVE_UNTOLD, .calm = true, .late = o->late, .late_until = o->until };
    w->now = house_at(MONDAY, 22, 30);
    if (!day_load(w, w->arena, &q, &d)) return false;
    for (int v = 0; v < d.day.visit_count; v++) o->next |= d.day.visits[v].start == 26 * 60;
    for (int k = 0; k < d.day.worker_count; k++)
        for (int b = 0; d.day.workers[k].id == o->h->worker && b < d.day.workers[k].block_count; b++) if (d.day.workers[k].blocks[b].to > o->busy_until) o->busy_until = d.day.workers[k].blocks[b].to;
    return true;
}

static bool tell_overrun(struct work *w, void *data)
{
    struct overrun *o = data;
    w->now = house_at(TUESDAY, 0, 10);
    struct plan_proposal p = { .record.branch = { o->h->branch }, .day = { HOUSE_DAY }, .move = MOVE_OPEN, .late = { o->late }, .late_until = o->until };
    return ADD(w, plan_proposal, &p);
}

TEST_DB(a_visit_that_takes_longer_may_be_over_after_midnight_and_what_she_has_next_in_the_night_is_planned_anew)
{
    struct visit_house h;
    if (visit_house_open(&h)) {
        struct overrun o = { .h = &h, .until = house_at(TUESDAY, 1, 30) };
        CHECK(hours(&h, 20, 8, 0));
        CHECK(give(&h, house_at(MONDAY, 21, 0), 2) && give(&h, house_at(TUESDAY, 2, 0), 2));
        CHECK(write(&h, find_late, &o) && write(&h, load_overrun, &o));
        CHECK(o.next);
        EQUAL(o.busy_until, 25 * 60 + 30);
        CASE("told after midnight, too");
        CHECK(write(&h, tell_overrun, &o));
        CASE("not the day after");
        o.until = house_at(TUESDAY, 12, 0);
        CHECK(!write(&h, tell_overrun, &o));
        SAME_TEXT(h.w->field, "late_until");
    }
    visit_house_close(&h);
}
