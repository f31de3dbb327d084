/* routine.c — see routine.h. */
#include "insight/today.h"
#include "base/json.h"
#include "base/words.h"
#include "record/store.h"

static const struct choice states[] = {
    { ROUTINE_OPEN, "open", N_("To be done"), "warn" }, { ROUTINE_DONE, "done", N_("Finished"), "ok", .final = true }, { ROUTINE_SKIPPED, "skipped", N_("Left out"), "mute", .final = true },
    { ROUTINE_LAPSED, "lapsed", N_("Not done in time"), "danger", .final = true }, { 0 },
};
const struct choice routine_kinds[] = {
    { ROUTINE_BRIEF, "brief", N_("Look at the night and at today's gaps") }, { ROUTINE_MEETING, "meeting", N_("Morning meeting") }, { ROUTINE_RELEASE, "release", N_("Release tomorrow's plan") },
    { ROUTINE_CHASE, "chase", N_("Chase who has not confirmed tomorrow morning") }, { ROUTINE_QUALITY_WEEK, "quality_week", N_("Quality meeting: rework and complaints of the week") },
    { ROUTINE_INSURED, "insured", N_("Compare the insured with the active workers") }, { ROUTINE_STOCK, "stock", N_("Count supplies") }, { ROUTINE_PARTNERS, "partners", N_("Settle with partners, plan next week's training") },
    { ROUTINE_WEEKEND, "weekend", N_("Check the weekend's capacity") }, { ROUTINE_CLOSE_MONTH, "close_month", N_("Close last month's visits, attendance and settlements") },
    { ROUTINE_PUBLISH_MONTH, "publish_month", N_("Publish last month's settlements and appraisals") }, { ROUTINE_RESULT, "result", N_("The shop's result of last month") },
    { ROUTINE_APPRAISAL, "appraisal", N_("Final appraisals") }, { ROUTINE_WAGES, "wages", N_("Wages paid, income tax declared") }, { ROUTINE_LICENCES, "licences", N_("Check licences and the price book, talk with each worker") },
    { ROUTINE_PREPAID, "prepaid", N_("Prepaid report of the quarter") }, { ROUTINE_DRILL, "drill", N_("Emergency drill of the half-year") },
    { ROUTINE_BACKGROUND, "background", N_("Yearly background checks and medical exams of everybody") }, { ROUTINE_FESTIVAL, "festival", N_("Spring Festival: who goes home, prices, wages before the festival") }, { 0 },
};
static const struct field fields[] = {
    FIELD(routine, state, .label = N_("State"), .choices = states, .filter = true, .list = true), FIELD(routine, kind, .label = N_("What"), .choices = routine_kinds, .required = true, .list = true, .filter = true),
    FIELD(routine, day, .label = N_("Day"), .required = true, .list = true, .sort = true, .filter = true), FIELD(routine, due, .label = N_("Do it by"), .list = true),
    FIELD(routine, seen, .label = N_("As it was"), .set_by = ENGINE_ONLY), FIELD(routine, done_by, .label = N_("Done by"), .to = &account_type, .list = true, .set_by = STEPS_ONLY),
    FIELD(routine, done_at, .label = N_("Done at"), .list = true, .set_by = STEPS_ONLY), FIELD(routine, note, .label = N_("Note"), .max = 500, .set_by = STEPS_ONLY),
};

/* ---- when ---- */

static bool weekday_is(day on, int n) { return weekday(on) == n; }
static bool nth_of_month(day on, int n) { return date_of(on).day == n; }
static bool first_of(day on, int months) { struct date d = date_of(on); return d.day == 1 && (d.month - 1) % months == 0; }

