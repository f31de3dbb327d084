/* dispatch_order.c — one home-care instance through the annealing: dispatch_order SECONDS SEED THREADS INSTANCE SOLUTION; negative seconds: iterations. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "dispatch/check.h"
#include "dispatch/format.h"
#include "dispatch/order.h"

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *slurp(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *bytes = malloc(1 << 27);
    *length = fread(bytes, 1, 1 << 27, file);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc < 6) return 2;
    size_t length;
    char *bytes = slurp(argv[4], &length);
    struct instance instance;
    struct fault fault;
    if (!bytes) return 2;
    if (!instance_open(&instance, "auto", OBJECTIVE_DISTANCE, bytes, length, &fault)) {
        fprintf(stderr, "%s: %s\n", fault.where, fault.what);
        return 2;
    }
    free(bytes);
    double seconds = atof(argv[1]);
    int threads = atoi(argv[3]);
    double (*clock)(void) = threads > 1 ? wall : cpu;
    struct budget budget = { .seed = (uint64_t)atoll(argv[2]), .threads = threads };
    if (seconds > 0) { budget.seconds = seconds - (threads > 1 ? 0 : cpu()) - 0.002; budget.now = clock; }
    else budget.iterations = (int64_t)-seconds;
    struct arena *arena = arena_new();
    int64_t iterations;
    struct plan *plan = order_search(arena, instance.problem, NULL, &budget, &iterations);
    if (!plan_check(plan, &fault)) fprintf(stderr, "the referee: %s: %s\n", fault.where, fault.what);
    FILE *out = fopen(argv[5], "w");
    if (!out || !instance.format->write(&instance, plan, out)) return 1;
    fclose(out);
    printf("%.4f %.3f %lld\n", instance.format->cost(&instance, plan), cpu(), (long long)iterations);
    arena_free(arena);
    instance_close(&instance);
    return 0;
}
