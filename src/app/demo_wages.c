/* demo_wages.c — wages of placements: every month since the first home, part-time work every fifteen days at most. Last month's payroll was objected to and
 * answered, and took an advance back; this month's is open, with another advance. Every month is approved, billed, paid by the bank and declared in the next. */
#include "app/demo_telling.h"
#include "payroll/payroll.h"

struct month { day first, last; };

static struct month month_of(day on)
{
    struct date d = date_of(on);
    day first = day_from_date((struct date){ d.year, d.month, 1 });
    return (struct month){ first, { first.number + days_of_month(on) - 1 } };
}

/* The n-th of so many acts of the first ten days of a month; where that lies in the future, just before now, in the same order. */
static void act(struct telling *t, day from, int days, int minute, int nth, int of)
{
    instant now = t->loading->world->now, latest = { now.ms - MINUTES(9) * (of - nth) };
    t->at = day_at((day){ from.number + days }, minute);
    if (t->at.ms > latest.ms) t->at = latest;
}

static int64_t slip_of(struct telling *t, int64_t run, int nth)
{
    return tell_ask(t, SQL("select id from payslip where run = $1 and state in (1, 2, 3, 4) order by id limit 1 offset $2"), BIND(num(run), num(nth)));
}

static int64_t advanced(struct telling *t, int64_t worker, text amount, text reason)
{
    int64_t advance = tell_new(t, HR, &wage_advance_type, "{'worker':%lld,%s,'reason':'%s'}", (long long)worker, amount, reason);
    t->at.ms += MINUTES(8);
    tell_step(t, FINANCE, &wage_advance_type, advance, "pay", "{'channel':'transfer'}");
    return advance;
}

/* Whoever is paid by us and served from that day on, the nth. */
static int64_t paid_by_us(struct telling *t, day since, int nth)
{
    return tell_ask(t, SQL("select p.worker from placement p join contract c on c.id = p.contract where p.branch = $1 and c.mode in (1, 4) and p.began_on <= $2 and p.state between 4 and 6 order by p.id limit 1 offset $3"),
                    BIND(num(t->loading->shops[t->branch].branch), num(since.number), num(nth)));
}

/* What the office's colleagues earn besides, so that their commissions can be taxed: from January. */
static void office_wages(struct telling *t, struct month m)
{
    static const int64_t wages[] = { 650000, 720000, 580000, 800000 };
    int64_t branch = t->loading->shops[t->branch].branch, january = day_from_date((struct date){ date_of(m.first).year, 1, 1 }).number;
    for (int i = 0, n = 0; i < 20 && !t->broken; i++) {
        int64_t account = tell_ask(t, SQL("select distinct e.account from commission_entry e where e.branch = $1 and e.account > 0 and not exists (select 1 from office_pay p where p.account = e.account) order by e.account limit 1"), BIND(num(branch)));
        if (account <= 0) return;
        int64_t wage = wages[n++ % COUNT_OF(wages)];
        tell_new(t, HR, &office_pay_type, "{'account':%lld,'since':%lld,'kind':'wages','wage':%lld,'social':%lld,'special':100000}", (long long)account, (long long)january, (long long)wage, (long long)wage * 105 / 1000);
    }
}

/* A rate of the place, invented as all of it is; once for the whole company. */
static void rate(struct telling *t, text name, int64_t since, int worker, int company, bool injury)
{
    tell_new(t, FINANCE, &social_rate_type, "{'name':'%s','since':%lld,'least':440000,'most':2200000,'worker_part':%d,'company_part':%d,'injury':%s}", name, (long long)since, worker, company, injury ? "true" : "false");
}

static void social_rates(struct telling *t, int64_t january)
{
    if (tell_ask(t, SQL("select count(*) from social_rate where since <= $1"), BIND(num(january))) > 0) return;
    rate(t, "养老保险", january, 80, 160, false);
    rate(t, "医疗保险", january, 20, 70, false);
    rate(t, "失业保险", january, 5, 5, false);
    rate(t, "工伤保险", january, 0, 4, true);
}

/* Employees are insured within thirty days, who came in the second half of a month from the next one on; the year's wages of before the first payslip here
 * are entered: their tax runs through the year. */
