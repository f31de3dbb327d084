/* placement_calendar.c — see placement.h: the worker's time, taken and given back; whether she may serve. */
#include "base/words.h"
#include "placement/placement_own.h"
#include "record/booking.h"
#include "record/deadline.h"
#include "record/said.h"
#include "record/store.h"
#include <string.h>

text sentence_text(struct work *w, const struct sentence *s) { return translate_with(w->arena, w->language, s->message, s->arguments); }

/* ---- stints ---- */

struct placement_stint *stint_last(const struct placement *p) { return p->stints.count ? ROW(struct placement_stint, p->stints, p->stints.count - 1) : NULL; }

int32_t placement_waits_for_birth(const struct placement *p)
{
    bool before = p->state == PLACEMENT_PLANNED || p->state == PLACEMENT_READY;
    return before && !p->quiet && p->expected.given && p->window_days ? p->expected.number : 0;
}

const struct placement_stint *placement_stint_on(const struct placement *p, day on)
{
    for (size_t i = 0; i < p->stints.count; i++) {
        const struct placement_stint *s = ROW(struct placement_stint, p->stints, i);
        if (s->first.number <= on.number && (!s->last.given || s->last.number >= on.number)) return s;
    }
    return NULL;
}

void stint_drop_last(struct placement *p) { if (p->stints.count) p->stints.count--; }

void stint_begin(struct work *w, struct placement *p, struct placement_stint stint)
{
    struct placement_stint *all = take_many(w, struct placement_stint, p->stints.count + 1);
    for (size_t i = 0; i < p->stints.count; i++) all[i] = *ROW(struct placement_stint, p->stints, i);
    all[p->stints.count] = stint;
    p->stints = (rows_of){ all, p->stints.count + 1 };
}

void stint_end(struct work *w, struct placement *p, day last, enum placement_end why)
{
    struct placement_stint *all = take_many(w, struct placement_stint, p->stints.count);
    size_t kept = 0;
    for (size_t i = 0; i < p->stints.count; i++) {
        struct placement_stint s = *ROW(struct placement_stint, p->stints, i);
        if (s.first.number > last.number) continue;
        if (!s.last.given || s.last.number > last.number) { s.last = (maybe_day){ last.number, true }; s.why = why; }
        all[kept++] = s;
    }
    p->stints = (rows_of){ all, kept };
}

int32_t placement_length(const struct placement *p, day in)
{
    if (p->basis == BY_WEEK_DAYS) return 7 - days_a_week(p->rest_weekdays.bits);
    if (p->basis != BY_CONTRACT_DAYS) return days_of_month(in);
    return p->term_days ? (int32_t)p->term_days : days_count((struct days){ p->first, p->last });
}

money placement_term_sum(const struct placement *p, const struct contract *c, money of_paper)
{
    if (p->basis != BY_CONTRACT_DAYS || !p->term_days || c->basis != BY_CONTRACT_DAYS || c->link != CONTRACT_RENEWS) return of_paper;
    return money_times(of_paper, p->term_days, days_count((struct days){ c->first, c->last }));
}

money placement_day_wage(const struct placement *p, const struct placement_stint *s)
{
    return prorated(s->wage, 1, p->basis, placement_length(p, s->first));
}

/* ---- the calendar ---- */

enum { MOST_PIECES = 60, LONGEST_PIECE = 366 };
struct pieces { struct booking at[MOST_PIECES]; int count; };

static void piece(struct pieces *out, struct booking like, instant from, instant to)
{
    for (; from.ms < to.ms && out->count < MOST_PIECES; from.ms += DAYS(LONGEST_PIECE)) {
        like.from = from;
        like.to.ms = to.ms - from.ms > DAYS(LONGEST_PIECE) ? from.ms + DAYS(LONGEST_PIECE) : to.ms;
        out->at[out->count++] = like;
    }
}

/* An approved leave is a booking of its own: the placement's goes around it. */
static void around_leaves(struct work *w, struct pieces *out, struct booking like, instant from, instant to, instant also_from, instant also_until)
{
    struct found away = LOOK_WHERE(w, worker_leave, "worker = $1 and state = 2 and start < $3 and until > $2 order by start", BIND(num(like.resource.id), num(from.ms), num(to.ms)));
    bool also = also_until.ms > from.ms && also_from.ms < to.ms && also_until.ms > also_from.ms;
    for (int i = 0; i < away.count || also; ) {
        const struct worker_leave *l = i < away.count ? FOUND(struct worker_leave, away, i) : NULL;
        bool first = also && (!l || also_from.ms <= l->start.ms);
        instant start = first ? also_from : l->start, until = first ? also_until : l->until;
        if (first) also = false; else i++;
        piece(out, like, from, start);
        if (until.ms > from.ms) from = until;
    }
    piece(out, like, from, to);
}

