/* placement_bills_test.c — what a family is billed for the months of a placement, against the price it was quoted over the term (DOMAIN.md §4.3). */
#include "contracts/contracts.h"
#include "customers/customers.h"
#include "operations/operations.h"
#include "payroll/payroll_house_test.h"
#include "placement/placement.h"
#include <jansson.h>
#include "base/json.h"
#include "record/said.h"
#include <string.h>

/* 15 July to 10 September 2026, her rest on Sundays: 17 days with two of them, August, ten days with one. */
enum { JULY = 20635, BEGINS = 20649, ENDS = 20706, OCTOBER = 20727 };
struct billing { struct house_of_wages h; enum contract_mode mode; enum proration basis; int64_t customer, contract, placement, months, worker; money service, management, billed, price; int later; };        /* later: days after the term above */

static bool home_of_term(struct work *w, void *data)
{
    struct billing *b = data;
    struct service_line line = { .name = "住家保姆", .code = "NANNY", .glyph = "保", .category = LINE_NANNY, .unit = UNIT_MONTH, .medical = MEDICAL_HOME };
    struct person payer = { .name = "李芳" };
    if (!ADD(w, service_line, &line) || !ADD(w, person, &payer)) return false;
    struct customer c = { .record.branch = { b->h.branch }, .person = { payer.record.id }, .tax_number = "" };
    if (!ADD(w, customer, &c)) return false;
    struct household home = { .record.branch = { b->h.branch }, .customer = { c.record.id }, .estate = "锦绣花园", .area = "", .address = { .plain = "锦绣花园3栋" } };
    if (!ADD(w, household, &home)) return false;
    bool part = b->mode == CONTRACT_PART_TIME;
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = "HT-1", .customer = { c.record.id }, .household = { home.record.id }, .worker = { b->worker }, .line = { line.record.id }, .mode = b->mode, .basis = part ? BY_WEEK_DAYS : b->basis, .hours_day = part ? 4 : 0, .hours_week = part ? 20 : 0, .rest_weekdays.bits = part ? SET_BIT(6) | SET_BIT(7) : 0,
        .first = { BEGINS + b->later }, .last = { ENDS + b->later }, .wage = { 520000 }, .service_fee = b->service, .management_fee = b->management, .rest_days = part ? 0 : 4, .holiday_billed = b->mode == CONTRACT_OVER_AGE || b->mode == CONTRACT_EMPLOYEE };
    if (!ADD(w, contract, &k)) return false;
    struct placement p = { .state = PLACEMENT_IN_SERVICE, .customer = { c.record.id }, .household = { home.record.id }, .line = { line.record.id }, .contract = { k.record.id }, .worker = { b->worker }, .mode = contract_is_ours(&k) ? SERVICE_ASSIGN : SERVICE_INTRODUCE, .live_in = !part,
        .first = { BEGINS + b->later }, .last = { ENDS + b->later }, .began_on = { BEGINS + b->later, true }, .wage = { 520000 }, .basis = k.basis, .per_term = b->basis == BY_CONTRACT_DAYS, .rests = contract_month(&k).rests, .rest_weekdays = part ? k.rest_weekdays : (set){ SET_BIT(7) } };
    b->customer = c.record.id;
    b->contract = k.record.id;
    b->price = term_price(money_add(b->service, b->management), k.first, k.last, contract_month(&k));
    bool well = ADD(w, placement, &p);
    b->placement = p.record.id;
    return well;
}

static bool she_leaves(struct work *w, void *data)
{
    struct placement *p = LOAD(w, placement, ((struct billing *)data)->placement);
    if (!p) return false;
    p->state = PLACEMENT_OFF_BOARD;
    p->ended_on = (maybe_day){ ENDS, true };
    return SAVE(w, placement, p);
}

static bool make_bills(struct work *w, void *data)
{
    struct billing *b = data;
    struct payroll_run *run = LOAD_LOCKED(w, payroll_run, b->h.run);
    struct json j = json_new(w->arena);
    return run && placement_bills_make(w, run, &j);
}

static bool add_up(struct work *w, void *data)
{
    struct billing *b = data;
    b->billed.fen = db_one(w, SQL("select cast(coalesce(sum(total), 0) as bigint) from bill where customer = $1 and state <> 13"), BIND(num(b->customer)), -1);
    b->months = db_one(w, SQL("select count(*) from bill where customer = $1"), BIND(num(b->customer)), -1);
    return !failed(w);
}

