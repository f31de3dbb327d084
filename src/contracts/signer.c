/* signer.c — see signer.h. */
#include "contracts/signer.h"
#include "base/words.h"
#include "contracts/contract_own.h"
#include "record/store.h"

const struct choice instruction_givers[] = {
    { INSTRUCTED_BY_SIGNER, "signer", N_("Who signed the contract") }, { INSTRUCTED_BY_HOLDER, "holder", N_("Who holds an authority on file") }, { INSTRUCTED_BY_ANOTHER, "another", N_("Somebody else") }, { 0 },
};

static bool blank(text t) { return !t || !*t; }
static const struct customer *customer_of(struct work *w, const struct contract *c) { return record_peek(w, &customer_type, c->customer.id); }

int64_t contract_signer(struct work *w, const struct contract *c)
{
    const struct customer *customer = c->signer.id ? NULL : customer_of(w, c);
    return c->signer.id ? c->signer.id : customer ? customer->person.id : 0;
}

static bool cares(struct work *w, const struct contract *c) { return clause_holds(w, &(struct template_clause){ .holds = CLAUSE_CARE }, c); }
static bool by_another(struct work *w, const struct contract *c)
{
    const struct customer *customer = customer_of(w, c);
    return customer && c->signer.id && c->signer.id != customer->person.id;
}

/* The reason a guard would give, as a refusal at its field. */
static bool refuse_for(struct work *w, enum failure why, text field, const struct sentence *s)
{
    text all[6] = { s->message };
    for (int i = 0; s->arguments && s->arguments[i] && i < 4; i++) all[i + 1] = s->arguments[i];
    return work_refuse(w, why, field, all);
}

/* ---- a draft ---- */

/* Her authority says by which right; where nobody is cared for it is told without asking. */
static void told_without_asking(struct work *w, struct contract *c, const struct customer *customer)
{
    const struct authority *a = c->authority.id ? record_peek(w, &authority_type, c->authority.id) : NULL;
    if (a && !c->signer.id && a->person.id != customer->person.id) c->signer = a->person;
    if (a && !c->signer_right) c->signer_right = a->acting;
    if (c->signer_right) return;
    if (customer->kind == CUSTOMER_COMPANY) c->signer_right = RIGHT_REPRESENTATIVE;
    else if (!cares(w, c) && !by_another(w, c)) c->signer_right = RIGHT_HERSELF;
}

static bool authority_fits(struct work *w, const struct contract *c)
{
    const struct authority *a = c->authority.id ? record_peek(w, &authority_type, c->authority.id) : NULL;
    if (!a) return true;
    if (a->customer.id != c->customer.id) return wrong(w, "authority", N_("This authority is of another customer"));
    if (a->person.id != contract_signer(w, c)) return wrong(w, "authority", N_("This authority is of {1}; who signs is {2}"), record_title(w, &person_type, a->person.id), record_title(w, &person_type, contract_signer(w, c)));
    if (a->acting != c->signer_right) return wrong(w, "signer_right", N_("Her authority says otherwise: {1}"), translate(w->language, choice_label(acting_rights, a->acting)));
    return true;
}

bool signer_complete(struct work *w, struct contract *c)
{
    const struct customer *customer = customer_of(w, c);
    if (!customer) return !failed(w);
    if (c->signer.id == customer->person.id) c->signer.id = 0;
    told_without_asking(w, c, customer);
    if (c->signer_right == RIGHT_HEIR) return wrong(w, "signer_right", N_("An heir settles what was agreed; who wants the service signs for herself"));
    if (c->signer_right == RIGHT_REPRESENTATIVE && customer->kind != CUSTOMER_COMPANY) return wrong(w, "signer_right", N_("This customer is a person; a representative acts for a company"));
    if (c->signer_right == RIGHT_HERSELF && by_another(w, c)) return wrong(w, "signer_right", N_("Who signs is not the customer: say by which right she signs"));
    return authority_fits(w, c) && !failed(w);
}

/* ---- what is missing ---- */

bool signer_needs_authority(const struct contract *c)
{
    return c->signer.id || c->signer_right == RIGHT_GUARDIAN || c->signer_right == RIGHT_AGENT || c->signer_right == RIGHT_REPRESENTATIVE;
}

/* Who has dementia decides nothing by law (民法典 21, 22); a child's parents are its guardians (27). */
static bool cannot_decide(const struct household_member *m) { return m->self_care == SELF_CARE_DEMENTIA; }
static bool is_child(const struct household_member *m) { return m->role == CARE_NEWBORN || m->role == CARE_INFANT || m->role == CARE_CHILD; }

bool signer_needs_guardian(struct work *w, const struct contract *c)
{
    const struct household *h = record_peek(w, &household_type, c->household.id);
    bool adult = false, child = false;
    if (!h || !cares(w, c)) return false;
    for (size_t i = 0; i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        adult |= cannot_decide(m);
        child |= is_child(m);
    }
    return adult || (child && c->signer_right && c->signer_right != RIGHT_PARENT && c->signer_right != RIGHT_HERSELF && c->signer_right != RIGHT_SPOUSE);
}

