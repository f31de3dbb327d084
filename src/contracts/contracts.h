/* contracts.h — the paper between customer, worker and company: templates, contracts, signatures, refund ladders. Front door of contracts/. */
#pragma once
#include "contracts/contract.h"
#include "contracts/contract_signature.h"
#include "contracts/contract_template.h"
#include "contracts/employment.h"
#include "contracts/instruction.h"
#include "contracts/refund_ladder.h"
#include "contracts/sign_link.h"
#include "contracts/signer.h"
#include "contracts/work_contract.h"

/* The papers of hers a contract from the first day of the case is to name and cannot yet: a warning each, with where it is entered (paper_gaps.c). */
void contract_paper_gaps(struct work *w, const struct eligibility_case *c, struct judgement *j);
extern const struct eligibility_answer contract_papers_judge;

struct import_shape;
extern const struct import_shape contract_import;       /* 在途合同: contracts in force at go-live */
extern const struct import_shape work_contract_import;  /* 用工合同: papers signed before go-live */
extern const struct module contracts_module;
