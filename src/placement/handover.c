/* handover.c — see handover.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"
#include <string.h>

static const struct choice states[] = { { HANDOVER_OPEN, "open", N_("To be agreed"), "warn" }, { HANDOVER_AGREED, "agreed", N_("Agreed by both"), "ok" }, { HANDOVER_DISPUTED, "disputed", N_("Disputed"), "danger" }, { 0 } };
static const struct choice kinds[] = { { HANDOVER_ARRIVAL, "arrival", N_("Arrival") }, { HANDOVER_DEPARTURE, "departure", N_("Departure") }, { 0 } };

static const struct field fields[] = {
    FIELD(handover, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(handover, kind, .label = N_("Kind"), .choices = kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(handover, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(handover, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(handover, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(handover, date, .label = N_("Day"), .required = true, .list = true, .sort = true),
    FIELD(handover, belongings, .personal = true, .label = N_("Her own things"), .max = 500, .format = FORMAT_MULTILINE), FIELD(handover, valuables, .personal = true, .label = N_("Valuables declared"), .max = 500, .format = FORMAT_MULTILINE, .help = N_("At the arrival it has to be said before both sides agree; “none” will do")),
    FIELD(handover, keys, .label = N_("Keys handed over"), .min = 0, .max = 20), FIELD(handover, cared_for, .personal = true, .label = N_("State of child or elder"), .max = 500, .format = FORMAT_MULTILINE, .help = N_("It has to be said before both sides agree; “nobody is cared for” will do")),
    FIELD(handover, money_left, .label = N_("Household money counted"), .min = 0, .max = 10000000), FIELD(handover, meter, .personal = true, .label = N_("What the next one must know"), .max = 500, .format = FORMAT_MULTILINE),
    FIELD(handover, customer_agrees, .label = N_("The family agrees"), .set_by = STEPS_ONLY), FIELD(handover, worker_agrees, .label = N_("The worker agrees"), .set_by = STEPS_ONLY),
    FIELD(handover, customer_how, .label = N_("How the family agreed"), .max = 200, .set_by = STEPS_ONLY), FIELD(handover, dispute, .personal = true, .label = N_("What is disputed"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(handover, absent_why, .label = N_("Why one side did not agree"), .max = 200, .set_by = STEPS_ONLY),
};

/* What both have agreed to stays as it is; a change before takes both yeses back. */
static bool check(struct work *w, struct handover *h, const struct handover *before)
{
    if (!before) return true;
    bool changed = strcmp(h->belongings, before->belongings) || strcmp(h->valuables, before->valuables) || h->keys != before->keys || strcmp(h->cared_for, before->cared_for) ||
        h->money_left.fen != before->money_left.fen || strcmp(h->meter, before->meter) || h->date.number != before->date.number;
    if (changed && before->state == HANDOVER_AGREED) return wrong(w, "", N_("Both sides have agreed to this sheet; it is not changed any more"));
    if (changed) h->customer_agrees = h->worker_agrees = false;
    return true;
}
CHECKER(handover, check)

static text title(struct work *w, const struct handover *h)
{
    return print(w, "%s · %s · %s", translate(w->language, choice_label(kinds, h->kind)), record_title(w, &worker_type, h->worker.id), day_text(w->arena, h->date));
}
TITLE(handover, title)

/* Nobody is made to write down how somebody is who has died, or a child that was lost. */
static bool condition_asked(struct work *w, const struct handover *h)
{
    const struct placement *p = h->kind == HANDOVER_DEPARTURE ? record_peek(w, &placement_type, h->placement.id) : NULL;
    return !p || (p->ended_by != PLACEMENT_DEATH && p->ended_by != PLACEMENT_LOSS);
}

static const struct sentence *complete(struct work *w, const struct handover *h)
{
    if (!*h->cared_for && condition_asked(w, h)) return because(w, N_("Write down how child or elder are before anybody agrees; “nobody is cared for” will do"));
    if (h->kind == HANDOVER_ARRIVAL && !*h->valuables) return because(w, N_("Write down the valuables that the family declares; “none” will do"));
    return NULL;
}
GUARD(handover, complete)

bool handover_complete(struct work *w, const struct handover *h) { return !complete(w, h); }

/* "None" is an answer too, by one press: but how a baby or an elder is, is said in words. */
static const struct sentence *nobody_cared_for(struct work *w, const struct handover *h)
{
    const struct placement *p = record_peek(w, &placement_type, h->placement.id);
    if (!complete(w, h)) return because(w, N_("Everything that has to be said is written down"));
    if (!*h->cared_for && p && care_log_kinds(w, p).bits) return because(w, N_("Somebody is cared for in this home: write down how she is"));
    return NULL;
}
GUARD(handover, nobody_cared_for)

