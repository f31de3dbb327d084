/* demo_test.c — the invented company keeps its figures, is the same twice, and is loaded by the product's own ways. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "app/demo.h"
#include "app/demo_sheets.h"
#include "base/log.h"
#include "record/parts.h"
#include "sheet/sheet.h"
#include "test/test.h"

/* A Tuesday, half past two in the afternoon. */
static instant some_afternoon(void) { return day_at(day_from_date((struct date){ 2026, 11, 24 }), 14 * 60 + 30); }

static bool near(double is, double wanted, double tolerance)
{
    bool well = is > wanted - tolerance && is < wanted + tolerance;
    if (!well) printf("  %.3f instead of %.3f\n", is, wanted);
    return well;
}

/* ---- the world ---- */

TEST(the_small_company_has_the_figures_of_its_size)
{
    struct arena *arena = arena_new();
    struct demo_world *w = demo_world_new(arena, demo_scale("S"), demo_seed, some_afternoon(), DEMO_HISTORY_DAYS);
    int active = 0, expiring = 0, called = 0;
    char *seen = arena_take(arena, (size_t)w->customer_count);
    for (int i = 0; i < w->worker_count; i++) {
        const struct demo_worker *n = &w->workers[i];
        active += n->state == WORKER_ACTIVE;
        if (n->state != WORKER_ACTIVE) continue;
        int32_t ends[] = { day_plus_months((day){ n->medical_on.number }, 12).number - 1, day_plus_months((day){ n->background_on.number }, 12).number - 1, n->insurance_to.number };
        for (int k = 0; k < 3; k++) expiring += ends[k] >= w->today.number && ends[k] <= w->today.number + 30;
    }
    for (int i = 0; i < w->visit_count; i++) {
        const struct demo_visit *v = &w->visits[i];
        bool lately = v->on.number < w->today.number && v->on.number >= w->today.number - 90 && v->state != VISIT_CANCELLED;
        if (lately && !seen[v->customer]) called += seen[v->customer] = 1;
    }
    EQUAL(w->worker_count, 320);
    EQUAL(active, 70);
    EQUAL(w->customer_count, 2600);
    CHECK(near(called, 420, 60));
    CHECK(near(expiring, 8, 4));
    CHECK(near(w->plan_count, 72, 3));
    arena_free(arena);
}

struct shares { int visits, two, three, four, morning, afternoon, cancelled, late, rated, five, workday, weekend, before_new_year; };

static struct shares shares_of(const struct demo_world *w)
{
    struct shares s = { 0 };
    for (int i = 0; i < w->visit_count; i++) {
        const struct demo_visit *v = &w->visits[i];
        if (v->on.number >= w->today.number) continue;
        int32_t ago = w->today.number - v->on.number;
        s.visits++;
        s.two += v->length == 120, s.three += v->length == 180, s.four += v->length == 240;
        s.morning += v->at >= 480 && v->at <= 600, s.afternoon += v->at >= 780 && v->at <= 900;
        s.cancelled += v->state == VISIT_CANCELLED, s.late += v->late > 0, s.rated += v->stars > 0, s.five += v->stars == 5;
        if (ago <= 56) { s.workday += !is_weekend(v->on); s.weekend += is_weekend(v->on); }
        day new_year = day_from_date((struct date){ 2026, 2, 17 });
        s.before_new_year += v->on.number >= new_year.number - 15 && v->on.number <= new_year.number - 3;
    }
    return s;
}

TEST(a_year_of_visits_is_distributed_as_the_trade_knows_it)
{
    struct arena *arena = arena_new();
    struct demo_world *w = demo_world_new(arena, demo_scale("S"), demo_seed, some_afternoon(), DEMO_HISTORY_DAYS);
    struct shares s = shares_of(w);
    double n = s.visits;
    CHECK(near(s.two / n, 0.25, 0.04) && near(s.three / n, 0.45, 0.04) && near(s.four / n, 0.25, 0.04));
    CHECK(near(s.morning / n, 0.40, 0.06) && near(s.afternoon / n, 0.35, 0.06));
    CHECK(near(s.cancelled / n, 0.07, 0.01) && near(s.late / n, 0.04, 0.01));
    CHECK(near((double)s.five / s.rated, 0.88, 0.03));
    CHECK(near(s.workday / 40.0, 18, 2) && near(s.weekend / 16.0, 28.8, 3.5));
    CHECK(near(s.before_new_year / 13.0, 18 * 1.17 * 2.5, 18));         /* the shop has not hands for all of it */
    arena_free(arena);
}

