/* booking.c — see booking.h. The change of the calendar: lock, clean, look, judge, store. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "record/booking_rows.h"
#include "record/store.h"

const char booking_schema[] =
    "create table if not exists booking_resource (id {number} primary key, kind {number} not null, resource {number} not null);"
    "create table if not exists booking (id {number} primary key, resource_kind {number} not null, resource {number} not null, "
    "source_type {text} not null, source {number} not null, from_at {number} not null, to_at {number} not null, "
    "pad_before {number} not null, pad_after {number} not null, padded_from {number} not null, padded_to {number} not null, "
    "lat {number} not null, lng {number} not null, end_lat {number} not null, end_lng {number} not null, journey {number} not null, "
    "placed {number} not null, hold_until {number} not null, branch {number} not null, label {text} not null, made_by {number} not null, "
    "made_at {number} not null);"
    "create index if not exists booking_time on booking (resource_kind, resource, from_at);"
    "create index if not exists booking_source on booking (source, source_type);"
    "create index if not exists booking_padded on booking (resource_kind, resource, padded_from);"
    "create index if not exists booking_holds on booking (hold_until) where hold_until > 0;";

/* Padded intervals of a resource never overlap, so only the last one that begins before the new one's end can reach into it. */
#define SQLITE_GUARD(name, when) "create trigger if not exists " name " before " when " on booking for each row begin " \
    "select raise(abort, 'overlap') where exists (select 1 from booking b where b.id = (select o.id from booking o where " \
    "o.resource_kind = new.resource_kind and o.resource = new.resource and o.padded_from < new.padded_to and o.id <> new.id " \
    "order by o.padded_from desc limit 1) and b.padded_to > new.padded_from); end;"
static const char sqlite_guards[] =
    SQLITE_GUARD("booking_no_overlap_insert", "insert") SQLITE_GUARD("booking_no_overlap_update", "update of padded_from, padded_to, resource_kind, resource");

/* The constraint is deferrable for scripts of a person; it speaks at once, at the statement that broke it. Without btree_gist (a server
 * without contrib, a role without the right to it) a trigger does the same, which is exact as all writers hold the resource's lock. */
static const char postgres_guards[] =
    "do $guard$ begin "
    "if exists (select 1 from pg_constraint where conname = 'booking_no_overlap') "
    "or exists (select 1 from pg_trigger where tgname = 'booking_no_overlap') then return; end if; "
    "begin create extension if not exists btree_gist; exception when others then null; end; "
    "if exists (select 1 from pg_extension where extname = 'btree_gist') then "
    "alter table booking add constraint booking_no_overlap exclude using gist (resource_kind with =, resource with =, "
    "int8range(padded_from, padded_to) with &&) deferrable initially immediate; "
    "else "
    "create function booking_overlap() returns trigger language plpgsql as $body$ begin "
    "if exists (select 1 from booking b where b.resource_kind = new.resource_kind and b.resource = new.resource and b.id <> new.id "
    "and b.padded_from < new.padded_to and b.padded_to > new.padded_from) then "
    "raise exception 'overlap' using errcode = 'exclusion_violation', constraint = 'booking_no_overlap'; end if; return null; end $body$; "
    "create constraint trigger booking_no_overlap after insert or update on booking deferrable initially immediate "
    "for each row execute function booking_overlap(); "
    "end if; end $guard$;";

text booking_guards(enum db_engine engine) { return engine == DB_POSTGRES ? postgres_guards : sqlite_guards; }

/* ---- the protocol ---- */

struct keys_of { int64_t *at; int count, room; };

