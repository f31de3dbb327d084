/* contract_own.h — the contract's inner seams. For contracts/ only. */
#pragma once
#include <string.h>
#include "contracts/contract.h"
#include "contracts/contract_template.h"

enum { CONTRACT_STEPS = 10 };
extern const struct step contract_steps[CONTRACT_STEPS];
extern const struct row_type contract_refund_row;

/* ---- contract_terms.c ---- */

/* What a draft leaves open is filled in: from the service, the home, the mode, the settings and the template in force. */
bool contract_complete(struct work *w, struct contract *contract, const struct contract *before);
/* What may not be agreed at all, each named at its field. */
bool contract_terms_right(struct work *w, const struct contract *contract);
/* The price the 20 % of an earnest money are counted of: all the customer owes us for the term. */
money contract_price(const struct contract *contract);
/* Why somebody has to look at it before it is sent; NULL: nobody has to. */
const struct sentence *contract_needs_review(struct work *w, const struct contract *contract);

#define SETTING_TRIAL_DAYS      "contract.trial_days"
#define SETTING_REPLACEMENTS    "contract.replacements"
#define SETTING_GUARANTEE       "contract.guarantee_months"
#define SETTING_NOTICE          "contract.notice_days"
#define SETTING_OFF_PLATFORM    "contract.off_platform_months"
#define SETTING_FEE_FLOOR       "contract.fee_floor"            /* percent of a month's wage */
#define SETTING_MARGIN_FLOOR    "contract.margin_floor"         /* percent of the service fee that stays with us */
#define SETTING_MANAGEMENT_FLOOR "contract.management_floor"    /* percent of a month's wage */
