/* price_test.c — what a visit costs, line by line, and that one price is valid on each day and never edited (DOMAIN.md §4.1, T34). */
#include "services/services_house_test.h"

/* ---- the arithmetic ---- */

static day on(int month, int d) { return day_from_date((struct date){ 2026, month, d }); }

struct asked { int64_t price, pay; int lines; };
static struct asked reckon(struct price_rule *rule, struct quote_request r, bool holiday)
{
    struct work w = { .arena = arena_new(), .language = "zh" };
    struct quote q;
    quote_reckon(&w, rule, &r, holiday, &q);
    int64_t sum = 0;
    for (int i = 0; i < q.count; i++) sum += q.lines[i].amount.fen;
    EQUAL(sum, q.price.fen);
    EQUAL(q.price.fen - q.worker_pay.fen, q.margin.fen);
    arena_free(w.arena);
    return (struct asked){ q.price.fen, q.worker_pay.fen, q.count };
}

TEST(a_visit_costs_hours_times_price_but_never_less_than_the_lowest)
{
    struct price_rule rule = { .unit_price = { 5000 }, .least_price = { 10000 }, .worker_percent = 75 };
    struct quote_request three = { .start = day_at(on(3, 4), 540), .quantity = 300, .persons = 1 };
    EQUAL(reckon(&rule, three, false).price, 15000);
    EQUAL(reckon(&rule, three, false).pay, 11250);
    three.quantity = 150;
    struct asked short_one = reckon(&rule, three, false);
    EQUAL(short_one.price, 10000); EQUAL(short_one.lines, 2);
    CASE("two persons");
    three.persons = 2;
    EQUAL(reckon(&rule, three, false).price, 15000);
    CASE("a coupon takes at most everything, and the worker is paid from before it");
    three.coupon.fen = 99999;
    EQUAL(reckon(&rule, three, false).price, 0);
    EQUAL(reckon(&rule, three, false).pay, 11250);
}

TEST(a_day_and_a_month_are_one_of_their_unit_however_many_hours_they_have)
{
    static const struct { enum line_unit unit; int64_t quantity; } units[] = { { UNIT_HOUR, 800 }, { UNIT_PERSON_HOUR, 800 }, { UNIT_VISIT, 100 }, { UNIT_DAY, 100 }, { UNIT_MONTH, 100 }, { UNIT_SQUARE_METRE, 9000 } };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) CHECK(line_quantity(&(struct service_line){ .unit = units[i].unit }, 480, 90) == units[i].quantity);
}

