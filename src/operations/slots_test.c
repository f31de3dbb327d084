/* What is called free can be assigned, what is called none is refused for everybody: tried by the step itself, start by start. */
#include "operations/day_past.h"
#include "operations/slots_own.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"
#include <stdio.h>
#include <string.h>

/* A record that the work may look at again after the function that made it. */
#define MADE(w, type, ...) memcpy(take((w), struct type), &(struct type)__VA_ARGS__, sizeof(struct type))

enum { HIRED = 6, CREW = 8, HOMES = 5, BUSY = 54, DAYS_ASKED = 6, LENGTH = 120 };

struct market { struct visit_house h; int64_t crew[CREW], homes[HOMES], customers[HOMES]; struct slots *slots; struct slot_query q; };

static place at(int east, int north) { return (place){ 306600000 + north * 100000, 1040600000 + east * 100000 }; }       /* steps of about a kilometre */

static bool add_papers(struct work *w, const struct market *m, int64_t worker, int index)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool gap = index == 3 && kinds[i] == CREDENTIAL_MEDICAL;         /* the fourth worker's check ends on the third day; a new one begins on the sixth */
        struct credential *c = MADE(w, credential, { .record.branch = { m->h.branch }, .state = CREDENTIAL_VALID, .worker = { worker }, .kind = kinds[i], .medical = kinds[i] == CREDENTIAL_MEDICAL ? MEDICAL_GENERAL : 0,
            .result = RESULT_PASS, .valid_from = { HOUSE_DAY - 100, true }, .valid_to = { gap ? HOUSE_DAY + 3 : HOUSE_DAY + 200, true } }), *next = memcpy(take(w, struct credential), c, sizeof *c);
        next->valid_from.number = HOUSE_DAY + 6;
        next->valid_to.number = HOUSE_DAY + 300;
        if (!ADD(w, credential, c) || (gap && !ADD(w, credential, next))) return false;
    }
    return true;
}

static bool add_crew_member(struct work *w, struct market *m, int i)
{
    static const text names[] = { "陈一", "陈二", "陈三", "陈四", "陈五", "陈六" };
    struct person *p = MADE(w, person, { .name = names[i] });
    if (!ADD(w, person, p)) return false;
    struct skill skill = { .line = { m->h.line }, .level = 3 };
    struct worker *n = MADE(w, worker, { .record.branch = { m->h.branch }, .state = WORKER_ACTIVE, .person = { p->record.id }, .mode = i == 2 ? MODE_PART_TIME : MODE_EMPLOYEE, .skills = { &skill, 1 },
        .home = at(i * 2, i % 3), .day_start = { i == 1 ? 600 : 480 }, .day_end = { i == 1 ? 1200 : 1080 }, .weekdays = { i == 4 ? SET_BIT(6) | SET_BIT(7) | SET_BIT(1) : 0 },
        .least_hourly = { i == 5 ? 4000 : 0 }, .fears_pets = i == 0, .travel = i == 3 ? TRAVEL_WALK : i == 5 ? TRAVEL_TRANSIT : 0 });
    bool well = ADD(w, worker, n) && add_papers(w, m, n->record.id, i);
    m->crew[i] = n->record.id;
    return well;
}

static bool add_home(struct work *w, struct market *m, int i)
{
    struct person *payer = MADE(w, person, { .name = "客户" });
    if (!ADD(w, person, payer)) return false;
    struct customer *c = MADE(w, customer, { .record.branch = { m->h.branch }, .person = { payer->record.id } });
    if (!ADD(w, customer, c)) return false;
    struct household *home = MADE(w, household, { .record.branch = { m->h.branch }, .customer = { c->record.id }, .estate = "小区", .address = { .plain = "1栋" }, .at = i == 4 ? (place){ 0 } : at(3 * i, i), .pets = i == 1, .area = i < 3 ? "东区" : "" });
    bool well = ADD(w, household, home);
    m->customers[i] = c->record.id;
    m->homes[i] = home->record.id;
    return well;
}

/* Weekends pay a fifth more: then it is enough for her who asks for 40 an hour. */
static bool add_price(struct work *w, struct market *m)
{
    struct surcharge weekend = { .applies = WHEN_WEEKEND, .percent = 20 };
    struct price_rule *p = MADE(w, price_rule, { .state = PRICE_PUBLISHED, .line = { m->h.line }, .name = "价", .valid_from = { HOUSE_DAY - 100 }, .unit_price = { 5000 }, .worker_percent = 75, .surcharges = { &weekend, 1 } });
    return ADD(w, price_rule, p);
}

