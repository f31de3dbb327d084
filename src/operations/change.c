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

/* Somebody else at the time she asks for. */
static void offer_other(struct work *w, struct json *j, const struct visit *v, instant start)
{
    struct visit there = *v;
    struct candidates all;
    there.start = start;
    there.until.ms = start.ms + MINUTES(v->length.count);
    if (day_of(start).number != day_of(v->start).number || !candidates_for(w, v, &all)) return;
    for (int i = 0; i < all.count; i++) {
        const struct worker *n = all.at[i].worker;
        if (n->record.id == v->worker.id) continue;
        struct judgement at = visit_judge(w, &there, n, start);
        if (!may_serve(&at)) continue;
        write_object(j, NULL);
        write_text(j, "kind", "other_worker");
        write_number(j, "worker", n->record.id);
        write_text(j, "name", n->name);
        write_number(j, "start", start.ms);
        write_end(j, '}');
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
            if (s->hers != SLOT_CAN || s->start.ms == start.ms) continue;
            if (!best || llabs(s->start.ms - start.ms) < llabs(best->start.ms - start.ms)) best = s;
        }
    if (!best) return;
    write_object(j, NULL);
    write_text(j, "kind", "same_worker");
    write_number(j, "worker", v->worker.id);
    write_text(j, "name", all.worker);
    write_number(j, "start", best->start.ms);
    write_end(j, '}');
}

static void write_new_time(struct work *w, struct json *j, const struct visit *v, instant start)
{
    const struct worker *n = v->worker.id ? record_peek(w, &worker_type, v->worker.id) : NULL;
    write_object(j, "moved");
    write_number(j, "start", start.ms);
    if (n) {
        struct judgement same = visit_judge(w, v, n, start);
        judgement_write(w, j, "same", &same);
        write_text(j, "name", n->name);
        write_list(j, "offers");
        if (!may_serve(&same)) {
            offer_other(w, j, v, start);
            offer_same(w, j, v, start);
        }
        write_end(j, ']');
    }
    write_end(j, '}');
}

bool change_call(struct work *w, const struct request *q, struct reply *reply)
{
    int64_t id = answer_id(w, q, "id");
    const struct visit *v = id ? LOAD(w, visit, id) : NULL;
    text at = http_query(q, "start");
    if (!v) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_notice(w, &j, v);
    int64_t start = at && *at ? strtoll(at, NULL, 10) : 0;
    if (start && start < w->now.ms - MINUTES(5)) return wrong(w, "start", N_("This time has passed"));
    if (start) write_new_time(w, &j, v, (instant){ start });
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
