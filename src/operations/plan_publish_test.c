/* plan_publish_test.c — a proposal is published as a whole: swaps, what is taken away, and what somebody has changed meanwhile. */
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "operations/gear.h"
#include "operations/plan_proposal.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

/* Both have ten hours of the eleven that an employee may work: two in the morning, two in the afternoon. */
enum { HER_MORNING, HER_AFTERNOON, OTHER_MORNING, OTHER_AFTERNOON, NOBODYS, VISITS };
struct full_day { struct visit_house h; int64_t visits[VISITS]; struct plan_proposal proposal; char says[600]; int64_t without; };

static bool add_one(struct work *w, struct full_day *d, int i, int64_t worker)
{
    struct visit v = { .customer = { d->h.customer }, .household = { d->h.home }, .line = { d->h.line }, .start = i % 2 || i == NOBODYS ? house_at(1, 13, 30) : house_at(1, 8, 0), .length = { 300 }, .price = { 25000 }, .worker_pay = { 18750 } };
    if (!ADD(w, visit, &v)) return false;
    d->visits[i] = v.record.id;
    return !worker || step_run(w, &visit_type, record_peek(w, &visit_type, v.record.id), "assign", &(struct assignment){ .worker = { worker }, .how = OFFER_OFFICE });
}

static bool fill(struct work *w, void *data)
{
    struct full_day *d = data;
    for (int i = 0; i < VISITS; i++)
        if (!add_one(w, d, i, i == NOBODYS ? 0 : i < OTHER_MORNING ? d->h.worker : d->h.second)) return false;
    return true;
}

static bool full_day(struct full_day *d)
{
    *d = (struct full_day){ .proposal = { .day = { HOUSE_DAY + 1 }, .last = { HOUSE_DAY + 1 } } };
    if (!visit_house_open(&d->h)) return false;
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &d->h, .now = house_at(0, 9, 0), .run = fill, .data = d }));
    return true;
}

/* What the engine would have written: the visit as it stands, and who has it afterwards (0: nobody). */
static void moves(struct work *w, struct full_day *d, int i, int64_t to)
{
    const struct visit *v = record_peek(w, &visit_type, d->visits[i]);
    size_t n = strlen(d->says);
    snprintf(d->says + n, sizeof d->says - n, "%s{\"visit\":%lld,\"day\":%d,\"version\":%lld,\"start\":%lld,\"to\":[%s]}", n ? "," : "", (long long)d->visits[i], HOUSE_DAY + 1, (long long)v->record.version, (long long)v->start.ms, to ? print(w, "%lld", (long long)to) : "");
}

static bool plan_swap(struct work *w, void *data)
{
    struct full_day *d = data;
    for (int i = 0; i < NOBODYS; i++) moves(w, d, i, i < OTHER_MORNING ? d->h.second : d->h.worker);
    return !failed(w);
}

static bool publish(struct work *w, void *data)
{
    struct full_day *d = data;
    d->proposal.difference.json = print(w, "{\"moves\":[%s]}", d->says);
    bool well = plan_proposal_publish(w, &d->proposal, &(struct publication){ .without = d->without ? print(w, "%lld", (long long)d->without) : "" });
    snprintf(d->says, sizeof d->says, "%s", d->proposal.outcome.json ? d->proposal.outcome.json : "");
    return well;
}

/* "BBAA-": who has them. */
struct held { struct full_day *d; char by[VISITS + 1]; };
static bool look(struct work *w, void *data)
{
    struct held *s = data;
    for (int i = 0; i < VISITS; i++) {
        const struct visit *v = record_peek(w, &visit_type, s->d->visits[i]);
        s->by[i] = v->worker.id == s->d->h.worker ? 'A' : v->worker.id == s->d->h.second ? 'B' : '-';
    }
    return !failed(w);
}

static bool run(struct full_day *d, db_run *what, void *data)
{
    return visit_house_write(&(struct visit_house_act){ .house = &d->h, .who = AS_DISPATCHER, .now = house_at(0, 10, 0), .run = what, .data = data });
}

static void expect(struct full_day *d, text by)
{
    struct held s = { .d = d };
    CHECK(run(d, look, &s));
    SAME_TEXT(s.by, by);
}

TEST_DB(two_whose_day_is_full_change_all_their_visits)
{
    struct full_day d;
    if (!full_day(&d)) return;
    expect(&d, "AABB-");
    CHECK(run(&d, plan_swap, &d) && run(&d, publish, &d));
    SAME_TEXT(d.says, "[]");
    expect(&d, "BBAA-");
    visit_house_close(&d.h);
}

static bool plan_taking(struct work *w, void *data)
{
    struct full_day *d = data;
    moves(w, d, NOBODYS, d->h.worker);
    moves(w, d, HER_AFTERNOON, 0);
    return !failed(w);
}

TEST_DB(what_a_plan_takes_from_her_makes_room_for_what_it_gives_her)
{
    struct full_day d;
    if (!full_day(&d)) return;
    CHECK(run(&d, plan_taking, &d) && run(&d, publish, &d));
    SAME_TEXT(d.says, "[]");
    expect(&d, "A-BBA");
    visit_house_close(&d.h);
}

