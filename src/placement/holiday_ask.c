/* holiday_ask.c — see holiday_ask.h. */
#include "base/calendar.h"
#include "base/words.h"
#include "contracts/contracts.h"
#include "messages/messages.h"
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = {
    { HOLIDAY_ASK_OPEN, "asked", N_("Being asked"), "warn" }, { HOLIDAY_ASK_WORKS, "works", N_("She works"), "ok" }, { HOLIDAY_ASK_RESTS, "rests", N_("She rests"), "info" },
    { HOLIDAY_ASK_LAPSED, "lapsed", N_("Not everybody answered in time"), "mute", .final = true }, { HOLIDAY_ASK_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 },
};
static const struct choice answers[] = { { TASK_OPEN, "open", N_("Not answered yet") }, { TASK_YES, "yes", N_("Yes, work") }, { TASK_NO, "no", N_("No, rest") }, { 0 } };
static const struct field fields[] = {
    FIELD(holiday_ask, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(holiday_ask, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(holiday_ask, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(holiday_ask, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(holiday_ask, first, .label = N_("First day"), .list = true, .sort = true, .set_by = SET_ON_CREATE, .help = N_("Empty: the next statutory holiday")), FIELD(holiday_ask, last, .label = N_("Last day"), .list = true, .set_by = SET_ON_CREATE, .help = N_("Empty: all days of that holiday")),
    FIELD(holiday_ask, pay, .label = N_("She gets for it"), .list = true, .set_by = ENGINE_ONLY, .help = N_("By the contract, beside the wage of the month")), FIELD(holiday_ask, price, .label = N_("The family pays for it"), .list = true, .set_by = ENGINE_ONLY, .help = N_("By the contract, beside what the month costs")),
    FIELD(holiday_ask, more, .label = N_("Offered on top"), .min = 0, .max = 10000000, .set_by = SET_ON_CREATE, .help = N_("More than the contract says, for all of these days: the family pays it, she gets all of it")),
    FIELD(holiday_ask, worker_says, .label = N_("The worker says"), .choices = answers, .list = true, .set_by = STEPS_ONLY), FIELD(holiday_ask, family_says, .label = N_("The family says"), .choices = answers, .list = true, .set_by = STEPS_ONLY),
    FIELD(holiday_ask, how, .personal = true, .label = N_("How it was answered"), .max = 200, .set_by = STEPS_ONLY), FIELD(holiday_ask, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
};

static int32_t days_asked(const struct holiday_ask *x) { return days_count((struct days){ x->first, x->last }); }

text holiday_ask_what(struct work *w, const struct holiday_ask *x)
{
    text name = translate(w->language, holiday_name(holiday_of(x->first)));
    return translate_with(w->arena, w->language, N_("{1}: {2} days at work"), (const text[]){ name, print(w, "%d", days_asked(x)), NULL });
}

text holiday_ask_cost(struct work *w, const struct holiday_ask *x)
{
    money cost = money_add(x->price, x->more);
    if (!cost.fen) return translate(w->language, N_("it costs you nothing on top"));
    return translate_with(w->arena, w->language, N_("it costs you {1} on top"), (const text[]){ money_shown(w->arena, cost), NULL });
}

/* Who does not need her while she would come, or has not said, is not given a rest day of hers for it. */
static bool family_sends_her_off(const struct holiday_ask *x) { return x->family_says == TASK_NO && x->worker_says != TASK_NO; }

static text rest_to_her(struct work *w, const struct holiday_ask *x, bool away_paid)
{
    if (x->state == HOLIDAY_ASK_RESTS && family_sends_her_off(x))
        return translate(w->language, away_paid ? N_("The family does not need you: the day is paid, and it is none of your rest days.") : N_("The family does not need you: it is none of your rest days, and by the shop’s rule the day is not paid."));
    if (x->state == HOLIDAY_ASK_RESTS) return translate(w->language, N_("Resting, it counts as one of your rest days of the month; what goes beyond these is not paid."));
    return translate(w->language, away_paid ? N_("If you would rest, it counts as one of your rest days of the month; what goes beyond these is not paid. If the family does not need you, the day is paid and none of them.")
                                            : N_("If you would rest, it counts as one of your rest days of the month; what goes beyond these is not paid. If the family does not need you, it is none of them, and by the shop’s rule not paid."));
}

static text rest_to_family(struct work *w, const struct holiday_ask *x, bool away_paid)
{
    if (x->state == HOLIDAY_ASK_RESTS && !family_sends_her_off(x)) return translate(w->language, N_("A holiday at rest counts as one of her rest days of the month."));
    if (x->state == HOLIDAY_ASK_RESTS) return translate(w->language, away_paid ? N_("As you do not need her, her wage of the day goes on, and it is none of her rest days.") : N_("As you do not need her, it is none of her rest days; her wage of the day falls away."));
    return translate(w->language, away_paid ? N_("If she would rest, it counts as one of her rest days of the month; if you do not need her, her wage of the day goes on, and it is none of them.")
                                            : N_("If she would rest, it counts as one of her rest days of the month; if you do not need her, it is none of them, and her wage of the day falls away."));
}

text holiday_ask_rest(struct work *w, const struct holiday_ask *x, bool hers)
{
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    bool paid = p && placement_holidays_paid(w, p), away_paid = setting_flag(w, SETTING_AWAY_PAID, x->record.branch.id, x->last);
    if (!paid) return hers ? rest_to_her(w, x, away_paid) : rest_to_family(w, x, away_paid);
    return translate(w->language, hers ? N_("Resting, you are paid all the same, and it is none of your rest days.") : N_("A holiday at rest is none of her rest days."));
}

enum { ASKED_AHEAD = 31 };

/* ---- what is asked, and what it is worth ---- */

/* One wage by the day, so many percent of it; the law's 300 % is of 21.75 days, of part-time work of her week's. */
static money worth(struct work *w, const struct placement *p, const struct placement_stint *s, int64_t days)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    enum contract_holiday by = c ? contract_holiday_worked(c) : p->mode == SERVICE_ASSIGN ? HOLIDAY_LAW : HOLIDAY_PLUS_ONE;
    enum proration basis = p->basis ? p->basis : p->per_term ? BY_CONTRACT_DAYS : BY_26_DAYS;
    if (by == HOLIDAY_LAW && basis != BY_WEEK_DAYS) basis = BY_21_75_DAYS;
    int32_t length = placement_length(&(struct placement){ .basis = basis, .first = p->first, .last = p->last, .term_days = p->term_days, .rest_weekdays = p->rest_weekdays }, s->first);
    return prorated(s->wage, days * (by == HOLIDAY_LAW ? 3 : by == HOLIDAY_PLUS_TWO ? 2 : 1), basis, length);
}

/* Where she is ours the premium is in the service fee, unless the contract bills it on; elsewhere it is the family that pays it. */
static money price_of(struct work *w, const struct placement *p, money pay)
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    bool ours = c ? contract_is_ours(c) : p->mode == SERVICE_ASSIGN;
    return ours && !(c && c->holiday_billed) ? (money){ 0 } : pay;
}

static bool days_right(struct work *w, const struct holiday_ask *x, const struct placement *p, const struct placement_stint *s)
{
    if (x->last.number < x->first.number) return wrong(w, "last", N_("The last day lies before the first"));
    if (days_asked(x) > HOLIDAY_STRETCH_MOST) return wrong(w, "last", N_("Ask about one stretch of holidays, {1} days at most"), print(w, "%d", HOLIDAY_STRETCH_MOST));
    if (x->first.number < day_of(w->now).number) return wrong(w, "first", N_("This day lies in the past"));
    if (x->last.number > day_of(w->now).number + ASKED_AHEAD) return wrong(w, "last", N_("This day lies more than a month ahead"));
    for (day d = x->first; d.number <= x->last.number; d.number++) {
        const struct placement_stint *then = placement_stint_on(p, d);
        if (!is_statutory_holiday(d)) return wrong(w, "first", N_("{1} is no statutory holiday"), day_text(w->arena, d));
        if (!then || !s || then->worker.id != s->worker.id) return wrong(w, "last", N_("Nobody served there on {1}"), day_text(w->arena, d));
    }
    if (db_one(w, SQL("select 1 from holiday_ask where placement = $1 and worker = $2 and first <= $4 and last >= $3 and state <> 5 limit 1"), BIND(num(p->record.id), num(s->worker.id), num(x->first.number), num(x->last.number)), 0))
        return refuse_as(w, CONFLICT, "first", N_("Both were asked about these days already: change that answer"));
    return !failed(w);
}

static bool asked_before(struct work *w, const struct placement *p, const struct placement_stint *s, day d)
{
    return db_one(w, SQL("select 1 from holiday_ask where placement = $1 and worker = $2 and $3 between first and last limit 1"), BIND(num(p->record.id), num(s->worker.id), num(d.number)), 0) == 1;
}

/* The days nobody typed: the calendar has them. */
static bool days_known(struct work *w, struct holiday_ask *x, const struct placement *p)
{
    int32_t end = day_of(w->now).number + ASKED_AHEAD;
    const struct placement_stint *s = NULL;
    for (day d = { day_of(w->now).number + 1 }; !x->first.number && d.number <= end; d.number++)
        if (is_statutory_holiday(d) && (s = placement_stint_on(p, d)) && !asked_before(w, p, s, d)) x->first = d;
    if (!x->first.number) return wrong(w, "first", N_("No statutory holiday of hers lies ahead within a month that was not asked about"));
    if (x->last.number) return !failed(w);
    s = placement_stint_on(p, x->first);
    x->last = x->first;
    for (day d = { x->first.number + 1 }; d.number < x->first.number + HOLIDAY_STRETCH_MOST && d.number <= end && is_statutory_holiday(d); d.number++) {
        const struct placement_stint *then = placement_stint_on(p, d);
        if (!s || !then || then->worker.id != s->worker.id) break;
        x->last = d;
    }
    return !failed(w);
}

static bool check(struct work *w, struct holiday_ask *x, const struct holiday_ask *before)
{
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    if (before || !p) return !failed(w);
    if (!(FROM(p->state) & PLACEMENT_RUNS)) return wrong(w, "placement", N_("Nothing can be asked of a placement that does not run"));
    if (!days_known(w, x, p)) return false;
    const struct placement_stint *s = placement_stint_on(p, x->first);
    if (!days_right(w, x, p, s)) return false;
    x->record.branch = p->record.branch;
    x->worker = s->worker;
    x->customer = p->customer;
    x->pay = worth(w, p, s, days_asked(x));
    x->price = price_of(w, p, x->pay);
    x->worker_says = x->family_says = TASK_OPEN;
    return true;
}
CHECKER(holiday_ask, check)

static text title(struct work *w, const struct holiday_ask *x) { return print(w, "%s · %s", record_title(w, &placement_type, x->placement.id), holiday_ask_what(w, x)); }
TITLE(holiday_ask, title)

/* ---- what is answered ---- */

/* What was offered on top stands as an extra task both have agreed to: it is on the bill and in the wage once it was done. */
static bool add_more(struct work *w, const struct holiday_ask *x)
{
    struct extra_task t = { .placement = x->placement, .what = holiday_ask_what(w, x), .date = x->last, .price = x->more, .pay = x->more, .family_how = "", .why_not = "" };
    struct extra_task *made = x->more.fen && ADD(w, extra_task, &t) ? LOAD(w, extra_task, t.record.id) : NULL;
    struct { text how; } how = { *x->how ? x->how : holiday_ask_what(w, x) };
    return !x->more.fen || (made && step_run(w, &extra_task_type, made, "worker_yes", NULL) && step_run(w, &extra_task_type, made, "family_yes", &how));
}

static bool drop_more(struct work *w, const struct holiday_ask *x)
{
    struct found f = LOAD_WHERE(w, extra_task, "placement = $1 and worker = $2 and date = $3 and price = $4 and state = 2", BIND(num(x->placement.id), num(x->worker.id), num(x->last.number), num(x->more.fen)));
    if (f.count) w->reason = translate(w->language, N_("She rests"));
    return !f.count ? !failed(w) : step_run(w, &extra_task_type, f.at[0], "withdraw", NULL);
}

static bool enter_days(struct work *w, const struct holiday_ask *x, enum placement_day_kind kind)
{
    const struct placement *p = LOAD(w, placement, x->placement.id);
    for (day d = x->first; p && d.number <= x->last.number; d.number++) {
        const struct placement_stint *s = placement_stint_on(p, d);
        struct placement_day is = { .date = d, .kind = kind, .source = DAY_BY_OFFICE, .note = "" };
        if (s && s->worker.id == x->worker.id && !placement_day_set(w, p, &is)) return false;
    }
    return p != NULL;
}

static bool decided(struct work *w, struct holiday_ask *x, enum holiday_ask_state to)
{
    bool worked = x->state == HOLIDAY_ASK_WORKS;
    x->state = to;
    x->ended_at = w->now;
    if (!tell_no_more(w, &holiday_ask_type, x->record.id, NULL)) return false;
    if (to == HOLIDAY_ASK_WORKS) return enter_days(w, x, PLACED_HOLIDAY) && add_more(w, x);
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    bool sent_off = p && family_sends_her_off(x) && !placement_holidays_paid(w, p);
    return enter_days(w, x, sent_off ? PLACED_FAMILY_AWAY : PLACED_REST) && (!worked || !x->more.fen || drop_more(w, x));
}

static bool settle(struct work *w, struct holiday_ask *x)
{
    if (x->worker_says == TASK_NO || x->family_says == TASK_NO) return decided(w, x, HOLIDAY_ASK_RESTS);
    return x->worker_says != TASK_YES || x->family_says != TASK_YES || decided(w, x, HOLIDAY_ASK_WORKS);
}

struct holiday_how { text how; };
static const struct field how_fields[] = { FIELD(holiday_how, how, .label = N_("How it was answered"), .required = true, .max = 200, .help = N_("On the telephone, on the phone’s page, in writing; by whom")) };
static bool worker_yes(struct work *w, struct holiday_ask *x) { x->worker_says = TASK_YES; return settle(w, x); }
RULE_PLAIN(holiday_ask, worker_yes)
static bool worker_no(struct work *w, struct holiday_ask *x) { x->worker_says = TASK_NO; return settle(w, x); }
RULE_PLAIN(holiday_ask, worker_no)
static bool family_yes(struct work *w, struct holiday_ask *x, const struct holiday_how *in) { x->family_says = TASK_YES; x->how = in->how; return settle(w, x); }
RULE(holiday_ask, holiday_how, family_yes)
static bool family_no(struct work *w, struct holiday_ask *x, const struct holiday_how *in) { x->family_says = TASK_NO; x->how = in->how; return settle(w, x); }
RULE(holiday_ask, holiday_how, family_no)

static bool works(struct work *w, struct holiday_ask *x, const struct holiday_how *in)
{
    x->worker_says = x->family_says = TASK_YES;
    x->how = in->how;
    return decided(w, x, HOLIDAY_ASK_WORKS);
}
RULE(holiday_ask, holiday_how, works)
static bool rests(struct work *w, struct holiday_ask *x, const struct holiday_how *in) { x->how = in->how; return decided(w, x, HOLIDAY_ASK_RESTS); }
RULE(holiday_ask, holiday_how, rests)
static bool ended(struct work *w, struct holiday_ask *x) { x->ended_at = w->now; return tell_no_more(w, &holiday_ask_type, x->record.id, NULL); }
RULE_PLAIN(holiday_ask, ended)

/* Three days before the first of them, and a day after it was asked at the earliest. */
static instant answer_due(struct work *w, const struct holiday_ask *x)
{
    enum { BEFORE = 3, MORNING = 9 * 60 };
    int32_t by = x->first.number - BEFORE, next = day_of(x->record.created_at.ms ? x->record.created_at : w->now).number + 1;
    return day_at((day){ by > next ? by : next }, MORNING);
}
DUE(holiday_ask, answer_due)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Holiday at a home: does she work or rest?"), .states = FROM(HOLIDAY_ASK_OPEN), .due = answer_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = DAYS(1), .then = CAN_OVERSEE_PLACEMENTS, .step = "works" },
};
static const struct step steps[] = {
    STEP(worker_yes, .label = N_("The worker says yes"), .from = FROM(HOLIDAY_ASK_OPEN), .by = CAN_EDIT_PLACEMENTS, .own = true, .run = worker_yes_rule), STEP(worker_no, .label = N_("The worker would rest"), .from = FROM(HOLIDAY_ASK_OPEN), .by = CAN_EDIT_PLACEMENTS, .own = true, .run = worker_no_rule),
    STEP(family_yes, .label = N_("The family says yes"), .from = FROM(HOLIDAY_ASK_OPEN), .by = CAN_EDIT_PLACEMENTS, INPUTS(holiday_how, how_fields), .run = family_yes_rule), STEP(family_no, .label = N_("The family does not need her"), .from = FROM(HOLIDAY_ASK_OPEN), .by = CAN_EDIT_PLACEMENTS, INPUTS(holiday_how, how_fields), .run = family_no_rule),
    STEP(works, .label = N_("Both agree: she works"), .tone = "primary", .from = FROM(HOLIDAY_ASK_OPEN) | FROM(HOLIDAY_ASK_RESTS), .by = CAN_EDIT_PLACEMENTS, INPUTS(holiday_how, how_fields), .run = works_rule),
    STEP(rests, .label = N_("She rests"), .from = FROM(HOLIDAY_ASK_OPEN) | FROM(HOLIDAY_ASK_WORKS), .by = CAN_EDIT_PLACEMENTS, INPUTS(holiday_how, how_fields), .run = rests_rule),
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(HOLIDAY_ASK_OPEN), .to = HOLIDAY_ASK_WITHDRAWN, .by = CAN_EDIT_PLACEMENTS, .run = ended_rule),
    STEP(lapse, .label = N_("Not everybody answered in time"), .from = FROM(HOLIDAY_ASK_OPEN), .to = HOLIDAY_ASK_LAPSED, .run = ended_rule, .hidden = true),
};
static const struct retention kept[] = {
    { .name = "how", .label = N_("Holidays at a home: how it was answered, from the day"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .days = 1095, .due = "last < $2 and how <> ''", .members = "how" },
};
static const text indexes[] = { "placement, first", NULL };
const struct record_type holiday_ask_type = RECORD_TYPE(holiday_ask, .label = N_("Holiday at a home"), .plural = N_("Holidays at a home"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = HOLIDAY_ASK_OPEN, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_PLACEMENTS, .create = CAN_EDIT_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .check = check_hook, .title = title_hook, .indexes = indexes, .append_only = true, .order = "-first");

struct found holiday_asks_of(struct work *w, int64_t placement, int64_t worker)
{
    return LOOK_WHERE(w, holiday_ask, "placement = $1 and ($2 = 0 or worker = $2) and state in (1, 2) and last >= $3 order by first, id", BIND(num(placement), num(worker), num(day_of(w->now).number)));
}

struct holiday_ask *holiday_ask_peek(struct work *w, int64_t id)
{
    struct found f = LOAD_WHERE(w, holiday_ask, "id = $1", BIND(num(id)));
    return f.count ? f.at[0] : NULL;
}

/* ---- by itself ---- */

/* The stretch from `from` on that is a question, of one worker. False: this day is none. */
static bool stretch(struct work *w, const struct placement *p, day from, struct days *ret)
{
    const struct placement_stint *s = placement_stint_on(p, from);
    *ret = (struct days){ from, { from.number - 1 } };
    for (day d = from; s && d.number < from.number + HOLIDAY_STRETCH_MOST; d.number++) {
        const struct placement_stint *then = placement_stint_on(p, d);
        if (!then || then->worker.id != s->worker.id || d.number > p->last.number || !placement_holiday_open(w, p, d) || asked_before(w, p, s, d)) break;
        ret->last = d;
    }
    return ret->last.number >= from.number;
}

static bool ask_at(struct work *w, const struct placement *p)
{
    int32_t today = day_of(w->now).number;
    for (day d = { today + 1 }; d.number <= today + HOLIDAY_ASK_DAYS; d.number++) {
        struct days them;
        if (!is_statutory_holiday(d) || !stretch(w, p, d, &them)) continue;
        struct holiday_ask x = { .placement = { p->record.id }, .first = them.first, .last = them.last, .how = "" };
        if (!ADD(w, holiday_ask, &x)) return false;
        d = them.last;
    }
    return !failed(w);
}

static bool holiday_comes(struct work *w)
{
    for (int32_t i = 1; i <= HOLIDAY_ASK_DAYS; i++)
        if (is_statutory_holiday((day){ day_of(w->now).number + i })) return true;
    return false;
}

bool holiday_asks_tick(struct work *w)
{
    struct found over = LOAD_WHERE(w, holiday_ask, "state = 1 and last < $1 order by id limit 500", BIND(num(day_of(w->now).number)));
    for (int i = 0; i < over.count; i++)
        if (!step_run(w, &holiday_ask_type, over.at[i], "lapse", NULL)) return false;
    if (!holiday_comes(w) || minute_of_day(w->now) < 9 * 60) return !failed(w);
    struct found running = LOAD_WHERE(w, placement, "state between 4 and 7 and began_on is not null order by id limit 5000", NO_BIND);
    for (int i = 0; i < running.count; i++)
        if (!ask_at(w, running.at[i])) return false;
    return !failed(w);
}
_Static_assert(PLACEMENT_IN_SERVICE == 4 && PLACEMENT_GAP == 7 && HOLIDAY_ASK_OPEN == 1 && HOLIDAY_ASK_WORKS == 2 && HOLIDAY_ASK_WITHDRAWN == 5 && TASK_AGREED == 2, "the queries above say these by number");

bool holiday_asks_end(struct work *w, const struct record_type *type, int64_t placement)
{
    (void)type;
    struct found open = LOAD_WHERE(w, holiday_ask, "placement = $1 and state = 1", BIND(num(placement)));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &holiday_ask_type, open.at[i], "withdraw", NULL)) return false;
    return !failed(w);
}
