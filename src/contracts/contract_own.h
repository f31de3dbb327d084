/* contract_own.h — the contract's inner seams. For contracts/ only. */
#pragma once
#include <string.h>
#include "contracts/contract.h"
#include "contracts/contract_template.h"

enum { CONTRACT_STEPS = 22, RENEWAL_FIELDS = 3, AMENDMENT_FIELDS = 4 };
extern const struct step contract_steps[CONTRACT_STEPS];
extern const struct row_type contract_refund_row;

/* ---- contract_terms.c ---- */

/* What a draft leaves open is filled in: from the service, the home, the mode, the settings and the template in force. */
bool contract_complete(struct work *w, struct contract *contract, const struct contract *before);
/* What may not be agreed at all, each named at its field. */
bool contract_terms_right(struct work *w, const struct contract *contract);
/* Its prices are those of the accepted quotation; NULL: they are, or there is none. */
const struct sentence *contract_differs_from_quotation(struct work *w, const struct contract *contract);
/* Days of a month that are not worked: those agreed on; of part-time work by weekly hours the ones these leave free (Monday to Friday: 9). Pure;
 * contract_month goes by it where no weekdays are fixed. */
int64_t contract_rests(const struct contract *contract);
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

/* ---- contract_chain.c ---- */

struct amendment { day since; text what; ref worker; money wage; };      /* who serves from then on, after a replacement, and for which wage; 0: as now */
struct following { ref next; };
extern const struct field renewal_fields[RENEWAL_FIELDS], amendment_fields[AMENDMENT_FIELDS];
bool contract_renew_rule(struct work *w, void *record, const void *input);
bool contract_amend_rule(struct work *w, void *record, const void *input);
const struct sentence *contract_none_open_guard(struct work *w, const void *record);       /* nothing comes after it yet */
/* It is signed by all: the one before knows what follows, and rings no more. It begins: the one before ends. */
bool contract_follows(struct work *w, const struct contract *contract);
bool contract_ends_before(struct work *w, struct contract *contract);
bool contracts_begin(struct work *w);                        /* ticker: what is signed, paid and due takes effect */

/* hire.c: whom it names is hired, or on trial. Reaction to the last signature and to `take_effect`; the ticker: once more. */
bool contract_hires(struct work *w, const struct record_type *type, int64_t id);
bool contracts_hire(struct work *w);
/* Its contract ends: hired where the trial was over, not hired where it was not. Before the contract is stored as ended. */
bool contract_trial_ends(struct work *w, const struct contract *contract, const struct contract_ending *ending) __attribute__((warn_unused_result));
bool contract_begins_perhaps(struct work *w, const struct record_type *type, int64_t id);      /* reaction to the last signature and to the first payment */

/* ---- contract_close.c ---- */

/* contract_month with the rest days kept in the home on that day. */
struct month_terms contract_terms_kept(struct work *w, const struct contract *contract, day on);

enum { ENDING_FIELDS = 9 };
extern const struct field ending_fields[ENDING_FIELDS];
bool contract_end_rule(struct work *w, void *record, const void *input);
bool contract_make_way_rule(struct work *w, void *record, const void *input);

/* ---- contract_paper.c ---- */

struct job;
bool contract_paper_job(struct job *job);

/* ---- template_seed.c ---- */

bool work_templates_seed(struct work *w);                   /* work_template_seed.c: the same of work contracts */
bool contract_templates_seed(struct work *w);               /* those a company starts with, for modes that have none */
