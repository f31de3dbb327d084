/* festival_round.h — who goes home for Spring Festival, asked in time (返乡计划, DOMAIN.md 三.5 and §7 T12): one round a branch and year.
 *
 *   proposed → asking → closed → over
 *
 * The clock proposes it to every shop FESTIVAL_LEAD days before 腊月初十, where it stands in the queue of those who decide on leave; who opens it asks
 * every worker of the branch once (festival_answer.h), on her phone and by message, and whoever is taken on meanwhile with the next tick. Who has not
 * answered is reminded by the clock 7, 3 and 1 days before the last day, and by hand at most once a day. It closes by itself
 * when that day is over; the office may still write down what it hears by telephone.
 *
 * Live-in    A live-in service that begins from `first` to `last` needs a worker who said that she stays, or is back before it begins: eligibility.h
 *            says H01.festival otherwise, in the match as in the placement. This holds from the proposal on, and before it is a warning. The
 *            days default to 10 before New Year to 15 after it (§6: supply −45 %).
 * Wages      The last working day before New Year's Eve rings until it is said that the wages are paid (工资支付暂行规定 art. 7: what falls due on
 *            a holiday is paid before it).
 * Return     On 正月十六 it asks who is not back; `over` keeps 春节返岗率 as two numbers.
 *
 * A branch that is younger than the proposal is left alone: its round is made by hand. */
#pragma once
#include "base/calendar.h"
#include "team/worker.h"

enum festival_state { FESTIVAL_PROPOSED = 1, FESTIVAL_ASKING, FESTIVAL_CLOSED, FESTIVAL_OVER };
enum { FESTIVAL_LEAD = 35, FESTIVAL_OPEN_WITHIN = 6, FESTIVAL_BEFORE = 10, FESTIVAL_AFTER = 15, FESTIVAL_SHOWN = 20 };      /* days; SHOWN: the forecast's on both sides */

struct festival_round {
    struct record record;
    enum festival_state state;
    int64_t year;                   /* that New Year begins */
    day new_year, answer_by;        /* 初一; the last day to answer, 腊月初十 unless it is opened later */
    day first, last;                /* live-in starts within them need who stays */
    text pay;                       /* what holiday work pays, as it is told to the workers */
    instant opened_at, closed_at;
    maybe_day wages_paid_on;
    maybe_number asked, back;       /* when it is over: who was asked, and of them who is at work again */
};
extern const struct record_type festival_round_type;

/* Of the branch, whose live-in days hold this one; NULL: none. */
const struct festival_round *festival_round_on(struct work *w, int64_t branch, day on);
/* The first Spring Festival whose season (FESTIVAL_SHOWN days behind New Year) is not over on that day; false when the table ends. */
bool festival_ahead(day on, struct spring_festival *ret);
/* The last working day before New Year's Eve. */
day festival_pay_day(struct work *w, day new_year);
bool festival_tick(struct work *w);             /* ticker: proposes, asks, reminds, closes */