static void insured_at_once(struct telling *t, struct month m, int64_t worker)
{
    int64_t year = day_from_date((struct date){ date_of(m.first).year, 1, 1 }).number;
    int64_t wage = tell_ask(t, SQL("select max(wage) from wage_sheet where worker = $1 and first >= $2"), BIND(num(worker), num(m.first.number)));
    int64_t came = tell_ask(t, SQL("select min(first) from wage_sheet where worker = $1"), BIND(num(worker)));
    int64_t joined = tell_ask(t, SQL("select coalesce(joined, 0) from worker where id = $1"), BIND(num(worker))), since = joined > year ? joined : year;
    int64_t months = date_of(m.first).month - date_of((day){ (int32_t)since }).month, income = since < m.first.number && months > 0 ? wage * months : 0, social = income * 105 / 1000, base = income - social - months * 500000;
    tell_new(t, HR, &tax_profile_type, "{'worker':%lld,'since':%d,'insured':%s,'year_income':%lld,'year_social':%lld,'year_tax':%lld}", (long long)worker, m.first.number, came > m.first.number + 14 ? "false" : "true", (long long)income, (long long)social, (long long)(base > 0 ? base * 3 / 100 : 0));
}

static void insured(struct telling *t, struct month m)
{
    int64_t branch = t->loading->shops[t->branch].branch, worker;
    literal new_here = SQL("select s.worker from wage_sheet s where s.branch = $1 and s.mode = 1 and s.first >= $2 and s.last <= $3 and not exists (select 1 from tax_profile p where p.worker = s.worker) order by s.worker limit 1");
    literal waited = SQL("select s.worker from wage_sheet s where s.branch = $1 and s.mode = 1 and s.first >= $2 and s.last <= $3 and not exists (select 1 from tax_profile p where p.worker = s.worker and (p.insured = 1 or p.since = $2)) order by s.worker limit 1");
    for (int i = 0; i < 60 && !t->broken && (worker = tell_ask(t, new_here, BIND(num(branch), num(m.first.number), num(m.last.number)))) > 0; i++) insured_at_once(t, m, worker);
    for (int i = 0; i < 60 && !t->broken && (worker = tell_ask(t, waited, BIND(num(branch), num(m.first.number), num(m.last.number)))) > 0; i++)
        tell_new(t, HR, &tax_profile_type, "{'worker':%lld,'since':%d,'insured':true}", (long long)worker, m.first.number);
}

struct home_bills { int64_t run; };
static bool make_bills(struct work *w, void *data)
{
    struct payroll_run *run = LOAD_LOCKED(w, payroll_run, ((struct home_bills *)data)->run);
    struct json j = json_new(w->arena);
    write_list(&j, NULL);
    return run && placement_bills_make(w, run, &j);
}

/* The homes pay or agree to their month before the wages that go through us go out. */
static void homes_pay(struct telling *t, int64_t run, struct month m)
{
    int64_t bill, branch = t->loading->shops[t->branch].branch;
    if (!tell_run(t, FINANCE, make_bills, &(struct home_bills){ run })) return;
    for (int i = 0; i < 200 && !t->broken; i++) {
        bill = tell_ask(t, SQL("select b.id from placement_claim c join bill b on b.id = c.bill where c.first = $1 and b.branch = $2 and b.state = 2 and b.total >= 0 order by b.id limit 1"), BIND(num(m.first.number), num(branch)));
        if (bill <= 0) return;
        tell_step(t, MANAGER, &bill_type, bill, "check", "{}");
        tell_step(t, FINANCE, &bill_type, bill, "send", "{}");
        int64_t open = tell_ask(t, SQL("select total - paid from bill where id = $1"), BIND(num(bill)));
        if (open > 0) tell_new(t, FINANCE, &payment_type, "{'kind':'from_customer','bill':%lld,'amount':%lld,'channel':'transfer','channel_number':'DJ99%05lld'}", (long long)bill, (long long)open, (long long)(bill % 100000));
        else tell_step(t, FINANCE, &bill_type, bill, "confirm", "{}");          /* the prepayment covers it */
    }
}
_Static_assert(BILL_CALCULATED == 2, "the query above says it by number");

/* ---- part-time: every fifteen days at most ---- */

/* As the payroll's page proposes them: what is left of the month in even pieces of at most fifteen days. */
static struct month piece_from(struct month m, day first)
{
    enum { MOST = 15 };
    int32_t left = m.last.number - first.number + 1, pieces = (left + MOST - 1) / MOST;
    return (struct month){ first, { first.number + (left + pieces - 1) / pieces - 1 } };
}

