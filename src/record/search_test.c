/* search_test.c — the same words find the same records on both databases, newest first. */
#include <stdio.h>
#include "record/list_house_test.h"
#include "record/list_sql.h"
#include "record/search.h"

static const struct { const char *name, *place, *phone; } corpus[] = {
    { "蒸汽拖把", "东城仓库三号架", "13800001234" }, { "月嫂培训手册", "西城 B-12", "13800005678" }, { "张小明的工具箱", "东城仓库", "13911111234" },
    { "Steam mop X200", "east store 3b", "10012345678" }, { "工具箱（大）", "2026 年新购", "" }, { "保洁手套", "月嫂 房间", "13800009999" },
};
static int64_t ids[COUNT_OF(corpus)], branch;

static bool add_corpus(struct work *w, void *data)
{
    (void)data;
    struct hut b = { .name = "店" };
    struct keeper k = { .name = "张小明" }, other = { .name = "王琼翠" };
    if (!record_add(w, &hut_type, &b) || !record_add(w, &keeper_type, &k) || !record_add(w, &keeper_type, &other)) return false;
    branch = b.record.id;
    for (int i = 0; i < COUNT_OF(corpus); i++) {
        struct thing t = { .record.branch = { branch }, .name = corpus[i].name, .place_name = corpus[i].place, .photo = { "" }, .phone = { .plain = corpus[i].phone },
            .keeper = i == 3 || i == 5 ? (ref){ other.record.id } : (ref){ 0 } };
        if (!record_add(w, &thing_type, &t)) return false;
        ids[i] = t.record.id;
    }
    return true;
}

/* What was found, as "430": indexes into the corpus in the order of the list. */
struct ask { text typed; char found[40]; };

static bool ask_list(struct work *w, void *data)
{
    struct ask *a = data;
    struct list_query q;
    struct list_pair pair = { "q", a->typed };
    text next;
    if (!list_read(w, &thing_type, &pair, 1, &q)) return false;
    struct found found = list_page(w, &q, &next);
    int n = 0;
    for (int i = 0; i < found.count; i++)
        for (int k = 0; k < COUNT_OF(corpus); k++)
            if (ids[k] == FOUND(struct record, found, i)->id) a->found[n++] = (char)('0' + k);
    a->found[n] = 0;
    return !failed(w);
}

static void finds(struct test_house *t, text typed, text expected)
{
    struct ask a = { .typed = typed };
    CASE(typed);
    CHECK(test_read(t, &the_system, ask_list, &a));
    SAME_TEXT(a.found, expected);
    CASE(NULL);
}

TEST_DB(words_find_the_same_on_both_databases_newest_first)
{
    struct test_house t;
    if (test_house_open(&t) && test_write(&t, &the_system, add_corpus, NULL)) {
        const text cases[][2] = { { "工具箱", "42" }, { "东城仓库", "20" }, { "东城 工具", "2" }, { "月嫂", "51" }, { "嫂", "51" }, { "张小明", "2" }, { "mop", "3" }, { "MOP steam", "3" },
            { "x200", "3" }, { "没有的词", "" }, { "仓库 mop", "" }, { "1234", "20" }, { "13800005678", "1" }, { "138 0000 5678", "1" }, { "138-0000-9999", "5" }, { "2026", "4" },
            { "5678", "31" }, { "13800001111", "" }, { "b 12", "1" }, { "手册 5678", "1" }, { "王琼翠", "53" }, { "wqc", "53" }, { "琼翠 王", "53" }, { "李琼翠", "" }, { "；。", "" }, { "'; drop table thing; --", "" } };
        for (int i = 0; i < COUNT_OF(cases); i++) finds(&t, cases[i][0], cases[i][1]);
    }
    test_house_close(&t);
}

static bool rename_third(struct work *w, void *data)
{
    (void)data;
    struct thing *x = LOAD(w, thing, ids[2]);
    if (!x) return false;
    x->name = "李雷的梯子";
    x->phone.plain = "13822224444";
    return SAVE(w, thing, x);
}

static bool touch_first(struct work *w, void *data)
{
    (void)data;
    struct thing *x = LOAD(w, thing, ids[0]);
    if (!x) return false;
    x->weight = 9;                  /* no word changes, and the sealed phone was not opened */
    return SAVE(w, thing, x);
}