struct try_one { struct market *m; int64_t worker, home; instant start; int length; bool well; text why; bool keep; };

static bool give(struct work *w, struct try_one *t, struct visit *v)
{
    v->record.branch.id = t->m->h.branch;
    v = ADD(w, visit, v) ? LOAD(w, visit, v->record.id) : NULL;
    return v && step_run(w, &visit_type, v, "assign", &(struct assignment){ .worker = { t->worker } });
}

/* Made, assigned, and undone again unless it is to be kept. */
static bool try_assign(struct work *w, void *data)
{
    struct try_one *t = data;
    int i = 0;
    while (t->m->homes[i] != t->home) i++;
    struct quote q;
    if (!quote(w, &(struct quote_request){ .line = t->m->h.line, .branch = t->m->h.branch, .start = t->start, .quantity = t->length * 100 / 60, .persons = 0 }, &q)) return false;
    struct visit *v = MADE(w, visit, { .customer = { t->m->customers[i] }, .household = { t->home }, .line = { t->m->h.line }, .start = t->start, .length = { t->length }, .price = q.price, .worker_pay = q.worker_pay });
    t->well = give(w, t, v);
    t->why = w->message ? w->message : "";
    return t->well && (t->keep || refuse(w, "", "undone"));
}

static bool attempt(struct work *w, struct try_one *t)
{
    t->well = false;
    return db_part(w, try_assign, t) || db_part_forget(w);
}

static bool furnish(struct work *w, void *data)
{
    struct market *m = data;
    for (int i = 0; i < HIRED; i++) if (!add_crew_member(w, m, i)) return false;
    for (int i = 0; i < HOMES; i++) if (!add_home(w, m, i)) return false;
    m->crew[HIRED] = m->h.worker;
    m->crew[HIRED + 1] = m->h.second;
    return add_price(w, m);
}

static int roll(uint64_t *state, int below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;        /* Knuth's; the same days every time */
    return (int)((*state >> 33) % (uint64_t)below);
}

/* Days as full as they get: whatever a random worker takes at a random hour. */
static bool fill(struct work *w, void *data)
{
    struct market *m = data;
    uint64_t r = 7;
    int given = 0;
    for (int i = 0; i < 10 * BUSY && given < BUSY; i++) {
        struct try_one t = { .m = m, .worker = m->crew[roll(&r, CREW)], .home = m->homes[roll(&r, HOMES)], .length = 120 + 60 * roll(&r, 3), .keep = true,
            .start = house_at(1 + roll(&r, DAYS_ASKED), 8 + roll(&r, 9), 30 * roll(&r, 2)) };
        if (!attempt(w, &t)) return false;
        given += t.well;
    }
    CHECK(given > BUSY / 2);
    return !failed(w);
}

static bool ask(struct work *w, void *data)
{
    struct market *m = data;
    m->slots = take(w, struct slots);
    return slots_for(w, &m->q, m->slots);
}

static void none_is_refused_for_all(struct work *w, struct market *m, const struct slot *s)
{
    CHECK(s->why && s->why->message && *s->why->message);
    for (int k = 0; k < CREW; k++) {
        struct try_one t = { .m = m, .worker = m->crew[k], .home = m->q.household, .start = s->start, .length = LENGTH };
        CHECK(attempt(w, &t));
        if (t.well) printf("  day %d %d:%02d: none, but worker %d can\n", day_of(s->start).number - HOUSE_DAY, minute_of_day(s->start) / 60, minute_of_day(s->start) % 60, k);
        CHECK(!t.well);
    }
}

static void others_can_be_assigned(struct work *w, struct market *m, const struct slot *s)
{
    CHECK(s->best_count >= 1);
    EQUAL(s->best_count, s->can < SLOT_WORKERS ? s->can : SLOT_WORKERS);
    for (int k = 0; k < s->best_count; k++) {
        struct try_one t = { .m = m, .worker = s->best[k].id, .home = m->q.household, .start = s->start, .length = LENGTH };
        CHECK(attempt(w, &t));
        if (!t.well) printf("  day %d %d:%02d: %s cannot: %s\n", day_of(s->start).number - HOUSE_DAY, minute_of_day(s->start) / 60, minute_of_day(s->start) % 60, s->best[k].name, t.why);
        CHECK(t.well);
    }
    if (s->state == SLOT_FREE) CHECK(s->at_ease >= 2 || s->best[0].known);
}

