/* service_terms.h — the text of a version of the service terms (服务条款): what customers accept when they order, and what it says in one page.
 *
 *   draft → published
 *
 * Which version is in force the setting `operations.terms` says; the text of that version is shown at ordering, and later the one that was
 * accepted with the order, word for word: a published text is not edited, another version is written. */
#pragma once
#include "record/store.h"

enum service_terms_state { TERMS_DRAFT = 1, TERMS_PUBLISHED };

struct service_terms {
    struct record record;
    enum service_terms_state state;
    text edition;                   /* its version, as orders name it; `version` is the record's own counter */
    text summary;                   /* in one page, in plain words */
    text body;
    instant published_at;
};
extern const struct record_type service_terms_type;

/* The published text of this version; NULL without refusal when there is none. */
const struct service_terms *service_terms_of(struct work *w, text edition);
