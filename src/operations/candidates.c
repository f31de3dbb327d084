/* candidates.c — see candidates.h. Points: known in this home 30, way 25, ratings 20, evenly spread work 15, level in the line 10. */
#include "operations/candidates.h"
#include <stdlib.h>
#include "base/words.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/input.h"
#include "record/store.h"

static text said(struct work *w, text sentence, text argument) { return translate_with(w->arena, w->language, sentence, (const text[]){ argument, NULL }); }

static struct candidate_part known_here(struct work *w, const struct visit *v, const struct worker *n)
{
    int64_t times = db_one(w, SQL("select count(*) from visit where worker = $1 and household = $2 and state between 8 and 10 and start > $3"),
                           BIND(num(n->record.id), num(v->household.id), num(v->start.ms - DAYS(90))), 0);
    return (struct candidate_part){ "continuity", N_("Known in this home"), times >= 3 ? 30 : times * 10, 30, said(w, N_("{1} times"), print(w, "%lld", (long long)times)) };
}

/* Where she comes from: the visit before on that day, else her home. */
static struct candidate_part way(struct work *w, const struct visit *v, const struct worker *n, instant start, int *ret_minutes)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    struct resource r = { RESOURCE_WORKER, n->record.id };
    struct booking_list day_list = booking_day(w, &r, 1, day_start(day_of(start)), start);
    place from = n->home;
    for (int i = 0; i < day_list.count; i++)
        if (day_list.at[i].source.id != v->record.id && day_list.at[i].to.ms <= start.ms && !day_list.at[i].foreign && place_known(day_list.at[i].place)) from = day_list.at[i].place;
    bool known = h && place_known(h->at) && place_known(from);
    *ret_minutes = known ? booking_travel(w, r, from, h->at, (instant){ start.ms - MINUTES(40) }) : -1;
    int64_t points = !known ? 8 : *ret_minutes >= 45 ? 0 : 25 * (45 - *ret_minutes) / 45;
    return (struct candidate_part){ "travel", N_("Way to it"), points, 25, known ? said(w, N_("{1} min"), print(w, "%d", *ret_minutes)) : said(w, N_("unknown"), "") };
}

/* Shrunk towards 4.7 with the weight of five ratings, so that one good or bad one decides nothing. */
static struct candidate_part ratings(struct work *w, const struct worker *n, instant start)
{
    struct rows *row = db_query(w, SQL("select count(*), coalesce(sum(stars), 0) from visit where worker = $1 and stars is not null and rating_disputed = 0 and coalesce(rating_withdrawn, 0) = 0 and start > $2"),
                                BIND(num(n->record.id), num(start.ms - DAYS(180))));
    int64_t count = 0, sum = 0;
    while (db_next(row)) { count = db_number(row, 0); sum = db_number(row, 1); }
    int64_t hundredths = (470 * 5 + sum * 100) / (5 + count);
    int64_t points = hundredths <= 400 ? 0 : 20 * (hundredths - 400) / 100;
    return (struct candidate_part){ "rating", N_("Ratings"), points, 20, print(w, "%.2f (%lld)", (double)hundredths / 100, (long long)count) };
}

static struct candidate_part spread(struct work *w, const struct worker *n, instant start)
{
    day d = day_of(start), monday = { d.number - (weekday(d) - 1) };
    int64_t booked = db_one(w, SQL("select coalesce(sum(length), 0) from visit where worker = $1 and state between 2 and 10 and start >= $2 and start < $3"),
                            BIND(num(n->record.id), num(day_start(monday).ms), num(day_start((day){ monday.number + 7 }).ms)), 0);
    int most = worker_most_a_week(n);
    int64_t points = booked >= most ? 0 : 15 * (most - booked) / most;
    return (struct candidate_part){ "fairness", N_("Work this week"), points, 15, said(w, N_("{1} h"), print(w, "%.1f", (double)booked / 60)) };
}

