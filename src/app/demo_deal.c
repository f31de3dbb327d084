/* demo_deal.c — what is to come: plans make their visits, single orders are taken and confirmed, each visit is given to somebody by the
 * board's own steps, so that calendars are filled by the rule that fills them. Some stay open, some wait for an answer. */
#include <stdio.h>
#include <string.h>
#include "app/demo_loading.h"
#include "company/company.h"
#include "finance/finance.h"
#include "operations/operations.h"

/* ---- homes onto the map, as the office does it after an import ---- */

enum { AT_ONCE = 200 };
struct pinning { struct demo_loading *loading; int from, until; };

static bool pin_homes(struct work *w, void *data)
{
    const struct pinning *p = data;
    for (int i = p->from; i < p->until && !failed(w); i++) {
        struct household *h = p->loading->households[i] && !p->loading->world->customers[i].dormant ? LOAD(w, household, p->loading->households[i]) : NULL;
        if (!h) continue;
        h->at = p->loading->world->customers[i].at;
        if (!SAVE(w, household, h)) return false;
    }
    return !failed(w);
}

/* ---- what the office wrote down when it talked to her: it orders the candidates of a demand ---- */

/* Who the stories are cast with is of one level: a backup or somebody who takes over has to be of the first one's or above it. */
static int64_t level_of(const struct demo_worker *n)
{
    if (n->reserved) return 4;
    static const text grades[] = { "初级", "中级", "高级", "金牌" };
    int64_t level = 2;
    for (int i = 0; i < COUNT_OF(grades); i++)
        if (n->grade && !strcmp(n->grade, grades[i])) level = i + 2;
    return level;
}

/* What is paid for 26 days of eight hours where she lives in; who cleans by the hour takes the list. */
static int64_t usual_wage(enum demo_work does)
{
    switch (does) {
    case DEMO_MATERNITY: return 1480000;
    case DEMO_INFANT: return 820000;
    case DEMO_NANNY: return 650000;
    case DEMO_ELDER: return 640000;
    default: return 0;
    }
}

/* Years before she came to this shop too; the better she is and the longer she does it, the more she asks. */
static void tell_experience(const struct demo_loading *l, int i, struct worker *n)
{
    const struct demo_worker *from = &l->world->workers[i];
    struct dice dice = demo_dice(l->world, "experience", i);
    int64_t level = level_of(from), before = dice_below(&dice, 365 * level), percent = 74 + 6 * level + dice_below(&dice, 15);
    for (size_t k = 0; k < n->skills.count; k++) {
        struct skill *s = ROW(struct skill, n->skills, k);
        s->level = k ? level - 1 : level;
        s->since = (maybe_day){ from->joined.number - (int32_t)(k ? 0 : before), true };
    }
    n->least_hourly.fen = usual_wage(from->does) * percent / 100 / 26 / 8 / 50 * 50;
}

static bool pin_workers(struct work *w, void *data)
{
    const struct pinning *p = data;
    for (int i = p->from; i < p->until && !failed(w); i++) {
        struct worker *n = p->loading->workers[i] && p->loading->world->workers[i].state == WORKER_ACTIVE ? LOAD(w, worker, p->loading->workers[i]) : NULL;
        if (!n) continue;
        n->home = p->loading->world->workers[i].home;
        n->fears_pets = p->loading->world->workers[i].fears_pets;
        tell_experience(p->loading, i, n);
        if (!SAVE(w, worker, n)) return false;
    }
    return !failed(w);
}

static bool in_pieces(struct demo_loading *l, int count, db_run *run)
{
    for (int i = 0; i < count; i += AT_ONCE) {
        struct pinning p = { l, i, i + AT_ONCE < count ? i + AT_ONCE : count };
        if (!demo_run(l, &l->administrator, run, &p, true)) return false;
    }
    return true;
}

