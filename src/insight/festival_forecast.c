/* festival_forecast.c — see festival_forecast.h: what is read, and whether somebody is there on a day. */
#include "insight/festival_forecast.h"
#include <stdlib.h>
#include "record/store.h"

/* ---- reading ---- */

static int by_harm(const void *a, const void *b)
{
    const struct service_line *const *x = a, *const *y = b;
    int harm = harm_of_line(*x) - harm_of_line(*y);
    return harm ? harm : (*x)->record.id < (*y)->record.id ? -1 : 1;
}

static void read_lines(struct forecast *f)
{
    struct found all = LOAD_WHERE(f->w, service_line, "state = 1 order by id limit 32", NO_BIND);
    for (int i = 0; i < all.count && i < MOST_FESTIVAL_LINES; i++) f->lines[f->line_count++] = all.at[i];
    qsort(f->lines, (size_t)f->line_count, sizeof *f->lines, by_harm);
}

int forecast_line(const struct forecast *f, int64_t line)
{
    for (int i = 0; i < f->line_count; i++)
        if (f->lines[i]->record.id == line) return i;
    return -1;
}

static uint64_t lines_done(const struct forecast *f, const struct worker *n)
{
    uint64_t does = 0;
    for (int i = 0; i < f->line_count; i++) {
        int level = worker_level(n, f->lines[i]->record.id), least = f->lines[i]->level > 1 ? (int)f->lines[i]->level : 1;
        if (level >= least) does |= UINT64_C(1) << i;
    }
    return does;
}

/* No overtime is counted on. */
static int64_t ordinary_day(const struct worker *n)
{
    enum { EIGHT_HOURS = 480 };
    int64_t most = worker_most_a_day(n, false) < EIGHT_HOURS ? worker_most_a_day(n, false) : EIGHT_HOURS, hours = worker_day_end(n) - n->day_start.count;
    return hours > 0 && hours < most ? hours : most;
}

static int by_worker(const void *a, const void *b)
{
    const struct hand *x = a, *y = b;
    return x->worker->record.id < y->worker->record.id ? -1 : x->worker->record.id > y->worker->record.id;
}

static struct hand *hand_of(const struct forecast *f, int64_t worker)
{
    int low = 0, high = f->hand_count;
    while (low < high) {
        int mid = (low + high) / 2;
        if (f->hands[mid].worker->record.id < worker) low = mid + 1;
        else high = mid;
    }
    return low < f->hand_count && f->hands[low].worker->record.id == worker ? &f->hands[low] : NULL;
}

const struct hand *forecast_hand(const struct forecast *f, int64_t worker) { return hand_of(f, worker); }

static void read_hands(struct forecast *f)
{
    struct found all = LOAD_WHERE(f->w, worker, "branch = $1 and state in (5, 6) order by id limit 2000", BIND(num(f->round->record.branch.id)));
    struct found said = LOAD_WHERE(f->w, festival_answer, "round = $1 and state in (1, 2, 3) order by worker", BIND(num(f->round->record.id)));
    f->hands = take_many(f->w, struct hand, all.count ? all.count : 1);
    for (int i = 0; i < all.count; i++) f->hands[f->hand_count++] = (struct hand){ .worker = all.at[i], .does = lines_done(f, all.at[i]), .minutes = ordinary_day(all.at[i]) };
    qsort(f->hands, (size_t)f->hand_count, sizeof *f->hands, by_worker);
    for (int i = 0; i < said.count; i++) {
        struct hand *h = hand_of(f, FOUND(struct festival_answer, said, i)->worker.id);
        if (h) h->answer = said.at[i];
    }
}
_Static_assert(WORKER_ACTIVE == 5 && WORKER_ON_LEAVE == 6 && FESTIVAL_GOES == 3, "the queries above say these by number");

static void read_leaves(struct forecast *f)
{
    struct found all = LOOK_WHERE(f->w, worker_leave, "worker in (select id from worker where branch = $1 and state in (5, 6)) and state in (1, 2) and start < $3 and until > $2 order by worker, start",
                                  BIND(num(f->round->record.branch.id), num(day_start(f->first).ms), num(day_start((day){ f->last.number + 1 }).ms)));
    f->leave = take_many(f->w, struct away_span, all.count ? all.count : 1);
    for (int i = 0; i < all.count; i++) {
        const struct worker_leave *l = FOUND(struct worker_leave, all, i);
        struct hand *h = hand_of(f, l->worker.id);
        if (!h) continue;
        if (!h->leaves++) h->first_leave = f->leave_count;
        f->leave[f->leave_count++] = (struct away_span){ l->record.id, l->kind, l->state, l->start, l->until };
    }
}
_Static_assert(LEAVE_REQUESTED == 1 && LEAVE_APPROVED == 2 && PLACEMENT_GAP == 7, "the queries here say these by number");

