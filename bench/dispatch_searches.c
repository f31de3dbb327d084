/* dispatch_searches.c — both searches on the same instances, seeds and CPU seconds: what docs/decisions/31 rests on.
 *
 *   ninja -C build bench-dispatch-searches && build/bench-dispatch-searches SECONDS SEEDS INSTANCE…
 *
 * Prints, in Markdown, the mean cost of each as the format's users count it, with how many plans leave nobody out; ruin and recreate in parts is
 * the third way. What a search does not know (order_suits) is a dash. The mark says which one search() takes. */
#include "dispatch/check/check.h"
#include "dispatch/formats/format.h"
#include "dispatch/order/order.h"
#include "dispatch/routes/ruin.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SEARCHES = 3, PARTS = 3, ROUNDS = 6 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *slurp(text path, size_t *ret_length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    *ret_length = 0;
    if (!file) return NULL;
    if (!fseek(file, 0, SEEK_END) && (bytes = malloc((size_t)ftell(file) + 1))) {
        *ret_length = (size_t)ftell(file);
        rewind(file);
        if (fread(bytes, 1, *ret_length, file) != *ret_length) *ret_length = 0;
    }
    fclose(file);
    return bytes;
}

static struct plan *run(int which, struct arena *arena, const struct problem *p, const struct budget *budget)
{
    if (which == 0) return ruin_search(arena, p, NULL, budget, NULL);
    if (which == 1) return parts_search(arena, p, NULL, budget, (struct parting){ PARTS, ROUNDS }, NULL);
    return order_suits(p) ? order_search(arena, p, NULL, budget, NULL) : NULL;
}

static void measure(const struct instance *instance, int which, double seconds, int seeds)
{
    double sum = 0;
    int whole = 0, made = 0;
    for (int seed = 1; seed <= seeds; seed++) {
        struct arena *arena = arena_new();
        struct budget budget = { .seconds = seconds, .now = now, .threads = 1, .seed = (uint64_t)seed };
        struct plan *plan = run(which, arena, instance->problem, &budget);
        struct fault fault;
        if (plan && plan_check(plan, &fault)) {
            sum += instance->format->cost(instance, plan);
            whole += !plan_left_out(plan);
            made++;
        }
        arena_free(arena);
    }
    bool taken = (search_kind(instance->problem) == SEARCH_ORDER) == (which == 2) && which != 1;
    if (made) printf(" %.2f%s (%d/%d) |", sum / made, taken ? " ←" : "", whole, seeds);
    else printf(" – |");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc < 4) { fprintf(stderr, "bench-dispatch-searches SECONDS SEEDS INSTANCE…\n"); return 2; }
    puts("| instance | ruin and recreate | the same in three parts | order of services |\n|---|--:|--:|--:|");
    for (int i = 3; i < argc; i++) {
        size_t length;
        char *bytes = slurp(argv[i], &length);
        struct instance instance;
        struct fault fault = { 0 };
        bool well = bytes && instance_open(&instance, "auto", OBJECTIVE_DISTANCE, bytes, length, &fault);
        free(bytes);
        if (!well) { fprintf(stderr, "%s: %s %s\n", argv[i], fault.where, fault.what); continue; }
        printf("| %s |", strrchr(argv[i], '/') ? strrchr(argv[i], '/') + 1 : argv[i]);
        for (int which = 0; which < SEARCHES; which++) measure(&instance, which, strtod(argv[1], NULL), atoi(argv[2]));
        puts("");
        instance_close(&instance);
    }
    return 0;
}
