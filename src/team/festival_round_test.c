/* festival_round_test.c — the asking before Spring Festival 2027 (2027-02-06, 腊月初十 is 2027-01-17) and what becomes of the answers. */
#include "messages/messages.h"
#include "record/store.h"
#include "team/team.h"
#include "test/house.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static const struct module *const modules[] = { &company_module, &messages_module, &services_module, &team_module, NULL };
struct shop { struct db *db; struct house *house; struct work *w; char folder[64]; instant at; const struct actor *actor; int64_t branch, workers[3], persons[3], round, answer; struct festival_word word; int64_t number; };

static day on(int year, int month, int of_month) { return day_from_date((struct date){ year, month, of_month }); }
static maybe_day maybe_on(int year, int month, int of_month) { return (maybe_day){ on(year, month, of_month).number, true }; }
static void clock_to(struct shop *s, int year, int month, int of_month) { s->at = day_at(on(year, month, of_month), 10 * 60); }

static bool in_write(struct shop *s, db_run *run)
{
    work_clear(s->w);
    s->w->actor = s->actor ? s->actor : &the_system;
    s->w->loaded = NULL;
    s->w->now = s->w->acted = s->at;
    s->w->reason = "";
    bool well = db_write(s->db, s->w, run, s);
    if (s->w->failure == FAULT) printf("  fault: %s\n", s->w->message);
    return well;
}

