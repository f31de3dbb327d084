/* interview.c — see interview.h. */
#include <string.h>
#include "customers/interview.h"
#include "base/words.h"
#include "customers/customers.h"
#include "record/store.h"

enum { LEAST_MINUTES = 15, USUAL_MINUTES = 45, NOT_ASKED = -1 };

static const struct choice states[] = {
    { INTERVIEW_SET, "set", N_("Interview set"), "info" }, { INTERVIEW_HELD, "held", N_("Held"), "ok", .final = true }, { INTERVIEW_NO_SHOW, "no_show", N_("Somebody did not come"), "danger", .final = true },
    { INTERVIEW_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true }, { 0 },
};
static const struct choice ways[] = { { INTERVIEW_IN_STORE, "store", N_("In the shop") }, { INTERVIEW_BY_VIDEO, "video", N_("By video") }, { INTERVIEW_AT_HOME, "home", N_("At the home") }, { 0 } };
static const struct choice wishes[] = { { WISH_WANTS, "wants", N_("Wants to") }, { WISH_THINKS, "thinks", N_("Thinks about it") }, { WISH_REFUSES, "refuses", N_("Does not want to") }, { 0 } };
static const struct choice sides[] = { { INTERVIEW_CUSTOMER, "customer", N_("The customer") }, { INTERVIEW_WORKER, "worker", N_("The worker") }, { INTERVIEW_BOTH, "both", N_("Both") }, { 0 } };

