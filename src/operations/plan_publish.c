/* plan_publish.c — a proposal becomes true, by the visits' own steps and with their verdicts of this moment; and what it says, with names.
 *
 * Visits may change places with each other, so the calendars of all that move or are taken away are freed first and then given anew, in one part
 * of the transaction; what is freed counts in nobody's hours either (judge.c). Another visit only ever makes a day fuller: each is judged with a part
 * of the day that will be, never with more, and a day that was planned goes through in whichever order. Is one refused, the whole part is undone and
 * tried again without it: it keeps whom it had, and the others are judged with that. Each round leaves at least one out; what is not settled after
 * MOST_ROUNDS is a plan of another day than the one that is. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/words.h"
#include "operations/day_words.h"
#include "operations/gear.h"
#include "operations/plan_proposal.h"
#include "operations/tell_visit.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/booking.h"
#include "record/store.h"

enum { MOST_ROUNDS = 40, MOST_KEPT = 4000, SKILLED_FROM = 3, MOST_THINGS = 8 };     /* SKILLED_FROM: level of who counts as skilled in a crew */

struct change { int64_t visit, version, start; int64_t to[MOST_CREW]; int count; int64_t gear[MOST_THINGS + 1]; text why; bool out; };       /* gear: ends with 0 */
struct publishing { struct change *at; int count, failed; };

/* ---- reading ---- */

static json_t *tree(struct work *w, text from)
{
    json_t *all = json_loads(from && *from ? from : "{}", 0, NULL);
    if (!all) fault(w, "a proposal's difference is no JSON");
    return all;
}

static int64_t number_of(json_t *object, text key) { return json_integer_value(json_object_get(object, key)); }

/* The days of it that are published already; a new reference. */
static json_t *published_of(const struct plan_proposal *p)
{
    json_t *days = p->published_days.json && *p->published_days.json ? json_loads(p->published_days.json, 0, NULL) : NULL;
    return days ? days : json_array();
}

static bool day_published(json_t *published, int64_t on)
{
    json_t *one;
    size_t i;
    json_array_foreach(published, i, one) if (json_integer_value(one) == on) return true;
    return false;
}

/* Of one day, or (0) of all that are not published yet. */
static struct publishing changes_of(struct work *w, const struct plan_proposal *proposal, int64_t only)
{
    struct publishing p = { 0 };
    json_t *done = published_of(proposal);
    json_t *all = tree(w, proposal->difference.json), *moves = json_object_get(all, "moves"), *m;
    size_t i, j;
    p.at = take_many(w, struct change, json_array_size(moves));
    json_array_foreach(moves, i, m) {
        int64_t on = json_object_get(m, "day") ? number_of(m, "day") : proposal->day.number;
        if ((only && on != only) || day_published(done, on)) continue;
        struct change *c = &p.at[p.count++];
        *c = (struct change){ .visit = number_of(m, "visit"), .version = number_of(m, "version"), .start = number_of(m, "start"), .why = "" };
        json_t *to = json_object_get(m, "to"), *id;
        json_array_foreach(to, j, id) if (c->count < MOST_CREW) c->to[c->count++] = json_integer_value(id);
        json_array_foreach(json_object_get(m, "gear"), j, id) if (j < MOST_THINGS) c->gear[j] = json_integer_value(id);
    }
    json_decref(all);
    json_decref(done);
    return p;
}

static bool keep_out(struct work *w, struct publishing *p, text ids)
{
    for (text at = ids; at && *at;) {
        char *end;
        int64_t id = strtoll(at, &end, 10);
        if (end == at || (*end && *end != ',')) return refuse(w, "without", N_("Ids of visits, by commas"));
        for (int i = 0; i < p->count; i++) if (p->at[i].visit == id) p->at[i].out = true;
        at = *end ? end + 1 : end;
    }
    return true;
}

/* ---- doing ---- */

/* Who stays is not asked again: only the second joins her. Where others go, a crew of two is put together anew. */
static bool give(struct work *w, struct visit *v, const struct change *c)
{
    bool two = c->count > 1, joins = two && v->worker.id == c->to[0] && !v->second.id, same = v->worker.id == c->to[0] && (!two || v->second.id == c->to[1]);
    if (two && !same && !joins && v->state != VISIT_UNASSIGNED && !step_run(w, &visit_type, v, visit_release_step(v), NULL)) return false;
    struct assignment first = { .worker = { c->to[0] }, .start = { c->start }, .how = OFFER_PUBLISHED, .gear = c->gear };
    if ((!joins || v->start.ms != c->start) && !step_run(w, &visit_type, v, "assign", &first)) return false;
    return !two || same || step_run(w, &visit_type, v, "assign_second", &(struct second_assignment){ { c->to[1] } });
}

