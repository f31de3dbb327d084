/* list_test.c — what a list finds, in which order, on both databases, and by which index. */
#include <stdio.h>
#include <stdlib.h>
#include "record/list_house_test.h"
#include "record/input.h"
#include "record/list_sql.h"
#include "record/output.h"

static int64_t east, west, south, top_shelf, low_shelf, anna;

static const text sees[] = { CAN_EDIT_THINGS, CAN_SEE_THINGS }, sees_all[] = { CAN_EDIT_THINGS, CAN_SEE_SECRETS, CAN_SEE_THINGS };
static struct actor of_branches(const int64_t *branches, int count)
{
    return (struct actor){ .user = 1, .name = "王店长", .language = "zh", .can = sees, .can_count = 2, .branches = branches, .branch_count = count, .home = branches[0] };
}
static struct actor boss(void) { return (struct actor){ .user = 2, .name = "总部", .can = sees_all, .can_count = 3, .all_branches = true, .home = east }; }

/* "q=a&state=new,used" as the list sees it. */
static int pairs_of(struct work *w, text query, struct list_pair *into)
{
    int n = 0;
    for (text at = query; *at && n < 50; at += *at == '&') {
        size_t length = strcspn(at, "&"), name = strcspn(at, "=");
        into[n++] = (struct list_pair){ arena_copy_n(w->arena, at, name), arena_copy_n(w->arena, at + name + 1, length - name - 1) };
        at += length;
    }
    return n;
}

static bool read_query(struct work *w, const struct record_type *type, text query, struct list_query *q)
{
    struct list_pair pairs[50];
    return list_read(w, type, pairs, pairs_of(w, query, pairs), q);
}

static bool add_branches(struct work *w, void *data)
{
    (void)data;
    int64_t *into[] = { &east, &west, &south };
    for (int i = 0; i < 3; i++) {
        struct hut b = { .name = i == 0 ? "东店" : i == 1 ? "西店" : "南店" };
        if (!record_add(w, &hut_type, &b)) return false;
        *into[i] = b.record.id;
    }
    struct shelf a = { .record.branch = { east }, .name = "top" }, b = { .record.branch = { east }, .name = "low" };
    struct keeper k = { .name = "安娜" };
    if (!record_add(w, &shelf_type, &a) || !record_add(w, &shelf_type, &b) || !record_add(w, &keeper_type, &k)) return false;
    top_shelf = a.record.id; low_shelf = b.record.id; anna = k.record.id;
    return true;
}

/* Sixteen things with every member set in a way that a count can be told from the index i. */
static bool add_things(struct work *w, void *data)
{
    (void)data;
    for (int i = 0; i < 16; i++) {
        struct thing t = { .record.branch = { i % 4 == 0 ? west : i % 4 == 1 ? south : east }, .name = print(w, "thing %02d", (i * 7) % 16),
            .place_name = i % 3 ? "a,b" : "", .weight = i % 5, .rating = { i % 5 + 1, i % 2 != 0 }, .price = { 100 * i }, .bought = { i ? 1000 * i : 0 },
            .made = { 20000 + i / 2 }, .due = { 20000 + i, i % 4 == 3 }, .length = { 30 * i }, .fragile = i < 3,
            .tags = { (i & 1 ? SET_BIT(TAG_RED) : 0) | (i & 2 ? SET_BIT(TAG_SHARP) : 0) }, .shelf = { i % 4 == 0 ? 0 : i % 4 == 1 ? top_shelf : low_shelf },
            .keeper = { i == 5 ? anna : 0 }, .phone = { .plain = print(w, "1380000%04d", i) }, .photo = { "" },
            .at = i == 4 ? (place){ 300000000, 1200000000 } : (place){ 0 }, .secret = { i } };
        if (!record_add(w, &thing_type, &t)) return false;
        if (i < 4 && !step_run(w, &thing_type, record_peek(w, &thing_type, t.record.id), "use", &(struct use){ "test", 1 })) return false;
        if (i == 2) db_exec_made(w, "update thing set photo = '00ff' where id = $1", BIND(num(t.record.id)));     /* no upload is needed to filter by it */
    }
    return true;
}

