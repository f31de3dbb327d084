/* api_test.c — what somebody changed since is not overwritten, nor decided about, unseen. */
#include "record/api.h"
#include <string.h>
#include "base/words.h"
#include "record/list_house_test.h"
#include "record/store.h"

struct seen { int64_t id, version; };

static bool put_there(struct work *w, void *data)
{
    struct seen *s = data;
    struct hut hut = { .name = "Here" };
    if (!record_add(w, &hut_type, &hut)) return false;
    struct thing thing = { .record.branch = { hut.record.id }, .name = "Jar", .weight = 3 };
    if (!record_add(w, &thing_type, &thing)) return false;
    s->id = thing.record.id;
    return !failed(w);
}

static bool used(struct work *w, void *data)
{
    struct thing *t = record_load(w, &thing_type, ((struct seen *)data)->id);
    return t && step_run(w, &thing_type, t, "use", &(struct use){ .why = "tea", .times = 1 });
}

static bool as_seen(struct work *w, void *data)
{
    const struct seen *s = data;
    const struct thing *t = record_load(w, &thing_type, s->id);
    return t && record_as_seen(w, &thing_type, t, s->version);
}

TEST_DB(who_saw_an_older_version_is_told_who_changed_what)
{
    struct test_house t;
    struct seen s = { .version = 1 };
    if (!test_house_open(&t)) return;
    CHECK(test_write(&t, &the_system, put_there, &s));
    CHECK(test_write(&t, &the_system, as_seen, &s));
    CHECK(test_write(&t, &the_system, used, &s));
    CHECK(!test_write(&t, &the_system, as_seen, &s));
    EQUAL(t.w->failure, CONFLICT);
    SAME_TEXT(t.w->code, "stale");
    CHECK(strstr(t.w->message, "changed this in the meantime"));
    CHECK(strstr(t.w->detail, "\"version\":2") && strstr(t.w->detail, "\"field\":\"state\""));
    s.version = 2;
    CHECK(test_write(&t, &the_system, as_seen, &s));
    test_house_close(&t);
}
