/* look_ahead.c — what is about to lapse in all placements within thirty days (placement/look_ahead.h), timed.
 *
 *   bench-look-ahead [placements 1050] [days 30] [rounds 30] [database url, an empty one]
 *
 * A company is made in a new folder: one branch, as many placements as asked, each with a worker of her own and six papers that run out on days drawn
 * with a fixed seed, contracts that end, a few leaves. The time is that of the whole question in a read snapshot: statements, judging, sorting, without
 * HTTP and JSON. Goal: 1,050 placements × 30 days in 200 ms. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "app/app.h"
#include "base/random.h"
#include "placement/placement.h"
#include "record/store.h"

struct bench { struct db *db; struct house *house; struct work *w; int count, days; int64_t branch, line; struct lapses found; };

static day today(struct work *w) { return day_of(w->now); }

static bool shop(struct work *w, void *data)
{
    struct bench *b = data;
    struct branch one = { .name = "一店", .code = "A" };
    struct service_line line = { .name = "住家育儿嫂", .code = "NANNY", .glyph = "育", .category = LINE_INFANT, .unit = UNIT_MONTH, .medical = MEDICAL_INFANT, .needs = { SET_BIT(NEEDS_INSURANCE) | SET_BIT(NEEDS_BACKGROUND) | SET_BIT(NEEDS_CPR) } };
    if (!ADD(w, branch, &one) || !ADD(w, service_line, &line)) return false;
    b->branch = one.record.id;
    b->line = line.record.id;
    return true;
}

static bool hire(struct work *w, const struct bench *b, int i, int64_t *ret_worker)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE, CREDENTIAL_CPR, CREDENTIAL_SAFETY };
    struct person p = { .name = print(w, "师傅%04d", i), .birth = { today(w).number - 365 * (35 + (i * 7) % 26), true } };
    struct skill skill = { .line = { b->line }, .level = 4 };
    if (!ADD(w, person, &p)) return false;
    struct worker n = { .record.branch = { b->branch }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_AGENCY, .skills = { &skill, 1 } };
    if (!ADD(w, worker, &n)) return false;
    *ret_worker = n.record.id;
    for (int k = 0; k < COUNT_OF(kinds); k++) {
        struct credential c = { .record.branch = { b->branch }, .state = CREDENTIAL_VALID, .worker = { n.record.id }, .kind = kinds[k], .medical = kinds[k] == CREDENTIAL_MEDICAL ? MEDICAL_INFANT : 0, .result = RESULT_PASS,
            .valid_from = { today(w).number - 200, true }, .valid_to = { today(w).number + 5 + (i * 13 + k * 29) % 200, true } };
        if (!ADD(w, credential, &c)) return false;
    }
    return true;
}

static bool place_one(struct work *w, const struct bench *b, int i)
{
    int64_t worker;
    struct person payer = { .name = print(w, "客户%04d", i) };
    if (!hire(w, b, i, &worker) || !ADD(w, person, &payer)) return false;
    struct customer c = { .record.branch = { b->branch }, .person = { payer.record.id } };
    if (!ADD(w, customer, &c)) return false;
    struct household h = { .record.branch = { b->branch }, .customer = { c.record.id }, .estate = "锦绣花园", .address = { .plain = "1 号" } };
    if (!ADD(w, household, &h)) return false;
    struct contract k = { .state = CONTRACT_IN_FORCE, .paper_number = print(w, "HT-%d", i), .customer = { c.record.id }, .household = { h.record.id }, .worker = { worker }, .line = { b->line }, .mode = CONTRACT_AGENCY,
        .first = { today(w).number - 30 }, .last = { today(w).number + i % 330 }, .wage = { 780000 }, .fee = { 780000 } };
    if (!ADD(w, contract, &k)) return false;
    struct placement p = { .state = PLACEMENT_IN_SERVICE, .customer = { c.record.id }, .household = { h.record.id }, .line = { b->line }, .contract = { k.record.id }, .worker = { worker }, .mode = SERVICE_INTRODUCE, .live_in = true,
        .first = k.first, .last = k.last, .began_on = { k.first.number, true }, .wage = { 780000 } };
    return ADD(w, placement, &p);
}

struct chunk { struct bench *b; int from; };
static bool place_some(struct work *w, void *data)
{
    struct chunk *c = data;
    for (int i = c->from; i < c->from + 50 && i < c->b->count; i++)
        if (!place_one(w, c->b, i)) return false;
    return true;
}

static bool look(struct work *w, void *data)
{
    struct bench *b = data;
    b->found = look_ahead(w, b->branch, b->days);
    return !failed(w);
}

static double ms_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}
static int by_size(const void *a, const void *b) { return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b; }

int main(int argc, char **argv)
{
    char folder[] = "/tmp/bench-look-ahead-XXXXXX", url[200];
    text why = "";
    struct bench b = { .count = argc > 1 ? atoi(argv[1]) : 1050, .days = argc > 2 ? atoi(argv[2]) : 30 };
    int rounds = argc > 3 ? atoi(argv[3]) : 30;
    if (b.count < 1 || b.days < 1 || rounds < 1 || rounds > 1000 || !mkdtemp(folder)) return 2;
    snprintf(url, sizeof url, "sqlite:%s/db", folder);
    b.db = db_open(&(struct db_options){ .url = argc > 4 ? argv[4] : url }, &why);
    if (b.db) b.house = house_open(&(struct house_options){ .db = b.db, .data = folder, .modules = modules, .demo = true }, &why);
    if (!b.house || !house_migrate(b.house, &why)) { fprintf(stderr, "%s\n", why); return 1; }
    b.w = work_open(b.house, &the_system);
    bool well = db_write(b.db, b.w, shop, &b);
    for (struct chunk c = { &b, 0 }; well && c.from < b.count; c.from += 50) { work_clear(b.w); b.w->loaded = NULL; well = db_write(b.db, b.w, place_some, &c); }
    if (!well) { fprintf(stderr, "%s %s\n", b.w->field, b.w->message); return 1; }
    double *took = calloc((size_t)rounds, sizeof *took);
    for (int i = 0; i < rounds && well; i++) {
        struct work *w = work_open(b.house, &the_system);
        double from = ms_now();
        well = db_read(b.db, w, look, &b);
        took[i] = ms_now() - from;
        work_close(w);
    }
    qsort(took, (size_t)rounds, sizeof *took, by_size);
    printf("%d placements, %d days: %d entries; median %.1f ms, worst of %d %.1f ms\n", b.count, b.days, b.found.count, took[rounds / 2], rounds, took[rounds - 1]);
    free(took);
    work_close(b.w);
    house_close(b.house);
    db_close(b.db);
    return well ? 0 : 1;
}