/* Of more than two the first leads. Whoever was there before is asked anew: a crew is one agreement. */
static bool give_crew(struct work *w, struct visit *v, const struct change *c)
{
    if (v->state != VISIT_UNASSIGNED && !step_run(w, &visit_type, v, visit_release_step(v), NULL)) return false;
    struct assignment first = { .worker = { c->to[0] }, .start = { c->start }, .how = OFFER_PUBLISHED, .gear = c->gear };
    if (!step_run(w, &visit_type, v, "assign", &first)) return false;
    for (int i = 1; i < c->count; i++) {
        const struct worker *n = LOAD_LENT(w, worker, c->to[i]);
        if (!n) return false;
        struct crew_joining in = { .worker = { c->to[i] }, .grade = worker_level(n, v->line.id) >= SKILLED_FROM ? CREW_SKILLED : CREW_NEW };
        if (!step_run(w, &visit_type, v, "add_to_crew", &in)) return false;
    }
    return true;
}

static bool apply_one(struct work *w, const struct change *c)
{
    struct visit *v = LOAD(w, visit, c->visit);
    if (!v) return false;
    if (c->count > 2) return give_crew(w, v, c);
    return c->count ? give(w, v, c) : step_run(w, &visit_type, v, visit_release_step(v), NULL);
}

/* The calendars of who goes, and of the vans and machines of what gets another time: these go with their visit to its new one. */
static bool make_room(struct work *w, const struct change *c)
{
    const struct visit *v = record_peek(w, &visit_type, c->visit);
    if (!v) return false;
    booking_drop(w, (struct source){ "visit", c->visit });
    return !c->count || v->start.ms == c->start || gear_make_room(w, c->visit);
}

static bool apply_all(struct work *w, void *data)
{
    struct publishing *p = data;
    for (int i = 0; i < p->count; i++)
        if (!p->at[i].out && !make_room(w, &p->at[i])) return false;
    for (p->failed = 0; p->failed < p->count; p->failed++)
        if (!p->at[p->failed].out && !apply_one(w, &p->at[p->failed])) return false;
    return !failed(w);
}

static void leave_out(struct change *c, text why)
{
    c->out = true;
    c->why = why;
}

static void leave_out_stale(struct work *w, struct publishing *p)
{
    for (int i = 0; i < p->count; i++) {
        if (p->at[i].out) continue;
        const struct visit *v = LOAD_LOCKED(w, visit, p->at[i].visit);
        if (failed(w)) return;
        if (v->record.version != p->at[i].version) leave_out(&p->at[i], translate(w->language, N_("Somebody changed it meanwhile")));
    }
}

static int left(const struct publishing *p)
{
    int n = 0;
    for (int i = 0; i < p->count; i++) n += p->at[i].out;
    return n;
}

/* Behind what was left out of the days before. */
static text outcome(struct work *w, const struct plan_proposal *proposal, const struct publishing *p)
{
    struct json j = json_new(w->arena);
    json_t *before = tree(w, proposal->outcome.json && *proposal->outcome.json ? proposal->outcome.json : "[]"), *one;
    size_t k;
    write_list(&j, NULL);
    json_array_foreach(before, k, one) {
        write_object(&j, NULL);
        write_number(&j, "visit", number_of(one, "visit"));
        write_text(&j, "why", json_string_value(json_object_get(one, "why")));
        write_end(&j, '}');
    }
    json_decref(before);
    for (int i = 0; i < p->count; i++) {
        if (!p->at[i].out) continue;
        write_object(&j, NULL);
        write_number(&j, "visit", p->at[i].visit);
        write_text(&j, "why", p->at[i].why);
        write_end(&j, '}');
    }
    write_end(&j, ']');
    return buf_text(&j.out);
}

static bool publish_rounds(struct work *w, struct publishing *p)
{
    for (int round = 0; round < MOST_ROUNDS; round++) {
        if (left(p) == p->count) return refuse_as(w, CONFLICT, "", N_("Nothing of it can be published any more; plan the day again"));
        if (db_part(w, apply_all, p)) return true;
        text why = translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
        if (p->failed >= p->count || !db_part_forget(w)) return false;
        leave_out(&p->at[p->failed], why);
    }
    return refuse_as(w, CONFLICT, "", N_("Too much of this day has changed meanwhile; plan it again"));
}

