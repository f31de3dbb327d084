/* field_act.c — see field_act.h: what it holds, how long, and what the office does with one that was refused. */
#include <string.h>
#include "base/words.h"
#include "field/act.h"
#include "record/input.h"
#include "record/said.h"

const struct choice field_act_states[] = {
    { ACT_TAKEN, "taken", N_("Entered in the record"), "ok" }, { ACT_WAITING, "waiting", N_("Waits for what came before"), "info" }, { ACT_ASKED, "asked", N_("Asks the office"), "warn" },
    { ACT_REFUSED, "refused", N_("Could not be taken"), "danger" }, { ACT_MOOT, "moot", N_("No longer needed"), "mute", .final = true }, { ACT_SETTLED, "settled", N_("Dealt with"), "mute", .final = true }, { 0 },
};
const struct choice field_act_whats[] = {
    { ACT_READ, "read", N_("Read before the start") }, { ACT_ACCEPT, "accept", N_("Accepted") }, { ACT_DECLINE, "decline", N_("Declined") }, { ACT_CONFIRM, "confirm", N_("Confirmed") },
    { ACT_DEPART, "depart", N_("Set out") }, { ACT_ARRIVE, "arrive", N_("Arrived") }, { ACT_BEGIN, "begin", N_("Began") }, { ACT_TICK, "tick", N_("Ticked a task") },
    { ACT_FINISH, "finish", N_("Finished") }, { ACT_EXTRA, "extra", N_("Extra agreed on") }, { ACT_REFUSE, "refuse", N_("Refused by law") }, { ACT_TROUBLE, "trouble", N_("Trouble on site") },
    { ACT_LEAVE, "leave", N_("Asked for leave") }, { ACT_LEAVE_BACK, "leave_back", N_("Withdrew a leave") }, { ACT_AGREE, "agree", N_("Agreed to a settlement") },
    { ACT_OBJECT, "object", N_("Objected to a settlement") }, { ACT_SOS, "sos", N_("Called for help") }, { ACT_CASH, "cash", N_("Took cash at the door") },
    { ACT_CARE, "care", N_("Care log") }, { ACT_TASK, "task", N_("Answered an extra task or a rest day") }, { ACT_SHEET, "sheet", N_("Answered a handover sheet") }, { ACT_STUDY, "study", N_("Read a standard") },
    { ACT_COMPLAIN, "complain", N_("Complained of a customer") }, { ACT_FESTIVAL, "festival", N_("Answered for the festival") }, { ACT_SAY, "say", N_("Answered a question about a service") }, { ACT_ZONE, "zone", N_("Says a zone is done") }, { ACT_PAPER, "paper", N_("Sent a new paper") }, { ACT_GO, "go", N_("Said that she leaves a home") }, { ACT_WAGE, "wage", N_("Said whether the family paid her") }, { 0 },
};

static const struct field fields[] = {
    FIELD(field_act, state, .label = N_("State"), .choices = field_act_states, .list = true, .filter = true),
    FIELD(field_act, worker, .label = N_("Worker"), .to = &worker_type, .required = true, .list = true, .filter = true),
    FIELD(field_act, visit, .label = N_("Visit"), .to = &visit_type, .list = true, .filter = true),
    FIELD(field_act, what, .label = N_("What"), .choices = field_act_whats, .required = true, .list = true, .filter = true),
    FIELD(field_act, acted, .label = N_("When it was"), .list = true, .sort = true, .filter = true),
    FIELD(field_act, answer, .personal = true, .label = N_("Why, and what was answered"), .max = ACT_ANSWER_MOST, .list = true, .format = FORMAT_SAID),
    FIELD(field_act, reason, .personal = true, .label = N_("What she says"), .max = 500),
    FIELD(field_act, picture, .label = N_("Photo")),
    FIELD(field_act, at, .personal = true, .fleeting = true, .label = N_("Where she was"), .see = CAN_MEND_VISITS), FIELD(field_act, accuracy, .label = N_("Accuracy in metres")),
    FIELD(field_act, input, .personal = true, .label = N_("As it was sent")),
    FIELD(field_act, uid, .label = N_("Her phone's number of it"), .required = true, .max = 64), FIELD(field_act, follows, .label = N_("Follows"), .max = 64),
    FIELD(field_act, code, .label = N_("Word for programs"), .max = 40),
};