static bool every_start(struct work *w, void *data)
{
    struct market *m = data;
    int of[SLOT_FREE + 1] = { 0 }, step = test_on_postgres() ? 4 : 1;      /* what can be assigned is reckoned above the database: there a part of the starts will do */
    if (!ask(w, m)) return false;
    EQUAL(m->slots->day_count, m->q.days);
    for (int i = 0; i < m->slots->day_count && !failed(w); i++) {
        for (int k = 0; k < m->slots->days[i].count && !failed(w); k += step) {
            const struct slot *s = &m->slots->days[i].at[k];
            of[s->state]++;
            if (s->state == SLOT_NONE) none_is_refused_for_all(w, m, s);
            else others_can_be_assigned(w, m, s);
        }
    }
    CHECK(of[SLOT_NONE] && of[SLOT_TIGHT] && of[SLOT_FREE]);
    return !failed(w);
}

static bool in_write(struct market *m, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = &m->h, .run = run, .data = m }); }

static bool market_open(struct market *m)
{
    *m = (struct market){ 0 };
    if (!visit_house_open(&m->h)) return false;
    m->h.actors[AS_NOBODY].all_branches = true;
    bool well = in_write(m, furnish) && in_write(m, fill);
    if (!well) printf("  no market: %s %s\n", m->h.w->field, m->h.w->message ? m->h.w->message : "");
    CHECK(well);
    m->q = (struct slot_query){ .household = m->homes[0], .line = m->h.line, .length = LENGTH, .from = { HOUSE_DAY + 1 }, .days = DAYS_ASKED };
    return well;
}

TEST_DB(a_free_start_can_be_assigned_and_none_is_refused_for_everybody)
{
    struct market m;
    if (!market_open(&m)) return;
    CHECK(in_write(&m, every_start));
    visit_house_close(&m.h);
}

TEST_DB(with_pets_and_far_away_and_without_a_place_the_starts_are_as_assign_has_them)
{
    struct market m;
    if (!market_open(&m)) return;
    m.q.days = 3;
    m.q.household = m.homes[1];                     /* pets: the first worker may not */
    CHECK(in_write(&m, every_start));
    m.q.household = m.homes[4];                     /* nobody knows where it is */
    CHECK(in_write(&m, every_start));
    visit_house_close(&m.h);
}

static bool refused(struct market *m, text field)
{
    bool no = !in_write(m, ask) && m->h.w->failure != FAULT && !strcmp(m->h.w->field, field) && m->h.w->message;
    if (!no) printf("  field %s: %s\n", m->h.w->field, m->h.w->message ? m->h.w->message : "not refused");
    return no;
}

static bool on_a_closed_day(struct work *w, void *data)
{
    struct market *m = data;
    bool well = (m->q.enough || ADD(w, calendar_day, MADE(w, calendar_day, { .date = { HOUSE_DAY + 2 }, .kind = CALENDAR_CLOSED, .name = "年会" }))) && ask(w, m);
    for (int k = 0; well && k < m->slots->days[1].count; k++) well = m->slots->days[1].at[k].state == SLOT_NONE;
    return well;
}

TEST_DB(a_day_the_company_is_closed_has_no_start)
{
    struct market m;
    if (!market_open(&m)) return;
    for (int enough = 0; enough < 2; m.q.enough = ++enough) CHECK(in_write(&m, on_a_closed_day));
    visit_house_close(&m.h);
}

