/* dataset.c — a large invented company for measuring: visits, customers, workers, as the engine itself would have stored them.
 *
 *   bench-dataset <url> <folder for keys> [visits 10000]
 *
 * An empty database becomes 12 shops with N visits, N/10 customers and N/100 workers, a fifth of them at work: 380 days back, 14 ahead.
 * Every record goes through record_store_new as an import does: number, title, search tokens, sealed phones, images, audit. Visits of the
 * last 30 days and of the days to come hold their time in the calendar. A fifth of the people share five names (张伟, 王芳 …), each of
 * them commoner than any real name, as a search is slowest there. The same call on the same day gives the same company, ids apart. A
 * database that has visits is left alone: the folder is the cache. Login bench, password paper-lantern-42: a test company, nobody's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "app/app.h"
#include "base/random.h"
#include "company/password.h"
#include "operations/operations.h"
#include "record/booking.h"
#include "record/held.h"
#include "record/parts.h"
#include "team/team.h"

enum { BRANCHES = 12, LINES = 4, SLOTS = 4, DAYS_BACK = 380, DAYS_AHEAD = 14, IN_CALENDAR = 30, AT_ONCE = 400 };

struct of_branch { int64_t id; place at; int64_t *workers; int worker_count, worker_room; struct { int64_t customer, household; } *customers; int customer_count, customer_room; };
struct world {
    struct house *house;
    day today;
    int visits, customers, workers, people;     /* people: running number of phones */
    struct dice dice;
    struct of_branch branches[BRANCHES];
    int64_t lines[LINES], rules[LINES];
    int done;
};
struct step_of { struct world *world; int from, to; day on; };

static const struct change imported = { .what = AUDIT_IMPORTED, .step = "", .event = "", .quiet = true };

static void *more(void *at, int count, int *room, size_t size)
{
    if (count < *room) return at;
    *room = *room ? *room * 2 : 64;
    at = realloc(at, (size_t)*room * size);
    if (!at) { perror("memory"); exit(1); }
    return at;
}

static void write_or_die(struct world *world, db_run *run, struct step_of *s, day on)
{
    struct work *w = work_open(world->house, NULL);
    w->now = w->acted = day_at(on, 8 * 60);
    if (!db_write(house_db(world->house), w, run, s)) {
        fprintf(stderr, "%s (%s)\n", w->message ? w->message : "a fault: the log says which", w->field ? w->field : "");
        exit(1);
    }
    work_close(w);
}

/* ---- names ---- */

static const text surnames[] = { "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗" };
static const text given[] = { "芳", "英", "秀", "兰", "梅", "桂", "玉", "红", "丽", "霞", "燕", "娟", "敏", "静", "艳", "伟", "强", "军", "勇", "杰", "涛", "明", "超", "刚" };
static const text common[] = { "张伟", "王芳", "李娜", "王秀英", "刘洋" };

static text name_of_somebody(struct work *w, struct dice *dice)
{
    if (dice_below(dice, 5) == 0) return common[dice_below(dice, COUNT_OF(common))];
    text first = given[dice_below(dice, COUNT_OF(given))], second = given[dice_below(dice, COUNT_OF(given))];
    return print(w, "%s%s%s", surnames[dice_below(dice, COUNT_OF(surnames))], first, dice_below(dice, 4) ? second : "");
}

static place near(struct dice *dice, place at)
{
    return (place){ at.lat + (dice_below(dice, 3600) - 1800) * 100, at.lng + (dice_below(dice, 3600) - 1800) * 100 };      /* within 2 km */
}

static int64_t somebody(struct work *w, struct world *world)
{
    int n = ++world->people;
    struct person p = { .name = name_of_somebody(w, &world->dice), .phone = { .plain = print(w, "100%08d", (int)(((int64_t)n * 7919 + 20260301) % 100000000)) } };
    return record_store_new(w, &person_type, &p, imported) ? p.record.id : 0;
}

/* ---- shops, services, who logs in ---- */

