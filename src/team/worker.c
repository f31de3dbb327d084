/* worker.c — see worker.h. */
#include <string.h>
#include "base/words.h"
#include "record/parts.h"
#include "record/store.h"
#include "team/team.h"

const struct choice worker_states[] = {
    { WORKER_APPLICANT, "applicant", N_("Applicant"), "info" }, { WORKER_SCREENING, "screening", N_("Screening"), "info" },
    { WORKER_TRAINING, "training", N_("In training"), "info" }, { WORKER_ONBOARDING, "onboarding", N_("Onboarding"), "info" },
    { WORKER_ACTIVE, "active", N_("Active"), "ok", .also = "在职|在岗|正常" }, { WORKER_ON_LEAVE, "on_leave", N_("On leave"), "warn", .also = "休假|请假" },
    { WORKER_SUSPENDED, "suspended", N_("Suspended"), "danger", .also = "停单" }, { WORKER_EXITING, "exiting", N_("Leaving"), "warn" },
    { WORKER_LEFT, "left", N_("Left"), "mute", .final = true, .also = "离职|已离职" }, { WORKER_REJECTED, "rejected", N_("Rejected"), "mute", .final = true },
    { WORKER_BLACKLISTED, "blacklisted", N_("No longer given work"), "danger", .also = "黑名单", .final = true }, { 0 },
};
static const struct choice modes[] = {
    { MODE_EMPLOYEE, "employee", N_("Employee"), .also = "员工制|员工|全职|正式|正式工|正式员工|合同工|劳动合同|全日制|自营" }, { MODE_PART_TIME, "part_time", N_("Part-time employee"), .also = "非全日制|非全|兼职|小时工|钟点工" },
    { MODE_AGENCY, "agency", N_("Agency"), .also = "中介制|中介|居间|三方|中介三方|介绍|代发" }, { MODE_DISPATCHED, "dispatched", N_("Dispatched"), .also = "派遣|劳务派遣|派遣工" },
    { MODE_GIG, "gig", N_("Gig"), .also = "众包|平台" }, { MODE_OVER_AGE, "over_age", N_("Over-age worker"), .also = "超龄|退休返聘|返聘|劳务协议|用工协议|超龄用工" }, { 0 },
};
static const struct choice travels[] = {
    { TRAVEL_EBIKE, "ebike", N_("E-bike"), .also = "电动车|电瓶车" }, { TRAVEL_WALK, "walk", N_("On foot"), .also = "走路" },
    { TRAVEL_TRANSIT, "transit", N_("Bus and metro"), .also = "公交|地铁" }, { TRAVEL_VAN, "van", N_("Van"), .also = "开车|面包车" }, { 0 },
};
static const struct choice retirements[] = {
    { RETIRES_MAN_60, "man_60", N_("Man (60 → 63)") }, { RETIRES_WOMAN_50, "woman_50", N_("Woman, worker's post (50 → 55)") },
    { RETIRES_WOMAN_55, "woman_55", N_("Woman, cadre's post (55 → 58)") }, { 0 },
};
const struct choice weekday_choices[] = {
    { 1, "mon", N_("Monday"), .also = "周一|一|1" }, { 2, "tue", N_("Tuesday"), .also = "周二|二|2" }, { 3, "wed", N_("Wednesday"), .also = "周三|三|3" },
    { 4, "thu", N_("Thursday"), .also = "周四|四|4" }, { 5, "fri", N_("Friday"), .also = "周五|五|5" }, { 6, "sat", N_("Saturday"), .also = "周六|六|6" },
    { 7, "sun", N_("Sunday"), .also = "周日|日|周天|7" }, { 0 },
};

static const struct field skill_fields[] = {
    FIELD(skill, line, .label = N_("Service line"), .to = &service_line_type, .required = true),
    FIELD(skill, level, .label = N_("Level"), .min = 1, .max = 5, .required = true),
    FIELD(skill, since, .label = N_("Since")),
};
static const struct row_type skill_row = ROW_TYPE(skill, skill_fields);

