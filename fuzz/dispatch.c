/* fuzz/dispatch.c — planning problems of strangers, in every format there is. What stands behind the first NUL is read as a solution.
 * The property: no crash; what was accepted can be checked and written; the library's own format comes out as it would be read again.
 * Run: fuzz/run dispatch 60 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "dispatch/check/check.h"
#include "dispatch/formats/format_zhangjia.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void same_again(struct arena *arena, const struct problem *p)
{
    struct instance again;
    struct fault fault;
    text once = zhangjia_problem(arena, p);
    if (!instance_open(&again, "zhangjia", OBJECTIVE_DISTANCE, once, strlen(once), &fault)) abort();
    if (strcmp(once, zhangjia_problem(arena, again.problem)) != 0) abort();
    instance_close(&again);
}

static void try_format(const struct format *format, const char *bytes, size_t length, const char *solution, size_t solution_length)
{
    struct instance instance;
    struct fault fault = { 0 };
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere) abort();
    if (instance_open(&instance, format->name, OBJECTIVE_DISTANCE, bytes, length, &fault)) {
        struct arena *arena = arena_new();
        struct plan *empty = plan_new(arena, instance.problem);
        if (plan_check(empty, &fault)) format->write(&instance, empty, nowhere);
        struct plan *plan = format->read_solution ? format->read_solution(&instance, arena, solution, solution_length, &fault) : NULL;
        if (plan && plan_check(plan, &fault)) format->write(&instance, plan, nowhere);
        if (format == &zhangjia_format) same_again(arena, instance.problem);
        arena_free(arena);
        instance_close(&instance);
    } else if (!*fault.where || !*fault.what) abort();
    fclose(nowhere);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *text = (const char *)bytes, *end = memchr(bytes, 0, length);
    size_t first = end ? (size_t)(end - text) : length;
    for (int i = 0; formats[i]; i++) try_format(formats[i], text, first, end ? end + 1 : text, end ? length - first - 1 : length);
    return 0;
}
