/* absence.c — see absence.h. */
#include "operations/absence.h"
#include <stdlib.h>
#include "base/words.h"
#include "operations/candidates.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/input.h"
#include "record/store.h"

struct given { int64_t visit, worker, start; };
/* One visit she cannot go to: who could, who goes, what came of it. */
struct gap { struct visit *visit; int harm; bool open; struct candidate choices[ABSENCE_CHOICES]; int choice_count; int64_t taken; instant start; text message; };
struct absence_case {
    int64_t worker; enum leave_kind kind; instant start, until; text why; bool look;
    struct given *give; int give_count;
    struct gap *gaps; int gap_count;
    struct found at_work;
    int64_t leave;
    struct json json; bool told;
};

/* ---- what is asked ---- */

static bool read_give(struct work *w, json_t *list, struct absence_case *a)
{
    size_t i;
    json_t *one;
    if (list && !json_is_array(list)) return wrong(w, "give", N_("This is a list"));
    a->give = take_many(w, struct given, json_array_size(list));
    json_array_foreach(list, i, one) {
        if (!json_is_object(one)) return wrong(w, "give", N_("This is a list"));
        a->give[a->give_count++] = (struct given){ input_number(w, one, "visit", 0), input_number(w, one, "worker", 0), input_number(w, one, "start", 0) };
    }
    return !failed(w);
}

static bool read_case(struct work *w, json_t *body, struct absence_case *a)
{
    text kind = input_string(w, body, "kind", "sick");
    a->worker = input_number(w, body, "worker", 0);
    a->kind = (enum leave_kind)choice_value(type_field(&worker_leave_type, "kind")->choices, kind);
    a->start.ms = input_number(w, body, "start", w->now.ms);
    a->until.ms = input_number(w, body, "until", day_start((day){ day_of(w->now).number + 1 }).ms);
    a->why = input_string(w, body, "why", "");
    a->look = input_flag(w, body, "look", false);
    if (!a->worker) wrong(w, "worker", N_("{1} is missing"), translated(w, N_("Worker")));
    if (!a->kind) wrong(w, "kind", N_("Choose one of the list"));
    return read_give(w, json_object_get(body, "give"), a);
}

/* ---- the leave, and what it opens ---- */

static int by_harm(const void *x, const void *y)
{
    const struct gap *a = x, *b = y;
    if (a->harm != b->harm) return a->harm - b->harm;
    return a->visit->start.ms < b->visit->start.ms ? -1 : a->visit->start.ms > b->visit->start.ms;
}

#define HERS "id in (select id from visit where worker = $1 union all select id from visit where second = $1 union all select parent from visit_crew where worker = $1) and start < $3 and until > $2 "
static bool find_gaps(struct work *w, struct absence_case *a)
{
    struct bind where = BIND(num(a->worker), num(a->start.ms), num(a->until.ms));
    struct found hers = LOAD_WHERE(w, visit, HERS "and state between 2 and 5 order by start limit 60", where);
    a->at_work = LOAD_WHERE(w, visit, HERS "and state in (6, 7) order by start limit 5", where);
    a->gaps = take_many(w, struct gap, hers.count);
    a->gap_count = hers.count;
    for (int i = 0; i < hers.count; i++) {
        struct visit *v = hers.at[i];
        a->gaps[i] = (struct gap){ .visit = v, .harm = harm_of_line(record_peek(w, &service_line_type, v->line.id)), .message = "" };
    }
    qsort(a->gaps, (size_t)a->gap_count, sizeof *a->gaps, by_harm);
    return !failed(w);
}

static bool enter_leave(struct work *w, struct absence_case *a)
{
    struct worker_leave l = { .worker = { a->worker }, .kind = a->kind, .start = a->start, .until = a->until, .why = a->why, .impact = { "[]" } };
    if (!ADD(w, worker_leave, &l)) return false;
    a->leave = l.record.id;
    struct worker_leave *made = LOAD(w, worker_leave, l.record.id);
    return made && (made->state != LEAVE_REQUESTED || step_take(w, &worker_leave_type, made, "approve_and_clear", NULL));
}

/* ---- who goes instead ---- */

static void choose_from(struct gap *g, const struct candidates *all)
{
    for (int i = 0; i < all->count && g->choice_count < ABSENCE_CHOICES; i++)
        if (all->at[i].ok) g->choices[g->choice_count++] = all->at[i];
}

struct handing { struct visit *visit; struct assignment in; };
static bool hand_over(struct work *w, void *data)
{
    struct handing *h = data;
    struct visit *v = LOAD(w, visit, h->visit->record.id);
    return v && step_take(w, &visit_type, v, "assign", &h->in);
}

/* In a part of its own: what is refused is refused alone. */
static bool give_to(struct work *w, struct gap *g, int64_t worker, instant start)
{
    struct handing h = { g->visit, { .worker = { worker }, .start = start, .how = OFFER_OFFICE } };
    if (db_part(w, hand_over, &h)) {
        g->taken = worker;
        g->start = start;
        return true;
    }
    g->message = translate_with(w->arena, w->language, w->message ? w->message : "", w->arguments);
    return db_part_forget(w);
}

static bool propose(struct work *w, struct gap *g)
{
    struct candidates all;
    if (!candidates_for(w, g->visit, &all)) return false;
    choose_from(g, &all);
    for (int i = 0; i < g->choice_count && !g->taken; i++)
        if (!give_to(w, g, g->choices[i].worker->record.id, g->choices[i].start)) return false;
    if (!g->choice_count) g->message = translate(w->language, N_("Nobody is free for it; move it with the customer, or ask another branch"));
    return !failed(w);
}

