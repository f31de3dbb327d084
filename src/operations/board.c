/* board.c — the day of a branch: its workers with what blocks them, its visits with the names a board shows. Ten statements, one more for
 * every 200 workers beyond the first. Or of that day the visits a change event named (&visits=1,2), with who changed them. */
#include "operations/board.h"
#include "operations/gear.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "operations/visit_fields.h"
#include "operations/way.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/output.h"
#include "record/store.h"

bool board_asked(struct work *w, const struct request *q, day *ret_day, int64_t *ret_branch)
{
    text d = http_query(q, "day");
    char *end = NULL;
    *ret_day = day_of(w->now);
    if (d && *d) {
        long n = strtol(d, &end, 10);
        if (!*end) *ret_day = (day){ (int32_t)n };
        else if (!day_read(d, ret_day)) return wrong(w, "day", N_("“{1}” is not a date; write 2026-03-05"), d);
    }
    *ret_branch = http_query_number(q, "branch", w->actor->home);
    if (*ret_branch && !in_scope(w, *ret_branch)) return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
    return true;
}

/* Lent for that day: from whom she comes, or where else she helps. */
struct helper { int64_t worker, destination; };
struct helpers { struct helper *at; int count; };
static struct helpers helpers_on(struct work *w, int64_t branch, day d)
{
    enum { MOST = 300 };
    struct helpers h = { take_many(w, struct helper, MOST), 0 };
    struct rows *row = db_query(w, SQL("select worker, destination from lending where state = 2 and first <= $2 and last >= $2 and (branch = $1 or destination = $1) limit 300"), BIND(num(branch), num(d.number)));
    while (db_next(row))
        if (h.count < MOST) h.at[h.count++] = (struct helper){ db_number(row, 0), db_number(row, 1) };
    return h;
}

static void write_lending(struct work *w, struct json *j, const struct worker *n, int64_t branch, const struct helpers *h)
{
    if (n->record.branch.id != branch) { write_text(j, "branch_name", record_title(w, &branch_type, n->record.branch.id)); return; }
    for (int i = 0; i < h->count; i++)
        if (h->at[i].worker == n->record.id) { write_text(j, "lent_to", record_title(w, &branch_type, h->at[i].destination)); return; }
}

static void write_worker(struct work *w, struct json *j, const struct worker *n, day d, int64_t branch, const struct helpers *h)
{
    bool off = !worker_works_on(n, d);
    write_object(j, NULL);
    write_number(j, "id", n->record.id);
    write_text(j, "name", n->name);
    write_number(j, "branch", n->record.branch.id);
    write_lending(w, j, n, branch, h);
    write_text(j, "grade", n->grade);
    write_text(j, "area", n->area);
    write_number(j, "capacity_minutes", off ? 0 : worker_most_a_day(n, false));
    write_list(j, "skills");
    for (size_t i = 0; i < n->skills.count; i++) {
        const struct service_line *line = record_peek(w, &service_line_type, ROW(struct skill, n->skills, i)->line.id);
        if (line) write_text(j, NULL, translate(w->language, line->name));
    }
    write_end(j, ']');
    write_list(j, "lines");
    for (size_t i = 0; i < n->skills.count; i++) write_number(j, NULL, ROW(struct skill, n->skills, i)->line.id);
    write_end(j, ']');
    bool traffic;
    write_object(j, "way");
    write_number(j, "metre", way_metre(n->travel));
    write_number(j, "steady", way_steady(n->travel, &traffic));
    write_end(j, '}');
    write_object(j, "shift");
    write_number(j, "from", off ? 0 : n->day_start.count);
    write_number(j, "to", off ? 0 : worker_day_end(n));
    if (worker_turn(n) && worker_works_on(n, (day){ d.number - 1 })) write_number(j, "before", worker_turn(n));
    write_end(j, '}');
    write_end(j, '}');
}

/* 师傅 come for appliances and moving even where the company says 阿姨 (DOMAIN.md §0.20). */
static text worker_word(const struct work *w, const struct service_line *line)
{
    bool trade = line && (line->category == LINE_APPLIANCE || line->category == LINE_MOVING);
    return translate(trade && !strcmp(w->language, CHINESE_AYI) ? "zh" : w->language, N_("Worker"));
}

