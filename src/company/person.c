/* person.c — see person.h. Merging is in person_merge.c, erasing in person_erase.c. */
#include "company/person.h"
#include <string.h>
#include "base/words.h"
#include "company/kept_paper.h"
#include "company/person_erase.h"
#include "company/person_merge.h"
#include "company/rights.h"
#include "record/erase.h"
#include "record/parts.h"

static const struct choice sexes[] = { { MALE, "male", N_("Male"), .also = "男" }, { FEMALE, "female", N_("Female"), .also = "女" }, { 0 } };
static const struct choice states[] = {
    { PERSON_ACTIVE, "active", N_("Active"), "ok" }, { PERSON_MERGED, "merged", N_("Merged"), "mute", .final = true },
    { PERSON_ERASED, "erased", N_("Erased"), "mute", .final = true }, { 0 },
};
extern const struct choice languages[];                 /* account.c */
static const struct choice takeable[] = {
    { TAKEN_SEX, "sex", N_("Sex") }, { TAKEN_BIRTH, "birth", N_("Birthday") }, { TAKEN_PHONE, "phone", N_("Phone") }, { TAKEN_PHONE2, "phone2", N_("Second phone") },
    { TAKEN_ID_NUMBER, "id_number", N_("ID number") }, { TAKEN_EMERGENCY, "emergency", N_("Emergency contact") }, { TAKEN_EMAIL, "email", N_("E-mail") },
    { TAKEN_DO_NOT_CONTACT, "do_not_contact", N_("Do not contact") }, { 0 },
};

const struct choice erasure_bases[] = {
    { ERASURE_ASKED, "asked", N_("She asked for it (PIPL art. 47)") }, { ERASURE_OVER, "over", N_("No longer needed") }, { ERASURE_MISTAKE, "mistake", N_("Entered by mistake") }, { 0 },
};

static const struct field fields[] = {
    FIELD(person, state, .label = N_("State"), .choices = states, .filter = true),
    FIELD(person, name, .personal = true, .label = N_("Full name"), .required = true, .max = 60, .list = true, .sort = true, .search = true, .names = true, .also = "姓名|名字|人员"),
    FIELD(person, sex, .personal = true, .label = N_("Sex"), .choices = sexes, .list = true, .filter = true, .also = "性别"),
    FIELD(person, birth, .personal = true, .label = N_("Birthday"), .also = "出生日期|生日"),
    FIELD(person, phone, .label = N_("Phone"), .list = true, .search = true, .mask = MASK_PHONE, .reveal = CAN_REVEAL_PHONE, .format = FORMAT_PHONE, .max = 30,
          .also = "手机|手机号|电话|联系电话|手机号码"),
    FIELD(person, phone2, .label = N_("Second phone"), .search = true, .mask = MASK_PHONE, .reveal = CAN_REVEAL_PHONE, .format = FORMAT_PHONE, .max = 30, .also = "备用电话|电话2"),
    FIELD(person, email, .label = N_("E-mail"), .mask = MASK_EMAIL, .reveal = CAN_REVEAL_PHONE, .format = FORMAT_EMAIL, .max = 254, .also = "邮箱|电子邮箱|电子邮件"),
    FIELD(person, id_number, .fleeting = true, .label = N_("ID number"), .unique = true, .search = true, .mask = MASK_ID_NUMBER, .reveal = CAN_REVEAL_ID_NUMBER, .format = FORMAT_ID_NUMBER,
          .max = 24, .help = N_("Only when a contract needs it"), .also = "身份证|身份证号|身份证号码|证件号"),
    FIELD(person, emergency_name, .personal = true, .label = N_("Emergency contact"), .max = 60, .group = N_("Emergency"), .also = "紧急联系人"),
    FIELD(person, emergency_relation, .personal = true, .label = N_("Relation"), .max = 20, .group = N_("Emergency"), .also = "关系|与本人关系"),
    FIELD(person, emergency_phone, .label = N_("Emergency phone"), .mask = MASK_PHONE, .reveal = CAN_REVEAL_PHONE, .format = FORMAT_PHONE, .max = 30, .group = N_("Emergency"),
          .also = "紧急联系电话"),
    FIELD(person, language, .label = N_("Language"), .choices = languages, .filter = true, .help = N_("Of messages to her; empty: Chinese"), .also = "语言"),
    FIELD(person, do_not_contact, .label = N_("Do not contact"), .filter = true, .help = N_("No calls and messages except those a running contract needs")),
    FIELD(person, do_not_contact_since, .label = N_("Not to be contacted since"), .set_by = ENGINE_ONLY),
    FIELD(person, deceased, .label = N_("Deceased"), .set_by = STEPS_ONLY, .filter = true),
    FIELD(person, deceased_on, .personal = true, .label = N_("Died on"), .set_by = STEPS_ONLY),
    FIELD(person, remark, .personal = true, .label = N_("Remark"), .max = 1000, .format = FORMAT_MULTILINE, .also = "备注"),
    FIELD(person, held, .label = N_("Kept for a dispute"), .set_by = STEPS_ONLY, .filter = true, .help = N_("Nothing of hers is erased until it is let go")),
    FIELD(person, held_why, .personal = true, .label = N_("Why it is kept"), .max = 500, .set_by = STEPS_ONLY),
    FIELD(person, kept_until, .label = N_("Restricted until"), .set_by = STEPS_ONLY, .filter = true, .help = N_("Erased; what a law keeps of hers lies under seal until this day and then goes by itself")),
    FIELD(person, merged_into, .label = N_("Merged into"), .to = &person_type, .set_by = STEPS_ONLY),
    FIELD(person, merged_at, .label = N_("Merged at"), .set_by = STEPS_ONLY),
    FIELD(person, taken, .label = N_("Taken over"), .choices = takeable, .set_by = STEPS_ONLY),
};

