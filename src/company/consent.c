/* consent.c — see consent.h. */
#include "company/consent.h"
#include <string.h>
#include "base/words.h"
#include "company/person.h"
#include "company/privacy_notice.h"
#include "company/rights.h"
#include "company/setting.h"

static const struct choice states[] = { { CONSENT_GIVEN, "given", N_("Consent given"), "ok" }, { CONSENT_WITHDRAWN, "withdrawn", N_("Withdrawn"), "mute", .final = true }, { 0 } };
static const struct choice purposes[] = {
    { CONSENT_ID_PHOTO, "id_photo", N_("ID number and copy of the card") }, { CONSENT_HEALTH, "health", N_("Health data") }, { CONSENT_FACE, "face", N_("Face recognition") },
    { CONSENT_LOCATION, "location", N_("Location while working") }, { CONSENT_BANK_ACCOUNT, "bank_account", N_("Bank account") },
    { CONSENT_CHILD, "child", N_("Data of a child under 14") }, { CONSENT_INSURER, "insurer", N_("Handing data to the insurer") },
    { CONSENT_PLATFORM, "platform", N_("Handing data to a platform") }, { CONSENT_PARTNER, "partner", N_("Handing data to a partner store") },
    { CONSENT_RECORDING, "recording", N_("Recording of calls") }, { CONSENT_HOME_PHOTOS, "home_photos", N_("Photos of the home") },
    { CONSENT_MARKETING, "marketing", N_("Offers and advertising") }, { CONSENT_BACKGROUND_CHECK, "background_check", N_("Background check") },
    { CONSENT_PORTRAIT, "portrait", N_("Photo shown to the customers she goes to") },
    { CONSENT_NOTICE, "notice", N_("Privacy notice") }, { 0 },
};
static const struct choice ways[] = {
    { CONSENT_ON_PAPER, "paper", N_("Signed on paper") }, { CONSENT_ON_SCREEN, "screen", N_("Signed on a screen") }, { CONSENT_BY_MESSAGE, "message", N_("By message") },
    { CONSENT_BY_CALL, "call", N_("In a recorded call") }, { 0 },
};

