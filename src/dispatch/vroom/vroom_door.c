/* vroom_door.c — see vroom_door.h. */
#include "dispatch/vroom/vroom_door.h"
#include <stdint.h>
#include "dispatch/search.h"
#include "dispatch/vroom/vroom.h"

static bool go_on(void *watcher, const struct progress *progress)
{
    const struct vroom_house_rules *rules = watcher;
    (void)progress;
    return !rules->stop || !rules->stop(rules->context);
}

static bool small_enough(const struct vroom_house_rules *rules, const struct problem *p, struct fault *fault)
{
    if (p->visit_count > rules->tasks) fault_say(fault, "input", "Too many locations ( %d ) in query, maximum is set to %d", p->visit_count, rules->tasks);
    else if (p->slot_count > rules->vehicles) fault_say(fault, "input", "Too many vehicles ( %d ) in query, maximum is set to %d", p->slot_count, rules->vehicles);
    else return true;
    fault->code = VROOM_TOO_LARGE;
    return false;
}

static struct budget budget_of(const struct vroom_house_rules *rules, const struct instance *instance, double begun)
{
    struct vroom_options options = vroom_options(instance);
    double effort = options.exploration < 0 ? 1 : (options.exploration + 1) / 6.0, seconds = 0.01 * instance->problem->visit_count * effort;
    double passed = rules->now() - begun;
    if (seconds < 0.1) seconds = 0.1;
    if (options.limit > 0) seconds = options.limit - passed;             /* VROOM's limit holds for reading too */
    if (seconds > rules->seconds - passed) seconds = rules->seconds - passed;
    if (seconds < 0.01) seconds = 0.01;
    int threads = options.threads ? options.threads : 1;
    return (struct budget){ .seconds = seconds, .now = rules->now, .threads = threads < rules->threads ? threads : rules->threads, .seed = 1,
        .watch = go_on, .watcher = (void *)(uintptr_t)rules };
}

static text solve(struct arena *arena, const struct vroom_house_rules *rules, struct instance *instance, double begun)
{
    struct budget budget = budget_of(rules, instance, begun);
    double read = rules->now();
    const struct plan *plan = search(arena, instance->problem, vroom_start(instance), &budget, NULL);
    vroom_took(instance, (int64_t)((read - begun) * 1000), (int64_t)((rules->now() - read) * 1000));
    return vroom_answer(arena, instance, plan);
}

text vroom_serve(struct arena *arena, const struct vroom_house_rules *rules, const char *body, size_t length, int *ret_code)
{
    struct instance instance;
    struct fault fault = { 0 };
    double begun = rules->now();
    bool well = vroom_read_with(&instance, body, length, rules->router, &fault);
    *ret_code = VROOM_OK;
    if (well && small_enough(rules, instance.problem, &fault)) {
        text answer = solve(arena, rules, &instance, begun);
        problem_free(instance.problem);
        return answer;
    }
    if (well) problem_free(instance.problem);
    *ret_code = fault.code ? fault.code : VROOM_INTERNAL;
    return vroom_refusal(arena, &fault);
}
