/* booking_look.c — reading the calendar: neighbours, the verdict, boards and free slots. */
#include <stdlib.h>
#include <string.h>
#include "record/booking_rows.h"
#include "record/store.h"

struct booking booking_from_row(struct rows *row)
{
    return (struct booking){ .id = db_number(row, 0), .resource = { (enum resource_kind)db_number(row, 1), db_number(row, 2) },
        .source = { db_text(row, 3), db_number(row, 4) }, .from = { db_number(row, 5) }, .to = { db_number(row, 6) },
        .place = { db_number(row, 7), db_number(row, 8) }, .end = { db_number(row, 9), db_number(row, 10) },
        .journey = (enum journey)db_number(row, 11), .hold_until = { db_number(row, 12) }, .branch = db_number(row, 13), .label = db_text(row, 14),
        .made_by = db_number(row, 15) };
}

void booking_hide(const struct work *w, struct booking *b)
{
    if (!b->id || in_scope(w, b->branch)) return;
    b->foreign = true;
    b->source = (struct source){ "", 0 };
    b->label = "";
    b->place = b->end = (place){ 0, 0 };
    b->made_by = 0;
}

/* ---- neighbours ---- */

static text but_not(struct work *w, const struct source *without, struct value *values, int *count)
{
    struct buf out = buf_new(w->arena);
    buf_add(&out, "");
    for (int i = 0; without[i].type && i < 100; i++) {
        buf_print(&out, " and not (b.source = $%d and b.source_type = $%d)", *count + 1, *count + 2);
        values[(*count)++] = num(without[i].id);
        values[(*count)++] = txt(without[i].type);
    }
    return buf_text(&out);
}

enum side { SIDE_BEFORE, SIDE_AFTER };

static struct booking neighbour(struct work *w, const struct booking *b, const struct source *without, enum side side, bool placed)
{
    struct value values[4 + 200] = { num(b->resource.kind), num(b->resource.id), num(b->to.ms), num(w->now.ms) };
    int n = 4;
    text more = but_not(w, without, values, &n);
    text sql = print(w, "select " BOOKING_SELECT " from booking b where b.resource_kind = $1 and b.resource = $2 and b.from_at %s $3 "
                        "and (b.hold_until = 0 or b.hold_until > $4)%s%s order by b.from_at%s limit 1",
                     side == SIDE_BEFORE ? "<" : ">=", placed ? " and b.placed = 1" : "", more, side == SIDE_BEFORE ? " desc" : "");
    struct rows *row = db_query_made(w, sql, (struct bind){ values, n });
    struct booking found = { 0 };
    if (db_next(row)) {
        found = booking_from_row(row);
        db_enough(row);
    }
    return found;
}

struct neighbours booking_neighbours(struct work *w, const struct booking *b, const struct source *without)
{
    struct neighbours n = { .before = neighbour(w, b, without, SIDE_BEFORE, false), .after = neighbour(w, b, without, SIDE_AFTER, false) };
    if (!booking_placed(b)) return n;
    n.before_placed = !n.before.id || booking_placed(&n.before) ? n.before : neighbour(w, b, without, SIDE_BEFORE, true);
    n.after_placed = !n.after.id || booking_placed(&n.after) ? n.after : neighbour(w, b, without, SIDE_AFTER, true);
    return n;
}

/* ---- the verdict ---- */

static const struct record_type *type_of_kind(struct work *w, enum resource_kind kind)
{
    static const text names[] = { [RESOURCE_WORKER] = "worker", [RESOURCE_VEHICLE] = "vehicle", [RESOURCE_MACHINE] = "machine" };
    return house_type(w->house, names[kind]);
}

static text who_is(struct work *w, struct resource r)
{
    static const text labels[] = { [RESOURCE_WORKER] = N_("The worker"), [RESOURCE_VEHICLE] = N_("The vehicle"), [RESOURCE_MACHINE] = N_("The machine") };
    text name = record_title(w, type_of_kind(w, r.kind), r.id);
    return *name ? name : translated(w, labels[r.kind]);
}

static text at_time(struct work *w, instant at)
{
    struct date d = date_of(day_of(at));
    int minute = minute_of_day(at);
    return print(w, "%d-%02d %02d:%02d", d.month, d.day, minute / 60, minute % 60);
}

static text number_text(struct work *w, int n) { return print(w, "%d", n); }