/* What she earned this year before her first payslip here, by the visit: her tax runs through the year as well. Nobody insures so few hours but against accidents. */
static void earned_before(struct telling *t, struct month p)
{
    int64_t worker = tell_ask(t, SQL("select s.worker from wage_sheet s where s.branch = $1 and s.mode = 2 and s.first >= $2 and s.last <= $3 and not exists (select 1 from tax_profile p where p.worker = s.worker) order by s.worker limit 1"),
                              BIND(num(t->loading->shops[t->branch].branch), num(p.first.number), num(p.last.number)));
    int64_t joined = worker > 0 ? tell_ask(t, SQL("select coalesce(joined, 0) from worker where id = $1"), BIND(num(worker))) : 0;
    bool this_year = date_of((day){ (int32_t)joined }).year == date_of(p.first).year;
    int months = date_of(p.first).month - (this_year ? date_of((day){ (int32_t)joined }).month : 1);
    if (worker > 0) tell_new(t, HR, &tax_profile_type, "{'worker':%lld,'since':%d,'insured':false,'year_income':%d}", (long long)worker, month_of(p.first).first.number, months > 0 ? months * 180000 : 0);
}

static void piece_paid(struct telling *t, struct month p)
{
    enum { ACTS = 7 };
    day next = { p.last.number + 1 };
    act(t, next, 0, 10 * 60, 1, ACTS);
    int64_t run = tell_new(t, HR, &payroll_run_type, "{'kind':'part_time','first':%d,'last':%d}", p.first.number, p.last.number);
    tell_step(t, HR, &payroll_run_type, run, "collect", "{}");
    earned_before(t, p);
    tell_step(t, HR, &payroll_run_type, run, "calculate", "{}");
    int64_t slip = slip_of(t, run, 0);
    if (slip <= 0) {
        tell_step(t, HR, &payroll_run_type, run, "drop", "{'reason':'这些天没有人上班'}");
        return;
    }
    act(t, next, 0, 15 * 60, 2, ACTS);
    tell_step(t, MANAGER, &payroll_run_type, run, "review", "{}");
    act(t, next, 1, 10 * 60, 3, ACTS);
    tell_step(t, HR, &payslip_type, slip, "confirm", "{}");
    act(t, next, 2, 9 * 60, 4, ACTS);
    tell_step(t, FINANCE, &payroll_run_type, run, "approve", "{}");
    act(t, next, 2, 10 * 60, 5, ACTS);
    tell_step(t, FINANCE, &payroll_run_type, run, "bank_file", "{}");
    act(t, next, 3, 10 * 60, 6, ACTS);
    tell_step(t, FINANCE, &pay_run_type, tell_ask(t, SQL("select pay_run from payroll_run where id = $1"), BIND(num(run))), "pay", "{}");
}

/* The pieces of a month in which somebody worked part-time at a home, as far as they are over. */
static void part_time(struct telling *t, struct month m)
{
    for (day first = m.first; first.number <= m.last.number && !t->broken;) {
        struct month p = piece_from(m, first);
        first.number = p.last.number + 1;
        if (p.last.number + 3 >= t->loading->world->today.number) return;
        if (tell_ask(t, SQL("select count(*) from placement p join contract c on c.id = p.contract where p.branch = $1 and c.mode = 3 and p.began_on <= $2 and coalesce(p.ended_on, p.last) >= $3"),
                     BIND(num(t->loading->shops[t->branch].branch), num(p.last.number), num(p.first.number))) > 0) piece_paid(t, p);
    }
}
_Static_assert(CONTRACT_PART_TIME == 3, "the query above says it by number");

/* In the second week of the next month: approved, the homes pay, the bank pays, the month is declared. */
static void paid_out(struct telling *t, int64_t run, struct month m)
{
    enum { ACTS = 15 };
    day next = { m.last.number + 1 };
    act(t, next, 6, 10 * 60, 7, ACTS);
    tell_step(t, FINANCE, &payroll_run_type, run, "approve", "{}");
    act(t, next, 7, 10 * 60, 8, ACTS);
    homes_pay(t, run, m);
    act(t, next, 8, 10 * 60, 8, ACTS);
    tell_step(t, FINANCE, &payroll_run_type, run, "bank_file", "{}");
    act(t, next, 9, 10 * 60, 9, ACTS);
    tell_step(t, FINANCE, &pay_run_type, tell_ask(t, SQL("select pay_run from payroll_run where id = $1"), BIND(num(run))), "pay", "{}");
    act(t, next, 10, 10 * 60, 10, ACTS);
    if (tell_ask(t, SQL("select commissions from payroll_run where id = $1"), BIND(num(run))) > 0) tell_step(t, FINANCE, &payroll_run_type, run, "pay_commissions", "{'paid_on':%d}", day_of(t->at).number);
    act(t, next, 11, 14 * 60, 11, ACTS);
    tell_step(t, FINANCE, &payroll_run_type, run, "declare", "{'declaration':'SB99%04d%02d','paid_on':%d}", date_of(m.first).year, date_of(m.first).month, day_of(t->at).number);
}