static bool furnish(struct work *w, void *data)
{
    static const text names[] = { "王金凤", "李秀英", "赵桂兰" };
    struct shop *s = data;
    struct branch b = { .name = "朝阳店", .code = "CY", .complaint_phone = "010-55501234" };
    if (!ADD(w, branch, &b)) return false;
    s->branch = b.record.id;
    for (int i = 0; i < 3; i++) {
        struct person p = { .name = names[i] };
        if (!ADD(w, person, &p)) return false;
        struct worker n = { .record.branch = { s->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_EMPLOYEE };
        if (!ADD(w, worker, &n)) return false;
        s->workers[i] = n.record.id;
        s->persons[i] = p.record.id;
    }
    return true;
}

static bool shop_open(struct shop *s)
{
    *s = (struct shop){ .folder = "/dev/shm/zhangjia-festival-XXXXXX" };
    clock_to(s, 2026, 11, 27);
    if (!mkdtemp(s->folder)) return false;
    bool well = test_house(&s->db, &s->house, (struct house_options){ .data = s->folder, .modules = modules, .demo = true });
    if (well) s->w = work_open(s->house, &the_system);
    well = well && in_write(s, furnish);
    CHECK(well);
    return well;
}

static void shop_close(struct shop *s)
{
    char command[100];
    work_close(s->w);
    house_close(s->house);
    db_close(s->db);
    snprintf(command, sizeof command, "rm -rf %s", s->folder);
    CHECK(!system(command));
}

static bool tick(struct work *w, void *data)
{
    struct shop *s = data;
    if (!festival_tick(w)) return false;
    s->round = db_one(w, SQL("select max(id) from festival_round"), NO_BIND, 0);
    return !failed(w);
}

static bool open_round(struct work *w, void *data)
{
    struct festival_round *r = LOAD(w, festival_round, ((struct shop *)data)->round);
    struct opening { maybe_day answer_by; text pay; } in = { .pay = "除夕至初三三倍" };
    return r && step_run(w, &festival_round_type, r, "open", &in);
}
static bool remind(struct work *w, void *data)
{
    struct festival_round *r = LOAD(w, festival_round, ((struct shop *)data)->round);
    return r && step_run(w, &festival_round_type, r, "remind", NULL);
}
static bool finish(struct work *w, void *data)
{
    struct festival_round *r = LOAD(w, festival_round, ((struct shop *)data)->round);
    return r && step_run(w, &festival_round_type, r, "finish", NULL);
}

static bool round_is(struct shop *s, enum festival_state state);
static bool look_round(struct work *w, void *data)
{
    struct shop *s = data;
    const struct festival_round *r = s->round ? LOAD(w, festival_round, s->round) : NULL;
    s->number = r ? (int64_t)r->state : 0;
    return !failed(w);
}
static bool round_is(struct shop *s, enum festival_state state)
{
    CHECK(in_write(s, look_round));
    return s->number == (int64_t)state;
}

/* Of the first worker, as whoever is the actor. */
static bool say_word(struct work *w, void *data)
{
    struct shop *s = data;
    const struct festival_answer *known = festival_answer_of(w, s->round, s->workers[0]);
    struct festival_answer *a = known ? LOAD(w, festival_answer, known->record.id) : NULL;
    s->answer = a ? a->record.id : 0;
    return a && step_take(w, &festival_answer_type, a, "answer", &s->word);
}

static const struct festival_answer *first_answer(struct work *w, struct shop *s) { return festival_answer_of(w, s->round, s->workers[0]); }
static const struct worker_leave *her_leave(struct work *w, struct shop *s)
{
    const struct festival_answer *a = first_answer(w, s);
    return a && a->leave.id ? record_peek(w, &worker_leave_type, a->leave.id) : NULL;
}

static bool goes_with_leave(struct work *w, void *data)
{
    struct shop *s = data;
    const struct festival_answer *a = first_answer(w, s);
    const struct worker_leave *l = her_leave(w, s);
    if (!a || !l) return false;
    EQUAL(a->state, FESTIVAL_GOES);
    EQUAL(a->how, FESTIVAL_BY_PHONE_PAGE);
    EQUAL(a->answered_by.id, 0);
    EQUAL(l->kind, LEAVE_FESTIVAL);
    CHECK(strstr(record_title(w, &worker_leave_type, l->record.id), record_title(w, &worker_type, l->worker.id)));       /* not a number where it is named */
    EQUAL(l->state, LEAVE_REQUESTED);
    EQUAL(l->start.ms, day_start(on(2027, 1, 28)).ms);
    EQUAL(l->until.ms, day_start(on(2027, 2, 16)).ms);
    EQUAL(db_one(w, SQL("select count(*) from worker_leave where state in (1, 2)"), NO_BIND, -1), 1);
    return !failed(w);
}

static bool stays_without_leave(struct work *w, void *data)
{
    struct shop *s = data;
    const struct festival_answer *a = first_answer(w, s);
    EQUAL(a->state, FESTIVAL_STAYS);
    CHECK(a->holiday_work && !a->leave.id && !a->away_from.given);
    EQUAL(a->how, FESTIVAL_BY_CALL);
    EQUAL(db_one(w, SQL("select count(*) from worker_leave where state in (1, 2)"), NO_BIND, -1), 0);
    EQUAL(db_one(w, SQL("select count(*) from worker_leave where state = 4"), NO_BIND, -1), 2);
    return !failed(w);
}

static bool count_messages(struct work *w, void *data)
{
    struct shop *s = data;
    s->number = db_one(w, SQL("select count(*) from message where template = 'festival.ask'"), NO_BIND, -1) * 10 + db_one(w, SQL("select count(*) from message where template = 'festival.remind'"), NO_BIND, -1);
    return !failed(w);
}

TEST_DB(the_clock_proposes_the_round_and_everybody_is_asked_once)
{
    struct shop s;
    if (!shop_open(&s)) return;
    clock_to(&s, 2026, 12, 12);
    CHECK(in_write(&s, tick) && !s.round);
    clock_to(&s, 2026, 12, 13);                                 /* 35 days before 腊月初十 */
    CHECK(in_write(&s, tick) && in_write(&s, tick));
    CHECK(round_is(&s, FESTIVAL_PROPOSED));
    CHECK(in_write(&s, open_round) && round_is(&s, FESTIVAL_ASKING));
    CHECK(!in_write(&s, remind));                               /* asked today: nobody is reminded on the same day */
    SAME_TEXT(s.w->message, "Everybody has answered, or was reminded today already: telephone who is left");
    CHECK(in_write(&s, tick) && in_write(&s, tick) && in_write(&s, count_messages));
    EQUAL(s.number, 30);
    clock_to(&s, 2027, 1, 10);                                  /* seven days before */
    CHECK(in_write(&s, tick) && in_write(&s, tick) && in_write(&s, count_messages));
    EQUAL(s.number, 33);
    CHECK(!in_write(&s, remind));
    clock_to(&s, 2027, 1, 18);
    CHECK(in_write(&s, tick) && round_is(&s, FESTIVAL_CLOSED));
    CHECK(!in_write(&s, finish));
    clock_to(&s, 2027, 2, 21);                                  /* 正月十六 */
    CHECK(in_write(&s, finish) && round_is(&s, FESTIVAL_OVER));
    shop_close(&s);
}

static struct actor herself(const struct shop *s)
{
    return (struct actor){ .user = 7, .person = s->persons[0], .worker = s->workers[0], .language = "zh", .home = s->branch, .branches = &s->branch, .branch_count = 1 };
}

static bool season(struct shop *s)
{
    clock_to(s, 2026, 12, 13);
    return in_write(s, tick) && in_write(s, open_round);
}

TEST_DB(her_going_home_is_a_leave_and_another_answer_takes_it_back)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(season(&s));
    struct actor her = herself(&s);
    s.actor = &her;
    s.word = (struct festival_word){ .plan = FESTIVAL_GOES, .note = "" };
    CHECK(!in_write(&s, say_word));
    SAME_TEXT(s.w->field, "away_from");
    s.word.away_from = maybe_on(2027, 1, 28);
    s.word.away_to = maybe_on(2027, 1, 20);
    CHECK(!in_write(&s, say_word));
    SAME_TEXT(s.w->field, "away_to");
    s.word.away_to = maybe_on(2027, 2, 15);
    CHECK(!in_write(&s, say_word));
    SAME_TEXT(s.w->field, "back");
    s.word.back = BACK_FOR_CERTAIN;
    CHECK(in_write(&s, say_word) && in_write(&s, say_word) && in_write(&s, goes_with_leave));       /* the same again is the same leave */
    s.word.away_to = maybe_on(2027, 2, 20);
    CHECK(in_write(&s, say_word));
    s.actor = NULL;
    s.word = (struct festival_word){ .plan = FESTIVAL_STAYS, .away_from = maybe_on(2027, 1, 28), .note = "" };
    CHECK(!in_write(&s, say_word));
    SAME_TEXT(s.w->field, "away_from");
    s.word = (struct festival_word){ .plan = FESTIVAL_STAYS, .away_from = maybe_on(2027, 1, 28), .away_to = maybe_on(2027, 2, 20), .holiday_work = true, .note = "" };     /* the days she gave before, as the form has them: she changed her mind */
    CHECK(in_write(&s, say_word) && in_write(&s, stays_without_leave));
    CHECK(!in_write(&s, say_word));
    SAME_TEXT(s.w->field, "away_from");
    shop_close(&s);
}