TEST(nobody_is_in_two_places_and_nobody_works_beyond_the_law)
{
    struct arena *arena = arena_new();
    struct demo_world *w = demo_world_new(arena, demo_scale("S"), demo_seed + 1, some_afternoon(), DEMO_HISTORY_DAYS);
    int *week = arena_take(arena, sizeof *week * (size_t)w->worker_count), clashes = 0, over = 0;
    for (int i = 0; i < w->visit_count; i++) {
        const struct demo_visit *v = &w->visits[i];
        if (i && v->on.number != w->visits[i - 1].on.number && weekday(v->on) < weekday(w->visits[i - 1].on)) memset(week, 0, sizeof *week * (size_t)w->worker_count);
        for (int k = i - 1; k >= 0 && w->visits[k].on.number == v->on.number; k--)
            clashes += v->worker >= 0 && w->visits[k].worker == v->worker && v->at < w->visits[k].at + w->visits[k].length && w->visits[k].at < v->at + v->length;
        if (v->worker >= 0) over += (week[v->worker] += v->length) > (w->workers[v->worker].mode == MODE_PART_TIME ? 1440 : 2640);
    }
    EQUAL(clashes, 0);
    EQUAL(over, 0);
    arena_free(arena);
}

TEST(identities_are_well_formed_and_nobodys)
{
    struct arena *arena = arena_new();
    struct demo_world *w = demo_world_new(arena, demo_scale("S"), demo_seed, some_afternoon(), 1);
    for (int i = 0; i < w->worker_count; i++) {
        const struct demo_person *p = &w->workers[i].person;
        text number;
        SAME_TEXT(check_id_number(arena, p->id_number, w->today, true, &number), NULL);
        CHECK(check_id_number(arena, p->id_number, w->today, false, &number) != NULL);
        EQUAL(id_number_sex(p->id_number), p->sex);
        EQUAL(id_number_birth(p->id_number).number, p->birth.number);
        SAME_TEXT(check_mobile(p->phone, true), NULL);
        CHECK(check_mobile(p->phone, false) != NULL);
        SAME_TEXT(check_bank_card(w->workers[i].bank), NULL);
        for (int k = 0; k < i; k++) CHECK(strcmp(w->workers[k].person.id_number, p->id_number) && strcmp(w->workers[k].person.phone, p->phone));
    }
    arena_free(arena);
}

/* ---- sheets ---- */

/* What stands in a sheet, as one text. */
static text said(struct arena *arena, text path)
{
    text why = "";
    struct buf all = buf_new(arena);
    struct sheet_book *book = sheet_open(arena, path, &why);
    struct sheet_rows *rows = book ? sheet_rows(book, 0, 0, &why) : NULL;
    struct sheet_row row;
    CHECK(rows != NULL);
    while (rows && sheet_next(rows, &row))
        for (int i = 0; i < row.count; i++) buf_print(&all, "%d:%s|", row.cells[i].column, row.cells[i].text);
    sheet_rows_close(rows);
    sheet_close(book);
    return buf_text(&all);
}

static text folder_made(struct arena *arena)
{
    char name[] = "/dev/shm/zhangjia-demo-XXXXXX";
    return mkdtemp(name) ? arena_copy(arena, name) : "";
}

static void folder_gone(struct arena *arena, text folder) { CHECK(system(arena_print(arena, "rm -rf %s", folder)) == 0); }

TEST(the_same_seed_gives_the_same_sheets)
{
    struct arena *arena = arena_new();
    text first = folder_made(arena), second = folder_made(arena), why = "";
    EQUAL(demo_sheets_write(demo_world_new(arena, demo_scale("S"), 7, some_afternoon(), 40), first, &why), demo_sheet_count + 3);
    EQUAL(demo_sheets_write(demo_world_new(arena, demo_scale("S"), 7, some_afternoon(), 40), second, &why), demo_sheet_count + 3);
    for (int i = 0; i < demo_sheet_count; i++) {
        CASE(demo_sheets[i].file);
        text a = said(arena, arena_print(arena, "%s/YX01/%s", first, demo_sheets[i].file)), b = said(arena, arena_print(arena, "%s/YX01/%s", second, demo_sheets[i].file));
        CHECK(strlen(a) > 200 && !strcmp(a, b));
    }
    CASE("");
    folder_gone(arena, first);
    folder_gone(arena, second);
    arena_free(arena);
}

