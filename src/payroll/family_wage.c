/* family_wage.c — see family_wage.h. */
#include "payroll/family_wage.h"
#include "base/words.h"
#include "payroll/wage_sheet.h"
#include "record/deadline.h"
#include "record/input.h"
#include "record/store.h"

static const struct choice states[] = {
    { FAMILY_WAGE_OPEN, "open", N_("The family says it paid"), "info" }, { FAMILY_WAGE_NOT_GOT, "not_got", N_("She has not got it"), "danger" }, { FAMILY_WAGE_AGREED, "agreed", N_("She has it"), "ok", .final = true },
    { FAMILY_WAGE_CLEARED, "cleared", N_("Cleared up"), "mute", .final = true }, { 0 },
};
static const struct field fields[] = {
    FIELD(family_wage, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(family_wage, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(family_wage, customer, .label = N_("Customer"), .to = &customer_type, .list = true, .filter = true, .set_by = ENGINE_ONLY), FIELD(family_wage, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(family_wage, month, .label = N_("Month from"), .list = true, .sort = true, .set_by = ENGINE_ONLY), FIELD(family_wage, reckoned, .label = N_("By her days"), .list = true, .set_by = ENGINE_ONLY),
    FIELD(family_wage, paid, .label = N_("The family says it paid"), .list = true, .set_by = ENGINE_ONLY), FIELD(family_wage, family_at, .label = N_("The family said so at"), .set_by = ENGINE_ONLY),
    FIELD(family_wage, worker_at, .label = N_("The worker answered at"), .set_by = ENGINE_ONLY), FIELD(family_wage, worker_words, .personal = true, .label = N_("In the worker's words"), .max = 300, .format = FORMAT_MULTILINE, .set_by = ENGINE_ONLY),
    FIELD(family_wage, outcome, .personal = true, .label = N_("What came out"), .max = 300, .format = FORMAT_MULTILINE, .set_by = STEPS_ONLY), FIELD(family_wage, ended_at, .label = N_("Ended at"), .set_by = STEPS_ONLY),
};

/* ---- steps: what each side says is said on the phones; the office writes how it ended ---- */

enum { MOST_PAID = 100000000 };         /* fen */
struct said_paid { money paid; };
static const struct field said_paid_fields[] = { FIELD(said_paid, paid, .label = N_("The family says it paid"), .required = true, .min = 1, .max = MOST_PAID) };
static bool family_paid(struct work *w, struct family_wage *x, const struct said_paid *in) { x->paid = in->paid; x->family_at = w->now; return true; }
RULE(family_wage, said_paid, family_paid)

struct said_not { text words; };
static const struct field said_not_fields[] = { FIELD(said_not, words, .label = N_("In the worker's words"), .max = 300) };
static bool worker_not(struct work *w, struct family_wage *x, const struct said_not *in) { x->worker_at = w->now; x->worker_words = in->words; return true; }
RULE(family_wage, said_not, worker_not)
static bool worker_got(struct work *w, struct family_wage *x) { x->worker_at = x->ended_at = w->now; return true; }
RULE_PLAIN(family_wage, worker_got)

struct cleared { text outcome; };
static const struct field cleared_fields[] = { FIELD(cleared, outcome, .label = N_("What came out"), .required = true, .max = 300, .help = N_("What both say, what is still to be paid and until when")) };
static bool clear(struct work *w, struct family_wage *x, const struct cleared *in) { x->outcome = in->outcome; x->ended_at = w->now; return true; }
RULE(family_wage, cleared, clear)

#define UNSETTLED (FROM(FAMILY_WAGE_OPEN) | FROM(FAMILY_WAGE_NOT_GOT))
static const struct step steps[] = {
    STEP(family_paid, .label = N_("The family says it paid"), .from = UNSETTLED, .by = CAN_EDIT_PLACEMENTS, INPUTS(said_paid, said_paid_fields), .run = family_paid_rule),
    STEP(worker_got, .label = N_("She has it"), .tone = "primary", .from = UNSETTLED, .to = FAMILY_WAGE_AGREED, .by = CAN_EDIT_PLACEMENTS, .run = worker_got_rule),
    STEP(worker_not, .label = N_("She has not got it"), .from = FROM(FAMILY_WAGE_OPEN), .to = FAMILY_WAGE_NOT_GOT, .by = CAN_EDIT_PLACEMENTS, INPUTS(said_not, said_not_fields), .run = worker_not_rule),
    STEP(clear, .label = N_("Cleared up"), .from = UNSETTLED, .to = FAMILY_WAGE_CLEARED, .by = CAN_EDIT_PLACEMENTS, INPUTS(cleared, cleared_fields), .run = clear_rule),
};
static instant ask_due(struct work *w, const struct family_wage *x) { (void)w; return (instant){ x->worker_at.ms + HOURS(4) }; }
DUE(family_wage, ask_due)
static const struct deadline deadlines[] = {
    { .name = "wage", .label = N_("She says that the family has not paid her wage: ask both"), .states = FROM(FAMILY_WAGE_NOT_GOT), .due = ask_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(44), .then = CAN_OVERSEE_PLACEMENTS, .step = "clear" },
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Wages families paid themselves: words and outcome, from the end"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095, .due = "ended_at > 0 and ended_at < $1 and (worker_words <> '' or outcome <> '')", .members = "worker_words|outcome" },
};
static text title(struct work *w, const struct family_wage *x)
{
    const struct customer *c = record_peek(w, &customer_type, x->customer.id);
    const struct worker *n = record_peek(w, &worker_type, x->worker.id);
    struct date d = date_of(x->month);
    return print(w, "%s · %s · %d-%02d", c ? c->name : "", n ? n->name : "", d.year, d.month);
}
TITLE(family_wage, title)
static const text indexes[] = { "placement, worker, month", NULL };
const struct record_type family_wage_type = RECORD_TYPE(family_wage, .label = N_("Wage the family pays itself"), .module = "payroll", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = FAMILY_WAGE_OPEN, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .title = title_hook, .indexes = indexes, .append_only = true);

/* ---- said on the phones ---- */

static day month_end(day month) { return (day){ month.number + days_of_month(month) - 1 }; }

static bool there_in(const struct placement *p, int64_t worker, day first, day last)
{
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->worker.id == worker && s->first.number <= last.number && (!s->last.given || s->last.number >= first.number)) return true;
    }
    return false;
}

/* The month is over, or her time there is. */
static bool over(struct work *w, const struct placement *p, int64_t worker, day month)
{
    day today = day_of(w->now), end = month_end(month);
    bool goes_on = !p->ended_on.given && there_in(p, worker, today, (day){ today.number + 3660 });
    return there_in(p, worker, month, end) && (end.number < today.number || !goes_on);
}

static struct family_wage *spoken_of(struct work *w, const struct placement *p, int64_t worker, day month)
{
    struct found f = LOAD_WHERE(w, family_wage, "placement = $1 and worker = $2 and month = $3", BIND(num(p->record.id), num(worker), num(month.number)));
    return f.count ? f.at[0] : NULL;
}

/* As both phones show it: her days, and the extra tasks that were done. */
static money reckoned_of(struct work *w, const struct placement *p, int64_t worker, day month, const struct sum *sum)
{
    struct found tasks = extra_tasks_done(w, p->record.id, worker, month, month_end(month));
    money all = sum->total;
    for (int i = 0; i < tasks.count; i++) all = money_add(all, FOUND(struct extra_task, tasks, i)->pay);
    return all;
}

/* The record of the month, made when nobody has spoken of it yet; NULL: refused. */
static struct family_wage *of_month(struct work *w, const struct placement *p, int64_t worker, day month)
{
    if (date_of(month).day != 1 || !over(w, p, worker, month)) return refuse(w, "month", N_("This month of hers is not over yet")), NULL;
    struct family_wage *x = spoken_of(w, p, worker, month);
    if (x && x->state > FAMILY_WAGE_NOT_GOT) return refuse_as(w, CONFLICT, "month", N_("This month is settled between you already")), NULL;
    if (x || failed(w)) return x;
    struct sum sum = { .count = 0 };
    bool ours = false;
    wage_so_far(w, p, worker, month, month_end(month), &sum, &ours);
    if (ours || !sum.count) return refuse(w, "month", N_("The family pays her no wage of this month itself")), NULL;
    x = take(w, struct family_wage);
    *x = (struct family_wage){ .record.branch = p->record.branch, .placement = { p->record.id }, .customer = p->customer, .worker = { worker }, .month = month, .reckoned = reckoned_of(w, p, worker, month, &sum), .worker_words = "", .outcome = "" };
    return ADD(w, family_wage, x) ? LOAD(w, family_wage, x->record.id) : NULL;
}

bool family_wage_paid(struct work *w, const struct placement *p, int64_t worker, day month, money paid)
{
    if (paid.fen <= 0 || paid.fen > MOST_PAID) return refuse(w, "paid", paid.fen <= 0 ? N_("How much was paid?") : N_("That is more than any month's wage: look at the sum again"));
    struct family_wage *x = of_month(w, p, worker, month);
    return x && step_run(w, &family_wage_type, x, "family_paid", &(struct said_paid){ paid });
}

bool family_wage_got(struct work *w, int64_t worker, json_t *input, text words)
{
    const struct placement *p = record_peek(w, &placement_type, input_number(w, input, "placement", 0));
    day month = input_day(w, input, "month", (day){ 0 });
    bool got = input_flag(w, input, "got", false);
    if (failed(w)) return false;
    if (!p || !there_in(p, worker, month, month_end(month))) return refuse_as(w, NOT_FOUND, "placement", N_("You serve in no home just now; ask the shop"));
    struct family_wage *x = of_month(w, p, worker, month);
    if (!x) return false;
    if (got) return step_run(w, &family_wage_type, x, "worker_got", NULL);
    return x->state == FAMILY_WAGE_NOT_GOT || step_run(w, &family_wage_type, x, "worker_not", &(struct said_not){ words });
}

void family_wage_write(struct work *w, struct json *j, const struct placement *p, int64_t worker, day month)
{
    const struct family_wage *x = spoken_of(w, p, worker, month);
    write_flag(j, "over", over(w, p, worker, month));
    if (!x) { write_null(j, "said"); return; }
    write_object(j, "said");
    write_text(j, "state", choice_key(states, x->state));
    write_number(j, "paid", x->family_at.ms ? x->paid.fen : 0);
    write_flag(j, "family", x->family_at.ms != 0);
    write_end(j, '}');
}
