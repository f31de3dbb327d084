/* leave.c — see leave.h. */
#include "base/json.h"
#include "base/words.h"
#include "record/booking.h"
#include "record/store.h"
#include "team/team.h"

static const struct choice states[] = {
    { LEAVE_REQUESTED, "requested", N_("Requested"), "warn" }, { LEAVE_APPROVED, "approved", N_("Leave granted"), "ok" },
    { LEAVE_REJECTED, "rejected", N_("Rejected"), "mute", .final = true }, { LEAVE_CANCELLED, "cancelled", N_("Cancelled"), "mute", .final = true },
    { LEAVE_RETURNED, "returned", N_("Back"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = {
    { LEAVE_REST, "rest", N_("Rest day"), .also = "轮休|调休" }, { LEAVE_PERSONAL, "personal", N_("Personal leave"), .also = "事假" }, { LEAVE_SICK, "sick", N_("Sick leave"), .also = "病假" },
    { LEAVE_WORK_INJURY, "work_injury", N_("Work injury") }, { LEAVE_MARRIAGE, "marriage", N_("Marriage leave") }, { LEAVE_BEREAVEMENT, "bereavement", N_("Bereavement leave") },
    { LEAVE_MATERNITY, "maternity", N_("Maternity leave") }, { LEAVE_ANNUAL, "annual", N_("Annual leave"), .also = "年假" }, { LEAVE_FESTIVAL, "festival", N_("Home for the festival"), .also = "返乡|春节" },
    { LEAVE_HEALTH_EXAM, "health_exam", N_("Medical check") }, { 0 },
};

static const struct field fields[] = {
    FIELD(worker_leave, state, .label = N_("State"), .choices = states, .filter = true, .list = true),
    FIELD(worker_leave, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(worker_leave, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .also = "请假类型|假别"),
    FIELD(worker_leave, start, .label = N_("From"), .required = true, .list = true, .sort = true, .filter = true, .also = "开始时间|开始日期"),
    FIELD(worker_leave, until, .label = N_("To"), .required = true, .list = true, .also = "结束时间|结束日期"),
    FIELD(worker_leave, why, .personal = true, .label = N_("Why"), .max = 300, .also = "原因|事由"),
    FIELD(worker_leave, answer, .personal = true, .label = N_("Answer"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(worker_leave, impact, .label = N_("What it hits"), .set_by = ENGINE_ONLY),
};

static const struct leave_impact *answers(struct work *w, int i) { return house_answers(w->house, QUESTION_LEAVE_IMPACT, i); }

static int impact(struct work *w, const struct worker_leave *l, struct json *into)
{
    int hits = 0;
    const struct leave_impact *a;
    for (int i = 0; (a = answers(w, i)) != NULL; i++) hits += a->list(w, l->worker.id, l->start, l->until, into);
    return hits;
}

static text impact_json(struct work *w, const struct worker_leave *l, int *ret_hits)
{
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    *ret_hits = impact(w, l, &j);
    write_end(&j, ']');
    return buf_text(&j.out);
}

/* The same time is asked for once: of one kind hours may not overlap, and of two kinds not be the same, unless she falls ill in them. */
static bool asked_once(struct work *w, const struct worker_leave *l)
{
    bool ill = l->kind == LEAVE_SICK || l->kind == LEAVE_WORK_INJURY;
    struct found other = LOOK_WHERE(w, worker_leave, "worker = $1 and id <> $2 and state in (1, 2) and start < $3 and until > $4 and (kind = $5 or ($6 = 0 and start = $4 and until = $3)) order by state desc, id limit 1",
                                    BIND(num(l->worker.id), num(l->record.id), num(l->until.ms), num(l->start.ms), num(l->kind), num(ill)));
    if (!other.count) return !failed(w);
    const struct worker_leave *o = other.at[0];
    text from = instant_words(w->arena, o->start), to = instant_words(w->arena, o->until);
    if (o->state == LEAVE_APPROVED) return refuse_as(w, CONFLICT, "start", N_("“{1}” from {2} to {3} is granted already; ask only for the days beyond it"), translated(w, choice_label(kinds, o->kind)), from, to);
    return refuse_as(w, CONFLICT, "start", N_("“{1}” from {2} to {3} is asked for already and waits for the answer; withdraw it first if it is to be another time"), translated(w, choice_label(kinds, o->kind)), from, to);
}
_Static_assert(LEAVE_REQUESTED == 1 && LEAVE_APPROVED == 2, "the query above names these by number");

/* Who has left has no days to be away from; what was before may still be told. */
static bool works_here_then(struct work *w, const struct worker *n, const struct worker_leave *l)
{
    if (!n || n->state != WORKER_LEFT || !n->left_on.given || day_of(l->start).number <= n->left_on.number) return true;
    return wrong(w, "start", N_("No longer works here since {1}; a leave before that may still be entered"), day_text(w->arena, (day){ n->left_on.number }));
}

enum { MOST_DAYS_LATE = 62 };           /* the month before is settled by the second half of this one */

static bool check(struct work *w, struct worker_leave *l, const struct worker_leave *before)
{
    if (l->until.ms <= l->start.ms) return wrong(w, "until", N_("The leave ends before it begins"));
    if (l->until.ms - l->start.ms > DAYS(366)) return wrong(w, "until", N_("A leave is at most a year long"));
    bool brought = !before && l->state != LEAVE_REQUESTED;             /* the archive's, by a sheet */
    if (!brought && (!before || before->start.ms != l->start.ms) && !within_horizon(w, "start", l->start, HORIZON_AHEAD)) return false;
    if (!before && !brought && day_of(l->until).number < day_of(w->now).number - MOST_DAYS_LATE)
        return wrong(w, "start", N_("This leave ended on {1}, more than {2} days ago: the wages of that time are settled. Correct them on the payslip or the settlement of that month"), day_text(w->arena, day_of(l->until)), print(w, "%d", MOST_DAYS_LATE));
    bool other_hours = before && (before->start.ms != l->start.ms || before->until.ms != l->until.ms);
    if (other_hours && before->state != LEAVE_REQUESTED && before->state == l->state)
        return refuse_as(w, CONFLICT, "until", N_("It was granted for these hours and her calendar is kept free for them; enter another leave for more, or “{1}” for less"), translated(w, N_("Is back")));
    if (!brought && (!before || other_hours) && !asked_once(w, l)) return false;
    const struct worker *n = record_peek(w, &worker_type, l->worker.id);
    if (!before && !brought && !works_here_then(w, n, l)) return false;
    if (n && !before) l->record.branch = n->record.branch;
    int hits;
    if (!before || (other_hours && before->state == l->state)) l->impact.json = impact_json(w, l, &hits);
    return !failed(w);
}
CHECKER(worker_leave, check)

static bool book(struct work *w, const struct worker_leave *l)
{
    struct booking b = { .resource = { RESOURCE_WORKER, l->worker.id }, .source = { "worker_leave", l->record.id }, .from = l->start, .to = l->until,
        .journey = JOURNEY_NONE, .branch = l->record.branch.id, .label = translate(w->language, choice_label(kinds, l->kind)) };
    return booking_put(w, &b);
}

/* Same day, sick: the visits go back to be assigned at once, the person is not asked to solve it from her bed. */
static bool created(struct work *w, struct worker_leave *l)
{
    if (w->actor->system || l->state != LEAVE_REQUESTED) return l->state == LEAVE_APPROVED ? book(w, l) : true;
    bool today = day_of(l->start).number <= day_of(w->now).number;
    return l->kind == LEAVE_SICK && today ? step_run(w, &worker_leave_type, l, "approve_sick", NULL) : true;
}
AFTER_CREATE(worker_leave, created)

static const struct sentence *solved(struct work *w, const struct worker_leave *l)
{
    int hits;
    impact_json(w, l, &hits);
    return hits ? because(w, N_("{1} visits lie in this leave; give them to others or move them first"), print(w, "%d", hits)) : NULL;
}
GUARD(worker_leave, solved)

static bool approve(struct work *w, struct worker_leave *l) { return book(w, l); }
RULE_PLAIN(worker_leave, approve)

/* Who falls ill in a home is away from when that visit should be over: until then the office lets her finish, or breaks it off. */
static bool begin_after_work(struct work *w, struct worker_leave *l)
{
    const struct leave_impact *a;
    for (int i = 0; (a = answers(w, i)) != NULL; i++) {
        instant over = a->at_work_until ? a->at_work_until(w, l->worker.id, l->start, l->until) : l->start;
        if (over.ms > l->start.ms) l->start = over;
    }
    return l->start.ms < l->until.ms ? !failed(w) : refuse_as(w, CONFLICT, "until", N_("She is at work in a home until {1}: break that visit off first, or let the leave last longer"), instant_words(w->arena, l->start));
}

static bool approve_and_clear(struct work *w, struct worker_leave *l)
{
    const struct leave_impact *a;
    for (int i = 0; (a = answers(w, i)) != NULL; i++)
        if (!a->clear(w, l->worker.id, l->start, l->until)) return false;
    return begin_after_work(w, l) && book(w, l);
}
RULE_PLAIN(worker_leave, approve_and_clear)

static bool release(struct work *w, struct worker_leave *l)
{
    booking_drop(w, (struct source){ "worker_leave", l->record.id });
    return !failed(w);
}
RULE_PLAIN(worker_leave, release)

static const struct sentence *begun(struct work *w, const struct worker_leave *l)
{
    return l->start.ms > w->now.ms ? because(w, N_("It has not begun; “{1}” takes it back"), translated(w, N_("Withdraw"))) : NULL;
}
GUARD(worker_leave, begun)

/* What she was away is what is counted (attendance, days of a placement): earlier than it was granted for, it ends as she is back. */
static bool come_back(struct work *w, struct worker_leave *l)
{
    if (w->acted.ms > l->start.ms && w->acted.ms < l->until.ms) l->until = w->acted;
    return release(w, l);
}
RULE_PLAIN(worker_leave, come_back)

static bool lapse(struct work *w, struct worker_leave *l)
{
    l->answer = w->reason;
    return release(w, l);
}
RULE_PLAIN(worker_leave, lapse)

static bool reject(struct work *w, struct worker_leave *l)
{
    l->answer = step_reason(w);
    return true;
}
RULE_PLAIN(worker_leave, reject)

static instant answer_due(struct work *w, const struct worker_leave *l)
{
    (void)w;
    return (instant){ l->record.created_at.ms + HOURS(24) };
}
DUE(worker_leave, answer_due)

static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the leave request"), .states = FROM(LEAVE_REQUESTED), .due = answer_due_hook, .who = CAN_APPROVE_LEAVE,
      .escalate_after = HOURS(24), .then = CAN_APPROVE_LEAVE, .step = "approve" },
};

static const struct step steps[] = {
    STEP(approve, .label = N_("Grant"), .tone = "primary", .from = FROM(LEAVE_REQUESTED), .to = LEAVE_APPROVED, .by = CAN_APPROVE_LEAVE, .run = approve_rule, .guard = solved_guard),
    STEP(approve_and_clear, .label = N_("Approve and free her visits"), .from = FROM(LEAVE_REQUESTED), .to = LEAVE_APPROVED, .by = CAN_APPROVE_LEAVE, .run = approve_and_clear_rule, .preview = true,
         .confirm = N_("Her visits in this time go back to be assigned. Continue?")),
    STEP(approve_sick, .label = N_("Grant"), .from = FROM(LEAVE_REQUESTED), .to = LEAVE_APPROVED, .run = approve_and_clear_rule, .hidden = true),
    STEP(reject, .label = N_("Reject"), .from = FROM(LEAVE_REQUESTED), .to = LEAVE_REJECTED, .by = CAN_APPROVE_LEAVE, .run = reject_rule, .reason = true, .reason_label = N_("Why not, which she reads on her phone")),
    STEP(cancel, .label = N_("Withdraw"), .from = FROM(LEAVE_REQUESTED) | FROM(LEAVE_APPROVED), .to = LEAVE_CANCELLED, .by = CAN_APPROVE_LEAVE, .own = true, .run = release_rule),
    STEP(lapse, .label = N_("Withdraw"), .from = FROM(LEAVE_REQUESTED) | FROM(LEAVE_APPROVED), .to = LEAVE_CANCELLED, .run = lapse_rule, .hidden = true),
    STEP(come_back, .label = N_("Is back"), .from = FROM(LEAVE_APPROVED), .to = LEAVE_RETURNED, .by = CAN_APPROVE_LEAVE, .guard = begun_guard, .run = come_back_rule),
};

static const struct retention kept[] = {
    { .name = "why", .label = N_("Leaves: the reason, from their end"), .law = N_("Attendance: 2 years"), .days = 730, .due = "until < $1 and (why <> '' or answer <> '')", .members = "why|answer" },
};

static text title(struct work *w, const struct worker_leave *l) { return print(w, "%s %s", record_title(w, &worker_type, l->worker.id), instant_words(w->arena, l->start)); }
TITLE(worker_leave, title)

const struct record_type worker_leave_type = RECORD_TYPE(worker_leave, .label = N_("Leave"), .plural = "Leave", .module = "team", FIELDS(fields), STEPS(steps), DEADLINES(deadlines),
    .first_state = LEAVE_REQUESTED, .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_WORKERS, .create = CAN_EDIT_WORKERS, .edit = CAN_EDIT_WORKERS,
    .check = check_hook, .title = title_hook, .created = created_hook, .prefix = "QJ", .import_states = FROM(LEAVE_APPROVED) | FROM(LEAVE_RETURNED));

bool leave_requests_lapse(struct work *w, int64_t worker)
{
    struct found ahead = LOAD_WHERE(w, worker_leave, "worker = $1 and (state = 1 or (state = 2 and start > $2)) order by id", BIND(num(worker), num(w->now.ms)));
    text said = w->reason;
    for (int i = 0; i < ahead.count; i++) {
        bool asked = FOUND(struct worker_leave, ahead, i)->state == LEAVE_REQUESTED;
        w->reason = translate(w->language, asked ? N_("No longer works here: this request is cancelled by itself") : N_("No longer works here: this leave had not begun and is cancelled by itself"));
        if (!step_run(w, &worker_leave_type, ahead.at[i], "lapse", NULL)) return false;
    }
    w->reason = said;
    return !failed(w);
}
