/* service_terms.c — see service_terms.h. */
#include "operations/operations.h"
#include <string.h>

static const struct choice states[] = { { TERMS_DRAFT, "draft", N_("Draft"), "warn" }, { TERMS_PUBLISHED, "published", N_("Published"), "ok", .final = true }, { 0 } };
static const struct field fields[] = {
    FIELD(service_terms, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(service_terms, edition, .label = N_("Version"), .required = true, .max = 30, .list = true, .search = true, .unique = true, .help = N_("As the setting “Terms in force” names it")),
    FIELD(service_terms, summary, .label = N_("In one page"), .required = true, .max = 2000, .format = FORMAT_MULTILINE, .help = N_("What a customer has to know, in plain words: price, cancelling, lateness, damage, complaints")),
    FIELD(service_terms, body, .label = N_("The whole text"), .required = true, .max = 20000, .format = FORMAT_MULTILINE), FIELD(service_terms, published_at, .label = N_("Published at"), .set_by = STEPS_ONLY),
};

static bool check(struct work *w, struct service_terms *t, const struct service_terms *before)
{
    bool same = before && !strcmp(before->edition, t->edition) && !strcmp(before->summary, t->summary) && !strcmp(before->body, t->body);
    return !before || before->state != TERMS_PUBLISHED || same || refuse_as(w, CONFLICT, "", N_("Customers have accepted this text: write another version"));
}
CHECKER(service_terms, check)

static text title(struct work *w, const struct service_terms *t) { (void)w; return t->edition; }
TITLE(service_terms, title)

static bool publish(struct work *w, struct service_terms *t) { t->published_at = w->now; return true; }
RULE_PLAIN(service_terms, publish)

static const struct step steps[] = { STEP(publish, .label = N_("Publish"), .tone = "primary", .from = FROM(TERMS_DRAFT), .to = TERMS_PUBLISHED, .by = CAN_SETTLE_VISITS, .run = publish_rule, .confirm = N_("A published text cannot be changed any more.")) };

const struct record_type service_terms_type = RECORD_TYPE(service_terms, .label = N_("Service terms"), .module = "operations", FIELDS(fields), STEPS(steps), .first_state = TERMS_DRAFT, .scope = SCOPE_COMPANY,
    .see = CAN_SEE_VISITS, .create = CAN_SETTLE_VISITS, .edit = CAN_SETTLE_VISITS, .order = "-id", .check = check_hook, .title = title_hook);

const struct service_terms *service_terms_of(struct work *w, text edition)
{
    struct found f = LOAD_WHERE(w, service_terms, "edition = $1 and state = 2", BIND(txt(edition)));
    return f.count ? f.at[0] : NULL;
}
_Static_assert(TERMS_PUBLISHED == 2, "the query above says it by number");