static const text *list_of(struct work *w, const text *from)
{
    int n = 0;
    while (from[n]) n++;
    text *list = take_many(w, text, n + 1);
    memcpy(list, from, sizeof *list * (size_t)n);
    return list;
}
#define LIST(w, ...) list_of((w), (const text[]){ __VA_ARGS__, NULL })

static text whom_to_ask(struct work *w, const struct booking *b)
{
    const struct booking_answers *a = booking_asks(w);
    text name = a && a->ask ? a->ask(w, b) : record_title(w, house_type(w->house, "account"), b->made_by);
    return name ? name : "";
}

/* What is taken by days (a placement, a leave) is told by days, both included, not from midnight to midnight. */
static void span_words(struct work *w, const struct booking *b, text *ret_from, text *ret_to)
{
    bool days = !minute_of_day(b->from) && !minute_of_day(b->to);
    struct date first = date_of(day_of(b->from)), last = date_of(day_of((instant){ b->to.ms - 1 }));
    *ret_from = days ? print(w, "%04d-%02d-%02d", first.year, first.month, first.day) : at_time(w, b->from);
    *ret_to = days ? print(w, "%04d-%02d-%02d", last.year, last.month, last.day) : at_time(w, b->to);
}

static void say_overlap(struct work *w, struct clash *c, struct resource r)
{
    text who = who_is(w, r), from, to;
    span_words(w, &c->with, &from, &to);
    text branch = *c->branch ? c->branch : translated(w, N_("another branch"));
    if (!c->with.foreign && *c->with.label) {
        c->message = N_("{1} is booked from {2} to {3}: {4}");
        c->arguments = LIST(w, who, from, to, c->with.label);
    } else if (!c->with.foreign) {
        c->message = N_("{1} is booked from {2} to {3}");
        c->arguments = LIST(w, who, from, to);
    } else if (*c->ask) {
        c->message = N_("{1} is booked from {2} to {3} by {4}; ask {5}");
        c->arguments = LIST(w, who, from, to, branch, c->ask);
    } else {
        c->message = N_("{1} is booked from {2} to {3} by {4}");
        c->arguments = LIST(w, who, from, to, branch);
    }
}

static void say_journey(struct work *w, struct clash *c)
{
    text need = number_text(w, c->travel_minutes), gap = number_text(w, c->gap_minutes);
    if (c->kind == CLASH_JOURNEY_TO) {
        c->message = N_("The way from the booking that ends at {1} takes {2} minutes with buffer, and only {3} are free");
        c->arguments = LIST(w, at_time(w, c->with.to), need, gap);
    } else {
        c->message = N_("The way to the booking that begins at {1} takes {2} minutes with buffer, and only {3} are free");
        c->arguments = LIST(w, at_time(w, c->with.from), need, gap);
    }
}

static struct clash clash_with(struct work *w, enum clash_kind kind, const struct booking *b, const struct booking *with, int travel, int gap)
{
    struct clash c = { .kind = kind, .with = *with, .travel_minutes = travel, .gap_minutes = gap };
    c.branch = record_title(w, house_type(w->house, "branch"), with->branch);
    c.ask = whom_to_ask(w, with);
    booking_hide(w, &c.with);
    if (kind == CLASH_OVERLAP) say_overlap(w, &c, b->resource);
    else say_journey(w, &c);
    return c;
}

/* Whole minutes: a gap of 9:59 is not 10. */
static bool way_fits(struct work *w, const struct booking *first, const struct booking *then, int *ret_travel, int *ret_gap)
{
    *ret_travel = booking_way(w, first, then);
    *ret_gap = (int)((then->from.ms - first->to.ms) / MINUTES(1));
    return *ret_travel <= *ret_gap;
}

struct clash booking_judge(struct work *w, const struct booking *b, const struct neighbours *n)
{
    int travel = 0, gap = 0;
    if (n->before.id && n->before.to.ms > b->from.ms) return clash_with(w, CLASH_OVERLAP, b, &n->before, 0, 0);
    const struct booking *before[] = { &n->before, &n->before_placed }, *after[] = { &n->after, &n->after_placed };
    for (int i = 0; i < 2; i++)
        if (before[i]->id && !way_fits(w, before[i], b, &travel, &gap)) return clash_with(w, CLASH_JOURNEY_TO, b, before[i], travel, gap);
    for (int i = 0; i < 2; i++)
        if (after[i]->id && !way_fits(w, b, after[i], &travel, &gap)) return clash_with(w, CLASH_JOURNEY_FROM, b, after[i], travel, gap);
    return (struct clash){ 0 };
}