/* Who was given something new hears it once for each day, with all of that day; changes of what she had are told as they are (tell_visit.c). */
static bool tell_published(struct work *w, int64_t proposal, const struct publishing *p)
{
    int most = p->count * MOST_CREW;
    struct told_day *days = take_many(w, struct told_day, most);
    int n = 0;
    for (int i = 0; i < p->count; i++) {
        const struct visit *v = p->at[i].out ? NULL : record_peek(w, &visit_type, p->at[i].visit);
        if (!v || v->offered_way != OFFER_PUBLISHED || v->offered_at.ms != w->now.ms) continue;
        for (int k = 0; k < p->at[i].count; k++) n = told_day_add(days, n, (struct told_day){ p->at[i].to[k], day_of(v->start) });
    }
    for (int i = 0; i < n; i++)
        if (!tell_day(w, &days[i], "visit.day_published", print(w, "proposal %lld day %d", (long long)proposal, days[i].on.number))) return false;
    return !failed(w);
}

/* The changes of these days by the visits' own steps. What became of them goes into the record the step holds and saves: a round that was undone
 * forgets what was loaded, and the proposal loaded again would be another one. */
static bool publish_changes(struct work *w, struct plan_proposal *proposal, struct publishing *p, text without)
{
    if (!keep_out(w, p, without)) return false;
    leave_out_stale(w, p);
    if (failed(w) || !publish_rounds(w, p) || !tell_published(w, proposal->record.id, p)) return false;
    proposal->left_out += left(p);
    proposal->outcome.json = outcome(w, proposal, p);
    return !failed(w);
}

bool plan_proposal_publish(struct work *w, struct plan_proposal *proposal, const struct publication *in)
{
    struct publishing p = changes_of(w, proposal, 0);
    if (failed(w)) return false;
    if (!p.count) return refuse(w, "", N_("It changes nothing; reject it"));
    proposal->ended_at = w->now;
    return publish_changes(w, proposal, &p, in->without);
}

static bool changes_on(struct work *w, const struct plan_proposal *proposal, int64_t on) { return changes_of(w, proposal, on).count > 0; }

/* With its last day the whole is published. */
static void mark_published(struct work *w, struct plan_proposal *proposal, int64_t on)
{
    json_t *done = published_of(proposal);
    bool all = true;
    json_array_append_new(done, json_integer(on));
    for (int32_t d = proposal->day.number; d <= proposal->last.number; d++) all &= day_published(done, d) || !changes_on(w, proposal, d);
    char *said = json_dumps(done, JSON_COMPACT);
    proposal->published_days.json = arena_copy(w->arena, said ? said : "[]");
    free(said);
    json_decref(done);
    if (!all) return;
    proposal->state = PROPOSAL_PUBLISHED;
    proposal->ended_at = w->now;
}

bool plan_proposal_publish_day(struct work *w, struct plan_proposal *proposal, const struct day_publication *in)
{
    json_t *done = published_of(proposal);
    bool twice = day_published(done, in->day.number);
    json_decref(done);
    if (in->day.number < proposal->day.number || in->day.number > proposal->last.number) return refuse(w, "day", N_("This day is not one of the plan's"));
    if (in->day.number < day_of(w->now).number) return refuse(w, "day", N_("This day has passed"));
    if (twice) return refuse_as(w, CONFLICT, "day", N_("This day is published already"));
    struct publishing p = changes_of(w, proposal, in->day.number);
    if (failed(w)) return false;
    if (!p.count) return refuse(w, "day", N_("Nothing changes on this day"));
    if (!publish_changes(w, proposal, &p, in->without)) return false;
    mark_published(w, proposal, in->day.number);
    return true;
}

bool plan_proposal_choose(struct work *w, struct plan_proposal *p, const struct alternative_choice *in)
{
    json_t *all = p->alternatives.json && *p->alternatives.json ? json_loads(p->alternatives.json, 0, NULL) : NULL;
    json_t *one = json_array_get(all, (size_t)in->alternative - 1), *difference = json_object_get(one, "difference");
    char *text_of = difference ? json_dumps(difference, JSON_COMPACT) : NULL;
    if (text_of) {
        p->difference.json = arena_copy(w->arena, text_of);
        p->alternative = in->alternative;
        p->moves = number_of(one, "moves");
        p->calls = number_of(one, "calls");
        p->open = number_of(one, "open");
        p->metres_after = number_of(one, "metres");
    }
    bool found = text_of != NULL;
    free(text_of);
    json_decref(all);
    return found ? true : refuse(w, "alternative", N_("There is no such alternative"));
}

/* ---- with names ---- */

/* What each costs beside the others, without the visits. */
static void write_alternatives(struct json *j, const struct plan_proposal *p)
{
    static const text counts[] = { "calls", "moves", "open", "metres" };
    json_t *all = p->alternatives.json && *p->alternatives.json ? json_loads(p->alternatives.json, 0, NULL) : NULL, *one;
    size_t i;
    write_list(j, "alternatives");
    json_array_foreach(all, i, one) {
        write_object(j, NULL);
        for (int k = 0; k < COUNT_OF(counts); k++) write_number(j, counts[k], number_of(one, counts[k]));
        write_end(j, '}');
    }
    write_end(j, ']');
    json_decref(all);
}

