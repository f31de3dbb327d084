/* slots_call.c — see slots.h: GET /api/slots?household=…&line=…&length=…&persons=…&worker=…&visit=…&from=day&days=14, and for a new customer
 * branch=…&area=… or &lat=…&lng=… in 1e-7 degrees. Answers {"branch","length","persons","step","workers","needs"?,"worker"?:{id,name,why?},
 * "days":[{"day","slots":[{"start","state":"free|tight|none","can","ease","why"?,"hers"?,"hers_why"?,"best":[{"id","name","known","ease","way"}]}]}]}. */
#include <stdlib.h>
#include <string.h>
#include "base/words.h"
#include "operations/operations.h"
#include "record/answer.h"
#include "record/store.h"

/* A whole number of the address line; absent: `otherwise`. */
static int64_t number_of(struct work *w, const struct request *q, text name, int64_t otherwise)
{
    text said = http_query(q, name);
    if (!said || !*said) return otherwise;
    char *end;
    long long n = strtoll(said, &end, 10);
    if (*end || strlen(said) > 18) wrong(w, name, N_("A whole number is expected"));
    return n;
}

static bool known_name(text name)
{
    static const text all[] = { "branch", "household", "lat", "lng", "area", "line", "length", "persons", "worker", "visit", "from", "days" };
    for (int i = 0; i < COUNT_OF(all); i++) if (!strcmp(all[i], name)) return true;
    return false;
}

static bool asked(struct work *w, const struct request *q, struct slot_query *s)
{
    text name, value;
    for (int i = 0; http_query_at(q, i, &name, &value); i++) if (!known_name(name)) wrong(w, name, N_("There is no such member"));
    *s = (struct slot_query){ .branch = number_of(w, q, "branch", 0), .household = number_of(w, q, "household", 0), .at = { number_of(w, q, "lat", 0), number_of(w, q, "lng", 0) },
        .area = http_query(q, "area"), .line = number_of(w, q, "line", 0), .length = number_of(w, q, "length", 0), .persons = number_of(w, q, "persons", 0),
        .worker = number_of(w, q, "worker", 0), .visit = number_of(w, q, "visit", 0) };
    int64_t from = number_of(w, q, "from", day_of(w->now).number), days = number_of(w, q, "days", 7), today = day_of(w->now).number;
    if (from < 0 || from > today + HORIZON_AHEAD) from = day_within_horizon(w, "from", (day){ (int32_t)(from < 0 ? 0 : from > 80000 ? 80000 : from) }, 366) ? from : today;
    s->from.number = (int32_t)from;
    s->days = days < 0 || days > MOST_SLOT_DAYS ? 0 : (int)days;
    return !failed(w);
}

/* Homes, branches and workers of other people's branches are not there for her who asks. */
static bool in_her_scope(struct work *w, const struct slot_query *s)
{
    if (s->household && !LOAD(w, household, s->household)) return false;
    if (s->visit && !LOAD(w, visit, s->visit)) return false;
    if (!s->branch || in_scope(w, s->branch)) return true;
    return refuse_as(w, NOT_FOUND, "branch", N_("There is no such {1}"), translated(w, N_("Branch")));
}

static text said(struct work *w, const struct sentence *s) { return translate_with(w->arena, w->language, s->message, s->arguments); }

static void write_slot(struct work *w, struct json *j, const struct slot *s, bool hers)
{
    static const text states[] = { [SLOT_NONE] = "none", [SLOT_TIGHT] = "tight", [SLOT_FREE] = "free" };
    const struct sentence *no = hers ? slot_no_sentence(w, s->hers) : NULL;
    write_object(j, NULL);
    write_number(j, "start", s->start.ms);
    write_text(j, "state", states[s->state]);
    write_number(j, "can", s->can);
    write_number(j, "ease", s->at_ease);
    if (s->why) write_text(j, "why", said(w, s->why));
    if (hers) write_flag(j, "hers", !no);
    if (no) write_text(j, "hers_why", said(w, no));
    write_list(j, "best");
    for (int i = 0; i < s->best_count; i++) {
        const struct slot_worker *b = &s->best[i];
        write_object(j, NULL);
        write_number(j, "id", b->id);
        write_text(j, "name", b->name);
        write_flag(j, "known", b->known);
        write_flag(j, "ease", b->at_ease);
        if (b->way >= 0) write_number(j, "way", b->way); else write_null(j, "way");
        write_end(j, '}');
    }
    write_end(j, ']');
    write_end(j, '}');
}

static void write_days(struct work *w, struct json *j, const struct slots *s, bool hers)
{
    write_list(j, "days");
    for (int i = 0; i < s->day_count; i++) {
        write_object(j, NULL);
        write_number(j, "day", s->days[i].day.number);
        write_list(j, "slots");
        for (int k = 0; k < s->days[i].count; k++) write_slot(w, j, &s->days[i].at[k], hers);
        write_end(j, ']');
        write_end(j, '}');
    }
    write_end(j, ']');
}

bool slots_call(struct work *w, const struct request *q, struct reply *reply)
{
    struct slot_query query;
    struct slots *s = take(w, struct slots);
    if (!asked(w, q, &query) || !in_her_scope(w, &query) || !slots_for(w, &query, s)) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_number(&j, "branch", s->branch);
    write_number(&j, "length", s->length);
    write_number(&j, "persons", s->persons);
    write_number(&j, "step", s->step);
    write_number(&j, "workers", s->workers);
    if (s->needs) write_text(&j, "needs", said(w, s->needs));
    if (query.worker) {
        write_object(&j, "worker");
        write_number(&j, "id", query.worker);
        write_text(&j, "name", s->worker);
        if (s->hers) write_text(&j, "why", said(w, s->hers));
        write_end(&j, '}');
    }
    write_days(w, &j, s, query.worker != 0);
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
