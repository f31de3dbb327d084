/* hold.c — a chosen time is hers for five minutes, then an order: POST /api/c/hold, /api/c/order.
 *
 * A hold is a soft booking in the calendar that everything else goes by (record/booking.h): nobody else is offered that worker then, at the
 * desk no more than on a phone, and it is gone by itself. A session has one hold. Who comes is chosen among all in a snapshot; inside the
 * writer she alone is judged, for that one start, by the rows as they are then, and the calendar has the last word. The order takes the hold's place in one transaction: the
 * visit's own booking is put when the hold's is dropped, so between them nobody comes. Ordered twice with the same hold it is the same order. */
#include <string.h>
#include "base/utf8.h"
#include "base/words.h"
#include "portal/mine.h"
#include "record/booking.h"
#include "record/input.h"

enum { HOLD_MINUTES = 5, TRIES = 3 };

static struct source source_of(int64_t hold) { return (struct source){ "portal_hold", hold }; }

bool holds_sweep(struct work *w)
{
    db_exec(w, SQL("delete from portal_hold where until <= $1"), BIND(num(w->now.ms - DAYS(1))));
    return !failed(w);
}

/* ---- hold ---- */

struct holding {
    const struct request *request; struct reply *reply;
    struct slot_query q;
    int64_t id, length; instant start;
    int64_t who[SLOT_COULD]; int count;         /* whom to try, the best first */
    bool all_taken, last;                       /* since they were chosen; nobody is to be quicker this time */
};

static bool gone(struct work *w)
{
    refuse_as(w, CONFLICT, "start", N_("This time was taken just now; please choose another one"));
    work_explain(w, "taken", "");
    return false;
}

static void drop_holds(struct work *w, int64_t session, int64_t but)
{
    struct rows *row = db_query(w, SQL("select id from portal_hold where session = $1 and id <> $2 and service_order = 0"), BIND(num(session), num(but)));
    int64_t ids[16];
    int n = 0;
    while (n < 16 && db_next(row)) ids[n++] = db_number(row, 0);
    db_enough(row);
    for (int i = 0; i < n; i++) booking_drop(w, source_of(ids[i]));
    db_exec(w, SQL("delete from portal_hold where session = $1 and id <> $2 and service_order = 0"), BIND(num(session), num(but)));
}

/* She, and what the service goes with. */
static bool put(struct work *w, const struct holding *h, int64_t branch, int64_t worker)
{
    enum { MOST = 1 + GEAR_LADDER };
    const struct service_line *line = record_peek(w, &service_line_type, h->q.line);
    const struct household *home = h->q.household ? record_peek(w, &household_type, h->q.household) : NULL;
    place at = home ? home->at : (place){ 0 };
    struct booking all[MOST] = { { .resource = { RESOURCE_WORKER, worker }, .from = h->start, .to = { h->start.ms + MINUTES(h->length + (line ? line->pause_after.count : 0)) }, .place = at } };
    struct gear_pool gear;
    int n = 1;
    if (!gear_pool_read(w, &(struct gear_ask){ .branch = branch, .kinds = line ? line->gear.bits : 0, .from = h->start, .to = { h->start.ms + MINUTES(h->length) } }, &gear)) return false;
    for (enum gear_kind kind = GEAR_VEHICLE; kind <= GEAR_LADDER; kind++) {
        const struct gear_thing *t = gear_pool_free(w, &gear, kind, at, h->start, h->length);
        if (t) all[n++] = gear_pool_booking(t, at, h->start, h->length);
    }
    for (int i = 0; i < n; i++) {
        all[i].source = source_of(h->id);
        all[i].hold_until.ms = w->now.ms + MINUTES(HOLD_MINUTES);
        all[i].branch = branch;
        all[i].label = line ? line->name : "";
    }
    return booking_replace(w, NULL, 0, all, n);
}

static void write_hold(struct work *w, struct reply *reply, const struct holding *h, int64_t worker)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "hold", h->id);
    write_number(&j, "until", w->now.ms + MINUTES(HOLD_MINUTES));
    write_number(&j, "now", w->now.ms);
    write_number(&j, "start", h->start.ms);
    write_number(&j, "length", h->length);
    write_text(&j, "worker", worker_shown(w, worker));
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
}

