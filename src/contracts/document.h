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

/* The pieces a text is set of, for the two kinds of paper (work_contract_text.c is the other). */
struct numbering { int article, clause; text title; };      /* title: of the article that runs */
void document_party(struct json *json, text label);          /* facts follow, then its end */
void document_fact(struct json *json, text label, text value);
void document_party_end(struct json *json);
void document_block(struct json *json, text kind, text code, text number, text words);
void document_article(struct work *w, struct json *json, struct numbering *numbering, text title);
void document_clause(struct work *w, struct json *json, struct numbering *numbering, text code, text words);
void document_signs(struct json *json, const text *labels);  /* ends with NULL */

/* The facts of the contract for the engine, and its verdict with the chosen mode. */
struct employment contract_employment(struct work *w, const struct deal *deal);

/* GET /api/contract/:id/text */
bool contract_text_call(struct work *w, const struct request *request, struct reply *reply);
bool contract_preview_call(struct work *w, const struct request *request, struct reply *reply);      /* POST: the same of members that are not stored */
/* POST /api/contract/:id/sign_for_company */
bool contract_company_sign_call(struct work *w, const struct request *request, struct reply *reply);