static bool edit(struct work *w, void *data)
{
    struct full_day *d = data;
    struct visit *v = LOAD(w, visit, d->visits[OTHER_MORNING]);
    v->remark = "a dog";
    return SAVE(w, visit, v);
}

TEST_DB(what_somebody_changed_meanwhile_stays_and_so_does_what_needed_its_place)
{
    struct full_day d;
    if (!full_day(&d)) return;
    CHECK(run(&d, plan_swap, &d) && run(&d, edit, &d) && run(&d, publish, &d));
    EQUAL(d.proposal.left_out, 2);
    CHECK(strstr(d.says, "期间有人改过") && strstr(d.says, "已有安排"));
    expect(&d, "ABBA-");
    visit_house_close(&d.h);
}

TEST_DB(what_was_taken_out_by_hand_still_counts_in_her_hours)
{
    struct full_day d;
    if (!full_day(&d)) return;
    d.without = d.visits[HER_AFTERNOON];
    CHECK(run(&d, plan_taking, &d));
    CASE("nothing of it is left: she keeps hers, and the other one has no place");
    CHECK(!run(&d, publish, &d));
    expect(&d, "AABB-");
    visit_house_close(&d.h);
}

/* ---- one van for two, who change their hours ---- */

enum { MORNING, AFTERNOON, WITH_THE_VAN };
struct van_day { struct visit_house h; int64_t visits[WITH_THE_VAN]; struct plan_proposal proposal; int64_t kept, wrong; };

static bool add_van_day(struct work *w, void *data)
{
    struct van_day *d = data;
    struct gear van = { .record.branch = { d->h.branch }, .kind = GEAR_VEHICLE, .name = "金杯 1 号", .plate = "川A00001" };
    if (!ADD(w, gear, &van)) return false;
    db_exec(w, SQL("update service_line set leeway = 600 where id = $1"), BIND(num(d->h.line)));
    for (int i = 0; i < WITH_THE_VAN; i++) {
        struct visit v = { .customer = { d->h.customer }, .household = { d->h.home }, .line = { d->h.line }, .start = house_at(1, i ? 13 : 8, 0), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7000 }, .quote = { "" }, .remark = "", .rating = "", .area = "", .customer_code = "" };
        if (!ADD(w, visit, &v) || !step_run(w, &visit_type, record_peek(w, &visit_type, v.record.id), "assign", &(struct assignment){ .worker = { i ? d->h.second : d->h.worker }, .how = OFFER_OFFICE })) return false;
        struct gear_use u = { .visit = { v.record.id }, .gear = { van.record.id } };
        if (!ADD(w, gear_use, &u)) return false;
        d->visits[i] = v.record.id;
    }
    return true;
}

static bool publish_swap(struct work *w, void *data)
{
    struct van_day *d = data;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "moves");
    for (int i = 0; i < WITH_THE_VAN; i++) {
        const struct visit *v = record_peek(w, &visit_type, d->visits[i]);
        write_object(&j, NULL);
        write_number(&j, "visit", d->visits[i]);
        write_number(&j, "day", HOUSE_DAY + 1);
        write_number(&j, "version", v->record.version);
        write_number(&j, "start", house_at(1, i ? 8 : 13, 0).ms);
        write_list(&j, "to");
        write_number(&j, NULL, i ? d->h.second : d->h.worker);
        write_end(&j, ']');
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    d->proposal = (struct plan_proposal){ .day = { HOUSE_DAY + 1 }, .last = { HOUSE_DAY + 1 }, .difference = { buf_text(&j.out) } };
    return plan_proposal_publish(w, &d->proposal, &(struct publication){ .without = "" });
}

/* Times of the van's calendar that belong to a visit which begins half an hour later, and those that do not. */
static bool look_at_van(struct work *w, void *data)
{
    struct van_day *d = data;
    d->kept = db_one(w, SQL("select count(*) from booking b join gear_use u on u.id = b.source join visit v on v.id = u.visit where b.source_type = 'gear_use' and b.from_at = v.start - 1800000 and u.kept_from = b.from_at"), NO_BIND, 0);
    d->wrong = db_one(w, SQL("select count(*) from booking where source_type = 'gear_use'"), NO_BIND, 0) - d->kept;
    return !failed(w);
}

TEST_DB(two_visits_with_one_van_change_their_hours_and_the_van_goes_with_each)
{
    struct van_day d = { .kept = 0 };
    if (!visit_house_open(&d.h)) return;
    struct visit_house_act act = { .house = &d.h, .now = house_at(0, 9, 0), .run = add_van_day, .data = &d };
    CHECK(visit_house_write(&act));
    act.who = AS_DISPATCHER;
    act.run = publish_swap;
    CHECK(visit_house_write(&act));
    EQUAL(d.proposal.left_out, 0);
    act.run = look_at_van;
    CHECK(visit_house_write(&act));
    EQUAL(d.kept, 2);
    EQUAL(d.wrong, 0);
    visit_house_close(&d.h);
}