/* What she wishes, and that she may; NULL: refused. */
static const struct guest *wish_of(struct work *w, struct holding *h)
{
    w->loaded = NULL;
    struct guest *g = guest_of(w, h->request);
    json_t *body = g ? input_json(w, h->request->body, h->request->body_length) : NULL;
    if (!body) return NULL;
    struct slot_query *q = &h->q;
    *q = (struct slot_query){ .household = input_number(w, body, "home", 0), .line = input_number(w, body, "line", 0), .length = input_number(w, body, "length", 0), .worker = input_number(w, body, "worker", 0), .days = 1 };
    h->start.ms = input_number(w, body, "start", 0);
    if (!q->household) q->branch = input_number(w, body, "branch", 0), q->area = input_string(w, body, "area", "");
    if (failed(w) || (q->household && !my_home(w, g, q->household))) return NULL;
    if (h->start.ms < w->now.ms || h->start.ms > w->now.ms + DAYS(62)) return refuse(w, "start", N_("This time has passed")), NULL;
    q->from = day_of(h->start);
    q->start = h->start;
    return g;
}

/* The time alone is looked at: one start, or none when the day has no such. */
static const struct slot *slot_of(const struct slots *s) { return s->day_count && s->days[0].count ? &s->days[0].at[0] : NULL; }

/* The one who is asked for, else those whom the engine finds room for, its first first. Her own hold is in nobody's way, it goes when the new one
 * comes. */
static bool choose(struct work *w, struct holding *h, const struct guest *g)
{
    h->count = 0;
    if (h->q.worker) { h->who[h->count++] = h->q.worker; return true; }
    h->q.besides = source_of(db_one(w, SQL("select id from portal_hold where session = $1 and service_order = 0 order by id desc limit 1"), BIND(num(g->session)), 0));
    struct slots *s = take(w, struct slots);
    if (!slots_for(w, &h->q, s)) return false;
    const struct slot *slot = slot_of(s);
    if (!slot || s->persons > 1 || !slot_offered(slot)) return gone(w);
    for (; h->count < s->could_count; h->count++) h->who[h->count] = s->could[h->count];
    return !failed(w);
}

static bool choose_first(struct work *w, void *data)
{
    struct holding *h = data;
    const struct guest *g = wish_of(w, h);
    return g && choose(w, h, g);
}

/* Can she still, by the rows as they are? */
static bool still_can(struct work *w, const struct holding *h, int64_t worker, struct slots *s)
{
    struct slot_query q = h->q;
    q.only = worker;
    q.enough = true;
    const struct slot *slot = slots_for(w, &q, s) ? slot_of(s) : NULL;
    return slot && (q.worker ? slot->hers == SLOT_CAN : slot_offered(slot));
}

static bool nobody_can(struct work *w, struct holding *h)
{
    if (failed(w)) return false;
    h->all_taken = !h->q.worker;
    if (h->all_taken) return gone(w);
    refuse_as(w, CONFLICT, "start", N_("She cannot come then; choose one of her times, or let somebody else come"));
    work_explain(w, "not_hers", "");
    return false;
}

static bool hold_it(struct work *w, void *data)
{
    struct holding *h = data;
    const struct guest *g = wish_of(w, h);
    struct slots *s = take(w, struct slots);
    int64_t worker = 0;
    if (!g) return false;
    drop_holds(w, g->session, 0);
    if (h->last && !choose(w, h, g)) return false;
    for (int i = 0; i < h->count && !worker && !failed(w); i++) if (still_can(w, h, h->who[i], s)) worker = h->who[i];
    if (!worker) return nobody_can(w, h);
    h->id = record_new_id();
    h->length = s->length;
    if (!put(w, h, s->branch, worker)) return false;
    db_exec(w, SQL("insert into portal_hold (id, session, branch, household, area, line, worker, asked, start, length, until, service_order) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)"),
            BIND(num(h->id), num(g->session), num(s->branch), num(h->q.household), txt(h->q.area ? h->q.area : ""), num(h->q.line), num(worker), num(h->q.worker), num(h->start.ms), num(s->length), num(w->now.ms + MINUTES(HOLD_MINUTES))));
    write_hold(w, h->reply, h, worker);
    return !failed(w);
}

