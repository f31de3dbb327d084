/* fuzz/dispatch_vroom.c — VROOM's JSON. What is read has times for the routes it brings and an answer that is JSON; what is refused has
 * a code and a sentence; what RapidJSON calls broken jansson must not have read. Run: fuzz/run dispatch_vroom 60 */
#include <stdint.h>
#include <stdlib.h>
#include "dispatch/check/check.h"
#include "dispatch/vroom/vroom_inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool holds)
{
    if (!holds) abort();
}

static void answered(const struct instance *instance, const struct plan *plan)
{
    struct arena *arena = arena_new();
    struct fault fault;
    json_t *json = json_loads(vroom_answer(arena, instance, plan), 0, NULL);
    must(json && json_integer_value(json_object_get(json, "code")) == VROOM_OK);
    must(plan_check(plan_copy(arena, plan), &fault));
    json_decref(json);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct instance instance;
    struct fault fault = { 0 };
    size_t offset = 0;
    text broken = vroom_syntax((const char *)bytes, length, &offset);
    must(!broken || offset <= length);
    if (vroom_format.read(&instance, (const char *)bytes, length, &fault)) {
        must(!broken);
        struct plan *empty = plan_new(instance.problem->arena, instance.problem);
        answered(&instance, vroom_start(&instance) ? vroom_start(&instance) : empty);
        problem_free(instance.problem);
    } else must(*fault.what && fault.code == VROOM_INPUT);
    return 0;
}