/* The worker who logs in by herself in the demo: the cleaner with most to do. */
static bool worker_account(struct work *w, void *data)
{
    struct { struct demo_loading *l; text hash; } *in = data;
    const struct demo_world *world = in->l->world;
    for (int i = 0; i < world->worker_count; i++) {
        if (!in->l->workers[i] || world->workers[i].does != DEMO_CLEANER || world->workers[i].mode != MODE_EMPLOYEE) continue;
        int64_t person = db_one(w, SQL("select person from worker where id = $1"), BIND(num(in->l->workers[i])), 0);
        struct demo_account a = { "ayi", world->workers[i].person.name, "yanshi2026", in->hash, "worker", in->l->shops[0].branch, person };
        return demo_account_add(w, &a) != 0;
    }
    return true;
}

bool demo_pin(struct demo_loading *l)
{
    struct { struct demo_loading *l; text hash; } in = { l, password_hash(l->home, "yanshi2026") };
    if (!in_pieces(l, l->world->customer_count, pin_homes) || !in_pieces(l, l->world->worker_count, pin_workers)) return false;
    demo_say(l, "住址与出发地已上图");
    return demo_run(l, &the_system, worker_account, &in, true);
}

/* ---- opening balances: entered by finance, accepted by the manager, but for the last few ---- */

struct accepting { int64_t branch, after; int done; };

static bool accept_some(struct work *w, void *data)
{
    struct accepting *a = data;
    struct found found = LOAD_WHERE(w, opening_balance, "branch = $1 and state = 1 and id > $2 order by id limit 50", BIND(num(a->branch), num(a->after)));
    a->done = found.count;
    for (int i = 0; i < found.count; i++) {
        a->after = FOUND(struct opening_balance, found, i)->record.id;
        if (FOUND(struct opening_balance, found, i)->record.id % 9 && !demo_step(w, &opening_balance_type, found.at[i], "accept", "{}")) return false;
    }
    return !failed(w);
}

bool demo_accept_opening(struct demo_loading *l)
{
    for (int b = 0; b < l->world->branch_count; b++) {
        struct accepting a = { .branch = l->shops[b].branch, .done = 1 };
        while (a.done) {
            struct accepting before = a;
            if (!demo_run(l, &l->shops[b].manager, accept_some, &a, true)) return false;
            if (a.after == before.after) break;
        }
    }
    demo_say(l, "期初余额已由店长复核");
    return true;
}

/* ---- plans ---- */

static bool roll(struct work *w, void *data)
{
    *(int64_t *)data = db_one(w, SQL("select count(*) from service_plan where state = 2 and made_until < $1"), BIND(num(day_of(w->now).number + PLAN_DAYS_AHEAD)), 0);
    return plan_roll(w);
}

/* Twenty plans at a time, until no round makes them fewer. */
static bool roll_plans(struct demo_loading *l)
{
    int64_t left = INT64_MAX - 1, before = INT64_MAX;
    while (left && left < before) {
        before = left;
        if (!demo_run(l, &the_system, roll, &left, true)) return false;
    }
    demo_say(l, "定期计划已生成今后四周的上门单");
    return true;
}

/* ---- single orders ---- */

struct ordering { struct demo_loading *loading; const struct demo_visit *from; bool draft; int64_t visit; };

static bool order(struct work *w, void *data)
{
    struct ordering *o = data;
    const struct demo_loading *l = o->loading;
    const struct demo_visit *v = o->from;
    static const text channels[] = { "微信", "电话", "到店", "美团", "老客户" };
    int64_t line = db_one(w, SQL("select id from service_line where name = $1"), BIND(txt(v->line)), 0);
    struct service_order *made = demo_add(w, &service_order_type, print(w, "{\"customer\":%lld,\"household\":%lld,\"line\":%lld,\"start\":%lld,\"length\":%d,\"channel\":\"%s\",\"terms_version\":\"2026-1\"}",
        (long long)l->customers[v->customer], (long long)l->households[v->customer], (long long)line, (long long)day_at(v->on, v->at).ms, v->length, channels[(v->customer + v->at) % 5]));
    if (!made || o->draft) return made != NULL;
    if (!demo_step(w, &service_order_type, made, "confirm", "{}")) return false;
    o->visit = made->visit.id;
    return true;
}