static bool say_none(struct work *w, struct handover *h)
{
    text none = translate(w->language, N_("None"));
    if (!*h->cared_for) h->cared_for = none;
    if (h->kind == HANDOVER_ARRIVAL && !*h->valuables) h->valuables = none;
    return true;
}
RULE_PLAIN(handover, say_none)

/* Both have said yes: the placement goes on. */
static bool go_on(struct work *w, struct handover *h)
{
    if (!h->customer_agrees || !h->worker_agrees) return true;
    h->state = HANDOVER_AGREED;
    struct placement *p = LOAD(w, placement, h->placement.id);
    if (!p || h->kind != HANDOVER_ARRIVAL || p->state != PLACEMENT_ON_BOARD) return !failed(w);
    return step_run(w, &placement_type, p, "begin", NULL);
}

static bool worker_yes(struct work *w, struct handover *h)
{
    h->worker_agrees = true;
    return go_on(w, h);
}
RULE_PLAIN(handover, worker_yes)

struct family_yes_input { text how; };
static const struct field yes_fields[] = { FIELD(family_yes_input, how, .label = N_("How the family agreed"), .required = true, .max = 200, .help = N_("On her page, on the telephone, signed on paper")) };

static bool family_yes(struct work *w, struct handover *h, const struct family_yes_input *in)
{
    h->customer_agrees = true;
    h->customer_how = in->how;
    return go_on(w, h);
}
RULE(handover, family_yes_input, family_yes)

static bool dispute(struct work *w, struct handover *h)
{
    h->dispute = step_reason(w);
    h->customer_agrees = h->worker_agrees = false;
    return true;
}
RULE_PLAIN(handover, dispute)

/* Left without a word, or a family that does not answer: the sheet stands on what is known, and says so. */
static bool without_one(struct work *w, struct handover *h)
{
    if (h->kind != HANDOVER_DEPARTURE) return refuse_as(w, CONFLICT, "", N_("Nobody begins without both sides"));
    if (!h->customer_agrees && !h->worker_agrees) return refuse_as(w, CONFLICT, "", N_("One side has to agree at least"));
    h->absent_why = step_reason(w);
    h->state = HANDOVER_AGREED;
    return true;
}
RULE_PLAIN(handover, without_one)

static instant agree_due(struct work *w, const struct handover *h) { (void)w; return day_at(h->date, h->kind == HANDOVER_ARRIVAL ? 20 * 60 : 44 * 60); }
DUE(handover, agree_due)

static const struct deadline deadlines[] = {
    { .name = "agree", .label = N_("Both sides agree to the handover sheet"), .states = FROM(HANDOVER_OPEN) | FROM(HANDOVER_DISPUTED), .due = agree_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = DAYS(2), .then = CAN_OVERSEE_PLACEMENTS, .step = "family_yes" },
};
#define STILL_OPEN (FROM(HANDOVER_OPEN) | FROM(HANDOVER_DISPUTED))
static const struct step steps[] = {
    STEP(worker_yes, .label = N_("The worker agrees"), .from = STILL_OPEN, .by = CAN_EDIT_PLACEMENTS, .own = true, .run = worker_yes_rule, .guard = complete_guard),
    STEP(family_yes, .label = N_("The family agrees"), .tone = "primary", .from = STILL_OPEN, .by = CAN_EDIT_PLACEMENTS, INPUTS(family_yes_input, yes_fields), .run = family_yes_rule, .guard = complete_guard),
    STEP(say_none, .label = N_("Nothing to report"), .from = STILL_OPEN, .by = CAN_EDIT_PLACEMENTS, .run = say_none_rule, .guard = nobody_cared_for_guard),
    STEP(dispute, .label = N_("Something is disputed"), .tone = "danger", .from = FROM(HANDOVER_OPEN), .to = HANDOVER_DISPUTED, .by = CAN_EDIT_PLACEMENTS, .own = true, .run = dispute_rule, .reason = true),
    STEP(without_one, .label = N_("Let it stand without one side"), .from = STILL_OPEN, .by = CAN_OVERSEE_PLACEMENTS, .run = without_one_rule, .reason = true),
};
static const struct retention kept[] = {
    { .name = "sheet", .label = N_("Handover sheets: things, valuables, state of child or elder, from the day"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .days = 1095,
      .due = "date < $2 and (belongings <> '' or valuables <> '' or cared_for <> '' or meter <> '' or dispute <> '')", .members = "belongings|valuables|cared_for|meter|dispute" },
};
static const text indexes[] = { "placement", NULL };
const struct record_type handover_type = RECORD_TYPE(handover, .label = N_("Handover sheet"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = HANDOVER_OPEN,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "customer|worker", .see = CAN_SEE_PLACEMENTS, .edit = CAN_EDIT_PLACEMENTS, .edit_in = STILL_OPEN, .check = check_hook, .title = title_hook, .history = true, .quiet = true, .indexes = indexes);