static struct candidate_part level(struct work *w, const struct visit *v, const struct worker *n)
{
    int l = worker_level(n, v->line.id);
    return (struct candidate_part){ "level", N_("Level in this service"), l * 2, 10, print(w, "%d", l) };
}

static int better(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->ok != y->ok) return x->ok ? -1 : 1;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->worker->record.id < y->worker->record.id ? -1 : 1;
}

static void rate(struct work *w, const struct visit *v, struct candidate *c, instant start)
{
    c->judgement = visit_judge(w, v, c->worker, start);
    c->ok = may_serve(&c->judgement);
    c->parts[0] = known_here(w, v, c->worker);
    c->parts[1] = way(w, v, c->worker, start, &c->travel_minutes);
    c->parts[2] = ratings(w, c->worker, start);
    c->parts[3] = spread(w, c->worker, start);
    c->parts[4] = level(w, v, c->worker);
    for (int i = 0; i < CANDIDATE_PARTS; i++) c->score += c->parts[i].points;
}

int candidates_for(struct work *w, const struct visit *v, instant start, struct candidate **ret)
{
    enum { MOST = 60 };
    struct found workers = LOAD_WHERE(w, worker, "(branch = $1 or id in (select worker from lending where destination = $1 and state = 2 and first <= $4 and last >= $4)) "
                                      "and state in (5, 6, 7) and id in (select parent from worker_skills where line = $2) order by id limit $3",
                                      BIND(num(v->record.branch.id), num(v->line.id), num(MOST), num(day_of(start).number)));
    struct candidate *all = *ret = take_many(w, struct candidate, workers.count);
    for (int i = 0; i < workers.count && !failed(w); i++) {
        all[i].worker = workers.at[i];
        rate(w, v, &all[i], start);
    }
    qsort(all, (size_t)workers.count, sizeof *all, better);
    return failed(w) ? 0 : workers.count;
}

static void write_candidate(struct work *w, struct json *j, const struct candidate *c)
{
    write_object(j, NULL);
    write_number(j, "worker", c->worker->record.id);
    write_text(j, "name", c->worker->name);
    write_flag(j, "ok", c->ok);
    write_number(j, "score", c->score);
    if (c->travel_minutes >= 0) write_number(j, "travel", c->travel_minutes); else write_null(j, "travel");
    write_list(j, "parts");
    for (int i = 0; i < CANDIDATE_PARTS; i++) {
        write_object(j, NULL);
        write_text(j, "name", c->parts[i].name);
        write_text(j, "label", translate(w->language, c->parts[i].label));
        write_number(j, "points", c->parts[i].points);
        write_number(j, "max", c->parts[i].most);
        write_text(j, "why", c->parts[i].why);
        write_end(j, '}');
    }
    write_end(j, ']');
    judgement_write(w, j, "judgement", &c->judgement);
    write_end(j, '}');
}

bool candidates_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    if (!v) return false;
    struct candidate *all;
    int n = candidates_for(w, v, v->start, &all);
    if (failed(w)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "rows");
    for (int i = 0; i < n; i++) write_candidate(w, &j, &all[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return true;
}

/* Before the drop: may she, at that time? */
bool verdict_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    int64_t visit = input_number(w, body, "visit", 0), worker = input_number(w, body, "worker", 0), start = input_number(w, body, "start", 0);
    const struct visit *v = failed(w) ? NULL : LOAD(w, visit, visit);
    const struct worker *n = v ? LOAD(w, worker, worker) : NULL;
    if (!n) return false;
    instant at = { start ? start : v->start.ms };
    struct judgement j = visit_judge(w, v, n, at);
    int travel;
    way(w, v, n, at, &travel);
    struct json out = json_new(w->arena);
    judgement_write(w, &out, NULL, &j);
    out.out.length--;                           /* the object goes on: travel beside the verdict */
    buf_print(&out.out, ",\"travel\":%d}", travel);
    answer_json(w, reply, 200, &out);
    return !failed(w);
}
