/* booking_race.c — many threads want the time of few workers: how quick the calendar is, and that it stays right.
 *
 *   build/booking_race <url of an EMPTY database> [attempts 100000] [threads 64] [workers 40] [folder for keys]
 *
 * Every attempt books 15 minutes to 4 hours somewhere within 15 km, on one of 28 days; one in ten moves an earlier one, one in ten drops
 * one, one in ten takes a team of two. Afterwards the whole table is read and every pair of neighbours judged without the engine. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "base/random.h"
#include "record/booking.h"

enum { MOST_THREADS = 256, DAYS_AHEAD = 28 };
static const day FIRST = { 20800 };

struct plan { struct house *house; int attempts, workers; };
struct racer { pthread_t thread; const struct plan *plan; int number; int well, refused, broken; int64_t *took; };
struct attempt { const struct racer *racer; uint64_t seed; int64_t source; };

static place somewhere(struct dice *dice)
{
    return (place){ 312000000 + dice_below(dice, 15000) * 90, 1214000000 + dice_below(dice, 15000) * 105 };
}

static struct booking wish(struct dice *dice, const struct plan *plan, int64_t source)
{
    int64_t from = day_start(FIRST).ms + MINUTES(dice_below(dice, DAYS_AHEAD * 24 * 60));
    return (struct booking){ .resource = { RESOURCE_WORKER, 1 + dice_below(dice, plan->workers) }, .source = { "visit", source }, .from = { from },
        .to = { from + MINUTES(15 + dice_below(dice, 226)) }, .place = somewhere(dice), .branch = 1 + dice_below(dice, 20), .label = "" };
}

static bool attempt(struct work *w, void *data)
{
    const struct attempt *a = data;
    struct dice dice = { a->seed };
    int64_t what = dice_below(&dice, 10), earlier = a->racer->number * INT64_C(1000000) + 1 + dice_below(&dice, a->racer->plan->attempts);
    struct booking b[2] = { wish(&dice, a->racer->plan, a->source), wish(&dice, a->racer->plan, a->source) };
    if (what == 0) return booking_drop(w, (struct source){ "visit", earlier }) >= 0 && !failed(w);
    if (what == 1) return booking_move(w, (struct source){ "visit", earlier }, b[0].from, b[0].to);
    if (what > 2) return booking_put(w, &b[0]);
    b[1].from = b[0].from;
    b[1].to = b[0].to;
    b[1].resource.id = b[0].resource.id % a->racer->plan->workers + 1;
    return booking_replace(w, NULL, 0, b, 2);
}

static int64_t ticks(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void *race(void *data)
{
    struct racer *r = data;
    for (int i = 0; i < r->plan->attempts; i++) {
        struct attempt a = { r, (uint64_t)r->number * 1000003 + (uint64_t)i, r->number * INT64_C(1000000) + i + 1 };
        struct work *w = work_open(r->plan->house, NULL);
        w->now = w->acted = day_start(FIRST);
        int64_t begun = ticks();
        if (db_write(house_db(r->plan->house), w, attempt, &a)) r->well++;
        else if (w->failure == CONFLICT || w->failure == NOT_FOUND) r->refused++;
        else r->broken++;
        r->took[i] = ticks() - begun;
        work_close(w);
    }
    return NULL;
}

struct scan { int count, overlaps, impossible; };

static bool scan(struct work *w, void *data)
{
    struct scan *s = data;
    struct rows *row = db_query(w, SQL("select resource, from_at, to_at, lat, lng from booking order by resource, from_at"), NO_BIND);
    int64_t resource = 0, to = 0;
    place last = { 0, 0 };
    while (db_next(row)) {
        place here = { db_number(row, 3), db_number(row, 4) };
        int64_t from = db_number(row, 1);
        s->count++;
        if (db_number(row, 0) == resource) {
            s->overlaps += from < to;
            s->impossible += from - to < MINUTES(booking_travel_default(last, here, (instant){ to }));
        }
        resource = db_number(row, 0);
        to = db_number(row, 2);
        last = here;
    }
    return !failed(w);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static int run(const struct plan *plan, int threads)
{
    static struct racer racers[MOST_THREADS];
    int64_t *took = calloc((size_t)threads * (size_t)plan->attempts, sizeof *took), begun = ticks();
    int well = 0, refused = 0, broken = 0, all = threads * plan->attempts;
    if (!took) return 1;
    for (int i = 0; i < threads; i++) {
        racers[i] = (struct racer){ .plan = plan, .number = i + 1, .took = took + (size_t)i * (size_t)plan->attempts };
        pthread_create(&racers[i].thread, NULL, race, &racers[i]);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(racers[i].thread, NULL);
        well += racers[i].well;
        refused += racers[i].refused;
        broken += racers[i].broken;
    }
    double seconds = (double)(ticks() - begun) / 1e6;
    qsort(took, (size_t)all, sizeof *took, by_size);
    struct scan s = { 0 };
    struct work *w = work_open(plan->house, NULL);
    bool read = db_read(house_db(plan->house), w, scan, &s);
    work_close(w);
    printf("%d attempts, %d threads, %d workers: %.1f s, %.0f a second; half below %.1f ms, 99 in 100 below %.1f ms\n", all, threads, plan->workers, seconds,
           all / seconds, (double)took[all / 2] / 1e3, (double)took[(int64_t)all * 99 / 100] / 1e3);
    printf("well %d, refused %d, broken %d, run again %lld; bookings %d, overlaps %d, impossible journeys %d\n", well, refused, broken,
           (long long)db_counts(house_db(plan->house)).retries, s.count, s.overlaps, s.impossible);
    free(took);
    return !read || broken || s.overlaps || s.impossible;
}

int main(int argc, char **argv)
{
    static const struct module *const none[] = { NULL };
    if (argc < 2) { fprintf(stderr, "booking_race <url of an empty database> [attempts] [threads] [workers] [folder for keys]\n"); return 2; }
    int attempts = argc > 2 ? atoi(argv[2]) : 100000, threads = argc > 3 ? atoi(argv[3]) : 64, workers = argc > 4 ? atoi(argv[4]) : 40;
    if (threads < 1 || threads > MOST_THREADS || attempts < threads || workers < 2) { fprintf(stderr, "1 to %d threads, at least one attempt each, 2 workers\n", MOST_THREADS); return 2; }
    text why = "";
    struct db *db = db_open(&(struct db_options){ .url = argv[1], .readers = 32 }, &why);
    struct house *house = db ? house_open(&(struct house_options){ .db = db, .data = argc > 5 ? argv[5] : ".", .modules = none }, &why) : NULL;
    if (!house || !house_migrate(house, &why)) { fprintf(stderr, "%s\n", why); return 2; }
    int wrong = run(&(struct plan){ house, attempts / threads, workers }, threads);
    house_close(house);
    db_close(db);
    return wrong;
}
