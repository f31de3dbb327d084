/* What is called free can be assigned, what is called none is refused for everybody: tried by the step itself, start by start. */
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
    int of[SLOT_FREE + 1] = { 0 };
    if (!ask(w, m)) return false;
    EQUAL(m->slots->day_count, m->q.days);
    for (int i = 0; i < m->slots->day_count && !failed(w); i++) {
        for (int k = 0; k < m->slots->days[i].count && !failed(w); k++) {
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
    EQUAL(slot_no_sentence(w, SLOT_WEEKDAY) != NULL, 1);
    CHECK(open > 0);
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