/* ---- many verdicts on one reading ---- */

static const struct booking *last_before(const struct booking *all, int count, bool placed)
{
    while (count-- > 0) if (!placed || booking_placed(&all[count])) return &all[count];
    return NULL;
}

static const struct booking *first_after(const struct booking *all, int from, int count, bool placed)
{
    for (; from < count; from++) if (!placed || booking_placed(&all[from])) return &all[from];
    return NULL;
}

static bool reached(const struct booking *first, const struct booking *then, booking_way_taken *way, const void *who)
{
    return booking_way_by(first, then, way, who) <= (int)((then->from.ms - first->to.ms) / MINUTES(1));
}

bool booking_fits_by(const struct booking *all, int count, const struct booking *b, booking_way_taken *way, const void *who)
{
    int next = 0;
    while (next < count && all[next].from.ms < b->to.ms) next++;
    if (next && all[next - 1].to.ms > b->from.ms) return false;
    for (int placed = 0; placed <= (int)booking_placed(b); placed++) {
        const struct booking *before = last_before(all, next, placed), *after = first_after(all, next, count, placed);
        if ((before && !reached(before, b, way, who)) || (after && !reached(b, after, way, who))) return false;
    }
    return true;
}

bool booking_fits(struct work *w, const struct booking *all, int count, const struct booking *b)
{
    return booking_fits_by(all, count, b, booking_way_of_resource, &(struct booking_traveller){ w, b->resource });
}

bool booking_clash(struct work *w, const struct booking *b, const struct source *without, struct clash *ret)
{
    const struct source own[] = { { b->source.type && *b->source.type ? b->source.type : NULL, b->source.id }, { NULL, 0 } };
    *ret = (struct clash){ 0 };
    if (b->to.ms - b->from.ms < MINUTES(15) || b->to.ms - b->from.ms > DAYS(366)) {
        *ret = (struct clash){ .kind = CLASH_INTERVAL, .branch = "", .ask = "", .message = N_("A booking lasts from 15 minutes to one year"),
                               .arguments = take_many(w, text, 1) };
        return true;
    }
    struct neighbours n = booking_neighbours(w, b, without ? without : own);
    *ret = booking_judge(w, b, &n);
    return ret->kind != NO_CLASH;
}

/* ---- boards ---- */

struct ordered { int position; struct booking booking; };
struct touching { struct ordered *at; int count, room; };

static int by_position(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->position != y->position) return x->position - y->position;
    return x->booking.from.ms < y->booking.from.ms ? -1 : x->booking.from.ms > y->booking.from.ms;
}

static int position_of(const struct resource *resources, int count, struct resource r, int guess)
{
    for (int i = 0; i < count; i++)         /* rows come resource by resource: the first guess is nearly always right */
        if (same_resource(resources[(guess + i) % count], r)) return (guess + i) % count;
    return 0;
}

static void keep_row(struct work *w, struct touching *t, int position, struct booking b)
{
    if (t->count == t->room) {
        int room = t->room ? t->room * 2 : 64;
        struct ordered *more = take_many(w, struct ordered, room);
        if (t->count) memcpy(more, t->at, sizeof *more * (size_t)t->count);
        t->at = more;
        t->room = room;
    }
    t->at[t->count++] = (struct ordered){ position, b };
}

/* What begins inside, and of each resource the last that began before: nothing else can reach in, as bookings do not overlap. */
static text touching_sql(struct work *w, int keys)
{
    struct buf in = buf_new(w->arena);
    for (int i = 0; i < keys; i++) buf_print(&in, "%s$%d", i ? "," : "", i + 4);
    text list = buf_text(&in);
    return print(w, "select " BOOKING_SELECT ", r.id from booking_resource r join booking b on b.resource_kind = r.kind and b.resource = r.resource "
                    "where r.id in (%s) and b.from_at >= $1 and b.from_at < $2 and (b.hold_until = 0 or b.hold_until > $3) union all "
                    "select " BOOKING_SELECT ", r.id from booking_resource r join booking b on b.resource_kind = r.kind and b.resource = r.resource "
                    "and b.from_at = (select max(o.from_at) from booking o where o.resource_kind = r.kind and o.resource = r.resource and o.from_at < $1) "
                    "where r.id in (%s) and b.to_at > $1 and (b.hold_until = 0 or b.hold_until > $3)", list, list);
}