/* ---- what the visits' own rows do not say ---- */

struct answered { int64_t visit, worker, at, how; text why; };
struct new_face { int64_t visit, ask, until; text name; int64_t version; };             /* whom its customer has not met, and is asked about */
struct home_place { int64_t household; place at; };
struct goes_with { int64_t visit; text name; };                         /* a van or machine that it has reserved or out */
struct crew_size { int64_t visit, persons; };
struct around {
    const struct names *names;
    enum datum map;
    struct home_place *homes; int home_count;           /* by household */
    struct answered *answers; int answer_count;         /* by visit, the latest last */
    struct crew_size *crews; int crew_count;            /* by visit: the leader among them */
    struct new_face *faces; int face_count;
    struct goes_with *gear; int gear_count;
    bool who;                                           /* a patch: who changed it */
};

static place home_of(const struct around *a, int64_t household)
{
    int from = 0, to = a->home_count;
    while (from < to) {
        int middle = (from + to) / 2;
        if (a->homes[middle].household < household) from = middle + 1;
        else to = middle;
    }
    return from < a->home_count && a->homes[from].household == household ? a->homes[from].at : (place){ 0 };
}

static void read_homes(struct work *w, struct around *a, int most, struct bind scope)
{
    struct rows *row = db_query(w, SQL("select h.id, h.at_lat, h.at_lng from household h where h.id in (select household from visit where branch = $1 and start >= $2 and start < $3) order by h.id"), scope);
    a->homes = take_many(w, struct home_place, most);
    while (db_next(row))
        if (a->home_count < most) a->homes[a->home_count++] = (struct home_place){ db_number(row, 0), { db_number(row, 1), db_number(row, 2) } };
}

static void read_answers(struct work *w, struct around *a, struct bind scope)
{
    enum { MOST = 2000 };
    struct rows *row = db_query(w, SQL("select a.parent, coalesce(a.worker, 0), a.at, a.how, a.why from visit_answers a join visit v on v.id = a.parent where v.branch = $1 and v.start >= $2 and v.start < $3 "
                                       "and v.state in (1, 2) order by a.parent, a.at"), scope);
    a->answers = take_many(w, struct answered, MOST);
    while (db_next(row))
        if (a->answer_count < MOST) a->answers[a->answer_count++] = (struct answered){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_number(row, 3), db_text(row, 4) };
}

static void read_crews(struct work *w, struct around *a, struct bind scope)
{
    enum { MOST = 1000 };
    struct rows *row = db_query(w, SQL("select c.parent, count(*) from visit_crew c join visit v on v.id = c.parent where v.branch = $1 and v.start >= $2 and v.start < $3 group by c.parent order by c.parent"), scope);
    a->crews = take_many(w, struct crew_size, MOST);
    while (db_next(row))
        if (a->crew_count < MOST) a->crews[a->crew_count++] = (struct crew_size){ db_number(row, 0), db_number(row, 1) };
}

/* Of those that go, how many are missing; 0 while nobody goes, and once she is there. */
static int64_t short_of(const struct around *a, const struct visit *v, int64_t persons)
{
    int64_t go = v->second.id ? 2 : 1;
    for (int i = 0; i < a->crew_count; i++) if (a->crews[i].visit == v->record.id) go = a->crews[i].persons;
    return v->worker.id && v->state <= VISIT_EN_ROUTE && go < persons ? persons - go : 0;
}

static void read_faces(struct work *w, struct around *a, struct bind scope)
{
    enum { MOST = 1000 };
    struct rows *row = db_query(w, SQL("select f.visit, f.id, f.until, n.name, f.version from face_ask f join visit v on v.id = f.visit join worker n on n.id = f.worker where f.state = 1 and v.branch = $1 and v.start >= $2 and v.start < $3 order by f.visit, f.id limit 1000"), scope);
    a->faces = take_many(w, struct new_face, MOST);
    while (db_next(row))
        if (a->face_count < MOST) a->faces[a->face_count++] = (struct new_face){ db_number(row, 0), db_number(row, 1), db_number(row, 2), db_text(row, 3), db_number(row, 4) };
}
_Static_assert(FACE_ASKED == 1, "the query above says it by number");

