/* contact.c — see contact.h. */
#include "record/store.h"
#include "customers/customers.h"

static const struct choice roles[] = {
    { CONTACT_ORDERS, "orders", N_("Orders"), .also = "下单|行政" }, { CONTACT_ON_SITE, "on_site", N_("Is there on site"), .also = "现场" },
    { CONTACT_BILLS, "bills", N_("Checks and pays bills"), .also = "财务|对账" }, { CONTACT_DECIDES, "decides", N_("Decides"), .also = "负责人" }, { 0 },
};
static const struct field fields[] = {
    FIELD(customer_contact, customer, .label = N_("Customer"), .to = &customer_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(customer_contact, person, .label = N_("Person"), .to = &person_type, .required = true, .list = true, .filter = true, .set_by = SET_ON_CREATE),
    FIELD(customer_contact, role, .label = N_("What for"), .choices = roles, .required = true, .list = true, .filter = true),
    FIELD(customer_contact, household, .label = N_("Site"), .to = &household_type, .help = N_("Empty: for all sites")),
    FIELD(customer_contact, post, .personal = true, .label = N_("Post held"), .max = 40, .list = true), FIELD(customer_contact, note, .personal = true, .label = N_("Note"), .max = 200),
};

static bool check(struct work *w, struct customer_contact *k, const struct customer_contact *before)
{
    const struct customer *c = record_peek(w, &customer_type, k->customer.id);
    const struct household *h = k->household.id ? record_peek(w, &household_type, k->household.id) : NULL;
    if (!c) return !failed(w);
    if (!before && !customer_is_served(w, c->record.id, "customer")) return false;
    if (c->kind != CUSTOMER_COMPANY && k->role != CONTACT_ON_SITE) return wrong(w, "role", N_("A family pays and orders itself: only who is there, where she lives elsewhere, is a contact of hers"));
    if (c->kind != CUSTOMER_COMPANY && k->person.id == c->person.id) return wrong(w, "person", N_("This is the customer herself; name who is there"));
    if (h && h->customer.id != c->record.id) return wrong(w, "household", N_("This home belongs to another customer"));
    k->record.branch = c->record.branch;
    return !failed(w);
}
CHECKER(customer_contact, check)

int64_t contact_on_site(struct work *w, int64_t customer, int64_t household)
{
    return db_one(w, SQL("select k.person from customer_contact k join person p on p.id = k.person where k.customer = $1 and k.role = 2 and p.state = 1 and (coalesce(k.household, 0) = 0 or k.household = $2) order by case when k.household = $2 then 0 else 1 end, k.id limit 1"),
                  BIND(num(customer), num(household)), 0);
}
_Static_assert(CONTACT_ON_SITE == 2, "the query above says it by number");

static const struct retention kept[] = {
    { .name = "note", .label = N_("Contact persons of closed companies: what is written of them, from the closing"), .law = N_("No longer than needed (PIPL art. 19)"), .days = 365, .members = "post|note",
      .due = "(post <> '' or note <> '') and exists (select 1 from customer c where c.id = customer_contact.customer and c.state = 3 and c.changed_at < $1)" },
};
static const text uniques[] = { "customer, person, role", NULL };

const struct record_type customer_contact_type = RECORD_TYPE(customer_contact, .label = N_("Contact person"), .module = "customers", FIELDS(fields), .scope = SCOPE_BRANCH, RETENTION(kept), .subject = "person",
    .see = CAN_SEE_CUSTOMERS, .create = CAN_EDIT_CUSTOMERS, .edit = CAN_EDIT_CUSTOMERS, .remove = CAN_EDIT_CUSTOMERS, .check = check_hook, .uniques = uniques);