TEST_DB(what_cannot_be_asked_is_refused_by_name)
{
    struct market m;
    if (!market_open(&m)) return;
    struct slot_query right = m.q;
    static const struct { text field; int64_t household, line, length, persons, worker; int from, days; } wrong[] = {
        { "household", 999, 0, 120, 0, 0, 1, 7 }, { "line", 0, 999, 120, 0, 0, 1, 7 }, { "length", 0, 0, 123, 0, 0, 1, 7 }, { "length", 0, 0, 5, 0, 0, 1, 7 }, { "length", 0, 0, 2000, 0, 0, 1, 7 },
        { "persons", 0, 0, 120, 9, 0, 1, 7 }, { "worker", 0, 0, 120, 0, 999, 1, 7 }, { "from", 0, 0, 120, 0, 0, -1, 7 }, { "days", 0, 0, 120, 0, 0, 1, 0 }, { "days", 0, 0, 120, 0, 0, 1, 15 },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        m.q = (struct slot_query){ .household = wrong[i].household ? wrong[i].household : right.household, .line = wrong[i].line ? wrong[i].line : right.line, .length = wrong[i].length,
            .persons = wrong[i].persons, .worker = wrong[i].worker, .from = { HOUSE_DAY + wrong[i].from }, .days = wrong[i].days };
        CHECK(refused(&m, wrong[i].field));
    }
    m.q = (struct slot_query){ .line = right.line, .from = right.from, .days = 1 };
    CHECK(refused(&m, "branch"));
    visit_house_close(&m.h);
}

static bool of_a_new_customer(struct work *w, void *data)
{
    struct market *m = data;
    m->q = (struct slot_query){ .branch = m->h.branch, .area = "东区", .line = m->h.line, .from = { HOUSE_DAY + 1 }, .days = 2, .worker = m->crew[4] };
    if (!ask(w, m)) return false;
    EQUAL(m->slots->length, 120);
    SAME_TEXT(m->slots->worker, "陈五");
    int open = 0;
    for (int k = 0; k < m->slots->days[0].count; k++) {
        open += (m->slots->days[0].at[k].state != SLOT_NONE) + (m->slots->days[1].at[k].state != SLOT_NONE);
        EQUAL(m->slots->days[0].at[k].hers, SLOT_WEEKDAY);               /* a Tuesday; she works on Saturdays, Sundays and Mondays */
    }
    CHECK(slot_no_sentence(w, SLOT_WEEKDAY) && open > 0);
    m->q = (struct slot_query){ .branch = m->h.branch, .line = m->h.line, .from = { HOUSE_DAY }, .days = 1, .persons = 8 };
    if (!ask(w, m)) return false;
    for (int k = 0; k < m->slots->days[0].count; k++) {
        const struct slot *s = &m->slots->days[0].at[k];
        if (s->start.ms < w->now.ms) EQUAL(s->best_count, 0);
        EQUAL(s->state == SLOT_NONE || s->can >= 8, 1);
    }
    return !failed(w);
}

TEST_DB(a_new_customer_is_answered_by_her_area_and_a_worker_is_asked_for_by_name)
{
    struct market m;
    if (!market_open(&m)) return;
    CHECK(in_write(&m, of_a_new_customer));
    visit_house_close(&m.h);
}

/* ---- whether is enough: a customer is told what the whole search finds ---- */

static bool same_answers(struct work *w, void *data)
{
    struct market *m = data;
    struct slot_query q = m->q;
    struct slots *all = take(w, struct slots), *some = take(w, struct slots);
    int offered = 0, hers = 0;
    if (!slots_for(w, &q, all)) return false;
    q.enough = true;
    if (!slots_for(w, &q, some)) return false;
    EQUAL(some->day_count, all->day_count);
    for (int d = 0; d < all->day_count; d++) {
        EQUAL(some->days[d].count, all->days[d].count);
        for (int i = 0; i < all->days[d].count; i++) {
            const struct slot *a = &all->days[d].at[i], *s = &some->days[d].at[i];
            bool can = a->state != SLOT_NONE && a->at_ease >= a->persons;
            EQUAL(s->start.ms, a->start.ms);
            CHECK((s->state != SLOT_NONE) == can);
            CHECK(s->hers == a->hers);
            offered += can;
            hers += m->q.worker && a->hers == SLOT_CAN;
        }
    }
    CHECK(offered > 10 && (!m->q.worker || hers));
    return !failed(w);
}

/* The start alone is the same as among the others; one that is not among them is not there. */
static bool same_alone(struct work *w, void *data)
{
    struct market *m = data;
    struct slots *all = take(w, struct slots), *one = take(w, struct slots);
    if (!slots_for(w, &m->q, all)) return false;
    for (int i = 0; i < all->days[1].count; i++) {
        const struct slot *a = &all->days[1].at[i];
        struct slot_query q = m->q;
        q.from = all->days[1].day;
        q.days = 1;
        q.start = a->start;
        if (!slots_for(w, &q, one)) return false;
        EQUAL(one->days[0].count, 1);
        const struct slot *o = &one->days[0].at[0];
        CHECK(o->start.ms == a->start.ms && o->state == a->state && o->can == a->can && o->at_ease == a->at_ease && o->best_count == a->best_count);
        for (int k = 0; k < a->best_count; k++) EQUAL(o->best[k].id, a->best[k].id);
        q.start.ms += MINUTES(10);
        if (!slots_for(w, &q, one)) return false;
        EQUAL(one->days[0].count, 0);
    }
    return !failed(w);
}

