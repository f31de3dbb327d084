/* paper_gaps.c — the papers a contract with her is to name, told before anybody is chosen: by the contract's own variables, so that the comparison
 * and the contract never disagree. A roster brings valid papers without result and without policy number. */
#include <string.h>
#include "base/words.h"
#include "contracts/contracts.h"
#include "contracts/variables.h"
#include "record/store.h"

static bool said_already(const struct judgement *j, text kind)
{
    for (const struct reason *r = j->reasons; r; r = r->next)
        if (r->fix_type && !strcmp(r->fix_type, "credential") && (!strcmp(r->code + 4, kind) || (!strcmp(kind, "skill") && !strcmp(r->code, "H03.certificate")))) return true;
    return false;
}

static text where_to_enter(struct work *w, const struct variable *v, bool there)
{
    text result = translate(w->language, N_("Enter the result of the check")), number = translate(w->language, N_("Number of the paper"));
    if (there && !strcmp(v->member, "background")) return translate_with(w->arena, w->language, N_("open this paper of hers and press “{1}”"), (const text[]){ result, NULL });
    if (there && !strcmp(v->member, "insurance")) return translate_with(w->arena, w->language, N_("open this paper of hers and fill in “{1}”"), (const text[]){ number, NULL });
    return translate_with(w->arena, w->language, N_("enter it with her papers ({1})"), (const text[]){ translate(w->language, v->hint), NULL });
}

/* Who looks for somebody is seldom who keeps the papers: then it is said whom to ask. */
static text by_whom(struct work *w, const struct variable *v, bool there)
{
    text how = where_to_enter(w, v, there);
    bool hers = there && !strcmp(v->member, "background") ? can(w, CAN_VERIFY_CREDENTIALS) : can(w, CAN_EDIT_CREDENTIALS);
    return hers ? how : translate_with(w->arena, w->language, N_("ask the manager or HR: {1}"), (const text[]){ how, NULL });
}

static void tell(struct work *w, const struct eligibility_case *c, const struct deal *d, const struct variable *v, struct judgement *j)
{
    struct place_to_fill where = variable_place(w, d, v);
    bool there = where.record != 0;
    struct reason *r = reason_warn(w, j, print(w, "H02.names_%s", v->member), c->from, c->from,
                                   because(w, N_("“{1}” is missing for the contract: {2}"), translated(w, v->label), by_whom(w, v, there)), NULL);
    reason_fix(r, "credential", where.record, !there ? "create" : !strcmp(v->member, "background") ? "verify" : "edit");
}

void contract_paper_gaps(struct work *w, const struct eligibility_case *c, struct judgement *j)
{
    if (!c->line || line_signing(c->line) != SIGN_CONTRACT) return;
    struct contract asked = { .worker = { c->worker->record.id }, .line = { c->line->record.id }, .first = c->from };
    struct deal d = { .contract = &asked, .worker = c->worker, .line = c->line };
    for (int i = 0; i < variable_count; i++)
        if (variable_of_papers(&variables[i]) && !said_already(j, variables[i].member) && !*variables[i].value(w, &d)) tell(w, c, &d, &variables[i], j);
}

static void judge(struct work *w, const struct eligibility_case *c, struct judgement *j) { if (c->signs) contract_paper_gaps(w, c, j); }
const struct eligibility_answer contract_papers_judge = { judge };
