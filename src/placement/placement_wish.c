/* placement_wish.c — see placement_wish.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

enum { MOST_OPEN_WISHES = 5 };
static const struct choice states[] = {
    { WISH_OPEN, "open", N_("To be answered"), "warn" }, { WISH_AGREED, "agreed", N_("Agreed"), "ok", .final = true }, { WISH_DECLINED, "declined", N_("Not possible"), "mute", .final = true },
    { WISH_TAKEN_BACK, "taken_back", N_("Taken back"), "mute", .final = true }, { 0 },
};
const struct choice wish_kinds[] = { { WISH_EXTRA_TASK, "extra_task", N_("Extra task") }, { WISH_REST_DAY, "rest_day", N_("Another rest day") }, { WISH_RENEWAL, "renewal", N_("Go on after the term") }, { 0 } };
static const struct choice answers[] = { { TASK_OPEN, "open", N_("Not asked yet") }, { TASK_YES, "yes", N_("Yes") }, { TASK_NO, "no", N_("No") }, { 0 } };
static const struct field fields[] = {
    FIELD(placement_wish, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(placement_wish, kind, .label = N_("What is asked for"), .choices = wish_kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(placement_wish, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(placement_wish, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(placement_wish, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(placement_wish, what, .personal = true, .label = N_("In the family's words"), .max = 300, .format = FORMAT_MULTILINE, .set_by = SET_ON_CREATE),
    FIELD(placement_wish, date, .label = N_("Day"), .list = true, .set_by = SET_ON_CREATE, .help = N_("Of the task; of a rest day: the one she works")), FIELD(placement_wish, instead, .label = N_("Rests instead on, goes on until"), .set_by = SET_ON_CREATE),
    FIELD(placement_wish, worker_says, .label = N_("The worker says"), .choices = answers, .list = true, .set_by = STEPS_ONLY), FIELD(placement_wish, task, .label = N_("Extra task"), .to = &extra_task_type, .set_by = STEPS_ONLY),
    FIELD(placement_wish, answer, .personal = true, .label = N_("Answer"), .max = 300, .set_by = STEPS_ONLY), FIELD(placement_wish, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
};

/* ---- what is refused ---- */

static bool task_right(struct work *w, const struct placement_wish *x)
{
    text never = extra_forbidden(x->what);
    if (!*x->what) return wrong(w, "what", N_("Say in a few words what it is"));
    if (*never) return wrong(w, "what", N_("“{1}” is never done by a worker at home, for no price: who is licensed for it does that; call us and we say who"), never);
    return x->date.given && x->date.number >= day_of(w->now).number ? true : wrong(w, "date", N_("Which day? From today on"));
}

static bool rest_right(struct work *w, const struct placement *p, const struct placement_wish *x)
{
    day works = { x->date.number }, rests = { x->instead.number }, today = day_of(w->now);
    if (!x->date.given || !x->instead.given) return wrong(w, "date", N_("Name both days: the rest day she would work, and the day she rests instead"));
    if (works.number < today.number || rests.number < today.number) return wrong(w, "date", N_("This day lies in the past"));
    if (works.number > today.number + 31 || rests.number > today.number + 31) return wrong(w, "instead", N_("This day lies more than a month ahead"));
    if (!placement_rests_on(w, p, works)) return wrong(w, "date", N_("{1} is no rest day of hers"), day_text(w->arena, works));
    if (placement_rests_on(w, p, rests)) return wrong(w, "instead", N_("She rests on {1} already"), day_text(w->arena, rests));
    return placement_stint_on(p, rests) && placement_stint_on(p, works) ? true : wrong(w, "instead", N_("Nobody served there on {1}"), day_text(w->arena, rests));
}

static bool renewal_right(struct work *w, const struct placement *p, const struct placement_wish *x)
{
    if (!x->instead.given || x->instead.number <= p->last.number) return wrong(w, "instead", N_("It runs until {1} already"), day_text(w->arena, p->last));
    return x->instead.number <= p->last.number + 366 || wrong(w, "instead", N_("A renewal is for a year at most"));
}

