/* holiday_custom_test.c — what a holiday worked brings where no contract says it, or says that she rests (DOMAIN.md §0.1); and days she is ill while another
 * stands in for her. October 2026: the 1st to the 3rd are holidays. */
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

static bool ill_and_another_comes(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    int32_t first = h->first.number;
    db_exec(w, SQL("update contract set mode = $1, holiday = 1, basis = 2"), BIND(num(CONTRACT_EMPLOYEE)));
    db_exec(w, SQL("update placement set basis = 2"), NO_BIND);
    struct found f = LOAD_WHERE(w, placement, "id > $1", BIND(num(0)));
    if (f.count != 1) return false;
    struct placement *p = f.at[0];
    struct placement_stint *two = take_many(w, struct placement_stint, 2);
    two[0] = two[1] = (struct placement_stint){ .worker = { h->workers[1] }, .first = { first - 40 }, .last = { first + 14, true }, .wage = { 780000 } };
    two[1] = (struct placement_stint){ .worker = { h->workers[2] }, .first = { first + 15 }, .wage = { 780000 }, .substitute = true };
    p->stints = (rows_of){ two, 2 };
    struct worker_leave l = { .record.branch = { h->branch }, .state = LEAVE_REQUESTED, .worker = { h->workers[1] }, .kind = LEAVE_SICK, .start = day_at((day){ first + 15 }, 480), .until = day_at((day){ first + 19 }, 1200) };
    return SAVE(w, placement, p) && ADD(w, worker_leave, &l) && db_exec(w, SQL("update worker_leave set state = $1"), BIND(num(LEAVE_APPROVED))) == 1;
}

static bool reads_her_illness(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1", BIND(num(h->workers[1])));
    if (f.count != 1) return false;
    const struct wage_sheet *s = f.at[0];
    EQUAL(s->sick, 8);                      /* Friday 16 to Tuesday 20 October, but for her Sunday */
    EQUAL(s->last.number, h->first.number + 19);
    struct sum sum = { .count = 0 };
    bool ours = false;
    wage_so_far(w, record_peek(w, &placement_type, s->placement), h->workers[1], h->first, (day){ h->first.number + 30 }, &sum, &ours);
    bool said = false;
    for (int i = 0; i < sum.count; i++) said |= !strcmp(sum.lines[i].code, "sick");
    CHECK(ours && said);                    /* her phone reckons the month as the sheet does */
    return true;
}

/* The other is there since before the month: no stint of hers lies in it. */
static bool away_since_before(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, placement, "id > $1", BIND(num(0)));
    struct placement *p = f.at[0];
    ROW(struct placement_stint, p->stints, 0)->last = (maybe_day){ h->first.number - 10, true };
    ROW(struct placement_stint, p->stints, 1)->first = (day){ h->first.number - 9 };
    p->worker.id = h->workers[1];
    return SAVE(w, placement, p);
}

static bool reads_only_illness(struct work *w, void *data)
{
    struct house_of_wages *h = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "worker = $1", BIND(num(h->workers[1])));
    if (f.count != 1) return false;
    const struct wage_sheet *s = f.at[0];
    EQUAL(s->sick, 8);
    EQUAL(s->served, 8);
    struct sum sheet = { .count = 0 }, phone = { .count = 0 };
    bool ours = false;
    wage_sheet_reckon(w, s, &sheet);
    wage_so_far(w, record_peek(w, &placement_type, s->placement), h->workers[1], h->first, (day){ h->first.number + 30 }, &phone, &ours);
    CHECK(sheet.total.fen > 0 && sheet.total.fen < 780000 / 26 * 4);
    EQUAL(phone.total.fen, sheet.total.fen);
    return true;
}

TEST_DB(an_employee_who_is_ill_while_another_stands_in_for_her_gets_her_sick_pay)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, ill_and_another_comes) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect") && wages_write(&h, reads_her_illness));
    CHECK(wages_drive(&h, "collect") && wages_write(&h, reads_her_illness));
    wages_close(&h);
}

TEST_DB(an_employee_who_is_ill_all_of_a_month_that_another_serves_has_a_wage_sheet)
{
    struct house_of_wages h;
    if (!wages_open(&h)) return;
    CHECK(wages_write(&h, wages_placed_in_a_home) && wages_write(&h, ill_and_another_comes) && wages_write(&h, away_since_before) && wages_write(&h, wages_add_run) && wages_drive(&h, "collect") && wages_write(&h, reads_only_illness));
    CHECK(wages_drive(&h, "collect") && wages_write(&h, reads_only_illness));
    wages_close(&h);
}
