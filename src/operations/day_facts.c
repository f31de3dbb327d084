/* day_facts.c — see day_facts.h. Two statements and one a branch, over 90 and 180 days. */
#include "operations/day_facts.h"
#include "operations/day_past.h"
#include <stdlib.h>
#include <string.h>

enum { KNOWN_AT = 3, SEASONED_AT = 40, PRIOR_RATINGS = 5, PRIOR_RATING = 470, GOOD_RATING = 450, WORST_RATING = 400, WHOLE = 1000 };

const text day_part_codes[DAY_PARTS] = { "operations.weight_continuity", "operations.weight_travel", "operations.weight_rating", "operations.weight_price", "operations.weight_experience",
    "operations.weight_wish", "operations.weight_fairness", "operations.weight_punctual", "operations.weight_own_wish" };
const text day_part_labels[DAY_PARTS] = { N_("Known in this home"), N_("Way to it"), N_("Ratings"), N_("Pay she asks for"), N_("Experience in this service"), N_("The customer's wish"), N_("Work this week"),
    N_("Punctuality"), N_("Her own wishes") };

struct known { int64_t worker, household; int visits, stars, rated; };
struct of_line { int64_t worker, line; int visits; };
struct past { int stars, rated, visits, late; int64_t person, least_hourly; text area; int week, most_week; };
struct wanted { int64_t household, line, favourite; int64_t hourly; text area; };

struct day_facts {
    struct known *known; int known_count;
    struct of_line *lines; int line_count;
    struct past *past;                  /* of each worker */
    struct wanted *wanted;              /* of each visit */
};

/* Room for one more: arrays double. */
static void *room(struct arena *arena, void *array, int count, size_t size)
{
    if ((count & (count - 1)) || (count && count < 4)) return array;
    void *larger = arena_take(arena, size * (size_t)(count ? 2 * count : 4));
    if (count) memcpy(larger, array, size * (size_t)count);
    return larger;
}

static int by_pair(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;           /* both kinds begin with the worker and the other id */
    if (x[0] != y[0]) return x[0] < y[0] ? -1 : 1;
    return x[1] < y[1] ? -1 : x[1] > y[1];
}

static void read_known(struct work *w, struct arena *arena, struct day_facts *f, const struct loaded_day *d)
{
    if (d->day.visit_count == 1 && !f->wanted[0].household) return;       /* a new customer: nobody has been there */
    int64_t since = day_start((day){ d->day.day.number - 90 }).ms, one = d->day.visit_count == 1 ? f->wanted[0].household : 0;
    struct rows *row = one ? db_query(w, SQL("select worker, household, count(*), coalesce(sum(stars), 0), count(stars) from visit where household = $2 and state between 8 and 10 and start >= $1 "
                                             "and worker is not null group by worker, household"), BIND(num(since), num(one)))
        : db_query(w, SQL("select worker, household, count(*), coalesce(sum(stars), 0), count(stars) from visit where state between 8 and 10 and start >= $1 and worker is not null group by worker, household"),
                   BIND(num(since)));
    while (db_next(row)) {
        f->known = room(arena, f->known, f->known_count, sizeof *f->known);
        f->known[f->known_count++] = (struct known){ db_number(row, 0), db_number(row, 1), (int)db_number(row, 2), (int)db_number(row, 3), (int)db_number(row, 4) };
    }
    if (f->known_count) qsort(f->known, (size_t)f->known_count, sizeof *f->known, by_pair);
}

static int worker_index(const struct loaded_day *d, int64_t id)
{
    int from = 0, to = d->day.worker_count;
    while (from < to) {
        int middle = (from + to) / 2;
        if (d->day.workers[middle].id < id) from = middle + 1;
        else to = middle;
    }
    return from < d->day.worker_count && d->day.workers[from].id == id ? from : -1;
}

static void take_past(struct arena *arena, struct day_facts *f, const struct loaded_day *d, const struct past_rows *rows)
{
    for (int i = 0; i < rows->count; i++) {
        const struct past_row *r = &rows->at[i];
        int k = worker_index(d, r->worker);
        if (k < 0) continue;
        struct past *p = &f->past[k];
        p->visits += r->visits;
        p->stars += r->stars;
        p->rated += r->rated;
        p->late += r->late;
        f->lines = room(arena, f->lines, f->line_count, sizeof *f->lines);
        f->lines[f->line_count++] = (struct of_line){ r->worker, r->line, r->visits };
    }
}

static void read_past(struct work *w, struct arena *arena, struct day_facts *f, const struct loaded_day *d, struct found workers, bool lately)
{
    int64_t done[500];
    int n = 0;
    for (int k = 0; k < workers.count; k++) {
        int64_t branch = FOUND(struct worker, workers, k)->record.branch.id;
        bool seen = false;
        for (int i = 0; i < n; i++) seen |= done[i] == branch;
        if (seen || n == COUNT_OF(done)) continue;
        done[n++] = branch;
        struct past_rows rows = lately ? past_kept(w, branch, d->day.day) : past_read(w, branch, d->day.day);
        take_past(arena, f, d, &rows);
    }
    if (f->line_count) qsort(f->lines, (size_t)f->line_count, sizeof *f->lines, by_pair);
}

