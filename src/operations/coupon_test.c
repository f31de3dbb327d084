/* coupon_test.c — what a coupon takes off and from whom, who may use it when, that it is used once and comes back (DOMAIN.md §4.1). */
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

TEST(a_coupon_takes_off_an_amount_or_a_part_and_never_more_than_the_price)
{
    struct coupon twenty = { .kind = COUPON_AMOUNT, .amount = { 2000 } }, tenth = { .kind = COUPON_PERCENT, .percent = 10, .most = { 1200 } };
    EQUAL(coupon_worth(&twenty, (money){ 15000 }).fen, 2000);
    EQUAL(coupon_worth(&twenty, (money){ 1500 }).fen, 1500);
    EQUAL(coupon_worth(&tenth, (money){ 10005 }).fen, 1001);           /* half up */
    EQUAL(coupon_worth(&tenth, (money){ 15000 }).fen, 1200);
}

struct try { struct visit_house *h; struct coupon coupon; text code; int64_t order, coupon_id; bool after; int quantity_minutes; };

static bool furnish_price(struct work *w, void *data)
{
    const struct try *t = data;
    struct price_rule rule = { .state = PRICE_PUBLISHED, .line = { t->h->line }, .name = "标准价", .valid_from = { HOUSE_DAY - 10 }, .unit_price = { 5000 }, .worker_percent = 75, .after_coupon = t->after };
    return ADD(w, price_rule, &rule);
}

static bool furnish(struct work *w, void *data)
{
    struct try *t = data;
    t->coupon.code = "new20";
    t->coupon.name = "新客立减";
    t->coupon.state = COUPON_RUNNING;
    if (!t->coupon.kind) { t->coupon.kind = COUPON_AMOUNT; t->coupon.amount.fen = 2000; }
    if (!t->coupon.funder) t->coupon.funder = FUNDED_BY_PLATFORM;
    if (!t->coupon.valid_from.number) { t->coupon.valid_from.number = HOUSE_DAY - 5; t->coupon.valid_to.number = HOUSE_DAY + 5; }
    if (!furnish_price(w, data) || !ADD(w, coupon, &t->coupon)) return false;
    t->coupon_id = t->coupon.record.id;
    return true;
}

static bool order(struct work *w, void *data)
{
    struct try *t = data;
    struct service_order o = { .customer = { t->h->customer }, .household = { t->h->home }, .line = { t->h->line }, .start = house_at(2, 9, 0), .length = { 180 }, .coupon_code = t->code ? t->code : "NEW20",
        .wishes = "", .channel = "", .channel_number = "", .terms_version = "v3", .contract_number = "" };
    if (!ADD(w, service_order, &o)) return false;
    t->order = o.record.id;
    return true;
}

static bool order_and_confirm(struct work *w, void *data)
{
    struct try *t = data;
    if (!order(w, data)) return false;
    return step_run(w, &service_order_type, LOAD(w, service_order, t->order), "confirm", NULL);
}

static bool write(struct try *t, db_run *run, int on) { return visit_house_write(&(struct visit_house_act){ t->h, AS_MANAGER, house_at(on, 10, 0), { 0 }, run, t }); }

static bool golden(struct work *w, void *data)
{
    const struct try *t = data;
    const struct service_order *o = LOAD(w, service_order, t->order);
    if (!o) return false;
    SAME_TEXT(o->coupon_code, "NEW20");
    EQUAL(o->price.fen, 13000);
    EQUAL(o->worker_pay.fen, t->after ? 9750 : 11250);
    EQUAL(o->price.fen - o->worker_pay.fen, t->after ? 3250 : 1750);
    EQUAL(o->coupon_funder, FUNDED_BY_PLATFORM);
    CHECK(strstr(o->quote.json, "NEW20") && strstr(o->quote.json, t->after ? "\"share_after_coupon\":true" : "\"share_after_coupon\":false"));
    return true;
}

static void three_hours_with_a_coupon_of_twenty(bool after)
{
    struct visit_house h;
    struct try t = { .h = &h, .after = after };
    if (visit_house_open(&h)) {
        CHECK(write(&t, furnish, 0));
        CHECK(write(&t, order_and_confirm, 0));
        CHECK(write(&t, golden, 0));
    }
    visit_house_close(&h);
}
TEST_DB(the_worker_gets_112_50_of_150_when_her_share_is_reckoned_before_the_coupon) { three_hours_with_a_coupon_of_twenty(false); }
TEST_DB(the_worker_gets_97_50_when_her_share_is_reckoned_after_it) { three_hours_with_a_coupon_of_twenty(true); }

static bool another(struct work *w, void *data)
{
    struct coupon c = *(const struct coupon *)data;
    c.state = COUPON_RUNNING;
    c.kind = COUPON_AMOUNT;
    c.amount.fen = 2000;
    c.funder = FUNDED_BY_BRANCH;
    c.name = "x";
    if (!c.valid_from.number) c.valid_from.number = HOUSE_DAY - 9;
    if (!c.valid_to.number) c.valid_to.number = HOUSE_DAY + 9;
    return ADD(w, coupon, &c);
}

