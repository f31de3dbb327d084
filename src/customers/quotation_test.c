#include "customers/demand_house_test.h"
#include <stdio.h>

/* A maternity nurse for 26 days from day 100 on at 600 yuan a day: 15,600, of which at most 3,120 are an earnest money (DOMAIN.md §4.4). */
static bool priced_demand(struct work *w, void *data)
{
    struct desk *d = data;
    struct household_member baby = { .role = CARE_NEWBORN };
    struct price_rule p = { .state = PRICE_PUBLISHED, .line = { d->maternity }, .name = "月嫂", .valid_from = { THE_DAY }, .unit_price = { 60000 }, .worker_percent = 80 };
    if (!ADD(w, price_rule, &p)) return false;
    struct demand x = { .customer = { d->customer }, .line = { d->maternity }, .wanted = "24小时", .start_from = { THE_DAY + 100 }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4,
        .decides = DECIDES_CALLER, .source = SOURCE_PHONE, .cared = { &baby, 1 }, .expected = { THE_DAY + 100, true } };
    bool well = ADD(w, demand, &x);
    d->demand = x.record.id;
    return well;
}
static bool open_priced(struct desk *d) { return desk_open(d) && act(d, at(0, 9), priced_demand, d) && step_at(d, at(0, 10), "confirm", NULL); }

struct quoting { struct desk *d; struct quotation made; int64_t id; };
static bool quote_it(struct work *w, void *data)
{
    struct quoting *q = data;
    struct quotation x = q->made;
    x.demand.id = q->d->demand;
    bool well = ADD(w, quotation, &x);
    q->id = x.record.id;
    return well;
}
static int64_t quoted(struct desk *d)
{
    struct quoting q = { .d = d, .made = { .exclusions = "不做全家的饭", .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 312000 } } };
    CHECK(act(d, at(0, 11), quote_it, &q));
    return q.id;
}
static bool go(struct desk *d, instant now, int64_t id, text step, const void *input) { return step_on(d, now, &quotation_type, id, step, input); }

struct look { int64_t id, price, more_day, waiting, amount; };
static bool look_at(struct work *w, void *data)
{
    struct look *l = data;
    const struct quotation *q = LOAD(w, quotation, l->id);
    if (!q) return false;
    l->price = q->price.fen;
    l->more_day = q->more_day.fen;
    l->waiting = q->waiting_day.fen;
    l->amount = q->lines.count ? ROW(struct quotation_line, q->lines, 0)->amount.fen : 0;
    return true;
}

TEST_DB(a_quotation_begins_with_the_price_list_and_rings_after_two_hours)
{
    struct desk d;
    if (!open_priced(&d)) return;
    EQUAL(due_of(&d, "demand", d.demand, "quote"), at(0, 12).ms);
    int64_t id = quoted(&d);
    struct look l = { .id = id };
    CHECK(act(&d, at(0, 11), look_at, &l));
    EQUAL(l.price, 1560000);
    EQUAL(l.amount, 1560000);
    EQUAL(l.more_day, 60000);
    EQUAL(l.waiting, 15000);
    EQUAL(due_of(&d, "demand", d.demand, "quote"), at(0, 12).ms);       /* a draft is nothing she has heard of */
    CHECK(go(&d, at(0, 11), id, "offer", NULL));
    EQUAL(due_of(&d, "demand", d.demand, "quote"), 0);
    EQUAL(due_of(&d, "quotation", id, "answer"), at(1, 11).ms);
    CHECK(go(&d, at(1, 9), id, "decline", &(struct quotation_refusal){ QUOTATION_TOO_DEAR, "" }));
    EQUAL(due_of(&d, "demand", d.demand, "quote"), at(1, 11).ms);
    desk_close(&d);
}

static bool edit_exclusions(struct work *w, void *data)
{
    struct quotation *q = LOAD(w, quotation, *(int64_t *)data);
    if (!q) return false;
    q->exclusions = "什么都包括";
    return SAVE(w, quotation, q);
}

