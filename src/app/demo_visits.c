/* demo_visits.c — day after day: the plans' visits, then single orders up to what such a day brings, dealt out so that nobody is in two
 * places and nobody works more than the law allows. What lies ahead thins out: few people order two weeks before. */
#include <string.h>
#include "app/demo_slate.h"

struct dealing {
    struct demo_world *world;
    int branch, first_customer, customers, lately, regular;
    struct demo_slates slates;
    struct dice dice;
    int32_t *visited;               /* the day each customer of the branch was last given a visit */
    day on;
    int made;
};

/* ---- how much ---- */

/* Before the Spring Festival everybody wants a clean home, then nobody is there (§6.2: −15..−3 days × 2.5). */
static double season(day on)
{
    struct date d = date_of(on);
    day new_year;
    if (!day_from_lunar((struct lunar){ .year = d.month == 12 ? d.year + 1 : d.year, .month = 1, .day = 1 }, &new_year)) return 1;
    int32_t after = on.number - new_year.number;
    if (after >= -15 && after <= -3) return 2.5;
    if (after >= -2 && after <= 5) return 0.25;
    if (after >= 6 && after <= 14) return 0.7;
    return 1;
}

static int visits_on(struct dealing *l)
{
    double base = (double)l->world->scale->visits_a_day / l->world->branch_count;
    double n = base * (is_weekend(l->on) ? 1.6 : 1) * season(l->on) * (0.9 + 0.2 * dice_unit(&l->dice));
    return (int)(n + dice_unit(&l->dice));
}

/* What part of a day's single orders is known so many days before. */
static double known_before(int days)
{
    static const double parts[] = { 1, 0.95, 0.8, 0.66, 0.55, 0.47, 0.4, 0.35, 0.3, 0.26, 0.22, 0.19, 0.16, 0.14, 0.12 };
    return days < 0 ? 1 : days < COUNT_OF(parts) ? parts[days] : 0;
}

/* ---- how it went ---- */

static text said_of(struct dice *dice, int stars)
{
    static const text good[] = { "打扫得很干净，准时", "阿姨细心，下次还找她", "厨房焕然一新", "态度好，话不多", "很满意", "卫生间边角都擦到了" };
    static const text fair[] = { "整体不错，窗轨没擦", "还可以，晚到了一会儿", "地面有点水渍" };
    static const text poor[] = { "油烟机没擦干净，返工了一次", "迟到二十分钟没有提前说", "沟通不顺，态度一般", "漏了阳台" };
    if (!demo_chance(dice, stars == 5 ? 0.3 : 0.8)) return "";
    return stars == 5 ? good[dice_below(dice, COUNT_OF(good))] : stars == 4 ? fair[dice_below(dice, COUNT_OF(fair))] : poor[dice_below(dice, COUNT_OF(poor))];
}

static void rate(struct demo_visit *v, struct dice *dice)
{
    if (!demo_chance(dice, 0.55)) return;
    double x = dice_unit(dice);
    v->stars = x < 0.88 ? 5 : x < 0.96 ? 4 : 1 + (int)dice_below(dice, 3);
    v->said = said_of(dice, v->stars);
}

/* A step of assigning is refused twelve hours after the start; what began eleven hours ago is told by the sheets. */
bool demo_is_past(const struct demo_world *w, const struct demo_visit *v)
{
    return v->on.number < w->today.number || day_at(v->on, v->at).ms < w->now.ms - HOURS(11);
}

static void let_it_happen(struct dealing *l, struct demo_visit *v)
{
    static const text why[] = { "客户：临时有事", "客户：不在家", "客户：生病", "阿姨：家里有事", "阿姨：生病" };
    int32_t ago = l->world->today.number - v->on.number;
    if (!demo_is_past(l->world, v) || v->worker < 0) return;
    bool cancelled = demo_chance(&l->dice, 0.07);
    v->state = cancelled ? VISIT_CANCELLED : ago > 3 ? VISIT_SETTLED : ago > 1 ? VISIT_APPROVED : VISIT_FINISHED;
    if (cancelled) { v->remark = why[dice_below(&l->dice, COUNT_OF(why))]; return; }
    v->late = demo_chance(&l->dice, 0.04) ? 6 + (int)dice_below(&l->dice, 30) : 0;
    if (ago > 1) rate(v, &l->dice);
}

