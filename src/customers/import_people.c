/* import_people.c — see import_people.h. */
#include "customers/import_people.h"
#include "customers/customers.h"

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
