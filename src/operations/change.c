/* change.c — see change.h. */
#include "operations/change.h"
#include <stdlib.h>
#include "base/words.h"
#include "operations/candidates.h"
#include "operations/slots.h"
#include "operations/visit_fields.h"
#include "record/answer.h"
#include "record/store.h"

const struct sentence *notice_sentence(struct work *w, instant start, instant now)
{
    int64_t before = start.ms - now.ms;
    if (cancel_fee((money){ 10000 }, start, now).fen == 0) return before >= HOURS(6) ? because(w, N_("six hours or more before: free")) : because(w, N_("said before 20:00 of the eve: free"));
    return before >= HOURS(2) ? because(w, N_("two to six hours before: 20 % of the price")) : because(w, N_("less than two hours before: half the price"));
}

static void write_notice(struct work *w, struct json *j, const struct visit *v)
{
    const struct sentence *tier = notice_sentence(w, v->start, w->acted);
    write_number(j, "price", v->price.fen);
    write_number(j, "fee", cancel_fee(v->price, v->start, w->acted).fen);
    write_text(j, "tier", translate_with(w->arena, w->language, tier->message, tier->arguments));
}

static void write_offer(struct json *j, text kind, int64_t worker, text name, instant start)
{
    write_object(j, NULL);
    write_text(j, "kind", kind);
    write_number(j, "worker", worker);
    write_text(j, "name", name);
    write_number(j, "start", start.ms);
    write_end(j, '}');
}

/* Whose each reason is: she pays by the notice she gave only for her own. */
static void write_sides(struct json *j)
{
    write_object(j, "sides");
    for (const struct choice *c = cancel_reasons; c->key; c++) write_text(j, c->key, choice_key(liable_sides, liable_for((enum cancel_reason)c->value)));
    write_end(j, '}');
}

/* On another day there is no plan of hers to change: whoever is free at this start. */
static void offer_other_day(struct work *w, struct json *j, const struct visit *v, instant start)
{
    struct slot_query q = { .household = v->household.id, .line = v->line.id, .length = v->length.count, .visit = v->record.id, .from = day_of(start), .days = 1, .start = start };
    struct slots all;
    if (!slots_for(w, &q, &all) || !all.day_count || !all.days[0].count) return;
    const struct slot *s = all.days[0].at;
    for (int i = 0; s->start.ms == start.ms && i < s->best_count; i++) {
        if (s->best[i].id == v->worker.id) continue;
        write_offer(j, "other_worker", s->best[i].id, s->best[i].name, start);
        return;
    }
}

/* Somebody else at the time she asks for. */
static void offer_other(struct work *w, struct json *j, const struct visit *v, instant start)
{
    if (day_of(start).number != day_of(v->start).number) {
        offer_other_day(w, j, v, start);
        return;
    }
    struct visit there = *v;
    struct candidates all;
    there.start = start;
    there.until.ms = start.ms + MINUTES(v->length.count);
    if (!candidates_for(w, v, &all)) return;
    for (int i = 0; i < all.count; i++) {
        const struct worker *n = all.at[i].worker;
        if (n->record.id == v->worker.id) continue;
        struct judgement at = visit_judge(w, &there, n, start);
        if (!may_serve(&at)) continue;
        write_offer(j, "other_worker", n->record.id, n->name, start);
        return;
    }
}

/* The same worker, as near to the time she asks for as her day lets her. */
static void offer_same(struct work *w, struct json *j, const struct visit *v, instant start)
{
    struct slot_query q = { .household = v->household.id, .line = v->line.id, .length = v->length.count, .worker = v->worker.id, .visit = v->record.id, .from = day_of(start), .days = 2,
        .only = v->worker.id, .enough = true };
    struct slots all;
    const struct slot *best = NULL;
    if (!slots_for(w, &q, &all)) return;
    for (int d = 0; d < all.day_count; d++)
        for (int i = 0; i < all.days[d].count; i++) {
            const struct slot *s = &all.days[d].at[i];
            if (s->hers != SLOT_CAN || s->start.ms == start.ms || s->start.ms == v->start.ms) continue;      /* the time she wants to get away from is no offer */
            if (!best || llabs(s->start.ms - start.ms) < llabs(best->start.ms - start.ms)) best = s;
        }
    if (best) write_offer(j, "same_worker", v->worker.id, all.worker, best->start);
}

static void write_new_time(struct work *w, struct json *j, const struct visit *v, instant start)
{
    const struct worker *n = v->worker.id ? record_peek(w, &worker_type, v->worker.id) : NULL;
    write_object(j, "moved");
    write_number(j, "start", start.ms);
    struct judgement same = n ? visit_judge(w, v, n, start) : (struct judgement){ 0 };
    if (n) {
        judgement_write(w, j, "same", &same);
        write_text(j, "name", n->name);
    }
    write_list(j, "offers");
    if (!n || !may_serve(&same)) offer_other(w, j, v, start);
    if (n && !may_serve(&same)) offer_same(w, j, v, start);
    write_end(j, ']');
    write_end(j, '}');
}

bool change_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    if (!v) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_notice(w, &j, v);
    write_sides(&j);
    int64_t start = http_query_number(q, "start", 0);
    if (start && start < w->now.ms - MINUTES(5)) return wrong(w, "start", N_("This time has passed"));
    if (start) write_new_time(w, &j, v, (instant){ start });
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