static const struct field fields[] = {
    FIELD(worker, state, .label = N_("State"), .choices = worker_states, .filter = true, .list = true, .also = "状态|在职状态"),
    FIELD(worker, name, .personal = true, .label = N_("Name"), .required = true, .max = 40, .list = true, .search = true, .names = true, .sort = true, .set_by = ENGINE_ONLY, .also = "姓名|阿姨姓名|师傅|服务员"),
    FIELD(worker, person, .label = N_("Person"), .to = &person_type, .required = true, .set_by = SET_ON_CREATE, .unique = true),
    FIELD(worker, mode, .label = N_("Employment mode"), .choices = modes, .required = true, .filter = true, .list = true, .also = "用工形式|用工方式|合同类型"),
    FIELD(worker, grade, .label = N_("Grade"), .max = 20, .list = true, .filter = true, .also = "等级|级别|星级"),
    FIELD(worker, skills, .label = N_("Lines she does"), .row = &skill_row),
    FIELD(worker, area, .label = N_("Area"), .max = 40, .list = true, .filter = true, .also = "片区|区域|服务区域"),
    FIELD(worker, home, .personal = true, .label = N_("Where her day begins")),
    FIELD(worker, travel, .label = N_("Travels by"), .choices = travels, .also = "交通工具|出行方式"),
    FIELD(worker, day_start, .label = N_("Available from"), .format = FORMAT_TIME_OF_DAY, .min = 0, .max = 1439, .group = N_("Working time")),
    FIELD(worker, day_end, .label = N_("Available to"), .format = FORMAT_TIME_OF_DAY, .min = 0, .max = 1440, .group = N_("Working time"), .help = N_("Not later than the start: on the next day. 20:00 to 08:00 is a night")),
    FIELD(worker, weekdays, .label = N_("Days of the week"), .choices = weekday_choices, .group = N_("Working time")),
    FIELD(worker, most_a_day, .label = N_("Most minutes a day"), .unit = N_("minutes"), .min = 0, .max = 720, .group = N_("Working time")),
    FIELD(worker, most_a_week, .label = N_("Most minutes a week"), .unit = N_("minutes"), .min = 0, .max = 4000, .group = N_("Working time")),
    FIELD(worker, least_hourly, .label = N_("Asks at least for an hour"), .min = 0, .max = 100000, .group = N_("Employment")),
    FIELD(worker, retirement, .label = N_("Retirement class"), .choices = retirements, .group = N_("Employment")),
    FIELD(worker, retirement_evidence, .personal = true, .label = N_("Evidence of it"), .max = 200, .group = N_("Employment"), .help = N_("Her last labour contract, or a notice of the pension office")),
    FIELD(worker, pension, .label = N_("Draws a pension"), .group = N_("Employment")),
    FIELD(worker, fears_pets, .label = N_("Not with pets"), .group = N_("Wishes"), .also = "怕宠物|怕狗"),
    FIELD(worker, allergic, .label = N_("Allergic to animal hair"), .group = N_("Wishes")),
    FIELD(worker, smokes, .label = N_("Smokes"), .group = N_("Wishes")),
    FIELD(worker, bank_account, .label = N_("Bank account"), .mask = MASK_TAIL4, .reveal = CAN_REVEAL_BANK, .format = FORMAT_BANK_CARD, .group = N_("Employment"), .also = "银行卡|银行卡号|工资卡"),
    FIELD(worker, photo, .personal = true, .label = N_("Photo for customers"), .group = N_("Employment"), .help = N_("Shown to customers only while her consent to it stands")),
    FIELD(worker, joined, .label = N_("Joined"), .list = true, .group = N_("Employment"), .also = "入职日期|入职时间|加入日期"),
    FIELD(worker, left_on, .label = N_("Left on"), .set_by = STEPS_ONLY, .group = N_("Employment"), .also = "离职日期"),
    FIELD(worker, left_reason, .personal = true, .label = N_("Why she left"), .set_by = STEPS_ONLY, .max = 200, .group = N_("Employment")),
    FIELD(worker, mentor, .label = N_("Mentor"), .to = &worker_type, .group = N_("Employment")),
    FIELD(worker, suspended_at, .label = N_("Suspended since"), .set_by = STEPS_ONLY),
    FIELD(worker, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE, .also = "备注"),
};

int worker_level(const struct worker *worker, int64_t line)
{
    for (size_t i = 0; i < worker->skills.count; i++)
        if (ROW(struct skill, worker->skills, i)->line.id == line) return (int)ROW(struct skill, worker->skills, i)->level;
    return 0;
}

bool worker_works_on(const struct worker *n, day d) { return !n->weekdays.bits || n->weekdays.bits & SET_BIT(weekday(d)); }

