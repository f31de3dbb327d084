/* match.c — see match.h. */
#include "customers/match.h"
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "customers/customers.h"
#include "record/answer.h"
#include "record/store.h"

enum { WHOLE = 1000, AT_ONCE = 24, MOST_JUDGED = 168, SHOWN_REFUSED = 12, FRESH_DAYS = 90, FRESH_PLACE = 9, USUAL_STARS = 460, SHRINK = 10 };

const text match_weights[MATCH_PARTS] = {
    [MATCH_KNOWN] = "customers.match_known", [MATCH_EXPERIENCE] = "customers.match_experience", [MATCH_RATING] = "customers.match_rating", [MATCH_PAY] = "customers.match_pay",
    [MATCH_PAPERS] = "customers.match_papers", [MATCH_WAITING] = "customers.match_waiting", [MATCH_WAY] = "customers.match_way", [MATCH_PUNCTUAL] = "customers.match_punctual", [MATCH_OWN_WISH] = "customers.match_own_wish",
};
const text match_labels[MATCH_PARTS] = {
    [MATCH_KNOWN] = N_("Known in this family"), [MATCH_EXPERIENCE] = N_("Experience in this service"), [MATCH_RATING] = N_("Ratings"), [MATCH_PAY] = N_("Pay she asks for"), [MATCH_PAPERS] = N_("Certificates"),
    [MATCH_WAITING] = N_("Days without work"), [MATCH_WAY] = N_("Way to it"), [MATCH_PUNCTUAL] = N_("Punctuality"), [MATCH_OWN_WISH] = N_("Her own wishes"),
};

/* ---- shares of a part, in thousandths ---- */

static int64_t share_of(int64_t have, int64_t of) { return of <= 0 ? 0 : have >= of ? WHOLE : have <= 0 ? 0 : have * WHOLE / of; }

static int64_t experience_share(const struct match *m, day today, int64_t times)
{
    int64_t months = m->since.given ? months_between((day){ m->since.number }, today) : 0;
    return (share_of(m->level, 5) * 5 + share_of(months, 36) * 3 + share_of(times, 10) * 2) / 10;
}

/* All of it when the offer reaches what she asks; nothing from a fifth below on. */
static int64_t pay_share(const struct demand *d, const struct match *m)
{
    if (!m->least || !d->wage.fen) return WHOLE / 2;
    return d->wage.fen >= m->least ? WHOLE : share_of(d->wage.fen * 5 - m->least * 4, m->least);
}

static bool lives_in(const struct demand *d) { return d->arrangement == ARRANGED_LIVE_IN; }

static int64_t way_share(const struct demand *d, const struct match *m)
{
    return lives_in(d) ? WHOLE : m->metres < 0 ? WHOLE / 3 : WHOLE - share_of(m->metres, 15000);
}

static int64_t first_look(const struct demand *d, const struct match *m, day today, const int64_t *weight, bool known)
{
    return weight[MATCH_EXPERIENCE] * experience_share(m, today, 0) + weight[MATCH_PAY] * pay_share(d, m) + weight[MATCH_WAY] * way_share(d, m) + (known ? weight[MATCH_KNOWN] * WHOLE : 0);
}

/* ---- everybody at once ---- */

static void weights_of(struct work *w, const struct demand *d, int64_t *weight)
{
    for (int i = 0; i < MATCH_PARTS; i++) weight[i] = setting_number(w, match_weights[i], d->record.branch.id, day_of(w->now));
}

struct knowing { int64_t *ids; int count; };

/* Who was ever taken by this family. */
static struct knowing known_here(struct work *w, const struct demand *d)
{
    enum { MOST = 100 };
    struct knowing k = { take_many(w, int64_t, MOST), 0 };
    struct rows *row = db_query(w, SQL("select distinct r.worker from recommendation r join demand o on o.id = r.demand where o.person = $1 and r.state in (12, 13) limit 100"), BIND(num(d->person.id)));
    while (db_next(row)) k.ids[k.count++] = db_number(row, 0);
    return k;
}

static bool is_known(const struct knowing *k, int64_t worker)
{
    for (int i = 0; i < k->count; i++)
        if (k->ids[i] == worker) return true;
    return false;
}

/* Bookings last at most 366 days: what began before that is over. Holds that ended and what is kept for this demand do not count. */
static struct rows *ask_all(struct work *w, const struct demand *d, int64_t level, int64_t worker)
{
    int64_t from = day_start(d->start_from).ms, to = day_start((day){ demand_last_day(d).number + 1 }).ms;
    return db_query(w, SQL("select n.id, n.branch, s.level, s.since, n.home_lat, n.home_lng, n.least_hourly, n.joined, "
                           "case when exists (select 1 from booking b where b.resource_kind = 1 and b.resource = n.id and b.from_at < $4 and b.from_at > $3 - 31622400000 and b.to_at > $3 and (b.hold_until = 0 or b.hold_until > $5) "
                           "and not (b.source_type = 'recommendation' and b.source in (select r.id from recommendation r where r.demand = $6))) then 1 else 0 end "
                           "from worker_skills s join worker n on n.id = s.parent where s.line = $1 and s.level >= $2 and n.state = 5 and ($7 = 0 or n.id = $7)"),
                    BIND(num(d->line.id), num(level > 1 ? level : 1), num(from), num(to), num(w->now.ms), num(d->record.id), num(worker)));
}

