/* contact.c — see contact.h. */
#include "record/store.h"
#include "customers/customers.h"

static const struct choice roles[] = {
    { CONTACT_ORDERS, "orders", N_("Orders"), .also = "下单|行政" }, { CONTACT_ON_SITE, "on_site", N_("Is there on site"), .also = "现场" },
    { CONTACT_BILLS, "bills", N_("Checks and pays bills"), .also = "财务|对账" }, { CONTACT_DECIDES, "decides", N_("Decides"), .also = "负责人" }, { 0 },
};
static const struct field fields[] = {
    FIELD(customer_contact, customer, .label = N_("Company"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(customer_contact, person, .label = N_("Person"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(customer_contact, role, .label = N_("What for"), .choices = roles, .required = true, .list = true, .filter = true),
    FIELD(customer_contact, household, .label = N_("Site"), .to = &household_type, .help = N_("Empty: for all sites")),
    FIELD(customer_contact, post, .personal = true, .label = N_("Position"), .max = 40, .list = true), FIELD(customer_contact, note, .personal = true, .label = N_("Note"), .max = 200),
};

static bool check(struct work *w, struct customer_contact *k, const struct customer_contact *before)
{
    (void)before;
    const struct customer *c = record_peek(w, &customer_type, k->customer.id);
    const struct household *h = k->household.id ? record_peek(w, &household_type, k->household.id) : NULL;
    if (!c) return !failed(w);
    if (c->kind != CUSTOMER_COMPANY) return wrong(w, "customer", N_("Only companies have contact persons; a family's other numbers belong to its persons"));
    if (h && h->customer.id != c->record.id) return wrong(w, "household", N_("This home belongs to another customer"));
    k->record.branch = c->record.branch;
    return !failed(w);
}
CHECKER(customer_contact, check)

static const struct retention kept[] = {
    { .name = "note", .label = N_("Contact persons of closed companies: what is written of them, from the closing"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 365, .members = "post|note",
      .due = "(post <> '' or note <> '') and exists (select 1 from customer c where c.id = customer_contact.customer and c.state = 3 and c.changed_at < $1)" },
};
static const text uniques[] = { "customer, person, role", NULL };

const struct record_type customer_contact_type = RECORD_TYPE(customer_contact, .label = N_("Contact person"), .module = "customers", FIELDS(fields), .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person",
    .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS, .edit = CAN_EDIT_CUSTOMERS, .remove = CAN_EDIT_CUSTOMERS, .check = check_hook, .uniques = uniques);
