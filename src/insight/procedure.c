/* procedure.c — see procedure.h. */
#include "insight/insight.h"
#include <string.h>
#include "base/words.h"
#include "company/company.h"
#include "record/answer.h"
#include "record/meta.h"

enum { MOST_ROLES = 32 };
struct role_name { text code, name; };
struct names { struct role_name roles[MOST_ROLES]; int count; };

static const struct procedure_chapter chapters[] = {
    { 1, N_("Duties of the post"),
      N_("The manager of a domestic-service company answers for seven things. Each of them is a chapter below.") },
    { 2, N_("Managing the quality of service"),
      N_("Quality is what a domestic-service company lives by; it decides what customers think of it and what its name is worth.") },
    { 3, N_("Managing the team"),
      N_("The team decides whether the company succeeds; it is built by method, not by luck.") },
    { 4, N_("Managing the relation with customers"),
      N_("Content and loyal customers come from a relation that is looked after from the first call on.") },
    { 5, N_("Opening the market"),
      N_("Lasting growth needs a plan for the market and a look at what the plan brought.") },
    { 6, N_("Managing operations"),
      N_("People, vehicles, machines and money are put where they are needed, and what they cost stays under control.") },
    { 7, N_("Managing safety"),
      N_("Nobody is to come to harm in service, neither family nor worker. The source breaks off in the second step; the three after it follow the practice of the trade.") },
    { 8, N_("Keeping law and policy"),
      N_("The seventh duty of the first chapter. The source does not reach its steps; they follow from the law and the practice of the trade.") },
};

/* The next of the words separated by ' '; false at the end. */
static bool next_word(struct work *w, text *at, text *ret_word)
{
    size_t length = *at ? strcspn(*at, " ") : 0;
    if (!length) return false;
    *ret_word = print(w, "%.*s", (int)length, *at);
    *at += length + strspn(*at + length, " ");
    return true;
}

/* What this company calls its roles. */
static void names_read(struct work *w, struct names *names)
{
    struct rows *row = db_query(w, SQL("select code, name from role where code <> ''"), NO_BIND);
    while (db_next(row) && names->count < MOST_ROLES) {
        text code = db_text(row, 0);
        names->roles[names->count++] = (struct role_name){ code, role_said(w, code, db_text(row, 1)) };
    }
}

static void who_write(struct work *w, struct json *j, const struct names *names, text who)
{
    write_list(j, "who");
    for (text code; next_word(w, &who, &code);)
        for (int i = 0; i < names->count; i++)
            if (!strcmp(names->roles[i].code, code)) write_text(j, NULL, names->roles[i].name);
    write_end(j, ']');
}

static void ids_write(struct work *w, struct json *j, text key, text ids)
{
    write_list(j, key);
    for (text id; next_word(w, &ids, &id);) write_text(j, NULL, id);
    write_end(j, ']');
}

static void record_write(struct work *w, struct json *j, const struct record_type *type)
{
    write_object(j, NULL);
    write_text(j, "type", type->name);
    write_text(j, "label", translate(w->language, type->label));
    write_flag(j, "see", can(w, type->see));
    write_list(j, "clocks");
    for (int i = 0; i < type->deadline_count; i++) write_text(j, NULL, translate(w->language, type->deadlines[i].label));
    write_end(j, ']');
    write_end(j, '}');
}

static void records_write(struct work *w, struct json *j, text names)
{
    write_list(j, "records");
    for (text name; next_word(w, &names, &name);) {
        const struct record_type *type = house_type(w->house, name);
        if (type) record_write(w, j, type);
    }
    write_end(j, ']');
}

static void step_write(struct work *w, struct json *j, const struct names *names, const struct procedure_step *s)
{
    const struct { text key, words; } said[] = { { "title", s->title }, { "source", s->source }, { "does", s->does }, { "input", s->input }, { "output", s->output }, { "deadline", s->deadline }, { "standard", s->standard } };
    write_object(j, NULL);
    write_text(j, "id", s->id);
    for (int i = 0; i < COUNT_OF(said); i++) write_text(j, said[i].key, said[i].words ? translate(w->language, said[i].words) : "");
    who_write(w, j, names, s->who);
    ids_write(w, j, "feeds", s->feeds);
    records_write(w, j, s->types);
    write_end(j, '}');
}

static void steps_write(struct work *w, struct json *j, const struct names *names, const struct procedure_step *table, int chapter)
{
    for (const struct procedure_step *s = table; s->id; s++)
        if (s->id[0] - '0' == chapter) step_write(w, j, names, s);
}

static void chapter_write(struct work *w, struct json *j, const struct names *names, const struct procedure_chapter *c)
{
    write_object(j, NULL);
    write_number(j, "number", c->number);
    write_text(j, "title", translate(w->language, c->title));
    write_text(j, "about", translate(w->language, c->about));
    write_list(j, "steps");
    steps_write(w, j, names, procedure_people, c->number);
    steps_write(w, j, names, procedure_house, c->number);
    write_end(j, ']');
    write_end(j, '}');
}

bool procedures_call(struct work *w, const struct request *request, struct reply *reply)
{
    (void)request;
    struct names names = { .count = 0 };
    names_read(w, &names);
    struct json j = json_new(w->arena);
    write_object(&j, NULL);
    write_list(&j, "chapters");
    for (int i = 0; i < COUNT_OF(chapters); i++) chapter_write(w, &j, &names, &chapters[i]);
    write_end(&j, ']');
    write_end(&j, '}');
    answer_json(w, reply, 200, &j);
    return !failed(w);
}
