/* running_late_test.c — the customer after a visit that runs over: who is reckoned late, told once for each delay, and never by itself unless the branch says so. */
#include "operations/running_late.h"
#include <string.h>
#include "company/company.h"
#include "messages/messages.h"
#include "operations/visit_fields.h"
#include "operations/visit_house_test.h"

TEST(a_delay_is_reckoned_from_what_was_begun_and_in_whole_five_minutes)
{
    instant nine = house_at(1, 9, 0);
    EQUAL(running_late_expected(house_at(1, 10, 0), nine, HOURS(3), 15).ms, house_at(1, 12, 15).ms);
    EQUAL(running_late_expected(house_at(1, 12, 31), nine, HOURS(3), 15).ms, house_at(1, 12, 50).ms);          /* over already: it takes until now at least */
    struct running_late late = { .start = house_at(1, 12, 30), .expected = house_at(1, 12, 50) };
    CHECK(running_late_is_news(&late));
    late.told = house_at(1, 12, 45);
    CHECK(!running_late_is_news(&late));
    late.expected = house_at(1, 12, 55);
    CHECK(running_late_is_news(&late));
}

struct next { struct visit_house *h; int64_t id; int told, news; instant expected; };
static bool book_next(struct work *w, void *data)
{
    struct next *n = data;
    struct visit v = { .customer = { n->h->customer }, .household = { n->h->home }, .line = { n->h->line }, .start = house_at(1, 12, 30), .length = { 120 }, .price = { 10000 }, .worker_pay = { 7500 } };
    if (!ADD(w, visit, &v)) return false;
    n->id = v.record.id;
    return true;
}
static bool look(struct work *w, void *data)
{
    struct next *n = data;
    struct running_late late[MOST_RUNNING_LATE];
    int count = running_late_read(w, n->h->branch, 0, late);
    n->news = count == 1 && late[0].visit == n->id && running_late_is_news(&late[0]);
    n->expected = count ? late[0].expected : (instant){ 0 };
    struct found all = LOAD_WHERE(w, message, "channel = 1 and about_id = $1 order by id", BIND(num(n->id)));
    n->told = 0;
    for (int i = 0; i < all.count; i++) {
        const struct message *m = FOUND(struct message, all, i);
        const struct message_declared *d = message_declared(w, m->template);
        if (!d || strcmp(d->code, "customer.late")) continue;
        n->told++;
        CHECK(strstr(m->body, "王师傅") && strstr(m->body, "预计") && strstr(m->body, ":"));
    }
    return !failed(w);
}
static struct next seen(struct next *n, instant now)
{
    CHECK(visit_house_write(&(struct visit_house_act){ .house = n->h, .now = now, .run = look, .data = n }));
    return *n;
}
static bool step(struct visit_house *h, int64_t visit, enum visit_house_who who, instant now, text name, const void *input)
{
    struct visit_house_step s = { .type = &visit_type, .record = visit, .step = name, .input = input, .reason = "说明" };
    return visit_house_write(&(struct visit_house_act){ .house = h, .who = who, .now = now, .run = visit_house_step, .data = &s });
}
static bool tick(struct work *w, void *data) { (void)data; return running_late_tell(w); }
static bool by_itself(struct work *w, void *data)
{
    const struct visit_house *h = data;
    struct setting s = { .record.branch = { h->branch }, .place = { h->branch }, .code = SETTING_TELL_LATE, .since = day_of(w->now), .value = "1", .name = "", .help = "", .kind = SETTING_FLAG };
    return ADD(w, setting, &s);
}

static bool at_work_and_next(struct visit_house *h, struct next *n)
{
    *n = (struct next){ .h = h };
    bool well = visit_house_write(&(struct visit_house_act){ .house = h, .now = house_at(0, 9, 0), .run = book_next, .data = n });
    for (int i = 0; i < 2; i++) {
        int64_t visit = i ? n->id : h->visit;
        well = well && step(h, visit, AS_DISPATCHER, house_at(0, 10, 0), "assign", &(struct assignment){ .worker = { h->worker } }) && step(h, visit, AS_HER, house_at(0, 10, 5), "accept", NULL);
    }
    return well && step(h, h->visit, AS_HER, house_at(1, 8, 30), "depart", NULL) && step(h, h->visit, AS_HER, house_at(1, 9, 0), "arrive", &(struct arrival){ .code = "" })
        && step(h, h->visit, AS_HER, house_at(1, 9, 0), "begin", NULL);
}

