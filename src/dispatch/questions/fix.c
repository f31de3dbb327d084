/* fix.c — the smallest change of each kind that makes a visit fit: see explain.h. Every seat of every slot is looked at; a seat
 * speaks for a kind when it breaks nothing but that kind's rule. */
#include "dispatch/questions/explain_inside.h"
#include "dispatch/questions/variant.h"
#include <string.h>

const text fix_names[FIXES] = { "window_later", "window_earlier", "shift_later", "shift_earlier", "span", "overtime", "distance", "travel", "work", "week", "stops",
    "skill", "allow", "swap" };

static const enum schedule_soft soft_of[] = { [FIX_WINDOW_LATER] = SOFT_WINDOW_LATER, [FIX_WINDOW_EARLIER] = SOFT_WINDOW_EARLIER, [FIX_SHIFT_LATER] = SOFT_SHIFT_LATER,
    [FIX_SHIFT_EARLIER] = SOFT_SHIFT_EARLIER, [FIX_SPAN] = SOFT_SPAN, [FIX_OVERTIME] = SOFT_OVERTIME };
static const enum rule rule_of[] = { [FIX_DISTANCE] = RULE_DISTANCE, [FIX_TRAVEL] = RULE_TRAVEL, [FIX_WORK] = RULE_WORK, [FIX_WEEK] = RULE_WEEK, [FIX_STOPS] = RULE_STOPS };

struct search_for_fix {
    struct board *b;
    int visit;
    struct fix *best;                        /* one of each kind; amount INT64_MAX: none yet */
};

/* Would it fit if the slot and the visit did not exclude each other? Peaks may still make the way too long, so the seat is really tried. */
static bool fits_but_for(struct search_for_fix *s, int slot)
{
    bool well = false;
    for (int at = 0; at <= s->b->plan->routes[slot].count && !well; at++) {
        struct kept kept = keep_route(s->b, slot);
        visit_put(s->b, s->visit, slot, at);
        well = !order_breaks(s->b->plan, slot) && times_as(s->b, slot, 0, SOFT_NOTHING, NONE, COST_MAX) < COST_MAX && way_is_short(s->b, slot);
        put_back(s->b, &kept, s->visit);
        arena_back(s->b->arena, kept.mark);
    }
    return well;
}

/* With peaks the times were found by guessing ways, and where a way over another stop is shorter than the direct one the visit alone
 * may still be said not to fit: there the change is really made, and the slot tried with it. */
static bool verified(const struct search_for_fix *s, const struct fix *fix)
{
    const struct board *b = s->b;
    if (!b->p->profiles[b->p->slots[fix->slot].profile].peak_count && problem_fits(b->p, s->visit, fix->slot)) return true;
    struct problem *p = problem_copy(b->p);
    p->fits = arena_take(p->arena, sizeof *p->fits * (size_t)b->p->fit_words * (size_t)b->p->visit_count + 8);
    memset(p->fits, 0xFF, sizeof *p->fits * (size_t)b->p->fit_words * (size_t)b->p->visit_count);       /* what stands, stands */
    fix_apply(p, fix);
    struct board changed = *b;
    changed.p = p;
    changed.arena = p->arena;
    changed.plan = plan_for(p->arena, p, b->plan);
    changed.scheduler = scheduler_new(p->arena, p);
    struct search_for_fix again = { &changed, s->visit, NULL };
    for (int i = 0; i < b->p->slot_count; i++) {
        struct route *route = &changed.plan->routes[i];
        struct stop *room = arena_take(p->arena, sizeof *room * (size_t)(route->count + 2));
        if (route->count) memcpy(room, route->stops, sizeof *room * (size_t)route->count);
        route->stops = room;
    }
    bool well = !problem_misfit(p, s->visit, fix->slot) && fits_but_for(&again, fix->slot);
    problem_free(p);
    return well;
}

static void offer_fix(struct search_for_fix *s, struct fix fix)
{
    if (fix.amount > 0 && fix.amount < s->best[fix.kind].amount && (fix.kind == FIX_SWAP || verified(s, &fix))) s->best[fix.kind] = fix;
}

/* Which of the visit's windows the start lies beside, once one of them gives way. */
static int window_beside(const struct problem *p, int visit, ticks start, enum fix_kind kind)
{
    const struct visit *v = &p->visits[visit];
    const struct window *w = &p->windows[v->first_window];
    int found = kind == FIX_WINDOW_LATER ? 0 : v->windows - 1;
    for (int i = 0; i < v->windows; i++) {
        if (kind == FIX_WINDOW_LATER && w[i].to < start) found = i;
        if (kind == FIX_WINDOW_EARLIER && w[v->windows - 1 - i].from > start) found = v->windows - 1 - i;
    }
    return found;
}

