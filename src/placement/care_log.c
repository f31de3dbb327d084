/* care_log.c — see care_log.h. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/store.h"

static const struct choice states[] = { { CARE_NOTED, "noted", N_("Noted"), "ok" }, { CARE_ALARM, "alarm", N_("Look at it"), "danger" }, { CARE_ANSWERED, "answered", N_("Looked at"), "mute", .final = true }, { 0 } };
const struct choice care_kinds[] = { { CARE_BABY, "baby", N_("Newborn") }, { CARE_MOTHER_DAY, "mother", N_("Mother") }, { CARE_INFANT_DAY, "infant", N_("Infant") }, { CARE_ELDER_DAY, "elder", N_("Elder") }, { 0 } };
const struct choice care_signs[] = {
    { SIGN_FEVER, "fever", N_("Fever") }, { SIGN_YELLOW, "yellow", N_("Yellow skin") }, { SIGN_CORD, "cord", N_("Cord red or wet") }, { SIGN_NOT_FEEDING, "not_feeding", N_("Does not drink") }, { SIGN_WOUND, "wound", N_("Wound or bleeding") },
    { SIGN_LOW_MOOD, "low_mood", N_("Very sad") }, { SIGN_FALL, "fall", N_("A fall") }, { SIGN_SORE, "sore", N_("Red or sore skin") }, { SIGN_CHOKED, "choked", N_("Choked") }, { SIGN_WANDERED, "wandered", N_("Wandered off") },
    { SIGN_NOT_EATING, "not_eating", N_("Does not eat") }, { SIGN_RASH, "rash", N_("Rash") }, { 0 },
};
#define FIGURE(member, label_, unit_, low, high) FIELD(care_log, member, .label = label_, .unit = unit_, .min = low, .max = high, .set_by = SET_ON_CREATE, .personal = true)
#define SAID \
    FIGURE(milk_ml, N_("Milk"), N_("ml"), 0, 500), FIGURE(breast_minutes, N_("At the breast"), N_("minutes"), 0, 120), FIGURE(urine, N_("Wet nappies"), NULL, 0, 30), FIGURE(stool, N_("Stools"), NULL, 0, 20), \
    FIELD(care_log, temperature, .label = N_("Temperature"), .unit = N_("°C"), .format = FORMAT_TENTHS, .min = 330, .max = 430, .set_by = SET_ON_CREATE, .personal = true), \
    FIGURE(weight_g, N_("Body weight"), N_("g"), 500, 200000), FIGURE(sleep_minutes, N_("Sleep"), N_("minutes"), 0, 1440), FIGURE(meals, N_("Eaten"), N_("%"), 0, 100), FIGURE(water_ml, N_("Drunk"), N_("ml"), 0, 5000), \
    FIGURE(systolic, N_("Blood pressure, upper"), NULL, 50, 260), FIGURE(diastolic, N_("Blood pressure, lower"), NULL, 30, 160), FIGURE(mood, N_("Mood"), NULL, 1, 5), \
    FIELD(care_log, medicine_given, .label = N_("Medicine given as written down"), .set_by = SET_ON_CREATE), FIELD(care_log, signs, .personal = true, .label = N_("What was seen"), .choices = care_signs, .set_by = SET_ON_CREATE), \
    FIELD(care_log, note, .personal = true, .label = N_("Note"), .max = 300, .set_by = SET_ON_CREATE)
const struct field care_said_fields[CARE_SAID_FIELDS] = { SAID };
static const struct field fields[] = {
    FIELD(care_log, state, .label = N_("State"), .choices = states, .list = true, .filter = true), FIELD(care_log, kind, .label = N_("Of whom"), .choices = care_kinds, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(care_log, placement, .label = N_("Placement"), .to = &placement_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE), FIELD(care_log, worker, .label = N_("Worker"), .to = &worker_type, .list = true, .set_by = ENGINE_ONLY),
    FIELD(care_log, customer, .label = N_("Customer"), .to = &customer_type, .filter = true, .set_by = ENGINE_ONLY), FIELD(care_log, at, .label = N_("At"), .list = true, .sort = true, .filter = true, .set_by = SET_ON_CREATE),
    SAID,
    FIELD(care_log, answer, .personal = true, .label = N_("What was done"), .max = 300, .set_by = STEPS_ONLY), FIELD(care_log, answered_at, .label = N_("Looked at, at"), .set_by = STEPS_ONLY),
};

set care_log_kinds(struct work *w, const struct placement *p)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    set kinds = { 0 };
    if (line && line->category == LINE_MATERNITY) kinds.bits |= SET_BIT(CARE_BABY) | SET_BIT(CARE_MOTHER_DAY);
    if (line && line->category == LINE_INFANT) kinds.bits |= SET_BIT(CARE_INFANT_DAY);
    if (line && (line->category == LINE_ELDER || line->category == LINE_PATIENT)) kinds.bits |= SET_BIT(CARE_ELDER_DAY);
    for (size_t i = 0; h && i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        if (m->role == CARE_NEWBORN || m->role == CARE_INFANT) kinds.bits |= SET_BIT(m->role == CARE_NEWBORN ? CARE_BABY : CARE_INFANT_DAY);
        if (m->role == CARE_ELDER || m->role == CARE_PATIENT) kinds.bits |= SET_BIT(CARE_ELDER_DAY);
    }
    return kinds;
}

bool care_log_withdrawn(struct work *w, const struct placement *p, enum care_log_kind kind)
{
    const struct customer *c = record_peek(w, &customer_type, p->customer.id);
    bool child = kind == CARE_BABY || kind == CARE_INFANT_DAY;
    return c && consent_withdrawn(w, c->person.id, child ? CONSENT_CHILD : CONSENT_HEALTH);
}

const struct sentence *care_log_consent(struct work *w, const struct placement *p, enum care_log_kind kind)
{
    const struct customer *c = record_peek(w, &customer_type, p->customer.id);
    bool child = kind == CARE_BABY || kind == CARE_INFANT_DAY;
    if (!c) return because(w, N_("The customer is missing"));
    if (consent_given(w, c->person.id, child ? CONSENT_CHILD : CONSENT_HEALTH)) return NULL;
    if (care_log_withdrawn(w, p, kind)) return because(w, N_("{2} has withdrawn the consent “{1}”: log nothing from now on"), translated(w, child ? N_("Data of a child under 14") : N_("Health data")), c->name);
    return child ? because(w, N_("Data of a child are taken only with the guardian's separate consent: record “{1}” of {2} first, or log nothing"), translated(w, N_("Data of a child under 14")), c->name)
        : because(w, N_("Data on health are taken only with a separate consent: record “{1}” of {2} first, or log nothing"), translated(w, N_("Health data")), c->name);
}

static bool out_of_order(const struct care_log *l)
{
    int64_t fever = l->kind == CARE_BABY ? 375 : 380;
    return l->signs.bits || (l->temperature.given && (l->temperature.value >= fever || l->temperature.value < 355)) || (l->systolic.given && (l->systolic.value > 180 || l->systolic.value < 90)) ||
        (l->diastolic.given && l->diastolic.value > 110) || (l->mood.given && l->mood.value == 1);
}

static bool said_anything(const struct care_log *l)
{
    const maybe_number all[] = { l->milk_ml, l->breast_minutes, l->urine, l->stool, l->temperature, l->weight_g, l->sleep_minutes, l->meals, l->water_ml, l->systolic, l->diastolic, l->mood };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].given) return true;
    return l->signs.bits || *l->note || l->medicine_given;
}

static bool check(struct work *w, struct care_log *l, const struct care_log *before)
{
    if (before) return true;
    const struct placement *p = record_peek(w, &placement_type, l->placement.id);
    if (!p) return !failed(w);
    if (l->kind && !(care_log_kinds(w, p).bits & SET_BIT(l->kind))) return wrong(w, "kind", N_("There is nobody in this home to note as “{1}”: enter her among the members of the home first"), translated(w, choice_label(care_kinds, l->kind)));
    const struct sentence *why = care_log_consent(w, p, l->kind);
    if (why) { work_wrong(w, "kind", (const text[]){ why->message, why->arguments && why->arguments[0] ? why->arguments[0] : NULL, why->arguments && why->arguments[0] ? why->arguments[1] : NULL, NULL }); return false; }
    if (!l->at.ms) l->at = w->acted;
    if (l->at.ms > w->now.ms + MINUTES(5)) return wrong(w, "at", N_("This time lies in the future"));
    const struct placement_stint *s = placement_stint_on(p, day_of(l->at));
    if (!s) return wrong(w, "at", N_("Nobody served there on {1}"), day_text(w->arena, day_of(l->at)));
    if (!said_anything(l)) return wrong(w, "note", N_("Nothing was noted"));
    l->record.branch = p->record.branch;
    l->worker = s->worker;
    l->customer = p->customer;
    l->state = out_of_order(l) ? CARE_ALARM : CARE_NOTED;
    return true;
}
CHECKER(care_log, check)

void care_log_write(struct work *w, struct json *j, const struct care_log *l)
{
    const struct { text name; maybe_number n; } all[] = { { "milk_ml", l->milk_ml }, { "breast_minutes", l->breast_minutes }, { "urine", l->urine }, { "stool", l->stool }, { "temperature", l->temperature }, { "weight_g", l->weight_g },
        { "sleep_minutes", l->sleep_minutes }, { "meals", l->meals }, { "water_ml", l->water_ml }, { "systolic", l->systolic }, { "diastolic", l->diastolic }, { "mood", l->mood } };
    write_object(j, "figures");
    for (int i = 0; i < COUNT_OF(all); i++)
        if (all[i].n.given) write_number(j, all[i].name, all[i].n.value);
    write_end(j, '}');
    write_list(j, "signs");
    for (const struct choice *c = care_signs; c->key; c++)
        if (l->signs.bits & SET_BIT(c->value)) write_text(j, NULL, translate(w->language, c->label));
    write_end(j, ']');
    write_text(j, "note", l->note);
    write_flag(j, "alarm", l->state == CARE_ALARM);
}

static text title(struct work *w, const struct care_log *l)
{
    const struct customer *c = record_peek(w, &customer_type, l->customer.id);
    return print(w, "%s · %s", c ? c->name : "", translate(w->language, choice_label(care_kinds, l->kind)));
}
TITLE(care_log, title)

struct care_answer { text answer; };
static const struct field answer_fields[] = { FIELD(care_answer, answer, .label = N_("What was done"), .required = true, .max = 300, .help = N_("Whom was called, what the doctor said; no diagnosis of ours")) };
static bool look(struct work *w, struct care_log *l, const struct care_answer *in)
{
    l->answer = in->answer;
    l->answered_at = w->acted;
    return true;
}
RULE(care_log, care_answer, look)

static instant look_due(struct work *w, const struct care_log *l) { (void)w; return (instant){ l->record.created_at.ms + MINUTES(30) }; }
DUE(care_log, look_due)
static const struct deadline deadlines[] = {
    { .name = "look", .label = N_("Care log: something is out of order"), .states = FROM(CARE_ALARM), .due = look_due_hook, .who = CAN_ANSWER_CARE, .escalate_after = MINUTES(30), .then = CAN_OVERSEE_PLACEMENTS, .step = "look" },
};
static const struct step steps[] = { STEP(look, .label = N_("Looked at"), .tone = "primary", .from = FROM(CARE_ALARM), .to = CARE_ANSWERED, .by = CAN_ANSWER_CARE, INPUTS(care_answer, answer_fields), .run = look_rule) };

static bool forget(struct work *w, void *record, text rule, int64_t *ret_done)
{
    struct care_log *l = record;
    (void)rule;
    (*ret_done)++;
    return record_remove(w, &care_log_type, l);
}
static const struct retention kept[] = {
    { .name = "entry", .label = N_("Care logs: the whole entry, from its day"), .law = N_("Health data go when the purpose is over (PIPL art. 19, 28): 1 year"), .days = 365, .due = "at < $1", .erase = forget },
};
static const text indexes[] = { "placement, at", NULL };
const struct record_type care_log_type = RECORD_TYPE(care_log, .label = N_("Care log"), .module = "placement", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = CARE_NOTED, .scope = SCOPE_BRANCH, .own = "worker",
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_CARE, .create = CAN_EDIT_PLACEMENTS, .check = check_hook, .title = title_hook, .append_only = true, .indexes = indexes, .order = "-at");