TEST_DB(the_next_customer_is_told_once_of_each_delay_that_an_over_run_makes)
{
    struct visit_house h;
    struct next n;
    if (!visit_house_open(&h)) return;
    CHECK(at_work_and_next(&h, &n));
    CHECK(!step(&h, n.id, AS_DISPATCHER, house_at(1, 9, 20), "tell_late", &(struct telling_late){ { 0 } }));     /* more than three hours before */
    EQUAL(seen(&n, house_at(1, 12, 0)).news, 0);                                                                 /* over on time: nobody waits */
    CHECK(!step(&h, n.id, AS_DISPATCHER, house_at(1, 12, 0), "tell_late", &(struct telling_late){ { 0 } }));
    EQUAL(seen(&n, house_at(1, 12, 40)).news, 1);
    instant expected = n.expected;
    CHECK(expected.ms > house_at(1, 12, 45).ms && expected.ms <= house_at(1, 13, 0).ms);
    CHECK(!step(&h, n.id, AS_NOBODY, house_at(1, 12, 40), "tell_late", &(struct telling_late){ { 0 } }));
    CHECK(step(&h, n.id, AS_DISPATCHER, house_at(1, 12, 40), "tell_late", &(struct telling_late){ { 0 } }));
    EQUAL(seen(&n, house_at(1, 12, 40)).told, 1);
    EQUAL(n.news, 0);
    CHECK(!step(&h, n.id, AS_DISPATCHER, house_at(1, 12, 42), "tell_late", &(struct telling_late){ { 0 } }));
    EQUAL(seen(&n, house_at(1, 12, 42)).told, 1);
    CHECK(!step(&h, n.id, AS_DISPATCHER, house_at(1, 12, 42), "tell_late", &(struct telling_late){ house_at(1, 18, 0) }));
    EQUAL(seen(&n, house_at(1, 13, 10)).news, 1);                                                                /* later still: another delay */
    CHECK(step(&h, n.id, AS_DISPATCHER, house_at(1, 13, 10), "tell_late", &(struct telling_late){ house_at(1, 13, 40) }));
    EQUAL(seen(&n, house_at(1, 13, 10)).told, 2);
    visit_house_close(&h);
}

struct crewed { struct next *next; int64_t third; };
static bool lead_by_others(struct work *w, void *data)
{
    const struct crewed *c = data;
    int64_t other = c->next->h->second;
    db_exec(w, SQL("update visit set worker = $2, second = $3 where id = $1"), BIND(num(c->next->id), num(other), num(c->next->h->worker)));
    return !failed(w);
}
static bool in_the_crew(struct work *w, void *data)
{
    const struct crewed *c = data;
    db_exec(w, SQL("update visit set second = null where id = $1"), BIND(num(c->next->id)));
    struct visit *v = LOAD(w, visit, c->next->id);
    struct crew_row *rows = take_many(w, struct crew_row, 2);
    rows[0] = (struct crew_row){ .worker = { c->next->h->second }, .grade = CREW_LEADER };
    rows[1] = (struct crew_row){ .worker = { c->next->h->worker }, .grade = CREW_SKILLED };
    if (!v) return false;
    v->crew = (rows_of){ rows, 2 };
    return SAVE(w, visit, v);
}
TEST_DB(whoever_of_a_crew_is_still_at_work_elsewhere_makes_the_visit_late)
{
    struct visit_house h;
    struct next n;
    if (!visit_house_open(&h)) return;
    CHECK(at_work_and_next(&h, &n));
    struct crewed c = { .next = &n };
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 9, 30), .run = lead_by_others, .data = &c }));
    EQUAL(seen(&n, house_at(1, 12, 0)).news, 0);
    EQUAL(seen(&n, house_at(1, 12, 40)).news, 1);           /* she helps there */
    instant as_second = n.expected;
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 9, 30), .run = in_the_crew, .data = &c }));
    EQUAL(seen(&n, house_at(1, 12, 40)).news, 1);           /* she is one of its crew */
    EQUAL(n.expected.ms, as_second.ms);
    visit_house_close(&h);
}

TEST_DB(a_delay_is_told_by_itself_only_where_the_branch_says_so)
{
    struct visit_house h;
    struct next n;
    if (!visit_house_open(&h)) return;
    CHECK(at_work_and_next(&h, &n));
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 12, 40), .run = tick }));
    EQUAL(seen(&n, house_at(1, 12, 40)).told, 0);
    CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 12, 40), .run = by_itself, .data = &h }));
    for (int i = 0; i < 2; i++) CHECK(visit_house_write(&(struct visit_house_act){ .house = &h, .now = house_at(1, 12, 41), .run = tick }));
    EQUAL(seen(&n, house_at(1, 12, 41)).told, 1);
    visit_house_close(&h);
}