static void fixes_of_time(struct search_for_fix *s, const struct kept *kept, int slot, int at)
{
    struct board *b = s->b;
    for (enum fix_kind kind = FIX_WINDOW_LATER; kind <= FIX_OVERTIME; kind++) {
        visit_put(b, s->visit, slot, at);
        cost amount = times_as(b, slot, 0, soft_of[kind], s->visit, s->best[kind].amount < COST_MAX ? s->best[kind].amount : COST_MAX);
        ticks start = b->plan->routes[slot].stops[at].start;
        put_back(b, kept, s->visit);
        if (amount >= COST_MAX) continue;
        bool of_visit = kind == FIX_WINDOW_LATER || kind == FIX_WINDOW_EARLIER;
        offer_fix(s, (struct fix){ kind, amount, slot, of_visit ? s->visit : NONE, of_visit ? window_beside(b->p, s->visit, start, kind) : NONE, NONE, NONE, { 0 } });
    }
}

static int64_t week_of(const struct board *b, int slot)
{
    const struct problem *p = b->p;
    int worker = p->slots[slot].worker;
    return b->work[worker] - b->lanes[slot].work + route_work(b->plan, slot) + p->workers[worker].work_before;
}

/* By how much the limit is exceeded with the visit in the route. */
static int64_t beyond(const struct board *b, int slot, enum fix_kind kind)
{
    const struct slot *s = &b->p->slots[slot];
    struct route_sums sum = route_sums(b->plan, slot);
    switch (kind) {
    case FIX_DISTANCE: return sum.distance - s->most_distance;
    case FIX_TRAVEL: return sum.way - s->most_travel;
    case FIX_WORK: return sum.work - s->most_work;
    case FIX_WEEK: return week_of(b, slot) - b->p->workers[s->worker].most_work;
    default: return b->plan->routes[slot].count - s->most_stops;
    }
}

static void fixes_of_seat(struct search_for_fix *s, int slot, int at, rule_set alone)
{
    struct board *b = s->b;
    struct kept kept = keep_route(b, slot);
    visit_put(b, s->visit, slot, at);
    rule_set broken = order_breaks(b->plan, slot);
    int64_t amounts[FIX_STOPS + 1] = { 0 };
    for (enum fix_kind kind = FIX_DISTANCE; kind <= FIX_STOPS && !alone; kind++) if (broken == RULE_BIT(rule_of[kind])) amounts[kind] = beyond(b, slot, kind);
    cost times = broken && !(broken & (broken - 1)) ? times_as(b, slot, 0, SOFT_NOTHING, NONE, COST_MAX) : COST_MAX;
    put_back(b, &kept, s->visit);
    if (!broken) fixes_of_time(s, &kept, slot, at);
    for (enum fix_kind kind = FIX_DISTANCE; kind <= FIX_STOPS; kind++) if (times < COST_MAX) offer_fix(s, (struct fix){ kind, amounts[kind], slot, NONE, NONE, NONE, NONE, { 0 } });
    arena_back(b->arena, kept.mark);
}

static int level_offered(const struct problem *p, const struct slot *s, int skill)
{
    int level = -1;
    for (int i = s->first_skill; i < s->first_skill + s->skills; i++) if (p->skills[i].skill == skill && p->skills[i].level > level) level = p->skills[i].level;
    return level;
}

/* The one skill that is missing or too low; false when there are two. */
static bool one_skill(const struct problem *p, int visit, int slot, struct fix *ret)
{
    const struct visit *v = &p->visits[visit];
    int missing = NONE, needed = 0;
    for (int i = v->first_skill; i < v->first_skill + v->skills; i++) {
        const struct skill *need = &p->skills[i];
        if (level_offered(p, &p->slots[slot], need->skill) >= need->level) continue;
        if (missing != NONE && missing != need->skill) return false;
        missing = need->skill;
        if (need->level > needed) needed = need->level;
    }
    if (missing == NONE) return false;
    *ret = (struct fix){ FIX_SKILL, needed - level_offered(p, &p->slots[slot], missing), slot, visit, NONE, missing, needed, { 0 } };
    return true;
}