static bool begin(struct test_house *t)
{
    if (!test_house_open(t)) return false;
    bool well = test_write(t, &the_system, add_branches, NULL) && test_write(t, &the_system, add_things, NULL);
    CHECK(well);
    return well;
}

/* All pages of a query: how many rows, and whether each came once and in order. */
struct pages { text query; int limit; int rows; bool ordered; text last_name; };

static bool in_order(const struct list_query *q, const void *a, const void *b)
{
    const struct thing *x = a, *y = b;
    int64_t d = !strcmp(q->sort->name, "name") ? strcmp(x->name, y->name) : !strcmp(q->sort->name, "number") ? strcmp(x->record.number, y->record.number)
              : !strcmp(q->sort->name, "weight") ? x->weight - y->weight : !strcmp(q->sort->name, "made") ? x->made.number - y->made.number
              : x->record.created_at.ms - y->record.created_at.ms;
    if (!d) d = x->record.id - y->record.id;
    return q->down ? d > 0 : d < 0;
}

static bool read_pages(struct work *w, void *data)
{
    struct pages *p = data;
    struct list_query q;
    const void *last = NULL;
    p->rows = 0;
    p->ordered = true;
    if (!read_query(w, &thing_type, p->query, &q)) return false;
    q.limit = p->limit;
    for (text next = ""; next;) {
        if (*next && !cursor_read(w, &q, next)) return fault(w, "cursor");
        struct found found = list_page(w, &q, &next);
        for (int i = 0; i < found.count; last = found.at[i++]) p->ordered &= !last || in_order(&q, last, found.at[i]);
        p->rows += found.count;
        if (failed(w) || p->rows > 1000) return false;
    }
    bool more;
    int64_t count = list_count(w, &q, 1000, &more);
    CHECK(!more);
    EQUAL(count, p->rows);
    return !failed(w);
}

static int rows_of_query(struct test_house *t, const struct actor *actor, text query, int limit)
{
    struct pages p = { .query = query, .limit = limit };
    CASE(query);
    bool well = test_read(t, actor, read_pages, &p);
    CHECK(well);
    if (!well) printf("  %s: %s %s\n", query, t->w->message, t->w->wrong ? t->w->wrong->message : "");
    CHECK(p.ordered);
    CASE(NULL);
    return p.rows;
}

TEST_DB(every_filter_finds_what_it_says)
{
    struct test_house t;
    if (begin(&t)) {
        struct actor all = boss();
        const struct { const char *query; int rows; } cases[] = {
            { "", 16 }, { "state=used", 4 }, { "state=new,used", 16 }, { "state=gone", 0 }, { "weight=1", 3 }, { "weight=1,2", 6 }, { "weight_from=3", 6 },
            { "weight_from=1&weight_to=3", 6 }, { "rating=none", 8 }, { "rating=2", 2 }, { "rating=2,none", 10 }, { "rating_from=3&rating_to=5", 3 },
            { "price_from=500", 11 }, { "price_from=500&price_to=600", 1 }, { "price=none", 1 }, { "bought=none", 1 }, { "bought_to=3000", 3 },
            { "made=20003", 2 }, { "due=none", 12 }, { "due_from=20007&due_to=20012", 2 }, { "length=60", 1 }, { "fragile=true", 3 }, { "fragile=false", 13 },
            { "tags=red", 8 }, { "tags=red,sharp", 12 }, { "tags=none", 4 }, { "shelf=none", 4 }, { "keeper=none", 15 }, { "keeper=some", 1 }, { "at=some", 1 }, { "photo=some", 1 }, { "keeper=some&weight=3", 0 }, { "at=none", 15 }, { "photo=none", 15 },
            { "phone=13800000007", 1 }, { "phone=13800000099", 0 }, { "phone=none", 0 }, { "place_name=none", 6 }, { "place_name=a,b", 10 }, { "secret_from=14", 2 },
            { "state=used&tags=red&weight_from=1", 2 }, { "changed_at_from=1", 16 }, { "created_at_to=5", 0 }, { "state=none", 0 },
        };
        for (int i = 0; i < COUNT_OF(cases); i++) {
            CASE(cases[i].query);
            EQUAL(rows_of_query(&t, &all, cases[i].query, 5), cases[i].rows);
        }
        char shelf[64];
        snprintf(shelf, sizeof shelf, "shelf=%lld,none&weight_to=4", (long long)top_shelf);
        EQUAL(rows_of_query(&t, &all, shelf, 3), 6);
    }
    test_house_close(&t);
}