TEST(each_surcharge_holds_when_it_should_and_only_then)
{
    struct { enum surcharge_when when; day on; int minute; bool holiday, far, pet, no_lift, holds; } cases[] = {
        { WHEN_HOLIDAY, on(10, 1), 540, true, false, false, false, true }, { WHEN_HOLIDAY, on(10, 8), 540, false, false, false, false, false },
        { WHEN_EARLY, on(3, 4), 479, false, false, false, false, true }, { WHEN_EARLY, on(3, 4), 480, false, false, false, false, false },
        { WHEN_LATE, on(3, 4), 1200, false, false, false, false, true }, { WHEN_LATE, on(3, 4), 1199, false, false, false, false, false },
        { WHEN_WEEKEND, on(3, 7), 540, false, false, false, false, true }, { WHEN_WEEKEND, on(3, 6), 540, false, false, false, false, false },
        { WHEN_WEEKEND, on(10, 3), 540, true, false, false, false, false },                                         /* a holiday on a Saturday pays once */
        { WHEN_FESTIVAL, on(2, 7), 540, false, false, false, false, true }, { WHEN_FESTIVAL, on(2, 6), 540, false, false, false, false, false },     /* 腊月二十 is 2026-02-07 */
        { WHEN_FESTIVAL, on(2, 17), 540, true, false, false, false, false },
        { WHEN_FAR, on(3, 4), 540, false, true, false, false, true }, { WHEN_PET, on(3, 4), 540, false, false, true, false, true }, { WHEN_NO_LIFT, on(3, 4), 540, false, false, false, true, true },
        { WHEN_FAR, on(3, 4), 540, false, false, true, true, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct surcharge s = { .applies = cases[i].when, .percent = 20, .amount = { 500 } };
        struct price_rule rule = { .unit_price = { 5000 }, .worker_percent = 75, .surcharges = { &s, 1 } };
        struct quote_request r = { .start = day_at(cases[i].on, cases[i].minute), .quantity = 200, .persons = 1, .far = cases[i].far, .pet = cases[i].pet, .no_lift = cases[i].no_lift };
        EQUAL(reckon(&rule, r, cases[i].holiday).price, cases[i].holds ? 12500 : 10000);
    }
}

/* ---- the record ---- */

struct pricing { struct services_house *h; int64_t id, branch, unit; day from; int64_t found; };

static bool draft(struct work *w, void *data)
{
    struct pricing *p = data;
    struct price_rule r = { .record.branch = { p->branch }, .line = { p->h->line }, .name = "2026", .valid_from = p->from, .unit_price = { p->unit }, .worker_percent = 75 };
    if (!ADD(w, price_rule, &r)) return false;
    p->id = r.record.id;
    return true;
}
static bool publish(struct work *w, void *data)
{
    struct price_rule *r = LOAD(w, price_rule, ((struct pricing *)data)->id);
    return r && step_take(w, &price_rule_type, r, "publish", NULL);
}
static bool edit(struct work *w, void *data)
{
    struct price_rule *r = LOAD(w, price_rule, ((struct pricing *)data)->id);
    if (r) r->unit_price.fen = 1;
    return r && SAVE(w, price_rule, r);
}
static bool find(struct work *w, void *data)
{
    struct pricing *p = data;
    p->found = price_on(w, p->h->line, p->branch, p->from);
    return !failed(w);
}
static bool ask(struct work *w, void *data)
{
    const struct pricing *p = data;
    struct quote q;
    struct quote_request r = { .line = p->h->line, .branch = p->branch, .start = day_at(p->from, 540), .quantity = 300, .persons = 1 };
    return quote(w, &r, &q) && q.rule == p->found;
}

static int64_t price_of(struct services_house *h, int64_t branch, day at)
{
    struct pricing p = { .h = h, .branch = branch, .from = at };
    CHECK(services_write(h, &h->reader, find, &p));
    return p.found;
}

TEST_DB(a_price_is_published_by_who_may_from_today_on_and_then_stands)
{
    struct services_house h;
    if (!services_open(&h)) return;
    struct pricing p = { .h = &h, .unit = 5000, .from = on(3, 1) };
    CHECK(services_write(&h, &h.editor, draft, &p));
    CASE("by whom");
    CHECK(!services_write(&h, &h.editor, publish, &p));
    EQUAL(h.w->failure, FORBIDDEN);
    CASE("not for days that are over");
    CHECK(!services_write(&h, &h.publisher, publish, &p));
    SAME_TEXT(h.w->field, "valid_from");
    p.from = on(3, 2);
    CHECK(services_write(&h, &h.editor, draft, &p) && services_write(&h, &h.publisher, publish, &p));
    CASE("not twice, and not edited");
    CHECK(!services_write(&h, &h.publisher, publish, &p));
    EQUAL(h.w->failure, CONFLICT);
    CHECK(!services_write(&h, &the_system, edit, &p));
    SAME_TEXT(h.w->message, "A published price is not edited; make a new one valid from a later day");
    services_close(&h);
}

TEST_DB(the_next_price_ends_the_one_before_on_its_eve_and_a_branch_has_its_own)
{
    struct services_house h;
    if (!services_open(&h)) return;
    struct pricing first = { .h = &h, .unit = 5000, .from = on(3, 2) }, next = { .h = &h, .unit = 5500, .from = on(4, 1) }, own = { .h = &h, .unit = 6000, .from = on(3, 10), .branch = h.branch };
    CHECK(!services_write(&h, &h.reader, ask, &first));
    SAME_TEXT(h.w->message, "There is no published price for this service on {1}");
    CHECK(services_write(&h, &h.editor, draft, &first) && services_write(&h, &h.publisher, publish, &first));
    CHECK(services_write(&h, &h.editor, draft, &next) && services_write(&h, &h.publisher, publish, &next));
    CHECK(services_write(&h, &h.editor, draft, &own) && services_write(&h, &h.publisher, publish, &own));
    EQUAL(price_of(&h, h.other, on(3, 31)), first.id);
    EQUAL(price_of(&h, h.other, on(4, 1)), next.id);
    EQUAL(price_of(&h, h.other, on(3, 1)), 0);
    EQUAL(price_of(&h, h.branch, on(3, 9)), first.id);
    EQUAL(price_of(&h, h.branch, on(3, 10)), own.id);
    CASE("one that begins before the running one is refused");
    struct pricing early = { .h = &h, .unit = 5100, .from = on(3, 20) };
    CHECK(services_write(&h, &h.editor, draft, &early) && !services_write(&h, &h.publisher, publish, &early));
    SAME_TEXT(h.w->message, "“{1}” already begins on {2}");
    services_close(&h);
}