static const struct field fields[] = {
    FIELD(consent, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(consent, person, .label = N_("Person"), .to = &person_type, .required = true, .set_by = SET_ON_CREATE, .list = true, .filter = true),
    FIELD(consent, purpose, .label = N_("Purpose"), .choices = purposes, .required = true, .set_by = SET_ON_CREATE, .list = true, .filter = true),
    FIELD(consent, notice_version, .label = N_("Notice shown"), .max = 40, .set_by = SET_ON_CREATE, .list = true),
    FIELD(consent, way, .label = N_("How it was given"), .choices = ways, .required = true, .set_by = SET_ON_CREATE, .list = true),
    FIELD(consent, given_at, .label = N_("Given at"), .set_by = SET_ON_CREATE, .list = true, .sort = true),
    FIELD(consent, withdrawn_at, .label = N_("Withdrawn at"), .set_by = STEPS_ONLY, .list = true),
    FIELD(consent, guardian, .personal = true, .label = N_("Guardian"), .max = 60, .set_by = SET_ON_CREATE, .help = N_("Name and relation; needed for a child under 14")),
    FIELD(consent, evidence, .personal = true, .label = N_("Evidence"), .set_by = SET_ON_CREATE),
    FIELD(consent, remark, .personal = true, .label = N_("Remark"), .max = 500, .set_by = SET_ON_CREATE),
};

static bool there_already(struct work *w, const struct consent *c)
{
    return db_one(w, SQL("select 1 from consent where person = $1 and purpose = $2 and state = 1 and id <> $3 limit 1"),
                  BIND(num(c->person.id), num(c->purpose), num(c->record.id)), 0) == 1;
}

static bool check(struct work *w, struct consent *c, const struct consent *before)
{
    if (before) return !failed(w);
    if (!person_is_known(w, c->person.id, "person")) return false;
    if (!c->given_at.ms) c->given_at = w->acted;
    if (c->given_at.ms > w->now.ms + MINUTES(5)) return wrong(w, "given_at", N_("The time lies in the future"));
    if (!c->notice_version || !*c->notice_version) c->notice_version = setting_text(w, "company.privacy_notice", c->record.branch.id, day_of(w->now));
    if (c->purpose == CONSENT_CHILD && (!c->guardian || !*c->guardian)) return wrong(w, "guardian", N_("For a child the guardian agrees: name her"));
    if (there_already(w, c)) return refuse(w, "purpose", N_("She has given this consent already; a new one needs the old one withdrawn"));
    return !failed(w);
}
CHECKER(consent, check)

static bool withdraw(struct work *w, struct consent *c)
{
    c->withdrawn_at = w->acted;
    return true;
}
RULE_PLAIN(consent, withdraw)

static const struct step steps[] = {
    STEP(withdraw, .label = N_("Withdraw"), .from = FROM(CONSENT_GIVEN), .to = CONSENT_WITHDRAWN, .by = CAN_RECORD_CONSENT, .own = true, .run = withdraw_rule, .tone = "danger",
         .confirm = N_("What rests on this consent stops. Withdraw it?")),
};

static text title(struct work *w, const struct consent *c) { return translate(w->language, choice_label(purposes, c->purpose)); }
TITLE(consent, title)

static const text indexes[] = { "person, purpose, state", NULL };
static const struct retention kept[] = {
    { .name = "proof", .label = N_("Consents: guardian, evidence and remark, from the withdrawal"), .law = N_("Proof of consent: as long as the data are used, and 3 years"), .days = 1095,
      .due = "state = 2 and withdrawn_at > 0 and withdrawn_at < $1 and (guardian <> '' or evidence <> '' or remark <> '')", .members = "guardian|evidence|remark" },
};

const struct record_type consent_type = RECORD_TYPE(consent, .label = N_("Consent"), .module = "company", FIELDS(fields), STEPS(steps), .first_state = CONSENT_GIVEN,
    .scope = SCOPE_COMPANY, .own = "person", RETENTION(kept), .subject = "person", .see = CAN_SEE_PERSONS, .create = CAN_RECORD_CONSENT, .append_only = true, .quiet = true, .history = true,
    .title = title_hook, .check = check_hook, .indexes = indexes, .import_states = FROM(CONSENT_GIVEN));

bool consent_withdrawn(struct work *w, int64_t person, enum consent_purpose purpose)
{
    return !consent_given(w, person, purpose) && db_one(w, SQL("select 1 from consent where person = $1 and purpose = $2 and state = 2 limit 1"), BIND(num(person), num(purpose)), 0) == 1;
}
_Static_assert(CONSENT_WITHDRAWN == 2, "the query above says it by number");

bool consent_given(struct work *w, int64_t person, enum consent_purpose purpose)
{
    return db_one(w, SQL("select 1 from consent where person = $1 and purpose = $2 and state = 1 limit 1"), BIND(num(person), num(purpose)), 0) == 1;
}

bool notice_agreed(struct work *w, int64_t person, text edition)
{
    return db_one(w, SQL("select 1 from consent where person = $1 and purpose = $2 and state = 1 and notice_version = $3 limit 1"), BIND(num(person), num(CONSENT_NOTICE), txt(edition)), 0) == 1;
}

bool notice_agree(struct work *w, int64_t person, int64_t branch, text edition)
{
    if (strcmp(edition, privacy_edition(w, branch))) return refuse_as(w, CONFLICT, "version", N_("Meanwhile there is a newer version of the notice; please read that one"));
    if (notice_agreed(w, person, edition)) return !failed(w);
    struct found before = LOAD_WHERE(w, consent, "person = $1 and purpose = $2 and state = 1", BIND(num(person), num(CONSENT_NOTICE)));
    for (int i = 0; i < before.count; i++)
        if (!step_run(w, &consent_type, before.at[i], "withdraw", NULL)) return false;
    struct consent c = { .person = { person }, .purpose = CONSENT_NOTICE, .way = CONSENT_ON_SCREEN, .notice_version = edition, .guardian = "", .evidence = { "" }, .remark = "" };
    return ADD(w, consent, &c);
}
