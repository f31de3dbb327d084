#include "record/list_house_test.h"
#include "record/parts.h"

struct past { int64_t id; instant first, second; struct thing then; int count; text phone; };

static bool at_first(struct work *w, void *data)
{
    struct past *p = data;
    struct part part = { "lid", { 500 } };
    struct hut hut = { .name = "Here" };
    if (!record_add(w, &hut_type, &hut)) return false;
    struct thing thing = { .record.branch = { hut.record.id }, .name = "Jar", .weight = 3, .rating = { 4, true }, .due = { 20000, true }, .tags = { SET_BIT(TAG_RED) },
        .at = { 399000000, 1163000000 }, .fragile = true, .phone = { .plain = "13812341234" }, .parts = { &part, 1 }, .sums = { "{\"a\":1}" } };
    if (!record_add(w, &thing_type, &thing)) return false;
    p->id = thing.record.id;
    history_keep(w, &thing_type, record_peek(w, &thing_type, p->id));
    return !failed(w);
}

static bool later(struct work *w, void *data)
{
    struct past *p = data;
    struct thing *t = record_load(w, &thing_type, p->id);
    if (!t) return false;
    t->name = "Big jar";
    t->rating = (maybe_number){ 0 };
    t->phone.plain = "";
    t->parts = (rows_of){ 0 };
    if (!record_save(w, &thing_type, t)) return false;
    history_keep(w, &thing_type, t);
    return !failed(w);
}

static bool look_back(struct work *w, void *data)
{
    struct past *p = data;
    EQUAL(history_load(w, &thing_type, p->id, (instant){ p->first.ms - 1 }) == NULL, true);
    const struct thing *a = history_load(w, &thing_type, p->id, (instant){ p->second.ms - 1 }), *b = history_load(w, &thing_type, p->id, (instant){ p->second.ms });
    if (!a || !b) return !failed(w) && fault(w, "no image");
    SAME_TEXT(a->name, "Jar");
    EQUAL(a->record.version, 1);
    EQUAL(a->weight, 3);
    CHECK(a->rating.given && a->rating.value == 4 && a->due.given && a->due.number == 20000 && a->fragile);
    EQUAL(a->tags.bits, SET_BIT(TAG_RED));
    EQUAL(a->at.lng, 1163000000);
    EQUAL(a->parts.count, 1);
    SAME_TEXT(ROW(struct part, a->parts, 0)->name, "lid");
    SAME_TEXT(a->sums.json, "{\"a\":1}");
    SAME_TEXT(sealed_open(w, &thing_type, a, &a->phone), "13812341234");
    SAME_TEXT(b->name, "Big jar");
    EQUAL(b->record.version, 2);
    CHECK(!b->rating.given && !b->parts.count);
    SAME_TEXT(sealed_open(w, &thing_type, b, &b->phone), "");
    return !failed(w);
}

static bool erased(struct work *w, void *data)
{
    const struct past *p = data;
    if (!seal_erase(w, p->id)) return false;
    const struct thing *a = history_load(w, &thing_type, p->id, p->first);
    SAME_TEXT(a ? sealed_open(w, &thing_type, a, &a->phone) : "none", "");
    return !failed(w);
}

TEST_DB(a_record_is_found_as_it_was_known_at_an_instant)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct past p = { .first = t.w->now, .second = { t.w->now.ms + 1000 } };
    CHECK(test_write(&t, &the_system, at_first, &p));
    t.w->now = p.second;
    CHECK(test_write(&t, &the_system, later, &p));
    CHECK(test_read(&t, &the_system, look_back, &p));
    CHECK(test_write(&t, &the_system, erased, &p));
    test_house_close(&t);
}