TEST(the_messy_roster_is_wrong_where_it_is_meant_to_be)
{
    struct arena *arena = arena_new();
    struct demo_world *w = demo_world_new(arena, demo_scale("S"), demo_seed, some_afternoon(), 40);
    text folder = folder_made(arena), why = "";
    EQUAL(demo_messy_write(w, folder, &why), 3);
    struct sheet_book *book = sheet_open(arena, arena_print(arena, "%s/阿姨通讯录（乱）.xlsx", folder), &why);
    struct sheet_look look = { 0 };
    CHECK(book && sheet_look(book, 0, arena, 100, &look, &why));
    EQUAL(look.header, 3);
    int worn = 0, wrong_digit = 0, too_short = 0, fifteen = 0;
    for (int i = look.header + 1; i < look.count; i++) {
        struct sheet_cell id = sheet_cell(&look.rows[i], 2);
        text number, flaw = id.text && *id.text ? check_id_number(arena, id.text, w->today, true, &number) : NULL;
        worn += id.worn;
        fifteen += id.text && strlen(id.text) == 15 && !flaw;
        wrong_digit += flaw && !strcmp(check_code(flaw), "check_digit") && !id.worn;
        too_short += flaw && !strcmp(check_code(flaw), "length") && strlen(id.text) == 17;
    }
    CHECK(worn >= 2 && wrong_digit >= 2 && too_short >= 2 && fifteen >= 3);
    sheet_close(book);
    folder_gone(arena, folder);
    arena_free(arena);
}

/* ---- loaded ---- */

static const struct demo_scale hamlet = { "test", 1, 80, 58, 120, 90, 5, 40, 1, 2, 6, 12, 30, true };

struct counts { int64_t workers, active, customers, past, ahead, given, booked, pairs, overlaps, imported, running, complaints, complaint_states, incidents, demands, demand_states, stand_by, rung, bills; };

static bool count_all(struct work *w, void *data)
{
    struct counts *c = data;
    c->workers = db_one(w, SQL("select count(*) from worker"), NO_BIND, 0);
    c->active = db_one(w, SQL("select count(*) from worker where state = 5"), NO_BIND, 0);
    c->customers = db_one(w, SQL("select count(*) from household"), NO_BIND, 0);
    c->past = db_one(w, SQL("select count(*) from visit where start < $1"), BIND(num(day_start(day_of(w->now)).ms)), 0);
    c->ahead = db_one(w, SQL("select count(*) from visit where start > $1"), BIND(num(w->now.ms)), 0);
    c->given = db_one(w, SQL("select count(*) from visit where start > $1 and state in (2, 3, 4, 5)"), BIND(num(w->now.ms)), 0);
    c->pairs = db_one(w, SQL("select count(*) from visit where start > $1 and state in (2, 3, 4, 5) and second is not null"), BIND(num(w->now.ms)), 0);
    c->booked = db_one(w, SQL("select count(*) from booking where from_at > $1 and source_type = 'visit'"), BIND(num(w->now.ms)), 0);
    c->overlaps = db_one(w, SQL("select count(*) from booking a join booking b on a.resource = b.resource and a.resource_kind = b.resource_kind and a.id < b.id and a.from_at < b.to_at and b.from_at < a.to_at"), NO_BIND, 0);
    c->imported = db_one(w, SQL("select count(*) from audit where what = $1 and type = 'visit'"), BIND(num(AUDIT_IMPORTED)), 0);
    c->complaints = db_one(w, SQL("select count(*) from complaint"), NO_BIND, 0);
    c->complaint_states = db_one(w, SQL("select count(distinct state) from complaint"), NO_BIND, 0);
    c->incidents = db_one(w, SQL("select count(*) from incident where state between 2 and 5"), NO_BIND, 0);
    c->demands = db_one(w, SQL("select count(*) from demand"), NO_BIND, 0);
    c->demand_states = db_one(w, SQL("select count(distinct state) from demand"), NO_BIND, 0);
    c->stand_by = db_one(w, SQL("select count(*) from stand_by"), NO_BIND, 0);
    c->rung = db_one(w, SQL("select count(*) from care_alarm where state <> 1"), NO_BIND, 0);
    c->bills = db_one(w, SQL("select count(distinct state) from bill"), NO_BIND, 0);
    c->running = db_one(w, SQL("select count(*) from service_plan where state = 2"), NO_BIND, 0);
    return !failed(w);
}

