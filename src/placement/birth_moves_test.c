/* birth_moves_test.c — the child comes while the contract is still on its way: it is moved whatever became of it so far (T06; of_contract.c). */
#include "placement/placement_house_test.h"

struct coming { struct placement_house *h; enum contract_state state; int64_t demand, contract; };

static bool written(struct work *w, void *data)
{
    struct coming *c = data;
    struct placement_house *h = c->h;
    struct demand d = { .customer = { h->customer }, .household = { h->home }, .line = { h->maternity }, .wanted = "住家二十六天", .start_from = { HOUSE_DAY + 40 }, .expected = { HOUSE_DAY + 40, true }, .term = 26, .arrangement = ARRANGED_LIVE_IN, .source = SOURCE_REFERRAL };
    if (!ADD(w, demand, &d)) return false;
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = print(w, "YS-%d", (int)c->state), .customer = { h->customer }, .household = { h->home }, .worker = { h->workers[0] }, .line = { h->maternity }, .mode = CONTRACT_AGENCY,
        .first = { HOUSE_DAY + 40 }, .last = { HOUSE_DAY + 65 }, .wage = { 1480000 }, .fee = { 444000 }, .demand = { d.record.id } };
    if (!ADD(w, contract, &k)) return false;
    db_exec(w, SQL("update contract set state = $2, demand = $3 where id = $1"), BIND(num(k.record.id), num(c->state), num(d.record.id)));
    c->demand = d.record.id;
    c->contract = k.record.id;
    return !failed(w);
}
static bool born(struct work *w, void *data)
{
    const struct coming *c = data;
    db_exec(w, SQL("update demand set start_from = $2, born = $2 where id = $1"), BIND(num(c->demand), num(HOUSE_DAY - 1)));
    return !failed(w) && placement_of_birth(w, &demand_type, c->demand);
}

static int64_t first_day(const struct coming *c)
{
    return db_one(c->h->w, SQL("select first * 1000 + last - first from contract where id = $1"), BIND(num(c->contract)), 0);
}
static bool look(struct work *w, void *data)
{
    const struct coming *c = data;
    (void)w;
    EQUAL(first_day(c), (c->state == CONTRACT_WITHDRAWN ? HOUSE_DAY + 40 : HOUSE_DAY - 1) * INT64_C(1000) + 25);
    return true;
}

TEST_DB(the_child_moves_a_contract_that_is_written_or_under_signature_and_none_that_is_over)
{
    static const struct { enum contract_state state; const char *says; } cases[] = { { CONTRACT_DRAFT, "written" }, { CONTRACT_PARTLY_SIGNED, "under signature" }, { CONTRACT_SIGNED, "signed" }, { CONTRACT_WITHDRAWN, "withdrawn" } };
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct coming c = { .h = &h, .state = cases[i].state };
        CASE(cases[i].says);
        CHECK(placement_write(&h, written, &c) && placement_write(&h, born, &c) && placement_write(&h, look, &c));
    }
    CASE(NULL);
    placement_house_close(&h);
}

static bool booked_around_a_birth(struct work *w, void *data)
{
    struct placement_house *h = data;
    struct placement p = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .worker = { h->workers[0] }, .mode = SERVICE_ASSIGN, .live_in = true, .first = { HOUSE_DAY + 40 }, .last = { HOUSE_DAY + 65 }, .wage = { 660000 },
        .expected = { HOUSE_DAY + 40, true } };
    return ADD(w, placement, &p);
}
/* A family asked about a nurse, told the day, and took a nanny in the end. */
static bool taken_as_another_service(struct work *w, void *data)
{
    struct coming *c = data;
    struct placement_house *h = c->h;
    db_exec(w, SQL("update contract set line = $2, state = $3, worker = $4 where id = $1"), BIND(num(c->contract), num(h->line), num(CONTRACT_SIGNED), num(h->workers[1])));
    return !failed(w);
}
static bool signed_by_all(struct work *w, void *data) { return placement_of_contract(w, &contract_type, ((const struct coming *)data)->contract); }
static bool no_birth_in_it(struct work *w, void *data)
{
    const struct coming *c = data;
    EQUAL(db_one(w, SQL("select count(*) from placement where contract = $1 and expected is null and window_days = 0"), BIND(num(c->contract)), -1), 1);
    return true;
}

TEST_DB(only_a_maternity_nurse_is_booked_around_a_birth)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(!placement_write(&h, booked_around_a_birth, &h));
    SAME_TEXT(h.w->field, "expected");
    struct coming c = { .h = &h, .state = CONTRACT_SIGNED };
    CHECK(placement_write(&h, written, &c) && placement_write(&h, taken_as_another_service, &c) && placement_write(&h, signed_by_all, &c) && placement_write(&h, no_birth_in_it, &c));
    placement_house_close(&h);
}

static bool by_who_is_free(struct work *w, void *data)
{
    const struct coming *c = data;
    db_exec(w, SQL("update contract set worker = $2 where id = $1"), BIND(num(c->contract), num(c->h->workers[1])));
    return !failed(w);
}
/* Her days are taken; the demand's own judgement has put the backup in her place. */
static bool backup_stands_in(struct work *w, void *data)
{
    const struct coming *c = data;
    struct recommendation r = { .demand = { c->demand }, .worker = { c->h->workers[2] }, .first = { HOUSE_DAY + 58 }, .last = { HOUSE_DAY + 83 } };
    if (!ADD(w, recommendation, &r)) return false;
    db_exec(w, SQL("update recommendation set state = 11, backup = 0 where id = $1"), BIND(num(r.record.id)));
    db_exec(w, SQL("update demand set start_from = $2, expected = $2 where id = $1"), BIND(num(c->demand), num(HOUSE_DAY + 58)));
    return !failed(w) && placement_of_birth(w, &demand_type, c->demand);
}
static bool family_and_office_know(struct work *w, void *data)
{
    const struct coming *c = data;
    EQUAL(db_one(w, SQL("select worker from placement where contract = $1"), BIND(num(c->contract)), 0), c->h->workers[2]);
    EQUAL(db_one(w, SQL("select count(*) from message where template = 'placement.another_nurse'"), NO_BIND, 0), 1);
    EQUAL(db_one(w, SQL("select count(*) from deadline where rule = 'remind.contract_names' and record = $1 and done_at = 0"), BIND(num(c->contract)), 0), 1);
    return true;
}

TEST_DB(where_the_backup_takes_the_nurses_place_the_family_hears_why_and_the_contract_is_to_be_amended)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    struct coming c = { .h = &h, .state = CONTRACT_SIGNED };
    CHECK(placement_write(&h, written, &c) && placement_write(&h, by_who_is_free, &c) && placement_write(&h, signed_by_all, &c));
    CHECK(placement_write(&h, backup_stands_in, &c) && placement_write(&h, family_and_office_know, &c));
    placement_house_close(&h);
}