/* ---- dealing out ---- */

static struct demo_visit *add_visit(struct dealing *l, int customer, int worker, text line, int at, int length)
{
    struct demo_world *w = l->world;
    if (w->visit_count == w->visit_room) {
        struct demo_visit *more = arena_take(w->arena, sizeof *more * (size_t)(w->visit_room * 2));
        memcpy(more, w->visits, sizeof *more * (size_t)w->visit_count);
        w->visits = more;
        w->visit_room *= 2;
    }
    struct demo_visit *v = &w->visits[w->visit_count++];
    money price = demo_price(line, l->on, length);
    *v = (struct demo_visit){ .branch = l->branch, .customer = customer, .worker = worker, .plan = -1, .line = line, .on = l->on, .at = at, .length = length,
        .price = price, .worker_pay = money_times(price, usual_service(line)->percent, 100), .state = VISIT_UNASSIGNED, .said = "", .remark = "" };
    l->visited[customer - l->first_customer] = l->on.number;
    l->made++;
    return v;
}

static struct demo_slate *slate_of(struct dealing *l, int worker)
{
    for (int i = 0; i < l->slates.count; i++)
        if (l->slates.at[i].worker == worker) return &l->slates.at[i];
    return NULL;
}

static void plan_visit(struct dealing *l, int plan)
{
    const struct demo_plan *p = &l->world->plans[plan];
    int who[] = { p->worker, p->backup }, area = l->world->estates[l->world->customers[p->customer].estate].area;
    bool away = demo_chance(&l->dice, 0.08) && l->on.number < l->world->today.number;
    for (int i = away; i < 2; i++) {
        struct demo_slate *s = who[i] < 0 ? NULL : slate_of(l, who[i]);
        if (!s || !demo_employed(&l->world->workers[who[i]], l->on) || !demo_fits(s, p->at, p->length)) continue;
        demo_book(s, p->at, p->length, area);
        struct demo_visit *v = add_visit(l, p->customer, who[i], "日常保洁", p->at, p->length);
        v->plan = plan;
        let_it_happen(l, v);
        return;
    }
}

/* Who is out already goes on, in her own quarter first; whoever has most of her week left begins a day. */
static struct demo_slate *who_can(struct dealing *l, const struct demo_customer *c, text line, int at, int length)
{
    struct demo_slate *best = NULL;
    int best_score = -1, area = l->world->estates[c->estate].area;
    for (int i = 0; i < l->slates.count; i++) {
        struct demo_slate *s = &l->slates.at[i];
        const struct demo_worker *n = &l->world->workers[s->worker];
        if (!demo_employed(n, l->on) || !strstr(n->skills, line) || (c->pets && n->fears_pets) || !demo_fits(s, at, length)) continue;
        int score = (s->most_week - s->week_minutes) / 4 + (s->count ? 900 : 0) + (n->area == area ? 120 : 0) + (n->does == DEMO_CLEANER ? 2000 : 0);
        if (score > best_score) { best = s; best_score = score; }
    }
    return best;
}

/* Those who call change with the months: a window over the branch's customers that slides back with the days. */
static int caller(struct dealing *l)
{
    int32_t ago = l->world->today.number - l->on.number;
    int pool = l->lately * 3 / 4, begin = l->regular + (int)(ago > 0 ? (int64_t)ago * l->lately / DEMO_WINDOW_DAYS : 0);
    for (int tries = 0; tries < 20; tries++) {
        int c = begin + (int)dice_below(&l->dice, pool);
        if (c >= l->customers) c = l->regular + (int)dice_below(&l->dice, l->customers - l->regular);
        if (l->visited[c] != l->on.number && !l->world->customers[l->first_customer + c].plan) return l->first_customer + c;
    }
    return -1;
}

static text line_of(struct dice *dice)
{
    double x = dice_unit(dice);
    return x < 0.9 ? "日常保洁" : x < 0.96 ? "擦玻璃" : "两餐做饭";
}