/* What began this morning cannot be ordered any more; the office enters it. */
static bool enter(struct work *w, void *data)
{
    struct ordering *o = data;
    const struct demo_loading *l = o->loading;
    const struct demo_visit *v = o->from;
    int64_t line = db_one(w, SQL("select id from service_line where name = $1"), BIND(txt(v->line)), 0);
    struct visit *made = demo_add(w, &visit_type, print(w, "{\"customer\":%lld,\"household\":%lld,\"line\":%lld,\"start\":%lld,\"length\":%d}", (long long)l->customers[v->customer],
        (long long)l->households[v->customer], (long long)line, (long long)day_at(v->on, v->at).ms, v->length));
    if (made) o->visit = made->record.id;
    return made != NULL;
}

struct stepping { int64_t visit; text step, body; };

static bool step_it(struct work *w, void *data)
{
    const struct stepping *s = data;
    struct visit *v = LOAD(w, visit, s->visit);
    return v && demo_step(w, &visit_type, v, s->step, s->body);
}

bool demo_visit_step(struct demo_loading *l, const struct actor *actor, int64_t visit, instant acted, text step, text body)
{
    return demo_run_at(l, actor, acted, step_it, &(struct stepping){ visit, step, body }, false);
}

static bool assign(struct demo_loading *l, int branch, int64_t visit, int worker)
{
    if (worker < 0 || !l->workers[worker]) return false;
    struct arena *arena = arena_new();
    bool well = demo_visit_step(l, &l->shops[branch].dispatcher, visit, (instant){ 0 }, "assign", arena_print(arena, "{\"worker\":%lld,\"how\":\"office\"}", (long long)l->workers[worker]));
    arena_free(arena);
    return well;
}

/* Is she in another home at that hour, as the sheets told it? They book nobody, so that no rule refuses it. */
static bool told_elsewhere(const struct demo_world *w, int worker, const struct demo_visit *v)
{
    for (int i = 0; v->on.number == w->today.number && i < w->visit_count; i++) {
        const struct demo_visit *o = &w->visits[i];
        if (o->worker == worker && o->on.number == v->on.number && o->at < v->at + v->length && v->at < o->at + o->length && o->state != VISIT_CANCELLED && demo_is_past(w, o)) return true;
    }
    return false;
}

/* The one meant for it; else up to so many colleagues who do that work. */
enum { OTHERS = 8 };
typedef bool visit_given(struct demo_loading *l, int branch, int64_t visit, int worker);
static bool by_a_colleague(struct demo_loading *l, const struct demo_visit *v, int64_t visit, visit_given *give)
{
    const struct demo_world *w = l->world;
    int tried = 0;
    for (int k = 0; k < w->worker_count && tried < OTHERS; k++) {
        int i = (v->customer + k) % w->worker_count;
        const struct demo_worker *n = &w->workers[i];
        if (n->branch != v->branch || i == v->worker || n->state != WORKER_ACTIVE || n->does > DEMO_DEEP || !strstr(n->skills, v->line) || told_elsewhere(w, i, v)) continue;
        tried++;
        if (give(l, v->branch, visit, i)) return true;
    }
    return false;
}

static bool assign_second(struct demo_loading *l, int branch, int64_t visit, int worker)
{
    struct arena *arena = arena_new();
    bool well = l->workers[worker] && demo_visit_step(l, &l->shops[branch].dispatcher, visit, (instant){ 0 }, "assign_second", arena_print(arena, "{\"worker\":%lld}", (long long)l->workers[worker]));
    arena_free(arena);
    return well;
}

/* Work for two has its second worker too; where nobody else is free it stays open. */
static bool assign_somebody(struct demo_loading *l, const struct demo_visit *v, int64_t visit)
{
    if (!assign(l, v->branch, visit, v->worker) && !by_a_colleague(l, v, visit, assign)) return false;
    return usual_service(v->line)->persons < 2 || by_a_colleague(l, v, visit, assign_second);
}