static bool make_branch(struct work *w, struct world *world, int i)
{
    struct of_branch *b = &world->branches[i];
    b->at = (place){ 300000000 + i % 4 * 350000, 1200000000 + i / 4 * 350000 };
    struct branch record = { .name = print(w, "云栖%d店", i + 1), .code = print(w, "%02d", i + 1), .kind = BRANCH_SHOP, .location = b->at };
    if (!record_store_new(w, &branch_type, &record, imported)) return false;
    b->id = record.record.id;
    return true;
}

static bool make_line(struct work *w, struct world *world, int i)
{
    static const text names[LINES] = { "日常保洁", "深度清洁", "擦玻璃", "两餐做饭" }, codes[LINES] = { "CLEAN", "DEEP", "GLASS", "MEALS" }, glyphs[LINES] = { "洁", "深", "窗", "饭" };
    static const enum line_category categories[LINES] = { LINE_DAILY_CLEANING, LINE_DEEP_CLEANING, LINE_WINDOW, LINE_COOKING };
    struct service_line line = { .name = names[i], .code = codes[i], .glyph = glyphs[i], .category = categories[i], .unit = UNIT_HOUR, .least = { 60 }, .increment = { 30 },
        .persons = 1, .medical = MEDICAL_GENERAL, .leeway = { 30 } };
    if (!record_store_new(w, &service_line_type, &line, imported)) return false;
    struct price_rule rule = { .line = { line.record.id }, .name = "标准价", .state = PRICE_PUBLISHED, .valid_from = { world->today.number - 800 }, .unit_price = { 5000 + i * 1000 },
        .least_price = { 10000 }, .worker_percent = 75 };
    world->lines[i] = line.record.id;
    if (!record_store_new(w, &price_rule_type, &rule, imported)) return false;
    world->rules[i] = rule.record.id;
    return true;
}

static bool make_account(struct work *w, struct world *world, text login, text role, bool everywhere)
{
    int64_t home = world->branches[0].id;
    struct person p = { .name = login };
    struct account_role as = { .role = { role_by_code(w, role) }, .place = { everywhere ? 0 : home } };
    if (!record_store_new(w, &person_type, &p, imported)) return false;
    struct account a = { .login = login, .name = login, .person = { p.record.id }, .home = { home }, .roles = { &as, 1 } };
    return record_store_new(w, &account_type, &a, imported) && password_store(w, a.record.id, password_hash(w, "paper-lantern-42"));
}

static bool make_shops(struct work *w, void *data)
{
    struct world *world = ((struct step_of *)data)->world;
    bool well = true;
    for (int i = 0; well && i < BRANCHES; i++) well = make_branch(w, world, i);
    for (int i = 0; well && i < LINES; i++) well = make_line(w, world, i);
    return well && make_account(w, world, "bench", "administrator", true) && make_account(w, world, "bench-shop", "manager", false);
}

/* ---- workers and customers ---- */

static bool make_worker(struct work *w, struct world *world, int n)
{
    struct of_branch *b = &world->branches[n % BRANCHES];
    bool active = n < world->workers / 5;
    int64_t person = somebody(w, world);
    struct skill skills[LINES];
    for (int i = 0; i < LINES; i++) skills[i] = (struct skill){ .line = { world->lines[i] }, .level = 3 };
    struct worker worker = { .record = { .branch = { b->id } }, .state = active ? WORKER_ACTIVE : WORKER_LEFT, .person = { person }, .mode = MODE_AGENCY, .grade = n % 3 ? "中级" : "高级",
        .area = print(w, "片区%d", n % 6 + 1), .home = near(&world->dice, b->at), .skills = { skills, active ? LINES : 1 }, .joined = { world->today.number - 500, true } };
    if (!person || !record_store_new(w, &worker_type, &worker, imported)) return false;
    if (!active) return true;
    b->workers = more(b->workers, b->worker_count, &b->worker_room, sizeof *b->workers);
    b->workers[b->worker_count++] = worker.record.id;
    return true;
}

static bool make_workers(struct work *w, void *data)
{
    struct step_of *s = data;
    for (int n = s->from; n < s->to; n++)
        if (!make_worker(w, s->world, n)) return false;
    return true;
}

