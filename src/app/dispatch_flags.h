/* dispatch_flags.h — the words behind `zhangjia dispatch solve` and its sisters. */
#pragma once
#include "dispatch/formats/format.h"
#include "dispatch/search.h"

struct dispatch_flags {
    text format, output, trace, visit;       /* NULL: not said */
    double seconds;                          /* 0: not said */
    int64_t iterations;
    int threads, seeds;
    uint64_t seed;
    enum objective objective;
    text times, thread_list;                 /* of bench: "1,10"; "1,2" */
    text keep;                               /* of bench: a folder for solutions below the best known */
    int jobs, each;                          /* of bench: runs at a time; instances of a set, 0: all */
    bool seeds_said;
    text words[2];                           /* instance, solution */
    int word_count;
};

/* False when something is wrong; it has been said then. */
bool dispatch_flags_read(struct dispatch_flags *flags, int argc, char **argv);

char *dispatch_slurp(text path, size_t *ret_length);     /* the whole file; NULL when it cannot be read (said). The caller frees it */
double dispatch_cpu(void);                               /* seconds of this process */
double dispatch_wall(void);

/* A whole run: budget counted from the start of the process (`begun` on the clock's line). */
struct plan *dispatch_solve(struct arena *arena, const struct instance *instance, const struct dispatch_flags *flags, double begun, int64_t *ret_iterations);