/* How far it has come by now: tomorrow's are confirmed, what lies further off is accepted, offered or still open. */
static void carry_on(struct demo_loading *l, const struct demo_visit *v, int64_t visit, struct dice *dice)
{
    const struct actor *office = &l->shops[v->branch].dispatcher;
    int32_t ahead = v->on.number - l->world->today.number;
    double open = ahead == 0 ? 0.03 : ahead == 1 ? 0.08 : ahead < 4 ? 0.18 : 0.4, offered = ahead < 2 ? 0.08 : 0.18;
    double x = dice_unit(dice);
    bool begun = day_at(v->on, v->at).ms < l->world->now.ms;
    if (x < open && !begun) return;
    if (!assign_somebody(l, v, visit) || (x < open + offered && !begun)) return;
    if (!demo_visit_step(l, office, visit, (instant){ 0 }, "accept_by_phone", "{}")) return;
    if (begun || ahead == 0 || (ahead == 1 && demo_chance(dice, 0.75))) demo_visit_step(l, office, visit, (instant){ 0 }, "confirm", "{}");
}

static void deal_one(struct demo_loading *l, int i, int64_t *made, struct dice *dice)
{
    const struct demo_visit *v = &l->world->visits[i];
    bool begun = day_at(v->on, v->at).ms < l->world->now.ms + MINUTES(2);
    struct ordering o = { .loading = l, .from = v, .draft = v->plan < 0 && !begun && v->on.number > l->world->today.number && demo_chance(dice, 0.04) };
    if (v->plan >= 0 && !begun) return;             /* the plan has made it */
    if (!l->households[v->customer]) return;
    if (!demo_run(l, begun ? &l->shops[v->branch].dispatcher : &l->shops[v->branch].reception, begun ? enter : order, &o, true) || !o.visit) return;
    made[i] = o.visit;
    carry_on(l, v, o.visit, dice);
}

/* ---- the plans' visits of today and tomorrow are confirmed ---- */

struct near_visits { int64_t branch, from, to, ids[2000]; int count; };

static bool near_visits(struct work *w, void *data)
{
    struct near_visits *n = data;
    struct rows *row = db_query(w, SQL("select id from visit where branch = $1 and plan is not null and state = 3 and start >= $2 and start < $3 order by start"), BIND(num(n->branch), num(n->from), num(n->to)));
    n->count = 0;
    while (db_next(row))
        if (n->count < COUNT_OF(n->ids)) n->ids[n->count++] = db_number(row, 0);
    return !failed(w);
}

static bool confirm_plans(struct demo_loading *l, int branch, struct dice *dice)
{
    struct near_visits n = { .branch = l->shops[branch].branch, .from = l->world->now.ms, .to = day_start((day){ l->world->today.number + 2 }).ms };
    struct work *w = work_open(l->house, &the_system);
    bool well = db_read(house_db(l->house), w, near_visits, &n);
    work_close(w);
    for (int i = 0; i < n.count; i++)
        if (demo_chance(dice, 0.8)) demo_visit_step(l, &l->shops[branch].dispatcher, n.ids[i], (instant){ 0 }, "confirm", "{}");
    return well;
}

bool demo_deal(struct demo_loading *l)
{
    const struct demo_world *w = l->world;
    struct dice dice = demo_dice(w, "dealing", 0);
    int64_t *made = arena_take(w->arena, sizeof *made * (size_t)w->visit_count);
    int orders = 0;
    if (!roll_plans(l)) return false;
    for (int i = 0; i < w->visit_count; i++) {
        if (demo_is_past(w, &w->visits[i])) continue;
        deal_one(l, i, made, &dice);
        orders += made[i] != 0;
    }
    demo_say(l, "单次订单 %d 张已接、已派", orders);
    for (int b = 0; b < w->branch_count; b++)
        if (!confirm_plans(l, b, &dice)) return false;
    return true;
}
