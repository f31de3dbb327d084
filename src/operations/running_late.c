/* running_late.c — see running_late.h. */
#include "operations/running_late.h"
#include "base/words.h"
#include "company/company.h"
#include "operations/way.h"
#include "record/store.h"

instant running_late_expected(instant now, instant began, int64_t length, int way_minutes)
{
    enum { WHOLE = MINUTES(5) };
    int64_t over = began.ms + length > now.ms ? began.ms + length : now.ms, there = over + MINUTES(way_minutes);
    return (instant){ (there + WHOLE - 1) / WHOLE * WHOLE };
}

bool running_late_is_news(const struct running_late *l)
{
    return l->told.ms <= l->start.ms || l->expected.ms >= l->told.ms + MINUTES(LATE_AGAIN);
}

static struct running_late late_of_row(struct work *w, struct rows *row)
{
    place from = { db_number(row, 7), db_number(row, 8) }, to = { db_number(row, 9), db_number(row, 10) };
    int way = way_minutes((enum travel_mode)db_number(row, 13), from, to, w->now);
    return (struct running_late){ .visit = db_number(row, 0), .branch = db_number(row, 1), .start = { db_number(row, 2) }, .told = { db_number(row, 3) }, .worker = db_number(row, 4), .version = db_number(row, 11),
        .state = (enum visit_state)db_number(row, 12), .who = print(w, "%s", db_text(row, 14)), .what = print(w, "%s", db_text(row, 15)), .area = print(w, "%s", db_text(row, 16)), .worker_name = print(w, "%s", db_text(row, 17)),
        .line = { .category = (enum line_category)db_number(row, 18), .child_contact = db_number(row, 19) != 0, .elder_contact = db_number(row, 20) != 0 },
        .expected = running_late_expected(w->now, (instant){ db_number(row, 5) }, db_number(row, 6), way) };
}

/* Everyone who goes to a visit of the states `is`, once: who leads, who helps, the crew. */
#define GOES(is) "select x.id as visit, x.worker as who from visit x where " is " union select x.id, x.second from visit x where " is " union select c.parent, c.worker from visit_crew c join visit x on x.id = c.parent where " is
#define AT_WORK GOES("x.state in (6, 7) and x.start >= $3 and x.start < $4")
#define TO_COME GOES("x.state in (3, 4, 5) and x.start >= $3 and x.start < $5 and ($1 = 0 or x.branch = $1) and ($2 = 0 or x.id = $2)")

/* Of two who come late to the same visit, the later one. */
static int keep_latest(struct running_late into[], int n, const struct running_late *one)
{
    for (int i = 0; i < n; i++) {
        if (into[i].visit != one->visit) continue;
        if (one->expected.ms > into[i].expected.ms) into[i] = *one;
        return n;
    }
    into[n] = *one;
    return n + 1;
}

/* p is at work, v comes next for somebody who is there; the first v of a worker alone is reckoned. */
int running_late_read(struct work *w, int64_t branch, int64_t visit, struct running_late into[MOST_RUNNING_LATE])
{
    struct rows *row = db_query(w, SQL("select v.id, v.branch, v.start, coalesce(v.expected, 0), n.id, case when coalesce(p.began_at, 0) > 0 then p.began_at else p.arrived_at end, p.until - p.start, a.at_lat, a.at_lng, b.at_lat, b.at_lng, "
                                       "v.version, v.state, coalesce(n.travel, 0), c.name, l.name, v.area, n.name, l.category, l.child_contact, l.elder_contact "
                                       "from (" AT_WORK ") busy join (" TO_COME ") next on next.who = busy.who and next.visit <> busy.visit join visit p on p.id = busy.visit join visit v on v.id = next.visit and v.start > p.start "
                                       "join household a on a.id = p.household join household b on b.id = v.household join worker n on n.id = busy.who join customer c on c.id = v.customer join service_line l on l.id = v.line "
                                       "order by n.id, v.start limit 200"),
                                BIND(num(branch), num(visit), num(w->now.ms - HOURS(16)), num(w->now.ms), num(w->now.ms + HOURS(LATE_AHEAD_HOURS))));
    int n = 0;
    for (int64_t last = 0; db_next(row);) {
        int64_t worker = db_number(row, 4);
        if (worker == last) continue;
        last = worker;
        struct running_late one = late_of_row(w, row);
        if (one.expected.ms > one.start.ms + MINUTES(LATE_TOLERATED)) n = keep_latest(into, n, &one);
    }
    return n;
}

const struct sentence *visit_soon(struct work *w, const struct visit *v)
{
    instant from = { v->start.ms - HOURS(LATE_AHEAD_HOURS) };
    return w->now.ms >= from.ms ? NULL : because(w, N_("A delay can be told from {1} on, three hours before the visit"), instant_words(w->arena, from));
}

static instant reckoned(struct work *w, const struct visit *v)
{
    struct running_late *late = take_many(w, struct running_late, MOST_RUNNING_LATE);
    return running_late_read(w, 0, v->record.id, late) ? late[0].expected : (instant){ 0 };
}

bool visit_told_late(const struct visit *v) { return v->state <= VISIT_EN_ROUTE && v->expected.ms > v->start.ms; }

bool visit_tell_late(struct work *w, struct visit *v, const struct telling_late *in)
{
    instant expected = in->expected.ms ? in->expected : reckoned(w, v);
    struct running_late late = { .start = v->start, .told = v->expected, .expected = expected };
    if (!expected.ms) return refuse(w, "expected", N_("Nothing that was entered shows how late it will be; say when the worker comes"));
    if (expected.ms < w->now.ms) return refuse(w, "expected", N_("This time has passed"));
    if (expected.ms <= v->start.ms) return refuse(w, "expected", N_("It is promised for {1} anyway; say when the worker really comes"), instant_words(w->arena, v->start));
    if (expected.ms > v->start.ms + HOURS(LATEST_HOURS)) return refuse(w, "expected", N_("That is another time and needs the customer's yes: move the visit"));
    if (!running_late_is_news(&late)) return refuse_as(w, CONFLICT, "expected", N_("The customer was told of {1} already; only what is ten minutes later or more is told again"), instant_words(w->arena, v->expected));
    v->expected = expected;
    return true;
}

static bool tell_one(struct work *w, void *data)
{
    const struct running_late *late = data;
    struct visit *v = record_peek(w, &visit_type, late->visit);
    return !v || step_run(w, &visit_type, v, "tell_late", &(struct telling_late){ late->expected });
}

bool running_late_tell(struct work *w)
{
    struct running_late *late = take_many(w, struct running_late, MOST_RUNNING_LATE);
    int n = running_late_read(w, 0, 0, late);
    for (int i = 0; i < n; i++) {
        if (!running_late_is_news(&late[i]) || !setting_flag(w, SETTING_TELL_LATE, late[i].branch, day_of(w->now))) continue;
        if (!db_part(w, tell_one, &late[i]) && !db_part_forget(w)) return false;       /* one that refuses does not hold up the others */
    }
    return !failed(w);
}