/* Past the last day she is still there: her time stays taken a week on, so that nobody plans her away from people she looks after. */
static day last_booked(struct work *w, const struct placement *p)
{
    day today = day_of(w->now);
    bool serves = FROM(p->state) & (FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_ABSENT) | FROM(PLACEMENT_HOSPITAL));
    return serves && p->last.number < today.number ? (day){ today.number + LAPSED_AHEAD } : p->last;
}

static void book_stint(struct work *w, struct pieces *out, const struct placement *p, const struct placement_stint *s, int64_t free_worker, instant free_from, instant free_until)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    const struct service_line *line = record_peek(w, &service_line_type, p->line.id);
    day last = s->last.given ? (day){ s->last.number } : last_booked(w, p);
    text name = line ? line->name : "";
    bool in_hospital = p->state == PLACEMENT_HOSPITAL && !s->last.given;
    if (in_hospital) name = print(w, "%s · %s", name, translate(w->language, N_("In hospital with them")));
    struct booking b = { .resource = { RESOURCE_WORKER, s->worker.id }, .source = { "placement", p->record.id }, .journey = JOURNEY_NONE, .place = h ? h->at : (place){ 0 },
        .branch = p->record.branch.id, .label = name };
    if (in_hospital) b.place = (place){ 0 };         /* not at home, and where is nobody's business on a board */
    bool hers = s->worker.id == free_worker;
    around_leaves(w, out, b, day_start(s->first), day_start((day){ last.number + 1 }), hers ? free_from : (instant){ 0 }, hers ? free_until : (instant){ 0 });
}

bool placement_calendar_taken(struct work *w, const struct placement *p, struct clash *ret)
{
    struct pieces *out = take(w, struct pieces);
    book_stint(w, out, p, &(struct placement_stint){ .worker = p->worker, .first = p->first }, 0, (instant){ 0 }, (instant){ 0 });
    for (int i = 0; i < out->count; i++)
        if (booking_clash(w, &out->at[i], NULL, ret)) return true;
    return false;
}

/* What the search kept free (customers/recommendation.h), hers and a backup's who steps in, the placement takes over. */
enum { MOST_HOLDS = 8 };
static int add_holds(struct rows *row, text type, struct source holds[MOST_HOLDS], int n)
{
    for (; db_next(row) && n < MOST_HOLDS; n++) holds[n] = (struct source){ type, db_number(row, 0) };
    return n;
}

static int holds_of(struct work *w, const struct placement *p, struct source holds[MOST_HOLDS])
{
    const struct contract *c = p->contract.id ? record_peek(w, &contract_type, p->contract.id) : NULL;
    int n = add_holds(db_query(w, SQL("select id from replacement where placement = $1 and state = 3 and new_worker in ($2, $3) limit 1"), BIND(num(p->record.id), num(p->worker.id), num(p->substitute.id))), "replacement", holds, 0);
    if (!c || !c->demand.id) return n;
    return add_holds(db_query(w, SQL("select id from recommendation where demand = $1 and state in (11, 12, 13, 15) order by state, id limit 7"), BIND(num(c->demand.id))), "recommendation", holds, n);
}

bool placement_book_around(struct work *w, const struct placement *p, int64_t worker, instant from, instant until)
{
    struct pieces *out = take(w, struct pieces);
    if (p->state != PLACEMENT_CANCELLED)
        for (size_t i = 0; i < p->stints.count; i++) book_stint(w, out, p, ROW(struct placement_stint, p->stints, i), worker, from, until);
    struct source drop[MOST_HOLDS + 1] = { { "placement", p->record.id } };
    int drops = 1 + holds_of(w, p, drop + 1);
    return booking_replace(w, drop, drops, out->at, out->count);
}

bool placement_book(struct work *w, const struct placement *p) { return placement_book_around(w, p, 0, (instant){ 0 }, (instant){ 0 }); }

static bool stay(struct work *w, void *data) { return placement_book(w, data); }

bool placement_stays(struct work *w, const struct placement *p)
{
    bool serves = FROM(p->state) & (FROM(PLACEMENT_IN_SERVICE) | FROM(PLACEMENT_ABSENT) | FROM(PLACEMENT_HOSPITAL));
    if (!serves || p->last.number >= day_of(w->now).number) return true;
    struct placement copy = *p;
    if (db_part(w, stay, &copy)) return true;
    text why = w->failure == FAULT ? "" : translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    if (!db_part_forget(w)) return false;
    return remind(w, &(struct reminder){ .title = said_keep(w, N_("{1}: {2}"), (const text[]){ said_keep(w, N_("She still serves there past the last day, and is planned elsewhere"), NULL), why, NULL }), .due = w->now, .rule = "placement.stays", .about = &placement_type, .record = p->record.id,
        .branch = p->record.branch.id, .who = CAN_EDIT_PLACEMENTS, .escalate_after = HOURS(4), .then = CAN_OVERSEE_PLACEMENTS }) != 0;
}

/* ---- answers to the floors below: what it holds for a demand, what a leave hits, what a leaving worker leaves ---- */