/* Of what goes wrong the phrase she chose: her own words go with the reason, a title stays. */
static text what_she_says(struct work *w, const struct field_act *a)
{
    const struct phrase *of = a->what == ACT_TROUBLE ? trouble_kinds : a->what == ACT_REFUSE ? refusal_reasons : NULL;
    json_t *in = of ? input_json(w, a->input.json, strlen(a->input.json)) : NULL;
    text why = json_string_value(json_object_get(in, "why")), label = why ? phrase_label(of, why) : NULL;
    return label ? label : choice_label(field_act_whats, a->what);
}

/* As the queue has it: what it is, who says so, at whose door. In Chinese for all, as other titles are kept (base/words.h). */
static text title(struct work *w, const struct field_act *a)
{
    const struct visit *v = a->visit.id ? record_peek(w, &visit_type, a->visit.id) : NULL;
    text what = translate("zh", what_she_says(w, a)), her = record_title(w, &worker_type, a->worker.id);
    return v ? print(w, "%s · %s · %s", what, her, record_title(w, &customer_type, v->customer.id)) : print(w, "%s · %s", what, her);
}
TITLE(field_act, title)

/* ---- steps ---- */

static const struct field end_fields[] = { FIELD(act_end, code, .label = N_("Word for programs")), FIELD(act_end, answer, .label = N_("Why"), .max = ACT_ANSWER_MOST), FIELD(act_end, picture, .label = N_("Photo")) };

static bool end(struct work *w, struct field_act *a, const struct act_end *in)
{
    (void)w;
    a->code = in->code;
    a->answer = in->answer;
    if (*in->picture.hash) a->picture = in->picture;
    return true;
}
RULE(field_act, act_end, end)

static bool settle(struct work *w, struct field_act *a)
{
    a->answer = step_reason(w);
    a->code = "settled";
    return true;
}
RULE_PLAIN(field_act, settle)

/* Once more, as it was sent: after the office has put right what stood in its way. */
static bool again_now(struct work *w, struct field_act *a)
{
    const struct worker *her = record_peek(w, &worker_type, a->worker.id);
    if (!her) return fault(w, "an act of nobody");
    if (!act_try(w, a, her)) return false;
    a->code = "";
    a->answer = step_reason(w);
    return true;
}
RULE_PLAIN(field_act, again_now)

/* ---- a care entry, whose words are on her phone alone: typed in for her as she reads it out (补录) ---- */

static bool is_care(const struct field_act *a) { return a->what == ACT_CARE; }

static const struct sentence *kept_as_sent(struct work *w, const struct field_act *a)
{
    return is_care(a) ? because(w, N_("What she wrote is on her phone alone: enter it for her, or she sends it once more")) : NULL;
}
GUARD(field_act, kept_as_sent)

static const struct sentence *on_her_phone(struct work *w, const struct field_act *a)
{
    return is_care(a) ? NULL : because(w, N_("This is for care entries; what else was refused is kept as it was sent and can be taken after all"));
}
GUARD(field_act, on_her_phone)

static bool enter(struct work *w, struct field_act *a, const struct care_log *said)
{
    if (!care_enter(w, a, said)) return false;
    a->answer = said_keep(w, N_("Entered for you by the office · {1}"), (const text[]){ step_reason(w), NULL });
    a->code = "entered";
    return true;
}
RULE(field_act, care_log, enter)

/* What happened on site and could not be taken is looked at the same hour; that an offer was gone already is for her alone. */
static instant refused_due(struct work *w, const struct field_act *a)
{
    (void)w;
    const struct act_kind *k = act_kind(a->what);
    return (instant){ k && k->on_site ? a->record.changed_at.ms + MINUTES(10) : 0 };
}
DUE(field_act, refused_due)
static instant care_due(struct work *w, const struct field_act *a) { (void)w; return (instant){ is_care(a) ? a->record.changed_at.ms + HOURS(1) : 0 }; }
DUE(field_act, care_due)
static instant asked_due(struct work *w, const struct field_act *a) { (void)w; return (instant){ a->record.created_at.ms + MINUTES(5) }; }
DUE(field_act, asked_due)

