/* candidates.c — see candidates.h. */
#include "operations/candidates.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "operations/day_words.h"
#include "operations/plan_own.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/input.h"
#include "record/store.h"

enum { MOST_JUDGED = 60, WHOLE = 1000, TRAVEL_AT_MOST = 45 };

static text said(struct work *w, text sentence, text argument) { return translate_with(w->arena, w->language, sentence, (const text[]){ argument, NULL }); }

/* ---- the parts ---- */

static text part_why(struct work *w, enum day_part part, int64_t n)
{
    switch (part) {
    case PART_CONTINUITY: case PART_EXPERIENCE: return said(w, N_("{1} times"), print(w, "%lld", (long long)n));
    case PART_RATING: return print(w, "%.2f", (double)n / 100);
    case PART_PRICE: return n ? said(w, N_("asks for {1} an hour"), money_shown(w->arena, (money){ n })) : "";
    case PART_FAIRNESS: return said(w, N_("{1} h"), print(w, "%.1f", (double)n / 60));
    case PART_PUNCTUAL: return said(w, N_("late {1} times"), print(w, "%lld", (long long)n));
    case PART_WISH: return n ? translate(w->language, N_("asked for her")) : "";
    case PART_OWN_WISH: case PART_TRAVEL: case DAY_PARTS: break;
    }
    return "";
}

static int travel_share(int way) { return way < 0 ? WHOLE / 3 : way >= TRAVEL_AT_MOST ? 0 : WHOLE - way * WHOLE / TRAVEL_AT_MOST; }

int64_t candidate_score(int64_t most, int64_t cost)
{
    enum { POINT = 100 };               /* the engine counts in hundredths */
    int64_t left = most - (cost + (cost < 0 ? -POINT : POINT) / 2) / POINT;
    return left < 0 ? 0 : left > most ? most : left;
}

/* The number is the one that orders them: all there is to be had less what the engine says it costs; what no part names is the rest of her day. */
static void rate(struct work *w, const struct loaded_day *d, int index, struct candidate *c)
{
    int64_t all = 0;
    for (int i = 0; i < DAY_PARTS; i++) {
        enum day_part part = (enum day_part)i;
        int64_t number = 0, most = d->day.weights.part[i];
        int share = part == PART_TRAVEL ? travel_share(c->travel_minutes) : day_share(d, 0, index, part, &number);
        text why = part != PART_TRAVEL ? part_why(w, part, number) : c->travel_minutes < 0 ? said(w, N_("unknown"), "") : said(w, N_("{1} min"), print(w, "%d", c->travel_minutes));
        c->parts[i] = (struct candidate_part){ day_part_codes[i] + sizeof "operations.weight_" - 1, day_part_labels[i], (most * share + WHOLE / 2) / WHOLE, most, why };
        c->score += c->parts[i].points;
        all += most;
    }
    if (!c->fits) return;
    int64_t score = candidate_score(all, c->cost);
    c->day = score - c->score;
    c->score = score;
}

/* ---- the order ---- */

static int better(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->ok != y->ok) return x->ok ? -1 : 1;
    enum plan_place named_x = x->fits ? x->plan : PLAN_NAMES_HER_NOT, named_y = y->fits ? y->plan : PLAN_NAMES_HER_NOT;
    if (named_x != named_y) return named_x > named_y ? -1 : 1;
    if (x->stands_by != y->stands_by) return x->stands_by ? -1 : 1;
    if (x->fits != y->fits) return x->fits ? -1 : 1;
    if (x->fits && x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->worker->record.id < y->worker->record.id ? -1 : 1;
}

/* Room in her day is the engine's word, with the shop's own limits; a person may decide otherwise, so it warns. */
static void judge_candidate(struct work *w, const struct visit *v, struct candidate *c, const struct day_offer *o)
{
    c->judgement = visit_judge(w, v, c->worker, c->start);
    c->ok = may_serve(&c->judgement);
    const struct sentence *why = o->fits ? NULL : rule_sentence(w, o->rule);
    if (why && c->ok) reason_warn(w, &c->judgement, print(w, "DAY.%s", o->rule), day_of(v->start), day_of(v->start), why, NULL);
}

static void offer_of(struct work *w, const struct visit *v, const struct loaded_day *d, int index, const struct day_offer *o, struct candidate *c)
{
    *c = (struct candidate){ .worker = record_peek(w, &worker_type, d->day.workers[index].id), .fits = o->fits, .cost = o->cost, .start = v->start, .travel_minutes = -1 };
    if (!o->fits) return;
    c->start = day_at(d->day.day, o->start);
    c->travel_minutes = o->way;
    c->metres = o->metres;
}