static void mark_homes(struct forecast *f)
{
    for (int i = 0; i < f->homes.count; i++) {
        const struct placement *p = FOUND(struct placement, f->homes, i);
        for (size_t k = 0; k < p->stints.count; k++) {
            struct hand *h = hand_of(f, ROW(struct placement_stint, p->stints, k)->worker.id);
            if (h) h->has_home = true;
        }
    }
}

struct forecast *forecast_load(struct work *w, const struct festival_round *r, day first, day last)
{
    struct forecast *f = take(w, struct forecast);
    *f = (struct forecast){ .w = w, .round = r, .first = first, .last = last };
    read_lines(f);
    read_hands(f);
    read_leaves(f);
    f->listed = days_listed(w, first, last);
    f->needs = needs_ahead(w, r->record.branch.id, first, last);
    f->homes = can(w, CAN_SEE_PLACEMENTS) ? LOAD_WHERE(w, placement, "branch = $1 and state <= 7 and first <= $3 and last >= $2 order by first, id limit 5000", BIND(num(r->record.branch.id), num(first.number), num(last.number))) : (struct found){ 0 };
    mark_homes(f);
    return f;
}

/* ---- placements ---- */

bool forecast_home_on(const struct placement *p, day on) { return on.number >= p->first.number && on.number <= p->last.number; }

bool forecast_lives_in(const struct forecast *f, int64_t worker, day on)
{
    const struct hand *h = forecast_hand(f, worker);
    for (int i = 0; h && h->has_home && i < f->homes.count; i++) {
        const struct placement *p = FOUND(struct placement, f->homes, i);
        const struct placement_stint *s = forecast_home_on(p, on) ? placement_stint_on(p, on) : NULL;
        if (s && s->worker.id == worker) return true;
    }
    return false;
}

enum there forecast_home(const struct forecast *f, const struct placement *p, day on, int64_t *ret_worker)
{
    const struct placement_stint *s = placement_stint_on(p, on);
    const struct hand *h = s ? forecast_hand(f, s->worker.id) : NULL;
    *ret_worker = s ? s->worker.id : 0;
    if (!s) return THERE_NOT;
    if (!h) return THERE;                                       /* of another branch: its own forecast knows */
    if (h->answer && h->answer->live_in == LIVE_IN_PAUSES && on.number >= f->round->new_year.number - 1 && on.number <= f->round->new_year.number + 6) return THERE_NOT;
    int64_t time;
    return forecast_there(f, h, on, &time, NULL);
}

/* ---- is she there? ---- */

static const struct away_span *on_leave(const struct forecast *f, const struct hand *h, day on, int64_t *ret_minutes)
{
    int64_t from = day_start(on).ms, until = day_start((day){ on.number + 1 }).ms, away = 0;
    const struct away_span *found = NULL;
    for (int i = 0; i < h->leaves; i++) {
        const struct away_span *l = &f->leave[h->first_leave + i];
        int64_t a = l->start.ms > from ? l->start.ms : from, b = l->until.ms < until ? l->until.ms : until;
        if (a >= b) continue;
        found = l;
        away += (b - a) / MINUTES(1);
    }
    *ret_minutes = away;
    return found;
}

static bool in_days(maybe_day from, maybe_day to, day on) { return from.given && to.given && on.number >= from.number && on.number <= to.number; }

static enum there by_her_word(const struct forecast *f, const struct hand *h, day on)
{
    const struct festival_answer *a = h->answer;
    bool in_question = on.number >= f->round->first.number && on.number <= f->round->last.number;
    if (!a || a->state == FESTIVAL_ASKED) return in_question ? THERE_PERHAPS : THERE;
    if (a->state == FESTIVAL_GOES && in_days(a->away_from, a->away_to, on)) return THERE_NOT;
    if (a->state == FESTIVAL_GOES && a->back == BACK_PERHAPS && on.number > a->away_to.number) return THERE_PERHAPS;
    return THERE;
}

/* The four paid days are hers: only who said so works then. Who lives in stays with her family. */
static bool rests_on_holiday(const struct forecast *f, const struct hand *h, day on)
{
    bool festival = holiday_of(on) == SPRING_FESTIVAL, answered = h->answer && h->answer->state != FESTIVAL_ASKED;
    return festival && answered && !h->answer->holiday_work && !forecast_lives_in(f, h->worker->record.id, on);
}

enum there forecast_there(const struct forecast *f, const struct hand *h, day on, int64_t *ret_minutes, const struct away_span **ret_leave)
{
    int64_t away = 0;
    const struct away_span *leave = on_leave(f, h, on, &away);
    if (ret_leave) *ret_leave = leave;
    *ret_minutes = 0;
    enum there word = by_her_word(f, h, on);
    bool lives_in = forecast_lives_in(f, h->worker->record.id, on);
    if (word == THERE_NOT || away >= (lives_in ? 24 * 60 : h->minutes)) return THERE_NOT;
    if (lives_in) return word;
    if (!worker_works_on(h->worker, on) || rests_on_holiday(f, h, on) || day_kind_listed(&f->listed, on) == DAY_CLOSED) return THERE_NOT;
    *ret_minutes = h->minutes - away;
    return word;
}
