/* force_majeure.c — see force_majeure.h. */
#include "operations/force_majeure.h"
#include "base/words.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "record/store.h"

static const struct choice states[] = {
    { FORCE_DRAFT, "draft", N_("Draft"), "warn" }, { FORCE_APPLIED, "applied", N_("In force"), "danger" }, { FORCE_OVER, "over", N_("Over"), "mute", .final = true }, { 0 },
};
static const struct field visit_rows[] = {
    FIELD(force_visit, visit, .label = N_("Visit"), .to = &visit_type, .required = true), FIELD(force_visit, caught_up, .label = N_("Made again")), FIELD(force_visit, note, .label = N_("Note"), .max = 100),
};
static const struct row_type visit_row = ROW_TYPE(force_visit, visit_rows);
static const struct field fields[] = {
    FIELD(force_majeure, state, .label = N_("State"), .choices = states, .filter = true, .list = true), FIELD(force_majeure, what, .label = N_("What happened"), .required = true, .max = 120, .list = true),
    FIELD(force_majeure, start, .label = N_("From"), .required = true, .list = true, .sort = true), FIELD(force_majeure, until, .label = N_("To"), .required = true, .list = true),
    FIELD(force_majeure, area, .label = N_("Area"), .max = 60, .help = N_("Empty: the whole branch")), FIELD(force_majeure, visits, .label = N_("To catch up with"), .row = &visit_row, .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct force_majeure *f, const struct force_majeure *before)
{
    if (f->until.ms <= f->start.ms) return wrong(w, "until", N_("It ends before it begins"));
    if ((!before || before->start.ms != f->start.ms) && !within_horizon(w, "start", f->start, 31)) return false;
    if (f->until.ms - f->start.ms > DAYS(31)) return wrong(w, "until", N_("At most a month at a time"));
    if (before && before->state != FORCE_DRAFT && before->state == f->state && (before->start.ms != f->start.ms || before->until.ms != f->until.ms))
        return refuse_as(w, CONFLICT, "", N_("It has been applied already; enter another one for other hours"));
    return true;
}
CHECKER(force_majeure, check)

static struct found hit(struct work *w, const struct force_majeure *f)
{
    return LOAD_WHERE(w, visit, "branch = $1 and state between 1 and 5 and start >= $2 and start < $3 and ($4 = '' or area = $4) order by start limit 2001",
                      BIND(num(f->record.branch.id), num(f->start.ms > w->now.ms ? f->start.ms : w->now.ms), num(f->until.ms), txt(f->area)));
}

static bool apply(struct work *w, struct force_majeure *f)
{
    struct found all = hit(w, f);
    if (!failed(w) && !all.count) return refuse(w, "", N_("No visit begins within these hours there: look at the hours and the area"));
    if (all.count > MOST_FORCE_VISITS) return refuse(w, "", N_("These are more than {1} visits: enter one for each area, or for fewer days"), print(w, "%d", MOST_FORCE_VISITS));
    struct force_visit *rows = take_many(w, struct force_visit, all.count);
    struct visit **before = take_many(w, struct visit *, all.count);     /* whose they were */
    for (int i = 0; i < all.count; i++) {
        before[i] = take(w, struct visit);
        *before[i] = *FOUND(struct visit, all, i);
    }
    text reason = w->reason;
    w->reason = f->what;
    for (int i = 0; i < all.count; i++) {
        struct visit *v = all.at[i];
        if (!step_run(w, &visit_type, v, "call_off", &(struct cancellation){ .reason = CANCEL_FORCE_MAJEURE })) return false;
        rows[i] = (struct force_visit){ { v->record.id }, false, "" };
    }
    w->reason = reason;
    if (!tell_called_off(w, f->record.branch, f->what, &force_majeure_type, f->record.id, (struct visit *const *)before, all.count)) return false;
    f->visits = (rows_of){ rows, (size_t)all.count };
    return !failed(w);
}
RULE_PLAIN(force_majeure, apply)

struct caught { ref visit; text note; };
static const struct field caught_fields[] = { FIELD(caught, visit, .label = N_("Visit"), .to = &visit_type, .required = true), FIELD(caught, note, .label = N_("Note"), .max = 100, .help = N_("The new visit's number, or that she does not want it any more")) };
static bool catch_up(struct work *w, struct force_majeure *f, const struct caught *in)
{
    for (size_t i = 0; i < f->visits.count; i++) {
        struct force_visit *row = ROW(struct force_visit, f->visits, i);
        if (row->visit.id != in->visit.id) continue;
        row->caught_up = true;
        row->note = in->note ? in->note : "";
        return true;
    }
    return refuse(w, "visit", N_("This visit is not on the list"));
}
RULE(force_majeure, caught, catch_up)

/* ---- many at once ---- */

static const struct field again_fields[] = {
    FIELD(made_again, visit, .label = N_("Visit"), .to = &visit_type, .required = true), FIELD(made_again, start, .label = N_("New time"), .help = N_("Empty: she does not want it any more")),
    FIELD(made_again, agreed_by, .label = N_("Agreed by"), .max = 60, .help = N_("Empty: the customer herself")), FIELD(made_again, agreed_how, .label = N_("Agreed how"), .choices = agreed_hows, .help = N_("Empty: by phone")),
    FIELD(made_again, note, .label = N_("Note"), .max = 100),
};
static const struct row_type again_row = ROW_TYPE(made_again, again_fields);
static const struct field making_fields[] = { FIELD(making_again, visits, .label = N_("Visits"), .row = &again_row, .required = true) };

static struct force_visit *line_of(const struct force_majeure *f, int64_t visit)
{
    for (size_t i = 0; i < f->visits.count; i++)
        if (ROW(struct force_visit, f->visits, i)->visit.id == visit) return ROW(struct force_visit, f->visits, i);
    return NULL;
}

/* As it was sold, at the time she said yes to; nobody has it yet. Its plan's day stays with the one that was called off. */
static bool make_anew(struct work *w, const struct visit *off, const struct made_again *in, text *ret_number)
{
    struct visit again = { .record.branch = off->record.branch, .customer = off->customer, .household = off->household, .line = off->line, .service_order = off->service_order, .plan = off->plan,
        .start = off->start, .length = off->length, .standard = off->standard, .price_rule = off->price_rule, .price = off->price, .worker_pay = off->worker_pay, .quote = off->quote,
        .add_ons = off->add_ons, .tags = off->tags, .area = "", .customer_code = "", .rating = "", .remark = off->remark, .touched = true };
    visit_agreed(w, &again, in->start, in->agreed_by, in->agreed_how);
    again.start = in->start;
    if (!ADD(w, visit, &again)) return false;
    *ret_number = again.record.number;
    return true;
}

static bool one_again(struct work *w, struct force_majeure *f, const struct made_again *in, size_t at)
{
    struct force_visit *line = line_of(f, in->visit.id);
    if (!line) return refuse(w, print(w, "visits.%zu.visit", at), N_("This visit is not on the list"));
    const struct visit *off = record_peek(w, &visit_type, in->visit.id);
    if (!off) return false;
    if (line->caught_up) return refuse(w, print(w, "visits.%zu.visit", at), N_("Visit {1} has been caught up with already"), off->record.number);
    if (in->start.ms && in->start.ms < w->now.ms - MINUTES(5)) return refuse(w, print(w, "visits.%zu.start", at), N_("This time has passed"));
    text note = in->note && *in->note ? in->note : in->start.ms ? "" : translate(w->language, N_("The customer does not want it any more")), number = "";
    if (in->start.ms && !make_anew(w, off, in, &number)) return false;
    line->caught_up = true;
    line->note = *number && *note ? print(w, "%s · %s", number, note) : *number ? number : note;
    return true;
}

static bool make_again(struct work *w, struct force_majeure *f, const struct making_again *in)
{
    if (!in->visits.count || in->visits.count > MOST_MADE_AGAIN) return refuse(w, "visits", N_("Between 1 and {1} visits at once"), print(w, "%d", MOST_MADE_AGAIN));
    for (size_t i = 0; i < in->visits.count; i++)
        if (!one_again(w, f, ROW(struct made_again, in->visits, i), i)) return false;
    return !failed(w);
}
RULE(force_majeure, making_again, make_again)

static const struct sentence *all_caught_up(struct work *w, const struct force_majeure *f)
{
    int64_t left = 0;
    for (size_t i = 0; i < f->visits.count; i++) left += !ROW(struct force_visit, f->visits, i)->caught_up;
    return left ? because(w, N_("{1} visits are not caught up with yet"), print(w, "%lld", (long long)left)) : NULL;
}
GUARD(force_majeure, all_caught_up)

static instant catch_up_due(struct work *w, const struct force_majeure *f) { (void)w; return (instant){ f->until.ms + HOURS(24) }; }
DUE(force_majeure, catch_up_due)
static const struct deadline deadlines[] = {
    { .name = "catch_up", .label = N_("Catch up with what was called off"), .states = FROM(FORCE_APPLIED), .due = catch_up_due_hook, .who = CAN_MEND_VISITS, .escalate_after = DAYS(2), .then = CAN_SETTLE_VISITS, .step = "make_again" },
};
static const struct step steps[] = {
    STEP(apply, .label = N_("Call the visits off"), .tone = "danger", .from = FROM(FORCE_DRAFT), .to = FORCE_APPLIED, .by = CAN_MEND_VISITS, .run = apply_rule, .preview = true,
         .confirm = N_("All visits that begin within these hours and have not begun are called off, free for the customers. Continue?")),
    STEP(catch_up, .label = N_("Caught up with"), .from = FROM(FORCE_APPLIED), .by = CAN_MEND_VISITS, INPUTS(caught, caught_fields), .run = catch_up_rule),
    STEP(make_again, .label = N_("Catch up with several"), .tone = "primary", .from = FROM(FORCE_APPLIED), .by = CAN_MEND_VISITS, INPUTS(making_again, making_fields), .run = make_again_rule),
    STEP(finish, .label = N_("It is over"), .tone = "primary", .from = FROM(FORCE_APPLIED), .to = FORCE_OVER, .by = CAN_MEND_VISITS, .guard = all_caught_up_guard),
};
const struct record_type force_majeure_type = RECORD_TYPE(force_majeure, .label = N_("Force majeure"), .plural = "Force majeure", .module = "operations", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = FORCE_DRAFT,
    .scope = SCOPE_BRANCH, .see = CAN_SEE_VISITS, .create = CAN_MEND_VISITS, .edit = CAN_MEND_VISITS, .check = check_hook, .order = "-start");