static bool held(struct work *w, int64_t demand, struct source *ret)
{
    int64_t id = db_one(w, SQL("select p.id from placement p join contract c on c.id = p.contract where c.demand = $1 and p.state <= 7 order by p.id desc limit 1"), BIND(num(demand)), 0);
    if (id) *ret = (struct source){ "placement", id };
    return id != 0;
}
_Static_assert(PLACEMENT_GAP == 7, "the query above says it by number");
const struct demand_holder placement_holds = { held };

struct found placements_in(struct work *w, int64_t worker, instant start, instant until)
{
    return LOAD_WHERE(w, placement, "state <= 7 and first <= $3 and last >= $2 and id in (select parent from placement_stints where worker = $1 and first <= $3 and coalesce(last, 99999) >= $2) order by first",
                      BIND(num(worker), num(day_of(start).number), num(day_of((instant){ until.ms - 1 }).number)));
}

static int list_impact(struct work *w, int64_t worker, instant start, instant until, struct json *into)
{
    struct found hit = placements_in(w, worker, start, until);
    for (int i = 0; i < hit.count; i++) {
        const struct placement *p = FOUND(struct placement, hit, i);
        write_object(into, NULL);
        write_text(into, "type", "placement");
        write_number(into, "id", p->record.id);
        write_text(into, "number", p->record.number);
        write_number(into, "start", day_start(p->first).ms);
        write_text(into, "area", record_title(w, &placement_type, p->record.id));
        write_end(into, '}');
    }
    return hit.count;
}

static bool clear_impact(struct work *w, int64_t worker, instant start, instant until)
{
    struct found hit = placements_in(w, worker, start, until);
    for (int i = 0; i < hit.count; i++)
        if (!placement_book_around(w, hit.at[i], worker, start, until)) return false;
    return !failed(w);
}
const struct leave_impact placement_leave = { list_impact, clear_impact };

static int64_t open_placements(struct work *w, int64_t worker, int64_t branch)
{
    return db_one(w, SQL("select count(*) from placement where state <= 6 and (worker = $1 or substitute = $1) and ($2 = 0 or branch = $2)"), BIND(num(worker), num(branch)), 0);
}
const struct open_work placements_open = { open_placements, N_("placements") };

/* ---- may she serve it ---- */

/* She is there the day before: what goes on does not begin. */
static bool serves_already(const struct placement *p, int64_t worker, day from)
{
    const struct placement_stint *eve = placement_stint_on(p, (day){ from.number - 1 });
    return eve && eve->worker.id == worker;
}

struct eligibility_case placement_case(struct work *w, const struct placement *p, const struct worker *n, day from)
{
    const struct household *h = record_peek(w, &household_type, p->household.id);
    struct eligibility_case c = { .worker = n, .line = record_peek(w, &service_line_type, p->line.id), .branch = p->record.branch.id, .household = p->household.id, .customer = p->customer.id };
    int32_t ahead = (int32_t)setting_number(w, SETTING_PAPERS_DAYS, p->record.branch.id, from);
    c.from = from;
    c.to = p->last.number - from.number < ahead ? p->last : (day){ from.number + ahead - 1 };
    if (c.to.number < from.number) c.to = from;
    c.pets = h && h->pets;
    c.starts_live_in = p->live_in && !serves_already(p, n->record.id, from);
    for (size_t i = 0; h && i < h->members.count; i++) {
        const struct household_member *m = ROW(struct household_member, h->members, i);
        c.infant |= m->role <= CARE_INFANT;
        c.dependants |= m->role != CARE_ADULT || m->self_care > SELF_CARE_FULL;
    }
    return c;
}

struct judgement placement_judge(struct work *w, const struct placement *p, const struct worker *n, day from)
{
    struct eligibility_case c = placement_case(w, p, n, from);
    return eligibility(w, &c);
}

/* What begins after the first day may be let pass with a plan; identity, background and insurance never (T04). */
static bool may_be_planned(const struct reason *r, day from)
{
    bool never = !strcmp(r->code, "H02.identity") || !strcmp(r->code, "H02.background") || !strcmp(r->code, "H02.insurance");
    return r->since.number > from.number && !never && !strncmp(r->code, "H02", 3);
}

bool placement_worker_may(struct work *w, const struct placement *p, const struct worker *n, day from)
{
    struct judgement j = placement_judge(w, p, n, from);
    bool planned = *p->papers_plan && p->papers_by.id;
    for (const struct reason *r = j.reasons; r; r = r->next) {
        if (r->warning || (planned && may_be_planned(r, from))) continue;
        text why = translate_with(w->arena, w->language, r->why.message, r->why.arguments);
        struct json out = json_new(w->arena);
        judgement_write(w, &out, NULL, &j);
        refuse_as(w, CONFLICT, "worker", N_("{1} cannot take it: {2}"), n->name, why);
        work_explain(w, "not_eligible", buf_text(&out.out));
        return false;
    }
    return !failed(w);
}
