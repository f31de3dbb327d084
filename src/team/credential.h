/* credential.h — papers with a date (证照): identity, background check, medical check, insurance, cards, certificates (SM-CRED).
 *
 * Validity is asked per day of service, never "now" (T04). Only the result of a check is kept, never its content; a medical report
 * keeps class and conclusion, and nothing of hepatitis B (人社部发〔2010〕12号, T33). Every version is kept with the day it became known, so that
 * "was she eligible on 5 March, by what we knew then?" can be answered (DOMAIN.md §12). */
#pragma once
#include "team/worker.h"

enum credential_kind {
    CREDENTIAL_IDENTITY = 1, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE, CREDENTIAL_CARD, CREDENTIAL_SKILL, CREDENTIAL_CPR,
    CREDENTIAL_DRIVER, CREDENTIAL_HEIGHT, CREDENTIAL_CONTRACT, CREDENTIAL_RESIDENCE, CREDENTIAL_VACCINATION, CREDENTIAL_SAFETY,
    CREDENTIAL_GUARDIAN, CREDENTIAL_YOUNG,      /* of who is 16 or 17: the guardian was told and agrees in writing; registered as a young worker (未成年工登记证) */
};
enum credential_state { CREDENTIAL_DRAFT = 1, CREDENTIAL_VERIFYING, CREDENTIAL_VALID, CREDENTIAL_EXPIRED, CREDENTIAL_REVOKED };
enum check_result { RESULT_PASS = 1, RESULT_HIT, RESULT_UNKNOWN };

struct credential {
    struct record record;
    enum credential_state state;
    ref worker, person;
    enum credential_kind kind;
    enum medical_class medical;     /* of a medical check */
    ref line;                       /* of a skill certificate */
    int64_t level;
    enum check_result result;
    sealed paper_number;
    text issuer;
    maybe_day issued, valid_from, valid_to;     /* valid_to missing: no end */
    text verified_how;
    instant verified_at;
    ref verified_by;
    file paper;
    worksheet impact;               /* of a hit: the visits it struck, [{"id","number","start","area"}] */
    text remark;
};
extern const struct record_type credential_type;
extern const struct choice credential_classes[];          /* of medical checks */

/* Is there a verified one of this kind that covers the day? (background: with result pass) */
bool credential_valid_on(struct work *w, int64_t worker, enum credential_kind kind, day on);
/* Does a background check with a hit stand against her (verified and not revoked)? All her lines stop (DOMAIN.md §0.3). */
bool credential_hit_stands(struct work *w, int64_t worker);
/* Renewed by the worker herself: a photo of the new paper (its hash) and its last day. A paper of its own, being verified until somebody has compared it;
 * `from` says kind, class and service. Papers that the shop gets (background check, insurance, training, contract) are not hers to send. */
bool credential_hers_to_renew(enum credential_kind kind);
bool credential_sent_by_her(struct work *w, int64_t worker, int64_t from, int64_t valid_to, text photo) __attribute__((warn_unused_result));
/* The months a check of this kind is good for when the paper names no end: background and medical 12 (未成年人保护法 62; trade contracts). 0: no end. */
int credential_months(enum credential_kind kind);
