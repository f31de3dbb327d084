/* contract_paper.c — how long a contract takes as PDF: the five seeded templates, filled, with the page of evidence.
 *
 *   bench-contract-paper <empty folder> [rounds, 40]
 *
 * One line a template: bytes, the first one (it loads the fonts), half of the others, the slowest, the processor's time of one (others use the machine too); and whether all had the same bytes. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "app/app.h"
#include "contracts/deed_of.h"
#include "contracts/document.h"
#include "record/store.h"

struct bench { struct work *w; int64_t branch, household, customer, worker, line; struct { text title, document, hash; } texts[5]; };

static double ms_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool furnish(struct work *w, void *data)
{
    struct bench *b = data;
    struct branch shop = { .name = "一店", .code = "YD", .address = "天府大道1号", .complaint_phone = "028-85551234" };
    struct person li = { .name = "李芳" }, wang = { .name = "王金凤" };
    if (!ADD(w, branch, &shop) || !ADD(w, person, &li) || !ADD(w, person, &wang)) return false;
    struct customer c = { .record.branch = { shop.record.id }, .person = { li.record.id } };
    struct worker n = { .record.branch = { shop.record.id }, .person = { wang.record.id }, .mode = MODE_AGENCY };
    struct service_line line = { .code = "NANNY", .name = "育儿嫂", .glyph = "育", .category = LINE_INFANT, .unit = UNIT_MONTH, .least = { 120 }, .increment = { 30 }, .medical = MEDICAL_INFANT, .description = "婴幼儿起居照料、辅食制作、早教陪伴", .exclusions = "家庭大扫除、外窗" };
    if (!ADD(w, customer, &c) || !ADD(w, worker, &n) || !ADD(w, service_line, &line)) return false;
    struct household h = { .record.branch = { shop.record.id }, .customer = { c.record.id }, .estate = "锦绣花园", .area = "天府", .address = { .plain = "锦绣花园3栋1201" } };
    if (!ADD(w, household, &h)) return false;
    b->branch = shop.record.id; b->household = h.record.id; b->customer = c.record.id; b->worker = n.record.id; b->line = line.record.id;
    return true;
}

static bool write_texts(struct work *w, void *data)
{
    struct bench *b = data;
    for (unsigned mode = CONTRACT_EMPLOYEE; mode <= CONTRACT_OVER_AGE; mode++) {
        struct contract c = { .state = CONTRACT_DRAFT, .record.branch = { b->branch }, .customer = { b->customer }, .household = { b->household }, .worker = { b->worker }, .line = { b->line }, .mode = mode, .first = day_of(w->now),
            .last = { day_of(w->now).number + 364 }, .wage = { 780000 }, .fee = { mode == CONTRACT_AGENCY || mode == CONTRACT_PAYING_AGENT ? 780000 : 0 }, .service_fee = { 980000 }, .hours = "每天8:00–18:00", .hours_day = 4, .hours_week = 20, .cared_for = "10月龄宝宝" };
        if (!ADD(w, contract, &c)) return false;
        struct deal d = deal_of(w, &c, true);
        text document = document_text(w, &d);
        b->texts[mode - 1].title = strdup(record_title(w, &contract_template_type, c.template.id));
        b->texts[mode - 1].document = strdup(document);
        b->texts[mode - 1].hash = strdup(document_hash(w, document));
    }
    return !failed(w);
}

static int by_size(const void *a, const void *b) { double x = *(const double *)a, y = *(const double *)b; return (x > y) - (x < y); }

static text hash_of(struct arena *a, text path, long *ret_size)
{
    static char bytes[4 << 20];
    unsigned char hash[32];
    FILE *f = fopen(path, "rb");
    *ret_size = f ? (long)fread(bytes, 1, sizeof bytes, f) : 0;
    if (f) fclose(f);
    crypto_generichash(hash, sizeof hash, (unsigned char *)bytes, (size_t)*ret_size, NULL, 0);
    return sodium_bin2hex(arena_take(a, 65), 65, hash, sizeof hash);
}

static bool measure(const char *folder, const char *title, text document, text hash, int rounds)
{
    static const struct evidence evidence[3] = { { "甲方（客户）", "李芳", "手机验证码", "2026-11-26 10:00:00", "以手机号138****8000的一次性验证码核对身份", "10.0.0.1", "Mozilla/5.0", "" },
        { "乙方（家政服务机构）", "周经理", "账号登录", "2026-11-26 10:05:00", "登录账号 周经理", "10.0.0.2", "Mozilla/5.0", "" }, { "丙方（家政服务员）", "王金凤", "手机验证码", "2026-11-26 10:10:00", "以手机号139****5100的一次性验证码核对身份", "10.0.0.3", "Mozilla/5.0", "" } };
    double *times = calloc((size_t)rounds, sizeof *times), *work = calloc((size_t)rounds, sizeof *work);
    char path[500];
    text first_hash = "", why = "";
    struct arena *a = arena_new();
    bool same = true;
    long size = 0;
    snprintf(path, sizeof path, "%s/contract.pdf", folder);
    for (int i = 0; i < rounds; i++) {
        struct deed deed;
        double from = ms_of(CLOCK_MONOTONIC), worked = ms_of(CLOCK_PROCESS_CPUTIME_ID);
        if (!deed_of(a, document, hash, (instant){ INT64_C(1795600000000) }, evidence, 3, &deed) || !deed_pdf(&deed, path, &why)) { fprintf(stderr, "%s\n", why); return false; }
        times[i] = ms_of(CLOCK_MONOTONIC) - from;
        work[i] = ms_of(CLOCK_PROCESS_CPUTIME_ID) - worked;
        text now = hash_of(a, path, &size);
        if (i && strcmp(now, first_hash)) same = false;
        first_hash = now;
    }
    double first = times[0];
    qsort(work + 1, (size_t)rounds - 1, sizeof *work, by_size);
    qsort(times + 1, (size_t)rounds - 1, sizeof *times, by_size);
    printf("%-40s %7ld bytes  first %6.1f ms  half below %6.1f ms  slowest %6.1f ms  processor %6.1f ms  %s\n", title, size, first, times[1 + (rounds - 1) / 2], times[rounds - 1], work[1 + (rounds - 1) / 2], same ? "same bytes" : "DIFFERENT BYTES");
    arena_free(a);
    free(times);
    free(work);
    return same;
}

int main(int argc, char **argv)
{
    text why = "";
    char url[500];
    int rounds = argc > 2 ? atoi(argv[2]) : 40;
    if (argc < 2 || rounds < 2) { fprintf(stderr, "bench-contract-paper FOLDER [ROUNDS]\n"); return 2; }
    snprintf(url, sizeof url, "sqlite:%s/bench.db", argv[1]);
    struct db *db = db_open(&(struct db_options){ .url = url, .fast_and_loose = true }, &why);
    struct house *house = db ? house_open(&(struct house_options){ .db = db, .data = argv[1], .modules = modules, .demo = true }, &why) : NULL;
    if (!house || !house_migrate(house, &why)) { fprintf(stderr, "%s\n", why); return 1; }
    struct bench b = { .w = work_open(house, &the_system) };
    b.w->language = "zh";
    bool well = db_write(db, b.w, furnish, &b) && db_write(db, b.w, write_texts, &b);
    if (!well) fprintf(stderr, "%s: %s\n", b.w->field ? b.w->field : "", b.w->message ? b.w->message : "");
    for (int i = 0; well && i < 5; i++) well = measure(argv[1], b.texts[i].title, b.texts[i].document, b.texts[i].hash, rounds);
    work_close(b.w);
    house_close(house);
    db_close(db);
    return !well;
}
