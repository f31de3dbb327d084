/* festival_forecast_test.c — who is at hand around 2027-02-06 by what she said, and what plans and visits ask of these days. The sums by day are in
 * tests/stories/festival.test.mjs. */
#include "insight/festival_forecast.h"
#include "insight/today_house_test.h"

struct season { struct today_shop s; int64_t round, workers[3]; struct forecast *f; struct festival_word word; int64_t who, leave; };
static day on(int month, int of_month) { return day_from_date((struct date){ 2027, month, of_month }); }
static maybe_day maybe_on(int month, int of_month) { return (maybe_day){ on(month, of_month).number, true }; }

static bool furnish(struct work *w, void *data)
{
    static const text names[] = { "张秀兰", "刘桂英", "赵桂兰" };
    struct season *y = data;
    for (int i = 0; i < 3; i++) {
        struct person p = { .name = names[i] };
        struct skill skill = { .line = { y->s.line }, .level = 3 };
        if (!ADD(w, person, &p)) return false;
        struct worker n = { .record.branch = { y->s.branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = i == 2 ? MODE_PART_TIME : MODE_EMPLOYEE, .skills = { &skill, 1 }, .weekdays = { i == 2 ? 0 : 0x7E } };      /* Monday to Saturday */
        if (!ADD(w, worker, &n)) return false;
        y->workers[i] = n.record.id;
    }
    struct festival_round r = { .record.branch = { y->s.branch }, .year = 2027, .pay = "" };
    if (!ADD(w, festival_round, &r)) return false;
    y->round = r.record.id;
    const struct festival_round *made = record_peek(w, &festival_round_type, y->round);
    return made && festival_ask_all(w, made);
}

static bool say_word(struct work *w, void *data)
{
    struct season *y = data;
    struct festival_answer *a = LOAD(w, festival_answer, festival_answer_of(w, y->round, y->who)->record.id);
    return a && step_run(w, &festival_answer_type, a, "answer", &y->word);
}

static bool answers(struct season *y, int i, struct festival_word word)
{
    y->who = y->workers[i];
    y->word = word;
    y->word.note = "";
    return today_act(&y->s, day_at(on(1, 10), 10 * 60), say_word, y);
}

struct seen { enum there there; int64_t minutes; const struct away_span *leave; };
static struct seen seen_on(const struct season *y, int i, day d)
{
    struct seen s = { 0 };
    s.there = forecast_there(y->f, forecast_hand(y->f, y->workers[i]), d, &s.minutes, &s.leave);
    return s;
}

static bool look(struct work *w, void *data)
{
    struct season *y = data;
    y->f = forecast_load(w, record_peek(w, &festival_round_type, y->round), on(1, 17), on(2, 26));
    CASE("she goes home, for certain back");
    EQUAL(seen_on(y, 0, on(1, 27)).minutes, 480);
    EQUAL(seen_on(y, 0, on(1, 28)).there, THERE_NOT);
    CHECK(seen_on(y, 0, on(1, 28)).leave && seen_on(y, 0, on(1, 28)).leave->kind == LEAVE_FESTIVAL);
    EQUAL(seen_on(y, 0, on(2, 15)).there, THERE_NOT);
    EQUAL(seen_on(y, 0, on(2, 16)).there, THERE);
    CASE("she has not answered: perhaps, in the days that are checked");
    EQUAL(seen_on(y, 1, on(1, 26)).there, THERE);
    EQUAL(seen_on(y, 1, on(1, 27)).there, THERE_PERHAPS);
    EQUAL(seen_on(y, 1, on(1, 27)).minutes, 480);
    EQUAL(seen_on(y, 1, on(2, 22)).there, THERE);
    CASE("a Sunday is nobody's working day but of who works every day");
    EQUAL(seen_on(y, 1, on(1, 31)).there, THERE_NOT);
    EQUAL(seen_on(y, 2, on(1, 31)).minutes, 240);               /* part-time: four hours */
    CASE("she stays, and would not work on the holidays");
    EQUAL(seen_on(y, 2, on(2, 4)).there, THERE);
    EQUAL(seen_on(y, 2, on(2, 5)).there, THERE_NOT);
    EQUAL(seen_on(y, 2, on(2, 8)).there, THERE_NOT);
    EQUAL(seen_on(y, 2, on(2, 9)).there, THERE);
    EQUAL(y->f->needs.count, 2);
    EQUAL(y->f->needs.at[0].person_minutes, 120);
    return !failed(w);
}

static bool look_again(struct work *w, void *data)
{
    struct season *y = data;
    y->f = forecast_load(w, record_peek(w, &festival_round_type, y->round), on(1, 17), on(2, 26));
    EQUAL(seen_on(y, 2, on(2, 6)).minutes, 240);
    EQUAL(seen_on(y, 1, on(2, 20)).there, THERE_PERHAPS);       /* only perhaps back */
    EQUAL(seen_on(y, 1, on(2, 24)).there, THERE_PERHAPS);
    EQUAL(seen_on(y, 1, on(2, 3)).there, THERE_NOT);
    return !failed(w);
}

TEST_DB(who_is_at_hand_around_the_festival_follows_from_what_she_said)
{
    struct season y = { 0 };
    if (!today_shop_open(&y.s)) return;
    instant now = day_at(on(1, 10), 9 * 60);
    CHECK(today_act(&y.s, now, furnish, &y));
    today_booked(&y.s, now, (struct today_visit){ .line = y.s.line, .start = day_at(on(2, 4), 9 * 60), .state = VISIT_UNASSIGNED });
    today_booked(&y.s, now, (struct today_visit){ .line = y.s.line, .start = day_at(on(2, 4), 14 * 60), .state = VISIT_UNASSIGNED });
    today_booked(&y.s, now, (struct today_visit){ .line = y.s.line, .start = day_at(on(2, 4), 16 * 60), .state = VISIT_CANCELLED });
    CHECK(answers(&y, 0, (struct festival_word){ .plan = FESTIVAL_GOES, .away_from = maybe_on(1, 28), .away_to = maybe_on(2, 15), .back = BACK_FOR_CERTAIN }));
    CHECK(answers(&y, 2, (struct festival_word){ .plan = FESTIVAL_STAYS }));
    CHECK(today_act(&y.s, now, look, &y));
    CHECK(answers(&y, 2, (struct festival_word){ .plan = FESTIVAL_STAYS, .holiday_work = true }));
    CHECK(answers(&y, 1, (struct festival_word){ .plan = FESTIVAL_GOES, .away_from = maybe_on(2, 1), .away_to = maybe_on(2, 19), .back = BACK_PERHAPS }));
    CHECK(today_act(&y.s, now, look_again, &y));
    today_shop_close(&y.s);
}