TEST_DB(whether_somebody_can_is_the_same_for_one_who_asks_for_no_more)
{
    struct market m;
    if (!market_open(&m)) return;
    CHECK(in_write(&m, same_answers) && in_write(&m, same_alone));
    m.q.worker = m.crew[1];
    CHECK(in_write(&m, same_answers));
    m.q.household = m.homes[1];                     /* pets */
    m.q.persons = 2;
    CHECK(in_write(&m, same_answers));
    m.q = (struct slot_query){ .branch = m.h.branch, .area = "东区", .line = m.h.line, .length = 240, .from = { HOUSE_DAY }, .days = 3 };
    CHECK(in_write(&m, same_answers));
    visit_house_close(&m.h);
}

/* A day that is sold but for one worker: she is found, and the others are not called free. */
static bool sell_day(struct work *w, void *data)
{
    struct market *m = data;
    for (int i = 0; i < CREW; i++)
        for (int hour = 7; i != 1 && hour < 20; hour++) {
            struct try_one t = { .m = m, .worker = m->crew[i], .home = m->homes[2], .length = 60, .keep = true, .start = house_at(3, hour, 0) };
            if (!attempt(w, &t)) return false;
        }
    return true;
}

TEST_DB(on_a_day_that_is_sold_the_only_free_worker_is_still_found)
{
    struct market m;
    if (!market_open(&m)) return;
    CHECK(in_write(&m, sell_day) && in_write(&m, same_answers));
    m.q.worker = m.crew[1];
    CHECK(in_write(&m, same_answers));
    visit_house_close(&m.h);
}

/* ---- no answer is older than the rows ---- */

struct change { struct market *m; int home; int64_t worker, visit, record; instant start; enum slot_no no; int64_t length; db_run *run; };

static bool look_for_her(struct work *w, void *data)
{
    struct change *c = data;
    struct slot_query q = { .household = c->m->homes[c->home], .line = c->m->h.line, .length = LENGTH, .worker = c->worker, .only = c->worker, .from = day_of(c->start), .days = 1, .start = c->start };
    struct slots *whole = take(w, struct slots), *enough = take(w, struct slots);
    if (!slots_for(w, &q, whole)) return false;
    q.enough = true;
    if (!slots_for(w, &q, enough)) return false;
    c->no = whole->days[0].at[0].hers;
    CHECK(enough->days[0].at[0].hers == c->no);
    q.length = 0;
    q.start.ms = 0;
    q.household = 0;
    q.branch = c->m->h.branch;
    if (!slots_for(w, &q, enough)) return false;
    c->length = enough->length;
    return !failed(w);
}

static bool change_write(struct change *c, enum visit_house_who who, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = &c->m->h, .who = who, .run = run, .data = c }); }

static enum slot_no hers(struct change *c, int64_t worker, instant start)
{
    c->worker = worker;
    c->start = start;
    c->no = SLOT_NOS;
    CHECK(change_write(c, AS_NOBODY, look_for_her));
    return c->no;
}

/* A free hour of hers, on a working day two days ahead or later. */
static instant free_hour(struct change *c, int64_t worker, int from)
{
    for (int d = from; d < from + 5; d++)
        for (int hour = 8; hour < 18; hour++) if (hers(c, worker, house_at(d, hour, 0)) == SLOT_CAN) return house_at(d, hour, 0);
    CHECK(c->no == SLOT_CAN);                               /* none in five days */
    return house_at(from, 12, 0);
}