struct looking { const struct demand *d; const struct household *home; struct knowing known; int64_t weight[MATCH_PARTS]; day today; bool all_day; };

static void take_row(struct work *w, const struct looking *l, struct rows *row, struct match *m)
{
    place home = { db_number(row, 4), db_number(row, 5) };
    *m = (struct match){ .id = db_number(row, 0), .ours = db_number(row, 1) == l->d->record.branch.id, .level = db_number(row, 2), .since = { (int32_t)db_number(row, 3), !db_null(row, 3) }, .metres = -1,
        .least = db_number(row, 6) * 26 * 8, .busy = l->all_day && db_number(row, 8) };
    if (l->home && place_known(l->home->at) && place_known(home)) m->metres = (int64_t)place_metres(l->home->at, home);
    m->fresh = !db_null(row, 7) && db_number(row, 7) > l->today.number - FRESH_DAYS;
    m->first_look = first_look(l->d, m, l->today, l->weight, is_known(&l->known, m->id));
    (void)w;
}

static int most_promising(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    if (x->busy != y->busy) return x->busy ? 1 : -1;
    if (x->ours != y->ours) return x->ours ? -1 : 1;
    if (x->first_look != y->first_look) return x->first_look > y->first_look ? -1 : 1;
    return x->id < y->id ? -1 : 1;
}

static void look_at_all(struct work *w, struct looking *l, int64_t worker, struct matches *into)
{
    const struct service_line *line = record_peek(w, &service_line_type, l->d->line.id);
    struct rows *row = ask_all(w, l->d, line ? line->level : 1, worker);
    int room = 256;
    into->at = take_many(w, struct match, room);
    while (db_next(row)) {
        if (!in_scope(w, db_number(row, 1))) continue;
        if (into->looked_at == room) {
            struct match *more = take_many(w, struct match, room + room);
            for (int i = 0; i < room; i++) more[i] = into->at[i];
            into->at = more;
            room *= 2;
        }
        take_row(w, l, row, &into->at[into->looked_at]);
        into->busy += into->at[into->looked_at++].busy;
    }
    qsort(into->at, (size_t)into->looked_at, sizeof *into->at, most_promising);
}

/* ---- in full ---- */

static text said(struct work *w, text sentence, text argument) { return translate_with(w->arena, w->language, sentence, (const text[]){ argument, NULL }); }
static text count_text(struct work *w, int64_t n) { return print(w, "%lld", (long long)n); }

static void put_part(struct match *m, const int64_t *weight, enum match_part_kind kind, int64_t share, text why)
{
    m->parts[kind] = (struct match_part){ (weight[kind] * share + WHOLE / 2) / WHOLE, weight[kind], why };
    m->score += m->parts[kind].points;
}

static int64_t papers_of(struct work *w, const struct demand *d, int64_t worker)
{
    return db_one(w, SQL("select count(*) from credential where worker = $1 and state = 3 and kind in (6, 7) and (line is null or line = $2) and (valid_to is null or valid_to >= $3)"),
                  BIND(num(worker), num(d->line.id), num(demand_last_day(d).number)), 0);
}

/* Since her last work ended; -1: nothing is known of it. */
static int64_t days_waiting(struct work *w, const struct match *m, day today)
{
    int64_t last = db_one(w, SQL("select max(to_at) from booking where resource_kind = 1 and resource = $1 and to_at <= $2 and from_at > $2 - 31622400000 and source_type <> 'interview'"), BIND(num(m->id), num(w->now.ms)), 0);
    return last ? today.number - day_of((instant){ last }).number : -1;
}

static text way_text(struct work *w, const struct demand *d, const struct match *m)
{
    if (lives_in(d)) return translate(w->language, N_("she lives there, nothing to travel"));
    return m->metres < 0 ? translate(w->language, N_("unknown")) : print(w, "%.1f km", (double)m->metres / 1000);
}

