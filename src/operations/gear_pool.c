/* gear_pool.c — see gear_pool.h. */
#include "operations/gear_pool.h"
#include <string.h>
#include "base/words.h"
#include "record/store.h"

enum { MOST_THINGS = 500, DEEPEST = 12 };

/* ---- reading ---- */

static int64_t use_of(struct work *w, int64_t visit, int64_t gear)
{
    return visit ? db_one(w, SQL("select id from gear_use where visit = $1 and gear = $2 and state in (1, 2) order by id limit 1"), BIND(num(visit), num(gear)), 0) : 0;
}

static bool serves(const int64_t *above, int n, int64_t branch)
{
    for (int i = 0; i < n; i++) if (above[i] == branch) return true;
    return false;
}

/* In service here or above; what the visit has reserved is there wherever it comes from. */
static void read_things(struct work *w, const struct gear_ask *a, struct gear_pool *p)
{
    int64_t above[DEEPEST];
    int n = branches_above(w, a->branch, above, DEEPEST);
    struct rows *row = db_query(w, SQL("select g.id, g.name, g.kind, g.branch, case when exists (select 1 from gear_use u where u.gear = g.id and u.visit = $1 and u.state in (1, 2)) then 1 else 0 end "
                                       "from gear g where g.state = 1 order by g.kind, case when g.branch = $2 then 0 else 1 end, g.id limit 500"), BIND(num(a->visit), num(a->branch)));
    p->at = take_many(w, struct gear_thing, MOST_THINGS);
    while (db_next(row)) {
        struct gear_thing t = { .id = db_number(row, 0), .name = db_text(row, 1), .kind = (enum gear_kind)db_number(row, 2), .reserved = db_number(row, 4) != 0 };
        if (!(a->kinds & SET_BIT(t.kind)) || (!t.reserved && !serves(above, n, db_number(row, 3)))) continue;
        p->at[p->count++] = t;
        p->kinds |= SET_BIT(t.kind);
    }
}

/* Of a kind that the visit has reserved, that one alone. */
static void keep_choice(struct gear_pool *p)
{
    uint64_t reserved = 0;
    int kept = 0;
    for (int i = 0; i < p->count; i++) reserved |= p->at[i].reserved ? SET_BIT(p->at[i].kind) : 0;
    for (int i = 0; i < p->count; i++) if (p->at[i].reserved || !(reserved & SET_BIT(p->at[i].kind))) p->at[kept++] = p->at[i];
    p->count = kept;
}

static enum resource_kind resource_of(enum gear_kind kind) { return kind == GEAR_VEHICLE ? RESOURCE_VEHICLE : RESOURCE_MACHINE; }

static bool is_source(const struct booking *b, text type, int64_t id) { return type && id && b->source.id == id && !strcmp(b->source.type, type); }

static void read_calendars(struct work *w, const struct gear_ask *a, struct gear_pool *p)
{
    struct resource *all = take_many(w, struct resource, p->count);
    for (int i = 0; i < p->count; i++) all[i] = (struct resource){ resource_of(p->at[i].kind), p->at[i].id };
    struct booking_list list = booking_all(w, all, p->count, (instant){ a->from.ms - DAYS(1) }, (instant){ a->to.ms + DAYS(1) });
    for (int i = 0, at = 0, kept = 0; i < p->count; i++) {
        struct gear_thing *t = &p->at[i];
        int64_t own = t->reserved ? use_of(w, a->visit, t->id) : 0;
        t->bookings = &list.at[kept];
        for (; at < list.count && list.at[at].resource.id == all[i].id && list.at[at].resource.kind == all[i].kind; at++) {
            if (is_source(&list.at[at], "gear_use", own) || is_source(&list.at[at], a->besides.type, a->besides.id)) continue;
            list.at[kept++] = list.at[at];
            t->count++;
        }
    }
}