static void read_gear(struct work *w, struct around *a, struct bind scope)
{
    enum { MOST = 2000 };
    struct rows *row = db_query(w, SQL("select u.visit, g.name from gear_use u join visit v on v.id = u.visit join gear g on g.id = u.gear where u.state in (1, 2) and v.branch = $1 and v.start >= $2 and v.start < $3 order by u.visit, g.kind, u.id limit 2000"), scope);
    a->gear = take_many(w, struct goes_with, MOST);
    while (db_next(row))
        if (a->gear_count < MOST) a->gear[a->gear_count++] = (struct goes_with){ db_number(row, 0), db_text(row, 1) };
}
_Static_assert(GEAR_RESERVED == 1 && GEAR_OUT == 2, "the query above says them by number");

static void write_gear(struct json *j, const struct around *a, const struct visit *v)
{
    bool any = false;
    for (int i = 0; i < a->gear_count; i++) {
        if (a->gear[i].visit != v->record.id) continue;
        if (!any) write_list(j, "gear");
        any = true;
        write_text(j, NULL, a->gear[i].name);
    }
    if (any) write_end(j, ']');
}

/* The first that waits: what is said of her comes one by one. */
static void write_face(struct json *j, const struct around *a, const struct visit *v)
{
    for (int i = 0; i < a->face_count; i++) {
        if (a->faces[i].visit != v->record.id) continue;
        write_object(j, "face");
        write_number(j, "ask", a->faces[i].ask);
        write_text(j, "name", a->faces[i].name);
        write_number(j, "until", a->faces[i].until);
        write_number(j, "version", a->faces[i].version);
        write_end(j, '}');
        return;
    }
}

static void write_answers(struct work *w, struct json *j, const struct around *a, const struct visit *v)
{
    bool any = false;
    for (int i = 0; i < a->answer_count; i++) {
        const struct answered *one = &a->answers[i];
        if (one->visit != v->record.id) continue;
        if (!any) write_list(j, "answers");
        any = true;
        write_object(j, NULL);
        write_number(j, "worker", one->worker);
        write_text(j, "name", record_title(w, &worker_type, one->worker));
        write_number(j, "at", one->at);
        write_text(j, "how", one->how == ANSWER_DECLINED ? "declined" : one->how == ANSWER_LAPSED ? "lapsed" : one->how == ANSWER_NOT_WANTED ? "not_wanted" : "not_reached");
        write_text(j, "why", one->why);
        write_end(j, '}');
    }
    if (any) write_end(j, ']');
}

