/* data_request.c — see data_request.h. */
#include "portal/data_request.h"
#include "record/store.h"

static const struct choice states[] = {
    { REQUEST_ASKED, "asked", N_("Asked for"), "warn" }, { REQUEST_DONE, "done", N_("Done as asked"), "ok", .final = true }, { REQUEST_REFUSED, "refused", N_("Refused"), "danger", .final = true },
    { REQUEST_TAKEN_BACK, "taken_back", N_("Taken back"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { REQUEST_ERASE, "erase", N_("Erase"), "danger" }, { REQUEST_CORRECT, "correct", N_("Correct"), "info" }, { 0 } };
static const struct field fields[] = {
    FIELD(data_request, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(data_request, kind, .label = N_("What is asked for"), .choices = kinds, .list = true, .filter = true, .set_by = SET_ON_CREATE, .help = N_("Empty: to be erased")),
    FIELD(data_request, person, .label = N_("Person"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(data_request, words, .personal = true, .label = N_("In her words"), .max = 300, .set_by = SET_ON_CREATE),
    FIELD(data_request, asked_at, .label = N_("Asked for at"), .list = true, .set_by = ENGINE_ONLY), FIELD(data_request, due, .label = N_("To be answered by"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(data_request, kept, .label = N_("What a law keeps"), .max = 4000, .set_by = ENGINE_ONLY, .help = N_("Under seal or without her name; the rest goes when she is erased")),
    FIELD(data_request, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY), FIELD(data_request, answer, .personal = true, .label = N_("Answer"), .max = 500, .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct data_request *r, const struct data_request *before)
{
    if (before) return !failed(w);
    if (!r->kind) r->kind = REQUEST_ERASE;
    if (r->kind == REQUEST_CORRECT && !*r->words) return wrong(w, "words", N_("Say what is wrong and how it is right"));
    r->asked_at = w->now;
    r->kept = r->kind == REQUEST_ERASE ? kept_by_law_words(w, r->person.id) : "";
    r->due.ms = w->now.ms + DAYS(DATA_REQUEST_DAYS);
    if (db_one(w, SQL("select 1 from data_request where person = $1 and state = 1 and case when coalesce(kind, 0) = 0 then 1 else kind end = $2"), BIND(num(r->person.id), num(r->kind)), 0)) return refuse_as(w, CONFLICT, "", N_("This was asked for already and is being looked at"));
    return !failed(w);
}
CHECKER(data_request, check)

static const struct sentence *erased(struct work *w, const struct data_request *r)
{
    const struct person *p = record_peek(w, &person_type, r->person.id);
    return r->kind == REQUEST_CORRECT || !p || p->state == PERSON_ERASED ? NULL : because(w, N_("The person is not erased yet: do that on her own page; it says what still needs her"));
}
GUARD(data_request, erased)

static bool finish(struct work *w, struct data_request *r)
{
    if (r->kind != REQUEST_CORRECT) r->kept = kept_by_law_words(w, r->person.id);
    r->answered_at = w->now;
    return true;
}
RULE_PLAIN(data_request, finish)

static bool take_back(struct work *w, struct data_request *r)
{
    r->answered_at = w->now;
    return true;
}
RULE_PLAIN(data_request, take_back)

static const struct field refusal_fields[] = { FIELD(data_refusal, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it on her phone: which law keeps what, and until when")) };
static bool refuse_it(struct work *w, struct data_request *r, const struct data_refusal *in)
{
    r->answer = in->answer;
    r->answered_at = w->now;
    return true;
}
RULE(data_request, data_refusal, refuse_it)

static instant due_of(struct work *w, const struct data_request *r) { (void)w; return r->due; }
DUE(data_request, due_of)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the wish to have data erased or corrected"), .states = FROM(REQUEST_ASKED), .due = due_of_hook, .who = CAN_ERASE_PERSONS, .escalate_after = DAYS(1), .then = CAN_MANAGE_COMPANY, .step = "finish" },
};
static const struct step steps[] = {
    STEP(finish, .label = N_("Done as asked"), .tone = "primary", .from = FROM(REQUEST_ASKED), .to = REQUEST_DONE, .by = CAN_ERASE_PERSONS, .run = finish_rule, .guard = erased_guard),
    STEP(refuse_request, .label = N_("Refuse"), .tone = "danger", .from = FROM(REQUEST_ASKED), .to = REQUEST_REFUSED, .by = CAN_ERASE_PERSONS, INPUTS(data_refusal, refusal_fields), .run = refuse_it_rule),
    STEP(take_back, .label = N_("Take back"), .from = FROM(REQUEST_ASKED), .to = REQUEST_TAKEN_BACK, .by = CAN_ERASE_PERSONS, .own = true, .run = take_back_rule),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Wishes to have data erased: words and answer, from the answer"), .law = N_("Proof that rights were granted: 3 years (PIPL art. 54–56)"), .days = 1095,
      .due = "answered_at > 0 and answered_at < $1 and (words <> '' or answer <> '')", .members = "words|answer" },
};

const struct record_type data_request_type = RECORD_TYPE(data_request, .label = N_("Wish to be erased or corrected"), .module = "portal", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REQUEST_ASKED,
    .scope = SCOPE_COMPANY, .own = "person", RETENTION(kept), .subject = "person", .see = CAN_ERASE_PERSONS, .append_only = true, .check = check_hook, .prefix = "Q");