static void rate_one(struct work *w, const struct looking *l, const struct match_facts *f, struct match *m)
{
    const struct demand *d = l->d;
    const int64_t *weight = l->weight;
    int64_t stars = (f->stars * 100 + USUAL_STARS * SHRINK) / (f->ratings + SHRINK), waiting = days_waiting(w, m, l->today), papers = papers_of(w, d, m->id);
    bool known = is_known(&l->known, m->id), her_area = l->home && *l->home->area && m->worker->area && !strcmp(l->home->area, m->worker->area);
    m->score = 0;
    put_part(m, weight, MATCH_KNOWN, known ? WHOLE : share_of(f->times_here, 3), f->times_here || known ? said(w, N_("{1} times"), count_text(w, f->times_here ? f->times_here : 1)) : "");
    put_part(m, weight, MATCH_EXPERIENCE, experience_share(m, l->today, f->times_in_line), said(w, N_("level {1}"), count_text(w, m->level)));
    put_part(m, weight, MATCH_RATING, share_of(stars - 350, 150), f->ratings ? print(w, "%.2f (%lld)", (double)f->stars / (double)f->ratings, (long long)f->ratings) : translate(w->language, N_("no rating yet")));
    put_part(m, weight, MATCH_PAY, pay_share(d, m), m->least ? said(w, N_("asks for {1} a month"), money_shown(w->arena, (money){ m->least })) : "");
    put_part(m, weight, MATCH_PAPERS, share_of(papers, 2), papers ? said(w, papers == 1 ? N_("{1} certificate") : N_("{1} certificates"), count_text(w, papers)) : "");
    put_part(m, weight, MATCH_WAITING, waiting < 0 ? WHOLE / 2 : share_of(waiting, 30), waiting < 0 ? translate(w->language, N_("no work of hers is known")) : said(w, N_("{1} days"), count_text(w, waiting)));
    put_part(m, weight, MATCH_WAY, way_share(d, m), way_text(w, d, m));
    put_part(m, weight, MATCH_PUNCTUAL, f->visits ? WHOLE - share_of(f->late, f->visits) : WHOLE / 2, f->visits ? said(w, N_("late {1} times"), count_text(w, f->late)) : "");
    put_part(m, weight, MATCH_OWN_WISH, lives_in(d) || !*(m->worker->area ? m->worker->area : "") ? WHOLE / 2 : her_area ? WHOLE : 0, her_area ? l->home->area : "");
}

static int by_worker(const void *a, const void *b)
{
    const struct match_facts *x = a, *y = b;
    return x->worker < y->worker ? -1 : x->worker > y->worker;
}

static void rate_all(struct work *w, const struct looking *l, struct match *at, int count)
{
    struct match_facts *facts = take_many(w, struct match_facts, count);
    for (int i = 0; i < count; i++) facts[i].worker = at[i].id;
    qsort(facts, (size_t)count, sizeof *facts, by_worker);
    const struct match_answer *a;
    for (int i = 0; (a = house_answers(w->house, QUESTION_MATCH, i)) != NULL; i++) a->know(w, l->d, facts, count);
    for (int i = 0; i < count && !failed(w); i++) {
        const struct match_facts *f = bsearch(&(struct match_facts){ .worker = at[i].id }, facts, (size_t)count, sizeof *facts, by_worker);
        rate_one(w, l, f, &at[i]);
    }
}

static struct looking look(struct work *w, const struct demand *d)
{
    struct looking l = { .d = d, .home = d->household.id ? record_peek(w, &household_type, d->household.id) : NULL, .known = known_here(w, d), .today = day_of(w->now),
        .all_day = d->arrangement && d->arrangement != ARRANGED_HOURS };
    weights_of(w, d, l.weight);
    return l;
}

void match_rate(struct work *w, const struct demand *d, struct match *at, int count)
{
    struct looking l = look(w, d);
    for (int i = 0; i < count; i++) {
        const struct worker *n = at[i].worker;
        at[i].id = n->record.id;
        at[i].metres = l.home && place_known(l.home->at) && place_known(n->home) ? (int64_t)place_metres(l.home->at, n->home) : -1;
        at[i].least = n->least_hourly.fen * 26 * 8;
        for (size_t k = 0; k < n->skills.count; k++) {
            const struct skill *s = ROW(struct skill, n->skills, k);
            if (s->line.id == d->line.id) { at[i].level = s->level; at[i].since = s->since; }
        }
    }
    rate_all(w, &l, at, count);
}

/* ---- the order ---- */

static int better(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    if (x->ok != y->ok) return x->ok ? -1 : 1;
    if (x->far != y->far) return x->far < y->far ? -1 : 1;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->id < y->id ? -1 : 1;
}

/* A paper that ends within the days it must be good for, and is renewed in time, is no reason to stand behind who is taken, banned or too far. */
static int how_far(const struct judgement *j, day first)
{
    int far = 0;
    for (const struct reason *r = j->reasons; r; r = r->next) {
        if (r->warning) continue;
        if (strncmp(r->code, "H02.", 4) || !r->fix.message) return 2;
        if (r->since.number <= first.number) far = 1;
    }
    return far;
}