TEST_DB(pages_show_each_record_once_in_every_order_and_scope)
{
    struct test_house t;
    if (begin(&t)) {
        struct actor all = boss();
        int64_t few[] = { east, west }, more[12] = { east, west, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
        struct actor one = of_branches(&east, 1), two = of_branches(few, 2), twelve = of_branches(more, 12);
        const text sorts[] = { "", "sort=created_at", "sort=-created_at", "sort=name", "sort=-name", "sort=weight", "sort=-weight", "sort=made", "sort=-number", "sort=number" };
        for (int i = 0; i < COUNT_OF(sorts); i++)
            for (int limit = 1; limit <= 16; limit = limit * 3 + 1) {
                EQUAL(rows_of_query(&t, &all, sorts[i], limit), 16);
                EQUAL(rows_of_query(&t, &one, sorts[i], limit), 8);
                EQUAL(rows_of_query(&t, &two, sorts[i], limit), 12);
                EQUAL(rows_of_query(&t, &twelve, sorts[i], limit), 12);
            }
        EQUAL(rows_of_query(&t, &two, "state=new,used&sort=-created_at", 3), 12);
        EQUAL(rows_of_query(&t, &all, "state=new,used", 3), 16);
        EQUAL(rows_of_query(&t, &one, "state=used&sort=-weight", 1), 2);
        char branch[64];
        snprintf(branch, sizeof branch, "branch=%lld,%lld", (long long)west, (long long)south);
        EQUAL(rows_of_query(&t, &all, branch, 3), 8);
    }
    test_house_close(&t);
}

static bool refused(struct work *w, void *data)
{
    struct list_query q;
    return read_query(w, &thing_type, data, &q);
}

static bool named(const struct work *w, text field)
{
    for (const struct wrong_field *f = w->wrong; f; f = f->next)
        if (!strcmp(f->field, field)) return true;
    return false;
}

TEST_DB(what_a_list_does_not_know_is_refused_by_name_all_at_once)
{
    struct test_house t;
    if (begin(&t)) {
        struct actor one = of_branches(&east, 1);
        CHECK(!test_read(&t, &one, refused, (void *)"colour=red&state=broken&weight=heavy&weight_from=x&sort=phone&limit=900&fragile=perhaps&keeper=-1&at=1&secret=4&tags=blue"));
        EQUAL(t.w->failure, INVALID);
        const text names[] = { "colour", "state", "weight", "weight_from", "sort", "limit", "fragile", "keeper", "at", "secret", "tags" };
        for (int i = 0; i < COUNT_OF(names); i++) { CASE(names[i]); CHECK(named(t.w, names[i])); }
        CASE(NULL);
        char foreign[40];
        snprintf(foreign, sizeof foreign, "branch=%lld", (long long)west);
        CHECK(!test_read(&t, &one, refused, foreign));
        CHECK(named(t.w, "branch"));
        const text cursors[] = { "after=xyz", "after=!!!", "after=LWNyZWF0ZWRfYXQKMQ", "after=bmFtZQoxCng", "after=LWNyZWF0ZWRfYXQKMQoxMng" };
        for (int i = 0; i < COUNT_OF(cursors); i++) { CASE(cursors[i]); CHECK(!test_read(&t, &one, refused, (void *)(uintptr_t)cursors[i])); CHECK(named(t.w, "after")); }
        CASE(NULL);
        struct actor stranger = { .user = 3, .branches = &east, .branch_count = 1 };
        CHECK(!test_read(&t, &stranger, refused, (void *)""));
        EQUAL(t.w->failure, FORBIDDEN);
    }
    test_house_close(&t);
}

TEST_DB(who_lacks_the_capability_sees_her_own_in_any_branch)
{
    struct test_house t;
    if (begin(&t)) {
        struct actor keeper = { .user = 4, .person = 77, .worker = anna, .name = "安娜", .branches = &west, .branch_count = 1 };
        EQUAL(rows_of_query(&t, &keeper, "", 5), 1);
        EQUAL(rows_of_query(&t, &keeper, "state=used", 5), 0);
        keeper.worker = 0;
        EQUAL(rows_of_query(&t, &keeper, "", 5), 0);
    }
    test_house_close(&t);
}

static bool count_five(struct work *w, void *data)
{
    struct list_query q;
    bool more;
    if (!read_query(w, &thing_type, data, &q)) return false;
    EQUAL(list_count(w, &q, 5, &more), 5);
    CHECK(more);
    return true;
}

TEST_DB(counts_stop_at_their_cap)
{
    struct test_house t;
    if (begin(&t)) {
        struct actor all = boss();
        CHECK(test_read(&t, &all, count_five, (void *)""));
        CHECK(test_read(&t, &all, count_five, (void *)"fragile=false"));
        CHECK(test_read(&t, &all, count_five, (void *)"q=thing"));
    }
    test_house_close(&t);
}

/* ---- which index ---- */

static const char many[] =
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000) "
    "insert into thing (id, number, branch, version, created_at, changed_at, title, state, name, weight, price, made, shelf, fragile) "
    "select 1000 + i, '', case when i %% 3 = 0 then %lld else %lld end, 1, i, i, 'x', case when i %% 50 = 0 then 1 else 2 end, 'n' || i, i, i %% 1000, i %% 300, "
    "case when i %% 2 = 0 then %lld else null end, i %% 2 from n";

