/* import_people.c — see import_people.h. */
#include "operations/import_people.h"
#include "base/identity.h"
#include "record/parts.h"

text import_phone(struct work *w, text given)
{
    text plain = phone_normal(w->arena, given, house_demo(w->house));
    if (!*plain) wrong(w, "", N_("“{1}” is not a phone number"), mask_phone(w->arena, given));
    return plain;
}

/* `+ 0`: through the few persons of the phone, not all of the branch. */
static int64_t customer_by_phone(struct work *w, text phone)
{
    return db_one(w, SQL("select c.id from customer c where c.person in (select p.id from person p where p.phone_index = $1) and c.branch + 0 = $2 order by c.id limit 1"),
                  BIND(blind_index(w, "person.phone", phone), num(w->actor->home)), 0);
}

static int64_t worker_by_phone(struct work *w, text phone)
{
    return db_one(w, SQL("select n.id from worker n where n.person in (select p.id from person p where p.phone_index = $1) and n.branch + 0 = $2 order by n.id limit 1"),
                  BIND(blind_index(w, "person.phone", phone), num(w->actor->home)), 0);
}

static bool given(text t) { return t && *t; }

struct import_customer import_customer_named(struct work *w, struct import_row *row, text name, text phone)
{
    struct import_customer c = { 0 };
    if (given(phone)) c.customer = customer_by_phone(w, phone);
    if (!c.customer && given(name)) c.customer = import_named(w, row, &customer_type, N_("Customer"), name);
    if (failed(w)) return c;
    if (!c.customer) { wrong(w, "customer", N_("{1} is missing"), translated(w, N_("Customer"))); return c; }
    c.household = db_one(w, SQL("select id from household where customer = $1 order by id limit 1"), BIND(num(c.customer)), 0);
    if (!c.household) wrong(w, "customer", N_("This customer has no home yet; import the customers with their addresses first"));
    return c;
}

int64_t import_worker_named(struct work *w, struct import_row *row, text name, text phone)
{
    int64_t id = given(phone) ? worker_by_phone(w, phone) : 0;
    if (!id && given(name)) id = import_named(w, row, &worker_type, N_("Worker"), name);
    if (!id && !failed(w)) wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    return id;
}