static bool agrees_with_id(struct work *w, struct person *p)
{
    text number = p->id_number.plain;
    if (!number || strlen(number) != 18) return true;
    day birth = id_number_birth(number);
    if (p->birth.given && p->birth.number != birth.number) return wrong(w, "birth", N_("The birthday differs from the one in the ID number"));
    if (p->sex && p->sex != id_number_sex(number)) return wrong(w, "sex", N_("The sex differs from the one in the ID number"));
    p->birth = (maybe_day){ birth.number, true };
    p->sex = id_number_sex(number);
    return true;
}

/* Phones are kept in one form, so that the blind index finds them however they were typed. */
static void normal(struct work *w, sealed *phone)
{
    if (!phone->plain || !*phone->plain) return;
    text same = phone_normal(w->arena, phone->plain, house_demo(w->house));
    if (*same && strcmp(same, phone->plain)) phone->plain = same;
}

static bool check(struct work *w, struct person *p, const struct person *before)
{
    normal(w, &p->phone);
    normal(w, &p->phone2);
    normal(w, &p->emergency_phone);
    if (p->birth.given && p->birth.number > day_of(w->now).number) wrong(w, "birth", N_("The birthday lies in the future"));
    if (p->do_not_contact != (before && before->do_not_contact)) p->do_not_contact_since = p->do_not_contact ? w->acted : (instant){ 0 };
    if (!before || p->id_number.plain != before->id_number.plain) agrees_with_id(w, p);
    return !failed(w);
}
CHECKER(person, check)

/* After the save: what other records are called by her name is made without it, and what the save wrote into the log was still sealed under her key. */
static bool key_goes_with_her(struct work *w, void *record, const void *before)
{
    const struct person *p = record, *was = before;
    if (p->state != PERSON_ERASED || (was && was->state == PERSON_ERASED)) return true;
    return (!was || titles_made_again(w, was->name)) && keys_go_papers_stay(w, p->record.id);
}

struct death { day died; };
static const struct field death_fields[] = { FIELD(death, died, .label = N_("Died on"), .required = true) };

static bool record_death(struct work *w, struct person *p, const struct death *in)
{
    if (in->died.number > day_of(w->now).number) return wrong(w, "died", N_("The day lies in the future"));
    p->deceased = p->do_not_contact = true;
    p->deceased_on = (maybe_day){ in->died.number, true };
    return true;
}
RULE(person, death, record_death)

static bool correct_death(struct work *w, struct person *p)
{
    (void)w;
    p->deceased = false;
    p->deceased_on = (maybe_day){ 0 };
    return true;
}
RULE_PLAIN(person, correct_death)
static const struct sentence *is_deceased(struct work *w, const struct person *p) { return p->deceased ? NULL : because(w, N_("She is not recorded as deceased")); }
GUARD(person, is_deceased)

static const struct sentence *not_held(struct work *w, const struct person *p) { return p->held ? because(w, N_("She is kept for a dispute already")) : NULL; }
static const struct sentence *is_held(struct work *w, const struct person *p) { return p->held ? NULL : because(w, N_("She is not kept for a dispute")); }
GUARD(person, not_held)
GUARD(person, is_held)

static bool hold(struct work *w, struct person *p)
{
    p->held = true;
    p->held_why = step_reason(w);
    return true;
}
RULE_PLAIN(person, hold)