static bool make_customer(struct work *w, struct world *world, int n)
{
    struct of_branch *b = &world->branches[n % BRANCHES];
    int64_t person = somebody(w, world);
    struct customer c = { .record = { .branch = { b->id } }, .person = { person }, .source = (enum customer_source)(1 + n % 8), .level = n % 20 ? "" : "金卡" };
    if (!person || !record_store_new(w, &customer_type, &c, imported)) return false;
    text estate = print(w, "锦绣花园%d期", n / BRANCHES % 60 + 1);
    struct household h = { .record = { .branch = { b->id } }, .customer = { c.record.id }, .estate = estate, .area = print(w, "片区%d", n / BRANCHES % 6 + 1),
        .address = { .plain = print(w, "%s%d幢%d室", estate, n % 30 + 1, n % 1800 + 101) }, .at = near(&world->dice, b->at), .square_metres = 60 + n % 90, .rooms = 3, .lift = true, .pets = n % 9 == 0 };
    if (!record_store_new(w, &household_type, &h, imported)) return false;
    b->customers = more(b->customers, b->customer_count, &b->customer_room, sizeof *b->customers);
    b->customers[b->customer_count].customer = c.record.id;
    b->customers[b->customer_count++].household = h.record.id;
    return true;
}

static bool make_customers(struct work *w, void *data)
{
    struct step_of *s = data;
    for (int n = s->from; n < s->to; n++)
        if (!make_customer(w, s->world, n)) return false;
    return true;
}

/* ---- visits ---- */

static enum visit_state state_of(struct world *world, day on, int minute, int64_t roll)
{
    int ahead = on.number - world->today.number, now = minute_of_day(when_now());
    if (roll < 5) return VISIT_CANCELLED;
    if (ahead > 0) return ahead > 3 && roll < 30 ? VISIT_UNASSIGNED : roll < 40 ? VISIT_OFFERED : roll < 70 ? VISIT_ACCEPTED : VISIT_CONFIRMED;
    if (ahead < 0) return ahead < -2 ? VISIT_SETTLED : VISIT_APPROVED;
    return minute + 120 < now ? VISIT_FINISHED : minute < now ? VISIT_IN_SERVICE : VISIT_CONFIRMED;
}

static bool in_calendar(struct work *w, const struct visit *v)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    struct booking b = { .resource = { RESOURCE_WORKER, v->worker.id }, .source = { "visit", v->record.id }, .from = v->start, .to = v->until, .place = h ? h->at : (place){ 0 },
        .branch = v->record.branch.id, .label = "保洁" };
    return booking_put(w, &b);
}

/* The n-th visit of a branch's day: the shop's workers take turns, each with four times a day that lie an hour apart. */
static bool make_visit(struct work *w, struct world *world, struct of_branch *b, day on, int n)
{
    static const int slots[SLOTS] = { 8 * 60, 11 * 60, 14 * 60, 17 * 60 }, lengths[3] = { 60, 90, 120 };
    int c = (int)dice_below(&world->dice, b->customer_count), line = dice_below(&world->dice, 10) < 7 ? 0 : 1 + (int)dice_below(&world->dice, LINES - 1), slot = n / b->worker_count;
    if (slot >= SLOTS) return true;
    int minute = slots[slot];
    enum visit_state state = state_of(world, on, minute, dice_below(&world->dice, 100));
    struct visit v = { .record = { .branch = { b->id } }, .state = state, .customer = { b->customers[c].customer }, .household = { b->customers[c].household }, .line = { world->lines[line] },
        .start = day_at(on, minute), .length = { lengths[dice_below(&world->dice, 3)] } };
    if (state != VISIT_UNASSIGNED) v.worker.id = b->workers[(n + on.number) % b->worker_count];
    const struct price_rule *rule = record_peek(w, &price_rule_type, world->rules[line]);
    struct quote q = { .rule = world->rules[line] };
    struct quote_request r = { .line = v.line.id, .branch = b->id, .start = v.start, .quantity = v.length.count * 100 / 60, .persons = 1 };
    quote_reckon(w, rule, &r, false, &q);
    v.price_rule.id = q.rule;
    v.price = q.price;
    v.worker_pay = q.worker_pay;
    v.quote.json = quote_json(w, &q);
    if (state >= VISIT_FINISHED && state <= VISIT_SETTLED) {
        v.finished_at.ms = v.start.ms + MINUTES(v.length.count);
        if (dice_below(&world->dice, 3) == 0) v.stars = (maybe_number){ 5, true };
    }
    struct change change = imported;
    change.clocks = on.number >= world->today.number;
    if (!record_store_new(w, &visit_type, &v, change)) return false;
    bool busy = v.worker.id && state != VISIT_CANCELLED && on.number >= world->today.number - IN_CALENDAR;
    world->done++;
    return !busy || in_calendar(w, &v);
}