/* Whoever goes to two homes at once, on whatever day: what the sheets tell has no bookings that would show it. */
static bool look_at_clashes(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("with goes as (select id, worker as who, start, until from visit where worker is not null and state not in (11, 14) union all select id, second, start, until from visit where second is not null and state not in (11, 14) "
                        "union all select v.id, c.worker, v.start, v.until from visit_crew c join visit v on v.id = c.parent where v.state not in (11, 14)) "
                        "select count(*) from goes a join goes b on a.who = b.who and a.id < b.id and a.start < b.until and b.start < a.until"), NO_BIND, -1), 0);
    return !failed(w);
}

static void check_clashes(struct house *h, const struct demo_world *world)
{
    (void)world;
    struct work *w = work_open(h, &the_system);
    CHECK(db_read(house_db(h), w, look_at_clashes, NULL));
    work_close(w);
}

/* ---- a placement business: something in each state, money that adds up ---- */

static bool same_numbers(struct work *w, text what, literal sql, int64_t least)
{
    int64_t n = db_one(w, sql, NO_BIND, -1);
    if (n < least) printf("  %s: %lld, at least %lld wanted\n", what, (long long)n, (long long)least);
    return n >= least;
}

static bool look_at_homes(struct work *w, void *data)
{
    (void)data;
    CHECK(same_numbers(w, "states of placements", SQL("select count(distinct state) from placement"), 7));
    CHECK(same_numbers(w, "a part-time placement", SQL("select count(*) from placement p join contract c on c.id = p.contract where c.mode = 3 and p.state = 4"), 1));
    CHECK(same_numbers(w, "in service", SQL("select count(*) from placement where state between 4 and 7"), 12));
    CHECK(same_numbers(w, "modes of contracts that were signed here", SQL("select count(distinct mode) from contract where signed_on is not null and paper_number = ''"), 5));
    CHECK(same_numbers(w, "states of contracts", SQL("select count(distinct state) from contract"), 5));
    CHECK(same_numbers(w, "an amendment in force", SQL("select count(*) from contract where link = 2 and state = 1"), 1));
    CHECK(same_numbers(w, "replaced", SQL("select count(*) from replacement where state = 5"), 1));
    CHECK(same_numbers(w, "renewals", SQL("select count(*) from renewal where state = 3"), 1));
    CHECK(same_numbers(w, "calls to make", SQL("select count(*) from follow_up where state = 1"), 4));
    CHECK(same_numbers(w, "answers about recommending", SQL("select count(*) from follow_up where nps is not null"), 6));
    CHECK(same_numbers(w, "kinds of days", SQL("select count(distinct kind) from placement_day"), 4));
    CHECK(same_numbers(w, "care logs, one out of order", SQL("select count(*) from care_log where state = 3"), 1));
    CHECK(same_numbers(w, "states of leads", SQL("select count(distinct state) from lead"), 9));
    CHECK(same_numbers(w, "channels of leads", SQL("select count(distinct channel) from lead"), 8));
    CHECK(same_numbers(w, "a lead that came twice", SQL("select count(*) from lead where (select count(*) from lead_touches t where t.parent = lead.id) > 1"), 1));
    CHECK(same_numbers(w, "a calendar kept", SQL("select count(*) from recommendation where state = 11 and hold_until > 0"), 1));
    CHECK(same_numbers(w, "kinds of cards", SQL("select count(distinct kind) from prepaid_card"), 3));
    CHECK(same_numbers(w, "states of cards", SQL("select count(distinct state) from prepaid_card"), 5));
    CHECK(same_numbers(w, "payslips paid", SQL("select count(*) from payslip where state = 6"), 4));
    CHECK(same_numbers(w, "months that were paid, billed and declared", SQL("select count(distinct r.first) from payroll_run r where r.kind = 1 and r.state = 9 and exists (select 1 from placement_claim c where c.first = r.first)"), 4));
    CHECK(same_numbers(w, "homes whose days begin with them", SQL("select case when exists (select 1 from placement p where p.state between 4 and 7 and p.ledger_from is null and (select min(d.date) from placement_day d where d.placement = p.id) > p.began_on) then 0 else 1 end"), 1));
    CHECK(same_numbers(w, "an objection answered", SQL("select count(*) from payslip where objected_at > 0 and answer <> ''"), 1));
    CHECK(same_numbers(w, "this month open", SQL("select count(*) from payroll_run where state = 1"), 1));
    CHECK(same_numbers(w, "part-time wages paid", SQL("select count(*) from payroll_run where kind = 2 and state = 6 and last - first < 15"), 1));
    CHECK(same_numbers(w, "states of referrals", SQL("select count(distinct state) from referral"), 3));
    CHECK(same_numbers(w, "terms", SQL("select count(*) from service_terms where state = 2"), 1));
    EQUAL(db_one(w, SQL("select count(*) from visit where price > 0 and quote = '' and start between $1 and $2"), BIND(num(w->now.ms - DAYS(31)), num(w->now.ms)), -1), 0);
    EQUAL(db_one(w, SQL("select cast(coalesce(sum(amount), 0) as bigint) from ledger_entry_lines"), NO_BIND, -1), 0);
    EQUAL(db_one(w, SQL("select count(*) from (select parent from ledger_entry_lines group by parent having sum(amount) <> 0) x"), NO_BIND, -1), 0);
    return !failed(w);
}

