/* demo_today.c — what of today is over or running: set out, arrived, begun, ticked off, finished, each at its own minute, in the names of
 * those who do it. One is late and has not checked in; a few finished ones wait for approval. */
#include <stdio.h>
#include "app/demo_loading.h"

enum { MOST_TODAY = 1500, MOST_USES = 4 };
struct going { int64_t visit, worker; instant start, until; place home; int items; int64_t uses[MOST_USES]; int use_count; };
struct today { int64_t branch, from, to; struct going visits[MOST_TODAY]; int count; };

static void find_uses(struct work *w, struct going *g)
{
    struct rows *row = db_query(w, SQL("select id from gear_use where visit = $1 and state = 1 order by id limit 4"), BIND(num(g->visit)));
    while (db_next(row)) g->uses[g->use_count++] = db_number(row, 0);
}

static bool find_today(struct work *w, void *data)
{
    struct today *t = data;
    struct found found = LOAD_WHERE(w, visit, "branch = $1 and state in (3, 4) and start >= $2 and start < $3 order by start", BIND(num(t->branch), num(t->from), num(t->to)));
    t->count = 0;
    for (int i = 0; i < found.count && t->count < MOST_TODAY; i++) {
        const struct visit *v = FOUND(struct visit, found, i);
        const struct household *h = record_peek(w, &household_type, v->household.id);
        t->visits[t->count++] = (struct going){ v->record.id, v->worker.id, v->start, v->until, h ? h->at : (place){ 0 }, (int)v->checklist.count, { 0 }, 0 };
        find_uses(w, &t->visits[t->count - 1]);
    }
    return !failed(w);
}

struct walking { struct demo_loading *loading; const struct actor *office; const struct going *at; struct dice *dice; struct arena *arena; };

static instant minutes_from(instant at, int64_t n) { return (instant){ at.ms + MINUTES(n) }; }

static bool take_step(struct walking *k, instant acted, text step, text body)
{
    if (acted.ms > k->loading->world->now.ms) return false;
    return demo_visit_step(k->loading, k->office, k->at->visit, acted, step, body);
}

struct handing { const struct going *at; text step, body; };

static bool hand_over(struct work *w, void *data)
{
    const struct handing *h = data;
    for (int i = 0; i < h->at->use_count; i++) {
        struct gear_use *u = LOAD(w, gear_use, h->at->uses[i]);
        if (!u || !demo_step(w, &gear_use_type, u, h->step, h->body)) return false;
    }
    return !failed(w);
}

/* The van and the machines, out with her and back. */
static void hand_gear(struct walking *k, instant acted, text step, text body)
{
    struct handing h = { k->at, step, body };
    if (k->at->use_count && acted.ms <= k->loading->world->now.ms) demo_run_at(k->loading, k->office, acted, hand_over, &h, false);
}

static bool tick_items(struct walking *k, instant from, int64_t every)
{
    for (int i = 0; i < k->at->items; i++) {
        instant when = minutes_from(from, every * (i + 1));
        if (!take_step(k, when, "tick", arena_print(k->arena, "{\"item\":%d,\"done\":true}", i + 1))) return false;
    }
    return true;
}

static void walk(struct walking *k)
{
    const struct going *v = k->at;
    int late = demo_chance(k->dice, 0.05) ? 8 + (int)dice_below(k->dice, 20) : -2;
    place at = demo_near(k->dice, v->home, 60);
    int64_t length = (v->until.ms - v->start.ms) / MINUTES(1);
    instant there = minutes_from(v->start, late);
    hand_gear(k, minutes_from(v->start, late - 26), "take_out", arena_print(k->arena, "{\"worker\":%lld}", (long long)v->worker));
    if (!take_step(k, minutes_from(v->start, late - 24), "depart", "{}")) return;
    if (!take_step(k, there, "arrive", arena_print(k->arena, "{\"at\":{\"lat\":%.7f,\"lng\":%.7f}}", (double)at.lat / 1e7, (double)at.lng / 1e7))) return;
    if (!take_step(k, minutes_from(there, 3), "begin", "{}") || !tick_items(k, minutes_from(there, 5), (length - 10) / (v->items + 1))) return;
    instant over = minutes_from(there, length + 2);
    if (!take_step(k, over, "finish", "{}")) return;
    hand_gear(k, minutes_from(over, 28), "bring_back", "{\"condition\":\"干净，配件齐\"}");
    if (demo_chance(k->dice, 0.4)) return;
    if (!take_step(k, minutes_from(over, 15), "approve", "{}") || demo_chance(k->dice, 0.5)) return;
    take_step(k, minutes_from(over, 30), "rate", demo_chance(k->dice, 0.88) ? "{\"stars\":5,\"said\":\"打扫得很干净\"}" : "{\"stars\":4,\"said\":\"窗轨没擦\"}");
}

