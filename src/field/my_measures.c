/* my_measures.c — GET /api/my/measures: what has been decided or proposed about her that keeps work from her (team/suspension.h, team/blacklist_entry.h):
 * the ground, until when, the pay, and whether it is her turn to speak. She answers by those records' own steps: object, hear, appeal. */
#include "base/words.h"
#include "field/my.h"
#include "record/answer.h"
#include "record/said.h"

enum { SHOWN_DAYS = 60 };

static void write_choice(struct work *w, struct json *j, text key, const struct field *f, unsigned value)
{
    write_text(j, key, value ? translate(w->language, choice_label(f->choices, value)) : "");
}

static void write_suspension(struct work *w, struct json *j, const struct suspension *s)
{
    write_object(j, NULL);
    write_number(j, "id", s->record.id);
    write_text(j, "number", s->record.number);
    write_text(j, "state", choice_key(type_state(&suspension_type)->choices, s->state));
    write_choice(w, j, "ground", type_field(&suspension_type, "ground"), s->ground);
    write_text(j, "facts", s->facts);
    write_number(j, "started", s->started.ms);
    write_number(j, "until", s->until.ms);
    write_number(j, "ended_at", s->ended_at.ms);
    write_text(j, "why_longer", s->why_longer);
    write_number(j, "pay_percent", s->pay_percent);
    write_number(j, "a_day", money_times(s->day_pay, s->pay_percent, 100).fen);
    write_text(j, "pay_why", said_read(w, s->pay_why));
    write_text(j, "objection", s->objection);
    write_number(j, "objected_at", s->objected_at.ms);
    write_text(j, "answer", s->answer);
    write_number(j, "answered_at", s->answered_at.ms);
    write_choice(w, j, "result", type_field(&suspension_type, "result"), s->result);
    write_text(j, "outcome", s->outcome);
    write_flag(j, "may_object", s->state == SUSPENSION_IN_FORCE && (!s->objected_at.ms || s->answered_at.ms));
    write_end(j, '}');
}

bool my_measures_call(struct work *w, const struct request *q, struct reply *reply)
{
    (void)q;
    const struct worker *her = my_worker(w);
    struct json j = json_new(w->arena);
    if (!her) return false;
    int64_t me = her->record.id, since = w->now.ms - DAYS(SHOWN_DAYS);
    struct found s = LOAD_WHERE(w, suspension, "worker = $1 and (state = 2 or (state = 3 and ended_at > $2)) order by id desc limit 5", BIND(num(me), num(since)));
    struct found e = LOAD_WHERE(w, blacklist_entry, "worker = $1 and (state between 1 and 6 or ended_at > $2) order by id desc limit 5", BIND(num(me), num(since)));
    write_object(&j, NULL);
    write_list(&j, "suspensions");
    for (int i = 0; i < s.count; i++) write_suspension(w, &j, s.at[i]);
    write_end(&j, ']');
    write_list(&j, "listings");
    for (int i = 0; i < e.count; i++) blacklist_shown_to_her(w, &j, e.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(SUSPENSION_IN_FORCE == 2 && SUSPENSION_ENDED == 3 && LISTED_PROPOSED == 1 && LISTED_UPHELD == 6, "the queries above say these by number");
