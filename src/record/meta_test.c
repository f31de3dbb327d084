/* meta_test.c — the meta data of a page is what the actor may know, in her language. */
#include <jansson.h>
#include "base/json.h"
#include "record/input.h"
#include "record/list_house_test.h"
#include "record/meta.h"

static const text all_words[] = { CAN_EDIT_THINGS, CAN_SEE_SECRETS, CAN_SEE_THINGS }, see_words[] = { CAN_SEE_THINGS };

static bool make(struct work *w, void *data)
{
    struct json j = json_new(w->arena);
    meta_write(w, &j);
    *(json_t **)data = json_loads(buf_text(&j.out), JSON_REJECT_DUPLICATES, NULL);
    return !failed(w);
}

static json_t *meta_for(struct test_house *t, const struct actor *actor)
{
    json_t *meta = NULL;
    CHECK(test_read(t, actor, make, &meta));
    CHECK(json_is_object(meta));
    return meta;
}

static json_t *named(json_t *list, text name)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
        if (!strcmp(json_string_value(json_object_get(item, "name")), name)) return item;
    return NULL;
}

static bool holds(json_t *list, text word)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
        if (!strcmp(json_string_value(item), word)) return true;
    return false;
}

TEST_DB(meta_tells_everything_a_page_needs)
{
    struct test_house t;
    if (test_house_open(&t)) {
        struct actor boss = { .user = 1, .can = all_words, .can_count = 3, .all_branches = true };
        json_t *meta = meta_for(&t, &boss), *thing = named(json_object_get(meta, "types"), "thing"), *fields = json_object_get(thing, "fields");
        EQUAL(json_array_size(fields), 20);
        EQUAL(json_array_size(json_object_get(thing, "states")), 3);
        EQUAL(json_array_size(json_object_get(thing, "steps")), 2);
        SAME_TEXT(json_string_value(json_object_get(named(fields, "shelf"), "to")), "shelf");
        SAME_TEXT(json_string_value(json_object_get(named(fields, "state"), "set_by")), "steps");
        EQUAL(json_array_size(json_object_get(named(fields, "tags"), "choices")), 3);
        EQUAL(json_array_size(json_object_get(named(fields, "parts"), "fields")), 3);
        CHECK(json_is_true(json_object_get(named(fields, "phone"), "masked")) && json_is_true(json_object_get(named(fields, "phone"), "reveal")));
        CHECK(json_is_true(json_object_get(named(fields, "rating"), "optional")) && json_is_true(json_object_get(named(fields, "place_name"), "multiline")));
        json_t *use = named(json_object_get(thing, "steps"), "use");
        CHECK(holds(json_object_get(use, "from"), "new") && holds(json_object_get(use, "from"), "used") && !holds(json_object_get(use, "from"), "gone"));
        SAME_TEXT(json_string_value(json_object_get(use, "to")), "used");
        CHECK(!json_object_get(use, "reason_label"));
        SAME_TEXT(json_string_value(json_object_get(named(json_object_get(thing, "steps"), "lose"), "reason_label")), "Note for the finder");
        SAME_TEXT(json_string_value(json_array_get(json_object_get(thing, "sorts"), 0)), "-created_at");
        CHECK(holds(json_object_get(thing, "sorts"), "weight") && holds(json_object_get(thing, "filters"), "state") && holds(json_object_get(thing, "filters"), "branch"));
        json_t *menu = json_object_get(json_array_get(json_object_get(meta, "menu"), 0), "types");
        CHECK(holds(menu, "thing") && !holds(menu, "branch"));
        json_decref(meta);
    }
    test_house_close(&t);
}

TEST_DB(meta_leaves_out_what_the_actor_may_not_know)
{
    struct test_house t;
    if (test_house_open(&t)) {
        struct actor reader = { .user = 2, .can = see_words, .can_count = 1, .all_branches = true }, nobody = { .user = 3 }, keeper = { .user = 4, .person = 5, .worker = 6 };
        json_t *meta = meta_for(&t, &reader), *thing = named(json_object_get(meta, "types"), "thing");
        CHECK(!named(json_object_get(thing, "fields"), "secret") && !holds(json_object_get(thing, "sorts"), "secret"));
        EQUAL(json_array_size(json_object_get(thing, "steps")), 0);
        CHECK(json_is_false(json_object_get(json_object_get(thing, "can"), "create")) && json_is_true(json_object_get(json_object_get(thing, "can"), "see")));
        json_decref(meta);
        meta = meta_for(&t, &nobody);
        EQUAL(json_array_size(json_object_get(meta, "types")), 0);
        EQUAL(json_array_size(json_object_get(meta, "menu")), 0);
        json_decref(meta);
        meta = meta_for(&t, &keeper);                   /* her own things, though she has no capability */
        CHECK(named(json_object_get(meta, "types"), "thing") && !named(json_object_get(meta, "types"), "shelf"));
        json_decref(meta);
    }
    test_house_close(&t);
}

/* ---- members of calls that declare no fields ---- */

static bool bad_members(struct work *w, void *data)
{
    json_t *given = json_pack("{s:i, s:s}", "place_name", 5, "text", "yes"), *text_given = json_pack("{s:i}", "text", 5);
    input_string(w, given, "place_name", "");
    SAME_TEXT(w->wrong->message, "{1} must be text");
    SAME_TEXT(w->wrong->arguments[0], translated(w, "Place"));
    work_clear(w);
    input_string(w, text_given, "text", "");
    SAME_TEXT(w->wrong->field, "text");
    SAME_TEXT(w->wrong->arguments[0], translated(w, "Text"));
    json_decref(given);
    json_decref(text_given);
    *(bool *)data = true;
    return false;
}

TEST_DB(a_member_of_a_wrong_type_is_named_by_its_label)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct actor boss = { .user = 1, .can = all_words, .can_count = 3, .all_branches = true };
    bool seen = false;
    test_read(&t, &boss, bad_members, &seen);
    CHECK(seen);
    test_house_close(&t);
}