bool routine_on(enum routine_kind kind, day on)
{
    switch (kind) {
    case ROUTINE_BRIEF: case ROUTINE_MEETING: case ROUTINE_RELEASE: case ROUTINE_CHASE: return true;
    case ROUTINE_QUALITY_WEEK: case ROUTINE_INSURED: case ROUTINE_STOCK: return weekday_is(on, 1);
    case ROUTINE_PARTNERS: case ROUTINE_WEEKEND: return weekday_is(on, 5);
    case ROUTINE_CLOSE_MONTH: return nth_of_month(on, 1);
    case ROUTINE_PUBLISH_MONTH: return nth_of_month(on, 5);
    case ROUTINE_RESULT: return nth_of_month(on, 8);
    case ROUTINE_APPRAISAL: return nth_of_month(on, 10);
    case ROUTINE_WAGES: return nth_of_month(on, 12);            /* due on the 15th */
    case ROUTINE_LICENCES: case ROUTINE_PREPAID: return first_of(on, 3);
    case ROUTINE_DRILL: return first_of(on, 6);
    case ROUTINE_BACKGROUND: return first_of(on, 12);
    case ROUTINE_FESTIVAL: return lunar_of(on).month == 12 && lunar_of(on).day == 1 && !lunar_of(on).leap;
    }
    return false;
}

/* From which minute it stands there, by when it is to be done (the hour, or days later), and from when it cannot be done any more: it lapses then
 * and counts as not done. A line with no such moment (`gone_after` 0) is owed however late it is. */
struct hours { enum routine_kind kind; int from, due, days, gone_after, gone; };
static const struct hours plan_of_day[] = {
    { ROUTINE_BRIEF, 7 * 60 + 30, 8 * 60 + 30, 0, 1, 0 },                       /* yesterday's gaps were filled or they were not */
    { ROUTINE_MEETING, 8 * 60 + 30, 9 * 60, 0, 1, 0 },                          /* nobody holds a morning meeting of the day before */
    { ROUTINE_RELEASE, 17 * 60, 18 * 60, 0, 1, 7 * 60 + 30 },                   /* before the day begins it still helps; then its gaps are the brief's of that day */
    { ROUTINE_CHASE, 20 * 60, 21 * 60, 0, 1, 13 * 60 },                         /* those of tomorrow morning can be called until that morning is over */
    { ROUTINE_WEEKEND, 9 * 60, 17 * 60, 0, 3, 0 },                              /* asked on a Friday, of the two days after it */
    { ROUTINE_INSURED, 9 * 60, 18 * 60, 0, 7, 9 * 60 }, { ROUTINE_STOCK, 9 * 60, 18 * 60, 0, 7, 9 * 60 },   /* what is compared and counted is how it stands: next week's says all of it */
    /* Money, law and what people are owed wait for as long as it takes: a meeting on the week's complaints, partners, settlements, wages, papers, drills, checks. */
    { ROUTINE_QUALITY_WEEK, 9 * 60, 18 * 60, 0, 0, 0 }, { ROUTINE_PARTNERS, 9 * 60, 18 * 60, 0, 0, 0 }, { ROUTINE_CLOSE_MONTH, 9 * 60, 18 * 60, 4, 0, 0 },
    { ROUTINE_PUBLISH_MONTH, 9 * 60, 18 * 60, 0, 0, 0 }, { ROUTINE_RESULT, 9 * 60, 18 * 60, 0, 0, 0 }, { ROUTINE_APPRAISAL, 9 * 60, 18 * 60, 0, 0, 0 },
    { ROUTINE_WAGES, 9 * 60, 18 * 60, 3, 0, 0 }, { ROUTINE_LICENCES, 9 * 60, 18 * 60, 14, 0, 0 }, { ROUTINE_PREPAID, 9 * 60, 18 * 60, 27, 0, 0 }, { ROUTINE_DRILL, 9 * 60, 18 * 60, 60, 0, 0 },
    { ROUTINE_BACKGROUND, 9 * 60, 18 * 60, 30, 0, 0 }, { ROUTINE_FESTIVAL, 9 * 60, 18 * 60, 10, 0, 0 },
};

