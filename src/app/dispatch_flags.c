/* dispatch_flags.c — see dispatch_flags.h. */
#include "app/dispatch_flags.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double dispatch_cpu(void) { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }
double dispatch_wall(void) { return seconds_of(CLOCK_MONOTONIC); }

char *dispatch_slurp(text path, size_t *ret_length)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 16, length = 0, got;
    char *bytes = file ? malloc(room) : NULL;
    while (bytes && (got = fread(bytes + length, 1, room - length, file)) > 0) {
        length += got;
        if (length < room) continue;
        char *larger = realloc(bytes, room *= 2);
        if (!larger) free(bytes);
        bytes = larger;
    }
    bool well = bytes && !ferror(file);
    if (!well) fprintf(stderr, "%s: %s\n", path, file && bytes ? "is no file that can be read" : strerror(errno));
    if (file) fclose(file);
    if (!well) free(bytes);
    *ret_length = length;
    return well ? bytes : NULL;
}

static bool say(text flag, text what)
{
    fprintf(stderr, "dispatch: %s %s. See zhangjia dispatch --help.\n", flag, what);
    return false;
}

static bool number(text flag, text value, double least, double most, double *ret)
{
    char *end;
    double x = strtod(value, &end);
    if (*end || !(x >= least && x <= most)) {
        fprintf(stderr, "dispatch: %s is a number from %g to %g, not %s.\n", flag, least, most, value);
        return false;
    }
    *ret = x;
    return true;
}

static bool take_flag(struct dispatch_flags *f, text flag, text value)
{
    double x = 0;
    if (!strcmp(flag, "--format")) { f->format = value; return true; }
    if (!strcmp(flag, "-o")) { f->output = value; return true; }
    if (!strcmp(flag, "--trace")) { f->trace = value; return true; }
    if (!strcmp(flag, "--visit")) { f->visit = value; return true; }
    if (!strcmp(flag, "--objective")) {
        f->objective = strcmp(value, "vehicles") ? OBJECTIVE_DISTANCE : OBJECTIVE_VEHICLES;
        return f->objective == OBJECTIVE_VEHICLES || !strcmp(value, "distance") || say(flag, "is distance or vehicles");
    }
    if (!strcmp(flag, "--time") && strchr(value, ',')) { f->times = value; return true; }
    if (!strcmp(flag, "--time")) { f->times = value; return number(flag, value, 0.001, 1e6, &f->seconds); }
    if (!strcmp(flag, "--iterations")) return number(flag, value, 1, 1e15, &x) && (f->iterations = (int64_t)x, true);
    if (!strcmp(flag, "--threads") && strchr(value, ',')) { f->thread_list = value; return true; }
    if (!strcmp(flag, "--threads")) f->thread_list = value;
    if (!strcmp(flag, "--keep")) { f->keep = value; return true; }
    if (!strcmp(flag, "--jobs")) return number(flag, value, 1, 64, &x) && (f->jobs = (int)x, true);
    if (!strcmp(flag, "--each")) return number(flag, value, 1, 1e6, &x) && (f->each = (int)x, true);
    if (!strcmp(flag, "--threads")) return number(flag, value, 1, 64, &x) && (f->threads = (int)x, true);
    if (!strcmp(flag, "--seed")) return number(flag, value, 0, 1e15, &x) && (f->seed = (uint64_t)x, true);
    if (!strcmp(flag, "--seeds")) return number(flag, value, 1, 100, &x) && (f->seeds = (int)x, f->seeds_said = true);
    return say(flag, "is not known");
}

bool dispatch_flags_read(struct dispatch_flags *f, int argc, char **argv)
{
    *f = (struct dispatch_flags){ .format = "auto", .threads = 1, .seeds = 1, .jobs = 1 };
    for (int i = 0; i < argc; i++) {
        if (argv[i][0] != '-' || !argv[i][1]) {
            if (f->word_count == 2) return say(argv[i], "is one file too many");
            f->words[f->word_count++] = argv[i];
            continue;
        }
        if (i + 1 == argc) return say(argv[i], "needs a value");
        if (!take_flag(f, argv[i], argv[i + 1])) return false;
        i++;
    }
    return true;
}

/* Seconds of reserve for writing the answer and leaving: larger answers take longer. */
static double reserve(const struct problem *p) { return 0.002 + 2e-6 * p->visit_count; }

struct tracing { FILE *out; };
static bool trace(void *data, const struct progress *now)
{
    struct tracing *t = data;
    fprintf(t->out, "%.3f\t%lld\t%lld\t%d\n", now->seconds, (long long)now->iterations, (long long)now->cost, now->left_out);
    return true;
}

struct plan *dispatch_solve(struct arena *arena, const struct instance *instance, const struct dispatch_flags *f, double begun, int64_t *ret_iterations)
{
    struct budget budget = { .iterations = f->iterations, .threads = f->threads, .seed = f->seed };
    struct tracing tracing = { f->trace ? fopen(f->trace, "w") : NULL };
    double (*clock)(void) = f->threads > 1 ? dispatch_wall : dispatch_cpu;
    double limit = f->seconds > 0 ? f->seconds : f->iterations ? 0 : 10;
    if (limit > 0) {
        budget.now = clock;
        budget.seconds = limit - (clock() - begun) - reserve(instance->problem);
        if (budget.seconds < 0.001) budget.seconds = 0.001;
    }
    if (tracing.out) { budget.watch = trace; budget.watcher = &tracing; budget.now = clock; }
    struct plan *plan = search(arena, instance->problem, NULL, &budget, ret_iterations);
    if (tracing.out) fclose(tracing.out);
    return plan;
}