static bool asked_before(struct work *w, const struct placement_wish *x)
{
    int64_t open = db_one(w, SQL("select count(*) from placement_wish where placement = $1 and state = 1"), BIND(num(x->placement.id)), 0);
    int64_t same = x->kind != WISH_RENEWAL ? 0 : db_one(w, SQL("select count(*) from placement_wish where placement = $1 and state = 1 and kind = 3"), BIND(num(x->placement.id)), 0);
    if (same) return refuse_as(w, CONFLICT, "", N_("This was asked for already; you hear from us"));
    return open < MOST_OPEN_WISHES || refuse_as(w, CONFLICT, "", N_("Several things are asked for already; call us, please"));
}

static bool check(struct work *w, struct placement_wish *x, const struct placement_wish *before)
{
    if (before) return true;
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    if (!p) return !failed(w);
    if (!(FROM(p->state) & PLACEMENT_RUNS)) return wrong(w, "placement", N_("Nothing can be asked of a placement that does not run"));
    if (x->kind == WISH_EXTRA_TASK ? !task_right(w, x) : x->kind == WISH_REST_DAY ? !rest_right(w, p, x) : x->kind == WISH_RENEWAL && !renewal_right(w, p, x)) return false;
    const struct placement_stint *s = placement_stint_on(p, x->date.given ? (day){ x->date.number } : day_of(w->now));
    x->record.branch = p->record.branch;
    x->customer = p->customer;
    x->worker = s ? s->worker : p->worker;
    x->worker_says = TASK_OPEN;
    return asked_before(w, x);
}
CHECKER(placement_wish, check)

/* ---- answered ---- */

static const struct sentence *about_rest(struct work *w, const struct placement_wish *x)
{
    return x->kind == WISH_REST_DAY ? NULL : because(w, N_("She is asked here about her rest day only; about an extra task when it has its price"));
}
GUARD(placement_wish, about_rest)
static bool worker_yes(struct work *w, struct placement_wish *x) { (void)w; x->worker_says = TASK_YES; return true; }
RULE_PLAIN(placement_wish, worker_yes)
static bool worker_no(struct work *w, struct placement_wish *x) { (void)w; x->worker_says = TASK_NO; return true; }
RULE_PLAIN(placement_wish, worker_no)

struct wish_yes { money price, pay; text worker_how, answer; };
static const struct field yes_fields[] = {
    FIELD(wish_yes, price, .label = N_("The family pays"), .min = 0, .max = 10000000, .help = N_("Of an extra task")), FIELD(wish_yes, pay, .label = N_("She gets"), .min = 0, .max = 10000000, .help = N_("Of an extra task")),
    FIELD(wish_yes, worker_how, .label = N_("How she agreed"), .max = 200, .help = N_("Of a rest day, when she has not said yes on her phone")), FIELD(wish_yes, answer, .label = N_("Answer"), .max = 300, .help = N_("The family reads it")),
};

static bool make_task(struct work *w, struct placement_wish *x, const struct wish_yes *in)
{
    if (!in->price.fen || !in->pay.fen) return refuse(w, in->price.fen ? "pay" : "price", N_("An extra task has a price: what the family pays, and what she gets of it"));
    struct extra_task t = { .placement = x->placement, .what = x->what, .date = { x->date.number }, .price = in->price, .pay = in->pay, .family_how = "", .why_not = "" };
    if (!ADD(w, extra_task, &t)) return false;
    x->task.id = t.record.id;
    return true;
}

static bool move_rest(struct work *w, struct placement_wish *x, const struct wish_yes *in)
{
    const struct placement *p = LOAD(w, placement, x->placement.id);
    if (!p) return false;
    if (x->worker_says == TASK_NO) return refuse_as(w, CONFLICT, "", N_("She has said no: it is her rest day. Decline it, or ask for another day"));
    if (x->worker_says != TASK_YES && !*in->worker_how) return refuse(w, "worker_how", N_("It is her rest day: ask her first, and say how she agreed"));
    x->worker_says = TASK_YES;
    day works = { x->date.number }, rests = { x->instead.number };
    struct placement_day worked = { .date = works, .kind = is_statutory_holiday(works) ? PLACED_HOLIDAY : PLACED_WORKED, .source = DAY_BY_OFFICE, .note = x->what }, rest = { .date = rests, .kind = PLACED_REST, .source = DAY_BY_OFFICE, .note = x->what };
    return placement_day_set(w, p, &worked) && placement_day_set(w, p, &rest);
}

