/* visit_acceptance.c — see visit_acceptance.h. */
#include "portal/visit_acceptance.h"
#include "base/token.h"
#include "record/store.h"

static const struct field fields[] = {
    FIELD(visit_acceptance, visit, .label = N_("Visit"), .to = &visit_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(visit_acceptance, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(visit_acceptance, signed_at, .label = N_("Signed at"), .list = true, .sort = true, .set_by = ENGINE_ONLY),
    FIELD(visit_acceptance, said, .personal = true, .label = N_("What was signed"), .max = 1000, .set_by = ENGINE_ONLY),
    FIELD(visit_acceptance, signature, .personal = true, .label = N_("Signature"), .set_by = ENGINE_ONLY),
    FIELD(visit_acceptance, proof, .label = N_("Hash over both"), .max = 64, .set_by = ENGINE_ONLY),
};
static const struct retention kept[] = {
    { .name = "signature", .label = N_("Signatures under visits, from the signing"), .law = N_("Transactions are kept at least 3 years (E-Commerce Law art. 31)"), .stays = true, .since = "signed_at", .days = 1095,
      .due = "signed_at < $1 and (said <> '' or signature <> '')", .members = "said|signature" },
};
static const text uniques[] = { "visit", NULL };

text acceptance_proof(struct work *w, text said, text picture_hash)
{
    return token_hash_hex(w->arena, print(w, "%s\n%s", said, picture_hash));
}

const struct record_type visit_acceptance_type = RECORD_TYPE(visit_acceptance, .label = N_("Signed acceptance"), .module = "portal", FIELDS(fields), .scope = SCOPE_BRANCH, .own = "customer",
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_VISITS, .append_only = true, .quiet = true, .uniques = uniques, .prefix = "YS");
