/* consent.h — the ledger of consents (PIPL 13–17, 29, 31): who agreed to what, having read which notice, how it is proved, and when it
 * was withdrawn. A consent is never edited: withdrawn, and given anew. Withdrawing is as easy as giving: the person herself may. */
#pragma once
#include "record/store.h"

enum consent_state { CONSENT_GIVEN = 1, CONSENT_WITHDRAWN };
enum consent_purpose {
    CONSENT_ID_PHOTO = 1,           /* ID number and copy of the card */
    CONSENT_HEALTH, CONSENT_FACE, CONSENT_LOCATION, CONSENT_BANK_ACCOUNT,
    CONSENT_CHILD,                  /* data of a child under 14: the guardian's */
    CONSENT_INSURER, CONSENT_PLATFORM, CONSENT_PARTNER,                 /* handing data to a third party (Art 23) */
    CONSENT_RECORDING, CONSENT_HOME_PHOTOS, CONSENT_MARKETING, CONSENT_BACKGROUND_CHECK,
    CONSENT_PORTRAIT,               /* a worker's photo, shown to the customers she goes to */
    CONSENT_NOTICE,                 /* the privacy notice itself, read and agreed to; of the version it names (privacy_notice.h) */
};
enum consent_way { CONSENT_ON_PAPER = 1, CONSENT_ON_SCREEN, CONSENT_BY_MESSAGE, CONSENT_BY_CALL };

struct consent {
    struct record record;
    enum consent_state state;
    ref person;
    enum consent_purpose purpose;
    text notice_version;            /* of the privacy notice shown; today's when left empty */
    enum consent_way way;
    instant given_at, withdrawn_at;
    text guardian;                  /* name and relation, for a child */
    file evidence;
    text remark;
};
extern const struct record_type consent_type;

/* Pure question. A merged person's consents have moved with her. */
bool consent_given(struct work *w, int64_t person, enum consent_purpose purpose);
bool consent_withdrawn(struct work *w, int64_t person, enum consent_purpose purpose);     /* was given, was taken back, and was not given anew */
/* Has she agreed to this version of the notice? `notice_agree`: she does now, on a screen; the one before ends with it. Refused when `edition` is not the one in
 * force in `branch`: another one was published while she read. */
bool notice_agreed(struct work *w, int64_t person, text edition);
bool notice_agree(struct work *w, int64_t person, int64_t branch, text edition);
