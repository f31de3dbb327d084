/* hire_test.c — whom a signed contract hires, and what is said where it cannot. */
#include <string.h>
#include "contracts/contract_house_test.h"

/* She waits to be hired, and has none of the papers it takes by now: hiring is refused. */
static bool waits_for_nothing(struct work *w, void *data)
{
    const struct paper_house *h = data;
    struct demand d = { .customer = { h->customer }, .household = { h->home }, .line = { h->line }, .wanted = "白天", .start_from = { CONTRACT_DAY + 5 }, .arrangement = ARRANGED_LIVE_IN, .source = SOURCE_REFERRAL };
    if (!ADD(w, demand, &d)) return false;
    db_exec(w, SQL("insert into recommendation (id, branch, version, created_at, changed_at, changed_by, demand, worker, person, state) values ($1, $2, 1, 0, 0, 0, $3, $4, (select person from customer where id = $5), 11)"),
            BIND(num(record_new_id()), num(h->branch), num(d.record.id), num(h->worker), num(h->customer)));
    db_exec(w, SQL("update contract set state = 7, demand = $2, trial_days = 0 where id = $1"), BIND(num(h->contract), num(d.record.id)));
    return !failed(w);
}
_Static_assert(RECOMMENDED_ACCEPTED == 11 && CONTRACT_SIGNED == 7, "the statements above say these by number");

static bool hears_of_the_last_signature(struct work *w, void *data) { return contract_hires(w, &contract_type, ((struct paper_house *)data)->contract); }

static bool office_is_told(struct work *w, void *data)
{
    const struct paper_house *h = data;
    text title = db_one_text(w, SQL("select title from deadline where record = $1 and rule = 'remind.hire'"), BIND(num(h->contract)));
    const char *why = title ? strstr(title, ": ") : NULL;
    CHECK(why && strlen(why) > 5);                              /* what is to be done, and what is in the way */
    EQUAL(db_one(w, SQL("select state from contract where id = $1"), BIND(num(h->contract)), 0), CONTRACT_SIGNED);
    EQUAL(db_one(w, SQL("select state from recommendation where worker = $1"), BIND(num(h->worker)), 0), RECOMMENDED_ACCEPTED);
    return !failed(w);
}

TEST_DB(a_signature_stands_though_hiring_is_refused_and_the_office_reads_why)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, waits_for_nothing, &h));
    CHECK(paper_write(&h, &h.manager, hears_of_the_last_signature, &h));
    CHECK(paper_write(&h, &the_system, office_is_told, &h));
    paper_house_down(&h);
}

/* Written with whom the office had: a demand that was confirmed, and nobody recommended for it. */
static bool nobody_recommended(struct work *w, void *data)
{
    return waits_for_nothing(w, data) && db_exec(w, SQL("delete from recommendation where id > $1"), BIND(num(0))) == 1 && db_exec(w, SQL("update demand set state = $1"), BIND(num(DEMAND_CONFIRMED))) == 1;
}

static bool demand_is_met(struct work *w, void *data)
{
    const struct paper_house *h = data;
    EQUAL(db_one(w, SQL("select count(*) from demand where state = $1 and hired = $2"), BIND(num(DEMAND_FULFILLED), num(h->worker)), 0), 1);
    return !failed(w);
}

TEST_DB(a_demand_whose_contract_names_whom_nobody_recommended_is_met_with_the_last_signature)
{
    struct paper_house h;
    if (!paper_house_up(&h)) return;
    CHECK(paper_write(&h, &the_system, nobody_recommended, &h));
    CHECK(paper_write(&h, &h.manager, hears_of_the_last_signature, &h));
    CHECK(paper_write(&h, &the_system, demand_is_met, &h));
    paper_house_down(&h);
}
