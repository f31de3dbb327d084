/* authority.c — see authority.h. */
#include "customers/authority.h"
#include <string.h>
#include "base/age.h"
#include "base/words.h"
#include "customers/customers.h"
#include "record/store.h"

enum { OF_AGE = 18 };

static const struct choice states[] = { { AUTHORITY_IN_FORCE, "in_force", N_("In force"), "ok" }, { AUTHORITY_ENDED, "ended", N_("Ended"), "mute", .final = true }, { 0 } };
const struct choice acting_rights[] = {
    { RIGHT_HERSELF, "herself", N_("For herself"), .also = "本人" }, { RIGHT_SPOUSE, "spouse", N_("As the spouse"), .also = "配偶|丈夫|妻子" }, { RIGHT_CHILD, "child", N_("As a grown child"), .also = "子女|女儿|儿子" },
    { RIGHT_PARENT, "parent", N_("As the parent of a minor"), .also = "父母" }, { RIGHT_GUARDIAN, "guardian", N_("As the guardian"), .also = "监护人" }, { RIGHT_AGENT, "agent", N_("As an agent, by a written authority"), .also = "代理人|受托人" },
    { RIGHT_REPRESENTATIVE, "representative", N_("As a company's representative"), .also = "单位代表" }, { RIGHT_HEIR, "heir", N_("As an heir"), .also = "继承人" }, { 0 },
};
static const struct choice covered[] = {
    { COVERS_SIGNING, "signing", N_("Sign contracts") }, { COVERS_CHANGES, "changes", N_("Change and suspend") }, { COVERS_ENDING, "ending", N_("End") }, { COVERS_MONEY, "money", N_("Settle, take money back") }, { 0 },
};
static const struct field fields[] = {
    FIELD(authority, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(authority, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(authority, person, .label = N_("Who acts"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(authority, acting, .label = N_("By which right"), .choices = acting_rights, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(authority, household, .label = N_("For this home alone"), .to = &household_type, .help = N_("Empty: for all of her homes"), .set_by = SET_ON_CREATE),
    FIELD(authority, acts_for, .personal = true, .label = N_("Acts for"), .required = true, .max = 60, .list = true, .help = N_("Who is cared for, the customer or the company, by name")),
    FIELD(authority, covers, .label = N_("May"), .choices = covered, .help = N_("Empty: all of it")),
    FIELD(authority, paper, .personal = true, .label = N_("Its paper"), .help = N_("A written authority, a guardianship, a register of the family; a picture or a PDF")),
    FIELD(authority, first, .label = N_("From"), .list = true, .help = N_("Empty: today")),
    FIELD(authority, until, .label = N_("Until"), .list = true, .help = N_("As the paper says; empty: until it is ended")), FIELD(authority, ended_on, .label = N_("Ended on"), .set_by = STEPS_ONLY),
    FIELD(authority, remark, .personal = true, .label = N_("Remark"), .max = 300, .format = FORMAT_MULTILINE),
};

bool right_needs_paper(enum acting_right right) { return right == RIGHT_GUARDIAN || right == RIGHT_AGENT || right == RIGHT_REPRESENTATIVE || right == RIGHT_HEIR; }

static bool person_right(struct work *w, const struct authority *a, const struct customer *c)
{
    const struct person *p = record_peek(w, &person_type, a->person.id);
    if (p && p->birth.given && age_on((day){ p->birth.number }, day_of(w->now)) < OF_AGE) return wrong(w, "person", N_("{1} is under {2}: a minor acts for nobody"), p->name, print(w, "%d", OF_AGE));
    if (a->acting == RIGHT_HERSELF) return wrong(w, "acting", N_("Who acts for herself needs no authority; say by which right another acts for her"));
    if (a->acting == RIGHT_REPRESENTATIVE && c->kind != CUSTOMER_COMPANY) return wrong(w, "acting", N_("This customer is a person; a representative acts for a company"));
    if (a->acting != RIGHT_REPRESENTATIVE && a->acting != RIGHT_AGENT && c->kind == CUSTOMER_COMPANY) return wrong(w, "acting", N_("For a company its representative or an agent acts"));
    if (right_needs_paper(a->acting) && !*a->paper.hash) return wrong(w, "paper", N_("This right is shown on paper: hang the written authority, the guardianship or the proof of heirs here"));
    return true;
}

static bool check(struct work *w, struct authority *a, const struct authority *before)
{
    const struct customer *c = record_peek(w, &customer_type, a->customer.id);
    const struct household *h = a->household.id ? record_peek(w, &household_type, a->household.id) : NULL;
    if (!c) return !failed(w);
    if (!before && !customer_is_served(w, c->record.id, "customer")) return false;
    if (h && h->customer.id != c->record.id) return wrong(w, "household", N_("This home belongs to another customer"));
    a->record.branch = c->record.branch;
    if (!a->first.number) a->first = day_of(w->now);
    if (!a->covers.bits) a->covers.bits = SET_BIT(COVERS_SIGNING) | SET_BIT(COVERS_CHANGES) | SET_BIT(COVERS_ENDING) | SET_BIT(COVERS_MONEY);
    if (a->acting == RIGHT_HEIR) a->covers.bits &= ~SET_BIT(COVERS_SIGNING);        /* what was agreed is settled, nothing new is signed */
    if (a->until.given && a->until.number < a->first.number) return wrong(w, "until", N_("The last day lies before the first"));
    if (a->until.given && a->until.number < day_of(w->now).number && (!before || !before->until.given || before->until.number != a->until.number)) return wrong(w, "until", N_("This day has passed: an authority that has run out is not entered"));
    return person_right(w, a, c) && !failed(w);
}
CHECKER(authority, check)

text authority_said(struct work *w, text language, int64_t person, enum acting_right right)
{
    text name = person ? record_title(w, &person_type, person) : "", how = translate(language, choice_label(acting_rights, right ? right : RIGHT_HERSELF));
    return !strncmp(language, "zh", 2) ? print(w, "%s（%s）", name, how) : print(w, "%s (%s)", name, how);
}

const struct sentence *authority_lacks(struct work *w, const struct authority *a, int64_t customer, int64_t household, enum authority_covers what, day on)
{
    text who = authority_said(w, w->language, a->person.id, a->acting);
    if (a->customer.id != customer) return because(w, N_("The authority of {1} is of another customer"), who);
    if (a->household.id && household && a->household.id != household) return because(w, N_("The authority of {1} is for another home"), who);
    if (a->state != AUTHORITY_IN_FORCE) return because(w, N_("The authority of {1} was ended"), who);
    if (a->first.number > on.number) return because(w, N_("The authority of {1} begins on {2}"), who, day_text(w->arena, a->first));
    if (a->until.given && a->until.number < on.number) return because(w, N_("The authority of {1} ran out on {2}; have a new one signed"), who, day_text(w->arena, (day){ a->until.number }));
    if (!(a->covers.bits & SET_BIT(what))) return because(w, N_("The authority of {1} does not cover this: “{2}”"), who, translate(w->language, choice_label(covered, what)));
    return NULL;
}

static bool end(struct work *w, struct authority *a)
{
    a->ended_on = (maybe_day){ day_of(w->now).number, true };
    return true;
}
RULE_PLAIN(authority, end)

static text title(struct work *w, const struct authority *a) { return authority_said(w, w->language, a->person.id, a->acting); }
TITLE(authority, title)

static instant runs_out(struct work *w, const struct authority *a)
{
    (void)w;
    return a->until.given ? day_at((day){ a->until.number - 14 }, 9 * 60) : (instant){ 0 };
}
DUE(authority, runs_out)

static const struct step steps[] = {
    STEP(end, .label = N_("End the authority"), .tone = "danger", .from = FROM(AUTHORITY_IN_FORCE), .to = AUTHORITY_ENDED, .by = CAN_EDIT_CUSTOMERS, .reason = true, .run = end_rule,
         .confirm = N_("She may sign, change and end nothing any more for this customer. End it?")),
};
static const struct deadline deadlines[] = {
    { .name = "until", .label = N_("An authority runs out: have a new one signed, or end it"), .states = FROM(AUTHORITY_IN_FORCE), .due = runs_out_hook, .who = CAN_EDIT_CUSTOMERS, .step = "end" },
};
static const struct retention kept[] = {
    { .name = "paper", .label = N_("Authorities: paper and words, from the end"), .law = N_("Claims run out after 3 years (Civil Code art. 188)"), .stays = true, .since = "ended_on", .days = 1095,
      .due = "state = 2 and ended_on < $2 and (paper <> '' or acts_for <> '' or remark <> '')", .members = "paper|acts_for|remark" },
};
static const text indexes[] = { "customer, state", NULL };

const struct record_type authority_type = RECORD_TYPE(authority, .label = N_("Authority"), .plural = "Authorities", .module = "customers", FIELDS(fields), STEPS(steps), DEADLINES(deadlines), RETENTION(kept), .first_state = AUTHORITY_IN_FORCE,
    .scope = SCOPE_BRANCH, .subject = "person", .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS, .edit = CAN_EDIT_CUSTOMERS, .edit_in = FROM(AUTHORITY_IN_FORCE), .check = check_hook, .title = title_hook, .history = true, .quiet = true, .indexes = indexes);