instant routine_gone(enum routine_kind kind, day on)
{
    for (int i = 0; i < COUNT_OF(plan_of_day); i++)
        if (plan_of_day[i].kind == kind && plan_of_day[i].gone_after) return day_at((day){ on.number + plan_of_day[i].gone_after }, plan_of_day[i].gone);
    return (instant){ 0 };
}

/* ---- what the facts say ---- */

struct facts { int64_t open, unconfirmed, away, tomorrow, tomorrow_open, morning_unconfirmed; };

/* Without anybody: all of the day, as the board counts them; one whose hour has come and went is still to be dealt with. */
static struct facts facts_of(struct work *w, int64_t branch, day today)
{
    int64_t morning = day_start(today).ms, tomorrow = day_start((day){ today.number + 1 }).ms, after = day_start((day){ today.number + 2 }).ms, noon = day_at((day){ today.number + 1 }, 13 * 60).ms;
    struct rows *row = db_query(w, SQL("select sum(case when state = 1 and start < $3 then 1 else 0 end), sum(case when state in (2, 3) and start >= $2 and start < $3 then 1 else 0 end), "
                                       "sum(case when state not in (11, 14) and start >= $3 then 1 else 0 end), sum(case when state = 1 and start >= $3 then 1 else 0 end), "
                                       "sum(case when state in (1, 2, 3) and start >= $3 and start < $5 then 1 else 0 end), "
                                       "(select count(*) from worker_leave l where l.branch = $1 and l.state = 2 and l.start < $3 and l.until > $2) "
                                       "from visit where branch = $1 and start >= $6 and start < $4"),
                                BIND(num(branch), num(w->now.ms), num(tomorrow), num(after), num(noon), num(morning)));
    struct facts f = { 0 };
    while (db_next(row)) f = (struct facts){ db_number(row, 0), db_number(row, 1), db_number(row, 5), db_number(row, 2), db_number(row, 3), db_number(row, 4) };
    return f;
}

static text facts_json(struct work *w, const struct facts *f)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "open", f->open);
    write_number(&j, "unconfirmed", f->unconfirmed);
    write_number(&j, "away", f->away);
    write_number(&j, "tomorrow", f->tomorrow);
    write_number(&j, "tomorrow_open", f->tomorrow_open);
    write_number(&j, "morning_unconfirmed", f->morning_unconfirmed);
    write_end(&j, '}');
    return buf_text(&j.out);
}

static bool settled_by_facts(enum routine_kind kind, const struct facts *f)
{
    return (kind == ROUTINE_RELEASE && !f->tomorrow_open) || (kind == ROUTINE_CHASE && !f->morning_unconfirmed);
}

/* ---- the clock ---- */

static int shops(struct work *w, int64_t into[], int most)
{
    int n = 0;
    struct rows *row = db_query(w, SQL("select id from branch where state = 1 and kind = 1 order by id"), NO_BIND);
    while (db_next(row)) if (n < most) into[n++] = db_number(row, 0);
    return n;
}

static bool make(struct work *w, int64_t branch, const struct hours *h, day today, const struct facts *f)
{
    struct routine r = { .record.branch = { branch }, .kind = h->kind, .day = today, .due = day_at((day){ today.number + h->days }, h->due), .seen = { facts_json(w, f) }, .note = "" };
    if (!ADD(w, routine, &r)) return false;
    if (!settled_by_facts(h->kind, f)) return true;
    struct routine *made = LOAD(w, routine, r.record.id);
    return made && step_run(w, &routine_type, made, "settle", NULL);
}

static uint64_t made_already(struct work *w, int64_t branch, day today)
{
    uint64_t kinds = 0;
    struct rows *row = db_query(w, SQL("select kind from routine where branch = $1 and day = $2"), BIND(num(branch), num(today.number)));
    while (db_next(row)) kinds |= SET_BIT(db_number(row, 0));
    return kinds;
}