/* The chain begins now, whatever the thirty days say; what the family wants stands in it. */
static bool begin_renewal(struct work *w, const struct placement_wish *x)
{
    const struct placement *p = record_peek(w, &placement_type, x->placement.id);
    if (!p || db_one(w, SQL("select 1 from renewal where placement = $1 and ends = $2 limit 1"), BIND(num(p->record.id), num(p->last.number)), 0)) return p != NULL;
    text said = print(w, "%s %s", day_text(w->arena, (day){ x->instead.number }), x->what);
    struct renewal r = { .record.branch = p->record.branch, .placement = x->placement, .customer = p->customer, .worker = p->worker, .contract = p->contract, .ends = p->last, .family_said = said, .worker_said = "", .why = "" };
    return ADD(w, renewal, &r);
}

static bool agree(struct work *w, struct placement_wish *x, const struct wish_yes *in)
{
    bool well = x->kind == WISH_EXTRA_TASK ? make_task(w, x, in) : x->kind == WISH_REST_DAY ? move_rest(w, x, in) : begin_renewal(w, x);
    x->answer = in->answer;
    x->ended_at = w->now;
    return well;
}
RULE(placement_wish, wish_yes, agree)

static bool decline(struct work *w, struct placement_wish *x) { x->answer = step_reason(w); x->ended_at = w->now; return true; }
RULE_PLAIN(placement_wish, decline)
static bool end(struct work *w, struct placement_wish *x) { x->ended_at = w->now; return true; }
RULE_PLAIN(placement_wish, end)

static instant answer_due(struct work *w, const struct placement_wish *x) { (void)w; return (instant){ x->record.created_at.ms + HOURS(24) }; }
DUE(placement_wish, answer_due)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("A family asks: answer it"), .states = FROM(WISH_OPEN), .due = answer_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(24), .then = CAN_OVERSEE_PLACEMENTS, .step = "agree" },
};
static const struct step steps[] = {
    STEP(worker_yes, .label = N_("The worker says yes"), .from = FROM(WISH_OPEN), .by = CAN_EDIT_PLACEMENTS, .own = true, .guard = about_rest_guard, .run = worker_yes_rule),
    STEP(worker_no, .label = N_("The worker says no"), .from = FROM(WISH_OPEN), .by = CAN_EDIT_PLACEMENTS, .own = true, .guard = about_rest_guard, .run = worker_no_rule),
    STEP(agree, .label = N_("Agree"), .tone = "primary", .from = FROM(WISH_OPEN), .to = WISH_AGREED, .by = CAN_EDIT_PLACEMENTS, INPUTS(wish_yes, yes_fields), .run = agree_rule),
    STEP(decline, .label = N_("Say no"), .tone = "danger", .from = FROM(WISH_OPEN), .to = WISH_DECLINED, .by = CAN_EDIT_PLACEMENTS, .run = decline_rule, .reason = true),
    STEP(take_back, .label = N_("Take back"), .from = FROM(WISH_OPEN), .to = WISH_TAKEN_BACK, .by = CAN_EDIT_PLACEMENTS, .run = end_rule),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("What families asked for: their words and the answer, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "ended_at > 0 and ended_at < $1 and (what <> '' or answer <> '')", .members = "what|answer" },
};
static text title(struct work *w, const struct placement_wish *x)
{
    const struct customer *c = record_peek(w, &customer_type, x->customer.id);
    return print(w, "%s · %s", c ? c->name : "", translate(w->language, choice_label(wish_kinds, x->kind)));
}
TITLE(placement_wish, title)
static const text indexes[] = { "placement, state", NULL };
const struct record_type placement_wish_type = RECORD_TYPE(placement_wish, .label = N_("Wish of a family"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = WISH_OPEN, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_PLACEMENTS, .create = CAN_EDIT_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .check = check_hook, .title = title_hook, .indexes = indexes, .append_only = true);

/* The placement has ended: nothing of it is asked for any more. */
bool wishes_after_end(struct work *w, const struct record_type *type, int64_t placement)
{
    (void)type;
    struct found open = LOAD_WHERE(w, placement_wish, "placement = $1 and state = 1", BIND(num(placement)));
    for (int i = 0; i < open.count; i++)
        if (!step_run(w, &placement_wish_type, open.at[i], "take_back", NULL)) return false;
    return !failed(w);
}