const struct sentence *signer_lacks(struct work *w, const struct contract *c, day on)
{
    const struct authority *a = c->authority.id ? record_peek(w, &authority_type, c->authority.id) : NULL;
    if (!signer_needs_authority(c)) return NULL;
    if (!a) return because(w, N_("{1} signs by a right that has to be shown: record her authority, with its paper, and name it in the contract"), authority_said(w, w->language, contract_signer(w, c), c->signer_right));
    return authority_lacks(w, a, c->customer.id, c->household.id, COVERS_SIGNING, on);
}

/* ---- in the words of the paper ---- */

text signer_right_words(enum acting_right right)
{
    static const text words[] = { "", "本人", "被照护人的配偶", "被照护人的成年子女", "被照护人的父母（法定监护人）", "被照护人的监护人", "受托代理人（凭书面授权）", "单位代表（凭单位授权）", "继承人" };
    return words[right <= RIGHT_HEIR ? right : 0];
}

text signer_authority_words(struct work *w, const struct contract *c)
{
    const struct authority *a = c->authority.id ? record_peek(w, &authority_type, c->authority.id) : NULL;
    if (!a || signer_lacks(w, c, day_of(w->now))) return "";
    text until = a->until.given ? print(w, "至%s", day_text(w->arena, (day){ a->until.number })) : "至终止时";
    return print(w, "代表%s，自%s%s%s", a->acts_for, day_text(w->arena, a->first), until, *a->paper.hash ? "，书面文件存于乙方" : "");
}

text signer_guardian_words(struct work *w, const struct contract *c)
{
    if (!blank(c->guardian)) return c->guardian;
    bool herself = c->signer_right == RIGHT_GUARDIAN || c->signer_right == RIGHT_PARENT;
    return herself ? print(w, "%s（即签约人）", record_title(w, &person_type, contract_signer(w, c))) : "";
}

/* ---- signing ---- */

text signer_capacity(struct work *w, const struct contract *c, const struct contract_signing *in)
{
    if (in->party == PARTY_COMPANY) return "乙方经办人，经乙方授权";
    if (in->party == PARTY_WORKER) return "本人";
    text right = signer_right_words(c->signer_right ? c->signer_right : in->right), authority = signer_authority_words(w, c);
    if (!*right) return "";
    return print(w, "%s%s%s%s", right, in->way == SIGNED_BY_CODE ? "（签署时本人声明）" : "", *authority ? "；授权" : "", authority);
}

bool signer_may_sign(struct work *w, const struct contract *c, const struct contract_signing *in)
{
    const struct sentence *lacks = signer_lacks(w, c, day_of(w->now));
    text right = c->signer_right ? translate(w->language, choice_label(acting_rights, c->signer_right)) : "";
    if (in->way == SIGNED_BY_CODE && !in->right) return refuse(w, "right", N_("Say by which right you sign"));
    if (in->way == SIGNED_BY_CODE && c->signer_right && in->right != c->signer_right) return refuse(w, "right", N_("The contract says you sign so: “{1}”. If that is not right, do not sign; call the shop, it is changed and sent to you again"), right);
    return lacks ? refuse_for(w, CONFLICT, "authority", lacks) : !failed(w);
}

/* ---- whose word counts ---- */

static text said(struct work *w, text name, enum acting_right right) { return print(w, "%s（%s）", name, right ? signer_right_words(right) : "签约人"); }

static text by_holder(struct work *w, const struct contract *c, int64_t authority, enum authority_covers what)
{
    const struct authority *a = authority ? record_peek(w, &authority_type, authority) : NULL;
    const struct sentence *lacks = a ? authority_lacks(w, a, c->customer.id, c->household.id, what, day_of(w->now)) : because(w, N_("Name the authority: whose, by which right"));
    if (lacks) return refuse_for(w, INVALID, "authority", lacks), NULL;
    return said(w, record_title(w, &person_type, a->person.id), a->acting);
}

text instruction_counts(struct work *w, const struct contract *c, enum instruction_by by, int64_t authority, enum authority_covers what)
{
    text signer = contract_signer(w, c) ? record_title(w, &person_type, contract_signer(w, c)) : "";
    if (by == INSTRUCTED_BY_HOLDER) return by_holder(w, c, authority, what);
    if (by == INSTRUCTED_BY_ANOTHER)
        return refuse(w, "instructed_by", N_("Only {1}, who signed, or who holds an authority on file may say this. Note the other's word as an instruction: it acts when theirs is filed in writing"), signer), NULL;
    if (c->signer_gone) return refuse(w, "instructed_by", N_("{1}, who signed for herself, has died: name who holds an authority on file, as an heir, a spouse, a guardian"), signer), NULL;
    return said(w, signer, c->signer_right);
}
