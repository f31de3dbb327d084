/* person_needed.c — see person.h. What still needs a person is told all at once: one reason after the other sends the office round as often as there are. */
#include "base/words.h"
#include "company/person.h"
#include "company/rights.h"
#include "record/answer.h"
#include "record/hidden.h"

enum { MOST_PERSONS = 64, MOST_NAMED = 10 };

static bool needed_by_one(struct work *w, const struct person_needed *needed, int64_t person)
{
    for (const struct needed_by *by = needed->by; by->type; by++)
        if (db_next(db_query(w, (literal){ by->ids }, BIND(num(person))))) return true;
    return false;
}

bool person_needed_by(struct work *w, const struct person_needed *needed, int64_t person)
{
    int64_t ids[MOST_PERSONS];
    int n = persons_behind(w, person, ids, MOST_PERSONS);
    for (int i = 0; i < n; i++)
        if (needed_by_one(w, needed, ids[i])) return true;
    return false;
}

const struct person_needed *person_needed(struct work *w, int64_t person, bool disputes)
{
    const struct person_needed *answer;
    for (int i = 0; (answer = house_answers(w->house, QUESTION_NEEDED, i)) != NULL && !failed(w); i++)
        if ((answer->dispute || !disputes) && person_needed_by(w, answer, person)) return answer;
    return NULL;
}

/* ---- all of it, for the office ---- */

struct telling_needed { struct json *json; int named, more; };

static void write_record(struct work *w, struct telling_needed *t, const struct record_type *type, int64_t id)
{
    text title = type && t->named < MOST_NAMED ? title_in_sight(w, type, id) : "";
    if (!*title) { t->more++; return; }
    t->named++;
    write_object(t->json, NULL);
    write_text(t->json, "type", type->name);
    write_number(t->json, "id", id);
    write_text(t->json, "title", title);
    write_end(t->json, '}');
}

static void write_records(struct work *w, struct telling_needed *t, const struct person_needed *needed, int64_t person)
{
    int64_t ids[MOST_PERSONS];
    int n = persons_behind(w, person, ids, MOST_PERSONS);
    for (int i = 0; i < n; i++)
        for (const struct needed_by *by = needed->by; by->type; by++) {
            struct rows *row = db_query(w, (literal){ by->ids }, BIND(num(ids[i])));
            while (db_next(row)) write_record(w, t, house_type(w->house, by->type), db_number(row, 0));
        }
}

static void write_needed(struct work *w, struct json *j, const struct person_needed *needed, int64_t person)
{
    struct telling_needed t = { .json = j };
    write_object(j, NULL);
    write_text(j, "why", translate(w->language, needed->why));
    write_list(j, "records");
    write_records(w, &t, needed, person);
    write_end(j, ']');
    write_number(j, "more", t.more);
    write_end(j, '}');
}

bool person_needed_call(struct work *w, const struct request *request, struct reply *reply)
{
    int64_t id = answer_id(w, request, "id");
    const struct person_needed *answer;
    const struct person *p = id ? LOAD(w, person, id) : NULL;
    if (!p) return false;
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_flag(&j, "erased", p->state == PERSON_ERASED);
    write_list(&j, "needed");
    for (int i = 0; (answer = house_answers(w->house, QUESTION_NEEDED, i)) != NULL && !failed(w); i++)
        if (person_needed_by(w, answer, id)) write_needed(w, &j, answer, id);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
