/* variant.c — see variant.h. */
#include "dispatch/questions/variant.h"
#include <string.h>

/* As large as problem.c's arrays are for this count, so that more can be added. */
static void *copied(struct arena *arena, const void *from, int count, size_t size)
{
    int room = 4;
    while (room < count) room *= 2;
    void *copy = arena_take(arena, size * (size_t)room);
    if (count) memcpy(copy, from, size * (size_t)count);
    return copy;
}

struct problem *problem_copy(const struct problem *p)
{
    struct problem *copy = problem_new();
    struct arena *arena = copy->arena;
    *copy = *p;
    copy->arena = arena;
    copy->sealed = false;
    copy->fits = NULL;
    copy->points = NULL;
#define COPY(array, count) copy->array = copied(arena, p->array, p->count, sizeof *p->array)
    COPY(places, place_count);
    COPY(profiles, profile_count);
    COPY(workers, worker_count);
    COPY(slots, slot_count);
    COPY(pauses, pause_count);
    COPY(visits, visit_count);
    COPY(relations, relation_count);
    COPY(pools, pool_count);
    COPY(windows, window_count);
    COPY(skills, skill_count);
    COPY(likings, liking_count);
    COPY(list, list_count);
#undef COPY
    return copy;
}

struct plan *plan_for(struct arena *arena, const struct problem *p, const struct plan *plan)
{
    struct plan *copy = plan_new(arena, p);
    struct plan *same = plan_copy(arena, plan);
    memcpy(copy->routes, same->routes, sizeof *copy->routes * (size_t)plan->problem->slot_count);
    memcpy(copy->slot_of, same->slot_of, sizeof *copy->slot_of * (size_t)plan->problem->visit_count);
    return copy;
}

/* Nobody: every worker is forbidden. */
void variant_cancel(struct problem *p, int visit)
{
    struct visit *v = &p->visits[visit];
    int first = p->list_count, kept = 0;
    int *list = arena_take(p->arena, sizeof *list * (size_t)(first + p->worker_count + 1));
    if (first) memcpy(list, p->list, sizeof *list * (size_t)first);
    for (int w = 0; w < p->worker_count; w++) list[first + w] = w;
    p->list = list;
    p->list_count = first + p->worker_count;
    v->first_forbidden = first;
    v->forbidden = p->worker_count;
    v->unserved = 0;
    v->was_slot = v->pin_slot = v->pin_start = NONE;
    if (v->partner != NONE) p->visits[v->partner].partner = NONE;
    v->partner = NONE;
    for (int i = 0; i < p->relation_count; i++) if (p->relations[i].a != visit && p->relations[i].b != visit) p->relations[kept++] = p->relations[i];
    p->relation_count = kept;
}
