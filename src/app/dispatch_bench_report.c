/* dispatch_bench_report.c — the scoreboard, in Markdown: see dispatch_bench.h.
 *
 * A row is a set of instances with one budget and number of threads. Of each instance the mean, the best and the worst of its seeds is
 * taken; the row shows the means of these over the instances. Runs that the referee did not accept count in `true` only. */
#include "app/dispatch_bench_inside.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct row {
    text set;
    double time;
    int threads;
    int instances, runs, accepted, below;    /* below: instances with a run below the best known */
    double mean, best, worst;                /* gaps to the best known in percent; costs where nothing is known */
    double cost;                             /* mean */
    bool known;
    double longest;                          /* seconds, by the clock the budget counts */
    int64_t memory;
};

struct of_instance { double sum, best, worst; int accepted, runs; };

static bool accepted(const struct result *r) { return !strcmp(r->verdict, "true"); }

static double gap_of(const struct exam *exam, double value) { return exam->best > 0 ? 100 * (value / exam->best - 1) : value; }

static struct of_instance of_instance(const struct results *results, const struct exam *exam, struct row *row)
{
    struct of_instance of = { .best = INFINITY, .worst = -INFINITY };
    for (int i = 0; i < results->count; i++) {
        const struct result *r = &results->list[i];
        if (r->trial.time != row->time || r->trial.threads != row->threads || strcmp(r->trial.instance, exam->name) || strcmp(r->trial.format, exam->format)) continue;
        of.runs++;
        if (r->memory > row->memory) row->memory = r->memory;
        if (r->seconds > row->longest) row->longest = r->seconds;
        if (!accepted(r)) continue;
        of.accepted++;
        of.sum += r->cost;
        if (r->cost < of.best) of.best = r->cost;
        if (r->cost > of.worst) of.worst = r->cost;
    }
    return of;
}

static struct row row_of(const struct exams *exams, const struct results *results, struct row row)
{
    int counted = 0;
    for (int e = 0; e < exams->count; e++) {
        const struct exam *exam = &exams->list[e];
        if (strcmp(exam->set, row.set)) continue;
        struct of_instance of = of_instance(results, exam, &row);
        if (!of.runs) continue;
        row.known = exam->best > 0;
        row.instances++;
        row.runs += of.runs;
        row.accepted += of.accepted;
        if (!of.accepted) continue;
        counted++;
        row.below += below_best(of.best, exam->best);
        row.cost += of.sum / of.accepted;
        row.mean += gap_of(exam, of.sum / of.accepted);
        row.best += gap_of(exam, of.best);
        row.worst += gap_of(exam, of.worst);
    }
    if (!counted) counted = 1;
    row.cost /= counted;
    row.mean /= counted;
    row.best /= counted;
    row.worst /= counted;
    return row;
}

/* "HGS-TW 1.01 [10/10], PyVRP 1.94 [10/10]", of the same set and budget; those of any budget have none. */
static void print_beside(const struct table *engines, const struct row *row)
{
    bool any = false;
    for (int i = 0; i < engines->count; i++) {
        text seconds = table_at(engines, i, "seconds"), runs = table_at(engines, i, "runs");
        if (strcmp(table_at(engines, i, "set"), row->set)) continue;
        if (*seconds && strtod(seconds, NULL) != row->time) continue;
        printf("%s%s %s%s%s%s", any ? ", " : "", table_at(engines, i, "engine"), table_at(engines, i, "gap"), *runs ? " [" : "", runs, *runs ? "]" : "");
        any = true;
    }
    printf("%s |\n", any ? "" : "–");
}

static void print_row(const struct row *r, const struct table *engines)
{
    printf("| %s | %g | %d | %d | %d/%d | %.10g | ", r->set, r->time, r->threads, r->instances, r->accepted, r->runs, round(r->cost * 100) / 100);
    if (r->known && r->accepted) printf("%.2f | %.2f | %.2f | %d | ", r->mean, r->best, r->worst, r->below);
    else printf("– | – | – | – | ");
    printf("%.2f | %.0f | ", r->longest, (double)r->memory / 1024);
    print_beside(engines, r);
}

