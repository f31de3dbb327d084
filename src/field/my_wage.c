/* my_wage.c — GET /api/my/wage: a live-in worker's month so far. The payslip, or what the family pays her, is made of the same days by the same rules. */
#include <stdlib.h>
#include "base/words.h"
#include "field/my.h"
#include "payroll/payroll.h"
#include "placement/placement.h"
#include "record/answer.h"

static const struct placement *served_in(struct work *w, int64_t me, day first, day last)
{
    struct found f = LOAD_WHERE(w, placement, "state between 4 and 10 and id in (select parent from placement_stints where worker = $1 and first <= $3 and coalesce(last, 99999) >= $2) order by case when state between 4 and 7 then 0 else 1 end, first desc limit 1",
                                BIND(num(me), num(first.number), num(last.number)));
    if (!f.count) f = LOAD_WHERE(w, placement, "state between 4 and 7 and worker = $1 and began_on < $2 order by first desc limit 1", BIND(num(me), num(first.number)));      /* another stands in for her all month: where she is ill, sick pay is hers */
    return f.count ? f.at[0] : NULL;
}

/* This month when she has left, and the one before: those that a family pays her itself, and what both have said of them. */
static void write_months(struct work *w, struct json *j, int64_t me)
{
    struct date d = date_of(day_of(w->now));
    day first = day_from_date((struct date){ d.year, d.month, 1 });
    write_list(j, "months");
    for (int back = 0; back < 2; back++) {
        day last = { first.number + days_of_month(first) - 1 };
        const struct placement *p = served_in(w, me, first, last);
        if (p) {
            write_object(j, NULL);
            write_number(j, "first", first.number);
            write_number(j, "placement", p->record.id);
            write_text(j, "home", record_title(w, &household_type, p->household.id));
            family_wage_write(w, j, p, me, first);
            write_flag(j, "by_family", !wage_month_write(w, j, p, me, first, last));
            write_end(j, '}');
        }
        d = date_of((day){ first.number - 1 });
        first = day_from_date((struct date){ d.year, d.month, 1 });
    }
    write_end(j, ']');
}

bool my_wage_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct worker *her = my_worker(w);
    text asked = http_query(q, "from");
    if (!her) return false;
    day on = asked && *asked ? (day){ (int32_t)strtol(asked, NULL, 10) } : day_of(w->now);
    struct date d = date_of(on);
    day first = day_from_date((struct date){ d.year, d.month, 1 }), last = { first.number + days_of_month(on) - 1 };
    const struct placement *p = served_in(w, her->record.id, first, last);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "first", first.number);
    write_number(&j, "last", last.number);
    if (p) {
        write_flag(&j, "by_family", !wage_month_write(w, &j, p, her->record.id, first, last));
        write_text(&j, "home", record_title(w, &household_type, p->household.id));
    }
    write_months(w, &j, her->record.id);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