static void write_visit(struct work *w, struct json *j, const struct visit *v, const struct around *a)
{
    const struct names *names = a->names;
    const struct service_line *line = record_peek(w, &service_line_type, v->line.id);
    text customer = name_of(names, &customer_type, v->customer.id), home = name_of(names, &household_type, v->household.id);
    write_object(j, NULL);
    write_number(j, "id", v->record.id);
    write_text(j, "number", v->record.number);
    write_number(j, "version", v->record.version);
    write_text(j, "state", choice_key(visit_states, v->state));
    if (v->worker.id) write_number(j, "worker", v->worker.id); else write_null(j, "worker");
    if (v->second.id) write_number(j, "second", v->second.id); else write_null(j, "second");
    write_number(j, "customer", v->customer.id);
    write_text(j, "customer_name", customer ? customer : "");
    write_number(j, "line", v->line.id);
    write_text(j, "line_label", line ? translate(w->language, line->name) : "");
    write_text(j, "glyph", line ? line->glyph : "");
    write_number(j, "leeway", line ? line->leeway.count : 0);
    write_text(j, "worker_word", worker_word(w, line));
    if (v->promised.ms) write_number(j, "promised", v->promised.ms);
    write_number(j, "start", v->start.ms);
    write_number(j, "end", v->until.ms);
    write_text(j, "area", v->area);
    write_text(j, "address_short", home ? home : "");
    write_number(j, "price", v->price.fen);
    int64_t persons = v->persons ? v->persons : line ? line->persons : 1, missing = short_of(a, v, persons);
    write_number(j, "persons", persons);
    if (missing) write_number(j, "short", missing);
    write_list(j, "tags");
    if (*v->tags) write_text(j, NULL, v->tags);
    write_end(j, ']');
    write_flag(j, "locked", v->state > VISIT_CONFIRMED);
    if (v->state == VISIT_OFFERED && v->answer_until.ms) write_number(j, "answer_until", v->answer_until.ms);
    if (v->pinned_worker || v->pinned_time) write_text(j, "pinned", v->pinned_worker && v->pinned_time ? "both" : v->pinned_worker ? "worker" : "time");
    board_write_place(j, "at", home_of(a, v->household.id), a->map, HOME_ROUNDING);
    if (v->state <= VISIT_OFFERED) write_answers(w, j, a, v);
    write_face(j, a, v);
    write_gear(j, a, v);
    if (a->who && v->record.changed_by.id) {
        text who = name_of(names, &account_type, v->record.changed_by.id);
        write_number(j, "by", v->record.changed_by.id);
        write_text(j, "by_name", who ? who : "");
    }
    bool late = v->state >= VISIT_OFFERED && v->state <= VISIT_EN_ROUTE && w->now.ms > v->start.ms + MINUTES(5);
    if (late) write_number(j, "late", (w->now.ms - v->start.ms) / MINUTES(1));
    write_end(j, '}');
}

/* Is it the first worker's own visit, drawn as such? */
static bool drawn(struct found visits, const struct booking *b)
{
    for (int i = 0; i < visits.count; i++)
        if (FOUND(struct visit, visits, i)->record.id == b->source.id) return FOUND(struct visit, visits, i)->worker.id == b->resource.id;
    return true;
}

static struct booking_list bookings_of(struct work *w, struct found workers, instant from, instant to)
{
    struct resource *all = take_many(w, struct resource, workers.count);
    for (int i = 0; i < workers.count; i++) all[i] = (struct resource){ RESOURCE_WORKER, FOUND(struct worker, workers, i)->record.id };
    return booking_day(w, all, workers.count, from, to);
}

/* A visit that began the day before and goes on: it is drawn and moved on its own day (T28), and here only keeps her busy. */
static bool goes_on(const struct booking *b, instant from) { return !strcmp(b->source.type, "visit") && !b->foreign && b->from.ms < from.ms; }

/* From seven to nine in the evening, and wider by the hours in which somebody is at work: of what goes on from the day before its last hour. */
static void write_axis(struct json *j, struct found visits, const struct booking_list *list, instant from)
{
    enum { FIRST = 7 * 60, LAST = 21 * 60, DAY = 24 * 60 };
    int64_t first = FIRST, last = LAST;
    for (int i = 0; i < visits.count; i++) {
        int64_t start = (FOUND(struct visit, visits, i)->start.ms - from.ms) / MINUTES(1), until = (FOUND(struct visit, visits, i)->until.ms - from.ms) / MINUTES(1);
        if (start < first) first = start;
        if (until > last) last = until;
    }
    for (int i = 0; i < list->count; i++) {
        int64_t shown = (list->at[i].to.ms - from.ms) / MINUTES(1) - 60;
        if (goes_on(&list->at[i], from) && shown < first) first = shown > 0 ? shown : 0;
    }
    write_number(j, "from_minute", first - first % 60);
    write_number(j, "to_minute", last < DAY ? last + (60 - last % 60) % 60 : DAY);
}

/* A visit of this day she goes along to: it is drawn in the first worker's row. */
static const struct visit *along_to(struct found visits, const struct booking *b)
{
    for (int i = 0; i < visits.count && !b->foreign && !strcmp(b->source.type, "visit"); i++)
        if (FOUND(struct visit, visits, i)->record.id == b->source.id) return FOUND(struct visit, visits, i);
    return NULL;
}