TEST_DB(after_the_last_day_she_calls_and_the_office_writes_it_down)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(season(&s));
    clock_to(&s, 2027, 1, 18);
    CHECK(in_write(&s, tick));
    struct actor her = herself(&s);
    s.actor = &her;
    s.word = (struct festival_word){ .plan = FESTIVAL_STAYS, .note = "" };
    CHECK(!in_write(&s, say_word));
    EQUAL(s.w->failure, CONFLICT);
    SAME_TEXT(s.w->message, "Answers were taken until {1}; for a change please call the shop {2}");
    s.actor = NULL;
    CHECK(in_write(&s, say_word));
    shop_close(&s);
}

/* ---- a live-in service that begins in these days ---- */

struct reading { struct shop *s; int64_t worker; day from; text code, fix; bool blocked; };
static text judged(struct work *w, struct reading *r)
{
    struct eligibility_case c = { .worker = record_peek(w, &worker_type, r->worker), .from = r->from, .to = { r->from.number + 25 }, .starts_live_in = true };
    struct judgement j = eligibility(w, &c);
    for (const struct reason *why = j.reasons; why; why = why->next) {
        if (why->code[0] != 'H' || !(why->code[2] == '1') || !why->code[3]) continue;
        if (why->code[4] != 'f') continue;
        r->fix = why->fix_type ? print(w, "%s.%s", why->fix_type, why->fix_step) : "";
        r->blocked = !why->warning;
        return why->why.message;
    }
    r->blocked = false;
    return "";
}

static struct reading asked_about;
static bool read_judgement(struct work *w, void *data)
{
    asked_about.s = data;
    asked_about.code = judged(w, &asked_about);
    return !failed(w);
}

static text live_in_on(struct shop *s, int worker, day from)
{
    asked_about = (struct reading){ .worker = s->workers[worker], .from = from };
    CHECK(in_write(s, read_judgement));
    return asked_about.code;
}

TEST_DB(a_live_in_start_in_the_festival_days_needs_her_word)
{
    struct shop s;
    if (!shop_open(&s)) return;
    SAME_TEXT(live_in_on(&s, 0, on(2027, 1, 26)), "");
    SAME_TEXT(live_in_on(&s, 0, on(2027, 1, 27)), "It begins in the days of Spring Festival ({1})");
    CHECK(!asked_about.blocked);                                /* nobody could be asked yet */
    clock_to(&s, 2026, 12, 13);
    CHECK(in_write(&s, tick));
    SAME_TEXT(live_in_on(&s, 0, on(2027, 1, 27)), "It begins in the days of Spring Festival, and she was not asked yet whether she stays");
    CHECK(asked_about.blocked);
    SAME_TEXT(asked_about.fix, "festival_round.open");
    CHECK(in_write(&s, open_round));
    SAME_TEXT(live_in_on(&s, 0, on(2027, 2, 21)), "It begins in the days of Spring Festival, and she has not said whether she stays");
    SAME_TEXT(asked_about.fix, "festival_answer.answer");
    SAME_TEXT(live_in_on(&s, 0, on(2027, 2, 22)), "");
    s.word = (struct festival_word){ .plan = FESTIVAL_GOES, .away_from = maybe_on(2027, 1, 28), .away_to = maybe_on(2027, 2, 15), .back = BACK_PERHAPS, .note = "" };
    CHECK(in_write(&s, say_word));
    SAME_TEXT(live_in_on(&s, 0, on(2027, 1, 27)), "She goes home for Spring Festival from {1} to {2}");
    SAME_TEXT(live_in_on(&s, 0, on(2027, 2, 16)), "She goes home until {1} and is only perhaps back");
    CHECK(asked_about.blocked);
    s.word.back = BACK_FOR_CERTAIN;
    CHECK(in_write(&s, say_word));
    SAME_TEXT(live_in_on(&s, 0, on(2027, 2, 16)), "");
    s.word = (struct festival_word){ .plan = FESTIVAL_STAYS, .note = "" };
    CHECK(in_write(&s, say_word));
    SAME_TEXT(live_in_on(&s, 0, on(2027, 2, 6)), "");
    SAME_TEXT(live_in_on(&s, 1, on(2027, 2, 6)), "It begins in the days of Spring Festival, and she has not said whether she stays");
    shop_close(&s);
}