static bool is_overlap(const struct work *w) { return w->failure == CONFLICT && w->code && !strcmp(w->code, "overlap"); }

/* Somebody was quicker with all who were chosen: who is free now is looked for again, the last time inside the writer, where nobody is quicker. What
 * is in her way is nobody's business. */
bool hold_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct holding h = { .request = q, .reply = reply };
    struct db *db = house_db(w->house);
    for (int i = 0; i < TRIES; i++) {
        h.all_taken = false;
        h.last = i + 1 == TRIES;
        if ((h.last || db_read(db, w, choose_first, &h)) && db_write(db, w, hold_it, &h)) return true;
        if (!h.all_taken && !is_overlap(w)) return false;
        work_clear(w);
    }
    return gone(w);
}

bool hold_drop_call(struct work *w, const struct request *q, struct reply *reply)
{
    const struct guest *g = guest_of(w, q);
    if (!g) return false;
    drop_holds(w, g->session, 0);
    reply->status = 204;
    return !failed(w);
}

/* ---- order ---- */

struct kept_hold { int64_t id, branch, household, line, worker, asked, start, length, until, order; text area; };

static bool hold_of(struct work *w, const struct guest *g, int64_t id, struct kept_hold *ret)
{
    struct rows *row = db_query(w, SQL("select id, branch, household, line, worker, start, length, until, service_order, area, asked from portal_hold where id = $1 and session = $2"), BIND(num(id), num(g->session)));
    if (!db_next(row)) return refuse_as(w, NOT_FOUND, "hold", N_("Choose a time first"));
    *ret = (struct kept_hold){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_number(row, 3), db_number(row, 4), db_number(row, 10), db_number(row, 5), db_number(row, 6), db_number(row, 7), db_number(row, 8), db_text(row, 9) };
    db_enough(row);
    return !failed(w);
}

/* The same number, another shop of the company, or nobody yet: she becomes a customer of the branch that comes. */
static int64_t customer_in(struct work *w, struct guest *g, json_t *body, int64_t branch)
{
    int64_t there = g->person ? db_one(w, SQL("select id from customer where person = $1 and branch = $2 and state <> 3 order by id limit 1"), BIND(num(g->person), num(branch)), 0) : 0;
    if (there || failed(w)) return there;
    struct person *p = take(w, struct person);
    *p = (struct person){ .name = utf8_trim(w->arena, input_string(w, body, "name", "")), .phone = { .plain = guest_phone(w, g) } };
    if (!g->person && !*p->name) return wrong(w, "name", N_("How may we call you? A surname is enough")), 0;
    if (!g->person && (!ADD(w, person, p) || !guest_becomes(w, g, p->record.id))) return 0;
    struct customer *c = take(w, struct customer);
    *c = (struct customer){ .record.branch = { branch }, .person = { g->person }, .source = SOURCE_OTHER };
    return ADD(w, customer, c) && guest_sees_own(w, g) ? c->record.id : 0;
}

static int64_t home_in(struct work *w, json_t *body, const struct kept_hold *k, int64_t customer)
{
    json_t *home = json_object_get(body, "home");
    if (!json_is_object(home)) return wrong(w, "address", N_("Where is it? Enter the address")), 0;
    struct household *h = take(w, struct household);         /* the work looks at it again when the order is made */
    *h = (struct household){ .customer = { customer }, .area = k->area, .estate = utf8_trim(w->arena, input_string(w, home, "estate", "")), .address = { .plain = utf8_trim(w->arena, input_string(w, home, "address", "")) },
        .square_metres = input_number(w, home, "square_metres", 0), .pets = input_flag(w, home, "pets", false), .lift = input_flag(w, home, "lift", true), .camera_note = "", .parking = "", .remark = "" };
    text access = input_string(w, home, "access", "");
    if (*access) h->access.plain = access;
    if (failed(w)) return 0;
    if (!*h->address.plain) return wrong(w, "address", N_("Where is it? Enter the address")), 0;
    int64_t there = household_there(w, h);
    if (there || failed(w)) return there;
    return ADD(w, household, h) ? h->record.id : 0;
}