/* Those who do the line but are not at work (suspended, leaving): only the reason is of interest. */
static int add_absent(struct work *w, const struct visit *v, struct candidate *into, int most)
{
    struct found absent = LOAD_WHERE(w, worker, "branch = $1 and state in (6, 7) and id in (select parent from worker_skills where line = $2) order by id limit $3",
                                     BIND(num(v->record.branch.id), num(v->line.id), num(most)));
    for (int i = 0; i < absent.count && !failed(w); i++) {
        into[i] = (struct candidate){ .worker = absent.at[i], .start = v->start, .travel_minutes = -1 };
        into[i].judgement = visit_judge(w, v, absent.at[i], v->start);
        into[i].ok = may_serve(&into[i].judgement);
    }
    return absent.count;
}

enum { MOST_STANDING_BY = 100 };
struct standing_by { int64_t ids[MOST_STANDING_BY]; int count; };

static bool stands_by(const struct standing_by *s, int64_t worker)
{
    for (int i = 0; i < s->count; i++)
        if (s->ids[i] == worker) return true;
    return false;
}

static enum plan_place plan_place(const struct service_plan *p, int64_t worker)
{
    if (p->worker.id == worker) return PLAN_WORKER;
    return p->backup.id == worker ? PLAN_BACKUP : PLAN_NAMES_HER_NOT;
}

static struct service_plan plan_of(struct work *w, const struct visit *v)
{
    const struct service_plan *p = v->plan.id ? record_peek(w, &service_plan_type, v->plan.id) : NULL;
    return p ? plan_as_of(p, day_of(v->start)) : (struct service_plan){ 0 };
}

static void add_all(struct work *w, const struct visit *v, struct candidates *c, const struct day_offer *offers)
{
    struct standing_by waiting = { .count = 0 };
    const struct service_plan plan = plan_of(w, v);
    waiting.count = standing_by(w, v->record.branch.id, v->start, waiting.ids, MOST_STANDING_BY);
    for (int k = 0; k < c->day->day.worker_count && !failed(w); k++) {
        const struct worker *n = record_peek(w, &worker_type, c->day->day.workers[k].id);
        if (!n || !worker_level(n, v->line.id)) continue;
        struct candidate *to = &c->at[c->count++];
        offer_of(w, v, c->day, k, &offers[k], to);
        to->stands_by = stands_by(&waiting, n->record.id);
        to->plan = plan_place(&plan, n->record.id);
        rate(w, c->day, k, to);
    }
    qsort(c->at, (size_t)c->count, sizeof *c->at, better);            /* the most promising are judged first */
    if (c->count > MOST_JUDGED) c->count = MOST_JUDGED;
    for (int i = 0; i < c->count && !failed(w); i++) {
        int k = 0;
        while (c->day->day.workers[k].id != c->at[i].worker->record.id) k++;
        judge_candidate(w, v, &c->at[i], &offers[k]);
    }
    c->count += add_absent(w, v, c->at + c->count, MOST_JUDGED);
    qsort(c->at, (size_t)c->count, sizeof *c->at, better);
}

static bool ask_engine(struct work *w, const struct visit *v, struct candidates *c)
{
    char why[DAY_WHY] = "";
    struct day_model *m = day_model_new(&c->day->day, why);
    if (!m) return fault(w, "candidates: %s", why);
    struct day_offer *offers = take_many(w, struct day_offer, c->day->day.worker_count);
    c->fixes = take_many(w, struct day_fix, MOST_DAY_FIXES);
    day_offers(m, 0, offers);
    add_all(w, v, c, offers);
    if (!c->count || !c->at[0].ok || !c->at[0].fits) c->fix_count = day_fixes(m, 0, c->fixes);
    day_model_free(m);
    return !failed(w);
}

bool candidates_for(struct work *w, const struct visit *v, struct candidates *ret)
{
    *ret = (struct candidates){ .day = take(w, struct loaded_day) };
    struct day_query q = { .branch = v->record.branch.id, .day = day_of(v->start), .visit = v->record.id };
    if (!day_load(w, w->arena, &q, ret->day) || !ret->day->day.visit_count) return !failed(w);
    ret->at = take_many(w, struct candidate, ret->day->day.worker_count + MOST_JUDGED);
    return ask_engine(w, v, ret);
}