int worker_turn(const struct worker *n) { return n->day_end.count < n->day_start.count ? n->day_end.count : 0; }

int worker_day_end(const struct worker *n) { return n->day_end.count + (n->day_end.count < n->day_start.count ? 24 * 60 : 0); }

day worker_shift_day(const struct worker *n, instant at) { return day_of((instant){ at.ms - MINUTES(worker_turn(n)) }); }

bool worker_works_from(const struct worker *n, instant start, instant until)
{
    day d = worker_shift_day(n, start);
    return start.ms >= day_at(d, n->day_start.count).ms && until.ms <= day_at(d, worker_day_end(n)).ms;
}

bool worker_over_age(struct work *w, const struct worker *n, day on, day *ret_since)
{
    const struct person *p = record_peek(w, &person_type, n->person.id);
    if (!p || !p->birth.given || !n->retirement) return false;
    if (ret_since) *ret_since = retirement_day((day){ p->birth.number }, n->retirement);
    return is_over_age((day){ p->birth.number }, n->retirement, on);
}

enum { LONGEST_DAY = 11 * 60, LONGEST_SHIFT = 12 * 60 };

int worker_most_a_day(const struct worker *worker, bool care)
{
    if (worker->most_a_day.count) return worker->most_a_day.count;
    if (worker->mode == MODE_AGENCY && care) return LONGEST_SHIFT;
    return worker->mode == MODE_PART_TIME ? 4 * 60 : worker->mode == MODE_OVER_AGE ? 8 * 60 : LONGEST_DAY;
}

int worker_most_a_week(const struct worker *worker, bool care)
{
    if (worker->most_a_week.count) return worker->most_a_week.count;
    if (worker->mode == MODE_AGENCY && care) return 6 * LONGEST_DAY;
    return worker->mode == MODE_PART_TIME ? 24 * 60 : worker->mode == MODE_OVER_AGE ? 40 * 60 : 44 * 60;
}

bool worker_labour_law(const struct worker *n) { return n->mode == MODE_EMPLOYEE || n->mode == MODE_DISPATCHED || n->mode == MODE_OVER_AGE; }

static bool limits_lawful(struct work *w, const struct worker *n)
{
    if (n->most_a_day.count > LONGEST_DAY && n->mode != MODE_AGENCY) return wrong(w, "most_a_day", N_("At most 660 minutes a day: 8 hours and 3 of overtime (Labour Law, art. 41); only who is introduced to the home (agency) may take a shift of 12 hours"));
    if (n->mode != MODE_PART_TIME) return true;
    if (n->most_a_week.count > 24 * 60) return wrong(w, "most_a_week", N_("A part-time employee works at most 24 hours a week (Labour Contract Law, art. 68)"));
    return true;
}

static bool check(struct work *w, struct worker *n, const struct worker *before)
{
    const struct person *person = record_peek(w, &person_type, n->person.id);
    if (person) n->name = person->name;
    if (!n->travel) n->travel = TRAVEL_EBIKE;
    if (!n->day_end.count && n->day_start.count) n->day_end.count = 24 * 60;
    if (!n->day_end.count) { n->day_start.count = 8 * 60; n->day_end.count = 20 * 60; }
    if (n->day_start.count == n->day_end.count) return wrong(w, "day_end", N_("Her hours begin and end at the same time; for a whole day write 00:00 to 24:00, for a night 20:00 to 08:00"));
    for (size_t i = 0; i < n->skills.count; i++)
        for (size_t k = 0; k < i; k++)
            if (ROW(struct skill, n->skills, i)->line.id == ROW(struct skill, n->skills, k)->line.id)
                return wrong(w, print(w, "skills.%zu.line", i), N_("A line is listed twice"));
    if (before && before->person.id != n->person.id) return wrong(w, "person", N_("{1} cannot be changed any more"), translated(w, N_("Person")));
    return limits_lawful(w, n) && !failed(w);
}
CHECKER(worker, check)

/* ---- steps ---- */

