/* file_test.c — uploads over http: once on disk, and readable by who may see a record that names them. */
#include "record/file.h"
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/sealed_file.h"
#include "record/clock_house.h"
#include "record/file_seal.h"
#include "test/test.h"

static struct clock_house c;
static struct http *http;
static const int64_t ONE = 1, TWO = 2;
static struct actor maker, mate, stranger, anna, keeper;
enum { MAKER = 1, MATE, STRANGER, ANNA, KEEPER };

#define PDF "%PDF-1.4 a contract"
#define PAGE "<html><script>alert(1)</script></html>"

static void begin(void)
{
    static const text sees[] = { "clock.see" }, keeps[] = { "clock.secret", "clock.see" };
    c = clock_house_open(NULL);
    maker = clock_actor(1, 0, &ONE, sees, 1);
    mate = clock_actor(2, 0, &ONE, sees, 1);
    stranger = clock_actor(3, 0, &TWO, sees, 1);
    anna = clock_actor(4, 41, NULL, NULL, 0);
    keeper = clock_actor(5, 0, &ONE, keeps, 2);
    const struct actor *all[] = { NULL, &maker, &mate, &stranger, &anna, &keeper };
    memcpy(clock_who, all, sizeof all);
    http = clock_serve(&c);
}

static void over(void)
{
    clock_serve_no_more(&c, http);
    clock_house_close(&c);
}

/* The path of an uploaded file, and its hash. */
static struct clock_answer upload(int who, text body, char *hash, char *path)
{
    struct clock_answer a = clock_call(http, who, "PUT", "/api/file?name=contract.pdf", body);
    char *at = strstr(a.body, "\"file\":\"");
    *hash = 0;
    if (at) snprintf(hash, 65, "%s", at + 8);
    sprintf(path, "/api/file/%s", hash);
    return a;
}

static bool name_it(struct work *w, void *data)
{
    struct errand *e = data;
    return ADD(w, errand, e);
}

static bool person(struct work *w, void *data)
{
    (void)data;
    struct clock_named p = { .record.id = 41, .name = "Anna" };
    return ADD(w, clock_person, &p);
}

static enum failure names(const struct actor *actor, struct errand e)
{
    struct work *w = clock_write(&c, actor, 0, name_it, &e);
    enum failure why = w->failure;
    work_close(w);
    return why;
}

static int status(int who, text path) { return clock_call(http, who, "GET", path, NULL).status; }

static bool age(struct work *w, void *data)
{
    (void)data;
    db_exec(w, SQL("update file_upload set at = at - $1"), BIND(num(HOURS(25))));
    return !failed(w);
}

TEST_DB(a_file_is_read_by_who_uploaded_it_and_who_sees_a_record_that_names_it)
{
    begin();
    char hash[80], path[100];
    struct clock_answer a = upload(MAKER, PDF, hash, path);
    EQUAL(a.status, 201);
    EQUAL(strlen(hash), 64);
    CHECK(strstr(a.body, "\"type\":\"application/pdf\",\"size\":19"));
    a = clock_call(http, MAKER, "GET", path, NULL);
    EQUAL(a.status, 200);
    SAME_TEXT(a.body, PDF);
    CHECK(strstr(a.head, "inline") && strstr(a.head, "application/pdf"));
    CASE("nobody else");
    EQUAL(status(MATE, path), 404);
    EQUAL(status(0, path), 401);
    EQUAL(status(MAKER, "/api/file/../../keys"), 400);
    EQUAL(status(MAKER, "/api/file/ab"), 404);
    CASE("named by a record of branch 1 that is Anna's");
    work_close(clock_write(&c, NULL, 0, person, NULL));
    EQUAL(names(&maker, (struct errand){ .record.branch.id = ONE, .what = "Sign", .person.id = 41, .photo.hash = hash }), NO_FAILURE);
    EQUAL(status(MATE, path), 200);
    EQUAL(status(ANNA, path), 200);
    EQUAL(status(STRANGER, path), 404);
    CASE("a day later the record still names it");
    work_close(clock_write(&c, NULL, 0, age, NULL));
    EQUAL(status(MAKER, path), 200);
    over();
}

TEST_DB(a_file_nobody_put_into_a_record_is_gone_for_its_uploader_after_a_day)
{
    begin();
    char hash[80], path[100];
    upload(MAKER, PDF, hash, path);
    EQUAL(status(MAKER, path), 200);
    work_close(clock_write(&c, NULL, 0, age, NULL));
    EQUAL(status(MAKER, path), 404);
    over();
}

TEST_DB(a_member_that_is_not_for_everybody_keeps_its_file_too)
{
    begin();
    char hash[80], path[100], part[80], part_path[100];
    upload(MAKER, PDF, hash, path);
    upload(MAKER, PDF " scanned", part, part_path);
    struct errand_part parts[] = { { .scan.hash = part } };
    EQUAL(names(&maker, (struct errand){ .record.branch.id = ONE, .what = "Sign", .secret.hash = hash, .parts = { parts, 1 } }), NO_FAILURE);
    EQUAL(status(MATE, path), 404);
    EQUAL(status(KEEPER, path), 200);
    CASE("in owned rows");
    EQUAL(status(MATE, part_path), 200);
    EQUAL(status(STRANGER, part_path), 404);
    over();
}

