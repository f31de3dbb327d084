/* festival_round.c — see festival_round.h. */
#include "base/words.h"
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { FESTIVAL_PROPOSED, "proposed", N_("To be opened"), "warn" }, { FESTIVAL_ASKING, "asking", N_("Workers are asked"), "info" }, { FESTIVAL_CLOSED, "closed", N_("Answers are in"), "ok" },
    { FESTIVAL_OVER, "over", N_("Over"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(festival_round, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(festival_round, year, .label = N_("Year"), .min = 2021, .max = 2035, .sort = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("That the New Year begins. Empty: the next one")),
    FIELD(festival_round, new_year, .label = N_("New Year's Day of the lunar year"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(festival_round, answer_by, .label = N_("Last day to answer"), .list = true, .set_by = STEPS_ONLY),
    FIELD(festival_round, first, .label = N_("Live-in starts are checked from"), .help = N_("Empty: 10 days before New Year")),
    FIELD(festival_round, last, .label = N_("Live-in starts are checked until"), .help = N_("Empty: 15 days after New Year")),
    FIELD(festival_round, pay, .label = N_("What holiday work pays"), .max = 120, .help = N_("As it is told to the workers, for example: New Year's Eve to the 3rd three times the pay, other days ¥30 a visit on top")),
    FIELD(festival_round, opened_at, .label = N_("Opened at"), .set_by = STEPS_ONLY), FIELD(festival_round, closed_at, .label = N_("Answers closed at"), .set_by = STEPS_ONLY),
    FIELD(festival_round, wages_paid_on, .label = N_("Wages paid on"), .set_by = STEPS_ONLY),
    FIELD(festival_round, asked, .label = N_("Asked"), .set_by = STEPS_ONLY), FIELD(festival_round, back, .label = N_("At work again"), .set_by = STEPS_ONLY, .list = true),
};

/* ---- which festival ---- */

bool festival_ahead(day on, struct spring_festival *ret)
{
    int year = date_of(on).year;
    return (spring_festival_of(year, ret) && ret->new_year.number + FESTIVAL_SHOWN >= on.number) || spring_festival_of(year + 1, ret);
}

day festival_pay_day(struct work *w, day new_year)
{
    enum { FARTHEST = 30 };
    day on = { new_year.number - 2 };
    for (int i = 0; i < FARTHEST && !failed(w) && day_kind(w, on) != DAY_WORK; i++) on.number--;
    return on;
}

const struct festival_round *festival_round_on(struct work *w, int64_t branch, day on)
{
    struct found f = LOAD_WHERE(w, festival_round, "branch = $1 and first <= $2 and last >= $2 order by year desc limit 1", BIND(num(branch), num(on.number)));
    return f.count ? f.at[0] : NULL;
}

/* ---- the record ---- */

static bool window_right(struct work *w, struct festival_round *r)
{
    if (!r->first.number) r->first.number = r->new_year.number - FESTIVAL_BEFORE;
    if (!r->last.number) r->last.number = r->new_year.number + FESTIVAL_AFTER;
    if (r->first.number > r->new_year.number || r->first.number < r->new_year.number - 40) return wrong(w, "first", N_("These days begin at most 40 days before New Year, which is {1}"), day_text(w->arena, r->new_year));
    if (r->last.number < r->new_year.number || r->last.number > r->new_year.number + 40) return wrong(w, "last", N_("These days end at most 40 days after New Year, which is {1}"), day_text(w->arena, r->new_year));
    return true;
}

static bool check(struct work *w, struct festival_round *r, const struct festival_round *before)
{
    struct spring_festival f;
    if (!before && !r->year && festival_ahead(day_of(w->now), &f)) r->year = f.year;
    if (!spring_festival_of((int)r->year, &f)) return wrong(w, "year", N_("The lunar calendar is known for 2021 to 2035"));
    if (before) return window_right(w, r);
    if (f.new_year.number + FESTIVAL_SHOWN < day_of(w->now).number) return wrong(w, "year", N_("The Spring Festival of {1} is over"), print(w, "%d", f.year));
    if (db_one(w, SQL("select 1 from festival_round where branch = $1 and year = $2"), BIND(num(r->record.branch.id), num(r->year)), 0) == 1)
        return refuse_as(w, CONFLICT, "year", N_("This branch has its round for {1} already"), print(w, "%d", f.year));
    r->new_year = f.new_year;
    r->answer_by = f.tenth;
    return window_right(w, r);
}
CHECKER(festival_round, check)

static text title(struct work *w, const struct festival_round *r) { return print(w, "%lld · %s", (long long)r->year, day_text(w->arena, r->new_year)); }
TITLE(festival_round, title)

/* ---- steps ---- */

struct opening { maybe_day answer_by; text pay; };
static const struct field opening_fields[] = {
    FIELD(opening, answer_by, .label = N_("Last day to answer"), .help = N_("Empty: the 10th of the last lunar month")),
    FIELD(opening, pay, .label = N_("What holiday work pays"), .required = true, .max = 120, .help = N_("As it is told to the workers, for example: New Year's Eve to the 3rd three times the pay, other days ¥30 a visit on top")),
};

static bool open_round(struct work *w, struct festival_round *r, const struct opening *in)
{
    int32_t today = day_of(w->now).number;
    day by = in->answer_by.given ? (day){ in->answer_by.number } : r->answer_by;
    if (by.number < today && !in->answer_by.given) return refuse(w, "answer_by", N_("The 10th of the last lunar month was {1}: say until when they answer"), day_text(w->arena, by));
    if (by.number < today) return refuse(w, "answer_by", N_("This day has passed"));
    if (by.number >= r->new_year.number) return refuse(w, "answer_by", N_("New Year is {1}: ask for an answer before it"), day_text(w->arena, r->new_year));
    r->answer_by = by;
    r->pay = in->pay;
    r->opened_at = w->now;
    return festival_ask_all(w, r);
}
RULE(festival_round, opening, open_round)

static bool remind_all(struct work *w, struct festival_round *r)
{
    int64_t n = festival_remind(w, r);
    return n > 0 || (!n && refuse(w, "", N_("Everybody has answered, or was reminded today already: telephone who is left")));
}
RULE_PLAIN(festival_round, remind_all)

static bool close_round(struct work *w, struct festival_round *r) { r->closed_at = w->now; return true; }
RULE_PLAIN(festival_round, close_round)

struct reopening { day answer_by; };
static const struct field reopening_fields[] = { FIELD(reopening, answer_by, .label = N_("Last day to answer"), .required = true) };
static bool ask_on(struct work *w, struct festival_round *r, const struct reopening *in)
{
    return open_round(w, r, &(struct opening){ { in->answer_by.number, true }, r->pay });
}
RULE(festival_round, reopening, ask_on)

struct wages { maybe_day on; };
static const struct field wages_fields[] = { FIELD(wages, on, .label = N_("Wages paid on"), .help = N_("Empty: today")) };
static bool wages_paid(struct work *w, struct festival_round *r, const struct wages *in)
{
    int32_t today = day_of(w->now).number, on = in->on.given ? in->on.number : today;
    if (on > today) return refuse(w, "on", N_("This day has not come yet"));
    day first = { r->new_year.number - 60 };
    if (on < first.number) return refuse(w, "on", N_("These are not the wages before this festival: those count that are paid from {1} on, sixty days before New Year's Day"), day_text(w->arena, first));
    r->wages_paid_on = (maybe_day){ on, true };
    return true;
}
RULE(festival_round, wages, wages_paid)

static const struct sentence *not_said_yet(struct work *w, const struct festival_round *r)
{
    return r->wages_paid_on.given ? because(w, N_("That they are paid was said already, on {1}"), day_text(w->arena, (day){ r->wages_paid_on.number })) : NULL;
}
GUARD(festival_round, not_said_yet)

static const struct sentence *has_passed(struct work *w, const struct festival_round *r)
{
    return day_of(w->now).number <= r->new_year.number ? because(w, N_("New Year is {1}: who is back is counted afterwards"), day_text(w->arena, r->new_year)) : NULL;
}
GUARD(festival_round, has_passed)

/* 春节返岗率: of those who were asked, who still works here and is not away any more. */
static bool finish(struct work *w, struct festival_round *r)
{
    r->asked = (maybe_number){ db_one(w, SQL("select count(*) from festival_answer where round = $1"), BIND(num(r->record.id)), 0), true };
    r->back = (maybe_number){ db_one(w, SQL("select count(*) from festival_answer a join worker n on n.id = a.worker where a.round = $1 and n.state in (5, 6) and not exists "
        "(select 1 from worker_leave l where l.worker = a.worker and l.state = 2 and l.start <= $2 and l.until > $2)"), BIND(num(r->record.id), num(w->now.ms)), 0), true };
    return !failed(w);
}
RULE_PLAIN(festival_round, finish)
_Static_assert(WORKER_ACTIVE == 5 && WORKER_ON_LEAVE == 6 && LEAVE_APPROVED == 2, "the query above says these by number");

static instant open_due(struct work *w, const struct festival_round *r) { (void)w; return day_at((day){ r->answer_by.number - FESTIVAL_LEAD + FESTIVAL_OPEN_WITHIN }, 18 * 60); }
DUE(festival_round, open_due)
static instant answers_due(struct work *w, const struct festival_round *r) { (void)w; return day_at(r->answer_by, 18 * 60); }
DUE(festival_round, answers_due)
static instant wages_due(struct work *w, const struct festival_round *r) { return r->wages_paid_on.given ? (instant){ 0 } : day_at(festival_pay_day(w, r->new_year), 17 * 60); }
DUE(festival_round, wages_due)
static instant back_due(struct work *w, const struct festival_round *r)
{
    struct spring_festival f;
    (void)w;
    return spring_festival_of((int)r->year, &f) ? day_at(f.back, 10 * 60) : (instant){ 0 };
}
DUE(festival_round, back_due)

#define RUNNING (FROM(FESTIVAL_PROPOSED) | FROM(FESTIVAL_ASKING) | FROM(FESTIVAL_CLOSED))
static const struct deadline deadlines[] = {
    { .name = "open", .label = N_("Spring Festival: ask who goes home"), .states = FROM(FESTIVAL_PROPOSED), .due = open_due_hook, .who = CAN_APPROVE_LEAVE, .escalate_after = DAYS(7), .then = CAN_APPROVE_LEAVE, .step = "open" },
    { .name = "answers", .label = N_("Spring Festival: telephone who has not answered"), .states = FROM(FESTIVAL_ASKING), .due = answers_due_hook, .who = CAN_APPROVE_LEAVE, .step = "close" },
    { .name = "wages", .label = N_("Pay the wages before Spring Festival"), .states = RUNNING, .due = wages_due_hook, .who = CAN_APPROVE_LEAVE, .escalate_after = DAYS(1), .then = CAN_APPROVE_LEAVE, .step = "wages_paid" },
    { .name = "back", .label = N_("Spring Festival: who is not back yet"), .states = FROM(FESTIVAL_CLOSED), .due = back_due_hook, .who = CAN_APPROVE_LEAVE, .escalate_after = DAYS(3), .then = CAN_APPROVE_LEAVE, .step = "finish" },
};
static const struct step steps[] = {
    STEP(open, .label = N_("Ask everybody"), .tone = "primary", .from = FROM(FESTIVAL_PROPOSED), .to = FESTIVAL_ASKING, .by = CAN_APPROVE_LEAVE, INPUTS(opening, opening_fields), .run = open_round_rule,
         .confirm = N_("Every worker of the branch gets one message and finds the question on her phone. Continue?")),
    STEP(remind, .label = N_("Remind who has not answered"), .from = FROM(FESTIVAL_ASKING), .by = CAN_APPROVE_LEAVE, .run = remind_all_rule),
    STEP(close, .label = N_("Close the answers"), .from = FROM(FESTIVAL_ASKING), .to = FESTIVAL_CLOSED, .by = CAN_APPROVE_LEAVE, .run = close_round_rule,
         .confirm = N_("Workers cannot answer on their phones any more; the office still writes down what it hears. Continue?")),
    STEP(ask_on, .label = N_("Ask on until another day"), .from = FROM(FESTIVAL_CLOSED), .to = FESTIVAL_ASKING, .by = CAN_APPROVE_LEAVE, INPUTS(reopening, reopening_fields), .run = ask_on_rule),
    STEP(wages_paid, .label = N_("The wages are paid"), .from = RUNNING, .by = CAN_APPROVE_LEAVE, INPUTS(wages, wages_fields), .run = wages_paid_rule, .guard = not_said_yet_guard),
    STEP(finish, .label = N_("Everybody is back, or known not to come"), .from = FROM(FESTIVAL_CLOSED), .to = FESTIVAL_OVER, .by = CAN_APPROVE_LEAVE, .run = finish_rule, .guard = has_passed_guard),
    STEP(time_is_up, .label = N_("Answers are in"), .from = FROM(FESTIVAL_ASKING), .to = FESTIVAL_CLOSED, .run = close_round_rule, .hidden = true),
};
static const text uniques[] = { "branch, year", NULL };

const struct record_type festival_round_type = RECORD_TYPE(festival_round, .label = N_("Going home for the festival"), .plural = "Going home for the festival", .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = FESTIVAL_PROPOSED, .scope = SCOPE_BRANCH, .see = CAN_SEE_WORKERS, .create = CAN_APPROVE_LEAVE, .edit = CAN_APPROVE_LEAVE, .no_import = true, .uniques = uniques, .check = check_hook, .title = title_hook, .order = "-year");

/* ---- the clock ---- */

/* Shops that were there when the season's asking began and have no round yet. */
static bool propose(struct work *w)
{
    enum { MOST_SHOPS = 2000 };
    struct spring_festival f;
    int32_t today = day_of(w->now).number;
    if (!festival_ahead((day){ today }, &f) || today < f.tenth.number - FESTIVAL_LEAD || today >= f.new_year.number) return true;
    int64_t shops[MOST_SHOPS];
    int n = 0;
    struct rows *row = db_query(w, SQL("select b.id from branch b where b.state = 1 and b.kind = 1 and b.created_at < $1 and not exists (select 1 from festival_round r where r.branch = b.id and r.year = $2) order by b.id limit 2000"),
                                BIND(num(day_start((day){ f.tenth.number - FESTIVAL_LEAD + 1 }).ms), num(f.year)));
    while (db_next(row) && n < MOST_SHOPS) shops[n++] = db_number(row, 0);
    for (int i = 0; i < n; i++) {
        struct festival_round r = { .record.branch = { shops[i] }, .year = f.year, .pay = "" };
        if (!ADD(w, festival_round, &r)) return false;
    }
    return !failed(w);
}

static bool remind_on(int32_t left) { return left == 7 || left == 3 || left == 1; }

static bool follow(struct work *w, struct festival_round *r)
{
    int32_t left = r->answer_by.number - day_of(w->now).number;
    if (left < 0) return step_run(w, &festival_round_type, r, "time_is_up", NULL);
    if (!festival_ask_all(w, r)) return false;
    return !remind_on(left) || minute_of_day(w->now) < 9 * 60 || festival_remind(w, r) >= 0;
}

bool festival_tick(struct work *w)
{
    if (!propose(w)) return false;
    struct found f = LOAD_WHERE(w, festival_round, "state = 2 order by id limit 2000", NO_BIND);
    for (int i = 0; i < f.count; i++)
        if (!follow(w, f.at[i])) return false;
    return !failed(w);
}