/* ---- answers ---- */

text plan_place_code(enum plan_place p) { return p == PLAN_WORKER ? "worker" : p == PLAN_BACKUP ? "backup" : ""; }

static void write_candidate(struct work *w, struct json *j, const struct candidate *c)
{
    write_object(j, NULL);
    write_number(j, "worker", c->worker->record.id);
    write_text(j, "name", c->worker->name);
    write_flag(j, "ok", c->ok);
    write_flag(j, "fits", c->fits);
    write_flag(j, "stands_by", c->stands_by);
    write_text(j, "plan", plan_place_code(c->plan));
    write_number(j, "score", c->score);
    write_number(j, "day", c->day);
    write_number(j, "start", c->start.ms);
    if (c->travel_minutes >= 0) write_number(j, "travel", c->travel_minutes); else write_null(j, "travel");
    write_number(j, "metres", c->metres);
    write_list(j, "parts");
    for (int i = 0; i < DAY_PARTS && c->parts[i].name; i++) {
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

/* A change of time can be done at once, once the customer has said yes: who, and when it would begin. */
static void write_fix(struct work *w, struct json *j, const struct candidates *c, const struct day_fix *f)
{
    const struct work_day *d = &c->day->day;
    text who = f->worker >= 0 ? d->workers[f->worker].name : "";
    text sentence = fix_sentence(w, f->kind, f->amount, who, "", "");
    bool later = !strcmp(f->kind, "window_later"), earlier = !strcmp(f->kind, "window_earlier");
    if (!*sentence || f->visit >= 0) return;
    write_object(j, NULL);
    write_text(j, "kind", f->kind);
    write_number(j, "amount", f->amount);
    write_number(j, "worker", d->workers[f->worker].id);
    write_text(j, "name", who);
    write_text(j, "message", sentence);
    if (later || earlier) write_number(j, "start", day_at(d->day, later ? d->visits[0].latest + (int)f->amount : d->visits[0].earliest - (int)f->amount).ms);
    write_end(j, '}');
}

bool candidates_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    struct candidates all;
    if (!v || !candidates_for(w, v, &all)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "version", v->record.version);
    write_list(&j, "rows");
    for (int i = 0; i < all.count; i++) write_candidate(w, &j, &all.at[i]);
    write_end(&j, ']');
    write_list(&j, "fixes");
    for (int i = 0; i < all.fix_count; i++) write_fix(w, &j, &all, &all.fixes[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return true;
}

/* The way from the visit before on that day, else from her home. -1: unknown. */
static int way_to(struct work *w, const struct visit *v, const struct worker *n, instant start)
{
    const struct household *h = record_peek(w, &household_type, v->household.id);
    struct resource r = { RESOURCE_WORKER, n->record.id };
    struct booking_list day_list = booking_day(w, &r, 1, day_start(day_of(start)), start);
    place from = n->home;
    for (int i = 0; i < day_list.count; i++)
        if (day_list.at[i].source.id != v->record.id && day_list.at[i].to.ms <= start.ms && !day_list.at[i].foreign && place_known(day_list.at[i].place)) from = day_list.at[i].place;
    bool known = h && place_known(h->at) && place_known(from);
    return known ? booking_travel(w, r, from, h->at, (instant){ start.ms - MINUTES(40) }) : -1;
}

/* Before the drop: may she, at that time? */
bool verdict_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    if (!body) return false;
    int64_t visit = input_number(w, body, "visit", 0), worker = input_number(w, body, "worker", 0), start = input_number(w, body, "start", 0);
    const struct visit *v = failed(w) ? NULL : LOAD(w, visit, visit);
    const struct worker *n = v ? LOAD_LENT(w, worker, worker) : NULL;
    if (!n) return false;
    instant at = { start ? start : v->start.ms };
    struct judgement j = visit_judge(w, v, n, at);
    if (at.ms < w->now.ms - HOURS(12)) reason_add(w, &j, "PAST", day_of(at), day_of(at), because(w, N_("This time has passed")), NULL);
    int travel = way_to(w, v, n, at);
    struct json out = json_new(w->arena);
    judgement_write(w, &out, NULL, &j);
    out.out.length--;                           /* the object goes on: travel beside the verdict */
    buf_print(&out.out, ",\"travel\":%d}", travel);
    answer_json(w, reply, 200, &out);
    return !failed(w);
}
