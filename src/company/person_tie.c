/* person_tie.c — see person_tie.h. */
#include "company/person_tie.h"
#include "base/words.h"
#include "company/account.h"
#include "company/rights.h"

static const struct choice states[] = { { TIE_DECLARED, "declared", N_("Tie declared"), "info" }, { TIE_ENDED, "ended", N_("No longer so"), "mute", .final = true }, { 0 } };
const struct choice tie_kinds[] = {
    { TIE_SPOUSE, "spouse", N_("Married or living as a couple") }, { TIE_PARENT_CHILD, "parent_child", N_("Parent and child") }, { TIE_SIBLING, "sibling", N_("Brothers and sisters") }, { TIE_OTHER_KIN, "other_kin", N_("Other kin") },
    { TIE_SAME_HOME, "same_home", N_("Live in one home") }, { TIE_BUSINESS, "business", N_("Do business together") }, { 0 },
};

static const struct field fields[] = {
    FIELD(person_tie, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(person_tie, person, .label = N_("Person"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(person_tie, other, .label = N_("Tied to"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(person_tie, kind, .label = N_("How they are tied"), .choices = tie_kinds, .required = true, .list = true, .filter = true),
    FIELD(person_tie, note, .personal = true, .label = N_("Said by whom"), .max = 200, .help = N_("And when. An equal phone alone is no tie: ask")),
};

const struct person_tie *persons_tied(struct work *w, int64_t person, int64_t other)
{
    if (!person || !other || person == other) return NULL;
    struct found f = LOAD_WHERE(w, person_tie, "state = 1 and ((person = $1 and other = $2) or (person = $2 and other = $1)) order by id limit 1", BIND(num(person), num(other)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(TIE_DECLARED == 1, "the queries here say it by number");

const struct sentence *own_affair(struct work *w, int64_t person)
{
    const struct account *me = w->actor->user && !w->actor->system && person ? record_peek(w, &account_type, w->actor->user) : NULL;
    if (!me || !me->person.id) return NULL;
    if (me->person.id == person) return because(w, N_("This is about your own money: somebody else decides"));
    const struct person_tie *t = persons_tied(w, me->person.id, person);
    return t ? because(w, N_("{1} is tied to you ({2}): somebody else decides"), record_title(w, &person_type, person), translated(w, choice_label(tie_kinds, t->kind))) : NULL;
}

static bool check(struct work *w, struct person_tie *t, const struct person_tie *before)
{
    if (!t->person.id || !t->other.id || before) return !failed(w);
    if (t->person.id == t->other.id) return wrong(w, "other", N_("That is the same person; name the other one"));
    const struct person_tie *twin = persons_tied(w, t->person.id, t->other.id);
    return twin ? refuse(w, "other", N_("This tie is declared already: {1}"), translated(w, choice_label(tie_kinds, twin->kind))) : !failed(w);
}
CHECKER(person_tie, check)

static const struct step steps[] = { STEP(end, .label = N_("No longer so"), .from = FROM(TIE_DECLARED), .to = TIE_ENDED, .by = CAN_DECLARE_TIES, .reason = true) };
static text title(struct work *w, const struct person_tie *t) { return print(w, "%s · %s", record_title(w, &person_type, t->person.id), record_title(w, &person_type, t->other.id)); }
TITLE(person_tie, title)

static const text indexes[] = { "person, state", "other, state", NULL };
static const struct retention kept[] = {
    { .name = "ended", .label = N_("Ties between persons that are no longer so: the note, from then"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 365, .due = "state = 2 and changed_at < $1 and note <> ''", .members = "note" },
};
const struct record_type person_tie_type = RECORD_TYPE(person_tie, .label = N_("Tie between persons"), .plural = "Ties between persons", .module = "company", FIELDS(fields), STEPS(steps), .first_state = TIE_DECLARED, .scope = SCOPE_COMPANY, RETENTION(kept),
    .subject = "person", .see = CAN_SEE_PERSONS, .create = CAN_DECLARE_TIES, .edit = CAN_DECLARE_TIES, .quiet = true, .indexes = indexes, .check = check_hook, .title = title_hook);