static bool book_her(struct work *w, void *data)
{
    struct change *c = data;
    struct visit *v = MADE(w, visit, { .customer = { c->m->customers[0] }, .household = { c->m->homes[0] }, .line = { c->m->h.line }, .start = c->start, .length = { LENGTH }, .price = { 10000 }, .worker_pay = { 9000 } });
    struct try_one t = { .m = c->m, .worker = c->worker };
    bool well = give(w, &t, v);
    c->visit = v->record.id;
    return well;
}
static bool move_it(struct work *w, void *data)
{
    struct change *c = data;
    struct visit *v = LOAD(w, visit, c->visit);
    return v && step_run(w, &visit_type, v, "move", &(struct new_time){ .start = c->start, .agreed = true });
}
static bool cancel_it(struct work *w, void *data)
{
    struct visit *v = LOAD(w, visit, ((struct change *)data)->visit);
    return v && step_run(w, &visit_type, v, "cancel", &(struct cancellation){ .reason = CANCEL_DUPLICATE });
}

TEST_DB(a_time_is_taken_moved_and_given_back_in_the_very_next_answer)
{
    struct market m;
    if (!market_open(&m)) return;
    struct change c = { .m = &m };
    int64_t her = m.crew[1];
    instant then = free_hour(&c, her, 10), later = free_hour(&c, her, 17);
    hers(&c, her, then);
    CHECK(change_write(&c, AS_NOBODY, book_her));
    EQUAL(hers(&c, her, then), SLOT_BUSY);
    c.start = later;
    CHECK(change_write(&c, AS_NOBODY, move_it));
    EQUAL(hers(&c, her, then), SLOT_CAN);
    EQUAL(hers(&c, her, later), SLOT_BUSY);
    CHECK(change_write(&c, AS_NOBODY, cancel_it));
    EQUAL(hers(&c, her, later), SLOT_CAN);
    visit_house_close(&m.h);
}

static bool ask_leave(struct work *w, void *data)
{
    struct change *c = data;
    struct worker_leave *l = MADE(w, worker_leave, { .state = LEAVE_REQUESTED, .worker = { c->worker }, .kind = LEAVE_PERSONAL, .start = c->start, .until = { c->start.ms + HOURS(3) } });
    bool well = ADD(w, worker_leave, l);
    c->record = l->record.id;
    return well;
}
static bool approve_leave(struct work *w, void *data)
{
    struct worker_leave *l = LOAD(w, worker_leave, ((struct change *)data)->record);
    return l && step_run(w, &worker_leave_type, l, "approve", NULL);
}
static bool cancel_leave(struct work *w, void *data)
{
    struct worker_leave *l = LOAD(w, worker_leave, ((struct change *)data)->record);
    w->reason = "不去了";
    return l && step_run(w, &worker_leave_type, l, "cancel", NULL);
}
static bool medical_ends(struct work *w, void *data)
{
    const struct change *c = data;
    db_exec(w, SQL("update credential set valid_to = $3 where worker = $1 and kind = $2"), BIND(num(c->worker), num(CREDENTIAL_MEDICAL), num(day_of(c->start).number - 1)));
    return !failed(w);
}
static bool new_medical(struct work *w, void *data)
{
    struct change *c = data;
    struct credential *paper = MADE(w, credential, { .record.branch = { c->m->h.branch }, .state = CREDENTIAL_VALID, .worker = { c->worker }, .kind = CREDENTIAL_MEDICAL, .medical = MEDICAL_GENERAL, .result = RESULT_PASS,
        .valid_from = { HOUSE_DAY - 1, true }, .valid_to = { HOUSE_DAY + 300, true } });
    return ADD(w, credential, paper);
}

TEST_DB(a_leave_and_a_paper_count_from_the_moment_they_are_decided)
{
    struct market m;
    if (!market_open(&m)) return;
    struct change c = { .m = &m };
    int64_t her = m.crew[1];
    instant then = free_hour(&c, her, 10);
    hers(&c, her, then);
    CHECK(change_write(&c, AS_NOBODY, ask_leave));
    EQUAL(hers(&c, her, then), SLOT_CAN);                   /* asked for is not approved */
    CHECK(change_write(&c, AS_NOBODY, approve_leave));
    EQUAL(hers(&c, her, then), SLOT_BUSY);
    CHECK(change_write(&c, AS_NOBODY, cancel_leave));
    EQUAL(hers(&c, her, then), SLOT_CAN);
    CHECK(change_write(&c, AS_NOBODY, medical_ends));
    EQUAL(hers(&c, her, then), SLOT_PAPERS);
    CHECK(change_write(&c, AS_NOBODY, new_medical));
    EQUAL(hers(&c, her, then), SLOT_CAN);
    visit_house_close(&m.h);
}