static struct wanted wanted_of(struct work *w, struct arena *arena, const struct visit *v)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    const struct customer *c = record_peek(w, &customer_type, v->customer.id);
    return (struct wanted){ v->household.id, v->line.id, c ? c->favourite.id : 0, v->length.count ? v->worker_pay.fen * 60 / v->length.count : 0, arena_copy(arena, h ? h->area : "") };
}

bool day_facts_read(struct work *w, struct arena *arena, struct loaded_day *d, struct found visits, struct found workers, bool lately)
{
    struct day_facts *f = d->facts = arena_take(arena, sizeof *f);
    f->past = arena_take(arena, sizeof *f->past * (size_t)(workers.count + 1));
    f->wanted = arena_take(arena, sizeof *f->wanted * (size_t)(visits.count + 1));
    for (int v = 0; v < visits.count; v++) f->wanted[v] = wanted_of(w, arena, FOUND(struct visit, visits, v));
    for (int k = 0; k < workers.count; k++) {
        const struct worker *n = FOUND(struct worker, workers, k);
        int most = worker_most_a_week(n, false);
        f->past[k] = (struct past){ .person = n->person.id, .least_hourly = n->least_hourly.fen, .area = arena_copy(arena, n->area), .most_week = most, .week = most - d->day.workers[k].most_work };
    }
    read_known(w, arena, f, d);
    read_past(w, arena, f, d, workers, lately);
    return !failed(w);
}

/* ---- shares ---- */

static int ratio(int64_t part, int64_t whole) { return part >= whole ? WHOLE : part <= 0 ? 0 : (int)(part * WHOLE / whole); }

static int known_share(const struct day_facts *f, int64_t worker, int64_t household, int64_t *ret)
{
    int64_t key[2] = { worker, household };
    const struct known *k = f->known_count ? bsearch(key, f->known, (size_t)f->known_count, sizeof *f->known, by_pair) : NULL;
    *ret = k ? k->visits : 0;
    if (!k) return 0;
    bool liked = !k->rated || k->stars * 100 / k->rated >= GOOD_RATING;
    return ratio(k->visits, KNOWN_AT) / (liked ? 1 : 2);
}

static int line_share(const struct day_facts *f, int64_t worker, int64_t line, int64_t *ret)
{
    int64_t key[2] = { worker, line };
    const struct of_line *l = f->line_count ? bsearch(key, f->lines, (size_t)f->line_count, sizeof *f->lines, by_pair) : NULL;
    *ret = l ? l->visits : 0;
    return ratio(*ret, SEASONED_AT);
}

/* Shrunk towards 4.7 with the weight of five ratings, so that one good or bad one decides nothing. */
static int rating_share(const struct past *p, int64_t *ret)
{
    *ret = (PRIOR_RATING * PRIOR_RATINGS + p->stars * 100) / (PRIOR_RATINGS + p->rated);
    return ratio(*ret - WORST_RATING, 500 - WORST_RATING);
}

static int own_wish_share(const struct past *p, const struct wanted *v) { return !*p->area ? WHOLE / 2 : strcmp(p->area, v->area) ? 0 : WHOLE; }

int day_share(const struct loaded_day *d, int visit, int worker, enum day_part part, int64_t *ret)
{
    const struct day_facts *f = d->facts;
    const struct wanted *v = &f->wanted[visit];
    const struct past *p = &f->past[worker];
    int64_t id = d->day.workers[worker].id;
    *ret = 0;
    switch (part) {
    case PART_CONTINUITY: return known_share(f, id, v->household, ret);
    case PART_RATING: return rating_share(p, ret);
    case PART_PRICE: *ret = p->least_hourly; return !p->least_hourly || p->least_hourly <= v->hourly ? WHOLE : 0;
    case PART_EXPERIENCE: return line_share(f, id, v->line, ret);
    case PART_WISH: *ret = v->favourite && v->favourite == p->person; return *ret ? WHOLE : 0;
    case PART_FAIRNESS: *ret = p->week; return WHOLE - ratio(p->week, p->most_week);
    case PART_PUNCTUAL: *ret = p->late; return WHOLE - ratio(4 * p->late, p->visits ? p->visits : 1);
    case PART_OWN_WISH: return own_wish_share(p, v);
    case PART_TRAVEL: case DAY_PARTS: break;
    }
    return WHOLE;
}

int32_t day_loss(const struct loaded_day *d, int visit, int worker)
{
    int64_t sum = 0, number;
    for (int i = 0; i < DAY_PARTS; i++) sum += (int64_t)d->day.weights.part[i] * 100 * (WHOLE - day_share(d, visit, worker, (enum day_part)i, &number)) / WHOLE;
    return (int32_t)sum;
}