static bool remove_second(struct work *w, void *data)
{
    (void)data;
    struct thing *x = LOAD(w, thing, ids[1]);
    return x && record_remove(w, &thing_type, x);
}

static bool tokens_left(struct work *w, void *data)
{
    *(int64_t *)data = db_one(w, SQL("select count(*) from search_token where id = $1"), BIND(num(ids[1])), -1);
    return !failed(w);
}

TEST_DB(the_index_follows_each_save_and_removal)
{
    struct test_house t;
    int64_t left = -1;
    if (test_house_open(&t) && test_write(&t, &the_system, add_corpus, NULL)) {
        CHECK(test_write(&t, &the_system, rename_third, NULL));
        CHECK(test_write(&t, &the_system, touch_first, NULL));
        CHECK(test_write(&t, &the_system, remove_second, NULL));
        finds(&t, "工具箱", "4");
        finds(&t, "梯子", "2");
        finds(&t, "1234", "0");
        finds(&t, "4444", "2");
        finds(&t, "月嫂", "5");
        CHECK(test_read(&t, &the_system, tokens_left, &left));
        EQUAL(left, 0);
    }
    test_house_close(&t);
}

static bool no_digits(struct work *w, void *data)
{
    (void)data;
    EQUAL(db_one(w, SQL("select count(*) from search_token where token = '1234' or token = '13800001234' or token = '5678'"), NO_BIND, -1), 0);
    return true;
}

TEST_DB(the_index_gives_no_phone_away)
{
    struct test_house t;
    if (test_house_open(&t) && test_write(&t, &the_system, add_corpus, NULL)) CHECK(test_read(&t, &the_system, no_digits, NULL));
    test_house_close(&t);
}

static bool search_all(struct work *w, void *data)
{
    struct json j = json_new(w->arena);
    search_write(w, &j, "张小明");
    snprintf(data, 4000, "%s", buf_text(&j.out));
    return !failed(w);
}

TEST_DB(one_search_looks_into_every_type_the_actor_may_see)
{
    struct test_house t;
    if (test_house_open(&t) && test_write(&t, &the_system, add_corpus, NULL)) {
        char answer[4000];
        CHECK(test_read(&t, &the_system, search_all, answer));
        CHECK(strstr(answer, "\"type\":\"thing\"") && strstr(answer, "\"type\":\"worker\"") && strstr(answer, "张小明的工具箱"));
        CHECK(!strstr(answer, "\"type\":\"shelf\""));
        struct actor nobody = { .user = 9, .branches = &branch, .branch_count = 1 };
        CHECK(test_read(&t, &nobody, search_all, answer));
        SAME_TEXT(answer, "{\"groups\":[]}");
    }
    test_house_close(&t);
}

static bool add_same(struct work *w, void *data)
{
    for (int i = 0; i < *(int *)data; i++) {
        struct thing t = { .record.branch = { branch }, .name = "张小明的箱子", .place_name = "", .photo = { "" }, .phone = { .plain = "" } };
        if (!record_add(w, &thing_type, &t)) return false;
    }
    return true;
}

TEST_DB(a_group_that_has_more_than_it_shows_says_so)
{
    struct test_house t;
    if (test_house_open(&t) && test_write(&t, &the_system, add_corpus, NULL)) {
        char answer[4000];
        int more = 4, one = 1;
        CHECK(test_write(&t, &the_system, add_same, &more));        /* with the one of the corpus five: all are shown */
        CHECK(test_read(&t, &the_system, search_all, answer));
        CHECK(strstr(answer, "张小明的箱子") && !strstr(answer, "\"more\""));
        CHECK(test_write(&t, &the_system, add_same, &one));
        CHECK(test_read(&t, &the_system, search_all, answer));
        const char *thing = strstr(answer, "\"type\":\"thing\"");
        CHECK(thing && strstr(thing, "],\"more\":true}"));
    }
    test_house_close(&t);
}

TEST(type_numbers_differ_and_stay)
{
    CHECK(search_type("thing") != search_type("shelf"));
    EQUAL(search_type("customer"), 0x24bdaa19);
    EQUAL(search_type(""), 2166136261u & 0x7fffffff);
}