TEST_DB(an_earnest_money_above_a_fifth_and_an_offer_without_exclusions_are_refused_and_what_was_offered_stays)
{
    struct desk d;
    if (!open_priced(&d)) return;
    struct quoting dear = { .d = &d, .made = { .exclusions = "x", .deposit_kind = DEMAND_DEPOSIT_EARNEST, .deposit = { 312001 } } };
    CHECK(!act(&d, at(0, 11), quote_it, &dear));
    SAME_TEXT(d.w->field, "deposit");
    struct quoting bare = { .d = &d };
    CHECK(act(&d, at(0, 11), quote_it, &bare));
    CHECK(!go(&d, at(0, 11), bare.id, "offer", NULL));                  /* the line of this house says nothing of what is not included */
    EQUAL(d.w->failure, CONFLICT);
    int64_t id = quoted(&d);
    CHECK(go(&d, at(0, 11), id, "offer", NULL));
    CHECK(!act(&d, at(0, 12), edit_exclusions, &id));
    SAME_TEXT(d.w->field, "exclusions");
    desk_close(&d);
}

static bool expire(struct work *w, void *data) { (void)data; return quotations_expire(w); }

static bool in_state(struct work *w, int64_t demand, enum demand_state state)
{
    db_exec(w, SQL("update demand set state = $1 where id = $2"), BIND(num(state), num(demand)));
    return !failed(w);
}
static bool somebody_found(struct work *w, void *data) { return in_state(w, ((struct desk *)data)->demand, DEMAND_CONTRACTING); }
static bool nobody_again(struct work *w, void *data) { return in_state(w, ((struct desk *)data)->demand, DEMAND_MATCHING); }
static bool looks_again(struct work *w, void *data) { return quotation_looks_again(w, &demand_type, ((struct desk *)data)->demand); }

TEST_DB(another_offer_takes_its_place_it_runs_out_by_its_day_and_goes_with_the_demand)
{
    struct desk d;
    if (!open_priced(&d)) return;
    int64_t first = quoted(&d), second = quoted(&d);
    CHECK(go(&d, at(0, 11), first, "offer", NULL) && go(&d, at(0, 12), second, "offer", NULL));
    EQUAL(state_of(&d, &quotation_type, first), QUOTATION_WITHDRAWN);
    CHECK(desk_act(&d, &the_system, at(7, 12), expire, NULL));          /* valid for seven days, the last of them too */
    EQUAL(state_of(&d, &quotation_type, second), QUOTATION_OFFERED);
    CHECK(!go(&d, at(8, 8), second, "accept", &(struct quotation_yes){ "电话" }));
    CHECK(desk_act(&d, &the_system, at(8, 9), expire, NULL));
    EQUAL(state_of(&d, &quotation_type, second), QUOTATION_EXPIRED);
    int64_t third = quoted(&d);
    CHECK(go(&d, at(0, 13), third, "offer", NULL) && go(&d, at(0, 14), third, "accept", &(struct quotation_yes){ "到店" }));
    EQUAL(due_of(&d, "quotation", third, "use"), 0);                    /* nobody is found yet: there is no contract to write */
    CHECK(desk_act(&d, &the_system, at(0, 20), somebody_found, &d) && desk_act(&d, &the_system, at(0, 21), looks_again, &d));
    EQUAL(due_of(&d, "quotation", third, "use"), at(0, 25).ms);
    CHECK(desk_act(&d, &the_system, at(0, 22), nobody_again, &d) && desk_act(&d, &the_system, at(0, 22), looks_again, &d));
    EQUAL(due_of(&d, "quotation", third, "use"), 0);
    CHECK(step_at(&d, at(1, 9), "lose", &(struct { enum lost_reason reason; }){ LOST_PRICE }));
    EQUAL(state_of(&d, &quotation_type, third), QUOTATION_WITHDRAWN);
    EQUAL(due_of(&d, "demand", d.demand, "quote"), 0);
    desk_close(&d);
}

struct depositing { struct desk *d; int64_t fen; enum demand_deposit kind; };
static bool take_deposit(struct work *w, void *data)
{
    const struct depositing *p = data;
    struct demand *d = LOAD(w, demand, p->d->demand);
    if (!d) return false;
    d->deposit_kind = p->kind;
    d->deposit.fen = p->fen;
    return SAVE(w, demand, d);
}

