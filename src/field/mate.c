/* mate.c — see mate.h. */
#include "field/mate.h"
#include <string.h>
#include "base/words.h"
#include "record/input.h"

_Static_assert(ACT_DEPART == 5 && ACT_ARRIVE == 6 && ACT_BEGIN == 7 && ACT_FINISH == 9 && ACT_REFUSE == 11 && ACT_TAKEN == 1 && ACT_ASKED == 3 && ACT_SETTLED == 6, "the query below names these by number");

struct part part_of(struct work *w, int64_t visit, int64_t worker)
{
    struct part p = { 0 };
    struct rows *row = db_query(w, SQL("select what, min(acted) from field_act where visit = $1 and worker = $2 and ((state = 1 and what in (5, 6, 7, 9)) or (state in (3, 6) and what = 11)) group by what"), BIND(num(visit), num(worker)));
    while (db_next(row)) {
        instant at = { db_number(row, 1) };
        switch (db_number(row, 0)) {
        case ACT_DEPART: p.left = at; break;
        case ACT_ARRIVE: p.arrived = at; break;
        case ACT_BEGIN: p.began = at; break;
        case ACT_FINISH: p.finished = at; break;
        default: p.stopped = true;
        }
    }
    return p;
}

enum visit_state part_state(const struct visit *v, const struct part *p)
{
    if (v->state < VISIT_ACCEPTED || v->state > VISIT_IN_SERVICE) return v->state;
    if (p->finished.ms || p->stopped) return VISIT_FINISHED;
    if (p->began.ms) return VISIT_IN_SERVICE;
    if (p->arrived.ms) return VISIT_ARRIVED;
    if (p->left.ms) return VISIT_EN_ROUTE;
    return v->state < VISIT_CONFIRMED ? v->state : VISIT_CONFIRMED;
}

/* What took place counts as evidence also when the visit was broken off, or is finished already; of one called off there was nothing. */
static bool goes(struct work *w, const struct act_hand *h)
{
    if (h->visit->state < VISIT_ACCEPTED) return refuse_word(w, CONFLICT, "state", N_("The first worker has not taken this visit on yet"));
    if (h->visit->state == VISIT_CANCELLED || h->visit->state == VISIT_SKIPPED) return refuse_word(w, CONFLICT, "not_yours", N_("This visit was called off: do not go on, and call the office"));
    instant from = visit_earliest(w, h->visit);
    if (w->acted.ms >= from.ms) return true;
    return refuse(w, "acted", N_("Too early: possible from {1} on; if she goes earlier, move the visit first, with the customer's yes"), instant_words(w->arena, from));
}

/* As for the first worker: a tap long after its time was forgotten. */
static bool in_time(struct work *w, instant by)
{
    if (w->acted.ms <= by.ms) return true;
    return refuse(w, "acted", N_("This could be told until {1}; the office enters when it was (“{2}”)"), instant_words(w->arena, by), translated(w, N_("Hours really worked")));
}

static bool after(struct work *w, const struct act_hand *h, instant before, text lacks)
{
    if (!before.ms) return refuse_word(w, CONFLICT, "state", lacks);
    return h->act->acted.ms >= before.ms || refuse_word(w, CONFLICT, "state", N_("This lies before what you told first"));
}

bool mate_depart(struct work *w, struct act_hand *h)
{
    return goes(w, h) && in_time(w, visit_latest(h->visit)) && (has_read(w, h) || refuse_word(w, CONFLICT, "unread", N_("First read what is to be known of this home, and say that you have")));
}

/* One may be there without having told of the way. Place, photo and none are kept with the act; a code has to be the right one. */
bool mate_arrive(struct work *w, struct act_hand *h)
{
    text proof = input_string(w, h->input, "proof", "");
    if (!goes(w, h) || !in_time(w, visit_latest(h->visit))) return false;
    if (!strcmp(proof, "photo") && !*h->act->picture.hash) return refuse(w, "photo", N_("The photo is missing"));
    if (strcmp(proof, "code")) return !failed(w);
    text code = input_string(w, h->input, "code", "");
    if (!code_free(w, h)) return false;
    return (*h->visit->customer_code && !strcmp(code, h->visit->customer_code)) || refuse(w, "code", N_("This is not the customer's code; let her read it out again"));
}

/* Where the visit still takes it: a crew's hours follow. Later her times stand in her acts, for the office. */
static bool clock(struct work *w, const struct act_hand *h, instant began, instant ended)
{
    const struct visit *v = h->visit;
    bool takes = v->crew.count && v->state >= VISIT_ACCEPTED && v->state <= VISIT_FINISHED;
    struct { ref worker; instant began, ended; } in = { { h->her->record.id }, began, ended };
    return !takes || step_run(w, &visit_type, h->visit, "crew_clock", &in);
}

bool mate_begin(struct work *w, struct act_hand *h)
{
    return goes(w, h) && in_time(w, visit_end_latest(h->visit)) && after(w, h, part_of(w, h->visit->record.id, h->her->record.id).arrived, N_("First say that you have arrived")) && clock(w, h, h->act->acted, (instant){ 0 });
}

bool mate_tick(struct work *w, struct act_hand *h) { return goes(w, h) && tick_for(w, h, false); }

bool mate_finish(struct work *w, struct act_hand *h)
{
    return goes(w, h) && in_time(w, visit_end_latest(h->visit)) && after(w, h, part_of(w, h->visit->record.id, h->her->record.id).began, N_("First say that you have begun")) && clock(w, h, (instant){ 0 }, h->act->acted);
}

/* She stops at once; until then she has worked. */
bool mate_stops(struct work *w, struct act_hand *h) { return clock(w, h, (instant){ 0 }, h->act->acted); }