static bool add_many(struct work *w, void *data)
{
    (void)data;
    db_exec_made(w, print(w, many, (long long)east, (long long)west, (long long)top_shelf), NO_BIND);
    if (db_engine(house_db(w->house)) == DB_POSTGRES) db_script(w, "analyze thing");
    return !failed(w);
}

struct explain { text query; text plan; bool walks; };

static bool explain(struct work *w, void *data)
{
    struct explain *e = data;
    struct list_query q;
    struct maker m = maker_new(w);
    struct buf out = buf_new(w->arena);
    bool lite = db_engine(house_db(w->house)) == DB_SQLITE;
    if (!read_query(w, &thing_type, e->query, &q) || !list_where(&m, &q)) return false;
    struct rows *row = db_query_made(w, print(w, "%s select * from thing where %s", lite ? "explain query plan" : "explain", buf_text(&m.out)), maker_bind(&m));
    while (db_next(row)) buf_print(&out, "%s\n", db_text(row, lite ? 3 : 0));
    e->plan = strdup(buf_text(&out));
    return !failed(w);
}

/* No scan of the table, and no sort of more than a page's arms or what is rare. */
static void check_plan(struct test_house *t, const struct actor *actor, text query, bool sorted)
{
    struct explain e = { .query = query };
    CASE(query);
    CHECK(test_read(t, actor, explain, &e));
    if (!e.plan) return;
    bool scans = test_on_postgres() ? strstr(e.plan, "Seq Scan on thing") != NULL : strstr(e.plan, "SCAN thing\n") != NULL;
    bool sorts = test_on_postgres() ? strstr(e.plan, "Sort") != NULL : strstr(e.plan, "TEMP B-TREE FOR ORDER") != NULL;
    if (scans || (sorts && !sorted)) printf("%s\n%s", query, e.plan);
    CHECK(!scans);
    CHECK(sorted || !sorts);
    free((void *)(uintptr_t)e.plan);
    CASE(NULL);
}

static bool nothing_fragile_in_the_east(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update thing set fragile = 0 where branch = $1 and fragile = 1"), BIND(num(east)));
    if (db_engine(house_db(w->house)) == DB_POSTGRES) db_script(w, "analyze thing");
    return !failed(w);
}

/* Common in the company and common in the branch, and never both: found by the branch's own index, not by trying all of the branch. */
static void check_branch_without(struct test_house *t)
{
    struct actor one = of_branches(&east, 1);
    const text queries[] = { "fragile=1", "fragile=1&sort=name", "fragile=1&sort=-weight&state=used" };
    CHECK(test_write(t, &the_system, nothing_fragile_in_the_east, NULL));
    for (int i = 0; i < COUNT_OF(queries); i++) {
        struct explain e = { .query = queries[i] };
        CASE(queries[i]);
        CHECK(test_read(t, &one, explain, &e));
        CHECK(e.plan && (test_on_postgres() ? !strstr(e.plan, "Seq Scan") : strstr(e.plan, "thing_branch_fragile") != NULL));
        free((void *)(uintptr_t)e.plan);
    }
    CASE(NULL);
}

