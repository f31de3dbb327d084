/* holiday_custom_test.c — what a holiday worked brings where no contract says it (DOMAIN.md §0.1). October 2026: the 1st to the 3rd are holidays. */
#include <string.h>
#include "payroll/payroll_house_test.h"
#include "placement/placement.h"

static bool rests_by_contract(struct work *w, void *data)
{
    (void)data;
    return db_exec(w, SQL("update contract set holiday = 4"), NO_BIND) == 1;
}
_Static_assert(HOLIDAY_RESTS == 4, "the statement above says it by number");

static bool loses_contract(struct work *w, void *data)
{
    (void)data;
    return db_exec(w, SQL("update placement set contract = null"), NO_BIND) == 1;
}

static bool reads_her_holidays(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, placement, "id > $1 order by id", BIND(num(0)));
    struct sum sum = { .count = 0 };
    bool ours = true;
    if (f.count != 1) return false;
    wage_so_far(w, f.at[0], h->workers[1], h->first, (day){ h->first.number + 30 }, &sum, &ours);
    h->amount = 0;
    for (int i = 0; i < sum.count; i++)
        if (!strcmp(sum.lines[i].code, "holiday")) h->amount += sum.lines[i].amount.fen;
    return !failed(w);
}

/* An introduced worker's, before any contract was written down: by custom, and no law's 300 % that nobody owes her. */
TEST_DB(holidays_of_an_introduced_worker_without_a_contract_are_reckoned_by_custom)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect"));
    CHECK(wages_write(&h, loses_contract) && wages_write(&h, reads_her_holidays));
    EQUAL(h.amount, 3 * 30000);
    wages_close(&h);
}

static bool works_a_holiday(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, placement, "id > $1 order by id", BIND(num(0)));
    return f.count == 1 && placement_day_set(w, f.at[0], &(struct placement_day){ .date = h->first, .kind = PLACED_HOLIDAY, .source = DAY_BY_OFFICE, .note = "" });
}

TEST_DB(who_rests_on_holidays_by_her_contract_and_works_one_gets_a_days_wage_more)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, rests_by_contract) && wages_write(&h, works_a_holiday) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect"));
    h.amount = 0;
    CHECK(wages_write(&h, reads_her_holidays));
    EQUAL(h.amount, 30000);
    wages_close(&h);
}