bool gear_pool_read(struct work *w, const struct gear_ask *ask, struct gear_pool *ret)
{
    *ret = (struct gear_pool){ 0 };
    if (!ask->kinds) return !failed(w);
    read_things(w, ask, ret);
    keep_choice(ret);
    if (ret->count) read_calendars(w, ask, ret);
    return !failed(w);
}

/* ---- asking ---- */

struct booking gear_pool_booking(const struct gear_thing *t, place at, instant start, int64_t length)
{
    return (struct booking){ .resource = { resource_of(t->kind), t->id }, .from = { start.ms - MINUTES(GEAR_LOADING) }, .to = { start.ms + MINUTES(length + GEAR_RETURN) }, .place = at };
}

static bool is_free(struct work *w, const struct gear_thing *t, place at, instant start, int64_t length)
{
    struct booking b = gear_pool_booking(t, at, start, length);
    return booking_fits(w, t->bookings, t->count, &b);
}

const struct gear_thing *gear_pool_free(struct work *w, const struct gear_pool *p, enum gear_kind kind, place at, instant start, int64_t length)
{
    for (int i = 0; i < p->count; i++) if (p->at[i].kind == kind && is_free(w, &p->at[i], at, start, length)) return &p->at[i];
    return NULL;
}

enum gear_kind gear_pool_lacks(struct work *w, const struct gear_pool *p, place at, instant start, int64_t length)
{
    for (enum gear_kind kind = GEAR_VEHICLE; kind <= GEAR_LADDER; kind++)
        if ((p->kinds & SET_BIT(kind)) && !gear_pool_free(w, p, kind, at, start, length)) return kind;
    return 0;
}

instant gear_pool_next(struct work *w, const struct gear_pool *p, enum gear_kind kind, place at, instant start, int64_t length, instant until, const struct gear_thing **ret)
{
    for (; start.ms <= until.ms; start.ms += MINUTES(5)) if ((*ret = gear_pool_free(w, p, kind, at, start, length)) != NULL) return start;
    return (instant){ 0 };
}

/* ---- reserving ---- */

static bool among(const int64_t *ids, int64_t id)
{
    for (; ids && *ids; ids++) if (*ids == id) return true;
    return false;
}

/* What a plan counted on, else the first that is free. */
static const struct gear_thing *choice(struct work *w, const struct gear_pool *p, enum gear_kind kind, place at, const struct visit *v, const int64_t *rather)
{
    for (int i = 0; i < p->count; i++)
        if (p->at[i].kind == kind && among(rather, p->at[i].id) && is_free(w, &p->at[i], at, v->start, v->length.count)) return &p->at[i];
    return gear_pool_free(w, p, kind, at, v->start, v->length.count);
}

bool gear_reserve(struct work *w, const struct visit *v, const int64_t *rather)
{
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    const struct household *home = record_peek(w, &household_type, v->household.id);
    struct gear_pool p;
    instant until = { v->start.ms + MINUTES(v->length.count) };
    if (!line || !line->gear.bits || v->state > VISIT_CONFIRMED) return !failed(w);
    if (!gear_pool_read(w, &(struct gear_ask){ .branch = v->record.branch.id, .visit = v->record.id, .kinds = line->gear.bits, .from = v->start, .to = until }, &p)) return false;
    for (enum gear_kind kind = GEAR_VEHICLE; kind <= GEAR_LADDER; kind++) {
        const struct gear_thing *t = p.kinds & SET_BIT(kind) ? choice(w, &p, kind, home ? home->at : (place){ 0 }, v, rather) : NULL;
        struct gear_use *u = t && !t->reserved ? take(w, struct gear_use) : NULL;
        if (!u) continue;                                                   /* none is free: the verdict has said so, and it was let pass */
        *u = (struct gear_use){ .visit = { v->record.id }, .gear = { t->id } };
        if (!ADD(w, gear_use, u)) return false;
    }
    return !failed(w);
}