static int64_t make_order(struct work *w, json_t *body, const struct kept_hold *k, int64_t customer, int64_t home)
{
    text terms = terms_in_force(w, k->branch);
    if (!*terms) return refuse(w, "terms", N_("The shop has no terms that can be accepted here; please call us")), 0;
    if (strcmp(input_string(w, body, "terms", ""), terms)) return refuse(w, "terms", N_("Please read and accept the terms first")), 0;
    struct service_order *o = take(w, struct service_order);
    *o = (struct service_order){ .customer = { customer }, .household = { home }, .line = { k->line }, .start = { k->start }, .length = { (int)k->length }, .coupon_code = input_string(w, body, "coupon", ""), .coupon_from = "",
        .wish = { k->asked }, .wishes = utf8_cut(w->arena, input_string(w, body, "wishes", ""), 300), .channel = "", .channel_number = "", .voucher = "", .contract_number = "", .terms_version = terms };
    if (failed(w) || !ADD(w, service_order, o)) return 0;
    int64_t shown = input_number(w, body, "price", o->price.fen);
    if (shown != o->price.fen) {
        refuse_as(w, CONFLICT, "price", N_("For this home it costs {1}; please look at it again"), money_shown(w->arena, o->price));
        work_explain(w, "price", print(w, "{\"price\":%lld}", (long long)o->price.fen));
        return 0;
    }
    o = LOAD(w, service_order, o->record.id);
    return o && step_run(w, &service_order_type, o, "confirm", NULL) ? o->record.id : 0;
}

static bool give_to_her(struct work *w, const struct kept_hold *k, int64_t visit)
{
    struct visit *v = visit ? LOAD(w, visit, visit) : NULL;
    json_t *input = json_pack("{s:I,s:s}", "worker", (json_int_t)k->worker, "how", "auto");
    bool well = v && input && visit_step(w, v, "assign", input);
    json_decref(input);
    return well;
}

static void write_order(struct work *w, struct reply *reply, int64_t order)
{
    const struct service_order *o = record_peek(w, &service_order_type, order);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_text(&j, "number", o ? o->record.number : "");
    write_number(&j, "visit", o ? o->visit.id : 0);
    write_number(&j, "price", o ? o->price.fen : 0);
    write_end(&j, '}');
    answer_json(w, reply, 201, &j);
}

struct ordering { const struct request *request; struct reply *reply; };

static bool order_it(struct work *w, void *data)
{
    struct ordering *r = data;
    struct kept_hold k = { .area = "" };
    w->loaded = NULL;
    struct guest *g = guest_of(w, r->request);
    json_t *body = g ? input_json(w, r->request->body, r->request->body_length) : NULL;
    if (!body || !hold_of(w, g, input_number(w, body, "hold", 0), &k)) return false;
    int64_t order = k.order;
    if (!order) {
        if (k.until <= w->now.ms) return gone(w);
        int64_t customer = customer_in(w, g, body, k.branch), home = !customer ? 0 : k.household ? k.household : home_in(w, body, &k, customer);
        if (home && db_exec(w, SQL("update portal_hold set service_order = 1 where id = $1 and service_order = 0"), BIND(num(k.id))) != 1) return failed(w) ? false : again(w);
        if (home && !booking_drop(w, source_of(k.id))) return failed(w) ? false : gone(w);
        order = home ? make_order(w, body, &k, customer, home) : 0;
        const struct service_order *o = order ? record_peek(w, &service_order_type, order) : NULL;
        if (!o || !give_to_her(w, &k, o->visit.id)) return false;
        db_exec(w, SQL("update portal_hold set service_order = $2 where id = $1"), BIND(num(k.id), num(order)));
    }
    write_order(w, r->reply, order);
    return !failed(w);
}

bool order_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct ordering r = { q, reply };
    if (db_write(house_db(w->house), w, order_it, &r)) return true;
    if (w->failure != CONFLICT || !w->code || (strcmp(w->code, "overlap") && strcmp(w->code, "not_eligible"))) return false;
    work_clear(w);                          /* the way to the address she has entered now is longer than the one to its area */
    return gone(w);
}
