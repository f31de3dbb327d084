/* slices.h — kinds of work that take turns in slices of a fifth of a second, as a shared disk changes its speed from one second to the
 * next, and one fdatasync of 4 KB among them. Each measuring program includes it once. */
#pragma once
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "db/db.h"

enum { ROUNDS = 3, MOST_CLIENTS = 1024, MOST_TIMES = 1 << 20 };
#define SLICE 0.2

static inline double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What one kind of work did in a round. */
struct tally { _Atomic int done; double *took, seconds; int64_t works, commits; };

static struct tally tally_new(void)
{
    struct tally t = { .took = calloc(MOST_TIMES, sizeof *t.took) };
    if (!t.took) { perror("memory"); exit(1); }
    return t;
}

static void one_more(struct tally *t, double took)
{
    int n = atomic_fetch_add(&t->done, 1);
    if (n < MOST_TIMES) t->took[n] = took;
}

static double rate(const struct tally *t) { return t->done / t->seconds; }

static void say(const char *name, struct tally *t)
{
    int n = t->done < MOST_TIMES ? t->done : MOST_TIMES;
    qsort(t->took, (size_t)n, sizeof *t->took, by_size);
    printf("  %-16s %8.0f a second, p50 %7.2f ms, p99 %7.2f ms", name, rate(t), t->took[n / 2] * 1e3, t->took[(int64_t)n * 99 / 100] * 1e3);
    if (t->commits) printf(", %.1f in a commit", (double)t->works / (double)t->commits);
    printf("\n");
}

/* ---- the disk alone ---- */

static void put_page(int descriptor, off_t at)
{
    char page[4096] = { 0 };
    if (pwrite(descriptor, page, sizeof page, at) != sizeof page) { perror("write"); exit(1); }
}

static void sync_or_die(int descriptor) { if (fdatasync(descriptor)) { perror("fdatasync"); exit(1); } }

/* Pages of 4 KB over older ones, as the log is written after its first round: a file that grows is slower to sync. */
static void sync_slice(struct tally *t, const char *folder)
{
    enum { PAGES = 1024, PAGE = 4096 };
    char path[4096];
    snprintf(path, sizeof path, "%s/bench-db-fsync-%d", folder, (int)getpid());
    int descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600), n = 0;
    if (descriptor < 0) { perror(path); exit(1); }
    for (int i = 0; i < PAGES; i++) put_page(descriptor, (off_t)i * PAGE);
    sync_or_die(descriptor);
    double began = seconds_now(), last = began;
    while (last < began + SLICE) {
        put_page(descriptor, (off_t)(n++ % PAGES) * PAGE);
        sync_or_die(descriptor);
        double now = seconds_now();
        one_more(t, now - last);
        last = now;
    }
    t->seconds += last - began;
    close(descriptor);
    unlink(path);
}
