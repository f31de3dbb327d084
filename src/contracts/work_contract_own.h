/* work_contract_own.h — the inner seams of work_contract.h. For contracts/ only. */
#pragma once
#include "contracts/document.h"
#include "contracts/work_contract.h"

enum { WORK_STEPS = 13 };
extern const struct step work_contract_steps[WORK_STEPS];

/* ---- work_contract_terms.c ---- */

bool work_contract_complete(struct work *w, struct work_contract *contract, const struct work_contract *before);
bool work_contract_right(struct work *w, const struct work_contract *contract);
struct employment work_contract_employment(struct work *w, const struct work_contract *contract);
/* By law the next one has no end: two fixed terms in a row or ten years lie behind (14). */
bool work_contract_open_by_law(const struct work_contract *contract);

/* ---- work_contract_text.c ---- */

struct work_gap { text code, label, type; int64_t record; text member; };       /* label: N_() */
int work_contract_missing(struct work *w, const struct work_contract *contract, struct work_gap *ret, int most);
/* The first word in braces that is no variable of work contracts; NULL: none. */
text work_variables_unknown(struct work *w, text wording);
text work_contract_text(struct work *w, const struct work_contract *contract, bool open);

/* ---- work_contract_steps.c ---- */

extern const struct choice work_terms[], work_ends[];

/* ---- work_contract_watch.c ---- */

/* Hourly: what follows begins; who works without a paper stands in the queue, and who has left with one open. */
bool work_contracts_watch(struct work *w);

/* Reaction to worker.transfer: her paper goes to the branch she works for, and names another place of work: it is amended (劳动合同法 35). */
bool work_contract_goes_along(struct work *w, const struct record_type *type, int64_t worker);

/* ---- work_contract_call.c ---- */

bool work_contract_text_call(struct work *w, const struct request *request, struct reply *reply);
bool work_contract_company_sign_call(struct work *w, const struct request *request, struct reply *reply);

struct job;
bool work_contract_paper_job(struct job *job);
