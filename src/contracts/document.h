/* document.h — the text of a contract as blocks, one after the other: what the workbench shows, what is signed, what the PDF is set from.
 *
 *   {"title","number","template","blocks":[{"kind":"party","label","facts":[[label,value]…]} | {"kind":"text","text"} | {"kind":"article","number","text"}
 *    | {"kind":"clause","code","number","text"} | {"kind":"table","head":[…],"rows":[[…]…]} | {"kind":"signs","labels":[…]}]}
 *
 * The same contract with the same facts gives the same bytes. Frozen when the contract is sent; its SHA-256 is what each of the three signs.
 * For contracts/ only. */
#pragma once
#include "contracts/employment.h"
#include "contracts/variables.h"

text document_text(struct work *w, const struct deal *deal);
text document_hash(struct work *w, text document);

/* The facts of the contract for the engine, and its verdict with the chosen mode. */
struct employment contract_employment(struct work *w, const struct deal *deal);

/* GET /api/contract/:id/text */
bool contract_text_call(struct work *w, const struct request *request, struct reply *reply);
bool contract_preview_call(struct work *w, const struct request *request, struct reply *reply);      /* POST: the same of members that are not stored */
/* POST /api/contract/:id/sign_for_company */
bool contract_company_sign_call(struct work *w, const struct request *request, struct reply *reply);