static int judge_some(struct work *w, const struct looking *l, struct match_judge by, struct match *at, int count)
{
    int well = 0;
    for (int i = 0; i < count && !failed(w); i++) {
        at[i].worker = record_peek(w, &worker_type, at[i].id);
        if (!at[i].worker) continue;
        at[i].judgement = by.judge(w, by.of, l->d, at[i].worker);
        at[i].judged = true;
        well += at[i].ok = may_serve(&at[i].judgement);
        at[i].far = at[i].ok ? 0 : how_far(&at[i].judgement, l->d->start_from);
    }
    return well;
}

/* §5.2: who is new gets a chance: the tenth place, when none of the first ten is new. */
static void keep_place(struct match *at, int well)
{
    int i = 0;
    while (i < well && i <= FRESH_PLACE && !at[i].fresh) i++;
    if (i <= FRESH_PLACE) return;
    while (i < well && !at[i].fresh) i++;
    if (i >= well) return;
    struct match fresh = at[i];
    for (; i > FRESH_PLACE; i--) at[i] = at[i - 1];
    at[FRESH_PLACE] = fresh;
}

bool matches_judged(struct work *w, const struct demand *d, struct match_judge by, int64_t worker, int want, struct matches *ret)
{
    struct looking l = look(w, d);
    int well = 0;
    *ret = (struct matches){ 0 };
    look_at_all(w, &l, worker, ret);
    while (ret->judged < ret->looked_at && well < want && ret->judged < MOST_JUDGED && !failed(w)) {
        int n = ret->looked_at - ret->judged < AT_ONCE ? ret->looked_at - ret->judged : AT_ONCE;
        well += judge_some(w, &l, by, ret->at + ret->judged, n);
        ret->judged += n;
    }
    rate_all(w, &l, ret->at, ret->judged);
    qsort(ret->at, (size_t)ret->judged, sizeof *ret->at, better);
    keep_place(ret->at, well);
    ret->count = ret->judged < well + SHOWN_REFUSED ? ret->judged : well + SHOWN_REFUSED;
    return !failed(w);
}

static struct judgement by_demand(struct work *w, const void *of, const struct demand *d, const struct worker *n)
{
    (void)of;
    return demand_judge(w, d, n);
}

bool matches_for(struct work *w, const struct demand *d, int64_t worker, int want, struct matches *ret)
{
    return matches_judged(w, d, (struct match_judge){ by_demand, NULL }, worker, want, ret);
}

/* ---- answers ---- */

static void write_parts(struct work *w, struct json *j, text key, const struct match *m)
{
    write_list(j, key);
    for (int i = 0; i < MATCH_PARTS; i++) {
        write_object(j, NULL);
        write_text(j, "label", translate(w->language, match_labels[i]));
        write_number(j, "points", m->parts[i].points);
        write_number(j, "max", m->parts[i].most);
        write_text(j, "why", m->parts[i].why ? m->parts[i].why : "");
        write_end(j, '}');
    }
    write_end(j, ']');
}

text match_parts_json(struct work *w, const struct match *m)
{
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_parts(w, &j, "parts", m);
    write_end(&j, '}');
    return buf_text(&j.out);
}

void match_write(struct work *w, struct json *j, const struct match *m)
{
    write_number(j, "worker", m->id);
    write_text(j, "name", m->worker ? m->worker->name : "");
    write_text(j, "grade", m->worker && m->worker->grade ? m->worker->grade : "");
    write_flag(j, "ok", m->ok);
    write_flag(j, "renew", m->judged && !m->ok && m->far == 0);
    write_flag(j, "fresh", m->fresh);
    write_number(j, "score", m->score);
    write_number(j, "level", m->level);
    write_number(j, "asks", m->least);
    write_parts(w, j, "parts", m);
    judgement_write(w, j, "judgement", &m->judgement);
}

bool matches_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct demand *d = id ? LOAD(w, demand, id) : NULL;
    text one = http_query(q, "worker");
    struct matches all;
    if (!d) return false;
    if (!d->start_from.number) return refuse(w, "start_from", N_("From when? The day of the beginning is missing"));
    if (!matches_for(w, d, one ? strtoll(one, NULL, 10) : 0, 20, &all)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "looked_at", all.looked_at);
    write_number(&j, "busy", all.busy);
    write_number(&j, "judged", all.judged);
    write_list(&j, "rows");
    for (int i = 0; i < all.count; i++) {
        const struct recommendation *r = recommendation_of(w, d->record.id, all.at[i].id);
        write_object(&j, NULL);
        match_write(w, &j, &all.at[i]);
        write_number(&j, "recommendation", r ? r->record.id : 0);
        write_text(&j, "state", r ? choice_key(type_state(&recommendation_type)->choices, r->state) : "");
        write_end(&j, '}');
    }
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
