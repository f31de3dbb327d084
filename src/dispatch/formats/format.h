/* format.h — instances and solutions of other programs, read and written as they do it.
 *
 * A reader takes the whole file (bytes, not NUL-terminated) and fills a problem; `instance` keeps what the format's own answer needs
 * besides the plan (names, decimals, the objective as the format states it). False with the place and a sentence. Bad input never
 * crashes and never runs away: sizes are bounded by what the file can hold. */
#pragma once
#include <stddef.h>
#include <stdio.h>
#include "dispatch/plan.h"

enum objective { OBJECTIVE_DISTANCE, OBJECTIVE_VEHICLES };

struct instance {
    struct problem *problem;                 /* sealed; instance_close frees it */
    const struct format *format;
    void *own;                               /* the format's, in the problem's arena */
    enum objective objective;
};

struct format {
    text name;                               /* "solomon", "mankowska", "uhhc", "vroom", "zhangjia" */
    bool (*claims)(const char *bytes, size_t length);                    /* is it this format, for --format auto? */
    bool (*read)(struct instance *instance, const char *bytes, size_t length, struct fault *fault);
    bool (*write)(const struct instance *instance, const struct plan *plan, FILE *out);
    struct plan *(*read_solution)(const struct instance *instance, struct arena *arena, const char *bytes, size_t length, struct fault *fault);
    double (*cost)(const struct instance *instance, const struct plan *plan);          /* as the format's users count it */
};
extern const struct format solomon_format, mankowska_format, uhhc_format, vroom_format, zhangjia_format;
extern const struct format *const formats[]; /* ends with NULL */

bool instance_open(struct instance *instance, text format, enum objective objective, const char *bytes, size_t length, struct fault *fault);
void instance_close(struct instance *instance);