struct named { int64_t ids[MOST_KEPT]; int count; };

static void name_once(struct work *w, struct json *j, struct named *n, const struct record_type *type, int64_t id)
{
    for (int i = 0; i < n->count; i++) if (n->ids[i] == id) return;
    if (!id || n->count == MOST_KEPT) return;
    n->ids[n->count++] = id;
    write_text(j, print(w, "%lld", (long long)id), record_title(w, type, id));
}

static void name_workers(struct work *w, struct json *j, struct named *n, json_t *list)
{
    json_t *id;
    size_t i;
    json_array_foreach(list, i, id) name_once(w, j, n, &worker_type, json_integer_value(id));
}

static void write_worker_names(struct work *w, struct json *j, json_t *all, struct named *n)
{
    json_t *m, *f;
    size_t i, k;
    write_object(j, "worker");
    json_array_foreach(json_object_get(all, "moves"), i, m) {
        name_workers(w, j, n, json_object_get(m, "from"));
        name_workers(w, j, n, json_object_get(m, "to"));
    }
    json_array_foreach(json_object_get(all, "workers"), i, m) name_once(w, j, n, &worker_type, number_of(m, "id"));
    json_array_foreach(json_object_get(all, "open"), i, m) {
        name_workers(w, j, n, json_object_get(m, "from"));
        json_array_foreach(json_object_get(m, "fixes"), k, f) {
            name_once(w, j, n, &worker_type, number_of(f, "worker"));
            name_once(w, j, n, &worker_type, number_of(f, "to"));
        }
    }
    write_end(j, '}');
}

static void write_gear_names(struct work *w, struct json *j, json_t *all)
{
    struct named *n = take(w, struct named);
    json_t *m, *id;
    size_t i, k;
    write_object(j, "gear");
    json_array_foreach(json_object_get(all, "moves"), i, m)
        json_array_foreach(json_object_get(m, "gear"), k, id) name_once(w, j, n, &gear_type, json_integer_value(id));
    write_end(j, '}');
}

static void write_names_of(struct work *w, struct json *j, json_t *all, text key, const struct record_type *type)
{
    static const text lists[] = { "moves", "open" };
    struct named *n = take(w, struct named);
    json_t *m;
    size_t i;
    write_object(j, key);
    for (int l = 0; l < COUNT_OF(lists); l++)
        json_array_foreach(json_object_get(all, lists[l]), i, m) name_once(w, j, n, type, number_of(m, key));
    write_end(j, '}');
}

/* What would make an open visit fit, as sentences: {"<visit>": ["…"]}. */
static void write_sentences(struct work *w, struct json *j, json_t *all)
{
    json_t *o, *f;
    size_t i, k;
    write_object(j, "sentences");
    json_array_foreach(json_object_get(all, "open"), i, o) {
        write_list(j, print(w, "%lld", (long long)number_of(o, "visit")));
        if (!number_of(o, "may")) write_text(j, NULL, translate(w->language, N_("Nobody who works on this day may take it; its candidates say why")));
        json_array_foreach(json_object_get(o, "fixes"), k, f) {
            const struct visit *other = number_of(f, "visit") ? record_peek(w, &visit_type, number_of(f, "visit")) : NULL;
            text kind = json_string_value(json_object_get(f, "kind"));
            text sentence = fix_sentence(w, kind ? kind : "", number_of(f, "amount"), record_title(w, &worker_type, number_of(f, "worker")), other ? other->record.number : "",
                                         record_title(w, &worker_type, number_of(f, "to")));
            if (*sentence) write_text(j, NULL, sentence);
        }
        write_end(j, ']');
    }
    write_end(j, '}');
}

bool plan_proposal_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct plan_proposal *p = id ? LOAD(w, plan_proposal, id) : NULL;
    json_t *all = p ? tree(w, p->difference.json) : NULL;
    if (!all) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_raw(&j, "difference", p->difference.json && *p->difference.json ? p->difference.json : "{}");
    write_raw(&j, "published", p->published_days.json && *p->published_days.json ? p->published_days.json : "[]");
    write_raw(&j, "outcome", p->outcome.json && *p->outcome.json ? p->outcome.json : "[]");
    write_alternatives(&j, p);
    write_object(&j, "names");
    write_worker_names(w, &j, all, take(w, struct named));
    write_names_of(w, &j, all, "customer", &customer_type);
    write_names_of(w, &j, all, "line", &service_line_type);
    write_gear_names(w, &j, all);
    write_end(&j, '}');
    write_sentences(w, &j, all);
    write_end(&j, '}');
    json_decref(all);
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