static void single_visit(struct dealing *l, text line, int fixed_length)
{
    int customer = caller(l), at = 0, length = 0;
    if (customer < 0) return;
    const struct demo_customer *c = &l->world->customers[customer];
    struct demo_slate *s = NULL;
    for (int tries = 0; tries < 6 && !s; tries++) {
        at = demo_start(&l->dice);
        length = fixed_length ? fixed_length : demo_length(&l->dice);
        s = who_can(l, c, line, at, length);
    }
    if (!s && demo_is_past(l->world, &(struct demo_visit){ .on = l->on, .at = at })) return;       /* nobody was free: the order was not taken */
    if (s) demo_book(s, at, length, l->world->estates[c->estate].area);
    let_it_happen(l, add_visit(l, customer, s ? s->worker : -1, line, at, length));
}

static void deal_day(struct dealing *l)
{
    struct demo_world *w = l->world;
    int ahead = l->on.number - w->today.number;
    demo_slates_day(&l->slates, l->on);
    l->made = 0;
    for (int p = 0; p < w->plan_count; p++)
        if (w->plans[p].branch == l->branch && demo_plan_due(&w->plans[p], l->on)) plan_visit(l, p);
    double wanted = (visits_on(l) - l->made) * known_before(ahead);
    for (int i = 0; i < (int)(wanted + 0.5); i++) single_visit(l, line_of(&l->dice), 0);
    double deep = (double)w->scale->deep_a_week / w->branch_count / 7 * (is_weekend(l->on) ? 1.6 : 0.8) * (ahead < 7 ? 1 : 0.4);
    for (; deep > 0; deep -= 1)
        if (demo_chance(&l->dice, deep)) single_visit(l, "深度清洁", 240 + 60 * (int)dice_below(&l->dice, 3));
}

static void deal_branch(struct demo_world *w, int branch, int history_days)
{
    int first = 0, count = 0;
    for (int i = 0; i < w->customer_count; i++) {
        if (w->customers[i].branch < branch) first++;
        count += w->customers[i].branch == branch;
    }
    struct dealing l = { .world = w, .branch = branch, .first_customer = first, .customers = count, .slates = demo_slates(w, branch), .dice = demo_dice(w, "visits", branch),
        .visited = arena_take(w->arena, sizeof(int32_t) * (size_t)count), .regular = w->scale->plans / w->branch_count };
    l.lately = w->scale->customers_90_days / w->branch_count - l.regular;
    for (int32_t d = -history_days; d <= DEMO_DAYS_AHEAD; d++) {
        l.on.number = w->today.number + d;
        deal_day(&l);
    }
}

void demo_make_visits(struct demo_world *w, int history_days)
{
    w->visit_room = 1024;
    w->visits = arena_take(w->arena, sizeof *w->visits * (size_t)w->visit_room);
    for (int b = 0; b < w->branch_count; b++) deal_branch(w, b, history_days);
}

/* ---- the whole ---- */

static const struct demo_scale scales[] = {
    { "S", 1, 320, 70, 2600, 420, 18, 35, 3, 8, 14, 72, DEMO_HISTORY_DAYS, true },
    { "M", 12, 9000, 1800, 65000, 9500, 650, 1050, 90, 310, 480, 2300, DEMO_HISTORY_DAYS, true },
    { "D", 1, 90, 75, 400, 330, 54, 16, 8, 6, 40, 192, 14, false },
};

const struct demo_scale *demo_scale(text word)
{
    for (int i = 0; i < COUNT_OF(scales); i++)
        if (!strcmp(scales[i].word, word)) return &scales[i];
    return NULL;
}

struct demo_world *demo_world_new(struct arena *arena, const struct demo_scale *scale, uint64_t seed, instant now, int history_days)
{
    struct demo_world *w = arena_take(arena, sizeof *w);
    *w = (struct demo_world){ .arena = arena, .scale = scale, .seed = seed, .now = now, .today = day_of(now) };
    demo_make_city(w);
    demo_make_workers(w);
    demo_make_customers(w);
    demo_make_plans(w);
    demo_make_visits(w, history_days);
    return w;
}