/* Release and chase settle themselves as soon as the work is done on the board, in the evening or before the next day's hour has come. */
static bool settle_done(struct work *w, int64_t branch, day on)
{
    struct found open = LOAD_WHERE(w, routine, "branch = $1 and day = $2 and state = 1 and kind in (3, 4)", BIND(num(branch), num(on.number)));
    struct facts f = open.count ? facts_of(w, branch, on) : (struct facts){ 0 };
    for (int i = 0; i < open.count; i++) {
        struct routine *r = FOUND(struct routine, open, i);
        if (settled_by_facts(r->kind, &f) && !step_run(w, &routine_type, r, "settle", NULL)) return false;
    }
    return !failed(w);
}

/* So many a minute: a house that was never ticked off is through its past within the hour. */
enum { LAPSES_AT_ONCE = 500 };
static bool lapse_gone(struct work *w)
{
    struct found open = LOAD_WHERE(w, routine, "state = 1 and kind in (1, 2, 3, 4, 6, 7, 9) and day < $1 order by day, id limit $2", BIND(num(day_of(w->now).number), num(LAPSES_AT_ONCE)));
    for (int i = 0; i < open.count; i++) {
        struct routine *r = FOUND(struct routine, open, i);
        if (routine_gone(r->kind, r->day).ms <= w->now.ms && !step_run(w, &routine_type, r, "lapse", NULL)) return false;
    }
    return !failed(w);
}

static bool tick_shop(struct work *w, int64_t branch)
{
    day today = day_of(w->now);
    int minute = minute_of_day(w->now);
    uint64_t made = made_already(w, branch, today);
    struct facts f = { 0 };
    bool looked = false;
    for (int i = 0; i < COUNT_OF(plan_of_day); i++) {
        const struct hours *h = &plan_of_day[i];
        if (made & SET_BIT(h->kind) || minute < h->from || !routine_on(h->kind, today)) continue;
        if (!looked) f = facts_of(w, branch, today);
        looked = true;
        if (!make(w, branch, h, today, &f)) return false;
    }
    return settle_done(w, branch, minute < 17 * 60 ? (day){ today.number - 1 } : today);
}

bool routines_tick(struct work *w)
{
    enum { MOST_SHOPS = 2000 };
    int64_t *ids = take_many(w, int64_t, MOST_SHOPS);
    int n = shops(w, ids, MOST_SHOPS);
    for (int i = 0; i < n; i++)
        if (!tick_shop(w, ids[i])) return false;
    return !failed(w) && lapse_gone(w);
}

text routine_page(struct work *w, const struct routine *r)
{
    text here = today_branch(w, &(struct day_span){ .branch = r->record.branch.id });
    switch (r->kind) {
    case ROUTINE_BRIEF: return "/today";
    case ROUTINE_MEETING: return print(w, "/brief?day=%d", r->day.number);
    case ROUTINE_RELEASE: return print(w, "/board?day=%s%s", day_text(w->arena, (day){ r->day.number + 1 }), here);
    case ROUTINE_CHASE: return print(w, "/visit?state=unassigned,offered,accepted&start_from=%lld&start_to=%lld%s", (long long)day_start((day){ r->day.number + 1 }).ms, (long long)day_at((day){ r->day.number + 1 }, 13 * 60).ms, here);
    case ROUTINE_WEEKEND: return print(w, "/board?day=%s%s", day_text(w->arena, (day){ r->day.number + 1 }), here);
    case ROUTINE_QUALITY_WEEK: return print(w, "/complaint?received_at_from=%lld%s", (long long)day_start((day){ r->day.number - 7 }).ms, here);
    case ROUTINE_CLOSE_MONTH: return "/visit?state=finished";
    case ROUTINE_PUBLISH_MONTH: case ROUTINE_WAGES: return "/settlement";
    case ROUTINE_FESTIVAL: return "/festival";
    case ROUTINE_BACKGROUND: case ROUTINE_INSURED: return "/credential";
    default: return print(w, "/routine/%lld", (long long)r->record.id);
    }
}