static bool month(struct billing *b, int of)
{
    b->h.first = day_plus_months((day){ JULY }, of);
    b->h.last.number = day_plus_months(b->h.first, 1).number - 1;
    bool wages = b->mode != CONTRACT_AGENCY && b->mode != CONTRACT_PART_TIME;                /* else there is none to pay, and the bills are made all the same */
    if (of == 2 && !wages_write(&b->h, she_leaves)) return false;
    if (!wages_write(&b->h, wages_add_run) || (wages && (wages_write(&b->h, make_bills) || !wages_drive(&b->h, "calculate")))) return false;
    return wages_write(&b->h, make_bills) && wages_write(&b->h, make_bills);
}

/* Three bills, and their sum. */
static void three_months(enum contract_mode mode, enum proration basis, int64_t service, int64_t management, int worker, int64_t expected)
{
    struct billing b = { .mode = mode, .basis = basis, .service = { service }, .management = { management } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[worker];
    CHECK(wages_write(&b.h, home_of_term));
    for (int i = 0; i < 3; i++) CHECK(month(&b, i));
    CHECK(wages_write(&b.h, add_up));
    EQUAL(b.months, 3);
    EQUAL(b.billed.fen, expected);
    EQUAL(b.price.fen, expected);
    wages_close(&b.h);
}

TEST_DB(the_months_of_a_term_are_billed_as_they_were_quoted) { three_months(CONTRACT_OVER_AGE, BY_26_DAYS, 676000, 0, 2, 676000 + 24 * 26000); }
TEST_DB(a_management_fee_of_the_familys_own_worker_goes_by_the_same_days) { three_months(CONTRACT_AGENCY, BY_26_DAYS, 0, 52000, 1, 52000 + 24 * 2000); }
TEST_DB(a_fee_for_a_term_is_billed_once_over_it) { three_months(CONTRACT_AGENCY, BY_CONTRACT_DAYS, 0, 58000, 1, 58000); }

/* 15 to 31 July has 13 working days, September until the 10th eight: ÷ 21.75; August is a month, though it has 21. */
TEST_DB(a_part_time_home_is_billed_its_working_days_and_whole_months_whole) { three_months(CONTRACT_PART_TIME, 0, 480000, 0, 2, 286897 + 480000 + 176552); }

/* Every day that was worked, by the hour, at least each fifteen days: eleven until the 29th, two more; the bill is of thirteen all the same. */
static bool by_the_hour(struct work *w, void *data)
{
    struct billing *b = data;
    struct found f = LOOK_WHERE(w, wage_sheet, "placement = $1 order by first", BIND(num(b->placement)));
    EQUAL(f.count, 2);
    static const int64_t days[] = { 11, 2 }, fen[] = { 262989, 47816 };
    for (int i = 0; i < f.count && i < 2; i++) {
        const struct wage_sheet *s = f.at[i];
        struct sum sum = { .count = 0 };
        text had = w->language;
        wage_sheet_reckon(w, s, &sum);
        EQUAL(sum.total.fen, fen[i]);
        EQUAL(s->served - s->rest, 2 * days[i]);
        EQUAL(s->hours, 4);
        EQUAL(s->length, 5);
        w->language = "zh-CN";
        if (!i) SAME_TEXT(said_read(w, sum.lines[0].why), "月报酬 ¥5,200.00 ÷ 21.75 天 × 11 天，每天 4 小时");
        w->language = had;
    }
    return !failed(w);
}

TEST_DB(part_time_wages_are_by_the_hour_and_the_months_bill_by_the_same_days)
{
    struct billing b = { .mode = CONTRACT_PART_TIME, .service = { 480000 } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[2];
    b.h.kind = PAYROLL_PART_TIME;
    CHECK(wages_write(&b.h, home_of_term));
    for (int i = 0; i < 2; i++) {
        b.h.first.number = i ? BEGINS + 15 : BEGINS;
        b.h.last.number = i ? BEGINS + 16 : BEGINS + 14;
        CHECK(wages_write(&b.h, wages_add_run) && wages_drive(&b.h, "collect"));
    }
    CHECK(wages_write(&b.h, by_the_hour));
    b.h.kind = PAYROLL_OF_MONTH;
    b.h.first.number = JULY;
    b.h.last.number = BEGINS + 16;
    CHECK(wages_write(&b.h, wages_add_run) && wages_write(&b.h, make_bills) && wages_write(&b.h, add_up));
    EQUAL(b.billed.fen, 286897);
    wages_close(&b.h);
}

/* What the family reads beside the lines: of a worker of ours nothing of her wage. */
static bool lines_are_explained(struct work *w, void *data)
{
    const struct billing *b = data;
    struct found f = LOAD_WHERE(w, bill, "customer = $1 order by first limit 1", BIND(num(b->customer)));
    text why = f.count ? ROW(struct bill_line, FOUND(struct bill, f, 0)->lines, 0)->why.json : "", had = w->language;
    json_t *tree = json_loads(why, 0, NULL);
    w->language = "zh-CN";
    SAME_TEXT(said_read(w, json_string_value(json_object_get(tree, "why"))), b->management.fen ? "当月工资 ¥5,200.00；都归她本人，我们只是转交" : "每月 ¥6,760.00，按当月服务的天数算 57.69%");
    w->language = had;
    json_decref(tree);
    return !failed(w);
}

TEST_DB(the_line_of_a_month_says_how_it_was_reckoned_and_nothing_of_our_own_workers_wage)
{
    struct billing b = { .mode = CONTRACT_OVER_AGE, .basis = BY_26_DAYS, .service = { 676000 } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[2];
    CHECK(wages_write(&b.h, home_of_term) && month(&b, 0) && wages_write(&b.h, lines_are_explained));
    wages_close(&b.h);
}

/* From the 25th of July on at 5 460. */
static bool another_wage(struct work *w, void *data)
{
    struct { day from; money wage; text agreed; } more = { { BEGINS + 10 }, { 546000 }, "电话里同意" };
    struct placement *p = LOAD(w, placement, ((struct billing *)data)->placement);
    return p && step_run(w, &placement_type, p, "change_wage", &more);
}

static bool both_wages_are_told(struct work *w, void *data)
{
    struct found f = LOAD_WHERE(w, bill, "customer = $1 order by first limit 1", BIND(num(((struct billing *)data)->customer)));
    text why = f.count ? ROW(struct bill_line, FOUND(struct bill, f, 0)->lines, 0)->why.json : "", had = w->language;
    json_t *tree = json_loads(why, 0, NULL);
    w->language = "zh-CN";
    SAME_TEXT(said_read(w, json_string_value(json_object_get(tree, "why"))), "王金凤 2026年7月15日至2026年7月24日 按在岗天数计工资 ¥1,800.00；王金凤 2026年7月25日至2026年7月31日 按在岗天数计工资 ¥1,260.00；都归她本人，我们只是转交");
    if (f.count) EQUAL(ROW(struct bill_line, FOUND(struct bill, f, 0)->lines, 1)->amount.fen, 28846);        /* 500 × 15 ÷ 26, at whatever wage */
    w->language = had;
    json_decref(tree);
    return !failed(w);
}

TEST_DB(a_month_at_two_wages_says_which_days_each_is_for)
{
    struct billing b = { .mode = CONTRACT_PAYING_AGENT, .basis = BY_26_DAYS, .management = { 50000 } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[2];
    CHECK(wages_write(&b.h, home_of_term) && wages_write(&b.h, another_wage) && month(&b, 0) && wages_write(&b.h, both_wages_are_told));
    wages_close(&b.h);
}

/* A raise agreed for a later month is no part of this one. */
static bool wage_of_august(struct work *w, void *data)
{
    struct { day from; money wage; text agreed; } more = { { BEGINS + 26 }, { 600000 }, "电话里同意" };
    struct placement *p = LOAD(w, placement, ((struct billing *)data)->placement);
    return p && step_run(w, &placement_type, p, "change_wage", &more);
}

TEST_DB(a_raise_of_a_later_month_takes_nothing_from_the_fee_of_this_one)
{
    struct billing b = { .mode = CONTRACT_AGENCY, .basis = BY_26_DAYS, .management = { 50000 } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[1];
    CHECK(wages_write(&b.h, home_of_term) && wages_write(&b.h, wage_of_august) && month(&b, 0) && wages_write(&b.h, add_up));
    EQUAL(b.billed.fen, 28846);
    wages_close(&b.h);
}

/* All of August, 31 days with five Sundays off, at 5 200 until the 9th and 6 000 from the 10th on: the mean by its days, and the whole fee. */
static bool august_is_whole(struct work *w, void *data)
{
    struct billing *b = data;
    struct found f = LOOK_WHERE(w, wage_sheet, "placement = $1", BIND(num(b->placement)));
    EQUAL(f.count, 1);
    if (f.count) EQUAL(FOUND(struct wage_sheet, f, 0)->wage.fen, 576774);
    if (f.count) SAME_TEXT(FOUND(struct wage_sheet, f, 0)->remark, "¥5,200.00 × 9 + ¥6,000.00 × 22, ÷ 31");
    struct found bills = LOAD_WHERE(w, bill, "customer = $1", BIND(num(b->customer)));
    if (bills.count) EQUAL(ROW(struct bill_line, FOUND(struct bill, bills, 0)->lines, 1)->amount.fen, 50000);
    return !failed(w);
}

TEST_DB(a_whole_month_at_two_wages_is_one_at_their_mean)
{
    struct billing b = { .mode = CONTRACT_PAYING_AGENT, .basis = BY_26_DAYS, .management = { 50000 } };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[2];
    CHECK(wages_write(&b.h, home_of_term) && wages_write(&b.h, wage_of_august) && month(&b, 1) && wages_write(&b.h, august_is_whole));
    wages_close(&b.h);
}

/* Two of October's three holidays in the month's sheet, at ÷ 26. */
static bool holidays_worked(struct work *w, void *data)
{
    const struct billing *b = data;
    struct found f = LOAD_WHERE(w, wage_sheet, "placement = $1", BIND(num(b->placement)));
    struct wage_sheet *s = f.count ? f.at[0] : NULL;
    if (!s) return false;
    s->holiday_worked = 4;
    return SAVE(w, wage_sheet, s);
}

static bool holidays_are_read(struct work *w, void *data)
{
    const struct billing *b = data;
    bool law = b->mode == CONTRACT_EMPLOYEE;
    struct found f = LOAD_WHERE(w, bill, "customer = $1", BIND(num(b->customer)));
    const struct bill *made = f.count ? f.at[0] : NULL;
    const struct bill_line *line = NULL;
    for (size_t i = 0; made && i < made->lines.count; i++)
        if (ROW(struct bill_line, made->lines, i)->item == BILL_SURCHARGE) line = ROW(struct bill_line, made->lines, i);
    if (!line) return false;
    text had = w->language;
    w->language = "zh-CN";
    SAME_TEXT(said_read(w, line->label), law ? "法定节假日加付" : "法定节假日加付（按约定）");
    EQUAL(strstr(line->why.json, "劳动法 44") != NULL, law);
    EQUAL(line->amount.fen, law ? 143448 : 40000);
    w->language = had;
    return !failed(w);
}

static void holidays_billed(enum contract_mode mode, int worker)
{
    struct billing b = { .mode = mode, .basis = BY_26_DAYS, .service = { 676000 }, .later = OCTOBER - BEGINS };
    if (!wages_open(&b.h)) return;
    b.worker = b.h.workers[worker];
    b.h.first = (day){ OCTOBER };
    b.h.last.number = day_plus_months(b.h.first, 1).number - 1;
    CHECK(wages_write(&b.h, home_of_term) && wages_write(&b.h, wages_add_run) && wages_drive(&b.h, "calculate"));
    CHECK(wages_write(&b.h, holidays_worked));
    CHECK(wages_write(&b.h, make_bills));
    CHECK(wages_write(&b.h, holidays_are_read));
    wages_close(&b.h);
}

TEST_DB(holidays_billed_on_name_the_law_for_an_employee) { holidays_billed(CONTRACT_EMPLOYEE, 0); }
TEST_DB(holidays_billed_on_are_the_contracts_where_she_is_over_age) { holidays_billed(CONTRACT_OVER_AGE, 2); }

/* ---- a wage that goes through us ---- */

struct passing_on { struct billing b; int64_t bill, trust; money amount; int64_t held; };

static bool look_at_bill(struct work *w, void *data)
{
    struct passing_on *p = data;
    p->bill = db_one(w, SQL("select max(id) from bill where customer = $1"), BIND(num(p->b.customer)), 0);
    p->trust = db_one(w, SQL("select trust from bill where id = $1"), BIND(num(p->bill)), 0);
    p->held = db_one(w, SQL("select count(*) from pay_run where length(held_back) > 0"), NO_BIND, -1);
    return !failed(w);
}

/* Whose wage waits and for what, in the language of whoever reads it: the names' brackets too. */
static bool held_is_read(struct work *w, void *data)
{
    const struct passing_on *p = data;
    struct found f = LOOK_WHERE(w, pay_run, "length(held_back) > 0", NO_BIND);
    if (!f.count) return false;
    text kept = FOUND(struct pay_run, f, 0)->held_back, had = w->language, name = record_title(w, &worker_type, p->b.worker);
    w->language = "en";
    text english = said_read(w, kept);
    w->language = "zh-CN";
    text chinese = said_read(w, kept);
    w->language = had;
    text owed = money_shown(w->arena, (money){ db_one(w, SQL("select net from payslip where worker = $1"), BIND(num(p->b.worker)), 0) });
    CHECK(strstr(english, print(w, "%s %s (", name, owed)) && strstr(english, "no bill of the month yet)") && !strstr(english, "（"));
    CHECK(strstr(chinese, print(w, "%s %s（", name, owed)) && strstr(chinese, "）。") && !strstr(chinese, "no bill"));
    return !failed(w);
}

static bool a_list_ends(struct work *w, void *data)
{
    (void)data;
    text list = "", had = w->language;
    for (int i = 0; i < 9; i++) list = said_more(w, list, said_keep(w, N_("{1} ({2})"), (const text[]){ "陈月", "[第一]", NULL }), 100);
    w->language = "en";
    SAME_TEXT(said_read(w, list), "陈月 ([第一]); 陈月 ([第一]); …");
    w->language = "zh-CN";
    SAME_TEXT(said_read(w, said_keep(w, N_("{1} ({2})"), (const text[]){ list, "陈月", NULL })), "陈月（[第一]）；陈月（[第一]）；…（陈月）");
    w->language = had;
    return !failed(w);
}

static bool household_pays(struct work *w, void *data)
{
    const struct passing_on *p = data;
    struct payment m = { .kind = PAYMENT_FROM_CUSTOMER, .bill = { p->bill }, .amount = p->amount, .channel = CHANNEL_TRANSFER, .channel_number = print(w, "T%lld", (long long)p->amount.fen), .remark = "" };
    return ADD(w, payment, &m);
}

/* Her own wage sheet beside, paid by the company whatever households pay. */
static bool employee_beside(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    struct wage_sheet s = { .record.branch = { h->branch }, .worker = { h->workers[2] }, .home = "望京", .first = h->first, .last = h->last, .mode = MODE_OVER_AGE, .wage = { 520000 }, .basis = BY_26_DAYS, .holiday = HOLIDAY_PAY_PLUS_ONE, .whole_month = true, .served = 62, .rest = 8, .rest_due = 8,
        .sick_percent = 80, .damage_why = "", .remark = "" };
    return ADD(w, wage_sheet, &s);
}

static bool take_pay_run_home(struct work *w, void *data)
{
    const struct house_of_wages *h = data;
    const struct payroll_run *r = LOAD(w, payroll_run, h->run);
    struct pay_run *p = r ? LOAD(w, pay_run, r->pay_run.id) : NULL;
    return p && step_run(w, &pay_run_type, p, "pay", NULL);
}

TEST_DB(a_wage_that_goes_through_us_waits_for_the_households_money_and_the_others_do_not)
{
    struct passing_on p = { .b = { .mode = CONTRACT_PAYING_AGENT, .basis = BY_26_DAYS, .management = { 52000 } } };
    struct house_of_wages *h = &p.b.h;
    if (!wages_open(h)) return;
    p.b.worker = h->workers[1];
    CHECK(wages_write(h, home_of_term));
    h->first = day_plus_months((day){ JULY }, 1);
    h->last.number = day_plus_months(h->first, 1).number - 1;
    CHECK(wages_write(h, wages_add_run) && wages_write(h, employee_beside));
    CHECK(wages_drive(h, "calculate") && wages_drive(h, "review") && wages_drive(h, "approve"));
    CHECK(wages_drive(h, "bank_file"));                             /* no bill was made: hers is left out */
    EQUAL(wages_see(h, 2, NULL).run.state, PAYROLL_BANK_FILE);
    CHECK(!wages_drive(h, "bank_file"));                            /* one at a time */
    CHECK(wages_write(h, look_at_bill));
    EQUAL(p.held, 1);
    CHECK(wages_write(h, held_is_read) && wages_write(h, a_list_ends));
    CHECK(wages_write(h, take_pay_run_home));
    EQUAL(wages_see(h, 2, NULL).slip.state, PAYSLIP_PAID);
    EQUAL(wages_see(h, 1, NULL).slip.state, PAYSLIP_LOCKED);
    EQUAL(wages_see(h, 1, NULL).run.state, PAYROLL_APPROVED);       /* nothing of it is with the bank any more */

    CHECK(wages_write(h, make_bills) && wages_write(h, look_at_bill) && wages_write(h, lines_are_explained));
    CHECK(p.trust > 100000);
    p.amount.fen = p.trust - 1;
    CHECK(wages_write(h, household_pays));
    CHECK(!wages_drive(h, "bank_file"));
    SAME_TEXT(h->w->field, "until");
    p.amount.fen = 1;
    CHECK(wages_write(h, household_pays));
    CHECK(wages_drive(h, "bank_file") && wages_write(h, take_pay_run_home));
    EQUAL(wages_see(h, 1, NULL).slip.state, PAYSLIP_PAID);
    EQUAL(wages_see(h, 1, LEDGER_TRUST_WAGES).account, 0);
    EQUAL(wages_see(h, 1, NULL).run.state, PAYROLL_PAID);
    wages_close(h);
}

/* ---- more prepaid than owed at the end ---- */

struct prepaid { struct billing b; int64_t left, refund, back_bill, negative; text sheet; };

static bool prepay(struct work *w, void *data)
{
    struct prepaid *p = data;
    struct contract_account a = { .record.branch = { p->b.h.branch }, .state = CONTRACT_ACCOUNT_EARNED, .contract = { p->b.contract }, .customer = { p->b.customer }, .ours = true, .brought = true, .deposit_kind = CONTRACT_PREPAYMENT, .prepaid = { 1500000 } };
    return ADD(w, contract_account, &a);
}

static bool term_ends(struct work *w, void *data)
{
    struct prepaid *p = data;
    w->reason = "到期";
    struct contract *c = LOAD(w, contract, p->b.contract);
    return c && step_run(w, &contract_type, c, "end", &(struct contract_ending){ .ended_on = { ENDS }, .ended_by = CONTRACT_EXPIRED });
}

static bool look_at_rest(struct work *w, void *data)
{
    struct prepaid *p = data;
    p->left = contract_prepaid_left(w, p->b.contract).fen;
    p->refund = db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from refund where customer = $1 and state = 2"), BIND(num(p->b.customer)), -1);
    p->back_bill = db_one(w, SQL("select cast(coalesce(sum(total), 0) as bigint) from bill where customer = $1 and total < 0 and contract is not null"), BIND(num(p->b.customer)), -1);
    p->negative = db_one(w, SQL("select count(*) from bill where customer = $1 and total < 0 and contract is null"), BIND(num(p->b.customer)), -1);
    struct found f = LOAD_WHERE(w, refund, "customer = $1", BIND(num(p->b.customer)));
    if (f.count) CHECK(strstr(FOUND(struct refund, f, 0)->sums.json, "prepaid") != NULL);
    return !failed(w);
}

static void rest_is(struct prepaid *p, int64_t left, int64_t refund)
{
    CHECK(wages_write(&p->b.h, look_at_rest));
    EQUAL(p->left, left);
    EQUAL(p->refund, refund);
    EQUAL(p->back_bill, -refund);
    EQUAL(p->negative, 0);
}

static bool open_prepaid(struct prepaid *p)
{
    *p = (struct prepaid){ .b = { .mode = CONTRACT_OVER_AGE, .basis = BY_26_DAYS, .service = { 676000 } } };
    if (!wages_open(&p->b.h)) return false;
    p->b.worker = p->b.h.workers[2];
    CHECK(wages_write(&p->b.h, home_of_term) && wages_write(&p->b.h, prepay));
    return true;
}

/* 15,000 prepaid for bills of 3,900, 6,760 and 2,340: 2,000 are left. */
TEST_DB(what_was_prepaid_beyond_the_last_bill_is_a_refund_to_be_granted_and_no_bill_below_nothing)
{
    struct prepaid p;
    if (!open_prepaid(&p)) return;
    CHECK(month(&p.b, 0) && month(&p.b, 1));
    CASE("ended before its last month is billed: it waits for that bill");
    p.b.h.last.number = ENDS;
    CHECK(wages_write(&p.b.h, she_leaves) && wages_write(&p.b.h, term_ends));
    rest_is(&p, 1500000 - 390000 - 676000, 0);
    CHECK(month(&p.b, 2));
    rest_is(&p, 0, 200000);
    wages_close(&p.b.h);
}

TEST_DB(what_was_prepaid_goes_back_at_the_contracts_end_where_every_month_was_billed)
{
    struct prepaid p;
    if (!open_prepaid(&p)) return;
    for (int i = 0; i < 3; i++) CHECK(month(&p.b, i));
    rest_is(&p, 0, 0);                                      /* a contract that goes on keeps it */
    CHECK(wages_write(&p.b.h, term_ends));
    rest_is(&p, 0, 200000);
    wages_close(&p.b.h);
}
