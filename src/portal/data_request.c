/* data_request.c — see data_request.h. */
#include "portal/data_request.h"
#include "base/words.h"
#include "messages/messages.h"
#include "portal/mine.h"
#include "record/store.h"

enum { OLDEST = 366 };          /* days back a request may have come: an older one is a slip of the pen */

static const struct choice states[] = {
    { REQUEST_ASKED, "asked", N_("Asked for"), "warn" }, { REQUEST_DONE, "done", N_("Done as asked"), "ok", .final = true }, { REQUEST_REFUSED, "refused", N_("Refused"), "danger", .final = true },
    { REQUEST_TAKEN_BACK, "taken_back", N_("Taken back"), "mute", .final = true }, { 0 },
};
static const struct choice kinds[] = { { REQUEST_ERASE, "erase", N_("Erase"), "danger" }, { REQUEST_CORRECT, "correct", N_("Correct"), "info" }, { REQUEST_COPY, "copy", N_("A copy of all data"), "info" }, { 0 } };
static const struct choice ways[] = {
    { REQUEST_OWN_PAGE, "own_page", N_("On her own page"), "mute" }, { REQUEST_CALL, "call", N_("By telephone"), "mute" }, { REQUEST_LETTER, "letter", N_("By letter"), "mute" },
    { REQUEST_EMAIL, "email", N_("By e-mail"), "mute" }, { REQUEST_WECHAT, "wechat", N_("By WeChat"), "mute" }, { REQUEST_AT_SHOP, "at_shop", N_("At the shop"), "mute" }, { 0 },
};
static const struct choice proofs[] = {
    { PROOF_CALLED_BACK, "called_back", N_("Called back on the number we have"), "mute" }, { PROOF_ID_SEEN, "id_seen", N_("ID card seen"), "mute" },
    { PROOF_ID_COPY, "id_copy", N_("Copy of the ID card compared, then destroyed"), "mute" }, { PROOF_AUTHORITY, "authority", N_("Authority of who asks for her"), "mute" }, { 0 },
};
static const struct field fields[] = {
    FIELD(data_request, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(data_request, kind, .label = N_("What is asked for"), .choices = kinds, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(data_request, person, .label = N_("Person"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(data_request, came, .label = N_("How it came"), .choices = ways, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(data_request, checked, .label = N_("How it was made sure that it is she"), .choices = proofs, .set_by = SET_ON_CREATE),
    FIELD(data_request, checked_note, .personal = true, .label = N_("Who asks for her"), .max = 200, .set_by = SET_ON_CREATE, .help = N_("Of a parent, an agent, next of kin: name, and what paper was seen")),
    FIELD(data_request, words, .personal = true, .label = N_("In her words"), .max = 300, .set_by = SET_ON_CREATE),
    FIELD(data_request, asked_at, .label = N_("Asked for at"), .list = true, .set_by = SET_ON_CREATE, .help = N_("When it came; the days run from then. Empty: now")), FIELD(data_request, due, .label = N_("To be answered by"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(data_request, kept, .label = N_("What a law keeps"), .max = 4000, .set_by = ENGINE_ONLY, .help = N_("Under seal or without her name; the rest goes when she is erased")),
    FIELD(data_request, answered_at, .label = N_("Answered at"), .set_by = STEPS_ONLY), FIELD(data_request, answer, .personal = true, .label = N_("Answer"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(data_request, file_made, .label = N_("File made at"), .set_by = STEPS_ONLY), FIELD(data_request, told, .label = N_("How it went to her"), .choices = ways, .set_by = STEPS_ONLY),
};

/* By somebody of the office, for her: what her login proves elsewhere has to be said. */
static bool entered(struct work *w, const struct data_request *r)
{
    if (!r->kind) return wrong(w, "kind", N_("Say what she asks for"));
    if (!r->came || r->came == REQUEST_OWN_PAGE) return wrong(w, "came", N_("Say how it reached you; what she asks for on her own page is here by itself"));
    if (!r->checked) return wrong(w, "checked", N_("First make sure that it is she, then say how"));
    if (r->checked == PROOF_ID_SEEN && r->came != REQUEST_AT_SHOP) return wrong(w, "checked", N_("An ID card is seen at the shop only; call her back on the number you have, or ask for a copy"));
    if (r->checked == PROOF_AUTHORITY && !*r->checked_note) return wrong(w, "checked_note", N_("Say who asks for her, and what paper gives her the right"));
    if (!*r->words) return wrong(w, "words", N_("Write down what she said or wrote"));
    return !failed(w);
}

static bool person_there(struct work *w, const struct data_request *r)
{
    const struct person *p = record_peek(w, &person_type, r->person.id);
    if (p && p->state == PERSON_ERASED) return wrong(w, "person", N_("She was erased; nothing is kept that could be asked for"));
    if (p && p->state == PERSON_MERGED) return wrong(w, "person", N_("This record was merged into another; enter it for that one"));
    if (!p && !failed(w)) return wrong(w, "person", N_("Say whose data it is about"));
    return p != NULL;
}

static bool check(struct work *w, struct data_request *r, const struct data_request *before)
{
    if (before) return !failed(w);
    if (!person_there(w, r)) return false;
    if (w->actor->user && w->actor->person != r->person.id && !entered(w, r)) return false;
    if (!r->came) r->came = REQUEST_OWN_PAGE;
    if (!r->kind) r->kind = REQUEST_ERASE;
    if (r->kind == REQUEST_CORRECT && !*r->words) return wrong(w, "words", N_("Say what is wrong and how it is right"));
    if (!r->asked_at.ms) r->asked_at = w->now;
    if (r->asked_at.ms > w->now.ms) return wrong(w, "asked_at", N_("This lies ahead; say when it came"));
    if (r->asked_at.ms < w->now.ms - DAYS(OLDEST)) return wrong(w, "asked_at", N_("This is more than a year ago"));
    r->kept = r->kind == REQUEST_ERASE ? kept_by_law_words(w, r->person.id) : "";
    r->due.ms = r->asked_at.ms + DAYS(DATA_REQUEST_DAYS);
    if (db_one(w, SQL("select 1 from data_request where person = $1 and state = 1 and case when coalesce(kind, 0) = 0 then 1 else kind end = $2"), BIND(num(r->person.id), num(r->kind)), 0)) return refuse_as(w, CONFLICT, "", N_("This was asked for already and is being looked at"));
    return !failed(w);
}
CHECKER(data_request, check)

static text title(struct work *w, const struct data_request *r) { return translate(w->language, choice_label(kinds, r->kind ? r->kind : REQUEST_ERASE)); }
TITLE(data_request, title)

static const struct sentence *erased(struct work *w, const struct data_request *r)
{
    if (r->kind == REQUEST_COPY) return because(w, N_("A copy is asked for: make the file, then enter how it was handed over"));
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

static const struct sentence *file_there(struct work *w, const struct data_request *r)
{
    if (r->kind != REQUEST_COPY) return because(w, N_("No copy was asked for"));
    return r->file_made.ms ? NULL : because(w, N_("The file is not made yet; make it on this page"));
}
GUARD(data_request, file_there)

static const struct field hand_over_fields[] = { FIELD(hand_over, told, .label = N_("How it went to her"), .choices = ways, .required = true) };
static bool handed(struct work *w, struct data_request *r, const struct hand_over *in)
{
    r->told = in->told;
    r->answered_at = w->now;
    return true;
}
RULE(data_request, hand_over, handed)

/* By code: the file was made (request_file_call). */
static bool filed(struct work *w, struct data_request *r)
{
    r->file_made = w->now;
    return true;
}
RULE_PLAIN(data_request, filed)

static const struct field refusal_fields[] = {
    FIELD(data_refusal, answer, .label = N_("Answer"), .required = true, .max = 500, .help = N_("She reads it on her phone: which law keeps what, and until when")),
    FIELD(data_refusal, told, .label = N_("How it went to her"), .choices = ways, .help = N_("Empty: she reads it on her own page")),
};
static bool refuse_it(struct work *w, struct data_request *r, const struct data_refusal *in)
{
    if (r->came > REQUEST_OWN_PAGE && !in->told) return wrong(w, "told", N_("She did not ask on her own page: tell her, then say how"));
    r->answer = in->answer;
    r->told = in->told;
    r->answered_at = w->now;
    return true;
}
RULE(data_request, data_refusal, refuse_it)

/* Who asked on her own page looks there once, and then no more: that the answer is there is told. Who was erased cannot be told. */
bool tell_answered(struct work *w, const struct record_type *type, int64_t id)
{
    const struct data_request *r = record_peek(w, type, id);
    bool hers = r && r->came <= REQUEST_OWN_PAGE && !r->told && (r->state == REQUEST_REFUSED || r->kind == REQUEST_CORRECT);
    return !hers ? !failed(w) : tell(w, &(struct telling){ .template = "portal.request_answered", .person = r->person, .branch = r->record.branch, .about = type, .record = id, SAYING(say_at("asked", r->asked_at)) });
}

static instant due_of(struct work *w, const struct data_request *r) { (void)w; return r->due; }
DUE(data_request, due_of)
static const struct deadline deadlines[] = {
    { .name = "answer", .label = N_("Answer the request about her data"), .states = FROM(REQUEST_ASKED), .due = due_of_hook, .who = CAN_ERASE_PERSONS, .escalate_after = DAYS(1), .then = CAN_MANAGE_COMPANY, .step = "finish" },
};
static const struct step steps[] = {
    STEP(finish, .label = N_("Done as asked"), .tone = "primary", .from = FROM(REQUEST_ASKED), .to = REQUEST_DONE, .by = CAN_ERASE_PERSONS, .run = finish_rule, .guard = erased_guard),
    STEP(hand_over, .label = N_("Handed over"), .tone = "primary", .from = FROM(REQUEST_ASKED), .to = REQUEST_DONE, .by = CAN_ERASE_PERSONS, INPUTS(hand_over, hand_over_fields), .run = handed_rule, .guard = file_there_guard),
    STEP(filed, .label = N_("File made"), .from = FROM(REQUEST_ASKED), .by = CAN_ERASE_PERSONS, .run = filed_rule, .hidden = true),
    STEP(refuse_request, .label = N_("Refuse"), .tone = "danger", .from = FROM(REQUEST_ASKED), .to = REQUEST_REFUSED, .by = CAN_ERASE_PERSONS, INPUTS(data_refusal, refusal_fields), .run = refuse_it_rule),
    STEP(take_back, .label = N_("Take back"), .from = FROM(REQUEST_ASKED), .to = REQUEST_TAKEN_BACK, .by = CAN_ERASE_PERSONS, .own = true, .run = take_back_rule),
};
static const struct retention kept[] = {
    { .name = "words", .label = N_("Requests about her data: words and answer, from the answer"), .law = N_("Proof that rights were granted: 3 years (PIPL art. 54–56)"), .days = 1095,
      .due = "answered_at > 0 and answered_at < $1 and (words <> '' or answer <> '' or checked_note <> '')", .members = "words|answer|checked_note" },
};

const struct record_type data_request_type = RECORD_TYPE(data_request, .label = N_("Request about her data"), .module = "portal", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), .first_state = REQUEST_ASKED,
    .scope = SCOPE_COMPANY, .own = "person", RETENTION(kept), .subject = "person", .see = CAN_SEE_DATA_REQUESTS, .create = CAN_EDIT_PERSONS, .no_import = true, .append_only = true, .check = check_hook, .title = title_hook, .prefix = "GX");