/* ---- steps ---- */

struct doing { text note; };
static const struct field doing_fields[] = { FIELD(doing, note, .label = N_("Note"), .max = 500) };
static bool finish(struct work *w, struct routine *r, const struct doing *in)
{
    r->done_by.id = w->actor->user;
    r->done_at = w->now;
    if (in && in->note) r->note = in->note;
    return true;
}
RULE(routine, doing, finish)

static bool leave_out(struct work *w, struct routine *r)
{
    r->done_by.id = w->actor->user;
    r->done_at = w->now;
    r->note = step_reason(w);
    return true;
}
RULE_PLAIN(routine, leave_out)
static bool settle(struct work *w, struct routine *r) { r->done_at = w->now; return true; }
RULE_PLAIN(routine, settle)

static text title(struct work *w, const struct routine *r) { return translate(w->language, choice_label(routine_kinds, r->kind)); }
TITLE(routine, title)
bool routine_of_dispatch(enum routine_kind k) { return k == ROUTINE_BRIEF || k == ROUTINE_RELEASE || k == ROUTINE_CHASE || k == ROUTINE_WEEKEND; }
static const struct sentence *hers(struct work *w, const struct routine *r)
{
    return routine_of_dispatch(r->kind) || can(w, CAN_LEAD_ROUTINES) ? NULL : because(w, N_("This line of the calendar is the manager's"));
}
GUARD(routine, hers)
static instant due(struct work *w, const struct routine *r) { (void)w; return routine_of_dispatch(r->kind) ? r->due : (instant){ 0 }; }
DUE(routine, due)
static instant lead_due(struct work *w, const struct routine *r) { (void)w; return routine_of_dispatch(r->kind) ? (instant){ 0 } : r->due; }
DUE(routine, lead_due)

static const struct deadline deadlines[] = {
    { .name = "due", .label = N_("The manager's calendar"), .states = FROM(ROUTINE_OPEN), .due = due_hook, .who = CAN_DO_ROUTINES, .escalate_after = HOURS(1), .then = CAN_OVERSEE_ROUTINES, .step = "finish" },
    { .name = "lead", .label = N_("The manager's calendar"), .states = FROM(ROUTINE_OPEN), .due = lead_due_hook, .who = CAN_LEAD_ROUTINES, .escalate_after = HOURS(1), .then = CAN_OVERSEE_ROUTINES, .step = "finish" },
};
static const struct step steps[] = {
    STEP(finish, .label = N_("Done"), .tone = "primary", .from = FROM(ROUTINE_OPEN), .to = ROUTINE_DONE, .by = CAN_DO_ROUTINES, INPUTS(doing, doing_fields), .run = finish_rule, .guard = hers_guard),
    STEP(leave_out, .label = N_("Leave out this time"), .from = FROM(ROUTINE_OPEN), .to = ROUTINE_SKIPPED, .by = CAN_DO_ROUTINES, .run = leave_out_rule, .guard = hers_guard, .reason = true),
    STEP(settle, .label = N_("Settled by itself"), .from = FROM(ROUTINE_OPEN), .to = ROUTINE_DONE, .run = settle_rule, .hidden = true),
    STEP(lapse, .label = N_("Could not be done any more"), .from = FROM(ROUTINE_OPEN), .to = ROUTINE_LAPSED, .hidden = true),
};
static const text uniques[] = { "branch, day, kind", NULL };
static const text indexes[] = { "state, day", NULL };

const struct record_type routine_type = RECORD_TYPE(routine, .label = N_("Manager's calendar"), .plural = "Manager's calendar", .module = "insight", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = ROUTINE_OPEN,
    .scope = SCOPE_BRANCH, .see = CAN_SEE_ROUTINES, .append_only = true, .uniques = uniques, .indexes = indexes, .title = title_hook, .order = "-day");