/* The fourth worker's check ends on the third day: nothing is written, a day passes. */
TEST_DB(a_paper_that_runs_out_by_the_day_takes_the_times_with_it)
{
    struct market m;
    if (!market_open(&m)) return;
    struct change c = { .m = &m };
    CHECK(hers(&c, m.crew[3], house_at(3, 12, 0)) != SLOT_PAPERS);
    EQUAL(hers(&c, m.crew[3], house_at(4, 12, 0)), SLOT_PAPERS);
    EQUAL(hers(&c, m.crew[3], house_at(5, 12, 0)), SLOT_PAPERS);
    CHECK(hers(&c, m.crew[3], house_at(6, 12, 0)) != SLOT_PAPERS);
    visit_house_close(&m.h);
}

static bool better_price(struct work *w, void *data)
{
    struct change *c = data;
    struct price_rule *p = MADE(w, price_rule, { .state = PRICE_PUBLISHED, .line = { c->m->h.line }, .name = "新价", .valid_from = { day_of(c->start).number }, .unit_price = { 6000 }, .worker_percent = 75 });
    return ADD(w, price_rule, p);
}
static bool longer(struct work *w, void *data)
{
    struct service_line *l = LOAD(w, service_line, ((struct change *)data)->m->h.line);
    if (!l) return false;
    l->least.count = 180;
    return SAVE(w, service_line, l);
}
static bool near_only(struct work *w, void *data)
{
    (void)data;
    struct setting *s = MADE(w, setting, { .code = SETTING_LONGEST_WAY, .since = { HOUSE_DAY }, .value = "11" });
    return ADD(w, setting, s);
}

TEST_DB(price_length_and_settings_count_at_once)
{
    struct market m;
    if (!market_open(&m)) return;
    struct change c = { .m = &m, .home = 3 };
    instant then = house_at(11, 12, 0);                     /* a Friday; she asks for 40 an hour, and 37.50 is paid */
    EQUAL(hers(&c, m.crew[5], then), SLOT_PAY);
    EQUAL(c.length, 120);
    CHECK(change_write(&c, AS_NOBODY, better_price));
    EQUAL(hers(&c, m.crew[5], then), SLOT_CAN);
    instant free = free_hour(&c, m.crew[1], 11);
    CHECK(change_write(&c, AS_NOBODY, near_only));
    EQUAL(hers(&c, m.crew[1], free), SLOT_WAY);
    CHECK(change_write(&c, AS_NOBODY, longer));
    m.q.length = 0;
    CHECK(in_write(&m, ask));
    EQUAL(m.slots->length, 180);
    visit_house_close(&m.h);
}

/* ---- what half a year says of workers is for their order, and ten minutes old at most ---- */

struct pasts { struct market *m; int kept, read; };

static int visits_in(const struct past_rows *rows)
{
    int n = 0;
    for (int i = 0; i < rows->count; i++) n += rows->at[i].visits;
    return n;
}
static bool look_back(struct work *w, void *data)
{
    struct pasts *p = data;
    struct past_rows kept = past_kept(w, p->m->h.branch, (day){ HOUSE_DAY }), read = past_read(w, p->m->h.branch, (day){ HOUSE_DAY });
    p->kept = visits_in(&kept);
    p->read = visits_in(&read);
    return !failed(w);
}
static bool all_was_done_last_month(struct work *w, void *data)
{
    (void)data;
    return db_exec(w, SQL("update visit set state = 8, start = start - $1 where worker is not null"), BIND(num(DAYS(40)))) > 0;
}
static bool past_at(struct pasts *p, int minute, db_run *run) { return visit_house_write(&(struct visit_house_act){ .house = &p->m->h, .run = run, .data = p, .now = house_at(0, 10, minute) }); }

TEST_DB(what_half_a_year_says_of_workers_is_kept_for_ten_minutes)
{
    struct market m;
    if (!market_open(&m)) return;
    struct pasts p = { .m = &m };
    CHECK(past_at(&p, 0, look_back));
    EQUAL(p.kept, 0);
    CHECK(past_at(&p, 1, all_was_done_last_month) && past_at(&p, 9, look_back));
    CHECK(p.kept == 0 && p.read > BUSY / 2);
    CHECK(past_at(&p, 11, look_back));
    EQUAL(p.kept, p.read);
    visit_house_close(&m.h);
}
