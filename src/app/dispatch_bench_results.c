/* dispatch_bench_results.c — what came of the runs, in memory and in a file: see dispatch_bench_inside.h. */
#include "app/dispatch_bench_inside.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char head[] = "set,instance,format,time,threads,seed,best,cost,verdict,seconds,cpu,iterations,memory_kb\n";

bool below_best(double value, double best) { return best > 0 && value < best * (1 - 1e-6) - 0.0006; }

void results_add(struct results *r, struct result result)
{
    if (!(r->count & (r->count - 1))) {
        struct result *larger = arena_take(r->arena, sizeof *larger * (size_t)(2 * r->count + 1));
        if (r->count) memcpy(larger, r->list, sizeof *larger * (size_t)r->count);
        r->list = larger;
    }
    r->list[r->count++] = result;
}

static double number_at(const struct table *t, int row, text column) { return strtod(table_at(t, row, column), NULL); }

bool results_load(struct results *r, text path)
{
    if (access(path, F_OK)) return true;
    struct table t = table_read(r->arena, path);
    for (int i = 0; i < t.count; i++) {
        struct trial trial = { table_at(&t, i, "instance"), table_at(&t, i, "format"), number_at(&t, i, "time"), atoi(table_at(&t, i, "threads")), strtoull(table_at(&t, i, "seed"), NULL, 10) };
        results_add(r, (struct result){ trial, table_at(&t, i, "set"), table_at(&t, i, "verdict"), number_at(&t, i, "best"), number_at(&t, i, "cost"), number_at(&t, i, "seconds"),
            number_at(&t, i, "cpu"), (int64_t)number_at(&t, i, "iterations"), (int64_t)number_at(&t, i, "memory_kb") });
    }
    return t.count >= 0;
}

/* One write a run: what is there is whole, whenever somebody stops it. */
bool results_append(text path, const struct result *r)
{
    FILE *file = fopen(path, "a");
    bool well = file != NULL;
    if (well && !ftell(file)) well = fputs(head, file) >= 0;
    if (well) well = fprintf(file, "\"%s\",%s,%s,%g,%d,%" PRIu64 ",%.10g,%.10g,\"%s\",%.3f,%.3f,%" PRId64 ",%" PRId64 "\n", r->set, r->trial.instance, r->trial.format, r->trial.time,
        r->trial.threads, r->trial.seed, r->best, r->cost, r->verdict, r->seconds, r->cpu, r->iterations, r->memory) > 0;
    if (file) well = !fclose(file) && well;
    if (!well) perror(path);
    return well;
}

const struct result *results_find(const struct results *r, const struct trial *t)
{
    for (int i = 0; i < r->count; i++) {
        const struct trial *x = &r->list[i].trial;
        if (x->time == t->time && x->threads == t->threads && x->seed == t->seed && !strcmp(x->instance, t->instance) && !strcmp(x->format, t->format)) return &r->list[i];
    }
    return NULL;
}