static void fixes_of_slot(struct search_for_fix *s, int slot)
{
    const rule_set skills = RULE_BIT(RULE_SKILL) | RULE_BIT(RULE_LEVEL), wishes = RULE_BIT(RULE_NOT_ALLOWED) | RULE_BIT(RULE_FORBIDDEN), times = RULE_BIT(RULE_WINDOW) | RULE_BIT(RULE_SHIFT);
    const struct problem *p = s->b->p;
    rule_set alone = problem_fits(p, s->visit, slot) ? 0 : visit_breaks(p, s->visit, slot);
    struct fix fix;
    if (alone && !(alone & ~skills) && one_skill(p, s->visit, slot, &fix) && fix.amount < s->best[FIX_SKILL].amount && fits_but_for(s, slot)) offer_fix(s, fix);
    if (alone && !(alone & ~wishes) && s->best[FIX_ALLOW].amount > 1 && fits_but_for(s, slot)) offer_fix(s, (struct fix){ FIX_ALLOW, 1, slot, s->visit, NONE, NONE, NONE, { 0 } });
    if (alone & ~times) return;
    for (int at = 0; at <= s->b->plan->routes[slot].count; at++) fixes_of_seat(s, slot, at, alone);
}

int explain_fixes(struct board *b, int visit, struct fix ret[FIXES])
{
    struct fix best[FIXES];
    struct search_for_fix s = { b, visit, best };
    int count = 0;
    for (int i = 0; i < FIXES; i++) best[i] = (struct fix){ .kind = (enum fix_kind)i, .amount = INT64_MAX };
    for (int slot = 0; slot < b->p->slot_count; slot++) fixes_of_slot(&s, slot);
    struct fix swap = { FIX_SWAP, 1, NONE, visit, NONE, NONE, NONE, { 0 } };
    if (insert_displacing(b, visit, COST_MAX, &swap.swap)) {
        swap.slot = swap.swap.slot;
        offer_fix(&s, swap);
    }
    for (int i = 0; i < FIXES; i++) if (best[i].amount < INT64_MAX) ret[count++] = best[i];
    return count;
}

static void widen(struct problem *p, const struct fix *fix)
{
    struct visit *v = &p->visits[fix->visit];
    struct window *w = &p->windows[v->first_window + fix->window];
    ticks by = (ticks)fix->amount;
    bool hard = w->due == w->to;
    if (fix->kind == FIX_WINDOW_LATER) w->to += by;
    else w->from -= by;
    if (hard) w->due = w->to;
}

/* The slot's skills are moved to the end of the table, with the new one behind them. */
static void teach(struct problem *p, const struct fix *fix)
{
    struct slot *s = &p->slots[fix->slot];
    struct skill *skills = arena_take(p->arena, sizeof *skills * (size_t)(p->skill_count + s->skills + 1));
    memcpy(skills, p->skills, sizeof *skills * (size_t)p->skill_count);
    memcpy(skills + p->skill_count, p->skills + s->first_skill, sizeof *skills * (size_t)s->skills);
    s->first_skill = p->skill_count;
    skills[p->skill_count + s->skills++] = (struct skill){ fix->skill, fix->level };
    p->skills = skills;
    p->skill_count += s->skills;
}

/* Her name goes out of the forbidden ones and, if only some are allowed, among those. */
static void allow(struct problem *p, const struct fix *fix)
{
    struct visit *v = &p->visits[fix->visit];
    int worker = p->slots[fix->slot].worker, first = p->list_count, count = first;
    int *list = arena_take(p->arena, sizeof *list * (size_t)(first + v->allowed + v->forbidden + 2));
    if (first) memcpy(list, p->list, sizeof *list * (size_t)first);
    for (int i = 0; i < v->allowed; i++) list[count++] = p->list[v->first_allowed + i];
    if (v->allowed) list[count++] = worker;
    v->allowed = count - first;
    for (int i = 0; i < v->forbidden; i++) if (p->list[v->first_forbidden + i] != worker) list[count++] = p->list[v->first_forbidden + i];
    v->first_allowed = first;
    v->first_forbidden = first + v->allowed;
    v->forbidden = count - v->first_forbidden;
    p->list = list;
    p->list_count = count;
}

void fix_apply(struct problem *p, const struct fix *fix)
{
    struct slot *s = &p->slots[fix->slot];
    ticks by = (ticks)fix->amount;
    switch (fix->kind) {
    case FIX_WINDOW_LATER:
    case FIX_WINDOW_EARLIER: widen(p, fix); break;
    case FIX_SHIFT_LATER: s->to += by; break;
    case FIX_SHIFT_EARLIER: s->from -= by; break;
    case FIX_SPAN: s->most_span += by; break;
    case FIX_OVERTIME: s->most_overtime += by; break;
    case FIX_DISTANCE: s->most_distance += fix->amount; break;
    case FIX_TRAVEL: s->most_travel += by; break;
    case FIX_WORK: s->most_work += by; break;
    case FIX_WEEK: p->workers[s->worker].most_work += by; break;
    case FIX_STOPS: s->most_stops += by; break;
    case FIX_SKILL: teach(p, fix); break;
    case FIX_ALLOW: allow(p, fix); break;
    default: break;
    }
}
