#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "record/list_house_test.h"
#include "record/parts.h"

static const char phone[] = "13812341234";

struct kept { struct value value; unsigned char bytes[200]; int64_t person, id; text opened; text column; };

static bool do_seal(struct work *w, void *data)
{
    struct kept *k = data;
    k->value = seal_text(w, k->person, "thing", k->id, "phone", phone);
    CHECK(k->value.length <= (int64_t)sizeof k->bytes);
    memcpy(k->bytes, k->value.bytes, (size_t)k->value.length);
    return !failed(w);
}

static bool do_open(struct work *w, void *data)
{
    struct kept *k = data;
    k->opened = seal_open(w, "thing", k->id, k->column ? k->column : "phone", k->bytes, k->value.length);
    return !failed(w);
}

static bool do_erase(struct work *w, void *data) { return seal_erase(w, ((struct kept *)data)->person); }

TEST_DB(sealed_text_opens_in_its_place_and_nowhere_else)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct kept k = { .person = 7, .id = 12 };
    CHECK(test_write(&t, &the_system, do_seal, &k));
    CHECK(!memmem(k.bytes, (size_t)k.value.length, phone, 4));
    CHECK(test_read(&t, &the_system, do_open, &k));
    SAME_TEXT(k.opened, phone);

    log_quiet(1);
    struct kept moved = k;
    moved.id = 13;
    CHECK(!test_read(&t, &the_system, do_open, &moved));
    EQUAL(t.w->failure, FAULT);
    moved = k;
    moved.column = "address";
    CHECK(!test_read(&t, &the_system, do_open, &moved));
    moved = k;
    moved.bytes[40] ^= 1;
    CHECK(!test_read(&t, &the_system, do_open, &moved));
    moved = k;
    moved.value.length = 20;
    CHECK(!test_read(&t, &the_system, do_open, &moved));
    log_quiet(0);
    test_house_close(&t);
}

TEST_DB(erasing_a_person_makes_her_text_unreadable_and_nobody_elses)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct kept hers = { .person = 7, .id = 1 }, his = { .person = 8, .id = 2 }, again_hers = { .person = 7, .id = 3 };
    CHECK(test_write(&t, &the_system, do_seal, &hers) && test_write(&t, &the_system, do_seal, &his));
    CHECK(test_write(&t, &the_system, do_erase, &hers));
    CHECK(test_read(&t, &the_system, do_open, &hers));
    SAME_TEXT(hers.opened, "");
    CHECK(test_read(&t, &the_system, do_open, &his));
    SAME_TEXT(his.opened, phone);
    CHECK(test_write(&t, &the_system, do_seal, &again_hers));       /* she comes back: a new key, the old text stays closed */
    CHECK(test_read(&t, &the_system, do_open, &again_hers));
    SAME_TEXT(again_hers.opened, phone);
    CHECK(test_read(&t, &the_system, do_open, &hers));
    SAME_TEXT(hers.opened, "");
    test_house_close(&t);
}

static bool seal_and_refuse(struct work *w, void *data) { return do_seal(w, data) && refuse(w, "", "no"); }

TEST_DB(a_key_made_in_a_refused_work_is_never_used_after_it)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct kept k = { .person = 9, .id = 1 };
    CHECK(!test_write(&t, &the_system, seal_and_refuse, &k));
    CHECK(test_write(&t, &the_system, do_seal, &k) && test_read(&t, &the_system, do_open, &k));
    SAME_TEXT(k.opened, phone);
    house_close(t.house);                           /* nothing in memory: what opens, opens by what is stored */
    text why = "";
    t.house = house_open(&(struct house_options){ .db = t.db, .data = t.folder, .modules = test_house_modules() }, &why);
    t.w->house = t.house;
    CHECK(test_read(&t, &the_system, do_open, &k));
    SAME_TEXT(k.opened, phone);
    test_house_close(&t);
}

TEST_DB(another_master_key_is_a_fault_and_seals_nothing)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    struct kept k = { .person = 9, .id = 1 }, fresh = { .person = 10, .id = 2 };
    CHECK(test_write(&t, &the_system, do_seal, &k));
    char path[100];
    text why = "";
    snprintf(path, sizeof path, "%s/keys/master.key", t.folder);
    CHECK(!unlink(path));
    house_close(t.house);
    t.house = house_open(&(struct house_options){ .db = t.db, .data = t.folder, .modules = test_house_modules() }, &why);
    t.w->house = t.house;
    log_quiet(1);
    CHECK(!test_read(&t, &the_system, do_open, &k));
    EQUAL(t.w->failure, FAULT);
    CHECK(!test_write(&t, &the_system, do_seal, &fresh));
    EQUAL(t.w->failure, FAULT);
    log_quiet(0);
    test_house_close(&t);
}

TEST(a_master_key_that_others_can_read_or_that_is_damaged_is_refused)
{
    char folder[] = "/dev/shm/zhangjia-keys-XXXXXX", path[100], command[100];
    text why = "";
    CHECK(mkdtemp(folder) != NULL);
    struct keys *keys = keys_open(folder, &why);
    CHECK(keys != NULL);
    keys_close(keys);
    snprintf(path, sizeof path, "%s/keys/master.key", folder);
    struct stat st;
    CHECK(!stat(path, &st) && (st.st_mode & 0777) == 0600);

    CHECK(!chmod(path, 0640) && !keys_open(folder, &why));
    CHECK(strstr(why, "0600"));
    free((char *)(uintptr_t)why);
    CHECK(!chmod(path, 0600) && !truncate(path, 40) && !keys_open(folder, &why));
    CHECK(strstr(why, "damaged"));
    free((char *)(uintptr_t)why);
    CHECK(!unlink(path) && !symlink("/etc/hostname", path) && !keys_open(folder, &why));
    free((char *)(uintptr_t)why);
    snprintf(command, sizeof command, "rm -r %s", folder);
    CHECK(!system(command));
}

static bool indexes(struct work *w, void *data)
{
    (void)data;
    struct value a = blind_index(w, "person.phone", phone), b = blind_index(w, "person.phone", "13812341234"), c = blind_index(w, "worker.phone", phone);
    CHECK(a.length == 16 && !memcmp(a.bytes, b.bytes, 16) && memcmp(a.bytes, c.bytes, 16));
    SAME_TEXT(blind_token(w, "phone4", "1234"), blind_token(w, "phone4", "1234"));
    CHECK(strcmp(blind_token(w, "phone4", "1234"), blind_token(w, "phone4", "1235")) != 0);
    return !failed(w);
}

TEST_DB(a_blind_index_is_the_same_for_the_same_text_and_column_only)
{
    struct test_house t;
    if (!test_house_open(&t)) return;
    CHECK(test_read(&t, &the_system, indexes, NULL));
    test_house_close(&t);
}
