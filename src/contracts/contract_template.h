/* contract_template.h — what a contract of one mode says (合同范本): articles and clauses with variables, in versions.
 *
 *   draft → in_review → published → superseded
 *
 * One published version for a mode and region ("": everywhere; else the first digits of GB/T 2260, the longest that fits wins). Nothing published
 * is edited: a new version is drafted from it (`renew`), or the first one of another region (`adapt`). A contract is written on one version and keeps it.
 *
 * The papers between worker and company alone (work_contract.h) have theirs here too: their mode is work_template_mode of their kind, their clauses have
 * conditions and variables of their own, and no refund ladder.
 *
 * Clauses stand in order; those with the same `article` are numbered n.1, n.2 … below it, and one whose `holds` does not for a contract
 * is left out with its number. `{wage}` in a wording is a variable of variables.h. `law` says where a clause comes from; it is not printed. */
#pragma once
#include "contracts/contract.h"

enum template_state { TEMPLATE_DRAFT = 1, TEMPLATE_IN_REVIEW, TEMPLATE_PUBLISHED, TEMPLATE_SUPERSEDED };
enum clause_when { CLAUSE_ALWAYS = 1, CLAUSE_LIVE_IN, CLAUSE_LIVE_OUT, CLAUSE_MATERNITY, CLAUSE_INFANT, CLAUSE_ELDER, CLAUSE_CARE, CLAUSE_TRIAL, CLAUSE_EARNEST, CLAUSE_REFUNDABLE, CLAUSE_FEE, CLAUSE_MANAGEMENT,
    CLAUSE_FIXED, CLAUSE_OPEN, CLAUSE_TASK, CLAUSE_PROBATION, CLAUSE_STANDARD_HOURS, CLAUSE_PERMIT };      /* the second row: of work contracts only */

struct template_clause {
    text code;                      /* stable from version to version: "wage" */
    text article;                   /* 第三条's words: 劳动报酬; the same in a row: one article */
    text wording;
    enum clause_when holds;
    text law;
};

struct contract_template {
    struct record record;
    enum template_state state;
    enum contract_mode mode;
    text region;
    text name;                      /* 家政服务合同(中介三方) */
    int64_t issue;                  /* 1, 2 … of a mode and region */
    text preamble, closing;
    rows_of clauses;                /* struct template_clause */
    rows_of refunds;                /* struct contract_refund: the ladder a contract begins with */
    day valid_from;
    text what_changed;
};
extern const struct record_type contract_template_type;

/* A kind of work contract (enum work_kind) as a mode of templates. */
enum { TEMPLATE_OF_WORK = 20 };
static inline enum contract_mode work_template_mode(unsigned kind) { return (enum contract_mode)(TEMPLATE_OF_WORK + kind); }
static inline bool template_is_of_work(const struct contract_template *template) { return (unsigned)template->mode > TEMPLATE_OF_WORK; }

/* The version in force for a mode in a branch on that day; 0: none. */
int64_t contract_template_on(struct work *w, enum contract_mode mode, int64_t branch, day on);
bool contract_templates_follow(struct work *w);         /* ticker: versions whose day has come */
bool clause_holds(struct work *w, const struct template_clause *clause, const struct contract *contract);