static void want_key(struct work *w, struct keys_of *k, int64_t key)
{
    if (k->count == k->room) {
        int room = k->room ? k->room * 2 : 16;
        int64_t *more = take_many(w, int64_t, room);
        if (k->count) memcpy(more, k->at, sizeof *more * (size_t)k->count);
        k->at = more;
        k->room = room;
    }
    k->at[k->count++] = key;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_keys(struct keys_of *k)
{
    if (!k->count) return;
    qsort(k->at, (size_t)k->count, sizeof *k->at, by_number);
    int n = 1;
    for (int i = 1; i < k->count; i++)
        if (k->at[i] != k->at[n - 1]) k->at[n++] = k->at[i];
    k->count = n;
}

static void keys_of_source(struct work *w, struct keys_of *k, struct source s)
{
    struct rows *row = db_query(w, SQL("select distinct resource_kind, resource from booking where source = $1 and source_type = $2"),
                                BIND(num(s.id), txt(s.type)));
    while (db_next(row))
        want_key(w, k, resource_key((struct resource){ (enum resource_kind)db_number(row, 0), db_number(row, 1) }));
}

/* All resources at once and in ascending order: that keeps two works from waiting for each other. From here on nobody else puts
 * anything beside their bookings. Holds that ended go, so that the neighbours read afterwards are all real. */
static void lock_resources(struct work *w, struct keys_of *k)
{
    sort_keys(k);
    for (int i = 0; i < k->count; i++)
        db_exec(w, SQL("insert into booking_resource (id, kind, resource) values ($1, $2, $3) on conflict (id) do nothing"),
                BIND(num(k->at[i]), num(k->at[i] % 4), num(k->at[i] / 4)));
    db_lock(w, "booking_resource", k->at, k->count);
    for (int i = 0; i < k->count; i++)
        db_exec(w, SQL("delete from booking where resource_kind = $1 and resource = $2 and hold_until > 0 and hold_until <= $3"),
                BIND(num(k->at[i] % 4), num(k->at[i] / 4), num(w->now.ms)));
}

static bool interval_right(struct work *w, const struct booking *b)
{
    if (b->to.ms - b->from.ms < MINUTES(15) || b->to.ms - b->from.ms > DAYS(366))
        return refuse(w, "to", N_("A booking lasts from 15 minutes to one year"));
    if (b->hold_until.ms && b->hold_until.ms <= w->now.ms) return refuse(w, "hold_until", N_("The hold would have ended already"));
    if (b->hold_until.ms > w->now.ms + HOURS(24)) return refuse(w, "hold_until", N_("A hold lasts at most 24 hours"));
    if (!b->resource.id || !b->resource.kind || !b->source.type || !b->source.id) return fault(w, "a booking without resource or source");
    return true;
}

/* What is told to programs: the people's sentence is in clash.message. */
static text clash_detail(struct work *w, const struct booking *asked, const struct clash *c)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "why", c->kind == CLASH_OVERLAP ? "overlap" : "journey");
    write_text(&j, "branch", c->branch);
    write_number(&j, "from", c->with.from.ms);
    write_number(&j, "to", c->with.to.ms);
    write_text(&j, "ask", c->ask);
    if (!c->with.foreign) {
        write_text(&j, "type", c->with.source.type);
        write_number(&j, "id", c->with.source.id);
        write_text(&j, "label", c->with.label);
    }
    write_number(&j, "resource", asked->resource.id);
    if (c->kind != CLASH_OVERLAP) {
        write_number(&j, "travel_minutes", c->travel_minutes);
        write_number(&j, "gap_minutes", c->gap_minutes);
    }
    write_end(&j, '}');
    return buf_text(&j.out);
}

static bool refuse_clash(struct work *w, const struct booking *asked, const struct clash *c)
{
    int n = 0;
    while (c->arguments[n]) n++;
    text *all = take_many(w, text, n + 2);
    all[0] = c->message;
    for (int i = 0; i < n; i++) all[i + 1] = c->arguments[i];
    work_refuse(w, CONFLICT, "", all);
    work_explain(w, "overlap", clash_detail(w, asked, c));
    return false;
}

/* The gap between two bookings is padded by what the way takes, half on each side; never more than there is, should a later look
 * at the ways (learned, another answer) find it too short. */
struct pads { int64_t after_first, before_then; };
static struct pads pads_between(struct work *w, const struct booking *first, const struct booking *then)
{
    if (!first->id || !then->id) return (struct pads){ 0, 0 };
    int64_t need = MINUTES(booking_way(w, first, then)), gap = then->from.ms - first->to.ms;
    if (need > gap) need = gap;
    return (struct pads){ need / 2, need - need / 2 };
}

/* The neighbours' pads towards the gap are taken away before the new booking comes and set anew after it: in this order no statement
 * ever makes two padded intervals overlap, as SQLite's trigger looks at each. */
static void clear_pads(struct work *w, const struct neighbours *n)
{
    if (!n->before.id && !n->after.id) return;
    db_exec(w, SQL("update booking set padded_to = case when id = $1 then to_at else padded_to end, "
                   "padded_from = case when id = $2 then from_at else padded_from end where id in ($1, $2)"),
            BIND(num(n->before.id), num(n->after.id)));
}

static void set_pads(struct work *w, const struct neighbours *n, int64_t after_first, int64_t before_then)
{
    if (!n->before.id && !n->after.id) return;
    db_exec(w, SQL("update booking set pad_after = case when id = $1 then $3 else pad_after end, "
                   "padded_to = case when id = $1 then to_at + $3 else padded_to end, "
                   "pad_before = case when id = $2 then $4 else pad_before end, "
                   "padded_from = case when id = $2 then from_at - $4 else padded_from end where id in ($1, $2)"),
            BIND(num(n->before.id), num(n->after.id), num(after_first), num(before_then)));
}

static void insert(struct work *w, const struct booking *b, int64_t before, int64_t after)
{
    db_exec(w, SQL("insert into booking (id, resource_kind, resource, source_type, source, from_at, to_at, pad_before, pad_after, padded_from, "
                   "padded_to, lat, lng, end_lat, end_lng, journey, placed, hold_until, branch, label, made_by, made_at) "
                   "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"),
            BIND(num(b->id), num(b->resource.kind), num(b->resource.id), txt(b->source.type), num(b->source.id), num(b->from.ms), num(b->to.ms),
                 num(before), num(after), num(b->from.ms - before), num(b->to.ms + after), num(b->place.lat), num(b->place.lng), num(b->end.lat),
                 num(b->end.lng), num(b->journey), num(booking_placed(b)), num(b->hold_until.ms), num(b->branch), txt(b->label), num(b->made_by),
                 num(w->now.ms)));
}

