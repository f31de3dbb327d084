#include "dispatch/check/check.h"
#include "dispatch/questions/explain.h"
#include "dispatch/testing.h"
#include "dispatch/questions/variant.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

static bool is_long(void) { return getenv("TEST_LONG") && *getenv("TEST_LONG"); }

static bool goes_in_alone(const struct board *b, int visit)
{
    const struct problem *p = b->p;
    for (int v = 0; v < p->visit_count; v++) if (v != visit && p->group[v] == p->group[visit] && b->plan->slot_of[v] == NONE) return false;
    return b->plan->slot_of[visit] == NONE;
}

/* How many slots there are for the visit in the same plan once the fix is applied. */
static int fits_after(const struct board *b, int visit, const struct fix *fix)
{
    struct problem *p = problem_copy(b->p);
    struct arena *arena = arena_new();
    struct fault fault = { 0 };
    struct offer offer;
    fix_apply(p, fix);
    CHECK(problem_seal(p, true, &fault));
    SAME_TEXT(fault.what, "");
    struct plan *plan = plan_for(arena, p, b->plan);
    CHECK(plan_check(plan, &fault));
    struct board *after = board_new(plan);
    int count = insert_offers(after, visit, &offer, 1);
    board_free(after);
    arena_free(arena);
    problem_free(p);
    return count;
}

/* The same kind with any other target and one less. */
static void no_smaller_one(const struct board *b, int visit, struct fix fix)
{
    const struct problem *p = b->p;
    if (--fix.amount == 0) return;
    if (fix.kind == FIX_WINDOW_LATER || fix.kind == FIX_WINDOW_EARLIER) {
        const struct visit *v = &p->visits[visit];
        for (fix.window = 0; fix.window < v->windows; fix.window++) {
            const struct window *w = &p->windows[v->first_window + fix.window];
            if (fix.kind == FIX_WINDOW_LATER && fix.window + 1 < v->windows && w->to + fix.amount >= w[1].from) continue;
            if (fix.kind == FIX_WINDOW_EARLIER && fix.window && w->from - fix.amount <= w[-1].to) continue;
            EQUAL(fits_after(b, visit, &fix), 0);
        }
        return;
    }
    for (fix.slot = 0; fix.slot < p->slot_count; fix.slot++) {
        const struct slot *s = &p->slots[fix.slot];
        bool has_limit = (fix.kind != FIX_DISTANCE || s->most_distance < COST_MAX) && (fix.kind != FIX_STOPS || s->most_stops < INT32_MAX - 1) && fix.kind != FIX_SKILL;
        if (has_limit) EQUAL(fits_after(b, visit, &fix), 0);
    }
}

static int try_fixes(struct board *b, int visit, int *kinds)
{
    struct fix fixes[FIXES];
    cost before = board_cost(b);
    int count = explain_fixes(b, visit, fixes);
    EQUAL(board_cost(b), before);
    for (int i = 0; i < count; i++) {
        CASE(fix_names[fixes[i].kind]);
        kinds[fixes[i].kind]++;
        if (fixes[i].kind == FIX_SWAP) {
            CHECK(offer_take(b, visit, &fixes[i].swap));
            CHECK(board_cost(b) < COST_MAX);
            continue;                                        /* the last kind */
        }
        EQUAL(fits_after(b, visit, &fixes[i]), 1);
        if (!b->p->profiles[0].peak_count && (b->p->profile_count < 2 || !b->p->profiles[1].peak_count)) no_smaller_one(b, visit, fixes[i]);
    }
    CASE(NULL);
    return count;
}

TEST(the_smallest_change_makes_it_fit_and_no_smaller_one_does)
{
    int cases = 0, fixed = 0, kinds[FIXES] = { 0 };
    for (uint64_t seed = 1; cases < (is_long() ? 10000 : 600) && seed < 60000; seed++) {
        unsigned features = seed % 4 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL;
        struct problem *p = random_problem((struct recipe){ seed, 4 + (int)(seed % 9), 1 + (int)(seed % 4), 1 + (int)(seed % 2), features });
        struct arena *arena = arena_new();
        struct plan *plan = random_plan(arena, p, seed, 10);
        struct board *b = plan ? board_new(plan) : NULL;
        for (int v = 0; b && v < p->visit_count; v++) {
            struct offer offer;
            if (!goes_in_alone(b, v) || insert_offers(b, v, &offer, 1)) continue;
            cases++;
            fixed += try_fixes(b, v, kinds) > 0;
        }
        board_free(b);
        arena_free(arena);
        problem_free(p);
    }
    CHECK(fixed * 2 > cases);
    for (int i = 0; i < FIXES && is_long(); i++) { CASE(fix_names[i]); CHECK(kinds[i] > 100); }     /* each kind is really met */
}

/* A verdict without failures is a seat that can be taken at its cost; one with failures has none. */
static void try_verdicts(struct board *b, int visit, int *told)
{
    struct verdict verdicts[16];
    explain_slots(b, visit, verdicts);
    for (int s = 0; s < b->p->slot_count; s++) {
        const struct verdict *v = &verdicts[s];
        cost best = COST_MAX;
        for (int at = 0; at <= b->plan->routes[s].count; at++) {
            cost here = problem_fits(b->p, visit, s) ? seat_cost(b, visit, s, at, COST_MAX, NULL) : COST_MAX;
            if (here < best) best = here;
        }
        EQUAL(v->cost, best);
        EQUAL(v->fails != 0, best >= COST_MAX);
        if (v->fails) CHECK(v->fails >> v->first & 1 && !(v->fails & (RULE_BIT(v->first) - 1)));
        told[v->first]++;
    }
}

TEST(every_slot_says_all_that_fails_or_what_it_costs)
{
    int told[RULES] = { 0 };
    for (uint64_t seed = 1; seed <= (is_long() ? 3000 : 200); seed++) {
        struct problem *p = random_problem((struct recipe){ seed, 4 + (int)(seed % 9), 1 + (int)(seed % 4), 1 + (int)(seed % 2), seed % 3 ? WITH_ALL & (unsigned)(seed * 2654435761u >> 5) : WITH_ALL });
        struct arena *arena = arena_new();
        struct plan *plan = random_plan(arena, p, seed, 20);
        struct board *b = plan ? board_new(plan) : NULL;
        for (int v = 0; b && v < p->visit_count; v++) {
            struct why why;
            if (goes_in_alone(b, v)) { try_verdicts(b, v, told); continue; }
            cost before = board_cost(b);
            if (b->plan->slot_of[v] == NONE || !explain_planned(b, v, &why)) continue;
            cost sum = 0;
            for (int t = 0; t < TERMS; t++) sum += why.terms[t];
            EQUAL(sum, why.cost);
            EQUAL(why.terms[TERM_UNSERVED], -p->visits[v].unserved);
            EQUAL(board_cost(b), before);
        }
        board_free(b);
        arena_free(arena);
        problem_free(p);
    }
    static const enum rule met[] = { RULE_NONE, RULE_SKILL, RULE_LEVEL, RULE_FORBIDDEN, RULE_NOT_ALLOWED, RULE_WINDOW, RULE_SHIFT, RULE_STOPS, RULE_LOAD, RULE_TIME };
    for (size_t i = 0; i < sizeof met / sizeof *met; i++) { CASE(rule_names[met[i]]); CHECK(told[met[i]] > 0); }
}
