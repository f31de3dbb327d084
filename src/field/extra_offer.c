/* extra_offer.c — see extra_offer.h. */
#include "field/extra_offer.h"
#include <string.h>
#include "record/store.h"

static const struct choice states[] = { { EXTRA_OFFERED, "offered", N_("On offer"), "ok" }, { EXTRA_WITHDRAWN, "withdrawn", N_("Off the list"), "mute" }, { 0 } };

static const struct field fields[] = {
    FIELD(extra_offer, state, .label = N_("State"), .choices = states, .list = true, .filter = true),
    FIELD(extra_offer, name, .label = N_("What"), .required = true, .max = 40, .list = true, .sort = true, .search = true),
    FIELD(extra_offer, line, .label = N_("With this service only"), .to = &service_line_type, .list = true, .filter = true),
    FIELD(extra_offer, price, .label = N_("Price for one"), .min = 0, .max = 1000000, .list = true),
    FIELD(extra_offer, length, .label = N_("Minutes for one"), .min = 0, .max = 480, .list = true),
    FIELD(extra_offer, most, .label = N_("At most in one visit"), .min = 0, .max = 50, .help = N_("Empty: 10")),
    FIELD(extra_offer, hint, .label = N_("What belongs to it"), .max = 200),
};

static bool check(struct work *w, struct extra_offer *o, const struct extra_offer *before)
{
    text never = extra_forbidden(o->name);
    if (*never && (!before || strcmp(before->name, o->name))) return wrong(w, "name", N_("“{1}” is never done in a home, for no price; explain why and offer who is licensed for it"), never);
    if (!o->most) o->most = 10;
    if (o->length.count % 5) return wrong(w, "length", N_("Times go in steps of five minutes"));
    return true;
}
CHECKER(extra_offer, check)

static const struct step steps[] = {
    STEP(withdraw, .label = N_("Take off the list"), .from = FROM(EXTRA_OFFERED), .to = EXTRA_WITHDRAWN, .by = CAN_EDIT_SERVICES),
    STEP(offer_again, .label = N_("Offer again"), .from = FROM(EXTRA_WITHDRAWN), .to = EXTRA_OFFERED, .by = CAN_EDIT_SERVICES),
};

const struct record_type extra_offer_type = RECORD_TYPE(extra_offer, .label = N_("Extra on offer"), .module = "field", FIELDS(fields), STEPS(steps), .first_state = EXTRA_OFFERED,
    .scope = SCOPE_COMPANY, .see = CAN_SEE_SERVICES, .create = CAN_EDIT_SERVICES, .edit = CAN_EDIT_SERVICES, .check = check_hook, .order = "name");
