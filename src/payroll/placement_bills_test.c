/* placement_bills_test.c — what a family is billed for the months of a placement, against the price it was quoted over the term (DOMAIN.md §4.3). */
#include "contracts/contracts.h"
#include "customers/customers.h"
#include "operations/operations.h"
#include "payroll/payroll_house_test.h"
#include "placement/placement.h"
#include "base/json.h"

/* 15 July to 10 September 2026, her rest on Sundays: 17 days with two of them, August, ten days with one. */
enum { JULY = 20635, BEGINS = 20649, ENDS = 20706 };
struct billing { struct house_of_wages h; enum contract_mode mode; enum proration basis; int64_t customer, contract, placement, months, worker; money service, management, billed, price; };

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
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = "HT-1", .customer = { c.record.id }, .household = { home.record.id }, .worker = { b->worker }, .line = { line.record.id }, .mode = b->mode, .basis = b->basis,
        .first = { BEGINS }, .last = { ENDS }, .wage = { 520000 }, .service_fee = b->service, .management_fee = b->management, .rest_days = 4 };
    if (!ADD(w, contract, &k)) return false;
    struct placement p = { .state = PLACEMENT_IN_SERVICE, .customer = { c.record.id }, .household = { home.record.id }, .line = { line.record.id }, .contract = { k.record.id }, .worker = { b->worker }, .mode = contract_is_ours(&k) ? SERVICE_ASSIGN : SERVICE_INTRODUCE, .live_in = true,
        .first = { BEGINS }, .last = { ENDS }, .began_on = { BEGINS, true }, .wage = { 520000 }, .basis = k.basis, .per_term = b->basis == BY_CONTRACT_DAYS, .rests = 4, .rest_weekday = 7 };
    b->customer = c.record.id;
    b->contract = k.record.id;
    b->price = term_price(money_add(b->service, b->management), k.first, k.last, k.rest_days, k.basis);
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
    bool wages = b->mode != CONTRACT_AGENCY;                /* else there is none to pay, and the bills are made all the same */
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