TEST_DB(a_record_names_only_files_there_are_and_that_its_writer_may_read)
{
    begin();
    char hash[80], path[100];
    upload(MAKER, PDF, hash, path);
    text unknown = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    EQUAL(names(&maker, (struct errand){ .record.branch.id = ONE, .what = "Sign", .photo.hash = unknown }), INVALID);
    EQUAL(names(&maker, (struct errand){ .record.branch.id = ONE, .what = "Sign", .photo.hash = "../../etc/passwd" }), INVALID);
    CASE("a hash somebody guessed or saw is no key");
    EQUAL(names(&stranger, (struct errand){ .record.branch.id = TWO, .what = "Steal", .photo.hash = hash }), INVALID);
    EQUAL(status(STRANGER, path), 404);
    over();
}

TEST_DB(the_same_content_lies_on_disk_once_and_pages_are_never_shown)
{
    begin();
    char hash[80], path[100], again[80], kept[300];
    upload(MAKER, PAGE, hash, path);
    upload(MATE, PAGE, again, path);
    SAME_TEXT(hash, again);
    EQUAL(status(MATE, path), 200);
    struct clock_answer a = clock_call(http, MAKER, "GET", path, NULL);
    CHECK(strstr(a.head, "attachment") && !strstr(a.head, "text/html") && strstr(a.head, "nosniff"));
    snprintf(kept, sizeof kept, "%s/files/%.2s/%s", c.folder, hash, hash);
    struct sealed_file *f = sealed_file_open(kept, house_file_key(c.house));
    CHECK(f && sealed_file_sealed(f));
    EQUAL(sealed_file_size(f), strlen(PAGE));
    SAME_TEXT(sealed_file_hash(f), hash);
    sealed_file_close(f);
    CASE("nothing is left in the folder of uploads");
    char command[200];
    snprintf(command, sizeof command, "test -z \"$(ls %s | grep upload-)\"", c.folder);
    EQUAL(system(command), 0);
    CASE("empty");
    EQUAL(clock_call(http, MAKER, "PUT", "/api/file?name=x", "").status, 400);
    over();
}

/* ---- on disk ---- */

static text place_in_files(struct arena *arena, text hash) { return arena_print(arena, "%s/files/%.2s/%s", c.folder, hash, hash); }

static void on_disk(text path, const void *bytes, size_t count)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EQUAL(write(fd, bytes, count), (ssize_t)count);
    close(fd);
}

static size_t from_disk(text path, void *into, size_t room)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = read(fd, into, room);
    if (fd >= 0) close(fd);
    return n > 0 ? (size_t)n : 0;
}

static bool stands_on_disk(text path, text words)
{
    char raw[2000];
    return memmem(raw, from_disk(path, raw, sizeof raw), words, strlen(words)) != NULL;
}

TEST_DB(on_disk_an_upload_is_sealed_and_a_damaged_one_is_said_not_sent)
{
    begin();
    struct arena *arena = arena_new();
    char hash[80], path[100], raw[2000];
    upload(MAKER, PDF, hash, path);
    text kept = place_in_files(arena, hash);
    CHECK(!stands_on_disk(kept, "contract"));
    EQUAL(status(MAKER, path), 200);
    CASE("a byte changed");
    size_t size = from_disk(kept, raw, sizeof raw);
    raw[40] ^= 1;
    on_disk(kept, raw, size);
    struct clock_answer a = clock_call(http, MAKER, "GET", path, NULL);
    EQUAL(a.status, 500);
    CHECK(strstr(a.body, "\"code\":\"damaged\"") && !strstr(a.body, "%PDF"));
    CASE("cut");
    raw[40] ^= 1;
    on_disk(kept, raw, size - 1);
    EQUAL(status(MAKER, path), 500);
    CASE("uploaded again it is whole again");
    upload(MAKER, PDF, hash, path);
    EQUAL(status(MAKER, path), 200);
    arena_free(arena);
    over();
}

static struct files_seen walked(struct arena *arena, bool seal)
{
    struct files_seen seen;
    text why;
    CHECK(files_walk(arena, &(struct files_walk){ .house = c.house, .seal = seal }, &seen, &why));
    return seen;
}

TEST_DB(a_file_of_an_earlier_version_is_read_and_sealed_where_it_lies)
{
    begin();
    struct arena *arena = arena_new();
    char hash[80], path[100], other[80], other_path[100];
    upload(MAKER, PDF, hash, path);
    upload(MAKER, PDF " of another", other, other_path);
    text kept = place_in_files(arena, hash);
    on_disk(kept, PDF, strlen(PDF));
    SAME_TEXT(clock_call(http, MAKER, "GET", path, NULL).body, PDF);
    EQUAL(walked(arena, false).plain, 1);
    CHECK(!files_sealed(c.house));
    struct files_seen seen = walked(arena, true);
    EQUAL(seen.whole, 2);
    EQUAL(seen.sealed_now, 1);
    CHECK(files_sealed(c.house) && !stands_on_disk(kept, "contract"));
    SAME_TEXT(clock_call(http, MAKER, "GET", path, NULL).body, PDF);
    EQUAL(walked(arena, true).sealed_now, 0);
    CASE("one that is not what its name says is left as it is, and named");
    on_disk(place_in_files(arena, other), PDF, strlen(PDF));
    EQUAL(walked(arena, true).broken, 1);
    CHECK(stands_on_disk(place_in_files(arena, other), "contract"));
    CASE("the other's sealed content under this name");
    char raw[2000];
    on_disk(place_in_files(arena, other), raw, from_disk(kept, raw, sizeof raw));
    EQUAL(walked(arena, false).broken, 1);
    arena_free(arena);
    over();
}
