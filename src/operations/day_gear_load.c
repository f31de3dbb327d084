/* day_gear_load.c — the vans and machines that visits of the day have reserved or would be given (gear_pool.h), and all that they do on this day: see
 * day.h. */
#include "operations/day_load.h"
#include "operations/gear_pool.h"
#include "record/booking.h"
#include "record/store.h"

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
                                       "where u.state in (1, 2) and v.start >= $1 and v.start < $2 order by u.gear, u.id"), BIND(num(day_start(d->day).ms), num(day_start((day){ d->day.number + 1 }).ms)));
    while (db_next(row)) if (n < MOST_USES) all[n++] = (struct use_row){ db_number(row, 0), db_number(row, 1), db_number(row, 2), (enum gear_kind)db_number(row, 3) };
    *ret = all;
    return n;
}

static int visit_of_use(const struct work_day *d, const struct use_row *rows, int n, const struct booking *b)
{
    for (int i = 0; i < n; i++) if (!b->foreign && rows[i].use == b->source.id) return visit_index(d, rows[i].visit);
    return -1;
}

static void read_calendar(struct work *w, struct arena *arena, const struct work_day *d, enum gear_kind kind, const struct use_row *rows, int n, struct day_gear *to)
{
    instant from = day_start(d->day), until = day_start((day){ d->day.number + 1 });
    struct resource resource = { kind == GEAR_VEHICLE ? RESOURCE_VEHICLE : RESOURCE_MACHINE, to->id };
    struct booking_list list = booking_day(w, &resource, 1, from, until);
    to->uses = arena_take(arena, sizeof *to->uses * (size_t)(list.count + d->visit_count + 1));       /* and one for each that would be given it */
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

static void read_reserved(struct work *w, struct arena *arena, struct work_day *d, const struct use_row *rows, int n)
{
    for (int first = 0, next; first < n && !failed(w); first = next) {
        bool planned = false;
        for (next = first; next < n && rows[next].gear == rows[first].gear; next++) planned |= visit_index(d, rows[next].visit) >= 0;
        if (!planned) continue;
        struct day_gear *g = &d->gear[d->gear_count];
        *g = (struct day_gear){ .id = rows[first].gear };
        read_calendar(w, arena, d, rows[first].kind, &rows[first], next - first, g);
        for (int i = first; i < next; i++) if (visit_index(d, rows[i].visit) >= 0) give(&d->visits[visit_index(d, rows[i].visit)], d->gear_count);
        d->gear_count++;
    }
}

/* ---- what is not reserved yet ---- */

enum { BEFORE_THE_DAY = -10 * 24 * 60, MOST_POOLS = 64 };

struct giving { struct work *w; struct arena *arena; struct work_day *d; const struct use_row *rows; int n; struct { int64_t branch; struct gear_pool pool; } pools[MOST_POOLS]; int pool_count; };

static uint64_t wanted_by(const struct giving *g, const struct visit *v)
{
    const struct service_line *line = record_peek(g->w, &service_line_type, v->line.id);
    uint64_t wanted = line ? line->gear.bits : 0;
    for (int i = 0; i < g->n; i++) if (g->rows[i].visit == v->record.id) wanted &= ~SET_BIT(g->rows[i].kind);
    return wanted;
}

/* Things of all kinds, their calendars apart: those are read with the day's. */
static const struct gear_pool *pool_of(struct giving *g, int64_t branch)
{
    for (int i = 0; i < g->pool_count; i++) if (g->pools[i].branch == branch) return &g->pools[i].pool;
    if (g->pool_count == MOST_POOLS) return NULL;
    struct gear_ask ask = { .branch = branch, .kinds = ~UINT64_C(0), .from = day_start(g->d->day), .to = day_start((day){ g->d->day.number + 1 }) };
    g->pools[g->pool_count].branch = branch;
    return gear_pool_read(g->w, &ask, &g->pools[g->pool_count].pool) ? &g->pools[g->pool_count++].pool : NULL;
}

static int index_of(struct giving *g, const struct gear_thing *t)
{
    struct work_day *d = g->d;
    for (int i = 0; i < d->gear_count; i++) if (d->gear[i].id == t->id) return i;
    struct day_gear *new = &d->gear[d->gear_count];
    *new = (struct day_gear){ .id = t->id };
    read_calendar(g->w, g->arena, d, t->kind, g->rows, g->n, new);
    return d->gear_count++;
}

/* Free of all that has it, reserved or given just now, when the visit begins then? The engine asks again, with the traffic of the hour. */
static bool is_there(const struct work_day *d, const struct day_gear *g, const struct day_visit *v, int start)
{
    int from = start - d->loading, to = start + v->length + d->returning;
    for (int i = 0; i < g->use_count; i++) {
        const struct day_use *u = &g->uses[i];
        if (from < u->to + d->way(0, u->at, v->at) && u->from < to + d->way(0, v->at, u->at)) return false;
    }
    return true;
}

/* At its own time, else at some of its window; else none fits, and the first says so. */
static int choose(struct giving *g, const struct gear_pool *p, enum gear_kind kind, const struct day_visit *v, bool *ret_now)
{
    int first = -1, later = -1;
    *ret_now = false;
    for (int i = 0; i < p->count; i++) {
        if (p->at[i].kind != kind) continue;
        int at = index_of(g, &p->at[i]);
        const struct day_gear *thing = &g->d->gear[at];
        if (first < 0) first = at;
        if (is_there(g->d, thing, v, v->start)) { *ret_now = true; return at; }
        for (int start = v->earliest; later < 0 && start <= v->latest; start += 5) if (is_there(g->d, thing, v, start)) later = at;
    }
    return later >= 0 ? later : first;
}

static void give_wanted(struct giving *g, int index, const struct gear_pool *p, uint64_t wanted)
{
    struct work_day *d = g->d;
    struct day_visit *v = &d->visits[index];
    for (enum gear_kind kind = GEAR_VEHICLE; kind <= GEAR_LADDER; kind++) {
        bool now;
        int at = wanted & p->kinds & SET_BIT(kind) && v->gear_count < MOST_GEAR ? choose(g, p, kind, v, &now) : -1;
        if (at < 0) continue;
        struct day_gear *thing = &d->gear[at];
        int from = now ? v->start - d->loading : BEFORE_THE_DAY;
        thing->uses[thing->use_count++] = (struct day_use){ from, now ? v->start + v->length + d->returning : from, v->at, index };
        v->gear[v->gear_count++] = at;
        v->gear_new = true;
    }
}

bool day_gear_read(struct work *w, struct arena *arena, struct work_day *d, struct found visits)
{
    struct use_row *rows;
    int n = read_uses(w, d, &rows), things = (int)db_one(w, SQL("select count(*) from gear where state = 1"), NO_BIND, 0);
    d->loading = GEAR_LOADING;
    d->returning = GEAR_RETURN;
    d->gear = arena_take(arena, sizeof *d->gear * (size_t)(n + things + 1));
    read_reserved(w, arena, d, rows, n);
    struct giving *g = take(w, struct giving);
    *g = (struct giving){ .w = w, .arena = arena, .d = d, .rows = rows, .n = n };
    for (int i = 0; i < visits.count && things && !failed(w); i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        uint64_t wanted = wanted_by(g, v);
        const struct gear_pool *p = wanted ? pool_of(g, v->record.branch.id) : NULL;
        if (p) give_wanted(g, i, p, wanted);
    }
    return !failed(w);
}
