/* slots_ease.c — see slots_own.h: the day as the engine sees it, the visit once at each start, and `insert` for those who can. */
#include "operations/slots_own.h"
#include <string.h>

enum { LONG_WAY = 45 };                     /* DOMAIN.md §5.3: what is further is sent only in need */

static int minute(day d, int64_t ms) { return (int)((ms - day_start(d).ms) / MINUTES(1)); }

static bool can_at_all(const struct slots_search *s, const struct slot_crew *c)
{
    for (int i = 0; i < s->starts; i++) if (c->no[i] == SLOT_CAN) return true;
    return false;
}

static void add_blocks(struct slots_search *s, const struct slot_crew *c, day d, struct day_worker *to)
{
    to->blocks = take_many(s->w, struct day_block, c->booking_count);
    for (int i = 0; i < c->booking_count; i++) {
        const struct booking *b = &c->bookings[i];
        int from = minute(d, b->from.ms), until = minute(d, b->to.ms);
        if (until <= 0 || from >= 24 * 60) continue;
        to->blocks[to->block_count++] = (struct day_block){ from > 0 ? from : 0, until < 24 * 60 ? until : 24 * 60, b->place, b->journey == JOURNEY_NONE };
    }
}

static struct day_worker worker_of_day(struct slots_search *s, const struct slot_crew *c, day d)
{
    const struct worker *n = c->worker;
    struct day_worker to = { .id = n->record.id, .name = n->name, .home = n->home, .mode = (int)n->travel, .from = n->day_start.count, .to = n->day_end.count };
    int rest = c->limits.rest * 60;
    if (c->hours.before.ms && minute(d, c->hours.before.ms) + rest > to.from) to.from = minute(d, c->hours.before.ms) + rest;
    if (c->hours.after.ms && minute(d, c->hours.after.ms) - rest < to.to) to.to = minute(d, c->hours.after.ms) - rest;
    int64_t today = c->limits.most_day - c->hours.today, week = c->limits.most_week - c->hours.week, left = today < week ? today : week;
    to.most_work = left > 0 ? (int)left : 0;
    add_blocks(s, c, d, &to);
    return to;
}

/* The visit as if it were asked for at this start and no other, by one person. */
static void add_start(struct slots_search *s, int index, int start, struct slot_crew **crew, struct work_day *d)
{
    int at = minute(d->day, slots_start(s, index, start).ms);
    struct day_visit *v = &d->visits[d->visit_count];
    *v = (struct day_visit){ .at = s->at, .start = at, .earliest = at, .latest = at, .length = (int)s->out->length, .pause = s->line->pause_after.count, .persons = 1, .priority = 1,
        .loss = take_many(s->w, int32_t, d->worker_count) };
    int any = 0;
    for (int k = 0; k < d->worker_count; k++) {
        v->loss[k] = crew[k]->no[start] == SLOT_CAN ? crew[k]->loss : -1;
        any += v->loss[k] >= 0;
    }
    d->visit_count += any > 0;
}

static void read_offers(struct slots_search *s, struct day_model *m, const struct work_day *d, struct slot_crew **crew, int visit, int start)
{
    struct day_offer *offers = take_many(s->w, struct day_offer, d->worker_count);
    day_inserts(m, visit, offers);
    for (int k = 0; k < d->worker_count; k++) {
        if (!offers[k].fits) continue;
        crew[k]->at_ease[start] = offers[k].way <= LONG_WAY;
        crew[k]->way[start] = offers[k].way;
        crew[k]->cost[start] = offers[k].cost;
    }
}

static bool ask(struct slots_search *s, int index, const struct work_day *d, struct slot_crew **crew)
{
    char why[DAY_WHY] = "";
    struct day_model *m = day_model_new(d, why);
    if (!m) return fault(s->w, "slots: %s", why);
    for (int i = 0, visit = 0; visit < d->visit_count && i < s->starts; i++)
        if (d->visits[visit].start == minute(d->day, slots_start(s, index, i).ms)) read_offers(s, m, d, crew, visit++, i);
    day_model_free(m);
    return true;
}

bool slots_ask_engine(struct slots_search *s, int index)
{
    struct slot_crew **crew = take_many(s->w, struct slot_crew *, s->count);
    struct work_day d = { .day = slots_day(s, index), .way = day_way, .weights = s->facts.day.weights, .workers = take_many(s->w, struct day_worker, s->count),
        .visits = take_many(s->w, struct day_visit, s->starts) };
    day_traffic_read(d.traffic);
    d.now = minute(d.day, s->w->now.ms) > 0 ? minute(d.day, s->w->now.ms) : -1;
    for (int k = 0; k < s->count; k++) {
        struct slot_crew *c = &s->crew[k];
        for (int i = 0; i < s->starts; i++) { c->at_ease[i] = false; c->way[i] = -1; c->cost[i] = INT64_MAX; }
        if (!can_at_all(s, c)) continue;
        crew[d.worker_count] = c;
        d.workers[d.worker_count++] = worker_of_day(s, c, d.day);
    }
    for (int i = 0; i < s->starts && d.worker_count; i++) add_start(s, index, i, crew, &d);
    return !d.visit_count || ask(s, index, &d, crew);
}