static bool put_one(struct work *w, struct booking *b)
{
    static const struct source nobody[] = { { NULL, 0 } };
    if (failed(w) || !interval_right(w, b)) return false;
    if (!b->label) b->label = "";
    if (!b->branch) b->branch = w->actor->home;
    b->made_by = w->actor->user;
    struct neighbours n = booking_neighbours(w, b, nobody);
    if (failed(w)) return false;
    struct clash c = booking_judge(w, b, &n);
    if (c.kind) return refuse_clash(w, b, &c);
    b->id = record_new_id();
    struct pads to = pads_between(w, &n.before, b), from = pads_between(w, b, &n.after);
    clear_pads(w, &n);
    insert(w, b, to.before_then, from.after_first);
    set_pads(w, &n, to.after_first, from.before_then);
    return !failed(w);
}

static int64_t drop_source(struct work *w, struct source s)
{
    return db_exec(w, SQL("delete from booking where source = $1 and source_type = $2"), BIND(num(s.id), txt(s.type)));
}

/* The pads towards a gap that grew stay as they were: too much is harmless there, and whoever fills it sets them anew. */
bool booking_replace(struct work *w, const struct source *drop, int drop_count, struct booking *put, int put_count)
{
    struct keys_of k = { 0 };
    for (int i = 0; i < put_count; i++) want_key(w, &k, resource_key(put[i].resource));
    for (int i = 0; i < drop_count; i++) keys_of_source(w, &k, drop[i]);
    if (k.count) lock_resources(w, &k);
    for (int i = 0; i < drop_count; i++) drop_source(w, drop[i]);
    for (int i = 0; i < put_count; i++)
        if (!put_one(w, &put[i])) return false;
    return !failed(w);
}

bool booking_put(struct work *w, struct booking *booking) { return booking_replace(w, NULL, 0, booking, 1); }

static struct booking_list live_of(struct work *w, struct source s)
{
    struct booking_list list = { take_many(w, struct booking, 4), 0 };
    int room = 4;
    struct rows *row = db_query(w, SQL("select " BOOKING_SELECT " from booking b where b.source = $1 and b.source_type = $2 "
                                       "and (b.hold_until = 0 or b.hold_until > $3) order by b.from_at, b.id"),
                                BIND(num(s.id), txt(s.type), num(w->now.ms)));
    while (db_next(row)) {
        if (list.count == room) {
            struct booking *more = take_many(w, struct booking, room += room);
            memcpy(more, list.at, sizeof *more * (size_t)list.count);
            list.at = more;
        }
        list.at[list.count++] = booking_from_row(row);
    }
    return list;
}

struct booking_list booking_of(struct work *w, struct source source)
{
    struct booking_list list = live_of(w, source);
    for (int i = 0; i < list.count; i++) booking_hide(w, &list.at[i]);
    return list;
}

bool booking_move(struct work *w, struct source source, instant from, instant to)
{
    struct booking_list list = live_of(w, source);
    if (failed(w)) return false;
    if (!list.count) return refuse_as(w, NOT_FOUND, "", N_("The booking is no longer there; the hold may have ended"));
    for (int i = 0; i < list.count; i++) {
        list.at[i].from = from;
        list.at[i].to = to;
    }
    return booking_replace(w, &source, 1, list.at, list.count);
}

int64_t booking_drop(struct work *w, struct source source)
{
    struct keys_of k = { 0 };
    keys_of_source(w, &k, source);
    if (!k.count) return 0;
    lock_resources(w, &k);
    return drop_source(w, source);
}

int64_t booking_drop_one(struct work *w, struct source source, struct resource resource)
{
    struct keys_of k = { 0 };
    want_key(w, &k, resource_key(resource));
    lock_resources(w, &k);
    return db_exec(w, SQL("delete from booking where source = $1 and source_type = $2 and resource_kind = $3 and resource = $4"),
                   BIND(num(source.id), txt(source.type), num(resource.kind), num(resource.id)));
}

bool booking_confirm(struct work *w, struct source source)
{
    db_exec(w, SQL("update booking set hold_until = 0 where source = $1 and source_type = $2 and hold_until > $3"),
            BIND(num(source.id), txt(source.type), num(w->now.ms)));
    int64_t ended = db_one(w, SQL("select count(*) from booking where source = $1 and source_type = $2 and hold_until > 0"), BIND(num(source.id), txt(source.type)), 0);
    int64_t firm = db_one(w, SQL("select count(*) from booking where source = $1 and source_type = $2 and hold_until = 0"), BIND(num(source.id), txt(source.type)), 0);
    if (failed(w)) return false;
    if (firm && !ended) return true;
    refuse_as(w, CONFLICT, "", N_("The hold has ended; the time may be taken by somebody else"));
    work_explain(w, "hold_ended", "");
    return false;
}

bool booking_forget_holds(struct work *w)
{
    db_exec(w, SQL("delete from booking where hold_until > 0 and hold_until < $1"), BIND(num(w->now.ms - HOURS(1))));
    return !failed(w);
}