static struct booking_list touching(struct work *w, const struct resource *resources, int count, instant from, instant to)
{
    enum { AT_ONCE = 200 };
    struct touching t = { 0 };
    for (int at = 0; at < count; at += AT_ONCE) {
        int n = count - at < AT_ONCE ? count - at : AT_ONCE, guess = 0;
        struct value values[3 + AT_ONCE] = { num(from.ms), num(to.ms), num(w->now.ms) };
        for (int i = 0; i < n; i++) values[3 + i] = num(resource_key(resources[at + i]));
        struct rows *row = db_query_made(w, touching_sql(w, n), (struct bind){ values, n + 3 });
        while (db_next(row)) {
            struct booking b = booking_from_row(row);
            guess = position_of(resources + at, n, b.resource, guess);
            keep_row(w, &t, at + guess, b);
        }
    }
    if (t.count) qsort(t.at, (size_t)t.count, sizeof *t.at, by_position);
    struct booking_list list = { take_many(w, struct booking, t.count), t.count };
    for (int i = 0; i < t.count; i++) list.at[i] = t.at[i].booking;
    return list;
}

struct booking_list booking_day(struct work *w, const struct resource *resources, int count, instant from, instant to)
{
    struct booking_list list = touching(w, resources, count, from, to);
    for (int i = 0; i < list.count; i++) booking_hide(w, &list.at[i]);
    return list;
}

struct booking_list booking_all(struct work *w, const struct resource *resources, int count, instant from, instant to) { return touching(w, resources, count, from, to); }

/* ---- free slots ---- */

struct search { struct work *w; struct booking_list list; struct booking asked; int64_t length; };

/* The earliest start behind booking i (-1: none), by the booking itself and by the last known place. */
static int64_t earliest(struct search *s, int i)
{
    int64_t at = 0;
    for (bool first = true; i >= 0; i--, first = false) {
        const struct booking *b = &s->list.at[i];
        if (!first && !booking_placed(b)) continue;
        int64_t start = b->to.ms + MINUTES(booking_way(s->w, b, &s->asked));
        if (start > at) at = start;
        if (booking_placed(b)) break;
    }
    return at;
}

static bool reaches(struct search *s, int64_t start, int i)
{
    struct booking trial = s->asked;
    trial.from.ms = start;
    trial.to.ms = start + s->length;
    for (bool first = true; i < s->list.count; i++, first = false) {
        const struct booking *b = &s->list.at[i];
        if (!first && !booking_placed(b)) continue;
        if (trial.to.ms + MINUTES(booking_way(s->w, &trial, b)) > b->from.ms) return false;
        if (booking_placed(b)) break;
    }
    return true;
}

/* The last start from which booking i is still reached: later starts never arrive earlier, so the minutes can be halved. */
static int64_t latest(struct search *s, int64_t from, int64_t to, int i)
{
    if (to < from || !reaches(s, from, i)) return from - 1;
    int64_t low = 0, high = (to - from) / MINUTES(1);
    while (low < high) {
        int64_t middle = (low + high + 1) / 2;
        if (reaches(s, from + MINUTES(middle), i)) low = middle; else high = middle - 1;
    }
    return from + MINUTES(low);
}

int booking_free_slots(struct work *w, struct resource r, instant from, instant to, place at, int length, const struct free_slot **ret)
{
    struct search s = { .w = w, .length = MINUTES(length), .asked = { .resource = r, .place = at } };
    s.list = touching(w, &r, 1, (instant){ from.ms - DAYS(1) }, (instant){ to.ms + DAYS(1) });      /* no way takes more than a day */
    struct free_slot *slots = take_many(w, struct free_slot, s.list.count + 1);
    int n = 0;
    for (int i = -1; i < s.list.count && !failed(w); i++) {
        int64_t first = earliest(&s, i), end = to.ms;
        if (first < from.ms) first = from.ms;
        first = (first + MINUTES(1) - 1) / MINUTES(1) * MINUTES(1);
        if (i + 1 < s.list.count && s.list.at[i + 1].from.ms < end) end = s.list.at[i + 1].from.ms;
        int64_t last = latest(&s, first, end - s.length, i + 1);
        if (last >= first) slots[n++] = (struct free_slot){ { first }, { last } };
    }
    *ret = slots;
    return n;
}
