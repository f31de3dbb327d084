/* signs.c — see signs.h. */
#include "insight/signs.h"
#include <string.h>
#include "base/words.h"
#include "company/company.h"
#include "customers/customers.h"
#include "record/store.h"
#include "team/team.h"

/* Whose file she may open, she is told of by name; of another branch's nothing. */
static bool may_know(const struct work *w, text type, int64_t branch)
{
    if (!strcmp(type, "worker")) return can(w, CAN_SEE_WORKERS) && in_scope(w, branch);
    if (!strcmp(type, "customer")) return can(w, CAN_SEE_CUSTOMERS) && in_scope(w, branch);
    return can(w, CAN_SEE_PERSONS);
}

static void write_one(struct work *w, struct json *j, struct rows *row)
{
    static const text hows[] = { "", "same_person", "same_phone", "tie" };
    text type = db_text(row, 1), tie = db_number(row, 5) ? translate(w->language, choice_label(tie_kinds, (unsigned)db_number(row, 5))) : "";
    write_object(j, NULL);
    write_text(j, "how", hows[db_number(row, 0)]);
    write_text(j, "type", type);
    write_number(j, "id", db_number(row, 2));
    write_text(j, "title", db_text(row, 4));
    write_text(j, "tie", tie);
    write_end(j, '}');
}

#define SAME_PHONE "from person p join person q on q.phone_index = p.phone_index and q.id <> p.id and q.state = 1"
void signs_write(struct work *w, struct json *j, int64_t person, int64_t but)
{
    struct rows *row = db_query(w, SQL("select 1, 'worker', n.id, n.branch, n.name, 0 from worker n where n.person = $1 and n.state between 5 and 8 "
        "union all select 1, 'customer', c.id, c.branch, c.name, 0 from customer c where c.person = $1 and c.state <> 3 "
        "union all select 1, 'account', a.id, a.home, a.name, 0 from account a where a.person = $1 and a.state = 1 and not exists (select 1 from worker n where n.person = $1) "
        "union all select 2, 'worker', n.id, n.branch, n.name, 0 " SAME_PHONE " join worker n on n.person = q.id and n.state between 5 and 8 where p.id = $1 and length(p.phone_index) > 0 "
        "union all select 2, 'customer', c.id, c.branch, c.name, 0 " SAME_PHONE " join customer c on c.person = q.id and c.state <> 3 where p.id = $1 and length(p.phone_index) > 0 "
        "union all select 2, 'account', a.id, a.home, a.name, 0 " SAME_PHONE " join account a on a.person = q.id and a.state = 1 where p.id = $1 and length(p.phone_index) > 0 and not exists (select 1 from worker n where n.person = q.id) "
        "union all select 3, 'person_tie', t.id, 0, o.name, t.kind from person_tie t join person o on o.id = case when t.person = $1 then t.other else t.person end where t.state = 1 and (t.person = $1 or t.other = $1) limit 20"), BIND(num(person)));
    write_list(j, "signs");
    while (db_next(row))
        if (db_number(row, 2) != but && may_know(w, db_text(row, 1), db_number(row, 3))) write_one(w, j, row);
    write_end(j, ']');
}