/* The map agrees with what is written: each home that lies on it lies in the area it names. */
static bool look_at_areas(struct work *w, void *data)
{
    int shops = *(const int *)data, seen = 0;
    EQUAL(db_one(w, SQL("select count(*) from service_area"), NO_BIND, -1), shops * DEMO_AREAS);
    struct found all = LOAD_WHERE(w, household, "at_lat > 0 and area <> '' order by id limit 200", NO_BIND);
    for (int i = 0; i < all.count; i++) {
        const struct household *h = FOUND(struct household, all, i);
        if (!place_known(h->at)) continue;
        SAME_TEXT(area_around(w, h->record.branch.id, h->at), h->area);
        seen++;
    }
    CHECK(seen > 100);
    return !failed(w);
}

static bool look_at_large_jobs(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from survey s join quotation q on q.id = s.quotation where s.state = 5 and q.state = 2"), NO_BIND, -1), 1);
    EQUAL(db_one(w, SQL("select count(*) from survey s join service_order o on o.id = s.service_order join visit_crew c on c.parent = o.visit where s.state = 3"), NO_BIND, -1), 3);
    EQUAL(db_one(w, SQL("select count(*) from job_zone where state = 1"), NO_BIND, -1), 4);
    CHECK(same_numbers(w, "levels", SQL("select count(distinct level) from worker_skills"), 4));
    CHECK(same_numbers(w, "wages asked for", SQL("select count(distinct least_hourly) from worker where state = 5"), 10));
    return !failed(w);
}

static void check_homes(struct house *h, int shops)
{
    struct work *w = work_open(h, &the_system);
    CHECK(db_read(house_db(h), w, look_at_homes, NULL));
    CHECK(db_read(house_db(h), w, look_at_large_jobs, NULL));
    CHECK(db_read(house_db(h), w, look_at_areas, &shops));
    work_close(w);
}

static bool seal(struct work *w, void *data) { (void)data; return audit_seal_some(w); }
static bool verify(struct work *w, void *verdict) { return audit_verify(w, verdict); }

static void check_audit(struct house *h)
{
    struct audit_verdict v = { .unsealed = 1 };
    struct work *w = work_open(h, &the_system);
    for (int i = 0; i < 200 && v.unsealed; i++)
        if (!db_write(house_db(h), w, seal, NULL) || !db_read(house_db(h), w, verify, &v)) break;
    EQUAL(v.broken_at, 0);
    CHECK(v.checked > 500);
    EQUAL(v.unsealed, 0);
    work_close(w);
}