TEST_DB(a_coupon_that_does_not_hold_is_refused_with_what_would_make_it_work)
{
    static struct { text says; struct coupon coupon; } cases[] = {
        { "cannot be used", { .code = "ELSE" } }, { "holds from", { .code = "MINIMUM", .minimum = { 15001 } } }, { "valid from", { .code = "EARLY", .valid_from = { HOUSE_DAY + 1 } } },
        { "valid from", { .code = "LATE", .valid_to = { HOUSE_DAY - 1 } } }, { NULL, { .code = "FITS", .minimum = { 15000 } } },
    };
    struct visit_house h;
    struct try t = { .h = &h };
    if (visit_house_open(&h) && write(&t, furnish, 0))
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            CASE(cases[i].coupon.code);
            t.code = cases[i].coupon.code;
            if (i) CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_NOBODY, house_at(-2, 10, 0), { 0 }, another, &cases[i].coupon }));
            EQUAL(write(&t, order, 0), !cases[i].says);
            if (!cases[i].says) continue;
            SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "coupon_code");
            CHECK(h.w->wrong && strstr(h.w->wrong->message, cases[i].says));
        }
    visit_house_close(&h);
}

static bool cancel_as(struct work *w, struct try *t, enum cancel_reason reason)
{
    const struct service_order *o = LOAD(w, service_order, t->order);
    struct visit *v = o ? LOAD(w, visit, o->visit.id) : NULL;
    return v && step_run(w, &visit_type, v, "cancel", &(struct cancellation){ .reason = reason });
}
static bool company_cancels(struct work *w, void *data) { return cancel_as(w, data, CANCEL_NO_WORKER); }
static bool customer_cancels(struct work *w, void *data) { return cancel_as(w, data, CANCEL_FORGOT); }
static bool count(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from coupon_use where state = 1"), NO_BIND, -1); return true; }

TEST_DB(a_coupon_for_once_is_used_once_and_comes_back_when_the_company_cancels)
{
    struct visit_house h;
    struct try t = { .h = &h, .coupon = { .once = true } };
    int64_t n = -1;
    if (visit_house_open(&h)) {
        CHECK(write(&t, furnish, 0));
        CHECK(write(&t, order_and_confirm, 0));
        int64_t first = t.order;
        CHECK(!write(&t, order, 0));
        CHECK(h.w->wrong && strstr(h.w->wrong->message, "each customer has it once"));
        t.order = first;
        CHECK(write(&t, company_cancels, 0));
        CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_MANAGER, { 0 }, { 0 }, count, &n }));
        EQUAL(n, 0);
        CASE("and is used again; now the customer cancels too late: it is gone");
        CHECK(write(&t, order_and_confirm, 0));
        CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_MANAGER, house_at(2, 8, 0), { 0 }, customer_cancels, &t }));
        CHECK(visit_house_write(&(struct visit_house_act){ &h, AS_MANAGER, { 0 }, { 0 }, count, &n }));
        EQUAL(n, 1);
    }
    visit_house_close(&h);
}

struct hers { struct visit_house *h; int count; bool fits; text why; };
static bool give_her(struct work *w, void *data)
{
    const struct hers *p = data;
    struct person other = { .name = "邻居" };
    if (!ADD(w, person, &other)) return false;
    const struct customer *her = LOAD(w, customer, p->h->customer);
    struct customer neighbour = { .record.branch = her->record.branch, .person = { other.record.id }, .source = SOURCE_OTHER };
    if (!ADD(w, customer, &neighbour)) return false;
    struct coupon given[] = { { .code = "LATER", .customer = { p->h->customer }, .valid_from = { HOUSE_DAY + 3 } }, { .code = "SOON", .customer = { p->h->customer }, .valid_to = { HOUSE_DAY + 1 } }, { .code = "GONE", .customer = { p->h->customer }, .valid_to = { HOUSE_DAY - 1 } },
        { .code = "THEIRS", .customer = { neighbour.record.id } }, { .code = "EVERYBODY" }, { .code = "NEW20", .customer = { p->h->customer }, .once = true } };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (!another(w, &given[i])) return false;
    return true;
}
static bool look_at_hers(struct work *w, void *data)
{
    struct hers *p = data;
    const struct customer *her = LOAD(w, customer, p->h->customer);
    struct found all = coupons_of(w, her->person.id);
    p->count = all.count;
    if (all.count < 2) return !failed(w);
    SAME_TEXT(FOUND(struct coupon, all, 0)->code, "SOON");
    struct coupon_case use = { .customer = p->h->customer, .branch = her->record.branch.id, .line = p->h->line, .base = { 15000 } };
    p->fits = !coupon_unfit(w, FOUND(struct coupon, all, 0), &use);
    const struct sentence *why = coupon_unfit(w, FOUND(struct coupon, all, 1), &use);
    p->why = why ? why->message : "";
    return !failed(w);
}

TEST_DB(a_customer_has_the_coupons_she_was_given_until_they_are_used_or_over)
{
    struct visit_house h;
    struct try t = { .h = &h };
    struct hers p = { .h = &h };
    struct visit_house_act give = { &h, AS_NOBODY, house_at(-2, 10, 0), { 0 }, give_her, &p }, look = { &h, AS_MANAGER, house_at(0, 10, 0), { 0 }, look_at_hers, &p };
    if (visit_house_open(&h)) {
        CHECK(visit_house_write(&give) && write(&t, furnish_price, 0));
        CHECK(visit_house_write(&look));
        EQUAL(p.count, 3);
        CHECK(p.fits);
        CHECK(strstr(p.why, "valid from"));
        CASE("one that is for once and was used is hers no more");
        CHECK(write(&t, order_and_confirm, 0));
        CHECK(visit_house_write(&look));
        EQUAL(p.count, 2);
    }
    visit_house_close(&h);
}