static bool has_left(struct work *w, void *data)
{
    struct shop *s = data;
    struct worker *n = LOAD(w, worker, s->workers[0]);
    w->reason = "不告而别";
    return n && step_run(w, &worker_type, n, "left_without_notice", NULL);
}
static bool is_moot(struct work *w, void *data)
{
    struct shop *s = data;
    EQUAL(first_answer(w, s)->state, FESTIVAL_MOOT);
    EQUAL(db_one(w, SQL("select count(*) from worker_leave where state in (1, 2)"), NO_BIND, -1), 0);
    EQUAL(db_one(w, SQL("select due_at from deadline where type = 'festival_round' and rule = 'wages'"), NO_BIND, 0), day_at(on(2027, 2, 4), 17 * 60).ms);
    return !failed(w);
}

TEST_DB(who_leaves_is_asked_no_more_and_wages_are_due_on_the_last_working_day)
{
    struct shop s;
    if (!shop_open(&s)) return;
    CHECK(season(&s));
    s.word = (struct festival_word){ .plan = FESTIVAL_GOES, .away_from = maybe_on(2027, 1, 28), .away_to = maybe_on(2027, 2, 15), .back = BACK_FOR_CERTAIN, .note = "" };
    CHECK(in_write(&s, say_word) && in_write(&s, has_left) && in_write(&s, is_moot));
    shop_close(&s);
}

static bool round_again(struct work *w, void *data)
{
    struct festival_round r = { .record.branch = { ((struct shop *)data)->branch }, .year = ((struct shop *)data)->number, .pay = "" };
    return ADD(w, festival_round, &r);
}

TEST_DB(a_branch_has_one_round_a_year_of_years_that_are_known)
{
    struct shop s;
    if (!shop_open(&s)) return;
    s.number = 0;
    CHECK(in_write(&s, round_again));
    s.number = 2027;
    CHECK(!in_write(&s, round_again));
    SAME_TEXT(s.w->field, "year");
    EQUAL(s.w->failure, CONFLICT);
    s.number = 2026;
    CHECK(!in_write(&s, round_again));                          /* over since March */
    s.number = 2036;
    CHECK(!in_write(&s, round_again));
    shop_close(&s);
}

static bool asks_for_leave(struct work *w, void *data)
{
    struct shop *s = data;
    struct worker_leave l = { .state = LEAVE_REQUESTED, .worker = { s->workers[0] }, .kind = LEAVE_PERSONAL, .start = day_start(on(2026, 12, 28)), .until = day_start(on(2026, 12, 30)), .why = "家里有事" };
    return ADD(w, worker_leave, &l);
}
static bool request_is_off(struct work *w, void *data)
{
    struct found f = LOOK_WHERE(w, worker_leave, "worker = $1 and kind = 2", BIND(num(((struct shop *)data)->workers[0])));
    if (!f.count) return false;
    const struct worker_leave *l = f.at[0];
    EQUAL(l->state, LEAVE_CANCELLED);
    SAME_TEXT(l->answer, "已离开公司，这份请假申请自动取消");
    EQUAL(db_one(w, SQL("select count(*) from deadline where type = 'worker_leave'"), NO_BIND, -1), 0);
    SAME_TEXT(record_peek(w, &worker_type, l->worker.id) ? ((const struct worker *)record_peek(w, &worker_type, l->worker.id))->left_reason : "", "不告而别");     /* her own reason stays hers */
    return !failed(w);
}

TEST_DB(a_leave_nobody_answered_is_off_when_she_leaves)
{
    struct shop s;
    if (!shop_open(&s)) return;
    clock_to(&s, 2026, 12, 13);
    CHECK(in_write(&s, asks_for_leave) && in_write(&s, has_left) && in_write(&s, request_is_off));
    shop_close(&s);
}
