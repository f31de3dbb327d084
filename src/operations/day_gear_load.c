/* day_gear_load.c — the vans and machines that visits of the day have reserved, and all that they do on this day: see day.h. */
#include "operations/day_load.h"
#include "operations/gear.h"
#include "record/booking.h"

struct use_row { int64_t use, visit, gear; enum gear_kind kind; };

static int visit_index(const struct work_day *d, int64_t visit)
{
    for (int i = 0; i < d->visit_count; i++) if (d->visits[i].id == visit) return i;
    return -1;
}

/* By gear. Of all visits of the day: who uses it without being planned is in its calendar. */
static int read_uses(struct work *w, const struct work_day *d, struct use_row **ret)
{
    enum { MOST_USES = 2000 };
    struct use_row *all = take_many(w, struct use_row, MOST_USES);
    int n = 0;
    struct rows *row = db_query(w, SQL("select u.id, u.visit, u.gear, g.kind from gear_use u join gear g on g.id = u.gear join visit v on v.id = u.visit "
                                       "where u.state = 1 and v.start >= $1 and v.start < $2 order by u.gear, u.id"), BIND(num(day_start(d->day).ms), num(day_start((day){ d->day.number + 1 }).ms)));
    while (db_next(row)) if (n < MOST_USES) all[n++] = (struct use_row){ db_number(row, 0), db_number(row, 1), db_number(row, 2), (enum gear_kind)db_number(row, 3) };
    *ret = all;
    return n;
}

static int visit_of_use(const struct work_day *d, const struct use_row *rows, int n, const struct booking *b)
{
    for (int i = 0; i < n; i++) if (!b->foreign && rows[i].use == b->source.id) return visit_index(d, rows[i].visit);
    return -1;
}

static void read_calendar(struct work *w, struct arena *arena, const struct work_day *d, const struct use_row *rows, int n, struct day_gear *to)
{
    instant from = day_start(d->day), until = day_start((day){ d->day.number + 1 });
    struct resource resource = { rows->kind == GEAR_VEHICLE ? RESOURCE_VEHICLE : RESOURCE_MACHINE, rows->gear };
    struct booking_list list = booking_day(w, &resource, 1, from, until);
    to->uses = arena_take(arena, sizeof *to->uses * (size_t)(list.count + 1));
    for (int i = 0; i < list.count; i++) {
        const struct booking *b = &list.at[i];
        to->uses[to->use_count++] = (struct day_use){ (int)((b->from.ms - from.ms) / MINUTES(1)), (int)((b->to.ms - from.ms) / MINUTES(1)), b->place, visit_of_use(d, rows, n, b) };
    }
}

/* More than a plan can look after: it stays when it is. */
static void give(struct day_visit *v, int gear)
{
    if (v->gear_count < MOST_GEAR) v->gear[v->gear_count++] = gear;
    else v->earliest = v->latest = v->start;
}

bool day_gear_read(struct work *w, struct arena *arena, struct work_day *d)
{
    struct use_row *rows;
    int n = read_uses(w, d, &rows);
    d->loading = GEAR_LOADING;
    d->returning = GEAR_RETURN;
    d->gear = arena_take(arena, sizeof *d->gear * (size_t)(n + 1));
    for (int first = 0, next; first < n && !failed(w); first = next) {
        bool planned = false;
        for (next = first; next < n && rows[next].gear == rows[first].gear; next++) planned |= visit_index(d, rows[next].visit) >= 0;
        if (!planned) continue;
        struct day_gear *g = &d->gear[d->gear_count];
        *g = (struct day_gear){ .id = rows[first].gear };
        read_calendar(w, arena, d, &rows[first], next - first, g);
        for (int i = first; i < next; i++) if (visit_index(d, rows[i].visit) >= 0) give(&d->visits[visit_index(d, rows[i].visit)], d->gear_count);
        d->gear_count++;
    }
    return !failed(w);
}