static const struct sentence *screened(struct work *w, const struct worker *n)
{
    static const struct { enum credential_kind kind; text what; } needed[] = {
        { CREDENTIAL_IDENTITY, N_("Identity card") }, { CREDENTIAL_BACKGROUND, N_("Background check") }, { CREDENTIAL_MEDICAL, N_("Medical check") },
    };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!credential_valid_on(w, n->record.id, needed[i].kind, day_of(w->now)))
            return because(w, N_("A valid “{1}” is missing"), translated(w, needed[i].what));
    const struct person *person = record_peek(w, &person_type, n->person.id);
    if (person && person->birth.given && years_between((day){ person->birth.number }, day_of(w->now)) < 18) return because(w, N_("She is not yet 18"));
    return NULL;
}
GUARD(worker, screened)

static const struct sentence *may_begin(struct work *w, const struct worker *n)
{
    if (!n->skills.count) return because(w, N_("No service line is entered for her"));
    if (!credential_valid_on(w, n->record.id, CREDENTIAL_INSURANCE, day_of(w->now)))
        return because(w, N_("A valid “{1}” is missing"), translated(w, N_("Insurance")));
    return screened(w, n);
}
GUARD(worker, may_begin)

static bool activate(struct work *w, struct worker *n)
{
    if (!n->joined.given) n->joined = (maybe_day){ day_of(w->now).number, true };
    n->suspended_at = (instant){ 0 };
    return true;
}
RULE_PLAIN(worker, activate)

/* Who sees the timeline of the worker is not told what for: the suspension says it to those who may read it. */
static bool stopped_quietly(struct work *w, struct worker *n)
{
    n->suspended_at = w->now;
    w->reason = translate(w->language, N_("Something is being looked into; nothing has been found"));
    return true;
}

static bool suspend(struct work *w, struct worker *n, const struct suspension_call *call) { return suspension_begin(w, n, call) && stopped_quietly(w, n); }
RULE(worker, suspension_call, suspend)

static bool propose(struct work *w, struct worker *n, const struct suspension_call *call)
{
    bool well = suspension_propose(w, n, call);
    w->reason = "";
    return well;
}
RULE(worker, suspension_call, propose)

static bool stop(struct work *w, struct worker *n) { return stopped_quietly(w, n); }
RULE_PLAIN(worker, stop)

static const struct sentence *no_hit(struct work *w, const struct worker *n)
{
    return credential_hit_stands(w, n->record.id) ? because(w, N_("A check stands against her; if it was wrong, revoke that paper first")) : NULL;
}
GUARD(worker, no_hit)

static const struct sentence *may_stay(struct work *w, const struct worker *n)
{
    const struct suspension *s = suspension_of(w, n->record.id);
    return s ? because(w, N_("Her suspension is in force; end that first")) : no_hit(w, n);
}
GUARD(worker, may_stay)

/* Back to what she was; who was suspended before suspensions were records of their own works again. */
static bool clear(struct work *w, struct worker *n, const struct suspension_end *end)
{
    const struct suspension *s = suspension_of(w, n->record.id);
    bool away = end && end->result == STOPPED_CONFIRMED;
    enum worker_state back = away || (s && s->was == WORKER_EXITING) ? WORKER_EXITING : WORKER_ACTIVE;
    if (s && !suspension_close(w, n->record.id, end)) return false;
    w->reason = translate(w->language, N_("Her suspension has ended"));
    n->state = back;
    return activate(w, n);
}
RULE(worker, suspension_end, clear)

/* ---- blacklist_entry.h: by its steps alone ---- */

static bool bar(struct work *w, struct worker *n)
{
    n->suspended_at = (instant){ 0 };
    w->reason = translate(w->language, N_("By a decision that those read who may"));
    return leave_requests_lapse(w, n->record.id);
}
RULE_PLAIN(worker, bar)

static bool unbar(struct work *w, struct worker *n, const struct worker_unbarred *in)
{
    n->state = in->back;
    w->reason = translate(w->language, N_("The decision no longer holds"));
    return true;
}
RULE(worker, worker_unbarred, unbar)

/* All of it at once: who sees only the first is sent back once for each. */
static const struct sentence *open_at(struct work *w, const struct worker *n, int64_t branch)
{
    const struct open_work *o;
    text all = "", between = translate(w->language, N_(", "));
    for (int i = 0; (o = house_answers(w->house, QUESTION_OPEN_WORK, i)) != NULL; i++) {
        int64_t count = o->count(w, n->record.id, branch);
        if (count) all = print(w, "%s%s%lld %s", all, *all ? between : "", (long long)count, translate(w->language, o->what));
    }
    return *all ? because(w, N_("To be handed over first: {1}"), all) : NULL;
}
static const struct sentence *nothing_open(struct work *w, const struct worker *n) { return open_at(w, n, 0); }
GUARD(worker, nothing_open)
/* What she has with customers who were moved before her (customers/customer_move.h) she goes after. */
static const struct sentence *nothing_open_here(struct work *w, const struct worker *n) { return open_at(w, n, n->record.branch.id); }
GUARD(worker, nothing_open_here)

