/* Every record type that tells of a person is known to her export and to erasing her: a new one that is forgotten fails here. */
#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "portal/portal.h"
#include "record/erase.h"
#include "record/house.h"
#include "test/test.h"

static const struct record_type *type_named(text name)
{
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++)
            if (!strcmp((*t)->name, name)) return *t;
    return NULL;
}

static bool shown(text name)
{
    for (const struct own_shown *s = own_shown; s->type; s++)
        if (!strcmp(s->type, name)) return true;
    return false;
}

static bool left_out(text name)
{
    for (const struct own_left_out *l = own_left_out; l->type; l++)
        if (!strcmp(l->type, name)) return *l->why;
    return false;
}

/* Refers to persons and tells of none, each with its reason. */
static const struct own_left_out only_names[] = {
    { "branch", "who leads it: a colleague" }, { 0 },
};

static bool only_names_them(text name)
{
    for (const struct own_left_out *l = only_names; l->type; l++)
        if (!strcmp(l->type, name)) return *l->why;
    return false;
}

static bool refers_to_people(const struct record_type *t)
{
    static const text people[] = { "person", "customer", "household", "lead", "demand", "placement", "contract" };
    for (int i = 0; i < t->field_count; i++)
        for (int k = 0; t->fields[i].to && k < COUNT_OF(people); k++)
            if (!strcmp(t->fields[i].to->name, people[k])) return true;
    return false;
}

static void look_at(struct work *w, const struct record_type *t)
{
    bool tells = type_tells_of_persons(w, t), kept = t->retention_count > 0;
    if (t->subject && !tells) printf("  %s: its subject leads to no person, so that erasing her passes it by\n", t->name);
    CHECK(!t->subject || tells);
    if (t->subject && !kept) printf("  %s: tells of a person and no rule says how long it is kept\n", t->name);
    CHECK(!t->subject || kept);
    if (tells && !shown(t->name) && !left_out(t->name)) printf("  %s: tells of a person; say in portal/own_records.c what is shown to her, or why not\n", t->name);
    CHECK(!tells || shown(t->name) || left_out(t->name));
    if (!tells && refers_to_people(t) && !only_names_them(t->name)) printf("  %s: refers to people and names no subject\n", t->name);
    CHECK(tells || !refers_to_people(t) || only_names_them(t->name));
}

/* Free words that are terms of a service, not words about her. */
static bool of_the_service(text type, text member)
{
    return (!strcmp(type, "contract") || !strcmp(type, "quotation")) && (!strcmp(member, "scope") || !strcmp(member, "exclusions") || !strcmp(member, "on_site"));
}

/* Words of a person's: what is written freely beside a person is empty after she was erased. */
static bool free_text(const struct field *f) { return f->kind == KIND_TEXT && f->format == FORMAT_MULTILINE; }

static void words_go(const struct record_type *t)
{
    for (int i = 0; t->subject && i < t->field_count; i++) {
        const struct field *f = &t->fields[i];
        if (!free_text(f) || of_the_service(t->name, f->name)) continue;
        if (!f->personal) printf("  %s.%s: free words beside a person that erasing leaves\n", t->name, f->name);
        CHECK(f->personal);
    }
}

static void members_are_there(const struct own_shown *s)
{
    const struct record_type *t = type_named(s->type);
    if (!t) printf("  own_records: there is no type %s\n", s->type);
    CHECK(t != NULL);
    char name[64];
    for (text at = s->members; t && *at; at += strcspn(at, "|"), at += *at == '|') {
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at, "|"), at);
        if (!type_field(t, name)) printf("  own_records: %s has no member %s\n", t->name, name);
        CHECK(type_field(t, name) != NULL);
    }
}

/* Sealed text of hers is hers: none may be missing from what she takes along. */
static void sealed_is_shown(const struct own_shown *s)
{
    const struct record_type *t = type_named(s->type);
    for (int i = 0; t && i < t->field_count; i++) {
        const struct field *f = &t->fields[i];
        bool named = false;
        for (text at = s->members; *at; at += strcspn(at, "|"), at += *at == '|') named |= strcspn(at, "|") == strlen(f->name) && !strncmp(at, f->name, strlen(f->name));
        bool code = !strcmp(t->name, "message");            /* its number is the person's own; its code is not to be read twice */
        if (f->kind == KIND_SEALED && !named && !code) printf("  own_records: %s.%s is sealed, hers, and not shown to her\n", t->name, f->name);
        CHECK(f->kind != KIND_SEALED || named || code);
    }
}

TEST(every_type_that_tells_of_a_person_is_exported_or_says_why_not_and_is_erased_or_kept_by_a_rule)
{
    struct arena *arena = arena_new();
    struct work *w = &(struct work){ .arena = arena };
    for (const struct module *const *m = modules; *m; m++)
        for (const struct record_type *const *t = (*m)->types; t && *t; t++) { look_at(w, *t); words_go(*t); }
    for (const struct own_shown *s = own_shown; s->type; s++) { members_are_there(s); sealed_is_shown(s); }
    for (const struct own_shown *s = own_worker_shown; s->type; s++) { members_are_there(s); sealed_is_shown(s); }
    for (const struct own_left_out *l = own_left_out; l->type; l++) CHECK(type_named(l->type) != NULL && !shown(l->type));
    arena_free(arena);
}
