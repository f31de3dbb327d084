/* slots_ease.c — see slots_own.h: her day as the engine sees it, the visit once at each start she can, and `insert` for each. */
#include "operations/day_load.h"
#include "operations/slots_own.h"

enum { LONG_WAY = 45 };                     /* DOMAIN.md §5.3: what is further is sent only in need */

static int minute(day d, int64_t ms) { return (int)((ms - day_start(d).ms) / MINUTES(1)); }

static void add_blocks(struct slots_search *s, const struct slot_crew *c, day d, struct day_worker *to)
{
    to->blocks = take_many(s->w, struct day_block, c->booking_count);
    for (int i = 0; i < c->booking_count; i++) {
        const struct booking *b = &c->bookings[i];
        struct day_block whole = { minute(d, b->from.ms), minute(d, b->to.ms), b->place, b->journey == JOURNEY_NONE };
        to->block_count += day_block_of(to, whole, &to->blocks[to->block_count]);
    }
}

static struct day_worker worker_of_day(struct slots_search *s, const struct slot_crew *c, day d)
{
    const struct worker *n = c->worker;
    struct day_worker to = { .id = n->record.id, .name = n->name, .home = n->home, .mode = (int)n->travel, .from = n->day_start.count, .to = worker_day_end(n) };
    int rest = c->limits.rest * 60;
    if (c->hours.before.ms && minute(d, c->hours.before.ms) + rest > to.from) to.from = minute(d, c->hours.before.ms) + rest;
    if (c->hours.after.ms && minute(d, c->hours.after.ms) - rest < to.to) to.to = minute(d, c->hours.after.ms) - rest;
    int64_t today = c->limits.most_day - c->hours.today, week = c->limits.most_week - c->hours.week, left = today < week ? today : week;
    to.most_work = left > 0 ? (int)left : 0;
    add_blocks(s, c, d, &to);
    return to;
}

/* The visit as if it were asked for at this start and no other, by one person. */
static struct day_visit visit_at(const struct slots_search *s, struct slot_crew *c, day d, instant start)
{
    int at = minute(d, start.ms);
    return (struct day_visit){ .at = s->at, .start = at, .earliest = at, .latest = at, .length = (int)s->out->length, .pause = s->line->pause_after.count, .persons = 1, .priority = 1, .loss = &c->loss };
}

static bool ask(struct slots_search *s, struct slot_crew *c, const struct work_day *d, const int *starts)
{
    char why[DAY_WHY] = "";
    struct day_model *m = day_model_new(d, why);
    if (!m) return fault(s->w, "slots: %s", why);
    for (int v = 0; v < d->visit_count; v++) {
        struct day_offer offer;
        day_inserts(m, v, &offer);
        if (!offer.fits) continue;
        c->at_ease[starts[v]] = offer.way <= LONG_WAY;
        c->way[starts[v]] = offer.way;
        c->cost[starts[v]] = offer.cost;
    }
    day_model_free(m);
    return true;
}

/* Her day by itself: what others do on it changes nothing in hers, and the engine's matrices grow with the square of who is in them. */
bool slots_ask_engine(struct slots_search *s, struct slot_crew *c, int index)
{
    struct day_worker her;
    struct day_visit visits[MOST_SLOT_STARTS];
    int starts[MOST_SLOT_STARTS];
    struct work_day d = { .day = slots_day(s, index), .way = day_way, .weights = s->facts.day.weights, .workers = &her, .worker_count = 1, .visits = visits };
    for (int i = 0; i < s->starts; i++) {
        c->at_ease[i] = false;
        c->way[i] = -1;
        c->cost[i] = INT64_MAX;
        if (c->no[i] != SLOT_CAN) continue;
        starts[d.visit_count] = i;
        visits[d.visit_count++] = visit_at(s, c, d.day, slots_start(s, index, i));
    }
    if (!d.visit_count) return true;
    day_traffic_read(d.traffic);
    d.now = minute(d.day, s->w->now.ms) > 0 ? minute(d.day, s->w->now.ms) : -1;
    her = worker_of_day(s, c, d.day);
    return ask(s, c, &d, starts);
}
