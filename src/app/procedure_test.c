/* The procedure of the job against the whole program: it names only types that exist, and every type that stands in the menu serves a step of it. */
#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "insight/insight.h"
#include "record/house.h"
#include "test/test.h"

static const struct procedure_step *const tables[] = { procedure_people, procedure_house };

static bool names(text list, text word)
{
    size_t length = strlen(word);
    for (text at = list; at && (at = strstr(at, word)); at += length)
        if ((at == list || at[-1] == ' ') && (!at[length] || at[length] == ' ')) return true;
    return false;
}

static bool is_a_type(text name, size_t length)
{
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++)
            if (strlen((*t)->name) == length && !strncmp((*t)->name, name, length)) return true;
    return false;
}

static bool is_a_step(text id, size_t length)
{
    for (int i = 0; i < COUNT_OF(tables); i++)
        for (const struct procedure_step *s = tables[i]; s->id; s++)
            if (strlen(s->id) == length && !strncmp(s->id, id, length)) return true;
    return false;
}

static void look_at_words(const struct procedure_step *s, text list, bool (*known)(text, size_t))
{
    for (text at = list ? list : ""; *at;) {
        size_t length = strcspn(at, " ");
        if (!known(at, length)) printf("  step %s names %.*s, which there is not\n", s->id, (int)length, at);
        CHECK(known(at, length));
        at += length + strspn(at + length, " ");
    }
}

static bool serves_a_step(text type)
{
    for (int i = 0; i < COUNT_OF(tables); i++)
        for (const struct procedure_step *s = tables[i]; s->id; s++)
            if (names(s->types, type)) return true;
    return false;
}

TEST(a_step_of_the_procedure_names_records_and_steps_that_exist)
{
    for (int i = 0; i < COUNT_OF(tables); i++)
        for (const struct procedure_step *s = tables[i]; s->id; s++) {
            look_at_words(s, s->types, is_a_type);
            look_at_words(s, s->feeds, is_a_step);
            CHECK(s->title && s->who && (s->source || s->does));
        }
}

TEST(every_record_of_the_menu_serves_a_step_of_the_procedure)
{
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) {
            if ((*t)->quiet || serves_a_step((*t)->name)) continue;
            printf("  %s: say in insight/procedure_*.c which step it is kept for\n", (*t)->name);
            CHECK(false);
        }
    CHECK(!serves_a_step("person_al"));
}