static bool make_visits(struct work *w, void *data)
{
    struct step_of *s = data;
    for (int n = s->from; n < s->to; n++)
        if (!make_visit(w, s->world, &s->world->branches[n % BRANCHES], s->on, n / BRANCHES)) return false;
    return true;
}

/* ---- all of it ---- */

/* Spread over `days` from `on`. */
static void make_many(struct world *world, db_run *run, int count, day on, int days)
{
    for (int from = 0; from < count; from += AT_ONCE) {
        struct step_of s = { world, from, from + AT_ONCE < count ? from + AT_ONCE : count, on };
        write_or_die(world, run, &s, (day){ on.number + (int32_t)((int64_t)days * from / count) });
    }
}

static bool chain_some(struct work *w, void *data)
{
    for (int i = 0; i < 20; i++)
        if (!audit_seal_some(w)) return false;
    *(int64_t *)data = db_one(w, SQL("select 1 from audit where seq is null limit 1"), NO_BIND, 0);
    return !failed(w);
}

static bool analyse(struct work *w, void *data) { (void)data; return db_script(w, "analyze"); }

static void chain_all(struct house *house)
{
    for (int64_t left = 1; left;) {
        struct work *w = work_open(house, NULL);
        if (!db_write(house_db(house), w, chain_some, &left)) exit(1);
        work_close(w);
    }
    if (db_engine(house_db(house)) != DB_POSTGRES) return;      /* SQLite is run without statistics, as the program runs it */
    struct work *w = work_open(house, NULL);
    if (!db_write(house_db(house), w, analyse, NULL)) exit(1);
    work_close(w);
}

static void fill(struct world *world)
{
    day first = { world->today.number - DAYS_BACK }, before = { first.number - DAYS_BACK };
    make_many(world, make_shops, 1, before, 1);
    make_many(world, make_workers, world->workers, before, DAYS_BACK);
    make_many(world, make_customers, world->customers, before, DAYS_BACK);
    int days = DAYS_BACK + DAYS_AHEAD, made = 0;
    for (int d = 0; d < days; d++) {
        int until = (int)((int64_t)world->visits * (d + 1) / days);
        make_many(world, make_visits, until - made, (day){ first.number + d }, 0);
        made = until;
        if (d % 40 == 39) fprintf(stderr, "%d visits\n", world->done);
    }
    chain_all(world->house);
}

static bool count_visits(struct work *w, void *data) { *(int64_t *)data = db_one(w, SQL("select count(*) from (select 1 from visit limit 1) as any_row"), NO_BIND, 0); return !failed(w); }

int main(int argc, char **argv)
{
    if (argc < 3) { fprintf(stderr, "bench-dataset <url> <folder for keys> [visits]\n"); return 2; }
    int visits = argc > 3 ? atoi(argv[3]) : 10000;
    if (visits < 6000 || visits > 10000000) { fprintf(stderr, "6000 to 10000000 visits\n"); return 2; }
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = argv[1], .fast_and_loose = true }, &why);
    struct house *house = db ? house_open(&(struct house_options){ .db = db, .data = argv[2], .modules = modules, .demo = true }, &why) : NULL;
    if (!house || !house_migrate(house, &why)) { fprintf(stderr, "%s\n", why); return 2; }
    int64_t there = 0;
    struct work *w = work_open(house, NULL);
    bool well = db_read(db, w, count_visits, &there);
    work_close(w);
    struct world world = { .house = house, .today = day_of(when_now()), .visits = visits, .customers = visits / 10, .workers = visits / 100, .dice = { 20260101 } };
    if (well && !there) fill(&world);
    if (well) printf(there ? "There are visits already; nothing was changed.\n" : "%d visits, %d customers, %d workers\n", world.done, world.customers, world.workers);
    house_close(house);
    db_close(db);
    return !well;
}