static bool give_as_asked(struct work *w, struct absence_case *a, struct gap *g)
{
    for (int i = 0; i < a->give_count; i++)
        if (a->give[i].visit == g->visit->record.id) return give_to(w, g, a->give[i].worker, (instant){ a->give[i].start ? a->give[i].start : g->visit->start.ms });
    return !failed(w);
}

static bool fill_gaps(struct work *w, struct absence_case *a)
{
    for (int i = 0; i < a->gap_count; i++) {
        struct gap *g = &a->gaps[i];
        g->visit = LOAD(w, visit, g->visit->record.id);
        if (!g->visit) return false;
        g->open = g->visit->state == VISIT_UNASSIGNED;
        g->start = g->visit->start;
        if (!g->open) continue;                     /* of a crew only she is missing */
        if (a->look ? i < MOST_ABSENCE_PROPOSED && !propose(w, g) : !give_as_asked(w, a, g)) return false;
    }
    return !failed(w);
}

/* ---- the answer ---- */

static text best_parts(struct work *w, const struct candidate *c)
{
    const struct candidate_part *first = NULL;
    for (int i = 0; i < DAY_PARTS && c->parts[i].name; i++)
        if (*c->parts[i].why && (!first || c->parts[i].points * (first->most ? first->most : 1) > first->points * (c->parts[i].most ? c->parts[i].most : 1))) first = &c->parts[i];
    return first ? print(w, "%s %s", translate(w->language, first->label), first->why) : "";
}

static void write_choice(struct work *w, struct json *j, const struct candidate *c)
{
    write_object(j, NULL);
    write_number(j, "worker", c->worker->record.id);
    write_text(j, "name", c->worker->name);
    write_number(j, "start", c->start.ms);
    write_flag(j, "stands_by", c->stands_by);
    write_text(j, "plan", plan_place_code(c->plan));
    write_number(j, "score", c->score);
    if (c->travel_minutes >= 0) write_number(j, "travel", c->travel_minutes); else write_null(j, "travel");
    write_text(j, "why", best_parts(w, c));
    write_end(j, '}');
}

static void write_visit(struct work *w, struct json *j, const struct visit *v)
{
    write_number(j, "id", v->record.id);
    write_text(j, "number", v->record.number);
    write_text(j, "title", print(w, "%s · %s", record_title(w, &customer_type, v->customer.id), translate(w->language, record_title(w, &service_line_type, v->line.id))));
    write_text(j, "area", v->area);
    write_number(j, "start", v->start.ms);
    write_number(j, "until", v->until.ms);
}

static void write_at_work(struct work *w, struct json *j, const struct visit *v)
{
    write_object(j, NULL);
    write_visit(w, j, v);
    write_end(j, '}');
}

static void write_gap(struct work *w, struct json *j, const struct gap *g)
{
    write_object(j, NULL);
    write_visit(w, j, g->visit);
    write_flag(j, "open", g->open);
    write_number(j, "taken", g->taken);
    write_number(j, "at", g->start.ms);
    write_text(j, "message", g->message);
    write_list(j, "choices");
    for (int i = 0; i < g->choice_count; i++) write_choice(w, j, &g->choices[i]);
    write_end(j, ']');
    write_end(j, '}');
}

static void write_case(struct work *w, struct absence_case *a)
{
    struct json *j = &a->json;
    write_object(j, NULL);
    write_number(j, "leave", a->look ? 0 : a->leave);
    write_number(j, "start", a->start.ms);
    write_number(j, "until", a->until.ms);
    write_list(j, "visits");
    for (int i = 0; i < a->gap_count; i++) write_gap(w, j, &a->gaps[i]);
    write_end(j, ']');
    write_list(j, "at_work");
    for (int i = 0; i < a->at_work.count; i++) write_at_work(w, j, FOUND(struct visit, a->at_work, i));
    write_end(j, ']');
    write_end(j, '}');
}

/* Who is in a home is not taken out of it here: her leave begins when that visit should be over, or now when the office breaks it off first. What
 * she has before that (the visit runs longer than it was booked for) she does not get to either, though the leave does not lie over it. */
static bool begin_after_work(struct work *w, struct absence_case *a)
{
    instant from = a->start;
    for (int i = 0; i < a->at_work.count; i++) {
        const struct visit *v = FOUND(struct visit, a->at_work, i);
        if (v->until.ms > a->start.ms) a->start = v->until;
    }
    if (a->start.ms > from.ms && a->start.ms < a->until.ms) return visits_clear(w, a->worker, from, a->start);
    return a->start.ms < a->until.ms || refuse_as(w, CONFLICT, "start", N_("She is at work in a home until {1}: break that visit off first, or let the leave last longer"), instant_words(w->arena, a->start));
}

static bool act(struct work *w, struct absence_case *a)
{
    if (!find_gaps(w, a) || !begin_after_work(w, a) || !enter_leave(w, a) || !fill_gaps(w, a)) return false;
    write_case(w, a);
    a->told = !failed(w);
    return a->told;
}

/* Looking ends in a failure, as that is what undoes it. */
static bool look(struct work *w, void *data)
{
    struct absence_case *a = data;
    return act(w, a) && refuse(w, "", N_("This was a preview"));
}

bool absence_call(struct work *w, const struct request *q, struct reply *reply)
{
    json_t *body = input_json(w, q->body, q->body_length);
    struct absence_case a = { .json = json_new(w->arena) };
    if (!body || !read_case(w, body, &a) || !must(w, CAN_APPROVE_LEAVE)) return false;
    if (!a.look && !act(w, &a)) return false;
    if (a.look) {
        w->preview = true;
        db_part(w, look, &a);
        w->preview = false;
        if (!a.told || !db_part_forget(w)) return false;
    }
    answer_json(w, reply, 200, &a.json);
    return !failed(w);
}
