/* part_time_test.c — a part-time contract says on which days she works; its placement takes them (DOMAIN.md §2.4). */
#include "contracts/contracts.h"
#include "placement/placement_house_test.h"
#include "placement/placement_own.h"
#include "record/store.h"

enum { WORKDAYS_OFF = 1 << 6 | 1 << 7, BUT_MON_WED_FRI = 1 << 2 | 1 << 4 | WORKDAYS_OFF };

static struct contract written(const struct placement_house *h, text hours, int64_t of_day, int64_t of_week)
{
    return (struct contract){ .customer = { h->customer }, .household = { h->home }, .worker = { h->workers[1] }, .line = { h->line }, .mode = CONTRACT_PART_TIME, .first = { HOUSE_DAY + 5 }, .last = { HOUSE_DAY + 120 }, .hours = hours, .hours_day = of_day, .hours_week = of_week,
        .wage = { 170000 }, .service_fee = { 216000 } };
}

struct draft { const struct placement_house *h; text hours; int64_t day, week; uint64_t off, ret_off; enum proration ret_basis; int64_t ret_week, ret_rests, ret_rate; };

static bool write_it(struct work *w, void *data)
{
    struct draft *d = data;
    struct contract c = written(d->h, d->hours, d->day, d->week);
    c.rest_weekdays.bits = d->off;
    if (!ADD(w, contract, &c)) return false;
    const struct contract *k = record_peek(w, &contract_type, c.record.id);
    d->ret_off = k->rest_weekdays.bits;
    d->ret_basis = k->basis;
    d->ret_week = k->hours_week;
    d->ret_rests = contract_month(k).rests;
    d->ret_rate = contract_day_rate(k, k->first).fen;
    return true;
}

TEST_DB(a_part_time_contract_knows_its_days_from_its_working_time_and_a_day_is_a_share_of_her_week)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    static const struct { text hours; int64_t day, week; uint64_t off; enum proration basis; int64_t week_is, rests, rate; } cases[] = {
        { "周一至周五 8:00–12:00", 4, 20, WORKDAYS_OFF, BY_WEEK_DAYS, 20, 9, 7816 }, { "周一至周五 8:00–12:00", 4, 0, WORKDAYS_OFF, BY_WEEK_DAYS, 20, 9, 7816 },
        { "周一、三、五 9:00–12:00", 3, 9, BUT_MON_WED_FRI, BY_WEEK_DAYS, 9, 17, 13027 },
        { "周一至周五 8:00–12:00", 4, 24, 0, BY_21_75_DAYS, 24, 4, 7816 }, { "每天上午", 3, 21, 0, BY_21_75_DAYS, 21, 0, 7816 }, { "8:00–12:00，周末双休", 4, 20, 0, BY_21_75_DAYS, 20, 9, 7816 },
    };
    for (int i = 0; i < COUNT_OF(cases); i++) {
        struct draft d = { .h = &h, .hours = cases[i].hours, .day = cases[i].day, .week = cases[i].week };
        CASE(cases[i].hours);
        CHECK(placement_write(&h, write_it, &d));
        EQUAL((int64_t)d.ret_off, (int64_t)cases[i].off);
        EQUAL(d.ret_basis, cases[i].basis);
        EQUAL(d.ret_week, cases[i].week_is);
        EQUAL(d.ret_rests, cases[i].rests);
        EQUAL(d.ret_rate, cases[i].rate);
    }
    CASE("days and hours that do not go together are refused at the days");
    struct draft d = { .h = &h, .hours = "上午", .day = 4, .week = 20, .off = 1 << 7 };
    CHECK(!placement_write(&h, write_it, &d));
    SAME_TEXT(h.w->wrong ? h.w->wrong->field : "", "rest_weekdays");
    placement_house_close(&h);
}

static bool signed_by_all(struct work *w, void *data)
{
    struct contract c = written(data, "周一、三、五 9:00–12:00", 3, 9);
    c.state = CONTRACT_IN_FORCE;
    c.paper_number = "HT-2";
    c.rest_weekdays.bits = BUT_MON_WED_FRI;
    c.basis = BY_WEEK_DAYS;
    return ADD(w, contract, &c) && placement_of_contract(w, &contract_type, c.record.id);
}

TEST_DB(a_part_time_placement_takes_the_days_of_its_contract)
{
    struct placement_house h;
    if (!placement_house_open(&h)) return;
    CHECK(placement_write(&h, signed_by_all, &h));
    EQUAL(placement_number(&h, "select rest_weekdays from placement order by id desc limit 1"), BUT_MON_WED_FRI);
    EQUAL(placement_number(&h, "select basis from placement order by id desc limit 1"), BY_WEEK_DAYS);
    EQUAL(placement_number(&h, "select rests from placement order by id desc limit 1"), 17);
    placement_house_close(&h);
}