static bool leave_now(struct work *w, struct worker *n)
{
    if (!suspension_close(w, n->record.id, &(struct suspension_end){ STOPPED_WENT, "", "" }) || !leave_requests_lapse(w, n->record.id)) return false;
    n->left_on = (maybe_day){ day_of(w->now).number, true };
    n->left_reason = step_reason(w);
    return true;
}
RULE_PLAIN(worker, leave_now)

/* ---- to another branch (T35) ---- */

struct transfer { ref branch; };
static const struct field transfer_fields[] = { FIELD(transfer, branch, .label = N_("To which branch"), .to = &branch_type, .required = true, .help = N_("Visits and homes are handed over first, but for those of customers who were moved there; her papers, work contract and phone go along")) };

static bool may_go_there(struct work *w, const struct worker *n, int64_t to)
{
    const struct branch *b = record_peek(w, &branch_type, to);
    if (!b || !in_scope(w, to)) return refuse(w, "branch", N_("You see no such branch: who admits workers in both of them moves her"));
    if (to == n->record.branch.id) return refuse(w, "branch", N_("She belongs to this branch already"));
    if (b->state != BRANCH_OPEN || b->closes_on.given) return refuse(w, "branch", N_("This branch is closed or closes down"));
    int64_t lent = db_one(w, SQL("select 1 from lending where worker = $1 and state = 2 and last >= $2 limit 1"), BIND(num(n->record.id), num(day_of(w->now).number)), 0);
    return !lent || refuse_as(w, CONFLICT, "", N_("She is lent for some days; give her back first"));
}
_Static_assert(LENDING_AGREED == 2, "the query above says it by number");

/* Papers are hers; the light is asked where she works. */
static bool papers_go_along(struct work *w, const struct worker *n)
{
    struct found f = LOAD_WHERE(w, credential, "worker = $1 and branch <> $2 order by id", BIND(num(n->record.id), num(n->record.branch.id)));
    for (int i = 0; i < f.count && !failed(w); i++) {
        struct credential *c = f.at[i];
        c->record.branch = n->record.branch;
        if (!SAVE(w, credential, c)) return false;
    }
    return !failed(w);
}

/* What is being looked into or decided about her, too: her new branch has her now, and gives her work or not. What has ended stays where it was. */
static bool measures_go_along(struct work *w, const struct worker *n)
{
    static const struct record_type *const types[] = { &suspension_type, &blacklist_entry_type };
    static const text open[] = { "worker = $1 and branch <> $2 and state in (1, 2) order by id", "worker = $1 and branch <> $2 and state between 1 and 6 order by id" };
    for (int k = 0; k < 2; k++) {
        struct found f = record_where(w, types[k], open[k], BIND(num(n->record.id), num(n->record.branch.id)));
        for (int i = 0; i < f.count && !failed(w); i++) {
            ((struct record *)f.at[i])->branch = n->record.branch;
            if (!record_save(w, types[k], f.at[i])) return false;
        }
    }
    return !failed(w);
}
_Static_assert(SUSPENSION_PROPOSED == 1 && SUSPENSION_IN_FORCE == 2 && LISTED_PROPOSED == 1 && LISTED_UPHELD == 6, "the queries above say these by number");

static bool account_goes_along(struct work *w, const struct worker *n, int64_t from)
{
    struct found f = LOAD_WHERE(w, account, "person = $1 and home = $2", BIND(num(n->person.id), num(from)));
    for (int i = 0; i < f.count && !failed(w); i++) {
        struct account *a = f.at[i];
        a->home = n->record.branch;
        for (size_t k = 0; k < a->roles.count; k++) {
            struct account_role *r = ROW(struct account_role, a->roles, k);
            if (r->place.id == from) r->place = n->record.branch;
        }
        if (!SAVE(w, account, a)) return false;
    }
    return !failed(w);
}