static const struct deadline deadlines[] = {
    { .name = "refused", .label = N_("A worker's report could not be taken: decide"), .states = FROM(ACT_REFUSED), .due = refused_due_hook, .who = CAN_MEND_VISITS, .escalate_after = HOURS(4), .then = CAN_SETTLE_VISITS, .step = "settle" },
    { .name = "care", .label = N_("A care entry could not be taken: enter it for her, or answer"), .states = FROM(ACT_REFUSED), .due = care_due_hook, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(4), .then = CAN_OVERSEE_PLACEMENTS, .step = "enter" },
    { .name = "asked", .label = N_("A worker on site asks for a decision"), .states = FROM(ACT_ASKED), .due = asked_due_hook, .who = CAN_ASSIGN_VISITS, .escalate_after = MINUTES(10), .then = CAN_MEND_VISITS, .step = "settle" },
};
static const struct step steps[] = {
    STEP(settle, .label = N_("Answer and settle"), .tone = "primary", .from = FROM(ACT_REFUSED) | FROM(ACT_ASKED), .to = ACT_SETTLED, .by = CAN_ASSIGN_VISITS, .run = settle_rule, .reason = true, .reason_label = N_("Answer, which she reads on her phone")),
    STEP(try_again, .label = N_("Take it after all"), .from = FROM(ACT_REFUSED) | FROM(ACT_WAITING), .to = ACT_TAKEN, .by = CAN_MEND_VISITS, .run = again_now_rule, .guard = kept_as_sent_guard),
    STEP(enter, .label = N_("Enter it for her"), .from = FROM(ACT_REFUSED), .to = ACT_SETTLED, .by = CAN_EDIT_PLACEMENTS, INPUTS(care_log, care_said_fields), .run = enter_rule, .guard = on_her_phone_guard, .reason = true, .reason_label = N_("Answer, which she reads on her phone")),
    STEP(take, .label = N_("Entered in the record"), .from = FROM(ACT_WAITING) | FROM(ACT_REFUSED), .to = ACT_TAKEN, INPUTS(act_end, end_fields), .run = end_rule, .hidden = true),
    STEP(ask, .label = N_("Asks the office"), .from = FROM(ACT_WAITING), .to = ACT_ASKED, INPUTS(act_end, end_fields), .run = end_rule, .hidden = true),
    STEP(refuse, .label = N_("Could not be taken"), .from = FROM(ACT_WAITING) | FROM(ACT_REFUSED), .to = ACT_REFUSED, INPUTS(act_end, end_fields), .run = end_rule, .hidden = true),
    STEP(drop, .label = N_("No longer needed"), .from = FROM(ACT_WAITING), .to = ACT_MOOT, INPUTS(act_end, end_fields), .run = end_rule, .hidden = true),
};

static const struct retention kept[] = {
    { .name = "place", .label = N_("Reports from phones: where she was, from the act"), .law = N_("Places: 90 days; the verdict stays with the wages"), .days = 90, .due = "acted < $1 and coalesce(at_lat, 0) <> 0", .members = "at" },
    { .name = "photo", .label = N_("Reports from phones: photos, from the act"), .law = N_("Photos: 180 days, longer in a dispute"), .days = 180, .due = "acted < $1 and picture <> ''", .members = "picture" },
    { .name = "words", .label = N_("Reports from phones: what was said and answered, from the act"), .law = N_("Attendance: 2 years"), .days = 730, .due = "acted < $1 and (reason <> '' or answer <> '' or input <> '')", .members = "reason|answer|input" },
};
static const text uniques[] = { "worker, uid", NULL };
static const text indexes[] = { "worker, state", "visit, worker", NULL };

const struct record_type field_act_type = RECORD_TYPE(field_act, .label = N_("Report from a phone"), .module = "field", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = ACT_TAKEN,
    .scope = SCOPE_BRANCH, .own = "worker", RETENTION(kept), .subject = "worker", .see = CAN_SEE_VISITS, .append_only = true, .uniques = uniques, .indexes = indexes, .order = "-acted", .title = title_hook);