TEST_DB(a_demand_takes_at_most_a_fifth_of_its_price_as_earnest_money_and_more_as_paid_in_advance)
{
    struct desk d;
    if (!open_priced(&d)) return;
    CHECK(!act(&d, at(0, 11), take_deposit, &(struct depositing){ &d, 312001, DEMAND_DEPOSIT_EARNEST }));
    SAME_TEXT(d.w->field, "deposit");
    CHECK(act(&d, at(0, 11), take_deposit, &(struct depositing){ &d, 312001, DEMAND_DEPOSIT_ADVANCE }));
    CHECK(act(&d, at(0, 11), take_deposit, &(struct depositing){ &d, 312000, DEMAND_DEPOSIT_EARNEST }));
    desk_close(&d);
}

struct linked { int64_t id; text token; bool opens; };
static bool make_link(struct work *w, void *data)
{
    struct linked *l = data;
    text token = quotation_link(w, LOAD(w, quotation, l->id));
    if (!token) return false;
    static char kept[80];
    snprintf(kept, sizeof kept, "%s", token);
    l->token = kept;
    return true;
}
static bool open_link(struct work *w, void *data)
{
    struct linked *l = data;
    l->opens = quotation_by_link(w, l->token, true) != NULL;
    return l->opens;
}

TEST_DB(a_link_opens_what_was_offered_until_its_day_and_never_a_draft)
{
    struct desk d;
    if (!open_priced(&d)) return;
    struct linked l = { .id = quoted(&d) };
    CHECK(!act(&d, at(0, 11), make_link, &l));
    CHECK(go(&d, at(0, 11), l.id, "offer", NULL) && act(&d, at(0, 11), make_link, &l));
    CHECK(desk_act(&d, &the_system, at(7, 20), open_link, &l));
    CHECK(!desk_act(&d, &the_system, at(8, 1), open_link, &l));
    EQUAL(d.w->failure, NOT_FOUND);
    l.token = "nothing";
    CHECK(!desk_act(&d, &the_system, at(1, 1), open_link, &l));
    desk_close(&d);
}

/* ---- by the month (DOMAIN.md §4.3) ---- */

static bool nanny_wanted(struct work *w, void *data)
{
    struct desk *d = data;
    struct service_line line = { .name = "住家保姆", .code = "NANNY", .glyph = "保", .category = LINE_NANNY, .unit = UNIT_MONTH, .medical = MEDICAL_INFANT };
    if (!ADD(w, service_line, &line)) return false;
    struct demand x = { .customer = { d->customer }, .line = { line.record.id }, .wanted = "24小时", .start_from = day_from_date((struct date){ 2026, 12, 15 }), .term = 178, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4,
        .decides = DECIDES_CALLER, .source = SOURCE_PHONE };
    bool well = ADD(w, demand, &x);
    d->demand = x.record.id;
    return well;
}

struct by_month { struct desk *d; struct quotation seen; };
static bool quote_by_month(struct work *w, void *data)
{
    struct by_month *m = data;
    struct quotation_line lines[] = { { .item = QUOTED_SERVICE, .what = "服务费", .unit = { 600000 } }, { .item = QUOTED_MANAGEMENT, .what = "管理费", .unit = { 76000 } }, { .item = QUOTED_FEE, .what = "一次性", .unit = { 100000 } } };
    struct quotation q = { .demand = { m->d->demand }, .lines = { lines, 3 }, .exclusions = "x" };
    if (!ADD(w, quotation, &q)) return false;
    m->seen = *LOAD(w, quotation, q.record.id);
    return true;
}

/* 15 December to 10 June, 178 days with four rest days a month: 17 and 10 days of months begun and ended, three of them her rest. */
TEST_DB(days_beyond_whole_months_are_in_the_price_as_they_will_be_billed)
{
    struct desk d;
    if (!desk_open(&d)) return;
    struct by_month m = { .d = &d };
    CHECK(act(&d, at(0, 9), nanny_wanted, &d) && act(&d, at(0, 10), quote_by_month, &m));
    EQUAL(m.seen.each, QUOTED_FOR_MONTH);
    EQUAL(m.seen.a_month.fen, 676000);
    EQUAL(m.seen.months, 5);
    EQUAL(m.seen.days_over, 15 + 9);
    EQUAL(m.seen.over.fen, 24 * 26000);
    EQUAL(m.seen.price.fen, 5 * 676000 + 24 * 26000 + 100000);
    EQUAL(m.seen.more_day.fen, 26000);
    desk_close(&d);
}
