/* family_wage_test.c — a month that the family pays her itself: each side says its word once the month is over; her no is the office's to clear up. */
#include <jansson.h>
#include <string.h>
#include "payroll/payroll_house_test.h"
#include "placement/placement.h"

static bool family_pays(struct work *w, void *data)
{
    (void)data;
    return db_exec(w, SQL("update contract set mode = $1, payer = $2"), BIND(num(CONTRACT_AGENCY), num(PAYER_CUSTOMER))) == 1;
}

static const struct placement *the_home(struct work *w) { struct found f = LOAD_WHERE(w, placement, "id > $1", BIND(num(0))); return f.count == 1 ? f.at[0] : NULL; }

static bool says_paid(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    const struct placement *p = the_home(w);
    return p && family_wage_paid(w, p, h->workers[1], h->first, (money){ h->amount });
}

/* `who`: 1 she has it, 0 not; `amount`: months behind `first`. */
static bool says_got(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    const struct placement *p = the_home(w);
    if (!p) return false;
    json_t *input = json_pack("{s:I,s:I,s:b}", "placement", (json_int_t)p->record.id, "month", (json_int_t)(h->first.number + h->amount), "got", h->who == 1);
    bool well = family_wage_got(w, h->workers[1], input, "只给了一半");
    json_decref(input);
    return well;
}

/* Its state in `amount`; `who`: how often it stands in the queue. */
static bool look(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, family_wage, "worker = $1", BIND(num(h->workers[1])));
    if (f.count != 1) return false;
    const struct family_wage *x = f.at[0];
    h->amount = x->state;
    h->who = (int)db_one(w, SQL("select count(*) from deadline where type = 'family_wage' and done_at = 0"), NO_BIND, 0);
    CHECK(x->reckoned.fen > 0 && x->customer.id && x->worker.id == h->workers[1]);
    return true;
}

static bool open_home(struct house_of_wages *h) { return wages_write(h, wages_placed_in_a_home) && wages_write(h, wages_add_run) && wages_drive(h, "collect"); }

TEST_DB(both_say_whether_the_family_paid_her_and_her_no_stands_in_the_queue_until_it_is_cleared)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(open_home(&h));
    h.amount = 780000;
    CHECK(!wages_write(&h, says_paid));             /* this wage goes through us */
    CHECK(wages_write(&h, family_pays));
    h.amount = 0;
    CHECK(!wages_write(&h, says_paid));
    SAME_TEXT(h.w->field, "paid");
    h.amount = INT64_C(9000000000000000);
    CHECK(!wages_write(&h, says_paid));
    SAME_TEXT(h.w->field, "paid");
    h.amount = INT32_MAX, h.who = 1;                /* no day at all */
    CHECK(!wages_write(&h, says_got));
    CHECK(h.w->wrong && !strcmp(h.w->wrong->field, "month"));
    h.amount = 31, h.who = 1;
    CHECK(!wages_write(&h, says_got));              /* a month that is not over */
    SAME_TEXT(h.w->field, "month");
    h.amount = 780000;
    CHECK(wages_write(&h, says_paid) && wages_write(&h, look));
    EQUAL(h.amount, FAMILY_WAGE_OPEN);
    EQUAL(h.who, 0);
    h.amount = 0, h.who = 0;
    CHECK(wages_write(&h, says_got) && wages_write(&h, look));
    EQUAL(h.amount, FAMILY_WAGE_NOT_GOT);
    EQUAL(h.who, 1);
    h.amount = 790000;
    CHECK(wages_write(&h, says_paid) && wages_write(&h, look));
    EQUAL(h.amount, FAMILY_WAGE_NOT_GOT);           /* the family alone does not end it */
    h.amount = 0, h.who = 1;
    CHECK(wages_write(&h, says_got) && wages_write(&h, look));
    EQUAL(h.amount, FAMILY_WAGE_AGREED);
    EQUAL(h.who, 0);
    h.amount = 0, h.who = 0;
    CHECK(!wages_write(&h, says_got));              /* settled is settled */
    wages_close(&h);
}

TEST_DB(she_may_speak_first)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(open_home(&h) && wages_write(&h, family_pays));
    h.amount = 0, h.who = 0;
    CHECK(wages_write(&h, says_got) && wages_write(&h, look));
    EQUAL(h.amount, FAMILY_WAGE_NOT_GOT);
    wages_close(&h);
}