TEST_DB(every_form_of_a_list_is_read_by_an_index)
{
    struct test_house t;
    if (begin(&t) && test_write(&t, &the_system, add_many, NULL)) {
        struct actor all = boss(), one = of_branches(&east, 1);
        int64_t few[] = { east, west };
        struct actor two = of_branches(few, 2);
        const text walks[] = { "", "sort=created_at", "sort=name", "sort=-weight", "sort=made", "state=used", "state=used&price_from=5", "fragile=1", "fragile=1&sort=weight" };
        for (int i = 0; i < COUNT_OF(walks); i++) {
            check_plan(&t, &all, walks[i], false);
            check_plan(&t, &one, walks[i], false);
            check_plan(&t, &two, walks[i], true);
        }
        const text rare[] = { "state=new", "weight=17", "weight_from=5&weight_to=9&sort=name", "price=7&fragile=1", "made=3&sort=-weight", "keeper=none&weight=4" };
        for (int i = 0; i < COUNT_OF(rare); i++) {
            check_plan(&t, &all, rare[i], true);
            check_plan(&t, &one, rare[i], true);
        }
        check_branch_without(&t);
    }
    test_house_close(&t);
}

/* A page-long member is in the record and not in a list of fifty. */
static bool leaves_out(struct work *w, void *data)
{
    (void)data;
    struct list_query q;
    struct json list = json_new(w->arena), one = json_new(w->arena);
    struct thing t = { .record.branch = { east }, .name = "heavy thing", .place_name = "", .photo = { "" }, .sums = { "{\"a\":1}" } };
    if (!record_add(w, &thing_type, &t) || !read_query(w, &thing_type, "q=heavy", &q)) return false;
    write_object(&list, NULL);
    list_write(w, &list, &q);
    write_end(&list, '}');
    record_write(w, &one, NULL, &thing_type, &t, WITH_ROWS | WITH_MAY);
    CHECK(strstr(buf_text(&list.out), "heavy thing") && !strstr(buf_text(&list.out), "\"sums\""));
    CHECK(strstr(buf_text(&one.out), "\"sums\":{\"a\":1}"));
    return !failed(w);
}
TEST_DB(a_list_leaves_out_what_is_heavy_and_the_record_has_it)
{
    struct test_house t;
    if (begin(&t)) CHECK(test_write(&t, &the_system, leaves_out, NULL));
    test_house_close(&t);
}

static bool empty_the_numbers(struct work *w, void *data)
{
    struct thing *t = data;
    json_t *body = json_pack("{s:n, s:n, s:n, s:n, s:n, s:n}", "weight", "rating", "price", "bought", "due", "length");
    bool well = input_read(w, &thing_type, thing_type.fields, thing_type.field_count, body, t, INPUT_EDIT, NULL);
    json_decref(body);
    return well;
}

static bool empty_the_day(struct work *w, void *data)
{
    json_t *body = json_pack("{s:n}", "made");
    bool well = input_read(w, &thing_type, thing_type.fields, thing_type.field_count, body, data, INPUT_EDIT, NULL);
    json_decref(body);
    return well;
}

TEST_DB(a_number_that_is_emptied_is_as_if_it_had_never_been_said)
{
    struct test_house t;
    struct thing thing = { .weight = 20, .rating = { 4, true }, .price = { 500 }, .bought = { 1795000000000 }, .made = { 20000 }, .due = { 20010, true }, .length = { 60 } };
    if (begin(&t)) {
        CHECK(test_write(&t, &the_system, empty_the_numbers, &thing));
        CHECK(!thing.weight && !thing.rating.given && !thing.price.fen && !thing.bought.ms && !thing.due.given && !thing.length.count);
        CHECK(!test_write(&t, &the_system, empty_the_day, &thing));
        CHECK(named(t.w, "made"));
    }
    test_house_close(&t);
}
