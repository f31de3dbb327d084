#include "dispatch/check/check.h"
#include "dispatch/questions/replan.h"
#include "dispatch/testing.h"
#include "base/random.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

static const struct stop *stop_of(const struct plan *plan, int visit)
{
    const struct route *route = plan->slot_of[visit] == NONE ? NULL : &plan->routes[plan->slot_of[visit]];
    for (int i = 0; route && i < route->count; i++) if (route->stops[i].visit == visit) return &route->stops[i];
    return NULL;
}

static struct event random_event(struct dice *dice, const struct plan *plan, ticks now)
{
    const struct problem *p = plan->problem;
    struct event e = { .kind = (enum event_kind)dice_below(dice, 3), .worker = (int)dice_below(dice, p->worker_count), .visit = (int)dice_below(dice, p->visit_count), .at = now };
    e.lasts = (ticks)dice_below(dice, 150);
    return e;
}

/* What may not have moved: begun, soon (with whom), pinned. */
static void stays(const struct plan *old, const struct answer *a, const struct event *e, const struct replan_rules *rules, int v)
{
    const struct stop *was = stop_of(old, v), *is = stop_of(a->plan, v);
    bool cancelled = e->kind == EVENT_CANCELLED && old->problem->visits[v].id == old->problem->visits[e->visit].id;
    bool hers = e->kind == EVENT_ILL && old->slot_of[v] != NONE && old->problem->slots[old->slot_of[v]].worker == e->worker && was->start >= e->at;
    const struct visit *visit = &old->problem->visits[v];
    if (cancelled) { CHECK(!is); return; }
    if (!was) return;
    if (was->start <= rules->now && !hers) { CHECK(is && is->start == was->start && a->plan->slot_of[v] == old->slot_of[v]); }
    else if (was->start < rules->now + rules->frozen && !hers) CHECK(is && a->plan->slot_of[v] == old->slot_of[v]);
    if (visit->pin_slot != NONE) CHECK(is && a->plan->slot_of[v] == visit->pin_slot);
    if (visit->pin_start != NONE && is) EQUAL(is->start, visit->pin_start);
    if (hers && is && visit->pin_slot == NONE) CHECK(a->plan->problem->slots[a->plan->slot_of[v]].worker != e->worker || a->plan->slot_of[v] != old->slot_of[v]);
}

/* The changes are all that differs, no more and no less. */
static void says_exactly(const struct plan *old, const struct answer *a, const struct event *e)
{
    int at = 0, calls = 0, left_out = 0;
    for (int v = 0; v < old->problem->visit_count; v++) {
        const struct stop *was = stop_of(old, v), *is = stop_of(a->plan, v);
        bool cancelled = e->kind == EVENT_CANCELLED && old->problem->visits[v].id == old->problem->visits[e->visit].id && old->problem->visits[v].first_window == old->problem->visits[e->visit].first_window;
        bool differs = old->slot_of[v] != a->plan->slot_of[v] || (was && is && was->start != is->start);
        if (cancelled || !differs) continue;
        CHECK(at < a->change_count);
        if (at == a->change_count) return;
        const struct change *c = &a->changes[at++];
        EQUAL(c->visit, v);
        EQUAL(c->from_slot, old->slot_of[v]);
        EQUAL(c->to_slot, a->plan->slot_of[v]);
        if (was) EQUAL(c->from_start, was->start);
        if (is) EQUAL(c->to_start, is->start);
        CHECK(!c->call || old->problem->visits[v].told);
        calls += c->call;
        left_out += was && !is;
    }
    EQUAL(at, a->change_count);
    EQUAL(calls, a->calls);
    EQUAL(left_out, a->left_out);
}

static int try_event(struct arena *arena, const struct plan *old, struct dice *dice, int *refused)
{
    ticks now = 480 + (ticks)dice_below(dice, 300);
    struct replan_rules rules = { now, (ticks)dice_below(dice, 120), 15 };
    struct event e = random_event(dice, old, now);
    struct fault fault = { 0 };
    struct replan *r = replan(arena, old, &e, 1, &rules, &fault);
    if (!r) { CHECK(*fault.what); (*refused)++; return 0; }
    CHECK(r->count > 0);
    for (int i = 0; i < r->count; i++) {
        const struct answer *a = &r->answers[i];
        CHECK(plan_check(a->plan, &fault));
        for (int v = 0; v < old->problem->visit_count; v++) stays(old, a, &e, &rules, v);
        says_exactly(old, a, &e);
        for (int k = 0; k < i; k++) {
            const struct answer *b = &r->answers[k];         /* told before: no worse in the order, and this one is better in something */
            CHECK(b->left_out < a->left_out || (b->left_out == a->left_out && b->calls <= a->calls));
            CHECK(a->left_out < b->left_out || a->calls < b->calls || a->change_count < b->change_count || a->ways < b->ways);
        }
    }
    return r->count;
}

TEST(a_replan_keeps_what_must_stay_and_says_exactly_what_differs)
{
    int answers = 0, refused = 0, cases = 0;
    for (uint64_t seed = 1; seed <= (is_long() ? 5000 : 250); seed++) {
        unsigned features = (seed % 3 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL & ~(unsigned)WITH_LIMITS) | WITH_PROMISES;
        struct problem *p = random_problem((struct recipe){ seed, 4 + (int)(seed % 9), 2 + (int)(seed % 4), 1 + (int)(seed % 2), features });
        struct arena *arena = arena_new();
        struct dice dice = { seed };
        struct plan *plan = random_plan(arena, p, seed, 5);
        for (int i = 0; plan && i < 2; i++) {
            cases++;
            answers += try_event(arena, plan, &dice, &refused);
        }
        arena_free(arena);
        problem_free(p);
    }
    if (getenv("TEST_VERBOSE")) printf("  %d cases, %d answers, %d refused\n", cases, answers, refused);
    CHECK(answers > cases && refused * 4 < cases);
}