static bool transfer(struct work *w, struct worker *n, const struct transfer *in)
{
    int64_t from = n->record.branch.id;
    if (!may_go_there(w, n, in->branch.id)) return false;
    n->record.branch = in->branch;
    return papers_go_along(w, n) && measures_go_along(w, n) && account_goes_along(w, n, from);
}
RULE(worker, transfer, transfer)

/* Who was suspended before suspensions were records of their own: theirs ring by themselves. */
static instant review_due(struct work *w, const struct worker *n)
{
    return (instant){ n->suspended_at.ms && !suspension_of(w, n->record.id) ? n->suspended_at.ms + HOURS(72) : 0 };
}
DUE(worker, review_due)

static const struct deadline deadlines[] = {
    { .name = "suspension_review", .label = N_("Review the suspension within 72 hours"), .states = FROM(WORKER_SUSPENDED), .due = review_due_hook,
      .who = CAN_SUSPEND_WORKERS, .escalate_after = HOURS(24), .then = CAN_SUSPEND_WORKERS, .step = "clear" },
};

#define CALLED .inputs = suspension_call_fields, .input_count = SUSPENSION_CALL_FIELDS, .input_size = sizeof(struct suspension_call)
static const struct field unbarred_fields[] = { FIELD(worker_unbarred, back, .label = N_("State"), .choices = worker_states) };
#define IN_SERVICE (FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_SUSPENDED) | FROM(WORKER_EXITING))
static const struct step steps[] = {
    STEP(screen, .label = N_("Start screening"), .tone = "primary", .from = FROM(WORKER_APPLICANT), .to = WORKER_SCREENING, .by = CAN_ADMIT_WORKERS),
    STEP(train, .label = N_("Checks passed, to training"), .tone = "primary", .from = FROM(WORKER_SCREENING), .to = WORKER_TRAINING, .by = CAN_ADMIT_WORKERS, .guard = screened_guard),
    STEP(onboard, .label = N_("Exam passed, to onboarding"), .tone = "primary", .from = FROM(WORKER_TRAINING), .to = WORKER_ONBOARDING, .by = CAN_ADMIT_WORKERS),
    STEP(activate, .label = N_("Start work"), .tone = "primary", .from = FROM(WORKER_ONBOARDING), .to = WORKER_ACTIVE, .by = CAN_ADMIT_WORKERS,
         .run = activate_rule, .guard = may_begin_guard),
    STEP(go_on_leave, .label = N_("Goes on leave"), .from = FROM(WORKER_ACTIVE), .to = WORKER_ON_LEAVE, .hidden = true),
    STEP(come_back, .label = N_("Back from leave"), .from = FROM(WORKER_ON_LEAVE), .to = WORKER_ACTIVE, .by = CAN_APPROVE_LEAVE, .run = activate_rule, .guard = no_hit_guard),
    STEP(suspend, .label = N_("Suspend"), .tone = "danger", .from = FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_EXITING), .to = WORKER_SUSPENDED,
         .by = CAN_SUSPEND_WORKERS, CALLED, .run = suspend_rule, .preview = true, .confirm = N_("Her visits until then are open again. Suspend?")),
    STEP(propose_suspension, .label = N_("Propose a suspension"), .from = FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_EXITING), .by = CAN_PROPOSE_SUSPENSION, CALLED, .run = propose_rule),
    STEP(stop, .label = N_("Suspend"), .from = FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_EXITING), .to = WORKER_SUSPENDED, .run = stop_rule, .hidden = true),
    STEP(clear, .label = N_("Lift the suspension"), .tone = "primary", .from = FROM(WORKER_SUSPENDED), .by = CAN_SUSPEND_WORKERS, .inputs = suspension_end_fields, .input_count = SUSPENSION_END_FIELDS, .input_size = sizeof(struct suspension_end),
         .run = clear_rule, .guard = no_hit_guard),
    STEP(go_on, .label = N_("Given work again"), .from = FROM(WORKER_SUSPENDED), .to = WORKER_ACTIVE, .run = activate_rule, .guard = no_hit_guard, .hidden = true),
    STEP(go_on_leaving, .label = N_("Given work again"), .from = FROM(WORKER_SUSPENDED), .to = WORKER_EXITING, .run = activate_rule, .hidden = true),
    STEP(let_go, .label = N_("Is leaving"), .from = FROM(WORKER_SUSPENDED), .to = WORKER_EXITING, .run = activate_rule, .hidden = true),
    STEP(bar, .label = N_("Barred"), .from = ~FROM(WORKER_BLACKLISTED), .to = WORKER_BLACKLISTED, .run = bar_rule, .hidden = true),
    STEP(unbar, .label = N_("No longer barred"), .from = FROM(WORKER_BLACKLISTED), .run = unbar_rule, .hidden = true, .inputs = unbarred_fields, .input_count = COUNT_OF(unbarred_fields), .input_size = sizeof(struct worker_unbarred)),
    STEP(resign, .label = N_("Is leaving"), .from = FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_SUSPENDED), .to = WORKER_EXITING, .by = CAN_ADMIT_WORKERS, .reason = true),
    STEP(stay, .label = N_("Stays after all"), .from = FROM(WORKER_EXITING), .to = WORKER_ACTIVE, .by = CAN_ADMIT_WORKERS, .run = activate_rule, .guard = may_stay_guard),
    STEP(leave, .label = N_("Has left"), .tone = "primary", .from = FROM(WORKER_EXITING), .to = WORKER_LEFT, .by = CAN_ADMIT_WORKERS, .run = leave_now_rule, .guard = nothing_open_guard, .reason = true),
    STEP(left_without_notice, .label = N_("Left without notice"), .tone = "danger", .from = IN_SERVICE, .to = WORKER_LEFT, .by = CAN_ADMIT_WORKERS, .run = leave_now_rule,
         .reason = true, .confirm = N_("Her calendar is freed at once and her visits go back to be assigned. Continue?")),
    STEP(transfer, .label = N_("Move to another branch"), .from = IN_SERVICE, .by = CAN_ADMIT_WORKERS, INPUTS(transfer, transfer_fields), .run = transfer_rule, .guard = nothing_open_here_guard, .reason = true, .preview = true),
    STEP(rehire, .label = N_("Take on again"), .from = FROM(WORKER_LEFT), .to = WORKER_SCREENING, .by = CAN_ADMIT_WORKERS),
    STEP(reject, .label = N_("Reject"), .from = FROM(WORKER_APPLICANT) | FROM(WORKER_SCREENING) | FROM(WORKER_TRAINING) | FROM(WORKER_ONBOARDING), .to = WORKER_REJECTED,
         .by = CAN_ADMIT_WORKERS, .reason = true),
};