static bool walk_shop(struct demo_loading *l, int branch, struct arena *arena, struct today *t, int *ret_walked)
{
    struct dice dice = demo_dice(l->world, "today", branch);
    *t = (struct today){ .branch = l->shops[branch].branch, .from = day_start(l->world->today).ms, .to = minutes_from(l->world->now, 25).ms };
    struct work *w = work_open(l->house, &the_system);
    bool well = db_read(house_db(l->house), w, find_today, t), missed = false;
    work_close(w);
    for (int i = 0; i < t->count; i++) {
        bool running = t->visits[i].start.ms < l->world->now.ms - MINUTES(10) && t->visits[i].until.ms > l->world->now.ms;
        if (running && !missed) { missed = true; l->shops[branch].late = t->visits[i].worker; continue; }        /* the one nobody has heard of */
        struct walking k = { l, &l->shops[branch].dispatcher, &t->visits[i], &dice, arena };
        walk(&k);
        (*ret_walked)++;
    }
    return well;
}

bool demo_walk_today(struct demo_loading *l)
{
    struct arena *arena = arena_new();
    struct today *t = arena_take(arena, sizeof *t);
    bool well = true;
    int walked = 0;
    for (int b = 0; b < l->world->branch_count && well; b++) well = walk_shop(l, b, arena, t, &walked);
    demo_say(l, "今天已开始的 %d 单按时间走完了各步", walked);
    arena_free(arena);
    return well;
}

/* ---- who is away ---- */

struct away { struct demo_loading *loading; int worker; text kind, why; instant start, until; bool approve; };

static bool take_leave(struct work *w, void *data)
{
    const struct away *a = data;
    struct worker_leave *leave = demo_add(w, &worker_leave_type, print(w, "{\"worker\":%lld,\"kind\":\"%s\",\"start\":%lld,\"until\":%lld,\"why\":\"%s\"}",
        (long long)a->loading->workers[a->worker], a->kind, (long long)a->start.ms, (long long)a->until.ms, a->why));
    if (!leave) return false;
    return !a->approve || demo_step(w, &worker_leave_type, leave, "approve", "{}");
}

static int nth_active(const struct demo_loading *l, int branch, enum demo_work does, int nth)
{
    for (int i = 0; i < l->world->worker_count; i++) {
        const struct demo_worker *n = &l->world->workers[i];
        if (n->branch == branch && n->does == does && n->state == WORKER_ACTIVE && l->workers[i] && nth-- == 0) return i;
    }
    return -1;
}

/* The first cleaner, from the n-th on, whom the rules let go: who is just at work at a home does not. */
static void go_away(struct demo_loading *l, int branch, enum demo_work does, int nth, struct away a)
{
    a.loading = l;
    for (int i = nth; i < nth + 5; i++) {
        a.worker = nth_active(l, branch, does, i);
        if (a.worker >= 0 && l->workers[a.worker] == l->shops[branch].late) continue;
        if (a.worker < 0 || demo_run(l, &l->shops[branch].manager, take_leave, &a, false)) return;
    }
}

/* In each shop: one is ill from this hour on, so that her visits lie open; one asks for a day and shows what it hits; one rests with leave. */
bool demo_leaves(struct demo_loading *l)
{
    const struct demo_world *w = l->world;
    instant evening = day_at(w->today, 21 * 60);
    for (int b = 0; b < w->branch_count; b++) {
        struct away ill = { .kind = "sick", .why = "发烧，已就医", .start = w->now, .until = evening };
        struct away asks = { .kind = "personal", .why = "孩子家长会", .start = day_at((day){ w->today.number + 4 }, 480), .until = day_at((day){ w->today.number + 4 }, 1260) };
        struct away rests = { .kind = "rest", .why = "月休", .start = day_at((day){ w->today.number + 2 }, 480), .until = day_at((day){ w->today.number + 4 }, 1200), .approve = true };
        if (w->now.ms < evening.ms - HOURS(2)) go_away(l, b, DEMO_CLEANER, 3, ill);
        go_away(l, b, DEMO_CLEANER, 1, asks);
        go_away(l, b, DEMO_NANNY, 0, rests);
    }
    demo_say(l, "请假：病假空出的单待重派，事假待审批");
    return true;
}