static int64_t collected(struct telling *t, struct month m)
{
    int64_t run = tell_new(t, HR, &payroll_run_type, "{'first':%d,'last':%d}", m.first.number, m.last.number);
    tell_step(t, HR, &payroll_run_type, run, "collect", "{}");
    social_rates(t, day_from_date((struct date){ date_of(m.first).year, 1, 1 }).number);
    insured(t, m);
    return run;
}

/* In its first days: collected, calculated, reviewed and sent. */
static int64_t reviewed(struct telling *t, struct month m)
{
    enum { ACTS = 15 };
    day next = { m.last.number + 1 };
    act(t, next, 1, 10 * 60, 1, ACTS);
    office_wages(t, m);
    int64_t run = collected(t, m);
    act(t, next, 1, 11 * 60, 2, ACTS);
    tell_step(t, HR, &payroll_run_type, run, "calculate", "{}");
    act(t, next, 2, 15 * 60, 3, ACTS);
    tell_step(t, MANAGER, &payroll_run_type, run, "review", "{}");
    return run;
}

/* A month of before in which all went as it should. */
static void quiet_month(struct telling *t, struct month m)
{
    if (paid_by_us(t, m.last, 0) > 0) paid_out(t, reviewed(t, m), m);
}

static void last_month(struct telling *t, struct month m)
{
    enum { ACTS = 15 };
    day next = { m.last.number + 1 };
    int64_t who = paid_by_us(t, m.first, 0);
    if (who <= 0) return;
    tell_on_day(t, m.first.number + 17 - t->loading->world->today.number, 14, 0);
    advanced(t, who, "'amount':200000,'monthly':100000", "孩子学费");
    int64_t run = reviewed(t, m);
    act(t, next, 3, 9 * 60, 4, ACTS);
    int64_t objecting = slip_of(t, run, 1), agreeing = slip_of(t, run, 0);
    tell_step(t, HR, &payslip_type, agreeing, "confirm", "{}");
    if (objecting > 0) tell_step(t, HR, &payslip_type, objecting, "object", "{'reason':'有个周日来客没休，没算加班'}");
    act(t, next, 3, 16 * 60, 5, ACTS);
    if (objecting > 0) tell_step(t, HR, &payslip_type, objecting, "answer", "{'answer':'已和家里核对：那天下午补休过，考勤表附上；下次补休当天在手机上确认'}");
    act(t, next, 4, 9 * 60, 6, ACTS);
    if (objecting > 0) tell_step(t, HR, &payslip_type, objecting, "confirm", "{}");
    paid_out(t, run, m);
}

static void this_month(struct telling *t, struct month m)
{
    int64_t who = paid_by_us(t, m.first, 1);
    if (who <= 0) return;
    tell_ago(t, 130);
    advanced(t, who, "'amount':100000", "母亲看病");
    tell_ago(t, 95);
    collected(t, m);
}

/* Since the first home of the shop: every month was paid in its own. */
static void months_before(struct telling *t, struct month m)
{
    enum { MOST = 6 };
    struct month months[MOST];
    for (int i = 0; i < MOST; i++, m = month_of((day){ m.first.number - 1 })) months[MOST - 1 - i] = m;
    for (int i = 0; i < MOST && !t->broken; i++) {
        part_time(t, months[i]);
        quiet_month(t, months[i]);
    }
}

bool demo_wages(struct demo_loading *l)
{
    struct month now = month_of(l->world->today), before = month_of((day){ now.first.number - 1 });
    for (int b = 0; b < l->world->branch_count; b++) {
        struct telling t = { .loading = l, .branch = b, .arena = arena_new(), .story = "发薪" };
        months_before(&t, month_of((day){ before.first.number - 1 }));
        part_time(&t, before);
        last_month(&t, before);
        part_time(&t, now);
        this_month(&t, now);
        arena_free(t.arena);
        if (t.broken) return false;
    }
    demo_say(l, "工资：上月已发，本月在算");
    return true;
}