#define THOUGHT .group = N_("What the customer thought"), .set_by = STEPS_ONLY
#define HERS THOUGHT, .min = 1, .max = 5, .not_yet = true
#define SEEN .group = N_("What the worker saw"), .set_by = STEPS_ONLY
static const struct field fields[] = {
    FIELD(interview, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(interview, recommendation, .label = N_("Recommendation"), .to = &recommendation_type, .required = true, .filter = true, .set_by = STEPS_ONLY), FIELD(interview, demand, .label = N_("Demand"), .to = &demand_type, .list = true, .filter = true, .set_by = STEPS_ONLY),
    FIELD(interview, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = STEPS_ONLY), FIELD(interview, person, .label = N_("Who asks"), .to = &person_type, .set_by = STEPS_ONLY),
    FIELD(interview, way, .label = N_("Where"), .choices = ways, .required = true, .list = true, .set_by = STEPS_ONLY), FIELD(interview, start, .label = N_("Time"), .required = true, .list = true, .sort = true, .set_by = STEPS_ONLY),
    FIELD(interview, length, .label = N_("Length"), .unit = N_("minutes"), .set_by = STEPS_ONLY), FIELD(interview, link, .label = N_("Link of the video call"), .max = 300, .set_by = STEPS_ONLY),
    FIELD(interview, who, .personal = true, .label = N_("Who takes part"), .max = 100, .set_by = STEPS_ONLY),
    FIELD(interview, experience, .label = N_("Experience"), HERS), FIELD(interview, talking, .label = N_("Talking"), HERS), FIELD(interview, skill_shown, .label = N_("What she showed"), HERS), FIELD(interview, tidiness, .label = N_("Tidiness"), HERS), FIELD(interview, manner, .label = N_("Manner"), HERS),
    FIELD(interview, customer_wish, .label = N_("The customer"), .choices = wishes, .list = true, THOUGHT), FIELD(interview, customer_why, .label = N_("Why not"), .choices = demand_declines, THOUGHT),
    FIELD(interview, customer_note, .personal = true, .label = N_("Note"), .max = 300, THOUGHT),
    FIELD(interview, room_seen, .label = N_("Saw where she sleeps"), SEEN), FIELD(interview, tasks_fit, .label = N_("Tasks as she was told"), SEEN), FIELD(interview, pay_fits, .label = N_("Pay as she was told"), SEEN),
    FIELD(interview, cameras_told, .label = N_("Was told of the cameras"), SEEN), FIELD(interview, nights_fit, .label = N_("Nights as she was told"), SEEN),
    FIELD(interview, worker_wish, .label = N_("The worker"), .choices = wishes, .list = true, SEEN), FIELD(interview, worker_why, .label = N_("Why not"), .choices = demand_declines, SEEN),
    FIELD(interview, worker_note, .personal = true, .label = N_("Note"), .max = 300, SEEN), FIELD(interview, absent, .label = N_("Who did not come"), .choices = sides, .list = true, .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct interview *i, const struct interview *before)
{
    (void)before;
    bool lawful = demand_words_lawful(w, "customer_note", i->customer_note);
    return lawful & demand_words_lawful(w, "worker_note", i->worker_note);
}
CHECKER(interview, check)

static text title(struct work *w, const struct interview *i) { return print(w, "%s · %s", record_title(w, &worker_type, i->worker.id), instant_words(w->arena, i->start)); }
TITLE(interview, title)

/* ---- when and where ---- */

const struct field interview_plan_fields[] = {
    FIELD(interview_plan, way, .label = N_("Where"), .choices = ways, .required = true), FIELD(interview_plan, start, .label = N_("Time"), .required = true),
    FIELD(interview_plan, length, .label = N_("Length"), .unit = N_("minutes"), .min = 15, .max = 240, .help = N_("45 when left empty")),
    FIELD(interview_plan, link, .label = N_("Link of the video call"), .max = 300), FIELD(interview_plan, who, .label = N_("Who takes part"), .max = 100, .help = N_("Who decides should be among them")),
};

static place place_of(struct work *w, const struct interview *i)
{
    const struct demand *d = record_peek(w, &demand_type, i->demand.id);
    const struct household *h = d && i->way == INTERVIEW_AT_HOME ? record_peek(w, &household_type, d->household.id) : NULL;
    const struct branch *b = i->way == INTERVIEW_IN_STORE ? record_peek(w, &branch_type, i->record.branch.id) : NULL;
    return h ? h->at : b ? b->location : (place){ 0 };
}

/* Who lives in a home may speak by video from there in her break: the whole day is the home's, the call is no second place to be. Nothing else is spoken over. */
static bool from_her_home(struct work *w, const struct interview *i, const struct booking *call)
{
    const struct source own[] = { call->source, { 0 } };
    struct clash clash;
    return i->way == INTERVIEW_BY_VIDEO && booking_clash(w, call, own, &clash) && clash.with.source.type && !strcmp(clash.with.source.type, "placement");
}

static bool take_time(struct work *w, const struct interview *i)
{
    struct source own = { "interview", i->record.id };
    struct booking b = { .resource = { RESOURCE_WORKER, i->worker.id }, .source = own, .from = i->start, .to = { i->start.ms + MINUTES(i->length.count) }, .place = place_of(w, i),
        .journey = i->way == INTERVIEW_BY_VIDEO ? JOURNEY_NONE : JOURNEY_PLACE, .branch = i->record.branch.id, .label = translate(w->language, N_("Interview")) };
    return booking_replace(w, &own, 1, &b, from_her_home(w, i, &b) ? 0 : 1);
}

static bool plan(struct work *w, struct interview *i, const struct interview_plan *p)
{
    if (p->start.ms < w->now.ms - MINUTES(5)) return refuse(w, "start", N_("This time has passed"));
    if (p->way == INTERVIEW_BY_VIDEO && !*(p->link ? p->link : "")) return refuse(w, "link", N_("Both sides need the link of the call"));
    const struct demand *d = record_peek(w, &demand_type, i->demand.id);
    if (p->way == INTERVIEW_AT_HOME && d && !d->household.id) return refuse(w, "way", N_("Where the home is has not been entered; enter it on the demand, or meet in the shop"));
    i->way = p->way;
    i->start = p->start;
    i->length.count = p->length.count >= LEAST_MINUTES ? p->length.count : USUAL_MINUTES;
    i->link = p->link ? p->link : "";
    i->who = p->who ? p->who : "";
    return true;
}

bool interview_make(struct work *w, const struct recommendation *r, const struct interview_plan *p)
{
    struct interview i = { .record.branch = r->record.branch, .recommendation = { r->record.id }, .demand = r->demand, .worker = r->worker, .person = r->person,
        .experience = NOT_ASKED, .talking = NOT_ASKED, .skill_shown = NOT_ASKED, .tidiness = NOT_ASKED, .manner = NOT_ASKED };
    return plan(w, &i, p) && ADD(w, interview, &i) && take_time(w, &i);
}

static bool move(struct work *w, struct interview *i, const struct interview_plan *in) { return plan(w, i, in) && take_time(w, i); }
RULE(interview, interview_plan, move)

/* ---- what came of it ---- */

static struct recommendation *for_whom(struct work *w, const struct interview *i)
{
    struct recommendation *r = LOAD(w, recommendation, i->recommendation.id);
    return r && r->state == RECOMMENDED_INTERVIEW_SET ? r : NULL;
}

static bool tell_recommendation(struct work *w, const struct interview *i, text step, const void *input)
{
    struct recommendation *r = for_whom(w, i);
    return !r ? !failed(w) : step_run(w, &recommendation_type, r, step, input);
}

struct sheets {
    int64_t experience, talking, skill_shown, tidiness, manner; enum interview_wish customer_wish; enum decline_reason customer_why; text customer_note;
    bool room_seen, tasks_fit, pay_fits, cameras_told, nights_fit; enum interview_wish worker_wish; enum decline_reason worker_why; text worker_note;
};
#define MARK .group = N_("What the customer thought"), .min = 0, .max = 5
#define TICK .group = N_("What the worker saw")
static const struct field sheets_fields[] = {
    FIELD(sheets, experience, .label = N_("Experience"), .help = N_("Each of these five from 0 to 5, where 5 is best; what nobody asked stays empty"), MARK), FIELD(sheets, talking, .label = N_("Talking"), MARK), FIELD(sheets, skill_shown, .label = N_("What she showed"), MARK), FIELD(sheets, tidiness, .label = N_("Tidiness"), MARK), FIELD(sheets, manner, .label = N_("Manner"), MARK),
    FIELD(sheets, customer_wish, .label = N_("The customer"), .choices = wishes, .required = true, .group = N_("What the customer thought")), FIELD(sheets, customer_why, .label = N_("Why not"), .choices = demand_declines, .group = N_("What the customer thought")),
    FIELD(sheets, customer_note, .label = N_("Note"), .max = 300, .group = N_("What the customer thought")),
    FIELD(sheets, room_seen, .label = N_("Saw where she sleeps"), TICK), FIELD(sheets, tasks_fit, .label = N_("Tasks as she was told"), TICK), FIELD(sheets, pay_fits, .label = N_("Pay as she was told"), TICK),
    FIELD(sheets, cameras_told, .label = N_("Was told of the cameras"), TICK), FIELD(sheets, nights_fit, .label = N_("Nights as she was told"), TICK),
    FIELD(sheets, worker_wish, .label = N_("The worker"), .choices = wishes, .required = true, TICK), FIELD(sheets, worker_why, .label = N_("Why not"), .choices = demand_declines, TICK), FIELD(sheets, worker_note, .label = N_("Note"), .max = 300, TICK),
};

/* Sheets kept before a mark could be left out: what was not asked stands there as nought. */
bool interviews_not_asked(struct work *w)
{
    db_exec(w, SQL("update interview set experience = case experience when 0 then -1 else experience end, talking = case talking when 0 then -1 else talking end, skill_shown = case skill_shown when 0 then -1 else skill_shown end, "
                   "tidiness = case tidiness when 0 then -1 else tidiness end, manner = case manner when 0 then -1 else manner end where experience = 0 or talking = 0 or skill_shown = 0 or tidiness = 0 or manner = 0"), NO_BIND);
    return !failed(w);
}

static int64_t mark(int64_t given) { return given ? given : NOT_ASKED; }

static void copy_sheets(struct interview *i, const struct sheets *in)
{
    i->experience = mark(in->experience), i->talking = mark(in->talking), i->skill_shown = mark(in->skill_shown), i->tidiness = mark(in->tidiness), i->manner = mark(in->manner);
    i->customer_wish = in->customer_wish, i->customer_why = in->customer_why, i->customer_note = in->customer_note;
    i->room_seen = in->room_seen, i->tasks_fit = in->tasks_fit, i->pay_fits = in->pay_fits, i->cameras_told = in->cameras_told, i->nights_fit = in->nights_fit;
    i->worker_wish = in->worker_wish, i->worker_why = in->worker_why, i->worker_note = in->worker_note;
}

static bool cameras_must_be_told(struct work *w, const struct interview *i, const struct sheets *in)
{
    const struct demand *d = record_peek(w, &demand_type, i->demand.id);
    if (!d || !d->cameras || in->cameras_told || in->worker_wish == WISH_REFUSES) return true;
    return refuse(w, "cameras_told", N_("There are cameras in this home: tell her where before she says yes, and tick it"));
}

/* Said at the button: nobody fills in two sheets to be told afterwards. */
static const struct sentence *has_begun(struct work *w, const struct interview *i)
{
    return i->start.ms > w->now.ms ? because(w, N_("It begins on {1}; enter what came of it afterwards"), instant_words(w->arena, i->start)) : NULL;
}
GUARD(interview, has_begun)

static const struct sentence *waited_for(struct work *w, const struct interview *i)
{
    return i->start.ms + MINUTES(10) > w->now.ms ? because(w, N_("Wait ten minutes from {1} and call both sides first"), instant_words(w->arena, i->start)) : NULL;
}
GUARD(interview, waited_for)

/* Both asked apart; a No of either side ends it with its reason. */
static bool hold(struct work *w, struct interview *i, const struct sheets *in)
{
    if (in->customer_wish == WISH_REFUSES && (!in->customer_why || decline_of_worker(in->customer_why))) return refuse(w, "customer_why", N_("Say why the customer does not want her"));
    if (in->worker_wish == WISH_REFUSES && !decline_of_worker(in->worker_why)) return refuse(w, "worker_why", N_("Say why the worker does not want to"));
    if (!cameras_must_be_told(w, i, in)) return false;
    copy_sheets(i, in);
    if (in->worker_wish == WISH_REFUSES) return tell_recommendation(w, i, "turn_down", &(struct no_from){ in->worker_why, in->worker_note });
    if (in->customer_wish == WISH_REFUSES) return tell_recommendation(w, i, "decline", &(struct no_from){ in->customer_why, in->customer_note });
    return tell_recommendation(w, i, "met", NULL);
}
RULE(interview, sheets, hold)

struct absence_of { enum interview_side absent; };
static const struct field absence_fields[] = { FIELD(absence_of, absent, .label = N_("Who did not come"), .choices = sides, .required = true) };
static bool no_show(struct work *w, struct interview *i, const struct absence_of *in)
{
    i->absent = in->absent;
    booking_drop(w, (struct source){ "interview", i->record.id });
    return tell_recommendation(w, i, "not_met", NULL);
}
RULE(interview, absence_of, no_show)

static bool cancel(struct work *w, struct interview *i)
{
    booking_drop(w, (struct source){ "interview", i->record.id });
    return tell_recommendation(w, i, "not_met", NULL);
}
RULE_PLAIN(interview, cancel)

static bool drop(struct work *w, struct interview *i) { booking_drop(w, (struct source){ "interview", i->record.id }); return true; }
RULE_PLAIN(interview, drop)

bool interviews_cancel(struct work *w, int64_t recommendation)
{
    struct found open = LOAD_WHERE(w, interview, "recommendation = $1 and state = 1", BIND(num(recommendation)));
    for (int i = 0; i < open.count; i++)
        if (FOUND(struct interview, open, i)->start.ms > w->now.ms && !step_run(w, &interview_type, open.at[i], "drop", NULL)) return false;
    return !failed(w);
}

static instant outcome_due(struct work *w, const struct interview *i) { (void)w; return (instant){ i->start.ms + MINUTES(i->length.count) + HOURS(2) }; }
DUE(interview, outcome_due)

static const struct deadline deadlines[] = {
    { .name = "outcome", .label = N_("Enter what came of the interview"), .states = FROM(INTERVIEW_SET), .due = outcome_due_hook, .who = CAN_EDIT_DEMANDS, .escalate_after = HOURS(20), .then = CAN_OVERSEE_DEMANDS, .step = "hold" },
};
static const struct step steps[] = {
    STEP(hold, .label = N_("Enter both sheets"), .tone = "primary", .from = FROM(INTERVIEW_SET), .to = INTERVIEW_HELD, .by = CAN_EDIT_DEMANDS, INPUTS(sheets, sheets_fields), .run = hold_rule, .guard = has_begun_guard),
    STEP(move, .label = N_("Another time"), .from = FROM(INTERVIEW_SET), .by = CAN_EDIT_DEMANDS, .inputs = interview_plan_fields, .input_count = INTERVIEW_PLAN_FIELDS, .input_size = sizeof(struct interview_plan), .run = move_rule),
    STEP(no_show, .label = N_("Somebody did not come"), .tone = "danger", .from = FROM(INTERVIEW_SET), .to = INTERVIEW_NO_SHOW, .by = CAN_EDIT_DEMANDS, INPUTS(absence_of, absence_fields), .run = no_show_rule, .guard = waited_for_guard),
    STEP(cancel, .label = N_("Cancel"), .from = FROM(INTERVIEW_SET), .to = INTERVIEW_CANCELLED, .by = CAN_EDIT_DEMANDS, .reason = true, .run = cancel_rule),
    STEP(drop, .label = N_("Not needed any more"), .from = FROM(INTERVIEW_SET), .to = INTERVIEW_CANCELLED, .hidden = true, .run = drop_rule),
};
static const struct retention kept[] = {
    { .name = "sheets", .label = N_("Interviews: notes and who took part, from the day"), .law = N_("Who was introduced to whom: 3 years (Civil Code art. 188, 965)"), .days = 1095, .due = "start < $1 and (customer_note <> '' or worker_note <> '' or who <> '')",
      .members = "customer_note|worker_note|who" },
};

const struct record_type interview_type = RECORD_TYPE(interview, .label = N_("Interview"), .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = INTERVIEW_SET, .scope = SCOPE_BRANCH,
    RETENTION(kept), .subject = "person", .see = CAN_SEE_DEMANDS, .order = "-start", .check = check_hook, .title = title_hook);
