/* view_test.c — saved views are one's own unless shared. */
#include <jansson.h>
#include <stdio.h>
#include "base/json.h"
#include "record/list_calls.h"
#include "record/list_house_test.h"
#include "record/view.h"

struct trial { text body; int64_t id; bool remove; };

static bool save(struct work *w, void *data)
{
    struct trial *t = data;
    struct request request = { .arena = w->arena, .method = POST, .path = "/api/view", .body = t->body ? t->body : "", .body_length = t->body ? strlen(t->body) : 0 };
    struct reply reply = { 0 };
    if (t->remove) return view_remove(w, t->id);
    if (!(t->id ? view_change(w, t->id, &request, &reply) : view_add_call(w, &request, &reply))) return false;
    json_t *made = json_loadb(reply.body, reply.length, 0, NULL);
    t->id = json_integer_value(json_object_get(made, "id"));
    json_decref(made);
    return true;
}

static bool list(struct work *w, void *data)
{
    struct json j = json_new(w->arena);
    views_write(w, &j, "thing");
    snprintf(data, 4000, "%s", buf_text(&j.out));
    return !failed(w);
}

TEST_DB(saved_views_are_mine_unless_shared)
{
    struct test_house t;
    char rows[4000];
    if (test_house_open(&t)) {
        struct actor anna = { .user = 1 }, lei = { .user = 2 };
        struct trial mine = { .body = "{\"page\":\"thing\",\"name\":\" 红的 \",\"query\":\"tags=red&sort=-weight\"}" };
        struct trial ours = { .body = "{\"page\":\"thing\",\"name\":\"重的\",\"shared\":true,\"query\":\"weight_from=50\"}" };
        CHECK(test_write(&t, &anna, save, &mine) && test_write(&t, &anna, save, &ours));
        CHECK(test_read(&t, &anna, list, rows));
        CHECK(strstr(rows, "\"红的\"") && strstr(rows, "重的") && strstr(rows, "tags=red&sort=-weight") && strstr(rows, "\"mine\":true"));
        CHECK(test_read(&t, &lei, list, rows));
        CHECK(!strstr(rows, "红的") && strstr(rows, "重的") && strstr(rows, "\"mine\":false"));

        struct trial rename = { .body = "{\"name\":\"很重的\"}", .id = ours.id }, gone = { .id = ours.id, .remove = true };
        CHECK(!test_write(&t, &lei, save, &rename));
        EQUAL(t.w->failure, NOT_FOUND);
        CHECK(!test_write(&t, &lei, save, &gone));
        CHECK(test_write(&t, &anna, save, &rename));
        CHECK(test_read(&t, &lei, list, rows));
        CHECK(strstr(rows, "很重的") && strstr(rows, "weight_from=50"));
        CHECK(test_write(&t, &anna, save, &gone));
        CHECK(test_read(&t, &lei, list, rows));
        SAME_TEXT(rows, "{\"rows\":[]}");
    }
    test_house_close(&t);
}

TEST_DB(a_view_without_name_or_with_unknown_members_is_refused)
{
    struct test_house t;
    if (test_house_open(&t)) {
        const text bodies[] = { "{}", "{\"page\":\"thing\",\"name\":\"  \"}", "{\"page\":\"thing\",\"name\":\"x\",\"colour\":1}", "{\"page\":\"thing\",\"name\":5}", "[]", "{" };
        for (int i = 0; i < COUNT_OF(bodies); i++) {
            struct trial trial = { .body = bodies[i] };
            CASE(bodies[i]);
            CHECK(!test_write(&t, &the_system, save, &trial));
            EQUAL(t.w->failure, INVALID);
        }
    }
    test_house_close(&t);
}
