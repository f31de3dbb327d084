/* match_rank.c — candidates for a live-in demand, ranked over all workers of a company (src/customers/match.h).
 *
 *   bench-match-rank <url> <empty folder> [workers 9000] [of 100 that are placed for months 60] [runs 40]
 *
 * Makes the workers through the same doors as the office (nine in ten of the demand's branch, level 2 to 5, each with five papers; of one in twenty the
 * medical check ends within the term), then asks for the first twenty over a year's term, each time in a transaction of its own on a warm database. What is
 * measured is the whole look: all workers read and put in order, the most promising judged for every day of the term and rated in full. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "app/app.h"
#include "base/random.h"
#include "customers/customers.h"
#include "record/booking.h"
#include "record/store.h"

enum { CHUNK = 250, MOST_RUNS = 1000, WANTED = 20 };
struct shop { struct db *db; struct house *house; struct work *w; int64_t branches[2], line, person, demand; int made, workers, placed; day today; struct dice dice; struct matches found; };

static double ms_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static bool furnish(struct work *w, void *data)
{
    struct shop *s = data;
    struct branch a = { .name = "朝阳店", .code = "CY" }, b = { .name = "海淀店", .code = "HD" };
    struct service_line line = { .name = "住家保姆", .code = "NANNY9", .glyph = "姆", .category = LINE_NANNY, .unit = UNIT_MONTH, .medical = MEDICAL_HOME, .needs = { SET_BIT(NEEDS_INSURANCE) | SET_BIT(NEEDS_BACKGROUND) } };
    struct person p = { .name = "李芳" };
    if (!ADD(w, branch, &a) || !ADD(w, branch, &b) || !ADD(w, service_line, &line) || !ADD(w, person, &p)) return false;
    s->branches[0] = a.record.id, s->branches[1] = b.record.id, s->line = line.record.id, s->person = p.record.id;
    struct demand d = { .record.branch = { a.record.id }, .person = { p.record.id }, .line = { line.record.id }, .wanted = "住家", .start_from = { s->today.number + 10 }, .term = 365, .arrangement = ARRANGED_LIVE_IN, .room = ROOM_OWN, .rest_days = 4,
        .decides = DECIDES_CALLER, .source = SOURCE_PHONE, .wage = { 780000 } };
    if (!ADD(w, demand, &d) || !step_run(w, &demand_type, LOAD(w, demand, d.record.id), "confirm", NULL)) return false;
    s->demand = d.record.id;
    return true;
}

static bool papers(struct work *w, struct shop *s, const struct worker *n)
{
    static const enum credential_kind kinds[] = { CREDENTIAL_IDENTITY, CREDENTIAL_BACKGROUND, CREDENTIAL_MEDICAL, CREDENTIAL_INSURANCE, CREDENTIAL_SKILL };
    bool ends = dice_below(&s->dice, 20) == 0;
    for (int i = 0; i < COUNT_OF(kinds); i++) {
        bool medical = kinds[i] == CREDENTIAL_MEDICAL;
        struct credential c = { .record.branch = n->record.branch, .state = CREDENTIAL_VALID, .worker = { n->record.id }, .kind = kinds[i], .medical = medical ? MEDICAL_ELDER : 0, .result = RESULT_PASS,
            .valid_from = { s->today.number - 100, true }, .valid_to = { s->today.number + (medical && ends ? 90 : 500), true } };
        if (!ADD(w, credential, &c)) return false;
    }
    return true;
}

static bool place_her(struct work *w, struct shop *s, const struct worker *n)
{
    day from = { s->today.number - (int)dice_below(&s->dice, 200) };
    struct booking b = { .resource = { RESOURCE_WORKER, n->record.id }, .source = { "placement", n->record.id }, .from = day_start(from), .to = day_start((day){ from.number + 365 }), .journey = JOURNEY_NONE, .branch = n->record.branch.id, .label = "" };
    return booking_put(w, &b);
}

static bool hire_some(struct work *w, void *data)
{
    struct shop *s = data;
    for (int i = 0; i < CHUNK && s->made + i < s->workers; i++) {
        struct person p = { .name = print(w, "工%05d", s->made + i), .sex = FEMALE, .birth = { s->today.number - 45 * 365, true } };
        if (!ADD(w, person, &p)) return false;
        struct skill skill = { .line = { s->line }, .level = 2 + dice_below(&s->dice, 4), .since = { s->today.number - (int)dice_below(&s->dice, 2000), true } };
        struct worker n = { .record.branch = { s->branches[dice_below(&s->dice, 10) == 0] }, .state = WORKER_ACTIVE, .person = { p.record.id }, .mode = MODE_AGENCY, .skills = { &skill, 1 }, .least_hourly = { 2500 + 100 * dice_below(&s->dice, 20) },
            .joined = { s->today.number - (int)dice_below(&s->dice, 1500), true } };
        if (!ADD(w, worker, &n) || !papers(w, s, &n)) return false;
        if (dice_below(&s->dice, 100) < s->placed && !place_her(w, s, &n)) return false;
    }
    return true;
}

static bool look(struct work *w, void *data)
{
    struct shop *s = data;
    const struct demand *d = LOAD(w, demand, s->demand);
    return d && matches_for(w, d, 0, WANTED, &s->found);
}

static bool act(struct shop *s, bool write, db_run *run)
{
    work_clear(s->w);
    s->w->loaded = NULL;
    bool well = write ? db_write(s->db, s->w, run, s) : db_read(s->db, s->w, run, s);
    if (!well) fprintf(stderr, "match_rank: %s\n", s->w->message ? s->w->message : "failed");
    return well;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int measure(struct shop *s, int runs)
{
    double ms[MOST_RUNS], busy[MOST_RUNS];          /* by the clock on the wall, and of this thread's processor alone: others may be at work beside */
    for (int i = -3; i < runs; i++) {
        work_close(s->w);
        s->w = work_open(s->house, &the_system);
        double begun = ms_of(CLOCK_MONOTONIC), work = ms_of(CLOCK_THREAD_CPUTIME_ID);
        if (!act(s, false, look)) return 1;
        if (i >= 0) ms[i] = ms_of(CLOCK_MONOTONIC) - begun, busy[i] = ms_of(CLOCK_THREAD_CPUTIME_ID) - work;
    }
    int well = 0;
    for (int i = 0; i < s->found.count; i++) well += s->found.at[i].ok;
    qsort(ms, (size_t)runs, sizeof *ms, by_size);
    qsort(busy, (size_t)runs, sizeof *busy, by_size);
    printf("%d workers looked at, %d placed, %d judged, %d may serve: median %.1f ms, P90 %.1f ms, worst %.1f ms of %d (processor: median %.1f ms, P90 %.1f ms)\n", s->found.looked_at, s->found.busy, s->found.judged, well, ms[runs / 2], ms[runs * 9 / 10], ms[runs - 1], runs, busy[runs / 2], busy[runs * 9 / 10]);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) { fprintf(stderr, "bench-match-rank <url> <empty folder> [workers 9000] [placed of 100, 60] [runs 40]\n"); return 2; }
    struct shop s = { .workers = argc > 3 ? atoi(argv[3]) : 9000, .placed = argc > 4 ? atoi(argv[4]) : 60, .today = day_of(when_now()), .dice = { 7 } };
    int runs = argc > 5 ? atoi(argv[5]) : 40;
    text why = "";
    s.db = db_open(&(struct db_options){ .url = argv[1], .fast_and_loose = true }, &why);
    if (s.db) s.house = house_open(&(struct house_options){ .db = s.db, .data = argv[2], .modules = modules, .demo = true }, &why);
    if (!s.house || !house_migrate(s.house, &why)) { fprintf(stderr, "match_rank: %s\n", why); return 1; }
    s.w = work_open(s.house, &the_system);
    if (!act(&s, true, furnish)) return 1;
    for (; s.made < s.workers; s.made += CHUNK) {
        work_close(s.w);
        s.w = work_open(s.house, &the_system);
        if (!act(&s, true, hire_some)) return 1;
    }
    int result = runs > 0 && runs <= MOST_RUNS ? measure(&s, runs) : 2;
    work_close(s.w);
    house_close(s.house);
    db_close(s.db);
    return result;
}