static bool let_go(struct work *w, struct person *p)
{
    (void)w;
    p->held = false;
    p->held_why = "";
    return true;
}
RULE_PLAIN(person, let_go)

static const struct field erasure_fields[] = { FIELD(erasure, basis, .label = N_("Why it goes"), .choices = erasure_bases, .required = true) };
RULE(person, erasure, erase_all)
GUARD(person, not_needed)

static const struct field merge_fields[] = { FIELD(person_merge, stays, .label = N_("The record that stays"), .to = &person_type, .required = true) };
RULE(person, person_merge, person_merge_run)
RULE_PLAIN(person, person_unmerge_run)

static const struct step steps[] = {
    STEP(record_death, .label = N_("Record as deceased"), .from = FROM(PERSON_ACTIVE), .by = CAN_EDIT_PERSONS, INPUTS(death, death_fields), .run = record_death_rule, .reason = true),
    STEP(correct_death, .label = N_("Not deceased"), .from = FROM(PERSON_ACTIVE), .by = CAN_EDIT_PERSONS, .run = correct_death_rule, .guard = is_deceased_guard, .reason = true),
    STEP(merge, .label = N_("Merge into another record"), .from = FROM(PERSON_ACTIVE), .to = PERSON_MERGED, .by = CAN_MERGE_PERSONS, INPUTS(person_merge, merge_fields),
         .run = person_merge_run_rule, .reason = true, .tone = "danger", .confirm = N_("Everything that refers to this record will refer to the other one. Merge?")),
    STEP(unmerge, .label = N_("Undo the merge"), .from = FROM(PERSON_MERGED), .to = PERSON_ACTIVE, .by = CAN_MERGE_PERSONS, .run = person_unmerge_run_rule, .reason = true),
    STEP(hold, .label = N_("Keep for a dispute"), .from = FROM(PERSON_ACTIVE), .by = CAN_ERASE_PERSONS, .run = hold_rule, .guard = not_held_guard, .reason = true),
    STEP(let_go, .label = N_("The dispute is over"), .from = FROM(PERSON_ACTIVE), .by = CAN_ERASE_PERSONS, .run = let_go_rule, .guard = is_held_guard, .reason = true),
    STEP(erase, .label = N_("Erase"), .from = FROM(PERSON_ACTIVE), .to = PERSON_ERASED, .by = CAN_ERASE_PERSONS, INPUTS(erasure, erasure_fields), .run = erase_all_rule,
         .guard = not_needed_guard, .tone = "danger",
         .confirm = N_("Name, phone, ID number, addresses, remarks, photos and papers of this person go for good, everywhere. What the law keeps stays: numbers without her name, contracts and complaints under seal until their day. Erase?")),
    STEP(erase_merged, .label = N_("Erase"), .from = FROM(PERSON_MERGED), .to = PERSON_ERASED, .hidden = true),
};

static text title(struct work *w, const struct person *p) { (void)w; return p->name; }
TITLE(person, title)

static const struct retention kept[] = {
    { .name = "record", .label = N_("Persons: until they are erased by hand, or by the rule of their customer or worker"), .law = N_("No longer than needed (PIPL art. 19)") },
};

const struct record_type person_type = RECORD_TYPE(person, .label = N_("Person"), .module = "company", FIELDS(fields), STEPS(steps), .first_state = PERSON_ACTIVE,
    .scope = SCOPE_COMPANY, .own = "record", RETENTION(kept), .subject = "record", .see = CAN_SEE_PERSONS, .create = CAN_EDIT_PERSONS, .edit = CAN_EDIT_PERSONS, .edit_in = FROM(PERSON_ACTIVE), .history = true,
    .title = title_hook, .check = check_hook, .changed = key_goes_with_her, .import_states = FROM(PERSON_ACTIVE));

text phone_from_sheet(struct work *w, text given)
{
    text plain = phone_normal(w->arena, given, house_demo(w->house));
    if (!*plain) wrong(w, "", N_("“{1}” is not a phone number"), mask_phone(w->arena, given));
    return plain;
}

bool person_is_known(struct work *w, int64_t person, text field)
{
    const struct person *p = person ? record_peek(w, &person_type, person) : NULL;
    if (!p || p->state != PERSON_ERASED) return !failed(w);
    return wrong(w, field, N_("Her personal data were erased: nothing new is written down about her; when she comes back, take it at the desk, where she becomes a customer anew"));
}

bool person_may_be_contacted(struct work *w, int64_t person)
{
    return db_one(w, SQL("select 1 from person where id = $1 and state = 1 and do_not_contact = 0 and deceased = 0"), BIND(num(person)), 0) == 1;
}
