/* problem.c — filling a problem, and sealing it: see problem.h. */
#include "dispatch/problem.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const text term_names[TERMS] = {
    [TERM_UNSERVED] = "unserved", [TERM_LATE] = "late", [TERM_WORST_LATE] = "worst_late", [TERM_DISTURBED] = "disturbed",
    [TERM_CONTINUITY] = "continuity", [TERM_TRAVEL] = "travel", [TERM_FIXED] = "fixed", [TERM_SERVICE] = "service",
    [TERM_OVERTIME] = "overtime", [TERM_WAITING] = "waiting", [TERM_WORST_WAITING] = "worst_waiting", [TERM_WORST_IDLE] = "worst_idle",
    [TERM_UNEVEN] = "uneven", [TERM_BALANCE] = "balance", [TERM_MISSED_PAUSE] = "missed_pause",
};
const struct visit visit_default = { .place = NONE, .partner = NONE, .pool = NONE, .first_typed = NONE, .was_slot = NONE, .pin_slot = NONE, .pin_start = NONE };
const struct worker worker_default = { .most_work = TICKS_MAX };
const struct slot slot_default = { .start = NONE, .end = NONE, .to = TICKS_MAX, .open = -TICKS_MAX, .regular = TICKS_MAX, .regular_end = TICKS_MAX,
    .most_overtime = TICKS_MAX, .most_work = TICKS_MAX, .most_span = TICKS_MAX, .most_travel = TICKS_MAX, .most_distance = COST_MAX, .most_stops = INT32_MAX };

bool fault_say(struct fault *fault, text where, text format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    snprintf(fault->where, sizeof fault->where, "%s", where);
    vsnprintf(fault->what, sizeof fault->what, format, arguments);
    fault->code = 0;
    va_end(arguments);
    return false;
}

struct problem *problem_new(void)
{
    struct arena *arena = arena_new();
    struct problem *p = arena_take(arena, sizeof *p);
    p->arena = arena;
    return p;
}

void problem_free(struct problem *p) { if (p) arena_free(p->arena); }

/* Room for one more of `size` bytes: arrays double, so that their capacity is the power of two at or above their count. */
static void *room(struct problem *p, void *array, int count, size_t size)
{
    if (count & (count - 1)) return array;              /* neither 0 nor a power of two: there is room */
    if (count && count < 4) return array;
    void *larger = arena_take(p->arena, size * (size_t)(count ? 2 * count : 4));
    if (count) memcpy(larger, array, size * (size_t)count);
    return larger;
}

#define PUSH(array, count, value) ((array) = room(p, (array), (count), sizeof *(array)), (array)[(count)] = (value), (count)++)

int add_place(struct problem *p, struct place at) { return PUSH(p->places, p->place_count, at); }
int add_profile(struct problem *p, struct profile profile) { return PUSH(p->profiles, p->profile_count, profile); }
int add_worker(struct problem *p, struct worker worker) { return PUSH(p->workers, p->worker_count, worker); }
int add_pool(struct problem *p, struct pool pool) { return PUSH(p->pools, p->pool_count, pool); }
int add_relation(struct problem *p, struct relation relation) { return PUSH(p->relations, p->relation_count, relation); }

int add_slot(struct problem *p, struct slot slot)
{
    slot.first_pause = p->pause_count;
    slot.first_skill = p->skill_count;
    slot.pauses = slot.skills = 0;
    return PUSH(p->slots, p->slot_count, slot);
}

int add_visit(struct problem *p, struct visit visit)
{
    visit.first_window = p->window_count;
    visit.first_skill = p->skill_count;
    visit.first_liking = p->liking_count;
    visit.first_allowed = visit.first_forbidden = p->list_count;
    visit.windows = visit.skills = visit.likings = visit.allowed = visit.forbidden = 0;
    return PUSH(p->visits, p->visit_count, visit);
}

static struct visit *last_visit(struct problem *p) { return &p->visits[p->visit_count - 1]; }

void add_window(struct problem *p, ticks from, ticks due, ticks to)
{
    PUSH(p->windows, p->window_count, ((struct window){ from, due, to }));
    last_visit(p)->windows++;
}

void add_need(struct problem *p, int skill, int level)
{
    PUSH(p->skills, p->skill_count, ((struct skill){ skill, level }));
    last_visit(p)->skills++;
}

void add_liking(struct problem *p, int worker, cost price)
{
    PUSH(p->likings, p->liking_count, ((struct liking){ worker, price }));
    last_visit(p)->likings++;
}

void add_allowed(struct problem *p, int worker)         /* all allowed ones before the first forbidden one */
{
    PUSH(p->list, p->list_count, worker);
    last_visit(p)->allowed++;
    last_visit(p)->first_forbidden = p->list_count;
}

void add_forbidden(struct problem *p, int worker)
{
    PUSH(p->list, p->list_count, worker);
    last_visit(p)->forbidden++;
}

void add_typed(struct problem *p, ticks duration, ticks setup)
{
    if (last_visit(p)->first_typed == NONE) last_visit(p)->first_typed = p->typed_count;
    PUSH(p->typed, p->typed_count, duration);
    PUSH(p->typed, p->typed_count, setup);
}

void add_offer(struct problem *p, int skill, int level)
{
    PUSH(p->skills, p->skill_count, ((struct skill){ skill, level }));
    p->slots[p->slot_count - 1].skills++;
}

void add_pause(struct problem *p, struct pause pause)
{
    PUSH(p->pauses, p->pause_count, pause);
    p->slots[p->slot_count - 1].pauses++;
}

int add_crew(struct problem *p, int more)
{
    int first = p->visit_count - 1;
    for (int i = 1; i <= more; i++) {
        struct visit other = p->visits[first];          /* shares windows, needs and wishes with the first */
        int second = PUSH(p->visits, p->visit_count, other);
        for (int j = first; j < second; j++) add_relation(p, (struct relation){ j, second, 0, 0, WHO_DIFFERENT });
    }
    return first + 1;
}

ticks visit_duration(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    return v->first_typed == NONE ? v->duration : p->typed[v->first_typed + 2 * p->slots[slot].type];
}

ticks visit_setup(const struct problem *p, int visit, int slot)
{
    const struct visit *v = &p->visits[visit];
    return v->first_typed == NONE ? v->setup : p->typed[v->first_typed + 2 * p->slots[slot].type + 1];
}

cost visit_liking(const struct problem *p, int visit, int worker)
{
    const struct visit *v = &p->visits[visit];
    const struct liking *all = p->likings + v->first_liking;
    int from = 0, to = v->likings;                      /* seal.c has sorted them: the first of this worker */
    while (from < to) {
        int middle = (from + to) / 2;
        if (all[middle].worker < worker) from = middle + 1;
        else to = middle;
    }
    return from < v->likings && all[from].worker == worker ? all[from].price : v->stranger;
}