static bool first_of_set(const struct exams *exams, int e) { return !e || strcmp(exams->list[e].set, exams->list[e - 1].set); }

static void print_scores(const struct exams *exams, const struct results *results, const struct asked *asked, const struct table *engines)
{
    puts("| set | seconds | threads | instances | true | mean cost | mean gap % | best | worst | below best known | longest s | peak MB | others: gap % [feasible/runs] |");
    puts("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    for (int e = 0; e < exams->count; e++) {
        if (!first_of_set(exams, e)) continue;
        for (int t = 0; t < asked->time_count; t++) {
            for (int k = 0; k < asked->thread_count; k++) {
                struct row row = row_of(exams, results, (struct row){ .set = exams->list[e].set, .time = asked->times[t], .threads = asked->threads[k] });
                if (row.runs) print_row(&row, engines);
            }
        }
    }
}

/* The gap of more threads as a share of one thread's. Where one thread is at or below the best known there is no share: the difference is told. */
static void print_threads(const struct exams *exams, const struct results *results, const struct asked *asked)
{
    if (asked->thread_count < 2) return;
    printf("\nMore threads against %d, same instances, budgets and seeds, side by side in time:\n\n| set | seconds | threads | mean gap %% | share of the gap |\n|---|--:|--:|---|--:|\n", asked->threads[0]);
    for (int e = 0; e < exams->count; e++) {
        for (int t = 0; first_of_set(exams, e) && t < asked->time_count; t++) {
            struct row one = row_of(exams, results, (struct row){ .set = exams->list[e].set, .time = asked->times[t], .threads = asked->threads[0] });
            for (int k = 1; k < asked->thread_count; k++) {
                struct row more = row_of(exams, results, (struct row){ .set = one.set, .time = one.time, .threads = asked->threads[k] });
                if (!more.accepted || !one.accepted || !one.known) continue;
                printf("| %s | %g | %d | %.3f → %.3f | ", one.set, one.time, more.threads, one.mean, more.mean);
                if (one.mean > 0.005) printf("%.2f |\n", more.mean / one.mean);
                else printf("%+.3f |\n", more.mean - one.mean);
            }
        }
    }
}

static const struct result *best_of(const struct results *results, const struct exam *exam)
{
    const struct result *best = NULL;
    for (int i = 0; i < results->count; i++) {
        const struct result *r = &results->list[i];
        if (strcmp(r->trial.instance, exam->name) || strcmp(r->trial.format, exam->format) || !accepted(r)) continue;
        if (!best || r->cost < best->cost) best = r;
    }
    return best;
}

static void print_below(const struct exams *exams, const struct results *results)
{
    bool any = false;
    for (int e = 0; e < exams->count; e++) {
        const struct exam *exam = &exams->list[e];
        const struct result *r = best_of(results, exam);
        if (!r || !below_best(r->cost, exam->best)) continue;
        if (!any) puts("\nBelow the best known, each answer read back and accepted by the referee:\n\n| instance | best known | ours | % | seconds | threads | seed |\n|---|--:|--:|--:|--:|--:|--:|");
        printf("| %s | %.10g | %.10g | %.2f | %g | %d | %" PRIu64 " |\n", exam->name, exam->best, round(r->cost * 1000) / 1000, gap_of(exam, r->cost), r->trial.time, r->trial.threads, r->trial.seed);
        any = true;
    }
}

static void print_refused(const struct results *results)
{
    bool any = false;
    for (int i = 0; i < results->count; i++) {
        const struct result *r = &results->list[i];
        if (accepted(r)) continue;
        if (!any) puts("\nNot accepted:\n");
        printf("- %s, %g s, %d threads, seed %" PRIu64 ": %s\n", r->trial.instance, r->trial.time, r->trial.threads, r->trial.seed, r->verdict);
        any = true;
    }
}

void bench_report(const struct exams *exams, const struct results *results, const struct asked *asked, text engines)
{
    struct table beside = { 0 };
    if (engines) beside = table_read(results->arena, engines);
    print_scores(exams, results, asked, &beside);
    print_threads(exams, results, asked);
    print_below(exams, results);
    print_refused(results);
}
