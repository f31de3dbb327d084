/* privacy_notice.h — the privacy notice (个人信息处理规则, PIPL art. 17): what a company collects of its customers and of its workers, why, how long, who sees it,
 * what their rights are and whom they ask. A text in versions, in Chinese and English.
 *
 *   draft → published
 *
 * The version in force is named by the setting `company.privacy_notice`; publishing one names it there from that day on. Consents name the version that was
 * shown (company/consent.h), and who agreed to another one is asked again on her phone. A published text is not edited: another version is drafted from it.
 * {company}, {address} and {phone} in a text stand for what the company has entered of itself, filled in where it is shown: GET /privacy, without a login. */
#pragma once
#include "record/store.h"

enum privacy_notice_state { NOTICE_DRAFT = 1, NOTICE_PUBLISHED };

struct privacy_notice {
    struct record record;
    enum privacy_notice_state state;
    text edition;                   /* its version, as the setting and consents name it */
    text customers, workers;        /* the whole text for each, Chinese */
    text customers_en, workers_en;  /* "" : the Chinese one is shown */
    text changed;                   /* against the version before, in a sentence that stands above the text; "" */
    instant published_at;
};
extern const struct record_type privacy_notice_type;

text privacy_edition(struct work *w, int64_t branch);       /* in force today */
/* What a company begins with: the program's own text (privacy_text.c) as version 1, published; as a draft where the company already names a version of its own. */
bool privacy_notice_seed(struct work *w);
extern const struct privacy_notice privacy_first_text;

struct request; struct reply;
bool privacy_page_call(struct work *w, const struct request *request, struct reply *reply);
