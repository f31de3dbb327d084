#include "record/declared.h"
#include <string.h>
#include "record/list_house_test.h"
#include "test/test.h"

/* What the compiler cannot see is named when the house opens: here, types that tell of a person and do not say enough. */
struct note { struct record record; text said; ref keeper; sealed secret; };
static const struct field note_fields[] = {
    FIELD(note, said, .label = "Said", .personal = true), FIELD(note, keeper, .label = "Keeper", .to = &keeper_type), FIELD(note, secret, .label = "Secret"),
};
static const struct retention without_law[] = { { .name = "said", .label = "Notes", .law = "none", .due = "1 = 1" } };

static text mistakes(struct arena *arena, const struct record_type *type)
{
    const struct record_type *const types[] = { &keeper_type, type, NULL };
    const struct module module = { .name = "notes", .label = "Notes", .types = types };
    const struct module *const modules[] = { &module, NULL };
    return declared_mistakes(arena, modules);
}

TEST(a_type_that_tells_of_a_person_says_of_whom_and_how_long)
{
    struct arena *arena = arena_new();
    struct record_type type = RECORD_TYPE(note, .label = "Note", .module = "notes", FIELDS(note_fields), .scope = SCOPE_COMPANY, .see = "x", .create = "x", .edit = "x");
    CHECK(strstr(mistakes(arena, &type), "note.said: is personal, but the type names no subject") != NULL);
    CHECK(strstr(mistakes(arena, &type), "note.secret: is sealed, but the type names no subject") != NULL);
    type.subject = "nobody|keeper";
    text said = mistakes(arena, &type);
    CHECK(strstr(said, "note.nobody|keeper: subject names no member") != NULL);
    CHECK(strstr(said, "note.note: tells of a person and does not say how long it is kept") != NULL);
    type.subject = "record";
    type.retention = without_law;
    type.retention_count = COUNT_OF(without_law);
    CHECK(strstr(mistakes(arena, &type), "note.said: a rule of retention without label, law or what it erases") != NULL);
    type.retention = NULL;
    type.retention_count = 0;
    CHECK(strstr(mistakes(arena, &type), "does not say how long it is kept") != NULL);
    arena_free(arena);
}

static const struct choice whys[] = { { 1, "rain", "Rain" }, { 0 } };
struct giving_up { unsigned reason; };
static const struct field giving_up_fields[] = { FIELD(giving_up, reason, .label = "Reason", .choices = whys) };

TEST(a_step_asks_for_its_reason_once)
{
    struct arena *arena = arena_new();
    struct step steps[] = { STEP(give_up, .label = "Give up", .from = ANY_STATE, INPUTS(giving_up, giving_up_fields)) };
    const struct record_type type = RECORD_TYPE(note, .label = "Note", .module = "notes", FIELDS(note_fields), STEPS(steps), .scope = SCOPE_COMPANY, .see = "x", .create = "x", .edit = "x");
    CHECK(!strstr(mistakes(arena, &type), "reason twice"));
    steps[0].reason = true;
    CHECK(strstr(mistakes(arena, &type), "note.give_up: asks for a reason twice") != NULL);
    arena_free(arena);
}