static bool forget_person(struct work *w, void *record, text rule, int64_t *ret_done)
{
    (void)rule;
    return person_erase_when_free(w, ((const struct worker *)record)->person.id, ret_done);
}

static const struct retention kept[] = {
    { .name = "rejected", .label = N_("Rejected applicants: the whole person, from the rejection"), .law = N_("Applicants: 6 months"), .days = 180, .erase = forget_person,
      .due = "state = 10 and changed_at < $1 and exists (select 1 from person p where p.id = worker.person and p.state = 1)" },
    { .name = "left", .label = N_("Workers who left: bank account, home, photo, remarks, from the last day"), .law = N_("Wages and attendance: 2 years by law, 5 kept"), .days = 1825,
      .due = "state = 9 and left_on < $2 and (length(bank_account) > 0 or remark <> '' or left_reason <> '' or photo <> '' or coalesce(home_lat, 0) <> 0)",
      .members = "bank_account|home|photo|remark|left_reason" },
};

/* `+ 0`: through the few persons of the phone, not all of the branch. */
int64_t worker_by_phone(struct work *w, text phone)
{
    return db_one(w, SQL("select n.id from worker n where n.person in (select p.id from person p where p.phone_index = $1) and n.branch + 0 = $2 order by n.id limit 1"),
                  BIND(blind_index(w, "person.phone", phone), num(w->actor->home)), 0);
}

static bool helps_here(struct work *w, const struct worker *n) { return lent_here(w, n->record.id); }
LENT(worker, helps_here)

const struct record_type worker_type = RECORD_TYPE(worker, .label = N_("Worker"), .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = WORKER_APPLICANT, .scope = SCOPE_BRANCH, .own = "record", .lent = helps_here_hook, RETENTION(kept), .subject = "person", .see = CAN_SEE_WORKERS, .create = CAN_EDIT_WORKERS,
    .edit = CAN_EDIT_WORKERS, .history = true, .check = check_hook, .prefix = "W",
    .import_states = FROM(WORKER_APPLICANT) | FROM(WORKER_ACTIVE) | FROM(WORKER_ON_LEAVE) | FROM(WORKER_LEFT));
