/* contact.h — who is spoken to at a company (联系人): who orders, who opens the door of which site, who checks the bill. A person each, whose
 * phone is sealed with her own key; the same person may be one for several companies. Of a family: who is there, where who pays lives elsewhere. */
#pragma once
#include "customers/household.h"

enum contact_role { CONTACT_ORDERS = 1, CONTACT_ON_SITE, CONTACT_BILLS, CONTACT_DECIDES };

struct customer_contact {
    struct record record;
    ref customer, person;
    enum contact_role role;
    ref household;                  /* the site she is to be called for; 0: all */
    text post;                      /* her position, as on her card */
    text note;
};
extern const struct record_type customer_contact_type;

/* Who opens there: of this home, else of all; 0: the customer herself. She is told who comes and that she is on her way (T22: a daughter pays for her
 * mother in another city: the daughter has bills and links, the mother the arrivals). */
int64_t contact_on_site(struct work *w, int64_t customer, int64_t household);
