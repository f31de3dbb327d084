/* export_test.c — a list as CSV: what is in it, and what does not leave the house. */
#include <stdio.h>
#include <unistd.h>
#include "record/list.h"
#include "record/list_house_test.h"

static int64_t branch, shelf;
static const text sees[] = { CAN_EDIT_THINGS, CAN_SEE_THINGS }, many[] = { CAN_EXPORT_MANY, CAN_SEE_THINGS };

static bool fill(struct work *w, void *data)
{
    struct hut b = { .name = "东店" };
    struct shelf s = { .name = "三号架" };
    if (!record_add(w, &hut_type, &b)) return false;
    branch = s.record.branch.id = b.record.id;
    if (!record_add(w, &shelf_type, &s)) return false;
    shelf = s.record.id;
    for (int i = 0; i < *(int *)data; i++) {
        struct thing t = { .record.branch = { branch }, .name = i ? print(w, "件 %d", i) : "=HYPERLINK(\"x\")", .place_name = "a,\"b\"", .price = { 12345 }, .weight = i,
                           .shelf = { shelf }, .tags = { SET_BIT(TAG_RED) | SET_BIT(TAG_SHARP) }, .photo = { "" }, .phone = { .plain = "13800001234" } };
        if (!record_add(w, &thing_type, &t)) return false;
    }
    return true;
}

struct job { text columns, path; bool csv; int64_t rows; };

static bool export(struct work *w, void *data)
{
    struct job *j = data;
    struct list_query q;
    struct list_pair pairs[] = { { "columns", j->columns }, { "sort", "weight" } };
    return list_read(w, &thing_type, pairs, 2, &q) && export_write(w, &q, j->csv, j->path, &j->rows);
}

static void read_all(text path, char *into, size_t room)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(into, 1, room - 1, f) : 0;
    into[n] = 0;
    if (f) fclose(f);
}

TEST_DB(a_list_is_exported_as_it_is_shown)
{
    struct test_house t;
    int count = 3;
    char path[100], csv[4000];
    if (test_house_open(&t) && test_write(&t, &the_system, fill, &count)) {
        struct actor one = { .user = 1, .name = "王店长", .can = sees, .can_count = 2, .branches = &branch, .branch_count = 1, .home = branch };
        snprintf(path, sizeof path, "%s/out.csv", t.folder);
        struct job j = { .columns = "name,place_name,price,shelf,tags,phone,secret,branch", .path = path, .csv = true };
        CHECK(test_read(&t, &one, export, &j));
        EQUAL(j.rows, 3);
        read_all(path, csv, sizeof csv);
        CHECK(strstr(csv, "三号架") && strstr(csv, "东店") && strstr(csv, "123.45") && strstr(csv, "138****1234") && strstr(csv, "\"a,\"\"b\"\"\""));
        CHECK(!strstr(csv, "13800001234") && !strstr(csv, "Secret") && !strstr(csv, "\n=HYPERLINK"));
        j = (struct job){ .columns = "", .path = path };
        CHECK(test_read(&t, &one, export, &j));             /* a workbook */
        EQUAL(j.rows, 3);
        j = (struct job){ .columns = "parts,photo", .path = path, .csv = true };
        CHECK(!test_read(&t, &one, export, &j));
        SAME_TEXT(t.w->field, "columns");
    }
    test_house_close(&t);
}

TEST_DB(more_than_200_rows_with_phones_need_approval)
{
    struct test_house t;
    int count = 201;
    char path[100], csv[4000];
    if (test_house_open(&t) && test_write(&t, &the_system, fill, &count)) {
        struct actor one = { .user = 1, .name = "王店长", .can = sees, .can_count = 2, .branches = &branch, .branch_count = 1 }, chief = one;
        chief.can = many;
        snprintf(path, sizeof path, "%s/out.csv", t.folder);
        struct job j = { .columns = "name,phone", .path = path, .csv = true };
        CHECK(!test_read(&t, &one, export, &j));
        EQUAL(t.w->failure, FORBIDDEN);
        CHECK(access(path, F_OK) != 0);
        j.columns = "name,weight";
        CHECK(test_read(&t, &one, export, &j));
        EQUAL(j.rows, 201);
        read_all(path, csv, sizeof csv);
        CHECK(strstr(csv, "件 15,1.5") && strstr(csv, "件 20,2"));      /* kept in tenths, written as people write it */
        j.columns = "name,phone";
        CHECK(test_read(&t, &chief, export, &j));
        EQUAL(j.rows, 201);
    }
    test_house_close(&t);
}
