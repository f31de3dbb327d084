/* customer_photo.c — see customer_photo.h. */
#include "portal/customer_photo.h"
#include "record/store.h"

static const struct field fields[] = {
    FIELD(customer_photo, complaint, .label = N_("Complaint"), .to = &complaint_type, .required = true, .list = true, .filter = true, .set_by = ENGINE_ONLY),
    FIELD(customer_photo, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .set_by = ENGINE_ONLY),
    FIELD(customer_photo, picture, .personal = true, .label = N_("Picture"), .set_by = ENGINE_ONLY),
};
static const struct retention kept[] = {
    { .name = "picture", .label = N_("Photos of complaints, from the sending"), .law = N_("Evidence of a dispute: 3 years (Civil Code art. 188)"), .stays = true, .days = 1095, .due = "created_at < $1 and picture <> ''", .members = "picture" },
};

const struct record_type customer_photo_type = RECORD_TYPE(customer_photo, .label = N_("Customer's photo"), .plural = "Customers' photos", .module = "portal", FIELDS(fields), .scope = SCOPE_BRANCH, .own = "customer",
    RETENTION(kept), .subject = "customer", .see = CAN_SEE_COMPLAINTS, .append_only = true, .quiet = true, .hidden_from = "complaint");
