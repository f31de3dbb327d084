/* variables.h — what the words of a template stand for: {customer_name}, {wage}, {refund_table} (DOMAIN.md §12.1). For contracts/ only.
 *
 * Each variable says where its value lives, so that a missing one is named with the place to fill it in. Values are Chinese, as the contract is.
 * ID numbers, phones and addresses are read open when the text is frozen and masked everywhere else. */
#pragma once
#include "contracts/contract_own.h"

/* Everything a text is made of, read once. */
struct deal {
    const struct contract *contract;
    const struct branch *branch;
    const struct customer *customer; const struct person *payer;
    const struct household *home;
    const struct worker *worker; const struct person *her;
    const struct service_line *line;
    const struct contract_template *template;
    bool open;                      /* read sealed text in the open */
};
struct deal deal_of(struct work *w, const struct contract *contract, bool open);

enum variable_group { GROUP_COMPANY = 1, GROUP_CUSTOMER, GROUP_WORKER, GROUP_SERVICE, GROUP_LIFE, GROUP_PAY, GROUP_FEES, GROUP_RULES };
/* The record a value is filled in at; record 0: a new one, or a setting. */
struct place_to_fill { text type; int64_t record; };
struct variable {
    text code, label;               /* label: N_() */
    enum variable_group group;
    bool (*asked)(struct work *w, const struct deal *deal);         /* NULL: always; else only then it may not be missing */
    text (*value)(struct work *w, const struct deal *deal);         /* "" when missing */
    struct place_to_fill (*place)(const struct deal *deal);
    text member;                    /* its member, the setting's code, or the kind of a credential */
    text hint;                      /* N_(): what to do when it is missing; NULL: plain */
};
extern const struct variable variables[];
extern const int variable_count;
const struct variable *variable_named(text code, size_t length);

/* Where it is filled in: of a paper of hers that lacks only its number or its result, that paper; else as `place` says. */
struct place_to_fill variable_place(struct work *w, const struct deal *deal, const struct variable *v);
/* Of her papers, by the kind of the paper. */
bool variable_of_papers(const struct variable *v);

/* Those that are asked and missing, in order; returns how many. */
int variables_missing(struct work *w, const struct deal *deal, const struct variable **ret, int most);
/* The wording with its values; a missing one is a gap 【客户身份证号】. */
text variables_fill(struct work *w, const struct deal *deal, text wording);
/* The first word in braces that is no variable; NULL: none. */
text variables_unknown(struct work *w, text wording);
