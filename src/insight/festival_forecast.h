/* festival_forecast.h — the days around Spring Festival, one by one: who is at hand against what is asked (DOMAIN.md §7 T12). For insight/ only.
 *
 *   GET /api/festival_round/:id/forecast      the round, who has answered what, and each day from 20 before to 20 after New Year (not before today)
 *   GET /api/festival_round/:id/day?day=      who and what stand behind the numbers of one day
 *
 * At hand    An active worker's ordinary day: her hours, at most eight, part-time four; none on her days off, on leave (asked for or granted) and while
 *            she is home. On the statutory days of the festival only who would work then. Who lives in with a family is there for that family alone.
 *            Not certain: who has not answered, in the days that live-in starts are checked for, and who is only perhaps back.
 * Asked      Visits that are there and those the running plans will make (operations/needs_ahead.h), in hours; placements in people.
 * Short      What nobody can do even if all the uncertain ones are there; at risk: what hangs on them. By festival_cover.h, services in the order of
 *            the harm it does when they fail; of a placement whose worker is away somebody has to stand in. */
#pragma once
#include "base/json.h"
#include "insight/insight.h"
#include "placement/placement.h"
#include "team/team.h"

enum there { THERE = 1, THERE_PERHAPS, THERE_NOT };

/* ---- what was read once for all days ---- */
struct hand {                       /* one worker */
    const struct worker *worker;
    const struct festival_answer *answer;       /* NULL: not asked */
    uint64_t does;                  /* bit i: lines[i] */
    int64_t minutes;                /* of an ordinary day */
    int first_leave, leaves;        /* of `leave` below */
    bool has_home;                  /* serves a placement on some of the days */
};
struct away_span { int64_t id; enum leave_kind kind; enum leave_state state; instant start, until; };
enum { MOST_HANDS = 2000, MOST_FESTIVAL_LINES = 32 };
struct forecast {
    struct work *w;
    const struct festival_round *round;
    day first, last;
    const struct service_line *lines[MOST_FESTIVAL_LINES]; int line_count;      /* least harm last */
    struct hand *hands; int hand_count;
    struct away_span *leave; int leave_count;
    struct needs_ahead needs;
    struct found homes;             /* placements with a day in it */
    struct listed_days listed;
};
struct forecast *forecast_load(struct work *w, const struct festival_round *round, day first, day last);

/* Is she at hand on that day, and for how many minutes of hourly work? `ret_leave`: the leave she is on; NULL else; may be NULL. */
enum there forecast_there(const struct forecast *f, const struct hand *hand, day on, int64_t *ret_minutes, const struct away_span **ret_leave);
const struct hand *forecast_hand(const struct forecast *f, int64_t worker);         /* NULL: nobody of this branch */
/* Who serves the placement that day, and is she there? worker 0: nobody. */
enum there forecast_home(const struct forecast *f, const struct placement *placement, day on, int64_t *ret_worker);
bool forecast_lives_in(const struct forecast *f, int64_t worker, day on);
bool forecast_home_on(const struct placement *placement, day on);
int forecast_line(const struct forecast *f, int64_t line);                          /* its index; -1 */

bool festival_forecast_call(struct work *w, const struct request *request, struct reply *reply);
bool festival_day_call(struct work *w, const struct request *request, struct reply *reply);