static void write_block_kind(struct work *w, struct json *j, const struct booking *b, const struct visit *along, const struct names *names, instant from)
{
    bool overnight = goes_on(b, from);
    write_text(j, "label", b->foreign ? "" : along ? print(w, "%s · %s", name_of(names, &customer_type, along->customer.id), b->label) : b->label);
    write_text(j, "kind", b->foreign ? "elsewhere" : overnight ? "overnight" : along ? "along" : b->source.type);
    if (overnight || along) write_number(j, "visit", b->source.id);
}

/* Leaves, visits of other branches, visits she goes along to, and those that go on from the day before: what keeps a worker busy that is not drawn in her row. */
static void write_blocks(struct work *w, struct json *j, const struct booking_list *list, struct found visits, const struct names *names, instant from)
{
    write_list(j, "blocks");
    for (int i = 0; i < list->count; i++) {
        const struct booking *b = &list->at[i];
        if (!b->foreign && !strcmp(b->source.type, "visit") && drawn(visits, b) && !goes_on(b, from)) continue;
        write_object(j, NULL);
        write_number(j, "worker", b->resource.id);
        const struct visit *along = along_to(visits, b);        /* without the way behind it */
        write_number(j, "from", along ? along->start.ms : b->from.ms);
        write_number(j, "to", along ? along->until.ms : b->to.ms);
        write_block_kind(w, j, b, along, names, from);
        write_text(j, "branch_name", b->foreign ? record_title(w, &branch_type, b->branch) : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

/* All services at once, so that none of them is looked up by itself. */
static bool lines_read(struct work *w)
{
    struct found lines = LOAD_WHERE(w, service_line, "state in (1, 2) limit 500", NO_BIND);
    return lines.count >= 0 && !failed(w);
}

/* Those that a board shows; workers and services it has anyway. */
static struct names *names_of_visits(struct work *w, struct found visits, bool who)
{
    struct names *names = names_new(w);
    for (int i = 0; i < visits.count; i++) {
        const struct visit *v = FOUND(struct visit, visits, i);
        names_want(w, names, &customer_type, v->customer.id);
        names_want(w, names, &household_type, v->household.id);
        if (who) names_want(w, names, &account_type, v->record.changed_by.id);
    }
    names_fetch(w, names);
    return names;
}

static bool is_busy(struct found visits, const struct booking_list *list, instant from, int64_t worker)
{
    for (int i = 0; i < list->count; i++) if (list->at[i].resource.id == worker && goes_on(&list->at[i], from)) return true;
    for (int i = 0; i < visits.count; i++)
        if (FOUND(struct visit, visits, i)->worker.id == worker || FOUND(struct visit, visits, i)->second.id == worker) return true;
    return false;
}

static struct around around_of(struct work *w, struct found visits, int64_t branch, struct bind scope, bool who)
{
    struct around a = { .names = names_of_visits(w, visits, who), .map = board_datum(w, branch), .who = who };
    read_homes(w, &a, visits.count + 1, scope);
    read_answers(w, &a, scope);
    read_crews(w, &a, scope);
    read_faces(w, &a, scope);
    read_gear(w, &a, scope);
    return a;
}

/* ---- a few visits as they are now ---- */

enum { MOST_PATCHED = 60 };

static int ids_of(text list, int64_t ids[MOST_PATCHED])
{
    int n = 0;
    for (char *end; *list && n < MOST_PATCHED; list = *end ? end + 1 : end) {
        ids[n] = strtoll(list, &end, 10);
        if (end == list) break;
        n++;
    }
    return n;
}

static struct found visits_named(struct work *w, const int64_t *ids, int n, int64_t branch, instant from, instant to)
{
    struct found all = { take_many(w, void *, n), 0 };
    for (int i = 0; i < n; i++) {
        struct found one = LOOK_WHERE(w, visit, "id = $1 and branch = $2 and start >= $3 and start < $4 and state not in (11, 14)", BIND(num(ids[i]), num(branch), num(from.ms), num(to.ms)));
        if (one.count) all.at[all.count++] = one.at[0];
    }
    return all;
}

/* Names, homes and answers of these alone would take more statements than of the whole day. */
static bool patch(struct work *w, text list, day d, int64_t branch, struct reply *reply)
{
    int64_t ids[MOST_PATCHED];
    int n = ids_of(list, ids);
    instant from = day_start(d), to = day_start((day){ d.number + 1 });
    struct found visits = visits_named(w, ids, n, branch, from, to);
    if (failed(w) || !lines_read(w)) return false;
    struct value scope[] = { num(branch), num(from.ms), num(to.ms) };
    struct around a = around_of(w, visits, branch, (struct bind){ scope, COUNT_OF(scope) }, true);
    a.home_count = 0;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "day", d.number);
    write_list(&j, "visits");
    for (int i = 0; i < visits.count; i++) {
        const struct household *h = record_peek(w, &household_type, FOUND(struct visit, visits, i)->household.id);
        struct home_place home = { h ? h->record.id : 0, h ? h->at : (place){ 0 } };
        a.homes = &home;
        a.home_count = 1;
        write_visit(w, &j, visits.at[i], &a);
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}

enum { MOST_BOARD_WORKERS = 600, MOST_BOARD_VISITS = 3000 };        /* the literals of board_call */

/* A branch larger than the board says so, with the whole number; narrowing it down is the page's. */
static void write_cut(struct work *w, struct json *j, struct found workers, struct found visits, struct bind of_workers, struct bind of_visits)
{
    if (workers.count == MOST_BOARD_WORKERS) write_number(j, "all_workers", db_one(w, SQL("select count(*) from worker where (branch = $1 or id in (select worker from lending where destination = $1 and state = 2 and first <= $2 and last >= $2)) and state in (5, 6, 7)"), of_workers, 0));
    if (visits.count == MOST_BOARD_VISITS) write_number(j, "all_visits", db_one(w, SQL("select count(*) from visit where branch = $1 and start >= $2 and start < $3 and state not in (11, 14)"), of_visits, 0));
}

bool board_call(struct work *w, const struct request *q, struct reply *reply)
{
    day d = { 0 };
    int64_t branch = 0;
    if (!board_asked(w, q, &d, &branch)) return false;
    text list = http_query(q, "visits");
    if (list && *list) return patch(w, list, d, branch, reply);
    instant from = day_start(d), to = day_start((day){ d.number + 1 });
    struct found workers = LOAD_WHERE(w, worker, "(branch = $1 or id in (select worker from lending where destination = $1 and state = 2 and first <= $2 and last >= $2)) "
                                      "and state in (5, 6, 7) order by name, id limit 600", BIND(num(branch), num(d.number)));
    struct found visits = LOOK_WHERE(w, visit, "branch = $1 and start >= $2 and start < $3 and state not in (11, 14) order by start, id limit 3000", BIND(num(branch), num(from.ms), num(to.ms)));
    if (failed(w) || !lines_read(w)) return false;
    struct value scope[] = { num(branch), num(from.ms), num(to.ms) };
    struct around a = around_of(w, visits, branch, (struct bind){ scope, COUNT_OF(scope) }, false);
    const struct helpers helpers = helpers_on(w, branch, d);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "day", d.number);
    write_number(&j, "now", w->now.ms);
    write_number(&j, "branch", branch);
    write_cut(w, &j, workers, visits, BIND(num(branch), num(d.number)), (struct bind){ scope, COUNT_OF(scope) });
    struct booking_list bookings = bookings_of(w, workers, from, to);
    write_axis(&j, visits, &bookings, from);
    write_list(&j, "workers");
    for (int busy = 1; busy >= 0; busy--)               /* who has work today stands on top */
        for (int i = 0; i < workers.count; i++)
            if (is_busy(visits, &bookings, from, FOUND(struct worker, workers, i)->record.id) == busy) write_worker(w, &j, workers.at[i], d, branch, &helpers);
    write_end(&j, ']');
    write_list(&j, "visits");
    for (int i = 0; i < visits.count; i++) write_visit(w, &j, visits.at[i], &a);
    write_end(&j, ']');
    write_blocks(w, &j, &bookings, visits, a.names, from);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
