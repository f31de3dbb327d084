/* dispatch_bench_inside.h — what the parts of the scoreboard share: what is to be solved, and what came of it. */
#pragma once
#include "app/dispatch_flags.h"

struct exam {
    text path, name, format;
    text set;                                /* "Solomon-100", "mankowska-25", "uhhc": what a row of the scoreboard is about */
    double best;                             /* best known cost; 0: nobody knows */
};
struct exams { struct exam *list; int count; };

/* What one run is: the same six, the same run. */
struct trial { text instance, format; double time; int threads; uint64_t seed; };

struct result {
    struct trial trial;
    text set, verdict;                       /* verdict: "true", or what the referee says */
    double best, cost, seconds, cpu;         /* seconds: by the run's own clock, CPU for one thread, wall for more; cpu: by the system's */
    int64_t iterations, memory;              /* memory: peak, in kilobytes */
};
struct results { struct arena *arena; struct result *list; int count; };

/* Instances below a folder by name, with their best known values; `each` of a set, spread evenly over their names (0: all). */
struct exams exams_find(struct arena *arena, text folder, text format, int each);

/* Lines of a .csv file as texts by their columns' names; count -1 when it cannot be read (said). */
struct table { int count, width; text *heads; text *cells; };
struct table table_read(struct arena *arena, text path);
text table_at(const struct table *t, int row, text head);           /* "" when there is no such column */

bool results_load(struct results *results, text path);              /* a file that is not there is an empty one */
void results_add(struct results *results, struct result result);
bool results_append(text path, const struct result *result);
const struct result *results_find(const struct results *results, const struct trial *trial);
bool below_best(double value, double best);                          /* by more than the rounding of published values */

struct asked { const double *times; int time_count; const int *threads; int thread_count, seeds; };
void bench_report(const struct exams *exams, const struct results *results, const struct asked *asked, text engines);