static void check_loaded(struct house *h, const struct demo_world *world)
{
    struct counts c = { 0 };
    int past = 0;
    for (int i = 0; i < world->visit_count; i++) past += world->visits[i].on.number < world->today.number;
    struct work *w = work_open(h, &the_system);
    CHECK(db_read(house_db(h), w, count_all, &c));
    work_close(w);
    EQUAL(c.workers, world->worker_count);
    EQUAL(c.active, 58 - 1);                            /* one is suspended */
    EQUAL(c.customers, world->customer_count + 1 + 2);  /* homes: one came as a lead, a company has two sites */
    EQUAL(c.past, past);
    CHECK(c.imported >= past);
    EQUAL(c.running, world->plan_count);
    CHECK(c.ahead > 20 && c.given > c.ahead / 2 && c.given < c.ahead);
    EQUAL(c.booked, c.given + c.pairs + 2); /* work for two keeps two calendars, tomorrow's crew of three three */
    EQUAL(c.overlaps, 0);
    EQUAL(c.complaints, 16);                /* one in each course, at whatever hour the company is loaded; two that calls of placements opened, two of damage */
    CHECK(c.complaint_states >= 9);
    EQUAL(c.incidents, 3);
    CHECK(c.demands >= 28);
    EQUAL(c.demand_states, 11);
    EQUAL(c.stand_by, 3);
    EQUAL(c.rung, 0);                       /* an alarm of the demo rings until somebody takes it on */
    CHECK(c.bills >= 3);
}

/* Shops without a year behind them: each casts the stories with its own people, as a company of size M does. Two of them; all twelve in the long run. */
static const struct demo_scale villages = { "test", 2, 160, 116, 240, 180, 4, 80, 2, 4, 12, 16, 3, true }, twelve = { "test", 12, 960, 696, 1440, 1080, 24, 480, 12, 24, 72, 96, 3, true };

/* `now`: the machine's, or one ahead of it. */
static bool loads(const struct demo_scale *scale, instant now, int history, void (*check)(struct house *h, const struct demo_world *world))
{
    struct arena *arena = arena_new();
    text folder = folder_made(arena), why = "";
    log_quiet(1);
    text clock = arena_print(arena, "%s/clock", folder);
    CHECK(system(arena_print(arena, "mkdir -p %s/files %s/uploads && echo %lld > %s", folder, folder, (long long)(now.ms - when_now().ms), clock)) == 0);
    struct db *db = db_open(&(struct db_options){ .url = test_url(), .fast_and_loose = true }, &why);
    struct house *h = db ? house_open(&(struct house_options){ .db = db, .data = folder, .modules = modules, .test_clock = clock, .demo = true }, &why) : NULL;
    struct demo_world *world = demo_world_new(arena, scale, demo_seed, now, history);
    bool well = h && house_migrate(h, &why) && demo_load_world(h, world, true);
    if (!well) printf("  %s\n", why);
    if (well && check) check(h, world);
    house_close(h);
    db_close(db);
    folder_gone(arena, folder);
    arena_free(arena);
    return well;
}

static void check_hamlet(struct house *h, const struct demo_world *world)
{
    check_loaded(h, world);
    check_homes(h, world->branch_count);
    check_clashes(h, world);
    check_audit(h);
}

TEST_DB(the_company_comes_in_by_the_importer_and_works_on_by_its_steps) { CHECK(loads(&hamlet, when_now(), 30, check_hamlet)); }

/* A shop that is out all day, with much work for two, loaded in the evening: the morning is told by the sheets, the afternoon is dealt out on top of it. */
static const struct demo_scale evening = { "test", 1, 90, 75, 300, 250, 54, 4, 60, 2, 40, 100, 2, false };

TEST_DB(nobody_who_was_out_in_the_morning_is_dealt_a_second_home_at_once)
{
    if (test_on_postgres()) return;         /* dealt by the same hands */
    CHECK(loads(&evening, day_at((day){ day_of(when_now()).number + 1 }, 19 * 60 + 40), 2, check_clashes));
}

TEST_DB(every_shop_of_a_large_company_tells_its_stories)
{
    if (test_on_postgres()) return;         /* which rules refuse what is the same there; the hamlet tries its statements */
    const char *length = getenv("TEST_LONG");
    CHECK(loads(length && *length ? &twelve : &villages, when_now(), 3, NULL));
}
