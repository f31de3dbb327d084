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

static text scope_of(struct work *w, const struct blacklist_entry *e)
{
    if (e->scope == LISTED_BRANCH) return record_title(w, &branch_type, e->scope_branch.id);
    if (e->scope == LISTED_LINE) return record_title(w, &service_line_type, e->scope_line.id);
    return translate(w->language, choice_label(type_field(&blacklist_entry_type, "scope")->choices, e->scope));
}

/* Her own words and what is held against her, open: they are about her. The evidence may show others; the office shows it to her. */
static void write_listing(struct work *w, struct json *j, const struct blacklist_entry *e)
{
    write_object(j, NULL);
    write_number(j, "id", e->record.id);
    write_text(j, "number", e->record.number);
    write_text(j, "state", choice_key(type_state(&blacklist_entry_type)->choices, e->state));
    write_choice(w, j, "state_label", type_state(&blacklist_entry_type), e->state);
    write_choice(w, j, "ground", type_field(&blacklist_entry_type, "ground"), e->ground);
    write_text(j, "facts", sealed_open(w, &blacklist_entry_type, e, &e->facts));
    write_text(j, "scope", scope_of(w, e));
    write_number(j, "months", e->months);
    write_number(j, "first", e->first.given ? e->first.number : 0);
    write_number(j, "until", e->until.given ? e->until.number : 0);
    write_text(j, "said", sealed_open(w, &blacklist_entry_type, e, &e->said));
    write_text(j, "appeal", sealed_open(w, &blacklist_entry_type, e, &e->appeal));
    write_number(j, "appealed_at", e->appealed_at.ms);
    write_text(j, "answer", e->answer);
    write_number(j, "ended_at", e->ended_at.ms);
    write_number(j, "speak_by", e->record.created_at.ms + DAYS(3));
    write_flag(j, "may_speak", e->state == LISTED_PROPOSED);
    write_flag(j, "may_appeal", e->state == LISTED_IN_FORCE);
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
    for (int i = 0; i < e.count; i++) write_listing(w, &j, e.at[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
_Static_assert(SUSPENSION_IN_FORCE == 2 && SUSPENSION_ENDED == 3 && LISTED_PROPOSED == 1 && LISTED_UPHELD == 6, "the queries above say these by number");
